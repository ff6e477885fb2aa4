// The picture, whatever draws it. What draws is the pen: `startPen(on)` gives one, with
//   view()                the middle of the box in the map's units, and how many pixels one unit takes: { x, y, scale }
//   move({ x, y, scale }) change it
//   update()              places, ties, or who is visible changed
//   paint()               the same people and ties look otherwise (labels, rings, colours)
//   hit(x, y, reach)      the person nearest to a place of the map within so many units, or null
//   size(id)              the radius of a mark, in the map's units
//   labelled(wanted)      whom to label, where only the `wanted` (a Set, or null for everybody) are shown at all
//   bitmap()              the canvas that holds the picture as it is seen, all of it drawn
// and calls on.below(ctx) and on.above(ctx) around people and ties, with the map's units, and on.counts(ctx) where marks
// are too small to be told apart; on.resized(), on.moved(), and on.picked(x, y) with a place of the map.
const box = $('map');
const many = N > 400 || TIES.from.length > 2500;
let pen = null;

const narrow = () => box.clientWidth < 560;
const unit = () => 1 / pen.view().scale;
const place = () => P.places[state.view];
const allowedScale = scale => Math.min(Math.max(8, 9 / P.mark), Math.max(0.2, scale));
const ruler = make('canvas').getContext('2d');

function places(wave = state.wave) {
  const { xy } = place(), at = typeof xy[row(wave)] === 'number' ? xy[row(wave)] : row(wave);
  xy[at] = numbers(xy[at]);
  return xy[at];
}
function position(id, wave = state.wave) {
  if (!mapped(id)) return [extras[id - N].x ?? 0, extras[id - N].y ?? 0];
  const xy = places(wave);
  return [xy[2 * id], xy[2 * id + 1]];
}
const extra = () => ({ shape: 'circle', colour: ink.tie });
function nearness() {
  if (state.followed !== null && here(state.followed)) {
    const two = state.other === null ? [state.followed] : [state.followed, state.other];
    if (!P.flow) return new Set([...two, ...ties().out(state.followed), ...ties().into(state.followed)]);
    const { direct, carried } = travel(state.followed);
    return new Set([...two, ...direct, ...carried.keys()]);
  }
  if (state.group !== null) return new Set(everyone().filter(id => mapped(id) && P.group[id] === state.group));
  return null;
}
let near = null;
function facts(id) {
  const kind = mapped(id) ? P.looks[look(id)] : extra();
  return {
    shape: kind.shape, colour: kind.colour, status: mapped(id) ? status(id) : ANSWERED,
    ring: state.rings ? ringOf(id) : 0,
    strong: id === state.followed || id === state.stepped || id === state.other || P.highlight.includes(id),
    dim: near !== null && !near.has(id),
  };
}
function drawMark(ctx, id, x, y) {
  const f = facts(id);
  ctx.save();
  ctx.globalAlpha = f.dim ? 0.16 : 1;
  mark(ctx, {
    ...f, x, y, r: pen.size(id), ring: f.dim ? 0 : f.ring, unit: Math.max(unit(), P.mark / 9),
  });
  ctx.restore();
}

// Ties as lines: all of them faint, or those of the followed voice, dashed where it was passed on.
function lines() {
  const id = state.followed, { from, to, level } = TIES;
  const shown = (a, b) => visible(a) && visible(b);
  if (id === null || !here(id)) {
    const faint = Math.max(0.07, Math.min(0.38, 0.38 * Math.sqrt(250 / Math.max(ties().list.length, 1))));
    const width = tie => 0.8 + 0.45 * Math.min(level[tie] % P.levels.length, 4);
    return Array.from(ties().list.filter(tie => shown(from[tie], to[tie])
      && (!near || near.has(from[tie]) || near.has(to[tie]))), tie => ({
      from: from[tie], to: to[tie], width: width(tie), colour: ink.tie, opacity: near ? 0.4 : kind() === 'waves' ? faint * 0.3 : faint, head: near || !many,
    }));
  }
  const strong = (a, b, more) => ({ from: a, to: b, colour: ink.accent, opacity: 1, head: true, ...more });
  const { direct, carried } = P.flow ? travel(id) : { direct: ties().out(id), carried: new Map() };
  const list = Array.from(direct, other => strong(id, other, { width: P.flow ? 2.4 : 2 }));
  if (!P.flow) list.push(...Array.from(ties().into(id), other => strong(other, id, { width: 2 })));
  for (const [other, through] of carried) {
    for (const carrier of through) list.push(strong(carrier, other, { width: 1.3, dashed: true }));
  }
  return list.filter(line => shown(line.from, line.to));
}

