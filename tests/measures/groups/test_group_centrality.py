"""Centrality of whole groups, beside lists of every path and of every group of equal size."""

from __future__ import annotations

import itertools

import group_oracles as by_hand
import numpy as np
import pandas as pd
import pytest
from bridges import as_small, groups_of
from hypothesis import given, settings

import critical_sna as csna
from critical_sna._core import limits
from critical_sna.errors import TooLargeError, UnknownNameError, UsageError
from critical_sna.measures.groups import group_centrality as _group_centrality
from critical_sna.testing import partner_networks

Net = csna.PartnerNetwork


@pytest.mark.parametrize("direction", ["in", "out"])
@pytest.mark.parametrize("dense_people", [0, 100])
def test_group_centrality_equals_the_list_of_all_paths(
    direction: str, dense_people: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(_group_centrality, "_DENSE_PEOPLE", dense_people)

    @settings(max_examples=60)
    @given(net=partner_networks(max_people=7, hostile_ids=False))
    def check(net: Net) -> None:
        equals_the_list_of_all_paths(direction, net)

    check()


def equals_the_list_of_all_paths(direction: str, net: Net) -> None:
    found = csna.group_centrality(net, groups="sector", direction=direction, draws=0)["observed"]  # type: ignore[arg-type]
    hand, groups = as_small(net), groups_of(net)
    for group in {g for g in groups.values() if g is not None}:
        members = {i for i, g in groups.items() if g == group}
        want = {
            "degree": by_hand.group_degree(hand, members, direction),
            "closeness": by_hand.group_closeness(hand, members, direction),
            "betweenness": by_hand.group_betweenness(hand, members),
        }
        for name, value in want.items():
            assert found[group, name] == pytest.approx(value, abs=1e-9, nan_ok=True), (group, name)


def ring_and_tail() -> Net:
    people = pd.DataFrame({"id": list("abcdef"), "sector": list("xxyyyy")})
    ties = ["ab", "bc", "cd", "da", "de", "ef", "ca"]
    return Net.from_frames(people, pd.DataFrame([tuple(t) for t in ties], columns=["source", "target"]))


def test_the_null_is_every_group_of_equal_size() -> None:
    net = ring_and_tail()
    every = []
    for pair in itertools.combinations("abcdef", 2):
        other = pd.Series(["x" if i in pair else "y" for i in "abcdef"], index=list("abcdef"))
        every.append(csna.group_centrality(net, groups=other, draws=0)["observed"].loc["x"])
    table = pd.DataFrame(every)
    found = csna.group_centrality(net, groups="sector", draws=2000).loc["x"]
    for name, row in found.iterrows():
        values = table[name]
        assert row["null_mean"] == pytest.approx(values.mean(), abs=4 * values.std() / np.sqrt(2000))
        assert row["null_sd"] == pytest.approx(values.std(ddof=0), rel=0.1)
        far = (values - values.mean()).abs() >= abs(row["observed"] - values.mean()) - 1e-9
        assert row["p"] == pytest.approx(far.mean(), abs=0.08)
        assert row[["n", "draws", "seed"]].tolist() == [2, 2000, 0]


def test_random_groups_keep_how_many_answered() -> None:
    """The only member who answered stays the only one of two, so nothing varies when all others are silent."""
    people = pd.DataFrame(
        {"id": list("abcd"), "sector": list("xxyy"), "status": ["respondent", "declined", "declined", "declined"]}
    )
    ties = pd.DataFrame({"source": ["a", "a"], "target": ["c", "d"]})
    net = Net.from_frames(people, ties, reports="seeks_from")
    found = csna.group_centrality(net, groups="sector", direction="out", draws=50).loc[("x", "degree")]
    assert found["observed"] == 1
    assert found["draws"] == 50  # in none of them the group lost its only member who answered
    assert 0.5 <= found["null_mean"] < 1  # a is always in x; with b both c and d are outside, else one of them


def test_the_same_seed_gives_the_same_table_and_another_another() -> None:
    net = ring_and_tail()
    one, again, other = (csna.group_centrality(net, groups="sector", seed=s) for s in (0, 0, 1))
    pd.testing.assert_frame_equal(one, again, check_exact=True)
    assert (one["null_mean"] != other["null_mean"]).any()


def test_a_group_of_one_has_the_centrality_of_its_member() -> None:
    net = ring_and_tail()
    alone = pd.Series(list("abcdef"), index=list("abcdef"))
    found = csna.group_centrality(net, groups=alone, draws=0)["observed"]
    n = net.n_people
    assert found.xs("closeness", level="measure").tolist() == pytest.approx(csna.closeness(net).tolist())
    normed = csna.betweenness(net) / ((n - 1) * (n - 2))
    assert found.xs("betweenness", level="measure").tolist() == pytest.approx(normed.tolist())
    assert found.xs("degree", level="measure").tolist() == pytest.approx((csna.in_degree(net) / (n - 1)).tolist())


def test_two_who_share_the_same_paths_are_not_counted_twice() -> None:
    """All paths from a to d pass b and then c: the pair carries them once."""
    people = pd.DataFrame({"id": list("abcd"), "sector": list("xyyx")})
    ties = pd.DataFrame([("a", "b"), ("b", "c"), ("c", "d")], columns=["source", "target"])
    found = csna.group_centrality(Net.from_frames(people, ties), groups="sector", draws=0)["observed"]
    assert found["y", "betweenness"] == pytest.approx(1 / 2)


def test_a_longer_way_round_the_group_does_not_replace_the_shortest() -> None:
    """From s to t the shortest path meets the group; the way over u and v is longer."""
    people = pd.DataFrame({"id": list("mstuv"), "sector": list("xyyyy")})
    ties = pd.DataFrame([tuple(t) for t in ("sm", "mt", "su", "uv", "vt")], columns=["source", "target"])
    found = csna.group_centrality(Net.from_frames(people, ties), groups="sector", draws=0)["observed"]
    assert found["x", "betweenness"] == pytest.approx(1 / 12)


def in_rounds(rounds: int) -> Net:
    """Build s -> three people -> three people -> ... -> t: 3 to the number of rounds shortest paths."""
    layers = [["s"], *([f"{r:03}{k}" for k in range(3)] for r in range(rounds)), ["t"]]
    ids = [i for layer in layers for i in layer]
    people = pd.DataFrame({"id": ids, "sector": ["x", *["y"] * (3 * rounds), "z"]})
    ties = [(i, j) for a, b in itertools.pairwise(layers) for i in a for j in b]
    return Net.from_frames(people, pd.DataFrame(ties, columns=["source", "target"]))


def test_more_paths_than_a_float_can_count_leave_betweenness_unknown() -> None:
    """3^650 is above the largest float; distances stand all the same."""
    few, many = (csna.group_centrality(in_rounds(k), groups="sector", draws=0)["observed"] for k in (20, 650))
    assert few["y", "betweenness"] == pytest.approx(1 / 2)
    assert np.isnan(many["y", "betweenness"])
    assert many["z", "closeness"] > 0


def test_what_cannot_be_measured_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    net = ring_and_tail()
    with pytest.raises(UsageError, match="did you mean 'out'"):
        csna.group_centrality(net, groups="sector", direction="outt")  # type: ignore[arg-type]  # the mistake
    with pytest.raises(UnknownNameError, match="did you mean 'sector'"):
        csna.group_centrality(net, groups="secter")
    monkeypatch.setattr(limits, "GROUP_PATHS_PEOPLE", 5)
    monkeypatch.setattr(limits, "GROUP_PATHS_SECONDS", 1.0)
    monkeypatch.setattr(limits, "GROUP_PATHS_BYTES", 2**30)
    message = (
        r"would take about 12 minutes on one core and 36.0 GiB(.|\n)*up to 5 people(.|\n)*betweenness_sampled\(net"
    )
    with pytest.raises(TooLargeError, match=message):  # 2 groups * 10 * 6 * 6 seconds
        csna.group_centrality(net, groups="sector", draws=9)
