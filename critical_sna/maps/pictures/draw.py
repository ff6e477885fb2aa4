"""``csna.draw``: the map as a static picture. This file loads without matplotlib and says where it is missing."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import pandas as pd

from critical_sna._core import limits
from critical_sna._core.randomness import generator
from critical_sna.errors import TooLargeError, UnknownNameError, UsageError, did_you_mean
from critical_sna.maps import compose as scenes
from critical_sna.maps.network_map import NetworkMap
from critical_sna.maps.pictures import needed
from critical_sna.maps.pictures.frame import Frame
from critical_sna.maps.scene import NOT_PART
from critical_sna.maps.views import PEOPLE, TABLE, VIEWS, View, views_of
from critical_sna.network import PartnerNetwork
from critical_sna.words import say, speaker

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from critical_sna.maps.scene import Scene

Waves = Mapping[str, PartnerNetwork]
StyleName = Literal["colour", "grey", "print"]


def draw(
    net: PartnerNetwork | Waves,
    *,
    groups: str | pd.Series | None = None,
    voice: pd.DataFrame | Mapping[str, pd.DataFrame] | None = None,
    highlight: str | Iterable[str] | None = None,
    wave: str | None = None,
    before: str | None = None,
    label: str = "code",
    view: str = "rings",
    style: StyleName = "colour",
    ax: Axes | None = None,
    title: str | None = None,
    seed: int = 0,
    language: str = "en",
) -> Axes:
    """Draw who hears whom as a picture for a page, a slide or a poster.

    The same scene, places and words as ``map_network``: the question as it was asked, how it is read, the wave and how
    many answered are part of the picture, and so is the legend.

    Parameters
    ----------
    net
        A network, or one for each wave. Several waves are laid out together, so that codes and places are those of the
        map of all waves; one of them is drawn.
    groups, voice, highlight, label, title
        As in ``map_network``. Any ``label`` but ``code`` prints names or ids, and a banner.
    wave
        Which wave to draw; left out, the last.
    before
        With ``view="waves"``, the wave that it is laid over; left out, the one before.
    view
        ``rings``, ``flip``, ``neighbourhood``, ``voice`` (the highlighted person's, or the first one: through whom it
        travels), ``groups`` (which hear which, as arcs and as a table) or ``waves`` (two over each other). Where no
        direction was declared, ``neighbourhood`` in place of rings.
    style
        ``colour``; ``grey``; or ``print``: black lines without half tones, for a photocopier. In each of them shape and
        letter tell the groups apart.
    ax
        Axes of matplotlib to draw into, as large as they are now; left out, a new figure as high as the picture needs.
    seed
        Fixes codes and places: the same input and seed give the same bytes, with ``save_picture``.
    language
        Language of the words.

    Returns
    -------
    matplotlib Axes, whose units are points (1/72 inch).
        ``save_picture(ax, path)`` writes PNG, SVG or PDF, ``alt_text(ax)`` gives the picture in words, and
        ``ax.get_figure()`` is the figure. People who did not answer are drawn hollow; nobody is dropped.

    Raises
    ------
    MissingPackageError
        matplotlib is not installed (``pip install 'critical-sna[pictures]'``).
    UsageError, PrivacyError
        As ``map_network``; the view ``table``, which is words; ``groups`` without groups, ``waves`` with one wave, a
        ``before`` that is the wave drawn or another view's, or a followed voice that was not part of the wave.
    UnknownNameError
        A view, style, wave, language, column or person that is not there.
    WrongTypeError
        ``ax`` is no Axes.
    TooLargeError
        Above 20,000 people or 200,000 ties.

    Notes
    -----
    Codes are left out above 150 people, arrowheads above 2,500 ties, double rings above 500 people (unless ``voice``
    brings them); the picture says so. A person can be guessed from their place: the picture is made for the team.
    Time: as ``map_network``, and O(n + ties).

    References
    ----------
    Rings and sectors: this library's own construct. Layout: Fruchterman & Reingold (1991). Colours: Okabe & Ito (2008).

    Examples
    --------
    >>> import critical_sna as csna
    >>> net = csna.PartnerNetwork.from_ties([("Ana", "Bo"), ("Cy", "Bo")], reports="seeks_from")
    >>> ax = csna.draw(net)
    >>> csna.alt_text(ax).partition(". ")[0]
    'Network picture: \u2068Whose voice is heard?\u2069'
    """
    check_axes(ax)
    scene, shown, earlier = _composed(
        net,
        wave=wave,
        before=before,
        view=view,
        style=style,
        groups=groups,
        voice=voice,
        highlight=highlight,
        label=label,
        title=title,
        seed=seed,
        language=language,
    )
    return draw_scene(scene, wave=shown, before=earlier, view=view, style=style, ax=ax)


def _composed(
    net: PartnerNetwork | Waves,
    *,
    view: str,
    style: str,
    groups: str | pd.Series | None,
    label: str,
    title: str | None,
    seed: int,
    language: str,
    wave: str | None = None,
    before: str | None = None,
    voice: pd.DataFrame | Mapping[str, pd.DataFrame] | None = None,
    highlight: str | Iterable[str] | None = None,
) -> tuple[Scene, int, int | None]:
    """Check what is asked for, and give the scene, the wave to draw, and the one under it where there is one."""
    where = "draw(...)"
    checked = _checked(net, wave=wave, view=view, style=style, seed=seed, language=language, where=where)
    shown = wave_place(checked, wave)
    earlier = _earlier(checked, shown, before, view)
    if view == "groups" and groups is None:
        raise UsageError(say("pictures.error_no_groups"), where=where, mend=say("pictures.error_by_group_mend"))
    scene = scene_of(
        checked, groups=groups, voice=voice, highlight=highlight, label=label, title=title, seed=seed, language=language
    )
    return scene, shown, earlier


def draw_scene(
    scene: Scene, *, wave: int, view: str, style: StyleName, ax: Axes | None, before: int | None = None
) -> Axes:
    """Draw one wave of a scene."""
    from critical_sna.maps.pictures import single

    if view == "voice" and scene.highlight and not (scene.status.iloc[wave, list(scene.highlight)] != NOT_PART).any():
        raise UsageError(
            say("pictures.error_followed"), where="draw(highlight=...)", mend=say("pictures.error_followed_mend")
        )
    chosen = _view(scene, view)
    return single.draw_frame(Frame(scene, wave, chosen, before), style=style, ax=ax)


def _view(scene: Scene, name: str) -> View:
    """Give the view of that name; where the data cannot show it, the one everybody can be seen in."""
    if name == "groups" and scene.n and len(scene.looks) < 2:
        raise UsageError(
            say("pictures.error_one_group"), where="draw(view=...)", mend=say("pictures.error_by_group_mend")
        )
    views = {each.name: each for each in views_of(scene)}
    return views.get(name) or views["neighbourhood"]


def picture_and_key(
    waves: Waves,
    *,
    groups: str | pd.Series | None,
    label: str,
    view: str,
    style: StyleName,
    title: str | None,
    seed: int,
    language: str,
) -> tuple[Axes, NetworkMap]:
    """Draw the last wave, and give the map that has the key of its codes."""
    scene, shown, earlier = _composed(
        waves, view=view, style=style, groups=groups, label=label, title=title, seed=seed, language=language
    )
    return draw_scene(scene, wave=shown, before=earlier, view=view, style=style, ax=None), NetworkMap(scene)


MOST_PANELS = 100


def small_multiples(
    net: PartnerNetwork | Waves,
    *,
    by: Literal["wave", "group"] = "wave",
    groups: str | pd.Series | None = None,
    voice: pd.DataFrame | Mapping[str, pd.DataFrame] | None = None,
    wave: str | None = None,
    label: str = "code",
    view: str = "rings",
    style: StyleName = "colour",
    title: str | None = None,
    seed: int = 0,
    language: str = "en",
) -> list[Axes]:
    """Draw the same people in the same places once for each wave, or once for each group, side by side.

    Parameters
    ----------
    net, groups, voice, label, view, style, title, seed, language
        As in ``draw``.
    by
        ``wave``: a picture for each wave. ``group``: a picture of one wave for each entry of the legend, in which its
        people and their ties stand out and everybody else is faint.
    wave
        With ``by="group"``, which wave; left out, the last.

    Returns
    -------
    list of matplotlib Axes, one a picture, all in one new figure.
        ``save_picture(axes, path)`` writes the figure with the alternative texts of all, ``alt_text(axes[0])`` gives
        one of them.

    Raises
    ------
    MissingPackageError, UsageError, PrivacyError, UnknownNameError, TooLargeError
        As ``draw``; ``by="group"`` without ``groups``; more than 100 pictures.

    Notes
    -----
    In the neighbourhood places are the same in all pictures. In the rings a voice keeps its sector and moves between
    rings as it is heard by more or fewer. Time: as ``draw``, and O(n + ties) for each picture.

    References
    ----------
    Small multiples: Tufte (1983), The visual display of quantitative information.

    Examples
    --------
    >>> import critical_sna as csna
    >>> waves = csna.simulate_collaborative(people=8, waves=2, seed=1)
    >>> axes = csna.small_multiples(waves, groups="group")
    >>> len(axes)
    2
    """
    where = "small_multiples(...)"
    if by not in ("wave", "group"):
        raise UnknownNameError(
            say("pictures.error_by", by=by), where=where, mend=did_you_mean(str(by), ("wave", "group"))
        )
    if by == "group" and groups is None:
        raise UsageError(say("pictures.error_by_group"), where=where, mend=say("pictures.error_by_group_mend"))
    checked = _checked(net, wave=wave, view=view, style=style, seed=seed, language=language, where=where)
    if VIEWS[view].kind != PEOPLE:
        raise UsageError(
            say("pictures.error_multiples", view=view), where=where, mend=say("pictures.error_multiples_mend")
        )
    if len(checked) > MOST_PANELS and by == "wave":
        what = say("pictures.error_panels", n=len(checked), most=MOST_PANELS)
        raise TooLargeError(what, where=where, mend=say("pictures.error_panels_mend"))
    scene = scene_of(
        checked, groups=groups, voice=voice, highlight=None, label=label, title=title, seed=seed, language=language
    )
    chosen = _view(scene, view)
    from critical_sna.maps.pictures import multiples

    if by == "wave":
        frames = [Frame(scene, place, chosen) for place in range(len(scene.waves))]
        return multiples.draw_waves(frames, style=style)
    return multiples.draw_groups(Frame(scene, wave_place(checked, wave), chosen), style=style)


def alt_text(ax: Axes) -> str:
    """Give the words that stand for a picture: for a screen reader, or where the picture cannot be shown.

    Parameters
    ----------
    ax
        What ``draw``, ``small_multiples`` or a chart gave back.

    Returns
    -------
    str
        Sentences: the question as asked, how it is read, how many answered, groups and numbers. Never a person.

    Raises
    ------
    UsageError
        The Axes hold no picture of this library.

    Examples
    --------
    >>> import critical_sna as csna
    >>> net = csna.PartnerNetwork.from_ties([("Ana", "Bo")], reports="seeks_from")
    >>> "1 tie" in csna.alt_text(csna.draw(net))
    True
    """
    needed.check("colour", where="alt_text(ax)")
    from critical_sna.maps.pictures import saving

    return saving.alt_of(ax)


def save_picture(ax: Axes | list[Axes], path: str | os.PathLike[str], *, dpi: float = 150, force: bool = True) -> Path:
    """Write a picture as PNG, SVG or PDF, by the ending of the name; give the path back.

    Unlike ``savefig`` the same picture gives the same bytes on the same versions, and the file says neither when nor
    where nor by whom it was made. PNG, SVG and PDF carry the title and the alternative text.

    Parameters
    ----------
    ax
        What ``draw``, ``small_multiples`` or a chart gave back; the whole figure is written.
    path
        Where to.
    dpi
        Pixels an inch of a PNG.
    force
        Whether a file that is there already is replaced.

    Raises
    ------
    UsageError
        Another ending, a ``dpi`` outside 20 to 1200, or Axes that hold no picture of this library.
    FileError
        Where the folder is missing, or the file exists and ``force`` is False.

    Notes
    -----
    In an SVG letters are outlines, and more than 1,000 ties are one picture inside it.

    Examples
    --------
    >>> import tempfile
    >>> import critical_sna as csna
    >>> net = csna.PartnerNetwork.from_ties([("Ana", "Bo")], reports="seeks_from")
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     csna.save_picture(csna.draw(net), f"{folder}/map.svg").suffix
    '.svg'
    """
    needed.check("colour", where="save_picture(ax)")
    from critical_sna.maps.pictures import saving

    return saving.save(ax, path, dpi=dpi, force=force)


def _checked(
    net: PartnerNetwork | Waves, *, wave: str | None, view: str, style: str, seed: int, language: str, where: str
) -> Waves:
    """Refuse, before any work is done, what cannot be drawn; give the networks by wave."""
    needed.check(style, where=where)
    generator(seed)
    waves = scenes.waves_of(net)
    if not isinstance(view, str) or view not in VIEWS:
        raise UnknownNameError(f"There is no view {view!r}.", where=where, mend=did_you_mean(str(view), drawable()))
    if VIEWS[view].kind == TABLE:
        raise UsageError(say("pictures.error_table"), where=where, mend=say("pictures.error_table_mend"))
    speaker(language, area="pictures")
    people = len(set().union(*(each.people.index for each in waves.values())))
    ties = max(each.n_ties for each in waves.values())
    if people > limits.PICTURE_PEOPLE or ties > limits.PICTURE_TIES:
        facts = {"most": f"{limits.PICTURE_PEOPLE:,}", "most_ties": f"{limits.PICTURE_TIES:,}"}
        what = say("pictures.error_large", people=f"{people:,}", ties=f"{ties:,}", **facts)
        raise TooLargeError(what, where=where, mend=say("pictures.error_large_mend"))
    wave_place(waves, wave)
    return waves


def drawable() -> list[str]:
    """List the views that there is a picture of: all but the table, which is words."""
    return [each.name for each in VIEWS.values() if each.kind != TABLE]


def _earlier(waves: Waves, shown: int, before: str | None, view: str) -> int | None:
    """Give the place of the wave that the one shown is laid over; None where the view shows one wave."""
    if view != "waves":
        if before is not None:
            raise UsageError(say("pictures.error_before_view"), where="draw(before=...)", mend="view='waves'")
        return None
    if len(waves) < 2:
        raise UsageError(say("pictures.error_one_wave"), where="draw(...)", mend=say("pictures.error_one_wave_mend"))
    if before is None:
        return shown - 1 if shown else 1
    place = wave_place(waves, before, argument="before")
    if place == shown:
        raise UsageError(
            say("pictures.error_same_wave", wave=before),
            where="draw(before=...)",
            mend=did_you_mean("", [each for each in waves if each != before]),
        )
    return place


def wave_place(waves: Waves, wave: str | None, *, argument: str = "wave") -> int:
    """Give the place of a wave among the waves; the last where none is named."""
    names = list(waves)
    if wave is None:
        return len(names) - 1
    if wave not in names:
        raise UnknownNameError(
            say("pictures.error_wave", wave=wave), where=f"draw({argument}=...)", mend=did_you_mean(str(wave), names)
        )
    return names.index(wave)


def check_axes(ax: object) -> None:
    """Refuse what is no Axes of matplotlib."""
    from matplotlib.axes import Axes

    from critical_sna.errors import WrongTypeError

    if ax is not None and not isinstance(ax, Axes):
        raise WrongTypeError(
            say("pictures.error_axes", kind=type(ax).__name__), where="draw(ax=...)", mend="give one Axes, or none"
        )


def scene_of(
    waves: Waves,
    *,
    groups: str | pd.Series | None,
    voice: pd.DataFrame | Mapping[str, pd.DataFrame] | None,
    highlight: str | Iterable[str] | None,
    label: str,
    title: str | None,
    seed: int,
    language: str,
) -> Scene:
    """Compose the scene that ``map_network`` would show."""
    people = max(each.n_people for each in waves.values())
    flow = next(iter(waves.values())).reports is not None
    if voice is None and flow and people > limits.PICTURE_MARKED_PEOPLE:
        voice = scenes.heard_alone(waves)
    return scenes.compose(
        waves, groups=groups, voice=voice, highlight=highlight, label=label, title=title, seed=seed, language=language
    )
