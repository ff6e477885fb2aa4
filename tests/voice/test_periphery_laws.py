"""Whom periphery may call little heard, and whom never."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

import critical_sna as csna

Net = csna.PartnerNetwork
VERDICTS = {"peripheral", "not", "depends on the reading", "unknown"}


def network(
    seed: int,
    *,
    people: int = 60,
    each: int = 5,
    unheard: int = 0,
    silent: tuple[int, ...] = (),
    reports: str = "seeks_from",
) -> Net:
    """Everybody names ``each`` others at random, but nobody names the first ``unheard``; the silent name nobody."""
    random = np.random.default_rng(seed)
    ids = [f"P{k:02}" for k in range(people)]
    ties = []
    for i in range(people):
        chosen = random.choice([k for k in range(unheard, people) if k != i], each, replace=False)
        ties += [(ids[i], ids[j]) for j in chosen if i not in silent]
    if reports == "gives_to":  # the same flow, told by who gives
        ties = [(b, a) for a, b in ties if int(b[1:]) not in silent]
    status = ["declined" if k in silent else "respondent" for k in range(people)]
    table = pd.DataFrame({"id": ids, "status": status, "asked": "yes"})
    return Net.from_frames(table, pd.DataFrame(ties, columns=["source", "target"]), reports=reports)


def peripheral(net: Net) -> set[str]:
    found = csna.periphery(net)
    return set(found.index[found["verdict"] == "peripheral"])


def test_almost_no_random_network_has_a_peripheral_person() -> None:
    """In at least 19 of 20 networks of people who each name 5 at random nobody is called peripheral.

    ``benchmarks/planted_periphery.py`` counts the same over 200.
    """
    counts = [len(peripheral(network(seed, people=50))) for seed in range(20)]
    assert sum(c == 0 for c in counts) >= 19, counts


def test_people_whom_nobody_names_though_all_name_eight_are_found() -> None:
    net = network(3, each=8, unheard=6)
    found = csna.periphery(net)
    expected = {f"P{k:02}" for k in range(6)}
    assert peripheral(net) == expected
    assert set(found.loc[sorted(expected), "kind"]) == {"unnamed"}


def test_whoever_is_named_once_stands_above_the_lowest_band_where_others_are_named_by_nobody() -> None:
    """Both are below chance, one of them in the lowest band: the reason why few planted people are called so."""
    net = network(3, each=8, unheard=6)
    ties = pd.concat([net.ties, pd.DataFrame({"source": ["P10"], "target": ["P00"], "strength": [1.0]})])
    found = csna.periphery_readings(Net.from_frames(net.people, ties, reports="seeks_from"))
    direct = found[found["measure"] == "direct"].set_index("person")
    assert (direct.loc[["P00", "P01"], "q"] <= 0.10).all()
    assert direct.loc[["P00", "P01"], "band"].tolist() == ["a few", "no one yet"]
    assert direct.loc[["P00", "P01"], "little_heard"].tolist() == [False, True]


def test_verdicts_are_the_four_words_and_shares_are_shares() -> None:
    found = csna.periphery(network(3, each=8, unheard=6, silent=(0, 20, 21)))
    assert set(found["verdict"]) <= VERDICTS
    assert found["share_of_readings"].dropna().between(0, 1).all()
    assert list(found.index) == [f"P{k:02}" for k in range(60)]


@pytest.mark.parametrize("seed", range(3))
def test_nobody_becomes_peripheral_by_not_answering(seed: int) -> None:
    """Another person's answers show how far somebody is heard; their own silence takes nothing from it."""
    silent = tuple(range(10, 30))
    before, after = network(seed, each=8, unheard=4), network(seed, each=8, unheard=4, silent=silent)
    gone = {f"P{k:02}" for k in silent}
    assert not (peripheral(after) - peripheral(before)) & gone


def test_where_people_tell_whom_they_give_to_the_silent_are_unknown() -> None:
    silent = (0, 1, 40, 41)
    found = csna.periphery(network(5, each=8, unheard=6, silent=silent, reports="gives_to"))
    rows = found.loc[[f"P{k:02}" for k in silent]]
    assert set(rows["verdict"]) == {"unknown"}
    assert set(rows["kind"]) == {"unknown"}


@pytest.mark.parametrize("reports", ["seeks_from", "gives_to"])
def test_where_nobody_answered_everybody_is_unknown(reports: str) -> None:
    net = network(1, people=12, each=3, silent=tuple(range(12)), reports=reports)
    assert set(csna.periphery(net)["verdict"]) == {"unknown"}


def test_one_who_answered_alone_is_not_judged_by_their_own_answer() -> None:
    net = network(1, people=12, each=3, silent=tuple(range(1, 12)))
    assert csna.periphery(net).loc["P00", "verdict"] == "unknown"


def test_people_who_are_asked_most_are_never_peripheral() -> None:
    for seed in range(3):
        net = network(seed, each=8, unheard=6)
        top = csna.in_degree(net).sort_values().index[-10:]
        assert not set(top) & peripheral(net)


def test_the_same_seed_gives_the_same_bytes() -> None:
    first, again = (csna.periphery(network(3, each=8, unheard=6)) for _ in range(2))
    pd.testing.assert_frame_equal(first, again, check_exact=True)


def test_a_group_that_nobody_names_is_found_whatever_the_order_of_rows() -> None:
    net = network(3, each=8, unheard=6)
    random = np.random.default_rng(0)
    people = net.people.reset_index(names="id").sample(frac=1, random_state=random)
    ties = net.ties.sample(frac=1, random_state=random)
    pd.testing.assert_frame_equal(
        csna.periphery(Net.from_frames(people, ties, reports="seeks_from")),
        csna.periphery(net),
        check_exact=True,
    )
