"""Who names whom, by group: mixing matrix and E-I index."""

from __future__ import annotations

from typing import Literal, NamedTuple

import numpy as np
import numpy.typing as npt
import pandas as pd

from critical_sna._core.cells import cells_hold
from critical_sna._core.frames import UNKNOWN_GROUP, group_codes
from critical_sna.errors import UsageError, did_you_mean
from critical_sna.measures._known import observed_ties
from critical_sna.network.catalogue import measure
from critical_sna.network.partner import PartnerNetwork
from critical_sna.network.slices import cells_between

Count = Literal["ties", "dyads"]
Codes = npt.NDArray[np.int64]
Table = npt.NDArray[np.float64]


def _table(values: npt.NDArray[np.generic], names: list[str]) -> pd.DataFrame:
    return pd.DataFrame(
        values,
        index=pd.Index(names, dtype="str", name="who_names"),
        columns=pd.Index(names, dtype="str", name="who_is_named"),
    )


def with_unknown(codes: Codes, names: tuple[str, ...]) -> tuple[Codes, list[str]]:
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
def mixing_matrix(net: PartnerNetwork, *, groups: str | pd.Series, count: Count = "ties") -> pd.DataFrame:
    """Count the ties between groups: rows who names, columns who is named.

    Parameters
    ----------
    net
        Network of *n* people.
    groups
        A people column, or a Series on the same people.
    count
        ``ties``: each direction on its own. ``dyads``: pairs of people of whom at least one names the other, so the
        table is symmetric and a pair inside a group counts once. ``dyads_by_group`` tells mutual from one-way pairs.

    Returns
    -------
    DataFrame of int, shape (groups, groups), sorted, index ``who_names``, columns ``who_is_named``; unit: ties.
        People whose group is not known form the group ``unknown``, last. Isolates add nothing.

    Raises
    ------
    UnknownNameError
        No such people column.
    UsageError
        ``count`` is neither of the two.

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
    _check_count(count, "mixing_matrix(count=...)")
    net = net.as_asked()
    codes, names = with_unknown(*group_codes(net._people, groups, where="mixing_matrix(groups=...)"))
    if count == "ties":
        return _table(cross(codes, *net.arcs, len(names)), names)
    return _table(both_ways(cross(codes, *tied_pairs(net)[:2], len(names))), names)


def _check_count(count: str, where: str) -> None:
    if count not in ("ties", "dyads"):
        raise UsageError(
            f"count={count!r} is nothing to count.", where=where, mend=did_you_mean(str(count), ("ties", "dyads"))
        )


def cross(codes: Codes, sources: Codes, targets: Codes, g: int) -> npt.NDArray[np.int64]:
    """Count (source, target) by the groups of the two."""
    flat = np.bincount(codes[sources] * g + codes[targets], minlength=g * g)
    return flat.reshape(g, g).astype(np.int64)


def both_ways(table: npt.NDArray[np.int64]) -> npt.NDArray[np.int64]:
    """Count a pair across two groups in both cells, and a pair inside a group once."""
    return np.asarray(table + table.T - np.diag(np.diag(table)))


def tied_pairs(net: PartnerNetwork) -> tuple[Codes, Codes, npt.NDArray[np.bool_], npt.NDArray[np.bool_]]:
    """Give each pair with a tie once: who names, who is named, whether mutual, whether both cells were observed."""
    sources, targets = net.arcs
    mutual = cells_hold(net.adjacency, targets, sources)
    once = ~mutual | (sources < targets)
    a, b, mutual = sources[once], targets[once], mutual[once]
    spoke = net.answered
    known = spoke[a] | spoke[b] if net.reporter == "either" else spoke[a] & spoke[b]
    for rows, columns in ((a, b), (b, a)):
        known &= ~cells_hold(net.unknown_cells, rows, columns)
    return a, b, mutual, known


def pairs_observed(net: PartnerNetwork, codes: Codes, g: int) -> npt.NDArray[np.int64]:
    """Count the pairs of people, by group, whose cells were observed both ways."""
    spoke = np.bincount(codes[net.answered], minlength=g)
    observed = pairs_of(spoke)
    if net.reporter == "either":
        size = np.bincount(codes, minlength=g)
        observed = pairs_of(size) - pairs_of(size - spoke)
    rows, columns = (c.astype(np.int64) for c in net.unknown_cells.tocoo().coords)
    blank = np.unique(np.minimum(rows, columns) * net.n_people + np.maximum(rows, columns))
    a, b = blank // max(net.n_people, 1), blank % max(net.n_people, 1)
    told = net.answered[a] | net.answered[b] if net.reporter == "either" else net.answered[a] & net.answered[b]
    return np.asarray(observed - both_ways(cross(codes, a[told], b[told], g)))


def pairs_of(size: npt.NDArray[np.integer]) -> npt.NDArray[np.int64]:
    """Count the pairs of people between groups of these sizes, each pair once."""
    pairs = np.outer(size, size).astype(np.int64)
    np.fill_diagonal(pairs, size * (size - 1) // 2)
    return pairs


def possible_ties(net: PartnerNetwork, *, groups: str | pd.Series) -> pd.DataFrame:
    """Count the pairs between groups whose cell is known: the denominator of a density between groups.

    Rows and columns as in ``mixing_matrix``: along reports, also for ``net.flow()``.
    """
    codes, names = with_unknown(*group_codes(net._people, groups, where="possible_ties(groups=...)"))
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
def ei_index(net: PartnerNetwork, *, groups: str | pd.Series, count: Count = "ties") -> pd.DataFrame:
    """Compare ties that lead out of a group with ties inside it: (external - internal) / (external + internal).

    Parameters
    ----------
    net
        Network of *n* people; ties are counted as reported, each direction on its own.
    groups
        A people column, or a Series on the same people.
    count
        ``ties``: each direction on its own. ``dyads``: pairs of people with a tie either way, each once, out of the
        pairs observed both ways; a group's row holds every pair with a member.

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
    UsageError
        ``count`` is neither of the two.

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
    _check_count(count, "ei_index(count=...)")
    counted = between_known_groups(net, groups, where="ei_index(groups=...)")
    if count == "dyads":
        ties, cells = _pairs_between_known_groups(net, counted)
    else:
        ties, cells = counted.ties, counted.cells
    size = np.bincount(counted.codes[counted.codes >= 0], minlength=len(counted.names))
    all_ties, all_cells = (ties.sum(), cells.sum()) if count == "ties" else (np.triu(ties).sum(), np.triu(cells).sum())
    rows = [_ei_row(ties.trace(), all_ties, cells.trace(), all_cells, int(size.sum()))]
    rows += [
        _ei_row(ties[k, k], ties.sum(axis=1)[k], cells[k, k], cells.sum(axis=1)[k], int(size[k]))
        for k in range(len(counted.names))
    ]
    whole = "network"
    own = [f"{name} (group)" if name == whole else name for name in counted.names]
    return pd.DataFrame(
        rows,
        index=pd.Index([whole, *own], dtype="str", name="group"),
        columns=["observed", "expected", "rescaled", "n"],
    )


