"""From networks and measure tables to charts: the only file of charts that asks other packages for numbers."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

import numpy as np
import numpy.typing as npt
import pandas as pd

from critical_sna._core import limits
from critical_sna._core.frames import UNKNOWN_GROUP, labels_of
from critical_sna.equity.disaggregate import disaggregate
from critical_sna.equity.hiding import Hiding, withheld
from critical_sna.errors import UsageError, WrongTypeError
from critical_sna.maps import captions
from critical_sna.maps.charts.chart import Chart, Floats, Mask
from critical_sna.maps.codes import clean, isolate
from critical_sna.network.partner import PartnerNetwork
from critical_sna.words import Speaker, say, speaker

Groups = str | pd.Series
Waves = Mapping[str, PartnerNetwork]
Ints = npt.NDArray[np.int64]
Measure = Callable[[PartnerNetwork], pd.Series]
MOST_WAVES = 6
"""Waves drawn beside each other; of more, the last ones."""


def audibility(
    net: PartnerNetwork,
    groups: Groups,
    table: pd.DataFrame | None,
    *,
    pass_probability: float,
    seed: int,
    language: str,
) -> Chart:
    """How likely a voice of each group reaches a person of each other."""
    from critical_sna.voice.audible import audibility as computed

    who = Hiding(net, net.group_labels(groups, where="chart_audibility(groups=...)"))
    if table is None:
        table = computed(net, groups=groups, pass_probability=pass_probability, seed=seed)
    words = audibility_words(net, pass_probability=pass_probability, language=language)
    values = table.reindex(index=list(who.names), columns=list(who.names)).to_numpy(dtype=float)
    hidden = who.hidden_voices[:, None] | who.hidden_hearers[None, :]
    tell = _Teller(net, language)
    return replace(
        words,
        rows=tell.groups(who.names),
        columns=tell.groups(who.names),
        figures=values,
        hidden=hidden,
        below=(*words.below, *tell.hides(who, who.hidden_voices | who.hidden_hearers)),
    )


def audibility_words(net: PartnerNetwork, *, pass_probability: float, language: str) -> Chart:
    """Give the words of a chart of audibility, without any group."""
    tell = _Teller(net, language)
    nothing = np.zeros((0, 0))
    return Chart(
        "heat",
        tell("chart_audibility"),
        tell.above(),
        (tell("chart_audibility_read", percent=f"{round(100 * pass_probability)} %"),),
        tell("chart_audibility_corner"),
        (),
        (),
        nothing,
        nothing.astype(bool),
        language=language,
    )


def brokerage(net: PartnerNetwork, groups: Groups, table: pd.DataFrame | None, *, language: str) -> Chart:
    """Mean brokerage of each role by group, with its range over answers that are missing."""
    from critical_sna.measures.brokers.brokerage import ROLES
    from critical_sna.measures.brokers.brokerage import brokerage as computed

    who = Hiding(net, net.group_labels(groups, where="chart_brokerage(groups=...)"))
    told = computed(net, groups=groups) if table is None else table
    spoke = net.answered
    parts = [_by_row(told[list(ROLES)].to_numpy(dtype=float)[spoke], who, spoke)]
    ends = _brokerage_ends(net, groups, list(ROLES))
    parts += [_by_row(end[spoke], who, spoke) for end in ends]
    tell = _Teller(net, language)
    hidden = _with_everyone(who.hidden_answers, len(ROLES))
    return Chart(
        "intervals",
        tell("chart_brokerage"),
        tell.above(),
        (tell("chart_brokerage_read" if ends else "chart_brokerage_no_range"), *tell.hides(who, who.hidden_answers)),
        tell("chart_group"),
        (tell("chart_everyone"), *tell.groups(who.names)),
        tuple(tell(f"chart_role_{role}") for role in ROLES),
        parts[0],
        hidden,
        low=parts[1] if ends else None,
        high=parts[2] if ends else None,
        percent=False,
        language=language,
    )


def _brokerage_ends(net: PartnerNetwork, groups: Groups, roles: list[str]) -> list[Floats]:
    """Give the least and the most that missing answers could make of each person's roles, where it can be told."""
    from critical_sna.voice.broker_range import brokerage_range

    if net.n_people > limits.CHART_RANGE_PEOPLE or not net.n_people:
        return []
    found = brokerage_range(net, groups=groups)
    wide = found.reset_index().pivot_table(index="person", columns="role", values=["lowest", "highest"], dropna=False)
    return [wide[end].loc[net.people.index, roles].to_numpy(dtype=float) for end in ("lowest", "highest")]


