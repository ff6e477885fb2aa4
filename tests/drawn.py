"""What tests of pictures share: scenes composed without working out who is little heard, and what Axes hold."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any  # Any: options of compose, and artists of matplotlib

import numpy as np
import pandas as pd

import critical_sna as csna
from critical_sna.maps.compose import compose, heard_alone
from critical_sna.maps.pictures.frame import Frame
from critical_sna.maps.scene import Scene
from critical_sna.maps.views import VIEWS

Waves = Mapping[str, csna.PartnerNetwork]


def scene_of(waves: Waves, **more: Any) -> Scene:
    options: dict[str, Any] = {"groups": None, "highlight": None, "label": "code", "title": None, "seed": 0}
    options["voice"] = heard_alone(waves) if next(iter(waves.values())).reports else None
    return compose(waves, **(options | more))


def network(people: int, pairs: list[tuple[int, int]], **columns: list[str]) -> csna.PartnerNetwork:
    """A network of p0, p1, ... along pairs of numbers."""
    table = pd.DataFrame({"id": pd.Series([f"p{i}" for i in range(people)], dtype="str"), **columns})
    ties = pd.DataFrame([(f"p{a}", f"p{b}") for a, b in pairs], columns=["source", "target"], dtype="str")
    return csna.PartnerNetwork.from_frames(table, ties, reports="seeks_from")


def crowd(people: int = 90, groups: int = 30, ties: int = 270) -> csna.PartnerNetwork:
    """People of many groups with long names, and random ties among them."""
    draw = np.random.default_rng(1)
    pairs = sorted({(int(a), int(b)) for a, b in draw.integers(0, people, (ties, 2)) if a != b})
    names = [f"Group number {i % groups} with a longer name" for i in range(people)]
    return network(people, pairs, sector=names)


def frame_of(scene: Scene, view: str = "rings", wave: int = -1) -> Frame:
    return Frame(scene, range(len(scene.waves))[wave], VIEWS[view])


def drawn(scene: Scene, view: str = "rings", *, style: str = "colour", wave: int = -1, ax: Any = None) -> Any:
    from critical_sna.maps.pictures import single

    return single.draw_frame(frame_of(scene, view, wave), style=style, ax=ax)


def texts(ax: Any) -> list[str]:
    return [words.get_text() for words in ax.texts]


def overlaps(ax: Any) -> list[tuple[str, str]]:
    """Pairs of texts that cover a place both, and texts that leave the figure (beside an empty word)."""
    from matplotlib.backends.backend_agg import FigureCanvasAgg

    from critical_sna.maps.pictures.saving import plain_settings

    figure = ax.get_figure(root=True)
    renderer = FigureCanvasAgg(figure).get_renderer()
    with plain_settings():
        boxes = [(t.get_text(), t.get_window_extent(renderer)) for t in ax.texts if t.get_text().strip()]
    found = []
    for place, (words, a) in enumerate(boxes):
        if a.x0 < -1 or a.y0 < -1 or a.x1 > figure.bbox.x1 + 1 or a.y1 > figure.bbox.y1 + 1:
            found.append((words, ""))
        for others, b in boxes[place + 1 :]:
            wide, high = min(a.x1, b.x1) - max(a.x0, b.x0), min(a.y1, b.y1) - max(a.y0, b.y0)
            if wide > 1 and high > 0.22 * min(a.height, b.height):
                found.append((words, others))
    return found
