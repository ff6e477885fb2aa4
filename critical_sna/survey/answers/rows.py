"""Which rows of a file count: test rows, consent, unfinished responses, several responses by one person."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from critical_sna.errors import DataError
from critical_sna.survey.description.presets import Preset
from critical_sna.survey.description.spec import Partial
from critical_sna.survey.tables.codes import Codes, Numbered, Places, grouped
from critical_sna.survey.tables.text import clean, match_key, number, quoted

if TYPE_CHECKING:
    from critical_sna.survey.answers.found import Gathered
    from critical_sna.survey.description.spec import Rows, Source
    from critical_sna.survey.issues import Log
    from critical_sna.survey.tables.table import Table

STATUSES = ("named_only", "declined", "partial", "respondent")
STATUS_RANK = {status: rank for rank, status in enumerate(STATUSES)}


@dataclass(frozen=True, eq=False)
class Responses:
    """The rows that count, column by column: who answered them, in which wave, and how far."""

    at: Places
    """The place of each row in its table."""
    ego: Codes
    """What names the respondent: the number of a text of the table."""
    wave: Codes
    """A place in ``waves``."""
    status: Codes
    """A place in STATUSES."""
    waves: tuple[str, ...]
    person: Codes
    """The respondent: a number of ``Answers.people``; 0 before they are resolved."""

    def __len__(self) -> int:
        """Count the rows."""
        return len(self.at)

    def take(self, which: npt.NDArray[np.bool_] | Places) -> Responses:
        """Give some of the rows."""
        at, ego, wave, status = self.at[which], self.ego[which], self.wave[which], self.status[which]
        return Responses(at, ego, wave, status, self.waves, self.person[which])


def select(table: Table, source: Source, preset: Preset, log: Log) -> Places:
    """Drop test rows and rows the spec leaves out, and say so; gives the places of the others."""
    rules = source.rows
    drop = {c: v for c, v in preset.drop_if.items() if table.has(c)} if not rules.drop_if else rules.drop_if
    marker = table.one(preset.row_id).position if preset.row_id and table.has(preset.row_id) else None
    kept = np.ones(len(table), dtype=bool)
    for column, values in drop.items():
        position, keys = table.one(column).position, {match_key(v) for v in values}
        hit = table.where(position, lambda text, keys=keys: match_key(text) in keys) & kept  # type: ignore[misc]  # bound now
        known = {match_key(v) for v in preset.drop_if.get(column, ())}
        for at in np.flatnonzero(hit).tolist():
            row = table.rows[at]
            name = quoted(row.cells[marker]) if marker is not None and row.cells[marker] else str(row.number)
            code = preset.drop_code if match_key(row.cells[position]) in known else "dropped_row"
            log.note(code, file=table.file, row=row.number, column=column, name=name)
        kept &= ~hit
    for column, values in rules.keep_if.items():
        keys = {match_key(v) for v in values}
        kept &= table.where(table.one(column).position, lambda text, keys=keys: match_key(text) in keys)  # type: ignore[misc]  # bound now
    return np.flatnonzero(kept)


def judge(table: Table, at: Places, source: Source, preset: Preset, log: Log) -> Responses:
    """Give every row its respondent, wave and status (respondent, partial, declined)."""
    if source.ego is None:
        at = at[:0]
    ego = _respondents(table, at, source)
    nobody = set(map(match_key, preset.nobody))
    has = ego > 0
    if nobody:
        has &= ~table.read(ego, lambda text: match_key(text) in nobody, bool)
    if source.ego is not None:
        column = table.one(source.ego.column).shown
        for row in table.numbers[at[~has]].tolist():
            log.note("no_respondent", file=table.file, row=row, column=column)
    at, ego = at[has], ego[has]
    waves, wave = Numbered(), np.zeros(len(at), dtype=np.int32)
    if source.wave and source.wave.column:
        told = table.one(source.wave.column)
        wave = table.read(table.cells[told.position][at], lambda text: waves[clean(text)])
        has = wave != waves.get("", -1)
        for row in table.numbers[at[~has]].tolist():
            log.fault("no_wave", file=table.file, row=row, column=told.shown)
        at, ego, wave = at[has], ego[has], wave[has]
    status = np.full(len(at), STATUS_RANK["respondent"], dtype=np.int32)
    done, consent = _done(table, source, preset), _consent(table, source.rows)
    for rule, word in ((done, "partial"), (consent, "declined")):
        if rule is not None:
            fits = table.read(table.cells[rule[0]][at], lambda text, keys=rule[1]: match_key(text) in keys, bool)  # type: ignore[misc]  # bound now
            status[~fits] = STATUS_RANK[word]
    refused = int((status == STATUS_RANK["declined"]).sum())
    if refused:
        log.note("no_consent", count=refused, file=table.file)
    return Responses(at, ego, wave, status, tuple(waves) or ("",), np.zeros(len(at), dtype=np.int32))


def _respondents(table: Table, at: Places, source: Source) -> Codes:
    """Give the text that names the respondent of each row; where it is blank, that of a row with the same key."""
    if source.ego is None:
        return np.zeros(0, dtype=np.int32)
    ego: Codes = table.cells[table.one(source.ego.column).position][at]
    if source.ego.fill_by is None:
        return ego
    keys = table.cells[table.one(source.ego.fill_by).position][at]
    filled = np.flatnonzero(ego)[::-1]  # of several names for one key the first counts, so it is written last
    names = np.zeros(len(table.texts), dtype=np.int32)
    names[keys[filled]] = ego[filled]
    filled_up: Codes = np.where(ego == 0, names[keys], ego)
    return filled_up


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


def one_each(table: Table, responses: Responses, source: Source, preset: Preset, found: Gathered) -> Responses:
    """Keep one response for each person and wave, as the spec says; unsaid, a second one is a fault."""
    rules = source.rows.duplicates
    if rules is None and any(t.target for t in source.ties):
        return responses  # one row for each tie or event: a respondent has many
    columns = [(responses.wave, len(responses.waves))]
    by = table.one(rules.by).position if rules and rules.by != "ego" else None
    columns.append((responses.person, len(found.answers.people)) if by is None else _keys(table, responses, by))
    if source.ego and source.ego.respondent:
        columns.append(_keys(table, responses, table.one(source.ego.respondent).position))
    group, size = grouped(*columns)
    several = np.bincount(group, minlength=size)[group] > 1
    order = rules.order if rules else preset.order
    keep: str = rules.keep if rules else "last" if order and table.has(order) else "error"
    kept = ~several
    same: dict[int, list[int]] = {}
    for i in np.flatnonzero(several).tolist():
        same.setdefault(int(group[i]), []).append(i)
    people = list(found.answers.people)
    for places in same.values():
        if keep == "error":
            for i in places:
                row, name = int(table.numbers[responses.at[i]]), people[responses.person[i]]
                found.log.fault("answered_twice", file=table.file, row=row, name=quoted(name))
            continue
        ranked = _in_order(table, responses, places, order)
        chosen = ranked[-1] if keep == "last" else ranked[0]
        kept[chosen] = True
        found.log.note(
            "duplicate_respondent",
            count=len(places) - 1,
            file=table.file,
            row=int(table.numbers[responses.at[chosen]]),
            name=quoted(people[responses.person[chosen]]),
            keep=keep,
        )
    return responses.take(kept)


def _keys(table: Table, responses: Responses, position: int) -> tuple[Codes, int]:
    """Number the cells of a column so that cells that match have one number; give how many there are, too."""
    numbered = Numbered()
    codes = table.read(table.cells[position][responses.at], lambda text: numbered[match_key(text)])
    return codes, max(len(numbered), 1)


def _in_order(table: Table, responses: Responses, places: list[int], order: str | None) -> list[int]:
    if order is None:
        return places
    column = table.one(order)
    rows = [table.rows[int(responses.at[i])] for i in places]
    stamps = _stamps([row.cells[column.position] for row in rows])
    if stamps is None:
        raise DataError(
            f"The responses of one person cannot be put in order by {column.shown!r}: "
            "its cells are neither numbers nor dates like 2031-03-04 09:15.",
            where=f"{table.file}, rows {', '.join(str(row.number) for row in rows)}",
            mend="name another column as 'order', or remove the rows that do not count",
        )
    return [place for _, place in sorted(zip(stamps, places, strict=True))]


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


def note_several(table: Table, responses: Responses, source: Source, rule: str, found: Gathered) -> None:
    """Say for which organisations several people answered, and how their answers are put together."""
    if source.ego is None or source.ego.respondent is None:
        return
    at = table.one(source.ego.respondent)
    people = list(found.answers.people)
    voices: dict[tuple[str, str], dict[str, int]] = {}
    for i in range(len(responses)):
        row = table.rows[int(responses.at[i])]
        known = voices.setdefault((responses.waves[responses.wave[i]], people[responses.person[i]]), {})
        known.setdefault(match_key(row.cells[at.position]), row.number)
    for (_, person), rows in sorted(voices.items()):
        if len(rows) > 1:
            found.log.note(
                "several_respondents",
                count=len(rows),
                file=table.file,
                row=next(iter(rows.values())),
                column=at.shown,
                name=quoted(person),
                rule=found.log.say(f"rule_{rule}"),
            )
