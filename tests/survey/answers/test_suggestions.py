from __future__ import annotations

import csv

import pytest

from critical_sna.errors import DataError, FileError
from critical_sna.survey import write_name_suggestions
from critical_sna.survey.answers.suggestions import as_written, may_be_one, similar

PEOPLE = {"people": {"path": "people.csv", "id": "id", "label": "name"}, "policy": {"unmatched": "add"}}
FILE = "id,name\nP1,Rowan Mockridge\nP2,Alder Sampleford\n"


def pairs(names):
    return [(p.first, p.second) for p in similar(names, names, {n: n for n in names})]


def test_digits_that_differ_are_different_people():
    assert pairs(["Lawyer 01", "Lawyer 02"]) == []
    assert pairs(["Room 12 Nord", "Room 12 Nort"]) == [("Room 12 Nord", "Room 12 Nort")]
    assert pairs(["Maker 1 2", "Maker 12"]) == []


def test_the_words_of_a_name_may_stand_in_another_order():
    assert pairs(["Mockridge, Rowan", "Rowan Mockridge"]) == [("Mockridge, Rowan", "Rowan Mockridge")]


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("maple hollow school", "mapel hollow school", True),
        ("oakside school", "oakridge school", False),
        ("north community centre", "south community centre", False),
        ("fern vale college", "fern vale colleges", True),
        ("ana ash", "anna ash", True),
        ("room 12 nord", "room 13 nord", False),
    ],
)
def test_organisations_must_share_a_word_of_their_own(one, other, expected):
    assert may_be_one(one, other) is expected


def test_a_word_that_half_the_organisations_have_tells_none_apart():
    names = [f"Riverside {word} School" for word in ("Ashh", "Birch", "Cedar", "Dogwd", "Elmmm", "Fernn", "Ferny")]
    assert ("Riverside Fernn School", "Riverside Ferny School") not in pairs(names)


def test_short_names_and_equal_names_are_not_compared():
    assert pairs(["Ana", "Anna"]) == []
    assert pairs(["Rowan Ash", "ROWAN  ASH"]) == []


def test_suggestions_say_where_the_name_stands_and_leave_the_decision_open(read, edges):
    survey = read(edges(**PEOPLE), people_csv=FILE, ties_csv="from,to\nP2,Rowan Mokridge\n")
    row = survey.name_suggestions().iloc[0]
    assert row[["name", "suggestion", "where", "decision"]].to_list() == [
        "Rowan Mokridge",
        "Rowan Mockridge",
        "ties.csv, row 2, column to",
        "",
    ]
    assert 88 <= row["score"] < 100
    assert len(survey.people) == 3


def test_without_a_people_file_the_name_written_less_often_is_the_one_in_question(read, edges):
    survey = read(edges(), ties_csv="from,to\nRowan Mockridge,Bo\nCy,Rowan Mockridge\nBo,Rowan Mokridge\n")
    assert survey.name_suggestions()[["name", "suggestion"]].to_numpy().tolist() == [
        ["Rowan Mokridge", "Rowan Mockridge"]
    ]


def test_a_label_of_two_people_is_suggested_by_its_id(read, edges):
    survey = read(edges(**PEOPLE), people_csv=FILE + "P3,Rowan Mockridge\n", ties_csv="from,to\nP2,Rowan Mokridge\n")
    assert set(survey.name_suggestions()["suggestion"]) == {"P1", "P3"}


def decided(read, edges, rows, ties="from,to\nP2,Rowan Mokridge\n", **top):
    text = "name,suggestion,score,where,decision\n" + "".join(f"{a},{b},,,{c}\n" for a, b, c in rows)
    return read(edges(**{**PEOPLE, **top}, names="names.csv"), people_csv=FILE, ties_csv=ties, names_csv=text)


def test_an_accepted_name_is_read_as_the_person_and_deleting_the_row_undoes_it(read, edges):
    survey = decided(read, edges, [("Rowan Mokridge", "Rowan Mockridge", "accept")])
    assert survey.ties["target"].to_list() == ["P1"]
    issue = survey.issues.query("code == 'name_accepted'").iloc[0]
    assert (issue["file"], issue["row"], issue["count"]) == ("names.csv", 2, 1)
    assert "similar_names" not in set(survey.issues["code"])
    assert decided(read, edges, []).ties["target"].to_list() == ["Rowan Mokridge"]


