"""Write people and ties as a graph file that reads back equal."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Protocol

import pandas as pd

from critical_sna._core.files import write_bytes
from critical_sna.errors import DataError, WrongTypeError
from critical_sna.formats.edge_list import people_name
from critical_sna.formats.findings import Findings, table_of
from critical_sna.formats.read import parse_bytes, refuse_ucinet_pair
from critical_sna.formats.registry import Content, Format, find
from critical_sna.formats.tables import PEOPLE_COLUMNS, TIE_COLUMNS, GraphTables
from critical_sna.formats.tidy import as_text, kinds_of, tidy, values_of


class _HasTables(Protocol):
    @property
    def people(self) -> pd.DataFrame: ...

    @property
    def ties(self) -> pd.DataFrame: ...


Frames = tuple[pd.DataFrame | None, pd.DataFrame]


def write_graph(
    tables: GraphTables | _HasTables | Frames,
    path: str | os.PathLike[str],
    *,
    format: str = "auto",  # noqa: A002 - the word everybody looks for
    force: bool = True,
    safe_for_excel: bool = True,
) -> pd.DataFrame:
    """Write people and ties as a graph file.

    What was written is read again and compared before it is moved into place.

    Parameters
    ----------
    tables
        ``GraphTables``, a ``PartnerNetwork``, or a pair of frames (people, ties); people may be None.
        People have ``id`` (a column, or the index), ``label`` and attributes; ties have ``source``, ``target``,
        ``strength`` (1 where there is none), ``relation`` and attributes.
    path
        Where to write. A CSV file of ties gets a file of people beside it: ``ties.csv``, ``ties.people.csv``.
    format
        ``"graphml"``, ``"gexf"``, ``"pajek"``, ``"dl"``, ``"csv"``, or ``"auto"``: from the suffix.
    force
        Whether a file that is there may be replaced.
    safe_for_excel
        CSV only: an apostrophe before text that a spreadsheet would take for a formula. Switch it off for files
        that only programs read; numbers never get one.

    Returns
    -------
    DataFrame
        What the file could not hold, or holds in another form: code, severity, text, count, file, row, column.
        CSV, Pajek and DL hold no types (or no attributes); missing values are left out.

    Raises
    ------
    DataError
        Values that no file can hold; all of them are in ``.problems``.
    FileError
        The file cannot be written, or is there and ``force`` is False.

    Examples
    --------
    >>> import pandas as pd, tempfile, pathlib
    >>> from critical_sna.formats import write_graph
    >>> people = pd.DataFrame({"id": ["Ana", "Bo"], "role": ["parent", None]})
    >>> ties = pd.DataFrame({"source": ["Ana"], "target": ["Bo"]})
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     write_graph((people, ties), pathlib.Path(folder, "net.net"))["text"].to_list()
    ["Pajek files hold no attributes; 'role' was left out."]
    """
    target = Path(path)
    refuse_ucinet_pair(target)
    kind = find(target.suffix or "none" if format == "auto" else format, target.name)
    findings = Findings(target.name)
    clean = _clean(tables, findings)
    _tell_left_out(clean, kind, findings)
    content = kind.write(clean, findings, safe_for_excel)
    again = parse_bytes(content, target.name, kind, "utf-8")
    if again.findings.faults or not _same(clean, again.tables, kind):
        raise DataError(
            f"These people and ties cannot be written as {kind.title} so that they read back the same.",
            where=str(target),
            mend="write GraphML instead, or rename people whose ids are unusual",
            problems=table_of(again.findings.faults),
        )
    findings.tell_counted()
    _move_into_place(content, target, force=force)
    return findings.table()


def _clean(tables: GraphTables | _HasTables | Frames, findings: Findings) -> GraphTables:
    if isinstance(tables, tuple):
        people, ties = tables
        return tidy(people, ties, True, findings)
    if not isinstance(getattr(tables, "people", None), pd.DataFrame):
        raise WrongTypeError(
            f"This is a {type(tables).__name__}, not people and ties.",
            where="write_graph(tables)",
            mend="give a PartnerNetwork, what read_graph gave, or (people, ties)",
        )
    unknown = getattr(tables, "unknown", None)
    if isinstance(unknown, pd.DataFrame) and len(unknown):
        findings.note("unknown_left_out", count=len(unknown))
    directed = tables.directed if isinstance(tables, GraphTables) else True
    return tidy(tables.people, tables.ties, directed, findings)


def _tell_left_out(tables: GraphTables, kind: Format, findings: Findings) -> None:
    if not kind.holds_attributes:
        names = [*kinds_of(tables.people, PEOPLE_COLUMNS), *kinds_of(tables.ties, TIE_COLUMNS)]
        for name in dict.fromkeys(names):
            findings.note("attribute_left_out", kind=kind.title, name=f"'{name}'")
    lost = int((tables.people["label"] != tables.people["id"]).sum())
    if lost and not kind.holds_labels:
        findings.note("label_left_out", count=lost, kind=kind.title)


def _same(one: GraphTables, two: GraphTables, kind: Format) -> bool:
    """Tell whether two tables say the same, as far as this format can say it."""
    told = ("id", "label") if kind.holds_labels else ("id",)
    return (
        (one.directed == two.directed or not kind.holds_direction)
        and _rows(one.people, PEOPLE_COLUMNS, told, kind) == _rows(two.people, PEOPLE_COLUMNS, told, kind)
        and _rows(one.ties, TIE_COLUMNS, TIE_COLUMNS, kind) == _rows(two.ties, TIE_COLUMNS, TIE_COLUMNS, kind)
    )


def _rows(frame: pd.DataFrame, base: tuple[str, ...], told: tuple[str, ...], kind: Format) -> object:
    """Give the rows of a table in an order of their own, with the kinds of its columns."""
    kinds = kinds_of(frame, base) if kind.holds_attributes else {}
    names = [*(name for name in told if name in frame.columns), *kinds]
    columns = [values_of(frame[name]) for name in names]
    rows: list[tuple[object, ...]] = list(zip(*columns, strict=True))
    if not kind.holds_types:
        rows = [tuple(None if v is None or v == "" else as_text(v) for v in row) for row in rows]  # type: ignore[arg-type]  # cells are plain values
        kinds = dict.fromkeys(kinds, "text")
    return sorted(rows, key=repr), dict(kinds), names


def _move_into_place(content: Content, target: Path, *, force: bool) -> None:
    beside = target.with_name(people_name(target.name))
    if content.people is not None:
        write_bytes(beside, content.people, force=force)
    write_bytes(target, content.main, force=force)
