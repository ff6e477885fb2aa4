"""The grid of readings, what verdicts make of it, and the words they are told in."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import critical_sna as csna
from critical_sna._core import limits
from critical_sna._core.randomness import generator
from critical_sna.errors import UsageError
from critical_sna.testing import partner_networks
from critical_sna.voice._passing import passed_on
from critical_sna.voice.heard import flow_arcs, hearing_of
from critical_sna.voice.readings import COLUMNS, benjamini_hochberg

Net = csna.PartnerNetwork


def crowd(
    *, silent: int = 0, strengths: bool = False, reports: str = "seeks_from", relation: str | None = None, n: int = 30
) -> Net:
    """Give ``n`` people who each name twelve others, of whom nobody names the last two; the first ones are silent."""
    random = np.random.default_rng(5)
    ids = [f"p{i:02}" for i in range(n)]
    rows = [
        (ids[i], ids[j], 1 + (i + j) % 2 if strengths else 1)
        for i in range(silent, n)
        for j in random.choice([k for k in range(n - 2) if k != i], 12, replace=False)
    ]
    people = pd.DataFrame({"id": ids, "status": ["named_only"] * silent + ["respondent"] * (n - silent)})
    people["house"] = ["A"] * (n // 2) + ["B"] * (n - n // 2)
    frame = pd.DataFrame(rows, columns=["source", "target", "strength"])
    return Net.from_frames(people, frame, reports=reports, relation=relation)


def test_the_grid_crosses_relation_threshold_measure_and_missing_answers() -> None:
    net = crowd(silent=5, strengths=True)
    table = csna.periphery_readings({"advice": net, "trust": net}, draws=20)
    assert list(table.columns) == list(COLUMNS)
    cells = table.drop_duplicates(["relation", "threshold", "measure", "missing"])
    assert len(cells) == 2 * 2 * (2 + len(limits.PERIPHERY_CHANCES)) * 2
    assert len(table) == len(cells) * net.n_people
    alone = csna.periphery_readings(crowd(), draws=20)
    assert set(alone["missing"]) == {"as observed"}
    assert set(alone["threshold"]) == {0.0}


def test_a_verdict_is_the_share_of_the_readings_that_call_a_voice_little_heard() -> None:
    net = crowd(silent=5, strengths=True)
    table = csna.periphery_readings(net, draws=40, seed=3)
    found = csna.periphery(net, draws=40, seed=3)
    share = table.groupby("person")["little_heard"].mean()
    assert found["share_of_readings"].to_dict() == pytest.approx(share.to_dict())
    assert (found.loc[share >= limits.PERIPHERY_AGREE, "verdict"] == "peripheral").all()
    assert (found.loc[share <= limits.PERIPHERY_DISAGREE, "verdict"] == "not").all()


def test_direct_readings_are_the_shares_of_heard_by() -> None:
    net = crowd(silent=5)
    table = csna.periphery_readings(net, draws=5)
    direct = table[(table["measure"] == "direct") & (table["missing"] == "as observed")].set_index("person")["share"]
    pd.testing.assert_series_equal(direct, csna.heard_by(net)["share"], check_names=False)


def test_readings_that_pass_voices_on_estimate_what_voice_lists() -> None:
    """Ten estimates of 64 draws lie around the exact chance; walking back from sampled hearers does so too."""
    net = Net.from_ties([("b", "a"), ("c", "b"), ("d", "b"), ("d", "c"), ("a", "d")], reports="seeks_from")
    how = hearing_of(net)
    arcs = flow_arcs(how, *net.arcs)
    exact = np.array([csna.voice(net, pass_probability=p)["voice"] for p in limits.PERIPHERY_CHANCES])
    for words in (limits.READING_WORDS, 0.0):
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(limits, "READING_WORDS", words)
            patch.setattr(limits, "SAMPLED_PEOPLE", 2)
            runs = np.array([passed_on(how, arcs, generator(seed)) for seed in range(60)])
        error = runs.std(axis=0, ddof=1) / np.sqrt(len(runs))
        assert (np.abs(runs.mean(axis=0) - exact) <= 4 * error + 1e-12).all()
        assert (error > 0).any()


@pytest.mark.parametrize("words", [0.0, limits.READING_WORDS])
def test_networks_side_by_side_are_read_as_each_alone(words: float, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where every tie passes voices on, whoever can be reached is: two networks laid side by side change nothing."""
    monkeypatch.setattr(limits, "READING_WORDS", words)
    monkeypatch.setattr(limits, "PERIPHERY_CHANCES", (1.0,))
    net = crowd(silent=3)
    how = hearing_of(net)
    voices, hearers = flow_arcs(how, *net.arcs)
    kept = (voices + hearers) % 5 == 0
    some = voices[kept], hearers[kept]
    alone = [passed_on(how, arcs, generator(1))[0] for arcs in (some, (voices, hearers))]
    both = [np.concatenate(ends) for ends in zip(some, (voices + net.n_people, hearers + net.n_people), strict=True)]
    beside = passed_on(how.repeated(2), (both[0], both[1]), generator(1))[0]
    np.testing.assert_allclose(beside, np.concatenate(alone), atol=1e-12)
    reach = csna.voice(net, pass_probability=1.0)["voice"].to_numpy()
    np.testing.assert_allclose(beside[net.n_people :], reach, atol=1e-12)
    assert 0 < alone[0].mean() < alone[1].mean()


