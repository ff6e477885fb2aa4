"""Periphery: whose voice is little heard, under several readings, and whether that is more than chance."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt
import pandas as pd

from critical_sna._core import limits
from critical_sna._core.frames import holders
from critical_sna.errors import UsageError
from critical_sna.network.catalogue import measure
from critical_sna.network.partner import PartnerNetwork
from critical_sna.voice.heard import Hearing, flow_arcs, heard_by, hearing_of
from critical_sna.voice.readings import all_readings, benjamini_hochberg, little_heard, relations_of

if TYPE_CHECKING:
    from critical_sna.network.accept import NetworkLike

PERIPHERAL, NOT, DEPENDS, UNKNOWN = "peripheral", "not", "depends on the reading", "unknown"
VERDICTS = (PERIPHERAL, DEPENDS, NOT, UNKNOWN)
Mask = npt.NDArray[np.bool_]


def periphery(
    net: NetworkLike | Mapping[str, NetworkLike],
    *,
    to: Iterable[object] | None = None,
    steps: int = 3,
    groups: str | pd.Series | None = None,
    draws: int = limits.NULL_DRAWS,
    seed: int = 0,
) -> pd.DataFrame:
    """Say whose voice is little heard in this network, beyond what naming at random would give.

    One reading calls a voice little heard if it is (i) in the lowest band that anybody is in and (ii) below the 5 %
    point of the same share when respondents keep how many they named and name at random among those they could,
    after Benjamini-Hochberg at .10 over persons. Readings (``periphery_readings`` gives each): heard directly, within
    two steps, or passed on with several chances; on all ties and on ties of at least the middle strength; with answers
    as observed and, where people who were asked stayed silent, with their answers filled in; in each relation. A
    position describes a reported network, not a person.

    Parameters
    ----------
    net
        Network of *n* people that says which way it was asked (``reports``), or relation -> such a network.
    to
        Ids of the decision makers; left out, those who hold an attribute of kind ``power``.
    steps
        Within how many steps a decision maker has to be reached.
    groups
        A people column, or a Series on the same people: whose rates the silent are filled in at, see
        ``periphery_readings``.
    draws, seed
        Random networks for the two-step null (the direct one is exact).

    Returns
    -------
    DataFrame, index ``person``.
        ``verdict``: ``peripheral`` (at least .8 of the readings say so), ``not`` (at most .2), ``depends on the
        reading``, or ``unknown`` where the reports needed are missing; nobody is peripheral for not having answered.
        ``kind``: ``chosen`` (an attribute of kind ``involvement`` says that the person wants no more), ``unnamed``
        (no respondent names them), ``unreached`` (no path to a decision maker within ``steps``), ``named by few``,
        ``unknown``, or empty where the verdict is ``not``.
        ``share_of_readings``: readings that call the voice little heard; NaN where unknown.

    Raises
    ------
    SpecError
        The direction of the relation was never declared.

    Notes
    -----
    Exact Poisson-binomial null for direct shares, O(n * respondents * count); the other nulls draw networks and
    pool people, which treats them as exchangeable. A voice is unnamed, or unreached, where it is so in every relation.
    Where the relation was asked as ``gives_to`` a direct share is the
    person's own report and naming at random cannot make it smaller, so few verdicts are reached. Where people name only
    three or so of many, a voice that nobody names cannot be told from chance, and nobody is called peripheral: a longer
    list of names would be needed. Where 30 % or more are in the lowest band, read it as a statement about the
    collaborative.

    References
    ----------
    This library's construct. Benjamini & Hochberg (1995), Journal of the Royal Statistical Society B 57:289.

    Examples
    --------
    >>> import critical_sna as csna
    >>> pairs = [(f"p{i}", f"p{j}") for i in range(12) for j in range(11) if i != j]
    >>> net = csna.PartnerNetwork.from_ties(pairs, reports="seeks_from")  # nobody names p11
    >>> csna.periphery(net).loc["p11"].to_dict()
    {'verdict': 'peripheral', 'kind': 'unnamed', 'share_of_readings': 1.0}
    """
    if draws < 1 or steps < 1:
        raise UsageError("draws and steps must be 1 or more.", where=f"periphery(draws={draws!r}, steps={steps!r})")
    nets = relations_of(net, where="periphery(net)")
    people = next(iter(nets.values()))._people.index
    voted = [
        (reading.relation, little_heard(reading.share, reading.p, benjamini_hochberg(reading.p)))
        for reading in all_readings(nets, groups, draws, seed)
    ]
    known = {name: ~heard_by(one)["share"].isna().to_numpy() for name, one in nets.items()}
    counts = np.array([known[name] for name, _ in voted])
    said = np.array([vote for _, vote in voted])
    with np.errstate(invalid="ignore"):
        agree = (said & counts).sum(axis=0) / counts.sum(axis=0)
    told = counts.any(axis=0)
    verdict = np.select(
        [~told, agree >= limits.PERIPHERY_AGREE, agree <= limits.PERIPHERY_DISAGREE],
        [UNKNOWN, PERIPHERAL, NOT],
        DEPENDS,
    )
    table = pd.DataFrame({"verdict": pd.Series(verdict, dtype="str", index=people)})
    table["kind"] = pd.Series(_kinds(list(nets.values()), verdict, to, steps), dtype="str", index=people)
    table["share_of_readings"] = np.where(told, agree, np.nan)
    return table


_register = measure(
    needs="nominations",
    unit="verdict over readings",
    high="see verdict",
    cost="O(draws * (n + ties * mean degree) + n * n)",
    source="this library's construct; Benjamini & Hochberg (1995), J. R. Stat. Soc. B 57:289",
    columns=("verdict", "kind", "share_of_readings"),
)
_register(periphery)  # the catalogue's entry takes one network, the public function several relations as well


def _kinds(
    nets: list[PartnerNetwork], verdict: npt.NDArray[np.str_], to: Iterable[object] | None, steps: int
) -> npt.NDArray[np.str_]:
    people = nets[0]._people.index
    named, reaches, decides = np.zeros((3, len(people)), dtype=bool)
    wants_no_more = np.zeros(len(people), dtype=bool)
    wanted = None if to is None else nets[0]._positions(to)
    for net in nets:
        how = hearing_of(net)
        for attribute, kind in net.positionality.items():
            if kind == "involvement" and attribute in net._people.columns:
                wants_no_more |= holders(net._people[attribute], net.holds.get(attribute, ()))
        named |= ~(heard_by(net)["count"] == 0).to_numpy()
        makers = people.isin(net.power_holders if wanted is None else people[wanted])
        decides |= makers
        reaches |= _reaches(how, *flow_arcs(how, *net.arcs), makers, steps)
    unreached = ~reaches if decides.any() else np.zeros(len(people), dtype=bool)
    called = np.isin(verdict, [PERIPHERAL, DEPENDS])
    return np.select(
        [verdict == UNKNOWN, ~called, wants_no_more, ~named, unreached],
        [UNKNOWN, "", "chosen", "unnamed", "unreached"],
        "named by few",
    )


def _reaches(
    how: Hearing, voices: npt.NDArray[np.int64], hearers: npt.NDArray[np.int64], decides: Mask, steps: int
) -> Mask:
    """Say whose voice reaches some decision maker other than oneself within ``steps``."""
    from scipy import sparse

    n = len(decides)
    arcs = sparse.csr_array((np.ones(len(voices)), (voices, hearers)), shape=(n, n))
    reaches = np.zeros(n, dtype=bool)
    for maker in np.flatnonzero(decides):
        front = np.zeros(n)
        front[maker] = 1.0
        seen = front > 0
        for _ in range(steps):
            seen = seen | (arcs @ seen.astype(float) > 0)
        seen[maker] = False
        reaches |= seen
    return reaches
