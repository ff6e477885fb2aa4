"""A level follows its rule, a wider range never makes surer, what is withheld stays withheld, words stay kind."""

from __future__ import annotations

import itertools
import math
import re
from dataclasses import FrozenInstanceError

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import critical_sna as csna
from critical_sna._core import limits
from critical_sna._core.claims import COLUMNS
from critical_sna.errors import UsageError, WrongTypeError
from critical_sna.inference.evidence import LEVELS, level_of, thresholds

NAN = float("nan")
ENDS = ("value", "lower", "upper", "missing_lower", "missing_upper")
SURE = {"cannot tell": 0, "leaning": 1, "supported": 2, "contradicted": 2}


def row(**changes: object) -> pd.DataFrame:
    """Give a table of one claim that is as well supported as can be."""
    base = {
        "value": 0.5,
        "n": 40.0,
        "response_rate": 0.8,
        "null_mean": 0.2,
        "null_sd": 0.1,
        "p": 0.001,
        "lower": 0.4,
        "upper": 0.6,
        "missing_lower": 0.3,
        "missing_upper": 0.7,
        "withheld": False,
    }
    table = pd.DataFrame([base | changes], index=pd.Index(["x"], name="what"))
    table.attrs = {"draws": 999, "seed": 7, "null": "groups dealt out anew over school"}
    return table


def by_the_book(
    effect: float, p: float, interval: tuple[float, float], missing: tuple[float, float], same: float
) -> str:
    """Say the level as the page on evidence cards says it, case by case, with its own numbers."""
    if any(math.isnan(x) for x in (effect, p, same)) or effect == 0:
        return "cannot tell"
    one_side = not any(math.isnan(x) for x in (*interval, *missing))
    all_up = one_side and all(x > 0 for x in (effect, *interval, *missing))
    all_down = one_side and all(x < 0 for x in (effect, *interval, *missing))
    if p <= 0.05 and all_up and same >= 0.9:
        return "supported"
    if p <= 0.1 and effect > 0 and same >= 0.7:
        return "leaning"
    if p <= 0.05 and all_down and 1 - same >= 0.9:
        return "contradicted"
    return "cannot tell"


def test_the_level_is_what_the_rule_says_in_every_case() -> None:
    """All combinations of values on, just inside and just outside each threshold: an independent reading decides."""
    ends = [(-0.4, -0.1), (-0.1, 0.2), (0.1, 0.3), (NAN, NAN)]
    cases = itertools.product((-0.2, 0.0, 0.2), (0.01, 0.05, 0.051, 0.1, 0.2, NAN), ends, ends, (0.0, 0.7, 0.9, 1.0))
    found = set()
    for effect, p, interval, missing, same in cases:
        if not math.isnan(missing[0]) and not missing[0] <= effect <= missing[1]:
            continue  # the range always holds the value
        level = level_of(effect, p=p, interval=interval, missing=missing, same_sign=same)
        assert level == by_the_book(effect, p, interval, missing, same), (effect, p, interval, missing, same)
        found.add(level)
    assert found == set(LEVELS)


_side = st.floats(-1, 1).map(lambda x: round(x, 3))


@settings(max_examples=40)
@given(
    effect=_side,
    p=st.sampled_from([0.001, 0.04, 0.08, 0.5]),
    interval=st.tuples(_side, _side).map(sorted),
    missing=st.tuples(_side, _side).map(sorted),
    same=st.sampled_from([0.0, 0.75, 1.0]),
    wider=st.tuples(st.floats(0, 1), st.floats(0, 1)),
)
def test_a_wider_range_over_missing_answers_never_gives_a_surer_level(
    effect: float, p: float, interval: list[float], missing: list[float], same: float, wider: tuple[float, float]
) -> None:
    def level(ends: tuple[float, float]) -> str:
        return level_of(effect, p=p, interval=(interval[0], interval[1]), missing=ends, same_sign=same)

    narrow, wide = level((missing[0], missing[1])), level((missing[0] - wider[0], missing[1] + wider[1]))
    assert SURE[wide] <= SURE[narrow]
    assert wide == narrow or wide in ("leaning", "cannot tell")
    assert SURE[level((NAN, NAN))] <= SURE[wide]


