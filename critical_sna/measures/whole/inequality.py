"""How unequally a measure is spread: Gini, Theil with its split by group, and Freeman's centralization."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Literal, get_args

import numpy as np
import numpy.typing as npt
import pandas as pd

from critical_sna._core.frames import group_codes
from critical_sna.errors import DataError, UsageError, WrongTypeError, did_you_mean
from critical_sna.measures._known import mostly_observed
from critical_sna.network.accept import as_network
from critical_sna.network.partner import PartnerNetwork

if TYPE_CHECKING:
    from critical_sna.network.accept import NetworkLike

Numbers = npt.NDArray[np.float64]
Kind = Literal[
    "in_degree",
    "out_degree",
    "degree_total",
    "degree_undirected",
    "betweenness",
    "closeness",
    "closeness_undirected",
    "harmonic",
    "harmonic_undirected",
    "eigenvector",
    "eigenvector_undirected",
]

_LARGEST: dict[str, Callable[[int], float]] = {
    "in_degree": lambda n: (n - 1) * (n - 1),
    "out_degree": lambda n: (n - 1) * (n - 1),
    "degree_total": lambda n: 2 * (n - 1) * (n - 2),
    "degree_undirected": lambda n: (n - 1) * (n - 2),
    "betweenness": lambda n: (n - 1) * (n - 1) * (n - 2),
    "closeness": lambda n: n - 1,
    "closeness_undirected": lambda n: (n - 1) * (n - 2) / (2 * n - 3),
    "harmonic": lambda n: n - 1,
    "harmonic_undirected": lambda n: (n - 2) / 2,
    "eigenvector": lambda n: n - 1,
    "eigenvector_undirected": lambda n: n - 2,
}
"""The largest sum of differences from the largest value, in any network of n people without self-ties."""


def gini(values: pd.Series[float]) -> float:
    """Measure how unequally values are spread, by the mean difference between two people (Gini).

    Parameters
    ----------
    values
        A measure of people, 0 or more. NaN (not known) is left out.

    Returns
    -------
    float, from 0 (everybody alike) to 1 - 1/n (one person has everything).
        NaN without a known value, and where all are 0: there is nothing to share.

    Raises
    ------
    DataError
        A negative or infinite value.

    Notes
    -----
    Half the mean difference over all pairs, a person with themselves included, over the mean. Time O(n log n).

    References
    ----------
    Gini (1912), Variabilita e mutabilita; Sen (1973), On Economic Inequality, section 2.8.

    Examples
    --------
    >>> import critical_sna as csna
    >>> net = csna.PartnerNetwork.from_ties([("Ana", "Bo"), ("Cy", "Bo")])
    >>> round(csna.gini(csna.in_degree(net)), 3)
    0.667
    """
    return _gini(_shareable(values, where="gini(values)"))


def theil(values: pd.Series[float]) -> float:
    """Measure how unequally values are spread, by entropy (Theil's T), which splits by group without a rest.

    Parameters
    ----------
    values
        A measure of people, 0 or more. NaN (not known) is left out.

    Returns
    -------
    float, from 0 (everybody alike) to log n (one person has everything).
        NaN without a known value, and where all are 0. Somebody with 0 adds 0.

    Raises
    ------
    DataError
        A negative or infinite value.

    Notes
    -----
    The mean of x log x, where x is a value over the mean. Time O(n).

    References
    ----------
    Theil (1967), Economics and Information Theory, chapter 4.

    Examples
    --------
    >>> import critical_sna as csna
    >>> net = csna.PartnerNetwork.from_ties([("Ana", "Bo"), ("Cy", "Bo")])
    >>> round(csna.theil(csna.in_degree(net)), 3)
    1.099
    """
    return _theil(_shareable(values, where="theil(values)"))


def inequality(values: pd.Series[float], *, by: str | pd.Series, people: NetworkLike | None = None) -> pd.DataFrame:
    """Split inequality of a measure into what lies between groups and what lies within them.

    Parameters
    ----------
    values
        A measure of people, 0 or more, index ``person``. NaN (not known) is left out and counted.
    by
        Groups: a Series on the same people, or a people column of ``people``.
    people
        The network that has the column, or what stands for one.

    Returns
    -------
    DataFrame, index ``index`` (``theil``, ``gini``), columns ``total``, ``between``, ``within``, ``overlap``,
    ``between_share``, ``n``, ``n_unknown``.
        ``theil``: between and within add up to the total, overlap is 0. ``gini``: between is the Gini if everybody had
        the mean of their group, within the sum of the Ginis of groups, each times its shares of people and of values;
        overlap is what is left because members of one group stand between members of another, and belongs to neither.
        ``between_share`` is between over total (NaN where total is 0). ``n`` counts known values. People without a
        group form the group ``unknown``.

    Raises
    ------
    DataError
        A negative or infinite value, or people without a row in ``by``.
    UnknownNameError
        No such people column.

    Notes
    -----
    Between groups depends on how many groups there are; compare with shuffled groups before reading it. Time
    O(n log n).

    References
    ----------
    Theil (1967), Economics and Information Theory, chapter 4; Lambert & Aronson (1993), Economic Journal 103:1221.

    Examples
    --------
    >>> import critical_sna as csna
    >>> named = pd.Series({"Ana": 1.0, "Bo": 3.0, "Cy": 4.0, "Di": 8.0})
    >>> sector = pd.Series({"Ana": "family", "Bo": "family", "Cy": "school", "Di": "school"})
    >>> csna.inequality(named, by=sector)[["total", "between", "within", "overlap"]].round(3).values.tolist()
    [[0.206, 0.131, 0.075, 0.0], [0.344, 0.25, 0.094, 0.0]]
    """
    where = "inequality(values, by=...)"
    known = _shareable(values, where=where)
    frame = pd.DataFrame(index=values.index)
    if people is not None:
        frame = as_network(people, where="inequality(people=...)")._people.reindex(values.index)
    if isinstance(by, str) and people is None:
        raise UsageError(f"Groups are a column {by!r}, of no table.", where=where, mend="people=net")
    codes, names = group_codes(frame, by, where=where)
    codes = np.where(codes < 0, len(names), codes)[values.notna().to_numpy(dtype=bool)]
    sizes = np.bincount(codes, minlength=len(names) + 1)
    sums = np.bincount(codes, weights=known, minlength=len(names) + 1)
    there = sums > 0  # a group without a value of its own has nothing to be unequal about
    own = known.sum()
    weights = sums[there] / own if own > 0 else np.zeros(0)
    parts = [known[codes == g] for g in np.flatnonzero(there)]
    means = np.divide(sums, sizes, out=np.zeros(len(sizes)), where=sizes > 0)[codes]
    rows = {}
    for name, index, share in (
        ("theil", _theil, weights),
        ("gini", _gini, weights * sizes[there] / max(len(known), 1)),
    ):
        total, between = index(known), index(means)
        within = float(sum(s * index(part) for s, part in zip(share, parts, strict=True))) if own > 0 else float("nan")
        overlap = 0.0 if name == "theil" else total - between - within
        rows[name] = (total, between, within, overlap if own > 0 else float("nan"))
    table = pd.DataFrame.from_dict(rows, orient="index", columns=["total", "between", "within", "overlap"])
    table["between_share"] = table["between"] / table["total"].where(table["total"] > 0)
    return table.assign(n=float(len(known)), n_unknown=float(len(values) - len(known))).rename_axis("index")


def centralization(values: pd.Series[float], *, net: NetworkLike, kind: Kind) -> float:
    """Say how far a measure gathers on one person (Freeman's centralization).

    Parameters
    ----------
    values
        A measure of each person of ``net``, as this library gives it. NaN (not known) is left out.
    net
        The network, or what stands for one.
    kind
        Which largest value to compare with. ``in_degree``, ``out_degree``, ``betweenness`` (not ``normalized``),
        ``closeness``, ``harmonic``, ``eigenvector`` in a network with direction; ``degree_total`` for the sum of both
        degrees; ``degree_undirected``, ``closeness_undirected``, ``harmonic_undirected``, ``eigenvector_undirected``
        for the measure taken on ``net.symmetrised()`` (for degrees, its ``in_degree``; betweenness is the same).

    Returns
    -------
    float, from 0 (all alike) to 1 (one person has all there can be).
        NaN with fewer than three people, fewer than two known values, and where under 80 % of pairs were observed.

    Raises
    ------
    UsageError
        A kind that is not known.
    DataError
        Values of other people than those of the network.

    Notes
    -----
    The sum of differences from the largest value, over the largest such sum in any network of as many people without
    self-ties: a star, and for ``eigenvector`` (scaled to a largest value of 1) a single pair of people. Where values
    are not known, the largest sum is taken in proportion. Not comparable across sizes.

    References
    ----------
    Freeman (1979), Social Networks 1:215; Wasserman & Faust (1994), Social Network Analysis, chapter 5.

    Examples
    --------
    >>> import critical_sna as csna
    >>> net = csna.PartnerNetwork.from_ties([("Ana", "Bo"), ("Cy", "Bo"), ("Di", "Bo")])
    >>> csna.centralization(csna.in_degree(net), net=net, kind="in_degree")
    1.0
    """
    if kind not in _LARGEST:
        raise UsageError(
            f"kind={kind!r} is no kind of centralization.",
            where="centralization(kind=...)",
            mend=did_you_mean(kind, get_args(Kind)),
        )
    known = as_network(net, where="centralization(net=...)")
    if not values.index.equals(known._people.index):
        raise DataError(
            "The values are not those of the people of this network.",
            where="centralization(values, net=...)",
            mend="give a measure of the same network, for instance csna.in_degree(net)",
        )
    return spread(np.asarray(values.dropna(), dtype=float), known, kind)


def spread(values: Numbers, net: PartnerNetwork, kind: Kind) -> float:
    """Give the centralization of these values."""
    n = net.n_people
    if n < 3 or len(values) < 2 or not mostly_observed(net):
        return float("nan")
    if kind.startswith("eigenvector"):
        values = values / values.max() if values.max() > 0 else values
    gaps = values.max() - values
    widest = gaps.max()
    if not widest:
        return 0.0
    largest = _LARGEST[kind](n) * (len(values) - 1) / (n - 1)
    return float((gaps / widest).sum() * (widest / largest))  # so that no sum overflows


def _shareable(values: pd.Series[float], *, where: str) -> Numbers:
    """Give the known values over the largest of them, so that sums stay finite; only their proportions matter."""
    if not isinstance(values, pd.Series):
        raise WrongTypeError(
            f"values must be a Series, not {type(values).__name__}.",
            where=where,
            mend="give a measure such as csna.in_degree(net), or one column of a table",
        )
    known = values.dropna().to_numpy(dtype=float)
    bad = ~np.isfinite(known) | (known < 0)
    if bad.any():
        raise DataError(
            f"{int(bad.sum())} values are negative or infinite, and cannot be shared out.",
            where=f"{where}, row {values.dropna().index[bad][0]!r}",
            mend="inequality is defined for measures of 0 or more",
        )
    largest = known.max(initial=0.0)
    return np.asarray(known / largest if largest > 0 else known, dtype=float)


def _gini(values: Numbers) -> float:
    n = len(values)
    if n == 0 or values.sum() == 0:
        return float("nan")
    ranked = np.sort(values)
    return max(0.0, float((2 * np.arange(1, n + 1) - n - 1) @ ranked / (n * ranked.sum())))


def _theil(values: Numbers) -> float:
    if len(values) == 0 or values.sum() == 0:
        return float("nan")
    shares = values / values.mean()
    positive = shares[shares > 0]
    return max(0.0, float(positive @ np.log(positive)) / len(values))
