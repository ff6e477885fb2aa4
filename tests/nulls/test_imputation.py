"""Missing answers are drawn at group rates, for those who were asked, and no further than the cap."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

import critical_sna as csna
from critical_sna.nulls.imputation import imputed, naming_rates, open_cells


def net(**more: object) -> csna.PartnerNetwork:
    people = pd.DataFrame({"id": list("abcdef"), "group": list("xxyyxy")})
    people["status"] = ["respondent"] * 3 + ["declined", "declined", "named_only"]
    people["asked"] = ["yes"] * 5 + ["no"]
    ties = pd.DataFrame({"source": list("aabc"), "target": list("bcaf"), "strength": [1.0, 2.0, 1.0, 3.0]})
    unknown = pd.DataFrame({"source": ["b"], "target": ["d"]})
    return csna.PartnerNetwork.from_frames(people, ties, unknown=unknown, **more)


CODES = np.array([0, 0, 1, 1, 0, 1])


def test_open_cells_are_those_of_the_silent_who_were_asked_and_the_blank_ones() -> None:
    found = open_cells(net(), where="")
    cells = ["".join("abcdef"[k] for k in pair) for pair in zip(found.reporters, found.targets, strict=True)]
    assert cells == ["bd", "da", "db", "dc", "de", "df", "ea", "eb", "ec", "ed", "ef"]
    assert found.never_asked == 1


def test_rates_are_those_of_respondents_between_groups() -> None:
    found = naming_rates(net(), CODES, 3)
    assert found[0].tolist() == pytest.approx([2 / 4, 1 / 5, np.nan], nan_ok=True)
    assert found[1].tolist() == pytest.approx([0, 1 / 2, np.nan], nan_ok=True)
    assert found[2].tolist() == pytest.approx([2 / 7, 2 / 7, np.nan], nan_ok=True)  # nobody there: as everybody


def test_drawn_answers_come_at_their_rates_and_leave_what_was_said() -> None:
    drawn = list(imputed(net(), CODES, np.array([1.0, 2.0]), draws=1200, seed=5))
    cells = np.mean([(n.adjacency.toarray() > 0) for n in drawn], axis=0)
    for cell, rate in (("ea", 0.5), ("ec", 0.4), ("bd", 0.4), ("da", 0.0), ("dc", 1.0), ("ab", 1.0), ("fa", 0.0)):
        assert cells["abcdef".index(cell[0]), "abcdef".index(cell[1])] == pytest.approx(rate, abs=0.05), cell
    one = drawn[0]
    assert one.people["status"].tolist() == ["respondent"] * 5 + ["named_only"]
    assert not len(one.unknown)
    assert one.ties["strength"].isin([1.0, 2.0, 3.0]).all()
    assert one.ties.equals(one.ties.sort_values(["source", "target"], ignore_index=True))
    rebuilt = csna.PartnerNetwork.from_frames(one.people, one.ties)
    assert (rebuilt.adjacency != one.adjacency).nnz == 0


def test_the_same_seed_draws_the_same_and_a_higher_rate_only_adds() -> None:
    low, high, again = (
        [set(zip(*n.arcs, strict=True)) for n in imputed(net(), CODES, np.array([1.0, m]), draws=20, seed=1)]
        for m in (0.5, 1.5, 0.5)
    )
    assert low == again
    assert all(a <= b for a, b in zip(low, high, strict=True))
    assert low != high


def test_nobody_names_more_than_the_cap() -> None:
    for n in imputed(net(choices=2), CODES, np.array([9.0, 9.0]), draws=20, seed=1):
        named = np.bincount(n.arcs[0], minlength=6)
        assert named[[3, 4]].tolist() == [2, 2] or named[3] == 2
        assert named.max() <= 2


def test_where_nobody_named_anybody_nobody_is_drawn() -> None:
    plain = net()
    empty = csna.PartnerNetwork.from_frames(plain.people, plain.ties.iloc[:0])
    assert [n.n_ties for n in imputed(empty, CODES, np.ones(2), draws=2)] == [0, 0]
