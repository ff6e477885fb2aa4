"""Measures that count being named by the often-named: PageRank."""

from __future__ import annotations

import numpy as np
import pandas as pd

from critical_sna.errors import UsageError
from critical_sna.measures._known import own_ties_known, per_person
from critical_sna.network.catalogue import measure
from critical_sna.network.partner import PartnerNetwork

_TOLERANCE = 1e-13
_MOST_STEPS = 10_000


@measure(
    needs="nominations",
    unit="share, sums to 1",
    high="named by people who are themselves often named",
    cost="O(steps * ties)",
    source="Brin & Page (1998), Computer Networks 30:107",
)
def pagerank(net: PartnerNetwork, *, damping: float = 0.85, use_strength: bool = False) -> pd.Series[float]:
    """Share out attention along the ties until it settles: being named by the often-named counts more.

    Parameters
    ----------
    net
        Network of *n* people, used as given.
    damping
        Chance of following a tie rather than starting anew anywhere; at least 0 and under 1.
    use_strength
        Follow ties in proportion to their strength.

    Returns
    -------
    Series of float, shape (n,), index ``person``; sums to 1.
        Isolates get what starting anew gives. Known also for people who did not answer; their share is passed on
        to everybody alike.

    Raises
    ------
    UsageError
        ``damping`` outside 0 to under 1.

    Notes
    -----
    Time O(ties) a step, until the change is under 1e-13. Who names nobody passes attention on to everybody alike.

    References
    ----------
    Brin & Page (1998), Computer Networks 30:107.

    Examples
    --------
    >>> import critical_sna as csna
    >>> net = csna.PartnerNetwork.from_ties([("Ana", "Bo"), ("Cy", "Bo")])
    >>> csna.pagerank(net).round(3).to_dict()
    {'Ana': 0.213, 'Bo': 0.574, 'Cy': 0.213}
    """
    if not 0 <= damping < 1:
        raise UsageError(
            f"damping must be at least 0 and under 1, not {damping!r}.",
            where="pagerank(damping=...)",
            mend="0.85 is usual",
        )
    n = net.n_people
    if n == 0:
        return per_person(net, [], "pagerank")
    from scipy import sparse

    sources, _ = net.arcs
    if use_strength:
        weights = net._ties["strength"].to_numpy(dtype=float)
        largest = np.zeros(n)
        np.maximum.at(largest, sources, weights)
        weights = weights / largest[sources]  # shares of each source's largest: no overflow
    else:
        weights = np.ones(net.n_ties)
    given = np.bincount(sources, weights=weights, minlength=n)
    shape = net.adjacency
    step = sparse.csr_array((weights / given[sources], shape.indices, shape.indptr), shape=(n, n)).T.tocsr()
    silent = given == 0
    rank = np.full(n, 1 / n)
    for _ in range(_MOST_STEPS):
        new = damping * (step @ rank + rank[silent].sum() / n) + (1 - damping) / n
        new /= new.sum()
        change = float(np.abs(new - rank).sum())
        rank = new
        if change < _TOLERANCE:
            break
    return per_person(net, rank, "pagerank", known=own_ties_known(net, "in"))
