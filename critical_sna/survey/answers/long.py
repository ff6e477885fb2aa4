"""Read one question of one file into long answers: what is plain all at once, every odd cell on its own."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import repeat

import numpy as np
import numpy.typing as npt

from critical_sna.survey.answers.collected import IMPOSSIBLE, MISSING, NONE, STATES, TIE
from critical_sna.survey.answers.found import Gathered, Sheet
from critical_sna.survey.answers.names import Place, Where
from critical_sna.survey.answers.room import Flags, Room, note_empty_block, note_habits, note_second_file
from critical_sna.survey.answers.rows import STATUS_RANK
from critical_sna.survey.answers.shapes import Block
from critical_sna.survey.tables.codes import Codes, Places, distinct
from critical_sna.survey.tables.text import match_key, quoted

_BLANK, _FAULT = len(STATES), len(STATES) + 1
Floats = npt.NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class Cells:
    """Answer cells in the order of reading: whose, in which column, about whom (-1: a fault), and what stands there."""

    response: Places
    column: Codes
    target: Codes
    name: Codes
    names: Sequence[str]
    value: Codes | None
    """The number of a text of the table; None: being named is the answer."""

    def take(self, which: Flags) -> Cells:
        """Give some of the cells."""
        value = None if self.value is None else self.value[which]
        return Cells(self.response[which], self.column[which], self.target[which], self.name[which], self.names, value)


def read_block(sheet: Sheet, block: Block, found: Gathered) -> None:
    """Read one question of one file: habits, who answered it, then its cells."""
    if not len(sheet.responses):
        return
    room = Room.of(sheet, block, found)
    note_second_file(room, found)
    texts = block.texts(sheet.table, room.responses.at, block.columns)
    cells = _grid_cells(room, texts, found) if block.is_grid else _named_cells(room, texts, found)
    note_habits(room, texts, found)
    counts = (texts > 0).sum(axis=1) if block.is_grid else np.bincount(cells.response, minlength=len(texts))
    filled = room.in_groups(counts > 0)
    for group in np.flatnonzero(~filled).tolist():
        note_empty_block(room, group, found)
    if sheet.has_respondents:
        _turn_out(room, filled, found)
    if not block.is_grid:
        cells = _resolved(room, cells, found)
    _read_cells(room, cells, filled, found)


def _turn_out(room: Room, filled: Flags, found: Gathered) -> None:
    """Remember who answered the block: whoever left all of it empty did not, unless the spec says so."""
    rank = np.maximum.reduceat(room.responses.status, room.starts)
    if room.block.ties.empty_block == "missing":
        rank[~filled] = STATUS_RANK["declined"]
    relation = room.block.ties.relation
    for wave, groups in room.by_wave():
        people = [room.people[p] for p in room.responses.person[room.starts[groups]].tolist()]
        found.turn_out_all(relation, wave, people, rank[groups].tolist())


def _grid_cells(room: Room, texts: Codes, found: Gathered) -> Cells:
    """Give the cells of a grid whose columns are about somebody who is known."""
    people = found.answers.people
    known = [found.registry.find(alter) for alter in room.block.alters]
    target = np.array([-1 if person is None else people[person] for person in known], dtype=np.int32)
    columns = np.flatnonzero(target >= 0).astype(np.int32)
    rows = len(texts)
    column = np.tile(columns, rows)
    return Cells(
        np.repeat(np.arange(rows), len(columns)),
        column,
        target[column],
        column,
        room.block.alters,
        texts[:, columns].ravel(),
    )


def _named_cells(room: Room, texts: Codes, found: Gathered) -> Cells:
    """Give a cell for every name that is written; whom it names is not resolved yet."""
    table, block = room.sheet.table, room.block
    at, name, names = block.names(table, texts.ravel(), found.registry)
    value = None
    if block.values:
        value = block.texts(table, room.responses.at, block.values).ravel()[at]
    response, column = np.divmod(at, max(texts.shape[1], 1))
    return Cells(response, column.astype(np.int32), np.full(len(at), -1, dtype=np.int32), name, names, value)


def _resolved(room: Room, cells: Cells, found: Gathered) -> Cells:
    """Resolve the names; cells that name somebody who withdrew are left out."""
    registry = found.registry
    if registry.withdrawn:
        present = distinct(cells.name, len(cells.names)).tolist()
        gone, told = (np.zeros(len(cells.names), dtype=bool) for _ in range(2))
        for code in present:
            gone[code] = registry.is_withdrawn(cells.names[code])
            told[code] = not gone[code] and registry.names_withdrawn(cells.names[code])
        for i in np.flatnonzero(told[cells.name]).tolist():
            found.log.note("withdrawn_text", **_place(room, cells, i)._asdict())
        cells = cells.take(~(gone | told)[cells.name])
    target = found.meet_all(cells.name, cells.names, lambda some: _places(room, cells, some))
    return Cells(cells.response, cells.column, target, cells.name, cells.names, cells.value)


def _places(room: Room, cells: Cells, some: Places) -> Iterable[Where]:
    rows = room.sheet.table.numbers[room.responses.at[cells.response[some]]].tolist()
    shown = [column.shown for column in room.block.columns]
    columns = map(shown.__getitem__, cells.column[some].tolist())
    return zip(repeat(room.sheet.table.file), rows, columns, strict=False)


def _place(room: Room, cells: Cells, i: int) -> Place:
    return Place(*next(iter(_places(room, cells, np.array([i])))))


def _place_of_value(room: Room, cells: Cells, i: int) -> Place:
    """Give where the answer stands: in a grid where its person stands, else in the column that runs beside."""
    block, place = room.block, _place(room, cells, i)
    return place if block.is_grid else place._replace(column=block.values[cells.column[i]].shown)


def _read_cells(room: Room, cells: Cells, filled: Flags, found: Gathered) -> None:
    """Put cells among the answers, or among the faults."""
    block, responses = room.block, room.responses
    state, strength = _states(room, cells)
    _count_missing(room, cells, state, found)
    is_self = cells.target == responses.person[cells.response]
    _settle_blanks(room, cells, filled, state, strength, is_self, found)
    for i in np.flatnonzero((cells.target < 0) | (state == _FAULT)).tolist():
        state[i], strength[i] = _read_odd_cell(room, cells, i, found)
    for i in np.flatnonzero(is_self & (state == TIE)).tolist():
        name = quoted(room.people[cells.target[i]])
        found.log.note("self_tie", **_place(room, cells, i)._asdict(), name=name, relation=block.ties.relation)
    state[is_self & (state != _FAULT)] = IMPOSSIBLE
    kept = state != _FAULT
    if not kept.all():
        cells, state, strength = cells.take(kept), state[kept], strength[kept]
    person = responses.person[cells.response]
    source, target = person, cells.target
    wave = np.array([found.answers.waves[w] for w in responses.waves], dtype=np.int32)[responses.wave][cells.response]
    shown = np.array([found.answers.columns[c.shown] for c in block.columns], dtype=np.int32)
    row, column = room.rows[cells.response], shown[cells.column]
    if not room.sheet.source.directed:
        back = np.flatnonzero(source != target)
        if room.sheet.has_respondents:
            _turn_out_named(room, cells.take(source != target), found)
        twice = np.argsort(np.concatenate([np.arange(len(source)), back]), kind="stable")
        source, target = (
            np.concatenate([source, target[back]])[twice],
            np.concatenate([target, source[back]])[twice],
        )
        twice = np.concatenate([np.arange(len(row)), back])[twice]
        wave, strength, state = wave[twice], strength[twice], state[twice]
        row, column = row[twice], column[twice]
    found.answers.extend(
        wave=wave,
        relation=block.ties.relation,
        source=source,
        target=target,
        strength=strength,
        state=state,
        file=room.sheet.table.file,
        row=row,
        column=column,
    )


def _turn_out_named(room: Room, cells: Cells, found: Gathered) -> None:
    """Where a tie has no direction, whoever is named has told it as well."""
    people = list(found.answers.people)
    wave = room.responses.wave[cells.response]
    for i, name in enumerate(room.responses.waves):
        named = [people[p] for p in np.unique(cells.target[wave == i]).tolist()]
        if named:
            found.turn_out_all(room.block.ties.relation, name, named, [STATUS_RANK["respondent"]] * len(named))


def _states(room: Room, cells: Cells) -> tuple[Codes, Floats]:
    """Give what every cell counts as, each distinct text read once."""
    if cells.value is None:
        return np.full(len(cells.target), TIE, dtype=np.int32), np.ones(len(cells.target))
    table, mapper = room.sheet.table, room.block.mapper
    states = np.full(len(table.texts), _BLANK, dtype=np.int32)
    strengths = np.full(len(table.texts), math.nan)
    for code in distinct(cells.value, len(table.texts)).tolist():
        if code:
            word, strengths[code] = mapper.read(table.texts[code])
            states[code] = STATES.index(word) if word in STATES else _FAULT
    state, strength = states[cells.value], strengths[cells.value]
    columns = room.block.columns if room.block.is_grid else room.block.values
    for j, column in enumerate(columns):
        if column.missing:  # the spec knows better than the file

            def declared(text: str, keys: frozenset[str] = column.missing) -> bool:
                return match_key(text) in keys and match_key(text) not in mapper.strengths

            at = np.flatnonzero(cells.column == j)
            at = at[table.read(cells.value[at], declared, bool)]
            state[at], strength[at] = MISSING, math.nan
    return state, strength


def _settle_blanks(
    room: Room, cells: Cells, filled: Flags, state: Codes, strength: Floats, is_self: Flags, found: Gathered
) -> None:
    """Read blank cells as the spec says (INGESTION: what an empty cell means decides every number)."""
    block, file = room.block, room.sheet.table.file
    blank = np.flatnonzero((state == _BLANK) & (cells.target >= 0))
    in_filled = filled[room.group[cells.response[blank]]]
    if block.is_grid:
        means_no = np.where(in_filled, block.blank == "no", block.ties.empty_block == "none")
        state[blank], strength[blank] = np.where(means_no, NONE, MISSING), np.where(means_no, 0.0, math.nan)
    elif block.blank == "no":  # a name without a value: being named is a tie
        state[blank], strength[blank] = TIE, block.mapper.lowest
        if len(blank):
            found.count("no_strength", file, block, f"{block.mapper.lowest:g}", len(blank))
        return
    else:
        means_no = np.zeros(len(blank), dtype=bool)
        state[blank], strength[blank] = MISSING, math.nan
    unknown = int((in_filled & ~means_no & ~is_self[blank]).sum())
    if unknown:
        found.count("blank_unknown", file, block, "", unknown)


def _count_missing(room: Room, cells: Cells, state: Codes, found: Gathered) -> None:
    """Count the answers that are declared missing, by what stands there."""
    texts = room.sheet.table.texts
    missing = (state == MISSING) & (cells.target >= 0)
    if cells.value is None or not missing.any():
        return
    times = np.bincount(cells.value[missing], minlength=len(texts))
    for code in np.flatnonzero(times).tolist():
        found.count("missing_answer", room.sheet.table.file, room.block, quoted(texts[code]), int(times[code]))


def _read_odd_cell(room: Room, cells: Cells, i: int, found: Gathered) -> tuple[int, float]:
    """Read a cell that is a fault, unless a tick column repeats its own choice."""
    place, name = _place(room, cells, i), cells.names[cells.name[i]]
    if cells.target[i] < 0 and found.registry.meet(name, place) is None:
        return _FAULT, math.nan
    if cells.value is None or not cells.value[i]:
        return _FAULT, math.nan  # the name is that of several people
    text, mapper = room.sheet.table.texts[cells.value[i]], room.block.mapper
    word, strength = mapper.read(text, own_name=name if room.block.is_grid else None)
    if word in STATES:
        return (STATES.index(word), strength) if cells.target[i] >= 0 else (_FAULT, math.nan)
    code = "unknown_level" if word == "unknown" and mapper.name else f"value_{word}"
    found.log.fault(code, **_place_of_value(room, cells, i)._asdict(), name=quoted(text, 40), scale=mapper.name)
    return _FAULT, math.nan
