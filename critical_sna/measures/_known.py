"""Who and what is known: masks that every measure applies in the same way."""

from __future__ import annotations

from typing import Literal

import numpy as np
import numpy.typing as npt
import pandas as pd

from critical_sna._core import limits
from critical_sna.network.partner import PartnerNetwork
from critical_sna.network.slices import cells_between

Direction = Literal["in", "out"]


def per_person(
    net: PartnerNetwork, values: npt.ArrayLike, name: str, *, known: npt.NDArray[np.bool_] | None = None
) -> pd.Series[float]:
    """Give a Series of float named as the measure; NaN where not ``known``."""
    result = np.array(values, dtype=float)
    if known is not None:
        result[~known] = np.nan
    return pd.Series(result, index=net._people.index, name=name)


def own_ties_known(net: PartnerNetwork, direction: Direction) -> npt.NDArray[np.bool_] | None:
    """Say whose ties in this direction stand in their own answers and are therefore known; None for everybody.

    Ties going out are known from the source's own answers; in a network turned along the flow it is the other
    way round.
    """
    reported_by_self = {"source": "out", "target": "in", "either": None}[net.reporter]
    return net.answered if direction == reported_by_self else None


def observed_ties(net: PartnerNetwork) -> npt.NDArray[np.bool_]:
    """Say which ties stand in observed cells (their reporter answered)."""
    sources, targets = net.arcs
    if net.reporter == "either":
        return np.asarray(net.answered[sources] | net.answered[targets])
    return np.asarray(net.answered[targets if net.reporter == "target" else sources])


def observed_pair_count(net: PartnerNetwork) -> int:
    """Count the ordered pairs whose cell is known."""
    observed, _ = cells_between(net, np.zeros(net.n_people, dtype=np.int64), 1)
    return int(observed.sum())


def mostly_observed(net: PartnerNetwork) -> bool:
    """Say whether enough ordered pairs were observed for a statement about the whole network."""
    cells = net.n_people * (net.n_people - 1)
    return observed_pair_count(net) >= limits.OBSERVED_SHARE_FOR_CENTRALIZATION * cells
