"""The question first, then who answered, then how blanks were read; small groups and names stay out."""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

import critical_sna as csna
from critical_sna._core import limits
from critical_sna.network.partner import PartnerNetwork
from critical_sna.report import opening
from critical_sna.report.blocks import Listing, Paragraph, Section, Table
from critical_sna.report.document import Report
from critical_sna.report.gather import networks
from critical_sna.report.subject import Subject, number, percent
from critical_sna.survey import RelationalSurvey

from .conftest import make_network  # type: ignore[import-not-found]  # pytest puts it beside

Make = Callable[..., PartnerNetwork]


def subject(net: PartnerNetwork, groups: str | None = "group") -> Subject:
    return Subject(net, {"": net}, None, groups, 0)


def texts(section: Section) -> str:
    return "\n".join(b.text for b in section.blocks if isinstance(b, Paragraph))


def rows(section: Section, caption: str) -> dict[str, list[str]]:
    table = next(b for b in section.blocks if isinstance(b, Table) and b.caption.startswith(caption))
    return {name: [cell.text for cell in cells] for name, cells in table.rows}


def test_the_question_stands_first_as_it_was_asked_and_then_how_it_is_read(network: Make) -> None:
    net = network({"a": 6}, question="Who helps?", choices=3, levels=["never", "often"])
    first, second, third, *_ = opening.question(subject(net)).blocks
    assert isinstance(first, Paragraph)
    assert first.role == "quote"
    assert "Who helps?" in first.text
    assert isinstance(second, Paragraph)
    assert "from the person who is named to the person who names" in second.text
    assert isinstance(third, Paragraph)
    assert "Up to 3 people" in third.text
    assert "never" in third.text


@pytest.mark.parametrize(
    ("reports", "words"),
    [
        ("gives_to", "from the person who names to the person who is named"),
        ("mutual", "travels both ways"),
        (None, "makes no statement about who is heard"),
    ],
)
def test_each_direction_is_read_in_its_own_words(network: Make, reports: str | None, words: str) -> None:
    flat = texts(opening.question(subject(network({"a": 6}, reports=reports)))).replace("\n", " ")
    assert words in flat


def test_a_question_that_was_not_recorded_says_so(network: Make) -> None:
    assert "called “\u2068advice\u2069”" in texts(opening.question(subject(network({"a": 6}))))
    bare = PartnerNetwork.from_ties([("a", "b")])
    assert "was not recorded." in texts(opening.question(subject(bare, None)))


def test_response_rates_by_group_are_answered_over_asked(network: Make) -> None:
    net = network({"a": 8, "b": 10, "c": 5}, silent={"a": 2, "b": 5})
    found = rows(opening.answers(subject(net)), "Asked and answered")
    assert found == {
        "everyone": ["23", "16", "70\u00a0%"],
        "a": ["8", "6", "75\u00a0%"],
        "b": ["10", "5", "50\u00a0%"],
        "c": ["5", "5", "100\u00a0%"],
    }


def test_people_who_were_named_and_never_asked_are_a_question_and_no_silence() -> None:
    people = pd.DataFrame(
        {"id": ["a", "b", "c"], "status": ["respondent", "named_only", "named_only"], "asked": ["yes", "yes", "no"]}
    )
    ties = pd.DataFrame({"source": ["a", "a"], "target": ["b", "c"]})
    net = PartnerNetwork.from_frames(people, ties, reports="seeks_from")
    said = texts(opening.answers(subject(net, None)))
    assert "1 of the 2 people who were asked answered (50\u00a0%)" in said
    assert "One person was asked and did not answer" in said
    assert "One more person is in the network who, as far as is known, was not asked" in said


def test_where_nobody_recorded_who_answered_or_was_asked_the_page_says_so() -> None:
    net = PartnerNetwork.from_ties([("a", "b")])
    assert "all 2 people count as having answered" in texts(opening.answers(subject(net, None)))
    people = pd.DataFrame({"id": ["a", "b"], "status": "named_only", "asked": "no"})
    unasked = PartnerNetwork.from_frames(people, pd.DataFrame({"source": [], "target": []}))
    assert "not recorded who was asked" in texts(opening.answers(subject(unasked, None)))


