"""Load a spec from YAML, TOML, a dict or a SurveySpec, with errors a person can act on."""

from __future__ import annotations

import os
import re
from collections.abc import Hashable, Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from critical_sna._core.limits import MAX_SPEC_BYTES
from critical_sna.errors import SpecError, WrongTypeError

if TYPE_CHECKING:
    from pydantic import ValidationError

    from critical_sna.survey.description.spec import SurveySpec


_DEEPEST = 50


def load_spec(spec: object, base: str | os.PathLike[str] | None = None) -> tuple[SurveySpec, Path]:
    """Give the checked spec and the folder that its relative paths start from."""
    from critical_sna.survey.description.draft import SurveyDraft
    from critical_sna.survey.description.spec import SurveySpec

    folder = Path(base) if base is not None else None
    if isinstance(spec, SurveySpec):
        return spec, folder or Path()
    if isinstance(spec, SurveyDraft):
        return check_spec(spec.spec, None), folder or spec.base
    if isinstance(spec, Mapping):
        return check_spec(spec, None), folder or Path()
    if isinstance(spec, str | os.PathLike):
        path = Path(spec)
        return check_spec(_parse(path), path.name), folder or path.parent
    raise WrongTypeError(
        f"A survey spec is a path, a dict or a SurveySpec, not {type(spec).__name__}.",
        where="read_survey(spec)",
        mend='give the path of a YAML or TOML file, for instance "survey.yaml"',
    )


def check_spec(content: object, name: str | None) -> SurveySpec:
    """Turn what a spec file holds into a SurveySpec, or say every mistake in plain words."""
    from pydantic import ValidationError

    from critical_sna.survey.description.spec import SurveySpec

    if not isinstance(content, Mapping):
        raise SpecError(
            "The survey spec is not a list of keys and values.",
            where=name,
            mend="begin with 'sources:' and describe one file under it",
        )
    try:
        return SurveySpec.model_validate(dict(content))
    except ValidationError as problem:
        raise SpecError(
            _in_words(problem), where=name or "the survey spec", mend="correct the keys named above"
        ) from None


def _in_words(problem: ValidationError) -> str:
    lines: list[str] = []
    for error in problem.errors(include_url=False, include_input=False, include_context=False):
        place = ""
        for step in error["loc"]:
            if isinstance(step, int):
                place += f"[{step}]"
            elif step.isidentifier() or " " not in step:
                place += f".{step}" if place else step
        message = re.sub(r" or instance of \w+", "", error["msg"][:1].lower() + error["msg"][1:])
        if error["type"] == "missing":
            place, _, key = place.rpartition(".")
            message = f"the key {key!r} is missing"
        lines.append(f"{place or 'spec'}: {message}")
    shown = list(dict.fromkeys(lines))
    head = "The survey spec has a mistake." if len(shown) == 1 else f"The survey spec has {len(shown)} mistakes."
    return "\n".join([head, *(f"  - {line}" for line in shown[:20])])


def _parse(path: Path) -> object:
    from critical_sna.survey.tables.files import read_bytes

    content = read_bytes(path, limit=MAX_SPEC_BYTES)
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as problem:
        raise SpecError(
            "The survey spec is not UTF-8 text.",
            where=f"{path.name}, byte {problem.start}",
            mend="save it as UTF-8",
        ) from None
    return _toml(text, path) if path.suffix.lower() == ".toml" else _yaml(text, path)


def _check_events(events: Iterable[object], name: str) -> None:
    """Refuse what makes a small YAML file huge: aliases, and nesting without end."""
    depth = 0
    for event in events:
        kind = type(event).__name__
        if kind == "AliasEvent":
            raise SpecError("The survey spec uses a YAML alias (*name).", where=name, mend="write it out in full")
        depth += kind.endswith("StartEvent") - kind.endswith("EndEvent")
        if depth > _DEEPEST:
            raise SpecError(
                "The survey spec is nested too deeply for YAML.", where=name, mend="look for stray brackets"
            )


def _toml(text: str, path: Path) -> object:
    import tomllib

    try:
        return tomllib.loads(text)
    except (ValueError, RecursionError) as problem:  # a number of 5,000 digits is a plain ValueError
        raise SpecError(f"The survey spec is not TOML: {problem}.", where=path.name) from None


def _yaml(text: str, path: Path) -> object:
    import yaml

    class Loader(yaml.SafeLoader):
        """SafeLoader that keeps yes, no, on and off as words (answers, and a key), and knows no key twice."""

        def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Hashable, object]:
            names = [getattr(key, "value", None) for key, _ in node.value]
            for name in names:
                if names.count(name) > 1:
                    line = node.start_mark.line + 1
                    raise SpecError(f"The key {name!r} stands twice.", where=f"{path.name}, after line {line}")
            return super().construct_mapping(node, deep)

    Loader.yaml_implicit_resolvers = {
        first: [(tag, rule) for tag, rule in rules if tag != "tag:yaml.org,2002:bool" or first in "tTfF"]
        for first, rules in yaml.SafeLoader.yaml_implicit_resolvers.items()
    }
    try:
        _check_events(yaml.parse(text, Loader=yaml.SafeLoader), path.name)
        loader = Loader(text)
        try:
            return loader.get_single_data()
        finally:
            loader.dispose()
    except yaml.YAMLError as problem:
        mark = getattr(problem, "problem_mark", None)
        raise SpecError(
            f"The survey spec is not YAML: {getattr(problem, 'problem', None) or 'unreadable text'}.",
            where=f"{path.name}, line {mark.line + 1}" if mark else path.name,
            mend="check the indents, and put texts with ':' or '#' in quotes",
        ) from None
    except SpecError:
        raise
    except ValueError as problem:
        raise SpecError(f"The survey spec cannot be read as YAML: {problem}.", where=path.name) from None
