"""Every classical measure equals R's sna and igraph on 14 real networks.

Source of the values: tests/reference/*/reference, computed with R 4.2.2 (sna 2.7, igraph 1.3.5) and, where no program
has the measure, by plain loops; sources of the networks in the NOTICE beside each.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from reference import comparisons
from reference.comparisons import Pair, Reference

EVERY = pytest.mark.parametrize("reference", comparisons.references(), ids=str)


def check(pairs: Iterator[Pair], at_least: int) -> None:
    found = {p.measure: (p.difference(), p.tolerance) for p in pairs}
    assert len(found) >= at_least
    assert {m: d for m, (d, near) in found.items() if not d <= near} == {}


def test_fourteen_networks_are_compared() -> None:
    assert len(comparisons.references()) == 14


@EVERY
def test_measures_of_persons_equal_those_of_other_programs(reference: Reference) -> None:
    check(comparisons.person_pairs(reference), 18)


@EVERY
def test_brokerage_along_the_reports_equals_sna(reference: Reference) -> None:
    check(comparisons.brokerage_pairs(reference), 6)


@EVERY
def test_ties_between_groups_equal_the_counts_by_hand(reference: Reference) -> None:
    check(comparisons.group_pairs(reference), 3)


@EVERY
def test_facts_of_the_network_equal_those_of_other_programs(reference: Reference) -> None:
    check(comparisons.fact_pairs(reference), 15)


def test_every_column_whose_convention_is_taken_is_compared() -> None:
    """On the one network that has strengths and numbers of people; the other tests here go through all networks."""
    messages = next(r for r in comparisons.references() if r.net == "messages")
    compared = [*comparisons.all_pairs(messages), *comparisons.relation_pairs("krackhardt_hightech")]
    assert {pair.measure: pair.difference() for pair in compared if not pair.difference() <= pair.tolerance} == {}
    assert {pair.column for pair in compared} >= comparisons.ADOPTED


@pytest.mark.parametrize(
    ("pairs", "needle"),
    [(comparisons.person_pairs, "in_degree"), (comparisons.fact_pairs, "network_summary, density")],
)
def test_a_value_off_by_a_millionth_would_be_seen(pairs: Callable[[Reference], Iterator[Pair]], needle: str) -> None:
    pair = next(p for p in pairs(comparisons.references()[0]) if p.measure == needle)
    assert pair.difference() <= pair.tolerance
    assert pair._replace(ours=pair.ours + 1e-6).difference() > pair.tolerance
    assert pair._replace(ours=pair.ours * float("nan")).difference() == float("inf")
