"""Where marks stand."""

from __future__ import annotations

import math
import random
from itertools import pairwise

import igraph
import numpy as np
import pytest

from critical_sna.maps import layout


def ring(n: int) -> np.ndarray:
    return np.array([(i, (i + 1) % n) for i in range(n)])


def test_the_same_seed_gives_the_same_places_and_another_seed_others() -> None:
    pairs = np.random.default_rng(0).integers(0, 40, (120, 2))
    first, again, other = (layout.neighbourhood(40, pairs, seed=s)[0] for s in (1, 1, 2))
    assert (first == again).all()
    assert not np.allclose(first, other)


def test_the_layout_leaves_the_random_numbers_of_the_caller_alone() -> None:
    random.seed(3)
    expected = random.random()
    random.seed(3)
    layout.neighbourhood(10, ring(10), seed=1)
    assert random.random() == expected
    random.seed(5)
    drawn = igraph.Graph.Erdos_Renyi(n=12, m=20).get_edgelist()
    random.seed(5)
    assert igraph.Graph.Erdos_Renyi(n=12, m=20).get_edgelist() == drawn


def test_people_outside_the_largest_part_stand_in_the_tray() -> None:
    pairs = np.vstack([ring(20), [[20, 21]]])
    xy, tray = layout.neighbourhood(25, pairs, seed=0)
    assert tray is not None
    assert (np.linalg.norm(xy[:20], axis=1) <= layout.RADIUS + 1e-6).all()
    assert (xy[20:, 1] > tray.top).all()
    assert (xy[20:, 1] < tray.bottom).all()
    assert (np.abs(xy[20:, 0]) < layout.RADIUS).all()


def test_nobody_stands_far_out_and_no_two_marks_lie_on_each_other() -> None:
    pairs = np.random.default_rng(1).integers(0, 80, (300, 2))
    xy, _ = layout.neighbourhood(80, pairs, seed=0)
    apart = np.linalg.norm(xy[:, None] - xy[None, :], axis=2)[~np.eye(80, dtype=bool)]
    assert apart.min() > 1.5 * layout.mark_radius(80)


@pytest.mark.parametrize("n", [0, 1, 5])
def test_people_without_any_tie_still_have_a_place(n: int) -> None:
    xy, tray = layout.neighbourhood(n, np.zeros((0, 2), dtype=int), seed=0)
    assert xy.shape == (n, 2)
    assert len(np.unique(xy, axis=0)) == n
    assert (tray is None) == (n == 0)


def test_two_people_on_the_same_spot_are_pushed_apart() -> None:
    moved = layout._spread(np.zeros((2, 2)), gap=10.0, rounds=60)
    assert np.linalg.norm(moved[0] - moved[1]) >= 9.9


def test_many_small_parts_fill_rows_of_the_tray() -> None:
    pairs = np.array([(3 * i + a, 3 * i + b) for i in range(30) for a, b in ((0, 1), (1, 2))])
    xy, tray = layout.neighbourhood(90, pairs, seed=0)
    assert tray is not None
    assert (np.abs(xy[3:, 0]) <= layout.RADIUS).all()
    assert len(np.unique(xy[3:, 1].round(3))) > 2


def test_sectors_leave_the_wedge_free_and_grow_with_the_group() -> None:
    found = layout.sectors([10, 30, 1])
    assert found[0][0] == pytest.approx(layout.WEDGE)
    assert found[-1][1] == pytest.approx(2 * math.pi - layout.WEDGE)
    widths = [b - a for a, b in found]
    assert widths[1] == pytest.approx(3 * widths[0])
    assert all(a[1] == b[0] for a, b in pairwise(found))
    assert layout.sectors([]) == []


def test_rings_end_at_the_radius_and_each_has_room_for_its_name() -> None:
    for fullest in ([0, 0, 0, 50], [1, 1, 1, 1], [100, 0, 0, 0, 3]):
        edges = layout.ring_edges(fullest)
        assert edges[-1] == pytest.approx(layout.RADIUS)
        assert min(np.diff([0.0, *edges])) > 20
    assert layout.ring_edges([]) == []


