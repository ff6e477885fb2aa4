from __future__ import annotations

from pathlib import Path

import pandas as pd
from hypothesis import given
from hypothesis import strategies as st

from critical_sna.survey.description.draft import SurveyDraft, comment
from critical_sna.survey.description.load import _yaml

TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=12) | st.sampled_from(
    ["yes", "No", "~", "1.0", "- x", "a: b", "#", "null", " a", "a ", "2031-03-04", "\u2028", "\x85", "😀", "=1", "!x"]
)
SCALARS = TEXT | st.integers(-5, 2000) | st.booleans()
VALUES = st.recursive(
    SCALARS,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(TEXT.filter(bool), inner, max_size=4),
    max_leaves=12,
)


def draft_of(spec, notes):
    return SurveyDraft("none", (), pd.DataFrame({"use": []}), spec, notes, Path())


def as_loaded(value):
    """Our loader keeps yes and no as words and other scalars as YAML has them."""
    if isinstance(value, dict):
        return {k: as_loaded(v) for k, v in value.items()}
    return [as_loaded(v) for v in value] if isinstance(value, list) else value


@given(st.dictionaries(TEXT.filter(bool), VALUES, min_size=1, max_size=4), st.lists(TEXT, max_size=3))
def test_any_spec_reads_back_from_its_yaml_whatever_its_comments_hold(spec, remarks):
    notes = {(key,): tuple(map(comment, remarks)) for key in spec}
    notes[()] = tuple(map(comment, remarks))
    for key, value in spec.items():
        if isinstance(value, list) and value:
            notes[(key, 0)] = tuple(map(comment, remarks))
    text = draft_of(spec, notes).to_yaml()
    assert _yaml(text, Path("s.yaml")) == as_loaded(spec)


def test_a_comment_stands_above_the_line_it_is_about_and_is_wrapped():
    spec = {"a": [{"b": {"c": "x"}, "d": 1}], "e": "f"}
    notes = {("a", 0): ("about the item",), ("a", 0, "b"): ("about b",), ("e",): ("long " * 40,)}
    lines = draft_of(spec, notes).to_yaml().splitlines()
    assert lines.index("  # about the item") < lines.index("  # about b") < lines.index("  - b: {c: x}")
    assert max(map(len, lines)) < 120
    assert sum("long" in line for line in lines) > 1
