"""Readings of who is little heard: relation, tie threshold, measure and missing answers, each against chance."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
import numpy.typing as npt
import pandas as pd

from critical_sna._core import limits
from critical_sna._core.frames import group_codes
from critical_sna._core.randomness import generator
from critical_sna.errors import UsageError
from critical_sna.network.accept import as_network
from critical_sna.network.partner import PartnerNetwork
from critical_sna.nulls.naming import filled_in, naming_chances, random_naming
from critical_sna.voice._passing import passed_on, passed_on_name
from critical_sna.voice.heard import BANDS, Hearing, bands, flow_arcs, heard_by, hearing_of, within_two

if TYPE_CHECKING:
    from critical_sna.network.accept import NetworkLike

DIRECT, TWO_STEPS = "direct", "two steps"
OBSERVED, FILLED_IN = "as observed", "filled in"
COLUMNS = ("relation", "threshold", "measure", "missing", "person", "share", "band", "p", "q", "little_heard")
Floats = npt.NDArray[np.float64]
Mask = npt.NDArray[np.bool_]
Cells = tuple[npt.NDArray[np.int64], npt.NDArray[np.int64]]


class Reading(NamedTuple):
    """One way to read who is little heard."""

    relation: str
    threshold: float
    measure: str
    missing: str
    share: Floats
    """Of the hearers who count, whom each voice reaches; NaN where it is not known."""
    p: Floats
    """Chance of so small a share when respondents name at random."""


def periphery_readings(
    net: NetworkLike | Mapping[str, NetworkLike],
    *,
    groups: str | pd.Series | None = None,
    draws: int = limits.NULL_DRAWS,
    seed: int = 0,
) -> pd.DataFrame:
    """Give every reading that ``periphery`` sums up: how far each voice is heard, and whether chance is as small.

    Parameters
    ----------
    net
        Network of *n* people that says which way it was asked (``reports``), or relation -> such a network.
    groups
        A people column, or a Series on the same people: silent people are filled in at the rates of those of their
        own group who answered. Left out, at one rate for all.
    draws, seed
        Random networks for the two-step null; fewer for voices that are passed on, people being pooled.

    Returns
    -------
    DataFrame, one row a reading and person: ``relation``, ``threshold`` (least strength of a tie), ``measure``
    (``direct``, ``two steps``, ``passed on at .3`` and so on), ``missing`` (``as observed``, or ``filled in`` where
    people who were asked stayed silent), ``person``, ``share`` (of hearers reached), ``band``, ``p`` (so small a share
    when respondents keep how many they named and name at random), ``q`` (Benjamini-Hochberg over persons),
    ``little_heard`` (in the lowest band that anybody is in, ``p`` at most .05 and ``q`` at most .10).
        Isolates get share 0; NaN, ``unknown`` and False where the reports needed are missing.

    Raises
    ------
    SpecError
        The direction of a relation was never declared.
    UsageError
        No relation, no draws, or relations about different people.

    Notes
    -----
    Thresholds: all ties, and those of at least the middle strength. Filling in is one seeded draw, the same random
    numbers for no other reading: it shows whether a verdict hangs on the silent, not what they would have said.
    Time O(readings * draws * (n + ties * mean degree)), and the passing on as in ``voice``.

    References
    ----------
    This library's construct. Benjamini & Hochberg (1995), Journal of the Royal Statistical Society B 57:289.

    Examples
    --------
    >>> import critical_sna as csna
    >>> pairs = [(f"p{i}", f"p{j}") for i in range(12) for j in range(11) if i != j]
    >>> net = csna.PartnerNetwork.from_ties(pairs, reports="seeks_from")  # nobody names p11
    >>> table = csna.periphery_readings(net, draws=50)
    >>> table.loc[table["little_heard"], "person"].unique().tolist()
    ['p11']
    """
    nets = relations_of(net, where="periphery_readings(net)")
    if draws < 1:
        raise UsageError("draws must be 1 or more.", where=f"periphery_readings(draws={draws!r})")
    tables = []
    for reading in all_readings(nets, groups, draws, seed):
        q = benjamini_hochberg(reading.p)
        tables.append(
            pd.DataFrame(
                {
                    "relation": reading.relation,
                    "threshold": reading.threshold,
                    "measure": reading.measure,
                    "missing": reading.missing,
                    "person": next(iter(nets.values()))._people.index,
                    "share": reading.share,
                    "band": pd.Series(bands(reading.share), dtype="str"),
                    "p": reading.p,
                    "q": q,
                    "little_heard": little_heard(reading.share, reading.p, q),
                }
            )
        )
    told = pd.concat(tables, ignore_index=True)
    told.attrs = {"draws": draws, "seed": seed, "null": "random naming"}
    return told


def relations_of(net: NetworkLike | Mapping[str, NetworkLike], *, where: str) -> dict[str, PartnerNetwork]:
    """Give relation -> network as it was asked; one network is one relation. All are about the same people."""
    given = dict(net) if isinstance(net, Mapping) else None  # a networkx graph is no Mapping
    if given is None:
        one = as_network(net, where=where).as_asked()
        return {one.relation or "": one}
    nets = {
        str(name): as_network(value, where=f"{where}, relation {name!r}").as_asked() for name, value in given.items()
    }
    if not nets:
        raise UsageError("There is no relation to read.", where=where, mend="give one network, or relation -> network")
    people = [other._people.index for other in nets.values()]
    if not all(index.equals(people[0]) for index in people):
        raise UsageError(
            "The relations are about different people.",
            where=where,
            mend="build each with the same people table: PartnerNetwork.from_frames(people, ties)",
        )
    return nets


def all_readings(
    nets: Mapping[str, PartnerNetwork], groups: str | pd.Series | None, draws: int, seed: int
) -> Iterator[Reading]:
    """Yield every reading of these relations."""
    for relation, net in nets.items():
        hearing_of(net)  # refuses where the direction was never declared
        codes = np.zeros(net.n_people, dtype=np.int64)
        if groups is not None:
            found, names = group_codes(net._people, groups, where="periphery(groups=...)")
            codes = np.where(found < 0, len(names), found)
        for threshold in strength_thresholds(net):
            observed = net.threshold(threshold)
            variants = [(OBSERVED, observed)]
            if bool((net.asked & ~net.answered).any()) and bool(net.answered.any()):
                variants.append((FILLED_IN, with_the_silent(observed, codes, seed, f"{relation} {threshold}")))
            for missing, kept in variants:
                for measure, share, p in measured(kept, draws, seed):
                    yield Reading(relation, threshold, measure, missing, share, p)


def with_the_silent(net: PartnerNetwork, codes: npt.NDArray[np.int64], seed: int, salt: str) -> PartnerNetwork:
    """Give the network as if everybody who was asked had answered, at their group's rate."""
    sources, targets = filled_in(net, codes, seed=seed, salt=salt)
    n = np.int64(net.n_people)
    keys = np.concatenate([net._sources * n + net._targets, sources * n + targets])
    strengths = np.concatenate([net._strengths, np.ones(len(sources))])
    order = np.argsort(keys, kind="stable")
    tails, heads = keys[order] // n, keys[order] % n
    people = net._people.assign(status=net._people["status"].where(~(net.asked & ~net.answered), "respondent"))
    return net._replaced(
        _people=people,
        _strengths=strengths[order],
        _sources=tails,
        _targets=heads,
    )


