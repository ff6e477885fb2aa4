"""Charts on a sheet measured in points: words above and below, one row a group, nothing over anything else."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from matplotlib.axes import Axes
from matplotlib.collections import LineCollection
from matplotlib.patches import Rectangle

from critical_sna.maps import codes
from critical_sna.maps.charts.chart import Chart, Floats
from critical_sna.maps.grouping import LOOKS
from critical_sna.maps.pictures import saving, text
from critical_sna.maps.pictures.marks import draw_marks
from critical_sna.maps.pictures.paint import write
from critical_sna.maps.pictures.sheet import PAD, Line, height_of, lines_of, prepare, write_lines
from critical_sna.maps.pictures.style import Style, style_named
from critical_sna.maps.scene import ANSWERED

WIDTH = 540.0
SIZE = 8.6
"""Points of the words inside a chart, before scaling."""
BANDS = ("#f7fbff", "#c6dbef", "#6baed6", "#2171b5", "#ffffff")
"""Fill of each band, no one yet first; light to dark, so that greys tell them apart too. The last is not known."""
BAND_GREYS = ("#ffffff", "#d0d0d0", "#949494", "#555555", "#ffffff")
SHADES = ("#f7fbff", "#08519c")
SHADE_GREYS = ("#ffffff", "#4d4d4d")


@dataclass(frozen=True)
class Desk:
    """Where the rows of a chart stand: the names at the left, the plot from ``left`` to ``right``."""

    ax: Axes
    chart: Chart
    style: Style
    scale: float
    names: tuple[tuple[str, ...], ...]
    """The lines of each row's name."""
    left: float
    right: float
    tops: tuple[float, ...]
    """Top of each row, and the bottom of the last."""
    heads_top: float

    @property
    def size(self) -> float:
        """Size of the words."""
        return SIZE * self.scale

    def middle(self, row: int) -> float:
        """Give the height of the middle of a row."""
        return (self.tops[row] + self.tops[row + 1]) / 2

    def say(self, words: str, x: float, y: float, *, align: str = "left", soft: bool = False, colour: str = "") -> None:
        """Write words centred on the height y."""
        ink = colour or (self.style.soft if soft else self.style.ink)
        write(self.ax, words, x, y - 0.36 * self.size, self.size, colour=ink, align=align)

    def line(
        self, points: Sequence[tuple[float, float]], *, colour: str = "", width: float = 0.7, dashes: object = "solid"
    ) -> None:
        """Draw one line."""
        self.ax.add_collection(
            LineCollection(
                [np.array(points)],
                colors=colour or self.style.line,
                linewidths=width * self.scale,
                linestyles=[dashes],
                zorder=2,
            ),
            autolim=False,
        )

    def mark(self, x: float, y: float, place: int, *, fill: str | None = None, radius: float = 4.0) -> None:
        """Draw a mark whose shape says which wave or group it is."""
        shape, colour = LOOKS[place % len(LOOKS)]
        draw_marks(
            self.ax,
            np.array([[x, y]]),
            shape_name=shape,
            fill=self.style.fill(colour) if fill is None else fill,
            status=np.array([ANSWERED]),
            rings=np.array([0]),
            radius=radius * self.scale,
            style=self.style,
        )


def draw_chart(chart: Chart, *, style: str, ax: Axes | None, title: str | None, words: bool = True) -> Axes:
    """Draw a chart into new Axes, or those of a user; without ``words`` the title and the lines around are left out."""
    look = style_named(style)
    heading = chart.title if title is None else codes.clean(title, longest=120, empty=chart.title)
    with saving.plain_settings():
        width, height = (WIDTH, None) if ax is None else saving.size_of(ax)
        scale = float(np.clip(width / WIDTH, 0.44, 1.3))
        while True:
            parts = _parts(chart, heading, width, scale, words)
            if height is None or parts.high <= height or scale <= 0.3:
                break
            scale *= 0.92
        total = parts.high if height is None else height
        if ax is None:
            ax = saving.new_axes(width, total)
        prepare(ax, width, total, look)
        _draw(ax, chart, look, scale, parts, width, total)
    saving.describe(ax, heading, chart.alternative())
    return ax


