"""Tables between groups equal the measures, and hide small groups wherever they could be read."""

from __future__ import annotations

from collections.abc import Callable

import pandas as pd
import pytest

import critical_sna as csna
from critical_sna._core import limits
from critical_sna.network.partner import PartnerNetwork
from critical_sna.report import between
from critical_sna.report.blocks import Paragraph, Section, Table
from critical_sna.report.subject import Subject

Make = Callable[..., PartnerNetwork]


def section(net: PartnerNetwork, groups: str | None = "group") -> Section:
    return between.groups(Subject(net, {"": net}, None, groups, 0))


def texts(found: Section) -> str:
    return "\n".join(b.text for b in found.blocks if isinstance(b, Paragraph))


def tables(found: Section) -> dict[str, dict[str, list[str]]]:
    return {
        b.caption: {name: [cell.text for cell in cells] for name, cells in b.rows}
        for b in found.blocks
        if isinstance(b, Table)
    }


def test_audibility_stands_there_for_three_chances_and_equals_the_measure(network: Make) -> None:
    net = network({"a": 7, "b": 8}, chance=0.15)
    found = tables(section(net))
    for chance in (0.2, 0.5, 0.8):
        expected = csna.audibility(net, groups="group", pass_probability=chance, seed=0)
        shown = found[f"If each tie passes a voice on with a chance of {round(100 * chance)}\u00a0%"]
        for voice, cells in shown.items():
            assert cells == [f"{round(100 * value)}\u00a0%" for value in expected.loc[voice]]
    assert "A scenario, not an observation" in texts(section(net))


def test_the_widest_and_the_narrowest_way_are_between_two_different_groups(network: Make) -> None:
    net = network({"a": 7, "b": 8, "c": 9}, chance=0.15)
    found = csna.audibility(net, groups="group", seed=0)
    apart = found.reset_index().melt("voice_of").set_index(["voice_of", "heard_by"])["value"]
    apart = apart[[voice != hearer for voice, hearer in apart.index]]
    voice, hearer = apart.idxmax()
    assert f"most easily from \u2068{voice}\u2069 to \u2068{hearer}\u2069" in texts(section(net))
    low_voice, low_hearer = apart.idxmin()
    assert f"least easily from \u2068{low_voice}\u2069 to \u2068{low_hearer}\u2069" in texts(section(net))


def test_with_one_group_or_equal_chances_there_is_no_widest_way(network: Make) -> None:
    assert "most easily" not in texts(section(network({"a": 7})))
    assert "most easily" not in texts(section(network({"a": 7, "b": 7}, chance=0.0)))


def test_small_groups_show_dashes_as_voices_and_as_hearers(network: Make) -> None:
    found = tables(section(network({"a": 9, "b": 8, "c": 3})))
    audible = found["If each tie passes a voice on with a chance of 50\u00a0%"]
    assert audible["a"][1:] == ["–", "–"]
    assert audible["a"][0] != "–"
    assert audible["b"] == audible["c"] == ["–"] * 3
    assert found["For each person who answered, on average"]["c"] == ["–"] * 7
    assert found["Ties inside and outside one’s own group (E-I index)"]["b"] == ["–"] * 3


def test_a_group_in_which_few_answered_is_heard_but_its_hearing_is_hidden(network: Make) -> None:
    found = tables(section(network({"a": 9, "b": 8, "c": 8}, silent={"c": 6})))
    audible = found["If each tie passes a voice on with a chance of 50\u00a0%"]
    assert audible["c"][0] != "–"
    assert audible["a"][2] == "–"
    assert found["For each person who answered, on average"]["c"] == ["–"] * 7


def test_where_people_tell_who_comes_to_them_it_is_the_voices_that_are_hidden(network: Make) -> None:
    net = network({"a": 9, "b": 8, "c": 8}, silent={"c": 6}, reports="gives_to")
    audible = tables(section(net))["If each tie passes a voice on with a chance of 50\u00a0%"]
    assert audible["c"] == ["–"] * 3
    assert audible["a"][2] != "–"


