"""A chart before it is drawn: groups by columns, what is hidden, and the same in words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np
import numpy.typing as npt

from critical_sna.words import say

Floats = npt.NDArray[np.float64]
Mask = npt.NDArray[np.bool_]


@dataclass(frozen=True, eq=False, repr=False)
class Chart:
    """What one chart shows; NaN is not known, ``hidden`` is withheld."""

    kind: Literal["heat", "bands", "intervals", "dots", "slopes"]
    title: str
    above: tuple[str, ...]
    """The question as asked, and who answered."""
    below: tuple[str, ...]
    """How it is read, and what is hidden."""
    corner: str
    rows: tuple[str, ...]
    columns: tuple[str, ...]
    figures: Floats
    """(rows, columns)"""
    hidden: Mask
    """(rows, columns)"""
    low: Floats | None = None
    high: Floats | None = None
    percent: bool = True
    language: str = "en"

    def text(self, row: int, column: int) -> str:
        """Give one cell in words: a dash where it is hidden, a question mark where it is not known."""
        if self.hidden[row, column]:
            return "–"
        value = float(self.figures[row, column])
        if np.isnan(value):
            return "?"
        words = self.number(value)
        if self.low is None or self.high is None or np.isnan(self.low[row, column]):
            return words
        ends = {"low": self.number(float(self.low[row, column])), "high": self.number(float(self.high[row, column]))}
        return words if ends["low"] == ends["high"] else f"{words} ({ends['low']}–{ends['high']})"

    def number(self, value: float) -> str:
        """Give a value: whole per cent (ends told apart from 0 and 100), or one digit."""
        if not self.percent:
            return f"{value:,.1f}"
        if 0 < value < 0.005:
            return "< 1 %"
        return "> 99 %" if 0.995 <= value < 1 else f"{round(100 * value)} %"

    def table(self) -> tuple[tuple[str, ...], tuple[tuple[str, tuple[str, ...]], ...]]:
        """Give the chart as a table of texts: head, and rows."""
        cells = [tuple(self.text(r, c) for c in range(len(self.columns))) for r in range(len(self.rows))]
        return (self.corner, *self.columns), tuple(zip(self.rows, cells, strict=True))

    def alternative(self) -> str:
        """Say in words what the chart shows."""
        _, rows = self.table()
        told = [
            f"{name}: " + ", ".join(f"{column} {cell}" for column, cell in zip(self.columns, cells, strict=True)) + "."
            for name, cells in rows
        ]
        start = say("pictures.chart_alt", language=self.language, title=self.title)
        signs = say("pictures.chart_signs", language=self.language)
        return " ".join([start, *self.above, *told, *self.below, signs])
