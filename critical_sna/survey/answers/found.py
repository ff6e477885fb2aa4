"""What is found while files are read: sheets, answers, and who turned out."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

import numpy as np

from critical_sna.survey.answers.collected import Answer, Answers
from critical_sna.survey.answers.names import Registry, Where
from critical_sna.survey.answers.people import PeopleFiles
from critical_sna.survey.answers.rows import STATUS_RANK, STATUSES, Responses
from critical_sna.survey.answers.shapes import Block
from critical_sna.survey.description.presets import Preset
from critical_sna.survey.description.spec import Source
from critical_sna.survey.issues import Log
from critical_sna.survey.tables.codes import Codes, Places, by_appearance
from critical_sna.survey.tables.table import Table

__all__ = ["STATUS_RANK", "Answer", "Gathered", "Sheet"]


@dataclass(frozen=True, eq=False)
class Sheet:
    """A table of answers with everything planned: its blocks and the responses that count."""

    table: Table
    source: Source
    preset: Preset
    blocks: tuple[Block, ...]
    responses: Responses
    waves: frozenset[str]

    @property
    def has_respondents(self) -> bool:
        """Tell whether the people in the column of respondents answered themselves."""
        return self.source.ego is None or self.source.ego.answered == "yes"


@dataclass
class Gathered:
    """What all files say together."""

    log: Log
    registry: Registry
    files: PeopleFiles
    answers: Answers = field(default_factory=Answers)
    turnout: dict[tuple[str, str], dict[str, str]] = field(default_factory=dict)
    rosters: dict[tuple[str, str], set[str]] = field(default_factory=dict)
    told: dict[str, dict[str, dict[str, str]]] = field(default_factory=dict)
    refused: set[tuple[str, str]] = field(default_factory=set)
    waves: dict[str, None] = field(default_factory=dict)
    counted: dict[tuple[str, str, str, str], int] = field(default_factory=dict)
    averaged: set[str] = field(default_factory=set)
    """Relations for which several people may answer for one organisation."""
    read_from: dict[tuple[str, str], dict[str, str]] = field(default_factory=dict)
    """For a relation and wave, the file in which each person answered first."""

    def count(self, code: str, file: str, block: Block, value: str, times: int = 1) -> None:
        """Count cells of one kind, so that they make one issue and not hundreds."""
        key = (code, file, block.ties.relation, value)
        self.counted[key] = self.counted.get(key, 0) + times

    def turn_out(self, relation: str, wave: str, person: str, status: str) -> None:
        """Remember the best status a person had in a relation and wave."""
        self.turn_out_all(relation, wave, [person], [STATUS_RANK[status]])

    def turn_out_all(self, relation: str, wave: str, people: Iterable[str], ranks: Iterable[int]) -> None:
        """Remember the best status each of these people had in a relation and wave; ranks are places in STATUSES."""
        seen = self.turnout.setdefault((relation, wave), {})
        for person, rank in zip(people, ranks, strict=True):
            if person not in seen or rank > STATUS_RANK[seen[person]]:
                seen[person] = STATUSES[rank]

    def meet_all(self, codes: Codes, texts: Sequence[str], places: Callable[[Places], Iterable[Where]]) -> Codes:
        """Resolve the names of many cells, each distinct one once; gives numbers of people, -1 where it is a fault.

        Cells come in the order of reading, as numbers of ``texts``; ``places`` tells where some of them stand.
        """
        person = np.full(len(texts), -1, dtype=np.int32)
        order, first = by_appearance(codes, len(texts))
        times = np.bincount(codes, minlength=len(texts))[order]
        each = zip(places(first), map(texts.__getitem__, order.tolist()), times.tolist(), strict=True)
        people = self.answers.people
        met = self.registry.meet_all(each)
        person[order] = [-1 if who is None else people[who] for who in met]
        return person[codes]
