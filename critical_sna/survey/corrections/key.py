"""Who is behind the codes of a map: the map itself, or its key as it was saved."""

from __future__ import annotations

import csv
import io
import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol, runtime_checkable

from critical_sna._core import limits
from critical_sna._core.spreadsheets import FORMULA_STARTS
from critical_sna.errors import DataError, WrongTypeError
from critical_sna.survey.tables.files import read_bytes
from critical_sna.words import say


@runtime_checkable
class Coded(Protocol):
    """What resolves codes: a map knows its stamp and who is behind each code."""

    @property
    def stamp(self) -> str:
        """The mark of this map and no other."""

    @property
    def persons(self) -> Mapping[str, str]:
        """Code -> person."""


@dataclass(frozen=True)
class Key:
    """A key that was read from its file."""

    stamp: str
    persons: Mapping[str, str]


def key_of(key: object) -> Coded:
    """Give the key: a map as it stands, a path is read.

    Raises ``WrongTypeError``, ``FileError``, and ``DataError`` where the file is no key of a map.
    """
    if isinstance(key, Coded):
        return key
    if not isinstance(key, str | os.PathLike):
        raise WrongTypeError(
            say("survey.key_type", kind=type(key).__name__),
            where="apply_corrections(key=...)",
            mend=say("survey.key_type_mend"),
        )
    return _read(Path(key))


def _read(path: Path) -> Key:
    try:
        text = read_bytes(path, limit=limits.MAX_FILE_BYTES).decode("utf-8-sig")
        rows = list(csv.DictReader(io.StringIO(text, newline=""), strict=True))
    except (ValueError, csv.Error):
        rows = []
    stamps = {row.get("map") for row in rows}
    stamp = next(iter(stamps), None)
    whole = all(row.get("code") and row.get("person") for row in rows)
    if len(stamps) != 1 or not stamp or not whole or len({row["code"] for row in rows}) < len(rows):
        raise DataError(say("survey.key_other"), where=path.name, mend=say("survey.key_other_mend"))
    return Key(stamp, {_bare(row["code"]): _bare(row["person"]) for row in rows})


def _bare(text: str) -> str:
    """Take away the apostrophe that keeps a spreadsheet from reading a formula."""
    return text[1:] if text.startswith("'") and text[1:].startswith(FORMULA_STARTS) else text
