"""Odd files end in a clear error or in a row of the issues, never in something else."""

from __future__ import annotations

import contextlib
import io
import json
import os
import signal
import socket
import subprocess
import sys
import zipfile
from pathlib import Path

import openpyxl
import pandas as pd
import pytest

from critical_sna._core.files import write_bytes
from critical_sna.errors import CriticalSNAError, DataError, FileError, SpecError
from critical_sna.formats import read_graph, write_graph
from critical_sna.survey import describe_survey, read_survey, write_template

ROOT = Path(__file__).parents[2]

HOSTILE = [
    "<script>alert(1)</script>",
    "=HYPERLINK(1)",
    'O\'Brien "the" Bo',
    "Ana\u202eona",
    "x" * 300,
    "\u200bZoë",
    "a;b|c",
    "NULL",
    "nan",
    "-",
]


def test_one_person_alone_is_a_survey(read, roster):
    survey = read(roster(), answers_csv="me,ask_Ana\nAna,\n")
    assert survey.people.index.to_list() == ["Ana"]
    assert survey.ties.empty
    assert {"no_ties", "empty_block"} <= set(survey.issues["code"])


def test_a_survey_that_nobody_answered_is_told(read, roster):
    spec = roster(source={"rows": {"consent": {"column": "ok", "yes": "yes"}}})
    survey = read(spec, answers_csv="me,ok,ask_Ana,ask_Bo\nAna,no,,1\nBo,no,1,\n")
    assert set(survey.people["status"]) == {"declined"}
    assert "nobody_answered" in set(survey.issues["code"])
    assert survey.response_rates()["rate"].to_list() == [0.0]


def test_everybody_only_named_is_told(read, edges):
    spec = edges(people={"path": "p.csv", "id": "id"}, source={"rows": {"keep_if": {"year": ["2024"]}}})
    survey = read(spec, p_csv="id\nAna\nBo\n", ties_csv="from,to,year\nAna,Bo,2023\n")
    assert set(survey.people["status"]) == {"named_only"}
    assert {"nobody_answered", "nonrespondent", "no_ties"} <= set(survey.issues["code"])


def test_self_nominations_alone_leave_people_without_ties(read, edges):
    survey = read(edges(), ties_csv="from,to\nAna,Ana\nBo,bo\n")
    assert survey.people["status"].to_list() == ["respondent", "respondent"]
    assert survey.ties.empty
    assert survey.issues.query("code == 'self_tie'")["count"].sum() == 2


def test_ids_that_look_alike_stay_apart(read, edges):
    survey = read(edges(), ties_csv="from,to\n1,1.0\n01,NA\nNone,1\nnull,nan\n")
    assert survey.people.index.to_list() == ["01", "1", "1.0", "NA", "None", "nan", "null"]


def test_a_whole_column_of_floats_is_the_ids_of_the_people_file(read, edges):
    spec = edges(people={"path": "p.csv", "id": "id"})
    survey = read(spec, p_csv="id\n1\n2\n", ties_csv="from,to\n1.0,2.0\n2.0,1.0\n")
    assert survey.people.index.to_list() == ["1", "2"]


def test_a_blank_is_no_id(read, edges):
    survey = read(edges(), ties_csv="from,to\nAna,Bo\n,Cy\n \u200b,Di\nEd,\u00a0\n")
    assert survey.people.index.to_list() == ["Ana", "Bo", "Ed"]
    assert survey.issues.query("code == 'no_respondent'")["row"].to_list() == [3, 4]


@pytest.mark.parametrize("value", ["NaN", "-1", "inf", "-inf", "1e999", "lots"])
def test_a_strength_that_cannot_be_is_refused_with_its_place(read, edges, value):
    with pytest.raises(DataError) as caught:
        read(edges({"value": "n"}), ties_csv=f"from,to,n\nAna,Bo,{value}\nBo,Ana,1\n")
    assert caught.value.problems[["file", "row", "column"]].to_numpy().tolist() == [["ties.csv", 2, "n"]]


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_names_stay_names(read, edges, name):
    quoted = '"' + name.replace('"', '""') + '"'
    survey = read(edges(), ties_csv=f"from,to\n{quoted},Bo\nBo,{quoted}\n")
    assert len(survey.people) == 2
    assert len(survey.ties) == 2
    odd = {"suspicious_text", "normalised_name"} & set(survey.issues["code"])
    assert bool(odd) == (name in HOSTILE[:2] + HOSTILE[3:6])


