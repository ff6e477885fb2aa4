"""Who stands on the shortest paths between others: betweenness, exact and sampled."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from critical_sna._core import limits
from critical_sna._core.randomness import generator
from critical_sna.measures._arguments import refuse_too_large, whole_number
from critical_sna.measures._known import per_person
from critical_sna.measures.kernels import betweenness as _betweenness
from critical_sna.network.accept import as_network
from critical_sna.network.catalogue import measure
from critical_sna.network.partner import PartnerNetwork

if TYPE_CHECKING:
    from critical_sna.network.accept import NetworkLike

_SECONDS_A_VISIT = 1.2e-8  # one tie seen from one source by igraph, on one core of a small server
_SECONDS_A_VISIT_BY_STRENGTH = 3e-8


@measure(
    needs="answers",
    unit="pairs of people",
    high="on many shortest paths between others",
    cost="O(n * ties)",
    source="Freeman (1977), Sociometry 40:35; Brandes (2001), J. Math. Sociology 25:163",
)
def betweenness(
    net: PartnerNetwork, *, normalized: bool = False, use_strength: bool = False, n_jobs: int | None = None
) -> pd.Series[float]:
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
    n_jobs
        Workers (processes) for large networks, on the joblib backend in use; the same bits for any number.

    Returns
    -------
    Series of float, shape (n,), index ``person``, unit: ordered pairs (or a share of them).
        0 for isolates; NaN for people who did not answer, because their own ties are not known; NaN when
        normalized with fewer than 3 people.

    Raises
    ------
    TooLargeError
        Above ``limits.EXACT_PATHS_PEOPLE`` people; ``betweenness_sampled`` has no such limit.

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
    if net.n_people > limits.EXACT_PATHS_PEOPLE:
        a_visit = _SECONDS_A_VISIT_BY_STRENGTH if use_strength else _SECONDS_A_VISIT
        seconds = a_visit * net.n_people * net.n_ties
        refuse_too_large(net, "betweenness", seconds=seconds, instead="betweenness_sampled(net, pivots=500)")
    values = _betweenness.exact(net, use_strength=use_strength, n_jobs=n_jobs, where="betweenness(n_jobs=...)")
    return per_person(net, values / _pairs_of_others(net, normalized), "betweenness", known=net.answered)


def _pairs_of_others(net: PartnerNetwork, normalized: bool) -> float:
    """Give the ordered pairs of others, or 1 where values are not normalized; NaN where there are none."""
    if not normalized:
        return 1.0
    return float((net.n_people - 1) * (net.n_people - 2)) if net.n_people > 2 else float("nan")


def betweenness_sampled(
    net: NetworkLike,
    *,
    pivots: int,
    normalized: bool = False,
    use_strength: bool = False,
    seed: int | np.random.Generator = 0,
    n_jobs: int | None = None,
) -> pd.DataFrame:
    """Estimate betweenness from the shortest paths that start at some people, and say how far off it may be.

    For networks too large for ``betweenness``. People are drawn without replacement, what their paths add is summed
    and multiplied by n / pivots; on average over draws the result is the exact value.

    Parameters
    ----------
    net
        Network of *n* people, used as given.
    pivots
        How many people paths start from; with *n* or more the result is exact.
    normalized, use_strength
        As in ``betweenness``.
    seed
        The same seed draws the same people.
    n_jobs
        Workers (processes), on the joblib backend in use; the same bits for any number.

    Returns
    -------
    DataFrame, shape (n, 2), index ``person``, columns ``betweenness`` and ``standard_error``, unit: ordered pairs.
        The standard error is that of drawing people (0 where everybody was drawn, NaN with one pivot); it says
        nothing about missing answers. NaN for people who did not answer, as in ``betweenness``.

    Raises
    ------
    UsageError
        ``pivots`` that is not a whole number of 1 or more.

    Notes
    -----
    Time O(pivots * ties): about half a second a pivot with a million people and ten million ties. The standard error
    comes from the differences between groups of pivots and is rough with few of them; the estimates of people with
    few paths through them are skewed, so twice the error is no strict bound there.

    References
    ----------
    Brandes & Pich (2007), International Journal of Bifurcation and Chaos 17:2303; Cochran (1977), Sampling
    Techniques, section 2.6.

    Examples
    --------
    >>> import critical_sna as csna
    >>> net = csna.PartnerNetwork.from_ties([("Ana", "Bo"), ("Bo", "Cy")])
    >>> csna.betweenness_sampled(net, pivots=3)["betweenness"].to_dict()
    {'Ana': 0.0, 'Bo': 1.0, 'Cy': 0.0}
    """
    known = as_network(net, where="betweenness_sampled(net)")
    drawn = whole_number(pivots, "pivots", where="betweenness_sampled(pivots=...)")
    estimate, error = _betweenness.sampled(
        known,
        min(drawn, known.n_people),
        generator(seed, "betweenness_sampled"),
        use_strength=use_strength,
        n_jobs=n_jobs,
        where="betweenness_sampled(n_jobs=...)",
    )
    share = _pairs_of_others(known, normalized)
    columns = {"betweenness": estimate / share, "standard_error": error / share}
    return pd.DataFrame({name: per_person(known, v, name, known=known.answered) for name, v in columns.items()})
