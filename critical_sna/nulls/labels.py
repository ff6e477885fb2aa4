"""Labels dealt out anew: who is in which group is shuffled, by person or by whole organisations."""

from __future__ import annotations

import math
from collections.abc import Iterator

import numpy as np
import numpy.typing as npt

from critical_sna._core.randomness import generator

Codes = npt.NDArray[np.int64]


def arrangements(labels: Codes, *, most: int) -> int:
    """Count the different orders of these labels, or give ``most + 1`` where there are more than ``most``."""
    left, count = len(labels), 1
    for size in sorted(np.bincount(labels).tolist()):
        if 0 < size < left and left > most:
            return most + 1  # there are at least so many ways to choose some of them
        count *= math.comb(left, size)
        if count > most:
            return most + 1
        left -= size
    return count


def every_arrangement(labels: Codes) -> Iterator[Codes]:
    """Yield each different order of these labels once, in ascending order."""
    order = np.sort(labels)
    while True:
        yield order.copy()
        rising = np.flatnonzero(order[:-1] < order[1:])
        if not len(rising):
            return
        at = rising[-1]
        larger = np.flatnonzero(order > order[at])[-1]
        order[at], order[larger] = order[larger], order[at]
        order[at + 1 :] = order[at + 1 :][::-1]


def shuffled_labels(labels: Codes, *, draws: int, seed: int | np.random.Generator = 0) -> Iterator[Codes]:
    """Yield other orders of these labels.

    Where there are no more than ``draws`` different orders, all of them but the one given; else ``draws`` random ones.
    Codes are 0 and up.
    """
    if arrangements(labels, most=draws) <= draws:
        yield from (order for order in every_arrangement(labels) if not np.array_equal(order, labels))
        return
    rng = generator(seed, "labels")
    for _ in range(draws):
        yield rng.permutation(labels)


def shuffled_groups(groups: Codes, units: Codes, *, draws: int, seed: int | np.random.Generator = 0) -> Iterator[Codes]:
    """Yield each person's group after whole units have swapped theirs.

    Parameters
    ----------
    groups
        Each person's group as a code, -1 where it is not known: stays so.
    units
        Each person's unit as a code (0 and up); everybody of a unit with a known group has the same.
    draws, seed
        As in ``shuffled_labels``, over units with a known group.
    """
    known = groups >= 0
    held, place = np.unique(units[known], return_inverse=True)
    of_unit = np.zeros(len(held), dtype=np.int64)
    of_unit[place] = groups[known]
    for labels in shuffled_labels(of_unit, draws=draws, seed=seed):
        shuffled = groups.copy()
        shuffled[known] = labels[place]
        yield shuffled