@given(
    sizes=st.lists(st.integers(1, 12), min_size=1, max_size=5),
    silent=st.lists(st.integers(0, 12), min_size=5, max_size=5),
)
def test_no_count_of_a_small_group_can_be_worked_out_from_the_totals(sizes: list[int], silent: list[int]) -> None:
    names = [f"g{i}" for i in range(len(sizes))]
    quiet = {name: min(s, k) for name, s, k in zip(names, silent, sizes, strict=False)}
    about = subject(make_network(dict(zip(names, sizes, strict=True)), silent=quiet, chance=0.05))
    answered = about.count(about.net.answered)
    for counts, hidden in (
        (np.array(sizes), about.hidden),
        (np.array(sizes), about.hidden_answers),
        (answered, about.hidden_answers),
    ):
        assert all(n == 0 or n >= limits.MIN_GROUP for n in counts[~hidden])
        held = counts[hidden]
        nothing_to_hide = held.sum() == 0 or hidden.all()
        assert nothing_to_hide or ((held > 0).sum() > 1 and held.sum() >= limits.MIN_GROUP)


def test_a_small_group_and_the_group_that_protects_it_show_a_dash_and_a_reason(network: Make) -> None:
    section = opening.answers(subject(network({"a": 9, "b": 8, "c": 3})))
    found = rows(section, "Asked and answered")
    assert found["c"] == found["b"] == ["–"] * 3
    assert found["a"][0] == "9"
    table = next(b for b in section.blocks if isinstance(b, Table))
    assert "hidden (\u2068b\u2069, \u2068c\u2069)" in table.note


def test_where_every_group_is_small_there_is_a_sentence_and_everyone_together(network: Make) -> None:
    section = opening.answers(subject(network({"ann": 2, "bo": 3})))
    assert rows(section, "Asked and answered") == {"everyone": ["5", "5", "100\u00a0%"]}
    assert "too small" in str(section)
    assert "ann" not in str(section)


def test_blanks_are_told_as_the_survey_read_them(watershed: RelationalSurvey) -> None:
    said = {}
    for relation in watershed.relations:
        waves = networks(watershed, relation)
        section = opening.reading(Subject(waves["2025"], waves, watershed, "group", 0))
        said[relation] = items(section)
    assert "not as “no tie”" in said["advice"]
    assert "read as “no tie”" in said["influence"]


def test_a_network_without_its_survey_says_that_blanks_are_not_recorded_and_tells_dropped_ties() -> None:
    net = PartnerNetwork.from_ties([("a", "a"), ("a", "b"), ("a", "b")])
    section = opening.reading(subject(net, None))
    items = " ".join(next(b for b in section.blocks if isinstance(b, Listing)).items)
    assert "not recorded" in items
    assert "One answer in which somebody named themselves was left out." in items
    assert rows(section, "What was noticed")["ties told more than once, put together"] == ["1"]


def test_every_issue_the_survey_can_raise_has_plain_words() -> None:
    from critical_sna.formats.findings import INFO
    from critical_sna.words import phrases

    source = (opening.__file__, *_survey_sources())
    codes = set(itertools.chain.from_iterable(re.findall(r'\.note\(\s*"(\w+)"', _text(path)) for path in source))
    assert len(codes) > 15
    codes |= INFO
    assert {f"issue_{code}" for code in codes} <= set(phrases("report"))


def _survey_sources() -> list[str]:
    import critical_sna.survey

    return [str(path) for path in Path(critical_sna.survey.__file__).parent.rglob("*.py")]


def _text(path: str) -> str:
    return Path(path).read_text("utf-8")


def test_an_issue_of_an_unknown_kind_is_still_counted() -> None:
    assert opening.issue_in_words("brand_new") == "other (brand_new)"


def test_a_report_holds_no_name_and_no_id_of_the_survey(watershed: RelationalSurvey, watershed_report: Report) -> None:
    page = watershed_report.to_html()
    for name in watershed.people["label"].dropna():
        assert str(name) not in page
    own = page[: page.index("<iframe")] + page[page.index("</iframe>") :]
    assert not re.search(r"\bW\d\d\b", own)
    assert re.search(r"\bW\d\d\b", " ".join(watershed.issues["text"]))  # so the search would have found one


