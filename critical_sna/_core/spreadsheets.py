"""Tables as CSV, JSON and one workbook: text that a spreadsheet could take for a formula is kept as text."""

from __future__ import annotations

import io
import json
import math
import re
import zipfile
from collections.abc import Iterator, Mapping

import pandas as pd

FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")
_UNWRITABLE = re.compile("[\x00-\x08\x0b-\x1f\ud800-\udfff\ufffe\uffff]")
_LONGEST = 32_000
_EPOCH = (1980, 1, 1, 0, 0, 0)


def as_text(value: str) -> str:
    """Make text safe for a spreadsheet: an apostrophe before what looks like a formula, no control characters."""
    guarded = f"'{value}" if value.startswith(FORMULA_STARTS) else value
    return _UNWRITABLE.sub("\ufffd", guarded)[:_LONGEST]


def csv_text(table: pd.DataFrame) -> str:
    """Give a table as CSV, its index first; text guarded, what is not known left empty."""
    return _guarded(table).to_csv(index=False, lineterminator="\n")


def json_text(tables: Mapping[str, pd.DataFrame]) -> str:
    """Give tables as one JSON object, name -> list of rows; what is not known is null."""
    content = {name: list(_records(table)) for name, table in tables.items()}
    return json.dumps(content, ensure_ascii=False, allow_nan=False, indent=1) + "\n"


def _records(table: pd.DataFrame) -> Iterator[dict[str, object]]:
    flat = table.reset_index() if _named(table) else table
    for row in flat.itertuples(index=False, name=None):
        yield {str(column): _plain(value) for column, value in zip(flat.columns, row, strict=True)}


def _plain(value: object) -> object:
    """Give a value as JSON knows it: whole numbers whole, unknown as None."""
    if value is None or value is pd.NA or (isinstance(value, float) and not math.isfinite(value)):
        return None
    if isinstance(value, float):
        return int(value) if value.is_integer() else float(value)
    item = getattr(value, "item", None)
    plain = item() if callable(item) else value
    if isinstance(plain, str):
        return plain.encode("utf-8", "replace").decode("utf-8")
    return plain if isinstance(plain, bool | int | float) else str(plain)


def workbook(tables: Mapping[str, pd.DataFrame]) -> bytes:
    """Give tables as one xlsx, a sheet each; the same tables give the same bytes.

    No cell is a formula, and the file tells neither the hour nor the person who made it.
    """
    import openpyxl
    from openpyxl.styles import Font

    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    book.properties.creator = "critical_sna"
    for name, table in tables.items():
        page = book.create_sheet(name)
        page.freeze_panes = "A2"
        flat = _guarded(table)
        for row, values in enumerate([tuple(flat.columns), *flat.itertuples(index=False, name=None)], start=1):
            for place, value in enumerate(values, start=1):
                plain = _plain(value)
                cell = page.cell(row, place, plain)
                if isinstance(plain, str):
                    cell.data_type = "s"
                if row == 1:
                    cell.font = Font(bold=True)
    stream = io.BytesIO()
    book.save(stream)
    return without_the_hour(stream.getvalue())


def _guarded(table: pd.DataFrame) -> pd.DataFrame:
    flat = table.reset_index() if _named(table) else table.reset_index(drop=True)
    columns = {as_text(str(name)): flat.iloc[:, place] for place, name in enumerate(flat.columns)}
    return pd.DataFrame(
        {
            name: values.astype(object).where(values.notna(), None) if not _is_text(values) else values.map(_guard)
            for name, values in columns.items()
        }
    )


def _guard(value: object) -> object:
    return as_text(value) if isinstance(value, str) else value


def _is_text(values: pd.Series) -> bool:
    return not (pd.api.types.is_numeric_dtype(values.dtype) or pd.api.types.is_bool_dtype(values.dtype))


def _named(table: pd.DataFrame) -> bool:
    return any(name is not None for name in table.index.names)


def without_the_hour(content: bytes) -> bytes:
    """Pack again with one fixed time: openpyxl writes the hour into the zip and the properties."""
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as new:
        for item in sorted(old.infolist(), key=lambda part: part.filename):
            part = old.read(item)
            if item.filename == "docProps/core.xml":
                part = re.sub(rb">\d{4}-\d\d-\d\dT[^<]*Z<", b">1980-01-01T00:00:00Z<", part)
            fresh = zipfile.ZipInfo(item.filename, _EPOCH)
            fresh.compress_type = zipfile.ZIP_DEFLATED
            new.writestr(fresh, part)
    return stream.getvalue()