// The middle of a tie's line, put to one side where the other way is tied, too.
const BEND = 0.13;
function aside(from, to, [x0, y0], [x1, y1]) {
  const bend = twoWay(from, to) ? BEND : 0;
  return [(x0 + x1) / 2 + bend * (y1 - y0), (y0 + y1) / 2 - bend * (x1 - x0)];
}
// For those who measure: the whole picture has been on the screen for a frame.
const onScreen = () => requestAnimationFrame(() => requestAnimationFrame(() => performance.mark('map drawn')));

function redraw() {
  near = nearness();
  pen.update();
}
function repaint() {
  pen.paint();
}

// The tray is drawn where somebody who takes part stands in it.
function trayNow() {
  const tray = place().tray;
  return tray && everyone().some(id => visible(id) && position(id)[1] > tray[1]) ? tray : null;
}
function fitting() {
  const tray = trayNow(), sectors = place().sectors.length > 1;
  const top = P.radius, bottom = tray ? tray[3] : P.radius;
  const high = sectors ? (narrow() ? 30 : 34) : 24, side = sectors ? (narrow() ? 28 : 16) : 24;
  const wide = Math.max(box.clientWidth / 2 - side, 40), tall = Math.max(box.clientHeight - 2 * high, 60);
  let scale = Math.min(wide / P.radius, tall / (top + bottom));
  if (sectors && !narrow()) {
    scale = Math.min(scale, Math.max(sectorScale(ruler, place(), box.clientWidth, false), 0.3));
  }
  return { x: 0, y: (bottom - top) / 2, scale };
}
function fit() {
  pen.move(fitting());
  state.zoomed = false;
}
// How many people stand in each ring of each sector.
let cellsNow = null;
function cells() {
  const key = [state.wave, state.level, ...state.off].join();
  if (cellsNow?.key === key) return cellsNow.counts;
  const counts = new Map();
  for (let id = 0; id < N; id += 1) {
    if (!visible(id)) continue;
    const cell = band(id) + ',' + look(id);
    counts.set(cell, (counts.get(cell) ?? 0) + 1);
  }
  cellsNow = { key, counts };
  return counts;
}
function zoom(factor) {
  state.zoomed = true;
  const now = pen.view();
  pen.move({ ...now, scale: allowedScale(now.scale * factor) });
}
// Move what is seen by a part of the box, and bring somebody who is out of sight into the middle.
function pan(right, down) {
  const now = pen.view();
  state.zoomed = true;
  pen.move({ ...now, x: now.x + right * box.clientWidth * 0.2 * unit(), y: now.y + down * box.clientHeight * 0.2 * unit() });
}
function reveal(id) {
  const [x, y] = position(id), now = pen.view();
  const inside = Math.abs(x - now.x) < box.clientWidth * 0.48 * unit() && Math.abs(y - now.y) < box.clientHeight * 0.48 * unit();
  if (!inside) pen.move({ ...now, x, y });
}

// Where voices stood in the wave before: ghosts and dotted lines.
function drawGhosts(ctx) {
  ghosts().forEach(places => drawGhost(ctx, places));
}
function drawGhost(ctx, [x0, y0, x1, y1]) {
  ctx.strokeStyle = ink.ink;
  ctx.lineWidth = 1.5 * unit();
  ctx.setLineDash([2 * unit(), 4 * unit()]);
  ctx.beginPath();
  ctx.moveTo(x0, y0);
  ctx.lineTo(x1, y1);
  ctx.stroke();
  ctx.beginPath();
  ctx.arc(x0, y0, Math.max(P.mark, 3 * unit()), 0, 2 * Math.PI);
  ctx.stroke();
  ctx.setLineDash([]);
}
function drawLabelLayer(ctx) {
  const list = [];
  for (const id of pen.labelled(near)) {
    const f = facts(id);
    if (f.dim) continue;
    const [x, y] = position(id);
    const weight = id === state.followed || id === state.stepped ? 3 : f.strong ? 2 : near ? 1.5 : 1;
    list.push({ x, y, r: pen.size(id) * 1.1, label: labelOf(id) + (pinned(id) ? ' ✎' : ''), ring: f.ring, weight });
  }
  const taken = [...ringBoxes(ctx, place(), unit()), ...sectorBoxes(ctx, place(), unit(), narrow()).map(s => s.box), ...headBoxes()];
  drawLabels(ctx, list, Math.max(unit(), P.mark / 24), P.names ? 14 : 8, taken);
}
// Where the arrows of the followed voice end: no label may hide which way one points.
function headBoxes() {
  const voice = state.followed;
  if (voice === null || !here(voice)) return [];
  const [x0, y0] = position(voice), half = 4 * unit();
  return Array.from(ties().out(voice)).filter(visible).map(id => {
    const [x1, y1] = position(id), long = Math.hypot(x1 - x0, y1 - y0) || 1, back = (pen.size(id) + 7 * unit()) / long;
    const x = x1 - (x1 - x0) * back, y = y1 - (y1 - y0) * back;
    return [x - half, y - half, x + half, y + half];
  });
}

