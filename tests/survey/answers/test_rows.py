from __future__ import annotations

import pytest

from critical_sna.errors import DataError, SpecError


def code(survey, name):
    return survey.issues[survey.issues["code"] == name]


def test_rows_are_dropped_and_kept_by_their_values(read, edges):
    rows = {"drop_if": {"kind": ["test", ""]}, "keep_if": {"year": [2024]}}
    survey = read(
        edges(source={"rows": rows}),
        ties_csv="from,to,kind,year\nAna,Bo,real,2024\nXi,Bo,TEST,2024\nYo,Bo,,2024\nZed,Bo,real,2023\n",
    )
    assert survey.people.index.to_list() == ["Ana", "Bo"]
    assert code(survey, "dropped_row")["row"].to_list() == [3, 4]


def test_without_consent_answers_and_attributes_are_not_read(read, roster):
    rows = {"consent": {"column": "ok", "yes": ["yes"]}}
    spec = roster(source={"rows": rows, "attributes": {"role": "role"}})
    text = "me,ok,role,ask_Ana,ask_Bo,ask_Cy\nAna,yes,x,,1,1\nBo,no,y,1,,1\nCy,,z,oops,1,\n"
    survey = read(spec, answers_csv=text)
    assert survey.people["status"].to_dict() == {"Ana": "respondent", "Bo": "declined", "Cy": "declined"}
    assert survey.people["role"].isna().to_list() == [False, True, True]
    assert set(survey.answers["source"]) == {"Ana"}
    assert code(survey, "no_consent")["count"].to_list() == [2]
    assert survey.ties["target"].to_list() == ["Bo", "Cy"]
    removed = read({**spec, "policy": {"declined": "remove"}}, answers_csv=text)
    assert removed.people.index.to_list() == ["Ana"]
    assert removed.ties.empty


def test_removing_those_who_declined_takes_them_off_the_people_file_in_that_wave_too(read, roster):
    rows = {"consent": {"column": "ok", "yes": ["yes"]}}
    spec = roster(source={"rows": rows}, people={"path": "people.csv", "id": "id"}, policy={"declined": "remove"})
    survey = read(spec, people_csv="id\nAna\nBo\nCy\n", answers_csv="me,ok,ask_Ana,ask_Bo\nAna,yes,,1\nBo,no,1,\n")
    assert survey.people.index.to_list() == ["Ana", "Cy"]


def test_unfinished_responses_are_kept_or_left_out_as_the_spec_says(read, roster):
    text = "me,done,ask_Ana,ask_Bo\nAna,2,,1\nBo,0,1,\n"
    for use, status, ties in (("keep", "partial", 2), ("drop", "named_only", 1)):
        rows = {"partial": {"column": "done", "complete": 2, "use": use}}
        survey = read(roster(source={"rows": rows}), answers_csv=text)
        assert survey.people.loc["Bo", "status"] == status
        assert survey.people.loc["Bo", "asked"] == "yes"
        assert len(survey.ties) == ties
        assert code(survey, "partial_row")["row"].to_list() == [3]


def test_a_second_response_is_a_fault_unless_the_spec_says_which_counts(read, roster):
    text = "me,at,ask_Ana,ask_Bo\nAna,2031-01-02,,1\nana,2031-01-01,,0\n"
    with pytest.raises(DataError) as caught:
        read(roster(), answers_csv=text)
    assert caught.value.problems["row"].to_list() == [2, 3]
    assert "duplicates" in str(caught.value)
    for keep, order, strength in (
        ("last", "at", [1.0]),
        ("first", "at", []),
        ("last", None, []),
        ("first", None, [1.0]),
    ):
        rows = {"duplicates": {"by": "ego", "order": order, "keep": keep}}
        survey = read(roster(source={"rows": rows}), answers_csv=text)
        assert survey.ties["strength"].to_list() == strength, (keep, order)
        assert code(survey, "duplicate_respondent")["count"].to_list() == [1]
    with pytest.raises(DataError, match="answered more than once"):
        read(roster(source={"rows": {"duplicates": {"keep": "error"}}}), answers_csv=text)


def test_duplicates_may_be_told_by_another_column(read, roster):
    rows = {"duplicates": {"by": "mail", "order": "n"}}
    survey = read(
        roster(source={"rows": rows}), answers_csv="me,mail,n,ask_Bo\nAna,a@x,10,0\nAna P,A@x,9,1\nBo,b@x,1,\n"
    )
    assert survey.people.index.to_list() == ["Ana", "Bo"]
    assert survey.ties.empty


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("9", "10"),
        ("2031-03-04 09:00:00", "2031-03-04 10:00:00"),
        ("2031-03-04T09:00:00-05:00", "2031-03-04T09:00:00-06:00"),
        ("2031/03/04 9:15:00 AM GMT-5", "2031/03/04 10:15:00 AM GMT-5"),
        ("2031/03/04 9:15:00 AM", "2031/03/04 1:15:00 PM"),
    ],
)
def test_responses_are_ordered_by_time_and_not_as_text(read, roster, first, second):
    rows = {"duplicates": {"order": "at"}}
    for lines in ((f"Ana,{first},0", f"Ana,{second},1"), (f"Ana,{second},1", f"Ana,{first},0")):
        survey = read(roster(source={"rows": rows}), answers_csv="me,at,ask_Bo\n" + "\n".join(lines) + "\n")
        assert survey.ties["strength"].to_list() == [1.0]


