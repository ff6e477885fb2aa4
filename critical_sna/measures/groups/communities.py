"""Communities found in the ties, and how far they coincide with groups that people declared."""

from __future__ import annotations

import random
from itertools import combinations
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt
import pandas as pd

from critical_sna._core.frames import UNKNOWN_GROUP, group_codes
from critical_sna._core.randomness import generator
from critical_sna.errors import UsageError, WrongTypeError
from critical_sna.network.accept import as_network
from critical_sna.network.partner import PartnerNetwork

if TYPE_CHECKING:
    from critical_sna.network.accept import NetworkLike

Codes = npt.NDArray[np.int64]


def communities(net: NetworkLike, *, resolution: float = 1.0, seed: int = 0) -> pd.Series[str]:
    """Find communities: sets of people with more ties among them than their numbers of ties would give (Leiden).

    Parameters
    ----------
    net
        Network of *n* people, or what stands for one. Direction is set aside; a mutual tie counts once.
    resolution
        Above 1 gives more and smaller communities, below 1 fewer and larger ones.
    seed
        The search is random: another seed may find another division that is as good, see ``community_agreement``.

    Returns
    -------
    Series of text, shape (n,), index ``person``: ``"1"`` the largest, then ``"2"``, ...; equal sizes in the order of
    their first person. Isolates are communities of one, last. People who did not answer stand where others named them.

    Raises
    ------
    UsageError
        ``resolution`` is not a number above 0.

    Notes
    -----
    A division of the ties as reported, not groups that people feel they belong to. Time about O(ties).

    References
    ----------
    Traag, Waltman & van Eck (2019), Scientific Reports 9:5233.

    Examples
    --------
    >>> import critical_sna as csna
    >>> pairs = ["ab", "bc", "ca", "xy", "yz", "zx", "cx"]
    >>> csna.communities(csna.PartnerNetwork.from_ties([tuple(p) for p in pairs])).to_dict()
    {'a': '1', 'b': '1', 'c': '1', 'x': '2', 'y': '2', 'z': '2'}
    """
    net = as_network(net, where="communities(net)")
    labels = np.array([str(code + 1) for code in _leiden(net, resolution, _numbers(seed, 1)[0])], dtype=object)
    return pd.Series(labels, index=net.people.index, name="communities", dtype="str")


def _numbers(seed: int, runs: int) -> list[int]:
    """Give a seed for each run; the first is the same however many there are."""
    return [int(k) for k in generator(seed, "communities").integers(0, 2**31, size=runs)]


def _leiden(net: PartnerNetwork, resolution: float, number: int) -> Codes:
    """Run Leiden once on igraph's C core; codes by size, then first person."""
    import igraph

    if not isinstance(resolution, int | float) or not 0 < resolution < float("inf"):
        raise UsageError(
            f"resolution must be a number above 0, not {resolution!r}.", where="communities(resolution=...)"
        )
    if not net.n_people:
        return np.zeros(0, dtype=np.int64)
    graph = net.skeleton_igraph.as_undirected(mode="collapse")
    igraph.set_random_number_generator(random.Random(number))  # noqa: S311  a search, not a secret
    try:
        found = graph.community_leiden("modularity", resolution=float(resolution), n_iterations=-1).membership
    finally:
        igraph.set_random_number_generator(random)
    codes = np.asarray(found, dtype=np.int64)
    _, first, inverse, size = np.unique(codes, return_index=True, return_inverse=True, return_counts=True)
    place = np.argsort(np.lexsort((first, -size)))
    return place[inverse].astype(np.int64)


