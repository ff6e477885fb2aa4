"""The spectral segregation index: how far the contacts of a person's contacts stay in the person's own group."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt
import pandas as pd

from critical_sna._core import limits
from critical_sna._core.frames import group_codes
from critical_sna._core.randomness import generator
from critical_sna.measures._known import observed_ties, per_person
from critical_sna.network.catalogue import measure
from critical_sna.network.partner import PartnerNetwork

if TYPE_CHECKING:
    from scipy import sparse

Codes = npt.NDArray[np.int64]
Values = npt.NDArray[np.float64]

_DENSE = 400
"""Up to so many people of a component all eigenvalues are found at once."""


@measure(
    needs="answers",
    unit="0 to 1 on average, above 1 at the centre of a group",
    high="own contacts, and theirs in turn, are in the own group",
    cost="O(n + ties), times the steps of an eigenvector search for each group",
    source="Echenique & Fryer (2007), Quarterly Journal of Economics 122:441",
    takes_groups=True,
)
def spectral_segregation(net: PartnerNetwork, *, groups: str | pd.Series) -> pd.Series[float]:
    """Give how far each person's contacts, and theirs in turn, are in the person's own group.

    Among the people of a group, each value is the sum of the values of the own-group contacts over the number of all
    contacts, times a constant: the leading eigenvector of the shares of contacts. Direction is set aside; a mutual tie
    counts once.

    Returns
    -------
    Series of float, shape (n,), index ``person``. Each connected part of a group has its leading eigenvalue (0 to 1)
    as mean. 0 for people none of whose contacts are in their group; NaN for people without contacts, whose group is
    not known, or who did not answer.

    Raises
    ------
    UnknownNameError
        No such people column.

    Notes
    -----
    ``segregation`` has the mean beside its value under shuffled groups. Contacts whose group is not known are left out.
    A part of up to 400 people is solved at once, a larger one by Lanczos' method.

    References
    ----------
    Echenique & Fryer (2007), Quarterly Journal of Economics 122:441.

    Examples
    --------
    >>> import critical_sna as csna
    >>> people = pd.DataFrame({"id": list("abcd"), "sector": ["family", "family", "school", "school"]})
    >>> ties = pd.DataFrame([tuple(t) for t in ("ab", "cd", "da")], columns=["source", "target"])
    >>> net = csna.PartnerNetwork.from_frames(people, ties)
    >>> csna.spectral_segregation(net, groups="sector").round(2).to_dict()
    {'a': 0.59, 'b': 0.83, 'c': 0.83, 'd': 0.59}
    """
    codes, _ = group_codes(net._people, groups, where="spectral_segregation(groups=...)")
    rows, columns, degree = _contacts(net, codes)
    values = np.where(degree > 0, 0.0, np.nan)
    for members, matrix in _parts(rows, columns, degree, codes):
        value, vector = _leading(matrix)
        spread = np.abs(vector) / np.sqrt(degree[members])
        values[members] = value * spread / spread.mean()
    return per_person(net, values, "spectral_segregation", known=net.answered)


def segregation_of_the_whole(net: PartnerNetwork, codes: Codes, *, draws: int, seed: int) -> list[float]:
    """Give the mean over people with contacts, its mean and sd when groups are shuffled over them, and how many."""
    rows, columns, degree = _contacts(net, codes)
    people = np.flatnonzero(degree > 0)
    nan = float("nan")
    if not len(people) or len(people) > limits.SPECTRAL_SEGREGATION_PEOPLE:
        return [nan, nan, nan, float(len(people))]
    rng = generator(seed, "spectral segregation")
    shuffled = np.zeros(draws)
    for k in range(draws):
        other = codes.copy()
        other[people] = rng.permutation(codes[people])
        shuffled[k] = _mean(rows, columns, degree, other)
    null = [float(shuffled.mean()), float(shuffled.std())] if draws else [nan, nan]
    return [_mean(rows, columns, degree, codes), *null, float(len(people))]


def _mean(rows: Codes, columns: Codes, degree: Values, codes: Codes) -> float:
    """Give the mean over everybody with contacts: each part of a group has its leading eigenvalue as mean."""
    parts = _parts(rows, columns, degree, codes)
    largest = (np.linalg.eigvalsh(matrix.toarray())[-1] for _, matrix in parts)
    whole = sum(len(members) * value for (members, _), value in zip(parts, largest, strict=True))
    return float(whole / (degree > 0).sum())


def _contacts(net: PartnerNetwork, codes: Codes) -> tuple[Codes, Codes, Values]:
    """Give contacts both ways round among people whose group is known, each once, and how many each person has."""
    n = max(net.n_people, 1)
    seen = observed_ties(net)
    sources, targets = (ends[seen] for ends in net.arcs)
    told = (codes[sources] >= 0) & (codes[targets] >= 0)
    sources, targets = sources[told], targets[told]
    cells = np.unique(np.concatenate([sources * n + targets, targets * n + sources]))
    rows, columns = cells // n, cells % n
    return rows, columns, np.bincount(rows, minlength=net.n_people).astype(float)


def _parts(
    rows: Codes, columns: Codes, degree: Values, codes: Codes
) -> list[tuple[npt.NDArray[np.intp], sparse.csr_array]]:
    """Give the connected parts of two or more people of each group: who, and their symmetric matrix of shares."""
    from scipy import sparse
    from scipy.sparse import csgraph

    n = len(degree)
    own = codes[rows] == codes[columns]
    rows, columns = rows[own], columns[own]
    if not len(rows):
        return []
    shares = 1 / np.sqrt(degree[rows] * degree[columns])
    matrix = sparse.csr_array((shares, (rows, columns)), shape=(n, n))
    _, part = csgraph.connected_components(matrix, directed=False)
    order = np.argsort(part, kind="stable")
    starts = np.flatnonzero(np.diff(part[order], prepend=-1))
    found = [members for members in np.split(order, starts[1:]) if len(members) > 1]
    return [(members, sparse.csr_array(matrix[members][:, members])) for members in found]


def _leading(matrix: sparse.csr_array) -> tuple[float, Values]:
    """Give the largest eigenvalue of a symmetric matrix, and its vector."""
    if matrix.shape[0] <= _DENSE:
        values, vectors = np.linalg.eigh(matrix.toarray())
    else:
        from scipy.sparse.linalg import eigsh

        values, vectors = eigsh(matrix, k=1, which="LA", v0=np.ones(matrix.shape[0]))
    return float(values[-1]), np.asarray(vectors[:, -1])
