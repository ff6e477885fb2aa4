"""What a blank cell means, and where every answer stood."""

from __future__ import annotations

import math

import pytest

FREQ = {"scales": {"f": {"levels": ["never", "often"], "start": 0}}}
TICK = {"scales": {"f": {"levels": ["x"], "start": 1}}}
TEXT = "me,ask_Ana,ask_Bo,ask_Cy\nAna,,{v},\nBo,,,\n"


def states(survey):
    return {(a.source, a.target): a.state for a in survey.answers.itertuples()}


def count(survey, code):
    return int(survey.issues.loc[survey.issues["code"] == code, "count"].sum())


def test_a_blank_is_unknown_where_the_scale_has_a_level_for_none(read, roster):
    survey = read(roster({"scale": "f"}, **FREQ), answers_csv=TEXT.format(v="never"))
    assert states(survey)["Ana", "Cy"] == "missing"
    assert survey.codebook.relations["advice"].blank == "missing"
    assert survey.unknown("advice").to_numpy().tolist() == [["Ana", "Cy"]]
    assert count(survey, "blank_unknown") == 1


def test_a_blank_is_no_tie_in_a_tick_list(read, roster):
    survey = read(roster({"scale": "f"}, **TICK), answers_csv=TEXT.format(v="x"))
    assert states(survey)["Ana", "Cy"] == "none"
    assert survey.codebook.relations["advice"].blank == "no"
    assert survey.unknown("advice").empty


@pytest.mark.parametrize(("blank", "state"), [("no", "none"), ("missing", "missing")])
def test_the_spec_may_say_what_a_blank_means(read, roster, blank, state):
    for scales, value in ((FREQ, "often"), (TICK, "x")):
        survey = read(roster({"scale": "f", "blank": blank}, **scales), answers_csv=TEXT.format(v=value))
        assert states(survey)["Ana", "Cy"] == state
        assert survey.codebook.relations["advice"].blank == blank


def test_an_empty_block_counts_as_not_answered(read, roster):
    for scales, value in ((FREQ, "often"), (TICK, "x")):
        survey = read(roster({"scale": "f"}, **scales), answers_csv=TEXT.format(v=value))
        assert survey.people_in("advice").loc["Bo", ["status", "asked"]].to_list() == ["declined", "yes"]
        assert {s for pair, s in states(survey).items() if pair[0] == "Bo"} == {"missing", "impossible"}
        assert "Bo" not in set(survey.unknown("advice")["source"])
        assert count(survey, "empty_block") == 1


def test_an_empty_block_means_nobody_where_the_spec_says_so(read, roster):
    for scales, value in ((FREQ, "often"), (TICK, "x")):
        survey = read(roster({"scale": "f", "empty_block": "none"}, **scales), answers_csv=TEXT.format(v=value))
        assert survey.people_in("advice").loc["Bo", "status"] == "respondent"
        assert {s for pair, s in states(survey).items() if pair[0] == "Bo"} == {"none", "impossible"}
        assert count(survey, "empty_block") == 1


def test_words_that_mean_nothing_are_blank(read, roster):
    survey = read(roster({"scale": "f", "empty": ["-", "N/A"]}, **FREQ), answers_csv=TEXT.format(v="n/a"))
    assert survey.people_in("advice").loc["Ana", "status"] == "declined"


def test_a_declared_missing_answer_is_unknown_and_counted(read, roster):
    scales = {"f": {"levels": ["never", "often"], "start": 0, "missing": ["Refused"]}}
    survey = read(roster({"scale": "f"}, scales=scales), answers_csv=TEXT.format(v="refused"))
    assert states(survey)["Ana", "Bo"] == "missing"
    assert count(survey, "missing_answer") == 1
    assert "Refused" in survey.issues.query("code == 'missing_answer'")["text"].iloc[0].replace("refused", "Refused")
    assert survey.people_in("advice").loc["Ana", "status"] == "respondent"


def test_a_pair_answered_once_and_blank_once_is_known(read, roster):
    one = roster({"scale": "f"})["sources"]
    spec = {"sources": [one, {**one, "path": "b.csv"}], **FREQ}
    survey = read(
        spec,
        answers_csv="me,ask_Ana,ask_Bo,ask_Cy\nAna,,,often\n",
        b_csv="me,ask_Ana,ask_Bo,ask_Cy\nAna,,never,\n",
    )
    assert survey.unknown("advice").empty
    assert count(survey, "answered_in_two_files") == 1


def test_a_self_nomination_is_kept_as_impossible_and_is_no_tie(read, roster):
    survey = read(roster(), answers_csv="me,ask_Ana,ask_Bo\nAna,1,0\n")
    answer = survey.answers.query("source == 'Ana' and target == 'Ana'").iloc[0]
    assert (answer["state"], answer["strength"]) == ("impossible", 1.0)
    assert survey.ties.empty
    assert count(survey, "self_tie") == 1


