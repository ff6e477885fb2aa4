"""The page and the picture about results.json: python -m benchmarks.page writes them again, without measuring."""

from __future__ import annotations

import json
import math
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from benchmarks.kernels import KERNELS, LARGEST
from critical_sna._core.files import write_bytes, write_text

HERE = Path(__file__).parent
DOCS = HERE.parent / "docs"
PICTURE = "images/benchmarks.svg"
GROWTH_FROM = 2_000

Row = dict[str, Any]


def write_page(result: dict[str, Any], docs: Path = DOCS) -> None:
    """Write docs/benchmarks.md and its picture."""
    write_text(docs / "benchmarks.md", as_markdown(result))
    write_bytes(docs / PICTURE, as_svg(result))


def as_markdown(result: dict[str, Any]) -> str:
    """Write the results as a page, one sentence a line."""
    facts = result["about"]
    packages = ", ".join(f"{name} {number}" for name, number in facts["packages"].items())
    lines = [
        "# Is it fast enough, and beside what?",
        "",
        "`make benchmark` measures this library and its peers side by side and writes this page.",
        "",
        f"critical_sna {facts['version']} (commit {facts['commit']}), Python {facts['python']}, {packages}.",
        f"{facts['system']}, {facts['cores']} cores, {facts['memory_gib']} GiB, load {facts['load']} at the start.",
        f"Invented networks with {facts['ties_per_person']} ties a person, in uneven groups.",
        "The engines take turns in each round, each on a fresh network, and what they answer is compared first.",
        "Read the ratios, not the seconds: seconds are about one machine in one hour.",
        '"times ours": 3 means three times as slow as the first line, 0.5 twice as fast; the middle of the rounds, and '
        "the lowest and highest.",
        "",
        f"![Seconds against people, ours and the fastest peer of each kernel]({PICTURE})",
    ]
    rows = result["kernels"]
    for name in dict.fromkeys(row["kernel"] for row in rows):
        lines += ["", *_of_kernel(name, [row for row in rows if row["kernel"] == name])]
    lines += _large(rows)
    lines += _import(result.get("import")) + _path(result.get("path"))
    return "\n".join(lines) + "\n"


def _of_kernel(name: str, rows: list[Row]) -> list[str]:
    kernel = KERNELS[name]
    added = {(r["people"], r["engine"]): r["added_mib"] for r in rows if "added_mib" in r}
    lines = [f"## {kernel.name[0].upper()}{kernel.name[1:]}", ""]
    lines += [kernel.remark, ""] if kernel.remark else []
    lines += ["| people | engine | seconds | times ours | rounds | MiB added |", "|---:|---|---:|---:|---:|---:|"]
    for row in rows:
        place = f"| {row['people']:,} | {row['engine']} |"
        memory = added.get((row["people"], row["engine"]))
        shown = "" if memory is None else f"{memory:,.0f}"
        if row.get("how") == "in turns":
            spread = f"{row['times_ours']:.2f} ({row['times_ours_low']:.2f} to {row['times_ours_high']:.2f})"
            lines.append(f"{place} {row['seconds']:.3g} | {spread} | {row['rounds']} | {shown} |")
        elif "left_out" in row:
            lines.append(f"{place} not run | {row['left_out']} | | |")
    differences = [row["largest_difference"] for row in rows if row.get("largest_difference") is not None]
    if differences:
        lines += ["", f"Largest difference between the answers: {max(differences):.1e}."]
    grown = growth(rows)
    if grown is not None:
        lines += [f"Our time grows with the network to the power {grown:.2f}, from {GROWTH_FROM:,} people on."]
    return lines


def growth(rows: Iterable[Row]) -> float | None:
    """Give the slope of log seconds on log people for our first engine, by least squares."""
    first = None
    points = []
    for row in rows:
        first = first or row["engine"]
        if row["engine"] == first and row["people"] >= GROWTH_FROM and "seconds" in row:
            if row.get("how") == "alone" and row["people"] < LARGEST:
                continue
            points.append((math.log(row["people"]), math.log(row["seconds"])))
    if len(points) < 2:
        return None
    x, y = (sum(values) / len(points) for values in zip(*points, strict=True))
    return sum((a - x) * (b - y) for a, b in points) / sum((a - x) ** 2 for a, _ in points)


