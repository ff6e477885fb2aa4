"""Strengths of groups' own networks: how much people of a group go to each other, return it, and reach each other."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
import numpy.typing as npt
import pandas as pd

from critical_sna._core import limits
from critical_sna.equity.memberships import Groups, dealt_out, members_of
from critical_sna.errors import DataError, UsageError
from critical_sna.network.accept import as_network
from critical_sna.network.partner import PartnerNetwork
from critical_sna.nulls.labels import shuffled_groups
from critical_sna.nulls.units import units_of
from critical_sna.voice._intervals import jackknife
from critical_sna.voice._paths import Arcs, reach_counts
from critical_sna.words import say

if TYPE_CHECKING:
    from critical_sna.network.accept import NetworkLike

DENSITY, RETURNED, REACH = "internal_density", "internal_reciprocity", "internal_reach"
FIGURES = (DENSITY, RETURNED, REACH)
Floats = npt.NDArray[np.float64]
Integers = npt.NDArray[np.int64]
Mask = npt.NDArray[np.bool_]


class _Asked(NamedTuple):
    """The network as arrays: ties as reported, which of them are decided both ways, and cells left open."""

    n: int
    sources: Integers
    targets: Integers
    decided: Mask
    """Of each tie: whether the other end answered about it."""
    returned: Mask
    open_rows: Integers
    open_columns: Integers
    answered: Mask
    asked: Mask
    backwards: bool
    """Voice travels from the person named to the person who names."""
    both_ways: bool
    directed: bool
    """Which way voice travels was declared."""


class _Figures(NamedTuple):
    """One group's figures: above / below of each, and each member's part in them."""

    above: Floats
    below: Floats
    part_above: Floats
    part_below: Floats
    reach: Floats
    """Of each member whose voice could be known: the share of the other members reached."""


def group_strengths(
    net: NetworkLike,
    *,
    groups: Groups,
    units: str | pd.Series | None = None,
    draws: int = 199,
    seed: int = 0,
) -> pd.DataFrame:
    """Measure what each group has within itself: density, reciprocity and reach of its own network.

    To be read beside gaps: a group that others rarely name may well be dense and mutual inside. Neither many nor few
    ties inside are a goal in themselves; ask which ties people want.

    Parameters
    ----------
    net
        Network of *n* people.
    groups
        A people column, a Series on the same people, or a table of ``memberships`` (a person may be in several).
    units
        What carries the group, for the null, as in ``group_periphery``.
    draws, seed
        How many times groups are dealt out anew over units; 0 leaves the null out.

    Returns
    -------
    DataFrame, index (``group``, ``figure``)
        Figures: ``internal_density`` (ties inside / cells inside that were answered), ``internal_reciprocity`` (share
        of ties inside that are returned, of those answered both ways), ``internal_reach`` (share of the other members
        whom a member's voice reaches through members alone; NaN where the direction was never declared).
        ``value``; ``n``, cells, ties and members it rests on; ``response_rate`` (answered / asked, of the members);
        ``null_mean``, ``null_sd``, ``p`` (two-sided, this figure by itself); ``lower``, ``upper`` (95 %, leaving out
        one member at a time); ``missing_lower``, ``missing_upper`` (least and most over everything that the silent who
        were asked and blank cells could say, exact); ``withheld`` (fewer than 5 members); ``note`` (why something is
        not defined). Isolates count: they make a density and a reach smaller.

    Raises
    ------
    DataError
        Nobody's group is known.
    UsageError
        A group that differs inside a unit; ``draws`` below 0.
    UnknownNameError
        No such people column.

    Notes
    -----
    One group only is no fault here, but has no null. Densities of groups of different sizes are compared through their
    nulls, because small groups are denser by chance alone. Time O(draws * groups * (n + ties)).

    References
    ----------
    Wasserman & Faust (1994), Social Network Analysis, sections 4.2 and 13.2; reach is this library's construct.

    Examples
    --------
    >>> import critical_sna as csna
    >>> people = pd.DataFrame({"id": ["Ana", "Bo", "Cy"], "sector": ["family", "family", "school"]})
    >>> ties = pd.DataFrame({"source": ["Ana", "Bo", "Cy"], "target": ["Bo", "Ana", "Ana"]})
    >>> net = csna.PartnerNetwork.from_frames(people, ties, reports="seeks_from")
    >>> csna.group_strengths(net, groups="sector", draws=0).loc["family", "value"].to_dict()
    {'internal_density': 1.0, 'internal_reciprocity': 1.0, 'internal_reach': 1.0}
    """
    net = as_network(net, where="group_strengths(net)").as_asked()
    if isinstance(draws, bool) or draws < 0:
        raise UsageError(
            f"draws must be 0 or more, not {draws!r}.", where="group_strengths(draws=...)", mend="draws=199"
        )
    members = members_of(net._people, groups, where="group_strengths(groups=...)")
    if not members.mask.any():
        raise DataError(
            "Nobody's group is known.", where="group_strengths(groups=...)", mend="take an attribute that was told"
        )
    unit_codes, unit = units_of(net, members.patterns, units, where="group_strengths(units=...)")
    asked = _as_arrays(net)
    found = _figures(asked, members.mask)
    values = np.array([_values(one) for one in found])
    drawn = np.array(
        [
            [_values(one) for one in _figures(asked, dealt_out(members, codes))]
            for codes in (
                shuffled_groups(members.patterns, unit_codes, draws=draws, seed=seed)
                if draws and (members.patterns >= 0).any()
                else ()
            )
        ]
    ).reshape(-1, *values.shape)
    rows = [row for g in range(len(members.names)) for row in _rows(net, asked, found[g], members.mask[:, g])]
    table = pd.DataFrame(rows)
    table.insert(0, "group", np.repeat(np.array(members.names, dtype=object), len(FIGURES)))
    table = table.astype({"group": "str", "figure": "str"}).set_index(["group", "figure"])
    _add_null(table, values, drawn)
    table.attrs = {"draws": len(drawn), "seed": seed, "null": f"groups dealt out anew over {unit}", "unit": unit}
    return table


def _as_arrays(net: PartnerNetwork) -> _Asked:
    n = max(net.n_people, 1)
    sources, targets = net.arcs
    keys, back = sources * np.int64(n) + targets, targets * np.int64(n) + sources
    rows, columns = (c.astype(np.int64) for c in net.unknown_cells.tocoo().coords)
    spoke = net.answered[rows]
    rows, columns = rows[spoke], columns[spoke]
    told = net.answered[sources]
    decided = told & net.answered[targets] & ~np.isin(back, rows * n + columns)
    return _Asked(
        n=net.n_people,
        sources=sources,
        targets=targets,
        decided=decided,
        returned=np.isin(back, keys),
        open_rows=rows,
        open_columns=columns,
        answered=net.answered,
        asked=net.asked,
        backwards=net.reports == "seeks_from",
        both_ways=net.reports == "mutual",
        directed=net.reports is not None,
    )


def _figures(asked: _Asked, masks: Mask) -> list[_Figures]:
    """Count what each group (a column of ``masks``) has inside."""
    return [_inside(asked, mask, reach) for mask, reach in zip(masks.T, _reach(asked, masks), strict=True)]


def _inside(asked: _Asked, mask: Mask, reach: Floats) -> _Figures:
    """Count what one group has inside."""
    n, size = asked.n, int(mask.sum())
    own = mask[asked.sources] & mask[asked.targets] & asked.answered[asked.sources]
    sure = own & asked.decided
    back = sure & asked.returned
    blank = mask[asked.open_rows] & mask[asked.open_columns]
    spoke = asked.answered & mask
    answered = np.where(spoke, size - 1.0, 0.0) + np.where(mask, spoke.sum() - spoke, 0.0)
    answered -= np.bincount(asked.open_rows[blank], minlength=n) + np.bincount(asked.open_columns[blank], minlength=n)
    cells = float(spoke.sum() * (size - 1) - blank.sum()) if size else 0.0

    def ends(some: Mask) -> Floats:
        return np.asarray(
            np.bincount(asked.sources[some], minlength=n) + np.bincount(asked.targets[some], minlength=n), dtype=float
        )

    return _Figures(
        above=np.array([own.sum(), back.sum()], dtype=float),
        below=np.array([cells, sure.sum()], dtype=float),
        part_above=np.array([ends(own), ends(back)]),
        part_below=np.array([np.where(mask, answered, 0.0), ends(sure)]),
        reach=reach,
    )


def _reach(asked: _Asked, masks: Mask) -> list[Floats]:
    """Give the share of the other members whose hearing is known whom each member reaches through members."""
    if not asked.directed:
        return [np.zeros(0) for _ in masks.T]
    told = asked.answered[asked.sources]
    tails, heads = asked.sources[told], asked.targets[told]
    if asked.backwards:
        tails, heads = heads, tails
    if asked.both_ways:
        tails, heads = np.concatenate([tails, heads]), np.concatenate([heads, tails])
    own = not (asked.backwards or asked.both_ways)
    order = np.argsort(heads, kind="stable")
    arcs = Arcs(asked.n, tails[order], heads[order])
    voices = [np.flatnonzero(mask & asked.answered if own else mask) for mask in masks.T]
    hears = [(mask if own else mask & asked.answered).astype(float) for mask in masks.T]
    inside = [(some, mask) for some, mask in zip(voices, masks.T, strict=True)]  # others may hear, but pass nothing on
    found = reach_counts(arcs, inside, [column[:, None] for column in hears])
    shares = []
    for some, column, reached in zip(voices, hears, found, strict=True):
        others = column.sum() - column[some]
        shares.append(np.asarray(reached[others > 0, 0] / others[others > 0]))
    return shares


def _values(one: _Figures) -> Floats:
    """Give the three figures, NaN where one rests on nothing."""
    with np.errstate(invalid="ignore", divide="ignore"):
        shares = np.where(one.below > 0, one.above / one.below, np.nan)
    return np.append(shares, one.reach.mean() if len(one.reach) else np.nan)


def _rows(net: PartnerNetwork, asked: _Asked, one: _Figures, mask: Mask) -> Iterator[dict[str, object]]:
    """Give the rows of one group."""
    values, size = _values(one), int(mask.sum())
    rate = float((asked.answered & mask).sum() / max((asked.asked & mask).sum(), 1)) if size else np.nan
    ranges = _missing(asked, mask, one)
    for k, figure in enumerate(FIGURES):
        if figure == REACH:
            enough = len(one.reach) > 2
            lower, upper = jackknife(one.reach, np.arange(len(one.reach))) if enough else (np.nan, np.nan)
            n = float(len(one.reach))
        else:
            lower, upper = _leaving_one_out(one, k, mask)
            n = float(one.below[k])
        yield {
            "figure": figure,
            "value": values[k],
            "n": n,
            "response_rate": rate,
            "null_mean": np.nan,
            "null_sd": np.nan,
            "p": np.nan,
            "lower": lower,
            "upper": upper,
            "missing_lower": ranges[k][0],
            "missing_upper": ranges[k][1],
            "withheld": size < limits.MIN_GROUP,
            "note": _note(asked, figure, size)
            if np.isnan(values[k])
            else (say("voice.no_interval") if np.isnan(lower) else ""),
        }


def _note(asked: _Asked, figure: str, size: int) -> str:
    if size < 2:
        return say("voice.strength_alone")
    if figure == REACH and not asked.directed:
        return say("voice.strength_undeclared")
    return say("voice.strength_no_ties" if figure == RETURNED else "voice.strength_unanswered")


def _leaving_one_out(one: _Figures, k: int, mask: Mask) -> tuple[float, float]:
    """Give a 95 % interval of a share, all cells of one member taken out at a time; NaN where one is all there is."""
    from scipy.special import stdtrit

    left = one.below[k] - one.part_below[k][mask]
    if len(left) < 3 or one.below[k] <= 0 or (left <= 0).any():
        return np.nan, np.nan
    without, m = (one.above[k] - one.part_above[k][mask]) / left, len(left)
    error = np.sqrt((m - 1) / m * ((without - without.mean()) ** 2).sum())
    value, reach = one.above[k] / one.below[k], float(stdtrit(m - 1, 0.975)) * float(error)
    return float(max(value - reach, 0.0)), float(min(value + reach, 1.0))


def _missing(asked: _Asked, mask: Mask, one: _Figures) -> list[tuple[float, float]]:
    """Give the least and the most of each figure over what the silent who were asked and blank cells could say."""
    members = np.flatnonzero(mask)
    silent = members[asked.asked[members] & ~asked.answered[members]]
    blank = mask[asked.open_rows] & mask[asked.open_columns]
    rows = np.concatenate([np.repeat(silent, len(members)), asked.open_rows[blank]])
    columns = np.concatenate([np.tile(members, len(silent)), asked.open_columns[blank]])
    rows, columns = rows[rows != columns], columns[rows != columns]
    if not len(rows):
        return [(float(v), float(v)) for v in _values(one)]
    answered = asked.answered | (asked.asked & mask)
    own = mask[asked.sources] & mask[asked.targets] & asked.answered[asked.sources]
    tied = asked.sources[own] * np.int64(asked.n) + asked.targets[own]
    opened, facing = rows * np.int64(asked.n) + columns, columns * np.int64(asked.n) + rows
    filled = [
        asked._replace(
            sources=keys // asked.n,
            targets=keys % asked.n,
            decided=answered[keys // asked.n] & answered[keys % asked.n],
            returned=np.isin(keys % asked.n * np.int64(asked.n) + keys // asked.n, keys),
            open_rows=rows[:0],
            open_columns=rows[:0],
            answered=answered,
        )
        for keys in _extremes(tied, opened, facing, answered[columns])
    ]
    nobody, everybody, apart, together = (_values(_figures(case, mask[:, None])[0]) for case in filled)
    return [
        (float(nobody[0]), float(everybody[0])),
        (float(np.fmin(apart[1], together[1])), float(np.fmax(apart[1], together[1]))),  # one may leave no tie at all
        (float(nobody[2]), float(everybody[2])),
    ]


def _extremes(tied: Integers, opened: Integers, facing: Integers, may_return: Mask) -> Iterator[Integers]:
    """Yield the ties where open cells name nobody, everybody, as few as are returned, and as many."""
    yield np.unique(tied)
    yield np.union1d(tied, opened)
    back = np.isin(facing, tied)
    once = opened < facing
    also_open = np.isin(facing, opened)
    # A tie that comes back counts twice above and below; one that does not counts once below: the least and the most.
    yield np.union1d(tied, opened[~back & may_return & (~also_open | once)])
    yield np.union1d(tied, opened[back | also_open])


def _add_null(table: pd.DataFrame, values: Floats, drawn: Floats) -> None:
    """Set each figure beside the same figure of groups dealt out anew: distances from the mean of all of them."""
    if not len(drawn):
        return
    every = np.concatenate([values[None], drawn])
    known = (~np.isnan(every)).sum(axis=0)
    with np.errstate(invalid="ignore", divide="ignore"):
        mean = np.where(known > 0, np.nansum(every, axis=0) / known, np.nan)
        sd = np.where(known > 1, np.sqrt(np.nansum((every - mean) ** 2, axis=0) / (known - 1)), np.nan)
        far = np.abs(every - mean)
    as_far = (far[1:] >= far[0] - 1e-12).sum(axis=0)
    compared = np.maximum(known - 1, 0)
    p = np.where(np.isnan(values) | (sd <= 1e-12) | np.isnan(sd), np.nan, (as_far + 1) / (compared + 1))
    table["null_mean"], table["null_sd"], table["p"] = mean.ravel(), sd.ravel(), p.ravel()
    still = (np.isnan(p) & ~np.isnan(values)).ravel()
    table.loc[still, "note"] = say("voice.group_no_other_way")
