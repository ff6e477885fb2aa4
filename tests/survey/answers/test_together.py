"""Several answers about one pair, several people for one organisation, organisations within communities."""

from __future__ import annotations

import pytest

SCORES = {
    "sources": {
        "path": "p.csv",
        "ego": {"column": "org", "respondent": "who"},
        "ties": {"relation": "trust", "shape": "roster", "columns": "t_*", "alter": {"from": "header", "after": "t_"}},
    }
}
TEXT = "org,who,t_Fern,t_Ash\nElm,Ana,0,3\nElm,Bo,4,\nFern,Cy,,2\n"


def codes(survey, code):
    return survey.issues[survey.issues["code"] == code]


def ties(survey):
    return {(t.source, t.target): t.strength for t in survey.ties.itertuples()}


@pytest.mark.parametrize(
    ("policy", "expected"),
    [(None, (2.0, 1.5)), ("mean", (2.0, 1.5)), ("max", (4.0, 3.0)), ("sum", (4.0, 3.0)), ("last", (4.0, None))],
)
def test_all_who_answered_for_an_organisation_count_and_none_is_an_answer(read, policy, expected):
    spec = {**SCORES, "policy": {"duplicate_ties": policy}} if policy else SCORES
    survey = read(spec, p_csv=TEXT)
    fern, ash = expected
    assert ties(survey) == {
        key: value
        for key, value in {("Elm", "Fern"): fern, ("Elm", "Ash"): ash, ("Fern", "Ash"): 2.0}.items()
        if value is not None
    }
    issue = codes(survey, "several_respondents").iloc[0]
    assert (issue["count"], issue["row"], issue["column"]) == (2, 2, "who")
    assert codes(survey, "duplicate_tie").empty
    assert "Ana" not in survey.people.to_csv() + survey.issues.to_csv()


def test_a_person_who_answered_twice_for_the_organisation_is_still_one_voice(read):
    spec = {"sources": {**SCORES["sources"], "rows": {"duplicates": {"keep": "last"}}}}
    survey = read(spec, p_csv="org,who,t_Fern\nElm,Ana,1\nElm,Ana,3\nElm,Bo,1\n")
    assert ties(survey) == {("Elm", "Fern"): 2.0}
    assert len(codes(survey, "duplicate_respondent")) == 1


def test_the_last_answer_counts_also_where_it_is_none(read, roster):
    one = roster()["sources"]
    spec = {"sources": [one, {**one, "path": "b.csv"}], "policy": {"duplicate_ties": "last"}}
    survey = read(spec, answers_csv="me,ask_Bo,ask_Cy\nAna,1,0\n", b_csv="me,ask_Bo,ask_Cy\nAna,0,1\n")
    assert ties(survey) == {("Ana", "Cy"): 1.0}


def nested(read, edges, people, **more):
    meaning = {"organisation": {"within": "community"}}
    spec = edges(
        people={"path": "p.csv", "id": "id", "attributes": ["organisation", "community"], **more}, attributes=meaning
    )
    return read(spec, p_csv=people, ties_csv="from,to\nAna,Bo\n")


def test_a_community_is_taken_from_the_organisation_only_where_there_is_one(read, edges):
    survey = nested(
        read, edges, "id,organisation,community\nAna,Elm,North\nBo,elm,\nCy,Fern,North\nDi,fern,South\nEd,Fern,\nFy,,\n"
    )
    assert survey.people["community"].fillna("-").to_dict() == {
        "Ana": "North",
        "Bo": "North",
        "Cy": "North",
        "Di": "South",
        "Ed": "-",
        "Fy": "-",
    }
    assert codes(survey, "nested_filled")["count"].to_list() == [1]
    assert "'fern'" in codes(survey, "nested_twice")["text"].iloc[0].casefold()
    assert survey.codebook.attributes["organisation"].within == "community"


def test_organisations_may_move_between_waves(read, edges):
    survey = nested(
        read,
        edges,
        "id,organisation,community,w\nAna,Elm,North,1\nBo,Elm,,1\nAna,Elm,South,2\nBo,Elm,,2\n",
        wave={"column": "w"},
    )
    assert survey.people["community"].to_list() == ["South", "South"]
    assert codes(survey, "nested_twice").empty


def test_nothing_is_told_where_every_community_was(read, edges):
    survey = nested(read, edges, "id,organisation,community\nAna,Elm,North\nBo,Elm,North\n")
    assert not {"nested_filled", "nested_twice"} & set(survey.issues["code"])
