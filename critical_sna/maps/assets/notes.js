// Notes of the people who look at the map: kept in this page alone until somebody saves them as a file.
const pins = [];
const PIN_KINDS = { tie: ['missing', 'wrong', 'hide', 'context'], person: ['missing', 'hide', 'context'], group: ['hide', 'context'] };
const plain = words => words.replace(/[\p{Cc}\p{Cs}\p{Zl}\p{Zp}]/gu, ' ').replace(/ +/g, ' ').trim().slice(0, P.limits.note);
const pinned = id => pins.some(pin => pin.people.includes(id));

// What a note would be pinned to now: two people, one, a group, or nothing.
function pinTarget() {
  if (state.followed !== null && !mapped(state.followed)) return null;
  if (state.followed !== null && state.other !== null) return { on: 'tie', ends: [state.followed, state.other] };
  if (state.followed !== null) return { on: 'person', ends: [state.followed] };
  return state.group === null ? null : { on: 'group', ends: [state.group] };
}
const pinKey = target => target && [target.on, ...target.ends].join();
let pinFormOf;
function showPins() {
  const target = pinTarget();
  if (pinFormOf !== pinKey(target) || !target) {
    pinFormOf = pinKey(target);
    fill($('pin-form'), target ? pinForm(target) : para(say('pin_choose'), { class: 'soft' }));
  }
  fill($('pins'), pins.map(pinLine));
  $('pin-save').hidden = !pins.length;
  $('pin-count').textContent = pins.length ? say('pin_count', { n: pins.length }) : '';
}
function pinForm({ on, ends }) {
  const about = on === 'group' ? say('pin_on_group', { name: isolate(P.groups[ends[0]].name) })
    : on === 'person' ? say('pin_on_person', { name: name(ends[0]) })
      : say('pin_on_tie', { one: name(ends[0]), other: name(ends[1]) });
  const kinds = make('select', null, { id: 'pin-kind' });
  fill(kinds, PIN_KINDS[on].map(one => make('option', say('pin_' + one), { value: one })));
  const other = make('select', null, { id: 'pin-other' }), way = make('select', null, { id: 'pin-way' });
  if (on === 'person') {
    fill(other, byLabel(everyone().filter(id => mapped(id) && id !== ends[0])).slice(0, 500).map(id => make('option', labelOf(id), { value: id })));
  }
  const tie = () => (on === 'person' ? [ends[0], Number(other.value)] : ends);
  const ways = () => {
    const at = way.selectedIndex, [a, b] = tie();
    fill(way, [[a, b], [b, a]].map(([voice, hearer]) => make('option',
      say(P.flow ? 'pin_way' : 'pin_way_reported', { voice: name(voice), hearer: name(hearer) }))));
    way.selectedIndex = Math.max(at, 0);
  };
  const labelled = (key, element) => fill(make('p'), make('label', say(key), { for: element.id }), element);
  const otherBox = labelled('pin_other', other), wayBox = labelled('pin_which', way);
  const adapt = () => {
    otherBox.hidden = on !== 'person' || kinds.value !== 'missing';
    wayBox.hidden = on === 'group' || (on === 'person' && kinds.value !== 'missing');
  };
  if (on !== 'group' && (on === 'tie' || other.options.length)) ways();
  else if (on === 'person') kinds.querySelector('[value=missing]').remove();
  kinds.addEventListener('change', adapt);
  other.addEventListener('change', ways);
  adapt();
  const words = make('textarea', null, { id: 'pin-text', rows: 2, maxlength: P.limits.note });
  const by = make('input', null, { id: 'pin-by', type: 'text', maxlength: 80, autocomplete: 'off' });
  const add = () => {
    const asTie = on === 'tie' || (on === 'person' && kinds.value === 'missing');
    const pair = asTie ? (way.selectedIndex ? tie().reverse() : tie()) : [];
    addPin({ on: asTie ? 'tie' : on, kind: kinds.value, ends: asTie ? pair : ends, text: plain(words.value), by: plain(by.value) });
  };
  return [para(about), labelled('pin_kind', kinds), otherBox, wayBox, labelled('pin_text', words), labelled('pin_by', by),
    make('button', say('pin_add'), { type: 'button', id: 'pin-add', onclick: add })];
}
function addPin(pin) {
  if (pins.length >= P.limits.notes) return;
  pins.push({ ...pin, ends: [...pin.ends], wave: state.wave, people: pin.on === 'group' ? [] : [...pin.ends] });
  pinFormOf = undefined;
  showPins();
  repaint();
  ($('pin-kind') ?? $('pin-save')).focus();
  $('live').textContent = say('pin_added_live', { n: pins.length });
}
function pinWords({ on, kind: what, ends, text: words, by, wave }) {
  const about = on === 'group' ? isolate(P.groups[ends[0]].name) : on === 'person' ? name(ends[0])
    : say(P.flow ? 'pin_way' : 'pin_way_reported', { voice: name(ends[0]), hearer: name(ends[1]) });
  const where = P.waves[wave].name && P.waves.length > 1 ? ` (${waveName(wave)})` : '';
  const said = words ? ` “${isolate(words)}”` : '';
  return `${about}${where}: ${say('pin_' + what)}${said}${by ? ` – ${isolate(by)}` : ''}`;
}
function pinLine(pin, at) {
  const words = pinWords(pin);
  const remove = () => {
    pins.splice(at, 1);
    showPins();
    repaint();
    ($('pins').querySelector('button') ?? $('pins-box')).focus();
    $('live').textContent = say('pin_removed_live', { n: pins.length });
  };
  return fill(make('li'), make('span', words), ' ',
    make('button', say('pin_remove'), { type: 'button', 'aria-label': `${say('pin_remove')}: ${words}`, onclick: remove }));
}

