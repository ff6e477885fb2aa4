"""How often periphery finds a group that was planted at the edge, and how often it finds one where there is none.

Run by ``python -m benchmarks.planted``. Seeded.
"""

from __future__ import annotations

import critical_sna as csna
from critical_sna.network.simulate import GroupPlan, simulate_collaborative

NAME = "periphery"
PLANTED = "families"
PEOPLE, NAMED, DRAWS = 60, 8.0, 199
ALL: dict[str, float] = {}
SOME = {"families": 0.5, "teachers": 0.65, "district": 0.85, "university": 0.8}
SETTINGS: dict[str, tuple[float, dict[str, float]]] = {
    "planted, all answer": (0.05, ALL),
    "planted, 30 % silent, most of all families": (0.05, SOME),
    "none planted, all answer": (1.0, ALL),
    "none planted, 30 % silent, most of all families": (1.0, SOME),
}
"""How readily a family member is named beside others, and the chance that a member of each group answers."""

COLUMNS = {
    "group_found": "`group_periphery` finds the group",
    "another_group": "calls another group so",
    "persons_found": "its members called peripheral",
    "persons_leaning": 'its members "depends on the reading"',
    "others_called": "other people called peripheral",
    "anybody": "anybody called peripheral",
}

ABOUT = f"""{PEOPLE} people name {NAMED:.0f} others on average: {PLANTED} (12 people) and three groups of 16.
Where it is planted, a family member is named a twentieth as readily as anybody else; where it is not, everybody is
named as readily.
"30 % silent" means that half of the families, a third of the teachers and fewer of the others did not answer."""


def one(setting: str, seed: int) -> dict[str, float]:
    """Draw one collaborative and say what is found in it."""
    power, answers = SETTINGS[setting]
    others = ("teachers", "district", "university")
    groups: dict[str, GroupPlan] = {
        PLANTED: {"share": 12, "power": power, "answers": answers.get(PLANTED, 1.0), "seats": 0.0}
    }
    groups |= {name: {"share": 16, "power": 1.0, "answers": answers.get(name, 1.0), "seats": 0.2} for name in others}
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
        "response_rate": float(net.response_rate),
    }
