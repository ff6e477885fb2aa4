"""Real networks beside values that other programs computed for them, one pair of columns after the other."""

from __future__ import annotations

import warnings
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import NamedTuple

import numpy as np
import pandas as pd

import critical_sna as csna
from critical_sna.errors import CriticalSNAWarning
from critical_sna.measures.kernels.cores import best_cores
from critical_sna.measures.whole.core_periphery import _pairs

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
    column: str = ""
    """What the other program's files call it."""

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
    "degree, both ways added up": ("degree_total", lambda n: csna.in_degree(n) + csna.out_degree(n)),
    "in_degree, of ties both ways": ("degree_undirected", lambda n: csna.in_degree(n.symmetrised())),
    "betweenness, of ties both ways, halved": (
        "betweenness_undirected_raw",
        lambda n: csna.betweenness(n.symmetrised()) / 2,
    ),
    "constraint, of ties both ways": (
        "burt_constraint_undirected_ig",
        lambda n: csna.constraint(n.symmetrised()),
    ),
    "effective_size, of ties both ways": (
        "effective_size_undirected",
        lambda n: csna.effective_size(n.symmetrised()),
    ),
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
            yield Pair(measure, call(net), theirs[column], near, column)


def brokerage_pairs(reference: Reference) -> Iterator[Pair]:
    """Compare the five roles on the arcs as given, which is how the other program read them."""
    theirs = reference.nodes()
    ours = csna.brokerage(load(reference), groups=groups_of(reference), along="reports")
    for role, column in ROLES.items():
        yield Pair(f"brokerage, {role}", ours[role], theirs[f"gf_raw_{column}"], TOLERANCE, f"gf_raw_{column}")


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
        "ei_index_directed",
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
        yield Pair(f"network_summary, {fact}", ours.loc[[fact]], theirs, TOLERANCE, name)


def has_two_paths(net: csna.PartnerNetwork) -> bool:
    """Say whether anybody names somebody who names a third person."""
    ties = net.ties
    steps = ties.merge(ties, left_on="target", right_on="source")
    return bool((steps["source_x"] != steps["target_y"]).any())


def chance_pairs(reference: Reference) -> Iterator[Pair]:
    """Compare what brokerage would be in random networks of this density; z where sna's is a number."""
    theirs = reference.nodes()
    ours = csna.brokerage_test(load(reference), groups=groups_of(reference), along="reports")
    for role, name in ROLES.items():
        table = ours.xs(role, level="role")
        for kind, column in (("expected", f"gf_exp_{name}"), ("sd", f"gf_sd_{name}"), ("z", f"gf_z_{name}")):
            there = theirs[column].where(np.isfinite(theirs[column]))
            yield Pair(f"brokerage_test, {kind}", table[kind].where(there.notna()), there, TOLERANCE, column)


def eigenvector_pairs(reference: Reference) -> Iterator[Pair]:
    """Compare eigenvectors where they are defined: acyclic relations have none, nor have people of other components."""
    net, theirs = load(reference), reference.nodes()
    acyclic = reference.folder.startswith("fafi") or reference.net == "reports_to"
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", CriticalSNAWarning)  # the reason of a NaN
        found = {
            "in_directed": csna.eigenvector(net),
            "out_directed": csna.eigenvector(net, direction="out"),
            "undirected": csna.eigenvector(net.symmetrised()),
        }
    for name, ours in found.items():
        column = f"eigenvector_{name}_l2"
        there = theirs[column].reindex(ours.index)
        if name == "undirected":  # a 0 of the other program says that a person is of another component
            there = there.mask(ours.isna() & (there.abs() < TOLERANCE))
        elif acyclic:
            there = there * np.nan
        yield Pair(f"eigenvector, {name.replace('_directed', '')}", ours, there, PAGERANK_TOLERANCE, column)


