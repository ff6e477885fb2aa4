"""Two kernels everything on ties is made of: products at chosen cells, and breadth-first search in bits."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

if TYPE_CHECKING:
    from scipy import sparse

_BLOCK_ENTRIES = 4_000_000
"""How many stored values one block of a kernel may touch (about 100 MB)."""

_SOURCES_A_PASS = 512


def shared_neighbours(
    left: sparse.csr_array,
    right: sparse.csr_array,
    rows: npt.NDArray[np.integer],
    columns: npt.NDArray[np.integer],
) -> Iterator[tuple[slice, sparse.csr_array]]:
    """Yield blocks of ``left[row] * right[column]``, one row for each pair (row, column).

    Entry (k, q) is left[rows[k], q] * right[columns[k], q]; its row sums are the product left @ right.T at the
    chosen cells, without ever forming the product. Time: the stored values of the rows touched.
    """
    work = np.diff(left.indptr)[rows].astype(np.int64) + np.diff(right.indptr)[columns]
    ends = np.searchsorted(np.cumsum(work), np.arange(_BLOCK_ENTRIES, work.sum() + _BLOCK_ENTRIES, _BLOCK_ENTRIES))
    start = 0
    for end in [*(ends + 1), len(rows)]:
        stop = min(int(end), len(rows))
        if stop > start:
            block = slice(start, stop)
            yield block, left[rows[block]].multiply(right[columns[block]]).tocsr()
            start = stop


def product_at(
    left: sparse.csr_array,
    right: sparse.csr_array,
    rows: npt.NDArray[np.integer],
    columns: npt.NDArray[np.integer],
) -> npt.NDArray[np.float64]:
    """Give left @ right.T at the chosen cells only."""
    result = np.zeros(len(rows))
    for block, product in shared_neighbours(left, right, rows, columns):
        result[block] = product.sum(axis=1)
    return result


def distance_counts(
    sources: npt.NDArray[np.integer], targets: npt.NDArray[np.integer], n: int
) -> Iterator[tuple[int, npt.NDArray[np.int64]]]:
    """Yield (distance, how many people are at exactly that distance upstream of each person).

    Breadth-first search from 512 people at a time, one bit a source. Distances are yielded again for each pass of
    512 sources; add the counts up. Time O(n / 512 * ties * longest distance), memory O(ties * 64 bytes).
    """
    order = np.argsort(targets, kind="stable")
    tails, heads = sources[order], targets[order]
    starts = np.flatnonzero(np.diff(heads, prepend=-1))
    reached_people = heads[starts]
    for first in range(0, n, _SOURCES_A_PASS):
        width = min(_SOURCES_A_PASS, n - first)
        seen = np.zeros((n, (width + 63) // 64), dtype=np.uint64)
        bits = np.arange(width)
        seen[first + bits, bits // 64] = np.uint64(1) << (bits % 64).astype(np.uint64)
        front = seen.copy()
        distance = 0
        while len(tails):
            distance += 1
            arriving = np.bitwise_or.reduceat(front[tails], starts, axis=0)
            front = np.zeros_like(seen)
            front[reached_people] = arriving & ~seen[reached_people]
            counts = np.bitwise_count(front).sum(axis=1, dtype=np.int64)
            if not counts.any():
                break
            seen |= front
            yield distance, counts
