"""Every fault this library reports on purpose.

Each error says what is wrong, where, and how to mend it, and is also the builtin that a caller expects.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pandas as pd


class CriticalSNAError(Exception):
    """The root of every error raised on purpose; carries ``what``, ``where`` and ``mend``."""

    def __init__(self, what: str, *, where: str | None = None, mend: str | None = None) -> None:
        self.what, self.where, self.mend = what, where, mend
        lines = [what]
        if where:
            lines.append(f"  where: {where}")
        if mend:
            lines.append(f"  mend:  {mend}")
        super().__init__("\n".join(lines))


class SpecError(CriticalSNAError, ValueError):
    """The survey spec does not describe the files it names."""


class DataError(CriticalSNAError, ValueError):
    """The data cannot mean what was asked of them; ``problems`` lists every bad cell, one row each."""

    def __init__(
        self,
        what: str,
        *,
        where: str | None = None,
        mend: str | None = None,
        problems: pd.DataFrame | None = None,
    ) -> None:
        super().__init__(what, where=where, mend=mend)
        self.problems = problems


class UnknownNameError(CriticalSNAError, KeyError):
    """A column, measure, group or person that is not there."""

    def __str__(self) -> str:
        return str(self.args[0])


class UsageError(CriticalSNAError, ValueError):
    """An argument that cannot be right, whatever the data."""


class WrongTypeError(CriticalSNAError, TypeError):
    """An argument of the wrong kind."""


class FileError(CriticalSNAError, OSError):
    """A file that cannot be read or written."""

    def __str__(self) -> str:
        return str(self.args[0])


class MissingPackageError(CriticalSNAError, ImportError):
    """A part of the library that needs a package of an extra which is not installed; ``mend`` says how to install."""


class TooLargeError(CriticalSNAError, RuntimeError):
    """An exact answer would cost more than the limit; names the cost and the approximate call."""


class PrivacyError(CriticalSNAError, PermissionError):
    """What was asked for would show more than the audience may see."""

    def __str__(self) -> str:
        return str(self.args[0])


class CriticalSNAWarning(UserWarning):
    """Something a reader of the numbers should know."""


def did_you_mean(word: str, known: Iterable[object]) -> str:
    """Name the nearest valid choice, or list the choices where there are few."""
    choices = [str(k) for k in known]
    folded = {c.casefold(): c for c in reversed(choices)}
    near = difflib.get_close_matches(str(word).casefold(), list(folded), n=1, cutoff=0.6)
    if near:
        return f"did you mean {_short(folded[near[0]])}?"
    if not choices:
        return "there is none to choose from"
    shown = ", ".join(map(_short, choices[:12]))
    return f"choose one of {shown}" + (f" and {len(choices) - 12} more" if len(choices) > 12 else "")


def _short(word: str) -> str:
    return repr(word if len(word) <= 80 else word[:80] + "...")
