"""The words around a picture, and instead of it: what stands above, below, in the legend, and as alternative text."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from critical_sna import __version__
from critical_sna._core import limits
from critical_sna.maps import reach
from critical_sna.maps.codes import isolate
from critical_sna.maps.pictures import about
from critical_sna.maps.pictures.frame import Frame
from critical_sna.maps.pictures.told import own, percent, told
from critical_sna.maps.scene import DEPENDS, LITTLE_HEARD, NOT_ASKED, SILENT
from critical_sna.words import phrases, say

MOST_OTHERS = 24
"""Groups that share a look are listed up to so many."""


@dataclass(frozen=True)
class Key:
    """One line of the legend: what is drawn in front of it (``kind``; a group has its row of ``looks``), and words."""

    kind: str
    words: str
    look: int = -1


def wave_line(frame: Frame) -> str:
    """Say which wave this is, how many answered, and what the answers that are missing may hide."""
    facts = frame.facts
    if not frame.scene.n:
        return ""
    if facts["asked"]:
        rate = percent(facts["answered"] / facts["asked"])
        answered = told(frame, "answered", n=int(facts["asked"]), answered=int(facts["answered"]), percent=rate)
    else:
        answered = told(frame, "asked_nobody")
    name = f"{isolate(facts['name'])}: " if facts["name"] else ""
    silence = told(frame, "silent" if frame.scene.flow else "silent_reported") if frame.silent else ""
    return f"{name}{answered} {silence}".strip()


def above(frame: Frame) -> tuple[str, str, str]:
    """Give the title, the question as asked, and the line about the wave."""
    return isolate(frame.scene.title), frame.scene.asked, wave_line(frame)


def below(frame: Frame, *, arrows: bool, labels: bool) -> list[str]:
    """Give the lines under a picture: how it is read, what it cannot show, and how it was made."""
    scene = frame.scene
    lines = [scene.read_as, *scene.notes, *_others(frame)]
    if frame.of_groups:
        note = told(frame, "reach_note", size=limits.MIN_GROUP)
        return [note, *lines, own(frame, "made_groups", version=__version__)]
    if frame.unplaced:
        lines.append(say("map.note_unplaced", language=frame.language, n=frame.unplaced))
    if len(frame.ties) and not arrows:
        lines.append(own(frame, "no_arrows"))
    if scene.n and not labels:
        lines.append(own(frame, "no_labels"))
    made = own(frame, "made", version=__version__, seed=scene.seed)
    if scene.names or not scene.n:
        return [*lines, made]
    return [*lines, say("map.codes_can_be_guessed", language=frame.language), made]


def legend(frame: Frame) -> list[Key]:
    """List what is drawn: groups (where there are several), then arrows, rings and outlines that do occur."""
    scene = frame.scene
    keys = []
    if len(scene.looks) > 1:
        sizes = np.bincount(frame.look[frame.here], minlength=len(scene.looks))
        keys = [
            Key("look", own(frame, "group", letter=letter, name=isolate(name), n=int(size)), place)
            for place, (letter, name, size) in enumerate(
                zip(scene.looks["letter"], scene.looks["name"], sizes, strict=True)
            )
        ]
    if frame.of_groups:
        return [*keys, *(Key(kind, own(frame, kind)) for kind in _arcs(frame))]
    status = frame.status[frame.here]
    rings = frame.rings if frame.near is None else frame.rings[frame.near]
    both_ways = set(zip(frame.ties["source"], frame.ties["target"], strict=True))
    found = {
        "arrow" if scene.flow else "arrow_reported": bool(len(frame.ties)),
        "two_way": frame.travel is None and any((b, a) in both_ways for a, b in both_ways),
        "dashed": frame.travel is not None and bool(len(frame.travel.passed)),
        "double": bool((rings == LITTLE_HEARD).any()),
        "dotted": bool((rings == DEPENDS).any()),
        "hollow": bool((status == SILENT).any()),
        "unasked": bool((status == NOT_ASKED).any()),
    }
    return keys + [Key(kind, told(frame, f"how_{kind}")) for kind, there in found.items() if there] + _ghost(frame)


def _ghost(frame: Frame) -> list[Key]:
    """Explain the line from where a voice stood before, where somebody moved."""
    if frame.change is None or not frame.scene.flow or not frame.change.moved.any():
        return []
    before = isolate(frame.scene.waves["name"].iloc[frame.earlier])
    return [Key("ghost", told(frame, "compare_ghosts", wave=before))]


def _arcs(frame: Frame) -> list[str]:
    """Name what is drawn between groups, and the outline of those whose shares are hidden."""
    shares = reach.table(frame.scene, frame.wave)
    there = {
        "arc" if frame.scene.flow else "arc_reported": any(
            (share or 0) > 0 for g, row in enumerate(shares) for h, share in enumerate(row) if g != h
        ),
        "loop": any((row[g] or 0) > 0 for g, row in enumerate(shares)),
        "small": any(row[g] is None for g, row in enumerate(shares)),
    }
    return [kind for kind, found in there.items() if found]


def _others(frame: Frame) -> list[str]:
    """Name the groups that share one look, by their letters."""
    groups = frame.scene.groups
    shared = groups[groups.duplicated("look", keep=False)]
    if not len(shared):
        return []
    names = [f"{letter} = {isolate(name)}" for letter, name in zip(shared["letter"], shared["name"], strict=True)]
    more = len(names) - MOST_OTHERS
    rest = [own(frame, "more_groups", n=more)] if more > 0 else []
    name = say("map.other_groups", language=frame.language)
    return [f"{name}: {', '.join([*names[:MOST_OTHERS], *rest])}"]


def alternative(frame: Frame, *, groups: bool = True) -> str:
    """Say in words what a picture shows, for those who do not see it: never a person's name or code."""
    scene, facts = frame.scene, frame.facts
    people = int(frame.here.sum())
    ties = told(frame, "ties", n=len(frame.ties))
    named = "size" if facts["name"] else "size_unnamed"
    lines = [
        own(frame, "alt_picture", title=isolate(scene.title)),
        scene.asked,
        scene.read_as,
        told(frame, named, n=people, ties=ties, wave=isolate(facts["name"])),
        wave_line(frame).partition(": ")[2] if facts["name"] else wave_line(frame),
        *([told(frame, "unasked", n=int(facts["not_asked"]))] if facts["not_asked"] else []),
        _alt_view(frame),
        *about.sentences(frame, named=False),
        about.question(frame),
        *(about.shares(frame) if frame.of_groups else []),
        *(_alt_groups(frame) if groups and not frame.of_groups else []),
        *([] if frame.of_groups or frame.followed is not None else _alt_bands(frame)),
        *scene.notes,
        own(frame, "alt_table") if people else "",
    ]
    return " ".join(line for line in lines if line)


