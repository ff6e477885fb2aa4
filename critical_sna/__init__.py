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
    from critical_sna.equity.gaps import membership_gaps as membership_gaps
    from critical_sna.equity.memberships import memberships as memberships
    from critical_sna.equity.strengths import group_strengths as group_strengths
    from critical_sna.errors import CriticalSNAError as CriticalSNAError
    from critical_sna.formats import read_graph as read_graph
    from critical_sna.formats import write_graph as write_graph
    from critical_sna.inference.bootstrap import jackknife as jackknife
    from critical_sna.inference.bootstrap import vertex_bootstrap as vertex_bootstrap
    from critical_sna.inference.evidence import Evidence as Evidence
    from critical_sna.inference.evidence import EvidenceCard as EvidenceCard
    from critical_sna.inference.evidence import evidence as evidence
    from critical_sna.inference.gaps import group_gaps as group_gaps
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
    from critical_sna.inference.roles import brokerage_roles as brokerage_roles
    from critical_sna.maps import NetworkMap as NetworkMap
    from critical_sna.maps import map_network as map_network
    from critical_sna.maps.charts.doors import chart_audibility as chart_audibility
    from critical_sna.maps.charts.doors import chart_brokerage as chart_brokerage
    from critical_sna.maps.charts.doors import chart_response as chart_response
    from critical_sna.maps.charts.doors import chart_voice as chart_voice
    from critical_sna.maps.charts.doors import chart_waves as chart_waves
    from critical_sna.maps.pictures.draw import alt_text as alt_text
    from critical_sna.maps.pictures.draw import draw as draw
    from critical_sna.maps.pictures.draw import save_picture as save_picture
    from critical_sna.maps.pictures.draw import small_multiples as small_multiples
    from critical_sna.measures.brokers.brokerage import brokerage as brokerage
    from critical_sna.measures.brokers.brokerage import brokerage_by_group as brokerage_by_group
    from critical_sna.measures.brokers.brokerage_chance import brokerage_test as brokerage_test
    from critical_sna.measures.brokers.two_mode import two_mode_brokerage as two_mode_brokerage
    from critical_sna.measures.groups.assortativity import assortativity as assortativity
    from critical_sna.measures.groups.communities import communities as communities
    from critical_sna.measures.groups.communities import community_agreement as community_agreement
    from critical_sna.measures.groups.communities import community_overlap as community_overlap
    from critical_sna.measures.groups.dyads import dyads_by_group as dyads_by_group
    from critical_sna.measures.groups.dyads import reciprocity_by_group as reciprocity_by_group
    from critical_sna.measures.groups.group_centrality import group_centrality as group_centrality
    from critical_sna.measures.groups.mixing import ei_by_person as ei_by_person
    from critical_sna.measures.groups.mixing import ei_index as ei_index
    from critical_sna.measures.groups.mixing import mixing_matrix as mixing_matrix
    from critical_sna.measures.groups.roles import RoleProfiles as RoleProfiles
    from critical_sna.measures.groups.segregation import coleman as coleman
    from critical_sna.measures.groups.segregation import segregation as segregation
    from critical_sna.measures.groups.spectral_segregation import spectral_segregation as spectral_segregation
    from critical_sna.measures.positions.closeness import closeness as closeness
    from critical_sna.measures.positions.closeness import harmonic as harmonic
    from critical_sna.measures.positions.closeness import reach as reach
    from critical_sna.measures.positions.cohesion import coreness as coreness
    from critical_sna.measures.positions.cohesion import local_clustering as local_clustering
    from critical_sna.measures.positions.cohesion import reciprocity_by_person as reciprocity_by_person
    from critical_sna.measures.positions.degree import in_degree as in_degree
    from critical_sna.measures.positions.degree import in_strength as in_strength
    from critical_sna.measures.positions.degree import out_degree as out_degree
    from critical_sna.measures.positions.degree import out_strength as out_strength
    from critical_sna.measures.positions.holes import constraint as constraint
    from critical_sna.measures.positions.holes import constraint_hierarchy as constraint_hierarchy
    from critical_sna.measures.positions.holes import effective_size as effective_size
    from critical_sna.measures.positions.holes import efficiency as efficiency
    from critical_sna.measures.positions.onion import onion_layers as onion_layers
    from critical_sna.measures.positions.paths import betweenness as betweenness
    from critical_sna.measures.positions.paths import betweenness_sampled as betweenness_sampled
    from critical_sna.measures.positions.power import bonacich_power as bonacich_power
    from critical_sna.measures.positions.power import katz as katz
    from critical_sna.measures.positions.ranking import spring_rank as spring_rank
    from critical_sna.measures.positions.spectral import eigenvector as eigenvector
    from critical_sna.measures.positions.spectral import hits as hits
    from critical_sna.measures.positions.spectral import pagerank as pagerank
    from critical_sna.measures.tables import centrality as centrality
    from critical_sna.measures.tables import list_measures as list_measures
    from critical_sna.measures.tables import measure_table as measure_table
    from critical_sna.measures.whole.census import dyad_census as dyad_census
    from critical_sna.measures.whole.census import triad_census as triad_census
    from critical_sna.measures.whole.core_periphery import core_periphery as core_periphery
    from critical_sna.measures.whole.core_periphery import core_periphery_test as core_periphery_test
    from critical_sna.measures.whole.core_periphery import core_stability as core_stability
    from critical_sna.measures.whole.hierarchy import krackhardt as krackhardt
    from critical_sna.measures.whole.inequality import centralization as centralization
    from critical_sna.measures.whole.inequality import gini as gini
    from critical_sna.measures.whole.inequality import inequality as inequality
    from critical_sna.measures.whole.inequality import theil as theil
    from critical_sna.measures.whole.relations import multiplexity as multiplexity
    from critical_sna.measures.whole.relations import tie_bundles as tie_bundles
    from critical_sna.measures.whole.summary import network_summary as network_summary
    from critical_sna.network.partner import PartnerNetwork as PartnerNetwork
    from critical_sna.network.simulate import simulate_collaborative as simulate_collaborative
    from critical_sna.report import Report as Report
    from critical_sna.survey import Corrections as Corrections
    from critical_sna.survey import RelationalSurvey as RelationalSurvey
    from critical_sna.survey import SurveySpec as SurveySpec
    from critical_sna.survey import apply_corrections as apply_corrections
    from critical_sna.survey import describe_survey as describe_survey
    from critical_sna.survey import read_survey as read_survey
    from critical_sna.survey import write_name_suggestions as write_name_suggestions
    from critical_sna.survey import write_template as write_template
    from critical_sna.voice.audible import audibility as audibility
    from critical_sna.voice.audible import voice as voice
    from critical_sna.voice.broker_range import brokerage_range as brokerage_range
    from critical_sna.voice.group_margins import group_periphery as group_periphery
    from critical_sna.voice.heard import heard_by as heard_by
    from critical_sna.voice.margins import periphery as periphery
    from critical_sna.voice.one_voice import lost_if_left as lost_if_left
    from critical_sna.voice.one_voice import pathways_of as pathways_of
    from critical_sna.voice.pathways import pathways as pathways
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
    "apply_corrections": "survey",
    "Corrections": "survey",
    "RelationalSurvey": "survey",
    "SurveySpec": "survey",
    "read_graph": "formats",
    "write_graph": "formats",
    "PartnerNetwork": "network.partner",
    "simulate_collaborative": "network.simulate",
    "in_degree": "measures.positions.degree",
    "out_degree": "measures.positions.degree",
    "in_strength": "measures.positions.degree",
    "out_strength": "measures.positions.degree",
    "betweenness": "measures.positions.paths",
    "betweenness_sampled": "measures.positions.paths",
    "closeness": "measures.positions.closeness",
    "harmonic": "measures.positions.closeness",
    "reach": "measures.positions.closeness",
    "pagerank": "measures.positions.spectral",
    "eigenvector": "measures.positions.spectral",
    "hits": "measures.positions.spectral",
    "bonacich_power": "measures.positions.power",
    "katz": "measures.positions.power",
    "spring_rank": "measures.positions.ranking",
    "coreness": "measures.positions.cohesion",
    "local_clustering": "measures.positions.cohesion",
    "reciprocity_by_person": "measures.positions.cohesion",
    "constraint": "measures.positions.holes",
    "constraint_hierarchy": "measures.positions.holes",
    "effective_size": "measures.positions.holes",
    "efficiency": "measures.positions.holes",
    "brokerage": "measures.brokers.brokerage",
    "brokerage_by_group": "measures.brokers.brokerage",
    "brokerage_test": "measures.brokers.brokerage_chance",
    "two_mode_brokerage": "measures.brokers.two_mode",
    "mixing_matrix": "measures.groups.mixing",
    "ei_index": "measures.groups.mixing",
    "ei_by_person": "measures.groups.mixing",
    "dyads_by_group": "measures.groups.dyads",
    "reciprocity_by_group": "measures.groups.dyads",
    "segregation": "measures.groups.segregation",
    "coleman": "measures.groups.segregation",
    "spectral_segregation": "measures.groups.spectral_segregation",
    "assortativity": "measures.groups.assortativity",
    "multiplexity": "measures.whole.relations",
    "tie_bundles": "measures.whole.relations",
    "group_centrality": "measures.groups.group_centrality",
    "onion_layers": "measures.positions.onion",
    "communities": "measures.groups.communities",
    "community_overlap": "measures.groups.communities",
    "community_agreement": "measures.groups.communities",
    "RoleProfiles": "measures.groups.roles",
    "network_summary": "measures.whole.summary",
    "core_periphery": "measures.whole.core_periphery",
    "core_periphery_test": "measures.whole.core_periphery",
    "core_stability": "measures.whole.core_periphery",
    "krackhardt": "measures.whole.hierarchy",
    "dyad_census": "measures.whole.census",
    "triad_census": "measures.whole.census",
    "centralization": "measures.whole.inequality",
    "gini": "measures.whole.inequality",
    "theil": "measures.whole.inequality",
    "inequality": "measures.whole.inequality",
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
    "memberships": "equity.memberships",
    "membership_gaps": "equity.gaps",
    "group_strengths": "equity.strengths",
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
    "group_gaps": "inference.gaps",
    "brokerage_roles": "inference.roles",
    "evidence": "inference.evidence",
    "Evidence": "inference.evidence",
    "EvidenceCard": "inference.evidence",
    "map_network": "maps",
    "NetworkMap": "maps",
    "draw": "maps.pictures.draw",
    "chart_audibility": "maps.charts.doors",
    "chart_brokerage": "maps.charts.doors",
    "chart_response": "maps.charts.doors",
    "chart_voice": "maps.charts.doors",
    "chart_waves": "maps.charts.doors",
    "small_multiples": "maps.pictures.draw",
    "alt_text": "maps.pictures.draw",
    "save_picture": "maps.pictures.draw",
    "Report": "report",
    "CriticalSNAError": "errors",
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
