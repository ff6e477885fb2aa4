// What a reader can change.
function buildLegend() {
  P.looks.forEach((kind, index) => {
    const input = make('input', null, { type: 'checkbox', 'data-look': index });
    input.checked = true;
    input.setAttribute('aria-label', `${kind.letter} · ${kind.name}`);
    input.addEventListener('change', () => {
      if (input.checked) state.off.delete(index);
      else state.off.add(index);
      if (state.followed !== null && !visible(state.followed)) state.followed = null;
      show();
    });
    const draw = ctx => mark(ctx, { ...kind, x: 11, y: 11, r: 6.5 });
    const words = fill(make('span'), kind.letter + ' · ', bdi(kind.name), make('span', null, { 'data-count': index }));
    $('legend').append(fill(make('label'), input, swatch(draw), words));
    const inside = P.groups.filter(group => group.look === index);
    if (inside.length > 1) $('legend').append(insideList(inside));
  });
}
// Groups that share one colour and shape are told one by one, each with its own letter.
function insideList(groups) {
  const lines = groups.map(group => fill(make('li'), group.letter + ' · ', bdi(group.name), ` (${written(group.size)})`));
  return fill(make('details'), make('summary', say('legend_inside', { n: groups.length })), fill(make('ul'), lines));
}
function showLegend() {
  const counts = P.looks.map(() => 0);
  everyone().filter(id => mapped(id) && here(id)).forEach(id => { counts[look(id)] += 1; });
  document.querySelectorAll('[data-count]').forEach(e => { e.textContent = ` (${counts[e.dataset.count]})`; });
}
function buildHow() {
  const dot = more => ctx => mark(ctx, { shape: 'circle', colour: ink.line, x: 11, y: 11, r: 5, ...more });
  const some = (rows, kind) => rows.some(one => one.includes(kind));
  const list = [
    [P.flow ? 'how_arrow' : 'how_arrow_reported', ctx => arrow(ctx, 2, 11, 18, 11)],
    ['how_two_way', ctx => { arrow(ctx, 2, 9, 18, 9, { bend: 7 }); arrow(ctx, 20, 13, 4, 13, { bend: -7 }); }],
  ];
  if (some(P.marks, LITTLE)) list.push(['how_double', dot({ r: 3.2, ring: LITTLE, unit: 0.85 })]);
  if (some(P.marks, DEPENDS)) list.push(['how_dotted', dot({ r: 3.6, ring: DEPENDS, unit: 0.85 })]);
  if (some(P.status, SILENT)) list.push(['how_hollow', dot({ status: SILENT, r: 7 })]);
  if (some(P.status, NOT_ASKED)) list.push(['how_unasked', dot({ status: NOT_ASKED, r: 7 })]);
  if (P.flow) list.push(['how_dashed', ctx => arrow(ctx, 2, 11, 18, 11, { dashed: true })]);
  fill($('how'), list.map(([key, draw]) => fill(make('li'), swatch(draw), make('span', say(key)))));
  if (P.large) $('how').append(make('li', say('how_passing')), P.flow ? make('li', say('how_counts')) : '');
  if (P.flow) $('how').append(make('li', say('how_order')));
  if (!P.names) $('how').append(make('li', say('how_codes')));
  $('rings-box').hidden = !some(P.marks, LITTLE) && !some(P.marks, DEPENDS);
}
function slider(id, words, change) {
  const input = $(id);
  input.max = words.length - 1;
  $(id + '-box').hidden = words.length < 2;
  input.addEventListener('input', () => change(Number(input.value)));
}
function showSliders() {
  $('level').value = state.level;
  $('wave').value = state.wave;
  for (const [id, words] of [['level', P.levels[state.level]], ['wave', P.waves[state.wave].name]]) {
    fill($(id + '-word'), bdi(words));
    $(id).setAttribute('aria-valuetext', words);
  }
}
function setLevel(level) { state.level = level; show(); }
function setWave(wave) { state.waveBefore = state.wave; state.wave = wave; show(); }

