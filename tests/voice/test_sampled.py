"""Sampled audibility against the list of all cases and against everybody followed; its errors; pass tables; sweeps."""

from __future__ import annotations

import itertools

import golden
import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import critical_sna as csna
from critical_sna._core import limits
from critical_sna.errors import TooLargeError, UnknownNameError, UsageError, WrongTypeError
from critical_sna.testing import partner_networks

Net = csna.PartnerNetwork
NAMES = ("voice", "hearing", "decision_voice")


def seated(reports: str = "seeks_from") -> Net:
    people = pd.DataFrame({"id": list(golden.PEOPLE), "seat": ["yes" if i in "adg" else "no" for i in golden.PEOPLE]})
    people["sector"] = [golden.GROUPS[i] for i in golden.PEOPLE]
    ties = pd.DataFrame([tuple(r) for r in golden.REPORTS], columns=["source", "target"])
    return Net.from_frames(people, ties, reports=reports, positionality={"seat": "power"})


@pytest.mark.parametrize("reports", ["seeks_from", "gives_to"])
@pytest.mark.parametrize("hops", [None, 1, 2])
def test_sampled_voices_lie_within_their_errors_of_the_list_of_all_cases(reports: str, hops: int | None) -> None:
    net = seated(reports)
    exact = csna.voice(net, hops=hops)
    sampled = csna.voice(net, hops=hops, sample=3, draws=1000, seed=7)
    for name in NAMES:
        error = sampled[f"{name}_se"]
        sure = exact[name].isin([0.0, 1.0])
        assert (sampled.loc[sure, name] == exact.loc[sure, name]).all()
        assert (error[~sure] > 0).all()
        off = ((sampled[name] - exact[name]) / error)[~sure]
        assert off.abs().max() < 4.0, name


def test_stated_errors_hold_the_people_taken_as_well_as_the_ties_drawn() -> None:
    """Over many seeds the spread of the estimates is what one run states, also where every tie is surely open."""
    net = seated()
    for p in (0.5, 1.0):
        runs = [csna.voice(net, pass_probability=p, sample=2, draws=20, seed=seed) for seed in range(50)]
        for name in NAMES:
            values = np.array([run[name] for run in runs])
            errors = np.array([run[f"{name}_se"] for run in runs])
            there = errors.mean(axis=0) > 0.005
            ratio = values.std(axis=0, ddof=1)[there] / np.sqrt((errors**2).mean(axis=0))[there]
            assert ((ratio > 0.65) & (ratio < 1.4)).all(), (p, name, ratio)
            if p == 1.0 and name == "voice":
                assert there.any()


def test_all_hearers_taken_and_sure_ties_leave_no_error() -> None:
    net = seated()
    sampled = csna.voice(net, pass_probability=1.0, sample=64, draws=5)
    exact = csna.voice(net, pass_probability=1.0)
    pd.testing.assert_frame_equal(sampled, exact, check_exact=False, atol=1e-12)


def test_sampled_audibility_lies_within_its_errors_of_the_list_of_all_cases() -> None:
    net = seated()
    exact = csna.audibility_sweep(net, groups="sector", probabilities=(0.5,))
    sampled = csna.audibility_sweep(net, groups="sector", probabilities=(0.5,), sample=6, draws=1000, seed=3)
    assert (exact["standard_error"] == 0).all()
    sure = exact["value"] == 0
    assert (sampled.loc[sure, "value"] == 0).all()
    off = ((sampled["value"] - exact["value"]) / sampled["standard_error"])[~sure]
    assert off.abs().max() < 4.0


def test_errors_of_audibility_are_what_repeated_runs_show() -> None:
    net = seated()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(limits, "EXACT_UNCERTAIN_TIES", 0)
        for sample in (None, 3):
            runs = [
                csna.audibility_sweep(net, groups="sector", probabilities=(0.5,), sample=sample, draws=40, seed=seed)
                for seed in range(30)
            ]
            values = np.array([run["value"] for run in runs])
            errors = np.sqrt((np.array([run["standard_error"] for run in runs]) ** 2).mean(axis=0))
            ratio = values.std(axis=0, ddof=1)[errors > 0] / errors[errors > 0]
            assert ((ratio > 0.6) & (ratio < 1.5)).all(), ratio


@settings(max_examples=12)
@given(net=partner_networks(min_people=1, hostile_ids=False, reports="seeks_from"))
def test_what_is_unknown_is_unknown_in_both_ways_of_counting(net: Net) -> None:
    full, sampled = csna.voice(net, draws=4), csna.voice(net, draws=4, sample=2)
    assert (full.isna() == sampled.isna()).all(axis=None)
    groups = csna.audibility(net, groups="sector", draws=4), csna.audibility(net, groups="sector", draws=4, sample=2)
    assert (groups[0].isna() == groups[1].isna()).all(axis=None)


