"""Pathways: the golden network, and paths listed one by one on small networks."""

from __future__ import annotations

import math

import golden
import numpy as np
import oracles
import pandas as pd
import pytest
from bridges import as_small, groups_of
from hypothesis import assume, given, settings
from hypothesis import strategies as st

import critical_sna as csna
from critical_sna._core import limits
from critical_sna.errors import SpecError, TooLargeError, UnknownNameError, UsageError
from critical_sna.testing import partner_networks
from critical_sna.voice.pathways import SELF

Net = csna.PartnerNetwork
COMMON = [
    "value",
    "n",
    "response_rate",
    "null_mean",
    "null_sd",
    "p",
    "lower",
    "upper",
    "missing_lower",
    "missing_upper",
]


def distances(flow: oracles.Small, s: str, passing: set[str]) -> dict[str, int]:
    """Steps from s where only ``passing`` hand on what they hear."""
    arcs = {p: 1.0 for p in flow.arcs if p[0] == s or p[0] in passing}
    found = oracles.distances_from(oracles.Small(flow.people, arcs, flow.answered), s)
    return {t: d for t, d in found.items() if t != s}


def by_listing(net: Net, of: dict[str, str], hops: int | None) -> dict[tuple[str, str, str, str], tuple[float, float]]:
    """Give (value, n) of every row from the definitions."""
    reports = net.reports or ""
    flow, everyone = oracles.flow_of(as_small(net), reports), set(net.people.index)
    groups = sorted(set(of.values()))
    far = len(flow.people) if hops is None else hops
    out = {}
    for v in (*groups, "(everyone)"):
        for t in (*groups, "(everyone)"):
            speak, hear = ({i for i in everyone if x in ("(everyone)", of[i])} for x in (v, t))
            pairs = [
                (s, e)
                for s in sorted(speak)
                for e in sorted(hear)
                if s != e and (s if reports == "gives_to" else e) in flow.answered
            ]
            plain = {s: distances(flow, s, everyone) for s in speak}
            if "(everyone)" not in (v, t):
                for k, figure in enumerate(SELF, start=1):
                    heard = [(s, e) for s, e in pairs if plain[s].get(e, math.inf) <= k]
                    own = [(s, e) for s, e in heard if distances(flow, s, speak | hear).get(e, math.inf) <= k]
                    out[v, t, figure, ""] = (len(own) / len(heard) if heard else math.nan, len(heard))
            heard = [(s, e) for s, e in pairs if plain[s].get(e, math.inf) <= far]
            between = {p: [path[1:-1] for path in oracles.geodesics(flow, *p)] for p in heard if plain[p[0]][p[1]] > 1}
            for b in groups:
                lost = [
                    (s, e)
                    for s, e in heard
                    if not distances(flow, s, {i for i in everyone if of[i] != b}).get(e, math.inf) <= far
                ]
                out[v, t, "dependence", b] = (len(lost) / len(heard) if heard else math.nan, len(heard))
                shares = [
                    np.mean([np.mean([of[i] == b for i in path]) for path in paths]) for paths in between.values()
                ]
                out[v, t, "mediation_share", b] = (float(np.mean(shares)) if shares else math.nan, len(shares))
    return out


@settings(max_examples=12)
@given(reports=st.sampled_from(["seeks_from", "gives_to", "mutual"]), hops=st.sampled_from([None, 2]), data=st.data())
def test_every_share_is_what_listing_the_paths_gives(reports: str, hops: int | None, data: st.DataObject) -> None:
    net = data.draw(partner_networks(min_people=3, max_people=6, hostile_ids=False, reports=reports))
    of = {i: g or "unknown" for i, g in groups_of(net).items()}
    assume(len(set(of.values()) - {"unknown"}) > 1)
    found, expected = csna.pathways(net, groups="sector", hops=hops), by_listing(net, of, hops)
    assert set(found.index) == set(expected)
    for key, (value, n) in expected.items():
        assert found["n"][key] == n, key
        assert found["value"][key] == pytest.approx(value, abs=1e-12, nan_ok=True), key
        assert found["note"][key].startswith("not defined") == math.isnan(value), key


@settings(max_examples=15)
@given(partner_networks(min_people=3, max_people=9, hostile_ids=False, reports="seeks_from"))
def test_shares_of_mediation_sum_to_one_wherever_somebody_stands_between(net: Net) -> None:
    assume(len(set(net.people["sector"].dropna())) > 1)
    shares = csna.pathways(net, groups="sector").xs("mediation_share", level="figure")
    sums = shares["value"].groupby(["voice_of", "heard_by"]).sum(min_count=1)
    paths = shares["n"].groupby(["voice_of", "heard_by"]).max()
    assert sums.notna().equals(paths > 0)
    assert sums.dropna().to_numpy() == pytest.approx(1, abs=1e-12)


@pytest.fixture(scope="module")
def table() -> pd.DataFrame:
    return csna.pathways(golden.network(), groups="sector")


def test_the_university_is_never_heard_by_the_community_but_through_the_district(table: pd.DataFrame) -> None:
    rows = [table.loc[("U", "C", figure, "")] for figure in SELF]
    assert [(row["value"] * row["n"], row["n"]) for row in rows[1:]] == [(0, 1), (0, 3)]
    assert np.isnan(rows[0]["value"])
    assert rows[0]["n"] == 0
    assert rows[0]["note"] == "not defined: no voice of U is reported to be heard by C directly"
    assert table.loc[("U", "C", "dependence", "D"), "value"] == 1


def test_the_community_is_not_heard_by_the_university_at_all(table: pd.DataFrame) -> None:
    rows = table.loc[("C", "U")]
    assert rows["value"].isna().all()
    assert rows["note"].str.startswith("not defined: no voice of C is reported to be heard by U").all()


