"""Voices by band, and how many stand out beyond chance: counts of a collaborative, never a list of people."""

from __future__ import annotations

import numpy as np
import pandas as pd

from critical_sna._core import limits
from critical_sna.report.blocks import Block, Cell, Paragraph, Section, Table
from critical_sna.report.opening import group_name
from critical_sna.report.subject import Subject, hidden_note, percent, quoted
from critical_sna.voice.heard import BANDS, UNKNOWN_BAND, heard_by
from critical_sna.voice.margins import VERDICTS
from critical_sna.words import say


def heard(subject: Subject) -> Section:
    """How many voices are heard by how many, wave beside wave, and verdicts by group."""
    title = say("report.section_voices")
    if subject.net.reports is None:
        return Section("voices", title, (Paragraph(say("report.no_direction")),))
    table = heard_by(subject.net)
    blocks: list[Block] = [
        Paragraph(say("report.voices_care")),
        _bands(subject, table),
        *_about_the_collaborative(table, subject.net.reports),
    ]
    if len(subject.waves) > 1:
        blocks.append(_bands_by_wave(subject))
    blocks += _verdicts(subject)
    blocks.append(Paragraph(say("report.room_voices"), "room"))
    return Section("voices", title, tuple(blocks))


def _band_words(band: str, reports: str | None) -> str:
    key = "unknown" if band == UNKNOWN_BAND else str(BANDS.index(band))
    return say(f"report.band_{key}_own" if reports == "gives_to" and key != "unknown" else f"report.band_{key}")


def _bands(subject: Subject, table: pd.DataFrame) -> Table:
    counts = table["band"].value_counts()
    unknown = int(counts.get(UNKNOWN_BAND, 0))
    known, reports = len(table) - unknown, subject.net.reports
    rows = []
    for band in BANDS:
        n = int(counts.get(band, 0))
        share = n / max(known, 1)
        rows.append((_band_words(band, reports), (Cell(str(n)), Cell(percent(share), share))))
    if unknown:
        rows.append((_band_words(UNKNOWN_BAND, reports), (Cell(str(unknown)), Cell(say("report.dash")))))
    note = say("report.bands_care_own" if reports == "gives_to" else "report.bands_care", n=known)
    heads = tuple(say(f"report.head_{head}") for head in ("band", "voices", "share"))
    return Table(say("report.table_bands"), heads, tuple(rows), note=note, bars=True)


def _about_the_collaborative(table: pd.DataFrame, reports: str | None) -> list[Block]:
    known = table[table["band"] != UNKNOWN_BAND]
    shares = [float((known["band"] == band).mean()) if len(known) else 0.0 for band in BANDS]
    band, lowest = next(((band, share) for band, share in zip(BANDS, shares, strict=True) if share), (BANDS[0], 0.0))
    blocks: list[Block] = []
    if lowest >= limits.LOWEST_BAND_IS_COLLECTIVE:
        blocks.append(Paragraph(say("report.collective", percent=percent(lowest), band=_band_words(band, reports))))
    if max(shares) > limits.CROWDED_BAND_SHARE:
        blocks.append(Paragraph(say("report.crowded", percent=percent(max(shares)))))
    return blocks


def _bands_by_wave(subject: Subject) -> Table:
    rows = []
    for wave, net in subject.waves.items():
        counts = heard_by(net)["band"].value_counts()
        cells = [Cell(str(int(counts.get(band, 0)))) for band in (*BANDS, UNKNOWN_BAND)]
        rows.append((quoted(wave), (*cells, Cell(percent(net.response_rate)))))
    heads = [say("report.head_wave"), *(say(f"report.short_{i}") for i in range(len(BANDS)))]
    heads += [say("report.short_unknown"), say("report.head_rate")]
    return Table(say("report.table_bands_waves"), tuple(heads), tuple(rows), note=say("report.bands_waves_care"))


def _verdicts(subject: Subject) -> list[Block]:
    net = subject.net
    if net.n_people > limits.VIS_PEOPLE:
        return [Paragraph(say("report.periphery_too_large", limit=f"{limits.VIS_PEOPLE:,}"), "note")]
    verdict = subject.verdict(net)
    total = [int((verdict == word).sum()) for word in VERDICTS]
    blocks: list[Block] = [Paragraph(_stand_out(total, net.n_people))]
    heads = [say("report.head_group"), *(say(f"report.verdict_{i}") for i in range(len(VERDICTS)))]
    rows = [(say("report.everyone"), tuple(Cell(str(n)) for n in total))]
    hides = subject.labels is not None and subject.hidden.all()
    if subject.labels is not None and not hides:
        by_group = np.array([subject.count((verdict == word).to_numpy()) for word in VERDICTS])
        for place, name in enumerate(subject.names):
            hidden = subject.hidden[place]
            cells = [say("report.dash") if hidden else str(n) for n in by_group[:, place]]
            rows.append((group_name(name), tuple(Cell(cell) for cell in cells)))
    note = say("report.all_hidden") if hides else hidden_note(subject, subject.hidden) if subject.names else ""
    blocks.append(Table(say("report.table_verdicts"), tuple(heads), tuple(rows), note=note))
    blocks.append(Paragraph(say("report.verdicts_care"), "note"))
    return blocks


def _stand_out(total: list[int], people: int) -> str:
    if total[-1] == people:
        return say("report.stand_out_unknown")
    if not total[0]:
        return say("report.stand_out_none", depends=say("report.stand_out_depends", n=total[1]) if total[1] else "")
    depends = say("report.stand_out_depends", n=total[1]) if total[1] else ""
    many = "many" if total[0] > limits.MARKED_SHARE * people else "some"
    return say(f"report.stand_out_{many}", n=total[0], depends=depends)
