"""Presets are nothing but default values; what the spec says always wins, and absent columns do not matter."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Preset:
    """Defaults for the export of one survey program."""

    header_rows: int = 1
    label_row: int | None = None
    drop_if: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    partial: tuple[str, str] | None = None
    order: str | None = None
    row_id: str | None = None
    empty: tuple[str, ...] = ()
    skip_columns: tuple[str, ...] = ()


_TESTS = ("Survey Preview", "Survey Test", "Spam", "Survey Preview Spam", "1", "2", "8", "9")

PRESETS: Mapping[str, Preset] = {
    "none": Preset(),
    "qualtrics": Preset(
        header_rows=3,
        label_row=2,
        drop_if={"Status": _TESTS},
        partial=("Progress", "100"),
        order="RecordedDate",
        row_id="ResponseId",
        empty=("-99",),
        skip_columns=(r"_DO(_\d+)?$", r"_TEXT$"),
    ),
    "google_forms": Preset(order="Timestamp"),
    "surveymonkey": Preset(header_rows=2, label_row=2, order="Respondent ID", row_id="Respondent ID"),
    "microsoft_forms": Preset(order="Completion time", row_id="ID"),
    "redcap": Preset(row_id="record_id"),
    "kobo": Preset(order="_submission_time", row_id="_id"),
}
