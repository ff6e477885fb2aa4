"""The map in a browser: offline, quiet, usable by mouse, keyboard and screen reader, on a laptop and on a phone."""

from __future__ import annotations

import re
import struct
import zlib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest

import critical_sna as csna
from critical_sna.maps import html

pytestmark = pytest.mark.browser

Waves = dict[str, csna.PartnerNetwork]
Open = Callable[..., Any]  # Any: a context manager that gives a Visit

INK = """() => {
  const canvas = document.querySelector('#map canvas'), pixels = canvas.getContext('2d')
    .getImageData(0, 0, canvas.width, canvas.height).data, seen = new Map();
  for (let i = 0; i < pixels.length; i += 16) {
    const key = pixels.slice(i, i + 4).join();
    seen.set(key, (seen.get(key) ?? 0) + 1);
  }
  return 1 - Math.max(...seen.values()) / (pixels.length / 16);
}"""


@pytest.fixture(scope="module", params=html.PENS)
def hostile_file(request: pytest.FixtureRequest, hostile: Waves, drawn: Callable[..., Path]) -> Path:
    made = csna.map_network(hostile, groups="sort", label="label", title="</title><script>window.__xss=9</script>")
    return drawn(made, request.param)


def network_of(river: Waves, wave: str, level: int = 0) -> csna.PartnerNetwork:
    net = river[wave]
    return net.threshold(sorted(net.ties["strength"].unique())[level])


def follow(page: Any, code: str) -> None:
    page.locator("#table tbody button", has_text=re.compile(f"^{code}$")).click()


def cells(page: Any) -> list[list[str]]:
    found: list[list[str]] = page.evaluate(
        "[...document.querySelectorAll('#table tbody tr')].map(r => [...r.cells].map(c => c.textContent))"
    )
    return found


def test_the_page_first_says_what_was_asked_and_how_it_is_read(visit: Open, file: Path) -> None:
    with visit(file) as seen:
        page = seen.page
        order = page.evaluate("document.body.innerText.indexOf('The survey asked')")
        assert 0 <= order < page.evaluate("document.body.innerText.indexOf('Find a person')")
        assert "Whose ideas about field lessons do you take up?" in page.inner_text("#asked")
        assert "hears the person they named" in page.inner_text("#asked")
        assert seen.quiet()


def test_the_table_says_what_heard_by_says(visit: Open, file: Path, made: csna.NetworkMap, river: Waves) -> None:
    heard = csna.heard_by(river["2"])
    answered = river["2"].people["status"] == "respondent"
    words = {
        "no one yet": "heard by no one yet",
        "a few": "heard by a few",
        "some": "heard by some",
        "many": "heard by many",
    }
    with visit(file) as seen:
        rows = cells(seen.page)
        assert len(rows) == made.scene.n
        for code, _, band, status, count, _ in rows:
            person = made.key["person"][code]
            if person not in heard.index:
                assert (band, status, count) == ("not part of this wave", "not part of this wave", "–")
                continue
            assert band.split(",")[0] == words[heard.loc[person, "band"]]
            assert status == ("answered" if answered[person] else "did not answer")
            assert int(count) == heard.loc[person, "count"]
        line = seen.page.inner_text("#wave-line")
        assert f"{answered.sum()} of {len(answered)} people who were asked answered" in line
        assert "may hear more voices than shown" in line


def may_hear(net: csna.PartnerNetwork) -> dict[str, set[str]]:
    """Pair by pair: who hears each voice, or may, because the answer that would say it is missing."""
    answered = net.people["status"] == "respondent"
    arcs = set(zip(net.flow().ties["source"], net.flow().ties["target"], strict=True))
    tells = {"seeks_from": "hearer", "gives_to": "voice", "mutual": "both"}[str(net.reports)]

    def missing(voice: str, hearer: str) -> bool:
        silent = {"hearer": [hearer], "voice": [voice], "both": [voice, hearer]}[tells]
        return not answered[silent].any()

    people = list(net.people.index)
    return {v: {h for h in people if h != v and ((v, h) in arcs or missing(v, h))} for v in people}


def told_apart(words: str) -> tuple[int, int]:
    """How many the panel says are not reached, and of how many it says that this is not known."""
    missed = re.search(r"(\d+) (?:person is|people are) not reached", words)
    unsure = re.search(r"For (\d+) (?:person|people) it is not known", words)
    found = int(missed.group(1)) if missed else 0, int(unsure.group(1)) if unsure else 0
    assert ("Everyone is reached" in words) == (found == (0, 0))
    return found


