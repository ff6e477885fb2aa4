"""The JSON Schema that editors use agrees with the models, and with every spec of the corpus."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import critical_sna
from critical_sna.survey import spec_schema
from critical_sna.survey.description import schema

CORPUS = Path(__file__).parents[1] / "corpus"
SPECS = {p.parent.name: json.loads(p.read_text("utf-8"))["spec"] for p in sorted(CORPUS.glob("*/expected.json"))}
KINDS = {
    "string": str,
    "integer": int,
    "number": (int, float),
    "boolean": bool,
    "object": dict,
    "array": list,
    "null": type(None),
}


def fits(value, rule, root):
    """Check a value against the part of JSON Schema that the spec uses."""
    if "$ref" in rule:
        return fits(value, root["$defs"][rule["$ref"].rsplit("/", 1)[1]], root)
    if "anyOf" in rule and not any(fits(value, r, root) for r in rule["anyOf"]):
        return False
    if "oneOf" in rule and sum(fits(value, r, root) for r in rule["oneOf"]) != 1:
        return False
    if "type" in rule:
        is_kind = isinstance(value, KINDS[rule["type"]])
        if not is_kind or (isinstance(value, bool) and rule["type"] != "boolean"):
            return False
    if ("const" in rule and value != rule["const"]) or ("enum" in rule and value not in rule["enum"]):
        return False
    if isinstance(value, dict):
        known = rule.get("properties", {})
        more = rule.get("additionalProperties", True)
        if any(key not in value for key in rule.get("required", ())):
            return False
        for key, item in value.items():
            if key in known:
                if not fits(item, known[key], root):
                    return False
            elif more is False or (isinstance(more, dict) and not fits(item, more, root)):
                return False
    if isinstance(value, list) and "items" in rule:
        return all(fits(item, rule["items"], root) for item in value)
    return True


@pytest.fixture(scope="module")
def whole():
    return spec_schema()


def test_the_shipped_file_is_what_the_models_give(whole):
    shipped = Path(schema.__file__).with_name(schema.SCHEMA_FILE)
    assert json.loads(shipped.read_text("utf-8")) == whole
    assert Path(critical_sna.__file__).parent in shipped.parents


@pytest.mark.parametrize("name", SPECS)
def test_every_spec_of_the_corpus_is_valid(name, whole):
    assert fits(SPECS[name], whole, whole)


@pytest.mark.parametrize(
    "change",
    [
        {"sources": None},
        {"colour": "red"},
        {"version": 2},
        {"policy": {"duplicate_ties": "min"}},
        {"sources": {"path": "a.csv", "ties": {"shape": "edges", "target": "to"}}},
        {"sources": {"path": "a.csv", "ties": {"relation": "r", "relations": {"r": "c"}, "shape": "edges"}}},
        {"sources": {"path": "a.csv", "preset": "kwaltrics", "ties": []}},
        {"scales": {"f": {"levels": ["a"], "start": 3}}},
    ],
)
def test_what_the_reader_refuses_the_schema_refuses_too(change, whole):
    assert not fits({**SPECS["02_google_forms_grid"], **change}, whole, whole)


def test_short_forms_are_valid(whole):
    short = {
        "people": {"path": "p.csv", "id": "id", "aliases": "a.csv", "attributes": ["role"]},
        "withdrawn": "gone.csv",
        "sources": {"path": "a.csv", "wave": 2024, "ego": 0, "ties": {"relation": "r", "shape": "matrix"}},
    }
    assert fits(short, whole, whole)


def test_every_part_says_what_it_is(whole):
    assert all("description" in part for part in whole["$defs"].values())
    assert "``" not in json.dumps(whole)
