"""What is odd about a survey as a whole: directions, rows of no tie, unclear power, groups that will be hidden."""

from __future__ import annotations

import pytest
import yaml

import critical_sna as csna
from critical_sna.errors import CriticalSNAError
from critical_sna.survey import read_survey

ANSWERS = "from,to,how\nAna,Bo,2\nBo,Cy,0\nCy,Ana,no\nCy,Bo,1\n"


def issues(survey, code):
    return survey.issues[survey.issues["code"] == code]


def people(**columns):
    names = list(columns)
    rows = list(zip(*columns.values(), strict=True))
    return "id," + ",".join(names) + "\n" + "".join(f"P{i},{','.join(row)}\n" for i, row in enumerate(rows))


def with_people(edges, kinds, **more):
    attributes = {name: {"kind": kind} if isinstance(kind, str) else kind for name, kind in kinds.items()}
    block = {"path": "people.csv", "id": "id", "attributes": list(kinds)}
    return edges(people=block, attributes=attributes, policy={"unmatched": "add"}, **more)


def test_a_relation_without_direction_says_what_refuses_and_the_line_that_mends_it(read, edges, tmp_path):
    survey = read(edges(), ties_csv="from,to\nAna,Bo\n")
    issue = issues(survey, "direction_unsaid").iloc[0]
    assert issue["severity"] == "warning"
    net = csna.PartnerNetwork.from_survey(survey, relation="advice")
    for name in ("heard_by", "voice", "audibility", "periphery", "brokerage"):
        assert name in issue["text"]
        with pytest.raises(CriticalSNAError, match="never said which way"):
            getattr(csna, name)(net, **({"groups": "label"} if name in {"audibility", "brokerage"} else {}))
    line = issue["text"].partition("under 'relations': ")[2].partition(" (I go")[0]
    mended = read_survey({**edges(), "relations": yaml.safe_load(line)}, base=tmp_path)
    assert mended.codebook.relations["advice"].reports == "seeks_from"
    assert issues(mended, "direction_unsaid").empty


def test_every_relation_without_direction_is_told(read, edges):
    spec = edges(relations={"advice": {"reports": "mutual"}})
    spec["sources"]["ties"] = [{**spec["sources"]["ties"][0], "relation": r} for r in ("advice", "trust", "ideas")]
    told = issues(read(spec, ties_csv="from,to\nAna,Bo\n"), "direction_unsaid")["text"]
    assert [text.split("'")[1] for text in told] == ["ideas", "trust"]


def test_rows_that_say_no_tie_are_counted_with_their_first_place(read, edges):
    survey = read(edges(tie={"value": "how"}), ties_csv=ANSWERS)
    issue = issues(survey, "zero_strength").iloc[0]
    assert issue[["count", "file", "row", "column"]].to_list() == [2, "ties.csv", 3, "how"]
    assert "2 rows" in issue["text"]
    assert len(survey.ties) == 2


def test_a_row_of_no_tie_told_both_ways_counts_once(read, edges):
    survey = read(edges(tie={"value": "how"}, source={"directed": False}), ties_csv="from,to,how\nAna,Bo,0\nAna,Cy,1\n")
    assert issues(survey, "zero_strength")["count"].to_list() == [1]


def test_never_on_a_scale_is_an_answer_and_no_slip(read, edges):
    scales = {"s": {"levels": ["never", "often"], "start": 0}}
    survey = read(
        edges(tie={"value": "how", "scale": "s"}, scales=scales), ties_csv="from,to,how\nAna,Bo,never\nAna,Cy,often\n"
    )
    assert issues(survey, "zero_strength").empty
    assert set(survey.answers["state"]) == {"none", "tie"}


def test_ties_without_zeros_and_rosters_are_quiet(read, roster, edges):
    assert issues(read(roster(), answers_csv="me,ask_Ana,ask_Bo\nAna,,no\nBo,1,\n"), "zero_strength").empty
    survey = read(edges(tie={"value": "how"}), ties_csv="from,to,how\nAna,Bo,2\n")
    assert issues(survey, "zero_strength").empty


