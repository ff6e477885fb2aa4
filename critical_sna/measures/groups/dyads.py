"""Pairs of people by group: who name each other, one the other, or neither, and which ties are returned."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import pandas as pd

from critical_sna._core.frames import group_codes
from critical_sna.measures.groups.mixing import (
    Codes,
    both_ways,
    cross,
    pairs_observed,
    pairs_of,
    tied_pairs,
    with_unknown,
)
from critical_sna.network.catalogue import measure
from critical_sna.network.partner import PartnerNetwork


@measure(
    per="group",
    needs="answers",
    unit="pairs of people",
    high="depends on the column",
    cost="O(n + ties)",
    source="Wasserman & Faust (1994), Social Network Analysis, section 13.1",
    takes_groups=True,
    columns=("mutual", "asymmetric", "null", "unknown"),
)
def dyads_by_group(net: PartnerNetwork, *, groups: str | pd.Series) -> pd.DataFrame:
    """Count, between each two groups, the pairs of people who name each other, one the other, or neither.

    Returns
    -------
    DataFrame of int, one row for each ordered pair of groups (index ``who_names``, ``who_is_named``); unit: pairs.
        ``mutual``; ``asymmetric``: somebody of the first group names somebody of the second and is not named back;
        ``null``; ``unknown``: pairs that were not observed both ways. All but ``asymmetric`` are the same both ways
        round; a pair inside a group counts once. People whose group is not known form the group ``unknown``, last.

    Raises
    ------
    UnknownNameError
        No such people column.

    Notes
    -----
    Along reports, also for ``net.flow()``. Time O(n + ties + groups squared).

    References
    ----------
    Wasserman & Faust (1994), Social Network Analysis, section 13.1.

    Examples
    --------
    >>> import critical_sna as csna
    >>> people = pd.DataFrame({"id": ["Ana", "Bo", "Cy"], "sector": ["family", "school", "school"]})
    >>> ties = pd.DataFrame({"source": ["Bo", "Cy", "Bo"], "target": ["Ana", "Bo", "Cy"]})
    >>> net = csna.PartnerNetwork.from_frames(people, ties)
    >>> csna.dyads_by_group(net, groups="sector").loc[("school", "family")].to_dict()
    {'mutual': 0, 'asymmetric': 1, 'null': 1, 'unknown': 0}
    """
    net = net.as_asked()
    codes, names = with_unknown(*group_codes(net._people, groups, where="dyads_by_group(groups=...)"))
    mutual, one_way, observed, size = _dyads(net, codes, len(names))
    null = observed - mutual - one_way - one_way.T + np.diag(np.diag(one_way))
    columns = {"mutual": mutual, "asymmetric": one_way, "null": null, "unknown": pairs_of(size) - observed}
    return pd.DataFrame({name: table.ravel() for name, table in columns.items()}, index=_group_pairs(names))


def _dyads(net: PartnerNetwork, codes: Codes, g: int) -> tuple[npt.NDArray[np.int64], ...]:
    """Count mutual pairs (both ways round), one-way pairs (first names second), observed pairs, and people."""
    a, b, mutual, known = tied_pairs(net)
    both, one = known & mutual, known & ~mutual
    return (
        both_ways(cross(codes, a[both], b[both], g)),
        cross(codes, a[one], b[one], g),
        pairs_observed(net, codes, g),
        np.bincount(codes, minlength=g).astype(np.int64),
    )


def _group_pairs(names: list[str]) -> pd.MultiIndex:
    level = pd.Index(names, dtype="str")
    return pd.MultiIndex.from_product([level, level], names=["who_names", "who_is_named"])


@measure(
    per="group",
    needs="answers",
    unit="0 to 1",
    high="those whom the first group names in the second name them back",
    cost="O(n + ties)",
    source="Wasserman & Faust (1994), Social Network Analysis, section 13.2",
    takes_groups=True,
    columns=("ties", "decided", "returned", "share", "expected", "unreturned"),
)
def reciprocity_by_group(net: PartnerNetwork, *, groups: str | pd.Series) -> pd.DataFrame:
    """Give, for each two groups, the share of ties from the first to the second that are returned.

    Returns
    -------
    DataFrame of float, one row for each ordered pair of groups (index ``who_names``, ``who_is_named``).
        ``ties`` reported; ``decided``: those whose pair was observed both ways; ``returned`` among them; ``share`` =
        returned / decided; ``expected``: the share if naming had nothing to do with being named, which is how often
        the second group names the first in the pairs observed; ``unreturned`` = 1 - share, the status asymmetry:
        "we ask them, they do not ask us". NaN where no tie is decided, ``expected`` where no pair was observed.
        People whose group is not known form the group ``unknown``, last.

    Raises
    ------
    UnknownNameError
        No such people column.

    Notes
    -----
    Along reports, also for ``net.flow()``. A cap on choices lowers shares, most where many are named.
    Time O(n + ties + groups squared).

    References
    ----------
    Wasserman & Faust (1994), Social Network Analysis, section 13.2.

    Examples
    --------
    >>> import critical_sna as csna
    >>> people = pd.DataFrame({"id": ["Ana", "Bo", "Cy"], "sector": ["family", "school", "school"]})
    >>> ties = pd.DataFrame({"source": ["Bo", "Cy", "Ana"], "target": ["Ana", "Ana", "Bo"]})
    >>> net = csna.PartnerNetwork.from_frames(people, ties)
    >>> csna.reciprocity_by_group(net, groups="sector").loc[("school", "family")].to_dict()
    {'ties': 2.0, 'decided': 2.0, 'returned': 1.0, 'share': 0.5, 'expected': 0.5, 'unreturned': 0.5}
    """
    net = net.as_asked()
    codes, names = with_unknown(*group_codes(net._people, groups, where="reciprocity_by_group(groups=...)"))
    mutual, one_way, observed, _ = _dyads(net, codes, len(names))
    returned = mutual + np.diag(np.diag(mutual))  # inside a group both ties of a mutual pair are returned
    decided = returned + one_way
    chances = observed + np.diag(np.diag(observed))
    with np.errstate(invalid="ignore", divide="ignore"):
        share, expected = returned / decided, decided.T / chances
    columns = {
        "ties": cross(codes, *net.arcs, len(names)),
        "decided": decided,
        "returned": returned,
        "share": share,
        "expected": expected,
        "unreturned": 1 - share,
    }
    return pd.DataFrame({name: table.ravel() for name, table in columns.items()}, index=_group_pairs(names)).astype(
        float
    )
