"""Read a file into a Table: the format is seen from the file, the encoding and delimiter too."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from critical_sna._core.limits import MAX_SHEET_CELLS
from critical_sna.errors import DataError, SpecError, did_you_mean
from critical_sna.formats.files import csv_rows, decode, read_bytes, sniff
from critical_sna.survey.tables.statistics import STATISTICS, read_statistics, statistics_kind
from critical_sna.survey.tables.table import Table, make_table

if TYPE_CHECKING:
    from critical_sna.formats.registry import Format
    from critical_sna.survey.description.spec import FileSpec, Header
    from critical_sna.survey.issues import Log

__all__ = ["FORMATS", "check_format", "decode", "read_table", "sniff"]
FORMATS = ("auto", "csv", "tsv", "xlsx", *STATISTICS)
_OLD_EXCEL = b"\xd0\xcf\x11\xe0"


def check_format(options: FileSpec) -> None:
    """Refuse a format that is not known, or has nodes and ties in place of rows, before the file is opened."""
    kind = options.format.lower()
    graph = _graph_format(Path(options.path).suffix.lower().lstrip(".") if kind == "auto" else kind)
    if graph is not None:
        raise SpecError(
            f"A {graph.title} file holds nodes and ties, no rows of answers.",
            where=options.path,
            mend="use the shape 'graph', which needs nothing more",
        )
    if kind not in FORMATS:
        raise SpecError(f"There is no format {kind!r}.", where=options.path, mend=did_you_mean(kind, FORMATS))


def _graph_format(word: str) -> Format | None:
    """Give the format of graph files that goes by this name or suffix."""
    from critical_sna.formats.registry import formats

    return next((f for f in formats().values() if f.name != "csv" and word in (f.name, *f.suffixes)), None)


def read_table(path: Path, shown: str, options: FileSpec, header: Header, log: Log, *, need_rows: bool = True) -> Table:
    """Read one file (or one sheet) as a table of text."""
    check_format(options)
    kind, suffix = options.format.lower(), path.suffix.lower().lstrip(".")
    statistics = statistics_kind(kind, suffix)
    if statistics:
        return read_statistics(path, shown, statistics, options.encoding, log, need_rows=need_rows)
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
        raise DataError(
            "This is XML or HTML, not a table.",
            where=shown,
            mend="save it as CSV or .xlsx; a network (GraphML, GEXF) needs the shape 'graph'",
        )
    delimiter = options.delimiter
    if delimiter == "auto":
        delimiter = "\t" if kind == "tsv" or suffix == "tsv" else sniff(text, header.skip)
    delimiter = {"tab": "\t", "\\t": "\t"}.get(delimiter, delimiter)
    if len(delimiter) != 1 or delimiter in '\r\n"\0':
        raise SpecError(f"A delimiter is one character, not {delimiter!r}.", where=shown, mend="use ',' or ';'")
    return make_table(_grid(text, delimiter, shown), header, file=shown, log=log, need_rows=need_rows)


def _grid(text: str, delimiter: str, shown: str) -> list[tuple[int, list[str]]]:
    grid: list[tuple[int, list[str]]] = []
    count = 0
    for number, cells in enumerate(csv_rows(text, delimiter, shown), start=1):
        grid.append((number, cells))
        count += len(cells)
        if count > MAX_SHEET_CELLS:
            raise DataError(
                f"The file has more than {MAX_SHEET_CELLS:,} cells.",
                where=shown,
                mend="export only the columns that are needed",
            )
    return grid