def _by_row(values: Floats, who: Hiding, spoke: Mask) -> Floats:
    """Give the mean over everybody and over each group; NaN where there is nobody."""
    assert who.labels is not None  # noqa: S101  charts are by group
    labels = who.labels.to_numpy()[spoke]
    masks = [np.ones(len(values), dtype=bool), *(labels == name for name in who.names)]
    return np.array([values[m].mean(axis=0) if m.any() else np.full(values.shape[1], np.nan) for m in masks])


def voice(net: PartnerNetwork, groups: Groups, table: pd.DataFrame | None, *, language: str) -> Chart:
    """How many voices of each group are heard by no one yet, a few, some, many."""
    from critical_sna.voice.heard import BANDS, UNKNOWN_BAND, heard_by

    who = Hiding(net, net.group_labels(groups, where="chart_voice(groups=...)"))
    assert who.labels is not None  # noqa: S101  charts are by group
    band = (heard_by(net) if table is None else table)["band"].reindex(net.people.index)
    place = (
        band.fillna(UNKNOWN_BAND).map({name: i for i, name in enumerate((*BANDS, UNKNOWN_BAND))}).to_numpy(dtype=int)
    )
    group = np.array([who.names.index(name) for name in who.labels], dtype=int)
    counts = np.zeros((len(who.names), len(BANDS) + 1))
    np.add.at(counts, (group, place), 1)

    def all_alike(hidden: Mask, _: int) -> bool:
        """Say whether everybody hidden stands in one band."""
        return bool((counts[hidden].sum(axis=0) > 0).sum() == 1)

    hides = who.hidden_voices | withheld(who.people, who.count(net.asked), gives_away=all_alike)
    every = np.vstack([counts.sum(axis=0), counts])
    sizes = every.sum(axis=1, keepdims=True)
    tell = _Teller(net, language)
    kinds = [*range(len(BANDS)), -1]
    if not counts[:, -1].any():  # everything is known
        kinds, every = kinds[:-1], every[:, :-1]
    return Chart(
        "bands",
        tell("chart_voice"),
        tell.above(),
        (tell("chart_voice_read"), *tell.hides(who, hides)),
        tell("chart_group"),
        (tell("chart_everyone"), *tell.groups(who.names)),
        tuple(say(f"map.page_band_{kind}", language=language) for kind in kinds),
        np.divide(every, sizes, out=np.full_like(every, np.nan), where=sizes > 0),
        _with_everyone(hides, len(kinds)),
        language=language,
    )


