"""The survey spec: what a file holds, said once, checked before any file is opened."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, model_validator
from pydantic_core import PydanticCustomError

from critical_sna.errors import did_you_mean
from critical_sna.survey.description.files import FileRef, FileSpec, Header, with_names
from critical_sna.survey.description.pieces import Block, Text, Texts, as_list, as_text, as_word, check_pattern, under

__all__ = ["FileSpec", "Header", "SurveySpec"]
Shape = Literal["roster", "multi", "slots", "edges", "matrix", "attendance", "graph"]
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
    "partner",
]
RESERVED = ("person", "id", "label", "status", "asked")
YesNo = Annotated[Literal["yes", "no"], BeforeValidator(as_word, json_schema_input_type=Literal["yes", "no"] | bool)]


class Wave(Block):
    """A wave named once for a whole file, or held in a column (``order``: its values, earliest first)."""

    text: Text | None = None
    column: Text | None = None
    order: Texts = ()

    @model_validator(mode="after")
    def _one_of_two(self) -> Wave:
        if (self.text is None) == (self.column is None):
            raise PydanticCustomError("wave", "give a wave's name, or {{column: ...}}")
        return self


WaveRef = Annotated[Wave, under("text", Wave)]


def _named_columns(value: object) -> object:
    return {str(v): v for v in value} if isinstance(value, list | tuple) else value


Attributes = Annotated[
    dict[Text, Text], BeforeValidator(_named_columns, json_schema_input_type=dict[str, Text] | list[Text])
]


class People(FileSpec):
    """A people file: who was asked, under which id, and what is known about them.

    ``also_known_as`` names more columns under which people are found (e-mail, code); ``asked: no`` is a list of
    people who were not asked, for instance of partners that others may name.
    """

    id: Text
    label: Text | None = None
    also_known_as: Texts = ()
    aliases: FileRef | None = None
    attributes: Attributes = Field(default_factory=dict)
    wave: WaveRef | None = None
    answered: Text | None = None
    asked: YesNo = "yes"


class Consent(Block):
    """The column that holds consent and the answers that mean yes."""

    column: Text
    yes: Texts


class Partial(Block):
    """The column that tells a finished response and what is done with an unfinished one."""

    column: Text
    complete: Texts
    use: Literal["keep", "drop"] = "keep"


class Duplicates(Block):
    """Which of several responses by one person counts."""

    by: Text = "ego"
    order: Text | None = None
    keep: Literal["last", "first", "error"] = "last"


class Rows(Block):
    """Which rows of a file count as answers."""

    drop_if: dict[Text, Texts] = Field(default_factory=dict)
    keep_if: dict[Text, Texts] = Field(default_factory=dict)
    consent: Consent | None = None
    partial: Partial | None = None
    duplicates: Duplicates | None = None


class Ego(Block):
    """The column that says who answered; ``fill_by``: rows with the same value there share the name.

    ``respondent`` tells apart several people who answered for one organisation: all of them count, put together
    by ``policy.duplicate_ties`` (the mean, unless it says otherwise). ``answered: no``: the column says who has
    the tie, and somebody else told it, so nobody there counts as having answered.
    """

    column: Annotated[Annotated[int, Field(ge=0, strict=True)] | Text, Field(union_mode="left_to_right")]
    fill_by: Text | None = None
    respondent: Text | None = None
    answered: YesNo = "yes"


def _ego_column(value: object) -> object:
    return value if value is None or isinstance(value, Mapping | BaseModel) else {"column": value}


class Alter(Block):
    """Where in a column's header or label the person asked about is named."""

    from_: Literal["header", "label"] = Field(default="label", alias="from")
    after: Text | None = None
    between: tuple[Text, Text] | None = None
    pattern: Annotated[str, BeforeValidator(check_pattern, json_schema_input_type=str)] | None = None

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
    "attendance": (set(), {"columns", "target", "scale"}),
    "graph": (set(), set()),
}
_SHAPED = ("columns", "alter", "scale", "sep", "value", "target")


def _several(schema: dict[str, Any]) -> None:  # Any: a JSON Schema
    """Tell editors that ``relations: {name: columns}`` may stand where ``relation`` stands."""
    schema["properties"]["relations"] = {
        "description": "Several relations in one block: each name with its columns (edges: its column of values).",
        "type": "object",
        "additionalProperties": schema["properties"]["columns"],
    }
    schema["required"].remove("relation")
    schema["oneOf"] = [{"required": ["relation"]}, {"required": ["relations"]}]


