"""What each column of the tables of measures means, for the sheet ``about``."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from critical_sna.network.catalogue import find
from critical_sna.words import phrases, say

_ALIKE = ("by_group", "mixing", "audibility")
"""Sheets in which one sentence explains every column."""


def explained(tables: Mapping[str, pd.DataFrame]) -> dict[str, str]:
    """Give ``sheet: column`` -> what it means, for every column that is there."""
    told = {_at("people", name): _meaning(name) for name in ("person", *tables["people"].columns)}
    told |= {_at("network", name): say(f"report.means_{name}") for name in tables["network"].index}
    if "by_group" in tables:
        told[_at("by_group", say("cli.every_count"))] = say("cli.column_counts")
        told |= {_at("ei_index", name): say(f"cli.column_ei_{name}") for name in tables["ei_index"].columns}
    for sheet in _ALIKE:
        if sheet in tables:
            told[_at(sheet, say("cli.every_column"))] = say(f"cli.column_{sheet}")
    for sheet in ("voice", "pathways", "power", "evidence"):
        if sheet in tables:
            told |= {_at(sheet, str(name)): say(f"cli.column_claim_{name}") for name in tables[sheet].columns}
    told |= {_at("measures", name): say(f"cli.column_measures_{name}") for name in tables["measures"].columns}
    return told


def _at(sheet: str, column: str) -> str:
    return say("cli.about_column", sheet=sheet, column=column)


def _meaning(column: str) -> str:
    if f"column_{column}" in phrases("cli"):
        return say(f"cli.column_{column}")
    entry = find(column)
    return say("cli.about_measure", high=entry.high, unit=entry.unit, needs=say(f"report.needs_{entry.needs}"))
