// Drawing on canvas: shapes, marks, rings, sectors, labels. Nothing here decides what is true.
const css = variable => getComputedStyle(document.documentElement).getPropertyValue(variable).trim();
let ink = {};
function readColours() {
  for (const key of ['paper', 'ink', 'soft', 'line', 'hair', 'band', 'tie', 'accent']) ink[key] = css('--' + key);
}
const FONT = '"DejaVu Sans", "Noto Sans", "Segoe UI", system-ui, sans-serif';

function polygon(ctx, x, y, points) {
  ctx.beginPath();
  points.forEach(([dx, dy], i) => (i ? ctx.lineTo(x + dx, y + dy) : ctx.moveTo(x + dx, y + dy)));
  ctx.closePath();
}
const regular = (count, r, turn = 0) =>
  Array.from({ length: count }, (_, i) => {
    const angle = turn + (2 * Math.PI * i) / count;
    return [r * Math.sin(angle), -r * Math.cos(angle)];
  });
const SHAPES = {
  circle: null,
  triangle: r => regular(3, r * 1.25),
  down: r => regular(3, r * 1.25, Math.PI),
  square: r => regular(4, r * 1.3, Math.PI / 4),
  diamond: r => regular(4, r * 1.28),
  pentagon: r => regular(5, r * 1.15),
  hexagon: r => regular(6, r * 1.12, Math.PI / 6),
  star: r => Array.from({ length: 10 }, (_, i) => {
    const size = i % 2 ? r * 0.6 : r * 1.35, angle = (Math.PI * i) / 5;
    return [size * Math.sin(angle), -size * Math.cos(angle)];
  }),
  plus: r => {
    const a = r * 0.42, b = r * 1.15;
    return [[-a, -b], [a, -b], [a, -a], [b, -a], [b, a], [a, a], [a, b], [-a, b], [-a, a], [-b, a], [-b, -a], [-a, -a]];
  },
};
function outline(ctx, shape, x, y, r) {
  const points = SHAPES[shape] ? SHAPES[shape](r) : null;
  if (points) polygon(ctx, x, y, points);
  else { ctx.beginPath(); ctx.arc(x, y, r, 0, 2 * Math.PI); }
}
function mark(ctx, { shape, colour, x, y, r, status: kind = ANSWERED, ring = 0, strong = false, unit = 1 }) {
  ctx.lineJoin = 'round';
  outline(ctx, shape, x, y, r);
  ctx.fillStyle = kind === ANSWERED ? colour : ink.paper;
  ctx.fill();
  ctx.strokeStyle = ink.ink;
  ctx.lineWidth = strong ? 3.6 * unit : Math.min(1.8 * unit, r * 0.3);
  const dash = strong ? 1.6 * unit : unit;
  ctx.lineCap = 'butt';
  ctx.setLineDash(kind === SILENT ? [3.2 * dash, 2.2 * dash] : kind === NOT_ASKED ? [1.2 * dash, 2.2 * dash] : []);
  ctx.stroke();
  ctx.setLineDash([]);
  if (!ring) return;
  ctx.lineWidth = 1.5 * unit;
  ctx.setLineDash(ring === DEPENDS ? [1.5 * unit, 3 * unit] : []);
  for (const more of ring === DEPENDS ? [5] : [4, 7.5]) {
    ctx.beginPath();
    ctx.arc(x, y, r * 1.15 + more * unit, 0, 2 * Math.PI);
    ctx.stroke();
  }
  ctx.setLineDash([]);
}

// A small picture for the legend.
function swatch(draw) {
  const canvas = make('canvas', null, { width: 44, height: 44, 'aria-hidden': 'true' });
  const paint = () => {
    const ctx = canvas.getContext('2d');
    ctx.setTransform(2, 0, 0, 2, 0, 0);
    ctx.clearRect(0, 0, 22, 22);
    draw(ctx);
  };
  canvas.repaint = paint;
  paint();
  return canvas;
}
function arrow(ctx, x0, y0, x1, y1, { dashed = false, bend = 0 } = {}) {
  ctx.strokeStyle = ctx.fillStyle = ink.ink;
  ctx.lineWidth = 1.6;
  ctx.setLineDash(dashed ? [3, 2.5] : []);
  ctx.beginPath();
  ctx.moveTo(x0, y0);
  ctx.quadraticCurveTo((x0 + x1) / 2, (y0 + y1) / 2 - bend, x1, y1);
  ctx.stroke();
  ctx.setLineDash([]);
  const angle = Math.atan2(y1 - y0 + bend, x1 - x0);
  polygon(ctx, x1, y1, [[2, 0], [-4, 3], [-4, -3]].map(([a, b]) =>
    [a * Math.cos(angle) - b * Math.sin(angle), a * Math.sin(angle) + b * Math.cos(angle)]));
  ctx.fill();
}

