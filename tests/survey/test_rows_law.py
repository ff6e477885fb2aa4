"""Answers are read in columns; a reader that goes row by row, written here in the plainest way, says the same."""

from __future__ import annotations

import csv
import io
import tempfile
from collections import Counter
from pathlib import Path

from hypothesis import example, given, settings
from hypothesis import strategies as st

from critical_sna.survey import read_survey

GONE = "dan gone"
NAMES = ["Ana", " ana", "ANA", "Bo", "bo ", "Cy", "Zoë", "ZOË\u200b", "Dan  Gone", "with Dan Gone", "", " "]
VALUES = ["", " ", "never", "some", "SOME ", "often", "refused"]
LEVELS = {"never": 0, "some": 1, "often": 2}
ROWS = st.lists(
    st.tuples(
        st.sampled_from(NAMES), st.lists(st.sampled_from(NAMES), min_size=1, max_size=3), st.sampled_from(VALUES)
    ),
    min_size=1,
    max_size=25,
)
TOLD = [
    "blank_rows",
    "no_respondent",
    "self_tie",
    "duplicate_tie",
    "empty_block",
    "blank_unknown",
    "no_strength",
    "missing_answer",
    "withdrawn_text",
    "normalised_name",
]


def key(text):
    return " ".join(text.replace("\u200b", "").split()).casefold()


class Naive:
    """Read the rows one after the other: answers, ties, status of everybody, and what is noted, with its row."""

    def __init__(self, rows, sep, has_value, start, directed):
        self.sep, self.has_value, self.start, self.directed = sep, has_value, start, directed
        self.person, self.spelled = {}, {}
        self.status, self.answers, self.notes = {}, [], Counter()
        groups = {}
        for number, (ego, to, value) in enumerate(rows, start=2):
            if not key(ego) and not key(to) and not (has_value and key(value)):
                self.notes["blank_rows", None] += 1
            elif not key(ego):
                self.notes["no_respondent", number] += 1
            elif key(ego) != GONE:
                groups.setdefault(self.name(ego), []).append((number, to, value))
        for ego, mine in groups.items():
            names = [(n, part, value) for n, to, value in mine for part in self.parts(to) if key(part)]
            if not names:
                self.notes["empty_block", mine[0][0]] += 1
            self.status[ego] = "respondent" if names or self.status.get(ego) == "respondent" else "declined"
            for number, part, value in names:
                self.cell(ego, number, part, value)
        for person, raw in self.spelled.items():
            others = [text for text in raw if text != person]
            if others:
                self.notes["normalised_name", None] += len(others)

    def parts(self, to):
        return to.split(self.sep) if self.sep else [to]

    def name(self, text):
        person = self.person.setdefault(key(text), " ".join(text.replace("\u200b", "").split()))
        self.spelled.setdefault(person, {})[text] = None
        return person

    def cell(self, ego, number, part, value):
        if key(part) == GONE:
            return
        if GONE in key(part):
            self.notes["withdrawn_text", number] += 1
            return
        target = self.name(part)
        is_self = target == ego
        state, strength = "tie", 1
        if self.has_value and not key(value):
            if self.start == 1:
                self.notes["no_strength", None] += 1
            else:
                state, strength = "missing", None
                self.notes["blank_unknown", None] += not is_self
        elif self.has_value and key(value) == "refused":
            state, strength = "missing", None
            self.notes["missing_answer", None] += 1
        elif self.has_value:
            strength = LEVELS[key(value)] + self.start
            state = "tie" if strength else "none"
        if is_self:
            self.notes["self_tie", number] += state == "tie"
            state = "impossible"
        self.answers.append((ego, target, state, strength, number))
        if not self.directed and not is_self:
            self.answers.append((target, ego, state, strength, number))
            self.status[target] = "respondent"

    def ties(self):
        pairs = {}
        for source, target, state, strength, number in self.answers:
            if state == "tie":
                pairs.setdefault((source, target), []).append((strength, number))
        for same in pairs.values():
            if len(same) > 1:
                self.notes["duplicate_tie", same[-1][1]] += len(same) - 1
        put = max if self.has_value else sum
        return {pair: float(put(strength for strength, _ in same)) for pair, same in pairs.items()}


def survey_of(rows, sep, has_value, start, directed):
    stream = io.StringIO()
    writer = csv.writer(stream)
    writer.writerow(["from", "to", "v"] if has_value else ["from", "to"])
    writer.writerows(row if has_value else row[:2] for row in rows)
    tie = {"relation": "r", "shape": "edges", "target": "to", "sep": sep}
    spec = {"sources": {"path": "a.csv", "ego": "from", "ties": tie, "directed": directed}, "withdrawn": "gone.csv"}
    if has_value:
        tie |= {"value": "v", "scale": "s"}
        spec["scales"] = {"s": {"levels": list(LEVELS), "start": start, "missing": ["refused"]}}
    with tempfile.TemporaryDirectory() as folder:
        Path(folder, "a.csv").write_text(stream.getvalue(), encoding="utf-8", newline="")
        Path(folder, "gone.csv").write_text(GONE)
        return read_survey(spec, base=folder)


@settings(max_examples=60, deadline=None)
@given(ROWS, st.sampled_from([None, ";"]), st.booleans(), st.sampled_from([0, 1]), st.booleans())
@example([("Ana", ["Bo"], "some"), ("Cy", [" ana"], "never"), (" ana", ["bo ", "Ana"], "")], ";", True, 0, False)
def test_any_messy_edge_list_is_read_as_if_row_by_row(drawn, sep, has_value, start, directed):
    rows = [(ego, (sep or " & ").join(to), value) for ego, to, value in drawn]
    naive = Naive(rows, sep, has_value, start, directed)
    ties = naive.ties()
    if not any(key(cell) for row in rows for cell in (row if has_value else row[:2])):
        return  # a header alone is refused, and tested elsewhere
    if all(key(ego) in ("", GONE) for ego, _, _ in rows) and not naive.answers:
        assert len(survey_of(rows, sep, has_value, start, directed).people) == 0
        return
    survey = survey_of(rows, sep, has_value, start, directed)
    assert {(t.source, t.target): t.strength for t in survey.ties.itertuples()} == ties
    found = Counter(
        (a.source, a.target, a.state, None if a.state == "missing" or a.strength != a.strength else a.strength, a.row)
        for a in survey.answers.itertuples()
    )
    assert found == Counter(naive.answers)
    everybody = naive.status.keys() | {a[1] for a in naive.answers}
    assert survey.people["status"].to_dict() == {p: naive.status.get(p, "named_only") for p in everybody}
    rows_matter = {"no_respondent", "self_tie", "duplicate_tie", "empty_block", "withdrawn_text"}
    told = Counter()
    for issue in survey.issues[survey.issues["code"].isin(TOLD)].itertuples():
        told[issue.code, issue.row if issue.code in rows_matter else None] += issue.count
    assert told == +naive.notes
