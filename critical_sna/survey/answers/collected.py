"""All answers of a survey, column by column: texts as numbers, so that millions of answers stay small."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt
import pandas as pd

from critical_sna.survey.tables.codes import Codes, Numbered, Places, sorted_texts

STATES = ("tie", "none", "missing", "impossible")
TIE, NONE, MISSING, IMPOSSIBLE = range(len(STATES))
TEXTS = ("wave", "relation", "source", "target", "state", "file", "column")


class Answer(NamedTuple):
    """One answer, resolved."""

    wave: str
    relation: str
    source: str
    target: str
    strength: float
    state: str
    file: str
    row: int
    column: str


ORDER = Answer._fields


@dataclass(frozen=True, eq=False)
class Columns:
    """Answers column by column; all columns but strength and row hold numbers of texts."""

    wave: Codes
    relation: Codes
    source: Codes
    target: Codes
    strength: npt.NDArray[np.float64]
    state: Codes
    file: Codes
    row: Codes
    column: Codes

    def __len__(self) -> int:
        """Count the answers."""
        return len(self.source)

    def take(self, which: npt.NDArray[np.bool_] | Places) -> Columns:
        """Give some of the answers."""
        return Columns(*(getattr(self, name)[which] for name in ORDER))


def _joined(parts: list[Columns]) -> Columns:
    if len(parts) == 1:
        return parts[0]
    kinds = {"strength": np.float64}
    empty = [np.zeros(0, dtype=kinds.get(name, np.int32)) for name in ORDER]
    return Columns(
        *(np.concatenate([none, *(getattr(p, name) for p in parts)]) for name, none in zip(ORDER, empty, strict=True))
    )


class Answers:
    """Answers while they are gathered, in the order of reading."""

    def __init__(self) -> None:
        self.people, self.waves, self.relations = Numbered(), Numbered(), Numbered()
        self.files, self.columns = Numbered(), Numbered()
        self._states = Numbered((state, i) for i, state in enumerate(STATES))
        self._parts: list[Columns] = []
        self._loose: list[Answer] = []

    def __len__(self) -> int:
        """Count the answers."""
        return sum(map(len, self._parts)) + len(self._loose)

    def append(self, answer: Answer) -> None:
        """Add one answer."""
        self._loose.append(answer)

    def extend(
        self,
        *,
        wave: Codes,
        relation: str,
        source: Codes,
        target: Codes,
        strength: npt.NDArray[np.float64],
        state: Codes,
        file: str,
        row: npt.NDArray[np.integer],
        column: Codes,
    ) -> None:
        """Add answers of one relation in one file, given as numbers of ``waves``, ``people``, STATES, ``columns``."""
        self._settle()
        size = len(source)
        self._parts.append(
            Columns(
                wave,
                np.full(size, self.relations[relation], dtype=np.int32),
                source,
                target,
                strength,
                state,
                np.full(size, self.files[file], dtype=np.int32),
                row.astype(np.int32),
                column,
            )
        )

    def _settle(self) -> None:
        """Put the answers that came one by one into columns."""
        if not self._loose:
            return
        by: dict[str, tuple[object, ...]] = dict(zip(Answer._fields, zip(*self._loose, strict=True), strict=True))
        numbered = {"wave": self.waves, "relation": self.relations, "source": self.people, "target": self.people}
        numbered |= {"file": self.files, "column": self.columns, "state": self._states}

        def codes(name: str) -> Codes:
            if name == "row":
                return np.array(by[name], dtype=np.int32)
            return np.array([numbered[name][str(text)] for text in by[name]], dtype=np.int32)

        wave, relation, source, target = (codes(name) for name in ORDER[:4])
        state, file, row, column = (codes(name) for name in ORDER[5:])
        strength = np.array(by["strength"], dtype=np.float64)
        self._parts.append(Columns(wave, relation, source, target, strength, state, file, row, column))
        self._loose = []

    def leave_out(self, gone: Iterable[tuple[str, str]]) -> None:
        """Leave out every answer that a (wave, person) gave or is named in."""
        self._settle()
        keys = np.array([self.waves[w] * 2**32 + self.people[p] for w, p in gone], dtype=np.int64)
        kept = []
        for part in self._parts:
            wave = part.wave.astype(np.int64) * 2**32
            kept.append(part.take(~(np.isin(wave + part.source, keys) | np.isin(wave + part.target, keys))))
        self._parts = kept

    def sealed(self) -> Sealed:
        """Give all answers with their texts sorted, so that the order of numbers is that of texts; empties this."""
        self._settle()
        answers = _joined(self._parts)
        self._parts = []
        people, person = sorted_texts(self.people)
        waves, wave = sorted_texts(self.waves)
        relations, relation = sorted_texts(self.relations)
        files, file = sorted_texts(self.files)
        columns, column = sorted_texts(self.columns)
        answers = Columns(
            wave[answers.wave],
            relation[answers.relation],
            person[answers.source],
            person[answers.target],
            answers.strength,
            answers.state,
            file[answers.file],
            answers.row,
            column[answers.column],
        )
        return Sealed(answers, waves, relations, people, files, columns)


@dataclass(frozen=True, eq=False)
class Sealed:
    """All answers in the order of reading, and the sorted texts that their numbers stand for."""

    answers: Columns
    waves: list[str]
    relations: list[str]
    people: list[str]
    files: list[str]
    columns: list[str]

    @cached_property
    def pairs(self) -> npt.NDArray[np.int64]:
        """One number for the (wave, relation, source, target) of each answer; it sorts as they do."""
        a, n = self.answers, len(self.people)
        wave = a.wave.astype(np.int64) * len(self.relations) + a.relation
        return (wave * n + a.source) * n + a.target

    @cached_property
    def order(self) -> Places:
        """The answers sorted by ``pairs``; those about one pair stay in the order of reading."""
        return np.argsort(self.pairs, kind="stable")

    def unpaired(self, pairs: npt.NDArray[np.int64]) -> tuple[Codes, Codes, Codes, Codes]:
        """Give wave, relation, source and target of numbers that ``pairs`` gave."""
        n, r = max(len(self.people), 1), max(len(self.relations), 1)
        rest, target = np.divmod(pairs, n)
        rest, source = np.divmod(rest, n)
        wave, relation = np.divmod(rest, r)
        return (
            wave.astype(np.int32),
            relation.astype(np.int32),
            source.astype(np.int32),
            target.astype(np.int32),
        )

    def turned(self, pairs: npt.NDArray[np.int64]) -> npt.NDArray[np.int64]:
        """Give the numbers of the same pairs the other way round."""
        n = max(len(self.people), 1)
        rest, target = np.divmod(pairs, n)
        rest, source = np.divmod(rest, n)
        return (rest * n + target) * n + source

    def frame(self, columns: dict[str, npt.NDArray[Any]]) -> pd.DataFrame:  # Any: numbers of texts, or strengths
        """Give columns of numbers as a table whose texts are kept once."""
        kinds = self._kinds
        made = {
            name: pd.Categorical.from_codes(values, dtype=kinds[name]) if name in kinds else values
            for name, values in columns.items()
        }
        return pd.DataFrame(made, copy=False)

    @cached_property
    def _kinds(self) -> dict[str, Any]:  # Any: pandas-stubs know no dtype whose categories are texts
        """What the columns of texts hold."""
        texts = (self.waves, self.relations, self.people, list(STATES), self.files, self.columns)
        kinds = [pd.CategoricalDtype(pd.Index(some, dtype="str")) for some in texts]
        names = ("wave", "relation", "source", "state", "file", "column")
        return {**dict(zip(names, kinds, strict=True)), "target": kinds[2]}

    def table(self) -> pd.DataFrame:
        """Give every answer, sorted by wave, relation, source, target, file, row and column."""
        a, order, pairs = self.answers, self.order.copy(), self.pairs[self.order]
        same = np.flatnonzero(pairs[1:] == pairs[:-1])
        again = np.union1d(same, same + 1)  # only where one pair has several answers the place decides
        some = order[again]
        order[again] = some[np.lexsort((a.column[some], a.row[some], a.file[some], pairs[again]))]
        columns = {name: _in_order(getattr(a, name), order) for name in ORDER}
        columns["row"] = columns["row"].astype(np.int64)
        return self.frame(columns)


def _in_order(values: npt.NDArray[Any], order: Places) -> npt.NDArray[Any]:
    """Put a column in order; one that holds a single value is in order."""
    is_one = not len(values) or (values == values[0]).all()
    return values if is_one else values[order]


def as_text(frame: pd.DataFrame) -> pd.DataFrame:
    """Give a table of answers or ties with plain texts in it."""
    return frame.astype({name: "str" for name in frame.columns if name in TEXTS})
