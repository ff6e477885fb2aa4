"""Every pair and every triple of people, counted by how they are tied."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from math import comb

import numpy as np
import numpy.typing as npt
import pandas as pd

from critical_sna.measures.kernels.engine import Engine
from critical_sna.measures.kernels.triangles import BACK, FORTH, LEFT_OPEN, Skeleton, skeleton, triangles
from critical_sna.network.catalogue import measure
from critical_sna.network.partner import PartnerNetwork

PAIRS = ("mutual", "asymmetric", "null", "unknown")
TRIADS = (
    *("003", "012", "102", "021D", "021U", "021C", "111D", "111U"),
    *("030T", "030C", "201", "120D", "120U", "120C", "210", "300"),
)

_AWAY, _TOWARDS, _MUTUAL, _OPEN = range(4)
"""How a pair is tied, seen from one of the two; the last is a pair of which a cell was left open."""
_FROM_THE_OTHER = (_TOWARDS, _AWAY, _MUTUAL, _OPEN)


@measure(
    per="network",
    needs="answers",
    unit="pairs of people",
    high="many pairs tied like this",
    cost="O(ties log ties)",
    source="Wasserman & Faust (1994), Social Network Analysis, section 13.2",
    columns=PAIRS,
)
def dyad_census(net: PartnerNetwork) -> pd.Series[int]:
    """Count the pairs of people who name each other, of whom one names the other, and of whom neither does.

    Parameters
    ----------
    net
        Network of *n* people.

    Returns
    -------
    Series of int, index ``mutual``, ``asymmetric``, ``null``, ``unknown``; adds up to n(n-1)/2.
        A pair is ``unknown`` where one of the two did not answer or left the cell open. Isolates are in null pairs.

    Notes
    -----
    Time O(ties log ties).

    References
    ----------
    Wasserman & Faust (1994), Social Network Analysis, section 13.2.

    Examples
    --------
    >>> import critical_sna as csna
    >>> net = csna.PartnerNetwork.from_ties([("Ana", "Bo"), ("Bo", "Ana"), ("Cy", "Bo")])
    >>> csna.dyad_census(net).to_dict()
    {'mutual': 1, 'asymmetric': 1, 'null': 1, 'unknown': 0}
    """
    edges = _among_those_who_answered(net)
    by_kind = np.bincount(_kinds(edges), minlength=4)
    mutual, asymmetric = int(by_kind[_MUTUAL]), int(by_kind[_AWAY] + by_kind[_TOWARDS])
    null = comb(int(net.answered.sum()), 2) - len(edges.code)
    unknown = comb(net.n_people, 2) - mutual - asymmetric - null
    return _counts(dict(zip(PAIRS, (mutual, asymmetric, null, unknown), strict=True)), "dyad_census")


@measure(
    per="network",
    needs="answers",
    unit="triples of people",
    high="many triples tied like this",
    cost="O(ties * mean degree)",
    source="Holland & Leinhardt (1970), Am. J. Sociology 76:492; Batagelj & Mrvar (2001), Social Networks 23:237",
    columns=TRIADS,
)
def triad_census(net: PartnerNetwork, *, engine: Engine = "auto") -> pd.Series[int]:
    """Count the triples of people by how they are tied: the 16 types of Holland and Leinhardt.

    A name says how many of the three pairs are mutual, asymmetric and null (M-A-N), then which way the ties point:
    down, up, cyclic or transitive. 030C is a ring of three, 300 three who all name each other.

    Parameters
    ----------
    net
        Network of *n* people, ties as given; turned along the flow, types ending in D and U change places.
    engine
        ``scipy``, ``numba`` (extra ``fast``), or ``auto``: numba where it is installed and the network is large.

    Returns
    -------
    Series of int, index the 16 names.
        Only triples whose three pairs are observed count: all three answered and left none of these cells open.
        So the sum is n(n-1)(n-2)/6 where everything was observed, and 0 where fewer than three people answered.

    Raises
    ------
    UsageError
        An engine that is not known, or ``numba`` where it is not installed.

    Notes
    -----
    Time O(ties * mean degree): triples with three tied pairs are listed, all others follow from degrees.

    References
    ----------
    Holland & Leinhardt (1970), American Journal of Sociology 76:492; Batagelj & Mrvar (2001), Social Networks 23:237.

    Examples
    --------
    >>> import critical_sna as csna
    >>> net = csna.PartnerNetwork.from_ties([("Ana", "Bo"), ("Bo", "Cy"), ("Cy", "Ana"), ("Di", "Ana")])
    >>> found = csna.triad_census(net)
    >>> found[found > 0].to_dict()
    {'012': 1, '021U': 1, '021C': 1, '030C': 1}
    """
    edges = _among_those_who_answered(net)
    people = int(net.answered.sum())
    kinds = _kinds(edges)
    closed = np.zeros(64, dtype=np.int64)
    for xy, xz, yz in triangles(edges, engine, where="triad_census(engine=...)"):
        closed += np.bincount(16 * kinds[xy] + 4 * kinds[xz] + kinds[yz], minlength=64)
    two_tied = _two_paths(edges, kinds)
    one_tied = [size * (people - 2) for size in np.bincount(kinds, minlength=4).tolist()]
    counts = dict.fromkeys(TRIADS, 0)
    rest = comb(people, 3)
    for pairs, number in zip(itertools.product(range(4), repeat=3), closed.tolist(), strict=True):
        for corner in _corners(*pairs):
            two_tied[corner] -= number
        rest = _set_aside(pairs, number, one_tied, rest)
        if _OPEN not in pairs:
            counts[_name_of_closed(*pairs)] += number
    for corner, number in two_tied.items():
        rest = _set_aside(corner, number, one_tied, rest)
        if _OPEN not in corner:
            counts[_TWO_TIED[corner]] += number
    counts["012"] = one_tied[_AWAY] + one_tied[_TOWARDS]
    counts["102"] = one_tied[_MUTUAL]
    counts["003"] = rest - sum(one_tied)
    return _counts(counts, "triad_census")


_TWO_TIED = {
    (_AWAY, _AWAY): "021D",
    (_TOWARDS, _TOWARDS): "021U",
    (_AWAY, _TOWARDS): "021C",
    (_TOWARDS, _MUTUAL): "111D",
    (_AWAY, _MUTUAL): "111U",
    (_MUTUAL, _MUTUAL): "201",
}
"""Two tied pairs, by what they are seen from the person in the middle."""


def _among_those_who_answered(net: PartnerNetwork) -> Skeleton:
    """Give the tied pairs, and those with an open cell, of people who both answered."""
    spoke = net.answered
    sources, targets = net.arcs
    both = spoke[sources] & spoke[targets]
    rows, columns = net.unknown_cells.tocoo().coords
    left = spoke[rows] & spoke[columns]
    return skeleton(net.n_people, (sources[both], targets[both]), left_open=(rows[left], columns[left]))


def _kinds(edges: Skeleton) -> npt.NDArray[np.int64]:
    """Say of each pair how it is tied, seen from its tail."""
    tied = np.where(edges.code == FORTH, _AWAY, np.where(edges.code == BACK, _TOWARDS, _MUTUAL))
    return np.where(edges.code & LEFT_OPEN, _OPEN, tied).astype(np.int64)


def _two_paths(edges: Skeleton, kinds: npt.NDArray[np.int64]) -> dict[tuple[int, int], int]:
    """Count two pairs that share a person, by what they are seen from there; the third pair may be tied or not."""
    n = len(edges.people)
    turned = np.array(_FROM_THE_OTHER)[kinds]
    pairs = [
        np.bincount(edges.tail[kinds == k], minlength=n) + np.bincount(edges.head[turned == k], minlength=n)
        for k in range(4)
    ]
    found = {(a, b): int((pairs[a] * pairs[b]).sum()) for a, b in itertools.combinations(range(4), 2)}
    return found | {(a, a): int((pairs[a] * (pairs[a] - 1) // 2).sum()) for a in range(4)}


def _corners(xy: int, xz: int, yz: int) -> Iterator[tuple[int, int]]:
    """Give the two pairs at each person of a triangle, seen from that person."""
    yx, zx, zy = (_FROM_THE_OTHER[kind] for kind in (xy, xz, yz))
    for one, other in ((xy, xz), (yx, yz), (zx, zy)):
        yield min(one, other), max(one, other)


def _set_aside(pairs: tuple[int, ...], number: int, one_tied: list[int], rest: int) -> int:
    """Take triples with several tied pairs out of those with one; give how many triples are left."""
    for kind in pairs:
        one_tied[kind] -= number
    return rest - number


def _name_of_closed(xy: int, xz: int, yz: int) -> str:
    mutual = (xy, xz, yz).count(_MUTUAL)
    if mutual > 1:
        return "300" if mutual == 3 else "210"
    corners = list(_corners(xy, xz, yz))
    if mutual == 0:
        return "030C" if corners.count((_AWAY, _TOWARDS)) == 3 else "030T"
    across = next(corner for corner in corners if _MUTUAL not in corner)  # the person outside the mutual pair
    return {"021D": "120D", "021U": "120U", "021C": "120C"}[_TWO_TIED[across]]


def _counts(counts: dict[str, int], name: str) -> pd.Series[int]:
    return pd.Series(counts, name=name, dtype="int64").rename_axis("measure")
