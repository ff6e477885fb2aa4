from __future__ import annotations

import json
from typing import get_args

import pytest

from critical_sna.errors import SpecError
from critical_sna.survey.description.exporters import EXPORTERS, is_own, recognise
from critical_sna.survey.description.presets import PRESETS
from critical_sna.survey.description.spec import PresetName


def codes(survey, code):
    return survey.issues[survey.issues["code"] == code]


def qualtrics(**more):
    tie = {"relation": "a", "shape": "roster", "columns": "Q2_*", "alter": {"after": " - "}}
    return {"sources": {"path": "q.csv", "preset": "qualtrics", "ego": "Q1", "ties": tie, **more}}


def test_every_preset_of_the_spec_has_defaults_and_every_exporter_a_preset():
    assert set(PRESETS) == set(get_args(PresetName))
    assert {e.preset for e in EXPORTERS} == set(PRESETS) - {"none"}


HEAD = "ResponseId,Status,Finished,RecordedDate,Q1,Q2_1,Q2_2\n"
LABELS = "Response ID,Status,Finished,Date,Name,Who? - Ana,Who? - Bo\n"
JSON = ",".join('"' + json.dumps({"ImportId": f"q{i}"}).replace('"', '""') + '"' for i in range(7)) + "\n"
BODY = "R_1234567890,0,1,2031-01-01,Ana,,1\nR_1234567891,1,1,2031-01-01,Robot,1,1\nR_1234567892,0,0,2031-01-02,Bo,1,\n"


@pytest.mark.parametrize(
    "header",
    [HEAD + LABELS + JSON, HEAD + LABELS + "a,b,c,d,e,f,g\n" + JSON, HEAD + LABELS],
    ids=["three rows", "four rows", "two rows"],
)
def test_qualtrics_headers_of_two_to_four_rows_are_recognised(read, header):
    survey = read(qualtrics(), q_csv=header + BODY)
    assert survey.people["status"].to_dict() == {"Ana": "respondent", "Bo": "partial"}
    assert sorted(survey.ties["source"]) == ["Ana", "Bo"]
    assert len(codes(survey, "test_row")) == 1
    assert len(codes(survey, "partial_row")) == 1


def test_a_qualtrics_file_whose_extra_header_rows_were_removed_is_read_as_it_is(read):
    spec = qualtrics()
    spec["sources"]["ties"]["alter"] = {"from": "header", "after": "_"}
    survey = read(spec, q_csv=HEAD + BODY)
    assert survey.people.index.to_list() == ["1", "2", "Ana", "Bo"]


def test_what_the_spec_says_about_the_header_wins(read):
    survey = read(qualtrics(header={"rows": 3, "label_row": 2}), q_csv=HEAD + LABELS + "x,,,,,,\n" + BODY)
    assert survey.people.index.to_list() == ["Ana", "Bo"]


def test_a_qualtrics_file_without_rows_is_told_as_such(read):
    with pytest.raises(Exception, match="header and no answers"):
        read(qualtrics(), q_csv=HEAD)


def test_an_anonymous_respondent_is_nobody(read, edges):
    survey = read(
        edges(source={"preset": "microsoft_forms"}), ties_csv="from,to\nanonymous,Ana\nAnonymous,Bo\nCy,Ana\n"
    )
    assert survey.people.index.to_list() == ["Ana", "Cy"]
    assert codes(survey, "no_respondent")["row"].to_list() == [2, 3]


def test_a_submission_that_kobo_did_not_approve_is_left_out_and_is_no_test(read, edges):
    survey = read(
        edges(source={"preset": "kobo"}),
        ties_csv="from,to,_validation_status,_id\nAna,Bo,,1\nAna,Cy,Not approved,2\n",
    )
    assert survey.ties["target"].to_list() == ["Bo"]
    assert codes(survey, "dropped_row")["row"].to_list() == [3]


def test_redcap_leaves_unfinished_rows_out_where_one_form_tells(read, roster):
    text = "me,ask_Ana,ask_Bo,my_form_complete{more}\nAna,0,1,2{x}\nBo,0,0,0{x}\n"
    source = {"preset": "redcap"}
    one = read(roster(source=source), answers_csv=text.format(more="", x=""))
    assert one.people.loc["Bo", "status"] == "named_only"
    two = read(roster(source=source), answers_csv=text.format(more=",other_complete", x=",2"))
    assert two.people.loc["Bo", "status"] == "respondent"


def test_words_that_a_program_writes_for_nothing_are_no_attribute(read, edges):
    spec = edges(source={"preset": "qualtrics", "header": {"rows": 1}, "attributes": {"role": "role"}})
    survey = read(spec, ties_csv="from,to,role\nAna,Bo,-99\nBo,Ana,parent\n")
    assert survey.people["role"].isna().to_dict() == {"Ana": True, "Bo": False}


def test_one_block_of_columns_may_not_hold_a_joined_cell_and_its_twins(read):
    tie = {"relation": "r", "shape": "roster", "columns": "net/*", "alter": {"from": "header", "after": "/"}}
    spec = {"sources": {"path": "k.csv", "preset": "kobo", "ego": "me", "ties": tie}}
    with pytest.raises(SpecError, match="read twice"):
        read(spec, k_csv="me,net/who,net/who/ana\nbo,ana,1\n")


@pytest.mark.parametrize(
    ("names", "preset"),
    [
        (["Timestamp", "Your name"], "google_forms"),
        (["Your name", "Timestamp"], "none"),
        (["From", "To", "Strength"], "kumu"),
        (["Label", "Type", "Tags"], "none"),
        (["Organization", "Partner", "Trust"], "partner"),
        (["record_id", "partners___1"], "redcap"),
        (["me", "friends___ana"], "none"),
        ([], "none"),
    ],
)
def test_programs_are_told_by_their_columns(names, preset):
    found, reasons = recognise(names)
    assert found == preset
    assert set(reasons) <= set(names)
    assert bool(reasons) == (preset != "none")


def test_columns_of_the_program_are_no_questions():
    assert is_own("qualtrics", "Q5_DO_1")
    assert is_own("redcap", "partner_form_complete")
    assert not is_own("redcap", "partners___101")
    assert not is_own("kumu", "From")
    assert not is_own("none", "Status")
