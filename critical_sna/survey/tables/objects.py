"""A pandas DataFrame as the rows of text that a file would give; it is never changed."""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from uuid import UUID

import numpy as np
import pandas as pd

from critical_sna._core.limits import MAX_TABLE_CELLS, MAX_TABLE_COLUMNS
from critical_sna._core.text import listed, quoted
from critical_sna.errors import DataError, SpecError
from critical_sna.formats.objects import package_of
from critical_sna.formats.tidy import is_missing

_LOST_FROM = 1e15
"""From here on a decimal number no longer holds every digit of an id."""
_SHOWN_AS_THEY_ARE = (str, Decimal, UUID, pd.Period, pd.Timedelta, pd.Interval)
_HEADER_ROW = 1


@dataclass(frozen=True, eq=False, repr=False)
class Held:
    """An object that a spec holds in place of a path; it shows its type, and never what is in it."""

    given: object

    def __repr__(self) -> str:
        return f"<{type(self.given).__name__}>"


def can_hold(given: object) -> bool:
    """Tell whether an object can be read: a DataFrame, or a graph of networkx or igraph."""
    return isinstance(given, pd.DataFrame) or package_of(given) is not None


def grid_of(held: Held, shown: str) -> Iterator[tuple[int, list[str]]]:
    """Give a DataFrame as (row number, cells): its column names in row 1, then its rows.

    An index that has a name, or holds text, comes first as a column; row numbers without a name are left out.
    """
    frame = held.given
    if not isinstance(frame, pd.DataFrame):
        raise SpecError(
            f"A graph of {package_of(frame)} holds nodes and ties, no rows of answers.",
            where=shown,
            mend="use the shape 'graph', which needs nothing more",
        )
    frame = _with_index(frame, shown)
    names = [_name(name) for name in frame.columns]
    _check(frame, names, shown)
    columns = [_texts(frame.iloc[:, at]) for at in range(len(names))]
    yield _HEADER_ROW, names
    for number, cells in enumerate(zip(*columns, strict=True), start=_HEADER_ROW + 1):
        yield number, list(cells)


def _with_index(frame: pd.DataFrame, shown: str) -> pd.DataFrame:
    for what, levels in (("columns", frame.columns.nlevels), ("rows", frame.index.nlevels)):
        if levels > 1:
            raise DataError(
                f"The {what} of the DataFrame have names of {levels} levels.",
                where=shown,
                mend="give every column one name, for instance with .reset_index() or by joining the levels",
            )
    index = frame.index
    is_text = isinstance(index.dtype, pd.StringDtype) or pd.api.types.is_object_dtype(index.dtype)
    if index.name is None and not (is_text and len(index)):
        return frame
    first = pd.DataFrame({index.name: index.to_series().reset_index(drop=True)})
    return pd.concat([first, frame.reset_index(drop=True)], axis=1)


def _name(name: object) -> str:
    return "" if is_missing(name) else _text(name)


def _check(frame: pd.DataFrame, names: list[str], shown: str) -> None:
    """Refuse what is too large or cannot be a cell; all such columns are named in one message."""
    rows, width = frame.shape
    if width > MAX_TABLE_COLUMNS or rows * width > MAX_TABLE_CELLS:
        raise DataError(
            f"The DataFrame has {rows:,} rows and {width:,} columns; at most {MAX_TABLE_COLUMNS:,} columns and "
            f"{MAX_TABLE_CELLS:,} cells are read.",
            where=shown,
            mend="keep only the columns that are needed",
        )
    twice = list(dict.fromkeys(name for name in names if names.count(name) > 1))
    if twice:
        raise DataError(
            f"Several columns of the DataFrame have the same name: {listed(list(map(quoted, twice)))}.",
            where=shown,
            mend="rename all but one",
        )
    odd = {name: word for at, name in enumerate(names) if (word := _odd(frame.iloc[:, at]))}
    if odd:
        told = [f"{quoted(name)} ({word})" for name, word in odd.items()]
        raise DataError(
            f"Cells of the DataFrame hold something else than text, numbers, dates or ticks: {listed(told)}.",
            where=shown,
            mend="turn these columns into text first, or leave them out; lists of names can be joined, "
            'for instance with .str.join(";")',
        )


def _odd(values: pd.Series) -> str | None:
    """Name the first type in a column that cannot be a cell, with its row; None where all can."""
    if not isinstance(values.dtype, pd.CategoricalDtype) and not pd.api.types.is_object_dtype(values.dtype):
        return "complex" if pd.api.types.is_complex_dtype(values.dtype) else None
    for row, value in enumerate(values.tolist(), start=_HEADER_ROW + 1):
        known = isinstance(value, (*_SHOWN_AS_THEY_ARE, bool, int, float, np.number, np.bool_, dt.date, dt.time))
        if isinstance(value, complex) or not (known or is_missing(value)):
            return f"{type(value).__name__}, row {row}"
    return None


def _texts(values: pd.Series) -> list[str]:
    is_plain = pd.api.types.is_integer_dtype(values.dtype) or isinstance(values.dtype, pd.StringDtype)
    text = str if is_plain else _text
    return ["" if missing else text(value) for value, missing in zip(values.array, values.isna(), strict=True)]


def _text(value: object) -> str:
    """Give a cell as text: integers as their digits, dates as ISO, decimal numbers as they are written."""
    if isinstance(value, bool | np.bool_):
        return str(bool(value)).upper()
    if isinstance(value, float | np.floating):
        number = float(value)
        return f"{number:.14E}" if _LOST_FROM <= abs(number) < math.inf else str(value)
    if isinstance(value, dt.datetime):
        return value.date().isoformat() if value.time() == dt.time() else value.isoformat(sep=" ")
    return value.isoformat() if isinstance(value, dt.date | dt.time) else str(value)
