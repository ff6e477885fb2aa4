"""Propose tables with one row for each tie, and square tables."""

from __future__ import annotations

import re

from critical_sna.survey.description.naming import asks_for, relation_name
from critical_sna.survey.description.proposal import (
    NOTHING,
    WHO,
    Proposal,
    Tie,
    add_tie,
    is_score,
    keys_of,
    keys_spelled,
    name_of,
)
from critical_sna.survey.description.questions import Question, looks_like_scores
from critical_sna.survey.tables.text import clean, match_key
from critical_sna.words import say

_FROM = re.compile(r"^(from|source|ego|respondent|who|nominator|employee|(respond(ing|ent) )?organi[sz]ation)$", re.I)
_TO = re.compile(
    r"^(to|target|alter|nominee|named|reports to|partner([ _]?(name|code|id|organi[sz]ation))?|contact|whom)$", re.I
)
_PLAIN_TO = re.compile(r"^(to|target|alter|nominee|named|contact|whom|partner)$", re.I)
_STRENGTH = re.compile(r"strength|weight|value|score|frequency|how often|level|n$", re.I)
_RECORD = re.compile(r"^_?(record[_ ])?id$", re.I)
_ANSWERED_FOR = re.compile(r"^(respondent( name)?|completed by|your name|answered by|contact( name)?)$", re.I)


def propose_matrix(found: Proposal) -> bool:
    """Propose ``matrix`` where the first column and the header name the same people."""
    first, *others = found.part.table.columns
    rows = list(map(clean, found.part.table.column(first.position)))
    named = keys_of(c.label for c in others)
    shared = keys_of(rows) & named
    if len(shared) < max(2, 0.6 * len(named)) or len(shared) < 0.6 * len(rows):
        return False
    lines = zip(*(found.part.table.column(c.position) for c in others), strict=True)
    cells = [clean(text) for texts in lines for text in texts if clean(text)]
    if any(re.fullmatch(r"\d+,\d+", cell) for cell in cells):
        found.settings["decimal"] = ","
    tie: Tie = {"relation": "tie", "shape": "matrix"}
    nothing = [c for c in keys_spelled(cells) if match_key(c) in NOTHING]
    if nothing:
        tie["empty"] = nothing
    found.settings["ego"] = {"column": 0}
    found.people = keys_of(rows) | named
    for question in found.part.questions:
        found.use(question, "ties")
    add_tie(found, tie, {"tie": "tie"}, [], scaled=False)
    return True


def propose_edges(found: Proposal) -> bool:
    """Propose ``edges`` where one column says who and another says whom; False where the table is no such list."""
    singles = [q for q in found.part.questions if not q.is_block and q.cells]
    names = {q.columns[0].position: q for q in singles}
    start = next((q for q in singles if _FROM.match(q.text) or _FROM.match(q.key)), None)
    end = next((q for q in singles if (_TO.match(q.text) or _TO.match(q.key)) and q is not start), None)
    repeats = found.part.preset == "redcap" and any("repeat" in r.casefold() for r in found.part.reasons)
    if end is not None and start is None and repeats:
        start = next((q for q in singles if WHO.search(q.text) or WHO.search(q.key.replace("_", " "))), None)
        start = start or next((q for q in singles if q.key.casefold().replace(" ", "_") == "record_id"), None)
    if start is None or end is None:
        return False
    if not repeats and any(q.is_block and not looks_like_scores(q.cells) for q in found.part.questions):
        return False
    _set_ego(found, start, repeats)
    for question in (start, end):
        names.pop(question.columns[0].position)
        found.people |= keys_of(question.cells)
    others = [q for q in names.values() if not found.use_of(q) and not _RECORD.match(q.key)]
    respondent = next((q for q in others if _ANSWERED_FOR.match(q.text)), None)
    if respondent is not None:
        found.settings["ego"] = {**found.settings["ego"], "respondent": respondent.columns[0].name}
        found.notes["ego"] = say("survey.draft_respondent")
        found.use(respondent, "respondent")
        others.remove(respondent)
    found.use(end, "ties")
    _score_columns(found, start, end, others)
    return True


def _set_ego(found: Proposal, question: Question, repeats: bool) -> None:
    column = question.columns[0]
    found.settings["ego"] = {"column": name_of(found, column)}
    found.notes["ego"] = say("survey.draft_ego")
    found.use(question, "ego")
    blank = not all(map(clean, found.part.table.column(column.position)))
    number_of_record = next((c for c in ("record_id", "Record ID") if found.part.table.has(c)), None)
    if repeats and blank and number_of_record and column.name != number_of_record:
        found.settings["ego"]["fill_by"] = number_of_record


def _score_columns(found: Proposal, start: Question, end: Question, others: list[Question]) -> None:
    """Tell columns of scores, which say something about the tie, from facts about the person who answered."""
    scores = [q for q in others if is_score(q) and not _constant_by(found, start, q)]
    tie: Tie = {"shape": "edges", "target": name_of(found, end.columns[0])}
    if found.part.preset not in {"kumu", "none"} or len(scores) > 1:
        several = {name: q for q in scores if (name := asks_for(f"{q.text} {q.key}".replace("_", " ")))}
        if len(several) < len(scores):
            several = {relation_name(q.text, q.key, [], say_so=False): q for q in scores}
        if len(several) == len(scores) > 1 or (several and found.part.preset != "kumu"):
            tie = {"relations": {n: name_of(found, q.columns[0]) for n, q in several.items()}, **tie}
            add_tie(found, tie, {n: q.text for n, q in several.items()}, [c for q in scores for c in q.cells])
            for question in scores:
                found.use(question, "value")
            return
    if scores:
        tie["value"] = name_of(found, scores[0].columns[0])
        found.use(scores[0], "value")
    asked = scores[0] if scores and not _STRENGTH.match(scores[0].text) else end
    name = relation_name(asked.text, "tie" if _PLAIN_TO.match(asked.key) else asked.key, [])
    cells = [c for q in scores[:1] for c in q.cells]
    add_tie(found, {"relation": name, **tie}, {name: asked.text or name}, cells)


def _constant_by(found: Proposal, start: Question, question: Question) -> bool:
    """Tell whether a column never differs between the rows of one person who has several."""
    here, there = start.columns[0].position, question.columns[0].position
    seen: dict[str, set[str]] = {}
    table = found.part.table
    for one, other in zip(table.column(here), table.column(there), strict=True):
        seen.setdefault(match_key(one), set()).add(match_key(other))
    return len(seen) < len(table) and len(seen) > 1 and all(len(v) == 1 for v in seen.values())
