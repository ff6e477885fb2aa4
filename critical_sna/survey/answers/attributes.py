"""What a file says about people: one column an attribute, or several tick columns that belong together."""

from __future__ import annotations

from typing import TYPE_CHECKING

from critical_sna.survey.answers.scales import YES
from critical_sna.survey.tables.text import clean, match_key

if TYPE_CHECKING:
    from critical_sna.survey.tables.codes import Places
    from critical_sna.survey.tables.table import Column, Row, Table


def shared_start(texts: list[str]) -> str:
    """Give what all texts begin with."""
    first, last = min(texts), max(texts)
    same = next((i for i, (a, b) in enumerate(zip(first, last, strict=False)) if a != b), len(first))
    return first[:same]


def names_several(wanted: str) -> bool:
    """Tell whether an attribute is a glob or a /pattern/ for several columns."""
    return "*" in wanted or (len(wanted) > 2 and wanted.startswith("/") and wanted.endswith("/"))


def attribute_columns(table: Table, wanted: str) -> list[Column]:
    """Give the column of an attribute, or the tick columns that together hold its several values."""
    return [table.one(wanted)] if table.has(wanted) or not names_several(wanted) else table.many([wanted])


def attribute_text(columns: list[Column], row: Row) -> str:
    """Give the text of an attribute; of several tick columns, the names of those that are ticked."""
    if len(columns) == 1:
        return clean(row.cells[columns[0].position])
    cells = [(c, match_key(row.cells[c.position])) for c in columns]
    start = shared_start([c.label for c in columns])
    stem = max(start.rfind(mark) for mark in " _:-[/") + 1
    return "; ".join(
        clean(c.label[stem:]) or c.label for c, cell in cells if cell in YES or cell in {"1", match_key(c.label)}
    )


def attribute_texts(columns: list[Column], table: Table, rows: Places) -> list[str]:
    """Give the text of an attribute for each of these rows."""
    if len(columns) > 1:
        return [attribute_text(columns, table.rows[at]) for at in rows.tolist()]
    texts: dict[int, str] = {}
    found = []
    for code in table.cells[columns[0].position][rows].tolist():
        if code not in texts:
            texts[code] = clean(table.texts[code])
        found.append(texts[code])
    return found
