"""Power through others over chains of ties of every length: Bonacich power and Katz status."""

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
from critical_sna.measures.kernels.leading import NoLeadingError, chains, strongest_parts
from critical_sna.measures.positions.spectral import ties_matrix
from critical_sna.network.accept import as_network

if TYPE_CHECKING:
    from scipy import sparse

    from critical_sna.network.accept import NetworkLike

Numbers = npt.NDArray[np.float64]


def bonacich_power(net: NetworkLike, *, beta: float, direction: Direction = "in") -> pd.Series[float]:
    """Measure power that grows with (beta > 0) or at the cost of (beta < 0) the power of those one is tied to.

    c = alpha (I - beta A)^-1 A 1, with A turned for ``direction="in"``. The sign of beta is a claim about the
    relation: above 0 where being named by the powerful gives power (influence, advice), under 0 where it pays to be
    the only one whom others can turn to (bargaining).

    Parameters
    ----------
    net
        Network of *n* people, used as given.
    beta
        How much those one is tied to count; 0 gives degrees. Between -1 and 1 over the largest eigenvalue.
    direction
        ``in``: those who name the person. ``out``: those whom the person names (R's ``sna::bonpow``).

    Returns
    -------
    Series of float, shape (n,), index ``person``; squares sum to n, so 1 is usual. May be negative with beta < 0.
        Isolates get 0, as does everybody where there are no ties. With ``out``, NaN for people who did not answer.

    Raises
    ------
    UsageError
        ``beta`` at or beyond the bound, which the message names; a direction that there is not.

    Notes
    -----
    Time O(ties) a step; the nearer to the bound, the more steps. NaN with a CriticalSNAWarning where it does not
    settle. Components are computed at once and share one scale.

    References
    ----------
    Bonacich (1987), American Journal of Sociology 92:1170.

    Examples
    --------
    >>> import critical_sna as csna
    >>> net = csna.PartnerNetwork.from_ties([("Ana", "Bo"), ("Bo", "Ana"), ("Bo", "Cy")])
    >>> csna.bonacich_power(net, beta=0.5).round(3).to_dict()
    {'Ana': 1.0, 'Bo': 1.0, 'Cy': 1.0}
    """
    known = as_network(net, where="bonacich_power(net)")
    chosen = direction_of(direction, where="bonacich_power(direction=...)")
    step = ties_matrix(known, chosen)
    _refuse_beyond_bound(step, beta, "beta", "bonacich_power(beta=...)")
    power = _over_chains(step, beta, "Bonacich power")
    length = float(np.linalg.norm(power))
    if length > 0:
        power = power * (math.sqrt(known.n_people) / length)
    return per_person(known, power, "bonacich_power", known=own_ties_known(known, chosen))


def katz(net: NetworkLike, *, alpha: float, direction: Direction = "in") -> pd.Series[float]:
    """Count the chains of nominations that lead to each person, a chain of k ties counting alpha ** k.

    Parameters
    ----------
    net
        Network of *n* people, used as given.
    alpha
        How much each further tie counts; above 0 and under 1 over the largest eigenvalue.
    direction
        ``in``: chains that lead to the person. ``out``: chains that begin with the person.

    Returns
    -------
    Series of float, shape (n,), index ``person``, unit: chains, counted down by length.
        Isolates get 0. With ``out``, NaN for people who did not answer.

    Raises
    ------
    UsageError
        ``alpha`` at or beyond the bound, which the message names; a direction that there is not.

    Notes
    -----
    Time O(ties) a step; the nearer to the bound, the more steps. NetworkX's ``katz_centrality`` with
    ``normalized=False`` is this plus 1.

    References
    ----------
    Katz (1953), Psychometrika 18:39.

    Examples
    --------
    >>> import critical_sna as csna
    >>> net = csna.PartnerNetwork.from_ties([("Ana", "Bo"), ("Bo", "Cy")])
    >>> csna.katz(net, alpha=0.5).to_dict()
    {'Ana': 0.0, 'Bo': 0.5, 'Cy': 0.75}
    """
    known = as_network(net, where="katz(net)")
    chosen = direction_of(direction, where="katz(direction=...)")
    step = ties_matrix(known, chosen)
    if not alpha > 0:
        raise UsageError(f"alpha must be above 0, not {alpha!r}.", where="katz(alpha=...)", mend="alpha=0.1")
    _refuse_beyond_bound(step, alpha, "alpha", "katz(alpha=...)")
    values = alpha * _over_chains(step, alpha, "Katz status")
    return per_person(known, values, "katz", known=own_ties_known(known, chosen))


def _refuse_beyond_bound(step: sparse.csr_array, factor: float, name: str, where: str) -> None:
    """Refuse a factor with which the sum over chains of every length has no limit."""
    if not math.isfinite(factor):
        raise UsageError(f"{name} must be a number, not {factor!r}.", where=where, mend=f"{name}=0.1")
    parts = strongest_parts(step)
    if parts and abs(factor) * parts[0].radius >= 1 - 1e-12:
        bound = 1 / parts[0].radius
        raise UsageError(
            f"{name}={factor!r} is beyond the bound of this network: 1 / largest eigenvalue = {bound:.6g}.",
            where=where,
            mend=f"{name}={math.copysign(0.75 * bound, factor):.4g} is usual (three quarters of the bound)",
        )


def _over_chains(step: sparse.csr_array, factor: float, what: str) -> Numbers:
    """Add up chains of every length that end at each person; NaN with a warning where that does not settle."""
    degrees = np.asarray(step.sum(axis=1), dtype=float)
    try:
        return chains(step, degrees, factor)
    except NoLeadingError as reason:
        warnings.warn(f"{what} is not known: {reason}.", CriticalSNAWarning, stacklevel=3)
        return np.full(len(degrees), np.nan)
