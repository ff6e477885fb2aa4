"""GraphML: people and ties with typed attributes."""

from __future__ import annotations

from typing import Literal, NamedTuple

import pandas as pd

from critical_sna.formats.findings import Findings
from critical_sna.formats.registry import Content, Format, add
from critical_sna.formats.tables import PEOPLE_COLUMNS, STRENGTHS, TIE_COLUMNS, Draft, GraphTables, Kind
from critical_sna.formats.tidy import as_text, kinds_of, one_way, rows_of
from critical_sna.formats.xml import Reader, escape, parse, root_of

Side = Literal["node", "edge"]
_KINDS: dict[str, Kind] = {
    "boolean": "boolean",
    "int": "integer",
    "integer": "integer",
    "long": "integer",
    "float": "number",
    "double": "number",
}
_TYPES: dict[Kind, str] = {"text": "string", "integer": "long", "number": "double", "boolean": "boolean"}


class _Key(NamedTuple):
    """A declared attribute."""

    name: str
    kind: Kind
    sides: tuple[Side, ...]


class _GraphML(Reader):
    """Fills a draft from a GraphML file."""

    def __init__(self, file: str, draft: Draft) -> None:
        super().__init__(file, "graphml")
        self.draft = draft
        self.findings = draft.findings
        self.keys: dict[str, _Key] = {}
        self.defaults: dict[str, tuple[str, int]] = {}
        self.columns: dict[tuple[Side, str], str] = {}
        self.graphs = 0
        self.undirected = self.some_directed = False
        self.key = ""
        self.drawn = ""
        self.in_data = self.is_drawing = False
        self.inside: list[tuple[str, dict[str, str], int, dict[str, tuple[str, int]]]] = []

    def opened(self, name: str, attributes: dict[str, str]) -> None:
        """Handle the begin of an element."""
        if self.in_data:  # an element inside <data> is a drawing
            self.is_drawing, self.texts = True, []
        elif name == "key":
            self._declare(attributes)
        elif name == "default":
            self.texts = []
        elif name == "graph":
            self.graphs += 1
            if self.graphs > 1:
                self.findings.fault("second_graph", self.line)
            else:
                self.undirected = attributes.get("edgedefault") == "undirected"
        elif name in {"node", "edge"}:
            self.inside.append((name, attributes, self.line, {}))
        elif name == "hyperedge":
            self.findings.fault("hyperedge", self.line)
        elif name == "data":
            self.key, self.in_data, self.is_drawing, self.texts = attributes.get("key", ""), True, False, []

    def closed(self, name: str, text: str) -> None:
        """Handle the end of an element."""
        if self.in_data and name == "data":
            self._end_data(text)
        elif self.in_data:
            self.drawn = self.drawn or (text.strip() if name == "NodeLabel" else "")
            self.texts = []
        elif name == "default":
            if self.path[-1:] == ["key"]:
                self.defaults[self.key] = (text, self.line)
            self.texts = None
        elif name in {"node", "edge"}:
            _, attributes, line, values = self.inside.pop()
            if self.graphs == 1 and name == "node":
                self._end_node(attributes, line, values)
            elif self.graphs == 1:
                self._end_edge(attributes, line, values)

    def _declare(self, attributes: dict[str, str]) -> None:
        self.key = attributes.get("id", "")
        goes = attributes.get("for", "all")
        sides: tuple[Side, ...] = ("node", "edge") if goes == "all" else ()
        sides = ("node",) if goes == "node" else ("edge",) if goes == "edge" else sides
        name = attributes.get("attr.name", self.key)
        self.keys[self.key] = _Key(name, _KINDS.get(attributes.get("attr.type", "").lower(), "text"), sides)
        if goes in {"node", "edge"} and "attr.name" in attributes and not self._is_own(sides[0], name):
            self._column(sides[0], self.key)

    def _end_data(self, text: str) -> None:
        self.in_data, self.texts = False, None
        if self.is_drawing:
            self.findings.count("layout_left_out", self.line)
        elif self.inside:
            if self.key not in self.keys:
                self.findings.count("undeclared_attribute", self.line, f"'{self.key}'")
            self.inside[-1][3][self.key] = (text, self.line)

    def _end_node(self, attributes: dict[str, str], line: int, values: dict[str, tuple[str, int]]) -> None:
        person = attributes.get("id", "")
        row = self.draft.person(person, line)
        for key, (text, at) in values.items():
            if self._name(key).lower() == "label":
                self.drawn = text
            elif row >= 0:
                self.draft.of_people.put(self._column("node", key), row, text, at)
        if self.drawn and row >= 0:
            self.draft.labels[person] = self.drawn
        self.drawn = ""

    def _end_edge(self, attributes: dict[str, str], line: int, values: dict[str, tuple[str, int]]) -> None:
        said = attributes.get("directed", "").lower()
        both = said == "false" or (said != "true" and self.undirected)
        self.some_directed |= not both
        values = {**self._edge_defaults, **values}
        strength_key = self._strength_key(values)
        relation_key = next((k for k in values if self._name(k) == "relation"), None)
        strength = values[strength_key][0] if strength_key is not None else None
        row = self.draft.tie(
            attributes.get("source", ""),
            attributes.get("target", ""),
            strength if strength and strength.strip() else None,
            line,
            both_ways=both,
            relation=values[relation_key][0] if relation_key is not None else None,
        )
        for key, (text, at) in values.items():
            if key not in {strength_key, relation_key}:
                self.draft.of_ties.put(self._column("edge", key), row, text, at)

    @property
    def _edge_defaults(self) -> dict[str, tuple[str, int]]:
        return {k: v for k, v in self.defaults.items() if "edge" in self.keys[k].sides} if self.defaults else {}

    def _strength_key(self, values: dict[str, tuple[str, int]]) -> str | None:
        named = {self._name(key).lower(): key for key in values}
        return next((named[name] for name in STRENGTHS if name in named), None)

    def _is_own(self, side: Side, name: str) -> bool:
        """Tell whether an attribute has a place of its own in the tables."""
        return name.lower() == "label" if side == "node" else name.lower() in STRENGTHS or name == "relation"

    def _name(self, key: str) -> str:
        return self.keys[key].name if key in self.keys else key

    def _column(self, side: Side, key: str) -> str:
        if (side, key) not in self.columns:
            table = self.draft.of_people if side == "node" else self.draft.of_ties
            kind = self.keys[key].kind if key in self.keys else "text"
            self.columns[side, key] = table.declare(self._name(key), kind)
        return self.columns[side, key]

    def finish(self) -> None:
        """Fill in defaults of people, and labels where the file calls them names."""
        draft = self.draft
        draft.directed = not self.undirected or self.some_directed
        draft.of_people.check_room(len(draft.places) * len(draft.of_people.kinds))
        for key, (text, line) in self.defaults.items():
            if "node" in self.keys[key].sides and not self._is_own("node", self._name(key)):
                name = self._column("node", key)
                value = draft.of_people.parse(name, text, line)
                if value is not None:
                    cells = draft.of_people.cells[name]
                    draft.of_people.cells[name] = {**dict.fromkeys(range(len(draft.places)), value), **cells}
        if not draft.labels and draft.of_people.kinds.get("name") == "text":
            cells = draft.of_people.cells["name"]
            draft.labels.update((p, str(cells[row])) for p, row in draft.places.items() if cells.get(row))