@pytest.mark.parametrize(
    ("change", "kind", "words"),
    [
        ({"path": "tise.csv"}, FileError, "did you mean 'ties.csv'"),
        ({"path": "."}, FileError, "folder"),
        ({"ego": "form"}, SpecError, "did you mean 'from'"),
        ({"pth": "x"}, SpecError, "did you mean 'path'"),
        ({"attributes": {"role": "role"}}, SpecError, "no column 'role'"),
        ({"wave": {"column": "w"}}, SpecError, "no column 'w'"),
        ({"header": {"rows": 5}}, DataError, "fewer than 5 header rows"),
    ],
)
def test_a_wrong_spec_says_what_is_there(read, edges, change, kind, words):
    with pytest.raises(kind, match=words):
        read(edges(source=change), ties_csv="from,to\nAna,Bo\n")


@pytest.mark.parametrize("text", ["", "\n", "from,to\n", "from,to\n,\n , \n"])
def test_a_file_without_answers_is_an_error(read, edges, text):
    with pytest.raises(CriticalSNAError, match=r"ties\.csv"):
        read(edges(), ties_csv=text)


def test_an_error_shows_no_traceback_of_other_packages(read, roster):
    with pytest.raises(CriticalSNAError) as caught:
        read(roster({"columns": "q_*"}), answers_csv="me,ask_Ana\nAna,1\n")
    assert caught.value.__cause__ is None


EDGES = {"ego": "from", "ties": {"relation": "r", "shape": "edges", "target": "to"}}
GRAPH = {"ties": {"relation": "r", "shape": "graph"}}
GROWING = '<!DOCTYPE g [<!ENTITY a "aaaaaaaaaa">' + "".join(
    f'<!ENTITY {chr(98 + i)} "{f"&{chr(97 + i)};" * 10}">' for i in range(6)
)
OUTSIDE = '<!DOCTYPE g [<!ENTITY f SYSTEM "file://{path}">'


def workbook(rows=(("from", "to"), ("Ana", "Bo")), **parts):
    """Give a workbook; ``parts`` (a name's end without .xml) are functions from the part to the part."""
    book = openpyxl.Workbook()
    for row in rows:
        book.worksheets[0].append(row)
    stream, changed = io.BytesIO(), io.BytesIO()
    book.save(stream)
    with zipfile.ZipFile(stream) as old, zipfile.ZipFile(changed, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            change = next((c for part, c in parts.items() if name.endswith(f"{part}.xml")), lambda xml: xml)
            new.writestr(name, change(old.read(name)))
    return changed.getvalue()


def entity_in(start):
    """Give a change that puts a document type before a part and its entity into the first inline text."""
    return lambda xml: start.encode() + xml.replace(b"<t>Ana", b"<t>&f;").replace(b't="s"', b't="inlineStr"')


def far_away(reference, other):
    """Give a change that moves a row or a cell, written so that a plain look does not find it."""

    def change(xml):
        assert reference.encode() in xml
        return xml.replace(reference.encode(), other.encode(), 1)

    return change


def lying_zip():
    """Give a workbook whose directory says that a sheet of 60 MB has 100 bytes."""
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(workbook())) as old, zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            if name.endswith("sheet1.xml"):
                with new.open(name, "w") as part:
                    part.write(old.read(name).replace(b"</worksheet>", b""))
                    for _ in range(60):
                        part.write(b" " * 1_000_000)
                    part.write(b"</worksheet>")
            else:
                new.writestr(name, old.read(name))
        size = new.getinfo("xl/worksheets/sheet1.xml").file_size
    return stream.getvalue().replace(size.to_bytes(4, "little"), (100).to_bytes(4, "little"))


