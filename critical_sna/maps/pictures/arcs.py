"""Groups on a circle with an arc for each share that may be shown, and the same shares as a table below."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from matplotlib.axes import Axes
from matplotlib.collections import LineCollection
from matplotlib.colors import to_rgba
from matplotlib.patches import Circle, Polygon, Rectangle

from critical_sna.maps import reach
from critical_sna.maps.codes import isolate
from critical_sna.maps.layout import RADIUS
from critical_sna.maps.pictures import about, labels, text
from critical_sna.maps.pictures.frame import Frame
from critical_sna.maps.pictures.labels import Box
from critical_sna.maps.pictures.marks import draw_marks
from critical_sna.maps.pictures.paint import looks_of, write
from critical_sna.maps.pictures.style import Style
from critical_sna.maps.pictures.told import told
from critical_sna.maps.scene import ANSWERED, NOT_MARKED, SILENT
from critical_sna.maps.views import Places

Floats = npt.NDArray[np.float64]
MARK, LOOP, NAME = 9.0, 7.0, 8.4
"""Points, before scaling: radius of a group's mark and of the ring for ties within it, size of its name."""
ROUND, SIDE = 146.0, 108.0
"""Radius of the circle, and room for names beside it."""
NAMED = MARK + 2 * LOOP + 6 + 3.6 * NAME
"""How far above or below its mark a name of two lines and a count may reach."""
CELL, ROW = 46.0, 13.0
STEPS = 17
LABELLED = 5
"""With fewer groups each arc carries its share; with more the table alone does."""


@dataclass(frozen=True)
class Table:
    """The shares as words, and how wide their columns are."""

    rows: list[list[float | None]]
    names: list[str]
    head: float
    cell: float

    @property
    def width(self) -> float:
        """How wide all of it is."""
        return self.head + self.cell * len(self.rows)


def shown_rows(frame: Frame) -> bool:
    """Say whether the share of some group that takes part may be shown."""
    rows = reach.table(frame.scene, frame.wave)
    return any(rows[look][look] is not None for look in np.unique(frame.look[frame.here]))


def height(frame: Frame, room: float, scale: float) -> float:
    """Give the height of the circle and the table in so wide a room."""
    low, high = _ends(frame)
    return (high - low) * _radius(room, scale) + 2 * NAMED * scale + _table_height(frame, room, scale)


def paint_groups(
    ax: Axes, frame: Frame, places: Places, box: Box, style: Style, scale: float, *, brief: bool = False
) -> None:
    """Draw the groups of a frame into ``box`` (left, bottom, right, top, in points)."""
    if not frame.here.any():
        return
    around, below = _parts(frame, box, scale)
    left, bottom, right, top = around
    low, high = _ends(frame)
    most = (top - bottom - 2 * NAMED * scale) / max(high - low, 0.5)
    radius = max(min(_radius(right - left, scale), most), 24 * scale)
    middle = np.array([(left + right) / 2, top - NAMED * scale - high * radius])
    at = places.xy[frame.wave, 0] / RADIUS * radius * np.array([1.0, -1.0]) + middle
    rows = reach.table(frame.scene, frame.wave)
    there = np.bincount(frame.look[frame.here], minlength=len(rows)) > 0
    taken = labels.Taken()
    _arcs(ax, frame, rows, there, at, middle, style, scale, taken)
    for g, (shape, colour) in enumerate(looks_of(frame)):
        if there[g]:
            draw_marks(
                ax,
                at[g : g + 1],
                shape_name=shape,
                fill=style.fill(colour),
                status=np.array([SILENT if rows[g][g] is None else ANSWERED]),
                rings=np.array([NOT_MARKED]),
                radius=MARK * scale,
                style=style,
            )
    _names(ax, frame, rows, there, at, middle, around, style, scale, letters=brief)
    if below is not None:
        _draw_table(ax, frame, below, style, scale)


def _parts(frame: Frame, box: Box, scale: float) -> tuple[Box, Box | None]:
    """Part a box into that of the circle and that of the table: below it, beside it, or nowhere in a tiny box."""
    left, bottom, right, top = box
    high = _table_height(frame, right - left, scale)
    if top - bottom - high > 0.45 * (right - left):
        return (left, bottom + high, right, top), (left, bottom, right, bottom + high)
    middle = (left + right) / 2
    high = _table_height(frame, middle - left, scale)
    if high > top - bottom or middle - left < 110 * scale:
        return box, None
    lowest = (top + bottom - high) / 2
    return (left, bottom, middle, top), (middle, lowest, right, lowest + high)


def _ends(frame: Frame) -> tuple[float, float]:
    """Give how low and how high marks stand, in radii of the circle."""
    up = -frame.places.xy[frame.wave, 0][:, 1] / RADIUS
    return float(up.min()), float(up.max())


