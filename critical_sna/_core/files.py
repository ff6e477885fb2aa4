"""One door for every file the library writes: whole or not at all, and never over an existing one unasked."""

from __future__ import annotations

import contextlib
import os
import secrets
from pathlib import Path

from critical_sna.errors import FileError


def write_bytes(path: str | os.PathLike[str], content: bytes, *, force: bool = True, mode: int = 0o644) -> Path:
    """Write ``content`` to a temporary file beside ``path`` and move it into place.

    Raises ``FileError`` where the folder is missing or not writable, ``path`` is a folder,
    the disk is full, or the file exists and ``force`` is False; no half-written file is left.
    """
    target = Path(path)
    temporary = target.parent / f".{target.name[:40]}.{secrets.token_hex(4)}.part"
    try:
        if target.is_dir():
            raise FileError("That is a folder, not a file.", where=str(target), mend="add a file name")
        if not force and target.exists():
            raise FileError(
                "The file is already there and was kept.", where=str(target), mend="add --force to replace it"
            )
        handle = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode)
        with os.fdopen(handle, "wb") as stream:
            stream.write(content)
            stream.flush()
            os.fsync(stream.fileno())
        temporary.replace(target)
    except FileError:
        raise
    except (OSError, ValueError) as problem:  # a name that no disk can have is a ValueError
        raise FileError(
            f"The file could not be written ({getattr(problem, 'strerror', None) or problem}).",
            where=str(target),
            mend="check that the folder exists, that you may write there, and that the disk has room",
        ) from None
    finally:
        with contextlib.suppress(OSError, ValueError):
            temporary.unlink()
    return target


def write_text(path: str | os.PathLike[str], text: str, *, force: bool = True, mode: int = 0o644) -> Path:
    r"""Write UTF-8 text with ``\n`` line ends, whole or not at all (see ``write_bytes``)."""
    return write_bytes(path, text.encode("utf-8"), force=force, mode=mode)
