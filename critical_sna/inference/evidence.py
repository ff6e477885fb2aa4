"""Evidence cards: what is claimed, one of four levels of how sure that is, and what would change it."""

from __future__ import annotations

import html
import math
from collections.abc import Hashable, Iterator, Mapping
from dataclasses import asdict, dataclass
from typing import Literal, NamedTuple

import numpy as np
import pandas as pd

from critical_sna._core import limits
from critical_sna._core.claims import COLUMNS
from critical_sna.errors import UsageError, WrongTypeError, did_you_mean
from critical_sna.inference._sentences import Style, in_words, sentence_of, style_of
from critical_sna.words import say

SPECIFICATIONS = ("specifications", "same_sign", "median", "worst_case")
"""What a table may carry besides: how many equivalent ways of counting, and how they came out."""
SUPPORTED, LEANING, CANNOT_TELL, CONTRADICTED = "supported", "leaning", "cannot tell", "contradicted"
LEVELS = (SUPPORTED, LEANING, CANNOT_TELL, CONTRADICTED)
Direction = Literal["above", "below"]
_WHERE = "evidence"
_NAN = float("nan")


@dataclass(frozen=True)
class EvidenceCard:
    """One claim: its sentence, its level, and every number behind it.

    ``effect`` is ``value`` - ``reference``; ``p_together`` holds over all ``claims`` made together. What is not known
    is NaN. A card that is hidden (``withheld``) holds no number at all.
    """

    claim: str
    level: str
    direction: str
    effect: float
    value: float
    reference: float
    n: float
    response_rate: float
    lower: float
    upper: float
    missing_lower: float
    missing_upper: float
    specifications: float
    same_sign: float
    median: float
    worst_case: float
    p: float
    p_together: float
    claims: int
    draws: float
    seed: float
    null: str
    withheld: bool
    note: str
    style: Style

    def changes(self) -> tuple[str, ...]:
        """Say what would change the level, as sentences."""
        if self.withheld or self.note:
            return ()
        if not self.effect:
            return (say("evidence.change_nothing_to_tell"),)
        if self.level == CONTRADICTED:
            return (say("evidence.change_against"),)
        side = _Side.of(self, 1.0 if self.direction == "above" else -1.0)
        found = []
        if not side.p <= limits.EVIDENCE_P:
            found.append("change_chance")
        if not side.missing > 0:
            found.append("change_missing_unknown" if math.isnan(side.missing) else "change_missing")
        if not side.interval > 0:
            found.append("change_interval_unknown" if math.isnan(side.interval) else "change_interval")
        if not side.same_sign >= limits.EVIDENCE_SAME_SIGN:
            found.append("change_specifications")
        return tuple(say(f"evidence.{key}") for key in found or ["change_none"])

    def told(self, value: float, *, unit: bool = True) -> str:
        """Write a value of this row for people; ``unit`` False leaves out that points are points of 100."""
        return in_words(value, self.style, unit=unit)

    def lines(self) -> tuple[tuple[str, str], ...]:
        """Give the card as pairs of what and how much, effect first; a hidden card says only that."""
        if self.withheld or self.note:
            return ((say("evidence.effect"), self.note),)

        def between(low: float, high: float) -> str:
            if math.isnan(low) or math.isnan(high):
                return say("evidence.not_worked_out")
            return say("evidence.range", low=self.told(low), high=self.told(high))

        effect = say(
            "evidence.effect_is",
            effect=in_words(self.effect, self.style, signed=True),
            value=self.told(self.value),
            reference=self.told(self.reference),
        )
        rests = say("evidence.rests_on_is", n=int(self.n) if self.n == self.n else say("evidence.not_known"))
        rate = in_words(self.response_rate, "share")
        return (
            (say("evidence.effect"), effect),
            (say("evidence.chance"), self._chance()),
            (say("evidence.interval"), between(self.lower, self.upper)),
            (say("evidence.missing"), between(self.missing_lower, self.missing_upper)),
            (say("evidence.specifications"), self._counted()),
            (say("evidence.rests_on"), say("evidence.rests_on_rate", n=rests, rate=rate)),
            (say("evidence.change"), " ".join(self.changes())),
        )

    def _chance(self) -> str:
        if math.isnan(self.p):
            return say("evidence.not_worked_out")
        known = not math.isnan(self.draws)
        draws = say("evidence.draws", n=int(self.draws)) if known else say("evidence.draws_unknown")
        seed = f"{self.seed:.0f}" if self.seed == self.seed else say("evidence.not_known")
        words = {"p": f"{self.p:.3g}", "draws": draws, "seed": seed, "null": self.null}
        if self.claims < 2:
            return say("evidence.chance_is", **words)
        return say("evidence.chance_together", together=f"{self.p_together:.3g}", n=self.claims, **words)

    def _counted(self) -> str:
        if not self.specifications > 1:
            return say("evidence.specifications_one")
        return say(
            "evidence.specifications_many",
            share=in_words(self.same_sign, "share"),
            n=int(self.specifications),
            median=in_words(self.median, self.style, signed=True),
            farthest=in_words(self.worst_case, self.style, signed=True),
        )

    def __str__(self) -> str:
        lines = [f"{self.claim}  [{say('evidence.level_' + self.level.replace(' ', '_'))}]"]
        return "\n".join([*lines, *(f"  {what}: {how}" for what, how in self.lines()), f"  {thresholds()}"])


