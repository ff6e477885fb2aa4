"""Facts of the network in words: every fact has words, and what is not known says why."""

from __future__ import annotations

from collections.abc import Callable

import pandas as pd
import pytest

import critical_sna as csna
from critical_sna._core import limits
from critical_sna.measures.whole.summary import FACTS
from critical_sna.network.partner import PartnerNetwork
from critical_sna.report import facts
from critical_sna.report.blocks import Table
from critical_sna.report.subject import Subject

Make = Callable[..., PartnerNetwork]


def table(net: PartnerNetwork) -> dict[str, list[str]]:
    section = facts.network(Subject(net, {"": net}, None, None, 0))
    found = next(b for b in section.blocks if isinstance(b, Table))
    return {name: [cell.text for cell in cells] for name, cells in found.rows}


def test_every_fact_of_the_summary_has_words() -> None:
    assert facts.described() == set(FACTS) - {"response_rate"}


def test_values_are_those_of_the_summary(network: Make) -> None:
    net = network({"a": 9, "b": 8})
    summary = csna.network_summary(net)
    found = table(net)
    assert found["People"][0] == "17"
    assert found["Ties"][0] == f"{net.n_ties}"
    assert found["Density"][0] == f"{round(100 * summary['density'])}\u00a0%"
    assert found["Steps between two people"][0] == f"{summary['mean_distance']:.2f}"


def test_what_is_not_computed_gives_its_reason(network: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    few = table(PartnerNetwork.from_ties([("a", "b")]))
    assert few["Centralization of naming"][0] == "not computed"
    assert "fewer than three people" in few["Centralization of naming"][1]
    quiet = table(network({"a": 10}, silent={"a": 5}))
    assert "under 80 %" in quiet["Centralization of being named"][1]
    silent = table(network({"a": 10}, silent={"a": 10}))
    assert silent["Density"][0] == "not computed"
    assert "nobody answered" in silent["Density"][1]
    people = pd.DataFrame({"id": ["a", "b", "c"]})
    untied = PartnerNetwork.from_frames(people, pd.DataFrame({"source": [], "target": []}))
    assert "no case" in table(untied)["Ties that go both ways"][1]
    monkeypatch.setattr(limits, "EXACT_PATHS_PEOPLE", 3)
    assert "above the limit" in table(network({"a": 6}))["Steps between two people"][1]


def test_hierarchy_and_core_are_facts_in_words_with_the_reason_where_they_are_not_known(network: Make) -> None:
    known = table(network({"a": 6}))
    assert known["Hierarchy"][0] != "not computed"
    assert "one way only" in known["Hierarchy"][1]
    quiet = table(network({"a": 10}, silent={"a": 5}))
    assert "under 80 %" in quiet["Fit of a core and a periphery"][1]
