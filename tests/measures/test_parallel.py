"""Every function that takes ``n_jobs`` gives the same bits on every joblib backend, however many workers there are."""

from __future__ import annotations

import inspect
import warnings
from collections.abc import Iterator
from contextlib import AbstractContextManager, nullcontext

import pandas as pd
import pytest
from joblib import parallel_config

import critical_sna as csna
from critical_sna.errors import WrongTypeError
from critical_sna.network.simulate_large import simulate_large
from critical_sna.voice.audible import voice

FUNCTIONS = {
    name: function
    for name, function in {**{name: getattr(csna, name) for name in csna._WHERE}, "voice": voice}.items()
    if inspect.isfunction(function) and "n_jobs" in inspect.signature(function).parameters
}
"""Every public function that takes ``n_jobs``; a new one is tested before anybody writes a test for it."""
FEW_DRAWS = {"draws": 64, "hops": 2}
SWEPT = {**FEW_DRAWS, "probabilities": (0.3, 0.6)}
IN_DRAWS = {"draws": 20}
ARGUMENTS: dict[str, dict[str, object]] = {
    "core_periphery_test": IN_DRAWS,
    "core_stability": IN_DRAWS,
    "group_centrality": IN_DRAWS,
    "betweenness_sampled": {"pivots": 40},
    "audibility": FEW_DRAWS,
    "audibility_sweep": SWEPT,
    "voice_sweep": SWEPT,
    "voice": FEW_DRAWS,
}
BACKENDS = ("sequential", "threading", "loky", "dask")


@pytest.fixture(scope="module")
def net() -> csna.PartnerNetwork:
    """Give 2,500 people, so that a search of 1,024 sources at a time takes three passes."""
    people, ties = simulate_large(2_500, 7_500, seed=3)
    return csna.PartnerNetwork.from_frames(people, ties, reports="seeks_from")


@pytest.fixture(scope="module")
def part_of(net: csna.PartnerNetwork) -> csna.PartnerNetwork:
    """Give a part of it, for what is searched anew in every draw."""
    return net.keep(net.people.index[:150])


@pytest.fixture(scope="module")
def cluster() -> Iterator[None]:
    """Give two worker processes of dask, for every test here."""
    distributed = pytest.importorskip("distributed")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # what dask's own start says is not about this library
        workers = distributed.LocalCluster(n_workers=2, threads_per_worker=1, processes=True, dashboard_address=None)
        client = distributed.Client(workers)
    yield
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        client.close()
        workers.close()


@pytest.fixture(params=BACKENDS)
def backend(request: pytest.FixtureRequest) -> AbstractContextManager[object]:
    if request.param == "dask":
        request.getfixturevalue("cluster")
        return parallel_config(backend="dask")
    if request.param == "sequential":
        return nullcontext()
    return parallel_config(backend=request.param, n_jobs=2)


def result(name: str, net: csna.PartnerNetwork, n_jobs: object = None) -> bytes:
    function, arguments = FUNCTIONS[name], dict(ARGUMENTS.get(name, {}))
    if "groups" in inspect.signature(function).parameters:
        arguments["groups"] = "group"
    table = function(net, **arguments, n_jobs=n_jobs)
    return pd.DataFrame(table).select_dtypes("number").to_numpy(dtype=float).tobytes()


def test_the_functions_with_workers_are_those_that_take_long() -> None:
    assert set(FUNCTIONS) >= {"betweenness", "betweenness_sampled", "closeness", "harmonic", "reach"}


@pytest.mark.parametrize("name", sorted(FUNCTIONS))
def test_every_backend_gives_the_same_bits(
    name: str,
    net: csna.PartnerNetwork,
    part_of: csna.PartnerNetwork,
    backend: AbstractContextManager[object],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("critical_sna.measures.kernels.betweenness._WORTH_PARTS", 0)
    given = part_of if ARGUMENTS.get(name) is IN_DRAWS else net
    alone = result(name, given, n_jobs=1)
    with backend:
        assert result(name, given) == alone


@pytest.mark.parametrize("name", sorted(FUNCTIONS))
def test_two_workers_asked_for_by_number_give_the_same_bits(
    name: str, net: csna.PartnerNetwork, part_of: csna.PartnerNetwork, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("critical_sna.measures.kernels.betweenness._WORTH_PARTS", 0)
    given = part_of if ARGUMENTS.get(name) is IN_DRAWS else net
    assert result(name, given, n_jobs=2) == result(name, given)


@pytest.mark.parametrize("name", sorted(FUNCTIONS))
@pytest.mark.parametrize("n_jobs", [0, True, 1.5, "2"])
def test_a_number_of_workers_that_is_none_is_refused(name: str, n_jobs: object) -> None:
    people = pd.DataFrame({"id": list("abc"), "group": list("xyx")})
    ties = pd.DataFrame({"source": ["a", "b"], "target": ["b", "c"]})
    tiny = csna.PartnerNetwork.from_frames(people, ties, reports="seeks_from")
    with pytest.raises(WrongTypeError, match="n_jobs"):
        result(name, tiny, n_jobs=n_jobs)