class Between(NamedTuple):
    """What was observed between the groups that are known: rows who names, columns who is named."""

    ties: Table
    cells: Table
    codes: Codes
    names: tuple[str, ...]


def between_known_groups(net: PartnerNetwork, groups: str | pd.Series, *, where: str) -> Between:
    """Count observed ties and observed cells between people whose group is known, along reports."""
    net = net.as_asked()
    codes, names = group_codes(net._people, groups, where=where)
    g = len(names)
    sources, targets = (ends[observed_ties(net)] for ends in net.arcs)
    told = (codes[sources] >= 0) & (codes[targets] >= 0)
    ties = cross(codes, sources[told], targets[told], g).astype(float)
    every, _ = with_unknown(codes, names)
    cells = cells_between(net, every, g + bool((codes < 0).any()))[0][:g, :g].astype(float)
    return Between(ties, cells, codes, names)


def _pairs_between_known_groups(net: PartnerNetwork, counted: Between) -> tuple[Table, Table]:
    """Count tied pairs and all pairs between known groups, of those observed both ways."""
    net, g = net.as_asked(), len(counted.names)
    a, b, _, known = tied_pairs(net)
    known &= (counted.codes[a] >= 0) & (counted.codes[b] >= 0)
    tied = both_ways(cross(counted.codes, a[known], b[known], g))
    every, names = with_unknown(counted.codes, counted.names)
    return tied.astype(float), pairs_observed(net, every, len(names))[:g, :g].astype(float)


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


