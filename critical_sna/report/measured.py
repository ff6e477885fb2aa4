"""Every usual measure of one network as named tables: what ``critical-sna measures`` writes."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import pandas as pd

from critical_sna import __version__
from critical_sna._core import limits
from critical_sna._core.frames import UNKNOWN_GROUP
from critical_sna.equity.disaggregate import disaggregate
from critical_sna.errors import TooLargeError
from critical_sna.measures.groups.mixing import ei_index, mixing_matrix
from critical_sna.measures.tables import USUAL, list_measures, measure_table
from critical_sna.measures.whole.summary import network_summary
from critical_sna.network.partner import PartnerNetwork
from critical_sna.report.claim_sheets import claim_sheets
from critical_sna.report.columns import explained
from critical_sna.report.subject import Subject
from critical_sna.voice.audible import audibility, voice
from critical_sna.voice.heard import heard_by
from critical_sna.voice.margins import NOT, periphery
from critical_sna.words import say

PERSON = (*USUAL, "reciprocity_by_person", "local_clustering", "effective_size", "efficiency")
VOICE = ("heard_by", "periphery", "voice")
Mask = npt.NDArray[np.bool_]


def measure_tables(
    net: PartnerNetwork, *, groups: str | None = None, draws: int | None = None, seed: int = 0
) -> tuple[dict[str, pd.DataFrame], tuple[str, ...]]:
    """Give all tables by name, ``people`` first, and sentences about what was left out and why.

    Rows of ``people`` are persons, so the tables are for the team; tables by group hide small groups, and leave the
    row of a group empty where nobody in it answered. Measures above a limit of size, and measures of voice where the
    direction was never declared, are left out and told. With ``draws`` the claims stand beside them, as many draws of
    chance behind each.
    """
    people, left_out = _people(net, groups, seed)
    summary = network_summary(net)
    tables = {"people": people, "network": summary.rename("value").to_frame()}
    used = [name for name in _person_measures(net, groups) if name not in left_out] + ["network_summary"]
    if groups is not None:
        tables |= _between(net, people, groups, None if net.reports is None or "voice" in left_out else seed)
        used += ["mixing_matrix", "ei_index", *(["audibility"] if "audibility" in tables else [])]
    if draws is not None:
        tables |= claim_sheets(Subject(net, {}, None, groups, seed), draws=draws)
    known = list_measures()
    tables["measures"] = known.loc[known.index.isin(used), ["per", "unit", "high", "needs", "source"]]
    tables["about"] = _about(net, groups, seed, explained(tables))
    notes = [say("cli.left_out", name=name, reason=reason) for name, reason in left_out.items()]
    if net.reports is None:
        notes.append(say("cli.no_direction"))
    return tables, tuple(notes)


def _between(net: PartnerNetwork, people: pd.DataFrame, groups: str, seed: int | None) -> dict[str, pd.DataFrame]:
    """Give the tables by group, small groups hidden; audibility where there is a ``seed`` for it."""
    subject = Subject(net, {}, None, groups, seed or 0)
    unheard = subject.hidden_answers | (subject.count(net.answered) == 0)
    tables = {"by_group": _means(people.select_dtypes("number"), people["group"], subject)}
    mixing = mixing_matrix(net, groups=groups).rename_axis(index="who_names", columns=None)
    tables["mixing"] = _without(mixing, unheard, subject.hidden)
    shares = ei_index(net, groups=groups)
    empty = [*unheard[[name != UNKNOWN_GROUP for name in subject.names]]]  # people without a group have no index
    tables["ei_index"] = _without(shares, np.array([False, *empty]), np.zeros(shares.shape[1], dtype=bool))
    if seed is not None:
        heard = audibility(net, groups=groups, seed=seed).rename_axis(index="voice_of", columns=None)
        tables["audibility"] = _without(heard, subject.hidden_voices, subject.hidden_hearers)
    return tables


def _means(numbers: pd.DataFrame, labels: pd.Series, subject: Subject) -> pd.DataFrame:
    """Give the mean of each column by group and how many entered it; each column hides what would give it away."""
    found = {str(name): disaggregate(numbers[name], by=labels) for name in numbers.columns}
    means = pd.DataFrame({name: split.by_group for name, split in found.items()})
    counts = pd.DataFrame({name: split.n for name, split in found.items()}).add_suffix(say("cli.people_counted"))
    hidden = means.index.isin([name for name, out in zip(subject.names, subject.hidden, strict=True) if out])
    return _without(means.join(counts), hidden, np.zeros(2 * len(found), dtype=bool))


def _without(table: pd.DataFrame, rows: Mask, columns: Mask) -> pd.DataFrame:
    """Empty the rows and columns of hidden groups."""
    return table.astype(float).mask(rows[:, None] | columns[None, :])


def _answered(net: PartnerNetwork) -> pd.Series:
    """Say in plain words who answered, and who was asked."""
    people = net.people
    words = people["status"].map({"respondent": "answered", "partial": "in_part"})
    asked = people["asked"].map({"yes": "silent", "no": "not_asked", "unknown": "unknown"})
    return words.fillna(asked).map(lambda word: say(f"cli.answered_{word}")).rename("answered")


def _person_measures(net: PartnerNetwork, groups: str | None) -> list[str]:
    names = [*PERSON, *(("brokerage",) if groups is not None and net.reports is not None else ())]
    return [*names, *(VOICE if net.reports is not None else ())]


def _people(net: PartnerNetwork, groups: str | None, seed: int) -> tuple[pd.DataFrame, dict[str, str]]:
    """Give one row a person, and the measures that were left out with their reason."""
    left_out: dict[str, str] = {}
    first = _answered(net).to_frame()
    if groups is not None:
        first = first.assign(group=net.group_labels(groups, where="groups"))
    parts = [first]
    for name in _person_measures(net, groups):
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
        found = periphery(net, seed=seed)
        verdict = found["verdict"].replace(NOT, say("report.verdict_2"))
        return found.assign(verdict=verdict).add_prefix("periphery_")
    if name == "voice":
        return voice(net, seed=seed)
    return measure_table(net, [name], groups=groups)


def _about(net: PartnerNetwork, groups: str | None, seed: int, columns: dict[str, str]) -> pd.DataFrame:
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
        "empty": say("cli.about_empty_means", size=limits.MIN_GROUP),
        "apostrophe": say("cli.about_apostrophe_means"),
    }
    index = pd.Index([*(say(f"cli.about_{name}") for name in facts), *columns], name="what")
    return pd.DataFrame({"value": [*facts.values(), *columns.values()]}, index=index)
