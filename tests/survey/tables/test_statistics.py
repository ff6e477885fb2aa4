from __future__ import annotations

import datetime as dt
import io
import json
import os
import subprocess
import sys
from pathlib import Path

import numpy as np
import pandas as pd
import pyreadstat
import pytest

from critical_sna.errors import DataError, FileError
from critical_sna.survey import read_survey
from critical_sna.survey.description.spec import FileSpec, Header
from critical_sna.survey.issues import Log
from critical_sna.survey.tables import _statistics_child as child
from critical_sna.survey.tables import statistics
from critical_sna.survey.tables.readers import read_table

ROOT = Path(__file__).parents[3]
LABELS = {1.0: "Never", 2.0: "Often", 9.0: "Refused"}


def answer_here(request, shown):
    """Give what the process would say; some tests ask the process itself."""
    return b"".join(json.dumps(message).encode() + b"\n" for message in child.answer(request))


@pytest.fixture(autouse=True)
def near(request, monkeypatch):
    """Ask the parser here, since a process takes a second to start; tests that ask for ``far`` have theirs."""
    if "far" not in request.fixturenames:
        monkeypatch.setattr(child, "_limit_itself", lambda memory, seconds: None)
        monkeypatch.setattr(statistics, "_answer", answer_here)


@pytest.fixture
def far():
    """Read in a process of its own, as everybody does."""


def table(path, **options):
    log = Log()
    found = read_table(path, path.name, FileSpec(path=path.name, **options), Header(rows=3), log)
    return found, log


def write_sav(path, frame, **options):
    pyreadstat.write_sav(frame, path, **options)
    return path


def test_labels_are_what_cells_read_as_and_codes_have_no_point_zero(far, tmp_path):
    frame = pd.DataFrame({"id": [1001.0, 1002.0], "q": [1.0, 7.0], "half": [0.5, np.nan], "t": ["a ", ""]})
    path = write_sav(
        tmp_path / "a.sav",
        frame,
        column_labels=["Number", "How often with... Ana", "", "Text"],
        variable_value_labels={"q": LABELS},
    )
    found, log = table(path)
    assert [(c.name, c.label) for c in found.columns] == [
        ("id", "Number"),
        ("q", "How often with... Ana"),
        ("half", "half"),
        ("t", "Text"),
    ]
    assert [(r.number, r.cells) for r in found.rows] == [
        (1, ("1001", "Never", "0.5", "a")),
        (2, ("1002", "7", "", "")),
    ]
    assert not log.issues


def test_dates_and_times_are_iso(tmp_path):
    frame = pd.DataFrame(
        {
            "d": [dt.date(2031, 3, 4), None],
            "t": [dt.datetime(2031, 3, 4, 9, 15), dt.datetime(2031, 3, 4)],  # noqa: DTZ001 - SPSS knows no zones
            "h": [dt.time(9, 15), None],
        }
    )
    found, _ = table(write_sav(tmp_path / "a.sav", frame))
    assert found.rows[0].cells == ("2031-03-04", "2031-03-04 09:15:00", "09:15:00")
    assert found.rows[1].cells == ("", "2031-03-04", "")


def test_what_the_file_declares_missing_is_kept_apart(tmp_path):
    frame = pd.DataFrame({"me": ["x", "y", "z", "v"], "q": [1.0, 9.0, 97.0, np.nan], "s": ["no", "NA", "", "no"]})
    path = write_sav(
        tmp_path / "a.sav",
        frame,
        variable_value_labels={"q": LABELS},
        missing_ranges={"q": [{"lo": 96, "hi": 99}, 9], "s": ["NA"]},
    )
    found, _ = table(path)
    assert [c.missing for c in found.columns] == [frozenset(), {"refused", "97"}, {"na"}]
    assert [r.cells[1] for r in found.rows] == ["Never", "Refused", "97", ""]


SCALES = {"f": {"levels": ["Never", "Often"], "start": 0}}


def spec(path, scales=SCALES):
    return {
        "sources": {
            "path": path,
            "ego": "me",
            "ties": {
                "relation": "r",
                "shape": "roster",
                "columns": "q_*",
                "alter": {"from": "label", "after": "... "},
                "scale": "f",
            },
        },
        "scales": scales,
    }


