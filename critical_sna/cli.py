"""The command line: parse, call, print. Data on standard output, messages on standard error."""

from __future__ import annotations

import contextlib
import contextvars
import errno
import functools
import re
import sys
import threading
import traceback
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, ParamSpec

import typer

from critical_sna import __version__
from critical_sna._core import limits
from critical_sna._core.files import write_bytes
from critical_sna.errors import (
    CriticalSNAError,
    DataError,
    PrivacyError,
    UnknownNameError,
    UsageError,
    WrongTypeError,
    did_you_mean,
)
from critical_sna.words import say

if TYPE_CHECKING:
    import pandas as pd

    from critical_sna.network.partner import PartnerNetwork
    from critical_sna.survey import RelationalSurvey

P = ParamSpec("P")
DATA, USAGE, PRIVACY = 1, 2, 3
_verbose = contextvars.ContextVar("verbose", default=False)
SLOW_SECONDS = 2.0
"""Work that takes longer shows that it is going on, in a terminal."""
PICTURES = (".png", ".svg", ".pdf")
"""Endings of maps that are pictures."""
TABLES = (".csv", ".tsv", ".tab", ".xls", ".ods", ".sav")
"""Endings of files that hold answers and cannot be a spec."""
WORKBOOKS = (".xlsx", ".xlsm")
"""Endings of workbooks made with ``template``."""

app = typer.Typer(
    help=say("cli.help"),
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    add_completion=False,
)

Spec = Annotated[Path, typer.Argument(metavar="SPEC", help=say("cli.help_spec"))]
Relation = Annotated[str | None, typer.Option("--relation", help=say("cli.help_relation"))]
Wave = Annotated[str | None, typer.Option("--wave", help=say("cli.help_wave"))]
Groups = Annotated[str | None, typer.Option("--groups", help=say("cli.help_groups"))]
Title = Annotated[str | None, typer.Option("--title", help=say("cli.help_title"))]
Force = Annotated[bool, typer.Option("--force", help=say("cli.help_force"))]
Seed = Annotated[int, typer.Option("--seed", min=0, help=say("cli.help_seed"))]
Draws = Annotated[int, typer.Option("--draws", min=1, help=say("cli.help_draws"))]
Json = Annotated[bool, typer.Option("--json", help=say("cli.help_json"))]
Output = Annotated[Path, typer.Option("-o", "--output", help=say("cli.help_out"))]
Folder = Annotated[Path, typer.Option("-o", "--output", help=say("cli.help_folder"))]
OutputOrNone = Annotated[Path | None, typer.Option("-o", "--output", help=say("cli.help_out"))]
Language = Annotated[str, typer.Option("--language", help=say("cli.help_language"))]
Key = Annotated[Path | None, typer.Option("--key", help=say("cli.help_key"))]
Style = Annotated[str | None, typer.Option("--style", help=say("cli.help_style"))]
View = Annotated[str, typer.Option("--view", help=say("cli.help_view"))]
Label = Annotated[str, typer.Option("--label", help=say("cli.help_label"))]


def main() -> None:
    """Run the command line."""
    for stream in (sys.stdout, sys.stderr):
        if not stream.isatty():
            stream.reconfigure(encoding="utf-8")  # type: ignore[union-attr]  # what a program starts with are text files
    app()


def _print_version(wanted: bool) -> None:
    if wanted:
        typer.echo(say("cli.version", version=__version__))
        raise typer.Exit


Version = Annotated[
    bool, typer.Option("--version", help=say("cli.help_version"), is_eager=True, callback=_print_version)
]
Verbose = Annotated[bool, typer.Option("-v", "--verbose", help=say("cli.help_verbose"))]


@app.callback()
def _options(version: Version = False, verbose: Verbose = False) -> None:
    _verbose.set(verbose)


