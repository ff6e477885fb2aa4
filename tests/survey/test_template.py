from __future__ import annotations

import datetime as dt
from types import SimpleNamespace

import openpyxl
import pytest

from critical_sna.errors import CriticalSNAError, FileError, SpecError
from critical_sna.survey import read_survey, write_template
from critical_sna.survey.template import EXAMPLES, SHEETS

PEOPLE = [
    ("P1", "Ana", "Families", "Street Parents", "no", "yes"),
    ("P2", "Bo", "Schools", "Hill School", "Yes", None),
    ("P3", "Cy", "Schools", "Hill School", "no", "no"),
    ("P4", "Di", None, None, "no", "not asked"),
    ("P5", "Ed", "Schools", "Hill School", "no", "yes"),
]
TIES = [("Ana", "Bo", "advice", 2), ("P2", "Cy", "advice", None), ("P2", "Zed", "advice", 1)]


@pytest.fixture
def fill(tmp_path):
    def run(*, people=PEOPLE, ties=TIES, questions=(), keep_examples=True, change=None):
        path = write_template(tmp_path / "survey.xlsx", force=True)
        book = openpyxl.load_workbook(path)
        for name, rows in (("People", people), ("Ties", ties), ("Questions", questions)):
            page = book[name]
            if not keep_examples:
                page.delete_rows(2, 2)
            for row in rows:
                page.append(row)
        if change:
            change(book)
        book.save(path)
        return read_survey(path)

    return run


def test_the_template_has_three_sheets_with_examples_and_a_note_on_each_column(tmp_path):
    book = openpyxl.load_workbook(write_template(tmp_path / "t.xlsx"))
    assert book.sheetnames == ["Read me", "People", "Ties", "Questions"]
    told = "\n".join(str(row[0]) for row in book["Read me"].iter_rows(values_only=True))
    for name, columns in SHEETS.items():
        page = book[name]
        assert [cell.value for cell in page[1]] == list(columns)
        assert page.max_row == 3
        for cell in page[1]:
            assert cell.comment.text in told
            assert cell.value + ": " + cell.comment.text in told
    rules = {rule.formula1 for name in SHEETS for rule in book[name].data_validations.dataValidation}
    assert rules == {'"yes,no"', '"yes,no,not asked"', '"I go to them,they come to me,both ways"'}


def test_the_template_has_the_same_bytes_whenever_it_is_written(tmp_path, monkeypatch):
    one = write_template(tmp_path / "a.xlsx").read_bytes()
    monkeypatch.setattr("time.time", lambda: 2_000_000_000.0)
    for module in ("openpyxl.packaging.core", "openpyxl.writer.excel"):
        monkeypatch.setattr(f"{module}.datetime", SimpleNamespace(datetime=In2033, timezone=dt.timezone))
    two = write_template(tmp_path / "b.xlsx").read_bytes()
    assert one == two


class In2033:
    """Stands for the clock that openpyxl asks for the hour."""

    @staticmethod
    def now(tz=None):
        return dt.datetime(2033, 5, 18, tzinfo=tz)


def test_a_template_never_replaces_a_file_unasked(tmp_path):
    path = tmp_path / "t.xlsx"
    path.write_text("mine")
    with pytest.raises(FileError, match="already there"):
        write_template(path)
    assert path.read_text() == "mine"
    write_template(path, force=True)
    assert read_survey(path).people.empty


def test_an_empty_template_says_that_nobody_answered(tmp_path):
    survey = read_survey(write_template(tmp_path / "t.xlsx"))
    assert survey.people.empty
    assert {"nobody_answered", "no_ties", "example_row"} <= set(survey.issues["code"])


