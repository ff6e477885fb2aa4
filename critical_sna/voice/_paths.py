"""Paths of voices in arrays: who is reached through whom, in bits, and what each person holds of shortest paths."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

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
    bits = np.arange(len(voices))
    seen = np.zeros((arcs.n, (len(voices) + 63) // 64), dtype=np.uint64)
    np.bitwise_or.at(seen, (voices, bits // 64), np.uint64(1) << (bits % 64).astype(np.uint64))
    open_ = np.ones(len(arcs.tails), dtype=bool)
    step = 0
    while steps is None or step < steps:
        tails, heads = arcs.tails[open_], arcs.heads[open_]
        if not len(tails):
            return
        starts = np.flatnonzero(np.diff(heads, prepend=-1))
        arriving = np.bitwise_or.reduceat(seen[tails], starts, axis=0) | seen[heads[starts]]
        if step and np.array_equal(arriving, seen[heads[starts]]):
            return
        seen[heads[starts]] = arriving
        if step == 0 and relays is not None:
            open_ = relays[arcs.tails]
        step += 1
        yield seen


def counted(seen: Words, voices: Integers, hears: Floats) -> Floats:
    """Count, for each voice, the people of each set (columns of ``hears``) who are reached, the voice left out."""
    return np.asarray(unpacked(seen, len(voices)).T.astype(np.float64) @ hears - hears[voices])


def unpacked(seen: Words, voices: int) -> npt.NDArray[np.uint8]:
    """Give the bits as (people, voices) of 0 and 1."""
    return np.unpackbits(seen.view(np.uint8), axis=1, count=voices, bitorder="little")


def reach_counts(
    arcs: Arcs, voices: Integers, hears: Floats, *, relays: Mask | None = None, steps: int | None = None
) -> Floats:
    """Count the people of each set whom each voice reaches in the end: (voices, sets)."""
    found = np.zeros((len(voices), hears.shape[1]))
    for first in range(0, len(voices), SOURCES_A_PASS):
        block = voices[first : first + SOURCES_A_PASS]
        seen = None
        for seen in reached(arcs, block, relays=relays, steps=steps):  # noqa: B007  # the last one counts
            pass
        if seen is not None:
            found[first : first + len(block)] = counted(seen, block, hears)
    return found


def step_counts(arcs: Arcs, voices: Integers, hears: Floats, steps: int, *, relays: Mask | None = None) -> Floats:
    """The same within 1, 2, ... ``steps`` steps: (voices, sets, steps)."""
    found = np.zeros((len(voices), hears.shape[1], steps))
    for first in range(0, len(voices), SOURCES_A_PASS):
        block = voices[first : first + SOURCES_A_PASS]
        for step, seen in enumerate(reached(arcs, block, relays=relays, steps=steps)):
            found[first : first + len(block), :, step:] = counted(seen, block, hears)[:, :, None]
    return found


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
        for column in range(hears.shape[1]):
            due = np.where(far, hears[:, column, None] / np.maximum(distance - 1, 1), 0.0)
            shares[:, column] = _shared_out(onward, distance, came, went, due).T
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


def _shared_out(onward: sparse.csr_array, distance: Integers, came: Floats, went: Floats, due: Floats) -> Floats:
    """Hand what is due at each person back along the shortest paths, and give what passes each person in between."""
    passed = np.zeros(due.shape)
    for step in range(int(distance.max(initial=0)), 1, -1):
        here = distance == step
        each = np.where(here, (due + passed) / np.where(here, came, 1.0), 0.0)
        passed += np.where(distance == step - 1, went * np.asarray(onward @ each), 0.0)
    return passed
