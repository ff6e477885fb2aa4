"""Brokerage beside chance: how much of it ties at random, or groups dealt out at random, would show."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

import numpy as np
import pandas as pd

from critical_sna._core import limits
from critical_sna._core.frames import group_codes
from critical_sna.errors import DataError, UsageError, did_you_mean
from critical_sna.measures._arguments import refuse_too_large
from critical_sna.measures.kernels.engine import Engine
from critical_sna.measures.kernels.gould_fernandez import NO_ROLE, ROLES, Codes, open_roles, role_of, with_total
from critical_sna.measures.kernels.two_paths import Along, Numbers, Paths, Triples, closed_triples, paths_along
from critical_sna.network.accept import as_network
from critical_sna.network.partner import PartnerNetwork
from critical_sna.nulls.labels import arrangements, shuffled_groups

if TYPE_CHECKING:
    from critical_sna.network.accept import NetworkLike

Null = Literal["density", "labels", "units"]
_NULLS = ("density", "labels", "units")
_WHERE = "brokerage_test"
_ROUNDING = 1e-9
"""Counts that differ by less are the same count."""


def brokerage_test(
    net: NetworkLike,
    *,
    groups: str | pd.Series,
    along: Along = "flow",
    null: Null = "density",
    units: str | None = None,
    draws: int = 999,
    seed: int | np.random.Generator = 0,
    engine: Engine = "auto",
) -> pd.DataFrame:
    """Compare each person's brokerage with what chance would give.

    Three kinds of chance, three questions. ``density``: would ties drawn at random, as many as there are, give this
    person so many pairs? ``labels``: ties stay, everybody's group is dealt out anew. ``units``: ties stay, whole
    organisations swap their groups; the one to use where a group never varies inside an organisation.

    Parameters
    ----------
    net
        Network of *n* people, or what stands for one (a networkx or igraph graph, a DataFrame of ties).
    groups, along, engine
        As in ``brokerage``.
    null
        The kind of chance.
    units
        For ``null="units"``, the people column of organisations; left out, the one whose kind is ``organisation``.
        Somebody without an organisation is one alone.
    draws, seed
        For ``labels`` and ``units``: how many times groups are dealt out. Where there are no more than ``draws``
        different ways to deal them, all are gone through.

    Returns
    -------
    DataFrame of float, index ``person`` and ``role`` (six rows a person: five roles and ``total``).
        ``observed``, ``expected``, ``sd``, ``z`` (NaN where the sd is 0) and ``p``, two-sided. NaN for people who did
        not answer. For ``density`` the expectation and sd are exact and p is that of a normal variable (NaN where the
        sd is 0); counts are skewed, so read p under 0.05 with care. For ``labels`` and ``units`` the expectation is
        exact, the sd is over draws, and p = (M + 1) / (R + 1), M of R draws being at least as far from the
        expectation. There ``total`` cannot change.

    Raises
    ------
    SpecError
        ``along="flow"`` where the direction was never declared.
    UnknownNameError
        No such people column.
    UsageError
        A null, way or engine that is not known; ``units`` that are missing, or that do not go with the null.
    DataError
        A unit whose people are of several groups.
    TooLargeError
        ``density`` on a large network in which somebody did not answer or left a cell open.

    Notes
    -----
    ``density``: every observed cell holds a tie with the same chance d, one by one (both directions at once in a
    mutual relation); d is the density. ``labels``: expectations given how many open pairs each person stands between,
    the person's own group being dealt out, too. Both leave groups where they are not known. With many people some p
    are small by chance: this is no list of persons to act on.
    Time: ``density`` as ``brokerage``, and O(n cubed * groups) where cells are not known; else O(ties + closed pairs)
    a draw.

    References
    ----------
    Gould & Fernandez (1989), Sociological Methodology 19:89, for ``density``. Dealing out groups by person or by
    organisation, with its expectations, is this library's construct.

    Examples
    --------
    >>> import critical_sna as csna
    >>> people = pd.DataFrame({"id": ["Ana", "Bo", "Cy"], "sector": ["family", "school", "school"]})
    >>> ties = pd.DataFrame({"source": ["Bo", "Cy"], "target": ["Ana", "Bo"]})
    >>> net = csna.PartnerNetwork.from_frames(people, ties, reports="seeks_from")
    >>> found = csna.brokerage_test(net, groups="sector", null="labels")
    >>> found.loc[("Bo", "gatekeeper"), ["observed", "expected", "p"]].round(2).to_dict()
    {'observed': 1.0, 'expected': 0.33, 'p': 0.33}
    """
    known_net = as_network(net, where=f"{_WHERE}(net)")
    if null not in _NULLS:
        raise UsageError(
            f"null={null!r} is not a kind of chance.",
            where=f"{_WHERE}(null=...)",
            mend=did_you_mean(str(null), _NULLS),
        )
    if units is not None and null != "units":
        raise UsageError("units goes with null='units' only.", where=f"{_WHERE}(units=...)", mend="null='units'")
    if draws < 1:
        raise UsageError(f"draws must be 1 or more, not {draws!r}.", where=f"{_WHERE}(draws=...)", mend="draws=999")
    paths = paths_along(known_net, along, where=_WHERE)
    codes, _ = group_codes(known_net._people, groups, where=f"{_WHERE}(groups=...)")
    if null == "density":
        _refuse_when_large(known_net, paths, codes)
    # Closed pairs do not depend on groups: listed once, they are counted anew for every dealing of groups.
    blocks = list(closed_triples(paths, engine, where=f"{_WHERE}(engine=...)"))
    closed: list[Triples] = []
    if blocks:
        a, v, b = (np.concatenate(who) for who in zip(*blocks, strict=True))
        closed.append((a, v, b))
    observed = open_roles(paths, codes, closed)
    if null == "density":
        expected, sd = density_moments(paths, codes)
        z = _standard(with_total(observed) - expected, sd)
        columns = [with_total(observed), expected, sd, z, _normal_p(z)]
    else:
        people = np.arange(paths.n)
        unit = people if null == "labels" else _units(known_net, codes, units)
        columns = _dealt_out(paths, codes, unit, closed, observed, draws=draws, seed=seed)
    table = np.stack([c.astype(float) for c in columns], axis=2)
    table[~paths.answered] = np.nan
    index = pd.MultiIndex.from_product([known_net._people.index, [*ROLES, "total"]], names=["person", "role"])
    return pd.DataFrame(table.reshape(-1, len(columns)), index=index, columns=["observed", "expected", "sd", "z", "p"])


def _standard(difference: Numbers, sd: Numbers) -> Numbers:
    return np.divide(difference, sd, out=np.full_like(sd, np.nan), where=sd > 0)


def _normal_p(z: Numbers) -> Numbers:
    from scipy import special

    return np.asarray(special.erfc(np.abs(z) / np.sqrt(2.0)))


# -- ties at random --------------------------------------------------------------------------------------------------


def density_moments(paths: Paths, codes: Codes) -> tuple[Numbers, Numbers]:
    """Give expectation and sd (n x 6) where each observed cell holds a tie with the same chance.

    An open pair at v has chance q = d^2 (1 - d). Two of them move together where they share the tie from a or the tie
    to b, and then their covariance is d^3 (1 - d)^3.
    """
    if _all_told(paths):
        pairs, shared = _pairs_by_size(codes)
        density = len(paths.sources) / max(paths.n * (paths.n - 1), 1)
    else:
        seen = _observed(paths)
        pairs, shared = _pairs_by_cell(seen, codes)
        density = float(seen[paths.sources, paths.targets].sum()) / max(float(seen.sum()), 1.0)
    chance = density**2 * (1 - density)
    variance = pairs * chance * (1 - chance) + shared * (density * (1 - density)) ** 3
    if paths.reporter == "either":  # a pair and its reverse are open together, so these counts come in twos
        variance[:, [ROLES.index("representative"), ROLES.index("gatekeeper")]] /= 2
        variance *= 2
    return pairs * chance, np.sqrt(variance)


def _all_told(paths: Paths) -> bool:
    return bool(paths.answered.all()) and not len(paths.left_open[0])


def _refuse_when_large(net: PartnerNetwork, paths: Paths, codes: Codes) -> None:
    """Refuse to count threes of people where cells are not known and there are too many of them."""
    if _all_told(paths) or paths.n <= limits.DENSE_BROKERAGE_PEOPLE:
        return
    a_three, a_pair = limits.DENSE_BROKERAGE_SECONDS
    refuse_too_large(
        net,
        _WHERE,
        of=f"{paths.n:,} people with answers missing, against ties at random",
        seconds=paths.n**2 * (a_three * paths.n + a_pair * len(np.unique(codes))),
        instead=f"up to {limits.DENSE_BROKERAGE_PEOPLE:,} people it is worked out: net.keep(people); null='labels' and "
        "null='units' need no such count at any size",
    )


def _pairs_by_size(codes: Codes) -> tuple[Numbers, Numbers]:
    """Count, for each person and role, the ordered pairs there are, and the pairs of pairs with one end in common."""
    n, size = len(codes), np.bincount(codes[codes >= 0]).astype(float)
    pairs, shared = np.zeros((n, NO_ROLE + 1)), np.zeros((n, NO_ROLE + 1))
    known = size.sum()
    for group, own in enumerate(size):
        inside, outside = own - 1, known - own
        others = np.delete(size, group)
        beyond = outside - others  # for each other group, those in neither
        of_group = codes == group
        across = inside * outside
        across_shared = across * (outside - 1) + across * (inside - 1)
        pairs[of_group, :NO_ROLE] = [
            inside * (inside - 1),
            (others * (others - 1)).sum(),
            across,
            across,
            (others * beyond).sum(),
        ]
        shared[of_group, :NO_ROLE] = [
            2 * inside * (inside - 1) * (inside - 2),
            2 * (others * (others - 1) * (others - 2)).sum(),
            across_shared,
            across_shared,
            2 * (others * beyond * (beyond - 1)).sum(),
        ]
    pairs[:, NO_ROLE] = (n - 1) * (n - 2)
    shared[:, NO_ROLE] = 2 * (n - 1) * (n - 2) * (n - 3)
    return pairs, shared


def _observed(paths: Paths) -> Numbers:
    """Give 1 where a cell is observed (n x n, only up to a limit of people)."""
    spoke = paths.answered.astype(float)
    sides = {"source": (spoke, 0 * spoke), "target": (0 * spoke, spoke), "either": (spoke, spoke)}
    by_source, by_target = sides[paths.reporter]
    seen: Numbers = np.maximum(by_source[:, None], by_target[None, :])
    seen[paths.left_open] = 0.0
    np.fill_diagonal(seen, 0.0)
    return seen


def _pairs_by_cell(seen: Numbers, codes: Codes) -> tuple[Numbers, Numbers]:
    """Count as ``_pairs_by_size`` does, over threes of people whose three cells are observed."""
    n = len(codes)
    pairs, shared = np.zeros((n, NO_ROLE + 1)), np.zeros((n, NO_ROLE + 1))
    for group in np.unique(codes):
        brokers = np.flatnonzero(codes == group)
        to_broker, from_broker = seen[:, brokers], seen[brokers].T
        role = role_of(codes[:, None], np.full((1, 1), group), codes[None, :])
        for place in range(NO_ROLE + 1):
            closing = seen if place == NO_ROLE else seen * (role == place)
            onward = (closing @ from_broker) * to_broker  # [a, v]: how many b there are
            before = (closing.T @ to_broker) * from_broker  # [b, v]: how many a there are
            pairs[brokers, place] = onward.sum(axis=0)
            shared[brokers, place] = (onward * (onward - 1) + before * (before - 1)).sum(axis=0)
    return pairs, shared


# -- groups dealt out at random --------------------------------------------------------------------------------------


def _units(net: PartnerNetwork, codes: Codes, units: str | None) -> Codes:
    """Give each person's unit as a code; people without one are units of their own."""
    if units is None:
        declared = [name for name, kind in net.positionality.items() if kind == "organisation"]
        if len(declared) != 1:
            raise UsageError(
                "null='units' needs to know who belongs together."
                if not declared
                else f"There are {len(declared)} attributes of kind organisation.",
                where=f"{_WHERE}(units=...)",
                mend="name the people column of organisations: units='organisation'",
            )
        units = declared[0]
    unit, names = group_codes(net._people, units, where=f"{_WHERE}(units=...)")
    alone = unit < 0
    unit[alone] = len(names) + np.arange(int(alone.sum()))
    known = codes >= 0
    low, high = np.full(len(names) + int(alone.sum()), len(codes)), np.full(len(names) + int(alone.sum()), -1)
    np.minimum.at(low, unit[known], codes[known])
    np.maximum.at(high, unit[known], codes[known])
    mixed = np.flatnonzero(low < high)
    if len(mixed):
        raise DataError(
            f"{len(mixed)} units have people of several groups, the first is {names[mixed[0]]!r}.",
            where=f"{_WHERE}(units={units!r})",
            mend="use null='labels' where groups vary inside organisations",
        )
    return unit


