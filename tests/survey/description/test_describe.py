"""A drafted spec runs as it stands and says what a person should check."""

from __future__ import annotations

import csv
import json
import shutil
from functools import cache
from pathlib import Path

import pytest

import critical_sna as csna
from critical_sna.errors import DataError, FileError
from critical_sna.survey import describe_survey, read_survey
from critical_sna.survey.tables import table
from critical_sna.survey.tables.table import Rows

CORPUS = Path(__file__).parents[1] / "corpus"
REAL = Path(__file__).parents[1] / "real"
EXAMPLES = Path(__file__).parents[3] / "examples"
SAME = [
    *("01", "02", "03", "04", "05", "06", "07", "08", "09", "10", "11", "13", "16", "17", "22", "23", "24", "25", "26"),
    *("27", "29", "30", "31", "32", "33", "34", "37", "38"),
]
TOLD = {
    "14": "Levels that nobody chose",
    "21": "if the lowest code means never, write start: 0",
    "39": "CHECK THIS: the words do not tell their order",
}
"""Drafts whose people are right and whose strengths wait for a person, and the comment that says so."""


def case(number):
    return next(p for p in CORPUS.iterdir() if p.name.startswith(number))


@cache
def draft_of(number):
    """Draft each case once; a draft cannot be changed."""
    return describe_survey(case(number))


@cache
def survey_of(number):
    """Read each draft once."""
    return read_survey(draft_of(number))


def people_and_ties(survey):
    relations = {name: i for i, name in enumerate(survey.relations)}
    waves = {wave: i for i, wave in enumerate(("", *survey.waves))}
    ties = {(relations[t.relation], waves[t.wave], t.source, t.target, t.strength) for t in survey.ties.itertuples()}
    return set(survey.people.index), ties


def spec_of(number):
    return json.loads((case(number) / "expected.json").read_text("utf-8"))["spec"]


@cache
def by_hand(folder):
    return people_and_ties(read_survey(json.loads((folder / "expected.json").read_text("utf-8"))["spec"], base=folder))


@pytest.mark.parametrize("number", SAME)
def test_a_draft_gives_the_people_and_ties_of_the_spec_written_by_hand(number, tmp_path):
    folder = case(number)
    draft = draft_of(number)
    written = draft.save(tmp_path / "survey.yaml")
    assert people_and_ties(read_survey(written, base=folder)) == by_hand(folder)
    assert people_and_ties(survey_of(number)) == by_hand(folder)
    assert "heck this" in draft.to_yaml()


@pytest.mark.parametrize("number", TOLD)
def test_where_a_draft_cannot_know_the_strengths_it_says_so(number):
    folder = case(number)
    draft = draft_of(number)
    people, ties = people_and_ties(survey_of(number))
    expected_people, expected_ties = by_hand(folder)
    assert people == expected_people
    assert {t[2:4] for t in ties} >= {t[2:4] for t in expected_ties}
    assert ties != expected_ties
    assert TOLD[number] in " ".join(draft.to_yaml().replace("#", " ").split())


def test_of_a_file_read_twice_with_two_meanings_of_blank_the_usual_one_is_drafted():
    """Case 35 reads one question as two relations; no file can say so."""
    survey, by_hand_ = (read_survey(s, base=case("35")) for s in (draft_of("35"), spec_of("35")))
    unsaid = by_hand_.ties[by_hand_.ties["relation"] == "unsaid"]
    assert survey.ties[["source", "target"]].to_numpy().tolist() == unsaid[["source", "target"]].to_numpy().tolist()
    assert survey.people["status"].to_dict() == by_hand_.people_in("unsaid")["status"].to_dict()
    assert "scales" not in draft_of("35").spec


def test_partners_of_whom_nobody_answered_are_proposed_as_not_asked():
    """Case 36 also asks one group only, in a second relation of the same column; no file can say so."""
    draft = draft_of("36")
    assert [block.get("asked") for block in draft.spec["people"]] == ["no", None]
    assert "Nobody on this list answered" in draft.to_yaml()
    survey, by_hand_ = (read_survey(s, base=case("36")) for s in (draft, spec_of("36")))
    columns = ["status", "asked"]
    assert survey.people_in("tie")[columns].equals(by_hand_.people_in("all")[columns])


