"""Read relational surveys: who was asked, who answered, what they said, and everything odd about it."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from critical_sna.survey.description.spec import SurveySpec
    from critical_sna.survey.read import read_survey
    from critical_sna.survey.relational_survey import RelationalSurvey
    from critical_sna.survey.template import write_template

__all__ = ["RelationalSurvey", "SurveySpec", "read_survey", "write_template"]
_HOME = {
    "RelationalSurvey": "relational_survey",
    "SurveySpec": "description.spec",
    "read_survey": "read",
    "write_template": "template",
}


def __getattr__(name: str) -> object:
    """Load a public name from its module the first time it is used: pydantic and openpyxl are heavy."""
    if name not in _HOME:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_HOME[name]}"), name)
