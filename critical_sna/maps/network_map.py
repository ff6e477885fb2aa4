"""What ``map_network`` hands out: a scene that can write itself."""

from __future__ import annotations

import html as escaping
import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

import pandas as pd

from critical_sna._core import files, spreadsheets
from critical_sna.errors import PrivacyError
from critical_sna.maps.scene import Scene
from critical_sna.words import say, speaker


@dataclass(frozen=True)
class NetworkMap:
    """A map of a partner network, ready to be saved or shown in a notebook."""

    scene: Scene
    view: str = "rings"
    _pages: dict[str, str] = field(default_factory=dict, repr=False, compare=False)

    def __repr__(self) -> str:
        waves = len(self.scene.waves)
        return f"NetworkMap({self.scene.n} people, {len(self.scene.ties)} ties, {waves} wave{'s' * (waves != 1)})"

    @property
    def key(self) -> pd.DataFrame:
        """Say who is behind each code; index ``code``, columns ``person`` and, where there are any, ``label``.

        Sorted by code; empty where the page shows names or ids, since there are no codes to resolve.
        """
        people = self.scene.people
        if self.scene.names:
            people = people.iloc[:0]
        columns = ["person", "label"] if people["label"].notna().any() else ["person"]
        return people.set_index("code")[columns].sort_index()

    @property
    def stamp(self) -> str:
        """The mark of this map and no other: notes on it carry it."""
        return self.scene.stamp

    @property
    def persons(self) -> Mapping[str, str]:
        """Code -> person, also where the page shows names; never part of the page."""
        people = self.scene.people
        return dict(zip(people["code"], people["person"], strict=True))

    def to_html(self) -> str:
        """Give the page as text; the same scene gives the same bytes."""
        if "page" not in self._pages:
            from critical_sna.maps.html import page

            self._pages["page"] = page(self.scene, view=self.view)
        return self._pages["page"]

    def save(self, path: str | os.PathLike[str], *, force: bool = True) -> Path:
        """Write the page as one file that needs no network; give the path back.

        Raises
        ------
        FileError
            Where the folder is missing, or the file exists and ``force`` is False.
        """
        return files.write_text(path, self.to_html(), force=force)

    def save_key(self, path: str | os.PathLike[str], *, force: bool = True) -> Path:
        """Write the key of codes as CSV that only you may read (mode 600); keep it away from the map.

        Its column ``map`` says which map it belongs to, for ``apply_corrections``.

        Raises
        ------
        PrivacyError
            Where the map shows names or ids, so there is no key.
        """
        if self.scene.names:
            raise PrivacyError(say("map.error_no_key"), where="save_key() (--key)", mend=say("map.error_no_key_mend"))
        key = self.key.assign(map=self.stamp)
        return files.write_text(path, spreadsheets.csv_text(key), force=force, mode=0o600)

    def _repr_html_(self) -> str:
        """Show the page in a notebook, in a frame that cannot reach the notebook."""
        return in_frame(self.to_html(), speaker(self.scene.language)("map.page_picture"))


def in_frame(page: str, title: str) -> str:
    """Give a page in a sandboxed frame, for a notebook that it must not reach."""
    return (
        f'<iframe sandbox="allow-scripts allow-downloads" title="{escaping.escape(title, quote=True)}" '
        f'style="width:100%;height:46rem;border:0" srcdoc="{escaping.escape(page, quote=True)}"></iframe>'
    )
