"""Where a part of the spec is read from: a file and how it is written, or an object in its place."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import count
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field, model_validator
from pydantic.json_schema import SkipJsonSchema
from pydantic_core import PydanticCustomError

from critical_sna.survey.description.pieces import Block, Text, under
from critical_sna.survey.tables.objects import Held, can_hold

OBJECT = "data"
"""What an object is called that has no name."""
_FILES = ("people", "withdrawn", "names", "sources")


class Header(Block):
    """Where the names of columns stand: rows to skip, number of header rows, and which holds the labels."""

    skip: int = Field(default=0, ge=0, le=1000)
    rows: int = Field(default=1, ge=1, le=20)
    label_row: Literal["last"] | Annotated[int, Field(ge=1, le=20)] = "last"


def _held(value: object) -> object:
    if value is not None and not isinstance(value, Held) and not can_hold(value):
        raise PydanticCustomError(
            "data",
            "data is a pandas DataFrame, or a graph of networkx or igraph, not {kind}; a file is named with 'path'",
            {"kind": type(value).__name__},
        )
    return value if value is None or isinstance(value, Held) else Held(value)


class FileSpec(Block):
    """A file and how it is written; ``join`` makes a column of several, for instance of first and last names."""

    path: Text
    data: SkipJsonSchema[Annotated[Any, BeforeValidator(_held)]] = None  # Any: a package may not be there
    """In Python, in place of ``path``: a DataFrame or, for the shape graph, a graph of networkx or igraph."""
    name: SkipJsonSchema[Text | None] = None
    """What messages call the object; left out: data 1, data 2, ..."""
    sheet: Text | None = None
    format: Text = "auto"
    encoding: Text = "auto"
    delimiter: Text = "auto"
    header: Header = Header()
    join: dict[Text, Annotated[tuple[Text, ...], Field(min_length=2)]] = Field(default_factory=dict)

    @model_validator(mode="before")
    @classmethod
    def _object_or_path(cls, value: Any) -> Any:  # what a spec holds is not known before this check
        if not isinstance(value, Mapping) or not {"data", "name"} & value.keys():
            return value
        if "data" not in value:
            raise PydanticCustomError("data", "name goes with data; a file goes by its path")
        for key in ("path", "sheet", "format", "encoding", "delimiter"):
            if key in value:
                raise PydanticCustomError("data", "{key} is of a file; leave it out beside data", {"key": key})
        return {**value, "path": value.get("name", OBJECT)}


FileRef = Annotated[FileSpec, under("path", FileSpec)]


def with_names(spec: Mapping[str, object]) -> dict[str, object]:
    """Call the objects of a spec data 1, data 2, ... where they have no name of their own."""
    numbers = count(1)

    def named(block: object) -> object:
        if isinstance(block, FileSpec) and block.data is not None and block.name is None:
            return block.model_copy(update={"path": f"{OBJECT} {next(numbers)}"})
        if not isinstance(block, Mapping):
            return block
        block = dict(block)
        if "data" in block and "name" not in block:
            block["name"] = f"{OBJECT} {next(numbers)}"
        return {**block, "aliases": named(block["aliases"])} if "aliases" in block else block

    def listed(blocks: object) -> object:
        return [named(block) for block in blocks] if isinstance(blocks, list | tuple) else named(blocks)

    return {key: listed(part) if key in _FILES else part for key, part in spec.items()}
