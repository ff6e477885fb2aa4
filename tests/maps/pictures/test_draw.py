"""The picture: the page's words, everybody in it, the right direction, nothing over another, nothing given away."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import drawn
import matplotlib
import numpy as np
import pytest
from matplotlib.collections import LineCollection, PathCollection
from matplotlib.figure import Figure

import critical_sna as csna
from critical_sna.errors import MissingPackageError, TooLargeError, UnknownNameError, UsageError, WrongTypeError
from critical_sna.maps.pictures import needed, saving
from critical_sna.maps.scene import SILENT, Scene

Waves = dict[str, csna.PartnerNetwork]


def words_of(ax: Any) -> str:
    return " ".join(drawn.texts(ax)).replace("\u2068", "").replace("\u2069", "")


def places(ax: Any) -> np.ndarray:
    """Where marks stand that have the size of people, legend left aside."""
    sizes = [c.get_sizes()[0] for c in ax.collections if isinstance(c, PathCollection)]
    marks = [c for c in ax.collections if isinstance(c, PathCollection) and c.get_zorder() >= 3]
    usual = max(set(sizes), key=lambda size: sum(len(c.get_offsets()) for c in marks if c.get_sizes()[0] == size))
    return np.vstack([c.get_offsets() for c in marks if c.get_sizes()[0] == usual])


def test_the_picture_says_the_question_the_reading_the_wave_and_how_many_answered(river_scene: Scene) -> None:
    said = words_of(drawn.drawn(river_scene))
    for words in (river_scene.title, river_scene.asked, river_scene.read_as):
        assert words.replace("\u2068", "").replace("\u2069", "") in said
    facts = river_scene.waves.iloc[-1]
    assert f"Wave 2: {facts['answered']} of {facts['asked']} people who were asked answered" in said
    assert "People who did not answer may hear more voices than shown." in said
    assert "double ring: a voice" in said
    assert "dotted ring" in said
    assert "dashed outline: asked, did not answer" in said
    for name in river_scene.looks["name"]:
        assert f"{name} (" in said


def test_everybody_who_takes_part_has_one_mark_and_a_code(river_scene: Scene) -> None:
    ax = drawn.drawn(river_scene)
    here = drawn.frame_of(river_scene).here
    assert len(places(ax)) == here.sum()
    assert set(river_scene.people["shown"][here]) <= set(drawn.texts(ax))


def test_who_did_not_answer_is_hollow_and_dashed(river_scene: Scene) -> None:
    frame = drawn.frame_of(river_scene)
    ax = drawn.drawn(river_scene)
    hollow = [
        c for c in ax.collections
        if isinstance(c, PathCollection) and c.get_linestyles()[0][1] and len(c.get_facecolors())
    ]  # fmt: skip
    assert sum(len(c.get_offsets()) for c in hollow) == (frame.status == SILENT).sum() + 1  # and one in the legend


@pytest.mark.parametrize(("reports", "tip"), [("seeks_from", "Ana"), ("gives_to", "Bo")])
def test_an_arrow_runs_from_the_voice_to_its_hearer(reports: str, tip: str) -> None:
    """Ana names Bo. Where she seeks from him, Ana hears Bo."""
    net = csna.PartnerNetwork.from_ties([("Ana", "Bo")], reports=reports)
    scene = drawn.scene_of({"": net})
    ax = drawn.drawn(scene, "neighbourhood")
    line = next(c for c in ax.collections if isinstance(c, LineCollection)).get_segments()[0]
    labels = {t.get_text(): np.array(t.get_position()) for t in ax.texts}
    code = dict(zip(scene.people["person"], scene.people["shown"], strict=True))
    ends = {who: labels[code[who]] for who in ("Ana", "Bo")}
    assert min(ends, key=lambda who: np.linalg.norm(ends[who] - line[-1])) == tip


def test_two_way_ties_are_two_arcs_apart() -> None:
    ax = drawn.drawn(drawn.scene_of({"": drawn.network(3, [(0, 1), (1, 0), (1, 2)])}), "neighbourhood")
    segments = next(c for c in ax.collections if isinstance(c, LineCollection)).get_segments()
    bent = [line for line in segments if len(line) > 2]
    assert [len(bent), len(segments)] == [2, 3]
    assert np.linalg.norm(bent[0][4] - bent[1][4]) > 3


def no_labels_of_people(scene: Scene, pairs: list[tuple[str, str]]) -> list[tuple[str, str]]:
    return [pair for pair in pairs if "" in pair or not set(pair) <= set(scene.people["shown"])]


@pytest.mark.parametrize("view", ["rings", "flip", "neighbourhood"])
def test_no_text_covers_another_or_leaves_the_sheet(river_scene: Scene, view: str) -> None:
    assert not drawn.overlaps(drawn.drawn(river_scene, view))


def test_thirty_groups_with_long_names_and_hostile_names_cover_nothing(hostile_scene: Scene) -> None:
    crowd = drawn.scene_of({"": drawn.crowd()}, groups="sector")
    assert "23 small groups share one colour" in words_of(drawn.drawn(crowd))
    for scene in (crowd, hostile_scene):
        assert not drawn.overlaps(drawn.drawn(scene))


@pytest.mark.parametrize("size", [(3.4, 3.0), (10, 4), (2.2, 6), (1.2, 1.0)])
def test_axes_of_a_user_of_any_size_hold_the_picture_inside(river_scene: Scene, size: tuple[float, float]) -> None:
    figure = Figure(figsize=size)
    ax = figure.add_axes((0, 0, 1, 1))
    assert drawn.drawn(river_scene, ax=ax) is ax
    spots = places(ax)
    assert (spots >= 0).all()
    assert (spots <= np.array(size) * 72).all()
    if min(size) > 2:
        assert not drawn.overlaps(ax)


@pytest.mark.parametrize(
    ("people", "pairs", "status", "says"),
    [
        (0, [], "respondent", "There are no people in these data"),
        (1, [], "respondent", "There is one person in these data"),
        (2, [(0, 1)], "respondent", "arrow: from a voice"),
        (9, [], "respondent", "No ties were reported"),
        (9, [], "named_only", "Nobody answered"),
    ],
)
@pytest.mark.parametrize("view", ["rings", "neighbourhood"])
def test_the_smallest_networks_are_drawn_and_say_what_they_cannot_show(
    people: int, pairs: list[tuple[int, int]], status: str, says: str, view: str
) -> None:
    net = drawn.network(people, pairs, status=[status] * people)
    ax = drawn.drawn(drawn.scene_of({"": net}), view)
    assert says in words_of(ax)
    assert not drawn.overlaps(ax)


def test_names_are_drawn_only_where_asked_for_and_then_with_a_banner(river: Waves) -> None:
    coded = words_of(drawn.drawn(drawn.scene_of(river, groups="group")))
    named = drawn.scene_of(river, groups="group", label="id")
    shown = words_of(drawn.drawn(named, "neighbourhood"))
    ids = [str(each) for each in river["2"].people.index]
    assert not [each for each in ids if re.search(rf"\b{each}\b", coded)]
    assert all(re.search(rf"\b{each}\b", shown) for each in ids)
    assert "Personal data" in shown
    assert "Personal data" not in coded


def test_without_a_direction_the_neighbourhood_is_drawn_and_nobody_is_said_to_be_heard() -> None:
    net = csna.PartnerNetwork.from_ties([("Ana", "Bo"), ("Cy", "Bo")])
    ax = csna.draw(net)
    assert "arrow: from the person who answered" in words_of(ax)
    assert "heard" not in csna.alt_text(ax).replace("who is heard", "")


def test_the_alternative_text_says_the_same_and_names_nobody(river_scene: Scene, river: Waves) -> None:
    alt = csna.alt_text(drawn.drawn(river_scene))
    plain = alt.replace("\u2068", "").replace("\u2069", "")
    assert river_scene.asked in alt
    assert f"{len(drawn.frame_of(river_scene).ties)} ties" in plain
    assert "carries a double ring" in plain
    assert not [each for each in river_scene.people["person"] if re.search(rf"\b{each}\b", plain)]
    assert not [each for each in river_scene.people["code"] if re.search(rf"\b{each}\b", plain)]


def test_marks_in_grey_and_print_have_no_colour_and_in_grey_each_group_its_own(river_scene: Scene) -> None:
    for style in ("grey", "print"):
        ax = drawn.drawn(river_scene, style=style)
        fills = [
            c.get_facecolors()[0][:3]
            for c in ax.collections
            if isinstance(c, PathCollection) and len(c.get_facecolors())
        ]
        assert all(np.ptp(fill) < 0.02 for fill in fills)
    from critical_sna.maps.pictures.style import style_named

    greys = sorted(int(style_named("grey").fill(colour)[1:3], 16) for colour in set(river_scene.looks["colour"]))
    assert np.diff(greys).min() >= 15


def test_spanish_words_stand_in_the_picture_and_in_its_alternative_text(river: Waves) -> None:
    ax = drawn.drawn(drawn.scene_of(river, groups="group", language="es"))
    assert "Ronda 2" in words_of(ax)
    assert "Imagen de una red" in csna.alt_text(ax)
    assert "answered" not in words_of(ax) + csna.alt_text(ax)


def test_a_character_the_font_lacks_becomes_a_box_and_the_picture_says_so() -> None:
    net = csna.PartnerNetwork.from_ties([("Ana", "Bo")], reports="seeks_from", question="問 $x^2$ שלום?")
    said = words_of(csna.draw(net))
    assert "□ $x^2$ שלום?" in said
    assert "A small empty box stands for a character" in said


# -- files -----------------------------------------------------------------------------------------------------------

SCRIPT = """
import hashlib, tempfile, pandas as pd, critical_sna as csna
net = csna.PartnerNetwork.from_ties([(f"n{i}", f"n{(i * 7 + k) % 23}") for i in range(23) for k in (1, 2, 5)],
                                    reports="seeks_from", question="Whom do you ask?")
