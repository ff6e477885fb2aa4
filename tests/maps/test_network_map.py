"""What ``map_network`` hands out: pages, keys, and what must not stand in them."""

from __future__ import annotations

import base64
import csv
import json
import os
import re
import subprocess
import sys
from html import escape, unescape
from pathlib import Path

import pandas as pd
import pytest

import critical_sna as csna
from critical_sna.errors import FileError, PrivacyError

Net = csna.PartnerNetwork
Waves = dict[str, Net]


def people_who_can_be_found() -> Net:
    """Ids, names and e-mail addresses that occur nowhere else."""
    words = ["zorblat", "quenzimor", "ystravik", "wolmeng", "paxodune", "tribbelo", "ünwárt", "kel'tho"]
    people = pd.DataFrame(
        {
            "id": [f"{w}-0{i}77" for i, w in enumerate(words)],
            "label": [f"{w.title()} Mc{w[:4]}" for w in words],
            "email": [f"{w}@qwvx{i}.example" for i, w in enumerate(words)],
            "sort": ["ask", "tell"] * 4,
        }
    )
    ties = pd.DataFrame({"source": people["id"], "target": people["id"].tolist()[1:] + people["id"].tolist()[:1]})
    return Net.from_frames(people, ties, reports="seeks_from", relation="advice", question="Whom do you ask?")


def traces(net: Net) -> list[str]:
    found = []
    for column in [net.people.index, net.people["label"], net.people["email"]]:
        found += [str(v) for v in column]
    found += [part for value in found for part in re.split(r"[\W_\d]+", value) if len(part) > 3 and part != "example"]
    return sorted(set(found))


def stands_in(page: str, trace: str) -> bool:
    raw = trace.encode()
    forms = [
        trace,
        trace[::-1],
        json.dumps(trace)[1:-1],
        json.dumps(trace)[1:-1].replace("'", "\\u0027"),
        escape(trace),
    ]
    for shift in range(3):
        inner = base64.b64encode(b"x" * shift + raw).decode()
        forms.append(inner[4 if shift else 0 : len(inner) - 4])
    folded = page.casefold()
    return any(form.casefold() in folded for form in forms if len(form) > 3)


def test_no_name_id_or_address_stands_in_the_bytes_of_a_default_map() -> None:
    net = people_who_can_be_found()
    made = csna.map_network(net, groups="sort", highlight=net.people.index[0])
    page = made.to_html() + repr(made) + made._repr_html_()
    found = [trace for trace in traces(net) if stands_in(page, trace)]
    assert found == []
    assert not any(index in json.dumps(made.to_html()) for index in net.people.index)


def test_the_search_for_traces_would_find_them() -> None:
    net = people_who_can_be_found()
    page = csna.map_network(net, label="label").to_html()
    assert sum(stands_in(page, str(name).split()[0]) for name in net.people["label"]) >= 7
    assert stands_in(csna.map_network(net, label="id").to_html(), str(net.people.index[0]))


def test_codes_lead_back_to_people_only_through_the_key(tmp_path: Path) -> None:
    net = people_who_can_be_found()
    made = csna.map_network(net, groups="sort")
    assert set(made.key["person"]) == set(net.people.index)
    assert made.key.index.name == "code"
    assert made.key.index.is_monotonic_increasing
    path = made.save_key(tmp_path / "key.csv")
    assert oct(path.stat().st_mode & 0o777) == "0o600"
    with path.open(encoding="utf-8", newline="") as stream:
        rows = list(csv.reader(stream))
    assert rows[0] == ["code", "person", "label", "map"]
    assert {row[3] for row in rows[1:]} == {made.stamp}
    assert {row[0]: row[1] for row in rows[1:]} == made.key["person"].to_dict()
    assert {row[1]: row[2] for row in rows[1:]} == net.people["label"].to_dict()


