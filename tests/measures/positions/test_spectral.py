"""PageRank, eigenvector, hubs and authorities: equal to other programs, or NaN with a reason."""

from __future__ import annotations

import warnings

import numpy as np
import numpy.typing as npt
import pandas as pd
import pytest
from hypothesis import given, settings
from reference.comparisons import Reference, load, references

import critical_sna as csna
from critical_sna.errors import CriticalSNAWarning, UsageError
from critical_sna.measures.kernels import leading as _leading
from critical_sna.network.simulate_large import simulate_large
from critical_sna.testing import partner_networks

Net = csna.PartnerNetwork
Matrix = npt.NDArray[np.float64]
QUIET = pytest.mark.filterwarnings("ignore::critical_sna.errors.CriticalSNAWarning")
EVERY = pytest.mark.parametrize("reference", references(), ids=str)


def matrix(net: Net) -> Matrix:
    out = np.zeros((net.n_people, net.n_people))
    place = {person: i for i, person in enumerate(net.people.index)}
    for tie in net.ties.itertuples():
        out[place[tie.source], place[tie.target]] = 1
    return out


def closure(ties: Matrix) -> npt.NDArray[np.bool_]:
    """Say who can be reached from whom, oneself always."""
    reach = np.eye(len(ties), dtype=bool) | (ties > 0)
    for k in range(len(ties)):
        reach |= np.outer(reach[:, k], reach[k])
    return reach


def dense_leading(step: Matrix) -> Matrix:
    """Give the leading eigenvector by numpy, NaN as the library promises; every strong part by its own matrix."""
    n = len(step)
    reach, joined = closure(step), closure(step + step.T)
    parts = {frozenset(np.flatnonzero(reach[i] & reach[:, i])) for i in range(n)}
    radii = {p: float(np.abs(np.linalg.eigvals(step[np.ix_(sorted(p), sorted(p))])).max()) for p in parts}
    largest = max(radii.values(), default=0.0)
    strongest = [p for p, radius in radii.items() if radius > 0 and abs(radius - largest) < 1e-9]
    if len(strongest) != 1:
        return np.full(n, np.nan)
    values, vectors = np.linalg.eig(step)
    vector = np.abs(vectors[:, np.argmin(np.abs(values - largest))].real)
    vector /= np.linalg.norm(vector)
    tied = (step.sum(axis=0) + step.sum(axis=1)) > 0
    vector[tied & ~joined[min(strongest[0])]] = np.nan
    return vector


# --- eigenvector ---------------------------------------------------------------------------------------


@QUIET
@EVERY
@pytest.mark.parametrize(("direction", "column"), [("in", "in_directed_l2"), ("out", "out_directed_l2")])
def test_eigenvector_equals_other_programs_wherever_it_is_defined(
    reference: Reference, direction: str, column: str
) -> None:
    """They give 0, nothing or anything where it is not (fafi, reports_to are acyclic)."""
    ours = csna.eigenvector(load(reference), direction=direction)
    theirs = reference.nodes()[f"eigenvector_{column}"].reindex(ours.index)
    acyclic = reference.folder.startswith("fafi") or reference.net == "reports_to"
    assert ours.isna().all() == acyclic
    assert ours.notna().all() != acyclic
    if not acyclic:
        pd.testing.assert_series_equal(ours, theirs, check_names=False, rtol=0, atol=1e-9)


@QUIET
@EVERY
def test_eigenvector_of_ties_both_ways_equals_other_programs_in_the_strongest_component(reference: Reference) -> None:
    ours = csna.eigenvector(load(reference).symmetrised())
    theirs = reference.nodes()["eigenvector_undirected_l2"].reindex(ours.index)
    known = ours.notna()
    assert known.sum() >= 0.6 * len(ours)
    pd.testing.assert_series_equal(ours[known], theirs[known], check_names=False, rtol=0, atol=1e-9)
    assert (theirs[~known].abs() < 1e-9).all()


