"""Burt's structural holes: how far a person's contacts are also contacts of each other."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt
import pandas as pd

from critical_sna.measures._kernels import product_at
from critical_sna.measures._known import per_person
from critical_sna.network.catalogue import measure
from critical_sna.network.partner import PartnerNetwork

if TYPE_CHECKING:
    from scipy import sparse

_SOURCE = "Burt (1992), Structural Holes, chapter 2"


def _contacts(
    net: PartnerNetwork, use_strength: bool
) -> tuple[sparse.csr_array, npt.NDArray[np.intp], npt.NDArray[np.float64]]:
    """Give z = ties both ways added up, the row of each stored value, and the sum of each row."""
    from scipy import sparse

    given = net.adjacency
    values = given.data if use_strength else np.ones(len(given.data))
    ties = sparse.csr_array((values, given.indices, given.indptr), shape=given.shape)
    z = sparse.csr_array(ties + ties.T)
    z.sort_indices()
    rows = np.repeat(np.arange(net.n_people), np.diff(z.indptr))
    return z, rows, np.bincount(rows, weights=z.data, minlength=net.n_people).astype(float)


def _shares(z: sparse.csr_array, by_row: npt.NDArray[np.float64]) -> sparse.csr_array:
    from scipy import sparse

    return sparse.csr_array((z.data / by_row, z.indices, z.indptr), shape=z.shape)


@measure(
    needs="answers",
    unit="about 0 to 1",
    high="contacts are few, or tied to each other",
    cost="O(ties * mean degree)",
    source=_SOURCE,
)
def constraint(net: PartnerNetwork, *, use_strength: bool = False) -> pd.Series[float]:
    """Measure how far each person's ties lead back to the same few contacts (Burt's constraint).

    Ties both ways are added up (z), p is a person's share of z spent on each contact in the whole network, and
    constraint is the sum over contacts j of (p_ij + sum over q of p_iq p_qj) squared.

    Parameters
    ----------
    net
        Network of *n* people.
    use_strength
        Use strengths instead of counting ties.

    Returns
    -------
    Series of float, shape (n,), index ``person``, about 0 to 1 (it can pass 1).
        1 for a person with one contact, NaN for isolates and for people who did not answer; so a group mean can
        hide the people with the fewest ties: look at how many are NaN.

    Notes
    -----
    Time O(ties * mean degree), memory bounded by blocks.

    References
    ----------
    Burt (1992), Structural Holes, chapter 2.

    Examples
    --------
    >>> import critical_sna as csna
    >>> net = csna.PartnerNetwork.from_ties([("Ana", "Bo"), ("Cy", "Bo")])
    >>> csna.constraint(net).to_dict()
    {'Ana': 1.0, 'Bo': 0.5, 'Cy': 1.0}
    """
    from scipy import sparse

    z, rows, totals = _contacts(net, use_strength)
    p = _shares(z, totals[rows])
    back = sparse.csr_array(p.T)
    back.sort_indices()
    indirect = product_at(p, back, rows, p.indices)
    values = np.bincount(rows, weights=(p.data + indirect) ** 2, minlength=net.n_people).astype(float)
    values[totals == 0] = np.nan
    return per_person(net, values, "constraint", known=net.answered)


@measure(
    needs="answers",
    unit="contacts",
    high="contacts that do not overlap",
    cost="O(ties * mean degree)",
    source=_SOURCE,
)
def effective_size(net: PartnerNetwork, *, use_strength: bool = False) -> pd.Series[float]:
    """Count each person's contacts, less the overlap between them (Burt's effective size).

    The sum over contacts j of 1 - sum over q of p_iq m_jq, where m_jq is z_jq over the largest z of j.

    Parameters
    ----------
    net
        Network of *n* people.
    use_strength
        Use strengths instead of counting ties.

    Returns
    -------
    Series of float, shape (n,), index ``person``, unit: contacts.
        NaN for isolates and for people who did not answer.

    Notes
    -----
    Time O(ties * mean degree), memory bounded by blocks. Equals n - 2t/n of Borgatti (1997) on ties without direction.

    References
    ----------
    Burt (1992), Structural Holes, chapter 2; Borgatti (1997), Connections 20(1):35.

    Examples
    --------
    >>> import critical_sna as csna
    >>> net = csna.PartnerNetwork.from_ties([("Ana", "Bo"), ("Cy", "Bo")])
    >>> csna.effective_size(net).to_dict()
    {'Ana': 1.0, 'Bo': 2.0, 'Cy': 1.0}
    """
    z, rows, totals = _contacts(net, use_strength)
    p = _shares(z, totals[rows])
    largest = np.zeros(net.n_people)
    np.maximum.at(largest, rows, z.data)
    m = _shares(z, largest[rows])
    overlap = product_at(p, m, rows, p.indices)
    values = np.bincount(rows, weights=1.0 - overlap, minlength=net.n_people).astype(float)
    values[totals == 0] = np.nan
    return per_person(net, values, "effective_size", known=net.answered)


@measure(
    needs="answers",
    unit="0 to 1",
    high="hardly any overlap between contacts",
    cost="O(ties * mean degree)",
    source=_SOURCE,
)
def efficiency(net: PartnerNetwork) -> pd.Series[float]:
    """Divide effective size by the number of contacts (a mutual tie is one contact).

    Returns
    -------
    Series of float, shape (n,), index ``person``, between 0 and 1.
        NaN for isolates and for people who did not answer.

    Notes
    -----
    Time O(ties * mean degree).

    References
    ----------
    Burt (1992), Structural Holes, chapter 2.

    Examples
    --------
    >>> import critical_sna as csna
    >>> net = csna.PartnerNetwork.from_ties([("Ana", "Bo"), ("Bo", "Cy"), ("Cy", "Ana")])
    >>> csna.efficiency(net).to_dict()
    {'Ana': 0.5, 'Bo': 0.5, 'Cy': 0.5}
    """
    z, _, _ = _contacts(net, use_strength=False)
    with np.errstate(invalid="ignore", divide="ignore"):
        values = effective_size(net).to_numpy() / np.diff(z.indptr)
    return per_person(net, values, "efficiency", known=net.answered)
