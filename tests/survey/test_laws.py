"""What holds for every survey."""

from __future__ import annotations

import csv
import io
import tempfile
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from critical_sna.survey import read_survey

NAMES = ["Ana", "Bo", "Cy", "Di", "Ed", "Fy"]
CELLS = st.sampled_from(["", "never", "sometimes", "often", "refused"])
SPEC = {
    "sources": {
        "path": "a.csv",
        "ego": "me",
        "attributes": {"role": "role"},
        "ties": {
            "relation": "r",
            "shape": "roster",
            "columns": "ask_*",
            "alter": {"from": "header", "after": "ask_"},
            "scale": "f",
        },
    },
    "scales": {"f": {"levels": ["never", "sometimes", "often"], "start": 0, "missing": ["refused"]}},
}


@st.composite
def responses(draw):
    egos = draw(st.lists(st.sampled_from(NAMES), min_size=1, unique=True))
    roster = draw(st.lists(st.sampled_from(NAMES), min_size=1, unique=True))
    return roster, [[e, draw(st.sampled_from(["", "x", "y"])), *(draw(CELLS) for _ in roster)] for e in egos]


def survey_of(roster, rows, spec=SPEC):
    stream = io.StringIO()
    writer = csv.writer(stream)
    writer.writerow(["me", "role", *(f"ask_{name}" for name in roster)])
    writer.writerows(rows)
    with tempfile.TemporaryDirectory() as folder:
        Path(folder, "a.csv").write_text(stream.getvalue())
        return read_survey(spec, base=folder)


@settings(max_examples=60, deadline=None)
@given(responses(), st.randoms(use_true_random=False))
def test_the_order_of_rows_and_columns_never_changes_the_result(answers, random):
    roster, rows = answers
    order = list(range(len(roster)))
    random.shuffle(order)
    turned = [[row[0], row[1], *(row[2 + i] for i in order)] for row in rows]
    random.shuffle(turned)
    one, two = survey_of(roster, rows), survey_of([roster[i] for i in order], turned)
    assert one.people.equals(two.people)
    assert one.ties.equals(two.ties)
    assert one.unknown("r").equals(two.unknown("r"))
    assert one.people_in("r").equals(two.people_in("r"))
    assert sorted(one.issues["text"].str.replace(r"row \d+", "", regex=True)) == sorted(
        two.issues["text"].str.replace(r"row \d+", "", regex=True)
    )


@settings(max_examples=60, deadline=None)
@given(responses())
def test_every_cell_ends_among_the_answers_and_every_tie_among_them(answers):
    roster, rows = answers
    survey = survey_of(roster, rows)
    assert len(survey.answers) == len(roster) * len(rows)
    given_ties = {
        (row[0], name): {"sometimes": 1.0, "often": 2.0}[cell]
        for row in rows
        for name, cell in zip(roster, row[2:], strict=True)
        if cell in {"sometimes", "often"} and name != row[0]
    }
    assert {(t.source, t.target): t.strength for t in survey.ties.itertuples()} == given_ties
    assert set(survey.people.index) == {row[0] for row in rows} | set(roster)


@settings(max_examples=60, deadline=None)
@given(responses())
def test_known_and_unknown_pairs_never_meet_and_only_respondents_have_either(answers):
    survey = survey_of(*answers)
    unknown = {tuple(pair) for pair in survey.unknown("r").to_numpy().tolist()}
    ties = {(t.source, t.target) for t in survey.ties.itertuples()}
    assert not unknown & ties
    status = survey.people_in("r")["status"]
    assert all(status[source] == "respondent" for source, _ in unknown | ties)
    rates = survey.response_rates()
    assert (rates["answered"] <= rates["asked"]).all()
    assert survey.response_rates(by="role")[["asked", "answered"]].sum().equals(rates[["asked", "answered"]].sum())


@settings(max_examples=100, deadline=None)
@given(st.lists(st.tuples(st.text(max_size=8), st.text(max_size=8)), min_size=1, max_size=6))
def test_any_text_as_a_name_ends_in_a_survey_or_in_one_clear_error(pairs):
    from critical_sna.errors import CriticalSNAError

    stream = io.StringIO()
    csv.writer(stream).writerows([["from", "to"], *pairs])
    spec = {"sources": {"path": "a.csv", "ego": "from", "ties": {"relation": "r", "shape": "edges", "target": "to"}}}
    with tempfile.TemporaryDirectory() as folder:
        Path(folder, "a.csv").write_bytes(stream.getvalue().encode("utf-8", "replace"))
        try:
            survey = read_survey(spec, base=folder)
        except CriticalSNAError:
            return
        assert len(survey.people) == len(set(survey.people.index))
        assert all(name == name.strip() and name for name in survey.people.index)
