// The words for a group, for two people, and for two waves.
const shareWords = share => say('percent', { n: share > 0 && share < 1 ? '<1' : share });

function groupPanel(g) {
  const group = P.groups[g], own = group.look, out = [make('h2', say('group', { name: isolate(group.name) }))];
  const part = everyone().filter(id => mapped(id) && P.group[id] === g && here(id));
  const asked = part.filter(id => status(id) !== NOT_ASKED), answered = part.filter(id => status(id) === ANSWERED);
  out.push(para(say('group_size', { n: part.length })));
  if (asked.length) out.push(para(say('group_answered', { n: asked.length, answered: answered.length })));
  if (P.flow && part.length) out.push(bandList(part));
  const line = P.reach[row()][own], shared = P.groups.filter(one => one.look === own).length > 1;
  if (shared) out.push(para(say('group_shared'), { class: 'soft' }));
  if (P.looks.length > 1 && !shared) {
    if (line[own] === null) out.push(para(say(P.flow ? 'group_small' : 'group_small_reported')));
    else {
      out.push(para(say(P.flow ? 'group_heard' : 'group_names')), shareList(line));
      out.push(para(say(P.flow ? 'group_hears' : 'group_named')), shareList(P.reach[row()].map(one => one[own])));
    }
  }
  out.push(para(say(P.flow ? 'question_group' : 'question_reported'), { class: 'question' }));
  return [...out, make('h3', say('group_people')), chips(byLabel(part))];
}
function shareList(shares) {
  return fill(make('ul'), P.looks.map((one, g) => (groupCount(g) ? fill(make('li'), bdi(one.name), ': '
    + (shares[g] === null ? say('group_hidden') : shares[g] < 0 ? say('band_-1') : shareWords(shares[g]))) : null)));
}
function bandList(part) {
  const counts = new Map();
  part.forEach(id => counts.set(band(id), (counts.get(band(id)) ?? 0) + 1));
  const kinds = [...counts.keys()].sort((a, b) => b - a);
  return fill(make('ul'), kinds.map(one => make('li', say('count_' + one, { n: counts.get(one) }))));
}

// --- two people: what the answers say of each direction, and who stands between them
function tieBetween(a, b, wave = state.wave) {
  const { from, to, wave: waves, level } = TIES;
  for (let tie = 0; tie < from.length; tie += 1) {
    if (from[tie] === a && to[tie] === b && waves[tie] === wave && level[tie] >= state.level) return level[tie];
  }
  return -1;
}
// yes, no, unknown, or absent where one of the two was not part of the wave.
function heardState(voice, hearer, wave = state.wave) {
  if ([voice, hearer].some(id => status(id, wave) === NOT_PART)) return 'absent';
  if (tieBetween(voice, hearer, wave) >= 0) return 'yes';
  const missing = id => status(id, wave) !== ANSWERED;
  const untold = { seeks_from: missing(hearer), gives_to: missing(voice), mutual: missing(voice) && missing(hearer) };
  const [waves, voices, hearers] = P.open;
  const open = waves.some((w, i) => w === wave && voices[i] === voice && hearers[i] === hearer);
  return (P.reports === null ? missing(voice) : untold[P.reports]) || open ? 'unknown' : 'no';
}
function directionWords(voice, hearer) {
  const level = tieBetween(voice, hearer), how = heardState(voice, hearer);
  const words = say((P.flow ? 'pair_' : 'pair_reported_') + how, { voice: name(voice), hearer: name(hearer) });
  return how === 'yes' && level > 0 ? `${words} ${say('pair_level', { level: isolate(P.levels[level]) })}` : words;
}
function pairPanel(a, b) {
  const out = [make('h2', say('pair', { one: name(a), other: name(b) }))];
  for (const id of [a, b]) out.push(para(say('follow_who', { name: name(id), group: groupName(id) })));
  if ([a, b].some(id => status(id) === NOT_PART)) {
    out.push(...[a, b].filter(id => status(id) === NOT_PART).map(id => para(say('pair_not_part', { name: name(id) }))));
  } else {
    out.push(fill(make('ul'), make('li', directionWords(a, b)), make('li', directionWords(b, a))));
    if (P.flow) for (const [voice, hearer] of [[a, b], [b, a]]) out.push(between(voice, hearer));
  }
  if (P.waves.length > 1) out.push(pairWaves(a, b));
  out.push(para(say('question_pair'), { class: 'question' }));
  return [...out, chips([a, b])];
}
function between(voice, hearer) {
  const through = byLabel(Array.from(ties().out(voice)).filter(id => id !== hearer && ties().out(id).includes(hearer)));
  if (!through.length) return null;
  return [para(say('pair_through', { voice: name(voice), hearer: name(hearer) })), chips(through)];
}
function pairWaves(a, b) {
  const told = (voice, hearer, w) => say('pair_short_' + heardState(voice, hearer, w));
  const lines = P.waves.map((wave, w) => {
    if (w === state.wave) return null;
    if (heardState(a, b, w) === 'absent') return make('li', say('wave_band', { wave: waveName(w), band: told(a, b, w) }));
    const words = { wave: waveName(w), one: name(a), other: name(b), there: told(a, b, w), back: told(b, a, w) };
    return make('li', say('pair_wave', words));
  }).filter(Boolean);
  return [make('h3', say('waves')), fill(make('ul'), lines)];
}
function pairChoice(id) {
  const select = make('select', null, { id: 'pair' });
  const others = byLabel(everyone().filter(other => mapped(other) && other !== id && here(other))).slice(0, 500);
  fill(select, make('option', say('pair_none'), { value: '' }), others.map(other => make('option', labelOf(other), { value: other })));
  select.addEventListener('change', () => { if (select.value !== '') pair(id, Number(select.value)); });
  return fill(make('p'), make('label', say('pair_choose'), { for: 'pair' }), ' ', select);
}
function pair(a, b) {
  Object.assign(state, { followed: a, stepped: a, other: b, group: null });
  show();
  $('live').textContent = `${directionWords(a, b)} ${directionWords(b, a)}`;
}

