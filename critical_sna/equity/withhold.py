"""Which groups of a table must stay hidden, so that no small group can be read or worked out."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt


def groups_to_hide(
    counts: npt.NDArray[np.integer], min_size: int, *, total_is_shown: bool = True
) -> npt.NDArray[np.bool_]:
    """Say which groups to hide: those under ``min_size``, and enough others that no difference gives them away.

    With a published total, what is hidden can be worked out as one sum. So where one group is hidden, or the hidden
    ones together count fewer than ``min_size``, the next smallest is hidden too. Groups of 0 hide nothing and nobody.
    """
    hidden = (counts > 0) & (counts < min_size)
    if not total_is_shown or not hidden.any():
        return hidden
    for place in np.argsort(counts, kind="stable"):
        if hidden.sum() >= 2 and counts[hidden].sum() >= min_size:
            break
        if counts[place] > 0:
            hidden[place] = True
    return hidden
