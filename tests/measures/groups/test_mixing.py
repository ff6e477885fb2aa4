"""Ties and pairs between groups, beside loops over every pair of people."""

from __future__ import annotations

import golden
import group_oracles as by_hand
import oracles
import pandas as pd
import pytest
from bridges import as_small, differences, groups_of
from hypothesis import given

import critical_sna as csna
from critical_sna.errors import UsageError
from critical_sna.testing import partner_networks

Net = csna.PartnerNetwork
NETWORKS = partner_networks(max_people=9, hostile_ids=False)


@given(NETWORKS)
def test_tied_pairs_between_groups_count_once_and_alike_both_ways(net: Net) -> None:
    hand, groups = as_small(net), groups_of(net)
    ours = csna.mixing_matrix(net, groups="sector", count="dyads")
    assert (ours.to_numpy() == ours.to_numpy().T).all()
    pairs = [(i, j) for i in hand.people for j in hand.people if i < j and hand.either(i, j)]
    for g in ours.index:
        for h in ours.columns:
            want = sum({by_hand.label(groups, i), by_hand.label(groups, j)} == {g, h} for i, j in pairs)
            assert ours.loc[g, h] == want


@given(NETWORKS)
def test_pairs_by_group_equal_the_loops(net: Net) -> None:
    ours = csna.dyads_by_group(net, groups="sector")
    theirs = by_hand.dyads(as_small(net), groups_of(net))
    assert {key: row.to_dict() for key, row in ours.iterrows()} == theirs


@given(NETWORKS)
def test_ties_returned_by_group_equal_the_loops(net: Net) -> None:
    ours = csna.reciprocity_by_group(net, groups="sector")
    theirs = by_hand.reciprocity(as_small(net), groups_of(net))
    assert set(ours.index) == set(theirs)
    for column in ours:
        assert differences(ours[column], {k: v[column] for k, v in theirs.items()}) == {}, column


@given(NETWORKS)
def test_the_ei_index_of_each_person_equals_the_loops(net: Net) -> None:
    ours = csna.ei_by_person(net, groups="sector")
    theirs = by_hand.ei_by_person(as_small(net), groups_of(net))
    for column in ours:
        assert differences(ours[column], {i: row[column] for i, row in theirs.items()}) == {}, column


@given(NETWORKS)
def test_the_ei_index_of_pairs_equals_the_loops(net: Net) -> None:
    hand, groups = as_small(net), groups_of(net)
    ours = csna.ei_index(net, groups="sector", count="dyads")
    theirs = by_hand.ei_of_dyads(hand, groups)
    assert differences(ours["observed"], {g or "network": v for g, v in theirs.items()}) == {}
    complete = oracles.Small(
        hand.people,
        {(i, j): 1.0 for i in hand.people for j in hand.people if i != j},
        hand.answered,
        hand.blank,
    )
    expected = by_hand.ei_of_dyads(complete, groups)  # the index if every observed pair were tied
    assert differences(ours["expected"], {g or "network": v for g, v in expected.items()}) == {}


@given(partner_networks(max_people=8, hostile_ids=False, reports="mutual"))
def test_in_a_mutual_relation_every_observed_tie_is_returned(net: Net) -> None:
    both = net.flow()
    found = csna.reciprocity_by_group(both, groups="sector")
    assert (found["returned"] == found["decided"]).all()
    pairs = csna.dyads_by_group(both, groups="sector")
    assert (pairs["asymmetric"] == 0).all()
    assert (pairs >= 0).all(axis=None)
    n = both.n_people
    once = pairs[[g <= h for g, h in pairs.index]]
    assert once.to_numpy().sum() == n * (n - 1) // 2


@given(NETWORKS)
def test_every_pair_of_people_is_mutual_one_way_null_or_unknown(net: Net) -> None:
    pairs = csna.dyads_by_group(net, groups="sector")
    n = net.n_people
    once = [g <= h for g, h in pairs.index]
    whole = pairs.loc[once, ["mutual", "null", "unknown"]].to_numpy().sum() + pairs["asymmetric"].sum()
    assert whole == n * (n - 1) // 2


def test_nobody_at_the_university_asks_the_district_back() -> None:
    found = csna.reciprocity_by_group(golden.network(), groups="sector")
    asked = found.loc[("D", "U")]
    assert asked[["ties", "returned", "share", "unreturned"]].tolist() == [3, 0, 0, 1]
    assert found["returned"].sum() / found["decided"].sum() == 0.5


def test_ties_to_people_who_did_not_answer_are_reported_and_not_decided() -> None:
    people = pd.DataFrame({"id": ["a", "b"], "sector": ["x", "y"], "status": ["respondent", "declined"]})
    net = Net.from_frames(people, pd.DataFrame({"source": ["a"], "target": ["b"]}), reports="seeks_from")
    row = csna.reciprocity_by_group(net, groups="sector").loc[("x", "y")]
    assert row[["ties", "decided"]].tolist() == [1, 0]
    assert row[["share", "expected", "unreturned"]].isna().all()
    assert csna.dyads_by_group(net, groups="sector").loc[("x", "y"), "unknown"] == 1


@pytest.mark.parametrize("function", [csna.mixing_matrix, csna.ei_index])
def test_what_can_be_counted_is_ties_or_dyads(function: object) -> None:
    with pytest.raises(UsageError, match="did you mean 'dyads'"):
        function(golden.network(), groups="sector", count="dyad")  # type: ignore[operator]  # one of the two


@given(partner_networks(max_people=6))
def test_a_network_turned_along_the_flow_gives_the_same_pairs(net: Net) -> None:
    for function in (csna.dyads_by_group, csna.reciprocity_by_group, csna.ei_by_person):
        pd.testing.assert_frame_equal(function(net, groups="sector"), function(net.flow(), groups="sector"))


def test_a_pair_that_both_left_blank_is_one_pair_that_is_not_known() -> None:
    people = pd.DataFrame({"id": list("abc"), "sector": list("xxx")})
    blank = pd.DataFrame({"source": ["a", "b"], "target": ["b", "a"]})
    ties = pd.DataFrame({"source": ["a"], "target": ["c"]})
    row = csna.dyads_by_group(Net.from_frames(people, ties, unknown=blank), groups="sector").iloc[0]
    assert row.to_dict() == {"mutual": 0, "asymmetric": 1, "null": 1, "unknown": 1}
