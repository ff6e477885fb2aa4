"""Presets are nothing but default values; what the spec says always wins, and absent columns do not matter."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Unfinished:
    """A column (a pattern for its name) that tells finished responses, and what becomes of the others."""

    column: str
    complete: tuple[str, ...]
    use: str = "keep"


@dataclass(frozen=True)
class Preset:
    """Defaults for the export of one survey program."""

    header_rows: int = 1
    label_row: int | None = None
    json_header: bool = False
    """The last header row holds {"ImportId": ...} in each cell: the header ends there, wherever that is."""
    drop_if: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    drop_code: str = "dropped_row"
    unfinished: tuple[Unfinished, ...] = ()
    order: str | None = None
    row_id: str | None = None
    empty: tuple[str, ...] = ()
    nobody: tuple[str, ...] = ()
    """Words in the column of respondents that name nobody."""
    skip_columns: tuple[str, ...] = ()
    join: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    sep: str | None = None
    """What stands between several targets in one cell of ``edges``."""
    twins: str | None = None
    """The mark between a question and a choice where the same ticks stand in both columns."""


_TESTS = (
    *("Survey Preview", "Survey Test", "Spam", "Survey Preview Spam", "Imported Spam", "Offline Survey Preview"),
    *("1", "2", "8", "9", "12", "17", "40", "48"),
)

PRESETS: Mapping[str, Preset] = {
    "none": Preset(),
    "qualtrics": Preset(
        header_rows=3,
        label_row=2,
        json_header=True,
        drop_if={"Status": _TESTS},
        drop_code="test_row",
        unfinished=(Unfinished("Progress", ("100",)), Unfinished("Finished", ("1", "True"))),
        order="RecordedDate",
        row_id="ResponseId",
        empty=("-99",),
        skip_columns=(r"_DO(_\d+)?$", r"_TEXT$"),
    ),
    "google_forms": Preset(order="Timestamp", nobody=("anonymous",)),
    "surveymonkey": Preset(header_rows=2, label_row=2, order="Respondent ID", row_id="Respondent ID"),
    "microsoft_forms": Preset(order="Completion time", row_id="ID", nobody=("anonymous",)),
    "redcap": Preset(
        row_id="record_id",
        unfinished=(Unfinished(r"_complete$|^Complete\?$", ("2", "Complete"), use="drop"),),
        empty=("[not completed]",),
    ),
    "kobo": Preset(
        order="_submission_time",
        row_id="_id",
        drop_if={"_validation_status": ("Not approved", "validation_status_not_approved")},
        twins="/",
    ),
    "network_canvas": Preset(
        empty=("encrypted",),
        join={
            "person": ("networkCanvasEgoUUID", "networkCanvasUUID"),
            "from_person": ("networkCanvasEgoUUID", "networkCanvasSourceUUID"),
            "to_person": ("networkCanvasEgoUUID", "networkCanvasTargetUUID"),
        },
    ),
    "kumu": Preset(sep="|"),
    "partner": Preset(empty=("N/A", "NA", "Not applicable")),
}
