"""Parts of work: cut by the work alone, run where the caller says, given back in order."""

from __future__ import annotations

import os
import subprocess
import sys
import threading

import numpy as np
import pytest
from joblib import parallel_config

from critical_sna._core import parallel
from critical_sna.errors import WrongTypeError


def where_it_runs(part: int) -> tuple[int, int, int]:
    return part, os.getpid(), threading.get_ident()


def run(parts: int, n_jobs: int | None = None, prefer: parallel.Prefer = "threads") -> list[tuple[int, int, int]]:
    return parallel.run(where_it_runs, [(i,) for i in range(parts)], n_jobs=n_jobs, prefer=prefer, where="here")


def test_results_come_in_the_order_of_the_parts_from_every_backend() -> None:
    for backend in ("sequential", "threading", "loky"):
        with parallel_config(backend=backend, n_jobs=2):
            assert [part for part, _, _ in run(9)] == list(range(9))


def test_one_worker_runs_here() -> None:
    assert {(process, thread) for _, process, thread in run(3)} == {(os.getpid(), threading.get_ident())}


def test_two_workers_run_where_it_suits_the_function() -> None:
    threads = run(4, n_jobs=2, prefer="threads")
    assert {process for _, process, _ in threads} == {os.getpid()}
    assert os.getpid() not in {process for _, process, _ in run(4, n_jobs=2, prefer="processes")}


def test_the_backend_the_caller_chose_wins_over_what_suits_the_function() -> None:
    with parallel_config(backend="loky", n_jobs=2):
        assert os.getpid() not in {process for _, process, _ in run(4, prefer="threads")}


def test_a_single_part_is_never_sent_away() -> None:
    with parallel_config(backend="loky", n_jobs=2):
        assert run(1)[0][1] == os.getpid()
    assert run(0) == []


def test_one_worker_needs_no_joblib() -> None:
    code = (
        "import sys; from critical_sna._core.parallel import run; "
        "run(abs, [(1,), (2,)], n_jobs=None, prefer='threads', where=''); assert 'joblib' not in sys.modules"
    )
    subprocess.run([sys.executable, "-c", code], check=True)


@pytest.mark.parametrize("n_jobs", [0, 1.0, True, "2"])
def test_a_number_of_workers_that_is_none_is_refused(n_jobs: object) -> None:
    with pytest.raises(WrongTypeError, match="n_jobs must be a whole number other than 0"):
        run(2, n_jobs=n_jobs)  # type: ignore[arg-type]  # the mistake is the test


@pytest.mark.parametrize(("items", "most", "parts"), [(0, 8, 1), (3, 8, 3), (16, 8, 8), (17, 8, 8), (1, 1, 1)])
def test_items_are_cut_into_parts_of_nearly_equal_size(items: int, most: int, parts: int) -> None:
    cut = parallel.split(np.arange(items), most)
    assert len(cut) == parts
    assert np.concatenate(cut).tolist() == list(range(items))
    assert max(map(len, cut)) - min(map(len, cut)) <= 1
