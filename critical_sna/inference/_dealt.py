"""Who is in which group, and what is shuffled when groups are dealt out anew: people, or whole organisations."""

from __future__ import annotations

import warnings
from collections.abc import Iterator
from dataclasses import dataclass
from typing import cast

import numpy as np
import numpy.typing as npt
import pandas as pd

from critical_sna._core import limits
from critical_sna._core.frames import group_codes
from critical_sna.errors import CriticalSNAWarning, DataError, UsageError, WrongTypeError
from critical_sna.inference._chance import Codes, Floats, label_orders, order_count
from critical_sna.network.partner import PartnerNetwork
from critical_sna.words import say

People = PartnerNetwork | pd.DataFrame
Column = str | pd.Series

_BLOCK = 2**20
"""Labels held at once, over draws."""


@dataclass(frozen=True)
class Dealt:
    """Labels of units, and what each unit brings to the sums of a group."""

    labels: Codes
    """The group of each unit."""
    strata: Codes | None
    totals: Floats
    """Sums of values, unit by measure."""
    counts: Floats
    """How many values there are, unit by measure."""
    groups: tuple[str, ...]
    people: tuple[int, ...]
    """People of each group who count."""
    unit: str
    """What is shuffled: ``person`` or the name of a column."""
    left_out: int
    """People whose group is not known."""

    def effects(self, labels: Codes) -> Floats:
        """Give the effect of every measure in each order of labels (orders x measures).

        Two groups: mean of the first minus mean of the second; more: variance between groups. NaN where a group has
        no value.
        """
        k = len(self.groups)
        sums = np.empty((k, len(labels), self.totals.shape[1]))
        counts = np.empty_like(sums)
        sums[-1], counts[-1] = self.totals.sum(axis=0), self.counts.sum(axis=0)
        brought = np.hstack([self.totals, self.counts])
        for g in range(k - 1):
            inside = (labels == g).astype(float) @ brought
            sums[g], counts[g] = np.hsplit(inside, 2)
            sums[-1] -= sums[g]
            counts[-1] -= counts[g]
        with np.errstate(invalid="ignore", divide="ignore"):
            means = sums / counts
            if k == 2:
                return np.asarray(means[0] - means[1])
            everybody = self.totals.sum(axis=0) / self.counts.sum(axis=0)
            return np.asarray((counts * (means - everybody) ** 2).sum(axis=0) / self.counts.sum(axis=0))

    def standard_errors(self) -> Floats:
        """Give the jackknife error of the gap of each measure, leaving out one unit at a time; NaN but for two groups.

        The two groups are taken as drawn on their own; NaN too where one has fewer than two units with a value.
        """
        variance = np.zeros(self.totals.shape[1])
        if len(self.groups) != 2:
            return np.full_like(variance, np.nan)
        for g in range(2):
            totals, counts = self.totals[self.labels == g], self.counts[self.labels == g]
            held = counts > 0
            units = held.sum(axis=0)
            with np.errstate(invalid="ignore", divide="ignore"):
                without = np.where(held, (totals.sum(axis=0) - totals) / (counts.sum(axis=0) - counts), 0.0)
                away = np.where(held, without - without.sum(axis=0) / units, 0.0)
                variance += np.where(units > 1, (units - 1) / units * (away**2).sum(axis=0), np.nan)
        return np.asarray(np.sqrt(variance))

    def drawn(self, *, draws: int, seed: int | np.random.Generator) -> Iterator[Floats]:
        """Yield effects under orders of labels, in blocks of draws x measures."""
        most = max(1, _BLOCK // max(len(self.labels), 1))
        block: list[Codes] = []
        for order in label_orders(self.labels, self.strata, draws=draws, seed=seed):
            block.append(order)
            if len(block) == most:
                yield self.effects(np.array(block))
                block = []
        if block:
            yield self.effects(np.array(block))


def deal(
    values: pd.DataFrame,
    *,
    by: Column,
    units: Column | None,
    strata: Column | None,
    people: People | None,
    draws: int,
    where: str,
) -> Dealt:
    """Make ready what is shuffled; refuses where nothing can be.

    Values that are NaN do not count, and people whose group is not known take no part. People are put in the order of
    their ids, so that the order of rows does not matter.
    """
    values = values.sort_index()
    frame = _rows_of(values, people, where=where)
    codes, names = group_codes(frame, by, where=f"{where}(by=...)")
    counted = (codes >= 0) & values.notna().any(axis=1).to_numpy()
    held = np.unique(codes[counted])
    if len(held) < 2:
        raise DataError(
            say("inference.one_group", n=len(held)),
            where=f"{where}(by=...)",
            mend="compare two groups or more, each with somebody whose value is known",
        )
    groups = tuple(names[g] for g in held)
    codes = np.searchsorted(held, np.where(counted, codes, held[0]))[counted]
    kept, frame = values[counted], frame[counted]
    unit_codes, unit = _units(frame, codes, len(groups), units, by, people, where=where)
    order, first, place = np.unique(unit_codes, return_index=True, return_inverse=True)
    strata_codes = None if strata is None else _strata(frame, strata, place, first, where=where)
    table = kept.to_numpy(dtype=float)
    known = ~np.isnan(table)
    totals, counts = (_sums(part, place, len(order)) for part in (np.where(known, table, 0.0), known.astype(float)))
    labels = codes[first]
    if len(held) < 128:
        labels = cast("Codes", labels.astype(np.int8))  # small, so that shuffling is quick
    if order_count(labels, strata_codes, draws=1) == 1:
        raise DataError(
            say("inference.nothing_to_shuffle"),
            where=f"{where}(by=..., strata=...)",
            mend="use wider strata, so that some stratum holds people or units of two groups",
        )
    return Dealt(
        labels=labels,
        strata=strata_codes,
        totals=totals,
        counts=counts,
        groups=groups,
        people=tuple(np.bincount(codes, minlength=len(groups)).tolist()),
        unit=unit,
        left_out=int((~counted).sum()),
    )


def _sums(table: Floats, place: npt.NDArray[np.intp], units: int) -> Floats:
    """Add up the rows of each unit."""
    sums = [np.bincount(place, weights=column, minlength=units) for column in table.T]
    return np.asarray(np.stack(sums, axis=1), dtype=float)


def numbers(values: pd.Series | pd.DataFrame, *, where: str) -> pd.DataFrame:
    """Give a frame of floats, or refuse what is no measure table."""
    frame = values.to_frame(values.name or "value") if isinstance(values, pd.Series) else values
    if not isinstance(frame, pd.DataFrame) or not all(pd.api.types.is_numeric_dtype(t) for t in frame.dtypes):
        raise WrongTypeError(
            f"{where} takes a measure: numbers, one row a person.", where=where, mend="for instance csna.in_degree(net)"
        )
    if not frame.index.is_unique:
        raise DataError("A person stands in the table twice.", where=where, mend="give one row a person")
    return frame.astype(float).replace([np.inf, -np.inf], np.nan)


def _rows_of(values: pd.DataFrame, people: People | None, *, where: str) -> pd.DataFrame:
    """Give the people table in the order of the values."""
    if people is None:
        return pd.DataFrame(index=values.index)
    frame = people._people if isinstance(people, PartnerNetwork) else people
    if not isinstance(frame, pd.DataFrame) or not frame.index.is_unique:
        raise WrongTypeError(
            "people= must be a network or a people table with one row a person.", where=f"{where}(people=...)"
        )
    missing = values.index.difference(frame.index)
    if len(missing):
        raise DataError(
            f"{len(missing)} people with a value are not in people=.",
            where=f"{where}(people=...)",
            mend="give the network that the values were measured on",
        )
    return frame.reindex(values.index)


def _units(
    frame: pd.DataFrame,
    codes: Codes,
    n_groups: int,
    units: Column | None,
    by: Column,
    people: People | None,
    *,
    where: str,
) -> tuple[Codes, str]:
    """Give each person's unit and what it is called."""
    if units is not None:
        unit_codes = _alone_where_unknown(group_codes(frame, units, where=f"{where}(units=...)")[0])
        varied = _mixed(unit_codes, codes)
        if varied.any():
            raise DataError(
                say("inference.mixed_units", n=int(varied.sum()), units=len(varied)),
                where=f"{where}(units=...)",
                mend="leave units out to shuffle people, or give strata=... to shuffle inside each unit",
            )
        return unit_codes, units if isinstance(units, str) else str(units.name or "units")
    found: list[tuple[int, str, Codes]] = []
    for name in _organisations(frame, by, people):
        unit_codes = _alone_where_unknown(group_codes(frame, name, where=where)[0])
        mixed = _mixed(unit_codes, codes)
        several = np.bincount(unit_codes) > 1
        if not several.any():
            continue
        if not mixed.any():
            found.append((len(mixed), name, unit_codes))
        elif 1 - mixed[several].mean() >= limits.NEARLY_NESTED:
            warnings.warn(
                say("inference.nearly_nested", column=name, n=int((several & ~mixed).sum()), of=int(several.sum())),
                CriticalSNAWarning,
                stacklevel=5,
            )
    if not found:
        return np.arange(len(codes)), "person"
    _, name, unit_codes = min(found, key=lambda f: (f[0], f[1]))
    return unit_codes, name


def _organisations(frame: pd.DataFrame, by: Column, people: People | None) -> list[str]:
    """Name the columns that hold organisations, but not the one that people are grouped by."""
    if isinstance(people, PartnerNetwork):
        declared = [name for name, kind in people.positionality.items() if kind == "organisation"]
        names = declared or [_USUAL]
    else:
        names = [_USUAL]
    own = by if isinstance(by, str) else by.name
    return [name for name in names if name in frame.columns and name != own]


_USUAL = "organisation"
"""The column taken for organisations where none is declared."""


def _alone_where_unknown(codes: Codes) -> Codes:
    """Make everybody whose unit is not known a unit of one."""
    alone = codes < 0
    result = codes.copy()
    result[alone] = codes.max(initial=-1) + 1 + np.arange(int(alone.sum()))
    return result


def _mixed(units: Codes, codes: Codes) -> npt.NDArray[np.bool_]:
    """Say of each unit whether it holds people of several groups."""
    low = np.full(int(units.max(initial=-1)) + 1, np.iinfo(np.int64).max)
    high = np.full(len(low), -1)
    np.minimum.at(low, units, codes)
    np.maximum.at(high, units, codes)
    return np.asarray((high > low) & (high >= 0))


def _strata(
    frame: pd.DataFrame, strata: Column, place: npt.NDArray[np.intp], first: npt.NDArray[np.intp], *, where: str
) -> Codes:
    codes = group_codes(frame, strata, where=f"{where}(strata=...)")[0]
    codes = np.where(codes < 0, codes.max(initial=-1) + 1, codes)  # those whose stratum is not known are one stratum
    if (codes[first][place] != codes).any():
        raise UsageError(
            "A unit has people in several strata, so it cannot be shuffled inside one.",
            where=f"{where}(units=..., strata=...)",
            mend="give strata that never vary inside a unit",
        )
    return np.asarray(codes[first], dtype=np.int64)