function find() {
  const wanted = $('find').value.trim().toLocaleLowerCase(), list = $('found');
  list.hidden = !wanted;
  if (!wanted) return fill(list);
  const holds = words => words.toLocaleLowerCase().includes(wanted);
  const { ids, low } = order(), part = ids.filter(id => low[id].includes(wanted) && mapped(id) && visible(id));
  const people = [...part.filter(id => low[id].startsWith(wanted)), ...part.filter(id => !low[id].startsWith(wanted))]
    .slice(0, 8).map(id => [labelOf(id), () => follow(id)]);
  const groups = P.groups.map((group, g) => [group, g])
    .filter(([group]) => P.groups.length > 1 && (holds(group.name) || group.letter.toLocaleLowerCase() === wanted))
    .slice(0, 5).map(([group, g]) => [say('find_group', { name: isolate(group.name) }), () => showGroup(g)]);
  const all = [...people, ...groups];
  if (!all.length) return fill(list, fill(make('li'), para(say('find_none'))));
  return fill(list, all.map(([words, act]) => fill(make('li'), fill(
    make('button', null, { type: 'button', onclick: () => { act(); $('find').value = ''; find(); } }), bdi(words)))));
}
function follow(id) {
  if (!visible(id)) return;
  Object.assign(state, { followed: id, stepped: id, other: null, group: null });
  show();
  reveal(id);
  $('live').textContent = P.flow
    ? say('followed_live', { name: name(id), band: mapped(id) ? bandWords(id) : '', n: ties().out(id).length })
    : say('followed_live_reported', { name: name(id), n: ties().into(id).length });
}
function showGroup(group) {
  Object.assign(state, { followed: null, stepped: null, other: null, group });
  show();
  $('live').textContent = say('find_group', { name: isolate(P.groups[group].name) });
}
function clearAll() {
  Object.assign(state, { followed: null, stepped: null, other: null, group: null, waveBefore: null });
  $('find').value = '';
  find();
  show();
  $('live').textContent = say('cleared_live');
}
function step(by) {
  const { ids, rank } = order(), last = state.stepped ?? state.followed;
  let at = last === null ? (by > 0 ? -1 : 0) : rank[last];
  for (let tries = 0; tries < ids.length; tries += 1) {
    at = (at + by + ids.length) % ids.length;
    if (mapped(ids[at]) && visible(ids[at])) return stepTo(ids[at]);
  }
  return undefined;
}
function stepTo(id) {
  state.stepped = id;
  reveal(id);
  repaint();
  $('live').textContent = say('stepped_live', { name: name(id), group: groupName(id), band: P.flow ? capital(bandWords(id)) : '' });
}
function keys(event) {
  if (event.key === 'Escape') return clearAll();
  if (event.target !== box || event.ctrlKey || event.metaKey || event.altKey) return undefined;
  const pans = { ArrowRight: [1, 0], ArrowLeft: [-1, 0], ArrowDown: [0, 1], ArrowUp: [0, -1] };
  if (event.shiftKey && Object.hasOwn(pans, event.key)) {
    event.preventDefault();
    return pan(...pans[event.key]);
  }
  const acts = {
    ArrowRight: () => step(1), ArrowDown: () => step(1), ArrowLeft: () => step(-1), ArrowUp: () => step(-1),
    Enter: () => state.stepped !== null && follow(state.stepped),
    n: () => ($('pin-kind') ?? $('pins-box')).focus(), p: () => $('pair')?.focus(),
    '+': () => zoom(1.25), '=': () => zoom(1.25), '-': () => zoom(0.8), 0: fit,
  };
  if (!Object.hasOwn(acts, event.key)) return undefined;
  event.preventDefault();
  return acts[event.key]();
}
function setTheme(dark) {
  document.documentElement.dataset.theme = dark ? 'dark' : 'light';
  $('dark').checked = dark;
  readColours();
}
