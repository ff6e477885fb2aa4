"""One plain finding of a network, with the response rate beside it."""

from __future__ import annotations

import numpy as np
import pandas as pd

from critical_sna._core import limits
from critical_sna.equity.withhold import groups_to_hide
from critical_sna.maps.codes import clean
from critical_sna.network.partner import PartnerNetwork
from critical_sna.words import say

FEW = limits.HEARD_BANDS[1][1]
"""Under this share of those who answered, a voice counts as named by few: the first two bands."""


def headline(net: PartnerNetwork, *, groups: str | pd.Series | None = None) -> str:
    """Say in one sentence how many voices few people name, and how many people answered.

    Parameters
    ----------
    net
        A network; where it was never declared which way voice travels, the sentence counts people nobody named.
    groups
        A people column, or a Series on the people: adds the count of each group, small groups left out.

    Returns
    -------
    str
        The subject is the network as reported; nobody is named.

    Raises
    ------
    UnknownNameError
        No such people column.

    Examples
    --------
    >>> import critical_sna as csna
    >>> net = csna.PartnerNetwork.from_ties([("Ana", "Bo"), ("Cy", "Bo")], reports="seeks_from")
    >>> csna.report.headline(net)
    '2 of 3 voices are named by fewer than one in ten of those who answered (3 of 3 people answered).'
    """
    answered, asked = int(net.answered.sum()), int(net.asked.sum())
    rate = say("report.headline_rate", answered=answered, asked=asked)
    if net.n_people == 0 or answered == 0:
        return say("report.headline_nobody_named" if net.reports is None else "report.headline_nobody", rate=rate)
    known, few, way = _named_by_few(net)
    if not known.any():
        return say("report.headline_unknown", rate=rate)
    about = say("report.headline_about", relation=clean(net.relation)) if net.relation else ""
    sentence = say(f"report.headline_{way}", n=int(few.sum()), of=int(known.sum()), about=about, rate=rate)
    return sentence if groups is None else " ".join(filter(None, [sentence, _by_group(net, known, few, groups)]))


def _named_by_few(net: PartnerNetwork) -> tuple[np.ndarray, np.ndarray, str]:  # boolean masks
    """Say whose being named is known, who is named by few, and in which words to say it."""
    if net.reports is None and net.reporter == "source":
        from critical_sna.measures.positions.degree import in_degree

        return np.ones(net.n_people, dtype=bool), (in_degree(net) == 0).to_numpy(), "reported"
    from critical_sna.voice.heard import heard_by

    share = heard_by(net)["share"].to_numpy()
    return ~np.isnan(share), np.nan_to_num(share, nan=1.0) < FEW, "own" if net.reports == "gives_to" else "named"


def _by_group(net: PartnerNetwork, known: np.ndarray, few: np.ndarray, groups: str | pd.Series) -> str:
    labels = net.group_labels(groups, where="headline(groups=...)")
    table = pd.DataFrame({"known": known, "few": few & known}, index=labels.index).groupby(labels).sum()
    shown = table[~groups_to_hide(table["known"].to_numpy(), limits.MIN_GROUP)]
    parts = [
        say("report.headline_group", group=clean(name), n=int(row["few"]), of=int(row["known"]))
        for name, row in shown.iterrows()
    ]
    return say("report.headline_groups", groups=", ".join(parts)) if parts else ""
