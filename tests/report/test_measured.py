"""The tables of ``measures`` are those of the catalogue, and what is left out is told."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pandas as pd
import pytest

import critical_sna as csna
from critical_sna._core import limits
from critical_sna.network.partner import PartnerNetwork
from critical_sna.report.measured import measure_tables

Make = Callable[..., PartnerNetwork]


def test_each_column_equals_the_measure_of_its_name(network: Make) -> None:
    net = network({"a": 7, "b": 8}, silent={"a": 1})
    tables, notes = measure_tables(net, groups="group", seed=1)
    assert list(tables) == ["people", "network", "by_group", "mixing", "ei_index", "audibility", "measures", "about"]
    assert notes == ()
    people = tables["people"]
    for name in ("in_degree", "betweenness", "constraint", "pagerank"):
        pd.testing.assert_series_equal(people[name], getattr(csna, name)(net))
    assert people["brokerage_total"].equals(csna.brokerage(net, groups="group")["total"])
    assert people["heard_by_band"].tolist() == csna.heard_by(net)["band"].tolist()
    verdicts = csna.periphery(net, seed=1)["verdict"].replace("not", "not less than chance")
    assert people["periphery_verdict"].tolist() == verdicts.tolist()
    np.testing.assert_array_equal(people["voice"], csna.voice(net, seed=1)["voice"])
    assert tables["network"].loc["n_people", "value"] == 15
    assert tables["mixing"].to_numpy().tolist() == csna.mixing_matrix(net, groups="group").to_numpy().tolist()


def test_means_by_group_hide_small_groups(network: Make) -> None:
    tables, _ = measure_tables(network({"a": 9, "b": 8, "c": 3}), groups="group")
    assert tables["by_group"].loc["c"].isna().all()
    assert tables["by_group"].loc["a", "in_degree"] > 0


def test_without_groups_there_are_no_tables_by_group(network: Make) -> None:
    tables, _ = measure_tables(network({"a": 7}))
    assert list(tables) == ["people", "network", "measures", "about"]


def test_without_a_direction_measures_of_voice_are_left_out_and_told(network: Make) -> None:
    tables, notes = measure_tables(network({"a": 7, "b": 7}, reports=None), groups="group")
    assert "voice" not in tables["people"]
    assert "audibility" not in tables
    assert "Nobody declared" in notes[0]


def test_above_a_limit_of_size_a_measure_is_left_out_and_told(network: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "LIVE_WORDS", 1.0)
    monkeypatch.setattr(limits, "SAMPLED_TIES", 1.0)
    monkeypatch.setattr(limits, "VIS_PEOPLE", 5)
    tables, notes = measure_tables(network({"a": 7, "b": 7}), groups="group")
    assert [note.split(".")[0] for note in notes] == ["Left out: periphery", "Left out: voice"]
    assert "voice" not in tables["people"]
    assert "heard_by_count" in tables["people"]
    assert "audibility" not in tables


def test_about_says_what_was_asked_and_who_answered(network: Make) -> None:
    about = measure_tables(network({"a": 7}, silent={"a": 2}, question="Who?"))[0]["about"]["value"]
    assert about["question as asked"] == "Who?"
    assert (about["people asked"], about["people who answered"]) == ("7", "5")
    assert about["wave"] == "not recorded"


def test_who_answered_is_told_in_plain_words() -> None:
    people = pd.DataFrame(
        {
            "id": list("abcdef"),
            "status": ["respondent", "partial", "declined", "named_only", "named_only", "named_only"],
            "asked": ["yes", "yes", "yes", "yes", "no", "unknown"],
        }
    )
    net = PartnerNetwork.from_frames(people, pd.DataFrame({"source": ["a"], "target": ["b"]}))
    table = measure_tables(net)[0]["people"]
    assert "status" not in table
    assert table["answered"].tolist() == [
        "answered",
        "answered in part",
        "was asked, did not answer",
        "was asked, did not answer",
        "was not asked",
        "not known whether asked",
    ]


def test_a_verdict_for_people_says_not_less_than_chance(network: Make) -> None:
    verdicts = set(measure_tables(network({"a": 12}))[0]["people"]["periphery_verdict"])
    assert "not less than chance" in verdicts
    assert "not" not in verdicts


@pytest.mark.parametrize("reports", ["seeks_from", "gives_to", "mutual", None])
def test_a_group_in_which_nobody_answered_has_an_empty_row_where_its_own_answers_are_counted(
    network: Make, reports: str | None
) -> None:
    tables, _ = measure_tables(network({"a": 8, "b": 7, "q": 6}, silent={"q": 6}, reports=reports), groups="group")
    assert tables["mixing"].loc["q"].isna().all()
    assert tables["ei_index"].loc["q"].isna().all()
    assert tables["mixing"].loc["a", "q"] > 0
    assert np.isnan(tables["by_group"].loc["q", "out_degree"])
    for sheet in ("mixing", "ei_index", "audibility"):
        if sheet in tables:
            assert not (tables[sheet].loc["q"] == 0).any()


@pytest.mark.parametrize("reports", ["seeks_from", "gives_to"])
def test_small_groups_are_hidden_in_every_sheet_by_group(network: Make, reports: str) -> None:
    tables, _ = measure_tables(network({"a": 9, "b": 8, "c": 3, "": 7}, reports=reports), groups="group")
    for sheet in ("mixing", "audibility"):
        for hidden in ("c", "unknown"):
            assert tables[sheet].loc[hidden].isna().all()
            assert tables[sheet][hidden].isna().all()
        assert tables[sheet].loc["a", "b"] > 0
    assert tables["ei_index"].loc["c"].isna().all()
    assert tables["ei_index"].loc["a"].notna().all()


@pytest.mark.parametrize(("groups", "reports"), [("group", "seeks_from"), (None, "mutual"), ("group", None)])
def test_about_explains_every_column_that_is_there_and_none_that_is_not(
    network: Make, groups: str | None, reports: str | None
) -> None:
    tables, _ = measure_tables(network({"a": 9, "b": 8}, reports=reports), groups=groups)
    about = tables["about"]["value"]
    told = {name for name in about.index if ": " in name}
    there = {f"people: {name}" for name in ("person", *tables["people"].columns)}
    there |= {f"network: {name}" for name in tables["network"].index}
    there |= {f"measures: {name}" for name in tables["measures"].columns}
    if groups:
        there |= {"by_group: every column", "by_group: every column of people counted", "mixing: every column"}
        there |= {f"ei_index: {name}" for name in tables["ei_index"].columns}
        there |= {"audibility: every column"} if reports else set()
    assert told == there
    assert about.str.len().min() > 0
    assert "hidden" in about["an empty cell"]
    assert set(tables["measures"].index) <= set(csna.list_measures().index)
    assert ("periphery" in tables["measures"].index) == (reports is not None)


def test_all_facts_of_the_network_stand_in_the_table(network: Make) -> None:
    facts = measure_tables(network({"a": 9}))[0]["network"]
    assert list(facts.index) == list(csna.network_summary(network({"a": 9})).index)
