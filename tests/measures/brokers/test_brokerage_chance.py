from __future__ import annotations

import itertools

import brokerage_oracles as oracle
import golden
import numpy as np
import pandas as pd
import pytest
from bridges import as_small, groups_of
from hypothesis import given, settings
from oracles import ROLES
from reference import comparisons
from reference.comparisons import ROLES as REFERENCE_NAMES
from reference.comparisons import Reference

import critical_sna as csna
from critical_sna._core import limits
from critical_sna.errors import DataError, TooLargeError, UnknownNameError, UsageError
from critical_sna.testing import partner_networks

Net = csna.PartnerNetwork
ASKED = pytest.mark.parametrize("reports", ["seeks_from", "gives_to", "mutual"])


@pytest.mark.parametrize("reference", comparisons.references(), ids=str)
def test_expectations_by_density_equal_those_of_sna(reference: Reference) -> None:
    """Source: R sna 2.7, brokerage(), columns gf_exp, gf_sd and gf_z of the reference files."""
    net, theirs = comparisons.load(reference), reference.nodes()
    found = csna.brokerage_test(net, groups=comparisons.groups_of(reference), along="reports")
    for role, name in REFERENCE_NAMES.items():
        ours = found.xs(role, level="role")
        for column, kind in (("observed", "raw"), ("expected", "exp"), ("sd", "sd"), ("z", "z")):
            pd.testing.assert_series_equal(
                ours[column], theirs[f"gf_{kind}_{name}"], check_names=False, check_dtype=False, rtol=1e-9, atol=1e-9
            )


def cells_of(net: Net, reports: str) -> list[tuple[tuple[str, str], ...]]:
    """List the observed cells along the flow; a mutual pair is one."""
    small = as_small(net)
    pairs = list(itertools.permutations(small.people, 2))
    if reports == "mutual":
        view = oracle.united(small)
        return [((i, j), (j, i)) for i, j in pairs if i < j and view.seen(i, j)]
    turned = reports == "seeks_from"
    return [(((j, i) if turned else (i, j)),) for i, j in pairs if small.seen(i, j)]


@ASKED
def test_expectations_by_density_equal_the_mean_over_every_graph(reports: str) -> None:
    @settings(max_examples=25)
    @given(
        net=partner_networks(
            min_people=1, max_people=4 if reports == "mutual" else 3, hostile_ids=False, reports=reports
        )
    )
    def check(net: Net) -> None:
        found, cells = csna.brokerage_test(net, groups="sector"), cells_of(net, reports)
        view = oracle.united(as_small(net)) if reports == "mutual" else as_small(net)
        density = len(view.arcs) / max(sum(len(cell) for cell in cells), 1)
        moments = oracle.moments_by_density(cells, density, view.people, groups_of(net))
        for (person, role), (mean, sd) in moments.items():
            row = found.loc[(person, role)]
            if person not in as_small(net).answered:
                assert row.isna().all()
                continue
            assert row["expected"] == pytest.approx(mean, abs=1e-12)
            assert row["sd"] == pytest.approx(sd, abs=1e-7)

    check()


def test_expectations_of_four_people_with_a_blank_cell_and_silence_equal_the_mean_over_every_graph() -> None:
    people = pd.DataFrame(
        {"id": list("abcd"), "sector": ["x", "x", "y", None], "status": ["respondent"] * 3 + ["declined"]}
    )
    ties = pd.DataFrame({"source": list("abca"), "target": list("bcdc")})
    unknown = pd.DataFrame({"source": ["b"], "target": ["d"]})
    net = Net.from_frames(people, ties, reports="seeks_from", unknown=unknown)
    found, cells = csna.brokerage_test(net, groups="sector"), cells_of(net, "seeks_from")
    assert len(cells) == 8
    moments = oracle.moments_by_density(cells, 4 / 8, tuple("abcd"), groups_of(net))
    for (person, role), (mean, sd) in moments.items():
        if person != "d":
            assert found.loc[(person, role), "expected"] == pytest.approx(mean)
            assert found.loc[(person, role), "sd"] == pytest.approx(sd)
    assert moments["a", "total"][0] > 0


