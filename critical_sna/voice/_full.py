"""Audibility from everybody to everybody: all worlds at once, one bit a world, sums kept and pairs never."""

from __future__ import annotations

from dataclasses import replace
from typing import NamedTuple

import numpy as np

from critical_sna._core import parallel
from critical_sna.voice._live import Worlds, by_world, make_worlds, reached, reached_bits
from critical_sna.voice._scenario import Estimate, Floats, Integers, Mask, Scenario, joined, parts_of

_PARTS, _VOICES_A_PART = 4, 256


class _Part(NamedTuple):
    """What some voices add."""

    voice: Floats
    decision: Floats
    """Sum over counted hearers of the chance to reach them, and its standard error: (voices, 2)."""
    heard: Floats
    """Sum over voices, for each hearer."""
    worlds: Integers
    """(n, worlds): how many voices reach each hearer; nothing where worlds are listed."""


def of_people(asked: Scenario, decides: Mask, *, n_jobs: int | None) -> dict[str, Estimate]:
    """Give voice, hearing and decision voice of each person."""
    active = np.union1d(asked.tails, asked.heads).astype(np.int64)
    small = _among(asked, active)
    world = make_worlds(small)
    talking = np.unique(small.tails)
    work = [(world, small, decides[active], talking[part], asked.hops) for part in _parts(len(talking))]
    some = _drawn_voices if world.weights is None else _listed_voices
    done = parallel.run(some, work, n_jobs=n_jobs, prefer="threads", where="voice(n_jobs=...)")
    totals = {name: np.zeros((asked.n, 2)) for name in ("voice", "hearing", "decision_voice")}
    if done:
        totals["voice"][active[talking]] = np.concatenate([part.voice for part in done])
        totals["decision_voice"][active[talking]] = np.concatenate([part.decision for part in done])
        totals["hearing"][active, 0] = joined([part.heard for part in done])
        if world.weights is None:
            totals["hearing"][active, 1] = spread(joined([part.worlds for part in done]))
    voices, hearers = int(asked.voices.sum()), int(asked.hearers.sum())
    makers = asked.hearers & decides
    others = {
        "voice": np.where(asked.voices, hearers - asked.hearers, 0),
        "hearing": np.where(asked.hearers, voices - asked.voices, 0),
        "decision_voice": np.where(asked.voices, int(makers.sum()) - makers, 0),
    }
    return {name: _divided(totals[name], others[name]) for name in totals}


def of_groups(asked: Scenario, codes: Integers, groups: int, *, n_jobs: int | None) -> Estimate:
    """Give the mean chance that a voice of one group reaches a person of another (groups x groups)."""
    active = np.union1d(asked.tails, asked.heads).astype(np.int64)
    small = _among(asked, active)
    world = make_worlds(small)
    talking = np.flatnonzero(np.isin(np.arange(len(active)), small.tails) & small.voices)
    talking = talking[np.argsort(codes[active][talking], kind="stable")]  # so that a group's voices stand together
    work = [(world, small, codes[active], groups, talking[part], asked.hops) for part in _parts(len(talking))]
    done = parallel.run(_some_groups, work, n_jobs=n_jobs, prefer="threads", where="audibility(n_jobs=...)")
    counted = pairs(asked, codes, groups)
    if not done:
        return _divided(np.zeros((groups, groups, 2)), counted)
    per_world = joined(done)
    total = np.zeros((groups, groups, 2))
    if world.weights is not None:
        total[..., 0] = per_world @ world.weights
    else:
        total[..., 0] = per_world.mean(axis=2)
        total[..., 1] = per_world.std(axis=2, ddof=1) / np.sqrt(world.worlds)
    return _divided(total, counted)


