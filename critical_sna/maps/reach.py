"""Shares of possible ties between groups, with small groups and what would give them away hidden. Pure arithmetic."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from critical_sna._core import limits
from critical_sna.maps.scene import HIDDEN, NOT_KNOWN, Scene

Floats = npt.NDArray[np.float64]


def shares(ties: Floats, possible: Floats, sizes: npt.NDArray[np.int64]) -> Floats:
    """Give ties / possible pairs, HIDDEN where a group is small, NOT_KNOWN where nobody could say.

    The page also shows how many ties there are in all. So one more group is hidden for as long as the hidden cells
    could be worked out from that total: where there is only one of them, or they are all empty, or all full.
    """
    known = possible > 0
    out = np.where(known, ties / np.where(known, possible, 1.0), NOT_KNOWN)
    small = (sizes > 0) & (sizes < limits.MIN_GROUP)
    while small.any():
        hidden = small[:, None] | small[None, :]
        among, room = float(ties[hidden].sum()), float(possible[hidden].sum())
        left = np.flatnonzero(~small & (sizes > 0))
        if not len(left) or ((hidden & known).sum() > 1 and 0 < among < room):
            return np.asarray(np.where(hidden, HIDDEN, out))
        small[left[np.argmin(sizes[left])]] = True
    return np.asarray(out)


def table(scene: Scene, wave: int, level: int = 0) -> list[list[float | None]]:
    """Give the shares of one wave and strength as they are read: rows and columns are those of the legend.

    A hidden cell is None, and -1 stands where nobody could say.
    """
    count = len(scene.looks)
    row = (wave * len(scene.levels) + level) * count
    values = scene.reach.to_numpy(dtype=float)[row : row + count]
    return [[percent(share) for share in line] for line in values]


def percent(share: float) -> float | None:
    """Give whole per cent; 0.5 for less than one, None for a hidden cell, -1 where nobody could say."""
    if share == HIDDEN:
        return None
    if share == NOT_KNOWN:
        return -1
    return 0.5 if 0 < share < 0.005 else round(100 * share)