def command(key: str) -> Callable[[Callable[P, None]], Callable[P, None]]:
    """Register a command; what goes wrong ends as a message and an exit code, not as a traceback."""

    def register(function: Callable[P, None]) -> Callable[P, None]:
        @functools.wraps(function)
        def run(*args: P.args, **options: P.kwargs) -> None:
            try:
                function(*args, **options)
            except (CriticalSNAError, OSError, ArithmeticError, LookupError, TypeError, ValueError) as problem:
                if isinstance(problem, OSError) and problem.errno == errno.EPIPE:
                    raise  # the reader of our output went away
                _tell_fault(problem)
                raise typer.Exit(_exit_code(problem)) from None

        return app.command(key, help=say(f"cli.help_{key}"))(run)

    return register


def _exit_code(problem: Exception) -> int:
    if isinstance(problem, PrivacyError):
        return PRIVACY
    return USAGE if isinstance(problem, UsageError | UnknownNameError | WrongTypeError) else DATA


def _tell_fault(problem: Exception) -> None:
    if _verbose.get():
        tell("".join(traceback.format_exception(problem)).rstrip())
    elif isinstance(problem, CriticalSNAError):
        tell(for_the_command_line(str(problem)))
    else:  # its own text could hold an answer
        tell(say("cli.internal", kind=type(problem).__name__))
        tell(say("cli.internal_mend"))


_LISTED = say("cli.see_check")
_OPTION = "relation|wave|groups|label|language|seed|title"
_REPHRASED = (
    (re.compile(rf"\b(?:\w+\()?({_OPTION})=\.\.\.\)?"), r"--\1"),
    (re.compile(r"\n  where: \w+\(.*\)(?=\n|$)"), ""),  # a call of Python: no place for a reader of this message
    (re.compile(rf"\b({_OPTION})='(\w+)'"), r"--\1 \2"),
    (re.compile(rf"\b({_OPTION})=(?=\s|$)"), r"--\1"),
    (re.compile(r"; [^;\n]*\.problems[^;\n]*"), f"; {_LISTED}"),
)


def for_the_command_line(message: str) -> str:
    """Give an error of the library in the words of the command line: options instead of arguments."""
    for pattern, words in _REPHRASED:
        message = pattern.sub(words, message)
    return message


def visible(text: str) -> str:
    """Give text without characters that could steer a terminal; line ends stay."""
    return "".join(c if c == "\n" or unicodedata.category(c) not in ("Cc", "Cs") else "\ufffd" for c in text)


def tell(message: str) -> None:
    """Print a message on standard error."""
    typer.echo(visible(message), err=True)


@contextlib.contextmanager
def working(key: str) -> Iterator[None]:
    """Show in a terminal that work is going on, once it takes longer than ``SLOW_SECONDS``."""
    if not sys.stderr.isatty():
        yield
        return
    from rich.console import Console

    status = Console(stderr=True).status(say(f"cli.working_{key}"))
    timer = threading.Timer(SLOW_SECONDS, status.start)
    timer.daemon = True
    timer.start()
    try:
        yield
    finally:
        timer.cancel()
        timer.join()
        status.stop()


def _read(spec: Path) -> RelationalSurvey:
    from critical_sna.survey import read_survey

    if spec.suffix.lower() in TABLES:
        raise UsageError(say("cli.table_as_spec"), where=str(spec), mend=say("cli.table_as_spec_mend"))
    with working("read"):
        return read_survey(spec)


def _free(path: Path, force: bool, *endings: str) -> Path:
    """Refuse, before any work is done, a file that is there already or has the wrong ending."""
    if endings and path.suffix.lower() not in endings:
        raise UsageError(
            say("cli.wrong_ending", suffix=path.suffix, endings=", ".join(endings)),
            where=str(path),
            mend=say("cli.wrong_ending_mend", example=f"{path.stem or 'output'}{endings[0]}"),
        )
    if not force and path.exists():
        raise UsageError(say("cli.exists"), where=str(path), mend=say("cli.exists_mend"))
    return path


def _relation(survey: RelationalSurvey, name: str | None) -> str:
    """Give the relation asked for, or the only one."""
    if name is None and len(survey.relations) == 1:
        return survey.relations[0]
    if name is None:
        choices = _as_options("--relation", survey.relations)
        raise UsageError(
            say("cli.several_relations", n=len(survey.relations)), mend=say("cli.add_one", choices=choices)
        )
    if name not in survey.relations:
        mend = did_you_mean(name, survey.relations)
        raise UnknownNameError(say("cli.no_relation", name=name), where="--relation", mend=mend)
    return name


