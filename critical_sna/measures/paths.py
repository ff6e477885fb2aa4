"""Measures on shortest paths: betweenness, closeness, harmonic closeness."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import pandas as pd

from critical_sna._core import limits
from critical_sna.errors import TooLargeError, UsageError, did_you_mean
from critical_sna.measures._kernels import distance_counts
from critical_sna.measures._known import Direction, own_ties_known, per_person
from critical_sna.network.catalogue import measure
from critical_sna.network.partner import PartnerNetwork

_LARGEST_COST = 1e300  # costs stay finite, so that sums of them do


def _refuse_when_large(net: PartnerNetwork, what: str, hours: float, instead: str) -> None:
    if net.n_people > limits.EXACT_PATHS_PEOPLE:
        raise TooLargeError(
            f"Exact {what} of {net.n_people:,} people and {net.n_ties:,} ties would take about {hours:.1f} hours.",
            where=f"{what}(net)",
            mend=instead,
        )


@measure(
    needs="answers",
    unit="pairs of people",
    high="on many shortest paths between others",
    cost="O(n * ties)",
    source="Freeman (1977), Sociometry 40:35; Brandes (2001), J. Math. Sociology 25:163",
)
def betweenness(net: PartnerNetwork, *, normalized: bool = False, use_strength: bool = False) -> pd.Series[float]:
    """Count the ordered pairs whose shortest path runs through each person.

    A pair with several shortest paths counts in shares. High means many others depend on this person to be
    linked at all; it is often unpaid work, not an advantage.

    Parameters
    ----------
    net
        Network of *n* people, used as given; take ``net.flow()`` for paths along the voice (the numbers are equal).
    normalized
        Divide by (n-1)(n-2), the number of ordered pairs of others.
    use_strength
        Count a tie as 1/strength long, so that strong ties are short. Paths whose lengths differ by less than
        the rounding of floating point count as equally short.

    Returns
    -------
    Series of float, shape (n,), index ``person``, unit: ordered pairs (or a share of them).
        0 for isolates; NaN for people who did not answer, because their own ties are not known; NaN when
        normalized with fewer than 3 people.

    Raises
    ------
    TooLargeError
        Above ``limits.EXACT_PATHS_PEOPLE`` people.

    Notes
    -----
    Time O(n * ties), C code of igraph. Missing answers lower the values of everybody near them.

    References
    ----------
    Freeman (1977), Sociometry 40:35; Brandes (2001), Journal of Mathematical Sociology 25:163.

    Examples
    --------
    >>> import critical_sna as csna
    >>> net = csna.PartnerNetwork.from_ties([("Ana", "Bo"), ("Bo", "Cy")])
    >>> csna.betweenness(net).to_dict()
    {'Ana': 0.0, 'Bo': 1.0, 'Cy': 0.0}
    """
    seconds = 2e-8 * net.n_people * net.n_ties
    _refuse_when_large(net, "betweenness", seconds / 3600, "use a part of the network: net.keep(people)")
    if net.n_ties == 0:
        values = np.zeros(net.n_people)
    else:
        costs = None
        if use_strength:
            strengths = net._ties["strength"].to_numpy(dtype=float)
            with np.errstate(over="ignore"):  # only ratios of lengths matter; the shortest tie is 1 long
                costs = np.minimum(strengths.max() / strengths, _LARGEST_COST).tolist()
        values = np.asarray(net.skeleton_igraph.betweenness(directed=True, weights=costs), dtype=float)
    if normalized:
        pairs = (net.n_people - 1) * (net.n_people - 2)
        values = values / pairs if pairs > 0 else np.full(net.n_people, np.nan)
    return per_person(net, values, "betweenness", known=net.answered)


def _direction(value: str, where: str) -> Direction:
    if value == "in":
        return "in"
    if value == "out":
        return "out"
    raise UsageError(f"direction={value!r} is not a direction.", where=where, mend=did_you_mean(value, ("in", "out")))


def _sums(
    net: PartnerNetwork, direction: Direction
) -> tuple[npt.NDArray[np.float64], npt.NDArray[np.float64], npt.NDArray[np.float64]]:
    """Give, for each person: people reached, sum of their distances, sum of 1 / distance."""
    _refuse_when_large(
        net, "closeness", 1e-12 * net.n_people * net.n_ties, "use a part of the network: net.keep(people)"
    )
    sources, targets = net.arcs if direction == "in" else net.arcs[::-1]
    reached, far, near = (np.zeros(net.n_people) for _ in range(3))
    for distance, counts in distance_counts(sources, targets, net.n_people):
        reached += counts
        far += counts * float(distance)
        near += counts / distance
    return reached, far, near


@measure(
    needs="nominations",
    unit="0 to 1",
    high="few steps away from those who can reach them",
    cost="O(n * ties / 64)",
    source="Wasserman & Faust (1994), Social Network Analysis, section 5.3.2, equation 5.22",
)
def closeness(net: PartnerNetwork, *, direction: Direction = "in") -> pd.Series[float]:
    """Measure how few steps each person is from the others, corrected for those out of reach (Wasserman-Faust).

    (r / (n-1)) * (r / sum of distances), with r people in reach.

    Parameters
    ----------
    net
        Network of *n* people, used as given.
    direction
        ``in``: distances from others to the person along the ties (default: what others said).
        ``out``: from the person to others.

    Returns
    -------
    Series of float, shape (n,), index ``person``, between 0 and 1.
        0 where nobody is in reach, isolates too; NaN in a network of one. With ``out``, NaN for people who did
        not answer, because their own ties are not known.

    Raises
    ------
    TooLargeError
        Above ``limits.EXACT_PATHS_PEOPLE`` people.

    Notes
    -----
    Time O(n * ties / 64) word operations for each step of distance. Prefer ``harmonic`` where many are out of reach.

    References
    ----------
    Wasserman & Faust (1994), Social Network Analysis, equation 5.22.

    Examples
    --------
    >>> import critical_sna as csna
    >>> net = csna.PartnerNetwork.from_ties([("Ana", "Bo"), ("Bo", "Cy")])
    >>> csna.closeness(net).round(2).to_dict()
    {'Ana': 0.0, 'Bo': 0.5, 'Cy': 0.67}
    """
    chosen = _direction(direction, "closeness(direction=...)")
    reached, far, _ = _sums(net, chosen)
    n = net.n_people
    with np.errstate(invalid="ignore", divide="ignore"):
        values = np.where(reached > 0, (reached / (n - 1)) * (reached / far), 0.0 if n > 1 else np.nan)
    return per_person(net, values, "closeness", known=own_ties_known(net, chosen))


@measure(
    needs="nominations",
    unit="0 to 1",
    high="few steps away from many",
    cost="O(n * ties / 64)",
    source="Marchiori & Latora (2000), Physica A 285:539; Boldi & Vigna (2014), Internet Mathematics 10:222",
)
def harmonic(net: PartnerNetwork, *, direction: Direction = "in") -> pd.Series[float]:
    """Add up 1 / distance over all others and divide by n-1; somebody out of reach adds 0.

    Parameters
    ----------
    net
        Network of *n* people, used as given.
    direction
        ``in``: distances from others to the person along the ties (default: what others said).
        ``out``: from the person to others.

    Returns
    -------
    Series of float, shape (n,), index ``person``, between 0 (isolates) and 1.
        NaN in a network of one. With ``out``, NaN for people who did not answer.

    Raises
    ------
    TooLargeError
        Above ``limits.EXACT_PATHS_PEOPLE`` people.

    Notes
    -----
    Time O(n * ties / 64) word operations for each step of distance.

    References
    ----------
    Marchiori & Latora (2000), Physica A 285:539; Boldi & Vigna (2014), Internet Mathematics 10:222.

    Examples
    --------
    >>> import critical_sna as csna
    >>> net = csna.PartnerNetwork.from_ties([("Ana", "Bo"), ("Bo", "Cy")])
    >>> csna.harmonic(net).to_dict()
    {'Ana': 0.0, 'Bo': 0.5, 'Cy': 0.75}
    """
    chosen = _direction(direction, "harmonic(direction=...)")
    _, _, near = _sums(net, chosen)
    n = net.n_people
    values = near / (n - 1) if n > 1 else np.full(n, np.nan)
    return per_person(net, values, "harmonic", known=own_ties_known(net, chosen))
