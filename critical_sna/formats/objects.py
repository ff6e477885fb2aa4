"""Graphs of networkx and igraph as people and ties; neither package is imported to find out which one it is."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from typing import Any, Literal, NamedTuple

import numpy as np
import pandas as pd

from critical_sna._core.text import quoted
from critical_sna.formats.findings import Findings
from critical_sna.formats.read import ParsedGraph
from critical_sna.formats.tables import PEOPLE_COLUMNS, STRENGTHS, Draft
from critical_sna.formats.tidy import is_missing, kinds_of, typed, values_of

Package = Literal["networkx", "igraph"]
Told = dict[str, object]


class GraphParts(NamedTuple):
    """What stands in a graph: people and ties with their attributes, and what is said about the whole."""

    people: list[tuple[object, Told]]
    ties: list[tuple[object, object, Told]]
    directed: bool
    told: Told


def package_of(given: object) -> Package | None:
    """Name the package a graph is from, None where this is no graph."""
    packages: tuple[Package, ...] = ("networkx", "igraph")
    return next((p for p in packages if p in sys.modules and isinstance(given, sys.modules[p].Graph)), None)


def parts_of(graph: Any) -> GraphParts:  # Any: a graph of networkx or igraph, told apart here
    """Take a graph apart; it is not changed. A vertex of igraph without a name goes by its number."""
    if package_of(graph) == "networkx":
        people = [(node, _named(data)) for node, data in graph.nodes(data=True)]
        ties = [(a, b, _named(data)) for a, b, data in graph.edges(data=True)]
        return GraphParts(people, ties, graph.is_directed(), _named(graph.graph))
    ids = list(graph.vs["name"] if "name" in graph.vs.attributes() else range(graph.vcount()))
    people = [
        (name, {k: v for k, v in vertex.attributes().items() if k != "name"})
        for name, vertex in zip(ids, graph.vs, strict=True)
    ]
    ties = [(ids[edge.source], ids[edge.target], edge.attributes()) for edge in graph.es]
    return GraphParts(people, ties, graph.is_directed(), {key: graph[key] for key in graph.attributes()})


def _named(data: Mapping[object, object]) -> Told:
    return {str(key): value for key, value in data.items()}


def parse_object(graph: object, shown: str) -> ParsedGraph:
    """Read a graph as a file is read: its bad places are in the findings, and nothing is raised for them yet."""
    parts = parts_of(graph)
    findings = Findings(shown)
    draft = Draft(findings, directed=parts.directed)
    ids = {node: _id(node, findings) for node, _ in parts.people}
    attributes: dict[str, dict[int, object]] = {}
    for node, told in parts.people:
        row = draft.person(ids[node], None)
        for name, value in told.items():
            if name.lower() != "label" and row >= 0:
                attributes.setdefault(name, {})[row] = value
            elif not is_missing(value):
                draft.labels[ids[node]] = str(value)
    for name, cells in attributes.items():
        _put(draft, name, cells)
    for a, b, told in parts.ties:
        lower = {name.lower(): value for name, value in told.items()}
        strength = next((lower[name] for name in STRENGTHS if not is_missing(lower.get(name))), None)
        relation = told.get("relation")
        draft.tie(
            ids[a],
            ids[b],
            None if strength is None else str(strength),
            0,
            both_ways=not parts.directed,
            relation=None if is_missing(relation) else str(relation),
        )
    return ParsedGraph(draft.finish(), findings, draft.kept_lines)


def _put(draft: Draft, name: str, cells: Mapping[int, object]) -> None:
    """Fill a column of attributes with values of one type; lists become text, what is not finite is a fault."""
    values = typed(pd.Series([cells.get(row) for row in range(len(draft.places))], dtype=object), name, draft.findings)
    kind = kinds_of(values.to_frame("value"), PEOPLE_COLUMNS)["value"]
    column = draft.of_people.declare(name, kind)
    draft.of_people.cells[column] = {row: v for row, v in enumerate(values_of(values)) if v is not None}


def _id(node: object, findings: Findings) -> str:
    """Give an id as text; what is neither text nor a whole number is a fault."""
    if isinstance(node, str):
        return node
    if not isinstance(node, int | np.integer) or isinstance(node, bool):
        findings.fault("id_of_object", name=quoted(repr(node)))
    return str(node)
