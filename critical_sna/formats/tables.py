"""A graph file as plain tables, and the draft that every reader fills while it reads."""

from __future__ import annotations

import math
import re
from array import array
from dataclasses import dataclass, field
from typing import Literal

import pandas as pd

from critical_sna._core.limits import MAX_GRAPH_CELLS, MAX_GRAPH_PEOPLE, MAX_GRAPH_TIES, MAX_SHEET_COLUMNS
from critical_sna._core.text import listed, quoted
from critical_sna.errors import DataError
from critical_sna.formats.findings import Findings
from critical_sna.words import say

Kind = Literal["text", "integer", "number", "boolean"]
Value = str | int | float | bool
DTYPES: dict[Kind, str] = {"text": "str", "integer": "Int64", "number": "float64", "boolean": "boolean"}
_INTEGER = re.compile(r"[+-]?[0-9]{1,19}")
_NUMBER = re.compile(r"[+-]?([0-9]+(\.[0-9]*)?|\.[0-9]+)([eE][+-]?[0-9]+)?")
_NOT_FINITE = {"nan", "inf", "infinity"}
_WORDS = {"true": True, "1": True, "false": False, "0": False}
PEOPLE_COLUMNS = ("id", "label")
TIE_COLUMNS = ("source", "target", "strength", "relation")
STRENGTHS = ("strength", "weight", "value")
"""What programs call the strength of a tie, the first that is there counts."""


@dataclass(frozen=True)
class GraphTables:
    """People and ties of a graph file.

    ``people`` has ``id``, ``label`` (the id where the file has none) and attributes; ``ties`` has ``source``,
    ``target``, ``strength`` (above 0), ``relation`` where the file names relations, and attributes. A tie without
    direction stands there both ways, and ``directed`` is False where all are so. ``unknown`` holds the pairs
    (``source``, ``target``, and ``relation`` where ties have it) that the file calls missing. ``issues`` says
    everything odd: code, severity, text, count, file, row (the line), column.
    """

    people: pd.DataFrame
    ties: pd.DataFrame
    directed: bool
    unknown: pd.DataFrame
    issues: pd.DataFrame

    def __repr__(self) -> str:
        kind = "directed" if self.directed else "undirected"
        return f"GraphTables({len(self.people)} people, {len(self.ties)} ties, {kind}, {len(self.issues)} issues)"


class Attributes:
    """Named columns that are filled here and there."""

    def __init__(self, taken: tuple[str, ...], findings: Findings) -> None:
        self.kinds: dict[str, Kind] = {}
        self.cells: dict[str, dict[int, Value]] = {}
        self._taken = taken
        self._findings = findings
        self._filled = 0

    def declare(self, name: str, kind: Kind) -> str:
        """Add a column and give its name, which is another one where that name is taken."""
        if len(self.kinds) >= MAX_SHEET_COLUMNS:
            raise self._too_much(f"more than {MAX_SHEET_COLUMNS:,} attributes")
        free, k = name, 2
        while free in self._taken or free in self.kinds or not free:
            free, k = f"{name}_{k}", k + 1
        if free != name:
            self._findings.note("attribute_renamed", name=quoted(name), new=quoted(free))
        self.kinds[free] = kind
        self.cells[free] = {}
        return free

    def put(self, name: str, row: int, text: str, line: int | None) -> None:
        """Fill a cell with text read as the column's kind; text that does not fit is a fault."""
        self._filled += 1
        self.check_room(self._filled)
        value = self.parse(name, text, line)
        if value is not None:
            self.cells[name][row] = value

    def parse(self, name: str, text: str, line: int | None) -> Value | None:
        """Read text as the column's kind; None where it is missing or a fault."""
        kind = self.kinds[name]
        if kind == "text":
            return text
        bare = text.strip()
        if not bare:
            return None
        if kind == "boolean" and bare.lower() in _WORDS:
            return _WORDS[bare.lower()]
        if kind == "integer" and _INTEGER.fullmatch(bare) and -(2**63) <= int(bare) < 2**63:
            return int(bare)
        if kind == "number":
            if bare.lower() == "nan":
                return None
            if _NUMBER.fullmatch(bare) and math.isfinite(float(bare)):
                return float(bare)
            if bare.lower().lstrip("+-") in _NOT_FINITE or _NUMBER.fullmatch(bare):
                self._findings.fault(
                    "value_not_finite", line, column=name, name=quoted(text, 40), attribute=quoted(name)
                )
                return None
        self._findings.fault(
            "value_not_kind",
            line,
            column=name,
            name=quoted(text, 40),
            attribute=quoted(name),
            kind=say(f"formats.{kind}"),
        )
        return None

    def check_room(self, cells: int) -> None:
        """Refuse more cells than there may be."""
        if cells > MAX_GRAPH_CELLS:
            raise self._too_much(f"attributes that fill more than {MAX_GRAPH_CELLS:,} cells")

    def _too_much(self, what: str) -> DataError:
        return DataError(
            f"The file has {what}.", where=self._findings.file, mend="export only the attributes that are needed"
        )

    def frame(self, rows: list[int]) -> dict[str, pd.Series]:
        """Give the columns, one cell for each of ``rows``."""
        self.check_room(len(rows) * len(self.kinds))
        columns = {}
        for name, cells in self.cells.items():
            values = [cells.get(row) for row in rows]
            columns[name] = pd.Series(values, dtype=DTYPES[self.kinds[name]])
        return columns