def test_the_key_holds_labels_only_where_there_are_some() -> None:
    ties = pd.DataFrame({"source": ["a"], "target": ["b"]})
    made = {}
    for name, labels in {"none": None, "empty": [None, None], "one": ["Ana", None]}.items():
        people = (
            pd.DataFrame({"id": ["a", "b"]}) if labels is None else pd.DataFrame({"id": ["a", "b"], "label": labels})
        )
        made[name] = csna.map_network(Net.from_frames(people, ties, reports="seeks_from")).key
    assert [list(key.columns) for key in made.values()] == [["person"], ["person"], ["person", "label"]]
    assert made["one"].set_index("person")["label"]["a"] == "Ana"
    assert pd.isna(made["one"].set_index("person")["label"]["b"])


def test_a_map_with_names_has_a_banner_and_no_key(tmp_path: Path) -> None:
    made = csna.map_network(people_who_can_be_found(), label="label")
    assert 'class="banner"' in made.to_html()
    assert "Do not forward" in made.to_html()
    assert made.key.empty
    with pytest.raises(PrivacyError, match=r"(?s)--key.*label='code' \(--label code\)"):
        made.save_key(tmp_path / "key.csv")
    assert not list(tmp_path.iterdir())
    assert 'id="banner"' not in csna.map_network(people_who_can_be_found()).to_html()


def test_saving_writes_one_file_and_keeps_what_is_there_unless_forced(tmp_path: Path, river: Waves) -> None:
    made = csna.map_network(river["1"], groups="group")
    path = made.save(tmp_path / "map.html")
    assert path.read_text(encoding="utf-8") == made.to_html()
    assert [p.name for p in tmp_path.iterdir()] == ["map.html"]
    with pytest.raises(FileError, match="--force"):
        made.save(path, force=False)


def test_a_notebook_shows_the_page_in_a_closed_frame(river: Waves) -> None:
    made = csna.map_network(river["1"], groups="group")
    frame = made._repr_html_()
    assert frame.startswith('<iframe sandbox="allow-scripts allow-downloads"')
    inner = re.search(r'srcdoc="([^"]*)"', frame)
    assert inner is not None
    assert unescape(inner.group(1)) == made.to_html()


def test_the_repr_counts_and_names_nobody(river: Waves) -> None:
    assert re.fullmatch(r"NetworkMap\(\d+ people, \d+ ties, 2 waves\)", repr(csna.map_network(river)))


SCRIPT = """
import hashlib, critical_sna as csna
waves = csna.simulate_collaborative(people=30, waves=2, seed=2)
made = csna.map_network(waves, groups="group", seed=3)
pages = made.to_html()
from critical_sna._core import limits
from critical_sna.maps import html
limits.VIS_PEOPLE, limits.FORCES_PEOPLE = 0, 10
pages += html.page(made.scene, view="rings")
print(hashlib.sha256(pages.encode()).hexdigest())
"""


def test_the_same_input_and_seed_give_the_same_bytes_whatever_the_hash_seed() -> None:
    runs = []
    for seed in ("0", "1", "2"):
        env = {**os.environ, "PYTHONHASHSEED": seed}
        runs.append(subprocess.Popen([sys.executable, "-c", SCRIPT], env=env, stdout=subprocess.PIPE, text=True))
    found = {run.communicate()[0].strip() for run in runs}
    assert len(found) == 1
    assert len(found.pop()) == 64


def test_another_seed_moves_codes_and_says_so(river: Waves) -> None:
    one, other = (csna.map_network(river["1"], groups="group", seed=s) for s in (0, 7))
    assert one.key["person"].to_dict() != other.key["person"].to_dict()
    assert "seed 7" in other.to_html()


def test_importing_maps_loads_no_heavy_package() -> None:
    code = (
        "import sys, critical_sna.maps;"
        "print([m for m in ('igraph', 'pyvis', 'jinja2', 'networkx', 'IPython') if m in sys.modules])"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "[]"
