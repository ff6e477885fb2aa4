"""Periphery of groups: the unit that is shuffled, the largest difference, ranges, and what is refused."""

from __future__ import annotations

import itertools
import math

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings

import critical_sna as csna
from critical_sna._core import limits
from critical_sna.errors import SpecError, UnknownNameError, UsageError
from critical_sna.testing import partner_networks

Net = csna.PartnerNetwork
IDS = [f"p{i}" for i in range(8)]


def network(seed: int = 1, *, silent: int = 0, reports: str | None = "seeks_from", blank: bool = False) -> Net:
    random = np.random.default_rng(seed)
    people = pd.DataFrame({"id": IDS, "sector": list("aaaabbbb"), "firm": ["w", "w", "x", "x", "y", "y", "z", "z"]})
    people["status"] = ["respondent"] * (8 - silent) + ["named_only"] * silent
    pairs = [(i, j) for i, j in itertools.permutations(IDS[: 8 - silent] + IDS[8 - silent :], 2)]
    rows = [(i, j) for i, j in pairs if i in IDS[: 8 - silent] and random.random() < 0.3]
    unknown = pd.DataFrame([("p0", "p7")] if blank else [], columns=["source", "target"])
    rows = [r for r in rows if not (blank and r == ("p0", "p7"))]
    return Net.from_frames(
        people,
        pd.DataFrame(rows, columns=["source", "target"]),
        reports=reports,
        unknown=unknown,
        positionality={"firm": "organisation"},
    )


def test_whole_organisations_swap_their_groups_where_the_group_never_varies_inside() -> None:
    """Four firms, two of each group: six arrangements, so p is one of six."""
    table = csna.group_periphery(network(), groups="sector")
    assert table.attrs["unit"] == "firm"
    assert table.attrs["draws"] == 5
    assert set((table["p"] * 6).round(9)) <= {1.0, 2.0, 3.0, 4.0, 5.0, 6.0}


def test_p_and_moments_are_those_of_all_arrangements_listed_by_hand() -> None:
    net = network(3)
    table = csna.group_periphery(net, groups="sector", units="firm")
    share = csna.heard_by(net)["share"].to_numpy()
    firms = [share[0:2], share[2:4], share[4:6], share[6:8]]
    means = {pair: np.concatenate([firms[k] for k in pair]).mean() for pair in itertools.combinations(range(4), 2)}
    row = table.loc[("a", "direct")]
    assert row["value"] == pytest.approx(means[0, 1])
    assert row["null_mean"] == pytest.approx(np.mean(list(means.values())))
    assert row["null_sd"] == pytest.approx(np.std(list(means.values()), ddof=1))
    far = abs(means[0, 1] - row["null_mean"])
    as_far = sum(abs(m - row["null_mean"]) >= far - 1e-12 for m in means.values())
    assert row["p_alone"] == pytest.approx(as_far / 6)
    assert (table["p"] >= table["p_alone"] - 1e-12).all()


def test_persons_are_shuffled_where_groups_mix_inside_organisations_or_there_are_none() -> None:
    net = network()
    mixed = pd.Series(list("abababab"), index=net.people.index)
    assert csna.group_periphery(net, groups=mixed, draws=30).attrs["unit"] == "person"
    with pytest.raises(UsageError, match="differs between people of one unit"):
        csna.group_periphery(net, groups=mixed, units="firm")
    series = net.people["firm"].where(net.people["firm"] != "z")
    assert csna.group_periphery(net, groups="sector", units=series).attrs["unit"] == "firm"


def test_a_group_that_nobody_names_is_told_apart() -> None:
    ids = [f"q{i:02}" for i in range(20)]
    people = pd.DataFrame({"id": ids, "sector": ["near"] * 12 + ["far"] * 8})
    ties = pd.DataFrame([(i, j) for i in ids for j in ids[:12] if i != j], columns=["source", "target"])
    table = csna.group_periphery(Net.from_frames(people, ties, reports="seeks_from"), groups="sector", draws=199)
    row = table.loc[("far", "direct")]
    assert (row["value"], row["p"], row["n"], row["withheld"]) == (0.0, 1 / 200, 8.0, False)
    assert row["lower"] == row["upper"] == 0.0


