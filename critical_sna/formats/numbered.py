"""What Pajek and UCINET share: people have a number and one text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from critical_sna.formats.tidy import as_text, values_of

if TYPE_CHECKING:
    import pandas as pd

NOUGHT = re.compile(r"[+-]?(0+(\.0*)?|\.0+)")
"""A cell of a matrix that says that there is no tie."""
_REFERENCE = re.compile(r"&#(?:[0-9]{1,7}|[xX][0-9a-fA-F]{1,6});")
_LINE = re.compile(r"([^\r\n]*)(\r\n|\r|\n|\Z)")
_RISKY = re.compile('["\t\n\r\x85\u2028\u2029]|&(?=#)')


def lines_of(text: str, start: int = 0) -> Iterator[tuple[int, str]]:
    """Give (number, line) of the lines from a place of the text on, one by one."""
    number = len(re.findall(r"\r\n|\r|\n", text[:start])) + 1
    while start < len(text):
        found = _LINE.match(text, start)
        if found is None:  # the pattern fits anywhere
            return
        yield number, found.group(1)
        start, number = found.end(), number + 1


def numbered(labels: list[str]) -> list[str]:
    """Give ids: the labels where each person has one of their own, otherwise the numbers."""
    if all(label.strip() for label in labels) and len(set(labels)) == len(labels):
        return list(labels)
    return [str(k) for k in range(1, len(labels) + 1)]


def unlike(ids: list[str], labels: list[str]) -> bool:
    """Tell whether a reader would not find these ids from these labels."""
    return numbered(labels) != ids


def tie_lines(ties: pd.DataFrame, ids: list[str]) -> dict[str | None, list[str]]:
    """Give the lines of ties by number, relation by relation (None where relations have no names)."""
    place = {person: k for k, person in enumerate(ids, start=1)}
    relations = values_of(ties["relation"]) if "relation" in ties.columns else [None] * len(ties)
    found: dict[str | None, list[str]] = {} if any(relations) else {None: []}
    for source, target, strength, relation in zip(
        ties["source"], ties["target"], ties["strength"], relations, strict=True
    ):
        line = f"{place[source]} {place[target]} {as_text(float(strength))}"
        found.setdefault(None if relation is None else str(relation), []).append(line)
    return found


def in_quotes(text: str) -> str:
    """Write text between quotation marks: what would end it becomes a numeric reference, as in HTML."""
    return _RISKY.sub(lambda m: f"&#{ord(m.group())};", text)


def out_of_quotes(text: str) -> str:
    """Read text that stood between quotation marks."""
    return _REFERENCE.sub(_character, text)


def _character(found: re.Match[str]) -> str:
    code = found.group()[2:-1]
    number = int(code[1:], 16) if code[0] in "xX" else int(code)
    is_text = number in {9, 10, 13} or 0x20 <= number < 0xD800 or 0xE000 <= number < 0x110000
    return chr(number) if is_text and number not in {0xFFFE, 0xFFFF} else found.group()