def test_a_declared_missing_answer_is_missing_unless_the_spec_makes_it_a_level(tmp_path):
    frame = pd.DataFrame({"me": ["Ana", "Bo", "Cy"], "q_1": [np.nan, 2.0, 9.0], "q_2": [9.0, np.nan, 1.0]})
    write_sav(
        tmp_path / "a.sav",
        frame,
        column_labels=["Me", "With... Ana", "With... Bo"],
        variable_value_labels={"q_1": LABELS, "q_2": LABELS},
        missing_ranges={"q_1": [9]},
    )
    with pytest.raises(DataError, match="'Refused' is not a level") as caught:
        read_survey(spec("a.sav"), base=tmp_path)
    assert len(caught.value.problems) == 1
    frame["q_2"] = [np.nan, np.nan, 1.0]
    write_sav(
        tmp_path / "a.sav",
        frame,
        column_labels=["Me", "With... Ana", "With... Bo"],
        variable_value_labels={"q_1": LABELS, "q_2": LABELS},
        missing_ranges={"q_1": [9]},
    )
    survey = read_survey(spec("a.sav"), base=tmp_path)
    states = survey.answers.set_index(["source", "target"])["state"]
    assert states["Cy", "Ana"] == "missing"
    assert states["Bo", "Ana"] == "tie"
    told = survey.issues.set_index("code").loc["missing_answer"]
    assert told["count"] == 1
    assert "Refused" in told["text"]
    levels = {"f": {"levels": ["Refused", "Never", "Often"], "start": 1}}
    survey = read_survey(spec("a.sav", levels), base=tmp_path)
    assert survey.answers.set_index(["source", "target"])["strength"]["Cy", "Ana"] == 1.0


def test_declared_missing_values_of_edges_are_missing_too(tmp_path):
    frame = pd.DataFrame({"me": ["Ana", "Ana"], "to": ["Bo", "Cy"], "v": [2.0, 9.0]})
    write_sav(tmp_path / "a.sav", frame, missing_ranges={"v": [9]})
    ties = {"relation": "r", "shape": "edges", "target": "to", "value": "v"}
    survey = read_survey({"sources": {"path": "a.sav", "ego": "me", "ties": ties}}, base=tmp_path)
    assert survey.answers["state"].to_list() == ["tie", "missing"]


@pytest.mark.parametrize("version", [8, 15])
def test_stata_files_are_read_with_labels_and_letters_of_missing(tmp_path, version):
    frame = pd.DataFrame({"me": ["Zoë", "Bo", "Cy"], "q": pd.Series([1.0, "a", "b"], dtype=object)})
    pyreadstat.write_dta(
        frame,
        tmp_path / "a.dta",
        version=version,
        column_labels=["Me", "With... Ana"],
        variable_value_labels={"q": {1: "Often", "a": "Refused"}},
        missing_user_values={"q": ["a", "b"]},
    )
    found, _ = table(tmp_path / "a.dta", encoding="utf-8")
    assert [r.cells for r in found.rows] == [("Zoë", "Often"), ("Bo", "Refused"), ("Cy", ".b")]
    assert found.columns[1].missing == {"refused", ".b"}


def test_old_code_pages_are_read_with_an_issue_or_as_the_spec_says(tmp_path):
    path = write_sav(tmp_path / "a.sav", pd.DataFrame({"n": ["Zoee", "Bo"]}), column_labels=["Naam"])
    content = path.read_bytes().replace(b"Zoee", "Zoë ".encode("cp1252"))
    path.write_bytes(content)
    found, log = table(path)
    assert found.rows[0].cells == ("Zoë",)
    assert [i["code"] for i in log.issues] == ["encoding_guess"]
    found, log = table(path, encoding="cp1252")
    assert found.rows[0].cells == ("Zoë",)
    assert not log.issues
    with pytest.raises(DataError, match="SPSS file cannot be read"):
        table(path, encoding="klingon")
    honest = write_sav(tmp_path / "b.sav", pd.DataFrame({"n": ["Zoë"]}), column_labels=["Naam é"])
    found, log = table(honest)
    assert found.columns[0].label == "Naam é"
    assert not log.issues


@pytest.mark.parametrize("content", [b"", b"nonsense", b"$FL2@(#) SPSS DATA FILE" + b"\xff" * 500])
@pytest.mark.parametrize("name", ["a.sav", "a.zsav", "a.dta"])
def test_a_broken_file_is_named(tmp_path, content, name):
    (tmp_path / name).write_bytes(content)
    with pytest.raises(DataError, match=f"{'Stata' if name == 'a.dta' else 'SPSS'} file cannot be read") as caught:
        table(tmp_path / name)
    assert name in str(caught.value)


