"""The project around the package: light import, layers, what the wheel holds, text that runs, make and its words."""

from __future__ import annotations

import importlib
import json
import os
import re
import runpy
import shutil
import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path

import pytest

import critical_sna as csna

ROOT = Path(__file__).resolve().parents[1]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
PAGES = sorted([ROOT / "README.md", *(ROOT / "docs").glob("*.md"), *(ROOT / "examples").rglob("*.md")])
HEAVY = {
    "defusedxml", "igraph", "IPython", "jinja2", "joblib", "matplotlib", "networkx", "numba", "openpyxl", "pydantic",
    "pyvis", "rapidfuzz", "rich", "scipy", "sklearn", "typer", "yaml",
}  # fmt: skip


def modules_after(statement: str) -> set[str]:
    """Names of the top-level packages a fresh interpreter has loaded."""
    code = f"import json, sys\n{statement}\nprint(json.dumps([m.split('.')[0] for m in sys.modules]))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT)
    return set(json.loads(done.stdout.splitlines()[-1]))


def test_importing_the_library_loads_nothing_heavier_than_numpy_and_pandas() -> None:
    extra = modules_after("import critical_sna") - modules_after("import numpy, pandas")
    assert not extra & HEAVY
    assert {name for name in extra if name not in sys.stdlib_module_names} == {"critical_sna"}


def test_every_public_name_loads_and_is_listed() -> None:
    assert not [name for name in dir(csna) if not name.startswith("_") and not hasattr(csna, name)]


def test_layers_hold() -> None:
    lint = shutil.which("lint-imports", path=str(Path(sys.executable).parent))
    if lint is None:
        pytest.skip("import-linter is not installed (it is in the extra named lint)")
    done = subprocess.run([lint], capture_output=True, text=True, check=False, cwd=ROOT)
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    """Names in the wheel, built from the checkout as pip would build it."""
    from hatchling.builders.wheel import WheelBuilder

    folder = tmp_path_factory.mktemp("wheel")
    return zipfile.ZipFile(next(WheelBuilder(str(ROOT)).build(directory=str(folder)))).namelist()


def test_the_wheel_holds_the_package_its_licence_and_no_real_data(wheel: list[str]) -> None:
    tops = {name.split("/")[0] for name in wheel}
    assert tops == {"critical_sna", f"critical_sna-{csna.__version__}.dist-info"}
    tables = [name for name in wheel if re.search(r"\.(csv|tsv|xlsx?|sav|net|dl|graphml)$", name)]
    assert tables
    assert all(name.startswith("critical_sna/datasets/watershed/") for name in tables)
    assert {name.rsplit("/", 1)[1] for name in wheel if "licenses/" in name} == {"LICENSE", "NOTICE"}


def test_the_wheel_holds_every_file_of_the_package(wheel: list[str]) -> None:
    files = (path for path in (ROOT / "critical_sna").rglob("*") if path.is_file() and "__pycache__" not in path.parts)
    assert {path.relative_to(ROOT).as_posix() for path in files} <= set(wheel)


