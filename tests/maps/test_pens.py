"""What both pens do alike: hands, keyboard alone, notebooks, many rows, contrast; and what a large page holds."""

from __future__ import annotations

import base64
import json
import re
from collections.abc import Callable
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest

import critical_sna as csna
from critical_sna._core import limits
from critical_sna.maps import html, payload

Waves = dict[str, csna.PartnerNetwork]
Open = Callable[..., Any]  # Any: a context manager that gives a Visit
browser_test = pytest.mark.browser

FOCUSED = "() => { const e = document.activeElement; return e.id || e.name || e.className || e.textContent; }"
PICTURE = "document.querySelector('#map canvas').toDataURL()"


def tab_to(page: Any, wanted: str, most: int = 400) -> None:
    """Press Tab until the element is reached, as somebody without a mouse does."""
    for _ in range(most):
        page.keyboard.press("Tab")
        if page.evaluate(f"document.activeElement.matches({json.dumps(wanted)})"):
            return
    raise AssertionError(f"Tab never reached {wanted}")


@browser_test
def test_the_whole_page_is_used_by_keyboard_alone(visit: Open, file: Path, made: csna.NetworkMap) -> None:
    """Nothing here touches the mouse, scrolls, or focuses by script."""
    with visit(file) as seen:
        page, press = seen.page, seen.page.keyboard.press
        tab_to(page, "#map")
        press("ArrowRight")
        first = page.text_content("#live")
        press("ArrowRight")
        assert page.text_content("#live") != first
        press("Enter")
        assert "Following" in page.text_content("#panel h2")
        still = page.evaluate(PICTURE)
        for key in ("+", "Shift+ArrowRight", "-"):
            press(key)
            page.wait_for_timeout(60)
            before, still = still, page.evaluate(PICTURE)
            assert still != before, key
        press("0")
        press("Escape")
        assert page.text_content("#panel h2") == "The whole collaborative"

        tab_to(page, "#zoom-in")
        press("Enter")
        tab_to(page, "#find")
        page.keyboard.type(made.key.index[3])
        press("Enter")
        assert made.key.index[3] in page.text_content("#panel h2")
        press("Escape")

        tab_to(page, "input[name=view]")
        press("ArrowDown")
        assert page.evaluate("document.querySelector('input[value=flip]').checked")
        press("ArrowUp")
        rows = page.locator("#table tbody tr").count()
        tab_to(page, "#legend input")
        press("Space")
        assert page.locator("#table tbody tr").count() == rows - made.scene.looks["size"][0]
        press("Space")

        ties = page.text_content("#panel")
        tab_to(page, "#level")
        press("ArrowRight")
        assert page.text_content("#panel") != ties
        tab_to(page, "#wave")
        press("ArrowLeft")
        assert "Wave 1" in page.text_content("#wave-line").replace("\u2068", "")
        for box in ("#labels", "#dark"):
            tab_to(page, box)
            press("Space")
        assert page.evaluate("document.documentElement.dataset.theme") == "dark"
        tab_to(page, "#save")
        with page.expect_download():
            press("Enter")

        tab_to(page, "#table thead button")
        press("Enter")
        assert page.get_attribute("#table thead th", "aria-sort") == "descending"
        tab_to(page, "#table tbody button")
        code = page.evaluate("document.activeElement.textContent")
        press("Enter")
        assert code in page.text_content("#panel h2")
        assert seen.quiet()


@browser_test
def test_a_mark_under_the_mouse_is_told_and_followed_and_dragging_follows_nobody(visit: Open, file: Path) -> None:
    with visit(file) as seen:
        page = seen.page
        box = page.locator("#map").bounding_box()
        spots = [(x, y) for y in range(80, 500, 12) for x in range(120, 560, 14)]
        for x, y in spots:
            page.mouse.move(box["x"] + x, box["y"] + y)
            if page.locator("#tip").is_visible():
                break
        told = re.search(r"\u2068(\w+)\u2069", page.text_content("#tip"))
        assert told is not None
        page.mouse.down()
        page.mouse.up()
        page.wait_for_timeout(350)  # vis-network waits for a second click
        assert f"\u2068{told.group(1)}\u2069" in page.text_content("#panel h2")
        page.keyboard.press("Escape")
        before = page.evaluate(PICTURE)
        page.mouse.move(box["x"] + 40, box["y"] + 40)
        page.mouse.down()
        page.mouse.move(box["x"] + 120, box["y"] + 90, steps=4)
        page.mouse.up()
        page.wait_for_timeout(350)
        assert page.text_content("#panel h2") == "The whole collaborative"
        assert page.evaluate(PICTURE) != before
        assert seen.quiet()


