"""Two waves over each other: who stands in another ring, and which ties are in one of them only; every tie counted."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from critical_sna.maps.scene import ANSWERED, NOT_PART, SILENT, Scene

Ints = npt.NDArray[np.int64]
Flags = npt.NDArray[np.bool_]


@dataclass(frozen=True, eq=False, repr=False)
class Change:
    """What two waves have in common; people by their numbers, counts as the page gives them."""

    moved: Flags
    """Who stands in another ring than before; without rings, whoever took part in both."""
    more: int
    fewer: int
    same: int
    unknown: int
    """Voices heard more widely, less widely, as widely; and those for whom it is not known in one of the waves."""
    ties_kept: int
    ties_new: int
    ties_gone: int
    """Ties in both waves, in this one only, in the other only; where who tells of them answered both times."""
    not_before: int
    not_now: int
    """People who were not part of the earlier wave, or of this one."""
    silent: int
    """People of both waves who did not answer in this one."""


def change(scene: Scene, before: int, now: int) -> Change:
    """Compare two waves of a scene. Time O(n + ties)."""
    status = scene.status.to_numpy(dtype=np.int64)
    both = (status[before] != NOT_PART) & (status[now] != NOT_PART)
    levels = len(scene.levels)
    then, bands = (scene.bands.to_numpy(dtype=np.int64)[wave * levels] for wave in (before, now))
    known = both & (then >= 0) & (bands >= 0)
    step = np.where(known & scene.flow, np.sign(bands - then), 0)
    kept, new, gone = _ties(scene, status, before, now)
    return Change(
        moved=both & (then != bands) if scene.flow else both,
        more=int((step > 0).sum()),
        fewer=int((step < 0).sum()),
        same=int((known & (step == 0)).sum()),
        unknown=int((both & ~known).sum()),
        ties_kept=kept,
        ties_new=new,
        ties_gone=gone,
        not_before=int(((status[before] == NOT_PART) & (status[now] != NOT_PART)).sum()),
        not_now=int(((status[now] == NOT_PART) & (status[before] != NOT_PART)).sum()),
        silent=int((both & (status[now] == SILENT)).sum()),
    )


def _ties(scene: Scene, status: Ints, before: int, now: int) -> tuple[int, int, int]:
    """Count ties in both waves, only now, only before, where the person whose answer shows them answered both times."""
    told = (status[before] == ANSWERED) & (status[now] == ANSWERED)
    found = []
    for wave in (before, now):
        ties = scene.ties.loc[scene.ties["wave"] == wave, ["source", "target"]].to_numpy(dtype=np.int64)
        voice, hearer = told[ties[:, 0]], told[ties[:, 1]]
        counts = {"seeks_from": hearer, "mutual": voice & hearer}.get(scene.reports or "", voice)
        found.append(np.unique(ties[counts] @ np.array([scene.n, 1])))
    then, since = found
    kept = len(np.intersect1d(then, since, assume_unique=True))
    return kept, len(since) - kept, len(then) - kept
