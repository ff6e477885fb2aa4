"""Networks at the edge of sense: every measure gives a table, no exception, no warning, no infinity."""

from __future__ import annotations

import itertools

import numpy as np
import pandas as pd
import pytest

import critical_sna as csna

pytestmark = [
    pytest.mark.filterwarnings("ignore::critical_sna.errors.CriticalSNAWarning"),  # the reason of a NaN
    pytest.mark.usefixtures("few_draws"),
]

Net = csna.PartnerNetwork
CATALOGUE = csna.list_measures()
PERSON = list(CATALOGUE.index[CATALOGUE["per"].isin(["person", "brokerage"])])


def build(
    people: str,
    ties: list[tuple[str, str]],
    *,
    strength: float | list[float] = 1.0,
    sector: list[str | None] | None = None,
    **columns: object,
) -> Net:
    sectors = sector or (["x", "y"] * len(people))[: len(people)]
    frame = pd.DataFrame(
        {"id": pd.Series(list(people), dtype="str"), "sector": pd.Series(sectors, dtype="str"), **columns}
    )
    arcs = pd.DataFrame(ties, columns=["source", "target"], dtype="str").assign(strength=strength)
    return Net.from_frames(frame, arcs, reports="seeks_from", relation="advice")


RING = [("a", "b"), ("b", "c"), ("c", "d"), ("d", "a")]
COMPLETE = list(itertools.permutations("abcd", 2))
ACYCLIC = list(itertools.combinations("abcd", 2))
STAR = [(i, "a") for i in "bcde"]

NETWORKS = {
    "no people": build("", []),
    "one person": build("a", []),
    "two people, no tie": build("ab", []),
    "two people, one tie": build("ab", [("a", "b")]),
    "no ties": build("abcd", []),
    "self-ties only": build("abc", [("a", "a"), ("b", "b")]),
    "two components": build("abcdef", [("a", "b"), ("b", "c"), ("d", "e"), ("e", "f")]),
    "two mutual pairs": build("abcd", [("a", "b"), ("b", "a"), ("c", "d"), ("d", "c")]),
    "a star": build("abcde", STAR),
    "a star the other way": build("abcde", [(j, i) for i, j in STAR]),
    "complete": build("abcd", COMPLETE),
    "acyclic": build("abcd", ACYCLIC),
    "all in one group": build("abcd", RING, sector=["x"] * 4),
    "nobody has a group": build("abcd", RING, sector=[None] * 4),
    "groups of one": build("abcd", RING, sector=list("wxyz")),
    "nobody answered": build("abcd", [], status=["declined"] * 4, asked=["yes"] * 4),
    "everybody only named": build("abcd", [], status=["named_only"] * 4, asked=["no"] * 4),
    "one answered": build("abcd", [("a", "b")], status=["respondent"] + ["declined"] * 3),
    "faint strengths": build("abcd", RING, strength=1e-300),
    "huge strengths": build("abcd", RING, strength=1e300),
    "faint and huge strengths": build("abcd", COMPLETE, strength=[1e-300, 1e300, 1.0] * 4),
    "the smallest and largest numbers": build("abcd", RING, strength=[5e-324, 1.7e308, 1.0, 2.0]),
}
EVERY = pytest.mark.parametrize("name", list(NETWORKS))


def finite_or_unknown(table: pd.DataFrame | pd.Series) -> bool:
    numbers = pd.DataFrame(table).select_dtypes("number").to_numpy(dtype=float)
    return not np.isinf(numbers).any()


@EVERY
@pytest.mark.parametrize("measure", PERSON)
def test_every_measure_of_persons_stands_on_every_odd_network(measure: str, name: str) -> None:
    net = NETWORKS[name]
    table = csna.measure_table(net, [measure], groups="sector")
    pd.testing.assert_index_equal(table.index, net.people.index)
    assert finite_or_unknown(table)


