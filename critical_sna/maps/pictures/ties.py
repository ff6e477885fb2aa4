"""Ties as lines: straight ones in one collection, two-way ones bent apart, arrowheads where they can be told apart."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.collections import LineCollection, PatchCollection
from matplotlib.patches import Polygon

from critical_sna.maps.pictures.frame import Frame
from critical_sna.maps.pictures.labels import Box
from critical_sna.maps.pictures.marks import Dashes
from critical_sna.maps.pictures.style import Style

Floats = npt.NDArray[np.float64]
MOST_ARROWS = 2_500
"""Ties with an arrowhead each; above, the heads cover each other."""
BEND = 0.08
DASHES: Dashes = (0, (4.0, 2.4))
"""A tie that passes a voice on."""
STEPS = 9
"""Points of a bent line."""


@dataclass(frozen=True)
class Pen:
    """How ties are drawn: opacity, width of the loosest tie and how much each level adds, size of an arrowhead."""

    opacity: float
    width: float
    step: float
    head: float
    colour: str


def pen_for(style: Style, count: int, scale: float) -> Pen:
    """Choose fainter lines the more there are, so that crossings stay readable."""
    faint = min(0.45, 0.45 * math.sqrt(250 / max(count, 1)))
    width = 0.62 * scale * (1.0 if count < 2_000 else 0.6)
    return Pen(max(style.faintest, faint), width, 0.28 * scale, 4.6 * scale, style.tie)


def draw_ties(
    ax: Axes, frame: Frame, xy: Floats, reach: Floats, pen: Pen, *, only: npt.NDArray[np.bool_] | None = None
) -> bool:
    """Draw the ties of a frame between marks; say whether arrowheads were drawn.

    ``reach`` is the radius of each mark with its rings, where a line ends; ``only`` picks ties.
    """
    ties = frame.ties if only is None else frame.ties[only]
    arrows = len(frame.ties) <= MOST_ARROWS
    draw_lines(ax, ties, xy, reach, pen, arrows=arrows)
    return arrows or not len(ties)


def draw_lines(
    ax: Axes, ties: pd.DataFrame, xy: Floats, reach: Floats, pen: Pen, *, arrows: bool, dashes: Dashes = "solid"
) -> None:
    """Draw ties (source, target, level) between marks."""
    if not len(ties):
        return
    source, target = ties["source"].to_numpy(dtype=int), ties["target"].to_numpy(dtype=int)
    lines = _lines(source, target, xy, reach, len(xy))
    widths = pen.width + pen.step * np.minimum(ties["level"].to_numpy(dtype=float), 4)
    ax.add_collection(
        LineCollection(
            lines,
            colors=pen.colour,
            alpha=pen.opacity,
            linewidths=widths,
            linestyles=[dashes],
            capstyle="butt",
            zorder=2,
            antialiaseds=True,
        ),
        autolim=False,
    )
    if arrows:
        heads = [Polygon(corners, closed=True) for corners in _heads(lines, pen.head)]
        shade = min(1.0, pen.opacity * 1.9)
        ax.add_collection(
            PatchCollection(heads, facecolors=pen.colour, edgecolors="none", alpha=shade, zorder=2.1), autolim=False
        )


def draw_travel(ax: Axes, frame: Frame, xy: Floats, reach: Floats, pen: Pen) -> bool:
    """Draw the ties of the followed voice: solid to who hears it, dashed to whom they could pass it on."""
    found, person = frame.travel, frame.followed
    if found is None or person is None:
        return True
    strong = replace(pen, opacity=1.0, width=1.5 * pen.width, step=0.0)
    pairs = [(person, int(other)) for other in found.direct]
    if not frame.scene.flow:
        pairs += [(int(other), person) for other in found.into]
    draw_lines(ax, _as_ties(pairs), xy, reach, strong, arrows=True)
    faint = replace(strong, width=0.9 * pen.width, head=0.85 * pen.head)
    draw_lines(ax, _as_ties(found.passed.tolist()), xy, reach, faint, arrows=True, dashes=DASHES)
    return True


def travel_heads(frame: Frame, xy: Floats, reach: Floats, pen: Pen) -> list[Box]:
    """Give the boxes of the solid arrowheads of the followed voice; what covered one would hide its direction."""
    if frame.travel is None or frame.followed is None:
        return []
    ends = frame.travel.direct
    along = xy[ends] - xy[frame.followed]
    along = along / np.maximum(np.linalg.norm(along, axis=1), 1e-9)[:, None]
    middle = xy[ends] - along * (reach[ends] + pen.head / 2)[:, None]
    half = 0.5 * pen.head
    return [(x - half, y - half, x + half, y + half) for x, y in middle.tolist()]


def _as_ties(pairs: list[tuple[int, int]]) -> pd.DataFrame:
    return pd.DataFrame(pairs, columns=["source", "target"], dtype="int64").assign(level=0)


def _lines(
    source: npt.NDArray[np.int64], target: npt.NDArray[np.int64], xy: Floats, reach: Floats, n: int
) -> list[Floats]:
    """Give the points of each tie: two where it is straight, more where the other way is tied, too."""
    key, back = source * n + target, target * n + source
    both = np.isin(back, key)
    start, end = xy[source], xy[target]
    along = end - start
    length = np.maximum(np.linalg.norm(along, axis=1), 1e-9)[:, None]
    unit = along / length
    start = start + unit * np.minimum(reach[source][:, None], length * 0.3)
    end = end - unit * np.minimum(reach[target][:, None], length * 0.3)
    left = np.column_stack([-unit[:, 1], unit[:, 0]])
    middle = (start + end) / 2 + left * np.linalg.norm(end - start, axis=1)[:, None] * BEND * 2
    t = np.linspace(0, 1, STEPS)[:, None]
    bent = iter(np.flatnonzero(both))
    curved = {int(i): (1 - t) ** 2 * start[i] + 2 * t * (1 - t) * middle[i] + t**2 * end[i] for i in bent}
    return [curved[i] if i in curved else np.array([start[i], end[i]]) for i in range(len(source))]


def _heads(lines: list[Floats], size: float) -> Floats:
    """Give the corners of an arrowhead at the end of each line."""
    tip = np.array([line[-1] for line in lines])
    before = np.array([line[-2] for line in lines])
    along = tip - before
    along /= np.maximum(np.linalg.norm(along, axis=1), 1e-9)[:, None]
    left = np.column_stack([-along[:, 1], along[:, 0]])
    foot = tip - along * size
    return np.stack([tip, foot + left * size * 0.38, foot - left * size * 0.38], axis=1)
