"""Verdicts and claims of a network are worked out once in a test run, with few draws: pages of a survey share them."""

from __future__ import annotations

import pickle
from collections.abc import Callable
from typing import Any  # Any: functions of any arguments are wrapped

import pytest

from critical_sna._core import limits
from critical_sna.network.partner import PartnerNetwork
from critical_sna.report import claim_sheets, claims, measured, subject
from critical_sna.report.subject import Subject
from critical_sna.voice import margins

_FOUND: dict[bytes, Any] = {}  # Any: what was found may be a table or claims
FEW = {"CLAIM_IMPUTATIONS": 1, "PATHWAY_DRAWS": 9, "CLAIM_VOICE_DRAWS": 64}
"""Less chance than a page for people takes."""


def _held(net: PartnerNetwork) -> tuple[object, ...]:
    about = (net.reports, net.question, net.relation, net.wave, net.choices)
    return (net.people, net.ties, net.unknown, *about, net.positionality, net.holds)


def _remembering(work_out: Callable[..., Any], seen: Callable[..., tuple[object, ...]]) -> Callable[..., Any]:
    def remembered(data: Any, **chosen: object) -> Any:
        key = pickle.dumps((work_out.__name__, seen(data), chosen, limits.VIS_PEOPLE, limits.MIN_GROUP))
        if key not in _FOUND:
            _FOUND[key] = work_out(data, **chosen)
        return _FOUND[key]

    return remembered


def _of_subject(about: Subject) -> tuple[object, ...]:
    return (*_held(about.net), about.labels, about.seed)


def remember(patch: pytest.MonkeyPatch) -> None:
    """Let what reports and maps ask of ``periphery`` and of claims be remembered by what the network holds."""
    for name, value in FEW.items():
        patch.setattr(limits, name, value)
    periphery, gather = _remembering(margins.periphery, _held), _remembering(claims.gather, _of_subject)
    for module in (margins, measured, subject):
        patch.setattr(module, "periphery", periphery)
    for module in (claims, claim_sheets):
        patch.setattr(module, "gather", gather)
