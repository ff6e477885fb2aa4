"""A collaborative with a group of two, and guards."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

import critical_sna as csna

pytest.importorskip("matplotlib")
SIZES = {"families": 9, "schools": 8, "agencies": 6, "funders": 2}


def network(wave: int) -> csna.PartnerNetwork:
    draw = np.random.default_rng(wave)
    sector = [name for name, size in SIZES.items() for _ in range(size)] + [None]
    ids = [f"person-{i:02d}" for i in range(len(sector))]
    pairs = sorted({(ids[a], ids[b]) for a, b in draw.integers(0, len(ids), (90, 2)) if a != b})
    status = ["named_only" if i % 9 == wave else "respondent" for i in range(len(ids))]
    people = pd.DataFrame({"id": ids, "sector": sector, "status": status})
    ties = pd.DataFrame([p for p in pairs if status[ids.index(p[0])] == "respondent"], columns=["source", "target"])
    return csna.PartnerNetwork.from_frames(
        people, ties, reports="seeks_from", wave=str(wave), question="Whom do you ask about the river?"
    )


@pytest.fixture(scope="session")
def waves() -> dict[str, csna.PartnerNetwork]:
    return {str(wave): network(wave) for wave in (1, 2)}


@pytest.fixture(scope="session")
def net(waves: dict[str, csna.PartnerNetwork]) -> csna.PartnerNetwork:
    return waves["2"]