def test_mediation_shares_sum_to_one_over_those_in_between(table: pd.DataFrame) -> None:
    sums = table.xs("mediation_share", level="figure")["value"].groupby(["voice_of", "heard_by"]).sum(min_count=1)
    assert sums.dropna().tolist() == pytest.approx([1] * int(sums.notna().sum()))
    assert sums.notna().sum() > 5


def test_the_table_carries_the_columns_of_a_claim(table: pd.DataFrame) -> None:
    assert set(COMMON) | {"withheld", "sampling_se", "note"} == set(table.columns)
    assert table["withheld"].all()  # all three groups have fewer than five people
    assert (table["missing_lower"].dropna() == table["value"].dropna()).all()  # everybody answered
    assert table.index.is_monotonic_increasing


@pytest.fixture(scope="module")
def survey() -> Net:
    return csna.simulate_collaborative(people=40, seed=3)["1"]


def test_through_persons_adds_up_to_through_their_groups(survey: Net) -> None:
    groups = csna.pathways(survey, groups="group").xs("mediation_share", level="figure")["value"]
    people = csna.pathways(survey, groups="group", through="person")
    persons = people.xs("mediation_share", level="figure")["value"]
    assert (persons > 0).all()
    of = survey.people["group"]
    for pair in [("families", "(everyone)"), ("(everyone)", "(decision makers)"), ("families", "district")]:
        added = persons.loc[pair].groupby(of).sum()
        np.testing.assert_allclose(added, groups.loc[pair].loc[added.index], atol=1e-12)
    assert people["missing_lower"].isna().any()


def test_through_organisations_names_them(survey: Net) -> None:
    found = csna.pathways(survey, groups="group", through="organisation")
    assert set(survey.people["organisation"]) <= set(found.index.get_level_values("through"))


def test_a_range_holds_the_share_and_opens_where_answers_are_missing(survey: Net) -> None:
    found = csna.pathways(survey, groups="group")
    known = found.dropna(subset=["value"])
    assert (known["missing_lower"] <= known["value"]).all()
    assert (known["value"] <= known["missing_upper"]).all()
    assert (known["missing_lower"] < known["missing_upper"]).any()
    inside = known.dropna(subset=["lower"])
    assert ((inside["lower"] <= inside["value"] + 1e-12) & (inside["value"] <= inside["upper"] + 1e-12)).all()


def test_chance_deals_the_groups_out_anew(survey: Net) -> None:
    found, again = (csna.pathways(survey, groups="group", draws=19, seed=5) for _ in range(2))
    pd.testing.assert_frame_equal(found, again)
    defined = found["value"].notna() & found["p"].notna()
    assert found.loc[defined, "p"].between(1 / 20, 1).all()
    assert defined.sum() > 100
    shares = found.xs("mediation_share", level="figure").loc[("(everyone)", "(everyone)")]
    assert shares["null_mean"].sum() == pytest.approx(1)
    assert found.attrs["null"] == "groups dealt out anew over organisation"


def test_voices_can_be_sampled_and_the_error_is_told(survey: Net) -> None:
    answered = survey.keep(survey.people.index[survey.answered])
    exact = csna.pathways(answered, groups="group")
    assert (exact["sampling_se"].dropna() == 0).all()
    everybody = csna.pathways(answered, groups="group", sample=40)
    pd.testing.assert_frame_equal(exact, everybody)
    key = ("(everyone)", "(everyone)", "mediation_share", "teachers")
    draws = [csna.pathways(answered, groups="group", sample=4, seed=s).loc[key] for s in range(20)]
    values = np.array([row["value"] for row in draws])
    errors = np.array([row["sampling_se"] for row in draws])
    assert abs(values.mean() - exact.loc[key, "value"]) < 4 * values.std() / 20**0.5 + 0.01
    assert 0.5 < errors.mean() / values.std() < 2


def test_bad_input_is_refused_or_said_in_words(survey: Net, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(SpecError):
        csna.pathways(Net.from_ties([("a", "b")]), groups=pd.Series(["x", "y"], index=["a", "b"]))
    with pytest.raises(UsageError, match="one group only"):
        csna.pathways(survey, groups=pd.Series("x", index=survey.people.index))
    with pytest.raises(UsageError, match="group is known"):
        csna.pathways(survey, groups=pd.Series(None, index=survey.people.index, dtype="str"))
    with pytest.raises(UnknownNameError, match="organisation"):
        csna.pathways(survey, groups="group", through="organisaton")
    for wrong in ({"hops": 0}, {"sample": 1}, {"through": "organisation", "draws": 9}):
        with pytest.raises(UsageError):
            csna.pathways(survey, groups="group", **wrong)
    monkeypatch.setattr(limits, "PATHWAY_WORK", 1e5)
    with pytest.raises(TooLargeError, match="sample="):
        csna.pathways(survey, groups="group")


def test_nobody_answering_is_said_and_not_counted_as_unheard() -> None:
    people = pd.DataFrame(
        {"id": list("abc"), "sector": ["x", "y", "y"], "status": ["respondent", "declined", "declined"]}
    )
    net = Net.from_frames(people, pd.DataFrame({"source": ["a"], "target": ["b"]}), reports="seeks_from")
    found = csna.pathways(net, groups="sector")
    assert found.loc[("x", "y"), "note"].str.contains("nobody of y whose reports would show it answered").all()
    assert found.loc[("y", "x", SELF[0], ""), "value"] == 1
    turned = csna.pathways(Net.from_frames(people, net.ties, reports="gives_to"), groups="sector")
    assert turned.loc[("y", "x"), "note"].str.contains("nobody of y whose reports would show it answered").all()
    assert "(decision makers)" not in found.index.get_level_values("heard_by")
