"""What is found while a graph file is read or written: odd things, and every bad place at once."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from dataclasses import astuple, dataclass
from typing import NoReturn

import pandas as pd

from critical_sna._core.limits import MAX_FAULTS
from critical_sna.errors import DataError
from critical_sna.words import say

COLUMNS = ("code", "severity", "text", "count", "file", "row", "column")
_INFO = {"isolate", "missing_answer", "layout_left_out", "people_file", "list_joined"}
_LINES_IN_A_MESSAGE = 12


@dataclass(frozen=True, slots=True)
class Finding:
    """One odd thing or bad place; ``row`` is the line of the file."""

    code: str
    severity: str
    text: str
    count: int
    file: str
    row: int | None
    column: str | None


def shown(text: str, limit: int = 60) -> str:
    """Give text for a message: short, in quotes, with invisible characters spelled out."""
    seen = "".join(
        c if c.isprintable() and unicodedata.category(c) != "Cf" else ascii(c)[1:-1] for c in text[: limit + 1]
    )
    return f"'{seen}'" if len(seen) <= limit else f"'{seen[:limit]}...'"


def listed(names: Iterable[str], limit: int = 30) -> str:
    """Join names for a message and count the ones left out."""
    names = list(names)
    text = ", ".join(name if len(name) <= 80 else name[:80] + "..." for name in names[:limit])
    return text if len(names) <= limit else f"{text} and {len(names) - limit} more"


class Findings:
    """Collects issues and faults of one file."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.issues: list[Finding] = []
        self.faults: list[Finding] = []
        self._counted: dict[tuple[str, str], tuple[int, int | None]] = {}

    def note(
        self, code: str, *, count: int = 1, row: int | None = None, file: str | None = None, **values: object
    ) -> None:
        """Add an issue; its sentence is the phrase ``formats.<code>``."""
        file = file or self.file
        text = say(f"formats.{code}", language="en", n=count, file=file, **values)
        severity = "info" if code in _INFO else "warning"
        self.issues.append(Finding(code, severity, text, count, file, row, None))

    def count(self, code: str, row: int | None, name: str = "") -> None:
        """Count something that may be there a thousand times; it makes one issue, at its first place."""
        seen, first = self._counted.get((code, name), (0, row))
        self._counted[code, name] = (seen + 1, first)

    def tell_counted(self) -> None:
        """Turn what was counted into issues."""
        for (code, name), (count, row) in sorted(self._counted.items(), key=lambda item: item[0]):
            self.note(code, count=count, row=row, name=name)
        self._counted.clear()

    def fault(self, code: str, row: int | None, *, column: str | None = None, **values: object) -> None:
        """Add a bad place: reading will stop, but only after all of them are gathered."""
        text = say(f"formats.{code}", language="en", **values)
        self.faults.append(Finding(code, "error", text, 1, self.file, row, column))
        if len(self.faults) >= MAX_FAULTS:
            text = say("formats.too_many_faults", n=MAX_FAULTS)
            self.faults.append(Finding("too_many_faults", "error", text, 1, self.file, row, None))
            self.stop()

    def stop_if_faulty(self, head: str = "faults") -> None:
        """Raise one DataError that lists every bad place."""
        if self.faults:
            self.stop(head)

    def stop(self, head: str = "faults") -> NoReturn:
        """Raise the gathered faults: equal ones share a line that counts them and names their lines."""
        groups: dict[str, list[Finding]] = {}
        for fault in self.faults:
            groups.setdefault(fault.text, []).append(fault)
        lines = []
        for text, found in list(groups.items())[:_LINES_IN_A_MESSAGE]:
            rows = list(dict.fromkeys(str(f.row) for f in found if f.row))
            place = f"line{'s' if len(rows) > 1 else ''} {', '.join(rows[:8])}" + (" ..." if len(rows) > 8 else "")
            lines.append(f"  - {text} ({len(found)} x{'; ' + place if rows else ''})")
        if len(groups) > _LINES_IN_A_MESSAGE:
            lines.append(f"  - {say('formats.more_faults', n=len(groups) - _LINES_IN_A_MESSAGE)}")
        raise DataError(
            say(f"formats.{head}", n=len(self.faults)) + "\n" + "\n".join(lines),
            where=self.file,
            mend=say("formats.faults_mend"),
            problems=table_of(self.faults),
        )

    def table(self) -> pd.DataFrame:
        """Give the issues as a table, warnings first."""
        return table_of(sorted(self.issues, key=lambda i: (i.severity != "warning", i.code, i.row or 0, i.text)))


def table_of(rows: list[Finding]) -> pd.DataFrame:
    """Give findings as a table."""
    frame = pd.DataFrame([astuple(row) for row in rows], columns=list(COLUMNS))
    texts = dict.fromkeys(("code", "severity", "text", "file", "column"), "str")
    return frame.astype({**texts, "count": "int64", "row": "Int64"})