def pairs(asked: Scenario, codes: Integers, groups: int) -> Integers:
    """Count, for each two groups, the pairs of a voice and another person who would hear it."""
    voices = np.bincount(codes[asked.voices], minlength=groups)
    hearers = np.bincount(codes[asked.hearers], minlength=groups)
    both = np.bincount(codes[asked.voices & asked.hearers], minlength=groups)
    return np.outer(voices, hearers) - np.diag(both)


def spread(totals: Integers) -> Floats:
    """Give the standard error of a mean over draws (last axis): pairs share draws, so not the binomial formula."""
    return np.asarray(np.std(totals, ddof=1, axis=-1) / np.sqrt(totals.shape[-1]))


def _parts(voices: int) -> list[Integers]:
    """Cut voices into few large parts, by the work alone: rows that are too short would cost more than they share."""
    return parts_of(voices, min(_PARTS, 1 + voices // _VOICES_A_PART))


def _among(asked: Scenario, active: Integers) -> Scenario:
    """Leave out the people without any tie."""
    place = np.zeros(asked.n, dtype=np.int64)
    place[active] = np.arange(len(active))
    return replace(
        asked,
        n=len(active),
        tails=place[asked.tails],
        heads=place[asked.heads],
        voices=asked.voices[active],
        hearers=asked.hearers[active],
    )


def _drawn_voices(world: Worlds, small: Scenario, decides: Mask, voices: Integers, hops: int | None) -> _Part:
    """Count in each drawn world whom each voice reaches, and how many voices reach each hearer."""
    voice, decision = np.zeros((len(voices), 2)), np.zeros((len(voices), 2))
    together = np.zeros((small.n, world.worlds), dtype=np.int64)
    first = 0
    for block, bits in reached_bits(world, voices, hops):
        place = slice(first, first + len(block))
        first += len(block)
        for sums, counted in ((voice, small.hearers), (decision, small.hearers & decides)):
            hits = by_world(bits[counted].transpose(0, 2, 1), world.worlds)
            if counted.any():
                sums[place, 0], sums[place, 1] = hits.sum(axis=1) / world.worlds, spread(hits)
        together += by_world(bits[:, :, small.voices[block]].transpose(2, 0, 1), world.worlds)
    return _Part(voice, decision, together.sum(axis=1) / world.worlds, together)


def _listed_voices(world: Worlds, small: Scenario, decides: Mask, voices: Integers, hops: int | None) -> _Part:
    """The same where all worlds are listed and weighed."""
    voice, decision = np.zeros((len(voices), 2)), np.zeros((len(voices), 2))
    heard = np.zeros(small.n)
    for place, (person, hits) in enumerate(reached(world, voices, hops)):
        chance = np.array([row @ world.weights for row in hits])
        voice[place, 0], decision[place, 0] = chance[small.hearers].sum(), chance[small.hearers & decides].sum()
        if small.voices[person]:
            heard += chance
    return _Part(voice, decision, heard, np.zeros((small.n, 0), dtype=np.int64))


def _some_groups(
    world: Worlds, small: Scenario, codes: Integers, groups: int, voices: Integers, hops: int | None
) -> Floats:
    """Count, in each world, the pairs of a voice and a hearer it reaches: (groups, groups, worlds)."""
    member = ((np.arange(groups)[:, None] == codes) & small.hearers).astype(np.float64)
    counts = np.zeros((groups, groups, world.worlds))
    for block, bits in reached_bits(world, voices, hops):
        for group in np.unique(codes[block]):
            first, last = np.flatnonzero(codes[block] == group)[[0, -1]]
            own = np.ascontiguousarray(bits[:, :, first : last + 1].transpose(2, 0, 1))
            counts[group] += member @ by_world(own, world.worlds).astype(np.float64)
    return counts


def _divided(totals: Floats, others: Integers) -> Estimate:
    with np.errstate(invalid="ignore", divide="ignore"):
        known = others > 0
        return Estimate(
            np.where(known, totals[..., 0] / others, np.nan), np.where(known, totals[..., 1] / others, np.nan)
        )
