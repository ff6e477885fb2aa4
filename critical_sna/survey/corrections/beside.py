"""Two readings of a survey beside each other: which pairs of people stand otherwise in one than in the other."""

from __future__ import annotations

import numpy as np
import pandas as pd

from critical_sna.survey.relational_survey import ANSWERED, RelationalSurvey

TIE, NO_TIE, NOT_KNOWN, LEFT_OUT = "tie", "no tie", "not known", "left out"
"""What a survey says of a pair; ``left out`` is a pair of whom one is not in it."""
State = tuple[str, float]


def pairs_that_differ(original: RelationalSurvey, corrected: RelationalSurvey, relation: str) -> pd.DataFrame:
    """Give the pairs (wave, source, target) of which the two surveys say different things. Time O(answers)."""
    rows: list[tuple[str, str, str, str, str, float, float]] = []
    for wave in original.waves_of(relation) or ("",):
        before, after = (_Side(survey, relation, wave) for survey in (original, corrected))
        for source, target in sorted(before.told.keys() | after.told.keys()):
            (was, had), (now, has) = (side.of(source, target) for side in (before, after))
            if was != now or not np.array_equal(had, has, equal_nan=True):
                rows.append((wave, source, target, was, now, had, has))
    columns = ["wave", "source", "target", "original", "corrected", "original_strength", "corrected_strength"]
    kinds = dict.fromkeys(columns[:5], "str") | dict.fromkeys(columns[5:], "float64")
    return pd.DataFrame(rows, columns=columns).astype(kinds)


class _Side:
    """What one survey says of the pairs of one wave."""

    def __init__(self, survey: RelationalSurvey, relation: str, wave: str) -> None:
        roll = survey.people_in(relation, wave)
        self.people = set(roll.index)
        self.silent = set(roll.index[~roll["status"].isin(ANSWERED)])
        ties = survey.ties
        ties = ties[(ties["relation"] == relation) & (ties["wave"] == wave)]
        left_open = survey.unknown(relation, wave)
        self.told: dict[tuple[str, str], State] = {
            (str(a), str(b)): (NOT_KNOWN, np.nan) for a, b in zip(left_open["source"], left_open["target"], strict=True)
        }
        for a, b, strength in zip(ties["source"], ties["target"], ties["strength"], strict=True):
            self.told[str(a), str(b)] = (TIE, float(strength))

    def of(self, source: str, target: str) -> State:
        """Say what stands between two people."""
        if not {source, target} <= self.people:
            return LEFT_OUT, np.nan
        usual: State = (NOT_KNOWN, np.nan) if source in self.silent else (NO_TIE, 0.0)
        return self.told.get((source, target), usual)
