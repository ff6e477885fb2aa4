"""What every test here shares: orders of people, and an effect beside what chance gave."""

from __future__ import annotations

import itertools
import math
from collections.abc import Iterator
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from critical_sna._core.randomness import generator
from critical_sna.errors import UsageError
from critical_sna.nulls.labels import arrangements, every_arrangement, shuffled_labels

Codes = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]

_ROUNDING = 1e-9
_NOISE = 1e-13
"""Figures that differ by less, beside the spread of the null and beside the values, are the same figure."""


class Chance(NamedTuple):
    """Mean and standard deviation of the null, and p."""

    mean: float
    sd: float
    p: float


def beside_chance(observed: float, drawn: Floats, *, exact: bool, scale: float = 1.0, upper: bool = False) -> Chance:
    """Set an effect beside drawn ones: p = (M + 1) / (R + 1).

    M of R draws lie at least as far from 0 as what was observed (``upper``: are at least as large). Draws that are NaN
    do not count. ``exact``: the draws are all other arrangements, so mean and sd are over these and the one observed;
    else over the draws. ``scale`` is the size of the values that the effect was made of. NaN where the effect is.
    """
    if np.isnan(observed):
        return Chance(np.nan, np.nan, np.nan)
    known = drawn[~np.isnan(drawn)]
    null = np.append(known, observed) if exact or not len(known) else known
    mean, sd = float(null.mean()), float(null.std())
    near = _ROUNDING * sd + _NOISE * scale
    as_far = known >= observed - near if upper else np.abs(known) >= abs(observed) - near
    return Chance(mean, sd, float((as_far.sum() + 1) / (len(known) + 1)))


def label_orders(
    labels: Codes, strata: Codes | None, *, draws: int, seed: int | np.random.Generator
) -> Iterator[Codes]:
    """Yield other orders of labels that stay inside their stratum: all of them where there are at most ``draws``."""
    if strata is None:
        yield from shuffled_labels(labels, draws=draws, seed=seed)
        return
    parts = [np.flatnonzero(strata == s) for s in np.unique(strata)]
    if _orders_inside(labels, parts, most=draws) <= draws:
        for orders in itertools.product(*(list(every_arrangement(labels[part])) for part in parts)):
            order = labels.copy()
            for part, inside in zip(parts, orders, strict=True):
                order[part] = inside
            if not np.array_equal(order, labels):
                yield order
        return
    rng = generator(seed, "labels")
    sorted_places = np.argsort(strata, kind="stable")
    for _ in range(draws):
        order = np.empty_like(labels)
        order[sorted_places] = labels[np.lexsort((rng.random(len(labels)), strata))]
        yield order


def _orders_inside(labels: Codes, parts: list[npt.NDArray[np.intp]], *, most: int) -> int:
    count = 1
    for part in parts:
        count *= arrangements(labels[part], most=most)
        if count > most:
            return most + 1
    return count


def order_count(labels: Codes, strata: Codes | None, *, draws: int) -> int:
    """Count the different orders, or give ``draws + 1`` where there are more than ``draws``."""
    if strata is None:
        return arrangements(labels, most=draws)
    return _orders_inside(labels, [np.flatnonzero(strata == s) for s in np.unique(strata)], most=draws)


def people_orders(n: int, strata: Codes | None, *, draws: int, seed: int | np.random.Generator) -> Iterator[Codes]:
    """Yield orders of n people other than the one at hand; nobody leaves the own stratum.

    Where there are no more than ``draws`` different orders, all of them but the one at hand; else ``draws`` random
    ones, each as likely as any other.
    """
    strata = np.zeros(n, dtype=np.int64) if strata is None else strata
    parts = [np.flatnonzero(strata == s) for s in np.unique(strata)]
    if math.prod(math.factorial(min(len(part), 20)) for part in parts) <= draws:
        first = np.arange(n)
        for orders in itertools.product(*(itertools.permutations(part.tolist()) for part in parts)):
            order = first.copy()
            for part, inside in zip(parts, orders, strict=True):
                order[part] = inside
            if not np.array_equal(order, first):
                yield order
        return
    rng = generator(seed, "people")
    places = np.argsort(strata, kind="stable")
    for _ in range(draws):
        order = np.empty(n, dtype=np.int64)
        order[places] = np.lexsort((rng.random(n), strata))
        yield order


def check_draws(draws: object, *, where: str) -> int:
    """Give the number of draws, or refuse what is none."""
    if isinstance(draws, bool) or not isinstance(draws, int | np.integer) or draws < 1:
        raise UsageError(
            f"draws must be a whole number of 1 or more, not {draws!r}.", where=f"{where}(draws=...)", mend="draws=999"
        )
    return int(draws)


def plain_seed(seed: int | np.random.Generator) -> float:
    """Give the seed as a number, NaN for a generator that somebody else started."""
    return float("nan") if isinstance(seed, np.random.Generator) else float(seed)
