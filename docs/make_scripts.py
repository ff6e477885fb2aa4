"""Write the short scripts and the style sheet that pages carry, from those in critical_sna/maps/assets.

    make scripts

Run it after a change there; a test fails until it was.  The shortening is done by tdewolff's minify, which comes with
the extra `test` and is needed for nothing else.
"""

from __future__ import annotations

import re
from pathlib import Path

import minify

from critical_sna._core.files import write_text
from critical_sna.maps import html

FOLDER = Path(__file__).resolve().parents[1] / "critical_sna" / "maps" / "assets" / "short"


def script(pen: str) -> str:
    """Shorten our scripts of a page, which share one scope."""
    whole = "(() => {\n'use strict';\n" + html.scripts(pen) + "})();\n"
    short = minify.string("application/javascript", whole)
    # Marks of direction cannot be seen; where one stands in a text of ours, its number shall be read.
    return re.sub(r"[\u200e\u200f\u202a-\u202e\u2066-\u2069]", lambda mark: f"\\u{ord(mark[0]):04x}", short) + ";\n"


def style() -> str:
    """Shorten our style sheet."""
    return str(minify.string("text/css", html.asset("map.css"))) + "\n"


def files() -> dict[Path, str]:
    """Give the text of each file."""
    return {**{FOLDER / f"{pen}.js": script(pen) for pen in html.PENS}, FOLDER / "map.css": style()}


if __name__ == "__main__":
    for path, text in files().items():
        path.parent.mkdir(exist_ok=True)
        write_text(path, text)
