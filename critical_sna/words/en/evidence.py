"""English phrases: what is claimed, how sure that is, and what would change it.

The collaborative, or the network as it was reported, is what a sentence is about; never a person.
"""

from __future__ import annotations

PHRASES: dict[str, str | dict[str, str]] = {
    # levels
    "level_supported": "supported",
    "level_leaning": "leaning",
    "level_cannot_tell": "cannot tell",
    "level_contradicted": "contradicted",
    "level_supported_means": (
        "The answers carry the sentence: chance, single answers and those who stayed silent would not turn it."
    ),
    "level_leaning_means": "The answers point this way, and something named below could still turn it.",
    "level_cannot_tell_means": "The answers do not settle it, one way or the other.",
    "level_contradicted_means": "The answers carry the opposite of the sentence.",
    # claims
    "claim_none": "Nothing is claimed about {row}.",
    "claim_against_above": (
        "The claim was that the figure of {row} lies above what it is held against; it is {value}, beside {reference}."
    ),
    "claim_against_below": (
        "The claim was that the figure of {row} lies below what it is held against; it is {value}, beside {reference}."
    ),
    "claim_default": "In the network as reported, the figure of {row} is {value}, {side} {reference}.",
    "claim_direct": (
        "This collaborative directly hears voices of {group} {side} chance would give: {value} of those who could hear "
        "a voice hear it; with groups dealt out anew it would be {reference}."
    ),
    "claim_two_steps": (
        "Within two steps this collaborative hears voices of {group} {side} chance would give: they reach {value} of "
        "those who could hear; with groups dealt out anew it would be {reference}."
    ),
    "claim_passed_on": (
        "In the scenario {measure}, this collaborative hears voices of {group} {side} chance would give: they reach "
        "{value} of those who could hear; with groups dealt out anew it would be {reference}."
    ),
    "claim_decision_voice": (
        "In a scenario where each tie passes a voice on half the time, this collaborative’s ties carry voices of "
        "{group} to those who decide {side} voices of {other}: the chances differ by {effect}."
    ),
    "claim_gap": (
        "In the network as reported, the mean of “{measure}” is {side} in {group} than in {other}, by {effect}."
    ),
    "claim_self": {
        "one": (
            "When this collaborative lets {hearers} hear voices of {voices} directly, {value} of that runs through "
            "people of the two alone."
        ),
        "other": (
            "Where {hearers} hear voices of {voices} within {n} steps, {value} of it runs through people of the two "
            "alone, {side} chance would give ({reference})."
        ),
    },
    "claim_mediation": (
        "Where the shortest ways from {voices} to {hearers} run through others, people of {through} are {value} of "
        "those in between, {side} chance would give ({reference})."
    ),
    "claim_dependence": (
        "Of the ways this collaborative has for {voices} to be heard by {hearers}, {value} would be gone if people of "
        "{through} passed nothing on, {side} chance would give ({reference})."
    ),
    "claim_role": (
        "This collaborative places people of {group} in the role {role} {side} chance would: {value} pairs a "
        "person, and {reference} with groups dealt out anew."
    ),
    "claim_flow": (
        "Of the influence reported between {group} and {other}, {given} goes from {group} to {other} and {received} "
        "comes back."
    ),
    "claim_mutual": (
        "In this collaborative {value} of all reported influence goes both ways, {side} chance would give "
        "({reference})."
    ),
    "quoted": "“{name}”",
    "side_same": "as much as",
    "side_above": "more than",
    "side_below": "less than",
    "side_more": "larger",
    "side_less": "smaller",
    "side_likelier": "more surely than",
    "side_unlikelier": "less surely than",
    "role_coordinator": "coordinator (inside one group)",
    "role_itinerant": "itinerant (between two people of one other group)",
    "role_representative": "representative (from the own group outward)",
    "role_gatekeeper": "gatekeeper (from outside into the own group)",
    "role_liaison": "liaison (between two other groups)",
    # the card
    "percent": "{n}\u00a0%",
    "under_one_percent": "under 1\u00a0%",
    "over_99_percent": "over 99\u00a0%",
    "points": {"one": "1 point of 100", "other": "{n} points of 100"},
    "not_known": "not known",
    "range": "{low} to {high}",
    "effect": "Effect",
    "effect_is": "{effect} ({value}, beside {reference})",
    "rests_on": "Rests on",
    "rests_on_is": {"one": "one value", "other": "{n} values"},
    "rests_on_rate": "{n}; {rate} of those asked answered",
    "interval": "Interval, 95\u00a0%",
    "missing": "Range over missing answers",
    "specifications": "Equivalent ways of counting",
    "specifications_one": "one only; none was varied",
    "specifications_many": "{share} of {n} have the same sign; median {median}, farthest against {farthest}",
    "chance": "Chance",
    "chance_is": "p = {p} ({draws}; seed {seed}; {null})",
    "chance_together": "p = {p}, {together} over all {n} claims here ({draws}; seed {seed}; {null})",
    "draws": {"one": "1 draw", "other": "{n} draws"},
    "draws_unknown": "draws not recorded",
    "null_unknown": "what was drawn is not recorded",
    "change": "What would change it",
    "not_worked_out": "not worked out",
    "hidden": "Hidden: a group here has fewer than {size} people, or must be hidden to protect such a group.",
    "not_defined": "not defined: {why}",
    "not_defined_bare": "not defined: there is nothing to count",
    "no_reference": "not defined: chance gives nothing to compare it with",
    "change_none": "Nothing that was varied here changes its sign.",
    "change_missing": "What those who did not answer would have said could turn it.",
    "change_missing_unknown": "What those who did not answer would have said was not worked out; it may turn it.",
    "change_interval": "Leaving out a few answers, or one organisation, could turn it.",
    "change_interval_unknown": "How far single answers carry it was not worked out.",
    "change_chance": "Groups or ties dealt out by chance look like this often enough.",
    "change_specifications": "Another, equally fair way of counting turns it.",
    "change_nothing_to_tell": "There is no difference to make a claim about.",
    "change_against": "New answers would have to look very different from these.",
    "thresholds": (
        "Supported: p at most {p} over all claims made together, at least {same} of the equivalent ways of counting on "
        "the same side, and the interval and the range over missing answers wholly on that side. Leaning: p at most "
        "{leaning_p} and at least {leaning_same} of the ways of counting. Contradicted: the opposite would be "
        "supported. Else: cannot tell."
    ),
    # reasons why a table has nothing
    "one_group": "There is one group only, so there is nothing to compare.",
    "nobody_decides": "not defined: no attribute of people is declared to hold power, so nobody counts as deciding",
    "no_answers": "not defined: nobody answered",
}
