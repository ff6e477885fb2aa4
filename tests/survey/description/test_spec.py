from __future__ import annotations

import datetime as dt

import pydantic
import pytest

from critical_sna.errors import SpecError
from critical_sna.survey.description.load import check_spec
from critical_sna.survey.description.spec import SurveySpec


def spec(**changes):
    tie = {"relation": "advice", "shape": "edges", "target": "to", **changes.pop("tie", {})}
    source = {"path": "a.csv", "ego": {"column": "from"}, "ties": [tie], **changes.pop("source", {})}
    return {"sources": [source], **changes}


def fault(content):
    with pytest.raises(SpecError) as caught:
        check_spec(content, "survey.yaml")
    text = str(caught.value)
    assert "pydantic" not in text
    assert "survey.yaml" in text
    return text


def test_a_misspelled_key_names_the_nearest_one():
    assert "sources[0].ties[0]: there is no key 'shpae' here; did you mean 'shape'?" in fault(spec(tie={"shpae": 1}))
    assert "did you mean 'policy'?" in fault(spec(polcy={}))
    assert "did you mean 'self_ties'?" in fault(spec(policy={"self_tie": "drop"}))
    assert "did you mean 'levels'?" in fault(spec(scales={"f": {"level": []}}))


def test_several_mistakes_are_told_together():
    text = fault(spec(polcy={}, tie={"shpae": 1}) | {"scales": {"f": {"levels": []}}})
    assert "did you mean 'policy'" in text
    text = fault(spec(scales={"f": {"levels": []}}, version=2))
    assert "2 mistakes" in text


def test_missing_keys_are_named():
    assert "the key 'path' is missing" in fault({"sources": [{"ties": []}]})
    assert "spec: the key 'sources' is missing" in fault({"version": 1})


@pytest.mark.parametrize(
    ("tie", "words"),
    [
        ({"shape": "roster"}, "the shape roster needs columns"),
        ({"target": None, "shape": "multi", "columns": "a"}, "the shape multi needs sep"),
        ({"target": None}, "the shape edges needs target"),
        ({"shape": "matrix"}, "the shape matrix has no target"),
        ({"scale": "f"}, "there is no scale 'f'"),
        ({"shape": "circle"}, "input should be"),
    ],
)
def test_a_block_must_fit_its_shape(tie, words):
    assert words in fault(spec(tie=tie))


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"relations": {"advise": {}}}, "did you mean 'advice'?"),
        ({"attributes": {"sector": {}}}, "there is no attribute 'sector'"),
        ({"relations": {"advice": {"asked_of": {"role": ["x"]}}}}, "there is no attribute 'role'"),
        ({"source": {"attributes": {"status": "S"}}}, "'status' is taken"),
        ({"source": {"attributes": {"asked_2": "S"}}}, "'asked_2' is taken"),
        ({"scales": {"f": {"levels": ["a", "A"]}}}, "a level stands twice"),
        ({"scales": {"f": {"levels": ["a", "b"], "values": [1]}}}, "one value for each level"),
        ({"scales": {"f": {"levels": ["a", "b"], "values": [2, 1]}}}, "values must rise"),
        ({"scales": {"f": {"levels": ["a"], "values": [-1]}}}, "greater than or equal to 0"),
        ({"source": {"wave": {"order": ["a"]}}}, "give a wave's name"),
        ({"tie": {"shape": "roster", "target": None, "columns": "/(/"}}, "not a pattern"),
        ({"tie": {"shape": "roster", "target": None, "columns": "/" + "a" * 300 + "/"}}, "at most 200"),
        ({"tie": {"shape": "roster", "target": None, "columns": "a", "alter": {"pattern": "("}}}, "not a pattern"),
        ({"tie": {"shape": "roster", "target": None, "columns": "a", "alter": {"after": "a", "pattern": "b"}}}, "one"),
        ({"attributes": {"seat": {"holds": [True]}}, "source": {"attributes": {"seat": "S"}}}, "put quotes around"),
        ({"source": {"ties": []}}, "at least 1 item"),
        ({"policy": {"duplicate_ties": "min"}}, "input should be"),
    ],
)
def test_what_cannot_be_meant_is_refused_in_words(changes, words):
    assert words in fault(spec(**changes))


def test_a_spec_that_is_no_mapping_is_refused():
    assert "list of keys and values" in fault(["sources"])


def test_short_forms_stand_for_long_ones():
    checked = check_spec(
        spec(
            people={"path": "p.csv", "id": "id", "aliases": "al.csv", "attributes": ["role"]},
            withdrawn="gone.csv",
            source={"wave": 2024, "ego": 0},
            tie={"blank": False, "empty": "none"},
        ),
        None,
    )
    assert checked.people[0].attributes == {"role": "role"}
    assert checked.people[0].aliases.path == "al.csv"
    assert checked.withdrawn.path == "gone.csv"
    assert checked.sources[0].wave.text == "2024"
    assert checked.sources[0].ego.column == 0
    assert checked.sources[0].ties[0].blank == "no"
    assert checked.sources[0].ties[0].empty == ("none",)


def test_numbers_and_dates_of_a_yaml_file_become_text():
    checked = check_spec(spec(source={"rows": {"drop_if": {"Status": [1, 1.0, dt.date(2031, 3, 4)]}}}), None)
    assert checked.sources[0].rows.drop_if["Status"] == ("1", "1.0", "2031-03-04")


def test_yes_as_a_key_survives_yaml_that_reads_it_as_true():
    checked = check_spec(spec(source={"rows": {"consent": {"column": "Q1", True: ["I agree"]}}}), None)
    assert checked.sources[0].rows.consent.yes == ("I agree",)


def test_a_spec_is_frozen():
    checked = SurveySpec.model_validate(spec())
    with pytest.raises(pydantic.ValidationError):
        checked.version = 1


def test_the_spec_in_the_caller_s_hands_is_not_changed():
    given = spec(people={"path": "p.csv", "id": "id"})
    before = repr(given)
    check_spec(given, None)
    assert repr(given) == before


def test_a_value_of_the_wrong_kind_is_told_without_the_names_of_classes():
    assert "instance of" not in fault(spec(policy=["drop"]))
