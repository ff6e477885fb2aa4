"""The one table every reader returns: columns, rows of text, and where each came from."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from fnmatch import fnmatchcase
from typing import TYPE_CHECKING, NamedTuple

from critical_sna.errors import DataError, SpecError, did_you_mean
from critical_sna.survey.tables.text import clean, match_key

if TYPE_CHECKING:
    from critical_sna.survey.description.spec import Header
    from critical_sna.survey.issues import Log

_FLOAT = re.compile(r"-?\d+\.0")


@dataclass(frozen=True)
class Column:
    """A column: its name (first header row), its label (the row that labels), and the name for messages.

    ``missing`` holds what the file itself declares missing, as it is matched.
    """

    position: int
    name: str
    label: str
    shown: str
    missing: frozenset[str] = frozenset()


class Row(NamedTuple):
    """A row of text cells, with its number as a spreadsheet shows it."""

    number: int
    cells: tuple[str, ...]


@dataclass(frozen=True)
class Table:
    """A file (or sheet) as text."""

    file: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    hidden: frozenset[str] = frozenset()

    def one(self, wanted: str | int) -> Column:
        """Find the one column a spec names (exact text first, then without case), or say which is near."""
        if isinstance(wanted, int):
            if wanted < len(self.columns):
                return self.columns[wanted]
            raise SpecError(f"There is no column {wanted}; the file has {len(self.columns)}.", where=self.file)
        found = self._exact(wanted)
        if not found:
            raise self._missing(wanted)
        if len(found) > 1:
            raise SpecError(
                f"{len(found)} columns are named {wanted!r}.",
                where=self.file,
                mend="rename them in the file, or give the position of the one you mean, counted from 0",
            )
        return found[0]

    def has(self, wanted: str) -> bool:
        """Tell whether exactly one column has this name."""
        return len(self._exact(wanted)) == 1

    def many(self, wanted: Sequence[str], skip: Sequence[str] = ()) -> list[Column]:
        """Find the columns of a block: question text, a /pattern/, a glob, or a list of them."""
        found: dict[int, Column] = {}
        for text in wanted:
            exact = self._exact(text)
            if exact:
                found.update((c.position, c) for c in exact)
                continue
            fits = _rule(text)
            near = [c for c in self.columns if c.name and fits(c.name)]
            near = near or [c for c in self.columns if c.label and fits(c.label)]
            near = [c for c in near if not any(re.search(rule, c.name) for rule in skip)]
            if not near:
                raise self._missing(text)
            found.update((c.position, c) for c in near)
        return [found[position] for position in sorted(found)]

    def _exact(self, wanted: str) -> list[Column]:
        key = match_key(wanted)
        for by in ("name", "label"):
            for form, goal in ((clean, clean(wanted)), (match_key, key)):
                found = [c for c in self.columns if form(getattr(c, by)) == goal and goal]
                if found:
                    return found
        return []

    def _missing(self, wanted: str) -> SpecError:
        names = dict.fromkeys(n for c in self.columns for n in (c.name, c.label) if n)
        shown = [n for n in names if not any(key in match_key(n) for key in self.hidden)]
        return SpecError(f"There is no column {wanted!r}.", where=self.file, mend=did_you_mean(wanted, shown))


def _rule(text: str) -> Callable[[str], bool]:
    if len(text) > 2 and text.startswith("/") and text.endswith("/"):
        pattern = re.compile(text[1:-1])
        return lambda name: pattern.search(clean(name)) is not None
    key = match_key(text)
    return lambda name: fnmatchcase(match_key(name), key)


def make_table(
    grid: Sequence[tuple[int, list[str]]], header: Header, *, file: str, log: Log, need_rows: bool = True
) -> Table:
    """Split a grid of text into header and rows; drop blank rows and say so."""
    below = [(number, cells) for number, cells in grid if number > header.skip]
    heads = [cells for _, cells in below[: header.rows]]
    if not any(clean(c) for cells in heads for c in cells):
        raise DataError(
            "The file is empty: there is no header row.",
            where=file,
            mend="export the file again, or say in 'header: {skip: ...}' how many rows stand above the header",
        )
    if len(heads) < header.rows:
        raise DataError(
            f"The file has fewer than {header.rows} header rows.", where=file, mend="correct 'header' in the spec"
        )
    rows, blank = [], 0
    for number, cells in below[header.rows :]:
        if any(clean(c) for c in cells):
            rows.append((number, cells))
        else:
            blank += 1
    if blank:
        log.note("blank_rows", count=blank, file=file)
    if need_rows and not rows:
        raise DataError(
            "The file has a header and no answers.",
            where=file,
            mend="export it again once somebody has answered",
        )
    columns = _columns(heads, header.label_row)
    _check_width(rows, len(columns), file, log)
    width = len(columns)
    padded = [[c if clean(c) else "" for c in cells[:width]] + [""] * (width - len(cells)) for _, cells in rows]
    _whole_floats(padded, width)
    body = tuple(Row(number, tuple(cells)) for (number, _), cells in zip(rows, padded, strict=True))
    return Table(file, columns, body)


def _columns(heads: list[list[str]], label_row: object) -> tuple[Column, ...]:
    width = max(len(cells) for cells in heads)
    while width and not any(clean(cells[width - 1]) for cells in heads if len(cells) >= width):
        width -= 1
    texts = [[*map(clean, cells[:width]), *[""] * (width - len(cells))] for cells in heads]
    names = list(texts[0])
    if len(heads) > 1:  # a merged header names the columns to its right as well
        for j in range(1, width):
            names[j] = names[j] or names[j - 1]
    labels = texts[-1] if not isinstance(label_row, int) else texts[min(label_row, len(texts)) - 1]
    shown = [
        name if names.count(name) == 1 and name else labels[j] or name or f"column {j + 1}"
        for j, name in enumerate(names)
    ]
    return tuple(Column(j, names[j], labels[j], shown[j]) for j in range(width))


def _check_width(rows: list[tuple[int, list[str]]], width: int, file: str, log: Log) -> None:
    for number, cells in rows:
        if any(clean(c) for c in cells[width:]):
            log.fault("too_many_cells", file=file, row=number)


def _whole_floats(rows: list[list[str]], width: int) -> None:
    """Read 1001.0 as 1001, only where every cell of the column looks so."""
    for j in range(width):
        filled = [cells[j] for cells in rows if cells[j]]
        if filled and all(_FLOAT.fullmatch(clean(c)) for c in filled):
            for cells in rows:
                cells[j] = clean(cells[j])[:-2]
