"""The words of every language: the same phrases, the same places, and nothing unkind in any of them."""

from __future__ import annotations

import json
import re
import string

import pytest

from critical_sna.errors import UnknownNameError
from critical_sna.words import LANGUAGES, phrases, say, speaker

Phrase = str | dict[str, str]
OTHERS = [(language, area) for language, areas in LANGUAGES.items() if language != "en" for area in areas]
UNKIND = {
    "en": (
        *("weak", "isolated", "disengaged", "low score", "fell out", "marginal ", "loner", "deficit", "poorly"),
        *("caused", "leads to", "due to", "as a result", "thanks to", "effect of"),
        *("ranking", "ranked", "best ", "worst", "top ", "bottom ", "score"),
    ),
    "es": (
        *("débil", "aislad", "desconectad", "desinteres", "excluid", "solitari", "marginal", "carencia", "pobre"),
        *("causa", "provoca", "debido a", "por culpa", "gracias a", "efecto de", "como resultado"),
        *("ranking", "puesto", "mejor", "peor", "puntuación", "puntaje", "último lugar"),
    ),
}


def english(area: str) -> dict[str, Phrase]:
    """Give the phrases that need a twin; faults are told in English."""
    return {key: phrase for key, phrase in phrases(area).items() if not key.startswith("error_")}


def forms(phrase: Phrase) -> dict[str, str]:
    return phrase if isinstance(phrase, dict) else {"": phrase}


def places(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


@pytest.mark.parametrize(("language", "area"), OTHERS)
def test_a_language_has_the_phrases_the_forms_and_the_places_of_english(language: str, area: str) -> None:
    mine, twins = phrases(area, language), english(area)
    assert set(mine) == set(twins)
    for key, phrase in twins.items():
        assert set(forms(mine[key])) == set(forms(phrase)), key
        for form, text in forms(phrase).items():
            assert places(forms(mine[key])[form]) == places(text), key


@pytest.mark.parametrize(("language", "area"), OTHERS)
def test_a_language_repeats_no_sentence_of_english(language: str, area: str) -> None:
    mine = phrases(area, language)
    same = [key for key, phrase in english(area).items() if phrase == mine[key] and re.search(r"[a-z]{4}", str(phrase))]
    assert [key for key in same if re.sub(r"\{\w+\}", "", str(phrases(area)[key])).strip(" ·:()")] == []


@pytest.mark.parametrize("language", list(LANGUAGES))
def test_words_about_people_are_kind_claim_no_cause_and_rank_nobody(language: str) -> None:
    words = json.dumps(phrases("map", language), ensure_ascii=False).casefold()
    assert [unkind for unkind in UNKIND[language] if unkind in words] == []


def test_a_speaker_says_one_language_and_a_language_without_words_is_refused() -> None:
    assert speaker()("map.page_ties", n=1) == "1 tie"
    assert speaker("es")("map.page_ties", n=2) == "2 vínculos"
    assert say("map.everyone", language="es") == "todas las personas"
    with pytest.raises(UnknownNameError, match=r"no words in 'de'(?s:.)*'en', 'es'"):
        speaker("de")
    with pytest.raises(UnknownNameError, match="no words in 'es'"):
        phrases("report", "es")
