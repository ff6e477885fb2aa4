"""The search for the core that an ideal pattern of core and periphery fits best.

Every fit follows from five counts: how many people are in the core, the ties among them, the sum of their degrees,
and the same two for cells left open. A sweep along an order of people gives these counts for every size of core at
once, and moving one person or exchanging two changes them by a sum.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, NamedTuple, TypeAlias

import numpy as np
import numpy.typing as npt

if TYPE_CHECKING:
    from scipy import sparse

Ideal = Literal["cc_pp", "or", "and", "lip"]
Mask = npt.NDArray[np.bool_]
Numbers = npt.NDArray[np.float64]

ENUMERATED_PEOPLE = 15
"""Up to so many people every core is tried."""
EXCHANGED_PEOPLE = 400
"""Up to so many people exchanges of two are tried besides moves of one, from many starts."""
EQUAL = 1e-12
"""Fits that differ by no more count as equal."""

_SWEPT, _AROUND, _DRAWN, _DRAWN_OF_MANY = 5, 10, 80, 10
"""Starts of a full search: peaks of the sweep along degrees, people with their contacts, cores drawn at random."""
_CLIMBED = 8


@dataclass(frozen=True, eq=False)
class Pairs:
    """Ties and cells left open between pairs of people, each pair twice."""

    ties: sparse.csr_array
    """How many of the cells of a pair hold a tie (n x n, symmetric)."""
    left_open: sparse.csr_array
    cells: int
    """Cells a pair has: 1 without direction, 2 with."""

    @property
    def n(self) -> int:
        """How many people."""
        return int(self.ties.shape[0])


class Counts(NamedTuple):
    """What a fit is made of, for one core or arrays of cores."""

    size: Numbers
    ties: Numbers
    """Ties inside the core."""
    degrees: Numbers
    """Sum of the degrees of its people."""
    open_cells: Numbers
    open_degrees: Numbers

    def moved(self, sign: npt.ArrayLike, into: Counts) -> Counts:
        """Give the counts after people enter (sign 1) or leave (sign -1)."""
        return Counts(*(now + np.asarray(sign) * step for now, step in zip(self, into, strict=True)))


class Cores(NamedTuple):
    """The best fit, a core that has it, and whose place other cores of that fit change."""

    fit: float
    core: Mask
    undecided: Mask


Start: TypeAlias = tuple[float, Mask]
"""A core and its fit."""


class Search:
    """One network, one ideal: counts of cores and their fit."""

    def __init__(self, pairs: Pairs, ideal: Ideal) -> None:
        self.n, self.ideal, self.cells = pairs.n, ideal, pairs.cells
        self.ties, self.left_open = pairs.ties, pairs.left_open
        self.degree, self.open_degree = (np.asarray(m.sum(axis=1), dtype=float) for m in (self.ties, self.left_open))
        self.all_ties, self.all_open = self.degree.sum() / 2, self.open_degree.sum() / 2

    def fit(self, of: Counts) -> Numbers:
        """Give the fit of cores by their counts; -inf where it is not defined."""
        n, k = self.n, of.size
        every = self.cells * n * (n - 1) / 2 - self.all_open
        core_cells = self.cells * k * (k - 1) / 2 - of.open_cells
        mixed_cells = self.cells * k * (n - k) - of.open_degrees + 2 * of.open_cells
        mixed_ties = of.degrees - 2 * of.ties
        if self.ideal == "lip":
            outer_ties = self.all_ties - of.degrees + of.ties
            return np.where((k >= 1) & (k <= n - 1), -(core_cells - of.ties + outer_ties), -np.inf)
        ones, tied, cells, ties = core_cells, of.ties, every, self.all_ties + 0 * of.ties
        if self.ideal == "or":
            ones, tied = core_cells + mixed_cells, of.ties + mixed_ties
        elif self.ideal == "cc_pp":
            cells, ties = every - mixed_cells, self.all_ties - mixed_ties
        spread = ones * (cells - ones) * ties * (cells - ties)
        defined = (spread > 0) & (k >= 1) & (k <= n - 1)
        with np.errstate(invalid="ignore", divide="ignore"):
            return np.where(defined, (cells * tied - ones * ties) / np.sqrt(spread), -np.inf)

    def into(self, core: Mask) -> Counts:
        """Give what each person would add by entering this core (the same to take away by leaving)."""
        member = core.astype(float)
        return Counts(np.ones(self.n), self.ties @ member, self.degree, self.left_open @ member, self.open_degree)

    def of(self, core: Mask, into: Counts) -> Counts:
        """Count one core."""
        ties, open_cells = into.ties[core].sum() / 2, into.open_cells[core].sum() / 2
        sums = (self.degree[core].sum(), open_cells, self.open_degree[core].sum())
        return Counts(*(np.asarray(value, dtype=float) for value in (core.sum(), ties, *sums)))

    def sweep(self, order: npt.NDArray[np.intp]) -> Numbers:
        """Give the fit of the first 1, 2, ... people of an order as core."""
        rank = np.empty(self.n, dtype=np.int64)
        rank[order] = np.arange(self.n)
        inside = [_cumulated(m, rank) for m in (self.ties, self.left_open)]
        size = np.arange(1, self.n + 1, dtype=float)
        return self.fit(
            Counts(size, inside[0], self.degree[order].cumsum(), inside[1], self.open_degree[order].cumsum())
        )

    def best_prefix(self, order: npt.NDArray[np.intp]) -> tuple[float, Mask]:
        """Give the best of the cores that a sweep makes."""
        fits = self.sweep(order)
        size = int(fits.argmax()) + 1
        core = np.zeros(self.n, dtype=bool)
        core[order[:size]] = True
        return float(fits[size - 1]), core

    def resorted(self, fit: float, core: Mask) -> tuple[float, Mask]:
        """Sweep again along what each person adds to the fit near this core, while it gets better."""
        while True:
            into = self.into(core)
            now = self.of(core, into)
            slope = [
                self.fit(now._replace(**{name: getattr(now, name) + 1})) - fit
                for name in ("ties", "degrees", "open_cells", "open_degrees")
            ]
            if not np.isfinite(slope).all():
                return fit, core
            gain = sum(s * step for s, step in zip(slope, into[1:], strict=True))
            found, other = self.best_prefix(np.lexsort((-self.degree, -np.asarray(gain))))
            if found <= fit + EQUAL:
                return fit, core
            fit, core = found, other


def _cumulated(matrix: sparse.csr_array, rank: npt.NDArray[np.int64]) -> Numbers:
    """Add up the values of a symmetric matrix inside the first 1, 2, ... ranks."""
    last = np.maximum(np.repeat(rank, np.diff(matrix.indptr)), rank[matrix.indices])
    return np.bincount(last, weights=matrix.data, minlength=len(rank)).cumsum() / 2


def climb(search: Search, fit: float, core: Mask, *, exchange: bool) -> tuple[float, Mask]:
    """Move one person, or exchange two, whichever fits best, until nothing fits better."""
    core = core.copy()
    into = search.into(core)
    now = search.of(core, into)
    while True:
        found, people = _best_move(search, now, into, core)
        if exchange and found <= fit + EQUAL:
            found, people = _best_exchange(search, now, into, core)
        if found <= fit + EQUAL:
            return fit, core
        fit = found
        core[people] = ~core[people]
        into = search.into(core)
        now = search.of(core, into)


def _best_move(search: Search, now: Counts, into: Counts, core: Mask) -> tuple[float, list[int]]:
    fits = search.fit(now.moved(np.where(core, -1.0, 1.0), into))
    best = int(fits.argmax())
    return float(fits[best]), [best]


def _best_exchange(search: Search, now: Counts, into: Counts, core: Mask) -> tuple[float, list[int]]:
    leaving, entering = np.flatnonzero(core), np.flatnonzero(~core)
    fits = _exchanges(search, now, into, leaving, entering)
    best = int(fits.argmax())
    return float(fits.flat[best]), [int(leaving[best // len(entering)]), int(entering[best % len(entering)])]


def _exchanges(
    search: Search, now: Counts, into: Counts, leaving: npt.NDArray[np.intp], entering: npt.NDArray[np.intp]
) -> Numbers:
    """Give the fit after each exchange: rows who leaves, columns who enters."""
    tied, opened = (m[leaving][:, entering].toarray() for m in (search.ties, search.left_open))
    steps = [step[entering][None, :] - step[leaving][:, None] for step in into]
    return search.fit(
        Counts(
            now.size,
            now.ties + steps[1] - tied,
            now.degrees + steps[2],
            now.open_cells + steps[3] - opened,
            now.open_degrees + steps[4],
        )
    )


def best_cores(pairs: Pairs, ideal: Ideal, *, quick: bool = False) -> Cores | None:
    """Search for the core that fits best; None where no core has a fit.

    Up to 15 people every core is tried. ``lip`` without open cells is exact at any size: the best core of every size
    is that of the highest degrees. Else cores from sweeps along the degrees, from people with their contacts and from
    seeded draws are sorted anew along what each person adds, and moves and exchanges start from the best of them.
    ``quick`` starts from sweeps along the degrees alone and exchanges nobody.
    """
    search = Search(pairs, ideal)
    if search.n < 2:
        return None
    if search.n <= ENUMERATED_PEOPLE:
        return _enumerated(search)
    if ideal == "lip" and not search.all_open:
        return _lip(search)
    by_degree = np.argsort(-search.degree, kind="stable")
    starts = list(_peaks(search, by_degree))
    if not quick:
        starts += [*_around(search, by_degree[:_AROUND]), *_drawn(search)]
    sorted_anew: dict[bytes, Start] = {}
    for fit, core in starts:
        found = search.resorted(fit, core)
        sorted_anew.setdefault(found[1].tobytes(), found)
    if not sorted_anew:
        return None
    exchange = not quick and search.n <= EXCHANGED_PEOPLE
    best_starts = sorted(sorted_anew.values(), key=lambda found: -found[0])[: 2 if quick else _CLIMBED]
    fit, core = max((climb(search, *start, exchange=exchange) for start in best_starts), key=lambda found: found[0])
    return Cores(fit, core, np.zeros(search.n, dtype=bool) if quick else _undecided(search, fit, core))


def _peaks(search: Search, by_degree: npt.NDArray[np.intp]) -> Iterator[Start]:
    """Give the cores of the highest degrees that fit better than one person more or less; the best first."""
    fits = search.sweep(by_degree)
    beside = np.concatenate([[-np.inf], fits, [-np.inf]])
    peaks = np.flatnonzero(np.isfinite(fits) & (fits >= beside[:-2]) & (fits >= beside[2:]))
    for size in peaks[np.argsort(-fits[peaks], kind="stable")][:_SWEPT] + 1:
        core = np.zeros(search.n, dtype=bool)
        core[by_degree[:size]] = True
        yield float(fits[size - 1]), core


def _around(search: Search, people: npt.NDArray[np.intp]) -> Iterator[Start]:
    """Give, for each of these people, the best core of those nearest to the contacts of the person."""
    for person in people:
        near = np.zeros(search.n)
        near[search.ties[[person]].indices] = 1.0
        near[person] = 1.0
        start = search.best_prefix(np.lexsort((-search.degree, -(search.ties @ near + near / 2))))
        if np.isfinite(start[0]):
            yield start


def _drawn(search: Search) -> Iterator[Start]:
    rng = np.random.default_rng(1)
    for share in rng.uniform(0.05, 0.7, size=_DRAWN if search.n <= EXCHANGED_PEOPLE else _DRAWN_OF_MANY):
        core = rng.random(search.n) < share
        fit = float(search.fit(search.of(core, search.into(core))))
        if np.isfinite(fit):
            yield fit, core


def _undecided(search: Search, fit: float, core: Mask) -> Mask:
    """Say whose move, or exchange with somebody, leaves the fit as good."""
    into = search.into(core)
    now = search.of(core, into)
    undecided = search.fit(now.moved(np.where(core, -1.0, 1.0), into)) >= fit - EQUAL
    if search.n <= EXCHANGED_PEOPLE:
        leaving, entering = np.flatnonzero(core), np.flatnonzero(~core)
        as_good = _exchanges(search, now, into, leaving, entering) >= fit - EQUAL
        undecided[leaving] |= as_good.any(axis=1)
        undecided[entering] |= as_good.any(axis=0)
    return undecided


def _lip(search: Search) -> Cores:
    by_degree = np.argsort(-search.degree, kind="stable")
    fits = search.sweep(by_degree)
    best = np.flatnonzero(fits == fits.max())
    ranked = search.degree[by_degree]
    in_every = np.asarray(search.degree > ranked[best[0] + 1], dtype=bool)
    in_some = np.asarray(search.degree >= ranked[best[-1]], dtype=bool)
    core = np.zeros(search.n, dtype=bool)
    core[by_degree[: best[0] + 1]] = True
    return Cores(float(fits.max()), core, np.asarray(in_some & ~in_every))


def _enumerated(search: Search) -> Cores | None:
    n = search.n
    members = ((np.arange(2**n)[:, None] >> np.arange(n)) & 1).astype(float)
    ties, opened = (((members @ m.toarray()) * members).sum(axis=1) / 2 for m in (search.ties, search.left_open))
    fits = search.fit(Counts(members.sum(axis=1), ties, members @ search.degree, opened, members @ search.open_degree))
    best = float(fits.max())
    if not np.isfinite(best):
        return None
    cores = members[fits >= best - EQUAL].astype(bool)
    in_every = np.asarray(cores.all(axis=0), dtype=bool)
    return Cores(best, in_every, np.asarray(cores.any(axis=0) & ~in_every))
