"""Sixteen invented messy survey files: people, ties, warnings and errors are what each case expects."""

from __future__ import annotations

import json
import logging
from pathlib import Path

import pytest

from critical_sna.errors import CriticalSNAError
from critical_sna.survey import read_survey

CORPUS = Path(__file__).parent / "corpus"
CASES = sorted(path for path in CORPUS.iterdir() if path.is_dir())


def expectation(case):
    return json.loads((case / "expected.json").read_text(encoding="utf-8"))


def everything_shown(survey):
    frames = [survey.people, survey.answers, survey.ties, survey.issues, survey.response_rates()]
    for relation in survey.relations:
        for wave in survey.waves_of(relation) or (None,):
            frames += [survey.people_in(relation, wave), survey.unknown(relation, wave)]
    return "\n".join([*(frame.to_csv() for frame in frames), repr(survey), repr(survey.codebook)])


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
    survey = read_survey(expected["spec"], base=case)
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
    shown = everything_shown(survey) + caplog.text
    for text in expected["must_not_appear"]:
        assert text not in shown
    for person in expected["must_not_be_node"]:
        assert person not in survey.people.index


def test_the_corpus_is_there():
    assert len(CASES) == 16
    assert sum("error" in expectation(case) for case in CASES) == 4


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_the_repr_of_a_survey_names_nobody(case):
    expected = expectation(case)
    if "error" in expected:
        return
    survey = read_survey(expected["spec"], base=case)
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


@pytest.mark.parametrize(
    ("path", "form"),
    [("a.net", "Pajek"), ("a.graphml", "GraphML"), ("a.sav", "SPSS"), ("a.dta", "Stata"), ("a.dl", "DL")],
)
def test_formats_of_a_later_version_are_refused_by_name(path, form):
    spec = {"sources": {"path": path, "ties": {"relation": "tie", "shape": "graph"}}}
    with pytest.raises(CriticalSNAError, match=f"{form} is not read yet"):
        read_survey(spec)
