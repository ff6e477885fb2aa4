"""One frame on one sheet."""

from __future__ import annotations

from matplotlib.axes import Axes

from critical_sna.maps.pictures import caption, saving
from critical_sna.maps.pictures.arcs import paint_groups
from critical_sna.maps.pictures.frame import Frame
from critical_sna.maps.pictures.paint import Painted, paint
from critical_sna.maps.pictures.sheet import WIDTH, draw_sheet, prepare, sheet_for
from critical_sna.maps.pictures.style import style_named


def draw_frame(frame: Frame, *, style: str, ax: Axes | None) -> Axes:
    """Draw a frame with its words into new Axes, or into those of a user."""
    look = style_named(style)
    places = frame.places
    with saving.plain_settings():
        if ax is None:
            sheet = sheet_for(frame, places, WIDTH)
            ax = saving.new_axes(sheet.width, sheet.height)
        else:
            sheet = sheet_for(frame, places, *saving.size_of(ax))
        prepare(ax, sheet.width, sheet.height, look)
        if frame.of_groups:
            paint_groups(ax, frame, places, sheet.picture, look, sheet.scale, brief=sheet.brief)
            done = Painted(True, True)
        else:
            done = paint(ax, frame, places, sheet.picture, look, sheet.scale, brief=sheet.brief)
        draw_sheet(ax, frame, sheet, look, arrows=done.arrows, labels=done.labels)
    saving.describe(ax, frame.scene.title, caption.alternative(frame))
    return ax
