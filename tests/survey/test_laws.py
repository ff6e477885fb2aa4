"""What holds for every survey."""

from __future__ import annotations

import csv
import io
import re
import tempfile
from pathlib import Path
from typing import NamedTuple

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from critical_sna.formats import write_graph
from critical_sna.network.partner import PartnerNetwork
from critical_sna.survey import read_survey, write_name_suggestions
from critical_sna.survey.tables.text import clean, match_key

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


@settings(max_examples=30, deadline=None)
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


@settings(max_examples=30, deadline=None)
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


@settings(max_examples=30, deadline=None)
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


@settings(max_examples=50, deadline=None)
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


# whatever the shape


class Asked(NamedTuple):
    """A small survey: who was asked, who answered, and what: 0 is no tie, None is left blank."""

    people: list[str]
    egos: list[str]
    said: dict[str, dict[tuple[str, str], int | None]]

    def pairs(self, relation):
        """Give every pair that an answer is about."""
        return [(a, b) for a in self.egos for b in self.people if a != b]

    def ties(self):
        return {(r, *pair): float(n) for r, said in self.said.items() for pair, n in said.items() if n}

    def unknown(self, relation):
        return {pair for pair, n in self.said[relation].items() if n is None}


LEVELS = ["never", "sometimes", "often", "daily"]
SCALE = {"s": {"levels": LEVELS, "start": 0}}
LETTERS = st.characters(exclude_categories=["C"])
ODD = ["=1+1", "-Bo", "O'Brien", 'a "b" c', "a;b", "x,y", "<b>", "NA", "01", "nan", "#1", "Zoë", "Straße"]
ODD += ["Ⅳ", "日本", "אב"]


def is_name(text):
    """Tell whether a text is a name as it stands, and not one that reads otherwise in a whole column of its like."""
    own = clean(text) == text and bool(match_key(text))
    return own and not re.fullmatch(r"-?\d+\.0|\d([.,]\d+)?[eE]\+\d+", text) and "${" not in text


def apart(names):
    """Tell whether joined names can be cut again: no name is a piece of another."""
    keys = {match_key(name) for name in names}
    return not any(match_key(piece) in keys for name in names if ";" in name for piece in name.split(";"))


NAME = st.one_of(st.text(LETTERS, min_size=1, max_size=8), st.sampled_from(ODD)).filter(is_name)
GROUPS = st.lists(NAME, min_size=2, max_size=5, unique_by=match_key).filter(apart)


@st.composite
def surveys(draw, *, relations=("r",), values=(0, 1, 2, 3, None)):
    people = draw(GROUPS)
    egos = people[: draw(st.integers(1, len(people)))]
    said = {}
    for relation in relations:
        told = {(a, b): draw(st.sampled_from(values)) for a in egos for b in people if a != b}
        for ego in egos:  # somebody who left everything blank did not answer
            if all(n is None for (a, _), n in told.items() if a == ego):
                told |= {pair: 0 for pair in told if pair[0] == ego}
        said[relation] = told
    return Asked(people, egos, said)


def word(n):
    return "" if n is None else LEVELS[n]


def as_roster(asked, **kind):
    rows = [["me", *(f"{r}: {p}" for r in asked.said for p in asked.people)]]
    rows += [
        [ego, *(word(said.get((ego, p))) for said in asked.said.values() for p in asked.people)] for ego in asked.egos
    ]
    block = {"shape": "roster", "alter": {"from": "header", "after": ": "}, "scale": "s", **kind}
    columns = {r: f"/^{r}: /" for r in asked.said}
    named = {"relations": columns} if len(columns) > 1 else {"relation": "r", "columns": columns["r"]}
    return rows, {"ego": 0, "ties": {**block, **named}}


def as_matrix(asked):
    rows = [["who", *asked.people]]
    rows += [[ego, *(word(asked.said["r"].get((ego, p))) for p in asked.people)] for ego in asked.egos]
    return rows, {"ties": {"relation": "r", "shape": "matrix", "scale": "s"}}


def named_by(asked, ego, relation="r"):
    """Give (name, value) of everybody whom a list of names would hold."""
    return [(b, n) for (a, b), n in asked.said[relation].items() if a == ego and n != 0]


