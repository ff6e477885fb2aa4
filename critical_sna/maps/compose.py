"""From networks to a scene: the only file of the maps that asks other packages for numbers."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence

import numpy as np
import numpy.typing as npt
import pandas as pd

from critical_sna._core import limits
from critical_sna._core.frames import UNKNOWN_GROUP, column
from critical_sna._core.randomness import generator
from critical_sna.errors import (
    PrivacyError,
    TooLargeError,
    UnknownNameError,
    UsageError,
    WrongTypeError,
    did_you_mean,
)
from critical_sna.maps import captions, codes, grouping, reach
from critical_sna.maps.grouping import Grouping
from critical_sna.maps.network_map import NetworkMap
from critical_sna.maps.scene import (
    ANSWERED,
    DEPENDS,
    LITTLE_HEARD,
    NOT_ASKED,
    NOT_MARKED,
    NOT_PART,
    SILENT,
    UNKNOWN_BAND,
    Scene,
)
from critical_sna.maps.views import VIEWS, views_of
from critical_sna.network import PartnerNetwork
from critical_sna.words import say, speaker

WHERE = "map_network(...)"
NOT_ATTRIBUTES = ("label", "status", "asked")
VERDICTS = {"peripheral": LITTLE_HEARD, "depends on the reading": DEPENDS}
BANDS = {name: place for place, (name, _) in enumerate(limits.HEARD_BANDS)}

Waves = Mapping[str, PartnerNetwork]
Ints = npt.NDArray[np.int64]


def map_network(
    net: PartnerNetwork | Waves,
    *,
    groups: str | pd.Series | None = None,
    voice: pd.DataFrame | Mapping[str, pd.DataFrame] | None = None,
    highlight: str | Iterable[str] | None = None,
    label: str = "code",
    view: str = "rings",
    title: str | None = None,
    language: str = "en",
    seed: int = 0,
) -> NetworkMap:
    """Draw who hears whom as one HTML file that needs no network.

    The page begins with the question as it was asked and how it is read. Where it was never declared which way
    voice travels (``net.reports`` is None) it shows ties as reported and claims nothing about who is heard.

    Parameters
    ----------
    net
        A network, or one for each wave (the same relation, asked the same way).
    groups
        A people column, or a Series on the people: sectors, colours, shapes and letters. People without a group
        stand together as "group not known". Left out, everyone stands in one circle.
    voice
        A table as ``heard_by`` gives it (``band``, ``count``), one for each wave where there are several;
        a column ``verdict`` as in ``periphery`` sets the double rings. Left out, both are computed; so are the bands
        where only a verdict is given.
    highlight
        Ids that are drawn with a bold outline; a single one is followed when the page opens.
    label
        ``code`` (group letter and number in random order), or, on purpose and with a banner on the page,
        ``id``, ``label`` or another people column.
    view
        What the page opens with: ``rings``, ``flip``, ``neighbourhood``, ``voice`` (one voice after the other),
        ``groups`` (which hear which), ``waves`` (two over each other) or ``table``. All that the data can show
        are in the page; where they cannot show this one, it opens with the first.
    title
        The heading; left out, it is made from the relation.
    language
        The words of the page: ``en`` or ``es``. The question, groups and names of ties stay as they were asked.
    seed
        Fixes codes, places and double rings: the same input and seed give the same bytes.

    Returns
    -------
    NetworkMap
        ``.save(path)``, ``.to_html()``, and ``.key`` (code -> person), which is never part of the page.
        People who did not answer are drawn hollow; nobody is dropped.

    Raises
    ------
    UsageError
        Where there is no network, the waves ask different relations or ask them differently, or ``groups`` is
        ``status`` or ``asked``.
    PrivacyError
        Where ``groups`` is ``label``, which holds names.
    UnknownNameError
        A view, a language, a column or a highlighted person that is not there.
    TooLargeError
        Above 100,000 people, or 500,000 ties in a wave.

    Notes
    -----
    Codes do not make people anonymous: in a small collaborative a person can be guessed from their place.
    Time: ``heard_by`` for each wave and level of strength, ``periphery`` for each wave, one force layout.

    References
    ----------
    Rings and sectors: this library's own construct. Layout: Fruchterman & Reingold (1991).

    Examples
    --------
    >>> import critical_sna as csna
    >>> net = csna.PartnerNetwork.from_ties([("Ana", "Bo"), ("Cy", "Bo")], reports="seeks_from")
    >>> csna.map_network(net)
    NetworkMap(3 people, 2 ties, 1 wave)
    """
    waves = waves_of(net)
    _check_size(waves)
    if not isinstance(view, str) or view not in VIEWS:
        raise UnknownNameError(f"There is no view {view!r}.", where=WHERE, mend=did_you_mean(str(view), VIEWS))
    scene = compose(
        waves,
        groups=groups,
        voice=voice,
        highlight=highlight,
        label=label,
        title=title,
        language=language,
        seed=seed,
    )
    shown = [v.name for v in views_of(scene)]
    return NetworkMap(scene, view=view if view in shown else shown[0])


def compose(
    waves: Waves,
    *,
    groups: str | pd.Series | None,
    voice: pd.DataFrame | Mapping[str, pd.DataFrame] | None,
    highlight: str | Iterable[str] | None,
    label: str,
    title: str | None,
    seed: int,
    language: str = "en",
) -> Scene:
    """Turn networks into the tables that a map draws."""
    speak = speaker(language)
    nets = list(waves.values())
    first = nets[0]
    flow = first.reports is not None
    secret = _secret(nets)
    ids = _shuffled(sorted(set().union(*(net.people.index for net in nets))), generator(seed, "map people", secret))
    group = grouping.assign(ids, _group_labels(nets, ids, groups), speak)
    draw = generator(seed, "map codes", secret)
    numbers = codes.number_within(group.of_person, draw)
    letters = group.groups["letter"].tolist()
    code = [f"{letters[g]}{number}" for g, number in zip(group.of_person, numbers, strict=True)]
    names = _texts(nets, "label")
    people = pd.DataFrame(
        {
            "person": pd.Series(ids, dtype="str"),
            "label": pd.Series([names.get(person) for person in ids], dtype="str"),
            "code": pd.Series(code, dtype="str"),
            "shown": pd.Series(_shown(nets, ids, code, label, speak("map.no_name")), dtype="str"),
            "group": group.of_person,
            "order": draw.permutation(len(ids)),
        },
        index=pd.RangeIndex(len(ids), name="number"),
    )
    cuts, words = captions.levels(nets, speak)
    status = _frame([_status(net, ids) for net in nets])
    tables = _voice_tables(waves, voice)
    verdicts = [_verdicts(net, table, flow, seed) for net, table in zip(nets, tables, strict=True)]
    heard = _heard(nets, cuts, tables, ids, flow)
    frames = pd.MultiIndex.from_product([range(len(nets)), range(len(cuts))], names=["wave", "level"])
    marks = _frame([_marks(verdict, ids) for verdict in verdicts])
    heading = captions.title(first, flow, speak) if title is None else title
    return Scene(
        title=codes.clean(heading, longest=120, empty=speak("map.title")),
        asked=captions.asked(first, speak),
        read_as=speak(f"map.read_{first.reports or 'not_declared'}"),
        flow=flow,
        reports=first.reports,
        people=people,
        groups=group.groups,
        looks=group.looks,
        waves=_wave_table(
            list(waves), [captions.wave_name(name, speak) for name in waves], nets, status, marks, verdicts
        ),
        levels=words,
        status=status,
        marks=marks,
        bands=_frame([h["band"] for h in heard], index=frames),
        counts=_frame([h["count"] for h in heard], index=frames),
        could=_frame([h["could"] for h in heard], index=frames),
        ties=_ties(nets, ids, cuts, flow),
        open=_open(nets, ids, flow),
        reach=_reach(nets, cuts, ids, group, flow, frames),
        relation=first.relation or "",
        stamp=_stamp(secret, seed, label, waves, code, ids),
        highlight=_highlight(highlight, ids),
        names=label != "code",
        language=language,
        seed=seed,
        notes=captions.notes(
            nets,
            flow=flow,
            judged=any(verdict is not None for verdict in verdicts),
            group=None if groups is None else group,
            say=speak,
        ),
    )


def waves_of(net: PartnerNetwork | Waves) -> Waves:
    """Give the networks to draw by wave; refuse what is no network, and waves that ask different things."""
    if isinstance(net, PartnerNetwork):
        net = {net.wave or "": net}
    if not isinstance(net, Mapping):
        raise WrongTypeError(
            f"A map is made of a PartnerNetwork or a dict of them, not {type(net).__name__}.", where=WHERE
        )
    entries: list[tuple[object, object]] = list(net.items())
    for wave, each in entries:
        if not isinstance(wave, str) or not isinstance(each, PartnerNetwork):
            what = say("map.error_wave_type", wave=type(wave).__name__, kind=type(each).__name__)
            raise WrongTypeError(what, where=WHERE, mend=say("map.error_wave_type_mend"))
    if not net:
        raise UsageError(say("map.error_no_waves"), where=WHERE, mend="give one network for each wave")
    kinds = {(n.relation, n.reports, n.reporter) for n in net.values()}
    if len(kinds) > 1:
        raise UsageError(say("map.error_waves_differ"), where=WHERE, mend=say("map.error_waves_differ_mend"))
    return net


def _check_size(net: Waves) -> None:
    people = len(set().union(*(n.people.index for n in net.values())))
    ties = max(n.n_ties for n in net.values())
    if people > limits.CANVAS_PEOPLE or ties > limits.CANVAS_TIES:
        raise TooLargeError(
            f"This map would hold {people} people and {ties} ties; it can draw {limits.CANVAS_PEOPLE} and "
            f"{limits.CANVAS_TIES}.",
            where=WHERE,
            mend=(say("map.error_large_wave") if len(net) > 1 else "") + say("map.error_large_mend"),
        )
    places = people * len(net) * len(captions.cuts(list(net.values())))
    if places > limits.MAP_PLACES:
        raise TooLargeError(
            f"This map would hold {places} places of people, over all waves and strengths; it can hold "
            f"{limits.MAP_PLACES}.",
            where=WHERE,
            mend=(say("map.error_large_wave") if len(net) > 1 else "") + say("map.error_large_mend"),
        )


# -- who -------------------------------------------------------------------------------------------------------------


def _shuffled(ids: list[str], draw: np.random.Generator) -> list[str]:
    return [ids[place] for place in draw.permutation(len(ids))]


def _secret(nets: Sequence[PartnerNetwork]) -> str:
    """Give a digest of everything the networks hold.

    The order of people and their codes are drawn from it, so that nobody who has the page and a list of names can
    draw them again: that takes the whole survey. The same input still gives the same page.
    """
    digest = hashlib.sha256()
    for net in nets:
        for table in (net.people.reset_index(), net.ties, net.unknown):
            digest.update(table.to_csv(index=False).encode("utf-8", "replace"))
    return digest.hexdigest()


def _stamp(secret: str, seed: int, label: str, waves: Waves, code: list[str], ids: list[str]) -> str:
    """Give the mark of this map: the same for the same networks, codes and labels, whatever its words or first view."""
    told = [secret, str(seed), label, *waves, *(f"{c}={person}" for c, person in zip(code, ids, strict=True))]
    return hashlib.sha256("\x1f".join(told).encode("utf-8", "replace")).hexdigest()[:24]


def _group_labels(nets: Sequence[PartnerNetwork], ids: list[str], groups: str | pd.Series | None) -> list[str] | None:
    """Give each person's group, by the latest wave that knows it."""
    if groups is None:
        return None
    if isinstance(groups, str):
        _check_attribute(nets, groups)
    found = pd.Series(UNKNOWN_GROUP, index=pd.Index(ids, dtype="str"), dtype="str")
    for net in nets:
        labels = net.group_labels(groups, where=WHERE)
        told = labels[labels != UNKNOWN_GROUP]
        found.loc[told.index] = told
    return found.tolist()


