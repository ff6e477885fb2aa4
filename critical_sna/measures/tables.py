"""Several measures side by side, and the list of all there are."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

import pandas as pd

from critical_sna.errors import UsageError
from critical_sna.network.accept import as_network
from critical_sna.network.catalogue import Measure, catalogue, find
from critical_sna.network.partner import PartnerNetwork

if TYPE_CHECKING:
    from critical_sna.network.accept import NetworkLike

USUAL = ("in_degree", "out_degree", "betweenness", "closeness", "harmonic", "pagerank", "coreness", "constraint")


def list_measures() -> pd.DataFrame:
    """List every measure with what it needs, means and costs.

    Returns
    -------
    DataFrame, index ``measure`` (sorted), columns ``per`` (person, group or network), ``needs``
    (nominations: known also for people who did not answer; answers: NaN for them), ``unit``, ``high``, ``cost``,
    ``source``, ``takes_groups``.
    """
    rows = {
        name: {key: getattr(m, key) for key in ("per", "needs", "unit", "high", "cost", "source", "takes_groups")}
        for name, m in catalogue().items()
    }
    return pd.DataFrame.from_dict(rows, orient="index").rename_axis("measure")


def measure_table(net: NetworkLike, names: Iterable[str], *, groups: str | None = None) -> pd.DataFrame:
    """Put measures of each person side by side.

    Parameters
    ----------
    net
        Network of *n* people, or what stands for one (a networkx or igraph graph, a DataFrame of ties).
    names
        Names from ``list_measures()`` whose ``per`` is ``person``.
    groups
        A people column, for measures that take groups.

    Returns
    -------
    DataFrame, shape (n, columns), index ``person``. A measure with several columns gives ``measure_column``.

    Raises
    ------
    UnknownNameError
        No such measure.
    UsageError
        A measure that has no value per person, or that needs ``groups`` where none are given.
    """
    if isinstance(names, str):
        raise UsageError("Measures are given as a list of names.", where="measure_table(names)", mend=f"[{names!r}]")
    known = as_network(net, where="measure_table(net)")
    parts = [_of(find(name), known, groups) for name in names]
    return pd.concat([pd.DataFrame(index=known._people.index), *parts], axis=1)


def _of(entry: Measure, net: PartnerNetwork, groups: str | None) -> pd.DataFrame:
    if entry.per != "person":
        raise UsageError(
            f"{entry.name} has no value for each person, but for each {entry.per}.",
            where="measure_table(names)",
            mend=f"call csna.{entry.name}(net, ...) on its own",
        )
    if entry.takes_groups and groups is None:
        raise UsageError(f"{entry.name} needs groups.", where="measure_table(groups=...)", mend="name a people column")
    result = entry.function(net, groups=groups) if entry.takes_groups else entry.function(net)
    if isinstance(result, pd.Series):
        return result.to_frame()
    table: pd.DataFrame = result.add_prefix(f"{entry.name}_")
    return table


def centrality(net: NetworkLike) -> pd.DataFrame:
    """Give the usual bundle: degrees, betweenness, closeness, harmonic, PageRank, coreness, constraint.

    Returns
    -------
    DataFrame of float, index ``person``; columns named as the measures, whose docstrings say what isolates and
    people who did not answer get.
    """
    return measure_table(net, USUAL)
