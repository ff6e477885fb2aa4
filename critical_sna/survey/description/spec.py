"""The survey spec: what a file holds, said once, checked before any file is opened."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Collection, Mapping
from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, model_validator
from pydantic_core import PydanticCustomError

from critical_sna.errors import did_you_mean

Shape = Literal["roster", "multi", "slots", "edges", "matrix", "graph"]
Kind = Literal["identity", "organisation", "community", "power", "involvement", "consent", "other"]
PresetName = Literal[
    "none",
    "qualtrics",
    "google_forms",
    "surveymonkey",
    "microsoft_forms",
    "redcap",
    "kobo",
    "network_canvas",
    "kumu",
]
RESERVED = ("person", "id", "label", "status", "asked")
_YES_NO = {True: "yes", False: "no"}
_LONGEST_PATTERN = 200


def _as_text(value: object) -> object:
    if isinstance(value, bool):
        raise PydanticCustomError("quotes", "put quotes around words like yes, no, true and false")
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return f"{value:.1f}"
    if isinstance(value, int | float):
        return str(value)
    if isinstance(value, dt.date | dt.datetime):
        return value.isoformat()
    return value


def _as_word(value: object) -> object:
    return _YES_NO[value] if isinstance(value, bool) else value


def _as_list(value: object) -> object:
    return value if value is None or isinstance(value, list | tuple) else [value]


def _under(key: str) -> BeforeValidator:
    """Let the short form ``wave: w1`` stand for ``wave: {text: w1}``."""

    def wrap(value: object) -> object:
        return value if value is None or isinstance(value, Mapping | BaseModel) else {key: value}

    return BeforeValidator(wrap)


def _check_pattern(value: str) -> str:
    if len(value) > _LONGEST_PATTERN:
        raise PydanticCustomError("pattern", "a pattern may have at most 200 characters")
    try:
        re.compile(value)
    except re.error as problem:
        raise PydanticCustomError("pattern", "not a pattern: {reason}", {"reason": str(problem)}) from problem
    return value


Text = Annotated[str, BeforeValidator(_as_text)]
Texts = Annotated[tuple[Text, ...], BeforeValidator(_as_list)]


class _Block(BaseModel):
    """A part of the spec: frozen, and a key it does not know is an error that names the nearest one."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    @model_validator(mode="before")
    @classmethod
    def _know_every_key(cls, value: Any) -> Any:  # what a YAML file holds is not known before this check
        if not isinstance(value, Mapping):
            return value
        known = {field.alias or name for name, field in cls.model_fields.items()}
        given = {_YES_NO[k] if isinstance(k, bool) else k: v for k, v in value.items()}
        for key in given:
            if key not in known:
                raise PydanticCustomError(
                    "unknown_key",
                    "there is no key {key} here; {hint}",
                    {"key": repr(key), "hint": did_you_mean(str(key), sorted(known))},
                )
        return given


class Header(_Block):
    """Where the names of columns stand: rows to skip, number of header rows, and which holds the labels."""

    skip: int = Field(default=0, ge=0, le=1000)
    rows: int = Field(default=1, ge=1, le=20)
    label_row: Literal["last"] | Annotated[int, Field(ge=1, le=20)] = "last"


class FileSpec(_Block):
    """A file and how it is written."""

    path: Text
    sheet: Text | None = None
    format: Text = "auto"
    encoding: Text = "auto"
    delimiter: Text = "auto"
    header: Header = Header()


FileRef = Annotated[FileSpec, _under("path")]


class Wave(_Block):
    """A wave named once for a whole file, or held in a column (``order``: its values, earliest first)."""

    text: Text | None = None
    column: Text | None = None
    order: Texts = ()

    @model_validator(mode="after")
    def _one_of_two(self) -> Wave:
        if (self.text is None) == (self.column is None):
            raise PydanticCustomError("wave", "give a wave's name, or {{column: ...}}")
        return self


WaveRef = Annotated[Wave, _under("text")]


def _named_columns(value: object) -> object:
    return {str(v): v for v in value} if isinstance(value, list | tuple) else value


Attributes = Annotated[dict[Text, Text], BeforeValidator(_named_columns)]