@dataclass
class Draft:
    """People and ties while a file is read; ``finish`` checks them together and makes the tables."""

    findings: Findings
    places: dict[str, int] = field(default_factory=dict)
    labels: dict[str, str] = field(default_factory=dict)
    directed: bool = True
    unknown: list[tuple[str, str, str | None]] = field(default_factory=list)
    kept_lines: list[int] = field(default_factory=list)
    sources: list[str] = field(default_factory=list)
    targets: list[str] = field(default_factory=list)
    relations: list[str | None] = field(default_factory=list)
    lines: array[int] = field(default_factory=lambda: array("l"))
    strengths: array[float] = field(default_factory=lambda: array("d"))
    both_ways: bytearray = field(default_factory=bytearray)
    of_people: Attributes = field(init=False)
    of_ties: Attributes = field(init=False)

    def __post_init__(self) -> None:
        """Make the tables of attributes."""
        self.of_people = Attributes(PEOPLE_COLUMNS, self.findings)
        self.of_ties = Attributes(TIE_COLUMNS, self.findings)

    def person(self, name: str, line: int | None, label: str | None = None) -> int:
        """Declare a person and give the row; a second declaration is a fault."""
        if not name.strip():
            self.findings.fault("person_without_id", line)
            return -1
        if name in self.places:
            self.findings.fault("person_twice", line, name=quoted(name))
            return self.places[name]
        self._check_room(len(self.places), MAX_GRAPH_PEOPLE, "people")
        self.places[name] = len(self.places)
        if label:
            self.labels[name] = label
        return self.places[name]

    def meet(self, name: str, line: int | None) -> None:
        """Declare a person by being named, where a file has no list of people."""
        if name not in self.places:
            self.person(name, line)

    def tie(
        self,
        source: str,
        target: str,
        strength: str | float | None,
        line: int,
        *,
        both_ways: bool = False,
        relation: str | None = None,
    ) -> int:
        """Add a tie and give its row; ``strength`` is the text that stands there, None where there is none."""
        self.check_ties(len(self.sources))
        if not source or not target:
            self.findings.fault("tie_without_end", line)
        row = len(self.sources)
        self.sources.append(source)
        self.targets.append(target)
        value = math.nan if strength is None else strength
        self.strengths.append(self.strength(value, line) if isinstance(value, str) else value)
        self.lines.append(line)
        self.both_ways.append(both_ways)
        self.relations.append(relation)
        return row

    def strength(self, text: str, line: int) -> float:
        """Read a strength; what is no finite number from 0 up is a fault."""
        bare = text.strip()
        if _NUMBER.fullmatch(bare):
            value = float(bare)
            if math.isfinite(value) and value >= 0:
                return value
            code = "strength_negative" if value < 0 else "strength_not_finite"
        else:
            code = "strength_not_finite" if bare.lower().lstrip("+-") in _NOT_FINITE else "strength_not_number"
        self.findings.fault(code, line, column="strength", name=quoted(text, 40))
        return math.nan

    def check_ties(self, count: int) -> None:
        """Refuse one more tie than there may be."""
        self._check_room(count, MAX_GRAPH_TIES, "ties")

    def _check_room(self, count: int, limit: int, what: str) -> None:
        if count >= limit:
            raise DataError(
                f"The file has more than {limit:,} {what}.",
                where=self.findings.file,
                mend="cut it into smaller files, or read it with pandas and use PartnerNetwork.from_frames",
            )

    def finish(self) -> GraphTables:
        """Check ties against people and make the tables, without stopping at faults."""
        findings = self.findings
        for source, target, line in zip(self.sources, self.targets, self.lines, strict=True):
            for name in dict.fromkeys((source, target)):
                if name and name not in self.places:
                    findings.fault("undeclared_person", line, name=quoted(name))
        people = pd.DataFrame(
            {
                "id": pd.Series(list(self.places), dtype="str"),
                "label": pd.Series([self.labels.get(p, p) for p in self.places], dtype="str"),
                **self.of_people.frame(list(range(len(self.places)))),
            }
        )
        ties = self._ties()
        self._tell(ties)
        findings.tell_counted()
        unknown = pd.DataFrame(self.unknown, columns=["source", "target", "relation"]).astype("str")
        if "relation" not in ties.columns:
            unknown = unknown[["source", "target"]]
        return GraphTables(people, ties, self.directed, unknown, findings.table())

    def _ties(self) -> pd.DataFrame:
        """Give the ties, those without direction both ways, those of strength 0 left out."""
        said = sum(not math.isnan(s) for s in self.strengths)
        rows: list[int] = []
        turned: list[bool] = []
        for row, strength in enumerate(self.strengths):
            if strength == 0:
                self.findings.count("zero_strength", self.lines[row])
                continue
            if math.isnan(strength) and said:
                self.findings.count("no_strength", self.lines[row])
            rows.append(row)
            turned.append(False)
            if self.both_ways[row] and self.sources[row] != self.targets[row]:
                rows.append(row)
                turned.append(True)
        ends = list(zip(rows, turned, strict=True))
        self.kept_lines = [self.lines[r] for r in rows]
        columns = {
            "source": pd.Series([self.targets[r] if t else self.sources[r] for r, t in ends], dtype="str"),
            "target": pd.Series([self.sources[r] if t else self.targets[r] for r, t in ends], dtype="str"),
            "strength": pd.Series(
                [1.0 if math.isnan(self.strengths[r]) else self.strengths[r] for r in rows], dtype="float64"
            ),
        }
        if any(relation is not None for relation in self.relations):
            columns["relation"] = pd.Series([self.relations[r] for r in rows], dtype="str")
        return pd.DataFrame({**columns, **self.of_ties.frame(rows)})

    def _tell(self, ties: pd.DataFrame) -> None:
        owners: dict[str, list[str]] = {}
        for person, label in self.labels.items():
            owners.setdefault(label, []).append(person)
        for label, people in owners.items():
            if len(people) > 1:
                self.findings.note("duplicate_label", count=len(people), name=quoted(label), people=listed(people))
        tied = {*ties["source"], *ties["target"]}
        alone = [p for p in self.places if p not in tied]
        if alone and len(alone) < len(self.places):
            names = [p if self.labels.get(p, p) == p else f"{p} ({self.labels[p]})" for p in alone[:30]]
            more = f" and {len(alone) - 30} more" if len(alone) > 30 else ""
            self.findings.note("isolate", count=len(alone), people=listed(names) + more)
