"""Users of networkx, igraph and pandas are let in by one door, and get what they would get from a PartnerNetwork."""

from __future__ import annotations

import inspect

import igraph
import networkx as nx
import numpy as np
import pandas as pd
import pytest

import critical_sna as csna
from critical_sna.errors import DataError, UnknownNameError, WrongTypeError
from critical_sna.network.accept import as_network
from critical_sna.network.catalogue import catalogue

TIES = [("Ana", "Bo", 2.0), ("Bo", "Ana", 1.0), ("Cy", "Bo", 3.0), ("Di", "Cy", 1.0), ("Ana", "Di", 1.0)]


def _arguments_of(function) -> set[str]:
    return set(inspect.signature(function).parameters)


def partner() -> csna.PartnerNetwork:
    people = pd.DataFrame({"id": ["Ana", "Bo", "Cy", "Di"], "sector": ["x", "y", "y", "x"]})
    return csna.PartnerNetwork.from_frames(
        people, pd.DataFrame(TIES, columns=["source", "target", "strength"]), reports="seeks_from"
    )


def as_networkx() -> nx.DiGraph[str]:
    graph: nx.DiGraph[str] = nx.DiGraph(reports="seeks_from")
    graph.add_nodes_from([("Ana", {"sector": "x"}), ("Bo", {"sector": "y"}), ("Cy", {"sector": "y"})])
    graph.add_node("Di", sector="x")
    graph.add_weighted_edges_from(TIES, weight="strength")
    return graph


def as_igraph() -> igraph.Graph:
    graph = igraph.Graph.TupleList(TIES, directed=True, edge_attrs=["strength"])
    graph["reports"] = "seeks_from"
    sector = dict(zip(["Ana", "Bo", "Cy", "Di"], "xyyx", strict=True))
    graph.vs["sector"] = [sector[name] for name in graph.vs["name"]]
    return graph


@pytest.mark.filterwarnings("ignore::critical_sna.errors.CriticalSNAWarning")  # the reason of a NaN
@pytest.mark.parametrize("make", [as_networkx, as_igraph], ids=["networkx", "igraph"])
def test_every_measure_takes_a_graph_where_a_network_is_expected(make) -> None:
    for name, entry in catalogue().items():
        options: dict[str, object] = {"groups": "sector"} if entry.takes_groups else {}
        ours, theirs = entry.function(partner(), **options), entry.function(make(), **options)
        if isinstance(ours, pd.DataFrame):
            pd.testing.assert_frame_equal(theirs, ours, obj=name)
        else:
            pd.testing.assert_series_equal(theirs, ours, obj=name)


TOLD = {"pivots": 2, "beta": 0.1, "alpha": 0.1, "draws": 9, "names": ["in_degree"], "groups": "sector", "seed": 0}
OTHERS = [
    name
    for name, where in csna._WHERE.items()
    if where.startswith("measures") and name not in catalogue() and "net" in _arguments_of(getattr(csna, name))
]


@pytest.mark.parametrize("make", [as_networkx, as_igraph], ids=["networkx", "igraph"])
@pytest.mark.parametrize("name", OTHERS)
def test_every_other_function_of_a_network_takes_a_graph(name: str, make) -> None:
    function, ways = getattr(csna, name), [partner(), make()]
    options = {key: value for key, value in TOLD.items() if key in _arguments_of(function)}
    if name == "assortativity":
        options["by"] = csna.in_degree(partner())
    if name == "two_mode_brokerage":  # who has a tie with whom must be of another kind
        options["mode"], ties = (
            "sector",
            [t for t in TIES if {t[0], t[1]} != {"Bo", "Cy"} and {t[0], t[1]} != {"Ana", "Di"}],
        )
        people = partner().people[["sector"]]
        ways = [csna.PartnerNetwork.from_frames(people, pd.DataFrame(ties, columns=["source", "target", "strength"]))]
        ways.append(ways[0].to_networkx())
    if name == "centralization":
        ours, theirs = (function(csna.in_degree(partner()), net=net, kind="in_degree") for net in ways)
    else:
        ours, theirs = (function(net, **options) for net in ways)
    assert theirs.equals(ours) if hasattr(ours, "equals") else theirs == ours


@pytest.mark.parametrize("make", [as_networkx, as_igraph], ids=["networkx", "igraph"])
def test_splits_and_profiles_take_a_graph(make) -> None:
    named = csna.in_degree(partner())
    pd.testing.assert_frame_equal(
        csna.inequality(named, by="sector", people=make()), csna.inequality(named, by="sector", people=partner())
    )
    ours, theirs = (csna.RoleProfiles(n_profiles=2).fit(net).labels_.tolist() for net in (partner(), make()))
    assert theirs == ours


def test_a_frame_of_ties_is_a_network_and_stays_as_it_was() -> None:
    frame = pd.DataFrame(TIES, columns=["source", "target", "strength"])
    before = frame.copy(deep=True)
    pd.testing.assert_series_equal(csna.in_strength(frame), csna.in_strength(partner()))
    pd.testing.assert_frame_equal(csna.centrality(frame), csna.centrality(partner()))
    pd.testing.assert_frame_equal(frame, before)


def test_whole_numbers_as_ids_in_a_frame_are_their_digits() -> None:
    frame = pd.DataFrame({"source": [1, 2], "target": [2, 3]})
    assert csna.in_degree(frame).to_dict() == {"1": 0.0, "2": 1.0, "3": 1.0}


def test_a_network_is_given_back_as_it_is() -> None:
    net = partner()
    assert as_network(net) is net


def test_a_network_can_be_given_by_name() -> None:
    pd.testing.assert_series_equal(csna.in_degree(net=partner()), csna.in_degree(partner()))


@pytest.mark.parametrize("given", [None, 3, "advice", [("Ana", "Bo")], np.eye(2)], ids=str)
def test_anything_else_is_refused_with_what_can_be_given(given) -> None:
    with pytest.raises(WrongTypeError, match=r"not a network") as caught:
        csna.in_degree(given)
    assert "in_degree(net)" in str(caught.value)
    assert "source and target" in str(caught.value)


def test_a_frame_that_holds_no_ties_is_refused_with_the_nearest_name() -> None:
    with pytest.raises(UnknownNameError, match="sources"):
        csna.in_degree(pd.DataFrame({"sources": ["Ana"], "target": ["Bo"]}))


def test_a_frame_with_a_missing_id_is_refused() -> None:
    with pytest.raises(DataError):
        csna.in_degree(pd.DataFrame({"source": ["Ana", None], "target": ["Bo", "Cy"]}))
