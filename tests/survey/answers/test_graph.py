from __future__ import annotations

import pytest

from critical_sna.errors import CriticalSNAError, DataError, SpecError

NODES = "".join(
    f'<node id="{i}"><data key="l">{label}</data><data key="r">{role}</data></node>'
    for i, label, role in (
        ("p1", "Ana Testwood", "parent"),
        ("p2", "Bo Mockridge", ""),
        ("p3", "Cy Demofield", "carer"),
    )
)
KEYS = (
    '<key id="l" for="node" attr.name="label"/><key id="r" for="node" attr.name="role"/>'
    '<key id="n" for="edge" attr.name="relation"/><key id="w" for="edge" attr.name="weight" attr.type="double"/>'
)


def graphml(edges="", nodes=NODES, keys=KEYS, default="directed"):
    return f'<graphml>{keys}<graph edgedefault="{default}">{nodes}{edges}</graph></graphml>'


def edge(source, target, relation=None, weight=None):
    data = "".join(
        f'<data key="{key}">{value}</data>' for key, value in (("n", relation), ("w", weight)) if value is not None
    )
    return f'<edge source="{source}" target="{target}">{data}</edge>'


def spec(path="net.graphml", *relations, **source):
    ties = [{"relation": name, "shape": "graph"} for name in relations or ("advice",)]
    return {"sources": {"path": path, "ties": ties, **source}}


def ties_of(survey):
    return [tuple(row) for row in survey.ties[["relation", "source", "target", "strength"]].to_numpy().tolist()]


def test_nodes_are_people_who_answered_and_ties_their_answers(read):
    survey = read(spec(attributes={"role": "role"}), **{"net.graphml": graphml(edge("p1", "p2", weight=2))})
    assert survey.people["label"].to_list() == ["Ana Testwood", "Bo Mockridge", "Cy Demofield"]
    assert set(survey.people["status"]) == {"respondent"}
    assert survey.people["role"].to_list()[0] == "parent"
    assert survey.people["role"].isna().to_list() == [False, True, False]
    assert ties_of(survey) == [("advice", "p1", "p2", 2.0)]
    isolate = survey.issues[survey.issues["code"] == "isolate"]
    assert isolate["count"].to_list() == [1]
    assert "Cy Demofield" in isolate["text"].iloc[0]
    assert survey.answers["row"].to_list() == [1]


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("net.csv", "source,target,strength\nAna,Bo,2\n"),
        ("net.dl", "dl n=2 format=edgelist1\nlabels: Ana Bo\ndata:\n1 2 2\n"),
        ("net.net", "*Vertices 2\n1 Ana\n2 Bo\n*Arcs\n1 2 2\n"),
        ("net.gexf", '<gexf><graph defaultedgetype="directed"><nodes><node id="Ana"/><node id="Bo"/></nodes><edges>'
         '<edge source="Ana" target="Bo" weight="2"/></edges></graph></gexf>'),
    ],
)  # fmt: skip
def test_every_format_of_graph_files_is_read(read, name, text):
    assert ties_of(read(spec(name), **{name: text})) == [("advice", "Ana", "Bo", 2.0)]


def test_a_graph_without_direction_has_ties_both_ways_once(read):
    text = graphml(edge("p1", "p2", weight=2), default="undirected")
    both = [("advice", "p1", "p2", 2.0), ("advice", "p2", "p1", 2.0)]
    assert ties_of(read(spec(), **{"net.graphml": text})) == both
    assert ties_of(read(spec(directed=False), **{"net.graphml": text})) == both
    assert ties_of(read(spec(directed=False), **{"net.graphml": graphml(edge("p1", "p2", weight=2))})) == both


def test_self_ties_are_told_and_missing_cells_are_unknown(read):
    survey = read(spec("net.dl"), **{"net.dl": "dl n=2\nlabels: a b\ndata:\n1 na 0 0\n"})
    assert ties_of(survey) == []
    assert set(survey.issues["code"]) >= {"self_tie", "missing_answer", "no_ties"}
    assert survey.unknown("advice").to_numpy().tolist() == [["a", "b"]]


def test_relations_of_the_file_are_chosen_by_name(read):
    files = {"net.graphml": graphml(edge("p1", "p2", "Advice") + edge("p2", "p3", "trust") + edge("p3", "p1", "money"))}
    survey = read(spec("net.graphml", "advice", "trust"), **files)
    assert ties_of(survey) == [("advice", "p1", "p2", 1.0), ("trust", "p2", "p3", 1.0)]
    assert "'money'" in survey.issues.set_index("code").loc["relation_left_out", "text"]
    with pytest.raises(SpecError, match="no relation 'advise'") as caught:
        read(spec("net.graphml", "advise"), **files)
    assert "did you mean 'Advice'" in str(caught.value)
    one = {"net.graphml": graphml(edge("p1", "p2", "talk"))}
    assert ties_of(read(spec(), **one)) == [("advice", "p1", "p2", 1.0)]
    with pytest.raises(SpecError, match="does not name its relations"):
        read(spec("net.graphml", "advice", "trust"), **{"net.graphml": graphml(edge("p1", "p2"))})


