"""What every part of the spec is made of: words as people type them, and blocks that know their keys."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator, ConfigDict, model_validator
from pydantic_core import PydanticCustomError

from critical_sna.errors import did_you_mean

YES_NO = {True: "yes", False: "no"}
_LONGEST_PATTERN = 200


def as_text(value: object) -> object:
    """Give numbers and dates of a YAML file as text; a bare yes or no asks for quotes."""
    if isinstance(value, bool):
        raise PydanticCustomError("quotes", "put quotes around words like yes, no, true and false")
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return f"{value:.1f}"
    if isinstance(value, int | float):
        return str(value)
    if isinstance(value, dt.date | dt.datetime):
        return value.isoformat()
    return value


def as_word(value: object) -> object:
    """Give the word that YAML may have read as true or false."""
    return YES_NO[value] if isinstance(value, bool) else value


def as_list(value: object) -> object:
    """Let one thing stand for a list of one."""
    return value if value is None or isinstance(value, list | tuple) else [value]


def under(key: str, full: Any) -> BeforeValidator:  # Any: a model class, or a union of them
    """Let the short form ``wave: w1`` stand for ``wave: {text: w1}``; ``full`` is the long form."""

    def wrap(value: object) -> object:
        return value if value is None or isinstance(value, Mapping | BaseModel) else {key: value}

    return BeforeValidator(wrap, json_schema_input_type=str | int | float | full)


def check_pattern(value: str) -> str:
    """Refuse what is no regular expression, or too long to be meant."""
    if len(value) > _LONGEST_PATTERN:
        raise PydanticCustomError("pattern", "a pattern may have at most 200 characters")
    try:
        re.compile(value)
    except re.error as problem:
        raise PydanticCustomError("pattern", "not a pattern: {reason}", {"reason": str(problem)}) from problem
    return value


Text = Annotated[str, BeforeValidator(as_text, json_schema_input_type=str | int | float)]
Texts = Annotated[tuple[Text, ...], BeforeValidator(as_list, json_schema_input_type=Text | list[Text])]


class Block(BaseModel):
    """A part of the spec: frozen, and a key it does not know is an error that names the nearest one."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    @model_validator(mode="before")
    @classmethod
    def _know_every_key(cls, value: Any) -> Any:  # what a YAML file holds is not known before this check
        if not isinstance(value, Mapping):
            return value
        known = {field.alias or name for name, field in cls.model_fields.items()}
        given = {YES_NO[k] if isinstance(k, bool) else k: v for k, v in value.items()}
        for key in given:
            if key not in known:
                raise PydanticCustomError(
                    "unknown_key",
                    "there is no key {key} here; {hint}",
                    {"key": repr(key), "hint": did_you_mean(str(key), sorted(known))},
                )
        return given
