"""English phrases: report.

The subject of a sentence is the collaborative or the network as it was reported, never a person.
"""

from __future__ import annotations

PHRASES: dict[str, str | dict[str, str]] = {
    # the page
    "title": "Whose voice is heard?",
    "title_about": "Whose voice is heard? {about}",
    "title_names": "Who names whom",
    "title_names_about": "Who names whom: {about}",
    "frame": "Report",
    "skip": "Skip to the report",
    "contents": "Contents",
    "banner": (
        "Made for the team that ran the survey. It holds counts and codes, no names. In a small collaborative people "
        "can still be recognised: talk about what may be shown before you pass it on."
    ),
    "check_title": "What the files of this survey hold",
    "check_banner": (
        "For the people who mend the files: this page quotes names and places in them. Do not pass it on, and put it "
        "away when the files are mended."
    ),
    "check_faults_title": "What cannot be read in the files of this survey",
    "check_faults": {
        "one": "There is a place that cannot be read, so nothing else was. Mend it, and check again.",
        "other": "There are {n} places that cannot be read, so nothing else was. Mend them, and check again.",
    },
    "check_more": {"one": "One more is not listed here.", "other": "{n} more are not listed here."},
    "issue_tie_of_silent": "ties of people who are said not to have answered; kept",
    "footer": (
        "This page describes a network as it was reported in a survey. It does not describe the worth, the effort or "
        "the wishes of anybody in it."
    ),
    "dash": "–",
    "percent": "{n}\u00a0%",
    "under_one_percent": "under 1\u00a0%",
    "over_99_percent": "over 99\u00a0%",
    "not_known": "not known",
    "not_computed": "not computed",
    "everyone": "everyone",
    "unknown_group": "group not told",
    "hidden": {
        "one": "–\u00a0: hidden ({names}), because it has fewer than {size} people or answers.",
        "other": (
            "–\u00a0: hidden ({names}). Some of them have fewer than {size} people or answers; the others are hidden "
            "so that nobody can work out the small ones from the totals."
        ),
    },
    "all_hidden": (
        "The groups are too small to be shown one by one without showing single people, so there is no table by group."
    ),
    # sections
    "section_question": "What was asked",
    "section_answers": "Who was asked, and who answered",
    "section_reading": "How blanks and silence were read",
    "section_facts": "The network in words",
    "section_voices": "How widely voices are heard",
    "section_groups": "Between the groups",
    "section_map": "The map",
    "section_methods": "Reading with care, and methods",
    # what was asked
    "asked": "“{question}”",
    "asked_relation": "The wording of the question was not recorded. The relation is called “{relation}”.",
    "asked_nothing": "The wording of the question was not recorded.",
    "read_seeks_from": (
        "This is how it is read here: whoever names a person hears that person. A voice travels from the person who "
        "is named to the person who names."
    ),
    "read_gives_to": (
        "This is how it is read here: whoever is named hears the person who answered. A voice travels from the person "
        "who names to the person who is named, by the voice’s own account."
    ),
    "read_mutual": "This is how it is read here: two people who are tied hear each other. A voice travels both ways.",
    "read_not_declared": (
        "Nobody declared which way a voice travels along an answer. So this page tells who named whom, and makes no "
        "statement about who is heard."
    ),
    "levels": "The answers to choose from were: {levels}.",
    "choices": {
        "one": "Only one person could be named, so no count goes beyond that.",
        "other": "Up to {n} people could be named, so lists stop there even where people had more to say.",
    },
    # the finding in one sentence
    "headline_rate": "{answered} of {asked} people answered",
    "headline_about": " in “{relation}”",
    "headline_named": {
        "one": ("{n} of {of} voices{about} is named by fewer than one in ten of those who answered ({rate})."),
        "other": ("{n} of {of} voices{about} are named by fewer than one in ten of those who answered ({rate})."),
    },
    "headline_own": {
        "one": "{n} of {of} voices{about} is heard by fewer than one in ten people, by its own answer ({rate}).",
        "other": "{n} of {of} voices{about} are heard by fewer than one in ten people, by their own answers ({rate}).",
    },
    "headline_reported": {
        "one": "{n} of {of} people{about} is named by no one yet ({rate}).",
        "other": "{n} of {of} people{about} are named by no one yet ({rate}).",
    },
    "headline_nobody": "It is not known whose voice is heard ({rate}).",
    "headline_nobody_named": "It is not known who names whom ({rate}).",
    "headline_unknown": "The answers that would say whose voice is heard are missing ({rate}).",
    "headline_groups": "By group: {groups}.",
    "headline_group": "{group} {n} of {of}",
    # who answered
    "answered": {
        "one": "One person was asked, and {answered} answered ({percent}).",
        "other": "{answered} of the {n} people who were asked answered ({percent}).",
    },
    "all_answered": {
        "one": "Nobody recorded who answered, so the one person here counts as having answered.",
        "other": "Nobody recorded who answered, so all {n} people count as having answered.",
    },
    "asked_nobody": "It was not recorded who was asked, so there is no response rate.",
    "silent": {
        "one": (
            "One person was asked and did not answer. What that person would have said is unknown, so voices may be "
            "heard by more people than shown."
        ),
        "other": (
            "{n} people were asked and did not answer. What they would have said is unknown, so voices may be heard "
            "by more people than shown."
        ),
    },
    "silent_own": {
        "one": (
            "One person was asked and did not answer. Whether that person’s own voice is heard is unknown: they would "
            "have said it themselves."
        ),
        "other": (
            "{n} people were asked and did not answer. Whether their own voices are heard is unknown: they would have "
            "said it themselves."
        ),
    },
    "silent_names": {
        "one": "One person was asked and did not answer. Whom that person would have named is unknown.",
        "other": "{n} people were asked and did not answer. Whom they would have named is unknown.",
    },
    "never_asked": {
        "one": "One more person is in the network who, as far as is known, was not asked. Who else belongs in it?",
        "other": "{n} more people are in the network who, as far as is known, were not asked. Who else belongs in it?",
    },
    "no_groups": "No groups were chosen, so the answers are not split by group.",
    "table_answers": "Asked and answered, by group",
    "answers_care": (
        "Where few of a group answered, this page knows less about whom that group hears. Not answering is not being "
        "silent in the collaborative: ask what would make answering worth people’s time."
    ),
    "answers_care_own": (
        "Where few of a group answered, this page knows less about who hears that group. Not answering is not being "
        "silent in the collaborative: ask what would make answering worth people’s time."
    ),
    "answers_care_names": (
        "Where few of a group answered, this page knows less about whom that group names. Not answering is not being "
        "silent in the collaborative: ask what would make answering worth people’s time."
    ),
    "table_waves": "The waves side by side",
    "table_everyone": "Asked and answered",
    "waves_care": (
        "The rest of this page describes wave {wave}, unless a table says otherwise. People join and leave, and other "
        "people answer, so two waves are not the same people seen twice."
    ),
    # what is claimed
    "section_whose": "Whose voice",
    "section_through": "Through whom",
    "section_power": "Power",
    "section_sure": "How sure are we",
    "asked_called": "the question called “{relation}”",
    "asked_unknown": "a question whose wording was not recorded",
    "whose_care": (
        "Whose voices does this collaborative hear less, or more, than chance would give? “Heard” is a reading of the "
        "answers to {asked}. A sentence stands below where the answers settle it; open its card to see how sure it is "
        "and what would change it."
    ),
    "gaps_title": "Reaching those who decide",
    "room_whose": "Talk about: does this match what you see in meetings? Whose account of it is missing here?",
    "through_care": (
        "Through whom do voices travel in this collaborative? That a path stands in the answers to {asked} does not "
        "show that an idea took it: read this as who could pass a voice on."
    ),
    "dependence_title": "What being heard rests on",
    "own_title": "Speaking for themselves to those who decide",
    "roles_title": "Who stands between groups",
    "room_through": "Talk about: is standing between others wanted, seen and paid for? Who could take a turn?",
    "power_care": (
        "Here the answers to {asked} are read as influence: whoever is heard shapes what whoever hears can decide. If "
        "your question does not ask about that, pass over this part."
    ),
    "flows_title": "Between two groups: which way it goes",
    "mutual_title": "Both ways",
    "room_power": "Talk about: where does influence come back, and where should it? Who decides that?",
    "sure_intro": (
        "{rate}. Each sentence above is one claim about the network as reported, with a card. The counts below say how "
        "many claims were looked at, settled or not."
    ),
    "level_means": "{level}: {means}",
    "table_sure": "Claims by how sure they are",
    "part_periphery": "being heard directly",
    "part_gaps": "reaching those who decide",
    "part_dependence": "what being heard rests on",
    "part_own": "speaking for themselves",
    "part_roles": "standing between groups",
    "part_flows": "which way influence goes",
    "part_mutual": "influence both ways",
    "part_not_there": "{part}: {why}",
    "not_settled": {
        "one": "One more claim was looked at that the answers do not settle; it stands in the table.",
        "other": "{n} more claims were looked at that the answers do not settle; they stand in the table.",
    },
    "none_settled": {
        "one": "One claim was looked at, and the answers do not settle it.",
        "other": "{n} claims were looked at, and the answers settle none of them.",
    },
    "table_periphery": "Share of those who could hear a voice who hear it directly",
    "table_gaps": "Chance to reach those who decide: the first group less the second, in points of 100",
    "table_dependence": "Share of being heard that would be gone if a group passed nothing on",
    "table_own": "Share of being heard by those who decide, within three steps, that runs through the two alone",
    "table_roles": "Pairs between whom a person stands, mean by group",
    "table_flows": (
        "Influence given less received, over both, in points of 100: above 0 where more goes from the first group"
    ),
    "table_mutual": "Share of influence that goes both ways",
    "row_pair": "{group} – {other}",
    "row_role": "{group}: {role}",
    "row_mutual": "the whole network",
    "head_of_whom": "of whom",
    "head_by_chance": "by chance",
    "head_missing": "with missing answers",
    "head_p": "p, all together",
    "head_level": "how sure",
    "head_part": "claims about",
    "head_gap": "gap",
    "head_bounds": "could be",
    "head_tips": "in words",
    "drawn_title": "What was drawn by chance",
    "drawn": "{part}: {null}; {n} draws, seed {seed}.",
    "silent_title": "What those who did not answer could change",
    "silent_care": (
        "The gap is how many more of those who answered name a member of the first group, on average. “Could be” is "
        "everything that missing answers leave open."
    ),
    "table_silent": "Being named: the gap between two groups, and its bounds",
    "room_sure": "Talk about: which of these would you want to be surer of, and whom would you ask?",
    "few_shown": (
        "not defined: fewer than two groups may be shown here; the others have fewer than {size} people or answers, or "
        "protect such a group"
    ),
    "few_decide": (
        "not shown: fewer than {size} of those who decide answered, so what reaches them would tell about single people"
    ),
    "claims_too_large": "Not worked out above {limit} people.",
    "claims_draws": (
        "Claims: {draws} draws ({paths} for pathways), {imputations} draws of missing answers at half, once and twice "
        "the rates of those who answered; p over all claims of a table together (the largest difference where the "
        "table has one, else Holm)."
    ),
    # reading
    "silence": "People who did not answer: whom they would have named is unknown. It is never counted as “nobody”.",
    "blank_missing": "A single cell left blank: read as not answered (unknown), not as “no tie”.",
    "blank_no": "A single cell left blank, beside other answers: read as “no tie”, because a tick or a name meant yes.",
    "blank_mixed": "Single cells left blank: not in all files in the same way, as the description of the survey says.",
    "empty_block_missing": "The whole question left empty by somebody who has a row: counts as not having answered it.",
    "empty_block_none": (
        "The whole question left empty: counts as naming nobody, as the description of the survey says."
    ),
    "empty_block_mixed": (
        "The whole question left empty: not in all files in the same way, as the description of the survey says."
    ),
    "no_row": {
        "one": "Somebody who is listed as having answered and has no row: counts as naming nobody (here one person).",
        "other": "Somebody who is listed as having answered and has no row: counts as naming nobody (here {n} people).",
    },
    "blank_not_recorded": (
        "This page was made from a network, so how blank cells of a survey were read is not recorded."
    ),
    "open_cells": {
        "one": "In the network described here, one cell of somebody who answered was left open; that pair is unknown.",
        "other": (
            "In the network described here, {n} cells of people who answered were left open; those pairs are unknown."
        ),
    },
    "self_ties": {
        "one": "One answer in which somebody named themselves was left out.",
        "other": "{n} answers in which people named themselves were left out.",
    },
    "table_issues": "What was noticed while reading the files",
    "issues_care": (
        "Counted over the whole survey, all questions and waves. The command “check” lists them with file and row."
    ),
    "issue_test_row": "test or preview rows, left out",
    "issue_dropped_row": "rows left out, as the description of the survey says",
    "issue_example_row": "example rows of the template, not counted",
    "issue_blank_rows": "blank rows, passed over",
    "issue_no_consent": "people who did not agree to take part; none of their answers were read",
    "issue_withdrawn": "people who asked to be removed and were erased everywhere",
    "issue_withdrawn_text": "cells that named somebody who asked to be removed, erased",
    "issue_withdrawn_similar": "names written nearly like that of somebody who asked to be removed; please check them",
    "issue_answered_in_two_files": "people who answered a question in two files; both were read",
    "issue_answered_after_all": "people with answers, though the list says that there are none; the answers count",
    "issue_formula_without_value": "formulas without a stored result, read as blank",
    "issue_partial_row": "responses that were not finished; the answers they hold were kept or left out as declared",
    "issue_duplicate_respondent": "people who answered more than once; one response each counts",
    "issue_no_respondent": "rows with answers whose respondent is not known, left out",
    "issue_encoding_guess": "files whose character set had to be guessed",
    "issue_sheet_guess": "workbooks of which the first sheet was read",
    "issue_blank_unknown": "blank cells read as unknown",
    "issue_missing_answer": "answers such as “I don’t know”, read as unknown",
    "issue_empty_block": "questions somebody left wholly empty",
    "issue_no_strength": "ties without a value, counted as the lowest one",
    "issue_self_tie": "answers in which people named themselves, left out",
    "issue_duplicate_tie": "ties told more than once, put together",
    "issue_over_cap": "lists longer than was asked for",
    "issue_attribute_differs": "facts about a person given in two versions; the first one counts",
    "issue_holds_unseen": "values the description names that nobody has",
    "issue_normalised_name": "names written in several ways, read as one person",
    "issue_unmatched_name": "names that are on no list of people, kept as named and not asked",
    "issue_similar_names": "pairs of names that look alike, kept as two people",
    "issue_duplicate_label": "names that several people share, kept apart by their ids",
    "issue_suspicious_text": "names with something unusual in them, shown as text",
    "issue_look_alike": "names that mix alphabets whose letters look alike",
    "issue_person_twice": "people who stand on the list twice, with the same facts",
    "issue_nonrespondent": "people who were asked and did not answer (each wave counted)",
    "issue_nobody_answered": "waves in which nobody answered",
    "issue_no_ties": "no tie was reported at all",
    "issue_isolate": "people without any reported tie; they stay in the network",
    "issue_capped": "questions in which people named as many as they could; more may be missing",
    "issue_slots_full": "questions in which people filled all places; more may be missing",
    "issue_straight_line": "people who gave one and the same answer about everybody; it may be meant so, or not",
    "issue_attendance_joined": "events whose participants were joined by ties",
    "issue_several_respondents": "people who answered for one organisation, put together",
    "issue_nested_filled": "facts about people that were not told and follow from another fact",
    "issue_nested_twice": "values that should lie in one other value and lie in several",
    "issue_session_twice": "interviews that were there more than once; the last export of each was read",
    "issue_hidden_answer": "answers that the exporting program had hidden, read as not told",
    "issue_nodes_joined": "nodes of a graph file that name one person, read as one",
    "issue_label_differs": "people who have two names in the files, read as one person",
    "issue_relation_left_out": "ties of a relation that the description does not name, left out",
    "issue_name_accepted": "names read as another name, as somebody decided",
    "issue_name_rejected": "names that look alike and were kept as two people, as somebody decided",
    "issue_decision_unused": "decisions about names that nobody is written with",
    "issue_direction_unsaid": "questions of which nobody said which way they were asked",
    "issue_zero_strength": "rows with a strength of 0 (or no), read as no ties",
    "issue_holds_unclear": "people of whom it is not plain whether they hold power; they count as not holding it",
    "issue_small_groups": "groups too small to be shown, hidden in tables by group",
    "issue_question_unnamed": "questions without a name in the workbook",
    "issue_question_left_out": "questions without a name, left out",
    "issue_people_empty": "workbooks whose sheet People is empty",
    "issue_attribute_renamed": "columns of a graph file that had to be renamed",
    "issue_undeclared_attribute": "facts in a graph file that it does not declare, read as text",
    "issue_layout_left_out": "parts of a graph file that are about drawing, left out",
    "issue_time_left_out": "times in a graph file, left out",
    "issue_nested_people": "people who stand inside others in a graph file, read as people",
    "issue_section_left_out": "parts of a graph file with neither people nor ties, left out",
    "issue_people_file": "graph files whose people were read from a file beside them",
    "issue_list_joined": "values that were lists, written as one text",
    "issue_correction_added": "ties that people on a map said are missing, added",
    "issue_correction_taken_out": "ties that people on a map said are wrong, taken out",
    "issue_correction_tie_hidden": "ties that shall not be shown, read as not known",
    "issue_correction_left_out": "people who asked not to be shown, left out with every answer by or about them",
    "issue_correction_not_shown": "wishes not to show a person, to be decided on",
    "issue_correction_group": "wishes not to show a group, to be decided on",
    "issue_correction_contested": "notes that say opposite things of one tie; the answers stand",
    "issue_correction_already": "notes that ask for what the survey says already",
    "issue_other": "other ({code})",
    "issue_fault": "what cannot be read",
    # facts
    "table_facts": "Facts of the whole network",
    "fact_n_people": "People",
    "means_n_people": "everybody who was asked, answered or was named; nobody is dropped",
    "fact_n_ties": "Ties",
    "means_n_ties": "one for each time a person named another",
    "fact_n_isolates": "People who answered and are in no tie",
    "means_n_isolates": "they named nobody, and nobody who answered named them",
    "means_response_rate": "of those who were asked, the share who answered",
    "fact_density": "Density",
    "means_density": "of the ties that could have been reported, the share that was",
    "fact_reciprocity_arc": "Ties that go both ways",
    "means_reciprocity_arc": "of the ties between people who both answered",
    "fact_reciprocity_dyad": "Pairs who name each other",
    "means_reciprocity_dyad": "of the pairs who both answered and have a tie",
    "fact_transitivity": "Closed triangles, direction set aside",
    "means_transitivity": "of two people tied to the same third person, the share who are tied themselves",
    "fact_transitivity_directed": "Closed triangles, along the answers",
    "means_transitivity_directed": "where one person names a second who names a third: the share in which the first "
    "names the third too",
    "fact_components_weak": "Separate parts",
    "means_components_weak": "direction set aside; 1 means that everybody is joined to everybody somehow",
    "fact_components_strong": "Separate parts, along the answers",
    "means_components_strong": "parts in which everybody can be reached from everybody; a person alone is a part",
    "fact_mean_distance": "Steps between two people",
    "means_mean_distance": "on average, over pairs that can reach each other",
    "fact_diameter": "Most steps between two people",
    "means_diameter": "over pairs that can reach each other",
    "fact_centralization_in_degree": "Centralization of being named",
    "means_centralization_in_degree": "0: everybody is named alike; 1: one person is named by all, and nobody else is",
    "fact_centralization_out_degree": "Centralization of naming",
    "means_centralization_out_degree": "0: everybody names alike; 1: one person names all, and nobody else does",
    "fact_centralization_betweenness": "Centralization of lying between",
    "means_centralization_betweenness": (
        "0: all lie between others alike; 1: every shortest way runs through one person"
    ),
    "fact_krackhardt_connectedness": "Connectedness",
    "means_krackhardt_connectedness": "the share of pairs who are joined somehow, direction set aside",
    "fact_krackhardt_hierarchy": "Hierarchy",
    "means_krackhardt_hierarchy": "of the pairs joined along the answers, the share joined one way only",
    "fact_krackhardt_efficiency": "Ties to spare",
    "means_krackhardt_efficiency": "1: no tie more than holds the parts together; 0: as many as there can be",
    "fact_krackhardt_lubness": "Someone in common above",
    "means_krackhardt_lubness": "the share of pairs with one nearest person from whom both can be reached",
    "fact_core_periphery_fit": "Fit of a core and a periphery",
    "means_core_periphery_fit": "1: everybody in a core is tied and nobody outside it; any network gives some core",
    "facts_care": (
        "Density, centralization and steps depend on how many people there are: do not compare them with a network of "
        "another size."
    ),
    "why_few_people": "there are fewer than three people",
    "why_few_observed": "under {share} % of the possible ties are known, because people did not answer",
    "why_too_large": "the network is above the limit of an exact answer",
    "why_no_answers": "nobody answered",
    "why_no_case": "there is no case it could be taken from",
    # voices
    "no_direction": (
        "This part is not here, because nobody declared which way a voice travels along an answer. Add “reports” to "
        "this relation in the description of the survey: seeks_from (I go to them), gives_to (they come to me) or "
        "mutual."
    ),
    "voices_care": (
        "“Heard” is a reading of the question above, not of what was said in a room. The bands tell where this "
        "collaborative has, and has not yet, made a habit of listening."
    ),
    "table_bands": "Voices by how many hear them",
    "band_0": "not yet named by anyone who answered",
    "band_1": "heard by a few (under a tenth of those who answered)",
    "band_2": "heard by some (a tenth to a quarter)",
    "band_3": "heard by many (a quarter or more)",
    "band_0_own": "not yet heard by anyone, by their own answers",
    "band_1_own": "heard by a few, by their own answers (under a tenth)",
    "band_2_own": "heard by some, by their own answers (a tenth to a quarter)",
    "band_3_own": "heard by many, by their own answers (a quarter or more)",
    "band_unknown": "not known: the answers that would say it are missing",
    "bands_care": {
        "one": (
            "The first column counts voices, and the share is of the one voice whose being heard is known. The bands "
            "are shares of those who answered and could have named the voice. Nobody is placed by silence."
        ),
        "other": (
            "The first column counts voices, and the share is of the {n} voices whose being heard is known. The bands "
            "are shares of those who answered and could have named the voice. Nobody is placed by silence."
        ),
    },
    "bands_care_own": {
        "one": (
            "The first column counts voices, and the share is of the one voice whose being heard is known. The bands "
            "are shares of the people who could hear the voice, by the voice’s own answers. Nobody is placed by "
            "silence."
        ),
        "other": (
            "The first column counts voices, and the share is of the {n} voices whose being heard is known. The bands "
            "are shares of the people who could hear the voice, by the voice’s own answers. Nobody is placed by "
            "silence."
        ),
    },
    "collective": (
        "{percent} of the voices are {band}. That is a statement about how this collaborative listens, not about "
        "single people."
    ),
    "crowded": (
        "One band holds {percent} of the voices, so the bands tell little here. A stricter reading of the ties (the "
        "slider of the map) may tell more."
    ),
    "table_bands_waves": "Voices by band, wave beside wave",
    "short_0": "no one yet",
    "short_1": "a few",
    "short_2": "some",
    "short_3": "many",
    "short_unknown": "not known",
    "bands_waves_care": "Read it with the response rate beside it: a wave in which fewer answered knows less.",
    "table_verdicts": "Little heard beyond chance, by group (counts of voices)",
    "verdict_0": "little heard",
    "verdict_1": "depends on the reading",
    "verdict_2": "not less than chance",
    "verdict_3": "not known",
    "verdicts_care": (
        "“Little heard”: the collaborative names this voice less than if those who answered had named as many people "
        "at random, under nearly all readings. It is an invitation to listen. It does not say why, and it says nothing "
        "about the person. Nobody is counted here for not having answered."
    ),
    "stand_out_none": "No voice stands out as less heard than naming at random would give.{depends}",
    "stand_out_some": {
        "one": "One voice stands out as less heard than naming at random would give.{depends}",
        "other": "{n} voices stand out as less heard than naming at random would give.{depends}",
    },
    "stand_out_many": {
        "one": (
            "One voice stands out as less heard than naming at random would give. In a network this small that is "
            "about how it listens, not about single people.{depends}"
        ),
        "other": (
            "{n} voices stand out as less heard than naming at random would give. With so many, this is about how the "
            "collaborative listens, not about single people.{depends}"
        ),
    },
    "stand_out_depends": {
        "one": " For one it depends on the reading.",
        "other": " For {n} it depends on the reading.",
    },
    "stand_out_unknown": (
        "Whether voices are less heard than naming at random would give is not known: too few answers."
    ),
    "periphery_too_large": (
        "Whether single voices are heard less than chance would give is not computed above {limit} people."
    ),
    "room_voices": "A question for the room: who could open a door, and for which voices?",
    # between groups
    "no_groups_between": (
        "No groups were chosen, so there is nothing between groups to tell. Choose an attribute of people, for "
        "instance their community or role."
    ),
    "no_direction_groups": (
        "Who can hear whom, and who passes voices on, is not here: nobody declared which way a voice travels along an "
        "answer."
    ),
    "groups_care": (
        "Groups are what people said about themselves at the time. Differences between groups come from how the "
        "collaborative is arranged; this page does not show why they are there."
    ),
    "audibility_title": "Who could hear whom?",
    "audibility_scenario": (
        "A scenario, not an observation: suppose that every tie passes a voice on with the same chance. How likely "
        "does something said in one group reach a person in another, directly or through others? That one person goes "
        "to a second does not show that the second’s ideas reach those who go to the first. So there are three "
        "chances: trust what holds in all three tables."
    ),
    "table_audibility": "If each tie passes a voice on with a chance of {percent}",
    "corner_audibility": "voice of ↓ reaches →",
    "audibility_range": (
        "In this scenario a voice travels between two groups most easily from {voice_most} to {hearer_most} "
        "({percent_most}), and least easily from {voice_least} to {hearer_least} ({percent_least})."
    ),
    "audibility_too_large": "Who could hear whom is not computed: the network is above the limit of this version.",
    "brokerage_title": "Who passes voices on?",
    "brokerage_care": (
        "Counted are pairs of people who have no tie of their own, and a person between them. Passing voices on can be "
        "a position of power, and it is work: ask who is paid for it. Only people who answered have a count. Counts "
        "grow with the size of the groups, so compare them inside this network only."
    ),
    "role_coordinator": "Coordinator: all three in one group.",
    "role_itinerant": "Consultant (itinerant): the two are in one group, the person between them in another.",
    "role_representative": "Representative: carries a voice of their own group to another group.",
    "role_gatekeeper": "Gatekeeper: brings a voice of another group into their own group.",
    "role_liaison": "Liaison: between two other groups that differ.",
    "table_brokerage_mean": "For each person who answered, on average",
    "table_brokerage_sum": "All people of the group who answered, together",
    "ei_title": "Where do ties lead?",
    "ei_care": (
        "The E-I index runs from −1 (all ties inside one’s own group) to 1 (all ties to other groups). “By chance” is "
        "what group sizes and response alone would give. Neither end is a goal: a group may be cut off from others, "
        "or may choose a space of its own where it is strong. Ask its members which ties they want."
    ),
    "table_ei": "Ties inside and outside one’s own group (E-I index)",
    "ei_inside": "more ties inside the group than by chance",
    "ei_outside": "more ties to other groups than by chance",
    "ei_as_expected": "about as by chance",
    "ei_unknown": "not known: no answers, or no ties",
    "room_groups": "A question for the room: does this match what you see, and who gains from it as it is?",
    # the map
    "map_intro": (
        "Codes stand for people; the key is a file of its own. People who did not answer are drawn hollow. The table "
        "under the map holds all of it in words. The map has a mark for everybody, so sizes of groups that the tables "
        "hide can be counted on it: one more reason to keep this page in the team."
    ),
    "map_frame": "Map of the network, with a table of the same in words",
    "map_too_large": (
        "The map is not here: a report holds one of up to {people} people and {ties} ties. A larger one is a file of "
        "its own, made with map_network(...) or the command map."
    ),
    # methods
    "methods_care_title": "Reading with care",
    "care_scenario": ("A voice along several steps is a scenario. Nobody observed that an idea went that way."),
    "care_heard": (
        "“Heard” is a reading of one question. Friendship, or work on the same case, is not hearing: look at the "
        "wording on top."
    ),
    "care_attributes": (
        "Attributes are self-described and belong to a date. “Prefer not to say” is an answer; nothing was guessed "
        "from a name or filled in."
    ),
    "care_inside": (
        "Gaps are half of the picture: the ties inside a community are its strength, and belong beside them."
    ),
    "care_people": (
        "There is no list of people in order here, on purpose. A position belongs to a network, not to a person."
    ),
    "care_cause": (
        "One survey shows how things are arranged, not why. Speak of power only with the question beside the number."
    ),
    "care_size": "Density, centralization and counts of brokerage cannot be compared across networks of other sizes.",
    "care_p_value": (
        "A comparison with chance tells whether naming at random would look like this. It does not tell whether this "
        "is fair."
    ),
    "care_codes": (
        "Codes do not make people anonymous: in a small collaborative a person can be recognised from a place on the "
        "map."
    ),
    "methods_title": "Every choice behind this page",
    "made_with": "Made with critical_sna {version}, seed {seed}.",
    "versions": "Computed with {versions}.",
    "direction_seeks_from": (
        "Direction: reports = seeks_from; a voice travels from the person named to the person who names."
    ),
    "direction_gives_to": (
        "Direction: reports = gives_to; a voice travels from the person who names to the person named."
    ),
    "direction_mutual": "Direction: reports = mutual; a tie told by either person is read both ways.",
    "direction_none": "Direction: not declared; nothing that needs it was computed.",
    "dropped": {
        "one": "Dropped: one tie from a person to themselves. No person was dropped.",
        "other": "Dropped: {n} ties from people to themselves. No person was dropped.",
    },
    "capped": {
        "one": (
            "One of {answered} people who answered named as many as they could{choices}; whom they left out may be "
            "missing only because the list was full."
        ),
        "other": (
            "{n} of {answered} people who answered named as many as they could{choices}; whom they left out may be "
            "missing only because the list was full."
        ),
    },
    "groups_by": "Groups: the attribute {groups}{kind}; people who did not tell form a group of their own.",
    "groups_kind": " (declared as: {kind})",
    "groups_by_series": "Groups: given by whoever made the report; people without one form a group of their own.",
    "min_group": (
        "Groups with fewer than {size} people, people asked or answers are hidden, and the next smallest where a "
        "difference would give them away."
    ),
    "thresholds_bands": "Bands, as a share of those who answered and could name the voice: {bands}.",
    "band_rule": "{band} {words}",
    "band_none": "= 0",
    "band_under": "under {percent}",
    "band_rest": "from there on",
    "null_model": (
        "Little heard: in the lowest band anybody is in, and below the {tail} point of a null model in which everybody "
        "who answered names as many people as they did, at random among those they could name; Benjamini-Hochberg at "
        "{fdr} over voices. Readings: heard directly or within two steps, all ties or ties of at least the middle "
        "strength; “little heard” where at least {agree} of the readings agree, “not” where at most {disagree} do. The "
        "direct null is exact, the two-step null uses {draws} draws."
    ),
    "thresholds_collective": "From {share} of voices in the lowest band on, the sentence is about the collaborative.",
    "audibility_draws": (
        "Audibility: chances {chances}, one for all ties; {draws} draws of which ties are open (all cases where at "
        "most {exact} ties are uncertain); averaged over pairs whose hearer’s answer is known."
    ),
    "brokerage_along": "Brokerage: counted along the way a voice travels; people without a group count in “all” only.",
    "thresholds_centralization": "Centralization is given where at least {share} of the possible ties are known.",
    "audience": "Audience: team. For participants or the public, less may be shown.",
    "table_sources": "Measures and their sources",
    "measure_network_summary": "Facts of the network",
    "measure_heard_by": "Heard by (bands)",
    "measure_periphery": "Little heard beyond chance",
    "measure_voice": "Audibility (who could hear whom)",
    "measure_brokerage": "Brokerage (who passes voices on)",
    "measure_ei_index": "E-I index (where ties lead)",
    "needs_nominations": "what others said; known also for people who did not answer",
    "needs_answers": "people’s own answers; not known for people who did not answer",
    # table heads
    "head_what": "what",
    "head_where": "where",
    "head_who": "who",
    "head_group": "group",
    "head_wave": "wave",
    "head_asked": "asked",
    "head_answered": "answered",
    "head_rate": "response rate",
    "head_people": "people",
    "head_ties": "ties",
    "head_issue": "what",
    "head_count": "how many",
    "head_fact": "fact",
    "head_value": "value",
    "head_means": "what it means",
    "head_band": "how widely heard",
    "head_voices": "voices",
    "head_share": "share",
    "head_coordinator": "coordinator",
    "head_itinerant": "itinerant",
    "head_representative": "representative",
    "head_gatekeeper": "gatekeeper",
    "head_liaison": "liaison",
    "head_all_roles": "all",
    "head_observed": "observed",
    "head_expected": "by chance",
    "head_ei_words": "in words",
    "head_measure": "measure",
    "head_needs": "made from",
    "head_source": "source",
}
