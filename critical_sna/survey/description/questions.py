"""Find the questions of a table: which columns belong together, what was answered, and whom they are about."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from critical_sna.survey.answers.attributes import shared_start
from critical_sna.survey.answers.scales import NO, YES
from critical_sna.survey.description.exporters import is_own
from critical_sna.survey.description.presets import PRESETS
from critical_sna.survey.tables.text import clean, match_key, number

if TYPE_CHECKING:
    from critical_sna.survey.tables.table import Column, Table

_MARKS = ("? ", "___", "_", "/")
_LABEL_MARKS = (" - ", ": ", "... ", "? ")
_COLONS = (": ", " - ")
_LONGEST_PATTERN = 180
_MOST_CHOICES = 15
_LONGEST_START = 20
"""So long may a start be that all names share, for instance Researcher."""
_TICKS = YES | NO | {"0", "1"}


@dataclass
class Question:
    """One column, or a block of columns that ask the same of several people (or leave room for several names)."""

    columns: list[Column]
    text: str
    """The question as people read it."""
    key: str
    """A short name: Q5, partners, ..."""
    alters: list[str]
    """Whom each column is about, where the header says so; of numbered columns, the numbers."""
    wanted: str | list[str]
    """The columns as a spec names them."""
    alter: dict[str, object] | None
    cells: list[str]
    """Every filled cell."""

    @property
    def is_block(self) -> bool:
        """Tell whether the question has several columns."""
        return len(self.columns) > 1

    @property
    def is_numbered(self) -> bool:
        """Tell whether the columns are told apart by numbers only: places for names, or alters known elsewhere."""
        return len({re.sub(r"\d+", "", a) for a in self.alters}) == 1 and all(re.search(r"\d", a) for a in self.alters)

    @property
    def choices(self) -> list[str]:
        """The distinct answers, in the order they were first seen."""
        return list({match_key(c): clean(c) for c in reversed(self.cells)}.values())[::-1]

    @property
    def levels(self) -> tuple[str, ...]:
        """The levels that the file itself declares, in its order; () where its columns differ, or none are told."""
        told = {column.levels for column in self.columns}
        return told.pop() if len(told) == 1 else ()

    @property
    def missing(self) -> frozenset[str]:
        """What the file itself declares missing, as it is matched."""
        return frozenset[str]().union(*(column.missing for column in self.columns))

    @property
    def has_few_choices(self) -> bool:
        """Tell whether the answers are a short list of words, numbers or ticks, as on a scale."""
        return 0 < len(self.choices) <= _MOST_CHOICES


def questions_of(table: Table, preset: str) -> list[Question]:
    """Group the columns of a table into questions, in the order of the file; the program's own columns are left out."""
    rules = PRESETS[preset]
    left = [
        c
        for c in table.columns
        if (c.name or c.label)
        and not is_own(preset, c.name)
        and not (rules.label_row and is_own(preset, c.label))
        and not any(re.search(rule, c.name) for rule in rules.skip_columns)
    ]
    names = {c.name for c in left}
    if rules.twins:  # the joined column says the same
        left = [c for c in left if c.name.rpartition(rules.twins)[0] not in names]
    empty = set(map(match_key, rules.empty))
    ticked = {c.position for c in left if looks_like_scores([text for text in table.column(c.position) if text])}
    blocks = list(_blocks(left, preset, ticked))
    taken = {c.position for columns, *_ in blocks for c in columns}
    found = [_question(table, columns, key, alters, alter, empty) for columns, key, alters, alter in blocks]
    found += [_question(table, [c], c.name, [], None, empty) for c in left if c.position not in taken]
    return sorted(found, key=lambda q: q.columns[0].position)


def _question(
    table: Table,
    columns: list[Column],
    key: str,
    alters: list[str],
    alter: dict[str, object] | None,
    empty: set[str],
) -> Question:
    rows = zip(*(table.column(c.position) for c in columns), strict=True)
    cells = [text for texts in rows for text in texts if clean(text) and match_key(text) not in empty]
    texts = [c.label if c.label else c.name for c in columns]
    text = columns[0].name if len({c.name for c in columns}) == 1 else shared_start(texts)
    if len(columns) == 1:
        text = texts[0] if columns[0].label not in {"Open-Ended Response", "Response"} else columns[0].name
    asked = _without_alter(clean(text), alter) if len(columns) > 1 else clean(text)
    return Question(columns, asked.strip(" -:[(/_"), key, alters, _wanted(table, columns), alter, cells)


def _without_alter(text: str, alter: dict[str, object] | None) -> str:
    """Cut off what all names begin with, as "Lawyer" in front of their numbers, from what columns share."""
    mark = next((m for m in ((alter or {}).get("after"), "? ") if m in _LABEL_MARKS and str(m) in text), None)
    at = text.rfind(str(mark))
    if mark is None or len(text) - at - len(str(mark)) > _LONGEST_START:
        return text
    return text[: at + 1] if mark == "? " else text[:at]


