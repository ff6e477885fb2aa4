"""Role profiles keep scikit-learn's contract, and people whose measures are not known are sorted nowhere."""

from __future__ import annotations

import itertools

import numpy as np
import pandas as pd
import pytest
from sklearn.base import clone
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import FunctionTransformer
from sklearn.utils.estimator_checks import parametrize_with_checks

import critical_sna as csna
from critical_sna.errors import UsageError
from critical_sna.measures.groups.roles import FEATURES, UNKNOWN_PROFILE

Net = csna.PartnerNetwork


@parametrize_with_checks([csna.RoleProfiles()])
def test_scikit_learns_own_checks_pass(estimator: object, check: object) -> None:
    check(estimator)  # type: ignore[operator]  # a callable of scikit-learn's


def net() -> Net:
    people = pd.DataFrame({"id": list("abcdefg"), "status": ["respondent"] * 6 + ["declined"]})
    ties = [("b", "a"), ("c", "a"), ("d", "a"), ("e", "a"), ("a", "f"), ("b", "g")]
    return Net.from_frames(people, pd.DataFrame(ties, columns=["source", "target"]), reports="seeks_from")


def test_a_network_is_described_by_its_measures() -> None:
    of_network = csna.RoleProfiles(n_profiles=2).fit(net())
    of_table = csna.RoleProfiles(n_profiles=2).fit(csna.measure_table(net(), FEATURES))
    assert of_network.labels_.tolist() == of_table.labels_.tolist()
    np.testing.assert_array_equal(of_network.profiles_, of_table.profiles_)
    assert of_table.feature_names_in_.tolist() == list(FEATURES)
    assert of_network.predict(net()).tolist() == of_network.labels_.tolist()


def test_who_did_not_answer_has_no_profile() -> None:
    found = csna.RoleProfiles(n_profiles=2).fit(net())
    assert found.labels_[-1] == UNKNOWN_PROFILE
    assert (found.labels_[:-1] >= 0).all()
    distances = found.transform(net())
    assert np.isnan(distances[-1]).all()
    assert (distances[:-1].argmin(axis=1) == found.labels_[:-1]).all()


@pytest.mark.parametrize("ties", [[], ["ab", "bc", "ca"]])
def test_fewer_different_positions_than_profiles_are_refused_before_anything_warns(ties: list[str]) -> None:
    arcs = pd.DataFrame([tuple(tie) for tie in ties], columns=["source", "target"], dtype="str")
    alike = Net.from_frames(pd.DataFrame({"id": list("abc")}), arcs)
    with pytest.raises(UsageError, match=r"1 different positions, too few for 2(.|\n)*n_profiles=1"):
        csna.RoleProfiles(n_profiles=2).fit(alike)
    assert csna.RoleProfiles(n_profiles=1).fit(alike).labels_.tolist() == [0, 0, 0]


def test_a_network_without_people_is_refused() -> None:
    nobody = Net.from_frames(pd.DataFrame({"id": []}, dtype="str"), pd.DataFrame({"source": [], "target": []}))
    with pytest.raises(UsageError, match="no people"):
        csna.RoleProfiles(n_profiles=1).fit(nobody)


def test_profiles_are_the_means_of_their_people_the_largest_first() -> None:
    rng = np.random.default_rng(2)
    table = pd.DataFrame(rng.normal(size=(60, 2)) + 10 * rng.integers(0, 3, size=(60, 1)), columns=["one", "two"])
    found = csna.RoleProfiles().fit(table)
    means = table.groupby(found.labels_).mean()
    np.testing.assert_allclose(found.profiles_, means.to_numpy(), rtol=1e-9)
    size = np.bincount(found.labels_)
    assert list(size) == sorted(size, reverse=True)


def test_no_division_of_a_few_people_is_tighter() -> None:
    """Among all ways to make two profiles of eight people, the one found has the smallest inertia."""
    table = np.random.default_rng(4).normal(size=(8, 2))
    scaled = (table - table.mean(axis=0)) / table.std(axis=0)

    def inertia(first: tuple[int, ...]) -> float:
        parts = [scaled[[k in first for k in range(8)]], scaled[[k not in first for k in range(8)]]]
        return sum(float(((p - p.mean(axis=0)) ** 2).sum()) for p in parts if len(p))

    best = min(inertia(c) for size in range(1, 5) for c in itertools.combinations(range(8), size))
    assert csna.RoleProfiles(n_profiles=2).fit(table).inertia_ == pytest.approx(best)


def test_a_measure_that_does_not_vary_says_nothing() -> None:
    table = np.column_stack([[1.0, 1.1, 5.0, 5.1], [3.0] * 4])
    found = csna.RoleProfiles(n_profiles=2).fit(table)
    assert found.labels_[0] == found.labels_[1] != found.labels_[2] == found.labels_[3]
    assert found.scale_[1] == 1


def test_it_stands_in_a_pipeline_and_gives_frames() -> None:
    table = csna.measure_table(net(), FEATURES)
    steps = make_pipeline(FunctionTransformer(np.log1p), csna.RoleProfiles(n_profiles=2)).set_output(transform="pandas")
    found = steps.fit_transform(table)
    assert list(found.columns) == ["roleprofiles0", "roleprofiles1"]
    assert found.index.equals(table.index)
    assert clone(csna.RoleProfiles(n_profiles=5)).n_profiles == 5


@pytest.mark.parametrize("wrong", [0, -1, 1.5, "3"])
def test_the_number_of_profiles_is_a_whole_number(wrong: object) -> None:
    with pytest.raises(UsageError, match="n_profiles"):
        csna.RoleProfiles(n_profiles=wrong).fit(net())  # type: ignore[arg-type]  # the mistake is the test


def test_more_profiles_than_people_are_refused() -> None:
    with pytest.raises(UsageError, match="too few for 7 profiles"):
        csna.RoleProfiles(n_profiles=7).fit(net())
