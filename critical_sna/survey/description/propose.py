"""Propose what a table holds: who answered, which questions are relational, what is known about people."""

from __future__ import annotations

from typing import TYPE_CHECKING

from critical_sna.survey.description.canvas import propose_canvas
from critical_sna.survey.description.edges import propose_edges, propose_matrix
from critical_sna.survey.description.facts import find_attributes, find_consent, find_finished, find_wave
from critical_sna.survey.description.proposal import Proposal
from critical_sna.survey.description.wide import propose_wide

if TYPE_CHECKING:
    from critical_sna.survey.description.parts import Part


def propose(part: Part) -> Proposal:
    """Propose a source for a table; one without relational questions has no ties."""
    found = Proposal(part)
    if part.preset == "network_canvas":
        return propose_canvas(found)
    find_wave(found)
    find_consent(found)
    find_finished(found)
    if not propose_matrix(found) and not propose_edges(found):
        propose_wide(found)
    if found.ties:
        find_attributes(found)
    return found
