"""The tables of claims as sheets: voice, pathways, power, and the evidence for each claim in them."""

from __future__ import annotations

import pandas as pd

from critical_sna._core.claims import COLUMNS
from critical_sna.report.claims import PARTS, gather, row_name
from critical_sna.report.subject import Subject
from critical_sna.words import say

SHEETS = {"voice": ("periphery", "gaps"), "pathways": ("dependence", "own", "roles"), "power": ("flows", "mutual")}
EVIDENCE = (
    "level",
    "claim",
    "effect",
    "reference",
    "p_together",
    "claims",
    "specifications",
    "same_sign",
    "median",
    "worst_case",
    "draws",
    "seed",
    "null",
    "note",
)
"""What stands in the sheet of evidence besides what would change a level."""


def claim_sheets(subject: Subject, *, draws: int) -> dict[str, pd.DataFrame]:
    """Give the sheets by name; groups that may not be shown have no row, and what cannot be told says why.

    ``voice``, ``pathways`` and ``power`` hold the columns that all tables of claims share; ``evidence`` has one row a
    claim, or a table that is not there. Index of all: ``about`` (which figure) and ``of`` (whose).
    """
    found = gather(subject, draws=draws)
    sheets: dict[str, pd.DataFrame] = {}
    for sheet, parts in SHEETS.items():
        tables = {name: found.tables[name] for name in parts}
        rows = [_rows(name, table) for name, table in tables.items() if not isinstance(table, str)]
        if rows:
            sheets[sheet] = pd.concat(rows)
    sheets["evidence"] = pd.concat([_cards(name, found.cards(name), found.tables[name]) for name in PARTS])
    return sheets


def _index(name: str, table: pd.DataFrame) -> pd.MultiIndex:
    about = say(f"report.part_{name}")
    rows = [(about, row_name(name, label)) for label in table.index]
    return pd.MultiIndex.from_tuples(rows, names=["about", "of"])


def _rows(name: str, table: pd.DataFrame) -> pd.DataFrame:
    """Give the shared columns; numbers of what is withheld are left out."""
    rows = pd.DataFrame({column: table[column].to_numpy() for column in COLUMNS}, index=_index(name, table))
    numbers = [column for column in COLUMNS if column != "withheld"]
    return rows.assign(**{name: rows[name].astype(float).where(~rows["withheld"].astype(bool)) for name in numbers})


def _cards(name: str, cards: object, table: pd.DataFrame | str) -> pd.DataFrame:
    from critical_sna.inference.evidence import Evidence

    columns = [*EVIDENCE, "change"]
    if isinstance(table, str) or not isinstance(cards, Evidence):
        index = pd.MultiIndex.from_tuples([(say(f"report.part_{name}"), "")], names=["about", "of"])
        return pd.DataFrame([{"note": str(table)}], index=index, columns=columns).astype(object)
    told = cards.table
    told["change"] = [" ".join(card.changes()) for card in cards]
    told.index = _index(name, table)
    return told[columns].astype(object)
