"""A report is about one relation, chosen or the only one, and describes one wave of it."""

from __future__ import annotations

from collections.abc import Callable

import pandas as pd
import pytest

import critical_sna as csna
from critical_sna.errors import PrivacyError, UnknownNameError, UsageError, WrongTypeError
from critical_sna.network.partner import PartnerNetwork
from critical_sna.report.document import Report
from critical_sna.report.gather import networks
from critical_sna.survey import RelationalSurvey

Make = Callable[..., PartnerNetwork]


def test_the_question_comes_first_and_the_sections_stand_in_the_order_of_the_questions(
    watershed_report: Report,
) -> None:
    keys = [section.key for section in watershed_report.sections]
    claimed = ["whose", "through", "power", "sure"]
    assert keys == ["question", "answers", "reading", "facts", "voices", "groups", *claimed, "map", "methods"]


def test_a_survey_with_several_relations_asks_for_one_and_lists_them(watershed: RelationalSurvey) -> None:
    with pytest.raises(UsageError, match="'advice', 'influence'"):
        csna.report(watershed)


def test_a_misspelt_relation_or_wave_or_group_names_the_nearest(watershed: RelationalSurvey) -> None:
    with pytest.raises(UnknownNameError, match="did you mean 'advice'"):
        csna.report(watershed, relation="advise")
    with pytest.raises(UnknownNameError, match="2025"):
        csna.report(watershed, relation="advice", wave="2052")
    with pytest.raises(UnknownNameError, match="did you mean 'group'"):
        csna.report(watershed, relation="advice", groups="gruop")


def test_the_last_wave_is_described_unless_one_is_named(watershed: RelationalSurvey, watershed_report: Report) -> None:
    assert watershed_report.title.endswith(watershed.waves[-1])
    first = csna.report(watershed, relation="advice", wave=watershed.waves[0])
    assert first.title.endswith(watershed.waves[0])


def test_networks_gives_every_wave_in_order_or_the_one_named(watershed: RelationalSurvey) -> None:
    assert tuple(networks(watershed, "advice")) == watershed.waves
    assert list(networks(watershed, "advice", "2024")) == ["2024"]


def test_a_relation_asked_in_some_waves_only_leaves_the_others_out(watershed: RelationalSurvey) -> None:
    from dataclasses import replace

    roll = watershed._roll
    kept = roll[(roll["relation"] != "influence") | (roll["wave"] == "2025")]
    assert list(networks(replace(watershed, _roll=kept), "influence")) == ["2025"]


def test_a_network_and_one_network_a_wave_make_a_report_too(network: Make) -> None:
    early, late = network({"a": 6}, wave="w1"), network({"a": 6}, wave="w2", seed=1)
    assert csna.report(early).title == "Whose voice is heard? advice, w1"
    both = csna.report({"w1": early, "w2": late})
    assert both.title.endswith("w2")
    assert "The waves side by side" in both.to_html()
    assert csna.report({"w1": early, "w2": late}, wave="w1", relation="advice").title.endswith("w1")


@pytest.mark.parametrize(
    ("data", "error"),
    [({}, UsageError), ("survey.yaml", WrongTypeError), ({"a": 1}, WrongTypeError), (None, WrongTypeError)],
)
def test_what_is_neither_a_survey_nor_networks_is_refused(data: object, error: type[Exception]) -> None:
    with pytest.raises(error, match="report"):
        csna.report(data)  # type: ignore[operator]  # the wrong kind on purpose


def test_a_relation_that_the_networks_do_not_have_is_refused(network: Make) -> None:
    with pytest.raises(UnknownNameError, match="did you mean 'advice'"):
        csna.report(network({"a": 6}), relation="advyce")


def test_waves_that_were_asked_differently_do_not_share_a_report(network: Make) -> None:
    with pytest.raises(UsageError, match="same relation the same way"):
        csna.report({"1": network({"a": 6}), "2": network({"a": 6}, reports="mutual")})


