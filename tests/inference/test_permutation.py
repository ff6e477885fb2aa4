"""Permutation tests: exact where small, equal to naive loops, the right unit, kind words where there is no answer."""

from __future__ import annotations

import itertools
import warnings

import numpy as np
import pandas as pd
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from scipy import stats

import critical_sna as csna
from critical_sna.errors import CriticalSNAWarning, DataError, UnknownNameError, UsageError, WrongTypeError


def series(values: list[float], name: str = "named") -> pd.Series:
    return pd.Series(values, index=[f"P{k:02}" for k in range(len(values))], name=name)


def groups(labels: str | list[str | None], name: str = "sector") -> pd.Series:
    return pd.Series(list(labels), index=[f"P{k:02}" for k in range(len(labels))], dtype="str", name=name)


def gap(values: np.ndarray, labels: tuple[str, ...]) -> float:
    """The effect by hand."""
    names = sorted(set(labels))
    means = [values[[label == name for label in labels]].mean() for name in names]
    if len(names) == 2:
        return float(means[0] - means[1])
    size = [labels.count(name) for name in names]
    return float(sum(k * (m - values.mean()) ** 2 for k, m in zip(size, means, strict=True)) / len(values))


def by_hand(values: list[float], labels: str, units: str | None = None) -> tuple[float, float, float, float]:
    """Effect, mean, sd and p over every arrangement, by plain loops."""
    units = units or "".join(chr(ord("A") + k) for k in range(len(labels)))
    names = sorted(set(units))
    of_unit = tuple(labels[units.index(u)] for u in names)
    numbers = np.array(values)
    found = []
    for order in set(itertools.permutations(of_unit)):
        dealt = tuple(order[names.index(u)] for u in units)
        found.append(gap(numbers, dealt))
    observed, mean = gap(numbers, tuple(labels)), float(np.mean(found))
    far = [abs(f) for f in found] if len(set(labels)) == 2 else found
    edge = abs(observed) if len(set(labels)) == 2 else observed
    return observed, mean, float(np.std(found)), float(np.mean([f >= edge - 1e-9 for f in far]))


@given(
    values=st.lists(st.integers(0, 9).map(float), min_size=3, max_size=6),
    labels=st.text("abc", min_size=6, max_size=6),
)
def test_few_arrangements_are_all_gone_through_as_by_hand(values: list[float], labels: str) -> None:
    labels = labels[: len(values)]
    assume(len(set(labels)) > 1)
    found = csna.permutation_test(series(values), by=groups(labels))
    expected = by_hand(values, labels)
    assert found[["effect", "null_mean", "null_sd", "p"]].tolist() == pytest.approx(expected, abs=1e-12)
    assert found.attrs["exact"]


@given(
    values=st.lists(st.integers(0, 9).map(float), min_size=7, max_size=7),
    of_unit=st.lists(st.sampled_from("ab"), min_size=4, max_size=4),
    units=st.lists(st.sampled_from("WXYZ"), min_size=7, max_size=7),
)
def test_whole_units_of_different_sizes_swap_their_groups_as_by_hand(
    values: list[float], of_unit: list[str], units: list[str]
) -> None:
    labels = "".join(dict(zip("WXYZ", of_unit, strict=True))[u] for u in units)
    assume(len(set(labels)) > 1)
    found = csna.permutation_test(series(values), by=groups(labels), units=groups(units, "organisation"))
    expected = by_hand(values, labels, "".join(units))
    assert found[["effect", "null_mean", "null_sd", "p"]].tolist() == pytest.approx(expected, abs=1e-12)
    assert found.attrs["unit"] == "organisation"


def test_with_a_unit_for_each_person_the_exact_p_equals_that_of_scipy() -> None:
    rng = np.random.default_rng(3)
    values, labels = rng.normal(size=10), "aaaabbbbbb"
    theirs = stats.permutation_test(
        (values[:4], values[4:]), lambda x, y: abs(x.mean() - y.mean()), permutation_type="independent",
        n_resamples=np.inf, alternative="greater",
    )  # fmt: skip
    found = csna.permutation_test(series(list(values)), by=groups(labels))
    assert found["draws"] == 209
    assert found["p"] == pytest.approx(theirs.pvalue)


