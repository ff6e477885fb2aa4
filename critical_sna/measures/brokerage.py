"""Brokerage between groups: Gould and Fernandez' five roles."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

import numpy as np
import numpy.typing as npt
import pandas as pd

from critical_sna._core.cells import cells_hold
from critical_sna._core.frames import group_codes
from critical_sna.errors import UsageError, did_you_mean
from critical_sna.measures._kernels import shared_neighbours
from critical_sna.network.catalogue import measure
from critical_sna.network.partner import PartnerNetwork
from critical_sna.network.slices import with_ties

if TYPE_CHECKING:
    from scipy import sparse

ROLES = ("coordinator", "itinerant", "representative", "gatekeeper", "liaison")
Along = Literal["flow", "reports"]
Codes = npt.NDArray[np.int64]


@measure(
    needs="answers",
    unit="ordered pairs of people",
    high="links many pairs who have no tie of their own",
    cost="O(ties * mean degree)",
    source="Gould & Fernandez (1989), Sociological Methodology 19:89",
    takes_groups=True,
    columns=(*ROLES, "total"),
)
def brokerage(net: PartnerNetwork, *, groups: str | pd.Series, along: Along = "flow") -> pd.DataFrame:
    """Count, for each person, the pairs a -> person -> b without a tie a -> b, by the groups of the three.

    ``coordinator``: all three in one group. ``itinerant``: a and b in one group, the broker in another.
    ``representative``: broker and a in one group. ``gatekeeper``: broker and b in one group. ``liaison``: three groups.

    Parameters
    ----------
    net
        Network of *n* people.
    groups
        A people column, or a Series on the same people.
    along
        ``flow``: the way voice travels (default; refuses where it was never said which way the relation was asked).
        ``reports``: from the respondent to the person named. Representative and gatekeeper swap between the two.

    Returns
    -------
    DataFrame of float, shape (n, 6), index ``person``; unit: ordered pairs.
        0 for isolates; NaN for people who did not answer, because their own ties are not known.

    Raises
    ------
    SpecError
        ``along="flow"`` where the direction was never declared.
    UnknownNameError
        No such people column.

    Notes
    -----
    People whose group is not known take part in ``total`` only. Pairs whose own cell was left open, and in a mutual
    relation pairs of whom neither answered, do not count: nobody knows whether they had a tie. Counts grow with degree
    and group sizes; silence removes paths.
    Time: for every tie a -> b, the ties going out from a and coming in to b.

    References
    ----------
    Gould & Fernandez (1989), Sociological Methodology 19:89.

    Examples
    --------
    >>> import critical_sna as csna
    >>> people = pd.DataFrame({"id": ["Ana", "Bo", "Cy"], "sector": ["family", "school", "school"]})
    >>> ties = pd.DataFrame({"source": ["Bo", "Cy"], "target": ["Ana", "Bo"]})
    >>> net = csna.PartnerNetwork.from_frames(people, ties, reports="seeks_from")
    >>> csna.brokerage(net, groups="sector").loc["Bo"].to_dict()  # Ana's voice reaches Cy through Bo
    {'coordinator': 0.0, 'itinerant': 0.0, 'representative': 0.0, 'gatekeeper': 1.0, 'liaison': 0.0, 'total': 1.0}
    """
    if along not in ("flow", "reports"):
        raise UsageError(
            f"along={along!r} is not a way to follow ties.",
            where="brokerage(along=...)",
            mend=did_you_mean(str(along), ("flow", "reports")),
        )
    path = net.flow() if along == "flow" else net
    codes, names = group_codes(path._people, groups, where="brokerage(groups=...)")
    counts = _two_paths(path, codes, len(names)) - _closed(path, codes)
    if path.reporter == "either":  # nobody told whether two silent ends are tied
        counts -= _two_paths(_with_silent_ends(path), codes, len(names))
    counts[~path.answered] = np.nan
    return pd.DataFrame(counts, index=path.people.index, columns=[*ROLES, "total"])


def _with_silent_ends(net: PartnerNetwork) -> PartnerNetwork:
    """Give the ties between somebody who answered and somebody who did not."""
    sources, targets = net.arcs
    return with_ties(net, net.answered[sources] != net.answered[targets])


def _two_paths(net: PartnerNetwork, codes: Codes, n_groups: int) -> npt.NDArray[np.float64]:
    """Count all a -> v -> b with a != b by role and in total, from how many of each group are on either side."""
    sources, targets = net.arcs
    n = net.n_people
    incoming = _by_group(targets, codes[sources], n, n_groups)
    outgoing = _by_group(sources, codes[targets], n, n_groups)
    known_in, known_out = (np.asarray(side.sum(axis=1)).ravel() for side in (incoming, outgoing))
    own_in, own_out = (_at_own(side, codes) for side in (incoming, outgoing))
    same_ends = np.asarray(incoming.multiply(outgoing).sum(axis=1)).ravel()
    mutual = cells_hold(net.adjacency, targets, sources)
    partner, broker = sources[mutual], targets[mutual]
    own = codes[partner] == codes[broker]
    other = (codes[partner] >= 0) & ~own
    roles = np.column_stack(
        [
            own_in * own_out - np.bincount(broker[own], minlength=n),
            same_ends - own_in * own_out - np.bincount(broker[other], minlength=n),
            own_in * (known_out - own_out),
            (known_in - own_in) * own_out,
            (known_in - own_in) * (known_out - own_out) - (same_ends - own_in * own_out),
        ]
    ).astype(float)
    roles[codes < 0] = 0.0
    total = np.bincount(targets, minlength=n) * np.bincount(sources, minlength=n) - np.bincount(broker, minlength=n)
    return np.column_stack([roles, total.astype(float)])


def _by_group(ends: Codes, groups: Codes, n: int, n_groups: int) -> sparse.csr_array:
    """Count each person's ties by the group at the other end (n x groups); people without a group are left out."""
    from scipy import sparse

    told = groups >= 0
    counts = sparse.coo_array(
        (np.ones(int(told.sum())), (ends[told], groups[told])), shape=(n, max(n_groups, 1))
    ).tocsr()
    return sparse.csr_array(counts)


