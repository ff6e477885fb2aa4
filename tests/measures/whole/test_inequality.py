"""Gini and Theil by comparing every two people, centralization against every network there is."""

from __future__ import annotations

import itertools
import math

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

import critical_sna as csna
from critical_sna.errors import DataError, UnknownNameError, UsageError, WrongTypeError

Net = csna.PartnerNetwork
NAN = math.nan

values = st.lists(
    st.one_of(st.just(0.0), st.integers(0, 9).map(float), st.floats(0, 1e6, allow_subnormal=False)), max_size=12
)


def gini_of(x: list[float]) -> float:
    """Half the mean difference between two people drawn with replacement, over the mean."""
    if not x or sum(x) == 0:
        return NAN
    return math.fsum(abs(a - b) for a in x for b in x) / (2 * len(x) * math.fsum(x))


def theil_of(x: list[float]) -> float:
    if not x or sum(x) == 0:
        return NAN
    mean = math.fsum(x) / len(x)
    return math.fsum(v / mean * math.log(v / mean) for v in x if v > 0 and v / mean > 0) / len(x)


def same(a: float, b: float) -> bool:
    return (math.isnan(a) and math.isnan(b)) or math.isclose(a, b, rel_tol=1e-9, abs_tol=1e-12)


@given(x=values)
def test_gini_and_theil_equal_what_every_two_people_give(x: list[float]) -> None:
    table = pd.Series(x, dtype=float)
    assert same(csna.gini(table), gini_of(x))
    assert same(csna.theil(table), theil_of(x))


@given(x=values, data=st.data())
def test_theil_splits_without_a_rest_and_gini_with_an_overlap_of_its_own(x: list[float], data: st.DataObject) -> None:
    groups = [data.draw(st.sampled_from(["a", "b", "c", None])) for _ in x]
    people = [f"P{k}" for k in range(len(x))]
    found = csna.inequality(pd.Series(x, index=people, dtype=float), by=pd.Series(groups, index=people, dtype="str"))
    members = {g: [v for v, own in zip(x, groups, strict=True) if own == g] for g in set(groups)}
    if not x or sum(x) == 0:
        assert found[["total", "between", "within", "overlap"]].isna().all(axis=None)
        return
    total = math.fsum(x)
    smooth = [math.fsum(members[g]) / len(members[g]) for g in groups]
    for name, index in (("theil", theil_of), ("gini", gini_of)):
        row = found.loc[name]
        shares = {
            g: math.fsum(m) / total * (1 if name == "theil" else len(m) / len(x)) for g, m in members.items() if sum(m)
        }
        within = math.fsum(share * index(members[g]) for g, share in shares.items())
        assert same(row["total"], index(x))
        assert row["between"] == pytest.approx(index(smooth), abs=1e-12)
        assert row["within"] == pytest.approx(within, abs=1e-12)
        assert row["between"] + row["within"] + row["overlap"] == pytest.approx(row["total"], abs=1e-12)
        assert row["n"] == len(x)
    assert found.loc["theil", "overlap"] == 0
    assert found.loc["gini", "overlap"] >= -1e-12


def test_gini_has_no_overlap_where_groups_do_not_reach_into_each_other() -> None:
    table = pd.Series({"a": 1.0, "b": 2.0, "c": 5.0, "d": 9.0})
    apart = pd.Series({"a": "x", "b": "x", "c": "y", "d": "y"})
    mixed = pd.Series({"a": "x", "b": "y", "c": "x", "d": "y"})
    assert csna.inequality(table, by=apart).loc["gini", "overlap"] == pytest.approx(0, abs=1e-12)
    assert csna.inequality(table, by=mixed).loc["gini", "overlap"] > 0.05


def test_one_group_or_groups_of_one_put_everything_on_one_side() -> None:
    table = pd.Series({"a": 0.0, "b": 2.0, "c": 5.0})
    one = csna.inequality(table, by=pd.Series("x", index=table.index))
    assert one["between_share"].tolist() == pytest.approx([0, 0])
    each = csna.inequality(table, by=pd.Series(list("xyz"), index=table.index))
    assert each["between_share"].tolist() == pytest.approx([1, 1])


def test_values_that_are_not_known_are_left_out_and_counted() -> None:
    net = Net.from_frames(
        pd.DataFrame(
            {"id": list("abcd"), "sector": ["x", "x", "y", None], "status": ["respondent"] * 3 + ["declined"]}
        ),
        pd.DataFrame({"source": ["a", "a", "b"], "target": ["b", "c", "a"]}),
    )
    named = csna.out_degree(net)
    found = csna.inequality(named, by="sector", people=net)
    assert found["n"].tolist() == [3, 3]
    assert found["n_unknown"].tolist() == [1, 1]
    assert found.loc["gini", "total"] == csna.gini(named) == pytest.approx(gini_of([2, 1, 0]))


@pytest.mark.parametrize("factor", [5e-324, 1e-300, 1e300, 1.7e307])
def test_only_proportions_matter_however_large_or_small(factor: float) -> None:
    table = pd.Series({"a": 1.0, "b": 2.0, "c": 4.0, "d": 0.0})
    groups = pd.Series({"a": "x", "b": "x", "c": "y", "d": "y"})
    pd.testing.assert_frame_equal(csna.inequality(table * factor, by=groups), csna.inequality(table, by=groups))
    assert csna.theil(table * factor) == pytest.approx(csna.theil(table))


