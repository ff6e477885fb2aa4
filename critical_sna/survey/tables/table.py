"""The one table every reader returns: columns, rows of text, and where each came from."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from fnmatch import fnmatchcase
from functools import cached_property
from itertools import chain, islice
from typing import TYPE_CHECKING, Any, NamedTuple, overload

import numpy as np
import numpy.typing as npt

from critical_sna._core.limits import MAX_TABLE_CELLS, MAX_TABLE_COLUMNS, MAX_TABLE_TEXTS
from critical_sna.errors import DataError, SpecError, did_you_mean
from critical_sna.formats.files import Lines
from critical_sna.survey.tables.codes import Codes, distinct, looked_up, numbered_cells
from critical_sna.survey.tables.text import clean, match_key

if TYPE_CHECKING:
    from critical_sna.survey.description.spec import Header
    from critical_sna.survey.issues import Log

_FLOAT = re.compile(r"-?\d+\.0")
_ROWS_AT_ONCE = 4_096
_CELLS_AT_ONCE = 20_000_000
Page = tuple[Sequence[int], Sequence[Sequence[str]]]
"""Some rows that follow each other, with their numbers."""


@dataclass(frozen=True)
class Column:
    """A column: its name (first header row), its label (the row that labels), and the name for messages.

    ``missing`` holds what the file itself declares missing, as it is matched; ``levels`` the answers it declares, in
    their order, whether or not anybody gave them.
    """

    position: int
    name: str
    label: str
    shown: str
    missing: frozenset[str] = frozenset()
    levels: tuple[str, ...] = ()


class Row(NamedTuple):
    """A row of text cells, with its number as a spreadsheet shows it."""

    number: int
    cells: tuple[str, ...]


@dataclass(frozen=True, eq=False)
class Table:
    """A file (or sheet) as text: each distinct text is kept once, and ``cells`` (columns x rows) holds its number.

    Number 0 is the blank cell.
    """

    file: str
    columns: tuple[Column, ...]
    numbers: npt.NDArray[np.int64]
    cells: Codes
    texts: Sequence[str]
    hidden: frozenset[str] = frozenset()

    def __len__(self) -> int:
        """Count the rows below the header."""
        return len(self.numbers)

    @property
    def rows(self) -> Rows:
        """The rows one by one, each made when it is asked for."""
        return Rows(self)

    def column(self, position: int) -> list[str]:
        """Give the cells of one column."""
        return list(map(self.texts.__getitem__, self.cells[position].tolist()))

    def keep(self, rows: npt.NDArray[np.bool_]) -> Table:
        """Give the table with only these rows."""
        return self if rows.all() else replace(self, numbers=self.numbers[rows], cells=self.cells[:, rows])

    def where(self, position: int, fits: Callable[[str], bool]) -> npt.NDArray[np.bool_]:
        """Tell which rows have a cell that fits in a column."""
        return self.read(self.cells[position], fits, bool)

    def read(self, codes: Codes, read: Callable[[str], int | bool], dtype: type = np.int32) -> npt.NDArray[Any]:
        """Read each distinct text once, and give what was read for every cell."""  # Any: the type asked for
        return looked_up(codes, self.texts, read, dtype)

    def with_column(self, name: str, texts: Iterable[str]) -> Table:
        """Give the table with one column more."""
        numbered = _Cells(self.texts)
        codes = np.fromiter(map(numbered.__getitem__, texts), np.int32, len(self))
        column = Column(len(self.columns), name, name, name)
        cells = np.concatenate([self.cells, codes[np.newaxis]])
        return replace(self, columns=(*self.columns, column), cells=cells, texts=numbered.texts)

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
            near = [c for c in self._that_fit(text) if not any(re.search(rule, c.name) for rule in skip)]
            if not near:
                raise self._missing(text)
            found.update((c.position, c) for c in near)
        return [found[position] for position in sorted(found)]

    def _that_fit(self, text: str) -> list[Column]:
        """Find columns by a pattern: by their names, or else by their labels."""
        key = match_key(text)
        if key.endswith("*") and not re.search(r"[*?\[]", key[:-1]):  # only how names begin: looked up, not searched
            start = key[:-1]
            for keys, columns in self._in_order:
                first = bisect_left(keys, start)
                last = next((i for i in range(first, len(keys)) if not keys[i].startswith(start)), len(keys))
                if last > first:
                    return columns[first:last]
            return []
        fits = _rule(text)
        near = [c for c in self.columns if c.name and fits(c.name)]
        return near or [c for c in self.columns if c.label and fits(c.label)]

    @cached_property
    def _in_order(self) -> tuple[tuple[list[str], list[Column]], ...]:
        """The names as they are matched, sorted, with their columns; then the labels."""
        told = []
        for texts in ([c.name for c in self.columns], [c.label for c in self.columns]):
            keys = list(map(match_key, texts))
            order = sorted((i for i, text in enumerate(texts) if text), key=keys.__getitem__)
            told.append(([keys[i] for i in order], [self.columns[i] for i in order]))
        return tuple(told)

    def _exact(self, wanted: str) -> list[Column]:
        goals = (clean(wanted), match_key(wanted))
        found = (known.get(goal) for known, goal in zip(self._by_text, 2 * goals, strict=True) if goal)
        return next(filter(None, found), [])

    @cached_property
    def _by_text(self) -> tuple[dict[str, list[Column]], ...]:
        """The columns by name and by label, each as it is shown and as it is matched."""
        known: tuple[dict[str, list[Column]], ...] = ({}, {}, {}, {})
        for column in self.columns:
            forms = (form(text) for text in (column.name, column.label) for form in (clean, match_key))
            for by, text in zip(known, forms, strict=True):
                by.setdefault(text, []).append(column)
        return known

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


class Rows(Sequence[Row]):
    """The rows of a table, made when they are asked for."""

    def __init__(self, table: Table) -> None:
        self._table = table

    def __len__(self) -> int:
        """Count them."""
        return len(self._table)

    @overload
    def __getitem__(self, at: int) -> Row: ...

    @overload
    def __getitem__(self, at: slice) -> list[Row]: ...

    def __getitem__(self, at: int | slice) -> Row | list[Row]:
        """Give one row, or some."""
        some = self._made(at if isinstance(at, slice) else slice(at, at + 1 or None))
        if isinstance(at, int) and not some:
            raise IndexError(at)
        return some if isinstance(at, slice) else some[0]

    def __iter__(self) -> Iterator[Row]:
        """Give every row, some thousands at a time."""
        for start in range(0, len(self), _ROWS_AT_ONCE):
            yield from self._made(slice(start, start + _ROWS_AT_ONCE))

    def _made(self, which: slice) -> list[Row]:
        text = self._table.texts.__getitem__
        cells = self._table.cells[:, which].T.tolist()
        numbers = self._table.numbers[which].tolist()
        return [Row(number, tuple(map(text, codes))) for number, codes in zip(numbers, cells, strict=True)]


class _Cells(dict[str, int]):
    """Numbers the distinct texts of cells; whatever reads as blank has the number 0."""

    def __init__(self, texts: Sequence[str] = ("",)) -> None:
        super().__init__(zip(texts, range(len(texts)), strict=True))
        self.texts = list(texts)

    def __missing__(self, text: str) -> int:
        code = 0
        if text.isalnum() or clean(text):  # most texts are letters and digits, which are never blank
            code = len(self.texts)
            self.texts.append(text)
        self[text] = code
        return code


def make_table(
    grid: Iterable[tuple[int, Sequence[str]]], header: Header, *, file: str, log: Log, need_rows: bool = True
) -> Table:
    """Split a grid of text into header and rows; drop blank rows and say so."""
    rows = iter(grid)
    pages = ((tuple(n for n, _ in some), [c for _, c in some]) for some in iter(lambda: list(islice(rows, 100)), []))
    return table_of(pages, header, file, log, need_rows=need_rows)


def table_of(pages: Iterable[Page], header: Header, file: str, log: Log, *, need_rows: bool = True) -> Table:
    """Make a table of pages of rows: header first, then what is kept of the rows below."""
    pages = iter(pages)
    heads: list[list[str]] = []
    rest: list[Page] = []
    for numbers, rows in pages:
        below = sum(number <= header.skip for number in numbers)
        end = below + header.rows - len(heads)
        heads += [list(cells) for cells in rows[below:end]]
        if len(heads) == header.rows:
            rest = [(numbers[end:], rows[end:])]
            break
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
    columns = _columns(heads, header.label_row, file)
    body = _Body(len(columns), file, log)
    body.read(chain(rest, pages))
    if body.blank:
        log.note("blank_rows", count=body.blank, file=file)
    if need_rows and not body.count:
        raise DataError(
            "The file has a header and no answers.",
            where=file,
            mend="export it again once somebody has answered",
        )
    return body.table(columns)


class _Body:
    """The rows below a header while they are read: texts become numbers, some thousand cells at a time."""

    def __init__(self, width: int, file: str, log: Log) -> None:
        self.width, self.file, self.log = width, file, log
        self.blank = self.count = 0
        self._seen = _Cells()
        self._numbers: list[npt.NDArray[np.int64]] = []
        self._cells: list[Codes] = []
        self._waiting: list[tuple[Sequence[int], str, Codes, Codes]] = []

    def read(self, pages: Iterable[Page]) -> None:
        """Read all rows."""
        size = 0
        for numbers, rows in pages:
            cells = rows.even_cells(self.width) if isinstance(rows, Lines) else None
            if isinstance(rows, Lines) and cells:
                size += len(rows) * self.width
                self._check_size(size)
                self._waiting.append((numbers, rows.text, *cells))
                if sum(len(starts) for _, _, starts, _ in self._waiting) > _CELLS_AT_ONCE:
                    self._add_waiting()
                continue
            self._add_waiting()
            widths = set(map(len, rows))
            if 0 in widths:  # lines with nothing at all
                empty = sum(not cells for cells in rows)
                self.blank += empty
                size += empty
                numbers = [number for number, cells in zip(numbers, rows, strict=True) if cells]
                rows = [cells for cells in rows if cells]
                widths -= {0}
            size += sum(max(len(cells), self.width) for cells in rows if len(widths) > 1)
            size += max(*widths, self.width) * len(rows) if len(widths) == 1 else 0
            self._check_size(size)
            if rows:
                self._add(numbers, rows, widths == {self.width})
        self._add_waiting()

    def _check_size(self, cells: int) -> None:
        if cells > MAX_TABLE_CELLS:
            raise _too_large(f"The file has more than {MAX_TABLE_CELLS:,} cells.", self.file)
        if len(self._seen.texts) > MAX_TABLE_TEXTS:
            raise _too_large(f"The file has more than {MAX_TABLE_TEXTS:,} texts that differ.", self.file)

    def _add(self, numbers: Sequence[int], rows: Sequence[Sequence[str]], is_even: bool) -> None:
        width = self.width
        beyond = np.zeros(len(rows), dtype=bool)
        if not is_even:
            for i, cells in enumerate(rows):
                if any(clean(c) for c in cells[width:]):
                    self.log.fault("too_many_cells", file=self.file, row=numbers[i])
                    beyond[i] = True
            rows = [[*cells[:width], *[""] * (width - len(cells))] for cells in rows]
        numbered = map(self._seen.__getitem__, chain.from_iterable(rows))
        codes = np.fromiter(numbered, np.int32, len(rows) * width).reshape(-1, width).T
        self._keep(np.array(numbers, dtype=np.int64), codes, beyond)

    def _add_waiting(self) -> None:
        """Number the cells of the plain pages so far, all at once."""
        if not self._waiting:
            return
        numbers, texts, starts, ends = zip(*self._waiting, strict=True)
        before = np.cumsum([0, *map(len, texts)])[:-1].tolist()
        codes = numbered_cells(
            "".join(texts),
            np.concatenate([at + offset for at, offset in zip(starts, before, strict=True)]),
            np.concatenate([at + offset for at, offset in zip(ends, before, strict=True)]),
            self._seen.__getitem__,
        )
        self._waiting = []
        rows = np.concatenate([np.asarray(n, dtype=np.int64) for n in numbers])
        self._keep(rows, codes.reshape(-1, self.width).T, np.zeros(len(rows), dtype=bool))

    def _keep(self, numbers: npt.NDArray[np.int64], codes: Codes, beyond: npt.NDArray[np.bool_]) -> None:
        """Keep the rows that are not blank."""
        filled = codes.any(axis=0) | beyond
        self.blank += int((~filled).sum())
        self.count += int(filled.sum())
        self._cells.append(codes[:, filled])
        self._numbers.append(numbers[filled])

    def table(self, columns: tuple[Column, ...]) -> Table:
        """Give the table of what was read."""
        numbers = np.concatenate([np.zeros(0, dtype=np.int64), *self._numbers])
        cells = np.concatenate([np.zeros((self.width, 0), dtype=np.int32), *self._cells], axis=1)
        self._numbers, self._cells = [], []
        for codes in cells:
            _whole_floats(codes, self._seen)
        return Table(self.file, columns, numbers, cells, self._seen.texts)


def _too_large(what: str, file: str) -> DataError:
    return DataError(what, where=file, mend="export only the columns that are needed, or read it in parts")


def _columns(heads: list[list[str]], label_row: object, file: str) -> tuple[Column, ...]:
    width = max(len(cells) for cells in heads)
    if width > MAX_TABLE_COLUMNS:
        raise _too_large(f"The file has more than {MAX_TABLE_COLUMNS:,} columns.", file)
    while width and not any(clean(cells[width - 1]) for cells in heads if len(cells) >= width):
        width -= 1
    texts = [[*map(clean, cells[:width]), *[""] * (width - len(cells))] for cells in heads]
    names = list(texts[0])
    if len(heads) > 1:  # a merged header names the columns to its right as well
        for j in range(1, width):
            names[j] = names[j] or names[j - 1]
    labels = texts[-1] if not isinstance(label_row, int) else texts[min(label_row, len(texts)) - 1]
    times = Counter(names)
    shown = [
        name if times[name] == 1 and name else labels[j] or name or f"column {j + 1}" for j, name in enumerate(names)
    ]
    return tuple(Column(j, names[j], labels[j], shown[j]) for j in range(width))


def _whole_floats(codes: Codes, seen: _Cells) -> None:
    """Read 1001.0 as 1001, only where every cell of the column looks so."""
    for code in codes[codes > 0][:1]:  # most columns are told from their first cell
        if not _FLOAT.fullmatch(clean(seen.texts[code])):
            return
    present = distinct(codes, len(seen.texts))
    texts = {code: clean(seen.texts[code]) for code in present.tolist() if code}
    if all(map(_FLOAT.fullmatch, texts.values())):
        table = np.arange(len(seen.texts), dtype=np.int32)
        for code, text in texts.items():
            table[code] = seen[text[:-2]]
        codes[:] = table[codes]
