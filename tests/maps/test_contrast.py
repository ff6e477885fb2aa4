"""Contrast, as WCAG 2.2 measures it, of every text and mark of pages and pictures, from their own colours.

``python tests/maps/test_contrast.py`` prints the figures.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

import pytest

from critical_sna.maps import html
from critical_sna.maps.grouping import LOOKS, OTHER_LOOK, UNKNOWN_LOOK
from critical_sna.maps.pictures.style import style_named

FILLS = [colour for _, colour in (*LOOKS, OTHER_LOOK, UNKNOWN_LOOK)]
LEAST = {"text": 4.5, "outline": 3.0, "line": 3.0, "mark": 3.0}
"""Texts 1.4.3, what one has to see 1.4.11. ``faint`` ties have none: each is in the table, and strong when followed."""


class Figure(NamedTuple):
    where: str
    kind: str
    what: str
    ratio: float


def channels(colour: str) -> list[float]:
    return [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]


def luminance(colour: str) -> float:
    r, g, b = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels(colour))
    return 0.2126 * r + 0.7152 * g + 0.0722 * b


def contrast(one: str, other: str) -> float:
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def mixed(over: str, under: str, share: float) -> str:
    parts = zip(channels(over), channels(under), strict=True)
    return "#" + "".join(f"{round(255 * (a * share + b * (1 - share))):02x}" for a, b in parts)


def standing_out(fill: str, ink: str, *behind: str) -> str:
    """The fill of marks too small for an outline, as the canvas mixes it with ink."""
    share, found = 0.05, fill
    while min(contrast(found, each) for each in behind) < 3 and share <= 1:
        found, share = mixed(ink, fill, share), share + 0.05
    return found


def pages() -> Iterator[Figure]:
    blocks = re.findall(r":root[^{]*\{([^}]*)\}", html.asset("map.css"))
    for theme, block in zip(("page, light", "page, dark"), blocks, strict=False):
        c = dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6})", block))
        shade = "#" + "".join(f"{int(v):02x}" for v in re.findall(r"--shade: (\d+), (\d+), (\d+)", block)[0])
        for behind in ("paper", "band"):
            yield from (
                Figure(theme, "text", f"{t} on {behind}", contrast(c[t], c[behind])) for t in ("ink", "soft", "accent")
            )
            yield Figure(theme, "outline", f"mark on {behind}", contrast(c["ink"], c[behind]))
            for line in ("line", "tie", "accent"):
                yield Figure(theme, "line", f"{line} on {behind}", contrast(c[line], c[behind]))
            faint = mixed(c["tie"], c[behind], 0.38)
            yield Figure(theme, "faint", f"tie on {behind}", contrast(faint, c[behind]))
            for fill in FILLS:
                bare = contrast(standing_out(fill, c["ink"], c["paper"], c["band"]), c[behind])
                yield Figure(theme, "mark", f"{fill} on {behind}, small, without outline", bare)
        yield Figure(theme, "text", "banner", contrast(c["on-warn"], c["warn"]))
        yield Figure(theme, "text", "tip", contrast(c["paper"], c["ink"]))
        yield Figure(theme, "text", "ink on the darkest share", contrast(c["ink"], mixed(shade, c["paper"], 0.45)))


def pictures() -> Iterator[Figure]:
    for name in ("colour", "grey", "print"):
        s, where = style_named(name), f"picture, {name}"
        for behind, colour in (("paper", s.paper), ("band", s.band)):
            yield from (
                Figure(where, "text", f"{n} on {behind}", contrast(t, colour))
                for n, t in (("ink", s.ink), ("soft", s.soft))
            )
            yield Figure(where, "outline", f"mark on {behind}", contrast(s.ink, colour))
            yield from (
                Figure(where, "line", f"{n} on {behind}", contrast(t, colour))
                for n, t in (("rings", s.line), ("tie", s.tie), ("followed tie", s.accent))
            )
        share = mixed(s.accent, s.paper, 0.45) if s.faintest < 1 else s.paper
        yield Figure(where, "text", "ink on the darkest share", contrast(s.ink, share))


FIGURES = [*pages(), *pictures()]


@pytest.mark.parametrize("kind", list(LEAST))
def test_what_one_has_to_see_or_read_stands_out(kind: str) -> None:
    low = [figure for figure in FIGURES if figure.kind == kind and figure.ratio < LEAST[kind]]
    assert low == []
    assert sum(figure.kind == kind for figure in FIGURES) >= 10


def test_fills_that_are_too_faint_alone_are_why_marks_have_an_outline() -> None:
    assert min(contrast(fill, "#ffffff") for fill in FILLS) < 3
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


if __name__ == "__main__":
    for place in dict.fromkeys(figure.where for figure in FIGURES):
        for kind in (*LEAST, "faint"):
            found = sorted((f for f in FIGURES if (f.where, f.kind) == (place, kind)), key=lambda f: f.ratio)
            for figure in found:
                print(f"{figure.where:16} {figure.kind:8} {figure.ratio:5.2f}  {figure.what}")