def _wave(survey: RelationalSurvey, relation: str, name: str | None, *, one: bool = False) -> str | None:
    """Give the wave asked for, or none; refuse several where only ``one`` can be computed."""
    waves = survey.waves_of(relation)
    if name is None and one and len(waves) > 1:
        what = say("cli.several_waves", relation=relation, n=len(waves))
        raise UsageError(what, mend=say("cli.add_one", choices=_as_options("--wave", waves)))
    if name is not None and not waves:
        what = say("cli.without_waves", relation=relation)
        raise UnknownNameError(what, where="--wave", mend=say("cli.without_waves_mend"))
    if name is not None and name not in waves:
        what = say("cli.no_wave", relation=relation, name=name)
        raise UnknownNameError(what, where="--wave", mend=did_you_mean(name, waves))
    return name


def _as_options(option: str, values: Iterable[str]) -> str:
    return " or ".join(f'{option} "{value}"' if " " in value else f"{option} {value}" for value in values)


def _folded(name: str) -> str:
    return re.sub(r"[\s_-]+", "_", name.strip()).casefold()


def _written(name: str, known: Iterable[str]) -> str:
    """Give the one of ``known`` that is meant, where spaces and capital letters alone tell them apart."""
    known = list(known)
    same = [each for each in known if _folded(each) == _folded(name)]
    return same[0] if name not in known and len(same) == 1 else name


def _chosen_groups(survey: RelationalSurvey, groups: str) -> str:
    """Give the attribute that is meant; refuse names, and who answered."""
    from critical_sna.report.subject import check_groups

    attributes = list(survey.codebook.attributes)
    name = _written(groups, attributes)
    if name not in attributes:
        name = _written("label" if _folded(name) == "name" else name, ("label", "status", "asked"))
    check_groups(name, attributes, where="--groups")
    return name


def _chosen_label(survey: RelationalSurvey, label: str) -> str:
    """Give what marks are called: ``name`` means the label, unless it is an attribute."""
    known = ("code", "id", "label", *survey.codebook.attributes)
    name = _written(label, known)
    return "label" if name not in known and _folded(name) == "name" else name


def _group_choice(survey: RelationalSurvey, groups: str | None) -> str | None:
    """Give the attribute to group by: the one asked for, else the only one that is declared to be groups; or none.

    An attribute is not taken unasked where most people have a value of their own: it may be a telephone number.
    """
    if groups is not None:
        return _chosen_groups(survey, groups)
    attributes, usual = survey.codebook.attributes, _usual_groups(survey)
    if usual is not None:
        tell(say("cli.groups_taken", name=usual))
    else:
        tell(say("cli.no_groups", names=", ".join(attributes)) if attributes else say("cli.no_attributes"))
    return usual


def _usual_groups(survey: RelationalSurvey) -> str | None:
    """Give the only attribute that is declared to be communities, or else organisations, and groups people."""
    attributes = survey.codebook.attributes
    for kind in ("community", "organisation"):
        choices = [name for name, meaning in attributes.items() if meaning.kind == kind and _groups(survey, name)]
        if len(choices) == 1:
            return choices[0]
    return None


def _groups(survey: RelationalSurvey, attribute: str) -> bool:
    """Say whether most people share their value of an attribute with somebody."""
    values = survey.people[attribute].dropna()
    return bool(values.duplicated(keep=False).mean() >= 0.5) if len(values) else False


@command("template")
def template(output: Output = Path("survey.xlsx"), force: Force = False) -> None:
    """Write the workbook to fill in."""
    from critical_sna.survey import write_template

    path = write_template(_free(output, force, ".xlsx"), force=force)
    tell(say("cli.written", path=path))


