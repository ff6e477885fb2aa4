"""Odd files end in a clear error or in a row of the issues, never in something else."""

from __future__ import annotations

import pytest

from critical_sna.errors import CriticalSNAError, DataError, FileError, SpecError

HOSTILE = [
    "<script>alert(1)</script>",
    "=HYPERLINK(1)",
    'O\'Brien "the" Bo',
    "Ana\u202eona",
    "x" * 300,
    "\u200bZoë",
    "a;b|c",
    "NULL",
    "nan",
    "-",
]


def test_one_person_alone_is_a_survey(read, roster):
    survey = read(roster(), answers_csv="me,ask_Ana\nAna,\n")
    assert survey.people.index.to_list() == ["Ana"]
    assert survey.ties.empty
    assert {"no_ties", "empty_block"} <= set(survey.issues["code"])


def test_a_survey_that_nobody_answered_is_told(read, roster):
    spec = roster(source={"rows": {"consent": {"column": "ok", "yes": "yes"}}})
    survey = read(spec, answers_csv="me,ok,ask_Ana,ask_Bo\nAna,no,,1\nBo,no,1,\n")
    assert set(survey.people["status"]) == {"declined"}
    assert "nobody_answered" in set(survey.issues["code"])
    assert survey.response_rates()["rate"].to_list() == [0.0]


def test_everybody_only_named_is_told(read, edges):
    spec = edges(people={"path": "p.csv", "id": "id"}, source={"rows": {"keep_if": {"year": ["2024"]}}})
    survey = read(spec, p_csv="id\nAna\nBo\n", ties_csv="from,to,year\nAna,Bo,2023\n")
    assert set(survey.people["status"]) == {"named_only"}
    assert {"nobody_answered", "nonrespondent", "no_ties"} <= set(survey.issues["code"])


def test_self_nominations_alone_leave_people_without_ties(read, edges):
    survey = read(edges(), ties_csv="from,to\nAna,Ana\nBo,bo\n")
    assert survey.people["status"].to_list() == ["respondent", "respondent"]
    assert survey.ties.empty
    assert survey.issues.query("code == 'self_tie'")["count"].sum() == 2


def test_ids_that_look_alike_stay_apart(read, edges):
    survey = read(edges(), ties_csv="from,to\n1,1.0\n01,NA\nNone,1\nnull,nan\n")
    assert survey.people.index.to_list() == ["01", "1", "1.0", "NA", "None", "nan", "null"]


def test_a_whole_column_of_floats_is_the_ids_of_the_people_file(read, edges):
    spec = edges(people={"path": "p.csv", "id": "id"})
    survey = read(spec, p_csv="id\n1\n2\n", ties_csv="from,to\n1.0,2.0\n2.0,1.0\n")
    assert survey.people.index.to_list() == ["1", "2"]


def test_a_blank_is_no_id(read, edges):
    survey = read(edges(), ties_csv="from,to\nAna,Bo\n,Cy\n \u200b,Di\nEd,\u00a0\n")
    assert survey.people.index.to_list() == ["Ana", "Bo", "Ed"]
    assert survey.issues.query("code == 'no_respondent'")["row"].to_list() == [3, 4]


@pytest.mark.parametrize("value", ["NaN", "-1", "inf", "-inf", "1e999", "lots"])
def test_a_strength_that_cannot_be_is_refused_with_its_place(read, edges, value):
    with pytest.raises(DataError) as caught:
        read(edges({"value": "n"}), ties_csv=f"from,to,n\nAna,Bo,{value}\nBo,Ana,1\n")
    assert caught.value.problems[["file", "row", "column"]].to_numpy().tolist() == [["ties.csv", 2, "to"]]


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_names_stay_names(read, edges, name):
    quoted = '"' + name.replace('"', '""') + '"'
    survey = read(edges(), ties_csv=f"from,to\n{quoted},Bo\nBo,{quoted}\n")
    assert len(survey.people) == 2
    assert len(survey.ties) == 2
    odd = {"suspicious_text", "normalised_name"} & set(survey.issues["code"])
    assert bool(odd) == (name in HOSTILE[:2] + HOSTILE[3:6])


@pytest.mark.parametrize(
    ("change", "kind", "words"),
    [
        ({"path": "tise.csv"}, FileError, "did you mean 'ties.csv'"),
        ({"path": "."}, FileError, "folder"),
        ({"ego": "form"}, SpecError, "did you mean 'from'"),
        ({"pth": "x"}, SpecError, "did you mean 'path'"),
        ({"attributes": {"role": "role"}}, SpecError, "no column 'role'"),
        ({"wave": {"column": "w"}}, SpecError, "no column 'w'"),
        ({"header": {"rows": 5}}, DataError, "fewer than 5 header rows"),
    ],
)
def test_a_wrong_spec_says_what_is_there(read, edges, change, kind, words):
    with pytest.raises(kind, match=words):
        read(edges(source=change), ties_csv="from,to\nAna,Bo\n")


@pytest.mark.parametrize("text", ["", "\n", "from,to\n", "from,to\n,\n , \n"])
def test_a_file_without_answers_is_an_error(read, edges, text):
    with pytest.raises(CriticalSNAError, match=r"ties\.csv"):
        read(edges(), ties_csv=text)


def test_an_error_shows_no_traceback_of_other_packages(read, roster):
    with pytest.raises(CriticalSNAError) as caught:
        read(roster({"columns": "q_*"}), answers_csv="me,ask_Ana\nAna,1\n")
    assert caught.value.__cause__ is None