@dataclass(frozen=True, repr=False)
class Evidence:
    """The cards of a table, in its order; ``table`` gives them as a DataFrame, one row a claim."""

    cards: tuple[EvidenceCard, ...]
    _index: pd.Index

    @property
    def table(self) -> pd.DataFrame:
        """The numbers of every card; index as that of the table the claims came from."""
        rows = [asdict(card) for card in self.cards]
        columns = [name for name in EvidenceCard.__dataclass_fields__ if name != "style"]
        return pd.DataFrame(rows, index=self._index.copy(), columns=columns)

    def __iter__(self) -> Iterator[EvidenceCard]:
        return iter(self.cards)

    def __len__(self) -> int:
        return len(self.cards)

    def __getitem__(self, place: int) -> EvidenceCard:
        return self.cards[place]

    def __repr__(self) -> str:
        counts = ", ".join(f"{sum(c.level == level for c in self.cards)} {level}" for level in LEVELS)
        return f"<Evidence: {len(self.cards)} claims: {counts}>"

    def _repr_html_(self) -> str:
        cards = "".join(f"<pre>{html.escape(str(card))}</pre>" for card in self.cards)
        return f"<div>{cards}</div>"


def evidence(
    table: pd.DataFrame,
    *,
    direction: Direction | Mapping[Hashable, Direction] | None = None,
    reference: float | None = None,
    claims: Mapping[Hashable, str] | None = None,
) -> Evidence:
    """Turn each row of a table into a card that says what is claimed, how sure that is and what would change it.

    Parameters
    ----------
    table
        A table that claims something: ``group_periphery``, ``group_gaps``, ``pathways``, ``brokerage_roles``,
        ``power_flows``, ``weighted_reciprocity``, ``permutation_tests``, ``specification_grid``, or one like them. All
        share one form: one row a claim, and the columns ``value``, ``n`` (what it rests on), ``response_rate``,
        ``null_mean``, ``null_sd``, ``p``, ``lower``, ``upper``, ``missing_lower``, ``missing_upper`` (range over
        missing answers) and ``withheld``; NaN where something is not known, columns that are missing count so. It may
        carry ``p_adjusted`` (p over all rows together), ``note`` (why something is not defined), ``specifications``,
        ``same_sign``, ``median`` and ``worst_case`` (how many equivalent ways of counting there are, the share of them
        with the sign of the claim, and how they came out as differences from the reference), and ``attrs`` with
        ``draws``, ``seed``, ``null`` (what was dealt out anew) and ``reference``.
    direction
        Whether the claim is that the value lies ``above`` or ``below`` its reference, for all rows or row by row.
        Left out, each row claims the side on which it lies, so nothing can be contradicted.
    reference
        What values are held against; left out, ``attrs["reference"]``, else ``null_mean``, else 0.
    claims
        Row label -> the sentence; left out, it is made from the row.

    Returns
    -------
    Evidence
        Frozen; one ``EvidenceCard`` a row, ``.table`` has them as a DataFrame, index as in ``table``. Levels:
        ``supported``, ``leaning``, ``cannot tell``, ``contradicted``, by thresholds that stand in ``_core/limits.py``
        and on every card. Rows that are withheld give a card without any number; where a single part of a share that
        sums to 1 is withheld, the next smallest is hidden with it. What is not defined says why.

    Raises
    ------
    WrongTypeError
        ``table`` is no DataFrame, or its columns hold no numbers.
    UsageError
        No column ``value``, or a direction that is not known.

    Notes
    -----
    Where a table has no p for all its rows together (``p_adjusted``, or the largest difference of
    ``group_periphery``), Holm's step-down p is taken over the rows handed in, so pick rows before looking, not after.
    Of two tables that differ only in a wider range over missing answers, the wider one never gives the surer level,
    ``supported`` and ``contradicted`` being equally sure. p answers "would chance look like this", not "is this fair";
    a level is about one sentence on a reported network, never about a person.

    References
    ----------
    This library's construct. Holm (1979), Scandinavian Journal of Statistics 6:65; for ways of counting that are
    equivalent: Del Giudice & Gangestad (2021), Advances in Methods and Practices in Psychological Science 4(1).

    Examples
    --------
    >>> import critical_sna as csna
    >>> ids = [f"p{i}" for i in range(10)]
    >>> people = pd.DataFrame({"id": ids, "sector": ["school"] * 5 + ["family"] * 5})
    >>> ties = pd.DataFrame([(i, j) for i in ids for j in ids[:5] if i != j], columns=["source", "target"])
    >>> net = csna.PartnerNetwork.from_frames(people, ties, reports="seeks_from")
    >>> table = csna.group_periphery(net, groups="sector").xs("direct", level="measure", drop_level=False)
    >>> cards = csna.evidence(table)
    >>> cards
    <Evidence: 2 claims: 2 supported, 0 leaning, 0 cannot tell, 0 contradicted>
    >>> cards[0].changes()
    ('Nothing that was varied here changes its sign.',)
    """
    frame = _checked(table)
    hidden = _hidden(frame)
    frame.loc[hidden, [c for c in frame.columns if c not in ("withheld", "note")]] = np.nan
    frame.loc[hidden, "note"] = say("evidence.hidden", size=limits.MIN_GROUP)
    held = _references(frame, table.attrs, reference)
    adjusted = bool({"p_adjusted", "p_alone"} & set(table.columns))
    together, count = _together(frame, adjusted=adjusted)
    cards = [
        _card(table, label, frame.iloc[place], held[place], direction, claims, (together[place], count), hidden[place])
        for place, label in enumerate(frame.index)
    ]
    return Evidence(tuple(cards), frame.index.copy())


