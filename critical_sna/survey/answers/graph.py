"""The shape 'graph': people from the nodes of a graph file, answers from its ties."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from critical_sna.errors import SpecError, did_you_mean
from critical_sna.formats.canvas import is_canvas
from critical_sna.formats.objects import package_of, parse_object
from critical_sna.formats.read import ParsedGraph, parse
from critical_sna.formats.tidy import values_of
from critical_sna.survey.answers.found import STATUS_RANK, Answer, Gathered
from critical_sna.survey.answers.names import Place, Registry
from critical_sna.survey.answers.opening import places_of
from critical_sna.survey.description.spec import Source, Ties
from critical_sna.survey.tables.files import read_bytes
from critical_sna.survey.tables.text import clean, match_key, quoted
from critical_sna.words import say

_TOLD_BY_THE_SURVEY = {"duplicate_label", "isolate"}
_COLUMN = "tie"


@dataclass(frozen=True)
class GraphFile:
    """A graph file with the wave it belongs to and the nodes that may be read."""

    source: Source
    file: str
    wave: str
    parsed: ParsedGraph
    people: pd.DataFrame


def is_graph(source: Source) -> bool:
    """Tell whether a source is a graph file; one that is also something else is a mistake."""
    shapes = {ties.shape for ties in source.ties}
    if "graph" not in shapes:
        return False
    wrong = [
        name
        for name, given in (
            ("another shape", len(shapes) > 1),
            ("ego", source.ego),
            ("rows", source.rows.model_fields_set),
            ("a column of waves", source.wave and source.wave.column),
        )
        if given
    ]
    if wrong:
        raise SpecError(
            f"A graph file has nodes and ties, no rows of answers, so {wrong[0]} does not fit it.",
            where=source.path,
            mend="remove it; name the wave as text where there is one",
        )
    return True


def open_graphs(source: Source, base: Path, found: Gathered) -> list[GraphFile]:
    """Read the files of a source and meet everybody in them."""
    wave = found.files.wave(source.wave.text) if source.wave and source.wave.text else ""
    if wave:
        found.waves.setdefault(wave)
    graphs = []
    for shown, path in places_of(source, base):
        parsed = _parsed(source, path, shown)
        people = _without_withdrawn(parsed.tables.people, found.registry)
        _hand_on(parsed, found)
        people = people.assign(person=_meet_everybody(people, shown, found))
        graphs.append(GraphFile(source, shown, wave, parsed, people[people["person"] != ""]))
    return graphs


def _parsed(source: Source, path: Path, shown: str) -> ParsedGraph:
    if source.data is None and Path(shown).suffix.lower() == ".graphml" and is_canvas(read_bytes(path)):
        raise SpecError(
            "This is an export of Network Canvas, whose nodes are people somebody named; nobody of them was asked.",
            where=shown,
            mend="say 'preset: network_canvas' and name a 'sheet' of the file, or let describe_survey draft the spec",
        )
    if source.data is None:
        return parse(path, shown, source.format, source.encoding)
    if package_of(source.data.given) is None:
        raise SpecError(
            "A DataFrame holds rows, no nodes and ties.",
            where=shown,
            mend="use the shape 'edges', or 'matrix' where rows and columns name the same people",
        )
    return parse_object(source.data.given, shown)


def _without_withdrawn(people: pd.DataFrame, registry: Registry) -> pd.DataFrame:
    """Leave out people who withdrew, under id or label; whoever has one of these names elsewhere goes too."""
    gone = [
        registry.is_withdrawn(person) or registry.is_withdrawn(label)
        for person, label in zip(people["id"], people["label"], strict=True)
    ]
    for text in (*people.loc[gone, "id"], *people.loc[gone, "label"]):
        if not clean(text).isdigit():
            registry.withdrawn.add(match_key(text))
    return people.loc[[not g for g in gone]].reset_index(drop=True)


def _hand_on(parsed: ParsedGraph, found: Gathered) -> None:
    """Hand on what was found in the file; what names somebody who withdrew is told without the name."""
    for issues, rows in ((found.log.issues, parsed.findings.told()), (found.log.faults, parsed.findings.faults)):
        for finding in rows:
            if finding["code"] in _TOLD_BY_THE_SURVEY:
                continue
            row, names = finding, re.findall(r"'([^']*)'", finding["text"])
            if found.registry.names_withdrawn(finding["text"]) or any(map(found.registry.is_withdrawn, names)):
                row = {**finding, "text": say("formats.about_withdrawn", language="en"), "column": None}
            issues.append(row)


def _meet_everybody(people: pd.DataFrame, file: str, found: Gathered) -> list[str]:
    """Give the person of every node, '' where it is a fault."""
    met: dict[str, str] = {}
    persons = []
    once = ~people["label"].duplicated(keep=False)
    for name, label, is_once in zip(people["id"], people["label"], once, strict=True):
        person = _meet(name, label if label != name else None, is_once, Place(file, None, None), found)
        if person is not None and met.setdefault(person, name) != name:
            nodes = {"first": quoted(met[person]), "other": quoted(name)}
            found.log.note("nodes_joined", count=1, file=file, row=None, column=None, name=quoted(person), **nodes)
        persons.append(person or "")
    return persons


def _meet(name: str, label: str | None, is_once: bool, place: Place, found: Gathered) -> str | None:
    """Find a node's person: by id, by a label of its own on the people file, or as somebody new."""
    registry = found.registry
    person = registry.find(name, place)
    if person is None and label and is_once and registry.has_people_file:
        person = registry.find(label, place)
    if person is None and not registry.has_people_file:
        return registry.enrol(name, label, place)
    person = person if person is not None and person not in registry.added else registry.meet(name, place)
    if person is not None and label:
        known = registry.labels.setdefault(person, clean(label))
        if match_key(known) != match_key(label):
            found.log.note(
                "label_differs", file=place.file, name=quoted(person), label=quoted(known), other=quoted(label)
            )
    return person


