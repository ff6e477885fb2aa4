"""Random naming: respondents keep how many they named, and name anybody they could have named."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from critical_sna._core.randomness import generator
from critical_sna.network.partner import PartnerNetwork

Cells = npt.NDArray[np.int64]

_TIES_AT_ONCE = 100_000


def naming_chances(net: PartnerNetwork) -> npt.NDArray[np.float64]:
    """Give each person's chance of naming any one of those the person could name (0 for the silent)."""
    named = np.bincount(net.arcs[0], minlength=net.n_people)
    could = could_name(net)
    with np.errstate(invalid="ignore", divide="ignore"):
        return np.where(net.answered & (could > 0), np.minimum(named / could, 1.0), 0.0)


def could_name(net: PartnerNetwork) -> npt.NDArray[np.int64]:
    """Count whom each respondent could have named: everybody else but the cells left open."""
    counts = np.where(net.answered, net.n_people - 1, 0) - np.diff(net.unknown_cells.indptr)
    return np.asarray(np.maximum(counts, 0), dtype=np.int64)


class Named(NamedTuple):
    """Random networks of the same n people side by side: person i of network k stands at ``k * n + i``."""

    networks: int
    sources: Cells
    targets: Cells


def random_naming(net: PartnerNetwork, *, draws: int, seed: int = 0) -> Iterator[Named]:
    """Yield ``draws`` random networks, as many at once as stay small, as positions of who names and who is named.

    Each respondent keeps the number of people named and names at random among those who could be named, without
    naming anybody twice. How many stand side by side depends on the network alone. Time O(ties log ties) a draw, and
    O(n) for each person who named more than half.
    """
    rng = generator(seed, "random naming")
    n = net.n_people
    could = could_name(net)
    named = np.where(net.answered, np.minimum(np.bincount(net.arcs[0], minlength=n), could), 0)
    invert = 2 * named > could  # draw those who are not named: fewer
    size = np.where(invert, could - named, named)
    unknown = net.unknown_cells.tocoo().coords
    barred = np.sort(
        np.concatenate([np.arange(n, dtype=np.int64) * (n + 1), unknown[0].astype(np.int64) * n + unknown[1]])
    )
    dense = np.flatnonzero(invert)
    at_once = max(1, _TIES_AT_ONCE // max(int(named.sum()) + len(dense) * n, n, 1))
    for first in range(0, draws, at_once):
        networks = min(at_once, draws - first)
        start = np.arange(networks, dtype=np.int64)[:, None] * (n * n)
        shut = (start + barred).ravel()
        cells = _distinct_cells(rng, np.tile(size, networks), n, shut)
        if len(dense):
            flipped = invert[cells // n % n]
            whole = (start[:, :, None] + dense[:, None] * np.int64(n) + np.arange(n)).ravel()
            gone = np.union1d(cells[flipped], shut)
            cells = np.concatenate([cells[~flipped], np.setdiff1d(whole, gone, assume_unique=True)])
        cells.sort()
        sources = cells // max(n, 1)
        yield Named(networks, sources, sources // max(n, 1) * n + cells % max(n, 1))


def _distinct_cells(rng: np.random.Generator, size: Cells, n: int, barred: Cells) -> Cells:
    """Draw ``size[i]`` different cells of each row i, none of them barred: draw, drop repeats, draw again."""
    rows = np.repeat(np.arange(len(size), dtype=np.int64), size)
    kept = np.zeros(0, dtype=np.int64)
    while len(rows):
        drawn = rows * n + rng.integers(0, n, size=len(rows))
        place = np.minimum(np.searchsorted(barred, drawn), len(barred) - 1)
        both = np.concatenate([kept, drawn])
        order = np.argsort(both, kind="stable")  # what was kept before comes first among equals
        again = np.zeros(len(both), dtype=bool)
        again[order[1:]] = both[order[1:]] == both[order[:-1]]
        good = ~again[len(kept) :] & (barred[place] != drawn)
        kept = np.concatenate([kept, drawn[good]])
        rows = rows[~good]
    return kept


def filled_in(net: PartnerNetwork, codes: Cells, *, seed: int = 0, salt: str = "") -> tuple[Cells, Cells]:
    """Give the ties that silent people might have named, at the rate at which those who answered named.

    Parameters
    ----------
    net
        As it was asked. Silent are people who were asked and did not answer.
    codes
        Each person's group, 0 and up. A silent person of one group names people of another at the rate of those of
        their own group who answered; where none of them did, at the rate of all who answered.
    seed, salt
        The same give the same ties.

    Returns
    -------
    sources, targets
        Positions, sorted; nobody names themselves or anybody twice. Time O(people + ties filled in).
    """
    rng = generator(seed, "filled in", salt)
    silent = np.flatnonzero(net.asked & ~net.answered)
    rates = naming_rates(net, codes)
    found = [np.zeros(0, dtype=np.int64)]
    for code in range(len(rates)):
        members = np.flatnonzero(codes == code)
        place = np.full(net.n_people, -1, dtype=np.int64)
        place[members] = np.arange(len(members))
        own = place[silent]
        size = rng.binomial(np.maximum(len(members) - (own >= 0), 0), rates[codes[silent], code])
        barred = np.concatenate([[-1], np.flatnonzero(own >= 0) * len(members) + own[own >= 0]])
        cells = _distinct_cells(rng, size, len(members), barred)
        if len(cells):
            found.append(silent[cells // len(members)] * np.int64(net.n_people) + members[cells % len(members)])
    cells = np.sort(np.concatenate(found))
    return cells // max(net.n_people, 1), cells % max(net.n_people, 1)


def naming_rates(net: PartnerNetwork, codes: Cells) -> npt.NDArray[np.float64]:
    """Give the share of observed cells that hold a tie, from each group to each; of all respondents where none."""
    groups = int(codes.max()) + 1 if len(codes) else 0
    shape = (groups, groups)
    ties, open_cells = np.zeros(shape), np.zeros(shape)
    sources, targets = net.arcs
    told = net.answered[sources]
    np.add.at(ties, (codes[sources[told]], codes[targets[told]]), 1)
    rows, columns = net.unknown_cells.tocoo().coords
    np.add.at(open_cells, (codes[rows], codes[columns]), 1)
    answered = np.bincount(codes[net.answered], minlength=groups)
    cells = np.outer(answered, np.bincount(codes, minlength=groups)) - np.diag(answered) - open_cells
    with np.errstate(invalid="ignore", divide="ignore"):
        overall = ties.sum() / cells.sum() if cells.sum() > 0 else 0.0
        return np.where(cells > 0, ties / cells, overall)