// Rings, their names in the wedge on top, and the borders of sectors.
function drawBackground(ctx, place, unit) {
  const rings = place.rings;
  for (let i = rings.length - 1; i >= 0; i -= 1) {
    ctx.beginPath();
    ctx.arc(0, 0, rings[i][0], 0, 2 * Math.PI);
    ctx.fillStyle = i % 2 ? ink.band : ink.paper;
    ctx.fill();
    ctx.lineWidth = unit;
    ctx.strokeStyle = ink.line;
    ctx.setLineDash(rings[i][1] === -1 ? [4 * unit, 4 * unit] : []);
    ctx.stroke();
  }
  if (place.sectors.length > 1) {
    ctx.setLineDash([2 * unit, 4 * unit]);
    ctx.strokeStyle = ink.line;
    const inner = rings[0][0] * 0.3, outer = P.radius;
    for (const angle of [...place.sectors.map(s => s[0]), place.sectors.at(-1)[1]]) {
      ctx.beginPath();
      ctx.moveTo(inner * Math.sin(angle), -inner * Math.cos(angle));
      ctx.lineTo(outer * Math.sin(angle), -outer * Math.cos(angle));
      ctx.stroke();
    }
  }
  ctx.setLineDash([]);
  if (place.tray) {
    const [left, top, right, bottom] = place.tray;
    ctx.strokeStyle = ink.line;
    ctx.lineWidth = unit;
    ctx.strokeRect(left, top, right - left, bottom - top);
    text(ctx, say('tray'), left, top - 7 * unit, { size: 12 * unit, align: 'left', colour: ink.soft });
  }
}
function text(ctx, words, x, y, { size, align = 'center', bold = false, colour = ink.ink, base = 'alphabetic', halo = true }) {
  ctx.font = `${bold ? 'bold ' : ''}${size}px ${FONT}`;
  ctx.textAlign = align;
  ctx.textBaseline = base;
  if (halo) {
    ctx.lineWidth = size * 0.28;
    ctx.lineJoin = 'round';
    ctx.strokeStyle = ink.paper;
    ctx.strokeText(words, x, y);
  }
  ctx.fillStyle = colour;
  ctx.fillText(words, x, y);
}
function ringNames(place, unit) {
  return place.rings.map(([radius, kind], i) => {
    const inside = i ? place.rings[i - 1][0] : 0;
    return [say((i === place.rings.length - 1 ? 'band_' : 'ring_') + kind), i ? -(inside + radius) / 2 : -radius + 11 * unit];
  });
}
function ringBoxes(ctx, place, unit) {
  ctx.font = `bold ${12 * unit}px ${FONT}`;
  return ringNames(place, unit).map(([words, y]) => {
    const half = ctx.measureText(words).width / 2;
    return [-half, y - 7 * unit, half, y + 7 * unit];
  });
}
// How many people stand in each cell (ring and sector), where the cell has room for the number.
function drawCounts(ctx, place, cells, unit) {
  place.rings.forEach(([outer, kind], i) => {
    const inner = i ? place.rings[i - 1][0] : outer * 0.3, middle = (inner + outer) / 2;
    for (const [start, end, index] of place.sectors) {
      const count = cells.get(kind + ',' + index), angle = (start + end) / 2;
      if (!count || outer - inner < 16 * unit || (end - start) * middle < (12 + 8 * String(count).length) * unit) continue;
      text(ctx, written(count), middle * Math.sin(angle), -middle * Math.cos(angle), { size: 12 * unit, bold: true, base: 'middle' });
    }
  });
}
function drawRingNames(ctx, place, unit) {
  for (const [words, y] of ringNames(place, unit)) {
    text(ctx, words, 0, y, { size: 12 * unit, bold: true, colour: ink.soft, base: 'middle' });
  }
}

