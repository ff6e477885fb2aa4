"""Sign flips against listing every case, and their moments against simulation."""

from __future__ import annotations

import itertools

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from critical_sna.nulls.signs import every_sum, sign_flip


@given(differences=st.lists(st.integers(-4, 4), max_size=9))
def test_few_differences_are_turned_in_every_way(differences: list[int]) -> None:
    held = [d for d in differences if d]
    sums = [
        sum(s * d for s, d in zip(signs, held, strict=True)) for signs in itertools.product((1, -1), repeat=len(held))
    ]
    found = sign_flip(np.array(differences, dtype=float), draws=7, seed=0)
    assert found.exact
    assert found.draws == 2 ** len(held) - 1
    assert found.total == sum(differences)
    assert found.p == pytest.approx(sum(abs(s) >= abs(sum(held)) for s in sums) / len(sums), abs=1e-15)
    assert found.variance == pytest.approx(sum(s * s for s in sums) / len(sums), abs=1e-9)


def test_many_differences_are_drawn_with_one_added_above_and_below() -> None:
    found = sign_flip(np.ones(30), draws=99, seed=3)
    assert not found.exact
    assert (found.draws, found.p) == (99, 0.01)  # all 30 the same way is 1 in 500 million
    assert sign_flip(np.ones(30), draws=99, seed=3) == found


def test_drawn_and_listed_chances_agree(monkeypatch: pytest.MonkeyPatch) -> None:
    differences = np.array([3.0, 2, 2, 1, 1, 1, -1, 4])
    listed = sign_flip(differences, draws=1, seed=0).p
    monkeypatch.setattr("critical_sna._core.limits.EXACT_SIGN_FLIPS", 0)
    drawn = sign_flip(differences, draws=20_000, seed=1).p
    assert drawn == pytest.approx(listed, abs=3 * (listed * (1 - listed) / 20_000) ** 0.5)


def test_the_closed_form_of_the_variance_is_that_of_simulated_sums() -> None:
    differences = np.array([3.0, -2, 2, 1, 5])
    assert every_sum(differences).mean() == pytest.approx(0, abs=1e-12)
    assert every_sum(differences).var() == pytest.approx((differences**2).sum())
