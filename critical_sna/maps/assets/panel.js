// The words beside the picture: the whole collaborative, or one voice.
const para = (words, more) => make('p', words, more);
const MOST_CHIPS = 60;
const chips = (ids, words = id => labelOf(id)) => [fill(make('ul', null, { class: 'chips' }), ids.slice(0, MOST_CHIPS).map(id =>
  fill(make('li'), fill(make('button', null, { type: 'button', onclick: () => follow(id) }), bdi(words(id)))))),
ids.length > MOST_CHIPS ? para(say('chips_more', { n: ids.length - MOST_CHIPS })) : null];

// What the answers that are missing may hide, or nothing where everybody answered.
function silence() {
  const { asked, answered } = P.waves[state.wave];
  return answered < asked ? say(P.flow ? 'silent' : 'silent_reported') : '';
}
function waveLine() {
  const wave = P.waves[state.wave];
  const answered = wave.asked
    ? say('answered', { n: wave.asked, answered: wave.answered, percent: percent(wave.answered / wave.asked) })
    : say('asked_nobody');
  const title = wave.name ? waveName() + ': ' : '';
  $('wave-line').textContent = N ? `${title}${answered} ${silence()}`.trim() : '';
}

function networkPanel() {
  const wave = P.waves[state.wave];
  const part = everyone().filter(id => mapped(id) && status(id) !== NOT_PART);
  const out = [make('h2', say('network'))];
  const size = { n: part.length, ties: say('ties', { n: ties().list.length }), wave: waveName() };
  out.push(para(say(wave.name ? 'size' : 'size_unnamed', size)));
  if (wave.not_asked) out.push(para(say('unasked', { n: wave.not_asked })));
  if (P.flow && part.length) {
    out.push(bandList(part));
    out.push(crowded(part), marked(part.length));
    if (part.some(id => band(id) >= 0)) out.push(para(say('edge'), { class: 'soft' }));
  }
  return out;
}
function fullest(part, level) {
  const counts = new Map(), known = part.map(id => P.bands[row(state.wave, level)][id]).filter(kind => kind >= 0);
  known.forEach(kind => counts.set(kind, (counts.get(kind) ?? 0) + 1));
  return known.length < 3 ? 0 : Math.max(...counts.values()) / known.length;
}
// Where one ring holds nearly everyone, say so and propose the first stricter reading that spreads them.
function crowded(part) {
  const share = fullest(part, state.level);
  if (share <= P.limits.crowded) return null;
  const out = [para(say('crowded', { percent: percent(share) }))];
  for (let level = state.level + 1; level < P.levels.length; level += 1) {
    if (fullest(part, level) > P.limits.crowded) continue;
    const words = { level: isolate(P.levels[level]) };
    out.push(para(say('crowded_try', words)));
    out.push(make('button', say('crowded_button', words), { type: 'button', onclick: () => setLevel(level) }));
    return out;
  }
  if (P.levels.length > 1) out.push(para(say('crowded_all')));
  return out;
}
function marked(total) {
  const { n_marked: little, n_depends: depends, judged } = P.waves[state.wave];
  if (!judged) return null;
  const out = [];
  if (!ringsAllowed(LITTLE)) out.push(para(say('marked_many', { percent: percent(little / total) })));
  else if (little) out.push(para(say('marked', { n: little })));
  else out.push(para(say('marked_none')));
  if (depends && ringsAllowed(DEPENDS)) out.push(para(say('depends', { n: depends })));
  return out;
}

