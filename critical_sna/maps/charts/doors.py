"""The charts that ``csna`` shows. Each takes a network or the table of its measure, and gives Axes back."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from critical_sna.errors import DataError, UsageError, WrongTypeError
from critical_sna.maps.charts import numbers
from critical_sna.maps.charts.numbers import Groups, Measure, Waves
from critical_sna.maps.compose import waves_of
from critical_sna.maps.pictures import needed
from critical_sna.maps.pictures.draw import StyleName, check_axes
from critical_sna.network.partner import PartnerNetwork
from critical_sna.words import say, speaker

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from critical_sna.maps.charts.chart import Chart


def chart_audibility(
    data: PartnerNetwork | pd.DataFrame,
    *,
    groups: Groups,
    people: PartnerNetwork | None = None,
    pass_probability: float = 0.5,
    style: StyleName = "colour",
    ax: Axes | None = None,
    title: str | None = None,
    seed: int = 0,
    language: str = "en",
) -> Axes:
    """Draw how likely a voice of one group reaches a person of another, as a heat map.

    Parameters
    ----------
    data
        A network that says which way it was asked, or what ``audibility`` gave for it; then with ``people``.
    groups
        A people column, or a Series on the people.
    people
        The network of a table: it says how large the groups are.
    pass_probability
        The chance that a tie passes a voice on: the one drawn, or the one a table was made with.
    style, ax, title, language
        As in ``draw``.
    seed
        As in ``audibility``.

    Returns
    -------
    matplotlib Axes, with ``alt_text(ax)`` and ``save_picture(ax, path)``.
        Small groups, and what would give them away, are hidden as in the report (a dash); where nobody who answered
        could tell, a question mark.

    Raises
    ------
    MissingPackageError
        matplotlib is not installed.
    SpecError
        The direction of the relation was never declared.
    UsageError, UnknownNameError, WrongTypeError, DataError
        A table without ``people``, or of something else; no such people column, style or language.

    Notes
    -----
    A scenario, not an observation. Time as ``audibility``.

    References
    ----------
    Fish et al. (2019), WWW '19; Bashardoust et al. (2023), FAccT '23.

    Examples
    --------
    >>> import critical_sna as csna
    >>> net = csna.simulate_collaborative(people=20, seed=1)["1"]
    >>> ax = csna.chart_audibility(net, groups="group")
    >>> csna.alt_text(ax).partition(". ")[0]
    'Chart: How likely a voice reaches others'
    """
    _check(style, ax, language, where="chart_audibility(...)")
    net, table = _net_and_table(data, people, call="audibility(net, groups=...)", columns=())
    chart = numbers.audibility(net, groups, table, pass_probability=pass_probability, seed=seed, language=language)
    return _drawn(chart, style, ax, title)


def chart_brokerage(
    data: PartnerNetwork | pd.DataFrame,
    *,
    groups: Groups,
    people: PartnerNetwork | None = None,
    style: StyleName = "colour",
    ax: Axes | None = None,
    title: str | None = None,
    language: str = "en",
) -> Axes:
    """Draw the mean brokerage of each group, role by role, with its range over missing answers.

    Parameters
    ----------
    data
        A network that says which way it was asked, or what ``brokerage`` gave for it; then with ``people``.
    groups, people
        As in ``chart_audibility``.
    style, ax, title, language
        As in ``draw``.

    Returns
    -------
    matplotlib Axes, with ``alt_text(ax)`` and ``save_picture(ax, path)``.
        Means are over those who answered. Small groups, and what would give them away, are hidden (a dash).

    Raises
    ------
    MissingPackageError
        matplotlib is not installed.
    SpecError
        The direction of the relation was never declared.
    UsageError, UnknownNameError, WrongTypeError, DataError
        As ``chart_audibility``.

    Notes
    -----
    The range is the mean of the lowest and of the highest of ``brokerage_range``: no one set of answers need reach it
    for all. It is left out above 300 people, and the chart says so. Time O(n^3) up to there.

    References
    ----------
    Gould & Fernandez (1989), Sociological Methodology 19:89. The range is this library's.

    Examples
    --------
    >>> import critical_sna as csna
    >>> net = csna.simulate_collaborative(people=20, seed=1)["1"]
    >>> ax = csna.chart_brokerage(net, groups="group")
    >>> "within the group" in csna.alt_text(ax)
    True
    """
    _check(style, ax, language, where="chart_brokerage(...)")
    net, table = _net_and_table(data, people, call="brokerage(net, groups=...)", columns=("coordinator", "liaison"))
    return _drawn(numbers.brokerage(net, groups, table, language=language), style, ax, title)


def chart_voice(
    data: PartnerNetwork | pd.DataFrame,
    *,
    groups: Groups,
    people: PartnerNetwork | None = None,
    style: StyleName = "colour",
    ax: Axes | None = None,
    title: str | None = None,
    language: str = "en",
) -> Axes:
    """Draw how widely the voices of each group are heard: by no one yet, a few, some, many.

    Parameters
    ----------
    data
        A network that says which way it was asked, or what ``heard_by`` gave for it; then with ``people``.
    groups, people
        As in ``chart_audibility``.
    style, ax, title, language
        As in ``draw``.

    Returns
    -------
    matplotlib Axes, with ``alt_text(ax)`` and ``save_picture(ax, path)``.
        One bar a group, in four bands and what is not known. Small groups, and what would give them away, are hidden.

    Raises
    ------
    MissingPackageError
        matplotlib is not installed.
    SpecError
        The direction of the relation was never declared.
    UsageError, UnknownNameError, WrongTypeError, DataError
        As ``chart_audibility``.

    Notes
    -----
    Bands, not values: no person can be read from a bar. Time O(n + ties).

    References
    ----------
    This library's reading of in-degree; Freeman (1979), Social Networks 1:215.

    Examples
    --------
    >>> import critical_sna as csna
    >>> net = csna.simulate_collaborative(people=20, seed=1)["1"]
    >>> ax = csna.chart_voice(csna.heard_by(net), groups="group", people=net)
    >>> "heard by many" in csna.alt_text(ax)
    True
    """
    _check(style, ax, language, where="chart_voice(...)")
    net, table = _net_and_table(data, people, call="heard_by(net)", columns=("band",))
    return _drawn(numbers.voice(net, groups, table, language=language), style, ax, title)


def chart_response(
    data: PartnerNetwork | Waves,
    *,
    groups: Groups | None = None,
    style: StyleName = "colour",
    ax: Axes | None = None,
    title: str | None = None,
    language: str = "en",
) -> Axes:
    """Draw which share of those who were asked answered, by group and wave.

    Parameters
    ----------
    data
        A network, or one for each wave; of more than six, the last six are drawn, and the chart says so.
    groups
        A people column, or a Series on the people; left out, everyone together.
    style, ax, title, language
        As in ``draw``.

    Returns
    -------
    matplotlib Axes, with ``alt_text(ax)`` and ``save_picture(ax, path)``.
        A group that is small in one wave is hidden in all of them, and so is what would give it away.

    Raises
    ------
    MissingPackageError
        matplotlib is not installed.
    UsageError, UnknownNameError, WrongTypeError, DataError
        Waves that ask different things or have one name; no such people column, style or language.

    Notes
    -----
    Time O(n) a wave.

    References
    ----------
    Response rate: answered / asked; partial answers count.

    Examples
    --------
    >>> import critical_sna as csna
    >>> waves = csna.simulate_collaborative(people=20, waves=2, seed=1)
    >>> ax = csna.chart_response(waves, groups="group")
    >>> csna.alt_text(ax).partition(". ")[0]
    'Chart: Who answered'
    """
    _check(style, ax, language, where="chart_response(...)")
    return _drawn(numbers.response(waves_of(data), groups, language=language), style, ax, title)


def chart_waves(
    data: PartnerNetwork | Waves,
    *,
    groups: Groups,
    measure: Measure | None = None,
    style: StyleName = "colour",
    ax: Axes | None = None,
    title: str | None = None,
    language: str = "en",
) -> Axes:
    """Draw the mean of a measure in each group, wave by wave, as slopes.

    Parameters
    ----------
    data
        One network for each wave; of more than six, the last six are drawn, and the chart says so.
    groups
        A people column, or a Series on the people; a person's group is that of the latest wave that knows it.
    measure
        What gives one number a person, for instance ``csna.in_degree``; left out, the share of those who answered who
        hear a voice (without a declared direction, ``in_degree``).
    style, ax, title, language
        As in ``draw``.

    Returns
    -------
    matplotlib Axes, with ``alt_text(ax)`` and ``save_picture(ax, path)``.
        Groups are hidden as ``disaggregate`` hides them, all waves together. People without a value in a wave do not
        enter its mean.

    Raises
    ------
    MissingPackageError
        matplotlib is not installed.
    UsageError, UnknownNameError, WrongTypeError, DataError
        As ``chart_response``; a measure that gives something else.

    Notes
    -----
    A line does not say why: people join, leave and stay silent. Time as the measure, for each wave.

    References
    ----------
    This library's own construct, on ``disaggregate``.

    Examples
    --------
    >>> import critical_sna as csna
    >>> waves = csna.simulate_collaborative(people=20, waves=2, seed=1)
    >>> ax = csna.chart_waves(waves, groups="group", measure=csna.in_degree)
    >>> csna.alt_text(ax).partition(". ")[0]
    'Chart: in_degree, wave by wave'
    """
    _check(style, ax, language, where="chart_waves(...)")
    return _drawn(numbers.slopes(waves_of(data), groups, measure, language=language), style, ax, title)


def _check(style: str, ax: object, language: str, *, where: str) -> None:
    needed.check(style, where=where)
    check_axes(ax)
    speaker(language, area="pictures")


def _drawn(chart: Chart, style: StyleName, ax: Axes | None, title: str | None) -> Axes:
    from critical_sna.maps.charts import drawing

    return drawing.draw_chart(chart, style=style, ax=ax, title=title)


def _net_and_table(
    data: object, people: PartnerNetwork | None, *, call: str, columns: tuple[str, ...]
) -> tuple[PartnerNetwork, pd.DataFrame | None]:
    """Give the network, and the table where one was given; the table must be about the people of the network."""
    if isinstance(data, PartnerNetwork):
        return data, None
    where, mend = "chart(data)", say("pictures.error_chart_table_mend", call=f"csna.{call}")
    if not isinstance(data, pd.DataFrame):
        raise WrongTypeError(
            f"This chart is made of one network or its table, not of {type(data).__name__}.", where=where, mend=mend
        )
    if people is None:
        raise UsageError(say("pictures.error_chart_people"), where=where, mend=say("pictures.error_chart_people_mend"))
    of_people = bool(columns)
    fits = set(columns) <= set(data.columns) if of_people else data.index.name == "voice_of"
    if not fits or (of_people and len(people.people.index.difference(data.index))):
        raise DataError(say("pictures.error_chart_table", call=f"csna.{call}"), where=where, mend=mend)
    return people, data
