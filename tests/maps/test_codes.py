"""What people are called on a map."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from critical_sna.maps import codes


@pytest.mark.parametrize(
    ("given_text", "shown"),
    [
        ("  Ana\n Bo ", "Ana Bo"),
        ("", "(no name)"),
        (None, "(no name)"),
        ("\u2028\u2029", "(no name)"),
        ("\u200b\u202e", "(no name)"),
        ("a\u2028b", "a b"),
        ("<b>", "<b>"),
        ("x" * 61, "x" * 59 + "…"),
        ("x" * 60, "x" * 60),
        ("\U0001f600", "\U0001f600"),
    ],
)
def test_names_are_one_visible_line_of_at_most_sixty(given_text: object, shown: str) -> None:
    assert codes.clean(given_text) == shown


@given(st.text(max_size=200))
def test_a_clean_name_is_never_empty_long_or_broken(text: str) -> None:
    shown = codes.clean(text)
    assert 0 < len(shown) <= codes.LONGEST
    assert not set(shown) & set("\n\r\t\u2028\u2029\x00")
    assert codes.clean(shown) == shown


def test_isolates_end_the_writing_direction_they_hold() -> None:
    assert codes.isolate("\u202eevil") == "\u2068\u202eevil\u2069"


@given(st.lists(st.text(max_size=8), max_size=60))
def test_every_group_has_a_letter_of_its_own(names: list[str]) -> None:
    letters = codes.letters(names)
    assert len(set(letters)) == len(names)
    assert all(letter.isascii() and letter.isupper() for letter in letters)


def test_a_group_takes_the_first_free_letter_of_its_name() -> None:
    assert codes.letters(["Residents", "Researchers", "42", "Rs"]) == ["R", "E", "A", "S"]


def test_numbers_run_from_one_in_each_group_in_an_order_that_only_the_seed_fixes() -> None:
    groups = np.repeat([0, 1], 20)
    first, again, other = (codes.number_within(groups, np.random.default_rng(s)) for s in (1, 1, 2))
    for group in (0, 1):
        assert sorted(first[groups == group]) == list(range(1, 21))
    assert (first == again).all()
    assert (first != other).any()
    assert (first[groups == 0] != np.arange(1, 21)).any()
