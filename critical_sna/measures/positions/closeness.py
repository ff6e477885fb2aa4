"""How few steps others are away: closeness, harmonic closeness, reach within some steps."""

from __future__ import annotations

import numpy as np
import pandas as pd

from critical_sna._core import limits
from critical_sna.measures._arguments import direction_of, refuse_too_large, whole_number
from critical_sna.measures._known import Direction, own_ties_known, per_person
from critical_sna.measures.kernels.distances import Distances, distance_sums
from critical_sna.measures.kernels.engine import Engine
from critical_sna.network.catalogue import measure
from critical_sna.network.partner import PartnerNetwork

_SECONDS_A_BIT = 4e-10  # one tie seen from one source by the search in bits, all steps together, on one core


def _sums(
    net: PartnerNetwork, direction: Direction, what: str, engine: Engine, n_jobs: int | None, steps: int | None = None
) -> Distances:
    """Sum up distances to (``in``) or from (``out``) each person."""
    if net.n_people * net.n_ties > limits.EXACT_DISTANCE_WORK:
        seconds = _SECONDS_A_BIT * net.n_people * net.n_ties
        refuse_too_large(net, what, seconds=seconds, instead="use a part of the network: net.keep(people)")
    sources, targets = net.arcs if direction == "in" else net.arcs[::-1]
    where = f"{what}(net)"
    return distance_sums(sources, targets, net.n_people, steps=steps, engine=engine, n_jobs=n_jobs, where=where)


@measure(
    needs="nominations",
    unit="0 to 1",
    high="few steps away from those who can reach them",
    cost="O(n * ties / 64)",
    source="Wasserman & Faust (1994), Social Network Analysis, section 5.3.2, equation 5.22",
)
def closeness(
    net: PartnerNetwork, *, direction: Direction = "in", engine: Engine = "auto", n_jobs: int | None = None
) -> pd.Series[float]:
    """Measure how few steps each person is from the others, corrected for those out of reach (Wasserman-Faust).

    (r / (n-1)) * (r / sum of distances), with r people in reach.

    Parameters
    ----------
    net
        Network of *n* people, used as given.
    direction
        ``in``: distances from others to the person along the ties (default: what others said).
        ``out``: from the person to others.
    engine
        ``auto`` takes numba where it is installed and the network is large; the numbers are equal.
    n_jobs
        Workers (threads) for large networks, on the joblib backend in use; the same bits for any number.

    Returns
    -------
    Series of float, shape (n,), index ``person``, between 0 and 1.
        0 where nobody is in reach, isolates too; NaN in a network of one. With ``out``, NaN for people who did
        not answer, because their own ties are not known.

    Raises
    ------
    TooLargeError
        Above ``limits.EXACT_DISTANCE_WORK`` people * ties.
    UsageError
        A direction or an engine that there is not.

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
    chosen = direction_of(direction, where="closeness(direction=...)")
    sums = _sums(net, chosen, "closeness", engine, n_jobs)
    n = net.n_people
    values = np.full(n, 0.0 if n > 1 else np.nan)
    some = sums.reached > 0
    values[some] = (sums.reached[some] / (n - 1)) * (sums.reached[some] / sums.far[some])
    return per_person(net, values, "closeness", known=own_ties_known(net, chosen))


@measure(
    needs="nominations",
    unit="0 to 1",
    high="few steps away from many",
    cost="O(n * ties / 64)",
    source="Marchiori & Latora (2000), Physica A 285:539; Boldi & Vigna (2014), Internet Mathematics 10:222",
)
def harmonic(
    net: PartnerNetwork, *, direction: Direction = "in", engine: Engine = "auto", n_jobs: int | None = None
) -> pd.Series[float]:
    """Add up 1 / distance over all others and divide by n-1; somebody out of reach adds 0.

    Parameters
    ----------
    net
        Network of *n* people, used as given.
    direction
        ``in``: distances from others to the person along the ties (default: what others said).
        ``out``: from the person to others.
    engine
        ``auto`` takes numba where it is installed and the network is large; the numbers are equal.
    n_jobs
        Workers (threads) for large networks, on the joblib backend in use; the same bits for any number.

    Returns
    -------
    Series of float, shape (n,), index ``person``, between 0 (isolates) and 1.
        NaN in a network of one. With ``out``, NaN for people who did not answer.

    Raises
    ------
    TooLargeError
        Above ``limits.EXACT_DISTANCE_WORK`` people * ties.
    UsageError
        A direction or an engine that there is not.

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
    chosen = direction_of(direction, where="harmonic(direction=...)")
    sums = _sums(net, chosen, "harmonic", engine, n_jobs)
    n = net.n_people
    values = sums.near / (n - 1) if n > 1 else np.full(n, np.nan)
    return per_person(net, values, "harmonic", known=own_ties_known(net, chosen))


@measure(
    needs="nominations",
    unit="share of others",
    high="many can get to them in a few steps",
    cost="O(steps * n * ties / 64)",
    source="Wasserman & Faust (1994), Social Network Analysis, section 4.3.3",
)
def reach(
    net: PartnerNetwork,
    *,
    steps: int = 2,
    direction: Direction = "in",
    engine: Engine = "auto",
    n_jobs: int | None = None,
) -> pd.Series[float]:
    """Give the share of others who are within so many steps of each person.

    Parameters
    ----------
    net
        Network of *n* people, used as given.
    steps
        How many ties a path may have. Two by default: somebody, and whoever goes to them.
    direction
        ``in``: others who get to the person along the ties (default: what others said).
        ``out``: others whom the person gets to.
    engine
        ``auto`` takes numba where it is installed and the network is large; the numbers are equal.
    n_jobs
        Workers (threads) for large networks, on the joblib backend in use; the same bits for any number.

    Returns
    -------
    Series of float, shape (n,), index ``person``, from 0 (isolates) to 1.
        NaN in a network of one. With ``out``, NaN for people who did not answer.

    Raises
    ------
    TooLargeError
        Above ``limits.EXACT_DISTANCE_WORK`` people * ties.
    UsageError
        ``steps`` that is not a whole number of 1 or more; a direction or an engine that there is not.

    Notes
    -----
    Time O(n * ties / 64) word operations for each step. Missing answers hide paths, so values are at least so high.

    References
    ----------
    Wasserman & Faust (1994), Social Network Analysis, section 4.3.3.

    Examples
    --------
    >>> import critical_sna as csna
    >>> net = csna.PartnerNetwork.from_ties([("Ana", "Bo"), ("Bo", "Cy"), ("Cy", "Di")])
    >>> csna.reach(net, steps=2).round(2).to_dict()
    {'Ana': 0.0, 'Bo': 0.33, 'Cy': 0.67, 'Di': 0.67}
    """
    chosen = direction_of(direction, where="reach(direction=...)")
    most = whole_number(steps, "steps", where="reach(steps=...)")
    sums = _sums(net, chosen, "reach", engine, n_jobs, most)
    n = net.n_people
    values = sums.reached / (n - 1) if n > 1 else np.full(n, np.nan)
    return per_person(net, values, "reach", known=own_ties_known(net, chosen))
