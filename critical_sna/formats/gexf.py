"""GEXF, the format of Gephi: people and ties with typed attributes."""

from __future__ import annotations

from typing import Literal, NamedTuple

from critical_sna.formats.findings import Findings
from critical_sna.formats.registry import Content, Format, add
from critical_sna.formats.tables import PEOPLE_COLUMNS, TIE_COLUMNS, Attributes, Draft, GraphTables, Kind
from critical_sna.formats.tidy import as_text, kinds_of, one_way, rows_of
from critical_sna.formats.xml import Reader, escape, parse, root_of

Side = Literal["node", "edge"]
_KINDS: dict[str, Kind] = {
    **dict.fromkeys(("integer", "long", "short", "byte", "biginteger"), "integer"),
    **dict.fromkeys(("float", "double", "bigdecimal"), "number"),
    "boolean": "boolean",
}
_TYPES: dict[Kind, str] = {"text": "string", "integer": "long", "number": "double", "boolean": "boolean"}
_DRAWING = {"color", "position", "size", "shape", "thickness"}
_TIMES = {"start", "end", "startopen", "endopen", "timestamp", "timestamps", "intervals"}


class _Attribute(NamedTuple):
    """A declared attribute: its column, or '' for the strength and the relation."""

    title: str
    column: str


class _Element(NamedTuple):
    """A node or an edge that is open."""

    name: str
    attributes: dict[str, str]
    line: int
    values: dict[str, tuple[str, int]]


class _GEXF(Reader):
    """Fills a draft from a GEXF file."""

    def __init__(self, file: str, draft: Draft) -> None:
        super().__init__(file, "gexf")
        self.draft = draft
        self.findings = draft.findings
        self.declared: dict[tuple[Side, str], _Attribute] = {}
        self.defaults: dict[tuple[Side, str], tuple[str, int]] = {}
        self.side: Side | None = None
        self.now = ""
        self.graphs = 0
        self.kind = "undirected"
        self.some_directed = False
        self.inside: list[_Element] = []

    def opened(self, name: str, attributes: dict[str, str]) -> None:
        """Handle the begin of an element."""
        if name == "graph":
            self.graphs += 1
            self.kind = attributes.get("defaultedgetype", "undirected").lower()
            if self.graphs > 1:
                self.findings.fault("second_graph", self.line)
        elif name == "attributes":
            self.side = "edge" if attributes.get("class") == "edge" else "node"
        elif name == "attribute" and self.side:
            self._declare(attributes, self.side)
        elif name == "default":
            self.texts = []
        elif name in {"node", "edge"}:
            self._open(name, attributes)
        elif name == "attvalue" and self.inside:
            key = attributes.get("for", attributes.get("id", ""))
            if key in self.inside[-1].values:  # the same attribute at another time
                self.findings.count("time_left_out", self.line)
            self.inside[-1].values.setdefault(key, (attributes.get("value", ""), self.line))
        elif name in _DRAWING:
            self.findings.count("layout_left_out", self.line)
        elif name == "spell":
            self.findings.count("time_left_out", self.line)

    def closed(self, name: str, text: str) -> None:
        """Handle the end of an element."""
        if name == "attributes":
            self.side = None
        elif name == "default":
            if self.side and self.path[-1:] == ["attribute"]:
                self.defaults[self.side, self.now] = (text, self.line)
            self.texts = None
        elif name in {"node", "edge"}:
            element = self.inside.pop()
            if self.graphs == 1:
                (self._end_node if name == "node" else self._end_edge)(element)

    def _table(self, side: Side) -> Attributes:
        return self.draft.of_people if side == "node" else self.draft.of_ties

    def _declare(self, attributes: dict[str, str], side: Side) -> None:
        self.now = attributes.get("id", "")
        title = attributes.get("title", self.now)
        kind = _KINDS.get(attributes.get("type", "").lower(), "text")
        own = side == "edge" and title in {"relation", "weight", "strength"}
        self.declared[side, self.now] = _Attribute(title, "" if own else self._table(side).declare(title, kind))

    def _open(self, name: str, attributes: dict[str, str]) -> None:
        if name == "node" and any(e.name == "node" for e in self.inside):
            self.findings.count("nested_people", self.line)
        if _TIMES & attributes.keys():
            self.findings.count("time_left_out", self.line)
        self.inside.append(_Element(name, attributes, self.line, {}))

    def _end_node(self, node: _Element) -> None:
        row = self.draft.person(node.attributes.get("id", ""), node.line, node.attributes.get("label"))
        if row >= 0:
            self._fill("node", row, node.values)

    def _end_edge(self, edge: _Element) -> None:
        kind = edge.attributes.get("type", self.kind).lower()
        both = kind in {"undirected", "mutual"}
        self.some_directed |= not both
        told = {self._title("edge", key): text for key, (text, _) in self._with_defaults("edge", edge.values).items()}
        strength = edge.attributes.get("weight") or told.get("strength") or told.get("weight")
        row = self.draft.tie(
            edge.attributes.get("source", ""),
            edge.attributes.get("target", ""),
            strength,
            edge.line,
            both_ways=both,
            relation=told.get("relation"),
        )
        self._fill("edge", row, edge.values)

    def _with_defaults(self, side: Side, values: dict[str, tuple[str, int]]) -> dict[str, tuple[str, int]]:
        return {**{key: v for (of, key), v in self.defaults.items() if of == side}, **values}

    def _title(self, side: Side, key: str) -> str:
        return self.declared[side, key].title if (side, key) in self.declared else key

    def _fill(self, side: Side, row: int, values: dict[str, tuple[str, int]]) -> None:
        table = self._table(side)
        for key, (text, line) in self._with_defaults(side, values).items():
            if (side, key) not in self.declared:
                self.findings.count("undeclared_attribute", line, f"'{key}'")
                self.declared[side, key] = _Attribute(key, table.declare(key, "text"))
            column = self.declared[side, key].column
            if column:
                table.put(column, row, text, line)


