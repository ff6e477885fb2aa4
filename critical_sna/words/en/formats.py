"""English phrases: graph files. A key is the code of an issue, or what a message says."""

from __future__ import annotations

PHRASES: dict[str, str | dict[str, str]] = {
    # what is odd about a file that was read
    "encoding_guess": "{file} is not UTF-8 text; it was read as Windows-1252. Check the accents in names.",
    "duplicate_label": "{n} people have the label {name} ({people}); they were kept apart by their ids.",
    "isolate": {
        "one": "One person is in no tie and stays in the network: {people}.",
        "other": "{n} people are in no tie and stay in the network: {people}.",
    },
    "zero_strength": {
        "one": "One tie has the strength 0 and was read as no tie.",
        "other": "{n} ties have the strength 0 and were read as no ties.",
    },
    "no_strength": {
        "one": "One tie has no strength while others do; it counts as 1.",
        "other": "{n} ties have no strength while others do; they count as 1.",
    },
    "missing_answer": {
        "one": "One cell says that the answer is missing; it was read as unknown, not as no tie.",
        "other": "{n} cells say that the answer is missing; they were read as unknown, not as no ties.",
    },
    "people_file": "The people were read from {name}, which lies beside the file.",
    "attribute_renamed": "A second column would have the name {name}; it was read as {new}.",
    "undeclared_attribute": {
        "one": "The attribute {name} is not declared in the file; its value was read as text.",
        "other": "The attribute {name} is not declared in the file; its {n} values were read as text.",
    },
    "layout_left_out": {
        "one": "One part of the file is about drawing (places, shapes or colours) and was left out.",
        "other": "{n} parts of the file are about drawing (places, shapes or colours) and were left out.",
    },
    "time_left_out": {
        "one": "One person or tie has times; they were left out, it counts for the whole time.",
        "other": "{n} people or ties have times; they were left out, they count for the whole time.",
    },
    "nested_people": {
        "one": "One person stands inside another in the file; they were read as two people.",
        "other": "{n} people stand inside others in the file; each was read as a person.",
    },
    "section_left_out": "The section {name} holds neither people nor ties and was left out.",
    # what a file could not hold when it was written
    "characters_left_out": {
        "one": "One text has characters that no file can hold (control characters); they were left out.",
        "other": "{n} texts have characters that no file can hold (control characters); they were left out.",
    },
    "attribute_left_out": "{kind} files hold no attributes; {name} was left out.",
    "label_left_out": {
        "one": "{kind} files hold one text a person: the id was written and one label was left out.",
        "other": "{kind} files hold one text a person: the ids were written and {n} labels were left out.",
    },
    "unknown_left_out": {
        "one": "One answer is unknown; files of networks cannot say so, and it was left out.",
        "other": "{n} answers are unknown; files of networks cannot say so, and they were left out.",
    },
    "list_joined": {
        "one": "In {name}, one value is a list; it was made one text.",
        "other": "In {name}, {n} values are lists; each was made one text.",
    },
    # bad places: reading stops, and the error lists all of them
    "faults": {
        "one": "There is a place in the file that cannot be read:",
        "other": "There are {n} places in the file that cannot be read:",
    },
    "write_faults": {
        "one": "There is a value that cannot be written:",
        "other": "There are {n} values that cannot be written:",
    },
    "place_rows": {"one": "line {names}", "other": "lines {names}"},
    "more_faults": "and {n} more kinds; see .problems of this error",
    "more_of_a_kind": {
        "one": "There is one more of this kind ({code}); it is counted here and not listed.",
        "other": "There are {n} more of this kind ({code}); they are counted here and not listed.",
    },
    "too_many_faults": "more than {n} bad places were found, and reading stopped there",
    "faults_mend": "correct these places, or export the file again; all of them are in .problems",
    "person_twice": "the person {name} is declared twice",
    "person_without_id": "a person has no id",
    "tie_without_end": "a tie does not say both its people",
    "undeclared_person": "a tie names {name}, who is not declared in the file",
    "number_outside": "a tie names person {name}, but the people are numbered from 1 to {n}",
    "person_number": "{name} is not a number of a person from 1 to {n}",
    "not_a_person_number": "{name} is not a number of a person; labels in the data need 'labels embedded'",
    "more_people": "{name} would be person number {n}, more than the file declares",
    "second_graph": "the file holds more than one network; save each to its own file",
    "hyperedge": "a tie between more than two people cannot be read; write it as ties between two",
    "strength_not_number": "the strength {name} is not a number",
    "strength_not_finite": "the strength {name} is not a finite number",
    "strength_negative": "the strength {name} is negative; a strength is 0 or more",
    "strength_not_positive": "the strength {name} of a tie is not above 0",
    "value_not_kind": "{name} in {attribute} is not {kind}",
    "value_not_finite": "{name} in {attribute} is not a finite number",
    "open_quote": "a quotation mark is not closed",
    "bad_line": "this line is not understood",
    "matrix_size": "a matrix of {rows} by {columns} needs {n} more values",
    "matrix_rest": "the matrix has more values than {rows} by {columns}",
    "row_label": "the row {name} is not one of the labels",
    "label_twice": "the label {name} stands for two rows or columns",
    "labels_missing": "{n} labels are missing",
    "id_of_object": "{name} cannot be an id; ids are text or whole numbers",
    "person_or_id": "{name} cannot be an id (it is blank, or equal to another one without its odd characters)",
    "column_name": "{name} cannot be the name of a column here; choose another",
    "not_both_ways": "the tie between {name} and {other} is not there both ways alike, and the network is undirected",
    "relation_missing": "a tie does not say its relation, and others do",
    "integer": "a whole number",
    "number": "a number",
    "boolean": "true or false",
    # graph files in a survey
    "about_withdrawn": "something about a person who asked to be removed",
}
