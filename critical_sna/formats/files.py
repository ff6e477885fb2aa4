"""Open a file and turn its bytes into text: every way either can go wrong becomes one plain error."""

from __future__ import annotations

import codecs
import csv
import io
import os
import sys
from collections.abc import Generator, Iterable, Iterator, Sequence
from functools import cached_property
from itertools import chain
from pathlib import Path
from typing import Any, Protocol, overload

import numpy as np
import numpy.typing as npt

from critical_sna._core.limits import MAX_FILE_BYTES, MAX_ROW_TEXT
from critical_sna.errors import DataError, FileError, SpecError, did_you_mean

_DELIMITERS = (",", ";", "\t", "|")
_PIECE = 1 << 18
_CELLS_AT_ONCE = 50_000
_LINE_FEED, _RETURN = b"\n\r"


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


def first_bytes(path: Path) -> bytes:
    """Give the first bytes of a regular file, from which its format is seen."""
    check_file(path, limit=sys.maxsize)
    try:
        with path.open("rb") as stream:
            return stream.read(8)
    except OSError as problem:
        raise _unreadable(path, problem) from None


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
    return content.decode(encoding_of(content, shown, encoding, log)).removeprefix("\ufeff")


def encoding_of(content: bytes, shown: str, encoding: str, log: _Notes) -> str:
    """Name the encoding in which all of the content is text (see ``decode``), or refuse it."""
    if encoding.lower() == "auto":
        return _guess(content, shown, log)
    try:
        named = codecs.lookup(encoding).name
        " ".encode(named)  # refuses codecs between bytes and bytes
    except LookupError:
        raise SpecError(f"There is no encoding {encoding!r}.", where=shown, mend="use utf-8 or cp1252") from None
    if not _is_text(content, named, shown):
        raise DataError(f"The file is not {encoding}.", where=shown, mend="remove 'encoding'")
    return named


def _guess(content: bytes, shown: str, log: _Notes) -> str:
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return _strictly(content, "utf-16", shown)
    if content[1:2] == b"\0" and content[3:4] == b"\0":
        return _strictly(content, "utf-16-le", shown)
    if _is_text(content, "utf-8", shown):  # the mark at the beginning is taken away later
        return "utf-8"
    encoding = _strictly(content, "cp1252", shown)
    log.note("encoding_guess", file=shown)
    return encoding


def _strictly(content: bytes, encoding: str, shown: str) -> str:
    if not _is_text(content, encoding, shown):
        raise DataError(
            "The file is neither UTF-8, UTF-16 nor Windows-1252 text.",
            where=shown,
            mend="name its encoding ('encoding')",
        )
    return encoding


def _is_text(content: bytes, encoding: str, shown: str) -> bool:
    """Tell whether all of the content is text in this encoding, without keeping the text."""
    try:
        has_zeros = any("\0" in piece for piece in text_pieces(content, encoding))
    except UnicodeError:
        return False
    if has_zeros:
        raise DataError(
            "The file is not text.",
            where=shown,
            mend="export it as CSV or .xlsx, or name its encoding in the spec",
        )
    return True


def text_pieces(content: bytes, encoding: str) -> Iterator[str]:
    """Give the text piece by piece, so that a large file is never in memory twice."""
    decoder = codecs.getincrementaldecoder(encoding)()
    for start in range(0, max(len(content), 1), _PIECE):
        end = start + _PIECE
        text = decoder.decode(content[start:end], final=end >= len(content))
        yield text.removeprefix("\ufeff") if start == 0 else text


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


def csv_rows(text: str | Iterable[str], delimiter: str, shown: str) -> Iterator[list[str]]:
    """Cut text, or pieces of it, into rows of cells, or say in which line it cannot be cut."""
    for rows in csv_pages(text, delimiter, shown):
        yield from rows


