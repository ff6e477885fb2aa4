"""Brokerage roles of groups, beside groups dealt out anew, in the one form of tables that claim something."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt
import pandas as pd

from critical_sna._core import limits
from critical_sna._core.frames import group_codes
from critical_sna.errors import DataError, TooLargeError, UsageError
from critical_sna.inference._chance import check_draws, plain_seed
from critical_sna.measures.kernels.gould_fernandez import NO_ROLE, ROLES, open_roles
from critical_sna.measures.kernels.two_paths import Triples, closed_triples, paths_along
from critical_sna.network.accept import as_network
from critical_sna.network.partner import PartnerNetwork
from critical_sna.nulls.labels import shuffled_groups
from critical_sna.voice.broker_range import brokerage_range
from critical_sna.words import say

if TYPE_CHECKING:
    from critical_sna.network.accept import NetworkLike

Codes = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]
_WHERE = "brokerage_roles"


def brokerage_roles(
    net: NetworkLike,
    *,
    groups: str | pd.Series,
    units: str | pd.Series | None = None,
    draws: int = limits.CLAIM_DRAWS,
    seed: int | np.random.Generator = 0,
) -> pd.DataFrame:
    """Count the brokerage roles of each group's people, and compare them with groups dealt out anew.

    Parameters
    ----------
    net
        Network of *n* people that says which way it was asked (``reports``); roles run along the flow of voice.
    groups
        A people column, or a Series on the same people.
    units
        What carries the group: a people column or Series; whole units swap their groups. Left out, the organisation
        where nobody's group differs from the others of theirs, else persons.
    draws, seed
        Shuffles; where there are no more arrangements than that, all are listed.

    Returns
    -------
    DataFrame, index (``group``, ``role``), the five roles of Gould and Fernandez.
        ``value``: pairs a person stands between in this role, mean over those of the group who answered. ``n`` (they),
        ``response_rate``, ``null_mean``, ``null_sd``, ``p`` (two-sided, the largest difference over all groups and
        roles), ``p_alone`` (this row by itself), ``lower``, ``upper`` (95 %, leaving out one person at a time),
        ``missing_lower``, ``missing_upper`` (over all that the silent could have said; NaN above 1,000 people),
        ``withheld`` (fewer than 5 people, or answers), ``note`` (why something is not defined). ``attrs``: ``draws``,
        ``seed``, ``null``, ``unit``. People whose group is not known are in no row.

    Raises
    ------
    SpecError
        The direction of the relation was never declared.
    UsageError
        One group only; a group that differs inside a unit; draws under 1.
    UnknownNameError
        No such people column.

    Notes
    -----
    Brokerage is work as well as position, often unpaid; a large count is a load to talk about. Time O(ties + closed
    pairs) a draw.

    References
    ----------
    Gould & Fernandez (1989), Sociological Methodology 19:89, for the roles; the test is this library's construct.

    Examples
    --------
    >>> import critical_sna as csna
    >>> people = pd.DataFrame({"id": ["Ana", "Bo", "Cy"], "sector": ["family", "school", "school"]})
    >>> ties = pd.DataFrame({"source": ["Bo", "Cy"], "target": ["Ana", "Bo"]})
    >>> net = csna.PartnerNetwork.from_frames(people, ties, reports="seeks_from")
    >>> found = csna.brokerage_roles(net, groups="sector")
    >>> found.loc[("school", "gatekeeper"), ["value", "p_alone"]].round(2).to_dict()
    {'value': 0.5, 'p_alone': 0.33}
    """
    known = as_network(net, where=f"{_WHERE}(net)")
    draws = check_draws(draws, where=_WHERE)
    paths = paths_along(known, "flow", where=_WHERE)
    codes, names = group_codes(known._people, groups, where=f"{_WHERE}(groups=...)")
    if len(names) < 2:
        raise UsageError(
            say("evidence.one_group"), where=f"{_WHERE}(groups=...)", mend="take an attribute that differs"
        )
    if not known.answered.any():
        raise DataError(say("evidence.no_answers"), where=f"{_WHERE}(net)", mend="choose another wave")
    unit_codes, unit = _units(known, codes, units)
    blocks = list(closed_triples(paths, "auto", where=_WHERE))
    closed: list[Triples] = []
    if blocks:
        a, v, b = (np.concatenate(who) for who in zip(*blocks, strict=True))
        closed.append((a, v, b))

    def means(labels: Codes) -> Floats:
        return _means(open_roles(paths, labels, closed)[:, :NO_ROLE], labels, known.answered, len(names))

    counts = open_roles(paths, codes, closed)[:, :NO_ROLE]
    drawn = [means(labels) for labels in shuffled_groups(codes, unit_codes, draws=draws, seed=seed)]
    every = np.array([means(codes), *drawn])
    chance = _beside(every)
    low, high = _missing(known, groups, codes, len(names))
    rows: list[dict[str, object]] = []
    for g, name in enumerate(names):
        mine, spoke = codes == g, (codes == g) & known.answered
        asked = int((known.asked & mine).sum())
        for r, role in enumerate(ROLES[:NO_ROLE]):
            lower, upper = _interval(counts[spoke, r])
            rows.append(
                {
                    "group": name,
                    "role": role,
                    "value": every[0, g, r],
                    "n": float(spoke.sum()),
                    "response_rate": float(spoke.sum() / asked) if asked else np.nan,
                    **{column: chance[column][g, r] for column in ("null_mean", "null_sd", "p")},
                    "lower": lower,
                    "upper": upper,
                    "missing_lower": np.fmin(low[g, r], every[0, g, r]) if low[g, r] == low[g, r] else np.nan,
                    "missing_upper": np.fmax(high[g, r], every[0, g, r]) if high[g, r] == high[g, r] else np.nan,
                    "withheld": bool(mine.sum() < limits.MIN_GROUP or 0 < spoke.sum() < limits.MIN_GROUP),
                    "p_alone": chance["p_alone"][g, r],
                    "note": "" if spoke.any() else say("evidence.no_answers"),
                }
            )
    table = pd.DataFrame(rows).set_index(["group", "role"])
    null = f"groups dealt out anew over {unit}"
    table.attrs = {"draws": len(drawn), "seed": plain_seed(seed), "null": null, "unit": unit}
    return table


def _units(net: PartnerNetwork, codes: Codes, units: str | pd.Series | None) -> tuple[Codes, str]:
    """Give each person's unit as a code, and what it is called."""
    where = f"{_WHERE}(units=...)"
    kinds = [name for name, kind in net.positionality.items() if kind == "organisation" and name in net._people]
    for chosen in [units] if units is not None else kinds:
        found, names = group_codes(net._people, chosen, where=where)
        found = np.where(found < 0, len(names) + np.arange(net.n_people), found)  # who is in no unit is one
        pairs = np.unique(np.column_stack([found, codes])[codes >= 0], axis=0)
        if len(np.unique(pairs[:, 0])) == len(pairs):
            return found, chosen if isinstance(chosen, str) else str(chosen.name or "units")
        if units is not None:
            raise UsageError(
                "The group differs between people of one unit, so units cannot swap their groups.",
                where=where,
                mend="leave units out to shuffle the groups over persons",
            )
    return np.arange(net.n_people), "person"


