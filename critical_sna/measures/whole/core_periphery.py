"""Core and periphery: who is in the core that fits best, how near each person is to it, and whether it means much."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from typing import TYPE_CHECKING, get_args

import numpy as np
import numpy.typing as npt
import pandas as pd

from critical_sna._core import limits, parallel
from critical_sna._core.randomness import generator
from critical_sna.errors import TooLargeError, UsageError, did_you_mean
from critical_sna.measures._arguments import whole_number
from critical_sna.measures._known import mostly_observed
from critical_sna.measures.kernels.continuous_core import scores
from critical_sna.measures.kernels.cores import Cores, Ideal, Pairs, best_cores
from critical_sna.network.accept import as_network
from critical_sna.network.catalogue import measure
from critical_sna.network.partner import PartnerNetwork
from critical_sna.nulls.rewiring import rewired

if TYPE_CHECKING:
    from scipy import sparse

    from critical_sna.network.accept import NetworkLike

_SOURCE = "Borgatti & Everett (2000), Social Networks 21:375"
_AS_GOOD = 1e-9  # fits of two networks that differ by no more are a tie
Places = npt.NDArray[np.int64]


@measure(
    needs="answers",
    unit="in the core or not; 0 to 1",
    high="in the part of the network where most are tied to each other",
    cost="O(ties log n) a sweep, some dozens of sweeps",
    source=_SOURCE,
    columns=("core", "coreness_score"),
)
def core_periphery(net: PartnerNetwork, *, ideal: Ideal = "cc_pp", directed: bool = False) -> pd.DataFrame:
    """Split people into a core and a periphery as an ideal pattern fits best, and score how near each is to the core.

    Any network gives a core: ``core_periphery_test`` says whether it fits better than chance, ``core_stability``
    whether the same people stay in it. ``network_summary`` has the fit of the default. Look at the core's size too.

    Parameters
    ----------
    net
        Network of *n* people.
    ideal
        ``cc_pp`` (the default, as it claims least): all ties inside the core, none inside the periphery, and pairs of
        one of each set aside. ``or``: these are tied as well. ``and``: these are not tied. The fit of these three is
        Pearson's correlation between ties and pattern. ``lip``: the pattern of ``cc_pp``, and the fit is less by one
        for each missing tie in the core and each tie in the periphery; the best core is found for sure, at any size,
        where no cell was left open.
    directed
        Compare each of the two ties of a pair with the pattern. Default: a pair is tied where either names the other.

    Returns
    -------
    DataFrame, shape (n, 2), index ``person``.
        ``core`` (boolean): whether the person is in the core. Missing where several cores fit equally well and only
        some of them hold the person (up to 15 people all cores are looked at; above that those one move away, and up
        to 400 people one exchange). ``coreness_score`` (float): c between 0 and 1, such that the products c_i * c_j are
        nearest to the ties; isolates get 0. Missing where several answers are equally near.

        Only pairs of people who both answered, without an open cell, count; both columns are missing for people who
        did not answer, for everybody where under 80 % of pairs were observed, and where no pattern can be compared
        (no tie, every pair tied, fewer than three people).

    Raises
    ------
    UsageError
        An ideal that is not known.

    Notes
    -----
    The search is exact up to 15 people and for ``lip``. Otherwise it sweeps along degrees, sorts people anew along what
    each adds to the fit, and moves and exchanges people, from some 95 starts (25 above 400 people): its fit is a lower
    bound of the best. The score does not depend on ``ideal``: it is the least squares solution without the diagonal
    (MINRES), by moving every score half way to its best value given the others, again and again, from several starts.
    (The correlation between products and ties, the other choice there is, has no highest point in many networks.)

    References
    ----------
    Borgatti & Everett (2000), Social Networks 21:375; Boyd et al. (2010), Social Networks 32:125; Lip (2011), arXiv
    1102.5511.

    Examples
    --------
    >>> import critical_sna as csna
    >>> ties = [("Ana", "Bo"), ("Bo", "Cy"), ("Cy", "Ana"), ("Di", "Ana"), ("Ed", "Bo"), ("Flo", "Cy")]
    >>> csna.core_periphery(csna.PartnerNetwork.from_ties(ties))["core"].to_dict()
    {'Ana': True, 'Bo': True, 'Cy': True, 'Di': False, 'Ed': False, 'Flo': False}
    """
    chosen = _ideal(ideal, "core_periphery(ideal=...)")
    inside, known = np.zeros((2, net.n_people), dtype=bool)
    score = np.full(net.n_people, np.nan)
    if mostly_observed(net):
        spoke = np.flatnonzero(net.answered)
        pairs = _pairs(net, directed)
        found = best_cores(pairs, chosen)
        if found is not None:
            inside[spoke], known[spoke] = found.core, ~found.undecided
        score[spoke] = scores(pairs)
    columns = {"core": pd.arrays.BooleanArray(inside, ~known), "coreness_score": score}
    return pd.DataFrame(columns, index=net._people.index)


def core_fit(net: PartnerNetwork) -> float:
    """Give the fit of the best core of the default pattern; NaN where there is none, or too few pairs were observed."""
    found = best_cores(_pairs(net, directed=False), "cc_pp") if mostly_observed(net) else None
    return float("nan") if found is None else found.fit


def core_periphery_test(
    net: NetworkLike,
    *,
    ideal: Ideal = "cc_pp",
    directed: bool = False,
    draws: int = 999,
    seed: int = 0,
    n_jobs: int | None = None,
) -> pd.Series[float]:
    """Compare the fit of the best core with that of networks in which everybody has as many ties as here.

    A core of people with many ties appears by itself where some people have many ties. A small p says that there is
    more to it than that.

    Parameters
    ----------
    net
        Network of *n* people, or what stands for one (a networkx or igraph graph, a DataFrame of ties).
    ideal, directed
        As in ``core_periphery``. With ``directed`` everybody keeps how many they name and how many name them.
    draws
        How many networks to draw.
    seed
        The same seed gives the same numbers.
    n_jobs
        Workers (processes) for large networks, on the joblib backend in use; the same bits for any number.

    Returns
    -------
    Series of float, index ``effect``, ``null_mean``, ``null_sd``, ``p``, ``draws``, ``seed``.
        ``effect`` is the fit. p = (M + 1) / (draws + 1), with M draws that fit at least as well, so small where the fit
        is higher than in the draws. All but draws and seed are NaN where ``core_periphery`` has no core.

    Raises
    ------
    UsageError
        An ideal that is not known, or draws that are no whole number of 1 or more.
    TooLargeError
        Where all draws together would have more than ``limits.REWIRED_TIES`` ties.

    Notes
    -----
    Ties are rewired as ``nulls.rewiring`` says, among pairs that were observed. The fit is that of a quicker search
    here and in every draw (sweeps along degrees, then moves), so ``effect`` can be a little under the fit in
    ``network_summary``. Time O(draws * ties log ties).

    References
    ----------
    Borgatti & Everett (2000), Social Networks 21:375; Kojaku & Masuda (2018), New Journal of Physics 20:043012.

    Examples
    --------
    >>> import critical_sna as csna
    >>> ties = [("Ana", "Bo"), ("Bo", "Cy"), ("Cy", "Ana"), ("Di", "Ana"), ("Ed", "Bo"), ("Flo", "Cy")]
    >>> csna.core_periphery_test(csna.PartnerNetwork.from_ties(ties), draws=99).round(2).to_dict()
    {'effect': 1.0, 'null_mean': 1.0, 'null_sd': 0.0, 'p': 1.0, 'draws': 99.0, 'seed': 0.0}
    """
    where = "core_periphery_test({}=...)"
    known = as_network(net, where="core_periphery_test(net)")
    chosen, draws = _ideal(ideal, where.format("ideal")), whole_number(draws, "draws", where=where.format("draws"))
    parallel.check(n_jobs, where.format("n_jobs"))
    facts = {"effect": np.nan, "null_mean": np.nan, "null_sd": np.nan, "p": np.nan}
    rng = generator(seed, "core_periphery_test")
    pairs = _pairs(known, directed)
    found = best_cores(pairs, chosen, quick=True) if mostly_observed(known) else None
    if found is not None:
        _refuse_when_large(known, draws, where="core_periphery_test(net)")
        networks = _rewired(known, pairs, directed, draws, rng)
        fits = np.array([-1.0 if core is None else core.fit for core in _cores_of(networks, chosen, n_jobs)])
        reached = int((fits >= found.fit - _AS_GOOD).sum())
        facts = {"effect": found.fit, "null_mean": fits.mean(), "null_sd": fits.std(), "p": (reached + 1) / (draws + 1)}
    facts |= {"draws": float(draws), "seed": float("nan") if isinstance(seed, np.random.Generator) else float(seed)}
    return pd.Series(facts, name="core_periphery_test", dtype=float).rename_axis("measure")


def core_stability(
    net: NetworkLike,
    *,
    ideal: Ideal = "cc_pp",
    directed: bool = False,
    draws: int = 200,
    seed: int = 0,
    n_jobs: int | None = None,
) -> pd.Series[float]:
    """Give the share of runs with a part of the people left out in which each person is in the core.

    Each run draws four fifths of the people who answered and looks for the core among them anew.

    Parameters
    ----------
    net
        Network of *n* people, or what stands for one (a networkx or igraph graph, a DataFrame of ties).
    ideal, directed
        As in ``core_periphery``.
    draws
        How many runs.
    seed
        The same seed gives the same numbers.
    n_jobs
        Workers (processes) for large networks, on the joblib backend in use; the same bits for any number.

    Returns
    -------
    Series of float, shape (n,), index ``person``, between 0 (never in the core) and 1 (always).
        Near 0.5 the core does not hold together without a few others. A run with several equally good cores, of which
        only some hold the person, counts half. NaN for people who did not answer, who were never drawn, and where
        ``core_periphery`` has no core.

    Raises
    ------
    UsageError
        An ideal that is not known, or draws that are no whole number of 1 or more.
    TooLargeError
        Where all runs together would have more than ``limits.REWIRED_TIES`` ties.

    Notes
    -----
    This library's construct, a jackknife that leaves out a fifth. It says how much the answer hangs on a few people; it
    is no chance of being in the core. The search is the quicker one of ``core_periphery_test``. Time
    O(draws * ties log n).

    References
    ----------
    Borgatti & Everett (2000), Social Networks 21:375; Shao & Wu (1989), Annals of Statistics 17:1176 (the jackknife).

    Examples
    --------
    >>> import critical_sna as csna
    >>> ties = [("Ana", "Bo"), ("Bo", "Cy"), ("Cy", "Ana"), ("Di", "Ana"), ("Ed", "Bo"), ("Flo", "Cy")]
    >>> net = csna.PartnerNetwork.from_ties(ties)
    >>> csna.core_stability(net, draws=50).round(1).to_dict()
    {'Ana': 0.9, 'Bo': 0.9, 'Cy': 0.9, 'Di': 0.0, 'Ed': 0.0, 'Flo': 0.0}
    """
    where = "core_stability({}=...)"
    known = as_network(net, where="core_stability(net)")
    chosen, draws = _ideal(ideal, where.format("ideal")), whole_number(draws, "draws", where=where.format("draws"))
    parallel.check(n_jobs, where.format("n_jobs"))
    rng = generator(seed, "core_stability")
    runs, inside = np.zeros(known.n_people), np.zeros(known.n_people)
    if mostly_observed(known):
        _refuse_when_large(known, draws, where="core_stability(net)")
        spoke, pairs = np.flatnonzero(known.answered), _pairs(known, directed)
        kept = int(np.ceil(_KEPT * len(spoke)))
        drawn = [np.sort(rng.permutation(len(spoke))[:kept]) for _ in range(draws)]
        cores = _cores_of((_part(pairs, some) for some in drawn), chosen, n_jobs)
        for some, found in zip(drawn, cores, strict=True):
            if found is not None:
                runs[spoke[some]] += 1
                inside[spoke[some]] += np.where(found.undecided, 0.5, found.core)
    with np.errstate(invalid="ignore"):
        values = np.where(runs > 0, inside / runs, np.nan)
    return pd.Series(values, index=known._people.index, name="core_stability")


def _cores_of(networks: Iterator[Pairs], ideal: Ideal, n_jobs: int | None) -> Iterator[Cores | None]:
    """Search each network for its best core, some at a time."""
    while some := list(islice(networks, _AT_ONCE)):
        tasks = [(network, ideal) for network in some]
        yield from parallel.run(_quick_core, tasks, n_jobs=n_jobs, prefer="processes", where="core_periphery")


def _quick_core(network: Pairs, ideal: Ideal) -> Cores | None:
    return best_cores(network, ideal, quick=True)


_AT_ONCE = 64
"""Networks that are shared out among workers together."""
_KEPT = 0.8
"""Share of people that a run of ``core_stability`` keeps."""


def _ideal(value: str, where: str) -> Ideal:
    if value in get_args(Ideal):
        return value  # type: ignore[return-value]  # just compared with every value there is
    raise UsageError(f"ideal={value!r} is no ideal pattern.", where=where, mend=did_you_mean(value, get_args(Ideal)))


def _refuse_when_large(net: PartnerNetwork, draws: int, *, where: str) -> None:
    if draws * net.n_ties > limits.REWIRED_TIES:
        raise TooLargeError(
            f"{draws:,} networks of {net.n_ties:,} ties would take about "
            f"{draws * net.n_ties * _SECONDS_A_TIE / 3600:.0f} hours.",
            where=where,
            mend=f"draws={max(1, limits.REWIRED_TIES // net.n_ties):,} fits, or use a part: net.keep(people)",
        )


_SECONDS_A_TIE = 2e-5


def _pairs(net: PartnerNetwork, directed: bool) -> Pairs:
    """Give the pairs of people who answered, in their order."""
    from scipy import sparse

    spoke = np.flatnonzero(net.answered)
    given = net.adjacency
    tied = sparse.csr_array((np.ones(len(given.data)), given.indices, given.indptr), shape=given.shape)
    ties, left_open = (sparse.csr_array(m[spoke][:, spoke]) for m in (tied, net.unknown_cells))
    if directed:
        return Pairs(_both(ties + ties.T), _both(left_open + left_open.T), 2)
    left_open = _both(left_open.maximum(left_open.T))
    either = sparse.csr_array(ties.maximum(ties.T))
    return Pairs(_both(either - either.multiply(left_open)), left_open, 1)


def _both(matrix: sparse.csr_array) -> sparse.csr_array:
    from scipy import sparse

    tidy = sparse.csr_array(matrix)
    tidy.eliminate_zeros()
    tidy.sort_indices()
    return tidy


def _part(pairs: Pairs, some: npt.NDArray[np.intp]) -> Pairs:
    return Pairs(_both(pairs.ties[some][:, some]), _both(pairs.left_open[some][:, some]), pairs.cells)


def _rewired(
    net: PartnerNetwork, pairs: Pairs, directed: bool, draws: int, rng: np.random.Generator
) -> Iterator[Pairs]:
    """Yield networks with the degrees of this one, ties in observed cells only."""
    from scipy import sparse

    if directed:
        spoke = np.flatnonzero(net.answered)
        ties, barred = (_cells(m[spoke][:, spoke]) for m in (net.adjacency, net.unknown_cells))
    else:
        ties, barred = (_cells(sparse.triu(m)) for m in (pairs.ties, pairs.left_open))
    for rows, columns in rewired(ties, pairs.n, directed=directed, draws=draws, rng=rng, barred=barred):
        drawn = sparse.csr_array((np.ones(len(rows)), (rows, columns)), shape=pairs.ties.shape)
        yield Pairs(_both(drawn + drawn.T), pairs.left_open, pairs.cells)


def _cells(matrix: sparse.csr_array) -> tuple[Places, Places]:
    rows, columns = matrix.tocoo().coords
    return rows.astype(np.int64), columns.astype(np.int64)
