"""The kernel of measures on pairs of ties: products of two matrices at chosen cells only."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

if TYPE_CHECKING:
    from scipy import sparse

_BLOCK_ENTRIES = 4_000_000
"""How many stored values one block of a kernel may touch (about 100 MB)."""


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
