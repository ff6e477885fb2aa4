"""Notes of the people on a map, applied to a copy of the survey: original and corrected side by side."""

from __future__ import annotations

import dataclasses
import os
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd

from critical_sna._core.frozen import Frozen
from critical_sna.errors import DataError, UsageError
from critical_sna.survey.answers.collected import ORDER, TEXTS, as_text
from critical_sna.survey.corrections.beside import pairs_that_differ
from critical_sna.survey.corrections.key import Coded, key_of
from critical_sna.survey.corrections.notes import Note, NoteFile, digest, read_notes, shown, visible
from critical_sna.survey.issues import Log
from critical_sna.survey.relational_survey import ANSWERED, RelationalSurvey
from critical_sna.words import say

WHERE = "apply_corrections(...)"
COLUMNS = ("file", "note", "by", "on", "kind", "wave", "source", "target", "person", "group", "text", "outcome")
APPLIED, ALREADY, CONTESTED, RECORDED, TO_DECIDE = "applied", "already so", "contested", "recorded", "to decide"
Tie = tuple[str, str, str]
"""Wave, source, target, as it was reported."""


@dataclass(frozen=True, repr=False, eq=False)
class Corrections:
    """A survey as it was read and as the people on the map corrected it; neither replaces the other."""

    original: RelationalSurvey
    corrected: RelationalSurvey
    relation: str
    _notes: pd.DataFrame

    @property
    def notes(self) -> pd.DataFrame:
        """One row a note, in the order of the files: what was said, by whom, about whom, and what became of it."""
        return self._notes.copy()

    @property
    def differences(self) -> pd.DataFrame:
        """Index (wave, count), columns original and corrected: people, answered, ties, left_open, unnamed."""
        sides = {"original": self.original, "corrected": self.corrected}
        waves = self.original.waves_of(self.relation) or ("",)
        counted = {side: {w: _counts(survey, self.relation, w) for w in waves} for side, survey in sides.items()}
        index = [(wave, name) for wave in waves for name in counted["original"][wave]]
        return pd.DataFrame(
            {side: [counted[side][wave][name] for wave, name in index] for side in sides},
            index=pd.MultiIndex.from_tuples(index, names=["wave", "count"]),
            dtype="int64",
        )

    @property
    def ties(self) -> pd.DataFrame:
        """One row a pair that stands otherwise now: wave, source, target (as reported), original, corrected.

        Both say ``tie``, ``no tie``, ``not known`` or ``left out``, and their strengths stand beside them: 0 where
        there is no tie, NaN where it is not known.
        """
        return pairs_that_differ(self.original, self.corrected, self.relation)

    def __repr__(self) -> str:
        told = ", ".join(f"{n} {word}" for word, n in self._notes["outcome"].value_counts(sort=False).items())
        count = len(self._notes)
        return f"Corrections({count} note{'s' * (count != 1)}{': ' * bool(told)}{told})"


