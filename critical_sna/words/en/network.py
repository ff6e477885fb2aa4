"""English phrases: the network."""

from __future__ import annotations

PHRASES: dict[str, str | dict[str, str]] = {
    "no_relation": "one relation, not named",
    "no_wave": "one wave, not named",
    "reports_seeks_from": "people said whom they go to; voice travels from the person named to the person who names",
    "reports_gives_to": "people said who comes to them; voice travels from the person who names to the person named",
    "reports_mutual": "people said with whom they share; voice travels both ways",
    "reports_none": "not said which way it was asked",
    "answers": "{answered} of {asked} people who were asked answered",
    "capped": {
        "one": "1 person named as many as they could; whom they left out may be missing only because the list was full",
        "other": (
            "{n} people named as many as they could; whom they left out may be missing only because the list was full"
        ),
    },
    "all_answered": "nobody said who answered, so everybody counts as having answered",
}
