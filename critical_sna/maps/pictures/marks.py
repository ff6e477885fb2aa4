"""People as marks: shape and fill of the group, outline of the status, rings of what is little heard."""

from __future__ import annotations

from typing import Any  # Any: the looks of a collection are of every type

import numpy as np
import numpy.typing as npt
from matplotlib.axes import Axes
from matplotlib.collections import PathCollection
from matplotlib.path import Path
from matplotlib.transforms import IdentityTransform

from critical_sna.maps.pictures.shapes import shape
from critical_sna.maps.pictures.style import Style
from critical_sna.maps.scene import ANSWERED, DEPENDS, LITTLE_HEARD, NOT_ASKED, SILENT

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]
Dashes = str | tuple[int, tuple[float, ...]]
OUTLINE = 1.5
"""Points, which is two pixels on a screen: fills alone are too faint against white."""
BOLD = 2.2
"""How much wider the outline of a highlighted mark is."""
_DASHES: dict[int, Dashes] = {ANSWERED: "solid", SILENT: (0, (2.0, 1.4)), NOT_ASKED: (0, (0.8, 1.4))}
_RINGS = {LITTLE_HEARD: (2.2, 4.2), DEPENDS: (3.0,)}


def ring_reach(rings: Ints, radius: float) -> Floats:
    """Give how far each mark reaches with its rings."""
    more = {kind: steps[-1] for kind, steps in _RINGS.items()}
    scale = radius / 6.5
    return radius * 1.2 + np.array([more.get(int(kind), 0.0) for kind in rings]) * scale


def draw_marks(
    ax: Axes,
    xy: Floats,
    *,
    shape_name: str,
    fill: str,
    status: Ints,
    rings: Ints,
    radius: float,
    style: Style,
    strong: npt.NDArray[np.bool_] | None = None,
    faded: bool = False,
) -> None:
    """Draw the marks of one group; nothing is drawn for an empty one."""
    strong = np.zeros(len(xy), dtype=bool) if strong is None else strong
    outline = min(OUTLINE, radius * 0.3)
    for kind, dashes in _DASHES.items():
        for bold in (False, True):
            chosen = (status == kind) & (strong == bold)
            if chosen.any():
                _add(
                    ax,
                    shape(shape_name),
                    xy[chosen],
                    radius,
                    facecolors=fill if kind == ANSWERED else style.paper,
                    edgecolors=style.ink,
                    linewidths=outline * (BOLD if bold else 1.0),
                    linestyles=[_thick(dashes) if bold else dashes],
                    alpha=0.22 if faded else None,
                    zorder=3.2 if bold else 3,
                )
    if faded:
        return
    for kind, steps in _RINGS.items():
        chosen = rings == kind
        for step in steps if chosen.any() else ():
            _add(
                ax,
                Path.unit_circle(),
                xy[chosen],
                radius * 1.15 + step * radius / 6.5,
                facecolors="none",
                edgecolors=style.ink,
                linewidths=min(1.1, radius * 0.2),
                linestyles=["solid" if kind == LITTLE_HEARD else (0, (1.2, 2.2))],
                zorder=2.9,
            )


def _thick(dashes: Dashes) -> Dashes:
    """Keep dashes as long in a wider line: matplotlib counts them in widths, and a long one would open the outline."""
    return dashes if isinstance(dashes, str) else (dashes[0], tuple(part / BOLD for part in dashes[1]))


def _add(ax: Axes, path: Path, xy: Floats, radius: float, **looks: Any) -> None:
    """Add one collection of the same path; sizes are in square points, as matplotlib counts them."""
    marks = PathCollection(
        [path], sizes=[radius**2], offsets=xy, offset_transform=ax.transData, transform=IdentityTransform(), **looks
    )
    ax.add_collection(marks, autolim=False)
