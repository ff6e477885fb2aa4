from __future__ import annotations

import dataclasses

import numpy as np
import pandas as pd
import pytest

import critical_sna as csna
from critical_sna.errors import DataError, SpecError, UnknownNameError, UsageError, WrongTypeError


@pytest.fixture
def net() -> csna.PartnerNetwork:
    people = pd.DataFrame(
        {
            "id": ["a", "b", "c", "d"],
            "org": ["x", "x", "y", None],
            "seat": ["yes", "no", "Yes", None],
            "status": ["respondent", "respondent", "respondent", "named_only"],
        }
    )
    ties = pd.DataFrame({"source": ["a", "a", "b", "c"], "target": ["b", "d", "a", "a"], "strength": [1, 2, 3, 4]})
    unknown = pd.DataFrame({"source": ["b"], "target": ["c"]})
    return csna.PartnerNetwork.from_frames(
        people,
        ties,
        reports="seeks_from",
        relation="advice",
        wave="1",
        question="Whom do you ask?",
        unknown=unknown,
        positionality={"seat": "power", "org": "organisation"},
        holds={"seat": ["yes"]},
    )


def pairs(net: csna.PartnerNetwork) -> list[list[object]]:
    return net.ties.to_numpy().tolist()


def test_a_network_is_frozen(net: csna.PartnerNetwork) -> None:
    with pytest.raises(dataclasses.FrozenInstanceError):
        net.relation = "other"  # type: ignore[misc]  # the mistake is the test
    with pytest.raises(ValueError, match="read-only"):
        net.adjacency.data[0] = 9.0


def test_adjacency_holds_strengths_in_the_order_of_people(net: csna.PartnerNetwork) -> None:
    expected = np.zeros((4, 4))
    for source, target, strength in net.ties.itertuples(index=False):
        expected[net.people.index.get_loc(source), net.people.index.get_loc(target)] = strength
    np.testing.assert_array_equal(net.adjacency.toarray(), expected)
    assert net.adjacency is net.adjacency


def test_the_repr_shows_counts_and_direction_but_no_names() -> None:
    secret = csna.PartnerNetwork.from_ties([("Canary One", "Canary Two")], reports="seeks_from")
    for text in (repr(secret), secret._repr_html_()):
        assert "Canary" not in text
        assert "2" in text


def test_flow_turns_seeks_from_round_and_keeps_who_reported(net: csna.PartnerNetwork) -> None:
    flow = net.flow()
    assert pairs(flow) == [["a", "b", 3], ["a", "c", 4], ["b", "a", 1], ["d", "a", 2]]
    assert flow.unknown.to_numpy().tolist() == [["c", "b"]]
    assert flow.flow() is flow
    # in the flow, what comes in to a person is that person's own answer
    assert csna.in_degree(flow).isna().to_dict() == {"a": False, "b": False, "c": False, "d": True}
    assert csna.out_degree(flow).to_dict() == csna.in_degree(net).to_dict()


def test_flow_of_gives_to_is_the_network_as_given(net: csna.PartnerNetwork) -> None:
    given = net._replaced(reports="gives_to")
    assert given.flow() is given


def test_flow_of_mutual_runs_both_ways_with_the_larger_strength(net: csna.PartnerNetwork) -> None:
    flow = net._replaced(reports="mutual").flow()
    assert pairs(flow) == [["a", "b", 3], ["a", "c", 4], ["a", "d", 2], ["b", "a", 3], ["c", "a", 4], ["d", "a", 2]]


def test_flow_refuses_where_nobody_said_which_way_it_was_asked(net: csna.PartnerNetwork) -> None:
    with pytest.raises(SpecError, match="reports='seeks_from'"):
        net._replaced(reports=None).flow()


def test_keep_and_without_are_complements(net: csna.PartnerNetwork) -> None:
    kept, left = net.keep(["a", "b", "c"]), net.without(["d"])
    pd.testing.assert_frame_equal(kept.people, left.people)
    assert pairs(kept) == pairs(left) == [["a", "b", 1], ["b", "a", 3], ["c", "a", 4]]
    assert kept.unknown.to_numpy().tolist() == [["b", "c"]]
    assert net.keep(["a"]).unknown.empty
    np.testing.assert_array_equal(kept.adjacency.toarray(), net.adjacency.toarray()[:3, :3])


