"""Ids and labels as text, from the first line: 1, 1.0 and '1' are never merged and nothing becomes 'nan'."""

from __future__ import annotations

from collections.abc import Hashable, Iterable
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from critical_sna.errors import DataError, UnknownNameError, WrongTypeError, did_you_mean

UNKNOWN_GROUP = "unknown"
"""The group of people whose group was not told."""


def factorized_ids(values: pd.Series, *, where: str) -> tuple[npt.NDArray[np.intp], pd.Index]:
    """Turn a column of ids into codes and the text of each distinct id, in order of appearance.

    Integers become their digits. Floats, missing ids, empty ids and text that is no valid Unicode are refused,
    every bad row listed in ``problems``.
    """
    if pd.api.types.is_float_dtype(values.dtype):
        raise DataError(
            "Ids are a column of decimal numbers, so 1 and 1.0 could not be told apart.",
            where=where,
            mend="turn the column into text or whole numbers first, for instance .astype('Int64')",
        )
    codes, uniques = pd.factorize(values)
    plain = list(np.asarray(uniques, dtype=object))
    if _all_good_text(plain) and (len(values) == 0 or codes.min() >= 0):
        return codes, pd.Index(uniques, dtype="str")
    texts = [_id_text(u) for u in plain]
    bad = np.array([t is None for t in texts] + [True])[codes]  # code -1 (missing) takes the last place
    if bad.any():
        rows = np.flatnonzero(bad)
        problems = pd.DataFrame({"row": values.index[rows], "code": "bad_id"})
        raise DataError(
            f"{len(rows)} ids are missing, empty, decimal numbers or broken text.",
            where=f"{where}, row {values.index[rows[0]]!r}" + (f" and {len(rows) - 1} more" if len(rows) > 1 else ""),
            mend="give every person an id of text or a whole number; .problems lists the rows",
            problems=problems,
        )
    index = pd.Index(texts, dtype="str")
    if not index.is_unique:  # the number 1 and the text '1' in one column
        again, index = pd.factorize(index)
        codes = again[codes]
    return codes, pd.Index(index, dtype="str")


def _all_good_text(values: list[object]) -> bool:
    """Say quickly whether every id is text that is not blank and valid Unicode."""
    try:
        joined = "".join(values)  # type: ignore[arg-type]  # what is no text is caught below
        if not joined.isascii():
            joined.encode("utf-8")
        return all(map(str.strip, values))  # type: ignore[arg-type]
    except (TypeError, UnicodeEncodeError):
        return False


def _id_text(value: object) -> str | None:
    """Give the text of one id, or None where it cannot be one."""
    if isinstance(value, bool | np.bool_):
        return None
    if isinstance(value, int | np.integer):
        return str(int(value))
    if not isinstance(value, str) or not value.strip():
        return None
    try:
        value.encode("utf-8")
    except UnicodeEncodeError:
        return None
    return str(value)


def column(frame: pd.DataFrame, name: Hashable, *, what: str, where: str) -> pd.Series:
    """Give one column, or an error that names the nearest one."""
    if name not in frame.columns:
        raise UnknownNameError(
            f"There is no {what} column named {name!r}.", where=where, mend=did_you_mean(str(name), frame.columns)
        )
    found = frame[name]
    if not isinstance(found, pd.Series):
        raise DataError(f"There are several {what} columns named {name!r}.", where=where, mend="rename all but one")
    return found


def labels_of(values: pd.Series) -> pd.Series:
    """Turn any attribute column into text labels; missing, blank and ``unknown`` become NaN, 1.0 reads 1."""
    if isinstance(values.dtype, pd.CategoricalDtype):
        values = values.astype(values.cat.categories.dtype if values.notna().all() else object).infer_objects()
    if pd.api.types.is_bool_dtype(values.dtype):
        return values.map({True: "yes", False: "no"}).astype("str")
    if pd.api.types.is_float_dtype(values.dtype):
        numbers = values.to_numpy(dtype=float, na_value=np.nan)
        finite = numbers[np.isfinite(numbers)]
        if len(finite) == int(values.notna().sum()) and bool((finite == np.round(finite)).all()):
            values = values.astype("Int64")
    text = values.astype("str").where(values.notna())
    if pd.api.types.is_datetime64_any_dtype(values.dtype):
        text = text.str.removesuffix(" 00:00:00")
    return text.where(~text.str.strip().isin(["", UNKNOWN_GROUP]))


def holders(values: pd.Series, held: Iterable[object]) -> npt.NDArray[np.bool_]:
    """Say who has one of the values that count as holding something; case and outer spaces do not matter."""
    words = {str(w).strip().casefold() for w in labels_of(pd.Series(list(held), dtype=object).infer_objects()).dropna()}
    return labels_of(values).str.strip().str.casefold().isin(words).to_numpy(dtype=bool)


def unchangeable(values: pd.Series) -> pd.Series:
    """Turn lists and sets in cells into tuples, so that nobody can change them from outside."""
    return values.map(lambda v: tuple(v) if isinstance(v, list) else tuple(sorted(v)) if isinstance(v, set) else v)


def group_codes(
    people: pd.DataFrame, groups: str | pd.Series, *, where: str
) -> tuple[npt.NDArray[np.int64], tuple[str, ...]]:
    """Give each person's group as a code (-1 = unknown) and the group names in sorted order.

    ``groups`` is a column of ``people`` or a Series on the same people.
    """
    if isinstance(groups, str):
        values = column(people, groups, what="people", where=where)
    elif isinstance(groups, pd.Series):
        missing = people.index.difference(groups.index)
        if len(missing):
            raise DataError(
                f"The group Series has no row for {len(missing)} people.",
                where=where,
                mend="give one row for each person; use NaN where the group is not known",
            )
        if not groups.index.is_unique:
            raise DataError("The group Series has people twice.", where=where, mend="give one row for each person")
        values = groups.reindex(people.index)
    else:
        raise WrongTypeError(
            f"groups must be a people column or a Series, not {type(groups).__name__}.",
            where=where,
            mend="for instance groups='sector'",
        )
    if not isinstance(values.dtype, pd.StringDtype):
        codes, names = pd.factorize(labels_of(values), sort=True)
        return codes.astype(np.int64), tuple(str(n) for n in names)
    places, distinct = pd.factorize(values)  # text is read once for each group, not once for each person
    codes, names = pd.factorize(labels_of(pd.Series(distinct, dtype=values.dtype)), sort=True)
    return np.append(codes, -1)[places].astype(np.int64), tuple(str(n) for n in names)


def freeze(array: np.ndarray[Any, Any]) -> None:  # Any: arrays of every shape and type
    """Make an array read-only, so that nobody can change what is cached."""
    array.setflags(write=False)


def as_texts(values: Iterable[object]) -> list[str]:
    """Give each value as text."""
    return [str(v) for v in values]
