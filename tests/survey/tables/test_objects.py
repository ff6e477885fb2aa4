"""A DataFrame in place of a file gives the rows of text that the file would give."""

from __future__ import annotations

import csv
import datetime as dt
import tempfile
import uuid
from decimal import Decimal
from pathlib import Path

import networkx as nx
import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from critical_sna._core import limits
from critical_sna.errors import DataError, SpecError
from critical_sna.survey import SurveySpec, read_survey
from critical_sna.survey.description.spec import Source
from critical_sna.survey.tables.objects import Held, can_hold, grid_of

EDGES = {"relation": "advice", "shape": "edges", "target": "to"}


def grid(frame):
    return [cells for _, cells in grid_of(Held(frame), "data 1")]


def cells(values):
    return [row[0] for row in grid(pd.DataFrame({"x": values}))[1:]]


def spec(frame, ties=None, **source):
    return {"sources": {"data": frame, "ego": "from", "ties": ties or EDGES, **source}}


def ties_of(survey):
    return [tuple(t) for t in survey.ties[["source", "target", "strength"]].itertuples(index=False)]


@pytest.mark.parametrize(
    ("values", "texts"),
    [
        (["Ana", None, "  "], ["Ana", "", "  "]),
        ([7, 123456789012345678], ["7", "123456789012345678"]),
        (pd.array([7, None], dtype="Int64"), ["7", ""]),
        ([True, False], ["TRUE", "FALSE"]),
        (pd.array([True, None], dtype="boolean"), ["TRUE", ""]),
        ([2.5, np.nan, np.inf], ["2.5", "", "inf"]),
        (np.array([0.1], dtype="float32"), ["0.1"]),
        ([1.2345678901234567e17], ["1.23456789012346E+17"]),
        (pd.Categorical(["low", None, "high"]), ["low", "", "high"]),
        (
            pd.to_datetime(["2031-01-02", None, "2031-01-02 10:30"], format="mixed"),
            ["2031-01-02", "", "2031-01-02 10:30:00"],
        ),
        ([dt.date(2031, 1, 2), dt.time(9, 5), pd.NaT], ["2031-01-02", "09:05:00", ""]),
        (["a", 1, 1.5, Decimal("2.50"), pd.NA], ["a", "1", "1.5", "2.50", ""]),
        ([uuid.UUID(int=1)], ["00000000-0000-0000-0000-000000000001"]),
        (pd.period_range("2031-01", periods=1, freq="M"), ["2031-01"]),
    ],
)
def test_every_kind_of_cell_becomes_the_text_a_file_would_hold(values, texts):
    assert cells(values) == texts


def test_whole_decimal_numbers_read_as_digits_only_where_the_whole_column_is_so():
    frame = pd.DataFrame({"from": [1001.0, 1002.0], "to": [1002.0, np.nan], "a": [1.0, 2.5]})
    survey = read_survey(spec(frame, attributes=["a"]))
    assert ties_of(survey) == [("1001", "1002", 1.0)]
    assert survey.people["a"].to_dict() == {"1001": "1.0", "1002": "2.5"}


def test_a_decimal_column_of_long_ids_is_told_to_have_lost_its_digits():
    frame = pd.DataFrame({"from": ["a"], "to": [12345678901234567890.0]})
    with pytest.raises(DataError, match="digits are lost"):
        read_survey(spec(frame))


def test_the_names_of_columns_become_text_and_numbers_without_a_name_are_no_column():
    frame = pd.DataFrame([["a", "b"]], columns=[1, dt.date(2031, 1, 2)], index=[17])
    assert grid(frame) == [["1", "2031-01-02"], ["a", "b"]]
    assert grid(pd.DataFrame({None: ["a"]})) == [[""], ["a"]]


def test_an_index_with_a_name_or_of_text_is_the_first_column():
    assert grid(pd.DataFrame({"to": ["b"]}, index=pd.Index([5], name="from"))) == [["from", "to"], ["5", "b"]]
    assert grid(pd.DataFrame({"to": ["b"]}, index=["a"])) == [["", "to"], ["a", "b"]]


def test_every_shape_is_read_from_frames():
    roster = pd.DataFrame({"me": ["Ana", "Bo"], "ask_Ana": [np.nan, 2.0], "ask_Bo": [1.0, np.nan]})
    ties = {"relation": "r", "shape": "roster", "columns": "ask_*", "alter": {"from": "header", "after": "ask_"}}
    assert ties_of(read_survey({"sources": {"data": roster, "ego": "me", "ties": ties}})) == [
        ("Ana", "Bo", 1.0),
        ("Bo", "Ana", 2.0),
    ]
    square = pd.DataFrame([[0, 1], [2, 0]], index=["Ana", "Bo"], columns=["Ana", "Bo"])
    matrix = read_survey({"sources": {"data": square, "ties": {"relation": "r", "shape": "matrix"}}})
    assert ties_of(matrix) == [("Ana", "Bo", 1.0), ("Bo", "Ana", 2.0)]
    wide = pd.DataFrame({"me": ["Ana"], "who": ["Bo;Cy"], "n1": ["Bo"], "n2": ["Cy"]})
    for ties in ({"shape": "multi", "columns": "who", "sep": ";"}, {"shape": "slots", "columns": "n*"}):
        found = read_survey({"sources": {"data": wide, "ego": "me", "ties": {"relation": "r", **ties}}})
        assert ties_of(found) == [("Ana", "Bo", 1.0), ("Ana", "Cy", 1.0)]
    events = pd.DataFrame({"me": ["Ana", "Bo"], "event": ["fair", "fair"]})
    both = {"relation": "r", "shape": "attendance", "target": "event"}
    assert len(read_survey({"sources": {"data": events, "ego": "me", "ties": both}}).ties) == 2


