"""Gathered answers -> RelationalSurvey: who was there, who answered, ties after the policy."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import compress, repeat

import numpy as np
import pandas as pd

from critical_sna._core.frozen import Frozen
from critical_sna.survey.answers.attributes import names_several
from critical_sna.survey.answers.collected import TIE, Sealed
from critical_sna.survey.answers.found import STATUS_RANK, Gathered
from critical_sna.survey.answers.rows import STATUSES
from critical_sna.survey.answers.suggestions import COLUMNS as SUGGESTION_COLUMNS
from critical_sna.survey.answers.together import nest, ties_of
from critical_sna.survey.description.spec import Attribute, Relation, SurveySpec
from critical_sna.survey.relational_survey import (
    ANSWERED,
    AttributeMeaning,
    Codebook,
    Question,
    RelationalSurvey,
)
from critical_sna.survey.tables.codes import Codes, Places
from critical_sna.survey.tables.text import listed, match_key, quoted

_ASKED = ("no", "unknown", "yes")
_BOTH = {(s, a): i * len(_ASKED) + j for i, s in enumerate(STATUSES) for j, a in enumerate(_ASKED)}
Told = dict[str, dict[str, str]]


def assemble(spec: SurveySpec, found: Gathered) -> RelationalSurvey:
    """Build the frozen survey from everything that was gathered."""
    waves = tuple(dict.fromkeys([*found.waves, *found.files.waves]))
    relations = tuple(dict.fromkeys(t.relation for source in spec.sources for t in source.ties))
    if spec.policy.declined == "remove":
        _remove_declined(found)
    sealed = found.answers.sealed()
    known = {wave: _known_in(wave, waves, found) for wave in ("", *waves)}
    named = _named_in(sealed)
    there = {
        (relation, wave): _present(relation, wave, spec, found, known, named.get((relation, wave), set()))
        for relation, wave in sorted({*found.turnout, *found.rosters, *_asked_places(spec, found)})
    }
    everyone: set[str] = set().union(*there.values())
    people = sorted([p for p in sealed.people if p in everyone] + list(everyone.difference(sealed.people)))
    roll = {place: Roll.of(present, people) for place, present in there.items()}
    ties = ties_of(found, sealed, spec)
    _tell(roll, ties, sealed, found, spec, people)
    names = spec.attribute_names()
    nest(known, spec, found.log)
    frames = {wave: _attribute_frame(people, names, told) for wave, told in known.items()}
    return RelationalSurvey(
        codebook=_codebook(spec, frames, found),
        relations=relations,
        waves=waves,
        _people=_people(people, waves, roll, frames, found),
        _answers=sealed.table(),
        _ties=ties,
        _issues=found.log.table(),
        _roll=_roll_frame(roll, frames[""].index),
        _known=Frozen(frames),
        _suggestions=pd.DataFrame(found.registry.suggestions, columns=list(SUGGESTION_COLUMNS)).astype(
            {**dict.fromkeys(SUGGESTION_COLUMNS, "str"), "score": "float64"}
        ),
    )


@dataclass(frozen=True, eq=False)
class Roll:
    """For everyone in the survey a place in STATUSES and in _ASKED; -1 for whoever is not there."""

    status: Codes
    asked: Codes

    @classmethod
    def of(cls, present: dict[str, tuple[str, str]], people: list[str]) -> Roll:
        """Make a roll of the status and asked of those who are present."""
        codes = {person: _BOTH[said] for person, said in present.items()}
        both = np.fromiter(map(codes.get, people, repeat(-1)), np.int32, len(people))
        return cls(np.where(both < 0, -1, both // len(_ASKED)), np.where(both < 0, -1, both % len(_ASKED)))

    def words(self, index: pd.Index) -> dict[str, pd.Series]:
        """Give status and asked in words."""
        return {"status": _words(self.status, STATUSES, index), "asked": _words(self.asked, _ASKED, index)}


def _words(codes: Codes, words: Iterable[str], index: pd.Index) -> pd.Series:
    """Give words by their places; -1 is a missing one."""
    return pd.Series(pd.array([*words, None], dtype="str").take(codes), index=index)


def _asked_places(spec: SurveySpec, found: Gathered) -> set[tuple[str, str]]:
    """Give (relation, wave) of every file whose wave is known without reading its rows."""
    places = set()
    for source in spec.sources:
        if source.wave is None or source.wave.text:
            wave = found.files.wave(source.wave.text or "") if source.wave else ""
            places |= {(t.relation, wave) for t in source.ties}
    return places


def _remove_declined(found: Gathered) -> None:
    gone = found.refused
    found.answers.leave_out(gone)
    for group in (found.turnout, found.rosters):
        for (_, wave), people in group.items():
            for person in [p for p in people if (wave, p) in gone]:
                people.pop(person) if isinstance(people, dict) else people.discard(person)


def _named_in(sealed: Sealed) -> dict[tuple[str, str], set[str]]:
    """Give everybody who stands in an answer, by relation and wave."""
    answers, size, named = sealed.answers, len(sealed.people), {}
    for place, here in _places(sealed, sealed.relations).items():
        is_named = np.zeros(size, dtype=bool)
        is_named[answers.source[here]] = is_named[answers.target[here]] = True
        named[place] = set(compress(sealed.people, is_named.tolist()))
    return named


def _present(
    relation: str, wave: str, spec: SurveySpec, found: Gathered, known: dict[str, Told], named: set[str]
) -> dict[str, tuple[str, str]]:
    """Give status and asked of everyone present in a relation and wave."""
    turnout = found.turnout.get((relation, wave), {})
    on_file = _on_file(wave, found)
    if spec.policy.declined == "remove":
        on_file = {p for p in on_file if (wave, p) not in found.refused}
    partners = found.files.partners
    named = named | (partners.get("", set()) | partners.get(wave, set()) if wave else set().union(*partners.values()))
    everyone_answered = any(
        t.relation == relation and t.shape == "edges" and t.empty_block == "none"
        for source in spec.sources
        for t in source.ties
    )
    said = {**found.files.answered.get("", {}), **found.files.answered.get(wave, {})}
    asked_of = spec.relations.get(relation, Relation()).asked_of
    on_lists = on_file | found.rosters.get((relation, wave), set())
    roll = dict.fromkeys(named, ("named_only", "no")) | {p: (status, "yes") for p, status in turnout.items()}
    by_group = isinstance(asked_of, dict)
    for person in {*roll, *on_lists} if by_group else on_lists | (said.keys() & roll.keys()):
        status = turnout.get(person, "named_only")
        word = said.get(person, "")
        if (
            status == "named_only"
            and person not in turnout
            and (word == "yes" or (not word and person in on_file and everyone_answered))
        ):
            status = "respondent"
        asked = "yes" if person in turnout or (person in on_lists and word != "not asked") else "no"
        if isinstance(asked_of, dict) and person not in turnout:
            asked = _asked_by_group(known[wave].get(person, {}), asked_of)
        roll[person] = (status, asked)
    return roll


def _on_file(wave: str, found: Gathered) -> set[str]:
    files = found.files.listed
    if not wave:
        return set().union(*files.values())
    return files.get("", set()) | files.get(wave, set())


def _asked_by_group(told: dict[str, str], asked_of: dict[str, tuple[str, ...]]) -> str:
    if any(name not in told for name in asked_of):
        return "unknown"
    fits = all(match_key(told[name]) in map(match_key, values) for name, values in asked_of.items())
    return "yes" if fits else "no"


def _known_in(wave: str, waves: tuple[str, ...], found: Gathered) -> Told:
    """Give the attributes known in a wave: the people file first, then answers of this and earlier waves."""
    until = waves if not wave else waves[: waves.index(wave) + 1]
    order = [*reversed(until), ""] if not wave else [wave, "", *reversed(until[:-1])]
    merged: Told = {}
    for name in order:
        for source in (found.files.told, found.told):
            for person, told in source.get(name, {}).items():
                have = merged.setdefault(person, {})
                for attribute, text in told.items():
                    have.setdefault(attribute, text)
    return merged


def _attribute_frame(people: list[str], names: list[str], told: Told) -> pd.DataFrame:
    index = pd.Index(people, name="person", dtype="str")
    columns = {n: pd.Series([told.get(p, {}).get(n) for p in people], index=index, dtype="str") for n in names}
    return pd.DataFrame(columns, index=index)


def _people(
    people: list[str],
    waves: tuple[str, ...],
    roll: dict[tuple[str, str], Roll],
    frames: dict[str, pd.DataFrame],
    found: Gathered,
) -> pd.DataFrame:
    index = frames[""].index
    columns = {"label": pd.Series([found.registry.labels.get(p, p) for p in people], index=index, dtype="str")}
    for wave in (None, *waves):
        suffix = "" if wave is None else f"_{wave}"
        columns |= {f"{name}{suffix}": said for name, said in _best(roll, wave, len(people)).words(index).items()}
    return pd.concat([pd.DataFrame(columns, index=index), frames[""]], axis=1)


def _best(roll: dict[tuple[str, str], Roll], wave: str | None, size: int) -> Roll:
    """Give the best status and asked that everyone has in the relations of a wave (None: of all waves)."""
    here = [one for (_, at), one in roll.items() if wave is None or at == wave]
    nobody = np.full(size, -1, dtype=np.int32)
    return Roll(
        np.maximum.reduce([nobody, *(one.status for one in here)]),
        np.maximum.reduce([nobody, *(one.asked for one in here)]),
    )


def _roll_frame(roll: dict[tuple[str, str], Roll], people: pd.Index) -> pd.DataFrame:
    """Give status and asked by relation, wave and person, sorted."""
    parts = [pd.DataFrame({name: [] for name in ("relation", "wave", "person", "status", "asked")}, dtype="str")]
    for (relation, wave), one in roll.items():
        here = np.flatnonzero(one.status >= 0)
        some = pd.RangeIndex(len(here))
        same = np.zeros(len(here), dtype=np.int32)
        place = {"relation": _words(same, [relation], some), "wave": _words(same, [wave], some)}
        person = pd.Series(people.take(here), index=some, name=None)
        parts.append(pd.DataFrame({**place, "person": person, **Roll(one.status[here], one.asked[here]).words(some)}))
    return pd.concat(parts, ignore_index=True)


def _codebook(spec: SurveySpec, frames: dict[str, pd.DataFrame], found: Gathered) -> Codebook:
    blocks = [t for source in spec.sources for t in source.ties]
    relations = {}
    for name in dict.fromkeys(t.relation for t in blocks):
        same = [t for t in blocks if t.relation == name]
        scale = next((spec.scales[t.scale] for t in same if t.scale), None)
        blanks = {t.blank or ("missing" if t.scale and 0.0 in spec.scales[t.scale].strengths else "no") for t in same}
        empties = {t.empty_block for t in same}
        said = spec.relations.get(name, Relation())
        relations[name] = Question(
            question=said.question,
            reports=said.reports,
            choices=said.choices,
            levels=scale.levels if scale else None,
            strengths=tuple(float(s) for s in scale.strengths) if scale else None,
            blank=_same(blanks),
            empty_block=_same(empties),
        )
    meanings = {}
    ticked = {
        name
        for attributes in [*(p.attributes for p in spec.people), *(s.attributes for s in spec.sources)]
        for name, column in attributes.items()
        if names_several(column)
    }
    for name in frames[""].columns:
        said_of = spec.attributes.get(name, Attribute())
        sep = said_of.sep or (";" if name in ticked else None)
        seen = {v for frame in frames.values() for v in frame[name].dropna()}
        holds = _spelled_as_seen(said_of.holds, seen, sep)
        meanings[name] = AttributeMeaning(kind=said_of.kind, holds=holds, sep=sep, within=said_of.within)
    return Codebook(Frozen(relations), Frozen(meanings))


def _same(words: Iterable[str]) -> str:
    distinct = set(words)
    return distinct.pop() if len(distinct) == 1 else "mixed"


def _spelled_as_seen(holds: tuple[str, ...], seen: set[str], sep: str | None) -> tuple[str, ...]:
    """Give the values that mean holding, in every spelling people used; of several values in a cell one is enough."""
    keys = set(map(match_key, holds))
    found = {v: {match_key(part) for part in (v, *(v.split(sep) if sep else ()))} for v in sorted(seen)}
    return tuple(v for h in holds for v in found if match_key(h) in found[v] and found[v] & keys) or holds


def _tell(
    roll: dict[tuple[str, str], Roll],
    ties: pd.DataFrame,
    sealed: Sealed,
    found: Gathered,
    spec: SurveySpec,
    people: list[str],
) -> None:
    """Note the silent, the many-named, people without ties, and a survey that nobody answered."""
    log = found.log
    for wave in sorted({w for _, w in roll}):
        best = _best(roll, wave, len(people))
        named_only = (best.status == STATUS_RANK["named_only"]) & (best.asked == _ASKED.index("yes"))
        answered = {p for (_, w), seen in found.turnout.items() if w == wave for p in seen if seen[p] != "named_only"}
        silent = [p for p in compress(people, named_only.tolist()) if p not in answered]
        if silent:
            log.note(
                "nonrespondent",
                count=len(silent),
                people=listed(map(found.registry.shown, silent)),
                wave=f" in wave {wave}" if wave else "",
            )
        if not np.isin(best.status, [STATUS_RANK[word] for word in ANSWERED]).any():
            log.note("nobody_answered", wave=f" in wave {wave}" if wave else "")
    _tell_caps(found, sealed, spec)
    if ties.empty:
        log.note("no_ties")
    _tell_contradictions(found)
    _tell_isolates(people, sealed.people, ties, found)
    found.registry.report(set(people))


def _tell_caps(found: Gathered, sealed: Sealed, spec: SurveySpec) -> None:
    """Note who named more people than asked for, and how many named as many as they could."""
    caps = {name: said.choices for name, said in spec.relations.items() if said.choices is not None}
    pairs, answers = sealed.pairs, sealed.answers
    for (relation, wave), here in sorted(_places(sealed, caps).items()):
        ties = here[answers.state[here] == TIE]
        first = ties[np.sort(np.unique(pairs[ties], return_index=True)[1])]  # one answer a pair, as they were read
        if not len(first):
            continue
        first = first[np.argsort(answers.source[first], kind="stable")]
        starts = np.flatnonzero(np.diff(answers.source[first], prepend=-1))
        counts, cap = np.diff(np.append(starts, len(first))), caps[relation]
        for start, count in zip(starts[counts > cap].tolist(), counts[counts > cap].tolist(), strict=True):
            last = int(first[start + cap])
            found.log.note(
                "over_cap",
                count=count,
                file=sealed.files[answers.file[last]],
                row=int(answers.row[last]),
                column=sealed.columns[answers.column[last]],
                name=quoted(sealed.people[answers.source[last]]),
                relation=relation,
                cap=cap,
            )
        full = int((counts >= cap).sum())
        if full:
            found.log.note(
                "capped",
                count=full,
                relation=relation,
                cap=cap,
                of=sum(s in ANSWERED for s in found.turnout.get((relation, wave), {}).values()),
                wave=f" in wave {wave}" if wave else "",
            )


def _places(sealed: Sealed, relations: Iterable[str]) -> dict[tuple[str, str], Places]:
    """Give where the answers of these relations stand, by relation and wave."""
    answers, places = sealed.answers, {}
    for relation in set(relations) & set(sealed.relations):
        here = np.flatnonzero(answers.relation == sealed.relations.index(relation))
        for wave in np.unique(answers.wave[here]).tolist():
            places[relation, sealed.waves[wave]] = here[answers.wave[here] == wave]
    return places


def _tell_contradictions(found: Gathered) -> None:
    """Note people who, the people file says, did not answer, and who have answers."""
    said = {(w, p) for w, people in found.files.answered.items() for p, word in people.items() if word != "yes"}
    for wave, person in sorted(said):
        if any(person in seen for (_, w), seen in found.turnout.items() if not wave or w == wave):
            found.log.note("answered_after_all", name=quoted(person))


def _tell_isolates(people: Iterable[str], named: list[str], ties: pd.DataFrame, found: Gathered) -> None:
    is_tied = np.zeros(len(named), dtype=bool)
    is_tied[ties["source"].cat.codes] = is_tied[ties["target"].cat.codes] = True
    alone = sorted(set(people).difference(compress(named, is_tied.tolist())))
    if alone:
        found.log.note("isolate", count=len(alone), people=listed(map(found.registry.shown, alone)))
