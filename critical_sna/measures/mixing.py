"""Who names whom, by group: mixing matrix and E-I index."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import pandas as pd

from critical_sna._core.frames import UNKNOWN_GROUP, group_codes
from critical_sna.measures._known import observed_ties
from critical_sna.network.catalogue import measure
from critical_sna.network.partner import PartnerNetwork
from critical_sna.network.slices import cells_between


def _table(values: npt.NDArray[np.generic], names: list[str]) -> pd.DataFrame:
    return pd.DataFrame(
        values,
        index=pd.Index(names, dtype="str", name="who_names"),
        columns=pd.Index(names, dtype="str", name="who_is_named"),
    )


def _with_unknown(codes: npt.NDArray[np.int64], names: tuple[str, ...]) -> tuple[npt.NDArray[np.int64], list[str]]:
    """Give people without a group a last group of their own, where there are any."""
    if (codes < 0).any():
        return np.where(codes < 0, len(names), codes), [*names, UNKNOWN_GROUP]
    return codes, list(names)


@measure(
    per="group",
    needs="nominations",
    unit="ties",
    high="one group names the other often",
    cost="O(n + ties)",
    source="Wasserman & Faust (1994), Social Network Analysis, section 13.5",
    takes_groups=True,
)
def mixing_matrix(net: PartnerNetwork, *, groups: str | pd.Series) -> pd.DataFrame:
    """Count the ties between groups: rows who names, columns who is named.

    Returns
    -------
    DataFrame of int, shape (groups, groups), sorted, index ``who_names``, columns ``who_is_named``; unit: ties.
        People whose group is not known form the group ``unknown``, last. Isolates add nothing.

    Raises
    ------
    UnknownNameError
        No such people column.

    Notes
    -----
    Along reports, also for ``net.flow()``. Time O(n + ties).
    Counts follow group sizes and who answered: see ``ei_index`` for a number with its baseline.

    References
    ----------
    Wasserman & Faust (1994), Social Network Analysis, section 13.5.

    Examples
    --------
    >>> import critical_sna as csna
    >>> people = pd.DataFrame({"id": ["Ana", "Bo", "Cy"], "sector": ["family", "school", "school"]})
    >>> ties = pd.DataFrame({"source": ["Bo", "Cy"], "target": ["Ana", "Bo"]})
    >>> csna.mixing_matrix(csna.PartnerNetwork.from_frames(people, ties), groups="sector").loc["school"].to_dict()
    {'family': 1, 'school': 1}
    """
    net = net.as_asked()
    codes, names = _with_unknown(*group_codes(net._people, groups, where="mixing_matrix(groups=...)"))
    sources, targets = net.arcs
    g = len(names)
    flat = np.bincount(codes[sources] * g + codes[targets], minlength=g * g)
    return _table(flat.reshape(g, g), names)


def possible_ties(net: PartnerNetwork, *, groups: str | pd.Series) -> pd.DataFrame:
    """Count the pairs between groups whose cell is known: the denominator of a density between groups.

    Rows and columns as in ``mixing_matrix``: along reports, also for ``net.flow()``.
    """
    codes, names = _with_unknown(*group_codes(net._people, groups, where="possible_ties(groups=...)"))
    return _table(cells_between(net.as_asked(), codes, len(names))[0], names)


@measure(
    per="group",
    needs="answers",
    unit="-1 to 1",
    high="ties lead out of the group",
    cost="O(n + ties)",
    source="Krackhardt & Stern (1988), Social Psychology Quarterly 51:123",
    takes_groups=True,
    columns=("observed", "expected", "rescaled", "n"),
)
def ei_index(net: PartnerNetwork, *, groups: str | pd.Series) -> pd.DataFrame:
    """Compare ties that lead out of a group with ties inside it: (external - internal) / (external + internal).

    Parameters
    ----------
    net
        Network of *n* people; ties are counted as reported, each direction on its own.
    groups
        A people column, or a Series on the same people.

    Returns
    -------
    DataFrame of float, one row ``network`` and one for each group (ties that its members report), with
    ``observed``; ``expected``, the index if every observed pair were as likely to be a tie (so it depends only on
    group sizes and on who answered); ``rescaled``, observed stretched to -1..1 between the smallest and largest value
    possible with that many ties; ``n``, people. NaN where nobody reported a tie or no pair was observed.

    Raises
    ------
    UnknownNameError
        No such people column.

    Notes
    -----
    People whose group is not known are left out: two unknowns are not evidence of sameness. A high value is not
    a goal in itself: a group may be cut off, or may choose a space of its own. Time O(n + ties).

    References
    ----------
    Krackhardt & Stern (1988), Social Psychology Quarterly 51:123.

    Examples
    --------
    >>> import critical_sna as csna
    >>> people = pd.DataFrame({"id": ["Ana", "Bo", "Cy"], "sector": ["family", "school", "school"]})
    >>> ties = pd.DataFrame({"source": ["Bo", "Cy"], "target": ["Ana", "Bo"]})
    >>> csna.ei_index(csna.PartnerNetwork.from_frames(people, ties), groups="sector").round(2).loc["network"].to_dict()
    {'observed': 0.0, 'expected': 0.33, 'rescaled': 0.0, 'n': 3.0}
    """
    net = net.as_asked()
    codes, names = group_codes(net._people, groups, where="ei_index(groups=...)")
    g = len(names)
    sources, targets = (ends[observed_ties(net)] for ends in net.arcs)
    told = (codes[sources] >= 0) & (codes[targets] >= 0)
    flat = np.bincount(codes[sources[told]] * g + codes[targets[told]], minlength=g * g)
    ties = flat.reshape(g, g).astype(float)
    cells = possible_ties(net, groups=groups).to_numpy(dtype=float)[:g, :g]
    size = np.bincount(codes[codes >= 0], minlength=g)
    rows = [_ei_row(ties.trace(), ties.sum(), cells.trace(), cells.sum(), int(size.sum()))]
    rows += [
        _ei_row(ties[k, k], ties.sum(axis=1)[k], cells[k, k], cells.sum(axis=1)[k], int(size[k])) for k in range(g)
    ]
    whole = "network"
    own = [f"{name} (group)" if name == whole else name for name in names]
    return pd.DataFrame(
        rows,
        index=pd.Index([whole, *own], dtype="str", name="group"),
        columns=["observed", "expected", "rescaled", "n"],
    )


def _ei_row(inside: float, ties: float, inside_cells: float, cells: float, size: int) -> list[float]:
    nan = float("nan")
    observed = (ties - 2 * inside) / ties if ties else nan
    expected = (cells - 2 * inside_cells) / cells if cells else nan
    if not ties:
        return [observed, expected, nan, float(size)]
    most_inside = min(ties, inside_cells)
    least_inside = max(0.0, ties - (cells - inside_cells))
    low, high = (ties - 2 * most_inside) / ties, (ties - 2 * least_inside) / ties
    rescaled = 2 * (observed - low) / (high - low) - 1 if high > low else nan
    return [observed, expected, rescaled, float(size)]
