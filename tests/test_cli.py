"""The command line: data on standard output, messages on standard error, and exit codes that say what went wrong."""

from __future__ import annotations

import io
import json
import os
import stat
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import openpyxl
import pandas as pd
import pytest
from remembered import remember
from typer.testing import CliRunner

import critical_sna as csna
from critical_sna import __version__, cli
from critical_sna.datasets import watershed_path
from critical_sna.errors import PrivacyError, UsageError
from critical_sna.survey import RelationalSurvey

SPEC = str(watershed_path() / "spec.yaml")
ROOT = Path(__file__).resolve().parents[1]
ADVICE = ("--relation", "advice")


class Said:
    """What one run of the command line said."""

    def __init__(self, code: int, out: str, err: str) -> None:
        self.code, self.out, self.err = code, out, err


@pytest.fixture(scope="module", autouse=True)
def _remembered() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        remember(patch)
        yield


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """Run the command line in an empty folder."""
    monkeypatch.chdir(tmp_path)

    def call(*words: object) -> Said:
        done = CliRunner().invoke(cli.app, [str(word) for word in words])
        assert "Traceback" not in done.stderr
        return Said(done.exit_code, done.stdout, done.stderr)

    return call


@pytest.fixture(scope="module")
def survey() -> RelationalSurvey:
    return csna.read_survey(SPEC)


def filled(path: Path, people: list[list[object]], ties: list[list[object]], *, question: str = "Who?") -> Path:
    """Fill the workbook of ``template`` by hand: people (id, name, group, answered), ties (from, to, strength)."""
    from critical_sna.survey import write_template

    write_template(path, force=True)
    book = openpyxl.load_workbook(path)
    for sheet in ("People", "Ties", "Questions"):
        book[sheet].delete_rows(2, 20)
    for person, name, group, answered in people:
        book["People"].append([person, name, group, "Org", "no", answered])
    for source, target, strength in ties:
        book["Ties"].append([source, target, "advice", strength])
    book["Questions"].append(["advice", question, "I go to them", None])
    for page in book.worksheets:  # text that begins with = is text here, not a formula
        for row in page.iter_rows():
            for cell in row:
                if cell.data_type == "f":
                    cell.data_type = "s"
    book.save(path)
    return path


def ten(path: Path) -> Path:
    people = [[f"P{i:02}", f"Invented {i}", "Families" if i < 5 else "Schools", "yes"] for i in range(10)]
    ties = [[f"P{i:02}", f"P{j:02}", 1 + (i + j) % 2] for i in range(10) for j in range(9) if i != j and (i * j) % 3]
    return filled(path, people, ties)


def test_version_and_help_go_to_standard_output(run) -> None:
    assert run("--version").out == f"critical-sna {__version__}\n"
    help_text = run("--help")
    assert help_text.code == 0
    for command in ("template", "check", "measures", "map", "report", "demo"):
        assert command in help_text.out


def test_the_monday_morning_path_from_template_to_map_and_report(run, tmp_path: Path) -> None:
    assert run("template", "-o", "survey.xlsx").code == 0
    ten(tmp_path / "survey.xlsx")
    assert run("check", "survey.xlsx").code == 0
    drawn = run("map", "survey.xlsx")
    assert (drawn.code, drawn.out) == (0, "")
    assert "Written: map.html" in drawn.err
    assert "Grouped by the column group of People." in drawn.err
    assert run("report", "survey.xlsx").code == 0
    for name in ("map.html", "report.html"):
        text = Path(name).read_text("utf-8")
        assert "Invented" not in text
        assert "Families" in text


def test_check_prints_who_answered_and_every_issue(run, survey: RelationalSurvey) -> None:
    said = run("check", SPEC)
    assert said.code == 0
    assert said.err == ""
    for text in survey.issues["text"]:
        assert text in said.out
    for rate in survey.response_rates().itertuples():
        assert f"{rate.answered} of {rate.asked} people who were asked answered" in said.out


def test_check_as_json_holds_every_issue(run, survey: RelationalSurvey) -> None:
    found = json.loads(run("check", SPEC, "--json").out)
    assert len(found["issues"]) == len(survey.issues)
    assert {row["relation"] for row in found["relations"]} == set(survey.relations)


def test_check_says_who_answered_in_the_usual_groups(run, survey: RelationalSurvey) -> None:
    said = run("check", SPEC)
    assert "By group:" in said.out
    rates = survey.response_rates(by="group")
    for (wave, group), row in rates.iterrows():
        line = f"  {group}: {int(row['answered'])} of {int(row['asked'])} who were asked answered in wave {wave}"
        assert line in said.out
    assert "By decision_seat:" in run("check", SPEC, "--groups", "Decision seat").out
    found = json.loads(run("check", SPEC, "--json").out)
    assert len(found["response_rates_by_group"]) == len(rates)


