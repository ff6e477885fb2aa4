// The pen for large maps: a canvas of our own. Two bitmaps, a little larger than the box, hold rings with ties and
// marks; while the picture moves they are only shifted or stretched, and drawn again once it rests. Labels and the
// marks that stand out are drawn live. Many ties are drawn a slice a frame, so the page never stops answering.
const MARGIN = 0.3, REST = 160, SLICE = 12, BUNDLE = 400, FEW_TIES = 3000, FEW_PEOPLE = 250;
// The least radius of a mark on the screen, in pixels; below 1.6 there is no room for an outline.
const LEAST = Math.max(1.1, Math.min(2.2, 120 / Math.sqrt(N)));

function startPen(on) {
  const canvas = make('canvas', null, { 'aria-hidden': 'true' }), ground = make('canvas'), front = make('canvas');
  const screen = canvas.getContext('2d'), ratio = Math.min(window.devicePixelRatio || 1, 2);
  let camera = { x: 0, y: 0, scale: 1 }, drawn = null, grid = null, seen = new Uint8Array(all.length);
  let work = null, frame = 0, rest = 0, sprites = new Map(), looks = '';
  canvas.style.cssText = 'display:block;width:100%;height:100%;touch-action:none';
  box.append(canvas);

  // --- places: a grid of squares with about two people each
  function sort() {
    const xy = places(), ids = all.filter(visible);
    let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity];
    for (const id of ids) {
      left = Math.min(left, xy[2 * id]); right = Math.max(right, xy[2 * id]);
      top = Math.min(top, xy[2 * id + 1]); bottom = Math.max(bottom, xy[2 * id + 1]);
    }
    const size = Math.max(Math.sqrt(((right - left) * (bottom - top) * 2) / Math.max(ids.length, 1)), 1e-3);
    const wide = Math.max(Math.floor((right - left) / size) + 1, 1), high = Math.max(Math.floor((bottom - top) / size) + 1, 1);
    const square = id => Math.floor((xy[2 * id + 1] - top) / size) * wide + Math.floor((xy[2 * id] - left) / size);
    const start = new Int32Array(wide * high + 1), people = new Int32Array(ids.length);
    for (const id of ids) start[square(id) + 1] += 1;
    for (let i = 0; i < wide * high; i += 1) start[i + 1] += start[i];
    const next = start.slice();
    for (const id of ids) people[next[square(id)]++] = id;
    seen = Uint8Array.from(all, id => (visible(id) ? 1 : 0));
    grid = { xy, left, top, size, wide, high, start, people };
  }
  function within(left, top, right, bottom) {
    const { start, people, wide, high, size } = grid, out = [];
    const column = x => Math.min(Math.max(Math.floor((x - grid.left) / size), 0), wide - 1);
    const line = y => Math.min(Math.max(Math.floor((y - grid.top) / size), 0), high - 1);
    if (!people.length) return out;
    for (let row = line(top); row <= line(bottom); row += 1) {
      const from = start[row * wide + column(left)], to = start[row * wide + column(right) + 1];
      for (let i = from; i < to; i += 1) out.push(people[i]);
    }
    return out;
  }
  // The part of the map that the box shows, or a bitmap holds.
  function area(at, more = 0) {
    const wide = (box.clientWidth * (0.5 + more)) / at.scale, high = (box.clientHeight * (0.5 + more)) / at.scale;
    return [at.x - wide, at.y - high, at.x + wide, at.y + high];
  }
  function aim(ctx, at) {
    const scale = at.scale * ratio;
    ctx.setTransform(scale, 0, 0, scale, ctx.canvas.width / 2 - at.x * scale, ctx.canvas.height / 2 - at.y * scale);
  }
  function blank(ctx) {
    ctx.setTransform(1, 0, 0, 1, 0, 0);
    ctx.globalAlpha = 1;
    ctx.clearRect(0, 0, ctx.canvas.width, ctx.canvas.height);
  }

  // --- ties
  // As lines with arrowheads where few are in sight; else in bundles of thin strokes, which add up where many run.
  function* tieStrokes(ctx, at) {
    if (state.followed !== null && here(state.followed)) {
      const list = lines(), crowd = list.length > 300;
      for (const line of list) {
        drawLine(ctx, crowd ? { ...line, width: line.width * 0.6, opacity: 0.45 } : line, at);
        yield;
      }
      return;
    }
    const { xy } = grid, { from, to } = TIES, [left, top, right, bottom] = area(at, MARGIN);
    const inside = id => xy[2 * id] > left && xy[2 * id] < right && xy[2 * id + 1] > top && xy[2 * id + 1] < bottom;
    // Ties that only pass through would hide those that begin or end here.
    const shown = ties().list.filter(tie => {
      const a = from[tie], b = to[tie];
      return seen[a] && seen[b] && (inside(a) || inside(b)) && (!near || near.has(a) || near.has(b));
    });
    if (shown.length <= FEW_TIES) {
      for (const tie of shown) drawLine(ctx, plainLine(tie, 0.45), at);
      return;
    }
    // Strokes of one bundle do not add up, so the picture gets as dark as many bundles, not many ties, ask for.
    const bundle = Math.max(BUNDLE, Math.ceil(shown.length / 40)), opacity = Math.max(0.04, Math.min(0.3, 900 / shown.length));
    ctx.strokeStyle = mixed(ink.tie, ink.paper, 0.45);
    ctx.lineWidth = 1 / (at.scale * ratio);
    for (let i = 0; i < shown.length; i += bundle) {
      ctx.globalAlpha = opacity;
      ctx.beginPath();
      for (const tie of shown.subarray(i, i + bundle)) {
        ctx.moveTo(xy[2 * from[tie]], xy[2 * from[tie] + 1]);
        ctx.lineTo(xy[2 * to[tie]], xy[2 * to[tie] + 1]);
      }
      ctx.stroke();
      yield;
    }
  }
  function plainLine(tie, opacity) {
    const { from, to, level } = TIES;
    return { from: from[tie], to: to[tie], width: 0.8 + 0.45 * Math.min(level[tie], 4), colour: ink.tie, opacity, head: true };
  }
  function drawLine(ctx, { from, to, width, colour, opacity, head, dashed }, at) {
    const px = 1 / at.scale, [x0, y0] = position(from), [x1, y1] = position(to);
    const long = Math.hypot(x1 - x0, y1 - y0) || 1;
    const [mx, my] = aside(from, to, [x0, y0], [x1, y1]);
    // The head ends where the mark begins, and points along the end of the line.
    const ex = x1 - mx, ey = y1 - my, end = Math.hypot(ex, ey) || 1, edge = Math.min(size(to, at) + px, long / 2);
    const tx = x1 - (ex / end) * edge, ty = y1 - (ey / end) * edge, tip = Math.min((4 + 2 * width) * px, long / 3);
    ctx.globalAlpha = opacity;
    ctx.strokeStyle = ctx.fillStyle = colour;
    ctx.lineWidth = width * px;
    ctx.setLineDash(dashed ? [6 * px, 5 * px] : []);
    ctx.beginPath();
    ctx.moveTo(x0, y0);
    ctx.quadraticCurveTo(mx, my, tx - (ex / end) * tip * 0.7, ty - (ey / end) * tip * 0.7);
    ctx.stroke();
    ctx.setLineDash([]);
    if (!head) return;
    const [ux, uy] = [ex / end, ey / end];
    polygon(ctx, tx, ty, [[0, 0], [-tip * ux - tip * 0.45 * uy, -tip * uy + tip * 0.45 * ux],
      [-tip * ux + tip * 0.45 * uy, -tip * uy - tip * 0.45 * ux]]);
    ctx.fill();
  }

  // --- marks
  const outstanding = () => [...new Set([...P.highlight, state.other, state.stepped, state.followed])].filter(id => id !== null && seen[id]);
  function size(id, at = camera) {
    const px = 1 / at.scale, plain = Math.max(P.mark, LEAST * px);
    if ([state.followed, state.stepped, state.other].includes(id)) return Math.max(plain * 1.35, 8 * px);
    const few = near && near.has(id) && near.size <= FEW_PEOPLE;
    return P.highlight.includes(id) || few ? Math.max(plain, 5.5 * px) : plain;
  }
  function sprite(id, at) {
    const f = facts(id), r = size(id, at) * at.scale * ratio, key = [look(id), f.status, f.ring, f.dim, r.toFixed(1)].join();
    if (!sprites.has(key)) {
      const half = Math.ceil(r * 1.4 + (f.ring && !f.dim ? 9 * ratio : 1)), image = make('canvas', null, { width: 2 * half, height: 2 * half });
      const ctx = image.getContext('2d');
      ctx.globalAlpha = f.dim ? 0.16 : 1;
      mark(ctx, { ...f, strong: false, x: half, y: half, r, ring: f.dim ? 0 : f.ring, unit: ratio });
      sprites.set(key, image);
    }
    return sprites.get(key);
  }
  function drawMarks(ctx, at) {
    const { xy } = grid, scale = at.scale * ratio, ids = within(...area(at, MARGIN)), tiny = Math.max(LEAST, P.mark * at.scale) < 1.6;
    const left = ctx.canvas.width / 2 - at.x * scale, top = ctx.canvas.height / 2 - at.y * scale;
    ctx.setTransform(1, 0, 0, 1, 0, 0);
    const put = id => {
      const image = sprite(id, at), half = image.width / 2;
      ctx.drawImage(image, Math.round(left + xy[2 * id] * scale - half), Math.round(top + xy[2 * id + 1] * scale - half));
    };
    const [back, fore] = near ? [ids.filter(id => !near.has(id)), ids.filter(id => near.has(id))] : [ids, []];
    if (tiny) dots(ctx, back, left, top, scale);
    else back.forEach(put);
    fore.forEach(put);
  }
  // People too small for an outline: squares in their group's colour, made to stand out from the paper.
  function dots(ctx, ids, left, top, scale) {
    const { xy } = grid, side = LEAST * 2 * ratio;
    const byLook = P.looks.map(() => []);
    ids.forEach(id => byLook[look(id)]?.push(id));
    ctx.globalAlpha = near ? 0.3 : 1;
    byLook.forEach((list, kind) => {
      ctx.fillStyle = standingOut(P.looks[kind].colour);
      for (const id of list) {
        ctx.fillRect(left + xy[2 * id] * scale - side / 2, top + xy[2 * id + 1] * scale - side / 2, side, side);
      }
    });
    ctx.globalAlpha = 1;
  }

  // --- the picture
  function draw() {
    clearTimeout(rest);
    rest = 0;
    drawn = { ...camera };
    for (const bitmap of [ground, front]) {
      const wide = Math.round(canvas.width * (1 + 2 * MARGIN)), high = Math.round(canvas.height * (1 + 2 * MARGIN));
      if (bitmap.width !== wide || bitmap.height !== high) Object.assign(bitmap, { width: wide, height: high });
      blank(bitmap.getContext('2d'));
    }
    sprites = new Map();
    looks = String(state.rings);
    const below = ground.getContext('2d');
    aim(below, drawn);
    on.below(below);
    below.globalAlpha = 1;
    drawMarks(front.getContext('2d'), drawn);
    work = tieStrokes(below, drawn);
    compose();
  }
  // Draw ties for so many milliseconds; say whether all of them are there.
  function goOn(most) {
    const until = performance.now() + most;
    while (work) {
      if (work.next().done) {
        work = null;
        onScreen();
      } else if (performance.now() > until) return;
    }
  }
  function compose() {
    frame = 0;
    goOn(SLICE);
    blank(screen);
    if (drawn) {
      const by = camera.scale / drawn.scale, scale = camera.scale * ratio;
      const wide = ground.width * by, high = ground.height * by;
      const x = Math.round(canvas.width / 2 + (drawn.x - camera.x) * scale - wide / 2);
      const y = Math.round(canvas.height / 2 + (drawn.y - camera.y) * scale - high / 2);
      for (const bitmap of [ground, front]) screen.drawImage(bitmap, x, y, wide, high);
    }
    aim(screen, camera);
    for (const id of outstanding()) drawMark(screen, id, ...position(id));
    on.counts(screen);
    on.above(screen);
    screen.globalAlpha = 1;
    if (work) soon();
  }
  function soon() {
    frame ||= requestAnimationFrame(compose);
  }
  function move(to) {
    camera = { ...camera, ...to };
    clearTimeout(rest);
    rest = setTimeout(draw, REST);
    soon();
  }
  function resize() {
    const wide = Math.round(box.clientWidth * ratio), high = Math.round(box.clientHeight * ratio);
    if (!wide || !high || (canvas.width === wide && canvas.height === high)) return;
    Object.assign(canvas, { width: wide, height: high });
    if (!drawn) return;
    on.resized();
    draw();
  }

  // --- hands: drag, wheel, click
  let held = null;
  const at = event => {
    const edge = box.getBoundingClientRect();
    return [camera.x + (event.clientX - edge.left - edge.width / 2) / camera.scale,
      camera.y + (event.clientY - edge.top - edge.height / 2) / camera.scale];
  };
  canvas.addEventListener('pointerdown', event => {
    if (event.button) return;
    held = { x: event.clientX, y: event.clientY, from: { ...camera }, far: false };
  });
  window.addEventListener('pointermove', event => {
    if (!held || narrow()) return;
    const dx = event.clientX - held.x, dy = event.clientY - held.y;
    if (!held.far && Math.hypot(dx, dy) < 4) return;
    held.far = true;
    move({ x: held.from.x - dx / camera.scale, y: held.from.y - dy / camera.scale });
    on.moved();
  });
  window.addEventListener('pointercancel', () => { held = null; });
  window.addEventListener('pointerup', event => {
    if (held && !held.far && event.target === canvas) on.picked(...at(event));
    held = null;
  });
  // The wheel scrolls the page until somebody is in the picture.
  box.addEventListener('wheel', event => {
    if (document.activeElement !== box || narrow()) return;
    event.preventDefault();
    const [x, y] = at(event), scale = allowedScale(camera.scale * Math.exp(-event.deltaY / 500)), keep = camera.scale / scale;
    move({ x: x + (camera.x - x) * keep, y: y + (camera.y - y) * keep, scale });
    on.moved();
  }, { passive: false });
  new ResizeObserver(resize).observe(box);
  resize();

  return {
    view: () => camera,
    move(to) {
      camera = { ...camera, ...to };
      if (grid) move({});
    },
    update() {
      sort();
      draw();
    },
    paint() {
      if (looks !== String(state.rings)) draw();
      else soon();
    },
    hit(x, y, reach) {
      let best = null, least = reach;
      for (const id of within(x - reach, y - reach, x + reach, y + reach)) {
        const [px, py] = position(id), distance = Math.hypot(px - x, py - y);
        if (distance < least) { least = distance; best = id; }
      }
      return best;
    },
    // Labels are for those who stand out, and for everybody in sight where that is few.
    labelled(wanted) {
      const bold = outstanding();
      if (wanted && wanted.size <= FEW_PEOPLE) return [...wanted].filter(id => seen[id]);
      if (!wanted && !state.labels) return bold;
      const ids = within(...area(camera)).filter(id => !wanted || wanted.has(id));
      return ids.length <= FEW_PEOPLE ? [...new Set([...ids, ...bold])] : bold;
    },
    size,
    bitmap() {
      if (rest) draw();
      goOn(Infinity);
      compose();
      return canvas;
    },
  };
}

// Colours are #rrggbb. A colour mixed with ink until it stands out from paper and bands (contrast 3, as WCAG measures it) without an outline.
const parts = colour => [1, 3, 5].map(i => parseInt(colour.slice(i, i + 2), 16));
function luminance(rgb) {
  const [r, g, b] = rgb.map(v => (v / 255 <= 0.04045 ? v / 255 / 12.92 : ((v / 255 + 0.055) / 1.055) ** 2.4));
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}
function contrast(one, other) {
  const [low, high] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (high + 0.05) / (low + 0.05);
}
const mixed = (one, other, share) => {
  const to = parts(other);
  return '#' + parts(one).map((v, i) => Math.round(v + (to[i] - v) * share).toString(16).padStart(2, '0')).join('');
};
function standingOut(colour) {
  let found = colour;
  const faint = () => [ink.paper, ink.band].some(behind => contrast(parts(found), parts(behind)) < 3);
  for (let share = 0.05; faint() && share <= 1; share += 0.05) found = mixed(colour, ink.ink, share);
  return found;
}
