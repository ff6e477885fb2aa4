from __future__ import annotations

import pytest

from critical_sna.errors import DataError


def codes(survey, code):
    return survey.issues[survey.issues["code"] == code]


PEOPLE = {"people": {"path": "people.csv", "id": "id", "label": "name"}}
FILE = "id,name\nP1,Ana Ash\nP2,Bo Birch\nP3,Cy Cedar\n"


def test_ids_labels_and_aliases_lead_to_one_person(read, edges):
    spec = edges(people={**PEOPLE["people"], "aliases": "aliases.csv"})
    survey = read(
        spec,
        people_csv=FILE,
        aliases_csv="written,id\nAnnie,P1\nB.,Bo Birch\n",
        ties_csv="from,to\np1,BO  birch\nAnnie,P3\nB.,ana ash\n",
    )
    assert survey.ties[["source", "target"]].to_numpy().tolist() == [["P1", "P2"], ["P1", "P3"], ["P2", "P1"]]
    assert survey.people["label"].to_dict() == {"P1": "Ana Ash", "P2": "Bo Birch", "P3": "Cy Cedar"}


def test_an_alias_table_may_have_no_header(read, edges):
    spec = edges(people={**PEOPLE["people"], "aliases": "aliases.csv"})
    survey = read(spec, people_csv=FILE, aliases_csv="Annie,P1\nx,\n", ties_csv="from,to\nAnnie,P2\n")
    assert survey.ties.loc[0, "source"] == "P1"


def test_an_alias_of_nobody_is_a_fault(read, edges):
    spec = edges(people={**PEOPLE["people"], "aliases": "aliases.csv"})
    with pytest.raises(DataError, match="'P9' is in the alias table"):
        read(spec, people_csv=FILE, aliases_csv="written,id\nAnnie,P9\n", ties_csv="from,to\nP1,P2\n")


def test_an_alias_file_of_one_column_gives_no_alias(read, edges):
    spec = edges(people={**PEOPLE["people"], "aliases": "aliases.csv"})
    survey = read(spec, people_csv=FILE, aliases_csv="written\nAnnie\n", ties_csv="from,to\nP1,P2\n")
    assert len(survey.people) == 3


def test_a_label_of_two_people_names_neither(read, edges):
    people = FILE + "P4,ana ash\n"
    with pytest.raises(DataError, match=r"more than one person \(P1, P4\)"):
        read(edges(**PEOPLE), people_csv=people, ties_csv="from,to\nAna Ash,P2\n")
    survey = read(edges(**PEOPLE), people_csv=people, ties_csv="from,to\nP1,P4\n")
    assert "P1, P4" in codes(survey, "duplicate_label")["text"].iloc[0]
    assert len(survey.ties) == 1


def test_unmatched_names_are_a_fault_where_there_is_a_people_file(read, edges):
    with pytest.raises(DataError) as caught:
        read(edges(**PEOPLE), people_csv=FILE, ties_csv="from,to\nP1,Zed\nYan,Xi\n")
    problems = caught.value.problems
    assert problems["code"].to_list() == ["unmatched"] * 3
    assert set(problems["row"]) == {2, 3}
    assert "'Zed'" in str(caught.value)


def test_unmatched_names_are_added_where_the_policy_says_so_and_were_not_asked(read, edges):
    survey = read(edges(**PEOPLE, policy={"unmatched": "add"}), people_csv=FILE, ties_csv="from,to\nP1,Zed\nP2,zed\n")
    assert survey.people.loc["Zed", ["status", "asked"]].to_list() == ["named_only", "no"]
    assert codes(survey, "unmatched_name")["count"].to_list() == [2]


def test_lost_zeros_are_explained_both_ways(read, edges):
    with pytest.raises(DataError, match=r"'001' is, in people.csv: a spreadsheet took the leading zeros away"):
        read(edges(**PEOPLE), people_csv="id,name\n001,Ana\n", ties_csv="from,to\n1,1\n")
    with pytest.raises(DataError, match="'1' is"):
        read(edges(**PEOPLE), people_csv="id,name\n1,Ana\n", ties_csv="from,to\n001,1\n")


def test_similar_names_are_suggested_and_never_merged(read, edges):
    survey = read(edges(), ties_csv="from,to\nRowan Mockridge,Bo\nRowan Mokridge,Bo\nLawyer 01,Lawyer 02\n")
    similar = codes(survey, "similar_names")["text"].to_list()
    assert len(similar) == 1
    assert "Rowan Mockridge" in similar[0]
    assert "Rowan Mokridge" in similar[0]
    assert len(survey.people) == 5


def test_names_of_a_large_network_are_not_compared(read, edges, monkeypatch):
    monkeypatch.setattr("critical_sna.survey.answers.suggestions.MOST_NAMES_COMPARED", 2)
    survey = read(edges(), ties_csv="from,to\nRowan Mockridge,Bo\nRowan Mokridge,Bo\n")
    assert codes(survey, "similar_names").empty


def test_look_alike_letters_are_told(read, edges):
    survey = read(edges(), ties_csv="from,to\n\u0410na,Bo\n")
    assert len(codes(survey, "look_alike")) == 1


def test_who_withdrew_is_erased_under_every_name(read, edges):
    spec = edges(people={**PEOPLE["people"], "aliases": "aliases.csv", "attributes": ["note"]}, withdrawn="gone.csv")
    survey = read(
        spec,
        people_csv="id,name,note\nP1,Ana Ash,\nP2,Bo Birch,works with Ana Ash\nP3,Cy Cedar,calm\n",
        aliases_csv="written,id\nAnnie,P1\n",
        gone_csv="Annie\n",
        ties_csv="from,to\nP2,Annie\nAna Ash,P3\nP2,P3\nP3,p1\n",
    )
    assert survey.people.index.to_list() == ["P2", "P3"]
    assert len(survey.ties) == 1
    assert survey.people["note"].isna().to_list() == [True, False]
    shown = survey.issues.to_csv() + survey.answers.to_csv() + survey.people.to_csv()
    assert not [name for name in ("P1", "Ana", "Annie") if name in shown]
    assert set(survey.issues["code"]) >= {"withdrawn", "withdrawn_text"}