@pytest.mark.parametrize("count", [1, 2, 7, 40, 300])
@pytest.mark.parametrize("rim", [(0.0, 90.0), (200.0, 300.0)])
def test_a_cell_holds_its_marks_inside_its_sector_and_ring(count: int, rim: tuple[float, float]) -> None:
    sector = (1.0, 1.6)
    spots = layout.cell(count, sector, rim, gap=20.0)
    assert spots.shape == (count, 2)
    assert len(np.unique(spots.round(6), axis=0)) == count
    angle = np.arctan2(spots[:, 0], -spots[:, 1])
    distance = np.linalg.norm(spots, axis=1)
    assert (angle > sector[0]).all()
    assert (angle < sector[1]).all()
    assert (np.diff(angle) >= -1e-9).all()
    assert (distance > rim[0]).all()
    assert (distance < rim[1]).all()


def test_marks_shrink_only_where_there_are_many() -> None:
    assert layout.mark_radius(0) == layout.mark_radius(60) == 8.5
    assert layout.mark_radius(60) > layout.mark_radius(240) > layout.mark_radius(2000) > 0


def crossings_by_hand(xy: np.ndarray, pairs: np.ndarray) -> int:
    """Two lines cross where each parts the ends of the other: pair by pair, as in a book on geometry."""

    def turn(a: np.ndarray, b: np.ndarray, c: np.ndarray) -> float:
        return float((b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0]))

    count = 0
    for k, (a, b) in enumerate(pairs):
        for c, d in pairs[:k]:
            apart = turn(xy[a], xy[b], xy[c]) * turn(xy[a], xy[b], xy[d]) < 0
            count += len({a, b, c, d}) == 4 and apart and turn(xy[c], xy[d], xy[a]) * turn(xy[c], xy[d], xy[b]) < 0
    return count