@command("check")
def check(
    spec: Spec, groups: Groups = None, output: OutputOrNone = None, force: Force = False, as_json: Json = False
) -> None:
    """Print who answered and everything odd, or write it as a page; bad cells end in exit code 1."""
    from critical_sna.report import checked
    from critical_sna.report.check_page import check_page, faults_page

    path = None if output is None else _free(output, force, ".html", ".htm")

    try:
        survey = _read(spec)
    except DataError as problem:
        found = problem.problems
        if found is None:
            raise
        if path is None:
            typer.echo(visible(checked.as_json(found) if as_json else checked.as_lines(found)))
        else:
            tell(say("cli.written", path=faults_page(found).save(path, force=force)))
        tell(say("cli.check_faults" if path is None else "cli.check_faults_page", n=len(found)))
        raise typer.Exit(DATA) from None
    groups = _usual_groups(survey) if groups is None else _chosen_groups(survey, groups)
    if path is None:
        write = checked.survey_as_json if as_json else checked.survey_as_lines
        typer.echo(visible(write(survey, groups)))
    else:
        tell(say("cli.written", path=check_page(survey, groups=groups).save(path, force=force)))
    if (survey.issues["severity"] == "error").any():
        raise typer.Exit(DATA)


@command("describe")
def describe(
    path: Annotated[Path, typer.Argument(metavar="FILE", help=say("cli.help_file"))],
    output: OutputOrNone = None,
    force: Force = False,
) -> None:
    """Draft a spec from an export: on standard output, or into a file."""
    from critical_sna.survey import describe_survey

    target = None if output is None else _free(output, force, ".yaml", ".yml")
    with working("read"):
        draft = describe_survey(path)
    for reason in draft.reasons:
        tell(reason)
    if target is None:
        typer.echo(visible(draft.to_yaml()), nl=False)
    else:
        tell(say("cli.written", path=draft.save(target, force=force)))


@command("names")
def names(spec: Spec, output: Output = Path("names.csv"), force: Force = False) -> None:
    """Write the names that look alike into a table to decide on."""
    from critical_sna.survey import write_name_suggestions

    target = _free(output, force, ".csv")
    survey = _read(spec)
    found = len(survey.name_suggestions())
    tell(say("cli.names_found", n=found))
    if found:
        tell(say("cli.written", path=write_name_suggestions(survey, target, force=force)))
        is_workbook = spec.suffix.lower() in WORKBOOKS
        tell(say("cli.names_workbook") if is_workbook else say("cli.names_next", file=target.name))


@command("measures")
def measures(
    spec: Spec,
    relation: Relation = None,
    wave: Wave = None,
    groups: Groups = None,
    output: OutputOrNone = None,
    force: Force = False,
    draws: Draws = limits.CLAIM_DRAWS,
    seed: Seed = 0,
    as_json: Json = False,
) -> None:
    """Compute the usual measures, and what may be claimed from them."""
    from critical_sna.network.partner import PartnerNetwork
    from critical_sna.report.measured import measure_tables

    endings = (".json",) if as_json else (".xlsx", ".csv", ".json")
    path = None if output is None else _free(output, force, *endings)
    survey = _read(spec)
    relation = _relation(survey, relation)
    wave = _wave(survey, relation, wave, one=True)
    net = PartnerNetwork.from_survey(survey, relation=relation, wave=wave)
    chosen = _group_choice(survey, groups)
    ending = ".json" if as_json else ".csv" if path is None else path.suffix.lower()
    with working("measures"):
        tables, notes = measure_tables(net, groups=chosen, draws=None if ending == ".csv" else draws, seed=seed)
        content = _as_bytes(tables, ending)
    for note in notes:
        tell(note)
    if path is None:
        typer.echo(content, nl=False)
    else:
        tell(say("cli.written", path=write_bytes(path, content, force=force)))


def _as_bytes(tables: dict[str, pd.DataFrame], ending: str) -> bytes:
    from critical_sna._core import spreadsheets

    if ending == ".xlsx":
        return spreadsheets.workbook(tables)
    text = spreadsheets.json_text(tables) if ending == ".json" else spreadsheets.csv_text(_rounded(tables["people"]))
    return text.encode("utf-8", "replace")


