"""The views: which of them a scene can honestly show, and where each puts people and groups."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

import critical_sna as csna
from critical_sna.maps import layout, payload
from critical_sna.maps.views import GROUPS, PEOPLE, VIEWS, usual, views_of

Waves = dict[str, csna.PartnerNetwork]


def names(made: csna.NetworkMap) -> list[str]:
    return [view.name for view in views_of(made.scene)]


def test_a_map_shows_the_views_that_its_data_can_fill(river: Waves) -> None:
    everything = csna.map_network(river, groups="group")
    assert names(everything) == ["rings", "flip", "neighbourhood", "voice", "groups", "waves", "table"]
    assert names(csna.map_network(river["1"])) == ["rings", "flip", "neighbourhood", "voice", "table"]
    undirected = river["1"]._replaced(reports=None)
    assert names(csna.map_network(undirected, groups="group")) == ["neighbourhood", "voice", "groups", "table"]
    assert names(csna.map_network(river["1"].keep([]))) == ["rings", "flip", "neighbourhood", "table"]


@pytest.mark.parametrize("view", list(VIEWS))
def test_every_view_can_be_the_first(view: str, river: Waves) -> None:
    made = csna.map_network(river, groups="group", view=view)
    assert made.view == view
    assert payload.payload(made.scene, view=view)["view"] == view
    assert csna.map_network(river["1"].keep([]), view="groups").view == "rings"


def test_views_of_people_hold_everybody_and_views_that_borrow_places_are_not_written_twice(river: Waves) -> None:
    scene = csna.map_network(river, groups="group").scene
    written = payload.payload(scene, view="rings")["places"]
    assert isinstance(written, dict)
    for view in views_of(scene):
        places = view.place(scene)
        rows = len(scene.looks) if view.kind == GROUPS else scene.n
        assert {xy.shape for xy in places.xy.values()} == {(rows, 2)}
        assert set(places.xy) == set(scene.frames())
        assert view.places_people == (view.kind != GROUPS)
        if view.kind != PEOPLE:
            assert written[view.name] == usual(scene).name == "rings"


@pytest.mark.parametrize("sizes", [[1], [40, 1], [3, 3, 3], [50, 1, 1, 1, 1, 1, 1, 1]])
def test_groups_stand_on_one_circle_and_apart(sizes: list[int]) -> None:
    ids = [f"p{i}" for i in range(sum(sizes))]
    labels = [f"g{g}" for g, size in enumerate(sizes) for _ in range(size)]
    net = csna.PartnerNetwork.from_frames(
        pd.DataFrame({"id": ids, "sort": labels}),
        pd.DataFrame({"source": ids[:1], "target": ids[-1:]}),
        reports="seeks_from",
    )
    scene = csna.map_network(net, groups="sort").scene
    xy = VIEWS["groups"].place(scene).xy[(0, 0)]
    assert np.linalg.norm(xy, axis=1) == pytest.approx(layout.RADIUS)
    apart = np.linalg.norm(xy[:, None] - xy[None, :], axis=2)[~np.eye(len(xy), dtype=bool)]
    assert apart.min(initial=np.inf) > 60