def _check_attribute(nets: Sequence[PartnerNetwork], name: str) -> None:
    """Refuse people columns that are no group of people, and name the attributes there are."""
    for net in nets:
        attributes = _attributes(net)
        mend = say("map.error_groups_mend", name=attributes[0]) if attributes else say("map.error_groups_none")
        if name == "label":
            raise PrivacyError(say("map.error_groups_names"), where=WHERE, mend=mend)
        if name in NOT_ATTRIBUTES:
            raise UsageError(say("map.error_groups_state", name=name), where=WHERE, mend=mend)
        if name not in attributes:
            raise UnknownNameError(
                f"There is no people column named {name!r}.", where=WHERE, mend=did_you_mean(name, attributes)
            )


def _attributes(net: PartnerNetwork) -> list[str]:
    return [str(name) for name in net.people.columns if name not in NOT_ATTRIBUTES]


def _texts(nets: Sequence[PartnerNetwork], name: str) -> dict[str, str]:
    """Give the people's texts in a column, by the latest wave that knows them; nothing where it is not there."""
    found: dict[str, str] = {}
    for net in nets:
        if name in net.people.columns:
            found |= {
                str(i): str(v) for i, v in column(net.people, name, what="people", where=WHERE).items() if pd.notna(v)
            }
    return found


