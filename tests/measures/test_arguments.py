"""What measures take and refuse, and what they give on a network turned along the flow."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

import critical_sna as csna
from critical_sna._core import limits
from critical_sna.errors import TooLargeError, UnknownNameError, UsageError

Net = csna.PartnerNetwork


@pytest.fixture
def net() -> Net:
    people = pd.DataFrame(
        {"id": list("abcd"), "g": ["x", "x", "y", "y"], "status": ["respondent"] * 3 + ["named_only"]}
    )
    ties = pd.DataFrame({"source": list("aabcc"), "target": list("bdcad")})
    unknown = pd.DataFrame({"source": ["b"], "target": ["d"]})
    return Net.from_frames(people, ties, reports="seeks_from", unknown=unknown)


@pytest.mark.parametrize("function", [csna.closeness, csna.harmonic])
def test_an_unknown_direction_names_the_two_there_are(net: Net, function: object) -> None:
    with pytest.raises(UsageError, match="did you mean 'out'"):
        function(net, direction="outt")  # type: ignore[operator]  # one of the two


@pytest.mark.parametrize("damping", [-0.1, 1.0, 2])
def test_damping_lies_between_0_and_under_1(net: Net, damping: float) -> None:
    with pytest.raises(UsageError, match="damping"):
        csna.pagerank(net, damping=damping)


def test_pagerank_stops_after_its_most_steps(net: Net, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("critical_sna.measures.positions.spectral._MOST_STEPS", 1)
    assert csna.pagerank(net).sum() == pytest.approx(1)


def test_facts_of_paths_above_the_limit_are_unknown(net: Net, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "EXACT_PATHS_PEOPLE", 3)
    with pytest.raises(TooLargeError):
        csna.betweenness(net)
    facts = csna.network_summary(net)  # never a refusal of the whole
    assert np.isnan(facts["mean_distance"])
    assert np.isnan(facts["centralization_betweenness"])
    assert facts["n_people"] == 4


def test_along_takes_flow_or_reports(net: Net) -> None:
    with pytest.raises(UsageError, match="did you mean 'flow'"):
        csna.brokerage(net, groups="g", along="flows")  # type: ignore[arg-type]  # the mistake is the test


def test_a_table_of_measures_names_what_it_cannot_hold(net: Net) -> None:
    with pytest.raises(UsageError, match=r"\['in_degree'\]"):
        csna.measure_table(net, "in_degree")
    with pytest.raises(UnknownNameError, match="did you mean 'in_degree'"):
        csna.measure_table(net, ["in_degre"])
    with pytest.raises(UsageError, match="each group"):
        csna.measure_table(net, ["mixing_matrix"])
    with pytest.raises(UsageError, match="needs groups"):
        csna.measure_table(net, ["brokerage"])
    table = csna.measure_table(net, ["in_degree", "brokerage", "heard_by"], groups="g")
    assert {"in_degree", "brokerage_liaison", "heard_by_band"} <= set(table.columns)
    assert csna.measure_table(net, []).shape == (4, 0)


def test_density_counts_the_same_pairs_whichever_way_the_network_is_turned(net: Net) -> None:
    # a, b, c answered: 3 x 3 cells, one left open, five ties
    assert csna.network_summary(net)["density"] == pytest.approx(5 / 8)
    assert csna.network_summary(net.flow())["density"] == pytest.approx(5 / 8)


def test_density_of_a_mutual_relation_counts_pairs_that_either_end_told(net: Net) -> None:
    both = net.symmetrised("union")
    # 12 ordered pairs; {b, d} is open (b left it, d did not answer); all others have a report; tied: ab ad bc ac cd
    assert csna.network_summary(both)["density"] == pytest.approx(10 / 10)


def test_ei_of_a_turned_network_speaks_of_the_same_reporters(net: Net) -> None:
    pd.testing.assert_frame_equal(csna.ei_index(net, groups="g"), csna.ei_index(net.flow(), groups="g"))


def test_possible_ties_of_a_mutual_relation_leave_out_pairs_nobody_told(net: Net) -> None:
    from critical_sna.measures.groups.mixing import possible_ties

    cells = possible_ties(net.symmetrised("union"), groups="g")
    assert cells.to_numpy().sum() == 10
    assert possible_ties(net, groups="g").to_numpy().sum() == 8
    assert possible_ties(net.flow(), groups="g").to_numpy().sum() == 8


def test_who_names_and_who_is_named_do_not_swap_in_a_turned_network(net: Net) -> None:
    pd.testing.assert_frame_equal(csna.mixing_matrix(net, groups="g"), csna.mixing_matrix(net.flow(), groups="g"))


def test_pairs_of_silent_people_are_neither_tied_nor_untied() -> None:
    people = pd.DataFrame({"id": ["v", "a", "b"], "g": ["x", "y", "z"], "status": ["respondent"] + ["named_only"] * 2})
    ties = pd.DataFrame({"source": ["v", "v"], "target": ["a", "b"]})
    net = Net.from_frames(people, ties, reports="mutual")
    assert np.isnan(csna.local_clustering(net)["v"])
    assert csna.brokerage(net, groups="g").loc["v"].tolist() == [0] * 6
    told = Net.from_frames(people.assign(status="respondent"), ties, reports="mutual")
    assert csna.local_clustering(told)["v"] == 0
    assert csna.brokerage(told, groups="g").loc["v", ["liaison", "total"]].tolist() == [2, 2]


def test_clustering_leaves_out_pairs_of_contacts_whose_cell_was_left_open() -> None:
    people = pd.DataFrame({"id": list("vabc")})
    ties = pd.DataFrame({"source": list("vvva"), "target": list("abcb")})
    unknown = pd.DataFrame({"source": ["b"], "target": ["c"]})
    net = Net.from_frames(people, ties, unknown=unknown)
    assert csna.local_clustering(net)["v"] == pytest.approx(1 / 2)  # ab tied, ac not, bc not known


def test_centralization_uses_the_answers_of_those_who_gave_them() -> None:
    ids = list("abcdefgh")
    people = pd.DataFrame({"id": ids, "status": ["respondent"] * 7 + ["named_only"]})
    ties = pd.DataFrame([(i, "h") for i in ids[:7]], columns=["source", "target"])
    net = Net.from_frames(people, ties, reports="seeks_from")
    facts, turned = csna.network_summary(net), csna.network_summary(net.flow())
    assert facts["centralization_in_degree"] == pytest.approx(1.0)
    assert turned["centralization_out_degree"] == pytest.approx(1.0)
    assert facts["centralization_out_degree"] == turned["centralization_in_degree"] == 0