def strength_thresholds(net: PartnerNetwork) -> tuple[float, ...]:
    """Give the tie thresholds of the readings: all ties, and the middle strength where strengths differ."""
    strengths = np.sort(net._strengths)
    if not len(strengths) or strengths[0] == strengths[-1]:
        return (0.0,)
    middle = strengths[len(strengths) // 2]
    return (0.0, float(middle if middle > strengths[0] else strengths[strengths > middle][0]))


def measured(net: PartnerNetwork, draws: int, seed: int) -> Iterator[tuple[str, Floats, Floats]]:
    """Yield measure, share of hearers of each voice, and its lower-tail p under naming at random."""
    how = hearing_of(net)
    direct = heard_by(net)
    yield DIRECT, direct["share"].to_numpy(), direct_p(net, how, direct["count"].to_numpy())
    two = []
    for drawn in random_naming(net, draws=draws, seed=seed):
        many = how.repeated(drawn.networks)
        two.append(within_two(many, *flow_arcs(many, drawn.sources, drawn.targets)))
    arcs = flow_arcs(how, *net.arcs)
    observed = within_two(how, *arcs)
    yield TWO_STEPS, observed, pooled_p(observed, np.concatenate(two))
    fewer = min(draws, max(13, -(-limits.POOLED_NULL // max(net.n_people, 1))))
    passed = []
    for k, drawn in enumerate(random_naming(net, draws=fewer, seed=seed)):
        many = how.repeated(drawn.networks)
        between = flow_arcs(many, drawn.sources, drawn.targets)
        passed.append(passed_on(many, between, generator(seed, "passed on", str(k + 1))))
    reach, null = passed_on(how, arcs, generator(seed, "passed on", "0")), np.concatenate(passed, axis=1)
    for place, chance in enumerate(limits.PERIPHERY_CHANCES):
        yield passed_on_name(chance), reach[place], pooled_p(reach[place], null[place])


def little_heard(share: Floats, p: Floats, q: Floats) -> Mask:
    """Say who is in the lowest band that anybody is in and below the 5 % point, after Benjamini-Hochberg."""
    names = np.array(bands(share), dtype=object)
    occupied = [band for band in BANDS if (names == band).any()]
    lowest = names == occupied[0] if occupied else np.zeros(len(share), dtype=bool)
    return np.asarray(lowest & (p <= limits.PERIPHERY_TAIL) & (q <= limits.PERIPHERY_FALSE_DISCOVERY))


def benjamini_hochberg(p: Floats) -> Floats:
    """Adjust p values so that a threshold bounds the false discovery rate; NaN stays NaN."""
    q = np.full(len(p), np.nan)
    known = np.flatnonzero(~np.isnan(p))
    order = known[np.argsort(p[known], kind="stable")]
    scaled = p[order] * len(order) / np.arange(1, len(order) + 1)
    q[order] = np.minimum.accumulate(scaled[::-1])[::-1]
    return q


def pooled_p(observed: Floats, drawn: Floats) -> Floats:
    """Give (M + 1) / (R + 1), where M of R pooled null values are as small or smaller."""
    null = np.sort(drawn[~np.isnan(drawn)])
    smaller = np.searchsorted(null, observed + 1e-12, side="right")
    return np.where(np.isnan(observed), np.nan, (smaller + 1) / (len(null) + 1))


def direct_p(net: PartnerNetwork, how: Hearing, count: Floats) -> Floats:
    """Give the exact chance that so few hear a voice when everybody keeps how many they named.

    A Poisson-binomial tail, built up one respondent at a time; counts above the median are not small and get 1.
    """
    n = net.n_people
    if how.voices.all() and how.hearers.all() and not how.turned and not how.both_ways:
        return np.ones(n)  # asked of the giver, everybody answered: the person's own number, kept by the null
    if not (how.turned or how.both_ways):
        return np.where(how.voices, 1.0, np.nan)
    chances = naming_chances(net)
    small = np.isfinite(count) & (count <= np.nanmedian(count)) if np.isfinite(count).any() else np.zeros(n, bool)
    most = int(count[small].max()) if small.any() else 0
    tail = np.zeros((n, most + 1))
    tail[:, 0] = 1.0
    own = _own_names(net, how)
    for hearer in np.flatnonzero(net.answered):
        chance = np.full(n, chances[hearer])
        chance[own[hearer]] = 1.0  # a mutual relation: what the voice itself said is kept
        chance[net.unknown_cells.indices[slice(*net.unknown_cells.indptr[[hearer, hearer + 1]])]] = 0.0
        chance[hearer] = 0.0
        tail[:, 1:] = tail[:, 1:] * (1 - chance[:, None]) + tail[:, :-1] * chance[:, None]
        tail[:, 0] *= 1 - chance
    p = np.ones(n)
    p[small] = np.minimum(np.cumsum(tail, axis=1)[small, count[small].astype(int)], 1.0)
    return np.where(np.isnan(count), np.nan, p)


def _own_names(net: PartnerNetwork, how: Hearing) -> list[npt.NDArray[np.int64]]:
    """Give, for each hearer of a mutual relation, the voices that say so themselves; empty otherwise."""
    sources, targets = net.arcs
    empty = np.zeros(0, dtype=np.int64)
    if not how.both_ways:
        return [empty] * net.n_people
    order = np.argsort(targets, kind="stable")
    cuts = np.searchsorted(targets[order], np.arange(1, net.n_people))
    return [np.asarray(part, dtype=np.int64) for part in np.split(sources[order], cuts)]
