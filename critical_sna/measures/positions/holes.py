"""Burt's structural holes: how far a person's contacts are also contacts of each other."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import pandas as pd

from critical_sna.measures._known import per_person
from critical_sna.measures.kernels.engine import Engine
from critical_sna.measures.kernels.triangles import Skeleton, skeleton, triangles
from critical_sna.network.catalogue import measure
from critical_sna.network.partner import PartnerNetwork

_SOURCE = "Burt (1992), Structural Holes, chapter 2"
_COST = "O(ties * mean degree)"

Numbers = npt.NDArray[np.float64]


def _contacts(net: PartnerNetwork, use_strength: bool) -> tuple[Skeleton, Numbers]:
    """Give the pairs with a tie, with z = ties both ways added up, and the sum of z at each place."""
    strengths = net._strengths if use_strength else None
    edges = skeleton(net.n_people, net.arcs, strengths=strengths)
    return edges, edges.per_person(edges.strength, edges.strength)


def _known(net: PartnerNetwork, edges: Skeleton, values: Numbers, name: str) -> pd.Series[float]:
    """Give values of places per person: NaN for isolates and for people who did not answer."""
    values[edges.per_person(None, None) == 0] = np.nan
    return per_person(net, edges.in_order(values), name, known=net.answered)


@measure(
    needs="answers",
    unit="about 0 to 1",
    high="contacts are few, or tied to each other",
    cost=_COST,
    source=_SOURCE,
)
def constraint(net: PartnerNetwork, *, use_strength: bool = False, engine: Engine = "auto") -> pd.Series[float]:
    """Measure how far each person's ties lead back to the same few contacts (Burt's constraint).

    Ties both ways are added up (z), p is a person's share of z spent on each contact in the whole network, and
    constraint is the sum over contacts j of (p_ij + sum over q of p_iq p_qj) squared.

    Parameters
    ----------
    net
        Network of *n* people.
    use_strength
        Use strengths instead of counting ties.
    engine
        ``scipy``, ``numba`` (extra ``fast``), or ``auto``: numba where it is installed and the network is large.

    Returns
    -------
    Series of float, shape (n,), index ``person``, about 0 to 1 (it can pass 1).
        1 for a person with one contact, NaN for isolates and for people who did not answer; so a group mean can
        hide the people with the fewest ties: look at how many are NaN.

    Raises
    ------
    UsageError
        An engine that is not known, or ``numba`` where it is not installed.

    Notes
    -----
    Time O(ties * mean degree), memory: about 150 bytes a tie.

    References
    ----------
    Burt (1992), Structural Holes, chapter 2.

    Examples
    --------
    >>> import critical_sna as csna
    >>> net = csna.PartnerNetwork.from_ties([("Ana", "Bo"), ("Cy", "Bo")])
    >>> csna.constraint(net).to_dict()
    {'Ana': 1.0, 'Bo': 0.5, 'Cy': 1.0}
    """
    edges, by_tail, by_head = _by_contact(net, use_strength, engine, where="constraint(engine=...)")
    values = edges.per_person(by_tail, by_head)
    return _known(net, edges, values, "constraint")


def _by_contact(
    net: PartnerNetwork, use_strength: bool, engine: Engine, *, where: str
) -> tuple[Skeleton, Numbers, Numbers]:
    """Give the pairs with a tie, and how far each contact constrains the person at the tail and at the head."""
    edges, totals = _contacts(net, use_strength)
    forth, back = edges.strength / totals[edges.tail], edges.strength / totals[edges.head]  # p at tail and at head
    forth_round, back_round = np.zeros_like(forth), np.zeros_like(back)  # sums over q of p_iq p_qj
    for xy, xz, yz in triangles(edges, engine, where=where):
        np.add.at(forth_round, xy, forth[xz] * back[yz])
        np.add.at(forth_round, xz, forth[xy] * forth[yz])
        np.add.at(forth_round, yz, back[xy] * forth[xz])
        np.add.at(back_round, xy, forth[yz] * back[xz])
        np.add.at(back_round, xz, back[yz] * back[xy])
        np.add.at(back_round, yz, back[xz] * forth[xy])
    return edges, (forth + forth_round) ** 2, (back + back_round) ** 2


@measure(
    needs="answers",
    unit="0 to 1",
    high="one contact holds most of what constrains the person",
    cost=_COST,
    source=_SOURCE,
)
def constraint_hierarchy(
    net: PartnerNetwork, *, use_strength: bool = False, engine: Engine = "auto"
) -> pd.Series[float]:
    """Measure how far each person's constraint comes from few contacts rather than from all alike (Burt's hierarchy).

    With N contacts, c_ij the constraint that contact j adds and r_ij = c_ij / (mean of c_ij over contacts): the sum
    of r_ij ln r_ij over contacts, divided by N ln N (the index of Coleman and Theil).

    Parameters
    ----------
    net
        Network of *n* people.
    use_strength
        Use strengths instead of counting ties.
    engine
        As in ``constraint``.

    Returns
    -------
    Series of float, shape (n,), index ``person``, from 0 (every contact constrains alike) to 1.
        NaN for people with fewer than two contacts (isolates too), of whom it says nothing, and for people who did not
        answer.

    Raises
    ------
    UsageError
        An engine that is not known or not installed.

    Notes
    -----
    Time O(ties * mean degree).

    References
    ----------
    Burt (1992), Structural Holes, chapter 2.

    Examples
    --------
    >>> import critical_sna as csna
    >>> net = csna.PartnerNetwork.from_ties([("Ana", "Bo"), ("Cy", "Bo"), ("Di", "Bo"), ("Cy", "Di")])
    >>> csna.constraint_hierarchy(net).round(3).to_dict()
    {'Ana': nan, 'Bo': 0.052, 'Cy': 0.01, 'Di': 0.01}
    """
    edges, by_tail, by_head = _by_contact(net, use_strength, engine, where="constraint_hierarchy(engine=...)")
    contacts = edges.per_person(None, None)
    with np.errstate(invalid="ignore", divide="ignore"):
        mean = edges.per_person(by_tail, by_head) / contacts
        at_tail, at_head = by_tail / mean[edges.tail], by_head / mean[edges.head]
        uneven = edges.per_person(at_tail * np.log(at_tail), at_head * np.log(at_head))
        values = np.maximum(uneven / (contacts * np.log(contacts)), 0.0)  # rounding may leave less than nothing
    values[contacts < 2] = np.nan
    return _known(net, edges, values, "constraint_hierarchy")


@measure(
    needs="answers",
    unit="contacts",
    high="contacts that do not overlap",
    cost=_COST,
    source=_SOURCE,
)
def effective_size(net: PartnerNetwork, *, use_strength: bool = False, engine: Engine = "auto") -> pd.Series[float]:
    """Count each person's contacts, less the overlap between them (Burt's effective size).

    The sum over contacts j of 1 - sum over q of p_iq m_jq, where m_jq is z_jq over the largest z of j.

    Parameters
    ----------
    net
        Network of *n* people.
    use_strength
        Use strengths instead of counting ties.
    engine
        ``scipy``, ``numba`` (extra ``fast``), or ``auto``: numba where it is installed and the network is large.

    Returns
    -------
    Series of float, shape (n,), index ``person``, unit: contacts.
        NaN for isolates and for people who did not answer.

    Raises
    ------
    UsageError
        An engine that is not known, or ``numba`` where it is not installed.

    Notes
    -----
    Time O(ties * mean degree), memory: about 150 bytes a tie. On ties without direction it equals n - 2t/n of
    Borgatti (1997).

    References
    ----------
    Burt (1992), Structural Holes, chapter 2; Borgatti (1997), Connections 20(1):35.

    Examples
    --------
    >>> import critical_sna as csna
    >>> net = csna.PartnerNetwork.from_ties([("Ana", "Bo"), ("Cy", "Bo")])
    >>> csna.effective_size(net).to_dict()
    {'Ana': 1.0, 'Bo': 2.0, 'Cy': 1.0}
    """
    edges, totals = _contacts(net, use_strength)
    largest = np.zeros(net.n_people)
    for ends in (edges.tail, edges.head):
        np.maximum.at(largest, ends, edges.strength)
    forth, back = edges.strength / totals[edges.tail], edges.strength / totals[edges.head]  # p at tail and at head
    forth_most, back_most = edges.strength / largest[edges.tail], edges.strength / largest[edges.head]  # m likewise
    values = edges.per_person(None, None)
    for xy, xz, yz in triangles(edges, engine, where="effective_size(engine=...)"):
        np.subtract.at(values, edges.tail[xy], forth[xz] * forth_most[yz] + forth[xy] * back_most[yz])
        np.subtract.at(values, edges.head[xy], forth[yz] * forth_most[xz] + back[xy] * back_most[xz])
        np.subtract.at(values, edges.head[yz], back[yz] * forth_most[xy] + back[xz] * back_most[xy])
    return _known(net, edges, values, "effective_size")


@measure(
    needs="answers",
    unit="0 to 1",
    high="hardly any overlap between contacts",
    cost=_COST,
    source=_SOURCE,
)
def efficiency(net: PartnerNetwork, *, engine: Engine = "auto") -> pd.Series[float]:
    """Divide effective size by the number of contacts (a mutual tie is one contact).

    Parameters
    ----------
    net
        Network of *n* people.
    engine
        ``scipy``, ``numba`` (extra ``fast``), or ``auto``: numba where it is installed and the network is large.

    Returns
    -------
    Series of float, shape (n,), index ``person``, between 0 and 1.
        NaN for isolates and for people who did not answer.

    Raises
    ------
    UsageError
        An engine that is not known, or ``numba`` where it is not installed.

    Notes
    -----
    Time O(ties * mean degree).

    References
    ----------
    Burt (1992), Structural Holes, chapter 2.

    Examples
    --------
    >>> import critical_sna as csna
    >>> net = csna.PartnerNetwork.from_ties([("Ana", "Bo"), ("Bo", "Cy"), ("Cy", "Ana")])
    >>> csna.efficiency(net).to_dict()
    {'Ana': 0.5, 'Bo': 0.5, 'Cy': 0.5}
    """
    edges = skeleton(net.n_people, net.arcs)
    contacts = edges.in_order(edges.per_person(None, None))
    with np.errstate(invalid="ignore", divide="ignore"):
        values = effective_size(net, engine=engine).to_numpy() / contacts
    return per_person(net, values, "efficiency", known=net.answered)
