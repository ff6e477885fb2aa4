"""A network that already lives in networkx: Zachary's karate club, before it split in two.

.venv/bin/python examples/from_networkx.py [folder for the map]

Zachary W.W. (1977) Journal of Anthropological Research 33, 452-473; the data come with networkx.
"""

from __future__ import annotations

import sys
from pathlib import Path

import networkx as nx

import critical_sna as csna

folder = Path(sys.argv[1] if len(sys.argv) > 1 else ".")
folder.mkdir(parents=True, exist_ok=True)
graph = nx.karate_club_graph()
net = csna.PartnerNetwork.from_networkx(graph, reports="mutual", relation="meets outside the club", strength="weight")

inside = csna.ei_index(net, groups="club")
print(inside.round(2).to_string())

csna.map_network(net, groups="club", title="A club before it split").save(folder / "from_networkx.html")
ties = csna.mixing_matrix(net, groups="club")
across = ties.to_numpy().sum() - ties.to_numpy().trace()
print(
    f"\n{net.answered.sum()} of {net.asked.sum()} people answered (one observer reported for them all): "
    f"{across / net.n_ties:.0%} of ties ran between people who later stood on two sides."
)
print(f"Open {folder / 'from_networkx.html'} in a browser; it needs no network.")
