"""The sentence of a claim, made from the row of the table it stands in."""

from __future__ import annotations

import math
from collections.abc import Hashable
from typing import Literal

import pandas as pd

from critical_sna.words import say

Style = Literal["share", "points", "number"]
"""How values are written: a share as percent, a difference of two shares in points of 100, or a plain number."""
_SELF = "self_representation_"
_CHANCES = ("voice", "hearing", "decision_voice", "share")
"""Measures whose values are shares or chances."""


def in_words(value: float, style: Style, *, signed: bool = False, unit: bool = True) -> str:
    """Give a value for people; a difference of shares is told in points of 100, said unless ``unit`` is False."""
    if math.isnan(value):
        return say("evidence.not_known")
    if style == "number":
        text = f"{value:+z,.2f}" if signed else f"{value:z,.2f}"
        return text.replace("-", "−")
    if signed or style == "points":
        points = round(100 * value)
        sign = "+" if points > 0 else "−" if points < 0 else ""
        return sign + (say("evidence.points", n=abs(points)) if unit else str(abs(points)))
    if 0 < value < 0.005:
        return say("evidence.under_one_percent")
    if 0.995 <= value < 1:
        return say("evidence.over_99_percent")
    return say("evidence.percent", n=str(round(100 * value)).replace("-", "−"))


def style_of(table: pd.DataFrame, label: Hashable) -> Style:
    """Say how the values of a row are written: shares as percent, what is a difference of shares in points of 100."""
    names = list(table.index.names)
    if table.attrs.get("style") in ("share", "number"):
        return "share" if table.attrs["style"] == "share" else "number"
    if names == ["group", "other", "measure"]:
        return "points" if isinstance(label, tuple) and label[-1] in _CHANCES else "number"
    if names == ["group", "other"]:
        return "points"
    if names in (["group", "measure"], ["voice_of", "heard_by", "figure", "through"]):
        return "share"
    return "share" if label == "weighted_reciprocity" else "number"


def sentence_of(
    table: pd.DataFrame, label: Hashable, value: float, reference: float, side: str, *, hidden: bool
) -> str:
    """Give the sentence of one row; one that is hidden, or not defined, has no numbers in it."""
    names = list(table.index.names)
    parts = [_named(str(part)) for part in label] if isinstance(label, tuple) else [str(label)]
    if hidden or math.isnan(value):
        return say("evidence.claim_none", row=", ".join(part for part in parts if part))
    style = style_of(table, label)
    if (value < reference and side == "above") or (value > reference and side == "below"):
        return say(
            f"evidence.claim_against_{side}",
            row=", ".join(part for part in parts if part),
            value=in_words(value, style),
            reference=in_words(reference, style),
        )
    words: dict[str, str] = {
        "value": in_words(value, style),
        "reference": in_words(reference, style),
        "side": say("evidence.side_same" if value == reference else f"evidence.side_{side}"),
    }
    if names == ["group", "measure"] and isinstance(label, tuple):
        return _periphery(parts[0], str(label[1]), words)
    if names == ["voice_of", "heard_by", "figure", "through"] and isinstance(label, tuple):
        return _pathway(parts, str(label[2]), words)
    if names == ["group", "other", "measure"] and isinstance(label, tuple):
        return _gap(parts, str(label[2]), value - reference, style, side)
    if names == ["group", "role"] and isinstance(label, tuple):
        return say("evidence.claim_role", group=parts[0], role=say(f"evidence.role_{label[1]}"), **words)
    if names == ["group", "other"] and "given" in table.columns:
        given, received = in_words((1 + value) / 2, "share"), in_words((1 - value) / 2, "share")
        return say("evidence.claim_flow", group=parts[0], other=parts[1], given=given, received=received)
    if label == "weighted_reciprocity":
        return say("evidence.claim_mutual", **words)
    return say("evidence.claim_default", row=", ".join(parts), **words)


def _named(part: str) -> str:
    """Put a group's name in quotes; everyone and the decision makers are words of the sentence."""
    if part in (say("pathways.everyone"), say("pathways.decision_makers")):
        return part.strip("()")
    return say("evidence.quoted", name=part)


def _periphery(group: str, measure: str, words: dict[str, str]) -> str:
    key = {"direct": "claim_direct", "two steps": "claim_two_steps"}.get(measure, "claim_passed_on")
    return say(f"evidence.{key}", group=group, measure=say("evidence.quoted", name=measure), **words)


def _pathway(parts: list[str], figure: str, words: dict[str, str]) -> str:
    words |= {"voices": parts[0], "hearers": parts[1]}
    if figure.startswith(_SELF):
        return say("evidence.claim_self", n=int(figure.removeprefix(_SELF)), **words)
    key = "claim_mediation" if figure == "mediation_share" else "claim_dependence"
    return say(f"evidence.{key}", through=parts[3], **words)


def _gap(parts: list[str], measure: str, effect: float, style: Style, side: str) -> str:
    far = in_words(abs(effect), style, signed=style != "number").lstrip("+")
    if measure == "decision_voice":
        word = say("evidence.side_likelier" if side == "above" else "evidence.side_unlikelier")
        return say("evidence.claim_decision_voice", group=parts[0], other=parts[1], side=word, effect=far)
    word = say("evidence.side_more" if side == "above" else "evidence.side_less")
    return say("evidence.claim_gap", group=parts[0], other=parts[1], measure=measure, side=word, effect=far)