def _rounded(table: pd.DataFrame) -> pd.DataFrame:
    floats = table.select_dtypes("float").columns
    return table.assign(**{str(name): table[name].map(six_digits) for name in floats})


def six_digits(value: float) -> float:
    """Round to six digits after the point, or to six that count where a number is under 1."""
    return round(value, 6) if not abs(value) < 1 else float(f"{value:.6g}")


@command("map")
def draw_map(
    spec: Spec,
    relation: Relation = None,
    wave: Wave = None,
    groups: Groups = None,
    output: Output = Path("map.html"),
    force: Force = False,
    seed: Seed = 0,
    title: Title = None,
    label: Label = "code",
    view: View = "rings",
    language: Language = "en",
    style: Style = None,
    key: Key = None,
) -> None:
    """Draw the map of all waves, or of one, as a page; or one wave as a picture."""
    from critical_sna.maps import map_network
    from critical_sna.maps.views import VIEWS
    from critical_sna.report.gather import networks

    path = _free(output, force, ".html", ".htm", *PICTURES)
    if view not in VIEWS:
        raise UnknownNameError(say("cli.no_view", name=view), where="--view", mend=did_you_mean(view, VIEWS))
    as_picture = path.suffix.lower() in PICTURES
    if style is not None and not as_picture:
        raise UsageError(say("cli.style_of_page"), where="--style", mend=say("cli.style_of_page_mend"))
    if key is not None and _free(key, force).resolve() == path.resolve():
        raise UsageError(say("cli.same_file"), where=str(key), mend=say("cli.same_file_mend"))
    survey = _read(spec)
    relation = _relation(survey, relation)
    waves = networks(survey, relation, _wave(survey, relation, wave))
    chosen, label = _group_choice(survey, groups), _chosen_label(survey, label)
    if as_picture:
        _draw_picture(waves, path, chosen, label, view, style or "colour", title, seed, language, key, force)
        return
    with working("map"):
        picture = map_network(waves, groups=chosen, title=title, seed=seed, label=label, view=view, language=language)
        if key is not None:
            tell(say("cli.key_written", path=picture.save_key(key, force=force)))
        tell(say("cli.written", path=picture.save(path, force=force)))
    if picture.view != view:
        tell(say("cli.view_other", name=view, shown=picture.view))
    if key is None and label == "code":
        tell(say("cli.key_hint"))


def _draw_picture(
    waves: dict[str, PartnerNetwork],
    path: Path,
    groups: str | None,
    label: str,
    view: str,
    style: str,
    title: str | None,
    seed: int,
    language: str,
    key: Path | None,
    force: bool,
) -> None:
    from critical_sna.maps.pictures.draw import picture_and_key, save_picture

    if len(waves) > 1:
        tell(say("cli.wave_drawn", wave=list(waves)[-1]))
    with working("map"):
        ax, codes = picture_and_key(
            waves,
            groups=groups,
            label=label,
            view=view,
            style=style,  # type: ignore[arg-type]  # a text of the command line; refused where it is no style
            title=title,
            seed=seed,
            language=language,
        )
        if key is not None:
            tell(say("cli.key_written", path=codes.save_key(key, force=force)))
        tell(say("cli.written", path=save_picture(ax, path, force=force)))
    if key is None and label == "code":
        tell(say("cli.key_hint"))


