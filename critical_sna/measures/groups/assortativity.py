"""Whether people who are alike in a number name each other: Newman's r for numbers."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt
import pandas as pd

from critical_sna._core.frames import column
from critical_sna._core.randomness import generator
from critical_sna.errors import DataError, UsageError, WrongTypeError
from critical_sna.measures._known import observed_ties
from critical_sna.network.accept import as_network

if TYPE_CHECKING:
    from critical_sna.network.accept import NetworkLike

Values = npt.NDArray[np.float64]

_BLOCK_ENTRIES = 4_000_000
"""Values of one block of draws."""


def assortativity(net: NetworkLike, *, by: str | pd.Series, draws: int = 999, seed: int = 0) -> pd.Series[float]:
    """Correlate a number of those who name with that of those they name, over all ties.

    Parameters
    ----------
    net
        Network of *n* people, or what stands for one. For a value without direction give ``net.symmetrised("union")``.
    by
        A people column of numbers, or a Series on the same people. For groups see ``segregation``.
    draws, seed
        How often the numbers are shuffled over people for the baseline.

    Returns
    -------
    Series of float, with ``observed`` (Pearson's r, -1 to 1); ``baseline`` and ``baseline_sd``, its mean and standard
    deviation when the numbers are shuffled over the people who have one; ``n``, ties counted. NaN without two
    different values at either end of the ties.

    Raises
    ------
    UnknownNameError
        No such people column.
    UsageError
        The column holds no numbers.
    DataError
        An infinite number, or a Series that misses people.

    Notes
    -----
    Along reports, also for ``net.flow()``. People without a number, and their ties, are left out. A value does not say
    that being alike is why. Time O(draws * (n + ties)).

    References
    ----------
    Newman (2003), Physical Review E 67:026126.

    Examples
    --------
    >>> import critical_sna as csna
    >>> people = pd.DataFrame({"id": list("abcd"), "years": [1, 2, 8, 9]})
    >>> ties = pd.DataFrame([tuple(t) for t in ("ab", "ba", "cd", "dc")], columns=["source", "target"])
    >>> csna.assortativity(csna.PartnerNetwork.from_frames(people, ties), by="years").round(2).to_dict()
    {'observed': 0.96, 'baseline': -0.36, 'baseline_sd': 0.9, 'n': 4.0}
    """
    net = as_network(net, where="assortativity(net)").as_asked()
    values = _numbers(net.people, by)
    seen = observed_ties(net)
    sources, targets = (ends[seen] for ends in net.arcs)
    told = ~np.isnan(values[sources]) & ~np.isnan(values[targets])
    sources, targets = sources[told], targets[told]
    largest = np.nanmax(np.abs(values), initial=0.0)
    values = values / largest if largest > 0 else values
    observed = _correlations(values[sources][None], values[targets][None])[0]
    shuffled = _shuffled(values, sources, targets, draws, seed)
    shuffled = shuffled[~np.isnan(shuffled)]
    mean, sd = (shuffled.mean(), shuffled.std()) if len(shuffled) else (np.nan, np.nan)
    facts = {"observed": observed, "baseline": mean, "baseline_sd": sd, "n": len(sources)}
    return pd.Series(facts, name="assortativity", dtype=float)


def _numbers(people: pd.DataFrame, by: str | pd.Series) -> Values:
    where = "assortativity(by=...)"
    if isinstance(by, pd.Series):
        if not by.index.is_unique or len(people.index.difference(by.index)):
            raise DataError("The Series does not have each person once.", where=where, mend="give one row a person")
        by = by.reindex(people.index)
    elif isinstance(by, str):
        by = column(people, by, what="people", where=where)
    else:
        raise WrongTypeError(f"by must be a people column or a Series, not {type(by).__name__}.", where=where)
    try:
        values = pd.to_numeric(by.replace("", None) if by.dtype == "str" else by).to_numpy(dtype=float, na_value=np.nan)
    except (TypeError, ValueError):
        raise UsageError(
            "The column does not hold numbers.", where=where, mend="for groups: segregation(net, groups=...)"
        ) from None
    if np.isinf(values).any():
        raise DataError("The column holds infinite numbers.", where=where, mend="give finite numbers or leave blank")
    return np.asarray(values)


def _shuffled(
    values: Values, sources: npt.NDArray[np.int64], targets: npt.NDArray[np.int64], draws: int, seed: int
) -> Values:
    rng = generator(seed, "assortativity")
    known = np.flatnonzero(~np.isnan(values))
    result = np.full(draws, np.nan)
    step = max(1, _BLOCK_ENTRIES // max(len(values) + 2 * len(sources), 1))
    for first in range(0, draws if len(sources) else 0, step):
        block = np.tile(values, (min(step, draws - first), 1))
        block[:, known] = rng.permuted(block[:, known], axis=1)
        result[first : first + len(block)] = _correlations(block[:, sources], block[:, targets])
    return result


def _correlations(a: Values, b: Values) -> Values:
    """Correlate each row of a with that of b; NaN where one of the two does not vary."""
    result = np.full(len(a), np.nan)
    if not a.shape[1]:
        return result
    varies = (a.min(axis=1) < a.max(axis=1)) & (b.min(axis=1) < b.max(axis=1))
    a, b = (side[varies] - side[varies].mean(axis=1, keepdims=True) for side in (a, b))
    a, b = (side / np.sqrt((side**2).sum(axis=1, keepdims=True)) for side in (a, b))
    result[varies] = np.clip((a * b).sum(axis=1), -1.0, 1.0)
    return result
