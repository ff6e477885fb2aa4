"""UCINET DL: matrices, edge lists and node lists as text, with labels in several places."""

from __future__ import annotations

import re

from critical_sna.formats.dl_data import Data
from critical_sna.formats.dl_header import read_header
from critical_sna.formats.files import decode, start_of
from critical_sna.formats.findings import Findings
from critical_sna.formats.numbered import in_quotes, tie_lines
from critical_sna.formats.registry import Content, Format, add
from critical_sna.formats.tables import Draft, GraphTables


def _read(content: Content, encoding: str, draft: Draft) -> None:
    text = decode(content.main, draft.findings.file, encoding, draft.findings)
    header = read_header(text, draft.findings)
    if header is not None:
        Data(header, draft).read(text)


def _write(tables: GraphTables, findings: Findings, safe_for_excel: bool) -> Content:
    ids = tables.people["id"].tolist()
    by_relation = tie_lines(tables.ties, ids)
    lines = [f"dl n={len(ids)} nm={len(by_relation)} format=edgelist1", "labels:"]
    lines += [f'"{in_quotes(person)}"' for person in ids]
    if None not in by_relation:
        lines += ["matrix labels:", *(f'"{in_quotes(relation or "")}"' for relation in by_relation)]
    lines.append("data:")
    for k, found in enumerate(by_relation.values()):
        lines += ["!", *found] if k else found
    return Content("\n".join([*lines, ""]).encode())


def _fits(content: bytes) -> bool:
    return re.match(rb"\s*dl[\s,]", start_of(content).lower()) is not None


add(
    Format(
        name="dl",
        title="UCINET DL",
        suffixes=("dl",),
        fits=_fits,
        read=_read,
        write=_write,
        holds_labels=False,
        holds_attributes=False,
        holds_direction=False,
    )
)
