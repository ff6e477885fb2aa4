"""Ids, e-mails and codes of one person; lists of people who were not asked; joined columns; several identities."""

from __future__ import annotations

import pytest

from critical_sna.errors import DataError, SpecError

PEOPLE = {"path": "people.csv", "id": "id", "label": "name", "also_known_as": ["mail", "code"]}
FILE = "id,name,mail,code\nP1,Ana,ana@x,7\nP2,Bo,shared@x,8\nP3,Cy,shared@x,\n"


def codes(survey, code):
    return survey.issues[survey.issues["code"] == code]


def test_people_are_found_under_any_of_their_ids(read, edges):
    survey = read(edges(people=PEOPLE), people_csv=FILE, ties_csv="from,to\nANA@x,8\n7,Cy\n")
    assert survey.ties[["source", "target"]].to_numpy().tolist() == [["P1", "P2"], ["P1", "P3"]]
    assert codes(survey, "normalised_name").empty


def test_an_id_that_two_people_share_names_neither(read, edges):
    with pytest.raises(DataError, match=r"more than one person \(P2, P3\)"):
        read(edges(people=PEOPLE), people_csv=FILE, ties_csv="from,to\nP1,shared@x\n")


def test_who_withdrew_by_mail_is_erased_under_every_id(read, edges):
    survey = read(
        edges(people=PEOPLE, withdrawn="gone.csv"),
        people_csv=FILE,
        gone_csv="id\nana@x\n",
        ties_csv="from,to\nP1,P2\n7,P2\nP2,Ana\nP2,P3\n",
    )
    assert survey.people.index.to_list() == ["P2", "P3"]
    assert len(survey.ties) == 1
    assert "ana" not in (survey.issues.to_csv() + survey.people.to_csv()).casefold()


def test_a_list_of_partners_was_not_asked_unless_they_answered(read, edges):
    people = [{"path": "people.csv", "id": "id"}, {"path": "partners.csv", "id": "org", "asked": False}]
    survey = read(
        edges(people=people),
        people_csv="id\nAna\nBo\n",
        partners_csv="org\nElm\nBo\nFern\n",
        ties_csv="from,to\nAna,Elm\n",
    )
    assert survey.people["asked"].to_dict() == {"Ana": "yes", "Bo": "yes", "Elm": "no", "Fern": "no"}
    assert survey.response_rates().loc["", "asked"] == 2
    answered = read(
        edges(people=people), people_csv="id\nAna\n", partners_csv="org\nElm\n", ties_csv="from,to\nElm,Ana\n"
    )
    assert answered.people.loc["Elm"].to_list()[:3] == ["Elm", "respondent", "yes"]


def test_partners_may_be_listed_by_wave(read, edges):
    people = {"path": "partners.csv", "id": "org", "asked": "no", "wave": {"column": "w"}}
    source = edges()["sources"]
    spec = {"people": people, "sources": [{**source, "wave": w, "path": f"{w}.csv"} for w in "12"]}
    spec["policy"] = {"unmatched": "add"}
    survey = read(spec, partners_csv="org,w\nElm,1\nFern,2\n", **{f"{w}_csv": "from,to\nAna,Bo\n" for w in "12"})
    assert "Elm" in survey.people_in("advice", "1").index
    assert "Elm" not in survey.people_in("advice", "2").index
    assert survey.people_in("advice", "2").loc["Fern", "asked"] == "no"


def test_columns_are_joined_and_blank_parts_left_out(read, edges):
    survey = read(
        edges(source={"ego": "who", "join": {"who": ["first", "last"]}}),
        ties_csv="first,last,to\nAna, Ash,Bo\nCy,,Bo\n,,Bo\n",
    )
    assert survey.people.index.to_list() == ["Ana Ash", "Bo", "Cy"]
    assert codes(survey, "no_respondent")["row"].to_list() == [4]
    with pytest.raises(SpecError, match="no column 'lost'"):
        read(edges(source={"ego": "who", "join": {"who": ["first", "lost"]}}), ties_csv="first,to\nAna,Bo\n")


def test_a_joined_id_that_holds_somebody_who_withdrew_is_erased(read, edges):
    people = {"path": "p.csv", "join": {"both": ["ego", "n"]}, "id": "both", "label": "name", "asked": "no"}
    spec = edges(
        {"target": "both"},
        {"ego": "ego", "join": {"both": ["ego", "n"]}},
        people=people,
        withdrawn="gone.csv",
        policy={"unmatched": "add"},
    )
    survey = read(
        spec,
        gone_csv="id\nego-one\n",
        p_csv="ego,n,name\nego-one,n1,Rowan\nego-two,n1,Hazel\n",
        ties_csv="ego,n\nego-one,n1\nego-two,n1\n",
    )
    assert survey.people.index.to_list() == ["ego-two", "ego-two n1"]


def test_ticks_in_several_columns_are_one_attribute_with_several_values(read, edges):
    spec = edges(
        source={"attributes": {"race": "/^race_/"}}, attributes={"race": {"kind": "identity", "holds": ["white"]}}
    )
    survey = read(spec, ties_csv="from,to,race_Black,race_White\nAna,Bo,1,TRUE\nBo,Ana,race_Black,\nCy,Ana,0,no\n")
    assert survey.people["race"].fillna("-").to_list() == ["Black; White", "Black", "-"]
    meaning = survey.codebook.attributes["race"]
    assert (meaning.sep, meaning.holds) == (";", ("Black; White",))


def test_several_relations_in_one_block_become_one_each(read, edges):
    tie = {"relations": {"trust": "t", "value": "v"}, "shape": "edges", "target": "to"}
    spec = {"sources": {"path": "ties.csv", "ego": "from", "ties": tie}}
    survey = read(spec, ties_csv="from,to,t,v\nAna,Bo,3,\nBo,Ana,,2\n")
    assert survey.relations == ("trust", "value")
    assert survey.ties[["relation", "source", "strength"]].to_numpy().tolist() == [
        ["trust", "Ana", 3.0],
        ["value", "Bo", 2.0],
    ]
    assert survey.unknown("trust").to_numpy().tolist() == [["Bo", "Ana"]]
    for wrong in ({**tie, "relation": "x"}, {**tie, "relations": ["t"]}, {**tie, "relations": {}}):
        with pytest.raises(SpecError, match="relations needs names"):
            read({"sources": {"path": "ties.csv", "ego": "from", "ties": [wrong]}}, ties_csv="from,to\nAna,Bo\n")


def test_ties_told_by_somebody_else_make_nobody_a_respondent(read, edges):
    for directed, n in ((True, 1), (False, 2)):
        source = {"ego": {"column": "from", "answered": False}, "directed": directed}
        survey = read(edges(source=source), ties_csv="from,to\nAna,Bo\n")
        assert len(survey.ties) == n
        assert survey.people["status"].to_list() == ["named_only", "named_only"]
        assert survey.people["asked"].to_list() == ["no", "no"]
    drop = {"rows": {"partial": {"column": "done", "complete": "1", "use": "drop"}}}
    survey = read(edges(source={**source, **drop}), ties_csv="from,to,done\nAna,Bo,1\nCy,Bo,0\n")
    assert survey.people.index.to_list() == ["Ana", "Bo"]
