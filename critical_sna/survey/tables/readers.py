"""Read a file into a Table: the format is seen from the file, the encoding and delimiter too."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

from critical_sna._core.limits import MAX_FILE_BYTES, MAX_TEXT_BYTES
from critical_sna.errors import DataError, SpecError, did_you_mean
from critical_sna.formats.files import csv_pages, encoding_of, first_bytes, read_bytes, sniff, text_pieces
from critical_sna.survey.tables.canvas import is_canvas_sheet
from critical_sna.survey.tables.objects import grid_of
from critical_sna.survey.tables.statistics import STATISTICS, read_statistics, statistics_kind
from critical_sna.survey.tables.table import Page, Table, make_table, table_of

if TYPE_CHECKING:
    from critical_sna.formats.registry import Format
    from critical_sna.survey.description.spec import FileSpec, Header
    from critical_sna.survey.issues import Log

__all__ = ["FORMATS", "check_format", "read_table", "sniff"]
FORMATS = ("auto", "csv", "tsv", "xlsx", *STATISTICS)
_OLD_EXCEL = b"\xd0\xcf\x11\xe0"


def check_format(options: FileSpec) -> None:
    """Refuse a format that is not known, or has nodes and ties in place of rows, before the file is opened."""
    if options.data is not None:
        return
    kind = options.format.lower()
    graph = _graph_format(Path(options.path).suffix.lower().lstrip(".") if kind == "auto" else kind)
    if graph is not None and not is_canvas_sheet(options):
        raise SpecError(
            f"A {graph.title} file holds nodes and ties, no rows of answers.",
            where=options.path,
            mend="use the shape 'graph', which needs nothing more"
            + ("; of a Network Canvas export name a 'sheet', for instance ego" if graph.name == "graphml" else ""),
        )
    if kind not in FORMATS and graph is None:
        raise SpecError(f"There is no format {kind!r}.", where=options.path, mend=did_you_mean(kind, FORMATS))


def _graph_format(word: str) -> Format | None:
    """Give the format of graph files that goes by this name or suffix."""
    from critical_sna.formats.registry import formats

    return next((f for f in formats().values() if f.name != "csv" and word in (f.name, *f.suffixes)), None)


def read_table(
    path: Path,
    shown: str,
    options: FileSpec,
    header: Header,
    log: Log,
    *,
    need_rows: bool = True,
    lines: int | None = None,
) -> Table:
    """Read one file (or one sheet) as a table of text; of a long CSV file only so many ``lines``, and some more."""
    check_format(options)
    if options.data is not None:
        return make_table(grid_of(options.data, shown), header, file=shown, log=log, need_rows=need_rows)
    kind, suffix = options.format.lower(), path.suffix.lower().lstrip(".")
    statistics = statistics_kind(kind, suffix)
    if statistics:
        return read_statistics(path, shown, statistics, options.encoding, log, need_rows=need_rows)
    is_text = kind != "xlsx" and suffix != "xlsx" and not first_bytes(path).startswith((b"PK", _OLD_EXCEL))
    content = read_bytes(path, limit=MAX_TEXT_BYTES if is_text else MAX_FILE_BYTES)
    if not content or content.isspace():
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
    pieces = text_pieces(content, encoding_of(content, shown, options.encoding, log))
    top = next(pieces)
    if kind == "auto" and top.lstrip().startswith("<"):
        raise DataError(
            "This is XML or HTML, not a table.",
            where=shown,
            mend="save it as CSV or .xlsx; a network (GraphML, GEXF) needs the shape 'graph'",
        )
    delimiter = options.delimiter
    if delimiter == "auto":
        delimiter = "\t" if kind == "tsv" or suffix == "tsv" else sniff(top, header.skip)
    delimiter = {"tab": "\t", "\\t": "\t"}.get(delimiter, delimiter)
    if len(delimiter) != 1 or delimiter in '\r\n"\0':
        raise SpecError(f"A delimiter is one character, not {delimiter!r}.", where=shown, mend="use ',' or ';'")
    pages = _numbered(csv_pages(chain([top], pieces), delimiter, shown), lines)
    return table_of(pages, header, shown, log, need_rows=need_rows)


def _numbered(pages: Iterable[Sequence[list[str]]], lines: int | None) -> Iterator[Page]:
    first = 1
    for rows in pages:
        yield range(first, first + len(rows)), rows
        first += len(rows)
        if lines is not None and first > lines:
            return
