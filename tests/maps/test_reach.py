"""Shares between groups, and what is hidden in them."""

from __future__ import annotations

import numpy as np

from critical_sna.maps.reach import shares
from critical_sna.maps.scene import HIDDEN, NOT_KNOWN


def table(rows: list[list[float]]) -> np.ndarray:
    return np.array(rows, dtype=float)


def test_shares_are_ties_over_pairs_that_could_be_seen() -> None:
    found = shares(table([[2, 1], [0, 5]]), table([[20, 10], [0, 20]]), np.array([5, 6]))
    assert found.tolist() == [[0.1, 0.1], [NOT_KNOWN, 0.25]]


def test_a_small_group_is_hidden_in_rows_and_columns() -> None:
    ties, possible = table([[4, 2, 1]] * 3), np.full((3, 3), 30.0)
    found = shares(ties, possible, np.array([8, 4, 9]))
    assert (found[1] == HIDDEN).all()
    assert (found[:, 1] == HIDDEN).all()
    assert (found[[0, 0, 2, 2], [0, 2, 0, 2]] != HIDDEN).all()


def test_one_more_group_is_hidden_where_the_total_would_give_the_cells_away() -> None:
    """No tie of the small group: the total of all ties minus the shown cells would say so."""
    ties = table([[4, 0, 1], [0, 0, 0], [2, 0, 3]])
    found = shares(ties, np.full((3, 3), 30.0), np.array([8, 4, 9]))
    assert (found[0] == HIDDEN).all()
    assert found[2, 2] == 0.1


def test_a_single_hidden_cell_is_never_left_alone() -> None:
    possible = table([[0, 0, 0], [0, 30, 0], [0, 0, 30]])
    possible[0, 0] = 12.0
    found = shares(table([[3, 0, 0], [0, 9, 0], [0, 0, 9]]), possible, np.array([4, 6, 7]))
    assert found[1, 1] == HIDDEN
    assert found[2, 2] == 0.3


def test_all_is_hidden_where_every_group_is_small() -> None:
    assert (shares(table([[1, 0], [0, 1]]), np.full((2, 2), 9.0), np.array([3, 4])) == HIDDEN).all()


def test_a_group_that_is_not_part_of_the_wave_hides_nothing() -> None:
    possible = table([[20, 0], [0, 0]])
    assert shares(table([[4, 0], [0, 0]]), possible, np.array([6, 0])).tolist() == [
        [0.2, NOT_KNOWN],
        [NOT_KNOWN, NOT_KNOWN],
    ]
