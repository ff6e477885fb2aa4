"""Read a file into a Table: the format is seen from the file, the encoding and delimiter too."""

from __future__ import annotations

import codecs
import csv
import io
from pathlib import Path
from typing import TYPE_CHECKING

from critical_sna._core.limits import MAX_SHEET_CELLS
from critical_sna.errors import DataError, SpecError, did_you_mean
from critical_sna.survey.tables.files import read_bytes
from critical_sna.survey.tables.table import Table, make_table

if TYPE_CHECKING:
    from critical_sna.survey.description.spec import FileSpec, Header
    from critical_sna.survey.issues import Log

FORMATS = ("auto", "csv", "tsv", "xlsx")
NOT_YET = {
    "graphml": "GraphML",
    "gexf": "GEXF",
    "net": "Pajek",
    "pajek": "Pajek",
    "dl": "UCINET DL",
    "sav": "SPSS",
    "spss": "SPSS",
    "zsav": "SPSS",
    "dta": "Stata",
    "stata": "Stata",
}
_DELIMITERS = (",", ";", "\t", "|")
_OLD_EXCEL = b"\xd0\xcf\x11\xe0"


def not_yet(what: str, where: str) -> SpecError:
    """Say kindly that a form of answers is known and not read in this version."""
    return SpecError(
        f"{what} is not read yet.",
        where=where,
        mend="save the ties as a CSV or Excel file and use the shape 'edges'",
    )


def check_format(options: FileSpec) -> None:
    """Refuse a format that is not known, or not read yet, before the file is opened."""
    kind = options.format.lower()
    late = NOT_YET.get(kind) or (NOT_YET.get(Path(options.path).suffix.lower().lstrip(".")) if kind == "auto" else None)
    if late:
        raise not_yet(f"The format {late}", options.path)
    if kind not in FORMATS:
        raise SpecError(f"There is no format {kind!r}.", where=options.path, mend=did_you_mean(kind, FORMATS))


def read_table(path: Path, shown: str, options: FileSpec, header: Header, log: Log, *, need_rows: bool = True) -> Table:
    """Read one file (or one sheet) as a table of text."""
    check_format(options)
    kind, suffix = options.format.lower(), path.suffix.lower().lstrip(".")
    content = read_bytes(path)
    if not content.strip():
        raise DataError("The file is empty.", where=shown, mend="export it again")
    if content.startswith(_OLD_EXCEL):
        raise DataError(
            "This is an old or password-protected Excel file.",
            where=shown,
            mend="save it as .xlsx without a password",
        )
    if kind == "xlsx" or (kind == "auto" and (content.startswith(b"PK") or suffix == "xlsx")):
        from critical_sna.survey.tables.workbook import read_sheet

        grid, name = read_sheet(content, shown, options.sheet, log)
        return make_table(grid, header, file=name, log=log, need_rows=need_rows)
    if options.sheet is not None:
        raise SpecError("Only workbooks have sheets.", where=shown, mend="remove 'sheet', or name an .xlsx file")
    text = decode(content, shown, options.encoding, log)
    if kind == "auto" and text.lstrip().startswith("<"):
        raise not_yet("This kind of file (XML or HTML)", shown)
    delimiter = options.delimiter
    if delimiter == "auto":
        delimiter = "\t" if kind == "tsv" or suffix == "tsv" else sniff(text, header.skip)
    delimiter = {"tab": "\t", "\\t": "\t"}.get(delimiter, delimiter)
    if len(delimiter) != 1 or delimiter in '\r\n"\0':
        raise SpecError(f"A delimiter is one character, not {delimiter!r}.", where=shown, mend="use ',' or ';'")
    return make_table(_grid(text, delimiter, shown), header, file=shown, log=log, need_rows=need_rows)


def decode(content: bytes, shown: str, encoding: str, log: Log) -> str:
    """Decode text: byte order mark, then UTF-8, then Windows-1252 with an issue; a named encoding is obeyed."""
    if encoding.lower() != "auto":
        try:
            text = content.decode(codecs.lookup(encoding).name)
        except LookupError:
            raise SpecError(f"There is no encoding {encoding!r}.", where=shown, mend="use utf-8 or cp1252") from None
        except UnicodeError:
            raise DataError(f"The file is not {encoding}.", where=shown, mend="remove 'encoding'") from None
        text = text.removeprefix("\ufeff")
    else:
        text = _guess(content, shown, log)
    if "\0" in text:
        raise DataError(
            "The file is not text.",
            where=shown,
            mend="export it as CSV or .xlsx, or name its encoding in the spec",
        )
    return text


def _guess(content: bytes, shown: str, log: Log) -> str:
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return _strictly(content, "utf-16", shown)
    if content[1:2] == b"\0" and content[3:4] == b"\0":
        return _strictly(content, "utf-16-le", shown)
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = _strictly(content, "cp1252", shown)
    log.note("encoding_guess", file=shown)
    return text


def _strictly(content: bytes, encoding: str, shown: str) -> str:
    try:
        return content.decode(encoding)
    except UnicodeDecodeError:
        raise DataError(
            "The file is neither UTF-8, UTF-16 nor Windows-1252 text.",
            where=shown,
            mend="name its encoding in the spec",
        ) from None


def sniff(text: str, skip: int = 0) -> str:
    """Choose the delimiter that cuts the first rows into the most, and most even, columns."""
    head = text[:200_000]
    best, best_score = ",", 0.0
    for delimiter in _DELIMITERS:
        widths = []
        try:
            for i, cells in enumerate(csv.reader(io.StringIO(head, newline=""), delimiter=delimiter)):
                if i >= skip:
                    widths.append(len(cells))
                if len(widths) >= 25:
                    break
        except csv.Error:
            continue
        if not widths or widths[0] < 2:
            continue
        score = widths[0] * sum(w == widths[0] for w in widths) / len(widths)
        if score > best_score:
            best, best_score = delimiter, score
    return best


def _grid(text: str, delimiter: str, shown: str) -> list[tuple[int, list[str]]]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    grid: list[tuple[int, list[str]]] = []
    try:
        count = 0
        for number, cells in enumerate(reader, start=1):
            grid.append((number, cells))
            count += len(cells)
            if count > MAX_SHEET_CELLS:
                raise DataError(
                    f"The file has more than {MAX_SHEET_CELLS:,} cells.",
                    where=shown,
                    mend="export only the columns that are needed",
                )
    except csv.Error as problem:
        raise DataError(
            f"The file cannot be cut into cells ({problem}).",
            where=f"{shown}, line {reader.line_num}",
            mend="look for a quotation mark that is not closed",
        ) from None
    return grid
