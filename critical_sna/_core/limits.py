"""Every threshold the library uses, in one place, so that a page can print the ones it used."""

from __future__ import annotations

from typing import Final

HEARD_BANDS: Final = (
    ("no one yet", 0.0),
    ("a few", 0.10),
    ("some", 0.25),
    ("many", 1.0),
)
"""Bands of the share of those who answered who name a voice: 0; under 10 %; under 25 %; the rest."""

CROWDED_BAND_SHARE: Final = 0.70
"""Where one band holds more than this share of people, a page proposes a stricter tie threshold."""

PERIPHERY_TAIL: Final = 0.05
PERIPHERY_FALSE_DISCOVERY: Final = 0.10
PERIPHERY_AGREE: Final = 0.8
PERIPHERY_DISAGREE: Final = 0.2
LOWEST_BAND_IS_COLLECTIVE: Final = 0.30
"""With this share of people in the lowest band, a sentence is about the collaborative, not persons."""

MARKED_SHARE: Final = 0.25
"""At most this share of marks on a map may carry the double ring."""

MIN_GROUP: Final = 5
"""Groups with fewer people are hidden in tables by group."""

OBSERVED_SHARE_FOR_CENTRALIZATION: Final = 0.80
"""Below this share of observed pairs a centralization is not reported."""

EXACT_UNCERTAIN_TIES: Final = 20
"""Audibility is enumerated exactly up to this many uncertain ties."""

EXACT_PATHS_PEOPLE: Final = 20_000
"""Exact path measures refuse above this many people (and say which call to use)."""

VIS_PEOPLE: Final = 2_000
VIS_TIES: Final = 8_000
"""Largest network the vis-network page draws."""

MAX_FILE_BYTES: Final = 50 * 1024 * 1024
MAX_SPEC_BYTES: Final = 1024 * 1024
MAX_XLSX_UNPACKED_BYTES: Final = 200 * 1024 * 1024
MAX_XLSX_RATIO: Final = 200
MAX_SHEET_ROWS: Final = 100_000
MAX_SHEET_COLUMNS: Final = 5_000

LIVE_WORDS: Final = 4e9
"""Audibility refuses above this many voices * ties * draws / 64 (a few minutes)."""

NULL_DRAWS: Final = 200
"""Random networks drawn for the null of a two-step measure; people are pooled."""
MAX_SHEET_CELLS: Final = 5_000_000
"""Cells of one table of a survey file, blank ones included."""

SIMILAR_NAMES: Final = 88
"""From this likeness (0 to 100) on, two names are suggested as one person; they are never merged by it."""
MOST_NAMES_COMPARED: Final = 3_000
"""Above this many people names are not compared."""

STRAIGHT_LINE_ANSWERS: Final = 5
"""From this many equal answers on, and no other, a respondent's block is told as a straight line."""

MAX_GRAPH_PEOPLE: Final = 1_000_000
MAX_GRAPH_TIES: Final = 5_000_000
MAX_GRAPH_CELLS: Final = 2_000_000
"""People, ties, and cells of attributes in one graph file."""

MAX_XML_DEPTH: Final = 100
MAX_XML_ELEMENTS: Final = 5_000_000
MAX_FAULTS: Final = 20_000
"""A file with more bad places than this is not read to its end."""
