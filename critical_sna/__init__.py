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
    from critical_sna.maps import NetworkMap as NetworkMap
    from critical_sna.maps import map_network as map_network
    from critical_sna.measures.brokerage import brokerage as brokerage
    from critical_sna.measures.cohesion import coreness as coreness
    from critical_sna.measures.cohesion import local_clustering as local_clustering
    from critical_sna.measures.cohesion import reciprocity_by_person as reciprocity_by_person
    from critical_sna.measures.degree import in_degree as in_degree
    from critical_sna.measures.degree import in_strength as in_strength
    from critical_sna.measures.degree import out_degree as out_degree
    from critical_sna.measures.degree import out_strength as out_strength
    from critical_sna.measures.holes import constraint as constraint
    from critical_sna.measures.holes import effective_size as effective_size
    from critical_sna.measures.holes import efficiency as efficiency
    from critical_sna.measures.mixing import ei_index as ei_index
    from critical_sna.measures.mixing import mixing_matrix as mixing_matrix
    from critical_sna.measures.paths import betweenness as betweenness
    from critical_sna.measures.paths import closeness as closeness
    from critical_sna.measures.paths import harmonic as harmonic
    from critical_sna.measures.spectral import pagerank as pagerank
    from critical_sna.measures.summary import network_summary as network_summary
    from critical_sna.measures.tables import centrality as centrality
    from critical_sna.measures.tables import list_measures as list_measures
    from critical_sna.measures.tables import measure_table as measure_table
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
    from critical_sna.voice.heard import heard_by as heard_by
    from critical_sna.voice.margins import periphery as periphery

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
    "closeness": "measures.paths",
    "harmonic": "measures.paths",
    "pagerank": "measures.spectral",
    "coreness": "measures.cohesion",
    "local_clustering": "measures.cohesion",
    "reciprocity_by_person": "measures.cohesion",
    "constraint": "measures.holes",
    "effective_size": "measures.holes",
    "efficiency": "measures.holes",
    "brokerage": "measures.brokerage",
    "mixing_matrix": "measures.mixing",
    "ei_index": "measures.mixing",
    "network_summary": "measures.summary",
    "centrality": "measures.tables",
    "measure_table": "measures.tables",
    "list_measures": "measures.tables",
    "heard_by": "voice.heard",
    "audibility": "voice.audible",
    "periphery": "voice.margins",
    "disaggregate": "equity.disaggregate",
    "Disaggregation": "equity.disaggregate",
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
