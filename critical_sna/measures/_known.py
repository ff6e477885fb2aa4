"""Who and what is known: masks that every measure applies in the same way."""

from __future__ import annotations

from typing import Literal

import numpy as np
import numpy.typing as npt
import pandas as pd

from critical_sna.network.partner import PartnerNetwork

Direction = Literal["in", "out"]


def per_person(
    net: PartnerNetwork, values: npt.ArrayLike, name: str, *, known: npt.NDArray[np.bool_] | None = None
) -> pd.Series[float]:
    """Give a Series of float named as the measure; NaN where not ``known``."""
    result = np.array(values, dtype=float)
    if known is not None:
        result[~known] = np.nan
    return pd.Series(result, index=net.people.index, name=name)


def own_ties_known(net: PartnerNetwork, direction: Direction) -> npt.NDArray[np.bool_] | None:
    """Say whose ties in this direction stand in their own answers and are therefore known; None for everybody.

    Ties going out are known from the source's own answers; in a network turned along the flow it is the other
    way round.
    """
    reported_by_self = {"source": "out", "target": "in", "either": None}[net.reporter]
    return net.answered if direction == reported_by_self else None


def observed_cells(net: PartnerNetwork) -> npt.NDArray[np.int64]:
    """Count, for each reporter, the cells (reporter, other) that are known: 0 for people who did not answer."""
    counts = np.where(net.answered, net.n_people - 1, 0).astype(np.int64)
    unknown = net.unknown_cells
    side = unknown.indices if net.reporter == "target" else np.repeat(np.arange(net.n_people), np.diff(unknown.indptr))
    return counts - np.bincount(side, minlength=net.n_people).astype(np.int64)


def observed_ties(net: PartnerNetwork) -> npt.NDArray[np.bool_]:
    """Say which ties stand in observed cells (their reporter answered)."""
    sources, targets = net.arcs
    if net.reporter == "either":
        return np.asarray(net.answered[sources] | net.answered[targets])
    return np.asarray(net.answered[targets if net.reporter == "target" else sources])


def observed_pair_count(net: PartnerNetwork) -> int:
    """Count the ordered pairs whose cell is known."""
    if net.reporter == "either":
        n, silent = net.n_people, int((~net.answered).sum())
        return n * (n - 1) - silent * (silent - 1) - len(net._unknown)
    return int(observed_cells(net).sum())