def test_a_seed_that_cannot_be_one_is_refused(network: Make) -> None:
    with pytest.raises(WrongTypeError, match="seed"):
        csna.report(network({"a": 6}), seed=-1)


def test_a_title_is_cleaned_and_an_empty_one_replaced(network: Make) -> None:
    assert csna.report(network({"a": 6}), title="  Our\u2028 net ").title == "Our net"
    assert csna.report(network({"a": 6}), title="\u2028").title == "Whose voice is heard?"
    assert csna.report(PartnerNetwork.from_ties([("a", "b")], reports="mutual")).title == "Whose voice is heard?"


def test_groups_may_be_a_series_and_inputs_stay_as_they_were(network: Make) -> None:
    net = network({"a": 6, "b": 7})
    groups = pd.Series("x", index=net.people.index).where(net.people["group"] == "a", "y")
    before, people = groups.copy(), net.people
    page = csna.report(net, groups=groups).to_html()
    assert "<bdi>x</bdi>" in page
    pd.testing.assert_series_equal(groups, before)
    pd.testing.assert_frame_equal(net.people, people)


@pytest.mark.parametrize("reports", ["seeks_from", "gives_to", "mutual", None])
@pytest.mark.parametrize("pairs", [[("only", "other")], []], ids=["one tie", "no tie"])
def test_the_smallest_networks_make_a_page(reports: str | None, pairs: list[tuple[str, str]]) -> None:
    people = pd.DataFrame({"id": ["only", "other"], "group": ["a", None]})
    ties = pd.DataFrame(pairs, columns=["source", "target"])
    net = PartnerNetwork.from_frames(people, ties, reports=reports)  # type: ignore[arg-type]  # words of a test
    assert "</html>" in csna.report(net, groups="group").to_html()


@pytest.mark.parametrize("n", [0, 1])
def test_nobody_and_one_person_make_a_page(n: int) -> None:
    people = pd.DataFrame({"id": pd.Series(["p"][:n], dtype="str"), "group": pd.Series(["a"][:n], dtype="str")})
    net = PartnerNetwork.from_frames(people, pd.DataFrame({"source": [], "target": []}), reports="seeks_from")
    assert "</html>" in csna.report(net, groups="group").to_html()


def test_nobody_answered_makes_a_page_that_says_so(network: Make) -> None:
    net = network({"a": 6, "b": 6}, silent={"a": 6, "b": 6})
    page = csna.report(net, groups="group").to_html()
    assert "0 of the 12 people who were asked answered" in page
    assert "It is not known whose voice is heard (0 of 12 people answered)." in page


def test_names_and_who_answered_are_no_groups(watershed: RelationalSurvey) -> None:
    with pytest.raises(PrivacyError, match="holds names"):
        csna.report(watershed, relation="advice", groups="label")
    for reserved in ("status", "asked"):
        with pytest.raises(UsageError, match=f"{reserved!r} says who"):
            csna.report(watershed, relation="advice", groups=reserved)


def test_a_group_column_that_is_not_there_lists_attributes_only(watershed: RelationalSurvey) -> None:
    with pytest.raises(UnknownNameError) as raised:
        csna.report(watershed, relation="advice", groups="zzz")
    assert "'group', 'organisation', 'decision_seat', 'time'" in str(raised.value)
    assert "label" not in str(raised.value)
    assert "status" not in str(raised.value)


def test_without_a_direction_the_title_asks_who_names_whom(network: Make) -> None:
    assert csna.report(network({"a": 6}, reports=None)).title == "Who names whom: advice"
    assert csna.report(PartnerNetwork.from_ties([("a", "b")]), title="\u2028").title == "Who names whom"
    page = csna.report(network({"a": 6}, reports=None, silent={"a": 6})).to_html()
    assert "voice is heard" not in page[: page.index("<iframe")] + page[page.index("</iframe>") :]