team = pd.Series([str(int(i[1:]) % 3) for i in net.people.index], index=net.people.index)
with tempfile.TemporaryDirectory() as folder:
    for view in ("rings", "voice", "waves", "groups"):
        waves = {"1": net, "2": net.threshold(1.0)}
        ax = csna.draw(waves, voice={w: csna.heard_by(net) for w in waves}, groups=team, view=view, seed=3)
        for ending in ("png", "svg", "pdf") if view == "rings" else ("svg",):
            path = csna.save_picture(ax, f"{folder}/{sys.argv[1]}.{ending}", dpi=60)
            print(view, ending, hashlib.sha256(path.read_bytes()).hexdigest())
print("matplotlib.pyplot" in sys.modules)
"""


def test_the_same_input_and_seed_give_the_same_bytes_whatever_the_hash_seed() -> None:
    """Python's hash seed of this run is random, that of the other one is not."""
    environment = {**os.environ, "PYTHONHASHSEED": "1"}
    command = [sys.executable, "-W", "error", "-c", f"import sys\n{SCRIPT}", "other"]
    other = subprocess.run(command, env=environment, capture_output=True, text=True, check=True).stdout
    printed: list[str] = []
    exec(
        SCRIPT.replace("sys.argv[1]", "'mine'"),
        {"sys": sys, "print": lambda *words: printed.append(" ".join(map(str, words)))},
    )
    assert other.splitlines()[:6] == printed[:6]
    assert other.splitlines()[6] == "False"


