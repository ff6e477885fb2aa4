from __future__ import annotations

import codecs
import csv
import io
import os

import pytest

from critical_sna.errors import CriticalSNAError, DataError, FileError, SpecError
from critical_sna.survey.description.spec import FileSpec, Header
from critical_sna.survey.issues import Log
from critical_sna.survey.tables.readers import read_table, sniff


def table(folder, content, name="a.csv", header=None, **options):
    (folder / name).write_bytes(content if isinstance(content, bytes) else content.encode())
    log = Log()
    spec = FileSpec(path=name, **options)
    found = read_table(folder / name, name, spec, header or Header(), log)
    return found, log


def cells(found):
    return [row.cells for row in found.rows]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le"])
def test_unicode_encodings_are_seen_from_the_file(tmp_path, encoding):
    found, log = table(tmp_path, "from,to\nZoë,Bo\n".encode(encoding))
    assert [c.name for c in found.columns] == ["from", "to"]
    assert cells(found) == [("Zoë", "Bo")]
    assert not log.issues


def test_utf_16_with_tabs_and_a_mark_is_the_qualtrics_tsv(tmp_path):
    found, _ = table(tmp_path, codecs.BOM_UTF16_LE + "a\tb\n1\t2\n".encode("utf-16-le"), name="a.tsv")
    assert cells(found) == [("1", "2")]


def test_windows_text_is_read_with_an_issue(tmp_path):
    found, log = table(tmp_path, "name\nRenée\n".encode("cp1252"))
    assert cells(found) == [("Renée",)]
    assert [i["code"] for i in log.issues] == ["encoding_guess"]


def test_a_named_encoding_is_obeyed(tmp_path):
    found, log = table(tmp_path, "name\nŁukasz\n".encode("cp1250"), encoding="cp1250")
    assert cells(found) == [("Łukasz",)]
    assert not log.issues


@pytest.mark.parametrize(
    ("content", "options", "words"),
    [
        (b"a\n\x81\n", {}, "neither UTF-8, UTF-16"),
        (b"a\n\xff\n", {"encoding": "utf-8"}, "not utf-8"),
        (b"a\n", {"encoding": "klingon"}, "no encoding"),
        (b"\xff\xfea", {}, "neither UTF-8, UTF-16"),
        (b"abc\0def,1\n", {}, "not text"),
        (b"", {}, "empty"),
        (b" \n\n", {}, "empty"),
        (b",,\n1,2,3\n", {}, "no header row"),
        (b"a\n", {"header": {"rows": 2}}, "fewer than 2 header rows"),
        (b"a\n", {}, "no answers"),
        (b'a,b\n"x,y\n', {}, "quotation mark"),
        (b'a\n"x" y\n', {}, "quotation mark"),
        (b"a\n" + b"x" * 200_000 + b"\n", {}, "cut into cells"),
        (b"a,b\n1,2\n", {"delimiter": "ab"}, "one character"),
        (b"a,b\n1,2\n", {"sheet": "x"}, "Only workbooks"),
        (b"a,b\n1,2\n", {"format": "cvs"}, "did you mean 'csv'"),
        (b"<html></html>", {}, "XML or HTML, not a table"),
        (b"\xd0\xcf\x11\xe0rest", {}, "old or password-protected"),
        (b"PKnothing", {}, "cannot be read"),
    ],
)
def test_a_file_that_cannot_be_read_says_why_and_which(tmp_path, content, options, words):
    with pytest.raises(CriticalSNAError, match=words) as caught:
        table(tmp_path, content, header=Header(**options.pop("header", {})), **options)
    assert "a.csv" in str(caught.value)


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_the_delimiter_is_seen_from_the_file(delimiter):
    text = f"id{delimiter}name, full{delimiter}role\n1{delimiter}Ash, A{delimiter}x\n"
    if delimiter == ",":
        text = 'id,"name; full",role\n1,"Ash; A",x\n'
    assert sniff(text) == delimiter


def test_a_delimiter_can_be_named(tmp_path):
    found, _ = table(tmp_path, "a;b,c\n1;2,3\n", delimiter=";")
    assert cells(found) == [("1", "2,3")]
    found, _ = table(tmp_path, "a\tb\n1\t2\n", delimiter="tab")
    assert cells(found) == [("1", "2")]


def test_one_column_needs_no_delimiter(tmp_path):
    found, _ = table(tmp_path, "id\nAna\n\n")
    assert cells(found) == [("Ana",)]
    assert sniff('"a') == ","


def test_rows_keep_the_number_a_spreadsheet_shows(tmp_path):
    found, log = table(tmp_path, 'a,b\n"x\ny",1\n,\n z ,2\n')
    assert [row.number for row in found.rows] == [2, 4]
    assert log.issues[0]["count"] == 1


def test_a_folder_a_missing_file_and_a_pipe_are_told_apart(tmp_path):
    (tmp_path / "folder").mkdir()
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "answers.csv").write_text("a\n1\n")
    for name, words in (
        ("folder", "a folder"),
        ("pipe", "ordinary"),
        ("answer.csv", "answers.csv"),
        ("a\0", "no such"),
    ):
        with pytest.raises(FileError, match=words):
            read_table(tmp_path / name, name, FileSpec(path=name), Header(), Log())
    with pytest.raises(FileError, match="cannot be read"):
        read_table(tmp_path / ("x" * 300), "x", FileSpec(path="x"), Header(), Log())


def test_a_file_that_may_not_be_opened_is_named(tmp_path, monkeypatch):
    def refuse(self):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("pathlib.Path.read_bytes", refuse)
    (tmp_path / "a.csv").write_text("a\n1\n")
    with pytest.raises(FileError, match="Permission denied"):
        read_table(tmp_path / "a.csv", "a.csv", FileSpec(path="a.csv"), Header(), Log())


