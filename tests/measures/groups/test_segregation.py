"""Indices of segregation and their values under random mixing, beside loops and beside lists of every arrangement."""

from __future__ import annotations

import itertools

import golden
import group_oracles as by_hand
import numpy as np
import pandas as pd
import pytest
from bridges import as_small, differences, groups_of
from hypothesis import given
from hypothesis import strategies as st

import critical_sna as csna
from critical_sna.errors import UnknownNameError
from critical_sna.testing import partner_networks

Net = csna.PartnerNetwork
BY_TIES = [
    "ei_index",
    "ei_rescaled",
    "odds_ratio_within",
    "yule_q",
    "freeman",
    "gupta_anderson_may",
    "assortativity",
    "adjusted_assortativity",
    "modularity",
]
EXACT = ["ei_index", "ei_rescaled", "odds_ratio_within", "yule_q", "freeman"]


def network(labels: str, ties: list[str], **options: object) -> Net:
    """Build a network of people a, b, c, ... whose groups are the letters of ``labels``."""
    ids = [chr(97 + k) for k in range(len(labels))]
    people = pd.DataFrame({"id": ids, "sector": list(labels)}, dtype="str")
    pairs = pd.DataFrame([tuple(t) for t in ties], columns=["source", "target"], dtype="str")
    return Net.from_frames(people, pairs, reports="seeks_from", **options)  # type: ignore[arg-type]  # passed on


@pytest.fixture(scope="module")
def whole() -> pd.DataFrame:
    return csna.segregation(golden.network(), groups="sector")


def test_the_golden_network_has_the_values_worked_out_by_hand(whole: pd.DataFrame) -> None:
    assert whole["observed"].round(4)[
        ["ei_index", "odds_ratio_within", "assortativity", "adjusted_assortativity"]
    ].tolist() == [-0.3333, 12.6667, 0.5, 0.6959]
    assert whole.loc["ei_index", "baseline"] == pytest.approx(0.5, abs=1e-12)
    assert whole.drop("spectral")["n"].eq(12).all()
    assert whole.loc["spectral", "n"] == 8


def test_colemans_index_of_each_sector_of_the_golden_network() -> None:
    found = csna.coleman(golden.network(), groups="sector")["observed"]
    assert found.loc[["U", "D", "C"]].round(4).tolist() == [1.0, 0.3, 0.6111]


def test_the_kin_of_five_women_and_five_men_have_the_published_indices() -> None:
    """22 ties without direction, 9 of them across: Freeman's index .2636364 and odds ratio 3.301587 (R netseg 1.0)."""
    ids = "abcdefghij"
    inside = list(itertools.combinations("abcde", 2)) + list(itertools.combinations("fghij", 2))
    across = list(itertools.product("abcde", "fghij"))
    net = network("wwwwwmmmmm", ["".join(p) for p in inside[:13] + across[:9]]).symmetrised("union")
    assert set(ids) == set(net.people.index)
    found = csna.segregation(net, groups="sector", draws=0)
    assert found.loc["freeman", "observed"] == pytest.approx(0.2636364, abs=5e-8)
    assert found.loc["odds_ratio_within", "observed"] == pytest.approx(3.301587, abs=5e-7)
    assert found.loc["freeman", "n"] == 22


def test_a_published_grid_of_two_races_has_colemans_published_indices() -> None:
    """Echenique & Fryer's third figure; R netseg 1.0 gives .3337838 and .1918033 with every tie both ways."""
    races = {"A": "222222", "B": "112212", "C": "112212", "D": "111122", "E": "222222"}
    race = {f"{row}{k + 1}": r for row, kinds in races.items() for k, r in enumerate(kinds)}
    beside = [(f"{row}{k}", f"{row}{k + 1}") for row in "ABCDE" for k in range(1, 6)]
    below = [(f"{a}{k}", f"{b}{k}") for a, b in itertools.pairwise("ABCDE") for k in range(1, 7)]
    people = pd.DataFrame({"id": list(race), "race": list(race.values())})
    ties = pd.DataFrame(beside + below, columns=["source", "target"])
    net = Net.from_frames(people, ties).symmetrised("union")
    found = csna.coleman(net, groups="race")["observed"]
    assert found.loc[["1", "2"]].tolist() == pytest.approx([0.3337838, 0.1918033], abs=5e-8)


