from __future__ import annotations

import pandas as pd
import pytest

import critical_sna as csna
from critical_sna.errors import UnknownNameError, UsageError

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
