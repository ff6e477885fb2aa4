"""The page as text: closed, complete, and every word of it from the catalogue."""

from __future__ import annotations

import base64
import hashlib
import json
import re
from html.parser import HTMLParser
from importlib import resources
from pathlib import Path
from typing import Any  # Any: parsed JSON

import pytest

import critical_sna as csna
from critical_sna.errors import UnknownNameError
from critical_sna.maps import html
from critical_sna.maps.reach import percent
from critical_sna.maps.scene import HIDDEN, NOT_KNOWN
from critical_sna.words import phrases

Waves = dict[str, csna.PartnerNetwork]


class Parts(HTMLParser):
    """Everything a page would load or run, as a parser of its own sees it."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.scripts: list[tuple[dict[str, str | None], str]] = []
        self.links: list[str] = []
        self.handlers: list[str] = []
        self.ids: list[str] = []
        self.meta: dict[str, str | None] = {}
        self._script: dict[str, str | None] | None = None
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        self.handlers += [name for name in given if name.startswith("on")]
        self.links += [str(given[name]) for name in ("src", "href", "action", "data") if name in given]
        self.ids += [str(given["id"])] if "id" in given else []
        if tag == "script":
            self._script = given
        if tag == "meta":
            self.meta[str(given.get("name") or given.get("http-equiv"))] = given.get("content")

    def handle_data(self, data: str) -> None:
        if self._script is not None:
            self.scripts.append((self._script, data))

    def handle_endtag(self, tag: str) -> None:
        if tag == "script":
            self._script = None


@pytest.fixture(scope="module")
def page(river: Waves) -> str:
    return csna.map_network(river, groups="group").to_html()


def payload(page: str) -> dict[str, object]:
    found = [text for attrs, text in Parts(page).scripts if attrs.get("type") == "application/json"]
    loaded: dict[str, object] = json.loads("".join(found))
    return loaded


def test_the_policy_names_exactly_the_two_scripts_of_the_page(page: str) -> None:
    parts = Parts(page)
    policy = str(parts.meta["Content-Security-Policy"])
    scripts: dict[int, str] = {}
    for attrs, text in parts.scripts:
        if not attrs:
            scripts[id(attrs)] = scripts.get(id(attrs), "") + text
    hashes = {
        "sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode() for text in scripts.values()
    }
    assert set(re.findall(r"sha256-[\w+/=]+", policy)) == hashes
    assert len(hashes) == 2
    for rule in ("default-src 'none'", "connect-src 'none'", "base-uri 'none'", "form-action 'none'"):
        assert rule in policy
    assert "unsafe-eval" not in policy


@pytest.mark.parametrize("which", ["river", "hostile"])
def test_the_page_loads_nothing_and_has_no_handlers(which: str, request: pytest.FixtureRequest) -> None:
    made = csna.map_network(request.getfixturevalue(which), title="</title><img src=http://x.example onerror=a()>")
    parts = Parts(made.to_html())
    assert parts.handlers == []
    assert parts.links == ["#people", "#words"]
    assert len(parts.ids) == len(set(parts.ids))
    assert parts.meta["robots"] == "noindex, nofollow"
    assert parts.meta["referrer"] == "no-referrer"
    assert "sourceMappingURL" not in made.to_html()


def test_hostile_text_reaches_the_page_only_as_text(hostile: Waves) -> None:
    made = csna.map_network(hostile, groups="sort", label="label", title="</style><script>window.__xss=1</script>")
    parts = Parts(made.to_html())
    assert len({id(attrs) for attrs, _ in parts.scripts}) == 3
    assert "<script>window.__xss" not in made.to_html()
    names = payload(made.to_html())["labels"]
    assert "<img src=x onerror=window.__xss=1>" in names
    assert "(no name)" in names


def test_ids_in_the_file_are_small_numbers_of_its_own(page: str) -> None:
    found: Any = payload(page)
    assert found["network"] == {"nodes": [], "edges": [], "options": {}}
    assert found["labels"] is None
    assert {type(number) for number in found["ties"]["to"]} == {int}
    assert sum(found["ties"]["own"]) == len(found["ties"]["to"])
    assert max(found["ties"]["to"]) < len(found["group"])


def test_every_phrase_of_the_page_is_used_and_every_one_used_exists() -> None:
    known = {key.removeprefix("page_") for key in phrases("map") if key.startswith("page_")}
    folder = resources.files("critical_sna.maps")
    scripts = "\n".join(map(html.scripts, html.PENS))
    template = folder.joinpath("templates", "map.html").read_text("utf-8")
    quoted = set(re.findall(r"'([a-z]\w*)'", scripts)) | set(re.findall(r'say\("(\w+)"\)', template))
    families = tuple(re.findall(r"'([a-z_]+_)'", scripts))
    assert {"band_", "ring_", "count_", "view_", "pin_"} <= set(families)
    unused = {k for k in known if k not in quoted and not k.startswith(families) and not k.endswith("_gives_to")}
    assert unused == set()
    direct = set(re.findall(r"\bsay\('(\w+)'[,)]", scripts)) | set(re.findall(r'say\("(\w+)"\)', template))
    assert direct - known == set()
    assert {k.removesuffix("_gives_to") for k in known} <= known


def test_every_phrase_of_the_map_is_used_somewhere() -> None:
    keys = {key for key in phrases("map") if not key.startswith("page_")}
    folder = Path(str(resources.files("critical_sna.maps")))
    code = "\n".join(path.read_text("utf-8") for path in folder.glob("*.py"))
    families = ("read_", "title", "methods")
    assert {k for k in keys if f"map.{k}" not in code and not k.startswith(families)} == set()


def test_a_page_in_spanish_says_so_and_leaves_the_question_as_it_was_asked(river: Waves) -> None:
    made = csna.map_network(river, groups="group", language="es")
    english = csna.map_network(river, groups="group")
    text = made.to_html()
    assert '<html lang="es">' in text
    assert '<html lang="en">' in english.to_html()
    assert "Whose ideas about field lessons do you take up?" in made.scene.asked
    assert made.scene.waves["name"].tolist() == ["Ronda 1", "Ronda 2"]
    assert "weekly" in made.scene.levels[2]
    assert made.scene.levels[2].endswith("o más")
    shown = re.sub(r"<script.*?</script>", "", text, flags=re.DOTALL)
    for phrase in phrases("map").values():
        for form in phrase.values() if isinstance(phrase, dict) else (phrase,):
            assert len(form) < 12 or "{" in form or form not in shown, form
    assert payload(text)["places"] == payload(english.to_html())["places"]


def test_a_language_without_words_is_refused_with_the_choice(river: Waves) -> None:
    with pytest.raises(UnknownNameError, match=r"(?s)no words in 'fr'.*'en', 'es'"):
        csna.map_network(river, language="fr")


def test_pyvis_users_may_add_to_the_network(river: Waves, tmp_path: Path) -> None:
    made = csna.map_network(river["1"], groups="group")
    network = html.MapNetwork(made.scene)
    before = len(network.nodes), len(network.edges)
    network.add_node(9000, label="the park")
    network.add_edge(9000, 0)
    network.set_options('{"edges": {"width": 3}}')
    network.write_html(str(tmp_path / "own.html"))
    found: Any = payload((tmp_path / "own.html").read_text("utf-8"))
    assert [node["id"] for node in found["network"]["nodes"]] == [9000]
    assert found["network"]["edges"][-1]["from"] == 9000
    assert (len(found["group"]), len(found["network"]["edges"]) - 1) == before
    assert found["ties"] is None
    assert found["network"]["options"] == {"edges": {"width": 3}}
    assert [p.name for p in tmp_path.iterdir()] == ["own.html"]


def test_what_pyvis_users_change_or_take_away_is_drawn_as_it_stands(river: Waves) -> None:
    network = html.MapNetwork(csna.map_network(river["1"], groups="group").scene)
    network.nodes[2]["label"] = "the bridge"
    gone = network.edges.pop(0)
    found: Any = payload(network.generate_html())
    assert [node["label"] for node in found["network"]["nodes"]] == ["the bridge"]
    assert found["ties"] is None
    assert gone not in found["network"]["edges"]
    assert found["network"]["edges"] == network.edges


def test_a_page_holds_the_words_it_may_say_and_no_others(river: Waves) -> None:
    """What its template says stands in the page itself; one wave is told from no other."""
    several, one = (csna.map_network(net, groups="group").to_html() for net in (river, river["1"]))
    said: Any = [payload(page)["say"] for page in (several, one)]
    assert {"compare_more", "pair_wave", "follow", "pin_add"} <= set(said[0])
    assert not {"skip", "follow_reported", "direct_none_gives_to"} & set(said[0])
    assert set(said[0]) - set(said[1]) >= {"compare_more", "pair_wave", "view_waves"}
    turned = river["1"]._replaced(reports="gives_to")
    assert "direct_none_gives_to" in payload(csna.map_network(turned, groups="group").to_html())["say"]  # type: ignore[operator]  # parsed JSON
    unknown = payload(csna.map_network(river["1"]._replaced(reports=None)).to_html())["say"]
    assert "follow_reported" in unknown  # type: ignore[operator]  # parsed JSON


def test_an_asset_that_would_end_its_element_is_refused() -> None:
    with pytest.raises(AssertionError, match="would end"):
        html._closed("a = '</SCRIPT>'", "bad.js")


def test_the_payload_holds_no_number_that_json_does_not_know(page: str) -> None:
    assert "NaN" not in json.dumps(payload(page)["places"])
    assert "NaN" not in json.dumps(payload(page)["reach"])


def test_shares_are_whole_per_cent_and_a_little_is_not_nothing() -> None:
    shown = [percent(share) for share in (0.0, 0.001, 0.126, 1.0, HIDDEN, NOT_KNOWN)]
    assert shown == [0, 0.5, 13, 100, None, -1]


def luminance(colour: str) -> float:
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts]
    return sum(w * c for w, c in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


def contrast(one: str, other: str) -> float:
    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def themes() -> dict[str, dict[str, str]]:
    found = {}
    for name, block in zip(
        ("light", "dark"), re.findall(r":root[^{]*\{([^}]*)\}", html.asset("map.css")), strict=False
    ):
        found[name] = dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6})", block))
        found[name]["shade"] = "#" + "".join(
            f"{int(v):02x}"
            for v in re.search(r"--shade: ([\d, ]+)", block).group(1).split(",")  # type: ignore[union-attr]  # it is there
        )
    return found


def blend(over: str, under: str, share: float) -> str:
    pairs = [(int(over[i : i + 2], 16), int(under[i : i + 2], 16)) for i in (1, 3, 5)]
    return "#" + "".join(f"{round(a * share + b * (1 - share)):02x}" for a, b in pairs)


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_text_and_outlines_stand_out_from_what_is_behind_them(theme: str) -> None:
    colour = themes()[theme]
    for behind in (colour["paper"], colour["band"]):
        for text in ("ink", "soft", "accent"):
            assert contrast(colour[text], behind) >= 4.5, (text, behind)
        for line in ("ink", "line", "tie", "accent"):
            assert contrast(colour[line], behind) >= 3, (line, behind)
    assert contrast(colour["on-warn"], colour["warn"]) >= 4.5
    assert contrast(colour["paper"], colour["ink"]) >= 4.5
    assert contrast(colour["ink"], blend(colour["shade"], colour["paper"], 0.45)) >= 4.5


def test_the_measure_of_contrast_is_the_known_one() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)