def test_check_writes_a_page_of_what_cannot_be_read(run, tmp_path: Path) -> None:
    path = filled(tmp_path / "s.xlsx", [["P0", "A", "G", "yes"], ["P1", "B", "G", "yes"]], [["P0", "P1", "often"]])
    said = run("check", path, "-o", "faults.html")
    assert said.code == 1
    assert said.out == ""
    assert "Written: faults.html" in said.err
    assert "There is a cell that cannot be read; the page says which." in said.err
    assert "write a number above 0" in (tmp_path / "faults.html").read_text("utf-8")


def test_an_empty_template_is_told_by_every_command(run, tmp_path: Path) -> None:
    run("template", "-o", "s.xlsx")
    for command in ("check", "map", "report", "measures", "names"):
        said = run(command, "s.xlsx")
        assert said.code == 1
        assert said.out == ""
        assert "The sheets are still empty" in said.err
        assert "fill in People and Ties" in said.err


def test_names_says_where_the_decisions_go(run, tmp_path: Path) -> None:
    people = [["P0", "Rowan Mockridge", "G", "yes"], ["P1", "Bo", "G", "yes"]]
    path = filled(tmp_path / "s.xlsx", people, [["P1", "Rowan Mokridge", 1]])
    said = run("names", path)
    assert "One pair of names looks alike." in said.err
    assert "correct the spelling in its sheets People and Ties" in said.err
    assert "accept or reject" not in said.err


def test_check_says_so_where_nothing_is_odd(run, tmp_path: Path) -> None:
    people = [[f"P{i}", f"Invented {i}", "Families", "yes"] for i in range(3)]
    path = filled(tmp_path / "s.xlsx", people, [["P0", "P1", 1], ["P1", "P2", 2], ["P2", "P0", 1]])
    said = run("check", path)
    assert said.code == 0
    if csna.read_survey(path).issues.empty:
        assert "Nothing odd was seen." in said.out


def test_check_of_bad_cells_lists_them_all_and_ends_in_one(run, tmp_path: Path) -> None:
    path = filled(tmp_path / "s.xlsx", [["P0", "A", "G", "yes"], ["P1", "B", "G", "yes"]], [["P0", "P1", -3]])
    said = run("check", path)
    assert said.code == 1
    assert "to mend" in said.out
    assert "cannot be read" in said.err
    found = json.loads(run("check", path, "--json").out)["issues"]
    assert {row["severity"] for row in found} == {"error"}
    assert run("map", path).code == 1


def test_measures_print_one_row_a_person_as_csv(run, survey: RelationalSurvey) -> None:
    said = run("measures", SPEC, *ADVICE, "--wave", "2025", "--groups", "group")
    assert said.code == 0
    table = pd.read_csv(io.StringIO(said.out), dtype={"person": "str"}).set_index("person")
    net = csna.PartnerNetwork.from_survey(survey, relation="advice", wave="2025")
    assert table.index.tolist() == net.people.index.tolist()
    assert table["in_degree"].tolist() == csna.in_degree(net).tolist()
    assert table["pagerank"].tolist() == pytest.approx(csna.pagerank(net).tolist(), rel=1e-5)


def test_measures_as_json_hold_every_table_and_say_null_for_unknown(run) -> None:
    found = json.loads(run("measures", SPEC, *ADVICE, "--wave", "2025", "--json").out)
    assert {"people", "network", "mixing", "ei_index", "audibility", "measures", "about"} <= set(found)
    silent = [row for row in found["people"] if row["answered"] == "was asked, did not answer"]
    assert silent
    assert all(row["out_degree"] is None for row in silent)


@pytest.mark.parametrize("name", ["r.xlsx", "r.csv", "r.json"])
def test_measures_write_a_file_of_the_kind_its_name_says(run, name: str) -> None:
    said = run("measures", SPEC, *ADVICE, "--wave", "2025", "-o", name)
    assert (said.code, said.out) == (0, "")
    content = Path(name).read_bytes()
    assert content[:2] == {"r.xlsx": b"PK", "r.csv": b"pe", "r.json": b"{\n"}[name]
    assert run("measures", SPEC, *ADVICE, "--wave", "2025", "-o", name, "--force").code == 0
    assert Path(name).read_bytes() == content


def test_names_that_look_like_formulas_are_text_in_every_table(run, tmp_path: Path) -> None:
    people = [[f"={i}+1", f"@name{i}", "-group", "yes"] for i in range(6)]
    ties = [[f"={i}+1", f"={j}+1", 1] for i in range(6) for j in range(6) if i != j and (i + j) % 3]
    path = filled(tmp_path / "s.xlsx", people, ties)
    assert run("measures", path, "-o", "r.xlsx").code == 0
    for page in openpyxl.load_workbook("r.xlsx"):
        for row in page.iter_rows():
            assert all(cell.data_type != "f" for cell in row)
            assert not any(isinstance(cell.value, str) and cell.value.startswith("=") for cell in row)
    assert "'=0+1" in run("measures", path).out