def test_drawn_arrangements_come_near_the_exact_ones() -> None:
    values = [float(v) for v in np.random.default_rng(1).integers(0, 20, size=16)]
    labels = "a" * 8 + "b" * 8
    exact = csna.permutation_test(series(values), by=groups(labels), draws=20_000)
    drawn = csna.permutation_test(series(values), by=groups(labels), draws=9_999)
    assert exact.attrs["exact"]
    assert not drawn.attrs["exact"]
    assert exact["draws"] == 12_869
    assert drawn["p"] == pytest.approx(exact["p"], abs=3 * np.sqrt(0.25 / 9_999))
    assert drawn["null_sd"] == pytest.approx(exact["null_sd"], rel=0.05)


def test_strata_keep_labels_where_they_are() -> None:
    values = [0.0, 1.0, 2.0, 10.0, 11.0, 12.0]
    labels, strata = "aabbba", "xxxyyy"
    found = csna.permutation_test(series(values), by=groups(labels), strata=groups(strata))
    assert found["draws"] == 3 * 3 - 1
    inside = [
        gap(np.array(values), (*x, *y))
        for x in set(itertools.permutations("aab"))
        for y in set(itertools.permutations("bba"))
    ]
    assert found["null_mean"] == pytest.approx(np.mean(inside))
    assert found["null_sd"] == pytest.approx(np.std(inside))
    drawn = csna.permutation_test(series(values * 3), by=groups(labels * 3), strata=groups(strata * 3), draws=4000)
    again = csna.permutation_test(series(values * 3), by=groups(labels * 3), strata=groups(strata * 3), draws=4000)
    assert drawn.equals(again)
    assert not drawn.attrs["exact"]
    assert drawn["null_mean"] == pytest.approx(np.mean(inside), abs=0.2)


def test_strata_hold_whole_units_and_refuse_to_cut_one() -> None:
    values, labels, units = series([1.0, 2, 3, 4, 5, 6]), groups("aabbab"), groups("WWXXYZ", "org")
    found = csna.permutation_test(values, by=labels, units=units, strata=groups("ssssst"))
    assert found["draws"] == 2
    with pytest.raises(UsageError, match="several strata"):
        csna.permutation_test(values, by=labels, units=units, strata=groups("stssst"))


def network(organisations: str, labels: str, **kinds: str) -> csna.PartnerNetwork:
    people = pd.DataFrame(
        {"id": [f"P{k:02}" for k in range(len(labels))], "team": list(organisations), "sector": list(labels)}
    )
    ties = pd.DataFrame({"source": ["P00", "P01"], "target": ["P01", "P02"]})
    return csna.PartnerNetwork.from_frames(people, ties, positionality=kinds)


def test_the_unit_is_the_organisation_where_groups_never_vary_inside_one() -> None:
    net = network("WWXXYY", "aabbab"[:4] + "aa", team="organisation")
    values = series([1.0, 2, 3, 4, 5, 6])
    found = csna.permutation_test(values, by="sector", people=net)
    assert (found.attrs["unit"], found.attrs["n_units"], found["draws"]) == ("team", 3, 2)
    assert found.equals(csna.permutation_test(values, by="sector", people=net, units="team"))
    assert csna.permutation_test(values, by="sector", people=network("WWXXYY", "aabbaa")).attrs["unit"] == "person"
    frame = net.people.rename(columns={"team": "organisation"})
    assert csna.permutation_test(values, by="sector", people=frame).attrs["unit"] == "organisation"


def test_the_largest_units_win_where_several_carry_the_group() -> None:
    net = network("WWXXYY", "aabbaa", team="organisation", school="organisation")
    people = net.people.assign(school=list("SSTTSS"))
    both = csna.PartnerNetwork.from_frames(
        people, net.ties, positionality={"team": "organisation", "school": "organisation"}
    )
    assert csna.permutation_test(series([1.0, 2, 3, 4, 5, 6]), by="sector", people=both).attrs["unit"] == "school"


