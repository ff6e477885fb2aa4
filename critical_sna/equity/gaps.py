"""Gaps of any measure between each group and everybody else, where a person may be in several groups."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import pandas as pd

from critical_sna._core import limits
from critical_sna.equity.memberships import Groups, dealt_out, members_of
from critical_sna.equity.numbers import numbers_of
from critical_sna.errors import DataError, UsageError
from critical_sna.network.partner import PartnerNetwork
from critical_sna.nulls.labels import shuffled_groups
from critical_sna.nulls.max_t import beside
from critical_sna.nulls.units import units_of
from critical_sna.words import say

Floats = npt.NDArray[np.float64]
Mask = npt.NDArray[np.bool_]


def membership_gaps(
    table: pd.Series | pd.DataFrame,
    *,
    groups: Groups,
    people: PartnerNetwork,
    units: str | pd.Series | None = None,
    draws: int = 999,
    seed: int = 0,
) -> pd.DataFrame:
    """Compare the members of each group with everybody else, for one measure or several, against groups dealt out anew.

    Parameters
    ----------
    table
        A measure (Series) or several (DataFrame of numbers), index ``person``.
    groups
        A people column, a Series on the same people, or a table of ``memberships`` (a person may be in several).
    people
        The network that was measured.
    units
        What carries the groups: a column or Series; whole units swap theirs. Left out, the organisation where people of
        one never differ, else persons. Whoever is in two groups stays in both, in every draw.
    draws, seed
        How many times groups are dealt out anew; where there are no more ways than that, all are listed.

    Returns
    -------
    DataFrame, index (``measure``, ``group``)
        ``value`` (mean of the members), ``others`` (mean of people of known groups who are not members), ``gap``
        (value - others); ``n`` (members with a value), ``response_rate`` (answered / asked, of the members);
        ``null_mean``, ``null_sd`` of the gap; ``p`` (two-sided, the largest distance over all measures and groups),
        ``p_alone`` (this row by itself); ``lower``, ``upper`` (95 % of the gap, leaving out one unit at a time);
        ``missing_lower``, ``missing_upper`` (NaN: see ``nonresponse_bounds`` and ``imputation_range``); ``withheld``
        (fewer than 5 members or others); ``note`` (why something is not defined). People without a known group, and
        values that are NaN (people who did not answer, isolates where a measure is not defined), count nowhere.

    Raises
    ------
    DataError
        Nobody's group is known; people of the table are not in the network.
    UsageError
        A group that differs inside a unit; ``draws`` below 1.
    WrongTypeError, UnknownNameError
        Not a measure; no such column.

    Notes
    -----
    Groups overlap, so gaps do not add up. p answers "would groups dealt out anew look like this", not "is this fair".
    Time O(draws * n * groups * measures).

    References
    ----------
    Westfall & Young (1993), Resampling-Based Multiple Testing, for the largest distance.

    Examples
    --------
    >>> import critical_sna as csna
    >>> people = pd.DataFrame({"id": ["Ana", "Bo", "Cy"], "role": ["family; teacher", "teacher", "family"]})
    >>> ties = pd.DataFrame({"source": ["Ana", "Cy"], "target": ["Bo", "Bo"]})
    >>> net = csna.PartnerNetwork.from_frames(people, ties)
    >>> roles = csna.memberships(net, of="role")
    >>> csna.membership_gaps(csna.in_degree(net), groups=roles, people=net)["gap"].to_dict()
    {('in_degree', 'family'): -2.0, ('in_degree', 'teacher'): 1.0}
    """
    if isinstance(draws, bool) or draws < 1:
        raise UsageError(
            f"draws must be 1 or more, not {draws!r}.", where="membership_gaps(draws=...)", mend="draws=999"
        )
    frame = numbers_of(table, where="membership_gaps(table)")
    index = people._people.index
    if len(frame.index.difference(index)):
        raise DataError(
            "People of the table are not in the network.",
            where="membership_gaps(table)",
            mend="give the measure of this network",
        )
    values = frame.reindex(index).to_numpy(dtype=float).T
    members = members_of(people._people, groups, where="membership_gaps(groups=...)")
    known = members.patterns >= 0
    if not known.any():
        raise DataError(
            "Nobody's group is known.", where="membership_gaps(groups=...)", mend="take an attribute that was told"
        )
    unit_codes, unit = units_of(people, members.patterns, units, where="membership_gaps(units=...)")
    inside, outside = _means(values, members.mask, known)
    drawn = [
        np.subtract(*_means(values, dealt_out(members, codes), known))
        for codes in shuffled_groups(members.patterns, unit_codes, draws=draws, seed=seed)
    ]
    mean, sd, p, alone = beside(inside - outside, np.array(drawn).reshape(-1, *inside.shape))
    rows: list[dict[str, object]] = []
    for m, measure in enumerate(frame.columns):
        for g, group in enumerate(members.names):
            mine = members.mask[:, g]
            gap, n = inside[m, g] - outside[m, g], int((~np.isnan(values[m]) & mine).sum())
            reach = _reach(values[m], mine, known & ~mine, unit_codes)
            asked = int((people.asked & mine).sum())
            rows.append(
                {
                    "measure": str(measure),
                    "group": group,
                    "value": inside[m, g],
                    "others": outside[m, g],
                    "gap": gap,
                    "n": float(n),
                    "response_rate": float((people.answered & mine).sum() / asked) if asked else np.nan,
                    "null_mean": mean[m, g],
                    "null_sd": sd[m, g],
                    "p": p[m, g],
                    "p_alone": alone[m, g],
                    "lower": gap - reach,
                    "upper": gap + reach,
                    "missing_lower": np.nan,
                    "missing_upper": np.nan,
                    "withheld": min(int(mine.sum()), int((known & ~mine).sum())) < limits.MIN_GROUP,
                    "note": _note(gap, n, sd[m, g], reach),
                }
            )
    result = pd.DataFrame(rows).astype({"measure": "str", "group": "str"}).set_index(["measure", "group"])
    result.attrs = {
        "draws": len(drawn),
        "seed": seed,
        "null": f"groups dealt out anew over {unit}",
        "unit": unit,
        "left_out": int((~known).sum()),
    }
    return result


def _note(gap: float, n: int, sd: float, reach: float) -> str:
    if np.isnan(gap):
        return say("voice.gap_nobody_else" if n else "voice.group_unknown")
    if np.isnan(sd):
        return say("voice.group_no_other_way")
    return say("voice.no_interval") if np.isnan(reach) else ""


def _means(values: Floats, mask: Mask, known: Mask) -> tuple[Floats, Floats]:
    """Give the means of members and of the others, by measure and group; NaN where nobody has a value."""
    told = ~np.isnan(values) & known
    filled = np.where(told, values, 0.0)
    with np.errstate(invalid="ignore", divide="ignore"):
        return tuple(  # type: ignore[return-value]  # two of them
            np.asarray((filled @ side) / (told.astype(float) @ side)) for side in (mask.astype(float), 1.0 - mask)
        )


def _reach(values: Floats, mine: Mask, others: Mask, units: npt.NDArray[np.int64]) -> float:
    """Give half the width of a 95 % interval of the gap, one unit left out at a time; NaN with one unit on a side."""
    from scipy.special import stdtrit

    told = ~np.isnan(values)
    _, place = np.unique(units[told], return_inverse=True)
    place, held, free = place.reshape(-1), values[told], 0
    gaps = 0.0
    size = int(place.max(initial=-1)) + 1
    for side in (mine[told], others[told]):
        total = np.bincount(place[side], weights=held[side], minlength=size)
        count = np.bincount(place[side], minlength=size)
        if (count > 0).sum() < 2:
            return float("nan")
        free += int((count > 0).sum()) - 1
        without = (total.sum() - total) / (count.sum() - count)
        gaps = without - gaps  # others' last, so the sign of the gap is turned: its spread is the same
    error = np.sqrt((size - 1) / size * ((gaps - np.mean(gaps)) ** 2).sum())
    return float(stdtrit(free, 0.975)) * float(error)
