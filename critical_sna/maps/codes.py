"""What people and groups are called on a map: codes by default, cleaned text where names are asked for."""

from __future__ import annotations

import string
import unicodedata
from collections.abc import Iterable, Sequence

import numpy as np

from critical_sna.words import say

LONGEST = 60


def clean(value: object, *, longest: int = LONGEST, empty: str | None = None) -> str:
    """Make one line of visible text: trimmed, cut at ``longest``, and ``empty`` where nothing can be seen.

    Left out, ``empty`` is the English for a person without a name.

    Only line breaks and control characters go; markup stays as the letters it is, since a page writes it as text.
    """
    text = "" if value is None else str(value)
    kept = "".join(" " if unicodedata.category(c) in ("Cc", "Zl", "Zp", "Cs") else c for c in text)
    line = " ".join(kept.split())
    if not any(unicodedata.category(c)[0] in "LNPSM" for c in line):
        return say("map.no_name") if empty is None else empty
    return line if len(line) <= longest else line[: longest - 1].rstrip() + "…"


def isolate(text: str) -> str:
    """Wrap text in Unicode isolates, so that its writing direction ends where it ends."""
    return f"\u2068{text}\u2069"


def letters(names: Sequence[str]) -> list[str]:
    """Give each group its own letter: the first free one of its name, then of the alphabet, then pairs.

    >>> letters(["Residents", "Researchers", "42"])
    ['R', 'E', 'A']
    """
    taken: set[str] = set()
    pairs = (a + b for a in string.ascii_uppercase for b in string.ascii_uppercase)
    found = []
    for name in names:
        own = (c for c in name.upper() if c in string.ascii_uppercase)
        letter = _first_free(own, taken) or _first_free(string.ascii_uppercase, taken) or _first_free(pairs, taken)
        taken.add(letter)
        found.append(letter)
    return found


def _first_free(choices: Iterable[str], taken: set[str]) -> str:
    return next((c for c in choices if c not in taken), "")


def number_within(groups: np.ndarray, draw: np.random.Generator) -> np.ndarray:
    """Number the people of each group from 1, in an order that says nothing about them."""
    numbers = np.zeros(len(groups), dtype=int)
    for group in np.unique(groups):
        members = np.flatnonzero(groups == group)
        numbers[members] = draw.permutation(len(members)) + 1
    return numbers
