"""Eight people who can be checked by hand: three at a university, three in a district, two of a community."""

from __future__ import annotations

import oracles
import pandas as pd

import critical_sna as csna

PEOPLE = "abcdefgh"
GROUPS = dict(zip(PEOPLE, "UUUDDDCC", strict=True))
REPORTS = ["ba", "ca", "da", "ea", "ed", "fd", "de", "gd", "gh", "ab", "fb", "hg"]  # "ba": b seeks advice from a
"""Twelve reports; voice travels the other way."""


def network() -> csna.PartnerNetwork:
    people = pd.DataFrame({"id": list(PEOPLE), "sector": [GROUPS[i] for i in PEOPLE]})
    ties = pd.DataFrame([tuple(r) for r in REPORTS], columns=["source", "target"])
    return csna.PartnerNetwork.from_frames(people, ties, reports="seeks_from", relation="advice")


def by_hand() -> oracles.Small:
    return oracles.small(REPORTS, PEOPLE)
