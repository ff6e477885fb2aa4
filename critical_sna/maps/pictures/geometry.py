"""Where a picture stands in its box, and how large it may be so that the names around it find room."""

from __future__ import annotations

import math

import numpy as np

from critical_sna.maps import layout
from critical_sna.maps.pictures import labels, text
from critical_sna.maps.pictures.frame import Frame
from critical_sna.maps.pictures.labels import Box
from critical_sna.maps.views import Places


class Geometry:
    """How large a picture may be, and where its middle and the names of its sectors stand.

    ``factor`` turns the units of places into points, ``boxes`` are those of the names, ``high`` is what is needed.
    """

    def __init__(self, frame: Frame, places: Places, box: Box, scale: float, brief: bool) -> None:
        self.size, self.scale, self.box = 8.6 * scale, scale, box
        self.tray = tray_in(frame, places)
        sectors = places.sectors if len(places.sectors) > 1 else ()
        self.angles = [(start + end) / 2 for start, end, _ in sectors]
        looks = frame.scene.looks.iloc[[look for _, _, look in sectors]]
        letters_only = brief or box[2] - box[0] < 300 * scale
        for most in (0,) if letters_only else (3, 1, 0):  # lines of a name; 0 is its letter
            self.lines = [
                text.wrap(name, 86 * scale, self.size, bold=True, lines=most) if most else [letter]
                for name, letter in zip(looks["name"].astype(str), looks["letter"].astype(str), strict=True)
            ]
            self._fit()
            if self._place():
                break

    def _fit(self) -> None:
        """Choose the factor and the middle."""
        left, bottom, right, top = self.box
        wide, high, margin, tray = right - left, top - bottom, 6 * self.scale, self.tray
        below = tray.bottom if tray is not None else layout.RADIUS
        # where nobody is tied with anybody, the tray is the picture
        above = 16 - tray.top if tray is not None and tray.top < 0 else layout.RADIUS
        self.factor = (wide / 2 - margin) / layout.RADIUS
        for i, angle in enumerate(self.angles):
            sin = abs(math.sin(angle))
            room = wide / 2 - self._width(i) * (0.5 if sin < 0.28 else 1.0) - 14 * self.scale * sin - 2
            self.factor = min(self.factor, max(room, 20.0) / (layout.RADIUS * max(sin, 0.2)))
        self.factor = max(min(self.factor, (high - 2 * margin) / (above + below)), 0.02)
        up, down = (margin + self._beyond(way) for way in (1, -1))
        self.factor = max(min(self.factor, (high - up - down) / (above + below)), 0.02)
        self.high = up + down + (above + below) * self.factor
        centre = top - up - above * self.factor
        spare = centre - below * self.factor - down - bottom
        self.middle = np.array([(left + right) / 2, centre - spare / 2])

    def _width(self, place: int) -> float:
        return max(text.width(line, self.size, bold=True) for line in self.lines[place])

    def _height(self, place: int) -> float:
        return len(self.lines[place]) * self.size * 1.2

    def _beyond(self, way: int) -> float:
        """Give how far names reach above (``way`` 1) or below (-1) the rings."""
        away, edge = layout.RADIUS * self.factor + 9 * self.scale, layout.RADIUS * self.factor
        tops = [
            away * way * math.cos(angle) + self._height(i) * (1.0 if way * math.cos(angle) >= 0.75 else 0.5) - edge
            for i, angle in enumerate(self.angles)
        ]
        return max([0.0, *tops])

    def _place(self) -> bool:
        """Place the names; say whether all of them found room."""
        self.boxes: list[Box] = []
        away, fits = layout.RADIUS * self.factor + 9 * self.scale, True
        for place, angle in enumerate(self.angles):
            sin, cos = math.sin(angle), math.cos(angle)
            x, y = self.middle[0] + away * sin, self.middle[1] + away * cos
            wide, high = self._width(place), self._height(place)
            left = x - wide / 2 if abs(sin) < 0.28 else x if sin > 0 else x - wide
            left = min(max(left, self.box[0]), max(self.box[2] - wide, self.box[0]))
            low = y - high / 2 if abs(cos) < 0.75 else y if cos > 0 else y - high
            steps = [0.0, *(way * step * self.size * 0.5 for step in range(1, 13) for way in (1, -1))]
            spots = [(left, low + step, left + wide, low + step + high) for step in steps]
            free = [spot for spot in spots if self._free(spot)]
            fits = fits and bool(free)
            self.boxes.append(free[0] if free else spots[0])
        return fits

    def _free(self, spot: Box) -> bool:
        inside = spot[1] >= self.box[1] - 0.1 and spot[3] <= self.box[3] + 0.1
        corners = np.array([[x, y] for x in (spot[0], spot[2]) for y in (spot[1], spot[3])])
        apart = np.linalg.norm(corners - self.middle, axis=1).min() >= layout.RADIUS * self.factor + 1
        return inside and bool(apart) and not any(labels.overlap(spot, other) for other in self.boxes)


def tray_in(frame: Frame, places: Places) -> layout.Tray | None:
    """Give the tray where somebody who takes part stands in it."""
    tray = places.tray
    if tray is None or not bool((places.xy[frame.wave, 0][frame.here][:, 1] > tray.top).any()):
        return None
    return tray