def test_each_thing_that_could_turn_a_claim_takes_its_level_and_is_named() -> None:
    cases = {
        "supported": ({}, "Nothing that was varied"),
        "leaning": ({"missing_lower": 0.1}, "those who did not answer would have said could turn it"),
        "cannot tell": ({"p": 0.3}, "dealt out by chance look like this often enough"),
        "contradicted": (dict(zip(ENDS, (0.1, 0.05, 0.15, 0.0, 0.15), strict=True)), "very different from these"),
    }
    for level, (changes, words) in cases.items():
        card = csna.evidence(row(**changes), direction="above")[0]
        assert card.level == level
        assert words in " ".join(card.changes())
    assert csna.evidence(row(missing_lower=NAN))[0].level == "leaning"
    assert "was not worked out" in " ".join(csna.evidence(row(missing_lower=NAN))[0].changes())
    grid = row(specifications=4, same_sign=0.75, median=0.2, worst_case=-0.1)
    assert csna.evidence(grid)[0].level == "leaning"
    assert "equally fair way of counting" in " ".join(csna.evidence(grid)[0].changes())


def test_every_card_prints_effect_first_then_p_with_draws_seed_and_unit_and_the_thresholds() -> None:
    card = csna.evidence(row(specifications=4, same_sign=1.0, median=0.25, worst_case=0.1))[0]
    lines = card.lines()
    assert [what for what, _ in lines[:2]] == ["Effect", "Chance"]
    assert lines[0][1] == "+0.30 (0.50, beside 0.20)"
    assert lines[1][1] == "p = 0.001 (999 draws; seed 7; groups dealt out anew over school)"
    assert dict(lines)["Range over missing answers"] == "0.30 to 0.70"
    assert dict(lines)["Rests on"] == "40 values; 80\u00a0% of those asked answered"
    assert "100\u00a0% of 4 have the same sign; median +0.25, farthest against +0.10" in dict(lines).values()
    for number in ("0.05", "90\u00a0%", "0.1 ", "70\u00a0%"):
        assert number in thresholds()
    assert thresholds() in str(card)


def test_more_draws_keep_the_form() -> None:
    net = csna.simulate_collaborative(people=24, seed=1)["1"]
    few, many = (csna.evidence(csna.group_periphery(net, groups="group", draws=n)) for n in (19, 59))
    assert few.table.columns.tolist() == many.table.columns.tolist()
    assert few.table.index.equals(many.table.index)
    assert [[what for what, _ in card.lines()] for card in few] == [[what for what, _ in card.lines()] for card in many]
    assert [card.value for card in few] == [card.value for card in many]


@settings(max_examples=25)
@given(numbers=st.lists(st.floats(-5, 5), min_size=10, max_size=10), p=st.floats(0.001, 1))
def test_nothing_of_a_withheld_row_can_be_read_off_any_card(numbers: list[float], p: float) -> None:
    shown, small = row(), row(withheld=True)
    secret = small.copy()
    secret.loc["x", list(COLUMNS[:-1])] = numbers
    secret["p"] = p
    one, other = (csna.evidence(pd.concat([shown, x]).set_axis(["shown", "small"])) for x in (small, secret))
    assert repr(one.cards) == repr(other.cards)
    hidden = other[1]
    assert hidden.level == "cannot tell"
    assert hidden.lines() == (("Effect", hidden.note),)
    assert "fewer than 5 people" in hidden.note
    numeric = other.table.loc["small"].drop(["claims", "draws", "seed", "withheld"])
    assert all(isinstance(v, str) or math.isnan(v) for v in numeric)


