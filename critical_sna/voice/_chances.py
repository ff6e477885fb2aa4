"""Pass probabilities: what a caller declares about ties, turned into one chance a tie."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import numpy.typing as npt

from critical_sna.errors import UnknownNameError, UsageError, did_you_mean
from critical_sna.network.partner import PartnerNetwork

PassProbability = float | Mapping[float, float] | Mapping[str, float]
"""One chance for every tie, or a table: strength, or the words of a level of the scale -> chance."""


def chances(flow: PartnerNetwork, pass_probability: PassProbability) -> npt.NDArray[np.float64]:
    """Give the chance of each tie; what lies outside 0 to 1, or leaves a tie without a chance, is refused."""
    strengths = flow._strengths
    if not isinstance(pass_probability, Mapping):
        _refuse_outside([float(pass_probability)])
        return np.full(len(strengths), float(pass_probability))
    table = {_strength(flow, key): float(chance) for key, chance in pass_probability.items()}
    _refuse_outside(list(table.values()))
    missing = sorted(set(strengths.tolist()) - set(table))
    if missing:
        words = [flow.level_of(s) or f"{s:g}" for s in missing[:8]]
        raise UsageError(
            f"No chance is given for ties of strength {missing[0]:g}.",
            where="pass_probability",
            mend="give one for each: " + ", ".join(words),
        )
    values, place = np.unique(strengths, return_inverse=True)
    return np.array([table[s] for s in values.tolist()])[place]


def _strength(flow: PartnerNetwork, key: float | str) -> float:
    """Give the strength that a key of the table stands for."""
    if not isinstance(key, str):
        return float(key)
    known = dict(zip(flow.levels or (), flow.level_strengths or (), strict=False))
    folded = {word.strip().casefold(): strength for word, strength in known.items()}
    if key.strip().casefold() in folded:
        return folded[key.strip().casefold()]
    if not known:
        raise UsageError(
            f"There is no scale in this network, so nobody knows which ties {key!r} means.",
            where="pass_probability",
            mend="give strengths as numbers, for instance {1: 0.2, 2: 0.5}, or the scale: levels=, level_strengths=",
        )
    raise UnknownNameError(
        f"The scale has no level named {key!r}.", where="pass_probability", mend=did_you_mean(key, known)
    )


def _refuse_outside(values: list[float]) -> None:
    if not all(0 <= value <= 1 for value in values):
        raise UsageError(
            "A chance lies between 0 and 1.", where="pass_probability", mend="0.5 is a middle to start from"
        )
