"""The parts about whose voice, through whom, power and how sure: a card for each sentence, and reasons for silence."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from typing import Any  # Any: words of a network in a test

import pandas as pd
import pytest

import critical_sna as csna
from critical_sna._core import limits
from critical_sna.inference.evidence import thresholds
from critical_sna.network.partner import PartnerNetwork
from critical_sna.report import claims
from critical_sna.report.blocks import Card, Heading, Listing, Paragraph, Section, Table
from critical_sna.report.claim_sheets import EVIDENCE, SHEETS, claim_sheets
from critical_sna.report.document import Report
from critical_sna.report.measured import measure_tables
from critical_sna.report.subject import Subject

Make = Callable[..., PartnerNetwork]
PARTS = ("whose", "through", "power", "sure")


def subject(net: PartnerNetwork, groups: str | None = "group") -> Subject:
    return Subject(net, {"": net}, None, groups, 0)


def parts(net: PartnerNetwork, groups: str | None = "group") -> dict[str, Section]:
    about = subject(net, groups)
    found = claims.gather(about, draws=19)
    return {name: getattr(claims, name)(about, found) for name in PARTS}


def texts(section: Section) -> str:
    said = [b.text for b in section.blocks if isinstance(b, Paragraph | Card | Heading)]
    return "\n".join([*said, *(item for b in section.blocks if isinstance(b, Listing) for item in b.items)])


def lopsided(*, silent: int = 0, **about: Any) -> PartnerNetwork:
    """Schools name schools only, families name schools: voices of families are heard by nobody; six seats decide."""
    ids = [f"{g}{i:02}" for g in ("family", "school") for i in range(9)]
    people = pd.DataFrame({"id": ids, "group": [i[:6] for i in ids]})
    people["seat"] = ["yes" if i[0] == "s" and int(i[6:]) < 6 else "no" for i in ids]
    people["status"] = ["declined" if int(i[6:]) < silent else "respondent" for i in ids]
    spoke = [i for i in ids if int(i[6:]) >= silent]
    pairs = [(a, b) for a in spoke for b in ids if a != b and b[0] == "s" and (int(a[6:]) + int(b[6:])) % 3]
    ties = pd.DataFrame(pairs, columns=["source", "target"])
    options = {
        "reports": "seeks_from",
        "question": "Whom do you ask?",
        "positionality": {"group": "community", "seat": "power"},
        "holds": {"seat": ["yes"]},
    } | about
    return PartnerNetwork.from_frames(people, ties, **options)  # type: ignore[arg-type]  # words of a test


def test_what_the_answers_settle_stands_as_a_sentence_with_its_level_numbers_and_thresholds() -> None:
    found = parts(lopsided())
    cards = [b for b in found["whose"].blocks if isinstance(b, Card)]
    said = " ".join(card.text for card in cards)
    assert "directly hears voices of “\u2068family\u2069” less than chance would give: 0\u00a0%" in said
    for card in cards:
        lines = dict(card.lines)
        assert card.level in ("supported", "leaning", "contradicted")
        assert card.note == thresholds()
        assert list(lines)[:2] == ["Effect", "Chance"]
        assert "groups dealt out anew over" in lines["Chance"]
        assert "of those asked answered" in lines["Rests on"]


def test_each_sentence_that_claims_something_is_a_card_and_the_rest_stands_in_tables() -> None:
    for section in parts(lopsided()).values():
        for block in section.blocks:
            if isinstance(block, Paragraph):
                assert not re.search(r"chance would give: \d|goes from|goes both ways, ", block.text), block.text


def test_the_question_as_asked_stands_beside_power_and_the_response_rate_beside_numbers() -> None:
    found = parts(lopsided(silent=1))
    for name in ("whose", "through", "power"):
        assert "“\u2068Whom do you ask?\u2069”" in texts(found[name])
        tables = [b for b in found[name].blocks if isinstance(b, Table)]
        assert tables
        assert all("response rate" in table.head for table in tables)
    assert "16 of 18 people answered" in texts(found["sure"])
    assert "naming it power with is a construct" in texts(found["power"])


@pytest.mark.parametrize(
    ("net", "groups", "words"),
    [
        (lambda make: make({"a": 7, "b": 7}, reports=None), "group", "nobody declared which way a voice travels"),
        (lambda make: make({"a": 7, "b": 7}), "group", "no attribute of people is declared to hold power"),
        (lambda make: make({"a": 9}), "group", "There is one group only"),
        (lambda make: make({"a": 7, "b": 7}, silent={"a": 7, "b": 7}), "group", "not defined: nobody answered"),
        (lambda make: make({"a": 7, "b": 7}), None, "No groups were chosen"),
        (lambda make: make({"a": 9, "b": 2}), "group", "fewer than two groups may be shown"),
        (lambda make: make({"a": 9, "b": 9}, reports="mutual"), "group", "asked as mutual"),
    ],
    ids=["no direction", "no power", "one group", "nobody answered", "no groups", "small groups", "mutual"],
)
def test_what_is_not_defined_says_why(
    network: Make, net: Callable[[Make], PartnerNetwork], groups: Any, words: str
) -> None:
    found = parts(net(network), groups)
    everything = "\n".join([*(texts(s) for s in found.values()), *(str(s.blocks) for s in found.values())])
    assert words in everything
    assert "nan" not in everything.replace("finance", "")


def test_a_group_that_nobody_answered_from_is_in_no_claim(network: Make) -> None:
    found = claims.gather(subject(network({"a": 8, "b": 8, "quiet": 8}, silent={"quiet": 8})), draws=9)
    assert found.shown == ("a", "b")
    assert "quiet" not in str([list(t.index) for t in found.tables.values() if not isinstance(t, str)])


def test_small_groups_are_in_no_claim_and_change_nothing_that_is_shown(network: Make) -> None:
    net = network({"a": 9, "b": 8, "c": 6, "d": 3})
    found = claims.gather(subject(net), draws=9)
    hidden = subject(net).hidden | subject(net).hidden_answers
    assert hidden.sum() >= 2
    assert len(found.shown) == 4 - hidden.sum()
    page = str(parts(net))
    for name, out in zip("abcd", hidden, strict=True):
        told = [f"<bdi>{name}</bdi>", f"('{name}', (Cell"]
        assert not out or not any(each in page for each in told)
        assert not out or f"“\u2068{name}\u2069”" not in page


def test_few_who_decide_are_not_told_about() -> None:
    net = lopsided()
    people = net.people.assign(seat=["yes" if i == "school00" else "no" for i in net.people.index])
    about = {"reports": "seeks_from", "positionality": {"seat": "power"}, "holds": {"seat": ["yes"]}}
    one = PartnerNetwork.from_frames(people.reset_index(names="id"), net.ties, **about)  # type: ignore[arg-type]  # above
    found = claims.gather(subject(one), draws=9)
    assert str(found.gaps) == str(found.own)
    assert "fewer than 5 of those who decide answered" in str(found.gaps)


def test_a_group_constant_in_organisations_says_what_was_dealt_out() -> None:
    net = lopsided()
    people = net.people.assign(place=[f"{i[0]}{int(i[6:]) // 2}" for i in net.people.index]).reset_index(names="id")
    kinds = {"place": "organisation", "group": "community"}
    nested = PartnerNetwork.from_frames(people, net.ties, reports="seeks_from", positionality=kinds)
    assert "groups dealt out anew over place" in texts(parts(nested)["sure"])


def test_hostile_names_stay_text_and_no_person_is_named(watershed_report: Report) -> None:
    own = [s for s in watershed_report.sections if s.key in PARTS]
    page = replace(watershed_report, sections=tuple(own)).to_html()
    assert not re.search(r"\bW\d\d\b", page)
    assert page.count('<details class="card') == sum(isinstance(b, Card) for s in own for b in s.blocks)


def test_counts_of_levels_are_those_of_the_tables_and_every_draw_is_named() -> None:
    found = parts(lopsided())
    sure = found["sure"]
    levels = next(b for b in sure.blocks if isinstance(b, Table) and b.caption.startswith("Claims by"))
    counted = sum(int(cell.text) for _, cells in levels.rows for cell in cells)
    rows = [b.rows for name in PARTS[:3] for b in found[name].blocks if isinstance(b, Table)]
    assert counted == sum(map(len, rows))
    settled = sum(int(cells[i].text) for _, cells in levels.rows for i in (0, 1, 3))
    assert settled == sum(isinstance(b, Card) for name in PARTS[:3] for b in found[name].blocks)
    assert "19 draws, seed 0" in texts(sure)


def test_sheets_of_claims_hold_the_shared_columns_and_one_row_of_evidence_a_claim() -> None:
    net = lopsided(silent=1)
    sheets = claim_sheets(subject(net), draws=19)
    assert list(sheets) == [*SHEETS, "evidence"]
    claimed = sum(len(sheets[name]) for name in SHEETS)
    assert len(sheets["evidence"]) == claimed
    assert list(sheets["evidence"].columns) == [*EVIDENCE, "change"]
    assert sheets["voice"].loc[("being heard directly", "family"), "value"] == 0
    tables, _ = measure_tables(net, groups="group", draws=19)
    assert {*SHEETS, "evidence"} < set(tables)
    assert "voice: missing_lower" in tables["about"].index
    bare, _ = measure_tables(net, groups="group")
    assert "evidence" not in bare


def test_sheets_say_why_a_table_is_not_there(network: Make) -> None:
    sheets = claim_sheets(subject(network({"a": 9})), draws=9)
    assert list(sheets) == ["power", "evidence"]
    assert "one group only" in " ".join(sheets["evidence"]["note"].astype(str))


def test_above_the_limit_of_size_claims_about_groups_are_left_out(
    network: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(limits, "VIS_PEOPLE", 5)
    assert "Not worked out above 5 people." in texts(parts(network({"a": 8, "b": 9}))["whose"])


def test_draws_are_chosen_by_the_caller_and_named_in_the_methods(network: Make) -> None:
    page = csna.report(network({"a": 8, "b": 9}), groups="group", draws=29).to_html()
    assert "Claims: 29 draws (9 for pathways)" in page
    with pytest.raises(csna.errors.UsageError, match="draws"):
        csna.report(network({"a": 8}), draws=0)
