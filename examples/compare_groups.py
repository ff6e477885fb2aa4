"""Do partners and associates of a law firm hold different places in its advice network?

.venv/bin/python examples/compare_groups.py [folder for the map]

71 lawyers of a real firm, 1988-91; source and citation in examples/lazega/NOTICE.
"""

from __future__ import annotations

import sys
from pathlib import Path

import pandas as pd

import critical_sna as csna

folder = Path(sys.argv[1] if len(sys.argv) > 1 else ".")
folder.mkdir(parents=True, exist_ok=True)
survey = csna.read_survey(Path(__file__).parent / "lazega" / "survey.yaml")
net = csna.PartnerNetwork.from_survey(survey, relation="advice")

heard = csna.disaggregate(csna.heard_by(net)["share"], by=["firm_status", "gender"], people=net)
print("Share of the others who go to a person for advice, mean by group (small groups are hidden):")
print(pd.DataFrame({"people": heard.n, "share": heard.by_group.round(3)}).to_string())

roles = csna.brokerage(net, groups="office").drop(columns="total")
print("\nPairs of colleagues a person links along the way advice travels, mean by status:")
print(roles.groupby(net.people["firm_status"]).mean().round(1).to_string())

by_status = csna.disaggregate(csna.heard_by(net)["count"], by="firm_status", people=net).by_group
csna.map_network(net, groups="firm_status", title="Advice in a law firm").save(folder / "compare_groups.html")
print(
    f"\n{net.answered.sum()} of {net.asked.sum()} people who were asked answered: a partner is asked for advice by "
    f"{by_status['partner']:.0f} colleagues on average, an associate by {by_status['associate']:.0f}."
)
print(f"Open {folder / 'compare_groups.html'} in a browser; it needs no network.")
