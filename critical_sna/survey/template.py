"""The Monday-morning workbook: three sheets to fill by hand, read without any spec."""

from __future__ import annotations

import io
import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from critical_sna._core.files import write_bytes
from critical_sna._core.spreadsheets import without_the_hour
from critical_sna._core.text import listed, quoted
from critical_sna.errors import DataError, SpecError
from critical_sna.survey.answers.scales import YES
from critical_sna.survey.description.load import check_spec
from critical_sna.survey.issues import Log
from critical_sna.survey.tables.files import read_bytes
from critical_sna.survey.tables.table import Row, Table, make_table
from critical_sna.survey.tables.text import clean, match_key
from critical_sna.words import say

if TYPE_CHECKING:
    from critical_sna.survey.description.spec import SurveySpec

DIRECTIONS = {"I go to them": "seeks_from", "they come to me": "gives_to", "both ways": "mutual"}
SHEETS: dict[str, tuple[str, ...]] = {
    "People": ("id", "name", "group", "organisation", "decision seat", "answered"),
    "Ties": ("from", "to", "relation", "strength"),
    "Questions": ("relation", "question", "direction", "choices"),
}
EXAMPLES: dict[str, tuple[tuple[str, ...], ...]] = {
    "People": (
        ("example-1", "Example Ash (invented)", "Families", "Example Street Parents", "no", "yes"),
        ("example-2", "Example Birch (invented)", "Schools", "Example Hill School", "yes", "yes"),
    ),
    "Ties": (("example-1", "example-2", "advice", "2"), ("example-2", "example-1", "ideas", "1")),
    "Questions": (
        ("advice", "Who do you go to for advice about our work?", "I go to them", ""),
        ("ideas", "Who comes to you with ideas for our work?", "they come to me", ""),
    ),
}
_CHOICES = {
    ("People", "decision seat"): ("yes", "no"),
    ("People", "answered"): ("yes", "no", "not asked"),
    ("Questions", "direction"): tuple(DIRECTIONS),
}
_ROWS_WITH_CHOICES = 1000
_UNNAMED = "tie"
"""What a relation is called that nobody named."""


def write_template(path: str | os.PathLike[str], *, force: bool = False) -> Path:
    """Write an empty workbook to fill in: sheets Read me, People, Ties and Questions.

    Two example rows stand in each sheet and a note on each column; example rows that are left
    unchanged are not counted. The same version writes the same bytes.
    Raises ``FileError`` where the file is there already (unless ``force``) or cannot be written.
    """
    return write_bytes(path, _bytes(), force=force)


def _bytes() -> bytes:
    import openpyxl
    from openpyxl.comments import Comment
    from openpyxl.styles import Alignment, Font
    from openpyxl.worksheet.datavalidation import DataValidation

    book = openpyxl.Workbook()
    book.properties.creator = "critical_sna"
    book.remove(book.worksheets[0])
    page = book.create_sheet("Read me")
    page.column_dimensions["A"].width = 110
    for i, (line, is_head) in enumerate(_read_me(), start=1):
        page.cell(i, 1, line).font = Font(bold=is_head)
        page.cell(i, 1).alignment = Alignment(wrap_text=True)
    for name, columns in SHEETS.items():
        page = book.create_sheet(name)
        page.freeze_panes = "A2"
        for j, column in enumerate(columns, start=1):
            cell = page.cell(1, j, column)
            cell.font = Font(bold=True)
            cell.comment = Comment(_note(name, column), "critical_sna", width=320, height=140)
            page.column_dimensions[cell.column_letter].width = 46 if column == "question" else 24
            choices = _CHOICES.get((name, column))
            if choices:
                rule = DataValidation(type="list", formula1=f'"{",".join(choices)}"', allow_blank=True)
                rule.add(f"{cell.column_letter}2:{cell.column_letter}{_ROWS_WITH_CHOICES}")
                page.add_data_validation(rule)
        for i, example in enumerate(EXAMPLES[name], start=2):
            for j, text in enumerate(example, start=1):
                page.cell(i, j, int(text) if text.isdigit() else text or None).font = Font(italic=True)
    stream = io.BytesIO()
    book.save(stream)
    return without_the_hour(stream.getvalue())


def _note(sheet: str, column: str) -> str:
    return say(f"survey.template_{sheet}_{column}".lower().replace(" ", "_"))


