"""Make the pictures that the README and the docs show: pages in headless Chromium, static ones by matplotlib.

Run it with the extras test and pictures installed: ``python docs/make_pictures.py``; ``CHROMIUM`` says where the
browser is. Every view is taken in daylight; sheets show all of them in the dark, on a phone, on paper and in grey.
"""

from __future__ import annotations

import io
import os
import shutil
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any  # Any: Axes of matplotlib, or a list of them

import numpy as np
from PIL import Image
from playwright.sync_api import Browser, Page, sync_playwright
from scipy.spatial import cKDTree

import critical_sna as csna
from critical_sna.maps.views import VIEWS

IMAGES = Path(__file__).parent / "images"
FOLLOWED = "F8"
"""The code of the voice that pictures follow."""
COLOURS = 160
"""A page has few colours; a palette that keeps so many as they are makes its picture a third as large."""


@dataclass(frozen=True)
class Light:
    """How a page is looked at."""

    width: int = 1280
    height: int = 900
    scheme: str = "light"
    medium: str = "screen"
    grey: bool = False


DAY, DARK, GREY = Light(), Light(scheme="dark"), Light(grey=True)
PHONE, PAPER = Light(390, 844), Light(medium="print")
SHEET = {"width": 794, "height": 1123}
"""A4 in pixels of a browser; a page is printed from a screen of another size."""


def nothing(page: Page) -> None:
    """Leave the page as it opens."""


def follow(page: Page) -> None:
    """Follow one voice."""
    page.fill("#find", FOLLOWED)
    page.keyboard.press("Enter")


def choose_group(page: Page) -> None:
    """Choose the first group of the table."""
    page.locator("#reach tbody button").first.click()


def look_at_two(page: Page) -> None:
    """Look at two people together."""
    follow(page)
    page.select_option("#pair", index=4)


def pin(page: Page) -> None:
    """Write two notes."""
    follow(page)
    page.select_option("#pin-kind", "context")
    page.fill("#pin-text", "I joined in March, after the first survey.")
    page.fill("#pin-by", FOLLOWED)
    page.click("#pin-add")
    page.select_option("#pin-other", index=9)
    page.click("#pin-add")
    page.locator("#pins-box").scroll_into_view_if_needed()


SHOTS: tuple[tuple[str, Light, str, str, Callable[[Page], None]], ...] = (  # name, light, language, view, what is done
    ("map.png", DAY, "en", "rings", nothing),
    ("map-flip-dark.png", DARK, "en", "flip", follow),
    ("map-neighbourhood.png", DAY, "en", "neighbourhood", nothing),
    ("map-voice.png", DAY, "en", "voice", follow),
    ("map-pair.png", DAY, "en", "rings", look_at_two),
    ("map-groups.png", DAY, "en", "groups", choose_group),
    ("map-waves.png", DAY, "en", "waves", nothing),
    ("map-table.png", DAY, "en", "table", nothing),
    ("map-notes.png", Light(1280, 1500), "en", "rings", pin),
    ("map-spanish.png", DAY, "es", "voice", follow),
    ("map-phone.png", PHONE, "en", "rings", nothing),
    ("map-phone-spanish.png", PHONE, "es", "flip", nothing),
)
SHEETS = (  # name, light, language, width of each view
    ("map-views-dark.png", DARK, "en", 640),
    ("map-views-phone.png", PHONE, "en", 300),
    ("map-views-grey.png", GREY, "en", 640),
    ("map-views-paper.png", PAPER, "en", 480),
    ("map-views-spanish.png", DAY, "es", 640),
)


def main() -> None:
    """Draw the map of the invented collaborative in both languages and photograph it."""
    survey = csna.datasets.watershed()
    networks = {
        wave: csna.PartnerNetwork.from_survey(survey, relation="advice", wave=wave)
        for wave in survey.waves_of("advice")
    }
    IMAGES.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        files = {
            language: csna.map_network(networks, groups="group", language=language).save(
                Path(folder) / f"map-{language}.html"
            )
            for language in ("en", "es")
        }
        browser = playwright.chromium.launch(
            executable_path=os.environ.get("CHROMIUM") or shutil.which("chromium"),
            args=["--disable-gpu", *(["--no-sandbox"] if os.geteuid() == 0 else [])],
        )
        for name, light, language, view, act in SHOTS:
            save(photograph(browser, files[language], light, view, act), name)
        for name, light, language, width in SHEETS:
            save(sheet([photograph(browser, files[language], light, view, nothing) for view in VIEWS], width), name)
        browser.close()
    _draw(networks)


