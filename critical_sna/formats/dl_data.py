"""The data of a UCINET DL file, in each of its forms."""

from __future__ import annotations

import itertools
import re
from array import array
from collections.abc import Iterator
from itertools import chain, islice
from typing import NamedTuple

from critical_sna._core.text import quoted
from critical_sna.formats.dl_header import Header
from critical_sna.formats.findings import Findings
from critical_sna.formats.numbered import NOUGHT, lines_of, numbered, out_of_quotes
from critical_sna.formats.tables import Draft

_TOKEN = re.compile(r""""([^"]*)"|'([^']*)'|([^\s,]+)""")
_MISSING = {"na", "."}


class Token(NamedTuple):
    """A word of the data and its line."""

    text: str
    line: int


class Side:
    """The people of the rows or of the columns, in order."""

    def __init__(self, labels: list[str], size: int, *, by_label: bool, findings: Findings) -> None:
        self.names = list(labels) if labels or by_label else [""] * size
        self.size = size
        self.by_label = by_label
        self.is_open = by_label and not labels
        self._findings = findings
        self._places: dict[str, int] = {}
        for k, name in enumerate(labels):
            self._places.setdefault(name, k)

    def find(self, token: Token) -> int | None:
        """Give the place of the person a word stands for, or None where it is a fault."""
        if not self.by_label:
            if re.fullmatch(r"[0-9]{1,9}", token.text) and 1 <= int(token.text) <= self.size:
                return int(token.text) - 1
            code = "person_number" if token.text.isdigit() else "not_a_person_number"
            self._findings.fault(code, token.line, name=quoted(token.text, 40), n=self.size)
            return None
        if token.text in self._places:
            return self._places[token.text]
        if not self.is_open:
            self._findings.fault("row_label", token.line, name=quoted(token.text))
            return None
        if not token.text.strip():
            self._findings.fault("person_without_id", token.line)
            return None
        if self.size and len(self.names) >= self.size:
            self._findings.fault("more_people", token.line, name=quoted(token.text), n=len(self.names) + 1)
            return None
        self.names.append(token.text)
        self._places[token.text] = len(self.names) - 1
        return len(self.names) - 1


