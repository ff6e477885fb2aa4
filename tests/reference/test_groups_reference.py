"""Indices between groups and correlations between relations equal R's igraph and sna on the real networks."""

from __future__ import annotations

import math

import pandas as pd
import pytest
from reference import comparisons
from reference.comparisons import HERE, SETS, Reference

import critical_sna as csna

EVERY = pytest.mark.parametrize("reference", comparisons.references(), ids=str)


def same(ours: float, theirs: float) -> bool:
    return abs(ours - theirs) <= 1e-9 or (math.isnan(ours) and math.isnan(theirs))


@EVERY
def test_assortativity_and_modularity_of_groups_equal_igraph(reference: Reference) -> None:
    net, groups, facts = comparisons.load(reference), comparisons.groups_of(reference), reference.facts()
    for kind, given in (("directed", net), ("undirected", net.symmetrised("union"))):
        found = csna.segregation(given, groups=groups, draws=2)["observed"]
        assert same(found["assortativity"], facts[f"assortativity_nominal_{kind}"])
        assert same(found["modularity"], facts[f"modularity_{kind}"])
        assert same(found["ei_index"], facts[f"ei_index_{kind}"])


@EVERY
def test_assortativity_of_numbers_equals_igraph(reference: Reference) -> None:
    net, facts = comparisons.load(reference), reference.facts()
    rows = [name for name in facts.index if name.startswith("assortativity_numeric_")]
    assert len(rows) == (0 if reference.folder == "fafi_family_school" or reference.net == "reports_to" else 2)
    for name in rows:
        given = net if "_directed" in name else net.symmetrised("union")
        column = name.split("[")[1].removesuffix("]")
        assert same(csna.assortativity(given, by=column, draws=1)["observed"], facts[name])


@EVERY
def test_the_ei_index_of_pairs_and_persons_equals_the_counts_by_hand(reference: Reference) -> None:
    net, groups, facts = comparisons.load(reference), comparisons.groups_of(reference), reference.facts()
    found = csna.ei_index(net, groups=groups, count="dyads")["observed"]
    assert same(found["network"], facts["ei_index_undirected"])
    for group, value in found.drop("network").items():
        assert same(value, facts[f"ei_index_undirected[{group}]"])
    nodes, ours = reference.nodes(), csna.ei_by_person(net, groups=groups)
    for column, name in (("out", "ei_out"), ("in", "ei_in"), ("either", "ei_undirected")):
        for person, value in ours[column].items():
            assert same(value, nodes.loc[person, name])


@EVERY
def test_pairs_of_people_equal_the_dyad_counts_of_igraph(reference: Reference) -> None:
    net, facts = comparisons.load(reference), reference.facts()
    everybody = pd.Series("all", index=net.people.index)
    row = csna.dyads_by_group(net, groups=everybody).iloc[0]
    assert (
        row[["mutual", "asymmetric", "null"]].tolist()
        == facts[["dyads_mutual", "dyads_asymmetric", "dyads_null"]].tolist()
    )
    share = csna.reciprocity_by_group(net, groups=everybody)["share"].iloc[0]
    assert same(share, facts["reciprocity_arc"])


@EVERY
def test_observed_pairs_between_groups_equal_the_table_by_hand(reference: Reference) -> None:
    net, groups = comparisons.load(reference), comparisons.groups_of(reference)
    table = reference.table("mixing").set_index(["from_group", "to_group"])
    pairs = csna.dyads_by_group(net, groups=groups)
    whole = pairs[["mutual", "null"]].sum(axis=1) + pairs["asymmetric"]
    for (g, h), row in table.iterrows():
        back = 0 if g == h else pairs.loc[(h, g), "asymmetric"]
        assert (whole[g, h] + back) * (2 if g == h else 1) == row["possible"]


@pytest.mark.parametrize("folder", SETS)
def test_correlation_and_jaccard_of_relations_equal_sna(folder: str) -> None:
    people = pd.read_csv(HERE / folder / "nodes.csv", dtype=str, keep_default_na=False).rename(
        columns={"status": "rank"}
    )
    arcs = pd.read_csv(HERE / folder / "edges.csv", dtype=str, keep_default_na=False)
    arcs = arcs[arcs["source"] != arcs["target"]].assign(strength=lambda a: a["weight"].astype(float))
    rows = pd.read_csv(
        HERE / folder / "reference" / "qap.csv", dtype={"wave1": str, "wave2": str}, keep_default_na=False
    )
    assert len(rows) == 3
    for row in rows.itertuples():
        nets = {
            end: csna.PartnerNetwork.from_frames(
                people,
                arcs.loc[(arcs["relation"] == relation) & (arcs["wave"] == wave), ["source", "target", "strength"]],
            )
            for end, relation, wave in (("one", row.rel1, row.wave1), ("two", row.rel2, row.wave2))
        }
        found = csna.multiplexity(nets, use_strength=row.valued == "yes").iloc[0]
        assert same(found["correlation"], row.gcor_observed)
        assert same(found["jaccard"], row.jaccard_binary)
