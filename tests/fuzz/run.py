"""Give damaged files to every reader for as long as wanted: python tests/fuzz/run.py 10 (minutes).

Each reader gets its turns in processes of its own, whose memory is limited and measured. At the end stands a table:
inputs, read, refused, faults, memory. Faults are written to a folder, each with the smallest file that shows it.
"""

from __future__ import annotations

import argparse
import json
import resource
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

HERE = Path(__file__).resolve()
sys.path[:0] = [str(HERE.parents[1]), str(HERE.parents[2])]

from fuzz.cases import Case, cases  # noqa: E402 - after the path
from fuzz.judge import Verdict, damaged, drawn, judge, smaller  # noqa: E402
from fuzz.memory import peak_megabytes  # noqa: E402

MEGABYTES = 500
_HARD_LIMIT = 3 << 30
_BATCH = 100
_BATCH_SECONDS = 40
_OFTEN = 5  # every fifth batch holds bytes that Hypothesis draws


def main() -> int:
    """Run, and give 1 where there is any fault."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("minutes", type=float)
    parser.add_argument("--only", default="", help="readers whose names hold this")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--faults", type=Path, default=Path(tempfile.gettempdir(), "critical_sna_faults"))
    parser.add_argument("--batch", nargs=2, help=argparse.SUPPRESS)
    parser.add_argument("--count", type=int, default=_BATCH, help=argparse.SUPPRESS)
    parser.add_argument("--seconds", type=float, default=_BATCH_SECONDS, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.batch:
        _batch(options.batch[0], int(options.batch[1]), options.count, options.seconds, options.faults)
        return 0
    return _all(options.minutes * 60, options.only, options.seed, options.faults)


def _all(seconds: float, only: str, seed: int, faults: Path) -> int:
    readers = sorted({case.reader for case in cases() if only in case.reader})
    totals: dict[str, Counter[str]] = {reader: Counter() for reader in readers}
    kinds: dict[str, str] = {}
    end, turn = time.monotonic() + seconds, seed
    while time.monotonic() < end:
        for reader in readers:
            if time.monotonic() < end:
                _add(reader, turn, faults, totals[reader], kinds)
        turn += 1
    print(f"{'reader':<24}{'inputs':>8}{'read':>8}{'refused':>9}{'faults':>8}{'MB':>6}")
    whole: Counter[str] = Counter()
    for reader, count in [*totals.items(), ("all", whole)]:
        inputs = count["read"] + count["refused"] + count["fault"]
        print(f"{reader:<24}{inputs:>8}{count['read']:>8}{count['refused']:>9}{count['fault']:>8}{count['mb']:>6}")
        if count is not whole:
            whole.update({key: value for key, value in count.items() if key != "mb"})
            whole["mb"] = max(whole["mb"], count["mb"])
    for kind, where in sorted(kinds.items()):
        print(f"{kind}\n    {where}")
    return int(bool(kinds))


def _add(reader: str, turn: int, faults: Path, total: Counter[str], kinds: dict[str, str]) -> None:
    """Run one batch in a process of its own and add what it tells, line by line."""
    command = [sys.executable, str(HERE), "0", "--faults", str(faults), "--batch", reader, str(turn)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    for line in done.stdout.splitlines():
        told = json.loads(line)
        total[told["outcome"]] += 1
        total["mb"] = max(total["mb"], told["mb"])
        if told["kind"]:
            kinds.setdefault(f"{reader}: {told['kind']}", told["where"])
    if done.returncode:
        total["fault"] += 1
        last = (done.stdout.splitlines() or [""])[-1]
        kinds.setdefault(
            f"{reader}: the process ended with {done.returncode}", f"turn {turn}, after {last}\n{done.stderr[-600:]}"
        )


def _batch(reader: str, turn: int, count: int, seconds: float, faults: Path) -> None:
    """Judge a batch of damaged files; a process that grew too large is not used on."""
    resource.setrlimit(resource.RLIMIT_AS, (_HARD_LIMIT, _HARD_LIMIT))
    chosen = [case for case in cases() if case.reader == reader]
    made = drawn(chosen, turn, count) if turn % _OFTEN == 0 else _damaged(chosen, turn, count)
    start, seen = time.monotonic(), set()
    with tempfile.TemporaryDirectory() as name:
        for k, (case, files) in enumerate(made):
            folder = Path(name)
            verdict = judge(case, files, folder)
            mb = peak_megabytes()
            if verdict.outcome != "fault" and mb > MEGABYTES:
                verdict = Verdict("fault", "memory", f"{mb} MB")
            where = ""
            if verdict.outcome == "fault":
                where = _keep(
                    case,
                    files,
                    verdict,
                    f"{turn}_{k}",
                    faults,
                    folder,
                    small=verdict.kind not in {*seen, "slow", "memory"},
                )
                seen.add(verdict.kind)
            told = {"outcome": verdict.outcome, "kind": verdict.kind, "where": where, "mb": mb}
            print(json.dumps(told), flush=True)
            if mb > MEGABYTES or time.monotonic() - start > seconds:
                return


def _damaged(chosen: list[Case], turn: int, count: int) -> Iterator[tuple[Case, dict[str, bytes]]]:
    for k in range(turn * _BATCH, turn * _BATCH + count):
        case = chosen[k % len(chosen)]
        yield case, damaged(case, k)


def _keep(
    case: Case, files: dict[str, bytes], verdict: Verdict, seed: str, faults: Path, folder: Path, *, small: bool
) -> str:
    """Write the files of a fault, the smallest ones that show it, and what it said."""
    if small:
        files = smaller(case, files, lambda tried: judge(case, tried, folder).kind == verdict.kind)
    place = faults / f"{case.reader}_{case.name}_{seed}".replace(" ", "_").replace("/", "_")
    place.mkdir(parents=True, exist_ok=True)
    for name, content in files.items():
        (place / name).write_bytes(content)
    (place / "fault.txt").write_text(f"{case.reader}, {case.name}, seed {seed}\n{verdict.kind}\n{verdict.text}")
    return str(place)


if __name__ == "__main__":
    raise SystemExit(main())
