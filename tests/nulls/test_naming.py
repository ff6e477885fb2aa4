from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Iterator

import numpy as np
import pandas as pd
import pytest

import critical_sna as csna
from critical_sna.nulls import naming
from critical_sna.nulls.naming import could_name, filled_in, naming_chances, naming_rates, random_naming


def drawn(net: csna.PartnerNetwork, *, draws: int, seed: int) -> Iterator[tuple[np.ndarray, np.ndarray]]:
    """Take the networks that are drawn side by side apart again."""
    n = net.n_people
    for many in random_naming(net, draws=draws, seed=seed):
        for k in range(many.networks):
            mine = many.sources // n == k
            yield many.sources[mine] - k * n, many.targets[mine] - k * n


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
    for sources, targets in drawn(net, draws=50, seed=1):
        assert np.bincount(sources, minlength=5).tolist() == [2, 1, 3, 0, 0]
        cells = set(zip(sources.tolist(), targets.tolist(), strict=True))
        assert len(cells) == 6
        assert all(s != t for s, t in cells)
        assert (1, 4) not in cells
        assert (2, 4) not in cells


def test_every_choice_is_as_likely_as_every_other() -> None:
    net = csna.PartnerNetwork.from_ties([("a", "b"), ("a", "c"), ("d", "b"), ("d", "c"), ("d", "a"), ("e", "a")])
    seen = Counter(tuple(targets[sources == 0].tolist()) for sources, targets in drawn(net, draws=6000, seed=3))
    expected = 6000 / 6  # a names two of four others
    assert set(seen) == set(itertools.combinations([1, 2, 3, 4], 2))
    assert sum((k - expected) ** 2 / expected for k in seen.values()) < 20.5  # chi square, 5 df, p = .001


def test_one_seed_gives_one_series_of_networks(net: csna.PartnerNetwork) -> None:
    first, again, other = ([t.tolist() for _, t in drawn(net, draws=5, seed=seed)] for seed in (1, 1, 2))
    assert first == again
    assert first != other


def test_a_network_of_nobody_has_random_networks_of_nobody() -> None:
    found = list(random_naming(csna.PartnerNetwork.from_ties([]), draws=2, seed=0))
    assert sum(many.networks for many in found) == 2
    assert all(len(many.sources) == 0 for many in found)


def test_networks_side_by_side_never_meet_and_as_many_are_drawn_as_were_asked_for(
    net: csna.PartnerNetwork, monkeypatch: pytest.MonkeyPatch
) -> None:
    for at_once in (1, 30, 100_000):
        monkeypatch.setattr(naming, "_TIES_AT_ONCE", at_once)
        found = list(random_naming(net, draws=7, seed=2))
        assert sum(many.networks for many in found) == 7
        for many in found:
            assert (many.sources // 5 == many.targets // 5).all()
            assert np.bincount(many.sources // 5).tolist() == [6] * many.networks


def test_silent_people_are_filled_in_at_the_rate_of_their_group() -> None:
    """Of 40 in each group 20 answered; those of a name half of a and nobody of b, those of b a quarter of a."""
    ids = [f"{g}{k:02}" for g in "ab" for k in range(40)]
    status = (["respondent"] * 20 + ["named_only"] * 20) * 2
    ties = [(f"a{k:02}", f"a{j:02}") for k in range(20) for j in range(40) if (k + j) % 2 and j != k]
    ties += [(f"b{k:02}", f"a{j:02}") for k in range(20) for j in range(10)]
    people = pd.DataFrame({"id": ids, "status": status})
    net = csna.PartnerNetwork.from_frames(people, pd.DataFrame(ties, columns=["source", "target"]))
    codes = np.repeat([0, 1], 40)
    rates = naming_rates(net, codes)
    assert rates.tolist() == [[pytest.approx(400 / 780), 0.0], [0.25, 0.0]]
    sources, targets = filled_in(net, codes, seed=4)
    assert (sources != targets).all()
    assert len(set(zip(sources.tolist(), targets.tolist(), strict=True))) == len(sources)
    assert not net.answered[sources].any()
    assert (targets < 40).all()
    for group, cells in ((sources < 40, 20 * 39), (sources >= 40, 20 * 40)):
        rate = rates[0, 0] if group is not None and bool((sources[group] < 40).all()) else rates[1, 0]
        assert int(group.sum()) == pytest.approx(cells * rate, abs=4 * np.sqrt(cells * rate))
    again = filled_in(net, codes, seed=4)
    assert again[0].tolist() == sources.tolist()
    assert again[1].tolist() == targets.tolist()


def test_a_group_that_nobody_answered_from_is_filled_in_at_the_rate_of_all_who_answered() -> None:
    people = pd.DataFrame({"id": list("abcd"), "status": ["respondent"] * 2 + ["named_only"] * 2})
    ties = pd.DataFrame({"source": ["a", "a", "b"], "target": ["b", "c", "a"]})
    net = csna.PartnerNetwork.from_frames(people, ties)
    assert naming_rates(net, np.array([0, 0, 1, 1]))[1].tolist() == [0.5, 0.5]
    nobody = people.assign(status="named_only")
    silent = csna.PartnerNetwork.from_frames(nobody, ties.iloc[:0])
    assert len(filled_in(silent, np.zeros(4, dtype=np.int64))[0]) == 0
    assert len(filled_in(csna.PartnerNetwork.from_ties([]), np.zeros(0, dtype=np.int64))[0]) == 0
