"""Every triangle of a network once: the list that brokerage, constraint, effective size and clustering share."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
import numpy.typing as npt

from critical_sna._core import limits
from critical_sna.measures.kernels.engine import Engine, choose

Places: TypeAlias = npt.NDArray[np.integer]
Edges: TypeAlias = npt.NDArray[np.int32]
Triangles: TypeAlias = tuple[Edges, Edges, Edges]

FORTH, BACK, FORTH_OPEN, BACK_OPEN = 1, 2, 4, 8
"""What is known of the two people of an edge: a tie tail -> head, head -> tail, or such a cell left open."""
TIED, LEFT_OPEN = FORTH | BACK, FORTH_OPEN | BACK_OPEN

_BLOCK = 2_000_000
"""How many stored edges one block touches, and how many triangles one block gives at most (about 50 MB)."""

_CELLS_AN_EDGE = 8
"""In a dense network, of so few cells an edge, edges are looked up in a table of all cells."""


@dataclass(frozen=True, eq=False)
class Skeleton:
    """Pairs of people with a tie or an open cell between them, each once, from who has fewer to who has more.

    People stand at places: those with few ties come first, so that the many contacts of a much named person are
    nobody's row. Edge e joins ``tail[e] < head[e]``; the edges of a tail are ``starts[tail]:starts[tail + 1]``, heads
    ascending. ``people[place]`` is the position in the network.
    """

    people: npt.NDArray[np.int32]
    starts: npt.NDArray[np.int32]
    tail: Edges
    head: Edges
    code: npt.NDArray[np.uint8]
    strength: npt.NDArray[np.float64]
    """Strengths of the ties both ways added up, per edge; without strengths, how many ties."""

    def per_person(self, at_tail: npt.ArrayLike | None, at_head: npt.ArrayLike | None) -> npt.NDArray[np.float64]:
        """Add up a value of each edge over the edges of each place (None: count them)."""
        n = len(self.people)
        sums = np.bincount(self.tail, weights=at_tail, minlength=n) + np.bincount(
            self.head, weights=at_head, minlength=n
        )
        return sums.astype(float)

    def in_order(self, values: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
        """Put values of places into the order of the network."""
        result = np.empty_like(values)
        result[self.people] = values
        return result


def skeleton(
    n: int,
    ties: tuple[Places, Places],
    *,
    left_open: tuple[Places, Places] | None = None,
    strengths: npt.NDArray[np.float64] | None = None,
) -> Skeleton:
    """Join the ties (and cells left open) of each pair into one edge. Time O(ties log ties)."""
    both = [ties] if left_open is None or not len(left_open[0]) else [ties, left_open]
    many = np.zeros(n, dtype=np.int64)
    for ends in (end for pair in both for end in pair):
        many += np.bincount(ends, minlength=n)
    people = np.argsort(many, kind="stable").astype(np.int32)
    place = np.empty(n, dtype=np.int32)
    place[people] = np.arange(n, dtype=np.int32)
    keys = np.concatenate([_keys(place, pair, FORTH << 2 * k, BACK << 2 * k) for k, pair in enumerate(both)])
    added = None
    if strengths is None:
        keys.sort()
    else:
        order = np.argsort(keys, kind="stable")
        keys, added = keys[order], np.concatenate([strengths, np.zeros(len(keys) - len(strengths))])[order]
    bits = (keys & 15).astype(np.uint8)
    keys >>= 4
    fresh = np.ones(len(keys), dtype=bool)
    np.not_equal(keys[1:], keys[:-1], out=fresh[1:])
    first = np.flatnonzero(fresh)
    keys = keys[first]
    code = np.bitwise_or.reduceat(bits, first) if len(first) else bits
    if added is None:
        strength = ((code & FORTH) + (code & BACK) // 2).astype(float)
    else:
        with np.errstate(over="ignore"):
            strength = np.add.reduceat(added, first) if len(first) else added
    tail = keys // max(n, 1)
    head = (keys - tail * n).astype(np.int32)
    starts = np.concatenate([[0], np.cumsum(np.bincount(tail, minlength=n))]).astype(np.int32)
    return Skeleton(people, starts, tail.astype(np.int32), head, code, strength)


def _keys(place: npt.NDArray[np.int32], ends: tuple[Places, Places], forth: int, back: int) -> npt.NDArray[np.int64]:
    """Give each pair of places as one number that sorts by edge, its last four bits saying what it is."""
    source, target = place[ends[0]], place[ends[1]]
    keys = np.minimum(source, target).astype(np.int64)
    keys *= len(place)
    keys += np.maximum(source, target)
    keys <<= 4
    keys += np.where(source < target, np.int8(forth), np.int8(back))
    return keys


def triangles(edges: Skeleton, engine: Engine, *, where: str) -> Iterator[Triangles]:
    """Yield blocks of triangles of places x < y < z, as the numbers of the edges (x, y), (x, z) and (y, z).

    Both engines list the same triangles in the same order (by xy, then by z), in blocks of other sizes. Use up a block
    before asking for the next: its arrays are filled again. Time: for each edge (x, y) the edges of y.
    """
    size = np.diff(edges.starts)
    work = size[edges.head].astype(np.int64)
    if choose(engine, float(work.sum()), where=where, enough=limits.NUMBA_TRIANGLE_WORK) == "numba":
        yield from _with_numba(edges, max(int(size.max(initial=0)), min(_BLOCK, int(work.sum()))))
    else:
        yield from _with_scipy(edges, size[edges.tail], work)


def _with_numba(edges: Skeleton, room: int) -> Iterator[Triangles]:
    from critical_sna.measures.kernels.triangles_numba import list_triangles

    xy, xz, yz = (np.empty(room, dtype=np.int32) for _ in range(3))
    seen = np.zeros(len(edges.people), dtype=np.int32)
    start = 0
    while start < len(edges.tail):
        found, start = list_triangles(edges.starts, edges.tail, edges.head, start, seen, xy, xz, yz)
        yield xy[:found], xz[:found], yz[:found]


def _with_scipy(
    edges: Skeleton, size_x: npt.NDArray[np.integer], size_y: npt.NDArray[np.integer]
) -> Iterator[Triangles]:
    """Multiply the row of x and the row of y of many edges (x, y) at once: what is left is their common heads."""
    from scipy import sparse

    n = len(edges.people)
    numbers = np.arange(1, len(edges.head) + 1, dtype=np.int32)
    rows_x, rows_y = (
        sparse.csr_array((values, edges.head, edges.starts), shape=(n, n))
        for values in (np.ones(len(edges.head), dtype=np.int32), numbers)
    )
    rows_x.has_canonical_format = rows_y.has_canonical_format = True
    key = edges.tail.astype(np.int64) * n + edges.head
    table = np.zeros(n * n if n * n <= _CELLS_AN_EDGE * len(key) else 0, dtype=np.int32)
    if len(table):
        table[key] = numbers - 1
    worth = np.flatnonzero((size_x > 1) & (size_y > 0))
    work = np.cumsum(size_x[worth] + size_y[worth])
    start = 0
    while start < len(worth):
        limit = _BLOCK + (work[start - 1] if start else 0)
        stop = max(start + 1, int(np.searchsorted(work, limit, side="right")))
        block = worth[start:stop]
        x_side, y_side = rows_x[edges.tail[block]], rows_y[edges.head[block]]
        x_side.has_canonical_format = y_side.has_canonical_format = True
        common = x_side.multiply(y_side).tocsr()
        xy = np.repeat(block, np.diff(common.indptr)).astype(np.int32)
        wanted = edges.tail[xy].astype(np.int64) * n + common.indices
        if len(table):
            xz = table[wanted]
        else:
            low, high = edges.starts[edges.tail[block[0]]], edges.starts[edges.tail[block[-1]] + 1]
            xz = (low + np.searchsorted(key[low:high], wanted)).astype(np.int32)
        yield xy, xz, common.data - 1
        start = stop