def test_a_single_hidden_part_of_shares_that_sum_to_one_takes_another_with_it() -> None:
    index = pd.MultiIndex.from_tuples(
        [("a", "b", "mediation_share", g) for g in "xyz"], names=["voice_of", "heard_by", "figure", "through"]
    )
    table = pd.DataFrame({"value": [0.5, 0.3, 0.2], "withheld": [False, False, True]}, index=index)
    cards = csna.evidence(table)
    assert [card.withheld for card in cards] == [False, True, True]
    assert "0.3" not in str(cards[1])
    assert "30" not in str(cards[1])


def test_p_over_all_claims_is_holms_unless_the_table_has_its_own() -> None:
    """Holm (1979) by hand: .01 * 3, .02 * 2, .9 * 1, never falling."""
    table = pd.concat([row(p=p) for p in (0.02, 0.9, 0.01)]).set_axis(list("abc"))
    assert csna.evidence(table).table["p_together"].tolist() == pytest.approx([0.04, 0.9, 0.03])
    assert csna.evidence(table.assign(p_adjusted=[0.5, 0.6, 0.7])).table["p_together"].tolist() == [0.5, 0.6, 0.7]
    assert csna.evidence(table.assign(p_alone=0.001)).table["p_together"].tolist() == [0.02, 0.9, 0.01]


def test_what_is_not_defined_says_why_and_refuses_nothing() -> None:
    table = pd.concat([row(value=NAN, note="not defined: nobody answered"), row(value=NAN), row(null_mean=NAN), row()])
    cards = csna.evidence(table.set_axis(list("abcd")))
    assert [card.level for card in cards][:3] == ["cannot tell"] * 3
    assert [bool(card.note) for card in cards] == [True, True, True, False]
    assert cards[0].note == "not defined: nobody answered"
    bare = csna.evidence(pd.DataFrame({"value": [1.0]}, index=["only"]))[0]
    assert bare.level == "cannot tell"
    assert "not worked out" in dict(bare.lines())["Chance"]
    assert len(csna.evidence(pd.DataFrame({"value": pd.Series(dtype=float)}))) == 0


def test_a_table_that_claims_nothing_is_refused() -> None:
    with pytest.raises(UsageError, match="no column 'value'"):
        csna.evidence(pd.DataFrame({"valeu": [1.0]}))
    with pytest.raises(WrongTypeError, match="takes a table"):
        csna.evidence([1.0])  # type: ignore[arg-type]  # the wrong type on purpose
    with pytest.raises(WrongTypeError, match="hold numbers"):
        csna.evidence(pd.DataFrame({"value": ["much"]}))
    with pytest.raises(UsageError, match="direction='upward'"):
        csna.evidence(row(), direction="upward")  # type: ignore[arg-type]  # the wrong word on purpose


def test_evidence_is_frozen_and_leaves_the_table_as_it_was() -> None:
    table = row(withheld=True)
    before = table.copy()
    found = csna.evidence(table)
    pd.testing.assert_frame_equal(table, before)
    with pytest.raises(FrozenInstanceError):
        found[0].level = "supported"  # type: ignore[misc]  # the test tries it
    told = found.table
    told["level"] = "supported"
    assert found.table["level"].tolist() == ["cannot tell"]
    assert repr(found) == "<Evidence: 1 claims: 0 supported, 0 leaning, 1 cannot tell, 0 contradicted>"
    assert "<pre>" in found._repr_html_()


def test_a_claim_may_be_given_in_ones_own_words_and_either_direction() -> None:
    found = csna.evidence(row(), direction={"x": "below"}, claims={"x": "Ours."})[0]
    assert (found.claim, found.level, found.direction) == ("Ours.", "contradicted", "below")
    assert csna.evidence(row(), reference=1.0)[0].direction == "below"
    against = csna.evidence(row(), direction="below")[0].claim
    assert against == "The claim was that the figure of x lies below what it is held against; it is 0.50, beside 0.20."