@QUIET
@given(net=partner_networks(with_silence=False, with_unknown=False))
def test_eigenvector_equals_numpy_on_every_small_network(net: Net) -> None:
    ties = matrix(net)
    for direction, step in (("in", ties.T), ("out", ties)):
        ours = csna.eigenvector(net, direction=direction).to_numpy()
        np.testing.assert_allclose(ours, dense_leading(step), atol=1e-7)
        if np.isfinite(ours).any():
            assert np.nansum(ours**2) == pytest.approx(1)


@QUIET
@given(net=partner_networks(min_people=4, with_silence=False, with_unknown=False))
def test_large_circles_are_solved_like_small_ones(net: Net) -> None:
    with pytest.MonkeyPatch.context() as patch:
        dense = csna.eigenvector(net)
        patch.setattr(_leading, "_DENSE_PEOPLE", 2)
        pd.testing.assert_series_equal(csna.eigenvector(net), dense, atol=1e-9)


def test_eigenvector_of_a_ring_is_the_same_for_everybody() -> None:
    ring = Net.from_ties([("a", "b"), ("b", "c"), ("c", "d"), ("d", "a")])
    assert csna.eigenvector(ring).tolist() == pytest.approx([0.5] * 4)


@pytest.mark.parametrize(
    ("ties", "reason"),
    [
        ([("a", "b"), ("a", "c"), ("b", "c")], "followed back"),
        ([("a", "b"), ("b", "a"), ("c", "d"), ("d", "c")], "2 separate circles"),
        ([("a", "b"), ("b", "a"), ("b", "c"), ("c", "d"), ("d", "c")], "2 separate circles"),
    ],
    ids=["acyclic", "two components alike", "one circle above another alike"],
)
def test_where_there_is_no_one_eigenvector_everybody_is_unknown_and_told_why(
    ties: list[tuple[str, str]], reason: str
) -> None:
    with pytest.warns(CriticalSNAWarning, match=reason) as told:
        assert csna.eigenvector(Net.from_ties(ties)).isna().all()
    assert told[0].filename == __file__


def test_people_of_another_component_are_unknown_and_isolates_zero() -> None:
    people = pd.DataFrame({"id": list("abcdef")})
    ties = pd.DataFrame([("a", "b"), ("b", "c"), ("c", "a"), ("a", "c"), ("d", "e")], columns=["source", "target"])
    with pytest.warns(CriticalSNAWarning, match="not joined"):
        values = csna.eigenvector(Net.from_frames(people, ties))
    assert values[["d", "e"]].isna().all()
    assert values["f"] == 0
    assert (values[["a", "b", "c"]] > 0).all()


def test_who_is_only_upstream_of_the_circle_gets_nothing_and_who_is_downstream_a_share() -> None:
    values = csna.eigenvector(Net.from_ties([("u", "a"), ("a", "b"), ("b", "a"), ("b", "d")]))
    assert values.to_dict() == pytest.approx({"u": 0, "a": 3**-0.5, "b": 3**-0.5, "d": 3**-0.5})


def test_circles_that_are_nearly_alike_are_told_and_not_guessed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(_leading, "_MOST_STEPS", 3)
    ties = [("a", "b"), ("b", "c"), ("c", "a"), ("a", "c"), ("c", "d"), ("d", "e"), ("e", "d")]
    with pytest.warns(CriticalSNAWarning, match="nearly equally strong"):
        assert csna.eigenvector(Net.from_ties(ties)).isna().all()


def test_a_search_that_does_not_settle_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    from scipy.sparse.linalg import ArpackNoConvergence

    def never(*args: object, **more: object) -> None:
        raise ArpackNoConvergence("no", np.zeros(0), np.zeros((0, 0)))

    monkeypatch.setattr("scipy.sparse.linalg.eigs", never)
    monkeypatch.setattr(_leading, "_DENSE_PEOPLE", 2)
    with pytest.warns(CriticalSNAWarning, match="did not settle"):
        assert csna.eigenvector(Net.from_ties([("a", "b"), ("b", "c"), ("c", "a")])).isna().all()


