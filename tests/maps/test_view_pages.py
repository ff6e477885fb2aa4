"""The views, the words beside them and the notes, in one browser page that is used again and again."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest

import critical_sna as csna
from critical_sna._core import limits
from critical_sna.maps.scene import HIDDEN
from critical_sna.maps.views import VIEWS

pytestmark = pytest.mark.browser

Net = csna.PartnerNetwork
Waves = dict[str, Net]


@pytest.fixture(scope="module")
def made(river: Waves) -> csna.NetworkMap:
    return csna.map_network(river, groups="group")


@pytest.fixture(scope="module")
def context(browser: Any) -> Iterator[Any]:
    context = browser.new_context(viewport={"width": 1280, "height": 800}, accept_downloads=True, offline=True)
    yield context
    context.close()


@pytest.fixture(scope="module")
def seen(context: Any) -> Any:
    """One page for all tests of this file; what it tried that it should not is gathered."""
    page = context.new_page()
    page.troubles = []
    page.on("pageerror", lambda fault: page.troubles.append(str(fault)))
    page.on("console", lambda line: page.troubles.append(line.text) if line.type == "error" else None)
    page.on("dialog", lambda box: (page.troubles.append(box.message), box.dismiss()))
    page.on(
        "request", lambda r: page.troubles.append(r.url) if not r.url.startswith(("file:", "blob:", "data:")) else 0
    )
    return page


@pytest.fixture
def page(seen: Any, made: csna.NetworkMap, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    if not getattr(seen, "home", None):
        seen.home = made.save(tmp_path_factory.mktemp("maps") / "map.html").as_uri()
    if seen.url != seen.home:
        seen.goto(seen.home)
    seen.keyboard.press("Escape")
    seen.check("input[value=rings]")
    seen.evaluate(
        "document.querySelectorAll('#pins button').forEach(() => document.querySelector('#pins button').click())"
    )
    for slider, value in (("#wave", "1"), ("#level", "0")):
        seen.fill(slider, value)
    yield seen
    assert seen.troubles == []
    assert not seen.evaluate("window.__xss")


def words(page: Any, where: str = "#panel") -> str:
    text: str = page.inner_text(where).replace("\u2068", "").replace("\u2069", "")
    return text


def choose(page: Any, code: str) -> None:
    page.evaluate(
        f"[...document.querySelectorAll('#table tbody button')].find(b => b.textContent === '{code}').click()"
    )


def code_of(made: csna.NetworkMap) -> dict[str, str]:
    return dict(zip(made.scene.people["person"], made.scene.people["code"], strict=True))


def test_each_view_shows_what_it_says(page: Any, made: csna.NetworkMap) -> None:
    for view in VIEWS:
        page.check(f"input[value={view}]")
        assert page.is_visible("#group-canvas") == (view == "groups")
        assert page.is_visible("#compare") == (view == "waves")
        assert page.is_visible("#map canvas") == (view != "table")
        assert page.is_visible("#table")
        assert page.is_visible("#asked")
        assert "37 people who were asked answered" in words(page, "#wave-line")
        assert page.is_visible("#legend")
        if view == "voice":
            assert f"Following one voice: {made.key.index[0]}" in words(page)
            page.click("text=Next")
            assert "Following one voice: C2" in words(page)
            page.keyboard.press("Escape")


def test_the_group_picture_shows_the_shares_of_the_table_and_no_hidden_one(
    page: Any, made: csna.NetworkMap, tmp_path: Path
) -> None:
    shares = made.scene.reach.loc[(1, 0)]
    page.check("input[value=groups]")
    spy = """() => { const draw = CanvasRenderingContext2D.prototype.fillText; window.__drawn = [];
        CanvasRenderingContext2D.prototype.fillText = function (t, ...r) {
          window.__drawn.push(t); return draw.call(this, t, ...r); }; }"""
    page.evaluate(spy)
    for g, kind in made.scene.looks.iterrows():
        page.evaluate("window.__drawn = []")
        page.locator("#reach tbody button").nth(int(str(g))).click()
        assert kind["name"] in words(page)
        drawn = sorted(text for text in page.evaluate("window.__drawn") if text.endswith(" %"))
        row, column = shares.loc[g].to_numpy(), shares[g].to_numpy()
        expected = [*row, *np.delete(column, int(str(g)))]
        assert drawn == sorted(f"{round(100 * s)} %" if s >= 0.005 else "<1 %" for s in expected if s > 0)
    people = pd.DataFrame({"id": [f"p{i}" for i in range(20)], "sort": list("aaaabbbbb") + ["c"] * 11})
    ties = pd.DataFrame({"source": people["id"], "target": np.roll(people["id"], 3)})
    small = csna.map_network(Net.from_frames(people, ties, reports="seeks_from"), groups="sort", view="groups")
    hidden = (small.scene.reach.loc[(0, 0)] == HIDDEN).to_numpy()
    assert hidden.sum() > 0
    page.goto(small.save(tmp_path / "small.html").as_uri())
    page.evaluate(spy)
    page.locator("#reach tbody button").nth(0).click()
    assert "too small to say which groups hear it" in words(page)
    assert [text for text in page.evaluate("window.__drawn") if text.endswith(" %") and text != "100 %"] == []
    assert "not shown" in page.evaluate("window.__drawn")


def test_two_people_are_told_what_the_answers_say_of_each_direction(
    page: Any, made: csna.NetworkMap, river: Waves
) -> None:
    """Reading the answers by hand is the witness."""
    net, code = river["2"], code_of(made)
    arcs = set(zip(net.ties["target"], net.ties["source"], strict=True))  # voice, hearer
    answered = net.people["status"] == "respondent"
    silent = net.people.index[~answered][0]
    loud = next(v for v, h in sorted(arcs) if answered[v] and answered[h])
    hearer = next(h for v, h in sorted(arcs) if v == loud and answered[h])
    quiet = next(p for p in net.people.index if answered[p] and (loud, p) not in arcs and p != loud)
    for voice, other in ((loud, hearer), (loud, quiet), (loud, silent)):
        choose(page, code[voice])
        page.select_option("#pair", label=code[other])
        said = words(page)
        for v, h in ((voice, other), (other, voice)):
            if (v, h) in arcs:
                assert f"{code[h]} hears {code[v]}." in said
            elif answered[h]:
                assert f"No answer says that {code[h]} hears {code[v]}." in said
            else:
                assert f"It is not known whether {code[h]} hears {code[v]}" in said
        assert "A question for the room" in said
        assert "Wave 1" in said


def test_two_waves_are_compared_as_a_count_by_hand_compares_them(
    page: Any, made: csna.NetworkMap, river: Waves
) -> None:
    page.check("input[value=waves]")
    said = words(page)
    order = [band for band, _ in limits.HEARD_BANDS]
    heard = {w: csna.heard_by(net)["band"].map({b: i for i, b in enumerate(order)}) for w, net in river.items()}
    both = heard["1"].index.intersection(heard["2"].index)
    moved = np.sign(heard["2"][both] - heard["1"][both])
    for by, phrase in ((1, "heard more widely now"), (-1, "heard less widely now"), (0, "in the same ring")):
        count = int((moved == by).sum())
        assert not count or f"{count} voice" in said
        assert (phrase in said) == bool(count)
    gone = river["1"].people.index.difference(river["2"].people.index)
    assert f"{len(gone)} people were not part of Wave 2" in said
    told = [p for p in both if all(net.people.loc[p, "status"] == "respondent" for net in river.values())]
    ties = [set(zip(net.ties["source"], net.ties["target"], strict=True)) for net in river.values()]
    one, two = ({(s, t) for s, t in some if s in told} for some in ties)
    assert f"{len(one & two)} ties in both waves, {len(two - one)} only in the one shown, {len(one - two)} only" in said
    assert "fell out" not in words(page, "body")
    page.fill("#wave", "0")
    assert "Wave 1 beside Wave 2" in words(page)


def test_notes_are_pinned_listed_removed_and_brought_back_without_a_mouse(
    page: Any, made: csna.NetworkMap, river: Waves, tmp_path: Path
) -> None:
    page.focus("#map")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Enter")
    page.keyboard.press("n")
    assert page.evaluate("document.activeElement.id") == "pin-kind"
    page.keyboard.press("p")  # the first letter of 'please don't show this'
    for _ in range(3):
        if page.evaluate("document.activeElement.id") != "pin-text":
            page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.id") == "pin-text"
    page.keyboard.type('weil <b>ähm</b> 🙂 "=1"')
    page.keyboard.press("Tab")
    page.keyboard.type("the table by the door")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert page.locator("#pins li").count() == 1
    assert "please don’t show this" in words(page, "#pins")
    assert "Pinned. 1 note." in page.text_content("#live")
    codes = made.key.index
    page.keyboard.press("Escape")
    choose(page, codes[2])
    page.select_option("#pair", label=codes[5])
    page.select_option("#pin-kind", "wrong")
    page.select_option("#pin-way", index=1)
    page.click("#pin-add")
    page.locator("#reach tbody button").first.click()
    page.select_option("#pin-kind", "context")
    page.click("#pin-add")
    choose(page, codes[3])
    page.select_option("#pin-other", label=codes[4])
    page.click("#pin-add")
    assert page.locator("#pins li").count() == 4
    with page.expect_download() as waiting:
        page.click("#pin-save")
    assert waiting.value.suggested_filename == "voice-map-notes.json"
    file = tmp_path / "notes.json"
    waiting.value.save_as(file)
    text = file.read_text("utf-8")
    assert not any(str(person) in text for person in made.scene.people["person"])
    content = json.loads(text)
    assert content["map"] == made.stamp
    from critical_sna.survey.corrections.notes import read_notes

    notes = read_notes(file).notes
    assert [(n.on, n.kind, n.ends, n.wave) for n in notes] == [
        ("person", "hide", (codes[0],), "2"),
        ("tie", "wrong", (codes[5], codes[2]), "2"),
        ("group", "context", (made.scene.groups["name"][0],), "2"),
        ("tie", "missing", (codes[3], codes[4]), "2"),
    ]
    assert notes[0].text == 'weil <b>ähm</b> 🙂 "=1"'
    assert notes[0].by == "the table by the door"
    page.locator("#pins button").nth(1).click()
    assert page.locator("#pins li").count() == 3
    assert (
        page.evaluate("Object.keys(localStorage).length + Object.keys(sessionStorage).length + document.cookie.length")
        == 0
    )
    page.reload()
    assert page.locator("#pins li").count() == 0


def test_the_digest_of_the_page_is_sha_256(page: Any) -> None:
    script = Path(csna.__path__[0], "maps", "assets", "notes.js").read_text("utf-8")
    code = script[script.index("function sha256") :]
    for text in ("", "abc", "ñ🙂" * 40, "x" * 55, "x" * 56, "x" * 64, "x" * 1000):
        found = page.evaluate(f"(text) => {{ {code}; return sha256(text); }}", text)
        assert found == hashlib.sha256(text.encode()).hexdigest()


def test_on_paper_the_picture_keeps_its_shape_and_is_as_it_was_afterwards(page: Any) -> None:
    measure = (
        "(() => { const b = document.querySelector('#map').getBoundingClientRect(); return b.width / b.height; })()"
    )
    before = page.evaluate(measure)
    page.evaluate("window.dispatchEvent(new Event('beforeprint'))")
    page.emulate_media(media="print")
    assert page.evaluate(measure) == pytest.approx(before, rel=0.01)
    assert page.evaluate("document.querySelector('.picture').getBoundingClientRect().width") <= 701
    assert page.is_visible("#legend")
    assert page.is_visible("#asked")
    assert not page.is_visible("#pin-form")
    page.emulate_media(media="screen")
    page.evaluate("window.dispatchEvent(new Event('afterprint'))")
    assert page.evaluate(measure) == pytest.approx(before, rel=0.01)


def frames(n: int, **columns: Any) -> pd.DataFrame:
    return pd.DataFrame({"id": [f"q{i}" for i in range(n)], **{k: list(v) for k, v in columns.items()}})


def ring_of(people: pd.DataFrame, **more: Any) -> Net:
    ids = people["id"].tolist()
    ties = pd.DataFrame({"source": ids, "target": ids[1:] + ids[:1]})
    return Net.from_frames(people, ties[ties["source"] != ties["target"]], reports="seeks_from", **more)


def odd(name: str) -> Net | Waves:
    long = "Ø" * 299
    if name == "nobody":
        return ring_of(frames(2, sort="xy")).keep([])
    if name in ("one", "two"):
        return ring_of(frames({"one": 1, "two": 2}[name], sort="xy"[: {"one": 1, "two": 2}[name]]))
    if name == "no ties":
        people = frames(12, sort="xxxxxxyyyyyy")
        return Net.from_frames(people, pd.DataFrame({"source": [], "target": []}, dtype="str"), reports="seeks_from")
    if name == "30 groups":
        return ring_of(frames(60, sort=[f"group {i % 30}" for i in range(60)]))
    if name == "names":
        labels = [long + "a", "👩🏽‍🌾🐢", "\u202eabc\u202d", "שלום עולם", "مرحبا", " ", "a\u0000b", long + "b"]
        return ring_of(frames(8, label=labels, sort=[long, "🐢", "שלום", "\u202ex", "", "=1+1", "<b>", "a"]))
    if name == "silent":
        return ring_of(frames(8, sort="xxxxyyyy", status=["named_only"] * 8, asked=["yes"] * 8))
    if name == "missing groups":
        return ring_of(frames(12, sort=["x", None, "", "y", float("nan"), "x"] * 2))
    assert name == "100 waves"
    return {f"wave {w}": ring_of(frames(6, sort="xxyyzz"), wave=f"wave {w}") for w in range(100)}


SAYS = {
    "nobody": ("no people", "no hay personas"),
    "one": ("one person in these data", "una sola persona"),
    "two": ("2 people", "2 personas"),
    "no ties": ("No ties were reported", "ningún vínculo"),
    "30 groups": ("small groups share one colour", "grupos pequeños comparten un color"),
    "names": ("personal data", "datos personales"),
    "silent": ("Nobody answered", "Nadie respondió"),
    "missing groups": ("group not known", "grupo sin dato"),
    "100 waves": ("wave 99", "wave 99"),
}


@pytest.mark.parametrize(("name", "language"), [(name, ("en", "es")[i % 2]) for i, name in enumerate(SAYS)])
def test_odd_data_make_a_page_that_opens_and_says_what_it_cannot_show(
    seen: Any, tmp_path: Path, name: str, language: str
) -> None:
    net = odd(name)
    voice = {w: csna.heard_by(each) for w, each in net.items()} if isinstance(net, dict) else None
    made = csna.map_network(
        net,
        voice=voice,
        groups="sort",
        language=language,
        view=list(VIEWS)[len(name) % len(VIEWS)],
        label="label" if name == "names" else "code",
    )
    seen.goto(made.save(tmp_path / "map.html").as_uri())
    assert SAYS[name][language == "es"].casefold() in words(seen, "body").casefold()
    assert seen.evaluate("document.documentElement.lang") == language
    poke = """() => {
      const press = e => e.dispatchEvent(new Event('change'));
      for (const view of document.querySelectorAll('input[name=view]')) {
        view.checked = true; press(view);
        for (const wave of [document.getElementById('wave').max, 0]) {
          const slider = document.getElementById('wave'); slider.value = wave; slider.dispatchEvent(new Event('input'));
          for (const button of [...document.querySelectorAll('#table tbody button, #reach button')].slice(0, 3)) {
            button.click();
            const pair = document.getElementById('pair');
            if (pair && pair.options.length > 1) { pair.selectedIndex = 1; press(pair); }
            document.getElementById('pin-add')?.click();
          }
          document.getElementById('clear').click();
        }
      }
      return document.querySelectorAll('#pins li').length;
    }"""
    pinned = seen.evaluate(poke)
    assert (pinned > 0) == bool(made.scene.n)
    assert seen.evaluate("document.documentElement.scrollWidth <= innerWidth + 1")
    assert seen.troubles == []


def test_places_that_are_no_numbers_are_told_and_the_page_opens(
    seen: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from critical_sna.maps import layout
    from critical_sna.maps.html import MapNetwork

    place = layout.neighbourhood

    def broken(n: int, pairs: np.ndarray, *, seed: int) -> Any:
        xy, tray = place(n, pairs, seed=seed)
        xy[0], xy[1, 0] = np.nan, np.inf
        return xy, tray

    made = csna.map_network(odd("missing groups"), groups="sort", view="neighbourhood")
    monkeypatch.setattr(layout, "neighbourhood", broken)
    network = MapNetwork(made.scene, view="neighbourhood")
    network.add_node("the park", x=float("nan"), y=float("inf"))
    network.write_html(tmp_path / "map.html")
    seen.goto((tmp_path / "map.html").as_uri())
    assert "For 2 people no place could be worked out" in words(seen, "#notes")
    assert seen.locator("#table tbody tr").count() == made.scene.n
    assert seen.troubles == []


def test_people_whom_the_table_of_voices_leaves_out_are_not_known(seen: Any, tmp_path: Path) -> None:
    net = odd("30 groups")
    assert isinstance(net, Net)
    table = csna.heard_by(net).iloc[:20]
    seen.goto(csna.map_network(net, voice=table).save(tmp_path / "map.html").as_uri())
    assert "for 40 it is not known" in words(seen)
    assert seen.troubles == []


def test_more_than_eight_groups_are_counted_and_listed(seen: Any, tmp_path: Path) -> None:
    made = csna.map_network(odd("30 groups"), groups="sort")
    seen.goto(made.save(tmp_path / "map.html").as_uri())
    assert seen.locator("#legend > label").count() == 8
    seen.click("#legend summary")
    assert seen.inner_text("#legend summary") == "23 groups in here"
    listed = words(seen, "#legend details")
    assert all(name in listed for name in made.scene.groups["name"][7:])


@pytest.mark.parametrize("how", ["light", "dark"])
def test_axe_finds_no_barrier_in_any_view(browser: Any, tmp_path: Path, how: str) -> None:
    axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe is not installed").Axe()
    waves = csna.simulate_collaborative(people=14, waves=2, named=3, seed=3)
    language = "en" if how == "light" else "es"
    file = csna.map_network(waves, groups="group", language=language, view="groups").save(tmp_path / "map.html")
    context = browser.new_context(bypass_csp=True, color_scheme=how, viewport={"width": 1280, "height": 800})
    page = context.new_page()
    page.goto(file.as_uri())
    for view in ("groups", "waves") if how == "light" else ("table", "voice"):
        page.check(f"input[value={view}]")
        if view == "voice":
            page.select_option("#pair", index=3)
            page.click("#pin-add")
        found = axe.run(page)
        assert found.violations_count == 0, found.generate_report()
    context.close()
