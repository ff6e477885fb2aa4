"""Read one sheet of an .xlsx workbook as text, within limits that hold before anything is unpacked."""

from __future__ import annotations

import datetime as dt
import io
import re
import warnings
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from typing import IO, TYPE_CHECKING, Any

from critical_sna._core.limits import (
    MAX_SHEET_CELLS,
    MAX_SHEET_COLUMNS,
    MAX_SHEET_ROWS,
    MAX_XLSX_RATIO,
    MAX_XLSX_UNPACKED_BYTES,
)
from critical_sna.errors import DataError, SpecError, did_you_mean
from critical_sna.survey.tables.text import match_key, quoted

if TYPE_CHECKING:
    from critical_sna.survey.issues import Log

_CELL = re.compile(rb"""<(?:\w+:)?(?:c|row)\s(?:[^<>]*?\s)?r\s*=\s*["']([^"']*)["']""")
_REFERENCE = re.compile(rb"([A-Za-z]{0,3})(\d{1,7})")
_FORMULA_ALONE = re.compile(
    rb"""<(?:\w+:)?c(?![^<>]*t=["']str["'])(?:\s[^<>]*)?>\s*<(?:\w+:)?f(?:\s[^<>]*)?(?:/>|>[^<]*</(?:\w+:)?f>)\s*"""
    rb"""(?:<(?:\w+:)?v\s*/>|<(?:\w+:)?v></(?:\w+:)?v>)?\s*</(?:\w+:)?c>"""
)
_ANY_CELL = re.compile(rb"<(?:\w+:)?c[\s/>]")
_MEND = "delete the rows and columns beyond the table and save"
_PIECE = 1 << 20
_SMALL_ENOUGH = 1_000_000


def read_sheet(content: bytes, shown: str, sheet: str | None, log: Log) -> tuple[list[tuple[int, list[str]]], str]:
    """Give the rows of a sheet as (row number, cells) and the name to show for it."""
    book = _open(content, shown)
    try:
        page = _choose(book, sheet, shown, log)
        name = f"{shown}, sheet {page.title}" if len(book.sheetnames) > 1 else shown
        unsolved = _check_corners(content, getattr(page, "_worksheet_path", None), name)
        if unsolved:
            log.note("formula_without_value", count=unsolved, file=name)
        page.reset_dimensions()
        with _about_looks():
            grid = [
                (number, [_text(value) for value in values])
                for number, values in enumerate(page.iter_rows(values_only=True), start=1)
            ]
    except (DataError, SpecError):
        raise
    except Exception as problem:  # see above: rows are parsed only now
        raise _broken(shown, problem) from None
    finally:
        book.close()
    return grid, name


def sheet_names(content: bytes, shown: str) -> list[str]:
    """Give the names of a workbook's sheets."""
    book = _open(content, shown)
    names = list(book.sheetnames)
    book.close()
    return names


def _open(content: bytes, shown: str) -> Any:  # openpyxl's read-only workbook has no own type
    _check_size(content, shown)
    import openpyxl

    try:
        with _about_looks():
            return openpyxl.load_workbook(io.BytesIO(content), read_only=True, data_only=True, keep_links=False)
    except Exception as problem:  # openpyxl raises whatever a broken file makes its parsers raise
        raise _broken(shown, problem) from None


@contextmanager
def _about_looks() -> Iterator[None]:
    """Keep to oneself what openpyxl warns about (styles, names, choices it does not know): none of it is a cell."""
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", module=r"openpyxl\.")
        yield


def _broken(shown: str, problem: Exception) -> DataError:
    return DataError(
        f"The workbook cannot be read ({type(problem).__name__}).",
        where=shown,
        mend="open it and save it again",
    )


def _check_size(content: bytes, shown: str) -> None:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            sizes = [(i.file_size, i.compress_size) for i in archive.infolist()]
    except Exception as problem:  # a broken directory makes zipfile raise several kinds of error
        raise _broken(shown, problem) from None
    unpacked = sum(size for size, _ in sizes)
    ratio = max((size / max(packed, 1) for size, packed in sizes if size > _SMALL_ENOUGH), default=0)
    if unpacked > MAX_XLSX_UNPACKED_BYTES or ratio > MAX_XLSX_RATIO:
        raise DataError(
            f"The workbook would unpack to {unpacked / 1024**2:,.0f} MB, {len(content) / 1024**2:,.1f} MB packed.",
            where=shown,
            mend="save the sheets that are needed to a new workbook",
        )


