"""GraphML of Network Canvas read as the tables of its CSV export."""

from __future__ import annotations

import pytest

from critical_sna.errors import DataError, SpecError
from critical_sna.survey import describe_survey, read_survey

HEAD = '<?xml version="1.0"?>\n<graphml xmlns:nc="http://schema.networkcanvas.com/xmlns">\n'
KEYS = "".join(
    f'<key id="{name}" attr.name="{name}" for="all"/>\n'
    for name in (
        *("networkCanvasUUID", "networkCanvasType", "networkCanvasSourceUUID", "networkCanvasTargetUUID"),
        *("name", "age"),
    )
)
TIES = {"relation": "named", "shape": "edges", "target": "person", "empty_block": "none"}


def data(**told):
    return "".join(f'<data key="{key}">{text}</data>' for key, text in told.items())


def node(number, uuid=None, kind="Person", **told):
    own = {"networkCanvasUUID": uuid} if uuid else {}
    return f'<node id="{number}">{data(**own, networkCanvasType=kind, **told)}</node>\n'


def session(name, inside="", export="2031-03-01T10:00:00.000Z"):
    about = f'nc:sessionUUID="s-{name}" nc:caseId="Case {name}" nc:sessionExportTime="{export}"'
    return f"<graph {about}>{data(networkCanvasUUID=f'e-{name}')}\n{inside}</graph>\n"


def file(*sessions):
    return HEAD + KEYS + "".join(sessions) + "</graphml>\n"


def spec(path="*.graphml", ego="networkCanvasEgoUUID", ties=TIES, sheet="attributeList_Person", **people):
    return {
        "people": {"path": path, "sheet": "ego", "id": "networkCanvasEgoUUID", **people},
        "sources": {"path": path, "sheet": sheet, "preset": "network_canvas", "ego": ego, "ties": ties},
        "policy": {"unmatched": "add"},
    }


@pytest.fixture
def folder(tmp_path):
    def make(**files):
        for name, text in files.items():
            (tmp_path / f"{name}.graphml").write_text(text, encoding="utf-8")
        return tmp_path

    return make


def ties_of(survey):
    return [tuple(t) for t in survey.ties[["source", "target", "strength"]].itertuples(index=False)]


def test_ids_are_unique_only_within_an_interview(folder):
    base = folder(a=file(session(1, node(1, "n-1")), session(2, node(1, "n-1"))), b=file(session(3, node(1, "n-1"))))
    assert ties_of(read_survey(spec(), base=base)) == [(f"e-{k}", f"e-{k} n-1", 1.0) for k in (1, 2, 3)]


@pytest.mark.parametrize("column", ["networkCanvasCaseID", "networkCanvasSessionID"])
def test_a_respondent_goes_by_the_own_attribute_or_the_id_of_the_interview(folder, column):
    base = folder(a=file(session(1, node(1, "n-1"))))
    survey = read_survey(spec(ego="networkCanvasSessionID", also_known_as=["networkCanvasSessionID"]), base=base)
    assert ties_of(survey) == [("e-1", "e-1 n-1", 1.0)]
    alone = read_survey({"sources": spec(ego=column)["sources"]}, base=base)
    assert ties_of(alone) == [({"C": "Case 1", "S": "s-1"}[column[13]], "e-1 n-1", 1.0)]


def test_of_an_interview_that_is_there_twice_the_last_export_counts_whatever_the_names_of_files(folder):
    later = session(1, node(1, "n-1") + node(2, "n-2"), export="2031-04-01T10:00:00.000Z")
    base = folder(a=file(later), b=file(session(1, node(1, "n-1")), session(2, node(1, "n-1"))))
    survey = read_survey(spec(), base=base)
    assert ties_of(survey) == [("e-1", "e-1 n-1", 1.0), ("e-1", "e-1 n-2", 1.0), ("e-2", "e-2 n-1", 1.0)]
    told = survey.issues.set_index("code").loc[["session_twice"]]
    assert told[["file", "count"]].to_numpy().tolist() == [["b.graphml", 1]]  # once, though two blocks read it


