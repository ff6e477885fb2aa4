"""Several relations among the same people, beside loops over every pair."""

from __future__ import annotations

import group_oracles as by_hand
import numpy as np
import pandas as pd
import pytest
from bridges import as_small, differences, groups_of
from hypothesis import given
from hypothesis import strategies as st

import critical_sna as csna
from critical_sna.errors import DataError, UnknownNameError, UsageError, WrongTypeError
from critical_sna.testing import NetworkFrames, network_frames

Net = csna.PartnerNetwork


@st.composite
def relations(draw: st.DrawFn, count: int, **options: object) -> dict[str, Net]:
    """Draw relations of the same people, each with its own ties, silence and blank cells."""
    names = ("asks", "meets", "trusts")[:count]
    size = draw(st.integers(0, 7))
    drawn = [
        draw(network_frames(min_people=size, max_people=size, hostile_ids=False, **options))  # type: ignore[arg-type]
        for _ in names
    ]
    ids, sector = list(drawn[0].people["id"]), list(drawn[0].people["sector"])
    return {name: _renamed(frames, ids, sector).build() for name, frames in zip(names, drawn, strict=True)}


def _renamed(frames: NetworkFrames, ids: list[str], sector: list[object]) -> NetworkFrames:
    new = dict(zip(frames.people["id"], ids, strict=True))

    def ends(table: pd.DataFrame) -> pd.DataFrame:
        return table.assign(source=table["source"].map(new), target=table["target"].map(new)).astype(
            {"source": "str", "target": "str"}
        )

    people = frames.people.assign(id=pd.Series(ids, dtype="str"), sector=pd.Series(sector, dtype="str"))
    return frames._replace(people=people, ties=ends(frames.ties), unknown=ends(frames.unknown))


@given(relations(2), st.booleans())
def test_two_relations_are_compared_over_the_pairs_observed_in_both(nets: dict[str, Net], use_strength: bool) -> None:
    found = csna.multiplexity(nets, use_strength=use_strength).loc[("asks", "meets")]
    theirs = by_hand.compare(as_small(nets["asks"]), as_small(nets["meets"]), use_strength=use_strength)
    assert differences(found, theirs) == {}


@given(relations(2), st.booleans())
def test_two_relations_are_compared_by_the_groups_of_who_names_and_who_is_named(
    nets: dict[str, Net], use_strength: bool
) -> None:
    found = csna.multiplexity(nets, groups="sector", use_strength=use_strength)
    groups = groups_of(nets["asks"])
    hand = [as_small(net) for net in nets.values()]
    for (_, _, g, h), row in found.iterrows():
        cells = [(i, j) for i in groups for j in groups if i != j and by_hand.label(groups, i) == g]
        cells = [(i, j) for i, j in cells if by_hand.label(groups, j) == h]
        seen = [(i, j) for i, j in cells if all(net.seen(i, j) for net in hand)]
        one, two = ([net.arcs.get(cell, 0.0) for cell in seen] for net in hand)
        both = sum(a > 0 and b > 0 for a, b in zip(one, two, strict=True))
        either = sum(a > 0 or b > 0 for a, b in zip(one, two, strict=True))
        fewer = min(sum(a > 0 for a in one), sum(b > 0 for b in two))
        if not use_strength:
            one, two = ([float(a > 0) for a in side] for side in (one, two))
        theirs = {
            "both": both,
            "either": either,
            "jaccard": both / either if either else float("nan"),
            "overlap": both / fewer if fewer else float("nan"),
            "correlation": by_hand.correlation(one, two),
            "observed": len(seen),
            "not_observed": len(cells) - len(seen),
        }
        assert differences(row, theirs) == {}
    whole = csna.multiplexity(nets)
    assert found[["both", "either", "observed", "not_observed"]].sum().tolist() == (
        whole[["both", "either", "observed", "not_observed"]].sum().tolist()
    )


@given(relations(3))
def test_bundles_of_three_relations_equal_the_loops(nets: dict[str, Net]) -> None:
    found = csna.tie_bundles(nets, groups="sector")
    groups = groups_of(nets["asks"])
    hand = {name: as_small(net) for name, net in nets.items()}
    theirs = by_hand.bundles(hand, groups)
    assert {k: n for k, n in found["pairs"].items() if n} == theirs
    assert found["pairs"].sum() == csna.tie_bundles(nets)["pairs"].sum()
    seen = {(i, j) for i in groups for j in groups if i != j and all(n.seen(i, j) for n in hand.values())}
    for (g, h), rows in found.groupby(level=[0, 1]):
        pairs = [(i, j) for i in groups for j in groups if i != j and by_hand.label(groups, i) == g]
        pairs = [(i, j) for i, j in pairs if by_hand.label(groups, j) == h]
        assert rows["observed"].eq(len(seen & set(pairs))).all()
        assert rows["not_observed"].eq(len(set(pairs) - seen)).all()
        assert rows["share"].sum() == pytest.approx(1.0 if rows["pairs"].any() else 0.0)


