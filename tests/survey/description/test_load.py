from __future__ import annotations

import pytest

from critical_sna.errors import CriticalSNAError, FileError, WrongTypeError
from critical_sna.survey import SurveySpec, read_survey
from critical_sna.survey.description.load import load_spec

YAML = """
sources:
  - path: ties.csv
    ego: {column: from}
    ties: [{relation: advice, shape: edges, target: to, blank: no}]
"""
TOML = """
[[sources]]
path = "ties.csv"
ego = {column = "from"}
ties = [{relation = "advice", shape = "edges", target = "to"}]
"""


def write(folder, name, text):
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


@pytest.mark.parametrize(("name", "text"), [("survey.yaml", YAML), ("survey.toml", TOML), ("survey", YAML)])
def test_a_spec_file_is_read_and_paths_start_from_its_folder(tmp_path, name, text):
    write(tmp_path, "ties.csv", "from,to\nAna,Bo\n")
    survey = read_survey(write(tmp_path, name, text))
    assert survey.ties[["source", "target"]].to_numpy().tolist() == [["Ana", "Bo"]]


def test_base_moves_the_start_of_relative_paths(tmp_path):
    (tmp_path / "data").mkdir()
    write(tmp_path / "data", "ties.csv", "from,to\nAna,Bo\n")
    survey = read_survey(str(write(tmp_path, "s.yaml", YAML)), base=tmp_path / "data")
    assert len(survey.ties) == 1


def test_a_dict_and_a_survey_spec_give_the_same_survey(tmp_path):
    write(tmp_path, "ties.csv", "from,to\nAna,Bo\n")
    content = {
        "sources": {"path": "ties.csv", "ego": "from", "ties": {"relation": "a", "shape": "edges", "target": "to"}}
    }
    one = read_survey(content, base=tmp_path)
    two = read_survey(SurveySpec.model_validate(content), base=tmp_path)
    assert one.ties.equals(two.ties)
    assert load_spec(content)[1] == load_spec(SurveySpec.model_validate(content))[1]


def test_yes_and_no_stay_words_in_yaml(tmp_path):
    text = YAML + "    rows: {consent: {column: ok, yes: [yes, on]}}\n    directed: false\n"
    spec, _ = load_spec(write(tmp_path, "s.yaml", text))
    assert spec.sources[0].rows.consent.yes == ("yes", "on")
    assert spec.sources[0].directed is False
    assert spec.sources[0].ties[0].blank == "no"


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("s.yaml", "a: [1", "not YAML"),
        ("s.yaml", "a: 'x\n", "line"),
        ("s.yaml", "a: &x 1\nb: *x", "alias"),
        ("s.yaml", "sources: 1\nsources: 2", "'sources' stands twice"),
        ("s.yaml", "a: !!python/object:os.system x", "not YAML"),
        ("s.yaml", "just text", "list of keys"),
        ("s.yaml", "", "list of keys"),
        ("s.yaml", "[" * 500_000, "nested too deeply"),
        ("s.yaml", "- " * 200, "nested too deeply"),
        ("s.yaml", "a: 2031-99-99", "YAML"),
        ("s.yaml", b"a: \xff", "not UTF-8"),
        ("s.toml", "a = ", "not TOML"),
        ("s.yaml", "a: " + "x" * (1 << 20), "at most"),
    ],
)
def test_a_spec_file_that_cannot_be_read_says_so(tmp_path, name, content, words):
    path = tmp_path / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    with pytest.raises(CriticalSNAError, match=words) as caught:
        read_survey(path)
    assert name in str(caught.value)


def test_a_missing_spec_names_its_neighbour(tmp_path):
    write(tmp_path, "survey.yaml", YAML)
    with pytest.raises(FileError, match=r"did you mean 'survey.yaml'"):
        read_survey(tmp_path / "survye.yaml")
    with pytest.raises(FileError, match="not there either"):
        read_survey(tmp_path / "none" / "survey.yaml")


def test_something_else_than_a_spec_is_a_type_error():
    with pytest.raises(WrongTypeError, match="not int"):
        read_survey(5)


SHAPES_OF_SPECS = [
    """
sources:
  - path: responses.csv
    preset: qualtrics
    rows: {consent: {column: Q1, yes: [I agree]},
           duplicates: {by: ego, order: RecordedDate}}
    ego: {column: Q2}
    ties:
      - {relation: work, shape: roster, columns: "Q5_*",
         alter: {from: label, after: " - "}, scale: freq}
scales: {freq: {levels: [Never, 1-2 times/year, Monthly, Weekly, Daily], start: 0}}
""",
    """
people: {path: people.csv, id: id, label: name, aliases: aliases.csv}
sources:
  - path: names.csv
    ego: {column: respondent}
    ties:
      - {relation: advice, shape: slots, columns: "name_*",
         value: "strength_*", empty: [none, "N/A"]}
policy: {unmatched: add, duplicate_ties: max}
""",
    """
people: {path: map.xlsx, sheet: Elements, id: Label}
sources:
  - path: map.xlsx
    sheet: Connections
    ego: {column: From}
    ties: [{relation: works_with, shape: edges,
            target: To, sep: "|", value: Strength}]
""",
]


@pytest.mark.parametrize("text", SHAPES_OF_SPECS)
def test_specs_as_people_write_them_are_understood(tmp_path, text):
    spec, folder = load_spec(write(tmp_path, "survey.yaml", text))
    assert folder == tmp_path
    assert spec.sources[0].ties[0].relation in {"work", "advice", "works_with"}
    if spec.scales:
        assert spec.sources[0].rows.consent.yes == ("I agree",)
        assert spec.scales["freq"].strengths == (0.0, 1.0, 2.0, 3.0, 4.0)
