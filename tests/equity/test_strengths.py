"""What groups have within themselves: counted by loops, over every way to fill in what is missing."""

from __future__ import annotations

import itertools
import math

import golden
import numpy as np
import oracles
import pandas as pd
import pytest
from bridges import as_small, groups_of
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

import critical_sna as csna
from critical_sna.equity.strengths import FIGURES
from critical_sna.errors import DataError, UsageError
from critical_sna.testing import partner_networks

Net = csna.PartnerNetwork


NOBODY_NAMED = pd.DataFrame({"source": [], "target": []}, dtype="str")


def share(hits: list[bool] | list[float]) -> float:
    return math.fsum(hits) / len(hits) if hits else math.nan


def by_loops(net: oracles.Small, inside: list[str], reports: str) -> tuple[float, float, float]:
    """Give density, reciprocity and reach inside one group from their definitions."""
    cells = [(i, j) for i, j in itertools.permutations(inside, 2) if net.seen(i, j)]
    ties = [p for p in cells if net.tie(*p)]
    sure = [(i, j) for i, j in ties if net.seen(j, i)]
    own = {p: 1.0 for p in net.arcs if set(p) <= set(inside) and p[0] in net.answered}
    among = oracles.flow_of(oracles.Small(tuple(inside), own, net.answered), reports)
    reach = []
    for i in inside:
        if reports == "gives_to" and i not in net.answered:
            continue
        others = [j for j in inside if j != i and (reports == "gives_to" or j in net.answered)]
        if others:
            far = oracles.distances_from(among, i)
            reach.append(share([j in far for j in others]))
    return share([net.tie(*p) for p in cells]), share([net.tie(j, i) for i, j in sure]), share(reach)


@settings(max_examples=25)
@given(reports=st.sampled_from(["seeks_from", "gives_to", "mutual"]), data=st.data())
def test_every_figure_is_what_counting_gives(reports: str, data: st.DataObject) -> None:
    net = data.draw(partner_networks(min_people=1, hostile_ids=False, reports=reports))
    of = groups_of(net)
    assume(any(of.values()))
    found = csna.group_strengths(net, groups="sector", draws=0)
    for group in sorted({g for g in of.values() if g}):
        inside = [i for i in net.people.index if of[i] == group]
        expected = by_loops(as_small(net), inside, reports)
        for figure, value in zip(FIGURES, expected, strict=True):
            row = found.loc[(group, figure)]
            assert row["value"] == pytest.approx(value, abs=1e-12, nan_ok=True), (group, figure)
            assert row["note"].startswith("not defined") == math.isnan(value)


@settings(max_examples=25, suppress_health_check=[HealthCheck.filter_too_much, HealthCheck.too_slow])
@given(reports=st.sampled_from(["seeks_from", "gives_to"]), data=st.data())
def test_the_range_is_that_of_all_cases(reports: str, data: st.DataObject) -> None:
    net = data.draw(partner_networks(min_people=2, max_people=4, hostile_ids=False, reports=reports))
    of, small = groups_of(net), as_small(net)
    assume(any(of.values()))
    found = csna.group_strengths(net, groups="sector", draws=0)
    asked = set(net.people.index[net.asked])
    for group in sorted({g for g in of.values() if g}):
        inside = [i for i in small.people if of[i] == group]
        open_ = [
            p
            for p in itertools.permutations(inside, 2)
            if (p[0] in asked and p[0] not in small.answered) or p in small.blank
        ]
        if len(open_) > 7 or not open_:
            continue
        told = {p: s for p, s in small.arcs.items() if p[0] in small.answered}
        answered = small.answered | (asked & set(inside))
        cases = []
        for said in itertools.product((False, True), repeat=len(open_)):
            arcs = {**told, **{p: 1.0 for p, yes in zip(open_, said, strict=True) if yes}}
            cases.append(by_loops(oracles.Small(small.people, arcs, answered), inside, reports))
        for figure, values in zip(FIGURES, zip(*cases, strict=True), strict=True):
            known = [v for v in values if not math.isnan(v)]
            row = found.loc[(group, figure)]
            if known:
                assert (row["missing_lower"], row["missing_upper"]) == pytest.approx((min(known), max(known))), figure


