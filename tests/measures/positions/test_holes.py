from __future__ import annotations

import itertools

import networkx as nx
import numpy as np
import oracles
import pytest
from bridges import as_small, differences
from hypothesis import given, settings

import critical_sna as csna
from critical_sna.measures.kernels import triangles as _triangles
from critical_sna.testing import partner_networks

Net = csna.PartnerNetwork


@pytest.mark.parametrize("engine", ["scipy", "numba"])
@pytest.mark.parametrize("block", [3, 2_000_000])
@pytest.mark.parametrize("use_strength", [False, True])
def test_structural_holes_equal_the_loops_on_both_engines(
    use_strength: bool, block: int, engine: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    if engine == "numba":
        pytest.importorskip("numba")
    monkeypatch.setattr(_triangles, "_BLOCK", block)

    @settings(max_examples=75)
    @given(net=partner_networks(max_people=9, hostile_ids=False))
    def check(net: Net) -> None:
        hand, spoke = as_small(net), net.people.index[net.answered]
        for ours, theirs in ((csna.constraint, oracles.constraint), (csna.effective_size, oracles.effective_size)):
            values = ours(net, use_strength=use_strength, engine=engine)
            assert differences(values, theirs(hand, use_strength=use_strength), tolerance=1e-12, only=spoke) == {}
            assert values[~net.answered].isna().all()
        if not use_strength:
            values = csna.efficiency(net, engine=engine)
            assert differences(values, oracles.efficiency(hand), tolerance=1e-12, only=spoke) == {}

    check()


def test_structural_holes_equal_networkx_on_a_network_of_middling_size() -> None:
    rng = np.random.default_rng(4)
    pairs = {(int(i), int(j)) for i, j in rng.integers(0, 60, (400, 2)) if i != j}
    ring = {(i, (i + 1) % 60) for i in range(60)}  # networkx has no value for those who name nobody
    ties = sorted((i, j, float(rng.integers(1, 6))) for i, j in pairs | ring)
    graph = nx.DiGraph()
    graph.add_weighted_edges_from(ties)
    net = Net.from_ties(ties)
    theirs = nx.constraint(graph, weight="weight")
    assert differences(csna.constraint(net, use_strength=True), {str(i): v for i, v in theirs.items()}) == {}
    sizes = nx.effective_size(graph, nodes=list(graph), weight="weight")
    assert differences(csna.effective_size(net, use_strength=True), {str(i): v for i, v in sizes.items()}) == {}


@pytest.mark.parametrize("people", [1, 2, 3, 12])
def test_in_a_complete_network_everybody_is_held_alike(people: int) -> None:
    ids = [f"P{i:02}" for i in range(people)]
    net = Net.from_ties(itertools.permutations(ids, 2)) if people > 1 else Net.from_ties([("P00", "P00")])
    if people == 1:
        assert csna.constraint(net).isna().all()
        return
    assert csna.effective_size(net).tolist() == pytest.approx([1.0] * people)
    share = 1 / (people - 1)
    expected = (people - 1) * (share + (people - 2) * share**2) ** 2
    assert csna.constraint(net).tolist() == pytest.approx([expected] * people)
