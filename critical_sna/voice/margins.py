"""Periphery: whose voice is little heard, under several readings, and whether that is more than chance."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import numpy as np
import numpy.typing as npt
import pandas as pd

from critical_sna._core import limits
from critical_sna._core.frames import holders
from critical_sna.errors import UsageError
from critical_sna.network.catalogue import measure
from critical_sna.network.partner import PartnerNetwork
from critical_sna.nulls.naming import naming_chances, random_naming
from critical_sna.voice.heard import BANDS, Hearing, bands, flow_arcs, heard_by, hearing_of, within_two

PERIPHERAL, NOT, DEPENDS, UNKNOWN = "peripheral", "not", "depends on the reading", "unknown"
Floats = npt.NDArray[np.float64]
Mask = npt.NDArray[np.bool_]


@measure(
    needs="nominations",
    unit="verdict over readings",
    high="see verdict",
    cost="O(draws * (n + ties * mean degree) + n * n)",
    source="this library's construct; Benjamini & Hochberg (1995), J. R. Stat. Soc. B 57:289",
    columns=("verdict", "kind", "share_of_readings"),
)
def periphery(
    net: PartnerNetwork,
    *,
    to: Iterable[object] | None = None,
    steps: int = 3,
    draws: int = limits.NULL_DRAWS,
    seed: int = 0,
) -> pd.DataFrame:
    """Say whose voice is little heard in this network, beyond what naming at random would give.

    One reading calls a voice little heard if it is (i) in the lowest band that anybody is in and (ii) below the 5 %
    point of the same share when respondents keep how many they named and name at random among those they could,
    after Benjamini-Hochberg at .10 over persons. Readings: heard directly or within two steps, on all ties and on
    ties of at least the middle strength. A position describes a reported network, not a person.

    Parameters
    ----------
    net
        Network of *n* people that says which way it was asked (``reports``).
    to
        Ids of the decision makers; left out, those who hold an attribute of kind ``power``.
    steps
        Within how many steps a decision maker has to be reached.
    draws, seed
        Random networks for the two-step null (the direct one is exact).

    Returns
    -------
    DataFrame, index ``person``.
        ``verdict``: ``peripheral`` (at least .8 of the readings say so), ``not`` (at most .2), ``depends on the
        reading``, or ``unknown`` where the reports needed are missing; nobody is peripheral for not having answered.
        ``kind``: ``chosen`` (an attribute of kind ``involvement`` says that the person wants no more), ``unnamed``
        (no respondent names them), ``unreached`` (no path to a decision maker within ``steps``), ``named by few``,
        ``unknown``, or empty where the verdict is ``not``.
        ``share_of_readings``: readings that call the voice little heard; NaN where unknown.

    Raises
    ------
    SpecError
        The direction of the relation was never declared.

    Notes
    -----
    Exact Poisson-binomial null for direct shares, O(n * respondents * count); the two-step null draws networks and
    pools people, which treats them as exchangeable. Where the relation was asked as ``gives_to`` a direct share is the
    person's own report and naming at random cannot make it smaller, so few verdicts are reached. Where people name only
    three or so of many, a voice that nobody names cannot be told from chance, and nobody is called peripheral: a longer
    list of names would be needed. Where 30 % or more are in the lowest band, read it as a statement about the
    collaborative.

    References
    ----------
    This library's construct. Benjamini & Hochberg (1995), Journal of the Royal Statistical Society B 57:289.

    Examples
    --------
    >>> import critical_sna as csna
    >>> pairs = [(f"p{i}", f"p{j}") for i in range(12) for j in range(11) if i != j]
    >>> net = csna.PartnerNetwork.from_ties(pairs, reports="seeks_from")  # nobody names p11
    >>> csna.periphery(net).loc["p11"].to_dict()
    {'verdict': 'peripheral', 'kind': 'unnamed', 'share_of_readings': 1.0}
    """
    if draws < 1 or steps < 1:
        raise UsageError("draws and steps must be 1 or more.", where=f"periphery(draws={draws!r}, steps={steps!r})")
    net = net.as_asked()
    how = hearing_of(net)
    known = ~heard_by(net)["share"].isna().to_numpy()
    votes = np.array([_little_heard(share, p) for share, p in _readings(net, how, draws, seed)])
    agree = votes.mean(axis=0)
    verdict = np.select(
        [~known, agree >= limits.PERIPHERY_AGREE, agree <= limits.PERIPHERY_DISAGREE],
        [UNKNOWN, PERIPHERAL, NOT],
        DEPENDS,
    )
    table = pd.DataFrame({"verdict": pd.Series(verdict, dtype="str", index=net._people.index)})
    table["kind"] = pd.Series(_kinds(net, how, verdict, to, steps), dtype="str", index=net._people.index)
    table["share_of_readings"] = np.where(known, agree, np.nan)
    return table


def strength_thresholds(net: PartnerNetwork) -> tuple[float, ...]:
    """Give the tie thresholds of the readings: all ties, and the middle strength where strengths differ."""
    strengths = np.sort(net._ties["strength"].to_numpy(dtype=float))
    if not len(strengths) or strengths[0] == strengths[-1]:
        return (0.0,)
    middle = strengths[len(strengths) // 2]
    return (0.0, float(middle if middle > strengths[0] else strengths[strengths > middle][0]))


def _readings(net: PartnerNetwork, how: Hearing, draws: int, seed: int) -> Iterator[tuple[Floats, Floats]]:
    """Yield the share of hearers of each voice and its lower-tail p under naming at random, reading by reading."""
    for least in strength_thresholds(net):
        kept = net.threshold(least)
        direct = heard_by(kept)
        yield direct["share"].to_numpy(), _direct_p(kept, how, direct["count"].to_numpy())
        observed = within_two(how, *flow_arcs(how, *kept.arcs))
        drawn = [within_two(how, *flow_arcs(how, *cells)) for cells in random_naming(kept, draws=draws, seed=seed)]
        yield observed, _pooled_p(observed, np.array(drawn))


def _little_heard(share: Floats, p: Floats) -> Mask:
    """Say who is in the lowest band that anybody is in and below the 5 % point, after Benjamini-Hochberg."""
    names = np.array(bands(share), dtype=object)
    occupied = [band for band in BANDS if (names == band).any()]
    lowest = names == occupied[0] if occupied else np.zeros(len(share), dtype=bool)
    q = _benjamini_hochberg(p)
    return np.asarray(lowest & (p <= limits.PERIPHERY_TAIL) & (q <= limits.PERIPHERY_FALSE_DISCOVERY))


def _benjamini_hochberg(p: Floats) -> Floats:
    """Adjust p values so that a threshold bounds the false discovery rate; NaN stays NaN."""
    q = np.full(len(p), np.nan)
    known = np.flatnonzero(~np.isnan(p))
    order = known[np.argsort(p[known], kind="stable")]
    scaled = p[order] * len(order) / np.arange(1, len(order) + 1)
    q[order] = np.minimum.accumulate(scaled[::-1])[::-1]
    return q


def _pooled_p(observed: Floats, drawn: Floats) -> Floats:
    """Give (M + 1) / (R + 1), where M of R pooled null values are as small or smaller."""
    null = np.sort(drawn[~np.isnan(drawn)])
    smaller = np.searchsorted(null, observed + 1e-12, side="right")
    return np.where(np.isnan(observed), np.nan, (smaller + 1) / (len(null) + 1))


def _direct_p(net: PartnerNetwork, how: Hearing, count: Floats) -> Floats:
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


def _kinds(
    net: PartnerNetwork, how: Hearing, verdict: npt.NDArray[np.str_], to: Iterable[object] | None, steps: int
) -> npt.NDArray[np.str_]:
    makers = net.power_holders if to is None else net._people.index[net._positions(to)]
    wants_no_more = np.zeros(net.n_people, dtype=bool)
    for attribute, kind in net.positionality.items():
        if kind == "involvement" and attribute in net._people.columns:
            wants_no_more |= holders(net._people[attribute], net.holds.get(attribute, ()))
    unnamed = (heard_by(net)["count"] == 0).to_numpy()
    decides = net._people.index.isin(makers)
    unreached = (
        ~_reaches(how, *flow_arcs(how, *net.arcs), decides, steps) if decides.any() else np.zeros(len(decides), bool)
    )
    called = np.isin(verdict, [PERIPHERAL, DEPENDS])
    return np.select(
        [verdict == UNKNOWN, ~called, wants_no_more, unnamed, unreached],
        [UNKNOWN, "", "chosen", "unnamed", "unreached"],
        "named by few",
    )


def _reaches(
    how: Hearing, voices: npt.NDArray[np.int64], hearers: npt.NDArray[np.int64], decides: Mask, steps: int
) -> Mask:
    """Say whose voice reaches some decision maker other than oneself within ``steps``."""
    from scipy import sparse

    n = len(decides)
    arcs = sparse.csr_array((np.ones(len(voices)), (voices, hearers)), shape=(n, n))
    reaches = np.zeros(n, dtype=bool)
    for maker in np.flatnonzero(decides):
        front = np.zeros(n)
        front[maker] = 1.0
        seen = front > 0
        for _ in range(steps):
            seen = seen | (arcs @ seen.astype(float) > 0)
        seen[maker] = False
        reaches |= seen
    return reaches
