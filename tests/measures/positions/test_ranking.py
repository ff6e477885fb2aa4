"""SpringRank: the places at which the springs rest."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given

import critical_sna as csna
from critical_sna.errors import CriticalSNAWarning
from critical_sna.network.simulate_large import simulate_large
from critical_sna.testing import partner_networks

Net = csna.PartnerNetwork


def at_rest(net: Net) -> pd.Series:
    """Minimise the energy, the sum over ties of (place of who is named - place of who names - 1)^2, by numpy.

    ``lstsq`` gives the shortest solution, whose mean over each component is 0.
    """
    place = {person: i for i, person in enumerate(net.people.index)}
    springs = np.zeros((net.n_ties, net.n_people))
    for row, tie in enumerate(net.ties.itertuples()):
        springs[row, place[tie.target]] += 1
        springs[row, place[tie.source]] -= 1
    found = np.linalg.lstsq(springs, np.ones(net.n_ties), rcond=None)[0] if net.n_ties else np.zeros(net.n_people)
    found[~(springs != 0).any(axis=0)] = np.nan
    return pd.Series(found, index=net.people.index)


@given(net=partner_networks(with_silence=False, with_unknown=False))
def test_places_are_those_of_least_energy(net: Net) -> None:
    pd.testing.assert_series_equal(csna.spring_rank(net), at_rest(net), check_names=False, atol=1e-8)


def test_a_line_of_asking_stands_one_step_apart() -> None:
    net = Net.from_ties([(str(i), str(i + 1)) for i in range(9)])
    assert np.diff(csna.spring_rank(net)).tolist() == pytest.approx([1] * 9)


def test_who_is_asked_stands_higher_than_who_asks() -> None:
    places = csna.spring_rank(Net.from_ties([("a", "x"), ("b", "x"), ("c", "x")]))
    assert places.to_dict() == pytest.approx({"a": -0.25, "b": -0.25, "c": -0.25, "x": 0.75})


def test_asking_each_other_is_level_and_each_component_has_its_own_middle() -> None:
    places = csna.spring_rank(Net.from_ties([("a", "b"), ("b", "a"), ("c", "d")]))
    assert places.to_dict() == pytest.approx({"a": 0, "b": 0, "c": -0.5, "d": 0.5})


def test_isolates_and_people_who_did_not_answer_have_no_place() -> None:
    people = pd.DataFrame({"id": list("abcd"), "status": ["respondent"] * 3 + ["declined"]})
    ties = pd.DataFrame({"source": ["a", "a"], "target": ["b", "d"]})
    places = csna.spring_rank(Net.from_frames(people, ties))
    assert places[["c", "d"]].isna().all()
    assert places[["a", "b"]].notna().all()


def test_places_of_thousands_are_at_rest() -> None:
    people, ties = simulate_large(3_000, 15_000, seed=4)
    net = Net.from_frames(people, ties)
    places = csna.spring_rank(net).fillna(0).to_numpy()
    sources, targets = net.arcs
    pull = places[targets] - places[sources] - 1
    force = np.bincount(targets, weights=pull, minlength=3_000) - np.bincount(sources, weights=pull, minlength=3_000)
    assert np.abs(force).max() < 1e-8


def test_where_it_does_not_settle_it_is_unknown_and_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("scipy.sparse.linalg.cg", lambda *args, **more: (np.zeros(2), 1))
    with pytest.warns(CriticalSNAWarning, match="does not settle") as told:
        assert csna.spring_rank(Net.from_ties([("a", "b")])).isna().all()
    assert told[0].filename == __file__
