"""The spectral segregation index, beside dense eigenvectors of the matrix of shares and cases with a closed form."""

from __future__ import annotations

import itertools

import numpy as np
import pandas as pd
import pytest
from bridges import as_small, differences, groups_of
from hypothesis import given

import critical_sna as csna
from critical_sna._core import limits
from critical_sna.measures.groups import spectral_segregation as module
from critical_sna.testing import partner_networks

Net = csna.PartnerNetwork


def by_powers(net: Net) -> dict[str, float]:
    """Repeat the averaging over contacts a great many times in each connected part of each group."""
    hand, groups = as_small(net), groups_of(net)
    told = [i for i in hand.people if groups[i] is not None]
    contact = {
        i: [
            j
            for j in told
            if j != i and ((hand.tie(i, j) and i in hand.answered) or (hand.tie(j, i) and j in hand.answered))
        ]
        for i in told
    }
    out = dict.fromkeys(hand.people, np.nan)
    for i in told:
        if contact[i] and i in hand.answered:
            part, edge = {i}, {i}
            while edge:
                edge = {k for j in edge for k in contact[j] if groups[k] == groups[i]} - part
                part |= edge
            members = sorted(part)
            shares = np.array([[(j in contact[k]) / len(contact[k]) for j in members] for k in members])
            values, vectors = np.linalg.eig(shares)
            best = int(np.argmax(values.real))
            vector = np.abs(vectors[:, best].real)
            out[i] = values[best].real * vector[members.index(i)] / vector.mean() if len(members) > 1 else 0.0
    return out


@given(partner_networks(max_people=9, hostile_ids=False))
def test_the_index_equals_the_leading_eigenvector_of_the_shares_of_contacts(net: Net) -> None:
    assert differences(csna.spectral_segregation(net, groups="sector"), by_powers(net), tolerance=1e-7) == {}


@given(partner_networks(max_people=8, hostile_ids=False, with_silence=False))
def test_the_index_of_the_whole_is_the_mean_over_people_with_contacts(net: Net) -> None:
    each = csna.spectral_segregation(net, groups="sector")
    whole = csna.segregation(net, groups="sector", draws=2).loc["spectral"]
    assert whole["observed"] == pytest.approx(each.mean(), abs=1e-9, nan_ok=True)
    assert whole["n"] == each.notna().sum()


def cliques(between: list[tuple[str, str]]) -> Net:
    people = pd.DataFrame({"id": list("abcdef"), "sector": list("xxxyyy")})
    inside = [*itertools.combinations("abc", 2), *itertools.combinations("def", 2)]
    return Net.from_frames(people, pd.DataFrame(inside + between, columns=["source", "target"]))


def test_groups_without_a_tie_across_are_wholly_segregated() -> None:
    assert csna.spectral_segregation(cliques([]), groups="sector").tolist() == pytest.approx([1.0] * 6)


def test_one_contact_in_three_outside_leaves_two_thirds() -> None:
    found = csna.spectral_segregation(cliques([("a", "d"), ("b", "e"), ("c", "f")]), groups="sector")
    assert found.tolist() == pytest.approx([2 / 3] * 6)


def test_the_baseline_is_the_mean_over_every_way_to_shuffle_the_groups() -> None:
    net = cliques([("a", "d")])
    codes = [
        pd.Series(["x" if i in chosen else "y" for i in "abcdef"], index=list("abcdef"))
        for chosen in itertools.combinations("abcdef", 3)
    ]
    every = [csna.segregation(net, groups=c, draws=0).loc["spectral", "observed"] for c in codes]
    found = csna.segregation(net, groups="sector").loc["spectral"]
    assert found["baseline"] == pytest.approx(np.mean(every), abs=4 * np.std(every) / np.sqrt(limits.LABEL_DRAWS))
    assert found["baseline_sd"] == pytest.approx(np.std(every), rel=0.25)


def test_lanczos_gives_the_values_of_the_dense_solver(monkeypatch: pytest.MonkeyPatch) -> None:
    rng = np.random.default_rng(1)
    people = pd.DataFrame({"id": [f"P{k:03}" for k in range(120)], "sector": rng.choice(["x", "y"], 120)})
    ends = rng.choice(people["id"], size=(700, 2))
    ties = pd.DataFrame(ends, columns=["source", "target"]).drop_duplicates()
    net = Net.from_frames(people, ties)
    dense = csna.spectral_segregation(net, groups="sector")
    monkeypatch.setattr(module, "_DENSE", 5)
    pd.testing.assert_series_equal(csna.spectral_segregation(net, groups="sector"), dense, rtol=1e-8)


def test_the_table_of_indices_leaves_it_out_above_a_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "SPECTRAL_SEGREGATION_PEOPLE", 5)
    row = csna.segregation(cliques([]), groups="sector", draws=3).loc["spectral"]
    assert row[["observed", "baseline", "baseline_sd"]].isna().all()
    assert row["n"] == 6
