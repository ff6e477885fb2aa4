"""The columns that every table carries which claims something, whoever makes it."""

from __future__ import annotations

from typing import Final

COLUMNS: Final = (
    "value",
    "n",
    "response_rate",
    "null_mean",
    "null_sd",
    "p",
    "lower",
    "upper",
    "missing_lower",
    "missing_upper",
    "withheld",
)
"""NaN where it is not known."""
