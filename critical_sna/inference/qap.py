"""QAP: are two networks of the same people more alike than if people had been relabelled?"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np
import numpy.typing as npt
import pandas as pd

from critical_sna._core.frames import group_codes
from critical_sna._core.randomness import generator
from critical_sna.errors import DataError
from critical_sna.inference._chance import Codes, Floats, beside_chance, check_draws, people_orders, plain_seed
from critical_sna.inference.matrices import reports_matrix
from critical_sna.network.accept import as_network
from critical_sna.network.partner import PartnerNetwork

if TYPE_CHECKING:
    from critical_sna.network.accept import NetworkLike


def qap(
    net_a: NetworkLike,
    net_b: NetworkLike,
    *,
    draws: int = 9999,
    seed: int | np.random.Generator = 0,
    strata: str | pd.Series | None = None,
) -> pd.Series:
    """Correlate two networks of the same people, beside what relabelled people would give.

    The correlation is Pearson's over all ordered pairs of different people that are known in both networks, on
    strengths (a missing tie counts 0). The null keeps both networks as they are and relabels the people of the second.

    Parameters
    ----------
    net_a, net_b
        Two relations, or two waves, of the same people; who is in one only is left out (told in ``attrs``). Ties point
        as they were asked: turn one round (``flow()``) where the two were asked in different ways.
    draws, seed
        Relabellings. Where there are no more than ``draws`` ways to relabel, all are gone through.
    strata
        A column of ``net_a``'s people (or a Series): people are relabelled only inside a stratum; for roles or
        organisations that are not exchangeable.

    Returns
    -------
    Series of float: ``correlation``, ``null_mean``, ``null_sd``, ``p``, ``draws``, ``seed``, ``cells``.
        ``cells`` counts pairs known in both. p is two-sided (at least as far from 0), (M + 1) / (draws + 1). ``attrs``:
        ``people``, ``left_out``, ``exact``, ``undefined`` (draws without a correlation), ``p_at_least`` and
        ``p_at_most`` (one-sided), ``null``.
        NaN where one of the two does not vary over the known pairs.

    Raises
    ------
    DataError
        Fewer than three people in both; nothing can be relabelled.
    TooLargeError
        More people than a matrix may hold.

    Notes
    -----
    Cells that are not known move with their people: a draw correlates the pairs that are known in the first network
    and in the relabelled second one, so that unknown cells stay out of every draw by one rule. Draws then rest on fewer
    pairs than the network itself and spread wider, so that silence makes the test more cautious. It tests whether
    labels could be exchanged; it says nothing about what the silent would have said.
    Time O(n squared) once, then O(ties + unknown cells) a draw.

    References
    ----------
    Krackhardt (1988), Social Networks 10:359.

    Examples
    --------
    >>> import critical_sna as csna
    >>> advice = csna.PartnerNetwork.from_ties([("Ana", "Bo"), ("Bo", "Cy"), ("Cy", "Di"), ("Di", "Ana")])
    >>> trust = csna.PartnerNetwork.from_ties([("Ana", "Bo"), ("Bo", "Cy"), ("Cy", "Di"), ("Di", "Bo")])
    >>> csna.qap(advice, trust).round(3).to_dict()
    {'correlation': 0.625, 'null_mean': 0.0, 'null_sd': 0.415, 'p': 0.167, 'draws': 23.0, 'seed': 0.0, 'cells': 12.0}
    """
    draws = check_draws(draws, where="qap")
    generator(seed)
    a, b = as_network(net_a, where="qap(net_a)"), as_network(net_b, where="qap(net_b)")
    both = common_people([a._people.index, b._people.index], where="qap(net_a, net_b)")
    first, second = (layer(reports_matrix(net, where="qap").loc[both, both].to_numpy()) for net in (a, b))
    orders = people_orders(len(both), strata_of(a, strata, both, where="qap"), draws=draws, seed=seed)
    observed = correlation(first, second, np.arange(len(both)))
    null = np.array([correlation(first, second, order) for order in orders])
    if not len(null):
        raise DataError(
            "Nobody can be relabelled: each stratum holds one person.",
            where="qap(strata=...)",
            mend="use wider strata",
        )
    chance = beside_chance(observed.value, null[:, 0], exact=len(null) < draws)
    defined = null[~np.isnan(null[:, 0]), 0]
    result = pd.Series(
        {
            "correlation": observed.value,
            "null_mean": chance.mean,
            "null_sd": chance.sd,
            "p": chance.p,
            "draws": float(len(null)),
            "seed": plain_seed(seed),
            "cells": float(observed.cells),
        },
        name="qap",
    )
    result.attrs.update(
        people=len(both),
        left_out=len(a._people.index.union(b._people.index)) - len(both),
        exact=len(null) < draws,
        undefined=int(len(null) - len(defined)),
        p_at_least=_one_sided(defined >= observed.value - 1e-12, observed.value),
        p_at_most=_one_sided(defined <= observed.value + 1e-12, observed.value),
        null="people relabelled" + (" inside strata" if strata is not None else ""),
    )
    return result


def _one_sided(as_extreme: npt.NDArray[np.bool_], observed: float) -> float:
    if np.isnan(observed):
        return float("nan")
    return float((as_extreme.sum() + 1) / (len(as_extreme) + 1))


def common_people(indexes: list[pd.Index], *, where: str) -> pd.Index:
    """Give the people who are in all, sorted; refuse where there are fewer than three."""
    both = indexes[0]
    for index in indexes[1:]:
        both = both.intersection(index)
    if len(both) < 3:
        raise DataError(
            f"Only {len(both)} people are in all of the networks.",
            where=where,
            mend="give relations of the same people, with the same ids",
        )
    return both.sort_values()


def strata_of(net: PartnerNetwork, strata: str | pd.Series | None, people: pd.Index, *, where: str) -> Codes | None:
    """Give each person's stratum as a code; those who have none are one stratum."""
    if strata is None:
        return None
    codes, _ = group_codes(net._people, strata, where=f"{where}(strata=...)")
    return codes[net._people.index.get_indexer(people)]