def test_a_list_of_partners_alone_or_with_somebody_who_answered_counts_as_asked(tmp_path):
    (tmp_path / "partners.csv").write_text("org\nAna\nBo\nCy\n")
    (tmp_path / "ties.csv").write_text("from,to\nDi,Bo\nDi,Ana\n")
    assert "asked" not in describe_survey(tmp_path).spec["people"][0]
    (tmp_path / "people.csv").write_text("id,role\nDi,parent\nEd,teacher\n")
    assert [b.get("asked") for b in describe_survey(tmp_path).spec["people"]] == ["no", None]
    (tmp_path / "ties.csv").write_text("from,to\nDi,Bo\nAna,Bo\n")
    assert [b.get("asked") for b in describe_survey(tmp_path).spec["people"]] == [None, None]
    (tmp_path / "ties.csv").write_text("from,to\nDi,Bo\nDi,Ana\n")
    (tmp_path / "partners.csv").rename(tmp_path / "staff.csv")  # silent staff were asked
    assert [b.get("asked") for b in describe_survey(tmp_path).spec["people"]] == [None, None]


def test_people_are_found_by_full_name_or_other_columns_and_values_in_one_cell_stay_several():
    draft = draft_of("38")
    (block,) = draft.spec["people"]
    assert block["join"] == {"full name": ["first", "last"]}
    assert (block["id"], block["label"], block["also_known_as"]) == ("code", "full name", ["e-mail"])
    assert draft.spec["attributes"]["identities"] == {"kind": "other", "sep": ";"}
    assert "More columns under which people are found" in draft.to_yaml()
    assert read_survey(draft).people.loc["7", "identities"] == "parent; neighbour"


def test_a_full_name_is_the_id_where_there_is_no_other(tmp_path):
    (tmp_path / "people.csv").write_text("first name,surname,role\nAna,Testwood,parent\nBo,Demofield,teacher\n")
    (tmp_path / "ties.csv").write_text("from,to\nAna Testwood,Bo Demofield\n")
    draft = describe_survey(tmp_path)
    assert draft.spec["people"][0]["id"] == "full name"
    assert read_survey(draft).people.index.to_list() == ["Ana Testwood", "Bo Demofield"]


def test_several_values_in_a_cell_of_an_answer_are_found_too(tmp_path):
    text = "your name,groups,ask_Ana,ask_Bo,ask_Cy\nAna,a;b,,1,\nBo,b,1,,1\nCy,a;b,1,,\nDi,b,,1,\n"
    (tmp_path / "a.csv").write_text(text)
    assert describe_survey(tmp_path / "a.csv").spec["attributes"] == {"groups": {"kind": "other", "sep": ";"}}


@pytest.mark.parametrize(
    ("number", "preset"),
    [
        ("01", "qualtrics"),
        ("21", "qualtrics"),
        ("22", "qualtrics"),
        ("02", "google_forms"),
        ("24", "surveymonkey"),
        ("05", "microsoft_forms"),
        ("26", "redcap"),
        ("27", "redcap"),
        ("06", "kobo"),
        ("29", "network_canvas"),
        ("30", "kumu"),
        ("31", "partner"),
        ("09", "none"),
    ],
)
def test_the_program_is_recognised_and_the_reasons_are_columns_of_the_file(number, preset):
    draft = draft_of(number)
    assert draft.preset == preset
    assert bool(draft.reasons) == (preset != "none")
    if preset != "none":
        assert draft.reasons[0] in draft.to_yaml()


def test_which_way_a_question_was_asked_is_never_guessed():
    for number in SAME:
        draft = draft_of(number)
        assert all("reports" not in relation for relation in draft.spec["relations"].values())
        assert draft.to_yaml().count("# reports: seeks_from") == len(draft.spec["relations"])


def test_a_direction_that_somebody_chose_is_read(tmp_path):
    draft = draft_of("02")
    text = draft.to_yaml().replace("    # reports: seeks_from", "    reports: seeks_from")
    (tmp_path / "s.yaml").write_text(text, encoding="utf-8")
    survey = read_survey(tmp_path / "s.yaml", base=case("02"))
    assert [q.reports for q in survey.codebook.relations.values()] == ["seeks_from"]


def test_the_yaml_says_the_same_as_the_spec(tmp_path):
    from critical_sna.survey.description.load import load_spec

    for number in (*SAME, *TOLD):
        draft = draft_of(number)
        path = tmp_path / "s.yaml"
        path.write_text(draft.to_yaml(), encoding="utf-8")
        assert load_spec(path)[0] == load_spec(draft.spec)[0]


