from __future__ import annotations

import io

import pandas as pd
import pytest

from critical_sna.errors import CriticalSNAError
from critical_sna.formats import read_graph, write_graph
from critical_sna.formats.edge_list import people_name, plain_cell, safe_cell

PAYLOADS = ["=1+1", "+1+1", "-1+1", "@SUM(A1)", "\t=1", "\r=1", "＝1+1", "＋1", "－a", "＠x", '=HYPERLINK("x")', "--1"]
NUMBERS = ["-1.5", "+1", "-1e5", "0.5", "-.5"]


@pytest.mark.parametrize("text", PAYLOADS)
def test_text_that_a_spreadsheet_would_run_gets_an_apostrophe(text):
    assert safe_cell(text, safe_for_excel=True) == f"'{text}"
    assert safe_cell(text, safe_for_excel=False) == text


@pytest.mark.parametrize("text", [*NUMBERS, "plain", "a=b", "'quoted'", ""])
def test_numbers_and_plain_text_stay_as_they_are(text):
    assert safe_cell(text, safe_for_excel=True) == text


@pytest.mark.parametrize("text", [*PAYLOADS, *NUMBERS, "'", "''", "'=1", "''=1", "'-1.5", "''-1"])
@pytest.mark.parametrize("safe", [True, False])
def test_a_cell_reads_back_as_it_was(text, safe):
    assert plain_cell(safe_cell(text, safe_for_excel=safe)) == text


def test_a_spreadsheet_finds_no_formula_in_what_was_written(tmp_path):
    import openpyxl

    people = pd.DataFrame({"id": PAYLOADS, "=note": PAYLOADS, "change": [-1.5] * len(PAYLOADS)})
    write_graph((people, pd.DataFrame({"source": PAYLOADS[:1], "target": PAYLOADS[1:2]})), tmp_path / "n.csv")
    frame = pd.read_csv(tmp_path / "n.people.csv", dtype=str, encoding="utf-8-sig", keep_default_na=False)
    book = openpyxl.Workbook()
    for row in [list(frame.columns), *frame.to_numpy().tolist()]:
        book.active.append(row)
    kinds = {cell.data_type for row in book.active.iter_rows() for cell in row}
    assert kinds == {"s"}
    assert frame["change"].to_list() == ["-1.5"] * len(PAYLOADS)


def test_a_machine_file_is_plain_utf_8(tmp_path):
    people = pd.DataFrame({"id": ["=x", "b"]})
    write_graph((people, pd.DataFrame({"source": ["=x"], "target": ["b"]})), tmp_path / "n.csv", safe_for_excel=False)
    assert (tmp_path / "n.csv").read_bytes() == b"source,target,strength\r\n=x,b,1.0\r\n"
    write_graph((people, pd.DataFrame({"source": ["=x"], "target": ["b"]})), tmp_path / "n.csv")
    assert (tmp_path / "n.csv").read_bytes() == b"\xef\xbb\xbfsource,target,strength\r\n'=x,b,1.0\r\n"
    assert pd.read_csv(io.BytesIO((tmp_path / "n.people.csv").read_bytes()), encoding="utf-8-sig")["id"][0] == "'=x"


def test_columns_of_other_programs_are_known(read, ties_of):
    assert ties_of(read("From;To;Weight;Type\nAna;Bo;2;x\nBo;Ana;;\n", "n.csv"))[0] == ("Ana", "Bo", 2.0, "x")
    assert ties_of(read("source\ttarget\n1\t01\n", "n.tsv")) == [("1", "01", 1.0)]
    tables = read("ego,alter,relation\nAna,Bo,advice\n", "n.csv")
    assert tables.ties["relation"].to_list() == ["advice"]
    assert tables.people["id"].to_list() == ["Ana", "Bo"]


def test_people_beside_the_ties_are_read_and_everybody_must_be_there(read, tmp_path, faults):
    (tmp_path / "n.people.csv").write_text("id,label,role\n1,Ana,parent\n2,,\n")
    tables = read("source,target\n1,1\n", "n.csv")
    assert tables.people["label"].to_list() == ["Ana", "2"]
    assert tables.people["role"].to_list()[0] == "parent"
    assert set(tables.issues["code"]) == {"people_file", "isolate"}
    error = faults("source,target,strength\n1,9,x\n,1,-1\n", "n.csv")
    assert error.problems["code"].to_list() == [
        "strength_not_number",
        "tie_without_end",
        "strength_negative",
        "undeclared_person",
    ]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("a,b\n1,2\n", "No column is named 'source'"),
        ("source,b\n1,2\n", "No column is named 'target'"),
        ("source,target\n1,2,3\n", "not understood"),
        (",\n,\n", "no header row"),
        ('source,target\n"1,2\n', "quotation mark"),
        ("source,target\n,2\n", "no id"),
        ("source\0,target\n", "not text"),
        ("", "empty"),
    ],
)
def test_what_is_no_list_of_ties_says_so(read, text, words):
    with pytest.raises(CriticalSNAError, match=words) as caught:
        read(text, "n.csv")
    assert "n.csv" in str(caught.value)


def test_too_many_cells_are_refused(read, monkeypatch):
    monkeypatch.setattr("critical_sna.formats.edge_list.MAX_SHEET_CELLS", 3)
    with pytest.raises(CriticalSNAError, match="more than 3 cells"):
        read("source,target\n1,2\n", "n.csv")


def test_a_header_without_ties_is_an_empty_network(tmp_path):
    write_graph(
        (pd.DataFrame({"id": ["a"]}), pd.DataFrame({"source": [], "target": []}, dtype="str")), tmp_path / "n.csv"
    )
    tables = read_graph(tmp_path / "n.csv")
    assert (len(tables.people), len(tables.ties)) == (1, 0)


def test_the_file_of_people_lies_beside(tmp_path):
    assert people_name("ties.csv") == "ties.people.csv"
    assert people_name("a.b.tsv") == "a.b.people.tsv"
    assert people_name("ties") == "ties.people.csv"
