"""Orders of large columns equal those of Python."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from critical_sna._core.order import sorted_ids, sorted_with_places
from critical_sna.testing import person_ids


@given(keys=st.lists(st.integers(0, 40), max_size=30), bits=st.sampled_from([6, 40, 59, 60, 63]))
def test_numbers_are_sorted_and_equal_ones_keep_their_order(keys: list[int], bits: int) -> None:
    high = (np.array(keys, dtype=np.int64) << max(bits - 6, 0)) | np.array(keys, dtype=np.int64)
    found, places = sorted_with_places(high, bits=bits)
    assert places.tolist() == sorted(range(len(keys)), key=lambda place: (int(high[place]), place))
    assert found.tolist() == high[places].tolist()


@given(ids=st.lists(st.one_of(person_ids(), st.sampled_from(["a", "a\0", "aa", "Z", "z" * 70])), unique=True))
def test_ids_are_sorted_by_code_point(ids: list[str]) -> None:
    order = sorted_ids(pd.Index(ids, dtype="str"))
    assert (ids if order is None else [ids[place] for place in order]) == sorted(ids)


@pytest.mark.parametrize("ids", [[], ["a"], ["a", "b"]])
def test_ids_in_order_stay(ids: list[str]) -> None:
    assert sorted_ids(pd.Index(ids, dtype="str")) is None
