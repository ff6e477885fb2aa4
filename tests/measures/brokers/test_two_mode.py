from __future__ import annotations

import itertools

import brokerage_oracles as oracle
import networkx as nx
import numpy as np
import pandas as pd
import pytest
from bridges import as_small, groups_of
from hypothesis import given, settings
from hypothesis import strategies as st

import critical_sna as csna
from critical_sna.errors import DataError

Net = csna.PartnerNetwork


@st.composite
def meetings(draw: st.DrawFn) -> Net:
    people = [f"p{i}" for i in range(draw(st.integers(0, 6)))]
    events = [f"m{i}" for i in range(draw(st.integers(0, 5)))]
    table = pd.DataFrame(
        {
            "id": [*people, *events],
            "kind": ["person"] * len(people) + ["meeting"] * len(events),
            "sector": [draw(st.sampled_from(["x", "y", None])) for _ in (*people, *events)],
        },
        dtype="str",
    )
    pairs = list(itertools.product(people, events))
    ties = draw(st.sets(st.sampled_from(pairs))) if pairs else set()
    return Net.from_frames(table, pd.DataFrame(sorted(ties), columns=["source", "target"], dtype="str"))


@settings(max_examples=100)
@given(net=meetings().filter(lambda n: n.people["kind"].nunique() == 2))
def test_two_mode_brokerage_equals_the_list_of_all_chains(net: Net) -> None:
    found = csna.two_mode_brokerage(net, groups="sector", mode="kind")
    for person, counts in oracle.two_mode(as_small(net), groups_of(net), net.people["kind"].to_dict()).items():
        assert found.loc[person].to_dict() == {column: counts[column] for column in found}


def attendance(**columns: object) -> Net:
    """Bo meets Ana in spring and Cy in autumn; Di was in autumn, too."""
    people = pd.DataFrame(
        {
            "id": ["Ana", "Bo", "Cy", "Di", "spring", "autumn"],
            "kind": ["person"] * 4 + ["meeting"] * 2,
            "sector": ["family", "school", "school", "office", None, None],
            **columns,
        }
    )
    ties = pd.DataFrame({"source": ["Ana", "Bo", "Bo", "Cy", "Di"], "target": ["spring"] * 2 + ["autumn"] * 3})
    return Net.from_frames(people, ties)


def test_who_meets_both_links_those_who_never_meet() -> None:
    found = csna.two_mode_brokerage(attendance(), groups="sector", mode="kind")
    assert found.loc["Bo"].tolist() == [0, 0, 1, 1, 2, 2]
    assert found.drop(index="Bo").eq(0).all(axis=None)


def test_pairs_who_may_have_met_are_not_counted() -> None:
    net = attendance()
    people = net.people.drop(columns=["status", "asked"])
    unknown = pd.DataFrame({"source": ["Ana"], "target": ["autumn"]})
    told = Net.from_frames(people, net.ties, unknown=unknown)
    assert csna.two_mode_brokerage(told, groups="sector", mode="kind")["total"].sum() == 0


def test_silent_people_have_no_value_and_are_no_end_of_a_pair() -> None:
    net = attendance(status=["respondent", "respondent", "respondent", "declined", "named_only", "named_only"])
    ties = net.ties[net.ties["source"] != "Di"]
    found = csna.two_mode_brokerage(Net.from_frames(net.people, ties), groups="sector", mode="kind")
    assert found.loc["Di"].isna().all()
    assert found.loc["Bo", "total"] == 1
    assert found.loc[["spring", "autumn"], "total"].tolist() == [0, 0]  # meetings do not report


def test_a_silent_person_on_a_register_is_no_end_of_a_pair() -> None:
    net = attendance(status=["respondent"] * 3 + ["declined"] + ["respondent"] * 2)
    ties = net.ties[net.ties["source"] != "Di"]
    register = pd.DataFrame({"source": ["autumn"], "target": ["Di"]})
    told = Net.from_frames(net.people, pd.concat([ties, register]).assign(strength=1.0))
    found = csna.two_mode_brokerage(told, groups="sector", mode="kind")
    assert found.loc["Bo", "total"] == 1  # Ana and Cy; whether Ana and Di meet elsewhere Di did not tell


def test_an_attendance_network_already_joined_has_the_same_pairs_in_both_orders() -> None:
    joined = [("Ana", "Bo"), ("Bo", "Cy"), ("Bo", "Di"), ("Cy", "Di")]
    people = attendance().people.iloc[:4][["sector"]].reset_index(names="id")
    both = pd.DataFrame([*joined, *((j, i) for i, j in joined)], columns=["source", "target"])
    one_mode = csna.brokerage(Net.from_frames(people, both, reports="mutual"), groups="sector")
    two_mode = csna.two_mode_brokerage(attendance(), groups="sector", mode="kind").loc[one_mode.index]
    np.testing.assert_array_equal(one_mode["total"], 2 * two_mode["total"])
    np.testing.assert_array_equal(one_mode["gatekeeper"], two_mode["representative"])


def test_a_bipartite_networkx_graph_can_be_given_as_it_is() -> None:
    graph = nx.Graph([("Ana", "spring"), ("Bo", "spring"), ("Bo", "autumn"), ("Cy", "autumn")])
    nx.set_node_attributes(graph, {n: int(n in ("spring", "autumn")) for n in graph}, "bipartite")
    nx.set_node_attributes(graph, "x", "sector")
    assert csna.two_mode_brokerage(graph, groups="sector", mode="bipartite")["coordinator"].loc["Bo"] == 1


def test_networks_that_are_not_of_two_kinds_are_refused() -> None:
    net = attendance()
    with pytest.raises(DataError, match="there are 3 kinds, and 2 rows without one"):
        csna.two_mode_brokerage(net, groups="sector", mode="sector")
    mode = pd.Series(["person"] * 4 + ["meeting", "person"], index=["Ana", "Bo", "Cy", "Di", "spring", "autumn"])
    with pytest.raises(DataError, match="3 ties join two of the same kind"):
        csna.two_mode_brokerage(net, groups="sector", mode=mode)


def test_without_a_tie_nobody_knows_which_kind_reports_so_silence_of_either_is_unknown() -> None:
    people = pd.DataFrame(
        {
            "id": ["Ana", "Bo", "spring"],
            "kind": ["person", "person", "meeting"],
            "sector": "x",
            "status": ["respondent", "declined", "declined"],
        }
    )
    net = Net.from_frames(people, pd.DataFrame({"source": [], "target": []}, dtype="str"))
    found = csna.two_mode_brokerage(net, groups="sector", mode="kind")
    assert found["total"].isna().to_dict() == {"Ana": False, "Bo": True, "spring": True}