class People(FileSpec):
    """A people file: who was asked, under which id, and what is known about them."""

    id: Text
    label: Text | None = None
    aliases: FileRef | None = None
    attributes: Attributes = Field(default_factory=dict)
    wave: WaveRef | None = None
    answered: Text | None = None


class Consent(_Block):
    """The column that holds consent and the answers that mean yes."""

    column: Text
    yes: Texts


class Partial(_Block):
    """The column that tells a finished response and what is done with an unfinished one."""

    column: Text
    complete: Texts
    use: Literal["keep", "drop"] = "keep"


class Duplicates(_Block):
    """Which of several responses by one person counts."""

    by: Text = "ego"
    order: Text | None = None
    keep: Literal["last", "first", "error"] = "last"


class Rows(_Block):
    """Which rows of a file count as answers."""

    drop_if: dict[Text, Texts] = Field(default_factory=dict)
    keep_if: dict[Text, Texts] = Field(default_factory=dict)
    consent: Consent | None = None
    partial: Partial | None = None
    duplicates: Duplicates | None = None


class Ego(_Block):
    """The column that says who answered; ``fill_by``: rows with the same value there share the name."""

    column: Annotated[Annotated[int, Field(ge=0, strict=True)] | Text, Field(union_mode="left_to_right")]
    fill_by: Text | None = None


def _ego_column(value: object) -> object:
    return value if value is None or isinstance(value, Mapping | BaseModel) else {"column": value}


class Alter(_Block):
    """Where in a column's header or label the person asked about is named."""

    from_: Literal["header", "label"] = Field(default="label", alias="from")
    after: Text | None = None
    between: tuple[Text, Text] | None = None
    pattern: Annotated[str, BeforeValidator(_check_pattern)] | None = None

    @model_validator(mode="after")
    def _one_way(self) -> Alter:
        if sum(way is not None for way in (self.after, self.between, self.pattern)) > 1:
            raise PydanticCustomError("alter", "give one of after, between and pattern")
        return self


_NEEDS: dict[str, tuple[set[str], set[str]]] = {
    "roster": ({"columns"}, {"alter", "scale"}),
    "multi": ({"columns", "sep"}, set()),
    "slots": ({"columns"}, {"value", "scale"}),
    "edges": ({"target"}, {"sep", "value", "scale"}),
    "matrix": (set(), {"columns", "scale"}),
    "graph": (set(), set()),
}
_SHAPED = ("columns", "alter", "scale", "sep", "value", "target")


class Ties(_Block):
    """One relational question: its relation, the shape of its answers and how its cells are read."""

    relation: Text
    shape: Shape
    columns: Texts = ()
    alter: Alter | None = None
    scale: Text | None = None
    sep: Annotated[Text, Field(min_length=1)] | None = None
    value: Texts = ()
    target: Text | None = None
    empty: Texts = ()
    blank: Annotated[Literal["no", "missing"], BeforeValidator(_as_word)] | None = None
    empty_block: Literal["none", "missing"] = "missing"

    @model_validator(mode="after")
    def _fits_its_shape(self) -> Ties:
        needed, allowed = _NEEDS[self.shape]
        given = {key for key in _SHAPED if getattr(self, key) not in (None, ())}
        for key in sorted(needed - given):
            raise PydanticCustomError("shape", "the shape {shape} needs {key}", {"shape": self.shape, "key": key})
        for key in sorted(given - needed - allowed):
            raise PydanticCustomError("shape", "the shape {shape} has no {key}", {"shape": self.shape, "key": key})
        for column in self.columns:
            if len(column) > 2 and column.startswith("/") and column.endswith("/"):
                _check_pattern(column[1:-1])
        return self


class Source(FileSpec):
    """One file of answers (or several alike: ``path`` may be a glob)."""

    preset: PresetName = "none"
    decimal: Literal[".", ","] = "."
    wave: WaveRef | None = None
    directed: bool = True
    rows: Rows = Rows()
    ego: Annotated[Ego, BeforeValidator(_ego_column)] | None = None
    attributes: Attributes = Field(default_factory=dict)
    ties: Annotated[tuple[Ties, ...], BeforeValidator(_as_list), Field(min_length=1)]