def test_people_grouped_by_organisation_are_shuffled_one_by_one() -> None:
    net = network("WWXXYY", "aabbaa", team="organisation")
    assert csna.permutation_test(series([1.0, 2, 3, 4, 5, 6]), by="team", people=net).attrs["unit"] == "person"


def test_groups_that_vary_in_few_organisations_are_told_in_words() -> None:
    net = network("VVWWXXYYZZ", "aabbaabbab", team="organisation")
    values = series([float(v) for v in range(10)])
    with pytest.warns(CriticalSNAWarning, match="In 4 of 5 units of 'team'"):
        csna.permutation_test(values, by="sector", people=net)
    mixed = network("VVWWXXYYZZ", "abbabbbbab", team="organisation")
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert csna.permutation_test(values, by="sector", people=mixed).attrs["unit"] == "person"


def test_somebody_without_a_unit_is_a_unit_of_one() -> None:
    units = groups(["W", "W", None, None], "org")
    found = csna.permutation_test(series([1.0, 2, 3, 4]), by=groups("aabb"), units=units)
    assert found.attrs["n_units"] == 3


def test_people_without_a_value_or_a_group_are_counted_and_take_no_part() -> None:
    values = series([1.0, np.nan, 3.0, 4.0, 5.0])
    found = csna.permutation_test(values, by=groups(["a", "a", "b", "b", None]))
    assert found["effect"] == pytest.approx(1.0 - 3.5)
    assert (found.attrs["dropped"], found.attrs["left_out"], found.attrs["n"]) == (1, 2, 3)
    assert found.attrs["people"] == (1, 2)


def test_a_value_that_never_varies_has_p_one() -> None:
    found = csna.permutation_test(series([0.1] * 30), by=groups("ab" * 15), draws=99)
    assert found["p"] == 1.0


@given(
    values=st.lists(st.integers(0, 5).map(float), min_size=10, max_size=10),
    order=st.permutations(range(10)),
    seed=st.integers(0, 5),
)
def test_order_and_names_of_groups_change_nothing_and_a_seed_gives_the_same_bytes(
    values: list[float], order: list[int], seed: int
) -> None:
    of, by = series(values), groups("aaaaabbbbb")
    found = csna.permutation_test(of, by=by, draws=50, seed=seed)
    turned = csna.permutation_test(of.iloc[order], by=by.iloc[::-1], draws=50, seed=seed)
    renamed = csna.permutation_test(of, by=by.map({"a": "west", "b": "east zone"}), draws=50, seed=seed)
    assert turned.to_numpy().tobytes() == found.to_numpy().tobytes()
    assert renamed["effect"] == -found["effect"]  # sorted the other way round
    assert 0 < found["p"] <= 1
    assert of.equals(series(values))


def test_many_measures_are_adjusted_for_all_looks_at_once_as_by_hand() -> None:
    rng = np.random.default_rng(8)
    table = pd.DataFrame(rng.normal(size=(7, 4)), index=groups("aaabbbb").index, columns=list("wxyz"))
    table.loc[:"P02", "w"] += 3
    found = csna.permutation_tests(table, by=groups("aaabbbb"))
    orders = sorted(set(itertools.permutations("aaabbbb")))
    effects = np.array([[gap(table[c].to_numpy(), o) for c in table] for o in orders])
    z = np.abs(effects / effects.std(axis=0))
    observed = z[orders.index(tuple("aaabbbb"))]
    ranked = np.argsort(-observed)
    expected, running = np.empty(4), 0.0
    for k, place in enumerate(ranked):
        running = max(running, float((z[:, ranked[k:]].max(axis=1) >= observed[place] - 1e-9).mean()))
        expected[place] = running
    assert found["p_adjusted"].tolist() == pytest.approx(expected.tolist())
    assert (found["p_adjusted"] >= found["p"]).all()
    for measure in table:
        alone = csna.permutation_test(table[measure], by=groups("aaabbbb"))
        row = found.loc[measure]
        assert row[["value", "null_mean", "null_sd", "p"]].tolist() == pytest.approx(alone.iloc[:4].tolist())