def test_following_a_voice_counts_hearers_carriers_and_who_is_not_reached(
    visit: Open, file: Path, made: csna.NetworkMap, river: Waves
) -> None:
    """Walking the reports by hand is the witness."""
    net = river["2"]
    hearers: dict[str, set[str]] = {p: set() for p in net.people.index}
    for namer, named in zip(net.ties["source"], net.ties["target"], strict=True):
        hearers[named].add(namer)
    code_of = {person: code for code, person in made.key["person"].items()}
    voices = sorted(hearers, key=lambda p: (len(hearers[p]), p))
    with visit(file) as seen:
        for voice in (voices[0], voices[len(voices) // 2], voices[-1]):
            follow(seen.page, code_of[voice])
            words = seen.page.inner_text("#panel")
            direct = hearers[voice]
            through: dict[str, set[str]] = {}
            for carrier in direct:
                for further in hearers[carrier] - direct - {voice}:
                    through.setdefault(further, set()).add(carrier)
            if direct:
                assert f"Heard directly by {len(direct)}:" in words
            else:
                assert "Nobody who answered has named this voice as heard yet." in words
            if through:
                assert f"passed on to {len(through)} more" in words
                load = max(sum(c in t for t in through.values()) for c in direct)
                assert f"({load})" in words
            may = may_hear(net)
            beyond = set(net.people.index) - direct - set(through) - {voice}
            unsure = beyond & set().union(may[voice], *(may[carrier] for carrier in may[voice]))
            assert told_apart(words) == (len(beyond - unsure), len(unsure))
            assert "A question for the room:" in words


def test_search_legend_wave_slider_and_escape_do_what_they_say(
    visit: Open, file: Path, made: csna.NetworkMap, river: Waves
) -> None:
    with visit(file) as seen:
        page = seen.page
        everyone = len(cells(page))
        page.fill("#find", made.key.index[3])
        page.press("#find", "Enter")
        assert f"Following one voice: \u2068{made.key.index[3]}\u2069" in page.text_content("#panel h2")
        assert page.locator("tr.followed").count() == 1
        page.keyboard.press("Escape")
        assert page.inner_text("#panel h2") == "The whole collaborative"
        page.fill("#find", "nobody is called this")
        assert "No person or group" in page.inner_text("#found")
        page.fill("#find", "Youth")
        page.click("#found button")
        page.keyboard.press("Escape")

        here = (made.scene.status.iloc[1] != 0) & (made.scene.people["group"] == 0)
        assert page.inner_text("#legend label >> nth=0").endswith(f"({here.sum()})")
        hidden = made.scene.looks["size"][0]
        page.uncheck("#legend input >> nth=0")
        assert len(cells(page)) == everyone - hidden
        page.check("#legend input >> nth=0")
        assert len(cells(page)) == everyone

        ties = int(re.search(r"and (\d+) ties", page.inner_text("#panel")).group(1))  # type: ignore[union-attr]  # it is there
        assert ties == river["2"].n_ties
        page.fill("#level", "2")
        fewer = int(re.search(r"and (\d+) ties", page.inner_text("#panel")).group(1))  # type: ignore[union-attr]  # it is there
        assert fewer == network_of(river, "2", 2).n_ties < ties
        assert "weekly or more" in page.inner_text("#level-word").replace("\u2068", "").replace("\u2069", "")
        page.fill("#level", "0")

        assert "Wave 2" in page.inner_text("#wave-line").replace("\u2068", "")
        page.fill("#wave", "0")
        assert "Wave 1" in page.inner_text("#wave-line").replace("\u2068", "")
        assert f"and {river['1'].n_ties} ties" in page.inner_text("#panel")

        page.click("#table thead button >> nth=4")
        counts = [int(row[4]) for row in cells(page) if row[4] != "–"]
        assert counts == sorted(counts)
        page.click("#table thead button >> nth=4")
        assert page.get_attribute("#table thead th >> nth=4", "aria-sort") == "descending"
        assert seen.quiet()


def test_the_keyboard_steps_follows_clears_and_zooms(visit: Open, file: Path) -> None:
    with visit(file) as seen:
        page = seen.page
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.className") == "skip"
        page.focus("#map")
        page.keyboard.press("ArrowRight")
        first = page.text_content("#live")
        page.keyboard.press("ArrowRight")
        assert page.text_content("#live") != first
        page.keyboard.press("ArrowLeft")
        assert page.text_content("#live") == first
        page.keyboard.press("Enter")
        assert "Following" in page.text_content("#panel h2")
        assert "Following" in page.text_content("#live")
        for key in ("+", "+", "-", "0"):
            page.keyboard.press(key)
        page.keyboard.press("Escape")
        assert "whole collaborative" in page.text_content("#panel h2")
        assert seen.quiet()


def pixels(path: Path) -> np.ndarray:
    """Read a PNG (8 bits, RGB or RGBA) with nothing but zlib."""
    data = path.read_bytes()
    assert data[:8] == b"\x89PNG\r\n\x1a\n"
    width, height, depth, colour = struct.unpack(">IIBB", data[16:26])
    assert depth == 8
    at, packed = 8, b""
    while at < len(data):
        (size,) = struct.unpack(">I", data[at : at + 4])
        if data[at + 4 : at + 8] == b"IDAT":
            packed += data[at + 8 : at + 8 + size]
        at += 12 + size
    raw = np.frombuffer(zlib.decompress(packed), dtype=np.uint8)
    return raw.reshape(height, 1 + width * {2: 3, 6: 4}[colour])[:, 1:]


def test_the_saved_picture_is_no_blank_page_and_its_name_says_nothing(visit: Open, file: Path, tmp_path: Path) -> None:
    with visit(file) as seen:
        with seen.page.expect_download() as waiting:
            seen.page.click("#save")
        assert waiting.value.suggested_filename == "voice-map.png"
        waiting.value.save_as(tmp_path / "saved.png")
        grey = pixels(tmp_path / "saved.png")
        canvas = seen.page.evaluate("document.querySelector('#map canvas').height")
        assert grey.shape[0] > canvas + 60
        for part in (grey[:80], grey[80:-80], grey[-80:]):
            assert (part != 0).mean() > 0.002
        assert seen.quiet()


def test_every_view_draws_something_and_two_waves_leave_a_ghost(visit: Open, file: Path, made: csna.NetworkMap) -> None:
    both = (made.scene.status != 0).all()
    moved = (made.scene.bands.loc[(0, 0)] != made.scene.bands.loc[(1, 0)]).to_numpy() & both.to_numpy()
    code = made.scene.people["code"][int(np.flatnonzero(moved)[0])]
    with visit(file) as seen:
        page = seen.page
        for view in ("rings", "flip", "neighbourhood"):
            page.check(f"input[value={view}]")
            page.wait_for_timeout(80)
            assert 0.05 < page.evaluate(INK) < 0.95
        page.check("input[value=rings]")
        follow(page, code)
        page.fill("#wave", "0")
        assert "dotted line starts where this voice stood" in page.inner_text("#panel")
        page.check("#dark")
        page.wait_for_timeout(80)
        assert page.evaluate("document.documentElement.dataset.theme") == "dark"
        assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(20, 22, 26)"
        assert seen.quiet()


def test_hostile_text_stays_text_everywhere(visit: Open, hostile_file: Path) -> None:
    with visit(hostile_file) as seen:
        page = seen.page
        text = page.inner_text("#table")
        for name in (
            "<img src=x onerror=window.__xss=1>",
            "</script><script>window.__xss=2</script>",
            "{{7*7}}",
            "(no name)",
        ):
            assert name in text
        assert "</title><script>" in page.title()
        assert "personal data" in page.inner_text("#banner").casefold()
        canvas = page.locator("#map").bounding_box()
        for k in range(40):
            x = canvas["x"] + canvas["width"] * (0.15 + 0.7 * (k % 8) / 7)
            page.mouse.move(x, canvas["y"] + canvas["height"] * (0.15 + 0.7 * (k // 8) / 4))
        for row in range(0, 16, 3):
            page.locator("#table tbody button").nth(row).click()
        page.fill("#find", "<")
        page.fill("#wave", "0")
        page.fill("#level", "2")
        page.uncheck("#legend input >> nth=1")
        page.check("input[value=neighbourhood]")
        page.click("#save")
        page.wait_for_timeout(150)
        assert page.evaluate("document.querySelectorAll('img, iframe, object, embed').length") == 0
        assert seen.quiet()


def test_the_policy_blocks_what_is_smuggled_into_a_copy(visit: Open, file: Path, tmp_path: Path) -> None:
    smuggled = (
        "<script>window.__xss = 1</script><p id=bad onmouseover='window.__xss = 2'>over</p>"
        "<img src='https://tracker.example/x.png' onerror='window.__xss = 3'>"
    )
    copy = tmp_path / "copy.html"
    copy.write_text(file.read_text("utf-8").replace("<header>", smuggled + "<header>"), encoding="utf-8")
    with visit(copy) as seen:
        seen.page.hover("#bad")
        seen.page.wait_for_timeout(100)
        assert seen.page.evaluate("window.__xss") is None
        assert len([t for t in seen.troubles if "Content Security Policy" in t]) >= 3


@pytest.mark.parametrize("how", ["light", "dark", "phone"])
def test_axe_finds_no_barrier(visit: Open, file: Path, how: str) -> None:
    axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe is not installed").Axe()
    with visit(file, dark=how == "dark", phone=how == "phone", bypass_csp=True) as seen:
        found = axe.run(seen.page)
        assert found.violations_count == 0, found.generate_report()
        seen.page.locator("#table tbody button").first.click()
        found = axe.run(seen.page)
        assert found.violations_count == 0, found.generate_report()


def test_a_phone_shows_the_picture_before_the_controls_and_never_scrolls_sideways(visit: Open, file: Path) -> None:
    with visit(file, phone=True) as seen:
        page = seen.page
        assert page.evaluate("document.documentElement.scrollWidth") <= 390
        picture, controls = (page.locator(s).bounding_box() for s in (".picture", ".controls"))
        assert picture["y"] < controls["y"]
        assert picture["width"] > 340
        follow(page, "C1")
        page.wait_for_timeout(60)
        assert page.evaluate("document.documentElement.scrollWidth") <= 390
        assert 0.02 < page.evaluate(INK) < 0.95
        assert seen.quiet()


def empty(**more: object) -> csna.PartnerNetwork:
    people = pd.DataFrame({"id": list("abcdefgh"), "sort": list("xxxxyyyy"), **more})
    none = people.iloc[:0].assign(source="", target="")[["source", "target"]]
    return csna.PartnerNetwork.from_frames(people, none, reports="seeks_from")


def nobody() -> csna.PartnerNetwork:
    return empty().keep([])


@pytest.mark.parametrize(
    ("net", "words"),
    [
        (nobody(), "There are no people"),
        (empty().keep(["a"]), "There is one person"),
        (csna.PartnerNetwork.from_ties([("a", "b")]), "not declared"),
        (empty(), "No ties were reported"),
        (empty(status="named_only", asked="yes"), "Nobody answered"),
    ],
    ids=["nobody", "one", "no direction", "no ties", "no answers"],
)
def test_a_map_of_almost_nothing_opens_and_says_what_it_cannot_show(
    visit: Open, tmp_path: Path, net: csna.PartnerNetwork, words: str
) -> None:
    groups = "sort" if "sort" in net.people else None
    file = csna.map_network(net, groups=groups).save(tmp_path / "map.html")
    with visit(file) as seen:
        page = seen.page
        assert words in page.inner_text("body")
        if net.n_people:
            page.locator("#table tbody button").first.click()
        page.focus("#map")
        page.keyboard.press("ArrowRight")
        page.keyboard.press("Enter")
        page.keyboard.press("Escape")
        assert seen.quiet()


def test_where_no_direction_was_declared_the_page_claims_no_flow(visit: Open, river: Waves, tmp_path: Path) -> None:
    net = river["1"]._replaced(reports=None)
    file = csna.map_network(net, groups="group", highlight=net.people.index[0]).save(tmp_path / "map.html")
    with visit(file) as seen:
        words = seen.page.inner_text("body").casefold()
        assert "not declared" in words
        for claim in ("heard", "hears", "voice of", "ring"):
            assert claim not in words.replace("does not say who is heard", ""), claim
        assert "named by" in words
        assert seen.quiet()


def test_what_pyvis_users_add_is_drawn_and_never_taken_for_a_person(
    visit: Open, made: csna.NetworkMap, tmp_path: Path
) -> None:
    from critical_sna.maps.html import MapNetwork

    network = MapNetwork(made.scene)
    network.add_node("the park", label="the park", x=0, y=-320)
    network.add_edge("the park", 0)
    network.write_html(tmp_path / "more.html")
    with visit(tmp_path / "more.html") as seen:
        page = seen.page
        assert len(cells(page)) == made.scene.n
        page.locator("#table tbody button").first.click()
        page.focus("#map")
        for key in ("ArrowRight", "Enter", "Escape"):
            page.keyboard.press(key)
        page.fill("#wave", "0")
        assert seen.quiet()


def test_paper_is_white_even_when_the_screen_is_dark(visit: Open, file: Path) -> None:
    with visit(file, dark=True) as seen:
        page = seen.page
        page.evaluate("window.dispatchEvent(new Event('beforeprint'))")
        page.emulate_media(media="print")
        assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
        assert not page.locator("#find").is_visible()
        assert page.locator("#table").is_visible()
        page.evaluate("window.dispatchEvent(new Event('afterprint'))")
        assert page.evaluate("document.documentElement.dataset.theme") == "dark"
        assert seen.quiet()


def test_where_many_voices_are_little_heard_the_sentence_is_about_the_collaborative(
    visit: Open, river: Waves, tmp_path: Path
) -> None:
    net = river["1"]
    table = csna.heard_by(net)
    for share, single in ((0.2, True), (0.5, False)):
        table["verdict"] = np.where(np.arange(len(table)) < share * len(table), "peripheral", "not")
        with visit(csna.map_network(net, voice=table).save(tmp_path / "map.html")) as seen:
            marked = sum("double ring" in row[2] for row in cells(seen.page))
            words = seen.page.inner_text("#panel")
            assert (marked > 0) == single
            assert ("No mark is singled out" in words) != single


def test_where_one_ring_holds_nearly_everyone_a_stricter_reading_is_one_click_away(visit: Open, tmp_path: Path) -> None:
    """Everyone is named by all others, but only half of them often."""
    ids = [f"p{i}" for i in range(12)]
    ties = [(a, b, 2 if i < 6 else 1) for a in ids for i, b in enumerate(ids) if a != b]
    net = csna.PartnerNetwork.from_ties(ties, reports="seeks_from")._replaced(
        levels=("yearly", "weekly"), level_strengths=(1.0, 2.0)
    )
    with visit(csna.map_network(net).save(tmp_path / "map.html")) as seen:
        page = seen.page
        assert "One ring holds 100 % of the voices" in page.inner_text("#panel")
        page.click("#panel button")
        assert "weekly or more" in page.inner_text("#level-word").replace("\u2069", "")
        assert "One ring holds" not in page.inner_text("#panel")
        assert seen.quiet()


def chain(
    *, reports: str | None, silent: str = "", **more: Any
) -> csna.PartnerNetwork:  # Any: whatever from_frames takes
    """Six people; voice travels from a to b to c to d to e where direction and answers allow it, and f is alone."""
    people = pd.DataFrame({"id": list("abcdef")})
    people["status"] = ["named_only" if i in silent else "respondent" for i in "abcdef"]
    people["asked"] = "yes"
    pairs = ["ab", "bc", "cd", "de"] if reports == "gives_to" else ["ba", "cb", "dc", "ed"]
    ties = pd.DataFrame([tuple(p) for p in pairs if p[0] not in silent], columns=["source", "target"])
    return csna.PartnerNetwork.from_frames(people, ties, reports=reports, **more)


@pytest.mark.parametrize(
    ("net", "voice", "expected"),
    [
        (chain(reports="seeks_from"), "a", (3, 0)),
        (chain(reports="seeks_from", silent="f"), "a", (2, 1)),
        (chain(reports="seeks_from", silent="d"), "a", (1, 2)),  # d may hear a; e says that it hears d
        (chain(reports="gives_to"), "a", (3, 0)),
        (chain(reports="gives_to", silent="f"), "a", (3, 0)),  # f is silent, and nobody between a and others is
        (chain(reports="gives_to", silent="a"), "a", (0, 5)),  # its own answer is missing
        (chain(reports="gives_to", silent="b"), "a", (0, 4)),  # b may pass it on to anybody
        (chain(reports="gives_to", silent="c"), "a", (3, 0)),  # c is two steps away
        (chain(reports="mutual"), "a", (3, 0)),
        (chain(reports="mutual", silent="f"), "a", (3, 0)),  # the others told about f
        (chain(reports="mutual", silent="af"), "a", (2, 1)),  # nobody told about the two of them
        (
            chain(reports="seeks_from", unknown=pd.DataFrame({"source": ["f"], "target": ["b"]})),
            "a",
            (2, 1),  # f left the cell of b open
        ),
    ],
)
def test_who_is_known_not_to_be_reached_is_told_from_whom_it_is_not_known(
    visit: Open, tmp_path: Path, net: csna.PartnerNetwork, voice: str, expected: tuple[int, int]
) -> None:
    made = csna.map_network(net, highlight=voice)
    with visit(made.save(tmp_path / "map.html")) as seen:
        assert told_apart(seen.page.inner_text("#panel")) == expected


CAVEATS = {
    "seeks_from": "People who did not answer may hear more voices than shown.",
    "gives_to": "Voices of people who did not answer may be heard by more people than shown.",
    None: "People who did not answer may have named more people than shown.",
}


@pytest.mark.parametrize("reports", list(CAVEATS))
def test_what_silence_may_hide_is_said_as_the_question_was_asked_also_in_the_saved_picture(
    visit: Open, tmp_path: Path, reports: str | None
) -> None:
    file = csna.map_network(chain(reports=reports, silent="f")).save(tmp_path / "map.html")
    with visit(file) as seen:
        page = seen.page
        page.evaluate(
            "() => { const draw = CanvasRenderingContext2D.prototype.fillText; window.__drawn = [];"
            " CanvasRenderingContext2D.prototype.fillText = function (t, ...r) { window.__drawn.push(t);"
            " return draw.call(this, t, ...r); }; }"
        )
        with page.expect_download():
            page.click("#save")
        drawn = " ".join(page.evaluate("window.__drawn"))
        for text in (drawn, page.inner_text("body")):
            assert [text.count(words) for kind, words in CAVEATS.items() if kind == reports] == [1]
            assert not any(words in text for kind, words in CAVEATS.items() if kind != reports)


def test_where_voices_say_who_hears_them_nobody_is_said_to_have_said_it(visit: Open, tmp_path: Path) -> None:
    for silent in ("", "b"):
        made = csna.map_network(chain(reports="gives_to", silent=silent), highlight="b")
        with visit(made.save(tmp_path / "map.html")) as seen:
            words = seen.page.inner_text("#panel")
            assert "Named by 1 voice as hearing it:" in words
            code = made.key.index[made.key["person"] == "a"].item()
            follow(seen.page, code)
            words += seen.page.inner_text("#panel")
            assert "No voice that answered has named this person as hearing it yet." in words
            for claim in ("Says they hear", "as others say", "Named nobody whose", "whom this person hears"):
                assert claim not in words
    made = csna.map_network(chain(reports="seeks_from"), highlight="b")
    with visit(made.save(tmp_path / "map.html")) as seen:
        assert "Says they hear 1 voice:" in seen.page.inner_text("#panel")


def test_codes_are_said_to_hold_for_one_page(visit: Open, file: Path, hostile_file: Path) -> None:
    words = "Codes hold for this page only"
    with visit(file) as seen:
        assert words in seen.page.inner_text("#how")
    with visit(hostile_file) as seen:
        assert words not in seen.page.inner_text("#how")


def test_the_button_that_shows_everything_says_so(visit: Open, file: Path) -> None:
    with visit(file) as seen:
        button = seen.page.locator("#zoom-all")
        assert button.inner_text() == "All"
        assert "show the whole picture" in button.get_attribute("aria-label")


@pytest.mark.parametrize(("reports", "verb"), [("seeks_from", "hears"), (None, "names")])
def test_groups_too_small_for_the_table_get_a_sentence_instead(
    visit: Open, tmp_path: Path, reports: str | None, verb: str
) -> None:
    words = f"The groups are too small to show which {verb} which without showing single people."
    people = pd.DataFrame({"id": list("abcdefghijklmn"), "sort": list("uuuvvvv" + "wwwwwww")})
    ties = pd.DataFrame({"source": list("abcd"), "target": list("efgh")})
    net = csna.PartnerNetwork.from_frames(people, ties, reports=reports)
    for part, told in ((net.keep(list("abcdefg")), True), (net, False)):
        with visit(csna.map_network(part, groups="sort").save(tmp_path / "map.html")) as seen:
            said = seen.page.inner_text("#reach")
            assert (words in said) == told
            assert seen.page.locator("#reach table").count() == (not told)
            assert ("–" in said) != told
