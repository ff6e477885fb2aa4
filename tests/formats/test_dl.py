from __future__ import annotations

import pytest

from critical_sna.errors import CriticalSNAError

LABELS = 'labels:\nAna, Bo\n"Cy D"\n'
GOLDEN = [("Ana", "Bo", 2.0), ("Ana", "Cy D", 1.0), ("Cy D", "Ana", 1.0)]


@pytest.mark.parametrize(
    "text",
    [
        f"dl n=3\n{LABELS}data:\n0 2 1\n0 0 0\n1 0 0\n",
        f"DL N = 3, FORMAT = FULLMATRIX DIAGONAL ABSENT\n{LABELS}DATA:\n2 1\n0 0\n1 0\n",
        'dl nr=3,nc=3\nrow labels:\nAna Bo "Cy D"\ncolumn labels: Ana Bo "Cy D"\ndata:\n0 2 1 0 0 0\n1 0 0\n',
        'dl n=3 format=fullmatrix\nlabels embedded\ndata:\nAna Bo "Cy D"\nAna 0 2 1\nBo 0 0 0\n"Cy D" 1 0 0\n',
        "dl n=3 format=fullmatrix\nlabels embedded:\ndata:\nAna Bo 'Cy D'\nBo 0 0 0\nAna 0 2 1\n\"Cy D\" 1 0 0\n",
        f"dl n=3\n{LABELS}column labels embedded\ndata:\nBo Ana 'Cy D'\n2 0 1\n0 0 0\n0 1 0\n",
        f"dl n=3\n{LABELS}row labels embedded\ndata:\n'Cy D' 1 0 0\nAna 0 2 1\nBo 0 0 0\n",
        f"dl n=3 format=edgelist1\n{LABELS}data:\n1 2 2\n1,3\n3 1\n",
        f"dl n=3 format=edgelist\n{LABELS}data:\n1 2 2\n\n1 3 1.0\n3 1\n2 1 0",
        "dl n=3, format = edgelist1\nlabels embedded\ndata:\nAna Bo 2\nAna 'Cy D'\n\"Cy D\" Ana\n",
        f"dl n=3 format=edgelist1\n{LABELS}labels embedded\ndata:\nAna Bo 2\nAna 'Cy D'\n'Cy D' Ana\n",
    ],
)
def test_every_form_with_strengths_reads_the_same(read, ties_of, text):
    tables = read(text)
    assert sorted(ties_of(tables)) == GOLDEN
    assert sorted(tables.people["id"]) == ["Ana", "Bo", "Cy D"]
    assert tables.directed


@pytest.mark.parametrize(
    "text",
    [
        f"dl n=3 format=nodelist1\n{LABELS}data:\n1 2 3\n3 1\n",
        "dl n=3 format=nodelist1\nlabels embedded\ndata:\nAna Bo 'Cy D'\n'Cy D' Ana\n",
        f"dl n=3 format=nodelist1b\n{LABELS}data:\n2 2 3\n0\n1 1\n",
    ],
)
def test_node_lists_name_people_without_strengths(read, ties_of, text):
    assert sorted(ties_of(read(text))) == [(a, b, 1.0) for a, b, _ in GOLDEN]


@pytest.mark.parametrize(
    "text",
    [
        f"dl n=3 format=lowerhalf\n{LABELS}data:\n0\n2 0\n0 5 0\n",
        f"dl n=3 format=lowerhalf diagonal=absent\n{LABELS}data:\n2\n0 5\n",
        f"dl n=3 format=upperhalf\n{LABELS}data:\n0 2 0\n0 5\n0\n",
        f"dl n=3 format=upperhalf diagonal=absent\n{LABELS}data:\n2 0 5\n",
        "dl n=3 format=upperhalf diagonal=absent\nlabels embedded\ndata:\nAna Bo 'Cy D'\nAna 2 0\nBo 5\n'Cy D'\n",
    ],
)
def test_half_a_matrix_is_ties_without_direction(read, ties_of, text):
    tables = read(text)
    assert sorted(ties_of(tables)) == [("Ana", "Bo", 2.0), ("Bo", "Ana", 2.0), ("Bo", "Cy D", 5.0), ("Cy D", "Bo", 5.0)]
    assert not tables.directed