def thresholds() -> str:
    """Say by which thresholds levels are given."""
    return say(
        "evidence.thresholds",
        p=limits.EVIDENCE_P,
        same=in_words(limits.EVIDENCE_SAME_SIGN, "share"),
        leaning_p=limits.EVIDENCE_LEANING_P,
        leaning_same=in_words(limits.EVIDENCE_LEANING_SAME_SIGN, "share"),
    )


def level_of(
    effect: float,
    *,
    p: float,
    interval: tuple[float, float],
    missing: tuple[float, float],
    same_sign: float,
) -> str:
    """Give the level of a claim; everything is measured from the reference towards the claimed side.

    NaN is what is not known: it supports nothing. ``same_sign`` is the share of ways of counting on the claimed side.
    """
    for_it = _Side(effect, p, interval[0], min(missing[0], effect) if missing[0] == missing[0] else _NAN, same_sign)
    against = _Side(
        -effect, p, -interval[1], -max(missing[1], effect) if missing[1] == missing[1] else _NAN, 1 - same_sign
    )
    if for_it.firm:
        return SUPPORTED
    if for_it.leans:
        return LEANING
    return CONTRADICTED if against.firm else CANNOT_TELL


class _Side(NamedTuple):
    """How things look from one side: positive is on that side."""

    effect: float
    p: float
    interval: float
    """The end of the interval that lies farthest against the claim."""
    missing: float
    """The same of the range over missing answers."""
    same_sign: float

    @classmethod
    def of(cls, card: EvidenceCard, sign: float) -> _Side:
        """See a card from the side of its claim (``sign`` 1: above)."""
        ends = [sign * (end - card.reference) for end in (card.lower, card.upper)]
        wide = [sign * (end - card.reference) for end in (card.missing_lower, card.missing_upper, card.value)]
        return cls(sign * card.effect, card.p_together, min(ends), _lowest(wide), card.same_sign)

    @property
    def firm(self) -> bool:
        return (
            self.effect > 0
            and self.p <= limits.EVIDENCE_P
            and self.interval > 0
            and self.missing > 0
            and self.same_sign >= limits.EVIDENCE_SAME_SIGN
        )

    @property
    def leans(self) -> bool:
        return (
            self.effect > 0
            and self.p <= limits.EVIDENCE_LEANING_P
            and self.same_sign >= limits.EVIDENCE_LEANING_SAME_SIGN
        )


