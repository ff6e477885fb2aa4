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


Place = Callable[[Scene], Places]
PEOPLE, ONE_VOICE, GROUPS, WAVES, TABLE = "people", "one_voice", "groups", "waves", "table"
"""What a view is about: people in places, one voice among them, groups in their place, two waves, or words alone."""


@dataclass(frozen=True)
class View:
    """A view's facts, told beside its function."""

    name: str
    needs_flow: bool
    place: Place
    kind: str = PEOPLE
    fits: Callable[[Scene], bool] = lambda scene: True
    """Whether a scene holds what the view needs."""

    @property
    def places_people(self) -> bool:
        """Whether its places are those of people, one row each; those of groups have a row for each look."""
        return self.kind != GROUPS


VIEWS: dict[str, View] = {}


def view(
    name: str, *, needs_flow: bool, kind: str = PEOPLE, fits: Callable[[Scene], bool] = lambda scene: True
) -> Callable[[Place], Place]:
    """Add a view to the map under ``name``; ``needs_flow`` keeps it away where no direction was declared."""

    def add(place: Place) -> Place:
        VIEWS[name] = View(name, needs_flow, place, kind, fits)
        return place

    return add


def views_of(scene: Scene) -> list[View]:
    """List the views that this scene can honestly show."""
    return [v for v in VIEWS.values() if (scene.flow or not v.needs_flow) and v.fits(scene)]


def usual(scene: Scene) -> View:
    """Give the view whose places others borrow: rings, or the neighbourhood where no direction was declared."""
    return VIEWS["rings" if scene.flow else "neighbourhood"]


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


@view("voice", needs_flow=False, kind=ONE_VOICE, fits=lambda scene: scene.n > 1)
def voice(scene: Scene) -> Places:
    """Follow one voice after the other, everybody in the usual place."""
    return usual(scene).place(scene)


@view("groups", needs_flow=False, kind=GROUPS, fits=lambda scene: len(scene.looks) > 1)
def groups(scene: Scene) -> Places:
    """Put groups on a circle, in the order of their sectors: one row for each entry of the legend."""
    wedges = layout.sectors(scene.looks["size"].tolist())
    middle = np.array([(a + b) / 2 for a, b in wedges])
    evenly = layout.WEDGE + (2 * np.pi - 2 * layout.WEDGE) * (np.arange(len(wedges)) + 0.5) / max(len(wedges), 1)
    turn = (middle + evenly) / 2  # between the two, so that small groups do not stand on each other
    xy = layout.RADIUS * np.column_stack([np.sin(turn), -np.cos(turn)])
    return Places(dict.fromkeys(scene.frames(), xy))


@view("waves", needs_flow=False, kind=WAVES, fits=lambda scene: len(scene.waves) > 1)
def waves(scene: Scene) -> Places:
    """Lay two waves over each other, everybody in the usual place and with a line from the earlier one."""
    return usual(scene).place(scene)


@view("table", needs_flow=False, kind=TABLE)
def table(scene: Scene) -> Places:
    """Say all of it in words; the picture, for whoever returns to it, is the usual one."""
    return usual(scene).place(scene)


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
    gap = 2.9 * layout.mark_radius(scene.n)

    def stand(row: int, ranks: np.ndarray) -> np.ndarray:
        spot = np.zeros((scene.n, 2))
        by_rank = np.argsort(ranks, kind="stable")
        for band, ring in spans.items():
            for wedge, sector in enumerate(wedges):
                inside = (bands[row] == band) & (look == wedge) & here[row]
                members = by_rank[inside[by_rank]]
                if len(members):
                    spot[members] = layout.cell(len(members), sector, ring, gap=gap)
        return spot

    ranks, opening = scene.people["order"].to_numpy(), (len(scene.waves) - 1) * len(scene.levels)
    pairs = scene.ties.loc[scene.ties["wave"] == len(scene.waves) - 1, ["source", "target"]].to_numpy(dtype=int)
    if scene.n <= limits.UNTANGLED_PEOPLE and len(pairs) <= limits.UNTANGLED_TIES:
        ranks = layout.untangled(ranks, look, wedges, lambda tried: stand(opening, tried), pairs)
    xy = {frame: stand(row, ranks) for row, frame in enumerate(scene.frames())}
    return Places(
        xy,
        rings=tuple(zip(edges, order, strict=True)),
        sectors=tuple((a, b, i) for i, (a, b) in enumerate(wedges)),
    )