@browser_test
@pytest.mark.parametrize("pen", html.PENS)
def test_a_notebook_frame_works_inside_a_page_with_a_policy(
    contexts: Callable[..., Any], made: csna.NetworkMap, tmp_path: Path, pen: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A frame without an address inherits the policy of the page it stands in, as in a report."""
    if pen == "canvas":
        monkeypatch.setattr(limits, "VIS_PEOPLE", 0)
    made = csna.NetworkMap(made.scene)
    outer = tmp_path / "notebook.html"
    policy = f'<meta http-equiv="Content-Security-Policy" content="{html.content_policy()}">'
    outer.write_text(f"<!doctype html><html lang=en><title>x</title>{policy}{made._repr_html_()}", encoding="utf-8")
    page, troubles = contexts(phone=False, dark=False, bypass_csp=False).new_page(), []
    page.on("pageerror", lambda fault: troubles.append(str(fault)))
    page.on("console", lambda line: troubles.append(line.text) if line.type == "error" else None)
    page.goto(outer.as_uri())
    frame = page.frames[1]
    frame.wait_for_selector("#table tbody tr")
    frame.click("#table tbody button >> nth=2")
    assert "Following" in frame.text_content("#panel h2")
    assert frame.evaluate("window.origin") == "null"
    with page.expect_download():
        frame.click("#save")
    assert troubles == []
    page.close()


def crowd(n: int = 230) -> csna.NetworkMap:
    random = np.random.default_rng(3)
    people = pd.DataFrame({"id": [f"p{i}" for i in range(n)], "sort": [f"s{i % 3}" for i in range(n)]})
    ties = pd.DataFrame(random.integers(0, n, (3 * n, 2)), columns=["a", "b"]).drop_duplicates().query("a != b")
    frame = pd.DataFrame({"source": "p" + ties["a"].astype(str), "target": "p" + ties["b"].astype(str)})
    net = csna.PartnerNetwork.from_frames(people, frame, reports="seeks_from")
    return csna.map_network(net, groups="sort", voice=csna.heard_by(net))


@pytest.fixture(scope="module")
def crowded() -> csna.NetworkMap:
    return crowd()


@browser_test
@pytest.mark.parametrize("pen", html.PENS)
def test_many_rows_come_in_parts_that_say_where_they_are(
    visit: Open, drawn: Callable[..., Path], crowded: csna.NetworkMap, pen: str
) -> None:
    with visit(drawn(crowded, pen)) as seen:
        page = seen.page
        rows = page.locator("#table tbody tr")
        assert rows.count() == 100
        assert page.inner_text("#part") == "Rows 1 to 100 of 230"
        assert page.locator("#part-before").is_disabled()
        page.click("#part-after")
        page.click("#part-after")
        assert page.inner_text("#part") == "Rows 201 to 230 of 230" == page.text_content("#live")
        assert rows.count() == 30
        assert page.evaluate(FOCUSED) == "part-before"
        code = page.text_content("#table tbody tr:last-child button")
        page.click("#table thead button >> nth=0")
        assert page.text_content("#table tbody tr:first-child button") == code
        assert page.inner_text("#part").startswith("Rows 1 ")
        page.fill("#find", "s1")
        page.click("#found button")
        assert seen.quiet()


CONTRAST = """() => {
  const rgb = text => (text.match(/[\\d.]+/g) ?? []).map(Number);
  const linear = v => (v / 255 <= 0.04045 ? v / 3294.6 : ((v / 255 + 0.055) / 1.055) ** 2.4);
  const light = ([r, g, b]) => 0.2126 * linear(r) + 0.7152 * linear(g) + 0.0722 * linear(b);
  const over = (top, under) => top.slice(0, 3).map((v, i) => v * (top[3] ?? 1) + under[i] * (1 - (top[3] ?? 1)));
  const behind = e => { const own = rgb(getComputedStyle(e).backgroundColor);
    if (own.length === 3 || own[3] === 1) return own.slice(0, 3);
    return over(own, e.parentElement ? behind(e.parentElement) : [255, 255, 255]); };
  const found = [];
  for (const e of document.querySelectorAll('body *')) {
    const text = [...e.childNodes].some(n => n.nodeType === 3 && n.textContent.trim());
    if (!text || !e.checkVisibility?.() || ['SCRIPT', 'STYLE', 'OPTION'].includes(e.tagName) || e.disabled) continue;
    const back = behind(e), front = over(rgb(getComputedStyle(e).color), back);
    const [a, b] = [light(front), light(back)].sort((x, y) => y - x);
    found.push([Math.round(100 * (a + 0.05) / (b + 0.05)) / 100, e.tagName + '.' + e.className + '#' + e.id]);
  }
  return found.sort((x, y) => x[0] - y[0]);
}"""


@browser_test
@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_every_text_stands_out_from_what_is_behind_it(
    visit: Open, file: Path, dark: bool, record_property: Callable[[str, object], None]
) -> None:
    with visit(file, dark=dark) as seen:
        for act in (None, "#table tbody button"):
            if act:
                seen.page.locator(act).first.click()
            found = seen.page.evaluate(CONTRAST)
            assert len(found) > 80
            assert found[0][0] >= 4.5, found[:5]
            record_property(f"least contrast, {'dark' if dark else 'light'}", found[0])


class Payload(HTMLParser):
    """The JSON of a page."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.text, self._inside = "", False
        self.feed(page)
        self.data: dict[str, Any] = json.loads(self.text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._inside = ("id", "payload") in attrs

    def handle_data(self, data: str) -> None:
        self.text += data if self._inside else ""


def unpacked(column: dict[str, str]) -> np.ndarray:
    kinds = {"u1": np.uint8, "i1": np.int8, "u2": "<u2", "i2": "<i2", "i4": "<i4"}
    return np.frombuffer(base64.b64decode(column["bytes"]), dtype=kinds[column["kind"]]).astype(int)


def test_a_large_page_holds_the_same_columns_as_bytes_and_no_library(
    made: csna.NetworkMap, monkeypatch: pytest.MonkeyPatch
) -> None:
    small = Payload(html.page(made.scene, view="rings")).data
    monkeypatch.setattr(limits, "VIS_PEOPLE", 0)
    page = html.page(made.scene, view="rings")
    large, scene = Payload(page).data, made.scene
    assert "vis.Network" not in page
    assert html.vis_network() not in page
    for name in ("status", "marks", "bands", "counts", "could"):
        assert [unpacked(row).tolist() for row in large[name]] == small[name]
    assert unpacked(large["group"]).tolist() == small["group"]
    letters = [small["groups"][g]["letter"] for g in small["group"]]
    codes = [f"{letter}{number}" for letter, number in zip(letters, unpacked(large["codes"]), strict=True)]
    assert codes == small["codes"]
    own = unpacked(large["ties"]["own"])
    rows = np.repeat(np.arange(len(own)), own)
    ties = np.column_stack([rows // scene.n, rows % scene.n, unpacked(large["ties"]["to"])])
    assert (ties == scene.ties[["wave", "source", "target"]].to_numpy()).all()
    assert (unpacked(large["ties"]["level"]) == scene.ties["level"].to_numpy()).all()
    for view in ("rings", "flip", "neighbourhood"):
        for one, other in zip(large["places"][view]["xy"], small["places"][view]["xy"], strict=True):
            if isinstance(one, int):
                assert one == other
            else:
                assert np.abs(unpacked(one) * one["step"] - np.array(other)).max() < 0.11


@pytest.mark.parametrize("values", [[], [0, 255], [-1, 127], [0, 256], [-2, 300], [70_000]])
def test_packed_numbers_come_back(values: list[int]) -> None:
    assert unpacked(payload.packed(np.array(values, dtype=np.int64))).tolist() == values  # type: ignore[arg-type]  # texts


def test_a_map_with_too_many_frames_says_so(river: Waves, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "MAP_PLACES", 50)
    with pytest.raises(csna.errors.TooLargeError, match=r"(?s)places of people.*draw one wave"):
        csna.map_network(river)


def test_above_the_size_of_the_verdicts_the_map_says_that_there_are_none(
    river: Waves, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(limits, "VIS_PEOPLE", 20)
    shown = csna.map_network(river["1"]).scene
    assert any("up to 20 people" in note for note in shown.notes)
    assert (shown.marks == 0).all().all()
