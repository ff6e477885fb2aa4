"""What a map says above and beside the picture: its title, the question, the waves, the levels, what is missing."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from critical_sna._core import limits
from critical_sna.maps import codes
from critical_sna.maps.grouping import Grouping
from critical_sna.network import PartnerNetwork
from critical_sna.words import Speaker

MOST_LEVELS = 7


def title(net: PartnerNetwork, flow: bool, say: Speaker) -> str:
    """Name the map after its relation; without a direction it claims nothing about being heard."""
    key = "map.title" if flow else "map.title_no_flow"
    return say(f"{key}_relation", relation=codes.isolate(codes.clean(net.relation))) if net.relation else say(key)


def asked(net: PartnerNetwork, say: Speaker) -> str:
    """Quote the question as it was asked, or say that it was not recorded."""
    if net.question:
        return say("map.asked", question=codes.isolate(codes.clean(net.question, longest=400)))
    if net.relation:
        return say("map.asked_relation", relation=codes.isolate(codes.clean(net.relation)))
    return say("map.asked_nothing")


def cuts(nets: Sequence[PartnerNetwork]) -> npt.NDArray[np.float64]:
    """Give the strengths a reader may ask for at least; the first takes every tie."""
    strength = np.concatenate([net.ties["strength"].to_numpy(dtype=float) for net in nets])
    found = np.unique(strength)
    if len(found) > MOST_LEVELS:
        found = np.unique(np.concatenate([found[:1], np.quantile(strength, [0.25, 0.5, 0.75, 0.9], method="higher")]))
    return found if len(found) else np.ones(1)


def levels(nets: Sequence[PartnerNetwork], say: Speaker) -> tuple[npt.NDArray[np.float64], tuple[str, ...]]:
    """Give these strengths and their words."""
    found = cuts(nets)
    return found, (say("map.level_all"), *(level_word(nets[0], cut, say) for cut in found[1:]))


def level_word(net: PartnerNetwork, cut: float, say: Speaker) -> str:
    """Say 'this strong or more' in the words of the scale, or as a number where it has none."""
    word = net.level_of(cut)
    if word is not None:
        return say("map.level_label", label=codes.isolate(codes.clean(word)))
    return say("map.level_number", value=f"{cut:g}".replace(".", say("map.decimal_mark")))


def wave_name(name: str, say: Speaker) -> str:
    """Give a wave a name that stands in a sentence: a bare number becomes 'Wave 2'."""
    text = codes.clean(name, empty="")
    return say("map.wave_number", number=text) if text.isdecimal() else text


def notes(
    nets: Sequence[PartnerNetwork], *, flow: bool, judged: bool, group: Grouping | None, say: Speaker
) -> tuple[str, ...]:
    """Say what this map cannot show, and why."""
    people = max(net.n_people for net in nets)
    if people < 2:
        return (say("map.note_alone" if people else "map.note_nobody"),)
    found = []
    if not any(net.answered.any() for net in nets):
        found.append(say("map.note_nobody_answered"))
    elif not any(net.n_ties for net in nets):
        found.append(say("map.note_no_ties"))
    elif flow and not judged:
        large = people > limits.VIS_PEOPLE
        found.append(say("map.note_periphery_large" if large else "map.note_no_periphery", most=limits.VIS_PEOPLE))
    if group is None:
        found.append(say("map.note_no_groups"))
        return tuple(found)
    if group.merged:
        found.append(say("map.note_other_groups", n=group.merged))
    if group.single:
        found.append(say("map.note_single_groups"))
    return tuple(found)
