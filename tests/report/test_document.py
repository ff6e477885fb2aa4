"""The page is one file: frozen, the same bytes each time, every text escaped, every choice named."""

from __future__ import annotations

import html
import re
from collections.abc import Callable
from dataclasses import FrozenInstanceError
from importlib.metadata import version
from pathlib import Path

import pytest

import critical_sna as csna
from critical_sna import __version__
from critical_sna._core import limits
from critical_sna.errors import FileError
from critical_sna.network.partner import PartnerNetwork
from critical_sna.report.blocks import Frame
from critical_sna.report.document import Report

from .conftest import HOSTILE, make_network  # type: ignore[import-not-found]  # pytest puts it beside

Make = Callable[..., PartnerNetwork]


def test_the_same_network_and_seed_give_the_same_bytes(network: Make) -> None:
    pages = {csna.report(network({"a": 8, "b": 9}), groups="group", seed=3).to_html() for _ in range(2)}
    assert len(pages) == 1
    assert csna.report(network({"a": 8, "b": 9}), groups="group", seed=4).to_html() not in pages


def test_save_writes_what_to_html_gives_and_keeps_a_file_unless_forced(network: Make, tmp_path: Path) -> None:
    made = csna.report(network({"a": 8}))
    path = made.save(tmp_path / "r.html")
    assert path.read_text("utf-8") == made.to_html()
    with pytest.raises(FileError, match="already there"):
        made.save(path, force=False)


def test_a_report_cannot_be_changed_and_its_repr_holds_counts_only(watershed_report: Report) -> None:
    with pytest.raises(FrozenInstanceError):
        watershed_report.title = "x"  # type: ignore[misc]  # the test tries it
    assert repr(watershed_report).startswith("<Report of 12 sections: question")


def test_in_a_notebook_the_page_sits_in_a_sandboxed_frame(network: Make) -> None:
    made = csna.report(network({"a": 8}))
    frame = made._repr_html_()
    assert frame.startswith('<iframe sandbox="allow-scripts allow-downloads" title="Report"')
    assert "allow-same-origin" not in frame
    assert html.unescape(re.search(r'srcdoc="([^"]*)"', frame).group(1)) == made.to_html()  # type: ignore[union-attr]  # it is there


def test_hostile_text_stays_text() -> None:
    net = make_network(dict.fromkeys(HOSTILE, 6), question=HOSTILE[0], wave=HOSTILE[1], levels=HOSTILE[2:4])
    page = csna.report(net, groups="group", title=HOSTILE[0]).to_html()
    own = page[: page.index("<iframe")] + page[page.index("</iframe>") :]
    assert "<script" not in own
    assert "<img" not in own
    assert "&lt;script&gt;" in own
    assert "{{ 7 * 7 }}" in own
    assert "49" not in own.split("<title>")[1].split("</title>")[0]
    assert "a" * 100 not in own


def test_the_page_asks_for_nothing_from_outside(watershed_report: Report) -> None:
    page = watershed_report.to_html()
    own = page[: page.index("<iframe")] + page[page.index("</iframe>") :]
    assert "default-src &#39;none&#39;" in own
    assert not re.search(r"https?://|//[a-z]|@import|url\(|src=|<link", own)
    assert "<script" not in own


def test_the_map_is_inside_in_a_frame_that_reaches_nothing(watershed_report: Report) -> None:
    page = watershed_report.to_html()
    assert page.count("<iframe") == 1
    assert 'sandbox="allow-scripts allow-downloads" loading="lazy"' in page
    assert any(isinstance(b, Frame) for s in watershed_report.sections for b in s.blocks)


def test_above_the_limit_of_size_the_map_is_left_out_and_no_script_is_allowed(
    network: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(limits, "VIS_PEOPLE", 5)
    page = csna.report(network({"a": 8})).to_html()
    assert "The map is not here" in page
    assert "<iframe" not in page
    assert "script-src" not in page


def test_the_methods_name_every_choice_source_seed_and_version(watershed_report: Report) -> None:
    methods = html.unescape(watershed_report.to_html().split('<section id="methods"')[1])
    for word in (
        f"critical_sna {__version__}, seed 0",
        *(f"{name} {version(name)}" for name in ("numpy", "pandas", "scipy", "igraph")),
        f"fewer than {limits.MIN_GROUP} people",
        f"{limits.NULL_DRAWS} draws",
        f"Benjamini-Hochberg at {limits.PERIPHERY_FALSE_DISCOVERY}",
        "1,000 draws",
        "20\u00a0%, 50\u00a0%, 80\u00a0%",
        "reports = seeks_from",
        "No person was dropped",
        "declared as: community",
        "Audience: team",
    ):
        assert word in methods
    sources = csna.list_measures()["source"]
    for name in ("network_summary", "heard_by", "periphery", "voice", "brokerage", "ei_index"):
        assert sources[name] in methods


def test_the_methods_of_a_bare_network_name_only_what_was_computed() -> None:
    page = csna.report(PartnerNetwork.from_ties([("a", "b")])).to_html()
    methods = page.split('<section id="methods"')[1]
    assert "Direction: not declared" in methods
    assert "Gould" not in methods
    assert "Bands" not in methods


def test_groups_given_as_a_series_are_told_without_a_column_name(network: Make) -> None:
    net = network({"a": 8})
    page = csna.report(net, groups=net.people["group"]).to_html()
    assert "given by whoever made the report" in page
