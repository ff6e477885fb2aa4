"""What a survey holds and everything odd about it, as lines to read or as JSON."""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd

from critical_sna._core.spreadsheets import json_text
from critical_sna.report.opening import issue_in_words
from critical_sna.survey import RelationalSurvey
from critical_sna.words import say

SEVERITIES = ("error", "warning", "info")


def survey_as_lines(survey: RelationalSurvey, groups: str | None = None) -> str:
    """Say who was asked, who answered (by an attribute too), and list the issues, errors first."""
    relations = ", ".join(survey.relations)
    lines = [say("cli.check_survey", people=len(survey.people), ties=len(survey.ties), relations=relations)]
    for wave, row in survey.response_rates().iterrows():
        asked, answered = int(row["asked"]), int(row["answered"])
        lines.append(say("cli.check_rate", answered=answered, asked=asked, wave=_in_wave(wave)))
    if groups is not None:
        lines += ["", say("cli.check_groups", groups=groups)]
        lines += [
            say("cli.check_group_rate", group=group, answered=answered, asked=asked, wave=_in_wave(wave))
            for wave, group, asked, answered in _rates_by(survey, groups).itertuples(index=False, name=None)
        ]
    issues = survey.issues
    lines += ["", as_lines(issues) if len(issues) else say("cli.check_none")]
    return "\n".join(lines)


def _in_wave(wave: object) -> str:
    return say("cli.check_rate_wave", wave=wave) if wave else ""


def _rates_by(survey: RelationalSurvey, groups: str) -> pd.DataFrame:
    """Give wave, group, asked and answered."""
    rates = survey.response_rates(by=groups).rename_axis(["wave", "group"]).reset_index()
    return rates[["wave", "group", "asked", "answered"]]


def as_lines(issues: pd.DataFrame) -> str:
    """List issues or bad cells, one a line under the kind they are of, and count them."""
    return "\n".join([*_lines(issues), "", summary_in_words(issues)])


def _lines(issues: pd.DataFrame) -> Iterator[str]:
    for severity in SEVERITIES:
        found = issues[issues["severity"] == severity]
        for code in sorted(set(found["code"])):
            rows = found[found["code"] == code]
            yield kind_in_words(severity, str(code), len(rows))
            for text, *at in rows[["text", "file", "row", "column"]].itertuples(index=False, name=None):
                place = place_in_words(*at)
                yield "  " + " ".join(str(text).split()) + (say("cli.check_place", place=place) if place else "")


def kind_in_words(severity: str, code: str, n: int) -> str:
    """Say of some issues of one kind what they ask of people, what they are, and how many there are."""
    what = say("report.issue_fault") if severity == "error" else issue_in_words(code)
    return say("cli.check_group", n=n, severity=say(f"cli.severity_{severity}"), what=what, code=code)


def summary_in_words(issues: pd.DataFrame) -> str:
    """Count what is to mend, to look at, and to know."""
    counts = {severity: int((issues["severity"] == severity).sum()) for severity in SEVERITIES}
    return say("cli.check_summary", errors=counts["error"], warnings=counts["warning"], notes=counts["info"])


def place_in_words(file: object, row: object, column: object) -> str:
    """Say where an issue is; empty where it is about the whole survey."""
    parts = [str(file)] if pd.notna(file) else []  # type: ignore[call-overload]  # a cell of the table
    parts += [say("cli.check_row", row=row)] if pd.notna(row) else []  # type: ignore[call-overload]  # a cell
    parts += [say("cli.check_column", column=column)] if pd.notna(column) else []  # type: ignore[call-overload]  # a cell
    return ", ".join(parts)


def as_json(issues: pd.DataFrame) -> str:
    """Give issues or bad cells as JSON."""
    return json_text({"issues": issues}).rstrip()


def survey_as_json(survey: RelationalSurvey, groups: str | None = None) -> str:
    """Give response rates by wave (and by an attribute), relations and issues as JSON."""
    tables = {"response_rates": survey.response_rates()}
    if groups is not None:
        tables["response_rates_by_group"] = _rates_by(survey, groups).assign(groups=groups)
    tables["relations"] = pd.DataFrame({"relation": list(survey.relations)})
    return json_text({**tables, "issues": survey.issues}).rstrip()