function voicePanel(id) {
  const out = [make('h2', say(P.flow ? 'follow' : 'follow_reported', { name: name(id) }))];
  if (kind() === 'one_voice') out.push(turns());
  if (!mapped(id)) return out;
  out.push(para(say('follow_who', { name: name(id), group: groupName(id) })));
  if (status(id) === NOT_PART) return [...out, para(say('not_part', { wave: waveName() })), otherWaves(id)];
  out.push(P.flow ? heardPart(id) : reportedPart(id), otherWaves(id));
  if (ghosts().length) out.push(para(say('ghost', { wave: waveName(comparedWave()) }), { class: 'soft' }));
  if (everyone().length > 1) out.push(pairChoice(id));
  return out;
}
// One voice after the other, in order of their codes.
function turns() {
  const turn = (key, by) => make('button', say(key), { type: 'button', onclick: () => {
    step(by);
    follow(state.stepped);
    $(`turn${by}`).focus();
  }, id: `turn${by}` });
  return fill(make('p', null, { class: 'buttons' }), turn('voice_before', -1), turn('voice_next', 1));
}
function heardPart(id) {
  const { direct, carried } = travel(id), out = [];
  const could = P.could[row()][id], counted = P.counts[row()][id];
  if (band(id) < 0) out.push(para(say('follow_unknown')));
  else if (could >= 0) out.push(para(say('follow_band', { band: capital(bandWords(id)), n: counted, could })));
  if (ringOf(id)) out.push(para(say(ringOf(id) === LITTLE ? 'double' : 'dotted')));
  if (direct.size) out.push(para(say('direct', { n: direct.size })), chips(byLabel(direct)));
  else if (band(id) >= 0) out.push(para(say('direct_none')));
  if (carried.size) {
    const load = new Map();
    for (const through of carried.values()) through.forEach(c => load.set(c, (load.get(c) ?? 0) + 1));
    const carriers = byLabel(load.keys()).sort((a, b) => load.get(b) - load.get(a));
    out.push(para(say('carried', { n: carried.size })));
    out.push(chips(carriers, c => say('carrier', { name: name(c), n: load.get(c) })));
  } else if (direct.size) out.push(para(say('carried_none')));
  const { missed, open } = notReached(id, { direct, carried });
  if (missed) out.push(para(say('not_reached', { n: missed })));
  if (open) out.push(para(say('not_known', { n: open })));
  if (!missed && !open) out.push(para(say('all_reached')));
  const question = !direct.size ? 'question_first' : missed || open ? 'question_door' : 'question_all';
  if (direct.size || band(id) >= 0) out.push(para(say(question), { class: 'question' }));
  return [...out, hearsPart(id)];
}
function hearsPart(id) {
  const heard = byLabel(ties().into(id));
  // Where it was asked whom one gives to, the voices said so, not this person.
  const told = status(id) === ANSWERED || P.reports === 'gives_to';
  if (told && heard.length) return [para(say('hears', { n: heard.length })), chips(heard)];
  if (heard.length) return [para(say('hears_others', { n: heard.length })), chips(heard)];
  return para(say(told ? 'hears_none' : status(id) === SILENT ? 'hears_unknown' : 'hears_unasked'));
}
function reportedPart(id) {
  const by = byLabel(ties().into(id)), named = byLabel(ties().out(id)), out = [];
  if (by.length) out.push(para(say('named_by', { n: by.length })), chips(by));
  else out.push(para(say('named_by_none')));
  if (named.length) out.push(para(say('names', { n: named.length })), chips(named));
  else out.push(para(say(status(id) === ANSWERED ? 'names_none' : 'names_unknown')));
  return [...out, para(say('question_reported'), { class: 'question' })];
}
function otherWaves(id) {
  if (P.waves.length < 2) return null;
  const lines = P.waves.map((wave, w) => {
    if (w === state.wave) return null;
    if (!P.flow && status(id, w) !== NOT_PART) return null;
    return make('li', say('wave_band', { wave: waveName(w), band: bandWords(id, w) }));
  }).filter(Boolean);
  return lines.length ? [make('h3', say('waves')), fill(make('ul'), lines)] : null;
}
const capital = words => words.charAt(0).toUpperCase() + words.slice(1);

function reachTable() {
  const shares = P.reach[row()], box = $('reach');
  if (P.looks.length < 2) return fill(box);
  const title = make('h2', say(P.flow ? 'reach' : 'reach_reported'), { id: 'reach-title' });
  const present = new Set(everyone().filter(id => mapped(id) && here(id)).map(look));
  const shown = [...present].some(g => shares[g][g] !== null);
  if (present.size && !shown) return fill(box, title, para(say(P.flow ? 'reach_small' : 'reach_small_reported')));
  const head = make('tr');
  head.append(make('td', say(P.flow ? 'reach_corner' : 'reach_corner_reported')));
  P.looks.forEach(kind => head.append(make('th', kind.letter, { scope: 'col', title: kind.name })));
  const rows = shares.map((line, g) => {
    const tr = make('tr');
    const th = make('th', null, { scope: 'row' });
    const inside = P.groups.map((group, i) => [group, i]).filter(([group]) => group.look === g), words = bdi(P.looks[g].name);
    const open = () => { showGroup(inside[0][1]); $('panel').querySelector('h2').scrollIntoView({ block: 'nearest' }); };
    tr.append(fill(th, make('span', P.looks[g].letter + ' '), inside.length > 1 ? words
      : fill(make('button', null, { type: 'button', class: 'plain', onclick: open }), words)));
    line.forEach(share => {
      const words = share === null ? '–' : share < 0 ? '?' : share > 0 && share < 1 ? '<1' : String(share);
      const cell = make('td', words, { class: 'number' });
      if (share > 0) cell.style.backgroundColor = `rgba(${css('--shade')}, ${Math.min(share / 100, 1) * 0.45})`;
      tr.append(cell);
    });
    return tr;
  });
  const table = fill(make('table'), fill(make('thead'), head), fill(make('tbody'), rows));
  const scroll = fill(make('div', null, { class: 'scroll', tabindex: '0', role: 'group', 'aria-labelledby': 'reach-title' }), table);
  return fill(box, title, scroll, para(say('reach_note', { size: P.limits.group }), { class: 'soft' }));
}
function panelNow() {
  if (state.followed !== null && state.other !== null) return pairPanel(state.followed, state.other);
  if (state.followed !== null) return voicePanel(state.followed);
  if (state.group !== null) return groupPanel(state.group);
  return kind() === 'waves' ? wavesPanel() : networkPanel();
}
function showWords() {
  waveLine();
  const id = state.followed;
  $('caption').textContent = id === null ? say('network') : say(P.flow ? 'follow' : 'follow_reported', { name: name(id) });
  fill($('panel'), panelNow());
  reachTable();
}
