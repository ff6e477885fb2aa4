"""Audibility on networks small enough to list every combination of open and closed ties."""

from __future__ import annotations

import itertools

import golden
import oracles
import pandas as pd
import pytest
from bridges import differences

import critical_sna as csna

PEOPLE = list(golden.PEOPLE)


@pytest.fixture(scope="module")
def voices() -> pd.DataFrame:
    return csna.voice(golden.network(), pass_probability=0.5)


def test_voice_has_the_exact_values_of_the_golden_network(voices: pd.DataFrame) -> None:
    """Twelve uncertain ties are listed, not sampled, so the values are exact."""
    printed = [0.4576, 0.3125, 0, 0.25, 0.1607, 0, 0.0714, 0.0714]
    assert voices.loc[PEOPLE, "voice"].round(4).tolist() == printed


def test_hearing_has_the_exact_values_of_the_golden_network(voices: pd.DataFrame) -> None:
    printed = [0.0714, 0.0714, 0.1071, 0.2054, 0.2054, 0.2589, 0.2455, 0.1585]
    assert voices.loc[PEOPLE, "hearing"].round(4).tolist() == printed


def test_an_exact_answer_carries_no_sampling_error(voices: pd.DataFrame) -> None:
    assert (voices[["voice_se", "hearing_se"]] == 0).all(axis=None)


def test_community_voice_reaches_nobody_outside() -> None:
    order = ["U", "D", "C"]
    found = csna.audibility(golden.network(), groups="sector", pass_probability=0.5)
    printed = [[0.2917, 0.3264, 0.1172], [0, 0.2917, 0.1875], [0, 0, 0.5]]
    assert found.loc[order, order].round(4).to_numpy().tolist() == printed


def test_voice_equals_the_list_of_all_states_to_twelve_digits(voices: pd.DataFrame) -> None:
    expected = oracles.voices(golden.by_hand(), "seeks_from", 0.5)
    for column in ("voice", "hearing"):
        assert differences(voices[column], {i: v[column] for i, v in expected.items()}, tolerance=1e-12) == {}


def test_decision_voice_averages_over_the_seats_without_oneself() -> None:
    found = csna.voice(golden.network(), pass_probability=0.5, to=["a", "d"])["decision_voice"]
    expected = oracles.voices(golden.by_hand(), "seeks_from", 0.5, to=["a", "d"])
    assert differences(found, {i: v["decision_voice"] for i, v in expected.items()}, tolerance=1e-12) == {}


def test_chances_of_four_people_equal_the_published_ones() -> None:
    """P(0 reaches 1) = .4384 and so on; each person alone is a group, so the table shows every pair."""
    flow = [("0", "1"), ("1", "2"), ("0", "2"), ("2", "3"), ("3", "1")]
    net = csna.PartnerNetwork.from_ties(flow, reports="gives_to")
    alone = pd.Series({i: f"only {i}" for i in "0123"}, name="alone").rename_axis("person")
    found = csna.audibility(net, groups=alone, pass_probability=0.4)
    expected = oracles.pass_chances(oracles.small(["01", "12", "02", "23", "31"], "0123"), 0.4)
    assert expected["0", "1"] == pytest.approx(0.4384, abs=1e-12)
    for i, j in itertools.permutations("0123", 2):
        assert found.loc[f"only {i}", f"only {j}"] == pytest.approx(expected[i, j], abs=1e-12)


def test_hops_limit_how_far_a_voice_travels() -> None:
    for hops in (1, 2, 3):
        found = csna.voice(golden.network(), pass_probability=0.5, hops=hops)["voice"]
        expected = oracles.voices(golden.by_hand(), "seeks_from", 0.5, hops=hops)
        assert differences(found, {i: v["voice"] for i, v in expected.items()}, tolerance=1e-12) == {}


def test_who_hears_whom_directly() -> None:
    """Four of seven others go to a: 57 %, many; nobody goes to c or f."""
    heard = csna.heard_by(golden.network())
    expected = oracles.heard_by(golden.by_hand(), "seeks_from")
    assert {i: tuple(row) for i, row in heard[["count", "share", "band"]].astype(object).T.items()} == expected
    assert heard["band"].loc[PEOPLE].tolist() == [
        "many", "many", "no one yet", "many", "some", "no one yet", "some", "some",
    ]  # fmt: skip
