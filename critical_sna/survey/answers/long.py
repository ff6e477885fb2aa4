"""Read one question of one file into long answers."""

from __future__ import annotations

import math

from critical_sna._core.limits import STRAIGHT_LINE_ANSWERS
from critical_sna.survey.answers.found import STATUS_RANK, Answer, Gathered, Sheet
from critical_sna.survey.answers.names import Place
from critical_sna.survey.answers.rows import Response
from critical_sna.survey.answers.shapes import Block, Cell, cells
from critical_sna.survey.tables.text import clean, match_key, quoted

_LEVELS_OF_A_LINE = 3  # with two levels, as in a list of ticks, equal answers are nothing unusual


def read_block(sheet: Sheet, block: Block, found: Gathered) -> None:
    """Read one question of one file, respondent by respondent."""

    def known(text: str) -> bool:
        return found.registry.find(text) is not None or found.registry.is_withdrawn(text)

    together: dict[tuple[str, str], list[Response]] = {}
    for response in sheet.responses:
        together.setdefault((response.wave, response.person), []).append(response)
    targets = tuple(found.registry.find(alter) for alter in block.alters)
    read: dict[str, tuple[str, float]] = {}
    for (wave, person), responses in together.items():
        _note_second_file(sheet, block, responses[0], found)
        given = [] if block.is_grid else [(r, cell) for r in responses for cell in cells(block, r.row, known)]
        texts = [block.text(r.row, c.position) for r in responses for c in block.columns]
        _note_habits(sheet, block, responses[0], texts, found)
        filled = any(map(clean, texts)) if block.is_grid else bool(given)
        if not filled:
            _note_empty_block(sheet, block, responses[0], found)
        silent = not filled and block.ties.empty_block == "missing"
        status = "declined" if silent else max((r.status for r in responses), key=STATUS_RANK.__getitem__)
        if sheet.has_respondents:
            found.turn_out(block.ties.relation, wave, person, status)
        if block.is_grid:
            _learn(block, texts, read)
            for response in responses:
                _read_grid_row(sheet, block, response, targets, read, filled, found)
        for response, cell in given:
            _read_cell(sheet, block, response, cell, filled, found)


def _learn(block: Block, texts: list[str], read: dict[str, tuple[str, float]]) -> None:
    """Remember what each distinct text counts as, where that is a tie or none: a grid says few things many times."""
    for text in set(texts) - read.keys():
        state, strength = block.mapper.read(text)
        if text and state in {"tie", "none"}:
            read[text] = state, strength


def _read_grid_row(
    sheet: Sheet,
    block: Block,
    response: Response,
    targets: tuple[str | None, ...],
    read: dict[str, tuple[str, float]],
    filled: bool,
    found: Gathered,
) -> None:
    """Read one respondent's row of a grid: what is plain at once, every other cell on its own."""
    nothing = ("none", 0.0) if _blank_means_no(block, filled) else None
    person, wave, number = response.person, response.wave, response.row.number
    file, relation, append = sheet.table.file, block.ties.relation, found.answers.append
    for column, alter, target in zip(block.columns, block.alters, targets, strict=True):
        text = block.text(response.row, column.position)
        known = nothing if not text else None if column.missing else read.get(text)
        if known is not None and target is not None and target != person and sheet.source.directed:
            append(Answer(wave, relation, person, target, known[1], known[0], file, number, column.shown))
        else:
            cell = Cell(alter, text, column.shown, match_key(text) in column.missing)
            _read_cell(sheet, block, response, cell, filled, found)


def _note_habits(sheet: Sheet, block: Block, response: Response, texts: list[str], found: Gathered) -> None:
    """Note one and the same answer about everybody, and a name in every place that the question has."""
    place = Place(sheet.table.file, response.row.number, block.columns[0].shown if block.columns else None)
    if block.is_grid and len(block.mapper.strengths) >= _LEVELS_OF_A_LINE:
        distinct = {match_key(text) for text in set(texts) if clean(text)}
        count = sum(map(bool, texts))
        if len(distinct) == 1 and count >= STRAIGHT_LINE_ANSWERS:
            found.log.note(
                "straight_line",
                count=count,
                **place._asdict(),
                name=quoted(response.person),
                relation=block.ties.relation,
            )
    elif block.ties.shape == "slots" and len(texts) > 1 and all(map(clean, texts)):
        found.count("slots_full", place, block, str(len(texts)))


