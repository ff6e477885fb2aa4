"""Draft a spec from files: recognise the exporter, list the questions, propose, and say what to check."""

from __future__ import annotations

import os
import re
from collections.abc import Collection, Iterable
from pathlib import Path
from typing import Any

import pandas as pd

from critical_sna._core.limits import DESCRIBED_ROWS
from critical_sna.errors import DataError, FileError
from critical_sna.formats.canvas import is_canvas
from critical_sna.survey.description.draft import QUESTIONS, Path_, SurveyDraft, comment, reports_notes, wave_in
from critical_sna.survey.description.networks import graph_draft, is_graph
from critical_sna.survey.description.parts import Part, canvas_parts, parts_of
from critical_sna.survey.description.people_file import names_beside, partners_only, propose_people
from critical_sna.survey.description.proposal import Proposal
from critical_sna.survey.description.propose import propose
from critical_sna.survey.tables.files import is_folder, read_bytes
from critical_sna.words import say

Spec = dict[str, Any]  # Any: the values of a spec, which differ from key to key
_HELPERS = {"aliases": "alias", "withdrawn": r"withdr|^gone|removed|opt.?out"}
_FILES = {".csv", ".tsv", ".txt", ".xlsx", ".xlsm", ".sav", ".zsav", ".dta"}
__all__ = ["SurveyDraft", "describe_survey"]


def describe_survey(path: str | os.PathLike[str]) -> SurveyDraft:
    """Draft a survey spec from an exported file, or from a folder of files that belong together.

    Recognises the program that exported the file, groups columns into questions, and proposes which ones are
    relational, in which shape and on which scale, who the respondent is, and what is known about people. Everything
    is a proposal with a comment; which way a question was asked is never guessed and stays to be said.
    In a folder, a people file, a list of aliases (``aliases.csv``) and a list of people who withdrew
    (``withdrawn.csv``) are found too.

    Parameters
    ----------
    path
        A CSV, TSV, Excel, SPSS or Stata file, a file of a network program, or a folder that holds some.

    Returns
    -------
    SurveyDraft
        ``.to_yaml()`` is the commented spec, ``.questions`` the table of questions; ``read_survey`` takes it.

    Raises
    ------
    FileError, DataError
        A file that cannot be read, or a folder without any.

    Examples
    --------
    >>> from critical_sna.survey import describe_survey
    >>> draft = describe_survey(csna.datasets.watershed_path())
    >>> "check this" in draft.to_yaml()
    True
    """
    place = Path(path)
    pattern = _canvas_pattern(place)
    base = place if is_folder(place) else place.parent
    found = sorted(p for p in place.iterdir() if p.is_file()) if is_folder(place) else [place]
    networks = [] if pattern is not None else [p for p in found if is_graph(p)]
    files = [p for p in found if (p.suffix.lower() in _FILES or p == place) and p not in networks]
    files = [p for p in files if p.name != pattern]
    if networks and not files:
        return graph_draft(networks, place.name)
    if not files and pattern is None:
        raise FileError("There is no survey file in this folder.", where=str(place), mend="name a CSV or Excel file")
    helpers = {
        key: p
        for p in files
        for key, rule in _HELPERS.items()
        if len(files) > (pattern is None) and re.search(rule, p.stem, re.I)
    }
    parts = [part for p in files if p not in helpers.values() for part in parts_of(p, alone=len(files) == 1)]
    left_out = []
    if pattern is not None and any(part.preset == "network_canvas" for part in parts):
        left_out = [pattern]
    elif pattern is not None:
        parts += canvas_parts(base, pattern)
    decided = next(
        (part for part in parts if {"name", "suggestion", "decision"} <= {c.name for c in part.table.columns}), None
    )
    if decided is not None:
        parts.remove(decided)
        helpers["names"] = place / decided.path
    if not parts:
        raise DataError("There is no table with answers.", where=str(place), mend="export the survey as CSV")
    return _Drafting(parts, helpers, base, place.name, left_out, [p.name for p in networks]).draft()


def _canvas_pattern(place: Path) -> str | None:
    """Give the GraphML files that Network Canvas exported: the one, or a pattern for all in a folder."""
    files = sorted(place.glob("*.graphml")) if is_folder(place) else [place]
    if not files or not all(p.suffix.lower() == ".graphml" and is_canvas(read_bytes(p)) for p in files):
        return None
    return files[0].name if len(files) == 1 else "*.graphml"


