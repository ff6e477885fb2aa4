from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from critical_sna.survey.tables.codes import (
    Numbered,
    by_appearance,
    distinct,
    first_places,
    grouped,
    looked_up,
    sorted_texts,
)

NUMBERS = st.lists(st.integers(0, 9), max_size=30)


def test_texts_are_numbered_as_they_are_met_and_sorted_when_asked():
    numbered = Numbered()
    assert [numbered[text] for text in ("bo", "ana", "bo", "cy")] == [0, 1, 0, 2]
    texts, rank = sorted_texts(numbered)
    assert texts == ["ana", "bo", "cy"]
    assert rank.tolist() == [1, 0, 2]


@pytest.mark.parametrize("size", [10, 10_000])  # counted, or sorted where numbers are few
@given(numbers=NUMBERS)
def test_the_numbers_that_occur_are_given_once(size, numbers):
    assert distinct(np.array(numbers, dtype=np.int32), size).tolist() == sorted(set(numbers))


@given(NUMBERS)
def test_numbers_are_ordered_by_where_they_occur_first(numbers):
    codes = np.array(numbers, dtype=np.int32)
    order, first = by_appearance(codes, 10)
    assert order.tolist() == list(dict.fromkeys(numbers))
    assert first.tolist() == [numbers.index(i) for i in order.tolist()]
    assert first_places(codes, 10).tolist() == [numbers.index(i) if i in numbers else len(numbers) for i in range(10)]


@pytest.mark.parametrize("size", [10, 2**40])  # as it is, or pressed together so that no number grows too large
@given(pairs=st.lists(st.tuples(st.integers(0, 9), st.integers(0, 9)), min_size=1, max_size=30))
def test_rows_that_are_equal_in_all_columns_are_one_group(size, pairs):
    columns = np.array(pairs, dtype=np.int64)
    group, count = grouped((columns[:, 0], size), (columns[:, 1], size))
    known = list(dict.fromkeys(pairs))
    assert group.tolist() == [known.index(pair) for pair in pairs]
    assert count == len(known)


def test_each_distinct_text_is_read_once():
    read = []
    found = looked_up(np.array([[2, 0], [2, 2]]), ["a", "b", "cc"], lambda text: read.append(text) or len(text))
    assert found.tolist() == [[2, 1], [2, 2]]
    assert read == ["a", "cc"]