def test_rows_of_labels_count_as_header_as_in_the_file_they_came_from():
    frame = pd.DataFrame({"me": ["Your name", "Ana"], "q_1": ["Who? - Ana", ""], "q_2": ["Who? - Bo", "x"]})
    ties = {"relation": "r", "shape": "roster", "columns": "q_*", "alter": {"from": "label", "after": " - "}}
    survey = read_survey({"sources": {"data": frame, "ego": "me", "header": {"rows": 2}, "ties": ties}})
    assert ties_of(survey) == [("Ana", "Bo", 1.0)]


def test_people_aliases_and_withdrawn_may_be_frames_too():
    people = pd.DataFrame({"id": [1, 2, 3], "name": ["Ana", "Bo", "Cy"]})
    answers = pd.DataFrame({"from": ["Ana", "Ana"], "to": ["Bobby", "Cy"]})
    survey = read_survey(
        {
            **spec(answers),
            "people": {
                "data": people,
                "id": "id",
                "label": "name",
                "aliases": {"data": pd.DataFrame({"written": ["Bobby"], "is": ["Bo"]})},
            },
            "withdrawn": {"data": pd.DataFrame({"id": ["3"]})},
        }
    )
    assert ties_of(survey) == [("1", "2", 1.0)]
    assert "3" not in survey.people.index


def test_messages_call_an_object_by_its_name_or_number():
    wrong = pd.DataFrame({"from": ["a"], "whom": ["b"]})
    people = {"data": pd.DataFrame({"id": ["a", "b"]}), "id": "id"}
    with pytest.raises(SpecError, match="'to'") as caught:
        read_survey({"people": people, **spec(wrong)})
    assert caught.value.where == "data 2"
    with pytest.raises(SpecError) as caught:
        read_survey(spec(wrong, name="interviews"))
    assert caught.value.where == "interviews"
    survey = read_survey(spec(pd.DataFrame({"from": ["a", "b"], "to": ["a", "a"]})))
    issue = survey.issues.set_index("code").loc["self_tie"]
    assert (issue["file"], issue["row"]) == ("data 1", 2)
    assert set(survey.answers["file"]) == {"data 1"}


def test_a_spec_made_in_python_holds_objects_and_shows_none_of_them():
    frame = pd.DataFrame({"from": ["Canary"], "to": ["b"]})
    source = Source.model_validate(spec(frame)["sources"])
    again = SurveySpec(sources=(source,))
    for one in (SurveySpec.model_validate(spec(frame)), again):
        assert ties_of(read_survey(one)) == [("Canary", "b", 1.0)]
        assert "Canary" not in repr(one)
        assert "<DataFrame>" in repr(one)
    assert (source.path, again.sources[0].path) == ("data", "data 1")


def test_what_a_caller_handed_in_is_not_changed():
    frame = pd.DataFrame({"from": ["a", None], "to": pd.Categorical(["b", "c"]), "w": [1.0, np.nan]}, index=[3, 1])
    before = frame.copy(deep=True)
    asked = spec(frame)
    read_survey(asked)
    pd.testing.assert_frame_equal(frame, before)
    assert asked["sources"].keys() == {"data", "ego", "ties"}


@pytest.mark.parametrize(
    ("odd", "word"),
    [
        ({"from": [b"a"], "to": ["b"]}, "'from' (bytes, row 2)"),
        ({"from": ["a", "b"], "to": ["b", ["c", "d"]]}, "'to' (list, row 3)"),
        ({"from": [{"x": 1}], "to": [("a",)]}, "'from' (dict, row 2), 'to' (tuple, row 2)"),
        ({"from": pd.Categorical([b"a"]), "to": ["b"]}, "bytes"),
        ({"from": ["a"], "to": ["b"], "z": [1j]}, "'z' (complex)"),
        ({"from": ["a"], "to": ["b"], "z": pd.Series([1j], dtype=object)}, "'z' (complex, row 2)"),
        ({"from": ["a"], "to": ["b"], "z": [object()]}, "'z' (object, row 2)"),
    ],
)
def test_cells_that_are_no_cells_are_refused_with_every_column_named(odd, word):
    with pytest.raises(DataError, match="something else than text") as caught:
        read_survey(spec(pd.DataFrame(odd)))
    assert word in str(caught.value)
    assert "join" in caught.value.mend