class Lines(Sequence[list[str]]):
    """Whole lines of ASCII text without a quotation mark: each is a row of cells, cut when it is asked for."""

    def __init__(self, text: str, delimiter: str, shown: str, before: int) -> None:
        self.text, self._delimiter, self._shown, self._before = text, delimiter, shown, before
        self._count = text.count("\n") + (not text.endswith("\n"))

    def __len__(self) -> int:
        """Count the lines."""
        return self._count

    @overload
    def __getitem__(self, at: int) -> list[str]: ...

    @overload
    def __getitem__(self, at: slice) -> list[list[str]]: ...

    def __getitem__(self, at: int | slice) -> Any:  # Any: a row, or rows
        """Give one row, or some."""
        return self._rows[at]

    def __iter__(self) -> Iterator[list[str]]:
        """Give every row."""
        return iter(self._rows)

    @cached_property
    def _rows(self) -> list[list[str]]:
        return next(_cut([self.text], self._delimiter, self._shown, self._before, 0))

    def even_cells(self, width: int) -> tuple[npt.NDArray[np.int32], npt.NDArray[np.int32]] | None:
        """Give where each cell begins and ends, row after row; None where a row has not ``width`` cells."""
        letters = np.frombuffer(self.text.encode("ascii"), np.uint8)
        stops = np.flatnonzero((letters == ord(self._delimiter)) | (letters == _LINE_FEED)).astype(np.int32)
        if not self.text.endswith("\n"):
            stops = np.append(stops, np.int32(len(letters)))
        if len(stops) != len(self) * width:
            return None
        ends = stops.reshape(-1, width)
        if (letters[ends[:-1, -1]] != _LINE_FEED).any() or (letters[ends[:, :-1]] == _LINE_FEED).any():
            return None
        starts = np.concatenate([np.zeros(1, dtype=np.int32), stops[:-1] + 1])
        last = ends[:, -1]
        last -= ((letters[last - 1] == _RETURN) & (last > 0)).astype(np.int32)
        return (starts, stops) if (stops - starts).max() <= csv.field_size_limit() else None


def csv_pages(text: str | Iterable[str], delimiter: str, shown: str) -> Iterator[Sequence[list[str]]]:
    """Cut text into rows of cells, and give them some at a time."""
    pages = _whole_lines([text] if isinstance(text, str) else text, shown)
    line = 0
    for page in pages:
        if page and page.isascii() and delimiter.isascii() and _is_plain(page):
            lines = Lines(page, delimiter, shown, line)
            line += len(lines)
            yield lines
            continue
        one_each = '"' not in page  # every line is a row; after the first quotation mark a row may span pages
        rest = [page] if one_each else chain([page], pages)
        line = yield from _cut(rest, delimiter, shown, line, 0 if one_each else _CELLS_AT_ONCE)


def _is_plain(page: str) -> bool:
    """Tell whether every line of a page is a row and ends in a line feed."""
    return '"' not in page and ("\r" not in page or page.count("\r") == page.count("\r\n"))


def _cut(
    pages: Iterable[str], delimiter: str, shown: str, before: int, most: int
) -> Generator[list[list[str]], None, int]:
    """Give rows, about ``most`` cells at a time (0: all at once), and in the end the number of lines so far."""
    size = done = 0
    rows: list[list[str]] = []

    def lines() -> Iterator[Iterable[str]]:
        seen, waiting = -1, 0
        for page in pages:
            waiting = waiting + len(page) if done == seen else 0
            if waiting > MAX_ROW_TEXT:
                raise _endless(shown)
            seen = done
            yield io.StringIO(page, newline="")

    reader = csv.reader(chain.from_iterable(lines()), delimiter=delimiter, strict=True)
    try:
        if not most:
            rows = list(reader)
        for row in reader:
            rows.append(row)
            done += 1
            size += len(row)
            if size > most:
                yield rows
                rows, size = [], 0
        yield rows
    except csv.Error as problem:
        raise DataError(
            f"The file cannot be cut into cells ({problem}).",
            where=f"{shown}, line {before + reader.line_num}",
            mend="look for a quotation mark that is not closed",
        ) from None
    return before + reader.line_num


def _whole_lines(pieces: Iterable[str], shown: str) -> Iterator[str]:
    """Cut pieces of text anew, so that each ends where a line ends."""
    rest = ""
    for more in pieces:
        piece = rest + more
        cut = max(piece.rfind("\n"), piece.rfind("\r", 0, len(piece) - 1)) + 1
        rest = piece[cut:]
        if len(rest) > MAX_ROW_TEXT:
            raise _endless(shown)
        if cut:
            yield piece[:cut]
    yield rest


def _endless(shown: str) -> DataError:
    return DataError(
        f"The file has a row of more than {MAX_ROW_TEXT:,} characters.",
        where=shown,
        mend="look for a quotation mark that is not closed, or export only the columns that are needed",
    )
