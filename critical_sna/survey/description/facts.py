"""Propose what is not a tie: waves, consent, finished and repeated responses, facts about people."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from critical_sna.survey.answers.rows import in_time
from critical_sna.survey.answers.scales import YES
from critical_sna.survey.description.naming import attribute_name
from critical_sna.survey.description.presets import PRESETS
from critical_sna.survey.description.proposal import (
    MOST_VALUES,
    PRIVATE,
    WAVE,
    Proposal,
    keys_of,
    name_of,
)
from critical_sna.survey.description.questions import Question, looks_like_scores
from critical_sna.survey.tables.text import clean, match_key
from critical_sna.words import say

if TYPE_CHECKING:
    from critical_sna.survey.tables.table import Column


_CONSENT = re.compile(r"\bconsent|agree to|take part|participat", re.I)
_AGREES = re.compile(r"(yes|i agree|agreed?|i consent|i do|accept|true)\b.*|1")
_DENIES = re.compile(r"\b(not|no|never|decline|disagree)\b|n't\b")
_FINISHED = re.compile(r"^(finished|completed?|done|is_complete)$", re.I)
SEVERAL = ";"
_STAMP = re.compile(r"time|date|submitted|recorded|stamp|ended", re.I)


def find_wave(found: Proposal) -> None:
    """Find the column that tells waves."""
    for column in found.part.table.columns:
        if not WAVE.match(column.name):
            continue
        if 1 < len(keys_of(found.part.table.column(column.position))) <= MOST_VALUES:
            found.settings["wave"] = {"column": column.name}
            found.notes["wave"] = say("survey.draft_wave")
            found.uses[column.position] = "wave"
            return


def find_consent(found: Proposal) -> None:
    """Find the question whether people agree to take part, and the answers that mean yes."""
    for question in found.part.questions:
        if not question.is_block and _CONSENT.search(f"{question.key} {question.text}") and len(question.choices) <= 4:
            keys = {c: match_key(c) for c in question.choices}
            yes = [c for c, key in keys.items() if _AGREES.fullmatch(key) and not _DENIES.search(key)]
            if yes:
                found.settings["rows"] = {"consent": {"column": name_of(found, question.columns[0]), "yes": yes}}
                found.notes["rows"] = say("survey.draft_consent")
                found.use(question, "consent")
                return


def find_finished(found: Proposal) -> None:
    """Find the column that tells finished responses, where the preset knows none."""
    for question in found.part.questions:
        complete = [
            c for c in question.choices if match_key(c) in YES | {"1", "100", "complete", "completed", "finished"}
        ]
        if PRESETS[found.part.preset].unfinished or not _FINISHED.match(question.key) or not complete:
            continue
        rule = {"column": name_of(found, question.columns[0]), "complete": complete, "use": "keep"}
        found.settings.setdefault("rows", {})["partial"] = rule
        found.notes["rows"] = f"{found.notes.get('rows', '')} {say('survey.draft_finished')}".strip()
        found.use(question, "finished")
        return


def find_duplicates(found: Proposal, ego: Column) -> None:
    """Where somebody answered twice, let the last response count, and say by which column."""
    preset, table = PRESETS[found.part.preset], found.part.table
    wave = table.one(found.settings["wave"]["column"]).position if "wave" in found.settings else None
    times = table.column(wave) if wave is not None else [""] * len(table)
    seen = list(zip(map(match_key, table.column(ego.position)), times, strict=True))
    named = [pair for pair in seen if pair[0]]
    if len(set(named)) == len(named) or (preset.order and table.has(preset.order)):
        return
    rule = {"by": "ego", "keep": "last"}
    stamps = (c for c in table.columns if _STAMP.search(c.name) and in_time(table.column(c.position)))
    stamp = next(stamps, None)
    if stamp is not None:
        rule["order"] = str(name_of(found, stamp))
    found.settings.setdefault("rows", {})["duplicates"] = rule
    found.notes["rows"] = f"{found.notes.get('rows', '')} {say('survey.draft_answered_twice')}".strip()


def find_attributes(found: Proposal) -> None:
    """Find what is said about people, but nothing that looks private or is free text."""
    attributes: dict[str, str] = {}
    for question in found.part.questions:
        if found.use_of(question) or not question.cells or PRIVATE.search(f"{question.key} {question.text}"):
            continue
        wanted = attribute_of(question)
        if wanted is not None:
            name = attribute_name(question.text, question.key, list(attributes))
            attributes[name] = wanted
            if not question.is_block and several_in_a_cell(question):
                found.seps[name] = SEVERAL
            found.use(question, "attribute")
    if attributes:
        found.settings["attributes"] = attributes
        found.notes["attributes"] = say("survey.draft_attributes")


def attribute_of(question: Question) -> str | None:
    """Give the column of a fact about people, or of several ticks; None where answers are free text or numbers."""
    if question.is_block:
        several = isinstance(question.wanted, str) and re.search(r"\*|^/.*/$", question.wanted)
        ticks = not question.is_numbered and looks_like_scores(question.cells) and len(question.choices) <= 2
        return str(question.wanted) if several and ticks else None
    few = len(question.choices) <= MOST_VALUES and len(question.choices) < max(len(question.cells), 2)
    return clean(question.columns[0].name) if few and question.columns[0].name else None


def several_in_a_cell(question: Question) -> bool:
    """Tell whether cells hold several values of a few, with ; between."""
    parts = [keys_of(cell.split(SEVERAL)) for cell in question.cells]
    return any(len(found) > 1 for found in parts) and len(set().union(*parts)) <= MOST_VALUES
