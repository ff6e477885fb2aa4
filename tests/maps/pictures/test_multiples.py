"""Small multiples: everybody in each of them, in the same places, with who answered beside each."""

from __future__ import annotations

import re
from pathlib import Path

import drawn
import numpy as np
import pytest
from matplotlib.collections import PathCollection

import critical_sna as csna
from critical_sna.errors import UnknownNameError, UsageError
from critical_sna.maps.pictures import multiples
from critical_sna.maps.scene import Scene

Waves = dict[str, csna.PartnerNetwork]


def spots(ax: object) -> set[tuple[float, float]]:
    marks = [c for c in ax.collections if isinstance(c, PathCollection) and c.get_zorder() >= 3]  # type: ignore[attr-defined]
    return {tuple(np.round(spot, 3)) for c in marks for spot in c.get_offsets()}


def test_each_wave_has_a_picture_with_who_answered(river_scene: Scene, tmp_path: Path) -> None:
    axes = multiples.draw_waves([drawn.frame_of(river_scene, wave=w) for w in range(2)], style="colour")
    for place, ax in enumerate(axes):
        facts = river_scene.waves.iloc[place]
        title = drawn.texts(ax)[0].replace("\u2068", "").replace("\u2069", "")
        assert title.startswith(f"Wave {place + 1}: {facts['answered']} of {facts['asked']} answered")
        assert len(spots(ax)) == drawn.frame_of(river_scene, wave=place).here.sum()
        assert not drawn.overlaps(ax)
    both = csna.save_picture(axes, tmp_path / "waves.svg").read_text(encoding="utf-8")
    described = re.search(r"<desc>(.*?)</desc>", both, re.DOTALL)
    assert described is not None
    assert "Wave 1" in described[1]
    assert "Wave 2" in described[1]


def test_each_group_has_a_picture_in_which_all_stand_in_the_same_places(river_scene: Scene) -> None:
    axes = multiples.draw_groups(drawn.frame_of(river_scene, "neighbourhood"), style="print")
    assert len(axes) == len(river_scene.looks)
    assert len({frozenset(spots(ax)) for ax in axes}) == 1
    for ax, letter in zip(axes, river_scene.looks["letter"], strict=True):
        codes = [words for words in drawn.texts(ax)[1:] if re.fullmatch(r"[A-Z]+\d+", words)]
        assert codes
        assert all(code.startswith(letter) for code in codes)


def test_what_cannot_be_multiplied_is_refused(river: Waves) -> None:
    with pytest.raises(UsageError, match="name a people column"):
        csna.small_multiples(river, by="group")
    with pytest.raises(UnknownNameError, match="did you mean 'wave'"):
        csna.small_multiples(river, by="waves")  # type: ignore[arg-type]


def test_the_grid_grows_with_the_panels() -> None:
    assert [multiples.columns_for(n) for n in (0, 1, 3, 4, 5, 9, 100)] == [1, 1, 3, 2, 3, 3, 8]
