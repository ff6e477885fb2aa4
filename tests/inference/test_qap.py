"""QAP and MRQAP equal R's sna, naive loops on small networks, and refuse in words."""

from __future__ import annotations

import itertools
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from reference import comparisons
from reference.comparisons import Reference

import critical_sna as csna
from critical_sna.errors import DataError, TooLargeError, UsageError, WrongTypeError
from critical_sna.inference import matrices
from critical_sna.testing import NetworkFrames, network_frames

REFERENCE = Path(comparisons.__file__).parent
CORRELATIONS = list(pd.read_csv(REFERENCE / "qap.csv", dtype={"wave": str, "other_wave": str}).fillna("").itertuples())
REGRESSIONS = pd.read_csv(REFERENCE / "qap_regression.csv")
OUTCOMES = [("krackhardt_hightech", "advice"), ("krackhardt_hightech", "friendship"), ("lazega_law", "advice")]


def network(folder: str, relation: str, wave: str = "", *, valued: bool = False) -> csna.PartnerNetwork:
    net = comparisons.load(Reference(folder, relation, relation, wave.removesuffix(".0"), "", ""))
    ties = net.ties if valued else net.ties[["source", "target"]]
    return csna.PartnerNetwork.from_frames(net.people.drop(columns=["status", "asked"]), ties)


@pytest.mark.parametrize("row", CORRELATIONS, ids=lambda row: f"{row.set}-{row.relation}-{row.other}-{row.wave}")
def test_correlations_and_their_p_equal_those_of_sna(row: object) -> None:
    a = network(row.set, row.relation, row.wave, valued=row.valued)
    b = network(row.set, row.other, row.other_wave, valued=row.valued)
    found = csna.qap(a, b, draws=1999)
    assert found["correlation"] == pytest.approx(float(row.correlation), abs=1e-9)
    assert found["cells"] == a.n_people * (a.n_people - 1)
    for ours, theirs in (("p_at_least", row.p_at_least), ("p_at_most", row.p_at_most)):
        error = np.sqrt(max(theirs * (1 - theirs), 1 / row.reps) * (1 / row.reps + 1 / 1999))
        assert abs(found.attrs[ours] - theirs) <= 3 * error + 1 / 2000
    assert found["null_mean"] == pytest.approx(float(row.null_mean), abs=5 * float(row.null_sd) / np.sqrt(1999))
    assert found["null_sd"] == pytest.approx(float(row.null_sd), rel=0.12)


def predictors(folder: str, outcome: str, net: csna.PartnerNetwork) -> dict[str, object]:
    if outcome == "friendship":
        return {"same_department": csna.same_group(net, "dept")}
    if folder == "krackhardt_hightech":
        return {
            "friendship": network(folder, "friendship"),
            "reports_to": network(folder, "reports_to"),
            "same_department": csna.same_group(net, "dept"),
            "age_apart": csna.attribute_difference(net, net.people["age"].astype(float)),
        }
    return {
        "friendship": network(folder, "friendship"),
        "cowork": network(folder, "cowork"),
        "same_office": csna.same_group(net, "office"),
        "seniority_apart": csna.attribute_difference(net, net.people["seniority_years"].astype(float)),
    }


@pytest.mark.parametrize(("folder", "outcome"), OUTCOMES)
def test_regressions_and_their_p_equal_those_of_sna(folder: str, outcome: str) -> None:
    net = network(folder, outcome)
    theirs = REGRESSIONS[(REGRESSIONS["set"] == folder) & (REGRESSIONS["outcome"] == outcome)].set_index("term")
    draws = 1999 if folder == "krackhardt_hightech" else 499
    found = csna.mrqap(net, predictors(folder, outcome, net), draws=draws)
    assert found.index.tolist() == theirs.index.tolist()
    assert found["coefficient"].tolist() == pytest.approx(theirs["coefficient"].tolist(), abs=1e-9)
    assert found["t"].tolist() == pytest.approx(theirs["t"].tolist(), abs=1e-9)
    assert (found["n"] == theirs["n"]).all()
    assert found.loc["(intercept)", ["p", "null_mean", "null_sd"]].isna().all()
    for term in found.index[1:]:
        p, reps = theirs.loc[term, "p"], theirs.loc[term, "reps"]
        error = np.sqrt(max(p * (1 - p), 1 / reps) * (1 / reps + 1 / draws))
        assert abs(found.loc[term, "p"] - p) <= 3 * error + 1 / (draws + 1), term