class Data:
    """Fills a draft from the data of a DL file."""

    def __init__(self, header: Header, draft: Draft) -> None:
        self.header = header
        self.draft = draft
        self.findings = draft.findings
        self.relation = 0
        self.ends = (array("l"), array("l"))
        self.strengths = array("d")
        self.places = (array("l"), array("l"))
        self.missing: list[tuple[int, int, int]] = []
        is_matrix = header.form in {"fullmatrix", "upperhalf", "lowerhalf"}
        in_rows = "row" in header.embedded or (bool(header.embedded) and not header.two_mode)
        in_columns = "column" in header.embedded or (bool(header.embedded) and not header.two_mode)
        if not is_matrix:
            in_rows = in_columns = bool(header.embedded)
        self.rows = Side(header.row_labels, header.rows, by_label=in_rows, findings=self.findings)
        self.columns = self.rows
        if header.two_mode:
            self.columns = Side(header.column_labels, header.columns, by_label=in_columns, findings=self.findings)

    def read(self, text: str) -> None:
        """Read every matrix, then name the people and add the ties."""
        lines = self._lines(text)
        if self.header.form in {"fullmatrix", "upperhalf", "lowerhalf"}:
            self._matrices(chain.from_iterable(lines))
        else:
            self._lists(lines)
        self._finish()

    def _lines(self, text: str) -> Iterator[Iterator[Token]]:
        for number, line in lines_of(text, self.header.data_at):
            if line.count('"') % 2:
                self.findings.fault("open_quote", number)
            elif line.strip(" \t,"):
                yield (Token(_text_of(m), number) for m in _TOKEN.finditer(line))

    def _tie(self, row: int | None, column: int | None, token: Token | None, line: int) -> None:
        """Keep a tie until everybody's name is known; a missing cell is kept apart, a nought is none."""
        if row is None or column is None or (token and NOUGHT.fullmatch(token.text)):
            return
        if token and token.text.lower() in _MISSING:
            self.missing.append((row, column, self.relation))
            self.findings.count("missing_answer", line)
            return
        self.draft.check_ties(len(self.strengths))
        self.ends[0].append(row)
        self.ends[1].append(column)
        self.strengths.append(self.draft.strength(token.text, line) if token else 1.0)
        self.places[0].append(line)
        self.places[1].append(self.relation)

    # matrices

    def _matrices(self, tokens: Iterator[Token]) -> None:
        order: list[int | None] | range = range(self.header.columns)
        for k in range(self.header.matrices):
            self.relation = k
            if "column" in self.header.embedded:
                head = list(islice(tokens, self.header.columns))
                if k == 0 or all(t.text in self.columns.names for t in head):
                    order = [self.columns.find(token) for token in head]
                else:  # the columns are named only above the first matrix
                    tokens = chain(head, tokens)
            if not self._matrix(tokens, order):
                return
        rest = next(tokens, None)
        if rest is not None:
            self.findings.fault("matrix_rest", rest.line, rows=self.header.rows, columns=self.header.columns)

    def _matrix(self, tokens: Iterator[Token], order: list[int | None] | range) -> bool:
        for i in range(self.header.rows):
            row: int | None = i
            if "row" in self.header.embedded:
                label = next(tokens, None)
                row = self.rows.find(label) if label else None
            wanted = self._written(i)
            count = 0
            for j, token in zip(wanted, islice(tokens, len(wanted)), strict=False):
                count += 1
                self._tie(row, order[j] if j < len(order) else None, token, token.line)
            if count < len(wanted):
                more = len(wanted) - count + sum(len(self._written(k)) for k in range(i + 1, self.header.rows))
                self.findings.fault("matrix_size", None, rows=self.header.rows, columns=self.header.columns, n=more)
                return False
        return True

    def _written(self, i: int) -> range | list[int]:
        """Name the columns that stand in row i."""
        n, off = self.header.columns, 0 if self.header.diagonal else 1
        if self.header.form == "upperhalf":
            return range(min(i + off, n), n)
        if self.header.form == "lowerhalf":
            return range(min(i + 1 - off, n))
        return range(n) if not off else [j for j in range(n) if j != i]

    # lists

    def _lists(self, lines: Iterator[Iterator[Token]]) -> None:
        rank = 0
        for words in lines:
            line = list(words)
            if line[0].text == "!":
                self.relation, rank = self.relation + 1, 0
            elif self.header.form.startswith("edgelist"):
                self._edge(line)
            elif self.header.form == "nodelist1b" and rank < self.rows.size:
                self._star(rank, line[1:])
                rank += 1
            elif self.header.form == "nodelist1b":
                self.findings.fault("bad_line", line[0].line)
            else:
                self._star(self.rows.find(line[0]), line[1:])
        if self.relation >= self.header.matrices:
            self.findings.fault("matrix_rest", None, rows=self.header.rows, columns=self.header.columns)

    def _edge(self, line: list[Token]) -> None:
        if not 2 <= len(line) <= 3:
            self.findings.fault("bad_line", line[0].line)
            return
        row, column = self.rows.find(line[0]), self.columns.find(line[1])
        self._tie(row, column, line[2] if len(line) > 2 else None, line[0].line)

    def _star(self, row: int | None, line: list[Token]) -> None:
        for token in line:
            if token.text != "0" or self.columns.by_label:  # UCINET fills lines with 0 where lists are even
                self._tie(row, self.columns.find(token), None, token.line)

    # names

    def _finish(self) -> None:
        for side in (self.rows, self.columns):  # people who are declared and never stand in the data
            side.names += [""] * (side.size - len(side.names))
        if self.header.two_mode:
            of_rows, of_columns = self._two_modes()
        else:
            of_rows = of_columns = self._ids(self.rows.names)
            for person, label in zip(of_rows, self.rows.names, strict=True):
                self.draft.person(person, None, label or None)
        half = self.header.form in {"upperhalf", "lowerhalf"}
        self.draft.directed = not half
        for row, column, strength, line, k in zip(*self.ends, self.strengths, *self.places, strict=True):
            ends = of_rows[row], of_columns[column]
            self.draft.tie(*ends, strength, line, both_ways=half, relation=self._relation(k))
        for row, column, k in self.missing:
            a, b = of_rows[row], of_columns[column]
            self.draft.unknown += [(a, b, self._relation(k)), *([(b, a, self._relation(k))] if half and a != b else [])]

    def _relation(self, k: int) -> str | None:
        """Name a matrix where there are several, or where it has a name."""
        labels = self.header.matrix_labels
        if not labels and self.header.matrices == 1:
            return None
        return labels[k] if k < len(labels) else str(k + 1)

    @staticmethod
    def _ids(names: list[str]) -> list[str]:
        """Give ids: labels where all are there and differ; people without any are told by their number."""
        ids = numbered(names)
        if ids == names or not any(names):
            return ids
        told = [name for name in names if name]
        free = (k for k in itertools.count(1) if str(k) not in set(told)) if len(set(told)) == len(told) else None
        return ids if free is None else [name or str(next(free)) for name in names]

    def _two_modes(self) -> tuple[list[str], list[str]]:
        """Give ids of both modes; a label that stands in both is one person."""
        sides = []
        for side, letter in ((self.rows, "r"), (self.columns, "c")):
            ids = numbered(side.names)
            sides.append(ids if ids == side.names else [f"{letter}{k}" for k in ids])
        mode = self.draft.of_people.declare("mode", "text")
        both = set(sides[0]) & set(sides[1])
        for ids, side, word in ((sides[0], self.rows, "row"), (sides[1], self.columns, "column")):
            for person, label in zip(ids, side.names, strict=True):
                if person in both and word == "column":
                    continue
                row = self.draft.person(person, None, label or None)
                self.draft.of_people.cells[mode][row] = "both" if person in both else word
        return sides[0], sides[1]


def _text_of(found: re.Match[str]) -> str:
    bare = found.group(3)
    if bare is not None:
        return bare
    quoted = found.group(1) if found.group(1) is not None else found.group(2)
    return out_of_quotes(quoted)
