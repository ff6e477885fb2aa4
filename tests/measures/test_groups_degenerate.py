"""Groups and relations in networks at the edge of sense: a table, no exception, no warning, no infinity."""

from __future__ import annotations

import itertools

import numpy as np
import pandas as pd
import pytest

import critical_sna as csna

Net = csna.PartnerNetwork


def build(people: str, ties: list[str], *, strength: object = 1.0, sector: object = None, **columns: object) -> Net:
    sectors = sector if sector is not None else (["x", "y"] * len(people))[: len(people)]
    frame = pd.DataFrame(
        {"id": pd.Series(list(people), dtype="str"), "sector": pd.Series(sectors, dtype="str"), **columns}
    )
    arcs = pd.DataFrame([tuple(t) for t in ties], columns=["source", "target"], dtype="str").assign(strength=strength)
    return Net.from_frames(frame, arcs, reports="seeks_from", relation="advice")


RING = ["ab", "bc", "cd", "da"]
COMPLETE = ["".join(p) for p in itertools.permutations("abcd", 2)]
NETWORKS = {
    "no people": build("", []),
    "one person": build("a", []),
    "two people, no tie": build("ab", []),
    "two people, one tie": build("ab", ["ab"]),
    "no ties": build("abcd", []),
    "self-ties only": build("abc", ["aa", "bb"]),
    "an isolate": build("abcde", RING),
    "two components": build("abcdef", ["ab", "bc", "de", "ef"]),
    "a star": build("abcde", ["ba", "ca", "da", "ea"]),
    "a star the other way": build("abcde", ["ab", "ac", "ad", "ae"]),
    "complete": build("abcd", COMPLETE),
    "acyclic": build("abcd", ["".join(p) for p in itertools.combinations("abcd", 2)]),
    "one group": build("abcd", RING, sector=["x"] * 4),
    "nobody has a group": build("abcd", RING, sector=[None] * 4),
    "groups of one": build("abcd", RING, sector=list("wxyz")),
    "a group of one": build("abcd", RING, sector=list("xyyy")),
    "nobody answered": build("abcd", [], status=["declined"] * 4, asked=["yes"] * 4),
    "one answered": build("abcd", ["ab"], status=["respondent"] + ["declined"] * 3),
    "a silent group": build("abcd", ["ab", "cb"], status=["respondent", "declined"] * 2),
    "faint strengths": build("abcd", RING, strength=1e-300),
    "huge strengths": build("abcd", RING, strength=1e300),
    "the smallest and largest numbers": build("abcd", RING, strength=[5e-324, 1.7e308, 1.0, 2.0]),
}
EVERY = pytest.mark.parametrize("name", list(NETWORKS))
TABLES = {
    "segregation": lambda net: csna.segregation(net, groups="sector", draws=20),
    "coleman": lambda net: csna.coleman(net, groups="sector"),
    "dyads_by_group": lambda net: csna.dyads_by_group(net, groups="sector"),
    "reciprocity_by_group": lambda net: csna.reciprocity_by_group(net, groups="sector"),
    "mixing_matrix, dyads": lambda net: csna.mixing_matrix(net, groups="sector", count="dyads"),
    "ei_index, dyads": lambda net: csna.ei_index(net, groups="sector", count="dyads"),
    "ei_by_person": lambda net: csna.ei_by_person(net, groups="sector"),
    "spectral_segregation": lambda net: csna.spectral_segregation(net, groups="sector"),
    "assortativity": lambda net: csna.assortativity(net, by=csna.in_degree(net), draws=20),
    "group_centrality": lambda net: csna.group_centrality(net, groups="sector", draws=20),
    "group_centrality, out": lambda net: csna.group_centrality(net, groups="sector", direction="out", draws=20),
    "onion_layers": lambda net: csna.onion_layers(net),
    "communities": lambda net: csna.communities(net),
    "community_overlap": lambda net: csna.community_overlap(csna.communities(net), net.people["sector"]),
    "community_agreement": lambda net: csna.community_agreement(net, groups="sector", runs=3),
    "multiplexity": lambda net: csna.multiplexity({"one": net, "two": net.symmetrised("union")}, use_strength=True),
    "multiplexity, by groups": lambda net: csna.multiplexity(
        {"one": net, "two": net.symmetrised("union")}, groups="sector"
    ),
    "tie_bundles": lambda net: csna.tie_bundles({"one": net, "two": net.symmetrised("union")}, groups="sector"),
}


@EVERY
@pytest.mark.parametrize("table", list(TABLES))
def test_every_table_stands_on_every_odd_network(table: str, name: str) -> None:
    net = NETWORKS[name]
    before = net.people, net.ties, net.unknown
    for given in (net, net.flow(), net.symmetrised("union")):
        found = TABLES[table](given)
        numbers = pd.DataFrame(found).select_dtypes("number").to_numpy(dtype=float)
        assert not np.isinf(numbers).any()
        assert found.index.is_unique
    for was, now in zip(before, (net.people, net.ties, net.unknown), strict=True):
        pd.testing.assert_frame_equal(was, now)


@EVERY
def test_shares_and_correlations_keep_within_their_bounds(name: str) -> None:
    net = NETWORKS[name]
    found = csna.segregation(net, groups="sector", draws=20)["observed"]
    bounded = found.drop(["odds_ratio_within", "freeman"]).dropna()
    assert bounded.between(-1 - 1e-9, 1 + 1e-9).all()
    assert not found["freeman"] > 1
    assert not found["odds_ratio_within"] < 0
    central = csna.group_centrality(net, groups="sector", draws=5)["observed"].dropna()
    assert central.between(0, 1 + 1e-9).all()


def test_a_group_in_which_nobody_answered_is_unknown_not_unsegregated() -> None:
    net = NETWORKS["a silent group"]
    assert np.isnan(csna.coleman(net, groups="sector").loc["y", "observed"])
    assert np.isnan(csna.segregation(net, groups="sector", draws=5).loc["adjusted_assortativity", "observed"])
    central = csna.group_centrality(net, groups="sector", direction="out", draws=5)["observed"].loc["y"]
    assert central.isna().all()
    assert csna.group_centrality(net, groups="sector", draws=5)["observed"]["y", "degree"] == 1


def test_strengths_do_not_matter_to_what_only_counts_ties() -> None:
    faint, huge = (
        csna.segregation(NETWORKS[f"{size} strengths"], groups="sector", draws=5) for size in ("faint", "huge")
    )
    pd.testing.assert_frame_equal(faint, huge)
