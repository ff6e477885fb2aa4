"""Bounds hold every completion and are reached; the golden network; tipping points; imputation over the grid."""

from __future__ import annotations

import itertools

import golden
import numpy as np
import pandas as pd
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

import critical_sna as csna
from critical_sna.errors import DataError, TooLargeError, UnknownNameError, UsageError
from critical_sna.testing import NetworkFrames, network_frames


def golden_network() -> csna.PartnerNetwork:
    """The golden network, where f and h did not answer."""
    people = pd.DataFrame({"id": list(golden.PEOPLE), "sector": [golden.GROUPS[i] for i in golden.PEOPLE]})
    people["status"] = ["declined" if i in "fh" else "respondent" for i in golden.PEOPLE]
    ties = pd.DataFrame([tuple(r) for r in golden.REPORTS if r[0] not in "fh"], columns=["source", "target"])
    return csna.PartnerNetwork.from_frames(people, ties, reports="seeks_from", relation="advice")


def test_the_golden_network_has_its_printed_bounds_and_tipping_point() -> None:
    found = csna.nonresponse_bounds(golden_network(), groups="sector", compare=("C", "U"))
    assert found.drop("attainable").astype(float).round(4).to_dict() == {
        "gap": -1.1667, "lower": -3.1667, "upper": 0.3333, "tipping_point": 13.4444,
    }  # fmt: skip
    assert found["attainable"] is False
    assert [round(r, 4) for r in found.attrs["rates"]] == [0.0909, 0.3333]
    assert found.attrs["rates"][0] * found["tipping_point"] == pytest.approx(1.22, abs=0.005)
    assert found.attrs["response_rates"] == (0.5, 1.0)
    assert found.attrs["response_rate_ratio"] == 0.5
    assert found.attrs["silent"] == 2
    assert "more than 13.44 times as often" in found.attrs["sentence"]
    assert "no rate can change the sign" in found.attrs["sentence"]


def test_turning_the_comparison_turns_the_bounds_and_keeps_the_tipping_point() -> None:
    one, other = (
        csna.nonresponse_bounds(golden_network(), groups="sector", compare=c) for c in (("C", "U"), ("U", "C"))
    )
    assert (other["gap"], other["lower"], other["upper"]) == (-one["gap"], -one["upper"], -one["lower"])
    assert other["tipping_point"] == one["tipping_point"]
    assert one.attrs["less_named"] == other.attrs["less_named"] == "C"


def test_bounds_are_the_same_along_the_flow() -> None:
    net = golden_network()
    plain, flow = (csna.nonresponse_bounds(n, groups="sector", compare=("C", "U")) for n in (net, net.flow()))
    assert plain.equals(flow)


def capped(frames: NetworkFrames, choices: int | None) -> csna.PartnerNetwork:
    kept = frames.ties if choices is None else frames.ties.groupby("source").head(choices)
    return csna.PartnerNetwork.from_frames(
        frames.people, kept, reports="seeks_from", unknown=frames.unknown, choices=choices
    )


@settings(max_examples=30)
@given(
    network_frames(min_people=2, max_people=5, hostile_ids=False, with_strengths=False),
    st.sampled_from([None, 1, 2]),
)
def test_bounds_hold_every_completion_and_both_ends_are_reached(frames: NetworkFrames, choices: int | None) -> None:
    net = capped(frames, choices)
    people = frames.people.set_index("id")
    groups = sorted(people["sector"].dropna().unique())
    answered = people["status"].isin(["respondent", "partial"])
    asked = people["status"].ne("named_only") | people["asked"].eq("yes")
    assume(len(groups) > 1 and answered.any())
    a, b = groups[:2]
    named = {(t.source, t.target) for t in net.ties.itertuples() if answered[t.source]}
    blank = [(u.source, u.target) for u in net.unknown.itertuples()]
    silent = [(i, j) for i in people.index[asked & ~answered] for j in people.index if i != j]
    left_open = [cell for cell in [*blank, *silent] if answered[cell[0]] or cell in silent]
    assume(len(left_open) <= 10)
    sector = people["sector"].to_dict()
    size = {g: sum(s == g for s in sector.values()) for g in (a, b)}
    room = {i: max(choices or 0, sum(s == i for s, _ in named)) for i in people.index}
    gaps = []
    for said in itertools.product([False, True], repeat=len(left_open)):
        full = named | {cell for cell, yes in zip(left_open, said, strict=True) if yes}
        if choices is not None and any(sum(s == i for s, _ in full) > most for i, most in room.items()):
            continue
        of = {g: sum(sector[j] == g for _, j in full) / size[g] for g in (a, b)}
        gaps.append(of[a] - of[b])
    found = csna.nonresponse_bounds(net, groups="sector", compare=(a, b))
    assert (found["lower"], found["upper"]) == pytest.approx((min(gaps), max(gaps)))
    assert found["lower"] - 1e-12 <= found["gap"] <= found["upper"] + 1e-12


