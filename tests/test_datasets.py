"""The invented collaborative that comes with the library reads without faults and holds what was planted."""

from __future__ import annotations

import csv
import importlib.util
import itertools
import re
from pathlib import Path
from types import ModuleType

import pandas as pd
import pytest

from critical_sna import datasets
from critical_sna.network.partner import PartnerNetwork
from critical_sna.survey import RelationalSurvey

GROUPS = {"families", "community organisations", "teachers", "district", "university", "funders"}
ROOT = Path(__file__).resolve().parents[1]


@pytest.fixture(scope="module")
def survey() -> RelationalSurvey:
    return datasets.watershed()


def maker() -> ModuleType:
    spec = importlib.util.spec_from_file_location("make_watershed", ROOT / "docs" / "make_watershed.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def named(survey: RelationalSurvey, relation: str, wave: str) -> pd.Series[float]:
    net = PartnerNetwork.from_survey(survey, relation=relation, wave=wave)
    counts = net.ties["target"].value_counts().reindex(net.people.index, fill_value=0)
    return counts.groupby(net.people["group"]).mean()


def test_it_has_six_groups_three_waves_two_relations_and_about_sixty_people(survey: RelationalSurvey) -> None:
    assert survey.waves == ("2023", "2024", "2025")
    assert survey.relations == ("advice", "influence")
    assert set(survey.people["group"].dropna()) == GROUPS
    rates = survey.response_rates(by="group")
    assert rates["asked"].groupby("wave").sum().between(55, 65).all()


def test_its_files_can_be_made_again_byte_for_byte(tmp_path: Path) -> None:
    maker().main(tmp_path)
    made = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    shipped = {path.name: path.read_bytes() for path in datasets.watershed_path().iterdir()}
    assert made == shipped


def test_it_holds_the_oddities_that_the_tutorial_explains(survey: RelationalSurvey) -> None:
    codes = set(survey.issues["code"])
    assert {
        "duplicate_respondent",
        "empty_block",
        "self_tie",
        "unmatched_name",
        "similar_names",
        "partial_row",
        "no_consent",
        "nonrespondent",
        "blank_unknown",
        "isolate",
    } <= codes
    assert not (survey.issues["severity"] == "error").any()


def test_its_ties_are_the_ones_that_stand_in_the_file(survey: RelationalSurvey) -> None:
    """Read wave 2024, where nobody answered twice, with the csv module alone."""
    levels = {"a few times a year": 1.0, "monthly": 2.0, "weekly": 3.0}
    with (datasets.watershed_path() / "wave_2024.csv").open(encoding="utf-8", newline="") as stream:
        expected = {
            (row["id"], column.removeprefix("advice_"), levels[cell])
            for row in csv.DictReader(stream)
            if row["consent"] == "yes"
            for column, cell in row.items()
            if column.startswith("advice_") and cell in levels
        }
    ties = survey.ties[(survey.ties["wave"] == "2024") & (survey.ties["relation"] == "advice")]
    assert set(zip(ties["source"], ties["target"], ties["strength"], strict=True)) == expected


def test_fewer_families_than_district_staff_answer(survey: RelationalSurvey) -> None:
    rate = survey.response_rates(by="group")["rate"]
    for wave in survey.waves:
        assert rate[wave, "families"] < 0.65 < 0.7 < rate[wave, "district"]


def test_families_and_community_organisations_are_named_more_from_wave_to_wave(survey: RelationalSurvey) -> None:
    first, second, third = (named(survey, "advice", wave) for wave in survey.waves)
    for group in ("families", "community organisations"):
        assert first[group] < second[group] < third[group]
        assert first[group] < 0.3 * first["district"]
        assert third[group] > 0.4 * third["district"]


def test_influence_lies_with_fewer_people_than_advice(survey: RelationalSurvey) -> None:
    for wave in survey.waves:
        advice, influence = (named(survey, relation, wave) for relation in survey.relations)
        assert influence["families"] / influence["district"] < advice["families"] / advice["district"]


def test_an_organisation_lies_inside_one_group_and_some_people_hold_a_seat(survey: RelationalSurvey) -> None:
    assert survey.people.groupby("organisation")["group"].nunique().max() == 1
    net = PartnerNetwork.from_survey(survey, relation="advice", wave="2025")
    assert 5 < len(net.power_holders) < 25
    assert net.positionality["group"] == "community"


def test_people_join_and_leave_between_waves(survey: RelationalSurvey) -> None:
    members = [
        set(PartnerNetwork.from_survey(survey, relation="advice", wave=wave).people.index) for wave in survey.waves
    ]
    for before, after in itertools.pairwise(members):
        assert before - after
        assert after - before


def test_every_name_is_plainly_made_up() -> None:
    words = maker()
    pattern = re.compile(f"({'|'.join(words.FIRST)}) ({'|'.join(words.LAST_START)})({'|'.join(words.LAST_END)})")
    with (datasets.watershed_path() / "people.csv").open(encoding="utf-8", newline="") as stream:
        names = {row["id"]: row["name"] for row in csv.DictReader(stream)}
    assert all(pattern.fullmatch(name) for name in names.values())
    assert len(set(names.values())) == len(names)
    assert not any(b"@" in path.read_bytes() for path in datasets.watershed_path().iterdir())


def test_the_tutorial_quotes_the_figures_of_the_data(survey: RelationalSurvey) -> None:
    """Shares counted here with plain sets: who answered and could name a person, and who of them did."""

    def share(wave: str, group: str) -> str:
        net = PartnerNetwork.from_survey(survey, relation="advice", wave=wave)
        people = net.people
        answered = set(people.index[people["status"].isin(["respondent", "partial"])])
        blank = set(zip(net.unknown["source"], net.unknown["target"], strict=True))
        named = set(zip(net.ties["source"], net.ties["target"], strict=True))
        shares = []
        for person in people.index[people["group"] == group]:
            could = [other for other in answered - {person} if (other, person) not in blank]
            shares.append(sum((other, person) in named for other in could) / len(could))
        return f"{100 * sum(shares) / len(shares):.1f}"

    text = (ROOT / "docs" / "tutorial.md").read_text(encoding="utf-8")
    first, second, third = (share(wave, "families") for wave in survey.waves)
    assert f"is heard by {first} in a hundred" in text
    assert f"in 2023, by {second} in 2024 and by {third} in 2025" in text
    assert f"less than half of the {share('2025', 'university')} in a hundred" in text
