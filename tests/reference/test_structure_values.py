"""Triads, dyads, Krackhardt's four, centralizations and cores of 14 real networks, beside other programs' values.

Triads, dyads, centralizations and three of Krackhardt's four: R's sna and igraph. Least upper bounds as documented, and
the best cores: plain loops, because sna looks for another bound and no independent program has the cores; for the cores
a library must reach at least the value there (exact for krackhardt_hightech, elsewhere the best that a search found).
"""

from __future__ import annotations

import pandas as pd
import pytest
from reference import comparisons
from reference.comparisons import Reference, load

import critical_sna as csna
from critical_sna.measures.kernels import cores as _cores
from critical_sna.measures.whole.core_periphery import _pairs

EVERY = pytest.mark.parametrize("reference", comparisons.references(), ids=str)


def by_hand(reference: Reference) -> pd.Series:
    return reference.table("graph_hand").set_index("measure")["value"]


@EVERY
def test_triads_and_dyads_equal_those_of_three_programs(reference: Reference) -> None:
    net = load(reference)
    theirs = reference.table("triads").set_index("triad")
    theirs.index = theirs.index.astype(str).str.zfill(3)
    ours = csna.triad_census(net)
    for program in ("igraph", "sna", "networkx"):
        assert ours.to_dict() == theirs[program].to_dict()
    facts = reference.facts()
    dyads = csna.dyad_census(net)
    assert dyads.tolist() == [facts[f"dyads_{kind}"] for kind in ("mutual", "asymmetric", "null")] + [0]


@EVERY
def test_krackhardts_four_equal_those_by_hand_both_ways_round(reference: Reference) -> None:
    net, theirs = load(reference), by_hand(reference)
    names = theirs[theirs.index.str.startswith("krackhardt") & ~theirs.index.str.contains("code|transposed")]
    ours = csna.krackhardt(net)
    assert ours.tolist() == pytest.approx(names.tolist(), abs=1e-9)
    turned = csna.krackhardt(net.flow())
    assert turned["krackhardt_lubness"] == pytest.approx(theirs["krackhardt_lubness_documented[transposed]"], abs=1e-9)
    sna = reference.facts()[["krackhardt_connectedness", "krackhardt_hierarchy", "krackhardt_efficiency"]]
    assert ours.drop("krackhardt_lubness").tolist() == pytest.approx(sna.tolist(), abs=1e-9)


@EVERY
def test_centralizations_equal_those_of_two_programs(reference: Reference) -> None:
    net, facts = load(reference), reference.facts()
    both = net.symmetrised()
    degrees = csna.in_degree(net) + csna.out_degree(net)
    ours = {
        "centralization_indegree": csna.centralization(csna.in_degree(net), net=net, kind="in_degree"),
        "centralization_outdegree": csna.centralization(csna.out_degree(net), net=net, kind="out_degree"),
        "centralization_degree_total": csna.centralization(degrees, net=net, kind="degree_total"),
        "centralization_degree_undirected": csna.centralization(
            csna.in_degree(both), net=both, kind="degree_undirected"
        ),
        "centralization_betweenness_directed": csna.centralization(csna.betweenness(net), net=net, kind="betweenness"),
        "centralization_betweenness_undirected": csna.centralization(
            csna.betweenness(both), net=both, kind="betweenness"
        ),
    }
    assert ours == pytest.approx(facts[list(ours)].to_dict(), abs=1e-9)


@EVERY
def test_the_fit_of_the_core_is_at_least_the_best_that_is_known(reference: Reference) -> None:
    net, facts = load(reference), reference.facts()
    pairs = _pairs(net, directed=False)
    for ideal in ("or", "and", "cc_pp"):
        found = _cores.best_cores(pairs, ideal)
        known = float(facts[f"core_periphery_best_r_{ideal}"])
        assert found is not None
        assert found.fit >= known - 1e-9
        if reference.folder == "krackhardt_hightech":
            assert found.fit == pytest.approx(known, abs=1e-9)
        search = _cores.Search(pairs, ideal)
        by_size = reference.table("corefit")
        order = sorted(range(pairs.n), key=lambda k: (-search.degree[k], net.people.index[k]))
        assert found.fit >= by_size[f"r_{ideal}"].max() - 1e-9
        fits = pd.Series(search.sweep(pd.Index(order).to_numpy()))[:-1]
        theirs = by_size[f"r_{ideal}"]
        for ours, value in zip(fits, theirs, strict=True):
            assert ours == pytest.approx(value, abs=1e-9) or (pd.isna(value) and ours == -float("inf"))
    assert csna.network_summary(net)["core_periphery_fit"] == pytest.approx(found.fit)
