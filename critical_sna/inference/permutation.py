"""Permutation tests: would the same gap appear if groups were dealt out anew?"""

from __future__ import annotations

import numpy as np
import pandas as pd

from critical_sna._core import limits
from critical_sna._core.frames import group_codes
from critical_sna._core.randomness import generator
from critical_sna.inference._chance import Floats, beside_chance, check_draws, plain_seed
from critical_sna.inference._dealt import Column, Dealt, People, deal, numbers
from critical_sna.network.partner import PartnerNetwork

_OUTSIDE = 0.05
"""Share that an interval leaves out."""


def permutation_test(
    values: pd.Series,
    *,
    by: Column,
    units: Column | None = None,
    people: People | None = None,
    draws: int = 9999,
    seed: int | np.random.Generator = 0,
    strata: Column | None = None,
) -> pd.Series:
    """Compare a gap between groups with the gaps that appear when groups are dealt out anew.

    Two groups (in sorted order): the mean of the first minus the mean of the second. More groups: the variance between
    groups, each weighted by its people. p says how often reshuffled labels look like this, not whether it is fair.

    Parameters
    ----------
    values
        A measure, index ``person``. NaN does not count.
    by
        The groups: a Series on the same people, or a column of ``people``.
    units
        What carries the attribute: a column (or Series) of organisations whose people are all of one group; whole
        units swap their groups. Left out: the attribute of kind ``organisation`` of the network in ``people`` (or its
        column ``organisation``) where groups never vary inside it; else single persons.
    people
        The network that was measured, or a people table.
    draws
        How many times groups are dealt out. Where there are no more than ``draws`` ways to deal them, all are gone
        through and p is exact.
    seed
        Where chance comes from.
    strata
        A column (or Series): groups are dealt out only inside a stratum.

    Returns
    -------
    Series of float: ``effect``, ``null_mean``, ``null_sd``, ``p``, ``draws``, ``seed``.
        ``draws`` counts the arrangements beside the one observed. ``null_mean`` and ``null_sd`` are over these (where
        all are gone through, with the one observed). p counts gaps at
        least as far from 0 (two groups), or at least so large (more groups):
        (M + 1) / (draws + 1). In ``attrs``: ``groups``, ``people`` (how many of each), ``n``, ``unit`` (what was
        shuffled), ``n_units``, ``exact``, ``dropped`` (people whose value is NaN), ``left_out`` (people without a value
        or a known group), ``null``.

    Raises
    ------
    DataError
        One group only; nothing can be shuffled; units whose people are of several groups.
    UsageError
        ``draws`` under 1; strata that vary inside a unit.
    WrongTypeError, UnknownNameError
        Not a measure; no such column.

    Warns
    -----
    CriticalSNAWarning
        Groups vary inside few organisations, so shuffling persons finds a difference too easily.

    Notes
    -----
    Where whole units of different sizes swap groups, ``null_mean`` need not be 0; the test is exact all the same.
    Somebody without a unit is a unit of one. Time O(units) a draw.

    References
    ----------
    Phipson & Smyth (2010), Statistical Applications in Genetics and Molecular Biology 9:39, for (M + 1) / (R + 1).

    Examples
    --------
    >>> import critical_sna as csna
    >>> named = pd.Series([0.0, 1.0, 4.0, 5.0], index=["Ana", "Bo", "Cy", "Di"])
    >>> sector = pd.Series(["family", "family", "school", "school"], index=named.index)
    >>> csna.permutation_test(named, by=sector).round(3).to_dict()
    {'effect': -4.0, 'null_mean': 0.0, 'null_sd': 2.38, 'p': 0.333, 'draws': 5.0, 'seed': 0.0}
    """
    where = "permutation_test"
    draws = check_draws(draws, where=where)
    generator(seed)  # a seed that cannot be one is refused also where nothing is drawn
    table = numbers(values, where=where)
    dealt = deal(table, by=by, units=units, strata=strata, people=people, draws=draws, where=where)
    observed, null = effects(dealt, draws=draws, seed=seed)
    chance = beside_chance(
        observed[0], null[:, 0], exact=len(null) < draws, scale=_scale(table)[0], upper=len(dealt.groups) > 2
    )
    result = pd.Series(
        {
            "effect": observed[0],
            "null_mean": chance.mean,
            "null_sd": chance.sd,
            "p": chance.p,
            "draws": float(len(null)),
            "seed": plain_seed(seed),
        },
        name=values.name,
    )
    result.attrs.update(facts(dealt, null, draws), dropped=int(table.iloc[:, 0].isna().sum()))
    return result


