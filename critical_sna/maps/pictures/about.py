"""What a picture is about, in words: one voice, two waves, or groups. The sentences are those of the page."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np

from critical_sna.maps import reach
from critical_sna.maps.codes import isolate
from critical_sna.maps.pictures.followed import natural
from critical_sna.maps.pictures.frame import Frame
from critical_sna.maps.pictures.told import own, percent, told
from critical_sna.maps.scene import LITTLE_HEARD

MOST_NAMED = 12
"""So many people are named in a sentence; on the picture all of them are marked."""
MOST_LOOKS_IN_WORDS = 6
"""Up to so many groups the shares between all of them are said in words, too."""


def heading(frame: Frame) -> str:
    """Name what the picture is about; nothing where it is about everybody."""
    if frame.of_groups:
        return told(frame, "reach" if frame.scene.flow else "reach_reported")
    if frame.change is not None:
        waves = frame.scene.waves["name"]
        names = {"wave": isolate(waves.iloc[frame.wave]), "before": isolate(waves.iloc[frame.earlier])}
        return told(frame, "compare_title", **names)
    if frame.followed is None:
        return ""
    return told(frame, "follow" if frame.scene.flow else "follow_reported", name=_name(frame, frame.followed))


def question(frame: Frame) -> str:
    """Give the question for the room, where the picture is about a voice or two waves."""
    if frame.change is not None:
        return told(frame, "question_waves")
    found = frame.travel
    if found is None or frame.followed is None:
        return ""
    if not frame.scene.flow:
        return told(frame, "question_reported")
    if not len(found.direct):
        return told(frame, "question_first") if frame.bands[frame.followed] >= 0 else ""
    return told(frame, "question_door" if found.missed or found.open else "question_all")


def sentences(frame: Frame, *, named: bool) -> list[str]:
    """Say what the picture shows of a voice, or of two waves; people are ``named`` beside it, never instead of it."""
    if frame.change is not None:
        return _changes(frame)
    if frame.followed is None or frame.travel is None:
        return []
    return _voice(frame, named) if frame.scene.flow else _reported(frame, named)


def shares(frame: Frame) -> list[str]:
    """Say the shares between groups in words, a line for each group; none where there are many."""
    looks, table = frame.scene.looks, reach.table(frame.scene, frame.wave)
    if len(looks) > MOST_LOOKS_IN_WORDS:
        return []
    names = [isolate(name) for name in looks["name"]]
    lines = []
    for name, row in zip(names, table, strict=True):
        cells = ", ".join(f"{other} {share_words(frame, share)}" for other, share in zip(names, row, strict=True))
        lines.append(own(frame, "alt_shares" if frame.scene.flow else "alt_shares_reported", name=name, shares=cells))
    return lines


def share_words(frame: Frame, share: float | None) -> str:
    """Give a share between groups as the page does."""
    if share is None:
        return told(frame, "group_hidden")
    if share < 0:
        return told(frame, "band_-1")
    return told(frame, "percent", n="<1" if 0 < share < 1 else share)


def _name(frame: Frame, person: int) -> str:
    return isolate(str(frame.scene.people["shown"].iloc[person]))


def _named(frame: Frame, people: Iterable[int]) -> list[str]:
    shown = frame.scene.people["shown"].astype(str)
    return [_name(frame, person) for person in sorted(people, key=lambda person: natural(shown.iloc[person]))]


def _sentence(frame: Frame, words: str, names: list[str], *, named: bool) -> str:
    """End a phrase that announces people: with their names, or without them."""
    start = words.rstrip(": ")
    if not named or not names:
        return f"{start}."
    more = len(names) - MOST_NAMED
    rest = [told(frame, "chips_more", n=more)] if more > 0 else []
    return f"{start}: {', '.join([*names[:MOST_NAMED], *rest])}."


def _voice(frame: Frame, named: bool) -> list[str]:
    person, found, scene = frame.followed, frame.travel, frame.scene
    assert person is not None  # noqa: S101  asked for by ``sentences``
    assert found is not None  # noqa: S101  the same
    band, row = int(frame.bands[person]), frame.wave * len(scene.levels)
    could, count = (int(table.to_numpy(dtype=np.int64)[row, person]) for table in (scene.could, scene.counts))
    lines = []
    if band < 0:
        lines.append(told(frame, "follow_unknown"))
    elif could >= 0:
        words = told(frame, f"band_{band}")
        lines.append(told(frame, "follow_band", band=words[:1].upper() + words[1:], n=count, could=could))
    if frame.rings[person]:
        lines.append(told(frame, "double" if frame.rings[person] == LITTLE_HEARD else "dotted"))
    if len(found.direct):
        names = _named(frame, found.direct)
        lines.append(_sentence(frame, told(frame, "direct", n=len(names)), names, named=named))
    elif band >= 0:
        lines.append(told(frame, "direct_none"))
    if len(found.passed):
        carriers = [told(frame, "carrier", name=_name(frame, who), n=many) for who, many in found.carriers]
        say_it = told if named else own
        lines.append(_sentence(frame, say_it(frame, "carried", n=len(found.reached)), carriers, named=named))
    elif len(found.direct):
        lines.append(told(frame, "carried_none"))
    for key, n in (("not_reached", found.missed), ("not_known", found.open)):
        lines += [told(frame, key, n=n)] if n else []
    return lines if found.missed or found.open else [*lines, told(frame, "all_reached")]


def _reported(frame: Frame, named: bool) -> list[str]:
    found = frame.travel
    assert found is not None  # noqa: S101  asked for by ``sentences``
    lines = []
    for key, people in (("named_by", found.into), ("names", found.direct)):
        if len(people):
            names = _named(frame, people)
            lines.append(_sentence(frame, told(frame, key, n=len(names)), names, named=named))
        elif key == "named_by" or frame.full[frame.followed]:
            lines.append(told(frame, f"{key}_none"))
        else:
            lines.append(told(frame, "names_unknown"))
    return lines


def _changes(frame: Frame) -> list[str]:
    found, waves = frame.change, frame.scene.waves
    assert found is not None  # noqa: S101  asked for by ``sentences``
    now, before = (isolate(waves["name"].iloc[wave]) for wave in (frame.wave, frame.earlier))
    lines = [_answered(frame, frame.earlier)]  # the line above the picture has the wave shown
    if frame.scene.flow:
        counts = {"more": found.more, "fewer": found.fewer, "same": found.same, "unknown": found.unknown}
        lines += [told(frame, f"compare_{key}", n=n) for key, n in counts.items() if n]
    lines.append(told(frame, "compare_ties", n=found.ties_kept, more=found.ties_new, gone=found.ties_gone))
    for n, wave in ((found.not_before, before), (found.not_now, now)):
        lines += [told(frame, "compare_absent", n=n, wave=wave)] if n else []
    lines += [told(frame, "compare_silent", n=found.silent, wave=now)] if found.silent else []
    return [line if line.endswith(".") else f"{line}." for line in lines]


def _answered(frame: Frame, wave: int) -> str:
    facts = frame.scene.waves.iloc[wave]
    asked, answered = int(facts["asked"]), int(facts["answered"])
    rate = percent(answered / asked) if asked else ""
    words = told(frame, "answered", n=asked, answered=answered, percent=rate) if asked else told(frame, "asked_nobody")
    return f"{isolate(facts['name'])}: {words}"