@settings(max_examples=20)
@given(net=partner_networks(min_people=2, max_people=6, hostile_ids=False, reports="seeks_from"))
def test_the_range_over_missing_answers_holds_every_way_to_answer(net: Net) -> None:
    """All silent and blank cells named nobody or everybody: no way to fill them leaves the range of direct shares."""
    if net.people["sector"].dropna().nunique() < 2:
        return
    table = csna.group_periphery(net, groups="sector", draws=5)
    random = np.random.default_rng(0)
    people = net.people.assign(status="respondent").reset_index(names="id")
    silent = set(net.people.index[net.asked & ~net.answered])
    still = net.people.index[~net.asked]
    people.loc[people["id"].isin(still), "status"] = "named_only"
    people.loc[people["id"].isin(still), "asked"] = "no"
    cells = [(i, j) for i in sorted(silent) for j in net.people.index if i != j]
    cells += [tuple(c) for c in net.unknown.itertuples(index=False)]
    for _ in range(4):
        told = [c for c in cells if random.random() < 0.5]
        ties = pd.concat([net.ties[["source", "target"]], pd.DataFrame(told, columns=["source", "target"])])
        done = Net.from_frames(people, ties, reports="seeks_from")
        means = csna.heard_by(done)["share"].groupby(net.people["sector"]).mean()
        for group in means.index.intersection(table.index.get_level_values("group")):
            row = table.loc[(group, "direct")]
            if not math.isnan(means[group]):
                assert row["missing_lower"] - 1e-9 <= means[group] <= row["missing_upper"] + 1e-9


def test_without_silence_the_range_is_the_value() -> None:
    table = csna.group_periphery(network(), groups="sector").xs("direct", level="measure")
    assert table["missing_lower"].tolist() == pytest.approx(table["value"].tolist())
    assert table["missing_upper"].tolist() == pytest.approx(table["value"].tolist())
    blank = csna.group_periphery(network(blank=True), groups="sector").loc[("b", "direct")]
    assert blank["missing_lower"] < blank["value"] < blank["missing_upper"]


def test_where_silence_could_be_too_many_ties_there_is_no_upper_end(monkeypatch: pytest.MonkeyPatch) -> None:
    net = network(blank=True)
    whole = csna.group_periphery(net, groups="sector")
    monkeypatch.setattr(limits, "FILLED_TIES", 0)
    large = csna.group_periphery(net, groups="sector")
    assert large["missing_upper"].isna().all()
    assert whole["missing_upper"].notna().sum() == 4
    pd.testing.assert_frame_equal(large.drop(columns="missing_upper"), whole.drop(columns="missing_upper"))


def test_a_group_that_nobody_answered_from_says_so() -> None:
    heard = csna.group_periphery(network(silent=4), groups="sector")
    assert heard.loc[("b", "direct"), "response_rate"] == 0
    assert heard.loc[("b", "direct"), "n"] == 4
    own = csna.group_periphery(network(silent=4, reports="gives_to"), groups="sector")
    row = own.loc[("b", "direct")]
    assert np.isnan(row["value"])
    assert row["n"] == 0
    assert "not defined" in row["note"]
    assert row["withheld"]


def test_what_cannot_be_compared_is_refused() -> None:
    net = network()
    with pytest.raises(UsageError, match="one group only"):
        csna.group_periphery(net, groups=pd.Series("a", index=net.people.index))
    with pytest.raises(UsageError, match="Nobody's group"):
        csna.group_periphery(net, groups=pd.Series(np.nan, index=net.people.index, dtype=object))
    with pytest.raises(UsageError, match="draws"):
        csna.group_periphery(net, groups="sector", draws=0)
    with pytest.raises(UnknownNameError, match="sectro"):
        csna.group_periphery(net, groups="sectro")
    with pytest.raises(SpecError, match="which way"):
        csna.group_periphery(network(reports=None), groups="sector")


def test_one_unit_a_group_has_no_interval_and_equal_shares_no_test() -> None:
    net = network()
    table = csna.group_periphery(net, groups="sector", units="sector")
    assert table["lower"].isna().all()
    ring = Net.from_frames(
        net.people,
        pd.DataFrame({"source": IDS, "target": IDS[1:] + IDS[:1]}),
        reports="seeks_from",
    )
    direct = csna.group_periphery(ring, groups="sector", draws=20).xs("direct", level="measure")
    assert direct["p"].isna().all()
    assert direct["note"].str.contains("stays the same").all()


def test_the_same_seed_gives_the_same_table() -> None:
    net = csna.simulate_collaborative(people=40, seed=3)["1"]
    first, again = (csna.group_periphery(net, groups="group", draws=50, seed=2) for _ in range(2))
    pd.testing.assert_frame_equal(first, again, check_exact=True)
