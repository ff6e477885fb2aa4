"""Every triangle of a network once: the list that brokerage, constraint, effective size and clustering share."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
import numpy.typing as npt

from critical_sna._core import limits
from critical_sna._core.order import sorted_with_places
from critical_sna.measures.kernels.engine import Engine, choose

Places: TypeAlias = npt.NDArray[np.integer]
Edges: TypeAlias = npt.NDArray[np.int32]
Positions: TypeAlias = npt.NDArray[np.int64]
Triangles: TypeAlias = tuple[Edges, Edges, Edges]

FORTH, BACK, FORTH_OPEN, BACK_OPEN = 1, 2, 4, 8
"""What is known of the two people of an edge: a tie tail -> head, head -> tail, or such a cell left open."""
TIED, LEFT_OPEN = FORTH | BACK, FORTH_OPEN | BACK_OPEN

_BLOCK = 2_000_000
"""How many triangles one block gives at most, or one edge more (about 50 MB)."""
_PAIRS_AT_ONCE = 100_000
"""How many pairs of edges are looked up together: few enough that what they are looked up with stays in the cache."""

_CELLS_AN_EDGE = 8
"""In a dense network, of so few cells an edge, edges are looked up in a table of all cells."""
_SIEVE = 8
"""Otherwise they are looked up in a sieve of so many places an edge or more; what is no edge mostly falls through."""
_SPREAD, _TAKEN = 0x9E3779B1, 12
"""An odd number whose multiples are scattered from this bit on."""
_SHARED = np.iinfo(np.uint8).max
"""What stands in the sieve where several edges fall into one place, or an edge is later in its row than this."""


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
    short = many.astype(np.uint16) if many.max(initial=0) < 1 << 16 else many  # numpy sorts short numbers by counting
    people = np.argsort(short, kind="stable").astype(np.int32)
    place = np.empty(n, dtype=np.int32)
    place[people] = np.arange(n, dtype=np.int32)
    width = n.bit_length()
    keys = np.concatenate([_keys(place, width, pair, FORTH << 2 * k, BACK << 2 * k) for k, pair in enumerate(both)])
    if strengths is None:
        keys.sort()
    else:
        keys, order = sorted_with_places(keys, bits=2 * width + 4)
        strengths = np.concatenate([strengths, np.zeros(len(keys) - len(strengths))])[order]
    bits = (keys & 15).astype(np.uint8)
    keys >>= 4
    fresh = np.ones(len(keys), dtype=bool)
    np.not_equal(keys[1:], keys[:-1], out=fresh[1:])
    first, again = np.flatnonzero(fresh), np.flatnonzero(~fresh)
    edge_again = again - np.arange(1, len(again) + 1)
    code = bits[first]
    np.add.at(code, edge_again, bits[again])  # bits that differ
    if strengths is None:
        strength = _TIES_OF_CODE[code & TIED]
    else:
        strength = strengths[first]
        with np.errstate(over="ignore"):
            np.add.at(strength, edge_again, strengths[again])
    keys = keys[first]
    tail, head = (keys >> width).astype(np.int32), (keys & (1 << width) - 1).astype(np.int32)
    starts = np.zeros(n + 1, dtype=np.int32)
    np.cumsum(np.bincount(tail, minlength=n), out=starts[1:])
    return Skeleton(people, starts, tail, head, code, strength)


_TIES_OF_CODE = np.array([0.0, 1.0, 1.0, 2.0])


def _keys(
    place: npt.NDArray[np.int32], width: int, ends: tuple[Places, Places], forth: int, back: int
) -> npt.NDArray[np.int64]:
    """Give each pair of places as one number that sorts by edge, its last four bits saying what it is."""
    source, target = place[ends[0]], place[ends[1]]
    keys = np.minimum(source, target).astype(np.int64)
    keys <<= width
    keys += np.maximum(source, target)
    keys <<= 4
    keys += np.where(source < target, np.int8(forth), np.int8(back))
    return keys


def triangles(edges: Skeleton, engine: Engine, *, where: str) -> Iterator[Triangles]:
    """Yield blocks of triangles of places x < y < z, as the numbers of the edges (x, y), (x, z) and (y, z).

    Both engines list the same triangles in the same order (by xy, then by z), in blocks of other sizes. Use up a block
    before asking for the next: its arrays are filled again. Time: the pairs of edges (x, y) and (x, z) of each x,
    O(edges^1.5) at most.
    """
    after = np.arange(1, len(edges.tail) + 1, dtype=np.int32)
    later = (edges.starts[1:][edges.tail] - after).astype(np.int32)
    pairs = int(later.sum(dtype=np.int64))
    if choose(engine, float(pairs), where=where, enough=limits.NUMBA_TRIANGLE_WORK) == "numba":
        longest = int(np.diff(edges.starts).max(initial=0))
        yield from _with_numba(edges, max(longest, min(_BLOCK, pairs)))
    else:
        yield from _gathered(_with_numpy(edges, later))


def _with_numba(edges: Skeleton, room: int) -> Iterator[Triangles]:
    from critical_sna.measures.kernels.triangles_numba import list_triangles

    xy, xz, yz = (np.empty(room, dtype=np.int32) for _ in range(3))
    seen = np.zeros(len(edges.people), dtype=np.int32)
    start = 0
    while start < len(edges.tail):
        found, start = list_triangles(edges.starts, edges.tail, edges.head, start, seen, xy, xz, yz)
        yield xy[:found], xz[:found], yz[:found]


def _gathered(parts: Iterable[Triangles]) -> Iterator[Triangles]:
    """Join small blocks into large ones."""
    waiting: list[Triangles] = []
    many = 0
    for part in parts:
        waiting.append(part)
        many += len(part[0])
        if many >= _BLOCK:
            yield _joined(waiting)
            waiting, many = [], 0
    if many:
        yield _joined(waiting)


def _joined(parts: list[Triangles]) -> Triangles:
    xy, xz, yz = (np.concatenate(side) for side in zip(*parts, strict=True))
    return xy, xz, yz


def _with_numpy(edges: Skeleton, later: Edges) -> Iterator[Triangles]:
    """Take every two edges (x, y) and (x, z) of each x, and look up whether (y, z) is an edge, too.

    ``later`` says how many edges of the same tail come after each edge.
    """
    found_in = _in_table if len(edges.people) ** 2 <= _CELLS_AN_EDGE * len(later) else _in_sieve
    third = found_in(edges)
    ends = np.cumsum(later, dtype=np.int64)
    start = 0
    while start < len(ends):
        before = ends[start - 1] if start else 0
        stop = max(start + 1, int(np.searchsorted(ends, before + _PAIRS_AT_ONCE, side="right")))
        many = later[start:stop]
        block_ends = ends[start:stop] - before
        xz: Positions = np.repeat(np.arange(start + 1, stop + 1) - (block_ends - many), many)
        xz += np.arange(len(xz))
        kept, yz = third(slice(start, stop), many, xz)
        xy = start + np.searchsorted(block_ends, kept, side="right")
        yield xy.astype(np.int32), xz[kept].astype(np.int32), yz
        start = stop


Third: TypeAlias = Callable[[slice, Edges, Positions], tuple[Positions, Edges]]
"""Of edges (x, y), each repeated so many times, beside edges (x, z): which have an edge (y, z), and its number."""


def _in_table(edges: Skeleton) -> Third:
    """Look cells up in a table of all cells."""
    n = len(edges.people)
    table = np.full(n * n, -1, dtype=np.int32)
    table[edges.tail.astype(np.int64) * n + edges.head] = np.arange(len(edges.tail), dtype=np.int32)
    row = edges.head.astype(np.int64) * n

    def third(xy: slice, many: Edges, xz: Positions) -> tuple[Positions, Edges]:
        number = table.take(np.repeat(row[xy], many) + edges.head.take(xz))
        kept = np.flatnonzero(number >= 0)
        return kept, number[kept]

    return third


def _in_sieve(edges: Skeleton) -> Third:
    """Look cells up in a sieve: a row of places for each tail, as long as it has edges, so that looks stay close by.

    A place holds which edge of its tail falls there, counted from 1; 0 where none does.
    """
    n, m = len(edges.people), len(edges.tail)
    size = 1 << np.frexp(_SIEVE * np.diff(edges.starts).astype(float))[1].astype(np.int64)
    row, mask = np.cumsum(size) - size, size - 1
    spread = edges.head.astype(np.int64) * _SPREAD >> _TAKEN
    own = row[edges.tail] + (spread & mask[edges.tail])
    rank = np.minimum(np.arange(1, m + 1) - edges.starts[edges.tail], _SHARED).astype(np.uint8)
    sieve = np.zeros(int(size.sum()), dtype=np.uint8)
    sieve[own] = rank
    sieve[own[sieve[own] != rank]] = _SHARED
    cells = edges.tail.astype(np.int64) * n + edges.head

    def third(xy: slice, many: Edges, xz: Positions) -> tuple[Positions, Edges]:
        y = edges.head[xy]
        at = spread.take(xz)
        at &= np.repeat(mask[y], many)
        at += np.repeat(row[y], many)
        caught = sieve.take(at)
        perhaps = np.flatnonzero(caught)
        caught = caught[perhaps]
        y = y[np.searchsorted(np.cumsum(many), perhaps, side="right")]
        wanted = y.astype(np.int64) * n + edges.head[xz[perhaps]]
        number = np.minimum(edges.starts[y] + caught - 1, m - 1)
        shared = np.flatnonzero(caught == _SHARED)
        number[shared] = np.minimum(np.searchsorted(cells, wanted[shared]), m - 1)
        found = cells[number] == wanted
        return perhaps[found], number[found].astype(np.int32)

    return third
