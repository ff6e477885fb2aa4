"""Scenes composed once, and a guard: no picture may leave a trace in pyplot or in the settings of matplotlib."""

from __future__ import annotations

import sys
from collections.abc import Iterator

import drawn
import pytest

import critical_sna as csna
from critical_sna.maps.compose import heard_alone
from critical_sna.maps.scene import Scene

matplotlib = pytest.importorskip("matplotlib")


@pytest.fixture(autouse=True)
def no_trace() -> Iterator[None]:
    before = dict(matplotlib.rcParams)
    yield
    assert dict(matplotlib.rcParams) == before
    pyplot = sys.modules.get("matplotlib.pyplot")  # igraph may load it
    assert pyplot is None or not pyplot.get_fignums()


@pytest.fixture(scope="session")
def river_scene(river: dict[str, csna.PartnerNetwork]) -> Scene:
    """Two waves of an invented collaborative; one voice carries a double ring, one a dotted ring."""
    tables = heard_alone(river)
    for table in tables.values():
        table["verdict"] = ["peripheral", "depends on the reading"] + ["not"] * (len(table) - 2)
    return drawn.scene_of(river, groups="group", voice=tables, seed=3)


@pytest.fixture(scope="session")
def hostile_scene(hostile: dict[str, csna.PartnerNetwork]) -> Scene:
    return drawn.scene_of(hostile, groups="sort", label="label")
