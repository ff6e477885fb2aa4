"""Laws that every measure of the catalogue keeps: a new one is tested before anybody writes a test for it."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

import critical_sna as csna
from critical_sna.testing import NetworkFrames, network_frames, partner_networks

pytestmark = [
    pytest.mark.filterwarnings("ignore::critical_sna.errors.CriticalSNAWarning"),  # the reason of a NaN
    pytest.mark.usefixtures("few_draws"),
]

Net = csna.PartnerNetwork
CATALOGUE = csna.list_measures()
PERSON = CATALOGUE.index[CATALOGUE["per"].isin(["person", "brokerage"])]

EXPECTED = {
    "in_degree",
    "out_degree",
    "in_strength",
    "out_strength",
    "betweenness",
    "closeness",
    "harmonic",
    "reach",
    "pagerank",
    "eigenvector",
    "hits",
    "spring_rank",
    "coreness",
    "local_clustering",
    "reciprocity_by_person",
    "constraint",
    "effective_size",
    "efficiency",
    "heard_by",
    "brokerage",
    "voice",
}
COUNTS = ["in_degree", "out_degree", "in_strength", "out_strength", "betweenness", "coreness", "brokerage"]


def call(net: Net, measure: str) -> pd.DataFrame:
    """Give what the function itself returns; ``measure_table`` would give people it dropped a row of NaN."""
    function = getattr(csna, measure)
    result = function(net, groups="sector") if CATALOGUE.loc[measure, "takes_groups"] else function(net)
    return result.to_frame() if isinstance(result, pd.Series) else result.add_prefix(f"{measure}_")


def of(net: Net, *measures: str) -> pd.DataFrame:
    """Give these measures, or every one that has a value for each person."""
    return csna.measure_table(net, measures or list(PERSON), groups="sector")


def words_to_missing(table: pd.DataFrame) -> pd.DataFrame:
    """Keep the numbers; a band in words that is not known reads ``unknown``."""
    return table.select_dtypes("number")


def equal(a: pd.DataFrame, b: pd.DataFrame, **near: float) -> None:
    pd.testing.assert_frame_equal(a, b, check_exact=not near, **near)


def test_the_catalogue_holds_every_measure_that_was_promised() -> None:
    assert set(PERSON) >= EXPECTED
    assert {"network_summary", "mixing_matrix", "ei_index", "audibility"} <= set(CATALOGUE.index)
    assert CATALOGUE["needs"].isin(["nominations", "answers"]).all()
    assert (CATALOGUE[["unit", "high", "cost", "source"]].map(len) > 0).all(axis=None)


@settings(max_examples=15)
@given(net=partner_networks())
def test_every_person_has_a_row_in_the_order_of_the_network(net: Net) -> None:
    for measure in PERSON:
        table = call(net, measure)
        pd.testing.assert_index_equal(table.index, net.people.index)
        assert not np.isinf(words_to_missing(table).to_numpy()).any(), measure


@settings(max_examples=15)
@given(frames=network_frames(), random=st.randoms(use_true_random=False))
def test_the_order_of_rows_does_not_matter(frames: NetworkFrames, random: object) -> None:
    def shuffled(table: pd.DataFrame) -> pd.DataFrame:
        order = list(range(len(table)))
        random.shuffle(order)  # type: ignore[attr-defined]  # Hypothesis' random is typed as object here
        return table.iloc[order]

    other = frames._replace(
        people=shuffled(frames.people), ties=shuffled(frames.ties), unknown=shuffled(frames.unknown)
    )
    equal(of(frames.build()), of(other.build()))


@settings(max_examples=15)
@given(frames=network_frames(hostile_ids=False), data=st.data())
def test_new_names_move_with_the_people(frames: NetworkFrames, data: st.DataObject) -> None:
    """Names are in another order afterwards, so a measure that leans on the order is found out."""
    ids = list(frames.people["id"])
    new = dict(zip(ids, data.draw(st.permutations([f"Q{k:02}" for k in range(len(ids))])), strict=True))
    renamed = frames._replace(
        people=frames.people.assign(id=frames.people["id"].map(new)),
        ties=frames.ties.assign(source=frames.ties["source"].map(new), target=frames.ties["target"].map(new)),
        unknown=frames.unknown.assign(
            source=frames.unknown["source"].map(new), target=frames.unknown["target"].map(new)
        ),
    )
    was, now = of(frames.build()), of(renamed.build())
    moved = was.rename(index=new).sort_index()
    equal(moved.rename_axis("person"), now, rtol=1e-7, atol=1e-9)


@settings(max_examples=15)
@given(net=partner_networks())
def test_a_measure_changes_nothing_and_says_the_same_twice(net: Net) -> None:
    before = net.people, net.ties, net.unknown
    first, again = of(net), of(net)
    equal(first, again)
    for column in words_to_missing(first):
        assert first[column].to_numpy().tobytes() == again[column].to_numpy().tobytes()
    for was, now in zip(before, (net.people, net.ties, net.unknown), strict=True):
        pd.testing.assert_frame_equal(was, now)


@given(net=partner_networks(min_people=1))
def test_unknown_is_never_zero(net: Net) -> None:
    """Where a measure needs a person's own answers, who did not answer has no value at all."""
    silent = net.people.index[~net.answered]
    for measure in PERSON[CATALOGUE.loc[PERSON, "needs"] == "answers"]:
        assert words_to_missing(of(net, measure)).loc[silent].isna().all(axis=None), measure


