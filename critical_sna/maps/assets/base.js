// What the page knows and what it shows now.
const P = JSON.parse(document.getElementById('payload').textContent);
// Columns of numbers: plain lists, or in large maps their bytes.
const KINDS = { u1: Uint8Array, i1: Int8Array, u2: Uint16Array, i2: Int16Array, i4: Int32Array };
function numbers(column) {
  if (column.kind === undefined) return column;
  const text = atob(column.bytes), bytes = new Uint8Array(text.length);
  for (let i = 0; i < text.length; i += 1) bytes[i] = text.charCodeAt(i);
  const whole = new KINDS[column.kind](bytes.buffer);
  return column.step ? Float32Array.from(whole, value => value * column.step) : whole;
}
for (const key of ['group', 'codes']) P[key] = numbers(P[key]);
for (const key of ['status', 'marks', 'bands', 'counts', 'could', 'open']) P[key] = P[key].map(numbers);
const N = P.group.length;
const state = {
  view: P.view, wave: P.waves.length - 1, level: 0, followed: null, stepped: null, group: null,
  off: new Set(), labels: N <= 150, rings: true, zoomed: false, waveBefore: null,
  other: null, compare: null,
};
const NOT_PART = 0, ANSWERED = 1, SILENT = 2, NOT_ASKED = 3, LITTLE = 1, DEPENDS = 2;
// People of the scene carry the numbers 0 to N - 1; whatever else was added to the pyvis network, drawn as it stands,
// gets the numbers after them.
const mapped = id => id !== null && id !== undefined && id < N;
const extras = P.network.nodes.filter(node => !(Number.isInteger(node.id) && node.id >= 0 && node.id < N));
// A code of a large map is the letter of its group and a number.
const codeOf = id => (typeof P.codes[id] === 'number' ? P.groups[P.group[id]].letter + P.codes[id] : P.codes[id]);
const labels = P.labels ?? Array.from(P.group, (_, id) => codeOf(id));
P.network.nodes.forEach(node => { labels[numberOf(node.id)] = String(node.label ?? ''); });
function numberOf(id) {
  const extra = extras.findIndex(node => node.id === id);
  return extra < 0 ? id : N + extra;
}
const labelOf = id => labels[id] ?? '';
const $ = id => document.getElementById(id);

// Numbers from 10,000 on are read in threes.
const written = value => (typeof value === 'number' && value >= 10000
  ? String(value).replace(/\B(?=(\d{3})+$)/g, say('thousands')) : String(value));
// Where people tell whom they give to, the same fact is said in other words.
function say(key, values = {}) {
  let text = P.say[key + '_' + P.reports] ?? P.say[key];
  if (typeof text === 'object') text = values.n === 1 ? text.one : text.other;
  return text.replace(/\{(\w+)\}/g, (whole, name) => (Object.hasOwn(values, name) ? written(values[name]) : whole));
}
const isolate = text => '\u2068' + text + '\u2069';
const percent = share => say('percent', { n: Math.round(100 * share) });

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
const all = Array.from({ length: N + extras.length }, (_, id) => id);
const everyone = () => all;

// Parts of the bands in words; without a direction there are no bands.
function bandWords(id, wave = state.wave) {
  if (status(id, wave) === NOT_PART) return say('band_absent');
  return say('band_' + band(id, wave));
}