def apply_corrections(
    survey: RelationalSurvey,
    files: str | os.PathLike[str] | Iterable[str | os.PathLike[str]],
    *,
    key: object,
    relation: str | None = None,
    dont_show: str = "leave_out",
) -> Corrections:
    """Bring back what people noted on a map, and give the corrected survey beside the original.

    A tie said to be missing is added with the smallest strength of the question, one said to be wrong becomes the
    answer "no tie", and one that shall not be shown becomes an answer that is not known. Where two notes say
    opposite things of one tie, the original stands and both are kept as contested. Notes are never judged: read
    ``.notes`` with the people they are about.

    Parameters
    ----------
    survey
        The survey that the map was made of; it is not changed.
    files
        The file that a visitor saved from the map, or several; a file that is given twice counts once.
    key
        Who is behind the codes: the map (made again with the same arguments it is the same map), or the path of
        the key that ``save_key`` wrote. A map that shows names needs the map.
    relation
        The relation of the map; needed only where the map was made of a network without one.
    dont_show
        What "please don't show" on a person does: ``leave_out`` takes the person and every answer by or about them
        out of the corrected survey; ``keep`` only records the wish.

    Returns
    -------
    Corrections
        ``.original``, ``.corrected``, ``.notes`` (one row a note), ``.differences`` (counts side by side) and
        ``.ties`` (what the two say of each pair on which they differ). The
        corrected survey has issues that count what was done, and its new answers name the file and the note.
        People who did not answer stay people who did not answer, also where a note adds a tie of theirs.

    Raises
    ------
    FileError
        A file that is not there or too large.
    DataError
        A file that is no file of notes, was changed after it was saved, is of another map or another survey, or
        names a code or a wave that is not there.
    UsageError, WrongTypeError, UnknownNameError
        Arguments that cannot be.

    Notes
    -----
    The digest in a file tells damage and changes by hand; it does not prove who wrote the file. Time O(answers).

    References
    ----------
    Keeping both readings, and dissent with the claim: Ready & Power (2021), "Measuring reciprocity: Double sampling,
    concordance, and network construction", Network Science 9(4).

    Examples
    --------
    >>> import critical_sna as csna, pathlib, tempfile
    >>> from critical_sna.survey.corrections.notes import Note, NoteFile, as_json
    >>> survey = csna.datasets.watershed()
    >>> wave = survey.waves_of("advice")[0]
    >>> made = csna.map_network(csna.PartnerNetwork.from_survey(survey, relation="advice", wave=wave))
    >>> wish = Note("notes.json", 1, "person", "hide", (made.key.index[0],), wave, "please", "")
    >>> saved = pathlib.Path(tempfile.mkdtemp()) / "notes.json"  # as a visitor's browser saves it
    >>> _ = saved.write_text(as_json(NoteFile(saved.name, made.stamp, "advice", "seeks_from", (wish,))))
    >>> brought = csna.apply_corrections(survey, saved, key=made)
    >>> brought
    Corrections(1 note: 1 applied)
    >>> counts = brought.differences.loc[wave]
    >>> int((counts["original"] - counts["corrected"])["people"])
    1
    """
    if dont_show not in ("leave_out", "keep"):
        raise UsageError(say("survey.dont_show"), where="apply_corrections(dont_show=...)")
    paths = [files] if isinstance(files, str | os.PathLike) else list(files)
    found = list({digest(f.map, f.notes): f for f in map(read_notes, reversed(paths))}.values())[::-1]
    if not found:
        raise UsageError(say("survey.notes_none"), where="apply_corrections(files)")
    coded = key_of(key)
    relation = _relation(survey, found, relation)
    notes = _resolved(survey, found, coded, relation)
    _judge(survey, notes, relation, dont_show)
    log = Log()
    _tell(notes, log)
    return Corrections(survey, _corrected(survey, notes, relation, log), relation, _table(notes))


@dataclass
class _Resolved:
    """A note with the people behind its codes; ``ties`` are those it is about, as they were reported."""

    note: Note
    wave: str
    people: tuple[str, ...]
    ties: tuple[Tie, ...] = ()
    outcome: str = RECORDED


def _relation(survey: RelationalSurvey, found: list[NoteFile], relation: str | None) -> str:
    told = {f.relation for f in found if f.relation}
    if relation is not None:
        told.add(relation)
    if not told and len(survey.relations) == 1:
        return survey.relations[0]
    if len(told) != 1:
        raise UsageError(say("survey.notes_relation"), where=WHERE, mend=say("survey.notes_relation_mend"))
    (name,) = told
    if name not in survey.relations:
        raise DataError(say("survey.notes_other_survey"), where=found[0].name, mend=say("survey.notes_mend"))
    return name


def _resolved(survey: RelationalSurvey, found: list[NoteFile], key: Coded, relation: str) -> list[_Resolved]:
    """Resolve codes and waves, and stop with a table of every one that is not there."""
    log = Log()
    known = set(survey.people.index)
    if not set(key.persons.values()) <= known:
        raise DataError(say("survey.notes_other_survey"), where=WHERE, mend=say("survey.notes_mend"))
    reports = survey.codebook.relations[relation].reports
    out = []
    for file in found:
        if file.map != key.stamp or file.reports != reports:
            raise DataError(say("survey.notes_other_map"), where=file.name, mend=say("survey.notes_other_map_mend"))
        out += [_resolve(survey, note, key, relation, reports, log) for note in file.notes]
    log.stop_if_faulty("notes_faults")
    return [each for each in out if each is not None]


