"""Answers that are missing, drawn: what those who did not answer might have said, at their group's rate or another."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
import pandas as pd

from critical_sna._core import limits
from critical_sna._core.randomness import generator
from critical_sna.errors import TooLargeError
from critical_sna.network.partner import PartnerNetwork
from critical_sna.network.slices import cells_between

Cells = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]


class OpenCells(NamedTuple):
    """Cells nobody answered, of people who were asked: who would have named whom."""

    reporters: Cells
    targets: Cells
    never_asked: int
    """People who were named and never asked; their cells are no missing answers."""


def open_cells(net: PartnerNetwork, *, where: str) -> OpenCells:
    """Give the cells of the silent who were asked, and those that somebody who answered left open; sorted.

    ``net`` is as asked: the source reports.
    """
    n = net.n_people
    silent = np.flatnonzero(net.asked & ~net.answered)
    cells = len(silent) * max(n - 1, 0) + int(net.unknown_cells.nnz)
    if cells > limits.IMPUTED_CELLS:
        raise TooLargeError(
            f"{cells:,} answers are missing, more than {limits.IMPUTED_CELLS:,} that would be drawn.",
            where=where,
            mend="collapse people into organisations first, or take a part of the network (net.keep(people))",
        )
    rows, columns = (c.astype(np.int64) for c in net.unknown_cells.tocoo().coords)
    spoke = net.answered[rows]
    reporters = np.concatenate([np.repeat(silent, n), rows[spoke]]).astype(np.int64)
    targets = np.concatenate([np.tile(np.arange(n), len(silent)), columns[spoke]]).astype(np.int64)
    apart = reporters != targets
    reporters, targets = reporters[apart], targets[apart]
    order = np.lexsort((targets, reporters))
    return OpenCells(reporters[order], targets[order], int((~net.asked).sum()))


def naming_rates(net: PartnerNetwork, codes: Cells, n_groups: int) -> Floats:
    """Give the share of the known cells from each group to each group that hold a tie (rows who names).

    A group that nobody answered from has the rate of everybody towards each group; NaN where no cell is known at all.
    """
    observed, _ = cells_between(net, codes, n_groups)
    sources, targets = net.arcs
    said = net.answered[sources]
    pairs = codes[sources[said]] * n_groups + codes[targets[said]]
    ties = np.bincount(pairs, minlength=n_groups**2).reshape(n_groups, n_groups)
    with np.errstate(invalid="ignore", divide="ignore"):
        rates = np.where(observed > 0, ties / observed, np.nan)
        everybody = ties.sum(axis=0) / observed.sum(axis=0)
    return np.where(np.isnan(rates), everybody[None, :], rates)


def imputed(
    net: PartnerNetwork,
    codes: Cells,
    multipliers: Floats,
    *,
    draws: int,
    seed: int | np.random.Generator = 0,
    where: str = "imputed",
) -> Iterator[PartnerNetwork]:
    """Yield networks in which everybody who was asked has answered, missing answers drawn at group rates.

    Parameters
    ----------
    net
        Network as asked (ties point from who reports).
    codes
        Each person's group, 0 and up.
    multipliers
        For each group, how many times as often those who did not answer name its members as those who did.
    draws, seed
        Networks. The same seed uses the same chances for every set of multipliers, so that a higher multiplier only
        adds ties towards that group (where choices are not capped).

    Notes
    -----
    Each missing answer is a tie with its own chance: the rate from the reporter's group to the other's, times the
    multiplier, at most 1. Where choices are capped a reporter keeps at most so many, the most likely first. Strengths
    are drawn from those reported.
    """
    found = open_cells(net, where=where)
    k = len(multipliers)
    rates = np.nan_to_num(naming_rates(net, codes, k), nan=0.0) * multipliers[None, :]
    chance = np.minimum(rates[codes[found.reporters], codes[found.targets]], 1.0)
    held = np.sort(net._strengths[net.answered[net.arcs[0]]])
    room = _room(net)
    filled = _filled(net)
    rng = generator(seed, "imputation")
    for _ in range(draws):
        luck, size = rng.random(len(chance)), rng.random(len(chance))
        tied = np.flatnonzero(luck < chance)
        if room is not None:
            tied = _within_room(tied, found.reporters, luck / np.maximum(chance, 1e-300), room)
        strengths = held[(size[tied] * len(held)).astype(np.int64)] if len(held) else np.ones(len(tied))
        yield _with_ties(filled, found.reporters[tied], found.targets[tied], strengths)


def _room(net: PartnerNetwork) -> Cells | None:
    """Give how many more each person could name; None where the question set no limit."""
    if net.choices is None:
        return None
    named = np.bincount(net.arcs[0][net.answered[net.arcs[0]]], minlength=net.n_people)
    return np.asarray(np.maximum(net.choices - named, 0), dtype=np.int64)


def _within_room(tied: Cells, reporters: Cells, order_by: Floats, room: Cells) -> Cells:
    """Keep at most ``room`` cells of each reporter, those with the smallest ``order_by``."""
    order = tied[np.lexsort((order_by[tied], reporters[tied]))]
    who = reporters[order]
    rank = np.arange(len(order)) - np.searchsorted(who, who)
    return np.sort(order[rank < room[who]])


def _filled(net: PartnerNetwork) -> PartnerNetwork:
    """Give the network with only what was reported, everybody who was asked counting as a respondent, no open cells."""
    said = net.answered[net.arcs[0]]
    people = net._people.copy()
    people.loc[net.asked & ~net.answered, "status"] = "respondent"
    return net._replaced(
        _people=people,
        _strengths=net._strengths[said],
        _sources=net.arcs[0][said],
        _targets=net.arcs[1][said],
        _unknown=pd.DataFrame({"source": pd.Series(dtype="str"), "target": pd.Series(dtype="str")}),
    )


def _with_ties(net: PartnerNetwork, sources: Cells, targets: Cells, strengths: Floats) -> PartnerNetwork:
    sources, targets = np.concatenate([net.arcs[0], sources]), np.concatenate([net.arcs[1], targets])
    strengths = np.concatenate([net._strengths, strengths])
    order = np.lexsort((targets, sources))
    sources, targets = sources[order], targets[order]
    return net._replaced(_strengths=strengths[order], _sources=sources, _targets=targets)
