"""Live-edge worlds: each tie is open or shut, and bits say in which worlds a voice reaches whom."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from critical_sna._core.randomness import generator
from critical_sna.voice._scenario import Floats, Integers, Scenario

_ROW_WORDS = 6_400
_BLOCK_WORDS = 4_000_000
_CACHE_WORDS = 80_000
_RELAYED_PEOPLE = 100
"""Up to so many people it is quicker to go through relay after relay than hearer after hearer."""
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
    networks: int = 1
    """How many networks of the same n people lie side by side: person i of network k stands at ``k * n + i``."""


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

    The voice itself is left out. The words of several networks follow each other, the same voices in each. One hearer
    after the other takes over what those they listen to have gained since the last look, with all worlds and voices of
    a block at once, so that a row of numbers stays in the processor's cache; without ``hops`` what a hearer has just
    gained is told on in the same round, there and back, which takes few rounds.
    Time O(voices * ties * worlds / 64) a round, and rounds * hearers calls of numpy a block.
    """
    words = int(world.open.shape[1]) * world.networks
    if hops is None and world.n <= _RELAYED_PEOPLE and world.n * world.n * words <= _BLOCK_WORDS:
        if len(voices):
            yield voices, _through_relays(world)[:, :, voices]
        return
    width = max(1, min(_ROW_WORDS // max(1, words), _BLOCK_WORDS // max(1, world.n * words)))
    listening = _listening(world)
    for first in range(0, len(voices), width):
        block = voices[first : first + width]
        number = np.arange(len(block))
        bits = np.zeros((world.n, world.networks, words // world.networks, len(block)), dtype=np.uint64)
        bits[block, :, :, number] = _ALL
        _pass_on(bits, listening, block, hops)
        bits[block, :, :, number] = 0
        yield block, bits.reshape(world.n, words, len(block))


def _through_relays(world: Worlds) -> Words:
    """Give who reaches whom, (hearers, words, voices), one relay after the other (Warshall), some words at a time."""
    words = int(world.open.shape[1])
    reach = np.zeros((world.n, world.networks, words, world.n), dtype=np.uint64)
    network, hearer = np.divmod(world.heads, max(1, world.n))
    reach[hearer, network, :, world.tails % max(1, world.n)] = world.open
    found = reach.reshape(world.n, world.networks * words, world.n)
    step = max(1, _CACHE_WORDS // max(1, world.n * world.n))
    for first in range(0, found.shape[1], step):
        part = found[:, first : first + step]
        through = np.empty(part.shape, dtype=np.uint64)
        for relay in range(world.n):
            np.bitwise_and(part[:, :, relay, None], part[relay], out=through)
            part |= through
    everybody = np.arange(world.n)
    found[everybody, :, everybody] = 0
    return found


Listening = list[tuple[int, Integers, Words]]


def _listening(world: Worlds) -> Listening:
    """Give, for each hearer, whom they listen to, (ties, networks), and in which worlds: (ties, networks, words, 1).

    Where a hearer has fewer ties in one network than in another, the rest are shut.
    """
    network, hearer = np.divmod(world.heads, max(1, world.n))
    order = np.lexsort((network, hearer))
    network, hearer = network[order], hearer[order]
    first = np.flatnonzero(np.diff(hearer * world.networks + network, prepend=-1))
    rank = np.arange(len(order)) - np.repeat(first, np.diff(np.append(first, len(order))))
    depth = np.zeros(world.n, dtype=np.int64)
    np.maximum.at(depth, hearer, rank + 1)
    ends = np.cumsum(depth)
    row = ends[hearer] - depth[hearer] + rank
    tails = np.zeros((int(depth.sum()), world.networks), dtype=np.int64)
    is_open = np.zeros((*tails.shape, world.open.shape[1], 1), dtype=np.uint64)
    tails[row, network] = world.tails[order] % max(1, world.n)
    is_open[row, network, :, 0] = world.open[order]
    return [
        (
            int(person),
            tails[ends[person] - depth[person] : ends[person]],
            is_open[ends[person] - depth[person] : ends[person]],
        )
        for person in np.flatnonzero(depth)
    ]


def _pass_on(bits: Words, listening: Listening, voices: Integers, hops: int | None) -> None:
    """Hand bits on along open arcs, in place, until nothing new arrives or ``hops`` steps are made."""
    gained, looked = np.full(len(bits), -1, dtype=np.int64), np.full(len(bits), -1, dtype=np.int64)
    gained[voices] = 0
    beside = np.arange(bits.shape[1])
    now, hop, more = 0, 0, True
    while more and (hops is None or hop < hops):
        hop, more = hop + 1, False
        before, since = (bits, gained) if hops is None else (bits.copy(), gained.copy())
        for hearer, tails, is_open in listening:
            live = np.flatnonzero((since[tails] > looked[hearer]).any(axis=1))
            looked[hearer] = now
            if len(live):
                told = before[tails[live], beside]
                told &= is_open[live]
                arriving = np.bitwise_or.reduce(told, axis=0)
                arriving |= bits[hearer]
                if not np.array_equal(arriving, bits[hearer]):
                    bits[hearer], gained[hearer], more = arriving, now + 1, True
            now += hops is None
        now += hops is not None
        if hops is None:
            listening = listening[::-1]


def reached(world: Worlds, voices: Integers, hops: int | None) -> Iterator[tuple[int, npt.NDArray[np.uint8]]]:
    """Yield (voice, worlds in which each person is reached: n x worlds of 0 and 1) for these voices."""
    for block, bits in reached_bits(world, voices, hops):
        for place, voice in enumerate(block):
            own = np.ascontiguousarray(bits[:, :, place])
            yield int(voice), np.unpackbits(own.view(np.uint8), axis=1, count=world.worlds, bitorder="little")


def by_world(rows: Words, worlds: int) -> npt.NDArray[np.int64]:
    """Add up bits over the first axis, world by world: (rows, ..., words) to (..., worlds).

    Counts are held in binary, a word of 64 worlds a digit: three rows become a row of ones and a row of twos, and so on
    up. Time O(size of ``rows``).
    """
    total = np.zeros((*rows.shape[1:-1], worlds), dtype=np.int64)
    digit = 0
    while len(rows):
        carried = []
        while len(rows) > 1:
            third = len(rows) // 3
            if third:
                one, two, three = rows[:third], rows[third : 2 * third], rows[2 * third : 3 * third]
                apart = one ^ two
                carried.append((one & two) | (apart & three))
                rows = np.concatenate([apart ^ three, rows[3 * third :]])
            else:
                carried.append(rows[:1] & rows[1:])
                rows = rows[:1] ^ rows[1:]
        ones = np.ascontiguousarray(rows[0]).view(np.uint8)
        total += np.unpackbits(ones, axis=-1, count=worlds, bitorder="little").astype(np.int64) << digit
        rows = np.concatenate(carried) if carried else rows[:0]
        digit += 1
    return total
