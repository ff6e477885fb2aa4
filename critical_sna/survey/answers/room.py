"""The responses to one question in the order of reading, and what is noted about each person's answers as a whole."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from critical_sna._core.limits import STRAIGHT_LINE_ANSWERS
from critical_sna.survey.answers.found import Gathered, Sheet
from critical_sna.survey.answers.rows import Responses
from critical_sna.survey.answers.shapes import Block
from critical_sna.survey.tables.codes import Codes, Numbered, Places, grouped
from critical_sna.survey.tables.text import match_key, quoted

_LEVELS_OF_A_LINE = 3  # with two levels, as in a list of ticks, equal answers are nothing unusual
Flags = npt.NDArray[np.bool_]


@dataclass(frozen=True, eq=False)
class Room:
    """The responses to a block in the order of reading: those of one person and wave stand together."""

    sheet: Sheet
    block: Block
    responses: Responses
    group: Codes
    starts: Places
    people: Sequence[str]

    @classmethod
    def of(cls, sheet: Sheet, block: Block, found: Gathered) -> Room:
        """Put responses of one person and wave together, in the order in which they answered first."""
        people = list(found.answers.people)
        given = sheet.responses
        group, _ = grouped((given.wave, len(given.waves)), (given.person, max(len(people), 1)))
        order = np.argsort(group, kind="stable")
        group = group[order]
        starts = np.flatnonzero(np.diff(group, prepend=-1))
        return cls(sheet, block, given.take(order), group, starts, people)

    @property
    def rows(self) -> npt.NDArray[np.int64]:
        """The number of each response's row."""
        return self.sheet.table.numbers[self.responses.at]

    def in_groups(self, flags: Flags) -> Flags:
        """Tell for each group whether one of its responses has the flag."""
        return np.logical_or.reduceat(flags, self.starts)

    def first(self, group: int) -> tuple[str, str, int]:
        """Give wave and person of a group, and the number of its first row."""
        at = int(self.starts[group])
        r = self.responses
        return r.waves[r.wave[at]], self.people[r.person[at]], int(self.sheet.table.numbers[r.at[at]])

    def by_wave(self) -> list[tuple[str, Places]]:
        """Give the groups of each wave."""
        wave = self.responses.wave[self.starts]
        return [(name, np.flatnonzero(wave == i)) for i, name in enumerate(self.responses.waves)]


def note_habits(room: Room, texts: Codes, found: Gathered) -> None:
    """Note one and the same answer about everybody, and a name in every place that the question has."""
    block, table = room.block, room.sheet.table
    if not texts.shape[1]:
        return
    if block.is_grid and len(block.mapper.strengths) >= _LEVELS_OF_A_LINE:
        numbered = Numbered()
        key = table.read(texts, lambda text: numbered[match_key(text)])
        least = np.minimum.reduceat(np.where(texts > 0, key, len(numbered)).min(axis=1), room.starts)
        most = np.maximum.reduceat(np.where(texts > 0, key, -1).max(axis=1), room.starts)
        count = np.add.reduceat((texts > 0).sum(axis=1), room.starts)
        for group in np.flatnonzero((least == most) & (count >= STRAIGHT_LINE_ANSWERS)).tolist():
            _, person, row = room.first(group)
            found.log.note(
                "straight_line",
                count=int(count[group]),
                file=table.file,
                row=row,
                column=block.columns[0].shown,
                name=quoted(person),
                relation=block.ties.relation,
            )
    elif block.ties.shape == "slots":
        full = np.logical_and.reduceat((texts > 0).all(axis=1), room.starts)
        places = np.bincount(room.group) * texts.shape[1]
        for size in np.unique(places[full & (places > 1)]).tolist():
            found.count("slots_full", table.file, block, str(size), int((places[full] == size).sum()))


def note_second_file(room: Room, found: Gathered) -> None:
    """Note people who answered the same question in another file."""
    relation, file = room.block.ties.relation, room.sheet.table.file
    for wave, groups in room.by_wave():
        people = [room.people[p] for p in room.responses.person[room.starts[groups]].tolist()]
        seen = found.read_from.setdefault((relation, wave), {})
        before = zip(groups.tolist(), people, strict=True) if seen else ()
        twice = [group for group, person in before if seen.get(person, file) != file]
        for group in twice:
            _, person, row = room.first(group)
            found.log.note(
                "answered_in_two_files", file=file, row=row, name=quoted(person), relation=relation, other=seen[person]
            )
        for person in people:
            seen.setdefault(person, file)


def note_empty_block(room: Room, group: int, found: Gathered) -> None:
    """Note that somebody left all of the question empty."""
    block = room.block
    _, person, row = room.first(group)
    found.log.note(
        "empty_block",
        phrase="empty_block_none" if block.ties.empty_block == "none" else None,
        file=room.sheet.table.file,
        row=row,
        name=quoted(person),
        relation=block.ties.relation,
    )
