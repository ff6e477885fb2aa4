"""Codes beside marks, never one over another: the places that are free, nearest first."""

from __future__ import annotations

import math
from collections import defaultdict

import numpy as np
import numpy.typing as npt

from critical_sna.maps.pictures import text

Box = tuple[float, float, float, float]
"""Left, bottom, right, top, in points."""


class Taken:
    """Boxes that are taken, found quickly by the cells of a grid."""

    def __init__(self, cell: float = 36.0) -> None:
        self.cell = cell
        self.grid: dict[tuple[int, int], list[Box]] = defaultdict(list)

    def _cells(self, box: Box) -> list[tuple[int, int]]:
        left, bottom, right, top = (math.floor(side / self.cell) for side in box)
        return [(i, j) for i in range(left, right + 1) for j in range(bottom, top + 1)]

    def take(self, box: Box) -> None:
        """Mark a box as taken."""
        for cell in self._cells(box):
            self.grid[cell].append(box)

    def free(self, box: Box) -> bool:
        """Say whether nothing that is taken touches this box."""
        return not any(overlap(box, other) for cell in self._cells(box) for other in self.grid.get(cell, ()))


def overlap(a: Box, b: Box) -> bool:
    """Say whether two boxes cover a place both."""
    return a[0] < b[2] and a[2] > b[0] and a[1] < b[3] and a[3] > b[1]


def place(
    words: list[str],
    xy: npt.NDArray[np.float64],
    reach: npt.NDArray[np.float64],
    *,
    size: float,
    within: Box,
    taken: Taken,
) -> list[tuple[str, float, float]]:
    """Give (words, x of the middle, y of the base line) of each label that finds room: below, above, beside."""
    for (x, y), r in zip(xy, reach, strict=True):
        taken.take((x - r, y - r, x + r, y + r))
    out = []
    for word, (x, y), r in zip(words, xy, reach, strict=True):
        wide, up, down = text.width(word, size), size * 0.76, size * 0.2
        side = r + 2 + wide / 2
        for mx, my in (
            (x, y - r - 0.5 - up),
            (x, y + r + 0.5 + down),
            (x + side, y - up / 2.2),
            (x - side, y - up / 2.2),
        ):
            box = (mx - wide / 2 - 0.5, my - down, mx + wide / 2 + 0.5, my + up)
            inside = box[0] >= within[0] and box[1] >= within[1] and box[2] <= within[2] and box[3] <= within[3]
            if inside and taken.free(box):
                taken.take(box)
                out.append((word, float(mx), float(my)))
                break
    return out
