"""English phrases: whose voice is heard, and why a reading says so."""

from __future__ import annotations

PHRASES: dict[str, str | dict[str, str]] = {
    "reason_peripheral": "{said} of {readings} readings hear this voice less than naming at random would.",
    "reason_depends": "{said} of {readings} readings hear this voice less than naming at random would, the others not.",
    "reason_not": "{said} of {readings} readings hear this voice less than naming at random would: too few to say so.",
    "reason_unknown": "The reports needed are missing, so nothing is said about this voice.",
    "reason_unnamed": "Nobody who answered names this person here.",
    "reason_named": {
        "one": "1 of the {could} people who answered and could have, names this person.",
        "other": "{n} of the {could} people who answered and could have, name this person.",
    },
    "reason_own": {
        "one": "This person named 1 of the {could} people they could have.",
        "other": "This person named {n} of the {could} people they could have.",
    },
    "reason_own_nobody": "This person answered and named nobody here.",
    "reason_in_relation": "On {relation}: ",
    "reason_unreached": "No path of {steps} steps or fewer goes from this voice to a decision maker.",
    "reason_chosen": "This person said that they want no more involvement than now; read it with that wish.",
    "reason_threshold": "It depends on which ties count: with all ties {all}, with the stronger ones {strong}.",
    "reason_missing": (
        "It depends on those who stayed silent: as observed {observed}, with their answers filled in {filled}."
    ),
    "reason_measure": "It depends on how far a voice is followed: heard directly {direct}, passed on {further}.",
    "share_of_readings": "{said} of {readings}",
    "reason_collective": (
        "{percent} of all people are in the same, least heard band: "
        "a statement about the collaborative, not about persons."
    ),
    "reason_care": "This describes a network as it was reported in answer to one question, not a person.",
    "group_unknown": "not defined: the reports needed about this group are missing",
    "strength_alone": "not defined: a group of one has no network of its own",
    "strength_unanswered": "not defined: nobody of this group answered",
    "strength_no_ties": "not defined: no tie inside this group was answered from both ends",
    "strength_undeclared": "not defined: which way voice travels was never declared (reports=)",
    "no_interval": "no interval: it would have to leave out all that is known, one unit at a time",
    "no_pairs": "not defined: nobody whose report would show it answered",
    "no_decision_makers": (
        "Voice towards decision makers is not defined: no attribute of kind power says who decides. "
        "Name them: to=[...]."
    ),
    "decision_makers_silent": "Voice towards decision makers is not defined: no other decision maker answered.",
    "gap_nobody_else": "not defined: nobody with a value is outside this group",
    "group_no_other_way": "not defined: however the groups are dealt out, the figure stays the same",
}