def _dealt_out(
    paths: Paths,
    codes: Codes,
    unit: Codes,
    closed: list[Triples],
    observed: Numbers,
    *,
    draws: int,
    seed: int | np.random.Generator,
) -> list[Numbers]:
    """Give observed, expected, sd, z and p where units swap their groups."""
    by_unit = open_roles(paths, np.where(codes >= 0, unit, -1), closed)
    expected = _expected(codes, unit, by_unit)
    distance = np.abs(observed - expected)
    squares, far, count = np.zeros_like(expected), np.zeros_like(expected), 0
    for shuffled in shuffled_groups(codes, unit, draws=draws, seed=seed):
        away = open_roles(paths, shuffled, closed) - expected
        squares += away**2
        far += np.abs(away) >= distance - _ROUNDING
        count += 1
    held = np.unique(unit[codes >= 0], return_index=True)[1]
    if arrangements(codes[codes >= 0][held], most=draws) <= draws:  # every one was seen but the one at hand
        spread = np.sqrt((squares + distance**2) / (count + 1))
    else:
        spread = np.sqrt(squares / count)
    spread[spread < _ROUNDING] = 0.0
    total = with_total(observed)  # the ties stay, and so does the total
    unchanged = [total[:, NO_ROLE], np.zeros(paths.n), np.full(paths.n, float(count))]
    expected, spread, far = (
        np.column_stack([values[:, :NO_ROLE], last])
        for values, last in zip([expected, spread, far], unchanged, strict=True)
    )
    return [total, expected, spread, _standard(total - expected, spread), (far + 1) / (count + 1)]


def _expected(codes: Codes, unit: Codes, by_unit: Numbers) -> Numbers:
    """Give the exact mean of each role over all ways to deal the units' groups out.

    ``by_unit`` are the roles with units as groups: whether two, or all three, of a pair and its broker are of one
    unit. Of one unit they keep one group; two units are of one group with chance ``two``, three with ``three``.
    """
    known = codes >= 0
    held, first = np.unique(unit[known], return_index=True)
    size, count = np.bincount(codes[known][first]).astype(float), float(len(held))
    two = (size * (size - 1)).sum() / max(count * (count - 1), 1.0)
    of_three = max(count * (count - 1) * (count - 2), 1.0)
    three = (size * (size - 1) * (size - 2)).sum() / of_three
    only_two = (size * (size - 1) * (count - size)).sum() / of_three
    one_unit, ends, with_a, with_b, apart = by_unit[:, :NO_ROLE].T
    return np.column_stack(
        [
            one_unit + two * (ends + with_a + with_b) + three * apart,
            (1 - two) * ends + only_two * apart,
            (1 - two) * with_a + only_two * apart,
            (1 - two) * with_b + only_two * apart,
            (1 - three - 3 * only_two) * apart,
            by_unit[:, NO_ROLE],
        ]
    )