def _means(counts: Floats, codes: Codes, spoke: npt.NDArray[np.bool_], groups: int) -> Floats:
    """Give the mean count by group and role, over those who answered; NaN where nobody did."""
    member = ((codes[:, None] == np.arange(groups)) & spoke[:, None]).astype(float)
    with np.errstate(invalid="ignore", divide="ignore"):
        return np.asarray((member.T @ np.where(spoke[:, None], counts, 0.0)) / member.sum(axis=0)[:, None])


def _beside(every: Floats) -> dict[str, Floats]:
    """Hold the first arrangement against all of them, itself among them: single-step max-T over groups and roles."""
    held = (~np.isnan(every)).sum(axis=0)
    with np.errstate(invalid="ignore", divide="ignore"):
        mean = np.where(held > 0, np.nansum(every, axis=0) / held, np.nan)
        sd = np.sqrt(np.nansum((every - mean) ** 2, axis=0) / held)
        far = np.abs(every - mean) / np.where(sd > 1e-12, sd, np.nan)
    largest = np.nan_to_num(far[1:]).max(axis=(1, 2)) if len(every) > 1 else np.zeros(0)
    defined = ~np.isnan(far[0])
    p = ((largest[:, None, None] >= far[0] - 1e-9).sum(axis=0) + 1) / len(every)
    alone = ((far[1:] >= far[0] - 1e-9).sum(axis=0) + 1) / len(every)
    return {
        "null_mean": mean,
        "null_sd": sd,
        "p": np.where(defined, p, np.nan),
        "p_alone": np.where(defined, alone, np.nan),
    }


def _interval(values: Floats) -> tuple[float, float]:
    """Give a 95 % interval of a mean of counts, leaving out one person at a time; NaN with fewer than two."""
    from scipy.special import stdtrit

    m = len(values)
    if m < 2:
        return np.nan, np.nan
    reach = float(stdtrit(m - 1, 0.975)) * float(values.std(ddof=1)) / np.sqrt(m)
    return max(float(values.mean()) - reach, 0.0), float(values.mean()) + reach


def _missing(net: PartnerNetwork, groups: str | pd.Series, codes: Codes, count: int) -> tuple[Floats, Floats]:
    """Give bounds of each mean: lowest and highest of every person who was asked, silent ones among them."""
    try:
        told = brokerage_range(net, groups=groups)
    except TooLargeError:
        nothing = np.full((count, NO_ROLE), np.nan)
        return nothing, nothing
    lowest, highest = (
        told[name].to_numpy(dtype=float).reshape(net.n_people, -1)[:, :NO_ROLE] for name in ("lowest", "highest")
    )
    asked = net.asked | net.answered
    return _means(lowest, codes, asked, count), _means(highest, codes, asked, count)
