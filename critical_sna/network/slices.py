"""New networks from one network: turned, thinned, made mutual, collapsed into organisations."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

import numpy as np
import numpy.typing as npt
import pandas as pd

from critical_sna._core.frames import UNKNOWN_GROUP, column, group_codes
from critical_sna.errors import UsageError, did_you_mean
from critical_sna.network.build import from_frames, tie_frame
from critical_sna.network.partner import PartnerNetwork

if TYPE_CHECKING:
    from scipy import sparse


def with_ties(net: PartnerNetwork, mask: npt.NDArray[np.bool_]) -> PartnerNetwork:
    """Give the network with only the ties of ``mask``; everybody stays."""
    return net._replaced(
        _ties=net._ties[mask].reset_index(drop=True), _sources=net._sources[mask], _targets=net._targets[mask]
    )


def among(net: PartnerNetwork, mask: npt.NDArray[np.bool_]) -> PartnerNetwork:
    """Give the network among the people of ``mask``."""
    place = np.cumsum(mask) - 1
    inside = mask[net._sources] & mask[net._targets]
    kept = net._people.index[mask]
    unknown = net._unknown
    unknown = unknown[unknown["source"].isin(kept) & unknown["target"].isin(kept)].reset_index(drop=True)
    return net._replaced(
        _people=net._people[mask],
        _ties=net._ties[inside].reset_index(drop=True),
        _sources=place[net._sources[inside]].astype(np.int64),
        _targets=place[net._targets[inside]].astype(np.int64),
        _unknown=unknown,
    )


def turned(net: PartnerNetwork) -> PartnerNetwork:
    """Give the network with every tie the other way round; the person named no longer is the one who reports."""
    order = np.lexsort((net._sources, net._targets))
    sources, targets = net._targets[order], net._sources[order]
    unknown = net._unknown.rename(columns={"source": "target", "target": "source"})[["source", "target"]]
    return net._replaced(
        _ties=tie_frame(net._people.index, sources, targets, net._ties["strength"].to_numpy(dtype=float)[order]),
        _sources=sources,
        _targets=targets,
        _unknown=unknown.sort_values(["source", "target"], ignore_index=True),
        reporter="target",
    )


def united(net: PartnerNetwork) -> PartnerNetwork:
    """Give the flow of a mutual relation: a tie that either end reports runs both ways."""
    both = symmetrised(net, "union")
    return both._replaced(reporter="either")


def symmetrised(
    net: PartnerNetwork, rule: Literal["union", "intersection", "mean", "min", "max"]
) -> PartnerNetwork:
    """Give the network with every tie both ways.

    ``union`` and ``max`` keep a tie that either end reports (strength: the larger), ``intersection`` and ``min``
    a tie that both report (the smaller), ``mean`` one that either reports (half of the sum). A pair that the
    rule cannot decide, because an answer it needs is missing, becomes unknown.
    """
    rules = ("union", "intersection", "mean", "min", "max")
    if rule not in rules:
        raise UsageError(
            f"rule={rule!r} is not a rule for two reports.", where="symmetrised(rule=...)", mend=did_you_mean(rule, rules)
        )
    from scipy import sparse

    given = net.adjacency
    other = sparse.csr_array(given.T)
    open_cell = _open_cells(net)
    open_pair = _pattern(open_cell + open_cell.T)
    larger, smaller = given.maximum(other), given.minimum(other)
    if rule in ("union", "max"):
        merged = larger
        undecided = _minus(open_pair, merged)
    elif rule in ("intersection", "min"):
        merged = smaller
        one_side = _minus(_pattern(larger), _pattern(smaller))
        undecided = _pattern(open_pair.multiply(_pattern(one_side)) + open_cell.multiply(sparse.csr_array(open_cell.T)))
    else:
        half = (given + other) / 2
        merged = _minus(half, open_pair, keep_values=True)
        undecided = open_pair
    merged = sparse.csr_array(merged)
    merged.eliminate_zeros()
    merged.sort_indices()
    arcs = merged.tocoo()
    rows, columns = arcs.coords[0].astype(np.int64), arcs.coords[1].astype(np.int64)
    return net._replaced(
        _ties=tie_frame(net._people.index, rows, columns, np.asarray(arcs.data, dtype=float)),
        _sources=rows,
        _targets=columns,
        _unknown=_open_frame(net, undecided),
        reports="mutual",
    )


def _open_cells(net: PartnerNetwork) -> sparse.csr_array:
    """1 in every cell (reporter, other) that is not known: all cells of the silent, open cells of the others."""
    from scipy import sparse

    n, silent = net.n_people, np.flatnonzero(~net.answered)
    rows = np.repeat(silent, n)
    columns = np.tile(np.arange(n), len(silent))
    cells = sparse.coo_array((np.ones(len(rows)), (rows, columns)), shape=(n, n)).tocsr()
    cells = _minus(cells, net.adjacency) + net.unknown_cells
    without_self = sparse.csr_array(cells - sparse.diags_array(cells.diagonal(), format="csr"))
    return _pattern(without_self)


def _pattern(matrix: sparse.sparray) -> sparse.csr_array:
    from scipy import sparse

    pattern = sparse.csr_array(matrix, copy=True)
    pattern.eliminate_zeros()
    pattern.data = np.ones_like(pattern.data)
    return pattern


def _minus(cells: sparse.sparray, taken: sparse.sparray, *, keep_values: bool = False) -> sparse.csr_array:
    """Give ``cells`` without the places that ``taken`` fills."""
    from scipy import sparse

    values = sparse.csr_array(cells) if keep_values else _pattern(cells)
    left = sparse.csr_array(values - values.multiply(_pattern(taken)))
    left.eliminate_zeros()
    return left


def _open_frame(net: PartnerNetwork, undecided: sparse.csr_array) -> pd.DataFrame:
    cells = undecided.tocoo()
    keep = net.answered[cells.coords[0]] & (cells.coords[0] != cells.coords[1])
    index = net._people.index
    frame = pd.DataFrame(
        {
            "source": pd.Series(index.take(cells.coords[0][keep]), dtype="str"),
            "target": pd.Series(index.take(cells.coords[1][keep]), dtype="str"),
        }
    )
    return frame.sort_values(["source", "target"], ignore_index=True)


def collapsed(net: PartnerNetwork, by: str, rule: Literal["union", "mean", "sum"]) -> PartnerNetwork:
    """Give the network between the groups of column ``by``.

    ``union``: strength 1 where anybody names anybody; ``sum``: all strengths added; ``mean``: added strengths over
    the pairs that were observed. An organisation answered where at least one member did; people without one
    form ``unknown``. Attributes that never vary inside a group are kept, and ``members`` counts people.
    """
    rules = ("union", "mean", "sum")
    if rule not in rules:
        raise UsageError(f"rule={rule!r} is not known.", where="collapse(rule=...)", mend=did_you_mean(rule, rules))
    column(net._people, by, what="people", where="collapse(by=...)")
    codes, names = group_codes(net._people, by, where="collapse(by=...)")
    labels = np.array([*names, UNKNOWN_GROUP], dtype=object)[codes]
    members = pd.Series(labels).value_counts()
    grouped = net._people.assign(_group=labels).groupby("_group", sort=True)
    people = pd.DataFrame(index=pd.Index(sorted(members.index), dtype="str"))
    answered = pd.Series(net.answered, index=labels).groupby(level=0).any()
    asked = pd.Series(net.asked, index=labels).groupby(level=0).any()
    people["status"] = np.where(answered.reindex(people.index), "respondent", "named_only")
    people["asked"] = np.where(asked.reindex(people.index), "yes", "no")
    people["members"] = members.reindex(people.index)
    for name in net._people.columns.difference(["status", "asked", by, "members"], sort=False):
        if bool((grouped[name].nunique(dropna=False) <= 1).all()):
            people[name] = grouped[name].first().reindex(people.index)
    ends = pd.DataFrame(
        {
            "source": labels[net._sources],
            "target": labels[net._targets],
            "strength": net._ties["strength"].to_numpy(dtype=float),
        }
    )
    strength = ends.groupby(["source", "target"], sort=True)["strength"].sum().reset_index()
    if rule == "union":
        strength["strength"] = 1.0
    elif rule == "mean":
        strength["strength"] /= _observed_between(net, labels, strength)
    turned_round = from_frames(
        people,
        strength,
        reports=net.reports,
        relation=net.relation,
        wave=net.wave,
        question=net.question,
        positionality={k: v for k, v in net.positionality.items() if k in people.columns},
        holds=dict(net.holds),
    )
    return turned_round._replaced(reporter=net.reporter, status_given=net.status_given)


def _observed_between(net: PartnerNetwork, labels: npt.NDArray[np.object_], pairs: pd.DataFrame) -> pd.Series:
    """Count the pairs between two groups whose cell is known (at least the ties that were reported)."""
    size = pd.Series(labels).value_counts()
    silent_end = labels[~net.answered]
    reporters = size.sub(pd.Series(silent_end).value_counts(), fill_value=0)
    who, whom = ("target", "source") if net.reporter == "target" else ("source", "target")
    base = size if net.reporter == "either" else reporters
    possible = pairs[who].map(base).to_numpy(dtype=float) * pairs[whom].map(size).to_numpy(dtype=float)
    place = dict(zip(net._people.index, labels, strict=True))
    open_cells = net._unknown.assign(source=net._unknown["source"].map(place), target=net._unknown["target"].map(place))
    gone = open_cells.groupby(["source", "target"]).size()
    keys = pd.MultiIndex.from_frame(pairs[["source", "target"]])
    return pd.Series(np.maximum(possible - gone.reindex(keys, fill_value=0).to_numpy(dtype=float), 1.0))
