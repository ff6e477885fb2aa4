"""The shapes of marks, as paths around (0, 0) of radius 1: the same ones as on the page."""

from __future__ import annotations

import math
from functools import cache

import numpy as np
from matplotlib.path import Path


def _regular(count: int, radius: float, turn: float = 0.0) -> np.ndarray:
    angle = turn + 2 * np.pi * np.arange(count) / count
    return np.column_stack([np.sin(angle), np.cos(angle)]) * radius


def _star() -> np.ndarray:
    angle = np.pi * np.arange(10) / 5
    return np.column_stack([np.sin(angle), np.cos(angle)]) * np.where(np.arange(10) % 2, 0.6, 1.35)[:, None]


def _plus(thin: float = 0.42, long: float = 1.15) -> np.ndarray:
    arm = [(-thin, long), (thin, long), (thin, thin)]
    turns = [[(x, y), (y, -x), (-x, -y), (-y, x)] for x, y in arm]
    return np.array([turns[step][quarter] for quarter in range(4) for step in range(3)])


_CORNERS = {
    "triangle": lambda: _regular(3, 1.25),
    "down": lambda: _regular(3, 1.25, math.pi),
    "square": lambda: _regular(4, 1.3, math.pi / 4),
    "diamond": lambda: _regular(4, 1.28),
    "pentagon": lambda: _regular(5, 1.15),
    "hexagon": lambda: _regular(6, 1.12, math.pi / 6),
    "star": _star,
    "plus": _plus,
}


@cache
def shape(name: str) -> Path:
    """Give the outline of a mark; a circle where the shape is not one of ours."""
    if name not in _CORNERS:
        return Path.unit_circle()
    corners = _CORNERS[name]()
    return Path(np.vstack([corners, corners[:1]]), closed=True)
