"""Read an SPSS or Stata file in a process of its own: a damaged file can crash the parser and all that runs with it.

Run as a script by ``statistics.py``, with the request as JSON on stdin; the answer is lines of JSON on stdout. Nothing
of this package is imported here, so that the process starts fast.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import json
import math
import os
import sys
import warnings
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import IO, Any

Message = dict[str, Any]  # Any: what JSON holds
Loaded = tuple[dict[str, Any], Any]  # Any: pyreadstat has no types


def answer(request: Message) -> Iterator[Message]:
    """Give the file column by column, after a head that says how many there are, or what is wrong with it."""
    try:
        import pyreadstat
    except ImportError:
        yield {"fault": "import"}
        return
    _limit_itself(request["bytes"], request["seconds"])
    try:
        yield from _columns(pyreadstat, request)
    except MemoryError:
        yield {"fault": "memory"}
    except Exception as problem:  # pyreadstat raises whatever a broken file makes its parser raise
        yield {"fault": type(problem).__name__}


def _columns(pyreadstat: Any, request: Message) -> Iterator[Message]:  # Any: pyreadstat has no types
    read = pyreadstat.read_sav if request["kind"] == "sav" else pyreadstat.read_dta
    guessed = False
    with warnings.catch_warnings(action="error"):  # it warns of columns named alike, which no program writes
        values, meta, most = _read(read, request, request["encoding"])
        if request["encoding"] is None and meta.file_encoding == "UTF-8" and not _is_utf_8(read, request, values):
            values, meta, most = _read(read, request, "WINDOWS-1252")
            guessed = True
    if max((len(v) for v in values.values()), default=0) > most:
        yield {"fault": "rows", "most": most, "columns": len(values)}
        return
    yield {"columns": len(values), "guessed": guessed}
    for (name, column), label in zip(values.items(), meta.column_labels, strict=True):
        texts, missing = column_texts(column, name, meta)
        numbered: dict[str, int] = {}
        cells = [numbered.setdefault(text, len(numbered)) for text in texts]
        yield {
            "name": name or "",
            "label": label or "",
            "missing": sorted(missing),
            "levels": levels_of(name, meta),
            "texts": list(numbered),
            "cells": cells,
        }


def _read(read: Any, request: Message, encoding: str | None) -> tuple[dict[str, Any], Any, int]:  # Any: as above
    options = {"encoding": encoding, "user_missing": True}
    _, head = read(request["path"], metadataonly=True, **options)
    most = min(request["rows"], request["cells"] // max(len(head.column_names), 1))
    values, meta = read(request["path"], output_format="dict", row_limit=most + 1, **options)
    return values, meta, most


def _is_utf_8(read: Any, request: Message, values: dict[str, Any]) -> bool:  # Any: pyreadstat has no types
    """Tell whether the text is UTF-8 as the file says: the parser cuts text off, unsaid, where it is not."""
    wanted = [name for name, column in values.items() if any(isinstance(value, str) for value in column)]
    cells, meta = read(
        request["path"],
        encoding="ISO-8859-1",
        output_format="dict",
        usecols=wanted or None,
        row_limit=request["rows"],
    )
    texts = [label for label in meta.column_labels if label]
    texts += [text for labels in meta.variable_value_labels.values() for text in labels.values()]
    texts += [value for name in wanted for value in cells[name] if isinstance(value, str)]
    try:
        "".join(texts).encode("latin-1", "replace").decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def column_texts(values: Any, name: str, meta: Any) -> tuple[list[str], set[str]]:  # Any: pyreadstat has no types
    """Give the cells of a column as text, and the texts that the file declares missing."""
    labels: Mapping[object, str] = meta.variable_value_labels.get(name, {})
    ranges = meta.missing_ranges.get(name, [])
    letters = meta.missing_user_values.get(name, [])
    texts, declared = [], set()
    for value in values:
        text = labels.get(value) if isinstance(value, str | float | int) else None
        plain = text if text is not None else _text(value)
        if isinstance(value, str) and value in letters:
            plain = text if text is not None else f".{value}"
            declared.add(plain)
        elif plain and any(_within(value, r["lo"], r["hi"]) for r in ranges):
            declared.add(plain)
        texts.append(plain)
    return texts, declared


def levels_of(name: str, meta: Any) -> list[str]:  # Any: pyreadstat has no types
    """Give the labels of a column's values in the order of the values, without those that are declared missing."""
    labels, ranges = meta.variable_value_labels.get(name, {}), meta.missing_ranges.get(name, [])
    numbers = sorted(value for value in labels if isinstance(value, float | int))
    return [str(labels[value]) for value in numbers if not any(_within(value, r["lo"], r["hi"]) for r in ranges)]


def _within(value: object, low: object, high: object) -> bool:
    if isinstance(value, str):
        return value == low
    return (
        isinstance(value, float | int)
        and isinstance(low, float | int)
        and isinstance(high, float | int)
        and low <= value <= high
    )


def _text(value: object) -> str:
    """Give a cell without a label as text: whole numbers without .0, dates as ISO, nothing for what is not there."""
    if value is None or (isinstance(value, float) and math.isnan(value)):
        return ""
    if isinstance(value, dt.datetime):
        return value.date().isoformat() if value.time() == dt.time() else value.isoformat(sep=" ")
    if isinstance(value, dt.date | dt.time):
        return value.isoformat()
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() and abs(value) < 1e15 else repr(float(value))
    return str(value)


def _limit_itself(memory: int, seconds: int) -> None:
    """Bound memory, time and the dump of a crash, where the system can: Linux all, macOS time, Windows nothing."""
    if sys.platform == "win32":
        return
    import resource

    used = 0
    with contextlib.suppress(OSError, ValueError, IndexError):
        used = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[0]) * resource.getpagesize()
    for what, most in (
        (resource.RLIMIT_AS, used + memory),
        (resource.RLIMIT_CPU, seconds),
        (resource.RLIMIT_CORE, 0),
    ):
        with contextlib.suppress(OSError, ValueError):  # a lower limit stands already
            resource.setrlimit(what, (most, resource.getrlimit(what)[1]))


def main(stdin: IO[bytes], stdout: IO[bytes]) -> None:
    """Answer the request that stands on stdin."""
    request = json.loads(stdin.read())
    sys.path[:] = request["packages"]
    for message in answer(request):
        stdout.write(json.dumps(message).encode("ascii") + b"\n")
    stdout.flush()


if __name__ == "__main__":
    with os.fdopen(os.dup(1), "wb") as only_answers:
        os.dup2(2, 1)  # whatever the parser prints is no answer
        main(sys.stdin.buffer, only_answers)
