// The picture: vis-network with places worked out beforehand, physics off.
const box = $('map');
const nodes = new vis.DataSet(), edges = new vis.DataSet();
const many = N > 400 || P.network.edges.length > 2500;
let network = null;

const narrow = () => box.clientWidth < 560;
const unit = () => 1 / network.getScale();
const place = () => P.places[state.view];
// Marks never get smaller than can be seen and hit, however far out the picture is zoomed.
const radius = () => Math.max(P.mark, Math.min(P.mark, narrow() ? 5.5 : 6.5) * unit());

function position(id, wave = state.wave) {
  if (!mapped(id)) return [extras.get(id)?.x ?? 0, extras.get(id)?.y ?? 0];
  let xy = place().xy[row(wave)];
  if (typeof xy === 'number') xy = place().xy[xy];
  return [xy[2 * id], xy[2 * id + 1]];
}
const extra = id => ({ shape: 'circle', colour: ink.tie });
function nearness() {
  if (state.followed !== null && here(state.followed)) {
    if (!P.flow) return new Set([state.followed, ...ties().out(state.followed), ...ties().into(state.followed)]);
    const { direct, carried } = travel(state.followed);
    return new Set([state.followed, ...direct, ...carried.keys()]);
  }
  if (state.group !== null) return new Set(everyone().filter(id => mapped(id) && P.group[id] === state.group));
  return null;
}
let near = null;
function facts(id) {
  const kind = mapped(id) ? P.looks[look(id)] : extra(id);
  return {
    shape: kind.shape, colour: kind.colour, status: mapped(id) ? status(id) : ANSWERED,
    ring: state.rings ? ringOf(id) : 0,
    strong: id === state.followed || id === state.stepped || P.highlight.includes(id),
    dim: near !== null && !near.has(id),
  };
}
function renderer({ ctx, id, x, y }) {
  const f = facts(id), r = radius() * (id === state.followed ? 1.35 : 1);
  return {
    drawNode() {
      ctx.save();
      ctx.globalAlpha = f.dim ? 0.16 : 1;
      mark(ctx, { ...f, x, y, r, ring: f.dim ? 0 : f.ring, unit: Math.max(unit(), P.mark / 9) });
      ctx.restore();
    },
    nodeDimensions: { width: 2.3 * r, height: 2.3 * r },
  };
}

function edgeList() {
  const bent = (a, b) => (twoWay(a, b) ? { enabled: true, type: 'curvedCW', roundness: 0.13 } : false);
  const drawn = (from, to, more) => ({ from, to, smooth: bent(from, to), ...more });
  const faint = Math.max(0.07, Math.min(0.38, 0.38 * Math.sqrt(250 / Math.max(ties().list.length, 1))));
  const plain = { color: { color: ink.tie, opacity: near ? 0.4 : faint, inherit: false } };
  if (many && !near) plain.arrows = { to: { enabled: false } };
  const strong = { color: { color: ink.accent, opacity: 1, inherit: false } };
  const id = state.followed;
  if (id === null || !here(id)) {
    return ties().list.filter(tie => visible(tie.from) && visible(tie.to))
      .filter(tie => !near || near.has(tie.from) || near.has(tie.to))
      .map(tie => drawn(tie.from, tie.to, { ...plain, width: 0.8 + 0.45 * Math.min(tie.level ?? 0, 4) }));
  }
  if (!P.flow) {
    return ties().list.filter(tie => (tie.from === id || tie.to === id) && visible(tie.from) && visible(tie.to))
      .map(tie => drawn(tie.from, tie.to, { ...strong, width: 2 }));
  }
  const { direct, carried } = travel(id);
  const list = [...direct].map(to => drawn(id, to, { ...strong, width: 2.4 }));
  for (const [to, through] of carried) {
    for (const from of through) list.push(drawn(from, to, { ...strong, width: 1.3, dashes: [6, 5] }));
  }
  return list.filter(edge => visible(edge.from) && visible(edge.to));
}

function redraw() {
  tiesNow = null;
  near = nearness();
  nodes.update(everyone().map(id => {
    const [x, y] = position(id);
    return { id, x, y, hidden: !visible(id) };
  }));
  edges.clear();
  edges.add(edgeList());
  network.redraw();
}

// The tray is drawn where somebody who takes part stands in it.
function trayNow() {
  const tray = place().tray;
  return tray && everyone().some(id => visible(id) && position(id)[1] > tray[1]) ? tray : null;
}
function fit() {
  const tray = trayNow(), sectors = place().sectors.length > 1;
  const top = P.radius, bottom = tray ? tray[3] : P.radius;
  const high = sectors ? (narrow() ? 30 : 34) : 24, side = sectors ? (narrow() ? 28 : 16) : 24;
  const wide = Math.max(box.clientWidth / 2 - side, 40), tall = Math.max(box.clientHeight - 2 * high, 60);
  let scale = Math.min(wide / P.radius, tall / (top + bottom));
  if (sectors && !narrow()) {
    scale = Math.min(scale, Math.max(sectorScale(box.querySelector('canvas').getContext('2d'), place(), box.clientWidth, false), 0.3));
  }
  network.moveTo({ position: { x: 0, y: (bottom - top) / 2 }, scale });
  state.zoomed = false;
}
function zoom(factor) {
  state.zoomed = true;
  network.moveTo({ scale: Math.min(8, Math.max(0.2, network.getScale() * factor)) });
}

