"""English phrases: how sure we are."""

from __future__ import annotations

PHRASES: dict[str, str | dict[str, str]] = {
    "one_group": {
        "one": "There is only one group with known values, so there is nothing to compare.",
        "other": "There is no group with known values, so there is nothing to compare.",
    },
    "nothing_to_shuffle": "Nothing can be shuffled: inside each stratum everybody, or every unit, is of one group.",
    "mixed_units": {
        "one": "In 1 of {units} units people are of several groups, so units have no group that could be shuffled.",
        "other": "In {n} of {units} units people are of several groups, so units have no group that could be shuffled.",
    },
    "nearly_nested": (
        "In {n} of {of} units of {column!r} with several people, all are of one group. People are shuffled one by one, "
        "so this test may find a difference too easily. Compare with strata={column!r}."
    ),
    "no_interval": "not defined: only {n} of {of} networks have this figure",
    "gap_zero": "Both groups were named equally often, so no sign can change.",
    "no_rate_changes": "No rate of naming among those who did not answer can change the sign.",
    "not_attainable": (
        "The sign would change only if those who did not answer named {group} more than {theta:.2f} times as often as "
        "those who did, which is more than they can name: no rate can change the sign."
    ),
    "tips": (
        "The sign changes only if those who did not answer would name {group} more than {theta:.2f} times as often as "
        "those who did."
    ),
}
