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
        "Draw the map as one HTML file; codes instead of names unless asked for; all waves unless one is named."
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
    "help_title": "The heading.",
    "help_label": "What marks are called: code, id, label, or an attribute. All but code show a banner.",
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
    "groups_taken": "Groups: {name}.",
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
    "check_survey": "{people} people, {ties} ties, relations: {relations}",
    "check_rate": "{answered} of {asked} people who were asked answered{wave}",
    "check_rate_wave": " in wave {wave}",
    "check_none": "Nothing odd was seen.",
    "check_group": {"one": "{severity}, {code}:", "other": "{severity}, {code} ({n}):"},
    "check_faults": {
        "one": "There is a cell that cannot be read; it is listed above.",
        "other": "There are {n} cells that cannot be read; they are listed above.",
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
    "about_empty_means": "not known, or not defined; never zero",
    "about_apostrophe": "an apostrophe in front of a text",
    "about_apostrophe_means": "put there so that a spreadsheet does not take the text for a formula",
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
