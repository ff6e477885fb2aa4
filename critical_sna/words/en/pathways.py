"""English phrases: through whom a voice travels."""

from __future__ import annotations

PHRASES: dict[str, str | dict[str, str]] = {
    "everyone": "(everyone)",
    "decision_makers": "(decision makers)",
    "no_voices": "not defined: nobody of {voices} whose reports would show it answered",
    "no_hearers": "not defined: nobody of {hearers} whose reports would show it answered",
    "nobody_there": "not defined: there are no two different people to speak and to hear",
    "never_heard": "not defined: no voice of {voices} is reported to be heard by {hearers}",
    "never_heard_within": {
        "one": "not defined: no voice of {voices} is reported to be heard by {hearers} directly",
        "other": "not defined: no voice of {voices} is reported to be heard by {hearers} within {n} steps",
    },
    "all_direct": "not defined: where {hearers} hear voices of {voices}, they hear them directly",
    "summary": (
        "On shortest paths this voice reaches {reached} of {known} decision makers whose reports are known: {direct} "
        "directly, {through} through others."
    ),
    "unreached": "not defined: this voice is not reported to be heard by any decision maker, direct or not",
    "direct": "not defined: every decision maker who is reached is reached directly",
    "no_reports": "not defined: the reports that would show it are missing",
    "own_answers": "This person did not answer, so ties that only they could report are not here.",
}
