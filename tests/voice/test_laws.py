"""What audibility must be, whoever answered: lists of all states on small networks, laws on larger ones."""

from __future__ import annotations

import itertools
import math

import golden
import numpy as np
import oracles
import pandas as pd
import pytest
from bridges import as_small, differences
from hypothesis import given, settings
from hypothesis import strategies as st

import critical_sna as csna
from critical_sna.errors import UsageError, WrongTypeError
from critical_sna.testing import partner_networks

Net = csna.PartnerNetwork
REPORTS = pytest.mark.parametrize("reports", ["seeks_from", "gives_to"])
COLUMNS = ("voice", "hearing", "decision_voice")


def named_at_random(seed: int, *, people: int = 60, each: int = 5, reports: str = "seeks_from") -> Net:
    random = np.random.default_rng(seed)
    ids = [f"P{k:02}" for k in range(people)]
    ties = [
        (ids[i], ids[j])
        for i in range(people)
        for j in random.choice([k for k in range(people) if k != i], each, replace=False)
    ]
    frame = pd.DataFrame(ties, columns=["source", "target"])
    return Net.from_frames(pd.DataFrame({"id": ids}), frame, reports=reports)


def copies_of_golden(copies: int) -> Net:
    """Repeat the golden network side by side, so that it has more ties than are listed exactly."""
    ties = [(f"{a}{c}", f"{b}{c}") for c in range(copies) for a, b in golden.REPORTS]
    people = pd.DataFrame({"id": [f"{i}{c}" for c in range(copies) for i in golden.PEOPLE]})
    return Net.from_frames(people, pd.DataFrame(ties, columns=["source", "target"]), reports="seeks_from")


@pytest.mark.parametrize("reports", ["seeks_from", "gives_to", "mutual"])
@settings(max_examples=25)
@given(data=st.data(), p=st.sampled_from([0.0, 0.3, 0.5, 1.0]), hops=st.sampled_from([None, 1, 2]))
def test_voice_equals_the_list_of_all_states_whoever_answered(
    reports: str, data: st.DataObject, p: float, hops: int | None
) -> None:
    net = data.draw(partner_networks(min_people=1, max_people=4, hostile_ids=False, reports=reports))
    seats = data.draw(st.lists(st.sampled_from(sorted(net.people.index)), unique=True, min_size=1))
    ours = csna.voice(net, pass_probability=p, to=seats, hops=hops)
    theirs = oracles.voices(as_small(net), reports, p, to=seats, hops=hops)
    for column in COLUMNS:
        expected = {i: row[column] for i, row in theirs.items()}
        assert differences(ours[column], expected, tolerance=1e-12) == {}, column


@REPORTS
@settings(max_examples=25)
@given(data=st.data(), p=st.sampled_from([0.3, 1.0]))
def test_audibility_equals_the_list_of_all_states_whoever_answered(reports: str, data: st.DataObject, p: float) -> None:
    net = data.draw(
        partner_networks(min_people=1, max_people=4, hostile_ids=False, missing_groups=False, reports=reports)
    )
    ours = csna.audibility(net, groups="sector", pass_probability=p)
    theirs = oracles.audibility(as_small(net), reports, net.people["sector"].to_dict(), p)
    found = {(g, h): float(ours.loc[g, h]) for g, h in theirs}
    assert found == pytest.approx(theirs, abs=1e-12, nan_ok=True)


@REPORTS
@settings(max_examples=20)
@given(data=st.data())
def test_sure_passing_is_plain_reachability(reports: str, data: st.DataObject) -> None:
    net = data.draw(
        partner_networks(min_people=2, with_silence=False, with_unknown=False, hostile_ids=False, reports=reports)
    )
    hand = as_small(net)
    flow = hand.turned() if reports == "seeks_from" else hand
    n = len(hand.people)
    ours = csna.voice(net, pass_probability=1.0)
    reach = {i: (len(oracles.distances_from(flow, i)) - 1) / (n - 1) for i in hand.people}
    back = {i: (len(oracles.distances_from(flow.turned(), i)) - 1) / (n - 1) for i in hand.people}
    assert differences(ours["voice"], reach, tolerance=1e-12) == {}
    assert differences(ours["hearing"], back, tolerance=1e-12) == {}
    assert (ours[["voice_se", "hearing_se"]] == 0).all(axis=None)


@pytest.mark.parametrize("net", [golden.network(), copies_of_golden(4), named_at_random(1)], ids=str)
def test_voice_never_falls_where_passing_gets_surer(net: Net) -> None:
    """The same draws serve every chance, so this holds person by person, sampled or listed."""
    steps = [csna.voice(net, pass_probability=p, draws=200)[["voice", "hearing"]] for p in (0, 0.1, 0.4, 0.7, 1)]
    for lower, higher in itertools.pairwise(steps):
        assert (higher - lower >= -1e-12).all(axis=None)
    assert (steps[0] == 0).all(axis=None)


