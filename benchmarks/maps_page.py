"""The page of docs about how fast maps are in a browser, from the figures that were measured."""

from __future__ import annotations

from typing import Any

NAMES = ("critical_sna", "pyvis", "sigma.js", "cytoscape.js")
GOALS = {"1000": (1.0, None), "20000": (2.0, 50), "100000": (6.0, 25)}
INTRO = """# How fast maps are

Which question: does a map open and move on an old laptop, and how large may it be?

The same invented networks (five ties a person, at 50 people fewer), at the same coordinates, were drawn by the page
of this library, by a stock pyvis page (physics off), by sigma.js and by cytoscape.js (ties hidden while it moves), one
after the other in one run.
*Ready* is from opening the file to the first whole frame, in seconds; *frames* are those a second while the mouse drags
the picture.
They are medians of the rounds told, from {browser}, {machine}; sigma.js {sigma}, cytoscape.js {cytoscape}.{note}
A machine with a graphics card draws WebGL, so sigma.js, much faster than here.
Up to 2,000 people and 8,000 ties our page is drawn by vis-network, above by a canvas of its own.
The other three draw a picture; ours also fills a page of words and a table.
Read the ratios, not the seconds.

"""


def page(results: dict[str, Any], crossings: dict[str, Any]) -> str:
    """Give the page as Markdown."""
    versions = results["packages"]
    intro = INTRO.format(
        rounds=3,
        sigma=versions["sigma"],
        cytoscape=versions["cytoscape"],
        note="\n" + results["note"] if "note" in results else "",
        **{key: results[key] for key in ("browser", "machine")},
    )
    head = "| people | ties | rounds | " + " | ".join(f"{name} ready | frames" for name in NAMES) + " |"
    lines = [head, "|" + "---:|" * (3 + 2 * len(NAMES))]
    for people, row in results["sizes"].items():
        cells = [f"{int(people):,}", f"{row['ties']:,}", str(row["rounds"])]
        for name in NAMES:
            found = row.get(name, {"ready": None, "frames": None})
            cells += ["–" if found["ready"] is None else f"{found['ready']:.2f}"]
            cells += ["–" if found["frames"] is None else f"{found['frames']:.{0 if found['frames'] >= 10 else 1}f}"]
        lines.append("| " + " | ".join(cells) + " |")
    sizes = [
        f"{row['critical_sna']['bytes'] / 1024:,.1f} KiB for {int(p):,} people" for p, row in results["sizes"].items()
    ]
    tail = END + _crossings(crossings)
    return intro + "\n".join(lines) + "\n\n" + _goals(results) + f"\nOur file holds {', '.join(sizes)}.\n" + tail


def _crossings(found: dict[str, Any]) -> str:
    lines = [
        "\n## Lines that cross\n",
        "Inside their sectors people stand so that fewer ties cross; the order sees ties only, never an id or a count.",
        "Everybody is turned towards those they are tied with, and from the best of these orders pulled round their",
        "ring by the steps to all others (stress under a radial constraint, Brandes & Pich 2011); the order with",
        "fewest crossings is kept, so the pull is taken only where it helps.",
        "Pairs of ties that cross on the rings, and the stress of the picture (0 would show all steps as they are),",
        "beside the means of ten random orders:\n",
        "| network | pairs tied | random order | on the map | fewer | stress, random | on the map |",
        "|---|---:|---:|---:|---:|---:|---:|",
    ]
    for name, views in found.items():
        row = views["rings"]
        lines.append(
            f"| {name} | {row['pairs']} | {row['random']:,.0f} | {row['ours']:,} | {round(100 * row['fewer'])} % "
            f"| {row['stress_random']:.3f} | {row['stress']:.3f} |"
        )
    return "\n".join(lines) + "\n"


def _goals(results: dict[str, Any]) -> str:
    lines = ["What we aim at:\n"]
    for people, (seconds, frames) in GOALS.items():
        found = results["sizes"].get(people, {}).get("critical_sna")
        if found is None or found["ready"] is None:
            continue
        text = f"- {int(people):,} people: ready under {seconds:g} s ({found['ready']:.2f} measured)"
        if frames:
            text += f", {frames} frames a second ({found['frames']:.0f} measured)"
        lines.append(text + ".")
    return "\n".join(lines) + "\n"


END = """
A dash stands where a page did not draw within two minutes, or was not tried because it holds an object for every tie.

```
npm install sigma@3 graphology@0.26 cytoscape@3
.venv/bin/python -m benchmarks.maps_browser --node .
```

in a folder outside the project measures again and writes this page; nothing of these packages is part of the library.
"""
