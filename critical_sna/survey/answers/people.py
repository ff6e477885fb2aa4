"""People files, aliases and the list of people who withdrew."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from critical_sna.survey.answers.attributes import attribute_columns, attribute_text
from critical_sna.survey.answers.names import Decision, Place, Registry
from critical_sna.survey.answers.opening import open_tables
from critical_sna.survey.answers.scales import NO, YES
from critical_sna.survey.answers.suggestions import as_written
from critical_sna.survey.description.spec import FileSpec, People, SurveySpec
from critical_sna.survey.tables.text import clean, match_key, quoted

if TYPE_CHECKING:
    from critical_sna.survey.issues import Log
    from critical_sna.survey.tables.table import Row, Table

_HEADINGS = {
    "id",
    "ids",
    "name",
    "names",
    "person",
    "people",
    "label",
    "code",
    "email",
    "e-mail",
    "respondent",
    "withdrawn",
}


@dataclass
class PeopleFiles:
    """Everyone on a people file, by wave ("" means all waves), and what the file says about them.

    ``listed`` were asked; ``partners`` stand on a list of people who were not.
    """

    listed: dict[str, set[str]] = field(default_factory=dict)
    partners: dict[str, set[str]] = field(default_factory=dict)
    told: dict[str, dict[str, dict[str, str]]] = field(default_factory=dict)
    answered: dict[str, dict[str, str]] = field(default_factory=dict)
    wave_names: dict[str, str] = field(default_factory=dict)
    waves: list[str] = field(default_factory=list)

    def wave(self, text: str) -> str:
        """Give the one spelling of a wave's name: the first that was read."""
        return self.wave_names.setdefault(match_key(text), clean(text))

    @classmethod
    def read(
        cls, spec: SurveySpec, base: Path, registry: Registry, log: Log, skips: Mapping[str, Collection[int]]
    ) -> PeopleFiles:
        """Read the list of people who withdrew first, then everybody else."""
        files = cls()
        tables = [(block, table) for block in spec.people for table in open_tables(block, base, log)]
        aliases = [row for block in spec.people if block.aliases for row in _typed_rows(block.aliases, base, log)]
        decisions = _read_decisions(spec.names, base, log) if spec.names else []
        if spec.withdrawn is not None:
            _read_withdrawn(spec.withdrawn, base, registry, log)
            _extend_withdrawn(tables, aliases, decisions, registry)
        for block, table in tables:
            rows = [r for r in table.rows if r.number not in skips.get(block.sheet or "", ())]
            files._enrol(block, table, rows, registry, log)
        for row in aliases:
            _enter_alias(row, registry)
        registry.decide(decisions)
        return files

    def _enrol(self, block: People, table: Table, rows: list[Row], registry: Registry, log: Log) -> None:
        at = table.one(block.id)
        label = table.one(block.label).position if block.label else None
        wave_at = table.one(block.wave.column).position if block.wave and block.wave.column else None
        fixed = self.wave(block.wave.text) if block.wave and block.wave.text else ""
        answered = table.one(block.answered) if block.answered else None
        columns = {name: attribute_columns(table, column) for name, column in block.attributes.items()}
        also = [table.one(column).position for column in block.also_known_as]
        lists = self.listed if block.asked == "yes" else self.partners
        seen: dict[tuple[str, str], Row] = {}
        for row in rows:
            if not row.cells[at.position]:
                log.fault("person_without_id", file=table.file, row=row.number, column=at.shown)
                continue
            place = Place(table.file, row.number, at.shown)
            if at.name in block.join and registry.names_withdrawn(row.cells[at.position]):
                continue
            person = registry.enrol(row.cells[at.position], row.cells[label] if label is not None else None, place)
            if person is None:
                continue
            for position in also:
                registry.know_as(row.cells[position], person)
            wave = self.wave(row.cells[wave_at]) if wave_at is not None else fixed
            before = seen.setdefault((person, wave), row)
            if before is not row:
                same = tuple(map(match_key, before.cells)) == tuple(map(match_key, row.cells))
                if same:
                    log.note("person_twice", file=table.file, row=row.number, name=quoted(person))
                else:
                    log.fault(
                        "person_differs",
                        file=table.file,
                        row=row.number,
                        column=at.shown,
                        name=quoted(person),
                    )
                continue
            if wave and wave not in self.waves:
                self.waves.append(wave)
            lists.setdefault(wave, set()).add(person)
            told = self.told.setdefault(wave, {}).setdefault(person, {})
            for name, wanted in columns.items():
                text = attribute_text(wanted, row)
                if registry.names_withdrawn(text):
                    log.note("withdrawn_text", file=table.file, row=row.number, column=wanted[0].shown)
                elif text:
                    told.setdefault(name, text)
            if answered is not None:
                self._note_answered(row.cells[answered.position], wave, person, row, table, answered.shown, log)

    def _note_answered(self, text: str, wave: str, person: str, row: Row, table: Table, column: str, log: Log) -> None:
        word = match_key(text)
        meaning = "yes" if word in YES else "no" if word in NO else word
        if meaning not in {"yes", "no", "not asked", ""}:
            log.fault("answered_word", file=table.file, row=row.number, column=column, name=quoted(text))
        elif meaning:
            self.answered.setdefault(wave, {})[person] = meaning


