"""Pajek .net: numbered people with labels, arcs, edges, lists and matrices."""

from __future__ import annotations

import re
from collections.abc import Iterator

from critical_sna._core.limits import MAX_GRAPH_PEOPLE
from critical_sna.formats.files import decode, start_of
from critical_sna.formats.findings import Findings
from critical_sna.formats.numbered import NOUGHT, in_quotes, lines_of, numbered, out_of_quotes, tie_lines, unlike
from critical_sna.formats.registry import Content, Format, add
from critical_sna.formats.tables import Draft, GraphTables
from critical_sna.formats.tidy import one_way

_TOKEN = re.compile(r'"([^"]*)"|(\S+)')
_SECTION = re.compile(r"\*\s*([A-Za-z]+)\s*(.*)")
_RELATION = re.compile(r':\s*(\d+)(?:\s+"?([^"]*)"?)?')
_ID = re.compile(r'%\s*id\s+([0-9]{1,9})\s+"([^"]*)"')
_TIES = {"arcs": False, "edges": True, "arcslist": False, "edgeslist": True, "matrix": False}


class _Pajek:
    """Fills a draft from the lines of a Pajek file."""

    def __init__(self, draft: Draft) -> None:
        self.draft = draft
        self.findings = draft.findings
        self.n = 0
        self.first_mode = 0
        self.labels: dict[int, str] = {}
        self.given_ids: dict[int, str] = {}
        self.ids: list[str] = []
        self.section = ""
        self.relation: str | None = None
        self.cells = 0
        self.sections: set[str] = set()

    def read(self, text: str) -> None:
        """Read line by line, then name the people and add the ties."""
        for number, line in lines_of(text):
            bare = line.strip()
            if bare.startswith("%"):
                found = _ID.fullmatch(bare)
                if found:
                    self.given_ids[int(found.group(1))] = out_of_quotes(found.group(2))
            elif bare.startswith("*"):
                self._end_section(number)
                self._begin(bare, number)
            elif bare:
                self._line(bare, number)
        self._end_section(None)
        self.draft.directed = not self.sections or any(not _TIES[name] for name in self.sections)

    def _begin(self, line: str, number: int) -> None:
        found = _SECTION.match(line)
        name, rest = (found.group(1).lower(), found.group(2).strip()) if found else ("", "")
        self.section, self.relation = name, None
        if name == "vertices":
            self._begin_people(rest, number)
        elif name in _TIES:
            self.sections.add(name)
            relation = _RELATION.match(rest)
            if relation:
                self.relation = out_of_quotes(relation.group(2) or "") or relation.group(1)
        elif name != "network":
            self.findings.note("section_left_out", row=number, name=f"'*{name}'")

    def _begin_people(self, rest: str, number: int) -> None:
        counts = rest.split()
        if self.n:
            self.findings.fault("second_graph", number)
        elif not counts or not all(re.fullmatch(r"[0-9]{1,9}", c) for c in counts[:2]):
            self.findings.fault("bad_line", number)
        elif int(counts[0]) > MAX_GRAPH_PEOPLE:
            self.findings.fault("person_number", number, name=counts[0], n=MAX_GRAPH_PEOPLE)
        else:
            self.n = int(counts[0])
            self.first_mode = int(counts[1]) if len(counts) > 1 else 0

    def _line(self, line: str, number: int) -> None:
        tokens = list(_tokens(line))
        if line.count('"') % 2:
            self.findings.fault("open_quote", number)
        elif self.section == "vertices":
            self._person(tokens, number)
        elif self.section in {"arcs", "edges"}:
            self._tie(tokens, number)
        elif self.section in {"arcslist", "edgeslist"}:
            ends = [self._number(token, number) for token in tokens]
            for end in ends[1:]:
                self._add(ends[0], end, None, number)
        elif self.section == "matrix":
            self._cells(tokens, number)
        elif not self.section:
            self.findings.fault("bad_line", number)

    def _person(self, tokens: list[str], number: int) -> None:
        place = self._number(tokens[0], number)
        if not place:
            return
        if place in self.labels:
            self.findings.fault("person_twice", number, name=f"'{place}'")
        self.labels[place] = out_of_quotes(tokens[1]) if len(tokens) > 1 else ""
        if len(tokens) > 2:
            self.findings.count("layout_left_out", number)

    def _tie(self, tokens: list[str], number: int) -> None:
        if len(tokens) < 2:
            self.findings.fault("tie_without_end", number)
            return
        ends = [self._number(token, number) for token in tokens[:2]]
        strength = tokens[2] if len(tokens) > 2 and not tokens[2].startswith("[") else None
        if any(token.startswith("[") for token in tokens[2:]):
            self.findings.count("time_left_out", number)
        elif len(tokens) > 3:
            self.findings.count("layout_left_out", number)
        self._add(ends[0], ends[1], strength, number)

    def _add(self, source: int, target: int, strength: str | None, line: int) -> None:
        if source and target:
            ends = self.ids[source - 1], self.ids[target - 1]
            self.draft.tie(*ends, strength, line, both_ways=_TIES[self.section], relation=self.relation)

    def _cells(self, tokens: list[str], line: int) -> None:
        for token in tokens:
            self.cells += 1
            if self.cells == self.n * self.n + 1:
                self.findings.fault("matrix_rest", line, rows=self.n, columns=self.n)
            elif self.cells <= self.n * self.n and not NOUGHT.fullmatch(token):
                self._add((self.cells - 1) // self.n + 1, (self.cells - 1) % self.n + 1, token, line)

    def _number(self, token: str, line: int) -> int:
        """Give the number of a person, 0 where it is none."""
        if re.fullmatch(r"[0-9]{1,9}", token) and 1 <= int(token) <= self.n:
            return int(token)
        self.findings.fault("person_number", line, name=f"'{token[:40]}'", n=self.n)
        return 0

    def _end_section(self, line: int | None) -> None:
        if self.section == "vertices":
            self._name_people()
        elif self.section == "matrix":
            missing = self.n * self.n - self.cells
            if missing > 0:
                self.findings.fault("matrix_size", line, rows=self.n, columns=self.n, n=missing)
            self.cells = 0

    def _name_people(self) -> None:
        """Give everybody an id; called once, when the list of people ends."""
        if self.ids:
            return
        labels = [self.labels.get(k, "") for k in range(1, self.n + 1)]
        self.ids = numbered(labels)
        if set(self.given_ids) == set(range(1, self.n + 1)) and len(set(self.given_ids.values())) == self.n:
            self.ids = [self.given_ids[k] for k in range(1, self.n + 1)]
        for person, label in zip(self.ids, labels, strict=True):
            self.draft.person(person, None, label or None)
        if self.first_mode:
            name = self.draft.of_people.declare("mode", "integer")
            self.draft.of_people.cells[name] = {k: 1 if k < self.first_mode else 2 for k in range(self.n)}


def _tokens(line: str) -> Iterator[str]:
    return (m.group(2) if m.group(1) is None else m.group(1) for m in _TOKEN.finditer(line))


def _read(content: Content, encoding: str, draft: Draft) -> None:
    _Pajek(draft).read(decode(content.main, draft.findings.file, encoding, draft.findings))


def _write(tables: GraphTables, findings: Findings, safe_for_excel: bool) -> Content:
    ties = one_way(tables)
    ids, labels = tables.people["id"].tolist(), tables.people["label"].tolist()
    lines = [f'% id {k} "{in_quotes(p)}"' for k, p in enumerate(ids, start=1)] if unlike(ids, labels) else []
    lines.append(f"*Vertices {len(ids)}")
    lines += [f'{k} "{in_quotes(label)}"' for k, label in enumerate(labels, start=1)]
    section = "*Arcs" if tables.directed else "*Edges"
    for k, (relation, found) in enumerate(tie_lines(ties, ids).items(), start=1):
        lines += [section if relation is None else f'{section} :{k} "{in_quotes(relation)}"', *found]
    return Content("\n".join([*lines, ""]).encode("utf-8"))


def _fits(content: bytes) -> bool:
    return re.search(rb"(?:^|[\r\n])[ \t]*\*(vertices|network)\b", start_of(content).lower()) is not None


add(
    Format(
        name="pajek",
        title="Pajek",
        suffixes=("net", "paj"),
        fits=_fits,
        read=_read,
        write=_write,
        holds_attributes=False,
    )
)
