"""Readers -> tables -> long answers: everything a survey says, resolved, in one place."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import replace
from pathlib import Path

from critical_sna.errors import SpecError
from critical_sna.survey.answers import rows as row_rules
from critical_sna.survey.answers.found import Gathered, Sheet
from critical_sna.survey.answers.long import read_block
from critical_sna.survey.answers.names import Place, Registry
from critical_sna.survey.answers.people import PeopleFiles
from critical_sna.survey.answers.rows import Response
from critical_sna.survey.answers.shapes import plan
from critical_sna.survey.description.presets import PRESETS, Preset
from critical_sna.survey.description.spec import Ego, Header, Source, SurveySpec
from critical_sna.survey.issues import Log
from critical_sna.survey.tables.files import find
from critical_sna.survey.tables.readers import check_format, not_yet, read_table
from critical_sna.survey.tables.table import Table
from critical_sna.survey.tables.text import clean, match_key, natural_key, quoted

Skips = Mapping[str, Collection[int]]


def gather(spec: SurveySpec, base: Path, skips: Skips | None = None) -> Gathered:
    """Read every file of a spec; raises one DataError that lists all bad cells.

    ``skips`` names rows to leave out, by sheet (the example rows of the template).
    """
    log = Log()
    skips = skips or {}
    add = spec.policy.unmatched == "add" or (spec.policy.unmatched is None and not spec.people)
    registry = Registry(log, add_unmatched=add, has_people_file=bool(spec.people))
    files = PeopleFiles.read(spec, base, registry, log, skips)
    found = Gathered(log, registry, files)
    log.stop_if_faulty()
    sheets = [sheet for source in spec.sources for sheet in _open(source, spec, base, found, skips)]
    sheets = [_resolve_respondents(sheet, found) for sheet in sheets]
    for sheet in sheets:
        _meet_rosters(sheet, found)
    for sheet in sheets:
        _read_attributes(sheet, found)
        for block in sheet.blocks:
            read_block(sheet, block, found)
    log.stop_if_faulty()
    _tell(found)
    return found


def _open(source: Source, spec: SurveySpec, base: Path, found: Gathered, skips: Skips) -> list[Sheet]:
    preset = PRESETS.get(source.preset)
    if preset is None:
        raise not_yet(f"The preset {source.preset!r}", source.path)
    check_format(source)
    if any(t.shape == "graph" for t in source.ties):
        raise not_yet("The shape 'graph'", source.path)
    if source.ego is None:
        if any(t.shape != "matrix" for t in source.ties):
            raise SpecError(
                "The spec does not say which column holds the respondent.",
                where=source.path,
                mend="add 'ego: {column: ...}'",
            )
        source = source.model_copy(update={"ego": Ego(column=0)})
    gone = found.registry.is_withdrawn
    sheets = []
    for shown, path in find(base, source.path):
        table = read_table(path, shown, source, _header(source, preset), found.log)
        table = replace(table, hidden=frozenset(found.registry.withdrawn))
        table = _leave_out(table, source, skips.get(source.sheet or "", ()), found.registry)
        blocks = tuple(plan(table, source, ties, spec.scales, preset, gone) for ties in source.ties)
        chosen = row_rules.select(table, source, preset, found.log)
        responses = row_rules.judge(table, chosen, source, preset, found.log)
        responses = [r for r in responses if not gone(r.ego)]
        responses, waves = _set_waves(source, responses, table, found)
        sheets.append(Sheet(table, source, preset, blocks, responses, waves))
    return sheets


def _header(source: Source, preset: Preset) -> Header:
    """Give the header as the preset has it, but for what the spec says itself."""
    given = source.header.model_fields_set
    rows = source.header.rows if "rows" in given else preset.header_rows
    label = source.header.label_row if "label_row" in given or preset.label_row is None else preset.label_row
    return Header(skip=source.header.skip, rows=rows, label_row=label)


def _leave_out(table: Table, source: Source, skipped: Collection[int], registry: Registry) -> Table:
    """Take out the example rows, and the rows of people who withdrew before anything is said about them."""
    ego = table.one(source.ego.column).position if source.ego else 0
    rows = (r for r in table.rows if r.number not in skipped and not registry.is_withdrawn(r.cells[ego]))
    return replace(table, rows=tuple(rows))


def _set_waves(
    source: Source, responses: list[Response], table: Table, found: Gathered
) -> tuple[list[Response], frozenset[str]]:
    """Give responses with one spelling of each wave, and the waves of this file; remember their order."""
    name = found.files.wave
    if source.wave is None or source.wave.text is not None:
        wave = name(source.wave.text) if source.wave and source.wave.text else ""
        if wave:
            found.waves.setdefault(wave)
        return [r._replace(wave=wave) for r in responses] if wave else responses, frozenset({wave})
    order = [name(w) for w in source.wave.order]
    seen = {name(w) for w in sorted({r.wave for r in responses})}
    for response in responses:
        if order and name(response.wave) not in order:
            found.log.fault("wave_not_in_order", file=table.file, row=response.row.number, name=quoted(response.wave))
    for wave in [w for w in order if w in seen] or sorted(seen, key=natural_key):
        found.waves.setdefault(wave)
    return [r._replace(wave=name(r.wave)) for r in responses], frozenset(seen)


def _resolve_respondents(sheet: Sheet, found: Gathered) -> Sheet:
    """Resolve who answered, keep one response each, and leave unfinished ones out where the spec says so."""
    column = sheet.table.one(sheet.source.ego.column if sheet.source.ego else 0).shown
    resolved = []
    partial = sheet.source.rows.partial
    for response in sheet.responses:
        person = found.registry.meet(response.ego, Place(sheet.table.file, response.row.number, column))
        if person is None:  # a fault by now: the row is still read, so that all its bad cells are listed
            person = f"row {response.row.number}"
        if response.status == "partial" and partial is not None and partial.use == "drop":
            found.log.note("partial_row", file=sheet.table.file, row=response.row.number, name=quoted(person))
            _count_turnout(sheet, response.wave, person, "named_only", found)
            continue
        resolved.append(response._replace(person=person))
    kept = row_rules.one_each(sheet.table, resolved, sheet.source, sheet.preset, found.log)
    for response in kept:
        if response.status == "partial":
            found.log.note(
                "partial_row",
                phrase="partial_kept",
                file=sheet.table.file,
                row=response.row.number,
                name=quoted(response.person),
            )
        elif response.status == "declined":
            found.refused.add((response.wave, response.person))
            _count_turnout(sheet, response.wave, response.person, "declined", found)
    return replace(sheet, responses=[r for r in kept if r.status != "declined"])


def _count_turnout(sheet: Sheet, wave: str, person: str, status: str, found: Gathered) -> None:
    for ties in sheet.source.ties:
        found.turn_out(ties.relation, wave, person, status)


def _meet_rosters(sheet: Sheet, found: Gathered) -> None:
    """Everyone on the roster of a question is in the survey, even if nobody ticks them."""
    for block in sheet.blocks:
        for column, alter in zip(block.columns, block.alters, strict=False):
            person = found.registry.meet(alter, Place(sheet.table.file, None, column.shown))
            for wave in sheet.waves:
                if person is not None:
                    found.rosters.setdefault((block.ties.relation, wave), set()).add(person)


def _read_attributes(sheet: Sheet, found: Gathered) -> None:
    for name, column in sheet.source.attributes.items():
        at = sheet.table.one(column)
        for response in sheet.responses:
            text = clean(response.row.cells[at.position])
            if not text:
                continue
            if found.registry.names_withdrawn(text):
                found.log.note("withdrawn_text", file=sheet.table.file, row=response.row.number, column=at.shown)
                continue
            told = found.told.setdefault(response.wave, {}).setdefault(response.person, {})
            if match_key(told.setdefault(name, text)) != match_key(text):
                found.log.note(
                    "attribute_differs",
                    file=sheet.table.file,
                    row=response.row.number,
                    column=at.shown,
                    name=quoted(response.person),
                    attribute=name,
                )


def _tell(found: Gathered) -> None:
    """Note what was counted while reading."""
    for (code, file, relation, value), count in sorted(found.counted.items()):
        found.log.note(code, count=count, file=file, relation=relation, value=value)
