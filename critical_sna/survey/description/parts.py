"""The tables to describe: each file or sheet, read with the header of the program that exported it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from critical_sna._core.limits import DESCRIBED_ROWS
from critical_sna.errors import DataError
from critical_sna.survey.answers.opening import header_of, with_joined
from critical_sna.survey.description.exporters import recognise
from critical_sna.survey.description.presets import PRESETS
from critical_sna.survey.description.questions import Question, questions_of
from critical_sna.survey.description.spec import FileSpec, Header
from critical_sna.survey.issues import Log
from critical_sna.survey.tables.canvas import Interviews, canvas_sheets, canvas_tables, open_interviews
from critical_sna.survey.tables.files import find, read_bytes
from critical_sna.survey.tables.readers import read_table
from critical_sna.survey.tables.statistics import statistics_kind
from critical_sna.survey.tables.table import make_table
from critical_sna.survey.tables.text import clean

if TYPE_CHECKING:
    from critical_sna.survey.tables.table import Table

WORKBOOKS = frozenset({".xlsx", ".xlsm"})
_MOST_TITLE_ROWS = 4


@dataclass(frozen=True)
class Part:
    """One table of the files that are described."""

    path: str
    sheet: str | None
    preset: str
    reasons: list[str]
    table: Table
    questions: list[Question]
    header: dict[str, int]
    """Where the header stands, if the preset does not say it."""
    is_cut: bool = False
    """There are more rows than were looked at."""

    @property
    def shown(self) -> str:
        """The file, and the sheet where there are several."""
        return self.path if self.sheet is None else f"{self.path}, {self.sheet}"


def parts_of(path: Path, *, alone: bool) -> list[Part]:
    """Read the tables of one file; a sheet without a table is passed over, and so is a file among others."""
    sheets: list[str | None] = [None]
    if path.suffix.lower() in WORKBOOKS:
        from critical_sna.survey.tables.workbook import sheet_names

        names = sheet_names(read_bytes(path), path.name)
        sheets = list(names) if len(names) > 1 else [None]
    found = []
    for sheet in sheets:
        try:
            found.append(_part(path, sheet))
        except DataError:
            if alone and len(sheets) == 1:
                raise
    return found


def canvas_parts(base: Path, pattern: str) -> list[Part]:
    """Read the tables inside the GraphML files of a Network Canvas export, those of all interviews together."""
    read = open_interviews(find(base, pattern), Log())
    together = [Interviews(pattern, [session for one in read for session in one.sessions])]
    parts = []
    for sheet in canvas_sheets(together):
        table = canvas_tables(together, FileSpec(path=pattern, sheet=sheet), Log())[0]
        table = with_joined(table, {}, PRESETS["network_canvas"].join)
        _, reasons = recognise([clean(c.name) for c in table.columns])
        parts.append(Part(pattern, sheet, "network_canvas", reasons, table, questions_of(table, "network_canvas"), {}))
    return parts


def _part(path: Path, sheet: str | None) -> Part:
    block = FileSpec(path=path.name, sheet=sheet)
    read = _reader(path, block)
    is_labelled = statistics_kind("auto", path.suffix.lower().lstrip(".")) is not None
    bare = read(Header(), Log(), DESCRIBED_ROWS, need_rows=is_labelled)
    preset, reasons = recognise([clean(c.name) for c in bare.columns])
    if is_labelled:  # the file itself says where names, labels and answers are
        table = bare.keep(bare.numbers <= DESCRIBED_ROWS)
        return Part(path.name, None, preset, reasons, table, questions_of(table, preset), {}, len(table) < len(bare))
    if preset == "none" and bare.rows:  # a legacy Qualtrics file has the names people know in its second row
        second, why = recognise([clean(cell) for cell in bare.rows[0].cells])
        preset, reasons = (second, why) if second == "qualtrics" else (preset, reasons)
    rules = PRESETS[preset]
    header = _header_by_hand(read) if preset == "none" else {}
    block = block.model_copy(update={"header": Header(**header)})
    wanted = header_of(block, rules, path, path.name)
    last = wanted.skip + wanted.rows + DESCRIBED_ROWS
    table = read(wanted, Log(), last + 1)
    is_cut = len(table) > 0 and int(table.numbers[-1]) > last
    table = with_joined(table.keep(table.numbers <= last), {}, rules.join)
    return Part(path.name, sheet, preset, reasons, table, questions_of(table, preset), header, is_cut)


class _Reader(Protocol):
    """Reads so many lines of one table with a header."""

    def __call__(self, header: Header, log: Log, lines: int, *, need_rows: bool = True) -> Table: ...


def _reader(path: Path, block: FileSpec) -> _Reader:
    """Give what reads a file again and again; a workbook is unpacked only once."""

    def read(header: Header, log: Log, lines: int, *, need_rows: bool = True) -> Table:
        return read_table(path, path.name, block, header, log, need_rows=need_rows, lines=lines)

    if path.suffix.lower() not in WORKBOOKS:
        return read
    from critical_sna.survey.tables.workbook import read_sheet

    grid, name = read_sheet(read_bytes(path), path.name, block.sheet, Log())

    def cut(header: Header, log: Log, lines: int, *, need_rows: bool = True) -> Table:
        return make_table(grid[:lines], header, file=name, log=log, need_rows=need_rows)

    return cut


def _header_by_hand(read: _Reader) -> dict[str, int]:
    """Look for a header under title rows, or in two rows where a question stands over the names it asks about."""
    for skip in range(_MOST_TITLE_ROWS + 1):
        for rows in (1, 2):
            log = Log()
            try:
                table = read(Header(skip=skip, rows=rows), log, DESCRIBED_ROWS, need_rows=False)
            except DataError:
                continue
            fits = not any(fault["code"] == "too_many_cells" for fault in log.faults)
            if fits and (len({c.name for c in table.columns}) > 1 if rows == 2 else not _goes_on_below(table)):
                return {key: n for key, n, usual in (("skip", skip, 0), ("rows", rows, 1)) if n != usual}
    return {}


def _goes_on_below(table: Table) -> bool:
    """Tell whether the first row under a header fills gaps of the header and says nothing in its first column."""
    if not table.rows:
        return False
    below = table.rows[0].cells
    return not clean(below[0]) and any(not c.name and clean(below[c.position]) for c in table.columns)
