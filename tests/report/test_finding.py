"""One plain finding, with the response rate beside it."""

from __future__ import annotations

from collections.abc import Callable

import pandas as pd

import critical_sna as csna
from critical_sna.network.partner import PartnerNetwork

Make = Callable[..., PartnerNetwork]


def star(n: int, reports: str | None) -> PartnerNetwork:
    """Everybody names the first person, who names nobody."""
    people = pd.DataFrame({"id": [f"p{i:02}" for i in range(n)]})
    ties = pd.DataFrame({"source": people["id"][1:], "target": "p00"})
    return PartnerNetwork.from_frames(people, ties, reports=reports)  # type: ignore[arg-type]  # words of a test


def test_it_counts_voices_named_by_fewer_than_one_in_ten() -> None:
    assert csna.report.headline(star(12, "seeks_from")) == (
        "11 of 12 voices are named by fewer than one in ten of those who answered (12 of 12 people answered)."
    )


def test_one_voice_is_told_in_the_singular(network: Make) -> None:
    pairs = [(f"p{i}", f"p{j}") for i in range(12) for j in range(11) if i != j]
    net = PartnerNetwork.from_ties(pairs, reports="seeks_from", relation="advice")
    assert csna.report.headline(net).startswith("1 of 12 voices in “advice” is named by fewer than one in ten")


def test_where_people_say_who_comes_to_them_it_is_their_own_answer() -> None:
    assert csna.report.headline(star(12, "gives_to")) == (
        "12 of 12 voices are heard by fewer than one in ten people, by their own answers (12 of 12 people answered)."
    )


def test_without_a_direction_it_counts_people_nobody_named_and_makes_no_statement_about_hearing() -> None:
    said = csna.report.headline(star(12, None))
    assert said == "11 of 12 people are named by no one yet (12 of 12 people answered)."


def test_nobody_answered_and_answers_that_are_missing_are_told_as_unknown() -> None:
    people = pd.DataFrame({"id": ["a", "b"], "status": "named_only"})
    nobody = PartnerNetwork.from_frames(people, pd.DataFrame({"source": [], "target": []}), reports="seeks_from")
    assert csna.report.headline(nobody) == "It is not known whose voice is heard (0 of 2 people answered)."
    alone = PartnerNetwork.from_frames(
        pd.DataFrame({"id": ["a"]}), pd.DataFrame({"source": [], "target": []}), reports="seeks_from"
    )
    assert "are missing (1 of 1 people answered)" in csna.report.headline(alone)


def test_by_group_leaves_out_small_groups_and_what_would_give_them_away(network: Make) -> None:
    net = network({"a": 9, "b": 8, "c": 3})
    said = csna.report.headline(net, groups="group")
    assert "By group: a " in said
    assert " of 9." in said
    assert ", b " not in said
    assert "By group" not in csna.report.headline(network({"a": 2, "b": 3}), groups="group")
