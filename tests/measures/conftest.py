"""Few draws for tests about the form of a measure, where how many are drawn does not matter."""

from __future__ import annotations

import inspect
from collections.abc import Iterator

import pytest

from critical_sna._core import limits
from critical_sna.network.catalogue import catalogue


@pytest.fixture(scope="module")
def few_draws() -> Iterator[None]:
    """Let every measure draw 13 times unless it is told otherwise."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(limits, "POOLED_NULL", 1)
        for entry in catalogue().values():
            defaults = inspect.unwrap(entry.function).__kwdefaults__ or {}
            if "draws" in defaults:
                patch.setitem(defaults, "draws", 13)
        yield
