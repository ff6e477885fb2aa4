// What each view shows: people on the picture, groups in their place, two waves over each other, or the table alone.
for (const [view, places] of Object.entries(P.places)) {
  if (typeof places === 'string') P.places[view] = P.places[places];
}
const KIND_OF = Object.fromEntries(P.views);
const kind = () => KIND_OF[state.view];

function buildViews() {
  $('views').hidden = P.views.length < 2;
  P.views.forEach(([view]) => {
    const input = make('input', null, { type: 'radio', name: 'view', value: view, onchange: () => setView(view) });
    input.checked = view === state.view;
    $('views').append(fill(make('label'), input, make('span', say('view_' + view + (!P.flow && ['voice', 'groups'].includes(view) ? '_reported' : '')))));
  });
}
function setView(view) {
  state.view = view;
  if (kind() === 'one_voice' && state.followed === null && state.group === null) followFirst();
  document.body.dataset.kind = kind();
  $('group-map').hidden = kind() !== 'groups';
  box.inert = kind() === 'groups';
  $('compare-box').hidden = kind() !== 'waves';
  // Alone, the table stands where the picture was.
  const table = $('people'), main = document.querySelector('main'), inside = table.parentElement === main;
  if (kind() === 'table' && !inside) document.querySelector('.controls').after(table);
  if (kind() !== 'table' && inside) main.after(table);
  fit();
  show();
}
function followFirst() {
  const ids = byLabel(everyone().filter(id => mapped(id) && visible(id)));
  const id = P.highlight.find(visible) ?? ids[0];
  if (id !== undefined) Object.assign(state, { followed: id, stepped: id });
}

// Two waves: the one shown, and the one it is compared with.
function comparedWave() {
  if (kind() !== 'waves') return state.waveBefore;
  const chosen = state.compare;
  return chosen !== null && chosen !== state.wave ? chosen : state.wave ? state.wave - 1 : 1;
}
function showCompare() {
  const list = P.waves.map((wave, w) => [wave.name, w]).filter(([, w]) => w !== state.wave);
  fill($('compare'), list.map(([words, w]) => make('option', words, { value: w })));
  if (kind() === 'waves') $('compare').value = comparedWave();
}
// Where people stood in the wave before: of the followed voice, or, where waves are compared, of everybody who moved.
function ghosts() {
  const before = comparedWave();
  if (before === null || before === state.wave || (state.followed === null && kind() !== 'waves')) return [];
  const ids = state.followed === null ? everyone() : [state.followed];
  // A place inside a ring is random, so a line is drawn only from one ring to another.
  const moved = id => !P.flow || band(id) !== band(id, before);
  return ids.filter(id => mapped(id) && visible(id) && status(id, before) !== NOT_PART && moved(id))
    .map(id => [...position(id, before), ...position(id)])
    .filter(([x0, y0, x1, y1]) => Math.hypot(x1 - x0, y1 - y0) >= P.mark);
}
const shownCanvas = () => (kind() === 'groups' ? $('group-canvas') : pen.bitmap());

