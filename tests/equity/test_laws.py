"""Group tables: right means, small groups hidden, and nothing hidden that the rest gives away."""

from __future__ import annotations

import golden
import numpy as np
import oracles
import pandas as pd
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

import critical_sna as csna

GROUPS = ("family", "school", "funder", "district", "city")


def table(values: list[float], groups: list[str | None]) -> tuple[pd.Series, pd.Series]:
    index = pd.Index([f"P{k:02}" for k in range(len(values))], dtype="str", name="person")
    return pd.Series(values, index=index, name="voice"), pd.Series(groups, index=index, name="sector", dtype="str")


def values() -> st.SearchStrategy[float]:
    return st.one_of(st.just(float("nan")), st.integers(0, 20).map(float))


@st.composite
def tables(draw: st.DrawFn, *, missing: bool = True) -> tuple[pd.Series, pd.Series]:
    sizes = draw(st.lists(st.integers(0, 9), min_size=1, max_size=5))
    groups: list[str | None] = [g for g, size in zip(GROUPS, sizes, strict=False) for _ in range(size)]
    groups += [None] * draw(st.integers(0, 6)) if missing else []
    assume(groups)
    known = draw(st.lists(values(), min_size=len(groups), max_size=len(groups)))
    order = draw(st.permutations(range(len(groups))))
    return table([known[k] for k in order], [groups[k] for k in order])


def plain(series: pd.Series) -> dict[str, float]:
    return {i: float(v) for i, v in series.items()}


def expected_means(of: pd.Series, by: pd.Series) -> dict[str, tuple[float, int]]:
    return oracles.group_means(plain(of), {i: None if pd.isna(g) else g for i, g in by.items()})


def means(result: csna.Disaggregation) -> dict[str, float]:
    """Give the shown groups and their values, whether the table has one column or is a Series."""
    by_group = result.by_group
    column = by_group if isinstance(by_group, pd.Series) else by_group["voice"]
    return {str(g): float(v) for g, v in column.items() if not np.isnan(v)}


def withheld(result: csna.Disaggregation) -> set[str]:
    return {str(g) for g in result.withheld}


@given(tables())
def test_every_group_shown_has_its_own_mean(drawn: tuple[pd.Series, pd.Series]) -> None:
    of, by = drawn
    expected = expected_means(of, by)
    for group, mean in means(csna.disaggregate(of, by=by, min_size=3)).items():
        assert mean == pytest.approx(expected[group][0], abs=1e-12)


@given(tables(), st.integers(2, 6))
def test_no_group_below_the_smallest_size_is_shown(drawn: tuple[pd.Series, pd.Series], least: int) -> None:
    of, by = drawn
    expected = expected_means(of, by)
    result = csna.disaggregate(of, by=by, min_size=least)
    assert not {g for g in means(result) if expected[g][1] < least}
    assert {g for g, (_, n) in expected.items() if 0 < n < least} <= withheld(result)


@given(tables(), st.integers(2, 6))
def test_what_is_hidden_cannot_be_worked_out_from_the_rest(drawn: tuple[pd.Series, pd.Series], least: int) -> None:
    """The overall mean and the groups shown give away the hidden people together: they must be many enough."""
    of, by = drawn
    expected = expected_means(of, by)
    result = csna.disaggregate(of, by=by, min_size=least)
    shown, hidden = set(means(result)), withheld(result)
    assert shown.isdisjoint(hidden)
    assert shown | hidden == {g for g, (_, n) in expected.items() if n > 0}
    overall = float(np.asarray(result.overall, dtype=float).ravel()[0])
    if not hidden or np.isnan(overall):
        return
    assert len(hidden) >= 2 or not shown
    assert sum(expected[g][1] for g in hidden) >= least


@given(tables(), st.integers(2, 6))
def test_counts_of_hidden_groups_are_hidden_too(drawn: tuple[pd.Series, pd.Series], least: int) -> None:
    of, by = drawn
    expected = expected_means(of, by)
    result = csna.disaggregate(of, by=by, min_size=least)
    for group, n in result.n.items():
        if str(group) in withheld(result):
            assert np.isnan(n)
        else:  # 0 where nobody of the group has a value: there is nothing to hide
            assert n == expected[str(group)][1]


@st.composite
def wide_tables(draw: st.DrawFn) -> tuple[pd.DataFrame, pd.Series]:
    one, by = draw(tables(missing=False))
    other = draw(st.lists(values(), min_size=len(one), max_size=len(one)))
    return pd.DataFrame({"voice": one, "hearing": other}, index=one.index), by


@given(wide_tables(), st.integers(2, 6))
def test_no_column_gives_away_a_group_that_is_hidden_in_all(drawn: tuple[pd.DataFrame, pd.Series], least: int) -> None:
    """A group without values in one column protects nobody there."""
    of, by = drawn
    result = csna.disaggregate(of, by=by, min_size=least)
    for column in of:
        held = [n for g, (_, n) in expected_means(of[column], by).items() if g in withheld(result) and n > 0]
        if held and not np.isnan(result.overall[column]):
            shown = result.by_group[column].notna().any()
            assert len(held) >= 2 or not shown
            assert sum(held) >= least