def _alt_view(frame: Frame) -> str:
    """Say how the view places people, and what it is about."""
    key = f"alt_view_{frame.view.name}"
    usual = f"{key}_reported"
    return own(frame, usual if not frame.scene.flow and usual in phrases("pictures") else key)


def _alt_groups(frame: Frame) -> list[str]:
    looks = frame.scene.looks
    if len(looks) < 2:
        return []
    sizes = np.bincount(frame.look[frame.here], minlength=len(looks))
    names = ", ".join(f"{isolate(name)} ({size})" for name, size in zip(looks["name"], sizes, strict=True))
    return [own(frame, "alt_groups", n=len(looks), names=names)]


def _alt_bands(frame: Frame) -> list[str]:
    if not frame.scene.flow or not frame.here.any():
        return []
    counts = {int(kind): int((frame.bands[frame.here] == kind).sum()) for kind in np.unique(frame.bands[frame.here])}
    lines = [told(frame, f"count_{kind}", n=counts[kind]) for kind in sorted(counts, reverse=True)]
    words = ["; ".join(lines) + "."]
    facts, people = frame.facts, int(frame.here.sum())
    if facts["judged"]:
        little = int(facts["n_marked"])
        if little > limits.MARKED_SHARE * people:
            words.append(told(frame, "marked_many", percent=percent(little / people)))
        else:
            words.append(told(frame, "marked", n=little) if little else told(frame, "marked_none"))
    return words
