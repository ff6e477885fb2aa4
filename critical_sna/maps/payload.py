"""A scene as the plain lists that the page reads: rounded, small numbers of our own, no id of the survey."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from critical_sna._core import limits
from critical_sna.maps import layout
from critical_sna.maps.scene import HIDDEN, NOT_KNOWN, Scene
from critical_sna.maps.views import PEOPLE, VIEWS, Places, usual, views_of
from critical_sna.words import phrases

if TYPE_CHECKING:
    from collections.abc import Sequence

Json = dict[str, object]


def payload(scene: Scene, *, view: str) -> Json:
    """Give everything the page reads, except people and ties, which stand in the pyvis network."""
    shown = views_of(scene)
    places: Json = {v.name: _places(v.place(scene), scene) for v in shown if v.kind == PEOPLE}
    places |= {v.name: usual(scene).name for v in shown if v.kind != PEOPLE}
    spots = VIEWS["groups"].place(scene).xy[(0, 0)] if len(scene.looks) else np.zeros((0, 2))
    return {
        "title": scene.title,
        "asked": scene.asked,
        "flow": scene.flow,
        "reports": scene.reports,
        "names": scene.names,
        "highlight": list(scene.highlight),
        "looks": scene.looks[["name", "letter", "shape", "colour", "size"]].to_dict("records"),
        "groups": scene.groups[["name", "letter", "look", "size"]].to_dict("records"),
        "group": scene.people["group"].tolist(),
        "codes": scene.people["code"].tolist(),
        "waves": scene.waves.to_dict("records"),
        "levels": list(scene.levels),
        "status": scene.status.to_numpy().tolist(),
        "marks": scene.marks.to_numpy().tolist(),
        "bands": scene.bands.to_numpy().tolist(),
        "counts": scene.counts.to_numpy().tolist(),
        "could": scene.could.to_numpy().tolist(),
        "open": scene.open.to_numpy().tolist(),
        "reach": _reach(scene),
        "view": view if view in places else next(iter(places)),
        "places": places,
        "views": [[v.name, v.kind] for v in shown],
        "spots": [[round(float(x), 1), round(float(y), 1)] for x, y in spots],
        "relation": scene.relation,
        "stamp": scene.stamp,
        "radius": layout.RADIUS,
        "mark": round(layout.mark_radius(scene.n), 2),
        "limits": {
            "crowded": limits.CROWDED_BAND_SHARE,
            "marked": limits.MARKED_SHARE,
            "group": limits.MIN_GROUP,
            "note": limits.MAX_NOTE_TEXT,
            "notes": limits.MAX_NOTES,
        },
        "language": scene.language,
        "say": {key: text for key, text in phrases("map", scene.language).items() if key.startswith("page_")},
    }


def people(scene: Scene, opening: Places) -> list[Json]:
    """Give the marks as pyvis keeps them: the map's own number, the label, and where it opens."""
    xy = opening.xy[_opening(scene)] if scene.n else np.zeros((0, 2))
    return [
        {"id": number, "label": shown, "shape": "dot", "x": round(float(x), 1), "y": round(float(y), 1)}
        for number, (shown, (x, y)) in enumerate(zip(scene.people["shown"], xy, strict=True))
    ]


def ties(scene: Scene) -> list[Json]:
    """Give the ties as pyvis keeps them, with their wave and level."""
    columns = [scene.ties[c].tolist() for c in ("source", "target", "wave", "level")]
    return [
        {"from": source, "to": target, "wave": wave, "level": level}
        for source, target, wave, level in zip(*columns, strict=True)
    ]


def _opening(scene: Scene) -> tuple[int, int]:
    return (len(scene.waves) - 1, 0)


def _places(places: Places, scene: Scene) -> Json:
    frames: list[object] = []
    seen: dict[int, int] = {}
    for row, frame in enumerate(scene.frames()):
        xy = places.xy[frame]
        if id(xy) in seen:
            frames.append(seen[id(xy)])
        else:
            seen[id(xy)] = row
            frames.append([round(float(v), 1) for v in xy.ravel()])
    tray = places.tray
    return {
        "xy": frames,
        "rings": [[round(radius, 1), band] for radius, band in places.rings],
        "sectors": [[round(a, 4), round(b, 4), look] for a, b, look in places.sectors],
        "tray": [round(v, 1) for v in (tray.left, tray.top, tray.right, tray.bottom)] if tray else None,
    }


def _reach(scene: Scene) -> list[Sequence[Sequence[object]]]:
    """Whole per cent; 0.5 for less than one, None for a hidden cell, -1 where nobody could say."""
    count = len(scene.looks)
    values = scene.reach.to_numpy(dtype=float).reshape(len(scene.frames()), count, count)
    return [[[_percent(v) for v in row] for row in table] for table in values]


def _percent(share: float) -> float | None:
    if share == HIDDEN:
        return None
    if share == NOT_KNOWN:
        return -1
    return 0.5 if 0 < share < 0.005 else round(100 * share)
