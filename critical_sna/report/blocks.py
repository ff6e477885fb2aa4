"""What a page is made of: sections of paragraphs, lists, tables, bars and one map."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from critical_sna.maps.charts.chart import Chart


@dataclass(frozen=True)
class Paragraph:
    """One paragraph; ``quote`` is the question as asked, ``note`` is small print, ``room`` a question for people."""

    text: str
    role: Literal["plain", "lead", "quote", "note", "room"] = "plain"
    kind: Literal["paragraph"] = "paragraph"


@dataclass(frozen=True)
class Heading:
    """A heading inside a section."""

    text: str
    kind: Literal["heading"] = "heading"


@dataclass(frozen=True)
class Listing:
    """A list of sentences."""

    items: tuple[str, ...]
    kind: Literal["listing"] = "listing"


@dataclass(frozen=True)
class Cell:
    """One cell: its text, and how full it is (0 to 1) where shade or a bar says the same again."""

    text: str
    fill: float | None = None


@dataclass(frozen=True)
class Table:
    """A table: the first column names the row. ``bars`` draws the fill of the last column as a bar."""

    caption: str
    head: tuple[str, ...]
    rows: tuple[tuple[str, tuple[Cell, ...]], ...]
    note: str = ""
    bars: bool = False
    words: bool = False
    """Whether cells hold sentences rather than numbers."""
    kind: Literal["table"] = "table"


@dataclass(frozen=True)
class Card:
    """One claim: how sure it is (``mark`` for its look, ``level`` in words), the sentence, and what is behind it."""

    mark: str
    level: str
    text: str
    lines: tuple[tuple[str, str], ...]
    note: str
    kind: Literal["card"] = "card"


@dataclass(frozen=True)
class Frame:
    """A page of its own inside the page: the map."""

    title: str
    page: str
    kind: Literal["frame"] = "frame"


@dataclass(frozen=True, eq=False)
class Picture:
    """A chart, drawn when the page is written; the table beside it holds the same."""

    chart: Chart
    kind: Literal["picture"] = "picture"


Block = Paragraph | Heading | Listing | Table | Card | Frame | Picture


@dataclass(frozen=True)
class Section:
    """One part of the page; ``key`` is its anchor."""

    key: str
    title: str
    blocks: tuple[Block, ...]
