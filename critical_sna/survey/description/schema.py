"""The JSON Schema of the spec, so that editors check a spec and offer its keys while it is typed."""

from __future__ import annotations

from typing import Any

SCHEMA_FILE = "spec.schema.json"


def spec_schema() -> dict[str, Any]:  # Any: a JSON Schema
    """Give the JSON Schema of a survey spec: every key, its values and what it means.

    The same schema is shipped beside this module as ``spec.schema.json``; a YAML editor uses it when the first line
    of a spec reads ``# yaml-language-server: $schema=spec.schema.json``. What depends on other keys (a scale that is
    not declared, a key that a shape does not have) is told by ``read_survey``.

    Examples
    --------
    >>> from critical_sna.survey import spec_schema
    >>> spec_schema()["required"]
    ['sources']
    """
    from critical_sna.survey.description.spec import SurveySpec

    schema = SurveySpec.model_json_schema(by_alias=True, mode="validation")
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **_plain(schema)}


def _plain(part: Any) -> Any:  # Any: a piece of a JSON Schema
    """Leave out the titles pydantic makes of key names, and line breaks in sentences."""
    if isinstance(part, list):
        return [_plain(item) for item in part]
    if not isinstance(part, dict):
        return part
    kept = {key: value for key, value in part.items() if not (key == "title" and isinstance(value, str))}
    return {
        key: " ".join(value.replace("``", "'").split())
        if key == "description" and isinstance(value, str)
        else _plain(value)
        for key, value in kept.items()
    }
