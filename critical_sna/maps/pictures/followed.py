"""Through whom one voice travels in one wave: what the page says of a followed voice, with every tie counted."""

from __future__ import annotations

import re
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from critical_sna.maps.scene import ANSWERED, Scene

Ints = npt.NDArray[np.int64]
Flags = npt.NDArray[np.bool_]


@dataclass(frozen=True, eq=False, repr=False)
class Travel:
    """Who hears a voice, who could hear of it through them, and of whom that is not known; people by their numbers."""

    direct: Ints
    """Who hears the voice; without a direction, whom the person named."""
    into: Ints
    """Whom the person hears; without a direction, who named the person."""
    passed: Ints
    """Rows (carrier, reached): who could pass the voice on, and to whom."""
    missed: int
    """How many are not reached in two steps, as far as all answers say it."""
    open: int
    """For how many the answers that would say it are missing."""

    @property
    def reached(self) -> Ints:
        """Who could hear of the voice through somebody."""
        return np.unique(self.passed[:, 1])

    @property
    def carriers(self) -> list[tuple[int, int]]:
        """(carrier, how many they could pass the voice on to), those with most first."""
        who, many = np.unique(self.passed[:, 0], return_counts=True)
        return sorted(zip(who.tolist(), many.tolist(), strict=True), key=lambda each: -each[1])


def travel(scene: Scene, wave: int, person: int) -> Travel:
    """Follow the voice of a person through the ties of a wave. Time O(n + ties)."""
    ties = scene.ties.loc[scene.ties["wave"] == wave, ["source", "target"]].to_numpy(dtype=np.int64)
    status = scene.status.to_numpy(dtype=np.int64)[wave]
    direct, into = np.unique(ties[ties[:, 0] == person, 1]), np.unique(ties[ties[:, 1] == person, 0])
    if not scene.flow:
        return Travel(direct, into, np.zeros((0, 2), dtype=np.int64), 0, 0)
    onward = ties[np.isin(ties[:, 0], direct) & ~np.isin(ties[:, 1], [*direct, person])]
    others = status > 0
    others[[person, *direct, *onward[:, 1]]] = False
    first = _may_hear(scene, wave, status, ties, np.array([person]))
    unsure = _may_hear(scene, wave, status, ties, np.array([person, *np.flatnonzero(first)]))
    return Travel(direct, into, onward, int((others & ~unsure).sum()), int((others & unsure).sum()))


def _may_hear(scene: Scene, wave: int, status: Ints, ties: Ints, voices: Ints) -> Flags:
    """Flag who hears one of these voices, of whom no answer says it, and whose cell was left open.

    The hearer says it; where it was asked whom one gives to, the voice does; where both do, one answer is enough.
    """
    may, missing = np.zeros(scene.n, dtype=bool), status != ANSWERED
    if scene.reports == "seeks_from" or missing[voices].any():
        may |= missing if scene.reports != "gives_to" else True
    left_open = scene.open.loc[scene.open["wave"] == wave, ["voice", "hearer"]].to_numpy(dtype=np.int64)
    for pairs in (ties, left_open):
        may[pairs[np.isin(pairs[:, 0], voices), 1]] = True
    return may


def first_voice(scene: Scene, here: Flags) -> int | None:
    """Give whom a picture follows: who is highlighted and takes part, else the first label, as on the page."""
    for person in scene.highlight:
        if here[person]:
            return int(person)
    shown = scene.people["shown"].astype(str)
    taking_part = np.flatnonzero(here)
    return int(min(taking_part, key=lambda person: natural(shown.iloc[person]))) if len(taking_part) else None


def natural(label: str) -> list[tuple[int, int, str]]:
    """Give what labels are sorted by: numbers inside them count as numbers."""
    parts = re.split(r"([0-9]+)", label.casefold())
    return [(1, int(part), "") if part.isdecimal() else (0, 0, part) for part in parts if part]