def test_a_table_of_tests_carries_the_common_columns() -> None:
    net = csna.simulate_collaborative(people=40, seed=2)["1"]
    table = pd.DataFrame({"named": csna.in_degree(net), "names": csna.out_degree(net), "one": 1.0})
    found = csna.permutation_tests(table, by="decision_seat", people=net, draws=99)
    common = ["value", "n", "response_rate", "null_mean", "null_sd", "p", "lower", "upper", "missing_lower"]
    assert {*common, "missing_upper", "withheld"} <= set(found.columns)
    assert found["response_rate"].tolist() == pytest.approx([net.response_rate] * 3)
    assert found.loc["names", "n"] == net.answered.sum()
    assert found.loc["one", ["p", "p_adjusted"]].tolist() == [1.0, 1.0]
    assert (found.attrs["draws"], found.attrs["seed"]) == (99, 0)
    assert not found["withheld"].any()
    small = csna.permutation_tests(table, by=net.people["decision_seat"].where(table["named"] >= 0), draws=9)
    assert small["response_rate"].isna().all()


def test_a_measure_that_a_group_has_no_value_of_is_not_defined_and_leaves_the_others_as_they_are() -> None:
    table = pd.DataFrame({"x": [1.0, 2, 3, 5, 8], "y": [1.0, 2, np.nan, np.nan, np.nan]}, index=groups("aabbb").index)
    found = csna.permutation_tests(table, by=groups("aabbb"))
    assert found.loc["y", ["value", "p", "p_adjusted"]].isna().all()
    alone = csna.permutation_tests(table[["x"]], by=groups("aabbb"))
    assert found.loc["x", "p"] == alone.loc["x", "p"]


@pytest.mark.parametrize(
    ("arguments", "error", "words"),
    [
        ({"by": groups("aaaa")}, DataError, "only one group"),
        ({"by": groups([None] * 4)}, DataError, "no group"),
        ({"by": groups("aabb"), "strata": groups("xxyy")}, DataError, "Nothing can be shuffled"),
        ({"by": groups("aabb"), "strata": groups("wxyz")}, DataError, "Nothing can be shuffled"),
        ({"by": groups("aabb"), "units": groups("WXXW")}, DataError, "2 of 2 units"),
        ({"by": groups("aabb"), "units": groups("WXXY")}, DataError, "1 of 3 units"),
        ({"by": "sektor", "people": network("WWXX", "aabb")}, UnknownNameError, "sector"),
        ({"by": groups("aabb"), "draws": 0}, UsageError, "draws"),
        ({"by": groups("aabb"), "draws": True}, UsageError, "draws"),
        ({"by": groups("aabb"), "seed": -1}, WrongTypeError, "seed"),
        ({"by": groups("aabb"), "people": "sector"}, WrongTypeError, "people="),
        ({"by": groups("aabb"), "people": pd.DataFrame(index=["P00"])}, DataError, "not in people="),
    ],
)
def test_what_has_no_answer_is_refused_in_words(
    arguments: dict[str, object], error: type[Exception], words: str
) -> None:
    with pytest.raises(error, match=words):
        csna.permutation_test(series([1.0, 2, 3, 4]), **arguments)


def test_what_is_no_measure_is_refused() -> None:
    with pytest.raises(WrongTypeError, match="takes a measure"):
        csna.permutation_test(groups("abab"), by=groups("aabb"))
    with pytest.raises(DataError, match="twice"):
        csna.permutation_test(pd.Series([1.0, 2], index=["P00", "P00"]), by=groups("ab"))


def test_a_generator_of_somebody_else_is_used_as_it_is() -> None:
    found = csna.permutation_test(
        series([float(v) for v in range(20)]), by=groups("ab" * 10), draws=9, seed=np.random.default_rng(1)
    )
    assert np.isnan(found["seed"])


