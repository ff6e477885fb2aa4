"""Text of other people inside a message: short, in quotes, nothing invisible; long lists are counted."""

from __future__ import annotations

from collections.abc import Iterable

_LONGEST_NAME = 80


def quoted(text: str, limit: int = 60) -> str:
    """Give text for a message: short, in quotes, with invisible characters spelled out."""
    seen = "".join(c if c.isprintable() else ascii(c)[1:-1] for c in text[: limit + 1])
    return f"'{seen}'" if len(seen) <= limit else f"'{seen[:limit]}...'"


def listed(names: Iterable[str], limit: int = 30) -> str:
    """Join names for a message and count the ones left out."""
    names = list(names)
    text = ", ".join(name if len(name) <= _LONGEST_NAME else name[:_LONGEST_NAME] + "..." for name in names[:limit])
    return text if len(names) <= limit else f"{text} and {len(names) - limit} more"
