"""Small invented surveys, written to a folder and read."""

from __future__ import annotations

import pytest

from critical_sna.survey import read_survey


@pytest.fixture
def read(tmp_path):
    """Give a function (spec, **files) that writes the files and reads the survey."""

    def run(spec, **files):
        for name, text in files.items():
            path = tmp_path / name.replace("_csv", ".csv")
            if isinstance(text, bytes):
                path.write_bytes(text)
            else:
                path.write_text(text, encoding="utf-8", newline="")
        return read_survey(spec, base=tmp_path)

    return run


@pytest.fixture
def edges():
    """Give a function that makes the spec of one file of ties, with more keys if wanted."""

    def make(tie=None, source=None, **top):
        ties = {"relation": "advice", "shape": "edges", "target": "to", **(tie or {})}
        return {"sources": {"path": "ties.csv", "ego": {"column": "from"}, "ties": [ties], **(source or {})}, **top}

    return make


@pytest.fixture
def roster():
    """Give a function that makes the spec of one roster file with columns named ask_<person>."""

    def make(tie=None, source=None, **top):
        ties = {
            "relation": "advice",
            "shape": "roster",
            "columns": "ask_*",
            "alter": {"from": "header", "after": "ask_"},
            **(tie or {}),
        }
        return {"sources": {"path": "answers.csv", "ego": {"column": "me"}, "ties": [ties], **(source or {})}, **top}

    return make