class Scale(_Block):
    """The levels of an answer, lowest first; ``values`` are the strengths they count as."""

    levels: Annotated[Texts, Field(min_length=1)]
    start: Literal[0, 1] = 1
    missing: Texts = ()
    values: tuple[Annotated[float, Field(ge=0, allow_inf_nan=False)], ...] = ()

    @model_validator(mode="after")
    def _values_fit(self) -> Scale:
        if self.values and len(self.values) != len(self.levels):
            raise PydanticCustomError("values", "there must be one value for each level")
        from critical_sna.survey.tables.text import match_key

        words = [match_key(text) for text in (*self.levels, *self.missing)]
        if len(set(words)) < len(words):
            raise PydanticCustomError("levels", "a level stands twice; capital letters do not tell levels apart")
        if list(self.values) != sorted(set(self.values)):
            raise PydanticCustomError("values", "values must rise, as levels do: lowest first")
        return self

    @property
    def strengths(self) -> tuple[float, ...]:
        """The strength each level counts as."""
        return self.values or tuple(float(i + self.start) for i in range(len(self.levels)))


class Policy(_Block):
    """What is done with answers that no network can hold as they are."""

    self_ties: Literal["drop"] = "drop"
    unmatched: Literal["error", "add"] | None = None
    duplicate_ties: Literal["max", "mean", "sum", "last"] | None = None
    declined: Literal["keep_as_named", "remove"] = "keep_as_named"
    reciprocity: Literal["as_reported", "either", "both"] = "as_reported"


class Relation(_Block):
    """The question as it was asked and which way it was asked."""

    question: Text | None = None
    reports: Literal["seeks_from", "gives_to", "mutual"] | None = None
    choices: Annotated[int, Field(ge=1)] | None = None
    asked_of: Literal["all"] | dict[Text, Texts] = "all"


class Attribute(_Block):
    """What an attribute is in relation to power; ``holds``: the values that mean holding it."""

    kind: Kind = "other"
    holds: Annotated[tuple[Annotated[str, BeforeValidator(_as_text)], ...], BeforeValidator(_as_list)] = ()


class SurveySpec(_Block):
    """A whole survey: people, files of answers, scales, policy, and what relations and attributes mean."""

    version: Literal[1] = 1
    people: Annotated[tuple[People, ...], BeforeValidator(lambda v: () if v is None else _as_list(v))] = ()
    withdrawn: FileRef | None = None
    sources: Annotated[tuple[Source, ...], BeforeValidator(_as_list), Field(min_length=1)]
    scales: dict[Text, Scale] = Field(default_factory=dict)
    policy: Policy = Policy()
    relations: dict[Text, Relation] = Field(default_factory=dict)
    attributes: dict[Text, Attribute] = Field(default_factory=dict)

    @model_validator(mode="after")
    def _names_agree(self) -> SurveySpec:
        ties = [t for source in self.sources for t in source.ties]
        asked = dict.fromkeys(t.relation for t in ties)
        given = set(self.attribute_names())
        for name in given:
            if name in RESERVED or name.startswith(("status_", "asked_")):
                raise PydanticCustomError(
                    "reserved",
                    "the attribute name {name} is taken (it says who answered); choose another",
                    {"name": repr(name)},
                )
        lookups: list[tuple[str, str, Collection[str]]] = []
        lookups += [("scale", t.scale, self.scales) for t in ties if t.scale]
        lookups += [("relation", name, asked) for name in self.relations]
        lookups += [("attribute", name, given) for name in self.attributes]
        for relation in self.relations.values():
            if isinstance(relation.asked_of, dict):
                lookups += [("attribute", name, given) for name in relation.asked_of]
        for what, word, known in lookups:
            if word not in known:
                raise PydanticCustomError(
                    "unknown_name",
                    "there is no {what} {word}; {hint}",
                    {"what": what, "word": repr(word), "hint": did_you_mean(word, sorted(known))},
                )
        return self

    def attribute_names(self) -> list[str]:
        """Name every attribute, those of people files first."""
        names = [name for people in self.people for name in people.attributes]
        return list(dict.fromkeys([*names, *(name for source in self.sources for name in source.attributes)]))
