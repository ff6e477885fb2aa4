"""Where voices stood before: a faint ring there and a dotted line from it."""

from __future__ import annotations

from typing import Any  # Any: the looks of a collection are of every type

import numpy as np
import numpy.typing as npt
from matplotlib.axes import Axes
from matplotlib.collections import LineCollection, PathCollection
from matplotlib.path import Path
from matplotlib.transforms import IdentityTransform

from critical_sna.maps.pictures.style import Style

Floats = npt.NDArray[np.float64]
DOTS = (0, (1.2, 2.4))


def draw_ghosts(ax: Axes, before: Floats, now: Floats, radius: float, style: Style, scale: float) -> None:
    """Draw a dotted line from each place before to the place now; nothing where a mark hardly moved."""
    far = np.linalg.norm(now - before, axis=1) >= radius
    if not far.any():
        return
    lines = list(np.stack([before[far], now[far]], axis=1))
    looks: dict[str, Any] = {"linewidths": 1.0 * scale, "linestyles": [DOTS], "zorder": 2.5}
    ax.add_collection(LineCollection(lines, colors=style.ink, **looks), autolim=False)
    ax.add_collection(
        PathCollection(
            [Path.unit_circle()],
            sizes=[radius**2],
            offsets=before[far],
            offset_transform=ax.transData,
            transform=IdentityTransform(),
            facecolors="none",
            edgecolors=style.ink,
            **looks,
        ),
        autolim=False,
    )
