from __future__ import annotations

import dataclasses
import pickle
import subprocess
import sys

import pytest

import critical_sna.survey
from critical_sna.errors import UnknownNameError, UsageError

WAVES = {"ties_csv": "from,to,w,role\nAna,Bo,w1,x\nBo,Ana,w2,\nAna,Cy,w2,x\n"}


@pytest.fixture
def survey(read, edges):
    return read(edges(source={"wave": {"column": "w"}, "attributes": {"role": "role"}}), **WAVES)


def test_the_tables_have_their_fixed_columns(survey):
    assert survey.people.index.name == "person"
    assert survey.people.columns.to_list() == [
        "label",
        "status",
        "asked",
        "status_w1",
        "asked_w1",
        "status_w2",
        "asked_w2",
        "role",
    ]
    assert survey.answers.columns.to_list() == [
        "wave",
        "relation",
        "source",
        "target",
        "strength",
        "state",
        "file",
        "row",
        "column",
    ]
    assert survey.ties.columns.to_list() == ["wave", "relation", "source", "target", "strength"]
    assert survey.issues.columns.to_list() == ["code", "severity", "text", "count", "file", "row", "column"]
    assert survey.people_in("advice", "w1").columns.to_list() == ["label", "status", "asked", "role"]
    assert survey.unknown("advice", "w1").columns.to_list() == ["source", "target"]
    assert survey.response_rates().columns.to_list() == ["asked", "answered", "rate"]


def test_nothing_a_caller_changes_reaches_the_survey(survey):
    handed_out = [survey.people, survey.answers, survey.ties, survey.issues, survey.people_in("advice", "w1")]
    before = [frame.copy() for frame in handed_out]
    for frame in handed_out:
        frame.iloc[:, 0] = "changed"
        frame["more"] = 1
    after = [survey.people, survey.answers, survey.ties, survey.issues, survey.people_in("advice", "w1")]
    assert all(a.equals(b) for a, b in zip(before, after, strict=True))
    with pytest.raises(dataclasses.FrozenInstanceError):
        survey.waves = ()
    with pytest.raises(TypeError):
        survey.codebook.relations["advice"] = None


def test_where_there_are_waves_one_must_be_named(survey):
    assert survey.waves_of("advice") == ("w1", "w2")
    with pytest.raises(UsageError, match="name one of 'w1', 'w2'"):
        survey.people_in("advice")
    with pytest.raises(UnknownNameError, match="not asked in wave 'w3'"):
        survey.unknown("advice", "w3")
    with pytest.raises(UnknownNameError, match="did you mean 'advice'"):
        survey.people_in("advise", "w1")
    with pytest.raises(UnknownNameError, match="did you mean 'role'"):
        survey.response_rates(by="rolle")


def test_response_rates_count_waves_apart_and_keep_people_without_the_attribute(survey):
    assert survey.response_rates().loc["w2"].to_list() == [2.0, 2.0, 1.0]
    by = survey.response_rates(by="role")
    assert by.index.names == ["wave", "role"]
    assert by.loc[("w2", "x")].to_list() == [1.0, 1.0, 1.0]
    assert by.loc[("w2", "unknown")].to_list() == [1.0, 1.0, 1.0]
    assert by.loc[("w1", "unknown"), "rate"] != by.loc[("w1", "unknown"), "rate"]


def test_without_waves_the_wave_is_left_out(read, edges):
    survey = read(edges(), ties_csv="from,to\nAna,Bo\n")
    assert survey.waves == ()
    assert survey.waves_of("advice") == ()
    assert survey.response_rates().index.to_list() == [""]
    assert survey.people_in("advice").index.to_list() == ["Ana", "Bo"]
    assert repr(survey) == "RelationalSurvey(people=2, relations=1, ties=1, answered=1 of 1, issues=1)"


def test_a_relation_without_a_wave_can_stand_beside_one_with_waves(read, edges):
    source = edges()["sources"]
    plain = {**source, "ties": [{**source["ties"][0], "relation": "mail"}]}
    survey = read(
        {"sources": [{**source, "wave": "w1", "path": "a.csv"}, plain]},
        a_csv="from,to\nAna,Bo\n",
        ties_csv="from,to\nBo,Ana\n",
    )
    assert survey.waves == ("w1",)
    assert survey.waves_of("mail") == ()
    assert len(survey.people_in("mail")) == 2
    assert survey.response_rates().index.to_list() == ["", "w1"]


def test_those_who_used_every_choice_are_capped_and_others_are_not(read, edges):
    spec = edges(source={"wave": {"column": "w"}}, relations={"advice": {"choices": 2}})
    survey = read(spec, ties_csv="from,to,w\nAna,Bo,1\nAna,Cy,1\nAna,bo,1\nBo,Bo,1\nBo,Ana,1\nBo,Ana,2\nBo,Cy,2\n")
    assert survey.capped("advice", "1").to_dict("index") == {"Ana": {"named": 2, "choices": 2}}
    assert survey.capped("advice", "2").index.to_list() == ["Bo"]
    assert survey.issues.query("code == 'capped'")["text"].str.contains("in wave").all()
    with pytest.raises(UsageError, match="2 waves"):
        survey.capped("advice")
    uncapped = read(edges(), ties_csv="from,to\nAna,Bo\n")
    assert uncapped.capped("advice").empty
    assert uncapped.capped("advice").columns.to_list() == ["named", "choices"]


def test_suggestions_are_handed_out_as_a_copy(read, edges):
    survey = read(edges(), ties_csv="from,to\nRowan Mockridge,Bo\nRowan Mokridge,Bo\n")
    frame = survey.name_suggestions()
    frame["decision"] = "accept"
    assert survey.name_suggestions()["decision"].to_list() == [""]
    empty = read(edges(), ties_csv="from,to\nAna,Bo\n").name_suggestions()
    assert empty.columns.to_list() == ["name", "suggestion", "score", "where", "decision"]
    assert empty.empty


def test_a_survey_can_be_stored_in_memory_and_back(survey):
    again = pickle.loads(pickle.dumps(survey))
    assert again.ties.equals(survey.ties)
    assert repr(again) == repr(survey)


def test_importing_the_package_loads_nothing_heavy():
    code = (
        "import sys, critical_sna.survey as s; s.RelationalSurvey; "
        "print([m for m in ('pydantic', 'openpyxl', 'yaml', 'rapidfuzz') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_a_name_the_package_does_not_have_is_an_attribute_error():
    assert critical_sna.survey.SurveySpec.__name__ == "SurveySpec"
    with pytest.raises(AttributeError, match="no attribute 'read_survy'"):
        critical_sna.survey.read_survy  # noqa: B018 - the look-up is what is tested