def _resolve(
    survey: RelationalSurvey, note: Note, key: Coded, relation: str, reports: str | None, log: Log
) -> _Resolved | None:
    waves = survey.waves_of(relation) or ("",)
    wave = waves[0] if len(waves) == 1 and note.wave in ("", waves[0]) else note.wave
    if wave not in waves:
        log.fault("note_wave", note.number, file=note.file, name=shown(note.wave))
        return None
    if note.on == "group":
        return _Resolved(note, wave, ())
    unknown = [code for code in note.ends if code not in key.persons]
    for code in unknown:
        log.fault("note_code", note.number, file=note.file, name=shown(code))
    if unknown:
        return None
    people = tuple(key.persons[code] for code in note.ends)
    return _Resolved(note, wave, people, _as_reported(wave, people, reports) if note.on == "tie" else ())


def _as_reported(wave: str, ends: tuple[str, ...], reports: str | None) -> tuple[Tie, ...]:
    """Turn an arrow of the map, from a voice to who hears it, into what was reported."""
    voice, hearer = ends
    if reports == "seeks_from":
        return ((wave, hearer, voice),)
    if reports == "mutual":
        return ((wave, hearer, voice), (wave, voice, hearer))
    return ((wave, voice, hearer),)


def _judge(survey: RelationalSurvey, notes: list[_Resolved], relation: str, dont_show: str) -> None:
    """Say of each note what becomes of it."""
    ties = as_text(survey.ties)
    here = set(ties.loc[ties["relation"] == relation, ["wave", "source", "target"]].itertuples(index=False, name=None))
    claims: dict[Tie, set[str]] = {}
    for each in notes:
        for tie in each.ties:
            claims.setdefault(tie, set()).add(each.note.kind)
    for each in notes:
        kind = each.note.kind
        if kind == "context":
            each.outcome = RECORDED
        elif each.note.on == "group":
            each.outcome = TO_DECIDE
        elif each.note.on == "person":
            each.outcome = APPLIED if dont_show == "leave_out" else TO_DECIDE
        elif {"missing", "wrong"} <= set().union(*(claims[tie] for tie in each.ties)) and kind != "hide":
            each.outcome = CONTESTED
        else:
            there = any(tie in here for tie in each.ties)
            each.outcome = APPLIED if kind == "hide" or there != (kind == "missing") else ALREADY


def _tell(notes: list[_Resolved], log: Log) -> None:
    """Count what was done in issues; they name nobody."""
    file = ", ".join(dict.fromkeys(each.note.file for each in notes))
    for kind, on, outcome, code in (
        ("missing", "tie", APPLIED, "correction_added"),
        ("wrong", "tie", APPLIED, "correction_taken_out"),
        ("hide", "tie", APPLIED, "correction_tie_hidden"),
        ("hide", "person", APPLIED, "correction_left_out"),
        ("hide", "person", TO_DECIDE, "correction_not_shown"),
        ("hide", "group", TO_DECIDE, "correction_group"),
    ):
        count = sum((e.note.kind, e.note.on, e.outcome) == (kind, on, outcome) for e in notes)
        if count:
            log.note(code, count=count, file=file)
    for outcome, code in ((CONTESTED, "correction_contested"), (ALREADY, "correction_already")):
        count = sum(e.outcome == outcome for e in notes)
        if count:
            log.note(code, count=count, file=file)


def _corrected(survey: RelationalSurvey, notes: list[_Resolved], relation: str, log: Log) -> RelationalSurvey:
    done = [each for each in notes if each.outcome == APPLIED]
    answers, ties = as_text(survey.answers), as_text(survey.ties)
    for each in done:
        if each.note.on == "tie":
            answers, ties = _changed(answers, ties, each, relation, _least(survey, relation))
    gone = {person for each in done if each.note.on == "person" for person in each.people}
    people = survey.people
    kept = [person for person in people.index if person not in gone]
    if gone:
        answers, ties = (t[~(t["source"].isin(gone) | t["target"].isin(gone))] for t in (answers, ties))
    roll = survey._roll
    order = ["wave", "relation", "source", "target"]
    return dataclasses.replace(
        survey,
        _people=people.loc[kept],
        _answers=_packed(answers.sort_values([*order, "file", "row", "column"], kind="stable")),
        _ties=_packed(ties.sort_values(order, kind="stable")),
        _suggestions=survey._suggestions[~survey._suggestions["suggestion"].isin(gone)],
        _issues=_with(survey.issues, log.table()),
        _roll=roll[~roll["person"].isin(gone)].reset_index(drop=True),
        _known=Frozen(
            {wave: frame.loc[[p for p in frame.index if p not in gone]] for wave, frame in survey._known.items()}
        ),
    )


