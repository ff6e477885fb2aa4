"""Invented collaboratives hold what was planted in them, and nothing else."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from critical_sna.errors import UsageError
from critical_sna.network.partner import PartnerNetwork
from critical_sna.network.simulate import COLLABORATIVE, GroupPlan, simulate_collaborative
from critical_sna.network.simulate_large import simulate_large

TWO: dict[str, GroupPlan] = {
    "north": {"share": 3, "power": 4.0, "answers": 1.0, "seats": 1.0},
    "south": {"share": 1, "power": 0.25, "answers": 0.5, "seats": 0.0},
}


def named_by_group(net: PartnerNetwork) -> pd.Series[float]:
    """Mean number of people who name a member, by group, counted the plain way."""
    count = dict.fromkeys(net.people.index, 0.0)
    for target in net.ties["target"]:
        count[target] += 1
    return pd.Series(count).groupby(net.people["group"]).mean()


def test_the_same_seed_draws_the_same_collaborative_and_another_seed_another() -> None:
    first, again, other = (simulate_collaborative(waves=2, seed=seed)["2"] for seed in (4, 4, 5))
    pd.testing.assert_frame_equal(first.ties, again.ties)
    pd.testing.assert_frame_equal(first.people, again.people)
    assert not first.ties.equals(other.ties)


def test_the_first_wave_has_the_planted_sizes() -> None:
    net = simulate_collaborative(people=60)["1"]
    sizes = net.people["group"].value_counts().to_dict()
    assert sizes == {name: plan["share"] for name, plan in COLLABORATIVE.items()}
    assert net.self_ties_dropped == 0


def test_a_group_with_more_power_is_named_more_in_every_draw() -> None:
    for seed in range(10):
        means = named_by_group(simulate_collaborative(people=80, groups=TWO, same_group=1.0, seed=seed)["1"])
        assert means["north"] > 2 * means["south"]


def test_power_that_grows_by_wave_shows_in_who_is_named() -> None:
    plans: dict[str, GroupPlan] = {"a": {"power": (0.1, 1.0, 10.0), "answers": 1.0}, "b": {"answers": 1.0}}
    waves = simulate_collaborative(people=80, groups=plans, waves=3, kept=0.0, turnover=0.0, mutual=0.0, seed=2)
    shares = [means["a"] / means.sum() for means in map(named_by_group, waves.values())]
    assert shares[0] < 0.25 < 0.4 < shares[1] < 0.6 < 0.75 < shares[2]


def test_fewer_answer_where_fewer_answers_were_planted_and_only_they_report_ties() -> None:
    nets = [simulate_collaborative(people=100, groups=TWO, named=1.0, seed=seed)["1"] for seed in range(40)]
    people = pd.concat([net.people for net in nets])
    answered = people["status"].eq("respondent").groupby(people["group"]).mean()
    assert answered["north"] == 1.0
    assert 0.44 < answered["south"] < 0.56  # 0.5 of a thousand people, give or take four standard errors
    net = nets[0]
    assert set(net.people["status"]) == {"respondent", "declined", "named_only"}
    assert set(net.people["asked"]) == {"yes"}
    reporting = set(net.ties["source"])
    assert reporting <= set(net.people.index[net.people["status"] == "respondent"])


def test_an_organisation_lies_inside_one_group() -> None:
    people = simulate_collaborative(people=120, organisation_size=3)["1"].people
    assert people.groupby("organisation")["group"].nunique().max() == 1
    assert people.groupby("organisation").size().between(2, 6).all()
    assert people["organisation"].nunique() > 30


def test_people_of_one_group_name_each_other_more_readily_when_likeness_is_planted() -> None:
    def inside(likeness: float) -> float:
        net = simulate_collaborative(same_group=likeness, same_organisation=1.0, seed=1)["1"]
        group = net.people["group"]
        ends = net.ties[["source", "target"]].apply(lambda side: side.map(group))
        return float((ends["source"] == ends["target"]).mean())

    assert inside(20.0) > 2 * inside(1.0)


def test_naming_in_return_can_be_planted() -> None:
    def returned(mutual: float) -> float:
        everyone: dict[str, GroupPlan] = {"all": {"answers": 1.0}}
        ties = simulate_collaborative(groups=everyone, mutual=mutual, seed=6)["1"].ties
        pairs = set(zip(ties["source"], ties["target"], strict=True))
        return sum((b, a) in pairs for a, b in pairs) / len(pairs)

    assert returned(1.0) == 1.0
    assert returned(0.0) < 0.3


def test_people_join_and_leave_between_waves_and_the_number_stays() -> None:
    waves = simulate_collaborative(people=100, waves=3, turnover=0.2, seed=5)
    first, second, third = (set(net.people.index) for net in waves.values())
    assert list(waves) == ["1", "2", "3"]
    assert len(first) == len(second) == len(third) == 100
    assert first - second
    assert second - first
    assert not (first - second) & third  # whoever left stays away


def test_without_turnover_everybody_stays_and_kept_ties_stay() -> None:
    everyone: dict[str, GroupPlan] = {"all": {"answers": 1.0}}

    def overlap(kept: float) -> float:
        waves = simulate_collaborative(groups=everyone, waves=2, turnover=0.0, kept=kept, mutual=0.0, seed=1)
        before, after = (set(zip(n.ties["source"], n.ties["target"], strict=True)) for n in waves.values())
        assert waves["1"].people.index.equals(waves["2"].people.index)
        return len(before & after) / len(before)

    assert overlap(1.0) > 2 * overlap(0.0)


def test_strengths_run_from_one_to_the_number_of_levels() -> None:
    assert set(simulate_collaborative(levels=3)["1"].ties["strength"]) == {1.0, 2.0, 3.0}
    assert set(simulate_collaborative(levels=1)["1"].ties["strength"]) == {1.0}


def test_decision_seats_are_the_power_holders_of_the_network() -> None:
    net = simulate_collaborative(people=40, groups=TWO)["1"]
    seated = net.people.index[net.people["group"] == "north"]
    assert list(net.power_holders) == list(seated)


def test_one_person_and_one_organisation_make_a_network() -> None:
    net = simulate_collaborative(people=1, groups={"all": {"answers": 1.0}})["1"]
    assert (net.n_people, net.n_ties) == (1, 0)


@pytest.mark.parametrize(
    ("wrong", "word"),
    [
        ({"people": 0}, "people"),
        ({"waves": 0}, "waves"),
        ({"levels": 0}, "levels"),
        ({"organisation_size": 0}, "organisation_size"),
        ({"groups": {}}, "no group"),
        ({"groups": {"a": {"power": (1.0, 2.0)}}}, "power of group 'a'"),
        ({"groups": {"a": {"power": 0.0}}}, "power of group 'a'"),
        ({"groups": {"a": {"share": 0}}}, "share of group 'a'"),
        ({"groups": {"a": {"answers": 1.2}}}, "answers"),
        ({"groups": {"a": {"seats": -0.1}}}, "seats"),
        ({"mutual": 2}, "mutual"),
        ({"kept": -1}, "kept"),
        ({"turnover": 1.5}, "turnover"),
    ],
)
def test_a_number_out_of_range_is_named(wrong: dict[str, object], word: str) -> None:
    with pytest.raises(UsageError, match=word):
        simulate_collaborative(**wrong)  # type: ignore[arg-type]  # wrong on purpose


@pytest.mark.parametrize(("people", "ties"), [(20, 0), (20, 38), (200, 2_000), (3_000, 30_000)])
def test_a_large_network_has_exactly_so_many_people_and_ties(people: int, ties: int) -> None:
    table, pairs = simulate_large(people, ties)
    assert list(table.columns) == ["id", "group"]
    assert list(pairs.columns) == ["source", "target", "strength"]
    assert (len(table), len(pairs)) == (people, ties)
    assert table["id"].is_unique
    assert not pairs.duplicated(["source", "target"]).any()
    assert (pairs["source"] != pairs["target"]).all()
    assert set(pairs["source"]) | set(pairs["target"]) <= set(table["id"])
    assert pairs["strength"].between(1, 5).all()


def test_a_large_network_goes_into_a_partner_network_as_it_is() -> None:
    people, ties = simulate_large(500, 4_000)
    net = PartnerNetwork.from_frames(people, ties)
    assert (net.n_people, net.n_ties, net.self_ties_dropped, len(net.issues)) == (500, 4_000, 0, 0)


def test_a_large_network_has_the_shape_it_promises() -> None:
    people, ties = simulate_large(5_000, 50_000, seed=2)
    group = people.set_index("id")["group"]
    sizes = group.value_counts()
    assert len(sizes) == 8
    assert sizes.max() > 8 * sizes.min()
    inside = (ties["source"].map(group) == ties["target"].map(group)).mean()
    assert 0.6 < inside < 0.7
    pairs = set(zip(ties["source"], ties["target"], strict=True))
    assert 0.25 < sum((b, a) in pairs for a, b in pairs) / len(pairs) < 0.35
    named = ties["target"].value_counts().reindex(people["id"], fill_value=0)
    assert named.max() > 5 * named.mean()  # a few are named very often
    per_head = named.groupby(group.to_numpy()).mean()
    assert per_head["group 7"] > 1.4 * per_head["group 0"]  # dominant groups attract more


def test_large_networks_of_one_seed_are_the_same() -> None:
    for first, again in zip(simulate_large(100, 500, seed=9), simulate_large(100, 500, seed=9), strict=True):
        pd.testing.assert_frame_equal(first, again)
    assert not np.array_equal(simulate_large(100, 500, seed=9)[1], simulate_large(100, 500, seed=8)[1])


@pytest.mark.parametrize(("people", "ties"), [(19, 5), (100, 991), (100, -1)])
def test_a_large_network_that_cannot_be_drawn_is_refused(people: int, ties: int) -> None:
    with pytest.raises(UsageError, match="outside what this generator draws"):
        simulate_large(people, ties)


def test_without_spread_people_are_named_as_by_chance_and_with_it_more_unequally() -> None:
    """Names given at random to equally likely people vary as their mean; the default spreads them out."""
    plan: dict[str, GroupPlan] = {"one": {"answers": 1.0}}
    ratios = {}
    for spread in (0.0, 0.6):
        counts = []
        for seed in range(8):
            net = simulate_collaborative(
                people=60, groups=plan, same_organisation=1.0, mutual=0.0, spread=spread, seed=seed
            )["1"]
            counts.append(net.ties["target"].value_counts().reindex(net.people.index, fill_value=0))
        ratios[spread] = np.mean([c.var() / c.mean() for c in counts])
    assert 0.7 < ratios[0.0] < 1.15
    assert ratios[0.6] > 2
    with pytest.raises(UsageError, match="spread"):
        simulate_collaborative(people=20, spread=-1.0)
