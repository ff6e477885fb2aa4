"""What is proposed for one table, and how its columns and cells are looked at."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from critical_sna.survey.description.questions import Question, looks_like_scores
from critical_sna.survey.description.wording import propose_scale
from critical_sna.survey.tables.text import clean, match_key

if TYPE_CHECKING:
    from critical_sna.survey.description.parts import Part
    from critical_sna.survey.tables.table import Column


Tie = dict[str, Any]  # Any: the values of a spec block, which differ from key to key
WHO = re.compile(
    r"\b(your|own|respondent'?s?|full|my)\b.*\b(name|organi[sz]ation|code)\b|who are you|^name$|^me$|^ego$", re.I
)
ID = re.compile(r"^(id|code|key|record[_ ]id|respondent([_ ]?id)?|person|ego|e-?mail( address)?|name|from)$", re.I)
WAVE = re.compile(r"^(redcap_event_name|event name|survey[ _]wave|wave|round|time ?point|year)$", re.I)
PRIVATE = re.compile(r"mail|phone|address|\bip\b|comment|note|date|time|\bid\b|uuid", re.I)
MOST_VALUES = 12
NAMED_SHARE = 0.3
NOTHING = {"none", "no one", "nobody", "n/a", "na", "-", "--"}


@dataclass
class Proposal:
    """What is proposed for one table."""

    part: Part
    settings: Tie = field(default_factory=dict)
    notes: dict[str, str] = field(default_factory=dict)
    ties: list[Tie] = field(default_factory=list)
    people: set[str] = field(default_factory=set)
    block_of_people: Tie | None = None
    uses: dict[int, str] = field(default_factory=dict)
    seps: dict[str, str] = field(default_factory=dict)
    """Attributes that hold several values in a cell, and what stands between."""

    @property
    def respondents(self) -> set[str]:
        """Give the keys of those in the column of people who answered."""
        table, ego = self.part.table, self.settings.get("ego", {}).get("column")
        if ego is None or ego == "" or (isinstance(ego, str) and not table.has(ego)):
            return set()
        return keys_of(table.column(table.one(ego).position))

    def use(self, question: Question, what: str) -> None:
        """Remember what a question is used for."""
        self.uses[question.columns[0].position] = what

    def use_of(self, question: Question) -> str:
        """Say what a question is used for: ties, ego, wave, consent, attribute, value, or nothing."""
        return self.uses.get(question.columns[0].position, "")


def keys_of(cells: Iterable[str]) -> set[str]:
    """Give the match keys of filled cells."""
    return {match_key(c) for c in cells if clean(c)}


def keys_spelled(cells: Iterable[str]) -> list[str]:
    """Give one spelling of each distinct cell."""
    return list({match_key(c): c for c in cells if clean(c)}.values())


def name_of(found: Proposal, column: Column) -> str | int:
    """Give the shortest text by which a spec finds a column: its name, its label, or its position."""
    table = found.part.table
    texts = (column.name, column.label)
    return next((t for t in texts if t and table.has(t) and table.one(t) is column), column.position)


def is_score(question: Question) -> bool:
    """Tell whether answers are numbers, ticks, or the words of a scale."""
    if looks_like_scores(question.cells):
        return True
    draft = propose_scale(question.choices) if question.has_few_choices else None
    return draft is not None and draft.order_is_known


def add_tie(
    found: Proposal,
    tie: Tie,
    questions: dict[str, str],
    cells: list[str],
    *,
    told: Question | None = None,
    scaled: bool = True,
) -> None:
    """Add a block of ties, with the scale that its answers suggest; ``told``: the file may declare its levels there."""
    declared = (told.levels, told.missing) if told is not None else ((), frozenset[str]())
    draft = propose_scale(keys_spelled(cells), *declared) if scaled and cells else None
    if draft is not None and tie["shape"] == "edges" and draft.codes:
        draft = None  # numbers are strengths as they stand
    found.ties.append({**tie, "_scale": draft, "_questions": questions})
