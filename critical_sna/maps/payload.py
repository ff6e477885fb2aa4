"""A scene as what the page reads: rounded, small numbers of our own, no id of the survey.

A small map holds plain lists, which anybody can read; a large one holds the same columns as bytes.
"""

from __future__ import annotations

import base64
from typing import TYPE_CHECKING, Any  # Any: the tables are what JSON holds

import numpy as np

from critical_sna._core import limits
from critical_sna.maps import layout, reach
from critical_sna.maps.scene import Scene
from critical_sna.maps.views import PEOPLE, VIEWS, Places, usual, views_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

Json = dict[str, object]


def is_large(scene: Scene) -> bool:
    """Say whether a map is beyond what vis-network draws well."""
    per_wave = scene.ties["wave"].value_counts()
    return scene.n > limits.VIS_PEOPLE or int(per_wave.max() if len(per_wave) else 0) > limits.VIS_TIES


def payload(scene: Scene, *, view: str) -> Json:
    """Give everything the page reads, but its words."""
    numbers: Callable[[np.ndarray], object] = packed if is_large(scene) else _plain
    shown = views_of(scene)
    found = {v.name: v.place(scene) for v in shown if v.kind == PEOPLE}
    places: Json = {name: _places(each, scene) for name, each in found.items()}
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
        "group": numbers(scene.people["group"].to_numpy()),
        "codes": _codes(scene),
        "waves": scene.waves.to_dict("records"),
        "levels": list(scene.levels),
        "status": [numbers(row) for row in scene.status.to_numpy()],
        "marks": [numbers(row) for row in scene.marks.to_numpy()],
        "bands": [numbers(row) for row in scene.bands.to_numpy()],
        "counts": [numbers(row) for row in scene.counts.to_numpy()],
        "could": [numbers(row) for row in scene.could.to_numpy()],
        "open": [numbers(part) for part in scene.open.to_numpy().T],
        "reach": [reach.table(scene, *frame) for frame in scene.frames()],
        "view": view if view in places else next(iter(places)),
        "places": places,
        "unplaced": unplaced(found.values()),
        "views": [[v.name, v.kind] for v in shown],
        "spots": [[round(float(x), 1), round(float(y), 1)] for x, y in spots],
        "relation": scene.relation,
        "stamp": scene.stamp,
        "radius": layout.RADIUS,
        "mark": round(layout.mark_radius(scene.n), 3),
        "limits": {
            "crowded": limits.CROWDED_BAND_SHARE,
            "marked": limits.MARKED_SHARE,
            "group": limits.MIN_GROUP,
            "note": limits.MAX_NOTE_TEXT,
            "notes": limits.MAX_NOTES,
        },
        "language": scene.language,
        "labels": scene.people["shown"].tolist() if scene.names else None,
        "ties": _ties(scene, numbers),
        "large": is_large(scene),
    }


def people(scene: Scene, tables: Json) -> list[Json]:
    """Give the marks as pyvis keeps them: the map's own number, the label, and where it opens."""
    places: Any = tables["places"]
    shown = places[tables["view"]]
    frames = (places[shown] if isinstance(shown, str) else shown)["xy"]
    opening = frames[(len(scene.waves) - 1) * len(scene.levels)]
    xy = frames[opening] if isinstance(opening, int) else opening
    return [
        {"id": number, "label": shown, "shape": "dot", "x": xy[2 * number], "y": xy[2 * number + 1]}
        for number, shown in enumerate(scene.people["shown"])
    ]


def ties(scene: Scene) -> list[Json]:
    """Give the ties as pyvis keeps them, with their wave and level."""
    columns = [scene.ties[c].tolist() for c in ("source", "target", "wave", "level")]
    return [
        {"from": source, "to": target, "wave": wave, "level": level}
        for source, target, wave, level in zip(*columns, strict=True)
    ]


def _ties(scene: Scene, numbers: Callable[[np.ndarray], object]) -> Json:
    """Give ties as columns, in order of wave, source and target: how many each person has in a wave says whose."""
    ties = scene.ties
    own = np.bincount(ties["wave"] * scene.n + ties["source"], minlength=len(scene.waves) * scene.n)
    return {
        "own": numbers(own),
        "to": numbers(ties["target"].to_numpy()),
        "level": numbers(ties["level"].to_numpy()),
    }


def _plain(values: np.ndarray) -> object:
    return values.tolist()


def packed(values: np.ndarray) -> Json:
    """Give whole numbers as the smallest kind that holds them, in base64."""
    low, high = int(values.min(initial=0)), int(values.max(initial=0))
    for kind in ("u1", "i1", "u2", "i2", "i4"):
        if np.iinfo(kind).min <= low and high <= np.iinfo(kind).max:
            break
    return {"kind": kind, "bytes": base64.b64encode(values.astype("<" + kind).tobytes()).decode("ascii")}


def _codes(scene: Scene) -> object:
    """Give the codes; of a large map only their numbers, since the group's letter stands with the group."""
    if not is_large(scene):
        return scene.people["code"].tolist()
    letters = scene.groups["letter"].to_numpy()[scene.people["group"].to_numpy()]
    return packed(np.array([int(code[len(x) :]) for code, x in zip(scene.people["code"], letters, strict=True)]))


def unplaced(places: Iterable[Places]) -> int:
    """Count the people for whom some view found no place that can be drawn; they stand in the middle."""
    lost = [~np.isfinite(xy).all(axis=1) for each in places for xy in each.xy.values()]
    return int(np.logical_or.reduce(lost).sum()) if lost else 0


def _places(places: Places, scene: Scene) -> Json:
    frames: list[object] = []
    seen: dict[int, int] = {}
    for row, frame in enumerate(scene.frames()):
        xy = places.xy[frame]
        if id(xy) in seen:
            frames.append(seen[id(xy)])
        else:
            seen[id(xy)] = row
            known = np.nan_to_num(xy, nan=0.0, posinf=0.0, neginf=0.0)
            frames.append(_fine(known) if is_large(scene) else [round(float(v), 1) for v in known.ravel()])
    tray = places.tray
    return {
        "xy": frames,
        "rings": [[round(radius, 1), band] for radius, band in places.rings],
        "sectors": [[round(a, 4), round(b, 4), look] for a, b, look in places.sectors],
        "tray": [round(v, 1) for v in (tray.left, tray.top, tray.right, tray.bottom)] if tray else None,
    }


def _fine(xy: np.ndarray) -> Json:
    """Give places as whole steps of the largest distance / 32,767: much finer than a mark."""
    step = float(np.abs(xy).max(initial=1.0)) / np.iinfo("i2").max
    return {"step": step, **packed(np.rint(xy / step).ravel().astype(np.int64))}