def test_both_ways_to_count_expectations_give_the_same() -> None:
    from critical_sna.measures.brokers.brokerage_chance import _observed, _pairs_by_cell, _pairs_by_size
    from critical_sna.measures.kernels.two_paths import paths_along

    codes = np.array([0, 0, 0, 1, 1, 2, -1, 2, 0, -1])
    net = Net.from_ties([(f"P{i}", f"P{j}") for i, j in itertools.permutations(range(10), 2)], reports="gives_to")
    seen = _observed(paths_along(net, "flow", where="a test"))
    for by_size, by_cell in zip(_pairs_by_size(codes), _pairs_by_cell(seen, codes), strict=True):
        np.testing.assert_array_equal(by_size, by_cell)


@ASKED
def test_groups_dealt_out_anew_equal_every_way_to_deal_them(reports: str) -> None:
    @settings(max_examples=40)
    @given(net=partner_networks(min_people=1, max_people=5, hostile_ids=False, reports=reports))
    def check(net: Net) -> None:
        small = as_small(net)
        found = csna.brokerage_test(net, groups="sector", null="labels")
        alone = {i: i for i in small.people}
        for (person, role), (mean, sd, p) in oracle.dealt_out(small, groups_of(net), alone, reports).items():
            if person in small.answered:
                row = found.loc[(person, role)]
                assert row["expected"] == pytest.approx(float(mean))
                assert row["sd"] == pytest.approx(sd, abs=1e-9)
                assert row["p"] == pytest.approx(float(p))
                assert np.isnan(row["z"]) == (sd == 0)

    check()


def organisations() -> Net:
    people = pd.DataFrame(
        {
            "id": list("abcdefgh"),
            "sector": [*list("xxyyz"), None, "x", "y"],
            "office": ["o1", "o1", "o2", "o2", "o3", "o3", None, "o4"],
        }
    )
    rng = np.random.default_rng(2)
    arcs = [(i, j) for i, j in itertools.permutations("abcdefgh", 2) if rng.random() < 0.4]
    return Net.from_frames(
        people,
        pd.DataFrame(arcs, columns=["source", "target"]),
        reports="gives_to",
        positionality={"office": "organisation"},
    )


@pytest.mark.parametrize("units", ["office", None])
def test_organisations_that_swap_groups_equal_every_way_to_swap_them(units: str | None) -> None:
    net = organisations()
    office = {i: i if pd.isna(o) else o for i, o in net.people["office"].items()}
    found = csna.brokerage_test(net, groups="sector", null="units", units=units)
    by_hand = oracle.dealt_out(as_small(net), groups_of(net), office, "gives_to")
    assert max(sd for _, sd, _ in by_hand.values()) > 0
    for key, (mean, sd, p) in by_hand.items():
        row = found.loc[key]
        assert row["expected"] == pytest.approx(float(mean))
        assert row["sd"] == pytest.approx(sd, abs=1e-9)
        assert row["p"] == pytest.approx(float(p))


def draw(*, seed: int, draws: int) -> pd.DataFrame:
    return csna.brokerage_test(organisations(), groups="sector", null="labels", draws=draws, seed=seed)


def test_random_draws_repeat_with_the_seed_and_come_near_all_ways_to_deal() -> None:
    first, again, other = (draw(seed=seed, draws=139) for seed in (7, 7, 8))
    assert first.to_numpy().tobytes() == again.to_numpy().tobytes()
    assert not first["sd"].equals(other["sd"])
    every = draw(seed=0, draws=140)  # seven people with a group, of 3, 3 and 1: there are 140 ways
    np.testing.assert_array_equal(every, draw(seed=1, draws=5000))
    np.testing.assert_allclose(first["expected"], every["expected"], rtol=1e-12)
    np.testing.assert_allclose(first["sd"], every["sd"], atol=0.15)
    np.testing.assert_allclose(first["p"], every["p"], atol=0.15)
    steps = draw(seed=7, draws=99)["p"] * 100
    np.testing.assert_allclose(steps, steps.round(), atol=1e-9)
    assert steps.min() >= 1


