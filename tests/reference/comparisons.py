"""Real networks beside values that other programs computed for them, one pair of columns after the other."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import NamedTuple

import numpy as np
import pandas as pd

import critical_sna as csna

HERE = Path(__file__).parent
SETS = ("fafi_family_school", "freeman_eies", "krackhardt_hightech", "lazega_law")
TOLERANCE, PAGERANK_TOLERANCE = 1e-9, 1e-6


@dataclass(frozen=True)
class Reference:
    """One network of one set: which rows of edges.csv it holds and by what attribute it is grouped."""

    folder: str
    net: str
    relation: str
    wave: str
    min_weight: str
    groups: str

    def __str__(self) -> str:
        return f"{self.folder}-{self.net}"

    def table(self, kind: str) -> pd.DataFrame:
        return pd.read_csv(HERE / self.folder / "reference" / f"{self.net}__{kind}.csv")

    def nodes(self) -> pd.DataFrame:
        path = HERE / self.folder / "reference" / f"{self.net}__nodes.csv"
        return pd.read_csv(path, dtype={"id": str}).set_index("id").sort_index()

    def facts(self) -> pd.Series:
        return self.table("graph").set_index("measure")["value"]


class Pair(NamedTuple):
    """Values of this library and of the other program on one index; NaN stands where it is undefined."""

    measure: str
    ours: pd.Series
    theirs: pd.Series
    tolerance: float

    def difference(self) -> float:
        """Give the largest difference; infinite where only one of the two is undefined."""
        ours = self.ours.to_numpy(dtype=float)
        theirs = self.theirs.reindex(self.ours.index).to_numpy(dtype=float)
        undefined = np.isnan(ours)
        if len(self.ours) != len(self.theirs) or (undefined != np.isnan(theirs)).any():
            return float("inf")
        gaps = np.abs(ours - theirs)[~undefined]
        return float(gaps.max()) if len(gaps) else 0.0


def references() -> list[Reference]:
    """List the 14 networks."""
    out = []
    for folder in SETS:
        rows = pd.read_csv(HERE / folder / "reference" / "networks.csv", dtype=str, keep_default_na=False)
        out += [Reference(folder, r.net, r.relation, r.wave, r.min_weight, r.partition) for r in rows.itertuples()]
    return out


@cache
def load(reference: Reference) -> csna.PartnerNetwork:
    """Build one network: parallel arcs summed, self-ties out, everybody kept, everybody taken to have answered."""
    folder = HERE / reference.folder
    people = pd.read_csv(folder / "nodes.csv", dtype=str, keep_default_na=False)
    people = people.rename(columns={"status": "rank"})  # "status" is reserved for who answered
    arcs = pd.read_csv(folder / "edges.csv", dtype=str, keep_default_na=False)
    arcs = arcs[arcs["relation"] == reference.relation].assign(strength=lambda a: a["weight"].astype(float))
    if reference.wave:
        arcs = arcs[arcs["wave"] == reference.wave]
    if reference.min_weight:
        arcs = arcs[arcs["strength"] >= float(reference.min_weight)]
    arcs = arcs[arcs["source"] != arcs["target"]]
    ties = arcs.groupby(["source", "target"], as_index=False)["strength"].sum()
    return csna.PartnerNetwork.from_frames(people, ties, reports="seeks_from", relation=reference.relation)


def groups_of(reference: Reference) -> str:
    return {"status": "rank"}.get(reference.groups, reference.groups)


PERSON: dict[str, tuple[str, Callable[[csna.PartnerNetwork], pd.Series]]] = {
    "in_degree": ("in_degree", lambda n: csna.in_degree(n)),
    "out_degree": ("out_degree", lambda n: csna.out_degree(n)),
    "in_strength": ("in_strength", lambda n: csna.in_strength(n)),
    "out_strength": ("out_strength", lambda n: csna.out_strength(n)),
    "betweenness": ("betweenness_directed_raw", lambda n: csna.betweenness(n)),
    "betweenness, normalized": ("betweenness_directed_norm", lambda n: csna.betweenness(n, normalized=True)),
    "betweenness, use_strength": (
        "betweenness_weighted_invw_raw",
        lambda n: csna.betweenness(n, use_strength=True),
    ),
    "closeness, in": ("closeness_in_wf", lambda n: csna.closeness(n, direction="in")),
    "closeness, out": ("closeness_out_wf", lambda n: csna.closeness(n, direction="out")),
    "harmonic, in": ("harmonic_in_norm", lambda n: csna.harmonic(n, direction="in")),
    "harmonic, out": ("harmonic_out_norm", lambda n: csna.harmonic(n, direction="out")),
    "pagerank": ("pagerank_085", lambda n: csna.pagerank(n)),
    "pagerank, use_strength": ("pagerank_085_weighted", lambda n: csna.pagerank(n, use_strength=True)),
    "coreness": ("coreness_undirected", lambda n: csna.coreness(n)),
    "local_clustering": ("local_clustering_undirected", lambda n: csna.local_clustering(n)),
    "constraint": ("burt_constraint_binary_ig", lambda n: csna.constraint(n)),
    "constraint, use_strength": (
        "burt_constraint_weighted_ig",
        lambda n: csna.constraint(n, use_strength=True),
    ),
    "effective_size": ("effective_size_binary", lambda n: csna.effective_size(n)),
    "effective_size, use_strength": (
        "effective_size_weighted",
        lambda n: csna.effective_size(n, use_strength=True),
    ),
    "efficiency": ("efficiency_binary", lambda n: csna.efficiency(n)),
}

FACTS = {
    "n_people": "n_nodes",
    "n_ties": "n_arcs",
    "n_isolates": "n_isolates",
    "density": "density_directed",
    "reciprocity_arc": "reciprocity_arc",
    "reciprocity_dyad": "reciprocity_dyad_nonnull",
    "transitivity": "transitivity_undirected_global",
    "transitivity_directed": "sna_gtrans_weak_directed",
    "components_weak": "components_weak",
    "components_strong": "components_strong",
    "mean_distance": "mean_distance_directed_reachable",
    "diameter": "diameter_directed_reachable",
    "centralization_in_degree": "centralization_indegree",
    "centralization_out_degree": "centralization_outdegree",
    "centralization_betweenness": "centralization_betweenness_directed",
}

ROLES = {
    "coordinator": "coordinator_wI",
    "itinerant": "itinerant_wO",
    "representative": "representative_bIO",
    "gatekeeper": "gatekeeper_bOI",
    "liaison": "liaison_bO",
    "total": "total_t",
}


def person_pairs(reference: Reference) -> Iterator[Pair]:
    """Compare every measure of persons; where a network has no strengths there is no column for them."""
    net, theirs = load(reference), reference.nodes()
    for measure, (column, call) in PERSON.items():
        if column in theirs:
            near = PAGERANK_TOLERANCE if measure.startswith("pagerank") else TOLERANCE
            yield Pair(measure, call(net), theirs[column], near)


def brokerage_pairs(reference: Reference) -> Iterator[Pair]:
    """Compare the five roles on the arcs as given, which is how the other program read them."""
    theirs = reference.nodes()
    ours = csna.brokerage(load(reference), groups=groups_of(reference), along="reports")
    for role, column in ROLES.items():
        yield Pair(f"brokerage, {role}", ours[role], theirs[f"gf_raw_{column}"], TOLERANCE)


def group_pairs(reference: Reference) -> Iterator[Pair]:
    """Compare ties between groups and the E-I index of the network and of each group."""
    net, groups = load(reference), groups_of(reference)
    counts = csna.mixing_matrix(net, groups=groups).stack()  # noqa: PD013  # a Series by pair of groups is wanted
    theirs = reference.table("mixing").set_index(["from_group", "to_group"])["ties"]
    yield Pair("mixing_matrix", counts, theirs, TOLERANCE)
    ei, facts = csna.ei_index(net, groups=groups)["observed"], reference.facts()
    yield Pair(
        "ei_index, network",
        ei.loc[["network"]],
        facts.loc[["ei_index_directed"]].set_axis(["network"]),
        TOLERANCE,
    )
    by_group = facts[facts.index.str.startswith("ei_index_out[")]
    by_group = by_group.set_axis(by_group.index.str.removeprefix("ei_index_out[").str.removesuffix("]"))
    yield Pair("ei_index, groups", ei.drop("network"), by_group, TOLERANCE)


def fact_pairs(reference: Reference) -> Iterator[Pair]:
    """Compare the facts of the whole network."""
    ours, facts = csna.network_summary(load(reference)), reference.facts()
    if not has_two_paths(load(reference)):  # sna says 1; there is nothing to take a share of
        facts["sna_gtrans_weak_directed"] = np.nan
    for fact, name in FACTS.items():
        theirs = pd.Series({fact: facts[name]})
        yield Pair(f"network_summary, {fact}", ours.loc[[fact]], theirs, TOLERANCE)


def has_two_paths(net: csna.PartnerNetwork) -> bool:
    """Say whether anybody names somebody who names a third person."""
    ties = net.ties
    steps = ties.merge(ties, left_on="target", right_on="source")
    return bool((steps["source_x"] != steps["target_y"]).any())


def all_pairs(reference: Reference) -> Iterator[Pair]:
    yield from person_pairs(reference)
    yield from brokerage_pairs(reference)
    yield from group_pairs(reference)
    yield from fact_pairs(reference)
