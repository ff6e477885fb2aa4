from __future__ import annotations

import contextlib
import datetime as dt
import io
import time
import tracemalloc
import zipfile

import openpyxl
import pytest

from critical_sna.errors import DataError, SpecError
from critical_sna.survey.issues import Log
from critical_sna.survey.tables import workbook
from critical_sna.survey.tables.workbook import read_sheet

DAY = dt.datetime.fromisoformat("2031-03-04")  # what a workbook holds knows no time zone
MORNING = dt.datetime.fromisoformat("2031-03-04T09:05")


def book(sheets):
    made = openpyxl.Workbook()
    made.remove(made.worksheets[0])
    for title, rows in sheets.items():
        page = made.create_sheet(title)
        for row in rows:
            page.append(row)
    stream = io.BytesIO()
    made.save(stream)
    return stream.getvalue()


@contextlib.contextmanager
def frugal(*, seconds, megabytes):
    """Fail if what is done inside takes longer, or more memory at its peak."""
    import openpyxl.reader.excel  # noqa: F401 - its loading is not measured

    tracemalloc.start()
    before = time.perf_counter()
    try:
        yield
        assert time.perf_counter() - before < seconds
        assert tracemalloc.get_traced_memory()[1] < megabytes * 1024**2
    finally:
        tracemalloc.stop()


def with_sheet_xml(content, change):
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as new:
        for item in old.infolist():
            part = old.read(item)
            new.writestr(item.filename, change(part) if item.filename.endswith("sheet1.xml") else part)
    return stream.getvalue()


def test_cells_are_text_as_a_person_sees_them():
    rows = [
        ["a", 1001, 1001.0, None, 1.5, True],
        [DAY, MORNING, dt.date(2031, 3, 4), dt.time(9, 5), "NA", "1.0"],
    ]
    grid, name = read_sheet(book({"S": rows}), "a.xlsx", None, Log())
    assert grid[0][1] == ["a", "1001", "1001", "", "1.5", "TRUE"]
    assert grid[1][1] == ["2031-03-04", "2031-03-04 09:05:00", "2031-03-04", "09:05:00", "NA", "1.0"]
    assert name == "a.xlsx"


def test_a_number_of_more_than_fifteen_digits_shows_that_it_was_cut():
    grid, _ = read_sheet(book({"S": [[9007199254740992]]}), "a.xlsx", None, Log())
    assert grid[0][1] == ["9.00719925474099E+15"]


def test_ids_of_more_than_fifteen_digits_in_a_workbook_are_refused(read, edges):
    spec = edges(source={"path": "t.xlsx"})
    content = book({"S": [["from", "to"], [9007199254740992, 9007199254740993]]})
    with pytest.raises(DataError, match="digits are lost"):
        read(spec, **{"t.xlsx": content})


def test_the_first_sheet_is_taken_and_told_and_a_named_one_is_found_without_case():
    content = book({"One": [["a"]], "Two": [["b"]]})
    log = Log()
    grid, name = read_sheet(content, "a.xlsx", None, log)
    assert (grid[0][1], name) == (["a"], "a.xlsx, sheet One")
    assert [i["code"] for i in log.issues] == ["sheet_guess"]
    assert read_sheet(content, "a.xlsx", "two", Log())[0][0][1] == ["b"]
    with pytest.raises(SpecError, match="did you mean 'One'"):
        read_sheet(content, "a.xlsx", "Onne", Log())


def test_a_cell_in_the_far_corner_is_refused_at_once_and_named():
    made = openpyxl.Workbook()
    made.worksheets[0]["A1"] = "from"
    made.worksheets[0]["XFD1048576"] = "x"
    stream = io.BytesIO()
    made.save(stream)
    with frugal(seconds=2, megabytes=20), pytest.raises(DataError, match="XFD1048576"):
        read_sheet(stream.getvalue(), "a.xlsx", None, Log())


def test_a_far_row_without_cells_is_refused_too():
    content = with_sheet_xml(
        book({"S": [["a"]]}), lambda xml: xml.replace(b"</sheetData>", b'<row r="1048576"></row></sheetData>')
    )
    with pytest.raises(DataError, match="row 1048576"):
        read_sheet(content, "a.xlsx", None, Log())


def test_a_lying_dimension_is_not_believed():
    content = with_sheet_xml(
        book({"S": [["a", "b"], ["1", "2"]]}), lambda xml: xml.replace(b'ref="A1:B2"', b'ref="A1:XFD1048576"')
    )
    grid, _ = read_sheet(content, "a.xlsx", None, Log())
    assert [cells for _, cells in grid] == [["a", "b"], ["1", "2"]]


