"""The check as a page: the same findings as the lines, where to mend them, and what it is not for."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from typer.testing import CliRunner

import critical_sna as csna
from critical_sna import datasets
from critical_sna.cli import app
from critical_sna.errors import DataError
from critical_sna.report.check_page import MOST_ROWS, check_page, faults_page
from critical_sna.report.checked import summary_in_words
from critical_sna.survey import RelationalSurvey


def told(page: Any) -> list[str]:
    blocks = page.sections[2].blocks
    listed = [item for block in blocks if block.kind == "listing" for item in block.items]
    return [row[0] for block in blocks if block.kind == "table" for row in block.rows] + listed


def test_every_issue_stands_on_the_page_with_its_place(watershed: RelationalSurvey) -> None:
    page = check_page(watershed, groups="group")
    assert len(told(page)) == min(len(watershed.issues), MOST_ROWS * watershed.issues["code"].nunique())
    text = page.to_html()
    assert all(str(file) in text for file in watershed.issues["file"].dropna().unique())
    assert page.sections[2].blocks[0].text == summary_in_words(watershed.issues)
    assert {len(row[1]) for block in page.sections[2].blocks if block.kind == "table" for row in block.rows} == {1}
    assert "Do not pass it on" in text
    assert "families" in text


def test_the_tables_of_answers_say_what_their_rows_are(watershed: RelationalSurvey, tmp_path: Path) -> None:
    def heads(survey: RelationalSurvey, groups: str | None = None) -> list[str]:
        return [block.head[0] for block in check_page(survey, groups=groups).sections[0].blocks]  # type: ignore[union-attr]

    assert heads(watershed, "group") == ["wave", "wave, \u2068group\u2069"]
    (tmp_path / "t.csv").write_text("from,to,team\na,b,x\nb,a,y\n")
    source = {"path": "t.csv", "ego": "from", "attributes": ["team"]}
    spec = {"sources": {**source, "ties": {"relation": "r", "shape": "edges", "target": "to"}}}
    assert heads(csna.read_survey(spec, base=tmp_path), "team") == ["who", "\u2068team\u2069"]


def test_a_survey_without_faults_says_so(tmp_path: Path) -> None:
    (tmp_path / "t.csv").write_text("from,to\na,b\nb,a\n")
    spec = {
        "version": 1,
        "relations": {"r": {"reports": "mutual"}},
        "sources": [
            {"path": "t.csv", "ego": {"column": "from"}, "ties": [{"relation": "r", "shape": "edges", "target": "to"}]}
        ],
    }
    page = check_page(csna.read_survey(spec, base=tmp_path))
    assert "Nothing odd was seen." in page.to_html()
    assert "The relation is called" in page.to_html()


def test_a_long_list_is_cut_and_says_how_much_is_left(
    monkeypatch: pytest.MonkeyPatch, watershed: RelationalSurvey
) -> None:
    monkeypatch.setattr("critical_sna.report.check_page.MOST_ROWS", 1)
    assert len(told(check_page(watershed))) == watershed.issues["code"].nunique()
    assert "more are not listed here" in check_page(watershed).to_html()


def test_the_command_writes_the_page_and_keeps_a_file_that_is_there(tmp_path: Path) -> None:
    spec, target = str(datasets.watershed_path() / "spec.yaml"), tmp_path / "check.html"
    done = CliRunner().invoke(app, ["check", spec, "-o", str(target), "--groups", "group"])
    assert done.exit_code == 0
    assert "Content-Security-Policy" in target.read_text("utf-8")
    assert CliRunner().invoke(app, ["check", spec, "-o", str(target)]).exit_code == 2


def test_nobody_asked_has_no_rate() -> None:
    from critical_sna.report.check_page import _rates

    rates = pd.DataFrame({"asked": [0], "answered": [0], "rate": [float("nan")]}, index=pd.Index([""], name="wave"))
    assert _rates(rates, "x", "").rows[0][1][2].text == "not known"


def test_what_cannot_be_read_stands_on_a_page_with_its_place(tmp_path: Path) -> None:
    (tmp_path / "t.csv").write_text("from,to,how\na,b,often\nb,a,<b>daily</b>\nb,c,often\n")
    ties = {"relation": "r", "shape": "edges", "target": "to", "value": "how", "scale": "s"}
    spec = {
        "sources": {"path": "t.csv", "ego": "from", "ties": ties},
        "scales": {"s": {"levels": ["never", "sometimes"], "start": 0}},
    }
    with pytest.raises(DataError) as caught:
        csna.read_survey(spec, base=tmp_path)
    assert caught.value.problems is not None
    page = faults_page(caught.value.problems)
    table = page.sections[0].blocks[1]
    assert table.kind == "table"
    assert [cells[0].text for _, cells in table.rows] == [f"\u2068t.csv, row {k}, column how\u2069" for k in (2, 3, 4)]
    text = page.to_html()
    assert "There are 3 places that cannot be read" in text
    assert "to mend: what cannot be read (unknown_level, 3 times)" in text
    assert "is not a level of the scale" in text
    assert "<b>daily" not in text
