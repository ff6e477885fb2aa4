"""One resolver for every name and id: exact after normalising, then labels, then aliases; never by guess."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import NamedTuple

from critical_sna.survey.issues import Log
from critical_sna.survey.tables.text import clean, listed, match_key, odd_name, quoted

_LOST_DIGITS = re.compile(r"\d([.,]\d+)?[eE]\+\d+")
_SIMILAR = 88
_MOST_NAMES_COMPARED = 3_000
_SHORTEST_COMPARED = 5
_SHORTEST_NAME = 4


class Place(NamedTuple):
    """Where a text stood."""

    file: str
    row: int | None
    column: str | None


@dataclass
class Registry:
    """Everyone who is known by id, label or alias, and everyone met on the way."""

    log: Log
    add_unmatched: bool = True
    has_people_file: bool = False
    labels: dict[str, str] = field(default_factory=dict)
    withdrawn: set[str] = field(default_factory=set)
    added: set[str] = field(default_factory=set)
    _by_id: dict[str, str] = field(default_factory=dict)
    _by_label: dict[str, dict[str, None]] = field(default_factory=dict)
    _by_alias: dict[str, str] = field(default_factory=dict)
    _met: dict[str, dict[str, Place]] = field(default_factory=dict)
    _unmatched: dict[str, list[Place]] = field(default_factory=dict)
    _file_of_ids: str = ""

    def is_withdrawn(self, text: str) -> bool:
        """Tell whether this text is a name or id of somebody who asked to be removed."""
        return match_key(text) in self.withdrawn

    def names_withdrawn(self, text: str) -> bool:
        """Tell whether a text holds, among other words, the name of somebody who withdrew."""
        if not self.withdrawn:
            return False
        key = match_key(text)
        return any(
            len(name) >= _SHORTEST_NAME and not name.isdigit() and re.search(rf"(?<!\w){re.escape(name)}(?!\w)", key)
            for name in self.withdrawn
        )

    def enrol(self, text: str, label: str | None, place: Place) -> str | None:
        """Add a person of a people file; the same person in another wave is one person."""
        key = match_key(text)
        if key in self.withdrawn:
            return None
        person = self._by_id.setdefault(key, clean(text))
        self._file_of_ids = place.file
        self._see(person, text, place)
        if label:
            self.labels.setdefault(person, clean(label))
            self._by_label.setdefault(match_key(label), {})[person] = None
        return person

    def alias(self, written: str, text: str, place: Place) -> None:
        """Let ``written`` stand for the person ``text``; it must be somebody on the people file."""
        person = self.find(text, place)
        if person is None:
            self.log.fault("alias_of_nobody", file=place.file, row=place.row, column=place.column, name=quoted(text))
        else:
            self._by_alias[match_key(written)] = person

    def find(self, text: str, place: Place | None = None) -> str | None:
        """Give the id of the person this text names, or None; two people with one label are a fault."""
        key = match_key(text)
        if key in self._by_id:
            return self._by_id[key]
        if key in self._by_alias:
            return self._by_alias[key]
        people = self._by_label.get(key, {})
        if len(people) > 1 and place is not None:
            self.log.fault(
                "ambiguous_name",
                file=place.file,
                row=place.row,
                column=place.column,
                name=quoted(text),
                people=listed(sorted(people)),
            )
        return next(iter(people), None)

    def meet(self, text: str, place: Place) -> str | None:
        """Resolve a name in an answer; unknown people are added or are a fault, as the policy says."""
        person = self.find(text, place)
        if person is None:
            if _LOST_DIGITS.fullmatch(clean(text)):
                self.log.fault("lost_digits", file=place.file, row=place.row, column=place.column, name=quoted(text))
                return None
            if self.has_people_file and not self.add_unmatched:
                self.log.fault(
                    "unmatched",
                    file=place.file,
                    row=place.row,
                    column=place.column,
                    name=quoted(text),
                    hint=self._hint(text),
                )
                return None
            person = clean(text)
            self._by_id[match_key(text)] = person
            self.added.add(person)
        if person in self.added:
            self._unmatched.setdefault(person, []).append(place)
        self._see(person, text, place)
        return person

    def _see(self, person: str, text: str, place: Place) -> None:
        self._met.setdefault(person, {}).setdefault(text, place)

    def _hint(self, text: str) -> str:
        bare = clean(text).lstrip("0")
        if bare.isdigit():
            for known in self._by_id.values():
                if known != clean(text) and known.lstrip("0") == bare:
                    return f" ({quoted(known)} is, in {self._file_of_ids}: a spreadsheet took the leading zeros away)"
        return ""

    def report(self, people: set[str]) -> None:
        """Note odd spellings, unmatched and similar names of the people who are in the survey."""
        for person in sorted(people & self._met.keys()):
            self._report_spellings(person)
        if self.has_people_file:
            for person in sorted(self.added & people):
                places = self._unmatched[person]
                self.log.note(
                    "unmatched_name",
                    count=len(places),
                    file=places[0].file,
                    row=places[0].row,
                    column=places[0].column,
                    name=quoted(person),
                )
        self._report_labels(people)
        self._report_similar(people)

    def _report_spellings(self, person: str) -> None:
        spellings = self._met[person]
        names = {clean(person), clean(self.labels.get(person, person))}
        other = [raw for raw in spellings if raw not in names and self._by_alias.get(match_key(raw)) != person]
        if other:
            place = spellings[other[0]]
            self.log.note(
                "normalised_name",
                count=len(other),
                file=place.file,
                row=place.row,
                column=place.column,
                name=quoted(person),
                raw=", ".join(quoted(raw) for raw in other[:5]),
            )
        for raw in dict.fromkeys([*spellings, self.labels.get(person, "")]):
            kind = odd_name(raw)
            if kind:
                place = spellings.get(raw, next(iter(spellings.values())))
                self.log.note(
                    "look_alike" if kind == "look_alike" else "suspicious_text",
                    file=place.file,
                    row=place.row,
                    column=place.column,
                    name=quoted(raw),
                    kind=kind,
                )
                break

    def _report_labels(self, people: set[str]) -> None:
        for owners in self._by_label.values():
            shared = sorted(people & owners.keys())
            if len(shared) > 1:
                self.log.note(
                    "duplicate_label",
                    count=len(shared),
                    file=self._file_of_ids,
                    name=quoted(self.labels[shared[0]]),
                    people=listed(shared),
                )

    def _report_similar(self, people: set[str]) -> None:
        """Suggest names that may be one person (never merged); digits that differ are different people."""
        fresh = sorted((self.added if self.has_people_file else people) & people)
        known = sorted(people)
        if not fresh or len(known) > _MOST_NAMES_COMPARED:
            return
        from rapidfuzz import fuzz, process

        keys = {person: match_key(self.labels.get(person, person)) for person in known}
        digits = {person: re.sub(r"\D", "", keys[person]) for person in known}
        long = [p for p in known if len(keys[p]) >= _SHORTEST_COMPARED]
        fresh = [p for p in fresh if p in keys and len(keys[p]) >= _SHORTEST_COMPARED]
        scores = process.cdist(
            [keys[p] for p in fresh], [keys[p] for p in long], scorer=fuzz.ratio, score_cutoff=_SIMILAR
        )
        told: set[tuple[str, str]] = set()
        for i, j in zip(*scores.nonzero(), strict=True):
            pair = (min(fresh[i], long[j]), max(fresh[i], long[j]))
            if keys[pair[0]] != keys[pair[1]] and digits[pair[0]] == digits[pair[1]] and pair not in told:
                told.add(pair)
                first, second = (quoted(self.labels.get(p, p)) for p in pair)
                self.log.note("similar_names", first=first, second=second)
        self._report_near_withdrawn(fresh)

    def _report_near_withdrawn(self, fresh: list[str]) -> None:
        """Point, without a name, at a name that may be a misspelling of somebody who withdrew."""
        from rapidfuzz import fuzz

        for person in fresh:
            near = any(fuzz.ratio(match_key(person), key) >= _SIMILAR for key in self.withdrawn)
            digits = {re.sub(r"\D", "", key) for key in self.withdrawn}
            if near and re.sub(r"\D", "", match_key(person)) in digits:
                place = next(iter(self._met[person].values()))
                self.log.note("withdrawn_similar", file=place.file, row=place.row, column=place.column)