def hostile_files(folder):
    """Give (name, content, source of the spec, what the error or an issue must say) of every hostile file."""
    secret = folder / "secret.txt"
    secret.write_text("canary-7431")
    nodes = "<graphml><graph><node id='a'/><node id='b'/>{}</graph></graphml>"
    gexf = "<gexf><graph><nodes><node id='a'/>{}</nodes></graph></gexf>"
    cells = "<row r='{0}'><c r='{1}{0}' t='inlineStr'><is><t>x</t></is></c></row></sheetData>"
    outside = OUTSIDE.format(path=secret)
    return [
        ("growing.graphml", GROWING + "]>" + nodes.format("<node id='&g;'/>"), GRAPH, "DOCTYPE"),
        ("growing.gexf", GROWING + "]>" + gexf.format("<node id='&g;'/>"), GRAPH, "DOCTYPE"),
        ("growing.xlsx", workbook(sheet1=entity_in(GROWING + "]>")), EDGES, "cannot be read"),
        ("growing_book.xlsx", workbook(workbook=entity_in(GROWING + "]>")), EDGES, "cannot be read"),
        ("outside.graphml", outside + "]>" + nodes.format("<node id='&f;'/>"), GRAPH, "DOCTYPE"),
        ("outside.gexf", outside + "]>" + gexf.format("<node id='&f;'/>"), GRAPH, "DOCTYPE"),
        ("outside.xlsx", workbook(sheet1=entity_in(outside + "]>")), EDGES, "cannot be read"),
        ("wide.graphml", "<!DOCTYPE g SYSTEM 'http://127.0.0.1:9/x.dtd'>" + nodes.format(""), GRAPH, "DOCTYPE"),
        ("deep.graphml", "<graphml>" * 100_000, GRAPH, "nested"),
        ("far.xlsx", workbook(sheet1=lambda xml: xml.replace(b"</sheetData>", cells.format(1048576, "XFD").encode())),
         EDGES, "XFD1048576"),
        *[
            (f"hidden_{k}.xlsx", workbook(sheet1=far_away(*ends)), EDGES, "no spreadsheet does")
            for k, ends in enumerate([
                ('r="2"', 'r="4294967295"'), ('r="2"', 'r = "+99999999"'), ('r="2"', 'r="9_999_999"'),
                ('r="2"', 'r="&#57;999999"'), ('r="B2"', 'r="ZZZZZ2"'), ('r="B2"', 'r="&#90;ZZ2"'),
            ])
        ],
        ("utf16.xlsx", workbook(sheet1=lambda xml: xml.decode().encode("utf-16")), EDGES, "no spreadsheet does"),
        ("bomb.xlsx", workbook(sheet1=lambda xml: xml + b" " * 60_000_000), EDGES, "would unpack to 57 MB"),
        ("lying.xlsx", lying_zip(), EDGES, "cannot be read"),
        ("control.csv", "from,to\nA\x01na,B\x1bo\nB\x08o,A\x7fna\n", EDGES, "suspicious_text"),
        ("nul.csv", b"from,to\nA\0na,Bo\n", EDGES, "not text"),
        ("surrogate.csv", b"from,to\nA\xed\xa0\x80na,Bo\n", EDGES, "encoding_guess"),
        ("alike.csv", "from,to\nAna,Bo\n\u0410na,Bo\n", EDGES, "look_alike"),
        ("digits.xlsx", workbook([["from", "to"], [12345678901234567, 2]]), EDGES, "digits are lost"),
        ("digits.csv", "from,to\n1.23457E+16,12345678901234567\n", EDGES, "digits are lost"),
        ("dangling.graphml", nodes.format("<edge source='a' target='c'/>"), GRAPH, "'c', who is not declared"),
        ("dangling.gexf", "<gexf><graph><edges><edge source='a' target='c'/></edges></graph></gexf>", GRAPH, "'c'"),
        ("dangling.net", "*Vertices 2\n*Arcs\n1 3\n", GRAPH, "'3' is not a number of a person"),
        ("dangling.dl", "dl n=2 format=edgelist1\ndata:\n1 3\n", GRAPH, "'3' is not a number of a person"),
        ("twice.graphml", nodes.format("<node id='a'/>"), GRAPH, "'a' is declared twice"),
        ("twice.gexf", gexf.format("<node id='a'/>"), GRAPH, "'a' is declared twice"),
        ("twice.net", "*Vertices 2\n1 a\n1 b\n", GRAPH, "declared twice"),
        ("empty.csv", "", EDGES, "empty"),
        ("empty.xlsx", "", EDGES, "empty"),
        ("empty.graphml", "", GRAPH, "empty"),
        ("empty.sav", "", EDGES, "cannot be read"),
        ("commas.csv", "from,to" + "," * 6_000_000, EDGES, "more than"),
        ("lines.csv", "from,to\n" + "\n" * 6_000_000, EDGES, "csv"),
        ("quote.csv", 'from,to\n"' + "a" * 20_000_000, EDGES, "quotation mark"),
        ("wide.csv", "from,to\nAna,Bo" + ",x" * 100_000, EDGES, "more cells than the header"),
    ]  # fmt: skip