def test_only_those_who_agreed_are_read_and_the_answer_is_written_out():
    source = draft_of("01").spec["sources"][0]
    assert source["rows"] == {"consent": {"column": "Q1", "yes": ["I agree"]}}


def test_questions_are_listed_with_their_choices_and_use():
    questions = draft_of("01").questions
    assert questions.columns.to_list() == ["file", "question", "columns", "choices", "n", "use"]
    assert questions["use"].to_list() == ["consent", "ego", "attribute", "ties"]
    assert questions["columns"].to_list() == [1, 1, 1, 7]
    assert "Never" in questions["choices"].iloc[3]


def test_a_file_may_be_described_alone():
    draft = describe_survey(case("03") / "redcap.csv")
    assert "people" not in draft.spec
    assert set(read_survey(draft).people.index) == {"101", "102", "103", "104", "105", "106"}


def test_what_a_caller_changes_does_not_reach_the_draft():
    draft = draft_of("02")
    spec, questions = draft.spec, draft.questions
    spec["sources"][0]["path"] = "other.csv"
    questions["use"] = "x"
    assert draft.questions["use"].to_list() == ["ego", "ties"]
    assert draft.spec["sources"][0]["path"] == "form.csv"
    assert repr(draft) == "SurveyDraft(preset='google_forms', questions=2, relations=1)"


def test_the_watershed_survey_is_drafted_as_it_was_written_by_hand():
    folder = csna.datasets.watershed_path()
    drafted, written = read_survey(describe_survey(folder)), read_survey(folder / "spec.yaml")
    assert drafted.ties.equals(written.ties)
    assert drafted.waves == written.waves
    assert drafted.people["status"].equals(written.people["status"])


def test_the_levels_that_a_file_declares_are_those_of_the_scale_also_where_nobody_chose_them():
    draft = draft_of("13")
    levels = ["Never", "1-2 times/year", "Monthly", "Weekly", "Daily"]
    assert draft.spec["scales"]["scale_1"] == {"levels": levels, "start": 0, "missing": ["Refused"]}
    assert "The file declares these levels" in draft.to_yaml()


def test_networks_in_a_folder_are_drafted_each_with_its_wave(tmp_path):
    for wave in ("2030", "2031"):
        shutil.copy(case("11") / "net.net", tmp_path / f"net_{wave}.net")
    draft = describe_survey(tmp_path)
    survey = read_survey(draft.save(tmp_path / "survey.yaml"))
    assert survey.waves == ("2030", "2031")
    assert len(survey.ties) == 2 * len(read_survey(spec_of("11"), base=case("11")).ties)
    assert "The wave, taken from the name of the file" in draft.to_yaml()


def test_a_network_beside_tables_is_not_passed_over_in_silence(tmp_path):
    shutil.copy(case("11") / "net.net", tmp_path)
    (tmp_path / "ties.csv").write_text("from,to\nAna,Bo\n")
    draft = describe_survey(tmp_path)
    assert [source["path"] for source in draft.spec["sources"]] == ["ties.csv"]
    assert "not in this draft: net.net" in draft.to_yaml()


@pytest.mark.parametrize(
    ("columns", "question"),
    [
        (["Who helps you? - Room 1", "Who helps you? - Room 2"], "Who helps you?"),
        (["How well do you know: Researcher 1", "How well do you know: Researcher 2"], "How well do you know"),
        (["Who helps you? Name_1", "Who helps you? Name_2"], "Who helps you?"),
        (["ask_Room 1", "ask_Room 2"], "ask_Room"),
    ],
)
def test_what_all_names_begin_with_is_no_part_of_the_question(columns, question, tmp_path):
    (tmp_path / "a.csv").write_text(f"your name,{','.join(columns)}\nRoom 1,,Room 2\nRoom 2,Room 1,\n")
    (told,) = describe_survey(tmp_path / "a.csv").spec["relations"].values()
    assert told["question"] == question


def test_columns_named_by_the_names_of_people_who_answered_with_ids_are_about_people():
    assert "they may be things" not in draft_of("14").to_yaml()


def edges(name):
    with (REAL / name / "edges.csv").open(newline="") as stream:
        rows = [r for r in csv.DictReader(stream) if r["source"] != r["target"]]
    return {(r["relation"], r["wave"], r["source"], r["target"], float(r["weight"])) for r in rows}


def rename(old, new):
    """Edit: call a relation by the word that edges.csv has."""

    def edit(spec):
        spec["relations"] = {new if name == old else name: said for name, said in spec["relations"].items()}
        for source in spec["sources"]:
            for tie in source["ties"]:
                if tie.get("relation") == old:
                    tie["relation"] = new

    return edit


