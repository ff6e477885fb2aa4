const ROWS = 100;
// Everyone in words: the same as the picture, sortable, each row opens the voice.
const sorting = { column: 0, down: false };
function columns() {
  const many = id => P.counts[row()][id];
  const list = [
    ['code', id => labelOf(id), id => labelOf(id)],
    ['group', id => P.groups[P.group[id]].name, id => P.groups[P.group[id]].name],
  ];
  if (P.flow) list.push(['band', id => bandWords(id) + (ringOf(id) ? `, ${say('mark_' + ringOf(id))}` : ''), id => band(id)]);
  list.push(['answered', id => say('status_' + status(id)), id => status(id)]);
  list.push([P.flow ? 'heard' : 'count', id => (status(id) === NOT_PART || many(id) < 0 ? '–' : many(id)), many, true]);
  const both = id => ties().out(id).filter(other => twoWay(id, other)).length;
  const told = id => status(id) === ANSWERED || (P.reports === 'mutual' && status(id) !== NOT_PART);
  list.push(['two_way', id => (told(id) ? both(id) : '–'), id => (told(id) ? both(id) : -1), true]);
  return list;
}
function showTable() {
  const list = columns(), head = make('tr');
  list.forEach(([key], i) => {
    const th = make('th', null, { scope: 'col', class: list[i][3] ? 'number' : '' });
    if (sorting.column === i) th.setAttribute('aria-sort', sorting.down ? 'descending' : 'ascending');
    const arrow = sorting.column === i ? (sorting.down ? ' ↓' : ' ↑') : '';
    const button = make('button', say('col_' + key) + arrow, { type: 'button', onclick: () => sortBy(i) });
    head.append(fill(th, button));
  });
  fill($('table').tHead, head);
  const ids = sortedIds(list[sorting.column][2]), part = partOf(ids);
  const rows = part.map(id => {
    const tr = make('tr', null, { class: id === state.followed ? 'followed' : '', 'data-id': id });
    list.forEach(([key, words, , number], i) => {
      const cell = make(i ? 'td' : 'th', null, i ? {} : { scope: 'row' });
      if (number) cell.className = 'number';
      const open = { type: 'button', onclick: () => { follow(id); box.scrollIntoView({ block: 'nearest' }); } };
      cell.append(i ? bdi(words(id)) : fill(make('button', null, open), bdi(words(id))));
      tr.append(cell);
    });
    return tr;
  });
  if (!rows.length) rows.push(fill(make('tr'), make('td', say('empty'), { colspan: list.length })));
  fill($('table').tBodies[0], rows);
  $('rows').textContent = say('rows', { n: ids.filter(here).length });
}
// Sorting is kept for as long as the frame and the groups shown stay the same.
function sortedIds(value) {
  const key = [sorting.column, sorting.down, state.wave, state.level, ...state.off].join();
  if (sorting.key === key) return sorting.ids;
  const { ids, rank } = order(), kept = ids.filter(id => mapped(id) && !state.off.has(look(id)));
  const keys = [], compare = new Intl.Collator(P.language, { numeric: true }).compare, sign = sorting.down ? -1 : 1;
  if (sorting.column) kept.forEach(id => { keys[id] = value(id); });
  else kept.forEach(id => { keys[id] = rank[id]; });
  const words = typeof keys[kept[0]] === 'string';
  kept.sort((a, b) => sign * (words ? compare(keys[a], keys[b]) : keys[a] - keys[b]) || rank[a] - rank[b]);
  Object.assign(sorting, { key, ids: kept, first: 0 });
  return kept;
}
// Many rows stand in parts; the part that holds the followed voice is shown when it is new.
function partOf(ids) {
  if (state.followed !== sorting.followed) {
    sorting.followed = state.followed;
    const at = ids.indexOf(state.followed);
    if (at >= 0) sorting.first = at - (at % ROWS);
  }
  const first = sorting.first, last = Math.min(first + ROWS, ids.length);
  $('parts').hidden = ids.length <= ROWS;
  $('part').textContent = say('rows_part', { first: first + 1, last, n: ids.length });
  $('part-before').disabled = !first;
  $('part-after').disabled = last >= ids.length;
  return ids.slice(first, last);
}
function showPart(by) {
  sorting.first += by * ROWS;
  showTable();
  $('live').textContent = $('part').textContent;
  if ($(by > 0 ? 'part-after' : 'part-before').disabled) $(by > 0 ? 'part-before' : 'part-after').focus();
}
function sortBy(column) {
  sorting.down = sorting.column === column ? !sorting.down : false;
  sorting.column = column;
  showTable();
  $('table').tHead.rows[0].cells[column].firstChild.focus();
}
