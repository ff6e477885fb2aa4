"""Pictures of one voice, of two waves and of groups say and show what the page does."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import drawn
import numpy as np
import pytest
from matplotlib.collections import LineCollection, PatchCollection, PathCollection
from matplotlib.figure import Figure

import critical_sna as csna
from critical_sna.errors import UnknownNameError, UsageError
from critical_sna.maps import reach
from critical_sna.maps.html import page
from critical_sna.maps.pictures import about
from critical_sna.maps.pictures.frame import Frame
from critical_sna.maps.pictures.ties import DASHES
from critical_sna.maps.scene import ANSWERED, Scene
from critical_sna.maps.views import VIEWS

Waves = dict[str, csna.PartnerNetwork]
NEW = ("voice", "waves", "groups")


def plain(words: str) -> str:
    return words.replace("\u2068", "").replace("\u2069", "")


def words_of(ax: Any) -> str:
    return plain(" ".join(drawn.texts(ax)))


def following(scene: Scene, person: int) -> Frame:
    from dataclasses import replace

    return drawn.frame_of(replace(scene, highlight=(person,)), "voice")


# -- one voice -------------------------------------------------------------------------------------------------------


def test_who_is_reached_and_of_whom_it_is_not_known_is_as_counted_by_hand(river_scene: Scene) -> None:
    """Asked was whom one hears: somebody who did not answer may hear every voice."""
    ties = river_scene.ties[river_scene.ties["wave"] == 1]
    hears = {(a, b) for a, b in zip(ties["source"], ties["target"], strict=True)}
    status = river_scene.status.loc[1]
    here = [n for n in range(river_scene.n) if status[n]]
    for person in here:
        found = following(river_scene, person).travel
        assert found is not None
        direct = {b for b in here if (person, b) in hears}
        second = {(c, b) for c in direct for b in here if (c, b) in hears and b != person and b not in direct}
        reached = direct | {b for _, b in second}
        rest = [b for b in here if b != person and b not in reached]
        # not known: b itself did not answer, or somebody in between, who may hear the voice, is heard by b
        between = {m for m in here if m in direct or status[m] != ANSWERED}
        unsure = [b for b in rest if status[b] != ANSWERED or any((m, b) in hears for m in between)]
        assert set(found.direct) == direct
        assert {tuple(pair) for pair in found.passed.tolist()} == second
        assert (found.missed, found.open) == (len(rest) - len(unsure), len(unsure))


def test_solid_arrows_run_to_hearers_and_dashed_ones_to_whom_they_could_pass_it_on(river_scene: Scene) -> None:
    person = int(np.argmax(np.bincount(river_scene.ties.loc[river_scene.ties["wave"] == 1, "source"])))
    frame = following(river_scene, person)
    from critical_sna.maps.pictures import single

    ax = single.draw_frame(frame, style="colour", ax=None)
    found = frame.travel
    assert found is not None
    picture = [c for c in ax.collections if isinstance(c, LineCollection) and c.get_zorder() == 2]
    solid, dashed = ([c for c in picture if (c.get_linestyle()[0][1] is None) == plain] for plain in (True, False))
    assert sum(len(c.get_paths()) for c in solid) == len(found.direct)
    assert sum(len(c.get_paths()) for c in dashed) == len(found.passed)
    codes = {words for words in drawn.texts(ax) if re.fullmatch(r"[A-Z]+\d+", words)}
    assert codes == set(river_scene.people["shown"][frame.near])
    assert "dashed arrow: reached through somebody else" in words_of(ax)
    assert isinstance(DASHES, tuple)


def test_no_code_hides_the_head_of_a_solid_arrow(river_scene: Scene) -> None:
    from critical_sna.maps.pictures import single

    below = 0
    for person in np.flatnonzero(river_scene.status.to_numpy()[1])[::3]:
        frame = following(river_scene, int(person))
        assert frame.travel is not None
        if not len(frame.travel.direct):
            continue
        ax = single.draw_frame(frame, style="colour", ax=None)
        solid = next(c for c in ax.collections if isinstance(c, PatchCollection))
        assert len(solid.get_paths()) == len(frame.travel.direct)
        heads = [ax.transData.transform(path.vertices[:3].mean(axis=0)) for path in solid.get_paths()]
        below += sum(
            head[1] < ax.transData.transform(path.vertices[0])[1]
            for head, path in zip(heads, solid.get_paths(), strict=True)
        )
        ax.figure.canvas.draw()
        for code in (each for each in ax.texts if re.fullmatch(r"[A-Z]+\d+", plain(each.get_text()))):
            box = code.get_window_extent()
            assert not any(box.contains(*head) for head in heads), (person, code.get_text())
    assert below > 5  # an arrow from below ends where a code would stand first


def test_the_picture_follows_who_is_highlighted_else_the_first_label(river: Waves, river_scene: Scene) -> None:
    frame = drawn.frame_of(river_scene, "voice")
    shown = river_scene.people["shown"]
    codes = sorted(shown[frame.here], key=lambda code: (re.sub(r"\d", "", code), int(re.sub(r"\D", "", code))))
    assert shown.iloc[frame.followed] == codes[0]
    person = river["2"].people.index[5]
    voice = {wave: csna.heard_by(net) for wave, net in river.items()}
    ax = csna.draw(river, view="voice", highlight=person, groups="group", voice=voice)
    code = {v: k for k, v in csna.map_network(river, groups="group", voice=voice).persons.items()}[person]
    assert f"Following one voice: {code}" in words_of(ax)


def test_a_voice_that_was_not_part_of_the_wave_is_not_swapped_for_another(river: Waves) -> None:
    gone = sorted(set(river["1"].people.index) - set(river["2"].people.index))[0]
    with pytest.raises(UsageError, match="there is no voice to follow"):
        csna.draw(river, view="voice", highlight=gone, voice={w: csna.heard_by(n) for w, n in river.items()})


# -- as the page says it ---------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def opened(browser: Any) -> Iterator[Any]:
    context = browser.new_context(viewport={"width": 1280, "height": 800}, offline=True)
    yield context.new_page()
    context.close()


def on_page(scene: Scene, opened: Any, folder: Path, view: str) -> str:
    file = folder / "map.html"
    file.write_text(page(scene, view=view), encoding="utf-8")
    opened.goto(file.as_uri())
    opened.check(f"input[value={view}]")
    return " ".join(plain(opened.inner_text("#panel")).split())


@pytest.mark.browser
@pytest.mark.parametrize(
    ("reports", "language"), [("seeks_from", "en"), ("gives_to", "es"), ("mutual", "en"), (None, "es")]
)
def test_the_sentences_of_a_voice_are_those_of_the_page(
    river: Waves, opened: Any, tmp_path: Path, reports: str | None, language: str
) -> None:
    waves = {wave: net._replaced(reports=reports) for wave, net in river.items()}
    scene = drawn.scene_of(waves, groups="group", language=language)
    on_page(scene, opened, tmp_path, "voice")
    for person in np.flatnonzero(drawn.frame_of(scene).here)[::9]:
        frame = following(scene, int(person))
        opened.fill("#find", str(scene.people["shown"].iloc[person]))
        opened.keyboard.press("Enter")
        said = " ".join(plain(opened.inner_text("#panel")).split())
        for words in [about.heading(frame), about.question(frame), *about.sentences(frame, named=True)]:
            start = plain(words).split(": ")[0].rstrip(".") if words.count(",") > 1 else plain(words).rstrip(".")
            assert start.partition(":")[0] in said, words


@pytest.mark.browser
@pytest.mark.parametrize("reports", ["seeks_from", None])
def test_the_sentences_of_two_waves_are_those_of_the_page(
    river: Waves, opened: Any, tmp_path: Path, reports: str | None
) -> None:
    waves = {wave: net._replaced(reports=reports) for wave, net in river.items()}
    scene = drawn.scene_of(waves, groups="group")
    frame = drawn.frame_of(scene, "waves")
    said = on_page(scene, opened, tmp_path, "waves")
    for words in [about.heading(frame), about.question(frame), *about.sentences(frame, named=True)]:
        assert plain(words).rstrip(".") in said, words


# -- two waves -------------------------------------------------------------------------------------------------------


def test_a_dotted_line_starts_where_each_voice_stood_that_changed_its_ring(river_scene: Scene) -> None:
    frame = drawn.frame_of(river_scene, "waves")
    then, now = (river_scene.bands.loc[(wave, 0)] for wave in (0, 1))
    status = river_scene.status
    moved = [n for n in range(river_scene.n) if status.loc[0, n] and status.loc[1, n] and then[n] != now[n]]
    assert moved
    ax = drawn.drawn(river_scene, "waves")
    ghosts = [c for c in ax.collections if isinstance(c, LineCollection) and c.get_zorder() == 2.5]
    assert len(ghosts[0].get_paths()) == len(moved)
    starts = {tuple(np.round(path.vertices[0], 3)) for path in ghosts[0].get_paths()}
    spots = [c for c in ax.collections if isinstance(c, PathCollection) and c.get_zorder() == 2.5]
    assert {tuple(np.round(spot, 3)) for spot in spots[0].get_offsets()} == starts
    assert frame.earlier == 0


def test_the_wave_underneath_may_be_chosen(river: Waves) -> None:
    voice = {wave: csna.heard_by(net) for wave, net in river.items()}
    ax = csna.draw(river, view="waves", wave="1", before="2", voice=voice)
    assert "Wave 1 beside Wave 2" in words_of(ax)
    for more, said in (
        ({"before": "9", "view": "waves"}, "There is no wave '9'"),
        ({"before": "2", "view": "waves"}, "cannot be laid over itself"),
        ({"before": "1"}, "only the view 'waves' has one"),
    ):
        with pytest.raises((UsageError, UnknownNameError), match=re.escape(said)):
            csna.draw(river, voice=voice, **more)


# -- groups ----------------------------------------------------------------------------------------------------------


def test_the_picture_of_groups_holds_the_shares_of_the_page_and_no_hidden_one(
    river: Waves, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("critical_sna._core.limits.MIN_GROUP", 6)
    scene = drawn.scene_of(river, groups="group")
    ax = drawn.drawn(scene, "groups")
    table = reach.table(scene, 1)
    cells = [words for words in drawn.texts(ax) if re.fullmatch(r"–|\?|<1|\d+", words)]
    wanted = [
        "–" if share is None else "?" if share < 0 else "<1" if 0 < share < 1 else f"{share:.0f}"
        for row in table
        for share in row
    ]
    assert cells == wanted
    assert "–" in wanted
    arcs = [c for c in ax.collections if isinstance(c, LineCollection) and c.get_zorder() == 2]
    between = [(g, h) for g, row in enumerate(table) for h, share in enumerate(row) if g != h and share and share > 0]
    assert len(arcs) == len(between)
    hidden = [g for g, row in enumerate(table) if row[g] is None]
    alt = plain(csna.alt_text(ax))
    for g in hidden:
        name = scene.looks["name"].iloc[g]
        assert f"{name} not shown" in alt
        assert not re.search(rf"{name} \d", alt)
        assert words_of(ax).count("not shown") >= len(hidden)


def test_nobody_stands_in_the_picture_of_groups_and_names_bring_no_banner(river: Waves) -> None:
    scene = drawn.scene_of(river, groups="group", label="id")
    ax = drawn.drawn(scene, "groups")
    for person in scene.people["person"]:
        assert not re.search(rf"\b{person}\b", words_of(ax) + csna.alt_text(ax))
    assert "Personal data" not in words_of(ax)


def test_groups_too_small_to_be_shown_are_told_in_a_sentence() -> None:
    pairs = [(i, (i + 1) % 12) for i in range(12)]
    net = drawn.network(12, pairs, team=[f"T{i % 4}" for i in range(12)])
    ax = drawn.drawn(drawn.scene_of({"": net}, groups="team"), "groups")
    assert "The groups are too small to show which hears which" in words_of(ax)
    assert not [words for words in drawn.texts(ax) if re.fullmatch(r"–|\d+ ?%?", words)]


# -- all of them -----------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def crowded() -> Scene:
    crowd = drawn.crowd()
    return drawn.scene_of({"1": crowd, "2": crowd}, groups="sector")


@pytest.mark.parametrize("view", NEW)
def test_no_text_covers_another_in_any_of_them(
    river_scene: Scene, hostile_scene: Scene, crowded: Scene, view: str
) -> None:
    for scene in (river_scene, hostile_scene, crowded):
        assert not drawn.overlaps(drawn.drawn(scene, view))


@pytest.mark.parametrize("view", NEW)
@pytest.mark.parametrize("size", [(3.4, 3.0), (10, 4), (2.2, 6)])
def test_they_fit_into_axes_of_a_user(river_scene: Scene, view: str, size: tuple[float, float]) -> None:
    ax = Figure(figsize=size).add_axes((0, 0, 1, 1))
    assert not drawn.overlaps(drawn.drawn(river_scene, view, ax=ax))


@pytest.mark.parametrize("view", NEW)
def test_grey_and_print_have_no_colour(river_scene: Scene, view: str, tmp_path: Path) -> None:
    from PIL import Image

    for style in ("grey", "print"):
        file = csna.save_picture(drawn.drawn(river_scene, view, style=style), tmp_path / f"{style}.png", dpi=50)
        with Image.open(file) as picture:
            pixels = np.asarray(picture.convert("RGB"), dtype=int)
        assert int(np.ptp(pixels, axis=2).max()) <= 12
        assert 0.01 < (pixels.min(axis=2) < 200).mean() < 0.5


@pytest.mark.parametrize("view", NEW)
def test_they_speak_spanish_and_name_nobody_in_the_alternative_text(river: Waves, view: str) -> None:
    scene = drawn.scene_of(river, groups="group", language="es")
    ax = drawn.drawn(scene, view)
    said = words_of(ax) + plain(csna.alt_text(ax))
    assert not re.search(r"\b(voice|heard|the|wave|group)\b", said.replace(plain(scene.asked), ""))
    assert not [code for code in scene.people["code"] if re.search(rf"\b{code}\b", plain(csna.alt_text(ax)))]


@pytest.mark.parametrize(
    ("people", "pairs", "status"),
    [(0, [], "respondent"), (1, [], "respondent"), (2, [(0, 1)], "respondent"), (9, [], "named_only")],
)
@pytest.mark.parametrize("view", NEW)
def test_almost_nothing_is_drawn_or_refused_in_words(
    people: int, pairs: list[tuple[int, int]], status: str, view: str
) -> None:
    net = drawn.network(people, pairs, status=[status] * people, team=["x", "y"] * (people // 2) + ["x"] * (people % 2))
    waves = {"1": net, "2": net}
    voice = {wave: csna.heard_by(net) for wave in waves}
    if view == "groups" and people == 1:
        with pytest.raises(UsageError, match="all of one group"):
            csna.draw(waves, view=view, groups="team", voice=voice)
    else:
        assert not drawn.overlaps(csna.draw(waves, view=view, groups="team", voice=voice))


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ({"view": "table"}, "csna.map_network(net, view='table')"),
        ({"view": "groups"}, "name a people column"),
        ({"view": "grops", "groups": "group"}, "did you mean 'groups'?"),
    ],
)
def test_what_cannot_be_a_picture_is_refused_with_the_mend(river: Waves, options: dict[str, str], said: str) -> None:
    with pytest.raises((UsageError, UnknownNameError), match=re.escape(said)):
        csna.draw(river, **options)  # type: ignore[arg-type]


def test_one_wave_has_nothing_to_be_laid_over_and_panels_are_of_everybody(river: Waves) -> None:
    with pytest.raises(UsageError, match="one wave only"):
        csna.draw(river["2"], view="waves")
    with pytest.raises(UsageError, match="no small multiples of the view 'voice'"):
        csna.small_multiples(river, view="voice")


def test_every_view_is_a_picture_or_is_refused() -> None:
    from critical_sna.maps.pictures.draw import drawable

    assert {*drawable(), "table"} == set(VIEWS)


@pytest.mark.parametrize("view", ["neighbourhood", "voice"])
def test_places_that_are_no_numbers_are_told_and_everybody_is_drawn(
    river: Waves, view: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    from critical_sna.maps import layout

    place = layout.neighbourhood

    def broken(n: int, pairs: np.ndarray, *, seed: int) -> Any:
        xy, tray = place(n, pairs, seed=seed)
        xy[0], xy[1, 0] = np.nan, np.inf
        return xy, tray

    monkeypatch.setattr(layout, "neighbourhood", broken)
    ax = csna.draw(river["1"]._replaced(reports=None), groups="group", view=view)
    assert "For 2 people no place could be worked out" in words_of(ax)
    assert csna.save_picture(ax, tmp_path / "map.svg").stat().st_size > 10_000


@pytest.mark.parametrize("view", ["rings", "flip", "neighbourhood", *NEW])
def test_nobody_at_all_is_a_sheet_that_says_so(river: Waves, view: str) -> None:
    empty = {wave: net.keep([]) for wave, net in river.items()}
    assert "There are no people in these data" in words_of(csna.draw(empty, view=view, groups="group"))
