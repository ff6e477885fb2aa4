// The pen for maps of up to 2,000 people: vis-network with places worked out beforehand, physics off.
function startPen(on) {
  // Many ties at once have no heads and are plain lines: for each tie that vis-network is given it keeps an object with all its options.
  let people = everyone().map(node), plain = [], dragged = false;
  const nodes = new vis.DataSet(people), edges = new vis.DataSet();
  const size = id => (id === state.followed ? Math.max(P.mark * 1.35, 8 * unit()) : P.mark);
  function node(id) {
    const [x, y] = position(id);
    return { id, x, y, hidden: !visible(id) };
  }
  function edge({ from, to, width, colour, opacity, dashed }) {
    return {
      from, to, width, color: { color: colour, opacity, inherit: false },
      smooth: twoWay(from, to) ? { enabled: true, type: 'curvedCW', roundness: BEND } : false,
      ...(dashed && { dashes: [6, 5] }),
    };
  }
  function renderer({ ctx, id, x, y }) {
    const across = 2.3 * size(id);
    return { drawNode: () => drawMark(ctx, id, x, y), nodeDimensions: { width: across, height: across } };
  }
  function drawPlain(ctx, { from, to, width, colour, opacity }) {
    const [x0, y0] = position(from), [x1, y1] = position(to);
    ctx.globalAlpha = opacity;
    ctx.strokeStyle = colour;
    ctx.lineWidth = width;
    ctx.beginPath();
    ctx.moveTo(x0, y0);
    ctx.quadraticCurveTo(...aside(from, to, [x0, y0], [x1, y1]), x1, y1);
    ctx.stroke();
    ctx.globalAlpha = 1;
  }
  const network = new vis.Network(box, { nodes, edges }, {
    physics: false, layout: { improvedLayout: false }, autoResize: true,
    nodes: { shape: 'custom', ctxRenderer: renderer, chosen: false, label: undefined },
    edges: { smooth: false, chosen: false, selectionWidth: 0, hoverWidth: 0, arrows: { to: { enabled: true, scaleFactor: 0.4 } } },
    interaction: {
      dragNodes: false, selectable: false, hover: false, keyboard: false, zoomView: false,
      dragView: !matchMedia('(max-width: 719px)').matches, hideEdgesOnDrag: many, hideEdgesOnZoom: many,
    },
    ...P.network.options,
  });
  const view = () => ({ position: network.getViewPosition(), scale: network.getScale() });
  // Drawn with the next frame, once, however often it is asked for.
  const soon = () => network.moveTo(view());
  network.on('beforeDrawing', ctx => {
    on.below(ctx);
    if (!dragged) plain.forEach(line => drawPlain(ctx, line));
  });
  network.on('afterDrawing', on.above);
  network.on('dragStart', () => { dragged = true; });
  network.on('resize', on.resized);
  network.on('dragEnd', () => {
    dragged = false;
    on.moved();
  });
  network.on('click', event => on.picked(event.pointer.canvas.x, event.pointer.canvas.y));
  // The wheel scrolls the page until somebody is in the picture.
  box.addEventListener('focus', () => network.setOptions({ interaction: { zoomView: !narrow() } }));
  box.addEventListener('blur', () => network.setOptions({ interaction: { zoomView: false } }));
  return {
    view() {
      const { position: middle, scale } = view();
      return { ...middle, scale };
    },
    move: ({ x, y, scale }) => network.moveTo({ position: { x, y }, scale }),
    update() {
      const before = people, list = lines();
      people = everyone().map(node);
      nodes.update(people.filter(({ x, y, hidden }, id) => {
        const old = before[id];
        return x !== old.x || y !== old.y || hidden !== old.hidden;
      }));
      plain = list.filter(line => !line.head);
      edges.clear();
      edges.add(list.filter(line => line.head).map(edge));
      network.once('afterDrawing', onScreen);
      soon();
    },
    paint: soon,
    hit(x, y, reach) {
      let best = null, least = reach;
      for (const id of everyone()) {
        if (!visible(id)) continue;
        const [nodeX, nodeY] = position(id), distance = Math.hypot(nodeX - x, nodeY - y);
        if (distance < least) { least = distance; best = id; }
      }
      return best;
    },
    labelled: wanted => everyone().filter(id => visible(id) && (state.labels || wanted || facts(id).strong)),
    size,
    bitmap() {
      network.redraw();
      return box.querySelector('canvas');
    },
  };
}