def as_slots(asked):
    places = range(1, len(asked.people))
    rows = [["me", *(f"name {k}" for k in places), *(f"how often {k}" for k in places)]]
    for ego in asked.egos:
        given = named_by(asked, ego)
        blank = [("", None)] * (len(places) - len(given))
        rows.append([ego, *(b for b, _ in [*given, *blank]), *(word(n) for _, n in [*given, *blank])])
    tie = {"shape": "slots", "columns": "name *", "value": "how often *", "scale": "s", "blank": "missing"}
    return rows, {"ego": 0, "ties": {"relation": "r", **tie, "empty_block": "none"}}


def as_edges(asked):
    rows = [["me", "them", *asked.said]]
    for ego, other in asked.pairs("r"):
        told = [asked.said[r][ego, other] for r in asked.said]
        if any(n != 0 for n in told):
            rows.append([ego, other, *map(word, told)])
    block = {"shape": "edges", "target": "them", "scale": "s", "blank": "missing"}
    named = {"relations": {r: r for r in asked.said}} if len(asked.said) > 1 else {"relation": "r", "value": "r"}
    return rows, {"ego": "me", "ties": {**block, **named}}


def as_multi(asked):
    rows = [["me", "whom"], *([ego, "; ".join(b for b, _ in named_by(asked, ego))] for ego in asked.egos)]
    tie = {"relation": "r", "shape": "multi", "columns": "whom", "sep": ";", "empty_block": "none"}
    return rows, {"ego": 0, "ties": tie}


def write_table(rows, path):
    """Write rows as the file that its name says."""
    if path.suffix == ".xlsx":
        import openpyxl

        book = openpyxl.Workbook()
        for i, row in enumerate(rows, start=1):
            for j, text in enumerate(row, start=1):
                cell = book.worksheets[0].cell(i, j, text or None)
                cell.data_type = "s" if text else "n"  # a name that begins with = is no formula
        book.save(path)
        return
    stream = io.StringIO(newline="")
    csv.writer(stream, delimiter="\t" if path.suffix == ".tsv" else ",").writerows(rows)
    path.write_bytes(stream.getvalue().encode("utf-16" if path.suffix == ".tsv" else "utf-8-sig"))