def known_cells(frames: NetworkFrames, people: list[str]) -> np.ndarray:
    """Strengths as reported, NaN where nobody knows, by plain loops."""
    status = dict(zip(frames.people["id"], frames.people["status"], strict=True))
    ties = {(r.source, r.target): r.strength for r in frames.ties.itertuples()}
    left_open = set(zip(frames.unknown["source"], frames.unknown["target"], strict=True))
    cells = np.full((len(people), len(people)), np.nan)
    for (i, a), (j, b) in itertools.product(enumerate(people), enumerate(people)):
        if a != b and status[a] in ("respondent", "partial") and (a, b) not in left_open:
            cells[i, j] = ties.get((a, b), 0.0)
    return cells


def plain_correlation(a: np.ndarray, b: np.ndarray) -> float:
    known = ~np.isnan(a) & ~np.isnan(b)
    if known.sum() < 2 or np.ptp(a[known]) == 0 or np.ptp(b[known]) == 0:
        return float("nan")
    return float(np.corrcoef(a[known], b[known])[0, 1])


@settings(max_examples=25)
@given(network_frames(min_people=3, max_people=5, hostile_ids=False), network_frames(min_people=5, max_people=5))
def test_small_networks_are_correlated_as_by_hand_over_every_relabelling(
    one: NetworkFrames, other: NetworkFrames
) -> None:
    people = sorted(one.people["id"])
    names = dict(zip(other.people["id"], people + ["P00"] * 5, strict=False))
    other = NetworkFrames(
        other.people.assign(id=other.people["id"].map(names)).iloc[: len(people)],
        *(t.assign(source=t["source"].map(names), target=t["target"].map(names)) for t in (other.ties, other.unknown)),
        other.reports,
    )
    kept = set(other.people["id"])
    other = NetworkFrames(
        other.people, *(t[t["source"].isin(kept) & t["target"].isin(kept)] for t in other[1:3]), other.reports
    )
    found = csna.qap(one.build(), other.build())
    a, b = known_cells(one, people), known_cells(other, people)
    null = [plain_correlation(a, b[np.ix_(p, p)]) for p in map(list, itertools.permutations(range(len(people))))]
    observed = null[0]
    assert found["correlation"] == pytest.approx(observed, abs=1e-9, nan_ok=True)
    assert found["cells"] == (~np.isnan(a) & ~np.isnan(b)).sum()
    if np.isnan(observed):
        assert np.isnan(found["p"])
        return
    known = np.array([v for v in null if not np.isnan(v)])
    mean = known.mean()
    assert found["null_mean"] == pytest.approx(mean, abs=1e-9)
    assert found["null_sd"] == pytest.approx(known.std(), abs=1e-9)
    assert found["p"] == pytest.approx((np.abs(known) >= abs(observed) - 1e-9).mean())
    assert found.attrs["undefined"] == len(null) - len(known)


