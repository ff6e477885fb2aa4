"""Bonacich power and Katz status: sums over chains, within a bound that is named."""

from __future__ import annotations

import networkx as nx
import numpy as np
import numpy.typing as npt
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from reference.comparisons import load, references

import critical_sna as csna
from critical_sna.errors import CriticalSNAWarning, UsageError
from critical_sna.measures.kernels import leading as _leading
from critical_sna.testing import partner_networks

Net = csna.PartnerNetwork
FULL = partner_networks(with_silence=False, with_unknown=False)


def incoming(net: Net) -> npt.NDArray[np.float64]:
    return np.asarray((net.adjacency.toarray() > 0).T, dtype=float)


def radius(step: npt.NDArray[np.float64]) -> float:
    values = np.linalg.eigvals(step)
    largest = float(np.abs(values).max()) if len(values) else 0.0
    return largest if largest > 0.5 else 0.0  # a circle gives at least 1; rounding in an acyclic network gives less


def series(step: npt.NDArray[np.float64], factor: float) -> npt.NDArray[np.float64]:
    """Add the chains up, one length after the other."""
    total, term = np.zeros(len(step)), step.sum(axis=1)
    for _ in range(400):
        total = total + term
        term = factor * (step @ term)
    return total


R_SNA = {
    ("in", 0.05): [1.236412254219128, 1.840897465789730, 0.532157685492099, 0.873656526146667],
    ("out", 0.05): [0.596460365045909, 0.255917265517107, 1.390336762995954, 1.080605560373304],
    ("in", -0.1): [1.438995501140744, 1.755117970419952, 0.452258386489075, 0.662304393134468],
    ("out", -0.1): [0.526887462399729, 0.307247115299810, 1.441221586709403, 1.293863876850131],
}
"""R 4.2.2, sna 2.7: ``bonpow(m, exponent=beta, tol=1e-20)`` (in: of the transpose), first four managers, advice."""


@pytest.mark.parametrize(("direction", "beta"), list(R_SNA))
def test_bonacich_power_equals_sna_on_the_managers_advice(direction: str, beta: float) -> None:
    net = load(next(r for r in references() if str(r) == "krackhardt_hightech-advice"))
    ours = csna.bonacich_power(net, beta=beta, direction=direction)  # type: ignore[arg-type]  # a literal in a table
    assert ours.head(4).tolist() == pytest.approx(R_SNA[direction, beta], abs=1e-12)


@given(net=FULL, share=st.floats(-0.9, 0.9))
def test_bonacich_power_is_the_sum_over_chains(net: Net, share: float) -> None:
    step = incoming(net)
    beta = share / (radius(step) or 1.0)
    for direction, turned in (("in", step), ("out", step.T)):
        exact = series(turned, beta)
        if exact.any():
            exact *= np.sqrt(len(exact) / (exact**2).sum())
        ours = csna.bonacich_power(net, beta=beta, direction=direction).to_numpy()  # type: ignore[arg-type]  # as above
        np.testing.assert_allclose(ours, exact, atol=1e-8)


@settings(max_examples=20)
@given(net=partner_networks(min_people=2, with_silence=False, with_unknown=False), share=st.floats(0.01, 0.8))
def test_katz_status_equals_networkx(net: Net, share: float) -> None:
    step = incoming(net)
    alpha = share / (radius(step) or 1.0)
    graph = nx.DiGraph()
    graph.add_nodes_from(net.people.index)
    graph.add_edges_from(net.ties[["source", "target"]].itertuples(index=False))
    theirs = nx.katz_centrality_numpy(graph, alpha=alpha, beta=1.0, normalized=False)
    ours = csna.katz(net, alpha=alpha)
    assert ours.to_dict() == pytest.approx({i: v - 1 for i, v in theirs.items()}, abs=1e-8)


@given(net=FULL)
def test_large_networks_are_solved_like_small_ones(net: Net) -> None:
    beta = 0.8 / (radius(incoming(net)) or 1.0)
    with pytest.MonkeyPatch.context() as patch:
        small = csna.katz(net, alpha=beta), csna.bonacich_power(net, beta=-beta)
        patch.setattr(_leading, "_DENSE_PEOPLE", 2)
        pd.testing.assert_series_equal(csna.katz(net, alpha=beta), small[0], atol=1e-9)
        pd.testing.assert_series_equal(csna.bonacich_power(net, beta=-beta), small[1], atol=1e-9)


