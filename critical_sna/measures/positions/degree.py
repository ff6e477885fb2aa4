"""Degrees and strengths: how often people are named, and how often they name."""

from __future__ import annotations

import numpy as np
import pandas as pd

from critical_sna.measures._known import Direction, own_ties_known, per_person
from critical_sna.network.catalogue import measure
from critical_sna.network.partner import PartnerNetwork

_SOURCE = "Wasserman & Faust (1994), Social Network Analysis, section 5.3"


def _totals(net: PartnerNetwork, direction: Direction, name: str, *, strengths: bool) -> pd.Series[float]:
    sources, targets = net.arcs
    weights = net._strengths if strengths else None
    ends = targets if direction == "in" else sources
    totals = np.bincount(ends, weights=weights, minlength=net.n_people)
    return per_person(net, totals, name, known=own_ties_known(net, direction))


@measure(needs="nominations", unit="people", high="named by many people", cost="O(n + ties)", source=_SOURCE)
def in_degree(net: PartnerNetwork) -> pd.Series[float]:
    """Count how many people named each person.

    Known also for people who did not answer, because it uses only what others said.
    High means often named; it does not mean influential or content.

    Parameters
    ----------
    net
        Network of *n* people; self-nominations are already gone.

    Returns
    -------
    Series of float, shape (n,), index ``person``, unit: people.
        0 for a person nobody named; never NaN, except on ``net.flow()`` where it counts people's own answers.

    Notes
    -----
    Time O(n + ties). If the survey capped choices, totals are capped too.

    References
    ----------
    Wasserman & Faust (1994), Social Network Analysis, section 5.3.

    Examples
    --------
    >>> import critical_sna as csna
    >>> net = csna.PartnerNetwork.from_ties([("Ana", "Bo"), ("Cy", "Bo")])
    >>> csna.in_degree(net).to_dict()
    {'Ana': 0.0, 'Bo': 2.0, 'Cy': 0.0}
    """
    return _totals(net, "in", "in_degree", strengths=False)


@measure(needs="answers", unit="people", high="named many people", cost="O(n + ties)", source=_SOURCE)
def out_degree(net: PartnerNetwork) -> pd.Series[float]:
    """Count how many people each person named.

    A reporting act: it also shows who had time for the survey, and a naming cap cuts it.

    Returns
    -------
    Series of float, shape (n,), index ``person``, unit: people.
        0 for somebody who answered and named nobody; NaN for people who did not answer. Cells left open do not
        count.

    Notes
    -----
    Time O(n + ties).

    References
    ----------
    Wasserman & Faust (1994), Social Network Analysis, section 5.3.

    Examples
    --------
    >>> import critical_sna as csna
    >>> net = csna.PartnerNetwork.from_ties([("Ana", "Bo"), ("Cy", "Bo")])
    >>> csna.out_degree(net).to_dict()
    {'Ana': 1.0, 'Bo': 0.0, 'Cy': 1.0}
    """
    return _totals(net, "out", "out_degree", strengths=False)


@measure(needs="nominations", unit="strength", high="named often or strongly", cost="O(n + ties)", source=_SOURCE)
def in_strength(net: PartnerNetwork) -> pd.Series[float]:
    """Add up the strengths of the ties in which each person was named.

    Returns
    -------
    Series of float, shape (n,), index ``person``, unit: that of ``strength``.
        0 for a person nobody named; known also for people who did not answer.

    Notes
    -----
    Time O(n + ties). Adding up levels of a scale treats them as equal steps.

    References
    ----------
    Wasserman & Faust (1994), Social Network Analysis, section 5.3.

    Examples
    --------
    >>> import critical_sna as csna
    >>> net = csna.PartnerNetwork.from_ties([("Ana", "Bo", 2), ("Cy", "Bo", 3)])
    >>> csna.in_strength(net).to_dict()
    {'Ana': 0.0, 'Bo': 5.0, 'Cy': 0.0}
    """
    return _totals(net, "in", "in_strength", strengths=True)


@measure(needs="answers", unit="strength", high="named others often or strongly", cost="O(n + ties)", source=_SOURCE)
def out_strength(net: PartnerNetwork) -> pd.Series[float]:
    """Add up the strengths of the ties that each person reported.

    Returns
    -------
    Series of float, shape (n,), index ``person``, unit: that of ``strength``.
        0 for somebody who answered and named nobody; NaN for people who did not answer.

    Notes
    -----
    Time O(n + ties). Adding up levels of a scale treats them as equal steps.

    References
    ----------
    Wasserman & Faust (1994), Social Network Analysis, section 5.3.

    Examples
    --------
    >>> import critical_sna as csna
    >>> net = csna.PartnerNetwork.from_ties([("Ana", "Bo", 2), ("Cy", "Bo", 3)])
    >>> csna.out_strength(net).to_dict()
    {'Ana': 2.0, 'Bo': 0.0, 'Cy': 3.0}
    """
    return _totals(net, "out", "out_strength", strengths=True)
