"""Bring people and ties from anywhere into the tables that a reader would give, or list what cannot be written."""

from __future__ import annotations

import datetime as dt
import math
from collections import Counter
from collections.abc import Iterator

import numpy as np
import pandas as pd

from critical_sna._core.frames import column
from critical_sna._core.text import quoted
from critical_sna.errors import DataError
from critical_sna.formats.findings import Findings
from critical_sna.formats.tables import DTYPES, PEOPLE_COLUMNS, TIE_COLUMNS, GraphTables, Kind, Value
from critical_sna.formats.xml import without_control

_TAKEN = {PEOPLE_COLUMNS: {"label"}, TIE_COLUMNS: {"strength", "weight", "value"}}
"""Names that other programs would take for the label or the strength."""
_KIND_OF: dict[str, Kind] = {dtype: kind for kind, dtype in DTYPES.items()}


def tidy(people: pd.DataFrame | None, ties: pd.DataFrame, directed: bool, findings: Findings) -> GraphTables:
    """Give clean tables: ids and text without control characters, typed attributes, nothing missing among ties."""
    where = findings.file
    ends = {name: _ids(column(ties, name, what="ties", where=where), name, findings) for name in ("source", "target")}
    if people is None:
        people = pd.DataFrame({"id": pd.Series(list(dict.fromkeys([*ends["source"], *ends["target"]])), dtype="str")})
    ids = _ids(people["id"] if "id" in people.columns else people.index.to_series(), "id", findings)
    _check_people(ids, ends, findings)
    labels = _texts(people["label"], "label", findings) if "label" in people.columns else [None] * len(ids)
    told = [label if label else person for label, person in zip(labels, ids, strict=True)]
    frame = {"id": pd.Series(ids, dtype="str"), "label": pd.Series(told, dtype="str")}
    links = {name: pd.Series(texts, dtype="str") for name, texts in ends.items()}
    links["strength"] = _strengths(ties, findings)
    if "relation" in ties.columns and len(ties):
        links["relation"] = _relations(ties["relation"], findings)
    tables = GraphTables(
        pd.DataFrame({**frame, **_attributes(people, PEOPLE_COLUMNS, findings)}),
        pd.DataFrame({**links, **_attributes(ties, TIE_COLUMNS, findings)}),
        directed,
        pd.DataFrame(columns=["source", "target"], dtype="str"),
        findings.table(),
    )
    if not directed:
        _check_both_ways(tables.ties, findings)
    findings.stop_if_faulty("write_faults")
    return tables


def _ids(values: pd.Series, name: str, findings: Findings) -> list[str]:
    """Give ids as text; integers become their digits, a column of decimal numbers is refused."""
    if pd.api.types.is_float_dtype(values.dtype) and len(values):
        raise DataError(
            f"The column {name!r} holds decimal numbers, so 1 and 1.0 could not be told apart.",
            where=findings.file,
            mend="turn the column into text or whole numbers first, for instance .astype('Int64')",
        )
    found = []
    for row, value in enumerate(values.tolist()):
        text = _plain_text(value, name, findings) if isinstance(value, str | int) and value is not True else None
        if text is None or isinstance(value, bool) or not text.strip():
            findings.fault("person_or_id", row, column=name, name=quoted(str(value)))
            text = ""
        found.append(text)
    return found


def _check_people(ids: list[str], ends: dict[str, list[str]], findings: Findings) -> None:
    known: set[str] = set()
    for row, person in enumerate(ids):
        if person and person in known:
            findings.fault("person_or_id", row, column="id", name=quoted(person))
        known.add(person)
    for name, texts in ends.items():
        for row, person in enumerate(texts):
            if person not in known:
                findings.fault("undeclared_person", row, column=name, name=quoted(person))


def _plain_text(value: object, name: str, findings: Findings) -> str:
    text = str(value)
    plain = without_control(text)
    if plain != text:
        findings.count("characters_left_out", None)
    return plain


def _texts(values: pd.Series, name: str, findings: Findings) -> list[str | None]:
    return [_text(value, name, findings) for value in values.tolist()]


def _text(value: object, name: str, findings: Findings) -> str | None:
    """Give any value as text: missing as None, lists joined, dates as ISO."""
    if isinstance(value, list | tuple | set | frozenset | np.ndarray):
        findings.count("list_joined", None, quoted(name))
        parts = sorted(map(str, value)) if isinstance(value, set | frozenset) else [str(v) for v in value]
        return _plain_text("; ".join(parts), name, findings)
    if isinstance(value, dict):
        findings.count("list_joined", None, quoted(name))
        return _plain_text("; ".join(f"{k}: {v}" for k, v in value.items()), name, findings)
    if is_missing(value):
        return None
    if isinstance(value, bool | np.bool_):
        return "true" if value else "false"
    if isinstance(value, dt.date | dt.time):
        return value.isoformat()
    return _plain_text(value.item() if isinstance(value, np.generic) else value, name, findings)