def _wanted(table: Table, columns: list[Column]) -> str | list[str]:
    """Name columns as shortly as a spec can: one name, a glob, a pattern, or the list of them."""
    names = [clean(c.name) for c in columns]
    if len(set(names)) == 1:
        return names[0]
    goal = {c.position for c in columns}
    start = shared_start(names)
    globs = [f"{start}*"] if not re.search(r"[*?\[\]]", start) else []
    pattern = f"/^{re.escape(start)}/".replace("\\ ", " ").replace("\\-", "-")
    for text in [*globs, *([pattern] if len(pattern) < _LONGEST_PATTERN else [])]:
        if start and {c.position for c in table.many([text])} == goal:
            return text
    return names


Block = tuple[list["Column"], str, list[str], "dict[str, object] | None"]


def _blocks(columns: list[Column], preset: str, ticked: set[int]) -> Iterator[Block]:
    """Give blocks of columns: (columns, key, alters, how a spec finds the alters).

    Columns that share no more than their first word are a block only where all of them hold ticks or numbers.
    """
    groups: dict[tuple[str, str], list[Column]] = {}
    times = Counter(c.name for c in columns)
    for column in columns:
        stem = _stem(column, times, preset)
        if stem is None and column.position in ticked and " " in clean(column.name):
            stem = (" ", clean(column.name).split(" ")[0] + " ")
        if stem is not None:
            groups.setdefault(stem, []).append(column)
    for (how, key), found in groups.items():
        if len(found) > 1:
            yield _cut(found, how, key, preset)


def _stem(column: Column, times: Mapping[str, int], preset: str) -> tuple[str, str] | None:
    """Say by which rule a column belongs with others, and what they share."""
    name = clean(column.name)
    if preset == "surveymonkey" or (name and column.label != column.name and preset == "none"):
        if times[column.name] > 1:
            return "same name", name
        if preset == "surveymonkey":
            return None
    if name.endswith("]") and "[" in name:
        return "[", name[: name.rfind("[")]
    if "(choice=" in name:
        return "(choice=", name[: name.rfind("(choice=")]
    if preset == "redcap":
        return ("___", name[: name.rfind("___")]) if "___" in name else None
    if preset == "kobo":
        return ("/", name[: name.rfind("/")]) if "/" in name else None
    if preset == "qualtrics":
        numbered = re.fullmatch(r"(.+)_(\d+)", name)
        return ("label", numbered.group(1)) if numbered else None
    return _split(name, _COLONS) or _split(name, _MARKS) or _numbered(name)


def _split(name: str, marks: tuple[str, ...]) -> tuple[str, str] | None:
    """Cut a name behind its last mark: what is asked, and about whom."""
    ends = [(name.rfind(m) + len(m), len(m), m) for m in marks if 0 < name.rfind(m) < len(name) - len(m)]
    end, _, mark = max(ends, default=(0, 0, ""))
    return (mark, name[:end]) if end else None


def _numbered(name: str) -> tuple[str, str] | None:
    found = re.fullmatch(r"(.*[^\W\d].*?)\d+", name)
    return ("number", found.group(1)) if found else None


def _cut(columns: list[Column], how: str, key: str, preset: str) -> Block:
    names = [clean(c.name) for c in columns]
    by_label = _by_label(columns) if how in {"number", *_MARKS} else None
    if by_label is not None:
        return columns, key.strip(" _:-/.?#") or key, *by_label
    if how == "same name":
        return columns, key, [clean(c.label) for c in columns], {"from": "label"}
    if how == "[":
        return columns, key, [n[n.rfind("[") + 1 : -1].strip() for n in names], _header(between=["[", "]"])
    if how == "(choice=":
        tails = [n[n.rfind("(choice=") + 8 :].rstrip(")") for n in names]
        return columns, key, tails, _header(between=["(choice=", ")"])
    if how == "label":
        labels = [clean(c.label) for c in columns]
        if all(" - " in label for label in labels):
            at = shared_start(labels).rfind(" - ")
            tails = [label[(at if at >= 0 else label.find(" - ")) + 3 :] for label in labels]
            return columns, key, tails, {"from": "label", "after": " - "}
        return columns, key, [n.rsplit("_", 1)[1] for n in names], None
    if how == "number":
        return columns, key.strip(" _:-/.?#") or key, [n[len(key) :] for n in names], _header(after=key)
    if how == " ":
        return columns, key.strip(), [n[len(key) :] for n in names], _header(after=key)
    mark = how
    tails = [n[n.rfind(mark) + len(mark) :] for n in names]
    return columns, key.strip(" _:-/.?") or key, tails, _header(after=mark)


def _by_label(columns: list[Column]) -> tuple[list[str], dict[str, object]] | None:
    """Read the people from labels that end differently, where the names of columns only number them."""
    labels = [clean(c.label) for c in columns]
    if labels == [clean(c.name) for c in columns] or len(set(labels)) < len(labels):
        return None
    start = shared_start(labels)
    mark = next((m for m in _LABEL_MARKS if m in start), None)
    if mark is None:
        return None
    at = start.rfind(mark) + len(mark)
    return [label[at:] for label in labels], {"from": "label", "after": mark}


def _header(**how: object) -> dict[str, object]:
    return {"from": "header", **how}


def looks_like_scores(cells: list[str]) -> bool:
    """Tell whether all cells are numbers or ticks."""
    return bool(cells) and all(number(c) is not None or match_key(c) in _TICKS for c in cells)
