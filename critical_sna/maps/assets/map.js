// Start: one picture, one panel, one table, always of the same frame.
function show() {
  redraw();
  showSliders();
  showLegend();
  showWords();
  showTable();
  showCompare();
  showPins();
  drawGroups();
}
function start() {
  const dark = matchMedia('(prefers-color-scheme: dark)');
  setTheme(dark.matches);
  $('labels').checked = state.labels;
  buildViews();
  buildLegend();
  buildHow();
  slider('level', P.levels, setLevel);
  slider('wave', P.waves, setWave);
  startPicture();
  setView(state.view);
  const repaint = () => { document.querySelectorAll('canvas').forEach(c => c.repaint?.()); show(); };
  dark.addEventListener('change', event => { setTheme(event.matches); repaint(); });
  $('dark').addEventListener('change', event => { setTheme(event.target.checked); repaint(); });
  // Paper is white, whatever the screen is; it does not wait for the next frame, so the picture is drawn at once.
  let before = false;
  window.addEventListener('beforeprint', () => { before = $('dark').checked; setTheme(false); repaint(); pen.bitmap(); fixForPaper(true); });
  window.addEventListener('afterprint', () => { fixForPaper(false); setTheme(before); repaint(); });
  $('labels').addEventListener('change', event => { state.labels = event.target.checked; repaint(); });
  $('rings').addEventListener('change', event => { state.rings = event.target.checked; repaint(); });
  $('find').addEventListener('input', find);
  $('find').addEventListener('keydown', event => { if (event.key === 'Enter') $('found').querySelector('button')?.click(); });
  $('save').addEventListener('click', savePicture);
  $('print').addEventListener('click', () => window.print());
  $('clear').addEventListener('click', clearAll);
  $('part-before').addEventListener('click', () => showPart(-1));
  $('part-after').addEventListener('click', () => showPart(1));
  $('zoom-in').addEventListener('click', () => zoom(1.25));
  $('zoom-out').addEventListener('click', () => zoom(0.8));
  $('zoom-all').addEventListener('click', fit);
  $('compare').addEventListener('change', event => { state.compare = Number(event.target.value); show(); });
  $('pin-save').addEventListener('click', savePins);
  $('group-canvas').addEventListener('click', pickGroup);
  new ResizeObserver(drawGroups).observe(box);
  document.addEventListener('keydown', keys);
  if (P.highlight.length === 1) follow(P.highlight[0]);
}
start();