@settings(max_examples=20)
@given(network_frames(min_people=3, max_people=8, hostile_ids=False), st.permutations(range(8)))
def test_order_of_rows_changes_nothing(frames: NetworkFrames, order: list[int]) -> None:
    net = frames.build()
    groups = sorted(frames.people["sector"].dropna().unique())
    assume(len(groups) > 1 and net.answered.any())
    rows = [k for k in order if k < len(frames.people)]
    turned = NetworkFrames(frames.people.iloc[rows], frames.ties.iloc[::-1], frames.unknown, frames.reports).build()
    one, other = (csna.nonresponse_bounds(n, groups="sector", compare=tuple(groups[:2])) for n in (net, turned))
    assert one.equals(other)


def test_at_the_tipping_point_both_groups_are_named_equally_often() -> None:
    people = pd.DataFrame({"id": [f"P{k:02}" for k in range(20)]})
    people["sector"] = ["C"] * 6 + ["U"] * 14
    people["status"] = ["declined" if k % 3 == 0 else "respondent" for k in range(20)]
    rng = np.random.default_rng(4)
    spoke = people.loc[people["status"] == "respondent", "id"]
    ties = [(i, j) for i in spoke for j in people["id"] if i != j and rng.random() < (0.2 if j < "P06" else 0.3)]
    net = csna.PartnerNetwork.from_frames(people, pd.DataFrame(ties, columns=["source", "target"]))
    found = csna.nonresponse_bounds(net, groups="sector", compare=("U", "C"))
    assert found["attainable"] is True
    assert "The sign changes only if" in found.attrs["sentence"]
    assert 1 < found["tipping_point"] < 5
    u, c = found.attrs["rates"]
    silent = people["status"].eq("declined")
    more = {g: np.mean([silent.sum() - silent[k] for k in people.index[people["sector"] == g]]) for g in "UC"}
    assert found["gap"] + u * more["U"] - found["tipping_point"] * c * more["C"] == pytest.approx(0)
    small = csna.PartnerNetwork.from_frames(people, net.ties[["source", "target"]], choices=3)
    assert csna.nonresponse_bounds(small, groups="sector", compare=("U", "C"))["attainable"] is False


def test_without_missing_answers_nothing_can_change() -> None:
    found = csna.nonresponse_bounds(golden.network(), groups="sector", compare=("C", "U"))
    assert found["lower"] == found["gap"] == found["upper"]
    assert np.isnan(found["tipping_point"])
    assert found["attainable"] is False
    assert found.attrs["sentence"].startswith("No rate")


def test_a_gap_of_nothing_has_no_tipping_point() -> None:
    people = pd.DataFrame({"id": list("abc"), "sector": list("xyy"), "status": ["respondent"] * 2 + ["declined"]})
    net = csna.PartnerNetwork.from_frames(people, pd.DataFrame({"source": [], "target": []}, dtype="str"))
    found = csna.nonresponse_bounds(net, groups="sector", compare=("x", "y"))
    assert found["gap"] == 0
    assert np.isnan(found["tipping_point"])
    assert "equally often" in found.attrs["sentence"]


def test_people_who_were_never_asked_are_counted_and_leave_no_missing_answers() -> None:
    net = golden_network()
    people = net.people.assign(asked="yes")
    people.loc["f", ["status", "asked"]] = ["named_only", "no"]
    found = csna.nonresponse_bounds(
        csna.PartnerNetwork.from_frames(people, net.ties), groups="sector", compare=("C", "U")
    )
    assert (found.attrs["silent"], found.attrs["never_asked"]) == (1, 1)
    assert found["lower"] == pytest.approx(-7 / 6 - 1)


def test_a_group_that_nobody_answered_from_still_has_bounds() -> None:
    net = golden_network()
    people = net.people.assign(status=[("declined" if i in "gh" else "respondent") for i in net.people.index])
    ties = net.ties[~net.ties["source"].isin(["g", "h"])]
    found = csna.nonresponse_bounds(csna.PartnerNetwork.from_frames(people, ties), groups="sector", compare=("C", "U"))
    assert found.attrs["response_rates"][0] == 0
    assert found["lower"] < found["gap"] < found["upper"]
    assert found.attrs["sentence"].startswith("No rate")


@pytest.mark.parametrize(
    ("arguments", "error", "words"),
    [
        ({"groups": "sector", "compare": ("C", "Q")}, UnknownNameError, "no group 'Q'"),
        ({"groups": "sector", "compare": ("C", "C")}, UsageError, "two different groups"),
        ({"groups": "sector", "compare": "CU"}, UsageError, "two different groups"),
        ({"groups": "sektor", "compare": ("C", "U")}, UnknownNameError, "sector"),
    ],
)
def test_what_cannot_be_compared_is_refused(arguments: dict[str, object], error: type[Exception], words: str) -> None:
    with pytest.raises(error, match=words):
        csna.nonresponse_bounds(golden_network(), **arguments)


