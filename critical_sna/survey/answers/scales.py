"""One scale mapper: what a cell counts as. An answer that a scale does not know is never guessed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from critical_sna.survey.tables.text import finite, match_key, number

if TYPE_CHECKING:
    from critical_sna.survey.description.spec import Scale

YES = {"yes", "y", "x", "true", "checked", "selected", "✓", "✔", "☑"}
NO = {"no", "n", "false", "unchecked", "not selected"}


@dataclass(frozen=True)
class Mapper:
    """Turns the text of a filled cell into a state and a strength."""

    name: str | None
    strengths: dict[str, float]
    missing: frozenset[str]
    values: frozenset[float]
    decimal: str
    has_none: bool

    @classmethod
    def of(cls, name: str | None, scale: Scale | None, decimal: str) -> Mapper:
        """Make the mapper of a declared scale, or of plain numbers and ticks where there is none."""
        if scale is None:
            return cls(name, {}, frozenset(), frozenset(), decimal, has_none=False)
        return cls(
            name,
            {match_key(level): value for level, value in zip(scale.levels, scale.strengths, strict=True)},
            frozenset(map(match_key, scale.missing)),
            frozenset(scale.values),
            decimal,
            has_none=0.0 in scale.strengths,
        )

    @property
    def lowest(self) -> float:
        """The smallest strength that is a tie: what being named counts as where no value is given."""
        return min((v for v in self.strengths.values() if v > 0), default=1.0)

    def read(self, text: str, *, own_name: str | None = None) -> tuple[str, float]:
        """Give (state, strength): tie, none, missing, or what is wrong: unknown, negative, not finite.

        ``own_name`` is the choice a tick column stands for: some exports repeat it in the cell.
        """
        key = match_key(text)
        if key in self.missing:
            return "missing", float("nan")
        if key in self.strengths:
            return _state(self.strengths[key])
        value = number(text, self.decimal)
        if self.name is not None:
            return _state(value) if value is not None and value in self.values else ("unknown", float("nan"))
        if value is None:
            if key in YES or (own_name is not None and key == match_key(own_name)):
                return "tie", 1.0
            if key in NO:
                return "none", 0.0
            return ("not_finite" if key.lstrip("+-") in {"nan", "inf", "infinity"} else "unknown"), float("nan")
        if not finite(value):
            return ("negative" if value < 0 else "not_finite"), value
        return _state(value)


def _state(value: float) -> tuple[str, float]:
    return ("tie", value) if value > 0 else ("none", 0.0)
