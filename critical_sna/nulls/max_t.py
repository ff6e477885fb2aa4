"""The observed figures beside those under a null: mean, spread, and single-step max-T over all of them."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]


class Beside(NamedTuple):
    """What drawn figures say of observed ones, each of their shape; NaN where a figure has no spread."""

    mean: Floats
    sd: Floats
    p: Floats
    """Over all figures together."""
    alone: Floats
    """For each figure by itself."""


def beside(observed: Floats, drawn: Floats) -> Beside:
    """Hold observed figures (two axes) against drawn ones (draws first): two-sided, (M + 1) / (R + 1).

    The arrangement that was found is one of those there are: all are measured by the same mean and spread.
    """
    every = np.concatenate([observed[None], drawn])
    counts = (~np.isnan(every)).sum(axis=0)
    with np.errstate(invalid="ignore", divide="ignore"):
        mean = np.where(counts > 0, np.nansum(every, axis=0) / counts, np.nan)
        sd = np.sqrt(np.nansum((every - mean) ** 2, axis=0) / (counts - 1))
        sd = np.where((counts > 1) & (sd > 1e-12), sd, np.nan)
        far = np.abs(every - mean) / sd
    largest = np.nan_to_num(far[1:], nan=0.0).max(axis=(1, 2), initial=0.0)
    p = ((largest[:, None, None] >= far[0] - 1e-9).sum(axis=0) + 1) / (len(drawn) + 1)
    alone = ((far[1:] >= far[0] - 1e-9).sum(axis=0) + 1) / (len(drawn) + 1)
    undefined = np.isnan(far[0])
    return Beside(mean, sd, np.where(undefined, np.nan, p), np.where(undefined, np.nan, alone))