def read_graph_file(graph: GraphFile, found: Gathered) -> None:
    """Turn the ties of a file into answers, and its nodes into people who answered."""
    if graph.parsed.findings.faults:
        return
    person_of = dict(zip(graph.people["id"], graph.people["person"], strict=True))
    _read_attributes(graph, found)
    for ties in graph.source.ties:
        chosen = _of_relation(graph, ties)
        _turn_out(graph, ties, set(chosen["target"]), found)
        for source, target, strength, line in chosen.itertuples(index=False):
            if source in person_of and target in person_of:
                _answer(graph, ties, person_of[source], person_of[target], strength, line, found)
    _tell_relations_left_out(graph, found)


def _of_relation(graph: GraphFile, ties: Ties) -> pd.DataFrame:
    """Give the ties of one relation, the unknown ones with NaN."""
    tables = graph.parsed.tables
    known = tables.ties.assign(line=graph.parsed.lines)
    every = pd.concat([known, tables.unknown.assign(strength=math.nan, line=0)], ignore_index=True)
    names = _relations(graph)
    key = match_key(ties.relation)
    if any(match_key(name) == key for name in names):
        every = every[[match_key(str(name)) == key for name in every["relation"]]]
    elif len(names) > 1 or len(graph.source.ties) > 1:
        raise SpecError(
            f"The file has no relation {ties.relation!r}." if names else "The file does not name its relations.",
            where=graph.file,
            mend=did_you_mean(ties.relation, names) if names else "give one entry under 'ties'",
        )
    return every[["source", "target", "strength", "line"]]


def relations_in(path: Path, shown: str) -> list[str]:
    """Give the names of relations in a graph file, in the order of its ties."""
    return _named_in(parse(path, shown, "auto", "auto"))


def _relations(graph: GraphFile) -> list[str]:
    return _named_in(graph.parsed)


def _named_in(parsed: ParsedGraph) -> list[str]:
    ties = parsed.tables.ties
    return list(dict.fromkeys(ties["relation"].dropna())) if "relation" in ties.columns else []


def _tell_relations_left_out(graph: GraphFile, found: Gathered) -> None:
    wanted = {match_key(ties.relation) for ties in graph.source.ties}
    names = _relations(graph)
    if len(names) > 1:
        for name in names:
            if match_key(name) not in wanted:
                count = int((graph.parsed.tables.ties["relation"] == name).sum())
                found.log.note("relation_left_out", count=count, file=graph.file, relation=quoted(name))


def _turn_out(graph: GraphFile, ties: Ties, named: set[str], found: Gathered) -> None:
    """Everybody in the file answered, unless it has a status for each person."""
    people = graph.people
    status = people["status"] if "status" in people.columns else pd.Series(["respondent"] * len(people))
    asked = people["asked"] if "asked" in people.columns else pd.Series(["yes"] * len(people))
    for name, person, word, was_asked in zip(people["id"], people["person"], status, asked, strict=True):
        if word not in STATUS_RANK or word == "respondent":
            found.turn_out(ties.relation, graph.wave, person, "respondent")
        elif word != "named_only":
            found.turn_out(ties.relation, graph.wave, person, str(word))
        elif was_asked != "no" or name not in named:
            found.rosters.setdefault((ties.relation, graph.wave), set()).add(person)


def _answer(
    graph: GraphFile, ties: Ties, source: str, target: str, strength: float, line: int, found: Gathered
) -> None:
    is_self = source == target
    if is_self and not math.isnan(strength):
        found.log.note(
            "self_tie", file=graph.file, row=line, column=_COLUMN, name=quoted(target), relation=ties.relation
        )
    state = "impossible" if is_self else "missing" if math.isnan(strength) else "tie"
    ends = [(source, target)]
    if not graph.source.directed and not is_self and graph.parsed.tables.directed:
        ends.append((target, source))
    for a, b in ends:
        found.answers.append(Answer(graph.wave, ties.relation, a, b, strength, state, graph.file, line, _COLUMN))


def _read_attributes(graph: GraphFile, found: Gathered) -> None:
    """Read the attributes that the spec names from the nodes."""
    for name, column in graph.source.attributes.items():
        if column not in graph.people.columns:
            known = [c for c in graph.people.columns if c != "person"]
            raise SpecError(
                f"The people of the file have no attribute {column!r}.",
                where=graph.file,
                mend=did_you_mean(column, known),
            )
        for person, value in zip(graph.people["person"], values_of(graph.people[column]), strict=True):
            text = "" if value is None else clean(_as_text(value))
            if found.registry.names_withdrawn(text):
                found.log.note("withdrawn_text", file=graph.file, row=0, column=name)
            elif text:
                found.told.setdefault(graph.wave, {}).setdefault(person, {}).setdefault(name, text)


def _as_text(value: object) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return str(int(value)) if isinstance(value, float) and value.is_integer() else str(value)
