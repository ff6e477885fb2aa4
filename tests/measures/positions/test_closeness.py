"""Steps to others: reach within some of them, and what is refused."""

from __future__ import annotations

import pandas as pd
import pytest
from bridges import as_small, differences
from hypothesis import given
from hypothesis import strategies as st
from oracles import Small

import critical_sna as csna
from critical_sna._core import limits
from critical_sna.errors import TooLargeError, UsageError
from critical_sna.testing import partner_networks

Net = csna.PartnerNetwork


def within(net: Small, steps: int, direction: str) -> dict[str, float]:
    """Walk every path of so many ties, one after the other."""
    arcs = set(net.arcs) if direction == "out" else {(j, i) for i, j in net.arcs}
    out = {}
    for person in net.people:
        found = {person}
        for _ in range(steps):
            found |= {j for i, j in arcs if i in found}
        others = len(net.people) - 1
        out[person] = (len(found) - 1) / others if others else float("nan")
    return out


@given(net=partner_networks(), steps=st.integers(1, 4))
def test_reach_equals_walking_every_path(net: Net, steps: int) -> None:
    small = as_small(net)
    assert differences(csna.reach(net, steps=steps), within(small, steps, "in")) == {}
    ours, spoke = csna.reach(net, steps=steps, direction="out"), net.people.index[net.answered]
    assert differences(ours, within(small, steps, "out"), only=spoke) == {}
    assert ours[~net.answered].isna().all()


def test_reach_of_one_step_is_the_share_of_others_who_name_a_person() -> None:
    net = Net.from_ties([("a", "b"), ("c", "b"), ("b", "d")])
    assert csna.reach(net, steps=1).to_dict() == pytest.approx({"a": 0, "b": 2 / 3, "c": 0, "d": 1 / 3})
    assert csna.reach(net).equals(csna.reach(net, steps=2))
    assert csna.reach(net).to_dict() == pytest.approx({"a": 0, "b": 2 / 3, "c": 0, "d": 1})


@pytest.mark.parametrize("steps", [0, -1, 1.5, True, None])
def test_steps_are_a_whole_number(steps: object) -> None:
    with pytest.raises(UsageError, match="steps must be a whole number of 1 or more"):
        csna.reach(Net.from_ties([("a", "b")]), steps=steps)  # type: ignore[arg-type]  # the mistake is the test


@pytest.mark.parametrize("function", [csna.closeness, csna.harmonic, csna.reach])
def test_a_direction_or_an_engine_that_there_is_not_is_answered_with_the_nearest(function: object) -> None:
    net = Net.from_ties([("a", "b")])
    with pytest.raises(UsageError, match="did you mean 'out'"):
        function(net, direction="outt")  # type: ignore[operator]  # one of the three
    with pytest.raises(UsageError, match="did you mean 'scipy'"):
        function(net, engine="scip")  # type: ignore[operator]  # one of the three


@pytest.mark.parametrize("function", [csna.closeness, csna.harmonic, csna.reach])
def test_both_engines_give_the_same_bits(function: object) -> None:
    pytest.importorskip("numba")
    people = pd.DataFrame({"id": [str(i) for i in range(100, 170)]})
    ties = pd.DataFrame([(str(100 + i), str(100 + (i * i + 7) % 70)) for i in range(70)], columns=["source", "target"])
    net = Net.from_frames(people, ties[ties["source"] != ties["target"]])
    for direction in ("in", "out"):
        plain, compiled = (function(net, direction=direction, engine=e) for e in ("scipy", "numba"))  # type: ignore[operator]  # one of the three
        pd.testing.assert_series_equal(plain, compiled, check_exact=True)


@pytest.mark.parametrize(
    ("a_bit", "words"), [(1.0, "12 seconds"), (30.0, "6 minutes"), (1000.0, "3 hours"), (1e5, "14 days")]
)
def test_above_the_limit_the_cost_is_named(a_bit: float, words: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "EXACT_DISTANCE_WORK", 11)
    monkeypatch.setattr("critical_sna.measures.positions.closeness._SECONDS_A_BIT", a_bit)
    net = Net.from_ties([("a", "b"), ("b", "c"), ("c", "d")])
    for function in (csna.closeness, csna.harmonic, csna.reach):
        with pytest.raises(TooLargeError, match=f"about {words} on one core"):
            function(net)
