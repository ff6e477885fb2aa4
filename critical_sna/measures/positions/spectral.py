"""Measures of being named by the often-named: PageRank, eigenvector centrality, hubs and authorities."""

from __future__ import annotations

import math
import warnings
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt
import pandas as pd

from critical_sna.errors import CriticalSNAWarning, UsageError
from critical_sna.measures._arguments import direction_of
from critical_sna.measures._known import Direction, own_ties_known, per_person
from critical_sna.measures.kernels.leading import NoLeadingError, leading
from critical_sna.network.catalogue import measure
from critical_sna.network.partner import PartnerNetwork

if TYPE_CHECKING:
    from scipy import sparse

Numbers = npt.NDArray[np.float64]

_TOLERANCE = 1e-12
_MOST_STEPS = 10_000
_ROUNDING = 4e-15  # no smaller change can be told from rounding
_LEAP = 2.25  # leaps are this / (1 - damping) steps apart, so that what they stir up has faded
_WARN_AT = 4  # the caller of the measure, past the catalogue's wrapper


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
    Time O(ties) a step, until the sum of all errors is under 1e-12 (with ``damping`` over 0.99, as far as rounding
    allows). Who names nobody passes attention on to everybody
    alike.

    References
    ----------
    Brin & Page (1998), Computer Networks 30:107; Haveliwala et al. (2003), Computing PageRank using power
    extrapolation (the leaps).

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
    step, given = _named_by(net, use_strength)
    follow = np.divide(damping, given, out=np.zeros(n), where=given > 0)
    silent = np.flatnonzero(given == 0)
    rank = before = np.full(n, 1 / n)
    leap = math.ceil(_LEAP / (1 - damping))
    for steps in range(1, _MOST_STEPS + 1):
        new = step @ (rank * follow)
        new += (damping * rank[silent].sum() + 1 - damping) / n
        left = float(np.abs(new - rank).sum()) * damping / (1 - damping)  # all that can still change
        if left < max(_TOLERANCE, _ROUNDING * damping / (1 - damping)):
            break
        if steps % leap == 0:
            # What circles in closed groups fades by damping a step, or turns its sign: two steps give its limit.
            new = (new - damping**2 * before) / (1 - damping**2)
        before, rank = rank, new
    return per_person(net, new / new.sum(), "pagerank", known=own_ties_known(net, "in"))


def _named_by(net: PartnerNetwork, use_strength: bool) -> tuple[sparse.csc_array, Numbers]:
    """Give the matrix with who names whom in column and row, and what each person gives in all."""
    from scipy import sparse

    n = net.n_people
    sources, _ = net.arcs
    if use_strength:
        strengths = net._strengths
        largest = np.zeros(n)
        np.maximum.at(largest, sources, strengths)
        weights = strengths / largest[sources]  # shares of each source's largest: no overflow
    else:
        weights = np.ones(net.n_ties)
    shape = net.adjacency
    matrix = sparse.csr_array((weights, shape.indices, shape.indptr), shape=(n, n))
    given = np.bincount(sources, weights=weights, minlength=n).astype(float)
    return sparse.csc_array(matrix.T), given


def ties_matrix(net: PartnerNetwork, direction: Direction) -> sparse.csr_array:
    """Give the matrix that collects at each person what those who name them (``in``) or whom they name hold."""
    from scipy import sparse

    shape = net.adjacency
    named = sparse.csr_array((np.ones(net.n_ties), shape.indices, shape.indptr), shape=shape.shape)
    return named if direction == "out" else sparse.csr_array(named.T)