def _shown(nets: Sequence[PartnerNetwork], ids: list[str], code: list[str], label: str, no_name: str) -> list[str]:
    if label == "code":
        return code
    if label == "id":
        return [codes.clean(person, empty=no_name) for person in ids]
    for net in nets:
        if label not in net.people.columns:
            known = ["code", "id", *(["label"] if "label" in net.people.columns else []), *_attributes(net)]
            raise UnknownNameError(
                f"There is no people column named {label!r}.", where=WHERE, mend=did_you_mean(label, known)
            )
    found = _texts(nets, label)
    return [codes.clean(found.get(person), empty=no_name) for person in ids]


def _highlight(highlight: str | Iterable[str] | None, ids: list[str]) -> tuple[int, ...]:
    wanted = [highlight] if isinstance(highlight, str) or not isinstance(highlight or (), Iterable) else highlight or ()
    wanted = list(wanted)
    number = {person: place for place, person in enumerate(ids)}
    for person in wanted:
        if str(person) not in number:
            raise UnknownNameError(
                f"There is no person {person!r} to highlight.", where=WHERE, mend=did_you_mean(str(person), sorted(ids))
            )
    return tuple(sorted({number[str(person)] for person in wanted}))


def _frame(rows: Sequence[Ints], index: pd.Index | None = None) -> pd.DataFrame:
    return pd.DataFrame(np.vstack(rows), index=index)


