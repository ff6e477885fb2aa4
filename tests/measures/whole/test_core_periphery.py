"""Cores against every core there is, scores against a general minimiser, the test against full enumeration."""

from __future__ import annotations

import itertools
import math
import statistics
from collections.abc import Iterator

import numpy as np
import pandas as pd
import pytest

import critical_sna as csna
from critical_sna._core import limits
from critical_sna.errors import TooLargeError, UsageError
from critical_sna.measures.kernels import cores as _cores
from critical_sna.measures.kernels.continuous_core import scores
from critical_sna.measures.whole.core_periphery import _pairs, core_fit
from critical_sna.network.simulate_large import simulate_large

Net = csna.PartnerNetwork
IDEALS = ("cc_pp", "or", "and", "lip")


def random_networks(number: int, *, seed: int, most: int = 8, silence: bool = True) -> Iterator[Net]:
    """Draw networks with a few silent people and open cells, so few that a core is still looked for."""
    rng = np.random.default_rng(seed)
    for _ in range(number):
        n = int(rng.integers(2, most + 1))
        names = [f"P{i}" for i in range(n)]
        spoke = np.ones(n, dtype=bool)
        if silence and n > 5 and rng.random() < 0.4:
            spoke[rng.integers(n)] = False
        share = rng.uniform(0.1, 0.7)
        tie = (rng.random((n, n)) < share) & spoke[:, None] & ~np.eye(n, dtype=bool)
        left = (rng.random((n, n)) < 0.05) & spoke[:, None] & ~tie & ~np.eye(n, dtype=bool) & silence
        people = pd.DataFrame({"id": names, "status": np.where(spoke, "respondent", "declined"), "asked": "yes"})

        def table(cells: np.ndarray, names: list[str] = names) -> pd.DataFrame:
            rows, columns = np.nonzero(cells)
            return pd.DataFrame(
                {"source": [names[i] for i in rows], "target": [names[j] for j in columns]}, dtype="str"
            )

        yield Net.from_frames(people, table(tie), unknown=table(left), reports="seeks_from")


def cells_of(net: Net, directed: bool) -> tuple[list[str], dict[tuple[str, str], int]]:
    """List the people who answered and, of each observed cell (or pair), whether it is tied."""
    people = [p for p, status in net.people["status"].items() if status == "respondent"]
    ties = set(zip(net.ties["source"], net.ties["target"], strict=True))
    left = set(zip(net.unknown["source"], net.unknown["target"], strict=True))
    if directed:
        return people, {p: int(p in ties) for p in itertools.permutations(people, 2) if p not in left}
    pairs = [p for p in itertools.combinations(people, 2) if p not in left and p[::-1] not in left]
    return people, {p: int(p in ties or p[::-1] in ties) for p in pairs}


def fit_of(core: set[str], cells: dict[tuple[str, str], int], ideal: str) -> float | None:
    """Correlate ties with the pattern, cell by cell; None where either does not vary."""
    tied, wanted = [], []
    wrong = 0
    for (i, j), tie in cells.items():
        members = (i in core) + (j in core)
        if ideal in ("cc_pp", "lip") and members == 1:
            continue
        pattern = int(members >= 1 if ideal == "or" else members == 2)
        wrong += pattern != tie
        tied.append(tie)
        wanted.append(pattern)
    if ideal == "lip":
        return -float(wrong)
    if len(set(tied)) < 2 or len(set(wanted)) < 2:
        return None
    return statistics.correlation(tied, wanted)


def every_core(net: Net, ideal: str, directed: bool) -> tuple[float, list[set[str]]]:
    people, cells = cells_of(net, directed)
    fits = [
        (fit_of(set(core), cells, ideal), set(core))
        for size in range(1, len(people))
        for core in itertools.combinations(people, size)
    ]
    known = [(fit, core) for fit, core in fits if fit is not None]
    best = max((fit for fit, _ in known), default=math.nan)
    return best, [core for fit, core in known if fit >= best - 1e-9]


def enough_is_known(net: Net) -> bool:
    n = net.n_people
    known = int(net.answered.sum()) * (n - 1) - len(net.unknown)
    return 5 * known >= 4 * n * (n - 1)


