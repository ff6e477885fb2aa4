"""MRQAP: which likenesses and other relations go with a relation, each with the others held fixed."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
import numpy.typing as npt
import pandas as pd

from critical_sna._core.randomness import generator
from critical_sna.errors import DataError, UsageError
from critical_sna.inference._chance import Codes, Floats, check_draws, people_orders, plain_seed
from critical_sna.inference.matrices import refuse_too_many, reports_matrix
from critical_sna.inference.qap import common_people, strata_of
from critical_sna.network.accept import as_network

if TYPE_CHECKING:
    from critical_sna.network.accept import NetworkLike

INTERCEPT = "(intercept)"
_WHERE = "mrqap"


def mrqap(
    outcome: NetworkLike,
    predictors: Mapping[str, NetworkLike | pd.DataFrame],
    *,
    draws: int = 1999,
    seed: int | np.random.Generator = 0,
    strata: str | pd.Series | None = None,
) -> pd.DataFrame:
    """Regress one relation on others and on likenesses, with p by double semi-partialling.

    Ordinary least squares over all ordered pairs of people. For each predictor, what the other predictors do not
    account for of it is relabelled (rows and columns together), and its t is compared with those of the relabelled.

    Parameters
    ----------
    outcome
        The relation that is described (strengths; a missing tie counts 0).
    predictors
        Name -> a network of the same people, or a matrix of all pairs from ``same_group`` or ``attribute_difference``
        (or any DataFrame of numbers with ids on both sides; rows: who names).
    draws
        Relabellings of each predictor; every one takes the time of a pass over all pairs, hence fewer than in ``qap``.
    seed, strata
        As in ``qap``.

    Returns
    -------
    DataFrame, index ``term`` (``(intercept)`` first): ``coefficient``, ``t``, ``p`` (two-sided, (M + 1) / (draws + 1)),
        ``null_mean``, ``null_sd`` (of t), ``n`` (pairs known in all).
        The intercept has no test: NaN. A matter of association, not of cause. ``attrs``: ``draws``, ``seed``,
        ``exact``, ``people``, ``left_out``, ``undefined`` (most draws of a predictor without t), ``r_squared``,
        ``null``.

    Raises
    ------
    DataError
        Fewer than three people in all; too few known pairs; a predictor that says the same as the others, or that does
        not vary; an outcome that does not vary.
    UsageError
        No predictors.
    TooLargeError
        More people than a matrix may hold.

    Notes
    -----
    Pairs that are not known in one of the networks take no part; in a draw neither do those on which an unknown cell of
    the predictor falls. t, not the coefficient, is compared, because it does not depend on what other predictors
    explain. With ties of 0 and 1 this is a linear probability model. Time O(pairs * predictors) a draw and predictor.

    References
    ----------
    Dekker, Krackhardt & Snijders (2007), Psychometrika 72:563.

    Examples
    --------
    >>> import critical_sna as csna
    >>> net = csna.simulate_collaborative(people=30, seed=1)["1"]
    >>> found = csna.mrqap(net, {"same group": csna.same_group(net, "group")}, draws=99)
    >>> bool(found.loc["same group", "coefficient"] > 0), float(found.loc["same group", "p"])
    (True, 0.01)
    """
    draws = check_draws(draws, where=_WHERE)
    generator(seed)
    if not predictors:
        raise UsageError(
            "There are no predictors.", where=f"{_WHERE}(predictors=...)", mend="{'same group': csna.same_group(...)}"
        )
    net = as_network(outcome, where=f"{_WHERE}(outcome)")
    matrices = [reports_matrix(net, where=_WHERE), *(_matrix(given, name) for name, given in predictors.items())]
    people = common_people([m.index for m in matrices], where=f"{_WHERE}(outcome, predictors)")
    cells = [m.loc[people, people].to_numpy(dtype=float) for m in matrices]
    terms = [INTERCEPT, *(str(name) for name in predictors)]
    pairs = np.nonzero(~np.isnan(cells).any(axis=0))
    y, x = cells[0][pairs], np.column_stack([np.ones(len(pairs[0])), *(c[pairs] for c in cells[1:])])
    _check(y, x, terms)
    inverse = np.linalg.pinv(x)
    coefficients = inverse @ y
    rest = y - x @ coefficients
    spread = float(rest @ rest) / (len(y) - x.shape[1])
    t = coefficients / np.sqrt(spread * (inverse**2).sum(axis=1))
    strata_codes = strata_of(net, strata, people, where=_WHERE)
    p, mean, sd = (np.full(len(terms), np.nan) for _ in range(3))
    undefined = used = 0
    for k in range(1, len(terms)):
        part = _Part.of(x, y, k, pairs, len(people))
        orders = people_orders(len(people), strata_codes, draws=draws, seed=_own_seed(seed, terms[k]))
        null = np.array([part.t(order) for order in orders])
        known = null[~np.isnan(null)]
        used, undefined = len(null), max(undefined, len(null) - len(known))
        p[k] = ((np.abs(known) >= abs(t[k]) - 1e-9).sum() + 1) / (len(known) + 1)
        mean[k], sd[k] = (known.mean(), known.std()) if len(known) else (np.nan, np.nan)
    if not used:
        raise DataError(
            "Nobody can be relabelled: each stratum holds one person.",
            where=f"{_WHERE}(strata=...)",
            mend="use wider strata",
        )
    table = pd.DataFrame(
        {"coefficient": coefficients, "t": t, "p": p, "null_mean": mean, "null_sd": sd, "n": float(len(y))},
        index=pd.Index(terms, dtype="str", name="term"),
    )
    everybody = matrices[0].index
    for m in matrices[1:]:
        everybody = everybody.union(m.index)
    table.attrs.update(
        draws=used,
        seed=plain_seed(seed),
        exact=used < draws,
        people=len(people),
        left_out=len(everybody) - len(people),
        undefined=undefined,
        r_squared=float(1 - rest @ rest / ((y - y.mean()) @ (y - y.mean()))),
        null="double semi-partialling",
    )
    return table


def _own_seed(seed: int | np.random.Generator, term: str) -> np.random.Generator:
    """Give each predictor its own stream, so that its p does not depend on which others stand before it."""
    return generator(seed, "mrqap", term)


def _matrix(given: NetworkLike | pd.DataFrame, name: str) -> pd.DataFrame:
    where = f"{_WHERE}(predictors[{name!r}])"
    if not isinstance(given, pd.DataFrame) or {"source", "target"} <= set(given.columns):
        return reports_matrix(as_network(given, where=where), where=where)
    refuse_too_many(len(given), where=where)
    square = given.index.is_unique and len(given.index) == len(given.columns)
    if not square or set(given.index) != set(given.columns):
        raise DataError(
            f"The matrix {name!r} does not have the same people on both sides.",
            where=where,
            mend="make it with csna.same_group(net, ...) or csna.attribute_difference(net, ...)",
        )
    matrix = given[given.index].astype(float)
    cells = matrix.to_numpy(copy=True)
    cells[~np.isfinite(cells)] = np.nan
    np.fill_diagonal(cells, np.nan)
    return pd.DataFrame(cells, index=matrix.index, columns=matrix.index)


def _check(y: Floats, x: Floats, terms: list[str]) -> None:
    """Refuse what has no answer: too few pairs, an outcome or a predictor that does not vary or repeats others."""
    where = f"{_WHERE}(outcome, predictors)"
    if len(y) <= x.shape[1]:
        raise DataError(
            f"Only {len(y)} pairs are known in all, too few for {x.shape[1]} terms.",
            where=where,
            mend="leave out the predictor with the most unknown cells",
        )
    if np.ptp(y) == 0:
        raise DataError("The outcome is the same for all known pairs.", where=where, mend="choose another relation")
    for k in range(1, x.shape[1]):
        before = x[:, :k]
        left = x[:, k] - before @ np.linalg.lstsq(before, x[:, k])[0]
        if np.linalg.norm(left) <= 1e-7 * np.linalg.norm(x[:, k]):
            raise DataError(
                f"Over the known pairs {terms[k]!r} does not vary, or the predictors before it say the same.",
                where=where,
                mend=f"leave out {terms[k]!r}",
            )


class _Part(NamedTuple):
    """One predictor without what the others account for, and all that a draw needs."""

    residual: Floats
    """n x n, 0 where not known."""
    open: npt.NDArray[np.bool_]
    """n x n: a cell that is not known (the diagonal is none)."""
    others: Floats
    """Orthonormal rows that span the other terms, then what they leave of the outcome; every cell, 0 where open."""
    gram: Floats

    @classmethod
    def of(cls, x: Floats, y: Floats, k: int, pairs: tuple[npt.NDArray[np.intp], ...], n: int) -> _Part:
        basis, _ = np.linalg.qr(np.delete(x, k, axis=1))
        known = np.column_stack([basis, y - basis @ (basis.T @ y)])
        others = np.zeros((known.shape[1], n, n))
        others[:, pairs[0], pairs[1]] = known.T
        residual = np.zeros((n, n))
        residual[pairs] = x[:, k] - basis @ (basis.T @ x[:, k])
        open_cells = ~np.eye(n, dtype=bool)
        open_cells[pairs] = False
        return cls(residual, open_cells, others.reshape(len(others), -1), known.T @ known)

    def t(self, order: Codes) -> float:
        """Give t of the relabelled residual beside the other terms; NaN where there is none."""
        n = len(order)
        moved = self.residual[order][:, order]
        gram, cells = self.gram, n * (n - 1) - int(self.open.sum())
        if self.open.any():
            moved[self.open] = 0.0
            gone = self.others[:, np.flatnonzero(self.open[order][:, order] & ~self.open)]
            gram, cells = gram - np.einsum("ik,jk->ij", gone, gone), cells - gone.shape[1]
        flat = moved.ravel()
        # einsum, not @: threads started for products this small cost more than the products
        with_moved = np.einsum("ij,j->i", self.others, flat)
        own = float(np.einsum("i,i->", flat, flat))
        q = len(gram) - 1
        free = cells - q - 1
        if free < 1:
            return float("nan")
        try:
            solved = np.linalg.solve(gram[:q, :q], np.column_stack([with_moved[:q], gram[:q, -1]]))
        except np.linalg.LinAlgError:
            return float("nan")
        alone = float(own - with_moved[:q] @ solved[:, 0])
        shared = float(with_moved[-1] - gram[:q, -1] @ solved[:, 0])
        outcome = float(gram[-1, -1] - gram[:q, -1] @ solved[:, 1])
        if alone <= 1e-12 * own:
            return float("nan")
        rest = outcome - shared**2 / alone
        return shared / float(np.sqrt(alone * rest / free)) if rest > 0 else float("nan")
