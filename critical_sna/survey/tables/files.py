"""Open the files a spec names: every way a path can be wrong becomes one plain error."""

from __future__ import annotations

import glob
from pathlib import Path

from critical_sna.errors import FileError
from critical_sna.formats.files import check_file, near, read_bytes

__all__ = ["check_file", "find", "is_folder", "read_bytes"]


def find(base: Path, pattern: str) -> list[tuple[str, Path]]:
    """Give (name as shown, path) of the file, or of every file a glob finds, sorted."""
    path = base / pattern
    if _is_there(path) or not glob.has_magic(pattern):
        return [(Path(pattern).name, path)]
    anchor = Path(path.anchor)
    found = sorted(p for p in anchor.glob(str(path.relative_to(anchor))) if p.is_file())
    if not found:
        raise FileError("No file fits the pattern.", where=str(path), mend=near(path))
    return [(p.name, p) for p in found]


def is_folder(path: Path) -> bool:
    """Tell whether a path is a folder; a name that no disk can have is none."""
    try:
        return path.is_dir()
    except (OSError, ValueError):
        return False


def _is_there(path: Path) -> bool:
    try:
        return path.exists()
    except (OSError, ValueError):
        return False
