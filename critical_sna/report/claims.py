"""The tables behind what a report claims, and the parts of the page that say it: each sentence with its card."""

from __future__ import annotations

import itertools
import warnings
from collections.abc import Callable
from dataclasses import dataclass
from typing import cast

import numpy as np
import pandas as pd

from critical_sna._core import limits
from critical_sna._core.frames import UNKNOWN_GROUP
from critical_sna.errors import CriticalSNAError, CriticalSNAWarning, DataError, SpecError, TooLargeError, UsageError
from critical_sna.inference.evidence import CANNOT_TELL, LEVELS, Evidence, EvidenceCard, evidence, thresholds
from critical_sna.inference.gaps import group_gaps
from critical_sna.inference.missing import nonresponse_bounds
from critical_sna.inference.roles import brokerage_roles
from critical_sna.network.partner import PartnerNetwork
from critical_sna.report.blocks import Block, Card, Cell, Heading, Listing, Paragraph, Section, Table
from critical_sna.report.opening import group_name
from critical_sna.report.subject import Subject, hidden_note, number, percent, quoted
from critical_sna.voice.audible import voice
from critical_sna.voice.group_margins import group_periphery
from critical_sna.voice.pathways import pathways
from critical_sna.voice.power import power_flows, weighted_reciprocity
from critical_sna.voice.readings import DIRECT
from critical_sna.words import say

Found = pd.DataFrame | str
"""A table, or the sentence that says why there is none."""
KEPT = ("voice_of", "heard_by", "group", "other", "through")
"""Levels of an index that name groups."""
SELF = "self_representation_3"


@dataclass(frozen=True, eq=False)
class Claims:
    """What is claimed of one network: tables of claims in one form, groups that may not be shown left out."""

    periphery: Found
    gaps: Found
    dependence: Found
    own: Found
    roles: Found
    flows: Found
    mutual: Found
    cautions: tuple[str, ...]
    shown: tuple[str, ...]

    @property
    def tables(self) -> dict[str, Found]:
        """All of them by name, in the order of the page."""
        return {name: getattr(self, name) for name in PARTS}

    def cards(self, name: str) -> Evidence | str:
        """Give the cards of one table, or why there are none."""
        found = self.tables[name]
        return found if isinstance(found, str) else evidence(found)


PARTS = ("periphery", "gaps", "dependence", "own", "roles", "flows", "mutual")


def gather(subject: Subject, *, draws: int) -> Claims:
    """Work out every table of claims; what cannot be says why."""
    net, groups, shown = subject.net, subject.groups, _shown(subject)
    heard: list[str] = []

    def tried(work: Callable[[], pd.DataFrame], *, grouped: bool = True) -> Found:
        reason = _reason(subject, shown) if grouped else say("report.no_direction") if net.reports is None else ""
        if reason:
            return reason
        with warnings.catch_warnings(record=True) as told:
            warnings.simplefilter("always", CriticalSNAWarning)
            try:
                table = work()
            except (UsageError, DataError, SpecError, TooLargeError) as problem:
                return say("evidence.not_defined", why=problem.what)
        heard.extend(str(w.message) for w in told)
        heard.extend(cast("tuple[str, ...]", table.attrs.get("cautions", ())))
        return table if len(table) else say("evidence.not_defined_bare")

    decides = int((pd.Series(net.answered, index=net.people.index)[net.power_holders]).sum())
    target = say("pathways.decision_makers" if decides >= limits.MIN_GROUP else "pathways.everyone")
    few = _few_decide(net, decides)
    kept = None if subject.labels is None else subject.labels.where(subject.labels.isin(shown))
    paths = tried(
        lambda: pathways(net, groups=_given(groups), draws=min(draws, limits.PATHWAY_DRAWS), seed=subject.seed)
    )
    own, few_draws = few or paths, min(draws, limits.MUTUAL_DRAWS)
    return Claims(
        periphery=tried(lambda: _periphery(subject, shown, draws)),
        gaps=few or tried(lambda: _gaps(subject, _given(kept), draws)),
        dependence=paths if isinstance(paths, str) else _through(paths, target, shown),
        own=own if isinstance(own, str) else _own(own, target, shown),
        roles=tried(lambda: _only(brokerage_roles(net, groups=_given(groups), draws=draws, seed=subject.seed), shown)),
        flows=tried(lambda: _only(power_flows(net, groups=_given(groups), draws=draws, seed=subject.seed), shown)),
        mutual=tried(lambda: weighted_reciprocity(net, draws=few_draws, seed=subject.seed), grouped=False),
        cautions=tuple(dict.fromkeys(heard)),
        shown=shown,
    )