@dataclass(frozen=True)
class _Parts:
    head: list[Line]
    foot: list[Line]
    names: tuple[tuple[str, ...], ...]
    name_width: float
    heads_high: float
    rows_high: tuple[float, ...]
    high: float


def _parts(chart: Chart, title: str, width: float, scale: float, words: bool) -> _Parts:
    room, pad, size = width - 2 * PAD * scale, PAD * scale, SIZE * scale
    head = lines_of(title, room, 12.5 * scale, bold=True, most=2) if words else []
    head += [line for each in (chart.above if words else ()) for line in lines_of(each, room, 8.6 * scale, soft=True)]
    seen = [*chart.rows, *chart.columns, *chart.above, *chart.below, title]
    foot_words = list(chart.below) if words else []
    if words and any(text.has_missing(each) for each in seen):
        foot_words.append(_say(chart, "boxes"))
    foot = [line for each in foot_words for line in lines_of(each, room, 7.4 * scale, soft=True)]
    widest = max((text.width(name, size) for name in chart.rows), default=0.0)
    name_width = min(widest + 4 * scale, room * 0.3)
    names = tuple(tuple(text.wrap(name, name_width, size, lines=3)) for name in chart.rows)
    least = _least_row(chart) * scale
    rows = tuple(max(least, len(lines) * size * 1.2 + 5 * scale) for lines in names)
    if chart.kind == "slopes":
        rows = (max(170 * scale, len(names) * 1.25 * size),)
    heads = _heads_high(chart, room - name_width, scale)
    axis = 13 * scale if chart.kind in ("dots", "slopes") else 0.0
    return _Parts(
        head,
        foot,
        names,
        name_width,
        heads,
        rows,
        2 * pad + height_of(head) + height_of(foot) + heads + sum(rows) + axis + 14 * scale,
    )


def _least_row(chart: Chart) -> float:
    if chart.kind == "dots":
        return 12.0 + 7.0 * len(chart.columns)
    return {"heat": 24.0, "bands": 21.0, "intervals": 22.0, "slopes": 0.0}[chart.kind]


def _say(chart: Chart, key: str) -> str:
    from critical_sna.words import say

    return say(f"pictures.{key}", language=chart.language)


def _columns(chart: Chart, room: float, scale: float) -> list[list[str]]:
    """Give the lines of each column's head; letters of the rows' names where names do not fit."""
    size, each = SIZE * scale, room / max(len(chart.columns), 1) - 4 * scale
    if chart.kind == "heat" and each < 40 * scale:
        return [[letter] for letter in codes.letters(list(chart.columns))]
    return [text.wrap(column, each, size, lines=4) for column in chart.columns]


def _heads_high(chart: Chart, room: float, scale: float) -> float:
    size = SIZE * scale
    if chart.kind in ("heat", "intervals"):
        return max((len(lines) for lines in _columns(chart, room, scale)), default=1) * size * 1.2 + 6 * scale
    if chart.kind == "slopes":
        return 4 * scale
    return len(_key_rows(chart, room, scale)) * size * 1.5 + 4 * scale


def _key_rows(chart: Chart, room: float, scale: float) -> list[list[int]]:
    """Put the keys of bands or waves into rows that fit."""
    rows: list[list[int]] = [[]]
    used = 0.0
    for place, name in enumerate(chart.columns):
        wide = text.width(name, SIZE * scale) + 26 * scale
        if rows[-1] and used + wide > room:
            rows.append([])
            used = 0.0
        rows[-1].append(place)
        used += wide
    return rows if chart.kind == "bands" or len(chart.columns) > 1 else []


def _draw(ax: Axes, chart: Chart, style: Style, scale: float, parts: _Parts, width: float, total: float) -> None:
    pad = PAD * scale
    write_lines(ax, parts.head, pad, total - pad, style)
    heads_top = total - pad - height_of(parts.head) - 7 * scale
    tops = heads_top - parts.heads_high - np.concatenate([[0.0], np.cumsum(parts.rows_high)])
    desk = Desk(
        ax,
        chart,
        style,
        scale,
        parts.names,
        pad + parts.name_width + 8 * scale,
        width - pad,
        tuple(float(top) for top in tops),
        heads_top,
    )
    if chart.kind != "slopes":
        _row_names(desk, pad)
    _DRAW[chart.kind](desk)
    write_lines(ax, parts.foot, pad, pad + height_of(parts.foot), style)


