"""English phrases: command line."""

from __future__ import annotations

PHRASES: dict[str, str | dict[str, str]] = {
    "help": (
        "Critical social network analysis of collaboratives: from a relational survey to measures, maps and reports. "
        "SPEC is a survey spec (YAML or TOML) or a workbook made with 'template'. Data go to standard output, messages "
        "to standard error. Exit codes: 0 fine, 1 something in the data, 2 something in the command, 3 refused for "
        "privacy."
    ),
    "help_template": "Write a workbook to fill in by hand: People, Ties, Questions.",
    "help_check": (
        "Read a survey and print who answered and everything odd. Exit code 1 where something must be mended."
    ),
    "help_measures": (
        "Compute measures: people as CSV or JSON on standard output, or every table into one workbook (-o x.xlsx)."
    ),
    "help_map": (
        "Draw the map as one HTML file; codes instead of names unless asked for; all waves unless one is named. "
        "With -o map.png, .svg or .pdf draw one wave as a picture."
    ),
    "help_report": "Write the report as one HTML file; it describes the last wave unless one is named.",
    "help_demo": (
        "Draw maps and reports of an invented collaborative, and of examples/lazega where that folder is here."
    ),
    "help_spec": "A survey spec (YAML or TOML), or a workbook made with 'template'.",
    "help_relation": "Which question. May be left out where the survey has one.",
    "help_wave": "Which wave. May be left out where there is one.",
    "help_groups": (
        "An attribute of people to group by. May be left out where one is a community, or there is only one."
    ),
    "help_out": "The file to write.",
    "help_folder": "The folder to write into; made if it is not there.",
    "help_force": "Replace a file that is already there.",
    "help_seed": "Fixes every random draw.",
    "help_draws": "Draws of chance behind each claim: more are slower and give smaller steps of p.",
    "help_title": "The heading.",
    "help_label": "What marks are called: code, id, label, or an attribute. All but code show a banner.",
    "help_language": "The words of the map: en or es. The question stays as it was asked.",
    "help_style": "How a picture looks: colour, grey, or print (black lines, for a photocopier).",
    "help_view": (
        "What the map shows first: rings, flip, neighbourhood, voice, groups, waves or table; a picture shows one of "
        "them."
    ),
    "no_view": "There is no view {name!r}.",
    "view_other": "These data cannot be shown in the view {name}; the map opens with {shown}.",
    "help_corrections": (
        "Bring notes from a map back: print how many people and ties the survey has without and with them, and write "
        "each pair that stands otherwise (-o x.csv), or with the notes and counts (-o x.xlsx, x.json). "
        "The survey itself is not changed."
    ),
    "help_notes": "Files that people saved from the map.",
    "help_notes_key": "The key of codes that was written with the map.",
    "help_keep": "Only record the wish of people who asked not to be shown; leave them and their answers in.",
    "no_notes_key": "Notes name people by the codes of their map, so its key is needed.",
    "no_notes_key_mend": (
        "add --key key.csv; 'critical-sna map' with the same options as before writes it again (for a map that shows "
        "names use csna.apply_corrections in Python)"
    ),
    "notes_outcome": {"one": "1 note: {outcome}", "other": "{n} notes: {outcome}"},
    "style_of_page": "--style is for pictures; a page has its own colours.",
    "style_of_page_mend": "write a picture, for instance -o map.png, or leave --style out",
    "wave_drawn": "The picture shows wave {wave}; --wave names another.",
    "help_key": "Also write the key of codes (CSV that only you may read). Keep it away from the map.",
    "help_json": "Print JSON.",
    "help_version": "Print the version.",
    "help_verbose": "Show the whole traceback of an error.",
    "version": "critical-sna {version}",
    "written": "Written: {path}",
    "key_written": "Written: {path} (the key of codes; only you may read it, keep it away from the map)",
    "exists": "The file is already there and was kept.",
    "exists_mend": "add --force to replace it, or choose another name with -o",
    "internal": "Something went wrong inside the program ({kind}). That is a fault of ours, not of your data.",
    "internal_mend": "run it again with -v before the command, and report what it prints",
    "no_groups": "No groups chosen. With --groups you can name one: {names}.",
    "no_attributes": "No groups: the survey has no attributes of people.",
    "groups_taken": "Grouped by the column {name} of People.",
    "several_relations": "The survey has {n} relations, so one must be chosen.",
    "several_waves": "The relation {relation!r} was asked in {n} waves, so one must be chosen.",
    "add_one": "add {choices}",
    "no_relation": "There is no relation {name!r} in the survey.",
    "no_wave": "The relation {relation!r} was not asked in wave {name!r}.",
    "without_waves": "The relation {relation!r} was asked without waves.",
    "without_waves_mend": "leave --wave out",
    "see_check": "'critical-sna check' lists all of them",
    "table_as_spec": "This is a table, not a spec.",
    "table_as_spec_mend": "put its rows into the workbook of critical-sna template, or write a spec",
    "key_hint": "The map shows codes: add --key key.csv to keep the key of codes.",
    "wave_taken": "The report describes wave {wave}; --wave names another.",
    "working_read": "Reading the survey ...",
    "working_map": "Drawing the map ...",
    "working_report": "Writing the report ...",
    "working_measures": "Computing measures ...",
    "wrong_ending": "The file name ends in {suffix!r}; this command writes {endings}.",
    "wrong_ending_mend": "for instance -o {example}",
    "folder": "The folder could not be made ({reason}).",
    "folder_mend": "choose another folder with -o",
    "left_out": "Left out: {name}. {reason}",
    "same_file": "Two outputs would have the same file name.",
    "same_file_mend": "choose another name for one of them",
    # check
    "help_describe": "Draft a spec from an export file or folder, with comments on what to check.",
    "help_file": "An export: CSV, Excel, SPSS, Stata or a graph file, or a folder of them.",
    "help_names": "Write names that look alike into a table; accept or reject each, and name the table in the spec.",
    "names_found": {
        "one": "One pair of names looks alike.",
        "other": "{n} pairs of names look alike.",
    },
    "names_next": (
        "Write accept or reject into the column decision, save, and name the file in the spec (names: {file})."
    ),
    "names_workbook": (
        "A workbook has no line for these decisions: where two names are one person, correct the spelling in its "
        "sheets People and Ties."
    ),
    "check_survey": "{people} people, {ties} ties, relations: {relations}",
    "check_rate": "{answered} of {asked} people who were asked answered{wave}",
    "check_rate_wave": " in wave {wave}",
    "check_groups": "By {groups}:",
    "check_group_rate": "  {group}: {answered} of {asked} who were asked answered{wave}",
    "check_none": "Nothing odd was seen.",
    "check_group": {"one": "{severity}: {what} ({code})", "other": "{severity}: {what} ({code}, {n} times)"},
    "check_faults": {
        "one": "There is a cell that cannot be read; it is listed above.",
        "other": "There are {n} cells that cannot be read; they are listed above.",
    },
    "check_faults_page": {
        "one": "There is a cell that cannot be read; the page says which.",
        "other": "There are {n} cells that cannot be read; the page lists them.",
    },
    "severity_error": "to mend",
    "severity_warning": "to look at",
    "severity_info": "to know",
    "check_place": " [{place}]",
    "check_row": "row {row}",
    "check_column": "column {column}",
    "check_summary": "{errors} to mend, {warnings} to look at, {notes} to know",
    # the sheets of measures
    "about_version": "critical_sna version",
    "about_question": "question as asked",
    "about_relation": "relation",
    "about_wave": "wave",
    "about_reports": "which way it was asked",
    "about_asked": "people asked",
    "about_answered": "people who answered",
    "about_groups": "groups",
    "about_seed": "seed",
    "about_audience": "audience",
    "about_audience_team": "team: rows are people, do not forward",
    "about_empty": "an empty cell",
    "about_empty_means": (
        "not known, not defined, or hidden in a table by group, because the group has fewer than {size} people or "
        "answers or must hide such a group; never zero"
    ),
    "about_apostrophe": "an apostrophe in front of a text",
    "about_apostrophe_means": "put there so that a spreadsheet does not take the text for a formula",
    "about_column": "{sheet}: {column}",
    "about_measure": "high where: {high}; unit: {unit}; made from {needs}",
    "every_column": "every column",
    "people_counted": ": people counted",
    "every_count": "every column of people counted",
    "column_person": "the id of the person",
    "column_answered": "whether the person answered this question, and whether they were asked",
    "column_group": "the group of the person; unknown where it was not told",
    "column_brokerage_coordinator": "pairs without a tie of their own that the person links, all three in one group",
    "column_brokerage_itinerant": "such pairs where the two are in one group and the person is in another",
    "column_brokerage_representative": "such pairs where a voice of the person’s own group goes to another group",
    "column_brokerage_gatekeeper": "such pairs where a voice of another group comes into the person’s own group",
    "column_brokerage_liaison": "such pairs between two other groups that differ",
    "column_brokerage_total": "all such pairs, also of people whose group is not known",
    "column_heard_by_count": "how many people are known to hear the voice directly",
    "column_heard_by_share": "the same as a share of those of whom it could be known",
    "column_heard_by_band": "the band of that share, from no one yet to many",
    "column_periphery_verdict": "whether the voice is less heard than naming at random would give, over all readings",
    "column_periphery_kind": "in which way the voice is little heard, where it is",
    "column_periphery_share_of_readings": "the share of readings under which the voice is little heard",
    "column_voice": (
        "a scenario, where each tie passes a voice on with a chance of one half: the chance that the voice reaches "
        "another person, on average"
    ),
    "column_voice_se": "how exact that number is: its standard error over the draws",
    "column_hearing": "the same scenario the other way: the chance that another person’s voice reaches this person",
    "column_hearing_se": "its standard error over the draws",
    "column_decision_voice": (
        "the same scenario: the chance that the voice reaches a person who holds power (a decision seat), on average"
    ),
    "column_decision_voice_se": "its standard error over the draws",
    "column_by_group": "the mean of the column of that name in people, over those of the group for whom it is known",
    "column_counts": "how many people of the group enter that mean",
    "column_mixing": "ties as reported: the row is the group that names, the column the group that is named",
    "column_audibility": (
        "the scenario of voice between groups: the chance that a voice of the row’s group reaches a person of the "
        "column’s group"
    ),
    "column_ei_observed": "ties to other groups less ties inside, over all ties of the group: −1 inside, 1 outside",
    "column_ei_expected": "what group sizes and response alone would give",
    "column_ei_rescaled": "observed, stretched to −1 to 1 between what is possible with that many ties",
    "column_ei_n": "people of the group",
    "column_claim_value": "the figure; which one, and of whom, stands in the first two columns",
    "column_claim_n": "people, or pairs of people, that it rests on",
    "column_claim_response_rate": "answered, of those asked whom it is about",
    "column_claim_null_mean": "what chance would give; the sheet evidence says what was dealt out anew",
    "column_claim_null_sd": "how far apart chance would spread it",
    "column_claim_p": "how often chance gives something at least as far away, by itself or as its table has it",
    "column_claim_lower": "lower end of the 95 % interval, leaving out single answers or organisations",
    "column_claim_upper": "upper end of the same",
    "column_claim_missing_lower": "the least that missing answers could make of it",
    "column_claim_missing_upper": "the most",
    "column_claim_withheld": "whether the row is hidden, because a group in it is small",
    "column_claim_level": "how sure: supported, leaning, cannot tell, contradicted",
    "column_claim_claim": "what is claimed, about the network as reported",
    "column_claim_effect": "value less what it is held against",
    "column_claim_reference": "what the value is held against",
    "column_claim_p_together": "p over all claims of the same kind together",
    "column_claim_claims": "how many these are",
    "column_claim_specifications": "equivalent ways of counting that were tried",
    "column_claim_same_sign": "share of them on the side of the claim",
    "column_claim_median": "middle difference over them",
    "column_claim_worst_case": "the difference that lies farthest against the claim",
    "column_claim_draws": "draws of chance",
    "column_claim_seed": "seed of the draws",
    "column_claim_null": "what was dealt out anew",
    "column_claim_note": "why something is not defined, or hidden",
    "column_claim_change": "what would change the level",
    "column_measures_per": "whom a measure describes: a person, a group or the network",
    "column_measures_unit": "what it is counted in",
    "column_measures_high": "what a high value says",
    "column_measures_needs": "nominations: known also for people who did not answer; answers: not known for them",
    "column_measures_source": "where it comes from",
    "answered_answered": "answered",
    "answered_in_part": "answered in part",
    "answered_silent": "was asked, did not answer",
    "answered_not_asked": "was not asked",
    "answered_unknown": "not known whether asked",
    "not_recorded": "not recorded",
    "no_direction": "Nobody declared which way a voice travels, so the measures of voice are left out.",
    # demo
    "demo_watershed": "An invented collaborative for environmental education, three autumns.",
    "demo_lazega": "71 lawyers of a real firm (Lazega 2001).",
    "demo_map": "  map:    {path}",
    "demo_report": "  report: {path}",
    "demo_open": "Open the files in a browser; they need no network.",
    "demo_no_lazega": "examples/lazega is not beside this folder, so the second demonstration was left out.",
}
