"""Maps in a browser, side by side: python -m benchmarks.maps_browser --node FOLDER [--people 1000 20000].

Draws the same invented network at the same coordinates with our page, a stock pyvis page, sigma.js and cytoscape.js,
and measures how long each takes from opening the file to the first whole frame, and how many frames a second it
shows while the mouse drags the picture. FOLDER is where ``npm install sigma@3 graphology cytoscape`` was run; nothing
of it is kept. Results go to maps_browser.json here, and to the page docs/map_speed.md.
"""

from __future__ import annotations

import argparse
import json
import math
import os
import platform
import shutil
import statistics
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import critical_sna as csna
from critical_sna.maps.views import VIEWS
from critical_sna.network.simulate_large import simulate_large

HERE = Path(__file__).parent
PAGE = HERE.parent / "docs" / "map_speed.md"
SIZES = (50, 200, 1_000, 2_000, 5_000, 20_000, 100_000)
LONGEST = 120.0
DRAG = 2.5
ROUNDS = 3
# pyvis and cytoscape hold an object for every tie; beyond this they take minutes and gigabytes.
MOST = {"critical_sna": 100_000, "pyvis": 20_000, "sigma.js": 100_000, "cytoscape.js": 20_000}
# What Chromium does by itself on a machine without a graphics card: the page is put together by the processor, and
# WebGL is drawn in software, which newer versions allow only when asked. (Forcing ANGLE's software on the page as well
# slows every renderer, ours most.)
FLAGS = ["--no-first-run", "--disable-background-networking", "--enable-unsafe-swiftshader"]

SIGMA = """
const graph = new graphology.DirectedGraph();
DATA.xy.forEach(([x, y], i) => graph.addNode(i, {
  x, y: -y, size: DATA.size, color: DATA.colour[i], label: DATA.code[i],
}));
DATA.ties.forEach(([a, b]) => graph.mergeEdge(a, b, { color: '#8886', size: 1 }));
const map = new Sigma(graph, document.getElementById('map'), { defaultEdgeType: 'arrow' });
map.refresh();
drawn();
"""
CYTOSCAPE = """
const map = cytoscape({
  container: document.getElementById('map'), layout: { name: 'preset' },
  hideEdgesOnViewport: true, textureOnViewport: true,
  elements: [
    ...DATA.xy.map(([x, y], i) => ({
      data: { id: 'n' + i, label: DATA.code[i], colour: DATA.colour[i] }, position: { x, y },
    })),
    ...DATA.ties.map(([a, b]) => ({ data: { source: 'n' + a, target: 'n' + b } })),
  ],
  style: [
    { selector: 'node', style: {
      width: 2 * DATA.size, height: 2 * DATA.size, 'background-color': 'data(colour)', label: 'data(label)',
      'font-size': 8,
    } },
    { selector: 'edge', style: {
      width: 0.5, 'line-color': '#888', opacity: 0.4, 'curve-style': 'straight', 'target-arrow-shape': 'triangle',
    } },
  ],
});
map.one('render', drawn);
"""
DRAWN = """
const drawn = () => requestAnimationFrame(() => requestAnimationFrame(() => performance.mark('map drawn')));
"""