def _read_me() -> Iterator[tuple[str, bool]]:
    yield say("survey.template_title"), True
    yield say("survey.template_intro"), False
    for sheet, columns in SHEETS.items():
        yield "", False
        yield say(f"survey.template_{sheet.lower()}"), True
        for column in columns:
            yield f"{column}: {_note(sheet, column)}", False


@dataclass
class FilledWorkbook:
    """A filled template: the spec it stands for, example rows to leave out, and where each question is asked."""

    spec: SurveySpec
    skips: dict[str, set[int]]
    asked: dict[str, tuple[str, int] | None]
    """File and row by relation; None where the workbook names no question."""


@dataclass
class _Question:
    """A row of the sheet Questions, or what stands for it where nobody wrote one (no row)."""

    block: dict[str, object]
    row: int | None = None


def spec_of_workbook(path: Path, log: Log) -> FilledWorkbook:
    """Read a filled template as if somebody had written its spec; what is odd about it goes to ``log``.

    Faults of the sheets are held in the log, so that those of the cells are told with them. Raises ``DataError``
    where nobody filled anything in.
    """
    from critical_sna.survey.tables.workbook import read_sheet, sheet_names

    content = read_bytes(path)
    there = {match_key(name): name for name in sheet_names(content, path.name)}
    lacking = [name for name in SHEETS if match_key(name) not in there]
    if lacking:
        raise SpecError(
            f"The workbook has no sheet named {' or '.join(lacking)}.",
            where=path.name,
            mend="make a workbook with 'critical-sna template', or write a survey spec that describes this one",
        )
    from critical_sna.survey.description.spec import Header

    tables = {}
    for name in SHEETS:
        grid, shown = read_sheet(content, path.name, there[match_key(name)], log)
        tables[name] = make_table(grid, Header(), file=shown, log=Log(), need_rows=False)
    skips = {name: _unchanged_examples(name, tables[name]) for name in ("People", "Ties")}
    people, ties = (_own_rows(tables[name], skips[name]) for name in ("People", "Ties"))
    if not people and not ties:
        raise DataError(say("survey.sheets_empty"), where=path.name, mend=say("survey.sheets_empty_mend"))
    questions = _questions(tables["Questions"], tables["Ties"], ties, log)
    log.hold()
    for name, rows in skips.items():
        if rows:
            log.note("example_row", count=len(rows), file=tables[name].file, sheet=name)
    if not people:
        log.note("people_empty", file=tables["People"].file)
    blocks = {name: question.block for name, question in questions.items()}
    spec = check_spec(_as_spec(path.name, there, tables, skips, blocks), path.name)
    renamed = {there[match_key(name)]: rows for name, rows in skips.items()}
    file = tables["Questions"].file
    asked = {name: (file, q.row) if q.row is not None else None for name, q in questions.items()}
    return FilledWorkbook(spec, renamed, asked)


def _unchanged_examples(sheet: str, table: Table) -> set[int]:
    known = {tuple(map(match_key, example)) for example in EXAMPLES[sheet]}
    width = len(SHEETS[sheet])
    return {row.number for row in table.rows if tuple(map(match_key, row.cells[:width])) in known}


def _own_rows(table: Table, skipped: set[int]) -> list[Row]:
    return [row for row in table.rows if row.number not in skipped]


def _questions(table: Table, ties: Table, rows: list[Row], log: Log) -> dict[str, _Question]:
    """Give the questions asked, by name; an example counts only where a tie answers it.

    A question without a name is read as the relation ``tie`` where it is the only one; where the sheet Ties may mean
    it by any other name, it is a fault.
    """
    at = ties.one("relation").position
    used = {match_key(row.cells[at]) for row in rows}
    named, unnamed = _asked(table, used, log)
    known = set(map(match_key, named))
    many = len(named) + len(unnamed) > 1
    if unnamed and (used - known - {""} or (many and ("" in used or not named))):
        for question in unnamed:
            log.fault("question_without_name", file=table.file, row=question.row, column="relation")
        return named or {_UNNAMED: _Question({})}
    for question in unnamed if named else ():
        log.note("question_left_out", file=table.file, row=question.row, column="relation")
    if not named:
        named = {_UNNAMED: unnamed[0] if unnamed else _Question({})}
        phrase = None if unnamed else "question_missing"
        log.note("question_unnamed", phrase=phrase, file=table.file, row=named[_UNNAMED].row, name=_UNNAMED)
    _check_relations(ties, rows, named, log)
    return named


