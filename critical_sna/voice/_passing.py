"""Voices passed on by chance, for many networks of the same people at once: draws of open ties lie side by side."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import numpy.typing as npt

from critical_sna._core import limits
from critical_sna.voice._live import Worlds, pack, reached_bits
from critical_sna.voice._sampled import spread_on
from critical_sna.voice.heard import Hearing, shares

Floats = npt.NDArray[np.float64]
Integers = npt.NDArray[np.int64]
Cells = tuple[Integers, Integers]
Words = npt.NDArray[np.uint64]

_WORDS_AT_ONCE = 50_000


def passed_on_name(chance: float) -> str:
    """Give the name of the measure that passes voices on with this chance."""
    return f"passed on at {chance:g}".replace(" 0.", " .")


def passed_on(how: Hearing, arcs: Cells, rng: np.random.Generator) -> Floats:
    """Estimate the share of hearers each voice reaches if ties pass it on by chance: (chances, n).

    ``n`` counts the people of all networks where several lie side by side. The same few draws for the observed and for
    each random network, so that both carry the same error. Each draw follows every voice, or, where that is above
    ``limits.READING_WORDS``, walks back from 64 hearers.
    """
    each, kinds = len(how.hearers) // how.networks, len(limits.PERIPHERY_CHANCES)
    if not each:
        return np.zeros((kinds, 0))
    order = np.argsort(arcs[0], kind="stable")
    tails, heads = arcs[0][order], arcs[1][order]
    if float(each) * (len(tails) // how.networks) * kinds > limits.READING_WORDS:
        reach, tried = _walked_back(how, tails, heads, rng)
    else:
        reach, tried = _followed(how, tails, heads, rng)
    return shares(reach, np.broadcast_to(np.where(how.voices, tried, 0.0), reach.shape))


def _followed(how: Hearing, tails: Integers, heads: Integers, rng: np.random.Generator) -> tuple[Floats, Floats]:
    """Follow every voice, in all networks and draws and with all chances at once."""
    each, kinds = len(how.hearers) // how.networks, len(limits.PERIPHERY_CHANCES)
    numbers = rng.random((limits.READING_WORLDS, len(tails)), dtype=np.float32)
    is_open = np.concatenate([pack((numbers < np.float32(chance)).T) for chance in limits.PERIPHERY_CHANCES], axis=1)
    world = Worlds(each, tails, heads, is_open, is_open.shape[1] * 64, None, how.networks)
    reach = np.zeros((kinds, how.networks, each))
    for voices, bits in reached_bits(world, np.unique(tails % each), None):
        count = np.bitwise_count(bits[how.hearers[:each]]).sum(axis=0, dtype=np.int64)
        by_kind = count.reshape(how.networks, kinds, -1, len(voices)).sum(axis=2)
        reach[:, :, voices] = by_kind.transpose(1, 0, 2)
    return reach.reshape(kinds, -1), how.others() * limits.READING_WORLDS


def _draws(ties: int, step: int, rng: np.random.Generator) -> Iterator[tuple[int, Integers, Integers]]:
    """Yield, ``step`` draws at once, how many they are, and which ties are open: (draw and chance, tie) of each."""
    chances = np.array(limits.PERIPHERY_CHANCES, dtype=np.float32)[:, None]
    for first in range(0, limits.READING_WORLDS, step):
        draws = min(step, limits.READING_WORLDS - first)
        is_open = rng.random((draws, 1, ties), dtype=np.float32) < chances
        at, tie = np.nonzero(is_open.reshape(draws * len(chances), ties))
        yield draws, at, tie


def _walked_back(how: Hearing, tails: Integers, heads: Integers, rng: np.random.Generator) -> tuple[Floats, Floats]:
    """Walk back from some hearers: a row of bits a person, whom of them that voice reaches."""
    everybody, kinds = len(how.hearers), len(limits.PERIPHERY_CHANCES)
    each = everybody // how.networks
    hearers = np.flatnonzero(how.hearers[:each])
    taken = min(len(hearers), limits.SAMPLED_PEOPLE)
    words = max(1, (taken + 63) // 64)
    reach, tried = np.zeros((kinds, everybody)), np.zeros(everybody)
    step = max(1, _WORDS_AT_ONCE // max(1, max(len(tails), everybody) * kinds * words))
    for draws, at, tie in _draws(len(tails), step, rng):
        starts = np.zeros((draws, 1, everybody, words), dtype=np.uint64)
        for network in starts.reshape(draws * how.networks, each, words):
            some = hearers if taken == len(hearers) else rng.choice(hearers, taken, replace=False, shuffle=False)
            network[some] = _one_bit(np.arange(taken), words)
        bits = np.repeat(starts, kinds, axis=1).reshape(-1, words)
        spread_on(bits, at * everybody + tails[tie], at * everybody + heads[tie])
        own = np.bitwise_count(starts).sum(axis=3, dtype=np.int64)
        count = np.bitwise_count(bits).sum(axis=1, dtype=np.int64).reshape(draws, kinds, everybody)
        reach += (count - own).sum(axis=0)
        tried += (taken - own).sum(axis=(0, 1))
    return reach, tried


def _one_bit(place: Integers, words: int) -> Words:
    """Give a row of words for each place, with its own bit."""
    rows = np.zeros((len(place), words), dtype=np.uint64)
    rows[np.arange(len(place)), place // 64] = np.uint64(1) << (place % 64).astype(np.uint64)
    return rows