def test_a_blank_about_oneself_is_not_counted_as_unknown_even_under_another_name(read, roster):
    spec = roster({"scale": "f"}, people={"path": "p.csv", "id": "id", "label": "name"}, **FREQ)
    survey = read(spec, p_csv="id,name\nP1,Ana\nP2,Bo\n", answers_csv="me,ask_Ana,ask_Bo\nP1,,often\n")
    assert states(survey)["P1", "P1"] == "impossible"
    assert count(survey, "blank_unknown") == 0


def test_every_answer_says_where_it_stood(read, roster):
    survey = read(roster(), answers_csv="me,ask_Ana,ask_Bo\nXi,1,\n,,\nYo,0,2\n")
    places = {(a.source, a.target): (a.file, a.row, a.column) for a in survey.answers.itertuples()}
    assert places["Xi", "Ana"] == ("answers.csv", 2, "ask_Ana")
    assert places["Yo", "Bo"] == ("answers.csv", 4, "ask_Bo")
    assert math.isfinite(survey.answers["strength"].sum())


def test_all_bad_cells_are_told_at_once(read, roster):
    scales = {"f": {"levels": ["never", "often"], "start": 0}}
    with pytest.raises(Exception, match="There are 4 cells") as caught:
        read(
            roster({"scale": "f"}, scales=scales),
            answers_csv="me,ask_Ana,ask_Bo\nAna,,ofen\nBo,ofen,\nCy,NaN,-1\n",
        )
    problems = caught.value.problems
    assert problems[["row", "column"]].to_numpy().tolist() == [
        [2, "ask_Bo"],
        [3, "ask_Ana"],
        [4, "ask_Ana"],
        [4, "ask_Bo"],
    ]
    assert set(problems["code"]) == {"unknown_level"}
    assert set(problems["severity"]) == {"error"}
    assert "'ofen' is not a level of the scale 'f' (2 x; answers.csv; rows 2, 3; columns ask_Bo, ask_Ana)" in str(
        caught.value
    )


def test_a_message_shows_some_kinds_of_faults_and_counts_the_others(read, roster):
    lines = "\n".join(f"P{i},word{i}" for i in range(30))
    with pytest.raises(Exception, match="and 18 more kinds") as caught:
        read(roster(), answers_csv=f"me,ask_Bo\n{lines}\n")
    assert len(caught.value.problems) == 30
    with pytest.raises(Exception, match=r"rows 2, 3, 4, 5, 6, 7, 8, 9 \.\.\.; column ask_Bo\)"):
        read(roster(), answers_csv="me,ask_Bo\n" + "".join(f"P{i},oops\n" for i in range(30)))
    wide = ",".join(f"ask_{c}" for c in "abcdefghij")
    with pytest.raises(Exception, match=r"columns ask_a.*ask_h \.\.\."):
        read(roster(), answers_csv=f"me,{wide}\nXi{',oops' * 10}\n")


def test_attributes_of_a_respondent_come_from_the_first_answer(read, edges):
    survey = read(edges(source={"attributes": {"role": "r"}}), ties_csv="from,to,r\nAna,Bo,x\nAna,Cy,y\nAna,Di,\n")
    assert survey.people["role"].to_dict()["Ana"] == "x"
    assert count(survey, "attribute_differs") == 1


def test_a_straight_line_needs_five_equal_answers_on_a_scale_of_three(read, roster):
    scales = {"f": {"levels": ["never", "some", "often"], "start": 0}}
    head = "me," + ",".join(f"ask_P{i}" for i in range(6)) + "\n"
    for row, told in (
        ("Ana,some,some,some,some,some,", True),
        ("Ana,never,never,never,never,never,never", True),
        ("Ana,some,some,some,some,,", False),
        ("Ana,some,some,some,some,some,often", False),
    ):
        survey = read(roster({"scale": "f"}, scales=scales), answers_csv=head + row + "\n")
        assert (count(survey, "straight_line") > 0) == told, row
        assert "some" not in " ".join(survey.issues.query("code == 'straight_line'")["text"])
    ticks = read(roster({"scale": "f"}, **TICK), answers_csv=head + "Ana,x,x,x,x,x,x\n")
    assert count(ticks, "straight_line") == 0


def test_full_places_are_told_where_no_cap_was_said(read, edges):
    tie = {"relation": "advice", "shape": "slots", "columns": "n_*"}
    spec = {"sources": {"path": "ties.csv", "ego": "me", "ties": tie}}
    text = "me,n_1,n_2\nAna,Bo,Cy\nBo,Ana,\nCy,Ana,Bo\n"
    survey = read(spec, ties_csv=text)
    assert count(survey, "slots_full") == 2
    assert "all 2 places" in survey.issues.query("code == 'slots_full'")["text"].iloc[0]
    assert count(read({**spec, "relations": {"advice": {"choices": 2}}}, ties_csv=text), "slots_full") == 0
