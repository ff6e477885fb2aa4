"""Periphery of groups: how far their voices are heard, against groups dealt out anew over the units that carry them."""

from __future__ import annotations

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
from critical_sna.nulls.labels import shuffled_groups
from critical_sna.nulls.max_t import beside
from critical_sna.nulls.units import units_of
from critical_sna.voice._intervals import jackknife
from critical_sna.voice._passing import passed_on, passed_on_name
from critical_sna.voice.heard import flow_arcs, heard_by, hearing_of, within_two
from critical_sna.voice.readings import DIRECT, TWO_STEPS
from critical_sna.words import say

if TYPE_CHECKING:
    from critical_sna.network.accept import NetworkLike

Codes = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]


class _Null(NamedTuple):
    """Group means under shuffled labels, and what they say of the observed ones: (measures, groups)."""

    mean: Floats
    sd: Floats
    p: Floats
    alone: Floats
    draws: int


def group_periphery(
    net: NetworkLike,
    *,
    groups: str | pd.Series,
    units: str | pd.Series | None = None,
    draws: int = limits.UNIT_DRAWS,
    seed: int = 0,
) -> pd.DataFrame:
    """Measure how far the voices of each group are heard, and whether that differs from groups dealt out anew.

    Parameters
    ----------
    net
        Network of *n* people that says which way it was asked (``reports``).
    groups
        A people column, or a Series on the same people.
    units
        What carries the group: a people column or Series; whole units swap their groups. Left out, the organisation
        (an attribute of kind ``organisation``) where nobody's group differs from the others of theirs, else persons.
    draws, seed
        Shuffles; where there are no more arrangements than that, all are listed.

    Returns
    -------
    DataFrame, index (``group``, ``measure``)
        Measures are those of ``periphery_readings``: ``direct``, ``two steps``, ``passed on at .3`` and so on.
        ``value`` (mean share of hearers whom a member's voice reaches), ``n`` (members it is known of),
        ``response_rate`` (answered / asked, of the members), ``null_mean``, ``null_sd``, ``p`` (two-sided, the largest
        difference over all groups and measures, (M + 1) / (R + 1)), ``lower``, ``upper`` (95 %, leaving out one unit at
        a time), ``missing_lower``, ``missing_upper`` (if all who stayed silent and all blank cells named nobody, or
        everybody; NaN for voices that are passed on; no upper one where that would be over 5 million ties),
        ``withheld`` (fewer than 5 members), ``p_alone`` (the same for this row by itself), ``note`` (why something is
        not defined). Isolates get share 0; people whose group is not known are in no row and keep their place.

    Raises
    ------
    SpecError
        The direction of the relation was never declared.
    UsageError
        One group only; a group that differs inside a unit; no draws.
    UnknownNameError
        No such people column.

    Notes
    -----
    p answers "would groups dealt out anew look like this", not "is this fair". Single-step max-T: each difference is
    divided by the spread of its own null. Time O(draws * n * groups) after one reading of each measure.

    References
    ----------
    Westfall & Young (1993), Resampling-Based Multiple Testing (check the source), for the largest difference.

    Examples
    --------
    >>> import critical_sna as csna
    >>> ids = [f"p{i}" for i in range(10)]
    >>> people = pd.DataFrame({"id": ids, "sector": ["school"] * 5 + ["family"] * 5})
    >>> ties = pd.DataFrame([(i, j) for i in ids for j in ids[:5] if i != j], columns=["source", "target"])
    >>> net = csna.PartnerNetwork.from_frames(people, ties, reports="seeks_from")
    >>> table = csna.group_periphery(net, groups="sector")
    >>> table.loc[("family", "direct"), ["value", "p", "n"]].round(3).to_dict()
    {'value': 0.0, 'p': 0.008, 'n': 5.0}
    """
    net = as_network(net, where="group_periphery(net)").as_asked()
    if draws < 1:
        raise UsageError("draws must be 1 or more.", where=f"group_periphery(draws={draws!r})")
    hearing_of(net)  # refuses where the direction was never declared
    codes, names = group_codes(net._people, groups, where="group_periphery(groups=...)")
    if len(names) < 2:
        raise UsageError(
            "There is one group only, so there is nothing to compare." if names else "Nobody's group is known.",
            where="group_periphery(groups=...)",
            mend="take an attribute that differs between people",
        )
    unit_codes, unit = units_of(net, codes, units, where="group_periphery(units=...)")
    shares = _shares(net, seed)
    values, measures = np.array(list(shares.values())), list(shares)
    null = _null(values, codes, unit_codes, len(names), draws, seed)
    low, high = _missing(net, codes, len(names), len(measures))
    means = _group_means(values, codes, len(names))
    rows: list[dict[str, object]] = []
    for g, name in enumerate(names):
        mine = codes == g
        asked = int((net.asked & mine).sum())
        rate = float((net.answered & mine).sum() / asked) if asked else np.nan
        for m, measure in enumerate(measures):
            n = int((~np.isnan(values[m]) & mine).sum())
            lower, upper = jackknife(values[m][mine], unit_codes[mine])
            rows.append(
                {
                    "group": name,
                    "measure": measure,
                    "value": means[m, g],
                    "n": float(n),
                    "response_rate": rate,
                    "null_mean": null.mean[m, g],
                    "null_sd": null.sd[m, g],
                    "p": null.p[m, g],
                    "lower": lower,
                    "upper": upper,
                    "missing_lower": low[m, g],
                    "missing_upper": high[m, g],
                    "withheld": int(mine.sum()) < limits.MIN_GROUP,
                    "p_alone": null.alone[m, g],
                    "note": _note(n, null.sd[m, g], lower),
                }
            )
    table = pd.DataFrame(rows).set_index(["group", "measure"])
    table.attrs = {"draws": null.draws, "seed": seed, "null": f"groups dealt out anew over {unit}", "unit": unit}
    return table


