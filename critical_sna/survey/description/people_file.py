"""Propose a people file: who is on it, under which id and names, and what it says about them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from critical_sna.survey.description.facts import SEVERAL, several_in_a_cell
from critical_sna.survey.description.naming import attribute_name
from critical_sna.survey.description.proposal import ID, NAMED_SHARE, PRIVATE, WAVE, Tie, keys_of
from critical_sna.survey.tables.text import clean, match_key

if TYPE_CHECKING:
    from critical_sna.survey.description.parts import Part
    from critical_sna.survey.tables.table import Column


_FIRST = re.compile(r"^(first|given)([ _-]?names?)?$|^forenames?$", re.I)
_LAST = re.compile(r"^(last|family)([ _-]?names?)?$|^surname$", re.I)
_SHOWN = re.compile(r"name|label|organi[sz]ation", re.I)
_FULL = "full name"


def _all_differ(cells: list[str], times: list[str]) -> bool:
    """Tell whether every row has a cell, and no two rows of one wave have the same."""
    return all(map(clean, cells)) and _none_twice(cells, times)


def _none_twice(cells: list[str], times: list[str]) -> bool:
    pairs = [(match_key(cell), time) for cell, time in zip(cells, times, strict=True) if clean(cell)]
    return len(set(pairs)) == len(pairs)


class _Name(NamedTuple):
    """A column by which people may be found; the full name may be made of two."""

    name: str
    cells: list[str]
    columns: tuple[Column, ...]


def propose_people(part: Part, met: set[str]) -> Tie | None:
    """Propose a people file: a column whose cells, all different, are the people met elsewhere."""
    table = part.table
    wave = next((c for c in part.table.columns if WAVE.match(c.name)), None)
    times = table.column(wave.position) if wave is not None else [""] * len(table)
    names = [_Name(c.name, table.column(c.position), (c,)) for c in table.columns if c.name and c is not wave]
    full = _full_name(part)
    unique = [n for n in [*names, *full] if _all_differ(n.cells, times)]
    hits = {n.name: len(keys_of(n.cells) & met) for n in [*names, *full]}
    best = max(unique, key=lambda n: (hits[n.name], bool(ID.match(n.name)), -n.columns[0].position), default=None)
    if best is None or hits[best.name] < max(1, NAMED_SHARE * len(keys_of(best.cells))):
        return None
    others = [n for n in unique if n is not best]
    code = next((n for n in others if re.match(r"^(id|code|key)$", n.name, re.I)), None)
    label = next((n for n in [*full, *others] if n in others and _SHOWN.search(n.name)), None)
    identity, shown = (code, best) if code is not None else (best, label)
    block: Tie = {"path": part.path}
    if part.sheet is not None:
        block["sheet"] = part.sheet
    used = [n for n in (identity, shown) if n is not None]
    join = {n.name: [c.name for c in n.columns] for n in used if len(n.columns) > 1}
    if join:
        block["join"] = join
    block["id"] = identity.name
    if shown is not None:
        block["label"] = shown.name
    also = [n for n in names if n not in used and hits[n.name] and _none_twice(n.cells, times)]
    if also:
        block["also_known_as"] = [n.name for n in also]
    if wave is not None:
        block["wave"] = {"column": wave.name}
    taken = {c.position for n in [*used, *also] for c in n.columns} | ({wave.position} if wave is not None else set())
    return _with_facts(block, part, taken)


def _full_name(part: Part) -> list[_Name]:
    """Put first and last names together, where the table has both."""
    first, last = (next((c for c in part.table.columns if rule.match(c.name)), None) for rule in (_FIRST, _LAST))
    if first is None or last is None or part.table.has(_FULL):
        return []
    both = zip(part.table.column(first.position), part.table.column(last.position), strict=True)
    cells = [clean(" ".join(names)) for names in both]
    return [_Name(_FULL, cells, (first, last))]


def _with_facts(block: Tie, part: Part, taken: set[int]) -> Tie:
    names: dict[str, str] = {}
    seps: dict[str, str] = {}
    for question in part.questions:
        free = not question.is_block and question.columns[0].position not in taken
        if free and question.cells and not PRIVATE.search(question.text):
            name = attribute_name(question.text, question.key, list(names))
            names[name] = clean(question.columns[0].name)
            seps |= {name: SEVERAL} if several_in_a_cell(question) else {}
    if names:
        block["attributes"] = names
    return {**block, "_seps": seps}


def names_beside(block: Tie, part: Part, known: set[str]) -> set[str]:
    """Give every name that a list has for people of whom one name is known."""
    names = [name for name in (block["id"], block.get("label"), *block.get("also_known_as", ())) if name]
    columns = [part.table.column(part.table.one(name).position) for name in names if part.table.has(name)]
    rows = (keys_of(cells) for cells in zip(*columns, strict=True))
    return {key for keys in rows if keys & known for key in keys}


def partners_only(block: Tie, part: Part, answered: set[str]) -> bool:
    """Tell whether a list is called one of partners, and nobody on it answered."""
    called = re.search(r"partner|external|contacts?\b|alters?\b", part.shown, re.I) is not None
    at = part.table.one(block["id"]).position if part.table.has(block["id"]) else None
    return called and at is not None and not keys_of(part.table.column(at)) & answered