def _read(content: Content, encoding: str, draft: Draft) -> None:
    handler = _GEXF(draft.findings.file, draft)
    parse(content.main, handler)
    draft.directed = handler.some_directed or handler.kind == "directed"


def _write(tables: GraphTables, findings: Findings, safe_for_excel: bool) -> Content:
    ties = one_way(tables)
    people_kinds = kinds_of(tables.people, PEOPLE_COLUMNS)
    tie_kinds = kinds_of(ties, TIE_COLUMNS)
    if "relation" in ties.columns:
        tie_kinds = {"relation": "text", **tie_kinds}
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        '<gexf xmlns="http://gexf.net/1.3" version="1.3">',
        f'  <graph defaultedgetype="{"directed" if tables.directed else "undirected"}" mode="static">',
        *_declared("node", people_kinds),
        *_declared("edge", tie_kinds),
        "    <nodes>",
    ]
    people_keys = {name: str(i) for i, name in enumerate(people_kinds)}
    tie_keys = {name: str(i) for i, name in enumerate(tie_kinds)}
    for (person, label), cells in rows_of(tables.people, PEOPLE_COLUMNS):
        data = _values({people_keys[name]: as_text(value) for name, value in cells.items()})
        lines.append(f'      <node id="{escape(str(person))}" label="{escape(str(label))}">{data}</node>')
    lines += ["    </nodes>", "    <edges>"]
    for i, ((source, target, strength, relation), cells) in enumerate(rows_of(ties, TIE_COLUMNS)):
        told = cells if relation is None else {"relation": relation, **cells}
        data = _values({tie_keys[name]: as_text(value) for name, value in told.items()})
        ends = f'source="{escape(str(source))}" target="{escape(str(target))}"'
        lines.append(f'      <edge id="{i}" {ends} weight="{as_text(strength or 0.0)}">{data}</edge>')
    return Content("\n".join([*lines, "    </edges>", "  </graph>", "</gexf>", ""]).encode())


def _declared(side: Side, kinds: dict[str, Kind]) -> list[str]:
    if not kinds:
        return []
    inner = [
        f'      <attribute id="{i}" title="{escape(name)}" type="{_TYPES[kind]}"/>'
        for i, (name, kind) in enumerate(kinds.items())
    ]
    return [f'    <attributes class="{side}">', *inner, "    </attributes>"]


def _values(cells: dict[str, str]) -> str:
    inner = "".join(f'<attvalue for="{key}" value="{escape(text)}"/>' for key, text in cells.items())
    return f"<attvalues>{inner}</attvalues>" if inner else ""


add(
    Format(
        name="gexf",
        title="GEXF",
        suffixes=("gexf",),
        fits=lambda content: root_of(content) == "gexf",
        read=_read,
        write=_write,
    )
)
