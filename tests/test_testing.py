"""The public strategies draw every case that they promise, and only networks that can be."""

from __future__ import annotations

import doctest
import importlib
import sys
from collections.abc import Callable

import pytest
from hypothesis import Phase, given, settings

import critical_sna as csna
from critical_sna import testing

Net = csna.PartnerNetwork


def someone_named_by_nobody_and_naming_nobody(net: Net) -> bool:
    tied = set(net.ties["source"]) | set(net.ties["target"])
    return bool(set(net.people.index[net.answered]) - tied) and net.n_ties > 0


CASES: dict[str, Callable[[Net], bool]] = {
    "nobody at all": lambda n: n.n_people == 0,
    "one person": lambda n: n.n_people == 1,
    "an isolate": someone_named_by_nobody_and_naming_nobody,
    "nobody answered": lambda n: n.n_people > 2 and not n.answered.any(),
    "some answered": lambda n: 0 < n.answered.sum() < n.n_people,
    "a silent person who is named": lambda n: bool(set(n.ties["target"]) & set(n.people.index[~n.answered])),
    "a mutual tie": lambda n: n.n_ties > 0 and csna.network_summary(n)["reciprocity_arc"] == 1,
    "one group": lambda n: n.n_people > 3 and n.people["sector"].nunique(dropna=False) == 1,
    "people without a group": lambda n: n.people["sector"].isna().any() and n.people["sector"].notna().any(),
    "a blank cell": lambda n: len(n.unknown) > 0,
    "strengths that differ": lambda n: n.ties["strength"].nunique() > 1,
    "people who were never asked": lambda n: not n.asked.all(),
    "an id that reads as a number": lambda n: "1.0" in n.people.index,
    "an id of markup": lambda n: any("<" in i for i in n.people.index),
}


def test_every_promised_case_is_drawn_before_long() -> None:
    met: set[str] = set()

    @settings(max_examples=400, phases=[Phase.generate])
    @given(testing.partner_networks())
    def draw(net: Net) -> None:
        met.update(case for case, holds in CASES.items() if case not in met and holds(net))

    draw()
    assert met == set(CASES)


@given(testing.network_frames())
def test_frames_hold_no_self_tie_no_repeated_tie_and_no_answer_of_the_silent(frames: testing.NetworkFrames) -> None:
    ties = frames.ties
    assert not (ties["source"] == ties["target"]).any()
    assert not ties.duplicated(["source", "target"]).any()
    answering = frames.people.loc[frames.people["status"].isin(testing.ANSWERED), "id"]
    assert set(ties["source"]) | set(frames.unknown["source"]) <= set(answering)
    assert (ties["strength"] > 0).all()
    tied = set(zip(ties["source"], ties["target"], strict=True))
    assert tied.isdisjoint(zip(frames.unknown["source"], frames.unknown["target"], strict=True))


@given(
    testing.partner_networks(
        min_people=2,
        max_people=3,
        hostile_ids=False,
        with_strengths=False,
        with_silence=False,
        with_unknown=False,
        missing_groups=False,
        reports="gives_to",
    )
)
def test_each_argument_is_kept(net: Net) -> None:
    assert 2 <= net.n_people <= 3
    assert net.people.index.str.fullmatch(r"P\d\d").all()
    assert net.answered.all()
    assert (net.ties["strength"] == 1).all()
    assert net.unknown.empty
    assert net.people["sector"].notna().all()
    assert net.reports == "gives_to"


def test_without_hypothesis_the_error_names_the_extra_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "hypothesis", None)
    monkeypatch.delitem(sys.modules, "critical_sna.testing")
    with pytest.raises(ImportError, match=r"critical-sna\[test\]") as caught:
        importlib.import_module("critical_sna.testing")
    assert isinstance(caught.value, csna.errors.CriticalSNAError)


def test_the_example_of_the_module_runs() -> None:
    assert doctest.testmod(testing) == (0, 5)
