"""Critical social network analysis of collaboratives.

Whose voice is peripheral, through whom it travels, and whether that is being reproduced or challenged.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

__version__ = "0.1.0"

_WHERE = {
    "read_survey": "survey",
    "write_template": "survey",
    "RelationalSurvey": "survey",
    "SurveySpec": "survey",
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
    "disaggregate": "equity",
    "Disaggregation": "equity",
    "map_network": "maps",
    "NetworkMap": "maps",
    "Report": "report",
}

if TYPE_CHECKING:
    from critical_sna.network.partner import PartnerNetwork as PartnerNetwork


_CALLED_AS_PACKAGE = ("voice", "report")
"""``csna.voice`` and ``csna.report`` are packages that can be called; see their ``__init__``."""


def __getattr__(name: str) -> Any:  # Any: a module attribute may be of any type
    if name in _CALLED_AS_PACKAGE:
        return importlib.import_module(f"critical_sna.{name}")
    if name in _WHERE:
        value = getattr(importlib.import_module(f"critical_sna.{_WHERE[name]}"), name)
        globals()[name] = value
        return value
    raise AttributeError(f"module 'critical_sna' has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted({*globals(), *_WHERE, *_CALLED_AS_PACKAGE})
