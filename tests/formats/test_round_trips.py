"""Whatever the text, what is written reads back equal, and any XML parser can read it."""

from __future__ import annotations

import tempfile
import xml.etree.ElementTree as ET
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from critical_sna.errors import DataError
from critical_sna.formats import read_graph, write_graph
from critical_sna.formats.xml import without_control

SUFFIXES = ("graphml", "gexf", "net", "dl", "csv")
ANY = st.text(st.characters(), max_size=12)  # also control characters and lone surrogates
RISKY = st.sampled_from(
    [
        *("1", "1.0", "01", "nan", "NA", "=1+1", "'=x", "''-1", "-1.5", "+a", "@b", "\tx", "\rx", "=x", '"', 'a"b'),
        *("a,b", "a;b", "%", "*Arcs", "!", "&#34;", "&amp;", "&#", "<b>", "]]>", "a\nb", " pad ", "\u2028x", "\x85"),
        *("data:", "dl", "labels embedded", "'q'", "\ufffe", "\ud800", "a\x00b", "\u202e", "\ufeffmark", "\U0001f331"),
    ]
)
TEXT = st.one_of(ANY, RISKY)
IDS = TEXT.filter(lambda text: without_control(text).strip())
NAMES = IDS.filter(
    lambda name: (
        without_control(name).lower()
        not in {"id", "label", "source", "target", "strength", "relation", "weight", "value"}
    )
)
NUMBERS = st.floats(allow_nan=False, allow_infinity=False)
CELLS = {
    "text": st.one_of(st.none(), TEXT),
    "integer": st.one_of(st.none(), st.integers(-(2**63), 2**63 - 1)),
    "number": st.one_of(st.none(), NUMBERS),
    "boolean": st.one_of(st.none(), st.booleans()),
}
DTYPES = {"text": "str", "integer": "Int64", "number": "float64", "boolean": "boolean"}


@st.composite
def attribute_frames(draw, size):
    names = draw(st.lists(NAMES, max_size=3, unique_by=without_control))
    columns = {}
    for name in names:
        kind = draw(st.sampled_from(sorted(CELLS)))
        cells = [draw(CELLS[kind]) for _ in range(size)]
        columns[name] = pd.Series(cells, dtype=DTYPES[kind] if kind != "text" else object)
    return pd.DataFrame(columns, index=range(size))


@st.composite
def networks(draw):
    ids = draw(st.lists(IDS, max_size=5, unique_by=without_control))
    people = pd.DataFrame({"id": pd.Series(ids, dtype=object)})
    if draw(st.booleans()):
        people["label"] = pd.Series([draw(st.one_of(st.none(), TEXT)) for _ in ids], dtype=object)
    pairs = draw(st.lists(st.tuples(st.sampled_from(ids), st.sampled_from(ids)), max_size=6)) if ids else []
    ties = pd.DataFrame(pairs, columns=["source", "target"], dtype=object)
    strengths = st.floats(min_value=1e-300, allow_infinity=False)
    ties["strength"] = pd.Series([draw(strengths) for _ in pairs], dtype="float64")
    if draw(st.booleans()):
        ties["relation"] = pd.Series([draw(IDS) for _ in pairs], dtype=object)
    people = pd.concat([people, draw(attribute_frames(len(ids)))], axis=1)
    return people, pd.concat([ties, draw(attribute_frames(len(pairs)))], axis=1)


@pytest.mark.parametrize("suffix", SUFFIXES)
@settings(max_examples=25)
@given(network=networks(), safe=st.booleans())
def test_any_text_reads_back_and_nothing_is_lost_unsaid(suffix, network, safe):
    people, ties = network
    before = people.copy(), ties.copy()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, f"net.{suffix}")
        issues = write_graph((people, ties), path, safe_for_excel=safe)
        again = read_graph(path)
        if suffix in {"graphml", "gexf"}:
            ET.fromstring(path.read_bytes())
    pd.testing.assert_frame_equal(people, before[0])
    pd.testing.assert_frame_equal(ties, before[1])
    assert list(again.people["id"]) == [without_control(p) for p in people["id"]]
    assert sorted(again.ties["strength"]) == sorted(ties["strength"])
    ends = [tuple(map(without_control, pair)) for pair in zip(ties["source"], ties["target"], strict=True)]
    assert sorted(zip(again.ties["source"], again.ties["target"], strict=True)) == sorted(ends)
    if "relation" in ties.columns and len(ties):
        assert sorted(again.ties["relation"]) == sorted(map(without_control, ties["relation"]))
    if suffix != "dl" and "label" in people.columns:
        labels = [without_control(x) if x is not None else "" for x in people["label"]]
        told = [label or person for label, person in zip(labels, again.people["id"], strict=True)]
        assert list(again.people["label"]) == told
    columns = set(map(without_control, set(people.columns) - {"id", "label"}))
    kept = set(again.people.columns) - {"id", "label"}
    if suffix in {"net", "dl"}:
        left_out = issues.loc[issues["code"] == "attribute_left_out", "text"]
        assert all(any(f"'{name}'" in text for text in left_out) for name in columns)
    else:
        assert kept == columns
    for name in kept & set(people.columns):
        for one, two in zip(people[name], again.people[name], strict=True):
            if one is None or one is pd.NA or one != one or (suffix == "csv" and without_control(str(one)) == ""):
                assert pd.isna(two)
            elif suffix == "csv":
                assert two == (
                    str(one).lower()
                    if str(one) in {"True", "False"} and not isinstance(one, str)
                    else without_control(str(one))
                )
            else:
                assert two == (without_control(one) if isinstance(one, str) else one)
    stripped = any(without_control(str(p)) != p for p in people["id"])
    assert not stripped or "characters_left_out" in set(issues["code"])


@pytest.mark.parametrize("suffix", ["graphml", "gexf", "net"])
@settings(max_examples=12)
@given(pairs=st.sets(st.tuples(st.integers(0, 4), st.integers(0, 4))), relation=st.booleans())
def test_ties_without_direction_stay_so(suffix, pairs, relation):
    both = sorted({*pairs, *((b, a) for a, b in pairs)})
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, f"net.{suffix}")
        ties = pd.DataFrame(both, columns=["source", "target"]).assign(
            strength=2.0, **({"relation": "r"} if relation else {})
        )
        write_graph((pd.DataFrame({"id": range(5)}), ties.astype({"source": "Int64", "target": "Int64"})), path)
        one = read_graph(path)
        undirected = one.__class__(one.people, one.ties, False, one.unknown, one.issues)
        write_graph(undirected, path)
        two = read_graph(path)
    assert not two.directed
    key = list(two.ties.columns)
    pd.testing.assert_frame_equal(
        one.ties.sort_values(key, ignore_index=True), two.ties.sort_values(key, ignore_index=True)
    )


def test_ties_that_are_not_there_both_ways_cannot_be_without_direction(tmp_path):
    write_graph((None, pd.DataFrame({"source": ["a"], "target": ["b"]})), tmp_path / "n.graphml")
    one = read_graph(tmp_path / "n.graphml")
    with pytest.raises(DataError, match="not there both ways alike") as caught:
        write_graph(one.__class__(one.people, one.ties, False, one.unknown, one.issues), tmp_path / "n.gexf")
    assert len(caught.value.problems) == 1
    assert not (tmp_path / "n.gexf").exists()
