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
    assert people["periphery_verdict"].tolist() == csna.periphery(net, seed=1)["verdict"].tolist()
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