// The file: codes and never names, unless the page shows names anyway; the mark of this map; a digest of the notes.
function pinFile() {
  const notes = pins.map(({ on, kind: what, ends, text: words, by, wave }) => ({
    on, kind: what,
    ...(on === 'tie' ? { from: codeOf(ends[0]), to: codeOf(ends[1]) } : on === 'person' ? { person: codeOf(ends[0]) }
      : { group: plain(P.groups[ends[0]].name) }),
    wave: P.waves[wave].key, text: words, by,
  }));
  const lines = notes.map(n => [n.on, n.kind, n.from ?? n.person ?? n.group, n.to ?? '', n.wave, n.text, n.by].join('\u001f'));
  const people = [...new Set(pins.flatMap(pin => pin.people))].map(id => [codeOf(id), plain(labelOf(id))]);
  return JSON.stringify({
    format: 'critical_sna corrections', version: 1, map: P.stamp, relation: P.relation, reports: P.reports,
    saved: new Date().toISOString().slice(0, 10), digest: sha256([P.stamp, ...lines].join('\u001e')),
    ...(P.names ? { people: Object.fromEntries(people) } : {}), notes,
  }, null, 1);
}
function savePins() {
  const link = make('a', null, {
    href: URL.createObjectURL(new Blob([pinFile()], { type: 'application/json' })), download: 'voice-map-notes.json' });
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 1000);
  $('live').textContent = say('pin_saved_live');
}
// SHA-256 (FIPS 180-4), since a page that was opened as a file may not have the browser's own.
function sha256(words) {
  const primes = [];
  for (let n = 2; primes.length < 64; n += 1) if (primes.every(p => n % p)) primes.push(n);
  const part = (n, root) => ((n ** (1 / root)) % 1) * 2 ** 32 | 0;
  const K = primes.map(p => part(p, 3)), H = primes.slice(0, 8).map(p => part(p, 2));
  const bytes = new TextEncoder().encode(words), size = ((bytes.length + 8) >> 6) + 1, M = new Int32Array(size * 16);
  bytes.forEach((byte, i) => { M[i >> 2] |= byte << (24 - 8 * (i % 4)); });
  M[bytes.length >> 2] |= 0x80 << (24 - 8 * (bytes.length % 4));
  M[size * 16 - 1] = bytes.length * 8;
  const turn = (x, by) => (x >>> by) | (x << (32 - by)), w = new Int32Array(64);
  for (let block = 0; block < size; block += 1) {
    for (let i = 0; i < 64; i += 1) {
      if (i < 16) w[i] = M[block * 16 + i];
      else {
        const a = w[i - 15], b = w[i - 2];
        w[i] = w[i - 16] + w[i - 7] + (turn(a, 7) ^ turn(a, 18) ^ (a >>> 3)) + (turn(b, 17) ^ turn(b, 19) ^ (b >>> 10));
      }
    }
    let [a, b, c, d, e, f, g, h] = H;
    for (let i = 0; i < 64; i += 1) {
      const t1 = (h + (turn(e, 6) ^ turn(e, 11) ^ turn(e, 25)) + ((e & f) ^ (~e & g)) + K[i] + w[i]) | 0;
      const t2 = ((turn(a, 2) ^ turn(a, 13) ^ turn(a, 22)) + ((a & b) ^ (a & c) ^ (b & c))) | 0;
      [h, g, f, e, d, c, b, a] = [g, f, e, (d + t1) | 0, c, b, a, (t1 + t2) | 0];
    }
    [a, b, c, d, e, f, g, h].forEach((value, i) => { H[i] = (H[i] + value) | 0; });
  }
  return H.map(value => (value >>> 0).toString(16).padStart(8, '0')).join('');
}