class _TypedRow(NamedTuple):
    """A row of a list typed by hand; its first row may or may not be a header."""

    place: Place
    is_first: bool
    cells: tuple[str, ...]


def _typed_rows(file: FileSpec, base: Path, log: Log) -> list[_TypedRow]:
    found = []
    for table in open_tables(file, base, log, need_rows=False):
        column = table.columns[min(1, len(table.columns) - 1)].shown
        first = Place(table.file, file.header.skip + 1, column)
        found.append(_TypedRow(first, True, tuple(c.name for c in table.columns)))
        found += [_TypedRow(Place(table.file, r.number, column), False, r.cells) for r in table.rows]
    return found


def _read_withdrawn(file: FileSpec, base: Path, registry: Registry, log: Log) -> None:
    keys = {match_key(row.cells[0]) for row in _typed_rows(file, base, log) if clean(row.cells[0])}
    registry.withdrawn |= keys - _HEADINGS
    if registry.withdrawn:
        log.note("withdrawn", count=len(registry.withdrawn))


def _read_decisions(file: FileSpec, base: Path, log: Log) -> list[Decision]:
    """Read the reviewed name suggestions; a row without a decision is still to be decided."""
    found = []
    for table in open_tables(file, base, log, need_rows=False):
        name, suggestion, decision = (table.one(c) for c in ("name", "suggestion", "decision"))
        for row in table.rows:
            word, place = match_key(row.cells[decision.position]), Place(table.file, row.number, decision.shown)
            if word in {"accept", "reject"}:
                one, other = (as_written(clean(row.cells[c.position])) for c in (name, suggestion))
                found.append(Decision(one, other, word, place))
            elif word:
                log.fault("decision_word", file=table.file, row=row.number, column=decision.shown, name=quoted(word))
    return found


def _extend_withdrawn(
    tables: list[tuple[People, Table]], aliases: list[_TypedRow], decisions: list[Decision], registry: Registry
) -> None:
    """Whoever withdrew under one name is erased under every other: id, label, aliases, names accepted as theirs."""
    groups = [{match_key(text) for text in row.cells[:2] if clean(text)} for row in aliases]
    groups += [{match_key(d.name), match_key(d.suggestion)} for d in decisions if d.word == "accept"]
    for block, table in tables:
        at = [table.one(column).position for column in (block.id, block.label, *block.also_known_as) if column]
        groups += [{match_key(row.cells[p]) for p in at if clean(row.cells[p])} for row in table.rows]
    size = -1
    while size != len(registry.withdrawn):
        size = len(registry.withdrawn)
        for keys in groups:
            if keys & registry.withdrawn:
                registry.withdrawn |= keys


def _enter_alias(row: _TypedRow, registry: Registry) -> None:
    if len(row.cells) < 2 or not clean(row.cells[0]) or not clean(row.cells[1]):
        return
    written, who = row.cells[:2]
    if registry.is_withdrawn(who) or (row.is_first and registry.find(who) is None):
        return
    registry.alias(written, who, row.place)
