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
    moved = layout._spread(np.zeros((2, 2)), gap=10.0)
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
