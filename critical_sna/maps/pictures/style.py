"""How a picture looks: in colour, in greys, or in black lines for a photocopier."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from critical_sna.maps.grouping import LOOKS, OTHER_LOOK, UNKNOWN_LOOK


@dataclass(frozen=True)
class Style:
    """Colours of everything in a picture but the groups, and how groups are filled."""

    name: str
    ink: str
    soft: str
    line: str
    band: str
    """Fill of every second ring."""
    tie: str
    accent: str
    """Ties of the followed voice, and the shade of shares."""
    faintest: float
    """The least opacity of a tie: 1 where the printer knows no half tones."""
    fills: dict[str, str]
    """Fill of a mark by its colour on the page; what is not named keeps it."""
    paper: str = "#ffffff"

    def fill(self, colour: str) -> str:
        """Give the fill of a group whose colour on the page is this one."""
        return self.fills.get(colour, colour)

    def fillings(self, colours: Iterable[str]) -> list[str]:
        """Give the fills of several groups."""
        return [self.fill(colour) for colour in colours]


_COLOURS = [colour for _, colour in (*LOOKS, OTHER_LOOK, UNKNOWN_LOOK)]
_GREYS = ("#3d3d3d", "#e3e3e3", "#8a8a8a", "#ffffff", "#6a6a6a", "#c4c4c4", "#a9a9a9", "#000000", "#757575", "#d4d4d4")

_IN = {
    "colour": Style("colour", "#17181c", "#54565f", "#82858f", "#f3f4f8", "#5c606b", "#0b4f9e", 0.03, {}),
    "grey": Style(
        "grey",
        "#17181c",
        "#54565f",
        "#868686",
        "#f4f4f4",
        "#606060",
        "#17181c",
        0.03,
        dict(zip(_COLOURS, _GREYS, strict=True)),
    ),
    "print": Style(
        "print",
        "#000000",
        "#000000",
        "#000000",
        "#ffffff",
        "#8f8f8f",
        "#000000",
        1.0,
        dict.fromkeys(_COLOURS, "#e6e6e6"),
    ),
}


def style_named(name: str) -> Style:
    """Give one of the three styles."""
    return _IN[name]
