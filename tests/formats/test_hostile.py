"""Whatever the bytes, reading ends soon, in tables or in one of the library's own errors."""

from __future__ import annotations

import json
import os
import resource
import subprocess
import sys
import time
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from critical_sna.errors import CriticalSNAError, DataError, FileError
from critical_sna.formats import read_graph, write_graph
from critical_sna.formats.registry import formats

ROOT = Path(__file__).parents[2]
WORDS = {
    "graphml": (
        "< > / & ; ' \" = <graphml <graph <node <edge <key <data <default </ /> ~id= 'a' ~source= ~target= ~key= "
        "~for='node' ~attr.name= ~attr.type='int' 1e999 nan ~ <!DOCTYPE"
    ),
    "gexf": (
        "< > / & ; ' \" = <gexf <graph <nodes <node <edges <edge <attvalue <attributes <attribute </ /> ~id= ~for= "
        "~value= ~class='edge' ~type='integer' ~weight= '1' ~"
    ),
    "pajek": (
        '*Vertices~ *Arcs *Edges *Arcslist *Edgeslist *Matrix :1~ 1 2 999999999 - . " | ~ %~id~ nan [1-2] &# 34;'
    ),
    "dl": (
        "dl~ n= nr= nc= nm= 1 2 999999999 format= edgelist1 edgelist2 nodelist1 nodelist1b nodelist2 lowerhalf "
        'upperhalf diagonal~absent labels row~ column~ matrix~ ~embedded : data: | ~ a b " ! na 0'
    ),
    "csv": "source target strength id , ; \" | ' = 1 a - nan ~",
}
"""Pieces of each format; ~ stands for a blank and | for a line end."""


def try_to_read(content, kind, folder):
    path = folder / "net.any"
    path.write_bytes(content)
    try:
        tables = read_graph(path, format=kind)
    except CriticalSNAError as error:
        return str(error)
    assert set(tables.ties["source"]) | set(tables.ties["target"]) <= set(tables.people["id"])
    assert (tables.ties["strength"] > 0).all()
    assert tables.people["id"].is_unique
    assert not tables.people["id"].isna().any()
    return "net.any"


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return tmp_path_factory.mktemp("hostile")


@pytest.mark.parametrize("kind", sorted(WORDS))
@settings(max_examples=30)
@given(data=st.data())
def test_any_words_of_a_format_end_in_tables_or_an_error_of_ours(folder, kind, data):
    known = [word.replace("~", " ").replace("|", "\n") for word in WORDS[kind].split(" ")]
    words = data.draw(st.lists(st.sampled_from(known), max_size=60))
    head = {
        "graphml": "<graphml>",
        "gexf": "<gexf>",
        "pajek": "*Vertices 2\n",
        "dl": "dl n=2 ",
        "csv": "source,target\n",
    }
    tail = {"graphml": "</graphml>", "gexf": "</gexf>"}
    text = "".join(words)
    if data.draw(st.booleans()):
        text = head[kind] + text + tail.get(kind, "")
    assert "net.any" in try_to_read(text.encode(), kind, folder)


@pytest.mark.parametrize("kind", ["auto", *WORDS])
@settings(max_examples=25)
@given(content=st.binary(max_size=200))
@example(b"")
@example(b"\xff\xfe")
@example(b"\xef\xbb\xbf")
@example(b"\0" * 50)
@example(b"<")
def test_any_bytes_end_in_tables_or_an_error_of_ours(folder, kind, content):
    assert "net.any" in try_to_read(content, kind, folder)


@pytest.mark.parametrize("suffix", ["graphml", "gexf", "net", "dl", "csv"])
def test_a_file_cut_short_anywhere_ends_in_tables_or_an_error_of_ours(folder, suffix):
    people = pd.DataFrame({"id": ["Ana", "Bo é"], "n": [1, None]})
    ties = pd.DataFrame({"source": ["Ana"], "target": ["Bo é"], "relation": ["r"]})
    write_graph((people, ties), folder / f"whole.{suffix}")
    content = (folder / f"whole.{suffix}").read_bytes()
    for end in range(len(content)):
        assert "net.any" in try_to_read(content[:end], suffix, folder)


