"""The views of a map. A view is one decorated function: scene in, places out."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

import numpy as np

from critical_sna._core import limits
from critical_sna.maps import layout
from critical_sna.maps.scene import NOT_PART, UNKNOWN_BAND, Scene


@dataclass(frozen=True)
class Places:
    """Where everyone stands in one view."""

    xy: dict[tuple[int, int], np.ndarray]
    """(wave, level) -> n x 2; people who are not part of the wave are not drawn."""
    rings: tuple[tuple[float, int], ...] = ()
    """(outer radius, band), inside first."""
    sectors: tuple[tuple[float, float, int], ...] = ()
    """(start, end, look), clockwise from the top."""
    tray: layout.Tray | None = field(default=None)


@dataclass(frozen=True)
class View:
    """A view's facts, told beside its function."""

    name: str
    needs_flow: bool
    place: Callable[[Scene], Places]


VIEWS: dict[str, View] = {}


def view(name: str, *, needs_flow: bool) -> Callable[[Callable[[Scene], Places]], Callable[[Scene], Places]]:
    """Add a view to the map under ``name``; ``needs_flow`` keeps it away where no direction was declared."""

    def add(place: Callable[[Scene], Places]) -> Callable[[Scene], Places]:
        VIEWS[name] = View(name, needs_flow, place)
        return place

    return add


def views_of(scene: Scene) -> list[View]:
    """List the views that this scene can honestly show."""
    return [v for v in VIEWS.values() if scene.flow or not v.needs_flow]


@view("rings", needs_flow=True)
def rings(scene: Scene) -> Places:
    """Put the voices that many hear in the middle."""
    return _in_rings(scene, list(reversed(range(len(limits.HEARD_BANDS)))))


@view("flip", needs_flow=True)
def flip(scene: Scene) -> Places:
    """Start from the margins: put the voices that few hear in the middle."""
    return _in_rings(scene, list(range(len(limits.HEARD_BANDS))))


@view("neighbourhood", needs_flow=False)
def neighbourhood(scene: Scene) -> Places:
    """Put people near those they are tied with, in the same place in every wave."""
    pairs = scene.ties[["source", "target"]].to_numpy(dtype=int)
    xy, tray = layout.neighbourhood(scene.n, pairs, seed=scene.seed)
    return Places(dict.fromkeys(scene.frames(), xy), tray=tray)


def _in_rings(scene: Scene, order: list[int]) -> Places:
    bands = scene.bands.to_numpy()
    here = scene.status.to_numpy()[np.repeat(np.arange(len(scene.waves)), len(scene.levels))] != NOT_PART
    if bool(((bands == UNKNOWN_BAND) & here).any()):
        order = [*order, UNKNOWN_BAND]
    fullest = [int(((bands == band) & here).sum(axis=1).max(initial=0)) for band in order]
    edges = layout.ring_edges(fullest)
    spans = dict(zip(order, zip([0.0, *edges[:-1]], edges, strict=True), strict=True))
    wedges = layout.sectors(scene.looks["size"].tolist())
    look = scene.groups["look"].to_numpy()[scene.people["group"].to_numpy()] if scene.n else np.zeros(0, dtype=int)
    by_order = np.argsort(scene.people["order"].to_numpy(), kind="stable")
    gap = 2.9 * layout.mark_radius(scene.n)
    xy = {}
    for row, frame in enumerate(scene.frames()):
        spot = np.zeros((scene.n, 2))
        for band, ring in spans.items():
            for wedge, sector in enumerate(wedges):
                inside = (bands[row] == band) & (look == wedge) & here[row]
                members = by_order[inside[by_order]]
                if len(members):
                    spot[members] = layout.cell(len(members), sector, ring, gap=gap)
        xy[frame] = spot
    return Places(
        xy,
        rings=tuple(zip(edges, order, strict=True)),
        sectors=tuple((a, b, i) for i, (a, b) in enumerate(wedges)),
    )