def _note_second_file(sheet: Sheet, block: Block, response: Response, found: Gathered) -> None:
    key, file = (block.ties.relation, response.wave, response.person), sheet.table.file
    if found.read_from.setdefault(key, file) != file:
        found.log.note(
            "answered_in_two_files",
            file=file,
            row=response.row.number,
            name=quoted(response.person),
            relation=block.ties.relation,
            other=found.read_from[key],
        )


def _note_empty_block(sheet: Sheet, block: Block, response: Response, found: Gathered) -> None:
    found.log.note(
        "empty_block",
        phrase="empty_block_none" if block.ties.empty_block == "none" else None,
        file=sheet.table.file,
        row=response.row.number,
        name=quoted(response.person),
        relation=block.ties.relation,
    )


def _read_cell(sheet: Sheet, block: Block, response: Response, cell: Cell, filled: bool, found: Gathered) -> None:
    """Resolve one cell and put it among the answers, or among the faults."""
    place = Place(sheet.table.file, response.row.number, cell.column)
    if found.registry.is_withdrawn(cell.alter):
        return
    if block.is_grid:
        target = found.registry.find(cell.alter)
    elif found.registry.names_withdrawn(cell.alter):
        found.log.note("withdrawn_text", file=place.file, row=place.row, column=place.column)
        return
    else:
        target = found.registry.meet(cell.alter, place)
    if target is None:
        return
    is_self = target == response.person
    state, strength = _value(block, cell, place, filled, is_self, found)
    relation = block.ties.relation
    if is_self and state == "tie":
        found.log.note(
            "self_tie",
            file=place.file,
            row=place.row,
            column=place.column,
            name=quoted(target),
            relation=relation,
        )
    ends = [(response.person, target)]
    if not sheet.source.directed and not is_self:
        ends.append((target, response.person))
        if sheet.has_respondents:
            found.turn_out(relation, response.wave, target, "respondent")
    for source, named in ends if state else ():
        found.answers.append(
            Answer(
                response.wave,
                relation,
                source,
                named,
                strength,
                "impossible" if is_self else state,
                place.file,
                response.row.number,
                cell.column,
            )
        )


def _value(block: Block, cell: Cell, place: Place, filled: bool, is_self: bool, found: Gathered) -> tuple[str, float]:
    """Give state and strength of a cell; ("", nan) where it is a fault."""
    if cell.value is None:
        return "tie", 1.0
    if not clean(cell.value):
        return _blank(block, place, filled, is_self, found)
    state, strength = block.mapper.read(cell.value, own_name=cell.alter if block.is_grid else None)
    if cell.is_missing and match_key(cell.value) not in block.mapper.strengths:  # the spec knows better than the file
        state, strength = "missing", math.nan
    if state in {"unknown", "negative", "not_finite"}:
        code = "unknown_level" if state == "unknown" and block.mapper.name else f"value_{state}"
        found.log.fault(
            code,
            file=place.file,
            row=place.row,
            column=place.column,
            name=quoted(cell.value, 40),
            scale=block.mapper.name,
        )
        return "", math.nan
    if state == "missing":
        found.count("missing_answer", place, block, quoted(cell.value))
    return state, strength


def _blank_means_no(block: Block, filled: bool) -> bool:
    return block.blank == "no" if filled else block.ties.empty_block == "none"


def _blank(block: Block, place: Place, filled: bool, is_self: bool, found: Gathered) -> tuple[str, float]:
    """Read a blank cell as the spec says (INGESTION: what an empty cell means decides every number)."""
    means_no = _blank_means_no(block, filled)
    if block.is_grid and means_no:
        return "none", 0.0
    if not block.is_grid and block.blank == "no":  # a name without a value: being named is a tie
        found.count("no_strength", place, block, f"{block.mapper.lowest:g}")
        return "tie", block.mapper.lowest
    if filled and not is_self:
        found.count("blank_unknown", place, block, "")
    return "missing", math.nan