def _status(net: PartnerNetwork, ids: list[str]) -> Ints:
    at = net.people.index.get_indexer(pd.Index(ids, dtype="str"))
    kinds = np.append(np.where(net.answered, ANSWERED, np.where(net.asked, SILENT, NOT_ASKED)), NOT_PART)
    return np.asarray(kinds[at], dtype=np.int64)


def _wave_table(
    keys: Sequence[str],
    names: Sequence[str],
    nets: Sequence[PartnerNetwork],
    status: pd.DataFrame,
    marks: pd.DataFrame,
    verdicts: Sequence[pd.Series | None],
) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "key": list(keys),
            "name": list(names),
            "asked": [int(net.asked.sum()) for net in nets],
            "answered": [int(net.answered.sum()) for net in nets],
            "not_asked": (status == NOT_ASKED).sum(axis=1).tolist(),
            "n_marked": (marks == LITTLE_HEARD).sum(axis=1).tolist(),
            "n_depends": (marks == DEPENDS).sum(axis=1).tolist(),
            "judged": [verdict is not None for verdict in verdicts],
        }
    )


# -- how widely a voice is heard -------------------------------------------------------------------------------------


def _voice_tables(waves: Waves, voice: pd.DataFrame | Mapping[str, pd.DataFrame] | None) -> list[pd.DataFrame | None]:
    if voice is None:
        return [None] * len(waves)
    given = {next(iter(waves)): voice} if isinstance(voice, pd.DataFrame) else voice
    missing = [wave for wave in waves if wave not in given]
    if missing:
        raise UsageError(
            f"voice has no table for wave {missing[0]!r}.", where=WHERE, mend="give a dict with a table for each wave"
        )
    for wave, net in waves.items():
        _check_voice(given[wave], net)
    return [given[wave] for wave in waves]


