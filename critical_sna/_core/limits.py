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
"""Exact betweenness refuses above this many people (and says which call to use)."""

EXACT_DISTANCE_WORK: Final = 2e11
"""Distances between all people refuse above so many people * ties (half an hour to some hours on one core)."""

VIS_PEOPLE: Final = 2_000
VIS_TIES: Final = 8_000
"""Largest network that vis-network draws on a map; larger ones are drawn by a canvas of our own."""
CANVAS_PEOPLE: Final = 100_000
CANVAS_TIES: Final = 500_000
FORCES_PEOPLE: Final = 1_000
"""Up to this many people a map's neighbourhood is laid out by forces, above by distances to pivots."""
UNTANGLED_PEOPLE: Final = 150
UNTANGLED_TIES: Final = 2_000
"""Up to this size people stand in the sectors of a map so that fewer ties cross, above it in random order."""
MAP_PLACES: Final = 2_000_000
"""Largest map: people over all waves, ties in a wave, and people * waves * strengths of ties."""

PICTURE_PEOPLE: Final = 20_000
PICTURE_TIES: Final = 200_000
"""Largest network of a static picture; more marks would cover each other."""
PICTURE_MARKED_PEOPLE: Final = 500
"""Up to so many people a static picture works out which voices are little heard; above it would take minutes."""
CHART_RANGE_PEOPLE: Final = 300
"""Up to so many people a chart of brokerage has its range over missing answers, which takes people cubed steps."""

MAX_FILE_BYTES: Final = 50 * 1024 * 1024
MAX_SPEC_BYTES: Final = 1024 * 1024
MAX_NOTES_BYTES: Final = 1024 * 1024
MAX_NOTES: Final = 1_000
MAX_NOTE_TEXT: Final = 600
"""A file of notes from a map: bytes, notes, and characters of one text in it."""
MAX_XLSX_UNPACKED_BYTES: Final = 200 * 1024 * 1024
MAX_XLSX_RATIO: Final = 200
MAX_SHEET_ROWS: Final = 100_000
MAX_SHEET_COLUMNS: Final = 5_000

LIVE_WORDS: Final = 4e8
"""Up to this many voices * ties * draws / 64 (under a minute) audibility follows everybody, above it samples people."""

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

NUMBA_WORK: Final = 3e8
"""From so many steps of work on (ties visited, pairs of ties checked) ``engine="auto"`` takes numba where installed."""

MAX_TEXT_BYTES: Final = 1024**3
MAX_ROW_TEXT: Final = 8 * 1024 * 1024
"""A CSV or TSV file, and the characters of one row in it."""
MAX_TABLE_CELLS: Final = 40_000_000
MAX_TABLE_COLUMNS: Final = 50_000
MAX_TABLE_TEXTS: Final = 12_000_000
"""One table of a survey: cells (a short row counts as filled up), columns, and texts that differ."""
MAX_SURVEY_PEOPLE: Final = 3_000_000
"""People of one survey."""
NUMBA_TRIANGLE_WORK: Final = 5e7
"""The same for lists of triangles: pairs of ties checked."""

LABEL_DRAWS: Final = 99
SPECTRAL_SEGREGATION_PEOPLE: Final = 200
"""Shuffles of groups for the spectral index in a table of indices, and the most people it is given there for."""

GROUP_PATHS_PEOPLE: Final = 2_000
"""Centrality of groups holds the distances of all pairs; it refuses above this many people."""
GROUP_PATHS_SECONDS: Final = 2.5e-7
"""Its time for draws + 1, groups, and people squared: processor time on one core of a small server, median of networks
of 300, 600 and 1,000 people with 3 and 10 ties each, 5 and 10 groups, 3 draws (2.0e-7 to 3.1e-7)."""
GROUP_PATHS_BYTES: Final = 60
"""Its memory for people squared: what a process of 1,000 and one of 1,500 people grew by (60 and 39)."""

DENSE_BROKERAGE_PEOPLE: Final = 2_000
"""Brokerage expected by density with answers missing refuses above this many people."""
DENSE_BROKERAGE_SECONDS: Final = (7e-10, 3.3e-8)
"""Its time for people cubed, and for people squared * groups: processor time on one core of a small server, from
600, 1,000 and 2,000 people, one in ten silent, in 2, 5 and 20 groups (within 15 % of each; 7 s at 2,000)."""
RANGE_BROKERAGE_SECONDS: Final = 4e-10
"""The same of the range of brokerage over missing answers, for people cubed (600 and 1,000 people, 3.4e-10 to 4.9e-10;
9e-10 with 20 groups)."""

