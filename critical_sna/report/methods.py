"""The methods statement: every choice, threshold, source, seed and version behind the page."""

from __future__ import annotations

from importlib.metadata import version

from critical_sna import __version__
from critical_sna._core import limits
from critical_sna.network.catalogue import find
from critical_sna.report.between import PASS_PROBABILITIES, draws_for
from critical_sna.report.blocks import Block, Cell, Heading, Listing, Section, Table
from critical_sna.report.subject import Subject, percent, quoted
from critical_sna.words import say

_ALWAYS = ("network_summary",)
_VOICE = ("heard_by", "periphery")
_GROUPS = ("ei_index",)
_VOICE_GROUPS = ("voice", "brokerage")
_PACKAGES = ("numpy", "pandas", "scipy", "igraph")


def methods(subject: Subject, draws: int) -> Section:
    """What was computed and how, so that somebody else can do it again; then how to read it with care."""
    blocks: list[Block] = [
        Heading(say("report.methods_care_title")),
        Listing(tuple(say(f"report.care_{name}") for name in _CARES)),
        Heading(say("report.methods_title")),
        Listing(tuple(_choices(subject, draws))),
        _sources(subject),
    ]
    return Section("methods", say("report.section_methods"), tuple(blocks))


_CARES = ("scenario", "heard", "attributes", "inside", "people", "cause", "size", "p_value", "codes")


def _choices(subject: Subject, draws: int) -> list[str]:
    net = subject.net
    lines = [
        say("report.made_with", version=__version__, seed=subject.seed),
        say("report.versions", versions=", ".join(f"{name} {version(name)}" for name in _PACKAGES)),
        say(f"report.direction_{net.reports or 'none'}"),
        say("report.dropped", n=subject.self_ties),
    ]
    if len(net.capped):
        answered, choices = int(net.answered.sum()), "" if net.choices is None else f" ({net.choices})"
        lines.append(say("report.capped", n=len(net.capped), answered=answered, choices=choices))
    if isinstance(subject.groups, str):
        kind = net.positionality.get(subject.groups)
        told = say("report.groups_kind", kind=kind) if kind else ""
        lines.append(say("report.groups_by", groups=quoted(subject.groups), kind=told))
    elif subject.groups is not None:
        lines.append(say("report.groups_by_series"))
    lines.append(say("report.min_group", size=limits.MIN_GROUP))
    if net.reports is not None:
        lines.append(say("report.thresholds_bands", bands=_bands()))
        lines.append(
            say(
                "report.null_model",
                tail=percent(limits.PERIPHERY_TAIL),
                fdr=limits.PERIPHERY_FALSE_DISCOVERY,
                agree=limits.PERIPHERY_AGREE,
                disagree=limits.PERIPHERY_DISAGREE,
                draws=limits.NULL_DRAWS,
            )
        )
        lines.append(say("report.thresholds_collective", share=percent(limits.LOWEST_BAND_IS_COLLECTIVE)))
        if subject.labels is not None:
            chances = ", ".join(percent(chance) for chance in PASS_PROBABILITIES)
            exact = limits.EXACT_UNCERTAIN_TIES
            lines.append(say("report.audibility_draws", draws=f"{draws_for(net):,}", chances=chances, exact=exact))
            lines.append(say("report.brokerage_along"))
            paths, imputations = min(draws, limits.PATHWAY_DRAWS), limits.CLAIM_IMPUTATIONS
            lines.append(say("report.claims_draws", draws=f"{draws:,}", paths=paths, imputations=imputations))
    share = percent(limits.OBSERVED_SHARE_FOR_CENTRALIZATION)
    lines.append(say("report.thresholds_centralization", share=share))
    lines.append(say("report.audience"))
    return lines


def _bands() -> str:
    last = len(limits.HEARD_BANDS) - 1
    parts = []
    for place, (name, top) in enumerate(limits.HEARD_BANDS):
        words = "band_none" if top == 0 else "band_rest" if place == last else "band_under"
        parts.append(say("report.band_rule", band=name, words=say(f"report.{words}", percent=percent(top))))
    return ", ".join(parts)


def _sources(subject: Subject) -> Table:
    voice, grouped = subject.net.reports is not None, subject.labels is not None
    names = [*_ALWAYS, *(_VOICE if voice else ()), *(_GROUPS if grouped else ())]
    names += list(_VOICE_GROUPS) if voice and grouped else []
    entries = [find(name) for name in sorted(names)]
    rows = tuple(
        (say(f"report.measure_{entry.name}"), (Cell(say(f"report.needs_{entry.needs}")), Cell(entry.source)))
        for entry in entries
    )
    heads = tuple(say(f"report.head_{head}") for head in ("measure", "needs", "source"))
    return Table(say("report.table_sources"), heads, rows, words=True)