@given(partner_networks(max_people=9, hostile_ids=False))
def test_every_index_equals_its_definition_over_observed_cells(net: Net) -> None:
    hand, groups = as_small(net), groups_of(net)
    cells = by_hand.observed_cells(hand, groups)
    ties = [t for t in hand.arcs if t in set(cells)]
    ours = csna.segregation(net, groups="sector", draws=2)["observed"]
    assert differences(ours, by_hand.indices(ties, cells, groups)) == {}
    coleman = csna.coleman(net, groups="sector")["observed"]
    theirs = {g: by_hand.coleman(ties, cells, groups, g) for g in coleman.index}
    assert differences(coleman, theirs) == {}


SMALL = {
    "two groups": network("xxyy", ["ab", "ba", "cd", "da"]),
    "three groups": network("xxyz", ["ab", "cd", "da"]),
    "one silent": Net.from_frames(
        pd.DataFrame({"id": list("abcd"), "sector": list("xxyy"), "status": ["respondent"] * 3 + ["declined"]}),
        pd.DataFrame([("a", "b"), ("b", "c"), ("c", "d"), ("a", "d")], columns=["source", "target"]),
        unknown=pd.DataFrame({"source": ["c"], "target": ["a"]}),
        reports="seeks_from",
    ),
    "one without a group": Net.from_frames(
        pd.DataFrame({"id": list("abcde"), "sector": ["x", "x", "y", "y", None]}),
        pd.DataFrame([("a", "b"), ("b", "c"), ("e", "d"), ("a", "d")], columns=["source", "target"]),
        reports="seeks_from",
    ),
}


@pytest.mark.parametrize("name", list(SMALL))
def test_baselines_equal_the_list_of_every_way_the_ties_could_have_fallen(name: str) -> None:
    net = SMALL[name]
    groups = groups_of(net)
    cells = by_hand.observed_cells(as_small(net), groups)
    ours = csna.segregation(net, groups="sector", draws=4000)
    m = int(ours.loc["ei_index", "n"])
    every = [by_hand.indices(t, cells, groups) for t in itertools.combinations(cells, m)]
    for index in BY_TIES:
        mean, sd = by_hand.moments(row[index] for row in every)
        exact = index in EXACT
        near = 1e-9 if exact or index == "modularity" else 4 * sd / np.sqrt(4000) + 1e-9
        assert ours.loc[index, "baseline"] == pytest.approx(mean, abs=near, nan_ok=True), index
        assert ours.loc[index, "baseline_sd"] == pytest.approx(
            sd, abs=1e-9 if exact else 0.1 * sd + 1e-9, nan_ok=True
        ), index


@pytest.mark.parametrize("name", list(SMALL))
def test_the_baseline_of_colemans_index_lists_every_way_the_groups_ties_could_have_fallen(name: str) -> None:
    net = SMALL[name]
    groups = groups_of(net)
    cells = by_hand.observed_cells(as_small(net), groups)
    ours = csna.coleman(net, groups="sector")
    for group, row in ours.iterrows():
        room = [c for c in cells if groups[c[0]] == group]
        every = [by_hand.coleman(t, cells, groups, str(group)) for t in itertools.combinations(room, int(row["n"]))]
        mean, sd = by_hand.moments(every)
        if np.isnan(row["observed"]):
            assert np.isnan(row["baseline"])
        else:
            assert row["baseline"] == pytest.approx(mean, abs=1e-9)
            assert row["baseline_sd"] == pytest.approx(sd, abs=1e-9)


def test_pairs_not_single_ties_fall_at_random_where_every_tie_goes_both_ways() -> None:
    net = network("xxyyz", ["ab", "cd", "da", "be"]).symmetrised("union")
    groups = groups_of(net)
    pairs = list(itertools.combinations(net.people.index, 2))
    both = [(i, j) for i, j in itertools.permutations(net.people.index, 2)]
    every = [
        by_hand.indices([*chosen, *((j, i) for i, j in chosen)], both, groups)
        for chosen in itertools.combinations(pairs, 4)
    ]
    ours = csna.segregation(net, groups="sector", draws=4000)
    for index in ("ei_index", "freeman", "modularity", "yule_q"):
        mean, sd = by_hand.moments(row[index] for row in every)
        assert ours.loc[index, "baseline"] == pytest.approx(mean, abs=1e-9), index
        if index != "modularity":
            assert ours.loc[index, "baseline_sd"] == pytest.approx(sd, abs=1e-9), index
    for index in ("assortativity", "gupta_anderson_may", "modularity"):
        mean, sd = by_hand.moments(row[index] for row in every)
        assert ours.loc[index, "baseline"] == pytest.approx(mean, abs=4 * sd / np.sqrt(4000)), index
        assert ours.loc[index, "baseline_sd"] == pytest.approx(sd, rel=0.1), index
    assert ours.loc["ei_index", "n"] == 4