@given(net=partner_networks(min_people=2, with_unknown=False))
def test_measures_of_nominations_are_known_for_people_who_did_not_answer(net: Net) -> None:
    assume(net.answered.any())
    assert csna.in_degree(net).notna().all()
    assert csna.in_strength(net).notna().all()


@given(frames=network_frames(hostile_ids=False))
def test_one_more_isolate_changes_nobody_elses_counts(frames: NetworkFrames) -> None:
    loner = {"id": "ZZ", "status": "respondent", "asked": "yes", "sector": "school"}
    people = pd.concat([frames.people, pd.DataFrame([loner], dtype="str")], ignore_index=True)
    was, now = of(frames.build(), *COUNTS), of(frames._replace(people=people).build(), *COUNTS)
    equal(was, now.drop(index="ZZ"), rtol=1e-9, atol=1e-9)
    known = now.loc["ZZ"]
    assert (known == 0).all()


@given(frames=network_frames(min_people=1, hostile_ids=False, reports=None))
def test_the_bundle_holds_its_measures_unchanged(frames: NetworkFrames) -> None:
    net = frames.build()
    bundle = csna.centrality(net)
    pd.testing.assert_index_equal(bundle.index, net.people.index)
    for name in bundle:
        pd.testing.assert_series_equal(bundle[name], getattr(csna, name)(net))


@settings(max_examples=10)
@given(net=partner_networks(min_people=1, hostile_ids=False))
def test_the_table_of_measures_holds_what_each_function_gives(net: Net) -> None:
    parts = [call(net, measure) for measure in PERSON]
    equal(pd.concat(parts, axis=1), of(net))
    for measure, part in zip(PERSON, parts, strict=True):
        if part.shape[1] == 1:
            assert list(part.columns) == [measure]
            assert part[measure].dtype == float


def test_an_unknown_measure_is_answered_with_the_nearest_name() -> None:
    with pytest.raises(csna.errors.CriticalSNAError, match="did you mean 'betweenness'"):
        csna.measure_table(Net.from_ties([("a", "b")]), ["betwenness"])


def test_an_unknown_group_column_is_answered_with_the_nearest_name() -> None:
    net = Net.from_frames(
        pd.DataFrame({"id": ["a"], "sector": ["x"]}),
        pd.DataFrame({"source": [], "target": []}),
        reports="gives_to",
    )
    for function in (csna.brokerage, csna.mixing_matrix, csna.ei_index, csna.audibility):
        with pytest.raises(csna.errors.CriticalSNAError, match="did you mean 'sector'"):
            function(net, groups="secter")
