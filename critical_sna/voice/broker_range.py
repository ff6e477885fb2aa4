"""Brokerage with its range over answers that are missing."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt
import pandas as pd

from critical_sna._core import limits
from critical_sna._core.frames import group_codes
from critical_sna.measures._arguments import refuse_too_large
from critical_sna.measures.brokers.brokerage import ROLES, brokerage
from critical_sna.network.accept import as_network
from critical_sna.network.partner import PartnerNetwork

if TYPE_CHECKING:
    from critical_sna.network.accept import NetworkLike

Mask = npt.NDArray[np.bool_]
Floats = npt.NDArray[np.float64]


def brokerage_range(net: NetworkLike, *, groups: str | pd.Series) -> pd.DataFrame:
    """Give each person's brokerage with the least and the most that missing answers could make of it.

    Silence removes paths, so brokers look fewer, and hides closures, so that pairs look open: the range counts both.

    Parameters
    ----------
    net
        Network of *n* people that says which way it was asked (``reports``).
    groups
        As in ``brokerage``; roles run along the flow of voice.

    Returns
    -------
    DataFrame of float, index (``person``, ``role``), the five roles and ``total``; unit: ordered pairs.
        ``observed``: as in ``brokerage``, NaN for people who did not answer. ``lowest``, ``highest``: over everything
        that people who were asked and stayed silent, and blank cells, could have said; exact for each row, though no
        one set of answers need reach all rows at once. NaN for people who were never asked.

    Raises
    ------
    SpecError
        The direction of the relation was never declared.
    UnknownNameError
        No such people column.
    TooLargeError
        More people than the limit.

    Notes
    -----
    For one broker the ties at the broker and the ties that would close a pair are different cells, so the most is
    reached with all open ties at the broker and no closure, the least the other way round. Cells of people who were
    never asked count as no tie. Where choices were capped, the highest may be more than the cap allows. Time O(n^3)
    additions of a matrix product.

    References
    ----------
    Roles: Gould & Fernandez (1989), Sociological Methodology 19:89. The range is this library's.

    Examples
    --------
    >>> import critical_sna as csna
    >>> people = pd.DataFrame({"id": ["Ana", "Bo", "Cy"], "sector": ["family", "school", "school"],
    ...                        "status": ["respondent", "respondent", "named_only"]})
    >>> ties = pd.DataFrame({"source": ["Bo"], "target": ["Ana"]})
    >>> net = csna.PartnerNetwork.from_frames(people, ties, reports="seeks_from")
    >>> csna.brokerage_range(net, groups="sector").loc[("Bo", "gatekeeper")].to_dict()  # Cy may hear Bo
    {'observed': 0.0, 'lowest': 0.0, 'highest': 1.0}
    """
    net = as_network(net, where="brokerage_range(net)")
    observed = brokerage(net, groups=groups)
    if net.n_people > limits.DENSE_BROKERAGE_PEOPLE:
        refuse_too_large(
            net,
            "brokerage_range",
            seconds=limits.RANGE_BROKERAGE_SECONDS * net.n_people**3,
            instead=f"up to {limits.DENSE_BROKERAGE_PEOPLE:,} people it is worked out: net.keep(people)",
        )
    codes, names = group_codes(net._people, groups, where="brokerage_range(groups=...)")
    tied, hidden = _cells(net)
    lowest = _roles(tied, ~(tied | hidden), codes, len(names))
    highest = _roles(tied | hidden, ~tied, codes, len(names))
    unasked = ~(net.asked | net.answered)
    lowest[unasked], highest[unasked] = np.nan, np.nan
    index = pd.MultiIndex.from_product([net._people.index, [*ROLES, "total"]], names=["person", "role"])
    columns = {"observed": observed.to_numpy(dtype=float), "lowest": lowest, "highest": highest}
    table = pd.DataFrame({name: values.reshape(-1) for name, values in columns.items()}, index=index)
    table.attrs = {"never_asked": int(unasked.sum()), "response_rate": net.response_rate}
    return table


def _cells(net: PartnerNetwork) -> tuple[Mask, Mask]:
    """Give the known ties of the flow and the cells nobody told of though somebody was asked, n x n."""
    flow = net.flow()
    n = flow.n_people
    tied, hidden = np.zeros((n, n), dtype=bool), np.zeros((n, n), dtype=bool)
    tied[flow.arcs] = True
    hidden[flow.unknown_cells.tocoo().coords] = True
    silent = flow.asked & ~flow.answered
    if flow.reporter == "source":
        hidden[silent] = True
    elif flow.reporter == "target":
        hidden[:, silent] = True
    else:  # who answered said no, but the other end might have said yes
        hidden[net.as_asked().unknown_cells.tocoo().coords] = True
        hidden |= silent[:, None] | silent[None, :]
        hidden |= hidden.T
    np.fill_diagonal(hidden, False)
    return tied, hidden & ~tied


def _roles(arcs: Mask, apart: Mask, codes: npt.NDArray[np.int64], groups: int) -> Floats:
    """Count a -> v -> b by role where ``arcs`` may be used and a, b are ``apart``: (people, roles and total)."""
    n = len(codes)
    counts = np.zeros((n, len(ROLES) + 1))
    arcs, apart = arcs.astype(float), apart.astype(float)
    np.fill_diagonal(apart, 0.0)
    member = np.column_stack([codes == g for g in range(groups)]) if groups else np.zeros((n, 0), dtype=bool)
    counts[:, -1] = (arcs * (apart @ arcs.T)).sum(axis=0)
    for h in range(groups):
        ends = apart[:, member[:, h]] @ arcs[:, member[:, h]].T  # (a, v): how many b of group h
        by_group = member.T.astype(float) @ (arcs * ends)  # (group of a, v)
        for g in range(groups):
            for role, of in (
                (0, codes == h if g == h else None),
                (1, (codes != h) & (codes >= 0) if g == h else None),
                (2, codes == g if g != h else None),
                (3, codes == h if g != h else None),
                (4, (codes != g) & (codes != h) & (codes >= 0) if g != h else None),
            ):
                if of is not None:
                    counts[of, role] += by_group[g, of]
    return counts
