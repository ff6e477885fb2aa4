"""SPSS and Stata files: value labels are what cells read as, variable labels are the label row.

The parser is C code that a damaged file can crash, so it runs in a process of its own (``_statistics_child``).
"""

from __future__ import annotations

import importlib.util
import json
import os
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

from critical_sna._core.limits import MAX_SHEET_CELLS, MAX_SHEET_ROWS, STATISTICS_BYTES, STATISTICS_SECONDS
from critical_sna.errors import DataError, FileError
from critical_sna.survey.tables import _statistics_child
from critical_sna.survey.tables.files import check_file
from critical_sna.survey.tables.table import Table, make_table
from critical_sna.survey.tables.text import match_key

if TYPE_CHECKING:
    from critical_sna.survey.issues import Log

STATISTICS = {"sav": "sav", "zsav": "sav", "spss": "sav", "dta": "dta", "stata": "dta"}
_HEADER_ROWS = 2
_PROGRAM = {"sav": "SPSS", "dta": "Stata"}
Message = dict[str, Any]  # Any: what JSON holds


def statistics_kind(kind: str, suffix: str) -> str | None:
    """Name the reader of a file of statistics by its format or suffix; None where it is something else."""
    return STATISTICS.get(kind if kind != "auto" else suffix)


def read_statistics(path: Path, shown: str, kind: str, encoding: str, log: Log, *, need_rows: bool = True) -> Table:
    """Read a .sav, .zsav or .dta file; codes that the file declares missing are kept apart in ``Column.missing``."""
    from critical_sna.survey.description.spec import Header

    check_file(path)
    if importlib.util.find_spec("pyreadstat") is None:
        raise _no_pyreadstat(shown)
    request = {
        "path": str(path.absolute()),
        "kind": kind,
        "encoding": None if encoding.lower() == "auto" else encoding,
        "rows": MAX_SHEET_ROWS,
        "cells": MAX_SHEET_CELLS,
        "bytes": STATISTICS_BYTES,
        "seconds": STATISTICS_SECONDS,
        "packages": sys.path,
    }
    messages = _messages(_answer(request, shown), shown, kind)
    if next(messages)["guessed"]:
        log.note("encoding_guess", file=shown)
    names, labels, columns, missing, levels = [], [], [], [], []
    for column in messages:
        names.append(column["name"])
        labels.append(column["label"])
        columns.append([column["texts"][cell] for cell in column["cells"]])
        missing.append(frozenset(map(match_key, column["missing"])))
        levels.append(tuple(column["levels"]))
    grid = [(1, names), (2, labels)]
    grid += [(number, list(cells)) for number, cells in enumerate(zip(*columns, strict=True), start=_HEADER_ROWS + 1)]
    table = make_table(grid, Header(rows=_HEADER_ROWS, label_row=2), file=shown, log=log, need_rows=need_rows)
    return replace(
        table,
        columns=tuple(
            replace(c, label=c.label or c.name, missing=missing[c.position], levels=levels[c.position])
            for c in table.columns
        ),
        numbers=table.numbers - _HEADER_ROWS,
    )


def _answer(request: Message, shown: str) -> bytes:
    """Give what the other process says; what it said before it crashed, or nothing where it took too long."""
    if not sys.executable or getattr(sys, "frozen", False):
        raise _no_process(shown)
    command = [sys.executable, "-I", _statistics_child.__file__]
    try:
        done = subprocess.run(  # noqa: S603 - this Python, our own file, no shell
            command,
            input=json.dumps(request).encode("ascii"),
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            timeout=request["seconds"],
            env={**os.environ, "OPENBLAS_NUM_THREADS": "1"},
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
            check=False,
        )
    except subprocess.TimeoutExpired:
        return json.dumps({"fault": "time"}).encode("ascii")
    except OSError:
        raise _no_process(shown) from None
    return done.stdout


def _messages(said: bytes, shown: str, kind: str) -> Iterator[Message]:
    """Give the head and every column; an answer that breaks off is that of a process that crashed."""
    lines = said.splitlines(keepends=True)
    head: Message = _told(lines[0]) if lines else {"fault": "crash"}
    if "fault" in head:
        _refuse(head, shown, kind)
    yield head
    told = _told(lines[-1])
    if len(lines) != head["columns"] + 1 or "fault" in told:
        _refuse(told if "fault" in told else {"fault": "crash"}, shown, kind)
    yield from map(_told, lines[1:])


def _told(line: bytes) -> Message:
    try:
        message: Message = json.loads(line)
    except ValueError:
        return {"fault": "crash"}
    return message


def _refuse(told: Message, shown: str, kind: str) -> NoReturn:
    fault, program = told["fault"], _PROGRAM[kind]
    if fault == "import":
        raise _no_pyreadstat(shown)
    if fault == "rows":
        raise DataError(
            f"The file has more than {told['most']:,} rows, the most for {told['columns']:,} columns.",
            where=shown,
            mend="save only the columns that are needed",
        )
    why = {
        "crash": "the reader broke down",
        "time": f"the reader did not end within {STATISTICS_SECONDS} seconds",
        "memory": f"the reader needs more than {STATISTICS_BYTES / 1024**3:g} GB of memory",
    }
    if fault in why:
        raise DataError(
            f"The file is damaged: it cannot be read as {program} ({why[fault]}).",
            where=shown,
            mend=f"open it in {program} and save it again, or export CSV",
        )
    raise DataError(
        f"The {program} file cannot be read ({fault}).",
        where=shown,
        mend="save it again; if names hold accents, say its encoding in the spec",
    )


def _no_pyreadstat(shown: str) -> FileError:
    return FileError(
        "SPSS and Stata files need the package pyreadstat, which is not installed.",
        where=shown,
        mend="pip install 'critical-sna[files]', or save the file as CSV with value labels",
    )


def _no_process(shown: str) -> FileError:
    return FileError(
        "SPSS and Stata files are read in a process of their own, and none can be started here.",
        where=shown,
        mend="save the file as CSV with value labels",
    )
