"""The whole network in one column of facts."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from critical_sna._core import limits
from critical_sna.measures._known import Direction, mostly_observed, observed_pair_count, observed_ties, own_ties_known
from critical_sna.measures.kernels.distances import distance_sums
from critical_sna.measures.kernels.products import product_at
from critical_sna.measures.positions.cohesion import contact_matrix, reciprocated
from critical_sna.measures.positions.paths import betweenness
from critical_sna.measures.whole.core_periphery import core_fit
from critical_sna.measures.whole.hierarchy import dimensions
from critical_sna.measures.whole.inequality import Kind, spread
from critical_sna.network.catalogue import measure
from critical_sna.network.partner import PartnerNetwork

if TYPE_CHECKING:
    from scipy import sparse

FACTS = (
    "n_people",
    "n_ties",
    "n_isolates",
    "response_rate",
    "density",
    "reciprocity_arc",
    "reciprocity_dyad",
    "transitivity",
    "transitivity_directed",
    "components_weak",
    "components_strong",
    "mean_distance",
    "diameter",
    "centralization_in_degree",
    "centralization_out_degree",
    "centralization_betweenness",
    "krackhardt_connectedness",
    "krackhardt_hierarchy",
    "krackhardt_efficiency",
    "krackhardt_lubness",
    "core_periphery_fit",
)


@measure(
    per="network",
    needs="answers",
    unit="see each fact",
    high="depends on the fact",
    cost="O(n * ties)",
    source="Wasserman & Faust (1994), Social Network Analysis, chapters 4 to 6",
    columns=FACTS,
)
def network_summary(net: PartnerNetwork) -> pd.Series[float]:
    """Give the facts of a whole network.

    Returns
    -------
    Series of float, index the names of ``FACTS``.
        ``n_isolates`` counts people without any tie among those who answered. ``density`` is observed ties over
        observed pairs; ``reciprocity_arc`` (mutual ties / ties) and ``reciprocity_dyad`` (mutual pairs / pairs with a
        tie) use pairs observed both ways; ``transitivity`` (direction set aside) and ``transitivity_directed`` use
        triples whose pairs are observed. ``mean_distance`` and ``diameter`` are over pairs that can reach each
        other. Centralizations are Freeman's, over the largest value possible without self-ties; ``krackhardt_...`` are
        those of ``krackhardt``; ``core_periphery_fit`` is the correlation between ties and the best core of
        ``core_periphery``. These are NaN where under 80 % of pairs were observed. NaN for a fact that is not defined
        or above a limit: never a refusal of the whole.

    Notes
    -----
    Time O(n * ties) for the paths. Density and centralization are not comparable across sizes.

    References
    ----------
    Wasserman & Faust (1994), Social Network Analysis, chapters 4 to 6; Freeman (1979), Social Networks 1:215.

    Examples
    --------
    >>> import critical_sna as csna
    >>> net = csna.PartnerNetwork.from_ties([("Ana", "Bo"), ("Bo", "Ana"), ("Cy", "Bo")])
    >>> csna.network_summary(net)[["n_people", "n_ties", "density", "reciprocity_arc"]].round(2).to_dict()
    {'n_people': 3.0, 'n_ties': 3.0, 'density': 0.5, 'reciprocity_arc': 0.67}
    """
    facts = dict.fromkeys(FACTS, float("nan"))
    facts |= _counts(net) | _reciprocity(net) | _transitivity(net) | _components(net)
    if net.n_people <= limits.EXACT_PATHS_PEOPLE:
        facts |= _distances(net)
    facts |= _centralization(net) | dimensions(net)
    if net.n_ties <= limits.CORE_TIES:
        facts["core_periphery_fit"] = core_fit(net)
    return pd.Series(facts, name="network_summary", dtype=float).rename_axis("measure")


def _ratio(part: float, whole: float) -> float:
    return float(part) / float(whole) if whole else float("nan")


def _counts(net: PartnerNetwork) -> dict[str, float]:
    sources, targets = net.arcs
    tied = np.zeros(net.n_people, dtype=bool)
    tied[sources] = tied[targets] = True
    return {
        "n_people": float(net.n_people),
        "n_ties": float(net.n_ties),
        "n_isolates": float((~tied & net.answered).sum()),
        "response_rate": net.response_rate,
        "density": _ratio(observed_ties(net).sum(), observed_pair_count(net)),
    }


def _reciprocity(net: PartnerNetwork) -> dict[str, float]:
    mutual, decided = reciprocated(net)
    pairs_with_tie = decided.sum() - mutual.sum() / 2
    return {
        "reciprocity_arc": _ratio(mutual.sum(), decided.sum()),
        "reciprocity_dyad": _ratio(mutual.sum() / 2, pairs_with_tie),
    }


def _transitivity(net: PartnerNetwork) -> dict[str, float]:
    """Share of two-paths that are closed: without direction among people who answered, with direction where the
    cells of all three ties are observed.
    """
    from scipy import sparse

    spoke = net.answered.astype(float)
    among = sparse.diags_array(spoke, format="csr") if net.n_people else sparse.csr_array((0, 0))
    seen = observed_ties(net)
    sources, targets = (ends[seen] for ends in net.arcs)
    arcs = sparse.csr_array((np.ones(len(sources)), (sources, targets)), shape=among.shape)
    unknown = net.unknown_cells
    either = sparse.csr_array(among @ contact_matrix(net) @ among)
    half_known = sparse.csr_array(unknown.maximum(unknown.T))
    either = sparse.csr_array(either - either.multiply(half_known))
    either.eliminate_zeros()
    return {
        "transitivity": _closed_share(either, half_known),
        "transitivity_directed": _closed_share(arcs, unknown),
    }


def _closed_share(ties: sparse.csr_array, unknown: sparse.csr_array) -> float:
    """Share of i -> j -> k (i != k) with i -> k, leaving out those whose i, k is not known."""
    from scipy import sparse

    turned = sparse.csr_array(ties.T)
    turned.sort_indices()
    ties.sort_indices()
    outgoing, incoming = np.diff(ties.indptr), np.diff(turned.indptr)
    back_and_forth = float(ties.multiply(turned).sum())
    rows = np.repeat(np.arange(ties.shape[0]), outgoing)
    closed = product_at(ties, turned, rows, ties.indices).sum()
    cells = unknown.tocoo().coords
    open_ends = product_at(ties, turned, cells[0], cells[1]).sum()
    paths = float((outgoing * incoming).sum()) - back_and_forth - open_ends
    return _ratio(closed, paths)


def _components(net: PartnerNetwork) -> dict[str, float]:
    from scipy.sparse import csgraph

    if net.n_people == 0:
        return {"components_weak": 0.0, "components_strong": 0.0}
    return {
        f"components_{kind}": float(csgraph.connected_components(net.adjacency, connection=kind)[0])
        for kind in ("weak", "strong")
    }


def _distances(net: PartnerNetwork) -> dict[str, float]:
    found = distance_sums(*net.arcs, net.n_people)
    pairs = int(found.reached.sum())
    longest = float(found.longest) if pairs else float("nan")
    return {"mean_distance": _ratio(int(found.far.sum()), pairs), "diameter": longest}


def _centralization(net: PartnerNetwork) -> dict[str, float]:
    """Freeman's centralizations; one person more central than all others gives 1."""
    n = net.n_people
    if n < 3 or not mostly_observed(net):
        return {}
    found: dict[str, float] = {}
    ways: tuple[tuple[Kind, Direction], ...] = (("in_degree", "in"), ("out_degree", "out"))
    for kind, direction in ways:
        ends = net.arcs[direction == "in"]
        known = own_ties_known(net, direction)
        degree = np.bincount(ends, minlength=n).astype(float)
        found[f"centralization_{kind}"] = spread(degree if known is None else degree[known], net, kind)
    if n <= limits.EXACT_PATHS_PEOPLE:
        between = np.asarray(betweenness(net).dropna(), dtype=float)
        found["centralization_betweenness"] = spread(between, net, "betweenness")
    return found
