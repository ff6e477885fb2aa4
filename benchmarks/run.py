"""Measure side by side and write the table: python -m benchmarks.run [--people 200 2000] [--only build]."""

from __future__ import annotations

import argparse
import gc
import json
import os
import platform
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from importlib.metadata import version
from pathlib import Path
from statistics import median
from typing import Any

import critical_sna as csna
from benchmarks.cases import KERNELS, SIZES, Data, Engine, Kernel, check_agreement, data
from critical_sna import datasets
from critical_sna._core.files import write_text

HERE = Path(__file__).parent
PACKAGES = ("numpy", "scipy", "pandas", "igraph", "networkx")


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure what was asked for and write results.md and results.json."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--people", type=int, nargs="+", default=list(SIZES))
    parser.add_argument("--only", choices=[*KERNELS, "import", "path"], nargs="+")
    parser.add_argument("--folder", type=Path, default=HERE)
    chosen = parser.parse_args(arguments)
    wanted = chosen.only or [*KERNELS, "import", "path"]
    began = time.perf_counter()
    result: dict[str, Any] = {"about": about()}
    if "path" in wanted:  # the quick ones first, so that a fault shows before the long wait
        result["path"] = measure_path()
    if "import" in wanted:
        result["import"] = measure_import()
    result["kernels"] = [
        row
        for name, kernel in KERNELS.items()
        if name in wanted
        for people in chosen.people
        for row in measure_kernel(kernel, people)
    ]
    result["about"]["minutes"] = round((time.perf_counter() - began) / 60, 1)
    write_text(chosen.folder / "results.json", json.dumps(result, indent=1) + "\n")
    text = as_markdown(result)
    write_text(chosen.folder / "results.md", text)
    print(text)


def measure_kernel(kernel: Kernel, people: int) -> list[dict[str, Any]]:
    """Time every engine of one kernel at one size, in turns."""
    drawn = data(people)
    running = [engine for engine in kernel.engines if people <= engine.largest]
    answers = {e.name: e.read(e.call(e.prepare(drawn)), drawn) for e in running}  # also the warm-up
    difference = check_agreement(kernel, answers)
    del answers
    seconds = interleaved(running, drawn, kernel.rounds.get(people, 3))
    ours = min(seconds[running[0].name])
    rows = [
        {
            "kernel": kernel.name,
            "people": people,
            "engine": engine.name,
            "seconds": min(seconds[engine.name]),
            "median": median(seconds[engine.name]),
            "rounds": len(seconds[engine.name]),
            "times_ours": min(seconds[engine.name]) / ours,
            "largest_difference": difference,
        }
        for engine in running
    ]
    rows += [
        {"kernel": kernel.name, "people": people, "engine": e.name, "left_out": e.why}
        for e in kernel.engines
        if people > e.largest
    ]
    for row in rows:
        print({k: v for k, v in row.items() if k in ("kernel", "people", "engine", "seconds")}, file=sys.stderr)
    return rows


def interleaved(engines: Sequence[Engine], drawn: Data, rounds: int) -> dict[str, list[float]]:
    """Time the engines in turns, each round beginning with another; what is prepared is not timed."""
    seconds: dict[str, list[float]] = {engine.name: [] for engine in engines}
    for place in range(rounds):
        for engine in [*engines[place % len(engines) :], *engines[: place % len(engines)]]:
            prepared = engine.prepare(drawn)
            seconds[engine.name].append(timed(lambda e=engine, p=prepared: e.call(p)))
    return seconds


def timed(call: Callable[[], Any]) -> float:
    """Give the seconds of one call, without the garbage collector."""
    gc.collect()
    gc.disable()
    try:
        began = time.perf_counter()
        call()
        return time.perf_counter() - began
    finally:
        gc.enable()


def measure_import(rounds: int = 9) -> dict[str, float]:
    """Time fresh interpreters that import something, in turns, less one that imports nothing."""
    statements = {
        "nothing": "pass",
        "pandas": "import pandas",
        "critical_sna": "import critical_sna",
        "PartnerNetwork": "from critical_sna import PartnerNetwork",
    }
    seconds: dict[str, list[float]] = {name: [] for name in statements}
    for _ in range(rounds):
        for name, statement in statements.items():
            seconds[name].append(timed(lambda s=statement: subprocess.run([sys.executable, "-c", s], check=True)))
    start = median(seconds["nothing"])
    bare = {name: median(times) - start for name, times in seconds.items() if name != "nothing"}
    return {
        **bare,
        "python_itself": start,
        "times_pandas": bare["critical_sna"] / bare["pandas"],
        "first_use_times_pandas": bare["PartnerNetwork"] / bare["pandas"],
    }


