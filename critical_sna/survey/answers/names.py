"""One resolver for every name and id: exact after normalising, then labels, then aliases; never by guess."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, KeysView
from dataclasses import dataclass, field
from itertools import chain
from typing import NamedTuple

from critical_sna._core.limits import MAX_SURVEY_PEOPLE, MOST_NAMES_COMPARED, SIMILAR_NAMES
from critical_sna.errors import DataError
from critical_sna.survey.answers.suggestions import may_be_one, similar
from critical_sna.survey.issues import Log
from critical_sna.survey.tables.text import clean, listed, match_key, odd_name, quoted

_LOST_DIGITS = re.compile(r"\d([.,]\d+)?[eE]\+\d+")
_SHORTEST_NAME = 4


class Place(NamedTuple):
    """Where a text stood."""

    file: str
    row: int | None
    column: str | None


Where = tuple[str, int | None, str | None]
"""A Place, or what one is made of: of a million people few are ever asked for."""


class Decision(NamedTuple):
    """What somebody decided about a suggested name."""

    name: str
    suggestion: str
    word: str
    place: Place


@dataclass
class Registry:
    """Everyone who is known by id, label or alias, and everyone met on the way."""

    log: Log
    add_unmatched: bool = True
    has_people_file: bool = False
    labels: dict[str, str] = field(default_factory=dict)
    withdrawn: set[str] = field(default_factory=set)
    suggestions: list[dict[str, object]] = field(default_factory=list)
    _decided: dict[str, Decision] = field(default_factory=dict)
    _rejected: dict[frozenset[str], Decision] = field(default_factory=dict)
    _used: dict[str, int] = field(default_factory=dict)
    _by_other: dict[str, dict[str, None]] = field(default_factory=dict)
    _by_id: dict[str, str] = field(default_factory=dict)
    _by_label: dict[str, dict[str, None]] = field(default_factory=dict)
    _by_alias: dict[str, str] = field(default_factory=dict)
    _met: dict[str, Where | dict[str, Where]] = field(default_factory=dict)
    """Where each spelling of a person stood first; one place alone: the spelling is the person's id."""
    _mentions: dict[str, int] = field(default_factory=dict)
    """How often the people were written who are added: whom answers name and no people file."""
    _bare: dict[str, list[str]] = field(default_factory=dict)
    _file_of_ids: str = ""

    @property
    def added(self) -> KeysView[str]:
        """The people whom answers name and no people file."""
        return self._mentions.keys()

    def shown(self, person: str) -> str:
        """Give the id of a person, and the name beside it where that is another text."""
        label = self.labels.get(person, person)
        return person if label == person else f"{person} ({label})"

    def is_withdrawn(self, text: str) -> bool:
        """Tell whether this text is a name or id of somebody who asked to be removed."""
        return bool(self.withdrawn) and match_key(text) in self.withdrawn

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

    def know_as(self, text: str, person: str) -> None:
        """Let a person be found under one more id of the people file, for instance an e-mail address."""
        if clean(text):
            self._by_other.setdefault(match_key(text), {})[person] = None

    def decide(self, decisions: list[Decision]) -> None:
        """Apply what somebody decided about suggested names; what cannot be applied is a fault."""
        for decision in decisions:
            if self.is_withdrawn(decision.name) or self.is_withdrawn(decision.suggestion):
                continue
            key, goal = match_key(decision.name), match_key(decision.suggestion)
            if decision.word == "reject":
                self._rejected[frozenset((key, goal))] = decision
                continue
            code = ""
            if self.find(decision.name) is not None and key not in self._decided:
                code = "decision_on_file"
            elif self.has_people_file and not self.add_unmatched and self.find(decision.suggestion) is None:
                code = "decision_of_nobody"
            elif key in self._decided or match_key(self._settled(decision.suggestion)) == key:
                code = "decision_twice"
            if code:
                place = decision.place._asdict()
                self.log.fault(code, **place, name=quoted(decision.name), suggestion=quoted(decision.suggestion))
            else:
                self._decided[key] = decision

    def _settled(self, text: str) -> str:
        """Give the name that stands for this one after all decisions."""
        while self._decided and match_key(text) in self._decided:
            text = self._decided[match_key(text)].suggestion
        return text

    def known(self) -> Iterator[str]:
        """Give every text under which somebody is found or was erased, as it is matched."""
        yield from chain(self._by_id, self._by_alias, self._by_label, self._by_other, self._decided, self.withdrawn)

    def find(self, text: str, place: Place | None = None) -> str | None:
        """Give the id of the person this text names, or None; two people with one label are a fault."""
        people = self._named(self._key(text))
        if len(people) > 1 and place is not None:
            self.log.fault(
                "ambiguous_name",
                file=place.file,
                row=place.row,
                column=place.column,
                name=quoted(text),
                people=listed(sorted(people)),
            )
        return people[0] if people else None

    def _key(self, text: str) -> str:
        """Give the form in which the name is looked up, after all decisions."""
        return match_key(self._settled(text)) if self._decided else match_key(text)

    def _named(self, key: str) -> list[str]:
        """Give everybody whom a name stands for."""
        person = self._by_id.get(key)
        person = self._by_alias.get(key) if person is None else person
        if person is not None:
            return [person]
        if not self._by_label and not self._by_other:
            return []
        return list({**self._by_label.get(key, {}), **self._by_other.get(key, {})})

    def meet_all(self, texts: Iterable[tuple[Where, str, int]]) -> list[str | None]:
        """Resolve many distinct names (where first, text, times); None, and nothing is noted, where one is a fault."""
        found: list[str | None] = []
        others = (self._decided, self._by_alias, self._by_label, self._by_other)
        nobody_to_ask = not (self.has_people_file or any(others))
        ids, met, mentions = self._by_id, self._met, self._mentions
        for place, text, times in texts:
            before = mentions.get(text)
            if before is not None and not self._decided:  # added before, and written as the id is
                mentions[text] = before + times
                found.append(text)
                continue
            if nobody_to_ask and text.isalnum() and text.isascii() and len(ids) < MAX_SURVEY_PEOPLE:
                key = text.lower()
                if key not in ids:  # a plain word nobody knew: what ``_add`` comes to
                    ids[key], met[text], mentions[text] = text, place, times
                    found.append(text)
                    continue
            person = None if self._decided else ids.get(match_key(text))
            if person is None or person != text or person not in met:
                person = None if self._would_be_fault(text) else self.meet(text, Place(*place), times)
            found.append(person)
        return found

    def _would_be_fault(self, text: str) -> bool:
        """Tell whether this name in an answer is a fault: it stands for nobody, or for more than one."""
        people = self._named(self._key(text))
        return len(people) > 1 or (not people and self._fault_of_new(self._settled(text)) is not None)

    def _fault_of_new(self, text: str) -> str | None:
        """Name what keeps a name that is not known from being a new person."""
        if _LOST_DIGITS.fullmatch(clean(text)):
            return "lost_digits"
        return "unmatched" if self.has_people_file and not self.add_unmatched else None

    def meet(self, text: str, place: Place, times: int = 1) -> str | None:
        """Resolve a name that answers hold so many times; unknown people are added or are a fault, as the policy says.

        ``place`` is where the name stands first.
        """
        person = self.find(text, place)
        if self._decided and match_key(text) in self._decided:
            self._used[match_key(text)] = self._used.get(match_key(text), 0) + times
            text = self._settled(text)
        if person is None:
            fault = self._fault_of_new(text)
            if fault is not None:
                hint = {"hint": self._hint(text)} if fault == "unmatched" else {}
                self.log.fault(fault, file=place.file, row=place.row, column=place.column, name=quoted(text), **hint)
                return None
            return self._add(text, match_key(text), place, times)
        if person in self.added:
            self._mentions[person] = self._mentions.get(person, 0) + times
        self._see(person, text, place)
        return person

    def _add(self, text: str, key: str, place: Place, times: int) -> str:
        """Take in a person nobody knew."""
        person = clean(text)
        self._by_id[key] = person
        if len(self._by_id) > MAX_SURVEY_PEOPLE:
            raise DataError(
                f"The survey has more than {MAX_SURVEY_PEOPLE:,} people.",
                where=place.file,
                mend="check that the columns of people are the right ones, or read the survey in parts",
            )
        self._mentions[person] = self._mentions.get(person, 0) + times
        self._see(person, text, place)
        return person

    def _see(self, person: str, text: str, place: Place) -> None:
        seen = self._met.get(person)
        if seen is None:
            self._met[person] = place if text == person else {text: place}
        elif isinstance(seen, dict):
            seen.setdefault(text, place)
        elif text != person:
            self._met[person] = {person: seen, text: place}

    def _spellings(self, person: str) -> dict[str, Place]:
        """Give every spelling of a person, in order of meeting, with the place where it stood first."""
        seen = self._met.get(person, {})
        return {text: Place(*where) for text, where in (seen if isinstance(seen, dict) else {person: seen}).items()}

    def _hint(self, text: str) -> str:
        bare = clean(text).lstrip("0")
        if bare.isdigit():
            if not self._bare:
                for known in self._by_id.values():
                    self._bare.setdefault(known.lstrip("0"), []).append(known)
            for known in self._bare.get(bare, ()):
                if known != clean(text):
                    return f" ({quoted(known)} is, in {self._file_of_ids}: a spreadsheet took the leading zeros away)"
        return ""

    def report(self, people: set[str]) -> None:
        """Note odd spellings, unmatched and similar names of the people who are in the survey."""
        for person in sorted(filter(self._may_look_odd, people)):
            self._report_spellings(person)
        if self.has_people_file:
            for person in sorted(self.added & people):
                place = next(iter(self._spellings(person).values()))
                self.log.note(
                    "unmatched_name",
                    count=self._mentions[person],
                    file=place.file,
                    row=place.row,
                    column=place.column,
                    name=quoted(person),
                )
        self._report_labels(people)
        self._report_similar(people)
        self._report_decisions()

    def _may_look_odd(self, person: str) -> bool:
        """Tell whether a person was met and has several spellings, a label, or a name with something unusual."""
        seen = self._met.get(person)
        return seen is not None and (isinstance(seen, dict) or person in self.labels or odd_name(person) is not None)

    def _report_spellings(self, person: str) -> None:
        spellings = self._spellings(person)
        names = {clean(person), clean(self.labels.get(person, person))}
        other = [raw for raw in spellings if raw not in names and not self._is_other_id(raw, person)]
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

    def _is_other_id(self, text: str, person: str) -> bool:
        key = match_key(text)
        return self._by_alias.get(key) == person or person in self._by_other.get(key, {})

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
        compared = people if len(people) <= MOST_NAMES_COMPARED else set()
        fresh = sorted((self.added if self.has_people_file else people) & compared)
        names = {person: self.labels.get(person, person) for person in compared}
        for pair in similar(fresh, sorted(compared), names):
            first, second = pair.first, pair.second
            if second in self.added and self._rank(second) < self._rank(first):
                first, second = second, first
            keys = (match_key(names[first]), match_key(names[second]))
            if frozenset(keys) in self._rejected:
                continue
            place = next(iter(self._spellings(first).values()), Place("", None, None))
            self.log.note(
                "similar_names",
                file=place.file or None,
                row=place.row,
                column=place.column,
                first=quoted(names[first]),
                second=quoted(names[second]),
            )
            shown = names[second] if len(self._by_label.get(keys[1], {})) < 2 else second
            self._suggest(names[first], shown, pair.score, place, "")
        self._report_near_withdrawn(fresh)

    def _rank(self, person: str) -> tuple[int, str]:
        """Order two names that look alike: the one that was written less often is the one in question."""
        return self._mentions.get(person, 0), person

    def _suggest(self, name: str, suggestion: str, score: float, place: Place, decision: str) -> None:
        where = ", ".join(
            part
            for part in (
                place.file,
                f"row {place.row}" if place.row else "",
                f"column {place.column}" if place.column else "",
            )
            if part
        )
        row = {"name": name, "suggestion": suggestion, "score": score, "where": where, "decision": decision}
        self.suggestions.append(row)

    def _report_decisions(self) -> None:
        """Record every decision that was applied, and keep it among the suggestions so that it is not lost."""
        from rapidfuzz import fuzz

        for decision in (*self._decided.values(), *self._rejected.values()):
            key, other = match_key(decision.name), match_key(decision.suggestion)
            count = self._used.get(key, 0) if decision.word == "accept" else 1
            self.log.note(
                f"name_{decision.word}ed" if count else "decision_unused",
                count=max(count, 1),
                **decision.place._asdict(),
                name=quoted(decision.name),
                suggestion=quoted(decision.suggestion),
            )
            score = round(fuzz.ratio(key, other), 1)
            self._suggest(decision.name, decision.suggestion, score, decision.place, decision.word)

    def _report_near_withdrawn(self, fresh: list[str]) -> None:
        """Point, without a name, at a name that may be a misspelling of somebody who withdrew."""
        from rapidfuzz import fuzz

        few = len(fresh) * len(self.withdrawn) <= MOST_NAMES_COMPARED**2
        for person in fresh if few and self.withdrawn else ():
            key = match_key(person)
            if any(fuzz.ratio(key, gone) >= SIMILAR_NAMES and may_be_one(key, gone) for gone in self.withdrawn):
                place = next(iter(self._spellings(person).values()))
                self.log.note("withdrawn_similar", file=place.file, row=place.row, column=place.column)
