"""Open a file and turn its bytes into text: every way either can go wrong becomes one plain error."""

from __future__ import annotations

import codecs
import csv
import io
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Protocol

from critical_sna._core.limits import MAX_FILE_BYTES
from critical_sna.errors import DataError, FileError, SpecError, did_you_mean

_DELIMITERS = (",", ";", "\t", "|")


class _Notes(Protocol):
    def note(self, code: str, *, file: str | None = None) -> None:
        """Add an issue."""


def read_bytes(path: Path, *, limit: int = MAX_FILE_BYTES) -> bytes:
    """Read a regular file of at most ``limit`` bytes."""
    check_file(path, limit=limit)
    try:
        return path.read_bytes()
    except OSError as problem:
        raise _unreadable(path, problem) from None


def check_file(path: Path, *, limit: int = MAX_FILE_BYTES) -> None:
    """Refuse what is no regular file of at most ``limit`` bytes."""
    try:
        if path.is_dir():
            raise FileError("That is a folder, not a file.", where=str(path), mend="add a file name")
        if not path.exists():
            raise FileError("There is no such file.", where=str(path), mend=near(path))
        if not path.is_file():
            raise FileError("That is not an ordinary file.", where=str(path), mend="give the path of a saved file")
        size = path.stat().st_size
    except FileError:
        raise
    except (OSError, ValueError) as problem:
        raise _unreadable(path, problem) from None
    if size > limit:
        raise DataError(
            f"The file has {size:,} bytes; at most {limit:,} are read.",
            where=str(path),
            mend="export only the columns that are needed",
        )


def _unreadable(path: Path, problem: Exception) -> FileError:
    reason = getattr(problem, "strerror", None) or problem
    return FileError(
        f"The file cannot be read ({reason}).", where=str(path), mend="check its name and that you may open it"
    )


def near(path: Path) -> str:
    """Name the file beside ``path`` that was perhaps meant."""
    try:
        return did_you_mean(path.name, sorted(entry.name for entry in os.scandir(path.parent)))
    except OSError:
        return f"the folder {str(path.parent)!r} is not there either"


def start_of(content: bytes) -> bytes:
    """Give the first bytes of a text file as if they were ASCII, to see its format from."""
    head = content[:65_536].replace(b"\0", b"")
    for mark in (codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE):
        head = head.removeprefix(mark)
    return head


def decode(content: bytes, shown: str, encoding: str, log: _Notes) -> str:
    """Decode text: byte order mark, then UTF-8, then Windows-1252 with an issue; a named encoding is obeyed."""
    if encoding.lower() != "auto":
        try:
            text = content.decode(codecs.lookup(encoding).name)
        except LookupError:
            raise SpecError(f"There is no encoding {encoding!r}.", where=shown, mend="use utf-8 or cp1252") from None
        except UnicodeError:
            raise DataError(f"The file is not {encoding}.", where=shown, mend="remove 'encoding'") from None
        text = text.removeprefix("\ufeff")
    else:
        text = _guess(content, shown, log)
    if "\0" in text:
        raise DataError(
            "The file is not text.",
            where=shown,
            mend="export it as CSV or .xlsx, or name its encoding in the spec",
        )
    return text


def _guess(content: bytes, shown: str, log: _Notes) -> str:
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return _strictly(content, "utf-16", shown)
    if content[1:2] == b"\0" and content[3:4] == b"\0":
        return _strictly(content, "utf-16-le", shown)
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = _strictly(content, "cp1252", shown)
    log.note("encoding_guess", file=shown)
    return text


def _strictly(content: bytes, encoding: str, shown: str) -> str:
    try:
        return content.decode(encoding)
    except UnicodeDecodeError:
        raise DataError(
            "The file is neither UTF-8, UTF-16 nor Windows-1252 text.",
            where=shown,
            mend="name its encoding ('encoding')",
        ) from None


def sniff(text: str, skip: int = 0) -> str:
    """Choose the delimiter that cuts the first rows into the most, and most even, columns."""
    head = text[:200_000]
    best, best_score = ",", 0.0
    for delimiter in _DELIMITERS:
        widths = []
        try:
            for i, cells in enumerate(csv.reader(io.StringIO(head, newline=""), delimiter=delimiter)):
                if i >= skip:
                    widths.append(len(cells))
                if len(widths) >= 25:
                    break
        except csv.Error:
            continue
        if not widths or widths[0] < 2:
            continue
        score = widths[0] * sum(w == widths[0] for w in widths) / len(widths)
        if score > best_score:
            best, best_score = delimiter, score
    return best


def csv_rows(text: str, delimiter: str, shown: str) -> Iterator[list[str]]:
    """Cut text into rows of cells, or say in which line it cannot be cut."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    try:
        yield from reader
    except csv.Error as problem:
        raise DataError(
            f"The file cannot be cut into cells ({problem}).",
            where=f"{shown}, line {reader.line_num}",
            mend="look for a quotation mark that is not closed",
        ) from None
