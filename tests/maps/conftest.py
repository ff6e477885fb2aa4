"""Invented collaboratives to draw, and one headless Chromium for the whole run."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest

import critical_sna as csna

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


@pytest.fixture
def visit(browser: Any) -> Open:
    @contextmanager
    def open_page(file: Path, *, phone: bool = False, dark: bool = False, bypass_csp: bool = False) -> Iterator[Visit]:
        size = {"width": 390, "height": 844} if phone else {"width": 1280, "height": 800}
        context = browser.new_context(
            viewport=size,
            is_mobile=phone,
            has_touch=phone,
            color_scheme="dark" if dark else "light",
            bypass_csp=bypass_csp,
        )
        context.set_offline(True)
        seen = Visit(context.new_page())
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
            context.close()

    return open_page
