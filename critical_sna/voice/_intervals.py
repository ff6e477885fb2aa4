"""Intervals of a mean, leaving out one unit at a time."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

Codes = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]


def jackknife(values: Floats, units: Codes) -> tuple[float, float]:
    """Give a 95 % interval of the mean, leaving out one unit at a time; NaN with fewer than two units."""
    from scipy.special import stdtrit

    known = ~np.isnan(values)
    _, place = np.unique(units[known], return_inverse=True)
    m = int(place.max()) + 1 if len(place) else 0
    if m < 2:
        return np.nan, np.nan
    total = np.bincount(place, weights=values[known], minlength=m)
    size = np.bincount(place, minlength=m)
    without = (total.sum() - total) / (size.sum() - size)
    error = np.sqrt((m - 1) / m * ((without - without.mean()) ** 2).sum())
    mean, reach = total.sum() / size.sum(), float(stdtrit(m - 1, 0.975)) * error
    return float(max(mean - reach, 0.0)), float(min(mean + reach, 1.0))
