"""People by events: who was at the same events, and how many."""

from __future__ import annotations

import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from critical_sna.errors import DataError, SpecError
from critical_sna.survey import read_survey

LONG = {"sources": {"path": "a.csv", "ego": "who", "ties": {"relation": "r", "shape": "attendance", "target": "event"}}}


def wide(**tie):
    ties = {"relation": "r", "shape": "attendance", "columns": "e_*", **tie}
    return {"sources": {"path": "a.csv", "ego": "who", "ties": ties}}


def strengths(survey):
    return {(t.source, t.target): t.strength for t in survey.ties.itertuples()}


def test_rows_of_person_and_event_count_shared_events(read):
    survey = read(LONG, a_csv="who,event\nAna,May\nBo,may\nAna,June\nBo,June\nCy,June\nDi,\n")
    assert strengths(survey) == {
        ("Ana", "Bo"): 2.0,
        ("Bo", "Ana"): 2.0,
        ("Ana", "Cy"): 1.0,
        ("Cy", "Ana"): 1.0,
        ("Bo", "Cy"): 1.0,
        ("Cy", "Bo"): 1.0,
    }
    assert survey.people.loc["Di", "status"] == "respondent"
    assert survey.issues.query("code == 'attendance_joined'")["count"].to_list() == [2]
    assert survey.answers.query("source == 'Ana' and target == 'Cy'")["row"].to_list() == [2]


def test_a_missing_record_leaves_a_pair_unknown_only_where_it_shares_no_known_event(read):
    survey = read(wide(blank="missing"), a_csv="who,e_1,e_2\nAna,x,\nBo,x,no\nCy,no,x\nDi,no,no\n")
    assert strengths(survey) == {("Ana", "Bo"): 1.0, ("Bo", "Ana"): 1.0}
    assert survey.unknown("r").to_numpy().tolist() == [["Ana", "Cy"], ["Cy", "Ana"]]
    missing = survey.answers.query("state == 'missing'")
    assert all(math.isnan(s) for s in missing["strength"])


def test_a_cell_that_is_no_tick_is_a_fault(read):
    with pytest.raises(DataError, match="neither a number nor a tick"):
        read(wide(), a_csv="who,e_1\nAna,maybe\n")


def test_the_shape_needs_events(read):
    with pytest.raises(SpecError, match="needs columns"):
        read({"sources": {"path": "a.csv", "ego": "who", "ties": {"relation": "r", "shape": "attendance"}}})


def test_waves_are_joined_apart(read):
    spec = {**LONG, "sources": {**LONG["sources"], "wave": {"column": "w"}}}
    survey = read(spec, a_csv="who,event,w\nAna,May,1\nBo,May,2\nCy,May,2\n")
    assert set(survey.ties["wave"]) == {"2"}


@settings(max_examples=20)
@given(rows=st.lists(st.tuples(st.sampled_from("ABCDE"), st.sampled_from("uvwx")), min_size=1, max_size=20))
def test_strengths_are_the_sizes_of_the_shared_sets(rows, tmp_path_factory):
    folder = tmp_path_factory.mktemp("a")
    (folder / "a.csv").write_text("who,event\n" + "".join(f"{p},{e}\n" for p, e in rows))
    events = {p: {e for q, e in rows if q == p} for p, _ in rows}
    expected = {(p, q): len(events[p] & events[q]) for p in events for q in events if p != q}
    assert strengths(read_survey(LONG, base=folder)) == {pair: n for pair, n in expected.items() if n}