def _given(groups: str | pd.Series | None) -> str | pd.Series:
    if groups is None:  # whoever asks has looked
        raise UsageError(say("report.no_groups_between"))
    return groups


def _shown(subject: Subject) -> tuple[str, ...]:
    """Give the groups that may be told of one by one, and of whom somebody answered."""
    told = ~(subject.hidden | subject.hidden_answers) & (subject.count(subject.net.answered) > 0)
    return tuple(n for n, out in zip(subject.names, told, strict=True) if out and n != UNKNOWN_GROUP)


def _reason(subject: Subject, shown: tuple[str, ...]) -> str:
    """Say why nothing is claimed about groups; empty where something is."""
    net = subject.net
    if net.reports is None:
        return say("report.no_direction")
    if subject.groups is None:
        return say("report.no_groups_between")
    if not net.answered.any():
        return say("evidence.no_answers")
    if len(set(subject.names) - {UNKNOWN_GROUP}) < 2:
        return say("evidence.one_group")
    if len(shown) < 2:
        return say("report.few_shown", size=limits.MIN_GROUP)
    if net.n_people > limits.VIS_PEOPLE:
        return say("report.claims_too_large", limit=f"{limits.VIS_PEOPLE:,}")
    return ""


def _few_decide(net: PartnerNetwork, decides: int) -> str:
    if net.reports is None:
        return say("report.no_direction")
    if not len(net.power_holders):
        return say("evidence.nobody_decides")
    return say("report.few_decide", size=limits.MIN_GROUP) if decides < limits.MIN_GROUP else ""


def _only(table: pd.DataFrame, shown: tuple[str, ...]) -> pd.DataFrame:
    """Keep the rows in which every group may be shown."""
    told = np.ones(len(table), dtype=bool)
    words = {*shown, say("pathways.everyone"), say("pathways.decision_makers")}
    for level in set(KEPT) & set(table.index.names):
        told &= table.index.get_level_values(level).isin(words)
    kept = table[told]
    kept.attrs = dict(table.attrs)
    return kept


def _periphery(subject: Subject, shown: tuple[str, ...], draws: int) -> pd.DataFrame:
    """Give how directly each group is heard; the other ways to follow a voice are other ways of counting."""
    table = _only(group_periphery(subject.net, groups=_given(subject.groups), draws=draws, seed=subject.seed), shown)
    away = (table["value"] - table["null_mean"]).rename("away").reset_index()
    direct = table[table.index.get_level_values("measure") == DIRECT].copy()
    away = away.pivot_table(values="away", index="group", columns="measure")
    away = away.reindex(direct.index.get_level_values("group"))
    median = away.median(axis=1)
    turned = away.mul(np.sign(median), axis=0)
    direct["specifications"] = away.notna().sum(axis=1).to_numpy(dtype=float)
    direct["same_sign"] = ((turned > 0).sum(axis=1) / away.notna().sum(axis=1)).to_numpy(dtype=float)
    direct["median"] = median.to_numpy()
    direct["worst_case"] = (turned.min(axis=1) * np.sign(median)).to_numpy()
    direct.attrs = dict(table.attrs)
    return direct


def _gaps(subject: Subject, kept: str | pd.Series, draws: int) -> pd.DataFrame:
    def decision_voice(net: PartnerNetwork) -> pd.Series:
        return voice(net, draws=limits.CLAIM_VOICE_DRAWS, seed=subject.seed)["decision_voice"]

    return group_gaps(subject.net, decision_voice, groups=kept, draws=draws, seed=subject.seed)


def _through(table: pd.DataFrame, target: str, shown: tuple[str, ...]) -> pd.DataFrame:
    """Give what everybody's being heard by the target rests on, group by group."""
    chosen = table.index.get_level_values("figure") == "dependence"
    chosen &= table.index.get_level_values("voice_of") == say("pathways.everyone")
    chosen &= table.index.get_level_values("heard_by") == target
    found = table[chosen]
    found.attrs = dict(table.attrs)
    return _only(found, shown)


