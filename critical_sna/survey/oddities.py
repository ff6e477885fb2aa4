"""What is odd about a survey as a whole, told once its answers and its codebook stand."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

import pandas as pd

from critical_sna._core.limits import MIN_GROUP
from critical_sna._core.text import listed, quoted
from critical_sna.survey.answers.scales import NO, YES
from critical_sna.survey.tables.text import clean, match_key

if TYPE_CHECKING:
    from critical_sna.survey.description.spec import SurveySpec
    from critical_sna.survey.issues import Log
    from critical_sna.survey.relational_survey import RelationalSurvey

_MOST_GROUPS_NAMED = 10
_GROUPS = {"identity", "community", "organisation"}
_PLAIN_NO = NO | {"0", "none", "never", "-", "–", "—"}
_NO_AND_MORE = re.compile(r"(no|not|non)\b")
Asked = Mapping[str, tuple[str, int] | None]


def tell_oddities(spec: SurveySpec, survey: RelationalSurvey, log: Log, asked: Asked) -> None:
    """Note directions never said, rows that say no tie, values that may mean power, and groups that will be hidden.

    ``asked`` has the file and row where a workbook asks each question (None: nowhere); it is empty for a spec.
    """
    _tell_directions(survey, log, asked)
    _tell_zero_strengths(spec, survey, log)
    for name, meaning in survey.codebook.attributes.items():
        if name in spec.attributes and spec.attributes[name].holds:
            _tell_unseen_holds(survey, name, spec.attributes[name].holds, meaning.sep, log)
        if meaning.kind == "power":
            _tell_unclear_power(survey, name, spec.attributes[name].holds or ("yes",), meaning.sep, log)
        if meaning.kind in _GROUPS:
            _tell_small_groups(survey.people[name], meaning.sep, log)


def _tell_directions(survey: RelationalSurvey, log: Log, asked: Asked) -> None:
    for name in survey.relations:
        place = asked.get(name, ("", 0))
        if survey.codebook.relations[name].reports is None and place is not None:
            file, row = place
            column = "direction" if row else None
            log.note("direction_unsaid", file=file or None, row=row or None, column=column, relation=name)


def _tell_zero_strengths(spec: SurveySpec, survey: RelationalSurvey, log: Log) -> None:
    """Note rows that name somebody and give 0: on a scale that is an answer, without one it may be a slip."""
    blocks = [ties for source in spec.sources for ties in source.ties]
    graded = {t.relation for t in blocks} - {t.relation for t in blocks if not t.value or t.scale}
    if not graded:
        return
    beside = {t.relation: t.value[0] for t in blocks if t.shape == "edges" and t.value}
    answers = survey._answers  # not handed out, so not copied: there may be millions
    zero = answers[(answers["state"] == "none") & answers["relation"].isin(graded)]
    zero = zero.drop_duplicates(["relation", "file", "row", "column"])  # told both ways where ties have no direction
    for relation, rows in zero.groupby("relation", sort=True, observed=True):
        first = rows.sort_values(["file", "row", "column"]).iloc[0]
        file, row, column = str(first["file"]), int(first["row"]), beside.get(str(relation), str(first["column"]))
        log.note("zero_strength", count=len(rows), file=file, row=row, column=column, relation=str(relation))


def _tell_unseen_holds(survey: RelationalSurvey, name: str, holds: tuple[str, ...], sep: str | None, log: Log) -> None:
    """Note values that would mean holding something and that nobody has, alone or among several."""
    told = {value for frame in _frames(survey) for value in frame[name].dropna()}
    seen = {match_key(part) for value in told for part in (value, *(value.split(sep) if sep else ()))}
    for value in holds:
        if match_key(value) not in seen:
            log.note("holds_unseen", attribute=name, value=quoted(value))


def _tell_unclear_power(survey: RelationalSurvey, name: str, holds: tuple[str, ...], sep: str | None, log: Log) -> None:
    """Note values that neither count as holding nor say no; of roles, only those that resemble one that counts."""
    holding = set(map(match_key, holds))
    told = pd.concat([frame[name] for frame in _frames(survey)]).dropna()
    unclear = {value for value in set(told) if _is_unclear(value, sep, holding)}
    people = sorted(set(told.index[told.isin(unclear)]))
    if people:
        counting = listed(map(quoted, holds))
        log.note("holds_unclear", count=len(people), attribute=name, holds=counting, people=listed(people))


def _is_unclear(value: str, sep: str | None, holding: set[str]) -> bool:
    parts = {match_key(part) for part in (value.split(sep) if sep else [value])} - {""}
    if parts & holding or match_key(value) in holding:
        return False
    if holding <= YES | {"1"}:
        return any(part not in _PLAIN_NO and not _NO_AND_MORE.match(part) for part in parts)
    return any(re.search(rf"\b{re.escape(word)}\b", part) for part in parts for word in holding)


def _frames(survey: RelationalSurvey) -> Iterator[pd.DataFrame]:
    """Give people as they were known in every relation and wave."""
    for relation in survey.relations:
        for wave in survey.waves_of(relation) or ("",):
            yield survey.people_in(relation, wave)


def _tell_small_groups(values: pd.Series, sep: str | None, log: Log) -> None:
    known = values.dropna()
    parts = (clean(part) for value in known for part in (value.split(sep) if sep else [value]))
    sizes = Counter(part for part in parts if part)
    small = sorted(group for group, size in sizes.items() if size < MIN_GROUP)
    if small:
        log.note(
            "small_groups",
            count=len(small),
            attribute=str(values.name),
            size=MIN_GROUP,
            of=len(sizes),
            groups=listed(map(quoted, small), _MOST_GROUPS_NAMED),
        )
