"""The naive oracles of this suite themselves equal R's values, and the golden network by hand.

Two witnesses that agree without the library say that a disagreement with both is the library's.
"""

from __future__ import annotations

import csv
import math
from pathlib import Path

import oracles
import pytest

HERE = Path(__file__).parent
NETWORKS = [
    ("krackhardt_hightech", "advice"),
    ("krackhardt_hightech", "reports_to"),
    ("freeman_eies", "acq2_ge3"),
    ("fafi_family_school", "Q3"),
]


def rows(folder: str, name: str) -> list[dict[str, str]]:
    with (HERE / folder / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def load(folder: str, net: str) -> tuple[oracles.Small, dict[str, str | None]]:
    rule = next(r for r in rows(folder, "reference/networks.csv") if r["net"] == net)
    nodes = rows(folder, "nodes.csv")
    arcs: dict[tuple[str, str], float] = {}
    for e in rows(folder, "edges.csv"):
        wanted = e["relation"] == rule["relation"] and rule["wave"] in ("", e["wave"])
        if wanted and e["source"] != e["target"] and float(e["weight"]) >= float(rule["min_weight"] or 0):
            arcs[e["source"], e["target"]] = arcs.get((e["source"], e["target"]), 0) + float(e["weight"])
    return oracles.small(arcs, [n["id"] for n in nodes]), {n["id"]: n[rule["partition"]] for n in nodes}


def number(cell: str) -> float:
    return float(cell) if cell else math.nan


@pytest.mark.parametrize(("folder", "net"), NETWORKS)
def test_oracles_of_persons_equal_the_values_of_r(folder: str, net: str) -> None:
    n, groups = load(folder, net)
    roles = oracles.brokerage(n, groups)
    ours = {
        "in_degree": oracles.in_degree(n),
        "out_degree": oracles.out_degree(n),
        "in_strength": oracles.in_strength(n),
        "out_strength": oracles.out_strength(n),
        "closeness_in_wf": oracles.closeness(n, "in"),
        "closeness_out_wf": oracles.closeness(n, "out"),
        "harmonic_in_norm": oracles.harmonic(n, "in"),
        "harmonic_out_norm": oracles.harmonic(n, "out"),
        "pagerank_085": oracles.pagerank(n),
        "pagerank_085_weighted": oracles.pagerank(n, use_strength=True),
        "coreness_undirected": oracles.coreness(n),
        "local_clustering_undirected": oracles.local_clustering(n),
        "burt_constraint_binary_ig": oracles.constraint(n),
        "burt_constraint_weighted_ig": oracles.constraint(n, use_strength=True),
        "effective_size_binary": oracles.effective_size(n),
        "effective_size_weighted": oracles.effective_size(n, use_strength=True),
        "efficiency_binary": oracles.efficiency(n),
        "gf_raw_coordinator_wI": {i: r["coordinator"] for i, r in roles.items()},
        "gf_raw_representative_bIO": {i: r["representative"] for i, r in roles.items()},
        "gf_raw_gatekeeper_bOI": {i: r["gatekeeper"] for i, r in roles.items()},
    }
    table = rows(folder, f"reference/{net}__nodes.csv")
    for column, values in ours.items():
        if column in table[0]:
            assert values == pytest.approx({r["id"]: number(r[column]) for r in table}, abs=1e-9, nan_ok=True)


@pytest.mark.parametrize(("folder", "net"), NETWORKS)
def test_oracles_of_the_network_equal_the_values_of_r(folder: str, net: str, monkeypatch: pytest.MonkeyPatch) -> None:
    n, groups = load(folder, net)
    between = {r["id"]: number(r["betweenness_directed_raw"]) for r in rows(folder, f"reference/{net}__nodes.csv")}
    monkeypatch.setattr(oracles, "betweenness", lambda _: between)  # listing all paths of 21 people takes ages
    ours = oracles.summary(n)
    names = {
        "density": "density_directed",
        "reciprocity_arc": "reciprocity_arc",
        "reciprocity_dyad": "reciprocity_dyad_nonnull",
        "transitivity": "transitivity_undirected_global",
        "transitivity_directed": "sna_gtrans_weak_directed",
        "components_weak": "components_weak",
        "components_strong": "components_strong",
        "mean_distance": "mean_distance_directed_reachable",
        "diameter": "diameter_directed_reachable",
        "n_isolates": "n_isolates",
        "centralization_in_degree": "centralization_indegree",
        "centralization_out_degree": "centralization_outdegree",
        "centralization_betweenness": "centralization_betweenness_directed",
    }
    facts = {r["measure"]: number(r["value"]) for r in rows(folder, f"reference/{net}__graph.csv")}
    for fact, name in names.items():
        assert ours[fact] == pytest.approx(facts[name], abs=1e-9)
    for group, value in oracles.ei_index(n, groups).items():
        name = "ei_index_directed" if group is None else f"ei_index_out[{group}]"
        assert value == pytest.approx(facts[name], abs=1e-9, nan_ok=True)


def test_listing_every_path_equals_betweenness_by_hand() -> None:
    """Of the paths of a diamond half run through each side; a tail puts all of them through its neck."""
    net = oracles.small(["su", "sv", "ut", "vt", "tz"], "suvtz")
    assert oracles.betweenness(net) == {"s": 0, "u": 1, "v": 1, "t": 3, "z": 0}


def test_paths_by_strength_count_ties_that_floating_point_loses() -> None:
    """1/3 + 1/3 + 1/3 is as long as 1, so each way round carries half."""
    strong = {("a", "b"): 3.0, ("b", "c"): 3.0, ("c", "d"): 3.0, ("a", "d"): 1.0}
    assert oracles.betweenness(oracles.small(strong, "abcd"), use_strength=True) == {
        "a": 0,
        "b": 1.5,
        "c": 1.5,
        "d": 0,
    }


def test_listing_every_state_equals_the_chances_worked_out_by_hand() -> None:
    net = oracles.small(["01", "12", "02", "23", "31"], "0123")
    assert oracles.pass_chances(net, 0.4) == pytest.approx(
        {
            ("0", "1"): 0.4384,
            ("0", "2"): 0.496,
            ("0", "3"): 0.1984,
            ("1", "0"): 0,
            ("1", "2"): 0.4,
            ("1", "3"): 0.16,
            ("2", "0"): 0,
            ("2", "1"): 0.16,
            ("2", "3"): 0.4,
            ("3", "0"): 0,
            ("3", "1"): 0.4,
            ("3", "2"): 0.16,
        }
    )