def test_names_that_are_there_twice_or_of_several_levels_are_refused():
    twice = pd.DataFrame([["a", "b", "c"]], columns=["from", "to", "to"])
    with pytest.raises(DataError, match="same name: 'to'"):
        read_survey(spec(twice))
    with pytest.raises(DataError, match="same name: '1'"):
        read_survey(spec(pd.DataFrame([["a", "b"]], columns=[1, "1"])))
    levels = pd.DataFrame([["a"]], columns=pd.MultiIndex.from_tuples([("from", "x")]))
    with pytest.raises(DataError, match="names of 2 levels"):
        read_survey(spec(levels))
    rows = pd.DataFrame({"from": ["a"]}, index=pd.MultiIndex.from_tuples([("x", "y")]))
    with pytest.raises(DataError, match="The rows of the DataFrame"):
        read_survey(spec(rows))


def test_a_frame_without_rows_or_columns_or_beyond_the_limit_says_so(monkeypatch):
    with pytest.raises(DataError, match="no answers"):
        read_survey(spec(pd.DataFrame({"from": [], "to": []})))
    with pytest.raises(DataError, match="no header row"):
        read_survey(spec(pd.DataFrame()))
    monkeypatch.setattr("critical_sna.survey.tables.objects.MAX_TABLE_CELLS", 3)
    with pytest.raises(DataError, match="2 rows and 2 columns"):
        read_survey(spec(pd.DataFrame({"from": ["a", "b"], "to": ["b", "a"]})))
    assert limits.MAX_TABLE_CELLS > 3


@pytest.mark.parametrize(
    ("source", "word"),
    [
        ({"data": "ties.csv"}, "not str; a file is named with 'path'"),
        ({"data": [["a", "b"]]}, "not list"),
        ({"data": pd.Series(["a"])}, "not Series"),
        ({"data": pd.DataFrame(), "path": "a.csv"}, "path is of a file"),
        ({"data": pd.DataFrame(), "sheet": "One"}, "sheet is of a file"),
        ({"data": pd.DataFrame(), "delimiter": ";"}, "delimiter is of a file"),
        ({"path": "a.csv", "name": "mine"}, "name goes with data"),
    ],
)
def test_what_a_source_cannot_be_is_said_in_words(source, word):
    with pytest.raises(SpecError) as caught:
        read_survey({"sources": {**source, "ego": "from", "ties": EDGES}})
    assert word in str(caught.value)


@pytest.mark.parametrize("name", ["s.yaml", "s.toml"])
def test_a_file_cannot_hold_an_object(tmp_path, name):
    text = {
        "s.yaml": "sources: {data: ties.csv, ego: from, ties: {relation: r, shape: edges, target: to}}\n",
        "s.toml": '[sources]\ndata = "ties.csv"\nego = "from"\nties = {relation = "r", shape = "graph"}\n',
    }[name]
    (tmp_path / name).write_text(text)
    with pytest.raises(SpecError, match="data is a pandas DataFrame, or a graph") as caught:
        read_survey(tmp_path / name)
    assert caught.value.where == name


def test_graphs_and_frames_are_told_apart_by_the_shape():
    graph = nx.DiGraph([("a", "b")])
    assert can_hold(graph)
    with pytest.raises(SpecError, match="graph of networkx holds nodes and ties"):
        read_survey(spec(graph))
    with pytest.raises(SpecError, match="A DataFrame holds rows"):
        read_survey({"sources": {"data": pd.DataFrame({"a": ["b"]}), "ties": {"relation": "r", "shape": "graph"}}})


TEXTS = st.text(st.characters(codec="utf-8", exclude_categories=("Cc",)), max_size=6)
ANY = st.one_of(st.none(), TEXTS, st.integers(0, 10**17), st.booleans())


def outcome(source):
    try:
        survey = read_survey({"sources": {**source, "ego": "from", "ties": EDGES}})
    except (DataError, SpecError) as problem:
        return str(problem).replace("ties.csv", "data 1")
    return ties_of(survey), survey.people.index.to_list(), survey.issues["code"].to_list()


@settings(max_examples=20)
@given(st.lists(st.tuples(ANY, ANY), min_size=1, max_size=8))
def test_a_frame_reads_as_the_file_that_holds_the_same_cells(rows):
    """The witness is the other door: the cells written as CSV by hand and read from there."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "ties.csv")
        with path.open("w", newline="", encoding="utf-8") as stream:
            writer = csv.writer(stream)
            writer.writerow(["from", "to"])
            writer.writerows([[str(v).upper() if isinstance(v, bool) else v for v in row] for row in rows])
        file = outcome({"path": str(path), "delimiter": ",", "encoding": "utf-8"})
    assert outcome({"data": pd.DataFrame(rows, columns=["from", "to"], dtype=object)}) == file


def test_text_that_no_file_can_hold_is_kept_out_of_names(recwarn):
    frame = pd.DataFrame({"from": ["a\ud800na"], "to": ["b\x00o"], "x\ud800": ["c\udfff"]}, dtype=object)
    survey = read_survey(spec(frame, attributes={"note": "x"}))
    assert ties_of(survey) == [("ana", "bo", 1.0)]
    assert survey.people["note"].to_dict()["ana"] == "c"
    assert set(survey.issues["code"]) >= {"suspicious_text"}
    assert not recwarn.list