def _row_names(desk: Desk, x: float) -> None:
    step = desk.size * 1.2
    letters = codes.letters(list(desk.chart.rows)) if _uses_letters(desk) else []
    for row, lines in enumerate(desk.names):
        top = desk.middle(row) + step * (len(lines) - 1) / 2
        for place, line in enumerate(lines):
            words = f"{letters[row]} · {line}" if letters and not place else line
            if letters and not place:
                words = text.shorten(words, desk.left - x - 4 * desk.scale, desk.size)
            desk.say(words, x, top - place * step)


def _uses_letters(desk: Desk) -> bool:
    each = (desk.right - desk.left) / max(len(desk.chart.columns), 1) - 4 * desk.scale
    return desk.chart.kind == "heat" and each < 40 * desk.scale


def _heads(desk: Desk) -> tuple[float, list[float]]:
    """Write the heads of columns; give their width and left sides."""
    chart, room = desk.chart, desk.right - desk.left
    wide = room / max(len(chart.columns), 1)
    for place, lines in enumerate(_columns(chart, room, desk.scale)):
        x = desk.left + wide * (place + 0.5)
        for row, line in enumerate(lines):
            y = desk.tops[0] + 6 * desk.scale + desk.size * 1.2 * (len(lines) - row - 0.5)
            desk.say(line, x, y, align="center", soft=True)
    return wide, [desk.left + wide * place for place in range(len(chart.columns))]


def _mix(ends: tuple[str, str], share: float) -> str:
    one, other = (np.array([int(end[i : i + 2], 16) for i in (1, 3, 5)]) for end in ends)
    red, green, blue = np.round(one + (other - one) * min(max(share, 0.0), 1.0)).astype(int)
    return f"#{red:02x}{green:02x}{blue:02x}"


def _on(fill: str) -> str:
    """Give black or white, whichever reads better on a fill."""
    red, green, blue = ((int(fill[i : i + 2], 16) / 255) ** 2.2 for i in (1, 3, 5))
    return "#000000" if 0.2126 * red + 0.7152 * green + 0.0722 * blue > 0.19 else "#ffffff"


def _box(desk: Desk, x: float, y: float, wide: float, high: float, fill: str, *, striped: bool = False) -> None:
    style, thin = desk.style, 0.6 * desk.scale
    box = Rectangle((x, y), wide, high, facecolor=fill, edgecolor=style.ink, linewidth=thin, zorder=3)
    desk.ax.add_patch(box)
    if striped:  # lines of our own: a pattern would be a reference inside a page
        starts = np.arange(-high, wide, 4.5 * desk.scale)
        low, end = np.maximum(starts, 0.0), np.minimum(starts + high, wide)
        kept = end > low
        ends = [np.column_stack([x + at, y + at - starts])[kept] for at in (low, end)]
        stripes = np.stack(ends, axis=1)
        desk.ax.add_collection(
            LineCollection(list(stripes), colors=style.ink, linewidths=thin, zorder=3.1), autolim=False
        )


def _heat(desk: Desk) -> None:
    wide, lefts = _heads(desk)
    ends = (
        SHADES if desk.style.name == "colour" else SHADE_GREYS if desk.style.name == "grey" else ("#ffffff", "#bdbdbd")
    )
    for row in range(len(desk.chart.rows)):
        for column, x in enumerate(lefts):
            value, hidden = desk.chart.figures[row, column], desk.chart.hidden[row, column]
            blank = bool(hidden or np.isnan(value))
            fill = desk.style.paper if blank else _mix(ends, float(value))
            high = desk.tops[row] - desk.tops[row + 1]
            _box(desk, x + 1, desk.tops[row + 1] + 1, wide - 2, high - 2, fill)
            words = desk.chart.text(row, column)
            if text.width(words, desk.size) > wide - 4:
                words = words.replace(" %", "")
            desk.say(words, x + wide / 2, desk.middle(row), align="center", colour=_on(fill))


