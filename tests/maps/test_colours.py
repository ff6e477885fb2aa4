"""Groups keep apart for readers who see colours otherwise, and never by colour alone."""

from __future__ import annotations

from itertools import combinations

import numpy as np
import pytest

from critical_sna.maps.grouping import LOOKS, OTHER_LOOK, UNKNOWN_LOOK

PALETTE = [*LOOKS, OTHER_LOOK, UNKNOWN_LOOK]
SIMULATED = {
    "usual": np.eye(3),
    "protanopia": [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998]],
    "deuteranopia": [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.011820, 0.042940, 0.968881]],
    "tritanopia": [[1.255528, -0.076749, -0.178779], [-0.078411, 0.930809, 0.147602], [0.004733, 0.691367, 0.303900]],
}
"""Machado, Oliveira & Fernandes (2009), "A physiologically-based model for simulation of color vision deficiency",
severity 1.0, on linear RGB."""


def linear(colour: str) -> np.ndarray:
    part = np.array([int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)])
    return np.where(part <= 0.04045, part / 12.92, ((part + 0.055) / 1.055) ** 2.4)


def lab(rgb: np.ndarray) -> np.ndarray:
    """CIE 1976 L*a*b* of linear sRGB under D65."""
    matrix = [[0.4124564, 0.3575761, 0.1804375], [0.2126729, 0.7151522, 0.0721750], [0.0193339, 0.1191920, 0.9503041]]
    xyz = np.asarray(matrix) @ np.clip(rgb, 0, 1) / [0.95047, 1.0, 1.08883]
    f = np.where(xyz > (6 / 29) ** 3, np.cbrt(xyz), xyz / (3 * (6 / 29) ** 2) + 4 / 29)
    return np.array([116 * f[1] - 16, 500 * (f[0] - f[1]), 200 * (f[1] - f[2])])


def distances(eyes: str) -> dict[tuple[int, int], float]:
    seen = [lab(np.asarray(SIMULATED[eyes]) @ linear(colour)) for _, colour in PALETTE]
    return {(i, j): float(np.linalg.norm(seen[i] - seen[j])) for i, j in combinations(range(len(PALETTE)), 2)}


def test_the_distance_of_colours_is_the_known_one() -> None:
    assert lab(linear("#ffffff")) == pytest.approx([100, 0, 0], abs=0.02)
    assert lab(linear("#ff0000")) == pytest.approx([53.24, 80.09, 67.20], abs=0.02)


@pytest.mark.parametrize("eyes", list(SIMULATED))
def test_groups_with_their_own_look_differ_in_colour_for_every_kind_of_sight(eyes: str) -> None:
    black, other = len(LOOKS) - 1, len(LOOKS)  # never on one map
    together = {pair: d for pair, d in distances(eyes).items() if pair != (black, other)}
    assert min(together.values()) > 15, min(together, key=together.__getitem__)


def test_every_look_on_one_map_has_a_shape_of_its_own() -> None:
    for looks in ([*LOOKS, UNKNOWN_LOOK], [*LOOKS[:-1], OTHER_LOOK, UNKNOWN_LOOK]):
        shapes = [shape for shape, _ in looks]
        assert len(set(shapes)) == len(shapes)


def test_a_palette_of_red_and_green_would_be_found() -> None:
    red, green = (lab(np.asarray(SIMULATED["deuteranopia"]) @ linear(c)) for c in ("#9b5a1e", "#6e7a1e"))
    assert np.linalg.norm(red - green) < 10
