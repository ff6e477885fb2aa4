"""One voice: who carries it, and what is lost where somebody leaves, against listing."""

from __future__ import annotations

import golden
import numpy as np
import oracles
import pandas as pd
import pytest
from bridges import as_small
from hypothesis import given, settings
from hypothesis import strategies as st

import critical_sna as csna
from critical_sna._core import limits
from critical_sna.errors import DataError, SpecError, TooLargeError, UnknownNameError, UsageError
from critical_sna.testing import partner_networks

Net = csna.PartnerNetwork
REPORTS = st.sampled_from(["seeks_from", "gives_to", "mutual"])


def shown(net: Net, s: str, t: str) -> bool:
    return (s if net.reports == "gives_to" else t) in as_small(net).answered


@settings(max_examples=20)
@given(reports=REPORTS, data=st.data())
def test_who_carries_one_voice_is_what_listing_shortest_paths_gives(reports: str, data: st.DataObject) -> None:
    net = data.draw(partner_networks(min_people=2, reports=reports))
    ids = list(net.people.index)
    voice, makers = data.draw(st.sampled_from(ids)), data.draw(st.sets(st.sampled_from(ids), min_size=1))
    flow = oracles.flow_of(as_small(net), reports)
    wanted = [t for t in makers if t != voice and shown(net, voice, t)]
    far = oracles.distances_from(flow, voice)
    share = dict.fromkeys(ids, 0.0)
    relayed = [t for t in wanted if far.get(t, 0) > 1]
    for t in relayed:
        paths = oracles.geodesics(flow, voice, t)
        for path in paths:
            for i in path[1:-1]:
                share[i] += 1 / len(path[1:-1]) / len(paths) / len(relayed)
    found = csna.pathways_of(net, voice, to=makers)
    assert found["share"].to_dict() == pytest.approx({i: s for i, s in share.items() if s > 0})
    assert not relayed or found["share"].sum() == pytest.approx(1)
    assert found["share"].is_monotonic_decreasing
    reached = [t for t in wanted if t in far]
    assert (found.attrs["known"], found.attrs["reached"]) == (len(wanted), len(reached))
    assert found.attrs["direct"] == sum(far[t] == 1 for t in reached)
    for i, row in found.iterrows():
        arcs = {p: 1.0 for p in flow.arcs if p[0] != i}
        still = oracles.distances_from(oracles.Small(flow.people, arcs, flow.answered), voice)
        assert set(row["lost_ids"]) == {t for t in reached if t != i and t not in still}
        assert row["lost"] == len(row["lost_ids"])
        assert row["steps"] == far[i]


@settings(max_examples=20)
@given(reports=REPORTS, data=st.data())
def test_what_is_lost_is_every_pair_without_another_path(reports: str, data: st.DataObject) -> None:
    net = data.draw(partner_networks(min_people=1, reports=reports))
    ids = list(net.people.index)
    gone = data.draw(st.sampled_from(ids))
    flow = oracles.flow_of(as_small(net), reports)
    without = oracles.Small(flow.people, {p: 1.0 for p in flow.arcs if gone not in p}, flow.answered)
    lost = [
        (s, t)
        for s in ids
        for t in ids
        if len({s, t, gone}) == 3
        and shown(net, s, t)
        and t in oracles.distances_from(flow, s)
        and t not in oracles.distances_from(without, s)
    ]
    found = csna.lost_if_left(net, gone)
    assert set(found.loc["pairs", "ids"]) == set(lost)
    assert found.loc["pairs", "count"] == len(lost)
    assert set(found.loc["voices", "ids"]) == {s for s, _ in lost}
    assert set(found.loc["hearers", "ids"]) == {t for _, t in lost}
    assert bool(found.attrs["note"]) == (gone not in flow.answered)


def test_on_the_golden_network_the_district_carries_the_voice_of_the_university() -> None:
    found = csna.pathways_of(golden.network(), "a", to=["g"])
    assert found["share"].to_dict() == {"d": 1.0}
    assert found.loc["d", "lost_ids"] == ("g",)
    assert found.attrs["sentence"].endswith("0 directly, 1 through others.")


def test_only_the_team_gets_ids() -> None:
    net = golden.network()
    team, public = csna.lost_if_left(net, "d"), csna.lost_if_left(net, "d", audience="public")
    assert team["count"].tolist() == public["count"].tolist()
    assert team.loc["pairs", "count"] > 0
    assert all(held == () for held in public["ids"])


def test_what_cannot_be_told_is_said_in_words() -> None:
    net = golden.network()
    assert "any decision maker" in csna.pathways_of(net, "c", to=["a"]).attrs["note"]
    assert "directly" in csna.pathways_of(net, "a", to=["b"]).attrs["note"]
    people = pd.DataFrame({"id": ["a", "b"], "status": ["respondent", "declined"]})
    silent = Net.from_frames(people, pd.DataFrame({"source": [], "target": []}), reports="seeks_from")
    nothing = csna.pathways_of(silent, "a", to=["b"])
    assert "reports" in nothing.attrs["note"]
    assert np.isnan(nothing.attrs["mean_steps"])


def test_bad_input_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    net = golden.network()
    with pytest.raises(DataError, match="decision seat"):
        csna.pathways_of(net, "a")
    with pytest.raises(UnknownNameError):
        csna.pathways_of(net, "z", to=["a"])
    with pytest.raises(SpecError):
        csna.lost_if_left(Net.from_ties([("a", "b")]), "a")
    with pytest.raises(UsageError, match="did you mean 'public'"):
        csna.lost_if_left(net, "a", audience="publik")
    monkeypatch.setattr(limits, "EXACT_PATHS_PEOPLE", 3)
    with pytest.raises(TooLargeError):
        csna.lost_if_left(net, "a")


def test_those_who_hold_power_are_the_decision_makers() -> None:
    people = pd.DataFrame({"id": list("abc"), "seat": ["no", "no", "yes"]})
    ties = pd.DataFrame({"source": ["b", "c"], "target": ["a", "b"]})
    net = Net.from_frames(people, ties, reports="seeks_from", positionality={"seat": "power"})
    assert csna.pathways_of(net, "a")["share"].to_dict() == {"b": 1.0}
    assert csna.lost_if_left(net, "b").loc["decision makers", "ids"] == ("c",)