def one_wave(spec):
    """Edit: edges.csv calls the only wave 1."""
    for source in spec["sources"]:
        source["wave"] = "1"


LAZEGA, KRACKHARDT = EXAMPLES / "lazega", EXAMPLES / "krackhardt"
REAL_FILES = {
    "lazega": ([LAZEGA / "qualtrics_export.csv"], [one_wave, rename("collaboration", "cowork")], "Lawyer {:02d}"),
    "krackhardt": (
        [KRACKHARDT / "name_generator_wide.csv", KRACKHARDT / "org_chart_from_company_documents.csv"],
        [one_wave],
        "Manager {}",
    ),
    "krackhardt long": (
        [REAL / "krackhardt" / "name_generator_long.csv", KRACKHARDT / "org_chart_from_company_documents.csv"],
        [one_wave],
        "Manager {}",
    ),
    "freeman": (
        [REAL / "freeman" / "survey_workbook.xlsx"],
        [rename("messages_sent", "messages")],
        None,
    ),
    "freeman rosters": (
        [REAL / "freeman" / "roster_wave1.csv", REAL / "freeman" / "roster_wave2.csv"],
        [],
        "Researcher {:02d}",
    ),
    "fafi": ([REAL / "fafi" / "ncfl-sna-01.csv", REAL / "fafi" / "pates-sna-01.csv"], [one_wave], None),
}


@pytest.mark.parametrize("case_", REAL_FILES)
def test_real_surveys_give_exactly_their_ties_after_exactly_these_edits(case_, tmp_path):
    """The ids of edges.csv are not in the files.

    A list of ids and names lies beside them, which the draft finds. Without one, ids are spelled as in the files:
    the workbook has a list of its own, by name, and edges.csv has the codes of fafi in capital letters.
    """
    name = case_.split()[0]
    files, edits, called = REAL_FILES[case_]
    expected = edges(name)
    for file in files:
        shutil.copy(file, tmp_path)
    if called is not None:
        ids = sorted({person for tie in expected for person in tie[2:4]})
        names = [f"{person},{called.format(int(person[1:]))}" for person in ids]
        (tmp_path / "codes.csv").write_text("\n".join(["id,name", *names]) + "\n")
    spec = describe_survey(tmp_path).spec
    for edit in edits:
        edit(spec)
    survey = read_survey(spec, base=tmp_path)
    assert set(survey.relations) == ({"acquaintance"} if "rosters" in case_ else {tie[0] for tie in expected})
    found = {
        tuple(t) for t in survey.ties[["relation", "wave", "source", "target", "strength"]].itertuples(index=False)
    }
    if called is None:
        found = {(*tie[:2], *(p.upper().replace("RESEARCHER ", "R") for p in tie[2:4]), tie[4]) for tie in found}
    assert found == {tie for tie in expected if tie[0] in survey.relations}
    assert not called or set(survey.people["label"]) == {line.split(",")[1] for line in names}


def test_an_answered_twice_is_drafted_so_that_the_last_counts(tmp_path):
    (tmp_path / "a.csv").write_text(
        "submitted,your name,finished,ask_Ana,ask_Bo,ask_Cy\n"
        "2031-01-02,Ana,yes,,often,never\n2031-01-01,Ana,yes,,never,often\n2031-01-01,Bo,no,often,,never\n"
    )
    draft = describe_survey(tmp_path / "a.csv")
    rows = draft.spec["sources"][0]["rows"]
    assert rows["duplicates"] == {"by": "ego", "keep": "last", "order": "submitted"}
    assert rows["partial"] == {"column": "finished", "complete": ["yes"], "use": "keep"}
    survey = read_survey(draft)
    assert survey.people["status"].to_dict() == {"Ana": "respondent", "Bo": "partial", "Cy": "named_only"}
    assert survey.ties["target"].to_list() == ["Bo", "Ana"]


def test_waves_in_a_column_are_found(tmp_path):
    (tmp_path / "a.csv").write_text("wave,from,to\n1,Ana,Bo\n2,Bo,Ana\n2,Ana,Cy\n")
    draft = describe_survey(tmp_path / "a.csv")
    assert draft.spec["sources"][0]["wave"] == {"column": "wave"}
    assert read_survey(draft).waves == ("1", "2")