class Ties(Block):
    """One relational question: its relation, the shape of its answers and how its cells are read.

    ``attendance`` is two-mode: people by events, a column for each event (``columns``) or a row for each person
    and event (``target``). Its ties join people who were at the same events; the strength counts those events.
    """

    model_config = ConfigDict(json_schema_extra=_several)

    relation: Text
    shape: Shape
    columns: Texts = ()
    alter: Alter | None = None
    scale: Text | None = None
    sep: Annotated[Text, Field(min_length=1)] | None = None
    value: Texts = ()
    target: Text | None = None
    empty: Texts = ()
    blank: (
        Annotated[
            Literal["no", "missing"], BeforeValidator(as_word, json_schema_input_type=Literal["no", "missing", False])
        ]
        | None
    ) = None
    empty_block: Literal["none", "missing"] = "missing"

    @model_validator(mode="after")
    def _fits_its_shape(self) -> Ties:
        needed, allowed = _NEEDS[self.shape]
        given = {key for key in _SHAPED if getattr(self, key) not in (None, ())}
        if self.shape == "attendance" and len({"columns", "target"} & given) != 1:
            raise PydanticCustomError("shape", "the shape attendance needs columns (events) or target (one event)")
        for key in sorted(needed - given):
            raise PydanticCustomError("shape", "the shape {shape} needs {key}", {"shape": self.shape, "key": key})
        for key in sorted(given - needed - allowed):
            raise PydanticCustomError("shape", "the shape {shape} has no {key}", {"shape": self.shape, "key": key})
        for column in self.columns:
            if len(column) > 2 and column.startswith("/") and column.endswith("/"):
                check_pattern(column[1:-1])
        return self


def _spread(value: object) -> object:
    """Make one block of each relation of a block that names several.

    In ``edges`` a row with no score for a relation says nothing about it, so a blank is missing there.
    """
    found: list[object] = []
    blocks = as_list(value)
    for block in blocks if isinstance(blocks, list | tuple) else [blocks]:
        if not isinstance(block, Mapping) or "relations" not in block:
            found.append(block)
            continue
        rest = {key: given for key, given in block.items() if key != "relations"}
        several = block["relations"]
        if not isinstance(several, Mapping) or not several or "relation" in rest:
            raise PydanticCustomError("relations", "relations needs names with their columns, and no relation beside")
        key = "value" if rest.get("shape") == "edges" else "columns"
        shared = {"blank": "missing", **rest} if key == "value" else rest
        found += [{**shared, "relation": name, key: columns} for name, columns in several.items()]
    return found


class Source(FileSpec):
    """One file of answers (or several alike: ``path`` may be a glob)."""

    preset: PresetName = "none"
    decimal: Literal[".", ","] = "."
    wave: WaveRef | None = None
    directed: bool = True
    rows: Rows = Rows()
    ego: Annotated[Ego, BeforeValidator(_ego_column, json_schema_input_type=int | str | Ego)] | None = None
    attributes: Attributes = Field(default_factory=dict)
    ties: Annotated[
        tuple[Ties, ...], BeforeValidator(_spread, json_schema_input_type=Ties | list[Ties]), Field(min_length=1)
    ]


class Scale(Block):
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


class Policy(Block):
    """What is done with answers that no network can hold as they are."""

    self_ties: Literal["drop"] = "drop"
    unmatched: Literal["error", "add"] | None = None
    duplicate_ties: Literal["max", "mean", "sum", "last"] | None = None
    declined: Literal["keep_as_named", "remove"] = "keep_as_named"
    reciprocity: Literal["as_reported", "either", "both"] = "as_reported"


class Relation(Block):
    """The question as it was asked and which way it was asked."""

    question: Text | None = None
    reports: Literal["seeks_from", "gives_to", "mutual"] | None = None
    choices: Annotated[int, Field(ge=1)] | None = None
    asked_of: Literal["all"] | dict[Text, Texts] = "all"


class Attribute(Block):
    """What an attribute is in relation to power; ``holds``: the values that mean holding it.

    ``sep``: several values may stand in one cell, and stay several. ``within``: every value lies in one value of
    that other attribute, as an organisation lies in a community.
    """

    kind: Kind = "other"
    holds: Annotated[
        tuple[Annotated[str, BeforeValidator(as_text, json_schema_input_type=str | int | float)], ...],
        BeforeValidator(as_list, json_schema_input_type=Text | list[Text]),
    ] = ()
    sep: Annotated[Text, Field(min_length=1)] | None = None
    within: Text | None = None


def _people_list(value: object) -> object:
    return () if value is None else as_list(value)


class SurveySpec(Block):
    """A whole survey: people, files of answers, scales, policy, and what relations and attributes mean.

    ``names`` is the reviewed file of name suggestions (see ``write_name_suggestions``).
    """

    version: Literal[1] = 1
    people: Annotated[
        tuple[People, ...], BeforeValidator(_people_list, json_schema_input_type=People | list[People] | None)
    ] = ()
    withdrawn: FileRef | None = None
    names: FileRef | None = None
    sources: Annotated[
        tuple[Source, ...], BeforeValidator(as_list, json_schema_input_type=Source | list[Source]), Field(min_length=1)
    ]
    scales: dict[Text, Scale] = Field(default_factory=dict)
    policy: Policy = Policy()
    relations: dict[Text, Relation] = Field(default_factory=dict)
    attributes: dict[Text, Attribute] = Field(default_factory=dict)

    @model_validator(mode="before")
    @classmethod
    def _name_objects(cls, value: Any) -> Any:  # what a spec holds is not known before this check
        return with_names(value) if isinstance(value, Mapping) else value

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
        lookups += [("attribute", a.within, given) for a in self.attributes.values() if a.within]
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
