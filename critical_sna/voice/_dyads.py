"""Pairs of people observed both ways, with the strength of influence in each direction."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from critical_sna._core import limits
from critical_sna.network.partner import PartnerNetwork
from critical_sna.network.slices import cells_between

Codes = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class Dyads:
    """Pairs observed both ways in which somebody influences the other, and what is left open among the rest."""

    n: int
    one: Codes
    other: Codes
    forth: Floats
    """Influence of ``one`` on ``other``."""
    back: Floats
    open_one: Codes
    """Pairs of people who could be observed both ways, of which a cell was left open."""
    open_other: Codes
    answered: npt.NDArray[np.bool_]
    both_ways: bool
    """A tie counts both ways and either end may report it."""


def dyads_of(net: PartnerNetwork) -> Dyads:
    """Lay out the pairs along the flow of influence: from who shapes to who is shaped."""
    flow = net.flow()
    n = max(flow.n_people, 1)
    either = flow.reporter == "either"
    seen = net.answered

    def observable(i: Codes, j: Codes) -> npt.NDArray[np.bool_]:
        return np.asarray(seen[i] | seen[j] if either else seen[i] & seen[j])

    rows, columns = (c.astype(np.int64) for c in flow.unknown_cells.tocoo().coords)
    shut = np.unique(np.minimum(rows, columns) * n + np.maximum(rows, columns))
    shut = shut[observable(shut // n, shut % n)]
    sources, targets = flow.arcs
    pairs = np.unique(np.minimum(sources, targets) * n + np.maximum(sources, targets))
    pairs = pairs[observable(pairs // n, pairs % n) & ~np.isin(pairs, shut)]
    one, other = pairs // n, pairs % n
    ties, strength = sources * n + targets, flow._strengths
    return Dyads(
        n=flow.n_people,
        one=one,
        other=other,
        forth=_held(ties, strength, one * n + other),
        back=_held(ties, strength, other * n + one),
        open_one=shut // n,
        open_other=shut % n,
        answered=seen,
        both_ways=either,
    )


def _held(ties: Codes, strength: Floats, cells: Codes) -> Floats:
    """Give the strength in each cell, 0 where there is no tie; ties are sorted."""
    if not len(ties):
        return np.zeros(len(cells))
    place = np.minimum(np.searchsorted(ties, cells), len(ties) - 1)
    return np.where(ties[place] == cells, strength[place], 0.0)


def observed_pairs(
    dyads: Dyads, codes: Codes | None = None, *, between: tuple[int, int] | None = None
) -> tuple[Floats, Floats]:
    """Count, for each person, the others observed both ways, and all others.

    With ``codes`` only people of two different, known groups; with ``between`` only people of these two groups.
    """
    n = dyads.n
    everybody = np.ones(n, dtype=bool)
    if codes is None:
        counted, apart = everybody, np.zeros(n, dtype=np.int64)
    else:
        counted = np.isin(codes, between) if between else codes >= 0
        apart = np.where(counted, codes, 0)

    def others(mask: npt.NDArray[np.bool_]) -> Floats:
        """Count those of ``mask`` who make a pair with each person."""
        held = mask & counted
        if codes is None:
            return np.asarray(held.sum() - held, dtype=float)
        size = np.bincount(apart[held], minlength=int(apart.max(initial=0)) + 1)
        return np.asarray(np.where(counted, held.sum() - size[apart], 0), dtype=float)

    possible, spoke = others(everybody), others(dyads.answered)
    observed = np.where(dyads.answered, possible if dyads.both_ways else spoke, spoke if dyads.both_ways else 0.0)
    one, other = dyads.open_one, dyads.open_other
    if codes is not None:
        kept = counted[one] & counted[other] & (apart[one] != apart[other])
        one, other = one[kept], other[kept]
    left_open = np.bincount(one, minlength=n) + np.bincount(other, minlength=n)
    return np.asarray(observed - left_open, dtype=float), possible


class LeftOut(NamedTuple):
    """A ratio when one respondent is left out: a 95 % interval, and the smallest and the largest."""

    lower: float
    upper: float
    least: float
    most: float


def leave_one_out(ends: Codes, above: Floats, below: Floats, people: npt.NDArray[np.integer], n: int) -> LeftOut:
    """Take every pair of one respondent out of sum(above) / sum(below), one respondent after the other.

    The interval is NaN with fewer than two respondents, or where without one of them nothing is left.
    """
    nothing = LeftOut(np.nan, np.nan, np.nan, np.nan)
    if not len(people) or below.sum() <= 0:
        return nothing
    of_above = np.bincount(ends[0], above, n) + np.bincount(ends[1], above, n)
    of_below = np.bincount(ends[0], below, n) + np.bincount(ends[1], below, n)
    left = below.sum() - of_below[people]
    defined = left > 1e-12 * below.sum()
    ratios = (above.sum() - of_above[people])[defined] / left[defined]
    if not len(ratios):
        return nothing
    least, most, m = float(ratios.min()), float(ratios.max()), len(people)
    if m < 2 or not defined.all():
        return LeftOut(np.nan, np.nan, least, most)
    from scipy.special import stdtrit

    error = np.sqrt((m - 1) / m * ((ratios - ratios.mean()) ** 2).sum())
    reach, value = float(stdtrit(m - 1, 0.975)) * float(error), float(above.sum() / below.sum())
    return LeftOut(value - reach, value + reach, least, most)


def fullest_strength(net: PartnerNetwork) -> float:
    """Give the largest strength an answer may have: of the scale, else of those reported."""
    held = net._strengths
    return float(max([*(net.level_strengths or ()), *held, 0.0])) or 1.0


def unknown_between(net: PartnerNetwork, codes: Codes, n_groups: int) -> tuple[Floats, Floats]:
    """Give, from group to group along the flow, the strength that was told, and the most that was not.

    Cells of people who were never asked are no missing answers.
    """
    flow = net.flow()
    sources, targets = flow.arcs
    known = np.bincount(
        codes[sources] * n_groups + codes[targets],
        flow._strengths,
        n_groups * n_groups,
    ).reshape(n_groups, n_groups)
    observed, possible = cells_between(flow, codes, n_groups)
    size, never = np.bincount(codes, minlength=n_groups), np.bincount(codes[~net.asked], minlength=n_groups)
    if flow.reporter == "either":
        beyond = np.outer(never, never) - np.diag(never)
    else:
        rows, columns = (never, size) if flow.reporter == "source" else (size, never)
        beyond = np.outer(rows, columns) - np.diag(never)
    unheard = np.asarray(possible - observed - beyond, dtype=float)
    return known.astype(float), unheard * fullest_strength(net)


def shared_bounds(net: PartnerNetwork, fullest: float) -> tuple[float, float]:
    """Give the least and the largest share of influence that goes both ways, over what was never told.

    Exact: each pair takes one of few extreme answers; which one depends only on the share itself (Dinkelbach's
    iteration). Pairs with somebody who was never asked do not count. NaN where no influence is left, or above the
    limit of people.
    """
    n = net.n_people
    if n > limits.DYAD_CELLS_PEOPLE:
        return np.nan, np.nan
    asked = net.as_asked()
    w, hidden = np.zeros((n, n)), np.zeros((n, n), dtype=bool)
    w[asked.arcs] = asked._strengths
    hidden[asked.unknown_cells.tocoo().coords] = True
    hidden[~net.answered] = True
    one, other = (c.astype(np.int64) for c in np.triu_indices(n, 1))
    counted = net.asked[one] & net.asked[other]
    one, other = one[counted], other[counted]
    forth, back, off, away = w[one, other], w[other, one], hidden[one, other], hidden[other, one]
    both, none = off & away, ~off & ~away
    told = np.where(off, back, forth)[off ^ away]
    low = np.minimum(told, fullest)
    half = [(0 * told, told), (2 * low, told + low), (2 * low, told + fullest)]
    free = np.ones(int(both.sum()))
    whole = [(0 * free, 0 * free), (0 * free, fullest * free), (2 * fullest * free, 2 * fullest * free)]
    fixed = 2 * np.minimum(forth, back)[none].sum(), (forth + back)[none].sum()
    return _extreme(fixed, (half, whole), -1.0), _extreme(fixed, (half, whole), 1.0)


def _extreme(fixed: tuple[float, float], kinds: tuple[list[tuple[Floats, Floats]], ...], sign: float) -> float:
    """Choose one answer for each pair so that sum(above) / sum(below) is extreme."""
    share = 0.0 if sign > 0 else 1.0
    for _ in range(100):
        above, below = fixed
        for answers in kinds:
            worth = np.stack([sign * (a - share * b) for a, b in answers])
            best = worth.argmax(axis=0) if worth.size else np.zeros(0, dtype=np.int64)
            column = np.arange(len(best))
            above = above + np.stack([a for a, _ in answers])[best, column].sum()
            below = below + np.stack([b for _, b in answers])[best, column].sum()
        if below <= 0:
            return float("nan")
        found = float(above / below)
        if abs(found - share) < 1e-12:
            return found
        share = found
    return share
