"""People by people: reports of a network as a matrix, and what two people share, cell by cell."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt
import pandas as pd

from critical_sna._core import limits
from critical_sna._core.frames import column, group_codes
from critical_sna.errors import TooLargeError, WrongTypeError
from critical_sna.network.accept import as_network
from critical_sna.network.partner import PartnerNetwork

if TYPE_CHECKING:
    from critical_sna.network.accept import NetworkLike

Floats = npt.NDArray[np.float64]


def reports_matrix(net: PartnerNetwork, *, where: str) -> pd.DataFrame:
    """Give strengths as reported (0: no tie), NaN where nobody knows and on the diagonal; ids on both sides."""
    refuse_too_many(net.n_people, where=where)
    cells = net.adjacency.toarray()
    cells[net.unknown_cells.toarray() > 0] = np.nan
    if net.reporter == "source":
        cells[~net.answered] = np.nan
    elif net.reporter == "target":
        cells[:, ~net.answered] = np.nan
    else:
        cells[np.ix_(~net.answered, ~net.answered)] = np.nan
    np.fill_diagonal(cells, np.nan)
    return pd.DataFrame(cells, index=net._people.index, columns=net._people.index)


def same_group(net: NetworkLike, groups: str | pd.Series) -> pd.DataFrame:
    """Say which pairs of people are of the same group, as a predictor for ``mrqap``.

    Parameters
    ----------
    net
        Network of *n* people (or what stands for one).
    groups
        A people column, or a Series on the same people.

    Returns
    -------
    DataFrame of float, n x n: 1 the same group, 0 another; NaN where one of the two groups is not known, and on the
    diagonal.

    Raises
    ------
    TooLargeError, UnknownNameError
        More people than a matrix may hold; no such column.

    Examples
    --------
    >>> import critical_sna as csna
    >>> people = pd.DataFrame({"id": ["Ana", "Bo", "Cy"], "sector": ["family", "school", "school"]})
    >>> net = csna.PartnerNetwork.from_frames(people, pd.DataFrame({"source": ["Bo"], "target": ["Cy"]}))
    >>> csna.same_group(net, "sector").loc["Bo"].to_dict()
    {'Ana': 0.0, 'Bo': nan, 'Cy': 1.0}
    """
    known = as_network(net, where="same_group(net)")
    refuse_too_many(known.n_people, where="same_group(net)")
    codes, _ = group_codes(known._people, groups, where="same_group(groups=...)")
    cells = (codes[:, None] == codes[None, :]).astype(float)
    cells[(codes < 0)[:, None] | (codes < 0)[None, :]] = np.nan
    return _labelled(cells, known)


def attribute_difference(net: NetworkLike, attribute: str | pd.Series, *, signed: bool = False) -> pd.DataFrame:
    """Measure how far apart two people are on a number, as a predictor for ``mrqap``.

    Parameters
    ----------
    net
        Network of *n* people (or what stands for one).
    attribute
        A people column of numbers, or a Series on the same people.
    signed
        Whether the sign counts: the value of the person named minus that of the person who names.

    Returns
    -------
    DataFrame of float, n x n, in units of the attribute (rows: who names); NaN where a value is not known, and on the
    diagonal.

    Raises
    ------
    WrongTypeError
        The attribute does not hold numbers.
    TooLargeError, UnknownNameError
        As ``same_group``.

    Examples
    --------
    >>> import critical_sna as csna
    >>> people = pd.DataFrame({"id": ["Ana", "Bo"], "years": [1.0, 4.0]})
    >>> net = csna.PartnerNetwork.from_frames(people, pd.DataFrame({"source": ["Bo"], "target": ["Ana"]}))
    >>> csna.attribute_difference(net, "years", signed=True).loc["Bo", "Ana"].item()
    -3.0
    """
    known = as_network(net, where="attribute_difference(net)")
    refuse_too_many(known.n_people, where="attribute_difference(net)")
    where = "attribute_difference(attribute=...)"
    held = (
        column(known._people, attribute, what="people", where=where)
        if isinstance(attribute, str)
        else attribute.reindex(known._people.index)
    )
    if not pd.api.types.is_numeric_dtype(held.dtype) or pd.api.types.is_bool_dtype(held.dtype):
        raise WrongTypeError(
            "The attribute does not hold numbers.", where=where, mend="use same_group(net, ...) for groups"
        )
    values = held.to_numpy(dtype=float, na_value=np.nan)
    cells = values[None, :] - values[:, None]
    return _labelled(cells if signed else np.abs(cells), known)


def refuse_too_many(people: int, *, where: str) -> None:
    """Refuse where a matrix of all pairs would be too large."""
    if people > limits.QAP_PEOPLE:
        raise TooLargeError(
            f"A matrix of all pairs of {people:,} people would hold {people**2:,} cells, for every draw again; the "
            f"limit is {limits.QAP_PEOPLE:,} people.",
            where=where,
            mend="compare organisations (net.collapse(by='organisation')) or a part of the network (net.keep(people))",
        )


def _labelled(cells: Floats, net: PartnerNetwork) -> pd.DataFrame:
    np.fill_diagonal(cells, np.nan)
    return pd.DataFrame(cells, index=net._people.index, columns=net._people.index)