def _own(table: pd.DataFrame, target: str, shown: tuple[str, ...]) -> pd.DataFrame:
    """Give how far each group speaks for itself to those who decide."""
    index = table.index.to_frame(index=False)
    chosen = ((index["figure"] == SELF) & (index["heard_by"] == target) & index["voice_of"].isin(shown)).to_numpy()
    found = table[chosen]
    found.attrs = dict(table.attrs)
    return found


# -- the page --------------------------------------------------------------------------------------------------------


def whose(subject: Subject, claims: Claims) -> Section:
    """Whose voice the collaborative hears more or less than chance would give, and whose reaches those who decide."""
    blocks: list[Block] = [Paragraph(say("report.whose_care", asked=_asked(subject)))]
    blocks += _part(subject, claims, "periphery")
    blocks += [Heading(say("report.gaps_title")), *_part(subject, claims, "gaps")]
    blocks.append(Paragraph(say("report.room_whose"), "room"))
    return Section("whose", say("report.section_whose"), tuple(blocks))


def through(subject: Subject, claims: Claims) -> Section:
    """Through whom voices travel, and how far groups speak for themselves."""
    blocks: list[Block] = [Paragraph(say("report.through_care", asked=_asked(subject)))]
    for name in ("dependence", "own", "roles"):
        blocks += [Heading(say(f"report.{name}_title")), *_part(subject, claims, name)]
    blocks.append(Paragraph(say("report.room_through"), "room"))
    return Section("through", say("report.section_through"), tuple(blocks))


def power(subject: Subject, claims: Claims) -> Section:
    """Which way influence runs between groups, and how much of it goes both ways."""
    blocks: list[Block] = [Paragraph(say("report.power_care", asked=_asked(subject)))]
    blocks += [Heading(say("report.flows_title")), *_part(subject, claims, "flows")]
    blocks += [Heading(say("report.mutual_title")), *_part(subject, claims, "mutual")]
    if not isinstance(claims.mutual, str):
        blocks.append(Paragraph(str(claims.mutual.attrs["construct"]), "note"))
    blocks.append(Paragraph(say("report.room_power"), "room"))
    return Section("power", say("report.section_power"), tuple(blocks))


def sure(subject: Subject, claims: Claims) -> Section:
    """How sure all of this is: levels, thresholds, the silent, and what is not defined."""
    found = {name: claims.cards(name) for name in PARTS}
    rows, lines = [], []
    for name, cards in found.items():
        if isinstance(cards, str):
            lines.append(say("report.part_not_there", part=say(f"report.part_{name}"), why=cards))
            continue
        counts = [sum(card.level == level for card in cards) for level in LEVELS]
        rows.append((say(f"report.part_{name}"), tuple(Cell(str(n)) for n in counts)))
    heads = (say("report.head_part"), *(say(f"evidence.level_{_key(level)}") for level in LEVELS))
    answered, asked = int(subject.net.answered.sum()), int(subject.net.asked.sum())
    rate = say("report.headline_rate", answered=answered, asked=asked)
    blocks: list[Block] = [
        Paragraph(say("report.sure_intro", rate=rate)),
        Listing(
            tuple(say("report.level_means", level=say(f"evidence.level_{_key(x)}"), means=_means(x)) for x in LEVELS)
        ),
        Paragraph(thresholds(), "note"),
    ]
    blocks += [Table(say("report.table_sure"), heads, tuple(rows))] if rows else []
    blocks += [Listing(tuple(lines))] if lines else []
    blocks += [*_drawn(found), *(Paragraph(text, "note") for text in claims.cautions), *_silent(subject, claims)]
    blocks.append(Paragraph(say("report.room_sure"), "room"))
    return Section("sure", say("report.section_sure"), tuple(blocks))


def _asked(subject: Subject) -> str:
    net = subject.net
    if net.question:
        return say("report.asked", question=quoted(net.question))
    return say("report.asked_called", relation=quoted(net.relation)) if net.relation else say("report.asked_unknown")


def _key(level: str) -> str:
    return level.replace(" ", "_")


def _means(level: str) -> str:
    return say(f"evidence.level_{_key(level)}_means")