def _changed(
    answers: pd.DataFrame, ties: pd.DataFrame, each: _Resolved, relation: str, least: float
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Change what a note is about: an answer with its file and number takes the place of those about the pair."""
    kind = each.note.kind
    wanted = each.ties[:1] if kind == "missing" else each.ties
    state, strength = {"missing": ("tie", least), "wrong": ("none", 0.0), "hide": ("missing", np.nan)}[kind]
    for wave, source, target in wanted:
        answers, ties = (
            t[(t["wave"] != wave) | (t["relation"] != relation) | (t["source"] != source) | (t["target"] != target)]
            for t in (answers, ties)
        )
        row = dict.fromkeys(ORDER, "") | {"wave": wave, "relation": relation, "source": source, "target": target}
        more = {
            "strength": strength,
            "state": state,
            "file": each.note.file,
            "row": each.note.number,
            "column": "notes",
        }
        answers = _added(answers, {**row, **more})
        if kind == "missing":
            ties = _added(ties, {name: {**row, **more}[name] for name in ties.columns})
    return answers, ties


def _added(table: pd.DataFrame, row: Mapping[str, object]) -> pd.DataFrame:
    more = pd.DataFrame([{name: row[name] for name in table.columns}]).astype(table.dtypes.to_dict())
    return more if table.empty else pd.concat([table, more], ignore_index=True)


def _packed(table: pd.DataFrame) -> pd.DataFrame:
    """Keep each text once, the people of both columns in one list, as a survey that was read does."""
    names = sorted({*table["source"], *table["target"]})
    out = table.reset_index(drop=True)
    for column in (name for name in out.columns if name in TEXTS):
        texts = names if column in ("source", "target") else sorted(set(out[column]))
        if column == "state":
            texts = ["tie", "none", "missing", "impossible"]
        out[column] = pd.Categorical(out[column], categories=pd.Index(texts, dtype="str"))
    return out


def _least(survey: RelationalSurvey, relation: str) -> float:
    """Give the smallest strength of the question: no more is claimed than that there is a tie."""
    scale = [s for s in survey.codebook.relations[relation].strengths or () if s > 0]
    ties = survey.ties
    seen = ties.loc[ties["relation"] == relation, "strength"]
    return float(min(scale)) if scale else float(seen.min()) if len(seen) else 1.0


def _with(issues: pd.DataFrame, more: pd.DataFrame) -> pd.DataFrame:
    """Put issues together, warnings first."""
    both = pd.concat([issues, more], ignore_index=True) if len(issues) else more
    rank = both["severity"].map({"error": 0, "warning": 1, "info": 2})
    return both.iloc[np.argsort(rank.to_numpy(), kind="stable")].reset_index(drop=True)


def _table(notes: list[_Resolved]) -> pd.DataFrame:
    rows = []
    for each in notes:
        note = each.note
        _, source, target = each.ties[0] if each.ties else ("", None, None)
        person = each.people[0] if note.on == "person" else None
        group = visible(note.ends[0]) if note.on == "group" else None
        told = (visible(note.by), note.on, note.kind, each.wave, source, target, person, group, visible(note.text))
        rows.append((note.file, note.number, *told, each.outcome))
    kinds = {name: "int64" if name == "note" else "str" for name in COLUMNS}
    return pd.DataFrame(rows, columns=list(COLUMNS)).astype(kinds)


def _counts(survey: RelationalSurvey, relation: str, wave: str) -> dict[str, int]:
    roll = survey.people_in(relation, wave)
    ties = survey.ties
    ties = ties[(ties["relation"] == relation) & (ties["wave"] == wave)]
    return {
        "people": len(roll),
        "answered": int(roll["status"].isin(ANSWERED).sum()),
        "ties": len(ties),
        "left_open": len(survey.unknown(relation, wave)),
        "unnamed": len(set(roll.index) - set(ties["target"])),
    }
