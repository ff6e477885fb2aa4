"""Measure side by side and write results.json and the page about it: python -m benchmarks.run [--only build].

Every engine of a kernel takes its turn in each round, on the same network; then each runs once in a process of its
own, for its memory, and ours alone at a million people.
"""

from __future__ import annotations

import argparse
import gc
import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from statistics import median
from typing import Any

import critical_sna as csna
from benchmarks import survey_reading
from benchmarks.about import about
from benchmarks.data import Data, data
from benchmarks.kernels import KERNELS, LARGEST, Engine, Kernel, check_agreement
from benchmarks.page import write_page
from critical_sna import datasets
from critical_sna._core.files import write_text

HERE = Path(__file__).parent
MEMORY_AT = 20_000
"""People at which each engine also runs in a process of its own."""


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure what was asked for, and write it down."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--people", type=int, nargs="+", help="sizes; left out, all that a kernel is measured at")
    parser.add_argument("--only", choices=[*KERNELS, "import", "path", "reading"], nargs="+")
    parser.add_argument("--folder", type=Path, default=HERE, help="where results.json goes, and the page with it")
    parser.add_argument("--keep", action="store_true", help="keep earlier results of what is not measured now")
    chosen = parser.parse_args(arguments)
    if not chosen.folder.is_dir():  # told before the long wait, not after it
        parser.error(f"there is no folder {chosen.folder}; make it first")
    wanted = chosen.only or [*KERNELS, "import", "path", "reading"]
    began = time.perf_counter()
    file = chosen.folder / "results.json"
    earlier = json.loads(file.read_text()) if chosen.keep and file.exists() else {}
    result: dict[str, Any] = {**earlier, "about": about()}
    if "path" in wanted:  # the quick ones first, so that a fault shows before the long wait
        result["path"] = measure_path()
    if "import" in wanted:
        result["import"] = measure_import()
    measured = {size for name in wanted if name in KERNELS for size in KERNELS[name].sizes}
    if chosen.people and measured and not measured & set(chosen.people):
        parser.error(f"nothing is measured at {chosen.people}; sizes are {sorted(measured)}")
    again = {(name, people) for name in KERNELS if name in wanted for people in sizes_of(name, chosen.people)}
    rows = [row for row in earlier.get("kernels", []) if (row["kernel"], row["people"]) not in again]
    for name in (name for name in KERNELS if name in wanted):
        rows += measure(name, chosen.people)
        result["kernels"] = sorted(rows, key=lambda row: (list(KERNELS).index(row["kernel"]), row["people"]))
        result["about"]["minutes"] = round((time.perf_counter() - began) / 60, 1)
        write_text(file, json.dumps(result, indent=1) + "\n")
    if chosen.folder == HERE:
        write_page(result)
    if "reading" in wanted:
        survey_reading.main(["--folder", str(chosen.folder)])


def sizes_of(name: str, people: Sequence[int] | None) -> list[int]:
    """Give the sizes of a kernel that are measured now."""
    return [size for size in KERNELS[name].sizes if people is None or size in people]


def measure(name: str, sizes: Sequence[int] | None) -> list[dict[str, Any]]:
    """Give the rows of one kernel: in turns up to 100,000 people, alone above, and memory."""
    kernel = KERNELS[name]
    rows = []
    for people in sizes_of(name, sizes):
        running = [e for e in kernel.engines if people <= e.largest and e.is_there]
        if people < LARGEST and running:
            rows += in_turns(name, kernel, people, running)
        if people in (MEMORY_AT, LARGEST):
            rows += [alone(name, people, engine) for engine in running]
        rows += [
            {"kernel": name, "people": people, "engine": e.name, "left_out": e.why if e.is_there else "not installed"}
            for e in kernel.engines
            if e not in running
        ]
    for row in rows:
        print({k: v for k, v in row.items() if v is not None}, file=sys.stderr, flush=True)
    return rows


def in_turns(name: str, kernel: Kernel, people: int, running: Sequence[Engine]) -> list[dict[str, Any]]:
    """Time the engines of one kernel at one size in turns, after checking that they agree."""
    drawn = data(people)
    answers = {}
    for engine in running:  # also the warm-up
        answer = engine.call(engine.prepare(drawn))
        answers[engine.name] = engine.read(answer[1] if engine.own_clock else answer, drawn)
    difference = check_agreement(kernel, answers)
    del answers
    seconds = interleaved(running, drawn, kernel.rounds.get(people, 3))
    first = seconds[running[0].name]
    rows = []
    for engine in running:
        took = seconds[engine.name]
        ratios = sorted(theirs / own for theirs, own in zip(took, first, strict=True))
        rows.append(
            {
                "kernel": name,
                "people": people,
                "engine": engine.name,
                "how": "in turns",
                "seconds": median(took),
                "times_ours": median(ratios),
                "times_ours_low": ratios[0],
                "times_ours_high": ratios[-1],
                "rounds": len(took),
                "largest_difference": difference if engine.compared else None,
            }
        )
    return rows


def alone(name: str, people: int, engine: Engine) -> dict[str, Any]:
    """Run one engine once in a process of its own, for seconds and memory."""
    done = subprocess.run(
        [sys.executable, "-m", "benchmarks.once", name, str(people), engine.name],
        capture_output=True,
        text=True,
        check=False,
        cwd=HERE.parent,
    )
    row = {"kernel": name, "people": people, "engine": engine.name, "how": "alone"}
    if done.returncode:
        return {**row, "left_out": f"stopped: {(done.stderr.strip().splitlines() or ['no word'])[-1][:200]}"}
    return {**row, **json.loads(done.stdout.strip().splitlines()[-1])}


def interleaved(engines: Sequence[Engine], drawn: Data, rounds: int) -> dict[str, list[float]]:
    """Time the engines in turns, each round beginning with another; what is prepared is not timed."""
    seconds: dict[str, list[float]] = {engine.name: [] for engine in engines}
    for place in range(rounds):
        for engine in [*engines[place % len(engines) :], *engines[: place % len(engines)]]:
            prepared = engine.prepare(drawn)
            if engine.own_clock:
                seconds[engine.name].append(engine.call(prepared)[0])
            else:
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


if __name__ == "__main__":
    main()
