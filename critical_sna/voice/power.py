"""Power over and power with: whose influence goes one way, whose goes both ways, between people and between groups."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from critical_sna._core import limits
from critical_sna._core.frames import UNKNOWN_GROUP, group_codes
from critical_sna._core.randomness import generator
from critical_sna.errors import TooLargeError, UsageError
from critical_sna.network.accept import as_network
from critical_sna.network.catalogue import measure
from critical_sna.network.partner import PartnerNetwork
from critical_sna.nulls.rewiring import rewired
from critical_sna.nulls.signs import SignFlip, sign_flip
from critical_sna.voice._dyads import (
    Codes,
    Dyads,
    Floats,
    dyads_of,
    fullest_strength,
    leave_one_out,
    observed_pairs,
    shared_bounds,
    unknown_between,
)
from critical_sna.words import say

if TYPE_CHECKING:
    from critical_sna.network.accept import NetworkLike

_SOURCE = "this library's reading of dyadic influence; minima as in Squartini et al. (2013), Scientific Reports 3:2729"


@measure(
    needs="answers",
    unit="strength of ties",
    high="shapes much of what others can decide (over), is shaped by others (under), or both at once (with)",
    cost="O(n + ties log ties)",
    source=_SOURCE,
    columns=("over", "under", "with", "pairs", "unknown"),
)
def power_ledger(net: PartnerNetwork, *, groups: str | pd.Series | None = None) -> pd.DataFrame:
    """Add up, for each person, the influence that goes one way over others, one way under others, and both ways.

    Influence runs along the flow, from who shapes to who is shaped, as strong as the tie. Of each pair the smaller of
    the two directions is ``with`` for both; what one gives beyond that is ``over`` for one and ``under`` for the other.
    Naming influence that goes both ways "power with" is a construct of this library.

    Parameters
    ----------
    net
        Network of *n* people that says which way it was asked (``reports``).
    groups
        A people column, or a Series on the same people: only pairs of people of two different, known groups count.
        Left out, all pairs count.

    Returns
    -------
    DataFrame of float, index ``person``: ``over``, ``under``, ``with`` (sums of strengths), ``pairs`` (others with whom
    both directions were observed), ``unknown`` (others with whom they were not).
        0 for isolates; NaN for people who did not answer, because only pairs observed both ways count.

    Raises
    ------
    SpecError
        The direction of the relation was never declared.
    UnknownNameError
        No such people column.

    Notes
    -----
    Over + with is what a person gives in these pairs, under + with what they receive; over and under have the same
    sum. In a relation asked as ``mutual`` every tie is with. Time O(n + ties log ties).

    References
    ----------
    This library's construct; the minimum of both directions as in Squartini et al. (2013), Scientific Reports 3:2729.

    Examples
    --------
    >>> import critical_sna as csna
    >>> ties = [("Ana", "Bo", 3), ("Bo", "Ana", 1), ("Cy", "Ana", 2)]
    >>> net = csna.PartnerNetwork.from_ties(ties, reports="gives_to")
    >>> csna.power_ledger(net)[["over", "under", "with"]].loc["Ana"].to_dict()
    {'over': 2.0, 'under': 2.0, 'with': 1.0}
    """
    codes = None if groups is None else group_codes(net._people, groups, where="power_ledger(groups=...)")[0]
    dyads = dyads_of(net)
    chosen = np.ones(len(dyads.one), dtype=bool) if codes is None else _apart(codes, dyads.one, dyads.other)
    one, other = dyads.one[chosen], dyads.other[chosen]
    both = np.minimum(dyads.forth, dyads.back)[chosen]
    forth, back = dyads.forth[chosen] - both, dyads.back[chosen] - both
    pairs, others = observed_pairs(dyads, codes)
    n = net.n_people

    def summed(of_one: Floats, of_other: Floats) -> Floats:
        return np.asarray(np.bincount(one, of_one, n) + np.bincount(other, of_other, n), dtype=float)

    table = pd.DataFrame(
        {
            "over": summed(forth, back),
            "under": summed(back, forth),
            "with": summed(both, both),
            "pairs": pairs,
            "unknown": others - pairs,
        },
        index=net._people.index,
    ).astype(float)
    table[~net.answered] = np.nan
    return table


def _apart(codes: Codes, one: Codes, other: Codes) -> np.ndarray[tuple[int], np.dtype[np.bool_]]:
    a, b = codes[one], codes[other]
    return np.asarray((a != b) & (a >= 0) & (b >= 0))


def power_flows(
    net: NetworkLike, *, groups: str | pd.Series, draws: int = 9999, seed: int | np.random.Generator = 0
) -> pd.DataFrame:
    """Compare the influence that goes from one group to another with the influence that comes back.

    Parameters
    ----------
    net
        Network of *n* people that says which way it was asked (``reports``).
    groups
        A people column, or a Series on the same people. People whose group is not known form ``unknown``.
    draws, seed
        How many times the difference within each pair is turned by chance; with at most 20 pairs that differ all ways
        are listed instead.

    Returns
    -------
    DataFrame, one row for each two groups; index (``group``, ``other``), sorted, ``unknown`` last.
        ``value``: (given - received) / (given + received), 1 where all influence goes from ``group`` to ``other``, -1
        where all comes back, NaN where there is none. ``n``: pairs of people observed both ways. ``response_rate``:
        answered / asked, of the people of both. ``null_mean``, ``null_sd``, ``p``: sign flips, two-sided. ``lower``,
        ``upper``: 95 %, leaving out one respondent at a time. ``missing_lower``, ``missing_upper``: the figure of all
        pairs, had everybody answered (strengths up to the largest of the scale, else the largest reported).
        ``withheld``: a group of fewer than 5 people. ``given``, ``received``: sums of strengths. ``difference``,
        ``variance``: given - received, and its variance under sign flips. ``least``, ``most``: the smallest and the
        largest value when one respondent is left out. ``arrangements``: sign flips looked at. ``note``: why something
        is not defined.

    Raises
    ------
    SpecError
        The direction of the relation was never declared.
    UsageError
        One group only; ``draws`` under 1.
    UnknownNameError
        No such people column.

    Notes
    -----
    p answers "would it look like this if the larger side of each pair were a matter of chance", not "is this fair".
    Time O(ties * (log ties + groups squared) + draws * pairs that differ).

    References
    ----------
    This library's construct; the test is Fisher's randomisation of signs (check the source).

    Examples
    --------
    >>> import critical_sna as csna
    >>> people = pd.DataFrame({"id": ["Ana", "Bo", "Cy"], "sector": ["family", "school", "school"]})
    >>> ties = pd.DataFrame({"source": ["Bo", "Cy", "Ana"], "target": ["Ana", "Ana", "Bo"], "strength": [3, 3, 2]})
    >>> net = csna.PartnerNetwork.from_frames(people, ties, reports="gives_to")
    >>> csna.power_flows(net, groups="sector").loc[("family", "school"), ["value", "p", "n"]].to_dict()
    {'value': -0.5, 'p': 0.5, 'n': 2.0}
    """
    net = as_network(net, where="power_flows(net)")
    _check_draws(draws, where="power_flows(draws=...)")
    dyads = dyads_of(net)
    codes, names = group_codes(net._people, groups, where="power_flows(groups=...)")
    if len(names) < 2:
        raise UsageError(
            "There is one group only, so there is nothing to compare." if names else "Nobody's group is known.",
            where="power_flows(groups=...)",
            mend="take an attribute that differs between people",
        )
    if (codes < 0).any():
        codes, names = np.where(codes < 0, len(names), codes), (*names, UNKNOWN_GROUP)
    between = unknown_between(net, codes, len(names))
    rng = generator(seed, "power flows")
    rows = [
        {"group": names[g], "other": names[h], **_flow(net, dyads, codes, (g, h), between, draws=draws, seed=rng)}
        for g in range(len(names))
        for h in range(g + 1, len(names))
    ]
    table = pd.DataFrame(rows).set_index(["group", "other"])
    table.attrs = {
        "draws": draws,
        "seed": None if isinstance(seed, np.random.Generator) else seed,
        "null": "the difference within each pair turned by chance",
        "construct": say("power.construct"),
    }
    return table


def _check_draws(draws: object, *, where: str) -> None:
    if isinstance(draws, bool) or not isinstance(draws, int | np.integer) or draws < 1:
        raise UsageError(f"draws must be a whole number of 1 or more, not {draws!r}.", where=where, mend="draws=999")


def _flow(
    net: PartnerNetwork,
    dyads: Dyads,
    codes: Codes,
    groups: tuple[int, int],
    between: tuple[Floats, Floats],
    *,
    draws: int,
    seed: np.random.Generator,
) -> dict[str, object]:
    """Give the row of two groups."""
    g, h = groups
    forth = (codes[dyads.one] == g) & (codes[dyads.other] == h)
    back = (codes[dyads.one] == h) & (codes[dyads.other] == g)
    given = np.concatenate([dyads.forth[forth], dyads.back[back]])
    received = np.concatenate([dyads.back[forth], dyads.forth[back]])
    ends = np.stack([np.r_[dyads.one[forth], dyads.one[back]], np.r_[dyads.other[forth], dyads.other[back]]])
    total, difference = float(given.sum() + received.sum()), given - received
    flip = sign_flip(difference, draws=draws, seed=seed)
    members = (codes == g) | (codes == h)
    counted = np.flatnonzero(members & (net.answered | dyads.both_ways))
    values = leave_one_out(ends, difference, given + received, counted, net.n_people)
    pairs = observed_pairs(dyads, codes, between=groups)[0].sum() / 2
    low, high = _completed_flow(between, g, h)
    asked = int((net.asked & members).sum())
    defined = total > 0
    return {
        "value": flip.total / total if defined else np.nan,
        "n": float(pairs),
        "response_rate": float((net.answered & members).sum() / asked) if asked else np.nan,
        **_null_columns(flip, total),
        "lower": max(values.lower, -1.0),
        "upper": min(values.upper, 1.0),
        "missing_lower": low,
        "missing_upper": high,
        "withheld": bool(min((codes == g).sum(), (codes == h).sum()) < limits.MIN_GROUP),
        "given": float(given.sum()),
        "received": float(received.sum()),
        "difference": flip.total,
        "variance": flip.variance,
        "least": values.least,
        "most": values.most,
        "arrangements": float(flip.draws),
        "note": "" if defined else say("power.no_influence") if pairs else say("power.no_pairs"),
    }


def _null_columns(flip: SignFlip, total: float) -> dict[str, float]:
    if total <= 0:
        return {"null_mean": np.nan, "null_sd": np.nan, "p": np.nan}
    return {"null_mean": 0.0, "null_sd": float(np.sqrt(flip.variance)) / total, "p": flip.p}


def _completed_flow(between: tuple[Floats, Floats], g: int, h: int) -> tuple[float, float]:
    """Give the least and the largest figure over what was never told; it rises with each strength given."""
    known, room = between

    def figure(given: float, received: float, otherwise: float) -> float:
        return (given - received) / (given + received) if given + received > 0 else otherwise

    low = figure(known[g, h], known[h, g] + room[h, g], 1.0 if room[g, h] > 0 else np.nan)
    high = figure(known[g, h] + room[g, h], known[h, g], -1.0 if room[h, g] > 0 else np.nan)
    return low, high


def weighted_reciprocity(net: NetworkLike, *, draws: int = 199, seed: int | np.random.Generator = 0) -> pd.DataFrame:
    """Measure the share of all influence that goes both ways, and hold it against ties dealt out anew.

    Parameters
    ----------
    net
        Network of *n* people that says which way it was asked (``reports``).
    draws, seed
        Random networks of the null: everybody names as many and is named by as many as here, with the strengths they
        gave; whom they name, and which strength goes to whom, is a matter of chance.

    Returns
    -------
    DataFrame, one row, index ``measure``
        ``value``: sum of min(w_ij, w_ji) over sum of w_ij, 0 to 1, over pairs observed both ways (NaN without any).
        ``n``: such pairs. ``response_rate``, ``null_mean``, ``null_sd``, ``p`` (two-sided). ``lower``, ``upper``: 95 %,
        leaving out one respondent at a time. ``missing_lower``, ``missing_upper``: the figure of all pairs, had
        everybody answered (NaN above 3,000 people). ``withheld``: fewer than 5 answered. ``beyond_chance``:
        (value - null_mean) / (1 - null_mean), 0 as by chance, 1 at most. ``least``, ``most``: leaving out one
        respondent. ``note``: why something is not defined.

    Raises
    ------
    SpecError
        The direction of the relation was never declared.
    UsageError
        ``draws`` under 1.
    TooLargeError
        More draws * ties than the limit.

    Notes
    -----
    Squartini et al. take null models that keep everybody's sums of strengths on average; here numbers of ties and each
    respondent's own strengths are kept exactly, because answers stand on a short scale that is the respondent's.
    Naming influence that goes both ways "power with" is a construct of this library.

    References
    ----------
    Squartini et al. (2013), Scientific Reports 3:2729, for the share and for beyond_chance.

    Examples
    --------
    >>> import critical_sna as csna
    >>> ties = [("a", "b", 3), ("a", "c", 1), ("b", "a", 1), ("b", "c", 2), ("c", "b", 2)]
    >>> net = csna.PartnerNetwork.from_ties(ties, reports="gives_to")
    >>> csna.weighted_reciprocity(net)["value"].round(4).to_dict()
    {'weighted_reciprocity': 0.6667}
    """
    net = as_network(net, where="weighted_reciprocity(net)")
    _check_draws(draws, where="weighted_reciprocity(draws=...)")
    dyads = dyads_of(net)
    if draws * net.n_ties > limits.REWIRED_TIES:
        raise TooLargeError(
            f"{draws} random networks of {net.n_ties:,} ties are above the limit of this version.",
            where="weighted_reciprocity(draws=...)",
            mend=f"use draws={max(1, limits.REWIRED_TIES // net.n_ties)} or fewer, or a part: net.keep(people)",
        )
    both, total = 2 * np.minimum(dyads.forth, dyads.back), dyads.forth + dyads.back
    value = float(both.sum() / total.sum()) if total.sum() > 0 else np.nan
    drawn = np.full(0, np.nan)
    if not dyads.both_ways and not np.isnan(value):
        drawn = _rewired_shares(net, dyads, draws, generator(seed, "weighted reciprocity"))
    everything = np.append(drawn, value)
    mean, sd = float(everything.mean()), float(everything.std())
    tellable = len(drawn) > 0 and sd > 1e-12
    far = np.abs(drawn - mean) >= abs(value - mean) - 1e-9 * sd
    ends = np.stack([dyads.one, dyads.other])
    values = leave_one_out(ends, both, total, np.flatnonzero(net.answered), net.n_people)
    low, high = (value, value) if dyads.both_ways else shared_bounds(net, fullest_strength(net))
    note = say("power.mutual") if dyads.both_ways else "" if tellable else say("power.no_other_way")
    row = {
        "value": value,
        "n": float(observed_pairs(dyads)[0].sum() / 2),
        "response_rate": net.response_rate,
        "null_mean": mean if tellable else np.nan,
        "null_sd": sd if tellable else np.nan,
        "p": float((far.sum() + 1) / (len(drawn) + 1)) if tellable else np.nan,
        "lower": max(values.lower, 0.0),
        "upper": min(values.upper, 1.0),
        "missing_lower": low,
        "missing_upper": high,
        "withheld": bool(net.answered.sum() < limits.MIN_GROUP),
        "beyond_chance": (value - mean) / (1 - mean) if tellable and mean < 1 else np.nan,
        "least": values.least,
        "most": values.most,
        "note": say("power.nobody") if np.isnan(value) else note,
    }
    table = pd.DataFrame([row], index=pd.Index(["weighted_reciprocity"], name="measure", dtype="str"))
    table.attrs = {
        "draws": len(drawn),
        "seed": None if isinstance(seed, np.random.Generator) else seed,
        "null": "ties dealt out anew; everybody names and is named as often, with the strengths they gave",
        "construct": say("power.construct"),
    }
    return table


def _rewired_shares(net: PartnerNetwork, dyads: Dyads, draws: int, rng: np.random.Generator) -> Floats:
    """Give the share that goes both ways in random networks among the people who answered."""
    asked = net.as_asked()
    place = np.cumsum(net.answered) - 1
    n = int(net.answered.sum())
    shut = np.unique(
        np.r_[dyads.open_one * net.n_people + dyads.open_other, dyads.open_other * net.n_people + dyads.open_one]
    )
    sources, targets = asked.arcs
    kept = net.answered[sources] & net.answered[targets] & ~np.isin(sources * net.n_people + targets, shut)
    ties = place[sources[kept]], place[targets[kept]]
    strength = asked._strengths[kept]
    by_source = strength[np.argsort(ties[0], kind="stable")]
    ends = shut // max(net.n_people, 1), shut % max(net.n_people, 1)
    barred = (place[ends[0]], place[ends[1]])
    found = []
    for tails, heads in rewired(ties, n, directed=True, draws=draws, rng=rng, barred=barred):
        order = np.lexsort((rng.random(len(tails)), tails))
        keys, back = tails[order] * n + heads[order], heads[order] * n + tails[order]
        ranked = np.argsort(keys)
        where = np.minimum(np.searchsorted(keys[ranked], back), len(keys) - 1)
        other = np.where(keys[ranked][where] == back, by_source[ranked][where], 0.0)
        found.append(np.minimum(by_source, other).sum() / by_source.sum())
    return np.array(found)
