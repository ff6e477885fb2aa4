"""Notes from a map come back to a copy of the survey: what they change, what they cannot, and hostile files."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pandas as pd
import pytest

import critical_sna as csna
from critical_sna._core import limits
from critical_sna.errors import CriticalSNAError, DataError, FileError, UsageError, WrongTypeError
from critical_sna.survey.corrections.key import Key
from critical_sna.survey.corrections.notes import FORMAT, KINDS, Note, NoteFile, as_json, read_notes

STAMP = "0123456789abcdef01234567"
Save = Callable[..., Path]


@pytest.fixture(scope="module")
def survey() -> csna.RelationalSurvey:
    return csna.datasets.watershed()


@pytest.fixture(scope="module")
def key(survey: csna.RelationalSurvey) -> Key:
    return Key(STAMP, {f"P{i}": person for i, person in enumerate(survey.people.index)})


@pytest.fixture
def save(tmp_path: Path) -> Save:
    def write(*notes: tuple[str, str, tuple[str, ...]], name: str = "notes.json", **more: str) -> Path:
        wave = more.get("wave", "2023")
        made = [
            Note(name, i, on, kind, ends, wave, more.get("text", ""), more.get("by", ""))
            for i, (on, kind, ends) in enumerate(notes, start=1)
        ]
        file = NoteFile(name, more.get("map", STAMP), more.get("relation", "advice"), "seeks_from", tuple(made))
        path = tmp_path / name
        path.write_text(as_json(file), encoding="utf-8")
        return path

    return write


def code_of(key: Key, person: str) -> str:
    return next(code for code, p in key.persons.items() if p == person)


def pairs(survey: csna.RelationalSurvey, wave: str = "2023") -> set[tuple[str, str]]:
    ties = survey.ties[(survey.ties["wave"] == wave) & (survey.ties["relation"] == "advice")]
    return set(zip(ties["source"], ties["target"], strict=True))


def untied(survey: csna.RelationalSurvey) -> tuple[str, str]:
    people = list(survey.people_in("advice", "2023").index)
    return next((a, b) for a in people for b in people if a != b and not {(a, b), (b, a)} & pairs(survey))


def test_a_missing_tie_runs_from_the_hearer_to_the_voice_and_names_its_note(
    survey: csna.RelationalSurvey, key: Key, save: Save
) -> None:
    voice, hearer = untied(survey)
    before = survey.ties.copy(), survey.answers.copy(), survey.issues.copy(), survey.people.copy()
    file = save(("tie", "missing", (code_of(key, voice), code_of(key, hearer))), text="we meet weekly", by="table 3")
    made = csna.apply_corrections(survey, file, key=key)
    assert pairs(made.corrected) - pairs(survey) == {(hearer, voice)}
    assert pairs(survey) <= pairs(made.corrected)
    said = made.corrected.answers
    said = said[(said["source"] == hearer) & (said["target"] == voice) & (said["wave"] == "2023")].iloc[-1]
    assert said[["state", "file", "row", "column"]].tolist() == ["tie", "notes.json", 1, "notes"]
    assert said["strength"] == min(s for s in survey.codebook.relations["advice"].strengths or (1.0,) if s > 0)
    row = made.notes.iloc[0]
    assert row[["by", "source", "target", "text", "outcome"]].tolist() == [
        *("table 3", hearer, voice, "we meet weekly", "applied")
    ]
    assert "correction_added" in set(made.corrected.issues["code"])
    counts = made.differences.loc[("2023", "ties")]
    assert counts["corrected"] - counts["original"] == 1
    for frame, table in zip(before, (survey.ties, survey.answers, survey.issues, survey.people), strict=True):
        pd.testing.assert_frame_equal(frame, table)
    net = csna.PartnerNetwork.from_survey(made.corrected, relation="advice", wave="2023")
    assert (hearer, voice) in set(zip(net.ties["source"], net.ties["target"], strict=True))


def test_a_wrong_tie_becomes_no_tie_and_a_hidden_one_becomes_unknown(
    survey: csna.RelationalSurvey, key: Key, save: Save
) -> None:
    (a, b), (c, d) = sorted(pairs(survey))[:2]
    file = save(
        ("tie", "wrong", (code_of(key, b), code_of(key, a))), ("tie", "hide", (code_of(key, d), code_of(key, c)))
    )
    made = csna.apply_corrections(survey, file, key=key)
    assert pairs(survey) - pairs(made.corrected) == {(a, b), (c, d)}
    left_open = made.corrected.unknown("advice", "2023")
    assert (c, d) in set(zip(left_open["source"], left_open["target"], strict=True))
    assert (a, b) not in set(zip(left_open["source"], left_open["target"], strict=True))


def test_opposite_notes_leave_the_original_and_are_both_kept(
    survey: csna.RelationalSurvey, key: Key, save: Save
) -> None:
    a, b = min(pairs(survey))
    ends = code_of(key, b), code_of(key, a)
    files = [save(("tie", "wrong", ends), name="one.json"), save(("tie", "missing", ends), name="two.json")]
    made = csna.apply_corrections(survey, files, key=key)
    assert made.notes["outcome"].tolist() == ["contested"] * 2
    assert made.notes["file"].tolist() == ["one.json", "two.json"]
    assert pairs(made.corrected) == pairs(survey)
    assert repr(made) == "Corrections(2 notes: 2 contested)"


def test_who_asks_not_to_be_shown_is_left_out_everywhere_or_only_recorded(
    survey: csna.RelationalSurvey, key: Key, save: Save
) -> None:
    person = max(pairs(survey))[1]
    file = save(("person", "hide", (code_of(key, person),)))
    made = csna.apply_corrections(survey, file, key=key)
    for wave in survey.waves_of("advice"):
        net = csna.PartnerNetwork.from_survey(made.corrected, relation="advice", wave=wave)
        assert person not in net.people.index
    tables = (made.corrected.people.index, *made.corrected.answers[["source", "target"]].to_numpy().T)
    assert not any(person in set(table) for table in tables)
    told = made.corrected.issues.set_index("code")["text"]["correction_left_out"]
    assert person not in told
    kept = csna.apply_corrections(survey, file, key=key, dont_show="keep")
    assert person in kept.corrected.people.index
    assert kept.notes["outcome"].tolist() == ["to decide"]
    assert "correction_not_shown" in set(kept.corrected.issues["code"])


def test_context_and_groups_change_nothing_and_are_kept(survey: csna.RelationalSurvey, key: Key, save: Save) -> None:
    file = save(("person", "context", ("P0",)), ("group", "context", ("Families",)), ("group", "hide", ("Families",)))
    made = csna.apply_corrections(survey, file, key=key)
    assert made.notes["outcome"].tolist() == ["recorded", "recorded", "to decide"]
    assert (made.differences["original"] == made.differences["corrected"]).all()
    assert made.corrected.ties.equals(survey.ties)
    assert made.corrected.answers.equals(survey.answers)


def test_what_the_survey_says_already_is_told_and_the_same_file_counts_once(
    survey: csna.RelationalSurvey, key: Key, save: Save
) -> None:
    a, b = min(pairs(survey))
    ends = code_of(key, b), code_of(key, a)
    files = [save(("tie", "missing", ends), name=name) for name in ("one.json", "copy.json")]
    made = csna.apply_corrections(survey, files, key=key)
    assert made.notes["outcome"].tolist() == ["already so"]
    assert made.corrected.ties.equals(survey.ties)


def test_a_map_is_its_own_key_and_so_is_the_file_it_saves(survey: csna.RelationalSurvey, tmp_path: Path) -> None:
    nets = {w: csna.PartnerNetwork.from_survey(survey, relation="advice", wave=w) for w in survey.waves_of("advice")}
    made, named = (csna.map_network(nets, groups="group", label=label) for label in ("code", "label"))
    assert made.stamp != named.stamp
    assert csna.map_network(nets, groups="group", language="es", view="flip").stamp == made.stamp
    for picture in (made, named):
        code, person = picture.scene.people["code"][3], picture.scene.people["person"][3]
        note = Note("n.json", 1, "person", "hide", (code,), "2023", "", "")
        path = tmp_path / "n.json"
        path.write_text(as_json(NoteFile("n.json", picture.stamp, "advice", "seeks_from", (note,))), encoding="utf-8")
        found = csna.apply_corrections(survey, path, key=picture)
        assert found.notes["person"].tolist() == [person]
        if picture is made:
            saved = made.save_key(tmp_path / "key.csv")
            pd.testing.assert_frame_equal(csna.apply_corrections(survey, path, key=saved).notes, found.notes)
    with pytest.raises(DataError, match="another map"):
        csna.apply_corrections(survey, path, key=made)
    with pytest.raises(DataError, match="no key of a map"):
        csna.apply_corrections(survey, path, key=path)
    with pytest.raises(WrongTypeError, match="the path of the key"):
        csna.apply_corrections(survey, path, key=3)


def test_every_code_and_wave_that_is_not_there_is_told_at_once(
    survey: csna.RelationalSurvey, key: Key, save: Save
) -> None:
    with pytest.raises(DataError, match="2 notes") as told:
        csna.apply_corrections(survey, save(("tie", "missing", ("P0", "Z9")), ("person", "hide", ("Q1",))), key=key)
    assert told.value.problems is not None
    assert told.value.problems["row"].tolist() == [1, 2]
    with pytest.raises(DataError, match="no wave 'never'"):
        csna.apply_corrections(survey, save(("person", "hide", ("P0",)), wave="never"), key=key)
    with pytest.raises(DataError, match="another survey"):
        csna.apply_corrections(survey, save(("person", "hide", ("P0",)), relation="trust or so"), key=key)
    with pytest.raises(UsageError, match="no file of notes"):
        csna.apply_corrections(survey, [], key=key)
    with pytest.raises(UsageError, match="dont_show"):
        csna.apply_corrections(survey, save(), key=key, dont_show="perhaps")


def tampered(text: str) -> list[str]:
    content = json.loads(text)
    note = content["notes"][0]
    changed = [
        {**content, "notes": [{**note, "text": "changed by hand"}]},
        {**content, "notes": [*content["notes"], note]},
        {**content, "map": "f" * 24},
        {**content, "version": 2},
        {**content, "more": 1},
        {**content, "notes": {"0": note}},
        {**content, "notes": [{**note, "kind": "delete"}]},
        {**content, "notes": [{**note, "to": note["from"]}]},
        {**content, "notes": [{**note, "text": 7}]},
        {**content, "notes": [{**note, "text": "x" * (limits.MAX_NOTE_TEXT + 1)}]},
        {**content, "notes": [{**note, "more": "x"}]},
        {**content, "notes": [None]},
        {**content, "notes": [note] * (limits.MAX_NOTES + 1)},
        {**content, "map": 5},
        {**content, "reports": "sideways"},
        [content],
    ]
    raw = [
        "",
        "null",
        "{",
        text[:-30],
        text.replace("{", '{"format": "x", ', 1),
        "[" * 100_000,
        '{"format": ' + "9" * 5_000 + "}",
        text.replace(f'"{STAMP}"', "NaN", 1),
        text.encode().decode("latin-1").replace("map", "\ud800"[:0] + "m\x00p"),
    ]
    return [*map(json.dumps, changed), *raw]


def test_files_that_were_changed_broken_or_built_to_harm_are_refused_plainly(
    survey: csna.RelationalSurvey, key: Key, save: Save, tmp_path: Path
) -> None:
    text = save(("tie", "missing", ("P0", "P1"))).read_text("utf-8")
    assert read_notes(save(("tie", "missing", ("P0", "P1")))).notes[0].ends == ("P0", "P1")
    for i, bad in enumerate(tampered(text)):
        path = tmp_path / f"bad{i}.json"
        path.write_text(bad, encoding="utf-8")
        with pytest.raises(DataError) as told:
            csna.apply_corrections(survey, path, key=key)
        assert len(str(told.value)) < 1_000, i
    (tmp_path / "huge.json").write_bytes(b" " * (limits.MAX_NOTES_BYTES + 1))
    (tmp_path / "bytes.json").write_bytes(b"\xff\xfe\x00")
    for path in (tmp_path / "huge.json", tmp_path / "bytes.json", tmp_path / "none.json", tmp_path):
        with pytest.raises(CriticalSNAError):
            csna.apply_corrections(survey, path, key=key)
    with pytest.raises(FileError):
        csna.apply_corrections(survey, tmp_path / "none.json", key=key)


def test_hostile_words_in_a_note_are_kept_as_one_visible_line(
    survey: csna.RelationalSurvey, key: Key, save: Save
) -> None:
    words = "a\nb\x1b[31m\u2028<script>"
    made = csna.apply_corrections(survey, save(("person", "context", ("P0",)), text=words, by="\x00"), key=key)
    assert made.notes.loc[0, ["text", "by"]].tolist() == ["a b [31m <script>", ""]


def test_the_form_names_what_can_be_said_of_each_thing() -> None:
    assert FORMAT == "critical_sna corrections"
    assert set(KINDS["person"]) == set(KINDS["group"]) < set(KINDS["tie"])