def test_keep_names_the_nearest_person_and_refuses_one_text(net: csna.PartnerNetwork) -> None:
    with pytest.raises(UnknownNameError, match="not in the network"):
        net.keep(["a", "zz"])
    with pytest.raises(UsageError, match=r"\['ab'\]"):
        net.keep("ab")


def test_threshold_keeps_everybody_and_drops_weaker_ties(net: csna.PartnerNetwork) -> None:
    strong = net.threshold(3)
    assert pairs(strong) == [["b", "a", 3], ["c", "a", 4]]
    assert strong.n_people == 4
    with pytest.raises(UsageError):
        net.threshold(float("nan"))


def naive_symmetrised(net: csna.PartnerNetwork, rule: str) -> tuple[dict[tuple[str, str], float], set[tuple[str, str]]]:
    """Decide every pair by hand from the two reports, None where a report is not known."""
    index = list(net.people.index)
    given = {(s, t): w for s, t, w in net.ties.itertuples(index=False)}
    open_cells = set(net.unknown.itertuples(index=False, name=None))
    answered = dict(zip(index, net.answered, strict=True))

    def report(i: str, j: str) -> float | None:
        if (i, j) in given:
            return given[i, j]
        return 0.0 if answered[i] and (i, j) not in open_cells else None

    ties, unknown = {}, set()
    for i in index:
        for j in index:
            if i == j:
                continue
            known = [r for r in (report(i, j), report(j, i)) if r is not None]
            if rule in ("union", "max"):
                value = max(known) if known else None
            elif rule == "mean":
                value = sum(known) / len(known) if known else None
            else:
                value = min(known) if len(known) == 2 else (0.0 if known == [0.0] else None)
            if value is None and (answered[i] or answered[j]):
                unknown.add((i, j))
            elif value:
                ties[i, j] = value
    return ties, unknown


@pytest.mark.parametrize("rule", ["union", "intersection", "mean", "min", "max"])
@pytest.mark.parametrize("seed", range(8))
def test_symmetrised_decides_every_pair_as_by_hand(rule: str, seed: int) -> None:
    rng = np.random.default_rng(seed)
    ids = [f"p{i}" for i in range(7)]
    people = pd.DataFrame({"id": ids, "status": rng.choice(["respondent", "named_only"], 7, p=[0.7, 0.3])})
    cells = [(i, j) for i in ids for j in ids if i != j]
    state = rng.choice(["tie", "none", "unknown"], len(cells), p=[0.3, 0.5, 0.2])
    ties = pd.DataFrame([c for c, s in zip(cells, state, strict=True) if s == "tie"], columns=["source", "target"])
    unknown = pd.DataFrame(
        [c for c, s in zip(cells, state, strict=True) if s == "unknown"], columns=["source", "target"]
    )
    net = csna.PartnerNetwork.from_frames(people, ties.assign(strength=rng.integers(1, 5, len(ties))), unknown=unknown)
    both = net.symmetrised(rule)  # type: ignore[arg-type]  # one of the five
    expected_ties, expected_unknown = naive_symmetrised(net, rule)
    assert {(s, t): w for s, t, w in both.ties.itertuples(index=False)} == pytest.approx(expected_ties)
    assert set(both.unknown.itertuples(index=False, name=None)) == expected_unknown
    assert both.unknown_cells.nnz == len(expected_unknown)


def test_symmetrised_refuses_an_unknown_rule(net: csna.PartnerNetwork) -> None:
    with pytest.raises(UsageError, match="did you mean 'union'"):
        net.symmetrised("unionn")  # type: ignore[arg-type]  # the mistake is the test


@pytest.mark.parametrize(("rule", "expected"), [("union", 1.0), ("sum", 4.0), ("mean", 4.0 / 2)])
def test_collapse_makes_one_tie_between_organisations(net: csna.PartnerNetwork, rule: str, expected: float) -> None:
    # x = {a, b}, y = {c}, unknown = {d}; c names a with strength 4; c could name a and b: two cells
    between = net.collapse("org", rule)  # type: ignore[arg-type]  # one of the three
    assert between.people.index.tolist() == ["unknown", "x", "y"]
    assert between.people["members"].tolist() == [1, 2, 1]
    strengths = {(s, t): w for s, t, w in between.ties.itertuples(index=False)}
    assert strengths["y", "x"] == pytest.approx(expected)
    assert between.self_ties_dropped == 1
    assert between.people["status"].tolist() == ["named_only", "respondent", "respondent"]


