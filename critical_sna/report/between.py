"""Between groups: who can hear whom in a scenario, who passes voices on, and where ties lead."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import pandas as pd

from critical_sna._core import limits
from critical_sna.errors import TooLargeError
from critical_sna.measures.brokers.brokerage import ROLES, brokerage
from critical_sna.measures.groups.mixing import ei_index
from critical_sna.network.partner import PartnerNetwork
from critical_sna.report.blocks import Block, Cell, Heading, Listing, Paragraph, Section, Table
from critical_sna.report.opening import group_name
from critical_sna.report.subject import Subject, hidden_note, number, percent, quoted
from critical_sna.voice.audible import audibility
from critical_sna.words import say

PASS_PROBABILITIES = (0.2, 0.5, 0.8)
DRAWS, LEAST_DRAWS = 1000, 64
DRAWN_TIES = 1.2e9
"""Voices * ties * draws that a report takes time for: larger networks get fewer draws, and the page says so."""
Mask = npt.NDArray[np.bool_]


def groups(subject: Subject) -> Section:
    """Audibility, brokerage and E-I index by group, small groups hidden."""
    title = say("report.section_groups")
    if subject.groups is None:
        return Section("groups", title, (Paragraph(say("report.no_groups_between")),))
    if subject.hidden_answers.all():
        return Section("groups", title, (Paragraph(say("report.all_hidden")),))
    blocks: list[Block] = [Paragraph(say("report.groups_care"))]
    if subject.net.reports is None:
        blocks.append(Paragraph(say("report.no_direction_groups")))
    else:
        blocks += [*_audibility(subject, subject.groups), *_brokerage(subject, subject.groups)]
    blocks += _ei(subject, subject.groups)
    blocks.append(Paragraph(say("report.room_groups"), "room"))
    return Section("groups", title, tuple(blocks))


def _audibility(subject: Subject, groups: str | pd.Series) -> list[Block]:
    hears_hidden, voice_hidden = subject.hidden_hearers, subject.hidden_voices
    shown = ~voice_hidden[:, None] & ~hears_hidden[None, :]
    tables: list[Block] = []
    draws = draws_for(subject.net)
    for chance in PASS_PROBABILITIES:
        try:
            found = audibility(subject.net, groups=groups, pass_probability=chance, draws=draws, seed=subject.seed)
        except TooLargeError:
            return [Paragraph(say("report.audibility_too_large"))]
        values = found.reindex(index=list(subject.names), columns=list(subject.names)).to_numpy(dtype=float)
        heads = (say("report.corner_audibility"), *(group_name(name) for name in subject.names))
        rows = tuple(
            (group_name(name), tuple(_chance(*cell) for cell in zip(values[place], shown[place], strict=True)))
            for place, name in enumerate(subject.names)
        )
        note = hidden_note(subject, hears_hidden | voice_hidden) if chance == PASS_PROBABILITIES[-1] else ""
        caption = say("report.table_audibility", percent=percent(chance))
        tables += [Table(caption, heads, rows, note=note)]
        tables += _widest(subject, values, shown) if chance == 0.5 else []
    return [Heading(say("report.audibility_title")), Paragraph(say("report.audibility_scenario")), *tables]


def draws_for(net: PartnerNetwork) -> int:
    """Give how many draws of open ties a report uses for a network."""
    affordable = int(DRAWN_TIES / max(net.n_people * net.n_ties, 1)) // LEAST_DRAWS * LEAST_DRAWS
    return min(DRAWS, max(affordable, LEAST_DRAWS))


def _chance(value: float, shown: bool) -> Cell:
    if not shown:
        return Cell(say("report.dash"))
    return Cell(percent(value), 0.0 if np.isnan(value) else float(value))


def _widest(subject: Subject, values: npt.NDArray[np.float64], shown: Mask) -> list[Block]:
    """Say between which two different groups a voice most and least easily travels."""
    usable = shown & ~np.isnan(values) & ~np.eye(len(values), dtype=bool)
    if not usable.any():
        return []
    low, high = np.where(usable, values, np.inf), np.where(usable, values, -np.inf)
    places = [np.unravel_index(int(np.argmax(high)), high.shape), np.unravel_index(int(np.argmin(low)), low.shape)]
    if values[places[0]] == values[places[1]]:
        return []
    words = {
        f"{part}_{kind}": word
        for kind, (voice, hearer) in zip(("most", "least"), places, strict=True)
        for part, word in (
            ("voice", quoted(group_name(subject.names[voice]))),
            ("hearer", quoted(group_name(subject.names[hearer]))),
            ("percent", percent(float(values[voice, hearer]))),
        )
    }
    return [Paragraph(say("report.audibility_range", **words))]


def _brokerage(subject: Subject, groups: str | pd.Series) -> list[Block]:
    spoke = subject.net.answered
    told = brokerage(subject.net, groups=groups)[spoke]
    labels = subject.net.group_labels(groups, where="report(groups=...)")[spoke]
    heads = tuple(say(f"report.head_{head}") for head in ("group", "answered", *ROLES, "all_roles"))
    blocks: list[Block] = [
        Heading(say("report.brokerage_title")),
        Paragraph(say("report.brokerage_care")),
        Listing(tuple(say(f"report.role_{role}") for role in ROLES)),
    ]
    for mean in (True, False):
        rows = [_role_row(say("report.everyone"), told, mean=mean)]
        for name, hidden in zip(subject.names, subject.hidden_answers, strict=True):
            dashes = (Cell(say("report.dash")),) * (len(ROLES) + 2)
            own = told[labels == name]
            rows.append((group_name(name), dashes) if hidden else _role_row(group_name(name), own, mean=mean))
        note = "" if mean else hidden_note(subject, subject.hidden_answers)
        caption = say("report.table_brokerage_mean" if mean else "report.table_brokerage_sum")
        blocks.append(Table(caption, heads, tuple(rows), note=note))
    return blocks


def _role_row(name: str, told: pd.DataFrame, *, mean: bool) -> tuple[str, tuple[Cell, ...]]:
    counts = [told[column].mean() if mean else told[column].sum(min_count=1) for column in (*ROLES, "total")]
    return name, (Cell(str(len(told))), *(Cell(number(float(n), 1 if mean else 0)) for n in counts))


def _ei(subject: Subject, groups: str | pd.Series) -> list[Block]:
    found = ei_index(subject.net, groups=groups)
    told = list(found[["observed", "expected"]].itertuples(index=False, name=None))
    by_name = dict(zip(found.index[1:], told[1:], strict=True))
    rows = [_ei_row(say("report.everyone"), *told[0])]
    for name, hidden in zip(subject.names, subject.hidden_answers, strict=True):
        if hidden:
            rows.append((group_name(name), (Cell(say("report.dash")),) * 3))
            continue
        own = "network (group)" if name == "network" else name  # the first row is called network
        if own in by_name:  # people without a group have no index
            rows.append(_ei_row(group_name(name), *by_name[own]))
    heads = tuple(say(f"report.head_{head}") for head in ("group", "observed", "expected", "ei_words"))
    table = Table(
        say("report.table_ei"),
        heads,
        tuple(rows),
        note=hidden_note(subject, subject.hidden_answers),
        words=True,
    )
    return [
        Heading(say("report.ei_title")),
        Paragraph(say("report.ei_care", size=limits.MIN_GROUP)),
        table,
    ]


def _ei_row(name: str, observed: float, expected: float) -> tuple[str, tuple[Cell, ...]]:
    if np.isnan(observed) or np.isnan(expected):
        words = "ei_unknown"
    elif abs(observed - expected) < 0.05:
        words = "ei_as_expected"
    else:
        words = "ei_inside" if observed < expected else "ei_outside"
    return name, (Cell(number(observed, 2)), Cell(number(expected, 2)), Cell(say(f"report.{words}")))