// Names of sectors around the rings: whole where there is room, letters on a phone.
function wrap(words, most, lines) {
  const out = [''];
  for (const word of words.split(' ')) {
    const next = out.at(-1) ? out.at(-1) + ' ' + word : word;
    if ([...next].length <= most - 4 || !out.at(-1)) out[out.length - 1] = next;
    else out.push(word);
  }
  const kept = out.slice(0, lines).map(line => ([...line].length > most ? [...line].slice(0, most - 1).join('') + '…' : line));
  if (out.length > lines) kept[lines - 1] = [...kept[lines - 1]].slice(0, most - 1).join('') + '…';
  return kept;
}
const sectorLines = (index, narrow) => (narrow ? [P.looks[index].letter] : wrap(P.looks[index].name, 13, 3));
// How large the rings may be drawn so that every sector name still fits beside them.
function sectorScale(ctx, place, width, narrow) {
  ctx.font = `bold 13px ${FONT}`;
  return Math.min(...place.sectors.map(([start, end, index]) => {
    const sin = Math.abs(Math.sin((start + end) / 2));
    const words = Math.max(...sectorLines(index, narrow).map(line => ctx.measureText(line).width));
    const room = width / 2 - (sin < 0.28 ? words / 2 : words) - 18 * sin - 4;
    return room / (P.radius * Math.max(sin, 0.2));
  }));
}
function sectorBoxes(ctx, place, unit, narrow) {
  if (place.sectors.length < 2) return [];
  const size = 13 * unit, done = [];
  ctx.font = `bold ${size}px ${FONT}`;
  for (const [start, end, index] of place.sectors) {
    const angle = (start + end) / 2, sin = Math.sin(angle), cos = Math.cos(angle);
    const lines = sectorLines(index, narrow), away = P.radius + (narrow ? 20 : 13) * unit;
    const x = away * sin, y = -away * cos, high = lines.length * size * 1.2;
    const align = narrow || Math.abs(sin) < 0.28 ? 'center' : sin > 0 ? 'left' : 'right';
    const wide = Math.max(...lines.map(line => ctx.measureText(line).width));
    const left = align === 'left' ? x : align === 'right' ? x - wide : x - wide / 2;
    let top = narrow || Math.abs(cos) < 0.75 ? y - high / 2 : cos > 0 ? y - high : y;
    const clash = () => done.some(({ box: b }) => left < b[2] && left + wide > b[0] && top < b[3] && top + high > b[1]);
    for (let tries = 0; tries < 12 && clash(); tries += 1) top += (y >= 0 ? 1 : -1) * size * 0.5;
    done.push({ lines, x, align, size, box: [left, top, left + wide, top + high] });
  }
  return done;
}
function drawSectorNames(ctx, place, unit, narrow) {
  for (const { lines, x, align, size, box } of sectorBoxes(ctx, place, unit, narrow)) {
    lines.forEach((line, i) => text(ctx, line, x, box[1] + size + i * size * 1.2, { size, bold: true, align }));
  }
}

// Labels of marks, never one over another: those that matter first.
function drawLabels(ctx, marks, unit, wide, taken) {
  const size = 11 * unit, cellSize = 40 * unit, grid = new Map();
  ctx.font = `${size}px ${FONT}`;
  const boxes = marks.map(m => [m.x - m.r, m.y - m.r, m.x + m.r, m.y + m.r]);
  const keys = box => {
    const out = [];
    for (let i = Math.floor(box[0] / cellSize); i <= Math.floor(box[2] / cellSize); i += 1) {
      for (let j = Math.floor(box[1] / cellSize); j <= Math.floor(box[3] / cellSize); j += 1) out.push(i + ',' + j);
    }
    return out;
  };
  const put = box => keys(box).forEach(key => grid.set(key, [...(grid.get(key) ?? []), box]));
  const free = box => !keys(box).some(key => (grid.get(key) ?? []).some(
    other => box[0] < other[2] && box[2] > other[0] && box[1] < other[3] && box[3] > other[1]));
  boxes.forEach(put);
  taken.forEach(put);
  for (const m of [...marks].sort((a, b) => b.weight - a.weight)) {
    const words = [...m.label].length > wide ? [...m.label].slice(0, wide - 1).join('') + '…' : m.label;
    const width = ctx.measureText(words).width, gap = m.r + (m.ring ? 9 : 2.5) * unit;
    const places = [[m.x, m.y + gap + size * 0.85], [m.x, m.y - gap - 1 * unit],
      [m.x + gap + width / 2 + 2 * unit, m.y + size * 0.35], [m.x - gap - width / 2 - 2 * unit, m.y + size * 0.35]];
    for (const [x, y] of places) {
      const box = [x - width / 2, y - size * 0.8, x + width / 2, y + size * 0.15];
      if (!free(box) && m.weight < 2) continue;
      put(box);
      text(ctx, words, x, y, { size, bold: m.weight >= 2 });
      break;
    }
  }
}
