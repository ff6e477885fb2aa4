"""The leading eigenvector of a network's ties, and sums over chains of ties; where they exist and where they do not.

A matrix of ties without negative numbers has one leading eigenvector exactly where one strongly connected part (people
who all reach each other) has a larger eigenvalue than every other part. Without any such part (nobody can come back to
where they began) or with two that are equal there is none to speak of.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
import numpy.typing as npt

if TYPE_CHECKING:
    from scipy import sparse

Numbers = npt.NDArray[np.float64]
Members = npt.NDArray[np.intp]

_DENSE_PEOPLE = 200
_EQUAL = 1e-9  # eigenvalues that differ by less, as a share, count as equal
_MOST_STEPS = 20_000
_SETTLED = 1e-15


class Part(NamedTuple):
    """A strongly connected part, its largest eigenvalue and the eigenvector (positive)."""

    members: Members
    radius: float
    vector: Numbers


class NoLeadingError(Exception):
    """There is no leading eigenvector; the text says why."""


def strongest_parts(step: sparse.csr_array) -> list[Part]:
    """Give the strongly connected parts with the largest eigenvalue: none, one, or several that are equal.

    ``step`` holds 0 and 1 with an empty diagonal.
    """
    best: list[Part] = []
    for members in _strong_parts(step):
        radius = best[0].radius if best else 0.0
        if len(members) == 2:  # two people who name each other
            found = Part(members, 1.0, np.ones(2))
        else:
            inner = step[members][:, members]
            most = min(inner.sum(axis=0).max(), inner.sum(axis=1).max())
            if most < radius * (1 - _EQUAL):
                continue
            found = Part(members, *_perron(inner))
        if found.radius > radius * (1 + _EQUAL):
            best = [found]
        elif found.radius >= radius * (1 - _EQUAL):
            best.append(found)
        elif len(members) == 2:
            break
    return best


def _strong_parts(step: sparse.csr_array) -> Iterator[Members]:
    """Give the parts of two people or more, the largest first."""
    from scipy.sparse import csgraph

    if step.shape[0] == 0:
        return
    _, label = csgraph.connected_components(step, connection="strong")
    sizes = np.bincount(label)
    ends = np.cumsum(sizes)
    by_part = np.argsort(label, kind="stable")
    for part in np.argsort(-sizes, kind="stable"):
        if sizes[part] < 2:
            return
        yield by_part[ends[part] - sizes[part] : ends[part]]


def _perron(inner: sparse.csr_array) -> tuple[float, Numbers]:
    """Give the largest eigenvalue of a strongly connected part, and its vector, which is positive."""
    if inner.shape[0] <= _DENSE_PEOPLE:
        values, vectors = np.linalg.eig(inner.toarray())
    else:
        from scipy.sparse.linalg import ArpackError, eigs

        try:
            values, vectors = eigs(inner, k=1, which="LR", v0=np.ones(inner.shape[0]))
        except ArpackError as error:
            raise NoLeadingError("the search for it did not settle") from error
    place = int(np.argmax(values.real))
    return float(values[place].real), np.abs(vectors[:, place].real)


def leading(step: sparse.csr_array) -> tuple[Numbers, npt.NDArray[np.bool_]]:
    """Give the leading eigenvector of ``step`` (length 1), and for whom it says nothing.

    Who is downstream of the strongest part gets what arrives there, everybody else 0. It says nothing about people
    with ties in another component, where every value is 0 whatever their ties are.
    """
    from scipy.sparse import csgraph

    parts = strongest_parts(step)
    if not parts:
        raise NoLeadingError("nobody who is named can be followed back to where one began")
    if len(parts) > 1:
        raise NoLeadingError(f"{len(parts)} separate circles of people are equally strong, so it is not unique")
    members, radius, vector = parts[0]
    fixed = np.zeros(step.shape[0])
    fixed[members] = vector / np.linalg.norm(vector)
    others = np.ones(len(fixed), dtype=bool)
    others[members] = False
    values = fixed
    for _ in range(_MOST_STEPS):
        arriving = (step @ values) / radius
        new = np.where(others, arriving, fixed)
        change = float(np.abs(new - values).max())
        values = new
        if change <= _SETTLED * float(values.max()):
            break
    else:
        raise NoLeadingError("two circles of people are nearly equally strong, so it does not settle")
    _, component = csgraph.connected_components(step, connection="weak")
    tied = np.diff(step.indptr) + np.bincount(step.indices, minlength=len(fixed)) > 0
    return values / np.linalg.norm(values), tied & (component != component[members[0]])


def chains(step: sparse.csr_array, first: Numbers, factor: float) -> Numbers:
    """Solve x = first + factor * step x: what arrives over chains of every length, each tie counting ``factor``.

    The caller has seen to it that ``factor`` is within 1 / largest eigenvalue.
    """
    if len(first) <= _DENSE_PEOPLE:
        return np.asarray(np.linalg.solve(np.eye(len(first)) - factor * step.toarray(), first))
    values = first
    for _ in range(_MOST_STEPS):
        new = first + factor * (step @ values)
        change = float(np.abs(new - values).max())
        values = new
        if change <= _SETTLED * float(np.abs(values).max()):
            return values
    raise NoLeadingError("it does not settle so near to the bound")
