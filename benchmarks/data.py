"""The invented networks that are measured, in the form each engine starts from."""

from __future__ import annotations

import tempfile
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

import critical_sna as csna
from critical_sna.network.simulate_large import simulate_large

TIES_PER_PERSON = 10


@dataclass(frozen=True)
class Data:
    """One invented network: a table of people (id, group) and a table of ties (source, target, strength)."""

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

    def networkit(self) -> Any:  # networkit ships no types
        """Give the same as a networkit graph, without strengths."""
        import networkit

        graph = networkit.Graph(len(self.people), directed=True)
        graph.addEdges(self.arcs)
        return graph

    @cached_property
    def arcs(self) -> tuple[Any, Any]:
        """Positions of sources and targets in the table of people."""
        order = self.order
        return order.get_indexer(self.ties["source"]), order.get_indexer(self.ties["target"])

    @cached_property
    def file_for_r(self) -> Path:
        """A folder with the ties and the groups as R reads them quickly."""
        folder = Path(tempfile.mkdtemp(prefix="csna_r_"))
        pd.DataFrame(np.column_stack(self.arcs) + 1).to_csv(folder / "ties.csv", index=False, header=False)
        codes = pd.factorize(self.people["group"], sort=True)[0] + 1
        pd.Series(codes).to_csv(folder / "groups.csv", index=False, header=False)
        return folder

    @property
    def order(self) -> pd.Index:
        """Ids in the order igraph, networkx and networkit hold them."""
        return pd.Index(self.people["id"])


@cache
def data(people: int) -> Data:
    """Draw the network of one size, once."""
    return Data(*simulate_large(people, people * TIES_PER_PERSON, seed=1))