def test_too_many_cells_and_too_many_bytes_are_refused(tmp_path, monkeypatch):
    monkeypatch.setattr("critical_sna.survey.tables.table.MAX_TABLE_CELLS", 5)
    with pytest.raises(DataError, match="more than 5 cells"):
        table(tmp_path, "a,b\n" * 4)
    with (tmp_path / "big.csv").open("wb") as stream:
        stream.truncate(1024**3 + 1)
    with pytest.raises(DataError, match="at most"):
        read_table(tmp_path / "big.csv", "big.csv", FileSpec(path="big.csv"), Header(), Log())


def test_a_glob_finds_its_files_sorted_and_an_empty_one_is_an_error(read, edges, tmp_path):
    spec = edges(source={"path": "part*.csv"})
    survey = read(spec, part2_csv="from,to\nCy,Ana\n", part1_csv="from,to\nAna,Bo\n")
    assert set(survey.answers["file"]) == {"part1.csv", "part2.csv"}
    with pytest.raises(FileError, match="No file fits"):
        read(edges(source={"path": "none*.csv"}))
    brackets = read(edges(source={"path": "a[1].csv"}), **{"a[1].csv": "from,to\nAna,Bo\n"})
    assert len(brackets.ties) == 1


@pytest.mark.parametrize(
    ("name", "form"),
    [("a.net", "Pajek"), ("a.graphml", "GraphML"), ("a.gexf", "GEXF"), ("a.dl", "UCINET DL")],
)
def test_a_graph_file_is_no_table_of_answers(tmp_path, name, form):
    with pytest.raises(SpecError, match=f"A {form} file holds nodes and ties") as caught:
        table(tmp_path, b"", name=name)
    assert "shape 'graph'" in str(caught.value)
    with pytest.raises(SpecError, match=f"A {form} file"):
        table(tmp_path, b"a\n1\n", format=name[2:])


def test_quoted_cells_may_span_lines_and_pieces_of_a_large_file(tmp_path):
    rows = [[f"p{i}", "x" * 40, 'a "b"\nc,' if i > 9_000 and i % 7 == 0 else "Zoë"] for i in range(12_000)]
    stream = io.StringIO()
    csv.writer(stream, lineterminator="\r\n").writerows([["id", "note", "said"], *rows])
    assert len(stream.getvalue()) > 2 * (1 << 18)
    found, _ = table(tmp_path, stream.getvalue())
    assert [list(row.cells) for row in found.rows] == rows
    assert found.rows[-1].number == 12_001
    found, _ = table(tmp_path, stream.getvalue().encode("utf-16"))
    assert [list(row.cells) for row in found.rows] == rows


def test_lines_may_end_as_on_an_old_machine(tmp_path):
    assert cells(table(tmp_path, "a,b\r" + "1,2\r" * 100_000)[0]) == [("1", "2")] * 100_000


def test_a_bad_line_far_down_is_named(tmp_path):
    with pytest.raises(DataError, match="line 90002"):
        table(tmp_path, "a,b\n" + "1,2\n" * 90_000 + '"x" y,2\n')
    with pytest.raises(DataError, match="line 90002"):
        table(tmp_path, "a,b\n" + "1,2\n" * 90_000 + "x" * 140_000 + ",2\n")


@pytest.mark.parametrize(
    ("limit", "most", "text", "words"),
    [
        ("formats.files.MAX_ROW_TEXT", 500_000, "a\n" + "x," * 600_000, "a row of more than 500,000 characters"),
        ("formats.files.MAX_ROW_TEXT", 500_000, 'a\n"x\n"' + ',"x\n"' * 400_000, "a row of more than 500,000"),
        ("survey.tables.table.MAX_TABLE_COLUMNS", 9, "a,b\n1,2\n".replace("b", "b,c" * 9), "more than 9 columns"),
        ("survey.tables.table.MAX_TABLE_CELLS", 9, "a,b,c,d\n" + "1\n" * 3, "more than 9 cells"),
        ("survey.tables.table.MAX_TABLE_CELLS", 9, "a\n1,2,3,4,5,6\n1,2,3,4\n", "more than 9 cells"),
        ("survey.tables.table.MAX_TABLE_CELLS", 9, "a\n" + "\n" * 10, "more than 9 cells"),
        ("survey.tables.table.MAX_TABLE_TEXTS", 9, "a\n" + "".join(f"{i:06d}\n" for i in range(90_000)), "texts that"),
    ],
)
def test_what_is_too_large_is_refused_before_it_fills_the_memory(tmp_path, monkeypatch, limit, most, text, words):
    monkeypatch.setattr(f"critical_sna.{limit}", most)
    with pytest.raises(DataError, match=words) as caught:
        table(tmp_path, text)
    assert "a.csv" in str(caught.value)


def test_a_workbook_has_a_smaller_limit_than_text(tmp_path, monkeypatch):
    monkeypatch.setattr("critical_sna.survey.tables.readers.MAX_FILE_BYTES", 9)
    assert len(table(tmp_path, "a,b\n" + "1,2\n" * 9)[0]) == 9
    with pytest.raises(DataError, match="at most 9 are read"):
        table(tmp_path, b"PK" + b"0" * 20)


@pytest.mark.parametrize("codec", ["base64", "rot13", "hex"])
def test_a_codec_that_makes_no_text_is_no_encoding(tmp_path, codec):
    with pytest.raises(SpecError, match="no encoding"):
        table(tmp_path, b"a\n1\n", encoding=codec)
