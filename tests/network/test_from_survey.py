from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd
import pytest

import critical_sna as csna
from critical_sna.errors import UnknownNameError, UsageError
from critical_sna.network.slices import cells_between

SPEC = {
    "version": 1,
    "people": {"path": "people.csv", "id": "id", "attributes": ["seat"]},
    "sources": [
        {
            "path": "answers.csv",
            "ego": {"column": "who"},
            "wave": {"column": "wave"},
            "ties": [
                {
                    "relation": "advice",
                    "shape": "roster",
                    "columns": "q_*",
                    "alter": {"from": "header", "after": "q_"},
                    "scale": "often",
                }
            ],
        },
        {
            "path": "letters.csv",
            "ego": {"column": "from"},
            "ties": [{"relation": "letters", "shape": "edges", "target": "to"}],
        },
    ],
    "scales": {"often": {"levels": ["never", "monthly", "weekly"], "start": 0}},
    "relations": {"advice": {"question": "Whom do you ask?", "reports": "seeks_from", "choices": 2}},
    "attributes": {"seat": {"kind": "power", "holds": ["yes"]}},
}


@pytest.fixture
def survey(tmp_path_factory: pytest.TempPathFactory) -> csna.RelationalSurvey:
    folder = tmp_path_factory.mktemp("survey")
    (folder / "people.csv").write_text("id,seat\na,yes\nb,no\nc,no\nd,no\n")
    (folder / "answers.csv").write_text(
        "who,wave,q_a,q_b,q_c,q_d\na,1,,weekly,never,\nb,1,monthly,,weekly,never\nc,1,,,,\na,2,,never,never,never\n"
    )
    (folder / "letters.csv").write_text("from,to\na,b\nd,a\n")
    return csna.read_survey(SPEC, base=folder)


def test_a_network_of_a_survey_carries_who_answered_what_is_open_and_what_was_asked(
    survey: csna.RelationalSurvey,
) -> None:
    net = csna.PartnerNetwork.from_survey(survey, relation="advice", wave="1")
    assert net.ties.to_numpy().tolist() == [["a", "b", 2], ["b", "a", 1], ["b", "c", 2]]
    assert net.unknown.to_numpy().tolist() == [["a", "d"]]  # a blank is not "never"
    assert net.people["status"].to_dict() == {"a": "respondent", "b": "respondent", "c": "declined", "d": "named_only"}
    assert (net.question, net.reports, net.choices) == ("Whom do you ask?", "seeks_from", 2)
    assert net.levels == ("never", "monthly", "weekly")
    assert [net.level_of(s) for s in (0, 1, 2, 3)] == ["never", "monthly", "weekly", None]
    assert net.power_holders.tolist() == ["a"]
    assert csna.out_degree(net).isna().to_dict() == {"a": False, "b": False, "c": True, "d": True}


def test_a_relation_without_waves_needs_none_beside_one_that_has(survey: csna.RelationalSurvey) -> None:
    letters = csna.PartnerNetwork.from_survey(survey, relation="letters")
    assert letters.wave is None
    assert letters.n_ties == 2
    with pytest.raises(UnknownNameError, match="asked without waves"):
        csna.PartnerNetwork.from_survey(survey, relation="letters", wave="1")


def test_a_threshold_keeps_everybody(survey: csna.RelationalSurvey) -> None:
    net = csna.PartnerNetwork.from_survey(survey, relation="advice", wave="1", min_strength=2)
    assert (net.n_people, net.n_ties) == (4, 2)


def test_a_choice_that_was_left_open_lists_the_choices(survey: csna.RelationalSurvey) -> None:
    with pytest.raises(UsageError, match="'advice', 'letters'"):
        csna.PartnerNetwork.from_survey(survey)
    with pytest.raises(UsageError, match="2 waves"):
        csna.PartnerNetwork.from_survey(survey, relation="advice")
    with pytest.raises(UnknownNameError, match="did you mean 'advice'"):
        csna.PartnerNetwork.from_survey(survey, relation="advise")
    with pytest.raises(UnknownNameError, match="no wave '3'"):
        csna.PartnerNetwork.from_survey(survey, relation="advice", wave="3")


def test_the_survey_is_not_changed(survey: csna.RelationalSurvey) -> None:
    before = survey.people, survey.ties
    csna.PartnerNetwork.from_survey(survey, relation="advice", wave="1")
    pd.testing.assert_frame_equal(survey.people, before[0])
    pd.testing.assert_frame_equal(survey.ties, before[1])


def test_who_named_as_many_as_they_could_is_carried_over(survey: csna.RelationalSurvey) -> None:
    # two could be named: b named a and c, a named only b
    net = csna.PartnerNetwork.from_survey(survey, relation="advice", wave="1")
    assert net.capped.to_list() == ["b"]
    assert net.capped.equals(survey.capped("advice", "1").index)
    assert csna.PartnerNetwork.from_survey(survey, relation="letters").capped.to_list() == []
    assert csna.PartnerNetwork.from_survey(survey, relation="advice", wave="1", min_strength=2).capped.to_list() == [
        "b"
    ]


def test_self_nominations_and_people_never_asked_are_in_no_denominator(tmp_path: Path) -> None:
    """Worked by hand: of four people only the teachers a and b were asked, each about all four.

    a named herself (impossible), named b, did not name c and left d open: 2 observed pairs. b named c and d and did
    not name a: 3 observed pairs. c is a parent, and whether d is a teacher nobody said: nothing is observed there.
    """
    (tmp_path / "people.csv").write_text("id,role\na,teacher\nb,teacher\nc,parent\nd,\n")
    (tmp_path / "answers.csv").write_text("who,q_a,q_b,q_c,q_d\na,often,often,never,\nb,never,never,often,often\n")
    ties = {"relation": "advice", "shape": "roster", "columns": "q_*", "alter": {"from": "header", "after": "q_"}}
    spec = {
        "people": {"path": "people.csv", "id": "id", "attributes": ["role"]},
        "sources": {"path": "answers.csv", "ego": "who", "ties": {**ties, "scale": "often"}},
        "scales": {"often": {"levels": ["never", "often"], "start": 0}},
        "relations": {"advice": {"reports": "seeks_from", "asked_of": {"role": "teacher"}}},
    }
    survey = csna.read_survey(spec, base=tmp_path)
    states = survey.answers.set_index(["source", "target"])["state"]
    assert states["a", "a"] == "impossible"
    net = csna.PartnerNetwork.from_survey(survey)
    assert net.people["asked"].to_dict() == {"a": "yes", "b": "yes", "c": "no", "d": "unknown"}
    assert net.unknown.to_numpy().tolist() == [["a", "d"]]
    observed, possible = cells_between(net, np.zeros(4, dtype=np.int64), 1)
    assert (observed.item(), possible.item()) == (5, 12)
    summary = csna.network_summary(net)
    assert summary["density"] == 3 / 5
    assert summary["response_rate"] == 1.0 == net.response_rate
    assert csna.mixing_matrix(net, groups="role").to_numpy().sum() == 3
    heard = csna.heard_by(net)
    assert heard["share"].to_dict() == {"a": 0.0, "b": 1.0, "c": 0.5, "d": 1.0}  # of those who could name them
    assert csna.out_degree(net).fillna(-1).to_dict() == {"a": 1.0, "b": 2.0, "c": -1.0, "d": -1.0}
