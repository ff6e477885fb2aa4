"""Gaps of any measure between groups, two by two, in the one form of tables that claim something."""

from __future__ import annotations

import itertools
import warnings
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from critical_sna._core import limits
from critical_sna.errors import CriticalSNAWarning, DataError, UsageError
from critical_sna.inference._chance import plain_seed
from critical_sna.inference.grid import specification_grid
from critical_sna.inference.imputed import imputation_range
from critical_sna.inference.permutation import permutation_tests
from critical_sna.measures.tables import measure_table
from critical_sna.network.accept import as_network
from critical_sna.network.partner import PartnerNetwork
from critical_sna.voice.readings import strength_thresholds
from critical_sna.words import say

if TYPE_CHECKING:
    from critical_sna.network.accept import NetworkLike

Measure = Callable[[PartnerNetwork], pd.Series]
_WHERE = "group_gaps"
_PAIR = "(two groups)"


def group_gaps(
    net: NetworkLike,
    measure: str | Measure,
    *,
    groups: str | pd.Series,
    units: str | pd.Series | None = None,
    thresholds: Sequence[float] | None = None,
    draws: int = limits.CLAIM_DRAWS,
    imputations: int = limits.CLAIM_IMPUTATIONS,
    seed: int = 0,
) -> pd.DataFrame:
    """Compare a measure between each two groups, with chance, interval, missing answers and other ways of counting.

    Parameters
    ----------
    net
        Network of *n* people (or what stands for one), as it was asked.
    measure
        The name of a measure that gives one value a person, or a function: network -> Series, index ``person``.
    groups
        A people column, or a Series on the same people.
    units
        What carries the groups, as in ``permutation_test``; left out, the organisation where groups never vary inside
        it, else persons.
    thresholds
        Least strengths that count as a tie, all equally fair; left out, all ties and those of at least the middle
        strength.
    draws, seed
        As in ``permutation_test``.
    imputations
        Networks drawn at each assumption about missing answers, as in ``imputation_range``; 0 leaves that range out.

    Returns
    -------
    DataFrame, one row for each two groups; index (``group``, ``other``, ``measure``), sorted.
        ``value`` (mean of ``group`` minus mean of ``other``), ``n`` (people with a value), ``response_rate``,
        ``null_mean``, ``null_sd``, ``p`` (of this row), ``lower``, ``upper`` (95 %, jackknife over units),
        ``missing_lower``, ``missing_upper`` (over answers drawn at half, once and twice the rates of those who
        answered; the value itself where nothing is missing), ``withheld`` (one group has fewer than 5 people),
        ``specifications``, ``same_sign`` (share of them with the sign of their median), ``median``, ``worst_case``
        (over thresholds and, where people were silent, answers filled in), ``joint_p`` (of all of them), ``unit`` (what
        was shuffled), ``note`` (why a row is not defined). ``attrs``: ``draws``, ``seed``, ``null``, ``reference`` (0),
        ``cautions`` (sentences that a test wants read).
        People whose group is not known take no part. NaN values do not enter a mean.

    Raises
    ------
    UsageError
        Fewer than two groups; draws under 1.
    UnknownNameError, WrongTypeError, SpecError
        As the measure and ``permutation_test``.

    Notes
    -----
    Several rows are several looks: ``evidence`` puts their p together. Time: that of the measure for each two groups
    and way of counting, and 2 * groups + 1 times ``imputations``.

    References
    ----------
    As ``permutation_tests``, ``specification_grid`` and ``imputation_range``.

    Examples
    --------
    >>> import critical_sna as csna
    >>> net = csna.simulate_collaborative(people=40, seed=1)["1"]
    >>> table = csna.group_gaps(net, "in_degree", groups="decision_seat", draws=99)
    >>> table[["value", "p", "same_sign"]].round(2).to_dict("index")
    {('no', 'yes', 'in_degree'): {'value': -3.01, 'p': 0.17, 'same_sign': 1.0}}
    """
    known = as_network(net, where=f"{_WHERE}(net)").as_asked()
    name, figure = _measure(measure)
    labels = known.group_labels(groups, where=f"{_WHERE}(groups=...)")
    labels = labels.where(_told(known, groups))
    names = sorted(labels.dropna().unique())
    if len(names) < 2:
        raise UsageError(
            say("evidence.one_group"), where=f"{_WHERE}(groups=...)", mend="take an attribute that differs"
        )
    least = strength_thresholds(known) if thresholds is None else thresholds
    values = figure(known)
    cautions: list[str] = []
    rows = {}
    for pair in itertools.combinations(names, 2):
        with warnings.catch_warnings(record=True) as heard:
            warnings.simplefilter("always", CriticalSNAWarning)
            rows[(*pair, name)] = _row(known, values, figure, labels, pair, units, least, draws, seed)
        cautions += [str(w.message) for w in heard]
    table = pd.DataFrame.from_dict(rows, orient="index")
    table.index = pd.MultiIndex.from_tuples(rows, names=["group", "other", "measure"])
    _add_range(table, known, figure, labels, imputations, seed)
    units_told = sorted({str(unit) for unit in table["unit"] if unit})
    table.attrs = {
        "draws": draws,
        "seed": plain_seed(seed),
        "null": f"groups dealt out anew over {', '.join(units_told) or 'nobody'}",
        "reference": 0.0,
        "cautions": tuple(dict.fromkeys(cautions)),
    }
    return table


