"""Why a voice is read as little heard or not: sentences about the arrangement, never about a person's worth."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from critical_sna._core import limits
from critical_sna.network.partner import PartnerNetwork
from critical_sna.voice.heard import BANDS, heard_by
from critical_sna.voice.margins import DEPENDS, NOT, PERIPHERAL, UNKNOWN, periphery
from critical_sna.voice.readings import DIRECT, OBSERVED, periphery_readings, relations_of
from critical_sna.words import say

if TYPE_CHECKING:
    from critical_sna.network.accept import NetworkLike

_VERDICTS = {PERIPHERAL: "peripheral", DEPENDS: "depends", NOT: "not", UNKNOWN: "unknown"}


def periphery_reasons(
    net: NetworkLike | Mapping[str, NetworkLike],
    *,
    to: Iterable[object] | None = None,
    steps: int = 3,
    groups: str | pd.Series | None = None,
    draws: int = limits.NULL_DRAWS,
    seed: int = 0,
) -> pd.Series[str]:
    """Say in words why ``periphery`` reads each voice as it does. For the team that has the people's consent.

    Parameters
    ----------
    net, to, steps, groups, draws, seed
        As in ``periphery``.

    Returns
    -------
    Series of text, index ``person``: how many readings agree, who names the person, what a verdict hangs on (which
    ties count, who stayed silent, how far a voice is followed), and that a network is described, not a person.
        Isolates are told that nobody who answered names them; people about whom nothing is known that the reports
        needed are missing.

    Raises
    ------
    SpecError, UsageError, UnknownNameError
        As ``periphery``.

    Notes
    -----
    Twice the time of ``periphery``.

    References
    ----------
    This library's construct; see ``periphery``.

    Examples
    --------
    >>> import critical_sna as csna
    >>> pairs = [(f"p{i}", f"p{j}") for i in range(12) for j in range(11) if i != j]
    >>> net = csna.PartnerNetwork.from_ties(pairs, reports="seeks_from")  # nobody names p11
    >>> csna.periphery_reasons(net, draws=50)["p11"].split(". ")[1]
    'Nobody who answered names this person here'
    """
    nets = relations_of(net, where="periphery_reasons(net)")
    found = periphery(nets, to=to, steps=steps, groups=groups, draws=draws, seed=seed)
    readings = periphery_readings(nets, groups=groups, draws=draws, seed=seed)
    readings = readings[readings["share"].notna()]
    heard = {name: heard_by(one) for name, one in nets.items()}
    collective = {name: _collective(table) for name, table in heard.items()}
    own = dict(iter(readings.groupby("person")))
    told: dict[str, str] = {}
    for person, verdict, kind in zip(found.index, found["verdict"], found["kind"], strict=True):
        rows = own.get(person, readings.iloc[:0])
        parts = [say(f"voice.reason_{_VERDICTS[verdict]}", said=int(rows["little_heard"].sum()), readings=len(rows))]
        if verdict != UNKNOWN:
            parts += [_named(name, one, heard[name].loc[person], many=len(nets) > 1) for name, one in nets.items()]
        if verdict == DEPENDS:
            parts += _hangs_on(rows)
        if kind == "unreached":
            parts.append(say("voice.reason_unreached", steps=steps))
        if kind == "chosen":
            parts.append(say("voice.reason_chosen"))
        if verdict in (PERIPHERAL, DEPENDS):
            parts += [text for text in dict.fromkeys(collective.values()) if text]
        told[person] = " ".join([*(part for part in parts if part), say("voice.reason_care")])
    return pd.Series(told, index=found.index, name="periphery_reasons", dtype="str")


def _named(relation: str, net: PartnerNetwork, row: pd.Series, *, many: bool) -> str:
    """Say who names the person in one relation."""
    if np.isnan(row["share"]):
        return ""
    count = int(row["count"])
    could = round(count / row["share"]) if count else 0
    key = "reason_own" if net.reports == "gives_to" else "reason_named"
    text = say(f"voice.{key}", n=count, could=could) if count else say("voice.reason_unnamed")
    if not count and net.reports == "gives_to":
        text = say("voice.reason_own_nobody")
    return (say("voice.reason_in_relation", relation=relation) if many else "") + text


def _hangs_on(rows: pd.DataFrame) -> list[str]:
    """Say along which choice the readings differ."""
    found = []
    every = rows["threshold"] == 0
    if not every.all():
        found.append(say("voice.reason_threshold", all=_share(rows[every]), strong=_share(rows[~every])))
    observed = rows["missing"] == OBSERVED
    if not observed.all():
        found.append(say("voice.reason_missing", observed=_share(rows[observed]), filled=_share(rows[~observed])))
    direct = rows["measure"] == DIRECT
    found.append(say("voice.reason_measure", direct=_share(rows[direct]), further=_share(rows[~direct])))
    return found


def _share(rows: pd.DataFrame) -> str:
    return say("voice.share_of_readings", said=int(rows["little_heard"].sum()), readings=len(rows))


def _collective(heard: pd.DataFrame) -> str:
    """Say so where many people are in the least heard band: a matter of the collaborative, not of persons."""
    known = heard[heard["share"].notna()]
    shares = [float((known["band"] == band).mean()) if len(known) else 0.0 for band in BANDS]
    lowest = next((share for share in shares if share), 0.0)
    if lowest < limits.LOWEST_BAND_IS_COLLECTIVE:
        return ""
    return say("voice.reason_collective", percent=f"{100 * lowest:.0f} %")
