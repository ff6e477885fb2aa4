"""One frame into a box of the Axes: rings and sectors, ties, marks, labels. It decides nothing about what is true."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt
from matplotlib import patheffects
from matplotlib.axes import Axes
from matplotlib.collections import LineCollection
from matplotlib.patches import Circle, Rectangle

from critical_sna.maps import layout
from critical_sna.maps.pictures import labels, text
from critical_sna.maps.pictures.frame import Frame
from critical_sna.maps.pictures.geometry import Geometry
from critical_sna.maps.pictures.ghosts import draw_ghosts
from critical_sna.maps.pictures.labels import Box, Taken
from critical_sna.maps.pictures.marks import draw_marks, ring_reach
from critical_sna.maps.pictures.style import Style
from critical_sna.maps.pictures.ties import Pen, draw_ties, draw_travel, pen_for, travel_heads
from critical_sna.maps.pictures.told import told
from critical_sna.maps.scene import UNKNOWN_BAND
from critical_sna.maps.views import Places

Floats = npt.NDArray[np.float64]
MOST_LABELS = 150
"""Above so many people codes cannot be told apart; the page shows them on demand."""
LONGEST_LABEL = 62.0
"""Points, before scaling, after which a name is cut."""


@dataclass(frozen=True)
class Painted:
    """What a picture could show."""

    arrows: bool
    labels: bool


def paint(
    ax: Axes,
    frame: Frame,
    places: Places,
    box: Box,
    style: Style,
    scale: float,
    *,
    brief: bool = False,
    focus: int | None = None,
) -> Painted:
    """Draw a frame into ``box`` (left, bottom, right, top, in points); ``focus`` is the look that stands out."""
    names = Geometry(frame, places, box, scale, brief)
    factor, middle = names.factor, names.middle
    xy = places.xy[frame.wave, 0] * factor * np.array([1.0, -1.0]) + middle
    radius = max(layout.mark_radius(frame.scene.n) * factor, 1.1)
    if not frame.here.any():
        return Painted(True, True)
    _background(ax, frame, places, names, style, scale, brief)
    reach = ring_reach(frame.rings, radius)
    pen = pen_for(style, len(frame.ties), scale)
    stands_out = frame.near if focus is None else frame.look == focus
    arrows = _ties(ax, frame, xy, reach, pen, stands_out, style)
    if frame.change is not None:
        was = places.xy[frame.earlier, 0] * factor * np.array([1.0, -1.0]) + middle
        draw_ghosts(ax, was[frame.change.moved], xy[frame.change.moved], radius, style, scale)
    for place, (shape, colour) in enumerate(zip(frame.scene.looks["shape"], frame.scene.looks["colour"], strict=True)):
        for faded in (True, False):
            out = np.zeros(frame.scene.n, dtype=bool) if stands_out is None else ~stands_out
            members = np.flatnonzero(frame.here & (frame.look == place) & (out == faded))
            draw_marks(
                ax,
                xy[members],
                shape_name=shape,
                fill=style.fill(colour),
                status=frame.status[members],
                rings=frame.rings[members],
                radius=radius,
                style=style,
                strong=np.isin(members, [*frame.scene.highlight, *frame.strong]),
                faded=faded,
            )
    ring_names = [] if brief else _ring_names(frame, places, names, scale)
    taken = Taken()
    heads = travel_heads(frame, xy, reach, pen)
    for other in [*names.boxes, *(ring_box for _, _, ring_box in ring_names), *heads]:
        taken.take(other)
    shown = _labels(ax, frame, xy, reach, taken, style, 7.2 * scale, box, radius, stands_out)
    _sector_names(ax, names, style)
    x = float(names.middle[0])
    for words, y, _ in ring_names:
        write(ax, words, x, y, 8 * scale, colour=style.soft, bold=True, align="center", halo=style.paper)
    return Painted(arrows, shown)


def _ties(
    ax: Axes,
    frame: Frame,
    xy: Floats,
    reach: Floats,
    pen: Pen,
    stands_out: npt.NDArray[np.bool_] | None,
    style: Style,
) -> bool:
    if frame.travel is not None:
        return draw_travel(ax, frame, xy, reach, replace(pen, colour=style.accent))
    if frame.change is not None:  # the lines from where voices stood before come first
        return draw_ties(ax, frame, xy, reach, _faint(pen, style))
    if stands_out is None:
        return draw_ties(ax, frame, xy, reach, pen)
    ends = frame.ties[["source", "target"]].to_numpy(dtype=int)
    touched = stands_out[ends].any(axis=1) if len(ends) else np.zeros(0, dtype=bool)
    draw_ties(ax, frame, xy, reach, replace(pen, opacity=max(pen.opacity * 0.3, 0.05)), only=~touched)
    return draw_ties(ax, frame, xy, reach, replace(pen, opacity=min(1.0, pen.opacity * 1.6)), only=touched)


def _faint(pen: Pen, style: Style) -> Pen:
    """Step back: fainter, or thinner where the printer knows no half tones."""
    if style.faintest < 1:
        return replace(pen, opacity=max(pen.opacity * 0.3, style.faintest))
    return replace(pen, width=0.4 * pen.width, step=0.0, head=0.6 * pen.head)


def write(
    ax: Axes,
    words: str,
    x: float,
    y: float,
    size: float,
    *,
    colour: str,
    bold: bool = False,
    align: str = "left",
    halo: str = "",
) -> None:
    """Write one line with its base line at y; ``halo`` is the colour of an outline that keeps it readable."""
    around = [patheffects.withStroke(linewidth=size * 0.28, foreground=halo)] if halo else None
    ax.text(
        x,
        y,
        text.drawable(words, bold=bold),
        fontproperties=text.font(bold),
        fontsize=size,
        color=colour,
        ha=align,
        va="baseline",
        parse_math=False,
        zorder=5,
        path_effects=around,
    )


def _background(
    ax: Axes, frame: Frame, places: Places, names: Geometry, style: Style, scale: float, brief: bool
) -> None:
    middle, factor, thin = names.middle, names.factor, 0.7 * scale
    for place in reversed(range(len(places.rings))):
        radius, kind = places.rings[place]
        ax.add_patch(
            Circle(
                tuple(middle),
                radius * factor,
                facecolor=style.band if place % 2 else style.paper,
                edgecolor=style.line,
                linewidth=thin,
                linestyle=(0, (4, 4)) if kind == UNKNOWN_BAND else "solid",
                zorder=1,
            )
        )
    if len(places.sectors) > 1:
        inner, outer = places.rings[0][0] * 0.3, layout.RADIUS
        angles = np.array([*(start for start, _, _ in places.sectors), places.sectors[-1][1]])
        out = np.column_stack([np.sin(angles), np.cos(angles)]) * factor
        spokes = np.stack([out * inner + middle, out * outer + middle], axis=1)
        ax.add_collection(
            LineCollection(list(spokes), colors=style.line, linewidths=thin, linestyles=[(0, (2, 4))], zorder=1.5),
            autolim=False,
        )
    tray = names.tray
    if tray is not None:
        left, top = middle + np.array([tray.left, -tray.top]) * factor
        wide, high = (tray.right - tray.left) * factor, (tray.bottom - tray.top) * factor
        ax.add_patch(
            Rectangle((left, top - high), wide, high, facecolor="none", edgecolor=style.line, linewidth=thin, zorder=1)
        )
        if not brief:
            write(ax, told(frame, "tray"), left, top + 4 * scale, 8 * scale, colour=style.soft, halo=style.paper)


def _ring_names(frame: Frame, places: Places, names: Geometry, scale: float) -> list[tuple[str, float, Box]]:
    """Give (words, base line, box) of each ring's name that finds room in the wedge on top."""
    size, x, factor = 8 * scale, float(names.middle[0]), names.factor
    found: list[tuple[str, float, Box]] = []
    inside = 0.0
    for place, (radius, kind) in enumerate(places.rings):
        y = float(names.middle[1] + ((radius + inside) / 2 if inside else radius * 0.78) * factor - 2.6 * scale)
        inside = radius
        outermost = place == len(places.rings) - 1
        for name in ("band", "ring") if outermost else ("ring",):
            words = told(frame, f"{name}_{kind}")
            half = text.width(words, size, bold=True) / 2
            box = (x - half, y - 2 * scale, x + half, y + 7 * scale)
            taken = [*names.boxes, *(other for _, _, other in found)]
            if not any(labels.overlap(box, other) for other in taken):
                found.append((words, y, box))
                break
    return found