def test_a_half_is_added_where_a_count_is_zero() -> None:
    found = csna.segregation(network("xxyy", ["ab", "ba", "cd", "dc"]), groups="sector", draws=0)["observed"]
    assert found["odds_ratio_within"] == pytest.approx((4.5 * 8.5) / (0.5 * 0.5))
    assert found["yule_q"] == 1


def test_a_baseline_of_millions_of_cells_is_as_exact_as_one_of_ten() -> None:
    """Mean and sd of a hypergeometric count have closed forms, at any size."""
    from critical_sna.nulls.random_mixing import ties_inside

    for ties, inside, cells in ((10_000_000, 2.5e11, 1e12), (3.0, 5.0, 12.0), (12.0, 5.0, 12.0), (0.0, 5.0, 12.0)):
        null = ties_inside(ties, inside, cells)
        share = inside / cells
        sd = np.sqrt(ties * share * (1 - share) * (cells - ties) / (cells - 1))
        found = null.moments(null.counts)
        assert found.mean == pytest.approx(ties * share, rel=1e-12)
        assert found.sd == pytest.approx(sd, rel=1e-9, abs=1e-12)
        assert len(null.counts) < 200_000


def test_ties_among_more_than_a_billion_cells_are_drawn_with_replacement() -> None:
    from critical_sna.nulls.random_mixing import random_mixing

    cells = np.array([[6e8, 4e8], [4e8, 6e8]])
    drawn = random_mixing(cells, 1000, mutual=False, draws=500, seed=1)
    assert (drawn.sum(axis=(1, 2)) == 1000).all()
    assert drawn.mean(axis=0) == pytest.approx(cells / 2e9 * 1000, abs=4)


@pytest.mark.parametrize("draws", [0, 1])
def test_without_draws_the_formulas_still_stand(draws: int) -> None:
    found = csna.segregation(golden.network(), groups="sector", draws=draws)
    assert found.loc[[*EXACT, "modularity"], "baseline"].notna().all()
    assert np.isnan(found.loc["assortativity", "baseline"]) == (draws == 0)


def test_the_same_seed_gives_the_same_table(whole: pd.DataFrame) -> None:
    pd.testing.assert_frame_equal(whole, csna.segregation(golden.network(), groups="sector"), check_exact=True)
    other = csna.segregation(golden.network(), groups="sector", seed=1)
    assert other.loc["assortativity", "baseline"] != whole.loc["assortativity", "baseline"]


@pytest.mark.parametrize("function", [csna.segregation, csna.coleman, csna.spectral_segregation])
def test_a_column_that_is_not_there_is_answered_with_the_nearest(function: object) -> None:
    with pytest.raises(UnknownNameError, match="did you mean 'sector'"):
        function(golden.network(), groups="secter")  # type: ignore[operator]  # one of the three


@given(partner_networks(max_people=8, hostile_ids=False), st.sampled_from(["sector"]))
def test_turning_the_network_along_the_flow_changes_no_index(net: Net, groups: str) -> None:
    pd.testing.assert_frame_equal(
        csna.segregation(net, groups=groups, draws=3), csna.segregation(net.flow(), groups=groups, draws=3)
    )
    pd.testing.assert_frame_equal(csna.coleman(net, groups=groups), csna.coleman(net.flow(), groups=groups))


def test_no_index_is_given_where_there_is_nothing_to_compare() -> None:
    one = csna.segregation(network("xxx", ["ab", "bc"]), groups="sector", draws=9)["observed"]
    assert one[["odds_ratio_within", "freeman", "assortativity", "gupta_anderson_may"]].isna().all()
    assert one["ei_index"] == -1
    none = csna.segregation(network("xxyy", []), groups="sector", draws=9)
    assert none[["observed", "baseline", "baseline_sd"]].isna().all(axis=None)
    alone = csna.segregation(network("xxy", ["ab", "bc"]), groups="sector", draws=9)["observed"]
    assert np.isnan(alone["adjusted_assortativity"])
    assert alone["assortativity"] == 0
    assert csna.coleman(network("xxy", ["ab", "ca"]), groups="sector")["observed"].isna().tolist() == [False, True]
