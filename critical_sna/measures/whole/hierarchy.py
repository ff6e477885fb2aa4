"""How far a network looks like a tree of command: Krackhardt's four dimensions."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import numpy.typing as npt
import pandas as pd

from critical_sna._core import limits
from critical_sna.measures._arguments import refuse_too_large
from critical_sna.measures._known import mostly_observed
from critical_sna.network.catalogue import measure
from critical_sna.network.partner import PartnerNetwork

DIMENSIONS = ("krackhardt_connectedness", "krackhardt_hierarchy", "krackhardt_efficiency", "krackhardt_lubness")

Integers = npt.NDArray[np.int64]
Bits = npt.NDArray[np.uint64]


@measure(
    per="network",
    needs="answers",
    unit="0 to 1",
    high="nearer to a tree of command",
    cost="O(n + ties), and O(c * c * c / 64) with c parts",
    source="Krackhardt (1994), Graph theoretical dimensions of informal organizations",
    columns=DIMENSIONS,
)
def krackhardt(net: PartnerNetwork) -> pd.Series[float]:
    """Measure the four dimensions on which only a tree of command scores 1 on all (Krackhardt).

    Ties are read as running from above to below. For a relation in which people name whom they report to, that is
    ``krackhardt(net.flow())``. A tree is a yardstick here, not an aim.

    Parameters
    ----------
    net
        Network of *n* people, used as given.

    Returns
    -------
    Series of float, between 0 and 1:

        ``krackhardt_connectedness``: share of pairs of people who are linked at all, whatever the direction.
        ``krackhardt_hierarchy``: share of the pairs that reach each other one way at least that do so one way only.
        ``krackhardt_efficiency``: 1 less the ties beyond those that hold each component together, as a share of the
        most there can be.
        ``krackhardt_lubness``: share of the pairs of one component that have a least upper bound: somebody who reaches
        both, and whom everybody else who reaches both also reaches (1 less the pairs without, over the most there can
        be: those of a star that points at its centre).

        Isolates lower connectedness. NaN for a dimension without a case (fewer than two people; no tie; no component
        of three), and for all four where under 80 % of pairs were observed.

    Raises
    ------
    TooLargeError
        Where the network falls into more than ``limits.REACH_PARTS`` parts within which everybody reaches everybody.

    Notes
    -----
    The least upper bound follows Krackhardt's text. R's sna 2.7 looks for the greatest instead and gives other numbers
    for ``krackhardt_lubness``. Time O(n + ties), and O(c * c * c / 64) with c parts.

    References
    ----------
    Krackhardt (1994), in Carley & Prietula (eds.), Computational Organization Theory, chapter 5.

    Examples
    --------
    >>> import critical_sna as csna
    >>> net = csna.PartnerNetwork.from_ties([("Ana", "Bo"), ("Ana", "Cy"), ("Bo", "Di")])
    >>> csna.krackhardt(net).tolist()
    [1.0, 1.0, 1.0, 1.0]
    """
    parts = _parts(net)
    if parts.number > limits.REACH_PARTS:
        refuse_too_large(
            net,
            "krackhardt",
            of=f"{parts.number:,} parts within which everybody reaches everybody",
            seconds=limits.REACH_SECONDS * parts.number**3,
            instead="use a part of the network: net.keep(people), or net.collapse(by='organisation'); connectedness "
            "and efficiency stand in network_summary(net) at any size",
        )
    return pd.Series(dimensions(net), name="krackhardt", dtype=float).rename_axis("measure")


def dimensions(net: PartnerNetwork) -> dict[str, float]:
    """Give the four by name; NaN for what is not defined or above the limit."""
    from scipy.sparse import csgraph

    found = dict.fromkeys(DIMENSIONS, float("nan"))
    n = net.n_people
    if n < 2 or not mostly_observed(net):
        return found
    component = csgraph.connected_components(net.adjacency, connection="weak")[1].astype(np.int64)
    people = np.bincount(component)
    found["krackhardt_connectedness"] = int((people * (people - 1)).sum()) / (n * (n - 1))
    found["krackhardt_efficiency"] = _efficiency(people, net.n_ties)
    parts = _parts(net)
    if parts.number <= limits.REACH_PARTS:
        order = _order(net, parts, component)
        found["krackhardt_hierarchy"] = _hierarchy(order)
        found["krackhardt_lubness"] = _lubness(order, people)
    return found


class _Parts(NamedTuple):
    """The parts within which everybody reaches everybody: how many, and the part of each person."""

    number: int
    of: Integers


class _Order(NamedTuple):
    """Parts in an order in which whoever reaches a part stands before it."""

    size: Integers
    component: Integers
    above: Bits
    """Row: a part; bits: the parts that reach it, and itself."""


def _parts(net: PartnerNetwork) -> _Parts:
    from scipy.sparse import csgraph

    if net.n_people == 0:
        return _Parts(0, np.zeros(0, dtype=np.int64))
    number, of = csgraph.connected_components(net.adjacency, connection="strong")
    return _Parts(int(number), of.astype(np.int64))


def _order(net: PartnerNetwork, parts: _Parts, component: Integers) -> _Order:
    """Sort the parts, and hand down from each who is above it."""
    import igraph

    sources, targets = (parts.of[ends] for ends in net.arcs)
    between = np.unique(np.column_stack([sources, targets])[sources != targets], axis=0)
    sequence = igraph.Graph(n=parts.number, edges=between, directed=True).topological_sorting()
    place = np.empty(parts.number, dtype=np.int64)
    place[sequence] = np.arange(parts.number)
    tails, heads = place[between].T
    by_head = np.argsort(heads, kind="stable")
    tails, starts = tails[by_head], np.searchsorted(heads[by_head], np.arange(parts.number + 1))
    itself = np.arange(parts.number)
    above = np.zeros((parts.number, (parts.number + 63) // 64), dtype=np.uint64)
    above[itself, itself // 64] = np.uint64(1) << (itself % 64).astype(np.uint64)
    for k in range(parts.number):
        if starts[k] < starts[k + 1]:
            above[k] |= np.bitwise_or.reduce(above[tails[starts[k] : starts[k + 1]]], axis=0)
    at = np.empty(parts.number, dtype=np.int64)
    at[place[parts.of]] = component
    return _Order(np.bincount(place[parts.of], minlength=parts.number), at, above)


def _hierarchy(order: _Order) -> float:
    both_ways = int((order.size * (order.size - 1) // 2).sum())
    one_way = 0
    for k, row in enumerate(order.above):
        reached_from = np.unpackbits(row.view(np.uint8), count=k, bitorder="little").astype(bool)
        one_way += int(order.size[k] * order.size[:k][reached_from].sum())
    return one_way / (one_way + both_ways) if one_way + both_ways else float("nan")


def _efficiency(people: Integers, ties: int) -> float:
    most = int(((people - 1) ** 2).sum())
    return 1 - (ties - int((people - 1).sum())) / most if most else float("nan")


def _lubness(order: _Order, people: Integers) -> float:
    """Count pairs of parts whose common upper bounds are not just all that is above one of them."""
    most = int(((people - 1) * (people - 2) // 2)[people > 2].sum())
    if not most:
        return float("nan")
    height = np.bitwise_count(order.above).sum(axis=1, dtype=np.int64)
    without = 0
    for k in range(1, len(order.size)):
        earlier = np.flatnonzero(order.component[:k] == order.component[k])
        common = order.above[earlier] & order.above[k]
        bounds = np.bitwise_count(common).sum(axis=1, dtype=np.int64)
        # the last of the common upper bounds is the only one that can have all others above it
        has_least = height[_last_bit(common)] == bounds  # never without a bound: every height is 1 or more
        without += int(order.size[k] * order.size[earlier[~has_least]].sum())
    return 1 - without / most


def _last_bit(rows: Bits) -> Integers:
    """Give the place of the highest bit of each row; 0 where there is none."""
    word = rows.shape[1] - 1 - np.argmax(rows[:, ::-1] != 0, axis=1)
    value = rows[np.arange(len(rows)), word]
    for shift in (1, 2, 4, 8, 16, 32):
        value = value | (value >> np.uint64(shift))
    return np.asarray(64 * word + np.maximum(np.bitwise_count(value).astype(np.int64) - 1, 0), dtype=np.int64)