def _labels(
    ax: Axes,
    frame: Frame,
    xy: Floats,
    reach: Floats,
    taken: Taken,
    style: Style,
    size: float,
    box: Box,
    radius: float,
    stands_out: npt.NDArray[np.bool_] | None,
) -> bool:
    if frame.here.sum() > MOST_LABELS or size < 3.5:
        for (x, y), r in zip(xy[frame.here], reach[frame.here], strict=True):
            taken.take((x - r, y - r, x + r, y + r))
        return False
    order = np.flatnonzero(frame.here if stands_out is None else frame.here & stands_out)
    order = order[np.argsort(~np.isin(order, frame.scene.highlight), kind="stable")]
    room = LONGEST_LABEL * size / 7.2
    shown = frame.scene.people["shown"]
    words = [text.shorten(str(shown.iloc[i]), room, size) for i in order]
    others = np.setdiff1d(np.flatnonzero(frame.here), order)
    for (x, y), r in zip(xy[others], reach[others], strict=True):
        taken.take((x - r, y - r, x + r, y + r))
    placed = labels.place(words, xy[order], reach[order] * 0.94, size=size, within=box, taken=taken)
    for word, x, y in placed:
        write(ax, word, x, y, size, colour=style.ink, align="center", halo=style.paper)
    return len(placed) == len(order)


def _sector_names(ax: Axes, names: Geometry, style: Style) -> None:
    for place, ((left, _, right, top), lines) in enumerate(zip(names.boxes, names.lines, strict=True)):
        sin = math.sin(names.angles[place])
        align = "center" if abs(sin) < 0.28 else "left" if sin > 0 else "right"
        x = {"center": (left + right) / 2, "left": left, "right": right}[align]
        for row, line in enumerate(lines):
            y = top - names.size * (0.92 + 1.2 * row)
            write(ax, line, x, y, names.size, colour=style.ink, bold=True, align=align, halo=style.paper)


def looks_of(frame: Frame) -> Sequence[tuple[str, str]]:
    """Give shape and colour of each row of ``looks``."""
    return list(zip(frame.scene.looks["shape"], frame.scene.looks["colour"], strict=True))