def scene_of(people: int) -> csna.NetworkMap:
    """Compose the map of an invented network with five ties for each person, or as many as it holds."""
    frame, ties = simulate_large(people, min(5 * people, people * (people - 1) // 10), seed=1)
    net = csna.PartnerNetwork.from_frames(
        frame, ties.assign(strength=1), reports="seeks_from", relation="advice", question="Whom do you ask?"
    )
    # How widely voices are heard is handed in, so that what is measured is the page and not who is little heard.
    return csna.map_network(net, groups="group", view="neighbourhood", voice=csna.heard_by(net))


def pages(made: csna.NetworkMap, node: Path, folder: Path, names: list[str]) -> dict[str, Path]:
    """Write the page of each renderer; the coordinates are those of our neighbourhood."""
    scene, makers = made.scene, {"pyvis": _pyvis, "sigma.js": _sigma, "cytoscape.js": _cytoscape}
    looks = scene.looks["colour"].to_numpy()[scene.groups["look"].to_numpy()[scene.people["group"].to_numpy()]]
    data = {
        "xy": VIEWS["neighbourhood"].place(scene).xy[(0, 0)].round(2).tolist(),
        "ties": scene.ties[["source", "target"]].to_numpy().tolist(),
        "code": scene.people["code"].tolist(),
        "colour": looks.tolist(),
        "size": 4 if scene.n <= 1000 else 1.5,
    }
    written = {}
    for name in names:
        path = folder / f"{name}.html"
        text = made.to_html() if name == "critical_sna" else makers[name](data, node)
        path.write_text(text, encoding="utf-8")
        written[name] = path
    return written


def _pyvis(data: dict[str, Any], node: Path) -> str:
    from pyvis.network import Network

    net = Network(directed=True, height="800px", cdn_resources="in_line")
    net.toggle_physics(False)
    both = zip(data["xy"], data["code"], data["colour"], strict=True)
    # add_node and add_edge look through all that is there, which takes minutes for large networks
    net.nodes = [
        {"id": i, "label": code, "color": colour, "x": x, "y": y, "size": data["size"], "shape": "dot"}
        for i, ((x, y), code, colour) in enumerate(both)
    ]
    net.edges = [{"from": a, "to": b, "arrows": "to"} for a, b in data["ties"]]
    before, _, after = str(net.generate_html()).rpartition("</body>")
    return f"{before}<script>{DRAWN}network.once('afterDrawing', drawn); network.redraw();</script></body>{after}"


def _sigma(data: dict[str, Any], node: Path) -> str:
    return _own(data, node, ["graphology/dist/graphology.umd.min.js", "sigma/dist/sigma.min.js"], SIGMA)


def _cytoscape(data: dict[str, Any], node: Path) -> str:
    return _own(data, node, ["cytoscape/dist/cytoscape.min.js"], CYTOSCAPE)


def _own(data: dict[str, Any], node: Path, libraries: list[str], draw: str) -> str:
    loaded = "".join(f"<script>{(node / 'node_modules' / lib).read_text('utf-8')}</script>" for lib in libraries)
    return (
        "<!doctype html><meta charset=utf-8><style>html,body,#map{margin:0;width:100%;height:100vh}</style>"
        f"<div id=map></div>{loaded}<script>{DRAWN}const DATA = {json.dumps(data)};{draw}</script>"
    )


def measure(browser: Any, path: Path) -> dict[str, float | None]:
    """Open a page and drag it; None for what did not come within two minutes."""
    context = browser.new_context(viewport={"width": 1280, "height": 800}, offline=True)
    page = context.new_page()
    page.set_default_timeout(LONGEST * 1000)
    try:
        page.goto(path.as_uri(), wait_until="commit")
        began = time.monotonic()
        ready = None
        while ready is None and time.monotonic() - began < LONGEST:
            ready = page.evaluate("performance.getEntriesByName('map drawn')[0]?.startTime ?? null")
            time.sleep(0.02)
        if ready is None:
            return {"ready": None, "frames": None}
        return {"ready": ready / 1000, "frames": _frames(page)}
    finally:
        context.close()


def _frames(page: Any) -> float:
    box = page.locator("canvas").first.bounding_box()
    x, y = box["x"] + box["width"] * 0.5, box["y"] + box["height"] * 0.5
    page.mouse.move(x, y)
    page.mouse.down()
    page.evaluate(
        "() => { window.__n = 0; const tick = () => { window.__n += 1; requestAnimationFrame(tick); };"
        " requestAnimationFrame(tick); window.__t = performance.now(); }"
    )
    began, step = time.monotonic(), 0
    while time.monotonic() - began < DRAG:
        step += 1
        page.mouse.move(x + 90 * math.sin(step / 9), y + 60 * math.sin(step / 7))
    frames: float = page.evaluate("1000 * window.__n / (performance.now() - window.__t)")
    page.mouse.up()
    return frames


def run(people: int, node: Path, rounds: int, launch: Callable[[], Any]) -> dict[str, Any]:
    """Measure every renderer at one size; the renderers take turns within each round."""
    began = time.perf_counter()
    made = scene_of(people)
    names = [name for name, most in MOST.items() if people <= most]
    with tempfile.TemporaryDirectory() as folder:
        written = pages(made, node, Path(folder), names)
        result: dict[str, Any] = {
            "rounds": rounds,
            "ties": len(made.scene.ties),
            "made_in": round(time.perf_counter() - began, 2),
        }
        found: dict[str, list[dict[str, float | None]]] = {name: [] for name in names}
        for _ in range(rounds):
            for name in names:
                if found[name] and found[name][-1]["ready"] is None:
                    continue
                browser = launch()
                try:
                    found[name].append(measure(browser, written[name]))
                finally:
                    browser.close()
        for name in names:
            row = {"bytes": written[name].stat().st_size}
            for what in ("ready", "frames"):
                values = [r[what] for r in found[name] if r[what] is not None]
                row[what] = round(statistics.median(values), 3) if values else None
            result[name] = row
            print(people, name, row, flush=True)
    return result


def write_page(results: dict[str, Any]) -> None:
    """Write the page of docs from the results."""
    from benchmarks.maps_page import page

    crossings = json.loads((HERE / "crossings.json").read_text("utf-8"))
    PAGE.write_text(page(results, crossings), encoding="utf-8")


def main() -> None:
    """Measure the sizes asked for, keep what was measured before, and write both files."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "--node", type=Path, help="the folder of node_modules; left out, only the page is written again"
    )
    parser.add_argument("--people", type=int, nargs="+", default=SIZES)
    parser.add_argument("--rounds", type=int, default=ROUNDS)
    parser.add_argument("--note", help="a sentence about the machine while it measured, for the page; '' for none")
    chosen = parser.parse_args()
    file = HERE / "maps_browser.json"
    results = json.loads(file.read_text("utf-8")) if file.exists() else {"sizes": {}}
    if chosen.note is not None:
        results["note"] = chosen.note
    if chosen.node:
        from playwright.sync_api import sync_playwright

        path = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("google-chrome")
        flags = [*FLAGS, *(["--no-sandbox"] if os.geteuid() == 0 else [])]
        with sync_playwright() as playwright:

            def launch() -> Any:
                return playwright.chromium.launch(executable_path=path, args=flags)

            browser = launch()
            results["browser"] = f"Chromium {browser.version}, no graphics card (WebGL in software)"
            browser.close()
            results["machine"] = f"{os.cpu_count()} cores, {platform.system()}"
            results["packages"] = {
                name: json.loads((chosen.node / "node_modules" / name / "package.json").read_text("utf-8"))["version"]
                for name in ("sigma", "graphology", "cytoscape")
            }
            for people in chosen.people:
                results["sizes"][str(people)] = run(people, chosen.node, chosen.rounds, launch)
                results["sizes"] = dict(sorted(results["sizes"].items(), key=lambda item: int(item[0])))
                file.write_text(json.dumps(results, indent=1) + "\n", encoding="utf-8")
    write_page(results)


if __name__ == "__main__":
    main()
