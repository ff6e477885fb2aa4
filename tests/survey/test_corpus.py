"""Invented messy survey files: people, ties, warnings and errors are what each case expects."""

from __future__ import annotations

import json
import logging
from functools import cache
from pathlib import Path

import pandas as pd
import pytest

from critical_sna.errors import CriticalSNAError
from critical_sna.survey import read_survey

CORPUS = Path(__file__).parent / "corpus"
CASES = sorted(path for path in CORPUS.iterdir() if path.is_dir())


@cache
def survey_of(case):
    """Read each case once; nothing that is handed out reaches inside."""
    return read_survey(expectation(case)["spec"], base=case)


def expectation(case):
    return json.loads((case / "expected.json").read_text(encoding="utf-8"))


def everything_shown(survey):
    frames = [survey.people, survey.answers, survey.ties, survey.issues, survey.response_rates()]
    for relation in survey.relations:
        for wave in survey.waves_of(relation) or (None,):
            frames += [survey.people_in(relation, wave), survey.unknown(relation, wave)]
    return "\n".join([*(frame.to_csv() for frame in frames), repr(survey), repr(survey.codebook)])


def check_details(survey, expected):
    """Compare what only some cases tell: unknown pairs, answers of none, status, caps, suggestions, attributes."""
    for key, state in (("unknown", "missing"), ("none", "none")):
        if key in expected:
            answers = survey.answers[survey.answers["state"] == state]
            if key == "unknown":
                answers = pd.concat(survey.unknown(r).assign(relation=r) for r in survey.relations)
            found = [[a.relation, None, a.source, a.target] for a in answers.itertuples()]
            assert sorted(map(str, found)) == sorted(map(str, expected[key])), key
    for person, told in expected.get("status", {}).items():
        assert survey.people.loc[person, ["status", "asked"]].to_list() == told, person
    for relation, people in expected.get("status_in", {}).items():
        for person, told in people.items():
            assert survey.people_in(relation).loc[person, ["status", "asked"]].to_list() == told, (relation, person)
    for relation, people in expected.get("capped", {}).items():
        assert survey.capped(relation).index.to_list() == people
    if "suggestions" in expected:
        found = survey.name_suggestions()[["name", "suggestion", "decision"]].to_numpy().tolist()
        assert sorted(found) == expected["suggestions"]
    for attribute, people in expected.get("attributes", {}).items():
        assert {p: survey.people.loc[p, attribute] for p in people} == people


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_a_case_of_the_corpus_reads_as_expected(case, caplog):
    expected = expectation(case)
    caplog.set_level(logging.DEBUG)
    if "error" in expected:
        with pytest.raises(CriticalSNAError) as caught:
            read_survey(expected["spec"], base=case)
        for word in expected["error"]["mentions"]:
            assert word.casefold() in str(caught.value).casefold()
        return
    survey = survey_of(case)
    network = expected["network"]
    assert survey.people.index.to_list() == sorted(network["nodes"])
    assert len(survey.people) == network["n_nodes"]
    found = [(t.relation, t.wave or None, t.source, t.target, t.strength) for t in survey.ties.itertuples()]
    assert sorted(map(str, found)) == sorted(str((*tie[:4], float(tie[4]))) for tie in network["ties"])
    assert len(found) == network["n_ties"]
    for warning in expected["warnings"]:
        issues = survey.issues[survey.issues["code"] == warning["code"]]
        fits = issues[[all(word in text for word in warning["mentions"]) for text in issues["text"]]]
        assert len(fits), warning
        assert fits["count"].sum() == warning.get("count", fits["count"].sum()), warning
    check_details(survey, expected)
    shown = everything_shown(survey) + survey.name_suggestions().to_csv() + caplog.text
    for text in expected["must_not_appear"]:
        assert text not in shown
    for person in expected["must_not_be_node"]:
        assert person not in survey.people.index


def test_the_corpus_is_there():
    numbers = [int(case.name[:2]) for case in CASES]
    assert numbers == list(range(1, len(CASES) + 1))
    assert len(CASES) >= 39
    assert {case.name[:2] for case in CASES if "error" in expectation(case)} == {"12", "15", "18", "19", "20", "28"}


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_the_repr_of_a_survey_names_nobody(case):
    expected = expectation(case)
    if "error" in expected:
        return
    survey = survey_of(case)
    assert not [person for person in survey.people.index if len(person) > 3 and person in repr(survey)]
    assert f"people={len(survey.people)}" in repr(survey)


def test_somebody_who_withdrew_is_in_no_error_either(tmp_path):
    case = next(c for c in CASES if c.name.startswith("17"))
    spec = expectation(case)["spec"]
    for name in ("wave1.csv", "wave2.csv", "withdrawn.csv"):
        (tmp_path / name).write_bytes((case / name).read_bytes())
    with (tmp_path / "wave2.csv").open("a") as stream:
        stream.write("Rowan Mockridge,Alder Sampleford,surplus\nHazel Demofield,Alder Sampleford,surplus\n")
    with pytest.raises(CriticalSNAError) as caught:
        read_survey(spec, base=tmp_path)
    assert "Rowan" not in str(caught.value) + caught.value.problems.to_csv()
