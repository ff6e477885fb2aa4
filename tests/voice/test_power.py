"""Power over and power with: the hand-checked example, its identities as laws, and listing as a second opinion."""

from __future__ import annotations

import itertools
import math

import numpy as np
import pandas as pd
import pytest
from bridges import as_small, groups_of
from hypothesis import assume, given, settings
from hypothesis import strategies as st

import critical_sna as csna
from critical_sna._core import limits
from critical_sna.errors import SpecError, TooLargeError, UnknownNameError, UsageError
from critical_sna.testing import partner_networks

Net = csna.PartnerNetwork
EXAMPLE = [("a", "b", 3), ("a", "c", 1), ("b", "a", 1), ("b", "c", 2), ("c", "b", 2)]
DIRECTED = st.sampled_from(["seeks_from", "gives_to"])


@pytest.fixture
def example() -> Net:
    """w = [[0, 3, 1], [1, 0, 2], [0, 2, 0]]: i influences what j can decide."""
    return Net.from_ties(EXAMPLE, reports="gives_to")


def influence(net: Net) -> dict[tuple[str, str], float]:
    """Strength from who shapes to who is shaped, pairs observed both ways only."""
    small = as_small(net)
    turned = net.reports == "seeks_from"
    return {
        (i, j): small.strength(j, i) if turned else small.strength(i, j)
        for i, j in itertools.permutations(small.people, 2)
        if small.seen_both_ways(i, j)
    }


def test_the_ledger_of_the_hand_checked_example(example: Net) -> None:
    ledger = csna.power_ledger(example)
    assert ledger["with"].tolist() == [1, 3, 2]
    assert ledger["over"].tolist() == [3, 0, 0]
    assert ledger["under"].tolist() == [0, 2, 1]
    assert csna.weighted_reciprocity(example).loc["weighted_reciprocity", "value"] == pytest.approx(2 / 3, abs=1e-12)


def test_influence_runs_to_the_person_who_seeks(example: Net) -> None:
    turned = Net.from_ties([(j, i, s) for i, j, s in EXAMPLE], reports="seeks_from")
    pd.testing.assert_frame_equal(csna.power_ledger(turned), csna.power_ledger(example))


@settings(max_examples=20)
@given(reports=DIRECTED, data=st.data())
def test_the_ledger_is_what_its_definition_says(reports: str, data: st.DataObject) -> None:
    net = data.draw(partner_networks(reports=reports))
    w, ledger = influence(net), csna.power_ledger(net)
    for i in net.people.index[net.answered]:
        mine = [(w[i, j], w[j, i]) for j in net.people.index if (i, j) in w]
        assert ledger.loc[i, "with"] == pytest.approx(sum(min(p) for p in mine))
        assert ledger.loc[i, "over"] == pytest.approx(sum(a - min(a, b) for a, b in mine))
        assert ledger.loc[i, "under"] == pytest.approx(sum(b - min(a, b) for a, b in mine))
        assert ledger.loc[i, "pairs"] == len(mine)
        assert ledger.loc[i, "unknown"] == net.n_people - 1 - len(mine)
    assert ledger[~net.answered].isna().all(axis=None)


@settings(max_examples=20)
@given(reports=DIRECTED, data=st.data())
def test_out_is_with_and_over_and_what_is_over_somebody_is_under_somebody(reports: str, data: st.DataObject) -> None:
    net = data.draw(partner_networks(reports=reports))
    w, ledger = influence(net), csna.power_ledger(net).dropna()
    out = pd.Series({i: sum(s for (a, _), s in w.items() if a == i) for i in ledger.index}, dtype=float)
    into = pd.Series({i: sum(s for (_, b), s in w.items() if b == i) for i in ledger.index}, dtype=float)
    np.testing.assert_allclose(ledger["with"] + ledger["over"], out, atol=1e-9)
    np.testing.assert_allclose(ledger["with"] + ledger["under"], into, atol=1e-9)
    np.testing.assert_allclose(ledger["over"] - ledger["under"], out - into, atol=1e-9)
    assert ledger["over"].sum() == pytest.approx(ledger["under"].sum())