@command("corrections")
def corrections(
    spec: Spec,
    notes: Annotated[list[Path], typer.Argument(metavar="NOTES...", help=say("cli.help_notes"))],
    key: Annotated[Path | None, typer.Option("--key", help=say("cli.help_notes_key"))] = None,
    relation: Relation = None,
    output: OutputOrNone = None,
    force: Force = False,
    keep: Annotated[bool, typer.Option("--keep", help=say("cli.help_keep"))] = False,
    as_json: Json = False,
) -> None:
    """Bring notes from a map back: what the survey says without and with them, side by side."""
    from critical_sna._core import spreadsheets
    from critical_sna.survey import apply_corrections

    path = None if output is None else _free(output, force, *((".json",) if as_json else (".xlsx", ".csv", ".json")))
    if key is None:
        raise UsageError(say("cli.no_notes_key"), where="--key", mend=say("cli.no_notes_key_mend"))
    survey = _read(spec)
    if relation is not None:
        relation = _relation(survey, relation)
    done = apply_corrections(survey, notes, key=key, relation=relation, dont_show="keep" if keep else "leave_out")
    for outcome, count in done.notes["outcome"].value_counts(sort=False).items():
        tell(say("cli.notes_outcome", n=int(count), outcome=outcome))
    differences = done.differences.reset_index()
    tables = {"notes": done.notes, "ties": done.ties, "counts": differences}
    if path is not None:
        ending = path.suffix.lower()
        content = (
            spreadsheets.csv_text(done.ties).encode("utf-8", "replace")
            if ending == ".csv"
            else _as_bytes(tables, ending)
        )
        tell(say("cli.written", path=write_bytes(path, content, force=force)))
    if as_json and path is None:
        typer.echo(spreadsheets.json_text(tables), nl=False)
    elif not as_json:
        typer.echo(spreadsheets.csv_text(differences), nl=False)


@command("report")
def write_report(
    spec: Spec,
    relation: Relation = None,
    wave: Wave = None,
    groups: Groups = None,
    output: Output = Path("report.html"),
    force: Force = False,
    draws: Draws = limits.CLAIM_DRAWS,
    seed: Seed = 0,
    title: Title = None,
) -> None:
    """Write the report."""
    from critical_sna.report.gather import report

    path = _free(output, force, ".html", ".htm")
    survey = _read(spec)
    relation = _relation(survey, relation)
    wave, waves = _wave(survey, relation, wave), survey.waves_of(relation)
    if wave is None and len(waves) > 1:
        tell(say("cli.wave_taken", wave=waves[-1]))
    chosen = _group_choice(survey, groups)
    with working("report"):
        page = report(survey, relation=relation, wave=wave, groups=chosen, title=title, draws=draws, seed=seed)
        tell(say("cli.written", path=page.save(path, force=force)))


@command("demo")
def demo(output: Folder = Path("demo-output"), force: Force = False, seed: Seed = 0) -> None:
    """Draw maps and reports of one invented and, where its folder is here, one real collaborative."""
    from critical_sna.datasets import watershed
    from critical_sna.survey import read_survey

    lazega = Path("examples") / "lazega" / "survey.yaml"
    names = ["watershed", *(["lazega"] if lazega.is_file() else [])]
    targets = {name: [_free(output / f"{name}_{what}.html", force) for what in ("map", "report")] for name in names}
    _make_folder(output)
    with working("read"):
        surveys = {"watershed": watershed()} | ({"lazega": read_survey(lazega)} if "lazega" in names else {})
    for name, groups in (("watershed", "group"), ("lazega", "firm_status")):
        if name in surveys:
            _demonstrate(name, surveys[name], groups, targets[name], force, seed)
        else:
            tell(say("cli.demo_no_lazega"))
    typer.echo(say("cli.demo_open"))


def _make_folder(folder: Path) -> None:
    from critical_sna.errors import FileError

    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as problem:
        raise FileError(
            say("cli.folder", reason=problem.strerror or problem), where=str(folder), mend=say("cli.folder_mend")
        ) from problem


def _demonstrate(name: str, survey: RelationalSurvey, groups: str, targets: list[Path], force: bool, seed: int) -> None:
    from critical_sna.maps import map_network
    from critical_sna.report.finding import headline
    from critical_sna.report.gather import networks, report

    waves = networks(survey, "advice")
    with working("report"):
        map_network(waves, groups=groups, seed=seed).save(targets[0], force=force)
        report(survey, relation="advice", groups=groups, seed=seed).save(targets[1], force=force)
    typer.echo(say(f"cli.demo_{name}"))
    typer.echo(f"  {headline(list(waves.values())[-1], groups=groups)}")
    typer.echo(say("cli.demo_map", path=targets[0]))
    typer.echo(say("cli.demo_report", path=targets[1]))
