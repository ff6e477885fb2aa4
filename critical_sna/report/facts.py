"""Facts of the network in words; what is not known says why."""

from __future__ import annotations

import math

import pandas as pd

from critical_sna._core import limits
from critical_sna.measures._known import mostly_observed
from critical_sna.measures.whole.summary import FACTS, network_summary
from critical_sna.report.blocks import Block, Cell, Paragraph, Section, Table
from critical_sna.report.subject import Subject, number, percent
from critical_sna.words import phrases, say

_COUNTS = ("n_people", "n_ties", "n_isolates", "components_weak", "components_strong", "diameter")
_SHARES = ("density", "reciprocity_arc", "reciprocity_dyad", "transitivity", "transitivity_directed")


def network(subject: Subject) -> Section:
    """The network summary, one fact a row."""
    facts = network_summary(subject.net)
    rows = tuple(
        (say(f"report.fact_{name}"), (Cell(_value(name, float(facts[name]))), Cell(_meaning(name, facts, subject))))
        for name in FACTS
        if name != "response_rate"
    )
    heads = tuple(say(f"report.head_{head}") for head in ("fact", "value", "means"))
    blocks: list[Block] = [
        Table(say("report.table_facts"), heads, rows, words=True),
        Paragraph(say("report.facts_care"), "note"),
    ]
    return Section("facts", say("report.section_facts"), tuple(blocks))


def _value(name: str, value: float) -> str:
    if math.isnan(value):
        return say("report.not_computed")
    if name in _COUNTS:
        return number(value, 0)
    return percent(value) if name in _SHARES else number(value, 2)


def _meaning(name: str, facts: pd.Series, subject: Subject) -> str:
    meaning = say(f"report.means_{name}")
    return f"{_reason(name, subject)} ({meaning})" if math.isnan(facts[name]) else meaning


def _reason(name: str, subject: Subject) -> str:
    """Say why a fact is not there."""
    net = subject.net
    if name.startswith(("centralization", "krackhardt", "core_periphery")) and net.n_people < 3:
        key = "few_people"
    elif name.startswith(("centralization", "krackhardt", "core_periphery")) and not mostly_observed(net):
        key = "few_observed"
    elif net.n_people > limits.EXACT_PATHS_PEOPLE:
        key = "too_large"
    else:
        key = "no_answers" if not net.answered.any() else "no_case"
    share = round(100 * limits.OBSERVED_SHARE_FOR_CENTRALIZATION)
    return say(f"report.why_{key}", share=share)


def described() -> set[str]:
    """Give the facts that have words, so that a test can compare them with the facts there are."""
    return {key.removeprefix("fact_") for key in phrases("report") if key.startswith("fact_")}