def response(waves: Waves, groups: Groups | None, *, language: str) -> Chart:
    """Who answered of those who were asked, by group and wave."""
    names, nets, tell = _last(waves, language)
    labels = _labels(nets, groups)
    everybody = tuple(sorted(set(labels) - {UNKNOWN_GROUP})) + (
        (UNKNOWN_GROUP,) if UNKNOWN_GROUP in set(labels) else ()
    )
    counts = []
    for net in nets:
        mine = labels.reindex(net.people.index)
        counts += [
            mine[mask].value_counts().reindex(list(everybody), fill_value=0).to_numpy(dtype=np.int64)
            for mask in (np.ones(net.n_people, dtype=bool), net.asked, net.answered)
        ]
    people, asked, answered = (np.column_stack(counts[kind::3]).astype(np.int64) for kind in range(3))

    def all_alike(hidden: Mask, column: int) -> bool:
        """Say whether everybody hidden answered, or nobody did, where that is not so of everybody."""
        wave = column // 2
        all_asked, all_answered = asked[:, wave].sum(), answered[:, wave].sum()
        left = (int(asked[hidden, wave].sum()), int(answered[hidden, wave].sum()))
        return bool(0 < all_answered < all_asked) and left[0] > 0 and left[1] in (0, left[0])

    both: list[Ints] = [column for wave in range(len(nets)) for column in (people[:, wave], asked[:, wave])]
    hides = (
        withheld(*both, gives_away=all_alike) if groups is not None and both else np.zeros(len(everybody), dtype=bool)
    )
    if groups is None:
        everybody, hides = (), np.zeros(0, dtype=bool)
        asked, answered = (
            asked[:0].sum(axis=0, keepdims=True) * 0 + asked.sum(axis=0),
            answered.sum(axis=0, keepdims=True),
        )
    else:
        asked, answered = (np.vstack([part.sum(axis=0), part]) for part in (asked, answered))
    asked, answered = asked.astype(float), answered.astype(float)
    return Chart(
        "dots",
        tell("chart_response"),
        (captions.asked(nets[-1], tell.say),),
        (tell("chart_response_read"), *tell.fewer(waves), *tell.hides_named(everybody, hides)),
        tell("chart_group"),
        (tell("chart_everyone"), *tell.groups(everybody)),
        names,
        np.divide(answered, asked, out=np.full_like(asked, np.nan), where=asked > 0),
        _with_everyone(hides, len(nets)),
        language=language,
    )


def slopes(waves: Waves, groups: Groups, measure: Measure | None, *, language: str) -> Chart:
    """The mean of a measure by group, wave by wave."""
    names, nets, tell = _last(waves, language)
    labels = _labels(nets, groups)
    taken = measure or (_share_heard if nets[-1].reports is not None else _named_by)
    columns = {}
    for name, net in zip(names, nets, strict=True):
        values = taken(net)
        if not isinstance(values, pd.Series):
            raise WrongTypeError(
                f"The measure gave a {type(values).__name__}, not one number a person.",
                where="chart_waves(measure=...)",
                mend="measure=csna.in_degree, or lambda net: csna.heard_by(net)['share']",
            )
        columns[name] = values.reindex(labels.index).astype(float)
    split = disaggregate(pd.DataFrame(columns, index=labels.index), by=labels)
    assert isinstance(split.by_group, pd.DataFrame)  # noqa: S101  a frame went in
    known = [name for name in split.by_group.index if name != UNKNOWN_GROUP]
    order = (*known, *(name for name in split.by_group.index if name == UNKNOWN_GROUP))
    hides = np.array([name in split.withheld for name in order], dtype=bool)
    means = np.vstack([np.asarray(split.overall, dtype=float), split.by_group.loc[list(order)].to_numpy(dtype=float)])
    percent = measure is None and nets[-1].reports is not None
    key = "heard" if percent else "named" if measure is None else "measure"
    what = str(getattr(measure, "__name__", "")) if measure is not None else ""
    return Chart(
        "slopes",
        tell(f"chart_slopes_{key}", measure=what if what.isidentifier() else ""),
        (captions.asked(nets[-1], tell.say),),
        (tell("chart_slopes_read", rates=_rates(nets, names)), *tell.fewer(waves), *tell.hides_named(order, hides)),
        tell("chart_group"),
        (tell("chart_everyone"), *tell.groups(order)),
        names,
        means,
        _with_everyone(hides, len(nets)),
        percent=percent,
        language=language,
    )


def _share_heard(net: PartnerNetwork) -> pd.Series:
    from critical_sna.voice.heard import heard_by

    return heard_by(net)["share"]


def _named_by(net: PartnerNetwork) -> pd.Series:
    from critical_sna.measures.positions.degree import in_degree

    return in_degree(net)


