"""Long work in parts, on the joblib backend that the caller chose; the number of workers never changes the parts.

``joblib.parallel_config(backend="loky" | "threading" | "dask", n_jobs=...)`` decides where parts run; ``n_jobs`` is
passed on to joblib (None: its default, one worker unless configured). Results come back in the order of the parts, so
whoever adds them up in that order gets the same bits everywhere.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from typing import Any, Literal, TypeVar

import numpy as np
import numpy.typing as npt

from critical_sna.errors import WrongTypeError

Result = TypeVar("Result")
Prefer = Literal["threads", "processes"]


def check(n_jobs: int | None, where: str) -> None:
    """Refuse a number of workers that is none."""
    if isinstance(n_jobs, bool) or not isinstance(n_jobs, int | np.integer | None) or n_jobs == 0:
        raise WrongTypeError(
            f"n_jobs must be a whole number other than 0, or None, not {n_jobs!r}.",
            where=where,
            mend="n_jobs=2 for two workers, n_jobs=-1 for all cores, None for what joblib was told",
        )


def run(
    function: Callable[..., Result],  # parts differ in their arguments
    parts: Sequence[tuple[Any, ...]],  # Any: as the function takes them
    *,
    n_jobs: int | None,
    prefer: Prefer,
    where: str,
) -> list[Result]:
    """Give ``function(*part)`` of every part, in the order of the parts.

    ``prefer`` says what suits the function where the caller chose no backend: threads for code that lets go of the
    interpreter lock (numpy, scipy, numba), processes for code that holds it (igraph).
    """
    check(n_jobs, where)
    # Nobody can have configured a joblib that is not loaded, so one worker needs no joblib.
    if len(parts) < 2 or (n_jobs in (None, 1) and "joblib" not in sys.modules):
        return [function(*part) for part in parts]
    from joblib import Parallel, delayed

    results: list[Result] = Parallel(n_jobs=n_jobs, prefer=prefer)(delayed(function)(*part) for part in parts)
    return results


def split(items: npt.NDArray[np.int64], most: int) -> list[npt.NDArray[np.int64]]:
    """Cut items into at most ``most`` parts of nearly equal size, none of them empty."""
    return np.array_split(items, max(1, min(most, len(items))))
