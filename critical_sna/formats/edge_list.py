"""CSV: one row for each tie, and beside it a file with one row for each person."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable

from critical_sna._core.limits import MAX_SHEET_CELLS
from critical_sna._core.spreadsheets import FORMULA_STARTS
from critical_sna.errors import DataError, did_you_mean
from critical_sna.formats.files import csv_rows, decode, sniff
from critical_sna.formats.findings import Findings
from critical_sna.formats.registry import Content, Format, add
from critical_sna.formats.tables import PEOPLE_COLUMNS, TIE_COLUMNS, Draft, GraphTables
from critical_sna.formats.tidy import as_text, kinds_of, rows_of

_CALLED = {
    "source": ("source", "from", "ego", "sender", "respondent", "source id"),
    "target": ("target", "to", "alter", "receiver", "named", "target id"),
    "strength": ("strength", "weight", "value"),
    "relation": ("relation",),
    "id": ("id", "person", "node", "name"),
    "label": ("label",),
}
_MARKED = re.compile(f"'+[{re.escape(''.join(FORMULA_STARTS))}]")
_NUMBER = re.compile(r"[+-]?([0-9]+(\.[0-9]*)?|\.[0-9]+)([eE][+-]?[0-9]+)?")


def safe_cell(text: str, *, safe_for_excel: bool) -> str:
    """Put an apostrophe before text that a spreadsheet would take for a formula; numbers stay as they are."""
    formula = safe_for_excel and text.startswith(FORMULA_STARTS) and not _NUMBER.fullmatch(text)
    return f"'{text}" if formula or _MARKED.match(text) else text


def plain_cell(text: str) -> str:
    """Take such an apostrophe away."""
    return text[1:] if _MARKED.match(text) else text


def _table(
    content: bytes, file: str, encoding: str, findings: Findings
) -> tuple[list[str], list[tuple[int, list[str]]]]:
    text = decode(content, file, encoding, findings)
    rows: list[tuple[int, list[str]]] = []
    count = 0
    for number, cells in enumerate(csv_rows(text, sniff(text), file), start=1):
        count += len(cells)
        if count > MAX_SHEET_CELLS:
            raise DataError(f"The file has more than {MAX_SHEET_CELLS:,} cells.", where=file)
        if any(cells):
            rows.append((number, [plain_cell(cell) for cell in cells]))
    if not rows:
        raise DataError("The file is empty: there is no header row.", where=file, mend="export the file again")
    head = rows[0][1]
    for number, cells in rows[1:]:
        if len(cells) > len(head) and any(cells[len(head) :]):
            findings.fault("bad_line", number)
    width = len(head)
    return head, [(number, cells[:width] + [""] * (width - len(cells))) for number, cells in rows[1:]]


def _place(head: list[str], role: str) -> int | None:
    """Find the column of a role: under its own name, else under one that other programs give it."""
    if role in head:
        return head.index(role)
    words = [name.strip().casefold() for name in head]
    return next((words.index(name) for name in _CALLED[role] if name in words), None)


def _needed(head: list[str], role: str, file: str) -> int:
    place = _place(head, role)
    if place is None:
        raise DataError(
            f"No column is named {role!r}.",
            where=file,
            mend=f"{did_you_mean(role, head)}; rename it {role!r}, or describe the file in a survey spec",
        )
    return place


def _read(content: Content, encoding: str, draft: Draft) -> None:
    findings = draft.findings
    if content.people is not None:
        _read_people(content.people, encoding, draft)
    head, rows = _table(content.main, findings.file, encoding, findings)
    source, target = _needed(head, "source", findings.file), _needed(head, "target", findings.file)
    exact = "strength" in head  # a file of our own: no other column is taken for a strength
    strength = head.index("strength") if exact else _place(head, "strength")
    relation = head.index("relation") if "relation" in head else None if exact else _place(head, "relation")
    rest = {k: draft.of_ties.declare(n, "text") for k, n in _others(head, {source, target, strength, relation})}
    for number, cells in rows:
        ends = cells[source], cells[target]
        if content.people is None:
            for person in ends:
                draft.meet(person, number)
        value = cells[strength] if strength is not None else ""
        told = cells[relation] if relation is not None else None
        row = draft.tie(*ends, value if value.strip() else None, number, relation=told or None)
        for k, name in rest.items():
            if cells[k]:
                draft.of_ties.put(name, row, cells[k], number)


def _read_people(content: bytes, encoding: str, draft: Draft) -> None:
    file = draft.findings.file
    head, rows = _table(content, people_name(file), encoding, draft.findings)
    person, label = _needed(head, "id", people_name(file)), _place(head, "label")
    rest = {k: draft.of_people.declare(n, "text") for k, n in _others(head, {person, label})}
    draft.findings.note("people_file", name=people_name(file))
    for number, cells in rows:
        row = draft.person(cells[person], number, cells[label] if label is not None else None)
        for k, name in rest.items():
            if cells[k] and row >= 0:
                draft.of_people.put(name, row, cells[k], number)


def _others(head: list[str], taken: set[int | None]) -> list[tuple[int, str]]:
    return [(k, name) for k, name in enumerate(head) if k not in taken and name]


def people_name(name: str) -> str:
    """Name the file of people that lies beside a file of ties: ties.csv -> ties.people.csv."""
    stem, dot, suffix = name.rpartition(".")
    return f"{stem}.people.{suffix}" if dot and stem else f"{name}.people.csv"


def _write(tables: GraphTables, findings: Findings, safe_for_excel: bool) -> Content:
    people = [["id", "label", *kinds_of(tables.people, PEOPLE_COLUMNS)]]
    for (person, label), cells in rows_of(tables.people, PEOPLE_COLUMNS):
        people.append([str(person), str(label), *(_cell(cells.get(name)) for name in people[0][2:])])
    base = [name for name in TIE_COLUMNS if name in tables.ties.columns]
    ties = [[*base, *kinds_of(tables.ties, TIE_COLUMNS)]]
    for first, cells in rows_of(tables.ties, TIE_COLUMNS):
        ties.append([*map(_cell, first[: len(base)]), *(_cell(cells.get(name)) for name in ties[0][len(base) :])])
    return Content(_bytes(ties, safe_for_excel=safe_for_excel), _bytes(people, safe_for_excel=safe_for_excel))


def _cell(value: object) -> str:
    return "" if value is None else as_text(value) if isinstance(value, bool | int | float) else str(value)


def _bytes(rows: Iterable[list[str]], *, safe_for_excel: bool) -> bytes:
    stream = io.StringIO(newline="")
    writer = csv.writer(stream, lineterminator="\r\n")  # so that a lone carriage return in a cell is quoted too
    for row in rows:
        writer.writerow([safe_cell(cell, safe_for_excel=safe_for_excel) for cell in row])
    return stream.getvalue().encode("utf-8-sig" if safe_for_excel else "utf-8")


add(
    Format(
        name="csv",
        title="CSV",
        suffixes=("csv", "tsv", "txt"),
        fits=lambda content: False,
        read=_read,
        write=_write,
        holds_types=False,
        holds_direction=False,
    )
)