@settings(max_examples=20)
@given(partner_networks(min_people=2, hostile_ids=False), st.sampled_from([0.2, 0.5, 0.9]))
def test_chances_lie_between_nothing_and_certainty(net: Net, p: float) -> None:
    values = csna.voice(net, pass_probability=p, draws=50)[["voice", "hearing"]].to_numpy()
    known = values[~np.isnan(values)]
    assert ((known >= 0) & (known <= 1)).all()


def test_sampled_voice_lies_within_its_own_error_of_the_exact_one() -> None:
    """Four copies have 48 uncertain ties, so they are sampled; each copy is heard as the one alone, of 31 others."""
    copies = 4
    exact = oracles.voices(golden.by_hand(), "seeks_from", 0.5)
    net = copies_of_golden(copies)
    ours = csna.voice(net, pass_probability=0.5, draws=4000, seed=11)
    shrink = (len(golden.PEOPLE) - 1) / (copies * len(golden.PEOPLE) - 1)
    for column in ("voice", "hearing"):
        expected = pd.Series({i: exact[i[0]][column] * shrink for i in net.people.index})
        error = ours[f"{column}_se"]
        certain = expected == 0
        assert (ours.loc[certain, column] == 0).all()
        assert (error[~certain] > 0).all()
        off = ((ours[column] - expected) / error)[~certain]
        assert off.abs().max() < 4.5
        assert 0.5 < off.std() < 1.6  # the error is neither far too small nor far too large


SILENT = "dg"


def silenced(reports: str) -> oracles.Small:
    """Take away all answers of two people of the golden network, asked in one way or the other."""
    arcs = golden.REPORTS if reports == "seeks_from" else [r[::-1] for r in golden.REPORTS]
    told = oracles.small([r for r in arcs if r[0] not in SILENT], golden.PEOPLE)
    return oracles.Small(told.people, told.arcs, frozenset(golden.PEOPLE) - set(SILENT))


@REPORTS
@pytest.mark.parametrize("hops", [None, 2])
def test_sampled_voice_follows_the_same_rules_for_the_silent(reports: str, hops: int | None) -> None:
    """Side by side, one copy's chances stay what they are; only the people averaged over become more."""
    copies, one = 4, silenced(reports)
    ids = [f"{i}{c}" for c in range(copies) for i in one.people]
    people = pd.DataFrame(
        {
            "id": ids,
            "status": ["declined" if i[0] in SILENT else "respondent" for i in ids],
            "sector": [golden.GROUPS[i[0]] for i in ids],
        }
    )
    arcs = [(f"{i}{c}", f"{j}{c}") for c in range(copies) for i, j in one.arcs]
    net = Net.from_frames(people, pd.DataFrame(arcs, columns=["source", "target"]), reports=reports)
    assert net.n_ties > 20  # more than are listed
    seats = [f"{i}{c}" for c in range(copies) for i in "ae"]
    ours = csna.voice(net, pass_probability=0.5, to=seats, hops=hops, draws=3000, seed=4)
    chance = oracles.pass_chances(oracles.flow_of(one, reports), 0.5, hops)

    def expected(person: str, among: list[str], *, heard: bool) -> float:
        pairs = [(person, j) if heard else (j, person) for j in among if j != person]
        shown = [(i, j) for i, j in pairs if (j if reports == "seeks_from" else i)[0] not in SILENT]
        same = [chance[i[0], j[0]] for i, j in shown if i[1] == j[1]]
        return math.fsum(same) / len(shown) if shown else math.nan

    columns = {"voice": (ids, True), "hearing": (ids, False), "decision_voice": (seats, True)}
    for column, (among, heard) in columns.items():
        exact = pd.Series({i: expected(i, among, heard=heard) for i in ours.index})
        pd.testing.assert_series_equal(ours[column].isna(), exact.isna(), check_names=False)
        assert ((ours[column] - exact).abs() <= 5 * ours[f"{column}_se"] + 1e-12)[exact.notna()].all(), column
    table = csna.audibility(net, groups="sector", pass_probability=0.5, hops=hops, draws=3000, seed=4)
    every = [(i, j) for i, j in itertools.permutations(ids, 2)]
    for g, h in itertools.product("UDC", repeat=2):
        shown = [
            chance[i[0], j[0]] if i[1] == j[1] else 0.0
            for i, j in every
            if golden.GROUPS[i[0]] == g
            and golden.GROUPS[j[0]] == h
            and (j if reports == "seeks_from" else i)[0] not in SILENT
        ]
        assert table.loc[g, h] == pytest.approx(math.fsum(shown) / len(shown), abs=0.02)


def test_what_is_voiced_is_what_is_heard() -> None:
    """Summed over a network where everybody answered, voice and hearing count the same pairs."""
    for net in (golden.network(), named_at_random(3)):
        found = csna.voice(net, draws=100)
        assert found["voice"].sum() == pytest.approx(found["hearing"].sum(), rel=1e-9)


