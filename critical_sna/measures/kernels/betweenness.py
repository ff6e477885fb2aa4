"""Shortest paths counted by igraph, source by source, in parts that may run in other processes.

igraph holds the interpreter lock, so parts run in processes: what is sent is the ties as 32-bit numbers, and each part
makes its own graph of them. In this process all parts use the graph that the network keeps.
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

from critical_sna._core import parallel
from critical_sna._core.randomness import generator
from critical_sna.network.partner import PartnerNetwork

if TYPE_CHECKING:
    import igraph

Numbers = npt.NDArray[np.float64]
Integers = npt.NDArray[np.int64]

_LARGEST_COST = 1e300  # costs stay finite, so that sums of them do
_PARTS = 8
_WORTH_PARTS = 2e8  # sources * ties: about two seconds
_FEWEST_GROUPS, _MOST_GROUPS = 8, 32
"""Of sampled sources, whose spread gives the standard error."""
_MANY_TIES, _SOURCES_A_GROUP = 50_000, 8
"""From so many ties on groups are larger: each group costs a start of igraph, as much as two sources."""


class Ties:
    """The ties of a network, cheap to send to another process."""

    def __init__(self, net: PartnerNetwork, *, use_strength: bool) -> None:
        self.n = net.n_people
        self.edges = np.column_stack(net.arcs).astype(np.int32)
        self.costs = _costs(net) if use_strength else None
        self._net: PartnerNetwork | None = net

    def __getstate__(self) -> dict[str, Any]:  # Any: the state of an object
        return {"n": self.n, "edges": self.edges, "costs": self.costs, "_net": None}

    @cached_property
    def graph(self) -> igraph.Graph:
        """The ties as an igraph Graph, made once in each process."""
        if self._net is not None:
            return self._net.skeleton_igraph
        import igraph

        return igraph.Graph(n=self.n, edges=self.edges.astype(np.int64), directed=True)

    def betweenness(self, sources: Integers | None = None) -> Numbers:
        """Count shortest paths from these sources (None: from everybody) through each person."""
        costs = None if self.costs is None else self.costs.tolist()
        chosen = None if sources is None else sources.tolist()
        return np.asarray(self.graph.betweenness(directed=True, weights=costs, sources=chosen), dtype=float)


def _costs(net: PartnerNetwork) -> Numbers:
    strengths = net._strengths
    with np.errstate(over="ignore"):  # only ratios of lengths matter; the shortest tie is 1 long
        costs: Numbers = np.minimum(strengths.max() / strengths, _LARGEST_COST)
    return costs


def exact(net: PartnerNetwork, *, use_strength: bool, n_jobs: int | None, where: str) -> Numbers:
    """Count the shortest paths from everybody."""
    parallel.check(n_jobs, where)
    values = np.zeros(net.n_people)
    if net.n_ties == 0:
        return values
    ties = Ties(net, use_strength=use_strength)
    parts: list[tuple[Ties, Integers | None]] = [(ties, None)]
    if net.n_people * net.n_ties >= _WORTH_PARTS:
        order = generator(0, "betweenness").permutation(net.n_people)  # hubs are spread over the parts
        parts = [(ties, sources) for sources in parallel.split(order, _PARTS)]
    for part in parallel.run(Ties.betweenness, parts, n_jobs=n_jobs, prefer="processes", where=where):
        values += part
    return values


def sampled(
    net: PartnerNetwork, pivots: int, rng: np.random.Generator, *, use_strength: bool, n_jobs: int | None, where: str
) -> tuple[Numbers, Numbers]:
    """Estimate the same from ``pivots`` sources drawn without replacement; give the estimate and its standard error.

    The sources are drawn in groups. With y the mean of what one source adds, the squares between groups,
    sum of size * (group mean - y)^2 / (groups - 1), estimate the variance S^2 of that over all n sources without bias,
    and the error of n * y is n * sqrt((1 - k/n) * S^2 / k) for k sources.
    """
    parallel.check(n_jobs, where)
    n = net.n_people
    if net.n_ties == 0:
        return np.zeros(n), np.zeros(n)
    many = _MOST_GROUPS
    if net.n_ties >= _MANY_TIES:
        many = min(max(pivots // _SOURCES_A_GROUP, _FEWEST_GROUPS), many)
    groups = parallel.split(rng.permutation(n)[:pivots], many)
    ties = Ties(net, use_strength=use_strength)
    tasks = parallel.split(np.arange(len(groups)), _PARTS if pivots * net.n_ties >= _WORTH_PARTS else 1)
    parts = [(ties, [groups[i] for i in task]) for task in tasks]
    moments: Moments = (np.zeros(n), np.zeros(n), 0)
    for part in parallel.run(_group_moments, parts, n_jobs=n_jobs, prefer="processes", where=where):
        moments = _joined(moments, part)
    mean, squares, _ = moments
    if pivots == n:
        return mean * n, np.zeros(n)
    if len(groups) < 2:
        return mean * n, np.full(n, np.nan)
    return mean * n, n * np.sqrt((1 - pivots / n) * squares / (len(groups) - 1) / pivots)


Moments = tuple[Numbers, Numbers, int]
"""Mean of what one source adds, sum of squares between groups, number of sources."""


def _group_moments(ties: Ties, groups: list[Integers]) -> Moments:
    moments: Moments = (np.zeros(ties.n), np.zeros(ties.n), 0)
    for group in groups:
        alone = (ties.betweenness(group) / len(group), np.zeros(ties.n), len(group))
        moments = _joined(moments, alone)
    return moments


def _joined(a: Moments, b: Moments) -> Moments:
    """Join two sets of sources (Chan, Golub & LeVeque), which loses nothing where groups hardly differ."""
    total = a[2] + b[2]
    gap = b[0] - a[0]
    return a[0] + gap * (b[2] / total), a[1] + b[1] + gap**2 * (a[2] * b[2] / total), total
