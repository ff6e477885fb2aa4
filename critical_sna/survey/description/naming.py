"""Short names for relations and attributes, made from the words of a question."""

from __future__ import annotations

import re
from collections.abc import Sequence

from critical_sna.survey.description.spec import RESERVED
from critical_sna.survey.tables.text import match_key

_RELATIONS = (
    ("advice", r"advice|advise|\bhelp\b"),
    ("trust", r"trust"),
    ("friendship", r"friend|sociali[sz]"),
    ("influence", r"influenc|\bpower"),
    ("ideas", r"\bideas?\b"),
    ("information", r"information|inform\b|news"),
    ("resources", r"resource|fund"),
    ("collaboration", r"collaborat|work(ed|ing)? (with|together)|with whom .*\bwork|partner"),
    ("meeting", r"\bmeet"),
    ("support", r"support"),
    ("acquaintance", r"\bknow\b"),
)
_LONGEST = 30


def slug(text: str) -> str:
    """Give a short name of letters, digits and underscores."""
    words = re.findall(r"[^\W_]+", match_key(text))
    name = ""
    for word in words:
        if name and len(name) + len(word) >= _LONGEST:
            break
        name = f"{name}_{word}" if name else word[:_LONGEST]
    return name


def asks_for(text: str) -> str:
    """Name what a question asks for: advice, trust, ...; "" where its words do not tell."""
    return next((name for name, pattern in _RELATIONS if re.search(pattern, match_key(text))), "")


def relation_name(text: str, key: str, taken: Sequence[str], *, fallback: str = "tie", say_so: bool = True) -> str:
    """Name a relation by what its question asks for, or by its column; never a name that is ``taken``.

    A column called by a number, as Q1, keeps its letters as they are.
    ``say_so=False`` keeps the words of the column even where the question speaks of advice or trust.
    """
    number = key if re.fullmatch(r"[A-Za-z]{1,3}\d+", key) else ""
    name = (say_so and asks_for(text)) or number or slug(key)[:_LONGEST] or fallback
    return _free(name, taken)


def attribute_name(text: str, key: str, taken: Sequence[str]) -> str:
    """Name an attribute by its column where that is a word, and by its question where it is a number like Q3."""
    short = slug(key)
    name = short if short and not re.fullmatch(r"(q|v|qid)?\d+(_\d+)*", short) else slug(text) or short or "attribute"
    if name in RESERVED or name.startswith(("status_", "asked_")):
        name = f"their_{name}"
    return _free(name, taken)


def _free(name: str, taken: Sequence[str]) -> str:
    number, free = 1, name
    while free in taken:
        number += 1
        free = f"{name}_{number}"
    return free