def test_a_name_inside_other_words_is_erased_with_the_cell(read):
    spec = {
        "withdrawn": "gone.csv",
        "sources": {
            "path": "names.csv",
            "ego": "me",
            "attributes": {"note": "note"},
            "ties": {"relation": "a", "shape": "slots", "columns": "n_*"},
        },
    }
    survey = read(
        spec,
        gone_csv="id\nRowan Mockridge\n7\n",
        names_csv="me,note,n_1,n_2\nBo,I miss Rowan Mockridge,Rowan Mockridge and Cy,Rowan Mokridge\nCy,7 of 7,Bo 7,\n",
    )
    assert survey.people.index.to_list() == ["Bo", "Bo 7", "Cy", "Rowan Mokridge"]
    assert survey.people["note"].to_dict()["Cy"] == "7 of 7"
    assert codes(survey, "withdrawn_text")["row"].to_list() == [2, 2]
    assert codes(survey, "withdrawn_similar")["column"].to_list() == ["n_2"]
    assert codes(survey, "withdrawn")["count"].to_list() == [2]


def test_a_list_of_nobody_withdraws_nobody(read, edges):
    survey = read(edges(withdrawn="gone.csv"), gone_csv="id\n", ties_csv="from,to\nAna,Bo\n")
    assert len(survey.people) == 2
    assert codes(survey, "withdrawn").empty


def test_a_withdrawn_roster_column_is_not_read_nor_suggested(read, roster):
    spec = roster(source={"ego": "mee"}, withdrawn="gone.csv")
    with pytest.raises(Exception, match="no column 'mee'") as caught:
        read(spec, gone_csv="Rowan\n", answers_csv="name,ask_Rowan,ask_Bo\nBo,1,1\n")
    assert "Rowan" not in str(caught.value)
    survey = read(roster(withdrawn="gone.csv"), gone_csv="Rowan\n", answers_csv="me,ask_Rowan,ask_Bo\nCy,oops,1\n")
    assert survey.people.index.to_list() == ["Bo", "Cy"]


@pytest.mark.parametrize(
    ("people", "words"),
    [
        ("id,name\n,Ana\n", "has no id"),
        ("id,name\nP1,Ana\np1,Bo\n", "twice, with different values"),
    ],
)
def test_people_files_with_faults_are_refused(read, edges, people, words):
    with pytest.raises(DataError, match=words):
        read(edges(**PEOPLE), people_csv=people, ties_csv="from,to\nP1,P1\n")


def test_the_same_row_twice_on_the_people_file_is_one_person(read, edges):
    survey = read(edges(**PEOPLE), people_csv="id,name\nP1,Ana\nP2,Bo\np1,ANA\n", ties_csv="from,to\nP1,P2\n")
    assert len(survey.people) == 2
    assert codes(survey, "person_twice")["row"].to_list() == [4]


def test_several_people_files_make_one_list(read, edges):
    spec = edges(
        people=[{"path": "p1.csv", "id": "id"}, {"path": "p2.csv", "id": "code", "label": "who"}],
    )
    survey = read(spec, p1_csv="id\nP1\n", p2_csv="code,who\nP2,Bo\n", ties_csv="from,to\nP1,Bo\n")
    assert survey.people["label"].to_dict() == {"P1": "P1", "P2": "Bo"}


def test_an_id_is_shown_in_its_clean_form(read, edges):
    survey = read(
        edges(people={"path": "p.csv", "id": "id"}),
        p_csv="id\n P\u00a0 1 \n\uff302\n",
        ties_csv="from,to\nP 1,p2\n",
    )
    assert survey.people.index.to_list() == ["P 1", "P2"]


def test_more_people_than_a_survey_may_have_are_refused(read, edges, monkeypatch):
    monkeypatch.setattr("critical_sna.survey.answers.names.MAX_SURVEY_PEOPLE", 2)
    assert len(read(edges(), ties_csv="from,to\nAna,Bo\nbo,ana\n").people) == 2
    with pytest.raises(DataError, match="more than 2 people") as caught:
        read(edges(), ties_csv="from,to\nAna,Bo\nBo,Cy\n")
    assert "ties.csv" in str(caught.value)


def test_names_are_compared_with_those_who_withdrew_only_in_a_survey_of_usual_size(read, edges, monkeypatch):
    files = {"gone_csv": "Rowan Mockridge\n", "ties_csv": "from,to\nRowan Mokridge,Bo\n"}
    assert len(codes(read(edges(withdrawn="gone.csv"), **files), "withdrawn_similar")) == 1
    monkeypatch.setattr("critical_sna.survey.answers.names.MOST_NAMES_COMPARED", 1)
    assert codes(read(edges(withdrawn="gone.csv"), **files), "withdrawn_similar").empty


def test_a_name_written_in_several_ways_is_told_with_all_of_them(read, edges):
    survey = read(edges(), ties_csv="from,to\nAna,Bo\nANA,bo\n ana,BO\n")
    told = codes(survey, "normalised_name").set_index("row")
    assert told["count"].to_list() == [2, 2]
    assert told["text"].to_list() == [
        "'Ana' is also written 'ANA', ' ana'; both were read as one person.",
        "'Bo' is also written 'bo', 'BO'; both were read as one person.",
    ]
