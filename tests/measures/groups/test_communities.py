"""Communities: the best division of small networks, the same bytes for the same seed, agreement with groups."""

from __future__ import annotations

import itertools
import random

import group_oracles as by_hand
import igraph
import numpy as np
import pandas as pd
import pytest
from bridges import as_small
from hypothesis import given

import critical_sna as csna
from critical_sna.errors import DataError, UnknownNameError, UsageError, WrongTypeError
from critical_sna.testing import partner_networks

Net = csna.PartnerNetwork


@given(partner_networks(max_people=6, hostile_ids=False))
def test_one_of_a_few_runs_finds_the_best_of_all_divisions(net: Net) -> None:
    hand = as_small(net)
    best = max((by_hand.modularity(hand, p) for p in by_hand.partitions(hand.people)), default=np.nan)
    runs = [csna.communities(net, seed=seed) for seed in range(4)]
    found = [by_hand.modularity(hand, [set(part.index) for _, part in run.groupby(run)]) for run in runs]
    assert max(found) == pytest.approx(best, abs=1e-9, nan_ok=True)


@given(partner_networks(max_people=9))
def test_every_person_is_in_one_community_the_largest_first(net: Net) -> None:
    found = csna.communities(net)
    assert found.index.equals(net.people.index)
    assert found.dtype == "str"
    size = found.value_counts()
    assert set(size.index) == {str(k + 1) for k in range(len(size))}
    assert [size[str(k + 1)] for k in range(len(size))] == sorted(size, reverse=True)


def simulated() -> Net:
    rng = np.random.default_rng(5)
    ids = [f"P{k:02}" for k in range(60)]
    people = pd.DataFrame({"id": ids, "sector": list("xyz") * 20})
    pairs = [
        (i, j)
        for a, i in enumerate(ids)
        for b, j in enumerate(ids)
        if i != j and rng.random() < (0.25 if a % 3 == b % 3 else 0.06)
    ]
    return Net.from_frames(people, pd.DataFrame(pairs, columns=["source", "target"]))


def test_the_same_seed_gives_the_same_division_whatever_was_drawn_before() -> None:
    net = simulated()
    first = csna.communities(net, seed=3)
    random.seed(1)
    igraph.Graph.Erdos_Renyi(n=20, m=30)
    pd.testing.assert_series_equal(csna.communities(net, seed=3), first)
    assert any(not csna.communities(net, seed=s, resolution=2.0).equals(first) for s in range(5))


def test_pythons_own_random_numbers_are_left_as_they_were() -> None:
    random.seed(7)
    state = random.getstate()
    csna.communities(simulated())
    assert random.getstate() == state
    random.seed(7)
    one = igraph.Graph.Erdos_Renyi(n=20, m=30).get_edgelist()
    csna.communities(simulated(), seed=1)
    random.seed(7)
    assert igraph.Graph.Erdos_Renyi(n=20, m=30).get_edgelist() == one


def test_a_higher_resolution_gives_more_communities() -> None:
    few, many = (csna.communities(simulated(), resolution=r).nunique() for r in (0.1, 5.0))
    assert few < many


def test_communities_and_groups_are_counted_together() -> None:
    found = pd.Series(["1", "1", "2", "2", "2"], index=list("abcde"))
    groups = pd.Series(["x", "y", "x", None, "x"], index=list("edcba"))
    table = csna.community_overlap(found, groups)
    assert table.to_dict("index") == {
        "2": {"x": 2, "y": 1, "unknown": 0},
        "1": {"x": 1, "y": 0, "unknown": 1},
    }
    assert table.to_numpy().sum() == 5


def test_agreement_is_the_mean_over_runs_of_published_indices() -> None:
    from sklearn.metrics import adjusted_rand_score

    net = simulated()
    found = csna.community_agreement(net, groups="sector", runs=3)
    first = csna.communities(net)
    one = adjusted_rand_score(net.people["sector"], first)
    assert abs(found["adjusted_rand"] - one) <= 3 * found["adjusted_rand_sd"] + 1e-9
    assert found[["n", "runs"]].tolist() == [60, 3]
    assert 0 < found["stability"] <= 1
    assert 0 < found["normalized_mutual_information"] <= 1


@pytest.mark.parametrize("seed", range(5))
def test_the_adjusted_rand_of_two_divisions_counts_pairs(seed: int) -> None:
    """Hubert & Arabie's index by counting pairs of people who are together in both."""
    net = simulated()
    found = csna.communities(net, seed=seed)
    sector = net.people["sector"]
    pairs = list(itertools.combinations(net.people.index, 2))
    a = [found[i] == found[j] for i, j in pairs]
    b = [sector[i] == sector[j] for i, j in pairs]
    both, chance = sum(map(bool.__and__, a, b)), sum(a) * sum(b) / len(pairs)
    want = (both - chance) / ((sum(a) + sum(b)) / 2 - chance)
    agreement = csna.community_agreement(net, groups="sector", runs=2, seed=seed)
    if agreement["adjusted_rand_sd"] < 1e-12:
        assert agreement["adjusted_rand"] == pytest.approx(want)
    else:
        assert abs(agreement["adjusted_rand"] - want) == pytest.approx(agreement["adjusted_rand_sd"])


def test_nobody_with_a_group_leaves_agreement_unknown() -> None:
    net = Net.from_frames(
        pd.DataFrame({"id": ["a", "b"], "sector": pd.Series([None, None], dtype="str")}),
        pd.DataFrame({"source": ["a"], "target": ["b"]}),
    )
    found = csna.community_agreement(net, groups="sector", runs=2)
    assert found[["adjusted_rand", "normalized_mutual_information"]].isna().all()
    assert found["n"] == 0
    assert found["stability"] == 1


def test_what_makes_no_sense_is_refused() -> None:
    net = simulated()
    for wrong in (0, -1, float("inf"), float("nan"), "1"):
        with pytest.raises(UsageError, match="resolution"):
            csna.communities(net, resolution=wrong)  # type: ignore[arg-type]  # one of them is text
    with pytest.raises(UsageError, match="stability"):
        csna.community_agreement(net, groups="sector", runs=1)
    with pytest.raises(UnknownNameError, match="did you mean 'sector'"):
        csna.community_agreement(net, groups="secter")
    with pytest.raises(WrongTypeError, match="communities"):
        csna.community_overlap(net.people, net.people["sector"])  # type: ignore[arg-type]  # the mistake is the test
    with pytest.raises(DataError, match="no row for"):
        csna.community_overlap(csna.communities(net), net.people["sector"].iloc[1:])
