"""Hypothesis strategies for tests of your own: survey networks with every case that goes wrong in practice.

They draw isolates, one person or nobody, silence, mutual ties, one group, people without a group, blank cells,
strengths, and ids that break naive code. They need the extra ``test``.

>>> import critical_sna as csna
>>> from hypothesis import given
>>> from critical_sna.testing import partner_networks
>>> @given(partner_networks())
... def nobody_is_lost(net):
...     assert csna.in_degree(net).index.equals(net.people.index)
>>> nobody_is_lost()
"""

from __future__ import annotations

import itertools
from typing import NamedTuple

import pandas as pd

from critical_sna.errors import CriticalSNAError
from critical_sna.network.partner import PartnerNetwork, Reports


class _MissingExtraError(CriticalSNAError, ImportError):
    """Hypothesis is not installed."""


try:
    from hypothesis import strategies as st
except ImportError as missing:
    raise _MissingExtraError(
        "critical_sna.testing needs hypothesis, which is not installed.",
        where="import critical_sna.testing",
        mend="pip install 'critical-sna[test]'",
    ) from missing

ANSWERED = ("respondent", "partial")
SILENT = ("declined", "named_only")

HOSTILE_IDS = (
    "1",
    "1.0",
    "01",
    "nan",
    "NaN",
    "NA",
    "None",
    "null",
    "True",
    "person",
    "source",
    "unknown",
    "0x1",
    "1e5",
    "-1",
    "=1+1",
    "@SUM(A1)",
    "<script>alert(1)</script>",
    "O'Brien; DROP TABLE people",
    'say "hi", then go',
    "Zoë",
    "Zoe\u0308 two",
    "\u05d0\u05d1\u05d2",
    "right\u202eleft",
    "zero\u200bwidth",
    "\U0001f331",
    "..",
    "a/b\\c",
    "x" * 300,
)
"""Ids that survive only where ids are text from first to last."""


class NetworkFrames(NamedTuple):
    """What a network is built from, so that a test can reorder or rename it before it builds."""

    people: pd.DataFrame
    ties: pd.DataFrame
    unknown: pd.DataFrame
    reports: Reports | None

    def build(self) -> PartnerNetwork:
        """Make the network of these tables."""
        return PartnerNetwork.from_frames(
            self.people, self.ties, reports=self.reports, relation="advice", unknown=self.unknown
        )


def person_ids(*, hostile: bool = True) -> st.SearchStrategy[str]:
    """Draw one id: plain, or with markup, quotes, marks, number look-alikes and 300 characters."""
    plain = st.integers(min_value=1, max_value=99).map(lambda k: f"P{k:02}")
    if not hostile:
        return plain
    letters = st.characters(codec="utf-8", exclude_categories=("C", "Z"))
    return st.one_of(plain, st.sampled_from(HOSTILE_IDS), st.text(letters, min_size=1, max_size=8))


def strengths() -> st.SearchStrategy[float]:
    """Draw one strength: a scale step, a count, or any ordinary positive number."""
    return st.one_of(
        st.just(1.0),
        st.integers(min_value=1, max_value=5).map(float),
        st.floats(min_value=1e-3, max_value=1e3, allow_nan=False),
    )


@st.composite
def network_frames(
    draw: st.DrawFn,
    *,
    min_people: int = 0,
    max_people: int = 8,
    hostile_ids: bool = True,
    with_strengths: bool = True,
    with_silence: bool = True,
    with_unknown: bool = True,
    missing_groups: bool = True,
    reports: Reports | None = "seeks_from",
) -> NetworkFrames:
    """Draw the tables of one relation in one wave.

    Parameters
    ----------
    min_people, max_people
        How many people there are; 0 draws also the empty network.
    hostile_ids
        Whether ids may be strange text; otherwise they read ``P01`` to ``P99``.
    with_strengths
        Whether ties may differ in strength; otherwise each is 1.
    with_silence
        Whether some people, or all, may not have answered.
    with_unknown
        Whether people who answered may have left cells blank.
    missing_groups
        Whether people may have no ``sector``.
    reports
        Which way the relation was asked; ``None`` for never said.

    Returns
    -------
    Strategy of :class:`NetworkFrames`. ``people`` has ``id``, ``status``, ``asked`` and ``sector`` in drawn order;
    ``ties`` has ``source``, ``target``, ``strength``; nobody names themselves; who is silent names nobody.
    """
    ids = draw(
        st.lists(person_ids(hostile=hostile_ids), min_size=min_people, max_size=max_people, unique=True),
        "ids",
    )
    status = [draw(st.sampled_from(ANSWERED + SILENT if with_silence else ANSWERED)) for _ in ids]
    if with_silence and draw(st.integers(0, 9), "nobody answers at 0") == 0:
        status = ["declined"] * len(ids)
    asked = [
        "yes" if s in ANSWERED else "yes" if s == "declined" else draw(st.sampled_from(("yes", "no", "unknown")))
        for s in status
    ]
    sectors = ("school", "family", "community")[: draw(st.integers(1, 3), "groups")]
    sector = [draw(st.sampled_from((*sectors, None) if missing_groups else sectors)) for _ in ids]
    people = pd.DataFrame({"id": ids, "status": status, "asked": asked, "sector": sector}, dtype="str")

    answering = [i for i, s in zip(ids, status, strict=True) if s in ANSWERED]
    pairs = [(i, j) for i, j in itertools.product(answering, ids) if i != j]
    tied = draw(st.sets(st.sampled_from(pairs), max_size=len(pairs)), "ties") if pairs else set()
    if draw(st.integers(0, 3), "all ties mutual at 0") == 0:
        tied |= {(j, i) for i, j in tied if j in answering}
    arcs = [p for p in pairs if p in tied]
    size = strengths() if with_strengths else st.just(1.0)
    ties = pd.DataFrame(arcs, columns=["source", "target"], dtype="str").assign(
        strength=pd.Series([draw(size) for _ in arcs], dtype=float)
    )
    free = [p for p in pairs if p not in tied]
    blank = draw(st.sets(st.sampled_from(free), max_size=3), "blank cells") if free and with_unknown else set()
    unknown = pd.DataFrame([p for p in free if p in blank], columns=["source", "target"], dtype="str")
    return NetworkFrames(people, ties, unknown, reports)


def partner_networks(
    *,
    min_people: int = 0,
    max_people: int = 8,
    hostile_ids: bool = True,
    with_strengths: bool = True,
    with_silence: bool = True,
    with_unknown: bool = True,
    missing_groups: bool = True,
    reports: Reports | None = "seeks_from",
) -> st.SearchStrategy[PartnerNetwork]:
    """Draw a network; the arguments are those of :func:`network_frames`."""
    return network_frames(
        min_people=min_people,
        max_people=max_people,
        hostile_ids=hostile_ids,
        with_strengths=with_strengths,
        with_silence=with_silence,
        with_unknown=with_unknown,
        missing_groups=missing_groups,
        reports=reports,
    ).map(NetworkFrames.build)
