"""Read relational surveys: who was asked, who answered, what they said, and everything odd about it."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from critical_sna.survey.answers.suggestions import write_name_suggestions
    from critical_sna.survey.corrections.apply import Corrections, apply_corrections
    from critical_sna.survey.description.describe import SurveyDraft, describe_survey
    from critical_sna.survey.description.schema import spec_schema
    from critical_sna.survey.description.spec import SurveySpec
    from critical_sna.survey.read import read_survey
    from critical_sna.survey.relational_survey import RelationalSurvey
    from critical_sna.survey.template import write_template

__all__ = [
    "Corrections",
    "RelationalSurvey",
    "SurveyDraft",
    "SurveySpec",
    "apply_corrections",
    "describe_survey",
    "read_survey",
    "spec_schema",
    "write_name_suggestions",
    "write_template",
]
_HOME = {
    "Corrections": "corrections.apply",
    "apply_corrections": "corrections.apply",
    "RelationalSurvey": "relational_survey",
    "SurveyDraft": "description.describe",
    "SurveySpec": "description.spec",
    "describe_survey": "description.describe",
    "read_survey": "read",
    "spec_schema": "description.schema",
    "write_name_suggestions": "answers.suggestions",
    "write_template": "template",
}


def __getattr__(name: str) -> object:
    """Load a public name from its module the first time it is used: pydantic and openpyxl are heavy."""
    if name not in _HOME:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_HOME[name]}"), name)
