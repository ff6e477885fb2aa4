"""Mistakes that other programs or the obvious code make, each shut out by one test."""

from __future__ import annotations

import math
import time

import golden
import networkx as nx
import numpy as np
import oracles
import pandas as pd
import pytest

import critical_sna as csna


def net_of(*ties: str, people: str | None = None, **facts: object) -> csna.PartnerNetwork:
    ids = list(people or sorted({c for t in ties for c in t[:2]}))
    frame = pd.DataFrame([(t[0], t[1]) for t in ties], columns=["source", "target"], dtype="str")
    return csna.PartnerNetwork.from_frames(pd.DataFrame({"id": ids, **facts}), frame, reports="seeks_from")


def test_people_who_named_nobody_are_not_joined_through_an_empty_cell() -> None:
    """A missing target is an error to mend, never a person called nan who links those who named nobody."""
    people = pd.DataFrame({"id": ["a", "b", "c"]})
    ties = pd.DataFrame({"source": ["a", "b", "c"], "target": ["b", None, None]})
    with pytest.raises(csna.errors.DataError, match="id"):
        csna.PartnerNetwork.from_frames(people, ties)
    known = csna.PartnerNetwork.from_frames(people, ties.dropna())
    assert list(known.people.index) == ["a", "b", "c"]
    assert csna.network_summary(known)["components_weak"] == 2


def test_missing_groups_form_one_group_and_say_nothing_about_sameness() -> None:
    missing = [None, float("nan"), pd.NA, "x", "x"]
    net = net_of("ab", "bc", "ca", "de", "ad", people="abcde", sector=pd.Series(missing, dtype=object))
    mixing = csna.mixing_matrix(net, groups="sector")
    assert sorted(mixing.index) == ["unknown", "x"]
    assert mixing.loc["unknown", "unknown"] == 3
    assert mixing.loc["unknown", "x"] == 1
    roles = csna.brokerage(net, groups="sector")
    assert roles[list(oracles.ROLES)].to_numpy().sum() == 0
    assert roles["total"].sum() > 0


def test_two_people_without_a_group_are_not_counted_as_alike() -> None:
    net = net_of("ab", "cd", people="abcd", sector=[None, None, "x", "x"])
    assert csna.ei_index(net, groups="sector").loc["network", "observed"] == -1.0  # c and d alone are evidence
    none = net_of("ab", people="ab", sector=pd.Series([None, None], dtype=object))
    assert math.isnan(csna.ei_index(none, groups="sector").loc["network", "observed"])


def test_a_component_of_two_is_not_as_close_as_the_main_one() -> None:
    """Unless closeness is corrected for how many are reached, a pair on its own scores 1."""
    net = net_of("ab", "ba", "cd", "dc", "ce", "ec", "cf", "fc")
    scores = csna.closeness(net)
    assert scores["a"] == pytest.approx(1 / 5)
    assert scores["c"] == pytest.approx(3 / 5)


def test_efficiency_counts_a_mutual_tie_as_one_contact() -> None:
    """Dividing by in-degree plus out-degree understates everybody whose ties are returned."""
    net = net_of("ab", "ba", "ac", "ca", "bc")
    contacts = 2
    assert csna.efficiency(net)["a"] == pytest.approx(csna.effective_size(net)["a"] / contacts)


def test_effective_size_divides_by_the_strongest_tie_of_the_contact_not_of_the_third_person() -> None:
    """The usual fast matrix product takes the wrong person's largest tie wherever some ties are mutual."""
    arcs = ["ab", "ac", "bc", "cd", "dc"]
    z = {frozenset(a): arcs.count(a) + arcs.count(a[::-1]) for a in arcs}
    largest = {i: max(v for pair, v in z.items() if i in pair) for i in "abcd"}
    shared = (1 / 2) * z[frozenset("bc")]  # a's two contacts b and c take half each, and are tied to each other
    right = 2 - shared / largest["b"] - shared / largest["c"]
    ours = csna.effective_size(net_of(*arcs))
    assert ours["a"] == pytest.approx(right) == oracles.effective_size(oracles.small(arcs, "abcd"))["a"]
    third = ours["b"]  # b's contacts are a and c; in c's row the largest is 2, in a's it is 1
    assert third == pytest.approx(2 - (1 / 2) * 1 / largest["a"] - (1 / 2) * 1 / largest["c"])


def test_constraint_is_known_for_somebody_who_named_nobody() -> None:
    """Others naming them is enough; only isolates have none."""
    net = net_of("ab", "cb", people="abcd")
    scores = csna.constraint(net)
    assert scores["b"] == pytest.approx(0.5)
    assert math.isnan(scores["d"])


def test_constraint_sums_over_contacts_only() -> None:
    net = net_of("ab", "bc", "cd", "de", "ea")
    assert csna.constraint(net).to_dict() == pytest.approx(dict.fromkeys("abcde", 0.5))


def test_constraint_may_exceed_one() -> None:
    hand = oracles.small({("a", "b"): 1.0, ("b", "a"): 1.0, ("a", "c"): 1.0, ("b", "c"): 9.0, ("c", "b"): 9.0}, "abc")
    ties = pd.DataFrame([(i, j, s) for (i, j), s in hand.arcs.items()], columns=["source", "target", "strength"])
    net = csna.PartnerNetwork.from_frames(pd.DataFrame({"id": list("abc")}), ties)
    assert csna.constraint(net, use_strength=True).to_dict() == pytest.approx(
        oracles.constraint(hand, use_strength=True)
    )
    assert csna.constraint(net, use_strength=True).max() > 1


