"""Audibility over a grid of chances: nobody knows how readily a tie passes a voice on, so every answer is a range."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt
import pandas as pd

from critical_sna._core import claims, limits
from critical_sna._core.randomness import generator
from critical_sna.errors import UsageError
from critical_sna.network.accept import as_network
from critical_sna.network.partner import PartnerNetwork
from critical_sna.voice._chances import PassProbability
from critical_sna.voice.audible import group_estimate, voice
from critical_sna.words import say

if TYPE_CHECKING:
    from critical_sna.network.accept import NetworkLike

Probabilities = Sequence[float] | Mapping[str, PassProbability]

COLUMNS = ("value", "standard_error", *claims.COLUMNS[1:], "note")


def voice_sweep(
    net: NetworkLike,
    *,
    probabilities: Probabilities = limits.SWEEP,
    to: Iterable[object] | None = None,
    hops: int | None = None,
    draws: int = 1000,
    sample: int | None = None,
    seed: int = 0,
    n_jobs: int | None = None,
) -> pd.DataFrame:
    """Measure how far each voice travels, for each of several chances that a tie passes it on.

    What may be said of a person is the range over the chances, never one of its rows.

    Parameters
    ----------
    net
        Network of *n* people that says which way it was asked (``reports``).
    probabilities
        Chances, or name -> what ``pass_probability`` of ``voice`` takes, for instance
        ``{"cautious": {"monthly": 0.1, "weekly": 0.3}, "hopeful": {"monthly": 0.4, "weekly": 0.8}}``.
    to, hops, draws, sample, seed, n_jobs
        As in ``voice``. All chances share the same random numbers, so differences along the grid are not noise.

    Returns
    -------
    DataFrame of float, index (``person``, ``probability``), columns as in ``voice``.
        Isolates get 0. NaN as in ``voice``. ``probability`` is the chance, or the name it was given.

    Raises
    ------
    SpecError, UsageError, UnknownNameError, TooLargeError
        As ``voice``; no chance at all.

    Notes
    -----
    Time as ``voice``, once for each chance.

    References
    ----------
    Fish et al. (2019), WWW '19; Bashardoust et al. (2023), FAccT '23.

    Examples
    --------
    >>> import critical_sna as csna
    >>> net = csna.PartnerNetwork.from_ties([("Ana", "Bo"), ("Cy", "Ana")], reports="seeks_from")
    >>> swept = csna.voice_sweep(net, probabilities=(0.2, 0.8))["voice"]
    >>> swept.groupby("person").agg(["min", "max"]).round(2).loc["Bo"].to_dict()
    {'min': 0.12, 'max': 0.72}
    """
    net = as_network(net, where="voice_sweep(net)")
    makers = None if to is None else list(to)
    grid, start = _grid(probabilities), _one_seed(seed)
    tables = {
        name: voice(
            net, pass_probability=chance, to=makers, hops=hops, draws=draws, sample=sample, seed=start, n_jobs=n_jobs
        )
        for name, chance in grid.items()
    }
    swept = pd.concat(tables, names=["probability", "person"]).swaplevel()
    order = [(person, name) for person in net._people.index for name in grid]
    return swept.reindex(pd.MultiIndex.from_tuples(order, names=["person", "probability"])) if order else swept


def audibility_sweep(
    net: NetworkLike,
    *,
    groups: str | pd.Series,
    probabilities: Probabilities = limits.SWEEP,
    hops: int | None = None,
    draws: int = 1000,
    sample: int | None = None,
    seed: int = 0,
    n_jobs: int | None = None,
) -> pd.DataFrame:
    """Measure how likely a voice of one group reaches a person of another, for each of several chances.

    Parameters
    ----------
    net
        Network of *n* people that says which way it was asked (``reports``).
    groups
        A people column, or a Series on the same people.
    probabilities, hops, draws, sample, seed, n_jobs
        As in ``voice_sweep``; ``sample`` as in ``audibility``.

    Returns
    -------
    DataFrame, index (``voice_of``, ``heard_by``, ``probability``)
        ``value``, mean chance over pairs of different people; ``standard_error``; ``n``, those pairs;
        ``response_rate``, of those whose reports show it; ``withheld``, a group of fewer than 5 people takes part;
        ``note``, why a row is not defined.
        The other columns of tables that claim something about groups are there and NaN. NaN where no pair is left.

    Raises
    ------
    SpecError, UsageError, UnknownNameError, TooLargeError
        As ``audibility``; no chance at all.

    Notes
    -----
    Time as ``audibility``, once for each chance. The range over the chances is what may be said:
    ``table["value"].groupby(["voice_of", "heard_by"]).agg(["min", "max"])``.

    References
    ----------
    Fish et al. (2019), WWW '19; Bashardoust et al. (2023), FAccT '23.

    Examples
    --------
    >>> import critical_sna as csna
    >>> people = pd.DataFrame({"id": ["Ana", "Bo", "Cy"], "sector": ["family", "school", "school"]})
    >>> ties = pd.DataFrame({"source": ["Bo", "Cy"], "target": ["Ana", "Bo"]})
    >>> net = csna.PartnerNetwork.from_frames(people, ties, reports="seeks_from")
    >>> swept = csna.audibility_sweep(net, groups="sector", probabilities=(0.2, 0.8))
    >>> swept.loc[("family", "school"), "value"].round(2).to_dict()
    {0.2: 0.12, 0.8: 0.72}
    """
    net = as_network(net, where="audibility_sweep(net)")
    start = _one_seed(seed)
    rows: list[tuple[object, ...]] = []
    numbers: list[tuple[float, float, int, float, bool]] = []
    labels = net.group_labels(groups, where="audibility_sweep(groups=...)").to_numpy()
    for name, chance in _grid(probabilities).items():
        names, found, pairs = group_estimate(
            net, groups, chance, hops=hops, draws=draws, sample=sample, seed=start, n_jobs=n_jobs
        )
        few = [int((labels == group).sum()) < limits.MIN_GROUP for group in names]
        rates = [_response_rate(net, labels == group) for group in names]
        own = net.reports == "gives_to"
        for g, voice_of in enumerate(names):
            for h, heard_by in enumerate(names):
                rows.append((voice_of, heard_by, name))
                numbers.append(
                    (
                        float(found.value[g, h]),
                        float(found.error[g, h]),
                        int(pairs[g, h]),
                        rates[g if own else h],
                        few[g] or few[h],
                    )
                )
    index = pd.MultiIndex.from_tuples(rows, names=["voice_of", "heard_by", "probability"])
    told = pd.DataFrame(
        numbers, index=index, columns=["value", "standard_error", "n", "response_rate", "withheld"]
    ).reindex(columns=list(COLUMNS))
    kinds = {"withheld": "bool", "note": "str"}
    told["note"] = np.where(told["value"].isna(), say("voice.no_pairs"), "")
    told = told.astype({column: kinds.get(column, "float64") for column in COLUMNS})
    told.attrs = {"draws": draws, "seed": start, "null": "none"}
    return told.sort_index(level=["voice_of", "heard_by"], sort_remaining=False, kind="stable")


def _response_rate(net: PartnerNetwork, members: npt.NDArray[np.bool_]) -> float:
    asked = int((net.asked & members).sum())
    return float((net.answered & members).sum() / asked) if asked else float("nan")


def _grid(probabilities: Probabilities) -> dict[float | str, PassProbability]:
    """Give name -> chance; a plain chance is its own name."""
    grid: dict[float | str, PassProbability] = {}
    if isinstance(probabilities, Mapping):
        grid.update(probabilities)
    else:
        grid.update({float(p): float(p) for p in probabilities})
    if not grid:
        raise UsageError("There is no chance to sweep over.", where="probabilities", mend="(0.1, 0.5, 0.9) is usual")
    return grid


def _one_seed(seed: int) -> int:
    """Give one whole number as the seed of every chance, so that they share their draws."""
    rng = generator(seed)
    return int(rng.integers(2**62)) if isinstance(seed, np.random.Generator) else int(seed)