@settings(max_examples=20)
@given(data=st.data())
def test_with_groups_only_pairs_across_known_groups_count(data: st.DataObject) -> None:
    net = data.draw(partner_networks(min_people=1, reports="gives_to"))
    w, of, ledger = influence(net), groups_of(net), csna.power_ledger(net, groups="sector")
    for i in net.people.index[net.answered]:
        others = [j for j in net.people.index if j != i and of[i] and of[j] and of[i] != of[j]]
        mine = [(w[i, j], w[j, i]) for j in others if (i, j) in w]
        assert ledger.loc[i, "over"] == pytest.approx(sum(max(a - b, 0) for a, b in mine))
        assert ledger.loc[i, "pairs"] == len(mine)
        assert ledger.loc[i, "unknown"] == len(others) - len(mine)


@settings(max_examples=20)
@given(net=partner_networks(reports="mutual"))
def test_where_a_tie_is_mutual_all_influence_is_with(net: Net) -> None:
    ledger = csna.power_ledger(net).dropna()
    assert (ledger[["over", "under"]] == 0).all(axis=None)
    assert (ledger[["pairs", "unknown"]] >= 0).all(axis=None)
    assert csna.weighted_reciprocity(net, draws=5)["value"].fillna(1).eq(1).all()


@settings(max_examples=40)
@given(reports=DIRECTED, data=st.data())
def test_flows_are_what_their_definition_says(reports: str, data: st.DataObject) -> None:
    net = data.draw(partner_networks(min_people=2, reports=reports))
    of = {i: g or "unknown" for i, g in groups_of(net).items()}
    assume(len(set(of.values()) - {"unknown"}) > 1)
    w, flows = influence(net), csna.power_flows(net, groups="sector", draws=99)
    for (g, h), row in flows.iterrows():
        pairs = [(i, j) for i, j in w if of[i] == g and of[j] == h]
        given_, received = (math.fsum(w[p] for p in side) for side in (pairs, [(j, i) for i, j in pairs]))
        differences = [w[i, j] - w[j, i] for i, j in pairs if w[i, j] != w[j, i]]
        assert row["n"] == len(pairs)
        assert row["given"] == pytest.approx(given_)
        assert row["received"] == pytest.approx(received)
        assert row["variance"] == pytest.approx(sum(d * d for d in differences))
        if given_ + received == 0:
            assert np.isnan(row["value"])
            assert "not defined" in row["note"]
            continue
        assert row["value"] == pytest.approx((given_ - received) / (given_ + received))
        if len(differences) <= 10:
            sums = [
                sum(a * b for a, b in zip(s, differences, strict=True))
                for s in itertools.product((1, -1), repeat=len(differences))
            ]
            as_far = sum(abs(x) >= abs(given_ - received) - 1e-9 * sum(map(abs, differences)) for x in sums)
            assert row["p"] == pytest.approx(as_far / len(sums))


def completions(told: dict[tuple[str, str], float], open_: list[tuple[str, str]]) -> list[dict[tuple[str, str], float]]:
    """Give the influence (who shapes, who is shaped) of each network that the answers leave possible."""
    return [
        {(j, i): s for (i, j), s in {**told, **dict(zip(open_, values, strict=True))}.items()}
        for values in itertools.product((0.0, 1.0, 2.0), repeat=len(open_))
    ]


@pytest.mark.parametrize("seed", range(6))
def test_the_range_over_missing_answers_is_that_of_all_cases(seed: int) -> None:
    rng = np.random.default_rng(seed)
    ids = list("abcd")
    people = pd.DataFrame({"id": ids, "sector": ["x", "x", "y", "y"], "status": ["respondent"] * 3 + ["declined"]})
    ties = [(i, j, float(rng.integers(1, 3))) for i in "abc" for j in ids if i != j and rng.random() < 0.5]
    ties.append(("a", "b", 2.0)) if ("a", "b") not in [t[:2] for t in ties] else None
    ties = [(i, j, 2.0 if (i, j) == ("a", "b") else s) for i, j, s in ties]  # the largest strength is in use
    frame = pd.DataFrame(ties, columns=["source", "target", "strength"])
    net = Net.from_frames(people, frame, reports="seeks_from")
    every = completions({(i, j): s for i, j, s in ties}, [("d", j) for j in "abc"])
    flows = []
    for w in every:
        out, back = (sum(w.get(p, 0) for p in itertools.product(*sides)) for sides in (("ab", "cd"), ("cd", "ab")))
        flows.append((out - back) / (out + back) if out + back else math.nan)
    row = csna.power_flows(net, groups="sector", draws=9).loc[("x", "y")]
    assert row["missing_lower"] == pytest.approx(np.nanmin(flows))
    assert row["missing_upper"] == pytest.approx(np.nanmax(flows))
    shares = [sum(min(s, w.get((j, i), 0)) for (i, j), s in w.items()) / sum(w.values()) for w in every]
    one = csna.weighted_reciprocity(net, draws=1).iloc[0]
    assert one["missing_lower"] == pytest.approx(min(shares))
    assert one["missing_upper"] == pytest.approx(max(shares))


