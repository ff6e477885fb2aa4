"""From tables of people and ties, or from a survey, to a PartnerNetwork."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, cast

import numpy as np
import numpy.typing as npt
import pandas as pd

from critical_sna._core.frames import column, factorized_ids, unchangeable
from critical_sna._core.frozen import Frozen
from critical_sna._core.order import sorted_ids, sorted_with_places
from critical_sna.errors import DataError, UnknownNameError, UsageError, WrongTypeError, did_you_mean
from critical_sna.network.partner import (
    ANSWERED,
    ASKED,
    ISSUE_COLUMNS,
    REPORTS,
    STATUSES,
    PartnerNetwork,
    Reports,
    places_of,
)

if TYPE_CHECKING:
    from critical_sna.survey import RelationalSurvey

KINDS = ("identity", "organisation", "community", "power", "involvement", "consent", "other")


def from_frames(
    people: pd.DataFrame,
    ties: pd.DataFrame,
    *,
    reports: Reports | None = None,
    relation: str | None = None,
    wave: str | None = None,
    question: str | None = None,
    unknown: pd.DataFrame | None = None,
    choices: int | None = None,
    capped: Iterable[object] = (),
    levels: Iterable[str] | None = None,
    level_strengths: Iterable[float] | None = None,
    positionality: Mapping[str, str] | None = None,
    holds: Mapping[str, Iterable[str]] | None = None,
) -> PartnerNetwork:
    """See ``PartnerNetwork.from_frames``."""
    for name, frame in (("people", people), ("ties", ties)):
        if not isinstance(frame, pd.DataFrame):
            raise WrongTypeError(f"{name} must be a pandas DataFrame, not {type(frame).__name__}.", where="from_frames")
    if reports is not None and reports not in REPORTS:
        raise UsageError(
            f"reports={reports!r} is not a way a relation can be asked.",
            where="from_frames(reports=...)",
            mend=did_you_mean(str(reports), REPORTS),
        )
    kinds = dict(positionality or {})
    for attribute, kind in kinds.items():
        if kind not in KINDS:
            raise UsageError(
                f"Attribute {attribute!r} has kind {kind!r}, which is not known.",
                where="positionality",
                mend=did_you_mean(kind, KINDS),
            )
    table, status_given = _people_table(people)
    scale = tuple(str(level) for level in levels) if levels is not None else None
    sources, targets, strengths, dropped, issues = _tie_arrays(table, ties, keep_largest=scale is not None)
    from_silent = int((~table["status"].isin(ANSWERED).to_numpy(dtype=bool))[sources].sum())
    if from_silent:
        text = "Ties were kept whose source is said not to have answered; what counts only answers leaves them out."
        issues.append(("tie_of_silent", "warning", text, from_silent))
    return PartnerNetwork(
        _people=table,
        _strengths=strengths,
        _sources=sources,
        _targets=targets,
        _unknown=_unknown_pairs(table, unknown, sources, targets),
        relation=relation,
        wave=wave,
        reports=reports,
        question=question,
        choices=choices,
        _capped=_capped_people(table.index, capped),
        levels=scale,
        level_strengths=_level_strengths(scale, level_strengths),
        positionality=Frozen(kinds),
        holds=Frozen({k: tuple(str(v) for v in values) for k, values in (holds or {}).items()}),
        status_given=status_given,
        self_ties_dropped=dropped,
        _issues=pd.DataFrame(issues, columns=list(ISSUE_COLUMNS)),
    )


def _capped_people(index: pd.Index, capped: Iterable[object]) -> pd.Index:
    """Give the people who named as many as they were allowed, once each and in the order of ``index``."""
    return index[np.unique(places_of(index, capped, where="from_frames(capped=...)"))]


def _level_strengths(levels: tuple[str, ...] | None, given: Iterable[float] | None) -> tuple[float, ...] | None:
    if levels is None:
        return None
    strengths = tuple(float(s) for s in given) if given is not None else tuple(float(k + 1) for k in range(len(levels)))
    if len(strengths) != len(levels):
        raise UsageError(
            f"There are {len(levels)} levels and {len(strengths)} strengths of levels.",
            where="from_frames(level_strengths=...)",
            mend="give one strength for each level",
        )
    return strengths


def tie_frame(
    index: pd.Index,
    sources: npt.NDArray[np.int64],
    targets: npt.NDArray[np.int64],
    strengths: npt.NDArray[np.float64],
) -> pd.DataFrame:
    """Give sorted ties as a frame of ids."""
    return pd.DataFrame(
        {
            "source": pd.Series(index.take(sources), dtype="str"),
            "target": pd.Series(index.take(targets), dtype="str"),
            "strength": strengths,
        }
    )


def _people_table(people: pd.DataFrame) -> tuple[pd.DataFrame, bool]:
    """Give the table with index ``person`` (text, sorted), ``status`` and ``asked``, and whether status was told."""
    if people.columns.nlevels > 1 or people.index.nlevels > 1:
        raise DataError(
            "The people table has headings or an index of several levels.",
            where="people",
            mend="flatten it first, for instance with .reset_index()",
        )
    has_id = "id" in people.columns
    ids = column(people, "id", what="people", where="people") if has_id else pd.Series(people.index)
    codes, texts = factorized_ids(ids.reset_index(drop=True), where="people" + (".id" if has_id else ".index"))
    if len(texts) < len(ids):
        counts = np.bincount(codes)
        first = str(texts[int(np.argmax(counts > 1))])
        raise DataError(
            f"{int((counts > 1).sum())} people have more than one row, the first is {first!r}.",
            where="people",
            mend="keep one row a person; several waves are several networks",
        )
    table = people.drop(columns=["id"] if has_id else []).set_axis(texts[codes], axis=0).rename_axis("person")
    order = sorted_ids(table.index)
    table = table if order is None else table.iloc[order]
    table.columns = pd.Index([str(c) for c in table.columns])
    if not table.columns.is_unique:
        twice = str(table.columns[table.columns.duplicated()][0])
        raise DataError(f"There are several people columns named {twice!r}.", where="people", mend="rename all but one")
    for name in [c for c in table.columns if pd.api.types.is_object_dtype(table[c].dtype)]:
        table[name] = unchangeable(table[name])
    status_given = "status" in table.columns
    status = _reserved(table, "status", STATUSES) if status_given else "respondent"
    asked = _reserved(table, "asked", ASKED) if "asked" in table.columns else "yes"
    rest = table.drop(columns=[c for c in ("status", "asked") if c in table.columns])
    rest.insert(0, "status", pd.Series(status, index=table.index, dtype="str"))
    rest.insert(1, "asked", pd.Series(asked, index=table.index, dtype="str"))
    return rest, status_given


def _reserved(table: pd.DataFrame, name: str, allowed: tuple[str, ...]) -> pd.Series:
    values = column(table, name, what="people", where="people")
    wrong = ~values.isin(allowed)
    if wrong.any():
        shown = ", ".join(allowed)
        raise DataError(
            f"The people column {name!r} says who {'answered' if name == 'status' else 'was asked'} and may hold only "
            f"{shown}; {int(wrong.sum())} rows hold something else.",
            where=f"people, first at {values.index[wrong.to_numpy()][0]!r}",
            mend=f"rename your column if it means something else, or use these words: {shown}",
            problems=pd.DataFrame({"row": values.index[wrong.to_numpy()], "code": f"bad_{name}"}),
        )
    return values


def _tie_arrays(
    people: pd.DataFrame, ties: pd.DataFrame, *, keep_largest: bool
) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.int64], npt.NDArray[np.float64], int, list[tuple[str, str, str, int]]]:
    """Give sorted positions and strengths of ties, self-nominations dropped, parallel ties merged."""
    ends = [positions(people.index, ties, side, where="ties") for side in ("source", "target")]
    strengths = _strengths(ties)
    issues: list[tuple[str, str, str, int]] = []
    loops = ends[0] == ends[1]
    dropped = int(loops.sum())
    if dropped:
        issues.append(("self_tie", "info", "Self-nominations were left out.", dropped))
        ends, strengths = [e[~loops] for e in ends], strengths[~loops]
    width = len(people).bit_length()
    key = (ends[0] << width) + ends[1]
    in_order, order = sorted_with_places(key, bits=2 * width)
    again = in_order[1:] == in_order[:-1]
    merged = int(again.sum())
    if merged:
        order = np.lexsort((strengths, key))  # sums must not depend on the order of rows
    key, strengths = in_order, strengths[order]
    if merged:
        start = np.flatnonzero(np.concatenate([[True], ~again]))
        strengths = np.maximum.reduceat(strengths, start) if keep_largest else np.add.reduceat(strengths, start)
        how = "the largest strength was kept" if keep_largest else "their strengths were added"
        issues.append(("duplicate_tie", "warning", f"The same tie stood there more than once; {how}.", merged))
        key = key[start]
    return key >> width, key & ((1 << width) - 1), strengths, dropped, issues


def positions(index: pd.Index, frame: pd.DataFrame, side: str, *, where: str) -> npt.NDArray[np.int64]:
    """Give the place of each row's person in ``index``; everybody who is missing is listed in one error."""
    values = column(frame, side, what="tie", where=where).reset_index(drop=True)
    if not len(values):
        return np.zeros(0, dtype=np.int64)
    if pd.api.types.is_string_dtype(values.dtype):  # text is looked up as it is; what is not found is looked at below
        place = index.get_indexer(pd.Index(values))
        if (place >= 0).all():
            return place.astype(np.int64)
    codes, texts = factorized_ids(values, where=f"{where}.{side}")
    place = index.get_indexer(texts)
    if (place < 0).any():
        absent = [str(t) for t in texts[place < 0]]
        raise DataError(
            f"{len(absent)} people in {where}.{side} are not in people, the first is {absent[0]!r}.",
            where=where,
            mend="add them to people (status 'named_only' where they did not answer); "
            + did_you_mean(absent[0], index),
            problems=pd.DataFrame({"person": absent, "code": "unmatched_name"}),
        )
    return place[codes].astype(np.int64)


