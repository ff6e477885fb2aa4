"""Groups on a map: a letter each, and a colour and shape for at most eight of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt
import pandas as pd

from critical_sna._core.frames import UNKNOWN_GROUP
from critical_sna.maps import codes
from critical_sna.words import Speaker

LOOKS: Final = (
    ("circle", "#0072B2"),
    ("triangle", "#E69F00"),
    ("square", "#009E73"),
    ("diamond", "#CC79A7"),
    ("hexagon", "#56B4E9"),
    ("down", "#D55E00"),
    ("star", "#F0E442"),
    ("pentagon", "#000000"),
)
"""Okabe and Ito's colours, each with a shape, so that the map reads without colour."""

OTHER_LOOK: Final = ("pentagon", "#505050")
UNKNOWN_LOOK: Final = ("plus", "#BDBDBD")
OTHER_LETTER: Final = "+"


@dataclass(frozen=True)
class Grouping:
    """Who belongs where, and what each group looks like."""

    groups: pd.DataFrame
    looks: pd.DataFrame
    of_person: npt.NDArray[np.int64]
    merged: int
    """How many small groups share the look called 'other groups'."""
    single: bool
    """Whether each group holds one person, people without a group left aside."""

    @property
    def look_of_person(self) -> npt.NDArray[np.int64]:
        """The row of ``looks`` of each person."""
        return self.groups["look"].to_numpy(dtype=np.int64)[self.of_person]


def assign(ids: Sequence[str], labels: Sequence[str] | None, say: Speaker) -> Grouping:
    """Give every group a letter and a look; the smallest beyond eight share one look."""
    labels = [say("map.everyone")] * len(ids) if labels is None else labels
    sizes = Counter(labels)
    names = sorted(name for name in sizes if name != UNKNOWN_GROUP)
    own = set(names)
    if len(names) > len(LOOKS):
        own = set(sorted(names, key=lambda name: (-sizes[name], name))[: len(LOOKS) - 1])
    names = [*(n for n in names if n in own), *(n for n in names if n not in own)]
    if UNKNOWN_GROUP in sizes:
        names.append(UNKNOWN_GROUP)
    shown = [
        codes.clean(name, empty=say("map.no_name")) if name != UNKNOWN_GROUP else say("map.unknown_group")
        for name in names
    ]
    letters = codes.letters([codes.clean(name) for name in names])
    looks: list[tuple[str, str, str, str, int]] = []
    look_of = []
    merged = [name for name in names if name not in own and name != UNKNOWN_GROUP]
    for name, text, letter in zip(names, shown, letters, strict=True):
        if name in merged:
            if name == merged[0]:
                looks.append((say("map.other_groups"), OTHER_LETTER, *OTHER_LOOK, sum(sizes[m] for m in merged)))
        else:
            look = UNKNOWN_LOOK if name == UNKNOWN_GROUP else LOOKS[len(looks)]
            looks.append((text, letter, *look, sizes[name]))
        look_of.append(len(looks) - 1)
    place = {name: row for row, name in enumerate(names)}
    return Grouping(
        groups=pd.DataFrame(
            {"name": shown, "letter": letters, "look": look_of, "size": [sizes[name] for name in names]}
        ),
        looks=pd.DataFrame(looks, columns=["name", "letter", "shape", "colour", "size"]),
        of_person=np.array([place[label] for label in labels], dtype=np.int64),
        merged=len(merged),
        single={size for name, size in sizes.items() if name != UNKNOWN_GROUP} == {1},
    )