def _lowest(values: list[float]) -> float:
    return _NAN if any(math.isnan(v) for v in values) else min(values)


def _checked(table: pd.DataFrame) -> pd.DataFrame:
    """Give the columns of a card, in floats; what is not there is not known."""
    if not isinstance(table, pd.DataFrame):
        raise WrongTypeError(
            f"evidence takes a table, not {type(table).__name__}.",
            where=f"{_WHERE}(table)",
            mend="give a DataFrame such as csna.power_flows(...) returns",
        )
    if "value" not in table.columns:
        raise UsageError(
            "There is no column 'value', so nothing is claimed.",
            where=f"{_WHERE}(table)",
            mend=did_you_mean("value", table.columns),
        )
    numbers = [*COLUMNS[:-1], *SPECIFICATIONS, "p_adjusted"]
    try:
        frame = pd.DataFrame(
            {c: table[c].astype(float) if c in table.columns else _NAN for c in numbers}, index=table.index
        )
    except (TypeError, ValueError) as problem:
        raise WrongTypeError(
            "The columns of a table of claims hold numbers.",
            where=f"{_WHERE}(table)",
            mend="leave texts in the index or in the column note",
        ) from problem
    withheld = table["withheld"].fillna(True).astype(bool) if "withheld" in table.columns else False
    frame["withheld"] = withheld
    frame["note"] = table["note"].fillna("").astype(str) if "note" in table.columns else ""
    return frame


def _hidden(frame: pd.DataFrame) -> np.ndarray[tuple[int], np.dtype[np.bool_]]:
    """Say which rows are hidden: those withheld, and what would give away a single part of a whole."""
    hidden = frame["withheld"].to_numpy(dtype=bool).copy()
    if "through" not in frame.index.names or "figure" not in frame.index.names:
        return hidden
    names = frame.index.to_frame(index=False)
    shares = names["figure"] == "mediation_share"
    others = [name for name in names.columns if name != "through"]
    for places in names[shares].groupby(others, sort=False).indices.values():
        rows = np.flatnonzero(shares)[places]
        if hidden[rows].sum() == 1 and len(rows) > 1:
            left = rows[~hidden[rows]]
            hidden[left[np.argmin(frame["value"].to_numpy()[left])]] = True
    return hidden


def _references(
    frame: pd.DataFrame, attrs: Mapping[Hashable, object], given: float | None
) -> np.ndarray[tuple[int], np.dtype[np.float64]]:
    if given is None and isinstance(attrs.get("reference"), int | float):
        given = float(attrs["reference"])  # type: ignore[arg-type]  # a number, as just asked
    if given is not None:
        return np.full(len(frame), float(given))
    null = frame["null_mean"].to_numpy(dtype=float)
    return np.asarray(null if (~np.isnan(null)).any() else np.zeros(len(frame)))


