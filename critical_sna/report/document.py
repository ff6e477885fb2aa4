"""What ``csna.report`` hands out: ordered sections that write themselves as one HTML file."""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from pathlib import Path

from critical_sna._core import files
from critical_sna.report.blocks import Section
from critical_sna.words import say


@dataclass(frozen=True, repr=False)
class Report:
    """A report: ``title`` and ordered ``sections``; frozen, and ready to be saved or shown in a notebook."""

    title: str
    sections: tuple[Section, ...]
    banner: str = ""
    _pages: dict[str, str] = field(default_factory=dict, init=False, repr=False, compare=False)

    def __repr__(self) -> str:
        return f"<Report of {len(self.sections)} sections: {', '.join(s.key for s in self.sections)}>"

    def to_html(self) -> str:
        """Give the page as text; the same report gives the same bytes."""
        if "page" not in self._pages:
            from critical_sna.report.page import render

            self._pages["page"] = render(self)
        return self._pages["page"]

    def save(self, path: str | os.PathLike[str], *, force: bool = True) -> Path:
        """Write the page as one file that needs no network; give the path back.

        Raises
        ------
        FileError
            Where the folder is missing, or the file exists and ``force`` is False.
        """
        return files.write_text(path, self.to_html(), force=force)

    def _repr_html_(self) -> str:
        """Show the page in a notebook, in a frame that cannot reach the notebook."""
        from critical_sna.maps.network_map import in_frame

        return in_frame(self.to_html(), say("report.frame"))