def _rates(nets: Sequence[PartnerNetwork], names: Sequence[str]) -> str:
    shares = ["?" if np.isnan(net.response_rate) else f"{round(100 * net.response_rate)} %" for net in nets]
    return ", ".join(f"{name} {share}" for name, share in zip(names, shares, strict=True))


def _last(waves: Waves, language: str) -> tuple[tuple[str, ...], list[PartnerNetwork], _Teller]:
    """Give the names and networks of the last waves."""
    chosen = list(waves.items())[-MOST_WAVES:]
    nets = [net for _, net in chosen]
    tell = _Teller(nets[-1], language)
    names = [captions.wave_name(name, tell.say) or tell("chart_only_wave") for name, _ in chosen]
    if len(set(names)) < len(names):
        raise UsageError(say("pictures.error_same_waves"), where="chart", mend=say("pictures.error_same_waves_mend"))
    return tuple(names), nets, tell


def _labels(nets: Sequence[PartnerNetwork], groups: Groups | None) -> pd.Series:
    """Give each person's group, by the latest wave that knows it."""
    ids = sorted(set().union(*(net.people.index for net in nets)))
    found = pd.Series(UNKNOWN_GROUP, index=pd.Index(ids, dtype="str", name="person"), dtype="str")
    for net in nets if groups is not None else ():
        if isinstance(groups, pd.Series):
            groups = groups.reindex(groups.index.union(net.people.index))
        labels = net.group_labels(groups, where="chart(groups=...)") if groups is not None else found
        told = labels[labels != UNKNOWN_GROUP]
        found.loc[told.index] = told
    return labels_of(found).fillna(UNKNOWN_GROUP).astype("str")


def _with_everyone(hides: Mask, columns: int) -> Mask:
    """Give (1 + groups, columns): the row of everybody is hidden where every group is."""
    rows = np.concatenate([[bool(len(hides)) and bool(hides.all())], hides])
    return np.repeat(rows[:, None], columns, axis=1)


class _Teller:
    """Says phrases of charts in one language, about one network."""

    def __init__(self, net: PartnerNetwork, language: str) -> None:
        self.net, self.language = net, language
        self.say: Speaker = speaker(language)

    def __call__(self, key: str, **values: object) -> str:
        return say(f"pictures.{key}", language=self.language, **values)

    def above(self) -> tuple[str, ...]:
        """Give the question as asked, how it is read, and how many answered."""
        asked, answered = int(self.net.asked.sum()), int(self.net.answered.sum())
        rate = f"{round(100 * answered / asked)} %" if asked else ""
        words = (
            self.say("map.page_answered", n=asked, answered=answered, percent=rate)
            if asked
            else self.say("map.page_asked_nobody")
        )
        wave = captions.wave_name(self.net.wave, self.say) if self.net.wave else ""
        read = self.say(f"map.read_{self.net.reports or 'not_declared'}")
        return captions.asked(self.net, self.say), f"{isolate(wave)}: {words}" if wave else words, read

    def groups(self, names: Sequence[str]) -> tuple[str, ...]:
        """Give groups as they are written."""
        return tuple(isolate(clean(name)) if name != UNKNOWN_GROUP else self.say("map.unknown_group") for name in names)

    def hides(self, who: Hiding, hidden: Mask) -> tuple[str, ...]:
        """Say which groups are hidden."""
        return self.hides_named(who.names, hidden)

    def hides_named(self, names: Sequence[str], hidden: Mask) -> tuple[str, ...]:
        """Say which of these groups are hidden."""
        out = [name for name, is_hidden in zip(self.groups(names), hidden, strict=True) if is_hidden]
        if not out:
            return ()
        return (self("chart_hidden", n=len(out), names=", ".join(out), size=limits.MIN_GROUP),)

    def fewer(self, waves: Waves) -> tuple[str, ...]:
        """Say that only the last waves are drawn."""
        return (self("chart_last_waves", n=MOST_WAVES, of=len(waves)),) if len(waves) > MOST_WAVES else ()