def _asked(table: Table, used: set[str], log: Log) -> tuple[dict[str, _Question], list[_Question]]:
    """Give the questions by name, and those whose name is empty."""
    examples = _unchanged_examples("Questions", table)
    at = {column: table.one(column).position for column in SHEETS["Questions"]}
    named: dict[str, _Question] = {}
    unnamed: list[_Question] = []
    for row in table.rows:
        cells = {column: clean(row.cells[position]) for column, position in at.items()}
        name = cells.pop("relation")
        if (row.number in examples and match_key(name) not in used) or not (name or any(cells.values())):
            continue
        question = _Question(_block(cells, table.file, row.number, log), row.number)
        if not name:
            unnamed.append(question)
        elif match_key(name) in map(match_key, named):
            log.fault("question_twice", file=table.file, row=row.number, column="relation", name=quoted(name))
        else:
            named[name] = question
    return named, unnamed


def _block(cells: dict[str, str], file: str, row: int, log: Log) -> dict[str, object]:
    """Give a question as a block of a spec; a word that cannot be read is a fault and is left out."""
    words = {match_key(k): v for k, v in DIRECTIONS.items()} | {v: v for v in DIRECTIONS.values()}
    direction, choices = cells["direction"], cells["choices"]
    if direction and match_key(direction) not in words:
        log.fault("direction_word", file=file, row=row, column="direction", name=quoted(direction))
    if choices and not (choices.isdecimal() and int(choices) > 0):
        log.fault("choices_word", file=file, row=row, column="choices", name=quoted(choices))
        choices = ""
    block = {"question": cells["question"], "reports": words.get(match_key(direction)), "choices": choices}
    return {key: value for key, value in block.items() if value}


def _check_relations(ties: Table, rows: list[Row], questions: Iterable[str], log: Log) -> None:
    """Find ties whose relation is empty or not asked; with one question the cell may stay empty."""
    names, at = list(questions), ties.one("relation")
    known = {match_key(name) for name in names} | ({""} if len(names) == 1 else set())
    for row in rows:
        text = row.cells[at.position]
        if match_key(text) not in known:
            code = "relation_word" if clean(text) else "relation_empty"
            choices = listed(map(quoted, names))
            log.fault(code, file=ties.file, row=row.number, column=at.shown, name=quoted(text), choices=choices)


def _as_spec(
    name: str,
    sheets: dict[str, str],
    tables: dict[str, Table],
    skips: dict[str, set[int]],
    questions: dict[str, dict[str, object]],
) -> dict[str, object]:
    people, ties = tables["People"], tables["Ties"]
    own = {"id", "name", "answered", "wave"}
    attributes = {clean(c.name).replace(" ", "_"): c.name for c in people.columns if match_key(c.name) not in own}
    source: dict[str, Any] = {"path": name, "sheet": sheets["ties"], "ego": {"column": "from"}}  # a spec block
    person: dict[str, Any] = {  # a spec block
        "path": name,
        "sheet": sheets["people"],
        "id": "id",
        "label": "name",
        "answered": "answered",
        "attributes": attributes,
    }
    for block, table in ((source, ties), (person, people)):
        if table.has("wave") and any(r.cells[table.one("wave").position] for r in table.rows):
            block["wave"] = {"column": "wave"}
    tie: dict[str, Any] = {"shape": "edges", "target": "to"}  # a spec block
    at = ties.one("strength").position
    if any(row.cells[at] for row in ties.rows if row.number not in skips["Ties"]):
        tie["value"] = "strength"
    alone = [""] if len(questions) == 1 else []
    sources = [
        {**source, "rows": {"keep_if": {"relation": [relation, *alone]}}, "ties": [{**tie, "relation": relation}]}
        for relation in questions
    ]
    if not _own_rows(people, skips["People"]):
        person, attributes = {}, {}
    return {
        **({"people": person} if person else {}),
        "sources": sources,
        "policy": {"unmatched": "add", "duplicate_ties": "max"},
        "relations": questions,
        "attributes": _meanings(people, attributes, skips["People"]),
    }


def _meanings(people: Table, attributes: dict[str, str], skipped: set[int]) -> dict[str, dict[str, object]]:
    meanings: dict[str, dict[str, object]] = {}
    for name, kind in (("group", "community"), ("organisation", "organisation")):
        if name in attributes:
            meanings[name] = {"kind": kind}
    if "decision_seat" in attributes:
        at = people.one("decision seat").position
        texts = {clean(row.cells[at]) for row in people.rows if row.number not in skipped}
        meanings["decision_seat"] = {
            "kind": "power",
            "holds": sorted(t for t in texts if match_key(t) in YES) or ["yes"],
        }
    return meanings