IN_A_CHILD = """
import json, time, traceback, warnings
from pathlib import Path
from fuzz.memory import peak_megabytes
from critical_sna.errors import CriticalSNAError
from critical_sna.survey import read_survey
warnings.simplefilter("error")
for name, source in json.loads(Path("list.json").read_text()):
    before = time.process_time()
    try:
        said = " ".join(read_survey({"sources": {"path": name, **source}}).issues["code"])
    except CriticalSNAError as error:
        said = "".join(traceback.format_exception(error))
    print(json.dumps([name, said, peak_megabytes(), time.process_time() - before]), flush=True)
"""


@pytest.fixture(scope="module")
def told_of_hostile_files(tmp_path_factory):
    """Read every hostile file, one after the other in one process, and give what each said, its memory and time."""
    folder = tmp_path_factory.mktemp("hostile")
    files = hostile_files(folder)
    for name, content, _, _ in files:
        (folder / name).write_bytes(content if isinstance(content, bytes) else content.encode())
    (folder / "list.json").write_text(json.dumps([(name, source) for name, _, source, _ in files]))
    done = subprocess.run(
        [sys.executable, "-c", IN_A_CHILD],
        capture_output=True,
        text=True,
        check=False,
        cwd=folder,
        env={**os.environ, "PYTHONPATH": f"{ROOT}{os.pathsep}{ROOT / 'tests'}"},
    )
    assert done.returncode == 0, done.stderr[-2000:]
    told = {name: (said, mb, seconds) for name, said, mb, seconds in map(json.loads, done.stdout.splitlines())}
    return {name: (words, *told[name]) for name, _, _, words in files}


def test_every_hostile_file_is_told_in_words_and_shows_nothing_from_outside(told_of_hostile_files):
    silent = {name: said[-300:] for name, (words, said, _, _) in told_of_hostile_files.items() if words not in said}
    assert not silent
    assert not [name for name, (_, said, _, _) in told_of_hostile_files.items() if "canary" in said or "aaaaaa" in said]


def test_no_hostile_file_brings_the_traceback_of_another_package(told_of_hostile_files):
    chained = ("direct cause of the following", "another exception occurred")
    assert not [
        name for name, (_, said, _, _) in told_of_hostile_files.items() if any(words in said for words in chained)
    ]


def test_no_hostile_file_takes_long_or_much_memory(told_of_hostile_files):
    assert {name: mb for name, (_, _, mb, _) in told_of_hostile_files.items() if mb >= 500} == {}
    assert {name: seconds for name, (_, _, _, seconds) in told_of_hostile_files.items() if seconds > 5} == {}


DOORS = {
    "survey": lambda path: read_survey({"sources": {"path": str(path), **EDGES}}),
    "survey of a graph": lambda path: read_survey({"sources": {"path": str(path), **GRAPH, "format": "graphml"}}),
    "survey of SPSS": lambda path: read_survey({"sources": {"path": str(path), **EDGES, "format": "sav"}}),
    "spec": read_survey,
    "people": lambda path: read_survey(
        {"people": {"path": str(path), "id": "id"}, "sources": {"path": "t.csv", **EDGES}}
    ),
    "graph": lambda path: read_graph(path, format="graphml"),
    "draft": describe_survey,
}


@pytest.mark.parametrize("door", DOORS)
def test_what_is_no_readable_file_is_one_error_at_every_door(tmp_path, door):
    (tmp_path / "loop.csv").symlink_to(tmp_path / "loop.csv")
    os.mkfifo(tmp_path / "pipe.csv")
    with socket.socket(socket.AF_UNIX) as plug, contextlib.chdir(tmp_path):
        plug.bind("plug.csv")
        names = ("no.csv", ".", "loop.csv", "pipe.csv", "plug.csv", "a\0b.csv", "x" * 300 + ".csv", "loop.csv/x.csv")
        for path in (*map(tmp_path.joinpath, names), Path("/dev/null"), Path("/dev/zero")):
            with pytest.raises(FileError) as caught:
                DOORS[door](path)
            assert caught.value.mend


