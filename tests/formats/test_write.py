from __future__ import annotations

import datetime as dt
import math

import numpy as np
import pandas as pd
import pytest

from critical_sna.errors import CriticalSNAError, DataError, FileError, SpecError, WrongTypeError
from critical_sna.formats import read_graph, write_graph
from critical_sna.network import PartnerNetwork

TIES = pd.DataFrame({"source": ["a", "b"], "target": ["b", "a"], "strength": [1, 2]})


def test_a_partner_network_is_written_with_its_attributes(tmp_path):
    people = pd.DataFrame({"id": ["a", "b", "c"], "sector": ["school", None, "family"]})
    net = PartnerNetwork.from_frames(people, TIES, reports="seeks_from")
    write_graph(net, tmp_path / "net.graphml")
    tables = read_graph(tmp_path / "net.graphml")
    again = PartnerNetwork.from_frames(tables.people, tables.ties, reports="seeks_from")
    assert again.ties.equals(net.ties)
    assert again.people["sector"].to_list()[0] == "school"
    assert list(again.people.index) == ["a", "b", "c"]


def test_any_value_becomes_text_a_number_or_nothing(tmp_path):
    people = pd.DataFrame(
        {
            "id": [1, 2, 3],
            "list": [["x", "y"], None, {"b", "a"}],
            "dict": [{"k": 1}, None, None],
            "mixed": [1, "x", True],
            "whole": [np.int64(1), None, 3],
            "half": [1, 0.5, None],
            "flag": [np.True_, None, False],
            "big": [2**70, 1, 2],
            "day": [dt.date(2031, 3, 4), pd.NaT, dt.datetime(2031, 3, 4, 9, tzinfo=dt.UTC)],
            "cat": pd.Categorical(["u", None, "v"]),
            "none": [None, None, None],
            "array": [np.array([1, 2]), None, np.float64("nan")],
        }
    ).astype({"whole": object, "half": object, "flag": object})
    issues = write_graph((people, pd.DataFrame({"source": [1], "target": [2]})), tmp_path / "n.gexf")
    again = read_graph(tmp_path / "n.gexf").people
    found = {name: [None if pd.isna(v) else v for v in again[name]] for name in again.columns}
    assert found == {
        "id": ["1", "2", "3"],
        "label": ["1", "2", "3"],
        "list": ["x; y", None, "a; b"],
        "dict": ["k: 1", None, None],
        "mixed": ["1", "x", "true"],
        "whole": [1, None, 3],
        "half": [1.0, 0.5, None],
        "flag": [True, None, False],
        "big": [str(2**70), "1", "2"],
        "day": ["2031-03-04", None, "2031-03-04T09:00:00+00:00"],
        "cat": ["u", None, "v"],
        "none": [None, None, None],
        "array": ["1; 2", None, None],
    }
    assert issues.groupby("code")["count"].sum().to_dict() == {"list_joined": 4}


@pytest.mark.parametrize("strength", [0, -1, math.nan, math.inf, "2", True])
def test_a_strength_that_is_none_is_refused(tmp_path, strength):
    ties = pd.DataFrame({"source": ["a"], "target": ["b"], "strength": pd.Series([strength], dtype=object)})
    with pytest.raises(DataError, match="not above 0"):
        write_graph((None, ties), tmp_path / "n.net")
    assert not list(tmp_path.iterdir())


def test_every_value_that_cannot_be_written_is_in_one_error(tmp_path):
    people = pd.DataFrame(
        {"id": ["a\x00", "a", " ", None, True], "Label": 1, " ": 1, "x": math.inf, "y\x01": 1, "y": 1}
    )
    ties = pd.DataFrame(
        {"source": ["a", "q"], "target": ["a", "a"], "strength": [1.0, -1.0], "relation": ["r", None], "weight": [1, 1]}
    )
    with pytest.raises(DataError, match="values that cannot be written") as caught:
        write_graph((people, ties), tmp_path / "n.graphml")
    counts = caught.value.problems["code"].value_counts().to_dict()
    assert counts == {
        "person_or_id": 4,
        "undeclared_person": 1,
        "column_name": 4,
        "value_not_finite": 5,
        "strength_not_positive": 1,
        "relation_missing": 1,
    }


