"""Text of other people inside a message."""

from __future__ import annotations

import pytest

from critical_sna._core.text import listed, quoted


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ana", "'Ana'"),
        ("a\u202eb", "'a\\u202eb'"),
        ("a\nb\x1b[0m", "'a\\nb\\x1b[0m'"),
        ("\ud800", "'\\ud800'"),
        ("x" * 60, "'" + "x" * 60 + "'"),
        ("x" * 300, "'" + "x" * 60 + "...'"),
        ("\u202e" * 60, "'" + "\\u202e" * 10 + "...'"),
    ],
)
def test_text_is_short_and_nothing_in_it_is_invisible(text: str, expected: str) -> None:
    assert quoted(text) == expected


def test_the_limit_of_a_text_may_be_shorter() -> None:
    assert quoted("abcdef", 4) == "'abcd...'"


def test_a_long_list_is_counted_and_may_be_anything_one_can_go_over() -> None:
    assert listed(str(i) for i in range(33)).endswith("29 and 3 more")
    assert listed(["a", "b"]) == "a, b"
    assert listed(["x" * 300]) == "x" * 80 + "..."
    assert listed(["a", "b", "c"], 2) == "a, b and 1 more"
