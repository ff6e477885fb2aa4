"""Network Canvas exports: a file of respondents, files of the people they named, files of ties among those."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from critical_sna.survey.description.facts import attribute_of
from critical_sna.survey.description.naming import attribute_name, slug
from critical_sna.survey.tables.text import clean
from critical_sna.words import say

if TYPE_CHECKING:
    from critical_sna.survey.description.proposal import Proposal

_EGO, _NODE, _SOURCE = "networkCanvasEgoUUID", "networkCanvasUUID", "networkCanvasSourceUUID"
_CASE = "networkCanvasCaseID"


def propose_canvas(found: Proposal) -> Proposal:
    """Propose one file of a Network Canvas export; a person is one only together with who named them."""
    table, path = found.part.table, found.part.path
    kind = slug(re.sub(r".*(attributeList|edgeList)_?", "", found.part.sheet or path.rsplit(".", 1)[0])) or "tie"
    if table.has(_SOURCE):
        found.settings = {"directed": False, "ego": {"column": "from_person", "answered": "no"}}
        found.notes = {"ego": say("survey.draft_canvas_told")}
        tie = {"relation": kind, "shape": "edges", "target": "to_person"}
        found.ties = [{**tie, "_scale": None, "_questions": {kind: kind}}]
        return found
    facts: dict[str, str] = {}
    name = next(
        (c for c in table.columns if re.fullmatch(r"(full[ _]?)?name|label|nickname", c.name, re.IGNORECASE)), None
    )
    for question in found.part.questions:
        wanted = attribute_of(question) if question.cells and question.columns[0] is not name else None
        if wanted is not None:
            facts[attribute_name(question.text, question.key, list(facts))] = clean(wanted)
    block: dict[str, object] = {"path": path}
    if found.part.sheet is not None:
        block["sheet"] = found.part.sheet
    if table.has(_NODE):
        block |= {"join": {"person": [_EGO, _NODE]}, "id": "person", "asked": "no"}
        found.settings = {"ego": {"column": _EGO}}
        found.notes = {"ego": say("survey.draft_ego")}
        relation = f"named_{kind}"
        tie = {"relation": relation, "shape": "edges", "target": "person", "empty_block": "none"}
        notes = [say("survey.draft_canvas_nobody")]
        found.ties = [{**tie, "_scale": None, "_questions": {relation: relation}, "_notes": notes}]
    else:
        block["id"] = _EGO
    if name is not None:
        block["label"] = name.name
    elif not table.has(_NODE) and table.has(_CASE):
        block["label"] = _CASE
    if facts:
        block["attributes"] = facts
    found.block_of_people = block
    return found
