"""To and from networkx and igraph; the only place that names networkx."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, cast

import pandas as pd

from critical_sna.errors import DataError, WrongTypeError
from critical_sna.formats.objects import GraphParts, package_of, parts_of
from critical_sna.network.build import from_frames
from critical_sna.network.partner import REPORTS, PartnerNetwork, Reports

if TYPE_CHECKING:
    import igraph
    import networkx as nx


def _plain(value: object) -> object:
    """Give a value that other programs can store: numpy scalars as Python ones, missing as None."""
    if hasattr(value, "item"):
        value = value.item()
    return None if not isinstance(value, str) and pd.isna(value) is True else value  # type: ignore[call-overload]  # any scalar may stand in an attribute


def _asked(net: PartnerNetwork) -> dict[str, str]:
    """Give what was asked, without what was not told."""
    told = {"relation": net.relation, "wave": net.wave, "reports": net.reports, "question": net.question}
    return {key: value for key, value in told.items() if value is not None}


def to_networkx(net: PartnerNetwork) -> nx.DiGraph[str]:
    """Give a DiGraph with people's attributes, missing ones left out, and ``strength`` on ties."""
    import networkx as nx

    net = net.as_asked()  # a graph has no place to say that it was turned
    graph: nx.DiGraph[str] = nx.DiGraph()
    graph.graph.update(_asked(net))
    for person, row in net.people.iterrows():
        attributes = {str(k): _plain(v) for k, v in row.items()}
        graph.add_node(str(person), **{k: v for k, v in attributes.items() if v is not None})
    for source, target, strength in net.ties.itertuples(index=False):
        graph.add_edge(source, target, strength=float(strength))
    return graph


def to_igraph(net: PartnerNetwork) -> igraph.Graph:
    """Give a directed Graph with ``name``, people's attributes and ``strength``; yours to change."""
    net = net.as_asked()  # a graph has no place to say that it was turned
    graph = net.skeleton_igraph.copy()
    graph.vs["name"] = list(net.people.index)
    for name in net.people.columns:
        graph.vs[name] = [_plain(v) for v in net.people[name]]
    for key, value in _asked(net).items():
        graph[key] = value
    graph.es["strength"] = [float(s) for s in net.ties["strength"]]
    return graph


def from_networkx(
    g: nx.Graph[object],
    *,
    strength: str | None = None,
    reports: Reports | None = None,
    relation: str | None = None,
    wave: str | None = None,
    question: str | None = None,
) -> PartnerNetwork:
    """See ``PartnerNetwork.from_networkx``."""
    if package_of(g) != "networkx":
        raise WrongTypeError(f"This is a {type(g).__name__}, not a networkx graph.", where="from_networkx(g)")
    parts = parts_of(g)
    return _from_parts(
        parts, strength, _told(parts.told, reports=reports, relation=relation, wave=wave, question=question)
    )


def from_igraph(
    g: igraph.Graph,
    *,
    strength: str | None = None,
    reports: Reports | None = None,
    relation: str | None = None,
    wave: str | None = None,
    question: str | None = None,
) -> PartnerNetwork:
    """See ``PartnerNetwork.from_igraph``."""
    if package_of(g) != "igraph":
        raise WrongTypeError(f"This is a {type(g).__name__}, not an igraph graph.", where="from_igraph(g)")
    parts = parts_of(g)
    return _from_parts(
        parts, strength, _told(parts.told, reports=reports, relation=relation, wave=wave, question=question)
    )


def _told(attributes: Mapping[str, object], **given: str | None) -> dict[str, str | None]:
    """Give what was asked: what the caller says, else what the graph says in text."""
    told = {}
    for key, value in given.items():
        found = attributes.get(key) if value is None else value
        told[key] = found if isinstance(found, str) and (key != "reports" or found in REPORTS) else value
    return told


def _from_parts(parts: GraphParts, strength: str | None, asked: dict[str, str | None]) -> PartnerNetwork:
    ids = pd.Series([node for node, _ in parts.people], dtype=object)
    table = pd.DataFrame([data for _, data in parts.people], index=range(len(parts.people)))
    if "id" in table.columns:
        raise DataError(
            "A node attribute is named 'id', which would hide the node's own id.",
            where="graph",
            mend="rename that attribute",
        )
    table.insert(0, "id", ids)
    attribute = _strength_name(parts.ties, strength)
    rows = [(a, b, 1.0 if attribute is None else data.get(attribute)) for a, b, data in parts.ties]
    if not parts.directed:  # stored both ways, a self-tie once
        rows += [(b, a, s) for a, b, s in rows if a != b]
    frame = pd.DataFrame(
        {
            "source": pd.Series([r[0] for r in rows], dtype=object),
            "target": pd.Series([r[1] for r in rows], dtype=object),
            "strength": pd.Series([r[2] for r in rows], dtype=object),
        }
    )
    return from_frames(
        table,
        frame,
        reports=cast("Reports | None", asked["reports"]),
        relation=asked["relation"],
        wave=asked["wave"],
        question=asked["question"],
    )


def _strength_name(ties: list[tuple[object, object, dict[str, object]]], wanted: str | None) -> str | None:
    for name in (wanted,) if wanted is not None else ("strength", "weight"):
        if ties and all(data.get(name) is not None for _, _, data in ties):
            return name
    if wanted is not None and ties:
        raise DataError(
            f"Not every tie has the attribute {wanted!r}.", where="graph", mend="leave strength= out to count ties as 1"
        )
    return None
