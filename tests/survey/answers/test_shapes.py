from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from critical_sna.errors import DataError, SpecError
from critical_sna.survey.answers.names import Registry
from critical_sna.survey.answers.shapes import most_separators, split
from critical_sna.survey.tables.text import match_key


def pairs(survey):
    return [tuple(t) for t in survey.ties[["source", "target", "strength"]].to_numpy().tolist()]


def spec(tie, **source):
    return {"sources": {"path": "a.csv", "ego": "me", "ties": {"relation": "r", **tie}, **source}}


def test_a_roster_reads_one_column_for_each_person(read, roster):
    survey = read(roster(), answers_csv="me,ask_Ana,ask_Bo\nAna,,3\nBo,0,\n")
    assert pairs(survey) == [("Ana", "Bo", 3.0)]
    assert survey.answers["state"].to_list() == ["impossible", "tie", "none", "impossible"]


@pytest.mark.parametrize(
    ("alter", "heads"),
    [
        ({"from": "header", "after": "- "}, ["How - often - Ana", "How - often - Bo"]),
        ({"from": "header", "after": " - "}, ["How - Smith - Ash", "How - Jones"]),
        ({"from": "header", "between": ["[", "]"]}, ["Who [pick] [Ana]", "Who [pick] [Bo]"]),
        ({"from": "header", "pattern": "^How (.+)$"}, ["How Ana", "How Bo"]),
        ({"from": "header", "pattern": "[A-Z][a-z]+$"}, ["How Ana", "How Bo"]),
        ({"from": "header"}, ["Ana", "Bo"]),
        (None, ["Ana", "Bo"]),
    ],
)
def test_the_name_is_cut_from_the_header(read, alter, heads):
    tie = {"shape": "roster", "columns": heads, **({"alter": alter} if alter else {})}
    survey = read(spec(tie), a_csv=f'me,"{heads[0]}","{heads[1]}"\nXi,1,1\n')
    expected = ["Jones", "Smith - Ash"] if "Smith" in heads[0] else ["Ana", "Bo"]
    assert survey.ties["target"].to_list() == expected


@pytest.mark.parametrize(
    ("alter", "head"),
    [
        ({"from": "header", "after": "- "}, "How often"),
        ({"from": "header", "after": "- "}, "How often - "),
        ({"from": "header", "between": ["[", "]"]}, "How often"),
        ({"from": "header", "pattern": "(x+)"}, "How often"),
        ({"from": "header", "after": "- "}, "How often - ${e://Field/name}"),
    ],
)
def test_a_header_without_a_name_is_a_spec_error(read, alter, head):
    with pytest.raises(SpecError, match="No person's name"):
        read(spec({"shape": "roster", "columns": "How*", "alter": alter}), a_csv=f"me,{head}\nXi,1\n")


def test_slots_hold_a_name_each_and_may_have_values_beside(read):
    tie = {"shape": "slots", "columns": "n_*", "value": "v_*"}
    survey = read(spec(tie), a_csv="me,n_1,n_2,v_1,v_2\nAna,Bo,Cy,2,\nBo,,,,\n")
    assert pairs(survey) == [("Ana", "Bo", 2.0), ("Ana", "Cy", 1.0)]
    assert survey.issues.query("code == 'no_strength'")["count"].to_list() == [1]
    assert survey.people_in("r")["status"].to_dict() == {
        "Ana": "respondent",
        "Bo": "declined",
        "Cy": "named_only",
    }


def test_slots_and_values_must_run_in_parallel(read):
    with pytest.raises(SpecError, match="2 columns of names have 1 columns of values"):
        read(spec({"shape": "slots", "columns": "n_*", "value": "v_*"}), a_csv="me,n_1,n_2,v_1\nAna,Bo,Cy,2\n")


def test_a_named_person_without_a_value_is_unknown_where_the_scale_has_none(read):
    tie = {"shape": "slots", "columns": "n_*", "value": "v_*", "scale": "f"}
    content = {**spec(tie), "scales": {"f": {"levels": ["never", "often"], "start": 0}}}
    survey = read(content, a_csv="me,n_1,n_2,v_1,v_2\nAna,Bo,Cy,often,\n")
    assert survey.answers["state"].to_list() == ["tie", "missing"]
    assert survey.unknown("r").to_numpy().tolist() == [["Ana", "Cy"]]


def test_several_names_in_one_cell_are_cut_but_known_names_stay_whole(read):
    tie = {"shape": "multi", "columns": ["who"], "sep": ","}
    survey = read(spec(tie), a_csv='me,who\nAna,"Bo, Cy and Sons, Di,"\n"Cy and Sons, Di",Ana\nBo,\n')
    assert [t[:2] for t in pairs(survey)] == [
        ("Ana", "Bo"),
        ("Ana", "Cy and Sons, Di"),
        ("Cy and Sons, Di", "Ana"),
    ]


def test_the_longest_known_name_wins():
    known = {"a,b", "a,b,c"}
    assert split("a,b,c,d", ",", lambda t: t in known) == ["a,b,c", "d"]
    assert split("a  b", " ", lambda t: False) == ["a", "b"]
    assert split("a\nb", "\n", lambda t: False) == ["a", "b"]


def test_a_long_cell_takes_no_longer_than_its_names(monkeypatch, read):
    """400 names of which none holds the separator: each is looked up alone, not in 80,000 joins."""
    looked_up = []
    find = Registry.find

    def counted(self, text, place=None):
        looked_up.append(text)
        return find(self, text, place)

    monkeypatch.setattr(Registry, "find", counted)
    tie = {"shape": "multi", "columns": ["who"], "sep": ","}
    names = [f"P{i}" for i in range(400)]
    survey = read(spec(tie), a_csv=f'me,who\nAna,"{",".join(names)}"\n')
    assert len(survey.ties) == 400
    assert len(looked_up) < 5_000


