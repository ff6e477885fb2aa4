"""Propose tables with one row for each respondent: rosters, lists of names, several names in a cell, events."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from critical_sna.survey.description.facts import find_duplicates
from critical_sna.survey.description.naming import relation_name
from critical_sna.survey.description.proposal import (
    ID,
    NAMED_SHARE,
    NOTHING,
    WHO,
    Proposal,
    Tie,
    add_tie,
    is_score,
    keys_of,
    name_of,
)
from critical_sna.survey.description.questions import Question, looks_like_scores
from critical_sna.survey.tables.text import clean, match_key, number
from critical_sna.words import say

if TYPE_CHECKING:
    from critical_sna.survey.tables.table import Column


_EVENT = re.compile(r"attend|event|meeting|workshop|session|present at", re.I)
_SEPARATORS = {"kobo": (" ",), "microsoft_forms": (";",), "google_forms": (", ", ";")}
_USUAL_SEPARATORS = (";", "|", "\n", ", ", ",")
_LONGEST_NAME = 80


def propose_wide(found: Proposal) -> None:
    """Propose rosters, lists of names, and several names in one cell."""
    questions = [q for q in found.part.questions if not found.use_of(q)]
    blocks = [q for q in questions if q.is_block and q.cells]
    slots = {id(q) for q in blocks if q.is_numbered and not is_score(q)}
    named = {id(q): keys_of(q.cells if id(q) in slots else q.alters) for q in blocks}
    singles = [q for q in questions if not q.is_block and q.cells]
    cut = {id(q): (sep, parts) for q in singles for sep, parts in [_separated(q, found.part.preset)] if sep}
    ego = _ego(found, named, [parts for _, parts in cut.values()])
    if ego is None:
        return
    people = keys_of(found.part.table.column(ego.position))
    rosters = {id(q) for q in blocks if id(q) not in slots and q.has_few_choices}
    met = {id(q): bool(named[id(q)] & people) for q in blocks}
    anybody = any(met.values())
    for question in blocks:
        about_people = met[id(question)] or (not anybody and len(question.columns) > 2)
        is_event = not met[id(question)] and _EVENT.search(f"{question.key} {question.text}") is not None
        if id(question) in rosters and is_event and looks_like_scores(question.cells):
            _attendance(found, question)
        elif id(question) in slots and max(map(len, question.cells)) <= _LONGEST_NAME:
            _slots(found, question, blocks, named[id(question)])
            found.people |= named[id(question)]
        elif id(question) in rosters and about_people and not found.use_of(question):
            _roster(found, question, named[id(question)])
            found.people |= named[id(question)]
    known = people | found.people
    for question in singles:
        sep, parts = cut.get(id(question), ("", set()))
        if question.columns[0] is not ego and parts and len(parts & known) >= max(2, NAMED_SHARE * len(parts)):
            name = _new_name(found, question)
            wanted = [name_of(found, question.columns[0])]
            add_tie(
                found, {"relation": name, "shape": "multi", "columns": wanted, "sep": sep}, {name: question.text}, []
            )
            found.use(question, "ties")
            found.people |= parts
    if found.ties:
        find_duplicates(found, ego)
        found.settings["ego"] = {"column": name_of(found, ego)}
        found.notes["ego"] = say("survey.draft_ego")
        found.uses[ego.position] = "ego"
        found.people |= people


def _separated(question: Question, preset: str) -> tuple[str, set[str]]:
    """Give the separator that cuts the cells of a column into names, and those names."""
    for sep in _SEPARATORS.get(preset, _USUAL_SEPARATORS):
        if any(sep in clean_lines(cell) for cell in question.cells):
            parts = {match_key(p) for cell in question.cells for p in clean_lines(cell).split(sep)} - {""}
            return sep, parts
    return "", set()


def clean_lines(text: str) -> str:
    """Clean text but keep its line breaks."""
    return "\n".join(map(clean, text.splitlines()))


def _ego(found: Proposal, named: dict[int, set[str]], parts: list[set[str]]) -> Column | None:
    """Choose the column of respondents: the one whose cells are most often named, or called like a name."""
    in_blocks = {c.position for q in found.part.questions if q.is_block for c in q.columns}
    everybody: set[str] = set().union(*named.values(), *parts)
    best: tuple[tuple[float, ...], Column] | None = None
    for column in found.part.table.columns:
        cells = list(filter(clean, found.part.table.column(column.position)))
        values = keys_of(cells)
        if column.position in in_blocks or column.position in found.uses or not values:
            continue
        hits = len(values & everybody)
        text = column.label or column.name
        called = 2 * bool(WHO.search(text) or WHO.search(column.name)) + bool(ID.match(column.name))
        if hits or (called and len(values) > len(cells) / 2):
            rank = (float(hits), float(called), len(values) / len(cells), -float(column.position))
            best = max(best, (rank, column), key=lambda b: b[0]) if best else (rank, column)
    return best[1] if best else None


def _new_name(found: Proposal, question: Question) -> str:
    taken = [n for tie in found.ties for n in tie["_questions"]]
    return relation_name(question.text, question.key, taken)


def _roster(found: Proposal, question: Question, named: set[str]) -> None:
    name = _new_name(found, question)
    tie: Tie = {"relation": name, "shape": "roster", "columns": question.wanted}
    if question.alter is not None:
        tie["alter"] = question.alter
    own = set(map(match_key, question.alters))
    cells = [c for c in question.cells if match_key(c) not in own]
    add_tie(found, tie, {name: question.text}, cells, told=question)
    found.ties[-1]["_named"] = named
    found.use(question, "ties")


def _slots(found: Proposal, question: Question, blocks: list[Question], named: set[str]) -> None:
    """Propose a name generator; a block of scores with the same numbers goes with it."""
    name = _new_name(found, question)
    tie: Tie = {"relation": name, "shape": "slots", "columns": question.wanted}
    place = question.columns[-1].position
    values = [b for b in blocks if b.alters == question.alters and is_score(b) and not found.use_of(b)]
    beside = min(values, key=lambda b: abs(b.columns[0].position - place), default=None)
    if beside is not None:
        tie["value"] = beside.wanted
        found.use(beside, "value")
    nothing = [c for c in question.choices if match_key(c) in NOTHING]
    if nothing:
        tie["empty"] = nothing
    cells = beside.cells if beside is not None and not all(number(c) is not None for c in beside.cells) else []
    add_tie(found, tie, {name: question.text}, cells, told=beside)
    found.ties[-1]["_named"] = named
    found.use(question, "ties")


def _attendance(found: Proposal, question: Question) -> None:
    name = _new_name(found, question)
    add_tie(
        found,
        {"relation": name, "shape": "attendance", "columns": question.wanted},
        {name: question.text},
        [],
        scaled=False,
    )
    found.use(question, "ties")
