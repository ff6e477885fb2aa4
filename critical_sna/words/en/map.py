"""English phrases: map.

The subject of a sentence is the collaborative: a position describes a reported network, not a person.
Phrases whose key begins with ``page_`` travel to the page, which fills their places itself.
"""

from __future__ import annotations

PHRASES: dict[str, str | dict[str, str]] = {
    # what the map is
    "title": "Whose voice is heard?",
    "title_relation": "Whose voice is heard: {relation}",
    "title_no_flow": "Who names whom?",
    "title_no_flow_relation": "Who names whom: {relation}",
    "asked": "The survey asked: “{question}”",
    "asked_relation": "The wording of the question was not recorded. The relation is called “{relation}”.",
    "asked_nothing": "The wording of the question was not recorded.",
    "read_seeks_from": (
        "We read this as: the person who answered hears the person they named. "
        "An arrow runs from a voice to the person who hears it."
    ),
    "read_gives_to": (
        "We read this as: the person who was named hears the person who answered. "
        "An arrow runs from a voice to the person who hears it."
    ),
    "read_mutual": (
        "We read this as: the two people hear each other. An arrow runs from a voice to the person who hears it."
    ),
    "read_not_declared": (
        "It was not declared which way voice travels along an answer, so this map does not say who is heard. "
        "An arrow runs from the person who answered to the person they named."
    ),
    "banner": "Personal data: this page shows names or ids. Do not forward it.",
    "methods": (
        "Made with critical_sna {version}, seed {seed}. Bands: {bands}, as a share of the people who answered and "
        "could name a voice. Neighbourhood: Fruchterman-Reingold layout (igraph {igraph}) of all waves together. "
        "The place inside a sector is random. Drawn with vis-network 9.1.2. Audience: team."
    ),
    "methods_no_flow": (
        "Made with critical_sna {version}, seed {seed}. Fruchterman-Reingold layout (igraph {igraph}) of all "
        "waves together. Drawn with vis-network 9.1.2. Audience: team."
    ),
    "methods_band": "{band} {words}",
    "band_none": "= 0 %",
    "band_under": "under {percent} %",
    "band_rest": "the rest",
    "codes_can_be_guessed": (
        "Codes instead of names do not make people anonymous: in a small collaborative a person can be guessed from "
        "their place on the map."
    ),
    # groups, waves, levels
    "everyone": "everyone",
    "unknown_group": "group not known",
    "other_groups": "other groups",
    "no_name": "(no name)",
    "wave_number": "Wave {number}",
    "level_all": "of any strength",
    "level_number": "of strength {value} or more",
    "level_label": "{label} or more",
    "decimal_mark": ".",
    # what cannot be shown
    "note_nobody": "There are no people in these data, so there is nothing to draw.",
    "note_alone": "There is one person in these data, so nobody could name anybody.",
    "note_no_ties": "No ties were reported, so the picture holds people and no arrows.",
    "note_nobody_answered": "Nobody answered, so it is not known who is heard by whom.",
    "note_no_groups": "No groups were chosen, so everyone stands in one circle.",
    "note_other_groups": {
        "one": "{n} small group shares one colour and shape, called “other groups”; it keeps its own letter.",
        "other": "{n} small groups share one colour and shape, called “other groups”; each keeps its own letter.",
    },
    "note_unplaced": {
        "one": "For {n} person no place could be worked out; they are drawn in the middle.",
        "other": "For {n} people no place could be worked out; they are drawn in the middle.",
    },
    "note_single_groups": (
        "Each group holds one person, so the groups of this map show single persons. "
        "Choose larger groups before you show it to others."
    ),
    "note_no_periphery": "Which voices are little heard beyond chance could not be worked out for these data.",
    "note_periphery_large": (
        "Which voices are little heard beyond chance is worked out for up to {most} people, so no mark of this map "
        "carries a double ring."
    ),
    # errors
    "error_waves_differ": "The waves of one map must ask the same relation the same way.",
    "error_waves_differ_mend": "make one map for each relation (relation='...' or --relation NAME)",
    "error_wave_type": "Waves are texts with a PartnerNetwork each, not {wave} with {kind}.",
    "error_wave_type_mend": "give a dict, for instance {{'2024': net, '2025': other}}",
    "error_voice_type": "voice is a table, or a dict with one for each wave, not {kind}.",
    "error_voice_twice": "voice has more than one row for the same person.",
    "error_voice_nobody": "voice has a row for none of the people of this network; its index must hold their ids.",
    "error_voice_verdict": "There is no verdict {name!r} on whether a voice is peripheral.",
    "error_voice_band": "There is no band {name!r} of how widely a voice is heard.",
    "error_voice_count": "The column {name!r} of voice must hold numbers of people, 0 or more; NaN where not known.",
    "error_voice_mend": "give what csna.heard_by(net) or csna.periphery(net) gives",
    "error_no_waves": "There is no network to draw.",
    "error_large_wave": "draw one wave (--wave NAME) or a part of it, ",
    "error_large_mend": (
        "in Python look at its groups, with csna.mixing_matrix(net, groups=...) or as a map of net.collapse(by=...); "
        "or draw one part with net.keep(...), or the stronger ties with net.threshold(...)"
    ),
    "error_groups_names": "The people column 'label' holds names, and a map by it would print each name as a group.",
    "error_groups_state": "The people column {name!r} says who was asked or answered; it is not a group of people.",
    "error_groups_mend": "name an attribute, for instance groups={name!r} (--groups {name})",
    "error_groups_none": "leave groups out: these people have no attribute to group by",
    "error_no_key": "This map shows names or ids, so it has no key of codes.",
    "error_no_key_mend": "make the map with codes: label='code' (--label code)",
    # the page: parts
    "page_skip": "Skip to the table of people",
    "page_noscript": "This map needs JavaScript. It runs inside this file; nothing is fetched.",
    "page_picture": "Map",
    "page_picture_help": (
        "Picture of the network. Arrow keys step from voice to voice, Enter follows a voice, P looks at two people, "
        "N writes a note, Escape clears, plus and minus zoom, Shift with an arrow key moves the picture, 0 shows "
        "everything. The table of people below holds the same in words."
    ),
    "page_rows_part": "Rows {first} to {last} of {n}",
    "page_rows_before": "Earlier rows",
    "page_rows_after": "Further rows",
    "page_chips_more": {"one": "and {n} more", "other": "and {n} more"},
    "page_controls": "Controls",
    "page_words": "In words",
    "page_to_words": "In words, below",
    "page_table": "Everyone on this map, in words",
    "page_table_help": "Choose a column title to sort. Choose a person to follow that voice.",
    "page_find": "Find a person or group",
    "page_find_none": "No person or group here is called that.",
    "page_find_group": "group: {name}",
    "page_view": "Show",
    "page_view_rings": "rings: the voices that many hear in the middle",
    "page_view_flip": "flip: the voices that few hear in the middle (start from the margins)",
    "page_view_neighbourhood": "neighbourhood: people near those they are tied with",
    "page_view_voice": "one voice: through whom it travels",
    "page_view_voice_reported": "one person: the ties of each, one after the other",
    "page_view_groups": "groups: which hear which",
    "page_view_groups_reported": "groups: which name which",
    "page_view_waves": "two waves: what changed",
    "page_view_table": "table: everyone in words",
    "page_groups_picture": (
        "Groups on a circle, with an arc for each share that may be shown. The table in words holds the same."
    ),
    "page_legend_inside": {"one": "{n} group in here", "other": "{n} groups in here"},
    "page_voice_before": "Before",
    "page_voice_next": "Next",
    "page_legend": "Groups (untick to hide)",
    "page_level": "Show ties",
    "page_wave": "Survey wave:",
    "page_labels": "Show labels",
    "page_rings": "Show double rings",
    "page_dark": "Dark background",
    "page_save": "Save picture",
    "page_print": "Print",
    "page_clear": "Clear",
    "page_zoom_in": "Zoom in",
    "page_zoom_out": "Zoom out",
    "page_zoom_all": "All: show the whole picture",
    "page_zoom_all_short": "All",
    "page_how": "How to read this",
    "page_how_arrow": "arrow: from a voice to the person who hears it",
    "page_how_arrow_reported": "arrow: from the person who answered to the person they named",
    "page_how_two_way": "two arcs: each names the other",
    "page_how_double": "double ring: a voice that few here say they hear, fewer than chance would give",
    "page_how_dotted": "dotted ring: the same, but it depends on the reading",
    "page_how_hollow": "dashed outline: asked, did not answer",
    "page_how_unasked": "dotted outline: named by others, was not asked",
    "page_how_dashed": "dashed arrow: reached through somebody else",
    "page_how_codes": ("Codes hold for this page only: on another map the same code may stand for somebody else."),
    "page_how_passing": (
        "Zoomed in, ties are drawn that begin or end in the picture; far out, many ties are a grey web."
    ),
    "page_how_counts": "A number in a ring counts the people of that part.",
    "page_how_order": "Places in a sector are random, or let fewer lines cross; they say nothing about a person.",
    "page_percent": "{n} %",
    "page_thousands": ",",
    # the page: bands
    "page_band_-1": "not known",
    "page_band_0": "heard by no one yet",
    "page_band_1": "heard by a few",
    "page_band_2": "heard by some",
    "page_band_3": "heard by many",
    "page_ring_-1": "not known",
    "page_ring_0": "no one yet",
    "page_ring_1": "a few",
    "page_ring_2": "some",
    "page_ring_3": "many",
    "page_band_absent": "not part of this wave",
    # the page: the network in words
    "page_network": "The whole collaborative",
    "page_size": {
        "one": "{n} person and {ties} in {wave}.",
        "other": "{n} people and {ties} in {wave}.",
    },
    "page_size_unnamed": {"one": "{n} person and {ties}.", "other": "{n} people and {ties}."},
    "page_ties": {"one": "{n} tie", "other": "{n} ties"},
    "page_answered": {
        "one": "{answered} of {n} person who was asked answered ({percent}).",
        "other": "{answered} of {n} people who were asked answered ({percent}).",
    },
    "page_asked_nobody": "It was not recorded who was asked.",
    "page_silent": "People who did not answer may hear more voices than shown.",
    "page_silent_gives_to": "Voices of people who did not answer may be heard by more people than shown.",
    "page_silent_reported": "People who did not answer may have named more people than shown.",
    "page_unasked": {
        "one": "{n} person was named but not asked: who else belongs here?",
        "other": "{n} people were named but not asked: who else belongs here?",
    },
    "page_count_3": {
        "one": "{n} voice is heard by many (a quarter or more of those who answered)",
        "other": "{n} voices are heard by many (a quarter or more of those who answered)",
    },
    "page_count_2": {
        "one": "{n} is heard by some (a tenth to a quarter)",
        "other": "{n} are heard by some (a tenth to a quarter)",
    },
    "page_count_1": {
        "one": "{n} is heard by a few (under a tenth)",
        "other": "{n} are heard by a few (under a tenth)",
    },
    "page_count_0": {
        "one": "{n} is not yet named as heard by anyone who answered",
        "other": "{n} are not yet named as heard by anyone who answered",
    },
    "page_count_-1": {
        "one": "for {n} it is not known: the answers that would say it are missing",
        "other": "for {n} it is not known: the answers that would say it are missing",
    },
    "page_edge": (
        "The edge of the rings shows where this collaborative has not yet made a habit of listening. "
        "It says nothing about the people there."
    ),
    "page_marked": {
        "one": (
            "{n} voice carries a double ring: the collaborative names it less than if people had named at random. "
            "An invitation to listen, not a judgement."
        ),
        "other": (
            "{n} voices carry a double ring: the collaborative names them less than if people had named at random. "
            "An invitation to listen, not a judgement."
        ),
    },
    "page_marked_many": (
        "The collaborative hears so many voices so little ({percent}) that this is about how it listens, "
        "not about single people. No mark is singled out."
    ),
    "page_marked_none": "No voice stands out as less heard than chance naming would give.",
    "page_depends": {
        "one": "For {n} voice it depends on the reading (dotted ring).",
        "other": "For {n} voices it depends on the reading (dotted ring).",
    },
    "page_crowded": "One ring holds {percent} of the voices, so the rings tell little here.",
    "page_crowded_try": "Try a stricter reading: ties {level}.",
    "page_crowded_button": "Show ties {level}",
    "page_crowded_all": "No stricter reading of the ties spreads them.",
    # the page: who reaches whom
    "page_reach": "Which groups hear which",
    "page_reach_corner": "voice of ↓\nheard by →",
    "page_reach_reported": "Which groups name which",
    "page_reach_corner_reported": "answers of ↓\nnaming →",
    "page_reach_small": "The groups are too small to show which hears which without showing single people.",
    "page_reach_small_reported": "The groups are too small to show which names which without showing single people.",
    "page_reach_note": (
        "Share of possible ties that were reported, in per cent. – : groups with fewer than {size} people or answers, "
        "and what would give them away, are not shown. ? : nobody answered who could say."
    ),
    # the page: following one voice
    "page_follow": "Following one voice: {name}",
    "page_follow_reported": "The ties of {name}",
    "page_follow_who": "{name} · {group}",
    "page_follow_band": {
        "one": "{band}: {n} of the {could} who answered and could name this voice does.",
        "other": "{band}: {n} of the {could} who answered and could name this voice do.",
    },
    "page_follow_unknown": "How widely this voice is heard is not known: the answers that would say it are missing.",
    "page_direct": {"one": "Heard directly by {n}:", "other": "Heard directly by {n}:"},
    "page_direct_none": "Nobody who answered has named this voice as heard yet.",
    # where people tell whom they give to, their own answers count
    "page_count_3_gives_to": {
        "one": "{n} voice is heard by many (a quarter or more of those it could name, by its own answer)",
        "other": "{n} voices are heard by many (a quarter or more of those they could name, by their own answers)",
    },
    "page_count_0_gives_to": {
        "one": "{n} has not yet named anyone who hears this voice",
        "other": "{n} have not yet named anyone who hears them",
    },
    "page_follow_band_gives_to": "{band}: by their own answer, {n} of the {could} people they could name.",
    "page_direct_none_gives_to": "No one is named yet as hearing this voice.",
    "page_carried": {
        "one": "Could be passed on to {n} more, through:",
        "other": "Could be passed on to {n} more, through:",
    },
    "page_carrier": "{name} ({n})",
    "page_carried_none": "Those who hear it are not yet named as heard by anyone further.",
    "page_not_reached": {
        "one": "{n} person is not reached within two steps.",
        "other": "{n} people are not reached within two steps.",
    },
    "page_not_known": {
        "one": "For {n} person it is not known, because answers are missing: their own, or of somebody in between.",
        "other": "For {n} people it is not known, because answers are missing: their own, or of somebody in between.",
    },
    "page_not_known_gives_to": {
        "one": "For {n} person it is not known, because answers are missing: of this voice, or of somebody in between.",
        "other": (
            "For {n} people it is not known, because answers are missing: of this voice, or of somebody in between."
        ),
    },
    "page_all_reached": "Everyone is reached within two steps.",
    "page_question_door": "A question for the room: who could open a door?",
    "page_question_first": "A question for the room: who could listen first?",
    "page_question_all": "A question for the room: what lets this voice travel so far, and who else could use it?",
    "page_hears": {"one": "Says they hear {n} voice:", "other": "Says they hear {n} voices:"},
    "page_hears_none": "Named nobody whose voice they hear.",
    "page_hears_gives_to": {
        "one": "Named by {n} voice as hearing it:",
        "other": "Named by {n} voices as hearing them:",
    },
    "page_hears_none_gives_to": "No voice that answered has named this person as hearing it yet.",
    "page_hears_unknown": "Did not answer, so it is not known whom this person hears.",
    "page_hears_unasked": "Was not asked, so it is not known whom this person hears.",
    "page_hears_others": {"one": "Hears {n} voice, as others say:", "other": "Hears {n} voices, as others say:"},
    "page_named_by": {"one": "Named by {n}:", "other": "Named by {n}:"},
    "page_named_by_none": "Nobody who answered has named this person yet.",
    "page_names": {"one": "Named {n}:", "other": "Named {n}:"},
    "page_names_none": "Named nobody.",
    "page_names_unknown": "Did not answer, so it is not known whom this person would name.",
    "page_question_reported": "A question for the room: what does a tie mean here, and who is missing?",
    "page_double": "Double ring: the collaborative names this voice less than if people had named at random.",
    "page_dotted": "Dotted ring: whether this voice is little heard depends on the reading.",
    "page_waves": "Other waves",
    "page_wave_band": "{wave}: {band}",
    "page_not_part": "Not part of {wave}.",
    "page_ghost": "The dotted line starts where this voice stood in {wave}.",
    "page_followed_live": "Following {name}. {band}. Heard directly by {n}.",
    "page_followed_live_reported": "{name}. Named by {n}.",
    "page_stepped_live": "{name}, {group}. {band}. Press Enter to follow.",
    "page_cleared_live": "The whole collaborative.",
    # the page: a group
    "page_group": "The group {name}",
    "page_group_size": {"one": "{n} person in this wave.", "other": "{n} people in this wave."},
    "page_group_answered": {
        "one": "{answered} of {n} person who was asked answered.",
        "other": "{answered} of {n} people who were asked answered.",
    },
    "page_group_shared": "This group shares its row in the table of groups with other small groups.",
    "page_group_small": "The group is too small to say which groups hear it without showing single people.",
    "page_group_small_reported": "The group is too small to say which groups name it without showing single people.",
    "page_group_heard": "Of the possible ties, so many say that its voices are heard by:",
    "page_group_hears": "Of the possible ties, so many say that it hears the voices of:",
    "page_group_names": "Of the possible ties, it reported so many to:",
    "page_group_named": "Of the possible ties, so many were reported to it by:",
    "page_group_hidden": "not shown",
    "page_group_people": "The people of this group",
    "page_question_group": "A question for the room: whose ideas reach this group, and whose do not reach it yet?",
    # the page: two people
    "page_pair_choose": "Look at the two of them together:",
    "page_pair_none": "choose a person",
    "page_pair": "{one} and {other}",
    "page_pair_yes": "{hearer} hears {voice}.",
    "page_pair_no": "No answer says that {hearer} hears {voice}.",
    "page_pair_unknown": "It is not known whether {hearer} hears {voice}: the answer that would say it is missing.",
    "page_pair_reported_yes": "{voice} named {hearer}.",
    "page_pair_reported_no": "{voice} did not name {hearer}.",
    "page_pair_reported_unknown": "It is not known whether {voice} would name {hearer}: the answer is missing.",
    "page_pair_level": "The tie is {level}.",
    "page_pair_through": "What {voice} says could reach {hearer} through:",
    "page_pair_not_part": "{name} was not part of this wave.",
    "page_pair_wave": "{wave}: from {one} to {other} {there}; from {other} to {one} {back}",
    "page_pair_short_yes": "a tie",
    "page_pair_short_no": "no tie",
    "page_pair_short_unknown": "not known",
    "page_pair_short_absent": "not both of them were part of it",
    "page_question_pair": "A question for the room: what would the two of them say about this?",
    # the page: two waves
    "page_compare": "Compare with:",
    "page_compare_title": "{wave} beside {before}",
    "page_compare_more": {
        "one": "{n} voice is heard more widely now",
        "other": "{n} voices are heard more widely now",
    },
    "page_compare_fewer": {
        "one": "{n} voice is heard less widely now",
        "other": "{n} voices are heard less widely now",
    },
    "page_compare_same": {
        "one": "{n} voice stands in the same ring",
        "other": "{n} voices stand in the same ring",
    },
    "page_compare_unknown": {
        "one": "for {n} it is not known in one of the waves",
        "other": "for {n} it is not known in one of the waves",
    },
    "page_compare_ties": {
        "one": "{n} tie in both waves, {more} only in the one shown, {gone} only in the other; "
        "counted where the person who tells of it answered both times",
        "other": "{n} ties in both waves, {more} only in the one shown, {gone} only in the other; "
        "counted where the person who tells of them answered both times",
    },
    "page_compare_absent": {
        "one": "{n} person was not part of {wave}",
        "other": "{n} people were not part of {wave}",
    },
    "page_compare_silent": {
        "one": "{n} person did not answer in {wave}",
        "other": "{n} people did not answer in {wave}",
    },
    "page_compare_ghosts": "A dotted line starts at the ring where a voice stood in {wave}.",
    "page_question_waves": "A question for the room: what did we do differently between the two, and for whom?",
    # the page: notes of the people who look at it
    "page_pins": "Notes",
    "page_pins_help": (
        "Is something wrong, missing, or not to be shown? Pin a note. Notes stay in this page and are gone when it is "
        "closed, unless you save them as a file and give it to the people who made the map."
    ),
    "page_pin_choose": "First choose a person, two people or a group.",
    "page_pin_on_person": "A note on {name}",
    "page_pin_on_tie": "A note on {one} and {other}",
    "page_pin_on_group": "A note on the group {name}",
    "page_pin_kind": "What is it about?",
    "page_pin_missing": "this tie is missing",
    "page_pin_wrong": "this tie is wrong",
    "page_pin_hide": "please don’t show this",
    "page_pin_context": "something people should know",
    "page_pin_other": "A tie with",
    "page_pin_which": "Which way?",
    "page_pin_way": "{hearer} hears {voice}",
    "page_pin_way_reported": "{voice} named {hearer}",
    "page_pin_text": "In your words (may stay empty)",
    "page_pin_by": "Who says this? (may stay empty)",
    "page_pin_add": "Pin the note",
    "page_pin_remove": "Remove",
    "page_pin_save": "Save the notes as a file",
    "page_pin_count": {"one": "{n} note, not saved by this page", "other": "{n} notes, not saved by this page"},
    "page_pin_added_live": {"one": "Pinned. {n} note.", "other": "Pinned. {n} notes."},
    "page_pin_removed_live": {"one": "Removed. {n} note left.", "other": "Removed. {n} notes left."},
    "page_pin_saved_live": "Notes saved as a file.",
    # the page: table of people
    "page_col_code": "Person",
    "page_col_group": "Group",
    "page_col_band": "Heard by",
    "page_col_answered": "Answered?",
    "page_col_count": "Named by how many",
    "page_col_heard": "Heard directly by",
    "page_col_two_way": "Two-way ties",
    "page_status_0": "not part of this wave",
    "page_status_1": "answered",
    "page_status_2": "did not answer",
    "page_status_3": "not asked, as far as is known",
    "page_mark_1": "double ring",
    "page_mark_2": "dotted ring",
    "page_empty": "No people to list.",
    "page_rows": {"one": "{n} person shown", "other": "{n} people shown"},
    "page_tray": "no ties with the largest part",
    "page_saved": "Picture saved.",
}