@pytest.mark.parametrize("null", ["labels", "units"])
def test_the_total_stays_where_only_groups_move(null: str) -> None:
    units = "office" if null == "units" else None
    total = csna.brokerage_test(organisations(), groups="sector", null=null, units=units).xs("total", level="role")
    pd.testing.assert_series_equal(total["expected"], total["observed"], check_names=False)
    assert (total["sd"] == 0).all()
    assert (total["p"] == 1).all()


def test_observed_is_brokerage_and_rows_stand_in_the_order_of_people_and_roles() -> None:
    net = golden.network()
    found = csna.brokerage_test(net, groups="sector")
    table = csna.brokerage(net, groups="sector")
    np.testing.assert_array_equal(found["observed"].to_numpy().reshape(table.shape), table)
    assert list(found.index[:6]) == [("a", role) for role in (*ROLES, "total")]
    # by hand: 12 ties in 56 cells, a's group of three: 2 * 1 pairs for a coordinator
    d = 12 / 56
    assert found.loc[("a", "coordinator"), "expected"] == pytest.approx(2 * d**2 * (1 - d))
    assert csna.brokerage_test(net.to_networkx(), groups="sector").equals(found)


@pytest.mark.parametrize("null", ["density", "labels", "units"])
@pytest.mark.parametrize("ids", ["", "a", "ab", "abc"])
def test_tiny_networks_have_a_row_for_everybody(null: str, ids: str) -> None:
    people = pd.DataFrame({"id": pd.Series(list(ids), dtype="str"), "g": pd.Series(["x"] * len(ids), dtype="str")})
    arcs = list(itertools.pairwise(ids))
    net = Net.from_frames(people, pd.DataFrame(arcs, columns=["source", "target"], dtype="str"), reports="gives_to")
    found = csna.brokerage_test(net, groups="g", null=null, units="g" if null == "units" else None)
    assert len(found) == 6 * len(ids)
    assert found[["observed", "expected", "sd"]].notna().all(axis=None)
    assert found["p"].isna().equals(found["sd"].eq(0) & (null == "density"))


def test_arguments_that_cannot_be_right_say_how_to_mend_them() -> None:
    net = organisations()
    with pytest.raises(UsageError, match="did you mean 'labels'"):
        csna.brokerage_test(net, groups="sector", null="label")
    with pytest.raises(UsageError, match="null='units'"):
        csna.brokerage_test(net, groups="sector", units="office")
    with pytest.raises(UsageError, match="draws"):
        csna.brokerage_test(net, groups="sector", null="labels", draws=0)
    with pytest.raises(UnknownNameError, match="did you mean 'office'"):
        csna.brokerage_test(net, groups="sector", null="units", units="offce")
    sector = pd.Series([*list("xyyyz"), None, "x", "y"], index=list("abcdefgh"))
    with pytest.raises(DataError, match="1 units have people of several groups, the first is 'o1'"):
        csna.brokerage_test(net, groups=sector, null="units", units="office")
    with pytest.raises(UsageError, match="who belongs together"):
        csna.brokerage_test(golden.network(), groups="sector", null="units")
    two = Net.from_frames(
        net.people.assign(site="s"), net.ties, positionality={"office": "organisation", "site": "organisation"}
    )
    with pytest.raises(UsageError, match="2 attributes of kind organisation"):
        csna.brokerage_test(two, groups="sector", null="units", along="reports")


def test_density_with_answers_missing_refuses_a_large_network(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "DENSE_BROKERAGE_PEOPLE", 2)
    people = pd.DataFrame({"id": list("abc"), "g": list("xxy"), "status": ["respondent"] * 2 + ["declined"]})
    net = Net.from_frames(people, pd.DataFrame({"source": ["a"], "target": ["b"]}), reports="gives_to")
    monkeypatch.setattr(limits, "DENSE_BROKERAGE_SECONDS", (10.0, 5.0))  # 9 * (10 * 3 + 5 * 2) seconds
    with pytest.raises(TooLargeError, match=r"3 people .* would take about 6 minutes on one core(.|\n)*null='labels'"):
        csna.brokerage_test(net, groups="g")
    assert len(csna.brokerage_test(net, groups="g", null="labels", draws=9)) == 18
    assert csna.brokerage_test(golden.network(), groups="sector")["expected"].notna().all()
