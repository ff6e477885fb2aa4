from __future__ import annotations

import brokerage_oracles as oracle
import golden
import numpy as np
import pandas as pd
import pytest
from bridges import as_small, differences, groups_of
from hypothesis import given, settings
from oracles import ROLES

import critical_sna as csna
from critical_sna.errors import UsageError
from critical_sna.measures.kernels import gould_fernandez as _gould_fernandez
from critical_sna.measures.kernels import two_paths as _two_paths
from critical_sna.testing import partner_networks

Net = csna.PartnerNetwork
ASKED = pytest.mark.parametrize("reports", ["seeks_from", "gives_to", "mutual"])


def by_person(table: pd.DataFrame, net: Net) -> dict[str, dict[str, float]]:
    return {str(v): row for v, row in table[net.answered].to_dict("index").items()}


@ASKED
@pytest.mark.parametrize("engine", ["scipy", "numba"])
@pytest.mark.parametrize("cells_a_tie", [4, 0], ids=["dense", "sparse"])
def test_raw_brokerage_equals_the_loop_over_all_threes(
    reports: str, engine: str, cells_a_tie: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    if engine == "numba":
        pytest.importorskip("numba")
    monkeypatch.setattr(_gould_fernandez, "_CELLS_A_TIE", cells_a_tie)
    monkeypatch.setattr(_gould_fernandez, "_CELLS_ALWAYS_DENSE", 0 if cells_a_tie == 0 else 10_000)

    @settings(max_examples=30)
    @given(net=partner_networks(max_people=9, hostile_ids=False, reports=reports))
    def check(net: Net) -> None:
        ours = csna.brokerage(net, groups="sector", engine=engine)
        assert by_person(ours, net) == oracle.by_role(as_small(net), groups_of(net), reports)
        assert ours[~net.answered].isna().all(axis=None)

    check()


@ASKED
@pytest.mark.parametrize("block", [1, 2_000_000])
def test_partial_brokerage_shares_each_pair_among_all_who_stand_between(
    reports: str, block: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(_two_paths, "_PAIRS_A_BLOCK", block)

    @settings(max_examples=30)
    @given(net=partner_networks(max_people=9, hostile_ids=False, reports=reports))
    def check(net: Net) -> None:
        ours = csna.brokerage(net, groups="sector", weighting="partial")
        theirs = oracle.by_role(as_small(net), groups_of(net), reports, partial=True)
        for column in ours:
            row = {v: roles[column] for v, roles in theirs.items()}
            assert differences(ours[column], row, tolerance=1e-12) == {}
        assert ours[~net.answered].isna().all(axis=None)

    check()


@settings(max_examples=30)
@given(net=partner_networks(max_people=8, hostile_ids=False, with_silence=False, with_unknown=False))
def test_partial_brokerage_adds_up_to_the_pairs_that_somebody_links(net: Net) -> None:
    threes = list(oracle.open_threes(as_small(net), "seeks_from"))
    total = csna.brokerage(net, groups="sector", weighting="partial")["total"].sum()
    assert total == pytest.approx(len({(a, b) for a, _, b in threes}))


@ASKED
def test_brokerage_by_group_counts_every_three_groups(reports: str) -> None:
    @settings(max_examples=30)
    @given(net=partner_networks(max_people=9, hostile_ids=False, reports=reports))
    def check(net: Net) -> None:
        ours = csna.brokerage_by_group(net, groups="sector")
        assert ours["pairs"].to_dict() == dict(oracle.by_group(as_small(net), groups_of(net), reports))
        assert ours.index.names == ["from", "broker", "to"]
        assert ours.index.is_monotonic_increasing

    check()


@pytest.mark.parametrize("weighting", ["raw", "partial"])
@given(net=partner_networks(max_people=9, hostile_ids=False, reports="gives_to"))
def test_brokerage_by_group_sums_to_brokerage_of_people(weighting: str, net: Net) -> None:
    of_people = csna.brokerage(net, groups="sector", weighting=weighting)
    of_groups = csna.brokerage_by_group(net, groups="sector", weighting=weighting)
    assert of_groups["pairs"].sum() == pytest.approx(of_people["total"].sum())
    by_role = of_groups.groupby("role")["pairs"].sum().reindex(ROLES, fill_value=0.0)
    assert by_role.tolist() == pytest.approx(of_people[list(ROLES)].sum().tolist())
    known = net.people["sector"].notna()
    for sector, people in of_people[known].groupby(net.people["sector"][known]):
        total = of_groups["pairs"][of_groups.index.get_level_values("broker") == sector].sum()
        assert total == pytest.approx(people["total"].sum())


def test_groups_of_the_golden_network_link_as_counted_by_hand() -> None:
    # a: a coordinator's pair inside U, two from U to D; b: one from U to D; d and g as in the table of roles
    found = csna.brokerage_by_group(golden.network(), groups="sector")
    assert found["role"].value_counts().to_dict() == {
        "coordinator": 2,
        "representative": 2,
        "gatekeeper": 2,
        "liaison": 1,
    }
    assert found.loc[("U", "U", "D")].to_dict() == {"role": "representative", "pairs": 3.0}
    assert found["pairs"].sum() == 2 * 1 + 4 + 2 + 1 == 9


def test_partial_brokerage_of_a_square_is_half_of_raw() -> None:
    """Two people stand between a and c, so each links half of that pair."""
    net = Net.from_ties([("a", "b"), ("b", "c"), ("a", "d"), ("d", "c")], reports="gives_to")
    groups = pd.Series("x", index=list("abcd"))
    raw, partial = (csna.brokerage(net, groups=groups, weighting=w) for w in ("raw", "partial"))
    assert raw["coordinator"].tolist() == [0, 1, 0, 1]
    assert partial["coordinator"].tolist() == [0, 0.5, 0, 0.5]


def test_strengths_and_names_do_not_change_brokerage() -> None:
    ties = pd.DataFrame({"source": list("abca"), "target": list("bcdd"), "strength": [1e300, 1e-300, 1.0, 5e-324]})
    people = pd.DataFrame({"id": list("abcd"), "g": list("xxyy")})
    net = Net.from_frames(people, ties, reports="gives_to")
    plain = Net.from_frames(people, ties.assign(strength=1.0), reports="gives_to")
    pd.testing.assert_frame_equal(csna.brokerage(net, groups="g"), csna.brokerage(plain, groups="g"))


def test_a_weighting_that_is_not_known_names_the_two_there_are() -> None:
    net = golden.network()
    for function in (csna.brokerage, csna.brokerage_by_group):
        with pytest.raises(UsageError, match="did you mean 'partial'"):
            function(net, groups="sector", weighting="partil")
        with pytest.raises(UsageError, match="did you mean 'flow'"):
            function(net, groups="sector", along="flows")


def test_groups_given_as_a_series_keep_the_order_of_the_network() -> None:
    net = golden.network()
    groups = net.people["sector"].sample(frac=1, random_state=1)
    pd.testing.assert_frame_equal(csna.brokerage(net, groups=groups), csna.brokerage(net, groups="sector"))
    assert np.isclose(csna.brokerage(net, groups=groups)["total"].sum(), 9)