@pytest.mark.parametrize("keep_examples", [True, False])
def test_a_filled_workbook_is_a_usable_survey(fill, keep_examples):
    questions = () if keep_examples else [("advice", "Who do you go to?", "I go to them", 5)]
    survey = fill(keep_examples=keep_examples, questions=questions)
    assert survey.relations == ("advice",)
    assert survey.ties[["source", "target", "strength"]].to_numpy().tolist() == [
        ["P1", "P2", 2.0],
        ["P2", "P3", 1.0],
        ["P2", "Zed", 1.0],
    ]
    assert survey.people[["label", "status", "asked"]].to_numpy().tolist() == [
        ["Ana", "respondent", "yes"],
        ["Bo", "respondent", "yes"],
        ["Cy", "named_only", "yes"],
        ["Di", "named_only", "no"],
        ["Ed", "respondent", "yes"],
        ["Zed", "named_only", "no"],
    ]
    assert survey.codebook.relations["advice"].reports == "seeks_from"
    assert survey.codebook.relations["advice"].choices == (None if keep_examples else 5)
    assert survey.codebook.attributes["decision_seat"].kind == "power"
    assert survey.codebook.attributes["decision_seat"].holds == ("Yes",)
    assert survey.codebook.attributes["group"].kind == "community"
    assert survey.codebook.attributes["organisation"].kind == "organisation"
    examples = survey.issues.query("code == 'example_row'")["count"].to_list()
    assert examples == ([2, 2] if keep_examples else [])
    assert not [row[0] for row in EXAMPLES["People"] if row[0] in survey.people.index]


def test_an_example_row_that_was_changed_counts(fill):
    def change(book):
        book["People"]["B2"] = "Somebody real"

    survey = fill(change=change)
    assert survey.people.loc["example-1", "label"] == "Somebody real"


@pytest.mark.parametrize(
    ("words", "reports"),
    [
        ("I go to them", "seeks_from"),
        ("THEY COME TO ME", "gives_to"),
        ("both ways", "mutual"),
        ("gives_to", "gives_to"),
        (None, None),
    ],
)
def test_the_direction_is_said_in_plain_words(fill, words, reports):
    survey = fill(keep_examples=False, questions=[("advice", None, words)])
    assert survey.codebook.relations["advice"].reports == reports
    assert survey.codebook.relations["advice"].question is None


def test_several_questions_make_several_relations(fill):
    ties = [("Ana", "Bo", "Trust", 1), ("Bo", "Ana", "advice", 2)]
    survey = fill(ties=ties, keep_examples=False, questions=[("advice", "a?"), ("trust", "t?"), ("", "left out")])
    assert survey.relations == ("advice", "trust")
    assert survey.ties[["relation", "source"]].to_numpy().tolist() == [["advice", "P2"], ["trust", "P1"]]


def test_with_one_question_the_relation_may_stay_empty(fill):
    survey = fill(ties=[("Ana", "Bo", None, None)], keep_examples=False, questions=[("advice", "a?")])
    assert survey.ties["relation"].to_list() == ["advice"]
    survey = fill(ties=[("Ana", "Bo", None, None)], keep_examples=False)
    assert survey.ties["relation"].to_list() == ["tie"]


def test_columns_that_people_add_are_attributes_and_waves(fill):
    def change(book):
        page = book["People"]
        page.cell(1, 7, "home town")
        page.cell(2, 7, "x")
        page.cell(4, 7, "Riverside")
        book["Ties"].cell(1, 5, "wave")
        for i in range(2, 7):
            book["Ties"].cell(i, 5, 2031)

    survey = fill(change=change)
    assert survey.waves == ("2031",)
    assert survey.people["home_town"].to_dict()["P1"] == "Riverside"


@pytest.mark.parametrize(
    ("filled", "words"),
    [
        ({"questions": [("trust", "t?", "sideways")]}, "'sideways' is not one of: I go to them"),
        ({"ties": [("Ana", "Bo", "advise", 1)]}, "'advise' is not a relation of the sheet Questions"),
        ({"ties": [("Ana", "Bo", "advice", "often")]}, "neither a number nor a tick"),
        ({"people": [(None, "Ana", "x")]}, "has no id"),
        ({"questions": [("trust", "t?", "both ways", "many")], "ties": []}, "choices"),
    ],
)
def test_what_cannot_be_read_in_a_workbook_is_told(fill, filled, words):
    with pytest.raises(CriticalSNAError, match=words):
        fill(**filled)


def test_any_other_workbook_asks_for_a_spec(tmp_path):
    book = openpyxl.Workbook()
    book.save(tmp_path / "other.xlsx")
    with pytest.raises(SpecError, match="no sheet named People or Ties or Questions"):
        read_survey(tmp_path / "other.xlsx")


def test_a_template_without_a_column_names_it(fill):
    def change(book):
        book["Ties"].cell(1, 2, "too")

    with pytest.raises(SpecError, match="There is no column 'to'"):
        fill(change=change)


def test_a_template_may_lose_the_columns_it_can_do_without(fill):
    def change(book):
        book["People"].delete_cols(3, 3)

    survey = fill(change=change)
    assert list(survey.codebook.attributes) == []
