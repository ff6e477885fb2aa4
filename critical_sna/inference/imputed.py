"""Missing voices in any figure: its range when those who did not answer name each group more or less often."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from critical_sna._core.frames import UNKNOWN_GROUP, group_codes
from critical_sna._core.randomness import generator
from critical_sna.errors import DataError, UsageError
from critical_sna.inference._chance import check_draws, plain_seed
from critical_sna.inference.bootstrap import Statistic, figures, figures_or_nothing
from critical_sna.network.accept import as_network
from critical_sna.nulls.imputation import imputed

if TYPE_CHECKING:
    from critical_sna.network.accept import NetworkLike

_WHERE = "imputation_range"


def imputation_range(
    net: NetworkLike,
    statistic: Statistic,
    *,
    groups: str | pd.Series,
    thetas: Sequence[float] = (0.5, 1.0, 2.0),
    draws: int = 20,
    seed: int | np.random.Generator = 0,
) -> pd.DataFrame:
    """Measure how figures would range if those who did not answer named each group more or less often.

    Missing answers of everybody who was asked are drawn at the rates at which respondents of the same group name each
    group. One group after the other is named ``theta`` times as often, the others as often as respondents name them.

    Parameters
    ----------
    net
        Network of *n* people (or what stands for one), as asked.
    statistic
        A function that takes a network and gives a number, or a Series of numbers (as in ``vertex_bootstrap``).
    groups
        A people column, or a Series on the same people; people without a group are one, ``unknown``.
    thetas
        The grid of rate multipliers, each 0 or more. 1 is always among them: it stands for answers like those given.
    draws, seed
        Networks drawn for each point of the grid; all points share their chances.

    Returns
    -------
    DataFrame, index ``statistic``: ``value`` (as observed), ``missing_lower``, ``missing_upper`` (smallest and largest
        mean over the grid), ``like_those`` (mean at theta 1), ``sd`` (the largest over draws at one point),
        ``lowest_at``, ``highest_at`` (group and theta in words; empty where the figure is not defined).
        The range need not hold ``value``: fewer answers are also another network. Everybody answered: all equal
        ``value``. ``attrs``: ``grid`` (tuples of group, theta, statistic, mean), ``thetas``, ``draws``, ``seed``,
        ``null``.

    Raises
    ------
    UsageError
        No thetas, one below 0, or a network whose two reports were united.
    DataError
        Nobody answered.
    TooLargeError
        Too many missing answers to draw.

    Notes
    -----
    A range over assumptions, not a confidence interval, and no sharp bound: see ``nonresponse_bounds`` for one. A group
    that nobody answered from is taken to name like everybody. Time: (groups * thetas) * draws times that of the
    statistic.

    References
    ----------
    Huisman (2009), Journal of Social Structure 10(1), on imputing reports; the grid is this library's construct.

    Examples
    --------
    >>> import critical_sna as csna
    >>> net = csna.simulate_collaborative(people=30, seed=1)["1"]
    >>> def density(net):
    ...     return csna.network_summary(net)["density"]
    >>> found = csna.imputation_range(net, density, groups="group", thetas=(0.5, 2.0), draws=2).loc["value"]
    >>> bool(found["missing_lower"] < found["like_those"] < found["missing_upper"])
    True
    """
    draws = check_draws(draws, where=_WHERE)
    generator(seed)
    known = as_network(net, where=f"{_WHERE}(net)").as_asked()
    if known.reporter != "source":
        raise UsageError(
            "Both reports of each pair were united, so nobody knows whose answer is missing.",
            where=f"{_WHERE}(net)",
            mend="give the network as it was asked; let the statistic unite the reports",
        )
    if not known.answered.any():
        raise DataError("Nobody answered, so there are no rates.", where=f"{_WHERE}(net)", mend="choose another wave")
    grid = sorted({1.0, *(float(t) for t in thetas)})
    if not len(thetas) or not all(np.isfinite(t) and t >= 0 for t in grid):
        raise UsageError(
            f"thetas must be numbers of 0 or more, not {tuple(thetas)!r}.",
            where=f"{_WHERE}(thetas=...)",
            mend="thetas=(0.5, 1.0, 2.0)",
        )
    codes, names = group_codes(known._people, groups, where=f"{_WHERE}(groups=...)")
    if (codes < 0).any():
        codes, names = np.where(codes < 0, len(names), codes), (*names, UNKNOWN_GROUP)
    value = figures(statistic(known), where=f"{_WHERE}(statistic)")
    start = seed if not isinstance(seed, np.random.Generator) else int(seed.integers(2**62))
    points = [("", 1.0), *((name, theta) for name in names for theta in grid if theta != 1.0)]
    means, sds = [], []
    for name, theta in points:
        multipliers = np.where(np.array(names, dtype=object) == name, theta, 1.0)
        drawn = np.array(
            [
                figures_or_nothing(statistic, filled, value.index)
                for filled in imputed(known, codes, multipliers, draws=draws, seed=start, where=_WHERE)
            ]
        )
        held = (~np.isnan(drawn)).any(axis=0)
        mean, sd = np.full(len(value), np.nan), np.full(len(value), np.nan)
        mean[held], sd[held] = np.nanmean(drawn[:, held], axis=0), np.nanstd(drawn[:, held], axis=0)
        means.append(mean)
        sds.append(sd)
    table = np.array(means)
    words = [f"{name} × {theta:g}" if name else "like those who answered" for name, theta in points]
    result = pd.DataFrame(
        {
            "value": value,
            "missing_lower": _extreme(table, lowest=True),
            "missing_upper": _extreme(table, lowest=False),
            "like_those": table[0],
            "sd": _extreme(np.array(sds), lowest=False),
            "lowest_at": _where(table, words, lowest=True),
            "highest_at": _where(table, words, lowest=False),
        },
        index=value.index,
    )
    result.attrs.update(
        grid=tuple(
            (name, theta, str(row), float(mean))
            for (name, theta), line in zip(points, table, strict=True)
            for row, mean in zip(value.index, line, strict=True)
        ),
        thetas=tuple(grid),
        draws=draws,
        seed=plain_seed(seed),
        null="answers that are missing, drawn at group rates",
    )
    return result


def _extreme(table: np.ndarray[tuple[int, ...], np.dtype[np.float64]], *, lowest: bool) -> list[float]:
    kept = [column[~np.isnan(column)] for column in table.T]
    return [float((c.min() if lowest else c.max()) if len(c) else np.nan) for c in kept]


def _where(table: np.ndarray[tuple[int, ...], np.dtype[np.float64]], words: list[str], *, lowest: bool) -> list[str]:
    return ["" if np.isnan(c).all() else words[int(np.nanargmin(c) if lowest else np.nanargmax(c))] for c in table.T]