def test_brokerage_by_group_is_the_mean_and_the_sum_of_the_measure(network: Make) -> None:
    net = network({"a": 7, "b": 8}, silent={"a": 1}, chance=0.2)
    roles = csna.brokerage(net, groups="group").dropna()
    labels = net.people["group"].loc[roles.index]
    found = tables(section(net))
    means = found["For each person who answered, on average"]
    sums = found["All people of the group who answered, together"]
    for group in ("a", "b"):
        own = roles[labels == group]
        assert means[group] == [str(len(own)), *(f"{value:,.1f}" for value in own.mean())]
        assert sums[group] == [str(len(own)), *(f"{value:,.0f}" for value in own.sum())]
    assert sums["everyone"][-1] == f"{roles['total'].sum():,.0f}"


def test_the_ei_index_stands_beside_its_expectation_and_in_words() -> None:
    people = pd.DataFrame({"id": [f"{g}{i}" for g in "ab" for i in range(6)], "group": ["a"] * 6 + ["b"] * 6})
    inside = [(f"a{i}", f"a{j}") for i in range(6) for j in range(6) if i != j]
    across = [(f"b{i}", f"a{i}") for i in range(6)]
    ties = pd.DataFrame([*inside, *across], columns=["source", "target"])
    net = PartnerNetwork.from_frames(people, ties, reports="seeks_from")
    found = tables(section(net))["Ties inside and outside one’s own group (E-I index)"]
    expected = csna.ei_index(net, groups="group")
    assert found["a"] == [
        "−1.00",
        f"{expected.loc['a', 'expected']:.2f}".replace("-", "−"),
        "more ties inside the group than by chance",
    ]
    assert found["b"][2] == "more ties to other groups than by chance"
    assert found["everyone"][0] == f"{expected.loc['network', 'observed']:.2f}".replace("-", "−")


def test_ei_without_ties_is_not_known_and_near_chance_says_so(network: Make) -> None:
    bare = tables(section(network({"a": 6, "b": 6}, chance=0.0)))
    assert bare["Ties inside and outside one’s own group (E-I index)"]["a"][2] == "not known: no answers, or no ties"
    full = tables(section(network({"a": 6, "b": 6}, chance=1.0)))
    assert full["Ties inside and outside one’s own group (E-I index)"]["a"][2] == "about as by chance"


def test_a_group_called_network_is_a_group(network: Make) -> None:
    found = tables(section(network({"network": 6, "b": 6})))
    assert "network" in found["Ties inside and outside one’s own group (E-I index)"]


def test_people_without_a_group_have_no_index_and_broker_in_all_only(network: Make) -> None:
    net = network({"a": 8, "": 8}, chance=0.3)
    found = tables(section(net))
    assert "group not told" not in found["Ties inside and outside one’s own group (E-I index)"]
    means = found["For each person who answered, on average"]["group not told"]
    assert means[1:6] == ["0.0"] * 5
    assert means[6] != "0.0"


def test_a_group_that_nobody_answered_for_has_counts_that_are_not_known(network: Make) -> None:
    found = tables(section(network({"a": 8, "b": 8, "c": 8}, silent={"c": 8})))
    assert found["For each person who answered, on average"]["c"] == ["0", *["not known"] * 6]


def test_without_groups_or_with_tiny_ones_there_is_a_sentence(network: Make) -> None:
    assert "No groups were chosen" in texts(section(network({"a": 8}), None))
    assert "too small" in texts(section(network({"a": 3, "b": 2})))


def test_without_a_direction_only_the_index_along_the_answers_is_there(network: Make) -> None:
    found = section(network({"a": 8, "b": 8}, reports=None))
    assert list(tables(found)) == ["Ties inside and outside one’s own group (E-I index)"]
    assert "nobody declared" in texts(found)


def test_a_large_network_gets_fewer_draws_and_a_small_one_the_usual_number(
    network: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    net = network({"a": 8, "b": 8})
    assert between.draws_for(net) == 1000
    monkeypatch.setattr(between, "DRAWN_TIES", 200.0 * net.n_people * net.n_ties)
    assert between.draws_for(net) == 192
    monkeypatch.setattr(between, "DRAWN_TIES", 1.0)
    assert between.draws_for(net) == 64


def test_above_the_limit_of_size_audibility_is_left_out_with_the_reason(
    network: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(limits, "LIVE_WORDS", 1.0)
    monkeypatch.setattr(limits, "SAMPLED_TIES", 1.0)
    assert "not computed: the network is above the limit" in texts(section(network({"a": 8, "b": 8})))
