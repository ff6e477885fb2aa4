"""Words shown to people are kind: no judgement of persons, no ranks, no causes; and every phrase can be filled."""

from __future__ import annotations

import re
import string

import pytest

from critical_sna.words import AREAS, phrases

FORBIDDEN = (
    r"weak(?!ly)",
    r"isolated",
    r"loner",
    r"lonely",
    r"disengaged",
    r"passive",
    r"inactive",
    r"unpopular",
    r"popular",
    r"marginal(?!s)",
    r"outsiders?",
    r"deficits?",
    r"disadvantaged",
    r"underperform\w*",
    r"low(?:er|est)? scores?",
    r"(?:worst|poor(?:est|ly)?|fail\w*)",
    r"rank(?:s|ed|ing)?",
    r"top (?:ten|\d+|people|person)",
    r"most influential",
    r"key players?",
    r"opinion leaders?",
    r"caus(?:es|ed|ing) ",
    r"leads? to (?!other)",
    r"due to",
    r"results? in",
    r"impacts?",
    r"effects? of",
    r"influences? of",
    r"dropped out",
    r"fell out",
    r"non-?compliant",
)
"""Words that judge people, rank them, or claim a cause."""


def told() -> list[tuple[str, str]]:
    found = []
    for area in AREAS:
        for key, phrase in phrases(area).items():
            texts = phrase.values() if isinstance(phrase, dict) else [phrase]
            found += [(f"{area}.{key}", text) for text in texts]
    return found


def test_there_are_phrases_to_look_at() -> None:
    assert len(told()) > 300


@pytest.mark.parametrize("word", FORBIDDEN)
def test_no_phrase_judges_people_or_ranks_them_or_claims_a_cause(word: str) -> None:
    pattern = re.compile(rf"\b{word}", re.IGNORECASE)
    assert [(key, text) for key, text in told() if pattern.search(text)] == []


def test_the_search_for_such_words_finds_them() -> None:
    bad = "The weak and isolated members rank lowest, which leads to low scores due to failure."
    assert sum(bool(re.search(rf"\b{word}", bad, re.IGNORECASE)) for word in FORBIDDEN) >= 6


@pytest.mark.parametrize("area", AREAS)
def test_a_phrase_for_one_takes_no_place_that_the_phrase_for_others_lacks(area: str) -> None:
    for key, phrase in phrases(area).items():
        if isinstance(phrase, dict):
            assert set(phrase) == {"one", "other"}, key
            assert _places(phrase["one"]) <= _places(phrase["other"]) | {"n"}, key


def _places(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


PUT_TOGETHER = (
    "issue_",
    "read_",
    "fact_",
    "means_",
    "why_",
    "band_",
    "short_",
    "verdict_",
    "role_",
    "head_",
    "measure_",
    "needs_",
    "direction_",
    "care_",
    "blank_",
    "empty_block_",
    "headline_",
    "stand_out_",
    "ei_",
    "section_",
    "table_brokerage_",
    "help_",
    "working_",
    "about_",
    "severity_",
    "demo_",
    "thresholds_",
    "title_",
    "silent",
    "answers_care",
    "bands_care",
    "column_",
    "answered_",
    "part_",
    "table_",
    "room_",
    "level_",
    "claim_",
    "side_",
    "change_",
    "dependence_",
    "own_",
    "roles_",
)
"""Beginnings of keys that the code puts together from two parts."""


def test_every_phrase_of_the_report_and_of_the_command_line_is_used() -> None:
    from pathlib import Path

    import critical_sna

    root = Path(critical_sna.__file__).parent
    files = [
        *root.glob("report/**/*.py"),
        *root.glob("report/**/*.html"),
        root / "cli.py",
        *root.glob("inference/*.py"),
    ]
    source = "\n".join(path.read_text("utf-8") for path in files)
    unused = [
        f"{area}.{key}"
        for area in ("report", "cli", "evidence")
        for key in phrases(area)
        if f'"{area}.{key}"' not in source
        and f'say("{key}")' not in source
        and f'"{key}"' not in source
        and not key.startswith(PUT_TOGETHER)
    ]
    assert unused == []