// The followed voice where it stood in the wave before: a ghost and a dotted line.
function ghost() {
  const id = state.followed, before = state.waveBefore;
  if (id === null || !mapped(id) || before === null || before === state.wave) return null;
  if (status(id, before) === NOT_PART || !here(id)) return null;
  const [x0, y0] = position(id, before), [x1, y1] = position(id);
  return Math.hypot(x1 - x0, y1 - y0) < P.mark ? null : [x0, y0, x1, y1];
}
function drawGhost(ctx) {
  if (!ghost()) return;
  const [x0, y0, x1, y1] = ghost();
  ctx.strokeStyle = ink.ink;
  ctx.lineWidth = 1.5 * unit();
  ctx.setLineDash([2 * unit(), 4 * unit()]);
  ctx.beginPath();
  ctx.moveTo(x0, y0);
  ctx.lineTo(x1, y1);
  ctx.stroke();
  ctx.beginPath();
  ctx.arc(x0, y0, radius(), 0, 2 * Math.PI);
  ctx.stroke();
  ctx.setLineDash([]);
}
function drawLabelLayer(ctx) {
  const list = [];
  for (const id of everyone()) {
    if (!visible(id)) continue;
    const f = facts(id);
    if (f.dim || (!state.labels && !f.strong && near === null)) continue;
    const [x, y] = position(id);
    const weight = id === state.followed || id === state.stepped ? 3 : f.strong ? 2 : near ? 1.5 : 1;
    list.push({ x, y, r: radius() * 1.1, label: labelOf(id), ring: f.ring, weight });
  }
  drawLabels(ctx, list, Math.max(unit(), 0.35), P.names ? 14 : 8, [...ringBoxes(ctx, place(), unit()), ...sectorBoxes(ctx, place(), unit(), narrow()).map(s => s.box)]);
}

function startPicture() {
  const defaults = {
    physics: false, layout: { improvedLayout: false }, autoResize: true,
    nodes: { shape: 'custom', ctxRenderer: renderer, chosen: false, label: undefined },
    edges: { smooth: false, chosen: false, selectionWidth: 0, hoverWidth: 0, arrows: { to: { enabled: true, scaleFactor: 0.4 } } },
    interaction: {
      dragNodes: false, selectable: false, hover: false, keyboard: false, zoomView: false,
      dragView: !matchMedia('(max-width: 719px)').matches, hideEdgesOnDrag: many, hideEdgesOnZoom: many,
    },
  };
  for (const node of P.network.nodes) {
    const [x, y] = position(node.id);
    nodes.add({ id: node.id, x, y, hidden: !visible(node.id) });
  }
  network = new vis.Network(box, { nodes, edges }, { ...defaults, ...P.network.options });
  network.on('beforeDrawing', ctx => {
    drawBackground(ctx, { ...place(), tray: trayNow() }, unit());
    drawGhost(ctx);
  });
  network.on('afterDrawing', ctx => {
    drawLabelLayer(ctx);
    drawRingNames(ctx, place(), unit());
    drawSectorNames(ctx, place(), unit(), narrow());
  });
  network.on('resize', () => { if (!state.zoomed) fit(); });
  network.on('dragEnd', () => { state.zoomed = true; });
  network.on('click', event => {
    const id = nearest(event.pointer.canvas);
    if (id !== null && mapped(id)) follow(id);
    else clearAll();
  });
  box.addEventListener('mousemove', event => hover(event));
  box.addEventListener('mouseleave', () => { $('tip').hidden = true; });
  box.addEventListener('focus', () => network.setOptions({ interaction: { zoomView: !narrow() } }));
  box.addEventListener('blur', () => network.setOptions({ interaction: { zoomView: false } }));
  fit();
}
function nearest(point, reach = 16) {
  let best = null, least = Math.max(radius() * 1.4, reach * unit());
  for (const id of everyone()) {
    if (!visible(id)) continue;
    const [x, y] = position(id), distance = Math.hypot(x - point.x, y - point.y);
    if (distance < least) { least = distance; best = id; }
  }
  return best;
}
function hover(event) {
  const frame = box.getBoundingClientRect(), tip = $('tip');
  const x = event.clientX - frame.left, y = event.clientY - frame.top;
  const id = nearest(network.DOMtoCanvas({ x, y }), 9);
  box.style.cursor = id === null ? 'default' : 'pointer';
  tip.hidden = id === null || !mapped(id);
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
  const source = box.querySelector('canvas'), ratio = source.width / box.clientWidth;
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
  if (P.looks.length > 1) below.push(...cut(P.looks.map(l => `${l.letter} = ${isolate(l.name)}`).join(' · '), small));
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
