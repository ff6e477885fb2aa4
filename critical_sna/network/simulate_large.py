"""Large invented networks with uneven groups, for benchmarks."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import pandas as pd

from critical_sna._core.randomness import generator
from critical_sna.errors import UsageError

Integers = npt.NDArray[np.int64]
Numbers = npt.NDArray[np.float64]


def simulate_large(people: int, ties: int, *, seed: int = 0) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Draw a large network with eight uneven groups, as tables for ``PartnerNetwork.from_frames``.

    A degree-corrected block model: log-normal activity and popularity, groups of which some are named more
    readily, about 65 % of ties inside a group, about 30 % of ties returned, and some two-paths closed.

    Parameters
    ----------
    people, ties
        How many of each; exactly so many are returned.
    seed
        The same seed gives the same tables.

    Returns
    -------
    people
        DataFrame with ``id`` and ``group``.
    ties
        DataFrame with ``source``, ``target`` and ``strength`` (1 to 5); no pair twice,
        nobody naming themselves.

    Raises
    ------
    UsageError
        Where so many ties do not fit (more than a tenth of all pairs).

    Notes
    -----
    Time O(ties log ties), a few seconds for a million people and ten million ties.

    Examples
    --------
    >>> people, ties = simulate_large(200, 1000)
    >>> len(people), len(ties)
    (200, 1000)
    """
    if people < 20 or not 0 <= ties <= people * (people - 1) // 10:
        raise UsageError(
            f"A network of {people} people with {ties} ties is outside what this generator draws.",
            where="simulate_large(people, ties)",
            mend="give at least 20 people, and at most a tenth of all pairs as ties",
        )
    rng = generator(seed, "large")
    group, activity, popularity = _blocks(rng, people)
    keys = np.empty(0, dtype=np.int64)
    while len(keys) < ties:
        pairs = _block_ties(rng, group, activity, popularity, count=int(1.15 * (ties - len(keys))) + 16)
        keys = distinct_keys(np.concatenate([keys, pairs[:, 0] * people + pairs[:, 1]]))
    keys = np.sort(rng.permutation(keys)[:ties])
    # People were made group by group; shuffled ids keep that order out of the tables.
    width = len(str(people))
    ids = pd.Series([f"P{number:0{width}d}" for number in range(people)], dtype="str")
    label = rng.permutation(people)
    return (
        pd.DataFrame({"id": ids.take(label).array, "group": pd.Series(group).map("group {}".format).array}),
        pd.DataFrame(
            {
                "source": ids.take(label[keys // people]).array,
                "target": ids.take(label[keys % people]).array,
                "strength": np.minimum(rng.geometric(0.5, ties), 5),
            }
        ),
    )


def _blocks(rng: np.random.Generator, people: int) -> tuple[Integers, Numbers, Numbers]:
    shares = np.array([30, 20, 15, 12, 10, 6, 4, 3]) / 100
    dominance = np.array([0.6, 0.8, 1.0, 1.0, 1.4, 2.0, 2.5, 3.0])
    group = np.searchsorted(np.cumsum(shares), (np.arange(people) + 0.5) / people, side="right")
    return group, rng.lognormal(0.0, 1.1, people), rng.lognormal(0.0, 1.1, people) * dominance[group]


def _block_ties(
    rng: np.random.Generator, group: Integers, activity: Numbers, popularity: Numbers, *, count: int
) -> Integers:
    """Draw ties of the block model, pairs that occur twice included."""
    cumulated = np.concatenate([[0.0], np.cumsum(popularity)])
    starts = np.searchsorted(group, np.arange(group[-1] + 2))
    plain = max(1, int(0.75 * count))
    drawn = np.cumsum(activity)
    source = np.searchsorted(drawn, rng.random(plain) * drawn[-1], side="right")
    inside = rng.random(plain) < 0.61  # naming anybody falls inside at times, too
    low = np.where(inside, cumulated[starts[group[source]]], 0.0)
    high = np.where(inside, cumulated[starts[group[source] + 1]], cumulated[-1])
    target = np.searchsorted(cumulated, low + rng.random(plain) * (high - low), side="right") - 1
    target = np.minimum(target, len(group) - 1)
    returned = np.flatnonzero(rng.random(plain) < 0.25)
    # Close two-paths: i names j, j names k, so i names k.
    order = np.argsort(source, kind="stable")
    first = np.searchsorted(source[order], np.arange(len(group) + 1))
    start = rng.integers(0, plain, max(1, count // 8))
    middle = target[start]
    choices = first[middle + 1] - first[middle]
    start, middle, choices = start[choices > 0], middle[choices > 0], choices[choices > 0]
    end = target[order[first[middle] + (rng.random(len(middle)) * choices).astype(np.int64)]]
    pairs = np.concatenate(
        [
            np.column_stack([source, target]),
            np.column_stack([target[returned], source[returned]]),
            np.column_stack([source[start], end]),
        ]
    )
    others: Integers = pairs[pairs[:, 0] != pairs[:, 1]]
    return others


def distinct_keys(keys: Integers) -> Integers:
    """Give each key once, sorted."""
    # Sorting is several times faster here than the hashing of np.unique.
    keys = np.sort(keys)
    fresh = np.ones(len(keys), dtype=bool)
    fresh[1:] = keys[1:] != keys[:-1]
    distinct: Integers = keys[fresh]
    return distinct
