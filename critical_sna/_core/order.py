"""Orders of large columns: whole numbers and ids sorted by what is quickest for them."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import pandas as pd

Integers = npt.NDArray[np.int64]

_LONGEST_AS_BYTES = 64


def sorted_with_places(keys: Integers, *, bits: int) -> tuple[Integers, Integers]:
    """Sort whole numbers from 0 to under 2 ** ``bits``; give them, and where each stood. Equal ones keep their order.

    Numbers and places are sorted as one number where both fit into 64 bits, which numpy does several times faster.
    """
    width = len(keys).bit_length()
    if bits + width > 64:
        order = np.argsort(keys, kind="stable")
        return keys[order], order
    packed = keys.astype(np.uint64)
    packed <<= np.uint64(width)
    packed |= np.arange(len(keys), dtype=np.uint64)
    packed.sort()
    places = (packed & np.uint64((1 << width) - 1)).astype(np.int64)
    packed >>= np.uint64(width)
    return packed.astype(np.int64), places


def sorted_ids(ids: pd.Index) -> Integers | None:
    """Give the order that sorts ids of text that are all different, by code point; None where they are sorted."""
    if ids.is_monotonic_increasing:
        return None
    texts = ids.tolist()
    joined = "".join(texts)
    if joined.isascii() and "\0" not in joined and max(map(len, texts)) <= _LONGEST_AS_BYTES:
        return np.argsort(np.array(texts, dtype=np.bytes_)).astype(np.int64)
    return np.asarray(ids.argsort(), dtype=np.int64)
