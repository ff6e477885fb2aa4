from __future__ import annotations

import itertools
import math

import networkx as nx
import numpy as np
import oracles
import pandas as pd
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


def naive_hierarchy(ties: set[tuple[int, int]], n: int) -> list[float]:
    """Burt's hierarchy by plain loops over z = a_ij + a_ji."""
    z = [[((i, j) in ties) + ((j, i) in ties) for j in range(n)] for i in range(n)]
    p = [[z[i][j] / sum(z[i]) if sum(z[i]) else 0.0 for j in range(n)] for i in range(n)]
    found = []
    for i in range(n):
        contacts = [j for j in range(n) if z[i][j]]
        if len(contacts) < 2:
            found.append(math.nan)
            continue
        by = [(p[i][j] + sum(p[i][q] * p[q][j] for q in range(n) if q not in (i, j))) ** 2 for j in contacts]
        ratios = [c / (sum(by) / len(by)) for c in by]
        found.append(sum(r * math.log(r) for r in ratios) / (len(by) * math.log(len(by))))
    return found


@pytest.mark.parametrize("engine", ["scipy", "numba"])
def test_hierarchy_equals_plain_loops_on_hundreds_of_small_networks(engine: str) -> None:
    rng = np.random.default_rng(5)
    for _ in range(150):
        n = int(rng.integers(1, 10))
        matrix = rng.random((n, n)) < rng.uniform(0.05, 0.9)
        np.fill_diagonal(matrix, False)
        ties = {(int(i), int(j)) for i, j in np.argwhere(matrix)}
        people = pd.DataFrame({"id": [str(i) for i in range(n)]})
        frame = pd.DataFrame([(str(i), str(j)) for i, j in ties], columns=["source", "target"], dtype="str")
        net = csna.PartnerNetwork.from_frames(people, frame)
        mine = csna.constraint_hierarchy(net, engine=engine)
        np.testing.assert_allclose(mine.to_numpy(), naive_hierarchy(ties, n), atol=1e-12)
