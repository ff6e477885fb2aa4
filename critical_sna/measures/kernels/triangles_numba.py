"""The list of triangles, compiled: loaded only where numba is installed and asked for."""

from __future__ import annotations

from typing import Any

from numba import njit

Array = Any  # a numpy array as the compiler sees it


@njit(cache=True, nogil=True)
def list_triangles(
    starts: Array, tail: Array, head: Array, first: int, seen: Array, xy: Array, xz: Array, yz: Array
) -> tuple[int, int]:  # pragma: no cover  # runs compiled
    """Fill ``xy``, ``xz``, ``yz`` from edge ``first`` on; give how many were found and the edge to go on from.

    ``seen[z]`` holds the number of the last edge towards z, plus one; an edge of the tail at hand has a number above
    the tail's start, so nothing needs wiping between tails. The buffers hold at least the longest row.
    """
    found, edge = 0, first
    while edge < len(tail):
        x, y = tail[edge], head[edge]
        if edge == first or edge == starts[x]:
            for other in range(starts[x], starts[x + 1]):
                seen[head[other]] = other + 1
        if found + starts[y + 1] - starts[y] > len(xy):
            break
        for across in range(starts[y], starts[y + 1]):
            third = seen[head[across]]
            if third > starts[x]:
                xy[found], xz[found], yz[found] = edge, third - 1, across
                found += 1
        edge += 1
    return found, edge
