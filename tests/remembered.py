"""Verdicts of one network are worked out once in a test run: pages of the same survey share them."""

from __future__ import annotations

import pickle
from collections.abc import Callable

import pandas as pd
import pytest

from critical_sna.network.partner import PartnerNetwork
from critical_sna.report import measured, subject
from critical_sna.voice import margins

_FOUND: dict[bytes, pd.DataFrame] = {}


def remember_verdicts(patch: pytest.MonkeyPatch) -> None:
    """Let what reports and maps ask of ``periphery`` be remembered by what the network holds."""
    work_out: Callable[..., pd.DataFrame] = margins.periphery

    def periphery(net: PartnerNetwork, **chosen: object) -> pd.DataFrame:
        key = pickle.dumps((net.people, net.ties, net.unknown, net.reports, net.positionality, net.holds, chosen))
        if key not in _FOUND:
            _FOUND[key] = work_out(net, **chosen)
        return _FOUND[key].copy()

    for module in (margins, measured, subject):
        patch.setattr(module, "periphery", periphery)