def test_values_that_neither_hold_power_nor_say_no_are_told_with_what_counts(read, edges):
    spec = with_people(edges, {"seat": {"kind": "power", "holds": ["yes"]}})
    seats = ("yes", "YES", "no", "0", "Not any more", "sometimes", "ask me", "")
    survey = read(spec, people_csv=people(seat=seats), ties_csv="from,to\nP0,P1\n")
    issue = issues(survey, "holds_unclear").iloc[0]
    assert issue["count"] == 2
    assert "P5, P6" in issue["text"]
    assert "power ('yes')" in issue["text"]
    assert "sometimes" not in issue["text"]


def test_other_roles_are_a_plain_no_unless_they_resemble_one_that_holds_power(read, edges):
    spec = with_people(edges, {"role": {"kind": "power", "holds": ["director"]}})
    roles = ("Director", "teacher", "parent", "acting director")
    survey = read(spec, people_csv=people(role=roles), ties_csv="from,to\nP0,P1\n")
    issue = issues(survey, "holds_unclear").iloc[0]
    assert "one person (P3)" in issue["text"]
    assert "('director')" in issue["text"]


def test_where_nothing_is_named_as_holding_power_yes_counts(read, edges):
    survey = read(
        with_people(edges, {"seat": "power"}), people_csv=people(seat=("yes", "maybe")), ties_csv="from,to\nP0,P1\n"
    )
    assert "('yes')" in issues(survey, "holds_unclear")["text"].item()


def test_of_several_values_one_that_holds_power_is_enough(read, edges):
    spec = with_people(edges, {"role": {"kind": "power", "holds": ["chair"], "sep": ";"}})
    roles = ("chair; parent", "parent; vice chair", "parent")
    survey = read(spec, people_csv=people(role=roles), ties_csv="from,to\nP0,P1\n")
    assert "(P1)" in issues(survey, "holds_unclear")["text"].item()


def test_plain_answers_about_power_are_quiet(read, edges):
    spec = with_people(edges, {"seat": {"kind": "power", "holds": ["yes"]}, "other": "other"})
    survey = read(spec, people_csv=people(seat=("yes", "no"), other=("x", "y")), ties_csv="from,to\nP0,P1\n")
    assert issues(survey, "holds_unclear").empty


def test_groups_too_small_to_be_shown_are_told(read, edges):
    spec = with_people(edges, {"sector": "community", "shoe": "other"})
    sectors = (*["Schools"] * 5, *["Families"] * 4, "City", "")
    text = people(sector=sectors, shoe=[str(i) for i in range(11)])
    found = issues(read(spec, people_csv=text, ties_csv="from,to\nP0,P1\n"), "small_groups")
    assert found[["severity", "count"]].to_numpy().tolist() == [["info", 2]]
    assert "2 of 3 groups have fewer than 5 people" in found["text"].item()
    assert "'City', 'Families'" in found["text"].item()


def test_several_values_in_a_cell_are_several_groups(read, edges):
    spec = with_people(edges, {"identity": {"kind": "identity", "sep": ";"}})
    text = people(identity=["a; b"] * 5 + ["a;c"])
    found = issues(read(spec, people_csv=text, ties_csv="from,to\nP0,P1\n"), "small_groups")
    assert "one of 3 groups" in found["text"].item()
    assert "'c'" in found["text"].item()


def test_large_groups_are_quiet(read, edges):
    spec = with_people(edges, {"sector": "organisation"})
    survey = read(spec, people_csv=people(sector=["Schools"] * 5), ties_csv="from,to\nP0,P1\n")
    assert issues(survey, "small_groups").empty


def test_a_value_that_somebody_has_among_several_is_not_called_unseen(read, edges):
    kinds = {"roles": {"kind": "power", "sep": ";", "holds": ["chair", "treasurer"]}}
    survey = read(with_people(edges, kinds), people_csv=people(roles=["member; Chair", "member"]), ties_csv=ANSWERS)
    assert [text.split("'")[1] for text in issues(survey, "holds_unseen")["text"]] == ["treasurer"]
    assert survey.codebook.attributes["roles"].holds[0] == "member; Chair"
