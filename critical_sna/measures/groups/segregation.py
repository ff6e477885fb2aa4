"""How far ties stay inside groups: the usual indices, each beside its value under random mixing."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import numpy.typing as npt
import pandas as pd

from critical_sna._core import limits
from critical_sna.measures.groups.mixing import between_known_groups
from critical_sna.measures.groups.spectral_segregation import segregation_of_the_whole
from critical_sna.network.catalogue import measure
from critical_sna.network.partner import PartnerNetwork
from critical_sna.nulls.random_mixing import Moments, random_mixing, ties_inside

Table = npt.NDArray[np.float64]
COLUMNS = ("observed", "baseline", "baseline_sd", "n")
UNKNOWN = Moments(float("nan"), float("nan"))


class Mixed(NamedTuple):
    """Ties and cells between known groups, and the same in the units that are drawn at random."""

    ties: Table
    cells: Table
    mutual: bool
    n: float
    inside: float
    n_cells: float
    inside_cells: float

    @property
    def outside_cells(self) -> float:
        """How many cells, in drawn units, are across groups."""
        return self.n_cells - self.inside_cells


@measure(
    per="network",
    needs="answers",
    unit="see each index",
    high="ties stay inside groups; for the E-I index, ties cross",
    cost="O(n + ties + draws * groups squared)",
    source="Bojanowski & Corten (2014), Social Networks 39:14",
    takes_groups=True,
    columns=COLUMNS,
)
def segregation(net: PartnerNetwork, *, groups: str | pd.Series, draws: int = 999, seed: int = 0) -> pd.DataFrame:
    """Give the usual indices of how far ties stay inside groups, each beside its value under random mixing.

    Parameters
    ----------
    net
        Network of *n* people; ties are counted as reported. For indices without direction give
        ``net.symmetrised("union")``.
    groups
        A people column, or a Series on the same people.
    draws, seed
        Random tables for baselines that have no formula.

    Returns
    -------
    DataFrame of float, one row an index (index ``index``), with ``observed``; ``baseline`` and ``baseline_sd``, mean
    and standard deviation of the index if the same number of ties fell on the observed cells at random, so given
    group sizes and who answered; ``n``, ties counted (pairs where every tie goes both ways; people for ``spectral``).

    - ``ei_index``: (external - internal) / all; ``ei_rescaled``: stretched to -1..1 over what that many ties allow.
    - ``odds_ratio_within``: odds of a tie inside groups over odds across. Where one of the four counts is 0, a half
      is added to each (Haldane).
    - ``yule_q``: the same table from -1 to 1, (OR - 1) / (OR + 1) without the halves.
    - ``freeman``: 1 - ties across / expected ties across; below 0 (not cut there) where more cross than at random.
    - ``gupta_anderson_may``: (sum of each group's share of own ties - 1) / (groups - 1); NaN where a group names
      nobody.
    - ``assortativity``: Newman's r. ``adjusted_assortativity``: r of the densities between groups, so that large
      groups count no more than small ones; NaN where two groups have no observed pair, as a group of one has not.
    - ``modularity``: Leicht & Newman's, of the groups as given.
    - ``spectral``: mean of ``spectral_segregation`` over people; its baseline shuffles the groups over people.

    NaN where an index is not defined: no observed tie, one group, no observed pair inside or across groups.

    Raises
    ------
    UnknownNameError
        No such people column.

    Notes
    -----
    None of these is right for every question: ``assortativity`` and ``modularity`` follow group sizes, odds ratios do
    not; all hide who asks whom (see ``mixing_matrix``, ``coleman``). People whose group is not known are left out.
    Baselines of ``ei_index``, ``ei_rescaled``, ``odds_ratio_within``, ``yule_q`` and ``freeman`` are exact
    (hypergeometric), the mean of ``modularity`` and, where ties have a direction, of ``gupta_anderson_may`` too; the
    rest are drawn. Above 10^9 cells ties are drawn with replacement. ``spectral`` takes at most 99 draws and is NaN
    above a limit of people.

    References
    ----------
    Krackhardt & Stern (1988), Social Psychology Quarterly 51:123; Moody (2001), American Journal of Sociology 107:679;
    Freeman (1978), Sociological Methods & Research 6:411; Gupta, Anderson & May (1989), AIDS 3:807; Newman (2003),
    Physical Review E 67:026126; Karimi & Oliveira (2023), Scientific Reports 13:21053; Leicht & Newman (2008),
    Physical Review Letters 100:118703; Echenique & Fryer (2007), Quarterly Journal of Economics 122:441; compared in
    Bojanowski & Corten (2014), Social Networks 39:14.

    Examples
    --------
    >>> import critical_sna as csna
    >>> people = pd.DataFrame({"id": list("abcd"), "sector": ["family", "family", "school", "school"]})
    >>> ties = pd.DataFrame([tuple(t) for t in ("ab", "ba", "cd", "da")], columns=["source", "target"])
    >>> net = csna.PartnerNetwork.from_frames(people, ties)
    >>> csna.segregation(net, groups="sector").loc["ei_index"].round(2).to_dict()
    {'observed': -0.5, 'baseline': 0.33, 'baseline_sd': 0.4, 'n': 4.0}
    """
    counted = between_known_groups(net, groups, where="segregation(groups=...)")
    mixed = _mixed(counted.ties, counted.cells, mutual=net.reporter == "either")
    table = random_mixing(mixed.cells, mixed.n, mutual=mixed.mutual, draws=draws, seed=seed)
    rows = {name: [*row, mixed.n] for name, row in {**_two_by_two(mixed), **_by_table(mixed, table)}.items()}
    rows["spectral"] = segregation_of_the_whole(net, counted.codes, draws=min(draws, limits.LABEL_DRAWS), seed=seed)
    return pd.DataFrame.from_dict(rows, orient="index", columns=list(COLUMNS)).rename_axis("index")


def _mixed(ties: Table, cells: Table, *, mutual: bool) -> Mixed:
    unit = 2.0 if mutual else 1.0
    sums = (ties.sum(), ties.trace(), cells.sum(), cells.trace())
    return Mixed(ties, cells, mutual, *(float(s) / unit for s in sums))


def _two_by_two(mixed: Mixed) -> dict[str, tuple[float, float, float]]:
    """Give the indices that only ask how many ties are inside, with exact moments."""
    null = ties_inside(mixed.n, mixed.inside_cells, mixed.n_cells)
    indices = {
        "ei_index": _ei,
        "ei_rescaled": _ei_rescaled,
        "odds_ratio_within": _odds_ratio,
        "yule_q": _yule,
        "freeman": _freeman,
    }
    if not mixed.n:
        return dict.fromkeys(indices, (float("nan"),) * 3)
    return {
        name: (float(index(np.array([mixed.inside]), mixed)[0]), *null.moments(index(null.counts, mixed)))
        for name, index in indices.items()
    }


def _ei(inside: Table, mixed: Mixed) -> Table:
    return (mixed.n - 2 * inside) / mixed.n


def _ei_rescaled(inside: Table, mixed: Mixed) -> Table:
    least, most = max(0.0, mixed.n - mixed.outside_cells), min(mixed.n, mixed.inside_cells)
    return _divide(least + most - 2 * inside, np.full(len(inside), most - least))


def _four(inside: Table, mixed: Mixed) -> tuple[Table, Table, Table, Table]:
    """Give tied and untied cells, inside and across."""
    across = mixed.n - inside
    return inside, mixed.inside_cells - inside, across, mixed.outside_cells - across


def _odds_ratio(inside: Table, mixed: Mixed) -> Table:
    if not mixed.inside_cells or not mixed.outside_cells:
        return np.full(len(inside), np.nan)
    four = np.array(_four(inside, mixed))
    four += np.where((four == 0).any(axis=0), 0.5, 0.0)
    tied, untied, tied_across, untied_across = four
    return np.asarray(tied * untied_across / (untied * tied_across))


def _yule(inside: Table, mixed: Mixed) -> Table:
    tied, untied, tied_across, untied_across = _four(inside, mixed)
    same, other = tied * untied_across, untied * tied_across
    return _divide(same - other, same + other)


def _freeman(inside: Table, mixed: Mixed) -> Table:
    expected = mixed.n * mixed.outside_cells / mixed.n_cells
    return _divide(expected - (mixed.n - inside), np.full(len(inside), expected))


def _divide(part: Table, whole: Table) -> Table:
    """Divide, NaN where the whole is 0."""
    result = np.full(part.shape, np.nan)
    np.divide(part, whole, out=result, where=whole != 0)
    return result


def _by_table(mixed: Mixed, drawn: Table) -> dict[str, tuple[float, float, float]]:
    """Give the indices that ask which group names which, with drawn moments, the mean by formula where there is one."""

    def adjusted(tables: Table) -> Table:
        return assortativity_of(_densities(tables, mixed.cells))

    indices = {
        "gupta_anderson_may": _gupta_anderson_may,
        "assortativity": assortativity_of,
        "adjusted_assortativity": adjusted,
        "modularity": _modularity,
    }
    rows = {}
    for name, index in indices.items():
        observed = float(index(mixed.ties[None])[0])
        values = index(drawn) if mixed.n else np.zeros(0)
        values = values[~np.isnan(values)]
        null = Moments(float(values.mean()), float(values.std())) if len(values) else UNKNOWN
        rows[name] = (observed, *null)
    for name, mean in (
        ("gupta_anderson_may", _expected_gupta_anderson_may(mixed)),
        ("modularity", _expected_modularity(mixed)),
    ):
        if not np.isnan(mean):
            rows[name] = (rows[name][0], mean, rows[name][2])
    return rows


def _gupta_anderson_may(tables: Table) -> Table:
    g = tables.shape[1]
    own = _divide(np.diagonal(tables, axis1=1, axis2=2).astype(float), tables.sum(axis=2))
    return (own.sum(axis=1) - 1) / (g - 1) if g > 1 else np.full(len(tables), np.nan)


def _expected_gupta_anderson_may(mixed: Mixed) -> float:
    """Give the mean given how often each group names: a formula only where ties fall one by one."""
    if mixed.mutual or not mixed.n:
        return float("nan")
    return float(_gupta_anderson_may(mixed.cells[None])[0])


def assortativity_of(tables: Table) -> Table:
    """Give Newman's r of each table of ties between groups."""
    total = tables.sum(axis=(1, 2))
    inside = np.trace(tables, axis1=1, axis2=2)
    chance = (tables.sum(axis=1) * tables.sum(axis=2)).sum(axis=1)
    whole = total**2 - chance
    return _divide(total * inside - chance, np.where(whole > 1e-12 * total**2, whole, 0.0))


def _densities(tables: Table, cells: Table) -> Table:
    """Divide by the observed cells; NaN throughout where two groups have none."""
    if (cells == 0).any():
        return np.full(tables.shape, np.nan)
    return np.asarray(tables / cells)


def _modularity(tables: Table) -> Table:
    total = tables.sum(axis=(1, 2))
    inside = np.trace(tables, axis1=1, axis2=2)
    chance = (tables.sum(axis=1) * tables.sum(axis=2)).sum(axis=1)
    return _divide(total * inside - chance, total**2)


def _expected_modularity(mixed: Mixed) -> float:
    """Give the mean of modularity under random mixing, from the covariances of counts drawn without replacement."""
    if not mixed.n:
        return float("nan")
    share = mixed.cells / mixed.cells.sum()
    own, rows, columns = np.diag(share), share.sum(axis=1), share.sum(axis=0)
    finite = (mixed.n_cells - mixed.n) / max(mixed.n_cells - 1, 1.0)
    noise = (own + rows) / 2 - rows**2 if mixed.mutual else own - rows * columns
    return float((own - rows * columns).sum() - finite / mixed.n * noise.sum())


@measure(
    per="group",
    needs="answers",
    unit="-1 to 1",
    high="the group names its own more than random naming would",
    cost="O(n + ties)",
    source="Coleman (1958), Human Organization 17:28",
    takes_groups=True,
    columns=COLUMNS,
)
def coleman(net: PartnerNetwork, *, groups: str | pd.Series) -> pd.DataFrame:
    """Compare how often each group names its own with what random naming would give: Coleman's index.

    Of *d* ties a group reports, *E* = d * (own pairs observed / pairs observed) would be inside at random. The index is
    (inside - E) / (d - E) where more are inside, else (inside - E) / E: 1 all inside, 0 as at random, -1 all outside.

    Returns
    -------
    DataFrame of float, index ``group``, with ``observed``; ``baseline`` and ``baseline_sd``, exact mean and standard
    deviation if the group's ties fell on its observed pairs at random (not quite 0, because the two sides are
    stretched differently); ``n``, ties the group reports. NaN for a group that reports no tie, a group of one, and
    where nobody stands outside.

    Raises
    ------
    UnknownNameError
        No such people column.

    Notes
    -----
    Groups differ, so no mean over them is given. A high value is not a goal in itself: a group may be cut off, or may
    choose a space of its own. People whose group is not known are left out. Time O(n + ties).

    References
    ----------
    Coleman (1958), Human Organization 17:28.

    Examples
    --------
    >>> import critical_sna as csna
    >>> people = pd.DataFrame({"id": list("abcd"), "sector": ["family", "family", "school", "school"]})
    >>> ties = pd.DataFrame([tuple(t) for t in ("ab", "ba", "cd", "da")], columns=["source", "target"])
    >>> net = csna.PartnerNetwork.from_frames(people, ties)
    >>> csna.coleman(net, groups="sector")["observed"].to_dict()
    {'family': 1.0, 'school': 0.25}
    """
    counted = between_known_groups(net, groups, where="coleman(groups=...)")
    rows = [
        _coleman_row(counted.ties[k].sum(), counted.ties[k, k], counted.cells[k].sum(), counted.cells[k, k])
        for k in range(len(counted.names))
    ]
    index = pd.Index(counted.names, dtype="str", name="group")
    return pd.DataFrame(rows, index=index, columns=list(COLUMNS), dtype=float)


def _coleman_row(ties: float, inside: float, cells: float, own_cells: float) -> list[float]:
    if not ties or not own_cells or own_cells == cells:
        return [float("nan"), *UNKNOWN, float(ties)]
    expected = ties * own_cells / cells

    def index(counts: Table) -> Table:
        more = counts - expected
        return np.where(more > 0, more / (ties - expected), more / expected)

    null = ties_inside(ties, own_cells, cells)
    return [float(index(np.array([inside]))[0]), *null.moments(index(null.counts)), float(ties)]
