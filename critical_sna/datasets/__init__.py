"""Invented collaboratives that come with the library, to learn and to try things on."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from critical_sna.survey import RelationalSurvey

__all__ = ["watershed", "watershed_path"]


def watershed() -> RelationalSurvey:
    """Read the survey of an invented cross-community collaborative for environmental education.

    About sixty people in six groups (families, community organisations, teachers, district, university,
    funders) were asked in three waves how often they go to each other for advice, and whose ideas changed
    a decision. Nobody in it exists. Its files hold what real exports hold, and ``issues`` tells it.

    Returns
    -------
    RelationalSurvey
        Waves ``2023``, ``2024``, ``2025``; relations ``advice`` (three frequencies) and ``influence``
        (up to five names); attributes ``group``, ``organisation``, ``decision_seat`` and ``time``.

    Examples
    --------
    >>> survey = csna.datasets.watershed()
    >>> survey.waves
    ('2023', '2024', '2025')
    """
    from critical_sna.survey import read_survey

    return read_survey(watershed_path() / "spec.yaml")


def watershed_path() -> Path:
    """Give the folder with the survey files and their ``spec.yaml``, to open or to copy."""
    return Path(__file__).parent / "watershed"
