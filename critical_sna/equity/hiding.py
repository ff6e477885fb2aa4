"""Which groups a table, chart or page about one network hides: one answer for all of them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt
import pandas as pd

from critical_sna._core import limits
from critical_sna._core.frames import UNKNOWN_GROUP
from critical_sna.equity.withhold import rows_to_hide
from critical_sna.network.partner import PartnerNetwork

Mask = npt.NDArray[np.bool_]


@dataclass(frozen=True, eq=False)
class Hiding:
    """The groups of a network, and which of them stay hidden; ``labels`` is each person's group, or None."""

    net: PartnerNetwork
    labels: pd.Series | None

    @cached_property
    def names(self) -> tuple[str, ...]:
        """The groups, sorted, ``unknown`` last."""
        found = set() if self.labels is None else set(self.labels)
        return (*sorted(found - {UNKNOWN_GROUP}), *sorted(found & {UNKNOWN_GROUP}))

    def count(self, mask: Mask) -> npt.NDArray[np.int64]:
        """Count the people of ``mask`` in each group, in the order of ``names``."""
        if self.labels is None:
            return np.zeros(0, dtype=np.int64)
        counts = self.labels[mask].value_counts()
        return np.array([int(counts.get(name, 0)) for name in self.names], dtype=np.int64)

    @cached_property
    def people(self) -> npt.NDArray[np.int64]:
        """How many people each group has."""
        return self.count(np.ones(self.net.n_people, dtype=bool))

    @cached_property
    def hidden(self) -> Mask:
        """Groups hidden in every table: too few people or too few asked, and what would give them away."""
        asked, answered = self.count(self.net.asked), self.count(self.net.answered)

        def all_alike(hidden: Mask, _: int) -> bool:
            """Say whether everybody hidden answered, or nobody did, where that is not so of everybody."""
            left = (int(asked[hidden].sum()), int(answered[hidden].sum()))
            return bool(0 < answered.sum() < asked.sum()) and left[0] > 0 and left[1] in (0, left[0])

        return withheld(self.people, asked, gives_away=all_alike)

    @cached_property
    def hidden_answers(self) -> Mask:
        """Groups hidden where a number is made from the answers of a group's own members."""
        answered = self.count(self.net.answered)
        return self.hidden | withheld(self.people, self.count(self.net.asked), answered)

    @cached_property
    def hidden_voices(self) -> Mask:
        """Groups hidden as voices that are heard: by their own answers only where voices told it themselves."""
        return self.hidden_answers if self.net.reports == "gives_to" else self.hidden

    @cached_property
    def hidden_hearers(self) -> Mask:
        """Groups hidden as hearers of voices."""
        return self.hidden if self.net.reports == "gives_to" else self.hidden_answers


def withheld(*counts: npt.NDArray[np.int64], gives_away: Callable[[Mask, int], bool] | None = None) -> Mask:
    """Say which groups to hide; all of them where none is left to hide the small ones behind."""
    hidden, totals_hidden = rows_to_hide(np.column_stack(counts), limits.MIN_GROUP, gives_away=gives_away)
    return np.asarray(hidden | totals_hidden.any())