IN_A_CHILD = """
import json, sys
from pathlib import Path
from critical_sna.errors import CriticalSNAError
from survey.tables.test_statistics import answer_here, child, statistics, table
child._limit_itself = lambda memory, seconds: None
statistics._answer = answer_here
content, path = Path("whole.sav").read_bytes(), Path("a.sav")
for end in range(int(sys.argv[1]), len(content), 41):
    print(end, end=" ", flush=True)
    path.write_bytes(content[:end])
    try:
        print(len(table(path)[0].rows), flush=True)
    except CriticalSNAError:
        print("refused", flush=True)
"""


def test_a_file_cut_short_anywhere_is_an_error_or_a_shorter_table(tmp_path):
    """All cuts in one process, and in another one from behind a cut that crashes the parser."""
    frame = pd.DataFrame({"me": ["Ana", "Bo"], "q": [1.0, 2.0]})
    size = len(write_sav(tmp_path / "whole.sav", frame, variable_value_labels={"q": LABELS}).read_bytes())
    start, told = 0, {}
    while start < size:
        done = subprocess.run(
            [sys.executable, "-c", IN_A_CHILD, str(start)],
            capture_output=True,
            text=True,
            check=False,
            cwd=tmp_path,
            env={**os.environ, "PYTHONPATH": f"{ROOT}{os.pathsep}{ROOT / 'tests'}"},
        )
        said = [line.split() for line in done.stdout.splitlines()]
        assert said, done.stderr
        told |= {int(end): rest[0] if rest else "crashed" for end, *rest in said}
        start = max(told) + 41
    assert list(told) == list(range(0, size, 41))
    assert set(told.values()) <= {"0", "1", "2", "refused", "crashed"}
    assert sum(word == "refused" for word in told.values()) > len(told) / 2


def test_too_many_rows_are_refused(tmp_path, monkeypatch):
    path = write_sav(tmp_path / "a.sav", pd.DataFrame({"a": [1.0] * 4, "b": [1.0] * 4}))
    monkeypatch.setattr("critical_sna.survey.tables.statistics.MAX_SHEET_CELLS", 6)
    with pytest.raises(DataError, match="more than 3 rows"):
        table(path)
    with pytest.raises(FileError, match="no such file"):
        table(tmp_path / "b.sav")


def test_a_file_without_answers_says_so(tmp_path):
    path = write_sav(tmp_path / "a.sav", pd.DataFrame({"a": pd.Series([], dtype="float64")}))
    with pytest.raises(DataError, match="no answers"):
        table(path)


def test_without_pyreadstat_the_extra_is_named(tmp_path, monkeypatch):
    path = write_sav(tmp_path / "a.sav", pd.DataFrame({"a": [1.0]}))
    monkeypatch.setitem(sys.modules, "pyreadstat", None)
    with pytest.raises(FileError, match=r"critical-sna\[files\]"):
        table(path)


def test_the_kind_of_file_can_be_named(tmp_path):
    path = write_sav(tmp_path / "data.bin", pd.DataFrame({"a": [1.0]}))
    assert table(path, format="SPSS")[0].rows[0].cells == ("1",)


CORPUS = Path(__file__).parents[1] / "corpus"


def test_a_file_that_crashes_the_parser_is_an_error_of_ours(far, tmp_path):
    content = bytearray((CORPUS / "13_spss_labels_missing" / "survey.sav").read_bytes())
    assert content[347] == 0
    content[347] = 2
    (tmp_path / "a.sav").write_bytes(content)
    with pytest.raises(DataError, match=r"The file is damaged: it cannot be read as SPSS \(the reader broke") as caught:
        table(tmp_path / "a.sav")
    assert caught.value.where == "a.sav"
    assert caught.value.mend == "open it in SPSS and save it again, or export CSV"


def test_a_reader_that_does_not_end_is_stopped(far, tmp_path, monkeypatch):
    slow = tmp_path / "slow.py"
    slow.write_text("import time\ntime.sleep(60)\n")
    monkeypatch.setattr(child, "__file__", str(slow))
    monkeypatch.setattr(statistics, "STATISTICS_SECONDS", 0.3)
    with pytest.raises(DataError, match=r"cannot be read as SPSS \(the reader did not end within 0.3 seconds\)"):
        table(write_sav(tmp_path / "a.sav", pd.DataFrame({"a": [1.0]})))


