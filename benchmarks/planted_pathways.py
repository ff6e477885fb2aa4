"""How often ``pathways`` names the group through which voices were made to travel.

In each invented collaborative nobody but one other group (and families themselves) goes to families, so that their
voices reach everybody else through that group alone. Run: ``python benchmarks/planted_pathways.py [how many]``.
"""

from __future__ import annotations

import sys

import numpy as np

import critical_sna as csna
from critical_sna.network.simulate import COLLABORATIVE

VOICES, KEEPERS = "families", ("teachers", "community organisations", "district", "university")
FIGURES = ("mediation_share", "dependence")
SILENT = {"families": 0.5, "community organisations": 0.6, "teachers": 0.7}  # about 30 in 100 stay silent in all


def planted(seed: int, *, answering: bool) -> tuple[csna.PartnerNetwork, str]:
    """Give a collaborative with one gatekeeping group, and its name."""
    keeper = KEEPERS[seed % len(KEEPERS)]
    plans = {g: {**p, "answers": 1.0 if answering else SILENT.get(g, 0.85)} for g, p in COLLABORATIVE.items()}
    net = csna.simulate_collaborative(people=60, groups=plans, seed=seed)["1"]
    of, ties = net.people["group"], net.ties
    barred = (ties["target"].map(of) == VOICES) & ~ties["source"].map(of).isin([VOICES, keeper])
    people = net.people.reset_index(names="id")
    return csna.PartnerNetwork.from_frames(people, ties[~barred], reports="seeks_from"), keeper


def named(net: csna.PartnerNetwork, keeper: str) -> dict[str, bool]:
    """Say, by figure, whether the keepers have the largest figure of the groups but the voices' own."""
    others = net.people.index[net.people["group"].ne(VOICES) & net.people["group"].ne(keeper)]
    table = csna.pathways(net, groups="group", to=others)
    rows = table.loc[(VOICES, "(decision makers)")]["value"]
    values = {figure: rows.loc[figure].drop(VOICES) for figure in FIGURES}
    return {figure: bool(v.notna().any() and v.idxmax() == keeper) for figure, v in values.items()}


def main(count: int) -> None:
    """Print the table."""
    print("| answers | figure | collaboratives | keepers named |\n| --- | --- | --- | --- |")
    for answering in (True, False):
        found: dict[str, list[bool]] = {figure: [] for figure in FIGURES}
        rates = []
        for seed in range(count):
            net, keeper = planted(seed, answering=answering)
            rates.append(net.response_rate)
            for figure, hit in named(net, keeper).items():
                found[figure].append(hit)
        for figure, hits in found.items():
            print(f"| {100 * np.mean(rates):.0f} % | {figure} | {count} | {100 * np.mean(hits):.1f} % |", flush=True)


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 200)