def test_of_equal_times_the_file_read_last_counts_also_within_one_file(folder):
    base = folder(a=file(session(1, node(1, "n-1")), session(1, node(1, "n-2"))))
    assert ties_of(read_survey(spec(), base=base)) == [("e-1", "e-1 n-2", 1.0)]


def test_somebody_who_named_nobody_has_answered_and_is_silent_only_if_the_spec_says_so(folder):
    base = folder(a=file(session(1, node(1, "n-1")), session(2)))
    assert read_survey(spec(), base=base).people.loc["e-2", "status"] == "respondent"
    strict = {**TIES, "empty_block": "missing"}
    assert read_survey(spec(ties=strict), base=base).people.loc["e-2", "status"] == "named_only"


def test_ties_among_those_named_follow_their_uuids_or_else_the_numbers_of_the_nodes(folder):
    both = node(1, "n-1") + node(2) + node(3, "n-3")
    edges = "".join(
        f'<edge source="{a}" target="{b}">{data(networkCanvasType="Knows", **told)}</edge>'
        for a, b, told in ((1, 2, {}), (1, 2, {"networkCanvasSourceUUID": "n-3", "networkCanvasTargetUUID": "n-1"}))
    )
    base = folder(a=file(session(1, both + edges)))
    ties = {"relation": "knows", "shape": "edges", "target": "to_person"}
    survey = read_survey(
        spec(ego={"column": "from_person", "answered": "no"}, ties=ties, sheet="edgelist_KNOWS"), base=base
    )
    assert ties_of(survey) == [("e-1 n-1", "e-1 2", 1.0), ("e-1 n-3", "e-1 n-1", 1.0)]
    assert set(survey.people["status"]) == {"named_only"}


def test_encrypted_answers_are_not_told_and_counted(folder):
    inside = node(1, "n-1", name="Encrypted", age=41) + node(2, "n-2", name="encrypted", age="encrypted")
    base = folder(a=file(session(1, inside)))
    people = {
        **spec()["people"],
        "sheet": "attributeList_Person",
        "join": {"person": ["networkCanvasEgoUUID", "nodeID"]},
    }
    people |= {"id": "person", "label": "name", "asked": "no", "attributes": ["age"]}
    survey = read_survey({**spec(), "people": [spec()["people"], people]}, base=base)
    assert survey.people["age"].to_dict()["e-1 1"] == "41"
    assert "ncrypted" not in " ".join(survey.people["label"])
    issue = survey.issues.set_index("code").loc["hidden_answer"]
    assert (issue["count"], issue["file"]) == (3, "a.graphml, sheet attributeList_Person")


def test_places_in_messages_are_lines_of_the_file(folder):
    base = folder(a=file(session(1, node(1, "n-1") + node(2, "n-2"))))
    answers = read_survey(spec(), base=base).answers
    line = (base / "a.graphml").read_text().splitlines().index(node(2, "n-2").strip()) + 1
    assert answers[["file", "row"]].to_numpy().tolist()[1] == ["a.graphml, sheet attributeList_Person", line]


def test_what_cannot_be_read_so_is_told_with_the_way_that_works(folder, monkeypatch):
    base = folder(a=file(session(1, node(1, "n-1"))), b="<graphml><graph/></graphml>")
    with pytest.raises(SpecError, match="no sheet 'attributeList_Persons'") as caught:
        read_survey(spec("a.graphml", sheet="attributeList_Persons"), base=base)
    assert "did you mean 'attributeList_Person'" in caught.value.mend
    with pytest.raises(SpecError, match="no export of Network Canvas") as caught:
        read_survey(spec("b.graphml"), base=base)
    assert "shape 'graph'" in caught.value.mend
    with pytest.raises(SpecError, match="export of Network Canvas") as caught:
        read_survey({"sources": {"path": "a.graphml", "ties": {"relation": "r", "shape": "graph"}}}, base=base)
    assert "preset: network_canvas" in caught.value.mend
    without = {"path": "a.graphml", "preset": "network_canvas", "ego": "networkCanvasEgoUUID", "ties": TIES}
    with pytest.raises(SpecError, match="nodes and ties") as caught:
        read_survey({"sources": without}, base=base)
    assert "name a 'sheet', for instance ego" in caught.value.mend
    monkeypatch.setattr("critical_sna.survey.tables.canvas.MAX_TABLE_CELLS", 3)
    with pytest.raises(DataError, match="more than 3 cells"):
        read_survey(spec("a.graphml"), base=base)


