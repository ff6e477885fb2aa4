"""Tell which program exported a file, from the names of its columns, and say why."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple


class Exporter(NamedTuple):
    """What the columns of one program look like."""

    preset: str
    marks: tuple[str, ...]
    """Patterns of column names that only this program writes."""
    least: int
    """How many of them must be there."""
    own: tuple[str, ...] = ()
    """More columns of the program itself, which hold no answers."""


EXPORTERS = (
    Exporter(
        "network_canvas",
        ("networkCanvasEgoUUID",),
        1,
        (
            "networkCanvas.*",
            "nodeID",
            "edgeID",
            "egoID",
            "from",
            "to",
            "person",
            "from_person",
            "to_person",
            "session.*",
            ".*_(screenSpace)?[XY]",
        ),
    ),
    Exporter(
        "qualtrics",
        ("ResponseI[dD]", "RecordedDate", "DistributionChannel", "Finished", "Progress", r"Duration \(in seconds\)"),
        2,
        (
            *("StartDate", "EndDate", "Status", "IPAddress", "Recipient.*", "ExternalReference", "Location.*"),
            *("UserLanguage", "ResponseSet", r"Q_.*", r".*_DO(_\d+)?", r".*_TEXT", r".*_(First|Last|Page) .*"),
        ),
    ),
    Exporter(
        "surveymonkey",
        ("Respondent ID", "Collector ID"),
        2,
        ("Start Date", "End Date", "IP Address", "Email Address", "First Name", "Last Name", "Custom Data.*"),
    ),
    Exporter(
        "microsoft_forms",
        ("ID", "Start time", "Completion time", "Email", "Name", "Last modified time"),
        4,
        ("Language", "Total points", "Quiz feedback", "Points - .*", "Feedback - .*"),
    ),
    Exporter(
        "redcap",
        (
            *("redcap_event_name", "redcap_repeat_instrument", "redcap_repeat_instance", "redcap_survey_identifier"),
            *("record_id", "Record ID", "Event Name", "Repeat Instrument", "Survey Identifier", "Complete[?]"),
            *(r".+___\w+", r".+[(]choice=.+[)]", r".+_complete"),
        ),
        2,
        (".*_timestamp", "Survey Timestamp", "redcap_data_access_group", "Data Access Group", "Repeat Instance"),
    ),
    Exporter(
        "kobo",
        ("_uuid", "_submission_time", "_validation_status", "_submitted_by", "_index", "_id", "__version__"),
        2,
        ("start", "end", "today", "deviceid", "username", "phonenumber", "_notes", "_status", "_tags", "meta/.*"),
    ),
    Exporter("google_forms", ("Timestamp", "Zeitstempel", "Horodateur", "Marca temporal"), 1, ("Email Address",)),
    Exporter("partner", ("Organi[sz]ation", "Respond(ing|ent) Organi[sz]ation", "Partner( Organi[sz]ation)?"), 2),
    Exporter("kumu", ("From", "To", "Direction", "Type", "Tags", "Label", "Description", "Strength"), 3),
)
_KUMU_NEEDS = {"From", "To"}


def recognise(names: Sequence[str]) -> tuple[str, list[str]]:
    """Give the preset that fits these column names, and the columns that speak for it; ("none", []) where none does."""
    for exporter in EXPORTERS:
        hits = [name for name in dict.fromkeys(names) if any(re.fullmatch(mark, name) for mark in exporter.marks)]
        if exporter.preset == "kumu" and not set(hits) >= _KUMU_NEEDS:
            continue
        if exporter.preset == "google_forms" and hits[:1] != list(names[:1]):
            continue
        if len(hits) >= exporter.least:
            return exporter.preset, hits
    return "none", []


def is_own(preset: str, name: str) -> bool:
    """Tell whether a column belongs to the program itself and holds no answer."""
    found = next((e for e in EXPORTERS if e.preset == preset), None)
    if found is None or preset in {"kumu", "partner"}:
        return False
    marks = [m for m in found.marks if m not in _ANSWERS]
    return any(re.fullmatch(mark, name) for mark in (*marks, *found.own))


_ANSWERS = {r".+___\w+", r".+[(]choice=.+[)]", "record_id", "Record ID"}
"""Marks that are answers too: the columns of a question, or the number of the respondent."""
