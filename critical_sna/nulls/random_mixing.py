"""Random mixing: as many ties as were reported, each set of observed cells as likely as any other."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from critical_sna._core.randomness import generator

Table = npt.NDArray[np.float64]

_MOST_CELLS = 10**9
"""Up to so many cells ties are drawn without replacement; beyond, two ties rarely fall into one cell."""

_WIDTH = 40.0
"""Standard deviations around the mean within which a hypergeometric chance is more than nothing in a float."""


class Moments(NamedTuple):
    """Mean and standard deviation under the null."""

    mean: float
    sd: float


class Inside(NamedTuple):
    """How many of ``ties`` fall inside ``inside`` of ``cells``: each possible count with its chance."""

    counts: Table
    chances: Table

    def moments(self, values: Table) -> Moments:
        """Give mean and standard deviation of a quantity that has ``values`` at ``counts``; NaN where one is NaN."""
        possible = self.chances > 0
        values, chances = values[possible], self.chances[possible]
        mean = float(chances @ values)
        return Moments(mean, float(np.sqrt(chances @ (values - mean) ** 2)))


def ties_inside(ties: float, inside: float, cells: float) -> Inside:
    """Give the hypergeometric distribution of the ties that fall inside, exact to rounding.

    Chances are multiplied up from the most likely count, so that large numbers lose nothing.
    """
    low, high = max(0.0, ties - (cells - inside)), min(ties, inside)
    mean = ties * inside / cells if cells else 0.0
    spread = np.sqrt(mean * (1 - inside / cells) * (cells - ties) / max(cells - 1, 1)) if cells else 0.0
    first, last = (round(mean + side * (_WIDTH * spread + 1)) for side in (-1, 1))
    counts = np.arange(max(low, first), min(high, last) + 1, dtype=float)
    before = counts[:-1]
    steps = np.log((inside - before) * (ties - before)) - np.log((before + 1) * (cells - inside - ties + before + 1))
    logs = np.concatenate([[0.0], np.cumsum(steps)])
    chances = np.exp(logs - logs.max())
    return Inside(counts, chances / chances.sum())


def slots(table: Table, *, mutual: bool) -> Table:
    """Give the counts of the units that are drawn: cells between groups, or pairs where a tie always goes both ways."""
    if not mutual:
        return table.ravel()
    rows, columns = np.triu_indices(len(table))
    return table[rows, columns] / np.where(rows == columns, 2.0, 1.0)


def random_mixing(cells: Table, ties: float, *, mutual: bool, draws: int, seed: int) -> Table:
    """Draw ``draws`` tables of ties between groups (draws x groups x groups), rows who names.

    ``ties`` counts units as ``slots`` does. Exact up to 10^9 cells; beyond, ties are drawn with replacement.
    """
    rng = generator(seed, "random mixing")
    g = len(cells)
    units = slots(cells, mutual=mutual).astype(np.int64)
    total = int(units.sum())
    if not total or not ties:
        return np.zeros((draws, g, g))
    if total < _MOST_CELLS:
        drawn = rng.multivariate_hypergeometric(units, int(ties), size=draws, method="marginals")
    else:
        drawn = rng.multinomial(int(ties), units / total, size=draws)
    if not mutual:
        return drawn.reshape(draws, g, g).astype(float)
    tables = np.zeros((draws, g, g))
    rows, columns = np.triu_indices(g)
    tables[:, rows, columns] = drawn
    return np.asarray(tables + tables.transpose(0, 2, 1))