def permutation_tests(
    table: pd.DataFrame,
    *,
    by: Column,
    units: Column | None = None,
    people: People | None = None,
    draws: int = 9999,
    seed: int | np.random.Generator = 0,
    strata: Column | None = None,
) -> pd.DataFrame:
    """Compare the gaps of many measures with chance at once, so that many looks do not find something by themselves.

    Every draw deals out groups once for all measures. Beside each measure's own p stands one that holds for all of
    them together: step-down max-T, on gaps in standard deviations of their null.

    Parameters
    ----------
    table
        Measures, one column each, index ``person``.
    by, units, people, draws, seed, strata
        As in ``permutation_test``.

    Returns
    -------
    DataFrame, index ``measure``: ``value`` (the gap), ``n`` (people with a value and a group), ``response_rate``
        (answered / asked of the compared people, where ``people`` is a network), ``null_mean``, ``null_sd``, ``p``,
        ``p_adjusted``, ``lower``, ``upper`` (95 % interval of the gap between two groups, by jackknife over units and
        Student's t; NaN with more groups, or where a group has one unit), ``missing_lower``, ``missing_upper`` (NaN:
        see ``nonresponse_bounds`` and ``imputation_range``), ``withheld`` (a group has fewer than the least people).
        A measure whose gap cannot vary has p 1; NaN where a group has no value at all. ``attrs`` as in
        ``permutation_test``, with ``draws`` and ``seed``.

    Raises
    ------
    As ``permutation_test``.

    Notes
    -----
    ``p_adjusted`` bounds the chance of any false statement among the measures (in the strong sense where groups can be
    swapped under every subset of true nulls). Never smaller than p. Time O(units * measures) a draw.

    References
    ----------
    Westfall & Young (1993), Resampling-Based Multiple Testing, algorithm 4.1 (step-down max-T).

    Examples
    --------
    >>> import critical_sna as csna
    >>> people = ["Ana", "Bo", "Cy", "Di"]
    >>> table = pd.DataFrame({"named": [0.0, 1.0, 4.0, 5.0], "names": [3.0, 2.0, 3.0, 2.0]}, index=people)
    >>> sector = pd.Series(["family", "family", "school", "school"], index=people)
    >>> csna.permutation_tests(table, by=sector)[["value", "p", "p_adjusted"]].round(3).to_dict("index")
    {'named': {'value': -4.0, 'p': 0.333, 'p_adjusted': 0.667}, 'names': {'value': 0.0, 'p': 1.0, 'p_adjusted': 1.0}}
    """
    where = "permutation_tests"
    draws = check_draws(draws, where=where)
    generator(seed)
    frame = numbers(table, where=where)
    dealt = deal(frame, by=by, units=units, strata=strata, people=people, draws=draws, where=where)
    observed, null = effects(dealt, draws=draws, seed=seed)
    reach = _reach(dealt)
    several = len(dealt.groups) > 2
    chances = [
        beside_chance(effect, column, exact=len(null) < draws, scale=scale, upper=several)
        for effect, column, scale in zip(observed, null.T, _scale(frame), strict=True)
    ]
    means, sds = (np.array([getattr(c, name) for c in chances]) for name in ("mean", "sd"))
    result = pd.DataFrame(
        {
            "value": observed,
            "n": dealt.counts.sum(axis=0),
            "response_rate": _response_rate(people, frame, by),
            "null_mean": means,
            "null_sd": sds,
            "p": [c.p for c in chances],
            "p_adjusted": step_down(distances(observed, null, means, sds, _scale(frame), several)),
            "lower": observed - reach,
            "upper": observed + reach,
            "missing_lower": np.nan,
            "missing_upper": np.nan,
            "withheld": min(dealt.people) < limits.MIN_GROUP,
        },
        index=pd.Index([str(c) for c in frame.columns], dtype="str", name="measure"),
    )
    result["p_adjusted"] = result[["p", "p_adjusted"]].max(axis=1).where(result["p"].notna())
    result.attrs.update(facts(dealt, null, draws), draws=len(null), seed=plain_seed(seed))
    return result