def test_an_order_that_is_no_time_is_refused(read, roster):
    rows = {"duplicates": {"order": "at"}}
    with pytest.raises(DataError, match="cannot be put in order by 'at'"):
        read(roster(source={"rows": rows}), answers_csv="me,at,ask_Bo\nAna,Monday,0\nAna,Tuesday,1\n")


def test_a_preset_orders_by_its_own_column_where_it_is_there(read, roster):
    text = "me,Timestamp,ask_Bo\nAna,2031/03/04 9:15:00 AM,0\nAna,2031/03/04 9:16:00 AM,1\n"
    survey = read(roster(source={"preset": "google_forms"}), answers_csv=text)
    assert len(survey.ties) == 1
    with pytest.raises(DataError, match="more than once"):
        read(roster(source={"preset": "google_forms"}), answers_csv=text.replace("Timestamp", "When"))


def test_a_name_may_be_filled_from_a_row_with_the_same_key(read, edges):
    spec = edges(source={"ego": {"column": "from", "fill_by": "key"}})
    survey = read(spec, ties_csv="key,from,to\n1,Ana,Bo\n1,,Cy\n2,,Di\n")
    assert survey.ties["target"].to_list() == ["Bo", "Cy"]
    assert code(survey, "no_respondent")["row"].to_list() == [4]


def test_waves_in_a_column_are_ordered_naturally_or_as_the_spec_says(read, edges):
    text = "from,to,w\nAna,Bo,wave 10\nAna,Bo,wave 2\nBo,Ana,Wave 2\n"
    assert read(edges(source={"wave": {"column": "w"}}), ties_csv=text).waves == ("Wave 2", "wave 10")
    survey = read(edges(source={"wave": {"column": "w", "order": ["wave 10", "wave 2"]}}), ties_csv=text)
    assert survey.waves == ("wave 10", "wave 2")
    assert survey.ties["wave"].value_counts().to_dict() == {"wave 2": 2, "wave 10": 1}
    with pytest.raises(DataError, match="not in the list of waves"):
        read(edges(source={"wave": {"column": "w", "order": ["wave 2"]}}), ties_csv=text)


def test_a_row_that_does_not_say_its_wave_is_a_fault(read, edges):
    with pytest.raises(DataError, match="does not say its wave"):
        read(edges(source={"wave": {"column": "w"}}), ties_csv="from,to,w\nAna,Bo,\n")


def test_a_column_that_a_rule_names_must_be_there(read, edges):
    for rules in ({"drop_if": {"x": ["1"]}}, {"keep_if": {"x": ["1"]}}, {"consent": {"column": "x", "yes": ["y"]}}):
        with pytest.raises(SpecError, match="no column 'x'"):
            read(edges(source={"rows": rules}), ties_csv="from,to\nAna,Bo\n")


def test_qualtrics_rows_are_judged_by_the_preset_alone(read):
    head = "Status,Progress,RecordedDate,ResponseId,Q1,Q2_1,Q2_2,Q2_DO_1\n"
    labels = "Status,Progress,Date,Id,Name,Who? - Ana,Who? - Bo,order\n"
    body = (
        "Survey Preview,100,2031-01-01,R0,Robot,Yes,Yes,1\n"
        "Spam,100,2031-01-01,R1,Robot,Yes,Yes,1\n"
        "IP Address,100,2031-01-02,R2,Ana,,Yes,2\n"
        "IP Address,50,2031-01-03,R3,Bo,-99,-99,3\n"
    )
    spec = {
        "sources": {
            "path": "q.csv",
            "preset": "qualtrics",
            "ego": "Q1",
            "ties": {"relation": "a", "shape": "roster", "columns": "Q2_*", "alter": {"after": " - "}},
        }
    }
    survey = read(spec, q_csv=head + labels + "{},{},{},{},{},{},{},{}\n" + body)
    assert survey.people.index.to_list() == ["Ana", "Bo"]
    assert code(survey, "test_row")["row"].to_list() == [4, 5]
    assert survey.people_in("a")["status"].to_dict() == {"Ana": "respondent", "Bo": "declined"}
    assert len(code(survey, "empty_block")) == 1


def test_somebody_with_one_finished_row_of_ties_is_a_respondent(read, edges):
    rows = {"partial": {"column": "done", "complete": "yes"}}
    for order in ("yes,no", "no,yes"):
        one, two = order.split(",")
        survey = read(edges(source={"rows": rows}), ties_csv=f"from,to,done\nAna,Bo,{one}\nAna,Cy,{two}\nBo,Cy,no\n")
        assert survey.people["status"].to_dict() == {"Ana": "respondent", "Bo": "partial", "Cy": "named_only"}
