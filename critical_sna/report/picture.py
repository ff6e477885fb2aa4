"""The map, inside the report: a page of its own in a frame that can reach nothing."""

from __future__ import annotations

from critical_sna._core import limits
from critical_sna.maps import map_network
from critical_sna.report.blocks import Frame, Paragraph, Section
from critical_sna.report.subject import Subject
from critical_sna.words import say


def network_map(subject: Subject) -> Section:
    """The map of all waves, or why it is not there: a report of many megabytes is not read."""
    title = say("report.section_map")
    nets = subject.waves.values()
    people = len(set().union(*(net.people.index for net in nets)))
    if people > limits.VIS_PEOPLE or max(net.n_ties for net in nets) > limits.VIS_TIES:
        reason = say("report.map_too_large", people=f"{limits.VIS_PEOPLE:,}", ties=f"{limits.VIS_TIES:,}")
        return Section("map", title, (Paragraph(reason),))
    waves, tables = dict(subject.waves), subject.verdict_tables()
    page = map_network(waves, groups=subject.groups, voice=tables, seed=subject.seed).to_html()
    return Section("map", title, (Paragraph(say("report.map_intro")), Frame(say("report.map_frame"), page)))