def _part(subject: Subject, claims: Claims, name: str) -> list[Block]:
    """Give the cards of what is settled, and the table of everything that was looked at."""
    table = claims.tables[name]
    if isinstance(table, str):
        return [Paragraph(table)]
    cards = evidence(_in_words(table))
    settled = [card for card in cards if card.level != CANNOT_TELL]
    open_ones = len(cards) - len(settled)
    blocks: list[Block] = [_card(card) for card in settled]
    if open_ones:
        blocks.append(Paragraph(say("report.not_settled" if settled else "report.none_settled", n=open_ones)))
    heads = tuple(
        say(f"report.head_{head}") for head in ("of_whom", "value", "by_chance", "missing", "rate", "p", "level")
    )
    rows = tuple((row_name(name, label), _cells(card)) for label, card in zip(table.index, cards, strict=True))
    note = hidden_note(subject, subject.hidden | subject.hidden_answers) if subject.labels is not None else ""
    caption = say(f"report.table_{name}")
    blocks.append(Table(caption, heads, rows, note=note if name != "mutual" else ""))
    return blocks


def _in_words(table: pd.DataFrame) -> pd.DataFrame:
    """Give the table with names of groups fit for a page."""
    named = table.copy()
    for level in set(KEPT) & set(table.index.names):
        words = {name: quoted(group_name(str(name))) for name in table.index.get_level_values(level).unique()}
        words |= {say(f"pathways.{key}"): say(f"pathways.{key}") for key in ("everyone", "decision_makers")}
        named = named.rename(index=words, level=level)
    named.attrs = dict(table.attrs)
    return named


def _card(card: EvidenceCard) -> Card:
    level = say(f"evidence.level_{_key(card.level)}")
    return Card(_key(card.level), level, card.claim, card.lines(), thresholds())


def row_name(name: str, label: object) -> str:
    """Say whom a row of one of the tables is about."""
    parts = label if isinstance(label, tuple) else (label,)
    groups = [group_name(str(part)) for part in parts]
    if name == "mutual":
        return say("report.row_mutual")
    if name == "roles":
        return say("report.row_role", group=groups[0], role=say(f"report.head_{parts[1]}"))
    if name in ("gaps", "flows"):
        return say("report.row_pair", group=groups[0], other=groups[1])
    return groups[3] if name == "dependence" else groups[0]


def _cells(card: EvidenceCard) -> tuple[Cell, ...]:
    if card.note:
        return (Cell(card.note), *(Cell(say("report.dash")) for _ in range(4)), Cell(_level(card)))

    value, reference, low, high = (
        card.told(each, unit=False) for each in (card.value, card.reference, card.missing_lower, card.missing_upper)
    )
    known = not np.isnan([card.missing_lower, card.missing_upper]).any()
    missing = say("evidence.range", low=low, high=high) if known else say("report.dash")
    p = say("report.dash") if np.isnan(card.p_together) else f"{card.p_together:.3g}"
    texts = (value, reference, missing, percent(card.response_rate), p, _level(card))
    return tuple(Cell(text) for text in texts)


def _level(card: EvidenceCard) -> str:
    return say(f"evidence.level_{_key(card.level)}")


def _drawn(found: dict[str, Evidence | str]) -> list[Block]:
    """Say what was dealt out anew, how often, and with which seed."""
    lines = []
    for name, cards in found.items():
        if isinstance(cards, str) or not len(cards):
            continue
        card = cards[0]
        draws = max((c.draws for c in cards if not np.isnan(c.draws)), default=0.0)
        words = {
            "part": say(f"report.part_{name}"),
            "null": card.null,
            "n": f"{draws:,.0f}",
            "seed": f"{card.seed:.0f}",
        }
        lines.append(say("report.drawn", **words))
    return [Heading(say("report.drawn_title")), Listing(tuple(lines))] if lines else []


def _silent(subject: Subject, claims: Claims) -> list[Block]:
    """Say what those who did not answer could change about who is named, for each two groups."""
    net = subject.net
    if net.reporter != "source" or len(claims.shown) < 2 or not net.answered.any():
        return []
    rows = []
    for pair in itertools.combinations(claims.shown, 2):
        try:
            found = nonresponse_bounds(net, groups=_given(subject.groups), compare=pair)
        except CriticalSNAError:
            continue
        bounds = say("evidence.range", low=number(found["lower"]), high=number(found["upper"]))
        cells = (Cell(number(found["gap"])), Cell(bounds), Cell(quoted(str(found.attrs["sentence"]))))
        rows.append((say("report.row_pair", group=group_name(pair[0]), other=group_name(pair[1])), cells))
    heads = tuple(say(f"report.head_{head}") for head in ("of_whom", "gap", "bounds", "tips"))
    table = Table(say("report.table_silent"), heads, tuple(rows), words=True)
    return [Heading(say("report.silent_title")), Paragraph(say("report.silent_care")), table] if rows else []
