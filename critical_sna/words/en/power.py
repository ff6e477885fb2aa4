"""English phrases: who shapes what whom can decide, in one direction and in both."""

from __future__ import annotations

PHRASES: dict[str, str | dict[str, str]] = {
    "no_pairs": "not defined: no pair of people of these groups was observed both ways",
    "no_influence": "not defined: no influence is reported between these groups",
    "mutual": "not defined: the relation was asked as mutual, so every tie counts both ways",
    "nobody": "not defined: no influence is reported between people who answered",
    "no_other_way": "not defined: the ties can be dealt out in no other way",
    "construct": (
        "Influence that goes one way is called “over” here, influence that goes both ways “with”; naming it power with "
        "is a construct of this library."
    ),
}