def effects(dealt: Dealt, *, draws: int, seed: int | np.random.Generator) -> tuple[Floats, Floats]:
    """Give the effect of each measure as observed, and under each draw (draws x measures)."""
    observed = dealt.effects(dealt.labels[None, :])[0]
    blocks = list(dealt.drawn(draws=draws, seed=seed))
    return observed, np.concatenate(blocks)


def distances(
    observed: Floats, null: Floats, means: Floats, sds: Floats, scale: Floats, upper: bool
) -> tuple[Floats, Floats]:
    """Give how far each effect lies from none in sds of its own null: as observed, and under each draw.

    From 0 with two groups; upwards from the mean of the null with more (``upper``). 0 where the sd is 0.
    """
    varies = sds > 1e-12 * scale
    here, drawn = np.zeros_like(observed), np.zeros_like(null)
    centre = means if upper else np.zeros_like(means)
    here[varies] = (observed - centre)[varies] / sds[varies]
    drawn[:, varies] = (null - centre)[:, varies] / sds[varies]
    drawn[np.isnan(drawn)] = -np.inf if upper else 0.0
    return (here, drawn) if upper else (np.asarray(np.abs(here)), np.asarray(np.abs(drawn)))


def step_down(far: tuple[Floats, Floats]) -> Floats:
    """Give Westfall-Young adjusted p: the largest distance among a measure and all that lie nearer."""
    observed, null = far
    order = np.argsort(-np.nan_to_num(observed, nan=-np.inf), kind="stable")
    adjusted = np.full(len(observed), np.nan)
    largest = np.full(len(null), -np.inf)
    share = np.empty(len(observed))
    for place in order[::-1]:
        np.maximum(largest, null[:, place], out=largest)
        share[place] = ((largest >= observed[place] - 1e-9).sum() + 1) / (len(null) + 1)
    running = 0.0
    for place in order:
        if not np.isnan(observed[place]):
            running = max(running, share[place])
            adjusted[place] = running
    return adjusted


def facts(dealt: Dealt, null: Floats, draws: int) -> dict[str, object]:
    """Say what was shuffled, for ``attrs``."""
    return {
        "groups": dealt.groups,
        "people": dealt.people,
        "n": sum(dealt.people),
        "unit": dealt.unit,
        "n_units": len(dealt.labels),
        "exact": len(null) < draws,
        "left_out": dealt.left_out,
        "null": "labels of persons" if dealt.unit == "person" else f"labels of {dealt.unit}",
    }


def _reach(dealt: Dealt) -> Floats:
    """Give half the width of the interval of each gap; as many degrees of freedom as units beyond the two groups."""
    from scipy import special

    free = max(len(dealt.labels) - 2, 1)
    return np.asarray(special.stdtrit(free, 1 - _OUTSIDE / 2) * dealt.standard_errors())


def _scale(frame: pd.DataFrame) -> Floats:
    return np.asarray(np.nan_to_num(frame.abs().max().to_numpy(dtype=float), nan=0.0))


def _response_rate(people: People | None, frame: pd.DataFrame, by: Column) -> float:
    """Give answered / asked of those who have a group; NaN where nobody can know."""
    if not isinstance(people, PartnerNetwork):
        return float("nan")
    labels = by if isinstance(by, str) else by.reindex(people._people.index)
    codes, _ = group_codes(people._people, labels, where="permutation_tests(by=...)")
    grouped = (codes >= 0) & people._people.index.isin(frame.index)
    asked = int((people.asked & grouped).sum())
    return float((people.answered & grouped).sum() / asked) if asked else float("nan")
