"""Live-edge worlds: each tie is open or shut, and bits say in which worlds a voice reaches whom."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from critical_sna._core.randomness import generator
from critical_sna.voice._scenario import Floats, Integers, Scenario

_BLOCK_WORDS = 500_000
_BLOCK_NUMBERS = 4_000_000
_ALL = ~np.uint64(0)
Words = npt.NDArray[np.uint64]


@dataclass(frozen=True)
class Worlds:
    """Which arcs are open in which world; one bit a world."""

    n: int
    tails: Integers
    heads: Integers
    open: Words
    """(arcs, words), arcs sorted by head."""
    worlds: int
    weights: Floats | None
    """Probability of each world where all were enumerated; None where they were drawn and count alike."""


def make_worlds(asked: Scenario) -> Worlds:
    """Enumerate all worlds where at most ``limits.EXACT_UNCERTAIN_TIES`` ties are uncertain, else draw some.

    A tie gets its random numbers by its place among the sorted ties, whatever its chance: two calls with one seed
    share them, so that differences between scenarios are not noise.
    """
    words = (asked.worlds + 63) // 64
    state = np.zeros((len(asked.tails), words), dtype=np.uint64)
    state[asked.chance >= 1] = _ALL
    if asked.exact:
        number = np.arange(asked.worlds, dtype=np.int64)
        weights = np.ones(asked.worlds)
        for bit, arc in enumerate(np.flatnonzero(asked.chance < 1)):
            is_open = (number >> bit) & 1 == 1
            state[arc] = pack(is_open[None, :])[0]
            weights *= np.where(is_open, asked.chance[arc], 1 - asked.chance[arc])
        return Worlds(asked.n, asked.tails, asked.heads, state, asked.worlds, weights)
    rng = generator(asked.seed, "live ties")
    at = np.full(asked.ties, -1, dtype=np.int64)
    at[asked.place] = np.arange(len(asked.place))
    rows = max(1, _BLOCK_NUMBERS // asked.worlds)
    for first in range(0, asked.ties, rows):
        numbers = rng.random((min(rows, asked.ties - first), asked.worlds))
        arcs = at[first : first + rows]
        drawn = np.flatnonzero((arcs >= 0) & (asked.chance[arcs] < 1))
        arcs = arcs[drawn]
        state[arcs] = pack(numbers[drawn] < asked.chance[arcs, None])
    return Worlds(asked.n, asked.tails, asked.heads, state, asked.worlds, None)


def pack(bits: npt.NDArray[np.bool_]) -> Words:
    """Put rows of booleans into words of 64 bits."""
    rows, count = bits.shape
    padded = np.zeros((rows, (count + 63) // 64 * 64), dtype=bool)
    padded[:, :count] = bits
    return np.packbits(padded, axis=1, bitorder="little").view(np.uint64)


def reached_bits(world: Worlds, voices: Integers, hops: int | None) -> Iterator[tuple[Integers, Words]]:
    """Yield blocks of voices, and the worlds in which each reaches each person as (n, words, voices) of bits.

    The voice itself is left out. Time O(voices * ties * worlds / 64) a hop; memory bounded by blocks.
    """
    words = int(world.open.shape[1])
    width = max(1, _BLOCK_WORDS // max(1, max(len(world.tails), world.n) * words))
    for first in range(0, len(voices), width):
        block = voices[first : first + width]
        number = np.arange(len(block))
        bits = np.zeros((world.n, words, len(block)), dtype=np.uint64)
        bits[block, :, number] = _ALL
        gained = np.zeros(world.n, dtype=bool)
        gained[block] = True
        hop = 0
        while hops is None or hop < hops:
            hop += 1
            live = np.flatnonzero(gained[world.tails])  # only who was reached anew in the last hop has more to tell
            if not len(live):
                break
            starts = np.flatnonzero(np.diff(world.heads[live], prepend=-1))
            hearers = world.heads[live[starts]]
            told = bits[world.tails[live]]
            told &= world.open[live][:, :, None]
            arriving = np.bitwise_or.reduceat(told, starts, axis=0) | bits[hearers]
            new = (arriving != bits[hearers]).any(axis=(1, 2))
            bits[hearers[new]] = arriving[new]
            gained[:] = False
            gained[hearers[new]] = True
        bits[block, :, number] = 0
        yield block, bits


def reached(world: Worlds, voices: Integers, hops: int | None) -> Iterator[tuple[int, npt.NDArray[np.uint8]]]:
    """Yield (voice, worlds in which each person is reached: n x worlds of 0 and 1) for these voices."""
    for block, bits in reached_bits(world, voices, hops):
        for place, voice in enumerate(block):
            own = np.ascontiguousarray(bits[:, :, place])
            yield int(voice), np.unpackbits(own.view(np.uint8), axis=1, count=world.worlds, bitorder="little")
