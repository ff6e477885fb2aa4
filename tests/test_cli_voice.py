"""Reports from the command line where something cannot be told about voice: it says why, and nothing breaks."""

from __future__ import annotations

import html
import re
from pathlib import Path

import pandas as pd
import pytest
import yaml
from typer.testing import CliRunner

from critical_sna import cli

IDS = [f"p{k:02}" for k in range(12)]


def spec(
    folder: Path, *, reports: str | None = "seeks_from", seats: bool = True, groups: int = 2, told: int = 12
) -> str:
    """Write a survey of twelve people, of whom the first ``told`` name three others each."""
    people = pd.DataFrame({"id": IDS, "sector": [f"group {k * groups // 12}" for k in range(12)]})
    people["seat"] = ["yes", "no"] * 6
    people.to_csv(folder / "people.csv", index=False)
    ties = [(IDS[k], IDS[(k + d) % 12]) for k in range(told) for d in (1, 2, 5)]
    pd.DataFrame(ties, columns=["me", "to"]).to_csv(folder / "ties.csv", index=False)
    attributes = {"sector": {"kind": "community"}} | ({"seat": {"kind": "power", "holds": ["yes"]}} if seats else {})
    written = {
        "version": 1,
        "people": {"path": "people.csv", "id": "id", "attributes": list(attributes)},
        "sources": [
            {"path": "ties.csv", "ego": "me", "ties": {"relation": "advice", "shape": "edges", "target": "to"}}
        ],
        "relations": {"advice": {"question": "Whom do you ask?"} | ({"reports": reports} if reports else {})},
        "attributes": attributes,
    }
    (folder / "spec.yaml").write_text(yaml.safe_dump(written), encoding="utf-8")
    return str(folder / "spec.yaml")


@pytest.mark.parametrize(
    ("given", "section", "words"),
    [
        ({"reports": None}, "whose", "nobody declared which way a voice travels"),
        ({"seats": False}, "through", "no attribute of people is declared to hold power"),
        ({"groups": 1}, "whose", "There is one group only"),
        ({"told": 6}, "power", "not defined: fewer than two groups may be shown here"),
        ({"groups": 12}, "whose", "not defined: fewer than two groups may be shown here"),
    ],
    ids=["no direction", "no power", "one group", "a silent group", "a group a person"],
)
def test_a_report_says_what_is_not_defined_and_why(
    given: dict[str, object], section: str, words: str, tmp_path: Path
) -> None:
    page = tmp_path / "report.html"
    call = ["report", spec(tmp_path, **given), "--groups", "sector", "--draws", "9", "-o", str(page)]  # type: ignore[arg-type]  # as the table says
    done = CliRunner().invoke(cli.app, call)
    assert done.exit_code == 0, done.stderr
    found = re.search(rf'<section[^>]*id="{section}".*?</section>', page.read_text(encoding="utf-8"), re.DOTALL)
    assert found is not None
    assert words in re.sub(r"\s+", " ", html.unescape(re.sub(r"<[^>]+>", " ", found.group(0))))