def secret_people() -> csna.PartnerNetwork:
    names = [f"Canary Persona {word}" for word in ("Quill", "Brook", "Fenn", "Marsh", "Holt", "Vale")]
    pairs = [(names[i], names[(i + k) % 6]) for i in range(6) for k in (1, 2)]
    return csna.PartnerNetwork.from_ties(pairs, reports="seeks_from")


@pytest.mark.parametrize("ending", ["png", "svg", "pdf"])
def test_a_file_says_neither_when_nor_where_nor_who_and_carries_the_alternative_text(
    tmp_path: Path, ending: str
) -> None:
    net = secret_people()
    ax = csna.draw(net, voice=csna.heard_by(net))
    with matplotlib.rc_context({"pdf.compression": 0}):
        content = csna.save_picture(ax, tmp_path / f"map.{ending}", dpi=60).read_bytes()
    for canary in (
        b"Canary",
        b"Persona",
        b"Quill",
        b"/work",
        b"/home",
        b"/root",
        b"atplotlib",
        b"CreationDate",
        b"mpl-",
    ):
        assert canary not in content
    assert str(tmp_path).encode() not in content
    assert not re.search(rb"20\d\d-\d\d-\d\d|D:20\d\d", content)
    if ending == "svg":
        text = content.decode()
        assert "<title>Whose voice is heard" in re.sub("[\u2068\u2069]", "", text)
        assert text.count("<desc>") == 1
        assert not re.search(r"(src|href)=\"(?!#|data:)", text)
    else:
        assert (b"Description" if ending == "png" else b"/Subject") in content


