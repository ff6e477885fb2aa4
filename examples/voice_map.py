"""Whose voice is little heard? A map of the invented watershed collaborative, three autumns.

.venv/bin/python examples/voice_map.py [folder for the map]
"""

from __future__ import annotations

import sys
from pathlib import Path

import critical_sna as csna
from critical_sna import datasets

folder = Path(sys.argv[1] if len(sys.argv) > 1 else ".")
folder.mkdir(parents=True, exist_ok=True)
survey = datasets.watershed()
waves = {wave: csna.PartnerNetwork.from_survey(survey, relation="advice", wave=wave) for wave in survey.waves}
csna.map_network(waves, groups="group", title="Advice in the watershed").save(folder / "voice_map.html")

for wave, net in waves.items():
    unheard = csna.heard_by(net)["count"].eq(0)
    families = unheard[net.people["group"] == "families"]
    print(
        f"{wave}: {net.answered.sum()} of {net.asked.sum()} people who were asked answered; "
        f"{unheard.sum()} people, {families.sum()} of them from families, were named by no one yet."
    )
print(f"Open {folder / 'voice_map.html'} in a browser; it needs no network.")
