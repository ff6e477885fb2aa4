"""Rewired networks: degrees kept, every network equally often, ties never where nobody could know of them."""

from __future__ import annotations

import itertools
from collections import Counter

import numpy as np
import pytest
from scipy import stats

from critical_sna.network.simulate_large import simulate_large
from critical_sna.nulls import rewiring
from critical_sna.nulls.rewiring import rewired

Ties = list[tuple[int, int]]


def arrays(ties: Ties) -> tuple[np.ndarray, np.ndarray]:
    table = np.array(ties, dtype=np.int64).reshape(-1, 2)
    return table[:, 0], table[:, 1]


def drawn(ties: Ties, n: int, *, directed: bool, draws: int, barred: Ties | None = None, seed: int = 0) -> list[Ties]:
    closed = None if barred is None else arrays(barred)
    rng = np.random.default_rng(seed)
    networks = rewired(arrays(ties), n, directed=directed, draws=draws, rng=rng, barred=closed)
    return [
        sorted((int(i), int(j)) if directed or i < j else (int(j), int(i)) for i, j in zip(*net, strict=True))
        for net in networks
    ]


def degrees(ties: Ties, n: int, directed: bool) -> list[list[int]]:
    out, into = (np.bincount(ends, minlength=n) for ends in arrays(ties))
    return [out.tolist(), into.tolist()] if directed else [(out + into).tolist()]


def all_alike(ties: Ties, n: int, directed: bool, barred: Ties = []) -> set[tuple[tuple[int, int], ...]]:  # noqa: B006  # not changed
    cells = list(itertools.permutations(range(n), 2) if directed else itertools.combinations(range(n), 2))
    free = [c for c in cells if c not in barred]
    wanted = degrees(ties, n, directed)
    return {c for c in itertools.combinations(free, len(ties)) if degrees(list(c), n, directed) == wanted}


CASES = {
    "two switches at once": ([(0, 1), (0, 2), (0, 3), (4, 5), (4, 6)], 7, False, None),
    "two switches at once, directed": ([(0, 1), (0, 2), (1, 2), (3, 4), (2, 3)], 6, True, None),
    "a ring of five": ([(0, 1), (1, 2), (2, 3), (3, 4), (0, 4)], 5, False, None),
    "uneven": ([(0, 1), (2, 3), (4, 5), (0, 2)], 6, False, None),
    "more tied than not": ([(0, 1), (0, 2), (0, 3), (1, 2), (1, 4), (2, 3), (3, 4)], 5, False, None),
    "a cell is barred": ([(0, 1), (2, 3), (4, 5), (0, 2)], 6, False, [(0, 3)]),
    "a ring of three, directed": ([(0, 1), (1, 2), (2, 0)], 3, True, None),
    "mutual and not, directed": ([(0, 1), (1, 2), (2, 0), (3, 0), (1, 3)], 4, True, None),
    "more tied than not, directed": ([(0, 1), (1, 0), (0, 2), (2, 3), (3, 2), (1, 3), (3, 1)], 4, True, None),
    "two rings, directed": ([(0, 1), (1, 2), (2, 0), (3, 4), (4, 3)], 5, True, [(0, 3)]),
}


@pytest.mark.parametrize("name", list(CASES))
def test_every_network_with_these_degrees_is_drawn_equally_often(name: str) -> None:
    ties, n, directed, barred = CASES[name]
    alike = all_alike(ties, n, directed, barred or [])
    counts = Counter(tuple(net) for net in drawn(ties, n, directed=directed, draws=5_000, barred=barred))
    assert len(alike) > 1
    assert set(counts) == alike
    assert stats.chisquare([counts[net] for net in alike]).pvalue > 0.001


@pytest.mark.parametrize("directed", [False, True])
@pytest.mark.parametrize("density", [0.05, 0.3, 0.5, 0.8])
def test_everybody_keeps_how_many_ties_they_have(directed: bool, density: float) -> None:
    rng = np.random.default_rng(5)
    mask = (rng.random((20, 20)) < density) & ~np.eye(20, dtype=bool)
    barred = [(0, 1), (3, 2), (7, 9)]
    for i, j in barred:
        mask[i, j] = mask[j, i] = False
    if not directed:
        mask &= np.triu(mask, 1)
    ties = [(int(i), int(j)) for i, j in np.argwhere(mask)]
    found = drawn(ties, 20, directed=directed, draws=70, barred=barred)
    assert len(found) == 70
    for net in found:
        assert degrees(net, 20, directed) == degrees(ties, 20, directed)
        assert len(set(net)) == len(ties)
        assert all(i != j for i, j in net)
        assert not set(net) & {tuple(sorted(b)) if not directed else b for b in barred}


def test_after_ten_switches_a_tie_no_more_is_left_of_the_network_than_later() -> None:
    """The first draw shares as many ties with the network given as a draw far down the chain does."""
    _, table = simulate_large(150, 1500, seed=1)
    ids = {name: k for k, name in enumerate(sorted({*table["source"], *table["target"]}))}
    ties = [(ids[a], ids[b]) for a, b in zip(table["source"], table["target"], strict=True)]
    kept = [len(set(net) & set(ties)) / len(ties) for net in drawn(ties, len(ids), directed=True, draws=256)]
    first, last = kept[:64], kept[-64:]
    assert np.mean(first) < 0.35
    assert abs(np.mean(first) - np.mean(last)) < 4 * np.std(last) / np.sqrt(64) + 0.005


@pytest.mark.parametrize("ties", [[], [(0, 1)], [(0, 1), (0, 2), (0, 3)], list(itertools.combinations(range(4), 2))])
def test_where_nothing_can_be_switched_the_network_itself_is_drawn(ties: Ties) -> None:
    for directed in (False, True):
        assert drawn(ties, 4, directed=directed, draws=3) == [sorted(ties)] * 3 or directed


def test_the_same_seed_draws_the_same_networks() -> None:
    ties, n = CASES["uneven"][:2]
    draws = [drawn(ties, n, directed=False, draws=40, seed=s) for s in (1, 1, 2)]
    assert draws[0] == draws[1]
    assert draws[0] != draws[2]


def test_cells_too_many_to_pack_are_sorted_the_long_way() -> None:
    cells = np.array([2**61, 5, 2**61, 7], dtype=np.int64)
    for table in (cells, np.array([9, 5, 9, 7], dtype=np.int64)):
        order, same = rewiring._sorted(table)
        assert table[order].tolist() == sorted(table.tolist())
        assert same.tolist() == [False, False, True]