@measure(
    needs="nominations",
    unit="length 1 over all people",
    high="named by people who are themselves named by the well named",
    cost="O(steps * ties)",
    source="Bonacich (1972), Journal of Mathematical Sociology 2:113",
)
def eigenvector(net: PartnerNetwork, *, direction: Direction = "in") -> pd.Series[float]:
    """Measure being named by the well-named: each value is proportional to the sum of those who name the person.

    Parameters
    ----------
    net
        Network of *n* people, used as given.
    direction
        ``in``: being named by the well-named (igraph, NetworkX). ``out``: naming those who name well (sna).

    Returns
    -------
    Series of float, shape (n,), index ``person``, from 0 to 1; squares sum to 1.
        Isolates get 0. NaN for people in another component than the strongest circle of people, whose 0 would come
        from not being joined to it, whatever their ties are. NaN for everybody where there is no such vector: no tie,
        nobody who can be followed back to where one began (an acyclic relation), or two circles that are equally
        strong. A CriticalSNAWarning says which. With ``out``, NaN for people who did not answer.

    Raises
    ------
    UsageError
        A direction that there is not.

    Notes
    -----
    Time O(ties) a step. Prefer ``pagerank``, which is defined on every network.

    References
    ----------
    Bonacich (1972), Journal of Mathematical Sociology 2:113.

    Examples
    --------
    >>> import critical_sna as csna
    >>> net = csna.PartnerNetwork.from_ties([("Ana", "Bo"), ("Bo", "Ana"), ("Bo", "Cy")])
    >>> csna.eigenvector(net).round(3).to_dict()
    {'Ana': 0.577, 'Bo': 0.577, 'Cy': 0.577}
    """
    chosen = direction_of(direction, where="eigenvector(direction=...)")
    values, elsewhere = _leading(net, ties_matrix(net, chosen), "Eigenvector centrality")
    values[elsewhere] = np.nan
    return per_person(net, values, "eigenvector", known=own_ties_known(net, chosen))


def _leading(net: PartnerNetwork, step: sparse.csr_array, what: str) -> tuple[Numbers, npt.NDArray[np.bool_]]:
    """Give the leading eigenvector and for whom it says nothing, or NaN for everybody, with the reason."""
    nobody = np.zeros(step.shape[0], dtype=bool)
    if net.n_people == 0:
        return np.zeros(0), nobody
    try:
        values, elsewhere = leading(step)
    except NoLeadingError as reason:
        warnings.warn(
            f"{what}: not defined on this network, because {reason}. pagerank(net) is defined on every network.",
            CriticalSNAWarning,
            stacklevel=_WARN_AT,
        )
        return np.full(step.shape[0], np.nan), nobody
    if elsewhere.any():
        warnings.warn(
            f"{what}: people whose ties are not joined to the strongest part of the network are NaN, "
            "because their 0 would say nothing about them.",
            CriticalSNAWarning,
            stacklevel=_WARN_AT,
        )
    return values, elsewhere


@measure(
    needs="answers",
    unit="length 1 over all people",
    high="hub: names the well named; authority: named by those who name the well named",
    cost="O(steps * ties)",
    source="Kleinberg (1999), Journal of the ACM 46:604",
    columns=("hub", "authority"),
)
def hits(net: PartnerNetwork) -> pd.DataFrame:
    """Tell those who point to the well-named (hubs) from those whom such people name (authorities).

    Parameters
    ----------
    net
        Network of *n* people, used as given.

    Returns
    -------
    DataFrame, shape (n, 2), index ``person``, columns ``hub`` and ``authority``, each from 0 to 1, squares sum to 1.
        Who names nobody has hub 0, whom nobody names authority 0. NaN, with a CriticalSNAWarning, for people whose
        ties are not linked to the strongest block of who names whom, and for everybody where there are no ties or two
        blocks are equally strong. NaN for people who did not answer.

    Notes
    -----
    Time O(ties) a step.

    References
    ----------
    Kleinberg (1999), Journal of the ACM 46:604.

    Examples
    --------
    >>> import critical_sna as csna
    >>> net = csna.PartnerNetwork.from_ties([("Ana", "Cy"), ("Bo", "Cy")])
    >>> csna.hits(net).round(3).to_dict()
    {'hub': {'Ana': 0.707, 'Bo': 0.707, 'Cy': 0.0}, 'authority': {'Ana': 0.0, 'Bo': 0.0, 'Cy': 1.0}}
    """
    from scipy import sparse

    out = ties_matrix(net, "out")
    nothing = sparse.csr_array(out.shape)
    both = sparse.csr_array(sparse.block_array([[nothing, out], [sparse.csr_array(out.T), nothing]]))
    values, elsewhere = _leading(net, both, "Hubs and authorities")
    values[elsewhere] = np.nan
    values = values * np.sqrt(2)  # each half has length 1
    halves = {"hub": values[: net.n_people], "authority": values[net.n_people :]}
    return pd.DataFrame({name: per_person(net, half, name, known=net.answered) for name, half in halves.items()})
