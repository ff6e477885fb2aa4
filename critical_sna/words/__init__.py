"""Every sentence shown to people, one catalogue per language.

English has every area; another language has those that it was written for, each with the keys and places of English.

A phrase is a template with named places, or a pair for one and for other counts:
``{"one": "1 person answered", "other": "{n} people answered"}``.
Keys read ``area.what``, for instance ``map.first_line``; one module of a language holds one area.
"""

from __future__ import annotations

import importlib
from functools import cache, partial
from typing import Final, Protocol

from critical_sna.errors import UnknownNameError, did_you_mean

AREAS = (
    "cli",
    "evidence",
    "formats",
    "inference",
    "map",
    "network",
    "pathways",
    "pictures",
    "power",
    "report",
    "survey",
    "voice",
)
LANGUAGES: Final = {"en": AREAS, "es": ("map", "pictures")}
"""The areas that each language has words for."""


class Speaker(Protocol):
    """What says a phrase: ``say`` bound to a language, handed along by what writes a page or a picture."""

    def __call__(self, key: str, /, **values: object) -> str:
        """Fill one phrase."""


def speaker(language: str = "en", *, area: str = "map") -> Speaker:
    """Give ``say`` in one language; refuse one that has no words for the area.

    >>> speaker("es")("map.wave_number", number=2)
    'Ronda 2'
    """
    if not isinstance(language, str):
        raise UnknownNameError(f"There are no words in {language!r}.", where="language=...", mend="language='en'")
    phrases(area, language)
    return partial(say, language=language)


@cache
def phrases(area: str, language: str = "en") -> dict[str, str | dict[str, str]]:
    """Give the phrases of one area, key without the area -> template."""
    if area not in AREAS:
        raise UnknownNameError(f"There is no area of words named {area!r}.", mend=did_you_mean(area, AREAS))
    has = [each for each, areas in LANGUAGES.items() if area in areas]
    if language not in has:
        raise UnknownNameError(
            f"There are no words in {language!r}.", where="language=...", mend=did_you_mean(str(language), has)
        )
    module = importlib.import_module(f"critical_sna.words.{language}.{area}")
    found: dict[str, str | dict[str, str]] = module.PHRASES
    return found


def say(key: str, /, *, language: str = "en", **values: object) -> str:
    """Fill one phrase; ``n`` chooses between the form for one and the form for other counts."""
    area, _, name = key.partition(".")
    catalogue = phrases(area, language)
    if name not in catalogue:
        raise UnknownNameError(f"There is no phrase {key!r}.", mend=did_you_mean(name, catalogue))
    template = catalogue[name]
    if isinstance(template, dict):
        template = template["one" if values.get("n") == 1 else "other"]
    return template.format(**values)