def test_eigenvector_of_thousands_is_a_fixed_point() -> None:
    people, ties = simulate_large(3_000, 20_000, seed=1)
    net = Net.from_frames(people, ties)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", CriticalSNAWarning)
        values = csna.eigenvector(net).fillna(0).to_numpy()
    arriving = net.adjacency.T.astype(bool).astype(float) @ values
    np.testing.assert_allclose(arriving / np.linalg.norm(arriving), values, atol=1e-9)


# --- hubs and authorities ------------------------------------------------------------------------------


@QUIET
@EVERY
@pytest.mark.parametrize(("column", "theirs"), [("hub", "hub_max1"), ("authority", "authority_max1")])
def test_hubs_and_authorities_equal_igraph(reference: Reference, column: str, theirs: str) -> None:
    """igraph gives 0 to those whose ties are not joined to the strongest block; here they are unknown."""
    ours = csna.hits(load(reference))[column]
    other = reference.nodes()[theirs].reindex(ours.index)
    known = ours.notna()
    gaps = (ours / ours.max() - other)[known].abs()
    assert known.any()
    assert gaps.max() < 1e-9
    assert (other[~known].abs() < 1e-9).all()


@QUIET
@given(net=partner_networks(min_people=1, with_silence=False, with_unknown=False))
def test_hubs_and_authorities_hold_each_other_up(net: Net) -> None:
    ties, found = matrix(net), csna.hits(net)
    hub, authority = (found[name].fillna(0).to_numpy() for name in ("hub", "authority"))
    if found.notna().any(axis=None) and net.n_ties and hub.any():
        strength = np.linalg.norm(ties, 2)
        np.testing.assert_allclose(ties @ authority, strength * hub, atol=1e-7)
        np.testing.assert_allclose(ties.T @ hub, strength * authority, atol=1e-7)


# --- PageRank ------------------------------------------------------------------------------------------


@settings(max_examples=20)
@pytest.mark.parametrize("damping", [0.0, 0.5, 0.85, 0.99, 0.999])
@given(net=partner_networks(min_people=1, with_silence=False, with_unknown=False))
def test_pagerank_solves_its_equation(damping: float, net: Net) -> None:
    """Leaping ahead must not change where it settles, in closed pairs and rings too."""
    ties, n = matrix(net), net.n_people
    given_ties = ties.sum(axis=1, keepdims=True)
    moves = np.where(given_ties > 0, ties / np.maximum(given_ties, 1), 1 / n)
    exact = np.linalg.solve(np.eye(n) - damping * moves.T, np.full(n, (1 - damping) / n))
    ours = csna.pagerank(net, damping=damping)
    np.testing.assert_allclose(ours, exact, rtol=0, atol=1e-11)
    assert ours.sum() == pytest.approx(1, abs=1e-12)


def test_leaps_save_steps_where_closed_groups_hold_attention(monkeypatch: pytest.MonkeyPatch) -> None:
    people, ties = simulate_large(2_000, 6_000, seed=2)
    net = Net.from_frames(people, ties)
    exact = csna.pagerank(net)
    monkeypatch.setattr("critical_sna.measures.positions.spectral._MOST_STEPS", 80)
    assert float((csna.pagerank(net) - exact).abs().sum()) < 1e-11
    monkeypatch.setattr("critical_sna.measures.positions.spectral._LEAP", 1000.0)
    assert float((csna.pagerank(net) - exact).abs().sum()) > 1e-9


def test_eigenvector_refuses_what_is_no_direction() -> None:
    with pytest.raises(UsageError, match="did you mean 'out'"):
        csna.eigenvector(Net.from_ties([("a", "b")]), direction="outt")  # type: ignore[arg-type]  # the mistake is the test
