"""Heard by: the share of those who answered, and could name a person, who do."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt
import pandas as pd

from critical_sna._core import limits
from critical_sna._core.cells import cells_hold
from critical_sna.network.catalogue import measure
from critical_sna.network.partner import PartnerNetwork

BANDS = tuple(name for name, _ in limits.HEARD_BANDS)
UNKNOWN_BAND = "unknown"
Cells = npt.NDArray[np.int64]


@dataclass(frozen=True)
class Hearing:
    """Who counts as a hearer of whom: what a share of hearers is taken of."""

    turned: bool
    """Voice travels from the person named to the person who names."""
    both_ways: bool
    """Voice travels both ways along any tie."""
    hearers: npt.NDArray[np.bool_]
    """People whose hearing is known."""
    voices: npt.NDArray[np.bool_]
    """People whose being heard is known."""
    networks: int = 1
    """How many networks of the same people lie side by side."""

    def repeated(self, networks: int) -> Hearing:
        """Lay ``networks`` of these people side by side, with no tie from one to another."""
        return replace(
            self,
            hearers=np.tile(self.hearers, networks),
            voices=np.tile(self.voices, networks),
            networks=self.networks * networks,
        )

    def others(self) -> npt.NDArray[np.float64]:
        """Count, for each voice, the other hearers of its network; 0 where being heard is not known."""
        return np.where(self.voices, float(self.hearers.sum() // self.networks) - self.hearers, 0.0)


def hearing_of(net: PartnerNetwork) -> Hearing:
    """Say who reports that a voice is heard: the hearer, or (where it was asked as ``gives_to``) the voice itself."""
    if net.reports is None:
        net.flow()  # refuses: the direction was never declared
    everybody = np.ones(net.n_people, dtype=bool)
    own = net.reports == "gives_to"
    return Hearing(
        turned=net.reports == "seeks_from",
        both_ways=net.reports == "mutual",
        hearers=everybody if own else net.answered,
        voices=net.answered if own else everybody,
    )


def flow_arcs(how: Hearing, sources: Cells, targets: Cells) -> tuple[Cells, Cells]:
    """Turn reports (who names, who is named) into arcs from a voice to its hearer."""
    if how.both_ways:
        n = len(how.hearers)
        keys = np.unique(np.concatenate([sources * n + targets, targets * n + sources]))
        return keys // max(n, 1), keys % max(n, 1)
    return (targets, sources) if how.turned else (sources, targets)


def open_cells(net: PartnerNetwork, how: Hearing) -> tuple[Cells, Cells]:
    """Give (voice, hearer) of the cells that a person who answered left open."""
    rows, columns = (c.astype(np.int64) for c in net.unknown_cells.tocoo().coords)
    return (columns, rows) if how.turned or how.both_ways else (rows, columns)


@measure(
    needs="nominations",
    unit="people; share of those who answered",
    high="many say they hear this voice",
    cost="O(n + ties)",
    source="this library's reading of in-degree centrality; Freeman (1979), Social Networks 1:215",
    columns=("count", "share", "band"),
)
def heard_by(net: PartnerNetwork) -> pd.DataFrame:
    """Count who hears each voice directly, and put the share into one of four bands.

    Parameters
    ----------
    net
        Network of *n* people that says which way it was asked (``reports``).

    Returns
    -------
    DataFrame, index ``person``: ``count`` (people who answered and hear the voice), ``share`` (of those who
    answered and could have said so), ``band``: no one yet (0), a few (under 10 %), some (under 25 %), many.
        Known also for people who did not answer where the hearer was asked. Where the relation was asked as
        ``gives_to`` it is the person's own report, so it is NaN and ``unknown`` for people who did not answer;
        the same where nobody could have named the person. Isolates get 0 and no one yet.

    Raises
    ------
    SpecError
        The direction of the relation was never declared.

    Notes
    -----
    "Heard" is a reading of the survey question, not of what was said in a room. People who did not answer
    may hear more voices than counted here. Time O(n + ties).

    References
    ----------
    This library's reading of in-degree; Freeman (1979), Social Networks 1:215. Thresholds stand in ``limits``.

    Examples
    --------
    >>> import critical_sna as csna
    >>> net = csna.PartnerNetwork.from_ties([("Ana", "Bo"), ("Cy", "Bo")], reports="seeks_from")
    >>> csna.heard_by(net)["band"].to_dict()
    {'Ana': 'no one yet', 'Bo': 'many', 'Cy': 'no one yet'}
    """
    net = net.as_asked()
    how = hearing_of(net)
    count, could = _direct(net, how)
    share = shares(count, could)
    count = np.where(np.isnan(share), np.nan, count)
    return pd.DataFrame({"count": count, "share": share, "band": bands(share)}, index=net._people.index)


def _direct(net: PartnerNetwork, how: Hearing) -> tuple[npt.NDArray[np.float64], npt.NDArray[np.float64]]:
    """Give, for each voice, how many hear it directly and how many could have."""
    n = net.n_people
    voices, hearers = flow_arcs(how, *net.arcs)
    known = how.hearers[hearers]
    count = np.bincount(voices[known], minlength=n).astype(float)
    could = how.others()
    open_voices, open_hearers = open_cells(net, how)
    if how.both_ways:  # the other end may have said it
        said = cells_hold(net.adjacency, open_voices, open_hearers)
        open_voices = open_voices[~said]
    could -= np.bincount(open_voices, minlength=n)
    could[~how.voices] = 0
    return count, could


def within_two(how: Hearing, voices: Cells, hearers: Cells) -> npt.NDArray[np.float64]:
    """Give the share of the other hearers whom each voice reaches directly or through one person.

    ``voices`` and ``hearers`` are the arcs of the flow. NaN where it is not known.
    """
    from scipy import sparse

    n = len(how.hearers)
    arcs = sparse.csr_array((np.ones(len(voices)), (voices, hearers)), shape=(n, n))
    reach = sparse.csr_array(arcs + arcs @ arcs)
    rows = np.repeat(np.arange(n), np.diff(reach.indptr))
    counts = (rows != reach.indices) & how.hearers[reach.indices]
    return shares(np.bincount(rows[counts], minlength=n).astype(float), how.others())


def shares(count: npt.NDArray[np.float64], could: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    """Divide, NaN where nobody could."""
    with np.errstate(invalid="ignore", divide="ignore"):
        return np.where(could > 0, count / could, np.nan)


def bands(share: npt.NDArray[np.float64]) -> list[str]:
    """Name the band of each share; ``unknown`` for NaN."""
    edges = np.array([edge for _, edge in limits.HEARD_BANDS[1:-1]])
    place = np.where(share > 0, 1 + np.searchsorted(edges, share, side="right"), 0)
    names = np.array(BANDS, dtype=object)[place]
    names[np.isnan(share)] = UNKNOWN_BAND
    return [str(name) for name in names]
