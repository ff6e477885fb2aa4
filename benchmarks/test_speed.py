"""The same calls for pytest-benchmark, to compare two versions of the library (see README.md here)."""

from __future__ import annotations

import pytest
from pytest_benchmark.fixture import BenchmarkFixture

from benchmarks.data import data
from benchmarks.kernels import KERNELS, SIZES, Engine, Kernel, check_agreement

RUNS = [
    pytest.param(
        kernel,
        engine,
        people,
        id=f"{name}-{people}-{engine.name}",
        marks=[pytest.mark.skip(reason=engine.why)] if people > engine.largest else [],
    )
    for name, kernel in KERNELS.items()
    for people in SIZES
    for engine in kernel.engines
]


@pytest.mark.parametrize(("kernel", "engine", "people"), RUNS)
def test_speed(benchmark: BenchmarkFixture, kernel: Kernel, engine: Engine, people: int) -> None:
    drawn = data(people)
    benchmark.group = f"{kernel.name}, {people} people"
    answer = benchmark.pedantic(
        engine.call, setup=lambda: ((engine.prepare(drawn),), {}), rounds=kernel.rounds.get(people, 3)
    )
    assert len(engine.read(answer, drawn))


@pytest.mark.parametrize("kernel", KERNELS.values(), ids=KERNELS)
def test_engines_agree_on_a_small_network(kernel: Kernel) -> None:
    drawn = data(SIZES[0])
    answers = {}
    for engine in (e for e in kernel.engines if e.is_there):
        answer = engine.call(engine.prepare(drawn))
        answers[engine.name] = engine.read(answer[1] if engine.own_clock else answer, drawn)
    check_agreement(kernel, answers)