def _read(content: Content, encoding: str, draft: Draft) -> None:
    handler = _GraphML(draft.findings.file, draft)
    parse(content.main, handler)
    handler.finish()


def _write(tables: GraphTables, findings: Findings, safe_for_excel: bool) -> Content:
    ties = one_way(tables)
    people_keys = {"label": "l", **{name: f"p{i}" for i, name in enumerate(kinds_of(tables.people, PEOPLE_COLUMNS))}}
    tie_keys = {"weight": "w", **{name: f"t{i}" for i, name in enumerate(kinds_of(ties, TIE_COLUMNS))}}
    if "relation" in ties.columns:
        tie_keys["relation"] = "r"
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        '<graphml xmlns="http://graphml.graphdrawing.org/xmlns">',
        *_declared("node", people_keys, tables.people),
        *_declared("edge", tie_keys, ties),
        f'  <graph id="G" edgedefault="{"directed" if tables.directed else "undirected"}">',
    ]
    for (person, label), cells in rows_of(tables.people, PEOPLE_COLUMNS):
        data = "".join(_data(people_keys[name], as_text(v)) for name, v in {"label": label or "", **cells}.items())
        lines.append(f'    <node id="{escape(str(person))}">{data}</node>')
    for (source, target, strength, relation), cells in rows_of(ties, TIE_COLUMNS):
        own = {"weight": strength or 0.0, **({} if relation is None else {"relation": relation})}
        data = "".join(_data(tie_keys[name], as_text(v)) for name, v in {**own, **cells}.items())
        lines.append(f'    <edge source="{escape(str(source))}" target="{escape(str(target))}">{data}</edge>')
    return Content("\n".join([*lines, "  </graph>", "</graphml>", ""]).encode())


def _declared(side: Side, keys: dict[str, str], frame: pd.DataFrame) -> list[str]:
    kinds: dict[str, Kind] = {"weight": "number", **kinds_of(frame, PEOPLE_COLUMNS if side == "node" else TIE_COLUMNS)}
    return [
        f'  <key id="{key}" for="{side}" attr.name="{escape(name)}" attr.type="{_TYPES[kinds.get(name, "text")]}"/>'
        for name, key in keys.items()
    ]


def _data(key: str, text: str) -> str:
    return f'<data key="{key}">{escape(text)}</data>'


add(
    Format(
        name="graphml",
        title="GraphML",
        suffixes=("graphml",),
        fits=lambda content: root_of(content) == "graphml",
        read=_read,
        write=_write,
    )
)
