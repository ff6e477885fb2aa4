"""Which engine a kernel runs on: scipy and numpy always, numba where it is installed and compiling pays."""

from __future__ import annotations

from importlib.util import find_spec
from typing import Literal

from critical_sna._core import limits
from critical_sna.errors import UsageError, did_you_mean

Engine = Literal["auto", "scipy", "numba"]
Chosen = Literal["scipy", "numba"]


def choose(engine: Engine, work: float, *, where: str, enough: float = limits.NUMBA_WORK) -> Chosen:
    """Give the engine to run on.

    ``auto`` is numba where it is installed and there is ``enough`` work (ties visited, pairs of ties checked) to be
    worth starting it. Results are the same counts on both, and the same floats to 1e-12.
    """
    if engine == "scipy":
        return "scipy"
    if engine not in ("auto", "numba"):
        raise UsageError(
            f"engine={engine!r} is not an engine.",
            where=where,
            mend=did_you_mean(engine, ("auto", "scipy", "numba")),
        )
    installed = find_spec("numba") is not None
    if engine == "numba" and not installed:
        raise UsageError(
            "engine='numba' needs the package numba, which is not installed.",
            where=where,
            mend="install the extra: pip install 'critical-sna[fast]'; or leave engine='auto'",
        )
    return "numba" if installed and (engine == "numba" or work >= enough) else "scipy"