def survey_from(asked, rows, source, suffix="csv"):
    """Read a table in any shape, beside a people file that says who answered."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        said = [["person", "answered"], *([p, "yes" if p in asked.egos else "no"] for p in asked.people)]
        write_table(said, folder / f"people.{suffix}")
        write_table(rows, folder / f"answers.{suffix}")
        comma = {"delimiter": ","} if suffix == "csv" else {}
        people = {"path": f"people.{suffix}", "id": "person", "answered": "answered", **comma}
        source = {"path": f"answers.{suffix}", **comma, **source}
        return read_survey({"people": people, "sources": source, "scales": SCALE}, base=folder)


def check_same(asked, survey):
    found = {(t.relation, t.source, t.target): t.strength for t in survey.ties.itertuples()}
    assert found == asked.ties()
    assert set(survey.people.index) == set(asked.people)
    for relation in asked.said:
        pairs = survey.unknown(relation)
        assert set(zip(pairs["source"], pairs["target"], strict=True)) == asked.unknown(relation)
        people = survey.people_in(relation)
        assert {p for p, word in people["status"].items() if word == "respondent"} == set(asked.egos)
        assert set(people["status"]) <= {"respondent", "named_only"}
        assert set(people["asked"]) == {"yes"}
        net = PartnerNetwork.from_survey(survey, relation=relation)
        assert set(net.people.index) == set(asked.people)
        assert len(net.ties) == sum(name == relation for name, _, _ in found)
        assert len(net.unknown) == len(asked.unknown(relation))


SHAPES = {"roster": as_roster, "matrix": as_matrix, "slots": as_slots, "edges": as_edges}


@pytest.mark.parametrize("shape", SHAPES)
@settings(max_examples=20)
@given(asked=surveys(), suffix=st.sampled_from(["csv", "tsv", "xlsx"]))
def test_a_survey_reads_back_the_same_from_every_shape_and_every_kind_of_file(shape, asked, suffix):
    rows, source = SHAPES[shape](asked)
    if len(rows) > 1:  # in edges, nobody named anybody: there is no row
        check_same(asked, survey_from(asked, rows, source, suffix))


@settings(max_examples=20)
@given(asked=surveys(values=(0, 1)))
def test_names_in_one_cell_read_back_even_where_a_name_holds_the_separator(asked):
    check_same(asked, survey_from(asked, *as_multi(asked)))


@pytest.mark.parametrize("shape", [as_roster, as_edges])
@settings(max_examples=15)
@given(asked=surveys(relations=("advice", "trust")))
def test_several_relations_in_one_block_stay_apart(shape, asked):
    rows, source = shape(asked)
    if len(rows) > 1:
        check_same(asked, survey_from(asked, rows, source))


@pytest.mark.parametrize("suffix", ["graphml", "gexf", "net", "dl"])
@settings(max_examples=15)
@given(asked=surveys(values=(0, 1, 2, 3)))
def test_a_survey_written_as_a_graph_reads_back_the_same(suffix, asked):
    people = pd.DataFrame({"id": asked.people, "asked": "yes"}).assign(
        status=["respondent" if p in asked.egos else "named_only" for p in asked.people]
    )
    ties = pd.DataFrame([(a, b, n) for (_, a, b), n in asked.ties().items()], columns=["source", "target", "strength"])
    with tempfile.TemporaryDirectory() as folder:
        write_graph((people, ties), Path(folder, f"net.{suffix}"))
        spec = {"sources": {"path": f"net.{suffix}", "ties": {"relation": "r", "shape": "graph"}}}
        survey = read_survey(spec, base=folder)
    if suffix in {"net", "dl"}:  # they hold no attributes: everybody in them counts as having answered
        asked = asked._replace(egos=asked.people)
    check_same(asked, survey)


@st.composite
def registers(draw):
    """Draw who was where: every person came at least once, every event had somebody."""
    people = draw(GROUPS)
    events = draw(st.lists(NAME, min_size=1, max_size=4, unique_by=match_key))
    return people, events, draw(st.sets(st.tuples(st.sampled_from(people), st.sampled_from(events)), min_size=1))


@settings(max_examples=20)
@given(register=registers(), tick=st.sampled_from(["x", "yes", "1", "own"]))
def test_attendance_joins_whoever_was_at_the_same_events_in_either_form(register, tick):
    people, events, there = register
    wide = [["who", *(f"event: {e}" for e in events)]]
    ticks = {e: f"event: {e}" if tick == "own" else tick for e in events}
    wide += [[p, *(ticks[e] if (p, e) in there else "" for e in events)] for p in people]
    long = [["who", "event"], *sorted(there)]
    pairs = [(a, b) for a in people for b in people if a != b]
    counts = {(a, b): sum((a, e) in there and (b, e) in there for e in events) for a, b in pairs}
    expected = {pair: float(n) for pair, n in counts.items() if n}
    for rows, columns in ((wide, {"columns": "/^event: /"}), (long, {"target": "event"})):
        source = {"ego": "who", "ties": {"relation": "r", "shape": "attendance", **columns}}
        with tempfile.TemporaryDirectory() as name:
            write_table(rows, Path(name, "a.csv"))
            survey = read_survey({"sources": {"path": "a.csv", "delimiter": ",", **source}}, base=name)
        assert {(t.source, t.target): t.strength for t in survey.ties.itertuples()} == expected
        assert survey.unknown("r").empty
        came = {p for p, _ in there}
        assert came <= set(survey.people.index) <= set(people)


# names that are decided


@settings(max_examples=20)
@given(names=st.lists(NAME, min_size=2, max_size=2, unique_by=match_key), word=st.sampled_from(["accept", "reject"]))
def test_a_decision_about_any_two_names_survives_its_file_and_is_applied(names, word):
    one, other = names
    spec = {"sources": {"path": "t.csv", "ego": "from", "ties": {"relation": "r", "shape": "edges", "target": "to"}}}
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        write_table([["from", "to"], ["Somebody Else", one], ["Somebody Else", other]], folder / "t.csv")
        spec["sources"]["delimiter"] = ","
        head = ["name", "suggestion", "score", "where", "decision"]
        write_table([head, [one, other, "90", "", word]], folder / "names.csv")
        decided = read_survey({**spec, "names": {"path": "names.csv", "delimiter": ","}}, base=folder)
        write_name_suggestions(decided, folder / "again.csv")
        again = read_survey({**spec, "names": "again.csv"}, base=folder)
    kept = {"Somebody Else", other} if word == "accept" else {"Somebody Else", one, other}
    assert set(decided.people.index) == kept
    assert again.people.equals(decided.people)
    assert again.ties.equals(decided.ties)
    told, kept = (survey.name_suggestions().iloc[0] for survey in (again, decided))
    assert told[["name", "suggestion", "decision"]].to_list() == [one, other, word]
    assert told["score"] == kept["score"]
