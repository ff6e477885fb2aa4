"""Charts inside the report: drawn when the page is written, hidden groups hidden, text inert, said where missing."""

from __future__ import annotations

import re

import drawn
import pytest

import critical_sna as csna
from critical_sna.maps.pictures import needed
from critical_sna.report import between, methods, opening, voices
from critical_sna.report.blocks import Picture, Section, Table
from critical_sna.report.charts import with_charts
from critical_sna.report.document import Report
from critical_sna.report.subject import Subject

pytest.importorskip("matplotlib")
HOSTILE = "</svg><script>window.__xss=1</script>\"'&"


@pytest.fixture(scope="module")
def subject() -> Subject:
    sector = ["families"] * 7 + [HOSTILE] * 8 + ["schools"] * 6 + ["two"] * 2
    pairs = [(i, (i * 5 + k) % 23) for i in range(23) for k in (1, 3, 4) if i != (i * 5 + k) % 23]
    net = drawn.network(23, sorted(set(pairs)), sector=sector)
    return Subject(net, {"": net}, None, "sector", 0)


@pytest.fixture(scope="module")
def plain(subject: Subject) -> tuple[Section, ...]:
    return opening.answers(subject), voices.heard(subject), between.groups(subject), methods.methods(subject, 99)


@pytest.fixture(scope="module")
def sections(subject: Subject, plain: tuple[Section, ...]) -> tuple[Section, ...]:
    return with_charts(subject, plain)


def test_charts_stand_in_the_sections_they_belong_to_before_the_question_for_the_room(
    sections: tuple[Section, ...],
) -> None:
    found = {s.key: [b.chart.kind for b in s.blocks if isinstance(b, Picture)] for s in sections}
    assert found == {"answers": ["dots"], "voices": ["bands"], "groups": ["heat", "intervals"], "methods": []}
    assert sections[2].blocks[-1].kind == "paragraph"


def test_a_chart_without_a_table_of_its_numbers_gets_one(sections: tuple[Section, ...]) -> None:
    for section in sections:
        for block, after in zip(section.blocks, section.blocks[1:], strict=False):
            if isinstance(block, Picture) and block.chart.kind in ("bands", "intervals"):
                assert isinstance(after, Table)
                assert after.caption == block.chart.title


def test_the_heat_map_draws_the_table_that_is_there(subject: Subject, sections: tuple[Section, ...]) -> None:
    chart = next(b.chart for b in sections[2].blocks if isinstance(b, Picture))
    found = csna.audibility(subject.net, groups="sector")
    rows = [name.strip("\u2068\u2069") for name in chart.rows]
    assert chart.figures[rows.index("families"), rows.index("families")] == found.loc["families", "families"]
    assert chart.hidden[rows.index("two")].all()
    assert chart.hidden.any(axis=1).all()


def test_the_page_holds_each_chart_with_words_and_no_id_twice_and_hostile_text_is_text(
    sections: tuple[Section, ...],
) -> None:
    page = Report("Title", sections).to_html()
    drawings = re.findall(r'<svg viewBox="[^"]*" role="img" aria-label="([^"]+)"', page)
    assert len(drawings) == 4
    assert all("Chart: " in alt for alt in drawings)
    ids = re.findall(r'\sid="([^"]+)"', page)
    assert len(ids) == len(set(ids))
    assert "<script" not in page
    assert "<metadata" not in page
    assert "http://" not in page
    assert set(re.findall(r'href="#([^"]+)"', page)) <= set(ids) | {"main"}


def test_without_matplotlib_the_report_stays_as_it_is_and_says_so(
    subject: Subject, plain: tuple[Section, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(needed, "find_spec", lambda name: None)
    found = with_charts(subject, plain)
    assert found[:3] == plain[:3]
    assert found[3].blocks[:-1] == plain[3].blocks
    assert "pip install 'critical-sna[pictures]'" in found[3].blocks[-1].text


def test_where_every_group_is_hidden_there_is_no_chart(plain: tuple[Section, ...]) -> None:
    net = drawn.network(6, [(0, 1), (2, 3)], sector=list("aabbcc"))
    found = with_charts(Subject(net, {"": net}, None, "sector", 0), plain)
    assert not [b for s in found for b in s.blocks if isinstance(b, Picture)]