def _note(n: int, sd: float, lower: float) -> str:
    if n == 0:
        return say("voice.group_unknown")
    if np.isnan(sd) or sd == 0:
        return say("voice.group_no_other_way")
    return say("voice.no_interval") if np.isnan(lower) else ""


def _shares(net: PartnerNetwork, seed: int) -> dict[str, Floats]:
    """Give each measure's share of hearers for each person."""
    how = hearing_of(net)
    arcs = flow_arcs(how, *net.arcs)
    found = {DIRECT: heard_by(net)["share"].to_numpy(), TWO_STEPS: within_two(how, *arcs)}
    for chance, reach in zip(
        limits.PERIPHERY_CHANCES, passed_on(how, arcs, generator(seed, "passed on", "0")), strict=True
    ):
        found[passed_on_name(chance)] = reach
    return found


def _group_means(values: Floats, codes: Codes, groups: int) -> Floats:
    """Give the mean of what is known, by measure and group."""
    member = (codes[:, None] == np.arange(groups)).astype(float)
    known = ~np.isnan(values)
    with np.errstate(invalid="ignore", divide="ignore"):
        return np.asarray((np.where(known, values, 0.0) @ member) / (known.astype(float) @ member))


def _null(values: Floats, codes: Codes, units: Codes, groups: int, draws: int, seed: int) -> _Null:
    """Deal the groups out anew over the units and compare: single-step max-T over groups and measures."""
    observed = _group_means(values, codes, groups)
    drawn = np.array(
        [_group_means(values, other, groups) for other in shuffled_groups(codes, units, draws=draws, seed=seed)]
    ).reshape(-1, *observed.shape)
    if not len(drawn):
        nothing = np.full(observed.shape, np.nan)
        return _Null(nothing, nothing, nothing, nothing, 0)
    return _Null(*beside(observed, drawn), len(drawn))


def _missing(net: PartnerNetwork, codes: Codes, groups: int, measures: int) -> tuple[Floats, Floats]:
    """Give the least and the largest group means over what silent people and blank cells could say.

    They are of the first two measures, (measures, groups); NaN for the others, and the largest where everybody named
    by everybody silent would be too many ties to hold.
    """
    low, high = np.full((2, measures, groups), np.nan)
    silent = int((net.asked & ~net.answered).sum())
    too_many = silent * net.n_people + net.unknown_cells.nnz > limits.FILLED_TIES
    for found, fill in [(low, False)] if too_many else [(low, False), (high, True)]:
        told = _completed(net, fill=fill)
        how = hearing_of(told)
        shares = np.array([heard_by(told)["share"].to_numpy(), within_two(how, *flow_arcs(how, *told.arcs))])
        found[:2] = _group_means(shares, codes, groups)
    return low, high


def _completed(net: PartnerNetwork, *, fill: bool) -> PartnerNetwork:
    """Give the network as if whoever stayed silent though asked, and every blank cell, named everybody or nobody."""
    n = net.n_people
    silent = np.flatnonzero(net.asked & ~net.answered)
    people = net._people.assign(status=net._people["status"].where(~(net.asked & ~net.answered), "respondent"))
    keys = net._sources * np.int64(n) + net._targets
    if fill:
        rows, columns = (cells.astype(np.int64) for cells in net.unknown_cells.tocoo().coords)
        named = (silent[:, None] * np.int64(n) + np.arange(n)).ravel()
        named = named[named // max(n, 1) != named % max(n, 1)]
        keys = np.unique(np.concatenate([keys, named, rows * n + columns]))
    tails, heads = keys // max(n, 1), keys % max(n, 1)
    return net._replaced(
        _people=people,
        _strengths=np.ones(len(keys)),
        _sources=tails,
        _targets=heads,
        _unknown=net._unknown.iloc[:0],
    )
