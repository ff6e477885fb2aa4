"""Paths of voices in arrays: who is reached through whom, in bits, and what each person holds of shortest paths."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
import numpy.typing as npt

from critical_sna.network.partner import PartnerNetwork

if TYPE_CHECKING:
    from scipy import sparse

Integers = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]
Mask = npt.NDArray[np.bool_]
Words = npt.NDArray[np.uint64]

SOURCES_A_PASS = 1024
_NUMBERS_A_BLOCK = 4_000_000


@dataclass(frozen=True, eq=False)
class Arcs:
    """The ties along which voices travel, sorted by who hears."""

    n: int
    tails: Integers
    heads: Integers


def arcs_of(net: PartnerNetwork) -> Arcs:
    """Give the ties of the flow."""
    tails, heads = net.flow().arcs
    order = np.argsort(heads, kind="stable")
    return Arcs(net.n_people, tails[order], heads[order])


def reached(arcs: Arcs, voices: Integers, *, relays: Mask | None = None, steps: int | None = None) -> Iterator[Words]:
    """Yield, step by step, who is reached by then: a row a person, a bit a voice (who has reached themselves).

    Only people of ``relays`` pass on what they hear; the voice itself speaks in any case. A shortest path never comes
    back to its voice, so this equals taking the ties away that go out from everybody else. Stops where nobody new is
    reached. Time O(ties * voices / 64) a step.
    """
    yield from reached_each(arcs, [(voices, relays)], steps=steps)


Asked = tuple[Integers, Mask | None]
"""Voices, and who passes on what they hear (None: everybody)."""


def reached_each(arcs: Arcs, asked: Sequence[Asked], *, steps: int | None = None) -> Iterator[Words]:
    """The same for several questions at once, the words of one beside those of the next."""
    at = np.cumsum([0, *(_words(voices) for voices, _ in asked)])
    seen = np.zeros((arcs.n, at[-1]), dtype=np.uint64)
    passes = np.full(seen.shape, ~np.uint64(0))
    for (voices, relays), first, last in zip(asked, at[:-1], at[1:], strict=True):
        bits = np.arange(len(voices))
        np.bitwise_or.at(seen, (voices, first + bits // 64), np.uint64(1) << (bits % 64).astype(np.uint64))
        if relays is not None:
            passes[~relays, first:last] = 0
    if not len(arcs.tails):
        return
    starts = np.flatnonzero(np.diff(arcs.heads, prepend=-1))
    hearers, step = arcs.heads[starts], 0
    while steps is None or step < steps:
        told = (seen & passes if step else seen)[arcs.tails]
        arriving = np.bitwise_or.reduceat(told, starts, axis=0) | seen[hearers]
        if step and np.array_equal(arriving, seen[hearers]):
            return
        seen[hearers] = arriving
        step += 1
        yield seen


def _words(voices: Integers) -> int:
    return (len(voices) + 63) // 64


def counted(seen: Words, voices: Integers, hears: Floats) -> Floats:
    """Count, for each voice, the people of each set (columns of ``hears``) who are reached, the voice left out."""
    return np.asarray(unpacked(seen, len(voices)).T.astype(np.float64) @ hears - hears[voices])


def unpacked(seen: Words, voices: int) -> npt.NDArray[np.uint8]:
    """Give the bits as (people, voices) of 0 and 1."""
    return np.unpackbits(seen.view(np.uint8), axis=1, count=voices, bitorder="little")


def reach_counts(
    arcs: Arcs, asked: Sequence[Asked], hears: Sequence[Floats], *, steps: int | None = None
) -> list[Floats]:
    """Count, for each question, the people of each of its sets whom each voice reaches in the end: (voices, sets)."""
    found = [np.zeros((len(voices), sets.shape[1])) for (voices, _), sets in zip(asked, hears, strict=True)]
    for blocks in _blocks(arcs, asked):
        seen = None
        for seen in reached_each(arcs, [(block.voices, block.relays) for block in blocks], steps=steps):  # noqa: B007
            pass  # the last one counts
        if seen is not None:
            for block in blocks:
                found[block.question][block.place] = counted(seen[:, block.words], block.voices, hears[block.question])
    return found


def step_counts(arcs: Arcs, asked: Sequence[Asked], hears: Sequence[Floats], steps: int) -> list[Floats]:
    """The same within 1, 2, ... ``steps`` steps: (voices, sets, steps)."""
    found = [np.zeros((len(voices), sets.shape[1], steps)) for (voices, _), sets in zip(asked, hears, strict=True)]
    for blocks in _blocks(arcs, asked):
        each = reached_each(arcs, [(block.voices, block.relays) for block in blocks], steps=steps)
        for step, seen in enumerate(each):
            for block in blocks:
                count = counted(seen[:, block.words], block.voices, hears[block.question])
                found[block.question][block.place, :, step:] = count[:, :, None]
    return found


class _Block(NamedTuple):
    """Some voices of one question, and where their words stand among those of a pass."""

    question: int
    place: slice
    voices: Integers
    relays: Mask | None
    words: slice


def _blocks(arcs: Arcs, asked: Sequence[Asked]) -> Iterator[list[_Block]]:
    """Cut questions into passes that stay small."""
    most = max(SOURCES_A_PASS // 64, _NUMBERS_A_BLOCK // 8 // max(1, len(arcs.tails)))
    held: list[_Block] = []
    at = 0
    for question, (voices, relays) in enumerate(asked):
        for first in range(0, len(voices), SOURCES_A_PASS):
            block = voices[first : first + SOURCES_A_PASS]
            if held and at + _words(block) > most:
                yield held
                held, at = [], 0
            place = slice(first, first + len(block))
            held.append(_Block(question, place, block, relays, slice(at, at + _words(block))))
            at += _words(block)
    if held:
        yield held


def carried(
    arcs: Arcs, voices: Integers, hears: Floats, *, steps: int | None = None
) -> Iterator[tuple[slice, Floats, Floats]]:
    """Yield, for blocks of voices, how many of each set are reached through others, and through whom.

    (voices, sets): people reached at two steps or more. (voices, sets, people): for each of these, the average over
    shortest paths of the share that each person is of the people in between; sums to the first.
    """
    from scipy import sparse

    onward = sparse.csr_array((np.ones(len(arcs.tails)), (arcs.tails, arcs.heads)), shape=(arcs.n, arcs.n))
    back = sparse.csr_array(onward.T)
    width = max(1, _NUMBERS_A_BLOCK // max(1, arcs.n))
    for first in range(0, len(voices), width):
        block = voices[first : first + width]
        distance, came, went = _shortest(back, block, arcs.n, steps)
        far = distance >= 2
        relayed = np.where(far, 1.0, 0.0).T @ hears
        shares = np.zeros((len(block), hears.shape[1], arcs.n))
        between = np.where(far, 1 / np.maximum(distance - 1, 1), 0.0)
        steps_back = _steps_back(distance, came, went)
        for column in range(hears.shape[1]):
            shares[:, column] = _shared_out(onward, steps_back, between * hears[:, column, None]).T
        yield slice(first, first + len(block)), relayed, shares


def _shortest(back: sparse.csr_array, voices: Integers, n: int, steps: int | None) -> tuple[Integers, Floats, Floats]:
    """Give distances (-1 = not reached) and numbers of shortest paths, (people, voices).

    Numbers of paths are kept small: ``came`` is what arrives in units of the step before, ``went`` what is passed on in
    units of its own step; only their ratios along one step are used.
    """
    distance = np.full((n, len(voices)), -1, dtype=np.int64)
    came, went = np.zeros(distance.shape), np.zeros(distance.shape)
    column = np.arange(len(voices))
    distance[voices, column], went[voices, column] = 0, 1.0
    step = 0
    while steps is None or step < steps:
        arriving = np.asarray(back @ np.where(distance == step, went, 0.0))
        new = (arriving > 0) & (distance < 0)
        if not new.any():
            break
        step += 1
        distance[new], came[new] = step, arriving[new]
        most = np.where(new, arriving, 0.0).max(axis=0)
        went[new] = (arriving / np.where(most > 0, most, 1.0))[new]
    return distance, came, went


def _steps_back(distance: Integers, came: Floats, went: Floats) -> list[tuple[Floats, Floats]]:
    """Give, for each step from the last one back, 1 / came for people who are so far, and went for those before."""
    return [
        (np.where(distance == step, 1 / np.where(came > 0, came, 1.0), 0.0), np.where(distance == step - 1, went, 0.0))
        for step in range(int(distance.max(initial=0)), 1, -1)
    ]


def _shared_out(onward: sparse.csr_array, steps_back: list[tuple[Floats, Floats]], due: Floats) -> Floats:
    """Hand what is due at each person back along the shortest paths, and give what passes each person in between."""
    passed = np.zeros(due.shape)
    for each_path, before in steps_back:
        passed += before * np.asarray(onward @ ((due + passed) * each_path))
    return passed
