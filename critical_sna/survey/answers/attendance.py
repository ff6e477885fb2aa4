"""People by events: whoever was at the same events is joined, and the strength counts those events."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np

from critical_sna.survey.answers.collected import Answer
from critical_sna.survey.answers.names import Place
from critical_sna.survey.answers.rows import STATUSES
from critical_sna.survey.tables.text import clean, match_key, quoted

if TYPE_CHECKING:
    from critical_sna.survey.answers.found import Gathered, Sheet
    from critical_sna.survey.answers.shapes import Block

Presence = dict[str, dict[str, str]]  # person -> event -> tie, none or missing


def read_attendance(sheet: Sheet, block: Block, found: Gathered) -> None:
    """Read who was at which event and join people by the events they share (Breiger 1974, Social Forces 53:181).

    A pair that shares a known event is a tie, and its strength counts the known ones. A pair that shares none, and
    might share one whose record is missing, is unknown. Everybody in the file counts as having answered.
    Cost: the sum over events of the square of those present.
    """
    present: dict[str, Presence] = {}
    rows: dict[tuple[str, str], int] = {}
    responses, people = sheet.responses, list(found.answers.people)
    cells = block.texts(sheet.table, responses.at, block.columns)
    for i in range(len(responses)):
        wave, person = responses.waves[responses.wave[i]], people[responses.person[i]]
        number = int(sheet.table.numbers[responses.at[i]])
        here = present.setdefault(wave, {}).setdefault(person, {})
        rows.setdefault((wave, person), number)
        here.update(_events(sheet, block, [sheet.table.texts[c] for c in cells[i]], number, found))
        found.turn_out(block.ties.relation, wave, person, STATUSES[responses.status[i]])
    for wave, present_then in sorted(present.items()):
        events = {e for here in present_then.values() for e in here}
        found.log.note("attendance_joined", count=len(events), file=sheet.table.file, relation=block.ties.relation)
        _join(sheet, block, wave, present_then, rows, found)


def _events(sheet: Sheet, block: Block, texts: list[str], number: int, found: Gathered) -> dict[str, str]:
    """Give the state of each event in one row; a cell that is no tick is a fault."""
    if block.ties.target:
        return {match_key(texts[0]): "tie"} if clean(texts[0]) else {}
    states = {}
    for column, text in zip(block.columns, texts, strict=True):
        state = "none" if block.blank == "no" else "missing"
        if clean(text):
            state, _ = block.mapper.read(text, own_name=column.label)
        if state in {"tie", "none", "missing"}:
            states[column.shown] = state
        else:
            place = Place(sheet.table.file, number, column.shown)
            found.log.fault("value_unknown", **place._asdict(), name=quoted(text, 40))
    return states


def _join(
    sheet: Sheet, block: Block, wave: str, people: Presence, rows: dict[tuple[str, str], int], found: Gathered
) -> None:
    from scipy import sparse

    names = sorted(people)
    events = sorted({e for here in people.values() for e in here})
    at = {event: j for j, event in enumerate(events)}

    def matrix(*states: str) -> sparse.csr_array:
        cells = [(i, at[e]) for i, p in enumerate(names) for e, state in people[p].items() if state in states]
        pairs = np.array(cells, dtype=np.int64).reshape(-1, 2)
        ones = np.ones(len(pairs), dtype=np.int64)
        return sparse.csr_array((ones, (pairs[:, 0], pairs[:, 1])), shape=(len(names), len(events)))

    there, maybe = matrix("tie"), matrix("tie", "missing")
    shared, possible = (there @ there.T).tocoo(), (maybe @ maybe.T).tocoo()
    counts = {(int(i), int(j)): int(n) for i, j, n in zip(*shared.coords, shared.data, strict=True)}
    column = ", ".join(block.ties.columns) or str(block.ties.target)
    for i, j in sorted((int(i), int(j)) for i, j in zip(*possible.coords, strict=True) if i != j):
        n = counts.get((i, j), 0)
        found.answers.append(
            Answer(
                wave,
                block.ties.relation,
                names[i],
                names[j],
                float(n) if n else math.nan,
                "tie" if n else "missing",
                sheet.table.file,
                rows[wave, names[i]],
                column,
            )
        )
