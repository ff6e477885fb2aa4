"""Several relations among the same people: how far they overlap, and which combinations tie people."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import combinations
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
import numpy.typing as npt
import pandas as pd

from critical_sna._core.cells import cells_hold
from critical_sna._core.frames import UNKNOWN_GROUP, group_codes
from critical_sna.errors import DataError, UsageError, WrongTypeError
from critical_sna.network.accept import as_network
from critical_sna.network.partner import PartnerNetwork

if TYPE_CHECKING:
    from critical_sna.network.accept import NetworkLike

Cells = npt.NDArray[np.int64]

EVERYBODY = "everybody"
"""The group of all people where no groups are given."""

_MOST_RELATIONS = 12


def multiplexity(
    networks: Mapping[str, NetworkLike], *, groups: str | pd.Series | None = None, use_strength: bool = False
) -> pd.DataFrame:
    """Compare each two relations among the same people, over the pairs observed in both.

    Parameters
    ----------
    networks
        Relation -> network; at least two, all of the same people.
    groups
        A people column (of the first network), or a Series on the same people: compare by the groups of who names and
        who is named. Left out, over everybody.
    use_strength
        Correlate strengths instead of ties that are there or not.

    Returns
    -------
    DataFrame, one row for each two relations (index ``relation``, ``other``, in the order given), and with groups for
    each ordered pair of them (``who_names``, ``who_is_named``), with ``both`` and ``either``, ties in both or in at
    least one; ``jaccard`` = both / either; ``overlap`` = both / ties of the relation that has fewer; ``correlation``,
    Pearson's r over all ordered pairs of different people, a pair without a tie being 0; ``observed`` and
    ``not_observed``, pairs. NaN where no pair is tied, ``correlation`` also where one of the two does not vary. People
    whose group is not known form the group ``unknown``, last.

    Raises
    ------
    UsageError
        Fewer than two relations, or more than twelve.
    DataError
        Relations of different people.
    UnknownNameError
        No such people column.

    Notes
    -----
    Along reports, also for ``net.flow()``: who names whom in one relation is compared with who names whom in the other,
    whichever way voice travels. A correlation says nothing about chance. Time O(relations squared * ties).

    References
    ----------
    Wasserman & Faust (1994), Social Network Analysis, section 3.1; Krackhardt (1988), Social Networks 10:359.

    Examples
    --------
    >>> import critical_sna as csna
    >>> people = pd.DataFrame({"id": ["Ana", "Bo", "Cy"]})
    >>> asks, meets = (
    ...     csna.PartnerNetwork.from_frames(people, pd.DataFrame(ties, columns=["source", "target"]))
    ...     for ties in ([("Ana", "Bo"), ("Bo", "Cy")], [("Ana", "Bo"), ("Cy", "Bo")])
    ... )
    >>> csna.multiplexity({"asks": asks, "meets": meets}).round(2).loc[("asks", "meets")].head(5).to_dict()
    {'both': 1.0, 'either': 3.0, 'jaccard': 0.33, 'overlap': 0.5, 'correlation': 0.25}
    """
    nets = _same_people(networks, "multiplexity(networks)")
    codes, names = _groups_of(next(iter(nets.values())), groups, where="multiplexity(groups=...)")
    size = np.bincount(codes, minlength=len(names))
    possible = np.outer(size, size) - np.diag(size)
    rows = {}
    for first, second in combinations(nets, 2):
        pair = (nets[first], nets[second])
        observed = _observed_in_all(pair, codes, len(names))
        for (g, h), tied in _by_groups(_tied(pair), codes, len(names)):
            seen = int(observed[g, h])
            measured = [*_overlap(tied), _correlation(tied, seen, use_strength=use_strength)]
            rows[first, second, names[g], names[h]] = [*measured, seen, int(possible[g, h]) - seen]
    index = pd.MultiIndex.from_tuples(list(rows), names=["relation", "other", "who_names", "who_is_named"])
    columns = ["both", "either", "jaccard", "overlap", "correlation", "observed", "not_observed"]
    table = pd.DataFrame(list(rows.values()), index=index, columns=columns)
    return table.droplevel([2, 3]) if groups is None else table


def _by_groups(tied: Tied, codes: Cells, g: int) -> Iterator[tuple[tuple[int, int], Tied]]:
    """Part what is tied by the groups of who names and who is named."""
    cell = codes[tied.rows] * g + codes[tied.columns]
    order = np.argsort(cell, kind="stable")
    ends = np.searchsorted(cell[order], np.arange(g * g + 1))
    for place in range(g * g):
        part = order[ends[place] : ends[place + 1]]
        yield divmod(place, g), Tied(tied.rows[part], tied.columns[part], tied.strengths[part])


def tie_bundles(networks: Mapping[str, NetworkLike], *, groups: str | pd.Series | None = None) -> pd.DataFrame:
    """Count which combinations of relations tie people, by the groups of who names and who is named.

    Parameters
    ----------
    networks
        Relation -> network; at least two, all of the same people.
    groups
        A people column (of the first network), or a Series on the same people; left out, all are ``everybody``.

    Returns
    -------
    DataFrame, one row for each ordered pair of groups and each combination seen anywhere (index ``who_names``,
    ``who_is_named``, ``bundle``; a bundle reads ``asks + meets``, relations in the order given), with ``pairs`` tied in
    exactly these relations; ``share`` of all tied pairs between the two groups (NaN where there is none); ``observed``
    and ``not_observed``: pairs between the two groups that were, and were not, observed in every relation. Only the
    observed count. People whose group is not known form the group ``unknown``, last.

    Raises
    ------
    UsageError
        Fewer than two relations, or more than twelve.
    DataError
        Relations of different people.
    UnknownNameError
        No such people column.

    Notes
    -----
    Adding relations up would hide that one group has only information ties and another decision ties. Along reports,
    also for ``net.flow()``. Time O(relations * ties).

    References
    ----------
    Wasserman & Faust (1994), Social Network Analysis, section 3.1.

    Examples
    --------
    >>> import critical_sna as csna
    >>> people = pd.DataFrame({"id": ["Ana", "Bo", "Cy"]})
    >>> asks, meets = (
    ...     csna.PartnerNetwork.from_frames(people, pd.DataFrame(ties, columns=["source", "target"]))
    ...     for ties in ([("Ana", "Bo"), ("Bo", "Cy")], [("Ana", "Bo"), ("Cy", "Bo")])
    ... )
    >>> csna.tie_bundles({"asks": asks, "meets": meets})["pairs"].droplevel([0, 1]).to_dict()
    {'asks': 1, 'meets': 1, 'asks + meets': 1}
    """
    nets = _same_people(networks, "tie_bundles(networks)")
    chosen = tuple(nets.values())
    codes, names = _groups_of(chosen[0], groups, where="tie_bundles(groups=...)")
    g = len(names)
    tied = _tied(chosen)
    bits = (tied.strengths > 0) @ (1 << np.arange(len(nets)))
    kinds = sorted({int(b) for b in bits}, key=lambda b: (b.bit_count(), [-(b >> k & 1) for k in range(len(nets))]))
    place = np.zeros(1 << len(nets), dtype=np.int64)
    place[kinds] = np.arange(len(kinds))
    flat = (codes[tied.rows] * g + codes[tied.columns]) * len(kinds) + place[bits]
    counts = np.bincount(flat, minlength=g * g * len(kinds)).reshape(g, g, len(kinds))
    observed = _observed_in_all(chosen, codes, g)
    size = np.bincount(codes, minlength=g)
    possible = np.outer(size, size) - np.diag(size)
    index = pd.MultiIndex.from_product(
        [pd.Index(names, dtype="str")] * 2 + [pd.Index([_bundle(b, list(nets)) for b in kinds], dtype="str")],
        names=["who_names", "who_is_named", "bundle"],
    )
    totals = counts.sum(axis=2, keepdims=True)
    share = np.divide(counts, totals, out=np.full(counts.shape, np.nan), where=totals > 0)
    table = pd.DataFrame({"pairs": counts.ravel(), "share": share.ravel()}, index=index)
    table["observed"] = np.repeat(observed.ravel(), len(kinds))
    table["not_observed"] = np.repeat((possible - observed).ravel(), len(kinds))
    return table


class Tied(NamedTuple):
    """Pairs observed in all of some relations and tied in at least one: strengths, 0 for no tie (pairs x relations)."""

    rows: Cells
    columns: Cells
    strengths: npt.NDArray[np.float64]


def _same_people(networks: Mapping[str, NetworkLike], where: str) -> dict[str, PartnerNetwork]:
    """Give the networks along reports, checked to be of the same people."""
    if not isinstance(networks, Mapping):
        raise WrongTypeError(
            f"networks must be a dict of relation -> network, not {type(networks).__name__}.",
            where=where,
            mend="for instance {'advice': advice, 'trust': trust}",
        )
    if not 2 <= len(networks) <= _MOST_RELATIONS:
        raise UsageError(
            f"{len(networks)} relations cannot be compared.", where=where, mend=f"give 2 to {_MOST_RELATIONS} networks"
        )
    nets = {str(name): as_network(net, where=f"{where}[{name!r}]").as_asked() for name, net in networks.items()}
    (first, one), *others = nets.items()
    for name, other in others:
        if not other._people.index.equals(one._people.index):
            alone = len(one._people.index.symmetric_difference(other._people.index))
            raise DataError(
                f"The relations {first!r} and {name!r} are not of the same people: {alone} are in one of them only.",
                where=where,
                mend="build both from the same people table, or keep those in both: net.keep(people)",
            )
    return nets


def _groups_of(net: PartnerNetwork, groups: str | pd.Series | None, *, where: str) -> tuple[Cells, list[str]]:
    if groups is None:
        return np.zeros(net.n_people, dtype=np.int64), [EVERYBODY]
    codes, names = group_codes(net._people, groups, where=where)
    if (codes < 0).any():
        return np.where(codes < 0, len(names), codes), [*names, UNKNOWN_GROUP]
    return codes, list(names)


def _bundle(bits: int, relations: list[str]) -> str:
    """Name a combination; a relation whose own name holds a plus is quoted."""
    return " + ".join(repr(r) if " + " in r else r for k, r in enumerate(relations) if bits >> k & 1)


def _tied(nets: tuple[PartnerNetwork, ...]) -> Tied:
    """Collect the pairs tied in at least one relation, of those observed in all."""
    n = max(nets[0].n_people, 1)
    own = [net.arcs[0] * n + net.arcs[1] for net in nets]
    cells = np.unique(np.concatenate(own))
    rows, columns = cells // n, cells % n
    observed = np.ones(len(cells), dtype=bool)
    for net in nets:
        observed &= _cell_observed(net, rows, columns)
    strengths = np.zeros((len(cells), len(nets)))
    for k, net in enumerate(nets):
        strengths[np.searchsorted(cells, own[k]), k] = net._strengths
    return Tied(rows[observed], columns[observed], strengths[observed])


def _cell_observed(net: PartnerNetwork, rows: Cells, columns: Cells) -> npt.NDArray[np.bool_]:
    spoke = net.answered
    told = spoke[rows] | spoke[columns] if net.reporter == "either" else spoke[rows]
    return np.asarray(told & ~cells_hold(net.unknown_cells, rows, columns))


def _observed_in_all(nets: tuple[PartnerNetwork, ...], codes: Cells, g: int) -> Cells:
    """Count the ordered pairs between groups whose cell was observed in every relation.

    People are sorted into the few classes that answered the same relations, and pairs of classes are counted.
    """
    answers = np.column_stack([codes, *(net.answered for net in nets)])
    kinds, kind = np.unique(answers, axis=0, return_inverse=True)
    size = np.bincount(kind.ravel(), minlength=len(kinds))
    pairs = np.outer(size, size) - np.diag(size)
    for k, net in enumerate(nets, start=1):
        spoke = kinds[:, k].astype(bool)
        pairs = pairs * (spoke[:, None] | spoke[None, :] if net.reporter == "either" else spoke[:, None])
    counts = np.zeros((g, g), dtype=np.int64)
    np.add.at(counts, (kinds[:, None, 0], kinds[None, :, 0]), pairs)
    rows, columns = _left_open(nets)
    np.subtract.at(counts, (codes[rows], codes[columns]), 1)
    return counts


def _left_open(nets: tuple[PartnerNetwork, ...]) -> tuple[Cells, Cells]:
    """Give the cells left open in at least one relation that would else have been observed in all."""
    n = max(nets[0].n_people, 1)
    blank = [net.unknown_cells.tocoo().coords for net in nets]
    cells = np.unique(np.concatenate([rows.astype(np.int64) * n + columns for rows, columns in blank]))
    rows, columns = cells // n, cells % n
    told = np.ones(len(cells), dtype=bool)
    for net in nets:
        spoke = net.answered
        told &= spoke[rows] | spoke[columns] if net.reporter == "either" else spoke[rows]
    return rows[told], columns[told]


def _overlap(tied: Tied) -> Iterator[float]:
    """Give ties in both, in either, Jaccard and overlap of two relations."""
    there = tied.strengths > 0
    both, either, fewer = int(there.all(axis=1).sum()), len(there), int(there.sum(axis=0).min())
    yield from (both, either)
    yield both / either if either else float("nan")
    yield both / fewer if fewer else float("nan")


def _correlation(tied: Tied, observed: int, *, use_strength: bool) -> float:
    """Correlate two relations over all observed pairs, of which those tied in neither are 0 in both."""
    values = tied.strengths if use_strength else (tied.strengths > 0).astype(float)
    untied = observed - len(values)
    smallest = np.minimum(values.min(axis=0, initial=np.inf), 0.0 if untied else np.inf)
    largest = values.max(axis=0, initial=0.0)
    if not (smallest < largest).all():
        return float("nan")
    values = values / largest
    means = values.sum(axis=0) / observed
    a, b = (values - means).T
    spread = [float(side @ side + untied * mean**2) for side, mean in zip((a, b), means, strict=True)]
    return float((a @ b + untied * means[0] * means[1]) / np.sqrt(spread[0]) / np.sqrt(spread[1]))
