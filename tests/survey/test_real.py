"""Real surveys: the ties read through a spec equal those the data sets themselves list."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from critical_sna.survey import read_survey

HERE = Path(__file__).parent / "real"
EXAMPLES = Path(__file__).parents[2] / "examples"


def edges(name, *, with_self=False):
    with (HERE / name / "edges.csv").open(newline="") as stream:
        rows = list(csv.DictReader(stream))
    return {
        (r["relation"], r["wave"], r["source"], r["target"]): float(r["weight"])
        for r in rows
        if with_self or r["source"] != r["target"]
    }


def ties(survey, *, wave=None, name=str):
    return {
        (t.relation, t.wave if wave is None else wave, name(t.source), name(t.target)): t.strength
        for t in survey.ties.itertuples()
    }


def test_the_lawyers_have_exactly_the_ties_of_the_data_set():
    survey = read_survey(EXAMPLES / "lazega" / "survey.yaml")
    expected = edges("lazega")
    assert ties(survey, wave="1") == expected
    assert len(expected) == 892 + 575 + 1104
    assert len(survey.people) == 71
    assert set(survey.people["status"]) == {"respondent"}
    assert survey.people["status"].to_list() == survey.people_in("advice")["status"].to_list()
    assert survey.codebook.attributes["office"].kind == "organisation"
    assert survey.codebook.relations["advice"].reports == "seeks_from"


def test_partners_hold_the_power_of_the_firm():
    survey = read_survey(EXAMPLES / "lazega" / "survey.yaml")
    assert survey.codebook.attributes["firm_status"].holds == ("partner",)


def test_the_managers_have_exactly_the_ties_of_the_data_set():
    survey = read_survey(EXAMPLES / "krackhardt" / "survey.yaml")
    expected = edges("krackhardt")
    assert ties(survey, wave="1") == expected
    assert {r: sum(k[0] == r for k in expected) for r in survey.relations} == {
        "advice": 190,
        "friendship": 102,
        "reports_to": 20,
    }
    assert survey.response_rates().to_dict("records") == [{"asked": 21, "answered": 21, "rate": 1.0}]
    for relation in survey.relations:
        assert set(survey.people_in(relation)["status"]) == {"respondent"}


def test_both_fafi_files_give_exactly_the_ties_and_those_only_named_were_never_asked():
    survey = read_survey(HERE / "fafi" / "survey.yaml")
    assert ties(survey, wave="1", name=str.upper) == edges("fafi")
    people = survey.people
    assert len(people) == 44
    assert (people["asked"] == "no").sum() == 28
    assert set(people.loc[people["asked"] == "no", "status"]) == {"named_only"}
    assert survey.response_rates().loc["", "asked"] == 16
    assert survey.people_in("Q3").loc["PA09", "status"] == "declined"
    assert "PA09" in set(survey.people_in("Q1").query("status == 'respondent'").index)


def test_the_researchers_have_exactly_the_ties_in_two_waves_and_the_messages_without_one():
    survey = read_survey(HERE / "freeman" / "survey.yaml")
    expected = edges("freeman")
    assert ties(survey, name=lambda n: n.replace("Researcher ", "R")) == expected
    assert survey.waves == ("1", "2")
    assert len(survey.people_in("messages")) == 32
    assert survey.issues.query("code == 'self_tie'")["count"].sum() == len(edges("freeman", with_self=True)) - len(
        expected
    )
    assert survey.codebook.relations["acquaintance"].levels[-1] == "close personal friend"
    assert (survey.people_in("acquaintance", "2")["status"] == "respondent").all()


@pytest.mark.parametrize(
    "spec",
    [
        EXAMPLES / "lazega",
        EXAMPLES / "krackhardt",
        HERE / "fafi",
        HERE / "freeman",
    ],
    ids=lambda p: p.name,
)
def test_the_notice_beside_real_data_names_a_source(spec):
    assert "http" in (spec / "NOTICE").read_text() or "doi" in (spec / "NOTICE").read_text().lower()
