"""The page in a real browser: nothing is fetched, nothing runs, everybody can read it."""

from __future__ import annotations

from pathlib import Path
from typing import Any  # Any: playwright objects; the package may be missing

import pytest

import critical_sna as csna
from critical_sna.report.document import Report

from .conftest import HOSTILE, make_network  # type: ignore[import-not-found]  # pytest puts it beside

pytestmark = pytest.mark.browser


def opened(browser: Any, path: Path, *, width: int = 1280, scheme: str = "light") -> tuple[Any, list[str]]:
    """Open a file without network; give the page and everything that should not have happened."""
    context = browser.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme, offline=True)
    page, faults = context.new_page(), []
    own = path.as_uri()
    page.on("request", lambda r: faults.append(r.url) if r.url != own and not r.url.startswith("about:") else None)
    page.on("console", lambda m: faults.append(m.text) if m.type == "error" else None)
    page.on("pageerror", lambda e: faults.append(str(e)))
    page.on("dialog", lambda d: (faults.append("dialog"), d.dismiss()))
    page.goto(own)
    return page, faults


@pytest.fixture(scope="module")
def saved(watershed_report: Report, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return watershed_report.save(tmp_path_factory.mktemp("report") / "report.html")


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    net = make_network(dict.fromkeys(HOSTILE, 6), question=HOSTILE[0], wave=HOSTILE[1], levels=HOSTILE[2:4])
    made = csna.report(net, groups="group", title=HOSTILE[0])
    return made.save(tmp_path_factory.mktemp("hostile") / "report.html")


def test_the_map_inside_draws_and_nothing_is_fetched(browser: Any, saved: Path) -> None:
    page, faults = opened(browser, saved)
    page.locator("iframe").scroll_into_view_if_needed()
    page.frame_locator("iframe").locator("#map canvas").first.wait_for(state="visible", timeout=20_000)
    assert faults == []
    page.context.close()


def test_hostile_text_runs_nothing(browser: Any, hostile: Path) -> None:
    page, faults = opened(browser, hostile)
    page.locator("iframe").scroll_into_view_if_needed()
    page.frame_locator("iframe").locator("#map canvas").first.wait_for(state="visible", timeout=20_000)
    for _ in range(40):
        page.keyboard.press("Tab")
    assert page.evaluate("window.__xss || 0") == 0
    assert faults == []
    page.context.close()


def test_nothing_runs_off_a_sheet_of_paper(browser: Any, saved: Path) -> None:
    a4_between_margins = 718  # CSS pixels of 190 mm
    page, _ = opened(browser, saved, width=a4_between_margins)
    page.emulate_media(media="print")
    assert page.evaluate("document.documentElement.scrollWidth") <= a4_between_margins
    page.context.close()


@pytest.mark.parametrize(("width", "scheme"), [(1280, "light"), (390, "dark")])
def test_axe_finds_no_violation_and_no_page_is_wider_than_its_window(
    browser: Any, saved: Path, hostile: Path, width: int, scheme: str
) -> None:
    axe = pytest.importorskip("axe_playwright_python.sync_playwright").Axe()
    for path in (saved, hostile):
        page, faults = opened(browser, path, width=width, scheme=scheme)
        found = axe.run(page).response["violations"]
        assert [(v["id"], [n["target"] for n in v["nodes"]]) for v in found] == []
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        assert faults == []
        page.context.close()


def test_the_keyboard_reaches_the_report_and_every_part_from_the_contents(browser: Any, saved: Path) -> None:
    page, _ = opened(browser, saved)
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    links = page.eval_on_selector_all("nav a", "links => links.map(a => a.getAttribute('href'))")
    assert len(links) == 12
    assert all(page.locator(link).count() == 1 for link in links)
    assert page.evaluate("document.documentElement.lang") == "en"
    page.context.close()


def test_on_paper_there_is_no_contents_list_and_the_ink_is_dark(browser: Any, saved: Path) -> None:
    page, _ = opened(browser, saved, scheme="dark")
    page.emulate_media(media="print", color_scheme="dark")
    assert not page.locator("nav").is_visible()
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
    page.context.close()
