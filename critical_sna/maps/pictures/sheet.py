"""A sheet: the words above, the picture, the legend and the words below, each in its own place, in points."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial

import numpy as np
from matplotlib.axes import Axes
from matplotlib.collections import LineCollection
from matplotlib.patches import Circle, Polygon, Rectangle

from critical_sna.maps.pictures import about, arcs, caption, text
from critical_sna.maps.pictures.caption import Key
from critical_sna.maps.pictures.frame import Frame
from critical_sna.maps.pictures.geometry import Geometry
from critical_sna.maps.pictures.ghosts import draw_ghosts
from critical_sna.maps.pictures.labels import Box
from critical_sna.maps.pictures.marks import Dashes, draw_marks
from critical_sna.maps.pictures.paint import looks_of, write
from critical_sna.maps.pictures.style import Style
from critical_sna.maps.pictures.ties import DASHES
from critical_sna.maps.pictures.told import own
from critical_sna.maps.scene import ANSWERED, DEPENDS, LITTLE_HEARD, NOT_ASKED, NOT_MARKED, SILENT
from critical_sna.maps.views import Places
from critical_sna.words import say

WIDTH = 576.0
"""Eight inches: the width at which texts have their full size."""
LEAST = 0.44
"""Words are never made smaller than this share of their size."""
PAD = 12.0


@dataclass(frozen=True)
class Line:
    """One line of words."""

    words: str
    size: float
    bold: bool = False
    soft: bool = False
    space: float = 0.0
    """Room above it."""

    @property
    def height(self) -> float:
        """Height with its leading."""
        return self.size * text.LEADING + self.space


@dataclass(frozen=True)
class Cell:
    """One entry of the legend: where its drawing and words begin (x from the left, y from the top of the legend)."""

    key: Key
    x: float
    y: float
    lines: tuple[str, ...]


@dataclass(frozen=True)
class Sheet:
    """Where everything stands on a sheet of ``width`` by ``height``."""

    width: float
    height: float
    scale: float
    head: tuple[Line, ...]
    cells: tuple[Cell, ...]
    cells_at: tuple[float, float]
    """Left and top of the legend."""
    foot: tuple[Line, ...]
    picture: Box
    brief: bool = False
    """Whether the sheet is too small for every word: letters stand for sectors, notes are left to the alt text."""
    fits: bool = True
    """Whether the legend finds room beside the picture."""


def lines_of(
    words: str, room: float, size: float, *, bold: bool = False, soft: bool = False, most: int = 50
) -> list[Line]:
    """Break words into lines."""
    return (
        [Line(line, size, bold, soft) for line in text.wrap(words, room, size, bold=bold, lines=most)] if words else []
    )


def height_of(lines: tuple[Line, ...] | list[Line]) -> float:
    """Add up the heights of lines."""
    return sum(line.height for line in lines)


def head_of(frame: Frame, room: float, scale: float, *, brief: bool = False) -> list[Line]:
    """Give the lines above a picture: the banner where there is one, title, question, wave, and what it is about."""
    title, asked, wave = caption.above(frame)
    banner = say("map.banner", language=frame.language) if frame.scene.names and not frame.of_groups else ""
    heading = lines_of(about.heading(frame), room, 10.5 * scale, bold=True, most=1)
    words = "" if brief else " ".join(about.sentences(frame, named=True))
    return [
        *lines_of(banner, room, 10 * scale, bold=True),
        *lines_of(title, room, 14 * scale, bold=True, most=3),
        *lines_of(asked, room, 9.5 * scale, most=6),
        *lines_of(wave, room, 9.5 * scale, soft=True),
        *(replace(line, space=6 * scale) for line in heading),
        *lines_of(words, room, 9.5 * scale),
        *lines_of("" if brief else about.question(frame), room, 9.5 * scale, bold=True),
    ]


def foot_of(frame: Frame, room: float, scale: float, *, arrows: bool, labels: bool, brief: bool = False) -> list[Line]:
    """Give the lines below a picture."""
    words = caption.below(frame, arrows=arrows, labels=labels)
    if brief:
        words = [frame.scene.read_as, own(frame, "brief")]
    seen = [*caption.above(frame), *words, *frame.scene.looks["name"], *frame.scene.groups["name"]]
    if any(text.has_missing(str(each)) for each in seen):
        words.append(own(frame, "boxes"))
    return [line for each in words for line in lines_of(each, room, 7.6 * scale, soft=True)]


def cells_of(keys: list[Key], room: float, scale: float) -> tuple[list[Cell], float]:
    """Place the legend in columns, groups first; give its height too."""
    size, icon, gap = 8.2 * scale, 24 * scale, 12 * scale
    cells: list[Cell] = []
    y = 0.0
    for part in ([key for key in keys if key.kind == "look"], [key for key in keys if key.kind != "look"]):
        if not part:
            continue
        widest = max(text.width(key.words, size) for key in part)
        column = min(max(widest + icon + gap, 90 * scale), room)
        columns = max(1, min(len(part), int(room / min(column, max(room / 3, 150 * scale)))))
        column = room / columns
        for start in range(0, len(part), columns):
            row = part[start : start + columns]
            wrapped = [tuple(text.wrap(key.words, column - icon - gap, size)) for key in row]
            cells += [
                Cell(key, place * column, y, lines) for place, (key, lines) in enumerate(zip(row, wrapped, strict=True))
            ]
            y += max(len(lines) for lines in wrapped) * size * text.LEADING + 4 * scale
        y += 3 * scale
    return cells, y


def sheet_for(frame: Frame, places: Places, width: float, height: float | None = None) -> Sheet:
    """Lay a sheet out; without a height it becomes as high as it needs to be.

    In a box that is too small words shrink, down to a limit, before the picture does.
    """
    full = float(np.clip(width / WIDTH, LEAST, 1.3))
    for brief in (False, True):
        scale = full
        while True:
            sheet = _at(frame, places, width, height, scale, brief)
            left, bottom, right, top = sheet.picture
            if height is None or (sheet.fits and min(top - bottom, right - left) >= 0.5 * min(width, height)):
                return sheet
            if scale <= LEAST:
                break
            scale = max(LEAST, scale * 0.9)
    return sheet


def _at(frame: Frame, places: Places, width: float, height: float | None, scale: float, brief: bool) -> Sheet:
    pad = PAD * scale
    room = width - 2 * pad
    head = head_of(frame, room, scale, brief=brief)
    foot = foot_of(frame, room, scale, arrows=False, labels=False, brief=brief)
    keys = [key for key in caption.legend(frame) if not brief or key.kind == "look"]
    beside = height is not None and width > 1.35 * height and bool(keys)
    cells, cells_high = cells_of(keys, room * 0.3 if beside else room, scale)
    words_high = height_of(head) + height_of(foot) + 2 * pad + 10 * scale
    drawn = _needed(frame, places, room, scale) if height is None else 0.0
    total = words_high + cells_high + drawn if height is None else height
    top = total - pad - height_of(head) - 4 * scale
    bottom = pad + height_of(foot) + (0 if beside else cells_high) + 6 * scale
    right = width - pad - (room * 0.3 + pad if beside else 0)
    cells_at = (width - pad - room * 0.3, top) if beside else (pad, bottom - 3 * scale)
    picture = (pad, min(bottom, top - 1), right, top)
    fits = not beside or cells_high <= top - bottom
    return Sheet(width, total, scale, tuple(head), tuple(cells), cells_at, tuple(foot), picture, brief, fits)


def _needed(frame: Frame, places: Places, room: float, scale: float) -> float:
    """Give the height of a picture as wide as ``room``."""
    if not frame.scene.n:
        return 40 * scale
    if frame.of_groups:
        return arcs.height(frame, room, scale)
    return Geometry(frame, places, (0.0, 0.0, room, 2 * room), scale, False).high


def draw_sheet(ax: Axes, frame: Frame, sheet: Sheet, style: Style, *, arrows: bool, labels: bool) -> None:
    """Write the words and the legend of a sheet, now that it is known what the picture could show."""
    pad = PAD * sheet.scale
    write_lines(ax, list(sheet.head), pad, sheet.height - pad, style)
    draw_cells(ax, frame, sheet, style)
    foot = foot_of(frame, sheet.width - 2 * pad, sheet.scale, arrows=arrows, labels=labels, brief=sheet.brief)
    write_lines(ax, foot, pad, pad + height_of(list(sheet.foot)), style)


def write_lines(ax: Axes, lines: list[Line], x: float, top: float, style: Style) -> None:
    """Write lines one below the other."""
    y = top
    for line in lines:
        y -= line.height
        low = y + line.size * (text.LEADING - 1)
        write(ax, line.words, x, low, line.size, colour=style.soft if line.soft else style.ink, bold=line.bold)


def draw_cells(ax: Axes, frame: Frame, sheet: Sheet, style: Style) -> None:
    """Draw the legend."""
    size, scale = 8.2 * sheet.scale, sheet.scale
    left, top = sheet.cells_at
    for cell in sheet.cells:
        x, y = left + cell.x, top - cell.y
        _swatch(ax, frame, cell.key, x + 9 * scale, y - size * 0.62, style, scale)
        for row, line in enumerate(cell.lines):
            write(ax, line, x + 24 * scale, y - size * (0.95 + text.LEADING * row), size, colour=style.ink)


def _swatch(ax: Axes, frame: Frame, key: Key, x: float, y: float, style: Style, scale: float) -> None:
    if key.kind in _DRAWN:
        _DRAWN[key.kind](ax, x, y, style, scale)
        return
    shape, colour = looks_of(frame)[key.look] if key.kind == "look" else ("circle", "#8C8C8C")
    status = {"hollow": SILENT, "small": SILENT, "unasked": NOT_ASKED}.get(key.kind, ANSWERED)
    ring = {"double": LITTLE_HEARD, "dotted": DEPENDS}.get(key.kind, NOT_MARKED)
    draw_marks(
        ax,
        np.array([[x, y]]),
        shape_name=shape,
        fill=style.fill(colour),
        status=np.array([status]),
        rings=np.array([ring]),
        radius=(3.2 if ring else 4.8) * scale,
        style=style,
    )


def _arrow(
    ax: Axes, x: float, y: float, style: Style, scale: float, *, both: bool = False, dashes: Dashes = "solid"
) -> None:
    reach, size = 9 * scale, 4.4 * scale
    bends = (3.2 * scale, -3.2 * scale) if both else (0.0,)
    for bend in bends:
        way = 1 if bend >= 0 else -1
        t = np.linspace(-1, 1, 9)
        line = np.column_stack([x + way * reach * t, y + bend * (1 - t**2) + 0.35 * bend])
        ax.add_collection(
            LineCollection([line], colors=style.ink, linewidths=1.1 * scale, linestyles=[dashes], zorder=3),
            autolim=False,
        )
        tip = line[-1] + np.array([way * scale, 0])
        foot = tip - np.array([way * size, -bend * 0.5])
        wing = np.array([0, size * 0.42])
        ax.add_patch(Polygon([tip, foot + wing, foot - wing], facecolor=style.ink, edgecolor="none", zorder=3))


def _ghost(ax: Axes, x: float, y: float, style: Style, scale: float) -> None:
    draw_ghosts(ax, np.array([[x - 7 * scale, y]]), np.array([[x + 9 * scale, y]]), 3 * scale, style, scale)


def _loop(ax: Axes, x: float, y: float, style: Style, scale: float) -> None:
    ax.add_patch(Circle((x, y), 5 * scale, facecolor="none", edgecolor=style.ink, linewidth=1.6 * scale, zorder=3))


_DRAWN: dict[str, Callable[[Axes, float, float, Style, float], None]] = {
    "arrow": _arrow,
    "arrow_reported": _arrow,
    "arc": _arrow,
    "arc_reported": _arrow,
    "two_way": partial(_arrow, both=True),
    "dashed": partial(_arrow, dashes=DASHES),
    "ghost": _ghost,
    "loop": _loop,
}


def prepare(ax: Axes, width: float, height: float, style: Style) -> None:
    """Turn Axes into a sheet of paper measured in points."""
    ax.set_axis_off()
    ax.set_xlim(0, width)
    ax.set_ylim(0, height)
    ax.set_aspect("equal", adjustable="box")
    ax.add_patch(Rectangle((0, 0), width, height, facecolor=style.paper, edgecolor="none", zorder=0))
