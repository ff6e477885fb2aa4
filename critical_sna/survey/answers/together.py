"""Answers about one pair become one tie; organisations bring their community along."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from critical_sna.survey.answers.collected import NONE, TIE
from critical_sna.survey.tables.text import match_key, quoted

if TYPE_CHECKING:
    import pandas as pd

    from critical_sna.survey.answers.collected import Sealed
    from critical_sna.survey.answers.found import Gathered
    from critical_sna.survey.description.spec import Policy, SurveySpec
    from critical_sna.survey.issues import Log
    from critical_sna.survey.tables.codes import Places

Numbers = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]
Flags = npt.NDArray[np.bool_]


def ties_of(found: Gathered, sealed: Sealed, spec: SurveySpec) -> pd.DataFrame:
    """Put together answers about the same pair, as the policy says."""
    rules = _rules(found, spec)
    pairs, answers = sealed.pairs, sealed.answers
    order = sealed.order[(answers.state == TIE)[sealed.order]]
    starts = np.flatnonzero(np.diff(pairs[order], prepend=-1))
    ends = np.append(starts[1:], len(order)) - 1
    _note_duplicates(found, sealed, rules, order, starts, ends)
    first = order[starts]
    strengths, relation = answers.strength[first], answers.relation[first]
    for number, name in enumerate(sealed.relations):
        _put_together(sealed, rules[name], order, starts, relation == number, strengths, pairs)
    first, strengths = first[strengths > 0], strengths[strengths > 0]
    if spec.policy.reciprocity == "as_reported":
        wave, of, source, target = (getattr(answers, name)[first] for name in ("wave", "relation", "source", "target"))
    else:
        keys, strengths = _reciprocated(sealed, pairs[first], strengths, spec.policy)
        wave, of, source, target = sealed.unpaired(keys)
    return sealed.frame({"wave": wave, "relation": of, "source": source, "target": target, "strength": strengths})


def _note_duplicates(
    found: Gathered, sealed: Sealed, rules: dict[str, str], order: Places, starts: Places, ends: Places
) -> None:
    """Say which pairs are put together of several answers; several respondents for one organisation are usual."""
    answers = sealed.answers
    for group in np.flatnonzero(ends > starts).tolist():
        last = int(order[ends[group]])
        relation = sealed.relations[answers.relation[last]]
        if relation not in found.averaged:
            found.log.note(
                "duplicate_tie",
                count=int(ends[group] - starts[group]),
                file=sealed.files[answers.file[last]],
                row=int(answers.row[last]),
                column=sealed.columns[answers.column[last]],
                source=quoted(sealed.people[answers.source[last]]),
                target=quoted(sealed.people[answers.target[last]]),
                rule=found.log.say(f"rule_{rules[relation]}"),
            )


def _put_together(
    sealed: Sealed, rule: str, order: Places, starts: Places, wanted: Flags, strengths: Floats, pairs: Numbers
) -> None:
    """Fill in the strength of the pairs of one relation, where it is not that of their first answer."""
    if rule in {"max", "sum"}:
        sizes = np.diff(np.append(starts, len(order)))
        wanted &= sizes > 1
        order = order[np.repeat(wanted, sizes)]
    if not wanted.any():
        return
    if rule in {"mean", "last"}:  # 'none' is an answer too
        heard = sealed.order[np.isin(sealed.answers.state, (TIE, NONE))[sealed.order]]
        order = heard[_stand_in(pairs[heard], pairs[order[starts[wanted]]])]
    starts = np.flatnonzero(np.diff(pairs[order], prepend=-1))
    if len(starts) == len(order):
        strengths[wanted] = sealed.answers.strength[order]
        return
    sizes = np.diff(np.append(starts, len(order)))
    values = sealed.answers.strength[order]
    if rule == "max":
        strengths[wanted] = np.maximum.reduceat(values, starts)
    elif rule == "last":
        strengths[wanted] = values[starts + sizes - 1]
    else:
        total = np.add.reduceat(values, starts)
        several = sizes > 2 if (values % 1).any() else sizes < 0  # sums of whole numbers are exact in any order
        for group in np.flatnonzero(several).tolist():
            total[group] = math.fsum(values[starts[group] : starts[group] + sizes[group]])
        strengths[wanted] = total if rule == "sum" else total / sizes


def _stand_in(values: Numbers, known: Numbers) -> Flags:
    """Tell which values stand among the known ones, which are sorted."""
    place = np.minimum(np.searchsorted(known, values), len(known) - 1)
    stands: Flags = known[place] == values
    return stands


def _rules(found: Gathered, spec: SurveySpec) -> dict[str, str]:
    """Say of each relation how several answers about one pair are put together."""
    scaled = {t.relation for source in spec.sources for t in source.ties if t.scale}
    relations = {t.relation for source in spec.sources for t in source.ties}
    usual = {r: "mean" if r in found.averaged else "max" if r in scaled else "sum" for r in relations}
    return {r: spec.policy.duplicate_ties or rule for r, rule in usual.items()}


def _reciprocated(sealed: Sealed, keys: Numbers, strengths: Floats, policy: Policy) -> tuple[Numbers, Floats]:
    if not len(keys):
        return keys, strengths
    back = sealed.turned(keys)
    if policy.reciprocity == "both":
        both = _stand_in(back, keys)
        return keys[both], strengths[both]
    every, values = np.concatenate([keys, back]), np.concatenate([strengths, strengths])
    order = np.argsort(every, kind="stable")
    starts = np.flatnonzero(np.diff(every[order], prepend=-1))
    return every[order[starts]], np.maximum.reduceat(values[order], starts)


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
