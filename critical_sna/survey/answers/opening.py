"""Open the tables that a block of the spec names: header as the preset has it, joined columns added."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

from critical_sna.survey.description.presets import PRESETS, Preset
from critical_sna.survey.description.spec import FileSpec, Header
from critical_sna.survey.issues import Log
from critical_sna.survey.tables.canvas import canvas_tables, is_canvas_sheet, open_interviews, settled
from critical_sna.survey.tables.files import find
from critical_sna.survey.tables.readers import read_table
from critical_sna.survey.tables.table import Table
from critical_sna.survey.tables.text import clean

_RESPONSE = re.compile(r"R_\w{8,}")
_MOST_HEADER_ROWS = 5


def open_tables(
    block: FileSpec, base: Path, log: Log, *, preset: Preset = PRESETS["none"], need_rows: bool = True
) -> list[Table]:
    """Read the file of a block, or every file that its glob finds."""
    found = []
    if is_canvas_sheet(block):
        found = canvas_tables(open_interviews(places_of(block, base), log), block, log, need_rows=need_rows)
    else:
        for shown, path in places_of(block, base):
            header = header_of(block, preset, path, shown)
            found.append(read_table(path, shown, block, header, log, need_rows=need_rows))
    return [with_joined(table, block.join, preset.join) for table in settled(found, log)]


def places_of(block: FileSpec, base: Path) -> list[tuple[str, Path]]:
    """Give (name as shown, path) of the file, of every file its glob finds, or of the object that takes its place."""
    return find(base, block.path) if block.data is None else [(block.path, Path(block.path))]


def header_of(block: FileSpec, preset: Preset, path: Path, shown: str) -> Header:
    """Give the header as the preset has it, but for what the spec says itself."""
    given = block.header.model_fields_set
    label = block.header.label_row if "label_row" in given or preset.label_row is None else preset.label_row
    rows = block.header.rows
    if "rows" not in given:
        rows = _count_rows(block, path, shown) if preset.json_header else preset.header_rows
    return Header(skip=block.header.skip, rows=rows, label_row=label)


def _count_rows(block: FileSpec, path: Path, shown: str) -> int:
    """Count header rows: up to the row of {"ImportId": ...}; a legacy file has none, and two rows or one."""
    bare = Header(skip=block.header.skip)
    table = read_table(path, shown, block, bare, Log(), need_rows=False, lines=_MOST_HEADER_ROWS)
    top = table.rows[: _MOST_HEADER_ROWS - 1]
    for i, row in enumerate(top, start=2):
        filled = [clean(cell) for cell in row.cells if clean(cell)]
        if all(cell.startswith("{") and cell.endswith("}") for cell in filled):
            return i
    is_response = bool(top) and any(_RESPONSE.fullmatch(clean(cell)) for cell in top[0].cells)
    return 1 if is_response or not top else 2


def with_joined(table: Table, asked: Mapping[str, tuple[str, ...]], usual: Mapping[str, tuple[str, ...]]) -> Table:
    """Add the columns that are made of several: their cells with a space between, blank ones left out."""
    wanted = {name: parts for name, parts in usual.items() if name not in asked and all(map(table.has, parts))}
    for name, parts in {**wanted, **asked}.items():
        at = [table.one(part).position for part in parts]
        table = table.with_column(name, [clean(" ".join(row.cells[p] for p in at)) for row in table.rows])
    return table
