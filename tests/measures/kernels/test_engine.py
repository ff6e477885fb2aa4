"""Which engine runs."""

from __future__ import annotations

import importlib.util

import pytest

from critical_sna.errors import UsageError
from critical_sna.measures.kernels.engine import choose


@pytest.fixture
def installed(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Say whether numba is there, whether it is or not."""
    there = importlib.util.find_spec("math") if request.param else None
    monkeypatch.setattr("critical_sna.measures.kernels.engine.find_spec", lambda name: there)


@pytest.mark.parametrize("installed", [True], indirect=True)
@pytest.mark.usefixtures("installed")
def test_auto_takes_numba_where_there_is_enough_to_do() -> None:
    assert choose("auto", 9, where="", enough=10) == "scipy"
    assert choose("auto", 10, where="", enough=10) == "numba"
    assert choose("scipy", 1e99, where="") == "scipy"
    assert choose("numba", 0, where="") == "numba"


@pytest.mark.parametrize("installed", [False], indirect=True)
@pytest.mark.usefixtures("installed")
def test_without_numba_auto_is_scipy_and_numba_names_the_extra() -> None:
    assert choose("auto", 1e99, where="") == "scipy"
    with pytest.raises(UsageError, match=r"critical-sna\[fast\]"):
        choose("numba", 1e99, where="")


def test_an_engine_that_there_is_not_is_answered_with_the_nearest() -> None:
    with pytest.raises(UsageError, match="did you mean 'numba'"):
        choose("numbas", 0, where="closeness(net)")  # type: ignore[arg-type]  # the mistake is the test