def _together(frame: pd.DataFrame, *, adjusted: bool) -> tuple[np.ndarray[tuple[int], np.dtype[np.float64]], int]:
    """Give p over all claims together: what the table has, or Holm's; and over how many."""
    p = frame["p"].to_numpy(dtype=float)
    known = np.flatnonzero(~np.isnan(p))
    if adjusted:
        all_rows = frame["p_adjusted"].to_numpy(dtype=float)
        return np.where(np.isnan(all_rows), p, all_rows), len(known)
    found, running = np.full(len(p), np.nan), 0.0
    for place, row in enumerate(known[np.argsort(p[known], kind="stable")]):
        running = max(running, min(1.0, (len(known) - place) * p[row]))
        found[row] = running
    return found, len(known)


def _card(
    table: pd.DataFrame,
    label: Hashable,
    row: pd.Series,
    reference: float,
    direction: Direction | Mapping[Hashable, Direction] | None,
    claims: Mapping[Hashable, str] | None,
    together: tuple[float, int],
    hidden: bool,
) -> EvidenceCard:
    side = _direction(direction, label, float(row["value"]) - reference)
    style = style_of(table, label)
    note = str(row["note"])
    if not hidden and not note and math.isnan(row["value"]):
        note = say("evidence.not_defined_bare")
    if not hidden and not note and math.isnan(reference):
        note = say("evidence.no_reference")
    values = {
        name: float(row[name]) for name in (*COLUMNS[:-1], *SPECIFICATIONS) if name not in ("null_mean", "null_sd")
    }
    effect = values["value"] - reference
    sign = 1.0 if side == "above" else -1.0
    if math.isnan(values["specifications"]):
        same = 1.0 if sign * effect > 0 else 0.0
        values |= {"specifications": 1.0, "same_sign": same, "median": effect, "worst_case": effect}
    elif np.sign(values["median"]) == -sign:  # the table counts the share with the sign of its own median
        values["same_sign"] = 1 - values["same_sign"]
    if hidden:
        values = dict.fromkeys(values, _NAN)
        effect = reference = _NAN
    told = dict(table.attrs)
    null = str(told.get("null") or say("evidence.null_unknown"))
    sentence = claims.get(label) if claims is not None and label in claims else None
    return EvidenceCard(
        claim=sentence or sentence_of(table, label, values["value"], reference, side, hidden=hidden),
        level=CANNOT_TELL
        if hidden or note
        else level_of(
            sign * effect,
            p=together[0],
            interval=_turned((values["lower"], values["upper"]), reference, sign),
            missing=_turned((values["missing_lower"], values["missing_upper"]), reference, sign),
            same_sign=values["same_sign"],
        ),
        direction="" if hidden else side,
        effect=effect,
        reference=reference,
        p_together=_NAN if hidden else together[0],
        claims=together[1],
        draws=_attr(table.loc[[label]] if "arrangements" in table.columns and not hidden else None, told, "draws"),
        seed=_attr(None, told, "seed"),
        null=null,
        withheld=bool(hidden),
        note=note,
        style=style,
        **values,
    )


def _turned(ends: tuple[float, float], reference: float, sign: float) -> tuple[float, float]:
    one, other = (sign * (end - reference) for end in ends)
    return (_NAN, _NAN) if math.isnan(one) or math.isnan(other) else (min(one, other), max(one, other))


def _attr(row: pd.DataFrame | None, attrs: Mapping[Hashable, object], name: str) -> float:
    """Give a number of ``attrs``, or of the row where each has its own."""
    if row is not None:
        return float(row["arrangements"].iloc[0])
    value = attrs.get(name)
    return float(value) if isinstance(value, int | float | np.integer | np.floating) else _NAN


def _direction(given: Direction | Mapping[Hashable, Direction] | None, label: Hashable, effect: float) -> Direction:
    chosen = given if given is None or isinstance(given, str) else given.get(label)
    if chosen is None:
        return "below" if effect < 0 else "above"
    if chosen not in ("above", "below"):
        raise UsageError(
            f"direction={chosen!r} is not known.",
            where=f"{_WHERE}(direction=...)",
            mend=did_you_mean(str(chosen), ("above", "below")),
        )
    return chosen
