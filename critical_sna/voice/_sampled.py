"""Audibility at scale: in each draw of open ties walk back from some hearers and on from some voices.

Every draw takes people of its own, so the spread over draws holds both what the ties do by chance and which people
were taken, and sd over draws / sqrt(draws) is the standard error of the whole estimate.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from critical_sna._core import parallel
from critical_sna._core.randomness import generator
from critical_sna.voice._full import pairs
from critical_sna.voice._live import Words
from critical_sna.voice._scenario import Estimate, Floats, Integers, Mask, Scenario, joined, parts_of

_PARTS = 16
_MOST_MAKERS = 1024


@dataclass(frozen=True)
class Walk:
    """The arcs of a walk in one direction, sorted by where a step arrives."""

    n: int
    arrives: Integers
    comes_from: Integers
    chance: Floats
    place: Integers


def walks(asked: Scenario) -> tuple[Walk, Walk]:
    """Give the walk back from hearers to voices, and the walk on from voices to hearers."""
    order = np.argsort(asked.tails, kind="stable")
    back = Walk(asked.n, asked.tails[order], asked.heads[order], asked.chance[order], asked.place[order])
    return back, Walk(asked.n, asked.heads, asked.tails, asked.chance, asked.place)


def of_people(asked: Scenario, decides: Mask, *, sample: int, n_jobs: int | None) -> dict[str, Estimate]:
    """Estimate voice, hearing and decision voice of each person."""
    seed = _whole(asked.seed)
    makers = np.flatnonzero(asked.hearers & decides)
    both = walks(asked)
    work = [(asked, both, makers, sample, seed, part) for part in parts_of(asked.draws, _PARTS)]
    done = parallel.run(_some_draws, work, n_jobs=n_jobs, prefer="threads", where="voice(n_jobs=...)")
    sums = joined(done)
    hearers, voices = np.flatnonzero(asked.hearers), np.flatnonzero(asked.voices)
    known = {
        "voice": asked.voices & _others(hearers, asked.n),
        "hearing": asked.hearers & _others(voices, asked.n),
        "decision_voice": asked.voices & _others(makers, asked.n),
    }
    return {name: _estimate(sums[k], asked.draws, known[name]) for k, name in enumerate(known)}


def of_groups(asked: Scenario, codes: Integers, groups: int, *, sample: int, n_jobs: int | None) -> Estimate:
    """Estimate the mean chance that a voice of one group reaches a person of another (groups x groups)."""
    seed = _whole(asked.seed)
    back, _ = walks(asked)
    each = max(1, sample // max(groups, 1))
    members = [np.flatnonzero(asked.hearers & (codes == code)) for code in range(groups)]
    work = [(asked, back, codes, members, each, seed, part) for part in parts_of(asked.draws, _PARTS)]
    done = parallel.run(_some_group_draws, work, n_jobs=n_jobs, prefer="threads", where="audibility(n_jobs=...)")
    # A hearer who is alone in a group hears no other voice of it.
    return _estimate(joined(done), asked.draws, pairs(asked, codes, groups) > 0)


def reaching(walk: Walk, starts: Integers, is_open: Mask, hops: int | None) -> Words:
    """Give, for each person, a bit for each start that a walk along open arcs takes there: (n, words).

    A start itself is among those it takes there. Each step looks only at the arcs out of people who gained a bit.
    """
    bits = np.zeros((walk.n, (len(starts) + 63) // 64), dtype=np.uint64)
    number = np.arange(len(starts))
    np.bitwise_or.at(bits, (starts, number // 64), np.uint64(1) << (number % 64).astype(np.uint64))
    spread_on(bits, walk.arrives[is_open], walk.comes_from[is_open], hops)
    return bits


def spread_on(bits: Words, arrives: Integers, comes_from: Integers, hops: int | None = None) -> None:
    """Hand bits (a row a person) on along arcs sorted by ``arrives``, in place, until nothing new arrives."""
    gained = np.asarray(bits.any(axis=1))
    hop = 0
    while hops is None or hop < hops:
        hop += 1
        live = np.flatnonzero(gained[comes_from])
        if not len(live):
            break
        at = arrives[live]
        first = np.flatnonzero(np.diff(at, prepend=-1))
        people = at[first]
        got = np.bitwise_or.reduceat(bits[comes_from[live]], first, axis=0) & ~bits[people]
        new = np.asarray(got.any(axis=1))
        bits[people[new]] |= got[new]
        gained[:] = False
        gained[people[new]] = True


def _others(people: Integers, n: int) -> Mask:
    """Say for whom somebody else is among these people."""
    count = np.full(n, len(people))
    count[people] -= 1
    return count > 0


def _whole(seed: int | np.random.Generator) -> int:
    return int(seed.integers(2**62)) if isinstance(seed, np.random.Generator) else int(seed)


def _world(asked: Scenario, seed: int, draw: int) -> tuple[np.random.Generator, Floats]:
    """Give the random numbers of one draw: first one a tie, then whatever follows."""
    rng = generator(seed, "one world", str(draw))
    return rng, rng.random(asked.ties)


def _take(rng: np.random.Generator, people: Integers, most: int) -> Integers:
    """Take some of these people, all where they are no more than ``most``."""
    if len(people) <= most:
        return people
    return np.sort(rng.choice(people, size=most, replace=False, shuffle=False))


def _share(bits: Words, starts: Integers) -> Floats:
    """Give each person's share of the starts, oneself left out; 0 where no other start was taken."""
    count = np.bitwise_count(bits).sum(axis=1, dtype=np.int64)
    others = np.full(len(bits), len(starts))
    count[starts] -= 1
    others[starts] -= 1
    return np.where(others > 0, count / np.maximum(others, 1), 0.0)


