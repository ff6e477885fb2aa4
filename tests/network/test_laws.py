"""Laws that every partner network keeps, however odd the people and ties it was built from."""

from __future__ import annotations

import pandas as pd
import pytest
from bridges import as_small
from hypothesis import given
from hypothesis import strategies as st

import critical_sna as csna
from critical_sna.testing import NetworkFrames, network_frames, partner_networks


def same(a: csna.PartnerNetwork, b: csna.PartnerNetwork) -> None:
    pd.testing.assert_frame_equal(a.people, b.people)
    pd.testing.assert_frame_equal(a.ties, b.ties)
    pd.testing.assert_frame_equal(a.unknown, b.unknown)


@given(network_frames(), st.randoms(use_true_random=False))
def test_the_order_of_rows_changes_nothing(frames: NetworkFrames, random: object) -> None:
    def shuffled(table: pd.DataFrame) -> pd.DataFrame:
        order = list(range(len(table)))
        random.shuffle(order)  # type: ignore[attr-defined]  # Hypothesis' random is typed as object here
        return table.iloc[order]

    other = frames._replace(
        people=shuffled(frames.people), ties=shuffled(frames.ties), unknown=shuffled(frames.unknown)
    )
    same(frames.build(), other.build())


@given(network_frames())
def test_building_leaves_the_callers_tables_alone(frames: NetworkFrames) -> None:
    before = [t.copy(deep=True) for t in (frames.people, frames.ties, frames.unknown)]
    frames.build()
    for was, now in zip(before, (frames.people, frames.ties, frames.unknown), strict=True):
        pd.testing.assert_frame_equal(was, now)


@given(network_frames())
def test_nobody_and_no_tie_is_lost_or_invented(frames: NetworkFrames) -> None:
    net = frames.build()
    assert set(net.people.index) == set(frames.people["id"])
    assert net.n_people == len(frames.people)
    given_ties = {(t.source, t.target): t.strength for t in frames.ties.itertuples()}
    assert dict(as_small(net).arcs) == given_ties
    assert set(zip(net.unknown["source"], net.unknown["target"], strict=True)) == set(
        zip(frames.unknown["source"], frames.unknown["target"], strict=True)
    )


@given(network_frames())
def test_ids_stay_the_text_they_were(frames: NetworkFrames) -> None:
    assert sorted(frames.people["id"]) == list(frames.build().people.index)


@given(partner_networks(min_people=1))
def test_what_a_caller_does_to_a_table_stays_with_the_caller(net: csna.PartnerNetwork) -> None:
    before = net.people, net.ties, net.unknown
    people, ties, unknown = net.people, net.ties, net.unknown
    people.loc[:, "status"] = "declined"
    del people["sector"]
    ties.loc[:, "strength"] = 99.0
    del unknown["source"]
    for was, now in zip(before, (net.people, net.ties, net.unknown), strict=True):
        pd.testing.assert_frame_equal(was, now)


def test_cached_arrays_cannot_be_written_to() -> None:
    net = csna.PartnerNetwork.from_ties([("Ana", "Bo", 2), ("Bo", "Cy", 1)])
    for array in (net.adjacency.data, net.adjacency.indices, net.answered, *net.arcs):
        with pytest.raises(ValueError, match="read-only"):
            array[:1] = array[1:2]


@given(partner_networks())
def test_adjacency_holds_the_strengths_in_the_order_of_people(net: csna.PartnerNetwork) -> None:
    matrix, hand = net.adjacency.toarray(), as_small(net)
    assert matrix.tolist() == [[hand.strength(i, j) for j in hand.people] for i in hand.people]


@given(partner_networks(min_people=1, with_unknown=False, missing_groups=False))
def test_a_network_comes_back_from_networkx_as_it_went(net: csna.PartnerNetwork) -> None:
    same(csna.PartnerNetwork.from_networkx(net.to_networkx(), reports="seeks_from", relation="advice"), net)


@given(partner_networks(min_people=1, with_unknown=False, missing_groups=False))
def test_a_network_comes_back_from_igraph_as_it_went(net: csna.PartnerNetwork) -> None:
    same(csna.PartnerNetwork.from_igraph(net.to_igraph(), reports="seeks_from", relation="advice"), net)