def _attributes(frame: pd.DataFrame, base: tuple[str, ...], findings: Findings) -> dict[str, pd.Series]:
    found: dict[str, pd.Series] = {}
    for position, given in enumerate(frame.columns):
        if given in base:
            continue
        name = _plain_text(given, "a name of a column", findings)
        if not name.strip() or name in found or name in base or name.lower() in _TAKEN[base]:
            findings.fault("column_name", None, column=str(given), name=quoted(name))
            continue
        found[name] = typed(frame.iloc[:, position], name, findings)
    return found


def typed(values: pd.Series, name: str, findings: Findings) -> pd.Series:
    """Give a column as text, whole numbers, numbers or booleans; numbers that are not finite are faults."""
    kept = [None if is_missing(v) else v for v in values.tolist()]
    kinds = {_kind(v) for v in kept if v is not None}
    if kinds == {"integer", "number"}:
        kinds = {"number"}
    if not kinds:
        kinds = {_KIND_OF.get(str(values.dtype), "text")}
    if len(kinds) > 1 or kinds == {"text"}:
        return pd.Series([_text(v, name, findings) for v in kept], dtype="str")
    kind = kinds.pop()
    if kind == "number":
        for row, value in enumerate(kept):
            if value is not None and not math.isfinite(float(value)):
                findings.fault("value_not_finite", row, column=name, name=quoted(str(value)), attribute=quoted(name))
    return pd.Series(kept, dtype=DTYPES[kind])


def is_missing(value: object) -> bool:
    """Tell whether a value stands for nothing."""
    return value is None or value is pd.NA or value is pd.NaT or (isinstance(value, float) and math.isnan(value))


def _kind(value: object) -> Kind:
    if isinstance(value, bool | np.bool_):
        return "boolean"
    if isinstance(value, int | np.integer):
        return "integer" if -(2**63) <= int(value) < 2**63 else "text"
    return "number" if isinstance(value, float | np.floating) else "text"


def _strengths(ties: pd.DataFrame, findings: Findings) -> pd.Series:
    if "strength" not in ties.columns:
        return pd.Series([1.0] * len(ties), dtype="float64")
    found = []
    for row, value in enumerate(ties["strength"].tolist()):
        number = float(value) if isinstance(value, int | float) and not isinstance(value, bool) else math.nan
        if not math.isfinite(number) or number <= 0:
            findings.fault("strength_not_positive", row, column="strength", name=quoted(str(value), 40))
        found.append(number)
    return pd.Series(found, dtype="float64")


def _relations(values: pd.Series, findings: Findings) -> pd.Series:
    texts = _texts(values, "relation", findings)
    for row, text in enumerate(texts):
        if not text:
            findings.fault("relation_missing", row, column="relation")
    return pd.Series(texts, dtype="str")


def kinds_of(frame: pd.DataFrame, base: tuple[str, ...]) -> dict[str, Kind]:
    """Give the kind of every attribute."""
    return {str(name): _KIND_OF.get(str(frame[name].dtype), "text") for name in frame.columns if name not in base}


def values_of(values: pd.Series) -> list[Value | None]:
    """Give the cells of a column as plain values, missing ones as None."""
    return [None if missing else value for value, missing in zip(values.tolist(), values.isna(), strict=True)]


def as_text(value: Value) -> str:
    """Give a value as every format writes it."""
    if isinstance(value, bool):
        return "true" if value else "false"
    return repr(value) if isinstance(value, float) else str(value)


def rows_of(frame: pd.DataFrame, base: tuple[str, ...]) -> Iterator[tuple[list[Value | None], dict[str, Value]]]:
    """Walk a table: the cells of the base columns, and the attributes that are there."""
    first = [values_of(frame[name]) if name in frame.columns else [None] * len(frame) for name in base]
    names = list(kinds_of(frame, base))
    rest = [values_of(frame[name]) for name in names]
    for row in range(len(frame)):
        cells = {name: value for name, column_ in zip(names, rest, strict=True) if (value := column_[row]) is not None}
        yield [column_[row] for column_ in first], cells


def _keys(ties: pd.DataFrame) -> list[tuple[object, ...]]:
    return list(zip(*(values_of(ties[name]) for name in ties.columns), strict=True))


def _check_both_ways(ties: pd.DataFrame, findings: Findings) -> None:
    counts = Counter(_keys(ties))
    for (source, target, *rest), count in counts.items():
        if source != target and counts[(target, source, *rest)] != count:
            findings.fault("not_both_ways", None, name=quoted(str(source)), other=quoted(str(target)))


def one_way(tables: GraphTables) -> pd.DataFrame:
    """Give the ties to write: all of them, or one of each two where the network has no direction."""
    if tables.directed:
        return tables.ties
    return tables.ties[tables.ties["source"] <= tables.ties["target"]].reset_index(drop=True)