def test_more_draws_mean_a_smaller_error() -> None:
    few, many = (csna.voice(copies_of_golden(3), draws=d)["voice_se"].mean() for d in (250, 4000))
    assert few / many == pytest.approx(4, rel=0.25)


@pytest.mark.parametrize("net", [golden.network(), named_at_random(2)], ids=["listed", "sampled"])
def test_the_same_seed_gives_the_same_bytes(net: Net) -> None:
    first, again = (csna.voice(net, draws=100, seed=5) for _ in range(2))
    assert first.to_numpy().tobytes() == again.to_numpy().tobytes()


def test_another_seed_gives_other_draws() -> None:
    one, two = (csna.voice(named_at_random(2), draws=100, seed=s) for s in (1, 2))
    assert not one.equals(two)


@REPORTS
@settings(max_examples=20)
@given(data=st.data())
def test_small_chances_repeat_who_is_heard_directly(reports: str, data: st.DataObject) -> None:
    """P(i reaches j) / p tends to 1 where i is heard by j directly and to 0 elsewhere."""
    p = 1e-7
    net = data.draw(
        partner_networks(
            min_people=2, max_people=4, with_silence=False, with_unknown=False, hostile_ids=False, reports=reports
        )
    )
    ours = csna.voice(net, pass_probability=p)["voice"] / p
    hand = as_small(net)
    flow = hand.turned() if reports == "seeks_from" else hand
    direct = {i: sum(s == i != t for s, t in flow.arcs) / (len(hand.people) - 1) for i in hand.people}
    assert ours.to_dict() == pytest.approx(direct, abs=1e-4)


def test_decision_voice_is_unknown_where_no_seat_is_told() -> None:
    assert csna.voice(golden.network())["decision_voice"].isna().all()


def test_people_who_hold_power_are_the_seats_unless_told_otherwise() -> None:
    seats = ["yes" if i in "ad" else "no" for i in golden.PEOPLE]
    people = pd.DataFrame({"id": list(golden.PEOPLE), "seat": seats})
    ties = pd.DataFrame([tuple(r) for r in golden.REPORTS], columns=["source", "target"])
    net = Net.from_frames(people, ties, reports="seeks_from", positionality={"seat": "power"}, holds={"seat": ["yes"]})
    told = csna.voice(golden.network(), to=["a", "d"])["decision_voice"]
    pd.testing.assert_series_equal(csna.voice(net)["decision_voice"], told)


@pytest.mark.parametrize("ask", ["voice", "heard_by", "periphery"])
def test_whatever_needs_the_flow_refuses_where_nobody_said_which_way(ask: str) -> None:
    with pytest.raises(csna.errors.CriticalSNAError, match="which way"):
        getattr(csna, ask)(Net.from_ties([("a", "b")]))


@pytest.mark.parametrize("reports", ["seeks_from", "gives_to", "mutual"])
@settings(max_examples=20)
@given(data=st.data())
def test_heard_by_counts_direct_hearers_among_those_who_could_say_so(reports: str, data: st.DataObject) -> None:
    net = data.draw(partner_networks(min_people=1, hostile_ids=False, reports=reports))
    ours, theirs = csna.heard_by(net), oracles.heard_by(as_small(net), reports)
    assert differences(ours["count"], {i: row[0] for i, row in theirs.items()}) == {}
    assert differences(ours["share"], {i: row[1] for i, row in theirs.items()}, tolerance=1e-12) == {}
    known = {i: row[2] for i, row in theirs.items() if not math.isnan(row[1])}
    assert ours["band"].loc[list(known)].to_dict() == known
    assert not ours["band"].drop(index=list(known)).isin(["no one yet", "a few", "some", "many"]).any()


@pytest.mark.parametrize(
    ("others", "namers", "band"),
    [
        (20, 0, "no one yet"),
        (20, 1, "a few"),
        (10, 1, "some"),
        (21, 5, "some"),
        (4, 1, "many"),
        (4, 4, "many"),
    ],
)
def test_bands_begin_where_the_legend_says(others: int, namers: int, band: str) -> None:
    ids = [f"P{k:02}" for k in range(others)]
    ties = pd.DataFrame({"source": ids[:namers], "target": ["me"] * namers}, dtype="str")
    net = Net.from_frames(pd.DataFrame({"id": ["me", *ids]}), ties, reports="seeks_from")
    assert csna.heard_by(net).loc["me", "band"] == band


def test_arguments_that_cannot_be_right_are_refused_also_where_nothing_is_drawn() -> None:
    net = csna.PartnerNetwork.from_ties([("a", "b")], reports="seeks_from")
    with pytest.raises(WrongTypeError, match="seed"):
        csna.voice(net, seed=-1)
    for wrong in ({"draws": 0}, {"steps": 0}):
        with pytest.raises(UsageError, match="1 or more"):
            csna.periphery(net, **wrong)
