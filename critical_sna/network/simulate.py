"""Invented collaboratives with a planted structure, for lessons, tests and benchmarks.

Because the unequal power of the groups was put in, one can check whether a measure finds it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final, TypedDict

import numpy as np
import numpy.typing as npt
import pandas as pd

from critical_sna._core.randomness import generator
from critical_sna.errors import UsageError
from critical_sna.network.partner import PartnerNetwork, Reports
from critical_sna.network.simulate_large import Integers, distinct_keys


class GroupPlan(TypedDict, total=False):
    """What is planted in one group; every entry may be left out."""

    share: float
    """Size of the group beside the others (1)."""
    power: float | Sequence[float]
    """How readily people name its members, beside the others; one number, or one for each wave (1)."""
    answers: float
    """Chance that a member answers a survey, 0 to 1 (0.8)."""
    seats: float
    """Chance that a member holds a decision seat, 0 to 1 (0.1)."""


COLLABORATIVE: Final[Mapping[str, GroupPlan]] = {
    "families": {"share": 14, "power": 0.4, "answers": 0.60, "seats": 0.05},
    "community organisations": {"share": 12, "power": 0.6, "answers": 0.75, "seats": 0.10},
    "teachers": {"share": 14, "power": 0.9, "answers": 0.85, "seats": 0.10},
    "district": {"share": 8, "power": 2.0, "answers": 0.90, "seats": 0.50},
    "university": {"share": 8, "power": 1.8, "answers": 0.95, "seats": 0.40},
    "funders": {"share": 4, "power": 1.5, "answers": 0.70, "seats": 0.75},
}
"""Six groups of a cross-community collaborative; power and answers fall together."""


def simulate_collaborative(
    *,
    people: int = 60,
    groups: Mapping[str, GroupPlan] | None = None,
    waves: int = 1,
    organisation_size: int = 4,
    named: float = 6.0,
    same_group: float = 4.0,
    same_organisation: float = 2.0,
    mutual: float = 0.25,
    kept: float = 0.7,
    turnover: float = 0.08,
    levels: int = 4,
    spread: float = 0.6,
    reports: Reports = "seeks_from",
    seed: int | np.random.Generator = 0,
) -> dict[str, PartnerNetwork]:
    """Draw a collaborative whose groups hold unequal power, one network a wave.

    Parameters
    ----------
    people
        How many take part in the first wave; each later wave gains as many people as left before it.
    groups
        Name of a group -> its ``GroupPlan``; by default six groups of a cross-community collaborative.
    waves
        How many waves; their names are ``"1"``, ``"2"`` and so on.
    organisation_size
        People in an organisation, about. An organisation lies inside one group.
    named
        How many people a person names, on average, before any naming in return.
    same_group, same_organisation
        How many times as readily a person names somebody of their own group, and organisation.
    mutual
        Chance that somebody who was named names the other in return.
    kept
        Chance that a tie is still there in the next wave, where both people are.
    turnover
        Chance that a person leaves between two waves.
    levels
        Strengths run from 1 to ``levels``; they are higher inside a group.
    spread
        How unlike people of one group are in how readily they are named (sd of a logarithm); 0: all alike.
    reports
        What naming means, as in ``PartnerNetwork``.
    seed
        The same seed gives the same networks.

    Returns
    -------
    dict of wave -> PartnerNetwork
        People have ``group``, ``organisation``, ``decision_seat`` ("yes" or "no"), ``status`` and ``asked``.
        Ties of people who did not answer are not there: they are unknown, as in a real survey.

    Raises
    ------
    UsageError
        Where a number is out of its range or a plan does not fit the number of waves.

    Notes
    -----
    Time O(waves * people squared). For large networks see ``simulate_large``.

    Examples
    --------
    >>> waves = simulate_collaborative(people=30, waves=2, seed=1)
    >>> list(waves), waves["1"].relation
    (['1', '2'], 'advice')
    """
    plans = COLLABORATIVE if groups is None else groups
    if not (np.isfinite(spread) and spread >= 0):
        raise UsageError(f"spread must be 0 or more, not {spread!r}.", where="simulate_collaborative(...)")
    _check(people=people, waves=waves, levels=levels, organisation_size=organisation_size, plans=plans)
    _check_chances(mutual=mutual, kept=kept, turnover=turnover)
    rng = generator(seed, "collaborative")
    pool = draw_people(
        rng, people=people, plans=plans, waves=waves, size=organisation_size, turnover=turnover, spread=spread
    )
    networks: dict[str, PartnerNetwork] = {}
    before = np.empty((0, 2), dtype=np.int64)
    for wave in range(waves):
        before = draw_ties(
            rng,
            pool,
            wave=wave,
            plans=plans,
            before=before,
            named=named,
            likeness=(same_group, same_organisation),
            mutual=mutual,
            kept=kept,
        )
        strength = draw_strengths(rng, pool, before, levels=levels)
        status = draw_status(rng, pool, plans=plans)
        label = str(wave + 1)
        networks[label] = _as_network(pool, wave, before, strength, status, reports=reports, label=label)
    return networks


def draw_people(
    rng: np.random.Generator,
    *,
    people: int,
    plans: Mapping[str, GroupPlan],
    waves: int,
    size: int,
    turnover: float,
    spread: float = 0.6,
) -> pd.DataFrame:
    """Draw everybody who ever takes part: group, organisation, seat, and the first and last wave."""
    first, last = _presence(rng, people=people, waves=waves, turnover=turnover)
    total = len(first)
    shares = np.array([plan.get("share", 1.0) for plan in plans.values()], dtype=np.float64)
    bounds = np.cumsum(shares) / shares.sum()
    # The first wave has the planted sizes exactly; those who join later are drawn.
    places = (np.arange(people) + 0.5) / people
    group = np.searchsorted(bounds, np.concatenate([places, rng.random(total - people)]), side="right")
    names = list(plans)
    organisation = np.empty(total, dtype=object)
    for code, name in enumerate(names):
        members = np.flatnonzero(group == code)
        houses = max(1, round(len(members) / size))
        organisation[members] = [f"{name} {1 + house % houses}" for house in rng.permutation(len(members))]
    seats = np.array([plan.get("seats", 0.1) for plan in plans.values()])
    return pd.DataFrame(
        {
            "group": [names[code] for code in group],
            "organisation": organisation.tolist(),
            "decision_seat": np.where(rng.random(total) < seats[group], "yes", "no"),
            "first": first,
            "last": last,
            "activity": rng.lognormal(0.0, 0.4, total),
            "popularity": rng.lognormal(0.0, spread, total),
        },
        index=pd.Index([f"P{number:0{len(str(total))}d}" for number in range(1, total + 1)], name="id"),
    )


def draw_ties(
    rng: np.random.Generator,
    pool: pd.DataFrame,
    *,
    wave: int,
    plans: Mapping[str, GroupPlan],
    before: Integers,
    named: float,
    likeness: tuple[float, float],
    mutual: float,
    kept: float,
) -> Integers:
    """Draw who names whom in one wave, as rows (who names, who is named) of positions in ``pool``."""
    here = _present(pool, wave)
    power = np.array([_power(plan, wave) for plan in plans.values()])
    groups = {name: code for code, name in enumerate(plans)}
    group = pool["group"].map(groups).to_numpy(dtype=np.int64)
    organisation = pd.factorize(pool["organisation"])[0]
    pull = np.log(pool["popularity"].to_numpy() * power[group])
    wanted = rng.poisson(named * pool["activity"].to_numpy())
    stays = before[rng.random(len(before)) < kept]
    rows: list[Integers] = []
    for person in np.flatnonzero(here):
        appeal = pull + np.log(likeness[0]) * (group == group[person])
        appeal = appeal + np.log(likeness[1]) * (organisation == organisation[person])
        appeal = appeal + rng.gumbel(size=len(pool))  # the largest are a draw without replacement
        appeal[stays[stays[:, 0] == person, 1]] += 1e6
        appeal[~here] = -np.inf
        appeal[person] = -np.inf
        count = min(int(wanted[person]), int(here.sum()) - 1)
        chosen = np.argsort(appeal)[::-1][:count]
        rows.append(np.column_stack([np.full(count, person), chosen]).astype(np.int64))
    ties = np.concatenate(rows) if rows else np.empty((0, 2), dtype=np.int64)
    returned = ties[rng.random(len(ties)) < mutual][:, ::-1]
    return _distinct(np.concatenate([ties, returned]), len(pool))


def draw_strengths(rng: np.random.Generator, pool: pd.DataFrame, ties: Integers, *, levels: int) -> Integers:
    """Draw how strong each tie is, 1 to ``levels``, stronger inside a group."""
    group = pool["group"].to_numpy()
    inside = group[ties[:, 0]] == group[ties[:, 1]]
    return 1 + rng.binomial(levels - 1, np.where(inside, 0.55, 0.35))


def draw_status(rng: np.random.Generator, pool: pd.DataFrame, *, plans: Mapping[str, GroupPlan]) -> pd.Series[str]:
    """Draw who answers: ``respondent``, ``named_only`` (was asked, stayed silent) or ``declined``."""
    chance = pool["group"].map({name: plan.get("answers", 0.8) for name, plan in plans.items()}).to_numpy()
    silent = np.where(rng.random(len(pool)) < 0.2, "declined", "named_only")
    answered = rng.random(len(pool)) < chance
    return pd.Series(np.where(answered, "respondent", silent), index=pool.index, name="status", dtype="str")


def _distinct(pairs: Integers, people: int) -> Integers:
    keys = distinct_keys(pairs[:, 0] * people + pairs[:, 1])
    return np.column_stack([keys // people, keys % people])


def _power(plan: GroupPlan, wave: int) -> float:
    power = plan.get("power", 1.0)
    return float(power[wave]) if isinstance(power, Sequence) else float(power)


def _present(pool: pd.DataFrame, wave: int) -> npt.NDArray[np.bool_]:
    return ((pool["first"] <= wave) & (wave <= pool["last"])).to_numpy()


def _presence(rng: np.random.Generator, *, people: int, waves: int, turnover: float) -> tuple[Integers, Integers]:
    """Draw the first and the last wave of each person; as many join as leave."""
    first, last = np.zeros(people, dtype=np.int64), np.full(people, waves - 1, dtype=np.int64)
    for wave in range(1, waves):
        leaving = (last >= wave) & (rng.random(len(last)) < turnover)
        last[leaving] = wave - 1
        joining = int(leaving.sum())
        first = np.concatenate([first, np.full(joining, wave)])
        last = np.concatenate([last, np.full(joining, waves - 1)])
    return first, last


def _as_network(
    pool: pd.DataFrame,
    wave: int,
    ties: Integers,
    strength: Integers,
    status: pd.Series[str],
    *,
    reports: Reports,
    label: str,
) -> PartnerNetwork:
    people = pool.loc[_present(pool, wave), ["group", "organisation", "decision_seat"]]
    people = people.assign(status=status, asked="yes").reset_index()
    reported = (status == "respondent").to_numpy()[ties[:, 0]]
    ids = pool.index.to_numpy()
    frame = pd.DataFrame(
        {
            "source": ids[ties[reported, 0]],
            "target": ids[ties[reported, 1]],
            "strength": strength[reported],
        }
    )
    return PartnerNetwork.from_frames(
        people,
        frame,
        reports=reports,
        relation="advice",
        wave=label,
        positionality={"group": "community", "organisation": "organisation", "decision_seat": "power"},
        holds={"decision_seat": ("yes",)},
    )


def _check(*, people: int, waves: int, levels: int, organisation_size: int, plans: Mapping[str, GroupPlan]) -> None:
    where = "simulate_collaborative(...)"
    for name, value in (
        ("people", people),
        ("waves", waves),
        ("levels", levels),
        ("organisation_size", organisation_size),
    ):
        if value < 1:
            raise UsageError(f"{name} must be 1 or more, not {value!r}.", where=where)
    if not plans:
        raise UsageError("There is no group to draw people from.", where=where, mend="leave groups out, or name one")
    for group, plan in plans.items():
        power = plan.get("power", 1.0)
        numbers = list(power) if isinstance(power, Sequence) else [power] * waves
        if len(numbers) != waves or min(numbers) <= 0:
            raise UsageError(
                f"The power of group {group!r} must be one number above 0, or one for each of {waves} waves.",
                where=where,
            )
        if plan.get("share", 1.0) <= 0:
            raise UsageError(f"The share of group {group!r} must be above 0.", where=where)
        _check_chances(answers=plan.get("answers", 0.8), seats=plan.get("seats", 0.1))


def _check_chances(**chances: float) -> None:
    for name, chance in chances.items():
        if not 0 <= chance <= 1:
            raise UsageError(
                f"{name} is a chance and must lie between 0 and 1, not {chance!r}.",
                where="simulate_collaborative(...)",
            )