def test_the_map_shows_all_waves_unless_one_is_named(run) -> None:
    assert run("map", SPEC, *ADVICE).code == 0
    assert run("map", SPEC, *ADVICE, "--wave", "2024", "-o", "one.html").code == 0
    assert "2023" in Path("map.html").read_text("utf-8")
    assert '"name":"2023"' not in Path("one.html").read_text("utf-8")


def test_the_key_is_a_file_only_you_may_read_and_names_are_a_choice(run, survey: RelationalSurvey) -> None:
    said = run("map", SPEC, *ADVICE, "--key", "key.csv")
    assert said.code == 0
    if os.name == "posix":
        assert stat.S_IMODE(Path("key.csv").stat().st_mode) == 0o600
    key = pd.read_csv("key.csv", dtype="str")
    assert set(key["person"]) <= set(survey.people.index)
    assert not any(str(label) in Path("map.html").read_text("utf-8") for label in survey.people["label"])
    assert run("map", SPEC, *ADVICE, "--label", "label", "-o", "names.html").code == 0
    assert str(survey.people.loc["W01", "label"]) in Path("names.html").read_text("utf-8")


def test_what_privacy_refuses_ends_in_three(run) -> None:
    said = run("map", SPEC, *ADVICE, "--label", "label", "--key", "key.csv")
    assert said.code == 3
    assert "no key of codes" in said.err
    assert not Path("key.csv").exists()
    assert cli._exit_code(PrivacyError("no")) == 3


def test_the_report_describes_the_last_wave_and_says_so(run) -> None:
    said = run("report", SPEC, *ADVICE, "--title", "Ours")
    assert said.code == 0
    assert "describes wave 2025" in said.err
    assert '<h1 dir="auto">Ours</h1>' in Path("report.html").read_text("utf-8")
    assert "describes" not in run("report", SPEC, *ADVICE, "--wave", "2024", "-o", "r4.html").err


@pytest.mark.parametrize("command", ["measures", "map", "report"])
def test_what_must_be_chosen_is_listed_and_ends_in_two(run, command: str) -> None:
    said = run(command, SPEC)
    assert said.code == 2
    assert "add --relation advice or --relation influence" in said.err
    assert "=..." not in said.err
    assert said.out == ""


@pytest.mark.parametrize(
    ("words", "hint"),
    [
        (("map", SPEC, "--relation", "advyce"), "did you mean 'advice'"),
        (("report", SPEC, *ADVICE, "--wave", "2052"), "2025"),
        (("measures", SPEC, *ADVICE), "2023"),
        (("map", SPEC, *ADVICE, "--groups", "gruop"), "did you mean 'group'"),
        (("map", SPEC, *ADVICE, "--label", "lable"), "did you mean 'label'"),
        (("map", SPEC, *ADVICE, "-o", "map.xlsx"), "-o map.html"),
        (("measures", SPEC, *ADVICE, "-o", "r.docx"), "-o r.xlsx"),
        (("measures", SPEC, *ADVICE, "--json", "-o", "r.xlsx"), "-o r.json"),
        (("template", "-o", "survey.csv"), "-o survey.xlsx"),
        (("map", SPEC, "--seed", "-1"), "--seed"),
        (("map", SPEC, "--colour", "red"), "--colour"),
        (("paint", SPEC), "paint"),
        (("map",), "SPEC"),
    ],
)
def test_mistakes_in_the_command_end_in_two_with_a_hint(run, words: tuple[str, ...], hint: str) -> None:
    said = run(*words)
    assert said.code == 2
    assert hint in said.err
    assert said.out == ""


def test_a_file_that_is_there_is_kept_unless_forced_and_before_any_work(run) -> None:
    Path("map.html").write_text("mine")
    said = run("map", "not-even-read.yaml")
    assert said.code == 2
    assert "--force" in said.err
    assert Path("map.html").read_text() == "mine"
    assert run("map", SPEC, *ADVICE, "--force").code == 0
    assert Path("map.html").read_text("utf-8") != "mine"
    Path("survey.xlsx").write_text("mine")
    assert run("template").code == 2
    assert run("demo", "-o", "map.html").code != 0