def structure_pairs(reference: Reference) -> Iterator[Pair]:
    """Compare triads, dyads, Krackhardt's four and the centralizations."""
    net, facts = load(reference), reference.facts()
    triads = reference.table("triads").set_index("triad")
    triads.index = triads.index.astype(str).str.zfill(3)
    for program in ("igraph", "sna", "networkx"):
        yield Pair("triad_census", csna.triad_census(net), triads[program], TOLERANCE, "triads")
    kinds = ["mutual", "asymmetric", "null"]
    dyads = facts[[f"dyads_{kind}" for kind in kinds]].set_axis(kinds)
    yield Pair("dyad_census", csna.dyad_census(net).loc[kinds], dyads, TOLERANCE, "dyads")
    by_hand = reference.table("graph_hand").set_index("measure")["value"]
    ours = csna.krackhardt(net)
    for name in ("connectedness", "hierarchy", "efficiency"):
        fact = f"krackhardt_{name}"
        for there in (facts, by_hand):
            yield Pair(f"krackhardt, {name}", ours.loc[[fact]], there.loc[[fact]], TOLERANCE, fact)
    for given, way in ((net, ""), (net.flow(), "[transposed]")):
        name = f"krackhardt_lubness_documented{way}"
        lubness = csna.krackhardt(given).loc[["krackhardt_lubness"]]
        yield Pair("krackhardt, lubness", lubness, by_hand.loc[[name]].set_axis(lubness.index), TOLERANCE, name)
    both = net.symmetrised()
    degrees = csna.in_degree(net) + csna.out_degree(net)
    for kind, column, values, given in (
        ("degree_total", "degree_total", degrees, net),
        ("degree_undirected", "degree_undirected", csna.in_degree(both), both),
        ("betweenness", "betweenness_undirected", csna.betweenness(both), both),
    ):
        name = f"centralization_{column}"
        value = pd.Series({name: csna.centralization(values, net=given, kind=kind)})
        yield Pair(name.replace("_", ", ", 1), value, facts.loc[[name]], TOLERANCE, name)


def segregation_pairs(reference: Reference) -> Iterator[Pair]:
    """Compare assortativity, modularity and E-I of networks with and without direction, and E-I of each person."""
    net, groups, facts = load(reference), groups_of(reference), reference.facts()
    for way, given in (("directed", net), ("undirected", net.symmetrised())):
        found = csna.segregation(given, groups=groups, draws=2)["observed"]
        for index, column in (
            ("assortativity", f"assortativity_nominal_{way}"),
            ("modularity", f"modularity_{way}"),
            ("ei_index", f"ei_index_{way}"),
        ):
            theirs = facts.loc[[column]].set_axis([index])
            yield Pair(f"segregation, {index}", found.loc[[index]], theirs, TOLERANCE, column)
        start = f"assortativity_numeric_{way}["
        for name in facts.index[facts.index.str.startswith(start)]:
            by = name.removeprefix(start).removesuffix("]")
            value = pd.Series({name: csna.assortativity(given, by=by, draws=1)["observed"]})
            yield Pair("assortativity, of numbers", value, facts.loc[[name]], TOLERANCE, start.removesuffix("["))
    theirs, ours = reference.nodes(), csna.ei_by_person(net, groups=groups)
    for column, name in (("out", "ei_out"), ("in", "ei_in"), ("either", "ei_undirected")):
        yield Pair(f"ei_by_person, {column}", ours[column], theirs[name], TOLERANCE, name)


def core_pairs(reference: Reference) -> Iterator[Pair]:
    """Give by how much the fit of the best core falls short of the best that is known; better is no difference."""
    pairs = _pairs(load(reference), directed=False)
    for ideal in ("or", "and", "cc_pp"):
        name = f"core_periphery_best_r_{ideal}"
        known = reference.facts().loc[[name]]
        found = best_cores(pairs, ideal)
        fit = pd.Series({name: float("nan") if found is None else found.fit})
        yield Pair(f"core_periphery, {ideal}", fit.clip(upper=known[name]), known, TOLERANCE, name)