@pytest.mark.parametrize(
    "text",
    [
        "dl n=2 nm=2\nlabels: a b\nmatrix labels: advice trust\ndata:\n0 1\n0 0\n0 0\n3 0\n",
        "dl n=2 nm=2\nmatrix labels: advice trust\nlabels embedded\ndata:\na b\na 0 1\nb 0 0\na 0 0\nb 3 0\n",
        "dl n=2 nm=2\nmatrix labels: advice trust\nlabels embedded\ndata:\na b\na 0 1\nb 0 0\na b\na 0 0\nb 3 0\n",
        "dl n=2 nm=2 format=edgelist1\nlabels: a b\nmatrix labels: advice trust\ndata:\n1 2\n!\n2 1 3\n",
    ],
)
def test_several_matrices_are_several_relations(read, ties_of, text):
    assert ties_of(read(text)) == [("a", "b", 1.0, "advice"), ("b", "a", 3.0, "trust")]


def test_matrices_without_names_are_numbered(read, ties_of):
    assert [t[3] for t in ties_of(read("dl n=1 nm=2\ndata:\n1 1\n"))] == ["1", "2"]


@pytest.mark.parametrize(
    "text",
    [
        "dl nr=2 nc=3\nrow labels: a b\ncolumn labels: x y a\ndata:\n1 0 0\n0 2 1\n",
        "dl nr=2 nc=3 format=edgelist2\nrow labels: a b\ncolumn labels: x y a\ndata:\n1 1\n2 2 2\n2 3\n",
        "dl nr=2 nc=3 format=edgelist2\nlabels embedded\ndata:\na x\nb y 2\nb a\n",
    ],
)
def test_two_modes_are_people_and_what_they_are_tied_to(read, ties_of, text):
    tables = read(text)
    assert ties_of(tables) == [("a", "x", 1.0), ("b", "y", 2.0), ("b", "a", 1.0)]
    assert dict(zip(tables.people["id"], tables.people["mode"], strict=True)) == {
        "a": "both",
        "b": "row",
        "x": "column",
        "y": "column",
    }
    assert read("dl nr=1 nc=2 format=nodelist2\ndata:\n1 2\n").people["id"].to_list() == ["r1", "c1", "c2"]


def test_missing_cells_are_unknown_and_not_none(read):
    tables = read("dl n=2\nlabels: a b\ndata:\n0 NA\n. 0\n")
    assert tables.unknown.to_numpy().tolist() == [["a", "b"], ["b", "a"]]
    assert tables.issues.set_index("code")["count"].to_dict() == {"missing_answer": 2}
    half = read("dl n=2 nm=2 format=lowerhalf diagonal=absent\nmatrix labels: r s\nlabels: a b\ndata:\nna\n1\n")
    assert half.unknown.to_numpy().tolist() == [
        ["a", "b", "r"],
        ["b", "a", "r"],
    ] or half.unknown.to_numpy().tolist() == [
        ["b", "a", "r"],
        ["a", "b", "r"],
    ]


def test_people_without_labels_have_numbers_and_labels_twice_stay_two(read):
    assert read("dl n=2 data:\n0 1 0 0").people["id"].to_list() == ["1", "2"]
    tables = read("dl n=3\nlabels: a b a\ndata:\n0 1 0 0 0 0 0 0 1")
    assert tables.people.to_dict("list") == {"id": ["1", "2", "3"], "label": ["a", "b", "a"]}
    assert "duplicate_label" in set(tables.issues["code"])
    spare = read("dl n=4 format=edgelist1\nlabels embedded\ndata:\n1 b\n")
    assert spare.people["id"].to_list() == ["1", "b", "2", "3"]