def test_nothing_to_share_has_no_inequality() -> None:
    for x in ([], [0.0, 0.0], [NAN]):
        table = pd.Series(x, dtype=float)
        assert math.isnan(csna.gini(table))
        assert math.isnan(csna.theil(table))
    assert csna.gini(pd.Series([3.0])) == csna.theil(pd.Series([3.0])) == 0
    assert csna.gini(pd.Series([0.1] * 3)) == csna.theil(pd.Series([0.1] * 3)) == 0


@pytest.mark.parametrize("bad", [-1.0, math.inf, -math.inf])
def test_values_below_zero_are_refused_with_their_row_and_without_the_value(bad: float) -> None:
    table = pd.Series({"Ana": 1.0, "Bo": bad})
    groups = pd.Series({"Ana": "x", "Bo": "x"})
    for call in (csna.gini, csna.theil, lambda v: csna.inequality(v, by=groups)):
        with pytest.raises(DataError, match="row 'Bo'"):
            call(table)


def test_arguments_of_the_wrong_kind_are_refused_in_plain_words() -> None:
    table = pd.Series({"a": 1.0})
    with pytest.raises(WrongTypeError, match="not list"):
        csna.gini([1, 2])  # type: ignore[arg-type]  # the mistake is the test
    with pytest.raises(UsageError, match="people=net"):
        csna.inequality(table, by="sector")
    with pytest.raises(UnknownNameError, match="sector"):
        csna.inequality(
            table,
            by="secter",
            people=Net.from_frames(
                pd.DataFrame({"id": ["a"], "sector": ["x"]}), pd.DataFrame({"source": [], "target": []})
            ),
        )


# --- centralization ------------------------------------------------------------------------------------


def every_network(n: int, directed: bool) -> list[Net]:
    names = [f"P{i}" for i in range(n)]
    cells = list(itertools.permutations(names, 2) if directed else itertools.combinations(names, 2))
    found = []
    for chosen in itertools.chain.from_iterable(itertools.combinations(cells, k) for k in range(len(cells) + 1)):
        ties = list(chosen) + ([] if directed else [(j, i) for i, j in chosen])
        frame = pd.DataFrame(ties, columns=["source", "target"], dtype="str")
        found.append(Net.from_frames(pd.DataFrame({"id": names}), frame))
    return found


def both_degrees(net: Net) -> pd.Series:
    return csna.in_degree(net) + csna.out_degree(net)


DIRECTED = {
    "in_degree": csna.in_degree,
    "out_degree": csna.out_degree,
    "degree_total": both_degrees,
    "betweenness": csna.betweenness,
    "closeness": csna.closeness,
    "harmonic": csna.harmonic,
}
UNDIRECTED = {
    "degree_undirected": csna.in_degree,
    "betweenness": csna.betweenness,
    "closeness_undirected": csna.closeness,
    "harmonic_undirected": csna.harmonic,
}


@pytest.mark.parametrize("kind", list(DIRECTED))
def test_no_network_with_direction_is_more_centralized_than_1_and_one_is(kind: str) -> None:
    nets = every_network(3, directed=True)
    found = [csna.centralization(DIRECTED[kind](net), net=net, kind=kind) for net in nets]
    assert max(found) == pytest.approx(1.0)
    assert min(found) >= 0


@pytest.mark.parametrize("n", [4, 5])
@pytest.mark.parametrize("kind", list(UNDIRECTED))
def test_no_network_without_direction_is_more_centralized_than_1_and_one_is(kind: str, n: int) -> None:
    nets = every_network(n, directed=False)[:: 1 if n == 4 else 5]
    star = Net.from_frames(
        pd.DataFrame({"id": [f"P{i}" for i in range(n)]}),
        pd.DataFrame(
            [p for i in range(1, n) for p in (("P0", f"P{i}"), (f"P{i}", "P0"))], columns=["source", "target"]
        ),
    )
    found = [csna.centralization(UNDIRECTED[kind](net), net=net, kind=kind) for net in [*nets, star]]
    assert max(found) == pytest.approx(1.0)
    assert found[-1] == pytest.approx(1.0)


def test_eigenvector_is_compared_with_all_on_one_person_or_one_pair() -> None:
    net = Net.from_ties([("a", "b"), ("c", "d"), ("b", "a")])
    one = pd.Series([7.0, 0, 0, 0], index=list("abcd"))
    pair = pd.Series([0.7, 0.7, 0, 0], index=list("abcd"))
    assert csna.centralization(one, net=net, kind="eigenvector") == 1
    assert csna.centralization(pair, net=net, kind="eigenvector_undirected") == 1
    assert csna.centralization(0 * one, net=net, kind="eigenvector") == 0


def test_centralization_is_open_where_little_is_known() -> None:
    two = Net.from_ties([("a", "b")])
    assert math.isnan(csna.centralization(csna.in_degree(two), net=two, kind="in_degree"))
    people = pd.DataFrame({"id": list("abc"), "status": ["respondent", "declined", "declined"], "asked": "yes"})
    silent = Net.from_frames(people, pd.DataFrame({"source": ["a"], "target": ["b"]}))
    assert math.isnan(csna.centralization(csna.in_degree(silent), net=silent, kind="in_degree"))
    three = Net.from_ties([("a", "b"), ("b", "c")])
    assert math.isnan(csna.centralization(pd.Series([1, NAN, NAN], index=list("abc")), net=three, kind="closeness"))


def test_centralization_refuses_what_it_cannot_compare() -> None:
    net = Net.from_ties([("a", "b"), ("b", "c")])
    with pytest.raises(UsageError, match="did you mean 'in_degree'"):
        csna.centralization(csna.in_degree(net), net=net, kind="indegree")
    with pytest.raises(DataError, match="not those of the people"):
        csna.centralization(csna.in_degree(net).drop("a"), net=net, kind="in_degree")
