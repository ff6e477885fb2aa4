"""The one place that knows matplotlib is an extra: what is said where it is missing."""

from __future__ import annotations

from importlib.util import find_spec

from critical_sna.errors import MissingPackageError, UnknownNameError, did_you_mean
from critical_sna.words import say

STYLES = ("colour", "grey", "print")


def can_draw() -> bool:
    """Say whether matplotlib is there."""
    return find_spec("matplotlib") is not None


def check(style: str, *, where: str) -> None:
    """Refuse, before any work is done, to draw without matplotlib or in a style that is not there."""
    if style not in STYLES:
        raise UnknownNameError(f"There is no style {style!r}.", where=where, mend=did_you_mean(str(style), STYLES))
    if not can_draw():
        raise MissingPackageError(
            say("pictures.error_missing"), where=where, mend="pip install 'critical-sna[pictures]'"
        )
