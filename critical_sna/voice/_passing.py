"""Voices passed on by chance, for many networks of the same people at once: draws of open ties lie side by side."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import numpy.typing as npt

from critical_sna._core import limits
from critical_sna.voice._sampled import spread_on
from critical_sna.voice.heard import Hearing, shares

Floats = npt.NDArray[np.float64]
Integers = npt.NDArray[np.int64]
Cells = tuple[Integers, Integers]
Words = npt.NDArray[np.uint64]

_WORDS_AT_ONCE = 50_000
_RELAYED_PEOPLE = 256
"""Up to so many people it is quicker to go through relay after relay than step after step."""


def passed_on_name(chance: float) -> str:
    """Give the name of the measure that passes voices on with this chance."""
    return f"passed on at {chance:g}".replace(" 0.", " .")


def passed_on(how: Hearing, arcs: Cells, rng: np.random.Generator) -> Floats:
    """Estimate the share of hearers each voice reaches if ties pass it on by chance: (chances, n).

    ``n`` counts the people of all networks where several lie side by side. The same few draws for the observed and for
    each random network, so that both carry the same error. Each draw follows every voice, or, where that is above
    ``limits.READING_WORDS``, walks back from 64 hearers.
    """
    order = np.argsort(arcs[0], kind="stable")
    tails, heads = arcs[0][order], arcs[1][order]
    if len(how.hearers) <= _RELAYED_PEOPLE * how.networks:
        reach, tried = _through_relays(how, tails, heads, rng)
    else:
        reach, tried = _walked_back(how, tails, heads, rng)
    return shares(reach, np.broadcast_to(np.where(how.voices, tried, 0.0), reach.shape))


def _draws(ties: int, step: int, rng: np.random.Generator) -> Iterator[tuple[int, Integers, Integers]]:
    """Yield, ``step`` draws at once, how many they are, and which ties are open: (draw and chance, tie) of each."""
    chances = np.array(limits.PERIPHERY_CHANCES, dtype=np.float32)[:, None]
    for first in range(0, limits.READING_WORLDS, step):
        draws = min(step, limits.READING_WORLDS - first)
        is_open = rng.random((draws, 1, ties), dtype=np.float32) < chances
        at, tie = np.nonzero(is_open.reshape(draws * len(chances), ties))
        yield draws, at, tie


def _through_relays(how: Hearing, tails: Integers, heads: Integers, rng: np.random.Generator) -> tuple[Floats, Floats]:
    """Follow every voice: a row of bits a person, who is reached; one relay after the other (Warshall)."""
    everybody, kinds = len(how.hearers), len(limits.PERIPHERY_CHANCES)
    each = max(1, everybody // how.networks)
    words = (each + 63) // 64
    hears = np.bitwise_or.reduce(_one_bit(np.flatnonzero(how.hearers[:each]), words), axis=0)[:, None]
    hearer, person = _one_bit(heads % each, words).T, np.arange(each)
    reach = np.zeros((kinds, everybody))
    for draws, at, tie in _draws(len(tails), max(1, _WORDS_AT_ONCE // max(1, everybody * kinds * words)), rng):
        bits = np.zeros((words, draws * kinds * everybody), dtype=np.uint64)
        voice = at * everybody + tails[tie]
        first = np.flatnonzero(np.diff(voice, prepend=-1))
        if len(first):
            bits[:, voice[first]] = np.bitwise_or.reduceat(hearer[:, tie], first, axis=1)
        networks = bits.reshape(words, -1, each)
        through_all(networks)
        bits &= hears
        itself = (networks[person // 64, :, person] >> (person % 64).astype(np.uint64)[:, None]) & np.uint64(1)
        count = np.bitwise_count(bits).sum(axis=0, dtype=np.int64) - itself.T.ravel().astype(np.int64)
        reach += count.reshape(draws, kinds, everybody).sum(axis=0)
    return reach, how.others() * limits.READING_WORLDS


def through_all(reach: Words) -> None:
    """Let everybody who reaches a person reach whom that person reaches, in place: (words, networks, people)."""
    for relay in range(reach.shape[2]):
        through = np.uint64(0) - ((reach[relay // 64] >> np.uint64(relay % 64)) & np.uint64(1))
        for word in reach:
            word |= through & word[:, relay, None]


def _walked_back(how: Hearing, tails: Integers, heads: Integers, rng: np.random.Generator) -> tuple[Floats, Floats]:
    """Walk back from hearers, all or some: a row of bits a person, whom of them that voice reaches."""
    everybody, kinds = len(how.hearers), len(limits.PERIPHERY_CHANCES)
    each = everybody // how.networks
    hearers = np.flatnonzero(how.hearers[:each])
    taken = len(hearers)
    if float(each) * (len(tails) // how.networks) * kinds > limits.READING_WORDS:
        taken = min(taken, limits.SAMPLED_PEOPLE)
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