def _fills(desk: Desk) -> tuple[str, ...]:
    return BANDS if desk.style.name == "colour" else BAND_GREYS


def _keys(desk: Desk, draw: Callable[[int, float, float], None]) -> None:
    """Draw the keys above a chart."""
    y = desk.heads_top - desk.size * 0.7
    for row in _key_rows(desk.chart, desk.right - desk.left, desk.scale):
        x = desk.left
        for place in row:
            draw(place, x + 6 * desk.scale, y)
            desk.say(desk.chart.columns[place], x + 15 * desk.scale, y, soft=True)
            x += text.width(desk.chart.columns[place], desk.size) + 26 * desk.scale
        y -= desk.size * 1.5


def _bands(desk: Desk) -> None:
    fills, last = _fills(desk), len(BANDS) - 1
    side = 7 * desk.scale

    def key(place: int, x: float, y: float) -> None:
        _box(desk, x - side / 2, y - side / 2, side, side, fills[place], striped=place == last)

    _keys(desk, key)
    room = desk.right - desk.left
    for row in range(len(desk.chart.rows)):
        if desk.chart.hidden[row].any() or np.isnan(desk.chart.figures[row]).all():
            desk.say(desk.chart.text(row, 0), desk.left + 2, desk.middle(row))
            continue
        x, low, high = desk.left, desk.tops[row + 1] + 3, desk.tops[row] - desk.tops[row + 1] - 6
        for column, share in enumerate(desk.chart.figures[row]):
            wide = float(share) * room
            if wide <= 0:
                continue
            _box(desk, x, low, wide, high, fills[column], striped=column == last)
            words = desk.chart.text(row, column)
            if column != last and text.width(words, desk.size) < wide - 3:
                desk.say(words, x + wide / 2, desk.middle(row), align="center", colour=_on(fills[column]))
            x += wide


def _intervals(desk: Desk) -> None:
    wide, lefts = _heads(desk)
    chart = desk.chart
    ends = chart.figures if chart.high is None else np.fmax(chart.figures, chart.high)
    shown = np.where(chart.hidden, np.nan, ends)
    top = float(np.nanmax(shown)) if np.isfinite(shown).any() else 1.0
    scale = (wide - 44 * desk.scale) / max(top, 1e-9)
    for x in lefts:
        desk.line([(x + 3, desk.tops[0]), (x + 3, desk.tops[-1])])
    for row in range(len(chart.rows)):
        y = desk.middle(row)
        for column, x in enumerate(lefts):
            value = chart.figures[row, column]
            if chart.hidden[row, column] or np.isnan(value):
                desk.say(chart.text(row, column), x + 7 * desk.scale, y)
                continue
            right = float(value)
            if chart.low is not None and chart.high is not None and not np.isnan(chart.low[row, column]):
                low, right = float(chart.low[row, column]), max(float(chart.high[row, column]), right)
                if right > low:
                    spots = [(x + 3 + low * scale, y), (x + 3 + right * scale, y)]
                    desk.line(spots, colour=desk.style.ink, width=1.4)
            desk.mark(x + 3 + float(value) * scale, y, 0, radius=3.2)
            last = max(right * scale, float(value) * scale + 4 * desk.scale)
            desk.say(chart.number(float(value)), x + 3 + last + 5 * desk.scale, y)


def _dots(desk: Desk) -> None:
    many = len(desk.chart.columns) > 1
    if many:
        _keys(desk, lambda place, x, y: desk.mark(x, y, place))
    room = desk.right - desk.left - 34 * desk.scale
    for share in (0.0, 0.25, 0.5, 0.75, 1.0):
        x = desk.left + 6 * desk.scale + share * (room - 6 * desk.scale)
        desk.line([(x, desk.tops[0]), (x, desk.tops[-1])], dashes="solid" if share in (0, 1) else (0, (2, 3)))
        desk.say(desk.chart.number(share), x, desk.tops[-1] - desk.size * 0.7, align="center", soft=True)
    for row in range(len(desk.chart.rows)):
        y = desk.middle(row)
        told = ~desk.chart.hidden[row] & ~np.isnan(desk.chart.figures[row])
        if not told.any():
            desk.say(desk.chart.text(row, len(desk.chart.columns) - 1), desk.left + 8 * desk.scale, y)
            continue
        spots = desk.left + 6 * desk.scale + desk.chart.figures[row] * (room - 6 * desk.scale)
        for column in np.flatnonzero(told):  # first wave on top, so that equal shares do not cover each other
            lower = y + 7 * desk.scale * ((len(desk.chart.columns) - 1) / 2 - int(column))
            desk.line([(desk.left + 6 * desk.scale, lower), (float(spots[column]), lower)], width=0.9)
            desk.mark(float(spots[column]), lower, int(column), radius=3.6)
            words = desk.chart.text(row, int(column))
            write(
                desk.ax,
                words,
                float(spots[column]) + 6 * desk.scale,
                lower - 2.3 * desk.scale,
                6.6 * desk.scale,
                colour=desk.style.ink,
            )


