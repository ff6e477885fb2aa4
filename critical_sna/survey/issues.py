"""The issues table: everything odd that was seen, and every bad cell at once where reading must stop."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import pandas as pd

from critical_sna.errors import DataError
from critical_sna.words import say

if TYPE_CHECKING:
    from typing import NoReturn

COLUMNS = ("code", "severity", "text", "count", "file", "row", "column")
_INFO = {
    "normalised_name",
    "blank_rows",
    "example_row",
    "isolate",
    "nonrespondent",
    "blank_unknown",
    "missing_answer",
    "sheet_guess",
    "straight_line",
    "capped",
    "slots_full",
    "attendance_joined",
    "several_respondents",
    "nested_filled",
    "name_accepted",
    "name_rejected",
    "decision_unused",
}
_LINES_IN_A_MESSAGE = 12


@dataclass
class Log:
    """Collects issues and faults while a survey is read."""

    issues: list[dict[str, object]] = field(default_factory=list)
    faults: list[dict[str, object]] = field(default_factory=list)

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
        """Add an issue; its sentence is the phrase ``survey.<code>`` (or another ``phrase``)."""
        text = say(f"survey.{phrase or code}", language="en", n=count, file=file, row=row, column=column, **values)
        severity = "info" if code in _INFO else "warning"
        self.issues.append(_row(code, severity, text, count, file, row, column))

    def fault(
        self,
        code: str,
        *,
        file: str | None,
        row: int | None = None,
        column: str | None = None,
        **values: object,
    ) -> None:
        """Add a bad cell: reading will stop, but only after all of them are gathered."""
        text = say(f"survey.{code}", language="en", file=file, row=row, column=column, **values)
        self.faults.append(_row(code, "error", text, 1, file, row, column))

    def stop_if_faulty(self) -> None:
        """Raise one DataError that lists every bad cell."""
        if self.faults:
            stop(self.faults)

    def table(self) -> pd.DataFrame:
        """Give the issues as a table, warnings first, in an order that does not depend on reading."""
        rows = sorted(
            self.issues,
            key=lambda i: (
                i["severity"] != "warning",
                i["code"],
                str(i["file"]),
                i["row"] or 0,
                str(i["column"]),
                i["text"],
            ),
        )
        return _frame(rows)


def _row(
    code: str, severity: str, text: str, count: int, file: str | None, row: int | None, column: str | None
) -> dict[str, object]:
    return dict(zip(COLUMNS, (code, severity, text, count, file, row, column), strict=True))


def _frame(rows: list[dict[str, object]]) -> pd.DataFrame:
    frame = pd.DataFrame(rows, columns=list(COLUMNS))
    return frame.astype(
        {
            **dict.fromkeys(("code", "severity", "text", "file", "column"), "str"),
            "count": "int64",
            "row": "Int64",
        }
    )


def stop(faults: list[dict[str, object]]) -> NoReturn:
    """Raise the gathered faults: equal ones share a line that counts them and names their places."""
    groups: dict[tuple[object, object], list[dict[str, object]]] = {}
    for fault in faults:
        groups.setdefault((fault["file"], fault["text"]), []).append(fault)
    lines = []
    for (file, text), found in list(groups.items())[:_LINES_IN_A_MESSAGE]:
        columns = list(dict.fromkeys(str(f["column"]) for f in found if f["column"]))
        rows = list(dict.fromkeys(str(f["row"]) for f in found if f["row"]))
        place = [str(file)] if file else []
        place += [f"rows {', '.join(rows[:8])}" + (" ..." if len(rows) > 8 else "")] if rows else []
        place += [f"columns {', '.join(columns[:8])}" + (" ..." if len(columns) > 8 else "")] if columns else []
        lines.append(f"  - {text} ({len(found)} x; {'; '.join(place)})")
    if len(groups) > _LINES_IN_A_MESSAGE:
        lines.append(f"  - {say('survey.more_faults', n=len(groups) - _LINES_IN_A_MESSAGE)}")
    raise DataError(
        say("survey.faults", n=len(faults)) + "\n" + "\n".join(lines),
        mend=say("survey.faults_mend"),
        problems=_frame(faults),
    )