@pytest.mark.parametrize("directed", [False, True])
@pytest.mark.parametrize("ideal", IDEALS)
def test_the_core_is_the_best_of_all_cores_or_left_open_between_equals(ideal: str, directed: bool) -> None:
    compared = 0
    for net in random_networks(70, seed=IDEALS.index(ideal), most=7):
        ours = csna.core_periphery(net, ideal=ideal, directed=directed)["core"]
        if not enough_is_known(net):
            assert ours.isna().all()
            continue
        people, _ = cells_of(net, directed)
        best, cores = every_core(net, ideal, directed)
        for person in net.people.index:
            votes = {person in core for core in cores} if person in people else set()
            expected = votes.pop() if len(votes) == 1 else None
            assert (None if ours[person] is pd.NA else bool(ours[person])) == expected
        if cores and ideal == "cc_pp" and not directed:
            assert core_fit(net) == pytest.approx(best, abs=1e-12)
        compared += bool(cores)
    assert compared > 40


@pytest.mark.parametrize("directed", [False, True])
@pytest.mark.parametrize("ideal", IDEALS)
def test_the_search_finds_what_trying_every_core_finds(
    ideal: str, directed: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    rng = np.random.default_rng(3)
    for _ in range(25):
        tie = (rng.random((11, 11)) < rng.uniform(0.1, 0.6)) & ~np.eye(11, dtype=bool)
        rows, columns = (ends.astype(str) for ends in np.nonzero(tie))
        people = pd.DataFrame({"id": [str(i) for i in range(11)]})
        blank = pd.DataFrame({"source": ["0"], "target": ["1"]}) if not tie[0, 1] else None
        net = Net.from_frames(people, pd.DataFrame({"source": rows, "target": columns}), unknown=blank)
        pairs = _pairs(net, directed)
        exact = _cores.best_cores(pairs, ideal)
        monkeypatch.setattr(_cores, "ENUMERATED_PEOPLE", 0)
        found = _cores.best_cores(pairs, ideal)
        quick = _cores.best_cores(pairs, ideal, quick=True)
        monkeypatch.undo()
        assert exact is not None
        assert found is not None
        assert quick is not None
        assert found.fit == pytest.approx(exact.fit, abs=1e-12)
        assert quick.fit <= exact.fit + 1e-12
        assert not (found.undecided & ~exact.undecided).any()  # one exchange away is one of all
        decided = ~exact.undecided
        assert (found.core[decided] == exact.core[decided]).all()


def test_the_best_core_by_lip_is_the_highest_degrees_at_any_size() -> None:
    people, ties = simulate_large(300, 2500, seed=4)
    pairs = _pairs(Net.from_frames(people, ties), directed=False)
    found = _cores.best_cores(pairs, "lip")
    search = _cores.Search(pairs, "lip")
    fit, _ = _cores.climb(search, found.fit, found.core, exchange=True)
    assert fit == found.fit
    degree = pairs.ties.sum(axis=1)
    for size in range(1, 300):  # the cost of a core, ties missing in it and present outside it, counted by hand
        core = np.argsort(-degree, kind="stable")[:size]
        inside, outside = pairs.ties[core][:, core].sum() / 2, np.delete(np.arange(300), core)
        cost = size * (size - 1) / 2 - inside + pairs.ties[outside][:, outside].sum() / 2
        assert -cost <= found.fit


def test_people_with_equal_degrees_at_the_edge_of_the_lip_core_are_left_open() -> None:
    ring = [(f"P{i:02}", f"P{(i + 1) % 20:02}") for i in range(20)]
    core = csna.core_periphery(Net.from_ties(ring), ideal="lip")["core"]
    assert core.isna().all()


def test_a_core_with_arms_is_found_with_its_size() -> None:
    inner = [f"C{i}" for i in range(8)]
    ties = [*itertools.combinations(inner, 2), *((c, f"{c}-{k}") for c in inner for k in range(3))]
    net = Net.from_ties(ties)
    for ideal in IDEALS:
        core = csna.core_periphery(net, ideal=ideal)["core"]
        assert core[inner].all()
        assert not core.drop(inner).any()
    table = csna.core_periphery(net)
    assert table.loc[inner, "coreness_score"].min() > table["coreness_score"].drop(inner).max()
    assert csna.network_summary(net)["core_periphery_fit"] == pytest.approx(1.0)


def sum_of_squares(c: np.ndarray, cells: dict[tuple[str, str], int], people: list[str]) -> float:
    place = {p: k for k, p in enumerate(people)}
    return math.fsum((tie - c[place[i]] * c[place[j]]) ** 2 for (i, j), tie in cells.items())


@pytest.mark.parametrize("directed", [False, True])
def test_scores_come_nearer_to_the_ties_than_a_general_minimiser(directed: bool) -> None:
    from scipy.optimize import minimize

    rng, compared = np.random.default_rng(8), 0
    for net in random_networks(40, seed=11, most=6):
        people, cells = cells_of(net, directed)
        if not cells or not enough_is_known(net):
            continue
        ours = csna.core_periphery(net, directed=directed).loc[people, "coreness_score"]
        if ours.isna().any():
            continue
        args = (cells, people)
        theirs = min(
            minimize(sum_of_squares, rng.uniform(0.2, 1, len(people)), args, bounds=[(0, 1)] * len(people)).fun
            for _ in range(4)
        )
        assert sum_of_squares(ours.to_numpy(), *args) <= theirs + 1e-6
        assert ours.between(0, 1).all()
        compared += 1
    assert compared > 15


def test_scores_of_a_large_network_lie_where_their_slope_is_flat() -> None:
    people, ties = simulate_large(600, 6000, seed=2)
    pairs = _pairs(Net.from_frames(people, ties), directed=False)
    c = scores(pairs)
    power = c**2
    slope = c * (power.sum() - power) - pairs.ties @ c
    inner = (c > 1e-6) & (c < 1 - 1e-6)
    assert inner.sum() > 500
    assert np.abs(slope[inner]).max() < 1e-5


def test_a_score_is_left_open_where_several_answers_are_as_near() -> None:
    """Two equal groups of three: either may be the core."""
    net = Net.from_ties([("a", "b"), ("b", "c"), ("c", "a"), ("d", "e"), ("e", "f"), ("f", "d")])
    table = csna.core_periphery(net)
    assert table["coreness_score"].isna().all()
    assert table["core"].isna().all()


def test_where_everybody_is_tied_there_is_no_core_and_every_score_is_one() -> None:
    net = Net.from_ties(itertools.permutations("abcd", 2))
    table = csna.core_periphery(net)
    assert table["core"].isna().all()
    assert table["coreness_score"].tolist() == pytest.approx([1, 1, 1, 1])
    assert csna.core_periphery_test(net, draws=9)[["effect", "p"]].isna().all()
    assert csna.core_stability(net, draws=9).isna().all()


@pytest.mark.parametrize("n", [1, 2, 5, 20])
def test_without_ties_there_is_no_core_and_nobody_is_near_one(n: int) -> None:
    people = pd.DataFrame({"id": [f"P{i:02}" for i in range(n)]})
    table = csna.core_periphery(Net.from_frames(people, pd.DataFrame({"source": [], "target": []})))
    assert table["core"].isna().all()
    assert table["coreness_score"].tolist() == pytest.approx([math.nan] if n == 1 else [0] * n, nan_ok=True)
    assert str(table["core"].dtype) == "boolean"


def test_too_few_answers_leave_everything_open() -> None:
    people = pd.DataFrame({"id": list("abcdef"), "status": ["respondent"] * 4 + ["declined"] * 2, "asked": "yes"})
    net = Net.from_frames(people, pd.DataFrame({"source": ["a", "b"], "target": ["b", "c"]}))
    assert csna.core_periphery(net).isna().all(axis=None)
    assert math.isnan(csna.network_summary(net)["core_periphery_fit"])
    assert csna.core_periphery_test(net, draws=9)["effect":"p"].isna().all()
    assert csna.core_stability(net, draws=9).isna().all()


# --- the test ------------------------------------------------------------------------------------------


def test_p_is_the_share_of_all_networks_with_these_degrees_that_fit_as_well() -> None:
    pairs = [(0, 1), (0, 2), (1, 2), (0, 3), (1, 4), (2, 3), (4, 5)]
    names = "abcdef"
    cells = list(itertools.combinations(range(6), 2))
    degree = np.bincount(np.ravel(pairs), minlength=6)
    alike = [
        chosen
        for chosen in itertools.combinations(cells, len(pairs))
        if (np.bincount(np.ravel(chosen), minlength=6) == degree).all()
    ]
    fits = [core_fit(Net.from_ties([(names[i], names[j]) for i, j in chosen])) for chosen in alike]
    net = Net.from_ties([(names[i], names[j]) for i, j in pairs])
    found = csna.core_periphery_test(net, draws=3000, seed=2)
    assert len(fits) == 27
    assert found["effect"] == pytest.approx(core_fit(net))
    assert found["null_mean"] == pytest.approx(np.mean(fits), abs=0.01)
    assert found["null_sd"] == pytest.approx(np.std(fits), abs=0.01)
    assert found["p"] == pytest.approx(np.mean(np.array(fits) >= core_fit(net) - 1e-9), abs=0.03)


def test_a_core_beyond_degrees_has_a_small_p_and_one_of_degrees_alone_has_not() -> None:
    rng = np.random.default_rng(0)
    inner = [*itertools.combinations(range(10), 2)]
    ring = [(10 + k, 10 + (k + s) % 30) for k in range(30) for s in (1, 2, 3, 4)]  # as many ties each, no core
    planted = Net.from_ties([(f"P{i:02}", f"P{j:02}") for i, j in inner + ring])
    assert csna.core_periphery_test(planted, draws=99)["p"] == pytest.approx(0.01)
    tie = np.triu(rng.random((40, 40)) < 0.2, 1)
    flat = Net.from_ties([(f"P{i:02}", f"P{j:02}") for i, j in np.argwhere(tie)])
    assert csna.core_periphery_test(flat, draws=99)["p"] > 0.05


def test_the_same_seed_gives_the_same_bytes_and_another_seed_others() -> None:
    net = Net.from_ties([(a, b) for a, b in itertools.permutations("abcdefghij", 2) if (ord(a) * ord(b)) % 7 < 2])
    for call in (csna.core_periphery_test, csna.core_stability):
        for directed in (False, True):
            first, again, other = (call(net, draws=20, seed=s, directed=directed) for s in (1, 1, 2))
            assert first.to_numpy().tobytes() == again.to_numpy().tobytes()
            assert not first.equals(other)
    rng = np.random.default_rng(1)
    assert math.isnan(csna.core_periphery_test(net, draws=5, seed=rng)["seed"])


def test_stability_is_one_for_who_is_always_in_the_core() -> None:
    inner = [f"C{i}" for i in range(6)]
    ties = [*itertools.combinations(inner, 2), *((c, f"{c}-{k}") for c in inner for k in range(4))]
    stable = csna.core_stability(Net.from_ties(ties), draws=60)
    assert stable[inner].min() > 0.95
    assert stable.drop(inner).max() < 0.05
    assert stable.name == "core_stability"


def test_a_pattern_that_is_not_known_is_answered_with_the_nearest() -> None:
    net = Net.from_ties([("a", "b")])
    for call in (csna.core_periphery, csna.core_periphery_test, csna.core_stability):
        with pytest.raises(UsageError, match="did you mean 'and'"):
            call(net, ideal="andd")
    for call in (csna.core_periphery_test, csna.core_stability):
        with pytest.raises(UsageError, match="draws must be a whole number"):
            call(net, draws=0)


def test_too_many_draws_for_the_network_are_refused_with_how_many_fit(monkeypatch: pytest.MonkeyPatch) -> None:
    net = Net.from_ties([("a", "b"), ("b", "c"), ("c", "d"), ("d", "e")])
    monkeypatch.setattr(limits, "REWIRED_TIES", 100)
    for call in (csna.core_periphery_test, csna.core_stability):
        with pytest.raises(TooLargeError, match="draws=25 fits"):
            call(net, draws=26)
        call(net, draws=25)
    monkeypatch.setattr(limits, "CORE_TIES", 3)
    assert math.isnan(csna.network_summary(net)["core_periphery_fit"])
