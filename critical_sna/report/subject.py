"""What a report is about: the network described, the waves beside it, and which groups may be shown."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np
import numpy.typing as npt
import pandas as pd

from critical_sna._core import limits
from critical_sna.equity.hiding import Hiding
from critical_sna.errors import PrivacyError, UnknownNameError, UsageError, did_you_mean
from critical_sna.maps.codes import clean, isolate
from critical_sna.network.partner import PartnerNetwork
from critical_sna.survey import RelationalSurvey
from critical_sna.voice.margins import periphery
from critical_sna.words import say

Mask = npt.NDArray[np.bool_]
NAMES, TURNOUT = "label", ("status", "asked")
"""People columns that are no attributes: names, and who was asked and answered."""


def attributes_of(columns: Iterable[object]) -> list[str]:
    """Give the columns of a people table that are attributes of people."""
    return [str(name) for name in columns if name not in (NAMES, *TURNOUT)]


def check_groups(groups: str, attributes: list[str], *, where: str) -> None:
    """Refuse as groups what is no attribute: names (every group is written out), and who answered."""
    if groups == NAMES:
        raise PrivacyError(
            f"{groups!r} holds names, and groups are written out: the page would show who is who.",
            where=where,
            mend=did_you_mean("", attributes),
        )
    if groups in TURNOUT:
        raise UsageError(
            f"{groups!r} says who was asked and who answered; it is no group of people.",
            where=where,
            mend=did_you_mean("", attributes),
        )
    if groups not in attributes:
        raise UnknownNameError(
            f"There is no attribute of people named {groups!r}.", where=where, mend=did_you_mean(groups, attributes)
        )


@dataclass(frozen=True, eq=False)
class Subject:
    """The network a report describes (``net``), all waves of it, and where they come from."""

    net: PartnerNetwork
    waves: Mapping[str, PartnerNetwork]
    survey: RelationalSurvey | None
    groups: str | pd.Series | None
    seed: int
    _verdicts: dict[int, pd.Series] = field(default_factory=dict, repr=False)

    def verdict(self, net: PartnerNetwork) -> pd.Series:
        """Each person's verdict of being little heard in one of the networks; worked out once for table and map."""
        if id(net) not in self._verdicts:  # the networks live as long as this does
            self._verdicts[id(net)] = periphery(net, seed=self.seed)["verdict"]
        return self._verdicts[id(net)]

    def verdict_tables(self) -> dict[str, pd.DataFrame] | None:
        """What the map marks, for each wave; None where the map has to see for itself."""
        told = self.net.reports is not None
        if not told or any(not _judged(net) or net.n_people > limits.VIS_PEOPLE for net in self.waves.values()):
            return None
        return {wave: self.verdict(net).to_frame() for wave, net in self.waves.items()}

    @cached_property
    def labels(self) -> pd.Series | None:
        """Each person's group as text; None where no groups were chosen."""
        if self.groups is None:
            return None
        return self.net.group_labels(self.groups, where="report(groups=...)")

    @cached_property
    def self_ties(self) -> int:
        """Answers in which people named themselves in the network described: all of them were left out."""
        net = self.net
        if self.survey is None or net.relation is None:
            return net.self_ties_dropped
        answers = self.survey.answers
        here = answers[(answers["relation"] == net.relation) & (answers["wave"] == (net.wave or ""))]
        return net.self_ties_dropped + int(((here["source"] == here["target"]) & (here["strength"] > 0)).sum())

    @cached_property
    def hiding(self) -> Hiding:
        """Which groups stay hidden."""
        return Hiding(self.net, self.labels)

    @property
    def names(self) -> tuple[str, ...]:
        """The groups, sorted, ``unknown`` last."""
        return self.hiding.names

    def count(self, mask: Mask) -> npt.NDArray[np.int64]:
        """Count the people of ``mask`` in each group, in the order of ``names``."""
        return self.hiding.count(mask)

    @property
    def hidden(self) -> Mask:
        """Groups hidden in every table; see ``Hiding``."""
        return self.hiding.hidden

    @property
    def hidden_answers(self) -> Mask:
        """Groups hidden where a number is made from the answers of a group's own members."""
        return self.hiding.hidden_answers

    @property
    def hidden_voices(self) -> Mask:
        """Groups hidden as voices that are heard."""
        return self.hiding.hidden_voices

    @property
    def hidden_hearers(self) -> Mask:
        """Groups hidden as hearers of voices."""
        return self.hiding.hidden_hearers


def _judged(net: PartnerNetwork) -> bool:
    """Say whether a network is large enough for verdicts to be drawn."""
    return net.n_people > 2 and net.n_ties > 0 and bool(net.answered.any())


def quoted(text: str, *, longest: int = 400) -> str:
    """Give text of the survey for use inside a sentence: one line, its writing direction kept to itself."""
    return isolate(clean(text, longest=longest))


def hidden_note(subject: Subject, hidden: Mask) -> str:
    """Say which groups a table hides, and why; empty where it hides none."""
    names = [quoted(name) for name, out in zip(subject.names, hidden, strict=True) if out]
    return say("report.hidden", n=len(names), names=", ".join(names), size=limits.MIN_GROUP) if names else ""


def percent(share: float) -> str:
    """Give a share in whole percent; what is not known says so."""
    if np.isnan(share):
        return say("report.not_known")
    if 0 < share < 0.005:
        return say("report.under_one_percent")
    if 0.995 <= share < 1:
        return say("report.over_99_percent")
    return say("report.percent", n=round(100 * share))


def number(value: float, digits: int = 1) -> str:
    """Give a number, thousands parted, never less than nothing at all; what is not known says so."""
    return say("report.not_known") if np.isnan(value) else f"{value:z,.{digits}f}".replace("-", "−")