def test_ticks_about_people_become_an_attribute_with_several_values(tmp_path):
    (tmp_path / "a.csv").write_text(
        "your name,race_Black,race_White,ask_Ana,ask_Bo\nAna,1,0,,1\nBo,1,1,1,\n", encoding="utf-8"
    )
    draft = describe_survey(tmp_path / "a.csv")
    assert draft.spec["sources"][0]["attributes"] == {"race": "race_*"}
    survey = read_survey(draft)
    assert survey.people["race"].to_list() == ["Black", "Black; White"]
    assert survey.codebook.attributes["race"].sep == ";"


def test_several_names_in_one_cell_are_found(tmp_path):
    (tmp_path / "a.csv").write_text('your name,who,notes\nAna,Bo|Cy,"a|b"\nBo,Ana|Cy,"c|d"\nCy,,"e|f"\n')
    tie = describe_survey(tmp_path / "a.csv").spec["sources"][0]["ties"]
    assert tie == [{"relation": "who", "shape": "multi", "columns": ["who"], "sep": "|"}]


def test_a_network_file_is_drafted_with_the_shape_graph(tmp_path):
    (tmp_path / "net.net").write_text('*Vertices 2\n1 "Ana"\n2 "Bo"\n*Arcs\n1 2\n')
    draft = describe_survey(tmp_path / "net.net")
    assert draft.spec["sources"][0]["ties"] == [{"relation": "tie", "shape": "graph"}]
    assert len(read_survey(draft).ties) == 1
    text = tmp_path / "net.txt"
    text.write_text("dl n=2 format=fullmatrix\nlabels:\nAna,Bo\ndata:\n0 1\n0 0\n")
    assert len(read_survey(describe_survey(text)).ties) == 1


def test_a_network_file_of_several_relations_is_drafted_as_it_can_be_read(tmp_path):
    people = '*Vertices 3\n1 "Ana"\n2 "Bo"\n3 "Cy"\n'
    (tmp_path / "net.net").write_text(
        f'{people}*Arcs :1 "trust: deep"\n1 2\n*Arcs :2 "advice"\n1 3\n*Arcs :3 "Advice"\n2 3\n'
    )
    draft = describe_survey(tmp_path / "net.net")
    names = [tie["relation"] for tie in draft.spec["sources"][0]["ties"]]
    assert names == ["advice", "trust: deep"]
    assert list(draft.questions["question"]) == names
    (tmp_path / "survey.yaml").write_text(draft.to_yaml(), encoding="utf-8")
    for spec in (draft, tmp_path / "survey.yaml"):
        ties = read_survey(spec).ties
        assert ties[["relation", "source", "target"]].to_numpy().tolist() == [
            ["advice", "Ana", "Cy"],
            ["advice", "Bo", "Cy"],
            ["trust: deep", "Ana", "Bo"],
        ]


def test_a_header_of_thousands_of_columns_is_described_in_time_that_grows_with_it(tmp_path, monkeypatch):
    """No row is put together for a column, and no column looked at for another one."""
    wide = [*[f"b{i}" for i in range(4_500)], *[f"k{i}_{end}" for i in range(2_250) for end in "xy"]]
    (tmp_path / "a.csv").write_text(f"from,to,{','.join(wide)}\nAna,Bo{',1' * 9_000}\n")
    made, keyed = [], []
    rows, fits = Rows._made, table.match_key
    monkeypatch.setattr(Rows, "_made", lambda self, which: made.append(which) or rows(self, which))
    monkeypatch.setattr(table, "match_key", lambda text: keyed.append(text) or fits(text))
    draft = describe_survey(tmp_path / "a.csv")
    assert draft.spec["sources"][0]["ego"] == {"column": "from"}
    assert len(made) < 20
    assert len(keyed) < 20 * len(wide)


def test_of_a_very_long_file_the_first_rows_are_looked_at_and_the_draft_says_so(tmp_path, monkeypatch):
    monkeypatch.setattr("critical_sna.survey.description.parts.DESCRIBED_ROWS", 50)
    monkeypatch.setattr("critical_sna.survey.description.describe.DESCRIBED_ROWS", 50)
    for rows, is_said in ((50, False), (51, True), (60_000, True)):
        lines = "".join(f"P{i},P{i + 1}\n" for i in range(rows))
        (tmp_path / "a.csv").write_text(f"from,to\n{lines}")
        draft = describe_survey(tmp_path / "a.csv")
        assert ("Only the first 50 rows were looked at (a.csv)" in draft.to_yaml()) == is_said
        assert draft.questions["n"].to_list() == [50, 50]
        assert len(read_survey(draft).ties) == rows


