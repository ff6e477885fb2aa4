"""The issues of a survey: everything odd that was seen, and every bad cell at once where reading must stop."""

from __future__ import annotations

from typing import ClassVar, NoReturn

from critical_sna.formats.findings import Finding, Findings
from critical_sna.words import phrases

_OF_A_SHEET = frozenset({"blank_rows", "formula_without_value", "too_many_cells"})


class Log(Findings):
    """Collects issues and faults while a survey is read; each names its own file."""

    area: ClassVar[str] = "survey"

    def __init__(self) -> None:
        super().__init__()
        self._held: list[Finding] = []

    def hold(self) -> None:
        """Keep the faults so far for later: reading goes on, so that those of the cells are told with them."""
        self._held += self.faults
        self.faults = []

    def stop_at_end(self) -> None:
        """Raise one DataError that lists every bad cell, those that were held too."""
        if self.faults or self._held:
            self.stop()

    def stop(self, head: str = "faults") -> NoReturn:
        """Raise the gathered faults, the held ones first."""
        self.faults = [*self._held, *self.faults]
        super().stop(head)


class WorkbookLog(Log):
    """The same for a workbook of the template: its sentences speak of sheets, for there is no spec to mend."""

    def __init__(self) -> None:
        super().__init__()
        self._told: set[tuple[object, ...]] = set()

    def say(self, phrase: str, **values: object) -> str:
        """Give a sentence, in the words for workbooks where there are any."""
        own = f"workbook_{phrase}"
        return super().say(own if own in phrases(self.area) else phrase, **values)

    def _add(self, finding: Finding, rows: list[Finding]) -> None:
        """Add a finding; the sheet Ties is read once for each question, and what is odd about it is told once."""
        told = tuple(finding.values())
        if finding["code"] not in _OF_A_SHEET or told not in self._told:
            self._told.add(told)
            super()._add(finding, rows)
