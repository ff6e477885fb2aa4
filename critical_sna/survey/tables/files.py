"""Open the files a spec names: every way a path can be wrong becomes one plain error."""

from __future__ import annotations

import glob
import os
from pathlib import Path

from critical_sna._core.limits import MAX_FILE_BYTES
from critical_sna.errors import DataError, FileError, did_you_mean


def read_bytes(path: Path, *, limit: int = MAX_FILE_BYTES) -> bytes:
    """Read a regular file of at most ``limit`` bytes."""
    try:
        if path.is_dir():
            raise FileError("That is a folder, not a file.", where=str(path), mend="add a file name")
        if not path.exists():
            raise FileError("There is no such file.", where=str(path), mend=_near(path))
        if not path.is_file():
            raise FileError("That is not an ordinary file.", where=str(path), mend="give the path of a saved file")
        size = path.stat().st_size
        if size > limit:
            raise DataError(
                f"The file has {size:,} bytes; at most {limit:,} are read.",
                where=str(path),
                mend="export only the columns that are needed",
            )
        return path.read_bytes()
    except FileError:
        raise
    except (OSError, ValueError) as problem:
        if isinstance(problem, DataError):
            raise
        reason = getattr(problem, "strerror", None) or problem
        raise FileError(
            f"The file cannot be read ({reason}).",
            where=str(path),
            mend="check its name and that you may open it",
        ) from None


def find(base: Path, pattern: str) -> list[tuple[str, Path]]:
    """Give (name as shown, path) of the file, or of every file a glob finds, sorted."""
    path = base / pattern
    if _is_there(path) or not glob.has_magic(pattern):
        return [(Path(pattern).name, path)]
    anchor = Path(path.anchor)
    found = sorted(p for p in anchor.glob(str(path.relative_to(anchor))) if p.is_file())
    if not found:
        raise FileError("No file fits the pattern.", where=str(path), mend=_near(path))
    return [(p.name, p) for p in found]


def _is_there(path: Path) -> bool:
    try:
        return path.exists()
    except (OSError, ValueError):
        return False


def _near(path: Path) -> str:
    try:
        return did_you_mean(path.name, sorted(entry.name for entry in os.scandir(path.parent)))
    except OSError:
        return f"the folder {str(path.parent)!r} is not there either"