def test_collapse_takes_open_cells_out_of_the_mean() -> None:
    people = pd.DataFrame({"id": ["a", "b", "c", "d"], "org": ["x", "x", "y", "y"]})
    ties = pd.DataFrame({"source": ["a"], "target": ["c"]})
    unknown = pd.DataFrame({"source": ["b"], "target": ["d"]})
    net = csna.PartnerNetwork.from_frames(people, ties, reports="seeks_from", unknown=unknown)
    assert net.collapse("org", "mean").ties["strength"].tolist() == [pytest.approx(1 / 3)]
    assert net.flow().collapse("org", "mean").ties["strength"].tolist() == [pytest.approx(1 / 3)]


def test_collapse_names_the_nearest_column_and_rule(net: csna.PartnerNetwork) -> None:
    with pytest.raises(UnknownNameError, match="did you mean 'org'"):
        net.collapse("orga")
    with pytest.raises(UsageError, match="did you mean 'mean'"):
        net.collapse("org", "meann")  # type: ignore[arg-type]  # the mistake is the test


def test_collapse_keeps_attributes_that_do_not_vary_inside() -> None:
    people = pd.DataFrame({"id": ["a", "b", "c"], "org": ["x", "x", "y"], "kind": ["k", "k", "m"], "age": [1, 2, 3]})
    net = csna.PartnerNetwork.from_frames(people, pd.DataFrame({"source": ["a"], "target": ["c"]}))
    assert net.collapse("org").people.columns.tolist() == ["status", "asked", "members", "kind"]


def test_power_holders_are_found_without_regard_to_case(net: csna.PartnerNetwork) -> None:
    assert net.power_holders.tolist() == ["a", "c"]


def test_group_labels_call_a_missing_group_unknown(net: csna.PartnerNetwork) -> None:
    assert net.group_labels("org", where="here").tolist() == ["x", "x", "y", "unknown"]


def test_networkx_round_trip_keeps_people_ties_and_attributes(net: csna.PartnerNetwork) -> None:
    back = csna.PartnerNetwork.from_networkx(net.to_networkx(), reports="seeks_from")
    assert pairs(back) == pairs(net)
    assert back.people["org"].fillna("").tolist() == net.people["org"].fillna("").tolist()
    assert back.people["status"].tolist() == net.people["status"].tolist()


def test_igraph_round_trip_keeps_people_ties_and_attributes(net: csna.PartnerNetwork) -> None:
    back = csna.PartnerNetwork.from_igraph(net.to_igraph(), reports="seeks_from")
    assert pairs(back) == pairs(net)
    assert back.people["seat"].fillna("").tolist() == net.people["seat"].fillna("").tolist()


def test_what_was_asked_survives_a_round_trip_and_the_caller_overrides_it(net: csna.PartnerNetwork) -> None:
    for back in (
        csna.PartnerNetwork.from_networkx(net.to_networkx()),
        csna.PartnerNetwork.from_igraph(net.to_igraph()),
    ):
        assert (back.relation, back.wave, back.reports, back.question) == (
            "advice",
            "1",
            "seeks_from",
            "Whom do you ask?",
        )
    assert csna.PartnerNetwork.from_networkx(net.to_networkx(), reports="mutual").reports == "mutual"
    graph = net.to_networkx()
    graph.graph.update(reports="sideways", wave=3)
    odd = csna.PartnerNetwork.from_networkx(graph)
    assert (odd.reports, odd.wave) == (None, None)


def test_a_graph_handed_out_can_be_changed_without_harm(net: csna.PartnerNetwork) -> None:
    graph = net.to_igraph()
    graph.delete_edges(range(graph.ecount()))
    assert net.to_igraph().ecount() == net.n_ties


def test_an_undirected_graph_is_stored_both_ways_and_not_changed() -> None:
    import networkx as nx

    graph = nx.Graph()
    graph.add_edge("a", "b", weight=2)
    graph.add_edge("b", "b", weight=1)
    net = csna.PartnerNetwork.from_networkx(graph)
    assert pairs(net) == [["a", "b", 2], ["b", "a", 2]]
    assert net.self_ties_dropped == 1
    assert graph["a"]["b"] == {"weight": 2}


