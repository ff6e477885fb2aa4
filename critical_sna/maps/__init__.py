"""Maps: one HTML file each, offline, readable without colour, with a text table beside the picture."""

from critical_sna.maps.compose import map_network
from critical_sna.maps.network_map import NetworkMap

__all__ = ["NetworkMap", "map_network"]
