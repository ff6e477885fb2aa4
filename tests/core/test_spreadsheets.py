"""Tables written out: no formula, no hour, nothing invented where a value is not known."""

from __future__ import annotations

import io
import json
import time
import zipfile

import openpyxl
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from critical_sna._core import spreadsheets

BAD = ["=1+1", "+1", "-1", "@SUM(A1)", "\tx", "\rx", '=cmd|" /C calc"!A0', "plain", "", "a\x00b", "\ud800", "é"]


def table() -> pd.DataFrame:
    index = pd.Index(BAD, dtype=object, name="person")
    return pd.DataFrame({"count": [1.0, float("nan")] * 6, "=evil": BAD, "yes": [True, False] * 6}, index=index)


def read(content: bytes) -> dict[str, list[list[tuple[object, str]]]]:
    book = openpyxl.load_workbook(io.BytesIO(content))
    return {page.title: [[(c.value, c.data_type) for c in row] for row in page.iter_rows()] for page in book}


def test_no_cell_of_a_workbook_reads_back_as_a_formula_or_starts_like_one() -> None:
    sheet = read(spreadsheets.workbook({"people": table()}))["people"]
    assert len(sheet) == len(BAD) + 1
    for row in sheet:
        for value, kind in row:
            assert kind != "f"
            assert not (isinstance(value, str) and value.startswith(spreadsheets.FORMULA_STARTS))
    assert sheet[1][0][0] == "'=1+1"
    assert sheet[0][2][0] == "'=evil"


def test_what_is_not_known_is_an_empty_cell_and_a_number_stays_a_number() -> None:
    sheet = read(spreadsheets.workbook({"people": table()}))["people"]
    assert sheet[1][1] == (1, "n")
    assert sheet[2][1][0] is None
    assert sheet[1][3] == (True, "b")


def test_the_same_tables_give_the_same_bytes_a_second_later_and_no_hour_stands_in_them() -> None:
    first = spreadsheets.workbook({"people": table()})
    time.sleep(2.1)  # the zip format counts in two seconds
    assert spreadsheets.workbook({"people": table()}) == first
    with zipfile.ZipFile(io.BytesIO(first)) as pack:
        assert {item.date_time[0] for item in pack.infolist()} == {1980}
        assert b"1980-01-01T00:00:00Z" in pack.read("docProps/core.xml")


@given(st.text(max_size=20))
def test_no_text_becomes_a_formula_or_breaks_the_file(text: str) -> None:
    guarded = spreadsheets.as_text(text)
    assert not guarded.startswith(spreadsheets.FORMULA_STARTS)
    sheet = read(spreadsheets.workbook({"t": pd.DataFrame({"x": [text]})}))["t"]
    assert sheet[1][0][1] != "f"


def test_csv_guards_text_and_leaves_unknown_empty() -> None:
    frame = pd.DataFrame({"x": [1.5, float("nan")]}, index=pd.Index(["=a", "b,c"], name="person"))
    assert spreadsheets.csv_text(frame) == 'person,x\n\'=a,1.5\n"b,c",\n'


def test_an_index_without_a_name_is_not_a_column() -> None:
    assert spreadsheets.csv_text(pd.DataFrame({"x": ["a"]})) == "x\na\n"


def test_json_keeps_text_as_it_is_and_says_null_for_unknown() -> None:
    frame = pd.DataFrame(
        {"x": [1.0, 0.5, float("nan")], "n": pd.array([1, None, 3], dtype="Int64"), "t": ["=a", "é", None]}
    )
    found = json.loads(spreadsheets.json_text({"people": frame}))
    assert found == {
        "people": [{"x": 1, "n": 1, "t": "=a"}, {"x": 0.5, "n": None, "t": "é"}, {"x": None, "n": 3, "t": None}]
    }


@pytest.mark.parametrize("value", [pd.NA, float("inf"), None])
def test_json_never_holds_what_json_does_not_know(value: object) -> None:
    found = json.loads(spreadsheets.json_text({"t": pd.DataFrame({"x": [value]}, dtype=object)}))
    assert found == {"t": [{"x": None}]}


def test_the_table_handed_in_stays_as_it_was() -> None:
    frame = table()
    before = frame.copy(deep=True)
    spreadsheets.workbook({"people": frame})
    spreadsheets.csv_text(frame)
    pd.testing.assert_frame_equal(frame, before)
