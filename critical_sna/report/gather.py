"""From a survey or networks to a report: choose what it is about, then put its sections in order."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from critical_sna._core import limits
from critical_sna._core.randomness import generator
from critical_sna.errors import UnknownNameError, UsageError, WrongTypeError, did_you_mean
from critical_sna.inference._chance import check_draws
from critical_sna.maps.codes import clean
from critical_sna.network.partner import PartnerNetwork
from critical_sna.report import between, claims, facts, methods, opening, picture, voices
from critical_sna.report.charts import with_charts
from critical_sna.report.document import Report
from critical_sna.report.subject import Subject, attributes_of, check_groups
from critical_sna.survey import RelationalSurvey
from critical_sna.words import say

WHERE = "report(...)"


def report(
    survey_or_net: RelationalSurvey | PartnerNetwork | Mapping[str, PartnerNetwork],
    *,
    relation: str | None = None,
    wave: str | None = None,
    groups: str | pd.Series | None = None,
    title: str | None = None,
    draws: int = limits.CLAIM_DRAWS,
    seed: int = 0,
) -> Report:
    """Write one relation up as one page, from the question as asked to every choice behind the numbers.

    Parameters
    ----------
    survey_or_net
        A survey, a network, or one network for each wave (in order).
    relation
        Which question the report is about; may be left out where the survey has one.
    wave
        The wave that is described; left out, the last one. All waves stand side by side in a table and on the map.
    groups
        An attribute (a people column), or a Series on the people. Small groups are hidden, and what would give them
        away.
    title
        The heading; left out, it is made from the relation.
    draws
        How often chance is drawn behind each claim (at most 149 times for pathways).
    seed
        Fixes every random draw: the same input, seed and versions give the same bytes.

    Returns
    -------
    Report
        Ordered sections; each claim about groups carries an evidence card (``csna.evidence``). ``.save(path)`` writes
        one HTML file that needs no network. It holds codes, never names or ids, and says so; it is made for the team
        that ran the survey.

    Raises
    ------
    UsageError
        Several relations and none chosen, no network, or waves that were asked differently.
        Also where the groups are ``status`` or ``asked``.
    UnknownNameError
        No such relation, wave or attribute.
    PrivacyError
        The groups are ``label``: every group is written out, and the page holds no names.

    Notes
    -----
    Where it was never declared which way voice travels, the sections about voice say why they are not there.
    Numbers above a limit of size are left out with their reason, never guessed.

    References
    ----------
    Each number's source stands in the section on methods.

    Examples
    --------
    >>> import critical_sna as csna
    >>> net = csna.PartnerNetwork.from_ties([("Ana", "Bo"), ("Cy", "Bo")], reports="seeks_from")
    >>> csna.report(net)  # doctest: +ELLIPSIS
    <Report of 12 sections: question, answers, reading, facts, voices, groups, whose, through, power, sure, map...
    """
    check_draws(draws, where="report")
    generator(seed)  # a seed that cannot be one is refused before any work
    subject = _subject(survey_or_net, relation, wave, groups, seed)
    if isinstance(groups, str):
        check_groups(groups, attributes_of(subject.net.people.columns), where="report(groups=...)")
    subject.labels  # noqa: B018  groups that do not fit the people are refused before any work
    found = claims.gather(subject, draws=draws)
    sections = (
        opening.question(subject),
        opening.answers(subject),
        opening.reading(subject),
        facts.network(subject),
        voices.heard(subject),
        between.groups(subject),
        claims.whose(subject, found),
        claims.through(subject, found),
        claims.power(subject, found),
        claims.sure(subject, found),
        picture.network_map(subject),
        methods.methods(subject, draws),
    )
    return Report(title=_title(subject, title), sections=with_charts(subject, sections), banner=say("report.banner"))


def _subject(
    data: RelationalSurvey | PartnerNetwork | Mapping[str, PartnerNetwork],
    relation: str | None,
    wave: str | None,
    groups: str | pd.Series | None,
    seed: int,
) -> Subject:
    if isinstance(data, RelationalSurvey):
        waves = networks(data, relation)
        return Subject(_chosen(waves, wave), waves, data, groups, seed)
    if isinstance(data, PartnerNetwork):
        nets: dict[str, PartnerNetwork] = {data.wave or "": data}
    elif isinstance(data, Mapping) and all(isinstance(net, PartnerNetwork) for net in data.values()):
        nets = {str(name): net for name, net in data.items()}
    else:
        raise WrongTypeError(
            f"A report is made of a survey or of networks, not of {type(data).__name__}.",
            where=WHERE,
            mend="give csna.read_survey(...), a PartnerNetwork, or one for each wave",
        )
    if not nets:
        raise UsageError("There is no network to report on.", where=WHERE, mend="give at least one wave")
    if relation is not None and relation not in {net.relation for net in nets.values()}:
        known = [net.relation for net in nets.values() if net.relation]
        raise UnknownNameError(
            f"The relation {relation!r} is not in these networks.", where=WHERE, mend=did_you_mean(relation, known)
        )
    if len({(net.relation, net.reports, net.question) for net in nets.values()}) > 1:
        raise UsageError(
            "The waves of one report must ask the same relation the same way.",
            where=WHERE,
            mend="make one report for each question",
        )
    return Subject(_chosen(nets, wave), nets, None, groups, seed)


def networks(
    survey: RelationalSurvey, relation: str | None = None, wave: str | None = None
) -> dict[str, PartnerNetwork]:
    """Give the network of each wave in which a relation was asked, in order, or of one; key "" without waves.

    Raises ``UsageError`` where the survey has several relations and none is named, ``UnknownNameError`` where there is
    no such relation or wave.
    """
    if relation is None and len(survey.relations) != 1:
        raise UsageError(
            f"The survey has {len(survey.relations)} relations, so one must be chosen.",
            where="relation",
            mend=did_you_mean("", survey.relations),
        )
    name = survey.relations[0] if relation is None else relation
    if name not in survey.relations:
        raise UnknownNameError(
            f"There is no relation {name!r} in the survey.",
            where="relation",
            mend=did_you_mean(name, survey.relations),
        )
    waves = survey.waves_of(name)
    if wave is not None or not waves:
        return {wave or "": PartnerNetwork.from_survey(survey, relation=name, wave=wave)}
    return {each: PartnerNetwork.from_survey(survey, relation=name, wave=each) for each in waves}


def _chosen(nets: Mapping[str, PartnerNetwork], wave: str | None) -> PartnerNetwork:
    if wave is None:
        return list(nets.values())[-1]
    if wave not in nets:
        raise UnknownNameError(
            f"There is no wave {wave!r}.", where="wave", mend=did_you_mean(wave, [name for name in nets if name])
        )
    return nets[wave]


def _title(subject: Subject, title: str | None) -> str:
    key = "title" if subject.net.reports is not None else "title_names"
    if title is not None:
        return clean(title, longest=120, empty=say(f"report.{key}"))
    parts = [clean(part) for part in (subject.net.relation, subject.net.wave) if part]
    return say(f"report.{key}_about", about=", ".join(parts)) if parts else say(f"report.{key}")
