"""People in several groups at once: laid out, compared with everybody else, shuffled together."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import critical_sna as csna
from critical_sna.equity.memberships import dealt_out, members_of
from critical_sna.errors import DataError, UnknownNameError, UsageError, WrongTypeError

Net = csna.PartnerNetwork


def people(**columns: object) -> Net:
    ids = [f"P{k}" for k in range(8)]
    frame = pd.DataFrame({"id": ids, **columns})
    ties = pd.DataFrame({"source": ["P0", "P1", "P2", "P3", "P7"], "target": ["P4", "P4", "P5", "P4", "P0"]})
    return Net.from_frames(frame, ties, reports="seeks_from")


ROLES = ["family; teacher", "family", "teacher ;", "", None, "family", "Prefer not to say", "teacher;family"]


def test_a_person_may_be_in_several_groups_and_nobody_is_made_choose() -> None:
    table = csna.memberships(people(role=ROLES), of="role")
    assert list(table.columns) == ["Prefer not to say", "family", "teacher"]
    assert table.loc["P0"].tolist() == [False, True, True]
    assert table.loc["P2"].tolist() == [False, False, True]
    assert not table.loc[["P3", "P4"]].any(axis=None)
    assert table.sum().to_dict() == {"Prefer not to say": 1, "family": 4, "teacher": 3}


def test_lists_and_text_say_the_same() -> None:
    lists = [[p.strip() for p in r.split(";") if p.strip()] if r else r for r in ROLES]
    listed = csna.memberships(pd.DataFrame({"role": lists}, index=[f"P{k}" for k in range(8)]), of="role")
    pd.testing.assert_frame_equal(listed, csna.memberships(people(role=ROLES), of="role"))
    tuples = csna.memberships(people(role=lists), of="role")  # a network keeps them as tuples
    pd.testing.assert_frame_equal(tuples, listed)


@settings(max_examples=20)
@given(st.lists(st.sets(st.sampled_from("xyz")), min_size=8, max_size=8), st.integers(0, 9))
def test_whoever_is_in_two_groups_stays_in_both_when_groups_are_dealt_out(told: list[set[str]], seed: int) -> None:
    net = people(role=[";".join(sorted(t)) for t in told])
    if not any(told):
        return
    members = members_of(net.people, csna.memberships(net, of="role"), where="")
    again = dealt_out(members, np.random.default_rng(seed).permutation(members.patterns))
    assert sorted(map(tuple, again.tolist())) == sorted(map(tuple, members.mask.tolist()))
    assert (dealt_out(members, members.patterns) == members.mask).all()


def test_gaps_are_means_of_members_and_of_everybody_else() -> None:
    net = people(role=ROLES)
    named, roles = csna.in_degree(net), csna.memberships(net, of="role")
    found = csna.membership_gaps(named, groups=roles, people=net, draws=200)
    known = roles.any(axis=1)
    for group in roles.columns:
        inside, outside = named[roles[group]].mean(), named[known & ~roles[group]].mean()
        row = found.loc[("in_degree", group)]
        assert (row["value"], row["others"]) == pytest.approx((inside, outside))
        assert row["gap"] == pytest.approx(inside - outside)
        assert row["n"] == roles[group].sum()
    assert found.attrs["left_out"] == 2
    assert found["withheld"].all()
    assert np.isnan(found.loc[("in_degree", "Prefer not to say"), "lower"])


def test_p_is_that_of_every_way_to_deal_out_the_groups() -> None:
    """Two groups without overlap over eight persons: the exact two-sided p of the permutation test."""
    half = pd.Series(["a"] * 3 + ["b"] * 5, index=[f"P{k}" for k in range(8)])
    net = people()
    values = pd.Series([5.0, 7.0, 9.0, 1.0, 2.0, 3.0, 6.0, 0.0], index=half.index, name="m")
    found = csna.membership_gaps(values, groups=half, people=net, draws=9999)
    exact = csna.permutation_test(values, by=half, draws=9999)
    assert found["p"].tolist() == pytest.approx([exact["p"]] * 2)
    assert found["p_alone"].tolist() == pytest.approx([exact["p"]] * 2)
    assert found.loc[("m", "a"), "gap"] == -found.loc[("m", "b"), "gap"] == pytest.approx(exact["effect"])


def test_the_interval_leaves_out_one_person_at_a_time() -> None:
    half = pd.Series(["a"] * 3 + ["b"] * 5, index=[f"P{k}" for k in range(8)])
    values = pd.Series([5.0, 7.0, 9.0, 1.0, 2.0, 3.0, 6.0, 0.0], index=half.index, name="m")
    row = csna.membership_gaps(values, groups=half, people=people(), draws=9).loc[("m", "a")]
    gaps = np.array([(v := values.drop(i))[half == "a"].mean() - v[half == "b"].mean() for i in values.index])
    error = np.sqrt(7 / 8 * ((gaps - gaps.mean()) ** 2).sum())
    assert row["upper"] - row["gap"] == pytest.approx(2.4469118511 * error)  # Student's t with 6 degrees of freedom


def test_units_carry_whole_groups() -> None:
    net = people(role=["x"] * 4 + ["y"] * 4, house=["h1", "h1", "h2", "h2", "h3", "h3", "h4", "h4"])
    found = csna.membership_gaps(csna.in_degree(net), groups="role", people=net, units="house")
    assert found.attrs["unit"] == "house"
    assert found.attrs["draws"] == 5  # six ways to deal two groups to four houses


def test_bad_input_is_refused_or_said_in_words() -> None:
    net = people(role=ROLES)
    named, roles = csna.in_degree(net), csna.memberships(net, of="role")
    with pytest.raises(UnknownNameError, match="rol"):
        csna.memberships(net, of="rolle")
    with pytest.raises(DataError, match="is known"):
        csna.memberships(people(role=[None] * 8), of="role")
    with pytest.raises(WrongTypeError, match="True and False"):
        csna.membership_gaps(named, groups=roles.astype(int), people=net)
    with pytest.raises(DataError, match="no row"):
        csna.membership_gaps(named, groups=roles.iloc[1:], people=net)
    with pytest.raises(DataError, match="not in the network"):
        csna.membership_gaps(pd.Series([1.0], index=["nobody"]), groups=roles, people=net)
    with pytest.raises(UsageError, match="draws"):
        csna.membership_gaps(named, groups=roles, people=net, draws=0)
    with pytest.raises(DataError, match="group is known"):
        csna.membership_gaps(named, groups=roles & False, people=net)
    everybody = csna.membership_gaps(named, groups=pd.Series("x", index=named.index), people=net)
    assert everybody["note"].tolist() == ["not defined: nobody with a value is outside this group"]
    unknown = csna.membership_gaps(named * np.nan, groups=roles, people=net)
    assert unknown["note"].str.startswith("not defined").all()
