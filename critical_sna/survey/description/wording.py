"""What the words of an answer mean: how often, how much, not at all, no answer; used only for proposals."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import NamedTuple

from critical_sna.survey.answers.scales import NO, YES
from critical_sna.survey.tables.text import clean, match_key, natural_key, number

_PER_YEAR = (  # the first pattern that fits counts
    (r"never|not at all|none|no contact|not in the past|don'?t know (him|her|them|this)|do not know", 0.0),
    (r"less (often )?than (once )?(a|per|every) ?year", 0.5),
    (r"less (often )?than (once )?(a|per|every) ?month", 6.0),
    (r"less (often )?than (once )?(a|per|every) ?week", 26.0),
    (r"quarter|every few months|(several|few) times (a|per) year", 4.0),
    (r"fortnight|every (two|other) weeks|biweekly", 26.0),
    (r"dai?ly|every day|per day|a day|days? (a|per) week", 250.0),
    (r"week", 52.0),
    (r"month", 12.0),
    (r"year|annual", 1.5),
    (r"rarely|seldom|almost never|hardly|once", 0.7),
    (r"occasional|sometimes", 4.0),
    (r"often|regular|frequent", 26.0),
    (r"usually|mostly", 100.0),
    (r"always|constantly", 250.0),
)
_HOW_MUCH = (
    (r"not at all|none|no\b|unknown|never", 0.0),
    (r"very (little|low)|heard of|strongly disagree|a little", 1.0),
    (r"very (much|high|great)|strongly agree|close|full|complete|extreme", 5.0),
    (r"little|low|small extent|slightly|disagree|acquaint|met", 2.0),
    (r"some|neutral|moderate|neither|medium", 3.0),
    (r"a lot|high|great|agree|much|friend|considerabl", 4.0),
)
_MISSING = re.compile(
    r"refused?|prefer not.*|don'?t know|do not know|not sure|unsure|n/?a|not applicable|no answer|decline.*|skipped|-9+"
)
_NONE = re.compile(
    r"never|not at all|none\b.*|no contact|no|0|not (checked|selected)|unchecked|no relationship|unknown.*"
)
_MOST_CODES = 10


class ScaleDraft(NamedTuple):
    """Levels for a scale, lowest first, and what a person should look at."""

    levels: tuple[str, ...]
    start: int
    missing: tuple[str, ...]
    order_is_known: bool
    codes: bool
    told: bool = False
    """The file itself declares the levels, so none is missing."""


def propose_scale(
    texts: Iterable[str], declared: Sequence[str] = (), not_said: Collection[str] = ()
) -> ScaleDraft | None:
    """Propose a scale for the answers seen; None where numbers or ticks need none.

    ``declared`` are the levels that the file tells: all of them are levels, and their order counts where the words
    do not say another. ``not_said`` is what it declares missing, as it is matched.
    """
    spelled = {match_key(t): clean(t) for t in texts}
    levels = {match_key(t): clean(t) for t in declared}
    missing = tuple(t for k, t in sorted({**spelled, **levels}.items()) if k in not_said or _MISSING.fullmatch(k))
    if len(levels) > 1 and all(k in levels or t in missing for k, t in spelled.items()):
        return _declared({k: t for k, t in levels.items() if t not in missing}, missing)
    said = {k: t for k, t in spelled.items() if t not in missing}
    keys = set(said)
    if keys == {"1"} and not missing:  # a list of ticks
        return None
    if keys and all(number(k) is not None for k in keys):
        return _codes(keys, missing)
    ticks, nones = keys & (YES | {"1"}), keys & (NO | {"0"})
    if keys <= ticks | nones:
        if not nones and not missing:
            return None
        both = tuple(said[k] for k in (*sorted(nones), *sorted(ticks)))
        return ScaleDraft(both, 0 if nones else 1, missing, True, False) if len(nones) < 2 and len(ticks) < 2 else None
    order, known = _in_order(list(keys))
    start = 0 if order and _NONE.fullmatch(order[0]) else 1
    return ScaleDraft(tuple(said[k] for k in order), start, missing, known, False)


def _declared(levels: Mapping[str, str], missing: tuple[str, ...]) -> ScaleDraft:
    """Take the levels that a file declares, in its order unless the words tell theirs."""
    order, known = _in_order(list(levels))
    order = order if known else list(levels)
    start = 0 if order and _NONE.fullmatch(order[0]) else 1
    return ScaleDraft(tuple(levels[key] for key in order), start, missing, True, False, told=True)


def _codes(keys: set[str], missing: tuple[str, ...]) -> ScaleDraft | None:
    """Give whole numbers from 0 or 1 on as levels, those nobody chose among them; other numbers are strengths."""
    values = {float(k) for k in keys}
    whole = all(v.is_integer() and k == f"{v:.0f}" for k, v in ((k, float(k)) for k in keys))
    if not whole or min(values) < 0 or max(values) > _MOST_CODES:
        return None
    first = 0 if 0 in values else 1
    levels = tuple(str(i) for i in range(first, int(max(values)) + 1))
    return ScaleDraft(levels, first, missing, True, True)


def _in_order(keys: list[str]) -> tuple[list[str], bool]:
    """Order levels by the first vocabulary that knows all of them, and say whether one did."""
    for vocabulary in (_PER_YEAR, _HOW_MUCH):
        ranks = {key: _rank(key, vocabulary) for key in keys}
        known = [r for r in ranks.values() if r is not None]
        if len(known) == len(keys) and len(set(known)) == len(keys):
            return sorted(keys, key=lambda k: ranks[k] or 0.0), True
    return sorted(keys, key=lambda k: (not _NONE.fullmatch(k), natural_key(k))), False


def _rank(key: str, vocabulary: tuple[tuple[str, float], ...]) -> float | None:
    hits = [rank for pattern, rank in vocabulary if re.search(pattern, key)]
    if not hits:
        return None
    times = re.search(r"\d+", key)
    return hits[0] + (0.01 * int(times.group()) if times and int(times.group()) < 40 else 0.0)
