"""Letters, colours and shapes of groups."""

from __future__ import annotations

from critical_sna.maps import grouping
from critical_sna.words import say


def test_up_to_eight_groups_each_have_a_colour_and_a_shape_of_their_own() -> None:
    found = grouping.assign(list("abcdefgh"), [f"group {c}" for c in "abcdefgh"], say)
    assert found.looks["colour"].is_unique
    assert found.looks["shape"].is_unique
    assert found.merged == 0


def test_beyond_eight_the_smallest_share_one_look_and_keep_their_letters() -> None:
    labels = [f"group {g:02d}" for g in range(30) for _ in range(30 - g)]
    found = grouping.assign([str(i) for i in range(len(labels))], labels, say)
    assert len(found.looks) == 8
    assert found.merged == 23
    assert found.looks["name"].tolist()[-1] == "other groups"
    assert found.looks["size"].sum() == len(labels)
    assert found.groups["letter"].is_unique
    largest = found.groups.loc[found.groups["name"] == "group 00", "look"].item()
    assert found.looks.loc[largest, "size"] == 30


def test_people_without_a_group_are_said_to_have_none_and_come_last() -> None:
    found = grouping.assign(list("abc"), ["zeta", "unknown", "alpha"], say)
    assert found.groups["name"].tolist() == ["alpha", "zeta", "group not known"]
    assert found.groups["letter"].tolist() == ["A", "Z", "U"]
    assert found.looks["name"].tolist() == ["alpha", "zeta", "group not known"]
    assert found.looks["shape"].tolist()[-1] == "plus"
    assert found.of_person.tolist() == [1, 2, 0]


def test_without_groups_everyone_shares_one_look() -> None:
    found = grouping.assign(list("abc"), None, say)
    assert found.looks["name"].tolist() == ["everyone"]
    assert found.look_of_person.tolist() == [0, 0, 0]


def test_nobody_makes_no_groups() -> None:
    found = grouping.assign([], None, say)
    assert len(found.groups) == len(found.looks) == 0
