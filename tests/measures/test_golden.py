"""The golden network: every printed value was worked out by hand and confirmed by listing all cases."""

from __future__ import annotations

import golden
import oracles
import pandas as pd
import pytest
from bridges import as_small, differences

import critical_sna as csna

PEOPLE = list(golden.PEOPLE)


@pytest.fixture(scope="module")
def net() -> csna.PartnerNetwork:
    return golden.network()


def test_the_golden_network_is_built_as_it_is_written(net: csna.PartnerNetwork) -> None:
    assert as_small(net) == golden.by_hand()


def test_who_is_asked_and_who_asks(net: csna.PartnerNetwork) -> None:
    assert csna.in_degree(net).loc[PEOPLE].tolist() == [4, 2, 0, 3, 1, 0, 1, 1]
    assert csna.out_degree(net).loc[PEOPLE].tolist() == [1, 1, 1, 2, 2, 2, 2, 1]


def test_nobody_at_the_university_or_in_the_district_asks_the_community(net: csna.PartnerNetwork) -> None:
    mixing = csna.mixing_matrix(net, groups="sector")
    order = ["U", "D", "C"]
    assert mixing.loc[order, order].to_numpy().tolist() == [[3, 0, 0], [3, 3, 0], [0, 1, 2]]


def roles(**rows: list[int]) -> pd.DataFrame:
    """Write the five roles of the people who broker at all."""
    return pd.DataFrame({i: rows.get(i, [0] * 5) for i in PEOPLE}, index=list(oracles.ROLES)).T


def test_brokerage_along_the_flow(net: csna.PartnerNetwork) -> None:
    found = csna.brokerage(net, groups="sector")
    expected = roles(a=[1, 0, 2, 0, 0], b=[0, 0, 1, 0, 0], d=[1, 0, 1, 1, 1], g=[0, 0, 0, 1, 0])
    assert list(found.columns) == [*oracles.ROLES, "total"]
    assert (found.loc[PEOPLE, list(oracles.ROLES)] == expected).all(axis=None)
    assert found[list(oracles.ROLES)].sum().tolist() == [2, 0, 4, 2, 1]
    assert (found["total"] == found[list(oracles.ROLES)].sum(axis=1)).all()


def test_brokerage_along_the_reports_turns_representatives_into_gatekeepers(net: csna.PartnerNetwork) -> None:
    found = csna.brokerage(net, groups="sector", along="reports")
    expected = roles(a=[1, 0, 0, 2, 0], b=[0, 0, 0, 1, 0], d=[1, 0, 1, 1, 1], g=[0, 0, 1, 0, 0])
    assert (found.loc[PEOPLE, list(oracles.ROLES)] == expected).all(axis=None)


def test_ties_stay_more_inside_groups_than_random_mixing_would_have_them(net: csna.PartnerNetwork) -> None:
    """Four ties cross a group line and eight do not; among the 56 possible ties 42 cross and 14 do not."""
    ei = csna.ei_index(net, groups="sector")
    assert ei.loc["network", "observed"] == pytest.approx((4 - 8) / 12, abs=1e-12)
    assert ei.loc["network", "expected"] == pytest.approx(0.5, abs=1e-12)
    assert ei.loc[["U", "D", "C"], "observed"].tolist() == pytest.approx([-1, 0, -1 / 3], abs=1e-12)
    assert ei.loc[["U", "D", "C"], "expected"].tolist() == pytest.approx([3 / 7, 3 / 7, 5 / 7], abs=1e-12)


def test_half_of_the_ties_are_returned(net: csna.PartnerNetwork) -> None:
    assert csna.network_summary(net)["reciprocity_arc"] == 0.5


def test_constraint_has_the_values_that_two_other_programs_give(net: csna.PartnerNetwork) -> None:
    printed = [0.3895, 0.5556, 1.0, 0.3847, 0.7556, 0.5, 0.5556, 1.0]
    assert csna.constraint(net).loc[PEOPLE].round(4).tolist() == printed


def test_every_measure_equals_its_oracle_on_the_golden_network(net: csna.PartnerNetwork) -> None:
    hand = golden.by_hand()
    pairs = {
        "betweenness": (csna.betweenness(net), oracles.betweenness(hand)),
        "betweenness, normalized": (
            csna.betweenness(net, normalized=True),
            oracles.betweenness(hand, normalized=True),
        ),
        "closeness in": (csna.closeness(net), oracles.closeness(hand, "in")),
        "closeness out": (csna.closeness(net, direction="out"), oracles.closeness(hand, "out")),
        "harmonic in": (csna.harmonic(net), oracles.harmonic(hand, "in")),
        "harmonic out": (csna.harmonic(net, direction="out"), oracles.harmonic(hand, "out")),
        "coreness": (csna.coreness(net), oracles.coreness(hand)),
        "local_clustering": (csna.local_clustering(net), oracles.local_clustering(hand)),
        "reciprocity_by_person": (csna.reciprocity_by_person(net), oracles.reciprocity_by_person(hand)),
        "effective_size": (csna.effective_size(net), oracles.effective_size(hand)),
        "efficiency": (csna.efficiency(net), oracles.efficiency(hand)),
    }
    assert {m: d for m, (a, b) in pairs.items() if (d := differences(a, b))} == {}
    assert differences(csna.pagerank(net), oracles.pagerank(hand), tolerance=1e-6) == {}
