"""Resampled networks are made of their originals; errors equal closed forms; what is not drawn is told."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import critical_sna as csna
from critical_sna.errors import DataError, UnknownNameError, UsageError, WrongTypeError
from critical_sna.inference.bootstrap import resampled
from critical_sna.testing import partner_networks


def density(net: csna.PartnerNetwork) -> float:
    return net.n_ties / (net.n_people * (net.n_people - 1))


def random_network(n: int, chance: float, seed: int) -> csna.PartnerNetwork:
    rng = np.random.default_rng(seed)
    people = pd.DataFrame({"id": [f"P{k:02}" for k in range(n)], "sector": list("ab" * (n // 2)) + ["a"] * (n % 2)})
    cells = np.argwhere((rng.random((n, n)) < chance) & ~np.eye(n, dtype=bool))
    ties = pd.DataFrame(
        {"source": people["id"].to_numpy()[cells[:, 0]], "target": people["id"].to_numpy()[cells[:, 1]]}
    )
    return csna.PartnerNetwork.from_frames(people, ties)


@settings(max_examples=25)
@given(partner_networks(min_people=2, max_people=8), st.integers(0, 20))
def test_copies_have_between_them_what_their_originals_have(net: csna.PartnerNetwork, seed: int) -> None:
    n = net.n_people
    found = resampled(net, np.random.default_rng(seed))
    drawn = np.sort(np.random.default_rng(seed).integers(0, n, size=n))
    assert found.people["status"].tolist() == net.people["status"].iloc[drawn].tolist()
    ours, theirs = found.adjacency.toarray(), net.adjacency.toarray()
    blank, blank_before = found.unknown_cells.toarray(), net.unknown_cells.toarray()
    for a in range(n):
        for b in range(n):
            if drawn[a] != drawn[b]:
                assert ours[a, b] == theirs[drawn[a], drawn[b]]
                assert blank[a, b] == blank_before[drawn[a], drawn[b]]
            elif a != b and ours[a, b]:
                assert found.answered[a]
                assert (theirs == ours[a, b]).any()
    assert not ours.diagonal().any()
    assert (found.adjacency != csna.PartnerNetwork.from_frames(found.people, found.ties).adjacency).nnz == 0
    arcs = list(zip(*found.arcs, strict=True))
    assert arcs == sorted(set(arcs))


def test_pairs_of_copies_are_filled_from_random_pairs_both_directions_together() -> None:
    mutual = csna.PartnerNetwork.from_ties(
        [(a, b) for a, b in zip("abcdefgh", "bcdefgha", strict=True)]
        + [(b, a) for a, b in zip("abcdefgh", "bcdefgha", strict=True)]
    )
    rng, tied, twins = np.random.default_rng(0), 0, 0
    for _ in range(400):
        state = rng.bit_generator.state
        drawn = np.sort(rng.integers(0, 8, size=8))
        rng.bit_generator.state = state
        found = resampled(mutual, rng).adjacency.toarray()
        assert (found == found.T).all()
        same = (drawn[:, None] == drawn[None, :]) & ~np.eye(8, dtype=bool)
        tied, twins = tied + int((found[same] > 0).sum()), twins + int(same.sum())
    assert tied / twins == pytest.approx(16 / 56, abs=0.04)


def test_errors_of_a_density_equal_the_closed_form_where_ties_are_independent() -> None:
    n, chance = 30, 0.3
    nets = [random_network(n, chance, seed) for seed in range(8)]
    expected = np.sqrt(chance * (1 - chance) / (n * (n - 1)))
    pairs = np.mean([csna.jackknife(net, density, over="pairs").loc["value", "se"] for net in nets])
    people = np.mean([csna.jackknife(net, density).loc["value", "se"] for net in nets])
    assert pairs == pytest.approx(expected, rel=0.15)
    assert people / pairs == pytest.approx(np.sqrt(2 * (n - 1) / (n - 2)))
    boot = np.mean([csna.vertex_bootstrap(net, density, draws=120).loc["value", "se"] for net in nets[:3]])
    assert boot == pytest.approx(np.sqrt(2) * expected, rel=0.35)


def test_the_jackknife_equals_its_formula_and_of_a_mean_the_usual_error() -> None:
    net = random_network(9, 0.4, 1)
    values = pd.Series(np.arange(9.0) ** 2, index=net.people.index)

    def mean(of: csna.PartnerNetwork) -> float:
        return float(values[of.people.index].mean())

    found = csna.jackknife(net, mean).loc["value"]
    assert found["se"] == pytest.approx(values.std() / 3)
    assert found["value"] == pytest.approx(values.mean())
    assert found["upper"] - found["value"] == pytest.approx(1.959964 * found["se"], rel=1e-6)
    assert found["defined"] == 9


def by_sector(net: csna.PartnerNetwork) -> pd.Series:
    return csna.in_degree(net).groupby(net.people["sector"].to_numpy()).mean()


def test_a_group_that_is_not_drawn_is_told_and_has_no_interval() -> None:
    net = random_network(12, 0.4, 2)
    people = net.people.assign(sector=["rare", *["usual"] * 11])
    rare = csna.PartnerNetwork.from_frames(people, net.ties)
    found = csna.vertex_bootstrap(rare, by_sector, draws=200, seed=1)
    assert found.loc["rare", ["se", "lower", "upper"]].isna().all()
    assert 100 < found.loc["rare", "defined"] < 160
    assert (
        found.loc["rare", "why"] == f"not defined: only {found.loc['rare', 'defined']} of 200 networks have this figure"
    )
    assert found.loc["usual", "lower"] <= found.loc["usual", "value"] <= found.loc["usual", "upper"]
    assert (found.loc["usual", "defined"], found.loc["usual", "why"]) == (200, "")
    left_out = csna.jackknife(rare, by_sector)
    assert left_out.loc["rare", "defined"] == 11


def test_a_refusal_in_a_draw_counts_as_not_defined_and_other_errors_pass() -> None:
    net = random_network(8, 0.4, 3)

    def refuses(of: csna.PartnerNetwork) -> float:
        if of.people.index.equals(net.people.index):
            return 1.0
        raise DataError("no")

    found = csna.vertex_bootstrap(net, refuses, draws=5)
    assert found.loc["value", "defined"] == 0
    assert found.loc["value", ["mean", "se", "lower"]].isna().all()

    def breaks(of: csna.PartnerNetwork) -> float:
        if of.people.index.equals(net.people.index):
            return 1.0
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        csna.vertex_bootstrap(net, breaks, draws=2)
    with pytest.raises(WrongTypeError, match="gives a str"):
        csna.vertex_bootstrap(net, lambda of: "x" if len(of.ties) != net.n_ties else 1.0, draws=20)


def test_a_seed_gives_the_same_bytes_and_the_network_is_left_as_it_was() -> None:
    net = csna.simulate_collaborative(people=20, seed=3)["1"]
    before = net.ties
    first, again, other = (csna.vertex_bootstrap(net, density, draws=20, seed=s) for s in (4, 4, 5))
    assert first.equals(again)
    assert not first.equals(other)
    assert net.ties.equals(before)
    assert first.attrs == {"draws": 20, "seed": 4.0, "level": 0.95}


def test_networks_turned_or_united_are_resampled_too() -> None:
    net = csna.simulate_collaborative(people=20, seed=3)["1"]
    for of in (net.flow(), net.symmetrised("union")):
        found = csna.vertex_bootstrap(of, lambda m: csna.network_summary(m)["density"], draws=10)
        assert found.loc["value", "se"] > 0


@pytest.mark.parametrize(
    ("call", "error", "words"),
    [
        (lambda n: csna.vertex_bootstrap(n, density, draws=0), UsageError, "draws"),
        (lambda n: csna.vertex_bootstrap(n, density, level=1), UsageError, "level"),
        (lambda n: csna.jackknife(n, density, level=0), UsageError, "level"),
        (lambda n: csna.jackknife(n, density, over="ties"), UsageError, "people"),
        (lambda n: csna.jackknife(n.keep(["P00", "P01"]), density), DataError, "2 people"),
        (lambda n: csna.jackknife(n, lambda of: "much"), WrongTypeError, "gives a str"),
        (lambda n: csna.jackknife(n, lambda of: of.people["none"]), KeyError, "none"),
        (lambda n: csna.jackknife(n, lambda of: csna.mixing_matrix(of, groups="none")), UnknownNameError, "none"),
    ],
)
def test_what_has_no_answer_is_refused_in_words(call: object, error: type[Exception], words: str) -> None:
    with pytest.raises(error, match=words):
        call(random_network(6, 0.5, 1))


def test_a_pair_of_copies_takes_both_directions_from_one_pair() -> None:
    ring = csna.PartnerNetwork.from_ties(list(zip("abcdefgh", "bcdefgha", strict=True)))
    rng, tied = np.random.default_rng(0), 0
    for _ in range(100):
        state = rng.bit_generator.state
        drawn = np.sort(rng.integers(0, 8, size=8))
        rng.bit_generator.state = state
        found = resampled(ring, rng).adjacency.toarray() * (drawn[:, None] == drawn[None, :])
        tied += int((found > 0).sum())
        assert not (found * found.T).any()  # nobody is named back in the ring
    assert tied > 20
