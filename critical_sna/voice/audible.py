"""Audibility: how likely a voice reaches others when each tie passes it on with some probability."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

from critical_sna._core.frames import UNKNOWN_GROUP, group_codes
from critical_sna._core.randomness import generator
from critical_sna.errors import UsageError
from critical_sna.network.catalogue import measure
from critical_sna.network.partner import PartnerNetwork
from critical_sna.voice._live import make_worlds, reached
from critical_sna.voice.heard import hearing_of

PassProbability = float | Mapping[float, float]
_SOURCE = "Fish et al. (2019), WWW '19:1; Bashardoust et al. (2023), FAccT '23:1709"


@dataclass(frozen=True)
class _Audible:
    """Chances and their sampling, before anybody asks for means."""

    chance: npt.NDArray[np.float64]
    """(n, n): that row's voice reaches column."""
    counted: npt.NDArray[np.bool_]
    """(n, n): pairs whose reports would show it, without oneself."""
    spread: dict[str, npt.NDArray[np.float64]]
    """Standard error of the mean over counted others, of each voice, hearing and decision voice."""


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
    seed: int = 0,
) -> pd.DataFrame:
    """Measure how far each voice travels, and how much each person gets to hear, if ties pass voices on by chance.

    A scenario, not an observation: that X asks Y does not show that Y's idea reaches those who ask X. So vary
    ``pass_probability`` before drawing conclusions.

    Parameters
    ----------
    net
        Network of *n* people that says which way it was asked (``reports``).
    pass_probability
        Chance that a tie passes a voice on: one number, or strength -> chance.
    to
        Ids of the decision makers; left out, those who hold an attribute of kind ``power``.
    hops
        Follow a voice for at most this many steps; left out, without limit.
    draws, seed
        Draws of which ties are open. With at most 20 uncertain ties all cases are enumerated instead and the
        standard errors are 0.

    Returns
    -------
    DataFrame of float, index ``person``: ``voice`` (mean chance to reach each other person whose report would show
    it: those who answered), ``hearing`` (mean chance of being reached by each other person), ``decision_voice`` (mean
    chance to reach each decision maker other than oneself), and the standard error of each.
        Isolates get 0. ``hearing`` is NaN for people who did not answer, and ``decision_voice`` where no decision maker
        answered or none is declared. Where the relation was asked as ``gives_to`` the roles turn round.

    Raises
    ------
    SpecError
        The direction of the relation was never declared.
    UsageError
        A chance outside 0 to 1, a strength without a chance, ``draws`` under 2, ``hops`` under 1.
    TooLargeError
        Too many voices, ties and draws; names how many draws fit.

    Notes
    -----
    Time O(n * ties * draws / 64) for each step. Standard error: sd over draws / sqrt(draws).
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
    decides = net._people.index.isin(makers)
    found = _audible(net, pass_probability, hops, draws, seed, decides)
    counted_makers = found.counted & decides
    columns = {
        "voice": _mean(found.chance, found.counted, axis=1),
        "hearing": _mean(found.chance, found.counted, axis=0),
        "decision_voice": _mean(found.chance, counted_makers, axis=1),
    }
    table = pd.DataFrame(index=net._people.index)
    for name, values in columns.items():
        table[name] = values
        table[f"{name}_se"] = np.where(np.isnan(values), np.nan, found.spread[name])
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
    seed: int = 0,
) -> pd.DataFrame:
    """Measure how likely a voice of one group reaches a person of another.

    Parameters
    ----------
    net
        Network of *n* people that says which way it was asked (``reports``).
    groups
        A people column, or a Series on the same people.
    pass_probability, hops, draws, seed
        As in ``voice``.

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
    codes, names = group_codes(net._people, groups, where="audibility(groups=...)")
    if (codes < 0).any():
        codes, names = np.where(codes < 0, len(names), codes), (*names, UNKNOWN_GROUP)
    found = _audible(net, pass_probability, hops, draws, seed, np.zeros(net.n_people, dtype=bool))
    member = np.eye(len(names))[codes]
    total = member.T @ np.where(found.counted, found.chance, 0.0) @ member
    pairs = member.T @ found.counted @ member
    with np.errstate(invalid="ignore", divide="ignore"):
        means = np.where(pairs > 0, total / pairs, np.nan)
    return pd.DataFrame(
        means,
        index=pd.Index(names, dtype="str", name="voice_of"),
        columns=pd.Index(names, dtype="str", name="heard_by"),
    )