def test_cells_not_known_stay_out_of_the_regression_and_of_every_draw_as_by_hand() -> None:
    net = csna.simulate_collaborative(people=12, organisation_size=2, seed=4)["1"]
    same, apart = csna.same_group(net, "group"), csna.same_group(net, "organisation")
    same.iloc[3, 5] = np.nan
    found = csna.mrqap(net, {"same": same, "apart": apart}, draws=40, seed=2)
    y = matrices.reports_matrix(net, where="").to_numpy()
    x = [np.ones_like(y), same.to_numpy(), apart.to_numpy()]
    known = ~np.isnan(y) & ~np.isnan(x[1]) & ~np.isnan(x[2])

    def fit(columns: list[np.ndarray], cells: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        design, outcome = np.column_stack([c[cells] for c in columns]), y[cells]
        beta, *_ = np.linalg.lstsq(design, outcome)
        rest = outcome - design @ beta
        spread = rest @ rest / (len(outcome) - len(beta))
        return beta, beta / np.sqrt(spread * np.diag(np.linalg.inv(design.T @ design)))

    beta, t = fit(x, known)
    assert found["coefficient"].tolist() == pytest.approx(beta.tolist())
    assert found["t"].tolist() == pytest.approx(t.tolist())
    assert (found["n"] == known.sum()).all()
    from critical_sna.inference._chance import people_orders
    from critical_sna.inference.mrqap import _own_seed

    design = np.column_stack([x[0][known], x[2][known]])
    residual = np.full_like(y, np.nan)
    residual[known] = x[1][known] - design @ np.linalg.lstsq(design, x[1][known])[0]
    null = []
    for order in people_orders(12, None, draws=40, seed=_own_seed(2, "same")):
        moved = residual[np.ix_(order, order)]
        null.append(fit([x[0], x[2], moved], known & ~np.isnan(moved))[1][-1])
    assert found.loc["same", "null_mean"] == pytest.approx(np.mean(null))
    assert found.loc["same", "null_sd"] == pytest.approx(np.std(null))
    assert found.loc["same", "p"] == pytest.approx((np.sum(np.abs(null) >= abs(t[1])) + 1) / 41)


def test_people_stay_in_their_stratum_and_a_seed_gives_the_same_bytes() -> None:
    a, b = (csna.simulate_collaborative(people=20, seed=s)["1"] for s in (5, 6))
    b = b.without(["P03", "P04"])
    found = csna.qap(a, b, draws=60, seed=3, strata="group")
    assert found.to_numpy().tobytes() == csna.qap(a, b, draws=60, seed=3, strata="group").to_numpy().tobytes()
    assert not found.equals(csna.qap(a, b, draws=60, seed=3))
    assert found.attrs["left_out"] == len(a.people.index.symmetric_difference(b.people.index))
    one = {"same": csna.same_group(a, "organisation")}
    again = [csna.mrqap(a, one, draws=30, seed=3, strata="group") for _ in range(2)]
    assert again[0].equals(again[1])
    from critical_sna.inference._chance import people_orders

    strata = np.array([0, 0, 1, 1, 1, 2])
    for order in [*people_orders(6, strata, draws=5, seed=1), *people_orders(6, strata, draws=99, seed=1)]:
        assert (strata[order] == strata).all()
    assert len(list(people_orders(6, strata, draws=99, seed=1))) == 2 * 6 - 1


def test_renaming_people_changes_no_correlation() -> None:
    a, b = network("krackhardt_hightech", "advice"), network("krackhardt_hightech", "friendship")
    names = {i: f"x{99 - k}" for k, i in enumerate(a.people.index)}

    def renamed(net: csna.PartnerNetwork) -> csna.PartnerNetwork:
        ties = net.ties.assign(source=net.ties["source"].map(names), target=net.ties["target"].map(names))
        return csna.PartnerNetwork.from_frames(net.people.rename(index=names), ties)

    plain, other = csna.qap(a, b, draws=99), csna.qap(renamed(a), renamed(b), draws=99)
    assert plain["correlation"] == pytest.approx(other["correlation"], abs=1e-12)
    assert csna.qap(b, a, draws=9)["correlation"] == pytest.approx(plain["correlation"], abs=1e-12)


def test_matrices_hold_what_two_people_share() -> None:
    people = pd.DataFrame({"id": list("abc"), "sector": ["x", "x", None], "years": [1.0, 5.0, np.nan]})
    net = csna.PartnerNetwork.from_frames(people, pd.DataFrame({"source": ["a"], "target": ["b"]}))
    same, apart = csna.same_group(net, "sector"), csna.attribute_difference(net, "years")
    assert same.loc["a", "b"] == 1
    assert same["c"].isna().all()
    assert np.isnan(same.loc["a", "a"])
    assert (apart.loc["a", "b"], csna.attribute_difference(net, "years", signed=True).loc["b", "a"]) == (4.0, -4.0)
    with pytest.raises(WrongTypeError, match="numbers"):
        csna.attribute_difference(net, "sector")


@pytest.mark.parametrize("reports", ["seeks_from", "mutual"])
def test_a_network_turned_along_the_flow_keeps_what_is_known(reports: str) -> None:
    people = pd.DataFrame({"id": list("abcd"), "status": ["respondent", "respondent", "declined", "declined"]})
    ties = pd.DataFrame({"source": ["a", "b"], "target": ["b", "c"]})
    net = csna.PartnerNetwork.from_frames(people, ties, reports=reports)
    plain = matrices.reports_matrix(net, where="")
    flow = matrices.reports_matrix(net.flow(), where="")
    if reports == "seeks_from":
        assert flow.T.equals(plain.rename_axis(index=plain.columns.name, columns=plain.index.name))
    else:
        assert np.isnan(flow.loc["c", "d"])
        assert flow.notna().sum().sum() == 10
        assert flow.loc["c", "b"] == 1


def test_what_has_no_answer_is_refused_in_words() -> None:
    net = csna.simulate_collaborative(people=10, seed=1)["1"]
    other = csna.PartnerNetwork.from_ties([("x", "y"), ("y", "z")])
    with pytest.raises(DataError, match="Only 0 people"):
        csna.qap(net, other)
    alone = pd.Series(net.people.index, index=net.people.index)
    with pytest.raises(DataError, match="Nobody can be relabelled"):
        csna.qap(net, net, strata=alone)
    same = csna.same_group(net, "group")
    with pytest.raises(DataError, match="Nobody can be relabelled"):
        csna.mrqap(net, {"same": same}, strata=alone)
    with pytest.raises(UsageError, match="no predictors"):
        csna.mrqap(net, {})
    with pytest.raises(DataError, match="'again' does not vary"):
        csna.mrqap(net, {"same": same, "again": 2 * same + 1})
    with pytest.raises(DataError, match="both sides"):
        csna.mrqap(net, {"same": same.iloc[:4]})
    with pytest.raises(DataError, match="too few"):
        csna.mrqap(net, {"same": same.where(same.isna())})
    empty = csna.PartnerNetwork.from_frames(net.people.drop(columns="status"), net.ties.iloc[:0])
    with pytest.raises(DataError, match="The outcome is the same"):
        csna.mrqap(empty, {"same": same})
    assert csna.qap(net, empty, draws=9)[["correlation", "p"]].isna().all()
    large = csna.PartnerNetwork.from_frames(pd.DataFrame({"id": [str(k) for k in range(3001)]}), net.ties.iloc[:0])
    with pytest.raises(TooLargeError, match="9,006,001 cells"):
        csna.qap(large, large)


def test_a_frame_of_ties_is_a_network_too() -> None:
    ties = pd.DataFrame({"source": list("abcd"), "target": list("bcda")})
    other = pd.DataFrame({"source": list("abca"), "target": list("bcad")})
    found = csna.mrqap(ties, {"other": other})
    assert found.attrs["exact"]
    assert found.attrs["draws"] == 23


def test_draws_in_which_a_predictor_falls_on_nothing_known_count_as_undefined() -> None:
    people = pd.DataFrame({"id": list("abcdef"), "status": ["respondent"] * 2 + ["declined"] * 4})
    ties = pd.DataFrame({"source": list("aab"), "target": list("bcd")})
    net = csna.PartnerNetwork.from_frames(people, ties)
    same = csna.same_group(net, pd.Series(list("xyxyxy"), index=list("abcdef")))
    found = csna.mrqap(net, {"same": same}, draws=200)
    assert 0 < found.attrs["undefined"] < 200
    assert 0 < found.loc["same", "p"] <= 1
    assert np.isfinite(found.loc["same", "null_sd"])
