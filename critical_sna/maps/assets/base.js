// What the page knows and what it shows now.
const P = JSON.parse(document.getElementById('payload').textContent);
const N = P.codes.length;
const HIDDEN_LEVELS = P.levels.length;
const state = {
  view: P.view, wave: P.waves.length - 1, level: 0, followed: null, stepped: null, group: null,
  off: new Set(), labels: N <= 150, rings: true, zoomed: false, waveBefore: null,
};
const NOT_PART = 0, ANSWERED = 1, SILENT = 2, NOT_ASKED = 3, LITTLE = 1, DEPENDS = 2;
// People of the scene carry the numbers 0 to N - 1; whatever else was added to the pyvis network is drawn as it stands.
const mapped = id => Number.isInteger(id) && id >= 0 && id < N;
const extras = new Map(P.network.nodes.filter(node => !mapped(node.id)).map(node => [node.id, node]));
const labels = new Map(P.network.nodes.map(node => [node.id, String(node.label ?? '')]));
const labelOf = id => labels.get(id) ?? '';
const $ = id => document.getElementById(id);

// Where people tell whom they give to, the same fact is said in other words.
function say(key, values = {}) {
  let text = P.say['page_' + key + '_' + P.reports] ?? P.say['page_' + key];
  if (typeof text === 'object') text = values.n === 1 ? text.one : text.other;
  return text.replace(/\{(\w+)\}/g, (whole, name) => (Object.hasOwn(values, name) ? String(values[name]) : whole));
}
const isolate = text => '\u2068' + text + '\u2069';
const percent = share => Math.round(100 * share) + ' %';

function make(tag, text, more = {}) {
  const element = document.createElement(tag);
  if (text !== undefined && text !== null) element.textContent = text;
  for (const [name, value] of Object.entries(more)) {
    if (name === 'class') element.className = value;
    else if (name.startsWith('on')) element.addEventListener(name.slice(2), value);
    else element.setAttribute(name, value);
  }
  return element;
}
function fill(element, ...children) {
  element.replaceChildren(...children.flat(9).filter(Boolean));
  return element;
}
const bdi = text => make('bdi', text);

// --- the frame: one wave at one strength of tie
const row = (wave = state.wave, level = state.level) => wave * P.levels.length + level;
const band = (id, wave = state.wave) => P.bands[row(wave)][id];
const status = (id, wave = state.wave) => P.status[wave][id];
const look = id => (mapped(id) ? P.groups[P.group[id]].look : -1);
const here = id => !mapped(id) || status(id) !== NOT_PART;
const visible = id => here(id) && !state.off.has(look(id));
const name = id => isolate(labelOf(id));
const groupName = id => isolate(mapped(id) ? P.groups[P.group[id]].name : '');
const waveName = (wave = state.wave) => isolate(P.waves[wave].name);
const all = P.network.nodes.map(node => node.id);
const everyone = () => all;

// Parts of the bands in words; without a direction there are no bands.
function bandWords(id, wave = state.wave) {
  if (status(id, wave) === NOT_PART) return say('band_absent');
  return say('band_' + band(id, wave));
}

let tiesNow = null;
function ties() {
  if (tiesNow) return tiesNow;
  const list = P.network.edges.filter(
    tie => (tie.wave === undefined || tie.wave === state.wave) && (tie.level ?? HIDDEN_LEVELS) >= state.level);
  const out = new Map(), into = new Map(), pairs = new Set();
  for (const tie of list) {
    if (!out.has(tie.from)) out.set(tie.from, []);
    if (!into.has(tie.to)) into.set(tie.to, []);
    out.get(tie.from).push(tie.to);
    into.get(tie.to).push(tie.from);
    pairs.add(tie.from + '>' + tie.to);
  }
  tiesNow = { list, pairs, out: id => out.get(id) ?? [], into: id => into.get(id) ?? [] };
  return tiesNow;
}
const twoWay = (a, b) => ties().pairs.has(a + '>' + b) && ties().pairs.has(b + '>' + a);

// Who hears a voice directly, and who may hear of it through whom.
function travel(id) {
  const direct = new Set(ties().out(id)), carried = new Map();
  for (const carrier of direct) {
    for (const next of ties().out(carrier)) {
      if (next === id || direct.has(next)) continue;
      if (!carried.has(next)) carried.set(next, []);
      carried.get(next).push(carrier);
    }
  }
  return { direct, carried };
}
// Who is known not to be reached in two steps, and who may be: an answer that would say it is missing.
function notReached(id, { direct, carried }) {
  const may = new Set(mayHear(id)), unsure = new Set(may);
  for (const carrier of may) for (const next of mayHear(carrier)) unsure.add(next);
  const beyond = everyone().filter(other =>
    mapped(other) && here(other) && other !== id && !direct.has(other) && !carried.has(other));
  const open = beyond.filter(other => unsure.has(other)).length;
  return { missed: beyond.length - open, open };
}
// Those who hear a voice, those of whom no answer says it, and those whose cell was left open. The hearer says it;
// where it was asked whom one gives to, the voice does; where both do, one answer is enough.
function mayHear(id) {
  const missing = person => mapped(person) && status(person) !== ANSWERED;
  const by = { seeks_from: missing, gives_to: () => missing(id), mutual: other => missing(id) && missing(other) };
  const silent = everyone().filter(by[P.reports]);
  const left = P.open.filter(([wave, voice]) => wave === state.wave && voice === id).map(([, , hearer]) => hearer);
  return [...ties().out(id), ...silent, ...left];
}

// Marks that may carry a ring: never more than a share of the picture.
const allowed = P.waves.map((wave, w) => {
  const most = P.limits.marked * P.status[w].filter(s => s !== NOT_PART).length;
  return [true, ...[LITTLE, DEPENDS].map(kind => P.marks[w].filter(mark => mark === kind).length <= most)];
});
const ringsAllowed = kind => allowed[state.wave][kind];
const ringOf = id => (mapped(id) && ringsAllowed(P.marks[state.wave][id]) ? P.marks[state.wave][id] : 0);