def test_a_zip_bomb_is_refused_before_it_is_unpacked(monkeypatch):
    stream = io.BytesIO(book({"S": [["a"]]}))
    with zipfile.ZipFile(stream, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/worksheets/sheet9.xml", b" " * 30_000_000)
    with frugal(seconds=2, megabytes=5), pytest.raises(DataError, match="would unpack to 29 MB"):
        read_sheet(stream.getvalue(), "a.xlsx", None, Log())
    monkeypatch.setattr(workbook, "MAX_XLSX_RATIO", 1e9)
    monkeypatch.setattr(workbook, "MAX_XLSX_UNPACKED_BYTES", 1_000_000)
    with pytest.raises(DataError, match="would unpack"):
        read_sheet(stream.getvalue(), "a.xlsx", None, Log())


def test_wide_rows_that_hold_little_are_counted_as_the_cells_they_would_fill(monkeypatch):
    monkeypatch.setattr(workbook, "MAX_SHEET_CELLS", 1000)
    rows = [[None] * 99 + ["x"] for _ in range(11)]
    with pytest.raises(DataError, match="more than 1,000 cells"):
        read_sheet(book({"S": rows}), "a.xlsx", None, Log())
    assert len(read_sheet(book({"S": rows[:9]}), "a.xlsx", None, Log())[0]) == 9


def test_a_reference_cut_by_the_end_of_a_piece_is_still_seen():
    far = b'<c r="XFD1048576"><v>1</v></c>'
    for shift in range(40):
        stream = io.BytesIO(b" " * ((1 << 20) - shift) + far)
        with pytest.raises(DataError, match="XFD1048576"):
            workbook._scan(stream, "a.xlsx")


def test_all_sheets_are_scanned_where_the_sheet_s_part_is_not_known():
    content = with_sheet_xml(book({"S": [["a"]]}), lambda xml: xml.replace(b'r="A1"', b'r="ZZZ1"'))
    with pytest.raises(DataError, match="ZZZ1"):
        workbook._check_corners(content, None, "a.xlsx")


@pytest.mark.parametrize(
    "change",
    [
        lambda xml: xml[: len(xml) // 2],
        lambda xml: b'<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>' + xml.replace(b"<v>", b"<v>&b;"),
        lambda xml: b"",
    ],
)
def test_a_broken_sheet_is_a_data_error(change):
    with pytest.raises(DataError, match="cannot be read"):
        read_sheet(with_sheet_xml(book({"S": [["a", 1]]}), change), "a.xlsx", None, Log())


def test_a_zip_that_is_no_workbook_is_a_data_error():
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("hello.txt", "hello")
    for reader in (lambda c: read_sheet(c, "a.xlsx", None, Log()), lambda c: workbook.sheet_names(c, "a.xlsx")):
        with pytest.raises(DataError, match="cannot be read"):
            reader(stream.getvalue())


def test_a_workbook_of_charts_alone_has_no_sheet():
    made = openpyxl.Workbook()
    made.create_chartsheet("C")
    made.remove(made.worksheets[0])
    stream = io.BytesIO()
    made.save(stream)
    with pytest.raises(DataError, match=r"no sheet with cells|cannot be read"):
        read_sheet(stream.getvalue(), "a.xlsx", None, Log())


@pytest.mark.parametrize(
    ("cell", "count"),
    [
        (b'<c r="A1"><f>1+1</f><v></v></c>', 1),
        (b'<c r="A1"><f>1+1</f><v/></c>', 1),
        (b'<c r="A1" s="2"><f t="shared" si="0"/></c>', 1),
        (b'<c r="A1"><f>1+1</f><v>2</v></c>', 0),
        (b'<c r="A1" t="str"><f>IF(B1,"x","")</f><v></v></c>', 0),
        (b'<c r="A1"><v>2</v></c>', 0),
    ],
)
def test_a_formula_whose_result_was_never_stored_is_told(cell, count):
    assert workbook._scan(io.BytesIO(cell), "a.xlsx") == count
    for shift in range(0, 120, 7):
        cut = b" " * ((1 << 20) - shift) + cell + b'<c r="B1"><v>1</v></c>'
        assert workbook._scan(io.BytesIO(cut), "a.xlsx") == count


def test_formulas_without_results_are_an_issue_and_not_a_silent_blank():
    log = Log()
    grid, _ = read_sheet(book({"S": [["name", "=1+1"], ["=A1", "x"]]}), "a.xlsx", None, log)
    assert grid[0][1] == ["name", ""]
    assert [(i["code"], i["count"]) for i in log.issues] == [("formula_without_value", 2)]
