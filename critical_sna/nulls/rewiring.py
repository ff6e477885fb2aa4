"""Rewiring: ties between other pairs, while everybody keeps how many they have.

Two ties a -> b and c -> d become a -> d and c -> b, where neither is there yet. Many pairs of ties are tried at once:
a switch is made only where none of its four cells is held or wanted by anybody else, a rule that reads the same
forwards and backwards. So every step is as likely as the step back, and in the long run every network with these
degrees is drawn equally often. With direction three ties in a ring are also turned round now and then, because
switches alone cannot reach every network. Where more than half of the cells are tied, the cells without a tie are
rewired instead, which is the same and quicker.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TypeAlias

import numpy as np
import numpy.typing as npt

Places: TypeAlias = npt.NDArray[np.int64]
Cells: TypeAlias = tuple[Places, Places]

SWITCHES_A_TIE = 10
"""Between two draws each tie is switched so often on average (fewer only where ``MOST_STEPS`` stops it)."""
MOST_STEPS = 2_000

_BURN_IN = 20
_AT_ONCE = 200_000
_MOST_CHAINS = 64


def rewired(
    ties: Cells,
    n: int,
    *,
    directed: bool,
    draws: int,
    rng: np.random.Generator,
    barred: Cells | None = None,
) -> Iterator[Cells]:
    """Yield ``draws`` networks in which everybody has as many ties as in this one.

    Parameters
    ----------
    ties
        Positions of both ends; no pair twice (without direction: not the other way round either), nobody with
        themselves.
    n
        How many people.
    directed
        Whether everybody keeps how many they name and how many name them, or how many they are tied to.
    draws
        How many networks.
    rng
        Where chance comes from.
    barred
        Cells that no tie may stand in, because nobody knows of them.

    Notes
    -----
    Several chains start from the network given and run side by side; each is drawn from again and again, ten switches a
    tie apart. How many steps that takes is found out beforehand, so it does not depend on the draws. Time
    O(ties log ties) a step. With barred cells some networks may be out of reach.
    """
    closed = np.unique(_keys(*barred, n, directed)) if barred is not None else np.zeros(0, dtype=np.int64)
    cells = n * (n - 1) // (1 if directed else 2) - len(closed)
    turned_over = 2 * len(ties[0]) > cells
    start = _without(ties, n, directed, closed) if turned_over else ties
    chains = _Chains(start, n, directed, closed, cells, rng, chains=min(draws, _MOST_CHAINS))
    steps = chains.steps_between_draws()
    given = 0
    while given < draws:
        for _ in range(steps):
            chains.step()
        for sources, targets in zip(chains.sources, chains.targets, strict=True):
            if given < draws:
                given += 1
                drawn = sources.copy(), targets.copy()
                yield _without(drawn, n, directed, closed) if turned_over else drawn


class _Chains:
    """Chains side by side: row r holds the ties of one network."""

    def __init__(
        self,
        ties: Cells,
        n: int,
        directed: bool,
        barred: Places,
        cells: int,
        rng: np.random.Generator,
        *,
        chains: int,
    ) -> None:
        self.n, self.directed, self.barred, self.rng = n, directed, barred, rng
        self.ties = len(ties[0])
        rows = max(1, min(chains, _AT_ONCE // max(self.ties, 1)))
        self.sources, self.targets = (np.tile(np.asarray(ends, dtype=np.int64), (rows, 1)) for ends in ties)
        crowded = 4 * self.ties / max(cells, 1)
        self.pairs = int(self.ties / 2 / max(crowded, 1.0)) or int(self.ties > 1)
        self.slots = np.broadcast_to(np.arange(self.ties), (rows, self.ties))
        self.row = np.arange(rows)[:, None]

    def steps_between_draws(self) -> int:
        """Run in, and give how many steps switch each tie ten times."""
        if not self.pairs:
            return 0
        switched = sum(self.step() for _ in range(_BURN_IN)) / _BURN_IN / len(self.sources)
        wanted = SWITCHES_A_TIE * self.ties / 2
        return min(MOST_STEPS, int(np.ceil(wanted / switched))) if switched else _BURN_IN

    def step(self) -> int:
        """Try to switch many pairs of ties at once; give how many were switched."""
        if not self.pairs:
            return 0
        slots = self.rng.permuted(self.slots, axis=1)[:, : 2 * self.pairs]
        one, other = slots[:, : self.pairs], slots[:, self.pairs :]
        if not self.directed:
            self._turn_some(other)
        a, b = self.sources[self.row, one], self.targets[self.row, one]
        c, d = self.sources[self.row, other], self.targets[self.row, other]
        wanted = [self._cell(a, d), self._cell(c, b)]
        alone = self._alone(wanted)
        size = self.sources.size
        held = alone[:size].reshape(self.sources.shape)
        good = held[self.row, one] & held[self.row, other] & (a != d) & (c != b)
        for k, cells in enumerate(wanted):
            part = alone[size + k * cells.size : size + (k + 1) * cells.size]
            good &= part.reshape(cells.shape) & ~_among(cells - self._offset(), self.barred)
        row, pair = np.nonzero(good)
        self.targets[row, one[row, pair]] = d[row, pair]
        self.targets[row, other[row, pair]] = b[row, pair]
        if self.directed:
            self._turn_a_ring()
        return len(row)

    def _offset(self) -> Places:
        return self.row * (self.n * self.n)

    def _cell(self, sources: Places, targets: Places) -> Places:
        return _keys(sources, targets, self.n, self.directed) + self._offset()

    def _alone(self, wanted: list[Places]) -> npt.NDArray[np.bool_]:
        """Say of each cell that is held or wanted whether it is so once only."""
        cells = np.concatenate([self._cell(self.sources, self.targets).ravel(), *(w.ravel() for w in wanted)])
        order, same = _sorted(cells)
        alone = np.ones(len(cells), dtype=bool)
        alone[order[1:][same]] = False
        alone[order[:-1][same]] = False
        return alone

    def _turn_some(self, slots: Places) -> None:
        """Read half of these ties from their other end, by chance."""
        row, k = np.nonzero(self.rng.random(slots.shape) < 0.5)
        at = row, slots[row, k]
        self.sources[at], self.targets[at] = self.targets[at], self.sources[at]

    def _turn_a_ring(self) -> None:
        """Turn a -> b -> c -> a round in each chain, where a tie and a next one, drawn at random, are part of one."""
        rows = self.row.ravel()
        first = self.rng.integers(self.ties, size=len(rows))
        a, b = self.sources[rows, first], self.targets[rows, first]
        leaving = self.sources == b[:, None]
        second = np.where(leaving, self.rng.random(leaving.shape), -1.0).argmax(axis=1)
        c = self.targets[rows, second]
        back = self._holds(c, a)
        third = back.argmax(axis=1)
        good = leaving.any(axis=1) & back.any(axis=1) & (c != a)
        good &= self.rng.random(len(rows)) < 0.5  # else a ring alone would turn at every step, and come back
        for source, target in ((b, a), (c, b), (a, c)):
            good &= ~self._holds(source, target).any(axis=1) & ~_among(source * self.n + target, self.barred)
        for slot in (first, second, third):
            at = rows[good], slot[good]
            self.sources[at], self.targets[at] = self.targets[at], self.sources[at]

    def _holds(self, source: Places, target: Places) -> npt.NDArray[np.bool_]:
        return np.asarray((self.sources == source[:, None]) & (self.targets == target[:, None]))


def _keys(sources: Places, targets: Places, n: int, directed: bool) -> Places:
    """Give each cell as one number; without direction both ways round are one cell."""
    if directed:
        return np.asarray(sources * n + targets)
    return np.asarray(np.minimum(sources, targets) * n + np.maximum(sources, targets))


def _among(cells: Places, barred: Places) -> npt.NDArray[np.bool_]:
    if not len(barred):
        return np.zeros(cells.shape, dtype=bool)
    place = np.minimum(np.searchsorted(barred, cells), len(barred) - 1)
    return np.asarray(barred[place] == cells, dtype=bool)


def _sorted(cells: Places) -> tuple[Places, npt.NDArray[np.bool_]]:
    """Give the order of these cells, and whether each but the first is the same as the one before."""
    bits = len(cells).bit_length()
    if int(cells.max()).bit_length() + bits > 63:
        order = np.argsort(cells)
        return order, np.diff(cells[order]) == 0
    together = (cells << bits) | np.arange(len(cells))  # one sort of numbers is several times quicker than an argsort
    together.sort()
    return together & ((1 << bits) - 1), np.diff(together >> bits) == 0


def _without(ties: Cells, n: int, directed: bool, barred: Places) -> Cells:
    """Give the cells that hold no tie and are not barred."""
    free = np.ones((n, n), dtype=bool)
    np.fill_diagonal(free, False)
    if not directed:
        free &= np.tri(n, dtype=bool).T
    flat = free.ravel()
    flat[_keys(*ties, n, directed)] = False
    flat[barred] = False
    rows, columns = np.nonzero(free)
    return rows.astype(np.int64), columns.astype(np.int64)
