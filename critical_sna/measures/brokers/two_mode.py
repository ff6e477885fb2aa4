"""Brokerage in networks of two kinds: people and the meetings, forums or projects they take part in."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from critical_sna._core.frames import group_codes
from critical_sna.errors import DataError
from critical_sna.measures.kernels.gould_fernandez import NO_ROLE, role_of
from critical_sna.measures.kernels.two_paths import Numbers, Paths, open_pairs
from critical_sna.network.accept import as_network

if TYPE_CHECKING:
    from scipy import sparse

    from critical_sna.network.accept import NetworkLike
    from critical_sna.network.partner import PartnerNetwork

_WHERE = "two_mode_brokerage"
_COLUMNS = ["coordinator", "itinerant", "representative", "liaison", "total", "chains"]


def two_mode_brokerage(net: NetworkLike, *, groups: str | pd.Series, mode: str | pd.Series) -> pd.DataFrame:
    """Count, for each person, the pairs who meet the person somewhere but never each other, by the groups of the three.

    ``coordinator``: all three in one group. ``itinerant``: the two in one group, the person in another.
    ``representative``: the person and one of the two in one group. ``liaison``: three groups. Nobody sends and nobody
    receives at a meeting, so representative and gatekeeper are one. Meetings are counted in the same way: pairs of
    meetings that share people with this one but none with each other.

    Parameters
    ----------
    net
        Network of *n* people and meetings, or what stands for one; ties join the two kinds, their direction is set
        aside.
    groups
        A people column, or a Series on the same people; meetings may have groups (topics, say), too.
    mode
        The people column, or Series, that tells the two kinds apart.

    Returns
    -------
    DataFrame of float, shape (n, 6), index ``person``; unit: unordered pairs, and for ``chains`` chains
        a - meeting - person - meeting - b between them (more than one where people meet several times).
        0 for isolates; NaN for people who did not answer where their kind reports (without any tie: either kind).

    Raises
    ------
    DataError
        Not two kinds, or ties inside one kind.
    UnknownNameError
        No such people column.

    Notes
    -----
    What is read where: that brokerage of Gould and Fernandez is carried over to networks of two kinds by the kinds of
    the actors in a chain, ordered from the most homogeneous to the most heterogeneous, is read from the abstract of
    Jasny & Lubell (2015); the article itself was not read, so these counts need not equal theirs. The roles are those
    of Gould & Fernandez (1989). Chains of five with the middle as the broker, ends that share nothing, each pair
    counted once in the roles, and pairs left out of whom one did not answer or may share a meeting whose cell was left
    open, are this library's construct. A relation
    read from attendance (spec shape ``attendance``) has joined people already: there ``brokerage`` finds the same pairs
    in both orders. People whose group is not known take part in ``total`` and ``chains`` only.
    Time and memory: the pairs who meet, and the two-paths among them, in blocks.

    References
    ----------
    Jasny & Lubell (2015), Social Networks 41:36; Gould & Fernandez (1989), Sociological Methodology 19:89.

    Examples
    --------
    >>> import critical_sna as csna
    >>> people = pd.DataFrame({"id": ["Ana", "Bo", "Cy", "spring", "autumn"], "kind": ["person"] * 3 + ["meeting"] * 2,
    ...     "sector": ["family", "school", "school", None, None]})
    >>> ties = pd.DataFrame({"source": ["Ana", "Bo", "Bo", "Cy"], "target": ["spring", "spring", "autumn", "autumn"]})
    >>> net = csna.PartnerNetwork.from_frames(people, ties)
    >>> csna.two_mode_brokerage(net, groups="sector", mode="kind").loc["Bo"].to_dict()
    {'coordinator': 0.0, 'itinerant': 0.0, 'representative': 1.0, 'liaison': 0.0, 'total': 1.0, 'chains': 1.0}
    """
    known_net = as_network(net, where=f"{_WHERE}(net)")
    codes, _ = group_codes(known_net._people, groups, where=f"{_WHERE}(groups=...)")
    silent = ~known_net.answered & _reporting(known_net, mode)
    meets, may_meet = _meetings(known_net)
    n = known_net.n_people
    first, second = (ends.astype(np.int64) for ends in meets.coords)
    open_cells = (may_meet.coords[0], may_meet.coords[1])
    paths = Paths(n, first, second, open_cells, known_net.answered, "source")
    times = meets.tocsr()
    counts = np.zeros((n, NO_ROLE + 2))
    for (a, v, b), _ in open_pairs(paths):
        told = ~silent[a] & ~silent[b]
        a, v, b = a[told], v[told], b[told]
        np.add.at(counts, (v, role_of(codes[a], codes[v], codes[b])), 1.0)
        np.add.at(counts[:, -1], v, np.asarray(times[a, v]) * np.asarray(times[v, b]))
    table = _unordered(counts)
    table[silent] = np.nan
    return pd.DataFrame(table, index=known_net.people.index, columns=_COLUMNS)


def _unordered(counts: Numbers) -> Numbers:
    """Turn counts of a, b and b, a into counts of pairs; a representative one way is a gatekeeper the other way."""
    halves = counts / 2
    roles = [halves[:, 0], halves[:, 1], counts[:, 2], halves[:, 4]]
    return np.column_stack([*roles, halves[:, : NO_ROLE + 1].sum(axis=1), halves[:, -1]])


def _reporting(net: PartnerNetwork, mode: str | pd.Series) -> np.ndarray[tuple[int], np.dtype[np.bool_]]:
    """Check that ties join two kinds; say who is of a kind that reports them."""
    kinds, names = group_codes(net._people, mode, where=f"{_WHERE}(mode=...)")
    sources, targets = net.arcs
    inside = int((kinds[sources] == kinds[targets]).sum())
    if len(names) != 2 or (kinds < 0).any():
        raise DataError(
            f"Everybody must be of one of two kinds; there are {len(names)} kinds, "
            f"and {int((kinds < 0).sum())} rows without one.",
            where=f"{_WHERE}(mode=...)",
            mend="name a people column with two values, for instance person and meeting",
        )
    if inside:
        raise DataError(
            f"{inside} ties join two of the same kind.",
            where=f"{_WHERE}(mode=...)",
            mend="leave them out, or use brokerage(net, groups=...) for ties among people",
        )
    by = targets if net.reporter == "target" else sources
    return np.isin(kinds, np.unique(kinds[by])) | (len(by) == 0)  # no tie tells which kind it is: it may be either


def _meetings(net: PartnerNetwork) -> tuple[sparse.coo_array, sparse.coo_array]:
    """Give how often two of a kind meet, and the pairs who may have met where cells were left open."""
    from scipy import sparse

    n = net.n_people
    sources, targets = net.arcs
    ones = sparse.coo_array((np.ones(len(sources)), (sources, targets)), shape=(n, n)).tocsr()
    took_part = ones.maximum(ones.T)
    perhaps = took_part.maximum(net.unknown_cells).maximum(net.unknown_cells.T)
    met, may = (sparse.csr_array(side @ side.T) for side in (took_part, perhaps))
    for pairs in (met, may):
        pairs.setdiag(0)
        pairs.eliminate_zeros()
    only_may = sparse.csr_array(may - may.multiply(met > 0))
    only_may.eliminate_zeros()
    return met.tocoo(), only_may.tocoo()