def test_ids_that_are_decimal_numbers_are_refused(tmp_path):
    with pytest.raises(DataError, match="decimal numbers"):
        write_graph((pd.DataFrame({"id": [1.0]}), TIES), tmp_path / "n.net")


def test_a_file_that_would_not_read_back_is_not_written(tmp_path, monkeypatch):
    monkeypatch.setattr("critical_sna.formats.graphml.escape", lambda text: text)
    people = pd.DataFrame({"id": ["a", "b"], "x": ["&lt;", "y"]})
    with pytest.raises(DataError, match="cannot be written as GraphML"):
        write_graph((people, TIES), tmp_path / "n.graphml")
    assert not list(tmp_path.iterdir())


def test_what_a_format_cannot_hold_is_told(tmp_path):
    people = pd.DataFrame({"id": ["a", "b"], "label": ["Ana", None], "role": ["x", "y"]})
    for suffix, codes in (("net", ["attribute_left_out"]), ("dl", ["attribute_left_out", "label_left_out"])):
        issues = write_graph((people, TIES), tmp_path / f"n.{suffix}")
        assert issues["code"].to_list() == codes
        assert read_graph(tmp_path / f"n.{suffix}").people["id"].to_list() == ["a", "b"]
    assert read_graph(tmp_path / "n.net").people["label"].to_list() == ["Ana", "b"]
    unknown = read_graph(tmp_path / "n.net")
    (tmp_path / "m.dl").write_text("dl n=2 data:\n0 na 1 0")
    unknown = read_graph(tmp_path / "m.dl")
    assert write_graph(unknown, tmp_path / "m.graphml")["code"].to_list() == ["unknown_left_out"]


def test_files_are_replaced_only_where_that_was_asked_for(tmp_path):
    path = tmp_path / "n.csv"
    write_graph((None, TIES), path)
    before = path.read_bytes()
    with pytest.raises(FileError, match="already there"):
        write_graph((None, TIES[:1]), path, force=False)
    assert path.read_bytes() == before
    (tmp_path / "m.people.csv").write_text("kept")
    with pytest.raises(FileError, match="already there"):
        write_graph((None, TIES), tmp_path / "m.csv", force=False)
    assert not (tmp_path / "m.csv").exists()


@pytest.mark.parametrize(
    ("path", "options", "kind", "words"),
    [
        ("n.xyz", {}, SpecError, "no format 'xyz'|no format '.xyz'"),
        ("n", {}, SpecError, "no format"),
        ("n.net", {"format": "gefx"}, SpecError, "did you mean 'gexf'"),
        ("n.##h", {}, FileError, "##h"),
        ("missing/n.net", {}, FileError, "could not be written"),
        (".", {"format": "net"}, FileError, "folder"),
    ],
)
def test_a_place_where_nothing_can_be_written_says_so(tmp_path, path, options, kind, words):
    with pytest.raises(kind, match=words):
        write_graph((None, TIES), tmp_path / path, **options)


def test_only_people_and_ties_are_written(tmp_path):
    with pytest.raises(WrongTypeError, match="This is a int"):
        write_graph(3, tmp_path / "n.net")
    with pytest.raises(CriticalSNAError, match="no ties column named 'target'"):
        write_graph((None, pd.DataFrame({"source": ["a"]})), tmp_path / "n.net")


def test_nothing_written_depends_on_the_hash_seed(tmp_path):
    people = pd.DataFrame({"id": ["b", "a"], "x": [{"q", "p"}, None]})
    for suffix in ("graphml", "gexf", "net", "dl", "csv"):
        write_graph((people, TIES), tmp_path / f"n.{suffix}")
        assert read_graph(tmp_path / f"n.{suffix}").people["id"].to_list() == ["b", "a"]
