"""The log of a survey: each finding names its own file; faults of sheets wait for those of cells."""

from __future__ import annotations

import pytest

from critical_sna._core.limits import MAX_ISSUES_OF_A_KIND
from critical_sna.errors import DataError
from critical_sna.survey.issues import Log, WorkbookLog


def test_equal_faults_of_two_files_are_told_apart() -> None:
    log = Log()
    for file, row, column in (("a.csv", 2, "x"), ("a.csv", 3, "y"), ("b.csv", 4, None), (None, None, None)):
        log.fault("no_wave", file=file, row=row, column=column)
    with pytest.raises(DataError) as error:
        log.stop_if_faulty()
    text = str(error.value)
    assert "(2 x; a.csv; rows 2, 3; columns x, y)" in text
    assert "(1 x; b.csv; row 4)" in text
    assert "(1 x)" in text
    assert "where:" not in text
    assert error.value.problems["file"].isna().sum() == 1


def test_a_sentence_may_be_another_phrase_of_the_same_code() -> None:
    log = Log()
    log.note("empty_block", phrase="empty_block_none", file="a.csv", row=2, name="'Ana'", relation="advice")
    assert log.issues[0]["code"] == "empty_block"
    assert "naming nobody" in log.issues[0]["text"]


def test_held_faults_are_told_with_those_that_come_after() -> None:
    log = Log()
    log.fault("no_wave", file="a.csv", row=2)
    log.hold()
    log.stop_if_faulty()
    log.fault("no_wave", file="a.csv", row=3)
    log.hold()
    with pytest.raises(DataError) as error:
        log.stop_at_end()
    assert error.value.problems["row"].to_list() == [2, 3]


def test_without_faults_the_end_is_quiet() -> None:
    log = Log()
    log.hold()
    log.stop_at_end()


def test_a_workbook_has_its_own_words() -> None:
    log = WorkbookLog()
    log.fault("value_unknown", file="s.xlsx", row=2, column="strength", name="'often'", scale=None)
    log.fault("no_wave", file="s.xlsx", row=3, column="wave")
    assert [(f["column"], f["text"].split(";")[-1].strip()) for f in log.faults] == [
        ("strength", "write a number above 0, or leave the cell empty"),
        ("wave", "the row does not say its wave"),
    ]


def test_what_is_odd_about_a_sheet_is_told_once_though_it_is_read_for_each_question() -> None:
    log = WorkbookLog()
    for _ in range(2):
        log.note("blank_rows", count=3, file="s.xlsx, sheet Ties")
        log.note("duplicate_tie", source="'a'", target="'b'", rule="max")
    assert [i["code"] for i in log.issues] == ["blank_rows", "duplicate_tie", "duplicate_tie"]


def test_issues_above_the_limit_of_their_code_and_file_are_counted_in_one(monkeypatch) -> None:
    monkeypatch.setattr("critical_sna.formats.findings.MAX_ISSUES_OF_A_KIND", 2)
    log = Log()
    for file in ("a.csv", "b.csv"):
        for row in range(2, 7 if file == "a.csv" else 4):
            log.note("duplicate_tie", count=row, file=file, row=row, source="'a'", target="'b'", rule="max")
    table = log.table()
    assert table[["file", "count", "row"]].fillna(0).to_numpy().tolist() == [
        ["a.csv", 2, 2],
        ["a.csv", 3, 3],
        ["a.csv", 4 + 5 + 6, 0],
        ["b.csv", 2, 2],
        ["b.csv", 3, 3],
    ]
    assert set(table["code"]) == {"duplicate_tie"}
    assert set(table["severity"]) == {"warning"}
    assert table["text"][2] == "There are 15 more of this kind (duplicate_tie); they are counted here and not listed."
    assert len(log.issues) == 4


def test_what_a_graph_file_has_above_the_limit_is_counted_too(read, monkeypatch) -> None:
    monkeypatch.setattr("critical_sna.formats.findings.MAX_ISSUES_OF_A_KIND", 2)
    pairs = "".join(f"{i} {i} 1\n" for i in range(1, 6))
    vertices = "".join(f"{i} P{i}\n" for i in range(1, 6))
    spec = {"sources": {"path": "a_net", "format": "pajek", "ties": {"relation": "r", "shape": "graph"}}}
    issues = read(spec, a_net=f"*Vertices 5\n{vertices}*Arcs\n1 2 1\n{pairs}").issues
    told = issues[issues["code"] == "self_tie"]
    assert told["count"].to_list() == [1, 1, 3]


def test_millions_of_odd_pairs_make_no_millions_of_issues(read, edges) -> None:
    lines = "".join(f"P{i},Bo\nP{i},Bo\n" for i in range(1_500))
    issues = read(edges(), ties_csv=f"from,to\n{lines}").issues
    told = issues[issues["code"] == "duplicate_tie"]
    assert len(told) == MAX_ISSUES_OF_A_KIND + 1
    assert told["count"].sum() == 1_500
