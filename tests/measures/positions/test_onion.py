"""Onion layers, beside peeling by hand and networkx."""

from __future__ import annotations

import group_oracles as by_hand
import networkx as nx
import numpy as np
import pytest
from bridges import as_small, differences
from hypothesis import given

import critical_sna as csna
from critical_sna.testing import partner_networks


@given(partner_networks(max_people=9, hostile_ids=False))
def test_layers_equal_peeling_by_hand(net: csna.PartnerNetwork) -> None:
    theirs = {i: d if i in as_small(net).answered else np.nan for i, d in by_hand.onion(as_small(net)).items()}
    assert differences(csna.onion_layers(net), theirs) == {}


@pytest.mark.parametrize("seed", range(8))
def test_networkx_gives_the_same_layers_where_nobody_is_isolated(seed: int) -> None:
    g = nx.gnm_random_graph(60, 40 + 30 * seed, seed=seed)
    g.remove_nodes_from(list(nx.isolates(g)))
    found = csna.onion_layers(g)
    assert found.astype(int).to_dict() == {str(i): d for i, d in nx.onion_layers(g).items()}


@given(partner_networks(max_people=9, hostile_ids=False, with_silence=False))
def test_coreness_never_falls_from_one_layer_to_the_next(net: csna.PartnerNetwork) -> None:
    core = csna.coreness(net).groupby(csna.onion_layers(net))
    assert (core.min() == core.max()).all()
    assert core.min().is_monotonic_increasing
