"""Graph files (GraphML, GEXF, Pajek, UCINET DL, CSV edge lists) in and out, as plain tables of people and ties."""

from __future__ import annotations

from critical_sna.formats.read import read_graph
from critical_sna.formats.tables import GraphTables
from critical_sna.formats.write import write_graph

__all__ = ["GraphTables", "read_graph", "write_graph"]
