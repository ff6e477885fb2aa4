"""The formats of graph files: a format is one module that puts one entry here."""

from __future__ import annotations

import importlib
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from critical_sna.errors import SpecError, did_you_mean

if TYPE_CHECKING:
    from critical_sna.formats.findings import Findings
    from critical_sna.formats.tables import Draft, GraphTables

_MODULES = ("graphml", "gexf", "pajek", "dl", "edge_list")


class Content(NamedTuple):
    """The bytes of a graph file, and of the people file beside it where the format has one."""

    main: bytes
    people: bytes | None = None


@dataclass(frozen=True)
class Format:
    """One format: how it is called, recognised, read and written, and what its files can hold."""

    name: str
    title: str
    suffixes: tuple[str, ...]
    fits: Callable[[bytes], bool]
    read: Callable[[Content, str, Draft], None]
    write: Callable[[GraphTables, Findings, bool], Content]
    holds_labels: bool = True
    holds_attributes: bool = True
    holds_types: bool = True
    holds_direction: bool = True


_FORMATS: dict[str, Format] = {}


def add(entry: Format) -> None:
    """Put a format into the table."""
    _FORMATS[entry.name] = entry


def formats() -> dict[str, Format]:
    """Give all formats by name, in the order in which a file is tried against them."""
    for module in _MODULES:
        importlib.import_module(f"critical_sna.formats.{module}")
    return {name: _FORMATS[name] for name in ("graphml", "gexf", "pajek", "dl", "csv")}


def find(name: str, shown: str) -> Format:
    """Give a format by its name or suffix, or an error that names the nearest one."""
    wanted = name.lower().lstrip(".")
    for entry in formats().values():
        if wanted == entry.name or wanted in entry.suffixes:
            return entry
    raise SpecError(f"There is no format {name!r} of graph files.", where=shown, mend=did_you_mean(wanted, formats()))