def _draw(networks: dict[str, csna.PartnerNetwork]) -> None:
    """Draw the static pictures, small enough for a page."""
    net = networks["2025"]
    followed = csna.map_network(networks, groups="group").persons[FOLLOWED]
    _small(csna.draw(networks, groups="group"), "picture-rings", 90)
    _small(csna.draw(networks, groups="group", style="print", view="neighbourhood"), "picture-print", 70)
    _small(csna.draw(networks, groups="group", view="voice", highlight=followed), "picture-voice", 80)
    _small(csna.draw(networks, groups="group", view="groups"), "picture-groups", 80)
    _small(csna.draw(networks, groups="group", view="flip"), "picture-flip", 80)
    spanish: dict[str, Any] = {"language": "es", "style": "grey", "view": "voice", "highlight": followed}
    _small(csna.draw(networks, groups="group", **spanish), "picture-spanish", 80)
    _small(csna.draw(networks, groups="group", view="waves"), "picture-two-waves", 80)
    heard = {wave: csna.heard_by(each) for wave, each in networks.items()}
    _small(csna.small_multiples(networks, groups="group", voice=heard), "picture-waves", 80)
    _small(csna.chart_voice(net, groups="group"), "chart-voice", 100)
    _small(csna.chart_response(networks, groups="group"), "chart-response", 100)
    _small(csna.chart_brokerage(net, groups="group"), "chart-brokerage", 100)
    _small(csna.chart_audibility(net, groups="group"), "chart-audibility", 100)
    _small(csna.chart_waves(networks, groups="group"), "chart-waves", 100)


def _small(ax: Any, name: str, dpi: int) -> None:
    """Write a picture as a PNG with a palette."""
    path = csna.save_picture(ax, IMAGES / f"{name}.png", dpi=dpi)
    with Image.open(path) as picture:
        save(picture.convert("RGB"), path.name)


def photograph(browser: Browser, file: Path, light: Light, view: str, act: Callable[[Page], None]) -> Image.Image:
    """Open a page, show a view, do something and take the picture."""
    scheme = "dark" if light.scheme == "dark" else "light"
    context = browser.new_context(
        viewport={"width": light.width, "height": light.height}, color_scheme=scheme, offline=True
    )
    page = context.new_page()
    page.goto(file.as_uri())
    page.check(f"input[value={view}]")
    act(page)
    if act is not pin:
        page.evaluate("scrollTo(0, 0)")
    if light.medium == "print":
        page.evaluate("window.dispatchEvent(new Event('beforeprint'))")
        page.emulate_media(media="print")
        page.set_viewport_size(SHEET)
    if light.grey:
        page.evaluate("document.documentElement.style.filter = 'grayscale(1)'")
    page.mouse.move(0, 0)
    page.wait_for_timeout(500)
    taken = Image.open(io.BytesIO(page.screenshot())).convert("RGB")
    context.close()
    return taken


def sheet(pictures: list[Image.Image], width: int) -> Image.Image:
    """Put pictures beside each other, two in a row or four narrow ones, each ``width`` wide."""
    high = round(width * pictures[0].height / pictures[0].width)
    across = min(4 if high > width else 2, len(pictures))
    down = -(-len(pictures) // across)
    whole = Image.new("RGB", (across * (width + 8) - 8, down * (high + 8) - 8), "#808080")
    for place, picture in enumerate(pictures):
        at = (place % across * (width + 8), place // across * (high + 8))
        whole.paste(picture.resize((width, high), Image.Resampling.LANCZOS), at)
    return whole


def save(picture: Image.Image, name: str) -> None:
    """Write a picture with a palette: the common colours as they are, each other one as the nearest of 256."""
    common = sorted(picture.getcolors(picture.width * picture.height) or [], reverse=True)[:COLOURS]
    rest = picture.quantize(256 - len(common), method=Image.Quantize.MAXCOVERAGE, dither=Image.Dither.NONE).getpalette()
    palette = np.array([part for _, colour in common for part in colour] + list(rest or [])).reshape(-1, 3)[:256]
    colours, place = np.unique(np.asarray(picture).reshape(-1, 3), axis=0, return_inverse=True)
    nearest = cKDTree(palette).query(colours)[1].astype(np.uint8)
    few = Image.fromarray(nearest[place].reshape(picture.height, picture.width), mode="P")
    few.putpalette(palette.ravel().tolist())
    few.save(IMAGES / name, optimize=True)


if __name__ == "__main__":
    main()
