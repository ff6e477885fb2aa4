"""Breadth-first search in bits: how many people are how many steps away, from a thousand sources at a time.

Each person holds one bit a source. A step takes, for everybody, the bits of all who lie one tie upstream; the bits
that are new count the sources at exactly that distance. The numpy version stands here, the numba version in
``_distances_numba``; both give the same counts and add them up in the same order, so the floats are equal too.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from critical_sna._core import parallel
from critical_sna.measures.kernels.engine import Engine, choose

Integers = npt.NDArray[np.int64]
Places = npt.NDArray[np.int32]
Words = npt.NDArray[np.uint64]

_SOURCES_A_PASS = 1024
_LONGEST_RUN = 24  # ties into one person that are taken one after the other before their results are joined
_FEW = 4  # under a quarter of the ties carry anything new: take those alone
_USUAL_STEPS = 8  # of a search through a network of people; only to guess how long it takes


class Distances(NamedTuple):
    """Sums over the sources that reach each person, and the longest distance there is."""

    reached: Integers
    far: Integers  # sum of distances
    near: npt.NDArray[np.float64]  # sum of 1 / distance
    longest: int


class Plan(NamedTuple):
    """Ties sorted by who they lead to, and the order in which numpy joins them."""

    n: int
    tails: Places  # sorted by head
    heads: Places  # of each tie
    rounds: tuple[tuple[Integers, ...], ...]
    last: Integers  # where the last round left the result of each person; the last place is empty


def distance_sums(
    sources: npt.NDArray[np.integer],
    targets: npt.NDArray[np.integer],
    n: int,
    *,
    steps: int | None = None,
    engine: Engine = "auto",
    n_jobs: int | None = None,
    where: str = "",
) -> Distances:
    """Sum up the distances along the ties from all people to each person, up to ``steps`` where given.

    Time O(n / 64 * ties) word operations for each step of distance, memory O(128 bytes a person) for each worker.
    """
    if len(sources) == 0:
        return Distances(np.zeros(n, np.int64), np.zeros(n, np.int64), np.zeros(n), 0)
    chosen = choose(engine, n * len(sources) / 64 * _USUAL_STEPS, where=where)
    plan = make_plan(sources, targets, n, rounds=chosen == "scipy")
    leads_somewhere = np.flatnonzero(np.bincount(sources, minlength=n))
    passes = [
        (plan, leads_somewhere[first : first + _SOURCES_A_PASS], steps)
        for first in range(0, len(leads_somewhere), _SOURCES_A_PASS)
    ]
    if chosen == "numba":
        from critical_sna.measures.kernels.distances_numba import one_pass
    else:
        one_pass = numpy_pass
    reached, far, near, longest = np.zeros(n, np.int64), np.zeros(n, np.int64), np.zeros(n), 0
    for part in parallel.run(one_pass, passes, n_jobs=n_jobs, prefer="threads", where=where):
        reached += part.reached
        far += part.far
        near += part.near
        longest = max(longest, part.longest)
    return Distances(reached, far, near, longest)


def make_plan(
    sources: npt.NDArray[np.integer], targets: npt.NDArray[np.integer], n: int, *, rounds: bool = True
) -> Plan:
    """Sort the ties by who they lead to."""
    order = np.argsort(targets, kind="stable")
    tails, heads = sources[order].astype(np.int32), targets[order].astype(np.int32)
    if not rounds:
        return Plan(n, tails, heads, (), np.empty(0, dtype=np.int64))
    counts = np.bincount(heads, minlength=n)
    joined, place = _rounds(tails.astype(np.int64), counts[counts > 0])
    last = np.full(n, len(joined[-1][0]), dtype=np.int64)
    last[counts > 0] = place
    return Plan(n, tails, heads, joined, last)


def _rounds(members: Integers, counts: Integers) -> tuple[tuple[tuple[Integers, ...], ...], Integers]:
    """Lay out runs of members (of ``counts`` members each) so that the first of all runs are joined at once.

    Runs are cut into pieces of at most ``_LONGEST_RUN`` and sorted by length; column k holds the k-th member of every
    piece that has one. The pieces of one run are joined in the next round, until each run is one piece.
    """
    rounds = []
    while True:
        pieces = -(-counts // _LONGEST_RUN)
        run = np.repeat(np.arange(len(counts)), pieces)
        within = np.arange(len(run)) - np.repeat(np.cumsum(pieces) - pieces, pieces)
        starts = (np.cumsum(counts) - counts)[run] + within * _LONGEST_RUN
        lengths = np.minimum(_LONGEST_RUN, counts[run] - within * _LONGEST_RUN)
        order = np.argsort(-lengths, kind="stable")
        starts, lengths = starts[order], lengths[order]
        longest = int(lengths[0]) if len(lengths) else 0
        having = [int(np.searchsorted(-lengths, -k, side="left")) for k in range(longest)]
        rounds.append(tuple(members[starts[:some] + k] for k, some in enumerate(having)))
        place = np.empty(len(order), dtype=np.int64)
        place[order] = np.arange(len(order))
        if len(place) == len(counts):
            return tuple(rounds), place
        members, counts = place, pieces


def numpy_pass(plan: Plan, sources: Integers, steps: int | None) -> Distances:
    """Search from these sources at once."""
    n, longest = plan.n, 0
    reached, far, near = np.zeros(n, np.int64), np.zeros(n, np.int64), np.zeros(n)
    bits = np.arange(len(sources))
    front = np.zeros((n, -(-len(sources) // 64)), dtype=np.uint64)
    front[sources, bits // 64] = np.uint64(1) << (bits % 64).astype(np.uint64)
    unseen = ~front
    ones = np.ones(front.shape[1], dtype=np.float32)
    carrying = np.zeros(n, dtype=bool)
    carrying[sources] = True
    while longest != steps:
        front = _arriving(front, carrying, plan)
        front &= unseen
        counts = (np.bitwise_count(front).astype(np.float32) @ ones).astype(np.int64)  # at most 1024, so exact
        carrying = counts > 0
        if not carrying.any():
            break
        unseen ^= front
        longest += 1
        reached += counts
        far += counts * longest
        near += counts / longest
    return Distances(reached, far, near, longest)


def _arriving(front: Words, carrying: npt.NDArray[np.bool_], plan: Plan) -> Words:
    """Give everybody the bits of all who lie one tie upstream."""
    useful = np.flatnonzero(carrying[plan.tails])
    if len(useful) * _FEW > len(plan.tails):
        return _joined(front, plan)
    found = np.zeros_like(front)
    if len(useful):
        heads = plan.heads[useful]
        starts = np.flatnonzero(np.diff(heads, prepend=-1))
        found[heads[starts]] = np.bitwise_or.reduceat(front[plan.tails[useful]], starts, axis=0)
    return found


def _joined(front: Words, plan: Plan) -> Words:
    """Give everybody the bits of all who lie one tie upstream, from every tie."""
    found = front
    for first, *others in plan.rounds:
        # mode="clip" lets numpy write into the buffer at once; the places are right anyway
        joined = np.concatenate([found.take(first, axis=0, mode="clip"), np.zeros_like(front[:1])])
        one = np.empty_like(joined)
        for members in others:
            some = len(members)
            found.take(members, axis=0, out=one[:some], mode="clip")
            joined[:some] |= one[:some]
        found = joined
    return found.take(plan.last, axis=0, mode="clip")