def measure_path(rounds: int = 5) -> dict[str, float]:
    """Time the way from survey files to a saved map, step by step, on the invented collaborative."""
    spec = datasets.watershed_path() / "spec.yaml"
    seconds: dict[str, list[float]] = {"read": [], "build": [], "map": []}
    with tempfile.TemporaryDirectory() as folder:
        for place in range(rounds + 1):
            began = time.perf_counter()
            survey = csna.read_survey(spec)
            read = time.perf_counter()
            net = csna.PartnerNetwork.from_survey(survey, relation="advice", wave=survey.waves[-1])
            built = time.perf_counter()
            csna.map_network(net, groups="group").save(Path(folder) / f"map{place}.html")
            drawn = time.perf_counter()
            if place:  # the first round loads packages
                for name, value in (("read", read - began), ("build", built - read), ("map", drawn - built)):
                    seconds[name].append(value)
    steps = {name: median(times) for name, times in seconds.items()}
    return {**steps, "all": sum(steps.values()), "people": len(survey.people)}


def about() -> dict[str, Any]:
    """Say on what it was measured, without naming the machine."""
    return {
        "version": csna.__version__,
        "commit": _commit(),
        "python": platform.python_version(),
        "system": f"{platform.system()} {platform.machine()}",
        "cores": os.cpu_count(),
        "load": round(os.getloadavg()[0], 1) if hasattr(os, "getloadavg") else None,
        "packages": {name: version(name) for name in PACKAGES},
    }


def _commit() -> str:
    found = subprocess.run(
        ["git", "describe", "--always", "--dirty"], cwd=HERE, capture_output=True, text=True, check=False
    )
    return found.stdout.strip() or "unknown"


def as_markdown(result: dict[str, Any]) -> str:
    """Write the results as a page."""
    facts = result["about"]
    packages = ", ".join(f"{name} {number}" for name, number in facts["packages"].items())
    lines = [
        "# Results",
        "",
        f"critical_sna {facts['version']} ({facts['commit']}), Python {facts['python']}, {packages}.",
        f"{facts['system']}, {facts['cores']} cores, load {facts['load']} at the start, {facts['minutes']} minutes.",
        "The fastest of the rounds, in which the engines took turns; read the ratios, not the seconds.",
        'Ten ties a person. "times ours": 3 means three times as slow as critical_sna, 0.5 twice as fast.',
    ]
    by_name = {kernel.name: kernel for kernel in KERNELS.values()}
    for name in dict.fromkeys(row["kernel"] for row in result["kernels"]):
        lines += ["", f"## {name[0].upper()}{name[1:]}", ""]
        lines += [by_name[name].remark, ""] if by_name[name].remark else []
        lines += ["| people | engine | seconds | times ours | rounds |", "|---:|---|---:|---:|---:|"]
        for row in result["kernels"]:
            if row["kernel"] != name:
                continue
            if "left_out" in row:
                lines.append(f"| {row['people']:,} | {row['engine']} | not run | {row['left_out']} | |")
            else:
                lines.append(
                    f"| {row['people']:,} | {row['engine']} | {row['seconds']:.3g} | {row['times_ours']:.2f} "
                    f"| {row['rounds']} |"
                )
        worst = max(row.get("largest_difference", 0.0) for row in result["kernels"] if row["kernel"] == name)
        lines += ["", f"Largest difference between the answers: {worst:.1e}."]
    if "import" in result:
        took = result["import"]
        lines += ["", "## Import", "", "| import | seconds after Python's own start |", "|---|---:|"]
        lines += [f"| {name} | {took[name]:.3f} |" for name in ("pandas", "critical_sna", "PartnerNetwork")]
        lines += [
            "",
            f"`import critical_sna` takes {took['times_pandas']:.2f} times as long as `import pandas`;",
            f"with `from critical_sna import PartnerNetwork`, which loads pandas, it is "
            f"{took['first_use_times_pandas']:.2f} times.",
        ]
    if "path" in result:
        took = result["path"]
        lines += ["", f"## From survey files to a map ({took['people']} people, three waves)", ""]
        lines += ["| step | seconds |", "|---|---:|"]
        lines += [f"| {name} | {took[name]:.3f} |" for name in ("read", "build", "map", "all")]
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    main()