def test_a_file_that_may_not_be_read_is_one_error(tmp_path, monkeypatch):
    path = tmp_path / "ties.csv"
    path.write_text("from,to\nAna,Bo\n")
    path.chmod(0)
    if os.access(path, os.R_OK):  # whoever may read everything meets the refusal here

        def refuse(*_):
            raise PermissionError(13, "Permission denied")

        monkeypatch.setattr(Path, "read_bytes", refuse)
        monkeypatch.setattr(Path, "open", refuse)
        monkeypatch.setattr("builtins.open", refuse)
    for door in ("survey", "draft", "spec"):
        with pytest.raises(FileError, match="Permission denied") as caught:
            DOORS[door](path)
        assert str(path) in str(caught.value)


def test_a_file_that_may_not_be_read_is_refused_to_an_ordinary_user(tmp_path):
    if not hasattr(os, "geteuid") or os.geteuid() != 0:
        pytest.skip("only root can become another user; the test above covers everybody else")
    path = tmp_path / "ties.csv"
    path.write_text("from,to\nAna,Bo\n")
    path.chmod(0)
    for folder in (tmp_path, *tmp_path.parents[:2]):
        folder.chmod(folder.stat().st_mode | 0o055)
    code = (
        "import os, sys, critical_sna.survey.read, critical_sna.survey.description.load, critical_sna.formats.read\n"
        "import critical_sna.survey.answers.gather, critical_sna.survey.assemble, critical_sna.formats.graphml\n"
        "from critical_sna.errors import FileError\nfrom critical_sna.survey import read_survey\n"
        "os.setuid(65534)\n"
        f"try:\n    read_survey({ ({'sources': {'path': str(path), **EDGES}})!r})\n"
        "except FileError as error:\n    print(error)\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False, cwd=ROOT)
    assert "Permission denied" in done.stdout, done.stderr


FULL = Path("/dev/full")


@pytest.mark.skipif(not FULL.exists(), reason="there is no /dev/full here")
def test_a_full_disk_is_one_error_and_leaves_no_piece(tmp_path, monkeypatch):
    whole = os.fdopen

    def onto_a_full_disk(handle, mode):
        os.close(handle)
        return whole(os.open(FULL, os.O_WRONLY), mode)

    monkeypatch.setattr(os, "fdopen", onto_a_full_disk)
    ties = pd.DataFrame({"source": ["Ana"], "target": ["Bo"]})
    for write in (
        lambda: write_graph((None, ties), tmp_path / "n.graphml"),
        lambda: write_template(tmp_path / "t.xlsx"),
        lambda: write_bytes(tmp_path / "b", b"x"),
    ):
        with pytest.raises(FileError, match="No space left"):
            write()
    assert list(tmp_path.iterdir()) == []


@pytest.mark.skipif(os.name == "nt", reason="Windows cannot send these signals to a process")
@pytest.mark.parametrize("stop", ["SIGINT", "SIGTERM", "SIGKILL"])
def test_a_write_that_is_stopped_half_way_leaves_the_old_file_whole(tmp_path, stop):
    (tmp_path / "map.html").write_text("old")
    code = (
        "import os, signal, time\nfrom critical_sna._core import files\n"
        "signal.signal(signal.SIGINT, signal.default_int_handler)\n"  # a shell's background jobs ignore it
        "def wait(handle):\n    print('half way', flush=True)\n    time.sleep(60)\n"
        "os.fsync = wait\nfiles.write_bytes('map.html', b'new' * 1_000_000)\n"
    )
    child = subprocess.Popen(
        [sys.executable, "-c", code],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    )
    assert child.stdout is not None
    assert child.stdout.readline() == b"half way\n"
    child.send_signal(getattr(signal, stop))
    assert child.wait(30) != 0
    child.stdout.close()
    assert (tmp_path / "map.html").read_text() == "old"
    left = [path.name for path in tmp_path.iterdir() if path.name != "map.html"]
    if stop == "SIGINT":
        assert left == []
    else:  # nobody is asked before such a stop; what stays is hidden, and named so that it cannot be taken for the map
        assert all(name.startswith(".map.html.") and name.endswith(".part") for name in left)
    assert write_bytes(tmp_path / "map.html", b"new").read_bytes() == b"new"