def test_brokerage_reads_along_the_flow_unless_told_otherwise() -> None:
    """Read along the reports, the golden network's representative would be called a gatekeeper."""
    flow = csna.brokerage(golden.network(), groups="sector").loc["a"]
    reports = csna.brokerage(golden.network(), groups="sector", along="reports").loc["a"]
    assert (flow["representative"], flow["gatekeeper"]) == (2, 0)
    assert (reports["representative"], reports["gatekeeper"]) == (0, 2)


def test_brokerage_refuses_to_guess_which_way_voice_travels() -> None:
    net = csna.PartnerNetwork.from_ties([("a", "b")])
    groups = pd.Series({"a": "x", "b": "y"})
    with pytest.raises(csna.errors.CriticalSNAError, match="which way"):
        csna.brokerage(net, groups=groups)
    assert csna.brokerage(net, groups=groups, along="reports")["total"].sum() == 0


def test_a_strong_tie_is_near_and_not_far() -> None:
    """Taken as costs, strengths send shortest paths round the strong ties."""
    ties = [("a", "b", 9), ("b", "d", 9), ("a", "c", 1), ("c", "d", 1)]
    scores = csna.betweenness(csna.PartnerNetwork.from_ties(ties), use_strength=True)
    assert scores.to_dict() == {"a": 0, "b": 1, "c": 0, "d": 0}


def test_paths_of_equal_cost_tie_in_spite_of_rounding() -> None:
    """1/3 + 1/3 + 1/3 must be as long as 1: a comparison of sums with == loses half of the shortest paths."""
    ties = [("a", "b", 3), ("b", "c", 3), ("c", "d", 3), ("a", "d", 1)]
    scores = csna.betweenness(csna.PartnerNetwork.from_ties(ties), use_strength=True)
    assert scores.to_dict() == pytest.approx({"a": 0, "b": 1.5, "c": 1.5, "d": 0}, abs=1e-9)


def test_coreness_counts_a_mutual_tie_once() -> None:
    assert csna.coreness(net_of("ab", "ba")).tolist() == [1.0, 1.0]


def test_clustering_is_undefined_and_not_zero_for_people_with_one_contact() -> None:
    scores = csna.local_clustering(net_of("ab", "bc", "ca", "da", people="abcde"))
    assert scores["a"] == pytest.approx(1 / 3)
    assert scores[["d", "e"]].isna().all()


def test_empty_pairs_do_not_count_as_returned_ties() -> None:
    """Counting silence between two people as agreement makes every sparse network look reciprocal."""
    facts = csna.network_summary(net_of("ab", "cd", people="abcdefgh"))
    assert facts["reciprocity_arc"] == 0
    assert facts["reciprocity_dyad"] == 0


def test_reciprocity_of_ties_and_of_pairs_have_different_names() -> None:
    facts = csna.network_summary(net_of("ab", "ba", "ac"))
    assert facts["reciprocity_arc"] == pytest.approx(2 / 3)
    assert facts["reciprocity_dyad"] == pytest.approx(1 / 2)


def test_centralization_of_a_star_is_one_because_nobody_can_name_themselves() -> None:
    star = net_of("ba", "ca", "da", "ea")
    assert csna.network_summary(star)["centralization_in_degree"] == pytest.approx(1.0)


def test_pagerank_agrees_with_a_tight_power_iteration() -> None:
    graph = nx.DiGraph([tuple(r) for r in golden.REPORTS])
    assert csna.pagerank(golden.network()).to_dict() == pytest.approx(
        nx.pagerank(graph, tol=1e-13, max_iter=1000), abs=1e-9
    )


def test_not_having_answered_is_not_naming_nobody() -> None:
    net = net_of("ab", "cb", people="abc", status=["respondent", "declined", "respondent"], asked=["yes"] * 3)
    assert math.isnan(csna.out_degree(net)["b"])
    assert csna.in_degree(net)["b"] == 2
    assert csna.network_summary(net)["density"] == pytest.approx(2 / 4)


def test_a_tie_to_somebody_silent_is_not_an_unreturned_tie() -> None:
    net = net_of("ab", "ac", "ca", people="abc", status=["respondent", "declined", "respondent"])
    assert csna.reciprocity_by_person(net)["a"] == 1.0
    assert csna.network_summary(net)["reciprocity_arc"] == 1.0


def test_betweenness_of_three_thousand_people_takes_seconds() -> None:
    """Pure Python took over a minute here where compiled code took under two seconds."""
    random = np.random.default_rng(3)
    ends = random.integers(0, 3000, size=(15_000, 2))
    ties = pd.DataFrame({"source": ends[:, 0].astype(str), "target": ends[:, 1].astype(str)})
    people = pd.DataFrame({"id": np.arange(3000).astype(str)})
    net = csna.PartnerNetwork.from_frames(people, ties[ties["source"] != ties["target"]].drop_duplicates())
    start = time.perf_counter()
    assert len(csna.betweenness(net)) == 3000
    assert time.perf_counter() - start < 20
