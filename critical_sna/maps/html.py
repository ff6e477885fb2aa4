"""The map as one HTML file, through a pyvis network with a template of our own."""

from __future__ import annotations

import base64
import hashlib
import os
import re
from functools import cache
from importlib import resources
from importlib.metadata import version
from typing import Any  # Any: pyvis ships no types, so what it keeps in its lists is open

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup
from pyvis.network import Network

from critical_sna import __version__
from critical_sna._core import files, limits
from critical_sna.maps import payload
from critical_sna.maps.scene import Scene
from critical_sna.words import phrases, speaker

PENS = ("vis", "canvas")
"""What draws a page: vis-network, or our own canvas where a map is large."""
_OF_WAVES = ("compare_", "pair_wave", "pair_short_", "wave_band", "question_waves", "view_waves")
"""How the keys of phrases begin that tell one wave from another."""
VIS = "templates/lib/vis-9.1.2/vis-network.min.js"


@cache
def asset(name: str) -> str:
    """Read one of our own assets; it must not be able to close the element that holds it."""
    return _closed(resources.files("critical_sna.maps").joinpath("assets", name).read_text("utf-8"), name)


@cache
def vis_network() -> str:
    """Read vis-network from the installed pyvis, without the line that points a debugger elsewhere."""
    text = resources.files("pyvis").joinpath(VIS).read_text("utf-8")
    return _closed(text.partition("\n//# sourceMappingURL=")[0] + "\n", "vis-network.min.js")


def _closed(text: str, name: str) -> str:
    if "</script" in text.lower() or "</style" in text.lower():
        raise AssertionError(f"{name} would end the element it stands in")
    return text


def scripts(pen: str) -> str:
    """Join our scripts of a page, in order, as they are written; pages carry them short (docs/make_scripts.py)."""
    drawing = ("base.js", "marks.js", "picture.js", f"picture_{pen}.js", "views.js")
    reading = ("panel.js", "panel_more.js", "notes.js", "table.js", "controls.js", "map.js")
    return "".join(asset(name) for name in (*drawing, *reading))


@cache
def _spoken(pen: str) -> tuple[frozenset[str], tuple[str, ...]]:
    """Give the phrases that our scripts may say: by their whole keys, and by how their keys begin."""
    text = scripts(pen)
    return frozenset(re.findall(r"'([a-z]\w*)'", text)), tuple(re.findall(r"'([a-z_]+_)'", text))


def words(scene: Scene, pen: str) -> dict[str, object]:
    """Give the phrases that the page of this scene may say, by their keys without ``page_``.

    Left out are those that only the template says, those of another way to ask or of ties without a direction, and
    those of several waves where there is one.
    """
    quoted, starts = _spoken(pen)
    found: dict[str, object] = {}
    for name, text in phrases("map", scene.language).items():
        key = name.removeprefix("page_")
        asked = next((way for way in ("seeks_from", "gives_to", "mutual") if key.endswith(f"_{way}")), None)
        stem = key.removesuffix(f"_{asked}")
        if (
            name == key
            or asked not in (None, scene.reports)
            or not (stem in quoted or stem.startswith(starts))
            or (scene.flow and "reported" in stem.split("_"))
            or (len(scene.waves) < 2 and stem.startswith(_OF_WAVES))
        ):
            continue
        found[key] = text["other"] if isinstance(text, dict) and text["one"] == text["other"] else text
    return found


def _loaded(pen: str) -> list[str]:
    own = asset(f"short/{pen}.js")
    return [vis_network(), own] if pen == "vis" else [own]


def _hash(text: str) -> str:
    return "'sha256-" + base64.b64encode(hashlib.sha256(text.encode("utf-8")).digest()).decode() + "'"


@cache
def content_policy(*pens: str) -> str:
    """Allow the scripts of these pens (of all, where none is named) and nothing else.

    No request, no frame, no form, no handler in the markup.
    """
    hashes = dict.fromkeys(_hash(text) for pen in pens or PENS for text in _loaded(pen))
    return (
        f"default-src 'none'; script-src {' '.join(hashes)}; "
        "style-src 'unsafe-inline'; img-src data: blob:; connect-src 'none'; base-uri 'none'; form-action 'none'"
    )


