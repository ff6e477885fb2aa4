"""Who was there, who answered, and ties after the policy."""

from __future__ import annotations

import contextlib
import gc

import pytest

from critical_sna.errors import DataError

DOUBLE = "from,to,n\nAna,Bo,1\nAna,Bo,4\nAna,Bo,2\n"


def count(survey, code):
    return int(survey.issues.loc[survey.issues["code"] == code, "count"].sum())


@pytest.mark.parametrize(
    ("policy", "strength"), [({}, 7.0), ("max", 4.0), ("sum", 7.0), ("mean", 7 / 3), ("last", 2.0)]
)
def test_parallel_ties_are_put_together_as_the_policy_says(read, edges, policy, strength):
    chosen = {"policy": {"duplicate_ties": policy}} if policy else {}
    survey = read(edges({"value": "n"}, **chosen), ties_csv=DOUBLE)
    assert survey.ties["strength"].to_list() == [strength]
    assert count(survey, "duplicate_tie") == 2
    assert len(survey.answers) == 3


def test_on_a_scale_the_strongest_of_parallel_ties_counts(read, edges):
    scales = {"f": {"levels": ["1", "2", "3", "4"]}}
    survey = read(edges({"value": "n", "scale": "f"}, scales=scales), ties_csv=DOUBLE)
    assert survey.ties["strength"].to_list() == [4.0]
    assert survey.codebook.relations["advice"].levels == ("1", "2", "3", "4")


@pytest.mark.parametrize(
    ("rule", "expected"),
    [
        ("as_reported", {("Ana", "Bo"): 1.0, ("Bo", "Ana"): 3.0, ("Ana", "Cy"): 2.0}),
        ("both", {("Ana", "Bo"): 1.0, ("Bo", "Ana"): 3.0}),
        ("either", {("Ana", "Bo"): 3.0, ("Bo", "Ana"): 3.0, ("Ana", "Cy"): 2.0, ("Cy", "Ana"): 2.0}),
    ],
)
def test_ties_may_need_one_report_or_both(read, edges, rule, expected):
    survey = read(
        edges({"value": "n"}, policy={"reciprocity": rule}), ties_csv="from,to,n\nAna,Bo,1\nBo,Ana,3\nAna,Cy,2\n"
    )
    assert {(t.source, t.target): t.strength for t in survey.ties.itertuples()} == expected


def test_everyone_on_the_people_file_was_asked_and_somebody_only_named_was_not(read, edges):
    spec = edges(people={"path": "p.csv", "id": "id"}, policy={"unmatched": "add"})
    survey = read(spec, p_csv="id\nAna\nBo\n", ties_csv="from,to\nAna,Cy\n")
    assert survey.people["asked"].to_dict() == {"Ana": "yes", "Bo": "yes", "Cy": "no"}
    assert survey.people["status"].to_dict() == {"Ana": "respondent", "Bo": "named_only", "Cy": "named_only"}
    assert survey.issues.query("code == 'nonrespondent'")["text"].iloc[0].startswith("One person was asked and did not")
    assert count(survey, "isolate") == 1


def test_a_question_may_be_asked_of_a_group_only(read, edges):
    spec = edges(
        people={"path": "p.csv", "id": "id", "attributes": ["role"]},
        relations={"advice": {"asked_of": {"role": ["Teacher"]}}},
    )
    survey = read(
        spec,
        p_csv="id,role\nAna,teacher\nBo,teacher\nCy,parent\nDi,\nEd,parent\n",
        ties_csv="from,to\nAna,Cy\nEd,Ana\n",
    )
    assert survey.people_in("advice")["asked"].to_dict() == {
        "Ana": "yes",
        "Bo": "yes",
        "Cy": "no",
        "Di": "unknown",
        "Ed": "yes",
    }
    assert survey.response_rates()["asked"].to_list() == [3]


def test_the_people_file_may_say_who_answered(read, edges):
    spec = edges(people={"path": "p.csv", "id": "id", "answered": "answered"})
    survey = read(
        spec,
        p_csv="id,answered\nAna,yes\nBo,YES\nCy,no\nDi,not asked\nEd,\nFy,no\n",
        ties_csv="from,to\nAna,Di\nFy,Ana\n",
    )
    people = survey.people
    assert people["status"].to_dict() == {
        "Ana": "respondent",
        "Bo": "respondent",
        "Cy": "named_only",
        "Di": "named_only",
        "Ed": "named_only",
        "Fy": "respondent",
    }
    assert people["asked"].to_dict() == {"Ana": "yes", "Bo": "yes", "Cy": "yes", "Di": "no", "Ed": "yes", "Fy": "yes"}
    assert count(survey, "answered_after_all") == 1
    with pytest.raises(Exception, match="'maybe' is not yes, no or not asked"):
        read(spec, p_csv="id,answered\nAna,maybe\n", ties_csv="from,to\nAna,Ana\n")


