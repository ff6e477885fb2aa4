"""What is found while files are read: sheets, answers, and who turned out."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple

from critical_sna.survey.answers.names import Place, Registry
from critical_sna.survey.answers.people import PeopleFiles
from critical_sna.survey.answers.rows import Response
from critical_sna.survey.answers.shapes import Block
from critical_sna.survey.description.presets import Preset
from critical_sna.survey.description.spec import Source
from critical_sna.survey.issues import Log
from critical_sna.survey.tables.table import Table

STATUS_RANK = {"named_only": 0, "declined": 1, "partial": 2, "respondent": 3}


class Answer(NamedTuple):
    """One answer, resolved."""

    wave: str
    relation: str
    source: str
    target: str
    strength: float
    state: str
    file: str
    row: int
    column: str


@dataclass(frozen=True)
class Sheet:
    """A table of answers with everything planned: its blocks and the responses that count."""

    table: Table
    source: Source
    preset: Preset
    blocks: tuple[Block, ...]
    responses: list[Response]
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
    answers: list[Answer] = field(default_factory=list)
    turnout: dict[tuple[str, str], dict[str, str]] = field(default_factory=dict)
    rosters: dict[tuple[str, str], set[str]] = field(default_factory=dict)
    told: dict[str, dict[str, dict[str, str]]] = field(default_factory=dict)
    refused: set[tuple[str, str]] = field(default_factory=set)
    waves: dict[str, None] = field(default_factory=dict)
    counted: dict[tuple[str, str, str, str], int] = field(default_factory=dict)
    averaged: set[str] = field(default_factory=set)
    """Relations for which several people may answer for one organisation."""
    read_from: dict[tuple[str, str, str], str] = field(default_factory=dict)

    def count(self, code: str, place: Place, block: Block, value: str) -> None:
        """Count cells of one kind, so that they make one issue and not hundreds."""
        key = (code, place.file, block.ties.relation, value)
        self.counted[key] = self.counted.get(key, 0) + 1

    def turn_out(self, relation: str, wave: str, person: str, status: str) -> None:
        """Remember the best status a person had in a relation and wave."""
        seen = self.turnout.setdefault((relation, wave), {})
        if STATUS_RANK[status] >= STATUS_RANK[seen.get(person, "named_only")]:
            seen[person] = status
