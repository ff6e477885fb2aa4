"""The shapes of relational answers, each reduced to cells: who is named, what stands there, in which column."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from critical_sna.errors import SpecError
from critical_sna.survey.answers.attributes import attribute_columns, shared_start
from critical_sna.survey.answers.scales import Mapper
from critical_sna.survey.tables.codes import Numbered, distinct
from critical_sna.survey.tables.text import clean, match_key, quoted

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from critical_sna.survey.answers.names import Registry
    from critical_sna.survey.description.presets import Preset
    from critical_sna.survey.description.spec import Alter, Scale, Source, Ties
    from critical_sna.survey.tables.codes import Codes, Places
    from critical_sna.survey.tables.table import Column, Table


@dataclass(frozen=True)
class Block:
    """One question in one file: its columns, whom they are about, and how cells are read."""

    ties: Ties
    mapper: Mapper
    blank: str
    empty: frozenset[str]
    columns: tuple[Column, ...]
    alters: tuple[str, ...]
    values: tuple[Column, ...]

    @property
    def is_grid(self) -> bool:
        """Tell whether every column is about one person."""
        return self.ties.shape in {"roster", "matrix"}

    def texts(self, table: Table, rows: Places, columns: Sequence[Column]) -> Codes:
        """Give the cells of these columns (rows x columns), blank where the spec says that a text means nothing."""
        codes = table.cells[[c.position for c in columns]][:, rows].T
        if self.empty:
            codes = np.where(table.read(codes, lambda text: match_key(text) in self.empty, bool), 0, codes)
        return codes

    def names(self, table: Table, codes: Codes, registry: Registry) -> tuple[Places, Codes, Sequence[str]]:
        """Give the names in cells (flat): in which cell each stands, its number, and the texts numbered so."""

        def is_known(text: str) -> bool:
            return registry.find(text) is not None or registry.is_withdrawn(text)

        at = np.flatnonzero(codes)
        if self.ties.sep is None:
            return at, codes[at], table.texts
        numbered, parts = Numbered(), list[int]()
        most = most_separators(self.ties.sep, registry.known())
        start, count = (np.zeros(len(table.texts), dtype=np.intp) for _ in range(2))
        for code in distinct(codes[at], len(table.texts)).tolist():
            names = split(table.texts[code], self.ties.sep, is_known, most)
            start[code] = len(parts)
            parts += [numbered[name] for name in names if clean(name) and match_key(name) not in self.empty]
            count[code] = len(parts) - start[code]
        times = count[codes[at]]
        within = np.arange(times.sum()) - np.repeat(np.cumsum(times) - times, times)
        name = np.array(parts, dtype=np.int32)[np.repeat(start[codes[at]], times) + within]
        return np.repeat(at, times), name, list(numbered)


def plan(
    table: Table,
    source: Source,
    ties: Ties,
    scales: Mapping[str, Scale],
    preset: Preset,
    gone: Callable[[str], bool],
) -> Block:
    """Find the columns of a block in a table; ``gone`` tells names that must not be read."""
    mapper = Mapper.of(ties.scale, scales[ties.scale] if ties.scale else None, source.decimal)
    if ties.target:
        columns = [table.one(ties.target)]
    elif ties.shape == "matrix" and not ties.columns:
        taken = _taken(table, source)
        columns = [c for c in table.columns if c.label and c.position not in taken]
    else:
        columns = table.many(ties.columns, preset.skip_columns)
    alters: tuple[str, ...] = ()
    if ties.shape in {"roster", "matrix"}:
        pairs = list(zip(columns, _alters(table, columns, ties.alter), strict=True))
        columns = [c for c, name in pairs if not gone(name)]
        alters = tuple(name for _, name in pairs if not gone(name))
    values = table.many(ties.value) if ties.value else []
    if values and len(values) != len(columns):
        raise SpecError(
            f"{len(columns)} columns of names have {len(values)} columns of values.",
            where=f"{table.file}, relation {ties.relation!r}",
            mend="name the columns so that 'columns' and 'value' run in parallel",
        )
    blank = ties.blank or ("missing" if mapper.has_none else "no")
    empty = frozenset(match_key(e) for e in (*ties.empty, *preset.empty))
    if ties.shape == "edges" and ties.sep is None and preset.sep is not None:
        ties = ties.model_copy(update={"sep": preset.sep})
    return Block(ties, mapper, blank, empty, tuple(columns), alters, tuple(values))


def _taken(table: Table, source: Source) -> set[int]:
    names: list[str | int] = [*source.rows.drop_if, *source.rows.keep_if]
    if source.ego:
        names.append(source.ego.column)
        names += [source.ego.respondent] if source.ego.respondent else []
    if source.wave and source.wave.column:
        names.append(source.wave.column)
    names += [part.column for part in (source.rows.consent, source.rows.partial) if part]
    taken = {table.one(name).position for name in names}
    return taken | {c.position for name in source.attributes.values() for c in attribute_columns(table, name)}


def _alters(table: Table, columns: list[Column], alter: Alter | None) -> list[str]:
    header = alter is not None and alter.from_ == "header"
    texts = [clean(c.name if header else c.label) for c in columns]
    names = _cut(texts, alter) if alter else texts
    for column, name in zip(columns, names, strict=True):
        if not name or "${" in name:
            raise SpecError(
                f"No person's name can be read from the column {quoted(column.shown)}.",
                where=table.file,
                mend="say in 'alter' where the name stands: from, and after, between or pattern",
            )
    return [name for name in names if name]


def _cut(texts: list[str], alter: Alter) -> list[str | None]:
    if alter.pattern is not None:
        hits = [re.search(alter.pattern, text) for text in texts]
        return [clean(m.group(1) if m.re.groups else m.group()) if m else None for m in hits]
    if alter.between is not None:
        return [_between(text, *map(_plain, alter.between)) for text in texts]
    if alter.after is None:
        return list(texts)
    mark = _plain(alter.after)
    stem = shared_start(texts)
    at = stem.rfind(mark)
    cuts = [at if at >= 0 else text.find(mark) for text in texts]
    return [clean(text[cut + len(mark) :]) if cut >= 0 else None for text, cut in zip(texts, cuts, strict=True)]


def _between(text: str, opening: str, closing: str) -> str | None:
    start = text.rfind(opening)
    end = text.rfind(closing)
    return clean(text[start + len(opening) : end]) if start >= 0 and end > start else None


def _plain(mark: str) -> str:
    """Bring a mark into the form of cleaned text but keep the blanks at its ends."""
    lead, tail = mark[:1].isspace(), mark[-1:].isspace()
    return " " * lead + clean(mark) + " " * tail


def most_separators(sep: str, known: Iterable[str]) -> int:
    """Give how often a separator stands in the name that holds most of them, of names as they are matched."""
    mark = _taken_apart(match_key(sep)) or " "
    return max((_taken_apart(name).count(mark) for name in known), default=0)


def _taken_apart(text: str) -> str:
    """Give text whose marks stand alone, so that a separator is seen that a mark had melted into one sign."""
    return text if text.isascii() else unicodedata.normalize("NFKD", text)


def split(text: str, sep: str, is_known: Callable[[str], bool], most: int | None = None) -> list[str]:
    """Cut a cell into names; a known name that holds the separator stays whole, the longest first.

    No known name holds more than ``most`` separators (None: unsaid). Cost: parts * ``most`` names are looked up.
    """
    if not clean(sep) and sep.strip("\r\n") == sep:
        text = clean(text)
    parts = text.split(sep)
    if not clean(sep):  # blanks that follow each other are matched as one
        parts = [part for part in parts if clean(part)]
    names, i = [], 0
    while i < len(parts):
        last = len(parts) if most is None else min(i + most + 1, len(parts))
        end = next((j for j in range(last, i + 1, -1) if is_known(sep.join(parts[i:j]))), i + 1)
        names.append(sep.join(parts[i:end]))
        i = end
    return names