def test_a_rejected_pair_is_kept_apart_and_not_suggested_again(read, edges):
    survey = decided(read, edges, [("Rowan Mokridge", "Rowan Mockridge", "REJECT")])
    assert survey.ties["target"].to_list() == ["Rowan Mokridge"]
    assert survey.name_suggestions()["decision"].to_list() == ["reject"]
    assert {"name_rejected"} == set(survey.issues["code"]) & {"name_rejected", "similar_names"}


def test_decisions_may_lead_on_to_another(read, edges):
    survey = decided(
        read, edges, [("Ro", "Rowan Mokridge", "accept"), ("Rowan Mokridge", "P1", "accept")], "from,to\nP2,Ro\n"
    )
    assert survey.ties["target"].to_list() == ["P1"]


@pytest.mark.parametrize(
    ("rows", "words"),
    [
        ([("Ro", "Rowan Mockridge", "perhaps")], "'perhaps' is not accept or reject"),
        ([("P2", "Rowan Mockridge", "accept")], "is a person of the people file"),
        ([("Ro", "P1", "accept"), ("Ro", "P2", "accept")], "another decision says otherwise"),
        ([("Ro", "Wo", "accept"), ("Wo", "Ro", "accept")], "another decision says otherwise"),
    ],
)
def test_decisions_that_cannot_be_applied_are_faults(read, edges, rows, words):
    with pytest.raises(DataError, match=words) as caught:
        decided(read, edges, rows)
    assert set(caught.value.problems["file"]) == {"names.csv"}


def test_a_suggestion_must_be_on_the_people_file_where_nobody_is_added(read, edges):
    with pytest.raises(DataError, match="who is not on the people file"):
        decided(read, edges, [("Ro", "Zed", "accept")], policy={"unmatched": "error"})


def test_without_a_people_file_two_spellings_become_one(read, edges):
    survey = read(
        edges(names="names.csv"),
        ties_csv="from,to\nRowan Mokridge,Bo\nBo,Rowan Mockridge\n",
        names_csv="name,suggestion,decision\nRowan Mokridge,Rowan Mockridge,accept\n",
    )
    assert survey.people.index.to_list() == ["Bo", "Rowan Mockridge"]


def test_what_was_written_is_read_back_and_loses_no_decision(read, edges, tmp_path):
    ties = "from,to\nP2,Rowan Mokridge\nP2,=Alder Samplefort\nP1,Alder Samplefort\n"
    survey = read(edges(**PEOPLE), people_csv=FILE, ties_csv=ties)
    path = write_name_suggestions(survey, tmp_path / "names.csv")
    with path.open(newline="", encoding="utf-8") as stream:
        rows = list(csv.DictReader(stream))
    assert [*rows[0]] == ["name", "suggestion", "score", "where", "decision"]
    assert not any(cell.startswith(("=", "+", "-", "@")) for row in rows for cell in row.values())
    text = path.read_text("utf-8").replace(",\n", ",accept\n", 1)
    path.write_text(text, encoding="utf-8")
    spec = edges(**PEOPLE, names="names.csv")
    again = read(spec, people_csv=FILE, ties_csv=ties)
    assert sorted(again.name_suggestions()["decision"])[-1] == "accept"
    assert again.issues.query("code == 'name_accepted'")["count"].to_list() == [1]
    with pytest.raises(FileError, match="already there"):
        write_name_suggestions(again, path)
    write_name_suggestions(again, path, force=True)
    assert read(spec, people_csv=FILE, ties_csv=ties).ties.equals(again.ties)


def test_a_guard_before_a_formula_is_taken_away_again():
    assert as_written("'=1+1") == "=1+1"
    assert as_written("'Ana") == "'Ana"


def test_who_withdrew_is_in_no_suggestion(read, edges):
    survey = read(
        edges(withdrawn="gone.csv", names="names.csv"),
        gone_csv="id\nRowan Mockridge\n",
        names_csv="name,suggestion,decision\nRowan Mokridge,Rowan Mockridge,accept\nRowan Mockridge,Bo Birch,reject\n",
        ties_csv="from,to\nRowan Mokridge,Bo Birch\nCy Cedar,Rowan Mockridge\nCy Cedar,Bo Birch\n",
    )
    assert survey.people.index.to_list() == ["Bo Birch", "Cy Cedar"]
    shown = survey.name_suggestions().to_csv() + survey.issues.to_csv()
    assert "Rowan" not in shown
