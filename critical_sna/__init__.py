"""Critical social network analysis of collaboratives.

Whose voice is peripheral, through whom it travels, and whether that is being reproduced or challenged.

Names stand in the order of the work: read a survey, build a network, look at positions, at voice, at groups, draw a
map, write a report. Each is loaded when it is first used, so that the import itself stays quick.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

__version__ = "0.1.0"

if TYPE_CHECKING:
    from critical_sna import datasets as datasets
    from critical_sna import report as report
    from critical_sna.equity.disaggregate import Disaggregation as Disaggregation
    from critical_sna.equity.disaggregate import disaggregate as disaggregate
    from critical_sna.formats import read_graph as read_graph
    from critical_sna.formats import write_graph as write_graph
    from critical_sna.inference.bootstrap import jackknife as jackknife
    from critical_sna.inference.bootstrap import vertex_bootstrap as vertex_bootstrap
    from critical_sna.inference.grid import specification_grid as specification_grid
    from critical_sna.inference.imputed import imputation_range as imputation_range
    from critical_sna.inference.matrices import attribute_difference as attribute_difference
    from critical_sna.inference.matrices import same_group as same_group
    from critical_sna.inference.missing import nonresponse_bounds as nonresponse_bounds
    from critical_sna.inference.missing import response_by_group as response_by_group
    from critical_sna.inference.mrqap import mrqap as mrqap
    from critical_sna.inference.permutation import permutation_test as permutation_test
    from critical_sna.inference.permutation import permutation_tests as permutation_tests
    from critical_sna.inference.qap import qap as qap
    from critical_sna.maps import NetworkMap as NetworkMap
    from critical_sna.maps import map_network as map_network
    from critical_sna.measures.assortativity import assortativity as assortativity
    from critical_sna.measures.brokerage import brokerage as brokerage
    from critical_sna.measures.brokerage import brokerage_by_group as brokerage_by_group
    from critical_sna.measures.brokerage_chance import brokerage_test as brokerage_test
    from critical_sna.measures.census import dyad_census as dyad_census
    from critical_sna.measures.census import triad_census as triad_census
    from critical_sna.measures.closeness import closeness as closeness
    from critical_sna.measures.closeness import harmonic as harmonic
    from critical_sna.measures.closeness import reach as reach
    from critical_sna.measures.cohesion import coreness as coreness
    from critical_sna.measures.cohesion import local_clustering as local_clustering
    from critical_sna.measures.cohesion import reciprocity_by_person as reciprocity_by_person
    from critical_sna.measures.communities import communities as communities
    from critical_sna.measures.communities import community_agreement as community_agreement
    from critical_sna.measures.communities import community_overlap as community_overlap
    from critical_sna.measures.core_periphery import core_periphery as core_periphery
    from critical_sna.measures.core_periphery import core_periphery_test as core_periphery_test
    from critical_sna.measures.core_periphery import core_stability as core_stability
    from critical_sna.measures.degree import in_degree as in_degree
    from critical_sna.measures.degree import in_strength as in_strength
    from critical_sna.measures.degree import out_degree as out_degree
    from critical_sna.measures.degree import out_strength as out_strength
    from critical_sna.measures.dyads import dyads_by_group as dyads_by_group
    from critical_sna.measures.dyads import reciprocity_by_group as reciprocity_by_group
    from critical_sna.measures.groups import group_centrality as group_centrality
    from critical_sna.measures.hierarchy import krackhardt as krackhardt
    from critical_sna.measures.holes import constraint as constraint
    from critical_sna.measures.holes import effective_size as effective_size
    from critical_sna.measures.holes import efficiency as efficiency
    from critical_sna.measures.inequality import centralization as centralization
    from critical_sna.measures.inequality import gini as gini
    from critical_sna.measures.inequality import inequality as inequality
    from critical_sna.measures.inequality import theil as theil
    from critical_sna.measures.mixing import ei_by_person as ei_by_person
    from critical_sna.measures.mixing import ei_index as ei_index
    from critical_sna.measures.mixing import mixing_matrix as mixing_matrix
    from critical_sna.measures.onion import onion_layers as onion_layers
    from critical_sna.measures.paths import betweenness as betweenness
    from critical_sna.measures.paths import betweenness_sampled as betweenness_sampled
    from critical_sna.measures.power import bonacich_power as bonacich_power
    from critical_sna.measures.power import katz as katz
    from critical_sna.measures.ranking import spring_rank as spring_rank
    from critical_sna.measures.relations import multiplexity as multiplexity
    from critical_sna.measures.relations import tie_bundles as tie_bundles
    from critical_sna.measures.roles import RoleProfiles as RoleProfiles
    from critical_sna.measures.segregation import coleman as coleman
    from critical_sna.measures.segregation import segregation as segregation
    from critical_sna.measures.spectral import eigenvector as eigenvector
    from critical_sna.measures.spectral import hits as hits
    from critical_sna.measures.spectral import pagerank as pagerank
    from critical_sna.measures.spectral_segregation import spectral_segregation as spectral_segregation
    from critical_sna.measures.summary import network_summary as network_summary
    from critical_sna.measures.tables import centrality as centrality
    from critical_sna.measures.tables import list_measures as list_measures
    from critical_sna.measures.tables import measure_table as measure_table
    from critical_sna.measures.two_mode import two_mode_brokerage as two_mode_brokerage
    from critical_sna.network.partner import PartnerNetwork as PartnerNetwork
    from critical_sna.network.simulate import simulate_collaborative as simulate_collaborative
    from critical_sna.report import Report as Report
    from critical_sna.survey import RelationalSurvey as RelationalSurvey
    from critical_sna.survey import SurveySpec as SurveySpec
    from critical_sna.survey import describe_survey as describe_survey
    from critical_sna.survey import read_survey as read_survey
    from critical_sna.survey import write_name_suggestions as write_name_suggestions
    from critical_sna.survey import write_template as write_template
    from critical_sna.voice.audible import audibility as audibility
    from critical_sna.voice.audible import voice as voice
    from critical_sna.voice.group_margins import group_periphery as group_periphery
    from critical_sna.voice.heard import heard_by as heard_by
    from critical_sna.voice.margins import periphery as periphery
    from critical_sna.voice.broker_range import brokerage_range as brokerage_range
    from critical_sna.voice.one_voice import lost_if_left as lost_if_left
    from critical_sna.voice.pathways import pathways as pathways
    from critical_sna.voice.one_voice import pathways_of as pathways_of
    from critical_sna.voice.power import power_flows as power_flows
    from critical_sna.voice.power import power_ledger as power_ledger
    from critical_sna.voice.power import weighted_reciprocity as weighted_reciprocity
    from critical_sna.voice.readings import periphery_readings as periphery_readings
    from critical_sna.voice.reasons import periphery_reasons as periphery_reasons
    from critical_sna.voice.sweep import audibility_sweep as audibility_sweep
    from critical_sna.voice.sweep import voice_sweep as voice_sweep

_WHERE = {
    "describe_survey": "survey",
    "read_survey": "survey",
    "write_name_suggestions": "survey",
    "write_template": "survey",
    "RelationalSurvey": "survey",
    "SurveySpec": "survey",
    "read_graph": "formats",
    "write_graph": "formats",
    "PartnerNetwork": "network.partner",
    "simulate_collaborative": "network.simulate",
    "in_degree": "measures.degree",
    "out_degree": "measures.degree",
    "in_strength": "measures.degree",
    "out_strength": "measures.degree",
    "betweenness": "measures.paths",
    "betweenness_sampled": "measures.paths",
    "closeness": "measures.closeness",
    "harmonic": "measures.closeness",
    "reach": "measures.closeness",
    "pagerank": "measures.spectral",
    "eigenvector": "measures.spectral",
    "hits": "measures.spectral",
    "bonacich_power": "measures.power",
    "katz": "measures.power",
    "spring_rank": "measures.ranking",
    "coreness": "measures.cohesion",
    "local_clustering": "measures.cohesion",
    "reciprocity_by_person": "measures.cohesion",
    "constraint": "measures.holes",
    "effective_size": "measures.holes",
    "efficiency": "measures.holes",
    "brokerage": "measures.brokerage",
    "brokerage_by_group": "measures.brokerage",
    "brokerage_test": "measures.brokerage_chance",
    "two_mode_brokerage": "measures.two_mode",
    "mixing_matrix": "measures.mixing",
    "ei_index": "measures.mixing",
    "ei_by_person": "measures.mixing",
    "dyads_by_group": "measures.dyads",
    "reciprocity_by_group": "measures.dyads",
    "segregation": "measures.segregation",
    "coleman": "measures.segregation",
    "spectral_segregation": "measures.spectral_segregation",
    "assortativity": "measures.assortativity",
    "multiplexity": "measures.relations",
    "tie_bundles": "measures.relations",
    "group_centrality": "measures.groups",
    "onion_layers": "measures.onion",
    "communities": "measures.communities",
    "community_overlap": "measures.communities",
    "community_agreement": "measures.communities",
    "RoleProfiles": "measures.roles",
    "network_summary": "measures.summary",
    "core_periphery": "measures.core_periphery",
    "core_periphery_test": "measures.core_periphery",
    "core_stability": "measures.core_periphery",
    "krackhardt": "measures.hierarchy",
    "dyad_census": "measures.census",
    "triad_census": "measures.census",
    "centralization": "measures.inequality",
    "gini": "measures.inequality",
    "theil": "measures.inequality",
    "inequality": "measures.inequality",
    "centrality": "measures.tables",
    "measure_table": "measures.tables",
    "list_measures": "measures.tables",
    "heard_by": "voice.heard",
    "audibility": "voice.audible",
    "audibility_sweep": "voice.sweep",
    "voice_sweep": "voice.sweep",
    "periphery": "voice.margins",
    "pathways": "voice.pathways",
    "pathways_of": "voice.one_voice",
    "lost_if_left": "voice.one_voice",
    "brokerage_range": "voice.broker_range",
    "power_ledger": "voice.power",
    "power_flows": "voice.power",
    "weighted_reciprocity": "voice.power",
    "periphery_readings": "voice.readings",
    "periphery_reasons": "voice.reasons",
    "group_periphery": "voice.group_margins",
    "disaggregate": "equity.disaggregate",
    "Disaggregation": "equity.disaggregate",
    "permutation_test": "inference.permutation",
    "permutation_tests": "inference.permutation",
    "qap": "inference.qap",
    "mrqap": "inference.mrqap",
    "same_group": "inference.matrices",
    "attribute_difference": "inference.matrices",
    "vertex_bootstrap": "inference.bootstrap",
    "jackknife": "inference.bootstrap",
    "nonresponse_bounds": "inference.missing",
    "response_by_group": "inference.missing",
    "imputation_range": "inference.imputed",
    "specification_grid": "inference.grid",
    "map_network": "maps",
    "NetworkMap": "maps",
    "Report": "report",
}
"""Where each public name stands, in the order of the work."""

_PACKAGES = ("voice", "report", "datasets")
"""Public packages; ``csna.voice(net)`` and ``csna.report(survey)`` are packages that can be called."""


def __getattr__(name: str) -> Any:  # Any: a module attribute may be of any type
    if name in _PACKAGES:
        return importlib.import_module(f"critical_sna.{name}")
    if name in _WHERE:
        value = getattr(importlib.import_module(f"critical_sna.{_WHERE[name]}"), name)
        globals()[name] = value
        return value
    raise AttributeError(f"module 'critical_sna' has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted({*globals(), *_WHERE, *_PACKAGES})