@pytest.mark.parametrize(
    ("text", "codes", "words"),
    [
        ("dl n=2\ndata:\n0 x\n-1 inf\n", ["strength_not_number", "strength_negative", "strength_not_finite"], "'x'"),
        ("dl n=2\ndata:\n0 1 0\n", ["matrix_size"], "needs 1 more"),
        ("dl n=3 format=lowerhalf diagonal=absent\ndata:\n1\n", ["matrix_size"], "needs 2 more"),
        ("dl n=2\ndata:\n0 1 0 0 7\n", ["matrix_rest"], "more values"),
        ("dl n=2 nm=2\ndata:\n0 1 0 0 7\n", ["matrix_size"], "needs 3 more"),
        ("dl n=2\nlabels: a\ndata:\n0 1 0 0\n", ["labels_missing"], "1 labels are missing"),
        ("dl n=2\nlabels embedded\ndata:\na b\na 0 1\nc 0 0\n", ["more_people"], "'c' would be"),
        ("dl n=2\nlabels embedded\ndata:\na b\na 0 1\n", ["matrix_size"], "needs 2 more"),
        ("dl n=1 format=edgelist1\nlabels embedded\ndata:\na b\n", ["more_people"], "'b' would be person number 2"),
        ('dl n=1 format=edgelist1\nlabels embedded\ndata:\na ""\n', ["person_without_id"], "no id"),
        ("dl n=2 format=edgelist1\ndata:\n1 3\nAna 1\n", ["person_number", "not_a_person_number"], "labels embedded"),
        ('dl n=2 format=edgelist1\ndata:\n1\n1 2 3 4\n1 "2\n', ["bad_line", "bad_line", "open_quote"], "lines 3, 4"),
        ("dl n=2 format=edgelist1\ndata:\n1 2\n!\n1 2\n", ["matrix_rest"], "more values"),
        ("dl n=x nm=0 odd\ndata:\n", ["person_number", "bad_line", "person_number"], "'x'"),
        ("dl n=1 format=nodelist1b\ndata:\n0\n0\n1 1\n", ["bad_line", "bad_line"], "lines 4, 5"),
        (f"dl n=3\n{LABELS}labels embedded\ndata:\nAna Bo X\n1 0 0 0\n", ["row_label"] * 2 + ["matrix_size"], "'X'"),
    ],
)
def test_bad_places_are_listed_together(faults, text, codes, words):
    error = faults(text)
    assert error.problems["code"].to_list() == codes
    assert words in str(error)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("dl n=2", "'data:' is missing"),
        ("dl n=2 format=blockmatrix data:", "DL format 'blockmatrix' is not read"),
        ("dl n=2 format=fullmatrx data:", "did you mean 'fullmatrix'"),
        ("n=2 data: 0 1 0 0", "does not begin with the word DL"),
        ("dl n=2\nlabels: a b", "missing"),
    ],
)
def test_a_head_that_is_not_understood_says_so(read, text, words):
    with pytest.raises(CriticalSNAError, match=words):
        read(text, format="dl")


def test_a_head_may_have_the_form_of_other_programs(read, ties_of):
    text = "DL\nN=2\nFORMAT = EDGELIST1\nLABELS EMBEDDED:\nDATA:\na b 1.5\n"
    assert ties_of(read(text.replace("\n", "\r\n"))) == [("a", "b", 1.5)]
    assert ties_of(read("dl n=2 format=edgelist1 labels=a,b data:\n1 2\n")) == [("a", "b", 1.0)]


def test_ucinet_s_own_files_are_refused_with_advice(tmp_path, read):
    with pytest.raises(CriticalSNAError, match="Data, Export, DL"):
        read(b"\0\1", "net.##h")
    with pytest.raises(CriticalSNAError, match=r"\.##h"):
        read(b"\0\1", "net.##D")
