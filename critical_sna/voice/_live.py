"""Live-edge worlds: each tie is open or shut, and bits say in which worlds a voice reaches whom."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from critical_sna._core import limits
from critical_sna._core.randomness import generator
from critical_sna.errors import TooLargeError

_BLOCK_WORDS = 8_000_000
_ALL = ~np.uint64(0)
Words = npt.NDArray[np.uint64]


@dataclass(frozen=True)
class Worlds:
    """Which arcs are open in which world; one bit a world."""

    n: int
    tails: npt.NDArray[np.int64]
    heads: npt.NDArray[np.int64]
    open: Words
    """(arcs, words), arcs sorted by head."""
    worlds: int
    weights: npt.NDArray[np.float64] | None
    """Probability of each world where all were enumerated; None where they were drawn and count alike."""


def make_worlds(
    n: int,
    tails: npt.NDArray[np.int64],
    heads: npt.NDArray[np.int64],
    chance: npt.NDArray[np.float64],
    *,
    draws: int,
    seed: int,
) -> Worlds:
    """Enumerate all worlds where at most ``limits.EXACT_UNCERTAIN_TIES`` ties are uncertain, else draw some.

    A tie gets its random numbers by its place among the sorted ties, whatever its chance: two calls with one seed
    share them, so that differences between scenarios are not noise.
    """
    uncertain = np.flatnonzero((chance > 0) & (chance < 1))
    exact = len(uncertain) <= limits.EXACT_UNCERTAIN_TIES
    worlds = int(2 ** len(uncertain)) if exact else draws
    words = (worlds + 63) // 64
    cost = float(n) * len(tails) * words
    if cost > limits.LIVE_WORDS:
        raise TooLargeError(
            f"Following {n:,} voices along {len(tails):,} ties in {worlds:,} draws is above the limit of this version.",
            where="voice(net, draws=...)",
            mend=f"use draws={max(64, int(draws * limits.LIVE_WORDS / cost) // 64 * 64)} or fewer, or a part of the "
            "network: net.keep(people)",
        )
    state = np.zeros((len(tails), words), dtype=np.uint64)
    state[chance >= 1] = _ALL
    weights: npt.NDArray[np.float64] | None = None
    if exact:
        number = np.arange(worlds, dtype=np.int64)
        weights = np.ones(worlds)
        for bit, arc in enumerate(uncertain):
            is_open = (number >> bit) & 1 == 1
            state[arc] = _packed(is_open, words)
            weights *= np.where(is_open, chance[arc], 1 - chance[arc])
    else:
        rng = generator(seed, "live ties")
        for place in range(len(tails)):
            numbers = rng.random(worlds)
            if 0 < chance[place] < 1:
                state[place] = _packed(numbers < chance[place], words)
    order = np.argsort(heads, kind="stable")
    order = order[chance[order] > 0]
    return Worlds(n, tails[order], heads[order], state[order], worlds, weights)


def _packed(bits: npt.NDArray[np.bool_], words: int) -> Words:
    padded = np.zeros(words * 64, dtype=bool)
    padded[: len(bits)] = bits
    return np.packbits(padded, bitorder="little").view(np.uint64)


def reached(world: Worlds, hops: int | None) -> Iterator[tuple[int, npt.NDArray[np.uint8]]]:
    """Yield (voice, worlds in which each person is reached: n x worlds of 0 and 1), for voices with a tie going out.

    The voice itself is left out (0). Time O(voices * ties * worlds / 64) a hop; memory bounded by blocks.
    """
    if not len(world.tails):
        return
    starts = np.flatnonzero(np.diff(world.heads, prepend=-1))
    hearers = world.heads[starts]
    voices = np.unique(world.tails)
    words = int(world.open.shape[1])
    width = max(1, _BLOCK_WORDS // max(1, max(len(world.tails), world.n) * words))
    for first in range(0, len(voices), width):
        block = voices[first : first + width]
        bits = np.zeros((len(block), world.n, words), dtype=np.uint64)
        bits[np.arange(len(block)), block] = _ALL
        hop = 0
        while hops is None or hop < hops:
            hop += 1
            arriving = np.bitwise_or.reduceat(bits[:, world.tails] & world.open, starts, axis=1)
            arriving |= bits[:, hearers]
            if np.array_equal(arriving, bits[:, hearers]):
                break
            bits[:, hearers] = arriving
        bits[np.arange(len(block)), block] = 0
        for place, voice in enumerate(block):
            unpacked = np.unpackbits(bits[place].view(np.uint8), axis=1, count=world.worlds, bitorder="little")
            yield int(voice), unpacked