@settings(max_examples=15)
@given(net=partner_networks(min_people=2, hostile_ids=False, reports="seeks_from"), seed=st.integers(0, 99))
def test_surer_passing_and_more_hops_never_lower_a_sampled_chance(net: Net, seed: int) -> None:
    """All share random numbers and people."""
    swept = csna.voice_sweep(net, probabilities=(0.2, 0.5, 1.0), draws=8, sample=4, seed=seed)
    for name in ("voice", "hearing"):
        steps = [swept[name].xs(p, level="probability").dropna() for p in (0.2, 0.5, 1.0)]
        assert all((higher - lower >= -1e-12).all() for lower, higher in itertools.pairwise(steps))
    near, far = (csna.voice(net, draws=8, sample=4, seed=seed, hops=hops) for hops in (1, 3))
    assert ((far - near)[["voice", "hearing"]].dropna() >= -1e-12).all(axis=None)


@pytest.mark.parametrize("sample", [None, 4])
def test_any_number_of_workers_gives_the_same_bits(sample: int | None) -> None:
    net = csna.simulate_collaborative(people=25, seed=2)["1"]
    one, two = (csna.voice(net, draws=70, sample=sample, n_jobs=jobs) for jobs in (1, 2))
    assert one.to_numpy().tobytes() == two.to_numpy().tobytes()
    one, two = (csna.audibility(net, groups="group", draws=70, sample=sample, n_jobs=jobs) for jobs in (1, 2))
    assert one.to_numpy().tobytes() == two.to_numpy().tobytes()
    with pytest.raises(WrongTypeError, match="n_jobs"):
        csna.voice(net, sample=sample, n_jobs=0)


def test_above_the_limit_people_are_sampled_and_far_above_it_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    net = csna.simulate_collaborative(people=30, seed=2)["1"]
    monkeypatch.setattr(limits, "LIVE_WORDS", 1.0)
    pd.testing.assert_frame_equal(csna.voice(net, draws=20), csna.voice(net, draws=20, sample=limits.SAMPLED_PEOPLE))
    monkeypatch.setattr(limits, "SAMPLED_TIES", 10.0 * net.n_ties)
    with pytest.raises(TooLargeError, match="draws=10"):
        csna.voice(net, draws=20)
    with pytest.raises(UsageError, match="sample must be 2"):
        csna.voice(net, sample=1)


def test_a_generator_as_seed_is_drawn_from_once_for_a_whole_sweep() -> None:
    net = csna.simulate_collaborative(people=20, seed=2)["1"]
    first, again = (
        csna.voice_sweep(net, probabilities=(0.3,), draws=8, sample=4, seed=np.random.default_rng(1)) for _ in range(2)
    )
    pd.testing.assert_frame_equal(first, again)
    assert csna.voice(net, draws=8, sample=4, seed=np.random.default_rng(1))["voice"].notna().any()


def scaled() -> Net:
    people = pd.DataFrame({"id": ["a", "b", "c"]})
    ties = pd.DataFrame({"source": ["b", "c"], "target": ["a", "b"], "strength": [1, 2]})
    return Net.from_frames(
        people, ties, reports="seeks_from", levels=["never", "monthly", "weekly"], level_strengths=[0, 1, 2]
    )


def test_a_table_of_frequencies_gives_each_tie_its_chance() -> None:
    words = csna.voice(scaled(), pass_probability={"never": 0.0, " Monthly": 0.2, "weekly": 0.5})
    pd.testing.assert_frame_equal(words, csna.voice(scaled(), pass_probability={1: 0.2, 2: 0.5}))
    assert words.loc["a", "voice"] == pytest.approx((0.2 + 0.1) / 2)


def test_a_table_that_does_not_fit_the_scale_is_refused() -> None:
    with pytest.raises(UnknownNameError, match="montly"):
        csna.voice(scaled(), pass_probability={"montly": 0.2, "weekly": 0.5})
    with pytest.raises(UsageError, match="no scale"):
        csna.voice(seated(), pass_probability={"weekly": 0.5})
    with pytest.raises(UsageError) as caught:
        csna.voice(scaled(), pass_probability={"monthly": 0.2})
    assert "weekly" in str(caught.value)


def test_a_sweep_holds_the_single_answers_row_by_row() -> None:
    net = seated()
    swept = csna.voice_sweep(net, probabilities={"low": 0.1, "high": {1.0: 0.9}}, to=iter(["a"]))
    assert swept.index.names == ["person", "probability"]
    for name, chance in (("low", 0.1), ("high", 0.9)):
        alone = csna.voice(net, pass_probability=chance, to=["a"])
        pd.testing.assert_frame_equal(swept.xs(name, level="probability"), alone)
    with pytest.raises(UsageError, match="no chance"):
        csna.voice_sweep(net, probabilities=())


def test_a_sweep_between_groups_holds_the_single_tables() -> None:
    net = seated()
    swept = csna.audibility_sweep(net, groups="sector", probabilities=(0.3, 0.5))
    alone = csna.audibility(net, groups="sector", pass_probability=0.5)
    for (g, h), value in swept.xs(0.5, level="probability")["value"].items():
        assert value == alone.loc[g, h]
    assert swept.loc[("U", "U", 0.3), "n"] == 6
    assert swept["withheld"].all()  # three people, three and two
    assert (swept["response_rate"] == 1).all()
    assert swept.attrs["draws"] == 1000
