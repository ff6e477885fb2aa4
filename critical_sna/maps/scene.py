"""A scene: everything a map shows, as plain frozen tables. What draws reads these and computes nothing."""

from __future__ import annotations

from dataclasses import dataclass, field

import pandas as pd

NOT_PART, ANSWERED, SILENT, NOT_ASKED = 0, 1, 2, 3
"""What a person is in a wave."""

UNKNOWN_BAND = -1
"""The answers that would say how widely a voice is heard are missing."""

NOT_MARKED, LITTLE_HEARD, DEPENDS = 0, 1, 2
"""The mark a voice carries: none, a double ring, a dotted ring."""

HIDDEN, NOT_KNOWN = -1.0, -2.0
"""A share between groups that is withheld, or that nobody who answered could say."""


@dataclass(frozen=True, repr=False)
class Scene:
    """What one map shows.

    Numbers of people are the map's own (0 to n-1, in random order); the survey's ids stand only in
    ``people.person`` (and their names in ``people.label``), which are never written to the page.
    """

    def __repr__(self) -> str:
        return f"<Scene of {self.n} people, {len(self.waves)} waves>"

    title: str
    asked: str
    """The question as it was asked, as a sentence."""
    read_as: str
    """How an answer is read, as a sentence."""
    flow: bool
    """Whether it was declared which way voice travels; where not, ties stand as reported and there are no rings."""
    reports: str | None
    """seeks_from, gives_to or mutual: whose answers show that a voice is heard."""
    people: pd.DataFrame
    """index number; person, label (NaN where none), code, shown, group (row of ``groups``), order (in its sector)."""
    groups: pd.DataFrame
    """index 0..; name, letter, look (row of ``looks``), size."""
    looks: pd.DataFrame
    """index 0..; name, letter, shape, colour, size: what the legend lists."""
    waves: pd.DataFrame
    """index 0..; key (as the survey calls it), name, asked, answered, not_asked, n_marked, n_depends (before the
    ceiling on marks), judged."""
    levels: tuple[str, ...]
    """Tie strengths in words, loosest first; one entry where strengths do not vary."""
    status: pd.DataFrame
    """index wave, columns number: NOT_PART, ANSWERED, SILENT or NOT_ASKED."""
    marks: pd.DataFrame
    """index wave, columns number: NOT_MARKED, LITTLE_HEARD or DEPENDS."""
    bands: pd.DataFrame
    """index (wave, level), columns number: 0 = no one yet, upwards; UNKNOWN_BAND."""
    counts: pd.DataFrame
    """index (wave, level), columns number: how many name this voice."""
    could: pd.DataFrame
    """index (wave, level), columns number: how many answered and could name this voice; -1 where not told."""
    ties: pd.DataFrame
    """wave, source (the voice, or who answered), target (the hearer, or who was named), level."""
    open: pd.DataFrame
    """wave, voice, hearer: pairs that somebody who answered left open."""
    reach: pd.DataFrame
    """index (wave, level, look): one column a look, share of possible ties, HIDDEN or NOT_KNOWN."""
    relation: str = ""
    stamp: str = ""
    """The mark of this map and no other, which notes on it carry; only who has the whole survey can make it."""
    highlight: tuple[int, ...] = ()
    names: bool = False
    """Whether the page shows names or ids, and so must carry the banner."""
    language: str = "en"
    """The words that the page and its pictures speak in; see ``critical_sna.words.speaker``."""
    seed: int = 0
    notes: tuple[str, ...] = field(default=())
    """Sentences about what this map cannot show."""

    @property
    def n(self) -> int:
        """How many people the map holds, over all waves."""
        return len(self.people)

    def frames(self) -> list[tuple[int, int]]:
        """Every (wave, level) the page can show, in order."""
        return [(wave, level) for wave in range(len(self.waves)) for level in range(len(self.levels))]
