"""Gould and Fernandez' roles: which role a -> v -> b is, and how many of each there are at each person."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, TypeAlias

import numpy as np
import numpy.typing as npt

from critical_sna.measures.kernels.two_paths import Numbers, Paths, Places, Triples

if TYPE_CHECKING:
    from scipy import sparse

    Table: TypeAlias = npt.NDArray[np.int64] | sparse.csr_array[np.int64]

ROLES = ("coordinator", "itinerant", "representative", "gatekeeper", "liaison")
NO_ROLE = len(ROLES)
"""The place of two-paths in which somebody's group is not known."""

Codes: TypeAlias = npt.NDArray[np.int64]

_ROLE_OF = np.array([4, 1, 2, 0, 3, 0, 0, 0, NO_ROLE])
"""By what is equal: a and b counts 1, a and v counts 2, v and b counts 4; the last where a group is not known."""
_CELLS_A_TIE, _CELLS_ALWAYS_DENSE = 4, 10_000
"""A table of people by groups is dense up to so many cells a tie, and always up to so many."""


def role_of(a: Codes, v: Codes, b: Codes) -> Codes:
    """Give the place in ``ROLES`` of each triple of group codes, ``NO_ROLE`` where one is not known (-1)."""
    equal = (a == b).view(np.uint8) | (a == v).view(np.uint8) << 1 | (v == b).view(np.uint8) << 2
    equal[(a < 0) | (v < 0) | (b < 0)] = len(_ROLE_OF) - 1
    role: Codes = _ROLE_OF[equal]
    return role


def open_roles(paths: Paths, codes: Codes, closed: Iterable[Triples]) -> Numbers:
    """Count the open two-paths at each person (n x 6: five roles, then those without a role).

    All two-paths, less those that are closed, less those of which nobody knows. Time O(ties + closed).
    """
    counts = _all_roles(paths, codes)
    for a, v, b in closed:
        cells = v.astype(np.int64) * (NO_ROLE + 1) + role_of(codes[a], codes[v], codes[b])
        if len(cells) < counts.size:
            np.subtract.at(counts.reshape(-1), cells, 1)
        else:
            counts -= np.bincount(cells, minlength=counts.size).reshape(counts.shape)
    if paths.reporter == "either":  # nobody told whether two silent ends are tied
        counts -= _all_roles(paths.silent_ends, codes)
    return counts.astype(float)


def weighted_roles(codes: Codes, pairs: Iterable[tuple[Triples, Numbers]]) -> Numbers:
    """Add up 1 / (how many people stand between a and b) over open two-paths, by broker and role."""
    counts = np.zeros((len(codes), NO_ROLE + 1))
    for (a, v, b), between in pairs:
        np.add.at(counts, (v, role_of(codes[a], codes[v], codes[b])), 1.0 / between)
    return counts


def with_total(counts: Numbers) -> Numbers:
    """Give the five roles and their total, those without a role included."""
    return np.column_stack([counts[:, :NO_ROLE], counts.sum(axis=1)])


def _all_roles(paths: Paths, codes: Codes) -> Codes:
    """Count all a -> v -> b with a != b, from how many of each group come in to v and go out."""
    n, shape = paths.n, (paths.n, int(codes.max(initial=0)) + 2)
    column = codes % shape[1]  # people without a group come last
    incoming = _by_group(paths.targets, column[paths.sources], shape)
    outgoing = _by_group(paths.sources, column[paths.targets], shape)
    (all_in, known_in, own_in), (all_out, known_out, own_out) = (_sums(side, codes) for side in (incoming, outgoing))
    both_own = own_in * own_out
    both_unknown = (all_in - known_in) * (all_out - known_out)
    same_ends = _row_sums(incoming * outgoing) - both_unknown  # type: ignore[arg-type]  # both of one kind
    partner, broker = paths.mutual
    known = codes[partner] >= 0
    own = known & (codes[partner] == codes[broker])
    back_own, back_other = (np.bincount(broker[chosen], minlength=n) for chosen in (own, known & ~own))
    roles = np.zeros((n, NO_ROLE + 1), dtype=np.int64)
    roles[:, 0] = both_own - back_own
    roles[:, 1] = same_ends - both_own - back_other
    roles[:, 2] = own_in * (known_out - own_out)
    roles[:, 3] = (known_in - own_in) * own_out
    roles[:, 4] = (known_in - own_in) * (known_out - own_out) - (same_ends - both_own)
    roles[codes < 0] = 0
    roles[:, NO_ROLE] = all_in * all_out - np.bincount(broker, minlength=n) - roles.sum(axis=1)
    return roles


def _by_group(people: Places, groups: Codes, shape: tuple[int, int]) -> Table:
    """Count each person's ties by the group at the other end."""
    from scipy import sparse

    n_cells = shape[0] * shape[1]
    if n_cells <= _CELLS_A_TIE * len(people) + _CELLS_ALWAYS_DENSE:
        return np.bincount(people * shape[1] + groups, minlength=n_cells).reshape(shape)
    return sparse.coo_array((np.ones(len(people), dtype=np.int64), (people, groups)), shape=shape).tocsr()


def _sums(table: Table, codes: Codes) -> tuple[Codes, Codes, Codes]:
    """Give each person's ties: all, those whose other end has a known group, and those inside the person's group."""
    everyone, rows = _row_sums(table), np.arange(len(codes))
    own, unknown = (
        np.asarray(cells if isinstance(cells, np.ndarray) else cells.todense()).ravel()
        for cells in (table[rows, codes], table[:, [-1]])
    )
    return everyone, everyone - unknown, np.where(codes >= 0, own, 0)


def _row_sums(table: Table) -> Codes:
    return np.asarray(table.sum(axis=1)).ravel().astype(np.int64)
