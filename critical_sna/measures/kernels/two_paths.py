"""Two-paths a -> v -> b: those that are closed, from the list of triangles, and those that are open, one by one."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import permutations
from typing import Literal, TypeAlias

import numpy as np
import numpy.typing as npt

from critical_sna.errors import UsageError, did_you_mean
from critical_sna.measures.kernels.engine import Engine
from critical_sna.measures.kernels.triangles import (
    BACK,
    BACK_OPEN,
    FORTH,
    FORTH_OPEN,
    TIED,
    Skeleton,
    skeleton,
    triangles,
)
from critical_sna.network.partner import PartnerNetwork, Reporter

Along = Literal["flow", "reports"]
Places: TypeAlias = npt.NDArray[np.integer]
Numbers: TypeAlias = npt.NDArray[np.float64]
Triples: TypeAlias = tuple[Places, Places, Places]
"""Positions of a, v (the broker) and b."""

_PAIRS_A_BLOCK = 2_000_000


@dataclass(frozen=True, eq=False)
class Paths:
    """Ties as they run from a over v to b, by position, and who answered."""

    n: int
    sources: Places
    targets: Places
    left_open: tuple[Places, Places]
    answered: npt.NDArray[np.bool_]
    reporter: Reporter
    """Who reports a tie: its source, its target, or either (then nobody knows of ties between two silent people)."""

    @cached_property
    def skeleton(self) -> Skeleton:
        """The pairs with a tie or an open cell."""
        return skeleton(self.n, (self.sources, self.targets), left_open=self.left_open)

    @cached_property
    def mutual(self) -> tuple[Places, Places]:
        """Ties whose other direction is a tie, too."""
        edges = self.skeleton
        both = (edges.code & TIED) == TIED
        one, other = edges.people[edges.tail[both]], edges.people[edges.head[both]]
        return np.concatenate([one, other]), np.concatenate([other, one])

    @cached_property
    def silent_ends(self) -> Paths:
        """The ties between somebody who answered and somebody who did not."""
        kept = self.answered[self.sources] != self.answered[self.targets]
        return replace(self, sources=self.sources[kept], targets=self.targets[kept], left_open=_NOTHING)


_NOTHING = (np.zeros(0, dtype=np.int64), np.zeros(0, dtype=np.int64))


def paths_along(net: PartnerNetwork, along: Along, *, where: str) -> Paths:
    """Give the ties along the flow of voice, or as reported."""
    if along not in ("flow", "reports"):
        raise UsageError(
            f"along={along!r} is not a way to follow ties.",
            where=f"{where}(along=...)",
            mend=did_you_mean(str(along), ("flow", "reports")),
        )
    # Turning positions is enough here, and spares a large network the tables of the turned one.
    turn = along == "flow" and net.reporter == "source" and net.reports == "seeks_from"
    path = net if turn or along == "reports" else net.flow()
    rows, columns = path.unknown_cells.tocoo().coords
    sources, targets = path.arcs
    if turn:
        return Paths(path.n_people, targets, sources, (columns, rows), path.answered, "target")
    return Paths(path.n_people, sources, targets, (rows, columns), path.answered, path.reporter)


def closed_triples(paths: Paths, engine: Engine, *, where: str) -> Iterator[Triples]:
    """Yield the a -> v -> b that are not known to be open: a -> b is a tie, or its cell was left open."""
    edges = paths.skeleton
    for xy, xz, yz in triangles(edges, engine, where=where):
        corner = [edges.people[end] for end in (edges.tail[xy], edges.head[xy], edges.head[yz])]
        tie: dict[tuple[int, int], npt.NDArray[np.bool_]] = {}
        shut: dict[tuple[int, int], npt.NDArray[np.bool_]] = {}
        for (low, high), edge in (((0, 1), xy), ((0, 2), xz), ((1, 2), yz)):
            code = edges.code[edge]
            for way, tied, left_open in (((low, high), FORTH, FORTH_OPEN), ((high, low), BACK, BACK_OPEN)):
                tie[way] = (code & tied) > 0
                shut[way] = (code & (tied | left_open)) > 0 if len(paths.left_open[0]) else tie[way]
        for a, v, b in permutations(range(3)):
            chosen = np.flatnonzero(tie[a, v] & tie[v, b] & shut[a, b])
            if len(chosen):
                yield corner[a][chosen], corner[v][chosen], corner[b][chosen]


def open_pairs(paths: Paths) -> Iterator[tuple[Triples, Numbers]]:
    """Yield the open a -> v -> b themselves, each with how many people stand between its a and b.

    Time O(two-paths * log of a block), memory bounded by blocks.
    """
    order = np.lexsort((paths.targets, paths.sources))
    first, middle = paths.sources[order].astype(np.int64), paths.targets[order].astype(np.int64)
    starts = np.concatenate([[0], np.cumsum(np.bincount(first, minlength=paths.n))])
    shut = np.sort(
        np.concatenate([first * paths.n + middle, paths.left_open[0].astype(np.int64) * paths.n + paths.left_open[1]])
    )
    onward = np.diff(starts)[middle]
    work = np.concatenate([[0], np.cumsum(onward)])
    start = 0
    while start < paths.n:
        limit = work[starts[start]] + _PAIRS_A_BLOCK
        stop = max(start + 1, int(np.searchsorted(work[starts], limit, side="right")) - 1)
        ties = slice(starts[start], starts[stop])
        count = onward[ties]
        steps = np.repeat(starts[middle[ties]] - (np.cumsum(count) - count), count) + np.arange(count.sum())
        a, v, b = np.repeat(first[ties], count), np.repeat(middle[ties], count), middle[steps]
        start = stop
        pair, which, between = np.unique(a * paths.n + b, return_inverse=True, return_counts=True)
        known = pair // max(paths.n, 1) != pair % max(paths.n, 1)
        if len(shut):
            known &= shut[np.minimum(np.searchsorted(shut, pair), len(shut) - 1)] != pair
        if paths.reporter == "either":  # nobody told whether two silent ends are tied
            known &= paths.answered[pair // paths.n] | paths.answered[pair % paths.n]
        kept = known[which]
        yield (a[kept], v[kept], b[kept]), between[which[kept]].astype(float)