def _radius(room: float, scale: float) -> float:
    return max(min(ROUND * scale, room / 2 - SIDE * scale), 24 * scale)


def _arcs(
    ax: Axes,
    frame: Frame,
    rows: list[list[float | None]],
    there: npt.NDArray[np.bool_],
    at: Floats,
    middle: Floats,
    style: Style,
    scale: float,
    taken: labels.Taken,
) -> None:
    count = len(rows)
    opacity = 1.0 if style.faintest == 1 else 0.55
    for spot in at[there]:
        r = MARK * scale * 1.2
        taken.take((spot[0] - r, spot[1] - r, spot[0] + r, spot[1] + r))
    words: list[tuple[float, Floats]] = []
    for g in range(count):
        for h in range(count):
            share = rows[g][h]
            if not (share and share > 0 and there[g] and there[h]):
                continue
            wide = (0.7 + share * 0.09) * scale
            if g == h:
                outward = (at[g] - middle) / max(float(np.linalg.norm(at[g] - middle)), 1e-9)
                spot = at[g] + outward * (MARK + LOOP) * scale
                ring = Circle(
                    tuple(spot), LOOP * scale, facecolor="none", edgecolor=style.tie, alpha=opacity, linewidth=wide
                )
                ax.add_patch(ring)
                continue
            line = _bent(at[g], at[h], MARK * 1.35 * scale)
            ax.add_collection(
                LineCollection([line], colors=style.tie, alpha=opacity, linewidths=wide, zorder=2), autolim=False
            )
            head = Polygon(_head(line, 3.6 * scale + wide), facecolor=style.tie, edgecolor="none", alpha=opacity)
            ax.add_patch(head)
            words.append((share, line[STEPS // 2]))
    for share, (x, y) in words if count < LABELLED else ():
        said, size = about.share_words(frame, share), 7.6 * scale
        half = text.width(said, size, bold=True) / 2 + 1
        spot_box = (x - half, y - 0.5 * size, x + half, y + 0.5 * size)
        if taken.free(spot_box):
            taken.take(spot_box)
            write(ax, said, x, y - 0.36 * size, size, colour=style.ink, bold=True, align="center", halo=style.paper)


def _bent(start: Floats, end: Floats, gap: float) -> Floats:
    """Give the points of an arc that is bent to one side, and stops short of the marks."""
    along = end - start
    bend = (start + end) / 2 + 0.16 * np.array([-along[1], along[0]])
    first, last = (spot + (bend - spot) / max(float(np.linalg.norm(bend - spot)), 1e-9) * gap for spot in (start, end))
    t = np.linspace(0, 1, STEPS)[:, None]
    return np.asarray((1 - t) ** 2 * first + 2 * t * (1 - t) * bend + t**2 * last)


def _head(line: Floats, size: float) -> Floats:
    along = line[-1] - line[-2]
    along = along / max(float(np.linalg.norm(along)), 1e-9)
    left = np.array([-along[1], along[0]])
    tip = line[-1] + along * 0.4 * size
    foot = tip - along * size
    return np.stack([tip, foot + left * 0.4 * size, foot - left * 0.4 * size])


def _names(
    ax: Axes,
    frame: Frame,
    rows: list[list[float | None]],
    there: npt.NDArray[np.bool_],
    at: Floats,
    middle: Floats,
    box: Box,
    style: Style,
    scale: float,
    *,
    letters: bool,
) -> None:
    """Write each name outside its mark, with how many people it has, one never over another."""
    size = NAME * scale
    sizes = np.bincount(frame.look[frame.here], minlength=len(rows))
    done: list[Box] = []
    for g, name in enumerate(frame.scene.looks["letter" if letters else "name"].astype(str)):
        if not there[g]:
            continue
        outward = (at[g] - middle) / max(float(np.linalg.norm(at[g] - middle)), 1e-9)
        loop = rows[g][g] is not None and (rows[g][g] or 0) > 0
        spot = at[g] + outward * (MARK + (2 * LOOP if loop else 0) + 6) * scale
        align = "center" if abs(outward[0]) < 0.3 else "left" if outward[0] > 0 else "right"
        count = [told(frame, "group_hidden") if rows[g][g] is None else f"({sizes[g]})"] if not letters else []
        room = _beside(spot[0], align, box)
        lines = [*text.wrap(isolate(name), min(room, 104 * scale), size, bold=True, lines=3), *count]
        wide = max(text.width(line, size, bold=True) for line in lines)
        high = len(lines) * size * 1.2
        left = spot[0] - wide / 2 if align == "center" else spot[0] if align == "left" else spot[0] - wide
        left = min(max(left, box[0]), max(box[2] - wide, box[0]))
        low = spot[1] - high / 2 + outward[1] * high / 2
        steps = [0.0, *(way * step * size * 0.5 for step in range(1, 16) for way in (1, -1))]
        spots = [(left, low + step, left + wide, low + step + high) for step in steps]
        free = [
            each
            for each in spots
            if box[1] <= each[1] and each[3] <= box[3] and not any(labels.overlap(each, other) for other in done)
        ]
        mine = free[0] if free else spots[0]
        done.append(mine)
        x = {"center": (mine[0] + mine[2]) / 2, "left": mine[0], "right": mine[2]}[align]
        for row, line in enumerate(lines):
            write(
                ax,
                line,
                x,
                mine[3] - size * (0.95 + 1.2 * row),
                size,
                colour=style.ink,
                bold=letters or row < len(lines) - 1,
                align=align,
                halo=style.paper,
            )


def _beside(x: float, align: str, box: Box) -> float:
    """Give how wide a text may be that starts, ends or has its middle at x."""
    left, _, right, _ = box
    return {"left": right - x, "right": x - left, "center": 2 * min(right - x, x - left)}[align]


# -- the table -------------------------------------------------------------------------------------------------------


def _table(frame: Frame, room: float, scale: float) -> Table:
    rows, looks = reach.table(frame.scene, frame.wave), frame.scene.looks
    size, count = 8 * scale, len(rows)
    named = [f"{x} {isolate(name)}" for x, name in zip(looks["letter"], looks["name"].astype(str), strict=True)]
    corner = max(text.width(line, 7 * scale) for line in _corner(frame))
    widest = max([corner, *(text.width(name, size) for name in named)]) + 10 * scale
    cell = min(CELL * scale, (room - min(widest, room * 0.42)) / max(count, 1))
    head = min(widest, room - cell * count)
    return Table(rows, [text.shorten(name, head - 6 * scale, size) for name in named], head, cell)


def _corner(frame: Frame) -> list[str]:
    return told(frame, "reach_corner" if frame.scene.flow else "reach_corner_reported").split("\n")


def _table_height(frame: Frame, room: float, scale: float) -> float:
    if not frame.here.any():
        return 0.0
    if not shown_rows(frame):
        return len(_small(frame, room, scale)) * 9.5 * scale * text.LEADING + 6 * scale
    return (len(frame.scene.looks) * ROW + 2 * 7 * text.LEADING + 10) * scale


def _small(frame: Frame, room: float, scale: float) -> list[str]:
    words = told(frame, "reach_small" if frame.scene.flow else "reach_small_reported")
    return text.wrap(words, room, 9.5 * scale)


def _draw_table(ax: Axes, frame: Frame, box: Box, style: Style, scale: float) -> None:
    left, bottom, right, _ = box
    if not shown_rows(frame):
        for row, line in enumerate(reversed(_small(frame, right - left, scale))):
            y = bottom + (row + 0.3) * 9.5 * scale * text.LEADING
            write(ax, line, left, y, 9.5 * scale, colour=style.ink)
        return
    table, size = _table(frame, right - left, scale), 8 * scale
    x0 = (left + right - table.width) / 2
    top = bottom + (len(table.rows) * ROW + 4) * scale
    for row, line in enumerate(reversed(_corner(frame))):
        write(ax, line, x0, top + (2 + row * 7 * text.LEADING) * scale, 7 * scale, colour=style.soft)
    ends = [x0 + table.head + place * table.cell for place in range(len(table.rows) + 1)]
    for place, letter in enumerate(frame.scene.looks["letter"].astype(str)):
        middle = (ends[place] + ends[place + 1]) / 2
        write(ax, letter, middle, top + 3 * scale, size, colour=style.ink, bold=True, align="center")
    for row, (name, shares) in enumerate(zip(table.names, table.rows, strict=True)):
        low = top - (row + 1) * ROW * scale
        write(ax, name, x0, low + 0.3 * ROW * scale, size, colour=style.ink)
        for place, share in enumerate(shares):
            _draw_cell(ax, share, (ends[place], low, ends[place + 1], low + ROW * scale), style, scale)
    lines = [[(x0, top - row * ROW * scale), (ends[-1], top - row * ROW * scale)] for row in range(len(table.rows) + 1)]
    ax.add_collection(LineCollection(lines, colors=style.line, linewidths=0.5 * scale, zorder=1.5), autolim=False)


def _draw_cell(ax: Axes, share: float | None, box: Box, style: Style, scale: float) -> None:
    left, low, right, high = box
    words = "–" if share is None else "?" if share < 0 else "<1" if 0 < share < 1 else f"{share:.0f}"
    if share and share > 0 and style.faintest < 1:
        shade = to_rgba(style.accent, min(share / 100, 1) * 0.45)
        ax.add_patch(Rectangle((left, low), right - left, high - low, facecolor=shade, edgecolor="none", zorder=1))
    write(ax, words, (left + right) / 2, low + 0.3 * ROW * scale, 8 * scale, colour=style.ink, align="center")