@pytest.mark.skipif(sys.platform != "linux", reason="no other system bounds the memory of a process")
def test_a_reader_that_takes_too_much_memory_is_an_error_of_ours(far, tmp_path, monkeypatch):
    path = write_sav(tmp_path / "a.sav", pd.DataFrame({"a": ["x" * 2_000] * 5_000}), compress=True)
    monkeypatch.setattr(statistics, "STATISTICS_BYTES", 4_000_000)
    with pytest.raises(DataError, match=r"cannot be read"):
        table(path)
    monkeypatch.setattr(statistics, "STATISTICS_BYTES", 1_000_000_000)
    assert len(table(path)[0]) == 5_000


@pytest.mark.parametrize(
    "said",
    [
        b"",
        b"{",
        b'{"columns": 2, "guessed": false}\n{"name": "a", "label": "", "missing": [], "texts": [], "cells": []}\n',
        b'{"columns": 1, "guessed": false}\n{"name": "a", "label": "", "missing": [], "texts": [], "cells"',
        b'{"columns": 1, "guessed": false}\n{"fault": "memory"}\n',
    ],
)
def test_an_answer_that_breaks_off_is_no_table(tmp_path, monkeypatch, said):
    monkeypatch.setattr(statistics, "_answer", lambda request, shown: said)
    (tmp_path / "a.dta").write_bytes(b"x")
    with pytest.raises(DataError, match="damaged: it cannot be read as Stata"):
        table(tmp_path / "a.dta")


def test_where_no_process_can_be_started_the_way_out_is_named(far, tmp_path, monkeypatch):
    path = write_sav(tmp_path / "a.sav", pd.DataFrame({"a": [1.0]}))
    for python in ("", str(tmp_path / "nothing")):
        monkeypatch.setattr(sys, "executable", python)
        with pytest.raises(FileError, match="none can be started here"):
            table(path)


def test_a_package_that_does_not_load_in_the_process_is_named(tmp_path, monkeypatch):
    monkeypatch.setattr(statistics, "_answer", lambda request, shown: b'{"fault": "import"}\n')
    with pytest.raises(FileError, match=r"critical-sna\[files\]"):
        table(write_sav(tmp_path / "a.sav", pd.DataFrame({"a": [1.0]})))


def test_the_process_says_the_same_as_the_parser(tmp_path, monkeypatch):
    """The messages of a good file, made here and not in the process; the limits of this process stay as they are."""
    monkeypatch.setattr(child, "_limit_itself", lambda memory, seconds: None)
    frame = pd.DataFrame({"me": ["Zoë", "Bo", "Zoë"], "q": [1.0, np.nan, 9.0]})
    options = {"variable_value_labels": {"q": LABELS}, "missing_ranges": {"q": [9]}, "column_labels": ["Me", "Q"]}
    path = write_sav(tmp_path / "a.sav", frame, **options)
    request = {"path": str(path), "kind": "sav", "encoding": None, "rows": 9, "cells": 99, "bytes": 1, "seconds": 1}
    out, refused = io.BytesIO(), {"name": "q", "label": "Q", "missing": ["Refused"]}
    child.main(io.BytesIO(json.dumps({**request, "packages": sys.path}).encode()), out)
    assert list(map(json.loads, out.getvalue().splitlines())) == [
        {"columns": 2, "guessed": False},
        {"name": "me", "label": "Me", "missing": [], "levels": [], "texts": ["Zoë", "Bo"], "cells": [0, 1, 0]},
        {**refused, "levels": ["Never", "Often"], "texts": ["Never", "", "Refused"], "cells": [0, 1, 2]},
    ]
    assert list(child.answer({**request, "rows": 2})) == [{"fault": "rows", "most": 2, "columns": 2}]
    (tmp_path / "a.sav").write_bytes(b"nonsense")
    assert list(child.answer(request)) == [{"fault": "ReadstatError"}]
    monkeypatch.setattr(pyreadstat, "read_sav", lambda *a, **b: [0] * sys.maxsize)
    assert list(child.answer(request)) == [{"fault": "memory"}]
    monkeypatch.setitem(sys.modules, "pyreadstat", None)
    assert list(child.answer(request)) == [{"fault": "import"}]
