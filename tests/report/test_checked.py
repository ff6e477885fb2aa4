"""The check as lines and as JSON: who answered, by wave and by group, and everything odd."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import critical_sna as csna
from critical_sna.errors import DataError
from critical_sna.report import checked
from critical_sna.survey import RelationalSurvey

PEOPLE = "id,sector\n" + "".join(f"P{i},{'Schools' if i < 4 else 'Families'}\n" for i in range(7)) + "P7,\n"
ROSTER = [f"ask_P{i}" for i in range(8)]


@pytest.fixture
def survey(tmp_path: Path) -> RelationalSurvey:
    """Two waves; P0 fills the list of two, P1 gives one answer about everybody."""
    (tmp_path / "people.csv").write_text(PEOPLE)
    rows = {"P0": ",2,2,,,,,", "P1": "2,2,2,2,2,2,2,2", "P4": ",,1,0,,,,"}
    for wave, people in (("2030", ("P0", "P1")), ("2031", ("P0", "P1", "P4"))):
        lines = [",".join(["me", *ROSTER]), *(f"{person},{rows[person]}" for person in people)]
        (tmp_path / f"{wave}.csv").write_text("\n".join(lines) + "\n")
    ties = {
        "relation": "advice",
        "shape": "roster",
        "columns": "ask_*",
        "alter": {"from": "header", "after": "ask_"},
        "scale": "s",
    }
    spec = {
        "people": {"path": "people.csv", "id": "id", "attributes": ["sector"]},
        "sources": [{"path": f"{w}.csv", "wave": w, "ego": "me", "ties": ties} for w in ("2030", "2031")],
        "scales": {"s": {"levels": ["0", "1", "2"], "start": 0}},
        "relations": {"advice": {"reports": "seeks_from", "choices": 2}},
    }
    return csna.read_survey(spec, base=tmp_path)


def test_the_lines_say_who_answered_by_wave_and_by_group(survey: RelationalSurvey) -> None:
    lines = checked.survey_as_lines(survey, "sector").splitlines()
    assert "2 of 8 people who were asked answered in wave 2030" in lines
    assert "3 of 8 people who were asked answered in wave 2031" in lines
    by = lines.index("By sector:")
    assert lines[by + 1 : by + 7] == [
        "  Families: 0 of 3 who were asked answered in wave 2030",
        "  Schools: 2 of 4 who were asked answered in wave 2030",
        "  unknown: 0 of 1 who were asked answered in wave 2030",
        "  Families: 1 of 3 who were asked answered in wave 2031",
        "  Schools: 2 of 4 who were asked answered in wave 2031",
        "  unknown: 0 of 1 who were asked answered in wave 2031",
    ]
    assert "By" not in checked.survey_as_lines(survey).split("to look at")[0]


def test_json_has_the_same_rates(survey: RelationalSurvey) -> None:
    found = json.loads(checked.survey_as_json(survey, "sector"))
    assert found["response_rates_by_group"][4] == {
        "wave": "2031",
        "group": "Schools",
        "asked": 4,
        "answered": 2,
        "groups": "sector",
    }
    assert "response_rates_by_group" not in json.loads(checked.survey_as_json(survey))


@pytest.mark.parametrize("form", ["lines", "json", "page"])
def test_full_lists_and_straight_lines_are_told_in_every_form(survey: RelationalSurvey, form: str) -> None:
    from critical_sna.report.check_page import check_page

    text = {
        "lines": checked.survey_as_lines,
        "json": checked.survey_as_json,
        "page": lambda s: check_page(s).to_html().replace("&#39;", "'"),
    }[form](survey)
    assert "2 of 2 who answered named as many people as they could (2)" in text
    assert "named 7 people in 'advice', where up to 2 were asked for" in text
    assert "gave one and the same answer about all 8 people in 'advice'" in text


def test_answers_off_the_scale_are_listed_with_their_place(tmp_path: Path) -> None:
    (tmp_path / "t.csv").write_text("from,to,how\na,b,3\n")
    ties = {"relation": "r", "shape": "edges", "target": "to", "value": "how", "scale": "s"}
    spec = {"sources": {"path": "t.csv", "ego": "from", "ties": ties}, "scales": {"s": {"levels": ["1", "2"]}}}
    with pytest.raises(DataError) as caught:
        csna.read_survey(spec, base=tmp_path)
    assert caught.value.problems is not None
    lines = checked.as_lines(caught.value.problems)
    assert (
        "to mend: what cannot be read (unknown_level)\n  '3' is not a level of the scale 's' [t.csv, row 2, column"
        in lines
    )
    assert json.loads(checked.as_json(caught.value.problems))["issues"][0]["row"] == 2
