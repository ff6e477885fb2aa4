from __future__ import annotations

import itertools
import sys

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings

import critical_sna as csna
from critical_sna._core import limits
from critical_sna.errors import UsageError
from critical_sna.measures.kernels import triangles as _triangles
from critical_sna.measures.kernels.triangles import BACK, BACK_OPEN, FORTH, FORTH_OPEN, Skeleton, skeleton, triangles
from critical_sna.network.simulate_large import simulate_large
from critical_sna.testing import partner_networks

Net = csna.PartnerNetwork
ENGINES = pytest.mark.parametrize("engine", ["scipy", "numba"])


def edges_of(net: Net) -> Skeleton:
    rows, columns = net.unknown_cells.tocoo().coords
    strengths = net.ties["strength"].to_numpy()
    return skeleton(net.n_people, net.arcs, left_open=(rows, columns), strengths=strengths)


def need(engine: str) -> None:
    if engine == "numba":
        pytest.importorskip("numba")


@settings(max_examples=60)
@given(net=partner_networks(max_people=9, hostile_ids=False))
def test_an_edge_says_what_is_known_between_two_people(net: Net) -> None:
    edges, ids = edges_of(net), net.people.index
    ties = {(t.source, t.target): t.strength for t in net.ties.itertuples()}
    blank = set(zip(net.unknown["source"], net.unknown["target"], strict=True))
    found = {}
    for tail, head, code, strength in zip(edges.tail, edges.head, edges.code, edges.strength, strict=True):
        i, j = ids[edges.people[tail]], ids[edges.people[head]]
        assert tail < head
        assert (code & FORTH > 0, code & BACK > 0) == ((i, j) in ties, (j, i) in ties)
        assert (code & FORTH_OPEN > 0, code & BACK_OPEN > 0) == ((i, j) in blank, (j, i) in blank)
        assert strength == pytest.approx(ties.get((i, j), 0) + ties.get((j, i), 0))
        found[frozenset((i, j))] = True
    assert len(found) == len(edges.tail)
    assert set(found) == {frozenset(pair) for pair in set(ties) | blank}


@ENGINES
@pytest.mark.parametrize(("block", "cells"), [(1, 8), (7, 0), (1000, 8)])
def test_every_triangle_is_listed_once_whatever_the_size_of_a_block(
    engine: str, block: int, cells: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    need(engine)
    monkeypatch.setattr(_triangles, "_BLOCK", block)
    monkeypatch.setattr(_triangles, "_CELLS_AN_EDGE", cells)

    @settings(max_examples=30)
    @given(net=partner_networks(max_people=9, hostile_ids=False))
    def check(net: Net) -> None:
        edges = edges_of(net)
        pairs = set(zip(edges.tail.tolist(), edges.head.tolist(), strict=True))
        listed = []
        for xy, xz, yz in triangles(edges, engine, where="a test"):
            assert (edges.tail[xy] == edges.tail[xz]).all()
            assert (edges.head[xy] == edges.tail[yz]).all()
            assert (edges.head[xz] == edges.head[yz]).all()
            listed += zip(edges.tail[xy].tolist(), edges.head[xy].tolist(), edges.head[yz].tolist(), strict=True)
        threes = itertools.combinations(range(net.n_people), 3)
        assert listed == [t for t in threes if set(itertools.combinations(t, 2)) <= pairs]

    check()


def test_a_large_network_gives_the_same_counts_and_the_same_floats_on_both_engines() -> None:
    pytest.importorskip("numba")
    people, ties = simulate_large(3000, 40_000, seed=3)
    net = Net.from_frames(people, ties, reports="seeks_from")
    pd.testing.assert_frame_equal(
        csna.brokerage(net, groups="group", engine="scipy"),
        csna.brokerage(net, groups="group", engine="numba"),
        check_exact=True,
    )
    for measure in (csna.constraint, csna.effective_size):
        for use_strength in (False, True):
            pd.testing.assert_series_equal(
                measure(net, use_strength=use_strength, engine="scipy"),
                measure(net, use_strength=use_strength, engine="numba"),
                rtol=1e-12,
            )
    pd.testing.assert_series_equal(
        csna.efficiency(net, engine="scipy"), csna.efficiency(net, engine="numba"), rtol=1e-12
    )


def test_auto_takes_numba_only_where_it_is_worth_it(monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("numba")
    net = Net.from_ties(itertools.permutations("abcde", 2))
    taken = []
    with_numba = _triangles._with_numba
    monkeypatch.setattr(_triangles, "_with_numba", lambda *given: taken.append(1) or with_numba(*given))
    few = csna.constraint(net)
    assert taken == []
    monkeypatch.setattr(limits, "NUMBA_TRIANGLE_WORK", 1)
    pd.testing.assert_series_equal(csna.constraint(net), few, rtol=1e-12)
    assert taken == [1]


def test_without_numba_scipy_does_it_and_asking_for_numba_says_what_is_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    net = Net.from_ties(itertools.permutations("abcd", 2), reports="gives_to")
    groups = pd.Series(list("xxyy"), index=list("abcd"))
    monkeypatch.setattr(limits, "NUMBA_TRIANGLE_WORK", 0)
    monkeypatch.setattr("critical_sna.measures.kernels.engine.find_spec", lambda name: None)
    monkeypatch.setitem(sys.modules, "critical_sna.measures.kernels.triangles_numba", None)
    assert csna.constraint(net).notna().all()
    for call in (
        lambda engine: csna.constraint(net, engine=engine),
        lambda engine: csna.effective_size(net, engine=engine),
        lambda engine: csna.efficiency(net, engine=engine),
        lambda engine: csna.brokerage(net, groups=groups, engine=engine),
        lambda engine: csna.brokerage_by_group(net, groups=groups, engine=engine),
        lambda engine: csna.brokerage_test(net, groups=groups, engine=engine),
    ):
        with pytest.raises(UsageError, match="numba"):
            call("numba")
        with pytest.raises(UsageError, match="did you mean 'scipy'"):
            call("scipi")


@ENGINES
def test_a_complete_network_has_every_three_people_as_a_triangle(engine: str) -> None:
    need(engine)
    sources, targets = np.nonzero(~np.eye(40, dtype=bool))
    found = sum(len(xy) for xy, _, _ in triangles(skeleton(40, (sources, targets)), engine, where="a test"))
    assert found == 40 * 39 * 38 // 6


def test_rows_longer_than_the_sieve_counts_are_looked_up_all_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(_triangles, "_CELLS_AN_EDGE", 0)
    n = int(_triangles._SHARED) + 3
    sources, targets = np.nonzero(np.triu(np.ones((n, n), dtype=bool), 1))
    kept = (sources + targets) % 5 > 0
    found = sum(len(xy) for xy, _, _ in triangles(skeleton(n, (sources[kept], targets[kept])), "scipy", where="a test"))
    tied = np.zeros((n, n))
    tied[sources[kept], targets[kept]] = tied[targets[kept], sources[kept]] = 1
    assert found == round(np.trace(tied @ tied @ tied)) // 6
