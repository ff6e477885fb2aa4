"""Charts inside the report: beside the tables that hold the same numbers, drawn when the page is written."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import numpy as np
import pandas as pd

from critical_sna._core import limits
from critical_sna.maps.charts import numbers
from critical_sna.maps.charts.chart import Chart
from critical_sna.maps.pictures.needed import can_draw
from critical_sna.report.blocks import Block, Cell, Paragraph, Picture, Section, Table
from critical_sna.report.subject import Subject, percent
from critical_sna.words import say


def with_charts(subject: Subject, sections: tuple[Section, ...]) -> tuple[Section, ...]:
    """Add charts to the sections they belong to; where matplotlib is missing, add the sentence that says so."""
    if not can_draw():
        note = Paragraph(say("pictures.chart_missing"), "note")
        return tuple(
            replace(section, blocks=(*section.blocks, note)) if section.key == "methods" else section
            for section in sections
        )
    added = {"answers": _answers, "voices": _voices, "groups": _groups}
    return tuple(
        _with(section, list(added[section.key](subject, section))) if section.key in added else section
        for section in sections
    )


def _with(section: Section, blocks: list[Block]) -> Section:
    """Put blocks at the end of a section, before a question for the room."""
    end = len(section.blocks)
    last = section.blocks[-1] if section.blocks else None
    if isinstance(last, Paragraph) and last.role == "room":
        end -= 1
    return replace(section, blocks=(*section.blocks[:end], *blocks, *section.blocks[end:]))


def _shown(subject: Subject) -> bool:
    """Say whether there are groups, and some of them may be shown."""
    return subject.groups is not None and bool(subject.names) and not subject.hidden_answers.all()


def _groups_of(subject: Subject) -> str | pd.Series:
    assert subject.groups is not None  # noqa: S101  there are groups that may be shown
    return subject.groups


def _answers(subject: Subject, _: Section) -> Iterator[Block]:
    if not subject.net.asked.any() or not (_shown(subject) or len(subject.waves) > 1):
        return
    groups = subject.groups if _shown(subject) else None
    chart = numbers.response(subject.waves, groups, language="en")
    yield Picture(chart)
    if len(subject.waves) > 1 and groups is not None:  # the table by group is of one wave
        yield _as_table(chart)


def _voices(subject: Subject, _: Section) -> Iterator[Block]:
    if subject.net.reports is None or not _shown(subject):
        return
    charts = [numbers.voice(subject.net, _groups_of(subject), None, language="en")]
    if len(subject.waves) > 1:
        charts.append(numbers.slopes(subject.waves, _groups_of(subject), None, language="en"))
    for chart in charts:
        if not chart.hidden.all():
            yield Picture(chart)
            yield _as_table(chart)


def _groups(subject: Subject, section: Section) -> Iterator[Block]:
    if subject.net.reports is None or not _shown(subject):
        return
    caption = say("report.table_audibility", percent=percent(0.5))
    for block in section.blocks:
        if isinstance(block, Table) and block.caption == caption:
            yield Picture(_heat(block, subject))
    if 0 < subject.net.n_people <= limits.CHART_RANGE_PEOPLE:
        chart = numbers.brokerage(subject.net, _groups_of(subject), None, language="en")
        yield Picture(chart)
        yield _as_table(chart)


def _heat(table: Table, subject: Subject) -> Chart:
    """Draw the table that is there: nothing is worked out twice."""
    dash, unknown = say("report.dash"), say("report.not_known")
    texts = np.array([[cell.text for cell in cells] for _, cells in table.rows], dtype=object)
    fills = np.array([[cell.fill or 0.0 for cell in cells] for _, cells in table.rows], dtype=float)
    chart = numbers.audibility_words(subject.net, pass_probability=0.5, language="en")
    return replace(
        chart,
        rows=tuple(name for name, _ in table.rows),
        columns=table.head[1:],
        figures=np.where(texts == unknown, np.nan, fills),
        hidden=np.asarray(texts == dash, dtype=bool),
    )


def _as_table(chart: Chart) -> Table:
    """Give a chart as a table for the page."""
    head, rows = chart.table()
    told = tuple((name, tuple(Cell(text) for text in cells)) for name, cells in rows)
    return Table(chart.title, head, told, note=" ".join(chart.below))