def test_power_of_ties_both_ways_follows_bonacichs_own_reading() -> None:
    """Squares sum to n; beta 0 gives degrees; under 0 the ends of a chain of four hold their neighbours up."""
    chain = Net.from_ties([("a", "b"), ("b", "c"), ("c", "d")]).symmetrised()
    for beta in (-0.5, -0.2, 0.2, 0.5):
        power = csna.bonacich_power(chain, beta=beta)
        assert (power**2).sum() == pytest.approx(4)
    degrees = csna.bonacich_power(chain, beta=0)
    assert (degrees / degrees["a"]).tolist() == pytest.approx([1, 2, 2, 1])
    lower, higher = (csna.bonacich_power(chain, beta=b) for b in (-0.5, 0.5))
    assert lower["b"] / lower["a"] > 2 > higher["b"] / higher["a"]


@pytest.mark.parametrize("beta", [0.5, -0.5, 0.7, -3])
def test_beta_beyond_the_bound_is_refused_and_the_bound_named(beta: float) -> None:
    complete = Net.from_ties([(i, j) for i in "abc" for j in "abc" if i != j])
    with pytest.raises(UsageError, match=r"1 / largest eigenvalue = 0\.5") as refused:
        csna.bonacich_power(complete, beta=beta)
    assert f"beta={'-' if beta < 0 else ''}0.375" in str(refused.value)
    assert csna.bonacich_power(complete, beta=0.49 * np.sign(beta)).notna().all()


@pytest.mark.parametrize("beta", [float("nan"), float("inf")])
def test_beta_is_a_number(beta: float) -> None:
    with pytest.raises(UsageError, match="beta must be a number"):
        csna.bonacich_power(Net.from_ties([("a", "b")]), beta=beta)


@pytest.mark.parametrize("alpha", [0, -0.1, float("nan")])
def test_alpha_is_above_zero(alpha: float) -> None:
    with pytest.raises(UsageError, match="alpha must be above 0"):
        csna.katz(Net.from_ties([("a", "b")]), alpha=alpha)


def test_an_acyclic_relation_has_no_bound() -> None:
    line = Net.from_ties([("a", "b"), ("b", "c")])
    assert csna.katz(line, alpha=10).to_dict() == {"a": 0, "b": 10, "c": 110}
    assert csna.bonacich_power(line, beta=10).notna().all()


def test_isolates_and_networks_without_ties_have_no_power() -> None:
    people = pd.DataFrame({"id": list("abc")})
    net = Net.from_frames(people, pd.DataFrame({"source": ["a"], "target": ["b"]}))
    assert csna.bonacich_power(net, beta=0.3)["c"] == 0
    none = Net.from_frames(people, pd.DataFrame({"source": [], "target": []}))
    assert csna.bonacich_power(none, beta=0.3).tolist() == [0, 0, 0]
    assert csna.katz(Net.from_frames(people.head(0), pd.DataFrame({"source": [], "target": []})), alpha=0.3).empty


def test_power_outward_is_unknown_for_people_who_did_not_answer() -> None:
    people = pd.DataFrame({"id": list("abc"), "status": ["respondent", "respondent", "declined"]})
    net = Net.from_frames(people, pd.DataFrame({"source": ["a", "b"], "target": ["c", "a"]}))
    for name, values in (("bonacich_power", {"beta": 0.2}), ("katz", {"alpha": 0.2})):
        assert np.isnan(getattr(csna, name)(net, direction="out", **values)["c"])
        assert getattr(csna, name)(net, direction="in", **values).notna().all()


def test_where_it_does_not_settle_it_is_unknown_and_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(_leading, "_DENSE_PEOPLE", 0)
    monkeypatch.setattr(_leading, "_MOST_STEPS", 5)
    pair = Net.from_ties([("a", "b"), ("b", "a")])
    with pytest.warns(CriticalSNAWarning, match="does not settle") as told:
        assert csna.bonacich_power(pair, beta=0.9).isna().all()
    assert told[0].filename == __file__


def test_networks_of_other_packages_are_taken() -> None:
    graph = nx.DiGraph([("a", "b"), ("b", "c")])
    assert csna.katz(graph, alpha=0.5).tolist() == [0, 0.5, 0.75]
    assert csna.bonacich_power(graph, beta=0.5).notna().all()