def test_map_and_key_cannot_be_one_file(run) -> None:
    said = run("map", SPEC, *ADVICE, "-o", "one.html", "--key", "./one.html")
    assert said.code == 2
    assert "same file name" in said.err


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        (None, "no such file"),
        ("", "survey spec"),
        ("sources: [", "YAML"),
        ("version: 1\nsorces: []\n", "sources"),
        (
            "sources:\n  - path: gone.csv\n    ego: id\n    ties: {relation: a, shape: edges, target: to}\n",
            "gone",
        ),
    ],
)
def test_a_spec_that_cannot_be_read_ends_in_one_and_says_what_to_mend(run, text: str | None, hint: str) -> None:
    if text is not None:
        Path("spec.yaml").write_text(text)
    for command in ("check", "map"):
        said = run(command, "spec.yaml")
        assert said.code == 1
        assert hint.casefold() in said.err.casefold()
        assert said.out == ""


@pytest.mark.parametrize(
    ("people", "ties"),
    [
        ([["P0", "Only one", "G", "yes"]], [["P0", "P0", 1]]),
        ([["P0", "A", "G", "yes"], ["P1", "B", "G", "no"]], [["P0", "P1", 1]]),
        ([["P0", "A", "G", "yes"], ["P1", "B", "H", "yes"]], [["P0", "P0", 1], ["P1", "P1", 1]]),
    ],
    ids=["one person", "one answered", "only themselves"],
)
def test_the_smallest_surveys_end_in_a_map_a_report_and_measures(
    run, tmp_path: Path, people: list[list[object]], ties: list[list[object]]
) -> None:
    path = filled(tmp_path / "s.xlsx", people, ties)
    for command in ("check", "map", "report", "measures"):
        said = run(command, path)
        assert said.code == 0, said.err
    assert "</html>" in Path("report.html").read_text("utf-8")


def test_a_workbook_in_which_nobody_answered_ends_in_pages_or_in_one_clear_error(run, tmp_path: Path) -> None:
    path = filled(tmp_path / "s.xlsx", [["P0", "A", "G", "no"], ["P1", "B", "G", "no"]], [])
    for command in ("check", "map", "report", "measures"):
        said = run(command, path)
        assert said.code == 0 or (said.code == 1 and "mend:" in said.err and said.out == "")


def test_hostile_names_end_in_pages_and_messages_without_control_characters(run, tmp_path: Path) -> None:
    names = ["<script>alert(1)</script>", "[red]x[/red]", "\u202eevil", "a" * 300, "é\u0301", "'; DROP"]
    people = [[f"P{i}", name, name[:40], "yes"] for i, name in enumerate(names)]
    ties = [[f"P{i}", f"P{j}", 1] for i in range(6) for j in range(6) if i != j and (i + j) % 2]
    path = filled(tmp_path / "s.xlsx", people, ties, question="<b>Who?</b>")
    for command in ("check", "map", "report", "measures"):
        assert run(command, path).code == 0
    assert "<script>alert" not in Path("report.html").read_text("utf-8")
    assert "<b>Who?" not in Path("map.html").read_text("utf-8")
    assert cli.visible("a\x1b[31mb\nc") == "a\ufffd[31mb\nc"