REACH_PARTS: Final = 4_000
"""Who is above whom is not worked out where more than so many parts (everybody in one reaches everybody) are left."""
REACH_SECONDS: Final = 1.2e-10
"""Its time for parts cubed: processor time on one core of a small server, 2,000 and 4,000 people of an order in which
each has ten ties to later ones (0.9e-10 and 1.2e-10)."""

REWIRED_TIES: Final = 200_000_000
"""A test against rewired networks refuses above so many draws * ties."""

CORE_TIES: Final = 1_000_000
"""The summary of a network with more ties leaves out the fit of a core and a periphery (half a minute and more)."""

SAMPLED_PEOPLE: Final = 64
"""People whom each draw walks from where audibility is sampled."""
SAMPLED_TIES: Final = 5e9
"""Sampled audibility refuses above this many ties * draws * sampled people / 64 (an hour or so)."""
SWEEP: Final = (0.1, 0.3, 0.5, 0.7, 0.9)
"""Chances that a tie passes a voice on, over which audibility is swept unless told otherwise."""

NEARLY_NESTED: Final = 0.8
"""Where so large a share of organisations holds people of one group only, a test by person says so."""

QAP_PEOPLE: Final = 3_000
"""Networks are laid over each other cell by cell up to this many people."""

BOOTSTRAP_DEFINED: Final = 0.9
"""An interval is given where at least this share of resampled networks has the figure."""

IMPUTED_CELLS: Final = 20_000_000
"""Answers that are missing are drawn up to so many cells."""
PERIPHERY_CHANCES: Final = (0.3, 0.6)
"""Chances of passing on among the readings of who is little heard."""
READING_WORLDS: Final = 64
"""Draws of open ties for one such reading, in the observed and in each random network alike."""
POOLED_NULL: Final = 2_500
"""Null values, people pooled over random networks, that such a reading is held against, at least; and 13 networks at
least, so that one person alone can fall under the false discovery rate."""
READING_WORDS: Final = 2e8
"""Above this many voices * ties * chances such a reading samples hearers."""
UNIT_DRAWS: Final = 999
"""Shuffles of groups over their units for the periphery of groups."""
FILLED_TIES: Final = 5e6
"""As many ties may be added when everybody who stayed silent is taken to name everybody."""

STATISTICS_SECONDS: Final = 300
STATISTICS_BYTES: Final = 2 * 1024**3
"""An SPSS or Stata file is read in a process of its own, which may take so long and so much memory."""

DESCRIBED_ROWS: Final = 20_000
"""A spec is drafted from this many rows of a file."""

MAX_ISSUES_OF_A_KIND: Final = 1_000
"""Issues of one code in one file beyond this are counted together in one row."""

EXACT_SIGN_FLIPS: Final = 20
"""Up to so many pairs that differ, every way to turn their differences is listed."""
DYAD_CELLS_PEOPLE: Final = 3_000
"""The range of weighted reciprocity over missing answers is worked out up to this many people."""
PATHWAY_WORK: Final = 2e9
"""Pathways refuse above so many people * (people + ties) * groups * rounds (some minutes), and say what to sample."""
PATHWAY_IMPUTATIONS: Final = 5
PATHWAY_MULTIPLIERS: Final = (0.5, 1.0, 2.0)
"""Draws of missing answers for the range of pathways, at so many times the rate of those who answered."""

EVIDENCE_P: Final = 0.05
EVIDENCE_SAME_SIGN: Final = 0.9
"""A claim is supported with p at most this (over all claims made together), at least this share of equivalent ways of
counting on its side, and its interval and its range over missing answers wholly on its side."""
EVIDENCE_LEANING_P: Final = 0.10
EVIDENCE_LEANING_SAME_SIGN: Final = 0.7
"""Evidence leans towards a claim with p at most this and at least this share of ways of counting on its side."""
CLAIM_DRAWS: Final = 999
PATHWAY_DRAWS: Final = 149
MUTUAL_DRAWS: Final = 199
CLAIM_IMPUTATIONS: Final = 2
CLAIM_VOICE_DRAWS: Final = 64
"""Draws of chance behind the claims of a report; fewer at most for pathways
and for influence both ways; draws of missing answers at each assumption;
draws of open ties where a voice has to reach those who decide."""
