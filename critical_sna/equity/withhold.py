"""Which groups of a table must stay hidden, so that no small group can be read or worked out."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import numpy.typing as npt


def groups_to_hide(counts: npt.NDArray[np.integer], min_size: int) -> npt.NDArray[np.bool_]:
    """Say which groups to hide by one count a group; see ``rows_to_hide``."""
    return rows_to_hide(counts[:, None], min_size)[0]


def rows_to_hide(
    counts: npt.NDArray[np.integer],
    min_size: int,
    *,
    gives_away: Callable[[npt.NDArray[np.bool_], int], bool] | None = None,
) -> tuple[npt.NDArray[np.bool_], npt.NDArray[np.bool_]]:
    """Say which groups to hide, and of which columns not even the overall value may be shown.

    Parameters
    ----------
    counts
        (groups, columns): how many people have a value. A count of 0 shows nobody and hides nobody.
    min_size
        Groups in which some column has fewer people than this are hidden.
    gives_away
        Says of (hidden groups, column) whether what is left after taking the shown groups from the total tells about
        each hidden person, because they are all alike; then one more group is hidden.

    Returns
    -------
    hidden
        (groups,) With the overall value published, what is hidden in a column can be worked out as one sum; so where a
        single group is hidden, or the hidden ones together count fewer than ``min_size``, the next smallest is hidden
        too, column by column.
    overall_hidden
        (columns,) True where no group is left to hide behind.
    """
    hidden = np.asarray(((counts > 0) & (counts < min_size)).any(axis=1))
    overall_hidden = np.zeros(counts.shape[1], dtype=bool)
    settled = False
    while not settled:
        settled = True
        for place, column in enumerate(counts.T):
            held = hidden & (column > 0)
            enough = held.sum() >= 2 and column[held].sum() >= min_size
            if not held.any() or (enough and not (gives_away is not None and gives_away(hidden, place))):
                continue
            others = np.flatnonzero(~hidden & (column > 0))
            if len(others):
                hidden[others[np.argmin(column[others])]] = True
                settled = False
            else:
                overall_hidden[place] = True
    return hidden, overall_hidden
