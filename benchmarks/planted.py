"""How often planted truths are found: run both studies bit by bit, keep what was found, and write the page.

Each call works for some minutes and continues where the last one stopped::

    python -m benchmarks.planted --minutes 4     # add collaboratives to benchmarks/planted.json
    python -m benchmarks.planted --page          # write docs/planted.md from it

One row of the file is one invented collaborative, named by study, setting and seed, so the page can be made again from
it and anybody can draw the same collaborative.
"""

from __future__ import annotations

import argparse
import json
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import numpy as np

from benchmarks import planted_pathways, planted_periphery

HERE = Path(__file__).parent
FOUND, PAGE = HERE / "planted.json", HERE.parent / "docs" / "planted.md"
RUNS = 200
Rows = dict[str, dict[str, float]]


def work() -> Iterator[tuple[str, Callable[[int], dict[str, float]], int]]:
    """Go through all collaboratives, a few seeds of every setting at a time, so that a part says something of all."""
    for first in range(0, RUNS, 20):
        for study in (planted_periphery, planted_pathways):
            for setting in study.SETTINGS:
                for seed in range(first, min(first + 20, RUNS)):
                    yield f"{study.NAME} | {setting} | {seed}", lambda s, st=study, n=setting: st.one(n, s), seed


def read() -> Rows:
    """Give what was found so far."""
    found: Rows = json.loads(FOUND.read_text(encoding="utf-8")) if FOUND.exists() else {}
    return found


def run(minutes: float, part: int, parts: int) -> None:
    """Add what is missing, for so many minutes; with ``parts`` only seeds of one part, so that several may run."""
    held, until = read(), time.monotonic() + 60 * minutes
    more: Rows = {}
    for key, one, seed in work():
        if key in held or seed % parts != part:
            continue
        if time.monotonic() > until:
            break
        more[key] = one(seed)
    found = {**read(), **more}
    FOUND.write_text(json.dumps(found, indent=0, sort_keys=True) + "\n", encoding="utf-8")
    print(f"{len(more)} collaboratives more, {len(found)} in all")


def shares(found: Rows, study: str, setting: str) -> tuple[int, dict[str, float]]:
    """Give how many collaboratives there are of one setting, and the mean of each figure."""
    rows = [row for key, row in found.items() if key.startswith(f"{study} | {setting} | ")]
    names = rows[0] if rows else {}
    return len(rows), {name: float(np.mean([row[name] for row in rows])) for name in names}


def table(found: Rows, study: str, settings: Sequence[str], columns: dict[str, str]) -> str:
    """Give one table of the page, figures in percent."""
    lines = ["| setting | collaboratives | " + " | ".join(columns.values()) + " |"]
    lines.append("|---|---:|" + "---:|" * len(columns))
    for setting in settings:
        count, mean = shares(found, study, setting)
        if count:
            lines.append(f"| {setting} | {count} | " + " | ".join(f"{100 * mean[c]:.1f} %" for c in columns) + " |")
    return "\n".join(lines)


def page() -> None:
    """Write the page from the file."""
    found = read()
    periphery = table(found, planted_periphery.NAME, list(planted_periphery.SETTINGS), planted_periphery.COLUMNS)
    pathways = table(found, planted_pathways.NAME, list(planted_pathways.SETTINGS), planted_pathways.COLUMNS)
    PAGE.write_text(
        TEXT.format(
            periphery=periphery,
            pathways=pathways,
            about_periphery=planted_periphery.ABOUT,
            about_pathways=planted_pathways.ABOUT,
        ),
        encoding="utf-8",
    )
    print(f"wrote {PAGE.name}")


TEXT = """# How often planted truths are found

This page answers: when a group really is at the edge, or really is the only way through, do the measures say so?
And when nothing is there, how often do they say that something is?

Nobody can know this from a real collaborative, so collaboratives were invented in which it is known.
Everything below is made by `python -m benchmarks.planted` from the rows of `benchmarks/planted.json`, one row a
collaborative; the seed of each row draws the same collaborative again.

## Whose voice is peripheral

{about_periphery}

{periphery}

## Through whom voices travel

{about_pathways}

{pathways}

## What to take from it

A verdict about a person asks for much: it holds only where most readings agree and chance would rarely be as small.
So few people are called peripheral where nothing was planted, and some of those who were planted are missed; "not
called peripheral" is no proof of being heard.
The test of groups finds far more, because a group gathers what many people tell.

Why about half of the people, and every group?
A reading calls a voice little heard only where it is in the lowest band that anybody is in, and below chance as well.
Where somebody is named by nobody, the lowest band is "no one yet", and whoever is named even once stands above it.
In five of the collaboratives of the first row (seeds 0 to 4) chance rarely gives as few namings as 59 of the 60 members
have; 30 of them were named by nobody, and exactly these 30 were called peripheral.
So it is the first condition that leaves people out, not a lack of data: the verdict is kept for those whom nobody, or
next to nobody, names, and the group is read off its mean, in which the others count too.
Answers that are missing cost power, and cost more where the silent are of one group: look at the range over missing
answers beside each figure.
"""


def main(arguments: Sequence[str] | None = None) -> None:
    """Run for some minutes, or write the page."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--minutes", type=float, default=4)
    parser.add_argument("--page", action="store_true")
    parser.add_argument("--part", default="0/1", help="0/2 and 1/2 may run beside each other")
    chosen = parser.parse_args(arguments)
    part, parts = (int(k) for k in chosen.part.split("/"))
    page() if chosen.page else run(chosen.minutes, part, parts)


if __name__ == "__main__":
    main()
