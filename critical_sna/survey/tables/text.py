"""Text as people type it: what is shown, what is matched, and what a cell counts as."""

from __future__ import annotations

import math
import re
import unicodedata
from functools import lru_cache

from critical_sna._core.text import listed as listed
from critical_sna._core.text import quoted as quoted

_DROPPED = {"Cf", "Cs", "Cc"}
_NUMBER = re.compile(r"[+-]?(\d+(\.\d*)?|\.\d+)([eE][+-]?\d+)?")
_FORMULA = re.compile(r"[=+@\t\r]|-(?=\D)")
_MARKUP = re.compile(r"<[a-zA-Z/!?]")
_LONG_NAME = 200


def _once(text: str) -> str:
    text = unicodedata.normalize("NFKC", text)
    kept = (" " if c.isspace() else c for c in text if c.isspace() or unicodedata.category(c) not in _DROPPED)
    return " ".join("".join(kept).split())


def clean(text: str) -> str:
    """Give the form that is shown: NFKC, no invisible characters, single spaces, nothing at the ends."""
    if text.isascii() and text.isprintable():  # nothing in it to bring into another form
        return " ".join(text.split())
    return _clean(text)


@lru_cache(maxsize=65_536)
def _clean(text: str) -> str:
    after = _once(text)
    while after != text:
        text, after = after, _once(after)
    return after


def match_key(text: str) -> str:
    """Give the form that is matched: as ``clean``, and without case."""
    if text.isascii() and text.isprintable():
        return " ".join(text.split()).lower()
    return _match_key(text)


@lru_cache(maxsize=65_536)
def _match_key(text: str) -> str:
    before, after = text, clean(clean(text).casefold())
    while after != before:
        before, after = after, clean(after.casefold())
    return after


def number(text: str, decimal: str = ".") -> float | None:
    """Read a cell as a number, or None where it is not one; never guesses thousands."""
    text = clean(text)
    if decimal != ".":
        if "." in text:
            return None
        text = text.replace(decimal, ".")
    return float(text) if _NUMBER.fullmatch(text) else None


def finite(value: float | None) -> bool:
    """Tell whether a number is there and is 0 or more and not infinite."""
    return value is not None and math.isfinite(value) and value >= 0


def natural_key(text: str) -> tuple[tuple[int, float, str], ...]:
    """Sort key in which 'wave 2' comes before 'wave 10'."""
    parts = re.split(r"(\d+)", text.casefold())
    return tuple((0, float(p), "") if p.isascii() and p.isdigit() else (1, 0.0, p) for p in parts if p)


def odd_name(raw: str) -> str | None:
    """Name what is unusual about a name that programs could take for something else, or None."""
    if raw.isascii() and raw.isalnum() and len(raw) <= _LONG_NAME:
        return None
    shown = clean(raw)
    if _MARKUP.search(shown):
        return "markup"
    if _FORMULA.match(shown):
        return "formula"
    if len(shown) > _LONG_NAME:
        return "long"
    if raw.isascii() and raw.isprintable():
        return None
    if any(unicodedata.bidirectional(c) in {"RLO", "LRO", "RLE", "LRE", "RLI", "LRI", "FSI"} for c in raw):
        return "direction"
    if any(unicodedata.category(c) in {"Cc", "Cs"} and not c.isspace() for c in raw):
        return "control"
    scripts = {
        script
        for c in shown
        if c.isalpha()
        for script in ("LATIN", "CYRILLIC", "GREEK")
        if unicodedata.name(c, "").startswith(script)
    }
    return "look_alike" if len(scripts) > 1 else None
