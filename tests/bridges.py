"""From a library network to the oracles' small one, and from their dicts to labelled tables."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping

import oracles
import pandas as pd

import critical_sna as csna


def as_small(net: csna.PartnerNetwork) -> oracles.Small:
    people = net.people
    names = tuple(people.index)
    answered = (
        frozenset(people.index[people["status"].isin(["respondent", "partial"])])
        if "status" in people
        else frozenset(names)
    )
    arcs = {(t.source, t.target): float(t.strength) for t in net.ties.itertuples()}
    blank = frozenset(zip(net.unknown["source"], net.unknown["target"], strict=True))
    return oracles.Small(names, arcs, answered, frozenset(p for p in blank if p[0] in answered))


def groups_of(net: csna.PartnerNetwork, column: str = "sector") -> dict[str, str | None]:
    return {i: None if pd.isna(g) else g for i, g in net.people[column].items()}


def differences(
    ours: pd.Series,
    theirs: Mapping[str, float],
    *,
    tolerance: float = 1e-9,
    only: Iterable[str] | None = None,
) -> dict[str, tuple[float, float]]:
    """List the people for whom two tables differ; NaN equals NaN alone."""
    out = {}
    for i in theirs if only is None else only:
        a, b = float(ours[i]), float(theirs[i])
        near = a == b or (math.isnan(a) and math.isnan(b)) or math.isclose(a, b, rel_tol=tolerance, abs_tol=tolerance)
        if not near:
            out[i] = (a, b)
    return out