def test_benjamini_hochberg_has_the_values_of_its_definition() -> None:
    p = np.array([0.01, 0.04, np.nan, 0.03, 0.5])
    assert benjamini_hochberg(p).tolist() == pytest.approx([0.04, 0.16 / 3, np.nan, 0.16 / 3, 0.5], nan_ok=True)


def test_relations_are_read_together_and_must_be_about_the_same_people() -> None:
    one, other = crowd(relation="advice"), crowd(n=30, strengths=True, relation="trust")
    both = csna.periphery({"advice": one, "trust": other}, draws=40)
    assert list(both.columns) == ["verdict", "kind", "share_of_readings"]
    assert both.loc["p29", "kind"] == "unnamed"
    pd.testing.assert_frame_equal(csna.periphery({"advice": one}, draws=40), csna.periphery(one, draws=40))
    with pytest.raises(UsageError, match="different people"):
        csna.periphery({"advice": one, "trust": crowd(n=31)})
    with pytest.raises(UsageError, match="no relation"):
        csna.periphery({})
    with pytest.raises(UsageError, match="draws must be"):
        csna.periphery_readings(one, draws=0)


def test_named_in_one_relation_is_not_unnamed() -> None:
    one = crowd()
    ties = pd.concat([one.ties, pd.DataFrame({"source": ["p00"], "target": ["p29"], "strength": [1.0]})])
    other = Net.from_frames(one.people, ties, reports="seeks_from")
    found = csna.periphery({"advice": one, "trust": other}, draws=40)
    assert found.loc["p28", "kind"] == "unnamed"
    assert found.loc["p29", "kind"] == "named by few"


@settings(max_examples=10)
@given(net=partner_networks(min_people=1, hostile_ids=False, reports="seeks_from"), seed=st.integers(0, 9))
def test_every_network_gets_readings_and_reasons(net: Net, seed: int) -> None:
    table = csna.periphery_readings(net, groups="sector", draws=3, seed=seed)
    assert table.loc[table["share"].isna(), "little_heard"].eq(False).all()
    assert table["p"].dropna().between(0, 1, inclusive="right").all()
    assert (table["q"].dropna() >= table["p"].dropna() - 1e-12).all()
    told = csna.periphery_reasons(net, groups="sector", draws=3, seed=seed)
    assert list(told.index) == list(net.people.index)
    assert told.str.endswith("not a person.").all()


def test_reasons_say_who_names_and_what_a_verdict_hangs_on() -> None:
    told = csna.periphery_reasons(crowd(), draws=40)
    assert "Nobody who answered names this person here." in told["p29"]
    assert "people who answered and could have" in told["p00"]
    hangs = csna.periphery_reasons({"advice": crowd(silent=12, strengths=True), "trust": crowd(silent=12)}, draws=40)
    verdicts = csna.periphery({"advice": crowd(silent=12, strengths=True), "trust": crowd(silent=12)}, draws=40)
    depends = verdicts.index[verdicts["verdict"] == "depends on the reading"]
    assert len(depends)
    for person in depends:
        assert "with all ties" in hangs[person]
        assert "stayed silent" in hangs[person]
        assert "On advice: " in hangs[person]


def test_reasons_of_unreached_chosen_unknown_and_own_reports() -> None:
    net = crowd()
    people = net.people.assign(seat=["yes"] + ["no"] * 29, wish=["more"] * 28 + ["less", "more"])
    held = Net.from_frames(
        people,
        pd.concat([net.ties, pd.DataFrame({"source": ["p28"], "target": ["p29"], "strength": [1.0]})]),
        reports="seeks_from",
        positionality={"seat": "power", "wish": "involvement"},
        holds={"wish": ["less"]},
    )
    assert "want no more involvement" in csna.periphery_reasons(held, draws=40)["p28"]
    loop = Net.from_frames(
        people,
        pd.concat(
            [
                net.ties[~net.ties["source"].isin(["p28", "p29"])],
                pd.DataFrame({"source": ["p28", "p29"], "target": ["p29", "p28"], "strength": [1.0, 1.0]}),
            ]
        ),
        reports="seeks_from",
        positionality={"seat": "power"},
    )
    assert "No path of 3 steps" in csna.periphery_reasons(loop, draws=200)["p29"]
    own = csna.periphery_reasons(crowd(silent=3, reports="gives_to"), draws=5)
    assert "The reports needed are missing" in own["p00"]
    assert "This person named 12 of the 29 people they could have." in own["p05"]
    table = pd.DataFrame({"source": ["a"], "target": ["b"]})
    nobody = Net.from_frames(pd.DataFrame({"id": ["a", "b"]}), table, reports="gives_to")
    assert "named nobody here" in csna.periphery_reasons(nobody, draws=5)["b"]


def test_a_crowded_lowest_band_is_told_as_a_matter_of_the_collaborative() -> None:
    ids = [f"p{i:02}" for i in range(60)]
    ties = pd.DataFrame([(i, j) for i in ids for j in ids[:30] if i != j], columns=["source", "target"])
    net = Net.from_frames(pd.DataFrame({"id": ids}), ties, reports="seeks_from")
    assert "about the collaborative" in csna.periphery_reasons(net, draws=20)["p59"]
