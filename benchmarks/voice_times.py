"""How long the questions of voice, power and certainty take: 200, 2,000 and 20,000 people, and 100,000 for one test.

Run: ``python -m benchmarks.voice_times [200 2000 20000 100000]``. Each size adds its rows to
``benchmarks/voice_times.json`` (seconds of the clock and of the processor), from which ``--page`` writes
``docs/voice-times.md``. What a size refuses is kept as the words of the refusal.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import signal
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np

import critical_sna as csna
from critical_sna.errors import TooLargeError
from critical_sna.network.simulate_large import simulate_large

HERE = Path(__file__).parent
FOUND, PAGE = HERE / "voice_times.json", HERE.parent / "docs" / "voice-times.md"
SIZES, UNITS_AT = (200, 2_000, 20_000), 100_000
Call = Callable[[csna.PartnerNetwork], object]

QUESTIONS: dict[str, Call] = {
    "heard_by": csna.heard_by,
    "voice": lambda net: csna.voice(net),
    "voice_sweep, 5 chances": csna.voice_sweep,
    "audibility_sweep, 5 chances": lambda net: csna.audibility_sweep(net, groups="group"),
    "periphery": csna.periphery,
    "group_periphery": lambda net: csna.group_periphery(net, groups="group"),
    "pathways": lambda net: csna.pathways(net, groups="group"),
    "brokerage_test by labels": lambda net: csna.brokerage_test(net, groups="group", null="labels"),
    "power_ledger": csna.power_ledger,
    "power_flows": lambda net: csna.power_flows(net, groups="group"),
    "weighted_reciprocity": csna.weighted_reciprocity,
    "group_strengths": lambda net: csna.group_strengths(net, groups="group"),
    "permutation_test": lambda net: csna.permutation_test(csna.in_degree(net), by="group", people=net),
    "nonresponse_bounds": lambda net: csna.nonresponse_bounds(net, groups="group", compare=groups_of(net)),
}


def groups_of(net: csna.PartnerNetwork) -> tuple[str, str]:
    """Give the two largest groups."""
    first, second = net.people["group"].value_counts(sort=True).index[:2]
    return str(first), str(second)


def network(people: int) -> csna.PartnerNetwork:
    """Draw one: ten ties a person, organisations of about six inside the groups, one in ten holds a decision seat."""
    frame, ties = simulate_large(people, 10 * people, seed=1)
    rng = np.random.default_rng(2)
    places = frame.groupby("group").cumcount() // 6
    frame["organisation"] = frame["group"].astype(str) + " " + places.astype(str)
    frame["seat"] = np.where(rng.random(people) < 0.1, "yes", "no")
    frame["status"] = np.where(rng.random(people) < 0.85, "respondent", "named_only")
    answered = frame.loc[frame["status"] == "respondent", "id"]
    kinds = {"group": "community", "organisation": "organisation", "seat": "power"}
    told = ties[ties["source"].isin(answered)]
    return csna.PartnerNetwork.from_frames(frame, told, reports="seeks_from", positionality=kinds)


def timed(call: Call, net: csna.PartnerNetwork, most: float) -> dict[str, float | str]:
    """Time one call, or keep why it refuses, or that it was stopped after ``most`` seconds."""
    clock, processor = time.perf_counter(), time.process_time()
    signal.signal(signal.SIGALRM, _stop)
    signal.setitimer(signal.ITIMER_REAL, most)
    try:
        call(net)
    except TooLargeError as refused:
        return {"refused": str(refused).splitlines()[0]}
    except TimeoutError:
        return {"stopped": most}
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
    return {"seconds": time.perf_counter() - clock, "processor": time.process_time() - processor}


def _stop(*_: object) -> None:
    raise TimeoutError


def run(people: int, only: Sequence[str], most: float) -> None:
    """Time every question at one size, or only some, and keep each figure as soon as it is there."""
    net = network(people)
    questions = QUESTIONS
    if people >= UNITS_AT:
        named = csna.in_degree(net)
        pair = net.people["group"].where(net.people["group"].isin(groups_of(net)))
        questions = {
            "1,000 unit permutations of a gap": lambda one: csna.permutation_test(
                named, by=pair, units="organisation", people=one, draws=1_000
            )
        }
    for name, call in questions.items():
        if only and name not in only:
            continue
        row = timed(call, net, most)
        print(people, name, row, flush=True)
        found = json.loads(FOUND.read_text(encoding="utf-8")) if FOUND.exists() else {}
        rows = {**found.get(str(people), {}).get("rows", {}), name: row}
        found[str(people)] = {"rows": rows, "ties": net.n_ties, "load": os.getloadavg()[0], "machine": machine()}
        FOUND.write_text(json.dumps(found, indent=1) + "\n", encoding="utf-8")


def machine() -> str:
    """Say on what it ran."""
    return f"{os.cpu_count()} processors, Python {platform.python_version()}, numpy {np.__version__}"


def page() -> None:
    """Write the page from the file."""
    found = json.loads(FOUND.read_text(encoding="utf-8"))
    sizes = sorted((s for s in found if int(s) < UNITS_AT), key=int)
    lines = ["| question | " + " | ".join(f"{int(s):,} people" for s in sizes) + " |", "|---|" + "---:|" * len(sizes)]
    lines += [
        f"| {name} | " + " | ".join(cell(found[s]["rows"].get(name, {})) for s in sizes) + " |" for name in QUESTIONS
    ]
    sums = [sum(row.get("processor", 0.0) for row in found[s]["rows"].values()) for s in sizes]
    lines.append("| **all that was run** | " + " | ".join(f"**{total:.1f} s**" for total in sums) + " |")
    largest = found.get(str(UNITS_AT), {"rows": {}})["rows"]
    more = "\n".join(f"{name} at {UNITS_AT:,} people: {cell(row)}." for name, row in largest.items())
    load = ", ".join(f"{int(s):,} people {found[s]['load']:.1f}" for s in found)
    PAGE.write_text(
        TEXT.format(table="\n".join(lines), more=more, load=load, machine=next(iter(found.values()))["machine"]),
        encoding="utf-8",
    )


def cell(row: dict[str, float | str]) -> str:
    """Write one figure."""
    if "refused" in row:
        return "refused"
    if "stopped" in row:
        return f"over {row['stopped']:g} s, stopped"
    return f"{row['processor']:.2f} s ({row['seconds']:.2f})" if row else "not run"


TEXT = """# How long voice, power and certainty take

This page answers: how long does a whole critical analysis take with the defaults, and how does that grow?

Invented networks with ten ties a person, eight groups, organisations of six, and 15 % silence.
Seconds of the processor, in brackets of the clock, of single runs; the machine was shared, so read the first.
"refused" means that the call says that it would take too long, and which call to use instead.

{table}

{more}

Load of the machine while it ran: {load} ({machine}).
Made by `python -m benchmarks.voice_times --page` from `benchmarks/voice_times.json`.
"""


def main(arguments: Sequence[str] | None = None) -> None:
    """Time some sizes, or write the page."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("sizes", nargs="*", type=int, default=[*SIZES, UNITS_AT])
    parser.add_argument("--page", action="store_true")
    parser.add_argument(
        "--only", action="append", default=[], help="one question, by its name in the table; repeatable"
    )
    parser.add_argument("--at-most", type=float, default=600, help="seconds after which a question is stopped")
    chosen = parser.parse_args(arguments)
    if chosen.page:
        page()
        return
    for people in chosen.sizes:
        run(people, chosen.only, chosen.at_most)


if __name__ == "__main__":
    main()