def community_overlap(found: pd.Series, groups: pd.Series) -> pd.DataFrame:
    """Count people by community found and group declared.

    Parameters
    ----------
    found
        From ``communities``, or any division of people.
    groups
        A Series on the same people, for instance ``net.people["sector"]``.

    Returns
    -------
    DataFrame of int, rows the communities (index ``community``, largest first), columns the groups (``group``, sorted,
    ``unknown`` last), unit: people.

    Raises
    ------
    DataError
        A Series that does not have each person of ``found`` once.

    References
    ----------
    Traag, Waltman & van Eck (2019), Scientific Reports 9:5233.

    Examples
    --------
    >>> import critical_sna as csna
    >>> people = pd.DataFrame({"id": list("abcxyz"), "sector": ["family"] * 2 + ["school"] * 4})
    >>> pairs = [tuple(p) for p in ("ab", "bc", "ca", "xy", "yz", "zx", "cx")]
    >>> net = csna.PartnerNetwork.from_frames(people, pd.DataFrame(pairs, columns=["source", "target"]))
    >>> csna.community_overlap(csna.communities(net), net.people["sector"]).to_dict("index")
    {'1': {'family': 2, 'school': 1}, '2': {'family': 0, 'school': 3}}
    """
    if not isinstance(found, pd.Series):
        raise WrongTypeError(
            f"Communities are a Series, not {type(found).__name__}.",
            where="community_overlap(found)",
            mend="communities(net)",
        )
    people = found.to_frame("community")
    rows, communities_found = group_codes(people, found, where="community_overlap(found)")
    columns, names = group_codes(people, groups, where="community_overlap(groups)")
    told = rows >= 0
    every = [*names, UNKNOWN_GROUP] if (columns[told] < 0).any() else list(names)
    counts = np.zeros((len(communities_found), len(every)), dtype=np.int64)
    np.add.at(counts, (rows[told], columns[told]), 1)
    order = np.argsort(-counts.sum(axis=1), kind="stable")
    return pd.DataFrame(
        counts[order],
        index=pd.Index(np.array(communities_found, dtype=object)[order], dtype="str", name="community"),
        columns=pd.Index(every, dtype="str", name="group"),
    )


def community_agreement(
    net: NetworkLike, *, groups: str | pd.Series, resolution: float = 1.0, runs: int = 20, seed: int = 0
) -> pd.Series[float]:
    """Say how far the communities in the ties coincide with declared groups, and how far runs agree with each other.

    Parameters
    ----------
    net
        Network of *n* people, or what stands for one.
    groups
        A people column, or a Series on the same people.
    resolution, seed
        As in ``communities``; the first run is the one that ``communities`` gives.
    runs
        How often the search is run, 2 or more.

    Returns
    -------
    Series of float: ``adjusted_rand`` (1: the same division; 0: as alike as divisions at random) and
    ``normalized_mutual_information`` (0 to 1, not corrected for chance), means over runs, over people whose group is
    known; ``adjusted_rand_sd`` over runs; ``stability``, mean adjusted Rand between each two runs, over everybody;
    ``communities``, mean number; ``n``, people compared; ``runs``. NaN with nobody to compare.

    Raises
    ------
    UnknownNameError
        No such people column.
    UsageError
        Fewer than two runs.

    Notes
    -----
    Where ``stability`` is low there are many divisions as good as each other, and none should be shown as the one.
    Coinciding does not say that belonging to a group is why people tie. Time O(runs * ties + runs squared * n).

    References
    ----------
    Hubert & Arabie (1985), Journal of Classification 2:193; Traag, Waltman & van Eck (2019), Scientific Reports 9:5233.

    Examples
    --------
    >>> import critical_sna as csna
    >>> people = pd.DataFrame({"id": list("abcxyz"), "sector": ["family"] * 3 + ["school"] * 3})
    >>> pairs = [tuple(p) for p in ("ab", "bc", "ca", "xy", "yz", "zx", "cx")]
    >>> net = csna.PartnerNetwork.from_frames(people, pd.DataFrame(pairs, columns=["source", "target"]))
    >>> csna.community_agreement(net, groups="sector").loc[["adjusted_rand", "stability", "communities"]].to_dict()
    {'adjusted_rand': 1.0, 'stability': 1.0, 'communities': 2.0}
    """
    from sklearn.metrics import adjusted_rand_score, normalized_mutual_info_score

    if not isinstance(runs, int) or runs < 2:
        raise UsageError(
            f"runs={runs!r}: one run says nothing about stability.",
            where="community_agreement(runs=...)",
            mend="runs=20",
        )
    net = as_network(net, where="community_agreement(net)")
    codes, _ = group_codes(net._people, groups, where="community_agreement(groups=...)")
    found = [_leiden(net, resolution, number) for number in _numbers(seed, runs)]
    told = codes >= 0
    nan = [float("nan")]
    rand = [adjusted_rand_score(codes[told], run[told]) for run in found] if told.any() else nan
    shared = [normalized_mutual_info_score(codes[told], run[told]) for run in found] if told.any() else nan
    between = [adjusted_rand_score(a, b) for a, b in combinations(found, 2)] if net.n_people else nan
    facts = {
        "adjusted_rand": np.mean(rand),
        "normalized_mutual_information": np.mean(shared),
        "adjusted_rand_sd": np.std(rand),
        "stability": np.mean(between),
        "communities": np.mean([len(np.unique(run)) for run in found]),
        "n": told.sum(),
        "runs": runs,
    }
    return pd.Series(facts, name="community_agreement", dtype=float)