function startPicture() {
  pen = startPen({
    below(ctx) {
      drawBackground(ctx, { ...place(), tray: trayNow() }, unit());
      drawGhosts(ctx);
    },
    counts(ctx) {
      if (!near && place().rings.length && pen.view().scale < 2.5 * fitting().scale) drawCounts(ctx, place(), cells(), unit());
    },
    above(ctx) {
      drawLabelLayer(ctx);
      drawRingNames(ctx, place(), unit());
      drawSectorNames(ctx, place(), unit(), narrow());
    },
    resized() { if (!state.zoomed) fit(); },
    moved() { state.zoomed = true; },
    picked(x, y) {
      const id = pen.hit(x, y, Math.max(P.mark * 1.4, 16 * unit()));
      if (mapped(id)) follow(id);
      else clearAll();
    },
  });
  box.addEventListener('mousemove', event => hover(event));
  box.addEventListener('mouseleave', () => { $('tip').hidden = true; });
  fit();
}
function hover(event) {
  const frame = box.getBoundingClientRect(), tip = $('tip');
  const x = event.clientX - frame.left, y = event.clientY - frame.top, now = pen.view();
  const id = pen.hit(
    now.x + (x - frame.width / 2) * unit(), now.y + (y - frame.height / 2) * unit(), Math.max(P.mark * 1.4, 9 * unit()));
  box.style.cursor = id === null ? 'default' : 'pointer';
  tip.hidden = !mapped(id);
  if (tip.hidden) return;
  const lines = [say('follow_who', { name: name(id), group: groupName(id) })];
  if (P.flow) lines.push(bandWords(id));
  if (status(id) !== ANSWERED) lines.push(say('status_' + status(id)));
  if (ringOf(id)) lines.push(say('mark_' + ringOf(id)));
  tip.textContent = lines.join('\n');
  tip.style.left = Math.min(x + 14, frame.width - tip.offsetWidth - 6) + 'px';
  tip.style.top = Math.max(6, Math.min(y + 14, frame.height - tip.offsetHeight - 6)) + 'px';
}

// A picture to paste: title, question and the wave's line (response rate and caveat) are burnt in.
function savePicture() {
  const source = shownCanvas(), ratio = source.width / box.clientWidth;
  const wide = source.width, side = 16 * ratio, size = 14 * ratio, canvas = make('canvas');
  const ctx = canvas.getContext('2d');
  const cut = (words, font) => {
    ctx.font = font;
    const lines = [''];
    for (const word of words.split(' ')) {
      const next = (lines.at(-1) + ' ' + word).trim();
      if (ctx.measureText(next).width > wide - 2 * side && lines.at(-1)) lines.push(word);
      else lines[lines.length - 1] = next;
    }
    return lines.map(line => [line, font]);
  };
  const plain = `${size}px ${FONT}`, strong = `bold ${size * 1.3}px ${FONT}`, small = `${size * 0.85}px ${FONT}`;
  const above = [...cut(isolate(P.title), strong), ...cut(P.asked, plain), ...cut($('wave-line').textContent, plain)];
  const below = [];
  below.push(...cut(P.looks.map(l => `${l.letter} = ${isolate(l.name)}`).join(' · '), small));
  below.push(...cut($('asked').lastChild.textContent.trim(), small), ...cut($('methods').textContent.split('. ')[0] + '.', small));
  const step = size * 1.6, head = above.length * step + step, foot = below.length * step + step;
  canvas.width = wide;
  canvas.height = head + source.height + foot;
  ctx.fillStyle = ink.paper;
  ctx.fillRect(0, 0, canvas.width, canvas.height);
  ctx.drawImage(source, 0, head);
  ctx.fillStyle = ink.ink;
  above.forEach(([line, font], i) => { ctx.font = font; ctx.fillText(line, side, step * (i + 1)); });
  below.forEach(([line, font], i) => { ctx.font = font; ctx.fillText(line, side, head + source.height + step * (i + 1)); });
  canvas.toBlob(blob => {
    const link = make('a', null, { href: URL.createObjectURL(blob), download: 'voice-map.png' });
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 1000);
    $('live').textContent = say('saved');
  }, 'image/png');
}