def _check_corners(content: bytes, part: object, shown: str) -> int:
    """Refuse cells far out, and too many, before any row is built: a reader would fill all cells in between.

    Gives the number of formulas whose result was never stored; they will read as blank.
    """
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        names = [part.lstrip("/")] if isinstance(part, str) else [n for n in archive.namelist() if "/worksheets/" in n]
        unsolved = 0
        for name in names:
            with archive.open(name) as stream:
                unsolved += _scan(stream, shown)
    return unsolved


def _scan(stream: IO[bytes], shown: str) -> int:
    kept, widths, unsolved, more = b"", 0, 0, True
    while more:
        chunk = stream.read(_PIECE)
        if b"\0" in chunk:  # in an encoding that would hide the references
            raise _odd_reference("", shown)
        more = bool(chunk)
        piece = kept + chunk
        cut = _cut(piece) if more else len(piece)
        kept, whole = piece[cut:], piece[:cut]
        widths += _check_cells(whole, shown)
        unsolved += len(_FORMULA_ALONE.findall(whole))
        if widths > MAX_SHEET_CELLS:
            raise DataError(f"The sheet has more than {MAX_SHEET_CELLS:,} cells.", where=shown, mend=_MEND)
    return unsolved


def _cut(piece: bytes) -> int:
    """Give where a row begins that may go on in the next piece; a very long row is cut at a cell."""
    for mark in (b"<row", b"<c ", b"<"):
        at = piece.rfind(mark)
        if at >= 0 and len(piece) - at < _PIECE // 2:
            return at
    return len(piece)


def _check_cells(piece: bytes, shown: str) -> int:
    """Check the references in a piece of a sheet and give how many cells a reader would make of it."""
    rows: dict[bytes, int] = {}
    found = [_reference(text, shown) for text in _CELL.findall(piece)]
    for i, (letters, digits) in enumerate(found):
        column = _column_number(letters)
        if int(digits) > MAX_SHEET_ROWS or column > MAX_SHEET_COLUMNS:
            if not letters:  # a row so far out: name its first cell, if it has one
                letters = next((more for more, same in found[i + 1 : i + 2] if same == digits), b"row ")
            raise DataError(
                f"There is something in {letters.decode()}{digits.decode()}, far outside the table "
                f"(limits: {MAX_SHEET_ROWS:,} rows, {MAX_SHEET_COLUMNS:,} columns).",
                where=shown,
                mend=_MEND,
            )
        rows[digits] = max(column, rows.get(digits, 0))
    return max(sum(rows.values()), len(_ANY_CELL.findall(piece)))


def _reference(text: bytes, shown: str) -> tuple[bytes, bytes]:
    """Cut a reference into letters and digits; no program writes other ones, and what hides would be far out."""
    found = _REFERENCE.fullmatch(text)
    if found is None:
        raise _odd_reference(text[:20].decode("ascii", "replace"), shown)
    return found[1], found[2]


def _odd_reference(text: str, shown: str) -> DataError:
    return DataError(
        f"The workbook names a cell in a way that no spreadsheet does {quoted(text)}.",
        where=shown,
        mend="open it and save it again",
    )


def _column_number(letters: bytes) -> int:
    number = 0
    for letter in letters.upper():
        number = number * 26 + letter - 64
    return number


def _choose(book: Any, sheet: str | None, shown: str, log: Log) -> Any:  # openpyxl's read-only sheet has no own type
    pages = {page.title: page for page in book.worksheets}
    if sheet is None:
        if not pages:
            raise DataError("The workbook has no sheet with cells.", where=shown)
        if len(pages) > 1:
            log.note("sheet_guess", file=shown, sheet=next(iter(pages)), count=len(pages))
        return next(iter(pages.values()))
    for title, page in pages.items():
        if match_key(title) == match_key(sheet):
            return page
    raise SpecError(f"There is no sheet {sheet!r}.", where=shown, mend=did_you_mean(sheet, pages))


def _text(value: object) -> str:
    """Give a cell as text: whole numbers without .0, dates as ISO, and long numbers as Excel keeps them."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, int | float):
        if abs(value) >= 1e15:  # Excel keeps 15 digits: the rest of an id is already lost
            return f"{value:.14E}"
        return str(int(value)) if float(value).is_integer() else repr(float(value))
    if isinstance(value, dt.datetime):
        return value.date().isoformat() if value.time() == dt.time() else value.isoformat(sep=" ")
    return value.isoformat() if isinstance(value, dt.date | dt.time) else str(value)