def methods(scene: Scene) -> str:
    """Say in one paragraph how the picture was made."""
    say = speaker(scene.language)
    facts: dict[str, Any] = {"version": __version__, "seed": scene.seed, "igraph": version("igraph")}
    if not scene.flow:
        return say("map.methods_no_flow", **facts)
    last = len(limits.HEARD_BANDS) - 1
    words = [
        say("map.band_none")
        if top == 0
        else say("map.band_rest")
        if i == last
        else say("map.band_under", percent=round(100 * top))
        for i, (_, top) in enumerate(limits.HEARD_BANDS)
    ]
    bands = ", ".join(
        say("map.methods_band", band=say(f"map.page_ring_{i}"), words=text) for i, text in enumerate(words)
    )
    return say("map.methods", bands=bands, **facts)


def page(scene: Scene, *, view: str) -> str:
    """Give the page of a scene as text, with the pen that its size asks for."""
    if not payload.is_large(scene):
        return str(MapNetwork(scene, view=view).generate_html())
    nothing: dict[str, object] = {"nodes": [], "edges": [], "options": {}}
    return _render(scene, {**payload.payload(scene, view=view), "network": nothing}, pen="canvas")


def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("critical_sna.maps", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
    )
    environment.policies["json.dumps_kwargs"] = {"sort_keys": True, "allow_nan": False, "separators": (",", ":")}
    return environment


def _render(scene: Scene, tables: dict[str, object], *, pen: str, environment: Environment | None = None) -> str:
    say = speaker(scene.language)
    lost = int(str(tables["unplaced"]))
    return (
        (environment or _environment())
        .get_template("map.html")
        .render(
            scene=scene,
            methods=methods(scene),
            say=lambda key: say(f"map.page_{key}"),
            banner=say("map.banner"),
            lost=say("map.note_unplaced", n=lost) if lost else "",
            guessed=say("map.codes_can_be_guessed"),
            policy=content_policy(pen),
            css=Markup(asset("short/map.css")),  # noqa: S704  our own file, read from the package
            scripts=[Markup(text) for text in _loaded(pen)],  # noqa: S704  our files and the library, hashed in the policy
            payload={**tables, "say": words(scene, pen)},
        )
    )


class MapNetwork(Network):  # type: ignore[misc]  # pyvis ships no types
    """A pyvis network that writes our page: one file, nothing remote, every text escaped.

    ``add_node``, ``add_edge`` and ``set_options`` of pyvis still work; what they add is drawn as it stands.
    """

    def __init__(self, scene: Scene, *, view: str = "rings") -> None:
        super().__init__(directed=True, heading="")
        self.templateEnv = _environment()
        self.path = "map.html"
        self.scene = scene
        self.tables = payload.payload(scene, view=view)
        self.nodes: list[dict[str, Any]] = payload.people(scene, self.tables)
        self.node_ids = [node["id"] for node in self.nodes]
        self.node_map = {node["id"]: node for node in self.nodes}
        self.edges: list[dict[str, Any]] = payload.ties(scene)
        self._made = [dict(node) for node in self.nodes], [dict(edge) for edge in self.edges]

    def generate_html(self, name: str = "map.html", local: bool = True, notebook: bool = False) -> str:
        """Give the page as text; the arguments are those of pyvis and change nothing."""
        options = self.options if isinstance(self.options, dict) else {}
        nodes, edges = _other(self.nodes, self._made[0]), _plain(self.edges)
        as_made = edges == self._made[1]  # then they stand in the page as columns
        network = {"nodes": _finite(nodes), "edges": [] if as_made else _finite(edges), "options": options}
        tables = {**self.tables, "network": network, "ties": self.tables["ties"] if as_made else None}
        text = _render(self.scene, tables, pen="vis", environment=self.templateEnv)
        self.html = text
        return text

    def write_html(
        self,
        name: str | os.PathLike[str],
        local: bool = True,
        notebook: bool = False,
        open_browser: bool = False,
    ) -> None:
        """Write the page whole or not at all; no browser opens and nothing is copied beside it."""
        files.write_text(name, self.generate_html())


def _other(rows: list[dict[str, Any]], made: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Give the rows that are not as the map made them."""
    return [row for place, row in enumerate(rows) if place >= len(made) or row != made[place]]


def _finite(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Give rows in which a number that JSON does not know is none; somebody who uses pyvis may have added it."""
    odd = (float("inf"), float("-inf"))
    return [{k: None if isinstance(v, float) and (v != v or v in odd) else v for k, v in row.items()} for row in rows]


def _plain(edges: list[Any]) -> list[dict[str, Any]]:
    """Give ties as dicts, also those that ``add_edge`` kept as pyvis edges."""
    return [edge if isinstance(edge, dict) else dict(edge.options) for edge in edges]