def network() -> csna.PartnerNetwork:
    """Two groups of six, the second named by nobody but its own; one of each stayed silent."""
    ids = [f"{g}{i}" for g in "fs" for i in range(6)]
    people = pd.DataFrame(
        {"id": ids, "group": [i[0] for i in ids], "seat": ["yes" if i[0] == "s" else "no" for i in ids]}
    )
    people["status"] = ["declined" if i.endswith("5") else "respondent" for i in ids]
    pairs = [(a, b) for a in ids for b in ids if a != b and not a.endswith("5") and (b[0] == "s" or a == "f0")]
    return csna.PartnerNetwork.from_frames(
        people,
        pd.DataFrame(pairs, columns=["source", "target"]),
        reports="seeks_from",
        positionality={"group": "community", "seat": "power"},
        holds={"seat": ["yes"]},
    )


def test_every_table_of_claims_makes_cards_whose_sentences_name_no_person_and_judge_nobody() -> None:
    net = network()
    tables = [
        csna.group_periphery(net, groups="group", draws=19),
        csna.group_gaps(net, "in_degree", groups="group", draws=19, imputations=1),
        csna.pathways(net, groups="group", draws=5),
        csna.brokerage_roles(net, groups="group", draws=19),
        csna.power_flows(net, groups="group", draws=19),
        csna.weighted_reciprocity(net, draws=19),
        csna.permutation_tests(csna.in_degree(net).to_frame("named"), by="group", people=net, draws=19),
        csna.specification_grid(net, csna.in_degree, groups="group", draws=19),
    ]
    for table in tables:
        assert set(COLUMNS) - set(table.columns) <= {
            "response_rate",
            "lower",
            "upper",
            "missing_lower",
            "missing_upper",
        }
        cards = csna.evidence(table)
        assert len(cards) == len(table)
        assert cards.table.index.equals(table.index)
        for card in cards:
            assert card.claim
            assert card.level in LEVELS
            assert not any(re.search(rf"\b{person}\b", str(card)) for person in net.people.index)
            assert "nan" not in str(card)


def test_the_gap_of_the_silent_is_drawn_and_holds_the_value() -> None:
    table = csna.group_gaps(network(), "in_degree", groups="group", draws=19, imputations=2)
    line = table.iloc[0]
    assert line["missing_lower"] <= line["value"] <= line["missing_upper"]
    assert line["missing_lower"] < line["missing_upper"]
    assert line["specifications"] == 2
    assert line["response_rate"] == pytest.approx(10 / 12)
    named = csna.in_degree(network())
    groups = network().people["group"]
    assert line["value"] == pytest.approx(named[groups == "f"].mean() - named[groups == "s"].mean())


def test_differences_of_shares_are_told_in_points_and_shares_in_percent() -> None:
    index = pd.MultiIndex.from_tuples(
        [("f", "s", "voice"), ("f", "s", "in_degree")], names=["group", "other", "measure"]
    )
    gaps = csna.evidence(row(value=-0.273).iloc[[0, 0]].set_axis(index))
    assert [card.told(-0.273) for card in gaps] == ["−27 points of 100", "−0.27"]
    assert [card.told(-0.0001) for card in gaps] == ["0 points of 100", "0.00"]
    assert [card.told(-0.273, unit=False) for card in gaps] == ["−27", "−0.27"]
    shares = csna.evidence(csna.group_periphery(network(), groups="group", draws=19))
    assert {card.told(0.273) for card in shares} == {"27\u00a0%"}
    assert "points of 100" in str(csna.evidence(csna.power_flows(network(), groups="group", draws=19))[0])


def test_gaps_of_one_group_or_of_several_columns_are_refused_and_small_groups_marked() -> None:
    net = network()
    with pytest.raises(UsageError, match="one group only"):
        csna.group_gaps(net, "in_degree", groups=pd.Series("x", index=net.people.index))
    with pytest.raises(UsageError, match="gives 2 columns"):
        csna.group_gaps(net, "hits", groups="group", draws=9)
    three = net.people["group"].where(net.people.index != "f0", "alone")
    found = csna.group_gaps(net, "in_degree", groups=three, draws=9, imputations=0)
    assert found["withheld"].tolist() == [True, True, False]
    assert found["missing_lower"].isna().all()


