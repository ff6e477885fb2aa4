from __future__ import annotations

import itertools
from collections import Counter

import numpy as np
import pandas as pd
import pytest

import critical_sna as csna
from critical_sna.nulls.naming import could_name, naming_chances, random_naming


@pytest.fixture
def net() -> csna.PartnerNetwork:
    people = pd.DataFrame({"id": list("abcde"), "status": ["respondent"] * 4 + ["named_only"]})
    ties = pd.DataFrame({"source": list("aabccc"), "target": list("bcaabd")})
    unknown = pd.DataFrame({"source": ["b", "c"], "target": ["e", "e"]})
    return csna.PartnerNetwork.from_frames(people, ties, reports="seeks_from", unknown=unknown)


def test_respondents_could_name_everybody_else_but_open_cells(net: csna.PartnerNetwork) -> None:
    assert could_name(net).tolist() == [4, 3, 3, 4, 0]
    assert naming_chances(net).tolist() == pytest.approx([2 / 4, 1 / 3, 1.0, 0, 0])


def test_everybody_keeps_how_many_they_named_and_names_nobody_they_could_not(net: csna.PartnerNetwork) -> None:
    for sources, targets in random_naming(net, draws=50, seed=1):
        assert np.bincount(sources, minlength=5).tolist() == [2, 1, 3, 0, 0]
        cells = set(zip(sources.tolist(), targets.tolist(), strict=True))
        assert len(cells) == 6
        assert all(s != t for s, t in cells)
        assert (1, 4) not in cells
        assert (2, 4) not in cells


def test_every_choice_is_as_likely_as_every_other() -> None:
    net = csna.PartnerNetwork.from_ties([("a", "b"), ("a", "c"), ("d", "b"), ("d", "c"), ("d", "a"), ("e", "a")])
    seen = Counter(tuple(targets[sources == 0].tolist()) for sources, targets in random_naming(net, draws=6000, seed=3))
    expected = 6000 / 6  # a names two of four others
    assert set(seen) == set(itertools.combinations([1, 2, 3, 4], 2))
    assert sum((k - expected) ** 2 / expected for k in seen.values()) < 20.5  # chi square, 5 df, p = .001


def test_one_seed_gives_one_series_of_networks(net: csna.PartnerNetwork) -> None:
    first, again, other = ([t.tolist() for _, t in random_naming(net, draws=5, seed=seed)] for seed in (1, 1, 2))
    assert first == again
    assert first != other


def test_a_network_of_nobody_has_random_networks_of_nobody() -> None:
    drawn = list(random_naming(csna.PartnerNetwork.from_ties([]), draws=2, seed=0))
    assert [len(s) for s, _ in drawn] == [0, 0]
