"""The score c of each person such that the products c_i * c_j come nearest to the ties: the continuous model of a core.

Least squares over observed cells, without the diagonal (MINRES), with c between 0 and 1. The correlation between
products and ties, which Borgatti and Everett also propose, has no highest point in many networks: it goes on rising
while all scores become equal (where most pairs are tied) or all but one become 0 (a star).
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from critical_sna.measures.kernels.cores import ENUMERATED_PEOPLE, Pairs

Numbers = npt.NDArray[np.float64]

AS_GOOD = 1e-9
"""Sums of squares that differ by no more count as equal."""
DIFFERENT = 1e-4
"""Scores of one person that differ by more, at equal sums of squares, leave the score open."""

_REFINED_PEOPLE = 400
_REFINED, _AT_END = 1e-12, 1e-6
_STEPS, _STILL = 1_000, 1e-9


def scores(pairs: Pairs) -> Numbers:
    """Give the scores of all people; NaN where there are no two, and where several scores are equally near.

    Starts: degrees, and people with their contacts (everybody up to 15 people, else the three with most ties).
    """
    unknown = np.full(pairs.n, np.nan)
    if pairs.n < 2:
        return unknown
    model = _LeastSquares(pairs)
    degree = np.asarray(pairs.ties.sum(axis=1), dtype=float)
    if not degree.any():
        return np.zeros(pairs.n)
    around = np.argsort(-degree, kind="stable")[: None if pairs.n <= ENUMERATED_PEOPLE else 3]
    found = [model.best_from(start) for start in (np.sqrt(degree / degree.max()), *_neighbourhoods(pairs, around))]
    least = min(squares for squares, _ in found)
    equal = np.array([score for squares, score in found if squares <= least + AS_GOOD * max(1.0, abs(least))])
    return np.where(np.ptp(equal, axis=0) > DIFFERENT, np.nan, equal[0])


def _neighbourhoods(pairs: Pairs, people: npt.NDArray[np.intp]) -> list[Numbers]:
    starts = []
    for person in people:
        near = np.full(pairs.n, 0.1)
        near[pairs.ties[[person]].indices] = 0.7
        near[person] = 0.9
        starts.append(near)
    return starts


class _LeastSquares:
    """The sum of squares between products of scores and ties, less what no score can change."""

    def __init__(self, pairs: Pairs) -> None:
        self.ties, self.left_open, self.cells, self.n = pairs.ties, pairs.left_open, pairs.cells, pairs.n

    def squares(self, c: Numbers) -> tuple[float, Numbers]:
        """Give the sum and its slope."""
        power = c * c
        reach, others = self.ties @ c, self.cells * (power.sum() - power) - self.left_open @ power
        return float(power @ others / 2 - c @ reach), np.asarray(2 * (c * others - reach))

    def best_from(self, start: Numbers) -> tuple[float, Numbers]:
        """Go half way (on a log scale) to each score that would be best if the others stayed, until nothing moves."""
        c = start
        for _ in range(_STEPS):
            power = c * c
            others = self.cells * (power.sum() - power) - self.left_open @ power
            alone = np.divide(self.ties @ c, others, out=np.ones(self.n), where=others > 0)
            new = np.sqrt(c * np.clip(alone, 0.0, 1.0))
            moved = np.abs(new - c).max()
            c = new
            if moved < _STILL:
                break
        c = self._refined(c) if self.n <= _REFINED_PEOPLE else c
        return self.squares(c)[0], c

    def _refined(self, c: Numbers) -> Numbers:
        """Take Newton steps of the scores that are not at 0 or 1, while they make the slope smaller."""
        slope = self.squares(c)[1]
        c = np.where((c > 1 - _AT_END) & (slope < 0), 1.0, np.where((c < _AT_END) & (slope > 0), 0.0, c))
        slope = self.squares(c)[1]
        for _ in range(8):
            free = (c > 0) & (c < 1)
            if not free.any() or np.abs(slope[free]).max() < _REFINED:
                break
            step = _newton(self._curvature(c)[np.ix_(free, free)], slope[free])
            tried = c.copy()
            tried[free] += step
            new = self.squares(tried)[1]
            inside = bool(((tried >= 0) & (tried <= 1)).all())
            if not inside or np.abs(new[free]).max() >= np.abs(slope[free]).max():
                break
            c, slope = tried, new
        return c

    def _curvature(self, c: Numbers) -> Numbers:
        power = c * c
        cells = self.cells * (1.0 - np.eye(self.n)) - self.left_open.toarray()
        return np.asarray(4 * np.outer(c, c) * cells - 2 * self.ties.toarray() + 2 * np.diag(cells @ power))


def _newton(curvature: Numbers, slope: Numbers) -> Numbers:
    """Give the step to where the slope would be 0; the shortest where there are several, or the step leaves 0 to 1."""
    try:
        step = np.linalg.solve(curvature, -slope)
    except np.linalg.LinAlgError:
        step = np.full(len(slope), np.inf)
    if np.abs(step).max() < 1:
        return np.asarray(step)
    return np.asarray(np.linalg.lstsq(curvature, -slope)[0])  # ten times as slow