def _at_own(table: sparse.csr_array, codes: Codes) -> npt.NDArray[np.float64]:
    """Give each person's count at the person's own group, 0 where that is not known."""
    rows = np.repeat(np.arange(len(codes)), np.diff(table.indptr))
    own = table.indices == codes[rows]
    return np.bincount(rows[own], weights=table.data[own], minlength=len(codes)).astype(float)


def _closed(net: PartnerNetwork, codes: Codes) -> npt.NDArray[np.float64]:
    """Count the a -> v -> b whose ends are tied a -> b, or whose own cell was left open, by broker and role."""
    from scipy import sparse

    n = net.n_people
    given = net.adjacency
    ones = sparse.csr_array(
        (np.ones(len(given.indices), dtype=np.int8), given.indices, given.indptr), shape=given.shape
    )
    turned = sparse.csr_array(ones.T)
    turned.sort_indices()
    unknown = net.unknown_cells.tocoo().coords
    first = np.concatenate([net.arcs[0], unknown[0].astype(np.int64)])
    last = np.concatenate([net.arcs[1], unknown[1].astype(np.int64)])
    counts = np.zeros((n, len(ROLES) + 1))
    for block, between in shared_neighbours(ones, turned, first, last):
        pair = np.repeat(np.arange(block.start, block.stop), np.diff(between.indptr))
        broker = between.indices.astype(np.int64)
        role = _role(codes[first[pair]], codes[broker], codes[last[pair]])
        told = role >= 0
        flat = np.bincount(broker[told] * len(ROLES) + role[told], minlength=n * len(ROLES))
        counts[:, :-1] += flat.reshape(n, len(ROLES))
        counts[:, -1] += np.bincount(broker, minlength=n)
    return counts


def _role(a: Codes, v: Codes, b: Codes) -> Codes:
    """Give the place in ``ROLES`` of each triple, -1 where a group is not known."""
    role = np.full(len(a), 4)
    role[b == v] = 3
    role[a == v] = 2
    role[a == b] = 1
    role[(a == b) & (a == v)] = 0
    role[(a < 0) | (v < 0) | (b < 0)] = -1
    return role