def test_a_group_of_which_nothing_is_known_gives_a_row_that_says_so() -> None:
    net = network()
    silent = net.people["group"].where(~net.people.index.str.endswith("5"), "silent")
    found = csna.group_gaps(net, "out_degree", groups=silent, draws=9, imputations=0)
    assert found.loc[("f", "silent", "out_degree"), "note"].startswith("not defined: There is only one group")
    card = csna.evidence(found.assign(withheld=False))[1]
    assert (card.level, card.claim) == ("cannot tell", "Nothing is claimed about “f”, “silent”, “out_degree”.")
    assert "only one group" in card.note


def test_brokerage_roles_are_means_of_brokerage_and_their_null_is_every_dealing() -> None:
    """Means against ``brokerage``; with six people in two groups all 20 dealings are gone through by hand."""
    ids = list("abcdef")
    people = pd.DataFrame({"id": ids, "group": list("xxxyyy")})
    ties = pd.DataFrame(
        [("b", "a"), ("c", "b"), ("d", "b"), ("e", "d"), ("f", "d"), ("a", "f")], columns=["source", "target"]
    )
    net = csna.PartnerNetwork.from_frames(people, ties, reports="seeks_from")
    found = csna.brokerage_roles(net, groups="group", draws=99)
    assert found.attrs["draws"] == 19
    told = csna.brokerage(net, groups="group")
    every = []
    for chosen in itertools.combinations(ids, 3):
        labels = pd.Series(["x" if i in chosen else "y" for i in ids], index=pd.Index(ids, name="person"))
        counts = csna.brokerage(net, groups=labels)
        every.append({g: counts[labels == g].mean() for g in "xy"})
    for group, role in found.index:
        assert found.loc[(group, role), "value"] == pytest.approx(
            told[people["group"].to_numpy() == group][role].mean()
        )
        dealt = np.array([means[group][role] for means in every])
        assert found.loc[(group, role), "null_mean"] == pytest.approx(dealt.mean())
        assert found.loc[(group, role), "null_sd"] == pytest.approx(dealt.std())
        away = np.abs(dealt - dealt.mean()) >= abs(found.loc[(group, role), "value"] - dealt.mean()) - 1e-9
        alone = found.loc[(group, role), "p_alone"]
        assert math.isnan(alone) if dealt.std() < 1e-12 else alone == pytest.approx(away.mean())


def test_a_group_constant_in_organisations_is_dealt_out_by_organisation_and_the_card_says_so() -> None:
    net = network()
    people = net.people.assign(school=[f"{i[0]}{int(i[1]) // 2}" for i in net.people.index])
    ties = net.ties
    net = csna.PartnerNetwork.from_frames(
        people.reset_index(names="id"), ties, reports="seeks_from", positionality={"school": "organisation"}
    )
    for table in (
        csna.brokerage_roles(net, groups="group", draws=19),
        csna.group_gaps(net, "in_degree", groups="group", draws=19, imputations=0),
        csna.group_periphery(net, groups="group", draws=19),
    ):
        assert csna.evidence(table)[0].null == "groups dealt out anew over school"


def test_nobody_answered_and_one_group_are_told_by_brokerage_roles() -> None:
    people = pd.DataFrame({"id": list("ab"), "group": list("xy"), "status": "named_only"})
    net = csna.PartnerNetwork.from_frames(people, pd.DataFrame({"source": [], "target": []}), reports="seeks_from")
    with pytest.raises(csna.errors.DataError, match="nobody answered"):
        csna.brokerage_roles(net, groups="group")
    with pytest.raises(UsageError, match="one group only"):
        csna.brokerage_roles(network(), groups=pd.Series("x", index=network().people.index))
    with pytest.raises(UsageError, match="draws"):
        csna.brokerage_roles(network(), groups="group", draws=0)


def test_thresholds_stand_in_limits() -> None:
    assert (limits.EVIDENCE_P, limits.EVIDENCE_SAME_SIGN) == (0.05, 0.9)
    assert (limits.EVIDENCE_LEANING_P, limits.EVIDENCE_LEANING_SAME_SIGN) == (0.1, 0.7)
