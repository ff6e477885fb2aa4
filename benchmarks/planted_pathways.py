"""How often ``pathways`` names the group through which voices were made to travel.

In each invented collaborative nobody but one other group (and families themselves) goes to families, so that their
voices reach everybody else through that group alone. Run by ``python -m benchmarks.planted``. Seeded.
"""

from __future__ import annotations

import critical_sna as csna
from critical_sna.network.simulate import COLLABORATIVE

NAME = "pathways"
VOICES, KEEPERS = "families", ("teachers", "community organisations", "district", "university")
FIGURES = ("mediation_share", "dependence")
SILENT = {"families": 0.5, "community organisations": 0.6, "teachers": 0.7}  # about 30 in 100 stay silent in all
SETTINGS = {
    "gatekeepers planted, all answer": (True, True),
    "gatekeepers planted, 30 % silent, most of all families": (True, False),
    "none planted, all answer": (False, True),
}
"""Whether one group is made the only way through, and whether everybody answers."""

COLUMNS = {
    "mediation_share": "largest share of shortest paths",
    "dependence": "largest dependence",
    "sole": "dependence of .9 or more",
}

ABOUT = """60 people of five groups.
Where gatekeepers are planted, nobody but one group goes to families for advice, so whatever families say reaches the
others through that group alone; which group it is takes turns.
Counted is how often that group has the largest figure of all groups but families themselves, and how often the pairs
that depend on it are nine in ten or more (where none is planted: of the group whose turn it would have been)."""


def planted(seed: int, *, gate: bool, answering: bool) -> tuple[csna.PartnerNetwork, str]:
    """Give a collaborative, with one gatekeeping group where ``gate``, and the name of the group whose turn it is."""
    keeper = KEEPERS[seed % len(KEEPERS)]
    plans = {g: {**p, "answers": 1.0 if answering else SILENT.get(g, 0.85)} for g, p in COLLABORATIVE.items()}
    net = csna.simulate_collaborative(people=60, groups=plans, seed=seed)["1"]
    of, ties = net.people["group"], net.ties
    barred = (ties["target"].map(of) == VOICES) & ~ties["source"].map(of).isin([VOICES, keeper])
    people = net.people.reset_index(names="id")
    kept = ties[~barred] if gate else ties
    return csna.PartnerNetwork.from_frames(people, kept, reports="seeks_from"), keeper


def one(setting: str, seed: int) -> dict[str, float]:
    """Draw one collaborative and say whether its keepers have the largest figure of the groups but the voices' own."""
    gate, answering = SETTINGS[setting]
    net, keeper = planted(seed, gate=gate, answering=answering)
    others = net.people.index[net.people["group"].ne(VOICES) & net.people["group"].ne(keeper)]
    table = csna.pathways(net, groups="group", to=others)
    rows = table.loc[(VOICES, "(decision makers)")]["value"]
    values = {figure: rows.loc[figure].drop(VOICES) for figure in FIGURES}
    found = {figure: float(v.notna().any() and v.idxmax() == keeper) for figure, v in values.items()}
    return {**found, "sole": float(values["dependence"][keeper] >= 0.9), "response_rate": float(net.response_rate)}
