"""Readers -> tables -> long answers: everything a survey says, resolved, in one place."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import replace
from pathlib import Path

from critical_sna.errors import SpecError
from critical_sna.survey.answers import rows as row_rules
from critical_sna.survey.answers.attendance import read_attendance
from critical_sna.survey.answers.attributes import attribute_columns, attribute_text
from critical_sna.survey.answers.found import Gathered, Sheet
from critical_sna.survey.answers.graph import GraphFile, is_graph, open_graphs, read_graph_file
from critical_sna.survey.answers.long import read_block
from critical_sna.survey.answers.names import Place, Registry
from critical_sna.survey.answers.opening import open_tables
from critical_sna.survey.answers.people import PeopleFiles
from critical_sna.survey.answers.rows import Response
from critical_sna.survey.answers.shapes import Block, plan
from critical_sna.survey.description.presets import PRESETS, Preset
from critical_sna.survey.description.spec import Ego, Source, SurveySpec
from critical_sna.survey.issues import Log
from critical_sna.survey.tables.readers import check_format
from critical_sna.survey.tables.table import Table
from critical_sna.survey.tables.text import match_key, natural_key, quoted

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
    sheets: list[Sheet] = []
    graphs: list[GraphFile] = []
    for source in spec.sources:
        if is_graph(source):
            graphs += open_graphs(source, base, found)
        else:
            sheets += _open(source, spec, base, found, skips)
    sheets = [_resolve_respondents(sheet, found, spec) for sheet in sheets]
    for sheet in sheets:
        _meet_rosters(sheet, found)
    for sheet in sheets:
        _read_attributes(sheet, found)
        for block in sheet.blocks:
            (read_attendance if block.ties.shape == "attendance" else read_block)(sheet, block, found)
    for graph in graphs:
        read_graph_file(graph, found)
    log.stop_if_faulty()
    _tell(found, spec)
    return found


def _open(source: Source, spec: SurveySpec, base: Path, found: Gathered, skips: Skips) -> list[Sheet]:
    preset = PRESETS[source.preset]
    check_format(source)
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
    for table in open_tables(source, base, found.log, preset=preset):
        table = replace(table, hidden=frozenset(found.registry.withdrawn))
        table = _leave_out(table, source, skips.get(source.sheet or "", ()), found.registry)
        blocks = tuple(plan(table, source, ties, spec.scales, preset, gone) for ties in source.ties)
        _refuse_twins(blocks, table, preset)
        chosen = row_rules.select(table, source, preset, found.log)
        responses = row_rules.judge(table, chosen, source, preset, found.log)
        responses = [r for r in responses if not gone(r.ego)]
        responses, waves = _set_waves(source, responses, table, found)
        if source.ego is not None and source.ego.respondent is not None:
            found.averaged |= {t.relation for t in source.ties}
        sheets.append(Sheet(table, source, preset, blocks, responses, waves))
    return sheets


def _refuse_twins(blocks: Collection[Block], table: Table, preset: Preset) -> None:
    """Refuse a question read twice: some exports hold it joined in one cell and again as a column for each choice."""
    named = {(b.ties.relation, c.name): c for b in blocks for c in b.columns} if preset.twins else {}
    for (relation, name), column in named.items():
        joined = named.get((relation, name.rpartition(preset.twins or "")[0]))
        if joined is not None:
            raise SpecError(
                f"The relation {relation!r} would be read twice: {quoted(column.shown)} holds the same ticks as "
                f"{quoted(joined.shown)}.",
                where=table.file,
                mend="name the joined column with the shape 'multi', or only the columns of the choices",
            )


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


def _resolve_respondents(sheet: Sheet, found: Gathered, spec: SurveySpec) -> Sheet:
    """Resolve who answered, keep one response each, and leave unfinished ones out where the spec says so."""
    column = sheet.table.one(sheet.source.ego.column if sheet.source.ego else 0).shown
    resolved = []
    partial = row_rules.unfinished_rule(sheet.table, sheet.source, sheet.preset)
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
    row_rules.note_several(sheet.table, kept, sheet.source, spec.policy.duplicate_ties or "mean", found.log)
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
    if not sheet.has_respondents:
        return
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
    nothing = set(map(match_key, sheet.preset.empty))
    for name, wanted in sheet.source.attributes.items():
        columns = attribute_columns(sheet.table, wanted)
        for response in sheet.responses:
            text = attribute_text(columns, response.row)
            if not text or match_key(text) in nothing:
                continue
            place = Place(sheet.table.file, response.row.number, columns[0].shown)._asdict()
            if found.registry.names_withdrawn(text):
                found.log.note("withdrawn_text", **place)
                continue
            told = found.told.setdefault(response.wave, {}).setdefault(response.person, {})
            if match_key(told.setdefault(name, text)) != match_key(text):
                found.log.note("attribute_differs", **place, name=quoted(response.person), attribute=name)


def _tell(found: Gathered, spec: SurveySpec) -> None:
    """Note what was counted while reading."""
    capped = {name for name, said in spec.relations.items() if said.choices is not None}
    for (code, file, relation, value), count in sorted(found.counted.items()):
        if code == "slots_full" and relation in capped:
            continue
        found.log.note(code, count=count, file=file, relation=relation, value=value)