def _large(rows: list[Row]) -> list[str]:
    large = [row for row in rows if row["people"] == LARGEST and "seconds" in row]
    if not large:
        return []
    lines = ["", "## A million people, ten million ties", ""]
    lines += [
        "Each ran once in a process of its own; the network is in memory before and counts in the total only.",
        "",
    ]
    lines += ["| kernel | engine | seconds | MiB added | MiB in all |", "|---|---|---:|---:|---:|"]
    lines += [
        f"| {KERNELS[row['kernel']].name} | {row['engine']} | {row['seconds']:.3g} | {row['added_mib']:,.0f} "
        f"| {row['peak_mib']:,.0f} |"
        for row in large
    ]
    return lines


def _import(took: dict[str, float] | None) -> list[str]:
    if took is None:
        return []
    lines = ["", "## Import", "", "| import | seconds after Python's own start |", "|---|---:|"]
    lines += [f"| {name} | {took[name]:.3f} |" for name in ("pandas", "critical_sna", "PartnerNetwork")]
    return [
        *lines,
        "",
        f"`import critical_sna` takes {took['times_pandas']:.2f} times as long as `import pandas`.",
        f"With `from critical_sna import PartnerNetwork`, which loads pandas, it is "
        f"{took['first_use_times_pandas']:.2f} times.",
    ]


def _path(took: dict[str, float] | None) -> list[str]:
    if took is None:
        return []
    lines = ["", f"## From survey files to a map ({took['people']} people, three waves)", ""]
    lines += ["| step | seconds |", "|---|---:|"]
    return [*lines, *(f"| {name} | {took[name]:.3f} |" for name in ("read", "build", "map", "all"))]


def as_svg(result: dict[str, Any]) -> bytes:
    """Draw seconds against people: ours as a line, the fastest peer as a dashed one, one panel a kernel."""
    import io

    import matplotlib as mpl
    from matplotlib.figure import Figure

    names = list(dict.fromkeys(row["kernel"] for row in result["kernels"]))
    columns = 3
    height = math.ceil(len(names) / columns)
    with mpl.rc_context({"svg.hashsalt": "critical_sna", "svg.fonttype": "none", "font.size": 9}):
        figure = Figure(figsize=(9.6, 2.5 * height), layout="constrained")
        axes = figure.subplots(height, columns, sharex=True, squeeze=False).ravel()
        for axis in axes[len(names) :]:
            axis.set_visible(False)
        for axis, name in zip(axes, names, strict=False):
            _panel(axis, name, [row for row in result["kernels"] if row["kernel"] == name and "seconds" in row])
        figure.supxlabel("people")
        figure.supylabel("seconds")
        found = io.BytesIO()
        figure.savefig(found, format="svg", metadata={"Date": None, "Creator": None})
    return found.getvalue()


def _panel(axis: Any, name: str, rows: list[Row]) -> None:  # Any: matplotlib's axes
    rows = [row for row in rows if row["how"] == "in turns" or row["people"] == LARGEST]
    own = [row["engine"] for row in rows if row["engine"].startswith("critical_sna")]
    others = [row for row in rows if row["engine"] not in own]
    for engine, dashes in zip(dict.fromkeys(own), ("-", ":"), strict=False):
        mine = [(row["people"], row["seconds"]) for row in rows if row["engine"] == engine]
        axis.plot(*zip(*mine, strict=True), dashes, color="#0b5c6b", marker="o", markersize=3, label=engine)
    best: dict[int, Row] = {}
    for row in others:
        if row["people"] not in best or row["seconds"] < best[row["people"]]["seconds"]:
            best[row["people"]] = row
    if best:
        peers = [(people, row["seconds"]) for people, row in sorted(best.items())]
        label = " / ".join(dict.fromkeys(row["engine"] for _, row in sorted(best.items())))
        axis.plot(*zip(*peers, strict=True), "--", color="#a3480f", marker="s", markersize=3, label=label)
    axis.set_xscale("log")
    axis.set_yscale("log")
    axis.set_title(KERNELS[name].name, fontsize=9)
    axis.legend(fontsize=7, frameon=False)


if __name__ == "__main__":
    write_page(json.loads((HERE / "results.json").read_text()))