// --- ties, as columns: a row is a tie; what a pyvis user added belongs to every wave and every strength
const EVERY_WAVE = -1;
const TIES = P.ties ? spread(P.ties) : listed(P.network.edges);
function listed(list) {
  const column = read => Int32Array.from(list, read);
  return {
    from: column(tie => numberOf(tie.from)), to: column(tie => numberOf(tie.to)),
    wave: column(tie => tie.wave ?? EVERY_WAVE), level: column(tie => tie.level ?? P.levels.length),
  };
}
function spread({ own, to, level }) {
  const found = { to: numbers(to), level: numbers(level) }, count = found.to.length;
  found.from = new Int32Array(count);
  found.wave = new Int16Array(count);
  let tie = 0;
  numbers(own).forEach((many, place) => {
    found.from.fill(place % N, tie, tie + many);
    found.wave.fill(Math.floor(place / N), tie, tie + many);
    tie += many;
  });
  return found;
}
// Rows in order of one end, and where the rows of each person start.
function byEnd(rows, end) {
  const start = new Int32Array(all.length + 1), out = new Int32Array(rows.length);
  for (const tie of rows) start[end[tie] + 1] += 1;
  for (let id = 0; id < all.length; id += 1) start[id + 1] += start[id];
  const next = start.slice();
  for (const tie of rows) {
    out[next[end[tie]]] = tie;
    next[end[tie]] += 1;
  }
  return { rows: out, start };
}
// The ties of the frame: their rows, and for each person the others in order of their numbers.
let tiesNow = null;
function ties() {
  if (tiesNow && tiesNow.wave === state.wave && tiesNow.level === state.level) return tiesNow;
  const { from, to, wave, level } = TIES;
  const shown = tie => (wave[tie] === state.wave || wave[tie] === EVERY_WAVE) && level[tie] >= state.level;
  const list = Int32Array.from(from.keys()).filter(shown);
  const into = byEnd(list, to), out = byEnd(into.rows, from);
  const voices = into.rows.map(tie => from[tie]), hearers = out.rows.map(tie => to[tie]);
  tiesNow = {
    wave: state.wave, level: state.level, list,
    out: id => hearers.subarray(out.start[id], out.start[id + 1]),
    into: id => voices.subarray(into.start[id], into.start[id + 1]),
  };
  return tiesNow;
}
// Whether sorted numbers hold one.
function holds(numbers, wanted) {
  let low = 0, high = numbers.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (numbers[middle] < wanted) low = middle + 1;
    else high = middle;
  }
  return numbers[low] === wanted;
}
const twoWay = (a, b) => holds(ties().out(a), b) && holds(ties().out(b), a);

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
  const first = mayHear([id]), unsure = mayHear([id, ...everyone().filter(other => first[other])]);
  let missed = 0, open = 0;
  for (let other = 0; other < N; other += 1) {
    if (!here(other) || other === id || direct.has(other) || carried.has(other)) continue;
    if (unsure[other]) open += 1;
    else missed += 1;
  }
  return { missed, open };
}
// Flags those who hear one of these voices, those of whom no answer says it, and those whose cell was left open.
// The hearer says it; where it was asked whom one gives to, the voice does; where both do, one answer is enough.
function mayHear(voices) {
  const may = new Uint8Array(all.length), missing = person => mapped(person) && status(person) !== ANSWERED;
  const untold = P.reports === 'seeks_from' || voices.some(missing);
  if (untold) all.forEach(other => { if (P.reports === 'gives_to' || missing(other)) may[other] = 1; });
  for (const voice of voices) {
    for (const hearer of ties().out(voice)) may[hearer] = 1;
    for (const hearer of leftOpen(voice)) may[hearer] = 1;
  }
  return may;
}
let opened = null;
function leftOpen(voice) {
  if (opened?.wave !== state.wave) {
    opened = { wave: state.wave, of: new Map() };
    const [waves, voices, hearers] = P.open;
    waves.forEach((wave, i) => {
      if (wave === state.wave) opened.of.set(voices[i], [...(opened.of.get(voices[i]) ?? []), hearers[i]]);
    });
  }
  return opened.of.get(voice) ?? [];
}

// Marks that may carry a ring: never more than a share of the picture.
const allowed = P.waves.map((wave, w) => {
  const most = P.limits.marked * P.status[w].filter(s => s !== NOT_PART).length;
  return [true, ...[LITTLE, DEPENDS].map(kind => P.marks[w].filter(mark => mark === kind).length <= most)];
});
const ringsAllowed = kind => allowed[state.wave][kind];
const ringOf = id => (mapped(id) && ringsAllowed(P.marks[state.wave][id]) ? P.marks[state.wave][id] : 0);

// Everybody in order of their labels, where each stands in it, and the labels as they are searched; worked out when first asked for.
let orderNow = null;
function order() {
  if (orderNow) return orderNow;
  const compare = new Intl.Collator(P.language, { numeric: true }).compare;
  const ids = [...all].sort((a, b) => compare(labels[a], labels[b])), rank = new Int32Array(all.length);
  ids.forEach((id, place) => { rank[id] = place; });
  orderNow = { ids, rank, low: labels.map(label => label.toLocaleLowerCase()) };
  return orderNow;
}
const byLabel = ids => {
  const { rank } = order();
  return [...ids].sort((a, b) => rank[a] - rank[b]);
};
