from __future__ import annotations

import itertools
from collections import Counter
from math import comb

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from critical_sna.nulls.labels import arrangements, every_arrangement, shuffled_groups, shuffled_labels


@given(labels=st.lists(st.integers(0, 3), max_size=6), most=st.integers(0, 800))
def test_different_orders_are_counted_and_listed(labels: list[int], most: int) -> None:
    codes = np.array(labels, dtype=np.int64)
    orders = sorted(set(itertools.permutations(labels)))
    assert arrangements(codes, most=most) == (len(orders) if len(orders) <= most else most + 1)
    assert [tuple(order) for order in every_arrangement(codes)] == orders


def test_a_million_labels_are_counted_without_long_numbers() -> None:
    codes = np.arange(1_000_000) % 7
    assert arrangements(codes, most=999) == 1000
    one = np.zeros(1_000_000, dtype=np.int64)
    assert arrangements(one, most=999) == 1
    one[3] = 1
    assert arrangements(one, most=999) == 1000


def test_few_orders_are_gone_through_once_without_the_one_at_hand() -> None:
    codes = np.array([2, 0, 0, 1])
    found = [tuple(order.tolist()) for order in shuffled_labels(codes, draws=12, seed=3)]
    assert len(found) == len(set(found)) == comb(4, 2) * 2 - 1
    assert (2, 0, 0, 1) not in found


def test_random_orders_are_as_likely_as_each_other_and_the_same_for_the_same_seed() -> None:
    codes = np.array([0, 0, 1, 2])
    found = [tuple(order.tolist()) for order in shuffled_labels(np.tile(codes, 3), draws=2000, seed=5)]
    assert found == [tuple(order.tolist()) for order in shuffled_labels(np.tile(codes, 3), draws=2000, seed=5)]
    assert found != [tuple(order.tolist()) for order in shuffled_labels(np.tile(codes, 3), draws=2000, seed=6)]
    at_first = Counter(order[0] for order in found)
    assert at_first[0] / 2000 == pytest.approx(1 / 2, abs=0.04)
    assert at_first[1] / 2000 == pytest.approx(1 / 4, abs=0.04)


def test_units_swap_their_groups_whole_and_unknown_stays_unknown() -> None:
    groups = np.array([0, 0, -1, 1, 1, -1, 2])
    units = np.array([5, 5, 5, 2, 2, 9, 7])
    found = list(shuffled_groups(groups, units, draws=100))
    assert len(found) == 3 * 2 - 1  # three units with a known group, all different
    for shuffled in found:
        assert shuffled[0] == shuffled[1]
        assert shuffled[3] == shuffled[4]
        assert shuffled[[2, 5]].tolist() == [-1, -1]
        assert sorted(shuffled[[0, 3, 6]].tolist()) == [0, 1, 2]
    assert groups.tolist() == [0, 0, -1, 1, 1, -1, 2]
