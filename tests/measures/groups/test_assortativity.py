"""Newman's r for numbers, beside a loop over ties, every shuffle, and networkx."""

from __future__ import annotations

import itertools

import group_oracles as by_hand
import networkx as nx
import numpy as np
import pandas as pd
import pytest
from bridges import as_small
from hypothesis import given
from hypothesis import strategies as st

import critical_sna as csna
from critical_sna.errors import DataError, UnknownNameError, UsageError, WrongTypeError
from critical_sna.testing import partner_networks

Net = csna.PartnerNetwork
YEARS = st.lists(st.sampled_from([None, 0, 1, 2, 5, -3, 40]), min_size=9, max_size=9)


def network(years: list[object], ties: list[str]) -> Net:
    ids = pd.Series([chr(97 + k) for k in range(len(years))], dtype="str")
    people = pd.DataFrame({"id": ids, "years": years})
    return Net.from_frames(people, pd.DataFrame([tuple(t) for t in ties], columns=["source", "target"], dtype="str"))


@given(partner_networks(max_people=9, hostile_ids=False), YEARS)
def test_it_is_the_correlation_over_observed_ties_between_people_with_a_number(net: Net, years: list[float]) -> None:
    values = pd.Series(years[: net.n_people], index=net.people.index, dtype=float)
    hand = as_small(net)
    ties = [(i, j) for i, j in hand.arcs if hand.seen(i, j) and not values[[i, j]].isna().any()]
    want = by_hand.correlation([values[i] for i, _ in ties], [values[j] for _, j in ties])
    found = csna.assortativity(net, by=values, draws=3)
    assert found["observed"] == pytest.approx(want, abs=1e-9, nan_ok=True)
    assert found["n"] == len(ties)


def test_networkx_gives_the_same_number() -> None:
    g = nx.gnp_random_graph(30, 0.2, seed=3, directed=True)
    nx.set_node_attributes(g, {k: (k * 7) % 11 for k in g}, "years")
    found = csna.assortativity(g, by="years", draws=1)["observed"]
    assert found == pytest.approx(nx.numeric_assortativity_coefficient(g, "years"), abs=1e-9)


def test_the_baseline_is_the_mean_over_every_shuffle_of_the_numbers() -> None:
    net = network([1, 2, 8, 9, 4, None], ["ab", "bc", "cd", "de", "ea", "ac", "fa"])
    known = [1, 2, 8, 9, 4]
    every = [
        csna.assortativity(net, by=pd.Series([*p, None], index=list("abcdef")), draws=0)["observed"]
        for p in itertools.permutations(known)
    ]
    found = csna.assortativity(net, by="years", draws=3000)
    assert found["baseline"] == pytest.approx(np.mean(every), abs=4 * np.std(every) / np.sqrt(3000))
    assert found["baseline_sd"] == pytest.approx(np.std(every), rel=0.1)


def test_blocks_of_draws_change_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    net = network([1, 2, 8, 9, 4], ["ab", "bc", "cd", "de", "ea", "ac"])
    at_once = csna.assortativity(net, by="years")
    monkeypatch.setattr("critical_sna.measures.groups.assortativity._BLOCK_ENTRIES", 40)
    pd.testing.assert_series_equal(csna.assortativity(net, by="years"), at_once)


@pytest.mark.parametrize("scale", [1e-300, 1.0, 1e300])
def test_the_unit_of_the_number_does_not_matter(scale: float) -> None:
    years = [1, 2, 8, 9]
    ties = ["ab", "bc", "cd", "da", "ac"]
    plain = csna.assortativity(network(years, ties), by="years")
    scaled = csna.assortativity(network([y * scale for y in years], ties), by="years")
    pd.testing.assert_series_equal(plain, scaled, rtol=1e-9)


@pytest.mark.parametrize(
    ("years", "ties"),
    [([1, 2, 3], []), ([1, 1, 1], ["ab", "bc"]), ([None, None, None], ["ab"]), ([], []), ([1, 2, 3], ["ab"])],
)
def test_without_two_different_numbers_at_both_ends_there_is_no_value(years: list[object], ties: list[str]) -> None:
    assert np.isnan(csna.assortativity(network(years, ties), by="years", draws=5)["observed"])


def test_what_holds_no_numbers_is_refused() -> None:
    net = network(["many", "few"], ["ab"])
    with pytest.raises(UsageError, match="segregation"):
        csna.assortativity(net, by="years")
    with pytest.raises(UnknownNameError, match="did you mean 'years'"):
        csna.assortativity(net, by="year")
    with pytest.raises(WrongTypeError):
        csna.assortativity(net, by=["years"])  # type: ignore[arg-type]  # the mistake is the test
    with pytest.raises(DataError, match="infinite"):
        csna.assortativity(net, by=pd.Series([1, np.inf], index=["a", "b"]))
    with pytest.raises(DataError, match="each person once"):
        csna.assortativity(net, by=pd.Series([1], index=["a"]))


def test_numbers_that_were_read_as_text_are_numbers() -> None:
    text = csna.assortativity(network(["1", "2", "8", ""], ["ab", "bc", "ca", "da"]), by="years")
    plain = csna.assortativity(network([1, 2, 8, None], ["ab", "bc", "ca", "da"]), by="years")
    pd.testing.assert_series_equal(text, plain)
