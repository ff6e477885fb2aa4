"""SPSS and Stata files: value labels are what cells read as, variable labels are the label row."""

from __future__ import annotations

import datetime as dt
import math
import warnings
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING, Any

from critical_sna._core.limits import MAX_SHEET_CELLS, MAX_SHEET_ROWS
from critical_sna.errors import DataError, FileError
from critical_sna.survey.tables.files import check_file
from critical_sna.survey.tables.table import Table, make_table
from critical_sna.survey.tables.text import match_key

if TYPE_CHECKING:
    from critical_sna.survey.issues import Log

STATISTICS = {"sav": "sav", "zsav": "sav", "spss": "sav", "dta": "dta", "stata": "dta"}
_HEADER_ROWS = 2
Loaded = tuple[dict[str, Any], Any]  # Any: pyreadstat has no types


def statistics_kind(kind: str, suffix: str) -> str | None:
    """Name the reader of a file of statistics by its format or suffix; None where it is something else."""
    return STATISTICS.get(kind if kind != "auto" else suffix)


def read_statistics(path: Path, shown: str, kind: str, encoding: str, log: Log, *, need_rows: bool = True) -> Table:
    """Read a .sav, .zsav or .dta file; codes that the file declares missing are kept apart in ``Column.missing``."""
    from critical_sna.survey.description.spec import Header

    check_file(path)
    values, meta = _load(path, shown, kind, encoding, log)
    names = list(values)
    labels = [label or "" for label in meta.column_labels]
    columns, missing = [], []
    for name in names:
        texts, declared = _column(values[name], name, meta)
        columns.append(texts)
        missing.append(declared)
    grid = [(1, [name or "" for name in names]), (2, labels)]
    grid += [(number, list(cells)) for number, cells in enumerate(zip(*columns, strict=True), start=_HEADER_ROWS + 1)]
    table = make_table(grid, Header(rows=_HEADER_ROWS, label_row=2), file=shown, log=log, need_rows=need_rows)
    return replace(
        table,
        columns=tuple(replace(c, label=c.label or c.name, missing=missing[c.position]) for c in table.columns),
        numbers=table.numbers - _HEADER_ROWS,
    )


def _load(path: Path, shown: str, kind: str, encoding: str, log: Log) -> Loaded:
    pyreadstat = _pyreadstat(shown)
    read = pyreadstat.read_sav if kind == "sav" else pyreadstat.read_dta
    named = None if encoding.lower() == "auto" else encoding
    try:
        with warnings.catch_warnings(action="error"):  # it warns of columns named alike, which no program writes
            values, meta = _read(read, path, shown, named)
            if named is None and meta.file_encoding == "UTF-8" and not _is_utf_8(read, path, values):
                values, meta = _read(read, path, shown, "WINDOWS-1252")
                log.note("encoding_guess", file=shown)
        return values, meta
    except DataError:
        raise
    except Exception as problem:  # pyreadstat raises whatever a broken file makes its parser raise
        raise DataError(
            f"The {'SPSS' if kind == 'sav' else 'Stata'} file cannot be read ({type(problem).__name__}).",
            where=shown,
            mend="save it again; if names hold accents, say its encoding in the spec",
        ) from None


def _read(read: Any, path: Path, shown: str, encoding: str | None) -> Loaded:  # Any: pyreadstat has no types
    options = {"encoding": encoding, "user_missing": True}
    _, head = read(path, metadataonly=True, **options)
    most = min(MAX_SHEET_ROWS, MAX_SHEET_CELLS // max(len(head.column_names), 1))
    values, meta = read(path, output_format="dict", row_limit=most + 1, **options)
    if max((len(v) for v in values.values()), default=0) > most:
        raise DataError(
            f"The file has more than {most:,} rows, the most for {len(head.column_names):,} columns.",
            where=shown,
            mend="save only the columns that are needed",
        )
    return values, meta


def _is_utf_8(read: Any, path: Path, values: dict[str, Any]) -> bool:  # Any: pyreadstat has no types
    """Tell whether the text is UTF-8 as the file says: the parser cuts text off, unsaid, where it is not."""
    wanted = [name for name, column in values.items() if any(isinstance(value, str) for value in column)]
    cells, meta = read(
        path, encoding="ISO-8859-1", output_format="dict", usecols=wanted or None, row_limit=MAX_SHEET_ROWS
    )
    texts = [label for label in meta.column_labels if label]
    texts += [text for labels in meta.variable_value_labels.values() for text in labels.values()]
    texts += [value for name in wanted for value in cells[name] if isinstance(value, str)]
    try:
        "".join(texts).encode("latin-1", "replace").decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _pyreadstat(shown: str) -> ModuleType:
    try:
        import pyreadstat
    except ImportError:
        raise FileError(
            "SPSS and Stata files need the package pyreadstat, which is not installed.",
            where=shown,
            mend="pip install 'critical-sna[files]', or save the file as CSV with value labels",
        ) from None
    module: ModuleType = pyreadstat
    return module


def _column(values: Any, name: str, meta: Any) -> tuple[list[str], frozenset[str]]:  # pyreadstat has no types
    """Give the cells of a column as text, and the texts that the file declares missing."""
    labels: Mapping[object, str] = meta.variable_value_labels.get(name, {})
    ranges = meta.missing_ranges.get(name, [])
    letters = meta.missing_user_values.get(name, [])
    texts, declared = [], set()
    for value in values:
        text = labels.get(value) if isinstance(value, str | float | int) else None
        plain = text if text is not None else _text(value)
        if isinstance(value, str) and value in letters:
            plain = text if text is not None else f".{value}"
            declared.add(match_key(plain))
        elif plain and any(_within(value, r["lo"], r["hi"]) for r in ranges):
            declared.add(match_key(plain))
        texts.append(plain)
    return texts, frozenset(declared)


def _within(value: object, low: object, high: object) -> bool:
    if isinstance(value, str):
        return value == low
    return (
        isinstance(value, float | int)
        and isinstance(low, float | int)
        and isinstance(high, float | int)
        and low <= value <= high
    )


def _text(value: object) -> str:
    """Give a cell without a label as text: whole numbers without .0, dates as ISO, nothing for what is not there."""
    if value is None or (isinstance(value, float) and math.isnan(value)):
        return ""
    if isinstance(value, dt.datetime):
        return value.date().isoformat() if value.time() == dt.time() else value.isoformat(sep=" ")
    if isinstance(value, dt.date | dt.time):
        return value.isoformat()
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() and abs(value) < 1e15 else repr(float(value))
    return str(value)