def _slopes(desk: Desk) -> None:
    chart, scale = desk.chart, desk.scale
    rows = [
        row for row in range(len(chart.rows)) if not chart.hidden[row].any() and np.isfinite(chart.figures[row]).any()
    ]
    end_words = {row: f"{chart.rows[row]} {_last_text(chart, row)}" for row in rows}
    room = (desk.right - PAD * scale) * 0.42
    longest = min(max((text.width(words, desk.size) for words in end_words.values()), default=0.0), room)
    left, right = PAD * scale + 30 * scale, desk.right - longest - 16 * scale
    low_y, high_y = desk.tops[-1] + 4 * scale, desk.tops[0] - 8 * scale
    finite = chart.figures[rows][np.isfinite(chart.figures[rows])] if rows else np.zeros(1)
    top = float(finite.max()) * 1.05 if finite.size and finite.max() > 0 else 1.0
    xs = np.linspace(left, right, max(len(chart.columns), 2))[: len(chart.columns)]
    ys = low_y + np.nan_to_num(chart.figures, nan=0.0) / top * (high_y - low_y)
    for x, name in zip(xs, chart.columns, strict=True):
        desk.line([(float(x), low_y), (float(x), high_y)])
        desk.say(
            text.shorten(name, (right - left) / max(len(xs) - 1, 1), desk.size),
            float(x),
            low_y - desk.size,
            align="center",
            soft=True,
        )
    desk.line([(left, low_y), (right, low_y)])
    spots = _apart(
        [float(ys[row][np.flatnonzero(np.isfinite(chart.figures[row]))[-1]]) for row in rows],
        desk.size * 1.2,
        low_y,
        high_y + 6 * scale,
    )
    for row, label_y in zip(rows, spots, strict=True):
        told = np.flatnonzero(np.isfinite(chart.figures[row]))
        everyone = row == 0
        line = [(float(xs[i]), float(ys[row, i])) for i in told]
        desk.line(line, colour=desk.style.ink if everyone else desk.style.tie, width=2.2 if everyone else 1.4)
        for x, y in line:
            if not everyone:
                desk.mark(x, y, row - 1, radius=3.4)
        x_end, y_end = line[-1]
        desk.line([(x_end + 5 * scale, y_end), (right + 9 * scale, label_y)], dashes=(0, (1, 2)))
        desk.say(text.shorten(end_words[row], room, desk.size), right + 11 * scale, label_y)


def _last_text(chart: Chart, row: int) -> str:
    return chart.text(row, int(np.flatnonzero(np.isfinite(chart.figures[row]))[-1]))


def _apart(heights: list[float], gap: float, low: float, high: float) -> list[float]:
    """Move heights apart, keeping their order."""
    order = np.argsort(heights, kind="stable")
    out: Floats = np.array(heights, dtype=float)
    for _ in range(200):
        moved = False
        for one, other in pairwise(order):
            short = gap - (out[other] - out[one])
            if short > 1e-6:
                out[one] -= short / 2
                out[other] += short / 2
                moved = True
        if not moved:
            break
    if len(out):
        out += max(low - out.min(), 0.0)
        out -= max(out.max() - high, 0.0)
    return [float(y) for y in out]


_DRAW: dict[str, Callable[[Desk], None]] = {
    "heat": _heat,
    "bands": _bands,
    "intervals": _intervals,
    "dots": _dots,
    "slopes": _slopes,
}
