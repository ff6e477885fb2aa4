"""Who is reached in which world: two ways to follow voices give the same bits, and counts are those of single bits."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import critical_sna as csna
from critical_sna._core import limits
from critical_sna.testing import partner_networks
from critical_sna.voice import _live
from critical_sna.voice._live import Worlds, by_world, pack, reached_bits

DIRECTED = st.sampled_from(["seeks_from", "gives_to", "mutual"])


@settings(max_examples=15)
@given(reports=DIRECTED, data=st.data())
def test_relay_after_relay_and_hearer_after_hearer_give_the_same_bits(reports: str, data: st.DataObject) -> None:
    net = data.draw(partner_networks(min_people=2, hostile_ids=False, reports=reports))
    found = []
    for people in (0, 100):
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(_live, "_RELAYED_PEOPLE", people)
            patch.setattr(limits, "EXACT_UNCERTAIN_TIES", 2)
            found.append((csna.voice(net, draws=70), csna.audibility(net, groups="sector", draws=70)))
    for one, other in zip(*found, strict=True):
        pd.testing.assert_frame_equal(one, other, check_exact=True)


@pytest.mark.parametrize("people", [0, 100])
def test_networks_side_by_side_hold_the_worlds_of_each_alone(people: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """Three networks of nine people with unequal numbers of ties, 130 worlds each."""
    monkeypatch.setattr(_live, "_RELAYED_PEOPLE", people)
    rng = np.random.default_rng(3)
    n, worlds = 9, 130
    arcs = [np.nonzero((rng.random((n, n)) < share) & ~np.eye(n, dtype=bool)) for share in (0.1, 0.3, 0.2)]
    states = [pack(rng.random((len(tails), worlds)) < 0.5) for tails, _ in arcs]
    alone = []
    for (tails, heads), is_open in zip(arcs, states, strict=True):
        order = np.argsort(heads, kind="stable")
        world = Worlds(n, tails[order], heads[order], is_open[order], worlds, None)
        alone.append(np.concatenate([bits for _, bits in reached_bits(world, np.arange(n), None)], axis=2))
    tails, heads = (np.concatenate([pair[end] + n * k for k, pair in enumerate(arcs)]) for end in (0, 1))
    together = Worlds(n, tails, heads, np.concatenate(states), worlds, None, networks=3)
    (_, found), *rest = reached_bits(together, np.arange(n), None)
    assert rest == []
    np.testing.assert_array_equal(found, np.concatenate(alone, axis=1))
    assert found.any()


@settings(max_examples=30)
@given(rows=st.integers(0, 9), worlds=st.integers(1, 130), seed=st.integers(0, 99))
def test_counts_over_worlds_are_sums_of_bits(rows: int, worlds: int, seed: int) -> None:
    bits = np.random.default_rng(seed).random((rows, 2, worlds)) < 0.6
    words = pack(bits.reshape(rows * 2, worlds)).reshape(rows, 2, (worlds + 63) // 64)
    np.testing.assert_array_equal(by_world(words, worlds), bits.sum(axis=0))