def tangle(seed: int) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Twenty people in two sectors, tied to their like: ranks, sectors and pairs."""
    random = np.random.default_rng(seed)
    ties = [(i, j) for i in range(20) for j in range(i) if (i + j) % 5 == 0]
    return random.permutation(20), np.arange(20) % 2, np.array(ties)


def round_the_circle(ranks: np.ndarray) -> np.ndarray:
    """Each sector is half a circle, filled in the order of ranks."""
    place = np.empty(20)
    for sector in (0, 1):
        members = np.flatnonzero(np.arange(20) % 2 == sector)
        place[members[np.argsort(ranks[members])]] = np.arange(10) / 20 + sector / 2
    return np.column_stack([np.sin(2 * np.pi * place), -np.cos(2 * np.pi * place)])


@pytest.mark.parametrize("seed", range(4))
def test_crossings_are_those_counted_by_hand(seed: int) -> None:
    random = np.random.default_rng(seed)
    pairs = np.array([random.choice(12, 2, replace=False) for _ in range(20)])
    pairs = np.unique(np.sort(pairs, axis=1), axis=0)
    xy = random.normal(size=(12, 2))
    assert layout.crossings(xy, pairs) == crossings_by_hand(xy, pairs) > 0


HALVES = [(0.0, np.pi), (np.pi, 2 * np.pi)]


@pytest.mark.parametrize("seed", range(4))
def test_untangling_leaves_fewer_crossings_and_everybody_in_their_sector(seed: int) -> None:
    ranks, sector, pairs = tangle(seed)
    found = layout.untangled(ranks, sector, HALVES, round_the_circle, pairs)
    before, after = (layout.crossings(round_the_circle(r), pairs) for r in (ranks, found))
    assert after < 0.8 * before
    for one in (0, 1):
        assert sorted(found[sector == one]) == sorted(np.argsort(np.argsort(found[sector == one])))
    assert (layout.untangled(ranks, sector, HALVES, round_the_circle, pairs) == found).all()


def test_the_order_in_a_sector_knows_ties_and_no_numbers() -> None:
    """People who change their numbers (inside their sectors) keep their places, so the order cannot hold an id."""
    ranks, sector, pairs = tangle(1)
    other = np.random.default_rng(9).permutation(10)
    renamed = np.arange(20)
    renamed[sector == 0] = np.flatnonzero(sector == 0)[other]
    ranks_renamed = np.empty(20, dtype=int)
    ranks_renamed[renamed] = ranks
    found = layout.untangled(ranks, sector, HALVES, round_the_circle, pairs)
    found_renamed = layout.untangled(ranks_renamed, sector, HALVES, round_the_circle, renamed[pairs])
    assert (round_the_circle(found_renamed)[renamed] == round_the_circle(found)).all()


@pytest.mark.parametrize("seed", range(4))
def test_distances_pull_people_round_their_ring_and_never_out_of_their_sector(seed: int) -> None:
    ranks, sector, pairs = tangle(seed)
    xy = round_the_circle(ranks) * np.random.default_rng(seed).uniform(0.3, 1, (20, 1))
    span = np.array(HALVES)[sector]
    turn = layout._pulled(xy, span, pairs)
    assert (turn >= span[:, 0] - 1e-9).all()
    assert (turn <= span[:, 1] + 1e-9).all()
    pulled = np.linalg.norm(xy, axis=1)[:, None] * np.column_stack([np.sin(turn), -np.cos(turn)])
    steps = layout.distances(20, pairs)
    assert layout.stress(pulled, steps) < layout.stress(xy, steps)


def test_stress_and_steps_are_those_counted_by_hand() -> None:
    """A path of three people and one apart: 1 and 2 steps, and 3 to whom no path leads."""
    steps = layout.distances(4, np.array([[0, 1], [1, 2]]))
    assert steps.tolist() == [[0, 1, 2, 3], [1, 0, 1, 3], [2, 1, 0, 3], [3, 3, 3, 0]]
    xy = np.array([[0.0, 0.0], [2.0, 0.0], [4.0, 0.0], [0.0, 5.0]])

    def off(scale: float) -> float:
        parts = [
            ((scale * float(np.hypot(*(xy[i] - xy[j]))) - steps[i, j]) / steps[i, j]) ** 2
            for i in range(4)
            for j in range(i)
        ]
        return sum(parts) / len(parts)

    assert layout.stress(xy, steps) == pytest.approx(min(off(s) for s in np.linspace(0.2, 1.2, 100_001)), abs=1e-9)
    assert layout.stress(xy[:3] * 7, steps[:3, :3]) == pytest.approx(0)


def test_nobody_tied_leaves_the_order_as_it_was() -> None:
    ranks, sector, _ = tangle(2)
    assert layout.untangled(ranks, sector, HALVES, round_the_circle, np.zeros((0, 2), dtype=int)) is ranks


def test_large_neighbourhoods_keep_groups_together_and_places_finite(monkeypatch: pytest.MonkeyPatch) -> None:
    """Two groups of 60, with few ties between them, stand apart: their middles are farther than their spread."""
    monkeypatch.setattr(layout.limits, "FORCES_PEOPLE", 50)
    random = np.random.default_rng(0)
    inside = [random.integers(0, 60, (300, 2)) + shift for shift in (0, 60)]
    pairs = np.vstack([*inside, ring(120), [[0, 60], [5, 70]]])
    xy, _ = layout.neighbourhood(120, pairs, seed=3)
    again, _ = layout.neighbourhood(120, pairs, seed=3)
    assert (xy == again).all()
    assert np.isfinite(xy).all()
    assert (np.linalg.norm(xy, axis=1) <= layout.RADIUS + 1e-6).all()
    one, two = xy[:60], xy[60:]
    apart = np.linalg.norm(one.mean(axis=0) - two.mean(axis=0))
    assert apart > np.linalg.norm(one - one.mean(axis=0), axis=1).mean()
