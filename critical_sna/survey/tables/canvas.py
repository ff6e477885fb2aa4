"""Network Canvas GraphML as the tables that its CSV export has: respondents, people they named, ties among those."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from critical_sna._core.limits import MAX_TABLE_CELLS
from critical_sna.errors import DataError, SpecError, did_you_mean
from critical_sna.formats.canvas import KIND, SOURCE, TARGET, UUID, Session, is_canvas, read_sessions
from critical_sna.survey.tables.files import read_bytes
from critical_sna.survey.tables.table import make_table
from critical_sna.survey.tables.text import match_key

if TYPE_CHECKING:
    from critical_sna.survey.description.spec import FileSpec
    from critical_sna.survey.issues import Log
    from critical_sna.survey.tables.table import Table

EGO, NODES, EDGES = "ego", "attributeList_", "edgeList_"
_EGO_UUID = "networkCanvasEgoUUID"
_HIDDEN = "encrypted"
_TIMES = {
    "sessionStart": "sessionStartTime",
    "sessionFinish": "sessionFinishTime",
    "sessionExported": "sessionExportTime",
}
Cells = Mapping[str, str]


class Interviews(NamedTuple):
    """The interviews of one file that count."""

    shown: str
    sessions: list[Session]


class _Line(NamedTuple):
    """One row: the line of the file, the cells every export has, and the answers."""

    number: int
    fixed: Cells
    told: Cells


def is_canvas_sheet(block: FileSpec) -> bool:
    """Tell whether a block names a table of a GraphML file, as only exports of Network Canvas have them."""
    kind = block.format.lower()
    is_graphml = kind == "graphml" or (kind == "auto" and Path(block.path).suffix.lower() == ".graphml")
    return block.data is None and block.sheet is not None and is_graphml


def open_interviews(places: Iterable[tuple[str, Path]], log: Log) -> list[Interviews]:
    """Read the interviews of files; of one that is there more than once, the one that was exported last counts."""
    found = []
    for shown, path in places:
        content = read_bytes(path)
        if not is_canvas(content):
            raise SpecError(
                "This is no export of Network Canvas, so it has no tables inside.",
                where=shown,
                mend="remove 'sheet' and use the shape 'graph'",
            )
        found.append(Interviews(shown, read_sessions(content, shown)))
    last: dict[str, Session] = {}
    for one in found:
        for session in one.sessions:
            before = last.setdefault(match_key(session.ego), session)
            if session.said("sessionExportTime") >= before.said("sessionExportTime"):
                last[match_key(session.ego)] = session
    kept = [Interviews(one.shown, [s for s in one.sessions if last[match_key(s.ego)] is s]) for one in found]
    for one, left in zip(found, kept, strict=True):
        if len(left.sessions) < len(one.sessions):
            _note_once(log, "session_twice", len(one.sessions) - len(left.sessions), one.shown)
    return kept


def canvas_sheets(interviews: Iterable[Interviews]) -> list[str]:
    """Name the tables: respondents first, then people and ties by their type."""
    sessions = [session for one in interviews for session in one.sessions]
    nodes = {NODES + _kind(node.told, "Node") for s in sessions for node in s.nodes}
    edges = {EDGES + _kind(edge.told, "Edge") for s in sessions for edge in s.edges}
    return [EGO, *sorted(nodes), *sorted(edges)]


def canvas_tables(interviews: list[Interviews], block: FileSpec, log: Log, *, need_rows: bool = True) -> list[Table]:
    """Give one table of every file; all have the same columns, whatever was answered in which interview."""
    sheet = block.sheet or EGO
    sheets = canvas_sheets(interviews)
    name = next((s for s in sheets if match_key(s) == match_key(sheet)), None)
    if name is None:
        raise SpecError(f"There is no sheet {sheet!r}.", where=interviews[0].shown, mend=did_you_mean(sheet, sheets))
    lines = [[line for session in one.sessions for line in _lines(session, name)] for one in interviews]
    every = [line for of_file in lines for line in of_file]
    need_rows = need_rows and not every
    columns = list(dict.fromkeys(c for line in every for c in (*line.fixed, *line.told))) or [_EGO_UUID]
    if len(columns) * len(every) > MAX_TABLE_CELLS:
        raise DataError(
            f"The table would have more than {MAX_TABLE_CELLS:,} cells.",
            where=interviews[0].shown,
            mend="export only the variables that are needed",
        )
    tables = []
    for one, of_file in zip(interviews, lines, strict=True):
        shown = f"{one.shown}, sheet {name}"
        tables.append(make_table(_grid(columns, of_file), block.header, file=shown, log=log, need_rows=need_rows))
    return tables


def settled(tables: list[Table], log: Log) -> list[Table]:
    """Keep each interview once, as it is in the last file that has it, and blank what is encrypted."""
    last = {key: i for i, table in enumerate(tables) for key in _egos(table)}
    return [
        _told(_without(table, {k for k in _egos(table) if last[k] != i}, log), log) for i, table in enumerate(tables)
    ]


def _without(table: Table, gone: set[str], log: Log) -> Table:
    if not gone:
        return table
    _note_once(log, "session_twice", len(gone), table.file)
    return table.keep(table.where(table.one(_EGO_UUID).position, lambda text: match_key(text) not in gone))


def _told(table: Table, log: Log) -> Table:
    if not table.has(_EGO_UUID):
        return table
    hidden = table.read(table.cells, lambda text: match_key(text) == _HIDDEN, bool)
    if hidden.any():
        _note_once(log, "hidden_answer", int(hidden.sum()), table.file)
        table = replace(table, cells=np.where(hidden, 0, table.cells))
    return table


def _egos(table: Table) -> set[str]:
    if not table.has(_EGO_UUID):
        return set()
    codes = np.unique(table.cells[table.one(_EGO_UUID).position])
    return {match_key(table.texts[code]) for code in codes} - {""}


def _note_once(log: Log, code: str, count: int, file: str) -> None:
    """Note an issue, though several blocks of a spec read the same table."""
    if not any(issue["code"] == code and issue["file"] == file for issue in log.issues):
        log.note(code, count=count, file=file)


def _grid(columns: list[str], lines: list[_Line]) -> Iterator[tuple[int, list[str]]]:
    yield 1, columns
    for line in lines:
        cells = {**line.told, **line.fixed}
        yield line.number, [cells.get(column, "") for column in columns]


def _lines(session: Session, sheet: str) -> Iterator[_Line]:
    about = {
        _EGO_UUID: session.ego,
        "networkCanvasCaseID": session.said("caseId"),
        "networkCanvasSessionID": session.session,
    }
    if sheet == EGO:
        times = {name: session.said(key) for name, key in _TIMES.items()}
        yield _Line(session.line, {**about, **times}, _answers(session.told))
    uuids = {node.own.get("id", ""): node.told.get(UUID) or node.own.get("id", "") for node in session.nodes}
    for node in session.nodes:
        if sheet == NODES + _kind(node.told, "Node"):
            own = node.own.get("id", "")
            yield _Line(node.line, {**about, "nodeID": own, UUID: uuids[own]}, _answers(node.told))
    for edge in session.edges:
        if sheet == EDGES + _kind(edge.told, "Edge"):
            ends = {
                key: edge.told.get(key) or uuids.get(edge.own.get(end, ""), edge.own.get(end, ""))
                for key, end in ((SOURCE, "source"), (TARGET, "target"))
            }
            yield _Line(edge.line, {**about, **ends}, _answers(edge.told))


def _kind(told: Cells, otherwise: str) -> str:
    return told.get(KIND) or otherwise


def _answers(told: Cells) -> dict[str, str]:
    """Leave out what the program itself says."""
    return {name: text for name, text in told.items() if not name.startswith("networkCanvas")}