def test_where_no_open_tie_can_come_back_the_most_is_the_least() -> None:
    people = pd.DataFrame({"id": ["a", "b"], "sector": ["x", "x"], "status": ["respondent", "declined"]})
    found = csna.group_strengths(Net.from_frames(people, NOBODY_NAMED, reports="seeks_from"), groups="sector", draws=0)
    row = found.loc[("x", "internal_reciprocity")]
    assert math.isnan(row["value"])
    assert (row["missing_lower"], row["missing_upper"]) == (0.0, 0.0)


def test_groups_of_the_golden_network_have_these_strengths() -> None:
    """U: 3 of 6 cells, b <-> a and c > a; D: 3 of 6, d <-> e? f>d, d>e, e>d; C: g <-> h."""
    found = csna.group_strengths(golden.network(), groups="sector", draws=0)["value"].unstack()  # noqa: PD010  # a wide table is wanted
    assert found["internal_density"].to_dict() == pytest.approx({"U": 3 / 6, "D": 3 / 6, "C": 1.0})
    assert found["internal_reciprocity"].to_dict() == pytest.approx({"U": 2 / 3, "D": 2 / 3, "C": 1.0})
    # U: a reaches b and c, b reaches a and c through a, c nobody. D: d reaches f and e, e both, f nobody.
    assert found["internal_reach"].to_dict() == pytest.approx({"U": 2 / 3, "D": 2 / 3, "C": 1.0})


def crowd(*, own: float, other: float, reports: str | None = "seeks_from") -> Net:
    rng = np.random.default_rng(3)
    ids = [f"P{k:02}" for k in range(30)]
    group = ["families"] * 10 + ["staff"] * 20
    ties = [
        (i, j)
        for (i, g), (j, h) in itertools.permutations(zip(ids, group, strict=True), 2)
        if rng.random() < (own if g == h == "families" else other)
    ]
    people = pd.DataFrame({"id": ids, "group": group})
    return Net.from_frames(people, pd.DataFrame(ties, columns=["source", "target"]), reports=reports)


def test_a_group_that_is_close_inside_is_told_apart_from_chance() -> None:
    found = csna.group_strengths(crowd(own=0.6, other=0.1), groups="group", draws=99)
    row = found.loc[("families", "internal_density")]
    assert row["p"] == 0.01
    assert row["null_mean"] < 0.3 < row["lower"] < row["value"] < row["upper"]
    even = csna.group_strengths(crowd(own=0.2, other=0.2), groups="group", draws=99)
    assert even.loc[("families", "internal_density"), "p"] > 0.05
    pd.testing.assert_frame_equal(found, csna.group_strengths(crowd(own=0.6, other=0.1), groups="group", draws=99))


def test_what_is_not_defined_says_why() -> None:
    alone = Net.from_frames(
        pd.DataFrame(
            {"id": ["a", "b", "c"], "sector": ["x", "y", "y"], "status": ["respondent", "declined", "declined"]}
        ),
        pd.DataFrame({"source": ["a"], "target": ["b"]}),
        reports="seeks_from",
    )
    found = csna.group_strengths(alone, groups="sector")
    assert found.loc["x", "note"].eq("not defined: a group of one has no network of its own").all()
    assert found.loc[("y", "internal_density"), "note"] == "not defined: nobody of this group answered"
    assert (
        "which way"
        in csna.group_strengths(crowd(own=0.2, other=0.2, reports=None), groups="group").loc[
            ("staff", "internal_reach"), "note"
        ]
    )
    with pytest.raises(DataError, match="group is known"):
        csna.group_strengths(alone, groups=pd.Series(None, index=list("abc"), dtype="str"))
    with pytest.raises(UsageError, match="draws"):
        csna.group_strengths(alone, groups="sector", draws=-1)
