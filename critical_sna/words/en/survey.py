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
    "duplicate_tie": "{source} named {target} more than once; the strengths were put together by {rule}.",
    "over_cap": "{name} named {n} people in {relation!r}, where up to {cap} were asked for.",
    "attribute_differs": "{name} gave two values for {attribute!r}; the first one read counts.",
    "holds_unseen": "Nobody has the value {value} that the spec gives for {attribute!r} ('holds').",
    # names
    "normalised_name": "{name} is also written {raw}; both were read as one person.",
    "unmatched_name": {
        "one": "{name} is not on the people file and was added, named once.",
        "other": "{name} is not on the people file and was added, named {n} times.",
    },
    "similar_names": "{first} and {second} look alike and were kept as two people; if they are one, add an alias.",
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
    "person_without_id": "a person on the people file has no id",
    "person_differs": "{name} stands on the people file twice, with different values",
    "answered_word": "{name} is not yes, no or not asked",
    "answered_twice": "{name} answered more than once; say in 'rows: duplicates:' which response counts",
    "too_many_cells": "the row has more cells than the header; a comma in a name may need quotation marks",
    "no_wave": "the row does not say its wave",
    "wave_not_in_order": "{name} is not in the list of waves that the spec gives",
    "direction_word": "{name} is not one of: I go to them, they come to me, both ways",
    "relation_word": "{name} is not a relation of the sheet Questions",
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
