"""Make the pictures that the README and the docs show: pages in headless Chromium, static ones by matplotlib.

Run it with the extras test and pictures installed: ``python docs/make_pictures.py``.
``CHROMIUM`` says where the browser is.
"""

from __future__ import annotations

import os
import shutil
import tempfile
from pathlib import Path
from typing import Any  # Any: Axes of matplotlib, or a list of them

from playwright.sync_api import Browser, sync_playwright

import critical_sna as csna

IMAGES = Path(__file__).parent / "images"
SHOTS = (  # name, width, height, colour scheme, which view, follow a voice
    ("map.png", 1280, 900, "light", 0, False),
    ("map-flip-dark.png", 1280, 900, "dark", 1, True),
    ("map-phone.png", 390, 844, "light", 0, False),
)


def main() -> None:
    """Draw the map of the invented collaborative and photograph it."""
    survey = csna.datasets.watershed()
    networks = {
        wave: csna.PartnerNetwork.from_survey(survey, relation="advice", wave=wave)
        for wave in survey.waves_of("advice")
    }
    IMAGES.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        page = csna.map_network(networks, groups="group").save(Path(folder) / "map.html")
        browser = playwright.chromium.launch(
            executable_path=os.environ.get("CHROMIUM") or shutil.which("chromium"),
            args=["--disable-gpu", *(["--no-sandbox"] if os.geteuid() == 0 else [])],
        )
        for name, width, height, scheme, view, follow in SHOTS:
            _photograph(browser, page, IMAGES / name, (width, height), scheme, view, follow)
        browser.close()
    _draw(networks)


def _draw(networks: dict[str, csna.PartnerNetwork]) -> None:
    """Draw the static pictures, small enough for a page."""
    net = networks["2025"]
    _small(csna.draw(networks, groups="group"), "picture-rings", 90)
    _small(csna.draw(networks, groups="group", style="print", view="neighbourhood"), "picture-print", 70)
    heard = {wave: csna.heard_by(each) for wave, each in networks.items()}
    _small(csna.small_multiples(networks, groups="group", voice=heard), "picture-waves", 80)
    _small(csna.chart_voice(net, groups="group"), "chart-voice", 100)
    _small(csna.chart_response(networks, groups="group"), "chart-response", 100)
    _small(csna.chart_brokerage(net, groups="group"), "chart-brokerage", 100)
    _small(csna.chart_audibility(net, groups="group"), "chart-audibility", 100)
    _small(csna.chart_waves(networks, groups="group"), "chart-waves", 100)


def _small(ax: Any, name: str, dpi: int) -> None:
    """Write a PNG of at most 64 colours."""
    from PIL import Image

    path = csna.save_picture(ax, IMAGES / f"{name}.png", dpi=dpi)
    with Image.open(path) as picture:
        few = picture.convert("RGB").quantize(64, dither=Image.Dither.NONE)
    few.save(path, optimize=True)


def _photograph(
    browser: Browser, page: Path, target: Path, size: tuple[int, int], scheme: str, view: int, follow: bool
) -> None:
    context = browser.new_context(
        viewport={"width": size[0], "height": size[1]},
        color_scheme="dark" if scheme == "dark" else "light",
        offline=True,
    )
    tab = context.new_page()
    tab.goto(page.as_uri())
    tab.wait_for_timeout(800)
    tab.locator("input[type=radio]").nth(view).check()
    if follow:
        tab.get_by_role("searchbox").or_(tab.get_by_role("textbox")).or_(tab.get_by_role("combobox")).first.fill("F8")
        tab.keyboard.press("Enter")
    tab.wait_for_timeout(600)
    tab.evaluate("scrollTo(0, 0)")
    tab.screenshot(path=target)
    context.close()


if __name__ == "__main__":
    main()
