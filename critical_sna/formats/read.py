"""Read a graph file of any format as plain tables."""

from __future__ import annotations

import os
from pathlib import Path
from typing import NamedTuple

from critical_sna.errors import DataError, FileError
from critical_sna.formats.edge_list import people_name
from critical_sna.formats.files import read_bytes
from critical_sna.formats.findings import Findings
from critical_sna.formats.registry import Content, Format, find, formats
from critical_sna.formats.tables import Draft, GraphTables
from critical_sna.formats.xml import root_of

_UCINET_PAIR = {".##h", ".##d"}


def read_graph(path: str | os.PathLike[str], *, format: str = "auto", encoding: str = "auto") -> GraphTables:  # noqa: A002 - the word everybody looks for
    """Read a graph file as tables of people and ties.

    Parameters
    ----------
    path
        A GraphML, GEXF, Pajek, UCINET DL or CSV file. Beside ``ties.csv`` may lie ``ties.people.csv``.
    format
        ``"graphml"``, ``"gexf"``, ``"pajek"``, ``"dl"``, ``"csv"``, or ``"auto"``: seen from the content,
        then from the suffix.
    encoding
        Of text files; ``"auto"``: byte order mark, UTF-8, else Windows-1252 with an issue.

    Returns
    -------
    GraphTables
        ``people`` (one row a person, those without ties too), ``ties`` (one row a tie, a tie without direction
        two), ``directed``, ``unknown`` and ``issues``. Ids are text. Pajek and DL give people a number and a label:
        the label is the id where everybody has one of their own, otherwise the number is.

    Raises
    ------
    DataError
        Places that cannot be read; all of them are in ``.problems``.
    FileError
        A file that is missing or cannot be opened, and ``.##h`` files of UCINET.
    SpecError
        A format or an encoding that is not known.

    Examples
    --------
    >>> from critical_sna.formats import read_graph, write_graph
    >>> import pandas as pd, tempfile, pathlib
    >>> ties = pd.DataFrame({"source": ["Ana"], "target": ["Bo"], "strength": [2.0]})
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     _ = write_graph((None, ties), pathlib.Path(folder, "net.graphml"))
    ...     read_graph(pathlib.Path(folder, "net.graphml")).ties.to_dict("records")
    [{'source': 'Ana', 'target': 'Bo', 'strength': 2.0}]
    """
    parsed = parse(Path(path), Path(path).name, format, encoding)
    parsed.findings.stop_if_faulty()
    return parsed.tables


class ParsedGraph(NamedTuple):
    """What stands in a file, bad places and all; ``lines``: the line of every tie."""

    tables: GraphTables
    findings: Findings
    lines: list[int]


def parse(path: Path, shown: str, kind: str, encoding: str) -> ParsedGraph:
    """Read a file; its bad places are in the findings, and nothing is raised for them yet."""
    refuse_ucinet_pair(path)
    content = read_bytes(path)
    if not content.strip():
        raise DataError("The file is empty.", where=shown, mend="export it again")
    chosen = find(kind, shown) if kind.lower() != "auto" else recognise(content, path, shown)
    beside = path.with_name(people_name(path.name))
    people = read_bytes(beside) if chosen.name == "csv" and beside.is_file() else None
    return parse_bytes(Content(content, people), shown, chosen, encoding)


def parse_bytes(content: Content, shown: str, chosen: Format, encoding: str) -> ParsedGraph:
    """Read the bytes of a file."""
    findings = Findings(shown)
    draft = Draft(findings)
    chosen.read(content, encoding, draft)
    tables = draft.finish()
    return ParsedGraph(tables, findings, draft.kept_lines)


def refuse_ucinet_pair(path: Path) -> None:
    """Say kindly what to do with UCINET's own files, which only UCINET reads."""
    if path.suffix.lower() in _UCINET_PAIR:
        raise FileError(
            "UCINET's own files (.##h with .##d) are not read.",
            where=str(path),
            mend="in UCINET choose Data, Export, DL, and read that file",
        )


def recognise(content: bytes, path: Path, shown: str) -> Format:
    """See the format from the content, or from the suffix."""
    known = formats()
    for entry in known.values():
        if entry.fits(content):
            return entry
    suffix = path.suffix.lower().lstrip(".")
    found = next((entry for entry in known.values() if suffix in entry.suffixes), None)
    root = root_of(content)
    if found is None or (root and found.name == "csv"):
        raise DataError(
            f"The file is XML, but neither GraphML nor GEXF: it begins with <{root}>."
            if root
            else "The format of the file cannot be seen from it.",
            where=shown,
            mend=f"name its format: {', '.join(known)}",
        )
    return found
