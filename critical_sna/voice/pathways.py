"""Pathways: do the voices of a group speak for themselves, and if not, through whom do they travel?"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from critical_sna._core import limits
from critical_sna._core.frames import UNKNOWN_GROUP, group_codes
from critical_sna._core.randomness import generator
from critical_sna.errors import TooLargeError, UsageError
from critical_sna.network.accept import as_network
from critical_sna.network.partner import PartnerNetwork
from critical_sna.nulls.imputation import imputed
from critical_sna.nulls.labels import shuffled_groups
from critical_sna.nulls.units import units_of
from critical_sna.voice._paths import Arcs, Floats, Integers, Mask, arcs_of, carried, reach_counts, step_counts
from critical_sna.voice.heard import hearing_of
from critical_sna.words import say

if TYPE_CHECKING:
    from critical_sna.network.accept import NetworkLike

STEPS = 3
"""Self-representation is told within 1, 2 and 3 steps."""
SELF = tuple(f"self_representation_{k}" for k in range(1, STEPS + 1))
MEDIATION, DEPENDENCE = "mediation_share", "dependence"


@dataclass(frozen=True, eq=False)
class _Question:
    """Whose voices, to whom, through whom, as arrays."""

    codes: Integers
    names: tuple[str, ...]
    brokers: Integers
    broker_names: tuple[str, ...]
    makers: Mask
    hops: int | None

    @property
    def target_names(self) -> tuple[str, ...]:
        decides = (say("pathways.decision_makers"),) if self.makers.any() else ()
        return (*self.names, *decides, say("pathways.everyone"))

    @property
    def voice_names(self) -> tuple[str, ...]:
        return (*self.names, say("pathways.everyone"))

    def targets(self, people: Mask) -> Floats:
        """Give who of ``people`` is in each set of hearers: (people, sets)."""
        columns = [self.codes == g for g in range(len(self.names))]
        columns += [self.makers] if self.makers.any() else []
        members = np.column_stack([*columns, np.ones(len(self.codes), dtype=bool)])
        return np.asarray(members * people[:, None].astype(float))

    def voices(self) -> Mask:
        """Give who is in each set of voices: (people, sets)."""
        return np.column_stack([*(self.codes == g for g in range(len(self.names))), np.ones(len(self.codes), bool)])


Ratio = tuple[Floats, Floats]
"""What is above and below a share, for each voice: (voices, sets of hearers) or (voices, sets of hearers, brokers)."""


def pathways(
    net: NetworkLike,
    *,
    groups: str | pd.Series,
    through: str | pd.Series | None = None,
    to: Iterable[object] | None = None,
    hops: int | None = None,
    units: str | pd.Series | None = None,
    sample: int | None = None,
    draws: int = 0,
    seed: int = 0,
) -> pd.DataFrame:
    """Measure how far the voices of each group speak for themselves, and through whom they travel where they do not.

    That a path is there does not show that an idea took it: read this as who could pass a voice on.

    Parameters
    ----------
    net
        Network of *n* people that says which way it was asked (``reports``).
    groups
        Whose voices: a people column, or a Series on the same people. People without a known group form ``unknown``.
    through
        Whom voices travel through: a people column or Series (an organisation, say), or ``"person"`` for each person;
        left out, the groups.
    to
        Ids of the decision makers; left out, those who hold an attribute of kind ``power``. Without any there are no
        rows for them.
    hops
        Follow a voice for at most so many steps; left out, without limit. Self-representation has its own 1, 2 and 3.
    units
        What carries the group, for the null, as in ``group_periphery``.
    sample
        Take so many voices of each group instead of all; their error stands in ``sampling_se``.
    draws, seed
        How many times groups are dealt out anew for ``null_mean``, ``null_sd`` and ``p``; 0 leaves them out.

    Returns
    -------
    DataFrame, index (``voice_of``, ``heard_by``, ``figure``, ``through``), sorted. Besides the
        groups, ``(everyone)`` and, to hear, ``(decision makers)``. Figures:
        ``self_representation_1``, ``_2``, ``_3``: of the pairs in which a voice is heard within so many steps, the
        share in which it is so through people of the two groups alone (``through`` is empty). ``mediation_share``: on
        shortest paths with somebody in between, the average share that people of ``through`` are of those in between;
        sums to 1 over ``through``. ``dependence``: of the pairs in which a voice is heard, the share in which it no
        longer is where people of ``through`` may hear, and speak for themselves, but pass nothing on.

        Columns: ``value``, ``n`` (pairs it rests on), ``response_rate`` (answered / asked, of the people of both
        groups), ``null_mean``, ``null_sd``, ``p`` (two-sided), ``lower``, ``upper`` (95 %, leaving out one voice at a
        time), ``missing_lower``, ``missing_upper`` (the range over answers drawn for the silent and the blank cells;
        NaN for ``through="person"``), ``withheld`` (fewer than 5 people in one of the sets), ``sampling_se`` (0 where
        all voices were followed), ``note`` (why something is not defined). With ``through="person"`` people through
        whom nothing travels have no row. Isolates are heard by nobody and count nowhere.

    Raises
    ------
    SpecError
        The direction of the relation was never declared.
    UsageError
        One group only; ``hops`` or ``sample`` out of range; a null for brokers that are not the groups.
    UnknownNameError
        No such people column; a decision maker who is not in the network.
    TooLargeError
        Too much work; names the sample that fits.

    Notes
    -----
    Only pairs count whose report would show it (for ``seeks_from`` hearers who answered). Missing answers are drawn at
    the rates of those who answered, none, half and twice as many: a range, not a bound, because one more tie may raise
    or lower a share. Time O(voices * ties * (groups squared / 64 + sets)), times 17 where answers are missing.

    References
    ----------
    This library's construct. Shortest paths are shared out as in Brandes (2001), J. Mathematical Sociology 25:163.

    Examples
    --------
    >>> import critical_sna as csna
    >>> people = pd.DataFrame({"id": ["Ana", "Bo", "Cy"], "sector": ["family", "school", "district"]})
    >>> ties = pd.DataFrame({"source": ["Bo", "Cy"], "target": ["Ana", "Bo"]})
    >>> net = csna.PartnerNetwork.from_frames(people, ties, reports="seeks_from")
    >>> table = csna.pathways(net, groups="sector")
    >>> table.loc[("family", "district", "self_representation_2", ""), "value"]  # Cy hears Ana only through Bo
    np.float64(0.0)
    >>> table.loc[("family", "district", "mediation_share"), "value"].to_dict()
    {'district': 0.0, 'family': 0.0, 'school': 1.0}
    """
    net = as_network(net, where="pathways(net)").as_asked()
    hearing_of(net)  # refuses where the direction was never declared
    question = _question(net, groups, through, to, hops)
    by_person = isinstance(through, str) and through == "person"
    if draws and through is not None:
        raise UsageError(
            "Chance deals the groups out anew, so it says nothing of brokers who are not these groups.",
            where="pathways(draws=...)",
            mend="leave through out, or leave draws out",
        )
    complete = bool((net.answered | ~net.asked).all()) and not len(net._unknown)
    filled = not (complete or by_person or net.reporter != "source")
    rounds = 1 + draws + filled * (1 + len(limits.PATHWAY_MULTIPLIERS) * limits.PATHWAY_IMPUTATIONS)
    weight = _sampled(net, question, sample, rounds, seed)
    found = _ratios(arcs_of(net), question, weight, *_masks(net))
    table = _table(net, question, found, weight, drop_empty=by_person)
    null = "none"
    if draws:
        null = _add_null(table, net, question, weight, units, draws, seed)
    if filled:
        _add_range(table, net, question, weight, seed)
    else:
        table["missing_lower"] = table["missing_upper"] = np.nan if by_person and not complete else table["value"]
    table = table.sort_index()
    table.attrs = {
        "draws": draws,
        "seed": seed,
        "null": null,
        "missing": "missing answers drawn at 0, 0.5, 1 and 2 times the rates of those who answered"
        if filled
        else "none",
        "voices": int((weight > 0).sum()),
        "never_asked": int((~net.asked).sum()),
    }
    return table


def _question(
    net: PartnerNetwork,
    groups: str | pd.Series,
    through: str | pd.Series | None,
    to: Iterable[object] | None,
    hops: int | None,
) -> _Question:
    if hops is not None and (isinstance(hops, bool) or hops < 1):
        raise UsageError(
            f"hops must be 1 or more, not {hops!r}.", where="pathways(hops=...)", mend="leave it out for no limit"
        )
    codes, names = _with_unknown(net, groups, "groups")
    if len(set(names) - {UNKNOWN_GROUP}) < 2:
        raise UsageError(
            "There is one group only, so there is nobody to speak for it."
            if set(names) - {UNKNOWN_GROUP}
            else "Nobody's group is known.",
            where="pathways(groups=...)",
            mend="take an attribute that differs between people",
        )
    if through is None:
        brokers, broker_names = codes, names
    elif isinstance(through, str) and through == "person" and "person" not in net._people.columns:
        brokers, broker_names = np.arange(net.n_people), tuple(net._people.index)
    else:
        brokers, broker_names = _with_unknown(net, through, "through")
    makers = np.zeros(net.n_people, dtype=bool)
    makers[net._people.index.get_indexer(net.power_holders) if to is None else net._positions(to)] = True
    return _Question(codes, names, brokers, broker_names, makers, hops)


def _with_unknown(net: PartnerNetwork, groups: str | pd.Series, what: str) -> tuple[Integers, tuple[str, ...]]:
    codes, names = group_codes(net._people, groups, where=f"pathways({what}=...)")
    if (codes < 0).any():
        return np.where(codes < 0, len(names), codes), (*names, UNKNOWN_GROUP)
    return codes, names


def _sampled(net: PartnerNetwork, question: _Question, sample: int | None, rounds: int, seed: int) -> Floats:
    """Give what each voice stands for: 1, or, where some were sampled, group size / sample; 0 for the others."""
    if sample is not None and (isinstance(sample, bool) or sample < 2):
        raise UsageError(f"sample must be 2 or more, not {sample!r}.", where="pathways(sample=...)", mend="sample=100")
    heard = hearing_of(net).voices
    size = np.bincount(question.codes[heard], minlength=len(question.names))
    taken = size if sample is None else np.minimum(size, sample)
    sets = len(question.target_names)
    each = float(net.n_people + net.n_ties) * (sets + len(question.broker_names) / 16) * rounds
    held = float(len(question.broker_names)) * sets * 50
    if taken.sum() * max(each, held) > limits.PATHWAY_WORK:
        fits = int(limits.PATHWAY_WORK / max(each, held) / max(1, len(size)))
        raise TooLargeError(
            f"Following {int(taken.sum()):,} voices along {net.n_ties:,} ties in {rounds} rounds is above the limit of "
            "this version.",
            where="pathways(net)",
            mend=f"use sample={max(2, fits)}, fewer draws, or a part of the network: net.keep(people)",
        )
    weight = heard.astype(float)
    if sample is not None:
        rng = generator(seed, "voices")
        for g in np.flatnonzero(size > taken):
            members = np.flatnonzero(heard & (question.codes == g))
            weight[members] = 0.0
            weight[rng.permutation(members)[: taken[g]]] = size[g] / taken[g]
    return weight


def _masks(net: PartnerNetwork) -> tuple[Mask, Mask]:
    how = hearing_of(net)
    return how.voices, how.hearers


def _ratios(arcs: Arcs, question: _Question, weight: Floats, voices: Mask, hearers: Mask) -> dict[str, Ratio]:
    """Count each share from each voice; voices that were not followed have zeros."""
    hears, n = question.targets(hearers), arcs.n
    chosen = np.flatnonzero((weight > 0) & voices)
    sets, kinds = hears.shape[1], len(question.broker_names)
    heard, own = np.zeros((n, sets, STEPS)), np.zeros((n, sets, STEPS))
    heard[chosen] = step_counts(arcs, [(chosen, None)], [hears], STEPS)[0]
    pairs = [(g, t) for g in range(len(question.names)) for t in range(sets - 1)]
    mine = [chosen[question.codes[chosen] == g] for g in range(len(question.names))]
    either = [
        (question.codes == g) | (question.makers if t == len(question.names) else question.codes == t) for g, t in pairs
    ]
    asked = [(mine[g], relays) for (g, _), relays in zip(pairs, either, strict=True)]
    counts = step_counts(arcs, asked, [hears[:, [t]] for _, t in pairs], STEPS)
    for (g, t), count in zip(pairs, counts, strict=True):
        own[mine[g], t] = count[:, 0]
    reach, lost = np.zeros((n, sets)), np.zeros((n, sets, kinds))
    without = [(chosen, None), *((chosen, question.brokers != b) for b in range(kinds))]
    reach[chosen], *left = reach_counts(arcs, without, [hears] * len(without), steps=question.hops)
    for b in range(kinds):
        lost[chosen, :, b] = reach[chosen] - left[b]
    relayed, shares = np.zeros((n, sets)), np.zeros((n, sets, kinds))
    member = (question.brokers[:, None] == np.arange(kinds)).astype(float)
    for place, some, by_person in carried(arcs, chosen, hears, steps=question.hops):
        relayed[chosen[place]], shares[chosen[place]] = some, by_person @ member
    found = {name: (own[:, :, k], heard[:, :, k]) for k, name in enumerate(SELF)}
    return {**found, MEDIATION: (shares, relayed), DEPENDENCE: (lost, reach)}


def _values(question: _Question, found: dict[str, Ratio], weight: Floats) -> dict[str, Floats]:
    """Give the shares of each set of voices: (sets of voices, sets of hearers[, brokers])."""
    member = (question.voices() * weight[:, None]).T
    values = {}
    for name, (above, below) in found.items():
        total, of = np.tensordot(member, above, 1), np.tensordot(member, below, 1)
        if above.ndim == 3:
            of = of[:, :, None]
        with np.errstate(invalid="ignore", divide="ignore"):
            values[name] = np.where(of > 0, total / of, np.nan)
    return values


def _cells(question: _Question, figure: str) -> Iterator[tuple[int, int, int]]:
    """Go through the rows of one figure: set of voices, set of hearers, broker (0 where there is none)."""
    own = figure in SELF
    for v in range(len(question.voice_names) - own):
        for t in range(len(question.target_names) - own):
            for b in range(1 if own else len(question.broker_names)):
                yield v, t, b


def _column(question: _Question, values: dict[str, Floats]) -> Floats:
    """Lay shares out in the order of the rows."""
    column = []
    for figure, table in values.items():
        own = int(figure in SELF)
        part = table[: len(question.voice_names) - own, : len(question.target_names) - own]
        column.append(part.reshape(-1))
    return np.concatenate(column)


def _table(
    net: PartnerNetwork, question: _Question, found: dict[str, Ratio], weight: Floats, *, drop_empty: bool
) -> pd.DataFrame:
    sets, hears = question.voices(), question.targets(np.ones(net.n_people, bool)) > 0
    sizes = np.bincount(question.brokers, minlength=len(question.broker_names))
    voices, hearers = _masks(net)
    values = _values(question, found, weight)
    rows, index = [], []
    for figure, (above, below) in found.items():
        for v, t, b in _cells(question, figure):
            value = values[figure][v, t] if figure in SELF else values[figure][v, t, b]
            if drop_empty and figure not in SELF and not value > 0:
                continue
            kept = sets[:, v] & (weight > 0)
            top = (above[:, t] if above.ndim == 2 else above[:, t, b])[kept]
            lower, upper, error = _interval(top, below[kept, t], weight[kept])
            people = sets[:, v] | hears[:, t]
            asked = int((people & net.asked).sum())
            smallest = min(sets[:, v].sum(), hears[:, t].sum(), *([] if figure in SELF else [sizes[b]]))
            note = ""
            if np.isnan(value):
                known = (
                    bool((sets[:, v] & voices).any()),
                    bool((hears[:, t] & hearers).any()),
                    bool((found[DEPENDENCE][1][kept, t] > 0).any()),
                )
                note = _note(question, figure, v, t, known)
            index.append(
                (
                    question.voice_names[v],
                    question.target_names[t],
                    figure,
                    "" if figure in SELF else question.broker_names[b],
                )
            )
            rows.append(
                {
                    "value": value,
                    "n": float(below[kept, t] @ weight[kept]),
                    "response_rate": float((people & net.answered).sum() / asked) if asked else np.nan,
                    "null_mean": np.nan,
                    "null_sd": np.nan,
                    "p": np.nan,
                    "lower": lower,
                    "upper": upper,
                    "missing_lower": np.nan,
                    "missing_upper": np.nan,
                    "withheld": bool(smallest < limits.MIN_GROUP),
                    "sampling_se": error,
                    "note": note,
                }
            )
    names = ["voice_of", "heard_by", "figure", "through"]
    return pd.DataFrame(rows, index=pd.MultiIndex.from_tuples(index, names=names))


def _note(question: _Question, figure: str, v: int, t: int, known: tuple[bool, bool, bool]) -> str:
    """Say why a share is not defined."""
    words = {"voices": question.voice_names[v], "hearers": question.target_names[t]}
    if not known[0]:
        return say("pathways.no_voices", **words)
    if not known[1]:
        return say("pathways.no_hearers", **words)
    if figure in SELF:
        return say("pathways.never_heard_within", n=SELF.index(figure) + 1, **words)
    return say("pathways.all_direct" if known[2] else "pathways.never_heard", **words)


def _interval(above: Floats, below: Floats, weight: Floats) -> tuple[float, float, float]:
    """Give a 95 % interval of a share, leaving out one voice at a time, and its error from sampling voices."""
    total, of, m = float(above @ weight), float(below @ weight), len(weight)
    if of <= 0:
        return np.nan, np.nan, np.nan
    value = total / of
    apart = (above - value * below) * weight
    sampled = weight > 1
    share = float((sampled * (1 - 1 / np.maximum(weight, 1)) * apart**2).sum())  # finite population correction
    error = float(np.sqrt(share * m / max(m - 1, 1))) / of
    left = of - below * weight
    if m < 2 or (left <= 0).any():
        return np.nan, np.nan, error
    from scipy.special import stdtrit

    without = (total - above * weight) / left
    reach = float(stdtrit(m - 1, 0.975)) * float(np.sqrt((m - 1) / m * ((without - without.mean()) ** 2).sum()))
    return max(value - reach, 0.0), min(value + reach, 1.0), error


def _add_null(
    table: pd.DataFrame,
    net: PartnerNetwork,
    question: _Question,
    weight: Floats,
    units: str | pd.Series | None,
    draws: int,
    seed: int,
) -> str:
    """Deal the groups out anew over the units that carry them."""
    codes = question.codes
    known = np.where(codes < len(question.names) - (UNKNOWN_GROUP in question.names), codes, -1)
    unit_codes, unit = units_of(net, known, units, where="pathways(units=...)")
    arcs, masks = arcs_of(net), _masks(net)
    drawn = []
    for other in shuffled_groups(known, unit_codes, draws=draws, seed=seed):
        dealt = np.where(other < 0, codes, other)
        asked = _Question(dealt, question.names, dealt, question.names, question.makers, question.hops)
        drawn.append(_column(asked, _values(asked, _ratios(arcs, asked, weight, *masks), weight)))
    both = np.array([table["value"].to_numpy(), *drawn])
    counts = (~np.isnan(both)).sum(axis=0)
    with np.errstate(invalid="ignore", divide="ignore"):
        mean = np.where(counts > 0, np.nansum(both, axis=0) / counts, np.nan)
        sd = np.sqrt(np.nansum((both - mean) ** 2, axis=0) / counts)
        far = np.abs(both - mean)
        p = (far[1:] >= far[0] - 1e-9).sum(axis=0) + 1
    defined = ~np.isnan(both[0]) & (counts > 1)
    for name, column in (("null_mean", mean), ("null_sd", sd), ("p", p / np.maximum(counts, 1))):
        table[name] = np.where(defined, column, np.nan)
    return f"groups dealt out anew over {unit}"


def _add_range(table: pd.DataFrame, net: PartnerNetwork, question: _Question, weight: Floats, seed: int) -> None:
    """Draw what is missing and keep the smallest and the largest share, that of the network as it is among them."""
    low = high = table["value"].to_numpy(dtype=float)
    groups = len(question.names)
    everybody = np.where(hearing_of(net).voices, weight, 1.0 if (weight <= 1).all() else 0.0)
    for times in (0.0, *limits.PATHWAY_MULTIPLIERS):
        draws = limits.PATHWAY_IMPUTATIONS if times else 1
        for filled in imputed(
            net, question.codes, np.full(groups, times), draws=draws, seed=seed, where="pathways(net)"
        ):
            found = _ratios(arcs_of(filled), question, everybody, *_masks(filled))
            column = _column(question, _values(question, found, everybody))
            low, high = np.fmin(low, column), np.fmax(high, column)
    table["missing_lower"], table["missing_upper"] = low, high
