"""Units: what carries a group, so that whole units swap theirs."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import pandas as pd

from critical_sna._core.frames import group_codes
from critical_sna.errors import UsageError
from critical_sna.network.partner import PartnerNetwork

Codes = npt.NDArray[np.int64]


def units_of(net: PartnerNetwork, codes: Codes, units: str | pd.Series | None, *, where: str) -> tuple[Codes, str]:
    """Give each person's unit as a code, and what the unit is called.

    Left out, the unit is the organisation (an attribute of kind ``organisation``) where nobody's group (``codes``, -1
    where it is not known) differs from that of others there, else the person.
    """
    alone = np.arange(net.n_people, dtype=np.int64)
    if units is not None:
        found, names = group_codes(net._people, units, where=where)
        found = np.where(found < 0, len(names) + alone, found)  # who is in no unit is one
        if not constant(codes, found):
            raise UsageError(
                "The group differs between people of one unit, so units cannot swap their groups.",
                where=where,
                mend="leave units out to shuffle the groups over persons, or take a unit inside the groups",
            )
        return found, units if isinstance(units, str) else str(units.name or "units")
    for attribute, kind in net.positionality.items():
        if kind == "organisation" and attribute in net._people.columns:
            found, names = group_codes(net._people, attribute, where=where)
            found = np.where(found < 0, len(names) + alone, found)
            if constant(codes, found):
                return found, attribute
    return alone, "person"


def constant(codes: Codes, units: Codes) -> bool:
    """Say whether everybody of a unit whose group is known has the same."""
    known = codes >= 0
    pairs = np.unique(np.column_stack([units[known], codes[known]]), axis=0)
    return len(np.unique(pairs[:, 0])) == len(pairs)