def test_the_interval_of_a_gap_between_persons_is_that_of_welch_with_pooled_freedom() -> None:
    rng = np.random.default_rng(2)
    table = pd.DataFrame({"x": rng.normal(size=12), "y": rng.normal(size=12)}, index=groups("a" * 12).index)
    found = csna.permutation_tests(table, by=groups("aaaaabbbbbbb"), draws=9)
    for name, row in found.iterrows():
        a, b = table[name].iloc[:5], table[name].iloc[5:]
        error = np.sqrt(a.var() / 5 + b.var() / 7)
        assert row["upper"] - row["value"] == pytest.approx(stats.t.ppf(0.975, 10) * error)
        assert row["value"] - row["lower"] == pytest.approx(stats.t.ppf(0.975, 10) * error)


def test_the_interval_of_a_gap_between_units_leaves_out_one_unit_at_a_time() -> None:
    values = pd.DataFrame({"x": [1.0, 4, 2, 8, 5, 7, np.nan]}, index=groups("a" * 7).index)
    labels, units = groups("aaabbbb"), groups("VVWXYYZ", "org")
    found = csna.permutation_tests(values, by=labels, units=units, draws=9).loc["x"]
    x = values["x"]
    variance = 0.0
    for g, names in (("a", "VW"), ("b", "XY")):
        without = [x[(labels == g) & (units != u)].mean() for u in names]
        variance += 0.5 * sum((w - np.mean(without)) ** 2 for w in without)
    assert found["upper"] - found["value"] == pytest.approx(stats.t.ppf(0.975, 2) * np.sqrt(variance))
    one = csna.permutation_tests(values, by=labels, units=groups("VVVXYYZ", "org"), draws=9).loc["x"]
    assert np.isnan(one["lower"])
    many = csna.permutation_tests(values, by=groups("aabbccc"), draws=9).loc["x"]
    assert many[["lower", "upper"]].isna().all()


def test_many_units_are_gone_through_in_blocks_with_the_same_result(monkeypatch: pytest.MonkeyPatch) -> None:
    from critical_sna.inference import _dealt

    values, labels = series([float(v * v % 7) for v in range(40)]), groups("ab" * 20)
    whole = csna.permutation_test(values, by=labels, draws=100)
    monkeypatch.setattr(_dealt, "_BLOCK", 40 * 7)
    assert csna.permutation_test(values, by=labels, draws=100).tolist() == pytest.approx(whole.tolist())
    monkeypatch.setattr(_dealt, "_BLOCK", 40 * 10)
    assert csna.permutation_test(values, by=labels, draws=100).tolist() == pytest.approx(whole.tolist())


def test_more_than_a_hundred_groups_are_compared_too() -> None:
    index = [f"P{k:03}" for k in range(300)]
    values = pd.Series(np.arange(300.0), index=index)
    by = pd.Series([f"g{k // 2:03}" for k in range(300)], index=index)
    assert csna.permutation_test(values, by=by, draws=19)["p"] == 0.05


def test_people_whose_stratum_is_not_known_are_a_stratum_of_their_own() -> None:
    found = csna.permutation_test(
        series([0.0, 1, 2, 3]), by=groups("abab"), strata=groups(["x", "x", None, None]), draws=99
    )
    assert found["draws"] == 2 * 2 - 1


def test_gaps_that_are_not_there_are_found_rarely_by_organisation_and_often_by_person() -> None:
    rng, found = np.random.default_rng(1), {"units": 0, "persons": 0}
    for k in range(100):
        of_unit = np.repeat(np.arange(16), 5)
        values = series(list(rng.normal(size=16)[of_unit] + 0.5 * rng.normal(size=80)))
        by = groups(list(np.array(list("ab"))[rng.permutation(16) % 2][of_unit]))
        units = groups([f"O{u:02}" for u in of_unit], "organisation")
        found["units"] += csna.permutation_test(values, by=by, units=units, draws=199, seed=k)["p"] <= 0.05
        found["persons"] += csna.permutation_test(values, by=by, draws=199, seed=k)["p"] <= 0.05
    assert found["units"] <= 10
    assert found["persons"] >= 25
