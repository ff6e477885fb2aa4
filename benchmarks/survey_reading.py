"""Measure how long surveys take to read, and the memory they need: python -m benchmarks.survey_reading [--rows 1000].

``--case "edge list"`` measures that case alone and prints it; only a run of all cases writes the page.

Seeded files are made in a temporary folder, and every case runs in a process of its own, beside ``pandas.read_csv``
of the same file, which neither knows people nor checks anything.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import numpy as np

from benchmarks.about import about
from critical_sna._core.files import write_text

HERE = Path(__file__).parent
LEVELS = ("never", "sometimes", "often", "very often")
SCALE = {"f": {"levels": list(LEVELS), "start": 0}}
EDGES = {"relation": "mail", "shape": "edges", "target": "to"}
ROSTER = {"relation": "mail", "shape": "roster", "columns": "ask_*", "alter": {"from": "header", "after": "ask_"}}


@dataclass(frozen=True)
class Case:
    """One file, how it is read, and what is aimed at."""

    name: str
    file: str
    spec: dict[str, Any]
    seconds: float
    gib: float


def _spec(file: str, ties: dict[str, Any]) -> dict[str, Any]:
    spec: dict[str, Any] = {"sources": {"path": file, "ego": {"column": 0}, "ties": ties}}
    return {**spec, "scales": SCALE} if "scale" in ties else spec


CASES = (
    Case("edge list", "edges.csv", _spec("edges.csv", EDGES), 60, 6),
    Case("edge list with a scale", "scaled.csv", _spec("scaled.csv", {**EDGES, "value": "often", "scale": "f"}), 60, 6),
    Case("roster", "roster.csv", _spec("roster.csv", {**ROSTER, "scale": "f"}), 15, 2),
)


def write_files(folder: Path, rows: int, people: int) -> None:
    """Draw an edge list of so many rows among a tenth as many people, and a roster of so many people by themselves."""
    rng = np.random.default_rng(1)
    ids = np.array([f"p{i:07d}" for i in range(max(rows // 10, 2))])
    words = np.array(LEVELS)
    with (folder / "edges.csv").open("w") as plain, (folder / "scaled.csv").open("w") as scaled:
        plain.write("from,to\n")
        scaled.write("from,to,often\n")
        for start in range(0, rows, 500_000):
            size = min(500_000, rows - start)
            ends = [ids[rng.integers(0, len(ids), size)].tolist() for _ in range(2)]
            said = words[rng.integers(0, len(words), size)].tolist()
            plain.writelines(f"{a},{b}\n" for a, b in zip(*ends, strict=True))
            scaled.writelines(f"{a},{b},{c}\n" for a, b, c in zip(*ends, said, strict=True))
    names = [f"Person {i:04d}" for i in range(people)]
    cells = np.array(["", *LEVELS])
    with (folder / "roster.csv").open("w") as roster:
        roster.write(",".join(["me", *(f"ask_{name}" for name in names)]) + "\n")
        for name in names:
            roster.write(",".join([name, *cells[rng.choice(5, people, p=[0.05, 0.7, 0.1, 0.1, 0.05])]]) + "\n")


def run_alone(case: str, reader: str) -> None:
    """Read one file in the folder we stand in, and print seconds, memory and what was read as JSON."""
    import resource

    chosen = next(c for c in CASES if c.name == case)
    import pandas as pd

    import critical_sna as csna

    began, cpu = time.perf_counter(), time.process_time()
    if reader == "pandas":
        count = len(pd.read_csv(chosen.file, dtype="str"))
    else:
        survey = csna.read_survey(chosen.spec)
    row = {"seconds": time.perf_counter() - began, "cpu_seconds": time.process_time() - cpu}
    row["gib"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024**2
    if reader == "pandas":
        print(json.dumps({**row, "rows": count}))
        return
    row |= {"people": len(survey.people), "answers": len(survey.answers), "ties": len(survey.ties)}
    began = time.perf_counter()
    net = csna.PartnerNetwork.from_survey(survey)
    row |= {"network_seconds": time.perf_counter() - began, "network_ties": net.n_ties}
    print(json.dumps(row))


def measure(rows: int, people: int, cases: Sequence[Case] = CASES) -> list[dict[str, Any]]:
    """Give one row for each case and reader."""
    found = []
    with tempfile.TemporaryDirectory() as folder:
        write_files(Path(folder), rows, people)
        for case in cases:
            for reader in ("critical_sna", "pandas"):
                command = "from benchmarks.survey_reading import run_alone; import sys; run_alone(*sys.argv[1:])"
                done = subprocess.run(
                    [sys.executable, "-c", command, case.name, reader],
                    capture_output=True,
                    text=True,
                    check=True,
                    cwd=folder,
                    env={"PYTHONPATH": str(HERE.parent), "PATH": ""},
                )
                found.append({"case": case.name, "reader": reader, **json.loads(done.stdout)})
                print(found[-1], file=sys.stderr, flush=True)
    return found


def as_markdown(result: dict[str, Any]) -> str:
    """Write the results as a page."""
    facts = result["about"]
    packages = ", ".join(f"{name} {number}" for name, number in facts["packages"].items())
    goals = {case.name: case for case in CASES}
    lines = [
        "# Reading large surveys",
        "",
        f"critical_sna {facts['version']} ({facts['commit']}), Python {facts['python']}, {packages}.",
        f"{facts['system']}, {facts['cores']} cores, load {facts['load']} at the start.",
        f"Edge lists of {result['rows']:,} rows; a roster of {result['people']:,} people by as many names.",
        "Each case ran once, in a process of its own; memory is the most the process held.",
        "Where the load is above the number of cores, read the seconds of the processor.",
        "`pandas.read_csv` makes a table of texts of the same file, and nothing more.",
        "",
        "| case | reader | seconds | of the processor | goal | GiB | goal | people | ties |",
        "|---|---|---:|---:|---:|---:|---:|---:|---:|",
    ]
    for row in result["read"]:
        goal = goals[row["case"]]
        ours = row["reader"] == "critical_sna"
        lines.append(
            f"| {row['case']} | {row['reader']} | {row['seconds']:.1f} | {row['cpu_seconds']:.1f} "
            f"| {f'{goal.seconds:g}' if ours else ''} | {row['gib']:.2f} | {f'{goal.gib:g}' if ours else ''} "
            f"| {format(row['people'], ',') if ours else ''} | {format(row['ties'], ',') if ours else ''} |"
        )
    lines += ["", "From the survey to the network (`PartnerNetwork.from_survey`):", ""]
    lines += ["| case | seconds | ties |", "|---|---:|---:|"]
    lines += [
        f"| {row['case']} | {row['network_seconds']:.1f} | {row['network_ties']:,} |"
        for row in result["read"]
        if "network_seconds" in row
    ]
    return "\n".join(lines) + "\n"


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure; of all cases write survey_reading.md and survey_reading.json."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=10_000_000)
    parser.add_argument("--people", type=int, default=2_000)
    parser.add_argument("--folder", type=Path, default=HERE)
    parser.add_argument("--case", choices=[case.name for case in CASES])
    chosen = parser.parse_args(arguments)
    result = {"about": about(), "rows": chosen.rows, "people": chosen.people, "goals": [asdict(c) for c in CASES]}
    cases = [case for case in CASES if chosen.case in (None, case.name)]
    result["read"] = measure(chosen.rows, chosen.people, cases)
    if chosen.case:
        print(as_markdown(result))
        return
    write_text(chosen.folder / "survey_reading.json", json.dumps(result, indent=1) + "\n")
    text = as_markdown(result)
    write_text(chosen.folder / "survey_reading.md", text)
    print(text)


if __name__ == "__main__":
    main()
