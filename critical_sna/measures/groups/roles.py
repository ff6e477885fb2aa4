"""Role profiles: kinds of positions that people share, found in a table of measures."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

import numpy as np
import numpy.typing as npt
from sklearn.base import BaseEstimator, ClassNamePrefixFeaturesOutMixin, ClusterMixin, TransformerMixin
from sklearn.cluster import KMeans
from sklearn.utils.validation import check_is_fitted, validate_data

from critical_sna.errors import UsageError
from critical_sna.formats.objects import package_of
from critical_sna.measures.tables import measure_table
from critical_sna.network.partner import PartnerNetwork

if TYPE_CHECKING:
    import pandas as pd

FEATURES = ("in_degree", "out_degree", "betweenness", "harmonic", "coreness")
"""What describes a position where a network is given instead of a table."""

UNKNOWN_PROFILE = -1
"""The profile of people of whom a measure is not known."""

_DECIMALS = 9
"""Positions that are equal to so many decimals, in standard deviations, are one position."""

Values = npt.NDArray[np.float64]


class RoleProfiles(
    ClassNamePrefixFeaturesOutMixin,  # type: ignore[misc]  # scikit-learn ships no types
    TransformerMixin,  # type: ignore[misc]  # scikit-learn ships no types
    ClusterMixin,  # type: ignore[misc]  # scikit-learn ships no types
    BaseEstimator,  # type: ignore[misc]  # scikit-learn ships no types
):
    """Sort positions into a few profiles: people whose measures are alike (k-means on standardised measures).

    An estimator of scikit-learn, so it fits into its pipelines and searches. A profile describes positions in the
    network as it was reported, never the people in them.

    Parameters
    ----------
    n_profiles
        How many profiles.
    n_starts
        Random starts, of which the tightest division is kept.
    random_state
        Seed; the same seed gives the same profiles.

    Attributes
    ----------
    profiles_ : array, shape (n_profiles, measures)
        The middle of each profile, in the units of the measures; profile 0 holds most people, then 1, ...
    labels_ : array of int, shape (people,)
        The profile of each person; -1 where a measure is not known (NaN), as for people who did not answer.
    mean_, scale_ : array, shape (measures,)
        What the measures were standardised with; the scale of a measure that does not vary is 1.
    inertia_ : float
        Sum of squared standardised distances from the middles.
    n_features_in_ : int
        How many measures.

    Notes
    -----
    ``X`` is a table of measures (``measure_table``), one row a person, or a PartnerNetwork (or a networkx or igraph
    graph), which is described by in_degree, out_degree, betweenness, harmonic and coreness. NaN is "unknown", not 0:
    such rows are sorted nowhere.
    Any number of profiles can be found in any data: look at ``profiles_`` before giving them names.

    References
    ----------
    Burt (1976), Social Forces 55:93, on positions as sets of people with alike relations; Lloyd (1982), IEEE
    Transactions on Information Theory 28:129.

    Examples
    --------
    >>> import critical_sna as csna
    >>> star = csna.PartnerNetwork.from_ties([("Bo", "Ana"), ("Cy", "Ana"), ("Di", "Ana"), ("Ed", "Ana")])
    >>> csna.RoleProfiles(n_profiles=2).fit(star).labels_.tolist()
    [1, 0, 0, 0, 0]
    """

    def __init__(self, n_profiles: int = 3, *, n_starts: int = 10, random_state: int | None = 0) -> None:
        self.n_profiles = n_profiles
        self.n_starts = n_starts
        self.random_state = random_state

    def fit(self, X: Values | pd.DataFrame | PartnerNetwork, y: object = None) -> RoleProfiles:  # noqa: N803  # sklearn
        """Find the profiles.

        Raises
        ------
        UsageError
            Fewer people whose measures are all known, or fewer different positions, than profiles; fewer than one
            profile; a network without people.
        ValueError
            What scikit-learn refuses of any table: no rows, text, infinite values.
        """
        table = self._checked(X, reset=True)
        known = ~np.isnan(table).any(axis=1)
        if not isinstance(self.n_profiles, int | np.integer) or self.n_profiles < 1:
            raise UsageError(f"n_profiles must be a whole number of 1 or more, not {self.n_profiles!r}.")
        if known.sum() < self.n_profiles:
            raise UsageError(
                f"All measures are known of {known.sum()} people (n_samples={len(table)}), "
                f"too few for {self.n_profiles} profiles.",
                where="RoleProfiles.fit(X)",
                mend="ask for fewer profiles, or leave out measures that are known of few",
            )
        self.mean_ = table[known].mean(axis=0)
        spread = table[known].std(axis=0)
        self.scale_ = np.where(spread > 0, spread, 1.0)
        different = len(np.unique(self._standardised(table[known]).round(_DECIMALS), axis=0))
        if different < self.n_profiles:
            raise UsageError(
                f"There are {different} different positions, too few for {self.n_profiles} profiles.",
                where="RoleProfiles.fit(X)",
                mend=f"RoleProfiles(n_profiles={different}), or describe positions by more measures",
            )
        means = KMeans(self.n_profiles, n_init=self.n_starts, random_state=self.random_state)
        found = means.fit_predict(self._standardised(table[known]))
        order = np.argsort(-np.bincount(found, minlength=self.n_profiles), kind="stable")
        self._centers = means.cluster_centers_[order]
        self.profiles_ = self._centers * self.scale_ + self.mean_
        self.inertia_ = float(means.inertia_)
        self._n_features_out = int(self.n_profiles)
        self.labels_ = self._nearest(table)
        return self

    def transform(self, X: Values | pd.DataFrame | PartnerNetwork) -> Values:  # noqa: N803  # sklearn's name
        """Give each person's distance from each profile, in standard deviations; NaN where a measure is not known."""
        check_is_fitted(self)
        table = self._standardised(self._checked(X, reset=False))
        gaps = table[:, None, :] - self._centers[None]
        return np.asarray(np.sqrt((gaps**2).sum(axis=2)))

    def predict(self, X: Values | pd.DataFrame | PartnerNetwork) -> npt.NDArray[np.int64]:  # noqa: N803  # sklearn's
        """Give the nearest profile of each person; -1 where a measure is not known."""
        check_is_fitted(self)
        return self._nearest(self._checked(X, reset=False))

    def _nearest(self, table: Values) -> npt.NDArray[np.int64]:
        unknown = np.asarray(np.isnan(table).any(axis=1))
        gaps = self._standardised(np.where(unknown[:, None], 0.0, table))[:, None, :] - self._centers[None]
        nearest = (gaps**2).sum(axis=2).argmin(axis=1)
        return np.where(unknown, UNKNOWN_PROFILE, nearest).astype(np.int64)

    def _standardised(self, table: Values) -> Values:
        return np.asarray((table - self.mean_) / self.scale_)

    def _checked(self, X: Values | pd.DataFrame | PartnerNetwork, *, reset: bool) -> Values:  # noqa: N803  # sklearn's
        a_network = isinstance(X, PartnerNetwork) or package_of(X) is not None
        given = measure_table(cast("PartnerNetwork", X), FEATURES) if a_network else X
        if a_network and not len(cast("pd.DataFrame", given)):
            raise UsageError(
                "There are no people whose positions could be sorted.",
                where="RoleProfiles.fit(X)",
                mend="use a network with people",
            )
        checked = validate_data(self, given, reset=reset, dtype=np.float64, ensure_all_finite="allow-nan")
        return np.asarray(checked)

    def __sklearn_tags__(self) -> Any:  # Any: scikit-learn ships no types
        tags = super().__sklearn_tags__()
        tags.input_tags.allow_nan = True
        return tags