def test_networkx_ids_of_numbers_and_isolates_are_kept() -> None:
    import networkx as nx

    graph = nx.DiGraph([(1, 2)])
    graph.add_node(3, role="quiet")
    net = csna.PartnerNetwork.from_networkx(graph)
    assert net.people.index.tolist() == ["1", "2", "3"]
    assert net.people.loc["3", "role"] == "quiet"


def test_igraph_without_names_uses_the_vertex_numbers() -> None:
    import igraph

    assert pairs(csna.PartnerNetwork.from_igraph(igraph.Graph([(0, 1)], directed=True))) == [["0", "1", 1]]


def test_conversion_refuses_what_it_cannot_read() -> None:
    import igraph
    import networkx as nx

    with pytest.raises(WrongTypeError, match="not a networkx graph"):
        csna.PartnerNetwork.from_networkx(igraph.Graph())  # type: ignore[arg-type]  # the mistake is the test
    with pytest.raises(WrongTypeError, match="not an igraph graph"):
        csna.PartnerNetwork.from_igraph(nx.Graph())
    mixed = nx.DiGraph()
    mixed.add_edge("a", "b", trust=1)
    mixed.add_edge("b", "c")
    with pytest.raises(DataError, match="'trust'"):
        csna.PartnerNetwork.from_networkx(mixed, strength="trust")
    assert csna.PartnerNetwork.from_networkx(mixed).ties["strength"].tolist() == [1, 1]
    clash = nx.DiGraph()
    clash.add_node("a", id="other")
    with pytest.raises(DataError, match="hide the node's own id"):
        csna.PartnerNetwork.from_networkx(clash)


def test_networks_of_nobody_convert() -> None:
    empty = csna.PartnerNetwork.from_ties([])
    assert empty.to_networkx().number_of_nodes() == 0
    assert empty.to_igraph().vcount() == 0
    import networkx as nx

    assert csna.PartnerNetwork.from_networkx(nx.DiGraph()).n_people == 0


def test_a_turned_network_survives_a_round_trip_without_turning_again(net: csna.PartnerNetwork) -> None:
    there = net.flow()
    for back in (
        csna.PartnerNetwork.from_networkx(there.to_networkx()),
        csna.PartnerNetwork.from_igraph(there.to_igraph()),
    ):
        assert pairs(back) == pairs(net)
        assert csna.heard_by(back)["count"].to_dict() == csna.heard_by(net)["count"].to_dict()


def test_symmetrised_and_collapse_know_who_reported_in_a_turned_network() -> None:
    people = pd.DataFrame({"id": ["a", "b"], "org": ["x", "y"], "status": ["respondent", "named_only"]})
    ties = pd.DataFrame({"source": ["a"], "target": ["b"], "strength": [4]})
    net = csna.PartnerNetwork.from_frames(people, ties, reports="seeks_from")
    for given in (net, net.flow()):
        assert given.symmetrised("intersection").n_ties == 0
        assert len(given.symmetrised("intersection").unknown) == 2
        assert given.symmetrised("mean").ties["strength"].tolist() == [4, 4]
    assert net.flow().collapse("org").issues.empty
    assert pairs(net.flow().collapse("org")) == [["y", "x", 1]]


def test_collapse_calls_a_pair_unknown_that_was_not_observed_in_full() -> None:
    people = pd.DataFrame({"id": ["a1", "a2", "b1", "c1"], "org": ["A", "A", "B", "C"]})
    ties = pd.DataFrame({"source": ["a1"], "target": ["c1"]})
    unknown = pd.DataFrame({"source": ["a1"], "target": ["b1"]})
    left_open = csna.PartnerNetwork.from_frames(people, ties, unknown=unknown)
    assert left_open.collapse("org").unknown.to_numpy().tolist() == [["A", "B"]]
    half = csna.PartnerNetwork.from_frames(
        people.assign(status=["respondent", "named_only", "respondent", "respondent"]), ties
    )
    assert half.collapse("org").unknown.to_numpy().tolist() == [["A", "B"]]