def _some_draws(
    asked: Scenario, both: tuple[Walk, Walk], makers: Integers, sample: int, seed: int, draws: Integers
) -> Floats:
    """Give sums and sums of squares over these draws: (voice, hearing, decision voice; sum, squares; n)."""
    hearers, voices = np.flatnonzero(asked.hearers), np.flatnonzero(asked.voices)
    back, onward = both
    sums = np.zeros((3, 2, asked.n))
    for draw in draws.tolist():
        rng, numbers = _world(asked, seed, draw)
        plan = (
            (back, _take(rng, hearers, sample)),
            (onward, _take(rng, voices, sample)),
            (back, _take(rng, makers, _MOST_MAKERS)),
        )
        for k, (walk, starts) in enumerate(plan):
            if not len(starts):
                continue
            share = _share(reaching(walk, starts, numbers[walk.place] < walk.chance, asked.hops), starts)
            sums[k, 0] += share
            sums[k, 1] += share * share
    return sums


def _some_group_draws(
    asked: Scenario, back: Walk, codes: Integers, members: Sequence[Integers], each: int, seed: int, draws: Integers
) -> Floats:
    """Give sums and sums of squares over these draws: (sum, squares; groups of voices; groups of hearers)."""
    groups = len(members)
    sums = np.zeros((2, groups, groups))
    order = np.argsort(np.where(asked.voices, codes, groups), kind="stable")[: int(asked.voices.sum())]
    sizes = np.bincount(codes[asked.voices], minlength=groups)
    first = np.cumsum(sizes) - sizes
    for draw in draws.tolist():
        rng, numbers = _world(asked, seed, draw)
        taken = [_take(rng, people, each) for people in members]
        starts = np.concatenate(taken)
        bits = reaching(back, starts, numbers[back.place] < back.chance, asked.hops)
        hit = np.unpackbits(bits[order].view(np.uint8), axis=1, count=len(starts), bitorder="little")
        counts = np.zeros((groups, len(starts)))
        full = np.flatnonzero(sizes)
        counts[full] = np.add.reduceat(hit, first[full], axis=0, dtype=np.int64)
        # A start that is itself a voice reaches itself: not a pair.
        own = asked.voices[starts]
        counts[codes[starts][own], np.flatnonzero(own)] -= 1
        others = np.repeat(sizes[:, None], len(starts), axis=1)
        others[codes[starts][own], np.flatnonzero(own)] -= 1
        at = np.cumsum([0, *(len(people) for people in taken)])
        for h in range(groups):
            # Pairs are weighed alike, as in the mean over all pairs of the two groups.
            k = others[:, at[h] : at[h + 1]].sum(axis=1)
            mean = np.where(k > 0, counts[:, at[h] : at[h + 1]].sum(axis=1) / np.maximum(k, 1), 0.0)
            sums[0, :, h] += mean
            sums[1, :, h] += mean * mean
    return sums


def _estimate(sums: Floats, draws: int, known: Mask) -> Estimate:
    mean = sums[0] / draws
    square = np.maximum(sums[1] - draws * mean * mean, 0.0) / (draws - 1)
    # What is below rounding is no spread: every draw gave the same.
    square = np.where(square < 1e-15, 0.0, square)
    return Estimate(np.where(known, mean, np.nan), np.where(known, np.sqrt(square / draws), np.nan))