@given(tables())
def test_difference_and_ratio_use_shown_groups_only(drawn: tuple[pd.Series, pd.Series]) -> None:
    of, by = drawn
    result = csna.disaggregate(of, by=by, min_size=3)
    shown = sorted(means(result).values())
    difference = float(np.asarray(result.difference(), dtype=float).ravel()[0])
    if len(shown) >= 2:
        assert difference == pytest.approx(shown[-1] - shown[0], abs=1e-12)
        ratio = float(np.asarray(result.ratio(), dtype=float).ravel()[0])
        if shown[-1] > 0:
            assert ratio == pytest.approx(shown[0] / shown[-1], abs=1e-12)


@given(tables())
def test_disaggregate_leaves_the_callers_tables_alone(drawn: tuple[pd.Series, pd.Series]) -> None:
    of, by = drawn
    before = of.copy(deep=True), by.copy(deep=True)
    csna.disaggregate(of, by=by)
    pd.testing.assert_series_equal(of, before[0])
    pd.testing.assert_series_equal(by, before[1])


@given(tables())
def test_the_order_of_people_changes_nothing(drawn: tuple[pd.Series, pd.Series]) -> None:
    of, by = drawn
    one = csna.disaggregate(of, by=by, min_size=3)
    other = csna.disaggregate(of.iloc[::-1], by=by.sample(frac=1, random_state=1), min_size=3)
    assert means(one) == pytest.approx(means(other), abs=1e-12)
    assert withheld(one) == withheld(other)


def test_a_measure_of_a_network_is_taken_apart_by_a_column_of_its_people() -> None:
    net = golden.network()
    result = csna.disaggregate(csna.in_degree(net), by="sector", people=net, min_size=2)
    assert result.by_group.squeeze().to_dict() == {"C": 1.0, "D": pytest.approx(4 / 3), "U": 2.0}
    assert float(np.asarray(result.difference()).ravel()[0]) == pytest.approx(1.0)
    assert float(np.asarray(result.ratio()).ravel()[0]) == pytest.approx(0.5)


def test_people_of_two_small_groups_at_once_are_hidden_where_each_group_alone_is_not() -> None:
    ids = [f"P{k:02}" for k in range(24)]
    people = pd.DataFrame(
        {
            "id": ids,
            "sector": ["family", "school"] * 12,
            "role": ["lead"] * 2 + ["member"] * 10 + ["lead"] * 12,
        }
    )
    net = csna.PartnerNetwork.from_frames(people, pd.DataFrame({"source": ids[1:], "target": ids[:-1]}))
    result = csna.disaggregate(csna.in_degree(net), by=["sector", "role"], people=net, min_size=6)
    cells = people.groupby(["sector", "role"]).size()
    assert len(cells) == 4
    assert cells.min() == 5
    assert len(withheld(result)) >= 2


def test_one_small_group_takes_a_second_one_with_it() -> None:
    of, by = table([1.0] * 6 + [2.0] * 7 + [9.0] * 2, ["family"] * 6 + ["school"] * 7 + ["funder"] * 2)
    result = csna.disaggregate(of, by=by, min_size=5)
    assert "funder" in withheld(result)
    assert len(withheld(result)) == 2
    assert len(means(result)) == 1


def test_two_hidden_groups_that_are_few_together_take_a_third() -> None:
    of, by = table(
        [1.0] * 6 + [2.0] * 7 + [9.0] * 2 + [4.0], ["family"] * 6 + ["school"] * 7 + ["funder"] * 2 + ["city"]
    )
    result = csna.disaggregate(of, by=by, min_size=5)
    assert {"funder", "city"} < withheld(result)
    assert len(withheld(result)) == 3


def test_people_whose_value_is_unknown_count_neither_in_the_mean_nor_in_the_size() -> None:
    of, by = table(
        [1.0] * 5 + [float("nan")] * 5 + [2.0] * 5 + [3.0] * 3, ["a"] * 5 + ["b"] * 5 + ["c"] * 5 + ["b"] * 3
    )
    result = csna.disaggregate(of, by=by, min_size=5)
    assert "b" in withheld(result)  # eight people, three known values


def test_a_table_of_several_measures_is_taken_apart_column_by_column() -> None:
    net = golden.network()
    both = pd.DataFrame({"named": csna.in_degree(net), "names": csna.out_degree(net)})
    result = csna.disaggregate(both, by="sector", people=net, min_size=2)
    assert result.by_group.loc["C"].to_dict() == {"named": 1.0, "names": 1.5}


def test_a_group_hidden_in_two_measures_cannot_be_worked_out_from_the_one_that_the_other_group_lacks() -> None:
    """Three funders and six teachers are hidden, but no teacher has a value for hearing: overall and families tell."""
    sizes = {"funder": 3, "teacher": 6, "family": 7}
    groups: list[str | None] = [g for g, n in sizes.items() for _ in range(n)]
    voice, by = table([float(k) for k in range(16)], groups)
    hearing = voice.where(by != "teacher") * 2
    result = csna.disaggregate(pd.DataFrame({"voice": voice, "hearing": hearing}), by=by, min_size=5)
    assert "funder" in withheld(result)
    family = result.by_group.loc["family", "hearing"]
    worked_out = (result.overall["hearing"] * 10 - family * 7) / 3
    assert worked_out != pytest.approx(hearing[by == "funder"].mean())


def test_fewer_people_than_the_smallest_group_have_no_overall_value_either() -> None:
    of, by = table([1.0, 2.0, 4.0], ["family"] * 3)
    result = csna.disaggregate(of, by=by, min_size=5)
    assert withheld(result) == {"family"}
    assert np.isnan(result.overall)  # it is the hidden mean