def test_the_version_is_the_same_everywhere() -> None:
    citation = (ROOT / "CITATION.cff").read_text(encoding="utf-8")
    assert PROJECT["project"]["version"] == csna.__version__
    assert f"\nversion: {csna.__version__}\n" in citation
    assert f"## {csna.__version__} " in (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")


def test_constraints_pin_every_package_that_the_project_names_and_name_no_address() -> None:
    text = (ROOT / "constraints.txt").read_text(encoding="utf-8")
    lines = [line for line in text.splitlines() if line and not line.startswith("#")]
    assert all(re.fullmatch(r'[\w.-]+==[\w.]+( ; [\w.]+ == "\w+")?', line) for line in lines)
    pinned = {plain(line) for line in lines}
    extras = PROJECT["project"]["optional-dependencies"]
    needed = [*PROJECT["build-system"]["requires"], *PROJECT["project"]["dependencies"]]
    needed += [one for name in ("test", "lint", "pictures", "files") for one in extras[name]]
    assert {plain(one) for one in needed} <= pinned


def plain(requirement: str) -> str:
    return re.split(r"[\s\[<>=!~;]", requirement)[0].lower().replace("_", "-")


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_python_on_a_page_runs(page: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from sybil import Sybil
    from sybil.parsers.markdown import PythonCodeBlockParser

    monkeypatch.chdir(tmp_path)
    document = Sybil(parsers=[PythonCodeBlockParser()], path=str(page.parent), pattern=page.name).parse(page)
    for example in document.examples():
        example.evaluate()


def test_the_readme_script_has_about_twelve_lines_and_ends_with_a_map(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    blocks = re.findall(r"```python\n(.*?)```", (ROOT / "README.md").read_text(encoding="utf-8"), re.DOTALL)
    assert [len([line for line in block.splitlines() if line]) <= 12 for block in blocks] == [True]
    monkeypatch.chdir(tmp_path)
    exec(compile(blocks[0], "README.md", "exec"), {})
    assert [path.name for path in tmp_path.iterdir()] == ["advice_map.html"]


@pytest.mark.parametrize("page", [*PAGES, ROOT / "CONTRIBUTING.md"], ids=lambda p: p.relative_to(ROOT).as_posix())
def test_links_on_a_page_lead_somewhere(page: Path) -> None:
    links = re.findall(r"\]\(([^)#]+)[^)]*\)", page.read_text(encoding="utf-8"))
    missing = [link for link in links if "://" not in link and not (page.parent / link).exists()]
    assert not missing


SCRIPTS = sorted((ROOT / "examples").glob("*.py"))


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda script: script.name)
def test_an_example_ends_with_a_finding_and_something_to_see(script: Path, tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-W", "error", str(script), str(tmp_path)],
        capture_output=True,
        text=True,
        check=False,
        cwd=tmp_path,
    )
    assert done.returncode == 0, done.stderr
    assert re.search(r"\d+ of \d+ (people )?(who were asked )?answered", done.stdout)
    assert [path for path in tmp_path.iterdir() if path.suffix == ".html" and path.stat().st_size > 1000]


def test_there_are_three_example_scripts() -> None:
    assert len(SCRIPTS) == 3


def run_make(*arguments: str, tmp_path: Path) -> subprocess.CompletedProcess[str]:
    make = shutil.which("make")
    if make is None:
        pytest.skip("make is not installed")
    environment = {"PATH": os.environ["PATH"], "HOME": str(tmp_path)}
    return subprocess.run(
        [make, f"VENV={tmp_path / 'venv'}", *arguments],
        capture_output=True, text=True, check=False, cwd=ROOT, env=environment,
    )  # fmt: skip


def fake_python(tmp_path: Path, body: str) -> Path:
    path = tmp_path / "python3"
    path.write_text(f"#!/bin/sh\n{body}\n", encoding="utf-8")
    path.chmod(0o755)
    return path


@pytest.mark.skipif(os.name == "nt", reason="Windows goes without make")
def test_make_says_what_to_install_where_the_venv_module_is_missing(tmp_path: Path) -> None:
    fake = fake_python(tmp_path, f'case "$2" in *ensurepip*) exit 1;; esac\nexec "{sys.executable}" "$@"')
    done = run_make("demo", f"PYTHON={fake}", tmp_path=tmp_path)
    assert done.returncode != 0
    assert "apt install python3-venv" in done.stdout
    assert not (tmp_path / "venv").exists()


@pytest.mark.skipif(os.name == "nt", reason="Windows goes without make")
@pytest.mark.parametrize(
    ("choice", "words"), [("fake", "is not Python 3.11, 3.12 or 3.13"), ("", "and none was found")]
)
def test_make_says_what_to_do_where_python_is_too_old_or_missing(tmp_path: Path, choice: str, words: str) -> None:
    fake = fake_python(tmp_path, "exit 1")
    done = run_make("demo", f"PYTHON={fake if choice else ''}", tmp_path=tmp_path)
    assert done.returncode != 0
    assert words in done.stdout
    assert "Traceback" not in done.stderr


def test_make_help_names_the_two_commands(tmp_path: Path) -> None:
    done = run_make("help", tmp_path=tmp_path)
    assert {"demo", "test"} <= {line.split()[0] for line in done.stdout.splitlines()}


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda script: script.name)
def test_an_example_makes_the_folder_it_is_given_and_says_how_it_is_run(script: Path, tmp_path: Path) -> None:
    source = script.read_text(encoding="utf-8")
    assert f"\n.venv/bin/python examples/{script.name} [folder" in source
    start = source[: source.index("folder = Path(sys.argv")] + next(
        line for line in source.splitlines() if "mkdir" in line
    ).replace("folder", f"Path({str(tmp_path / 'new' / 'below')!r})", 1)
    exec(compile(start, script.name, "exec"), {})
    assert (tmp_path / "new" / "below").is_dir()


def test_pages_write_files_of_different_names_and_the_workbook_lines_choose_a_question() -> None:
    written = {}
    for page in PAGES:
        text = page.read_text(encoding="utf-8")
        written[page.name] = set(re.findall(r'\.save\("([^"]+)"\)', text))
        for line in re.findall(r"^critical-sna (?:map|report|measures) survey\.xlsx.*$", text, re.MULTILINE):
            assert "--relation advice" in line
    assert written["README.md"]
    assert not written["README.md"] & written["tutorial.md"]
    assert "critical-sna measures survey.xlsx" in (ROOT / "README.md").read_text(encoding="utf-8")


def test_the_page_of_measures_says_what_the_catalogue_says_now() -> None:
    """Write it again with ``python docs/make_measures.py``."""
    script = runpy.run_path(str(ROOT / "docs" / "make_measures.py"))
    assert (ROOT / "docs" / "measures.md").read_text(encoding="utf-8") == script["as_markdown"]()


def test_the_page_of_benchmarks_says_what_was_measured() -> None:
    """Write it again with ``python -m benchmarks.page``."""
    page = importlib.import_module("benchmarks.page")
    result = json.loads((ROOT / "benchmarks" / "results.json").read_text(encoding="utf-8"))
    assert (ROOT / "docs" / "benchmarks.md").read_text(encoding="utf-8") == page.as_markdown(result)
