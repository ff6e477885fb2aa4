"""Every usual measure of one network as named tables: what ``critical-sna measures`` writes."""

from __future__ import annotations

import pandas as pd

from critical_sna import __version__
from critical_sna._core import limits
from critical_sna.equity.disaggregate import disaggregate
from critical_sna.errors import TooLargeError
from critical_sna.measures.mixing import ei_index, mixing_matrix
from critical_sna.measures.summary import network_summary
from critical_sna.measures.tables import USUAL, list_measures, measure_table
from critical_sna.network.partner import PartnerNetwork
from critical_sna.voice.audible import audibility, voice
from critical_sna.voice.heard import heard_by
from critical_sna.voice.margins import periphery
from critical_sna.words import say

PERSON = (*USUAL, "reciprocity_by_person", "local_clustering", "effective_size", "efficiency")
VOICE = ("heard_by", "periphery", "voice")


def measure_tables(
    net: PartnerNetwork, *, groups: str | None = None, seed: int = 0
) -> tuple[dict[str, pd.DataFrame], tuple[str, ...]]:
    """Give all tables by name, ``people`` first, and sentences about what was left out and why.

    Rows of ``people`` are persons, so the tables are for the team; ``by_group`` hides small groups. Measures above a
    limit of size, and measures of voice where the direction was never declared, are left out and told.
    """
    people, left_out = _people(net, groups, seed)
    summary = network_summary(net)
    tables = {"people": people, "network": summary.rename("value").to_frame()}
    if groups is not None:
        numbers = people.select_dtypes("number")
        found = disaggregate(numbers, by=net.group_labels(groups, where="groups"))
        means = pd.DataFrame(found.by_group)
        tables["by_group"] = means.assign(people_counted=found.n)
        mixing = mixing_matrix(net, groups=groups)
        tables["mixing"] = mixing.rename_axis(index="who_names", columns=None)
        tables["ei_index"] = ei_index(net, groups=groups)
        if net.reports is not None and "voice" not in left_out:
            tables["audibility"] = audibility(net, groups=groups, seed=seed).rename_axis(index="voice_of", columns=None)
    tables["measures"] = list_measures()[["per", "unit", "high", "needs", "source"]]
    tables["about"] = _about(net, groups, seed)
    notes = [say("cli.left_out", name=name, reason=reason) for name, reason in left_out.items()]
    if net.reports is None:
        notes.append(say("cli.no_direction"))
    return tables, tuple(notes)


def _people(net: PartnerNetwork, groups: str | None, seed: int) -> tuple[pd.DataFrame, dict[str, str]]:
    """Give one row a person, and the measures that were left out with their reason."""
    left_out: dict[str, str] = {}
    first = net.people[["status"]]
    if groups is not None:
        first = first.assign(group=net.group_labels(groups, where="groups"))
    parts = [first]
    names = [*PERSON, *(("brokerage",) if groups is not None and net.reports is not None else ())]
    names += VOICE if net.reports is not None else ()
    for name in names:
        try:
            parts.append(_one(net, name, groups, seed))
        except TooLargeError as problem:
            left_out[name] = problem.what
    return pd.concat(parts, axis=1), left_out


def _one(net: PartnerNetwork, name: str, groups: str | None, seed: int) -> pd.DataFrame:
    if name == "heard_by":
        return heard_by(net).add_prefix("heard_by_")
    if name == "periphery":
        if net.n_people > limits.VIS_PEOPLE:
            raise TooLargeError(say("report.periphery_too_large", limit=f"{limits.VIS_PEOPLE:,}"))
        return periphery(net, seed=seed).add_prefix("periphery_")
    if name == "voice":
        return voice(net, seed=seed)
    return measure_table(net, [name], groups=groups)


def _about(net: PartnerNetwork, groups: str | None, seed: int) -> pd.DataFrame:
    unsaid = say("cli.not_recorded")
    facts = {
        "version": __version__,
        "question": net.question or unsaid,
        "relation": net.relation or unsaid,
        "wave": net.wave or unsaid,
        "reports": net.reports or unsaid,
        "asked": str(int(net.asked.sum())),
        "answered": str(int(net.answered.sum())),
        "groups": groups or unsaid,
        "seed": str(seed),
        "audience": say("cli.about_audience_team"),
        "empty": say("cli.about_empty_means"),
        "apostrophe": say("cli.about_apostrophe_means"),
    }
    index = pd.Index([say(f"cli.about_{name}") for name in facts], name="what")
    return pd.DataFrame({"value": list(facts.values())}, index=index)