@measure(
    needs="nominations",
    unit="-1 to 1",
    high="ties lead out of the person's own group",
    cost="O(n + ties)",
    source="Krackhardt & Stern (1988), Social Psychology Quarterly 51:123",
    takes_groups=True,
    columns=("out", "in", "either", "expected"),
)
def ei_by_person(net: PartnerNetwork, *, groups: str | pd.Series) -> pd.DataFrame:
    """Compare each person's ties to other groups with those to the own group: (external - internal) / all.

    Returns
    -------
    DataFrame of float, shape (n, 4), index ``person``, between -1 and 1.
        ``out``: people named; ``in``: people who name; ``either``: both, each person once; ``expected``: the value over
        everybody else whose group is known, which is what ties to anybody at all would give. NaN without such ties
        (isolates too) and for people whose group is not known; ``out`` and ``either`` also for people who did not
        answer.

    Raises
    ------
    UnknownNameError
        No such people column.

    Notes
    -----
    Along reports, also for ``net.flow()``. Ties with people whose group is not known do not count. Time O(n + ties).

    References
    ----------
    Krackhardt & Stern (1988), Social Psychology Quarterly 51:123.

    Examples
    --------
    >>> import critical_sna as csna
    >>> people = pd.DataFrame({"id": ["Ana", "Bo", "Cy"], "sector": ["family", "school", "school"]})
    >>> ties = pd.DataFrame({"source": ["Bo", "Cy"], "target": ["Ana", "Bo"]})
    >>> csna.ei_by_person(csna.PartnerNetwork.from_frames(people, ties), groups="sector").loc["Bo"].to_dict()
    {'out': 1.0, 'in': -1.0, 'either': 0.0, 'expected': 0.0}
    """
    net = net.as_asked()
    codes, names = group_codes(net._people, groups, where="ei_by_person(groups=...)")
    n, (sources, targets) = net.n_people, net.arcs
    a, b, _, _ = tied_pairs(net)
    sides = {"out": (sources, targets), "in": (targets, sources), "either": (np.r_[a, b], np.r_[b, a])}
    columns = {name: _ei_of(codes, *ends, n) for name, ends in sides.items()}
    size = np.bincount(codes[codes >= 0], minlength=max(len(names), 1))
    own, others = size[np.maximum(codes, 0)] - 1.0, float(size.sum() - 1)
    told = (codes >= 0) & (others > 0)
    columns["expected"] = np.where(told, (others - 2 * own) / max(others, 1.0), np.nan)
    for name in ("out", "either"):
        columns[name][~net.answered] = np.nan
    return pd.DataFrame(columns, index=net.people.index)


def _ei_of(codes: Codes, ego: Codes, other: Codes, n: int) -> Table:
    told = (codes[ego] >= 0) & (codes[other] >= 0)
    ego, outside = ego[told], codes[ego[told]] != codes[other[told]]
    with np.errstate(invalid="ignore"):
        return np.asarray(
            np.bincount(ego, weights=np.where(outside, 1.0, -1.0), minlength=n) / np.bincount(ego, minlength=n)
        )
