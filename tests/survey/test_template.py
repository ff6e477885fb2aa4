from __future__ import annotations

import datetime as dt
from types import SimpleNamespace

import openpyxl
import pytest

from critical_sna.errors import DataError, FileError, SpecError
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
    assert openpyxl.load_workbook(path).sheetnames[1:] == list(SHEETS)


@pytest.mark.parametrize("keep_examples", [True, False])
def test_a_template_nobody_filled_in_says_that_the_sheets_are_still_empty(fill, keep_examples):
    with pytest.raises(DataError, match="The sheets are still empty") as caught:
        fill(people=(), ties=(), questions=[("advice", "a?", "sideways")], keep_examples=keep_examples)
    assert caught.value.problems is None
    assert "sideways" not in str(caught.value)


def test_an_empty_sheet_people_is_told_once_and_not_for_every_person(fill):
    survey = fill(people=(), keep_examples=False, questions=[("advice", "a?", "both ways")])
    codes = survey.issues["code"].to_list()
    assert codes.count("people_empty") == 1
    assert "unmatched_name" not in codes
    assert survey.people["asked"].to_dict() == {"Ana": "yes", "Bo": "no", "Cy": "no", "P2": "yes", "Zed": "no"}
    assert list(survey.codebook.attributes) == []


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
        ({"ties": [("Ana", "Bo", "advice", "often")]}, r"'often' .* above 0.*; row 4; column strength\)"),
        ({"ties": [("Ana", "Bo", "advice", -1)]}, r"above 0.*; row 4; column strength\)"),
        ({"ties": [("Ana", "Bo", "advice", 1), ("Bo", "Ana", None, 1)]}, r"the cell is empty.*row 5; column relation"),
        ({"people": [(None, "Ana", "x")]}, "has no id"),
        ({"questions": [("trust", "t?", "both ways", "many")]}, r"'many' is not a whole .*row 4; column choices"),
        ({"questions": [("trust", "t?", None, 0)]}, "'0' is not a whole number"),
        ({"questions": [("trust", "t?"), ("Trust", "u?")]}, r"'Trust' stands .* twice.*row 5"),
    ],
)
def test_what_cannot_be_read_in_a_workbook_is_told(fill, filled, words):
    if "questions" not in filled:
        filled["questions"] = [("ideas", "i?", "both ways")]
    with pytest.raises(DataError, match=words) as caught:
        fill(**{"ties": [("Ana", "Bo", "advice", 1)], **filled})
    assert len(caught.value.problems) == 1


def test_every_fault_of_a_workbook_is_told_at_once_and_none_that_only_follows(fill):
    with pytest.raises(DataError) as caught:
        fill(
            people=PEOPLE,
            ties=[("Ana", "Bo", "trust", "often"), ("Ana", "Bo", "truts", 1), ("Bo", "Ana", "trust", 2)],
            questions=[("trust", "t?", "sideways")],
            keep_examples=False,
        )
    problems = caught.value.problems
    assert problems[["code", "row", "column"]].to_numpy().tolist() == [
        ["direction_word", 2, "direction"],
        ["relation_word", 3, "relation"],
        ["value_unknown", 2, "strength"],
    ]
    assert "save it, and run this again" in str(caught.value)


def test_the_direction_nobody_chose_is_told_with_its_cell(fill):
    survey = fill(keep_examples=False, questions=[("advice", "Who?", None)])
    issue = survey.issues[survey.issues["code"] == "direction_unsaid"].iloc[0]
    assert issue[["file", "row", "column"]].to_list() == ["survey.xlsx, sheet Questions", 2, "direction"]
    assert "I go to them, they come to me, or both ways" in issue["text"]


def test_a_row_of_strength_zero_is_told_and_is_no_tie(fill):
    survey = fill(ties=[*TIES, ("Ed", "Bo", "advice", 0)])
    issue = survey.issues[survey.issues["code"] == "zero_strength"].iloc[0]
    assert issue[["count", "row", "column"]].to_list() == [1, 7, "strength"]
    assert "P5" not in survey.ties["source"].to_list()


