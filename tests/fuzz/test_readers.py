"""A few damaged files for every reader; ``python tests/fuzz/run.py 10`` gives them many for ten minutes."""

from __future__ import annotations

import json
import subprocess
import sys
import warnings
from pathlib import Path

import pytest
from fuzz import judge as judging
from fuzz.cases import cases
from fuzz.judge import damaged, drawn, judge, smaller
from fuzz.mutations import CHANGES, mutate

from critical_sna.errors import DataError
from critical_sna.survey.tables import _statistics_child, statistics

READERS = sorted({case.reader for case in cases()})
RUN = Path(__file__).with_name("run.py")


def of(reader):
    return [case for case in cases() if case.reader == reader]


def parsed_here(request, shown):
    """Give what the process of a statistics file would say; whole files do not crash the parser."""
    return b"".join(json.dumps(message).encode() + b"\n" for message in _statistics_child.answer(request))


def test_every_reader_is_there_and_reads_or_refuses_whole_files(tmp_path, monkeypatch):
    from critical_sna.formats.registry import formats
    from critical_sna.survey.description.presets import PRESETS
    from critical_sna.survey.tables.readers import FORMATS

    graphs = {f"graph {name}" for name in (*formats(), "auto")}
    presets = {f"preset {name}" for name in PRESETS if name != "none"}
    tables = {f"survey {name}" for name in ("csv", "tsv", "xlsx", "sav", "zsav", "dta", "graph")}
    others = {"spec yaml", "spec toml", "template", "list people", "list aliases", "list decisions", "list withdrawn"}
    assert graphs | presets | tables | others | {"describe csv", "describe folder"} <= set(READERS)
    assert {"csv", "tsv", "xlsx", "sav", "zsav", "dta"} <= set(FORMATS)
    monkeypatch.setattr(_statistics_child, "_limit_itself", lambda memory, seconds: None)
    monkeypatch.setattr(statistics, "_answer", parsed_here)
    found = {f"{case.reader}, {case.name}": judge(case, case.files, tmp_path) for case in cases()}
    assert {name: verdict.text[-300:] for name, verdict in found.items() if verdict.outcome == "fault"} == {}
    assert sum(verdict.outcome == "read" for verdict in found.values()) > len(found) * 0.7


@pytest.mark.parametrize("reader", [name for name in READERS if not name.endswith(("sav", "dta"))])
def test_a_damaged_file_ends_in_a_result_or_in_an_error_of_ours(reader, tmp_path):
    chosen = of(reader)
    files = [(case, damaged(case, k)) for k in range(8) for case in [chosen[k % len(chosen)]]]
    for case, content in [*files, *drawn(chosen, 1, 5)]:
        verdict = judge(case, content, tmp_path)
        assert verdict.outcome in {"read", "refused"}, f"{case.name}: {verdict.text}"


@pytest.mark.parametrize("reader", ["survey sav", "survey dta"])
def test_a_damaged_file_of_statistics_ends_so_too(reader, tmp_path):
    """In a process of its own, so that a reader written in C cannot take the tests along."""
    command = [sys.executable, str(RUN), "0", "--faults", str(tmp_path), "--batch", reader, "1"]
    command += ["--count", "8", "--seconds", "600"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert done.stdout.count('"outcome"') == 8
    assert '"fault"' not in done.stdout, done.stdout


def said(case, message):
    """Give the case with a reader that does something else."""
    return case.__class__(case.reader, case.name, case.files, case.aims, message)


def raising(error):
    def read(folder):
        raise error

    return read


def chained(folder):
    try:
        raise KeyError("inner")
    except KeyError as problem:
        raise DataError("outer") from problem


@pytest.mark.parametrize(
    ("read", "kind"),
    [
        (raising(ValueError("x")), "ValueError"),
        (raising(MemoryError()), "MemoryError"),
        (raising(DataError("")), "message"),
        (raising(DataError("x" * 30_000)), "message"),
        (chained, "traceback of KeyError"),
        (lambda folder: warnings.warn("odd", stacklevel=1), "UserWarning"),
        (lambda folder: sum(range(3_000_000)), "slow"),
    ],
)
def test_what_must_not_happen_is_seen(read, kind, tmp_path, monkeypatch):
    monkeypatch.setattr(judging, "SECONDS", 0.01 if kind == "slow" else 5)
    case = said(of("survey csv")[0], read)
    verdict = judge(case, case.files, tmp_path)
    assert verdict.outcome == "fault"
    assert verdict.kind.startswith(kind)


def test_a_reader_that_does_not_end_is_stopped(tmp_path, monkeypatch):
    monkeypatch.setattr(judging, "_STOP", 0.2)

    def forever(folder):
        while True:
            pass

    case = said(of("survey csv")[0], forever)
    assert judge(case, case.files, tmp_path).kind.startswith("TooSlowError")


def test_the_same_number_gives_the_same_damage_and_another_gives_another():
    case = of("survey csv")[0]
    assert damaged(case, 3) == damaged(case, 3)
    assert len({tuple(damaged(case, k).values()) for k in range(30)}) > 25
    assert drawn([case], 4, 6) == drawn([case], 4, 6)


def test_every_kind_of_damage_changes_a_file():
    import random

    content = b"from,to\n1,Ana\n2,Bo Birch\n3,Cy\n" * 5
    for change in CHANGES:
        assert any(change(random.Random(k), content, [b"other,file\n"]) != content for k in range(20)), change
        assert isinstance(change(random.Random(0), b"", []), bytes)
    book = of("template")[0]
    whole = book.files[book.aims[0]]
    assert sum(mutate(random.Random(k), whole).startswith(b"PK") for k in range(20)) > 10


def test_what_a_fault_does_not_need_is_taken_away():
    case = of("survey tsv")[0]
    files = {case.aims[0]: b"a" * 50 + b"\0" + b"b" * 49}
    found = smaller(case, files, lambda tried: b"\0" in tried[case.aims[0]])
    assert found == {case.aims[0]: b"\0"}
