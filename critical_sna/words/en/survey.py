"""English phrases: survey. A key is the code of an issue, or what a message says."""

from __future__ import annotations

PHRASES: dict[str, str | dict[str, str]] = {
    # what was left out, and why
    "test_row": "Row {row} ({name}) is a test or preview and was left out.",
    "dropped_row": "Row {row} ({name}) was left out, as the spec says.",
    "example_row": {
        "one": "An example row of the template was left in the sheet {sheet}; it was not counted.",
        "other": "{n} example rows of the template were left in the sheet {sheet}; they were not counted.",
    },
    "blank_rows": {"one": "A blank row was passed over.", "other": "{n} blank rows were passed over."},
    "no_consent": {
        "one": "One person did not agree to take part; none of that person's answers were read.",
        "other": "{n} people did not agree to take part; none of their answers were read.",
    },
    "withdrawn": {
        "one": "One person asked to be removed and was erased everywhere.",
        "other": "{n} people asked to be removed and were erased everywhere.",
    },
    "withdrawn_text": (
        "A cell in row {row} holds the name of somebody who asked to be removed, among other words; it was erased."
    ),
    "withdrawn_similar": (
        "A name in row {row} is written nearly like that of somebody who asked to be removed; please check it there."
    ),
    "partial_row": "{name} did not finish the survey; the answers in row {row} were left out.",
    "partial_kept": "{name} did not finish the survey; the answers in row {row} were kept.",
    "duplicate_respondent": {
        "one": "{name} answered more than once; the {keep} response (row {row}) counts, one other does not.",
        "other": "{name} answered more than once; the {keep} response (row {row}) counts, {n} others do not.",
    },
    "no_respondent": "Row {row} has answers but nothing in the column {column!r}; nobody knows whose they are.",
    # how cells were read
    "encoding_guess": "{file} is not UTF-8 text; it was read as Windows-1252. Check the accents in names.",
    "sheet_guess": "{file} has {n} sheets and the spec names none; the first, {sheet!r}, was read.",
    "formula_without_value": {
        "one": "{file} has a formula without a stored result, read as blank; open it in a spreadsheet and save it.",
        "other": "{file} has {n} formulas without stored results, read as blank; open it in a spreadsheet and save it.",
    },
    "blank_unknown": {
        "one": "In {relation!r}, one blank cell was read as not answered (unknown), not as no tie.",
        "other": "In {relation!r}, {n} blank cells were read as not answered (unknown), not as no tie.",
    },
    "missing_answer": {
        "one": "In {relation!r}, one answer {value} was read as unknown, not as no tie.",
        "other": "In {relation!r}, {n} answers {value} were read as unknown, not as no tie.",
    },
    "empty_block": "{name} left all of {relation!r} empty and counts as not having answered it.",
    "empty_block_none": "{name} left all of {relation!r} empty and counts as naming nobody, as the spec says.",
    "no_strength": {
        "one": "In {relation!r}, somebody was named without a value; it counts as the lowest tie, {value}.",
        "other": "In {relation!r}, people were named {n} times without a value; it counts as the lowest tie, {value}.",
    },
    "answered_in_two_files": "{name} answered {relation!r} in {other} and again in {file}; both were read.",
    "answered_after_all": "{name} has answers, though the people file says that there are none; the answers count.",
    "self_tie": "{name} named themselves in {relation!r} (row {row}); this was left out.",
    "duplicate_tie": "{source} named {target} more than once; {rule}.",
    "rule_max": "the largest strength counts",
    "rule_mean": "the mean of the strengths counts",
    "rule_sum": "the strengths were added up",
    "rule_last": "the last strength counts",
    "over_cap": "{name} named {n} people in {relation!r}, where up to {cap} were asked for.",
    "capped": (
        "In {relation!r}{wave}, {n} of {of} who answered named as many people as they could ({cap}); whom they left "
        "out may be missing only because the list was full."
    ),
    "slots_full": {
        "one": "In {relation!r}, one person filled all {value} places; if no more could be named, say 'choices'.",
        "other": "In {relation!r}, {n} people filled all {value} places; if no more could be named, say 'choices'.",
    },
    "straight_line": (
        "{name} gave one and the same answer about all {n} people in {relation!r}; it may be meant so, or not."
    ),
    "several_respondents": "{n} people answered for {name}; of what they say about one partner, {rule}.",
    "attendance_joined": {
        "one": "In {relation!r}, people who were at the same event (there is one) are joined.",
        "other": "In {relation!r}, people who were at the same events are joined; strength counts them, of {n}.",
    },
    "nested_filled": {
        "one": "The {attribute!r} of one person was not told and was taken from the person's {inner!r}.",
        "other": "The {attribute!r} of {n} people was not told and was taken from their {inner!r}.",
    },
    "nested_twice": "{name} lies in {n} values of {attribute!r}, where the spec says that it lies in one.",
    "attribute_differs": "{name} gave two values for {attribute!r}; the first one read counts.",
    "holds_unclear": {
        "one": (
            "In {attribute!r}, one person ({people}) has neither a value that counts as holding power ({holds}) nor a "
            "plain no, and counts as not holding it; if it should count, add it to 'holds'."
        ),
        "other": (
            "In {attribute!r}, {n} people ({people}) have neither a value that counts as holding power ({holds}) nor a "
            "plain no, and count as not holding it; if it should count, add it to 'holds'."
        ),
    },
    "small_groups": {
        "one": (
            "In {attribute!r}, one of {of} groups has fewer than {size} people and is hidden in reports by group: "
            "{groups}. Groups that belong together may get one name."
        ),
        "other": (
            "In {attribute!r}, {n} of {of} groups have fewer than {size} people and are hidden in reports by group: "
            "{groups}. Groups that belong together may get one name."
        ),
    },
    "direction_unsaid": (
        "Nobody said which way {relation!r} was asked, so no voice can be followed: the map and the report leave out "
        "who is heard, and heard_by, voice, audibility, periphery and brokerage refuse. Write into the spec, under "
        "'relations': "
        "{relation!r}: {{reports: seeks_from}} (I go to them), gives_to (they come to me) or mutual (both ways)."
    ),
    "zero_strength": {
        "one": (
            "In {relation!r}, one row says that the tie has no strength (0 or no); it was read as no tie. If it is "
            "one, write a number above 0."
        ),
        "other": (
            "In {relation!r}, {n} rows say that the tie has no strength (0 or no); they were read as no ties. If they "
            "are ties, write numbers above 0."
        ),
    },
    "question_unnamed": (
        "The question has no name, so its relation is called {name!r}; write a short name into the column relation."
    ),
    "question_missing": (
        "The sheet Questions asks nothing, so the relation is called {name!r} and nobody knows what it means. Write "
        "there a short name, the question in the words people read, and its direction: maps and reports quote them, "
        "and who is heard needs the direction."
    ),
    "question_left_out": "The question in row {row} has no name and was left out.",
    "people_empty": (
        "The sheet People is still empty, so there are no groups, and whoever is only named counts as not asked."
    ),
    "holds_unseen": "Nobody has the value {value} that the spec gives for {attribute!r} ('holds').",
    # graph files
    "session_twice": {
        "one": "One interview of {file} is there more than once; the one that was exported last was read.",
        "other": "{n} interviews of {file} are there more than once; those that were exported last were read.",
    },
    "hidden_answer": {
        "one": "One answer in {file} was hidden by the program that exported it; it was read as not told.",
        "other": "{n} answers in {file} were hidden by the program that exported them; they were read as not told.",
    },
    "nodes_joined": "The nodes {first} and {other} of {file} name one person, {name}, and were read as one.",
    "label_differs": "{name} has the label {label} in one place and {other} in {file}; it was read as one person.",
    "relation_left_out": {
        "one": "The file has a tie of the relation {relation}, which the spec does not name; it was left out.",
        "other": "The file has {n} ties of the relation {relation}, which the spec does not name; they were left out.",
    },
    # names
    "normalised_name": "{name} is also written {raw}; both were read as one person.",
    "unmatched_name": {
        "one": "{name} is not on the people file and was added, named once.",
        "other": "{name} is not on the people file and was added, named {n} times.",
    },
    "similar_names": "{first} and {second} look alike and were kept as two people; if they are one, add an alias.",
    "name_accepted": {
        "one": "{name} was read as {suggestion}, as somebody decided; it was written once.",
        "other": "{name} was read as {suggestion}, as somebody decided; it was written {n} times.",
    },
    "name_rejected": "{name} and {suggestion} were kept as two people, as somebody decided.",
    "decision_unused": "Nobody is written {name}; the decision to read it as {suggestion} changed nothing.",
    "duplicate_label": "{n} people have the label {name} ({people}); they were kept apart by their ids.",
    "suspicious_text": "The name {name} has something unusual in it ({kind}); it is kept as a name and shown as text.",
    "look_alike": "The name {name} mixes alphabets whose letters look alike; check that it is typed as meant.",
    "person_twice": "{name} stands on the people file twice, with the same values.",
    # who is in the survey
    "nonrespondent": {
        "one": "One person was asked{wave} and did not answer: {people}. What they would have said is unknown.",
        "other": "{n} people were asked{wave} and did not answer: {people}. What they would have said is unknown.",
    },
    "nobody_answered": "Nobody answered{wave}.",
    "no_ties": "There is no tie in this survey.",
    "isolate": {
        "one": "One person is in no tie and stays in the network: {people}.",
        "other": "{n} people are in no tie and stay in the network: {people}.",
    },
    # bad cells: reading stops, and the error lists all of them
    "faults": {
        "one": "There is a cell that cannot be read:",
        "other": "There are {n} cells that cannot be read:",
    },
    "place_rows": {"one": "row {names}", "other": "rows {names}"},
    "place_columns": {"one": "column {names}", "other": "columns {names}"},
    "more_of_a_kind": {
        "one": "There is one more of this kind ({code}); it is counted here and not listed.",
        "other": "There are {n} more of this kind ({code}); they are counted here and not listed.",
    },
    "too_many_faults": "more than {n} cells cannot be read, and reading stopped there",
    "more_faults": "and {n} more kinds; see .problems of this error",
    "faults_mend": "correct the cells, or say in the spec what they mean; all of them are in .problems",
    "unknown_level": "{name} is not a level of the scale {scale!r}",
    "value_unknown": "{name} is neither a number nor a tick; declare a scale that says what it means",
    "value_negative": "{name} is negative; a strength is 0 or more",
    "value_not_finite": "{name} is not a finite number",
    "unmatched": "{name} is not on the people file{hint}",
    "ambiguous_name": "{name} is the label of more than one person ({people}); use an id there",
    "lost_digits": "{name} is a long number that a spreadsheet cut short; its digits are lost",
    "alias_of_nobody": "{name} is in the alias table but not on the people file",
    "decision_word": "{name} is not accept or reject",
    "decision_on_file": "{name} is a person of the people file and cannot be read as {suggestion}; correct the file",
    "decision_of_nobody": "{name} cannot be read as {suggestion}, who is not on the people file",
    "decision_twice": "{name} cannot be read as {suggestion}: another decision says otherwise",
    "person_without_id": "a person on the people file has no id",
    "person_differs": "{name} stands on the people file twice, with different values",
    "answered_word": "{name} is not yes, no or not asked",
    "answered_twice": "{name} answered more than once; say in 'rows: duplicates:' which response counts",
    "too_many_cells": "the row has more cells than the header; a comma in a name may need quotation marks",
    "no_wave": "the row does not say its wave",
    "wave_not_in_order": "{name} is not in the list of waves that the spec gives",
    "direction_word": "{name} is not one of: I go to them, they come to me, both ways",
    "choices_word": "{name} is not a whole number; write the most people anybody could name, or leave the cell empty",
    "question_without_name": "the question has no name; write the one that the sheet Ties uses into 'relation'",
    "question_twice": "{name} stands in the sheet Questions twice; keep one row, or give each question its own name",
    "relation_word": "{name} is not a relation of the sheet Questions (there: {choices}); add it there or correct it",
    "relation_empty": "the cell is empty; write which question the row answers: {choices}",
    "sheets_empty": "The sheets are still empty: nobody stands in People or in Ties, apart from the examples.",
    "sheets_empty_mend": "fill in People and Ties as the sheet Read me says, save the workbook, and run this again",
    # the same things said of a workbook that has no spec
    "workbook_faults_mend": "correct these cells in the workbook, save it, and run this again; all are in .problems",
    "workbook_value_unknown": "{name} is not a number; write a number above 0, or leave the cell empty",
    "workbook_value_negative": "{name} is negative; write a number above 0, or leave the cell empty",
    "workbook_value_not_finite": "{name} is not a number; write a number above 0, or leave the cell empty",
    "workbook_person_without_id": "a person in the sheet People has no id; write a short code, for instance P01",
    "workbook_person_differs": "{name} stands in the sheet People twice, with different values; keep one row",
    "workbook_person_twice": "{name} stands in the sheet People twice, with the same values.",
    "workbook_ambiguous_name": "{name} is the name of more than one person ({people}); write the id instead",
    "workbook_answered_after_all": (
        "{name} has rows in the sheet Ties, though 'answered' in the sheet People does not say yes; the rows count."
    ),
    "workbook_unmatched_name": {
        "one": (
            "{name} is not in the sheet People and was added, named once: correct the spelling in the sheet Ties, "
            "row {row}, or add the person to the sheet People."
        ),
        "other": (
            "{name} is not in the sheet People and was added, named {n} times: correct the spelling in the sheet Ties "
            "(first in row {row}), or add the person to the sheet People."
        ),
    },
    "workbook_similar_names": (
        "{first} and {second} look alike and were kept as two people; if they are one, correct the spelling in row "
        "{row}, or write the id there."
    ),
    "workbook_holds_unseen": "Nobody has {value} in {attribute!r} of the sheet People, so nobody holds power there.",
    "workbook_holds_unclear": {
        "one": (
            "In {attribute!r} of the sheet People, one person ({people}) has neither what counts as holding power "
            "({holds}) nor a plain no, and counts as not holding it; write yes or no."
        ),
        "other": (
            "In {attribute!r} of the sheet People, {n} people ({people}) have neither what counts as holding power "
            "({holds}) nor a plain no, and count as not holding it; write yes or no."
        ),
    },
    "workbook_direction_unsaid": (
        "Nobody said which way {relation!r} was asked, so no voice can be followed: the map and the report leave out "
        "who is heard, and heard_by, voice, audibility, periphery and brokerage refuse. Choose in the sheet "
        "Questions, column direction: "
        "I go to them, they come to me, or both ways."
    ),
    # the drafted spec
    "draft_head": "Drafted from {file}. Lines that begin with # are notes for people; the library passes over them.",
    "draft_check_all": "Read it once from top to bottom: whatever says 'check this' is a proposal.",
    "draft_unused": "Left out, since no question about people was found there: {files}.",
    "draft_networks": (
        "Files of network programs are not in this draft: {files}. Draft each by itself, or write it under 'sources' "
        "with the shape 'graph'."
    ),
    "draft_first_rows": (
        "Only the first {n} rows were looked at ({files}): answers that come later may need a place here."
    ),
    "draft_preset": "Exported by {preset}, as the columns show ({by}); check this.",
    "draft_people": "Everyone listed here counts as asked. Check this: the id, the name, and what is known about them.",
    "draft_also": "More columns under which people are found in the answers; check this.",
    "draft_partners": "Nobody on this list answered: it is taken for partners who were not asked. Check this.",
    "draft_unmatched": "Names that are not on the people file are added; 'error' would refuse them. Check this.",
    "draft_ego": "The column of the people who answered; check this.",
    "draft_respondent": (
        "Several people may answer for one organisation: the column 'respondent' tells them apart, and their answers "
        "are averaged (policy: duplicate_ties). Check this."
    ),
    "draft_canvas_told": (
        "These ties were told by somebody else: nobody in this column counts as having answered. Check this."
    ),
    "draft_canvas_nobody": "Every interview counts as an answer, also one in which nobody was named; check this.",
    "draft_wave": "The column that tells the waves, earliest first by name; check this.",
    "draft_wave_of_file": "The wave, taken from the name of the file; check this.",
    "draft_header": "Title rows are skipped, and the names of columns stand in this many rows; check this.",
    "draft_duplicates": "Of several values for one pair the largest counts (or say sum, mean or last). Check this.",
    "draft_shape_matrix": "A square table: the rows say who answered, the columns about whom; check this.",
    "draft_consent": "Only people who agreed are read. Check this: the column, and the answers that mean yes.",
    "draft_finished": "Unfinished responses are kept and marked ('use: drop' leaves them out); check this.",
    "draft_answered_twice": "Somebody answered more than once: the last response counts; check this.",
    "draft_attributes": "Facts about people: our word, their column. Check this; leave out what nobody needs.",
    "draft_kinds": (
        "What these facts are in relation to power. Check this: kind is one of identity, organisation, community, "
        "power, involvement, consent, other; 'holds' names the values that mean holding power."
    ),
    "draft_relations": "Maps and reports quote each question as it stands here: write it as it was asked.",
    "draft_reports": "Which way was it asked? That is never guessed: take the # away from one of these lines.",
    "draft_reports_seeks_from": "reports: seeks_from   # I go to them",
    "draft_reports_gives_to": "reports: gives_to   # they come to me",
    "draft_reports_mutual": "reports: mutual   # both ways",
    "draft_levels": (
        "Check this: lowest first. Levels that nobody chose are not in the file and must be added in their place. "
        "start: 0 means that the first level is no tie."
    ),
    "draft_levels_told": (
        "The file declares these levels. Check this: lowest first. start: 0 means that the first level is no tie."
    ),
    "draft_levels_unknown": (
        "CHECK THIS: the words do not tell their order. Put them lowest first; add levels that nobody chose. "
        "start: 0 means that the first level is no tie."
    ),
    "draft_codes": "The file holds codes. Check what each means: if the lowest code means never, write start: 0.",
    "draft_no_overlap": "Nobody in these columns has answered: check this, they may be things and not people.",
    "draft_shape_roster": "One column for each person asked about; check this.",
    "draft_shape_slots": "Names written into several places; check this.",
    "draft_shape_multi": "Several names in one cell; check this.",
    "draft_shape_edges": "One row for each tie; check this.",
    "draft_shape_attendance": "People by events: those who were at the same events are joined; check this.",
    "draft_no_question": "No question about other people was found.",
    "draft_no_question_mend": "write the spec by hand: 'ego' names the respondent's column, 'ties' the questions",
    # notes that came back from a map
    "notes_none": "There is no file of notes.",
    "notes_mend": "save the notes from the map again, and give that file as it is",
    "notes_no_json": "This is no file of notes: it could not be read as JSON.",
    "notes_other": "This is no file of notes from a map.",
    "notes_version": "This file of notes was written by another version.",
    "notes_many": "A file of notes holds a list of at most {n} notes.",
    "notes_changed": "This file of notes was damaged, or changed after it was saved.",
    "notes_faults": {
        "one": "One note cannot be applied:",
        "other": "{n} notes cannot be applied:",
    },
    "notes_relation": "It cannot be told which relation these notes are about.",
    "notes_relation_mend": "give files of one map, or name relation=...",
    "notes_other_map": "These notes were made on another map.",
    "notes_other_map_mend": (
        "give the key that was saved with that map, or make that map again with the same arguments"
    ),
    "notes_other_survey": "These notes are about another survey: its relation or its people are not there.",
    "note_shape": "A note does not have the parts a note has.",
    "note_kind": "A note says something that cannot be said of what it is pinned to.",
    "note_long": "A text is longer than {most} characters.",
    "note_ends": "A note is pinned to nobody, or to a tie of one person with themselves.",
    "note_code": "There is no code {name} on this map.",
    "note_wave": "There is no wave {name} of this relation.",
    "key_type": "key is the map, or the path of the key saved with it, not {kind}.",
    "key_type_mend": "write the key with made.save_key('key.csv') (--key key.csv), or give the map itself",
    "key_other": "This is no key of a map: it needs the columns code, person and map.",
    "key_other_mend": "save the key again with the map it belongs to: save_key() (--key)",
    "dont_show": "dont_show is 'leave_out' or 'keep'.",
    "correction_added": {
        "one": "One tie that people on the map said is missing was added.",
        "other": "{n} ties that people on the map said are missing were added.",
    },
    "correction_taken_out": {
        "one": "One tie that people on the map said is wrong was taken out.",
        "other": "{n} ties that people on the map said are wrong were taken out.",
    },
    "correction_tie_hidden": {
        "one": "One tie that shall not be shown became an answer that is not known.",
        "other": "{n} ties that shall not be shown became answers that are not known.",
    },
    "correction_left_out": {
        "one": "One note asked not to show a person, who was left out with every answer by or about them.",
        "other": "{n} notes asked not to show people, who were left out with every answer by or about them.",
    },
    "correction_not_shown": {
        "one": "One note asked not to show a person; decide on it before you show anything.",
        "other": "{n} notes asked not to show people; decide on them before you show anything.",
    },
    "correction_group": {
        "one": "One note asked not to show a group; decide on it before you show anything.",
        "other": "{n} notes asked not to show groups; decide on them before you show anything.",
    },
    "correction_contested": {
        "one": "One note says the opposite of another; the answers stand as they were.",
        "other": "{n} notes say opposite things of the same ties; the answers stand as they were.",
    },
    "correction_already": {
        "one": "One note asked for what the survey says already.",
        "other": "{n} notes asked for what the survey says already.",
    },
    # the workbook to fill in by hand
    "template_title": "A relational survey in three sheets",
    "template_intro": (
        "Fill in People, Ties and Questions, save, and make a map of this file. Rows in italics are examples with "
        "invented people: write over them or delete them; the ones left unchanged are not counted. "
        "Columns you add to People (for instance role, or neighbourhood) are read as attributes."
    ),
    "template_people": "People: one row for everybody who was asked",
    "template_people_id": "A short code for each person, for instance P01. Needed.",
    "template_people_name": "The name as it is written in the sheet Ties. It may stay empty if Ties uses the ids.",
    "template_people_group": "The community or sector the person speaks for, for instance Families or Schools.",
    "template_people_organisation": "The organisation the person belongs to, if any.",
    "template_people_decision_seat": "yes if the person has a vote where decisions are made, otherwise no.",
    "template_people_answered": (
        "yes if the person answered (also when they named nobody), no if they did not, not asked if nobody asked "
        "them. Empty: people with a row in Ties count as having answered."
    ),
    "template_ties": "Ties: one row for everybody whom somebody named",
    "template_ties_from": "Who said it: the id or name of the person who answered. Needed.",
    "template_ties_to": "Whom they named: an id or a name. Needed.",
    "template_ties_relation": "Which question this answers: a name from the sheet Questions.",
    "template_ties_strength": "How strong or how often, as a number above 0. It may stay empty.",
    "template_questions": "Questions: one row for everything you asked",
    "template_questions_relation": "A short name for the question, for instance advice.",
    "template_questions_question": "The question in the words people read.",
    "template_questions_direction": (
        "Which way it was asked. I go to them: for advice or ideas. they come to me: they seek me out. "
        "both ways: we work together. Maps need it to show where voice travels."
    ),
    "template_questions_choices": "The most people anybody could name, if there was a limit.",
}
