// The pen for maps of up to 2,000 people: vis-network with places worked out beforehand, physics off.
function startPen(on) {
  const nodes = new vis.DataSet(everyone().map(node)), edges = new vis.DataSet();
  const size = id => P.mark * (id === state.followed ? 1.35 : 1);
  function node(id) {
    const [x, y] = position(id);
    return { id, x, y, hidden: !visible(id) };
  }
  function edge({ from, to, width, colour, opacity, head, dashed }) {
    return {
      from, to, width, color: { color: colour, opacity, inherit: false },
      smooth: twoWay(from, to) ? { enabled: true, type: 'curvedCW', roundness: 0.13 } : false,
      ...(dashed && { dashes: [6, 5] }), ...(!head && { arrows: { to: { enabled: false } } }),
    };
  }
  function renderer({ ctx, id, x, y }) {
    const across = 2.3 * size(id);
    return { drawNode: () => drawMark(ctx, id, x, y), nodeDimensions: { width: across, height: across } };
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
  network.on('beforeDrawing', on.below);
  network.on('afterDrawing', on.above);
  network.once('afterDrawing', () => network.once('afterDrawing', () => performance.mark('map drawn')));
  network.on('resize', on.resized);
  network.on('dragEnd', on.moved);
  network.on('click', event => on.picked(event.pointer.canvas.x, event.pointer.canvas.y));
  // The wheel scrolls the page until somebody is in the picture.
  box.addEventListener('focus', () => network.setOptions({ interaction: { zoomView: !narrow() } }));
  box.addEventListener('blur', () => network.setOptions({ interaction: { zoomView: false } }));
  return {
    view: () => ({ ...network.getViewPosition(), scale: network.getScale() }),
    move: ({ x, y, scale }) => network.moveTo({ position: { x, y }, scale }),
    update() {
      nodes.update(everyone().map(node));
      edges.clear();
      edges.add(lines().map(edge));
      network.redraw();
    },
    paint: () => network.redraw(),
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
    bitmap: () => box.querySelector('canvas'),
  };
}
