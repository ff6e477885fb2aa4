"""What the voice functions take, refuse and give where the definitions leave a choice."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

import critical_sna as csna
from critical_sna._core import limits
from critical_sna.errors import SpecError, TooLargeError, UnknownNameError, UsageError

Net = csna.PartnerNetwork


@pytest.fixture
def chain() -> Net:
    return Net.from_ties([("b", "a", 1), ("c", "b", 2)], reports="seeks_from")


def test_each_strength_may_have_its_own_chance(chain: Net) -> None:
    heard = csna.voice(chain, pass_probability={1: 0.2, 2: 0.5})["voice"]
    assert heard["a"] == pytest.approx((0.2 + 0.2 * 0.5) / 2)
    with pytest.raises(UsageError, match="strength 2"):
        csna.voice(chain, pass_probability={1: 0.2})
    with pytest.raises(UsageError, match="between 0 and 1"):
        csna.voice(chain, pass_probability={1: 0.2, 2: 1.5})


@pytest.mark.parametrize("chance", [-0.1, 1.1, float("nan")])
def test_a_chance_lies_between_0_and_1(chain: Net, chance: float) -> None:
    with pytest.raises(UsageError, match="between 0 and 1"):
        csna.voice(chain, pass_probability=chance)
    with pytest.raises(UsageError, match="between 0 and 1"):
        csna.voice(Net.from_ties([], reports="seeks_from"), pass_probability=chance)


@pytest.mark.parametrize("wrong", [{"hops": 0}, {"draws": 1}])
def test_hops_and_draws_have_a_least(chain: Net, wrong: dict[str, int]) -> None:
    with pytest.raises(UsageError, match="or more"):
        csna.voice(chain, **wrong)


def test_hops_bound_how_far_a_voice_goes(chain: Net) -> None:
    assert csna.voice(chain, hops=1)["voice"]["a"] == pytest.approx(0.25)
    assert csna.voice(chain, hops=2)["voice"]["a"] == pytest.approx((0.5 + 0.25) / 2)


def test_decision_makers_are_named_or_hold_power(chain: Net) -> None:
    assert csna.voice(chain)["decision_voice"].isna().all()
    assert csna.voice(chain, to=["c"])["decision_voice"].to_dict() == pytest.approx(
        {"a": 0.25, "b": 0.5, "c": np.nan}, nan_ok=True
    )
    people = pd.DataFrame({"id": ["a", "b", "c"], "seat": ["no", "no", "yes"]})
    seated = Net.from_frames(people, chain.ties, reports="seeks_from", positionality={"seat": "power"})
    assert csna.voice(seated)["decision_voice"]["a"] == pytest.approx(0.25)
    with pytest.raises(UnknownNameError):
        csna.voice(chain, to=["zz"])


def test_too_much_work_is_refused_with_the_draws_that_fit(chain: Net, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "LIVE_WORDS", 10.0)
    monkeypatch.setattr(limits, "SAMPLED_TIES", 1000.0)
    monkeypatch.setattr(limits, "EXACT_UNCERTAIN_TIES", 0)
    with pytest.raises(TooLargeError, match="draws=500"):
        csna.voice(chain, draws=1000)


def test_where_nobody_said_which_way_it_was_asked_nothing_is_heard() -> None:
    net = Net.from_ties([("a", "b")])
    for function in (csna.heard_by, csna.voice, csna.periphery):
        with pytest.raises(SpecError, match="which way"):
            function(net)
    with pytest.raises(SpecError, match="which way"):
        csna.audibility(net, groups="status")


def test_a_turned_network_is_read_as_it_was_asked(chain: Net) -> None:
    pd.testing.assert_frame_equal(csna.heard_by(chain.flow()), csna.heard_by(chain))
    pd.testing.assert_frame_equal(csna.voice(chain.flow()), csna.voice(chain))
    pd.testing.assert_frame_equal(csna.periphery(chain.flow()), csna.periphery(chain))


def crowd(**people: object) -> Net:
    """Give twelve people of whom everybody names everybody but p11."""
    ids = [f"p{i:02}" for i in range(12)]
    pairs = [(i, j) for i in ids for j in ids[:11] if i != j]
    frame = pd.DataFrame({"id": ids, **people})
    ties = pd.DataFrame(pairs, columns=["source", "target"])
    return Net.from_frames(
        frame,
        ties,
        reports="seeks_from",
        positionality={"wish": "involvement", "seat": "power"},
        holds={"wish": ["less", "the same"]},
    )


def test_a_voice_that_wants_no_more_is_called_chosen() -> None:
    wish = ["more"] * 11 + ["The same "]
    assert csna.periphery(crowd(wish=wish)).loc["p11"].to_dict() == {
        "verdict": "peripheral",
        "kind": "chosen",
        "share_of_readings": 1.0,
    }
    assert csna.periphery(crowd(wish=["more"] * 12)).loc["p11", "kind"] == "unnamed"


def test_a_voice_that_is_named_but_reaches_no_decision_maker_is_unreached() -> None:
    ids = [f"p{i:02}" for i in range(40)]
    pairs = [(i, j) for i in ids[:38] for j in ids[:38] if i != j] + [("p38", "p39"), ("p39", "p38")]
    people = pd.DataFrame({"id": ids, "seat": ["yes"] + ["no"] * 39})
    ties = pd.DataFrame(pairs, columns=["source", "target"])
    net = Net.from_frames(people, ties, reports="seeks_from", positionality={"seat": "power"})
    for person in ("p38", "p39"):
        assert csna.periphery(net).loc[person, ["verdict", "kind"]].tolist() == ["peripheral", "unreached"]
    assert csna.periphery(net, to=["p38"]).loc["p39", "kind"] == "named by few"
    assert csna.periphery(net)["kind"].drop(["p38", "p39"]).eq("").all()


def test_readings_use_a_stricter_tie_where_strengths_differ() -> None:
    from critical_sna.voice.readings import strength_thresholds

    assert strength_thresholds(Net.from_ties([("a", "b")])) == (0.0,)
    assert strength_thresholds(Net.from_ties([])) == (0.0,)
    assert strength_thresholds(Net.from_ties([("a", "b", 1), ("b", "a", 2), ("a", "c", 3)])) == (0.0, 2.0)
    assert strength_thresholds(Net.from_ties([("a", "b", 1), ("b", "a", 1), ("a", "c", 3)])) == (0.0, 3.0)