def test_a_status_in_the_file_says_who_answered(read):
    keys = KEYS + '<key id="s" for="node" attr.name="status"/><key id="k" for="node" attr.name="asked"/>'
    nodes = "".join(
        f'<node id="{i}"><data key="s">{status}</data><data key="k">{asked}</data></node>'
        for i, status, asked in (
            ("a", "respondent", "yes"),
            ("b", "named_only", "yes"),
            ("c", "named_only", "no"),
            ("d", "declined", "yes"),
            ("e", "busy", "yes"),
        )
    )
    survey = read(spec(), **{"net.graphml": graphml(edge("a", "c"), nodes, keys)})
    assert survey.people["status"].to_dict() == {
        "a": "respondent",
        "b": "named_only",
        "c": "named_only",
        "d": "declined",
        "e": "respondent",
    }
    assert survey.people["asked"].to_dict()["c"] == "no"
    assert survey.response_rates()["rate"].to_list() == [0.5]


def test_waves_come_from_files_and_people_stay_the_same(read):
    one, two = graphml(edge("p1", "p2")), graphml(edge("p2", "p1"))
    both = [{**spec(f"w{k}.graphml")["sources"], "wave": f"{k}"} for k in (1, 2)]
    survey = read({"sources": both}, **{"w1.graphml": one, "w2.graphml": two})
    assert survey.waves == ("1", "2")
    assert len(survey.people) == 3
    assert survey.ties["wave"].to_list() == ["1", "2"]


PEOPLE = {"people": {"path": "people.csv", "id": "id", "label": "name"}}


def test_nodes_are_found_on_the_people_file_by_id_or_label(read):
    nodes = '<node id="X1"/><node id="7"><data key="l">Bo Mockridge</data></node>'
    people = "id,name\nx1,Ana Testwood\nx2,Bo Mockridge\nx3,Cy Demofield\n"
    files = {"net.graphml": graphml(edge("X1", "7"), nodes), "people.csv": people}
    survey = read({**spec(), **PEOPLE}, **files)
    assert ties_of(survey) == [("advice", "x1", "x2", 1.0)]
    assert survey.people.loc["x3", "status"] == "named_only"
    files["net.graphml"] = graphml(edge("X1", "7"), nodes.replace("Bo Mockridge", "Nobody Known"))
    with pytest.raises(DataError, match="'7' is not on the people file"):
        read({**spec(), **PEOPLE}, **files)
    survey = read({**spec(), **PEOPLE, "policy": {"unmatched": "add"}}, **files)
    assert survey.people.loc["7", "label"] == "Nobody Known"


def test_two_nodes_of_one_label_are_never_joined_through_it(read):
    nodes = '<node id="1"><data key="l">Ana</data></node><node id="2"><data key="l">Ana</data></node>'
    files = {"net.graphml": graphml(edge("1", "2"), nodes), "people.csv": "id,name\nx1,Ana\n"}
    assert ties_of(read(spec(), **files)) == [("advice", "1", "2", 1.0)]
    with pytest.raises(DataError, match="is not on the people file"):
        read({**spec(), **PEOPLE}, **files)


def test_nodes_that_differ_in_case_or_label_are_told(read):
    nodes = '<node id="a"/><node id="A"/><node id="b"><data key="l">Bo</data></node>'
    survey = read(spec(), **{"net.graphml": graphml(edge("a", "b"), nodes)})
    assert "'a' and 'A'" in survey.issues.set_index("code").loc["nodes_joined", "text"]
    assert len(survey.people) == 2
    other = '<node id="b"><data key="l">Zoe</data></node>'
    sources = [spec(f"w{k}.graphml")["sources"] for k in (1, 2)]
    survey = read({"sources": sources}, **{"w1.graphml": graphml("", nodes), "w2.graphml": graphml("", other)})
    assert "'Zoe'" in survey.issues.set_index("code").loc["label_differs", "text"]


def test_somebody_who_withdrew_is_nowhere(read):
    nodes = NODES + '<node id="p4"><data key="l">Rowan Gonefield</data><data key="r">x</data></node>'
    nodes += '<node id="p5"><data key="l">Rowan Gonefield</data><data key="r">met Rowan Gonefield</data></node>'
    nodes += '<node id="p6"><data key="r">met Rowan Gonefield</data></node>'
    files = {
        "net.graphml": graphml(edge("p1", "p4") + edge("p4", "p2") + edge("p1", "p2"), nodes),
        "gone.csv": "name\nRowan Gonefield\n",
    }
    survey = read({**spec(attributes={"role": "role"}), "withdrawn": "gone.csv"}, **files)
    shown = "\n".join(f.to_csv() for f in (survey.people, survey.answers, survey.issues))
    assert "Rowan" not in shown
    assert "p4" not in shown
    assert survey.people.index.to_list() == ["p1", "p2", "p3", "p6"]
    assert "withdrawn_text" in set(survey.issues["code"])
    files["net.graphml"] = graphml(edge("p1", "Rowan Gonefield") + edge("p1", "nobody"))
    with pytest.raises(DataError) as caught:
        read({**spec(), "withdrawn": "gone.csv"}, **files)
    assert "Rowan" not in str(caught.value) + caught.value.problems.to_csv()
    assert "nobody" in str(caught.value)


