"""Readers -> tables -> long answers: everything a survey says, resolved, in one place."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace
from itertools import repeat
from pathlib import Path

import numpy as np

from critical_sna.errors import SpecError
from critical_sna.survey.answers import rows as row_rules
from critical_sna.survey.answers.attendance import read_attendance
from critical_sna.survey.answers.attributes import attribute_columns, attribute_texts
from critical_sna.survey.answers.found import STATUS_RANK, Gathered, Sheet
from critical_sna.survey.answers.graph import GraphFile, is_graph, open_graphs, read_graph_file
from critical_sna.survey.answers.long import read_block
from critical_sna.survey.answers.names import Place, Registry, Where
from critical_sna.survey.answers.opening import open_tables
from critical_sna.survey.answers.people import PeopleFiles
from critical_sna.survey.answers.rows import Responses
from critical_sna.survey.answers.shapes import Block, plan
from critical_sna.survey.description.presets import PRESETS, Preset
from critical_sna.survey.description.spec import Ego, Source, SurveySpec
from critical_sna.survey.issues import Log
from critical_sna.survey.tables.codes import Numbered, Places, distinct, first_places, grouped
from critical_sna.survey.tables.readers import check_format
from critical_sna.survey.tables.table import Table
from critical_sna.survey.tables.text import match_key, natural_key, quoted

Skips = Mapping[str, Collection[int]]


def gather(spec: SurveySpec, base: Path, skips: Skips | None = None, log: Log | None = None) -> Gathered:
    """Read every file of a spec; raises one DataError that lists all bad cells.

    ``skips`` names rows to leave out, by sheet (the example rows of the template).
    """
    log = Log() if log is None else log
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
        if found.registry.withdrawn:
            responses = responses.take(~table.read(responses.ego, gone, bool))
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
    left_out = table.where(ego, registry.is_withdrawn) if registry.withdrawn else np.zeros(len(table), dtype=bool)
    if skipped:
        left_out |= np.isin(table.numbers, list(skipped))
    return table.keep(~left_out)


def _set_waves(source: Source, responses: Responses, table: Table, found: Gathered) -> tuple[Responses, frozenset[str]]:
    """Give responses with one spelling of each wave, and the waves of this file; remember their order."""
    name = found.files.wave
    if source.wave is None or source.wave.text is not None:
        wave = name(source.wave.text) if source.wave and source.wave.text else ""
        if wave:
            found.waves.setdefault(wave)
        return replace(responses, waves=(wave,)), frozenset({wave})
    order = [name(w) for w in source.wave.order]
    written = [responses.waves[i] for i in distinct(responses.wave, len(responses.waves)).tolist()]
    seen = {name(w) for w in sorted(written)}
    unknown = [i for i, w in enumerate(responses.waves) if w in written and order and name(w) not in order]
    for i in np.flatnonzero(np.isin(responses.wave, unknown)).tolist():
        row, wave = int(table.numbers[responses.at[i]]), responses.waves[responses.wave[i]]
        found.log.fault("wave_not_in_order", file=table.file, row=row, name=quoted(wave))
    for wave in [w for w in order if w in seen] or sorted(seen, key=natural_key):
        found.waves.setdefault(wave)
    waves = Numbered()
    same = np.array([waves[name(w)] if w in written else 0 for w in responses.waves], dtype=np.int32)
    return replace(responses, wave=same[responses.wave], waves=tuple(waves) or ("",)), frozenset(seen)


def _resolve_respondents(sheet: Sheet, found: Gathered, spec: SurveySpec) -> Sheet:
    """Resolve who answered, keep one response each, and leave unfinished ones out where the spec says so."""
    table, responses = sheet.table, sheet.responses
    column = table.one(sheet.source.ego.column if sheet.source.ego else 0).shown
    rows = table.numbers[responses.at]
    numbered = found.answers.people

    def places(some: Places) -> Iterable[Where]:
        return zip(repeat(table.file), rows[some].tolist(), repeat(column), strict=False)

    person = found.meet_all(responses.ego, table.texts, places)
    for i in np.flatnonzero(person < 0).tolist():  # a fault: the row is read on, so that all its bad cells are listed
        met = found.registry.meet(table.texts[responses.ego[i]], Place(table.file, int(rows[i]), column))
        person[i] = numbered[met or f"row {rows[i]}"]
    responses = replace(responses, person=person)
    partial = row_rules.unfinished_rule(table, sheet.source, sheet.preset)
    people = list(numbered)
    if partial is not None and partial.use == "drop":
        left_out = responses.status == STATUS_RANK["partial"]
        for i in np.flatnonzero(left_out).tolist():
            found.log.note("partial_row", file=table.file, row=int(rows[i]), name=quoted(people[person[i]]))
            _count_turnout(sheet, responses.waves[responses.wave[i]], people[person[i]], "named_only", found)
        responses = responses.take(~left_out)
    kept = row_rules.one_each(table, responses, sheet.source, sheet.preset, found)
    row_rules.note_several(table, kept, sheet.source, spec.policy.duplicate_ties or "mean", found)
    for i in np.flatnonzero(kept.status < STATUS_RANK["respondent"]).tolist():
        row, who, wave = int(table.numbers[kept.at[i]]), people[kept.person[i]], kept.waves[kept.wave[i]]
        if kept.status[i] == STATUS_RANK["partial"]:
            found.log.note("partial_row", phrase="partial_kept", file=table.file, row=row, name=quoted(who))
        else:
            found.refused.add((wave, who))
            _count_turnout(sheet, wave, who, "declined", found)
    return replace(sheet, responses=kept.take(kept.status != STATUS_RANK["declined"]))


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
    table, responses, people = sheet.table, sheet.responses, list(found.answers.people)
    for name, wanted in sheet.source.attributes.items():
        columns = attribute_columns(table, wanted)
        texts = Numbered()
        text_of = [texts[text] for text in attribute_texts(columns, table, responses.at)]
        said = np.array(text_of, dtype=np.int32)
        group, size = grouped(
            (responses.wave, len(responses.waves)), (responses.person, max(len(people), 1)), (said, max(len(texts), 1))
        )
        words, differs = list(texts), np.zeros(size, dtype=np.int8)
        for number, i in enumerate(first_places(group, size).tolist()):
            text = words[said[i]]
            if not text or match_key(text) in nothing:
                continue
            if found.registry.names_withdrawn(text):
                differs[number] = 1
                continue
            wave, person = responses.waves[responses.wave[i]], people[responses.person[i]]
            told = found.told.setdefault(wave, {}).setdefault(person, {})
            if match_key(told.setdefault(name, text)) != match_key(text):
                differs[number] = 2
        for i in np.flatnonzero(differs[group]).tolist():
            place = Place(table.file, int(table.numbers[responses.at[i]]), columns[0].shown)._asdict()
            if differs[group[i]] == 1:
                found.log.note("withdrawn_text", **place)
            else:
                found.log.note("attribute_differs", **place, name=quoted(people[responses.person[i]]), attribute=name)


def _tell(found: Gathered, spec: SurveySpec) -> None:
    """Note what was counted while reading."""
    capped = {name for name, said in spec.relations.items() if said.choices is not None}
    for (code, file, relation, value), count in sorted(found.counted.items()):
        if code == "slots_full" and relation in capped:
            continue
        found.log.note(code, count=count, file=file, relation=relation, value=value)
