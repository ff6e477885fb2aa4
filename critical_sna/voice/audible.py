"""Audibility: how likely a voice reaches others when each tie passes it on with some probability."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
import numpy.typing as npt
import pandas as pd

from critical_sna._core.frames import UNKNOWN_GROUP, group_codes
from critical_sna.network.catalogue import measure
from critical_sna.network.partner import PartnerNetwork
from critical_sna.voice import _full, _sampled
from critical_sna.voice._chances import PassProbability
from critical_sna.voice._scenario import Estimate, people_a_draw, scenario
from critical_sna.words import say

_SOURCE = "Fish et al. (2019), WWW '19:1; Bashardoust et al. (2023), FAccT '23:1709"


@measure(
    needs="nominations",
    unit="chance, 0 to 1",
    high="likely to reach many, directly or passed on",
    cost="O(n * ties * draws / 64)",
    source=_SOURCE,
    columns=("voice", "voice_se", "hearing", "hearing_se", "decision_voice", "decision_voice_se"),
)
def voice(
    net: PartnerNetwork,
    *,
    pass_probability: PassProbability = 0.5,
    to: Iterable[object] | None = None,
    hops: int | None = None,
    draws: int = 1000,
    sample: int | None = None,
    seed: int = 0,
    n_jobs: int | None = None,
) -> pd.DataFrame:
    """Measure how far each voice travels, and how much each person gets to hear, if ties pass voices on by chance.

    A scenario, not an observation: that X asks Y does not show that Y's idea reaches those who ask X. So vary
    ``pass_probability`` before drawing conclusions.

    Parameters
    ----------
    net
        Network of *n* people that says which way it was asked (``reports``).
    pass_probability
        Chance that a tie passes a voice on: one number, or a table from strength, or from the words of the scale,
        to chance: ``{"monthly": 0.2, "weekly": 0.6}``.
    to
        Ids of the decision makers; left out, those who hold an attribute of kind ``power``.
    hops
        Follow a voice for at most this many steps; left out, without limit.
    draws, seed
        Draws of which ties are open. With at most 20 uncertain ties all cases are enumerated instead and the
        standard errors are 0.
    sample
        How many hearers (for ``voice``) and voices (for ``hearing``) each draw walks from, taken anew in each draw;
        left out, everybody where that is not too long, else 64. Decision makers are all walked from (above 1,024 of
        them a draw takes so many).
    n_jobs
        Workers of joblib; the same bits for any number.

    Returns
    -------
    DataFrame of float, index ``person``: ``voice`` (mean chance to reach each other person whose report would show
    it: those who answered), ``hearing`` (mean chance of being reached by each other person), ``decision_voice`` (mean
    chance to reach each decision maker other than oneself), and the standard error of each.
        Isolates get 0. ``hearing`` is NaN for people who did not answer, and ``decision_voice`` where no decision maker
        answered or none is declared (``attrs["note"]`` says which, where it is so for everybody). Where the
        relation was asked as ``gives_to`` the roles turn round.

    Raises
    ------
    SpecError
        The direction of the relation was never declared.
    UsageError
        A chance outside 0 to 1, a strength without a chance, ``draws`` under 2, ``hops`` under 1.
    UnknownNameError
        A level that the scale does not have; a decision maker who is not in the network.
    TooLargeError
        Too many ties and draws even where people are sampled; names how many draws fit.

    Notes
    -----
    Time O(n * ties * draws / 64) for each step, sampled O(ties * draws * sample / 64); memory O(n + ties), never pairs.
    Standard error: sd over draws / sqrt(draws); where people are sampled the spread over draws holds that as well.
    People who did not answer may pass on and hear more than shown.

    References
    ----------
    Fish et al. (2019), WWW '19; Bashardoust et al. (2023), FAccT '23.

    Examples
    --------
    >>> import critical_sna as csna
    >>> net = csna.PartnerNetwork.from_ties([("Ana", "Bo"), ("Cy", "Ana")], reports="seeks_from")
    >>> csna.voice(net)["voice"].to_dict()  # Bo reaches Ana (.5) and through Ana Cy (.25)
    {'Ana': 0.25, 'Bo': 0.375, 'Cy': 0.0}
    """
    makers = net.power_holders if to is None else net._people.index[net._positions(to)]
    decides = np.asarray(net._people.index.isin(makers))
    asked = scenario(net, pass_probability, hops=hops, draws=draws, seed=seed)
    people = people_a_draw(asked, sample, per_world=(int(decides.sum()) + 63) // 64)
    if people is None:
        found = _full.of_people(asked, decides, n_jobs=n_jobs)
    else:
        found = _sampled.of_people(asked, decides, sample=people, n_jobs=n_jobs)
    table = pd.DataFrame(index=net._people.index)
    for name, estimate in found.items():
        table[name] = estimate.value
        table[f"{name}_se"] = estimate.error
    if len(table) and table["decision_voice"].isna().all():
        table.attrs["note"] = say("voice.decision_makers_silent" if len(makers) else "voice.no_decision_makers")
    return table


@measure(
    per="group",
    needs="nominations",
    unit="chance, 0 to 1",
    high="voices of one group are likely to reach people of the other",
    cost="O(n * ties * draws / 64)",
    source=_SOURCE,
    takes_groups=True,
)
def audibility(
    net: PartnerNetwork,
    *,
    groups: str | pd.Series,
    pass_probability: PassProbability = 0.5,
    hops: int | None = None,
    draws: int = 1000,
    sample: int | None = None,
    seed: int = 0,
    n_jobs: int | None = None,
) -> pd.DataFrame:
    """Measure how likely a voice of one group reaches a person of another.

    Parameters
    ----------
    net
        Network of *n* people that says which way it was asked (``reports``).
    groups
        A people column, or a Series on the same people.
    pass_probability, hops, draws, seed, n_jobs
        As in ``voice``.
    sample
        How many hearers each draw walks back from, shared out evenly among the groups; left out, everybody where that
        is not too long, else 64.

    Returns
    -------
    DataFrame of float, index ``voice_of``, columns ``heard_by``: mean chance over pairs of different people whose
    report would show it (hearers who answered).
        NaN where no such pair is left. People whose group is not known form ``unknown``, last.

    Raises
    ------
    SpecError, UsageError, TooLargeError, UnknownNameError
        As ``voice``; no such people column.

    Notes
    -----
    Small groups are shown here: use ``share`` or ``disaggregate`` for what others may see. Time as ``voice``.

    References
    ----------
    Fish et al. (2019), WWW '19; Bashardoust et al. (2023), FAccT '23.

    Examples
    --------
    >>> import critical_sna as csna
    >>> people = pd.DataFrame({"id": ["Ana", "Bo", "Cy"], "sector": ["family", "school", "school"]})
    >>> ties = pd.DataFrame({"source": ["Bo", "Cy"], "target": ["Ana", "Bo"]})
    >>> net = csna.PartnerNetwork.from_frames(people, ties, reports="seeks_from")
    >>> csna.audibility(net, groups="sector").loc["family"].to_dict()
    {'family': nan, 'school': 0.375}
    """
    names, found, _ = group_estimate(
        net, groups, pass_probability, hops=hops, draws=draws, sample=sample, seed=seed, n_jobs=n_jobs
    )
    return pd.DataFrame(
        found.value,
        index=pd.Index(names, dtype="str", name="voice_of"),
        columns=pd.Index(names, dtype="str", name="heard_by"),
    )


def group_estimate(
    net: PartnerNetwork,
    groups: str | pd.Series,
    pass_probability: PassProbability,
    *,
    hops: int | None,
    draws: int,
    sample: int | None,
    seed: int,
    n_jobs: int | None,
) -> tuple[tuple[str, ...], Estimate, npt.NDArray[np.int64]]:
    """Give the names of the groups, the mean chance between each two with its error, and how many pairs it is of."""
    codes, names = group_codes(net._people, groups, where="audibility(groups=...)")
    if (codes < 0).any():
        codes, names = np.where(codes < 0, len(names), codes), (*names, UNKNOWN_GROUP)
    asked = scenario(net, pass_probability, hops=hops, draws=draws, seed=seed)
    people = people_a_draw(asked, sample)
    if people is None:
        found = _full.of_groups(asked, codes, len(names), n_jobs=n_jobs)
    else:
        found = _sampled.of_groups(asked, codes, len(names), sample=people, n_jobs=n_jobs)
    return names, found, _full.pairs(asked, codes, len(names))
