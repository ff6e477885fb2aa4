"""Names that may be one person: suggested for somebody to decide, never merged by a score."""

from __future__ import annotations

import os
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from critical_sna._core.files import write_text
from critical_sna._core.limits import MOST_NAMES_COMPARED, SIMILAR_NAMES
from critical_sna._core.spreadsheets import FORMULA_STARTS, csv_text
from critical_sna.survey.tables.text import match_key

if TYPE_CHECKING:
    from critical_sna.survey.relational_survey import RelationalSurvey

COLUMNS = ("name", "suggestion", "score", "where", "decision")
_SHORTEST = 5
_DIGITS = re.compile(r"\d+")
_WORD = re.compile(r"\w+")
_KINDS_OF_ORGANISATION = frozenset(
    w
    for line in (
        "academy agency alliance assoc association authority board bureau center centre charity church clinic",
        "club coalition college collaborative committee community company coop cooperative council department",
        "dept district education elementary families family federation forum foundation fund group high",
        "hospital house inc institute library ltd ministry museum network office org organisation",
        "organization partners partnership primary program programme project public school schools secondary",
        "service services society team trust uni union university youth",
    )
    for w in line.split()
)
_SMALL_WORDS = frozenset({"the", "of", "and", "for", "in", "at", "co"})


class Pair(NamedTuple):
    """Two people whose names look alike; the first is the one a decision would change."""

    first: str
    second: str
    score: float


def similar(fresh: Sequence[str], known: Sequence[str], names: Mapping[str, str]) -> list[Pair]:
    """Find pairs of a ``fresh`` and a ``known`` person with similar ``names`` (person -> name), the likest first.

    Digits that differ are different people; organisations must share a word of their own, not only words such as
    school or centre. Time O(fresh * known); nothing is compared above 3,000 people.
    """
    if not fresh or len(known) > MOST_NAMES_COMPARED:
        return []
    from rapidfuzz import fuzz, process

    keys = {person: match_key(names[person]) for person in known}
    turned = {p: " ".join(sorted(_WORD.findall(k))) for p, k in keys.items()}
    common = _common_words(keys.values())
    alike: dict[tuple[str, ...], list[str]] = {}
    for person in known:
        if len(keys[person]) >= _SHORTEST:
            alike.setdefault(tuple(_DIGITS.findall(keys[person])), []).append(person)
    found: dict[tuple[str, str], Pair] = {}
    wanted = set(fresh)
    for columns in alike.values():  # names whose digits differ are never compared
        rows = [p for p in columns if p in wanted]
        for texts in (keys, turned) if rows and len(columns) > 1 else ():  # as written, and "Ash, Ana" as "Ana Ash"
            scores = process.cdist(
                [texts[p] for p in rows], [texts[p] for p in columns], scorer=fuzz.ratio, score_cutoff=SIMILAR_NAMES
            )
            for i, j in zip(*scores.nonzero(), strict=True):
                first, second = rows[i], columns[j]
                if keys[first] != keys[second] and may_be_one(keys[first], keys[second], common):
                    key = (min(first, second), max(first, second))
                    if key not in found or scores[i, j] > found[key].score:
                        found[key] = Pair(first, second, round(float(scores[i, j]), 1))
    return sorted(found.values(), key=lambda p: (-p.score, p.first, p.second))


def may_be_one(first: str, second: str, common: frozenset[str] = frozenset()) -> bool:
    """Refuse pairs that a score must not put forward (``common``: words too frequent to tell organisations apart)."""
    if _DIGITS.findall(first) != _DIGITS.findall(second):
        return False
    one, other = set(_WORD.findall(first)), set(_WORD.findall(second))
    if not (one | other) & _KINDS_OF_ORGANISATION:
        return True
    plain = _KINDS_OF_ORGANISATION | _SMALL_WORDS | common
    return bool({w for w in one & other if len(w) > 2} - plain)


def _common_words(keys: Iterable[str]) -> frozenset[str]:
    counts = Counter(w for key in keys for w in set(_WORD.findall(key)))
    return frozenset(w for w, n in counts.items() if n > 5)


def write_name_suggestions(survey: RelationalSurvey, path: str | os.PathLike[str], *, force: bool = False) -> Path:
    """Write the name suggestions of a survey as a CSV file to review.

    Write accept or reject into the column ``decision``, save, and name the file in the spec (``names: names.csv``).
    Accepted names are read as the suggested person, rejected pairs are not suggested again, and deleting a row
    undoes it. Decisions already taken are written too, so nothing is lost when the file is written again.
    Raises ``FileError`` where the file is there already (unless ``force``) or cannot be written.
    """
    return write_text(path, csv_text(survey.name_suggestions()), force=force)


def as_written(text: str) -> str:
    """Undo what ``write_name_suggestions`` puts before a name that looks like a formula."""
    return text[1:] if text.startswith("'") and text[1:].startswith(FORMULA_STARTS) else text
