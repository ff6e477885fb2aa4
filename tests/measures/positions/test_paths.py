"""Betweenness in parts is betweenness; sampled betweenness is right on average and says how far off it is."""

from __future__ import annotations

import pickle

import igraph
import networkx as nx
import numpy as np
import pandas as pd
import pytest

import critical_sna as csna
from critical_sna._core import limits
from critical_sna._core.randomness import generator
from critical_sna.errors import TooLargeError, UsageError
from critical_sna.measures.kernels import betweenness as _betweenness
from critical_sna.network.simulate_large import simulate_large

Net = csna.PartnerNetwork


@pytest.fixture(scope="module")
def net() -> Net:
    people, ties = simulate_large(90, 400, seed=8)
    return Net.from_frames(people, ties)


def by_igraph(net: Net, *, use_strength: bool) -> np.ndarray:
    graph = igraph.Graph(n=net.n_people, edges=np.column_stack(net.arcs), directed=True)
    weights = (1 / net.ties["strength"]).tolist() if use_strength else None
    return np.array(graph.betweenness(directed=True, weights=weights))


@pytest.mark.parametrize("use_strength", [False, True])
@pytest.mark.parametrize("in_parts", [False, True])
def test_betweenness_equals_igraph_in_one_go_and_in_parts(
    net: Net, use_strength: bool, in_parts: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(_betweenness, "_WORTH_PARTS", 0 if in_parts else np.inf)
    ours = csna.betweenness(net, use_strength=use_strength)
    np.testing.assert_allclose(ours, by_igraph(net, use_strength=use_strength), rtol=1e-9, atol=1e-9)


def test_ties_sent_to_another_process_give_the_same_and_leave_the_network_behind(net: Net) -> None:
    ties = _betweenness.Ties(net, use_strength=True)
    sent = pickle.loads(pickle.dumps(ties))
    assert sent._net is None
    assert sent.edges.dtype == np.int32
    np.testing.assert_array_equal(sent.betweenness(np.arange(9)), ties.betweenness(np.arange(9)))


@pytest.mark.parametrize("use_strength", [False, True])
@pytest.mark.parametrize("normalized", [False, True])
def test_everybody_drawn_is_exact(net: Net, use_strength: bool, normalized: bool) -> None:
    exact = csna.betweenness(net, use_strength=use_strength, normalized=normalized)
    for pivots in (90, 1000):
        found = csna.betweenness_sampled(net, pivots=pivots, use_strength=use_strength, normalized=normalized)
        np.testing.assert_allclose(found["betweenness"], exact, rtol=1e-9)
        assert (found["standard_error"] == 0).all()


@pytest.mark.parametrize("pivots", [7, 40])
def test_estimates_are_right_on_average_and_their_errors_too(net: Net, pivots: int) -> None:
    """40 pivots form 32 groups of one and two, whose spread must count each source alike."""
    draws = [csna.betweenness_sampled(net, pivots=pivots, seed=seed) for seed in range(400)]
    estimates = np.array([d["betweenness"] for d in draws])
    errors = np.array([d["standard_error"] for d in draws])
    exact = csna.betweenness(net).to_numpy()
    spread = estimates.std(axis=0, ddof=1)
    busy = exact > 0
    z = (estimates.mean(axis=0) - exact)[busy] / (spread[busy] / np.sqrt(len(draws)))
    assert abs(z.mean()) < 0.6
    assert np.abs(z).max() < 4.5
    squared = np.sqrt((errors**2).mean(axis=0))[busy] / spread[busy]
    assert np.median(squared) == pytest.approx(1, abs=0.03)
    assert (np.abs(squared - 1) < 0.35).mean() > 0.95


def test_the_error_follows_the_formula_for_draws_without_replacement(net: Net) -> None:
    """With fewer pivots than groups each source is a group: n * sqrt((1 - k/n) * s^2 / k) over the pivots drawn."""
    n, k = 90, 20
    found = csna.betweenness_sampled(net, pivots=k, seed=5)
    drawn = generator(5, "betweenness_sampled").permutation(n)[:k]
    graph = net.to_networkx()
    order = list(net.people.index)
    each = []
    for source in drawn:
        adds = nx.betweenness_centrality_subset(graph, [order[source]], order)
        each.append([adds[person] for person in order])
    each_source = np.array(each)
    np.testing.assert_allclose(found["betweenness"], each_source.mean(axis=0) * n, atol=1e-9)
    error = n * np.sqrt((1 - k / n) * each_source.var(axis=0, ddof=1) / k)
    np.testing.assert_allclose(found["standard_error"], error, atol=1e-9)


def test_with_many_ties_larger_groups_give_the_same_estimate_and_an_error_of_their_spread(
    net: Net, monkeypatch: pytest.MonkeyPatch
) -> None:
    n, k = 90, 40
    alone = csna.betweenness_sampled(net, pivots=k, seed=5)
    monkeypatch.setattr("critical_sna.measures.kernels.betweenness._MANY_TIES", 0)
    found = csna.betweenness_sampled(net, pivots=k, seed=5)
    np.testing.assert_allclose(found["betweenness"], alone["betweenness"], rtol=1e-9)
    drawn = generator(5, "betweenness_sampled").permutation(n)[:k]
    graph, order = net.to_networkx(), list(net.people.index)
    adds = [nx.betweenness_centrality_subset(graph, [order[source]], order) for source in drawn]
    values = np.array([[a[person] for person in order] for a in adds])
    means = values.reshape(8, 5, n).mean(axis=1)
    squares = (5 * (means - values.mean(axis=0)) ** 2).sum(axis=0) / 7
    np.testing.assert_allclose(found["standard_error"], n * np.sqrt((1 - k / n) * squares / k), atol=1e-9)


def test_the_same_seed_draws_the_same_people(net: Net) -> None:
    one, again, other = (csna.betweenness_sampled(net, pivots=9, seed=seed) for seed in (1, 1, 2))
    pd.testing.assert_frame_equal(one, again, check_exact=True)
    assert not one.equals(other)


def test_one_pivot_has_no_error_to_tell(net: Net) -> None:
    found = csna.betweenness_sampled(net, pivots=1)
    assert found["betweenness"].notna().all()
    assert found["standard_error"].isna().all()


def test_sampled_betweenness_is_unknown_for_people_who_did_not_answer() -> None:
    people = pd.DataFrame({"id": list("abc"), "status": ["respondent", "declined", "respondent"]})
    net = Net.from_frames(people, pd.DataFrame({"source": ["a"], "target": ["b"]}))
    assert csna.betweenness_sampled(net, pivots=2).isna().all(axis=1).tolist() == [False, True, False]


@pytest.mark.parametrize("pivots", [0, -1, 2.0, True, "2"])
def test_pivots_are_a_whole_number(net: Net, pivots: object) -> None:
    with pytest.raises(UsageError, match="pivots must be a whole number of 1 or more"):
        csna.betweenness_sampled(net, pivots=pivots)  # type: ignore[arg-type]  # the mistake is the test


@pytest.mark.parametrize("size", [0, 1, 2])
def test_networks_too_small_for_paths_have_none(size: int) -> None:
    people = pd.DataFrame({"id": list("ab")[:size]}, dtype="str")
    net = Net.from_frames(people, pd.DataFrame({"source": ["a"][: size - 1], "target": ["b"][: size - 1]}, dtype="str"))
    assert csna.betweenness_sampled(net, pivots=3)["betweenness"].tolist() == [0] * size
    assert csna.betweenness_sampled(net, pivots=3, normalized=True)["betweenness"].isna().all()


def test_above_the_limit_the_cost_and_the_sampled_call_are_named(net: Net, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "EXACT_PATHS_PEOPLE", 89)
    monkeypatch.setattr("critical_sna.measures.positions.paths._SECONDS_A_VISIT", 0.2)
    with pytest.raises(TooLargeError, match=r"would take about 2 hours on one core(.|\n)*betweenness_sampled\(net"):
        csna.betweenness(net)
    assert len(csna.betweenness_sampled(net, pivots=3)) == 90


def test_frames_of_ties_are_taken() -> None:
    ties = pd.DataFrame({"source": ["a", "b"], "target": ["b", "c"]})
    assert csna.betweenness_sampled(ties, pivots=3)["betweenness"].to_dict() == {"a": 0, "b": 1, "c": 0}
