"""Where whole groups stand: degree, closeness and betweenness of a group, beside random groups of equal size."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np
import numpy.typing as npt
import pandas as pd

from critical_sna._core import limits, parallel
from critical_sna._core.frames import group_codes
from critical_sna._core.randomness import generator
from critical_sna.errors import UsageError, did_you_mean
from critical_sna.measures._arguments import refuse_too_large
from critical_sna.measures._known import Direction
from critical_sna.network.catalogue import measure
from critical_sna.network.partner import PartnerNetwork

if TYPE_CHECKING:
    from scipy import sparse

Codes = npt.NDArray[np.int64]
Values = npt.NDArray[np.float64]
Mask = npt.NDArray[np.bool_]

MEASURES = ("degree", "closeness", "betweenness")
COLUMNS = ("observed", "null_mean", "null_sd", "p", "n", "draws", "seed")

_ROUNDING = 1e-12
_DENSE_PEOPLE = 100
_PARTS = 8


@measure(
    per="group",
    needs="answers",
    unit="0 to 1",
    high="people outside have short ways to the group, or through it",
    cost="O(draws * groups * n * ties)",
    source="Everett & Borgatti (1999), Journal of Mathematical Sociology 23:181",
    takes_groups=True,
    columns=COLUMNS,
)
def group_centrality(
    net: PartnerNetwork,
    *,
    groups: str | pd.Series,
    direction: Direction = "in",
    draws: int = 199,
    seed: int = 0,
    n_jobs: int | None = None,
) -> pd.DataFrame:
    """Give degree, closeness and betweenness of each group as a whole, beside random groups of equal size.

    Parameters
    ----------
    net
        Network of *n* people.
    groups
        A people column, or a Series on the same people.
    direction
        ``in``: people outside who name a member, and their distance to the nearest one. ``out``: people outside whom a
        member names, and the nearest member's distance to them. Betweenness is the same both ways.
    draws, seed
        Random groups: the groups are shuffled over people, among those who answered and among those who did not.
    n_jobs
        Workers (threads) for large networks, on the joblib backend in use; the same bits for any number.

    Returns
    -------
    DataFrame of float, three rows a group (index ``group``, ``measure``):

    - ``degree``: share of the people outside who have a tie with at least one member, of those whose cells with the
      members who answered are known.
    - ``closeness``: people outside who can reach the group / sum of their distances, times their share of the people
      outside, as in ``closeness`` of persons; 0 where nobody can.
    - ``betweenness``: share of shortest paths between people outside that meet at least one member, over the
      pairs outside, as if every pair had a path.

    ``observed``; ``null_mean`` and ``null_sd`` over random groups; ``p``, two-sided, (M + 1) / (draws + 1), with M
    random groups at least as far from the mean; ``n``, members; ``draws``; ``seed``. NaN where nobody stands outside
    (for betweenness fewer than two), ``degree`` where nothing is known, and what needs the members' own answers where
    nobody in the group answered. People whose group is not known stand outside every group.

    Raises
    ------
    UnknownNameError
        No such people column.
    UsageError
        ``direction`` is neither of the two.
    TooLargeError
        Above a limit of people.

    Notes
    -----
    Large groups reach more whoever is in them: compare with ``null_mean``, not with other groups. Shuffling asks
    whether this composition stands out, not why. Along reports, also for ``net.flow()``.
    Time O(draws * groups * n * ties), memory O(n squared): ask for fewer draws where there are many people.

    References
    ----------
    Everett & Borgatti (1999), Journal of Mathematical Sociology 23:181.

    Examples
    --------
    >>> import critical_sna as csna
    >>> people = pd.DataFrame({"id": list("abcd"), "sector": ["family", "school", "school", "hub"]})
    >>> ties = pd.DataFrame([tuple(t) for t in ("ad", "bd", "dc")], columns=["source", "target"])
    >>> net = csna.PartnerNetwork.from_frames(people, ties)
    >>> csna.group_centrality(net, groups="sector")["observed"].loc["hub"].round(2).to_dict()
    {'degree': 0.67, 'closeness': 0.67, 'betweenness': 0.33}
    """
    if direction not in ("in", "out"):
        raise UsageError(
            f"direction={direction!r} is not a direction.",
            where="group_centrality(direction=...)",
            mend=did_you_mean(str(direction), ("in", "out")),
        )
    net = net.as_asked()
    codes, names = group_codes(net._people, groups, where="group_centrality(groups=...)")
    if net.n_people > limits.GROUP_PATHS_PEOPLE:
        refuse_too_large(
            net,
            "group_centrality",
            seconds=limits.GROUP_PATHS_SECONDS * (draws + 1) * len(names) * net.n_people**2,
            memory=limits.GROUP_PATHS_BYTES * net.n_people**2,
            instead=f"up to {limits.GROUP_PATHS_PEOPLE:,} people it is worked out: net.keep(people), or "
            "net.collapse(by='organisation'); for each person there is betweenness_sampled(net, pivots=500)",
        )
    ways = _ways(net, direction)
    observed = _of_all(ways, codes, len(names))
    rng = generator(seed, "group centrality")
    shuffled = [_shuffled(codes, ways.answered, rng) for _ in range(draws)]
    tasks = [(ways, [shuffled[i] for i in part], len(names)) for part in parallel.split(np.arange(draws), _PARTS)]
    parts = parallel.run(_of_each, tasks, n_jobs=n_jobs, prefer="threads", where="group_centrality(n_jobs=...)")
    null = np.array([row for part in parts for row in part])
    rows = [
        _row(observed[k, m], null[:, k, m] if draws else np.zeros(0), int((codes == k).sum()), seed)
        for k in range(len(names))
        for m in range(len(MEASURES))
    ]
    index = pd.MultiIndex.from_product([pd.Index(names, dtype="str"), list(MEASURES)], names=["group", "measure"])
    return pd.DataFrame(rows, index=index, columns=list(COLUMNS), dtype=float)


def _row(observed: float, null: Values, size: int, seed: int) -> list[float]:
    null = null[~np.isnan(null)]
    if np.isnan(observed) or not len(null):
        return [observed, *(float("nan"),) * 3, size, len(null), seed]
    mean = float(null.mean())
    far = np.abs(null - mean) >= abs(observed - mean) - _ROUNDING
    return [observed, mean, float(null.std()), (far.sum() + 1) / (len(null) + 1), size, len(null), seed]


def _shuffled(codes: Codes, answered: Mask, rng: np.random.Generator) -> Codes:
    shuffled = codes.copy()
    for stratum in (answered, ~answered):
        shuffled[stratum] = rng.permutation(codes[stratum])
    return shuffled


class Ways(NamedTuple):
    """Ties, blank cells, distances and numbers of shortest paths; rows point towards the group."""

    ties: sparse.csr_array
    blank: sparse.csr_array
    answered: Mask
    outsiders_report: bool
    distance: Values
    paths: Values


def _ways(net: PartnerNetwork, direction: Direction) -> Ways:
    """Prepare what every group is measured with; for ``out`` all ties are turned round."""
    from scipy import sparse

    given = net.adjacency
    ties = sparse.csr_array((np.ones(len(given.indices)), given.indices, given.indptr), shape=given.shape)
    blank = net.unknown_cells
    if direction == "out":
        ties, blank = sparse.csr_array(ties.T), sparse.csr_array(blank.T)
    outsiders_report = direction == "in" or net.reporter == "either"
    return Ways(ties, blank, net.answered, outsiders_report, *_shortest(ties))


def _shortest(ties: sparse.csr_array) -> tuple[Values, Values]:
    """Give distances (inf: none) and numbers of shortest paths between all.

    Fronts of all sources move together as one sparse matrix. Time O(n * ties).
    """
    from scipy import sparse

    n = ties.shape[0]
    if n <= _DENSE_PEOPLE:
        return _shortest_of_few(ties.toarray())
    distance, paths = np.full((n, n), np.inf), np.zeros((n, n))
    np.fill_diagonal(distance, 0.0)
    np.fill_diagonal(paths, 1.0)
    front, steps = sparse.csr_array(sparse.eye_array(n, format="csr")), 0
    with np.errstate(over="ignore"):  # counts of paths may pass the largest float; see _between
        while front.nnz:
            steps += 1
            arrived = (front @ ties).tocoo()
            rows, columns = arrived.coords
            new = np.isinf(distance[rows, columns])
            rows, columns, counts = rows[new], columns[new], arrived.data[new]
            distance[rows, columns], paths[rows, columns] = steps, counts
            front = sparse.csr_array((counts, (rows, columns)), shape=(n, n))
    return distance, paths


def _shortest_of_few(ties: Values) -> tuple[Values, Values]:
    """Give the same with whole matrices, which are quicker where they are small."""
    distance = np.where(np.eye(len(ties), dtype=bool), 0.0, np.inf)
    paths = np.eye(len(ties))
    front, steps = paths, 0
    while front.any():
        steps += 1
        front = front @ ties
        front[np.isfinite(distance)] = 0.0
        distance[front > 0] = steps
        paths = paths + front
    return distance, paths


def _of_each(ways: Ways, shuffled: list[Codes], g: int) -> list[Values]:
    return [_of_all(ways, codes, g) for codes in shuffled]


def _of_all(ways: Ways, codes: Codes, g: int) -> Values:
    """Give degree, closeness and betweenness of each group (groups x 3)."""
    result = np.full((g, 3), np.nan)
    for k in range(g):
        members = codes == k
        result[k] = _degree(ways, members), _closeness(ways, members), _between(ways, members)
    return result


def _degree(ways: Ways, members: Mask) -> float:
    told = members if ways.outsiders_report else members & ways.answered
    known = ~members & ((ways.blank @ told.astype(float)) == 0)
    if ways.outsiders_report:
        known &= ways.answered
    if not known.any() or not told.any():
        return float("nan")
    return float(((ways.ties @ told.astype(float)) > 0)[known].mean())


def _closeness(ways: Ways, members: Mask) -> float:
    outside = int((~members).sum())
    if not outside or not (ways.outsiders_report or (members & ways.answered).any()):
        return float("nan")
    nearest = ways.distance[np.ix_(~members, members)].min(axis=1, initial=np.inf)
    steps = nearest[np.isfinite(nearest)]
    return float((len(steps) / outside) * (len(steps) / steps.sum())) if len(steps) else 0.0


def _between(ways: Ways, members: Mask) -> float:
    """Take the group away: the shortest paths between people outside that are gone, or longer, had met a member."""
    outside = np.flatnonzero(~members)
    pairs = len(outside) * (len(outside) - 1)
    if not pairs or not ways.answered[members].any() or not np.isfinite(ways.paths).all():
        return float("nan")
    among = np.ix_(outside, outside)
    distance, paths = _shortest(ways.ties[outside][:, outside])
    joined = np.isfinite(ways.distance[among])
    kept = np.divide(
        paths, ways.paths[among], out=np.zeros(paths.shape), where=joined & (distance == ways.distance[among])
    )
    return float((joined.sum() - kept.sum()) / pairs)
