"""Text as people type it: what is shown, what is matched, and what a cell counts as."""

from __future__ import annotations

import math
import re
import unicodedata
from functools import lru_cache

_DROPPED = {"Cf", "Cs", "Cc"}
_NUMBER = re.compile(r"[+-]?(\d+(\.\d*)?|\.\d+)([eE][+-]?\d+)?")
_FORMULA = re.compile(r"[=+@\t\r]|-(?=\D)")
_MARKUP = re.compile(r"<[a-zA-Z/!?]")
_LONG_NAME = 200


def _once(text: str) -> str:
    text = unicodedata.normalize("NFKC", text)
    kept = (" " if c.isspace() else c for c in text if c.isspace() or unicodedata.category(c) not in _DROPPED)
    return " ".join("".join(kept).split())


@lru_cache(maxsize=65_536)
def clean(text: str) -> str:
    """Give the form that is shown: NFKC, no invisible characters, single spaces, nothing at the ends."""
    after = _once(text)
    while after != text:
        text, after = after, _once(after)
    return after


@lru_cache(maxsize=65_536)
def match_key(text: str) -> str:
    """Give the form that is matched: as ``clean``, and without case."""
    before, after = text, clean(clean(text).casefold())
    while after != before:
        before, after = after, clean(after.casefold())
    return after


def quoted(text: str, limit: int = 60) -> str:
    """Give text for a message: short, in quotes, with invisible characters spelled out."""
    seen = "".join(c if c.isprintable() and unicodedata.category(c) not in _DROPPED else ascii(c)[1:-1] for c in text)
    return f"'{seen}'" if len(seen) <= limit else f"'{seen[:limit]}...'"


def listed(names: list[str], limit: int = 30) -> str:
    """Join names for a message and count the ones left out."""
    shown = ", ".join(name if len(name) <= 80 else name[:80] + "..." for name in names[:limit])
    return shown if len(names) <= limit else f"{shown} and {len(names) - limit} more"


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
    shown = clean(raw)
    if _MARKUP.search(shown):
        return "markup"
    if _FORMULA.match(shown):
        return "formula"
    if len(shown) > _LONG_NAME:
        return "long"
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
