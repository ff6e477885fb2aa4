"""How often periphery finds a group that was planted at the edge, and how often it finds one where there is none.

Run: python benchmarks/planted_periphery.py [collaboratives per setting]. Seeded; prints a table.
"""

from __future__ import annotations

import sys
import time
from concurrent.futures import ProcessPoolExecutor

import numpy as np
import pandas as pd

import critical_sna as csna
from critical_sna.network.simulate import GroupPlan, simulate_collaborative

PLANTED = "families"
PEOPLE, NAMED, DRAWS = 60, 8.0, 199
SETTINGS = {
    "planted at .02, all answer": (0.02, 1.0),
    "planted at .02, 30 % of families silent": (0.02, 0.7),
    "planted at .10, all answer": (0.10, 1.0),
    "planted at .10, 30 % of families silent": (0.10, 0.7),
    "none planted, all answer": (1.0, 1.0),
    "none planted, 30 % of families silent": (1.0, 0.7),
}
"""How readily families are named beside others, and the chance that a family member answers."""


def one(power: float, answers: float, seed: int) -> dict[str, float]:
    """Draw one collaborative and say what is found in it."""
    others = ("teachers", "district", "university")
    groups: dict[str, GroupPlan] = {PLANTED: {"share": 12, "power": power, "answers": answers, "seats": 0.0}}
    groups |= {name: {"share": 16, "power": 1.0, "answers": 1.0, "seats": 0.2} for name in others}
    # same_group and same_organisation at 1: in the null setting nothing but who is popular is there to be found.
    waves = simulate_collaborative(
        people=PEOPLE,
        groups=groups,
        named=NAMED,
        same_group=1.0,
        same_organisation=1.0,
        spread=0.0,
        mutual=0.0,
        seed=seed,
    )
    net = waves["1"]
    verdict = csna.periphery(net, groups="group", draws=DRAWS, seed=seed)["verdict"]
    planted = (net.people["group"] == PLANTED).to_numpy()
    called = (verdict == "peripheral").to_numpy()
    leaning = (verdict == "depends on the reading").to_numpy()
    table = csna.group_periphery(net, groups="group", draws=DRAWS, seed=seed)
    told = (table["p"] <= 0.05) & (table["value"] < table["null_mean"])
    groups_told = told.groupby("group").any()
    return {
        "persons_found": float(called[planted].mean()),
        "persons_leaning": float(leaning[planted].mean()),
        "others_called": float(called[~planted].mean()),
        "anybody": float(called.any()),
        "group_found": float(groups_told[PLANTED]),
        "another_group": float(groups_told.drop(PLANTED).any()),
    }


def main(runs: int) -> pd.DataFrame:
    rows = {}
    with ProcessPoolExecutor(max_workers=2) as pool:
        for name, (power, answers) in SETTINGS.items():
            found = list(pool.map(one, [power] * runs, [answers] * runs, np.arange(runs).tolist(), chunksize=5))
            rows[name] = pd.DataFrame(found).mean()
            print(name, rows[name].round(3).to_dict(), flush=True)
    return pd.DataFrame(rows).T


if __name__ == "__main__":
    start = time.perf_counter()
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 200
    print((100 * main(count)).round(1).to_string())
    print(f"{count} collaboratives of {PEOPLE} people a setting, in {time.perf_counter() - start:.0f} s; figures in %")
