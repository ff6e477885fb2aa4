"""New networks from one network: turned, thinned, made mutual, collapsed into organisations."""

from __future__ import annotations

from typing import Any, Literal

import numpy as np
import numpy.typing as npt
import pandas as pd

from critical_sna._core.cells import cells_hold
from critical_sna._core.frames import UNKNOWN_GROUP, column, group_codes
from critical_sna.errors import UsageError, did_you_mean
from critical_sna.network.build import from_frames, tie_frame
from critical_sna.network.partner import PartnerNetwork


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
    """Give the network with every tie the other way round; who reports stays the same person."""
    order = np.lexsort((net._sources, net._targets))
    sources, targets = net._targets[order], net._sources[order]
    unknown = net._unknown.rename(columns={"source": "target", "target": "source"})[["source", "target"]]
    return net._replaced(
        _ties=tie_frame(net._people.index, sources, targets, net._ties["strength"].to_numpy(dtype=float)[order]),
        _sources=sources,
        _targets=targets,
        _unknown=unknown.sort_values(["source", "target"], ignore_index=True),
        reporter="source" if net.reporter == "target" else "target",
    )


def symmetrised(net: PartnerNetwork, rule: Literal["union", "intersection", "mean", "min", "max"]) -> PartnerNetwork:
    """Give the network with every tie both ways.

    ``union`` and ``max`` keep a tie that either end reports (strength: the larger), ``intersection`` and ``min`` a tie
    that both report (the smaller), ``mean`` one that either reports (the mean of both). Where only one of the two
    reports is known, ``union``, ``max`` and ``mean`` go by that one; ``intersection`` and ``min`` need both, unless the
    known one says that there is no tie. What cannot be decided becomes unknown.
    """
    rules = ("union", "intersection", "mean", "min", "max")
    if rule not in rules:
        raise UsageError(
            f"rule={rule!r} is not a rule for two reports.",
            where="symmetrised(rule=...)",
            mend=did_you_mean(rule, rules),
        )
    rows, columns = _pairs_to_decide(net)
    here, here_known = _report(net, rows, columns)
    there, there_known = _report(net, columns, rows)
    known = here_known.astype(float) + there_known
    if rule in ("union", "max"):
        strength, decided = np.maximum(here, there), known > 0
    elif rule in ("intersection", "min"):
        strength = np.minimum(here, there)
        decided = (known == 2) | ((known == 1) & (np.maximum(here, there) == 0))
    else:
        strength, decided = here / np.maximum(known, 1) + there / np.maximum(known, 1), known > 0
    tie = decided & (strength > 0)
    told = ~decided & (net.answered[rows] | net.answered[columns])
    index = net._people.index
    return net._replaced(
        _ties=tie_frame(index, rows[tie], columns[tie], strength[tie]),
        _sources=rows[tie],
        _targets=columns[tie],
        _unknown=tie_frame(index, rows[told], columns[told], strength[told])[["source", "target"]],
        reports="mutual",
        reporter="either",
    )


def _pairs_to_decide(net: PartnerNetwork) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.int64]]:
    """Give both directions of every pair in which somebody reported a tie or left the cell open, sorted."""
    n = max(net.n_people, 1)
    sources, targets = net.arcs
    open_rows, open_columns = (c.astype(np.int64) for c in net.unknown_cells.tocoo().coords)
    keys = np.sort(
        np.concatenate(
            [sources * n + targets, targets * n + sources, open_rows * n + open_columns, open_columns * n + open_rows]
        )
    )
    keys = keys[np.diff(keys, prepend=-1) > 0]
    return keys // n, keys % n


def _report(
    net: PartnerNetwork, rows: npt.NDArray[np.int64], columns: npt.NDArray[np.int64]
) -> tuple[npt.NDArray[np.float64], npt.NDArray[np.bool_]]:
    """Give the strength that each row's person reported of column's (0 for none), and whether the report is known."""
    n = max(net.n_people, 1)
    stored = net.arcs[0] * n + net.arcs[1]
    wanted = rows * n + columns
    place = np.minimum(np.searchsorted(stored, wanted), max(len(stored) - 1, 0))
    tied = stored[place] == wanted if len(stored) else np.zeros(len(wanted), dtype=bool)
    strength = np.zeros(len(wanted))
    strength[tied] = net._ties["strength"].to_numpy(dtype=float)[place[tied]]
    left_open = cells_hold(net.unknown_cells, rows, columns)
    return strength, tied | (net.answered[rows] & ~left_open)


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
        if not _varies(grouped[name]):
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


def _varies(values: pd.api.typing.SeriesGroupBy[Any, Any]) -> bool:  # Any: an attribute of any type
    """Say whether an attribute takes several values inside some group."""
    kinds = values.nunique(dropna=False)
    return bool((kinds > 1).any())


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
