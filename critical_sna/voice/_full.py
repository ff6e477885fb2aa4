"""Audibility from everybody to everybody: all worlds at once, one bit a world, sums kept and pairs never."""

from __future__ import annotations

from dataclasses import replace
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from critical_sna._core import parallel
from critical_sna.voice._live import Worlds, make_worlds, reached
from critical_sna.voice._scenario import Estimate, Floats, Integers, Mask, Scenario, joined, parts_of

_PARTS = 4


class _Part(NamedTuple):
    """What some voices add."""

    voice: Floats
    decision: Floats
    """Sum over counted hearers of the chance to reach them, and its standard error: (voices, 2)."""
    heard: Floats
    """Sum over voices, for each hearer."""
    worlds: npt.NDArray[np.int32]
    """(n, worlds): how many voices reach each hearer; nothing where worlds are listed."""


def of_people(asked: Scenario, decides: Mask, *, n_jobs: int | None) -> dict[str, Estimate]:
    """Give voice, hearing and decision voice of each person."""
    active = np.union1d(asked.tails, asked.heads).astype(np.int64)
    small = _among(asked, active)
    world = make_worlds(small)
    talking = np.unique(small.tails)
    work = [(world, small, decides[active], talking[part], asked.hops) for part in parts_of(len(talking), _PARTS)]
    done = parallel.run(_some_voices, work, n_jobs=n_jobs, prefer="threads", where="voice(n_jobs=...)")
    totals = {name: np.zeros((asked.n, 2)) for name in ("voice", "hearing", "decision_voice")}
    if done:
        totals["voice"][active[talking]] = np.concatenate([part.voice for part in done])
        totals["decision_voice"][active[talking]] = np.concatenate([part.decision for part in done])
        totals["hearing"][active, 0] = joined([part.heard for part in done])
        if world.weights is None:
            together = sum(part.worlds for part in done)
            totals["hearing"][active, 1] = [spread(row) for row in np.asarray(together)]
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
    work = [(world, small, codes[active], groups, talking[part], asked.hops) for part in parts_of(len(talking), _PARTS)]
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


def spread(totals: npt.NDArray[np.integer]) -> float:
    """Give the standard error of a mean over draws: pairs of people share draws, so not the binomial formula."""
    return float(np.std(totals, ddof=1) / np.sqrt(len(totals)))


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


def _some_voices(world: Worlds, small: Scenario, decides: Mask, voices: Integers, hops: int | None) -> _Part:
    drawn = world.weights is None
    voice, decision = np.zeros((len(voices), 2)), np.zeros((len(voices), 2))
    heard = np.zeros(small.n)
    together = np.zeros((small.n, world.worlds if drawn else 0), dtype=np.int32)
    for place, (person, hits) in enumerate(reached(world, voices, hops)):
        chance = hits.mean(axis=1) if world.weights is None else np.array([row @ world.weights for row in hits])
        for sums, counted in ((voice, small.hearers), (decision, small.hearers & decides)):
            sums[place, 0] = chance[counted].sum()
            if drawn:
                sums[place, 1] = spread(hits[counted].sum(axis=0))
        if small.voices[person]:
            heard += chance
            if drawn:
                together += hits
    return _Part(voice, decision, heard, together)


def _some_groups(
    world: Worlds, small: Scenario, codes: Integers, groups: int, voices: Integers, hops: int | None
) -> Floats:
    """Count, in each world, the pairs of a voice and a hearer it reaches: (groups, groups, worlds)."""
    member = (np.arange(groups)[:, None] == codes) & small.hearers
    counts = np.zeros((groups, groups, world.worlds))
    for group in np.unique(codes[voices]):
        together = np.zeros((small.n, world.worlds), dtype=np.int32)
        for _, hits in reached(world, voices[codes[voices] == group], hops):
            together += hits
        counts[group] = member.astype(np.float64) @ together
    return counts


def _divided(totals: Floats, others: Integers) -> Estimate:
    with np.errstate(invalid="ignore", divide="ignore"):
        known = others > 0
        return Estimate(
            np.where(known, totals[..., 0] / others, np.nan), np.where(known, totals[..., 1] / others, np.nan)
        )
