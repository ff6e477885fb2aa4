"""Graphs of networkx and igraph are taken apart without being changed, and read as files are."""

from __future__ import annotations

import igraph
import networkx as nx
import numpy as np
import pytest

from critical_sna.formats.objects import package_of, parse_object, parts_of


def read(graph):
    return parse_object(graph, "data 1")


def faults_of(graph):
    return [(f["code"], f["text"], f["file"]) for f in read(graph).findings.faults]


def test_a_package_is_told_apart_and_nothing_else_is_a_graph():
    assert package_of(nx.MultiDiGraph()) == "networkx"
    assert package_of(igraph.Graph()) == "igraph"
    assert package_of({"nodes": []}) is None


def test_people_ties_and_typed_attributes_of_networkx_are_read():
    graph = nx.DiGraph()
    graph.add_node("p1", Label="Ana", age=41, seat=True, share=0.5, role="parent")
    graph.add_node(2, age=None, seat=float("nan"))
    graph.add_edge("p1", 2, weight=3, kind="x")
    tables = read(graph).tables
    assert tables.directed
    assert tables.people[["id", "label"]].to_numpy().tolist() == [["p1", "Ana"], ["2", "2"]]
    assert {n: str(tables.people[n].dtype) for n in ("age", "seat", "share", "role")} == {
        "age": "Int64",
        "seat": "boolean",
        "share": "float64",
        "role": "str",
    }
    assert tables.people["age"].isna().to_list() == [False, True]
    assert tables.ties.to_dict("records") == [{"source": "p1", "target": "2", "strength": 3.0}]


def test_a_graph_without_direction_has_ties_both_ways_and_a_self_tie_once():
    graph = nx.MultiGraph([("a", "b"), ("a", "b"), ("c", "c")])
    parsed = read(graph)
    ends = parsed.tables.ties[["source", "target"]].to_numpy().tolist()
    assert ends == [["a", "b"], ["b", "a"], ["a", "b"], ["b", "a"], ["c", "c"]]
    assert len(parsed.lines) == 5
    assert not parsed.tables.directed


def test_vertices_of_igraph_go_by_their_name_or_else_their_number():
    named = igraph.Graph([(0, 1)], directed=True)
    named.vs["name"], named.vs["role"], named.es["weight"] = ["Ana", "Bo"], ["parent", None], [2]
    tables = read(named).tables
    assert tables.ties.to_dict("records") == [{"source": "Ana", "target": "Bo", "strength": 2.0}]
    assert tables.people["role"].isna().to_list() == [False, True]
    assert read(igraph.Graph([(0, 1)])).tables.people["id"].to_list() == ["0", "1"]
    named["relation"] = "advice"
    assert parts_of(named).told == {"relation": "advice"}


def test_relations_and_strengths_are_found_whatever_their_case_and_the_first_of_several_counts():
    graph = nx.MultiDiGraph()
    graph.add_edge("a", "b", relation="advice", Weight=2, value=9)
    graph.add_edge("a", "b", relation="trust")
    graph.add_edge("b", "a", relation="trust", strength=np.float64(0))
    parsed = read(graph)
    assert parsed.tables.ties[["relation", "strength"]].to_numpy().tolist() == [["advice", 2.0], ["trust", 1.0]]
    assert [i["code"] for i in parsed.findings.issues] == ["no_strength", "zero_strength"]


@pytest.mark.parametrize("node", [1.5, ("a", "b"), True, frozenset({"a"})])
def test_a_node_that_is_neither_text_nor_a_whole_number_cannot_be_an_id(node):
    graph = nx.DiGraph([(node, "b")])
    assert [code for code, *_ in faults_of(graph)] == ["id_of_object"]


def test_every_bad_place_of_a_graph_is_listed():
    graph = nx.DiGraph()
    graph.add_node(" ")
    graph.add_node(1)
    graph.add_node("1", share=float("inf"))
    graph.add_edge(1, "1", weight=-2)
    graph.add_edge("1", 1, weight="often")
    assert {code for code, *_ in faults_of(graph)} == {
        "person_without_id",
        "person_twice",
        "value_not_finite",
        "strength_negative",
        "strength_not_number",
    }
    assert {file for *_, file in faults_of(graph)} == {"data 1"}


def test_lists_among_attributes_become_text_and_that_is_told():
    graph = nx.Graph()
    graph.add_node("a", roles=["parent", "teacher"], id="x")
    parsed = read(graph)
    assert parsed.tables.people["roles"].to_list() == ["parent; teacher"]
    assert parsed.tables.people["id_2"].to_list() == ["x"]
    assert sorted(i["code"] for i in parsed.findings.issues) == ["attribute_renamed", "list_joined"]


def test_a_graph_is_not_changed():
    graph = nx.DiGraph()
    graph.add_edge("a", "b", weight=2)
    graph.add_node("c", roles=["x"])
    before = nx.to_dict_of_dicts(graph), dict(graph.nodes(data=True))
    read(graph)
    assert (nx.to_dict_of_dicts(graph), dict(graph.nodes(data=True))) == before
    vertices = igraph.Graph([(0, 1)])
    read(vertices)
    assert vertices.vs.attributes() == vertices.es.attributes() == []