// --- groups as marks on a circle, with an arc for every share that may be shown
function drawGroups() {
  if (kind() !== 'groups') return;
  const canvas = $('group-canvas'), ratio = Math.max(window.devicePixelRatio || 1, 1);
  const wide = box.clientWidth, tall = box.clientHeight, ctx = canvas.getContext('2d');
  canvas.width = Math.round(wide * ratio);
  canvas.height = Math.round(tall * ratio);
  canvas.style.height = `${tall}px`;
  const scale = groupScale();
  ctx.setTransform(ratio, 0, 0, ratio, 0, 0);
  ctx.fillStyle = ink.paper;
  ctx.fillRect(0, 0, wide, tall);
  const at = P.spots.map(([x, y]) => [wide / 2 + x * scale, tall / 2 + y * scale]);
  const shares = P.reach[row()], chosen = state.group === null ? null : P.groups[state.group].look;
  const shown = P.looks.map((_, g) => groupCount(g) > 0);
  const arcs = shares.flatMap((line, g) => line.map((share, h) => ({ g, h, share })))
    .filter(({ g, h, share }) => share > 0 && shown[g] && shown[h]);
  const strong = ({ g, h }) => chosen !== null && (g === chosen || h === chosen);
  for (const arc of [...arcs.filter(a => !strong(a)), ...arcs.filter(strong)]) {
    drawArc(ctx, at, arc, [wide / 2, tall / 2], { strong: strong(arc), dim: chosen !== null && !strong(arc) });
  }
  P.looks.forEach((one, g) => {
    if (!shown[g]) return;
    const [x, y] = at[g], hidden = shares[g][g] === null;
    mark(ctx, { ...one, x, y, r: 13, status: hidden ? SILENT : ANSWERED, strong: g === chosen });
    const words = narrow() ? [one.letter] : wrap(one.name, 16, 2), below = y >= tall / 2;
    const lines = [...words, hidden ? say('group_hidden') : `(${written(groupCount(g))})`];
    lines.forEach((line, i) => text(ctx, line, x, below ? y + 34 + i * 16 : y - 24 - (lines.length - 1 - i) * 16, { size: 13, bold: i < words.length }));
  });
}
// How many pixels a unit takes, so that names fit beside the circle.
const groupScale = () => Math.min((box.clientWidth - (narrow() ? 80 : 200)) / 2, box.clientHeight / 2 - 70) / P.radius;
const groupCount = g => everyone().filter(id => mapped(id) && here(id) && look(id) === g).length;
function drawArc(ctx, at, { g, h, share }, middle, { strong, dim }) {
  const [x0, y0] = at[g], [x1, y1] = at[h], across = Math.hypot(x1 - x0, y1 - y0);
  const percentWords = share < 1 ? '<1' : String(share);
  ctx.strokeStyle = ctx.fillStyle = strong ? ink.accent : ink.tie;
  ctx.globalAlpha = dim ? 0.12 : strong ? 0.95 : 0.5;
  ctx.lineWidth = 1 + share * 0.12;
  ctx.setLineDash([]);
  ctx.beginPath();
  let label;
  if (g === h) {
    // Within a group: a ring on the side away from the middle; the name stands above or below.
    const side = x0 >= middle[0] ? 1 : -1;
    ctx.arc(x0 + side * 24, y0, 13, 0, 2 * Math.PI);
    ctx.stroke();
    label = [x0 + side * 57, y0];
  } else {
    const ux = (x1 - x0) / across, uy = (y1 - y0) / across, bend = 0.16 * across;
    const cx = (x0 + x1) / 2 + uy * bend, cy = (y0 + y1) / 2 - ux * bend;
    const from = toward(x0, y0, cx, cy, 18), to = toward(x1, y1, cx, cy, 21);
    ctx.moveTo(...from);
    ctx.quadraticCurveTo(cx, cy, ...to);
    ctx.stroke();
    const turn = Math.atan2(to[1] - cy, to[0] - cx), size = 5 + ctx.lineWidth;
    polygon(ctx, ...to, [[5, 0], [-size, size * 0.6], [-size, -size * 0.6]].map(([a, b]) =>
      [a * Math.cos(turn) - b * Math.sin(turn), a * Math.sin(turn) + b * Math.cos(turn)]));
    ctx.fill();
    label = [0.25 * from[0] + 0.5 * cx + 0.25 * to[0], 0.25 * from[1] + 0.5 * cy + 0.25 * to[1]];
  }
  ctx.globalAlpha = 1;
  if (strong || (P.looks.length < 5 && !dim)) text(ctx, say('percent', { n: percentWords }), ...label, { size: 12, bold: true, base: 'middle' });
}
function toward(x, y, cx, cy, by) {
  const far = Math.hypot(cx - x, cy - y) || 1;
  return [x + ((cx - x) / far) * by, y + ((cy - y) / far) * by];
}
function pickGroup(event) {
  const frame = box.getBoundingClientRect(), wide = box.clientWidth, tall = box.clientHeight;
  const scale = groupScale();
  const g = P.spots.findIndex(([x, y]) => Math.hypot(
    wide / 2 + x * scale - (event.clientX - frame.left), tall / 2 + y * scale - (event.clientY - frame.top)) < 26);
  const group = P.groups.findIndex(one => one.look === g);
  if (g >= 0 && groupCount(g)) showGroup(group);
  else clearAll();
}

// On paper the picture keeps its shape: what is drawn already is made as small as the sheet is wide.
const PAPER = 700;
function fixForPaper(on) {
  const frame = document.querySelector('.picture');
  const wide = frame.offsetWidth;
  box.style.width = on && wide ? `${box.clientWidth}px` : '';
  box.style.height = on && wide ? `${box.clientHeight}px` : '';
  frame.style.width = on && wide ? 'fit-content' : '';
  frame.style.zoom = on && wide > PAPER ? PAPER / wide : '';
}