def test_demo_writes_maps_and_reports_and_prints_a_finding_with_its_response_rate(
    run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.chdir(ROOT)
    both = run("demo", "-o", tmp_path / "both")
    assert both.code == 0
    assert "people answered)" in both.out
    assert "71 of 71 people answered" in both.out
    assert str(tmp_path / "both" / "watershed_map.html") in both.out
    names = [f"{survey}_{what}.html" for survey in ("lazega", "watershed") for what in ("map", "report")]
    assert sorted(path.name for path in (tmp_path / "both").iterdir()) == names
    assert run("demo", "-o", tmp_path / "both").code == 2


def test_demo_leaves_out_what_is_not_beside_the_folder(run, monkeypatch: pytest.MonkeyPatch) -> None:
    shown: list[str] = []
    monkeypatch.setattr(cli, "_demonstrate", lambda name, *_: shown.append(name))
    said = run("demo", "-o", "out")
    assert said.code == 0
    assert "left out" in said.err
    assert shown == ["watershed"]


def test_a_folder_that_cannot_be_made_ends_in_one(run) -> None:
    Path("file").write_text("x")
    said = run("demo", "-o", "file/below")
    assert said.code == 1
    assert "folder" in said.err


def test_without_groups_to_choose_from_the_command_says_so(run, tmp_path: Path) -> None:
    Path("t.csv").write_text("id,to\na,b\nb,c\nc,a\n")
    Path("spec.yaml").write_text(
        "sources:\n  - path: t.csv\n    ego: id\n    ties: {relation: advice, shape: edges, target: to}\n"
        "policy: {unmatched: add}\nrelations:\n  advice: {reports: seeks_from}\n"
    )
    assert "no attributes" in run("map", "spec.yaml").err
    Path("p.csv").write_text("id,role,town\na,x,u\nb,y,u\nc,x,v\n")
    both = Path("spec.yaml").read_text() + "people: {path: p.csv, id: id, attributes: [role, town]}\n"
    Path("spec.yaml").write_text(both)
    assert "role, town" in run("map", "spec.yaml", "--force").err
    assert "Grouped" not in run("map", "spec.yaml", "--force", "--groups", "role").err
    Path("spec.yaml").write_text(both.replace("[role, town]", "[role]"))
    assert "Grouped" not in run("map", "spec.yaml", "--force").err  # it may be anything
    Path("spec.yaml").write_text(both + "attributes: {town: {kind: community}}\n")
    assert "Grouped by the column town of People." in run("map", "spec.yaml", "--force").err


def test_a_column_in_which_everybody_differs_is_never_taken_as_groups_unasked(run) -> None:
    Path("t.csv").write_text("id,to\na,b\nb,c\nc,a\n")
    Path("p.csv").write_text("id,phone\na,555-0101\nb,555-0102\nc,555-0103\n")
    Path("spec.yaml").write_text(
        "sources:\n  - path: t.csv\n    ego: id\n    ties: {relation: advice, shape: edges, target: to}\n"
        "people: {path: p.csv, id: id, attributes: [phone]}\nrelations:\n  advice: {reports: seeks_from}\n"
        "attributes: {phone: {kind: community}}\n"
    )
    assert run("map", "spec.yaml").code == 0
    assert run("report", "spec.yaml").code == 0
    assert "555-01" not in Path("map.html").read_text("utf-8") + Path("report.html").read_text("utf-8")


def test_without_a_direction_measures_say_what_is_left_out(run) -> None:
    Path("t.csv").write_text("id,to\na,b\nb,c\nc,a\n")
    Path("spec.yaml").write_text(
        "sources:\n  - path: t.csv\n    ego: id\n    ties: {relation: advice, shape: edges, target: to}\n"
        "policy: {unmatched: add}\n"
    )
    said = run("measures", "spec.yaml")
    assert said.code == 0
    assert "Nobody declared" in said.err
    assert "voice" not in said.out


def test_an_error_nobody_expected_is_told_without_its_text_and_shown_with_verbose(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)

    def broken(spec: object) -> None:
        raise ValueError("an answer: weekly")

    monkeypatch.setattr(cli, "_read", broken)
    quiet = CliRunner().invoke(cli.app, ["map", SPEC])
    assert quiet.exit_code == 1
    assert "ValueError" in quiet.stderr
    assert "weekly" not in quiet.stderr
    loud = CliRunner().invoke(cli.app, ["-v", "map", SPEC])
    assert loud.exit_code == 1
    assert "Traceback" in loud.stderr
    again = CliRunner().invoke(cli.app, ["map", SPEC])
    assert "Traceback" not in again.stderr


def test_work_over_two_seconds_shows_in_a_terminal_and_only_there(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    import time

    monkeypatch.setattr(cli, "SLOW_SECONDS", 0.05)
    with cli.working("read"):
        time.sleep(0.2)
    assert capsys.readouterr().err == ""
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True)
    with cli.working("read"):
        time.sleep(0.3)
    assert "Reading the survey" in capsys.readouterr().err


def program(*words: object, cwd: Path, seed: str = "0", **more: str) -> subprocess.CompletedProcess[bytes]:
    environment = {**os.environ, "PYTHONHASHSEED": seed, "PYTHONWARNINGS": "error", **more}
    code = "from critical_sna.cli import main; main()"
    command = [sys.executable, "-c", code, *map(str, words)]
    return subprocess.run(command, cwd=cwd, env=environment, capture_output=True, timeout=300, check=False)


@pytest.mark.slow
def test_report_map_and_measures_are_the_same_bytes_whatever_the_hash_seed(tmp_path: Path) -> None:
    names = ("report.html", "map.html", "key.csv", "measures.xlsx")
    spec = str(ten(tmp_path / "s.xlsx"))
    commands = [
        ["report", spec],
        ["map", spec, "--key", "key.csv"],
        ["measures", spec, "-o", "measures.xlsx"],
    ]
    code = (
        "from critical_sna._core import limits\nlimits.POOLED_NULL, limits.READING_WORLDS = 60, 8\n"  # less chance
        f"from critical_sna.cli import app\nfor words in {commands!r}: app(words, standalone_mode=False)"
    )
    found = []
    for seed in ("1", "2"):
        folder = tmp_path / seed
        folder.mkdir()
        environment = {**os.environ, "PYTHONHASHSEED": seed}
        subprocess.run([sys.executable, "-c", code], cwd=folder, env=environment, check=True, capture_output=True)
        found.append([(folder / name).read_bytes() for name in names])
    assert found[0] == found[1]


@pytest.mark.slow
def test_the_program_keeps_data_and_messages_apart_without_colour_codes(tmp_path: Path) -> None:
    done = program("measures", ten(tmp_path / "s.xlsx"), cwd=tmp_path, PYTHONIOENCODING="ascii")
    assert done.returncode == 0
    assert done.stdout.startswith(b"person,")
    assert done.stderr == b"Grouped by the column group of People.\n"
    wrong = program("map", "nope.yaml", cwd=tmp_path)
    assert wrong.returncode == 1
    assert wrong.stdout == b""
    assert b"Traceback" not in wrong.stderr
    assert b"\x1b" not in wrong.stderr + done.stderr


@pytest.mark.parametrize("command", ["map", "report", "measures", "check"])
@pytest.mark.parametrize(("words", "code"), [("label", 3), ("name", 3), ("status", 2), ("asked", 2), ("zzz", 2)])
def test_groups_are_attributes_and_never_names(run, command: str, words: str, code: int) -> None:
    chosen = () if command == "check" else (*ADVICE, "--wave", "2025")
    said = run(command, SPEC, *chosen, "--groups", words, *(("-o", "c.html") if command == "check" else ()))
    assert said.code == code
    assert said.out == ""
    assert "organisation" in said.err
    assert "--groups" in said.err
    assert words in ("label", "name") or "'label'" not in said.err
    assert not list(Path().iterdir())


def test_an_attribute_may_be_written_with_spaces_and_other_case(run, tmp_path: Path) -> None:
    path = ten(tmp_path / "s.xlsx")
    drawn = run("map", path, "--groups", "Decision Seat", "--label", "Decision seat")
    assert drawn.code == 0, drawn.err
    assert run("map", path, "--label", "name", "-o", "n.html").code == 0
    assert "Invented 3" in Path("n.html").read_text("utf-8")
    assert run("check", path, "--groups", "Group", "-o", "c.html").code == 0


def test_where_two_attributes_differ_by_case_only_none_is_guessed(run) -> None:
    Path("p.csv").write_text("id,Role,role\na,x,u\nb,y,u\n")
    Path("t.csv").write_text("id,to\na,b\nb,a\n")
    Path("spec.yaml").write_text(
        "people: {path: p.csv, id: id, attributes: [Role, role]}\n"
        "sources:\n  - path: t.csv\n    ego: id\n    ties: {relation: advice, shape: edges, target: to}\n"
    )
    assert run("map", "spec.yaml", "--groups", "ROLE").code == 2
    assert run("map", "spec.yaml", "--groups", "Role").code == 0


def test_a_table_given_as_spec_says_what_to_do_with_it(run) -> None:
    Path("ties.csv").write_text("from,to\na,b\n")
    said = run("map", "ties.csv")
    assert said.code == 2
    assert "This is a table, not a spec." in said.err
    assert "put its rows into the workbook of critical-sna template, or write a spec" in said.err


def test_a_map_of_codes_without_its_key_says_how_to_keep_it(run) -> None:
    hint = "add --key key.csv to keep the key of codes"
    assert hint in run("map", SPEC, *ADVICE).err
    assert hint not in run("map", SPEC, *ADVICE, "--key", "key.csv", "--force").err
    assert hint not in run("map", SPEC, *ADVICE, "--label", "id", "--force").err


LISTED = "'critical-sna check' lists all of them"


@pytest.mark.parametrize(
    ("where", "mend", "words"),
    [
        ("from_survey(relation=...)", "x", "No.\n  where: --relation\n  mend:  x"),
        ("wave=...", "leave wave= out", "No.\n  where: --wave\n  mend:  leave --wave out"),
        ("map_network(...)", "write label='code'", "No.\n  mend:  write --label code"),
        ("a.csv, row 3", None, "No.\n  where: a.csv, row 3"),
        (None, "a; all of them are in .problems", f"No.\n  mend:  a; {LISTED}"),
        (None, "a; .problems lists the rows", f"No.\n  mend:  a; {LISTED}"),
    ],
)
def test_errors_speak_the_words_of_the_command_line(where: str | None, mend: str | None, words: str) -> None:
    assert cli.for_the_command_line(str(UsageError("No.", where=where, mend=mend))) == words
    assert cli.for_the_command_line("and 3 more; see .problems of this error") == f"and 3 more; {LISTED}"


def test_bad_cells_point_to_check_and_not_to_python(run, tmp_path: Path) -> None:
    path = filled(tmp_path / "s.xlsx", [["P0", "A", "G", "yes"], ["P1", "B", "G", "yes"]], [["P0", "P1", -3]])
    said = run("map", path)
    assert "'critical-sna check' lists all of them" in said.err
    assert ".problems" not in said.err


def test_a_wave_of_a_question_without_waves_is_refused_in_the_words_of_the_command_line(run, tmp_path: Path) -> None:
    path = ten(tmp_path / "s.xlsx")
    for command in ("map", "report", "measures"):
        said = run(command, path, "--wave", "2025")
        assert said.code == 2
        assert "leave --wave out" in said.err
    several = run("measures", SPEC, *ADVICE)
    assert "add --wave 2023 or --wave 2024 or --wave 2025" in several.err


def test_csv_holds_six_digits(run) -> None:
    out = run("measures", SPEC, *ADVICE, "--wave", "2025").out
    numbers = [cell for line in out.splitlines()[1:] for cell in line.split(",") if cell.replace(".", "").isdigit()]
    assert max(len(cell.partition(".")[2].lstrip("0")) for cell in numbers) == 6
    assert cli.six_digits(0.000123456789) == 0.000123457
    assert cli.six_digits(1234567.12345678) == 1234567.123457
    assert cli.six_digits(0.0) == 0.0


def test_a_draft_of_a_spec_is_read_as_it_stands(run, tmp_path: Path) -> None:
    Path("form.csv").write_text(
        "Your name,Whom do you ask? [Ash Example],Whom do you ask? [Birch Example]\n"
        "Ash Example,,Weekly\nBirch Example,Never,\n"
    )
    drafted = run("describe", "form.csv", "-o", "spec.yaml")
    assert drafted.code == 0
    assert "check" in Path("spec.yaml").read_text("utf-8").lower()
    assert run("describe", "form.csv").out == Path("spec.yaml").read_text("utf-8")
    assert run("describe", "form.csv", "-o", "spec.yaml").code == 2
    assert run("check", "spec.yaml").code == 0
    assert run("describe", "nowhere.csv").code == 1


def test_names_that_look_alike_are_written_to_decide_on(run, tmp_path: Path) -> None:
    Path("people.csv").write_text("id\nRowan Mockridge\nAlder Sampleford\n")
    Path("t.csv").write_text("id,to\nAlder Sampleford,Rowan Mokridge\nRowan Mockridge,Alder Sampleford\n")
    text = (
        "people: {path: people.csv, id: id}\nsources:\n  - path: t.csv\n    ego: id\n"
        "    ties: {relation: advice, shape: edges, target: to}\npolicy: {unmatched: add}\n"
    )
    Path("spec.yaml").write_text(text)
    said = run("names", "spec.yaml")
    assert said.code == 0
    assert "One pair of names looks alike." in said.err
    assert "Rowan Mokridge" in Path("names.csv").read_text("utf-8")
    assert "Write accept or reject into the column decision, save, and name the file in the spec" in said.err
    line = said.err.partition("in the spec (")[2].partition(")")[0]
    Path("names.csv").write_text(Path("names.csv").read_text("utf-8").rstrip() + "accept\n")
    Path("spec.yaml").write_text(text + line + "\n")
    assert "name_accepted" in run("check", "spec.yaml").out
    Path("spec.yaml").write_text(text)
    Path("t.csv").write_text("id,to\nAlder Sampleford,Rowan Mockridge\n")
    assert "0 pairs" in run("names", "spec.yaml", "-o", "other.csv").err
    assert not Path("other.csv").exists()


@pytest.mark.parametrize("ending", ["png", "svg", "pdf"])
def test_a_map_with_the_ending_of_a_picture_is_one(run, ending: str, monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("matplotlib")
    monkeypatch.setattr("critical_sna._core.limits.PICTURE_MARKED_PEOPLE", 0)  # who is little heard takes its time
    key = ["--key", "key.csv"] if ending == "png" else []
    said = run("map", SPEC, "--relation", "advice", "-o", f"map.{ending}", "--style", "grey", *key)
    assert said.code == 0
    assert "The picture shows wave 2025" in said.err
    start = {"png": b"\x89PNG", "svg": b"<?xml", "pdf": b"%PDF"}[ending]
    assert Path(f"map.{ending}").read_bytes().startswith(start)
    assert Path("key.csv").exists() == bool(key)


def test_a_style_is_for_pictures_and_must_be_there(run) -> None:
    page = run("map", SPEC, "--relation", "advice", "--style", "grey")
    assert (page.code, "-o map.png" in page.err) == (2, True)
    unknown = run("map", SPEC, "--relation", "advice", "-o", "map.png", "--style", "gray")
    assert (unknown.code, "did you mean 'grey'?" in unknown.err) == (2, True)
    assert not list(Path.cwd().iterdir())


def test_the_map_opens_with_the_view_asked_for_and_an_unknown_one_is_refused_with_the_list(run, tmp_path: Path) -> None:
    spec = ten(tmp_path / "survey.xlsx")
    assert run("map", spec, "--view", "neighbourhood", "--groups", "group", "-o", "map.html").code == 0
    assert '"view":"neighbourhood"' in Path("map.html").read_text(encoding="utf-8")
    other = run("map", spec, "--view", "waves", "-o", "map.html", "--force")
    assert "cannot be shown in the view waves; the map opens with rings" in other.err
    unknown = run("map", spec, "--view", "circle", "-o", "other.html")
    assert unknown.code == 2
    for name in ("rings", "flip", "neighbourhood", "voice", "groups", "waves", "table"):
        assert name in unknown.err
    assert not Path("other.html").exists()


def test_a_picture_shows_the_view_asked_for_and_refuses_the_table(run, tmp_path: Path) -> None:
    pytest.importorskip("matplotlib")
    spec = ten(tmp_path / "survey.xlsx")
    made = run("map", spec, "--view", "groups", "--groups", "group", "-o", "groups.svg")
    assert (made.code, "with an arc for each share" in Path("groups.svg").read_text(encoding="utf-8")) == (0, True)
    table = run("map", spec, "--view", "table", "-o", "table.png")
    assert (table.code, "on the command line -o map.html" in table.err) == (2, True)
    one = run("map", spec, "--view", "waves", "-o", "waves.png")
    assert (one.code, "leave --wave out" in one.err) == (2, True)


def noted(run, tmp_path: Path) -> tuple[Path, list[str]]:
    """A map of ten people, its key, and what a visitor saved: a tie that is missing, a person not to be shown."""
    from critical_sna.survey.corrections.notes import Note, NoteFile, as_json

    spec = ten(tmp_path / "survey.xlsx")
    assert run("map", spec, "-o", "map.html", "--key", "key.csv").code == 0
    key = pd.read_csv("key.csv").set_index("person")
    code = key["code"].to_dict()
    missing = Note("n.json", 1, "tie", "missing", (code["P00"], code["P01"]), "", "we meet", "")
    wish = Note("n.json", 2, "person", "hide", (code["P05"],), "", "", "")
    for name, note in (("a.json", missing), ("b.json", wish)):
        notes = NoteFile(name, key["map"].iloc[0], "advice", "seeks_from", (note,))
        Path(name).write_text(as_json(notes), encoding="utf-8")
    return spec, ["a.json", "b.json"]


def test_notes_come_back_side_by_side_and_the_pairs_that_differ_are_written(run, tmp_path: Path) -> None:
    spec, files = noted(run, tmp_path)
    done = run("corrections", spec, *files, "--key", "key.csv", "-o", "corrected.csv")
    assert done.code == 0
    assert "2 notes: applied" in done.err
    counts = pd.read_csv(io.StringIO(done.out)).set_index("count")
    assert (counts["original"] - counts["corrected"])["people"] == 1
    ties = pd.read_csv("corrected.csv")
    added = ties[(ties["source"] == "P01") & (ties["target"] == "P00")].iloc[0]
    assert (added["original"], added["corrected"], added["original_strength"]) == ("no tie", "tie", 0)
    rest = ties[(ties["source"] == "P05") | (ties["target"] == "P05")]
    assert set(rest["corrected"]) == {"left out"}
    assert len(ties) == len(rest) + 1
    before = csna.read_survey(spec).ties
    assert len(rest) == int(((before["source"] == "P05") | (before["target"] == "P05")).sum())
    kept = run("corrections", spec, *files, "--key", "key.csv", "--keep", "--json", "-o", "all.json")
    assert (kept.code, kept.out) == (0, "")
    tables = json.loads(Path("all.json").read_text(encoding="utf-8"))
    assert len(tables["ties"]) == 1
    assert [note["outcome"] for note in tables["notes"]] == ["applied", "to decide"]
    assert run("corrections", spec, *files, "--key", "key.csv", "-o", "all.xlsx").code == 0
    assert openpyxl.load_workbook("all.xlsx").sheetnames == ["notes", "ties", "counts"]


def test_notes_without_a_key_of_another_map_or_onto_a_file_that_is_there_are_refused(run, tmp_path: Path) -> None:
    spec, files = noted(run, tmp_path)
    bare = run("corrections", spec, *files)
    assert (bare.code, "add --key key.csv" in bare.err) == (2, True)
    assert run("map", spec, "-o", "o.html", "--seed", "1", "--key", "other.csv").code == 0
    other = run("corrections", spec, *files, "--key", "other.csv")
    assert (other.code, "made on another map" in other.err) == (1, True)
    assert run("corrections", spec, "map.html", "--key", "key.csv").code == 1
    assert run("corrections", spec, "gone.json", "--key", "key.csv").code == 1
    taken = run("corrections", spec, *files, "--key", "key.csv", "-o", "a.json")
    assert (taken.code, "kept" in taken.err) == (2, True)