@EVERY
@pytest.mark.parametrize(
    ("measure", "arguments"),
    [
        ("betweenness_sampled", {"pivots": 2}),
        ("betweenness_sampled", {"pivots": 2, "use_strength": True, "normalized": True}),
        ("bonacich_power", {"beta": 0.1}),
        ("bonacich_power", {"beta": -0.1, "direction": "out"}),
        ("katz", {"alpha": 0.1}),
    ],
)
def test_measures_that_must_be_told_something_stand_on_every_odd_network(
    measure: str, arguments: dict[str, object], name: str
) -> None:
    net = NETWORKS[name]
    table = getattr(csna, measure)(net, **arguments)
    pd.testing.assert_index_equal(table.index, net.people.index)
    assert finite_or_unknown(table)


@EVERY
def test_measures_by_strength_stand_on_every_odd_network(name: str) -> None:
    net = NETWORKS[name]
    for function in (csna.betweenness, csna.pagerank, csna.constraint, csna.effective_size):
        table = function(net, use_strength=True)
        assert table.index.equals(net.people.index)
        assert finite_or_unknown(table)


@EVERY
def test_constraint_by_equal_strengths_is_constraint_without_them(name: str) -> None:
    """Strengths count only against each other: 1e300 everywhere is 1 everywhere."""
    if name in ("faint strengths", "huge strengths"):
        net = NETWORKS[name]
        for function in (csna.betweenness, csna.pagerank, csna.constraint, csna.effective_size):
            pd.testing.assert_series_equal(function(net, use_strength=True), function(net), rtol=1e-9)


@EVERY
@pytest.mark.parametrize("table", ["mixing_matrix", "ei_index", "audibility"])
def test_every_table_of_groups_stands_on_every_odd_network(table: str, name: str) -> None:
    assert finite_or_unknown(getattr(csna, table)(NETWORKS[name], groups="sector"))


@EVERY
def test_facts_of_the_network_stand_on_every_odd_network(name: str) -> None:
    facts = csna.network_summary(NETWORKS[name])
    assert facts["n_people"] == NETWORKS[name].n_people
    assert facts["n_ties"] == NETWORKS[name].n_ties
    assert finite_or_unknown(facts.to_frame())


@EVERY
def test_periphery_stands_on_every_odd_network(name: str) -> None:
    net = NETWORKS[name]
    found = csna.periphery(net)
    pd.testing.assert_index_equal(found.index, net.people.index)
    if not net.answered.any():
        assert (found["verdict"] == "unknown").all()


def test_nothing_is_known_where_nobody_answered() -> None:
    net = NETWORKS["nobody answered"]
    facts = csna.network_summary(net)
    assert facts[["density", "reciprocity_arc", "reciprocity_dyad", "transitivity"]].isna().all()
    assert csna.out_degree(net).isna().all()
    assert csna.voice(net)["voice"].isna().all()
    assert set(csna.heard_by(net)["band"]) == {"unknown"}


def test_a_share_of_nothing_is_unknown() -> None:
    facts = csna.network_summary(NETWORKS["no ties"])
    assert facts["density"] == 0
    assert facts[["reciprocity_arc", "reciprocity_dyad", "transitivity", "transitivity_directed"]].isna().all()
    assert facts[["mean_distance", "diameter"]].isna().all()
    assert pd.isna(csna.network_summary(NETWORKS["one person"])["density"])


def test_self_ties_are_counted_and_left_out() -> None:
    net = NETWORKS["self-ties only"]
    assert (net.n_ties, net.self_ties_dropped) == (0, 2)
    assert csna.in_degree(net).tolist() == [0, 0, 0]


def test_a_group_that_is_called_unknown_is_the_group_of_those_without_one() -> None:
    """Two rows of one name could not be told apart."""
    net = build("abcd", RING, sector=["unknown", None, "x", "x"])
    mixing = csna.mixing_matrix(net, groups="sector")
    assert sorted(mixing.index) == ["unknown", "x"]
    assert sorted(mixing.columns) == ["unknown", "x"]
    assert csna.audibility(net, groups="sector").index.is_unique
    assert csna.ei_index(net, groups="sector").index.is_unique


def test_a_group_that_is_called_network_is_not_taken_for_the_whole_network() -> None:
    net = build("abcd", RING, sector=["network", "network", "x", "x"])
    assert csna.ei_index(net, groups="sector").index.is_unique