def _audible(
    net: PartnerNetwork,
    pass_probability: PassProbability,
    hops: int | None,
    draws: int,
    seed: int,
    decides: npt.NDArray[np.bool_],
) -> _Audible:
    _check(hops, draws)
    generator(seed)  # a seed that cannot be one is refused also where nothing is drawn
    how = hearing_of(net.as_asked())
    flow = net.flow()
    n = net.n_people
    world = make_worlds(n, *flow.arcs, _chances(flow, pass_probability), draws=draws, seed=seed)
    counted = how.voices[:, None] & how.hearers[None, :] & ~np.eye(n, dtype=bool)
    chance = np.zeros((n, n))
    spread = {name: np.zeros(n) for name in ("voice", "hearing", "decision_voice")}
    heard = np.zeros((n, world.worlds if world.weights is None else 0), dtype=np.int32)
    for person, hits in reached(world, hops):
        if world.weights is not None:
            chance[person] = [row @ world.weights for row in hits]
            continue
        chance[person] = hits.mean(axis=1)
        for name, others in (("voice", counted[person]), ("decision_voice", counted[person] & decides)):
            spread[name][person] = _standard_error(hits[others].sum(axis=0), int(others.sum()))
        if how.voices[person]:
            heard += hits
    if world.weights is None:
        voices = counted.sum(axis=0)
        spread["hearing"] = np.array([_standard_error(row, int(k)) for row, k in zip(heard, voices, strict=True)])
    return _Audible(chance, counted, spread)


def _standard_error(totals: npt.NDArray[np.integer], others: int) -> float:
    """Give sd over draws / sqrt(draws) of a mean over ``others`` people: pairs share draws, so not the binomial."""
    return float(np.std(totals, ddof=1) / np.sqrt(len(totals)) / others) if others else 0.0


def _check(hops: int | None, draws: int) -> None:
    if hops is not None and hops < 1:
        raise UsageError(
            f"hops must be 1 or more, not {hops!r}.", where="voice(hops=...)", mend="leave it out for no limit"
        )
    if draws < 2:
        raise UsageError(f"draws must be 2 or more, not {draws!r}.", where="voice(draws=...)", mend="1000 is usual")


def _chances(flow: PartnerNetwork, pass_probability: PassProbability) -> npt.NDArray[np.float64]:
    strengths = flow._ties["strength"].to_numpy(dtype=float)
    if isinstance(pass_probability, Mapping):
        table = {float(k): float(v) for k, v in pass_probability.items()}
        missing = sorted(set(strengths.tolist()) - set(table))
        if missing:
            raise UsageError(
                f"No chance is given for ties of strength {missing[0]:g}.",
                where="pass_probability",
                mend="give one for each: " + ", ".join(f"{s:g}" for s in missing[:8]),
            )
        chances = np.array([table[s] for s in strengths.tolist()])
    else:
        chances = np.full(len(strengths), float(pass_probability))
    if not bool(((chances >= 0) & (chances <= 1)).all()) or not (
        isinstance(pass_probability, Mapping) or 0 <= pass_probability <= 1
    ):
        raise UsageError(
            "A chance lies between 0 and 1.", where="pass_probability", mend="0.5 is a middle to start from"
        )
    return chances


def _mean(values: npt.NDArray[np.float64], counted: npt.NDArray[np.bool_], *, axis: int) -> npt.NDArray[np.float64]:
    others = counted.sum(axis=axis)
    with np.errstate(invalid="ignore", divide="ignore"):
        result: npt.NDArray[np.float64] = np.where(
            others > 0, np.where(counted, values, 0.0).sum(axis=axis) / others, np.nan
        )
    return result
