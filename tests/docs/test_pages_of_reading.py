"""What the pages about reading say is what the library does: every key, default, example, preset, number and code."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Annotated

import pytest
import yaml
from pydantic import TypeAdapter

from critical_sna._core import limits
from critical_sna.formats.registry import formats
from critical_sna.survey import spec_schema
from critical_sna.survey.answers import suggestions
from critical_sna.survey.description import spec as blocks
from critical_sna.survey.description.load import _yaml, check_spec
from critical_sna.survey.description.presets import PRESETS
from critical_sna.words import phrases

DOCS = Path(__file__).parents[2] / "docs"
PAGES = {
    name: (DOCS / f"{name}.md").read_text(encoding="utf-8") for name in ("reading", "attendance", "formats", "names")
}
SECTIONS = {
    "The whole spec": "SurveySpec",
    "A file": "FileSpec",
    "header": "Header",
    "people": "People",
    "wave": "Wave",
    "sources": "Source",
    "ego": "Ego",
    "rows": "Rows",
    "consent": "Consent",
    "partial": "Partial",
    "duplicates": "Duplicates",
    "ties": "Ties",
    "alter": "Alter",
    "scales": "Scale",
    "policy": "Policy",
    "relations": "Relation",
    "attributes": "Attribute",
}
ROW = re.compile(r"^\| `(\w+)` \| (.+?) \| (.+) \| `(.+)` \|$", re.MULTILINE)


def rows_of(heading):
    """Give key -> (default, example) of a section's table."""
    section = PAGES["reading"].split(f"\n### {heading}\n", 1)[1].split("\n#", 1)[0]
    return {key: (default, example) for key, default, _, example in ROW.findall(section)}


def schema_of(name):
    whole = spec_schema()
    return whole if name == "SurveySpec" else whole["$defs"][name]


def as_written(key, part, needed):
    """Write a default of the schema as the page writes it."""
    if key in needed:
        return "needed"
    default = part.get("default")
    if isinstance(default, dict) and default:
        return "below"
    if default is None or default in ([], {}):
        return "-"
    return f"`{str(default).lower() if isinstance(default, bool) else default}`"


def test_every_part_of_the_spec_has_a_section():
    assert {"SurveySpec", *spec_schema()["$defs"]} == set(SECTIONS.values())
    assert re.findall(r"^### (.+)$", PAGES["reading"], re.MULTILINE) == list(SECTIONS)


@pytest.mark.parametrize("heading", SECTIONS)
def test_every_key_stands_on_the_page_with_its_default(heading):
    schema = schema_of(SECTIONS[heading])
    keys = schema["properties"]
    if heading in {"people", "sources"}:  # the keys of a file stand in a section of their own
        keys = {key: part for key, part in keys.items() if key not in schema_of("FileSpec")["properties"]}
    told = rows_of(heading)
    assert set(told) == set(keys)
    for key, part in keys.items():
        default = as_written(key, part, schema.get("required", ()))
        if heading == "ties" and key in {"relation", "relations"}:
            default = f"this or `{'relations' if key == 'relation' else 'relation'}`"
        assert told[key][0] == default, key


@pytest.mark.parametrize("heading", SECTIONS)
def test_every_example_of_a_key_is_one(heading):
    model = getattr(blocks, SECTIONS[heading])
    fields = {field.alias or name: field for name, field in model.model_fields.items()}
    for key, (_, example) in rows_of(heading).items():
        value = _yaml(example, Path("page.yaml"))
        assert list(value) == [key]
        if key == "relations" and heading == "ties":
            assert blocks._spread([{**value, "shape": "roster"}])
            continue
        kind, more = fields[key].annotation, fields[key].metadata
        TypeAdapter(Annotated[(kind, *more)] if more else kind).validate_python(value[key])


@pytest.mark.parametrize("page", PAGES)
def test_every_yaml_block_is_a_spec(page):
    found = re.findall(r"```yaml\n(.*?)```", PAGES[page], re.DOTALL)
    assert found or page != "reading"
    for text in found:
        assert yaml.safe_load(text)
        check_spec(_yaml(text, Path("page.yaml")), page)


def test_every_shape_and_preset_stands_on_the_page_with_what_it_needs():
    for shape, (needed, may) in blocks._NEEDS.items():
        lines = [line for line in PAGES["reading"].splitlines() if line.startswith(f"| `{shape}` |")]
        assert len(lines) == 1, shape
        _, _, _, needs, may_have, _ = lines[0].split("|")
        either = {"columns", "target"} if shape == "attendance" else set()
        assert set(re.findall(r"`(\w+)`", needs)) == needed | either
        assert set(re.findall(r"`(\w+)`", may_have)) == may - either
    table = PAGES["reading"].split("## Presets")[1].split("\n## ")[0]
    assert re.findall(r"^\| `(\w+)` \|", table, re.MULTILINE) == list(PRESETS)
    for name, preset in PRESETS.items():
        row = re.search(rf"^\| `{name}` \| (.*) \|$", table, re.MULTILINE)
        assert row is not None
        words = [
            *preset.empty,
            *preset.nobody,
            *preset.join,
            *preset.drop_if,
            *([preset.order] if preset.order else []),
        ]
        assert [word for word in words if f"`{word}`" not in row[1] and name != "kobo"] == []


def test_what_a_format_holds_is_what_the_page_says():
    lines = [line.strip("| ").split(" | ") for line in PAGES["formats"].splitlines() if line.startswith("| ")]
    table = {line[0]: line[1:] for line in lines}
    for place, (name, entry) in enumerate(formats().items()):
        assert table["id and label apart"][place].startswith("yes") == entry.holds_labels, name
        assert (table["attributes of people and ties"][place] == "yes") == entry.holds_attributes
        if entry.holds_attributes:
            assert (table["kinds of values (number, whole number, true or false)"][place] == "yes") == entry.holds_types
        assert (table["ties without direction"][place] == "yes") == entry.holds_direction
        assert f"| {entry.title} | `.{entry.suffixes[0]}`" in PAGES["formats"]


def test_numbers_on_the_pages_are_the_limits():
    assert f"over {limits.MAX_FILE_BYTES // 1024**2} MB" in PAGES["formats"]
    assert f"more than {limits.MAX_GRAPH_TIES:,} ties" in PAGES["formats"]
    assert f"Above {limits.MOST_NAMES_COMPARED:,} people" in PAGES["names"]
    assert suggestions._SHORTEST == 5
    assert "names under five letters" in PAGES["names"]


def test_issues_named_on_the_pages_exist():
    known = phrases("survey")
    for code in ("normalised_name", "unmatched_name", "name_accepted", "withdrawn_similar"):
        assert f"`{code}`" in PAGES["names"] or f'"{code}"' in PAGES["names"]
        assert code in known
