"""Texts as numbers: each distinct text is kept once, and rows hold its number."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

Codes = npt.NDArray[np.int32]
Places = npt.NDArray[np.intp]
_WORD, _SHORT = 8, 32


class Numbered(dict[str, int]):
    """Gives every text that it meets a number, in order of meeting: 0, 1, 2, ..."""

    def __missing__(self, text: str) -> int:
        """Give a new text the next number."""
        number = self[text] = len(self)
        return number


def distinct(codes: npt.NDArray[np.integer], size: int) -> Places:
    """Give the numbers below ``size`` that occur, sorted."""
    if codes.size < size:
        return np.unique(codes).astype(np.intp)
    return np.flatnonzero(np.bincount(codes.ravel(), minlength=size))


def looked_up(
    codes: npt.NDArray[np.integer], texts: Sequence[str], read: Callable[[str], int | bool], dtype: type = np.int32
) -> npt.NDArray[Any]:
    """Read each distinct text once and give what was read in the place of every number."""
    table: npt.NDArray[Any] = np.zeros(len(texts), dtype=dtype)  # Any: the type asked for
    for code in distinct(codes, len(texts)).tolist():
        table[code] = read(texts[code])
    found: npt.NDArray[Any] = table[codes]
    return found


def first_places(codes: npt.NDArray[np.integer], size: int) -> Places:
    """Give for every number below ``size`` where it occurs first; len(codes) where it does not."""
    first = np.full(size, len(codes), dtype=np.intp)
    first[codes[::-1]] = np.arange(len(codes) - 1, -1, -1)  # of equal numbers the last one written stays
    return first


def by_appearance(codes: npt.NDArray[np.integer], size: int) -> tuple[Places, Places]:
    """Give the numbers that occur, in the order in which they occur first, and where that is."""
    first = first_places(codes, size)
    order = np.argsort(first, kind="stable")[: int((first < len(codes)).sum())]
    return order, first[order]


def grouped(*columns: tuple[npt.NDArray[np.integer], int]) -> tuple[Codes, int]:
    """Number the groups of rows that are equal in all columns, by first appearance; give their number too.

    Each column is given with the size of its numbers.
    """
    key, size = columns[0][0].astype(np.int64), columns[0][1]
    for codes, more in columns[1:]:
        if size * more > 4 * len(key) + 1_000_000:
            key, size = _compressed(key)
        key, size = key * max(more, 1) + codes, size * max(more, 1)
    if size > 4 * len(key) + 1_000_000:
        key, size = _compressed(key)
    order, _ = by_appearance(key, size)
    number = np.zeros(size, dtype=np.int32)
    number[order] = np.arange(len(order))
    return number[key], len(order)


def _compressed(key: npt.NDArray[np.int64]) -> tuple[npt.NDArray[np.int64], int]:
    distinct_keys, again = np.unique(key, return_inverse=True)
    return again.astype(np.int64), len(distinct_keys)


def numbered_cells(text: str, starts: Codes, ends: Codes, number: Callable[[str], int]) -> Codes:
    """Give the number of every cell of an ASCII text; each distinct one is made and numbered once, as they appear."""
    lengths = ends - starts
    is_short = lengths <= _SHORT
    if is_short.all():
        codes = _same_bytes(text.encode("ascii"), starts, lengths)
    else:
        codes = np.empty(len(starts), dtype=np.int64)
        codes[is_short] = _same_bytes(text.encode("ascii"), starts[is_short], lengths[is_short])
        others, shorts = Numbered(), int(codes[is_short].max(initial=-1)) + 1
        for i in np.flatnonzero(~is_short).tolist():
            codes[i] = shorts + others[text[starts[i] : ends[i]]]
    order, first = by_appearance(codes, int(codes.max(initial=-1)) + 1)
    numbers = np.empty(len(order), dtype=np.int32)
    cells = map(text.__getitem__, map(slice, starts[first].tolist(), ends[first].tolist()))
    numbers[order] = np.fromiter(map(number, cells), np.int32, len(order))
    return numbers[codes]


def _same_bytes(letters: bytes, starts: Codes, lengths: Codes) -> npt.NDArray[np.int64]:
    """Number stretches of bytes (none is 0) so that equal ones have one number: eight bytes at a time, as integers."""
    padded = letters + bytes(_WORD)
    words = np.ndarray(len(letters) + 1, dtype="<u8", buffer=padded, strides=(1,))
    kept = np.array([(1 << 8 * n) - 1 for n in range(_WORD + 1)], dtype=np.uint64)
    codes = np.zeros(len(starts), dtype=np.int64)
    for done in range(0, int(lengths.max(initial=0)), _WORD):
        at = np.minimum(starts + done, len(letters))
        word, distinct_words = pd.factorize(words[at] & kept[np.clip(lengths - done, 0, _WORD)])
        codes = pd.factorize(codes * len(distinct_words) + word)[0] if done else word
    return codes


def sorted_texts(numbered: Numbered) -> tuple[list[str], Codes]:
    """Give the texts sorted, and for every number its place among them."""
    texts = list(numbered)
    order = np.array(sorted(range(len(texts)), key=texts.__getitem__), dtype=np.intp)
    rank = np.empty(len(texts), dtype=np.int32)
    rank[order] = np.arange(len(texts))
    return [texts[i] for i in order], rank
