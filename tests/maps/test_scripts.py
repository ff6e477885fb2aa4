"""The scripts and styles that pages carry are the ones in the assets, made short."""

from __future__ import annotations

import runpy
from pathlib import Path

import pytest

import critical_sna as csna
from critical_sna.maps import html
from critical_sna.network.simulate_large import simulate_large

ROOT = Path(__file__).parents[2]


def test_the_short_scripts_and_styles_are_made_from_the_long_ones() -> None:
    """Write them again with ``make scripts``."""
    pytest.importorskip("minify", reason="comes with the extra test on Linux")
    made = runpy.run_path(str(ROOT / "docs" / "make_scripts.py"))["files"]()
    assert {path.relative_to(ROOT).as_posix() for path in made} == {
        f"critical_sna/maps/assets/short/{name}" for name in ("vis.js", "canvas.js", "map.css")
    }
    for path, text in made.items():
        assert path.read_text(encoding="utf-8") == text, path.name


@pytest.mark.parametrize("name", ["vis.js", "canvas.js", "map.css"])
def test_nothing_in_a_short_script_is_invisible(name: str) -> None:
    text = html.asset(f"short/{name}")
    assert not any(
        "\u200b" <= sign <= "\u200f" or "\u2028" <= sign <= "\u202e" or "\u2060" <= sign <= "\u206f" for sign in text
    )


def test_a_page_for_fifty_people_is_small_enough_to_send() -> None:
    people, ties = simulate_large(50, 245, seed=1)
    net = csna.PartnerNetwork.from_frames(people, ties.assign(strength=1), reports="seeks_from", question="Whom?")
    page = csna.map_network(net, groups="group", voice=csna.heard_by(net)).to_html()
    assert len(page.encode("utf-8")) < 550_000