def _check_voice(table: object, net: PartnerNetwork) -> None:
    """Refuse a table of voices that says something else than ``heard_by`` and ``periphery`` do, or of nobody here."""
    from critical_sna.voice.heard import UNKNOWN_BAND as UNKNOWN
    from critical_sna.voice.margins import VERDICTS as PERIPHERY_VERDICTS

    if not isinstance(table, pd.DataFrame):
        raise WrongTypeError(
            say("map.error_voice_type", kind=type(table).__name__), where="voice", mend=say("map.error_voice_mend")
        )
    if not table.index.is_unique:
        raise UsageError(say("map.error_voice_twice"), where="voice", mend=say("map.error_voice_mend"))
    if net.n_people and not net.people.index.isin(table.index).any():
        raise UsageError(say("map.error_voice_nobody"), where="voice", mend=say("map.error_voice_mend"))
    if "verdict" not in table:
        column(table, "band", what="voice", where=WHERE)
    words = (
        ("band", "map.error_voice_band", [*BANDS, UNKNOWN]),
        ("verdict", "map.error_voice_verdict", list(PERIPHERY_VERDICTS)),
    )
    for name, key, known in words:
        odd = sorted(set(table[name].dropna().astype(str)) - set(known)) if name in table else []
        if odd:
            raise UnknownNameError(say(key, name=odd[0]), where="voice", mend=did_you_mean(odd[0], known))
    for name in ("count", "could"):
        if name in table:
            values = pd.to_numeric(table[name], errors="coerce").where(table[name].notna(), 0)
            if not values.between(0, limits.CANVAS_PEOPLE).all():
                raise UsageError(
                    say("map.error_voice_count", name=name), where="voice", mend=say("map.error_voice_mend")
                )


def heard_alone(waves: Waves) -> dict[str, pd.DataFrame]:
    """Give how widely each voice is heard, without working out who is little heard: for large networks."""
    from critical_sna.voice.heard import heard_by

    return {wave: heard_by(net) for wave, net in waves.items()}


def _heard(
    nets: Sequence[PartnerNetwork],
    cuts: npt.NDArray[np.float64],
    tables: Sequence[pd.DataFrame | None],
    ids: list[str],
    flow: bool,
) -> list[dict[str, Ints]]:
    from critical_sna.measures.positions.degree import in_degree
    from critical_sna.voice.heard import heard_by

    out = []
    for net, table in zip(nets, tables, strict=True):
        for level, cut in enumerate(cuts):
            part = net.threshold(float(cut)) if level else net
            if not flow:
                heard = pd.DataFrame({"count": in_degree(part)})
            elif table is None or "band" not in table:
                heard = heard_by(part)
                heard["could"] = _could(part, heard)
            else:
                heard = table
            heard = heard.reindex(pd.Index(ids, dtype="str"), columns=["band", "count", "could"])
            out.append(
                {
                    "band": heard["band"].map(BANDS).fillna(UNKNOWN_BAND).to_numpy(dtype=np.int64),
                    "count": heard["count"].fillna(-1).to_numpy(dtype=np.int64),
                    "could": heard["could"].fillna(-1).to_numpy(dtype=np.int64),
                }
            )
    return out


def _could(net: PartnerNetwork, heard: pd.DataFrame) -> pd.Series:
    """Count, for each voice, the answers that could have shown that it is heard: what the share is taken of."""
    from critical_sna.voice.heard import hearing_of, open_cells

    net = net.as_asked()
    how = hearing_of(net)
    voices, _ = open_cells(net, how)
    unheard = how.hearers.sum() - how.hearers - np.bincount(voices, minlength=net.n_people)
    told = heard["share"] > 0
    return pd.Series(unheard, index=net.people.index).where(~told, heard["count"] / heard["share"]).round()


