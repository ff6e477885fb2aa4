"""Specification grid: the same gap under every choice that the collaborative calls equivalent."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Mapping, Sequence

import numpy as np
import pandas as pd

from critical_sna._core import limits
from critical_sna._core.randomness import generator
from critical_sna.errors import UsageError, did_you_mean
from critical_sna.inference._chance import beside_chance, check_draws, plain_seed
from critical_sna.inference._dealt import Column, deal, numbers
from critical_sna.inference.permutation import distances, effects, facts
from critical_sna.network.partner import PartnerNetwork
from critical_sna.nulls.imputation import imputed

_WHERE = "specification_grid"
_SYMMETRISE = ("as asked", "union", "intersection")
_MISSING = ("observed", "filled")
_BAND = 0.05


def specification_grid(
    networks: PartnerNetwork | Mapping[str, PartnerNetwork],
    measure: Callable[[PartnerNetwork], pd.Series],
    *,
    groups: str,
    thresholds: Sequence[float] = (0.0,),
    symmetrise: Sequence[str] = ("as asked",),
    missing: Sequence[str] = ("observed",),
    units: Column | None = None,
    strata: Column | None = None,
    draws: int = 999,
    seed: int | np.random.Generator = 0,
) -> pd.DataFrame:
    """Compare a gap between groups over every combination of choices, with one p for all of them together.

    Parameters
    ----------
    networks
        One network, or relation -> network, of the same people.
    measure
        A function that takes a network and gives a Series, index ``person``; for instance ``csna.in_degree``.
    groups
        A people column.
    thresholds
        Smallest strengths that count as a tie.
    symmetrise
        ``as asked``, ``union`` (a tie where either reports it) or ``intersection`` (where both do).
    missing
        ``observed`` (answers as they are) or ``filled`` (missing answers drawn once at group rates).
    units, strata, draws, seed
        As in ``permutation_test``; every draw deals out groups once for all specifications.

    Returns
    -------
    DataFrame, index (``relation``, ``threshold``, ``symmetrise``, ``missing``): ``value`` (the gap as in
        ``permutation_test``), ``n``, ``null_mean``, ``null_sd``, ``p``, ``beyond`` (outside the middle 95 % of its own
        null), ``withheld``.
        ``attrs``: ``share_same_sign`` (of specifications with the sign of the median; 0 has none), ``median``,
        ``worst_case`` (the value that lies farthest against the median's sign, or nearest to 0), ``joint_p`` (how
        often relabelling puts as large a share of specifications beyond their own band), ``draws``, ``seed`` and what
        ``permutation_test`` tells.

    Raises
    ------
    UsageError
        No choice, or one that is not known.
    DataError
        As ``permutation_test``.

    Notes
    -----
    Only choices that would answer the same question belong in one grid. Time: that of the measure for each
    specification, and O(units * specifications) a draw.

    References
    ----------
    Simonsohn, Simmons & Nelson (2020), Nature Human Behaviour 4:1208; Del Giudice & Gangestad (2021), Advances in
    Methods and Practices in Psychological Science 4(1).

    Examples
    --------
    >>> import critical_sna as csna
    >>> net = csna.simulate_collaborative(people=40, seed=1)["1"]
    >>> found = csna.specification_grid(net, csna.in_degree, groups="decision_seat", thresholds=(1, 2), draws=99)
    >>> found.attrs["share_same_sign"], len(found)
    (1.0, 2)
    """
    draws = check_draws(draws, where=_WHERE)
    generator(seed)
    given = {networks.relation or "": networks} if isinstance(networks, PartnerNetwork) else dict(networks)
    if not given or not len(thresholds):
        raise UsageError("There is no specification.", where=_WHERE, mend="give a network and thresholds=(0.0,)")
    for name, chosen, choices in (("symmetrise", symmetrise, _SYMMETRISE), ("missing", missing, _MISSING)):
        for choice in chosen:
            if choice not in choices:
                raise UsageError(
                    f"{name} has no choice {choice!r}.",
                    where=f"{_WHERE}({name}=...)",
                    mend=did_you_mean(str(choice), choices),
                )
    specifications = list(itertools.product(given, thresholds, symmetrise, missing))
    values = [
        measure(_specified(given[relation], groups, float(least), rule, how, seed))
        for relation, least, rule, how in specifications
    ]
    table = pd.concat(values, axis=1, keys=range(len(values))) if values else pd.DataFrame()
    if table.empty:
        raise UsageError("There is no specification.", where=_WHERE, mend="missing=('observed',)")
    table = numbers(table, where=_WHERE)
    first = next(iter(given.values()))
    dealt = deal(table, by=groups, units=units, strata=strata, people=first, draws=draws, where=_WHERE)
    observed, null = effects(dealt, draws=draws, seed=seed)
    several = len(dealt.groups) > 2
    scale = np.nan_to_num(table.abs().max().to_numpy(dtype=float))
    chances = [
        beside_chance(effect, column, exact=len(null) < draws, scale=size, upper=several)
        for effect, column, size in zip(observed, null.T, scale, strict=True)
    ]
    means, sds = (np.array([getattr(c, name) for c in chances]) for name in ("mean", "sd"))
    far = distances(observed, null, means, sds, scale, several)
    everything = np.vstack([far[0], far[1]])
    edge = np.quantile(np.nan_to_num(everything, neginf=0.0), 1 - _BAND, axis=0)
    beyond = everything > edge + 1e-9
    shares = beyond.mean(axis=1)
    result = pd.DataFrame(
        {
            "value": observed,
            "n": dealt.counts.sum(axis=0),
            "null_mean": means,
            "null_sd": sds,
            "p": [c.p for c in chances],
            "beyond": beyond[0],
            "withheld": min(dealt.people) < limits.MIN_GROUP,
        },
        index=pd.MultiIndex.from_tuples(specifications, names=["relation", "threshold", "symmetrise", "missing"]),
    )
    median = float(np.nanmedian(observed)) if (~np.isnan(observed)).any() else float("nan")
    side = np.sign(median)
    result.attrs.update(
        facts(dealt, null, draws),
        share_same_sign=float((np.sign(observed[~np.isnan(observed)]) == side).mean()) if side else 0.0,
        median=median,
        worst_case=float(np.nanmin(observed * side) * side) if side else median,
        joint_p=float(((shares[1:] >= shares[0] - 1e-12).sum() + 1) / len(shares)),
        draws=len(null),
        seed=plain_seed(seed),
    )
    return result


def _specified(
    net: PartnerNetwork, groups: str, least: float, rule: str, how: str, seed: int | np.random.Generator
) -> PartnerNetwork:
    if how == "filled":
        labels = net.group_labels(groups, where=f"{_WHERE}(groups=...)")
        codes, names = pd.factorize(labels, sort=True)
        own = seed if not isinstance(seed, np.random.Generator) else 0
        net = next(imputed(net.as_asked(), codes.astype(np.int64), np.ones(len(names)), draws=1, seed=own))
    net = net.threshold(least)
    if rule == "union":
        return net.symmetrised("union")
    return net.symmetrised("intersection") if rule == "intersection" else net