class _Drafting:
    """Puts the proposals of all parts together into one spec."""

    def __init__(
        self,
        parts: list[Part],
        helpers: dict[str, Path],
        base: Path,
        shown: str,
        left_out: list[str],
        networks: list[str],
    ) -> None:
        self.parts, self.helpers, self.base, self.shown = parts, helpers, base, shown
        self.left_out, self.networks = left_out, networks
        self.notes: dict[Path_, tuple[str, ...]] = {}
        self.scales: Spec = {}
        self.relations: Spec = {}
        self.attributes: Spec = {}

    def draft(self) -> SurveyDraft:
        proposals = {i: propose(part) for i, part in enumerate(self.parts)}
        with_ties = {i: p for i, p in proposals.items() if p.ties}
        if not with_ties:
            raise DataError(
                say("survey.draft_no_question"), where=self.shown, mend=say("survey.draft_no_question_mend")
            )
        self._waves(with_ties)
        met = {key for p in with_ties.values() for key in p.people}
        others = [
            (p.part, p.block_of_people or propose_people(p.part, met))
            for i, p in proposals.items()
            if i not in with_ties
        ]
        self._note_partners(others, with_ties.values())
        self._note_strangers(others, with_ties.values())
        people = [found for _, found in others if found is not None]
        people += [p.block_of_people for p in with_ties.values() if p.block_of_people is not None]
        unused = [*(part.shown for part, found in others if found is None), *self.left_out]
        spec: Spec = {"version": 1}
        if people:
            spec["people"] = people
            self.notes["people",] = (self._say("people"),)
            self._note_people(people)
        for key in ("withdrawn", "names"):
            if key in self.helpers:
                spec[key] = self.helpers[key].name
        if "aliases" in self.helpers and people:
            people[0]["aliases"] = self.helpers["aliases"].name
        spec["sources"] = [self._source(i, p) for i, p in enumerate(with_ties.values())]
        self._policy(spec, with_ties)
        if self.scales:
            spec["scales"] = self.scales
        spec["relations"] = self.relations
        self.notes["relations",] = (self._say("relations"),)
        if self.attributes:
            spec["attributes"] = self.attributes
            self.notes["attributes",] = (self._say("kinds"),)
        first = next(iter(with_ties.values()))
        head = [self._say("head", file=self.shown), self._say("check_all")]
        head += [self._say("unused", files=", ".join(unused))] if unused else []
        head += [self._say("networks", files=", ".join(self.networks))] if self.networks else []
        cut = [part.shown for part in self.parts if part.is_cut]
        head += [self._say("first_rows", files=", ".join(cut), n=f"{DESCRIBED_ROWS:,}")] if cut else []
        self.notes[()] = tuple(head)
        reasons = tuple(first.part.reasons)
        return SurveyDraft(first.part.preset, reasons, self._table(with_ties), spec, self.notes, self.base)

    def _say(self, key: str, **values: str) -> str:
        return comment(say(f"survey.draft_{key}", **values))

    def _note_people(self, people: list[Spec]) -> None:
        for i, block in enumerate(people):
            self._note_attributes(block, block.pop("_seps", {}))
            if "also_known_as" in block:
                self.notes["people", i, "also_known_as"] = (self._say("also"),)
            if block.pop("_partners", False):
                self.notes["people", i, "asked"] = (self._say("partners"),)

    def _note_attributes(self, block: Spec, seps: dict[str, str]) -> None:
        for name in block.get("attributes", {}):
            sep = {"sep": seps[name]} if name in seps else {}
            self.attributes.setdefault(name, {"kind": "other", **sep})

    def _note_partners(self, others: list[tuple[Part, Spec | None]], with_ties: Iterable[Proposal]) -> None:
        """A list of partners on which nobody answered, beside a list of people, is proposed as not asked."""
        answered = {key for p in with_ties for key in p.respondents}
        lists = [(part, found) for part, found in others if found is not None and "asked" not in found]
        partners = [found for part, found in lists if partners_only(found, part, answered)]
        if len(partners) < len(lists):
            for found in partners:
                found |= {"asked": "no", "_partners": True}

    def _note_strangers(self, others: list[tuple[Part, Spec | None]], with_ties: Collection[Proposal]) -> None:
        """Say of columns that name nobody who answered, under any name of theirs, that they may not be about people."""
        known = {key for p in with_ties for key in p.respondents}
        for part, found in others:
            known |= names_beside(found, part, known) if found is not None else set()
        for tie in (tie for p in with_ties for tie in p.ties):
            if not tie.get("_named", known) & known:
                tie["_notes"] = [say("survey.draft_no_overlap")]

    def _policy(self, spec: Spec, with_ties: dict[int, Proposal]) -> None:
        """Say what happens to unlisted names, and to several values for one pair."""
        policy, notes = {}, []
        ties = [tie for p in with_ties.values() for tie in p.ties]
        averaged = any("respondent" in p.settings.get("ego", {}) for p in with_ties.values())
        if "people" in spec:
            policy["unmatched"] = "add"
            notes.append(self._say("unmatched"))
        if not averaged and any("value" in tie and tie.get("_scale") is None for tie in ties):
            policy["duplicate_ties"] = "max"
            notes.append(self._say("duplicates"))
        if policy:
            spec["policy"] = policy
            self.notes["policy",] = tuple(notes)

    def _waves(self, with_ties: dict[int, Proposal]) -> None:
        """Take waves from the names of files, or sheets, that ask the same."""
        named = {i: wave_in(p.part.sheet or Path(p.part.path).stem) for i, p in with_ties.items()}
        several = [i for i, wave in named.items() if wave and "wave" not in with_ties[i].settings]
        if len({named[i] for i in several}) > 1:
            for i in several:
                with_ties[i].settings = {"wave": named[i], **with_ties[i].settings}
                with_ties[i].notes["wave"] = say("survey.draft_wave_of_file")

    def _source(self, i: int, proposal: Proposal) -> Spec:
        part, at = proposal.part, ("sources", i)
        source: Spec = {"path": part.path}
        if part.sheet is not None:
            source["sheet"] = part.sheet
        if part.header:
            source["header"] = part.header
            self.notes[(*at, "header")] = (self._say("header"),)
        if part.preset != "none":
            source["preset"] = part.preset
            self.notes[(*at, "preset")] = (self._say("preset", preset=part.preset, by=", ".join(part.reasons[:4])),)
        source.update(proposal.settings)
        for key, text in proposal.notes.items():
            if key in source:
                self.notes[(*at, key)] = (comment(text),)
        self._note_attributes(source, proposal.seps)
        source["ties"] = [self._tie((*at, "ties", n), tie) for n, tie in enumerate(proposal.ties)]
        return source

    def _tie(self, place: Path_, tie: Spec) -> Spec:
        """Name the scale of a proposed block, and put its question among the relations."""
        block = {k: v for k, v in tie.items() if not k.startswith("_")}
        if tie.get("_scale") is not None:
            block["scale"] = self._scale(tie["_scale"])
        notes = [self._say(f"shape_{block['shape']}"), *tie.get("_notes", ())]
        self.notes[place] = tuple(map(comment, notes))
        for name, question in tie["_questions"].items():
            if name not in self.relations:
                self.relations[name] = {"question": question}
                self.notes["relations", name, "question"] = reports_notes()
        return block

    def _scale(self, draft: Any) -> str:  # Any: a ScaleDraft, kept apart from the spec's own model
        wanted: Spec = {"levels": list(draft.levels), "start": draft.start}
        if draft.missing:
            wanted["missing"] = list(draft.missing)
        for name, known in self.scales.items():
            if known["start"] == draft.start and set(draft.levels) <= set(known["levels"]):
                return name
        name = f"scale_{len(self.scales) + 1}"
        self.scales[name] = wanted
        notes = [self._say("levels_told" if draft.told else "levels" if draft.order_is_known else "levels_unknown")]
        notes += [self._say("codes")] if draft.codes else []
        self.notes["scales", name] = tuple(notes)
        return name

    def _table(self, with_ties: dict[int, Proposal]) -> pd.DataFrame:
        rows = [
            (
                part.shown,
                q.text or q.key,
                len(q.columns),
                "; ".join(q.choices) if q.has_few_choices else "",
                len(q.cells),
                with_ties[i].use_of(q) if i in with_ties else "",
            )
            for i, part in enumerate(self.parts)
            for q in part.questions
        ]
        return pd.DataFrame(rows, columns=list(QUESTIONS))