class Layer(NamedTuple):
    """One network made ready to be laid over another."""

    strong: Floats
    """Strengths, n x n: 0 where not known and on the diagonal."""
    open: npt.NDArray[np.bool_]
    """Whether a cell is not known (the diagonal is none)."""
    ties: tuple[npt.NDArray[np.intp], npt.NDArray[np.intp]]
    strengths: Floats
    opened: tuple[npt.NDArray[np.intp], npt.NDArray[np.intp]]


def layer(cells: Floats) -> Layer:
    """Make a matrix ready, NaN where a cell is not known."""
    open_cells = np.isnan(cells)
    np.fill_diagonal(open_cells, val=False)
    values = np.nan_to_num(cells, nan=0.0)
    ties = np.nonzero(values)
    rows, columns = np.nonzero(open_cells)
    return Layer(values, open_cells, (ties[0], ties[1]), values[ties], (rows, columns))


class Correlation(NamedTuple):
    """Pearson's correlation and over how many cells it was taken."""

    value: float
    cells: int


def correlation(a: Layer, b: Layer, order: Codes) -> Correlation:
    """Correlate a with b when person i of a is laid over person ``order[i]`` of b; NaN where one does not vary."""
    n = len(order)
    back = np.empty_like(order)
    back[order] = np.arange(n)
    there = order[a.ties[0]], order[a.ties[1]]
    here = back[b.ties[0]], back[b.ties[1]]
    known_there, known_here = ~b.open[there], ~a.open[here]
    own, other = a.strengths * known_there, b.strengths * known_here
    twice = int(b.open[order[a.opened[0]], order[a.opened[1]]].sum())
    cells = n * (n - 1) - len(a.opened[0]) - len(b.opened[0]) + twice
    sum_a, sum_b = own.sum(), other.sum()
    spread_a = cells * (own @ a.strengths) - sum_a**2
    spread_b = cells * (other @ b.strengths) - sum_b**2
    if spread_a <= 1e-9 * sum_a**2 or spread_b <= 1e-9 * sum_b**2:
        return Correlation(float("nan"), cells)
    product = cells * (a.strengths @ b.strong[there]) - sum_a * sum_b
    return Correlation(float(product / np.sqrt(spread_a * spread_b)), cells)