def test_networks_without_an_answer_are_refused_in_words() -> None:
    net = golden_network()
    united = net.symmetrised("union")
    nobody = csna.PartnerNetwork.from_frames(net.people.assign(status="declined"), net.ties.iloc[:0])
    for call in (
        lambda n: csna.nonresponse_bounds(n, groups="sector", compare=("C", "U")),
        lambda n: csna.imputation_range(n, lambda m: m.n_ties, groups="sector"),
    ):
        with pytest.raises(UsageError, match="united"):
            call(united)
        with pytest.raises(DataError, match="Nobody answered"):
            call(nobody)


def test_response_by_group_counts_who_answered() -> None:
    net = golden_network()
    people = net.people.assign(sector=[None if i == "a" else golden.GROUPS[i] for i in net.people.index], asked="yes")
    people.loc["f", ["status", "asked"]] = ["named_only", "no"]
    found = csna.response_by_group(csna.PartnerNetwork.from_frames(people, net.ties), groups="sector")
    assert found.index.tolist() == ["C", "D", "U", "unknown"]
    assert found["asked"].tolist() == [2, 2, 2, 1]
    assert found["response_rate"].tolist() == [0.5, 1, 1, 1]
    assert found["ratio"].tolist() == [0.5, 1, 1, 1]
    assert found["never_asked"].tolist() == [0, 1, 0, 0]


def density(net: csna.PartnerNetwork) -> float:
    return net.n_ties / (net.n_people * (net.n_people - 1))


def test_the_range_over_the_grid_holds_answers_like_those_given_and_widens_with_the_grid() -> None:
    net = csna.simulate_collaborative(people=30, seed=1)["1"]

    def gaps(of: csna.PartnerNetwork) -> pd.Series:
        return csna.in_degree(of).groupby(of.people["group"].to_numpy()).mean()

    narrow = csna.imputation_range(net, gaps, groups="group", thetas=(0.5, 2.0), draws=4, seed=3)
    wide = csna.imputation_range(net, gaps, groups="group", thetas=(0.1, 0.5, 2.0, 4.0), draws=4, seed=3)
    assert narrow.index.tolist() == sorted(net.people["group"].unique())
    assert (narrow["missing_lower"] < narrow["like_those"]).all()
    assert (narrow["like_those"] < narrow["missing_upper"]).all()
    assert (wide["missing_lower"] <= narrow["missing_lower"]).all()
    assert (wide["missing_upper"] >= narrow["missing_upper"]).all()
    assert wide.loc["teachers", "highest_at"] == "teachers × 4"
    assert narrow.equals(csna.imputation_range(net, gaps, groups="group", thetas=(0.5, 2.0), draws=4, seed=3))
    assert len(narrow.attrs["grid"]) == len(narrow) * (1 + 2 * 6)


def test_without_missing_answers_the_range_is_the_value() -> None:
    found = csna.imputation_range(golden.network(), density, groups="sector", draws=2).loc["value"]
    assert found["value"] == found["missing_lower"] == found["missing_upper"] == found["like_those"]


def test_a_figure_that_is_not_defined_anywhere_says_so_and_people_without_a_group_are_one() -> None:
    net = golden_network()
    sector = net.people["sector"].where(net.people.index != "a")
    found = csna.imputation_range(
        net,
        lambda m: pd.Series({"density": density(m), "nothing": float("nan")}),
        groups=sector,
        draws=2,
        seed=np.random.default_rng(3),
    )
    assert found.loc["nothing", ["missing_lower", "missing_upper", "like_those"]].isna().all()
    assert found.loc["nothing", "lowest_at"] == ""
    assert any(name == "unknown" for name, *_ in found.attrs["grid"])


def test_thetas_that_are_no_rates_and_too_many_missing_answers_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    for thetas in ((), (-1.0,), (float("nan"),)):
        with pytest.raises(UsageError, match="thetas"):
            csna.imputation_range(golden_network(), density, groups="sector", thetas=thetas)
    from critical_sna._core import limits

    monkeypatch.setattr(limits, "IMPUTED_CELLS", 10)
    with pytest.raises(TooLargeError, match="14 answers are missing"):
        csna.imputation_range(golden_network(), density, groups="sector")


def test_cells_left_open_count_in_no_rate_and_widen_the_bounds() -> None:
    net = golden_network()
    unknown = pd.DataFrame({"source": ["a", "b"], "target": ["g", "h"]})
    blank = csna.PartnerNetwork.from_frames(net.people, net.ties, unknown=unknown)
    found = csna.nonresponse_bounds(blank, groups="sector", compare=("C", "U"))
    assert found.attrs["rates"] == pytest.approx((1 / 9, 5 / 15))
    assert found.attrs["left_open"] == 2
    assert found["upper"] == pytest.approx(1 / 3 + 1)