def relation_pairs(folder: str) -> Iterator[Pair]:
    """Compare correlation and Jaccard of each two relations of one set; the statistic of QAP is that correlation."""
    people = pd.read_csv(HERE / folder / "nodes.csv", dtype=str, keep_default_na=False)
    people = people.rename(columns={"status": "rank"})
    arcs = pd.read_csv(HERE / folder / "edges.csv", dtype=str, keep_default_na=False)
    arcs = arcs[arcs["source"] != arcs["target"]].assign(strength=lambda a: a["weight"].astype(float))
    rows = pd.read_csv(
        HERE / folder / "reference" / "qap.csv", dtype={"wave1": str, "wave2": str}, keep_default_na=False
    )
    for row in rows.itertuples():
        nets = [
            csna.PartnerNetwork.from_frames(
                people,
                arcs.loc[
                    (arcs["relation"] == relation) & (arcs["wave"] == wave), ["source", "target", "strength"]
                ].assign(**({} if row.valued == "yes" else {"strength": 1.0})),
            )
            for relation, wave in ((row.rel1, row.wave1), (row.rel2, row.wave2))
        ]
        label = f"{row.rel1} {row.wave1}, {row.rel2} {row.wave2}"
        theirs = pd.Series({label: row.gcor_observed})
        tested = pd.Series({label: csna.qap(*nets, draws=1)["correlation"]})
        found = csna.multiplexity(dict(zip("ab", nets, strict=True)), use_strength=True).iloc[0]
        yield Pair("qap, correlation", tested, theirs, TOLERANCE, "gcor_observed")
        yield Pair("multiplexity, correlation", pd.Series({label: found["correlation"]}), theirs, TOLERANCE)
        jaccard = pd.Series({label: row.jaccard_binary})
        yield Pair("multiplexity, jaccard", pd.Series({label: found["jaccard"]}), jaccard, TOLERANCE)


def all_pairs(reference: Reference) -> Iterator[Pair]:
    yield from person_pairs(reference)
    yield from eigenvector_pairs(reference)
    yield from brokerage_pairs(reference)
    yield from chance_pairs(reference)
    yield from group_pairs(reference)
    yield from segregation_pairs(reference)
    yield from fact_pairs(reference)
    yield from structure_pairs(reference)
    yield from core_pairs(reference)


ADOPTED = {
    *("in_degree", "out_degree", "degree_total", "degree_undirected", "in_strength", "out_strength"),
    *("betweenness_directed_raw", "betweenness_directed_norm", "betweenness_undirected_raw"),
    *("betweenness_weighted_invw_raw", "closeness_in_wf", "closeness_out_wf", "harmonic_in_norm", "harmonic_out_norm"),
    *("eigenvector_in_directed_l2", "eigenvector_out_directed_l2", "eigenvector_undirected_l2"),
    *("pagerank_085", "pagerank_085_weighted", "coreness_undirected", "local_clustering_undirected"),
    *("burt_constraint_binary_ig", "burt_constraint_undirected_ig", "burt_constraint_weighted_ig"),
    *("effective_size_binary", "effective_size_undirected", "effective_size_weighted", "efficiency_binary"),
    *(f"gf_{kind}_{name}" for kind in ("raw", "exp", "sd", "z") for name in ROLES.values()),
    *("ei_out", "ei_in", "ei_undirected", "ei_index_directed", "ei_index_undirected"),
    *("reciprocity_arc", "reciprocity_dyad_nonnull", "transitivity_undirected_global", "sna_gtrans_weak_directed"),
    *("centralization_indegree", "centralization_outdegree", "centralization_degree_total"),
    *("centralization_degree_undirected", "centralization_betweenness_directed"),
    *("centralization_betweenness_undirected", "assortativity_nominal_directed", "assortativity_nominal_undirected"),
    *("assortativity_numeric_directed", "assortativity_numeric_undirected", "modularity_directed"),
    *("modularity_undirected", "krackhardt_connectedness", "krackhardt_hierarchy", "krackhardt_efficiency"),
    *("krackhardt_lubness_documented", "krackhardt_lubness_documented[transposed]", "triads", "gcor_observed"),
    *("core_periphery_best_r_or", "core_periphery_best_r_and", "core_periphery_best_r_cc_pp"),
}
"""Columns of the other programs whose convention this library takes; of the rest it says why it does not."""
