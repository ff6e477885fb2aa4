"""The search in bits equals a plain breadth-first search, on both engines, bit by bit."""

from __future__ import annotations

import importlib.util
from collections import deque

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from critical_sna.measures.kernels import distances as _distances
from critical_sna.measures.kernels.distances import Distances, distance_sums
from critical_sna.measures.kernels.engine import Engine

HAS_NUMBA = importlib.util.find_spec("numba") is not None
ENGINES: list[Engine] = ["scipy", "numba"] if HAS_NUMBA else ["scipy"]
Arcs = list[tuple[int, int]]


def one_by_one(arcs: Arcs, n: int, steps: int | None = None) -> tuple[list[int], list[int], list[float], int]:
    """Search from each person in turn, with a queue."""
    reached, far, near, longest = [0] * n, [0] * n, [0.0] * n, 0
    for source in range(n):
        distance = {source: 0}
        queue = deque([source])
        while queue:
            i = queue.popleft()
            for a, b in arcs:
                if a == i and b not in distance and (steps is None or distance[i] < steps):
                    distance[b] = distance[i] + 1
                    queue.append(b)
        for j, d in distance.items():
            if d:
                reached[j] += 1
                far[j] += d
                near[j] += 1 / d
                longest = max(longest, d)
    return reached, far, near, longest


def search(arcs: Arcs, n: int, engine: Engine, steps: int | None = None) -> Distances:
    ends = np.array(arcs, dtype=np.int64).reshape(-1, 2)
    return distance_sums(ends[:, 0], ends[:, 1], n, steps=steps, engine=engine)


def check(arcs: Arcs, n: int, steps: int | None = None) -> None:
    reached, far, near, longest = one_by_one(arcs, n, steps)
    found = [search(arcs, n, engine, steps) for engine in ENGINES]
    for one in found:
        assert one.reached.tolist() == reached
        assert one.far.tolist() == far
        assert one.near.tolist() == pytest.approx(near, rel=1e-12)
        assert one.longest == longest
        assert one.near.tobytes() == found[0].near.tobytes()


@given(
    n=st.integers(1, 9),
    pairs=st.sets(st.tuples(st.integers(0, 8), st.integers(0, 8)), max_size=40),
    steps=st.none() | st.integers(1, 4),
)
def test_sums_of_distances_equal_a_search_from_each_person(
    n: int, pairs: set[tuple[int, int]], steps: int | None
) -> None:
    check([(a, b) for a, b in sorted(pairs) if a != b and max(a, b) < n], n, steps)


@pytest.mark.parametrize("sources_a_pass", [64, 100, 1024])
@pytest.mark.parametrize("longest_run", [2, 3, 24])
@pytest.mark.parametrize("few", [1, 10**9])
def test_how_the_work_is_cut_changes_nothing(
    sources_a_pass: int, longest_run: int, few: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(_distances, "_SOURCES_A_PASS", sources_a_pass)
    monkeypatch.setattr(_distances, "_LONGEST_RUN", longest_run)
    monkeypatch.setattr(_distances, "_FEW", few)
    rng = np.random.default_rng(7)
    arcs = sorted({(int(a), int(b)) for a, b in rng.integers(0, 150, size=(400, 2)) if a != b})
    arcs = sorted({*arcs, *((i, 7) for i in range(150) if i != 7)})  # one person whom everybody names
    check(arcs, 150)


def test_a_long_line_is_followed_to_its_end() -> None:
    check([(i, i + 1) for i in range(199)], 200)


def test_nobody_and_no_ties_give_zeros() -> None:
    for n in (0, 1, 5):
        for engine in ENGINES:
            found = search([], n, engine)
            assert found.reached.tolist() == [0] * n
            assert found.longest == 0


@pytest.mark.skipif(not HAS_NUMBA, reason="numba is not installed (it is in the extra named fast)")
def test_large_networks_take_numba_by_themselves(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[float] = []

    def choose(engine: Engine, work: float, *, where: str) -> str:
        asked.append(work)
        return "numba"

    monkeypatch.setattr(_distances, "choose", choose)
    assert search([(0, 1), (1, 2)], 3, "auto").far.tolist() == [0, 1, 3]
    assert asked == [3 * 2 / 64 * 8]
