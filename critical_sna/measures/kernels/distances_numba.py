"""Breadth-first search in bits, compiled; loaded only where the engine is numba."""

from __future__ import annotations

import numba
import numpy as np
import numpy.typing as npt

from critical_sna.measures.kernels.distances import Distances, Integers, Places, Plan, Words


def one_pass(plan: Plan, sources: Integers, steps: int | None) -> Distances:
    """Search from these sources at once."""
    starts = np.searchsorted(plan.heads, np.arange(plan.n + 1)).astype(np.int64)
    reached, far, near = np.zeros(plan.n, np.int64), np.zeros(plan.n, np.int64), np.zeros(plan.n)
    seen = np.zeros((plan.n, -(-len(sources) // 64)), dtype=np.uint64)
    longest = _search(starts, plan.tails, sources, seen, -1 if steps is None else steps, reached, far, near)
    return Distances(reached, far, near, int(longest))


@numba.njit(cache=True, nogil=True)
def _search(  # pragma: no cover  # compiled code cannot be traced
    starts: Integers,
    tails: Places,
    sources: Integers,
    seen: Words,
    steps: int,
    reached: Integers,
    far: Integers,
    near: npt.NDArray[np.float64],
) -> int:
    n, words = seen.shape
    front, new = np.zeros_like(seen), np.zeros_like(seen)
    carries, carries_next = np.zeros(n, np.bool_), np.zeros(n, np.bool_)
    alive = np.zeros(words, np.uint64)  # sources that found somebody in the last step
    for bit in range(len(sources)):
        mask = np.uint64(1) << np.uint64(bit & 63)
        seen[sources[bit], bit >> 6] = mask
        front[sources[bit], bit >> 6] = mask
        alive[bit >> 6] |= mask
        carries[sources[bit]] = True
    found = np.zeros(words, np.uint64)
    longest = 0
    while longest != steps:
        alive_next = np.zeros(words, np.uint64)
        any_new = False
        distance = longest + 1
        for person in range(n):
            carries_next[person] = False
            missing = np.uint64(0)
            for w in range(words):
                missing |= alive[w] & ~seen[person, w]
                found[w] = 0
            if missing == 0:
                continue
            touched = False
            for tie in range(starts[person], starts[person + 1]):
                tail = tails[tie]
                if carries[tail]:
                    touched = True
                    for w in range(words):
                        found[w] |= front[tail, w]
            if not touched:
                continue
            count = 0
            for w in range(words):
                bits = found[w] & ~seen[person, w]
                new[person, w] = bits
                seen[person, w] |= bits
                alive_next[w] |= bits
                count += _count(bits)
            if count > 0:
                any_new = True
                carries_next[person] = True
                reached[person] += count
                far[person] += count * distance
                near[person] += count / distance
        if not any_new:
            break
        longest = distance
        front, new = new, front
        carries, carries_next = carries_next, carries
        alive = alive_next
    return longest


@numba.njit(cache=True, nogil=True, inline="always")
def _count(bits: np.uint64) -> int:  # pragma: no cover  # compiled code cannot be traced
    """Count the bits that are set."""
    x = bits - ((bits >> np.uint64(1)) & np.uint64(0x5555555555555555))
    x = (x & np.uint64(0x3333333333333333)) + ((x >> np.uint64(2)) & np.uint64(0x3333333333333333))
    x = (x + (x >> np.uint64(4))) & np.uint64(0x0F0F0F0F0F0F0F0F)
    return int((x * np.uint64(0x0101010101010101)) >> np.uint64(56))
