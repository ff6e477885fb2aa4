"""A drafted spec: what to check in it, and its YAML with a comment at every proposal."""

from __future__ import annotations

import os
import re
import textwrap
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from critical_sna._core.files import write_text
from critical_sna.survey.tables.text import clean
from critical_sna.words import say

if TYPE_CHECKING:
    import pandas as pd

_PLAIN = re.compile(r"[A-Za-z_][\w/. -]*(?<![\s.])")
_WORDS = {"yes", "no", "true", "false", "on", "off", "null", "none", "y", "n"}
_WIDE = 100
QUESTIONS = ("file", "question", "columns", "choices", "n", "use")
Path_ = tuple[str | int, ...]
Notes = Mapping[Path_, tuple[str, ...]]


@dataclass(frozen=True, repr=False)
class SurveyDraft:
    """A survey spec that was drafted from files, for a person to edit.

    ``preset`` is the program that was recognised ("none": no one), ``reasons`` says by what, ``questions`` lists
    every question with its columns, choices and the shape that was proposed, ``spec`` is the spec as a dict.
    ``read_survey`` reads a draft as it stands.
    """

    preset: str
    reasons: tuple[str, ...]
    _questions: pd.DataFrame
    _spec: Mapping[str, object]
    _notes: Notes
    base: Path

    @property
    def spec(self) -> dict[str, object]:
        """Give the drafted spec as a dict of its own."""
        from copy import deepcopy

        return deepcopy(dict(self._spec))

    @property
    def questions(self) -> pd.DataFrame:
        """One row a question: file, question, columns (how many), choices, n (filled cells), use."""
        return self._questions.copy()

    def to_yaml(self) -> str:
        """Write the spec as YAML; a comment stands above every line that a person should check."""
        lines = _comments(self._notes.get((), ()))
        return "\n".join([*lines, *_block(self._spec, (), self._notes)]) + "\n"

    def save(self, path: str | os.PathLike[str], *, force: bool = False) -> Path:
        """Write the YAML spec to a file; its paths start from the folder of the described file.

        Raises ``FileError`` where the file is there already (unless ``force``) or cannot be written.
        """
        return write_text(path, self.to_yaml(), force=force)

    def __repr__(self) -> str:
        return (
            f"SurveyDraft(preset={self.preset!r}, questions={len(self._questions)}, relations={len(self._relations)})"
        )

    @property
    def _relations(self) -> Mapping[str, object]:
        found = self._spec["relations"]
        return found if isinstance(found, Mapping) else {}


def _block(value: Mapping[str, object], path: tuple[str | int, ...], notes: Notes) -> list[str]:
    lines: list[str] = []
    for key, item in value.items():
        place = (*path, key)
        lines += _comments(notes.get(place, ()))
        lines += _entry(f"{_scalar(key)}:", item, place, notes)
    return lines


def _comments(notes: tuple[str, ...]) -> list[str]:
    return [f"# {line}" for note in notes for line in textwrap.wrap(note, _WIDE)]


def _entry(head: str, item: object, place: tuple[str | int, ...], notes: Notes) -> list[str]:
    """Write one key (or list item) with its value, in one line where that is short and nothing in it has a note."""
    inside = any(len(p) > len(place) and p[: len(place)] == place for p in notes)
    flow = f"{head} {_flow(item)}"
    if not isinstance(item, Mapping | list) or (len(flow) <= _WIDE and not inside):
        return [flow]
    if isinstance(item, Mapping):
        body = _block(item, place, notes)
        return [head, *(f"  {line}" for line in body)]
    lines = [head]
    for i, part in enumerate(item):
        at = (*place, i)
        lines += [f"  {line}" for line in _comments(notes.get(at, ()))]
        inside = any(len(p) > len(at) and p[: len(at)] == at for p in notes)
        if isinstance(part, Mapping) and (inside or len(_flow(part)) > _WIDE):
            first, *rest = _block(part, at, notes)
            while first.startswith("#"):  # a comment cannot stand between the dash and its key
                lines.append(f"  {first}")
                first, *rest = rest
            lines += [f"  - {first}", *(f"    {line}" for line in rest)]
        else:
            lines.append(f"  - {_flow(part)}")
    return lines


def _flow(item: object) -> str:
    if isinstance(item, Mapping):
        return "{" + ", ".join(f"{_scalar(k)}: {_flow(v)}" for k, v in item.items()) + "}"
    if isinstance(item, list):
        return "[" + ", ".join(map(_flow, item)) + "]"
    return _scalar(item)


def _scalar(value: object) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int):
        return str(value)
    text = str(value)
    if _PLAIN.fullmatch(text) and text.casefold() not in _WORDS and "  " not in text:
        return text
    return '"' + "".join(map(_escaped, text)) + '"'


def _escaped(character: str) -> str:
    if character in '"\\':
        return f"\\{character}"
    if character.isprintable():
        return character
    code = ord(character)
    return f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"


def comment(text: str) -> str:
    """Keep a comment in one line, whatever a file put into it."""
    return "".join(c if c.isprintable() else " " for c in clean(text))


def reports_notes() -> tuple[str, ...]:
    """Give the comment that leaves the direction of a question for a person to say."""
    ways = ("reports", "reports_seeks_from", "reports_gives_to", "reports_mutual")
    return tuple(comment(say(f"survey.draft_{way}")) for way in ways)


def wave_in(name: str) -> str:
    """Give the number in a file's name that tells a wave: wave1, w2, round_3, 2024; "" where there is none."""
    found = re.search(r"(?:wave|round|time|year|w|t)[ _-]?(\d+)|(?<!\d)((?:19|20)\d\d)(?!\d)", name.casefold())
    return (found.group(1) or found.group(2)) if found else ""
