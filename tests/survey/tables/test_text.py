from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from critical_sna.survey.tables.text import clean, finite, listed, match_key, natural_key, number, odd_name, quoted


@given(st.text())
def test_cleaning_and_matching_are_idempotent(text):
    assert clean(clean(text)) == clean(text)
    assert match_key(match_key(text)) == match_key(text)
    assert match_key(clean(text)) == match_key(text)


@given(st.text())
def test_clean_text_holds_no_invisible_character_and_no_outer_blank(text):
    shown = clean(text)
    assert shown == shown.strip()
    assert not {unicodedata.category(c) for c in shown} & {"Cf", "Cc", "Cs"}


def test_case_is_folded_as_unicode_says():
    assert match_key("STRASSE") == match_key("straße")


@pytest.mark.parametrize(
    "spelling", ["Ana Placeholm", "Ana\u00a0Placeholm", " ana  placeholm ", "Ana\u200b Placeholm", "ＡＮＡ placeholm"]
)
def test_spellings_of_one_name_match(spelling):
    assert match_key(spelling) == "ana placeholm"


def test_ids_that_differ_as_text_do_not_match():
    assert len({match_key(t) for t in ("1", "1.0", "01", "NA", "None", "")}) == 6


@pytest.mark.parametrize(
    ("text", "decimal", "value"),
    [
        ("2", ".", 2.0),
        (" 1.5 ", ".", 1.5),
        ("1,5", ",", 1.5),
        ("1.5", ",", None),
        ("1,5", ".", None),
        ("1 000", ".", None),
        ("-3e2", ".", -300.0),
        ("nan", ".", None),
        ("", ".", None),
        ("１２", ".", 12.0),
    ],
)
def test_a_number_is_read_without_guessing(text, decimal, value):
    assert number(text, decimal) == value


def test_finite_means_zero_or_more():
    assert finite(0.0)
    assert not any(finite(v) for v in (None, float("nan"), float("inf"), -1.0))


def test_messages_spell_out_what_cannot_be_seen():
    assert quoted("a\u202eb") == "'a\\u202eb'"
    assert quoted("x" * 300) == "'" + "x" * 60 + "...'"


def test_a_list_of_names_is_cut_and_counted():
    assert listed([f"p{i}" for i in range(33)]).endswith("p29 and 3 more")
    assert len(listed(["x" * 300])) == 83


def test_waves_sort_as_people_count():
    assert sorted(["wave 10", "wave 2", "baseline"], key=natural_key) == ["baseline", "wave 2", "wave 10"]


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("Ana", None),
        ("<img src=x>", "markup"),
        ("3 < 4", None),
        ("=1+1", "formula"),
        ("+1", "formula"),
        ("@home", "formula"),
        ("-cmd", "formula"),
        ("-3", None),
        ("\uff1d1", "formula"),
        ("a" * 201, "long"),
        ("Ana\u202eb", "direction"),
        ("An\u0007a", "control"),
        ("\u0410na", "look_alike"),
        ("\u0410\u043d\u0430", None),
    ],
)
def test_odd_names_are_noticed(name, kind):
    assert odd_name(name) == kind


@given(st.text(alphabet=st.characters(max_codepoint=0x17F), max_size=12))
def test_plain_names_are_read_as_all_others_are(text):
    """Letters without accents go a shorter way; one that needs the longer way puts the same text through that."""
    marked = clean(text + "\u00fc")
    assert clean(text) == marked.removesuffix("\u00fc").strip()
    assert match_key(text) == match_key(text + "\u00fc").removesuffix("\u00fc").strip()
