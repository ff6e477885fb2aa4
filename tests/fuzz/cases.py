"""Every door through which a file comes in, each with files that are whole: what a damaged file starts from."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache, partial
from pathlib import Path

import pandas as pd

from critical_sna.formats import read_graph, write_graph
from critical_sna.survey import describe_survey, read_survey, write_template

SURVEY = Path(__file__).parents[1] / "survey"
GRAPHS = {"graphml": "graphml", "gexf": "gexf", "pajek": "net", "dl": "dl", "csv": "csv"}
_TABLES = {".csv", ".tsv", ".xlsx", ".sav", ".dta"}


@dataclass(frozen=True)
class Case:
    """Whole files, those of them that are damaged, and the reader that gets them."""

    reader: str
    name: str
    files: dict[str, bytes]
    aims: tuple[str, ...]
    read: Callable[[Path], object]


@cache
def cases() -> tuple[Case, ...]:
    """Give every case; the readers together are all that the library has."""
    found = [*_graphs(), *_surveys(), *_statistics(), *_lists(), _template()]
    return tuple(sorted(found, key=lambda case: (case.reader, case.name)))


def look_at(survey: object) -> None:
    """Ask a survey or a draft for everything it can tell, and check what must hold."""
    if hasattr(survey, "to_yaml"):
        assert survey.to_yaml().startswith("#")
        return
    people, ties, answers = survey.people, survey.ties, survey.answers
    assert people.index.is_unique
    assert all(name and name == name.strip() for name in people.index)
    assert {*ties["source"], *ties["target"], *answers["source"], *answers["target"]} <= set(people.index)
    assert (ties["strength"] > 0).all()
    assert (ties["strength"] < float("inf")).all()
    assert not survey.issues["text"].isna().any()
    survey.name_suggestions()
    survey.response_rates()
    for relation in survey.relations:
        for wave in survey.waves_of(relation) or (None,):
            known = ties[(ties["relation"] == relation) & (ties["wave"] == (wave or ""))]
            pairs = set(zip(known["source"], known["target"], strict=True))
            unknown = survey.unknown(relation, wave)
            assert not pairs & set(zip(unknown["source"], unknown["target"], strict=True))
            survey.people_in(relation, wave)
            survey.capped(relation, wave)
    repr(survey)


def _read(spec: object, folder: Path) -> None:
    look_at(read_survey(spec if not isinstance(spec, str) else folder / spec, base=folder))


def _describe(name: str, folder: Path) -> None:
    draft = describe_survey(folder / name)
    look_at(draft)
    look_at(read_survey(draft))


def _graph(kind: str, name: str, folder: Path) -> None:
    tables = read_graph(folder / name, format=kind)
    ends = {*tables.ties["source"], *tables.ties["target"]}
    assert tables.people["id"].is_unique
    assert ends <= set(tables.people["id"])
    assert (tables.ties["strength"] > 0).all()


def _graphs() -> Iterator[Case]:
    people = pd.DataFrame(
        {"id": ["Ana", "Bo é", '"C"'], "label": ["Ana", "Bo", "C"], "n": [1, None, 3], "b": [True] * 3}
    )
    pairs = {"source": ["Ana", "Bo é", '"C"'], "target": ["Bo é", '"C"', "Ana"], "strength": [1, 2.5, 1e-9]}
    ties = pd.DataFrame({**pairs, "relation": ["advice", "trust", "advice"], "since": ["2031", "x", None]})
    net = '*Vertices 3 2\n1 Ana 0.1 0.2 ic Red\n2 Bo\n3 C\n*Arcslist\n1 2 3\n*Edges :2 "trust"\n1 2 4 [1-2]\n'
    net += "*Matrix\n0 1 0\n2 0 0\n0 0 0\n"
    dl = "DL n = 3, format = fullmatrix\nlabels embedded\ndata:\nAna Bo C\nAna 0 1 na\nBo 2 0 0\nC 0 0 1\n"
    lists = "dl nr=2 nc=3 format=nodelist2\nrow labels: Ana, Bo\ncolumn labels: x y z\ndata:\n1 1 2\n2 3\n"
    extra = {"pajek": [("other.net", net)], "dl": [("full.dl", dl), ("lists.dl", lists)]}
    with tempfile.TemporaryDirectory() as folder:
        for kind, suffix in GRAPHS.items():
            issues = write_graph((people, ties), Path(folder, f"net.{suffix}"))
            assert len(issues) or kind in {"graphml", "gexf", "csv"}
            files = {path.name: path.read_bytes() for path in Path(folder).glob(f"net.*{suffix}")}
            whole = [(f"net.{suffix}", files), *((name, {name: text.encode()}) for name, text in extra.get(kind, ()))]
            for name, content in whole:
                yield Case(f"graph {kind}", name, content, tuple(content), partial(_graph, kind, name))
                if kind != "csv":
                    spec = {"sources": {"path": name, "ties": {"relation": "advice", "shape": "graph"}}}
                    yield Case("survey graph", name, content, (name,), partial(_read, spec))
                    yield Case("describe graph", name, content, (name,), partial(_describe, name))
                yield Case("graph auto", name, content, tuple(content), partial(_graph, "auto", name))


def _surveys() -> Iterator[Case]:
    """Every case of the corpus and of the real sets: its files damaged, described, and its spec damaged."""
    for folder in sorted((SURVEY / "corpus").iterdir()):
        files = {path.name: path.read_bytes() for path in folder.iterdir() if path.name != "expected.json"}
        spec = json.loads((folder / "expected.json").read_text(encoding="utf-8"))["spec"]
        yield from _survey(folder.name, files, spec)
    for name in ("fafi", "freeman"):
        import yaml

        content = {path.name: path.read_bytes() for path in (SURVEY / "real" / name).iterdir()}
        spec = yaml.safe_load(content["survey.yaml"])
        yield from _survey(name, {k: v for k, v in content.items() if Path(k).suffix in _TABLES - {""}}, spec)


def _survey(name: str, files: dict[str, bytes], spec: dict[str, object]) -> Iterator[Case]:
    import yaml

    sources = spec["sources"] if isinstance(spec["sources"], list) else [spec["sources"]]
    presets = [source.get("preset", "none") for source in sources]
    suffix = Path(sources[0]["path"]).suffix.lstrip(".")
    kind = (
        f"preset {presets[0]}" if presets[0] != "none" else f"survey {suffix if f'.{suffix}' in _TABLES else 'graph'}"
    )
    yield Case(kind, name, files, tuple(files), partial(_read, spec))
    for file in files:
        if Path(file).suffix in _TABLES:
            yield Case(f"describe {Path(file).suffix[1:]}", f"{name}/{file}", files, (file,), partial(_describe, file))
    if len(files) > 1:
        yield Case("describe folder", name, files, tuple(files), partial(_describe, "."))
    written = {"spec.yaml": yaml.safe_dump(spec, allow_unicode=True).encode(), "spec.toml": toml(spec).encode()}
    for file, content in written.items():
        yield Case(f"spec {file[5:]}", name, {**files, file: content}, (file,), partial(_read, file))


def toml(spec: dict[str, object]) -> str:
    """Write a spec as TOML, on one line for each key of the top."""
    return "".join(f"{_key(key)} = {_value(value)}\n" for key, value in spec.items() if value is not None)


def _key(text: str) -> str:
    return json.dumps(text)


def _value(value: object) -> str:
    if isinstance(value, dict):
        return "{" + ", ".join(f"{_key(k)} = {_value(v)}" for k, v in value.items() if v is not None) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(_value, value)) + "]"
    return json.dumps(value, ensure_ascii=False)


def _statistics() -> Iterator[Case]:
    """Write SPSS and Stata files, small ones, packed ones and ones with labels."""
    import pyreadstat

    frame = pd.DataFrame({"me": ["Ana", "Bo", "Cé"], "q_1": [1.0, 2.0, 9.0], "q_2": [2.0, None, 1.0], "age": [1, 2, 3]})
    labels = {"q_1": {1: "never", 2: "often"}, "q_2": {1: "never", 2: "often"}}
    heads = ["Me", "How often - Bo", "How often - Ana", "Age"]
    ties = {
        "relation": "r",
        "shape": "roster",
        "columns": "q_*",
        "alter": {"from": "label", "after": "- "},
        "scale": "s",
    }
    scale = {"s": {"levels": ["never", "often"], "start": 0, "missing": ["9"]}}
    with tempfile.TemporaryDirectory() as folder:
        for name, options in (("a.sav", {}), ("row.sav", {"row_compress": True}), ("z.zsav", {"compress": True})):
            pyreadstat.write_sav(
                frame, Path(folder, name), column_labels=heads, variable_value_labels=labels, **options
            )
        for name, version in (("old.dta", 8), ("a.dta", 15)):
            options = {"column_labels": heads, "variable_value_labels": labels, "version": version}
            pyreadstat.write_dta(frame, Path(folder, name), **options)
        for path in sorted(Path(folder).iterdir()):
            kind, files = path.suffix.lstrip("."), {path.name: path.read_bytes()}
            spec = {"sources": {"path": path.name, "ego": "me", "ties": ties}, "scales": scale}
            yield Case(f"survey {kind}", path.name, files, (path.name,), partial(_read, spec))
            yield Case(f"describe {kind}", path.name, files, (path.name,), partial(_describe, path.name))


def _lists() -> Iterator[Case]:
    """The lists that people write by hand: people, aliases, decisions about names, people who withdrew."""
    files = {
        "ties.csv": b"from,to,n\nAna,Bo,1\nBo,Anna,2\nCy,Bo Ash,1\nCy,Cy,\n",
        "people.csv": b"id,name,mail,role,asked in\np1,Ana,a@x.org,x,yes\np2,Bo,b@x.org,y,no\np3,Cy,c@x.org,,yes\n",
        "aliases.csv": b"written,id\nBo Ash,p2\nC. Y.,p3\n",
        "names.csv": (
            b'name,suggestion,score,where,decision\nAnna,Ana,88.9,"ties.csv, row 3",accept\n\'=x,Bo,90,,reject\n'
        ),
        "gone.csv": b"withdrawn\nDi\n",
    }
    people = {"path": "people.csv", "id": "id", "label": "name", "also_known_as": ["mail"], "aliases": "aliases.csv"}
    spec = {
        "people": {**people, "attributes": {"role": "role"}},
        "names": "names.csv",
        "withdrawn": "gone.csv",
        "sources": {
            "path": "ties.csv",
            "ego": "from",
            "ties": {"relation": "r", "shape": "edges", "target": "to", "value": "n"},
        },
        "policy": {"unmatched": "add"},
    }
    tabs = {"ties.tsv": files["ties.csv"].replace(b",", b"\t")}
    tie = {"relation": "r", "shape": "edges", "target": "to", "value": "n"}
    yield Case(
        "survey tsv",
        "ties",
        tabs,
        ("ties.tsv",),
        partial(_read, {"sources": {"path": "ties.tsv", "ego": "from", "ties": tie}}),
    )
    for name, reader in (("people", "people"), ("aliases", "aliases"), ("names", "decisions"), ("gone", "withdrawn")):
        yield Case(f"list {reader}", name, files, (f"{name}.csv",), partial(_read, spec))


def _template() -> Case:
    """The workbook that is filled in by hand."""
    import openpyxl

    with tempfile.TemporaryDirectory() as folder:
        path = write_template(Path(folder, "survey.xlsx"))
        book = openpyxl.load_workbook(path)
        for name, row in (("People", ("p1", "Ana", "Families")), ("People", ("p2", "Bo", "Schools"))):
            book[name].append(row)
        book["Ties"].append(("p1", "Bo", "advice", 2))
        book.save(path)
        return Case("template", path.name, {path.name: path.read_bytes()}, (path.name,), partial(_read, path.name))