def _strengths(ties: pd.DataFrame) -> npt.NDArray[np.float64]:
    if "strength" not in ties.columns:
        return np.ones(len(ties))
    raw = column(ties, "strength", what="tie", where="ties")
    values = pd.to_numeric(raw, errors="coerce").to_numpy(dtype=float, na_value=np.nan)
    bad = ~(np.isfinite(values) & (values > 0))
    if bad.any():
        rows = np.flatnonzero(bad)
        raise DataError(
            f"{len(rows)} ties have a strength that is not a finite number above 0.",
            where=f"ties, row {ties.index[rows[0]]!r}" + (f" and {len(rows) - 1} more" if len(rows) > 1 else ""),
            mend="leave out rows that mean no tie; put unanswered pairs into unknown=; .problems lists the rows",
            problems=pd.DataFrame({"row": ties.index[rows], "code": "bad_strength"}),
        )
    return values


def _unknown_pairs(
    people: pd.DataFrame,
    unknown: pd.DataFrame | None,
    sources: npt.NDArray[np.int64],
    targets: npt.NDArray[np.int64],
) -> pd.DataFrame:
    """Give the open cells of people who answered: sorted, once each, never one that is a tie."""
    if unknown is None:
        pairs = np.zeros(0, dtype=np.int64)
    else:
        rows, columns = (positions(people.index, unknown, side, where="unknown") for side in ("source", "target"))
        answered = people["status"].isin(ANSWERED).to_numpy(dtype=bool)
        keep = (rows != columns) & answered[rows]
        pairs = np.unique(rows[keep] * np.int64(len(people)) + columns[keep])
        pairs = np.setdiff1d(pairs, sources * np.int64(len(people)) + targets, assume_unique=True)
    n = max(len(people), 1)
    return pd.DataFrame(
        {
            "source": pd.Series(people.index.take(pairs // n), dtype="str"),
            "target": pd.Series(people.index.take(pairs % n), dtype="str"),
        }
    )


def from_ties(
    pairs: Iterable[tuple[object, ...]],
    *,
    reports: Reports | None = None,
    relation: str | None = None,
    wave: str | None = None,
    question: str | None = None,
) -> PartnerNetwork:
    """See ``PartnerNetwork.from_ties``."""
    rows = [tuple(p) for p in pairs]
    for place, row in enumerate(rows):
        if len(row) not in (2, 3):
            raise DataError(
                "A tie is (source, target) or (source, target, strength).",
                where=f"pairs, item {place}",
                mend="write ('Ana', 'Bo') or ('Ana', 'Bo', 2)",
            )
    ties = pd.DataFrame(
        {
            "source": pd.Series([r[0] for r in rows], dtype=object),
            "target": pd.Series([r[1] for r in rows], dtype=object),
            "strength": [r[2] if len(r) == 3 else 1.0 for r in rows],
        }
    )
    both = pd.concat([ties["source"], ties["target"]], ignore_index=True)
    _, texts = factorized_ids(both, where="pairs")
    people = pd.DataFrame(index=texts)
    return from_frames(people, ties, reports=reports, relation=relation, wave=wave, question=question)


def from_survey(
    survey: RelationalSurvey,
    *,
    relation: str | None = None,
    wave: str | None = None,
    min_strength: float | None = None,
) -> PartnerNetwork:
    """See ``PartnerNetwork.from_survey``."""
    relation = _only_choice(relation, survey.relations, "relation")
    waves = survey.waves_of(relation)
    if waves:
        wave = _only_choice(wave, waves, "wave")
    elif wave is not None:
        raise UnknownNameError(
            f"The relation {relation!r} was asked without waves, so there is no wave {wave!r}.",
            where="from_survey(wave=...)",
            mend="leave wave= out, or give its source a wave: in the spec",
        )
    ties = survey.ties
    ties = ties[(ties["relation"] == relation) & (True if wave is None else ties["wave"] == wave)]
    asked_as = survey.codebook.relations[relation]
    attributes = survey.codebook.attributes
    net = from_frames(
        survey.people_in(relation, wave),
        ties[["source", "target", "strength"]],
        reports=cast("Reports | None", asked_as.reports),
        relation=relation,
        wave=wave,
        question=asked_as.question,
        unknown=survey.unknown(relation, wave),
        choices=asked_as.choices,
        capped=survey.capped(relation, wave).index,
        levels=asked_as.levels,
        level_strengths=asked_as.strengths,
        positionality={name: a.kind for name, a in attributes.items()},
        holds={name: a.holds for name, a in attributes.items() if a.holds},
    )
    return net if min_strength is None else net.threshold(min_strength)


def _only_choice(value: str | None, choices: tuple[str, ...], what: str) -> str:
    if value is None:
        if len(choices) == 1:
            return choices[0]
        raise UsageError(
            f"The survey has {len(choices)} {what}s, so one must be chosen.",
            where=f"from_survey({what}=...)",
            mend=did_you_mean("", choices),
        )
    if value not in choices:
        raise UnknownNameError(
            f"There is no {what} {value!r} in the survey.",
            where=f"from_survey({what}=...)",
            mend=did_you_mean(value, choices),
        )
    return value
