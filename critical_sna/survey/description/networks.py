"""Draft a spec for files of network programs: nodes and ties, no questions to find."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pandas as pd

from critical_sna.survey.description.draft import QUESTIONS, Path_, SurveyDraft, comment, reports_notes, wave_in
from critical_sna.survey.tables.files import read_bytes
from critical_sna.survey.tables.text import clean, match_key, natural_key
from critical_sna.words import say

Spec = dict[str, Any]  # Any: the values of a spec, which differ from key to key


def is_graph(path: Path) -> bool:
    """Tell by its suffix, or what a .txt file begins with, whether a file holds a network."""
    from critical_sna.formats.registry import formats

    known = [f for f in formats().values() if f.name != "csv"]
    suffix = path.suffix.lower().lstrip(".")
    if suffix == "txt" and path.is_file():
        return any(f.fits(read_bytes(path)) for f in known)
    return any(suffix in f.suffixes for f in known)


def graph_draft(paths: Sequence[Path], shown: str) -> SurveyDraft:
    """Draft a spec for files that hold networks, each with its relations and, where names tell it, its wave."""
    relations = {path.name: _relations_in(path) for path in paths}
    waves = {path.name: wave_in(path.stem) for path in paths}
    told = len(set(filter(None, waves.values()))) > 1
    head = (say("survey.draft_head", file=shown), say("survey.draft_check_all"))
    notes: dict[Path_, tuple[str, ...]] = {(): tuple(map(comment, head))}
    sources: list[Spec] = []
    for name, found in relations.items():
        source: Spec = {"path": name}
        if told and waves[name]:
            source["wave"] = waves[name]
            notes["sources", len(sources), "wave"] = (comment(say("survey.draft_wave_of_file")),)
        sources.append({**source, "ties": [{"relation": relation, "shape": "graph"} for relation in found]})
    asked = list(dict.fromkeys(relation for found in relations.values() for relation in found))
    notes["relations",] = (comment(say("survey.draft_relations")),)
    notes |= {("relations", relation, "question"): reports_notes() for relation in asked}
    spec = {"version": 1, "sources": sources, "relations": {relation: {"question": relation} for relation in asked}}
    rows = [(name, relation, 1, "", 0, "ties") for name, found in relations.items() for relation in found]
    return SurveyDraft("none", (), pd.DataFrame(rows, columns=list(QUESTIONS)), spec, notes, paths[0].parent)


def _relations_in(path: Path) -> list[str]:
    """Name the relations of a file where it names several: only then they must be told apart."""
    from critical_sna.survey.answers.graph import relations_in

    named = {match_key(name): clean(name) for name in reversed(relations_in(path, path.name))}
    return sorted(named.values(), key=natural_key) if len(named) > 1 else ["tie"]
