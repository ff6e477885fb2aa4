"""Look-ups in sparse matrices."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

if TYPE_CHECKING:
    from scipy import sparse


def cells_hold(
    matrix: sparse.csr_array, rows: npt.NDArray[np.integer], columns: npt.NDArray[np.integer]
) -> npt.NDArray[np.bool_]:
    """Say of each (row, column) whether the matrix stores a value there. Time O(stored + cells * log stored)."""
    n = matrix.shape[1]
    stored_rows = np.repeat(np.arange(matrix.shape[0], dtype=np.int64), np.diff(matrix.indptr))
    stored = stored_rows * n + matrix.indices
    stored.sort()
    wanted = np.asarray(rows, dtype=np.int64) * n + columns
    place = np.searchsorted(stored, wanted)
    found = np.zeros(len(wanted), dtype=bool)
    inside = place < len(stored)
    found[inside] = stored[place[inside]] == wanted[inside]
    return found
