"""RelationalSurvey: what was asked, who answered, what they said, and everything odd about it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TypeVar

import numpy as np
import pandas as pd

from critical_sna._core.frozen import Frozen
from critical_sna.errors import UnknownNameError, UsageError, did_you_mean
from critical_sna.survey.answers.collected import as_text

V = TypeVar("V")
ANSWERED = ("respondent", "partial")


@dataclass(frozen=True)
class Question:
    """How a relation was asked and how its cells were read."""

    question: str | None
    reports: str | None
    choices: int | None
    levels: tuple[str, ...] | None
    strengths: tuple[float, ...] | None
    """What each level counts as; 0 is no tie."""
    blank: str
    empty_block: str


@dataclass(frozen=True)
class AttributeMeaning:
    """What an attribute is in relation to power, and the values that mean holding it."""

    kind: str
    holds: tuple[str, ...]
    sep: str | None = None
    """What stands between several values in one cell; None: one value a person."""
    within: str | None = None
    """The attribute that each value lies in, as an organisation in a community."""


@dataclass(frozen=True)
class Codebook:
    """What relations and attributes mean; every map and report quotes it."""

    relations: Frozen[Question]
    attributes: Frozen[AttributeMeaning]


@dataclass(frozen=True, repr=False, eq=False)
class RelationalSurvey:
    """A survey that was read: frozen, and its tables are handed out as copies.

    Made by ``read_survey``. Its repr shows counts and never names.
    """

    codebook: Codebook
    relations: tuple[str, ...]
    waves: tuple[str, ...]
    _people: pd.DataFrame
    _answers: pd.DataFrame
    _ties: pd.DataFrame
    _issues: pd.DataFrame
    _roll: pd.DataFrame
    _known: Mapping[str, pd.DataFrame]
    _suggestions: pd.DataFrame

    @property
    def people(self) -> pd.DataFrame:
        """One row a person, index ``person``: label, status, asked (best over waves), by wave, attributes."""
        return self._people.copy()

    @property
    def answers(self) -> pd.DataFrame:
        """Every answer with its state (tie, none, missing, impossible) and where it stood."""
        return as_text(self._answers)

    @property
    def ties(self) -> pd.DataFrame:
        """Wave, relation, source, target, strength (> 0), after the policy, sorted."""
        return as_text(self._ties)

    @property
    def issues(self) -> pd.DataFrame:
        """Everything odd that was seen: code, severity, text, count, file, row, column."""
        return self._issues.copy()

    def waves_of(self, relation: str) -> tuple[str, ...]:
        """Name the waves in which a relation was asked; () where it was asked without naming a wave."""
        has = set(self._roll.loc[self._roll["relation"] == relation, "wave"])
        waves = tuple(w for w in ("", *self.waves) if w in has)
        return () if waves == ("",) else waves

    def people_in(self, relation: str, wave: str | None = None) -> pd.DataFrame:
        """Give everyone present in a relation and wave: label, status and asked there, attributes as known then.

        Present is who was on a list, answered, or was named. A respondent who left the whole question
        empty has the status ``declined`` here. ``wave`` may be left out where there is only one.
        Raises ``UnknownNameError`` and ``UsageError``.
        """
        wave = self._wave_of(relation, wave)
        roll, known, label = self._roll_in(relation, wave), self._known[wave], self._people[["label"]]
        if not roll.index.equals(label.index):
            known, label = known.reindex(roll.index), label.loc[roll.index]
        return pd.concat([label, roll, known], axis=1)

    def unknown(self, relation: str, wave: str | None = None) -> pd.DataFrame:
        """Give (source, target) pairs of people who answered the relation but left this cell unanswered."""
        wave = self._wave_of(relation, wave)
        answers = self._answers_in(relation, wave)
        people = answers["source"].cat.categories
        if not (answers["state"] == "missing").any():
            return pd.DataFrame({"source": people[:0], "target": people[:0]})
        roll = self._roll_in(relation, wave)
        answered = people.isin(roll.index[roll["status"].isin(ANSWERED)])
        source = answers["source"].cat.codes.to_numpy(dtype="int64")
        pair = source * len(people) + answers["target"].cat.codes.to_numpy()
        told = pair[answers["state"].isin(["tie", "none"]).to_numpy()]
        asked = np.unique(pair[(answers["state"] == "missing").to_numpy() & answered[source]])
        source, target = np.divmod(asked[~np.isin(asked, told)], max(len(people), 1))
        return pd.DataFrame({"source": people[source], "target": people[target]})

    def _roll_in(self, relation: str, wave: str) -> pd.DataFrame:
        roll = self._roll[(self._roll["relation"] == relation) & (self._roll["wave"] == wave)]
        return roll.set_index("person")[["status", "asked"]]

    def _answers_in(self, relation: str, wave: str) -> pd.DataFrame:
        return self._answers[(self._answers["relation"] == relation) & (self._answers["wave"] == wave)]

    def capped(self, relation: str, wave: str | None = None) -> pd.DataFrame:
        """Give the people who named as many as they were allowed: index ``person``, columns named, choices.

        Whom they left out may be missing only because the list was full. Empty where the question had no cap
        (``choices`` of the spec).
        """
        wave = self._wave_of(relation, wave)
        cap = self.codebook.relations[relation].choices
        answers = self._answers_in(relation, wave)
        pairs = answers.loc[answers["state"] == "tie", ["source", "target"]].drop_duplicates()
        named = np.bincount(pairs["source"].cat.codes, minlength=len(pairs["source"].cat.categories))
        full = np.flatnonzero(named >= cap) if cap is not None else np.zeros(0, dtype=np.intp)
        index = pd.Index(pairs["source"].cat.categories[full], name="person", dtype="str")
        return pd.DataFrame({"named": named[full].astype("int64"), "choices": cap or 0}, index=index)

    def name_suggestions(self) -> pd.DataFrame:
        """Give names that may be one person, for somebody to decide; nothing is merged by a score.

        Columns name, suggestion, score (likeness, 0 to 100), where, decision (empty where nobody decided yet).
        See ``write_name_suggestions``.
        """
        return self._suggestions.copy()

    def response_rates(self, by: str | None = None) -> pd.DataFrame:
        """Count who was asked and who answered, by wave (and by an attribute; missing is ``unknown``).

        Index ``wave`` ("" where there are no waves), or (wave, attribute); columns asked, answered,
        rate (answered / asked; NaN where nobody was asked). ``partial`` counts as answered.
        """
        attributes = [*self._known[next(iter(self._known))].columns]
        if by is not None and by not in attributes:
            raise UnknownNameError(
                f"There is no attribute {by!r}.",
                where="response_rates(by=...)",
                mend=did_you_mean(by, attributes),
            )
        roll = self._roll.assign(asked=self._roll["asked"] == "yes", answered=self._roll["status"].isin(ANSWERED))
        roll = roll.groupby(["wave", "person"], as_index=False)[["asked", "answered"]].max()
        keys: list[str] = ["wave"]
        if by is not None:
            known = {(w, p): v for w, frame in self._known.items() for p, v in frame[by].items()}
            values = [known.get(pair) for pair in zip(roll["wave"], roll["person"], strict=True)]
            roll[by] = pd.Series(values, index=roll.index, dtype="str").fillna("unknown")
            keys.append(by)
        roll["answered"] &= roll["asked"]
        counts = roll.groupby(keys)[["asked", "answered"]].sum().astype("int64")
        order = {wave: i for i, wave in enumerate(["", *self.waves])}
        counts = counts.sort_index(
            level="wave",
            key=lambda level: level.map(order) if level.name == "wave" else level,
            sort_remaining=True,
        )
        return counts.assign(rate=counts["answered"] / counts["asked"].where(counts["asked"] > 0))

    def _wave_of(self, relation: str, wave: str | None) -> str:
        if relation not in self.relations:
            raise UnknownNameError(
                f"There is no relation {relation!r}.",
                where="relation=...",
                mend=did_you_mean(relation, self.relations),
            )
        waves = self.waves_of(relation) or ("",)
        if wave is None and len(waves) == 1:
            return waves[0]
        if wave is None:
            raise UsageError(
                f"The relation {relation!r} was asked in {len(waves)} waves.",
                where="wave=...",
                mend=f"name one of {', '.join(map(repr, waves))}",
            )
        if wave not in waves:
            raise UnknownNameError(
                f"The relation {relation!r} was not asked in wave {wave!r}.",
                where="wave=...",
                mend=did_you_mean(str(wave), waves),
            )
        return wave

    def __repr__(self) -> str:
        waves = f", waves={len(self.waves)}" if self.waves else ""
        rate = self.response_rates()
        asked, answered = int(rate["asked"].sum()), int(rate["answered"].sum())
        return (
            f"RelationalSurvey(people={len(self._people)}, relations={len(self.relations)}{waves}, "
            f"ties={len(self._ties)}, answered={answered} of {asked}, issues={len(self._issues)})"
        )
