"""The part of a scene that one picture shows: one wave, every tie, whoever takes part in it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np
import numpy.typing as npt
import pandas as pd

from critical_sna._core import limits
from critical_sna.maps.pictures.compared import Change, change
from critical_sna.maps.pictures.followed import Travel, first_voice, travel
from critical_sna.maps.scene import ANSWERED, DEPENDS, LITTLE_HEARD, NOT_MARKED, NOT_PART, Scene
from critical_sna.maps.views import GROUPS, ONE_VOICE, WAVES, Places, View

Ints = npt.NDArray[np.int64]


@dataclass(frozen=True, eq=False, repr=False)
class Frame:
    """One wave of a scene, seen in one view."""

    scene: Scene
    wave: int
    view: View
    before: int | None = None
    """The wave that a picture of two waves lays under this one; left out, the one before, as on the page."""

    @cached_property
    def _found(self) -> Places:
        return self.view.place(self.scene)

    @cached_property
    def places(self) -> Places:
        """Where everybody stands; in the middle, where a place is no number that can be drawn."""
        xy = self._found.xy
        clean = {id(each): np.nan_to_num(each, nan=0.0, posinf=0.0, neginf=0.0) for each in xy.values()}
        return replace(self._found, xy={frame: clean[id(each)] for frame, each in xy.items()})

    @cached_property
    def unplaced(self) -> int:
        """How many people stand in the middle because no place could be worked out for them."""
        lost = [~np.isfinite(xy).all(axis=1) for xy in self._found.xy.values()]
        return int(np.logical_or.reduce(lost).sum()) if lost and self.view.places_people else 0

    @property
    def language(self) -> str:
        """The language of the words."""
        return self.scene.language

    @cached_property
    def status(self) -> Ints:
        """What each person is in this wave."""
        return np.asarray(self.scene.status.to_numpy(dtype=np.int64)[self.wave])

    @cached_property
    def here(self) -> npt.NDArray[np.bool_]:
        """Who takes part in this wave."""
        return np.asarray(self.status != NOT_PART)

    @cached_property
    def bands(self) -> Ints:
        """The band of each voice, every tie counted."""
        return np.asarray(self.scene.bands.to_numpy(dtype=np.int64)[self.wave * len(self.scene.levels)])

    @cached_property
    def look(self) -> Ints:
        """The row of ``looks`` of each person."""
        group = self.scene.people["group"].to_numpy(dtype=np.int64)
        return self.scene.groups["look"].to_numpy(dtype=np.int64)[group] if len(group) else group

    @cached_property
    def rings(self) -> Ints:
        """The ring around each mark; none of a kind that more marks than the limit would carry."""
        marks = self.scene.marks.to_numpy(dtype=np.int64)[self.wave]
        most = limits.MARKED_SHARE * self.here.sum()
        for kind in (LITTLE_HEARD, DEPENDS):
            if (marks == kind).sum() > most:
                marks = np.where(marks == kind, NOT_MARKED, marks)
        return np.where(self.here, marks, NOT_MARKED)

    @cached_property
    def ties(self) -> pd.DataFrame:
        """The ties of this wave: source, target, level."""
        ties = self.scene.ties
        return ties.loc[ties["wave"] == self.wave, ["source", "target", "level"]]

    @cached_property
    def silent(self) -> bool:
        """Whether somebody who was asked did not answer."""
        return bool(self.facts["answered"] < self.facts["asked"])

    @property
    def of_groups(self) -> bool:
        """Whether groups stand in the picture, and nobody alone."""
        return self.view.kind == GROUPS

    @cached_property
    def followed(self) -> int | None:
        """Whose voice the picture follows, where it follows one."""
        return first_voice(self.scene, self.here) if self.view.kind == ONE_VOICE else None

    @cached_property
    def travel(self) -> Travel | None:
        """Through whom that voice travels."""
        return None if self.followed is None else travel(self.scene, self.wave, self.followed)

    @cached_property
    def near(self) -> npt.NDArray[np.bool_] | None:
        """Who stands out: the followed voice and those it reaches; None where everybody does."""
        if self.travel is None:
            return None
        out = np.zeros(self.scene.n, dtype=bool)
        own = self.travel.reached if self.scene.flow else self.travel.into
        out[[self.followed, *self.travel.direct, *own]] = True
        return out

    @property
    def strong(self) -> tuple[int, ...]:
        """Whose mark has a bold outline, beside those who are highlighted: the followed voice."""
        return () if self.followed is None else (self.followed,)

    @property
    def earlier(self) -> int:
        """The wave that this one is laid over."""
        return self.before if self.before is not None else self.wave - 1 if self.wave else 1

    @cached_property
    def change(self) -> Change | None:
        """What the two waves have in common, where the picture shows two."""
        return change(self.scene, self.earlier, self.wave) if self.view.kind == WAVES else None

    @property
    def facts(self) -> pd.Series:
        """The row of this wave in ``scene.waves``."""
        return self.scene.waves.iloc[self.wave]

    @property
    def full(self) -> npt.NDArray[np.bool_]:
        """Whose mark is filled: those who answered."""
        return np.asarray(self.status == ANSWERED)