def test_shares_near_the_ends_do_not_read_as_none_or_all() -> None:
    assert [percent(x) for x in (0.0, 0.001, 0.125, 0.999, 1.0)] == [
        "0\u00a0%",
        "under 1\u00a0%",
        "12\u00a0%",
        "over 99\u00a0%",
        "100\u00a0%",
    ]
    assert percent(float("nan")) == number(float("nan")) == "not known"
    assert number(1234.56) == "1,234.6"


def test_what_the_silent_would_have_said_is_told_as_it_was_asked(network: Make) -> None:
    said = {}
    for reports in ("seeks_from", "gives_to", "mutual", None):
        said[reports] = texts(opening.answers(subject(network({"a": 12}, silent={"a": 2}, reports=reports))))
    assert "voices may be heard by more people" in said["seeks_from"]
    assert "voices may be heard by more people" in said["mutual"]
    assert "their own voices" in said["gives_to"]
    for reports in ("gives_to", None):
        assert "heard by more people" not in said[reports]
    assert "who hears that group" in said["gives_to"]
    assert "whom that group hears" in said["seeks_from"]
    assert "hear" not in said[None]


def items(section: Section) -> str:
    return " ".join(next(b for b in section.blocks if isinstance(b, Listing)).items)


def edge_list(folder: Path, answered: str) -> RelationalSurvey:
    """Three people; c has no row, and the people file says about c what ``answered`` says."""
    (folder / "people.csv").write_text(f"id,said\na,yes\nb,yes\nc,{answered}\n")
    (folder / "ties.csv").write_text("who,whom\na,b\na,c\na,a\nb,a\n")
    ties = {"relation": "advice", "shape": "edges", "target": "whom"}
    spec = {
        "people": {"path": "people.csv", "id": "id", "answered": "said"},
        "sources": [{"path": "ties.csv", "ego": "who", "ties": ties}],
    }
    return csna.read_survey(spec, base=folder)


def test_somebody_who_is_listed_as_having_answered_and_has_no_row_is_told_to_name_nobody(tmp_path: Path) -> None:
    told = items(csna.report(edge_list(tmp_path, "yes")).sections[2])  # type: ignore[operator]  # a module that is called
    assert "listed as having answered and has no row: counts as naming nobody (here one person)" in told
    silent = items(csna.report(edge_list(tmp_path, "no")).sections[2])  # type: ignore[operator]  # see above
    assert "counts as naming nobody" not in silent
    assert "counts as not having answered it" in silent


def test_a_question_that_was_read_in_two_ways_says_so(tmp_path: Path) -> None:
    (tmp_path / "one.csv").write_text("id,to\na,b\nb,a\n")
    ties = {"relation": "advice", "shape": "edges", "target": "to"}
    first = {"path": "one.csv", "ego": "id", "wave": "1", "ties": {**ties, "blank": "missing", "empty_block": "none"}}
    spec = {"policy": {"unmatched": "add"}, "sources": [first, {**first, "wave": "2", "ties": ties}]}
    survey = csna.read_survey(spec, base=tmp_path)
    assert "not in all files in the same way" in items(csna.report(survey).sections[2])  # type: ignore[operator]  # above


def test_ties_to_oneself_that_reading_left_out_are_counted_in_the_methods(
    tmp_path: Path, watershed: RelationalSurvey
) -> None:
    page = csna.report(edge_list(tmp_path, "yes")).to_html()  # type: ignore[operator]  # a module that is called
    assert "Dropped: one tie from a person to themselves." in page
    found = [Subject(net, {}, watershed, None, 0).self_ties for net in networks(watershed, "influence").values()]
    assert sum(found) == (watershed.issues["code"] == "self_tie").sum() == 3


def test_a_hidden_group_in_which_nobody_answered_cannot_be_worked_out_from_the_total() -> None:
    net = make_network({"tiny": 1, "small": 5, "middle": 8, "large": 20}, silent={"tiny": 1, "small": 5})
    rows = next(b for b in opening.answers(subject(net)).blocks if b.kind == "table").rows
    shown = {name for name, cells in rows if cells[0].text != "–"}
    assert shown == {"everyone", "large"}
