"""How tightly people's contacts are tied to each other: coreness, clustering, reciprocity."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt
import pandas as pd

from critical_sna._core.cells import cells_hold
from critical_sna.measures._known import per_person
from critical_sna.measures.kernels.triangles import LEFT_OPEN, TIED, skeleton, triangles
from critical_sna.network.catalogue import measure
from critical_sna.network.partner import PartnerNetwork

if TYPE_CHECKING:
    from scipy import sparse


@measure(
    needs="answers",
    unit="people",
    high="in a group where everybody has that many contacts",
    cost="O(n + ties)",
    source="Seidman (1983), Social Networks 5:269",
)
def coreness(net: PartnerNetwork) -> pd.Series[float]:
    """Give the largest k such that each person is in a group where everybody has at least k contacts in the group.

    Direction is set aside; a mutual tie counts once.

    Returns
    -------
    Series of float, shape (n,), index ``person``, unit: people.
        0 for isolates; NaN for people who did not answer.

    Notes
    -----
    Time O(n + ties). Missing ties lower coreness.

    References
    ----------
    Seidman (1983), Social Networks 5:269.

    Examples
    --------
    >>> import critical_sna as csna
    >>> net = csna.PartnerNetwork.from_ties([("Ana", "Bo"), ("Bo", "Cy"), ("Cy", "Ana"), ("Di", "Ana")])
    >>> csna.coreness(net).to_dict()
    {'Ana': 2.0, 'Bo': 2.0, 'Cy': 2.0, 'Di': 1.0}
    """
    values: object = []
    if net.n_people:
        graph = net.skeleton_igraph.as_undirected(mode="collapse")
        values = graph.coreness()
    return per_person(net, np.asarray(values, dtype=float), "coreness", known=net.answered)


@measure(
    needs="answers",
    unit="0 to 1",
    high="their contacts are tied to each other",
    cost="O(ties * mean degree)",
    source="Watts & Strogatz (1998), Nature 393:440",
)
def local_clustering(net: PartnerNetwork) -> pd.Series[float]:
    """Give the share of pairs of each person's contacts who are contacts of each other; direction is set aside.

    Returns
    -------
    Series of float, shape (n,), index ``person``, between 0 and 1.
        NaN with fewer than two contacts whose tie to each other is known (isolates too), and for people who did not
        answer. Pairs of contacts who did not both answer, or left the cell open, do not count.

    Notes
    -----
    Time O(ties * mean degree). A NaN is not a 0: zeros would lower averages.

    References
    ----------
    Watts & Strogatz (1998), Nature 393:440.

    Examples
    --------
    >>> import critical_sna as csna
    >>> net = csna.PartnerNetwork.from_ties([("Ana", "Bo"), ("Bo", "Cy"), ("Cy", "Ana"), ("Di", "Ana")])
    >>> csna.local_clustering(net).round(2).to_dict()
    {'Ana': 0.33, 'Bo': 1.0, 'Cy': 1.0, 'Di': nan}
    """
    rows, columns = net.unknown_cells.tocoo().coords
    edges = skeleton(net.n_people, net.arcs, left_open=(rows, columns))
    spoke = net.answered[edges.people]
    tied, left_open = (edges.code & TIED) > 0, (edges.code & LEFT_OPEN) > 0
    told = edges.per_person(tied & spoke[edges.head], tied & spoke[edges.tail])  # contacts who answered
    closed, undecided = np.zeros(net.n_people), np.zeros(net.n_people)
    for xy, xz, yz in triangles(edges, "auto", where="local_clustering"):
        x, y, z = edges.tail[xy], edges.head[xy], edges.head[yz]
        for person, one, other, across in ((x, xy, xz, yz), (y, xy, yz, xz), (z, xz, yz, xy)):
            contacts = tied[one] & tied[other] & spoke[edges.tail[across]] & spoke[edges.head[across]]
            np.add.at(closed, person, (contacts & ~left_open[across]).astype(float))
            np.add.at(undecided, person, (contacts & left_open[across]).astype(float))
    decided = told * (told - 1) / 2 - undecided
    values = np.divide(closed, decided, out=np.full(net.n_people, np.nan), where=decided > 0)
    return per_person(net, edges.in_order(values), "local_clustering", known=net.answered)


@measure(
    needs="answers",
    unit="0 to 1",
    high="those they name also name them",
    cost="O(ties)",
    source="Wasserman & Faust (1994), Social Network Analysis, section 13.2",
)
def reciprocity_by_person(net: PartnerNetwork) -> pd.Series[float]:
    """Give the share of the people each person named who also named that person.

    Counts only people who answered and did not leave the cell open, because only they could have said so.

    Returns
    -------
    Series of float, shape (n,), index ``person``, between 0 and 1.
        NaN for people who named nobody whose answer is known (isolates too), and for people who did not answer.

    Notes
    -----
    Time O(ties).

    References
    ----------
    Wasserman & Faust (1994), Social Network Analysis, section 13.2.

    Examples
    --------
    >>> import critical_sna as csna
    >>> net = csna.PartnerNetwork.from_ties([("Ana", "Bo"), ("Bo", "Ana"), ("Ana", "Cy")])
    >>> csna.reciprocity_by_person(net).to_dict()
    {'Ana': 0.5, 'Bo': 1.0, 'Cy': nan}
    """
    sources, _ = net.arcs
    mutual, decided = reciprocated(net)
    n = net.n_people
    with np.errstate(invalid="ignore", divide="ignore"):
        values = np.bincount(sources, weights=mutual, minlength=n) / np.bincount(sources, weights=decided, minlength=n)
    return per_person(net, values, "reciprocity_by_person", known=net.answered)


def contact_matrix(net: PartnerNetwork) -> sparse.csr_array:
    """Give 1 where either of two people named the other (n x n, symmetric, sorted)."""
    from scipy import sparse

    given = net.adjacency
    binary = sparse.csr_array((np.ones(len(given.indices)), given.indices, given.indptr), shape=given.shape)
    either = sparse.csr_array(binary.maximum(binary.T))
    either.sort_indices()
    return either


def reciprocated(net: PartnerNetwork) -> tuple[npt.NDArray[np.float64], npt.NDArray[np.float64]]:
    """Say of each tie whether it is returned, and whether both its cells were observed (0 and 1 as float).

    A tie counts as returned only where both cells were observed.
    """
    sources, targets = net.arcs
    decided = net.answered[sources] & net.answered[targets]
    decided &= ~cells_hold(net.unknown_cells, targets, sources)
    back = cells_hold(net.adjacency, targets, sources)
    return (back & decided).astype(float), decided.astype(float)
