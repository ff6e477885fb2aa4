"""Who is in which group, where a person may be in several: multi-select identities stay multi-select."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import numpy.typing as npt
import pandas as pd

from critical_sna._core.frames import column, group_codes, labels_of
from critical_sna.errors import DataError, WrongTypeError
from critical_sna.network.partner import PartnerNetwork

Groups = str | pd.Series | pd.DataFrame
"""A people column, a Series on the same people (one group each), or a table of ``memberships``."""


class Members(NamedTuple):
    """Who is in which group, as arrays."""

    names: tuple[str, ...]
    mask: npt.NDArray[np.bool_]
    """(people, groups); nobody's group known: a row of False."""
    patterns: npt.NDArray[np.int64]
    """Which groups a person is in, as one code: equal for people of the same groups, -1 where none is known."""


def memberships(people: PartnerNetwork | pd.DataFrame, *, of: str, sep: str = ";") -> pd.DataFrame:
    """Lay out an attribute of which a person may have ticked several answers, one column a group.

    Whoever ticked two answers is in two groups: nobody is made choose, and no group of "several" is invented.

    Parameters
    ----------
    people
        The network, or a people table.
    of
        The column: text with answers between ``sep`` (``"family; teacher"``), or lists, tuples or sets of answers.
    sep
        What stands between answers in text.

    Returns
    -------
    DataFrame of bool, index ``person``, one column a group, sorted.
        A row of False where nothing was told. "Prefer not to say" is an answer like any other.

    Raises
    ------
    UnknownNameError
        No such people column.
    DataError
        Nobody told anything.

    Notes
    -----
    Time O(n * answers). Columns overlap, so groups must not be added up.

    References
    ----------
    This library's construct.

    Examples
    --------
    >>> import critical_sna as csna
    >>> people = pd.DataFrame({"role": ["family; teacher", "teacher", None]}, index=["Ana", "Bo", "Cy"])
    >>> csna.memberships(people, of="role").loc["Ana"].to_dict()
    {'family': True, 'teacher': True}
    """
    frame = people.people if isinstance(people, PartnerNetwork) else people
    values = column(frame, of, what="people", where="memberships(of=...)")
    told = [_answers(value, sep) for value in values.astype(object)]
    names = sorted(set().union(*told))
    if not names:
        raise DataError(
            f"Nobody's {of!r} is known.", where="memberships(of=...)", mend="take a column that people answered"
        )
    mask = np.array([[name in answers for name in names] for answers in told], dtype=bool)
    index = pd.Index(frame.index, dtype="str", name="person")
    return pd.DataFrame(mask, index=index, columns=pd.Index(names, dtype="str", name="group"))


def _answers(value: object, sep: str) -> set[str]:
    """Give the answers of one cell as text; blank and ``unknown`` are none."""
    if isinstance(value, list | tuple | set | frozenset):
        parts = pd.Series([v for v in value if v is not None], dtype=object)
    else:
        text = labels_of(pd.Series([value], dtype=object).infer_objects()).dropna()
        parts = pd.Series([p for t in text for p in str(t).split(sep)], dtype=object)
    return {str(p).strip() for p in labels_of(parts.infer_objects()).dropna()} if len(parts) else set()


def members_of(people: pd.DataFrame, groups: Groups, *, where: str) -> Members:
    """Give who is in which group, from a column, a Series or a table of memberships."""
    if not isinstance(groups, pd.DataFrame):
        codes, names = group_codes(people, groups, where=where)
        return Members(names, codes[:, None] == np.arange(len(names)), codes)
    missing = people.index.difference(groups.index)
    if len(missing) or not groups.index.is_unique:
        raise DataError(
            f"{len(missing)} people have no row of memberships." if len(missing) else "People have several rows.",
            where=where,
            mend="give one row for each person: csna.memberships(net, of=...)",
        )
    table = groups.reindex(people.index)
    if not all(pd.api.types.is_bool_dtype(table[name].dtype) for name in table.columns):
        raise WrongTypeError(
            "A table of memberships holds True and False.", where=where, mend="csna.memberships(net, of=...)"
        )
    mask = table.to_numpy(dtype=bool)
    _, patterns = np.unique(mask, axis=0, return_inverse=True)
    codes = np.where(mask.any(axis=1), patterns.reshape(-1), -1).astype(np.int64)
    _, codes[codes >= 0] = np.unique(codes[codes >= 0], return_inverse=True)
    return Members(tuple(str(name) for name in table.columns), mask, codes)


def dealt_out(members: Members, codes: npt.NDArray[np.int64]) -> npt.NDArray[np.bool_]:
    """Give who is in which group where the groups of people were dealt out anew as ``codes``."""
    held = np.zeros((int(members.patterns.max(initial=-1)) + 2, len(members.names)), dtype=bool)
    held[members.patterns] = members.mask  # -1, nobody's group known, takes the last row: all False
    return np.asarray(held[codes])
