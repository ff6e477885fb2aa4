"""Take the pictures of the map that the README and the docs show, in headless Chromium.

Run it with the test extra installed: ``python docs/make_pictures.py``; ``CHROMIUM`` says where the browser is.
"""

from __future__ import annotations

import os
import shutil
import tempfile
from pathlib import Path

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
