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


def test_codes_cannot_be_drawn_again_from_the_page_and_a_list_of_ids() -> None:
    import numpy as np
    import pandas as pd

    import critical_sna as csna
    from critical_sna._core.randomness import generator
    from critical_sna.maps.compose import compose

    ids = [f"person{i:03}@mail.test" for i in range(60)]
    draw = np.random.default_rng(1)
    pairs = [(i, ids[k]) for i in ids for k in draw.choice(60, 5, replace=False) if ids[k] != i]
    people = pd.DataFrame({"id": ids, "g": ["x", "y"] * 30})
    net = csna.PartnerNetwork.from_frames(
        people, pd.DataFrame(pairs, columns=["source", "target"]), reports="seeks_from"
    )
    scene = compose({"": net}, groups="g", voice=None, highlight=None, label="code", title=None, seed=0)
    order = scene.people["person"].tolist()
    for salt in ((), ("map people",), ("map codes",)):
        guess = [sorted(ids)[k] for k in generator(0, *salt).permutation(60)]
        assert sum(a == b for a, b in zip(guess, order, strict=True)) < 8  # chance gives 1
    numbers = pd.Series(scene.people["code"].str[1:].astype(int).to_numpy(), index=order).sort_index()
    assert abs(np.corrcoef(numbers, range(60))[0, 1]) < 0.4
