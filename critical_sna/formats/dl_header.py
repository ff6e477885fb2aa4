"""The head of a UCINET DL file: sizes, form of the data, and labels."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from critical_sna._core.limits import MAX_GRAPH_PEOPLE
from critical_sna._core.text import quoted
from critical_sna.errors import DataError, did_you_mean
from critical_sna.formats.findings import Findings
from critical_sna.formats.numbered import out_of_quotes

FORMS = (
    "fullmatrix",
    "upperhalf",
    "lowerhalf",
    "edgelist1",
    "edgelist2",
    "nodelist1",
    "nodelist1b",
    "nodelist2",
)
_SHORT = {"edgelist": "edgelist1", "nodelist": "nodelist1", "full": "fullmatrix", "fm": "fullmatrix"}
_WORD = re.compile(r"[\s,=:;]*([^\s,=:;\"']+)")
_LABEL = re.compile(r"""[\s,=:]*(?:"([^"]*)"|'([^']*)'|([^\s,="]+))""")
_SIDES = {"row": "row", "rows": "row", "column": "column", "columns": "column", "col": "column", "cols": "column"}
_MATRICES = {"matrix", "matrices", "level", "levels", "relation", "relations"}
_MOST_MATRICES = 1_000


@dataclass
class Header:
    """What the head of a DL file says."""

    rows: int = 0
    columns: int = 0
    matrices: int = 1
    form: str = "fullmatrix"
    diagonal: bool = True
    two_mode: bool = False
    row_labels: list[str] = field(default_factory=list)
    column_labels: list[str] = field(default_factory=list)
    matrix_labels: list[str] = field(default_factory=list)
    embedded: set[str] = field(default_factory=set)
    data_at: int = 0


class _Scanner:
    """Reads the head word by word."""

    def __init__(self, text: str, findings: Findings) -> None:
        self.text = text
        self.findings = findings
        self.at = 0
        self.header = Header()
        self.sizes: dict[str, int] = {}
        self._counted, self._line = 0, 1

    @property
    def line(self) -> int:
        self._line += self.text.count("\n", self._counted, self.at)
        self._counted = self.at
        return self._line

    def word(self) -> str:
        """Give the next word in lower case, '' at the end."""
        found = _WORD.match(self.text, self.at)
        if not found:
            return ""
        self.at = found.end()
        return found.group(1).lower()

    def labels(self, count: int) -> list[str]:
        """Give the next labels; too few are a fault."""
        names: list[str] = []
        while len(names) < count:
            found = _LABEL.match(self.text, self.at)
            bare = found.group(3) if found else None
            if not found or (bare and bare.lower().rstrip(":") == "data" and self._ends_in_colon(found.end())):
                self.findings.fault("labels_missing", self.line, n=count - len(names))
                break
            self.at = found.end()
            if bare is None:
                names.append(out_of_quotes(found.group(1) if found.group(1) is not None else found.group(2)))
            else:
                names.append(bare)
        return names

    def _ends_in_colon(self, at: int) -> bool:
        return self.text[at - 1 : at] == ":" or self.text[at : at + 1] == ":"

    def number(self) -> int:
        word = self.word()
        if re.fullmatch(r"[0-9]{1,9}", word) and int(word) <= MAX_GRAPH_PEOPLE:
            return int(word)
        self.findings.fault("person_number", self.line, name=quoted(word, 40), n=MAX_GRAPH_PEOPLE)
        return 0

    def scan(self) -> Header | None:
        """Read to the word 'data'; None where the head cannot be understood."""
        header = self.header
        if self.word() != "dl":
            raise DataError(
                "The file does not begin with the word DL.",
                where=self.findings.file,
                mend="export it from UCINET as DL (Data, Export, DL)",
            )
        side = ""
        while word := self.word():
            if word == "data":
                header.data_at = self.at + (self.text[self.at : self.at + 1] == ":")
                self._settle()
                return header
            if word in {"n", "nr", "nc", "nm"}:
                self.sizes[word] = self.number()
            elif word == "format":
                self._form()
            elif word == "diagonal":
                header.diagonal = self.word() != "absent"
            elif word in _SIDES or word in _MATRICES:
                side = _SIDES.get(word, "matrix")
                continue
            elif word == "labels":
                self._labels(side)
            elif word != "embedded":
                self.findings.fault("bad_line", self.line)
            side = ""
        raise DataError(
            "The file has no data: the word 'data:' is missing.",
            where=self.findings.file,
            mend="export it from UCINET again; perhaps it was cut short",
        )

    def _form(self) -> None:
        word = self.word()
        form = _SHORT.get(word, word)
        if form not in FORMS:
            raise DataError(
                f"The DL format {quoted(word, 40)} is not read.",
                where=f"{self.findings.file}, line {self.line}",
                mend=did_you_mean(form, FORMS),
            )
        self.header.form = form

    def _labels(self, side: str) -> None:
        before = self.at
        if self.word() == "embedded":
            self.header.embedded |= {side} if side else {"row", "column"}
            return
        self.at = before
        header, n = self.header, self.sizes.get("n", 0)
        if side == "matrix":
            header.matrix_labels = self.labels(self.sizes.get("nm", 1))
        elif side == "row":
            header.row_labels = self.labels(self.sizes.get("nr", n))
        elif side == "column":
            header.column_labels = self.labels(self.sizes.get("nc", n))
        else:
            header.row_labels = header.column_labels = self.labels(n or self.sizes.get("nr", 0))

    def _settle(self) -> None:
        header = self.header
        header.rows = self.sizes.get("nr", self.sizes.get("n", 0))
        header.columns = self.sizes.get("nc", self.sizes.get("n", 0))
        header.matrices = self.sizes.get("nm", 1)
        if not 1 <= header.matrices <= _MOST_MATRICES:
            self.findings.fault("person_number", self.line, name=str(header.matrices), n=_MOST_MATRICES)
            header.matrices = 1
        same = not header.row_labels or not header.column_labels or header.row_labels == header.column_labels
        header.two_mode = header.form in {"edgelist2", "nodelist2"} or not (
            header.rows == header.columns and (same or set(header.row_labels) == set(header.column_labels))
        )
        if not header.two_mode:
            header.row_labels = header.row_labels or header.column_labels
            header.column_labels = header.column_labels or header.row_labels


def read_header(text: str, findings: Findings) -> Header | None:
    """Read the head of a DL file."""
    return _Scanner(text, findings).scan()
