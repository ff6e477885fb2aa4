"""Measure tables that a caller hands in, as columns of numbers."""

from __future__ import annotations

import pandas as pd

from critical_sna.errors import DataError, WrongTypeError


def numbers_of(table: pd.Series | pd.DataFrame, *, where: str) -> pd.DataFrame:
    """Give a measure table as columns of numbers; refuse what is none, and people who stand in it twice."""
    if isinstance(table, pd.Series):
        frame = table.to_frame(name=table.name if table.name is not None else "value")
    elif isinstance(table, pd.DataFrame):
        frame = table
    else:
        raise WrongTypeError(
            f"This is a {type(table).__name__}, not a measure table.",
            where=where,
            mend="give the result of a measure, for instance csna.in_degree(net)",
        )
    if not frame.index.is_unique:
        raise DataError("A person stands in the table twice.", where=where, mend="give one row a person")
    words = [str(c) for c in frame.columns if not pd.api.types.is_numeric_dtype(frame[c].dtype)]
    if words:
        raise WrongTypeError(
            f"The column {words[0]!r} does not hold numbers.",
            where=where,
            mend=f"leave it out: table.drop(columns={words!r})",
        )
    return frame.astype(float)
