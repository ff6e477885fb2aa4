"""Small multiples: the same people in the same places, once for each wave or each group."""

from __future__ import annotations

import math
from collections.abc import Sequence

from matplotlib.axes import Axes
from matplotlib.figure import Figure

from critical_sna.maps.codes import isolate
from critical_sna.maps.pictures import caption, saving, sheet
from critical_sna.maps.pictures.frame import Frame
from critical_sna.maps.pictures.paint import paint, write
from critical_sna.maps.pictures.sheet import PAD, Line, Sheet, height_of, lines_of, prepare, write_lines
from critical_sna.maps.pictures.style import Style, style_named
from critical_sna.maps.pictures.text import shorten
from critical_sna.maps.pictures.told import own, percent, told

WIDTH = 720.0
SCALE = 0.9
TITLE = 8.6


def columns_for(panels: int) -> int:
    """Give how many panels stand beside each other."""
    return max(1, panels) if panels <= 3 else min(math.ceil(math.sqrt(panels)), 8)


def draw_waves(frames: Sequence[Frame], *, style: str) -> list[Axes]:
    """Draw a panel for each wave."""
    titles = [_wave_title(frame) for frame in frames]
    note = "panels_wave" if frames[0].view.name == "neighbourhood" else "panels_wave_rings"
    return draw_panels(frames, focus=[None] * len(frames), titles=titles, style=style, note=own(frames[0], note))


def draw_groups(frame: Frame, *, style: str) -> list[Axes]:
    """Draw a panel for each entry of the legend; one of everybody where there is none."""
    looks = frame.scene.looks
    titles = [
        own(frame, "panel_group", letter=letter, name=isolate(name), n=int((frame.look[frame.here] == place).sum()))
        for place, (letter, name) in enumerate(zip(looks["letter"], looks["name"], strict=True))
    ]
    if not titles:
        return draw_panels([frame], focus=[None], titles=[""], style=style, note="")
    frames = [frame] * len(titles)
    focus = list(range(len(titles)))
    return draw_panels(frames, focus=focus, titles=titles, style=style, note=own(frame, "panels_group"))


def _wave_title(frame: Frame) -> str:
    facts = frame.facts
    name = isolate(facts["name"]) if facts["name"] else own(frame, "chart_only_wave")
    if not facts["asked"]:
        return own(frame, "panel_wave_nobody", wave=name)
    rate = percent(facts["answered"] / facts["asked"])
    return own(frame, "panel_wave", wave=name, answered=int(facts["answered"]), asked=int(facts["asked"]), percent=rate)


def draw_panels(
    frames: Sequence[Frame], *, focus: Sequence[int | None], titles: Sequence[str], style: str, note: str
) -> list[Axes]:
    """Draw a panel for each frame into one new figure; ``focus`` is the look that stands out in it."""
    look, columns = style_named(style), columns_for(len(frames))
    first, pad = frames[-1], PAD * SCALE
    room = WIDTH - 2 * pad
    side = (room - (columns - 1) * pad) / columns
    rows = math.ceil(len(frames) / columns)
    head = _head(first, room, note, by_wave=focus[0] is None)
    foot = _foot(frames, room)
    cells, cells_high = sheet.cells_of(_keys(frames), room, SCALE)
    each = side + TITLE * 1.9
    height = 2 * pad + height_of(head) + rows * (each + pad) + cells_high + height_of(foot) + 14 * SCALE
    with saving.plain_settings():
        base = saving.new_axes(WIDTH, height)
        figure = base.get_figure(root=True)
        assert figure is not None  # noqa: S101  new Axes stand in a figure
        prepare(base, WIDTH, height, look)
        write_lines(base, head, pad, height - pad, look)
        top = height - pad - height_of(head) - 6 * SCALE
        made = []
        places = first.places
        for place, (frame, only, title) in enumerate(zip(frames, focus, titles, strict=True)):
            left = pad + (place % columns) * (side + pad)
            low = top - (place // columns + 1) * (each + pad) + pad
            ax = _panel(figure, (left, low, side, each), (WIDTH, height), look)
            write(ax, shorten(title, side, TITLE, bold=True), 0, each - TITLE, TITLE, colour=look.ink, bold=True)
            paint(ax, frame, places, (0, 0, side, side), look, SCALE * 0.8, brief=True, focus=only)
            alt = f"{title}. {own(frame, 'alt_panels', n=len(frames))} {caption.alternative(frame)}"
            saving.describe(ax, frame.scene.title, alt)
            made.append(ax)
        words = Sheet(
            WIDTH, height, SCALE, (), tuple(cells), (pad, pad + height_of(foot) + cells_high), (), (0, 0, 1, 1)
        )
        sheet.draw_cells(base, first, words, look)
        write_lines(base, foot, pad, pad + height_of(foot), look)
    return made


def _panel(figure: Figure, box: tuple[float, float, float, float], size: tuple[float, float], style: Style) -> Axes:
    left, low, wide, high = box
    ax = saving.SheetAxes(figure, (left / size[0], low / size[1], wide / size[0], high / size[1]))
    figure.add_axes(ax)
    prepare(ax, wide, high, style)
    return ax


def _head(frame: Frame, room: float, note: str, *, by_wave: bool) -> list[Line]:
    lines = sheet.head_of(frame, room, SCALE)
    if by_wave:  # each panel says who answered in its wave
        wave = lines_of(caption.wave_line(frame), room, 9.5 * SCALE, soft=True)
        lines = lines[: len(lines) - len(wave)]
    return lines + lines_of(note, room, 9.5 * SCALE, soft=True)


def _foot(frames: Sequence[Frame], room: float) -> list[Line]:
    frame = frames[-1]
    rings = frame.places.rings
    names = ", ".join(told(frame, f"ring_{kind}") for _, kind in rings)
    words = [own(frame, "panels_rings", names=names)] if rings else []
    if any(each.silent for each in frames):
        words.append(told(frame, "silent" if frame.scene.flow else "silent_reported"))
    words += caption.below(frame, arrows=True, labels=True)
    return [line for each in words for line in lines_of(each, room, 7.6 * SCALE, soft=True)]


def _keys(frames: Sequence[Frame]) -> list[caption.Key]:
    """Give the legend of all panels together; sizes are those of everybody."""
    found: dict[tuple[str, int], caption.Key] = {}
    for frame in frames:
        for key in caption.legend(frame):
            looks = frame.scene.looks
            words = key.words
            if key.kind == "look":
                one = looks.iloc[key.look]
                words = own(frame, "group", letter=one["letter"], name=isolate(one["name"]), n=int(one["size"]))
            found.setdefault((key.kind, key.look), caption.Key(key.kind, words, key.look))
    return sorted(found.values(), key=lambda key: (key.kind != "look", key.look))
