"""Brokerage over everything that missing answers could say, against filling them in in every way."""

from __future__ import annotations

import itertools

import brokerage_oracles
import oracles
import pandas as pd
import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

import critical_sna as csna
from critical_sna._core import limits
from critical_sna.errors import SpecError, TooLargeError
from critical_sna.testing import NetworkFrames, network_frames, partner_networks

Net = csna.PartnerNetwork


def every_case(frames: NetworkFrames) -> list[dict[tuple[str, str], float]]:
    """Brokerage, by loops, of each network that the answers at hand leave possible."""
    people = frames.people.set_index("id")
    asked = people["status"].ne("named_only") | people["asked"].eq("yes")
    silent = people.index[people["status"].isin(["declined", "named_only"]) & asked]
    cells = [(i, j) for i in silent for j in people.index if i != j]
    cells += list(zip(frames.unknown["source"], frames.unknown["target"], strict=True))
    assume(len(cells) <= 6)
    groups = {i: None if pd.isna(g) else g for i, g in people["sector"].items()}
    told = [(i, j) for i, j in zip(frames.ties["source"], frames.ties["target"], strict=True) if i != j]
    cases = []
    for said in itertools.product((False, True), repeat=len(cells)):
        arcs = {*told, *(c for c, s in zip(cells, said, strict=True) if s)}
        net = oracles.small(dict.fromkeys(arcs, 1.0), people.index)
        found = brokerage_oracles.by_role(net, groups, str(frames.reports))
        cases.append({(i, role): count for i, roles in found.items() for role, count in roles.items()})
    return cases


@settings(max_examples=20, suppress_health_check=[HealthCheck.filter_too_much, HealthCheck.too_slow])
@given(reports=st.sampled_from(["seeks_from", "gives_to", "mutual"]), data=st.data())
def test_the_range_is_that_of_all_cases(reports: str, data: st.DataObject) -> None:
    frames = data.draw(network_frames(min_people=1, max_people=4, hostile_ids=False, reports=reports))
    found, cases = csna.brokerage_range(frames.build(), groups="sector"), every_case(frames)
    for key, row in found.dropna(subset=["lowest"]).iterrows():
        assert row["lowest"] == min(case[key] for case in cases), key
        assert row["highest"] == max(case[key] for case in cases), key


@settings(max_examples=20)
@given(net=partner_networks(with_silence=False, with_unknown=False))
def test_with_every_answer_the_range_is_the_count(net: Net) -> None:
    found = csna.brokerage_range(net, groups="sector")
    assert (found["lowest"] == found["observed"]).all()
    assert (found["highest"] == found["observed"]).all()


@settings(max_examples=20)
@given(net=partner_networks())
def test_the_count_lies_in_its_range(net: Net) -> None:
    found = csna.brokerage_range(net, groups="sector")
    known = found["observed"].notna()
    assert (found["lowest"][known] <= found["observed"][known]).all()
    people = net.people
    if (people["asked"] == "yes").all():
        assert (found["observed"][known] <= found["highest"][known]).all()
    unasked = people.index[(people["status"] == "named_only") & (people["asked"] != "yes")]
    assert found.loc[found.index.get_level_values("person").isin(unasked), "highest"].isna().all()


def test_bad_input_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    net = Net.from_ties([("a", "b")])
    groups = pd.Series(["x", "y"], index=["a", "b"])
    with pytest.raises(SpecError):
        csna.brokerage_range(net, groups=groups)
    monkeypatch.setattr(limits, "DENSE_BROKERAGE_PEOPLE", 1)
    with pytest.raises(TooLargeError, match="would take about"):
        csna.brokerage_range(Net.from_ties([("a", "b")], reports="gives_to"), groups=groups)