@given(partner_networks(min_people=1, with_unknown=False))
def test_people_without_a_group_come_back_without_one(net: csna.PartnerNetwork) -> None:
    for back in (
        csna.PartnerNetwork.from_networkx(net.to_networkx()),
        csna.PartnerNetwork.from_igraph(net.to_igraph()),
    ):
        pd.testing.assert_frame_equal(back.ties, net.ties)
        if net.people["sector"].notna().any():  # networkx has no place for an attribute that nobody has
            assert back.group_labels("sector", where="here").equals(net.group_labels("sector", where="here"))


@given(partner_networks())
def test_flow_turns_every_tie_and_keeps_everybody(net: csna.PartnerNetwork) -> None:
    flow = net.flow()
    assert as_small(flow).arcs == as_small(net).turned().arcs
    pd.testing.assert_frame_equal(flow.people, net.people)


@given(partner_networks(reports="gives_to"))
def test_flow_of_giving_is_the_network_as_it_was_told(net: csna.PartnerNetwork) -> None:
    assert as_small(net.flow()).arcs == as_small(net).arcs


@given(partner_networks(reports="mutual"))
def test_flow_of_a_mutual_relation_is_the_union_with_the_larger_strength(net: csna.PartnerNetwork) -> None:
    hand = as_small(net)
    union = {
        (i, j): max(hand.strength(i, j), hand.strength(j, i))
        for i in hand.people
        for j in hand.people
        if hand.either(i, j)
    }
    assert dict(as_small(net.flow()).arcs) == union


@given(partner_networks(reports=None))
def test_nobody_guesses_which_way_voice_travels(net: csna.PartnerNetwork) -> None:
    with pytest.raises(csna.errors.CriticalSNAError, match="which way") as caught:
        net.flow()
    assert "seeks_from" in caught.value.mend


@given(partner_networks(min_people=1), st.data())
def test_keep_and_without_split_the_people(net: csna.PartnerNetwork, data: st.DataObject) -> None:
    chosen = data.draw(st.sets(st.sampled_from(sorted(net.people.index))))
    kept, rest = net.keep(chosen), net.without(chosen)
    assert set(kept.people.index) == chosen
    assert set(rest.people.index) == set(net.people.index) - chosen
    inside = {p: s for p, s in as_small(net).arcs.items() if set(p) <= chosen}
    assert dict(as_small(kept).arcs) == inside


@given(partner_networks(), st.sampled_from([0.0, 1.0, 2.5, 1e9]))
def test_a_threshold_drops_weaker_ties_and_no_person(net: csna.PartnerNetwork, least: float) -> None:
    thinned = net.threshold(least)
    assert dict(as_small(thinned).arcs) == {p: s for p, s in as_small(net).arcs.items() if s >= least}
    pd.testing.assert_frame_equal(thinned.people, net.people)


@given(
    partner_networks(with_silence=False, with_unknown=False),
    st.sampled_from(["union", "intersection", "mean"]),
)
def test_a_symmetrised_network_reads_the_same_both_ways(net: csna.PartnerNetwork, rule: str) -> None:
    arcs, hand = as_small(net.symmetrised(rule)).arcs, as_small(net)
    merge = {"union": max, "intersection": min, "mean": lambda a, b: (a + b) / 2}[rule]
    expected = {
        (i, j): merge(hand.strength(i, j), hand.strength(j, i)) for i in hand.people for j in hand.people if i != j
    }
    assert dict(arcs) == pytest.approx({p: s for p, s in expected.items() if s > 0})


@given(partner_networks())
def test_how_a_network_shows_itself_names_nobody(net: csna.PartnerNetwork) -> None:
    shown = repr(net) + net._repr_html_()
    assert not any(i in shown for i in net.people.index if len(i) > 6 and i not in ("unknown", "respondent"))
    assert str(net.n_people) in shown


@given(partner_networks())
def test_response_rate_is_answered_over_asked(net: csna.PartnerNetwork) -> None:
    people = net.people
    answered = people["status"].isin(["respondent", "partial"])
    asked = answered | (people["asked"] == "yes")
    if asked.any():
        assert net.response_rate == answered.sum() / asked.sum()
    else:
        assert pd.isna(net.response_rate)
