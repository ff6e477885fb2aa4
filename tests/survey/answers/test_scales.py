from __future__ import annotations

import math

import pytest

from critical_sna.survey.answers.scales import Mapper
from critical_sna.survey.description.spec import Scale

OFTEN = Scale(levels=["Never", "Monthly", "Weekly"], start=0, missing=["Refused"])


@pytest.mark.parametrize(
    ("text", "state", "strength"),
    [("Never", "none", 0.0), ("monthly", "tie", 1.0), (" WEEKLY ", "tie", 2.0)],
)
def test_levels_count_from_the_start_of_the_scale(text, state, strength):
    assert Mapper.of("often", OFTEN, ".").read(text) == (state, strength)


def test_a_declared_missing_answer_is_unknown_and_not_none():
    state, strength = Mapper.of("often", OFTEN, ".").read("refused")
    assert state == "missing"
    assert math.isnan(strength)


@pytest.mark.parametrize("text", ["Wekly", "1", "nan", "-1", "yes"])
def test_an_answer_that_a_scale_does_not_know_is_never_guessed(text):
    assert Mapper.of("often", OFTEN, ".").read(text)[0] == "unknown"


def test_codes_are_read_where_the_scale_gives_values():
    coded = Mapper.of("often", Scale(levels=["a", "b", "c"], values=[0, 1, 4]), ".")
    assert [coded.read(t) for t in ("0", "4", "b")] == [("none", 0.0), ("tie", 4.0), ("tie", 1.0)]
    assert coded.read("3")[0] == "unknown"
    assert coded.has_none
    assert coded.lowest == 1.0


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("3.5", ("tie", 3.5)),
        ("0", ("none", 0.0)),
        ("x", ("tie", 1.0)),
        ("No", ("none", 0.0)),
        ("Ana", ("tie", 1.0)),
    ],
)
def test_without_a_scale_numbers_ticks_and_the_choice_itself_are_read(text, expected):
    assert Mapper.of(None, None, ".").read(text, own_name="ana") == expected


@pytest.mark.parametrize(
    ("text", "fault"),
    [("-1", "negative"), ("NaN", "not_finite"), ("-inf", "not_finite"), ("1e999", "not_finite"), ("often", "unknown")],
)
def test_without_a_scale_impossible_strengths_are_faults(text, fault):
    assert Mapper.of(None, None, ".").read(text)[0] == fault