def test_a_draft_of_interviews_reads_as_it_stands(folder, tmp_path):
    inside = node(1, "n-1", name="Rowan") + node(2, "n-2", name="Hazel", kind="Place")
    base = folder(a=file(session(1, inside)), b=file(session(2, node(1, "n-1", name="Rowan"))))
    draft = describe_survey(base)
    assert draft.preset == "network_canvas"
    assert [p["sheet"] for p in draft.spec["people"]] == ["ego", "attributeList_Person", "attributeList_Place"]
    assert {s["path"] for s in draft.spec["sources"]} == {"*.graphml"}
    assert "also one in which nobody was named" in draft.to_yaml()
    survey = read_survey(draft)
    assert len(survey.ties) == 3
    assert survey.people.loc["e-1", "label"] == "Case 1"
    assert read_survey(draft.save(tmp_path / "s.yaml"), base=base).ties.equals(survey.ties)
    alone = describe_survey(base / "a.graphml")
    assert alone.spec["people"][0]["path"] == "a.graphml"
    assert len(read_survey(alone).ties) == 2


def test_where_both_forms_were_exported_the_draft_reads_the_tables_and_says_so(folder):
    base = folder(a=file(session(1, node(1, "n-1"))))
    (base / "s_ego.csv").write_text("networkCanvasEgoUUID,networkCanvasCaseID\ne-1,Case 1\n")
    (base / "s_attributeList_Person.csv").write_text("networkCanvasEgoUUID,networkCanvasUUID,name\ne-1,n-1,Rowan\n")
    draft = describe_survey(base)
    assert {s["path"] for s in draft.spec["sources"]} == {"s_attributeList_Person.csv"}
    assert "a.graphml" in draft.to_yaml()
    assert ties_of(read_survey(draft)) == [("e-1", "e-1 n-1", 1.0)]


def test_a_folder_with_another_graph_is_no_folder_of_interviews(folder):
    base = folder(a=file(session(1, node(1, "n-1"))), b="<graphml><graph/></graphml>")
    (base / "t.csv").write_text("from,to\nAna,Bo\n")
    assert describe_survey(base).preset == "none"


def test_the_tables_of_an_interview_that_was_uploaded_twice_are_read_once_too(tmp_path):
    head = "networkCanvasEgoUUID,networkCanvasUUID,name,notes\n"
    (tmp_path / "a_attributeList_Person.csv").write_text(head + "e-1,n-1,Rowan,encrypted\ne-2,n-1,Hazel,kind\n")
    (tmp_path / "b_attributeList_Person.csv").write_text(head + "E-1,n-1,Encrypted,loud\ne-1,n-2,Sorrel,\n")
    glob = "*_attributeList_Person.csv"
    people = {"path": glob, "join": {"person": ["networkCanvasEgoUUID", "networkCanvasUUID"]}, "id": "person"}
    source = {"path": glob, "preset": "network_canvas", "ego": "networkCanvasEgoUUID", "ties": TIES}
    spec_ = {"people": {**people, "label": "name", "asked": "no", "attributes": ["notes"]}, "sources": source}
    survey = read_survey({**spec_, "policy": {"unmatched": "add"}}, base=tmp_path)
    assert ties_of(survey) == [("E-1", "E-1 n-1", 1.0), ("E-1", "e-1 n-2", 1.0), ("e-2", "e-2 n-1", 1.0)]
    assert survey.people["notes"].dropna().to_dict() == {"E-1 n-1": "loud", "e-2 n-1": "kind"}
    assert survey.people.loc["E-1 n-1", "label"] == "E-1 n-1"
    told = survey.issues[survey.issues["code"].isin(["session_twice", "hidden_answer"])]
    assert told[["code", "file", "count"]].to_numpy().tolist() == [
        ["hidden_answer", "b_attributeList_Person.csv", 1],
        ["session_twice", "a_attributeList_Person.csv", 1],
    ]
