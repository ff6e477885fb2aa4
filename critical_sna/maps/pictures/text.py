"""Text in a picture: measured in the font that ships with matplotlib, wrapped, and limited to what it can show."""

from __future__ import annotations

import unicodedata
from functools import cache
from pathlib import Path

import matplotlib
from matplotlib.font_manager import FontProperties
from matplotlib.ft2font import FT2Font, LoadFlags

MISSING = "\u25a1"
"""Stands for a character that the font cannot show."""
SAFE = 0.97
"""How much of a line is filled: other settings of matplotlib than ours draw small letters a little wider."""
LEADING = 1.28
"""Height of a line, in sizes of its text."""


def _file(bold: bool) -> Path:
    return Path(matplotlib.get_data_path()) / "fonts" / "ttf" / f"DejaVuSans{'-Bold' if bold else ''}.ttf"


@cache
def _font(bold: bool) -> FT2Font:
    return FT2Font(_file(bold))


@cache
def _known(bold: bool) -> frozenset[int]:
    return frozenset(_font(bold).get_charmap())


@cache
def font(bold: bool = False) -> FontProperties:
    """Give the font by its file, so that what is installed on a machine changes nothing."""
    return FontProperties(fname=str(_file(bold)))


def drawable(text: str, *, bold: bool = False) -> str:
    """Give one line that the font can show: a box for a character it lacks; isolates stay, they keep order."""
    known = _known(bold)
    out = []
    for char in text:
        kind = unicodedata.category(char)
        if kind == "Cf":
            out.append(char if char in "\u2066\u2067\u2068\u2069" else "")
        elif kind in ("Cc", "Zl", "Zp", "Cs"):
            out.append(" ")
        else:
            out.append(char if ord(char) in known else MISSING)
    return "".join(out)


def has_missing(text: str) -> bool:
    """Say whether the font lacks a character of this text."""
    return MISSING in drawable(text) and MISSING not in text


@cache
def _unit_width(text: str, bold: bool) -> float:
    face = _font(bold)
    face.set_size(100, 72)
    face.set_text(text, 0.0, flags=LoadFlags.NO_HINTING)
    return float(face.get_width_height()[0] / 64 / 100)


def width(text: str, size: float, *, bold: bool = False) -> float:
    """Give the width of one line in points."""
    return _unit_width(drawable(text, bold=bold), bold) * size


def shorten(text: str, room: float, size: float, *, bold: bool = False) -> str:
    """Cut a line to a width, with an ellipsis where something was cut."""
    if width(text, size, bold=bold) <= room:
        return text
    low, high = 0, len(text)
    while low < high:
        middle = (low + high + 1) // 2
        fits = width(text[:middle].rstrip() + "…", size, bold=bold) <= room
        low, high = (middle, high) if fits else (low, middle - 1)
    return _closed(text[:low].rstrip()) + "…"


def _closed(text: str) -> str:
    """Close isolates that a cut left open."""
    return text + "\u2069" * max(text.count("\u2068") - text.count("\u2069"), 0)


def wrap(text: str, room: float, size: float, *, bold: bool = False, lines: int = 50) -> list[str]:
    """Break a text into lines of at most ``room`` points; a word wider than a line is cut into pieces."""
    words: list[str] = []
    room *= SAFE
    for word in text.split(" "):
        words += _pieces(word, room, size, bold)
    out: list[str] = []
    for word in words:
        joined = f"{out[-1]} {word}" if out else word
        if out and width(joined, size, bold=bold) <= room:
            out[-1] = joined
        else:
            out.append(word)
    out = _isolated(out)
    if len(out) > lines:
        out = [*out[: lines - 1], shorten(" ".join(out[lines - 1 :]), room, size, bold=bold)]
    return out


def _isolated(lines: list[str]) -> list[str]:
    """Open and close isolates on every line that a text inside one runs over."""
    out, depth = [], 0
    for line in lines:
        opened = "\u2068" * depth + line
        depth = max(opened.count("\u2068") - opened.count("\u2069"), 0)
        out.append(opened + "\u2069" * depth)
    return out


def _pieces(word: str, room: float, size: float, bold: bool) -> list[str]:
    pieces = []
    while word and width(word, size, bold=bold) > room and len(word) > 1:
        low, high = 1, len(word)
        while low < high:
            middle = (low + high + 1) // 2
            low, high = (middle, high) if width(word[:middle], size, bold=bold) <= room else (low, middle - 1)
        pieces.append(word[:low])
        word = word[low:]
    return [*pieces, word]
