"""How many ties cross on the rings of a map: python -m benchmarks.crossings.

Counts the pairs of ties that cross with people in the order the map gives them, and with the random order it starts
from (the mean of ten), on invented and real networks; and how far both are from showing the steps between people
(stress: 0 is a perfect picture). Writes crossings.json here.
"""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

import critical_sna as csna
from critical_sna._core import limits
from critical_sna.maps import layout
from critical_sna.maps.scene import Scene
from critical_sna.maps.views import VIEWS

HERE = Path(__file__).parent
LAZEGA = HERE.parent / "tests" / "reference" / "lazega_law"
RANDOM_ORDERS = 10


def networks() -> Iterator[tuple[str, csna.PartnerNetwork, str]]:
    """Give networks of 40 to 100 people, with the attribute that makes their sectors."""
    survey = csna.datasets.watershed()
    for relation in ("advice", "influence"):
        net = csna.PartnerNetwork.from_survey(survey, relation=relation, wave="2025")
        yield f"watershed, {relation} (invented)", net, "group"
    people, ties = pd.read_csv(LAZEGA / "nodes.csv"), pd.read_csv(LAZEGA / "edges.csv")
    for relation in ("advice", "friendship"):
        pairs = ties.loc[ties["relation"] == relation, ["source", "target"]]
        net = csna.PartnerNetwork.from_frames(people.drop(columns="status"), pairs, reports="seeks_from")
        yield f"law firm, {relation} (Lazega 2001)", net, "office"
    for count in (40, 100):
        yield f"simulated, {count} people", csna.simulate_collaborative(people=count, waves=1, seed=1)["1"], "group"


def count(scene: Scene, view: str) -> dict[str, float]:
    """Count crossings in one view: as drawn, and the mean over random orders."""
    pairs = np.unique(np.sort(scene.ties[["source", "target"]].to_numpy(), axis=1), axis=0)
    steps = layout.distances(scene.n, pairs)
    ours = VIEWS[view].place(scene).xy[(0, 0)]
    untangled, limits.UNTANGLED_PEOPLE = limits.UNTANGLED_PEOPLE, 0  # type: ignore[misc]  # put back below
    try:
        at_random = [VIEWS[view].place(_shuffled(scene, seed)).xy[(0, 0)] for seed in range(RANDOM_ORDERS)]
    finally:
        limits.UNTANGLED_PEOPLE = untangled  # type: ignore[misc]  # put back
    mean = float(np.mean([layout.crossings(xy, pairs) for xy in at_random]))
    crossing = layout.crossings(ours, pairs)
    return {
        "pairs": len(pairs),
        "ours": crossing,
        "random": mean,
        "fewer": round(1 - crossing / mean, 3),
        "stress": round(layout.stress(ours, steps), 4),
        "stress_random": round(float(np.mean([layout.stress(xy, steps) for xy in at_random])), 4),
    }


def _shuffled(scene: Scene, seed: int) -> Scene:
    order = np.random.default_rng(seed).permutation(scene.n)
    return dataclasses.replace(scene, people=scene.people.assign(order=order))


def main() -> None:
    """Count, print, and write the figures."""
    found: dict[str, Any] = {}
    for name, net, groups in networks():
        scene = csna.map_network(net, groups=groups, voice=csna.heard_by(net)).scene
        found[name] = {view: count(scene, view) for view in ("rings", "flip")}
        print(name, found[name], flush=True)
    (HERE / "crossings.json").write_text(json.dumps(found, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