def test_people_may_join_and_leave_between_waves(read, edges):
    source = edges()["sources"]
    spec = {
        "people": {"path": "p.csv", "id": "id", "label": "name", "wave": {"column": "w"}, "attributes": ["role"]},
        "sources": [{**source, "path": "w1.csv", "wave": "w1"}, {**source, "path": "w2.csv", "wave": "W2"}],
    }
    survey = read(
        spec,
        p_csv="id,name,role,w\nP1,Ana,parent,w1\nP1,Ana,lead,w2\nP2,Bo,staff,w1\nP3,Cy,staff,w2\nP4,Di,,w2\n",
        w1_csv="from,to\nP1,P2\n",
        w2_csv="from,to\nP3,P1\n",
    )
    assert survey.waves == ("w1", "w2")
    assert survey.people_in("advice", "w1")["role"].to_dict() == {"P1": "parent", "P2": "staff"}
    assert survey.people_in("advice", "w2").index.to_list() == ["P1", "P3", "P4"]
    people = survey.people
    assert people["role"].to_dict()["P1"] == "lead"
    assert people["status_w1"].to_dict()["P1"] == "respondent"
    assert people["status_w2"].to_dict()["P1"] == "named_only"
    assert people["status"].to_dict()["P1"] == "respondent"
    assert people["status_w1"].isna().to_list() == [False, False, True, True]
    assert survey.response_rates(by="role").reset_index().to_numpy().tolist() == [
        ["w1", "parent", 1, 1, 1.0],
        ["w1", "staff", 1, 0, 0.0],
        ["w2", "lead", 1, 0, 0.0],
        ["w2", "staff", 1, 1, 1.0],
        ["w2", "unknown", 1, 0, 0.0],
    ]


def test_an_attribute_is_carried_from_earlier_waves_and_never_from_later_ones(read, edges):
    source = edges(source={"attributes": {"role": "role"}})["sources"]
    spec = {"sources": [{**source, "path": f"{w}.csv", "wave": w} for w in ("w1", "w2", "w3")]}
    survey = read(
        spec,
        w1_csv="from,to,role\nAna,Bo,\n",
        w2_csv="from,to,role\nAna,Bo,lead\n",
        w3_csv="from,to,role\nAna,Bo,\n",
    )
    assert [survey.people_in("advice", w)["role"].isna()["Ana"] for w in survey.waves] == [True, False, False]


def test_more_names_than_the_question_allowed_are_told(read, edges):
    survey = read(edges(relations={"advice": {"choices": 1}}), ties_csv="from,to\nAna,Bo\nAna,Cy\nBo,Ana\n")
    assert "named 2 people" in survey.issues.query("code == 'over_cap'")["text"].iloc[0]
    assert count(survey, "over_cap") == 2


def test_the_codebook_says_how_questions_were_asked_and_read(read, edges):
    spec = edges(
        relations={"advice": {"question": "Who?", "reports": "seeks_from", "choices": 5}},
        source={"attributes": {"seat": "seat", "role": "role"}},
        attributes={"seat": {"kind": "power", "holds": ["YES", "chair"]}},
    )
    survey = read(spec, ties_csv="from,to,seat,role\nAna,Bo,yes,x\nBo,Ana,Yes,y\nCy,Ana,no,y\n")
    question = survey.codebook.relations["advice"]
    assert (question.question, question.reports, question.choices, question.levels) == ("Who?", "seeks_from", 5, None)
    assert (question.blank, question.empty_block) == ("no", "missing")
    assert survey.codebook.attributes["seat"].kind == "power"
    assert survey.codebook.attributes["seat"].holds == ("Yes", "yes")
    assert survey.codebook.attributes["role"].kind == "other"
    assert "'chair'" in survey.issues.query("code == 'holds_unseen'")["text"].iloc[0]
    assert list(survey.codebook.attributes) == ["seat", "role"]
    assert len(survey.codebook.attributes) == 2
    assert "seat" in repr(survey.codebook.attributes)


def test_blocks_that_read_blanks_differently_are_called_mixed(read, roster):
    one = roster({"blank": "no"})["sources"]
    two = {**one, "path": "b.csv", "ties": [{**one["ties"][0], "blank": "missing"}]}
    survey = read({"sources": [one, two]}, answers_csv="me,ask_Bo\nAna,1\n", b_csv="me,ask_Bo\nCy,1\n")
    assert survey.codebook.relations["advice"].blank == "mixed"


def test_holders_nobody_has_stay_as_the_spec_writes_them(read, edges):
    spec = edges(source={"attributes": {"seat": "seat"}}, attributes={"seat": {"kind": "power", "holds": ["chair"]}})
    survey = read(spec, ties_csv="from,to,seat\nAna,Bo,no\n")
    assert survey.codebook.attributes["seat"].holds == ("chair",)


@pytest.mark.parametrize("text", ["from,to\nAna,Bo\n", "from,to,n\nAna,Bo,-1\n"], ids=["read", "refused"])
def test_the_garbage_collector_is_as_it_was_after_reading(read, edges, text):
    for was_on in (False, True):
        (gc.enable if was_on else gc.disable)()
        try:
            with contextlib.suppress(DataError):
                read(edges({"value": "n"} if ",n" in text else {}), ties_csv=text)
            assert gc.isenabled() is was_on
        finally:
            gc.enable()
