"""English phrases: report."""

from __future__ import annotations

PHRASES: dict[str, str | dict[str, str]] = {}
