"""Missing voices: what those who did not answer could still change about a gap between two groups."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np
import numpy.typing as npt
import pandas as pd

from critical_sna._core.frames import UNKNOWN_GROUP, group_codes
from critical_sna.errors import DataError, UnknownNameError, UsageError, did_you_mean
from critical_sna.inference._chance import Codes, Floats
from critical_sna.network.accept import as_network
from critical_sna.network.partner import PartnerNetwork
from critical_sna.words import say

if TYPE_CHECKING:
    from critical_sna.network.accept import NetworkLike

_WHERE = "nonresponse_bounds"


def nonresponse_bounds(net: NetworkLike, *, groups: str | pd.Series, compare: tuple[str, str]) -> pd.Series:
    """Bound how a gap in being named could look if everybody who was asked had answered.

    The gap is the mean number of respondents who name a member of the first group, minus that of the second.

    Parameters
    ----------
    net
        Network of *n* people (or what stands for one), as asked.
    groups
        A people column, or a Series on the same people.
    compare
        The two groups.

    Returns
    -------
    Series: ``gap``, ``lower``, ``upper``, ``tipping_point`` (float) and ``attainable`` (bool).
        ``lower`` and ``upper`` are sharp: answers of the silent who were asked, and cells left open, could give each of
        them and nothing beyond. Where choices are capped, nobody names more than the cap. ``tipping_point``: how many
        times as often as respondents those who did not answer would have to name the group that is named less, for the
        two to be named equally often (the other group at the respondents' rate). NaN where the gap is 0 or no rate can
        change its sign. ``attainable`` is False where it is NaN, or would need more namings than there are members, or
        than the cap allows. ``attrs``: ``sentence`` (the same in words), ``less_named``, ``rates`` (respondents' rate
        of naming each group), ``n``, ``response_rates`` (of each group), ``response_rate_ratio`` (first over second),
        ``silent``, ``left_open``, ``never_asked`` (people who were named and never asked: no missing answers, but a
        question about the boundary), ``people``, ``groups``.

    Raises
    ------
    UnknownNameError
        No such column or group.
    UsageError
        The same group twice; a network whose two reports were united.
    DataError
        Nobody answered.

    Notes
    -----
    With a cap the bounds stay sharp in closed form: each person's answers are free of the others', naming a member of
    the first group adds the same to the gap whoever it is, naming one of the second takes away the same, so a person
    who fills the list with as many of the first group as there are and fit raises the gap most. Whom a respondent with
    a full list left out is not open. Time O(n + ties).

    References
    ----------
    Manski (2003), Partial Identification of Probability Distributions, for bounds without assumptions. The tipping
    point is this library's construct.

    Examples
    --------
    >>> import critical_sna as csna
    >>> people = pd.DataFrame({"id": list("abcd"), "sector": ["C", "C", "U", "U"]})
    >>> people["status"] = ["respondent", "declined", "respondent", "respondent"]
    >>> ties = pd.DataFrame({"source": ["a", "c", "c", "d"], "target": ["c", "d", "a", "c"]})
    >>> net = csna.PartnerNetwork.from_frames(people, ties)
    >>> csna.nonresponse_bounds(net, groups="sector", compare=("C", "U")).to_dict()
    {'gap': -1.0, 'lower': -2.0, 'upper': -0.5, 'tipping_point': 17.5, 'attainable': False}
    """
    known = as_network(net, where=f"{_WHERE}(net)").as_asked()
    if known.reporter != "source":
        raise UsageError(
            "Both reports of each pair were united, so nobody knows whose answer is missing.",
            where=f"{_WHERE}(net)",
            mend="give the network as it was asked, before symmetrised() or flow()",
        )
    if not known.answered.any():
        raise DataError("Nobody answered, so no gap was observed.", where=f"{_WHERE}(net)", mend="choose another wave")
    codes = _codes(known, groups, compare)
    sides = [_Side.of(known, codes == g) for g in (0, 1)]
    gap = sides[0].mean - sides[1].mean
    tip = _tipping(known, sides, gap)
    less = None if gap == 0 else int(gap > 0)
    result = pd.Series(
        {
            "gap": gap,
            "lower": gap - sides[1].at_most,
            "upper": gap + sides[0].at_most,
            "tipping_point": tip.point,
            "attainable": tip.attainable,
        },
        dtype=object,
        name="nonresponse_bounds",
    )
    rates = [s.response_rate for s in sides]
    result.attrs.update(
        sentence=_sentence(compare, less, tip),
        less_named=None if less is None else str(compare[less]),
        rates=tuple(s.rate for s in sides),
        n=tuple(s.size for s in sides),
        response_rates=tuple(rates),
        response_rate_ratio=rates[0] / rates[1] if rates[1] else float("nan"),
        silent=int((known.asked & ~known.answered).sum()),
        left_open=int(known.answered[known.unknown_cells.tocoo().coords[0]].sum()),
        never_asked=int((~known.asked).sum()),
        people=known.n_people,
        groups=(str(compare[0]), str(compare[1])),
    )
    return result


def response_by_group(net: NetworkLike, *, groups: str | pd.Series) -> pd.DataFrame:
    """Count who answered in each group, beside the group that answered most.

    Parameters
    ----------
    net
        Network of *n* people (or what stands for one).
    groups
        A people column, or a Series on the same people.

    Returns
    -------
    DataFrame of float, index ``group`` (sorted; ``unknown`` last where somebody's group is not known): ``asked``,
        ``answered``, ``response_rate`` (NaN where nobody was asked), ``ratio`` (to the highest rate),
        ``never_asked``.

    Raises
    ------
    UnknownNameError
        No such people column.

    Examples
    --------
    >>> import critical_sna as csna
    >>> people = pd.DataFrame({"id": list("abc"), "sector": ["C", "U", "U"]})
    >>> people["status"] = ["declined", "respondent", "declined"]
    >>> net = csna.PartnerNetwork.from_frames(people, pd.DataFrame({"source": ["b"], "target": ["a"]}))
    >>> csna.response_by_group(net, groups="sector")["response_rate"].to_dict()
    {'C': 0.0, 'U': 0.5}
    """
    known = as_network(net, where="response_by_group(net)")
    codes, names = group_codes(known._people, groups, where="response_by_group(groups=...)")
    if (codes < 0).any():
        codes, names = np.where(codes < 0, len(names), codes), (*names, UNKNOWN_GROUP)
    k = len(names)
    asked, answered = (np.bincount(codes[m], minlength=k).astype(float) for m in (known.asked, known.answered))
    with np.errstate(invalid="ignore", divide="ignore"):
        rate = np.where(asked > 0, answered / asked, np.nan)
    table = pd.DataFrame(
        {"asked": asked, "answered": answered, "response_rate": rate},
        index=pd.Index(names, dtype="str", name="group"),
    )
    highest = table["response_rate"].max()
    table["ratio"] = table["response_rate"] / highest if highest > 0 else np.nan
    table["never_asked"] = np.bincount(codes[~known.asked], minlength=k).astype(float)
    return table


class _Side(NamedTuple):
    """One of the two groups: what was said of it, and what could be said."""

    size: int
    mean: float
    """Mean number of respondents who name a member."""
    rate: float
    """Share of the respondents' known cells towards the group that hold a tie."""
    open_mean: float
    """Mean number of missing answers about a member."""
    at_most: float
    """How much the mean could grow."""
    open_by: Codes
    """Missing answers about the group, by who would give them."""
    response_rate: float

    @classmethod
    def of(cls, net: PartnerNetwork, member: npt.NDArray[np.bool_]) -> _Side:
        size = int(member.sum())
        sources, targets = net.arcs
        said = net.answered[sources] & member[targets]
        rows, columns = net.unknown_cells.tocoo().coords
        cells = int(net.answered.sum()) * size - int((net.answered & member).sum())
        blank = net.answered[rows] & member[columns]
        cells -= int(blank.sum())
        open_by = np.where(net.asked & ~net.answered, size - member.astype(np.int64), 0)
        open_by += np.bincount(rows[blank], minlength=net.n_people)
        asked = int((net.asked & member).sum())
        return cls(
            size=size,
            mean=float(said.sum() / size),
            rate=float(said.sum() / cells) if cells else float("nan"),
            open_mean=float(open_by.sum() / size),
            at_most=float(np.minimum(open_by, _room(net)).sum() / size),
            open_by=open_by,
            response_rate=float((net.answered & member).sum() / asked) if asked else float("nan"),
        )


class _Tip(NamedTuple):
    point: float
    attainable: bool


def _tipping(net: PartnerNetwork, sides: list[_Side], gap: float) -> _Tip:
    """Give the rate multiplier for the group named less often at which the gap is 0."""
    if gap == 0:
        return _Tip(float("nan"), attainable=False)
    less, more = (sides[0], sides[1]) if gap < 0 else (sides[1], sides[0])
    per_rate = less.rate * less.open_mean
    if not per_rate > 0 or np.isnan(more.rate):
        return _Tip(float("nan"), attainable=False)
    point = (more.rate * more.open_mean + abs(gap)) / per_rate
    rate = point * less.rate
    needed = rate * less.open_by + more.rate * more.open_by
    fits = bool((needed <= _room(net) + 1e-9).all())
    return _Tip(float(point), attainable=bool(rate <= 1 + 1e-12) and fits)


def _room(net: PartnerNetwork) -> Floats:
    """Give how many more each person could name: without end where the question set no limit."""
    if net.choices is None:
        return np.full(net.n_people, np.inf)
    sources = net.arcs[0]
    named = np.bincount(sources[net.answered[sources]], minlength=net.n_people)
    return np.asarray(np.maximum(net.choices - named, 0), dtype=float)


def _codes(net: PartnerNetwork, groups: str | pd.Series, compare: tuple[str, str]) -> Codes:
    """Give 0 and 1 for the two groups, -1 for everybody else."""
    codes, names = group_codes(net._people, groups, where=f"{_WHERE}(groups=...)")
    if isinstance(compare, str) or len(compare) != 2 or str(compare[0]) == str(compare[1]):
        raise UsageError(
            f"compare must name two different groups, not {compare!r}.",
            where=f"{_WHERE}(compare=...)",
            mend="compare=" + repr(names[:2] if len(names) > 1 else ("one group", "another")),
        )
    places = []
    for name in compare:
        if str(name) not in names:
            raise UnknownNameError(
                f"There is no group {name!r}.", where=f"{_WHERE}(compare=...)", mend=did_you_mean(str(name), names)
            )
        places.append(names.index(str(name)))
    return np.asarray(np.select([codes == places[0], codes == places[1]], [0, 1], -1), dtype=np.int64)


def _sentence(compare: tuple[str, str], less: int | None, tip: _Tip) -> str:
    if less is None:
        return say("inference.gap_zero")
    if np.isnan(tip.point):
        return say("inference.no_rate_changes")
    key = "inference.tips" if tip.attainable else "inference.not_attainable"
    return say(key, group=str(compare[less]), theta=tip.point)