@given(st.text("ab ,;<\n\u0338\u200b，", max_size=12), st.lists(st.text("ab ,;<\n\u0338", min_size=1, max_size=6)))
@pytest.mark.parametrize("sep", [",", "; ", "<", " ", "\n", "b", "\uff0c"])
def test_names_are_cut_the_same_whether_or_not_their_separators_are_counted(sep, text, names):
    known = {match_key(name) for name in names} - {""}
    assert split(text, sep, lambda t: match_key(t) in known, most_separators(sep, known)) == split(
        text, sep, lambda t: match_key(t) in known
    )


@pytest.mark.parametrize(
    ("tie", "heads"),
    [
        ({"shape": "edges", "target": "a", "value": "n"}, "me,a,n"),
        ({"shape": "edges", "target": "a", "value": "n", "sep": ";"}, "me,a,n"),
        ({"shape": "slots", "columns": ["x", "a"], "value": ["v", "n"]}, "me,x,a,v,n"),
    ],
)
@pytest.mark.parametrize("scale", [None, "f"])
def test_a_bad_value_is_placed_in_the_column_of_values(read, tie, heads, scale):
    content = spec({**tie, **({"scale": scale} if scale else {})})
    content |= {"scales": {"f": {"levels": ["1", "2"]}}} if scale else {}
    blank = "," * (heads.count(",") - 2)
    with pytest.raises(DataError) as caught:
        read(content, a_csv=f"{heads}\nAna{blank and ',Cy'},Bo{blank and ',1'},often\n")
    assert caught.value.problems["column"].to_list() == ["n"]


def test_a_bad_cell_of_a_grid_is_placed_in_the_column_of_its_person(read, roster):
    with pytest.raises(DataError) as caught:
        read(roster(), answers_csv="me,ask_Ana,ask_Bo\nAna,,often\n")
    assert caught.value.problems["column"].to_list() == ["ask_Bo"]


def test_edges_have_one_row_for_each_tie_and_may_hold_several_targets(read, edges):
    survey = read(edges({"sep": "|", "value": "n"}), ties_csv="from,to,n\nAna,Bo|Cy,2\nAna,,\nBo,Ana,0\n")
    assert pairs(survey) == [("Ana", "Bo", 2.0), ("Ana", "Cy", 2.0)]
    assert survey.answers["state"].to_list() == ["tie", "tie", "none"]


def test_somebody_on_the_list_of_records_without_a_row_has_none_where_the_spec_says_so(read, edges):
    files = {"people_csv": "id\nAna\nBo\n", "ties_csv": "from,to\nAna,Bo\n"}
    people = {"path": "people.csv", "id": "id"}
    assert read(edges(people=people), **files).people_in("advice").loc["Bo", "status"] == "named_only"
    survey = read(edges({"empty_block": "none"}, people=people), **files)
    assert survey.people_in("advice").loc["Bo", "status"] == "respondent"


def test_a_matrix_names_people_in_its_first_column_and_header(read):
    content = {"sources": {"path": "a.csv", "ties": {"relation": "r", "shape": "matrix", "empty": ["-"]}}}
    survey = read(content, a_csv=",Bo,Ana\nAna,2,-\nBo,-,0\n")
    assert pairs(survey) == [("Ana", "Bo", 2.0)]


def test_a_matrix_leaves_other_columns_alone(read):
    rows = {
        "drop_if": {"x": ["9"]},
        "consent": {"column": "ok", "yes": ["y"]},
        "partial": {"column": "done", "complete": "1"},
    }
    survey = read(
        spec({"shape": "matrix"}, rows=rows, wave={"column": "w"}, attributes={"role": "role"}),
        a_csv="me,x,ok,done,w,role,Ana,Bo\nAna,1,y,1,w1,a,,1\n",
    )
    assert survey.people.index.to_list() == ["Ana", "Bo"]
    chosen = read(spec({"shape": "matrix", "columns": ["Bo"]}), a_csv="me,x,Bo\nAna,1,1\n")
    assert chosen.people.index.to_list() == ["Ana", "Bo"]


def test_an_undirected_file_gives_ties_both_ways(read, edges):
    survey = read(edges(source={"directed": False}), ties_csv="from,to\nAna,Bo\nCy,Cy\n")
    assert [t[:2] for t in pairs(survey)] == [("Ana", "Bo"), ("Bo", "Ana")]
    assert survey.people["status"].to_dict() == {"Ana": "respondent", "Bo": "respondent", "Cy": "respondent"}


def test_only_a_matrix_may_leave_the_respondent_unsaid(read):
    content = {"sources": {"path": "a.csv", "ties": {"relation": "r", "shape": "edges", "target": "to"}}}
    with pytest.raises(SpecError, match="which column holds the respondent"):
        read(content, a_csv="from,to\nAna,Bo\n")


def test_nodes_and_ties_are_no_matrix_and_rows_of_answers_no_graph(read):
    with pytest.raises(SpecError, match="nodes and ties"):
        read(spec({"shape": "matrix"}, format="gexf"), a_csv="a,b\n1,2\n")
    with pytest.raises(SpecError, match="nodes and ties"):
        read(spec({"shape": "graph"}), a_csv="a,b\n1,2\n")


def test_decimal_commas_are_read_where_declared(read, roster):
    text = "me;ask_Bo\nAna;1,5\n"
    assert pairs(read(roster(source={"decimal": ","}), answers_csv=text)) == [("Ana", "Bo", 1.5)]
    with pytest.raises(DataError, match="neither a number nor a tick"):
        read(roster(), answers_csv=text)