// --- two waves over each other
function wavesPanel() {
  const now = state.wave, before = comparedWave();
  const out = [make('h2', say('compare_title', { wave: waveName(now), before: waveName(before) }))];
  for (const w of [before, now]) {
    const { asked, answered, name: words } = P.waves[w];
    const rate = asked ? say('answered', { n: asked, answered, percent: percent(answered / asked) }) : say('asked_nobody');
    out.push(para(`${isolate(words)}: ${rate}`));
  }
  const people = everyone().filter(mapped);
  const both = people.filter(id => status(id) !== NOT_PART && status(id, before) !== NOT_PART);
  const lines = [];
  if (P.flow) {
    const known = both.filter(id => band(id) >= 0 && band(id, before) >= 0), moved = id => Math.sign(band(id) - band(id, before));
    for (const [key, by] of [['more', 1], ['fewer', -1], ['same', 0]]) {
      const n = known.filter(id => moved(id) === by).length;
      if (n) lines.push(say('compare_' + key, { n }));
    }
    if (both.length > known.length) lines.push(say('compare_unknown', { n: both.length - known.length }));
  }
  lines.push(...tieChanges(before, now));
  for (const [w, other] of [[before, now], [now, before]]) {
    const part = people.filter(id => status(id, w) === NOT_PART && status(id, other) !== NOT_PART);
    if (part.length) lines.push(say('compare_absent', { n: part.length, wave: waveName(w) }));
  }
  const silent = both.filter(id => status(id) === SILENT).length;
  if (silent) lines.push(say('compare_silent', { n: silent, wave: waveName(now) }));
  out.push(fill(make('ul'), lines.map(words => make('li', words))));
  if (P.flow && ghosts().length) out.push(para(say('compare_ghosts', { wave: waveName(before) }), { class: 'soft' }));
  return [...out, para(say('question_waves'), { class: 'question' })];
}
// Ties are compared where the person whose answer shows them answered in both waves.
function tieChanges(before, now) {
  const told = id => status(id, now) === ANSWERED && status(id, before) === ANSWERED;
  const by = { seeks_from: (voice, hearer) => told(hearer), gives_to: told, mutual: (a, b) => told(a) && told(b) };
  const counts = (by[P.reports] ?? told), sets = new Map([[before, new Set()], [now, new Set()]]);
  const { from, to, wave, level } = TIES;
  for (let tie = 0; tie < from.length; tie += 1) {
    const [a, b] = [from[tie], to[tie]];
    if (sets.has(wave[tie]) && level[tie] >= state.level && mapped(a) && mapped(b) && counts(a, b)) sets.get(wave[tie]).add(a * N + b);
  }
  const kept = [...sets.get(now)].filter(key => sets.get(before).has(key)).length;
  return [say('compare_ties', { n: kept, more: sets.get(now).size - kept, gone: sets.get(before).size - kept })];
}