@given(relations(2, reports="mutual"))
def test_a_mutual_relation_is_observed_where_either_end_told(nets: dict[str, Net]) -> None:
    both = {name: net.flow() for name, net in nets.items()}
    found = csna.multiplexity(both).iloc[0]
    n = both["asks"].n_people
    answers = [net.answered for net in both.values()]
    blank = [set(zip(*net.unknown_cells.tocoo().coords, strict=True)) for net in both.values()]
    seen = sum(
        all((a[i] or a[j]) and (i, j) not in b for a, b in zip(answers, blank, strict=True))
        for i in range(n)
        for j in range(n)
        if i != j
    )
    assert found["observed"] == seen
    assert found["observed"] + found["not_observed"] == n * (n - 1)


def network(*ties: str, people: str = "abcd", **options: object) -> Net:
    pairs = pd.DataFrame([tuple(t) for t in ties], columns=["source", "target"], dtype="str")
    frame = pd.DataFrame({"id": pd.Series(list(people), dtype="str")})
    return Net.from_frames(frame, pairs, **options)  # type: ignore[arg-type]  # passed on


def test_a_relation_compared_with_itself_overlaps_wholly() -> None:
    net = network("ab", "bc")
    row = csna.multiplexity({"a": net, "b": net}).iloc[0]
    assert row[["jaccard", "overlap"]].tolist() == [1, 1]
    assert row["correlation"] == pytest.approx(1)


@pytest.mark.parametrize("scale", [1e-300, 1e300])
def test_the_unit_of_strengths_does_not_matter(scale: float) -> None:
    ties = pd.DataFrame({"source": list("aab"), "target": list("bcc"), "strength": [1.0, 2.0, 3.0]})
    frame = pd.DataFrame({"id": list("abc")})
    other = Net.from_frames(frame, ties[["source", "target"]].iloc[:2])
    plain, scaled = (
        csna.multiplexity({"a": Net.from_frames(frame, t), "b": other}, use_strength=True)
        for t in (ties, ties.assign(strength=ties["strength"] * scale))
    )
    pd.testing.assert_frame_equal(plain, scaled, rtol=1e-12)


@pytest.mark.parametrize(
    ("one", "two"), [(network(), network("ab")), (network(people=""), network(people="")), (network(), network())]
)
def test_relations_without_ties_have_nothing_to_compare(one: Net, two: Net) -> None:
    row = csna.multiplexity({"one": one, "two": two}).iloc[0]
    assert row[["overlap", "correlation"]].isna().all()
    assert row["both"] == 0


def test_equal_strengths_everywhere_do_not_vary() -> None:
    every = [f"{i}{j}" for i in "abcd" for j in "abcd" if i != j]
    row = csna.multiplexity({"one": network(*every), "two": network("ab")}).iloc[0]
    assert np.isnan(row["correlation"])
    assert row["overlap"] == 1


def test_a_relation_with_a_plus_in_its_name_is_quoted() -> None:
    found = csna.tie_bundles({"asks + meets": network("ab"), "trusts": network("ab")})
    assert found.index.get_level_values("bundle").tolist() == ["'asks + meets' + trusts"]


def test_bundles_with_no_tie_at_all_are_an_empty_table() -> None:
    found = csna.tie_bundles({"one": network(), "two": network()})
    assert found.empty
    assert list(found.columns) == ["pairs", "share", "observed", "not_observed"]


def test_relations_of_different_people_are_refused() -> None:
    with pytest.raises(DataError, match="2 are in one of them only"):
        csna.multiplexity({"one": network(people="abc"), "two": network(people="abd")})
    for wrong in ({"one": network()}, {}, {str(k): network() for k in range(13)}):
        with pytest.raises(UsageError, match="give 2 to 12"):
            csna.tie_bundles(wrong)
    with pytest.raises(WrongTypeError):
        csna.multiplexity([network(), network()])  # type: ignore[arg-type]  # the mistake is the test
    with pytest.raises(UnknownNameError, match="sector"):
        csna.multiplexity({"one": network(), "two": network()}, groups="sector")
    with pytest.raises(UnknownNameError):
        csna.tie_bundles({"one": network(), "two": network()}, groups="sector")
