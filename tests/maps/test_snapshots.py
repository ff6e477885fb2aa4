"""Views look as they did: where ink lies, on a coarse grid, beside small pictures that are stored.

A pixel of a stored picture is the mean of some hundred of the screen, so another font or another Chromium changes it
little, and a mark, a ring or a name that is gone or elsewhere changes it much. The neighbourhood is left out: its
places depend on the version of igraph. ``CSNA_SNAPSHOTS=write pytest tests/maps/test_snapshots.py`` stores them anew;
look at them, and at the views, before they are kept.
"""

from __future__ import annotations

import io
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import drawn
import numpy as np
import pytest

import critical_sna as csna
from critical_sna._core import limits
from critical_sna.maps import html
from critical_sna.maps.scene import Scene

image = pytest.importorskip("PIL.Image")

STORED = Path(__file__).parent / "snapshots"
GRID = (48, 36)
FAR, MOST, MEAN = 24, 0.01, 2.0
"""At most this share of the grid may differ by more than so much of 255, and the mean by no more than two."""


def grid(png: bytes) -> np.ndarray:
    with image.open(io.BytesIO(png)) as picture:
        return np.asarray(picture.convert("L").resize(GRID, image.Resampling.BOX), dtype=np.int64)


def differs(one: np.ndarray, other: np.ndarray) -> bool:
    apart = np.abs(one - other)
    return bool((apart > FAR).mean() > MOST or apart.mean() > MEAN)


def check(name: str, png: bytes) -> None:
    path, now = STORED / f"{name}.png", grid(png)
    if os.environ.get("CSNA_SNAPSHOTS") == "write":
        STORED.mkdir(exist_ok=True)
        image.fromarray(now.astype(np.uint8)).save(path, optimize=True)
    assert now.std() > 4, "hardly anything is drawn"
    assert not differs(now, grid(path.read_bytes())), f"{name} looks different: see {path.parent.name}/{path.name}"


@pytest.fixture(scope="module")
def scene(river: dict[str, csna.PartnerNetwork]) -> Scene:
    return drawn.scene_of(river, groups="group", seed=3)


@pytest.fixture(scope="module")
def opened(browser: Any) -> Iterator[Any]:
    context = browser.new_context(viewport={"width": 1280, "height": 800}, offline=True)
    yield context.new_page()
    context.close()


@pytest.mark.browser
@pytest.mark.parametrize(
    ("view", "pen"), [("rings", "vis"), ("rings", "canvas"), ("voice", "vis"), ("groups", "vis"), ("waves", "canvas")]
)
def test_a_page_looks_as_it_did(
    scene: Scene, opened: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, view: str, pen: str
) -> None:
    monkeypatch.setattr(limits, "VIS_PEOPLE", 0 if pen == "canvas" else limits.VIS_PEOPLE)
    file = tmp_path / "map.html"
    file.write_text(html.page(scene, view=view), encoding="utf-8")
    opened.goto(file.as_uri())
    opened.wait_for_function("performance.getEntriesByName('map drawn').length > 0")
    opened.wait_for_timeout(300)
    check(f"page-{view}-{pen}", opened.locator(".picture").screenshot())


@pytest.mark.parametrize("view", ["rings", "voice", "groups", "waves"])
def test_a_picture_looks_as_it_did(scene: Scene, tmp_path: Path, view: str) -> None:
    pytest.importorskip("matplotlib")
    file = csna.save_picture(drawn.drawn(scene, view), tmp_path / "map.png", dpi=72)
    check(f"picture-{view}", file.read_bytes())


def test_a_mark_that_moves_and_a_name_that_is_gone_are_seen() -> None:
    blank = np.full(GRID[::-1], 250, dtype=np.int64)
    marked = blank.copy()
    marked[10:14, 20:25] -= 60
    moved = np.roll(marked, 8, axis=1)
    assert differs(blank, marked)
    assert differs(marked, moved)
    assert not differs(marked, marked + np.random.default_rng(0).integers(-2, 3, marked.shape))
