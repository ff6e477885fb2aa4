"""Krackhardt's four against plain loops over who can reach whom."""

from __future__ import annotations

import itertools
import math

import numpy as np
import pandas as pd
import pytest
from hypothesis import given

import critical_sna as csna
from critical_sna._core import limits
from critical_sna.errors import TooLargeError
from critical_sna.testing import partner_networks

Net = csna.PartnerNetwork
NAMES = ["krackhardt_connectedness", "krackhardt_hierarchy", "krackhardt_efficiency", "krackhardt_lubness"]


def by_hand(net: Net) -> list[float]:
    people = list(net.people.index)
    ties = set(zip(net.ties["source"], net.ties["target"], strict=True))

    def reach(arcs: set[tuple[str, str]]) -> dict[str, set[str]]:
        found = {p: {p} for p in people}
        for _ in people:
            for i, j in arcs:
                for p in people:
                    if i in found[p]:
                        found[p] = found[p] | found[j]
        return found

    down, linked = reach(ties), reach(ties | {(j, i) for i, j in ties})
    pairs = list(itertools.combinations(people, 2))
    either = [(i, j) for i, j in pairs if j in down[i] or i in down[j]]
    both = [(i, j) for i, j in either if j in down[i] and i in down[j]]
    parts = {frozenset(linked[p]) for p in people}
    spare = sum(len([t for t in ties if t[0] in part]) - (len(part) - 1) for part in parts)
    most_spare = sum((len(part) - 1) ** 2 for part in parts)
    most_without = sum((len(part) - 1) * (len(part) - 2) / 2 for part in parts)
    without = 0
    for i, j in pairs:
        if j in linked[i]:
            bounds = [p for p in people if i in down[p] and j in down[p]]
            without += not any(all(least in down[p] for p in bounds) for least in bounds)
    return [
        sum(j in linked[i] for i, j in pairs) / len(pairs) if pairs else math.nan,
        1 - len(both) / len(either) if either else math.nan,
        1 - spare / most_spare if most_spare else math.nan,
        1 - without / most_without if most_without else math.nan,
    ]


@given(net=partner_networks(max_people=9, with_silence=False, with_unknown=False))
def test_the_four_dimensions_equal_those_found_by_hand(net: Net) -> None:
    found = csna.krackhardt(net)
    assert found.index.tolist() == NAMES
    np.testing.assert_allclose(found.to_numpy(), by_hand(net), atol=1e-12)
    pd.testing.assert_series_equal(csna.network_summary(net)[NAMES], found, check_names=False)


@pytest.mark.parametrize("seed", range(4))
def test_sparse_networks_with_many_orders_of_command_equal_those_found_by_hand(seed: int) -> None:
    rng = np.random.default_rng(seed)
    for _ in range(60):
        n = int(rng.integers(3, 10))
        tie = (rng.random((n, n)) < rng.uniform(0.05, 0.35)) & ~np.eye(n, dtype=bool)
        if rng.random() < 0.5:
            tie &= np.triu(np.ones((n, n), dtype=bool), 1)  # acyclic
        people = pd.DataFrame({"id": [f"P{i}" for i in range(n)]})
        arcs = [(f"P{i}", f"P{j}") for i, j in np.argwhere(tie)]
        net = Net.from_frames(people, pd.DataFrame(arcs, columns=["source", "target"], dtype="str"))
        np.testing.assert_allclose(csna.krackhardt(net).to_numpy(), by_hand(net), atol=1e-12)


def test_more_than_sixty_four_parts_do_not_change_how_they_are_ordered() -> None:
    """One bit a part, sixty-four in a word."""
    tree = [(f"P{(k - 1) // 2:03}", f"P{k:03}") for k in range(1, 200)]
    assert csna.krackhardt(Net.from_ties(tree)).tolist() == [1, 1, 1, 1]
    assert csna.krackhardt(Net.from_ties([*tree, ("P050", "P197"), ("P050", "P198")]))["krackhardt_lubness"] < 1
    turned = csna.krackhardt(Net.from_ties([(j, i) for i, j in tree]))
    assert turned["krackhardt_hierarchy"] == 1
    assert turned["krackhardt_lubness"] < 0.2


def test_a_relation_of_reporting_is_a_tree_once_it_is_turned_along_the_flow() -> None:
    net = Net.from_ties([("Bo", "Ana"), ("Cy", "Ana"), ("Di", "Bo")], reports="seeks_from")
    assert csna.krackhardt(net)["krackhardt_lubness"] < 1
    assert csna.krackhardt(net.flow()).tolist() == [1, 1, 1, 1]


def test_too_few_answers_leave_all_four_open() -> None:
    people = pd.DataFrame({"id": list("abcd"), "status": ["respondent"] * 3 + ["declined"], "asked": "yes"})
    net = Net.from_frames(people, pd.DataFrame({"source": ["a"], "target": ["b"]}))
    assert csna.krackhardt(net).isna().all()


def test_many_parts_are_refused_alone_and_left_out_of_the_summary(monkeypatch: pytest.MonkeyPatch) -> None:
    net = Net.from_ties([("a", "b"), ("b", "c"), ("c", "d")])
    monkeypatch.setattr(limits, "REACH_PARTS", 3)
    monkeypatch.setattr(limits, "REACH_SECONDS", 120.0)
    with pytest.raises(
        TooLargeError, match=r"4 parts .* would take about 2 hours on one core(.|\n)*network_summary\(net"
    ):
        csna.krackhardt(net)
    facts = csna.network_summary(net)
    assert facts[NAMES].isna().tolist() == [False, True, False, True]
