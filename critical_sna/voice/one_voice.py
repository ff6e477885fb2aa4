"""One voice: through whom it reaches the decision makers, and what would be lost if somebody left."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from critical_sna._core import limits
from critical_sna.errors import DataError, TooLargeError, UsageError, did_you_mean
from critical_sna.network.accept import as_network
from critical_sna.network.partner import PartnerNetwork
from critical_sna.voice._paths import SOURCES_A_PASS, Arcs, Integers, Mask, arcs_of, carried, reached, unpacked
from critical_sna.voice.heard import hearing_of
from critical_sna.words import say

if TYPE_CHECKING:
    from critical_sna.network.accept import NetworkLike

_AUDIENCES = ("team", "participants", "public")


def pathways_of(net: NetworkLike, person: object, *, to: Iterable[object] | None = None) -> pd.DataFrame:
    """Tell through whom one voice reaches the decision makers, on shortest paths.

    It names people, so it is for the team. That a path is there does not show that an idea took it.

    Parameters
    ----------
    net
        Network of *n* people that says which way it was asked (``reports``).
    person
        Whose voice.
    to
        Ids of the decision makers; left out, those who hold an attribute of kind ``power``.

    Returns
    -------
    DataFrame, index ``through`` (a person), largest share first
        ``share``: of what stands in between on shortest paths to the decision makers who are not reached directly, the
        part this person is; sums to 1. ``steps``: how far they are from the voice. ``lost``: decision makers who would
        no longer be reached if this person passed nothing on; ``lost_ids``: who. Nobody in between: no row.

        ``attrs``: ``reached``, ``direct``, ``through_others`` and ``known`` (decision makers other than oneself whose
        reports would show it), ``mean_steps``, ``sentence``, ``note`` (why no share is defined).

    Raises
    ------
    SpecError
        The direction of the relation was never declared.
    DataError
        No decision maker is declared or given.
    UnknownNameError
        Somebody who is not in the network.

    Notes
    -----
    Time O(ties * (steps + people in between)).

    References
    ----------
    Shortest paths are shared out as in Brandes (2001), J. Mathematical Sociology 25:163.

    Examples
    --------
    >>> import critical_sna as csna
    >>> net = csna.PartnerNetwork.from_ties([("Bo", "Ana"), ("Di", "Bo"), ("Di", "Cy"), ("Cy", "Ana")],
    ...                                     reports="seeks_from")
    >>> csna.pathways_of(net, "Ana", to=["Di"])["share"].to_dict()  # Di hears Ana through Bo or through Cy
    {'Bo': 0.5, 'Cy': 0.5}
    """
    net = as_network(net, where="pathways_of(net)").as_asked()
    how = hearing_of(net)
    voice = int(net._positions([person])[0])
    makers = _makers(net, to)
    if not makers.any():
        raise DataError(
            "Nobody is known to hold a decision seat, so there is nobody to reach.",
            where="pathways_of(to=...)",
            mend="give to=[...], or say in the spec which attribute is of kind power",
        )
    wanted = makers & how.hearers & how.voices[voice]
    wanted[voice] = False
    arcs, start = arcs_of(net), np.array([voice])
    distance = _distances(arcs, voice)
    (_, relayed, shares) = next(carried(arcs, start, wanted[:, None].astype(float)))
    through = np.flatnonzero(shares[0, 0] > 0)
    ids = net._people.index
    lost = [_lost(arcs, voice, int(v), wanted & (distance > 0)) for v in through]
    table = pd.DataFrame(
        {
            "share": shares[0, 0, through] / max(float(relayed[0, 0]), 1.0),
            "steps": distance[through].astype(float),
            "lost": np.array([float(mask.sum()) for mask in lost], dtype=float),
            "lost_ids": pd.Series([tuple(ids[mask]) for mask in lost], index=ids[through], dtype=object),
        },
        index=pd.Index(ids[through], dtype="str", name="through"),
    )
    table = table.sort_values("share", ascending=False, kind="stable")
    table.attrs.update(_facts(wanted, distance))
    return table


def _makers(net: PartnerNetwork, to: Iterable[object] | None) -> Mask:
    makers = np.zeros(net.n_people, dtype=bool)
    makers[net._people.index.get_indexer(net.power_holders) if to is None else net._positions(to)] = True
    return makers


def _distances(arcs: Arcs, voice: int) -> Integers:
    """Give steps from one voice, -1 where nobody hears it, 0 for the voice."""
    distance = np.full(arcs.n, -1, dtype=np.int64)
    distance[voice] = 0
    for step, seen in enumerate(reached(arcs, np.array([voice])), start=1):
        distance[(seen[:, 0] > 0) & (distance < 0)] = step
    return distance


def _lost(arcs: Arcs, voice: int, relay: int, wanted: Mask) -> Mask:
    """Say who of ``wanted`` is no longer reached where one person passes nothing on."""
    relays = np.ones(arcs.n, dtype=bool)
    relays[relay] = False
    still = np.zeros(arcs.n, dtype=bool)
    for seen in reached(arcs, np.array([voice]), relays=relays):
        still = seen[:, 0] > 0
    lost = wanted & ~still
    lost[relay] = False
    return lost


def _facts(wanted: Mask, distance: Integers) -> dict[str, object]:
    held = wanted & (distance > 0)
    known, reach, direct = int(wanted.sum()), int(held.sum()), int((held & (distance == 1)).sum())
    note = ""
    if not known:
        note = say("pathways.no_reports")
    elif not reach:
        note = say("pathways.unreached")
    elif direct == reach:
        note = say("pathways.direct")
    return {
        "reached": reach,
        "direct": direct,
        "through_others": reach - direct,
        "known": known,
        "mean_steps": float(distance[held].mean()) if reach else float("nan"),
        "sentence": say("pathways.summary", reached=reach, known=known, direct=direct, through=reach - direct),
        "note": note,
    }


def lost_if_left(
    net: NetworkLike, person: object, *, to: Iterable[object] | None = None, audience: str = "team"
) -> pd.DataFrame:
    """Count which voices would no longer reach whom if one person left: pairs whose every path goes through them.

    A statement about the ties that were reported; people would find other ways. Not a forecast.

    Parameters
    ----------
    net
        Network of *n* people that says which way it was asked (``reports``).
    person
        Who would leave.
    to
        Ids of the decision makers; left out, those who hold an attribute of kind ``power``.
    audience
        ``team`` gets ids; ``participants`` and ``public`` get counts alone.

    Returns
    -------
    DataFrame, index ``what``: ``pairs`` (voice and hearer, neither of them the person), ``voices``, ``hearers``,
    ``decision makers`` (of the hearers). ``count``, and ``ids`` (a tuple; of ``pairs`` a tuple of (voice, hearer);
    empty for other audiences than the team). ``attrs["note"]`` says where the person's own answers are missing.

    Raises
    ------
    SpecError
        The direction of the relation was never declared.
    UsageError
        An audience that is not known.
    UnknownNameError
        Somebody who is not in the network.
    TooLargeError
        More people than exact paths are followed for.

    Notes
    -----
    Only pairs count whose report would show it. Time O(n * ties / 64) a step.

    References
    ----------
    This library's count; a person without whom pairs are cut is a cut point (Wasserman & Faust 1994, section 4.3).

    Examples
    --------
    >>> import critical_sna as csna
    >>> net = csna.PartnerNetwork.from_ties([("Bo", "Ana"), ("Cy", "Bo")], reports="seeks_from")
    >>> csna.lost_if_left(net, "Bo")["ids"].to_dict()["pairs"]
    (('Ana', 'Cy'),)
    """
    net = as_network(net, where="lost_if_left(net)").as_asked()
    if audience not in _AUDIENCES:
        raise UsageError(
            f"audience={audience!r} is not an audience.",
            where="lost_if_left(audience=...)",
            mend=did_you_mean(str(audience), _AUDIENCES),
        )
    how = hearing_of(net)
    if net.n_people > limits.EXACT_PATHS_PEOPLE:
        raise TooLargeError(
            f"The paths of {net.n_people:,} people are more than this version follows.",
            where="lost_if_left(net)",
            mend="take a part of the network: net.keep(people)",
        )
    gone = int(net._positions([person])[0])
    arcs = arcs_of(net)
    others = np.arange(net.n_people) != gone
    relays = others.copy()
    from_, to_ = [], []
    voices = np.flatnonzero(how.voices & others)
    for first in range(0, len(voices), SOURCES_A_PASS):
        block = voices[first : first + SOURCES_A_PASS]
        cut = _everybody(arcs, block, None) & ~_everybody(arcs, block, relays) & (how.hearers & others)[:, None]
        hearer, column = np.nonzero(cut)
        from_.append(block[column])
        to_.append(hearer)
    voice, hearer = (np.concatenate([*part, np.zeros(0, dtype=np.int64)]).astype(np.int64) for part in (from_, to_))
    order = np.lexsort((hearer, voice))
    ids = net._people.index
    pairs = tuple(zip(ids[voice[order]], ids[hearer[order]], strict=True))
    makers = _makers(net, to)
    found: dict[str, tuple[object, ...]] = {
        "pairs": pairs,
        "voices": tuple(ids[np.unique(voice)]),
        "hearers": tuple(ids[np.unique(hearer)]),
        "decision makers": tuple(ids[np.unique(hearer[makers[hearer]])]),
    }
    table = pd.DataFrame(
        {
            "count": [len(held) for held in found.values()],
            "ids": pd.Series([held if audience == "team" else () for held in found.values()], dtype=object),
        }
    )
    table.index = pd.Index(list(found), dtype="str", name="what")
    table.attrs = {"audience": audience, "note": "" if net.answered[gone] else say("pathways.own_answers")}
    return table


def _everybody(arcs: Arcs, voices: Integers, relays: Mask | None) -> Mask:
    """Say who is reached by each voice: (people, voices)."""
    found = np.zeros((arcs.n, len(voices)), dtype=bool)
    seen = None
    for seen in reached(arcs, voices, relays=relays):  # noqa: B007  # the last one counts
        pass
    if seen is not None:
        found = unpacked(seen, len(voices)).astype(bool)
    found[voices, np.arange(len(voices))] = False
    return found