def test_the_mean_between_organisations_of_a_mutual_relation_is_over_pairs_somebody_told() -> None:
    people = pd.DataFrame(
        {"id": ["a1", "a2", "b1", "b2"], "org": list("AABB"), "status": ["respondent"] + ["named_only"] * 3}
    )
    ties = pd.DataFrame({"source": ["a1"], "target": ["b1"]})
    net = csna.PartnerNetwork.from_frames(people, ties, reports="mutual")
    assert net.flow().collapse("org", "mean").ties["strength"].tolist() == [0.5, 0.5]


@pytest.mark.parametrize(
    ("seat", "holds"),
    [
        ([True, False, False], None),
        (pd.array([True, False, None], dtype="boolean"), None),
        ([1.0, 0.0, np.nan], [1]),
        (pd.Categorical([" YES", "no", None]), ["yes"]),
    ],
)
def test_holding_power_is_found_whatever_type_the_column_has(seat: object, holds: list[object] | None) -> None:
    people = pd.DataFrame({"id": ["a", "b", "c"], "seat": seat})
    net = csna.PartnerNetwork.from_frames(
        people,
        pd.DataFrame({"source": [], "target": []}),
        positionality={"seat": "power"},
        holds=None if holds is None else {"seat": holds},  # type: ignore[dict-item]  # numbers stand for words
    )
    assert net.power_holders.tolist() == ["a"]


def test_a_network_can_be_sent_to_another_process(net: csna.PartnerNetwork) -> None:
    import copy
    import pickle

    for again in (pickle.loads(pickle.dumps(net)), copy.deepcopy(net)):
        assert pairs(again) == pairs(net)
        assert again.positionality["seat"] == "power"


def test_who_declined_was_asked() -> None:
    people = pd.DataFrame(
        {
            "id": list("abcd"),
            "status": ["respondent", "declined", "named_only", "declined"],
            "asked": ["yes", "unknown", "unknown", "no"],
        }
    )
    net = csna.PartnerNetwork.from_frames(people, pd.DataFrame({"source": [], "target": []}))
    assert net.response_rate == pytest.approx(1 / 3)


def capped_net() -> csna.PartnerNetwork:
    people = pd.DataFrame({"id": ["a", "b", "c", "d"], "org": ["x", "x", "y", "z"]})
    ties = pd.DataFrame({"source": ["a", "a", "c", "c"], "target": ["b", "c", "a", "d"]})
    return csna.PartnerNetwork.from_frames(people, ties, reports="seeks_from", choices=2, capped=["c", "a", "c"])


def test_who_named_as_many_as_they_could_stays_known_in_every_network_made_of_one() -> None:
    net = capped_net()
    assert net.capped.to_list() == ["a", "c"]
    assert net.keep(["a", "b"]).capped.to_list() == ["a"]
    assert net.without(["a"]).capped.to_list() == ["c"]
    assert net.threshold(5).capped.to_list() == ["a", "c"]
    assert net.flow().capped.to_list() == ["a", "c"]
    assert net.symmetrised().capped.to_list() == ["a", "c"]
    assert net.collapse("org").capped.to_list() == ["x", "y"]
    assert net.flow().collapse("org").capped.to_list() == ["x", "y"]


def test_the_repr_counts_who_named_as_many_as_they_could() -> None:
    net = capped_net()
    assert "2 people named as many as they could" in repr(net)
    assert "1 person named as many as they could" in repr(net.keep(["a", "b"]))
    assert "as many as they could" not in repr(net.keep(["b", "d"]))
    assert "2 people named as many as they could" in net._repr_html_()


def test_capped_people_must_be_in_the_network_and_cannot_be_changed_from_outside() -> None:
    people, ties = pd.DataFrame({"id": ["Ana", "Bo"]}), pd.DataFrame({"source": ["Ana"], "target": ["Bo"]})
    with pytest.raises(UnknownNameError, match=r"1 of the people.*'Anna'") as caught:
        csna.PartnerNetwork.from_frames(people, ties, capped=["Anna"])
    assert "did you mean 'Ana'" in str(caught.value)
    with pytest.raises(UsageError, match="list of ids"):
        csna.PartnerNetwork.from_frames(people, ties, capped="Ana")
    net = capped_net()
    handed = net.capped
    handed.name = "mine"
    assert net.capped.name == "person"
