"""What every test uses: the oracles on the path, one Hypothesis profile, one headless Chromium for the whole run."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any  # Any: playwright objects; the package may be missing

import pytest
from hypothesis import HealthCheck, settings

sys.path.insert(0, str(Path(__file__).parent))  # tests import oracles and reference.* by name

settings.register_profile(
    "critical_sna",
    max_examples=50,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.load_profile("critical_sna")


def _no_browser(reason: str) -> None:
    """Skip a test that opens a page, or fail it where ``CSNA_REQUIRE_BROWSER=1`` says that there must be a browser."""
    if os.environ.get("CSNA_REQUIRE_BROWSER") == "1":
        pytest.fail(reason)
    pytest.skip(reason)


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    """Give Chromium as ``CHROMIUM`` or the path name it, or skip with a plain reason."""
    path = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("google-chrome")
    if not path or not Path(path).exists():
        _no_browser("no Chromium was found: install it, or set CHROMIUM to its path")
    try:
        from playwright import sync_api
    except ImportError:
        _no_browser("playwright is not installed")
    flags = [
        "--disable-gpu",
        "--disable-3d-apis",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
    ]
    if hasattr(os, "geteuid") and os.geteuid() == 0:
        flags.append("--no-sandbox")
    with sync_api.sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=path, headless=True, args=flags)
        yield started
        started.close()