def test_where_there_is_nothing_to_draft_the_error_says_so(tmp_path):
    with pytest.raises(FileError, match="no survey file"):
        describe_survey(tmp_path)
    (tmp_path / "a.csv").write_text("colour,size\nred,2\nblue,3\n")
    with pytest.raises(DataError, match="No question about other people"):
        describe_survey(tmp_path / "a.csv")
    with pytest.raises(FileError):
        describe_survey(tmp_path / "none.csv")
    (tmp_path / "b.csv").write_text("")
    with pytest.raises(DataError, match="empty"):
        describe_survey(tmp_path / "b.csv")
    (tmp_path / "a.csv").unlink()
    (tmp_path / "c.csv").write_text("")
    with pytest.raises(DataError, match="no table"):
        describe_survey(tmp_path)


def test_an_existing_file_is_kept(tmp_path):
    draft = draft_of("02")
    (tmp_path / "s.yaml").write_text("mine")
    with pytest.raises(FileError):
        draft.save(tmp_path / "s.yaml")
    draft.save(tmp_path / "s.yaml", force=True)
    assert "google_forms" in (tmp_path / "s.yaml").read_text("utf-8")


def test_hostile_headers_stay_text_in_the_yaml(tmp_path):
    head = ["your name", 'ask "it":{x}_Ana', 'ask "it":{x}_#Bo\nreports:mutual']
    with (tmp_path / "a.csv").open("w", newline="", encoding="utf-8") as stream:
        csv.writer(stream).writerows([head, ["Ana", "", "1"], ["#Bo reports:mutual", "1", ""]])
    draft = describe_survey(tmp_path / "a.csv")
    survey = read_survey(draft)
    (tmp_path / "s.yaml").write_text(draft.to_yaml(), encoding="utf-8")
    again = read_survey(tmp_path / "s.yaml")
    assert survey.ties.equals(again.ties)
    assert len(survey.ties) == 2
    assert all(q.reports is None for q in again.codebook.relations.values())


def test_numbered_columns_take_their_people_from_the_labels(tmp_path):
    (tmp_path / "a.csv").write_text(
        "me,q7_1,q7_2,q7_3\nYour name,Who? Ana,Who? Bo,Who? Cy\nAna,,often,never\nBo,never,,often\n"
    )
    from critical_sna.survey.description.parts import Part, parts_of
    from critical_sna.survey.description.questions import questions_of
    from critical_sna.survey.description.spec import FileSpec, Header
    from critical_sna.survey.issues import Log
    from critical_sna.survey.tables.readers import read_table

    assert isinstance(parts_of(tmp_path / "a.csv", alone=True)[0], Part)
    block, header = FileSpec(path="a.csv"), Header(rows=2)
    question = questions_of(read_table(tmp_path / "a.csv", "a.csv", block, header, Log()), "none")[1]
    assert question.alters == ["Ana", "Bo", "Cy"]
    assert question.alter == {"from": "label", "after": "? "}


def test_columns_numbered_without_a_mark_are_places_for_names(tmp_path):
    (tmp_path / "a.csv").write_text("your name,name1,name2,name3\nAna,Bo,Cy,\nBo,Ana,none,\n")
    tie = describe_survey(tmp_path / "a.csv").spec["sources"][0]["ties"][0]
    assert tie == {"relation": "name", "shape": "slots", "columns": "name*", "empty": ["none"]}


def test_a_row_for_each_tie_may_say_who_answered_for_the_organisation(tmp_path):
    (tmp_path / "a.csv").write_text("from,to,strength,colour\nAna,Bo,2,red\nAna,Cy,3,red\nBo,Ana,1,blue\n")
    source = describe_survey(tmp_path / "a.csv").spec["sources"][0]
    assert source["ties"] == [{"relation": "tie", "shape": "edges", "target": "to", "value": "strength"}]
    assert source["attributes"] == {"colour": "colour"}


def test_numbers_that_never_differ_for_one_person_are_no_strength_of_ties(tmp_path):
    (tmp_path / "a.csv").write_text("from,to,age\nAna,Bo,44\nAna,Cy,44\nBo,Ana,31\nBo,Cy,31\n")
    source = describe_survey(tmp_path / "a.csv").spec["sources"][0]
    assert source["ties"] == [{"relation": "tie", "shape": "edges", "target": "to"}]
    assert source["attributes"] == {"age": "age"}
