"""How often a test finds a gap that is not there: python -m benchmarks.type_one [--simulations 400].

Groups never vary inside an organisation and are dealt to organisations by a coin; positions cluster by organisation,
because people of some organisations are named more than others. So there is no gap between groups beyond chance, and a
test at 5 % should find one in 5 of 100 networks. Printed: how often it does, by organisation and by person.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Sequence

import numpy as np
import pandas as pd

import critical_sna as csna

NOMINAL = 0.05
NAMED = 6


def simulated(rng: np.random.Generator, *, organisations: int, cluster: float) -> csna.PartnerNetwork:
    """Draw a network without a gap between groups: each names six, people of some organisations more than others."""
    sizes = rng.integers(2, 9, size=organisations)
    unit = np.repeat(np.arange(organisations), sizes)
    n = len(unit)
    appeal = np.exp(cluster * rng.normal(size=organisations))[unit] * np.exp(0.3 * rng.normal(size=n))
    group = rng.permutation(np.arange(organisations) % 2)[unit]
    chance = np.log(appeal)[None, :] + rng.gumbel(size=(n, n))
    np.fill_diagonal(chance, -np.inf)
    named = np.argsort(-chance, axis=1)[:, :NAMED]
    ids = np.array([f"P{k:03}" for k in range(n)])
    people = pd.DataFrame(
        {"id": ids, "organisation": [f"O{k:02}" for k in unit], "group": np.where(group == 0, "north", "south")}
    )
    ties = pd.DataFrame({"source": np.repeat(ids, NAMED), "target": ids[named.ravel()]})
    kinds = {"organisation": "organisation", "group": "community"}
    return csna.PartnerNetwork.from_frames(people, ties, reports="seeks_from", positionality=kinds)


def study(*, simulations: int, organisations: int, cluster: float, draws: int, seed: int) -> dict[str, float]:
    """Give the share of networks in which each test says that there is a gap."""
    rng = np.random.default_rng(seed)
    found = {"by organisation": 0, "by person": 0}
    for k in range(simulations):
        net = simulated(rng, organisations=organisations, cluster=cluster)
        named = csna.in_degree(net)
        by_unit = csna.permutation_test(named, by="group", people=net, draws=draws, seed=k)
        by_person = csna.permutation_test(named, by=net.people["group"], draws=draws, seed=k)
        assert (by_unit.attrs["unit"], by_person.attrs["unit"]) == ("organisation", "person")
        found["by organisation"] += by_unit["p"] <= NOMINAL
        found["by person"] += by_person["p"] <= NOMINAL
    return {test: count / simulations for test, count in found.items()}


def main(arguments: Sequence[str] | None = None) -> None:
    """Print one row for each way in which positions may cluster."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--simulations", type=int, default=400)
    parser.add_argument("--draws", type=int, default=999)
    parser.add_argument("--seed", type=int, default=0)
    chosen = parser.parse_args(arguments)
    print("| organisations | clustering | false findings by organisation | by person | seconds |")
    print("|---|---|---|---|---|")
    for organisations, cluster in ((24, 0.0), (24, 0.5), (24, 1.0), (12, 1.0)):
        began = time.perf_counter()
        share = study(
            simulations=chosen.simulations,
            organisations=organisations,
            cluster=cluster,
            draws=chosen.draws,
            seed=chosen.seed,
        )
        shown = " | ".join(f"{100 * share[test]:.1f} %" for test in ("by organisation", "by person"))
        print(f"| {organisations} | {cluster:g} | {shown} | {time.perf_counter() - began:.0f} |", flush=True)


if __name__ == "__main__":
    main()
