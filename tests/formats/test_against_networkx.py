"""networkx reads what is written here, and the other way round, where networkx itself is right."""

from __future__ import annotations

import networkx as nx
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from critical_sna.formats import read_graph, write_graph

IDS = st.text(st.characters(codec="utf-8", exclude_categories=("C", "Z")), min_size=1, max_size=5).filter(str.strip)
PLAIN = st.from_regex(r"[a-z][a-z0-9]{0,4}", fullmatch=True)


@st.composite
def networks(draw, ids=IDS):
    people = draw(st.lists(ids, min_size=1, max_size=6, unique=True))
    pairs = draw(st.sets(st.tuples(st.sampled_from(people), st.sampled_from(people)), max_size=8))
    strengths = {pair: draw(st.integers(1, 9)) / 2 for pair in sorted(pairs)}
    return people, strengths


def graph_of(people, strengths):
    graph = nx.DiGraph()
    graph.add_nodes_from(people)
    graph.add_weighted_edges_from((a, b, w) for (a, b), w in strengths.items())
    return graph


def frames_of(people, strengths):
    ties = pd.DataFrame([(*pair, w) for pair, w in strengths.items()], columns=["source", "target", "strength"])
    return pd.DataFrame({"id": people}), ties.astype({"source": "str", "target": "str", "strength": "float64"})


def told(graph):
    return set(graph.nodes), {(a, b): float(w) for a, b, w in graph.edges(data="weight")}


def said(tables):
    ties = tables.ties
    pairs = zip(ties["source"], ties["target"], strict=True)
    return set(tables.people["id"]), dict(zip(pairs, ties["strength"], strict=True))


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return tmp_path_factory.mktemp("graphs")


@pytest.mark.parametrize("suffix", ["graphml", "gexf"])
@settings(max_examples=15)
@given(network=networks())
def test_networkx_reads_what_is_written(folder, suffix, network):
    path = folder / f"ours.{suffix}"
    write_graph(frames_of(*network), path)
    graph = nx.read_graphml(path) if suffix == "graphml" else nx.read_gexf(path)
    assert told(graph) == (set(network[0]), network[1])
    assert graph.is_directed()


@pytest.mark.parametrize("suffix", ["graphml", "gexf"])
@settings(max_examples=15)
@given(network=networks())
def test_what_networkx_writes_is_read(folder, suffix, network):
    path = folder / f"theirs.{suffix}"
    graph = graph_of(*network)
    (nx.write_graphml if suffix == "graphml" else nx.write_gexf)(graph, path)
    assert said(read_graph(path)) == (set(network[0]), network[1])
    undirected = graph.to_undirected()
    (nx.write_graphml if suffix == "graphml" else nx.write_gexf)(undirected, path)
    tables = read_graph(path)
    both = {(a, b): w for (a, b), w in told(undirected)[1].items()}
    assert said(tables)[1] == {**both, **{(b, a): w for (a, b), w in both.items()}}
    assert not tables.directed


@settings(max_examples=15)
@given(network=networks(PLAIN))
def test_pajek_is_written_and_read_as_networkx_does_where_labels_are_plain(folder, network):
    path = folder / "net.net"
    write_graph(frames_of(*network), path)
    graph = nx.DiGraph(nx.read_pajek(path))
    assert set(graph.nodes) == set(network[0])
    assert {(a, b): w for a, b, w in graph.edges(data="weight")} == network[1]
    nx.write_pajek(graph_of(*network), path)
    assert said(read_graph(path)) == (set(network[0]), network[1])


def test_typed_attributes_survive_the_way_through_networkx(folder):
    graph = nx.DiGraph()
    graph.add_node("a", age=41, share=0.5, paid=True, role="parent & <carer>")
    graph.add_node("b")
    graph.add_edge("a", "b", weight=2, note="x")
    for write, name in ((nx.write_graphml, "t.graphml"), (nx.write_gexf, "t.gexf")):
        write(graph, folder / name)
        people = read_graph(folder / name).people.set_index("id")
        assert people.loc["a", ["age", "share", "paid", "role"]].to_list() == [41, 0.5, True, "parent & <carer>"]
        assert people.loc["b", ["age", "share", "paid", "role"]].isna().all()


def test_igraph_s_graphml_is_read_with_names_as_labels(folder):
    import igraph

    graph = igraph.Graph(n=2, edges=[(0, 1)], directed=True)
    graph.vs["name"] = ["Ana", "Bo"]
    graph.es["weight"] = [2.0]
    graph.write_graphml(str(folder / "i.graphml"))
    tables = read_graph(folder / "i.graphml")
    assert tables.people[["id", "label"]].to_numpy().tolist() == [["n0", "Ana"], ["n1", "Bo"]]
    assert tables.ties["strength"].to_list() == [2.0]