def test_leaving_out_one_respondent_is_what_the_network_without_them_gives(example: Net) -> None:
    row = csna.weighted_reciprocity(example, draws=9).iloc[0]
    without = [csna.weighted_reciprocity(example.without([i]), draws=1)["value"].iloc[0] for i in "abc"]
    assert (row["least"], row["most"]) == pytest.approx((min(without), max(without)))


def test_reciprocity_beyond_chance_is_beside_ties_dealt_out_with_the_same_strengths() -> None:
    rng = np.random.default_rng(2)
    pairs = [(f"p{i}", f"p{j}") for i in range(12) for j in range(12) if i < j and rng.random() < 0.25]
    both = [(i, j, 2) for i, j in pairs] + [(j, i, 2) for i, j in pairs]
    row = csna.weighted_reciprocity(Net.from_ties(both, reports="gives_to"), draws=99).iloc[0]
    assert row["value"] == 1
    assert row["p"] == 0.01
    assert row["beyond_chance"] == pytest.approx(1)
    assert 0 < row["null_mean"] < 0.6
    one_way = csna.weighted_reciprocity(Net.from_ties([(i, j, 2) for i, j in pairs], reports="gives_to"), draws=99)
    assert one_way["value"].iloc[0] == 0
    assert one_way["beyond_chance"].iloc[0] <= 0


def test_bad_input_is_refused_or_said_in_words(example: Net, monkeypatch: pytest.MonkeyPatch) -> None:
    people = pd.DataFrame({"id": list("abc"), "sector": ["x", "y", "y"], "status": ["named_only"] * 3})
    silent = Net.from_frames(people, pd.DataFrame({"source": [], "target": []}), reports="seeks_from")
    assert csna.power_ledger(silent).isna().all(axis=None)
    assert csna.power_flows(silent, groups="sector")["note"].iloc[0].startswith("not defined: no pair")
    assert csna.weighted_reciprocity(silent)["note"].iloc[0].startswith("not defined: no influence")
    undeclared = Net.from_ties([("a", "b")])
    for call in (csna.power_ledger, csna.weighted_reciprocity):
        with pytest.raises(SpecError):
            call(undeclared)
    with pytest.raises(UsageError, match="one group only"):
        csna.power_flows(example, groups=pd.Series("x", index=list("abc")))
    with pytest.raises(UsageError, match="group is known"):
        csna.power_flows(example, groups=pd.Series(None, index=list("abc"), dtype="str"))
    with pytest.raises(UnknownNameError, match="sector"):
        csna.power_ledger(silent, groups="secter")
    with pytest.raises(UsageError, match="draws"):
        csna.power_flows(silent, groups="sector", draws=0)
    monkeypatch.setattr(limits, "REWIRED_TIES", 10)
    with pytest.raises(TooLargeError, match="draws=2"):
        csna.weighted_reciprocity(example)
    monkeypatch.setattr(limits, "REWIRED_TIES", 10**6)
    monkeypatch.setattr(limits, "DYAD_CELLS_PEOPLE", 2)
    assert np.isnan(csna.weighted_reciprocity(example)["missing_lower"].iloc[0])


def test_the_same_seed_gives_the_same_flows() -> None:
    net = csna.simulate_collaborative(people=40, seed=2)["1"]
    first, again = (csna.power_flows(net, groups="group", draws=50, seed=4) for _ in range(2))
    pd.testing.assert_frame_equal(first, again)
    assert (first["missing_lower"] <= first["missing_upper"]).all()
    assert first.attrs["null"]
