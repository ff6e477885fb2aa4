from __future__ import annotations

import pytest

from critical_sna.errors import SpecError
from critical_sna.survey.description.spec import Header
from critical_sna.survey.issues import Log
from critical_sna.survey.tables.table import make_table


def table(*rows, header=None, log=None):
    grid = [(i, list(cells)) for i, cells in enumerate(rows, start=1)]
    return make_table(grid, header or Header(), file="f.csv", log=log or Log())


def names(columns):
    return [c.name for c in columns]


def test_exact_text_comes_before_a_glob_because_questions_end_in_a_question_mark():
    found = table(["Who?", "Whoa"], ["1", "2"])
    assert names(found.many(["Who?"])) == ["Who?"]
    assert names(found.many(["Who*"])) == ["Who?", "Whoa"]
    assert names(found.many(["/^Wh.*[a]$/"])) == ["Whoa"]


def test_a_column_is_found_without_case_and_with_other_spaces():
    found = table(["Your\u00a0Name ", "b"], ["1", "2"])
    assert found.one("your name").position == 0
    assert found.has("YOUR  NAME")
    assert not found.has("name")


def test_the_exact_spelling_wins_over_one_that_differs_in_case():
    found = table(["q", "Q"], ["1", "2"])
    assert found.one("Q").position == 1


def test_a_column_may_be_given_by_position():
    found = table(["a", "b"], ["1", "2"])
    assert found.one(1).name == "b"
    with pytest.raises(SpecError, match="no column 2; the file has 2"):
        found.one(2)


def test_two_columns_of_one_name_are_told():
    found = table(["a", "a"], ["1", "2"])
    with pytest.raises(SpecError, match="2 columns are named 'a'"):
        found.one("a")


def test_a_missing_column_names_the_nearest():
    found = table(["name", "freq_1"], ["1", "2"])
    for wanted in (["Nmae"], ["frq_*"]):
        with pytest.raises(SpecError, match="did you mean"):
            found.many(wanted)


def test_a_merged_header_names_the_columns_to_its_right():
    found = table(["ID", "How often?", ""], ["", "Ana", "Bo"], ["1", "x", "y"], header=Header(rows=2))
    assert names(found.columns) == ["ID", "How often?", "How often?"]
    assert [c.label for c in found.columns] == ["", "Ana", "Bo"]
    assert [c.shown for c in found.columns] == ["ID", "Ana", "Bo"]


def test_a_blank_header_of_one_row_stays_blank():
    found = table(["a", "", "c"], ["1", "2", "3"])
    assert names(found.columns) == ["a", "", "c"]
    assert found.columns[1].shown == "column 2"


def test_the_label_row_can_be_chosen():
    found = table(["Q1"], ["Question"], ["{json}"], ["1"], header=Header(rows=3, label_row=2))
    assert found.columns[0].label == "Question"
    assert names(found.many(["Question"])) == ["Q1"]
    assert names(found.many(["Quest*"])) == ["Q1"]


def test_rows_above_the_header_are_skipped_and_short_rows_filled():
    found = table(["Title"], [""], ["a", "b"], ["1"], header=Header(skip=2))
    assert found.rows[0].cells == ("1", "")
    assert found.rows[0].number == 4


def test_only_a_whole_column_of_floats_loses_its_point_zero():
    found = table(["a", "b"], ["1.0", "1.0"], ["22.0", "2"], ["", ""], ["3.0", "x"])
    assert [row.cells for row in found.rows] == [("1", "1.0"), ("22", "2"), ("3", "x")]


def test_a_row_with_more_cells_than_the_header_is_a_fault():
    log = Log()
    table(["a", "b"], ["1", "2", " "], ["1", "2", "3"], log=log)
    assert [(f["code"], f["row"]) for f in log.faults] == [("too_many_cells", 3)]


def test_skipped_columns_do_not_come_through_a_glob_but_can_be_named():
    found = table(["Q5_1", "Q5_DO", "Q5_3_TEXT"], ["1", "2", "3"])
    rules = (r"_DO(_\d+)?$", r"_TEXT$")
    assert names(found.many(["Q5_*"], rules)) == ["Q5_1"]
    assert names(found.many(["Q5_*", "Q5_DO"], rules)) == ["Q5_1", "Q5_DO"]


def test_each_distinct_text_is_kept_once_and_rows_are_made_on_demand():
    found = table(["a", "b"], *[["x", "y"]] * 9_000, ["x", "z"])
    assert len(found) == len(found.rows) == 9_001
    assert len(found.texts) == 4
    assert found.rows[-1] == (9_002, ("x", "z"))
    assert [row.cells[1] for row in found.rows].count("y") == 9_000
    assert found.rows[8_999:] == [found.rows[8_999], found.rows[9_000]]
    with pytest.raises(IndexError):
        found.rows[9_001]


def test_a_column_that_is_added_and_rows_that_are_kept_leave_the_table_as_it_was():
    found = table(["a"], ["x"], ["y"])
    more = found.with_column("b", ["y", ""])
    assert [row.cells for row in more.rows] == [("x", "y"), ("y", "")]
    assert more.one("b").position == 1
    kept = more.keep(more.where(0, lambda text: text == "y"))
    assert list(kept.rows) == [(3, ("y", ""))]
    assert [row.cells for row in found.rows] == [("x",), ("y",)]
