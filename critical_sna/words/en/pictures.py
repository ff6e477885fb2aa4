"""English phrases: static pictures and charts."""

from __future__ import annotations

PHRASES: dict[str, str | dict[str, str]] = {
    "error_missing": "Pictures are drawn by matplotlib, which is not installed.",
    "error_wave": "There is no wave {wave!r} in these networks.",
    "error_not_ours": "These Axes hold no picture of this library.",
    "error_not_ours_mend": "give what csna.draw(...) or a chart gave back",
    "error_ending": "A picture is written as .png, .svg or .pdf, not as {suffix!r}.",
    "error_dpi": "dpi must be between 20 and 1200, not {dpi}.",
    "error_large": "This picture would hold {people} people and {ties} ties; it can draw {most} and {most_ties}.",
    "error_large_mend": (
        "draw one wave (wave=...), one part (net.keep(...)), the organisations (net.collapse(by=...)) or the stronger "
        "ties (net.threshold(...))"
    ),
    "error_by": "Small multiples are by wave or by group, not by {by!r}.",
    "error_by_group": "Without groups there is one picture only.",
    "error_by_group_mend": "name a people column: groups='...' (--groups NAME)",
    "error_panels": "These would be {n} pictures; {most} find room.",
    "error_panels_mend": "give fewer waves, or groups",
    "error_table": "The table is words: there is no picture of it.",
    "error_table_mend": (
        "make the page: csna.map_network(net, view='table').save('map.html') (on the command line -o map.html)"
    ),
    "error_no_groups": "Without groups there is no picture of which groups hear which.",
    "error_one_group": "These people are all of one group, so there is no picture of which groups hear which.",
    "error_one_wave": "There is one wave only, so nothing to lay it over.",
    "error_one_wave_mend": (
        "give a dict with a network for each wave (on the command line leave --wave out), or choose another view"
    ),
    "error_same_wave": "Wave {wave!r} cannot be laid over itself.",
    "error_before_view": "before names the wave under another one; only the view 'waves' has one.",
    "error_followed": "Nobody who is highlighted was part of this wave, so there is no voice to follow.",
    "error_followed_mend": "highlight somebody who was, or draw another wave (wave=...)",
    "error_multiples": "There are no small multiples of the view {view!r}.",
    "error_multiples_mend": "view='rings', 'flip' or 'neighbourhood'; or csna.draw for a single picture",
    "error_axes": "ax must be the Axes of matplotlib, not {kind}.",
    # around the picture
    "group": "{letter} · {name} ({n})",
    "more_groups": "and {n} more",
    "no_arrows": "Arrowheads are left out: there are too many ties to tell them apart.",
    "no_labels": "Some codes are left out: there is no room for them.",
    "made": (
        "Made with critical_sna {version}, seed {seed}. The place inside a sector is random; it means nothing. "
        "Audience: team."
    ),
    "made_groups": "Made with critical_sna {version}. Audience: team.",
    "arc": "arc: from a group to one that hears its voices; the wider, the larger the share",
    "arc_reported": "arc: from the group that answered to the one it named; the wider, the larger the share",
    "loop": "ring beside a mark: ties within the group",
    "small": "dashed outline: shares not shown",
    "carried": {"one": "Could be passed on to {n} more", "other": "Could be passed on to {n} more"},
    "brief": "The rest stands in the alternative text of the picture.",
    "boxes": "A small empty box stands for a character that the font of this picture lacks.",
    "panel_wave": "{wave}: {answered} of {asked} answered ({percent})",
    "panel_wave_nobody": "{wave}: it was not recorded who was asked",
    "panel_group": "{letter} · {name} ({n})",
    "panels_wave": "The same place is the same person in every picture.",
    "panels_wave_rings": "A voice keeps its sector and its code; it moves between the rings.",
    "panels_rings": "Rings, from the middle outwards, by how many hear a voice: {names}.",
    "panels_group": "Each picture shows one group with its ties; the others are faint, in the same places.",
    # instead of the picture
    "alt_picture": "Network picture: {title}.",
    "alt_view_rings": (
        "Each person is a mark in one of several rings: the fewer of those who answered hear a voice, the farther out "
        "it stands."
    ),
    "alt_view_flip": (
        "Each person is a mark in one of several rings: the fewer of those who answered hear a voice, the nearer to "
        "the middle it stands."
    ),
    "alt_view_neighbourhood": "Each person is a mark, placed near those they are tied with.",
    "alt_view_voice": (
        "One voice is followed: solid arrows run to those who hear it, dashed ones to those they could pass it on to; "
        "everybody else is faint."
    ),
    "alt_view_voice_reported": (
        "One person is followed: arrows run from those who named this person, and to those this person named; "
        "everybody else is faint."
    ),
    "alt_view_waves": (
        "Two waves lie over each other: each person is a mark, and a dotted line starts where a voice stood in the "
        "other wave."
    ),
    "alt_view_waves_reported": "Two waves lie over each other: each person is a mark, in the same place in both.",
    "alt_view_groups": (
        "Groups stand on a circle, with an arc for each share of possible ties that may be shown, from a group to the "
        "one that hears its voices. A table below holds the same shares."
    ),
    "alt_view_groups_reported": (
        "Groups stand on a circle, with an arc for each share of possible ties that may be shown, from the group that "
        "answered to the one it named. A table below holds the same shares."
    ),
    "alt_shares": "Voices of {name} are heard by: {shares}.",
    "alt_shares_reported": "{name} names: {shares}.",
    "alt_groups": "{n} groups, each with its own shape, fill and letter: {names}.",
    "alt_table": "The map as a page (csna.map_network) holds the same as a table.",
    "alt_panels": "One of {n} pictures of the same people in the same places.",
    # charts
    "error_same_waves": "Two waves would have the same name in the chart.",
    "error_same_waves_mend": "give the waves names that differ",
    "error_chart_table": "This table is no result of {call}.",
    "error_chart_table_mend": "give the network, or {call} and people=net",
    "error_chart_people": "A table alone does not say how large its groups are, so small ones could not be hidden.",
    "error_chart_people_mend": "add people=net",
    "chart_alt": "Chart: {title}.",
    "chart_signs": "A dash is hidden, a question mark is not known.",
    "chart_group": "group",
    "chart_everyone": "everyone",
    "chart_only_wave": "this survey",
    "chart_audibility": "How likely a voice reaches others",
    "chart_audibility_corner": "voice of ↓ heard by →",
    "chart_audibility_read": (
        "A scenario, not an observation: the chance that a voice of the group on the left reaches a person of the "
        "group on top, directly or passed on, if each tie passes a voice on with a chance of {percent}."
    ),
    "chart_brokerage": "Who passes voices on, by group",
    "chart_brokerage_read": (
        "Mean number of pairs of people without a tie of their own whom a member of the group links, over those who "
        "answered. The line runs from the least to the most that missing answers could make of it. Often unpaid work."
    ),
    "chart_brokerage_no_range": (
        "Mean number of pairs of people without a tie of their own whom a member of the group links, over those who "
        "answered. The range over missing answers is left out: it would take too long. Often unpaid work."
    ),
    "chart_role_coordinator": "within the group",
    "chart_role_itinerant": "between two of one other group",
    "chart_role_representative": "from the group to another",
    "chart_role_gatekeeper": "from another into the group",
    "chart_role_liaison": "between two other groups",
    "chart_voice": "How widely voices are heard, by group",
    "chart_voice_read": (
        "Share of the voices of each group. It shows where the collaborative has a habit of listening; it says nothing "
        "about the people."
    ),
    "chart_response": "Who answered",
    "chart_response_read": (
        "Share of the people who were asked. Where few answered, every other figure of that group is less sure."
    ),
    "chart_slopes_heard": "How widely voices are heard, wave by wave",
    "chart_slopes_named": "By how many people are named, wave by wave",
    "chart_slopes_measure": "{measure}, wave by wave",
    "chart_slopes_read": (
        "Mean of each group. Answered: {rates}. People join and leave, and those who did not answer may change it; a "
        "line does not say why."
    ),
    "chart_last_waves": "The last {n} of {of} waves are drawn.",
    "chart_hidden": {
        "one": "Hidden, because the group has fewer than {size} people or answers: {names}.",
        "other": "Hidden, because groups have fewer than {size} people or answers, or would give those away: {names}.",
    },
    "chart_missing": (
        "Charts are left out: matplotlib is not installed (pip install 'critical-sna[pictures]'). The tables hold the "
        "same numbers."
    ),
}
