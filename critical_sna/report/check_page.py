"""The check of a survey as one offline page: who answered, and everything odd with its file, row and column."""

from __future__ import annotations

import pandas as pd

from critical_sna.report.blocks import Block, Cell, Heading, Listing, Paragraph, Section, Table
from critical_sna.report.checked import SEVERITIES, kind_in_words, place_in_words, summary_in_words
from critical_sna.report.document import Report
from critical_sna.report.opening import blanks_in_words
from critical_sna.report.subject import percent, quoted
from critical_sna.survey import RelationalSurvey
from critical_sna.words import say

MOST_ROWS = 500


def check_page(survey: RelationalSurvey, *, groups: str | None = None) -> Report:
    """Write what ``critical-sna check`` prints as a page for the people who mend the files.

    Parameters
    ----------
    survey
        What was read.
    groups
        A people column, to see who answered by group too.

    Returns
    -------
    Report
        Sections ``answers``, ``questions`` and ``issues``. It quotes names and places in the files, so that they can be
        found and mended; its banner says so.
    """
    return Report(
        say("report.check_title"),
        (_answers(survey, groups), _questions(survey), _issues(survey.issues)),
        banner=say("report.check_banner"),
    )


def faults_page(problems: pd.DataFrame) -> Report:
    """Write the places that cannot be read as a page for the people who mend the files; its one section is ``issues``.

    ``problems`` is the table of the error with which reading stopped.
    """
    section = _issues(problems)
    lead = Paragraph(say("report.check_faults", n=len(problems)), "lead")
    return Report(
        say("report.check_faults_title"),
        (Section(section.key, section.title, (lead, *section.blocks[1:])),),
        banner=say("report.check_banner"),
    )


def _answers(survey: RelationalSurvey, groups: str | None) -> Section:
    caption = say("report.table_waves") if survey.waves else say("report.table_everyone")
    blocks: list[Block] = [_rates(survey.response_rates(), caption, "")]
    if groups is not None:
        blocks.append(_rates(survey.response_rates(by=groups), say("report.table_answers"), groups))
    return Section("answers", say("report.section_answers"), tuple(blocks))


def _rates(rates: pd.DataFrame, caption: str, groups: str) -> Table:
    """Show who was asked and answered, by wave where there are waves, and by ``groups`` unless it is empty."""
    rows = []
    for place, row in rates.iterrows():
        parts = [str(part) for part in (place if isinstance(place, tuple) else (place,)) if str(part)]
        rate = float(row["rate"])
        name = ", ".join(quoted(part) for part in parts) or say("report.everyone")
        cells = (Cell(f"{int(row['asked']):,}"), Cell(f"{int(row['answered']):,}"), Cell(percent(rate), _fill(rate)))
        rows.append((name, cells))
    by = [say("report.head_wave")] if (rates.index.get_level_values("wave") != "").any() else []
    by += [quoted(groups)] if groups else [] if by else [say("report.head_who")]
    heads = tuple(say(f"report.head_{head}") for head in ("asked", "answered", "rate"))
    return Table(caption, (", ".join(by), *heads), tuple(rows), bars=True)


def _fill(rate: float) -> float:
    return rate if rate == rate else 0.0  # NaN: nobody was asked


def _questions(survey: RelationalSurvey) -> Section:
    blocks: list[Block] = []
    for name in survey.relations:
        asked = survey.codebook.relations[name]
        lines = [say(f"report.read_{asked.reports or 'not_declared'}")]
        lines += blanks_in_words(survey, name, survey.waves_of(name) or ("",))
        lines += [say("report.choices", n=asked.choices)] if asked.choices else []
        key = "asked" if asked.question else "asked_relation"
        text = say(f"report.{key}", question=quoted(asked.question or ""), relation=quoted(name))
        blocks += [Paragraph(text, "quote"), Listing(tuple(lines))]
    return Section("questions", say("report.section_question"), tuple(blocks))


def _issues(issues: pd.DataFrame) -> Section:
    kinds = [(severity, issues[issues["severity"] == severity]) for severity in SEVERITIES]
    blocks: list[Block] = [
        block
        for severity, found in kinds
        for code in sorted(set(found["code"]))
        for block in _listed(found[found["code"] == code], str(code), severity)
    ]
    lead = summary_in_words(issues) if blocks else say("cli.check_none")
    return Section("issues", say("report.table_issues"), (Paragraph(lead, "lead"), *blocks))


def _listed(found: pd.DataFrame, code: str, severity: str) -> list[Block]:
    """List the issues of one kind: sentences, and beside each its place where one of them has any."""
    shown = found[["text", "file", "row", "column"]].head(MOST_ROWS)
    left = len(found) - len(shown)
    title, note = kind_in_words(severity, code, len(found)), say("report.check_more", n=left) if left else ""
    told = [(quoted(str(text)), place_in_words(*at)) for text, *at in shown.itertuples(index=False, name=None)]
    if not any(place for _, place in told):
        blocks: list[Block] = [Heading(title), Listing(tuple(text for text, _ in told))]
        return [*blocks, Paragraph(note, "note")] if note else blocks
    rows = tuple((text, (Cell(quoted(place) if place else ""),)) for text, place in told)
    heads = (say("report.head_what"), say("report.head_where"))
    return [Table(title, heads, rows, note=note, words=True)]