def test_many_ties_are_one_picture_inside_an_svg_and_stay_lines_elsewhere(tmp_path: Path) -> None:
    scene = drawn.scene_of({"": drawn.crowd(people=80, groups=3, ties=1300)}, groups="sector")
    ax = drawn.drawn(scene)
    svg = csna.save_picture(ax, tmp_path / "map.svg").read_text(encoding="utf-8")
    assert svg.count("data:image/png;base64,") >= 1
    assert len(svg) < 1_500_000
    assert not [c for c in ax.collections if c.get_rasterized()]
    assert b"/Subtype /Image" not in csna.save_picture(ax, tmp_path / "map.pdf").read_bytes()


def test_a_notebook_shows_the_picture_with_its_alternative_text(river_scene: Scene) -> None:
    shown = drawn.drawn(river_scene)._repr_html_()
    assert shown.startswith('<img alt="Network picture: ')
    assert "data:image/png;base64," in shown


def test_settings_of_a_user_change_nothing(river_scene: Scene) -> None:
    plain = saving.to_bytes(drawn.drawn(river_scene).figure, ".svg", title="", alt="", dpi=60)
    with matplotlib.rc_context(
        {"font.size": 30, "lines.linewidth": 9, "svg.fonttype": "none", "path.sketch": (5, 9, 2)}
    ):
        theirs = saving.to_bytes(drawn.drawn(river_scene).figure, ".svg", title="", alt="", dpi=60)
    assert plain == theirs


# -- what is refused -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("options", "error", "mend"),
    [
        ({"view": "ring"}, UnknownNameError, "did you mean 'rings'?"),
        ({"style": "color"}, UnknownNameError, "did you mean 'colour'?"),
        ({"wave": "3"}, UnknownNameError, "choose one of"),
        ({"language": "xx"}, UnknownNameError, "choose one of"),
        ({"groups": "grop"}, UnknownNameError, "did you mean 'group'?"),
        ({"ax": "here"}, WrongTypeError, "give one Axes, or none"),
        ({"seed": -1}, WrongTypeError, "give seed=0"),
    ],
)
def test_what_is_not_there_is_refused_with_the_mend(
    river: Waves, options: dict[str, Any], error: type[Exception], mend: str
) -> None:
    with pytest.raises(error, match=re.escape(mend)):
        csna.draw(river, **options)


def test_without_matplotlib_the_error_says_what_to_install(river: Waves, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(needed, "find_spec", lambda name: None)
    for call in (lambda: csna.draw(river), lambda: csna.alt_text(None), lambda: csna.save_picture(None, "map.png")):
        with pytest.raises(MissingPackageError, match=re.escape("pip install 'critical-sna[pictures]'")) as fault:
            call()
        assert isinstance(fault.value, ImportError)


def test_other_endings_and_axes_without_a_picture_are_refused(river_scene: Scene, tmp_path: Path) -> None:
    ax = drawn.drawn(river_scene)
    with pytest.raises(UsageError, match=re.escape("for instance map.png")):
        csna.save_picture(ax, tmp_path / "map.gif")
    with pytest.raises(UsageError, match="between 20 and 1200"):
        csna.save_picture(ax, tmp_path / "map.png", dpi=5)
    with pytest.raises(UsageError, match="no picture of this library"):
        csna.save_picture(Figure().add_subplot(), tmp_path / "map.png")
    with pytest.raises(WrongTypeError):
        csna.alt_text(None)
    assert not list(tmp_path.iterdir())


def test_networks_too_large_for_a_picture_are_refused(river: Waves, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("critical_sna._core.limits.PICTURE_PEOPLE", 10)
    with pytest.raises(TooLargeError, match=re.escape("net.collapse(by=...)")):
        csna.draw(river)
