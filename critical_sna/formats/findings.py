"""What is found while files are read or written: odd things, and every bad place at once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import ClassVar, NoReturn, TypedDict

import pandas as pd

from critical_sna._core.limits import MAX_FAULTS, MAX_ISSUES_OF_A_KIND
from critical_sna.errors import DataError
from critical_sna.words import say

INFO = frozenset(
    {
        "attendance_joined",
        "blank_rows",
        "blank_unknown",
        "capped",
        "correction_added",
        "correction_already",
        "correction_left_out",
        "correction_taken_out",
        "correction_tie_hidden",
        "decision_unused",
        "example_row",
        "isolate",
        "layout_left_out",
        "list_joined",
        "missing_answer",
        "name_accepted",
        "name_rejected",
        "nested_filled",
        "nonrespondent",
        "normalised_name",
        "people_file",
        "several_respondents",
        "sheet_guess",
        "slots_full",
        "small_groups",
        "straight_line",
    }
)
"""Codes of what is only to know; every other issue is a warning."""
_LINES_IN_A_MESSAGE = 12
_PLACES_IN_A_LINE = 8


class Finding(TypedDict):
    """One odd thing or bad place; ``row`` is the line of the file, as a spreadsheet counts them."""

    code: str
    severity: str
    text: str
    count: int
    file: str | None
    row: int | None
    column: str | None


class Findings:
    """Collects issues and faults; ``file`` is the one they are all in, unless a finding names its own."""

    area: ClassVar[str] = "formats"
    """Where the sentences stand: the code of a finding is the key of its phrase there."""

    def __init__(self, file: str = "") -> None:
        self.file = file
        self.issues: list[Finding] = []
        self.faults: list[Finding] = []
        self._counted: dict[tuple[str, str], tuple[int, int | None]] = {}
        self._rows: Counter[tuple[str, str | None]] = Counter()
        self._more: Counter[tuple[str, str | None]] = Counter()

    def note(
        self,
        code: str,
        *,
        count: int = 1,
        file: str | None = None,
        row: int | None = None,
        column: str | None = None,
        phrase: str | None = None,
        **values: object,
    ) -> None:
        """Add an issue; its sentence is the phrase of its code (or another ``phrase``).

        After ``limits.MAX_ISSUES_OF_A_KIND`` of one code in one file the others are only counted, in one issue more.
        """
        file = file or self.file or None
        self._rows[code, file] += 1
        if self._rows[code, file] > MAX_ISSUES_OF_A_KIND:
            self._more[code, file] += count
            return
        text = self.say(phrase or code, n=count, file=file, row=row, column=column, **values)
        self._add(_finding(code, _severity(code), text, count, file, row, column), self.issues)

    def count(self, code: str, row: int | None, name: str = "") -> None:
        """Count something that may be there a thousand times; it makes one issue, at its first place."""
        seen, first = self._counted.get((code, name), (0, row))
        self._counted[code, name] = (seen + 1, first)

    def tell_counted(self) -> None:
        """Turn what was counted into issues."""
        for (code, name), (count, row) in sorted(self._counted.items(), key=lambda item: item[0]):
            self.note(code, count=count, row=row, name=name)
        self._counted.clear()

    def fault(
        self, code: str, row: int | None = None, *, file: str | None = None, column: str | None = None, **values: object
    ) -> None:
        """Add a bad place: reading will stop, but only after all of them are gathered."""
        file = file or self.file or None
        text = self.say(code, file=file, row=row, column=column, **values)
        self._add(_finding(code, "error", text, 1, file, row, column), self.faults)
        if len(self.faults) >= MAX_FAULTS:
            text = self.say("too_many_faults", n=MAX_FAULTS)
            self.faults.append(_finding("too_many_faults", "error", text, 1, file, row, None))
            self.stop()

    def _add(self, finding: Finding, rows: list[Finding]) -> None:
        rows.append(finding)

    def say(self, phrase: str, **values: object) -> str:
        """Give a sentence of this area."""
        return say(f"{self.area}.{phrase}", language="en", **values)

    def stop_if_faulty(self, head: str = "faults") -> None:
        """Raise one DataError that lists every bad place."""
        if self.faults:
            self.stop(head)

    def stop(self, head: str = "faults") -> NoReturn:
        """Raise the gathered faults: equal ones share a line that counts them and names their places."""
        groups: dict[tuple[str | None, str], list[Finding]] = {}
        for fault in self.faults:
            groups.setdefault((fault["file"], fault["text"]), []).append(fault)
        lines = [
            f"  - {text} ({'; '.join([f'{len(found)} x', *self._places(found)])})"
            for (_, text), found in list(groups.items())[:_LINES_IN_A_MESSAGE]
        ]
        if len(groups) > _LINES_IN_A_MESSAGE:
            lines.append(f"  - {self.say('more_faults', n=len(groups) - _LINES_IN_A_MESSAGE)}")
        raise DataError(
            self.say(head, n=len(self.faults)) + "\n" + "\n".join(lines),
            where=self.file or None,
            mend=self.say("faults_mend"),
            problems=table_of(self.faults),
        )

    def _places(self, found: list[Finding]) -> list[str]:
        """Name the file (unless the whole message is about one), the rows and the columns of equal faults."""
        file = found[0]["file"]
        rows = list(dict.fromkeys(str(f["row"]) for f in found if f["row"]))
        columns = list(dict.fromkeys(f["column"] for f in found if f["column"]))
        kinds = [("rows", rows)] if self.file else [("rows", rows), ("columns", columns)]
        places = [self.say(f"place_{kind}", n=len(names), names=_first(names)) for kind, names in kinds if names]
        return [file, *places] if file and file != self.file else places

    def told(self) -> list[Finding]:
        """Give every issue, then one for all of a code and file above the limit, with the sum of their counts."""
        return [
            *self.issues,
            *(
                _finding(code, _severity(code), self.say("more_of_a_kind", n=n, code=code), n, file, None, None)
                for (code, file), n in self._more.items()
            ),
        ]

    def table(self) -> pd.DataFrame:
        """Give the issues as a table, warnings first, in an order that does not depend on reading."""
        listed = len(self.issues)
        return table_of(
            row
            for _, row in sorted(
                enumerate(self.told()),
                key=lambda told: (
                    told[1]["severity"] != "warning",
                    told[1]["code"],
                    str(told[1]["file"]),
                    told[0] >= listed,
                    told[1]["row"] or 0,
                    str(told[1]["column"]),
                    told[1]["text"],
                ),
            )
        )


def _severity(code: str) -> str:
    return "info" if code in INFO else "warning"


def _finding(
    code: str, severity: str, text: str, count: int, file: str | None, row: int | None, column: str | None
) -> Finding:
    return {
        "code": code,
        "severity": severity,
        "text": text,
        "count": count,
        "file": file,
        "row": row,
        "column": column,
    }


def _first(names: list[str]) -> str:
    return ", ".join(names[:_PLACES_IN_A_LINE]) + (" ..." if len(names) > _PLACES_IN_A_LINE else "")


def table_of(rows: Iterable[Finding]) -> pd.DataFrame:
    """Give findings as a table."""
    frame = pd.DataFrame(list(rows), columns=list(Finding.__annotations__))
    texts = dict.fromkeys(("code", "severity", "text", "file", "column"), "str")
    return frame.astype({**texts, "count": "int64", "row": "Int64"})
