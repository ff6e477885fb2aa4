from __future__ import annotations

import pytest


def test_two_people_with_one_label_stay_two(read, ties_of):
    tables = read('*Vertices 3\n1 "Ana" 0.1 0.2\n2 "Bo"\n3 "Ana"\n*Arcs\n1 2 3\n*Edges\n2 3 2\n')
    assert tables.people.to_dict("list") == {"id": ["1", "2", "3"], "label": ["Ana", "Bo", "Ana"]}
    assert ties_of(tables) == [("1", "2", 3.0), ("2", "3", 2.0), ("3", "2", 2.0)]
    assert tables.directed
    assert set(tables.issues["code"]) == {"duplicate_label", "layout_left_out"}


def test_labels_of_their_own_are_the_ids(read, ties_of):
    tables = read("*vertices 2\n1 Ana\n2 'Bo'\n*edges\n1 2\n")
    assert tables.people["id"].to_list() == ["Ana", "'Bo'"]
    assert ties_of(tables) == [("Ana", "'Bo'", 1.0), ("'Bo'", "Ana", 1.0)]
    assert not tables.directed


def test_people_without_a_line_or_a_label_are_there(read):
    assert read('*Vertices 3\n2 "Bo"\n*Arcs\n1 2\n').people["label"].to_list() == ["1", "Bo", "3"]
    assert read("*Vertices 2").people["id"].to_list() == ["1", "2"]
    assert len(read("*Vertices 0\n*Arcs\n").people) == 0


def test_lists_name_several_people_and_are_no_strengths(read, ties_of):
    tables = read("*Vertices 4\n*Arcslist\n1 2 3\n*Edgeslist\n4 1\n")
    assert ties_of(tables) == [("1", "2", 1.0), ("1", "3", 1.0), ("4", "1", 1.0), ("1", "4", 1.0)]


def test_a_matrix_is_rows_to_columns(read, ties_of):
    tables = read("*Vertices 2\n*Matrix\n0 2.5\n0.0\n1\n*Arcs\n1 1\n")
    assert ties_of(tables) == [("1", "2", 2.5), ("2", "2", 1.0), ("1", "1", 1.0)]


def test_relations_have_names_or_numbers(read):
    tables = read('*Vertices 2\n*Arcs :1 "advice"\n1 2\n*Arcs :2\n2 1\n*Edges :3 trust\n1 2\n')
    assert tables.ties["relation"].to_list() == ["advice", "2", "trust", "trust"]


def test_two_modes_comments_times_and_other_sections(read):
    tables = read(
        '% made by hand\n*Network x\n*Vertices 3 2\n1 "a"\n2 "b"\n3 "c"\n*Arcs\n1 3 1 [1-3]\n2 3 1 l "x"\n'
        "*Partition p\n1\n2\n"
    )
    assert tables.people["mode"].to_list() == [1, 1, 2]
    assert len(tables.ties) == 2
    assert set(tables.issues["code"]) == {"section_left_out", "time_left_out", "layout_left_out"}


def test_every_bad_place_is_in_one_error_with_its_line(faults):
    error = faults(
        '*Vertices 2\n1 "a\n2 "b"\n2 "c"\n9 "d"\nx\n*Arcs\n1 7\n1\n1 2 n/a\n1 2 -1\n1 2 nan\n*Matrix\n1 2 3 4 5 6\n'
        "*Matrix\n1\n*Vertices 3\n"
    )
    assert list(zip(error.problems["code"], error.problems["row"].astype(object), strict=True)) == [
        ("open_quote", 2),
        ("person_twice", 4),
        ("person_number", 5),
        ("person_number", 6),
        ("person_number", 8),
        ("tie_without_end", 9),
        ("strength_not_number", 10),
        ("strength_negative", 11),
        ("strength_not_finite", 12),
        ("matrix_rest", 14),
        ("matrix_size", 17),
        ("second_graph", 17),
    ]
    assert "a tie names" not in str(error)
    assert "'7' is not a number of a person from 1 to 2" in str(error)


@pytest.mark.parametrize(
    "head", ["*Vertices", "*Vertices x", "*Vertices 9999999", "*Vertices -1", "stray\n*Vertices 1"]
)
def test_a_head_that_makes_no_sense_is_refused(faults, head):
    assert faults(f"{head}\n*Network\n", format="pajek").problems["code"].iloc[0] in {"bad_line", "person_number"}


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_encodings_are_seen(read, encoding):
    tables = read('*Vertices 1\n1 "Zoë"\n'.encode(encoding))
    assert tables.people["id"].to_list() == ["Zoë"]
    assert ("encoding_guess" in set(tables.issues["code"])) == (encoding == "cp1252")


def test_an_encoding_can_be_named(read):
    assert read('*Vertices 1\n1 "Łukasz"\n'.encode("cp1250"), encoding="cp1250").people["id"][0] == "Łukasz"


def test_ids_of_our_own_comments_are_kept_only_where_all_are_there(read):
    text = '% id 1 "P1"\n% id 2 "P2"\n*Vertices 2\n1 "Ana"\n2 "Bo"\n'
    assert read(text).people["id"].to_list() == ["P1", "P2"]
    assert read(text.replace("% id 2", "% id 7")).people["id"].to_list() == ["Ana", "Bo"]


def test_numeric_references_are_read_as_characters(read):
    tables = read('*Vertices 4\n1 "&#34;A&#34;"\n2 "&#x41;&#10;"\n3 "&#55296;"\n4 "&#38;#"\n')
    assert tables.people["id"].to_list() == ['"A"', "A\n", "&#55296;", "&#"]
