"""Any measure by any groups and their intersections, small groups hidden."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal

import numpy as np
import numpy.typing as npt
import pandas as pd

from critical_sna._core import limits
from critical_sna._core.frames import UNKNOWN_GROUP, column, labels_of
from critical_sna.equity.numbers import numbers_of
from critical_sna.equity.withhold import rows_to_hide
from critical_sna.errors import DataError, UnknownNameError, UsageError, did_you_mean
from critical_sna.network.partner import PartnerNetwork

Stat = Literal["mean", "median", "sum", "share"]
STATS = ("mean", "median", "sum", "share")
By = str | Sequence[str] | pd.Series | pd.DataFrame
JOIN = " × "


@dataclass(frozen=True, eq=False, repr=False)
class Disaggregation:
    """A measure by group: ``overall``, ``by_group``, ``n``, ``withheld``, ``difference()`` and ``ratio()``.

    For a Series ``overall`` is a float, ``by_group`` and ``n`` are Series; for a DataFrame a Series and two DataFrames.
    Index of ``by_group`` and ``n``: ``group``. Hidden groups are NaN in both and named in ``withheld``.
    """

    overall: float | pd.Series
    by_group: pd.Series | pd.DataFrame
    n: pd.Series | pd.DataFrame
    withheld: tuple[str, ...]
    stat: str
    min_size: int

    def difference(self, *, against: str | None = None) -> float | pd.Series:
        """Give the largest minus the smallest shown group, or the largest distance of a shown group from ``against``.

        NaN with fewer than two shown groups.
        """
        shown, reference = self._shown(against)
        gap = shown.max() - shown.min() if reference is None else (shown - reference).abs().max()
        return self._result(gap, shown, reference)

    def ratio(self, *, against: str | None = None) -> float | pd.Series:
        """Give the smallest over the largest shown group, or the smallest such ratio between ``against`` and another.

        1 means alike; NaN with fewer than two shown groups, or where the larger is 0.
        """
        shown, reference = self._shown(against)
        if reference is None:
            largest = shown.max()
            return self._result(shown.min() / largest.where(largest != 0), shown, reference)
        small, large = shown.clip(upper=reference, axis=1), shown.clip(lower=reference, axis=1)
        return self._result((small / large.where(large != 0)).min(), shown, reference)

    def _result(self, values: pd.Series, shown: pd.DataFrame, reference: pd.Series | None) -> float | pd.Series:
        enough = shown.count() > (1 if reference is None else 0)
        values = values.where(enough)
        return float(values.iloc[0]) if isinstance(self.by_group, pd.Series) else values

    def _shown(self, against: str | None) -> tuple[pd.DataFrame, pd.Series | None]:
        table = self.by_group.to_frame("value") if isinstance(self.by_group, pd.Series) else self.by_group
        shown = table[~table.index.isin(self.withheld)]
        if against is None:
            return shown, None
        if against in self.withheld:
            raise UsageError(
                f"The group {against!r} is hidden because it, or the group it protects, is small.",
                where="against=",
                mend="compare with a group that is shown",
            )
        if against not in shown.index:
            raise UnknownNameError(
                f"There is no group {against!r}.", where="against=", mend=did_you_mean(against, shown.index)
            )
        rest = shown.drop(index=against)
        return rest, pd.Series(shown.loc[against])

    def __repr__(self) -> str:
        return (
            f"<Disaggregation: {self.stat} of {len(self.by_group)} groups, {len(self.withheld)} hidden "
            f"(fewer than {self.min_size} people, or needed to hide such a group)>"
        )

    def _repr_html_(self) -> str:
        table = self.by_group.to_frame() if isinstance(self.by_group, pd.Series) else self.by_group
        counts = self.n.to_frame() if isinstance(self.n, pd.Series) else self.n.add_prefix("n of ")
        html: str = table.join(counts).to_html(na_rep="–", border=0)
        return html


def disaggregate(
    table: pd.Series | pd.DataFrame,
    *,
    by: By,
    people: PartnerNetwork | pd.DataFrame | None = None,
    stat: Stat = "mean",
    min_size: int = limits.MIN_GROUP,
) -> Disaggregation:
    """Split a measure by groups of people, or by the intersections of several attributes.

    Parameters
    ----------
    table
        A measure (Series) or several (DataFrame of numbers), index ``person``.
    by
        A Series or DataFrame on the same people, or the names of columns of ``people``. Several columns give their
        intersections (``family × yes``).
    people
        The network, or a people table, that has the columns.
    stat
        ``mean``, ``median``, ``sum``, or ``share`` (the mean of a yes/no column).
    min_size
        Groups in which fewer people have a value are hidden, and so is what would give them away.

    Returns
    -------
    Disaggregation
        People whose group is not known form ``unknown``, which is shown like any other. NaN values (people who did not
        answer, isolates where a measure is not defined) do not enter a mean; ``n`` counts the values that do.
        ``overall`` is over everybody with a value, so hidden groups are hidden in twos: no difference gives one away;
        it is NaN where there is no second group to hide behind.

    Raises
    ------
    WrongTypeError
        ``table`` is no Series or DataFrame of numbers.
    UnknownNameError
        No such column.
    DataError
        People of ``table`` have no row in ``by``.
    UsageError
        Unknown ``stat``, ``min_size`` under 1, column names without ``people``.

    Notes
    -----
    Time O(n). A difference is produced by arrangements, not by the attribute. A census has no sampling error, but it
    has missing answers: look at the response rate of each group.

    References
    ----------
    NCES (2011), Statistical methods for protecting personally identifiable information, SLDS Technical Brief 3.

    Examples
    --------
    >>> import critical_sna as csna
    >>> values = pd.Series([1.0, 3.0, 5.0, 7.0], index=["a", "b", "c", "d"])
    >>> sector = pd.Series(["family", "family", "school", "school"], index=values.index)
    >>> csna.disaggregate(values, by=sector, min_size=2).by_group.to_dict()
    {'family': 2.0, 'school': 6.0}
    """
    frame = numbers_of(table, where="disaggregate(table)")
    if stat not in STATS:
        raise UsageError(f"stat={stat!r} is not known.", where="disaggregate(stat=...)", mend=did_you_mean(stat, STATS))
    if min_size < 1:
        raise UsageError(f"min_size must be 1 or more, not {min_size!r}.", where="disaggregate(min_size=...)")
    labels = _labels(by, people, frame.index)
    grouped = frame.groupby(labels.to_numpy(), sort=True)
    counts = grouped.count()
    places, _ = pd.factorize(labels, sort=True)

    def all_alike(hidden: npt.NDArray[np.bool_], place: int) -> bool:
        told = frame.loc[hidden[places], frame.columns[place]].dropna()
        return bool(len(told)) and bool(told.min() == told.max())

    hidden, overall_hidden = rows_to_hide(counts.to_numpy(), min_size, gives_away=all_alike)
    values = _statistic(grouped, stat)
    values.loc[hidden] = np.nan
    names = pd.Index(values.index, dtype="str", name="group")
    n = counts.astype(float).mask(np.repeat(hidden[:, None], counts.shape[1], axis=1)).set_axis(names, axis=0)
    values = values.set_axis(names, axis=0)
    overall = _statistic(frame.groupby(np.zeros(len(frame), dtype=int)), stat)
    everybody = overall.iloc[0] if len(overall) else pd.Series(np.nan, index=frame.columns)
    everybody = everybody.mask(overall_hidden)
    single = isinstance(table, pd.Series)
    return Disaggregation(
        overall=float(everybody.iloc[0]) if single else pd.Series(everybody, name=stat),
        by_group=values.iloc[:, 0] if single else values,
        n=n.iloc[:, 0].rename("n") if single else n,
        withheld=tuple(names[hidden]),
        stat=stat,
        min_size=min_size,
    )


def _statistic(grouped: pd.api.typing.DataFrameGroupBy[Any, Any], stat: Stat) -> pd.DataFrame:  # Any: any grouping
    if stat == "sum":
        return grouped.sum(min_count=1)
    return grouped.median() if stat == "median" else grouped.mean()


def _labels(by: By, people: PartnerNetwork | pd.DataFrame | None, index: pd.Index) -> pd.Series:
    """Give one text a person; the parts of an intersection joined, ``unknown`` where one was not told."""
    if isinstance(by, pd.Series):
        table = by.to_frame(name="group")
    elif isinstance(by, pd.DataFrame):
        table = by
    else:
        if people is None:
            raise UsageError(
                "Column names need the table that has them.",
                where="disaggregate(by=...)",
                mend="add people=net, or give by= as a Series on the same people",
            )
        frame = people.people if isinstance(people, PartnerNetwork) else people
        names = [by] if isinstance(by, str) else list(by)
        table = pd.DataFrame(
            {name: column(frame, name, what="people", where="disaggregate(by=...)") for name in names},
            index=frame.index,
        )
    missing = index.difference(table.index)
    if len(missing) or not table.index.is_unique:
        raise DataError(
            f"{len(missing)} people of the table have no group row."
            if len(missing)
            else "People have several group rows.",
            where="disaggregate(by=...)",
            mend="give one row for each person; use NaN where the group is not known",
        )
    parts = [labels_of(table[name].reindex(index)).fillna(UNKNOWN_GROUP).astype(object) for name in table.columns]
    if not parts:
        raise UsageError("No attribute was named.", where="disaggregate(by=...)", mend="name a people column")
    joined = parts[0] if len(parts) == 1 else parts[0].str.replace(JOIN, " x ", regex=False)
    for part in parts[1:]:
        joined = joined + JOIN + part.str.replace(JOIN, " x ", regex=False)  # so that two intersections never meet
    return joined.astype("str")
