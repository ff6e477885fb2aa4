"""Arguments that several measures take, and how they refuse: a direction, a whole number, too large a network."""

from __future__ import annotations

from typing import NoReturn

import numpy as np

from critical_sna.errors import TooLargeError, UsageError, did_you_mean
from critical_sna.measures._known import Direction
from critical_sna.network.partner import PartnerNetwork


def direction_of(value: str, *, where: str) -> Direction:
    """Give a direction, or refuse what is none."""
    if value == "in":
        return "in"
    if value == "out":
        return "out"
    raise UsageError(f"direction={value!r} is not a direction.", where=where, mend=did_you_mean(value, ("in", "out")))


def whole_number(value: object, name: str, *, where: str) -> int:
    """Give a whole number of 1 or more, or refuse what is none."""
    if isinstance(value, bool) or not isinstance(value, int | np.integer) or value < 1:
        raise UsageError(f"{name} must be a whole number of 1 or more, not {value!r}.", where=where, mend=f"{name}=2")
    return int(value)


def refuse_too_large(
    net: PartnerNetwork, what: str, *, seconds: float, instead: str, of: str | None = None, memory: float = 0.0
) -> NoReturn:
    """Refuse an exact answer, with what it would cost (``memory`` in bytes) and what to call instead."""
    size = of or f"{net.n_people:,} people and {net.n_ties:,} ties"
    room = f" and {memory / 2**30:,.1f} GiB of memory" if memory else ""
    raise TooLargeError(
        f"Exact {what} of {size} would take about {_duration(seconds)} on one core{room}.",
        where=f"{what}(net)",
        mend=instead,
    )


def _duration(seconds: float) -> str:
    for unit, length in (("days", 86_400.0), ("hours", 3600.0), ("minutes", 60.0)):
        if seconds >= 2 * length:
            return f"{seconds / length:.0f} {unit}"
    return f"{seconds:.0f} seconds"
