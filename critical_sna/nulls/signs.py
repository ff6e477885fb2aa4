"""Sign flips: the difference within each pair turned round by chance."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from critical_sna._core import limits
from critical_sna._core.randomness import generator

Floats = npt.NDArray[np.float64]

_NUMBERS_A_BLOCK = 2_000_000
_ROUNDING = 1e-9


class SignFlip(NamedTuple):
    """What the sum of differences would be if each could as well have gone the other way round."""

    total: float
    variance: float
    """Of the sum under flips: the sum of squared differences; the mean is 0."""
    p: float
    """Two-sided, (M + 1) / (R + 1)."""
    draws: int
    """Arrangements beside the one observed."""
    exact: bool


def sign_flip(differences: Floats, *, draws: int, seed: int | np.random.Generator) -> SignFlip:
    """Set a sum of differences beside the sums with every sign turned by chance.

    Differences of 0 do not count. Up to ``limits.EXACT_SIGN_FLIPS`` of them, all 2^m arrangements are listed (the one
    observed is one of them); else ``draws`` are drawn. Without any difference p is 1.
    """
    held = np.asarray(differences, dtype=float)
    held = held[held != 0]
    total, variance = float(held.sum()), float((held**2).sum())
    least = abs(total) - _ROUNDING * float(np.abs(held).sum())
    if len(held) <= limits.EXACT_SIGN_FLIPS:
        sums = every_sum(held)
        return SignFlip(total, variance, float((np.abs(sums) >= least).mean()), len(sums) - 1, True)
    rng = generator(seed, "signs")
    as_far = 0
    rows = max(1, _NUMBERS_A_BLOCK // len(held))
    for first in range(0, draws, rows):
        signs = rng.integers(0, 2, size=(min(rows, draws - first), len(held)), dtype=np.int8)
        as_far += int((np.abs((2.0 * signs - 1.0) @ held) >= least).sum())
    return SignFlip(total, variance, (as_far + 1) / (draws + 1), draws, False)


def every_sum(differences: Floats) -> Floats:
    """Give the sums of all 2^m choices of signs."""
    sums = np.zeros(1)
    for difference in differences:
        sums = np.concatenate([sums + difference, sums - difference])
    return sums
