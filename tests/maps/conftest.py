"""Invented collaboratives to draw, and one headless Chromium for the whole run."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest

import critical_sna as csna
from critical_sna._core import limits
from critical_sna.maps import html

HOSTILE = (
    "<img src=x onerror=window.__xss=1>",
    "</script><script>window.__xss=2</script>",
    "<svg onload=window.__xss=3>",
    "\"' onmouseover=window.__xss=4 x='",
    "{{7*7}}",
    "line\u2028and\u2029line",
    "\u202eright to left",
    "x" * 300,
    "see href <a href=javascript:window.__xss=5>",
    "</title><script>window.__xss=6</script>",
    "</style><script>window.__xss=7</script>",
    "\U0001f600 emoji",
    "=FORMULA(1)",
    "\u2028\u2029",
    "{n} {name} %s $&",
    "<!-- ]]> &lt;",
)
PLANS = {
    "Residents council": {"share": 9, "power": 0.1, "answers": 0.9},
    "Youth leaders": {"share": 7, "power": 0.1, "answers": 0.9},
    "Clinic staff": {"share": 9, "power": 1.5, "answers": 0.8},
    "County agency": {"share": 8, "power": 2.5, "answers": 0.9},
    "Funders": {"share": 4, "power": 1.2, "answers": 0.9},
}
QUESTION = "Whose ideas about field lessons do you take up?"


def asked(waves: dict[str, csna.PartnerNetwork]) -> dict[str, csna.PartnerNetwork]:
    levels = ("a few times a year", "monthly", "weekly", "daily")
    return {
        w: net._replaced(
            question=QUESTION, levels=levels, level_strengths=tuple(float(k + 1) for k in range(len(levels)))
        )
        for w, net in waves.items()
    }


@pytest.fixture(scope="session")
def river() -> dict[str, csna.PartnerNetwork]:
    """Two waves of an invented health collaborative, with joiners, leavers and people who did not answer."""
    return asked(
        csna.simulate_collaborative(people=37, groups=PLANS, waves=2, named=6, same_group=1.2, turnover=0.15, seed=5)
    )


@pytest.fixture(scope="session")
def hostile() -> dict[str, csna.PartnerNetwork]:
    """Sixteen people whose every word is hostile text, in two waves."""
    random = np.random.default_rng(0)
    people = pd.DataFrame(
        {
            "id": [f"{text}#{i}" for i, text in enumerate(HOSTILE)],
            "label": HOSTILE,
            "sort": [HOSTILE[i % 11] for i in range(len(HOSTILE))],
        }
    )
    ties = [
        (people["id"][i], people["id"][j], int(random.integers(1, 4)))
        for i in range(len(HOSTILE))
        for j in random.choice(len(HOSTILE), 4, replace=False)
        if i != j
    ]
    frame = pd.DataFrame(ties, columns=["source", "target", "strength"])
    question = " ".join(HOSTILE[i] for i in (0, 9, 10, 4))
    return {
        wave: csna.PartnerNetwork.from_frames(
            people,
            frame,
            reports="seeks_from",
            relation=HOSTILE[1],
            wave=wave,
            question=question,
            levels=[HOSTILE[0], HOSTILE[3], HOSTILE[1]],
        )
        for wave in (HOSTILE[1], HOSTILE[6])
    }


@dataclass
class Visit:
    """A page that was opened, and everything it tried that it should not."""

    page: Any  # Any: playwright is imported where a browser is found
    requests: list[str] = field(default_factory=list)
    troubles: list[str] = field(default_factory=list)

    def quiet(self) -> bool:
        return not self.requests and not self.troubles and not self.page.evaluate("window.__xss")


Open = Callable[..., Any]  # Any: a context manager that gives a Visit


@pytest.fixture(scope="session")
def made(river: dict[str, csna.PartnerNetwork]) -> csna.NetworkMap:
    """The map of the invented health collaborative, composed once."""
    return csna.map_network(river, groups="group")


Draw = Callable[[csna.NetworkMap, str], Path]


@pytest.fixture(scope="session")
def drawn(tmp_path_factory: pytest.TempPathFactory) -> Draw:
    """Save a map as it is drawn by vis-network, or by our own canvas as if it were large."""
    folder = tmp_path_factory.mktemp("maps")

    def save(made: csna.NetworkMap, pen: str) -> Path:
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(limits, "VIS_PEOPLE", 0 if pen == "canvas" else limits.VIS_PEOPLE)
            page = html.page(made.scene, view=made.view)
        assert (pen == "vis") == ("vis.Network" in page)
        path = folder / f"{hashlib.sha256(page.encode()).hexdigest()[:12]}.html"
        path.write_text(page, encoding="utf-8")
        return path

    return save


@pytest.fixture(scope="session", params=html.PENS)
def file(request: pytest.FixtureRequest, made: csna.NetworkMap, drawn: Draw) -> Path:
    """The page of the health collaborative, by each pen."""
    return drawn(made, request.param)


@pytest.fixture(scope="session")
def contexts(browser: Any) -> Iterator[Callable[..., Any]]:
    """One browser context for each kind of visitor, shared by the whole run: pages keep nothing."""
    kept: dict[tuple[bool, ...], Any] = {}

    def context(*, phone: bool, dark: bool, bypass_csp: bool) -> Any:
        key = (phone, dark, bypass_csp)
        if key not in kept:
            kept[key] = browser.new_context(
                viewport={"width": 390, "height": 844} if phone else {"width": 1280, "height": 800},
                is_mobile=phone,
                has_touch=phone,
                color_scheme="dark" if dark else "light",
                bypass_csp=bypass_csp,
            )
            kept[key].set_offline(True)
        return kept[key]

    yield context
    for one in kept.values():
        one.close()


@pytest.fixture(scope="session")
def visit(contexts: Callable[..., Any]) -> Open:
    @contextmanager
    def open_page(file: Path, *, phone: bool = False, dark: bool = False, bypass_csp: bool = False) -> Iterator[Visit]:
        seen = Visit(contexts(phone=phone, dark=dark, bypass_csp=bypass_csp).new_page())
        own, page = file.as_uri(), seen.page

        def request(asked_for: Any) -> None:
            address = asked_for.url.split("#")[0]
            if address != own and not address.startswith(("data:", "blob:", "about:")):
                seen.requests.append(address)

        def dialog(box: Any) -> None:
            seen.troubles.append(f"dialog {box.message}")
            box.dismiss()

        page.on("request", request)
        page.on("dialog", dialog)
        page.on("pageerror", lambda fault: seen.troubles.append(str(fault)))
        page.on("console", lambda line: seen.troubles.append(line.text) if line.type == "error" else None)
        page.goto(own)
        page.wait_for_selector("#table tbody tr")
        try:
            yield seen
        finally:
            page.close()

    return open_page
