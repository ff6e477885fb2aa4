"""The file of notes that a map hands out: read as hostile text, checked whole, every bad place told at once."""

from __future__ import annotations

import hashlib
import json
import os
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from critical_sna._core import limits
from critical_sna._core.text import quoted
from critical_sna.errors import DataError
from critical_sna.survey.issues import Log
from critical_sna.survey.tables.files import read_bytes
from critical_sna.words import say

FORMAT: Final = "critical_sna corrections"
VERSION: Final = 1
KINDS: Final[Mapping[str, tuple[str, ...]]] = {
    "tie": ("missing", "wrong", "hide", "context"),
    "person": ("hide", "context"),
    "group": ("hide", "context"),
}
"""What may be said of a tie, a person and a group."""
ENDS: Final = {"tie": ("from", "to"), "person": ("person",), "group": ("group",)}
_TEXTS = ("wave", "text", "by")
_FILE = {"format", "version", "map", "relation", "reports", "saved", "digest", "people", "notes"}


@dataclass(frozen=True)
class Note:
    """One note as the file holds it; ``ends`` are the two codes of a tie, the code of a person, or a group's name."""

    file: str
    number: int
    on: str
    kind: str
    ends: tuple[str, ...]
    wave: str
    text: str
    by: str


@dataclass(frozen=True)
class NoteFile:
    """A file of notes that was read: whose map, which relation, and the notes in their order."""

    name: str
    map: str
    relation: str
    reports: str | None
    notes: tuple[Note, ...]


def read_notes(path: str | os.PathLike[str]) -> NoteFile:
    """Read one file of notes.

    Raises
    ------
    FileError
        Where there is no such file, or it is larger than ``limits.MAX_NOTES_BYTES``.
    DataError
        Where it is no such file, was changed after it was saved, or holds notes that cannot be; ``problems`` lists
        every bad note.
    """
    path = Path(path)
    content = _parsed(read_bytes(path, limit=limits.MAX_NOTES_BYTES), path.name)
    log = Log()
    log.file = path.name
    found = _whole(content, path.name)
    rows = found["notes"]
    if not isinstance(rows, list) or len(rows) > limits.MAX_NOTES:
        raise _refused("notes_many", path.name, n=limits.MAX_NOTES)
    notes = [_note(row, number, path.name, log) for number, row in enumerate(rows, start=1)]
    log.stop_if_faulty("notes_faults")
    kept = tuple(note for note in notes if note is not None)
    if found["digest"] != digest(str(found["map"]), kept):
        raise _refused("notes_changed", path.name)
    reports = None if found["reports"] is None else str(found["reports"])
    return NoteFile(path.name, str(found["map"]), str(found["relation"]), reports, kept)


def digest(stamp: str, notes: Iterable[Note]) -> str:
    """Give the SHA-256 of the notes and the map they belong to: it tells a file that was damaged or changed by hand.

    It is no signature: whoever can write a file can work it out.
    """
    lines = ["\x1f".join((n.on, n.kind, *(*n.ends, "")[:2], n.wave, n.text, n.by)) for n in notes]
    return hashlib.sha256("\x1e".join([stamp, *lines]).encode("utf-8", "replace")).hexdigest()


def as_json(file: NoteFile) -> str:
    """Give a file of notes as a map saves it."""
    notes = [
        {"on": n.on, "kind": n.kind, **dict(zip(ENDS[n.on], n.ends, strict=True)), "wave": n.wave, "text": n.text}
        | {"by": n.by}
        for n in file.notes
    ]
    head = {"format": FORMAT, "version": VERSION, "map": file.map, "relation": file.relation, "reports": file.reports}
    return json.dumps({**head, "digest": digest(file.map, file.notes), "notes": notes}, ensure_ascii=False, indent=1)


def _refused(key: str, name: str, *, n: int = 0) -> DataError:
    return DataError(say(f"survey.{key}", n=n), where=name, mend=say("survey.notes_mend"))


def _parsed(content: bytes, name: str) -> dict[str, object]:
    try:
        found = json.loads(
            content.decode("utf-8-sig"),
            object_pairs_hook=_without_twins,
            parse_constant=_no_constant,
            parse_int=_whole_number,
        )
    except (ValueError, RecursionError):
        raise _refused("notes_no_json", name) from None
    if not isinstance(found, dict):
        raise _refused("notes_no_json", name)
    return found


def _without_twins(pairs: list[tuple[str, object]]) -> dict[str, object]:
    found = dict(pairs)
    if len(found) < len(pairs):
        raise ValueError("a name stands twice")
    return found


def _no_constant(word: str) -> object:
    raise ValueError(word)


def _whole_number(digits: str) -> int:
    if len(digits) > 9:
        raise ValueError("no number of a file of notes is so large")
    return int(digits)


def _whole(content: dict[str, object], name: str) -> dict[str, object]:
    if content.get("format") != FORMAT or not {"map", "relation", "reports", "digest", "notes"} <= content.keys():
        raise _refused("notes_other", name)
    if content.get("version") != VERSION or content.keys() - _FILE:
        raise _refused("notes_version", name)
    for key in ("map", "relation", "digest"):
        if not isinstance(content[key], str):
            raise _refused("notes_other", name)
    if content["reports"] not in (None, "seeks_from", "gives_to", "mutual"):
        raise _refused("notes_other", name)
    return content


def _note(row: object, number: int, file: str, log: Log) -> Note | None:
    """Give a note, or a fault that names what is wrong and never what was written."""
    if not isinstance(row, dict):
        log.fault("note_shape", row=number)
        return None
    on, kind = row.get("on"), row.get("kind")
    if not isinstance(on, str) or on not in KINDS or not isinstance(kind, str) or kind not in KINDS[on]:
        log.fault("note_kind", row=number)
        return None
    if row.keys() != {"on", "kind", *ENDS[on], *_TEXTS} or not all(isinstance(value, str) for value in row.values()):
        log.fault("note_shape", row=number)
        return None
    long = [key for key in row if len(row[key]) > limits.MAX_NOTE_TEXT]
    if long:
        log.fault("note_long", row=number, column=long[0], most=limits.MAX_NOTE_TEXT)
        return None
    ends = tuple(row[end] for end in ENDS[on])
    if not all(ends) or len(set(ends)) < len(ends):
        log.fault("note_ends", row=number)
        return None
    wave, text, by = (row[key] for key in _TEXTS)
    return Note(file, number, on, kind, ends, wave, text, by)


def visible(text: str) -> str:
    """Give what somebody wrote as one line without characters that could steer a terminal or hide in a table."""
    kept = "".join(" " if unicodedata.category(c) in ("Cc", "Cs", "Zl", "Zp") else c for c in text)
    return " ".join(kept.split())


def shown(text: str) -> str:
    """Give a code or name for a message."""
    return quoted(visible(text))
