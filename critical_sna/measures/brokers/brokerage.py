"""Brokerage between groups: Gould and Fernandez' five roles."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

import numpy as np
import pandas as pd

from critical_sna._core.frames import UNKNOWN_GROUP, group_codes
from critical_sna.errors import UsageError, did_you_mean
from critical_sna.measures.kernels.engine import Engine
from critical_sna.measures.kernels.gould_fernandez import ROLES, Codes, open_roles, role_of, weighted_roles, with_total
from critical_sna.measures.kernels.two_paths import (
    Along,
    Numbers,
    Paths,
    Places,
    closed_triples,
    open_pairs,
    paths_along,
)
from critical_sna.network.catalogue import measure
from critical_sna.network.partner import PartnerNetwork

__all__ = ["ROLES", "brokerage", "brokerage_by_group"]

_SOURCE = "Gould & Fernandez (1989), Sociological Methodology 19:89"
_COST = "O(ties * mean degree)"

Weighting = Literal["raw", "partial"]


@measure(
    needs="answers",
    unit="ordered pairs of people",
    high="links many pairs who have no tie of their own",
    cost=_COST,
    source=_SOURCE,
    takes_groups=True,
    columns=(*ROLES, "total"),
)
def brokerage(
    net: PartnerNetwork,
    *,
    groups: str | pd.Series,
    along: Along = "flow",
    weighting: Weighting = "raw",
    engine: Engine = "auto",
) -> pd.DataFrame:
    """Count, for each person, the pairs a -> person -> b without a tie a -> b, by the groups of the three.

    ``coordinator``: all three in one group. ``itinerant``: a and b in one group, the broker in another.
    ``representative``: broker and a in one group. ``gatekeeper``: broker and b in one group. ``liaison``: three groups.

    Parameters
    ----------
    net
        Network of *n* people.
    groups
        A people column, or a Series on the same people.
    along
        ``flow``: the way voice travels (default; refuses where it was never said which way the relation was asked).
        ``reports``: from the respondent to the person named. Representative and gatekeeper swap between the two.

    weighting
        ``raw``: every pair counts one for each person between the two. ``partial``: one shared out among all people
        between the two, so that a pair with one way through counts more.
    engine
        ``scipy``, ``numba`` (extra ``fast``), or ``auto``: numba where it is installed and the network is large.

    Returns
    -------
    DataFrame of float, shape (n, 6), index ``person``; unit: ordered pairs.
        0 for isolates; NaN for people who did not answer, because their own ties are not known.

    Raises
    ------
    SpecError
        ``along="flow"`` where the direction was never declared.
    UnknownNameError
        No such people column.
    UsageError
        A way, weighting or engine that is not known, or ``numba`` where it is not installed.

    Notes
    -----
    People whose group is not known take part in ``total`` only. Pairs whose own cell was left open, and in a mutual
    relation pairs of whom neither answered, do not count: nobody knows whether they had a tie. Counts grow with degree
    and group sizes; silence removes paths.
    Time O(ties * mean degree): each triangle is listed once. Partial: time and memory of all two-paths, in blocks.

    References
    ----------
    Gould & Fernandez (1989), Sociological Methodology 19:89.

    Examples
    --------
    >>> import critical_sna as csna
    >>> people = pd.DataFrame({"id": ["Ana", "Bo", "Cy"], "sector": ["family", "school", "school"]})
    >>> ties = pd.DataFrame({"source": ["Bo", "Cy"], "target": ["Ana", "Bo"]})
    >>> net = csna.PartnerNetwork.from_frames(people, ties, reports="seeks_from")
    >>> csna.brokerage(net, groups="sector").loc["Bo"].to_dict()  # Ana's voice reaches Cy through Bo
    {'coordinator': 0.0, 'itinerant': 0.0, 'representative': 0.0, 'gatekeeper': 1.0, 'liaison': 0.0, 'total': 1.0}
    """
    paths = paths_along(net, along, where="brokerage")
    codes, _ = group_codes(net._people, groups, where="brokerage(groups=...)")
    if _is_partial(weighting, "brokerage"):
        counts = weighted_roles(codes, open_pairs(paths))
    else:
        counts = open_roles(paths, codes, closed_triples(paths, engine, where="brokerage(engine=...)"))
    counts = with_total(counts)
    counts[~paths.answered] = np.nan
    return pd.DataFrame(counts, index=net._people.index, columns=[*ROLES, "total"])


def _is_partial(weighting: Weighting, where: str) -> bool:
    if weighting not in ("raw", "partial"):
        raise UsageError(
            f"weighting={weighting!r} is not a way to count.",
            where=f"{where}(weighting=...)",
            mend=did_you_mean(str(weighting), ("raw", "partial")),
        )
    return weighting == "partial"


@measure(
    per="group",
    needs="answers",
    unit="ordered pairs of people",
    high="people of the second group link many pairs of the first and the third",
    cost=_COST,
    source=_SOURCE,
    takes_groups=True,
    columns=("role", "pairs"),
)
def brokerage_by_group(
    net: PartnerNetwork,
    *,
    groups: str | pd.Series,
    along: Along = "flow",
    weighting: Weighting = "raw",
    engine: Engine = "auto",
) -> pd.DataFrame:
    """Count the pairs a -> broker -> b without a tie a -> b, by the groups of the three.

    Parameters
    ----------
    net
        Network of *n* people.
    groups, along, weighting, engine
        As in ``brokerage``.

    Returns
    -------
    DataFrame, one row for each three groups with any pair between them; index ``from``, ``broker``, ``to``, sorted.
        ``role`` is the role of the broker (``unknown`` where a group is not known), ``pairs`` is how many. Three
        groups that have no row have no pair. Sums by role, and over everything, equal those of ``brokerage``:
        ``.groupby(["broker", "role"])["pairs"].sum()`` gives the totals of each group. Brokers who did not answer are
        left out, because their own ties are not known.

    Raises
    ------
    SpecError
        ``along="flow"`` where the direction was never declared.
    UnknownNameError
        No such people column.
    UsageError
        A way, weighting or engine that is not known, or ``numba`` where it is not installed.

    Notes
    -----
    Time O(ties * mean degree + people * groups squared). Larger groups have more pairs; a count is no share.

    References
    ----------
    Gould & Fernandez (1989), Sociological Methodology 19:89.

    Examples
    --------
    >>> import critical_sna as csna
    >>> people = pd.DataFrame({"id": ["Ana", "Bo", "Cy"], "sector": ["family", "school", "school"]})
    >>> ties = pd.DataFrame({"source": ["Bo", "Cy"], "target": ["Ana", "Bo"]})
    >>> net = csna.PartnerNetwork.from_frames(people, ties, reports="seeks_from")
    >>> csna.brokerage_by_group(net, groups="sector")
                                role  pairs
    from   broker to
    family school school  gatekeeper    1.0
    """
    paths = paths_along(net, along, where="brokerage_by_group")
    codes, names = group_codes(net._people, groups, where="brokerage_by_group(groups=...)")
    if _is_partial(weighting, "brokerage_by_group"):
        parts = _partial_by_group(paths, codes, len(names) + 1)
    else:
        parts = _raw_by_group(paths, codes, len(names) + 1, engine)
    keys, pairs = _added_up(parts)
    words = np.array([*names, UNKNOWN_GROUP], dtype=object)
    three = np.unravel_index(keys, (len(words),) * 3)
    role = role_of(*(np.where(code == len(names), -1, code) for code in three))
    index = pd.MultiIndex.from_arrays(
        [pd.Index(words[code], dtype="str") for code in three], names=["from", "broker", "to"]
    )
    roles = pd.Index(np.array([*ROLES, UNKNOWN_GROUP], dtype=object)[role], dtype="str")
    return pd.DataFrame({"role": roles, "pairs": pairs}, index=index).sort_index()


Part = tuple[Codes, Numbers]


def _keys(codes: Codes, size: int, a: Places, v: Places, b: Places) -> Codes:
    """Give the groups of each three as one number; the last group is that of people without one."""
    return np.ravel_multi_index(tuple(codes[who] % size for who in (a, v, b)), (size,) * 3)


def _partial_by_group(paths: Paths, codes: Codes, size: int) -> Iterator[Part]:
    for (a, v, b), between in open_pairs(paths):
        spoke = paths.answered[v]
        yield _keys(codes, size, a[spoke], v[spoke], b[spoke]), 1.0 / between[spoke]


def _raw_by_group(paths: Paths, codes: Codes, size: int, engine: Engine) -> Iterator[Part]:
    """Count all two-paths of each three groups, less the closed ones, less those of which nobody knows."""
    yield from _all_by_group(paths, codes, size, 1.0)
    for a, v, b in closed_triples(paths, engine, where="brokerage_by_group(engine=...)"):
        spoke = paths.answered[v]
        yield _keys(codes, size, a[spoke], v[spoke], b[spoke]), np.full(int(spoke.sum()), -1.0)
    if paths.reporter == "either":
        yield from _all_by_group(paths.silent_ends, codes, size, -1.0)


def _all_by_group(paths: Paths, codes: Codes, size: int, sign: float) -> Iterator[Part]:
    from scipy import sparse

    code = codes % size
    comes, goes = paths.answered[paths.targets], paths.answered[paths.sources]
    end, broker = paths.sources[comes], paths.targets[comes]
    incoming = sparse.coo_array(
        (np.ones(len(end)), (code[end] * size + code[broker], broker)), shape=(size * size, paths.n)
    ).tocsr()
    end, broker = paths.targets[goes], paths.sources[goes]
    outgoing = sparse.coo_array((np.ones(len(end)), (broker, code[end])), shape=(paths.n, size)).tocsr()
    both = (incoming @ outgoing).tocoo()
    yield both.coords[0].astype(np.int64) * size + both.coords[1], sign * both.data
    partner, broker = paths.mutual
    spoke = paths.answered[broker]
    yield _keys(codes, size, partner[spoke], broker[spoke], partner[spoke]), np.full(int(spoke.sum()), -sign)


def _added_up(parts: Iterator[Part]) -> Part:
    """Add up what stands under the same key, block by block; what comes to nothing is left out."""
    keys: Codes = np.zeros(0, dtype=np.int64)
    sums: Numbers = np.zeros(0)
    for more, values in parts:
        keys, place = np.unique(np.concatenate([keys, more]), return_inverse=True)
        both = np.concatenate([sums, values])
        sums = np.bincount(place, weights=both, minlength=len(keys)).astype(float)
    return keys[sums != 0], sums[sums != 0]