def test_a_seat_that_is_neither_yes_nor_no_is_told(fill):
    survey = fill(people=[*PEOPLE, ("P6", "Fe", "Schools", "Hill School", "sometimes", "yes")])
    text = survey.issues.loc[survey.issues["code"] == "holds_unclear", "text"].item()
    assert "(P6)" in text
    assert "write yes or no" in text


def test_a_name_that_is_not_in_people_points_to_the_sheets_and_not_to_an_alias_file(fill):
    survey = fill(ties=[*TIES, ("Ed", "Zed", "advice", 1)])
    text = survey.issues.loc[survey.issues["code"] == "unmatched_name", "text"].item()
    assert "correct the spelling in the sheet Ties (first in row 6), or add the person to the sheet People" in text
    names = [("P1", "Rowan Mockridge"), ("P2", "Bo")]
    survey = fill(people=names, ties=[("P2", "Rowan Mokridge", "advice", 1)])
    text = survey.issues.loc[survey.issues["code"] == "similar_names", "text"].item()
    assert "correct the spelling in row 4" in text
    assert "alias" not in survey.issues.to_csv()


def test_a_question_without_a_name_keeps_its_words_where_it_is_the_only_one(fill):
    survey = fill(
        ties=[("Ana", "Bo", None, 1)], keep_examples=False, questions=[(None, "Whom do you ask?", "I go to them", 3)]
    )
    asked = survey.codebook.relations["tie"]
    assert (asked.question, asked.reports, asked.choices) == ("Whom do you ask?", "seeks_from", 3)
    issue = survey.issues[survey.issues["code"] == "question_unnamed"].iloc[0]
    assert issue["row"] == 2
    assert "direction_unsaid" not in set(survey.issues["code"])


def test_no_question_at_all_is_told_once(fill):
    survey = fill(ties=[("Ana", "Bo", None, 1)], keep_examples=False)
    told = survey.issues[survey.issues["code"].isin(["question_unnamed", "direction_unsaid"])]
    assert told["code"].to_list() == ["question_unnamed"]
    assert "asks nothing" in told["text"].item()


@pytest.mark.parametrize(
    ("ties", "questions", "rows"),
    [
        ([("Ana", "Bo", "advice", 1)], [(None, "Whom?")], [2]),
        ([("Ana", "Bo", None, 1)], [(None, "Whom?"), (None, "Who else?")], [2, 3]),
        ([("Ana", "Bo", None, 1)], [("advice", "a?"), (None, "Whom?")], [3]),
    ],
)
def test_a_question_without_a_name_is_a_fault_where_ties_may_mean_it(fill, ties, questions, rows):
    with pytest.raises(DataError, match="the question has no name") as caught:
        fill(ties=ties, questions=questions, keep_examples=False)
    problems = caught.value.problems
    assert problems["row"].to_list() == rows
    assert set(problems["code"]) == {"question_without_name"}


def test_a_question_without_a_name_that_no_tie_means_is_left_out_and_told(fill):
    survey = fill(keep_examples=False, questions=[("advice", "a?"), ("", "left out")])
    assert survey.relations == ("advice",)
    issue = survey.issues[survey.issues["code"] == "question_left_out"].iloc[0]
    assert (issue["row"], issue["column"]) == (3, "relation")


def test_what_is_odd_about_the_sheet_ties_is_told_once_however_many_questions_there_are(fill):
    def change(book):
        book["Ties"].cell(9, 1, "Ana")
        for column, text in ((2, "Bo"), (3, "trust")):
            book["Ties"].cell(9, column, text)

    survey = fill(questions=[("advice", "a?"), ("trust", "t?")], keep_examples=False, change=change)
    assert len(survey.relations) == 2
    blank = survey.issues[survey.issues["code"] == "blank_rows"]
    assert blank[["count", "file"]].to_numpy().tolist() == [[4, "survey.xlsx, sheet Ties"]]


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