def test_a_folder_nothing_and_an_empty_file_are_told_apart(tmp_path):
    for name, kind, words in ((".", FileError, "folder"), ("no.net", FileError, "no such file")):
        with pytest.raises(kind, match=words):
            read_graph(tmp_path / name)
    (tmp_path / "empty.graphml").write_bytes(b" \n")
    with pytest.raises(DataError, match="empty"):
        read_graph(tmp_path / "empty.graphml")


@pytest.mark.parametrize("suffix", ["graphml", "gexf", "net", "dl", "csv"])
def test_five_thousand_people_are_read_in_seconds(tmp_path, suffix):
    n = 5_000
    ties = pd.DataFrame({"source": range(n), "target": [(7 * k + 1) % n for k in range(n)]})
    write_graph((pd.DataFrame({"id": range(n), "role": "x"}), ties), tmp_path / f"n.{suffix}")
    start = time.process_time()
    tables = read_graph(tmp_path / f"n.{suffix}")
    assert time.process_time() - start < 5
    assert (len(tables.people), len(tables.ties)) == (n, n)


MANY_DEFAULTS = "".join(
    f"<key id='{i}' for='node' attr.name='{i}'><default>{'x' * 500}</default></key>" for i in range(3000)
)
MANY_ATTRIBUTES = "".join(f"<attribute id='{i}' type='integer'><default></default></attribute>" for i in range(4000))
MANY_NODES = "".join(f"<node id='{i}'/>" for i in range(9000))
SMALL = [
    ("pajek", "*Vertices 1000000\n*Arcs\n1 2\n"),
    ("pajek", "*Vertices 1000000\n*Matrix\n1 2\n"),
    ("dl", "dl n=1000000\ndata:\n1 2\n"),
    ("dl", "dl n=1000000 format=lowerhalf diagonal=absent\ndata:\n1 2\n"),
    ("dl", "dl n=1 nm=1000\ndata:\n1 2\n"),
    ("graphml", "<graphml>" + "<node id='a'/>" * 100_000 + "</graphml>"),
    ("graphml", f"<graphml>{MANY_DEFAULTS}<graph>{MANY_NODES}</graph></graphml>"),
    ("graphml", "<graphml>" + "<key for='node' attr.name='x'/>" * 200_000 + "</graphml>"),
    ("gexf", f"<gexf><attributes class='node'>{MANY_ATTRIBUTES}</attributes>{MANY_NODES}</gexf>"),
    ("pajek", "\n" * 1_000_000),
    ("dl", "dl " + "x " * 500_000),
    ("csv", "source,target\n" + "\n".join(f"a{i},b" for i in range(100_000))),
]
"""Files of little size that ask for much memory: (format, content)."""
MEMORY = """
import json
from pathlib import Path
from fuzz.memory import peak_megabytes
from critical_sna.errors import CriticalSNAError
from critical_sna.formats import read_graph
for name, kind in json.loads(Path("list.json").read_text()):
    try:
        read_graph(name, format=kind)
    except CriticalSNAError as error:
        assert str(error).strip()
    print(json.dumps([name, peak_megabytes()]), flush=True)
"""


def test_small_files_never_take_much_memory(tmp_path):
    """One after the other in one process: its peak is at least that of each."""
    names = [(f"{i}.any", kind) for i, (kind, _) in enumerate(SMALL)]
    for (name, _), (_, content) in zip(names, SMALL, strict=True):
        (tmp_path / name).write_text(content)
    (tmp_path / "list.json").write_text(json.dumps(names))
    done = subprocess.run(
        [sys.executable, "-c", MEMORY],
        capture_output=True,
        text=True,
        check=True,
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": f"{ROOT}{os.pathsep}{ROOT / 'tests'}"},
        timeout=300,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_CPU, (120, 120)),
    )
    peaks = dict(map(json.loads, done.stdout.splitlines()))
    assert len(peaks) == len(SMALL)
    assert {name: mb for name, mb in peaks.items() if mb >= 500} == {}


def test_every_format_can_be_named_by_its_suffixes():
    assert list(formats()) == ["graphml", "gexf", "pajek", "dl", "csv"]
    assert set(WORDS) == set(formats())
