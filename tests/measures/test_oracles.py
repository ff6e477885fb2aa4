"""Each measure equals a loop over its definition on small networks of every awkward kind."""

from __future__ import annotations

import math
from collections.abc import Callable

import oracles
import pandas as pd
import pytest
from bridges import as_small, differences, groups_of
from hypothesis import given

import critical_sna as csna
from critical_sna.testing import partner_networks

Net = csna.PartnerNetwork

ALL_ANSWERED = {"with_silence": False, "with_unknown": False}

WHOLE: dict[str, tuple[Callable[[Net], pd.Series], Callable[[oracles.Small], dict[str, float]], float]] = {
    "in_strength": (lambda n: csna.in_strength(n), oracles.in_strength, 1e-9),
    "out_strength": (lambda n: csna.out_strength(n), oracles.out_strength, 1e-9),
    "closeness, in": (lambda n: csna.closeness(n), lambda h: oracles.closeness(h, "in"), 1e-9),
    "closeness, out": (
        lambda n: csna.closeness(n, direction="out"),
        lambda h: oracles.closeness(h, "out"),
        1e-9,
    ),
    "harmonic, in": (lambda n: csna.harmonic(n), lambda h: oracles.harmonic(h, "in"), 1e-9),
    "harmonic, out": (
        lambda n: csna.harmonic(n, direction="out"),
        lambda h: oracles.harmonic(h, "out"),
        1e-9,
    ),
    "pagerank": (lambda n: csna.pagerank(n), oracles.pagerank, 1e-6),
    "pagerank, half damping": (
        lambda n: csna.pagerank(n, damping=0.5),
        lambda h: oracles.pagerank(h, 0.5),
        1e-6,
    ),
    "pagerank, use_strength": (
        lambda n: csna.pagerank(n, use_strength=True),
        lambda h: oracles.pagerank(h, use_strength=True),
        1e-6,
    ),
    "coreness": (lambda n: csna.coreness(n), oracles.coreness, 0),
    "local_clustering": (lambda n: csna.local_clustering(n), oracles.local_clustering, 1e-12),
    "reciprocity_by_person": (lambda n: csna.reciprocity_by_person(n), oracles.reciprocity_by_person, 1e-12),
    "constraint": (lambda n: csna.constraint(n), oracles.constraint, 1e-9),
    "constraint, use_strength": (
        lambda n: csna.constraint(n, use_strength=True),
        lambda h: oracles.constraint(h, use_strength=True),
        1e-9,
    ),
    "effective_size": (lambda n: csna.effective_size(n), oracles.effective_size, 1e-9),
    "effective_size, use_strength": (
        lambda n: csna.effective_size(n, use_strength=True),
        lambda h: oracles.effective_size(h, use_strength=True),
        1e-9,
    ),
    "efficiency": (lambda n: csna.efficiency(n), oracles.efficiency, 1e-9),
}


@pytest.mark.parametrize("measure", WHOLE)
def test_a_measure_equals_its_definition_where_everybody_answered(measure: str) -> None:
    ours, theirs, tolerance = WHOLE[measure]

    @given(partner_networks(min_people=2, max_people=7, hostile_ids=False, **ALL_ANSWERED))
    def check(net: Net) -> None:
        assert differences(ours(net), theirs(as_small(net)), tolerance=tolerance) == {}

    check()


@given(partner_networks(min_people=3, max_people=6, hostile_ids=False, **ALL_ANSWERED))
def test_betweenness_equals_the_list_of_all_shortest_paths(net: Net) -> None:
    hand = as_small(net)
    assert differences(csna.betweenness(net), oracles.betweenness(hand)) == {}
    assert differences(csna.betweenness(net, normalized=True), oracles.betweenness(hand, normalized=True)) == {}


@given(partner_networks(min_people=3, max_people=6, hostile_ids=False, **ALL_ANSWERED))
def test_betweenness_by_strength_equals_the_list_of_all_cheapest_paths(net: Net) -> None:
    ours = csna.betweenness(net, use_strength=True)
    assert differences(ours, oracles.betweenness(as_small(net), use_strength=True)) == {}


@given(partner_networks(hostile_ids=False))
def test_degrees_count_known_ties_and_are_unknown_for_the_silent(net: Net) -> None:
    hand = as_small(net)
    assert differences(csna.in_degree(net), oracles.in_degree(hand)) == {}
    assert differences(csna.out_degree(net), oracles.out_degree(hand)) == {}
    assert differences(csna.in_strength(net), oracles.in_strength(hand)) == {}
    assert differences(csna.out_strength(net), oracles.out_strength(hand)) == {}


@given(partner_networks(hostile_ids=False))
def test_reciprocity_of_a_person_uses_pairs_known_from_both_sides(net: Net) -> None:
    assert differences(csna.reciprocity_by_person(net), oracles.reciprocity_by_person(as_small(net))) == {}


@given(partner_networks(hostile_ids=False))
@pytest.mark.parametrize("along", ["flow", "reports"])
def test_brokerage_equals_the_count_of_two_paths_known_to_be_open(along: str, net: Net) -> None:
    theirs = oracles.brokerage(as_small(net), groups_of(net), flow=along == "flow")
    ours = csna.brokerage(net, groups="sector", along=along)
    for column in ours:
        assert differences(ours[column], {i: row[column] for i, row in theirs.items()}) == {}, column


@given(partner_networks(hostile_ids=False))
def test_mixing_counts_every_reported_tie_once(net: Net) -> None:
    ours = csna.mixing_matrix(net, groups="sector")
    assert ours.to_numpy().sum() == net.n_ties
    for (g, h), count in oracles.mixing(as_small(net), groups_of(net)).items():
        assert ours.loc[g, h] == count


@given(partner_networks(hostile_ids=False, min_people=1))
def test_ei_index_and_its_expectation_equal_the_loops(net: Net) -> None:
    groups = groups_of(net)
    ours, theirs = csna.ei_index(net, groups="sector"), oracles.ei_index(as_small(net), groups)
    rows = {g or "network": v for g, v in theirs.items()}
    assert differences(ours["observed"], rows) == {}
    expected = {g or "network": oracles.expected_ei(as_small(net), groups, g) for g in theirs}
    assert differences(ours["expected"], expected) == {}


@given(partner_networks(hostile_ids=False, **ALL_ANSWERED))
def test_facts_of_the_network_equal_the_loops_where_everybody_answered(net: Net) -> None:
    assert differences(csna.network_summary(net), oracles.summary(as_small(net))) == {}


@given(partner_networks(hostile_ids=False))
def test_shares_of_the_network_are_over_what_was_observed(net: Net) -> None:
    facts = ("n_people", "n_ties", "density", "reciprocity_arc", "reciprocity_dyad")
    paths = ("transitivity", "transitivity_directed", "components_weak", "components_strong")
    ours, theirs = csna.network_summary(net), oracles.summary(as_small(net))
    assert differences(ours, {f: theirs[f] for f in (*facts, *paths)}) == {}
    rate = ours["response_rate"]
    assert rate == net.response_rate or (math.isnan(rate) and math.isnan(net.response_rate))
