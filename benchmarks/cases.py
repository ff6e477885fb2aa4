"""What is measured: the calls, the peers beside them, and what counts as the same answer."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cache
from typing import Any

import numpy as np
import pandas as pd

import critical_sna as csna
from critical_sna.network.simulate_large import simulate_large

SIZES = (200, 2_000, 20_000)
TIES_PER_PERSON = 10
ROLES = ["coordinator", "itinerant", "representative", "gatekeeper", "liaison"]


@dataclass(frozen=True)
class Data:
    """One invented network, in the form each engine starts from."""

    people: pd.DataFrame
    ties: pd.DataFrame

    def network(self) -> csna.PartnerNetwork:
        """Give a network that has cached nothing yet."""
        return csna.PartnerNetwork.from_frames(self.people, self.ties, reports="gives_to")

    def igraph(self) -> Any:  # igraph ships no types
        """Give the same as an igraph Graph."""
        import igraph

        return igraph.Graph.DataFrame(self.ties, directed=True, vertices=self.people, use_vids=False)

    def networkx(self) -> Any:  # the graph's node type is not worth naming here
        """Give the same as a networkx DiGraph."""
        import networkx as nx

        graph = nx.DiGraph()
        graph.add_nodes_from((row.id, {"group": row.group}) for row in self.people.itertuples())
        other = nx.from_pandas_edgelist(self.ties, edge_attr="strength", create_using=nx.DiGraph)
        graph.add_edges_from(other.edges(data=True))
        return graph

    @property
    def order(self) -> pd.Index:
        """Ids in the order igraph and networkx hold them."""
        return pd.Index(self.people["id"])


@cache
def data(people: int) -> Data:
    """Draw the network of one size, once."""
    return Data(*simulate_large(people, people * TIES_PER_PERSON, seed=1))


@dataclass(frozen=True)
class Engine:
    """One way to the answer: how to prepare (not timed), the timed call, and how to read its answer."""

    name: str
    prepare: Callable[[Data], Any]
    call: Callable[[Any], Any]
    read: Callable[[Any, Data], pd.DataFrame]
    largest: int = SIZES[-1]
    why: str = ""
    """Why it is not run above ``largest`` people."""


@dataclass(frozen=True)
class Kernel:
    """One question, answered by us (first) and by peers."""

    name: str
    engines: tuple[Engine, ...]
    rounds: dict[int, int] = field(default_factory=lambda: {200: 15, 2_000: 5, 20_000: 3})
    remark: str = ""


def _table(values: Any, data: Data, name: str = "value") -> pd.DataFrame:
    return pd.DataFrame({name: values}, index=data.order)


def _size(people: int, ties: int, strength: float) -> pd.DataFrame:
    return pd.DataFrame({"value": [people, ties, strength]}, index=["people", "ties", "strength"])


def _built(net: csna.PartnerNetwork) -> csna.PartnerNetwork:
    _ = net.adjacency
    return net


def _brokerage_by_sets(graph: Any) -> dict[str, list[int]]:
    """Count open two-paths by role in plain Python, as most scripts on networkx do."""
    group = dict(graph.nodes(data="group"))
    counts: dict[str, list[int]] = defaultdict(lambda: [0] * 5)
    after = {node: set(graph.successors(node)) for node in graph}
    for middle in graph:
        here = group[middle]
        row = counts[middle]
        for first in graph.predecessors(middle):
            start = group[first]
            for last in after[middle] - after[first] - {first}:
                end = group[last]
                if start == end:
                    row[0 if start == here else 1] += 1
                else:
                    row[2 if start == here else 3 if end == here else 4] += 1
    return counts


BUILD = Kernel(
    "building from tables with text ids",
    (
        Engine(
            "critical_sna",
            lambda d: d,
            lambda d: _built(d.network()),
            lambda net, d: _size(net.n_people, net.n_ties, net.adjacency.sum()),
        ),
        Engine(
            "igraph",
            lambda d: d,
            lambda d: d.igraph(),
            lambda g, d: _size(g.vcount(), g.ecount(), sum(g.es["strength"])),
        ),
        Engine(
            "networkx",
            lambda d: d,
            lambda d: d.networkx(),
            lambda g, d: _size(len(g), g.size(), g.size("strength")),
        ),
    ),
    remark="Ours checks ids, strengths and repeated ties on the way; the others do not.",
)

BETWEENNESS = Kernel(
    "betweenness, exact",
    (
        Engine(
            "critical_sna",
            lambda d: d.network(),
            lambda net: csna.betweenness(net),
            lambda values, d: values.to_frame("value"),
        ),
        Engine("igraph", lambda d: d.igraph(), lambda g: g.betweenness(), _table),
        Engine(
            "networkx",
            lambda d: d.networkx(),
            lambda g: _networkx().betweenness_centrality(g, normalized=False),
            lambda values, d: _table(pd.Series(values).reindex(d.order).to_numpy(), d),
            largest=2_000,
            why="about 100 times its time at 2,000 people, which is over two minutes",
        ),
    ),
    rounds={200: 9, 2_000: 3, 20_000: 1},
    remark="Ours calls igraph's C core, so a ratio near 1 is the best it can be.",
)

BROKERAGE = Kernel(
    "brokerage, five roles",
    (
        Engine(
            "critical_sna",
            lambda d: d.network(),
            lambda net: csna.brokerage(net, groups="group", along="reports"),
            lambda table, d: table[ROLES],
        ),
        Engine(
            "networkx",
            lambda d: d.networkx(),
            _brokerage_by_sets,
            lambda counts, d: pd.DataFrame.from_dict(counts, orient="index", columns=ROLES),
        ),
    ),
    remark="igraph and networkx have no such function; beside ours stands a loop over networkx with Python sets.",
)

CONSTRAINT = Kernel(
    "constraint",
    (
        Engine(
            "critical_sna",
            lambda d: d.network(),
            lambda net: csna.constraint(net),
            lambda values, d: values.to_frame("value"),
        ),
        Engine("igraph", lambda d: d.igraph(), lambda g: g.constraint(), _table),
        Engine(
            "networkx",
            lambda d: d.networkx(),
            lambda g: _networkx().constraint(g),
            lambda values, d: _table(pd.Series(values).reindex(d.order).to_numpy(), d),
        ),
    ),
)

KERNELS = {"build": BUILD, "betweenness": BETWEENNESS, "brokerage": BROKERAGE, "constraint": CONSTRAINT}


def check_agreement(kernel: Kernel, answers: dict[str, pd.DataFrame]) -> float:
    """Give the largest difference from the first engine, relative where values are large; stop above 1e-6.

    Where an engine says NaN (networkx for people who name nobody) there is nothing to compare.
    """
    (first, ours), *peers = answers.items()
    largest = 0.0
    for name, theirs in peers:
        values = theirs.reindex(ours.index)[list(ours.columns)].to_numpy(dtype=float)
        mine = ours.to_numpy(dtype=float)
        both = np.isfinite(values) & np.isfinite(mine)
        if both.mean() < 0.5:
            raise SystemExit(f"{kernel.name}: {first} and {name} have too little in common to compare")
        difference = np.abs(values - mine)[both] / np.maximum(1.0, np.abs(values[both]))
        largest = max(largest, float(difference.max(initial=0.0)))
        if largest > 1e-6:
            raise SystemExit(f"{kernel.name}: {first} and {name} differ by {largest:.3g}")
    return largest


def _networkx() -> Any:
    import networkx

    return networkx
