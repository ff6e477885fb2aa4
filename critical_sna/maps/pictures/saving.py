"""Figures as files: the same picture gives the same bytes, and no file says when, where or by whom it was made."""

from __future__ import annotations

import html as escaping
import io
import os
import re
import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any  # Any: settings of matplotlib have values of every type

import matplotlib
from matplotlib.axes import Axes
from matplotlib.collections import LineCollection, PatchCollection
from matplotlib.figure import Figure

from critical_sna._core import files
from critical_sna.errors import UsageError, WrongTypeError
from critical_sna.words import say

ENDINGS = (".png", ".svg", ".pdf")
ALT = "csna_alt"
"""The attribute of an Axes that holds its alternative text."""
TITLE = "csna_title"
MOST_VECTORS = 1_000
"""Ties in an SVG beyond these become one picture inside it."""
_FAMILIES = ("agg", "axes", "figure", "font", "hatch", "image", "lines", "markers", "mathtext", "patch", "path", "pdf",
             "savefig", "svg", "text", "xtick", "ytick")  # fmt: skip
_OURS = {
    "svg.hashsalt": "critical_sna",
    "svg.fonttype": "path",
    "pdf.fonttype": 42,
    "agg.path.chunksize": 0,
    "text.hinting": "none",  # so that small letters are as wide as they were measured
}


@contextmanager
def plain_settings(**more: object) -> Iterator[None]:
    """Draw with the settings that matplotlib ships with, whatever a user changed; theirs are back afterwards."""
    ours = {key: value for key, value in matplotlib.rcParamsDefault.items() if key.split(".")[0] in _FAMILIES}
    settings: Any = {**ours, **_OURS, **more}  # Any: the names of settings are literals for the type checker
    with matplotlib.rc_context(settings):
        yield


def to_bytes(figure: Figure, ending: str, *, title: str, alt: str, dpi: float) -> bytes:
    """Give a figure as PNG, SVG or PDF."""
    out = io.BytesIO()
    with plain_settings(), _flat_ties(figure, ending):
        if ending == ".png":
            facts = {"Software": None, "Title": title, "Description": alt}
            figure.savefig(out, format="png", dpi=dpi, metadata=facts)
            return out.getvalue()
        if ending == ".svg":
            nothing = {"Date": None, "Creator": None, "Format": None, "Type": None}
            figure.savefig(out, format="svg", dpi=200, metadata=nothing)
            return _described(out.getvalue().decode("utf-8"), title, alt).encode("utf-8")
        facts = {"Creator": None, "Producer": None, "CreationDate": None, "Title": title, "Subject": alt}
        figure.savefig(out, format="pdf", dpi=200, metadata=facts)
        return out.getvalue()


def _plain(text: str) -> str:
    """Give one line without characters that a file format or a reader of its facts could stumble over."""
    return "".join(c for c in text if unicodedata.category(c) not in ("Cc", "Cs"))


@contextmanager
def _flat_ties(figure: Figure, ending: str) -> Iterator[None]:
    """Let many ties be one picture inside an SVG while it is written."""
    found = [
        artist
        for kind in (LineCollection, PatchCollection)
        for artist in figure.findobj(kind)
        if ending == ".svg" and len(artist.get_paths()) > MOST_VECTORS and not artist.get_rasterized()
    ]
    for artist in found:
        artist.set_rasterized(True)
    try:
        yield
    finally:
        for artist in found:
            artist.set_rasterized(False)


def _described(svg: str, title: str, alt: str) -> str:
    """Give an SVG its title and alternative text, and nothing else about where it comes from."""
    svg = re.sub(r"\s*<metadata>.*?</metadata>", "", svg, count=1, flags=re.DOTALL)
    svg = re.sub(r"<!DOCTYPE.*?>\s*", "", svg, count=1, flags=re.DOTALL)
    svg = re.sub(r"\s*<!-- .*? -->", "", svg, flags=re.DOTALL)
    words = f"\n <title>{escaping.escape(title)}</title>\n <desc>{escaping.escape(alt)}</desc>"
    return re.sub(r"(<svg [^>]*)>", lambda found: f'{found[1]} role="img">{words}', svg, count=1)


def describe(ax: Axes, title: str, alt: str) -> None:
    """Keep title and alternative text with the Axes."""
    setattr(ax, TITLE, _plain(title))
    setattr(ax, ALT, _plain(alt))


def alt_of(ax: Axes) -> str:
    """Give the alternative text of Axes."""
    if not isinstance(ax, Axes):
        raise WrongTypeError(
            say("pictures.error_axes", kind=type(ax).__name__), where="ax", mend=say("pictures.error_not_ours_mend")
        )
    if not hasattr(ax, ALT):
        raise UsageError(say("pictures.error_not_ours"), where="ax", mend=say("pictures.error_not_ours_mend"))
    return str(getattr(ax, ALT))


def figure_of(ax: Axes | list[Axes]) -> tuple[Figure, str, str]:
    """Give the figure that Axes stand in, with its title and alternative text."""
    every = list(ax) if isinstance(ax, list | tuple) else [ax]
    alts = [alt_of(each) for each in every]
    figure = every[0].get_figure(root=True) if every else None
    if figure is None:
        raise UsageError(say("pictures.error_not_ours"), where="ax", mend=say("pictures.error_not_ours_mend"))
    return figure, str(getattr(every[0], TITLE)), " ".join(alts)


def size_of(ax: Axes) -> tuple[float, float]:
    """Give width and height of Axes in points."""
    figure = ax.get_figure(root=True)
    if figure is None:
        raise UsageError(say("pictures.error_not_ours"), where="ax", mend=say("pictures.error_not_ours_mend"))
    box = ax.get_position()
    wide, high = figure.get_size_inches() * 72
    return max(float(box.width * wide), 36.0), max(float(box.height * high), 36.0)


def save(ax: Axes | list[Axes], path: str | os.PathLike[str], *, dpi: float, force: bool) -> Path:
    """Write the figure that Axes stand in; the ending of the name chooses the format."""
    ending = Path(path).suffix.lower()
    if ending not in ENDINGS:
        raise UsageError(
            say("pictures.error_ending", suffix=ending), where=str(path), mend=f"for instance {Path(path).stem}.png"
        )
    if not 20 <= dpi <= 1200:
        raise UsageError(say("pictures.error_dpi", dpi=dpi), where="save_picture(dpi=...)", mend="dpi=150")
    figure, title, alt = figure_of(ax)
    return files.write_bytes(path, to_bytes(figure, ending, title=title, alt=alt, dpi=dpi), force=force)


class SheetAxes(Axes):
    """Axes that a notebook shows as a picture with its alternative text."""

    def _repr_html_(self) -> str:
        import base64

        figure, title, alt = figure_of(self)
        data = base64.b64encode(to_bytes(figure, ".png", title=title, alt=alt, dpi=110)).decode()
        return (
            f'<img alt="{escaping.escape(alt, quote=True)}" style="max-width:100%" src="data:image/png;base64,{data}">'
        )


def new_axes(width: float, height: float) -> Axes:
    """Give the only Axes of a new figure, measured in points; nothing of pyplot knows of it."""
    figure = Figure(figsize=(width / 72, height / 72), dpi=150, facecolor="white", layout=None)
    ax = SheetAxes(figure, (0.0, 0.0, 1.0, 1.0))
    figure.add_axes(ax)
    return ax
