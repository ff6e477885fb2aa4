"""Pairs and triples counted one by one, by comparing each with a drawing of its type."""

from __future__ import annotations

import itertools
from math import comb

import numpy as np
import oracles
import pandas as pd
import pytest
from bridges import as_small
from hypothesis import given

import critical_sna as csna
from critical_sna.network.simulate_large import simulate_large
from critical_sna.testing import partner_networks

Net = csna.PartnerNetwork

DRAWN = {
    "003": "",
    "012": "ab",
    "102": "ab ba",
    "021D": "ba bc",
    "021U": "ab cb",
    "021C": "ab bc",
    "111D": "ab ba cb",
    "111U": "ab ba bc",
    "030T": "ab bc ac",
    "030C": "ab bc ca",
    "201": "ab ba bc cb",
    "120D": "ba bc ac ca",
    "120U": "ab cb ac ca",
    "120C": "ab bc ac ca",
    "210": "ab bc cb ac ca",
    "300": "ab ba bc cb ac ca",
}
"""The types as arcs among three people."""
LOOKS = {
    frozenset((place[arc[0]], place[arc[1]]) for arc in arcs.split()): name
    for name, arcs in DRAWN.items()
    for order in itertools.permutations(range(3))
    for place in [dict(zip("abc", order, strict=True))]
}


def census_of(small: oracles.Small) -> dict[str, int]:
    found = dict.fromkeys(DRAWN, 0)
    for triple in itertools.combinations(small.people, 3):
        if all(small.seen_both_ways(i, j) for i, j in itertools.combinations(triple, 2)):
            arcs = frozenset((a, b) for a, b in itertools.permutations(range(3), 2) if small.tie(triple[a], triple[b]))
            found[LOOKS[arcs]] += 1
    return found


def test_the_drawings_are_all_the_ways_three_people_can_be_tied() -> None:
    assert len(LOOKS) == 2**6
    assert list(DRAWN) == list(csna.triad_census(Net.from_ties([("a", "b")])).index)


@pytest.mark.parametrize("name", list(DRAWN))
def test_each_drawing_is_counted_as_its_type(name: str) -> None:
    people = pd.DataFrame({"id": list("abc")})
    ties = pd.DataFrame([tuple(arc) for arc in DRAWN[name].split()], columns=["source", "target"], dtype="str")
    found = csna.triad_census(Net.from_frames(people, ties))
    assert found[found > 0].to_dict() == {name: 1}


@given(net=partner_networks(max_people=9))
def test_triples_and_pairs_equal_those_counted_one_by_one(net: Net) -> None:
    small = as_small(net)
    assert csna.triad_census(net, engine="scipy").to_dict() == census_of(small)
    pairs = list(itertools.combinations(small.people, 2))
    seen = [(i, j) for i, j in pairs if small.seen_both_ways(i, j)]
    told = [small.tie(i, j) + small.tie(j, i) for i, j in seen]
    expected = [told.count(2), told.count(1), told.count(0), len(pairs) - len(seen)]
    assert csna.dyad_census(net).tolist() == expected


@pytest.mark.parametrize("seed", range(4))
def test_triples_of_hundreds_of_random_networks_equal_those_counted_one_by_one(seed: int) -> None:
    rng = np.random.default_rng(seed)
    for _ in range(60):
        n = int(rng.integers(3, 10))
        names = [f"P{i}" for i in range(n)]
        spoke = rng.random(n) < 0.9
        tie = (rng.random((n, n)) < rng.uniform(0.05, 0.9)) & spoke[:, None] & ~np.eye(n, dtype=bool)
        blank = (rng.random((n, n)) < 0.06) & spoke[:, None] & ~tie & ~np.eye(n, dtype=bool)
        people = pd.DataFrame({"id": names, "status": np.where(spoke, "respondent", "declined")})
        cells = [
            pd.DataFrame([(names[i], names[j]) for i, j in np.argwhere(m)], columns=["source", "target"], dtype="str")
            for m in (tie, blank)
        ]
        net = Net.from_frames(people, cells[0], unknown=cells[1], reports="seeks_from")
        assert csna.triad_census(net).to_dict() == census_of(as_small(net))
        turned = csna.triad_census(net.flow()).rename(lambda name: name.translate(str.maketrans("UD", "DU")))
        pd.testing.assert_series_equal(turned.sort_index(), csna.triad_census(net).sort_index())


def test_both_engines_and_igraph_count_the_same_in_a_large_network() -> None:
    people, ties = simulate_large(3000, 30_000, seed=3)
    net = Net.from_frames(people, ties)
    ours = csna.triad_census(net, engine="scipy")
    pd.testing.assert_series_equal(ours, csna.triad_census(net, engine="auto"))
    theirs = net.skeleton_igraph.triad_census()
    assert ours["300"] == theirs.t300
    assert ours["012"] == theirs.t012
    assert ours["111U"] == theirs.t111U
    assert ours["021D"] == theirs.t021D
    assert ours.sum() == comb(3000, 3)


def test_a_million_people_without_ties_are_counted_exactly() -> None:
    people = pd.DataFrame(index=pd.Index([f"P{i}" for i in range(1_000_000)], dtype="str"))
    net = Net.from_frames(people, pd.DataFrame({"source": ["P1"], "target": ["P2"]}))
    found = csna.triad_census(net)
    assert found["012"] == 999_998
    assert found["003"] == comb(1_000_000, 3) - 999_998
