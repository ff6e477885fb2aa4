"""Every example in a docstring runs and gives what it says."""

from __future__ import annotations

import doctest
import importlib
import pkgutil

import pandas as pd
import pytest

import critical_sna as csna

MODULES = sorted(
    info.name for info in pkgutil.walk_packages(csna.__path__, "critical_sna.") if not info.name.endswith("__main__")
)


def _examples(module: str) -> list[doctest.DocTest]:
    finder = doctest.DocTestFinder(exclude_empty=True)
    found = finder.find(importlib.import_module(module), extraglobs={"pd": pd, "csna": csna})
    return [test for test in found if test.examples]


@pytest.mark.parametrize("module", MODULES)
def test_examples_in_docstrings_give_what_they_say(module: str) -> None:
    runner = doctest.DocTestRunner(optionflags=doctest.NORMALIZE_WHITESPACE)
    for test in _examples(module):
        runner.run(test)
    assert runner.failures == 0


def test_every_measure_in_the_catalogue_has_an_example_and_a_source() -> None:
    from critical_sna.network.catalogue import catalogue

    for name, entry in catalogue().items():
        text = entry.function.__doc__ or ""
        assert ">>> " in text, name
        assert "References" in text, name
        assert "Returns" in text, name
        assert entry.source, name
