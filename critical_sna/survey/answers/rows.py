"""Which rows of a file count: test rows, consent, unfinished responses, several responses by one person."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable
from typing import TYPE_CHECKING, NamedTuple

from critical_sna.errors import DataError
from critical_sna.survey.description.presets import Preset
from critical_sna.survey.description.spec import Partial
from critical_sna.survey.tables.text import clean, match_key, number, quoted

if TYPE_CHECKING:
    from critical_sna.survey.description.spec import Rows, Source
    from critical_sna.survey.issues import Log
    from critical_sna.survey.tables.table import Row, Table


class Response(NamedTuple):
    """A row that counts: who answered it, in which wave, and how far."""

    row: Row
    ego: str
    wave: str
    status: str
    person: str = ""


def select(table: Table, source: Source, preset: Preset, log: Log) -> list[Row]:
    """Drop test rows and rows the spec leaves out, and say so."""
    rules = source.rows
    drop = {c: v for c, v in preset.drop_if.items() if table.has(c)} if not rules.drop_if else rules.drop_if
    dropping = [(table.one(c).position, {match_key(v) for v in values}, c) for c, values in drop.items()]
    keeping = [(table.one(c).position, {match_key(v) for v in values}) for c, values in rules.keep_if.items()]
    marker = table.one(preset.row_id).position if preset.row_id and table.has(preset.row_id) else None
    kept = []
    for row in table.rows:
        hit = next(((p, c) for p, keys, c in dropping if match_key(row.cells[p]) in keys), None)
        if hit:
            name = quoted(row.cells[marker]) if marker is not None and row.cells[marker] else str(row.number)
            known = {match_key(v) for v in preset.drop_if.get(hit[1], ())}
            code = preset.drop_code if match_key(row.cells[hit[0]]) in known else "dropped_row"
            log.note(code, file=table.file, row=row.number, column=hit[1], name=name)
        elif all(match_key(row.cells[p]) in keys for p, keys in keeping):
            kept.append(row)
    return kept


def judge(table: Table, rows: Iterable[Row], source: Source, preset: Preset, log: Log) -> list[Response]:
    """Give every row its respondent, wave and status (respondent, partial, declined)."""
    if source.ego is None:
        return []
    ego = table.one(source.ego.column).position
    filler = table.one(source.ego.fill_by).position if source.ego.fill_by else None
    rows = list(rows)
    names = {r.cells[filler]: r.cells[ego] for r in reversed(rows) if r.cells[ego]} if filler is not None else {}
    wave_at = table.one(source.wave.column).position if source.wave and source.wave.column else None
    consent, done = _consent(table, source.rows), _done(table, source, preset)
    nobody = set(map(match_key, preset.nobody))
    found, refused = [], 0
    for row in rows:
        name = row.cells[ego] or (names.get(row.cells[filler], "") if filler is not None else "")
        if not name or match_key(name) in nobody:
            log.note("no_respondent", file=table.file, row=row.number, column=table.columns[ego].shown)
            continue
        wave = clean(row.cells[wave_at]) if wave_at is not None else ""
        if wave_at is not None and not wave:
            log.fault("no_wave", file=table.file, row=row.number, column=table.columns[wave_at].shown)
            continue
        if consent and match_key(row.cells[consent[0]]) not in consent[1]:
            status, refused = "declined", refused + 1
        elif done and match_key(row.cells[done[0]]) not in done[1]:
            status = "partial"
        else:
            status = "respondent"
        found.append(Response(row, name, wave, status))
    if refused:
        log.note("no_consent", count=refused, file=table.file)
    return found


def _consent(table: Table, rules: Rows) -> tuple[int, set[str]] | None:
    if rules.consent is None:
        return None
    return table.one(rules.consent.column).position, {match_key(v) for v in rules.consent.yes}


def unfinished_rule(table: Table, source: Source, preset: Preset) -> Partial | None:
    """Give the rule for unfinished responses: the spec's, or the preset's where one column fits it."""
    if source.rows.partial is not None:
        return source.rows.partial
    for rule in preset.unfinished:
        fits = [c.shown for c in table.columns if re.search(rule.column, c.name) or re.search(rule.column, c.label)]
        if len(fits) == 1:
            return Partial(column=fits[0], complete=rule.complete, use="drop" if rule.use == "drop" else "keep")
    return None


def _done(table: Table, source: Source, preset: Preset) -> tuple[int, set[str]] | None:
    rule = unfinished_rule(table, source, preset)
    return None if rule is None else (table.one(rule.column).position, {match_key(v) for v in rule.complete})


def one_each(table: Table, responses: list[Response], source: Source, preset: Preset, log: Log) -> list[Response]:
    """Keep one response for each person and wave, as the spec says; unsaid, a second one is a fault."""
    rules = source.rows.duplicates
    if rules is None and any(t.target for t in source.ties):
        return responses  # one row for each tie or event: a respondent has many
    by = table.one(rules.by).position if rules and rules.by != "ego" else None
    apart = table.one(source.ego.respondent).position if source.ego and source.ego.respondent else None
    groups: dict[tuple[str, str, str], list[Response]] = {}
    for response in responses:
        who = response.person if by is None else match_key(response.row.cells[by])
        voice = match_key(response.row.cells[apart]) if apart is not None else ""
        groups.setdefault((response.wave, who, voice), []).append(response)
    kept = []
    for same in groups.values():
        if len(same) == 1:
            kept.append(same[0])
            continue
        keep, order = "last", rules.order if rules else preset.order
        if rules is None and not (order and table.has(order)):
            keep = "error"
        elif rules:
            keep = rules.keep
        if keep == "error":
            for response in same:
                log.fault("answered_twice", file=table.file, row=response.row.number, name=quoted(response.person))
            continue
        ranked = _in_order(table, same, order)
        chosen = ranked[-1] if keep == "last" else ranked[0]
        kept.append(chosen)
        log.note(
            "duplicate_respondent",
            count=len(same) - 1,
            file=table.file,
            row=chosen.row.number,
            name=quoted(chosen.person),
            keep=keep,
        )
    return sorted(kept, key=lambda r: r.row.number)


def _in_order(table: Table, responses: list[Response], order: str | None) -> list[Response]:
    if order is None:
        return sorted(responses, key=lambda r: r.row.number)
    column = table.one(order)
    stamps = _stamps([r.row.cells[column.position] for r in responses])
    if stamps is None:
        raise DataError(
            f"The responses of one person cannot be put in order by {column.shown!r}: "
            "its cells are neither numbers nor dates like 2031-03-04 09:15.",
            where=f"{table.file}, rows {', '.join(str(r.row.number) for r in responses)}",
            mend="name another column as 'order', or remove the rows that do not count",
        )
    pairs = sorted(zip(stamps, responses, strict=True), key=lambda p: (p[0], p[1].row.number))
    return [response for _, response in pairs]


def in_time(texts: list[str]) -> bool:
    """Tell whether cells can be put in the order of time (numbers, or dates like 2031-03-04 09:15)."""
    return _stamps(texts) is not None


def _stamps(texts: list[str]) -> list[float] | None:
    numbers = [number(t) for t in texts]
    if all(n is not None for n in numbers):
        return [n for n in numbers if n is not None]
    for read in (_iso, _google):
        try:
            return [read(clean(t)) for t in texts]
        except ValueError:
            continue
    return None


def _seconds(moment: dt.datetime) -> float:
    return (moment if moment.tzinfo else moment.replace(tzinfo=dt.UTC)).timestamp()


def _iso(text: str) -> float:
    return _seconds(dt.datetime.fromisoformat(text))


def _google(text: str) -> float:
    bare = re.sub(r"\s+(GMT|UTC|[A-Z]{2,5})([+-]\d+(:\d+)?)?$", "", text) if not text.endswith(("AM", "PM")) else text
    moment = dt.datetime.strptime(bare, "%Y/%m/%d %I:%M:%S %p")  # noqa: DTZ007 - the zone is the account's, unknown here
    return _seconds(moment)


def note_several(table: Table, responses: list[Response], source: Source, rule: str, log: Log) -> None:
    """Say for which organisations several people answered, and how their answers are put together."""
    if source.ego is None or source.ego.respondent is None:
        return
    at = table.one(source.ego.respondent)
    voices: dict[tuple[str, str], dict[str, int]] = {}
    for response in responses:
        known = voices.setdefault((response.wave, response.person), {})
        known.setdefault(match_key(response.row.cells[at.position]), response.row.number)
    for (_, person), rows in sorted(voices.items()):
        if len(rows) > 1:
            log.note(
                "several_respondents",
                count=len(rows),
                file=table.file,
                row=next(iter(rows.values())),
                column=at.shown,
                name=quoted(person),
                rule=rule,
            )