def _verdicts(net: PartnerNetwork, table: pd.DataFrame | None, flow: bool, seed: int) -> pd.Series | None:
    from critical_sna.voice.margins import periphery

    if table is not None:
        return table["verdict"].astype("str") if "verdict" in table else None
    if not flow or not 3 <= net.n_people <= limits.VIS_PEOPLE or not net.n_ties or not net.answered.any():
        return None
    return periphery(net, seed=seed)["verdict"].astype("str")


def _marks(verdict: pd.Series | None, ids: list[str]) -> Ints:
    if verdict is None:
        return np.full(len(ids), NOT_MARKED, dtype=np.int64)
    kinds = verdict.reindex(pd.Index(ids, dtype="str")).map(VERDICTS)
    return np.asarray(kinds.fillna(NOT_MARKED), dtype=np.int64)


# -- ties ------------------------------------------------------------------------------------------------------------


def _ties(nets: Sequence[PartnerNetwork], ids: list[str], cuts: npt.NDArray[np.float64], flow: bool) -> pd.DataFrame:
    number = pd.Index(ids, dtype="str")
    parts = []
    for wave, net in enumerate(nets):
        ties = (net.flow() if flow else net).ties
        parts.append(
            pd.DataFrame(
                {
                    "wave": wave,
                    "source": number.get_indexer(pd.Index(ties["source"])),
                    "target": number.get_indexer(pd.Index(ties["target"])),
                    "level": np.searchsorted(cuts, ties["strength"].to_numpy(dtype=float), side="right") - 1,
                }
            )
        )
    return pd.concat(parts).sort_values(["wave", "source", "target"], ignore_index=True).astype("int64")


def _open(nets: Sequence[PartnerNetwork], ids: list[str], flow: bool) -> pd.DataFrame:
    """Give the pairs (voice, hearer) that somebody who answered left open."""
    number = pd.Index(ids, dtype="str")
    parts = [pd.DataFrame({"wave": [], "voice": [], "hearer": []})]
    for wave, net in enumerate(nets if flow else ()):
        pairs = net.flow().unknown
        ends = {"voice": pairs["source"], "hearer": pairs["target"]}
        parts.append(
            pd.DataFrame({"wave": wave, **{who: number.get_indexer(pd.Index(of)) for who, of in ends.items()}})
        )
    return pd.concat(parts).astype("int64").sort_values(["wave", "voice", "hearer"], ignore_index=True)


def _reach(
    nets: Sequence[PartnerNetwork],
    cuts: npt.NDArray[np.float64],
    ids: list[str],
    group: Grouping,
    flow: bool,
    frames: pd.MultiIndex,
) -> pd.DataFrame:
    """Give the share of possible ties between the legend's groups, for every wave and strength."""
    from critical_sna.measures.groups.mixing import mixing_matrix, possible_ties

    count = len(group.looks)
    texts = [f"{place:03d}" for place in range(count)]
    look = pd.Series([texts[g] for g in group.look_of_person], index=pd.Index(ids, dtype="str"), dtype="str")
    tables = []
    for net in nets:
        mine = look.reindex(net.people.index)
        sizes, told = (
            np.asarray(part.value_counts().reindex(texts, fill_value=0), dtype=np.int64)
            for part in (mine, mine[net.answered])
        )
        sizes = np.where(told > 0, np.minimum(sizes, told), sizes)  # one answer is one person's answer
        turned = net.flow() if flow else net
        for level, cut in enumerate(cuts):
            part = turned.threshold(float(cut)) if level else turned
            ties, possible = (
                table(part, groups=mine).reindex(index=texts, columns=texts, fill_value=0).to_numpy(dtype=float)
                for table in (mixing_matrix, possible_ties)
            )
            if turned.reporter == "target":  # those tables run along reports, this one along voice
                ties, possible = ties.T, possible.T
            tables.append(reach.shares(np.nan_to_num(ties), np.nan_to_num(possible), sizes))
    index = pd.MultiIndex.from_tuples(
        [(*frame, g) for frame in frames for g in range(count)], names=["wave", "level", "look"]
    )
    return pd.DataFrame(np.vstack(tables) if count else np.zeros((0, 0)), index=index)
