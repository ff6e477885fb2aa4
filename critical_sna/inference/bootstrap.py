"""Resampled people: how much a figure of a network moves when other people might have been in it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Literal, NamedTuple

import numpy as np
import numpy.typing as npt
import pandas as pd

from critical_sna._core import limits
from critical_sna._core.cells import cells_hold
from critical_sna._core.randomness import generator
from critical_sna.errors import CriticalSNAError, DataError, UsageError, WrongTypeError, did_you_mean
from critical_sna.inference._chance import check_draws, plain_seed
from critical_sna.network.accept import as_network
from critical_sna.network.build import tie_frame
from critical_sna.network.partner import PartnerNetwork
from critical_sna.words import say

if TYPE_CHECKING:
    from critical_sna.network.accept import NetworkLike

Statistic = Callable[[PartnerNetwork], float | pd.Series]
Places = npt.NDArray[np.int64]


def vertex_bootstrap(
    net: NetworkLike,
    statistic: Statistic,
    *,
    draws: int = 1000,
    seed: int | np.random.Generator = 0,
    level: float = 0.95,
) -> pd.DataFrame:
    """Measure how much figures of a network move when people are drawn again, with replacement.

    Each draw takes as many people as there are, some of them twice or more, with all that is between them. What is
    between two copies of one person is that of a pair of people drawn at random.

    Parameters
    ----------
    net
        Network of *n* people (or what stands for one).
    statistic
        A function that takes a network and gives a number, or a Series of numbers (one row a group, say). Copies have
        new ids and keep their attributes, so groups are people columns, not Series.
    draws, seed
        Resampled networks.
    level
        Of the interval: 0.95 leaves out the lowest and highest 2.5 %.

    Returns
    -------
    DataFrame, index ``statistic`` (names of the Series' rows, or ``value``): ``value`` (of the network itself),
        ``mean``, ``se`` (sd over draws), ``lower``, ``upper`` (percentiles), ``defined`` (draws that have the figure),
        ``why`` (why there is no interval; empty where there is one).
        A figure that a draw does not have (a group that was not drawn, an error of this library) is NaN there and does
        not count; where under 90 % of draws have it ``se``, ``lower`` and ``upper`` are NaN. ``attrs``: ``draws``,
        ``seed``, ``level``.

    Raises
    ------
    WrongTypeError
        The statistic gives neither a number nor a Series of numbers.
    UsageError
        ``draws`` under 1, ``level`` not between 0 and 1.
    DataError
        Fewer than three people.

    Notes
    -----
    A census has no sampling error: the interval says how much the figure hangs on who happens to be in the network, not
    what those who did not answer would have said (see ``imputation_range``). Poor for small or sparse networks; counts
    such as triangles come out too large because copies repeat. Silent people stay silent, and cells left open stay
    open. Time: ``draws`` times that of the statistic, and O(n + ties) each.

    References
    ----------
    Snijders & Borgatti (1999), Connections 22(2):161.

    Examples
    --------
    >>> import critical_sna as csna
    >>> net = csna.simulate_collaborative(people=30, seed=1)["1"]
    >>> found = csna.vertex_bootstrap(net, lambda net: csna.network_summary(net)["density"], draws=50)
    >>> bool(found.loc["value", "lower"] < found.loc["value", "value"] < found.loc["value", "upper"])
    True
    """
    draws = check_draws(draws, where="vertex_bootstrap")
    if not 0 < level < 1:
        raise UsageError(
            f"level must lie between 0 and 1, not {level!r}.", where="vertex_bootstrap(level=...)", mend="level=0.95"
        )
    known = _enough(net, "vertex_bootstrap")
    rng = generator(seed, "vertex bootstrap")
    value = figures(statistic(known), where="vertex_bootstrap(statistic)")
    found = np.full((draws, len(value)), np.nan)
    for k in range(draws):
        found[k] = figures_or_nothing(statistic, resampled(known, rng), value.index)
    defined = (~np.isnan(found)).sum(axis=0)
    enough = defined >= limits.BOOTSTRAP_DEFINED * draws
    table = pd.DataFrame({"value": value, "mean": _columns(found, np.mean)}, index=value.index)
    table["se"] = np.where(enough, _columns(found, np.std), np.nan)
    for name, share in (("lower", (1 - level) / 2), ("upper", (1 + level) / 2)):
        at = [float(np.quantile(c[~np.isnan(c)], share)) if (~np.isnan(c)).any() else np.nan for c in found.T]
        table[name] = np.where(enough, at, np.nan)
    table["defined"] = defined
    table["why"] = [why_not(int(d), draws) for d in defined]
    table.attrs.update(draws=draws, seed=plain_seed(seed), level=level)
    return table


def jackknife(
    net: NetworkLike, statistic: Statistic, *, over: Literal["people", "pairs"] = "people", level: float = 0.95
) -> pd.DataFrame:
    """Measure how much figures of a network hang on single people, leaving out one at a time.

    Parameters
    ----------
    net, statistic
        As in ``vertex_bootstrap``.
    over
        ``people``: people are what varies, se = sqrt((n - 1) / n * sum of squares); for gaps between groups.
        ``pairs``: ties vary pair by pair, se = sqrt((n - 2) / 2n * sum of squares); for density and counts of ties. It
        is about 0.7 times the other.
    level
        Of the normal interval ``value`` +- z * ``se``.

    Returns
    -------
    DataFrame, index ``statistic``: ``value``, ``mean`` (over networks with one person left out), ``se``, ``lower``,
        ``upper``, ``defined`` (people whose leaving still leaves the figure), ``why``.
        As in ``vertex_bootstrap``, without intervals where under 90 % of the networks have the figure. ``attrs``:
        ``over``, ``level``.

    Raises
    ------
    As ``vertex_bootstrap``.

    Notes
    -----
    Not for medians or ranks, which jump. Time: n times that of the statistic.

    References
    ----------
    Snijders & Borgatti (1999), Connections 22(2):161; Frank & Snijders (1994), Journal of Official Statistics 10:53.

    Examples
    --------
    >>> import critical_sna as csna
    >>> net = csna.PartnerNetwork.from_ties([("Ana", "Bo"), ("Bo", "Cy"), ("Cy", "Di"), ("Bo", "Ana")])
    >>> found = csna.jackknife(net, lambda net: net.n_ties / (net.n_people * (net.n_people - 1)))
    >>> round(float(found.loc["value", "se"]), 3)
    0.204
    """
    if over not in ("people", "pairs"):
        raise UsageError(
            f"over={over!r} is not known.", where="jackknife(over=...)", mend=did_you_mean(over, ("people", "pairs"))
        )
    if not 0 < level < 1:
        raise UsageError(f"level must lie between 0 and 1, not {level!r}.", where="jackknife(level=...)")
    from statistics import NormalDist

    known = _enough(net, "jackknife")
    n = known.n_people
    value = figures(statistic(known), where="jackknife(statistic)")
    found = np.full((n, len(value)), np.nan)
    for k, person in enumerate(known._people.index):
        found[k] = figures_or_nothing(statistic, known.without([person]), value.index)
    defined = (~np.isnan(found)).sum(axis=0)
    mean = _columns(found, np.mean)
    squares = np.nansum((found - mean) ** 2, axis=0) * n / np.maximum(defined, 1)
    factor = (n - 1) / n if over == "people" else (n - 2) / (2 * n)
    se = np.where(defined >= limits.BOOTSTRAP_DEFINED * n, np.sqrt(factor * squares), np.nan)
    reach = NormalDist().inv_cdf((1 + level) / 2) * se
    table = pd.DataFrame({"value": value, "mean": mean, "se": se}, index=value.index)
    table = table.assign(lower=value - reach, upper=value + reach, defined=defined)
    table["why"] = [why_not(int(d), n) for d in defined]
    table.attrs.update(over=over, level=level)
    return table


def resampled(net: PartnerNetwork, rng: np.random.Generator) -> PartnerNetwork:
    """Give a network of n people drawn with replacement; between copies of one stands what a random pair has."""
    n = net.n_people
    drawn = np.sort(rng.integers(0, n, size=n))
    copies = _Copies(np.searchsorted(drawn, np.arange(n)), np.bincount(drawn, minlength=n))
    tie, sources, targets = copies.of(*net.arcs)
    strengths = net._strengths
    _, open_rows, open_columns = copies.of(*(c.astype(np.int64) for c in net.unknown_cells.tocoo().coords))
    twins = _twins(net, drawn, rng)
    strengths = np.concatenate([strengths[tie], twins.strengths])
    sources, targets = np.concatenate([sources, twins.sources]), np.concatenate([targets, twins.targets])
    order = np.lexsort((targets, sources))
    sources, targets = sources[order], targets[order]
    index = pd.Index([f"{k:0{len(str(n))}}" for k in range(n)], dtype="str", name="person")
    open_rows = np.concatenate([open_rows, twins.open[0]])
    open_columns = np.concatenate([open_columns, twins.open[1]])
    capped = net._people.index.isin(net._capped)[drawn]
    return net._replaced(
        _people=net._people.iloc[drawn].set_axis(index, axis=0),
        _strengths=strengths[order],
        _sources=sources,
        _targets=targets,
        _unknown=tie_frame(index, open_rows, open_columns, np.ones(len(open_rows)))[["source", "target"]].sort_values(
            ["source", "target"], ignore_index=True
        ),
        _capped=index[capped],
    )


class _Copies(NamedTuple):
    """Where the copies of each person stand: a run from ``start``, ``many`` long."""

    start: npt.NDArray[np.intp]
    many: npt.NDArray[np.intp]

    def of(self, rows: Places, columns: Places) -> tuple[Places, Places, Places]:
        """Give, for every cell between copies, which cell it copies, and its row and column."""
        times = self.many[rows] * self.many[columns]
        which = np.repeat(np.arange(len(rows), dtype=np.int64), times)
        inside = np.arange(len(which)) - np.repeat(np.cumsum(times) - times, times)
        wide = self.many[columns][which]
        return (
            which,
            (self.start[rows][which] + inside // np.maximum(wide, 1)).astype(np.int64),
            (self.start[columns][which] + inside % np.maximum(wide, 1)).astype(np.int64),
        )


class _Twins(NamedTuple):
    """Ties and open cells between copies of the same people."""

    sources: Places
    targets: Places
    strengths: npt.NDArray[np.float64]
    open: tuple[Places, Places]


def _twins(net: PartnerNetwork, drawn: Places, rng: np.random.Generator) -> _Twins:
    """Fill each pair of copies of one person from a random pair of those who answered, both directions together."""
    firsts, seconds = _pairs_of_twins(drawn)
    pool = np.flatnonzero(net.answered) if net.answered.sum() > 1 else np.arange(net.n_people)
    place = rng.integers(0, len(pool), size=len(firsts))
    one, other = pool[place], pool[(place + rng.integers(1, len(pool), size=len(firsts))) % len(pool)]
    speaks = net.answered[drawn[firsts]]  # who is silent stays so towards the own copy, too
    rows, columns = np.concatenate([one, other]), np.concatenate([other, one])
    sources, targets = np.concatenate([firsts, seconds]), np.concatenate([seconds, firsts])
    speaks = np.concatenate([speaks, speaks])
    strengths = np.asarray(net.adjacency[rows, columns]).ravel() if len(rows) else np.zeros(0)
    reporter = columns if net.reporter == "target" else rows
    silent = ~net.answered[reporter] & (~net.answered[columns] if net.reporter == "either" else True)
    not_known = silent | cells_hold(net.unknown_cells, rows, columns)
    tied = speaks & ~not_known & (strengths > 0)
    left_open = speaks & not_known
    return _Twins(sources[tied], targets[tied], strengths[tied], (sources[left_open], targets[left_open]))


def _pairs_of_twins(drawn: Places) -> tuple[Places, Places]:
    """Give places a < b with the same person; ``drawn`` is sorted, so twins stand side by side."""
    firsts: list[Places] = []
    seconds: list[Places] = []
    apart = 1
    while True:
        at = np.flatnonzero(drawn[:-apart] == drawn[apart:]) if apart < len(drawn) else np.zeros(0, dtype=np.int64)
        if not len(at):
            empty = [np.zeros(0, dtype=np.int64)]
            return np.concatenate(firsts or empty), np.concatenate(seconds or empty)
        firsts.append(at.astype(np.int64))
        seconds.append((at + apart).astype(np.int64))
        apart += 1


def _enough(net: NetworkLike, where: str) -> PartnerNetwork:
    known = as_network(net, where=f"{where}(net)")
    if known.n_people < 3:
        raise DataError(
            f"There are {known.n_people} people, too few to leave anybody out.",
            where=f"{where}(net)",
            mend="three people are the least",
        )
    return known


def figures(given: float | pd.Series, *, where: str) -> pd.Series:
    """Give what a statistic gave as a Series of float, index ``statistic``."""
    if isinstance(given, pd.Series) and pd.api.types.is_numeric_dtype(given.dtype) and given.index.is_unique:
        return given.astype(float).rename_axis("statistic").rename("value")
    if isinstance(given, float | int | np.floating | np.integer):
        return pd.Series([float(given)], index=pd.Index(["value"], name="statistic", dtype="str"), name="value")
    raise WrongTypeError(
        f"The statistic gives a {type(given).__name__}.",
        where=where,
        mend="let it give one number, or a Series of numbers with different row names",
    )


def figures_or_nothing(statistic: Statistic, net: PartnerNetwork, wanted: pd.Index) -> npt.NDArray[np.float64]:
    """Give the figures of one network, NaN for those that it does not have."""
    try:
        found = figures(statistic(net), where="statistic")
    except WrongTypeError:
        raise
    except CriticalSNAError:
        return np.full(len(wanted), np.nan)
    return found.reindex(wanted).to_numpy(dtype=float)


def _columns(
    found: npt.NDArray[np.float64], summary: Callable[[npt.NDArray[np.float64]], np.floating]
) -> npt.NDArray[np.float64]:
    return np.array([summary(c[~np.isnan(c)]) if (~np.isnan(c)).any() else np.nan for c in found.T], dtype=float)


def why_not(defined: int, of: int) -> str:
    """Say why there is no interval; empty where there is one."""
    if defined >= limits.BOOTSTRAP_DEFINED * of:
        return ""
    return say("inference.no_interval", n=defined, of=of)