def _measure(measure: str | Measure) -> tuple[str, Measure]:
    if callable(measure):
        return getattr(measure, "__name__", "measure"), measure

    def figure(net: PartnerNetwork) -> pd.Series:
        table = measure_table(net, [measure])
        if table.shape[1] != 1:
            raise UsageError(
                f"{measure!r} gives {table.shape[1]} columns, and a gap is of one.",
                where=f"{_WHERE}(measure)",
                mend=f"give a function: lambda net: csna.{measure}(net)[{str(table.columns[0])!r}]",
            )
        return table.iloc[:, 0]

    return measure, figure


def _told(net: PartnerNetwork, groups: str | pd.Series) -> pd.Series:
    given = net._people[groups] if isinstance(groups, str) else groups.reindex(net._people.index)
    return given.notna() & (given.astype("str").str.strip() != "")


def _row(
    net: PartnerNetwork,
    values: pd.Series,
    figure: Measure,
    labels: pd.Series,
    pair: tuple[str, str],
    units: str | pd.Series | None,
    thresholds: Sequence[float],
    draws: int,
    seed: int,
) -> dict[str, object]:
    """Give one row, all but its range over missing answers."""
    mine = labels.where(labels.isin(pair))
    members = mine.dropna().index
    asked, answered = (int(pd.Series(m, index=net._people.index)[members].sum()) for m in (net.asked, net.answered))
    row: dict[str, object] = dict.fromkeys(
        ("value", "n", "null_mean", "null_sd", "p", "lower", "upper", "specifications"), np.nan
    )
    row |= dict.fromkeys(("same_sign", "median", "worst_case", "joint_p"), np.nan)
    row |= {"response_rate": answered / asked if asked else np.nan, "unit": "", "note": ""}
    row["withheld"] = bool(mine.value_counts().reindex(pair, fill_value=0).min() < limits.MIN_GROUP)
    try:
        test = permutation_tests(
            values.reindex(members).to_frame("value"),
            by=mine[members],
            units=units,
            people=net,
            draws=draws,
            seed=seed,
        )
        told = test.iloc[0]
        row |= {c: told[c] for c in ("value", "n", "null_mean", "null_sd", "p", "lower", "upper")}
        row["unit"] = test.attrs["unit"]
        row |= _specified(net, figure, mine, units, thresholds, draws, seed)
    except DataError as problem:
        row["note"] = say("evidence.not_defined", why=problem.what)
    return row


def _specified(
    net: PartnerNetwork,
    figure: Measure,
    mine: pd.Series,
    units: str | pd.Series | None,
    thresholds: Sequence[float],
    draws: int,
    seed: int,
) -> dict[str, object]:
    """Give how equivalent ways of counting come out; the first of them is the one at hand."""
    paired = net._replaced(_people=net._people.assign(**{_PAIR: mine}))
    silent = bool((net.asked & ~net.answered).any()) and net.reporter == "source"
    grid = specification_grid(
        paired,
        figure,
        groups=_PAIR,
        thresholds=tuple(thresholds),
        missing=("observed", "filled") if silent else ("observed",),
        units=units,
        draws=draws,
        seed=seed,
    )
    found = grid.attrs
    return {
        "specifications": float(len(grid)),
        "same_sign": found["share_same_sign"],
        "median": found["median"],
        "worst_case": found["worst_case"],
        "joint_p": found["joint_p"],
    }


def _add_range(
    table: pd.DataFrame, net: PartnerNetwork, figure: Measure, labels: pd.Series, imputations: int, seed: int
) -> None:
    """Add what missing answers could make of each gap."""
    complete = bool((net.answered | ~net.asked).all()) and not len(net._unknown)
    if complete:
        table["missing_lower"] = table["missing_upper"] = table["value"].astype(float)
        return
    table["missing_lower"] = table["missing_upper"] = np.nan
    if imputations < 1 or net.reporter != "source" or not net.answered.any():
        return

    def gaps(filled: PartnerNetwork) -> pd.Series:
        means = figure(filled).groupby(labels).mean()
        pairs = [f"{i}" for i in range(len(table))]
        ends = [(means.get(a, np.nan), means.get(b, np.nan)) for a, b, _ in table.index]
        return pd.Series([a - b for a, b in ends], index=pairs)

    found = imputation_range(net, gaps, groups=labels, draws=imputations, seed=seed)
    value = table["value"].to_numpy(dtype=float)
    table["missing_lower"] = np.fmin(found["missing_lower"].to_numpy(), value)
    table["missing_upper"] = np.fmax(found["missing_upper"].to_numpy(), value)
