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
    return net._replaced(_strengths=net._strengths[mask], _sources=net._sources[mask], _targets=net._targets[mask])


def among(net: PartnerNetwork, mask: npt.NDArray[np.bool_]) -> PartnerNetwork:
    """Give the network among the people of ``mask``."""
    place = np.cumsum(mask) - 1
    inside = mask[net._sources] & mask[net._targets]
    kept = net._people.index[mask]
    unknown = net._unknown
    unknown = unknown[unknown["source"].isin(kept) & unknown["target"].isin(kept)].reset_index(drop=True)
    return net._replaced(
        _people=net._people[mask],
        _strengths=net._strengths[inside],
        _sources=place[net._sources[inside]].astype(np.int64),
        _targets=place[net._targets[inside]].astype(np.int64),
        _unknown=unknown,
        _capped=net._capped[net._capped.isin(kept)],
    )


def turned(net: PartnerNetwork) -> PartnerNetwork:
    """Give the network with every tie the other way round; who reports stays the same person."""
    order = np.lexsort((net._sources, net._targets))
    sources, targets = net._targets[order], net._sources[order]
    unknown = net._unknown.rename(columns={"source": "target", "target": "source"})[["source", "target"]]
    return net._replaced(
        _strengths=net._strengths[order],
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
    net = net.as_asked()
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
        _strengths=strength[tie],
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
    strength[tied] = net._strengths[place[tied]]
    left_open = cells_hold(net.unknown_cells, rows, columns)
    return strength, tied | (net.answered[rows] & ~left_open)


def collapsed(net: PartnerNetwork, by: str, rule: Literal["union", "mean", "sum"]) -> PartnerNetwork:
    """Give the network between the groups of column ``by``.

    ``union``: strength 1 where anybody names anybody; ``sum``: all strengths added; ``mean``: added strengths over
    the pairs that were observed. An organisation answered where at least one member did. A pair of organisations
    without a tie is unknown unless every cell between them was observed; it is capped where a member is. People
    without an organisation form ``unknown``. Attributes that never vary inside a group are kept, and ``members``
    counts people.
    """
    rules = ("union", "mean", "sum")
    if rule not in rules:
        raise UsageError(f"rule={rule!r} is not known.", where="collapse(rule=...)", mend=did_you_mean(rule, rules))
    if net.reporter == "target":
        return turned(collapsed(net.as_asked(), by, rule))
    column(net._people, by, what="people", where="collapse(by=...)")
    codes, names = group_codes(net._people, by, where="collapse(by=...)")
    names = (*names, UNKNOWN_GROUP) if (codes < 0).any() else names
    codes = np.where(codes < 0, len(names) - 1, codes)
    observed, possible = cells_between(net, codes, len(names))
    strength = np.zeros((len(names), len(names)))
    np.add.at(strength, (codes[net._sources], codes[net._targets]), net._strengths)
    inside = int((strength.diagonal() > 0).sum())
    np.fill_diagonal(strength, 0.0)
    rows, columns = np.nonzero(strength)
    values = strength[rows, columns]
    if rule == "union":
        values = np.ones(len(values))
    elif rule == "mean":
        values = values / np.maximum(observed[rows, columns], 1)
    open_pairs = np.argwhere((strength == 0) & (observed < possible) & ~np.eye(len(names), dtype=bool))
    index = np.array(names, dtype=object)
    between = from_frames(
        _organisations(net, by, codes, names),
        pd.DataFrame({"source": index[rows], "target": index[columns], "strength": values}),
        reports=net.reports,
        relation=net.relation,
        wave=net.wave,
        question=net.question,
        unknown=pd.DataFrame({"source": index[open_pairs[:, 0]], "target": index[open_pairs[:, 1]]}),
        capped=index[np.unique(codes[net._people.index.get_indexer(net._capped)])],
        positionality=net.positionality,
        holds=net.holds,
    )
    return between._replaced(reporter=net.reporter, status_given=net.status_given, self_ties_dropped=inside)


def _organisations(net: PartnerNetwork, by: str, codes: npt.NDArray[np.int64], names: tuple[str, ...]) -> pd.DataFrame:
    size = np.bincount(codes, minlength=len(names))
    answered = np.bincount(codes[net.answered], minlength=len(names)) > 0
    asked = np.bincount(codes[net.asked], minlength=len(names)) > 0
    people = pd.DataFrame(
        {
            "status": np.where(answered, "respondent", "named_only"),
            "asked": np.where(asked, "yes", "no"),
            "members": size,
        },
        index=pd.Index(names, dtype="str"),
    )
    grouped = net._people.groupby(codes, sort=True)
    for name in net._people.columns.difference(["status", "asked", by, "members"], sort=False):
        if not _varies(grouped[name]):
            people[name] = grouped[name].first().to_numpy()
    return people


def _varies(values: pd.api.typing.SeriesGroupBy[Any, Any]) -> bool:  # Any: an attribute of any type
    """Say whether an attribute takes several values inside some group."""
    kinds = values.nunique(dropna=False)
    return bool((kinds > 1).any())


def cells_between(
    net: PartnerNetwork, codes: npt.NDArray[np.int64], n_groups: int
) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.int64]]:
    """Count the cells between groups: those observed, and all there are (rows source, columns target)."""
    size = np.bincount(codes, minlength=n_groups)
    spoke = np.bincount(codes[net.answered], minlength=n_groups)
    possible = np.outer(size, size) - np.diag(size)
    if net.reporter == "source":
        observed = np.outer(spoke, size) - np.diag(spoke)
    elif net.reporter == "target":
        observed = np.outer(size, spoke) - np.diag(spoke)
    else:
        silent = size - spoke
        observed = possible - np.outer(silent, silent) + np.diag(silent)
    rows, columns = net.unknown_cells.tocoo().coords
    left_open = np.bincount(codes[rows] * n_groups + codes[columns], minlength=n_groups * n_groups)
    return (observed - left_open.reshape(n_groups, n_groups)).astype(np.int64), possible.astype(np.int64)
