"""Phrases of the page and of pictures, in the language of a frame."""

from __future__ import annotations

from typing import Any  # Any: the places of a phrase take anything that can be printed

from critical_sna.maps.pictures.frame import Frame
from critical_sna.words import phrases, say


def told(frame: Frame, key: str, **values: Any) -> str:
    """Give a phrase of the page, in its own words where people told whom they give to."""
    name = f"page_{key}_{frame.scene.reports}"
    if name not in phrases("map", frame.language):
        name = f"page_{key}"
    return say(f"map.{name}", language=frame.language, **values)


def own(frame: Frame, key: str, **values: Any) -> str:
    """Give a phrase that only pictures use."""
    return say(f"pictures.{key}", language=frame.language, **values)


def percent(share: float) -> str:
    """Give a share as the page does."""
    return f"{round(100 * share)} %"