@pytest.mark.parametrize(
    ("source", "words"),
    [
        ({"ego": "me"}, "ego does not fit"),
        ({"rows": {"drop_if": {"a": ["b"]}}}, "rows does not fit"),
        ({"wave": {"column": "w"}}, "a column of waves does not fit"),
        ({"attributes": {"job": "jobb"}}, "no attribute 'jobb'"),
        ({"format": "csvv"}, "no format 'csvv'"),
        ({"path": "net.##h"}, "Data, Export, DL"),
        ({"path": "none.graphml"}, "no such file"),
    ],
)
def test_what_does_not_fit_a_graph_is_said(read, source, words):
    with pytest.raises(CriticalSNAError, match=words):
        read(
            spec(**source) if "path" not in source else spec(source["path"]),
            **{"net.graphml": graphml(), "net.##h": "x"},
        )


def test_another_shape_beside_a_graph_is_refused(read):
    both = spec()
    both["sources"]["ties"].append({"relation": "x", "shape": "edges", "target": "to"})
    with pytest.raises(SpecError, match="another shape does not fit"):
        read(both, **{"net.graphml": graphml()})


def test_a_graph_and_a_table_make_one_survey(read):
    table = {
        "path": "a.csv",
        "ego": "from",
        "ties": {"relation": "trust", "shape": "edges", "target": "to"},
    }
    survey = read(
        {"sources": [table, spec()["sources"]]},
        **{"a.csv": "from,to\nAna Testwood,p2\n", "net.graphml": graphml(edge("p1", "p2"))},
    )
    assert ties_of(survey) == [("advice", "p1", "p2", 1.0), ("trust", "p1", "p2", 1.0)]
    assert len(survey.people) == 3


def test_bad_places_of_several_files_are_in_one_error(read):
    sources = [spec(f"w{k}.graphml")["sources"] for k in (1, 2)]
    bad = graphml(edge("p1", "ghost", weight="nan"))
    with pytest.raises(DataError) as caught:
        read({"sources": sources}, **{"w1.graphml": bad, "w2.graphml": bad})
    assert caught.value.problems["file"].value_counts().to_dict() == {"w1.graphml": 2, "w2.graphml": 2}


def test_booleans_and_whole_numbers_are_plain_text_among_attributes(read):
    keys = '<key id="b" for="node" attr.name="paid" attr.type="boolean"/>'
    keys += '<key id="f" for="node" attr.name="n" attr.type="double"/>'
    nodes = '<node id="a"><data key="b">true</data><data key="f">3</data></node>'
    nodes += '<node id="b"><data key="b">0</data><data key="f">0.5</data></node>'
    survey = read(spec(attributes=["paid", "n"]), **{"net.graphml": graphml(edge("a", "b"), nodes, keys)})
    assert survey.people[["paid", "n"]].to_numpy().tolist() == [["yes", "3"], ["no", "0.5"]]


def test_graphs_in_memory_are_read_as_files_are(read):
    import igraph
    import networkx as nx

    people = [("a", {"label": "Ana", "role": "parent"}), ("b", {"status": "named_only"}), ("c", {})]
    graph = nx.DiGraph()
    graph.add_nodes_from(people)
    graph.add_edge("a", "b", weight=2)
    vertices = igraph.Graph([(0, 1)], directed=True)
    vertices.vs["name"], vertices.vs["label"] = ["a", "b"], ["Ana", None]
    vertices.vs["status"], vertices.es["weight"] = ["respondent", "named_only"], [2]
    ties = {"relation": "advice", "shape": "graph"}
    survey = read({"sources": [{"data": graph, "ties": ties, "attributes": ["role"]}]})
    assert ties_of(survey) == ties_of(read({"sources": {"data": vertices, "ties": ties}})) == [("advice", "a", "b", 2)]
    assert survey.people["label"].to_dict() == {"a": "Ana", "b": "b", "c": "c"}
    assert survey.people["status"].to_dict() == {"a": "respondent", "b": "named_only", "c": "respondent"}
    assert survey.people["role"].to_dict()["a"] == "parent"
    both = [{"data": graph, "name": "spring", "wave": "1", "ties": ties}, {"data": graph, "wave": "2", "ties": ties}]
    waves = read({"sources": both})
    assert waves.waves == ("1", "2")
    assert set(waves.answers["file"]) == {"spring", "data 1"}


def test_bad_places_of_a_graph_in_memory_are_listed_with_its_name(read):
    import networkx as nx

    graph = nx.DiGraph()
    graph.add_edge("a", "b", weight=float("inf"))
    graph.add_edge("b", ("c", "d"), weight=-1)
    with pytest.raises(DataError) as caught:
        read({"sources": {"data": graph, "name": "spring", "ties": {"relation": "advice", "shape": "graph"}}})
    assert set(caught.value.problems["code"]) == {"strength_not_finite", "strength_negative", "id_of_object"}
    assert set(caught.value.problems["file"]) == {"spring"}
