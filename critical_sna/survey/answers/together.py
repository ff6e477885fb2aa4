"""Answers about one pair become one tie; organisations bring their community along."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import pandas as pd

from critical_sna.survey.tables.text import match_key, quoted

if TYPE_CHECKING:
    from critical_sna.survey.answers.found import Answer, Gathered
    from critical_sna.survey.description.spec import Policy, SurveySpec
    from critical_sna.survey.issues import Log

Key = tuple[str, str, str, str]


def ties_of(found: Gathered, spec: SurveySpec) -> pd.DataFrame:
    """Put together answers about the same pair, as the policy says."""
    rules = _rules(found, spec)
    groups: dict[Key, list[Answer]] = {}
    for answer in found.answers:
        if answer.state == "tie":
            groups.setdefault((answer.wave, answer.relation, answer.source, answer.target), []).append(answer)
    weighed = _with_nones(groups, rules, found)
    strengths = {}
    for key, same in groups.items():
        rule = rules[key[1]]
        strengths[key] = _together([a.strength for a in weighed.get(key, same)], rule)
        if len(same) > 1 and key[1] not in found.averaged:
            found.log.note(
                "duplicate_tie",
                count=len(same) - 1,
                file=same[-1].file,
                row=same[-1].row,
                column=same[-1].column,
                source=quoted(key[2]),
                target=quoted(key[3]),
                rule=rule,
            )
    strengths = _reciprocated({key: value for key, value in strengths.items() if value > 0}, spec.policy)
    rows = [(*key, value) for key, value in sorted(strengths.items())]
    frame = pd.DataFrame(rows, columns=["wave", "relation", "source", "target", "strength"])
    texts = dict.fromkeys(("wave", "relation", "source", "target"), "str")
    return frame.astype({**texts, "strength": "float64"})


def _rules(found: Gathered, spec: SurveySpec) -> dict[str, str]:
    """Say of each relation how several answers about one pair are put together."""
    scaled = {t.relation for source in spec.sources for t in source.ties if t.scale}
    relations = {t.relation for source in spec.sources for t in source.ties}
    usual = {r: "mean" if r in found.averaged else "max" if r in scaled else "sum" for r in relations}
    return {r: spec.policy.duplicate_ties or rule for r, rule in usual.items()}


def _with_nones(groups: dict[Key, list[Answer]], rules: dict[str, str], found: Gathered) -> dict[Key, list[Answer]]:
    """Where the mean or the last answer counts, 'none' is an answer too: give those pairs with all their answers."""
    weighed: dict[Key, list[Answer]] = {}
    if not {"mean", "last"} & set(rules.values()):
        return weighed
    for answer in found.answers:
        key = (answer.wave, answer.relation, answer.source, answer.target)
        if rules.get(answer.relation) in {"mean", "last"} and answer.state in {"tie", "none"} and key in groups:
            weighed.setdefault(key, []).append(answer)
    return weighed


def _together(values: list[float], rule: str) -> float:
    if rule == "max":
        return max(values)
    if rule == "last":
        return values[-1]
    total = math.fsum(values)
    return total if rule == "sum" else total / len(values)


def _reciprocated(strengths: dict[Key, float], policy: Policy) -> dict[Key, float]:
    if policy.reciprocity == "as_reported":
        return strengths
    back = {(w, r, t, s): v for (w, r, s, t), v in strengths.items()}
    if policy.reciprocity == "both":
        return {key: value for key, value in strengths.items() if key in back}
    return {k: max(strengths.get(k, 0.0), back.get(k, 0.0)) for k in {**strengths, **back}}


def nest(known: dict[str, dict[str, dict[str, str]]], spec: SurveySpec, log: Log) -> None:
    """Give people the community of their organisation where only that was told (``within``), and say so.

    ``known`` is wave -> person -> attribute -> text and is filled in. A value that lies in two others is noted and
    nobody is given either.
    """
    for name, meaning in spec.attributes.items():
        outer = meaning.within
        if outer is None:
            continue
        for wave, people in known.items():
            found: dict[str, dict[str, str]] = {}
            for told in people.values():
                if name in told and outer in told:
                    found.setdefault(match_key(told[name]), {}).setdefault(match_key(told[outer]), told[outer])
            filled = 0
            for told in people.values():
                outers = found.get(match_key(told.get(name, "")), {})
                if outer not in told and len(outers) == 1:
                    told[outer] = next(iter(outers.values()))
                    filled += 1
            if wave:
                continue  # told once, for the whole survey
            if filled:
                log.note("nested_filled", count=filled, attribute=outer, inner=name)
            spellings = {match_key(told[name]): told[name] for told in people.values() if name in told}
            for key, outers in sorted(found.items()):
                if len(outers) > 1:
                    log.note("nested_twice", count=len(outers), name=quoted(spellings[key]), attribute=outer)
